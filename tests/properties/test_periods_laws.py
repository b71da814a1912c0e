"""Laws of months and days, whatever the dates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from creditrules.periods import (
    Counting,
    DayCount,
    Days,
    Months,
    add,
    add_days,
    add_months,
    add_years,
    interest_days,
    month_end,
    months_between,
)
from strategies import ASCENDING, DAYS, MONTH_COUNTS, SIGNED_MONTHS


@given(DAYS, SIGNED_MONTHS)
def test_months_agree_with_the_calendar(start: date, months: int) -> None:
    """The month is so many further, and the day is the same or the last one; dateutil says so too."""
    found = add_months(start, months)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    assert found == date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
    assert found == start + relativedelta(months=months)


@given(DAYS, st.integers(-100, 100))
def test_a_year_is_twelve_months(start: date, years: int) -> None:
    """So many years are twelve times as many months."""
    assert add_years(start, years) == add_months(start, 12 * years)


@given(DAYS, MONTH_COUNTS)
def test_months_between_undoes_adding(start: date, months: int) -> None:
    """The months added are the months found, with no odd day."""
    assert months_between(start, add_months(start, months)) == (months, 0)


@given(ASCENDING)
def test_months_and_days_lead_to_the_end(days: tuple[date, date, date]) -> None:
    """The whole months and then the odd days lead from the start to the end, and a month more leads past it."""
    start, _, end = days
    months, odd = months_between(start, end)
    assert months >= 0
    assert 0 <= odd <= 30
    assert add_days(add_months(start, months), odd) == end
    assert add_months(start, months + 1) > end


@pytest.mark.parametrize("count", [DayCount.ACT_365, DayCount.ACT_360, DayCount.ACT_ACT])
@given(days=ASCENDING)
def test_actual_days_add_up(count: DayCount, days: tuple[date, date, date]) -> None:
    """A period cut in two is the sum of its parts, where actual days are counted."""
    start, cut, end = days
    assert count.years(start, cut) + count.years(cut, end) == count.years(start, end)


@given(st.integers(1900, 2200))
def test_a_calendar_year_is_one(year: int) -> None:
    """A calendar year is one by ACT/ACT and by months, whatever its length."""
    for count in (DayCount.ACT_ACT, DayCount.THIRTY_360, DayCount.WHOLE_MONTHS, DayCount.MONTHS_AND_DAYS):
        assert count.years(date(year, 1, 1), date(year + 1, 1, 1)) == 1


@given(ASCENDING, st.sampled_from([count for count in DayCount if count is not DayCount.WHOLE_MONTHS]))
def test_a_longer_period_is_no_less(days: tuple[date, date, date], count: DayCount) -> None:
    """A period that ends later is no smaller part of a year, and none is below zero."""
    start, sooner, later = days
    assert 0 <= count.years(start, sooner) <= count.years(start, later)


@given(DAYS, MONTH_COUNTS)
def test_whole_months_are_twelfths(start: date, months: int) -> None:
    """So many months from the start are so many twelfths, by either monthly count."""
    end = add_months(start, months)
    assert DayCount.WHOLE_MONTHS.years(start, end) == Fraction(months, 12)
    assert DayCount.MONTHS_AND_DAYS.years(start, end) == Fraction(months, 12)


@given(ASCENDING)
def test_both_ends_are_one_more(days: tuple[date, date, date]) -> None:
    """Counting both ends is one day more than counting the first only."""
    start, _, end = days
    assert interest_days(start, end, Counting.BOTH_ENDS) == interest_days(start, end, Counting.HEAD_ONLY) + 1


@given(DAYS)
def test_the_last_day_of_a_month(day: date) -> None:
    """The last day is in the same month, and the day after it is a first."""
    found = month_end(day)
    assert (found.year, found.month) == (day.year, day.month)
    assert (found + timedelta(days=1)).day == 1


@given(DAYS, st.integers(1, 12), st.integers(0, 50))
def test_steps_are_counted_from_the_start(start: date, count: int, times: int) -> None:
    """So many steps are one step so many times as long."""
    assert add(start, Months(count), times) == add_months(start, count * times)
    assert add(start, Days(count), times) == start + timedelta(days=count * times)
