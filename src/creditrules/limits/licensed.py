"""Ceilings of lenders that the financial regulators approve: outside the private-lending rules, under others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from creditrules.errors import InputError, NoDataError
from creditrules.law import LOCAL, Lender, Plea, Product
from creditrules.limits.model import Basis, Case, Ceiling, Covers, Effect, PaidExcess
from creditrules.messages import Rate, say

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from creditrules.findings import Trail
    from creditrules.law import Parameter


def licensed_ceilings(trail: Trail, case: Case) -> list[Ceiling]:
    """Return the ceilings of a licensed lender: the yearly total a court may cut to, and the supervisory lines."""
    if Plea.OLD_RULE in case.pleas:
        trail.notice(
            say("old-rule-licensed", "The request for the old rule changes nothing: it is a rule of private lending."),
            *trail.cite("spc-private-lending-2020-17#1(2)"),
        )
    found = [_total(trail, case)]
    if case.facilitated:
        found += _facilitated(trail, case)
    if case.lender is Lender.SMALL_LOAN:
        found += _small_loan(trail, case.formed_on)
    return found


def _total(trail: Trail, case: Case) -> Ceiling:
    lender, as_of = case.lender, case.as_of
    if as_of is None:
        raise InputError(
            "as_of, the day of decision, is required: it decides whether the yearly total can be asked for"
        )
    outside = trail.cite("spc-private-lending-2020-17#1(2)")
    if lender in LOCAL:
        scope = trail.rulebook.library.instruments["spc-scope-reply-2020-27"]
        if as_of < scope.effective:
            raise NoDataError(
                "before %(first)s it was not settled which rule governs a %(lender)s, asked for %(on)s",
                first=scope.effective,
                lender=lender,
                on=as_of,
            )
        outside = trail.cite("spc-scope-reply-2020-27#1")
    ceiling = _line(
        trail,
        trail.rulebook.financial_total,
        as_of,
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
        *outside,
    )
    trail.step(
        say(
            "financial-total",
            "On the borrower's request a court cuts what the lender claims in interest, compound interest, penalty, "
            "damages and other fees together above %(rate)s a year, where that is clearly too much beside its loss.",
            rate=Rate(ceiling.rate),
        ),
        *ceiling.citations,
    )
    if lender in LOCAL:
        trail.notice(
            say(
                "total-local",
                "The text speaks of financial loan contracts (金融借款合同); that it reaches a %(lender)s is practice.",
                lender=lender,
            ),
            *ceiling.citations,
        )
    if case.product is not Product.LOAN:
        trail.notice(
            say(
                "total-card",
                "The text speaks of financial loan contracts (金融借款合同). For cards the court weighs the total by "
                "art. 2 of the bank-card provisions, which names no number; this figure is practice.",
            ),
            *ceiling.citations,
            *trail.cite("spc-bank-card-2021-10#2"),
        )
    return ceiling


def _facilitated(trail: Trail, case: Case) -> list[Ceiling]:
    """The internet-lending notice (助贷新规) for loans made since it took effect."""
    parameter = trail.rulebook.facilitated_total
    start = parameter.timeline.entries[0]
    if case.formed_on < start.since:
        trail.notice(
            say(
                "facilitated-before",
                "The notice on internet lending applies to loans made from %(day)s.",
                day=start.since,
            ),
            *start.citations,
        )
        return []
    if case.lender is not Lender.BANK:
        trail.notice(
            say(
                "facilitated-bank",
                "The notice on internet lending speaks of commercial banks; it is shown for them only.",
            ),
            *start.citations,
        )
        return []
    ceiling = _line(
        trail,
        parameter,
        case.formed_on,
        name="facilitated-total",
        effect=Effect.SUPERVISORY,
        basis=Basis.BY_REFERENCE,
    )
    trail.step(
        say(
            "facilitated-total",
            "For a bank loan through an internet platform the regulator wants all costs of a single loan, credit "
            "enhancement included, in line with the Supreme People's Court's opinion, that is within %(rate)s.",
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
    found = [_line(trail, book.small_loan_total, formed_on, name="small-loan-total", effect=Effect.SUPERVISORY)]
    if formed_on >= later.since:
        multiple = _line(trail, book.small_loan_multiple, formed_on, name="small-loan-lpr", effect=Effect.SUPERVISORY)
        lpr = trail.take(book.lpr, formed_on).one_year
        citations = multiple.citations + book.lpr.at(formed_on).citations
        found.append(evolve(multiple, rate=multiple.rate * lpr, citations=citations))
    trail.notice(
        say(
            "small-loan-later",
            "The guideline wants every new small loan within four times the one-year LPR by %(day)s at the latest; "
            "it binds the company towards its regulator and is no ceiling in court.",
            day=later.since,
        ),
        *later.citations,
    )
    return found


def _line(
    trail: Trail,
    parameter: Parameter[Fraction],
    on: date,
    *,
    name: str,
    effect: Effect,
    basis: Basis = Basis.AT_FORMATION,
) -> Ceiling:
    reducible = effect is Effect.REDUCIBLE
    return Ceiling(
        id=name,
        rate=trail.take(parameter, on),
        effect=effect,
        covers=Covers.OWN_CLAIMS if reducible else Covers.ALL_COMPULSORY,
        basis=basis,
        paid_excess=PaidExcess.KEPT if reducible else None,
        in_force=(None, None) if reducible else (parameter.at(on).since, None),
        citations=parameter.at(on).citations,
    )
