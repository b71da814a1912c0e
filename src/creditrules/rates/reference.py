"""Reference rates with their publication days: the loan prime rate and the PBOC benchmark lending rates.

The loan prime rate (LPR, 贷款市场报价利率) is published monthly since 2019-08-20 and counts from its day of
publication on. The benchmark lending rates (贷款基准利率) go back to 1991; the row of 2015-10-24 is the last.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from creditrules.errors import InputError, InputTypeError, shown
from creditrules.findings import Finding, Trail
from creditrules.messages import Rate, say
from creditrules.money import shortest
from creditrules.periods import calendar_day, whole

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from creditrules.law import Rulebook


class Tenor(Enum):
    """For how long a loan runs that the LPR is quoted for (期限)."""

    ONE_YEAR = "one-year"
    """一年期."""
    FIVE_YEAR = "over-five-year"
    """五年期以上."""


_TENORS = {
    "one_year": Tenor.ONE_YEAR,
    "1y": Tenor.ONE_YEAR,
    "five_year": Tenor.FIVE_YEAR,
    "5y": Tenor.FIVE_YEAR,
}


def lpr(on: date, *, tenor: Tenor | str, rulebook: Rulebook | None = None) -> Finding[Decimal]:
    """Return the loan prime rate (LPR, 贷款市场报价利率) of a day: the last publication on or before it.

    Args:
        on: the day that the rule points at (formation, filing, default).
        tenor: a `Tenor`, or ``"one_year"`` (``"1y"``), ``"five_year"`` (``"5y"``).
        rulebook: the law data; the bundled one when left out.

    Returns:
        A fraction of one: ``Decimal("0.03")`` is 3 %. The publication day itself has the new rate.

    Raises:
        InputError: another tenor, or no plain date.
        NoDataError: before 2019-08-20, when there was no such rate.

    >>> from datetime import date
    >>> lpr(date(2021, 12, 19), tenor="1y").value, lpr(date(2021, 12, 20), tenor="1y").value
    (Decimal('0.0385'), Decimal('0.038'))

    """
    trail = Trail(rulebook)
    return trail.finding(shortest(_lpr(trail, on, tenor)))


def _lpr(trail: Trail, on: date, tenor: Tenor | str) -> Fraction:
    kind = _tenor(tenor)
    day = calendar_day(on, argument="on")
    parameter = trail.rulebook.lpr
    quote = trail.take(parameter, day)
    entry = parameter.at(day)
    rate = quote.one_year if kind is Tenor.ONE_YEAR else quote.five_year
    trail.step(
        say(
            "lpr-on",
            "The %(tenor)s LPR on %(on)s, as published on %(published)s, is %(rate)s.",
            tenor=kind,
            on=day,
            published=entry.since,
            rate=Rate(rate),
        ),
        *entry.citations,
    )
    return rate


def _tenor(value: Tenor | str) -> Tenor:
    if isinstance(value, Tenor):
        return value
    if not isinstance(value, str):
        raise InputTypeError(
            "%(argument)s must be a Tenor or text, got %(type)s",
            argument="tenor",
            type=type(value).__name__,
        )
    if value not in _TENORS:
        raise InputError("tenor must be one_year or five_year, got %(value)s", value=shown(value))
    return _TENORS[value]


def benchmark_rate(on: date, *, months: int, rulebook: Rulebook | None = None) -> Finding[Decimal]:
    """Return the PBOC benchmark lending rate (贷款基准利率) of a day for a loan of so many months.

    Args:
        on: the day that the rule points at.
        months: the term of the loan; the first tier that reaches it gives the rate, and above five years the last.
        rulebook: the law data; the bundled one when left out.

    Returns:
        A fraction of one: ``Decimal("0.0435")`` is 4.35 %.

    Raises:
        InputError: no whole number of months, or no plain date.
        NoDataError: before 1991-04-21.

    >>> from datetime import date
    >>> benchmark_rate(date(2016, 1, 1), months=12).value
    Decimal('0.0435')

    """
    trail = Trail(rulebook)
    return trail.finding(shortest(_benchmark_rate(trail, on, months)))


def _benchmark_rate(trail: Trail, on: date, months: int) -> Fraction:
    day = calendar_day(on, argument="on")
    term = whole(months, argument="months")
    parameter = trail.rulebook.benchmark_rate
    rates = trail.take(parameter, day)
    entry = parameter.at(day)
    rate = rates[sum(term > bound for bound in parameter.tier_months)]
    trail.step(
        say(
            "benchmark-on",
            "The PBOC benchmark lending rate on %(on)s for %(months)s months, as set on %(published)s, is %(rate)s.",
            on=day,
            months=term,
            published=entry.since,
            rate=Rate(rate),
        ),
        *entry.citations,
    )
    first = trail.rulebook.lpr.timeline.entries[0]
    if day >= first.since:
        trail.notice(
            say(
                "benchmark-replaced",
                "For new loans the LPR took the place of the benchmark lending rates from %(since)s.",
                since=first.since,
            ),
            *first.citations,
        )
    return rate
