"""Laws that every review of a contact log keeps, whatever the log."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from creditrules.collection import Act, Channel, Contact, Departure, Person, Regime, evidence, review
from creditrules.collection.words import CALLS, OUTSIDE
from creditrules.law import Lender, Product

if TYPE_CHECKING:
    from random import Random

DAYS = st.sampled_from(
    [
        date(2021, 12, 31),
        date(2024, 5, 15),
        date(2025, 2, 27),
        date(2025, 2, 28),
        date(2025, 12, 31),
        date(2026, 1, 1),
        date(2026, 1, 29),
        date(2026, 1, 30),
        date(2026, 6, 1),
    ]
)
"""Few days, at which texts begin, so that contacts often share one."""
MINUTES = st.sampled_from([0, 479, 480, 600, 601, 1319, 1320, 1439])
MAYBE = st.sampled_from([None, True, False])
SOME_ACTS = st.lists(st.sampled_from(Act), max_size=3)


@st.composite
def contacts(draw: st.DrawFn) -> Contact:
    """Draw a contact whose facts go together."""
    channel, to = draw(st.sampled_from(Channel)), draw(st.sampled_from(Person))
    facts: dict[str, Any] = {"number": draw(st.sampled_from(["", "a"])), "consented": draw(st.booleans())}
    if channel in CALLS:
        facts["answered"] = draw(MAYBE)
    if channel is Channel.VISIT:
        facts |= {"staff": draw(st.sampled_from([None, 1, 2])), "papers_shown": draw(MAYBE)}
    if channel in CALLS or channel is Channel.VISIT:
        facts["recorded"] = draw(MAYBE)
    barred = set() if to in OUTSIDE else {Act.ASKED_TO_PAY}
    if to is Person.DEBTOR:
        barred.add(Act.DISCLOSED)
        facts["from_debtor"] = draw(st.booleans())
    if to in OUTSIDE:
        facts |= {"debtor_unreachable": draw(MAYBE), "after_refusal": draw(st.booleans())}
    start = datetime.fromisoformat(draw(DAYS).isoformat()) + timedelta(minutes=draw(MINUTES))
    facts["ends_at"] = start + timedelta(minutes=draw(st.sampled_from([0, 1, 45])))
    acts = [act for act in draw(SOME_ACTS) if act not in barred]
    return Contact(start, channel, to, acts=acts, **facts)


LOGS = st.lists(contacts(), max_size=12) | st.builds(
    lambda one, count: [evolve(one, at=one.at + timedelta(seconds=n), ends_at=None) for n in range(count)],
    contacts(),
    st.integers(1, 9),
)
"""Mixed logs, and many contacts of one kind."""
TERMS = st.fixed_dictionaries(
    {
        "lender": st.sampled_from(Lender),
        "product": st.sampled_from(Product),
        "online": st.booleans(),
        "regime": st.none() | st.frozensets(st.sampled_from(Regime)),
        "hours_agreed": st.booleans(),
        "dials_agreed": st.booleans(),
        "illegal_debt": st.booleans(),
    }
)


def found(log: list[Contact], terms: dict[str, Any]) -> tuple[Departure, ...]:
    """Return what a review finds."""
    return review(log, **terms).value


def named(departures: tuple[Departure, ...]) -> set[tuple[Any, ...]]:
    """Name each departure by its day, rule and text."""
    return {(one.on, one.rule, one.citations) for one in departures}


@given(LOGS, TERMS, st.randoms(use_true_random=False))
def test_the_order_of_the_log_does_not_matter(log: list[Contact], terms: dict[str, Any], chance: Random) -> None:
    """The whole answer is the same for any order."""
    mixed = list(log)
    chance.shuffle(mixed)
    assert review(mixed, **terms) == review(log, **terms)
    assert evidence(mixed) == evidence(log)


@given(LOGS, TERMS, st.data())
def test_removing_contacts_never_adds_a_departure(
    log: list[Contact], terms: dict[str, Any], data: st.DataObject
) -> None:
    """What is left departs from no more than the whole did, and holds no contact that it did not."""
    kept = [one for one in log if data.draw(st.booleans())]
    before, after = found(log, terms), found(kept, terms)
    assert named(after) <= named(before)
    held: dict[tuple[Any, ...], set[Contact]] = defaultdict(set)
    for one in before:
        held[one.on, one.rule, one.citations] |= set(one.contacts)
    for one in after:
        assert set(one.contacts) <= held[one.on, one.rule, one.citations]


@given(LOGS, contacts(), TERMS)
def test_a_contact_touches_its_own_day_only(log: list[Contact], more: Contact, terms: dict[str, Any]) -> None:
    """Adding a contact, lawful or not, changes no departure of another day."""

    def elsewhere(departures: tuple[Departure, ...]) -> list[Departure]:
        return [one for one in departures if one.on != more.day]

    assert elsewhere(found([*log, more], terms)) == elsewhere(found(log, terms))


@given(LOGS, TERMS)
def test_every_departure_cites_a_text_of_its_day(log: list[Contact], terms: dict[str, Any]) -> None:
    """Each cites one text, in force that day, and its contacts are of that day; soft texts are never binding."""
    for one in found(log, terms):
        assert one.contacts
        assert {each.day for each in one.contacts} == {one.on}
        assert len({cite.instrument for cite in one.citations}) == 1
        assert all(cite.source.in_force(one.on) for cite in one.citations)
        assert one.binding is one.force.binding


@given(LOGS, TERMS)
def test_steps_are_sourced_and_worded_by_force(log: list[Contact], terms: dict[str, Any]) -> None:
    """Each departure has one step, of the wording of its force, and every step of a log has a source."""
    finding, departures = review(log, **terms), found(log, terms)
    steps = [step for step in finding.steps if step.message.code.startswith("departed-")]
    assert [step.citations for step in steps] == [one.citations for one in departures]
    for step, one in zip(steps, departures, strict=True):
        assert step.message.code == ("departed-binding" if one.binding else "departed-soft")
    parts: list[Any] = [*finding.steps, *finding.notices]
    assert not log or all(part.citations for part in parts)
