"""Who was contacted, and how a visit or a call was held (inner).

Collecting is from the debtor, and from a guarantor within law and contract. A contact that the debtor named, or any
other person, may be reached only to find a debtor who cannot be, without the debt being told, and not after a refusal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from creditrules.collection.model import Contact, Departure
from creditrules.collection.regimes import TEXTS
from creditrules.collection.words import CALLS, Act, Channel, Person, Regime, Rule
from creditrules.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from creditrules.findings import Trail

_CONVENTION = {
    (Rule.PERSON, Person.UNRELATED): ("nifa-collection-convention-2018#13",),
    (Rule.PERSON, Person.AGREED_CONTACT): ("nifa-collection-convention-2018#14",),
    (Rule.PAPERS, None): ("nifa-collection-convention-2018#15",),
    (Rule.RECORDING, None): ("nifa-collection-convention-2018#20", "nifa-collection-convention-2018#21"),
}
_SILENT = frozenset({Regime.GUIDE_2024})
_ON_REFUSAL = frozenset({Regime.STANDARD_2025, Regime.GUIDE_2026})
_ON_VISITS = frozenset({Regime.CONVENTION_2018, Regime.GUIDE_2026})
_ON_CALLS = frozenset({Regime.CARD_2011, Regime.GUIDE_2026})


def reached(trail: Trail, day: date, contacts: Sequence[Contact], regimes: Sequence[Regime]) -> Iterator[Departure]:
    """Yield what the contacts of a day depart from by whom they reached."""
    speaking = [regime for regime in regimes if regime not in _SILENT]
    for person in (Person.AGREED_CONTACT, Person.UNRELATED):
        given = [one for one in contacts if one.to is person]
        for regime in speaking:
            yield from _found(
                trail, Rule.PERSON, day, [one for one in given if _collecting(one)], regime, person=person
            )
        _ask(trail, day, [one for one in given if _open(one)], speaking, person)
    for regime in regimes:
        if regime in _ON_REFUSAL:
            refused = [one for one in contacts if one.after_refusal]
            yield from _found(trail, Rule.REFUSED, day, refused, regime)


def _collecting(one: Contact) -> bool:
    return Act.ASKED_TO_PAY in one.acts or one.debtor_unreachable is False


def _open(one: Contact) -> bool:
    return Act.ASKED_TO_PAY not in one.acts and one.debtor_unreachable is None


def _ask(trail: Trail, day: date, contacts: Sequence[Contact], regimes: Sequence[Regime], person: Person) -> None:
    if contacts and regimes:
        trail.notice(
            say(
                "person-open",
                "%(day)s: %(count)s contact(s) with %(person)s. That is in order only to find a debtor who cannot be "
                "reached, without a word on the debt, and not after a refusal. Whether the debtor could be reached is "
                "not said.",
                day=day,
                count=len(contacts),
                person=person,
            ),
            *trail.cite(*(cite for regime in regimes for cite in _cites(Rule.PERSON, regime, person))),
        )


def held(trail: Trail, day: date, contacts: Sequence[Contact], regimes: Sequence[Regime]) -> Iterator[Departure]:
    """Yield what the visits and calls of a day depart from by how they were held."""
    visits = [one for one in contacts if one.channel is Channel.VISIT]
    calls = [one for one in contacts if one.channel in CALLS and not one.from_debtor]
    for regime in regimes:
        if regime is Regime.GUIDE_2026 and visits:
            least = trail.take(trail.rulebook.visit_staff, day)
            few = [one for one in visits if one.staff is not None and one.staff < least]
            yield from _found(trail, Rule.STAFF, day, few, regime)
        if regime in _ON_VISITS:
            yield from _found(trail, Rule.PAPERS, day, [one for one in visits if one.papers_shown is False], regime)
            yield from _found(trail, Rule.RECORDING, day, [one for one in visits if one.recorded is False], regime)
        if regime in _ON_CALLS:
            unrecorded = [one for one in calls if one.recorded is False]
            if regime is Regime.CARD_2011:
                unrecorded += [one for one in visits if one.recorded is False]
            yield from _found(trail, Rule.RECORDING, day, unrecorded, regime)
    _ask_visit(trail, day, visits, [regime for regime in regimes if regime in _ON_VISITS])


def _ask_visit(trail: Trail, day: date, visits: Sequence[Contact], regimes: Sequence[Regime]) -> None:
    if regimes and any(None in (one.staff, one.recorded, one.papers_shown) for one in visits):
        trail.notice(
            say(
                "visit-open",
                "%(day)s: of a visit it is not said how many came, whether all was recorded or whether they showed who "
                "they are; what is not said is not judged. A visit as such is not forbidden.",
                day=day,
            ),
            *trail.cite(*(cite for regime in regimes for cite in _cites(Rule.RECORDING, regime))),
        )


def _found(
    trail: Trail,
    rule: Rule,
    day: date,
    contacts: Sequence[Contact],
    regime: Regime,
    *,
    person: Person | None = None,
) -> Iterator[Departure]:
    if contacts:
        yield Departure(
            rule=rule,
            on=day,
            contacts=tuple(contacts),
            citations=trail.cite(*_cites(rule, regime, person)),
            regime=regime,
        )


def _cites(rule: Rule, regime: Regime, person: Person | None = None) -> tuple[str, ...]:
    return _CONVENTION[rule, person] if regime is Regime.CONVENTION_2018 else (TEXTS[regime],)
