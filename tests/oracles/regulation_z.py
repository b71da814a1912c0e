"""The annual percentage rate of the United States: Regulation Z (12 CFR 1026), Appendix J.

Its time rule counts back from the later day in unit-periods, and an interval is a whole number of them and a fraction
of one. Its equation discounts the whole ones by (1 + i)^t but the fraction by 1 + f·i, which is no power of 1 + i.
So the part for the fraction is taken off the amounts, at the rate found so far, until the rate stays.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from fractions import Fraction
from typing import TypeAlias

from creditrules.rates import irr_at

Interval: TypeAlias = tuple[int, Fraction]
"""Whole unit-periods, and the fraction of one."""
_A_MONTH = 30
_ENOUGH = 1e-13


def months_later(on: date, months: int) -> date:
    """Return the same day so many months later or earlier, or the last day of a month that is too short."""
    month = on.month - 1 + months
    year, month = on.year + month // 12, month % 12 + 1
    return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))


def by_months(start: date, end: date, months: int) -> Interval:
    """Count unit-periods of one or several months, paragraphs (b)(5)(ii) and (iii): a month that is left is 30 days."""
    full = (end.year - start.year) * 12 + end.month - start.month
    while months_later(end, -full) < start:
        full -= 1
    days = _A_MONTH * full + (months_later(end, -full) - start).days
    whole, rest = divmod(days, _A_MONTH * months)
    return whole, Fraction(rest, _A_MONTH * months)


def by_days(start: date, end: date, days: int) -> Interval:
    """Count unit-periods of a day, a week or several weeks, paragraph (b)(5)(iv)."""
    whole, rest = divmod((end - start).days, days)
    return whole, Fraction(rest, days)


def later(on: date, periods: int, *, months: int = 0, days: int = 0) -> date:
    """Return the day so many unit-periods later."""
    return months_later(on, periods * months) + timedelta(days=periods * days)


def percentage_rate(advance: str, payments: list[tuple[Interval, str]], unit_periods_per_year: int) -> float:
    """Return the annual percentage rate, a fraction of one: the rate of a unit-period times those of a year (b)(8)."""
    times = [0, *(whole for (whole, _), _ in payments)]
    rate, before = 0.0, -1.0
    while abs(rate - before) > _ENOUGH:
        before = rate
        parts = [float(amount) / (1 + float(fraction) * rate) for (_, fraction), amount in payments]
        rate = float(irr_at(times, [advance, *(f"-{part:.12f}" for part in parts)]).effective)
    return rate * unit_periods_per_year
