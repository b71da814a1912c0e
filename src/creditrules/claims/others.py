"""What the total would be under one other plea or reading (另一请求或解读下的总额)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from attrs import evolve

from creditrules.claims.result import Alternative
from creditrules.errors import CreditRulesError
from creditrules.law import (
    At,
    Before2015,
    BenchmarkAt,
    DamagesRank,
    Excess,
    Fault,
    Fees,
    LaterLeg,
    NaturalBand,
    Paid1991,
    Plea,
    Window,
)
from creditrules.messages import Message, say
from creditrules.money import from_fen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from enum import Enum

    from creditrules.claims.facts import Facts

_READINGS: dict[str, type[Enum]] = {
    "natural_band": NaturalBand,
    "excess": Excess,
    "later_leg": LaterLeg,
    "before_2015": Before2015,
    "benchmark_at": BenchmarkAt,
    "paid_1991": Paid1991,
    "at": At,
    "fault": Fault,
    "damages_rank": DamagesRank,
    "window": Window,
    "fees": Fees,
}
"""The readings that a total is tried under."""


def others(facts: Facts, total: int, compute: Callable[[Facts], int]) -> tuple[Alternative, ...]:
    """Return what would change the total, one change at a time."""
    found = []
    for change, changed in _changes(facts):
        for message, fen in _tried(change, changed, compute):
            if fen != total:
                found.append(Alternative(change=message, total=from_fen(fen)))
    return tuple(found)


def _changes(facts: Facts) -> Iterator[tuple[Message, Facts]]:
    suit = facts.suit
    for plea in (Plea.OLD_RULE, Plea.REDUCE_24, Plea.REDUCE_DAMAGES):
        asked = plea in suit.pleas
        said = (
            say("other-without", "without the plea: %(plea)s", plea=plea)
            if asked
            else say("other-with", "with the plea: %(plea)s", plea=plea)
        )
        yield said, evolve(facts, suit=evolve(suit, pleas=suit.pleas ^ {plea}))
    for name, kind in _READINGS.items():
        for value in kind:
            if getattr(suit.readings, name) not in {None, value}:
                yield _reading(value), _read(facts, name, value)
    yield (
        say("other-costs", "the costs of realising the claim under the ceiling, or outside it"),
        evolve(
            facts,
            suit=evolve(suit, readings=evolve(suit.readings, costs_in_ceiling=not suit.readings.costs_in_ceiling)),
        ),
    )


def _reading(value: Enum) -> Message:
    return say("other-reading", "read as: %(reading)s", reading=value)


def _read(facts: Facts, name: str, value: Enum) -> Facts:
    changes: dict[str, Any] = {name: value}
    readings = evolve(facts.suit.readings, **changes)
    if value is Excess.AT_NOTICE and readings.notice_on is None:
        readings = evolve(readings, notice_on=facts.suit.as_of)
    return evolve(facts, suit=evolve(facts.suit, readings=readings))


def _tried(change: Message, facts: Facts, compute: Callable[[Facts], int]) -> Iterator[tuple[Message, int]]:
    """Compute a changed claim; where it needs a reading that was not given, under each value of that reading."""
    try:
        yield change, compute(facts)
    except CreditRulesError as error:
        # A change that needs facts nobody gave is no alternative, only one that needs a reading is.
        missing = str(error.places.get("reading", ""))
        for value in _READINGS.get(missing, ()):
            said = say("other-both", "%(change)s; %(reading)s", change=change, reading=_reading(value))
            yield from _tried(said, _read(facts, missing, value), compute)
