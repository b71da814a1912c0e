"""Supervisory lines: bank loans through internet platforms (助贷), and small-loan companies (小额贷款公司).

金规〔2025〕9号, clause 6, for loans since 2025-10-01; the guideline of December 2025 on small-loan companies' all-in
cost. Both are matters between lender and regulator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from creditrules.law import Cost
from creditrules.limits.ceiling_lines import one_line
from creditrules.limits.model import Basis, Ceiling, Effect
from creditrules.messages import Rate, say

if TYPE_CHECKING:
    from datetime import date

    from creditrules.findings import Trail

_ALL = (Cost.INTEREST, Cost.GUARANTEE, Cost.SERVICE)


def facilitated(trail: Trail, formed_on: date) -> list[Ceiling]:
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
    ceiling = one_line(
        trail,
        parameter,
        formed_on,
        formed_on,
        name="facilitated-total",
        effect=Effect.SUPERVISORY,
        basis=Basis.BY_REFERENCE,
        counts=(Cost.INTEREST, Cost.GUARANTEE),
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


def small_loan(trail: Trail, formed_on: date, term_months: int | None) -> list[Ceiling]:
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
    line = one_line(
        trail,
        book.small_loan_total,
        formed_on,
        formed_on,
        name="small-loan-total",
        effect=Effect.SUPERVISORY,
        counts=_ALL,
    )
    trail.step(
        say(
            "small-loan-total",
            "For a new small loan the guideline wants all costs that the borrower bears within %(rate)s a year.",
            rate=Rate(line.rate),
        ),
        *line.citations,
    )
    found = [line]
    short = term_months is not None and term_months <= trail.take(book.small_loan_short_months, formed_on)
    if formed_on >= later.since and not short:
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
    multiple = one_line(
        trail,
        book.small_loan_multiple,
        formed_on,
        formed_on,
        name="small-loan-lpr",
        effect=Effect.SUPERVISORY,
        counts=_ALL,
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
