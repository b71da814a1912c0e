"""Laws that every timeline keeps, whatever its days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from creditrules.errors import NoDataError, NotInForceError
from creditrules.law import Entry, Repeal, Timeline

A_DAY = timedelta(days=1)
DAYS = st.dates(date(1991, 1, 1), date(2026, 9, 30))


def line(days: set[date]) -> Timeline[int]:
    """Return a timeline with an entry, counted from 0, on each day."""
    return Timeline(tuple(Entry(day, n, ()) for n, day in enumerate(sorted(days))))


LINES = st.sets(DAYS, min_size=1, max_size=8).map(line)


@given(LINES, DAYS)
def test_the_value_is_that_of_the_last_entry_begun(timeline: Timeline[int], on: date) -> None:
    """The entry of a day is the last one whose first day is not after it, and without one there is no value."""
    begun = [entry for entry in timeline.entries if entry.since <= on]
    if begun:
        assert timeline.at(on) == begun[-1]
    else:
        with pytest.raises(NoDataError):
            timeline.at(on)


@given(LINES)
def test_a_change_is_on_its_day(timeline: Timeline[int]) -> None:
    """Each entry begins on its day, and the day before has the entry before."""
    for earlier, later in pairwise(timeline.entries):
        assert timeline.at(later.since) == later
        assert timeline.at(later.since - A_DAY) == earlier


@given(LINES, st.integers(0, 10_000), st.integers(1, 10_000))
def test_the_parts_of_a_stretch_join(timeline: Timeline[int], skip: int, length: int) -> None:
    """The parts cover the stretch without a gap, hold a day each, and differ from part to part."""
    start = timeline.entries[0].since + skip * A_DAY
    end = start + length * A_DAY
    parts = timeline.between(start, end)
    assert (parts[0][0], parts[-1][1]) == (start, end)
    for first, last, entry in parts:
        assert first < last
        assert timeline.at(first) == timeline.at(last - A_DAY) == entry
    for (_, last, before), (first, _, after) in pairwise(parts):
        assert last == first == after.since
        assert before != after


@given(LINES, st.integers(0, 1_000), st.integers(0, 1_000))
def test_a_stretch_cut_in_two_has_the_same_values(timeline: Timeline[int], one: int, two: int) -> None:
    """Cutting a stretch anywhere changes the value of no day in it."""
    start = timeline.entries[0].since
    middle, end = start + one * A_DAY, start + (one + two) * A_DAY

    def days(first: date, last: date) -> list[int]:
        return [entry.value for a, b, entry in timeline.between(first, last) for _ in range((b - a).days)]

    assert days(start, middle) + days(middle, end) == days(start, end)


@given(LINES, st.integers(1, 1_000), st.integers(0, 1_000))
def test_a_repeal_ends_the_value(timeline: Timeline[int], after: int, later: int) -> None:
    """A repeal changes nothing before its day and leaves no value from it on, nor a stretch across it."""
    end = timeline.entries[-1].since + after * A_DAY
    ended = Timeline(timeline.entries, Repeal(end, ()))
    assert ended.at(end - A_DAY) == timeline.at(end - A_DAY)
    assert ended.between(timeline.entries[0].since, end) == timeline.between(timeline.entries[0].since, end)
    with pytest.raises(NotInForceError):
        ended.at(end + later * A_DAY)
    with pytest.raises(NotInForceError):
        ended.between(end - A_DAY, end + (later + 1) * A_DAY)


@given(LINES, DAYS, DAYS)
def test_a_new_entry_counts_until_the_next_one(timeline: Timeline[int], since: date, on: date) -> None:
    """An added entry changes the days from its own to the next entry, and no other."""
    added = Entry(since, -1, ())
    longer = timeline.extended(added)
    following = [entry.since for entry in timeline.entries if entry.since > since]
    assert longer.at(since) == added
    if since <= on and (not following or on < following[0]):
        assert longer.at(on) == added
    elif on >= timeline.entries[0].since:
        assert longer.at(on) == timeline.at(on)


@given(LINES, LINES)
def test_extending_twice_is_extending_once(timeline: Timeline[int], other: Timeline[int]) -> None:
    """Adding the same entries again changes nothing, and adding a timeline's own entries neither."""
    longer = timeline.extended(*other.entries)
    assert longer.extended(*other.entries) == longer
    assert timeline.extended(*timeline.entries) == timeline
