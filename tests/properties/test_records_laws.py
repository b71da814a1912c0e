"""Laws of records: a record never goes before it may, and paying later never makes it go earlier."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from creditrules.records import (
    BucketKind,
    Ending,
    ListingEvent,
    ListingGround,
    MonthCell,
    RiskClass,
    StatusGrid,
    enforcement_listing,
    late_counts,
    next_buckets,
    one_off_relief,
    overdue_status,
    retention,
    risk_class,
)

DAYS = st.dates(date(2013, 3, 15), date(2026, 9, 30))
SINCE_2020 = st.dates(date(2020, 1, 1), date(2026, 9, 30))
ENDINGS = st.sampled_from(Ending)
ROWS = st.text("N*1234567BCDZGMA#", min_size=60, max_size=60)
RANKS = list(RiskClass)


@given(DAYS, ENDINGS)
def test_a_record_never_goes_before_it_may(ended: date, ending: Ending) -> None:
    """Five years and no day less lie between the end and the deletion, and not a day more is kept."""
    found = retention(ended_on=ended, ending=ending).value
    assert found.kept_through is not None
    assert found.deletable_from == found.kept_through + timedelta(1)
    assert found.kept_through.year == ended.year + 5
    assert found.kept_through.month == ended.month
    assert ended.day - found.kept_through.day in {0, 1}
    assert ended.day == found.kept_through.day or (ended.month, ended.day) == (2, 29)


@given(DAYS, st.integers(0, 400), ENDINGS)
def test_extending_a_debt_never_brings_deletion_forward(ended: date, later: int, ending: Ending) -> None:
    """Whoever clears the arrears later has the record at least as long."""
    first = retention(ended_on=ended, ending=ending).value.deletable_from
    second = retention(ended_on=min(ended + timedelta(later), date(2026, 9, 30)), ending=ending).value.deletable_from
    assert first is not None
    assert second is not None
    assert second >= first


@given(DAYS)
def test_a_month_never_goes_before_its_days(ended: date) -> None:
    """Where the month alone is known, nothing goes before it would for any day of it."""
    month = retention(ended_on=ended.isoformat()[:7]).value.deletable_from
    day = retention(ended_on=ended).value.deletable_from
    assert month is not None
    assert day is not None
    assert day <= month


@given(st.integers(0, 10**7), SINCE_2020, st.integers(0, 200), st.sampled_from("1234567B"))
def test_paying_later_never_helps(fen: int, repaid: date, later: int, status: str) -> None:
    """What the relief covers for a payment it covers for an earlier one too, and stops showing no later."""
    cell = MonthCell("2020-01", status, f"{fen // 100}.{fen % 100:02}")
    early = one_off_relief([cell], repaid_on=repaid).value[0]
    late = one_off_relief([cell], repaid_on=repaid + timedelta(later)).value[0]
    assert early.covered or not late.covered
    if early.not_displayed_by is not None and late.not_displayed_by is not None:
        assert repaid < early.not_displayed_by <= late.not_displayed_by


@given(ROWS, st.integers(1, 60))
def test_a_row_adds_up(codes: str, months: int) -> None:
    """Counts add up to the row, a run is no longer than all months overdue, and fewer months hold no more of them."""
    grid = StatusGrid.parse(codes, last="2026-08")
    assert sum(grid.counts.values()) == len(grid.months) == 60
    run = grid.worst_run.length if grid.worst_run else 0
    assert run <= grid.late_months == len(grid.overdue)
    assert (grid.worst is None) is (grid.late_months == 0) is (grid.months_since_late is None)
    cut = grid.newest(months)
    assert cut.last == grid.last
    assert cut.late_months <= grid.late_months
    counted = late_counts([grid], window=months).value.together
    assert (counted.total, counted.run) == (cut.late_months, cut.worst_run.length if cut.worst_run else 0)


@given(SINCE_2020, st.integers(1, 40))
def test_unpaid_only_worsens(due: date, months: int) -> None:
    """If nothing is paid no coming month is better than the one before."""
    grid = StatusGrid.parse("N", last=due, opened=due)
    until = date(due.year + (due.month + months - 1) // 12, (due.month + months - 1) % 12 + 1, 1)
    added = grid.if_unpaid(due_on=due, until=until).codes[1:]
    assert len(added) == months
    assert all(earlier <= later for earlier, later in pairwise(added.replace("N", "0")))


@given(st.integers(0, 2000), st.integers(0, 2000))
def test_later_is_never_better(days: int, more: int) -> None:
    """More days overdue never mean a better code or class."""
    on = date(2026, 9, 1)
    assert overdue_status(days).replace("N", "0") <= overdue_status(days + more).replace("N", "0")
    assert RANKS.index(risk_class(days, on=on).value) <= RANKS.index(risk_class(days + more, on=on).value)


@given(st.dates(date(2023, 7, 1), date(2026, 9, 30)), st.integers(0, 400))
def test_buckets_are_changes(due: date, late: int) -> None:
    """On each coming day the code or the class is what it says, and the day before it was another."""
    as_of = min(due + timedelta(late), date(2026, 9, 30))
    found = next_buckets(due_on=due, as_of=as_of, count=100).value
    assert all(as_of < each.on for each in found)
    for each in found:
        assert (each.on - due).days == each.days
        if each.kind is BucketKind.STATUS:
            assert overdue_status(each.days) == each.shows != overdue_status(each.days - 1)
        elif each.kind is BucketKind.MONTH_END:
            assert (each.on + timedelta(1)).day == 1
            assert overdue_status(each.days) == each.shows
        elif each.kind is BucketKind.RISK_CLASS:
            now, before = (risk_class(days, on=date(2026, 9, 1)).value for days in (each.days, each.days - 1))
            assert now.name == each.shows != before.name


@given(
    st.sets(st.sampled_from(ListingGround), min_size=1),
    st.dates(date(2017, 5, 1), date(2026, 9, 30)),
    st.integers(0, 2000),
    st.sampled_from(ListingEvent),
)
def test_no_event_shortens_a_term(grounds: set[ListingGround], decided: date, later: int, event: ListingEvent) -> None:
    """Where a term was set, what happens since never moves its end."""
    without = enforcement_listing(grounds, decided_on=decided).value
    on = min(decided + timedelta(later), date(2026, 9, 30))
    found = enforcement_listing(grounds, decided_on=decided, event=event, event_on=on).value
    assert found.delete_after == (on if without.ends_on is None else without.ends_on)
