"""How a period is stepped and counted: month ends, 29 February, the ends of the calendar, and every day count."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from creditrules.errors import InputError, InputTypeError
from creditrules.periods import (
    Counting,
    DayCount,
    Days,
    Months,
    add,
    add_days,
    add_months,
    add_years,
    calendar_day,
    interest_days,
    month_end,
    months_between,
    whole,
)

LAST = date(9999, 12, 31)


@pytest.mark.parametrize("value", [datetime(2024, 1, 1, tzinfo=UTC), "2024-01-01", 20240101, None, 1.0])
def test_only_a_plain_date_is_a_day(value: object) -> None:
    """A datetime has a clock, and text or a number is no date: all are refused with their type."""
    with pytest.raises(InputTypeError, match=rf"^on must be a datetime.date, got {type(value).__name__}$"):
        calendar_day(value, argument="on")


def test_a_plain_date_is_given_back() -> None:
    """A plain date passes as it is."""
    assert calendar_day(LAST, argument="on") == LAST


@pytest.mark.parametrize("value", [True, False, 1.0, "1", None, Fraction(1)])
def test_only_an_int_is_whole(value: object) -> None:
    """A bool, a float or text is no whole number."""
    with pytest.raises(InputTypeError, match=r"^count must be a whole number"):
        whole(value, argument="count")


@pytest.mark.parametrize("kind", [Months, Days])
def test_a_step_has_bounds(kind: type[Months | Days]) -> None:
    """A step counts from 1 to 1200; 0, 1201 and an int of 5,000 digits are refused."""
    assert (kind(1).count, kind(2).count, kind(1199).count, kind(1200).count) == (1, 2, 1199, 1200)
    for value in (0, -1, 1201, 10**4999, -(10**4999)):
        with pytest.raises(InputError, match=r"^count must be from 1 to 1200, got"):
            kind(value)


def test_other_bounds() -> None:
    """A caller's own bounds are both let in."""
    assert [whole(n, argument="n", least=0, most=2) for n in (0, 1, 2)] == [0, 1, 2]
    for value in (-1, 3):
        with pytest.raises(InputError, match=r"^n must be from 0 to 2"):
            whole(value, argument="n", least=0, most=2)


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2024, 1, 28), 1, date(2024, 2, 28)),
        (date(2024, 1, 29), 1, date(2024, 2, 29)),
        (date(2024, 1, 30), 1, date(2024, 2, 29)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 29), 1, date(2023, 2, 28)),
        (date(2024, 1, 31), 2, date(2024, 3, 31)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(1896, 2, 29), 48, date(1900, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 12, 31), 0, date(2024, 12, 31)),
        (date(9999, 11, 30), 1, date(9999, 12, 30)),
    ],
)
def test_an_absent_day_is_the_last_of_its_month(start: date, months: int, end: date) -> None:
    """Months are counted from the anchor, and an absent day becomes the last of its month."""
    assert add_months(start, months) == end
    if months % 12 == 0:
        assert add_years(start, months // 12) == end


@pytest.mark.parametrize("digits", [0, 5, 10, 20, 400, 4999])
def test_the_calendar_ends(digits: int) -> None:
    """A step beyond the years 1 to 9999 is refused, however large it is."""
    count = 10**digits
    for move in (add_days, add_months, add_years):
        with pytest.raises(InputError, match="is beyond the calendar"):
            move(LAST, count)
        with pytest.raises(InputError, match="is beyond the calendar"):
            move(date.min, -count)


def test_the_last_day_can_be_reached() -> None:
    """The last day of the calendar is itself within it."""
    assert add_days(date(9999, 12, 30), 1) == add_months(date(9999, 11, 30), 1).replace(day=31) == LAST
    assert add_years(date(9998, 12, 31), 1) == LAST


def test_a_step_is_counted_from_the_start() -> None:
    """Several steps are one long step, so the end of a month is found again."""
    assert add(date(2024, 1, 31), Months(1), 2) == date(2024, 3, 31)
    assert add(date(2024, 1, 31), Months(3)) == date(2024, 4, 30)
    assert add(date(2024, 1, 31), Days(15), 2) == date(2024, 3, 1)
    assert add(date(2024, 1, 31), Days(15), 0) == date(2024, 1, 31)


@pytest.mark.parametrize(
    ("day", "end"),
    [
        (date(2024, 2, 1), date(2024, 2, 29)),
        (date(2024, 2, 29), date(2024, 2, 29)),
        (date(2023, 2, 28), date(2023, 2, 28)),
        (date(2024, 4, 30), date(2024, 4, 30)),
        (date(2024, 12, 1), date(2024, 12, 31)),
        (date(9999, 12, 1), LAST),
        (LAST, LAST),
    ],
)
def test_month_end(day: date, end: date) -> None:
    """The last day of a month is found up to the last month of the calendar."""
    assert month_end(day) == end


@pytest.mark.parametrize(
    ("start", "end", "months", "odd"),
    [
        (date(2024, 1, 31), date(2024, 1, 31), 0, 0),
        (date(2024, 1, 31), date(2024, 2, 28), 0, 28),
        (date(2024, 1, 31), date(2024, 2, 29), 1, 0),
        (date(2024, 1, 31), date(2024, 3, 1), 1, 1),
        (date(2024, 1, 31), date(2024, 3, 30), 1, 30),
        (date(2024, 1, 31), date(2024, 3, 31), 2, 0),
        (date(2024, 2, 29), date(2025, 2, 28), 12, 0),
        (date(2023, 12, 15), date(2024, 1, 14), 0, 30),
        (date(9998, 12, 31), LAST, 12, 0),
    ],
)
def test_months_between(start: date, end: date, months: int, odd: int) -> None:
    """A period is whole months and the odd days left."""
    assert months_between(start, end) == (months, odd)


def test_interest_days() -> None:
    """Both ends are one day more than head-only, also of a period of no days."""
    first, last = date(2024, 2, 28), date(2024, 3, 1)
    assert interest_days(first, last, Counting.HEAD_ONLY) == 2
    assert interest_days(first, last, Counting.BOTH_ENDS) == 3
    assert interest_days(first, first, Counting.HEAD_ONLY) == 0
    assert interest_days(first, first, Counting.BOTH_ENDS) == 1


@pytest.mark.parametrize("counting", Counting)
def test_days_run_forward(counting: Counting) -> None:
    """An end before the start is refused by a day."""
    with pytest.raises(InputError, match=r"^the end 2024-02-28 lies before the start 2024-02-29$"):
        interest_days(date(2024, 2, 29), date(2024, 2, 28), counting)


@pytest.mark.parametrize("count", DayCount)
def test_years_run_forward(count: DayCount) -> None:
    """Every day count refuses an end before the start, and a period of no days is no year."""
    with pytest.raises(InputError, match="lies before the start"):
        count.years(date(2024, 2, 29), date(2024, 2, 28))
    assert count.years(date(2024, 2, 29), date(2024, 2, 29)) == 0


@pytest.mark.parametrize(
    ("count", "start", "end", "years"),
    [
        (DayCount.ACT_365, date(2024, 1, 1), date(2025, 1, 1), Fraction(366, 365)),
        (DayCount.ACT_360, date(2024, 1, 1), date(2025, 1, 1), Fraction(366, 360)),
        (DayCount.ACT_ACT, date(2024, 1, 1), date(2025, 1, 1), Fraction(1)),
        (DayCount.ACT_ACT, date(2023, 12, 31), date(2024, 1, 1), Fraction(1, 365)),
        (DayCount.ACT_ACT, date(2023, 12, 31), date(2024, 1, 2), Fraction(1, 365) + Fraction(1, 366)),
        (DayCount.ACT_ACT, date(2023, 12, 31), date(2025, 2, 28), Fraction(424, 365)),
        (DayCount.ACT_ACT, date(2024, 2, 28), date(2024, 3, 1), Fraction(2, 366)),
        (DayCount.ACT_ACT, date(9998, 12, 31), LAST, Fraction(1, 365) + Fraction(364, 365)),
        (DayCount.THIRTY_360, date(2024, 1, 31), date(2024, 2, 29), Fraction(29, 360)),
        (DayCount.THIRTY_360, date(2024, 1, 30), date(2024, 1, 31), Fraction(0)),
        (DayCount.THIRTY_360, date(2024, 1, 1), date(2025, 1, 31), Fraction(389, 360)),
        (DayCount.WHOLE_MONTHS, date(2024, 1, 31), date(2024, 2, 29), Fraction(1, 12)),
        (DayCount.WHOLE_MONTHS, date(2024, 2, 29), date(2025, 2, 28), Fraction(1)),
        (DayCount.MONTHS_AND_DAYS, date(2024, 1, 31), date(2024, 3, 1), Fraction(31, 360)),
        (DayCount.MONTHS_AND_DAYS, date(2024, 1, 15), date(2024, 2, 15), Fraction(1, 12)),
    ],
)
def test_part_of_a_year(count: DayCount, start: date, end: date, years: Fraction) -> None:
    """Each day count makes of a period the part of a year that it is known for."""
    assert count.years(start, end) == years


def test_whole_months_leave_no_days() -> None:
    """WHOLE_MONTHS refuses odd days and says how many there are."""
    with pytest.raises(InputError, match="leaves 1 odd days from 2024-01-31 to 2024-03-01"):
        DayCount.WHOLE_MONTHS.years(date(2024, 1, 31), date(2024, 3, 1))
