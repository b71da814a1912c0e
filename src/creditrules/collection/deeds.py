"""What was said or done, held against the texts on collecting and the general law (inner).

A departure from the general law is found only where the fact alone makes it one: entering a home without consent, for
one. What also hangs on grave circumstances, on repetition or on intent is left to `conditions`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from attrs import field, frozen

from creditrules.collection.model import Contact, Departure
from creditrules.collection.regimes import in_force
from creditrules.collection.words import OUTSIDE, Act, Regime, Rule
from creditrules.law import Lender

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from creditrules.collection.regimes import Terms
    from creditrules.findings import Trail

_CARD = ("card-measures-2011#68",)
_MEASURES = ("consumer-finance-measures-2024",)
_GUIDE = ("cba-collection-guide-2026",)
_STANDARD = ("gbt-45251-2025",)
_CONVENTION = "nifa-collection-convention-2018#"
_PERSONAL_DATA = "pipl-2021"
_LAWFUL_BASIS = ("pipl-2021#10", "pipl-2021#13(1)")


@frozen
class Ban:
    """Acts that depart from a rule: by each text on collecting that has it, and by general laws."""

    rule: Rule
    acts: frozenset[Act]
    texts: Mapping[Regime, tuple[str, ...]] = field(factory=dict)
    laws: tuple[tuple[str, ...], ...] = ()


BANS = (
    Ban(
        Rule.DISCLOSURE,
        frozenset({Act.DISCLOSED}),
        {Regime.CONVENTION_2018: (f"{_CONVENTION}18",), Regime.STANDARD_2025: _STANDARD, Regime.GUIDE_2026: _GUIDE},
        (("civil-code#1032(1)",), _LAWFUL_BASIS),
    ),
    Ban(
        Rule.POSTING,
        frozenset({Act.POSTED}),
        {Regime.CONVENTION_2018: (f"{_CONVENTION}18",), Regime.GUIDE_2026: _GUIDE},
        (("civil-code#1032(1)",), ("pipl-2021#25",)),
    ),
    Ban(
        Rule.THREAT,
        frozenset({Act.THREATENED, Act.VIOLENCE, Act.RESTRAINED}),
        {
            Regime.CARD_2011: _CARD,
            Regime.CONVENTION_2018: (f"{_CONVENTION}16",),
            Regime.MEASURES_2024: _MEASURES,
            Regime.GUIDE_2026: _GUIDE,
        },
    ),
    Ban(
        Rule.INSULT,
        frozenset({Act.INSULTED}),
        {Regime.CARD_2011: _CARD, Regime.CONVENTION_2018: (f"{_CONVENTION}16",), Regime.GUIDE_2026: _GUIDE},
    ),
    Ban(
        Rule.HARASSMENT,
        frozenset({Act.PESTERED}),
        {Regime.CONVENTION_2018: (f"{_CONVENTION}17",), Regime.MEASURES_2024: _MEASURES},
        (("civil-code#1032(1)", "civil-code#1033(1)"),),
    ),
    Ban(
        Rule.HARASSMENT,
        frozenset({Act.FOLLOWED}),
        {Regime.MEASURES_2024: _MEASURES},
        (("civil-code#1032(1)",),),
    ),
    Ban(
        Rule.POSING,
        frozenset({Act.POSED_AS_AUTHORITY, Act.POSED_AS_LENDER}),
        {Regime.GUIDE_2026: _GUIDE},
    ),
    Ban(Rule.MISLEADING, frozenset({Act.MISLED}), {Regime.GUIDE_2026: _GUIDE}),
    Ban(
        Rule.ENTRY,
        frozenset({Act.ENTERED_HOME, Act.ENTERED_OFFICE}),
        {Regime.GUIDE_2026: _GUIDE},
    ),
    Ban(Rule.ENTRY, frozenset({Act.ENTERED_HOME}), laws=(("civil-code#1033(2)",),)),
    Ban(
        Rule.FEE,
        frozenset({Act.EXTRA_FEE}),
        {Regime.CONVENTION_2018: (f"{_CONVENTION}19",), Regime.GUIDE_2026: _GUIDE},
    ),
    Ban(Rule.NEW_LOAN, frozenset({Act.NEW_LOAN}), {Regime.GUIDE_2026: _GUIDE}),
    Ban(
        Rule.ACCOUNT,
        frozenset({Act.PRIVATE_ACCOUNT}),
        {Regime.CONVENTION_2018: (f"{_CONVENTION}19",), Regime.GUIDE_2026: _GUIDE},
    ),
    Ban(Rule.DATA, frozenset({Act.DATA_TAKEN}), {Regime.GUIDE_2026: _GUIDE}, (_LAWFUL_BASIS,)),
)


def done(
    trail: Trail, terms: Terms, day: date, contacts: Sequence[Contact], regimes: Sequence[Regime]
) -> Iterator[Departure]:
    """Yield what the contacts of a day depart from by what was said or done."""
    for ban in BANS:
        found = tuple(one for one in contacts if _falls_under(one, ban))
        if not found:
            continue
        for regime in regimes:
            if regime in ban.texts:
                yield Departure(
                    rule=ban.rule, on=day, contacts=found, citations=trail.cite(*ban.texts[regime]), regime=regime
                )
        for law in ban.laws:
            if _applies(trail, terms, law[0], day):
                yield Departure(rule=ban.rule, on=day, contacts=found, citations=trail.cite(*law))


def _falls_under(one: Contact, ban: Ban) -> bool:
    if ban.rule is Rule.DISCLOSURE and one.to not in OUTSIDE:
        return False  # a guarantor or another person who owes the debt has to know of it
    return bool(ban.acts.intersection(one.acts))


def _applies(trail: Trail, terms: Terms, cite: str, day: date) -> bool:
    # Art. 72: what a natural person does in private or family affairs is outside that law.
    if terms.lender is Lender.PRIVATE and cite.startswith(_PERSONAL_DATA):
        return False
    return in_force(trail, cite, day)
