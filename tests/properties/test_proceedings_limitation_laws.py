"""Laws of limitation: what never brings an end forward, what changes nothing, and what the order leaves alone."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from creditrules import Lender
from creditrules.law import Product
from creditrules.periods import add_months
from creditrules.proceedings import (
    Event,
    EventKind,
    Group,
    Limitation,
    LimitationState,
    enforcement_period,
    limitation,
)
from creditrules.proceedings.enforcement import EnforcementTitle

NOW = date(2026, 9, 30)
DUE = st.dates(date(2012, 1, 1), date(2026, 9, 1))
SINCE_2018 = st.dates(date(2018, 1, 1), NOW)
OBSTACLES = [one for one in EventKind if Event(one, NOW).group is Group.OBSTACLE]
OTHERS = [one for one in EventKind if one not in OBSTACLES]
LASTING = [one for one in OTHERS if Event(one, NOW).group is Group.PROCEEDINGS]
MET = st.sampled_from([True, False, None])


def later(on: date, days: int | None) -> date | None:
    """Return a day some days later, by the day of the question; none where there is none."""
    return None if days is None else min(NOW, on + timedelta(days=days))


@st.composite
def interruptions(draw: st.DrawFn) -> Event:
    """Draw an event that may restart time."""
    kind, on = draw(st.sampled_from(OTHERS)), draw(SINCE_2018)
    ended = later(on, draw(st.none() | st.integers(0, 900))) if kind in LASTING else None
    return Event(kind, on, ended_on=ended, met=draw(MET))


@st.composite
def obstacles(draw: st.DrawFn) -> Event:
    """Draw an obstacle."""
    on = draw(SINCE_2018)
    ended = later(on, draw(st.none() | st.integers(0, 900)))
    return Event(draw(st.sampled_from(OBSTACLES)), on, ended_on=ended, met=draw(MET))


EVENTS = st.lists(interruptions() | obstacles(), max_size=6)


def value(due: date, events: list[Event], as_of: date = NOW) -> Limitation:
    """Ask about a card debt owed to a bank."""
    return limitation(due, events=events, as_of=as_of, creditor=Lender.BANK, product=Product.CARD).value


def ends(found: Limitation) -> tuple[date, date]:
    """Return both ends, the last day of the calendar for one that cannot be named."""
    return found.ends_on or date.max, found.ends_at_latest or date.max


@given(due=DUE, events=EVENTS, one=interruptions() | obstacles())
def test_no_event_brings_an_end_forward(due: date, events: list[Event], one: Event) -> None:
    """One more event leaves both ends where they were, or later."""
    before, after = ends(value(due, events)), ends(value(due, [*events, one]))
    assert before[0] <= after[0]
    assert before[1] <= after[1]


@given(due=DUE, events=st.lists(interruptions(), max_size=4), one=obstacles())
def test_an_obstacle_outside_the_last_six_months_changes_nothing(due: date, events: list[Event], one: Event) -> None:
    """An obstacle that was gone before them, or came after the end, leaves both ends."""
    found = value(due, events)
    outside = all(
        one.on > end or (one.ended_on is not None and end != date.max and one.ended_on <= add_months(end, -6))
        for end in ends(found)
    )
    # One of an earlier period counts as well, so only events after it are left out of the question.
    if outside and all(each.on < one.on for each in events):
        assert ends(value(due, [*events, one])) == ends(found)


@given(due=DUE, events=EVENTS, chance=st.randoms(use_true_random=False))
def test_the_order_of_events_does_not_matter(due: date, events: list[Event], chance: object) -> None:
    """Events given in another order lead to the same answer."""
    mixed = sorted(events, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert value(due, mixed) == value(due, events)


@given(due=DUE, events=EVENTS)
def test_the_state_follows_from_the_ends(due: date, events: list[Event]) -> None:
    """What is certain is certain, and what is open lies between the two ends."""
    found = value(due, events)
    soonest, latest = ends(found)
    assert soonest <= latest
    if soonest >= NOW:
        assert found.state is LimitationState.RUNNING
    elif latest >= NOW:
        assert found.state is LimitationState.MAY_HAVE_RUN
    else:
        assert found.state is LimitationState.RAN_OUT_ON


@given(due=DUE, events=EVENTS, more=st.integers(0, 300))
def test_nothing_depends_on_the_clock(due: date, events: list[Event], more: int) -> None:
    """The day of the question moves the state, never an end; asking twice gives the same answer."""
    found, asked = value(due, events), value(due, events, NOW + timedelta(days=more))
    assert ends(found) == ends(asked)
    assert found == value(due, events)


@given(due=DUE, later_due=DUE)
def test_a_later_due_day_never_ends_earlier(due: date, later_due: date) -> None:
    """Across the change of 2017 as well, who fell due later is barred no earlier."""
    first, second = sorted((due, later_due))
    assert ends(value(first, [])) <= ends(value(second, []))


@given(days=st.lists(st.dates(date(2022, 1, 1), NOW), min_size=1, max_size=5, unique=True))
def test_a_judgment_ends_with_the_last_of_its_instalments(days: list[date]) -> None:
    """Each instalment of a notarised instrument has its period, and the last is that of a judgment."""
    each = enforcement_period(days, title=EnforcementTitle.NOTARISED, as_of=NOW).value
    last = enforcement_period(days, title=EnforcementTitle.JUDGMENT, as_of=NOW).value
    assert len(each) == len(days)
    assert [each[-1].ends_on] == [one.ends_on for one in last]
