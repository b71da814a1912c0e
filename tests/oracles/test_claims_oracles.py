"""Interest at the LPR beside a sum over single days, from rates written here by hand."""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta
from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditrules.claims import segmented_interest
from creditrules.money import from_fen
from creditrules.periods import Counting, DayCount
from creditrules.rates import Tenor

ONE_YEAR = {
    date(2019, 8, 20): 425,
    date(2019, 9, 20): 420,
    date(2019, 11, 20): 415,
    date(2020, 2, 20): 405,
    date(2020, 4, 20): 385,
    date(2021, 12, 20): 380,
    date(2022, 1, 20): 370,
    date(2022, 8, 22): 365,
    date(2023, 6, 20): 355,
    date(2023, 8, 21): 345,
    date(2024, 7, 22): 335,
    date(2024, 10, 21): 310,
    date(2025, 5, 20): 300,
}
"""The one-year LPR in units of 0.01 point: the days on which it changed."""
FIVE_YEAR = {
    date(2019, 8, 20): 485,
    date(2019, 11, 20): 480,
    date(2020, 2, 20): 475,
    date(2020, 4, 20): 465,
    date(2022, 1, 20): 460,
    date(2022, 5, 20): 445,
    date(2022, 8, 22): 430,
    date(2023, 6, 20): 420,
    date(2024, 2, 20): 395,
    date(2024, 7, 22): 385,
    date(2024, 10, 21): 360,
    date(2025, 5, 20): 350,
}
"""The LPR for more than five years."""
TABLES = {Tenor.ONE_YEAR: ONE_YEAR, Tenor.FIVE_YEAR: FIVE_YEAR}
LAST = date(2026, 9, 29)
CLOSE = Decimal("1e-30")


def days_of_year(day_count: DayCount, day: date) -> int:
    """Return over how many days a year's interest is spread on a day."""
    if day_count is DayCount.ACT_ACT:
        return 366 if isleap(day.year) else 365
    return 365 if day_count is DayCount.ACT_365 else 360


def day_by_day(
    principal: Decimal, days: tuple[date, date], multiple: Decimal, table: dict[date, int], day_count: DayCount
) -> Decimal:
    """Add up the interest of each day from the first to the one before the last; called at precision 60."""
    day, total, points = days[0], Decimal(0), table[max(since for since in table if since <= days[0])]
    while day < days[1]:
        points = table.get(day, points)
        total += principal * multiple * points / 10_000 / days_of_year(day_count, day)
        day += timedelta(days=1)
    return total


@pytest.mark.parametrize("day_count", [DayCount.ACT_365, DayCount.ACT_360, DayCount.ACT_ACT])
@pytest.mark.parametrize("counting", Counting)
@given(
    st.integers(1, 10**12).map(from_fen),
    st.lists(st.dates(date(2019, 8, 20), LAST), min_size=2, max_size=2),
    st.tuples(st.sampled_from(["1", "1.3", "1.5", "4"]), st.sampled_from(Tenor)),
)
def test_the_sum_over_single_days(
    counting: Counting, day_count: DayCount, principal: Decimal, days: list[date], rate: tuple[str, Tenor]
) -> None:
    """Before rounding the interest is the sum over every day that bears it, to 1e-30 yuan."""
    (start, end), (multiple, tenor) = sorted(days), rate
    found = segmented_interest(
        principal, start, end, multiple=multiple, tenor=tenor, day_count=day_count, counting=counting
    ).value
    after = end + timedelta(days=counting is Counting.BOTH_ENDS)
    with localcontext(prec=60):
        expected = day_by_day(principal, (start, after), Decimal(multiple), TABLES[tenor], day_count)
        exact = Decimal(found.exact.numerator) / found.exact.denominator
        assert abs(exact - expected) < CLOSE
        assert abs(found.total - expected) <= Decimal("0.005")


@pytest.mark.parametrize("tenor", Tenor)
def test_a_line_for_each_change(tenor: Tenor) -> None:
    """Over the whole time there is one line for each day of change."""
    found = segmented_interest(
        "100", min(ONE_YEAR), LAST, tenor=tenor, day_count=DayCount.ACT_365, counting=Counting.BOTH_ENDS
    ).value
    assert [line.first_day for line in found.lines] == list(TABLES[tenor])
    assert [line.rate * 10_000 for line in found.lines] == list(TABLES[tenor].values())
