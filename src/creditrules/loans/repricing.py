"""The rates of a loan that follows the LPR (LPR加点, 按年重定价).

The loan prime rate is published monthly since 2019-08-20; a contract adds so many points to it and sets the rate anew
on one day of each year, with the LPR last published by then.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.errors import InputError
from creditrules.findings import Finding, Trail
from creditrules.messages import Rate, say
from creditrules.money import Number, exact, percent, shortest
from creditrules.periods import add_years, calendar_day
from creditrules.rates.reference import _lpr

if TYPE_CHECKING:
    from fractions import Fraction

    from creditrules.law import Rulebook
    from creditrules.rates import Tenor

_POINTS = 10_000


@frozen
class LprRates:
    """The rates of a loan that follows the LPR: the first, and each new one from its day; fractions of one.

    Both are what a `Loan` takes: ``annual_rate`` and ``rate_changes``.
    """

    annual_rate: Decimal
    rate_changes: tuple[tuple[date, Decimal], ...]


def lpr_rates(
    drawn_on: date,
    *,
    tenor: Tenor | str,
    points: Number,
    repriced_from: date,
    until: date,
    rulebook: Rulebook | None = None,
) -> Finding[LprRates]:
    """Return the rates of a loan at the LPR plus points, set anew once a year (重定价日).

    Args:
        drawn_on: the day whose LPR gives the first rate.
        tenor: a `Tenor`, or ``"one_year"``, ``"five_year"``.
        points: what the contract adds, in basis points (基点, 0.01 %); below zero where it takes away.
        repriced_from: the first day on which the rate is set anew; then the same day every year. Contracts name the
            first of January or the day of the loan, so there is no default.
        until: the last day to look at: later rates are not known yet.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: days out of order; points that leave a rate below zero.
        NoDataError: before 2019-08-20.

    >>> from datetime import date
    >>> found = lpr_rates(
    ...     date(2023, 5, 10), tenor="5y", points="-20", repriced_from=date(2024, 1, 1), until=date(2025, 6, 30)
    ... )
    >>> found.value.annual_rate, [str(rate) for _, rate in found.value.rate_changes]
    (Decimal('0.041'), ['0.04', '0.034'])

    """
    trail = Trail(rulebook)
    start = calendar_day(drawn_on, argument="drawn_on")
    first = calendar_day(repriced_from, argument="repriced_from")
    end = calendar_day(until, argument="until")
    if first <= start:
        raise InputError("repriced_from %(first)s must come after drawn_on %(drawn)s", first=first, drawn=start)
    added = exact(points, argument="points") / _POINTS
    opening = _rate(trail, start, tenor, added)
    changes = []
    count = 0
    while (day := add_years(first, count)) <= end:
        changes.append((day, _rate(trail, day, tenor, added)))
        count += 1
    return trail.finding(LprRates(opening, tuple(changes)))


def _rate(trail: Trail, day: date, tenor: Tenor | str, added: Fraction) -> Decimal:
    found = _lpr(trail, day, tenor) + added
    if found < 0:
        raise InputError("points leave a rate of %(rate)s on %(on)s, which is below zero", rate=percent(found), on=day)
    trail.step(
        say(
            "lpr-with-points",
            "With the points of the contract the rate from %(on)s is %(rate)s.",
            on=day,
            rate=Rate(found),
        )
    )
    return shortest(found)
