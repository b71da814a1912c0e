"""Ceilings of lenders that the financial regulators approve: outside the private-lending rules, under others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from creditrules.errors import InputError, NoDataError
from creditrules.law import LOCAL, Lender, Plea, Product
from creditrules.limits.model import Basis, Case, Ceiling, Covers, Effect
from creditrules.messages import Rate, say

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from creditrules.findings import Trail
    from creditrules.law import Citation, Parameter


def licensed_ceilings(trail: Trail, case: Case) -> list[Ceiling]:
    """Return the ceilings of a licensed lender: the yearly total a court may cut to, and the supervisory lines."""
    if Plea.OLD_RULE in case.pleas:
        trail.notice(
            say("old-rule-licensed", "The request for the old rule changes nothing: it is a rule of private lending."),
            *_outside(trail, case.lender),
        )
    found = [_total(trail, case)]
    if case.facilitated and case.lender is Lender.BANK:
        found += _facilitated(trail, case.formed_on)
    if case.lender is Lender.SMALL_LOAN:
        found += _small_loan(trail, case.formed_on)
    return found


def _outside(trail: Trail, lender: Lender) -> tuple[Citation, ...]:
    """What puts a lender outside the private-lending provisions."""
    return trail.cite("spc-scope-reply-2020-27#1" if lender in LOCAL else "spc-private-lending-2020-17#1(2)")


def _total(trail: Trail, case: Case) -> Ceiling:
    lender, as_of = case.lender, case.as_of
    if as_of is None:
        raise InputError(
            "as_of, the day of decision, is required: it decides whether the yearly total can be asked for"
        )
    if lender in LOCAL:
        scope = trail.rulebook.library.instruments["spc-scope-reply-2020-27"]
        if as_of < scope.effective:
            raise NoDataError(
                "before %(first)s it was not settled which rule governs a %(lender)s, asked for %(on)s",
                first=scope.effective,
                lender=lender,
                on=as_of,
            )
    ceiling = _line(
        trail,
        trail.rulebook.financial_total,
        as_of,
        case.formed_on,
        name="financial-total",
        effect=Effect.REDUCIBLE,
        basis=Basis.TOTAL_ON_REQUEST,
    )
    trail.step(
        say(
            "licensed-outside",
            "A %(lender)s is outside the private-lending provisions, so four times the LPR is not its ceiling.",
            lender=lender,
        ),
        *_outside(trail, lender),
    )
    trail.step(
        say(
            "financial-total",
            "A court is to uphold the borrower's request to cut what the lender claims in interest, compound interest, "
            "penalty interest, liquidated damages and other fees together above %(rate)s a year, where that is too "
            "much and clearly out of line with its real loss.",
            rate=Rate(ceiling.rate),
        ),
        *ceiling.citations,
    )
    if lender in LOCAL:
        _practice(trail, lender, ceiling)
    if case.product is not Product.LOAN:
        _card(trail, case.product, as_of, ceiling)
    return ceiling


def _practice(trail: Trail, subject: Lender | Product, ceiling: Ceiling) -> None:
    trail.notice(
        say(
            "total-practice",
            "The opinion speaks of financial loan contracts (金融借款合同); that it reaches a %(subject)s is practice.",
            subject=subject,
        ),
        *ceiling.citations,
    )


def _card(trail: Trail, product: Product, as_of: date, ceiling: Ceiling) -> None:
    if as_of < trail.rulebook.library.instruments["spc-bank-card-2021-10"].effective:
        _practice(trail, product, ceiling)
        return
    trail.notice(
        say(
            "total-card",
            "The opinion speaks of financial loan contracts (金融借款合同). For cards the court weighs the total by "
            "the bank-card provisions, art. 2(2), which name no number; this figure is practice.",
        ),
        *ceiling.citations,
        *trail.cite("spc-bank-card-2021-10#2(2)"),
    )


def _facilitated(trail: Trail, formed_on: date) -> list[Ceiling]:
    """The internet-lending notice (助贷新规) for loans made since it took effect."""
    parameter = trail.rulebook.facilitated_total
    start = parameter.timeline.entries[0]
    if formed_on < start.since:
        trail.notice(
            say(
                "facilitated-before",
                "The regulator's notice on bank loans through internet platforms applies to loans made from %(day)s, "
                "so not to this one.",
                day=start.since,
            ),
            *start.citations,
        )
        return []
    ceiling = _line(
        trail,
        parameter,
        formed_on,
        formed_on,
        name="facilitated-total",
        effect=Effect.SUPERVISORY,
        basis=Basis.BY_REFERENCE,
    )
    trail.step(
        say(
            "facilitated-total",
            "For a bank loan through an internet platform the regulator wants all costs of a single loan, credit "
            "enhancement included, in line with the Supreme People's Court's opinion. The notice prints no figure; "
            "%(rate)s is that of the opinion.",
            rate=Rate(ceiling.rate),
        ),
        *ceiling.citations,
    )
    return [ceiling]


def _small_loan(trail: Trail, formed_on: date) -> list[Ceiling]:
    """The guideline on small-loan companies' all-in cost, circulated in December 2025."""
    book = trail.rulebook
    now, later = book.small_loan_total.timeline.entries[0], book.small_loan_multiple.timeline.entries[0]
    if formed_on < now.since:
        return []
    if (formed_on.year, formed_on.month) == (now.since.year, now.since.month):
        trail.notice(
            say(
                "small-loan-day",
                "The exact day of the guideline in that month is not public: for a loan made then, the line of "
                "%(rate)s may or may not apply yet.",
                rate=Rate(now.value),
            ),
            *now.citations,
        )
    line = _line(trail, book.small_loan_total, formed_on, formed_on, name="small-loan-total", effect=Effect.SUPERVISORY)
    trail.step(
        say(
            "small-loan-total",
            "For a new small loan the guideline wants all costs that the borrower bears within %(rate)s a year.",
            rate=Rate(line.rate),
        ),
        *line.citations,
    )
    found = [line]
    if formed_on >= later.since:
        found.append(_small_loan_lpr(trail, formed_on))
    trail.notice(
        say(
            "small-loan-later",
            "The guideline wants every new small loan within %(multiple)s times the one-year LPR by %(day)s at the "
            "latest, with room up to %(rate)s for loans of up to a month; it is a matter between the company and its "
            "regulator, and no ceiling in court.",
            multiple=str(later.value),
            day=later.since,
            rate=Rate(line.rate),
        ),
        *later.citations,
    )
    return found


def _small_loan_lpr(trail: Trail, formed_on: date) -> Ceiling:
    book = trail.rulebook
    multiple = _line(
        trail, book.small_loan_multiple, formed_on, formed_on, name="small-loan-lpr", effect=Effect.SUPERVISORY
    )
    lpr = trail.take(book.lpr, formed_on).one_year
    found = evolve(multiple, rate=multiple.rate * lpr, citations=multiple.citations + book.lpr.at(formed_on).citations)
    trail.step(
        say(
            "small-loan-lpr",
            "The target for it is %(multiple)s times the one-year LPR of %(day)s (%(lpr)s), that is %(rate)s.",
            multiple=str(multiple.rate),
            day=formed_on,
            lpr=Rate(lpr),
            rate=Rate(found.rate),
        ),
        *found.citations,
    )
    return found


def _line(
    trail: Trail,
    parameter: Parameter[Fraction],
    on: date,
    formed_on: date,
    *,
    name: str,
    effect: Effect,
    basis: Basis = Basis.AT_FORMATION,
) -> Ceiling:
    # None of these texts says what becomes of money already paid, so paid_excess stays None.
    reducible = effect is Effect.REDUCIBLE
    return Ceiling(
        id=name,
        rate=trail.take(parameter, on),
        effect=effect,
        covers=Covers.OWN_CLAIMS if reducible else Covers.ALL_COMPULSORY,
        basis=basis,
        in_force=(formed_on, None),
        citations=parameter.at(on).citations,
    )
