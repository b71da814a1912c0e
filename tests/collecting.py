"""Contact logs for the tests of collection: the days on which each text begins, and short ways to write a contact."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from creditrules.collection import Channel, Contact, Person, Regime, review
from creditrules.law import Lender, bundled

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.collection import Departure
    from creditrules.findings import Finding
    from creditrules.law import Statement

STARTS = {
    Regime.CARD_2011: date(2011, 1, 13),
    Regime.CONVENTION_2018: date(2018, 3, 28),
    Regime.MEASURES_2024: date(2024, 4, 18),
    Regime.GUIDE_2024: date(2024, 5, 15),
    Regime.STANDARD_2025: date(2025, 2, 28),
    Regime.GUIDE_2026: date(2026, 1, 30),
}
"""The first day of each text."""
NOW = date(2026, 6, 1)


def at(moment: str, day: date = NOW) -> datetime:
    """Return a time of day, Beijing time without saying so; a longer text is a moment of its own."""
    return datetime.fromisoformat(moment if len(moment) > 8 else f"{day.isoformat()}T{moment}")


def contact(moment: str = "10:00", channel: Channel = Channel.CALL, *, on: date = NOW, **facts: object) -> Contact:
    """Return a contact with the debtor, unless said otherwise."""
    more: dict[str, Any] = {"to": Person.DEBTOR, **facts}
    return Contact(at(moment, on), channel, more.pop("to"), **more)


def calls(count: int, *, on: date = NOW, **facts: object) -> list[Contact]:
    """Return calls in open hours, a quarter of an hour apart."""
    more: dict[str, Any] = facts
    return [contact(f"{9 + n // 4:02}:{15 * (n % 4):02}", on=on, **more) for n in range(count)]


def found(log: Iterable[Contact], lender: Lender = Lender.BANK, **terms: object) -> Finding[tuple[Departure, ...]]:
    """Return what a review finds."""
    more: dict[str, Any] = terms
    return review(log, lender=lender, **more)


def keys(finding: Finding[tuple[Departure, ...]]) -> list[tuple[str, str]]:
    """Return rule and text of each departure, in its order."""
    return [(one.rule.name, "LAW" if one.regime is None else one.regime.name) for one in finding.value]


def codes(finding: Finding[Any]) -> list[str]:
    """Return the codes of the steps."""
    return [step.message.code for step in finding.steps]


def notices(finding: Finding[Any]) -> list[str]:
    """Return the codes of the notices."""
    return [notice.message.code for notice in finding.notices]


def cites(finding: Finding[Any], code: str) -> list[str]:
    """Return the sources of a step or notice."""
    parts: list[Any] = [*finding.steps, *finding.notices]
    return next([cite.id for cite in part.citations] for part in parts if part.message.code == code)


def statement(name: str) -> Statement:
    """Return a checked statement of the bundled library."""
    return next(one for one in bundled().library.statements if one.id == name)
