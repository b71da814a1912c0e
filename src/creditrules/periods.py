"""Months, years and days: how a period is stepped and how its interest days are counted.

Months are always counted from the anchor (start + n months), never step by step, and an absent day becomes the last
of its month (Civil Code 202).

>>> add_months(date(2024, 1, 31), 1), add_months(date(2024, 1, 31), 2)
(datetime.date(2024, 2, 29), datetime.date(2024, 3, 31))
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, timedelta
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen
from dateutil.relativedelta import relativedelta

from creditrules.errors import InputError, InputTypeError, shown

if TYPE_CHECKING:
    from collections.abc import Callable

MONTHS_A_YEAR = 12
_DAYS_A_MONTH = 30
_IN_EVERY_MONTH = 28
COMMON_YEAR = 365
BANK_YEAR = 360


def calendar_day(value: object, *, argument: str) -> date:
    """Check that an argument is a plain date (a datetime has a clock and a zone, which no rule here uses)."""
    if isinstance(value, datetime) or not isinstance(value, date):
        raise InputTypeError(
            "%(argument)s must be a datetime.date, got %(type)s", argument=argument, type=type(value).__name__
        )
    return value


def not_before(day: date, bound: date, *, argument: str, other: str) -> None:
    """Refuse a day that lies before another argument's."""
    if day < bound:
        raise InputError(
            "%(argument)s %(day)s lies before %(other)s %(bound)s", argument=argument, day=day, other=other, bound=bound
        )


def whole(value: object, *, argument: str, least: int = 1, most: int = 1200) -> int:
    """Check that an argument is a whole number within its bounds."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise InputTypeError(
            "%(argument)s must be a whole number, got %(type)s", argument=argument, type=type(value).__name__
        )
    if not least <= value <= most:
        raise InputError(
            "%(argument)s must be from %(least)s to %(most)s, got %(value)s",
            argument=argument,
            value=shown(value),
            least=least,
            most=most,
        )
    return value


def _count(value: int) -> int:
    return whole(value, argument="count")


@frozen
class Months:
    """A step of n calendar months (月)."""

    count: int = field(converter=_count)


@frozen
class Days:
    """A step of n days (日)."""

    count: int = field(converter=_count)


def add_months(start: date, months: int) -> date:
    """Return the corresponding day so many months later, or the last day of that month (Civil Code 202)."""
    # By hand, since a long schedule steps hundreds of times and a relativedelta for each is what takes the time.
    year, month = divmod(start.year * MONTHS_A_YEAR + start.month - 1 + months, MONTHS_A_YEAR)
    day, month = start.day, month + 1
    if day > _IN_EVERY_MONTH:
        day = min(day, monthrange(year, month)[1])
    try:
        return start.replace(year, month, day)
    except (OverflowError, ValueError) as error:
        raise _beyond(start, months) from error


def add_years(start: date, years: int) -> date:
    """Return the corresponding day so many years later: 29 February becomes the 28th in a common year."""
    return _shifted(start, years, lambda count: relativedelta(years=count))


def add_days(start: date, days: int) -> date:
    """Return the day so many days later."""
    return _shifted(start, days, lambda count: timedelta(days=count))


def _shifted(start: date, count: int, step: Callable[[int], relativedelta | timedelta]) -> date:
    try:
        # A count of many digits already fails where the step is made.
        return start + step(count)
    except (OverflowError, ValueError) as error:
        raise _beyond(start, count) from error


def _beyond(start: date, count: int) -> InputError:
    return InputError(
        "%(day)s moved by %(count)s is beyond the calendar (years 1 to 9999)", day=start, count=shown(count)
    )


def add(start: date, step: Months | Days, times: int = 1) -> date:
    """Return start + times × step, counted from the start."""
    move = add_months if isinstance(step, Months) else add_days
    return move(start, step.count * times)


def month_end(day: date) -> date:
    """Return the last day of that day's month."""
    return day + relativedelta(day=31)


def months_between(start: date, end: date) -> tuple[int, int]:
    """Return the whole months from start to end, and the odd days left."""
    months = (end.year - start.year) * MONTHS_A_YEAR + end.month - start.month
    if add_months(start, months) > end:
        months -= 1
    return months, (end - add_months(start, months)).days


class Counting(Enum):
    """Which days of a period bear interest (计息天数)."""

    HEAD_ONLY = "the first day counts, the last does not"
    BOTH_ENDS = "both the first and the last day count"


def interest_days(start: date, end: date, counting: Counting) -> int:
    """Return how many days bear interest; both ends (两头都算) is one more than head-only (算头不算尾)."""
    if end < start:
        raise InputError("the end %(end)s lies before the start %(start)s", end=end, start=start)
    return (end - start).days + (counting is Counting.BOTH_ENDS)


class DayCount(Enum):
    """How a period becomes a part of a year (计息基础). Courts and lenders use all of these, so none is a default."""

    ACT_365 = "actual days over 365"
    ACT_360 = "actual days over 360"
    ACT_ACT = "actual days over the length of each calendar year"
    THIRTY_360 = "30-day months over 360 (30E/360)"
    WHOLE_MONTHS = "whole months over 12"
    MONTHS_AND_DAYS = "whole months over 12, odd days over 30 of a month"

    def years(self, start: date, end: date) -> Fraction:
        """Return the period from start to end, head-only, as a part of a year.

        Raises:
            InputError: the end lies before the start, or WHOLE_MONTHS leaves odd days.

        """
        days = interest_days(start, end, Counting.HEAD_ONLY)
        match self:
            case DayCount.ACT_365:
                return Fraction(days, COMMON_YEAR)
            case DayCount.ACT_360:
                return Fraction(days, BANK_YEAR)
            case DayCount.ACT_ACT:
                return _actual_years(start, end)
            case DayCount.THIRTY_360:
                return _thirty_years(start, end)
            case _:
                return self._monthly_years(start, end)

    def _monthly_years(self, start: date, end: date) -> Fraction:
        months, odd = months_between(start, end)
        if odd and self is DayCount.WHOLE_MONTHS:
            raise InputError(
                "WHOLE_MONTHS leaves %(odd)s odd days from %(start)s to %(end)s: choose another day count",
                odd=odd,
                start=start,
                end=end,
            )
        return (months + Fraction(odd, _DAYS_A_MONTH)) / MONTHS_A_YEAR


DAYS_A_YEAR = {DayCount.ACT_365: COMMON_YEAR, DayCount.ACT_360: BANK_YEAR}
"""The day counts whose year has a fixed number of days."""


def _actual_years(start: date, end: date) -> Fraction:
    total = Fraction(0)
    for year in range(start.year, end.year + 1):
        opens, closes = date(year, 1, 1), date(year, 12, 31)
        length = (closes - opens).days + 1
        # The last day of a year carries into the next, so a part ends on 31 December plus one day.
        first, last = max(start, opens), min((end - opens).days, length)
        total += Fraction(max(0, last - (first - opens).days), length)
    return total


def _thirty_years(start: date, end: date) -> Fraction:
    first, last = min(start.day, _DAYS_A_MONTH), min(end.day, _DAYS_A_MONTH)
    months = (end.year - start.year) * MONTHS_A_YEAR + end.month - start.month
    return Fraction(months * _DAYS_A_MONTH + last - first, BANK_YEAR)
