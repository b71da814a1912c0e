"""Laws of interest by segments and of the search for conventions, whatever the figures."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from creditrules.claims import Convention, Grid, Interest, reconcile, segmented_interest
from creditrules.law import bundled
from creditrules.money import Rounding, When, from_fen, shared
from creditrules.periods import Counting, DayCount, add_days, add_months
from creditrules.rates import Tenor
from strategies import DAY_COUNTS

FIRST, LAST = date(2019, 8, 20), date(2026, 9, 29)
HEAD, BOTH = Counting.HEAD_ONLY, Counting.BOTH_ENDS
DAYS = st.dates(FIRST, LAST)
PRINCIPALS = st.integers(1, 10**12).map(from_fen)
MULTIPLES = st.sampled_from(["1", "1.3", "1.5", "4"])
ADDITIVE = st.sampled_from([DayCount.ACT_365, DayCount.ACT_360, DayCount.ACT_ACT, DayCount.THIRTY_360])
"""Day counts by which a period is the sum of its parts."""
ROUNDINGS = st.builds(Rounding, unit=st.sampled_from(["0.01", "0.1", "1", "0.05"]), when=st.sampled_from(When))
PERIODS = st.lists(DAYS, min_size=2, max_size=2).map(lambda days: (min(days), max(days)))


@st.composite
def terms(draw: st.DrawFn) -> dict[str, Any]:
    """Draw everything of a computation but its amount, its days and how they are counted."""
    return {"multiple": draw(MULTIPLES), "tenor": draw(st.sampled_from(Tenor)), "rounding": draw(ROUNDINGS)}


def interest(
    principal: Decimal,
    days: tuple[date, date],
    day_count: DayCount,
    counting: Counting = HEAD,
    rest: dict[str, Any] | None = None,
) -> Interest:
    """Return interest by segments."""
    return segmented_interest(principal, *days, day_count=day_count, counting=counting, **(rest or {})).value


@given(PRINCIPALS, st.lists(DAYS, min_size=3, max_size=3).map(sorted), ADDITIVE, terms())
def test_a_period_is_the_sum_of_its_parts(
    principal: Decimal, days: list[date], day_count: DayCount, rest: dict[str, Any]
) -> None:
    """Cut in two, also where the rate does not change, a period bears the same interest before rounding."""
    start, cut, end = days
    whole = interest(principal, (start, end), day_count, HEAD, rest)
    parts = [interest(principal, each, day_count, HEAD, rest) for each in pairwise(days)]
    assert whole.exact == sum(part.exact for part in parts)
    assert sum(line.days for line in whole.lines) == (end - start).days
    if cut < end:
        both = interest(principal, (cut, end), day_count, BOTH, rest)
        assert interest(principal, (start, end), day_count, BOTH, rest).exact == parts[0].exact + both.exact


@given(PRINCIPALS, st.lists(DAYS, min_size=3, max_size=3).map(sorted), ADDITIVE)
def test_a_cut_costs_a_fen_at_most(principal: Decimal, days: list[date], day_count: DayCount) -> None:
    """Rounded once to the fen, the two parts differ from the whole by a fen at most."""
    start, _, end = days
    parts = [interest(principal, each, day_count).total for each in pairwise(days)]
    assert abs(interest(principal, (start, end), day_count).total - sum(parts)) <= Decimal("0.01")


@given(PRINCIPALS, PERIODS, DAY_COUNTS, terms())
def test_both_ends_add_one_bearing_day(
    principal: Decimal, days: tuple[date, date], day_count: DayCount, rest: dict[str, Any]
) -> None:
    """Both ends are head-only to the day after: one day more, by every day count that takes any period."""
    start, end = days
    both = interest(principal, days, day_count, BOTH, rest)
    assert both == interest(principal, (start, add_days(end, 1)), day_count, HEAD, rest)
    head = interest(principal, days, day_count, HEAD, rest)
    assert sum(line.days for line in both.lines) == sum(line.days for line in head.lines) + 1


@given(PRINCIPALS, PERIODS, DAY_COUNTS, st.sampled_from(Counting), terms())
def test_lines_make_the_total(
    principal: Decimal, days: tuple[date, date], day_count: DayCount, counting: Counting, rest: dict[str, Any]
) -> None:
    """Lines follow each other without a gap, each at another rate than the one before, and add up to the fen."""
    found = interest(principal, days, day_count, counting, rest)
    assert sum(line.amount for line in found.lines) == found.total
    assert sum(line.exact for line in found.lines) == found.exact
    for line in found.lines:
        assert line.exact == Fraction(line.base) * line.rate * line.years
        assert line.days == (line.last_day - line.first_day).days + 1 > 0
    for earlier, later in pairwise(found.lines):
        assert earlier.last_day + timedelta(days=1) == later.first_day
        assert earlier.rate != later.rate
        assert any(entry.since == later.first_day for entry in bundled().lpr.timeline.entries)


@given(st.lists(st.fractions(0, 10**6, max_denominator=10**4), max_size=8), ROUNDINGS)
def test_a_shared_total(parts: list[Fraction], rounding: Rounding) -> None:
    """Rounded once, the parts make the rounded sum, and none is a unit away from its exact value."""
    found = shared(parts, rounding)
    unit = Fraction(rounding.unit) * 100
    if rounding.when is When.ONCE:
        assert sum(found) == rounding.fen(sum(parts, Fraction(0)))
    assert all(abs(amount - part) < unit for amount, part in zip(found, parts, strict=True))


@given(
    st.lists(PRINCIPALS, min_size=2, max_size=2).map(sorted), PERIODS, DAY_COUNTS, st.sampled_from(Counting), terms()
)
def test_more_principal_bears_no_less(
    principals: list[Decimal],
    days: tuple[date, date],
    day_count: DayCount,
    counting: Counting,
    rest: dict[str, Any],
) -> None:
    """A larger principal bears at least as much."""
    found = [interest(principal, days, day_count, counting, rest).total for principal in principals]
    assert found == sorted(found)


@given(PRINCIPALS, st.lists(DAYS, min_size=3, max_size=3).map(sorted), DAY_COUNTS, st.sampled_from(Counting), terms())
def test_a_later_end_bears_no_less(
    principal: Decimal, days: list[date], day_count: DayCount, counting: Counting, rest: dict[str, Any]
) -> None:
    """A later last day bears at least as much."""
    start, sooner, later = days
    found = [interest(principal, (start, end), day_count, counting, rest).total for end in (sooner, later)]
    assert found == sorted(found)


# --- The search for conventions -------------------------------------------------------

FIGURES = st.integers(10_00, 10**11).map(from_fen)
USUAL = st.sampled_from(Grid().roundings)


@st.composite
def made(draw: st.DrawFn) -> tuple[Decimal, date, date, Convention]:
    """Draw the interest of a year, a period, and a convention that takes it."""
    day_count, counting = draw(st.sampled_from(DayCount)), draw(st.sampled_from(Counting))
    start = draw(st.dates(date(1995, 1, 1), date(2030, 12, 31)))
    if day_count is DayCount.WHOLE_MONTHS:
        end = add_days(add_months(start, draw(st.integers(1, 120))), -int(counting is BOTH))
    else:
        end = add_days(start, draw(st.integers(1, 3650)))
    return draw(FIGURES), start, end, Convention(day_count, counting)


def value_of(figure: Decimal, one: Convention, start: date, end: date) -> Fraction:
    """Return what a convention makes of a figure."""
    last = add_days(end, one.end_moved + int(one.counting is BOTH))
    return Fraction(figure) * one.day_count.years(add_days(start, one.start_moved), last)


@given(made(), USUAL)
def test_a_figure_is_found_under_its_name(case: tuple[Decimal, date, date, Convention], rounding: Rounding) -> None:
    """Whatever convention made a figure is among the names, with its rounding; each exact value is there once."""
    figure, start, end, convention = case
    value = value_of(figure, convention, start, end)
    fen = rounding.fen(value * 100)
    assume(fen > 0)
    matches = reconcile(from_fen(fen), figure, start=start, end=end)
    (match,) = [match for match in matches if convention in match.names]
    assert match.exact == value
    assert rounding in match.roundings
    assert len({match.exact for match in matches}) == len(matches)
    for match in matches:
        assert match.slip_days == match.off_by == 0
        assert all(value_of(figure, name, start, end) == match.exact for name in match.names)
        assert all(each.fen(match.exact * 100) == fen for each in match.roundings)


@given(case=made(), days=st.integers(-8, 8), at_end=st.booleans())
def test_a_slip_is_found(case: tuple[Decimal, date, date, Convention], days: int, *, at_end: bool) -> None:
    """A figure whose end was missed by some days is found, with no more days than it was off."""
    figure, start, end, convention = case
    assume(convention.day_count is not DayCount.WHOLE_MONTHS)
    slip = evolve(convention, end_moved=days) if at_end else evolve(convention, start_moved=days)
    assume(add_days(start, slip.start_moved) <= add_days(end, slip.end_moved))
    value = value_of(figure, slip, start, end)
    fen = Rounding().fen(value * 100)
    assume(fen > 0)
    matches = reconcile(from_fen(fen), figure, start=start, end=end)
    assert all(match.off_by == 0 for match in matches)
    least = min(match.slip_days for match in matches)
    assert least <= abs(days)
    if least:
        (match,) = [match for match in matches if match.exact == value]
        assert match.slip_days <= abs(days)
        assert match.slip_days < abs(days) or slip in match.names


@given(made(), st.integers(1, 10**11))
def test_what_fits_nothing(case: tuple[Decimal, date, date, Convention], fen: int) -> None:
    """Any figure has an answer: values that give it, or the nearest, nearer with every slip day more."""
    figure, start, end, _ = case
    matches = reconcile(from_fen(fen), figure, start=start, end=end)
    assert matches
    if matches[0].off_by == 0:
        assert all(match.off_by == 0 and match.roundings for match in matches)
    else:
        off = [abs(match.off_by) for match in matches]
        assert off == sorted(set(off), reverse=True)
        assert [match.slip_days for match in matches] == sorted({match.slip_days for match in matches})
        assert not any(match.roundings for match in matches)


@pytest.mark.parametrize("counting", Counting)
@given(made(), st.permutations(list(DayCount)))
def test_the_order_of_a_grid_does_not_matter(
    counting: Counting, case: tuple[Decimal, date, date, Convention], order: list[DayCount]
) -> None:
    """Day counts go by how usual they are, in whatever order they are given."""
    figure, start, end, _ = case
    found = [
        reconcile(figure, figure, start=start, end=end, grid=Grid(day_counts=each, countings=[counting], slip_days=2))
        for each in (DayCount, order)
    ]
    assert [match.names for match in found[0]] == [match.names for match in found[1]]
