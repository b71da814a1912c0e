"""The time rules of the annual percentage rate of charge in the European Union, and of the older one in Britain.

Directive 2014/17/EU, Annex I, Part I, remark (c): a year has 365 days (366 if it is a leap year), 52 weeks or 12 equal
months. What is no whole number of these is a whole number of them and of days. They are counted back to the first
drawdown, and the days are over the length of the year that ends with the last of them.

The rate itself solves Σ amount · (1 + X)^(−time) = 0, as `irr_at` does.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from fractions import Fraction

BRITISH_YEAR = Fraction("365.25")
"""Days in a year of the Consumer Credit (Total Charge for Credit) Regulations 1980."""


def _months_before(on: date, months: int) -> date:
    month = on.month - 1 - months
    year, month = on.year + month // 12, month % 12 + 1
    return date(year, month, min(on.day, calendar.monthrange(year, month)[1]))


def days_only(start: date, end: date) -> Fraction:
    """Return days as years, over the length of the year that ends on the last of them."""
    return Fraction((end - start).days, (end - _months_before(end, 12)).days)


def by_months(start: date, end: date, months: int = 1) -> Fraction:
    """Return the interval in years as whole months (or periods of 3, 6, 12), and days for what is left."""
    periods = ((end.year - start.year) * 12 + end.month - start.month) // months
    while _months_before(end, periods * months) < start:
        periods -= 1
    return Fraction(periods * months, 12) + days_only(start, _months_before(end, periods * months))


def by_weeks(start: date, end: date) -> Fraction:
    """Return the interval in years as whole weeks of a fifty-second, and days for what is left."""
    weeks = (end - start).days // 7
    return Fraction(weeks, 52) + days_only(start, end - timedelta(weeks=weeks))
