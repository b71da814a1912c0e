"""Articles that may come in, most on public order and crimes, cited with their conditions, never concluded (inner).

By the day of the contact: the Public Security Administration Punishments Law as amended in 2012 (arts. 26, 40 and 42)
until 2025-12-31, its revision (arts. 30, 47, 50 and 56) since 2026-01-01, and the Criminal Law as in force since
2021-03-01. Neither law speaks of collecting as such, but for art. 293-1 of the Criminal Law, on illegal debts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.collection.regimes import in_force
from creditrules.collection.words import Act, Channel
from creditrules.messages import Message, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from creditrules.collection.model import Contact
    from creditrules.findings import Trail

_ABUSE = frozenset({Act.THREATENED, Act.INSULTED})
_ILLEGAL_DEBT_ACTS = frozenset(
    {
        Act.VIOLENCE,
        Act.THREATENED,
        Act.RESTRAINED,
        Act.ENTERED_HOME,
        Act.FOLLOWED,
        Act.PESTERED,
    }
)
_ILLEGAL_DEBT = "criminal-law#293-1"


@frozen
class Condition:
    """Acts that an article may catch, the article in each text, and what else it takes."""

    acts: frozenset[Act]
    articles: tuple[str, ...]
    message: Message
    messages_only: bool = False


CONDITIONS = (
    Condition(
        frozenset({Act.THREATENED}),
        ("public-security-2012#42(1)", "public-security-2025#50(1)(1)"),
        say(
            "order-threat",
            "Threats may fall under public-order law if they are to a person's safety. Whether they were is for the "
            "police to find.",
        ),
    ),
    Condition(
        frozenset({Act.INSULTED}),
        ("public-security-2012#42(2)", "public-security-2025#50(1)(2)", "criminal-law#246(1)", "criminal-law#246(2)"),
        say(
            "order-insult",
            "Insults may fall under public-order law if they are public, and defamation if its facts are made up. Only "
            "serious cases are a crime, dealt with as a rule on the complaint of the person insulted.",
        ),
    ),
    Condition(
        frozenset({Act.INSULTED}),
        ("civil-code#1024(1)",),
        say(
            "insult-reputation",
            "An insult infringes a person's reputation if it lowers what others think of the person, so it matters who "
            "heard or read it.",
        ),
    ),
    Condition(
        _ABUSE,
        ("public-security-2012#42(5)", "public-security-2025#50(1)(5)"),
        say(
            "order-messages",
            "Messages may fall under public-order law if they were sent repeatedly, are obscene, insulting or "
            "intimidating, and disturb a person's normal life.",
        ),
        messages_only=True,
    ),
    Condition(
        frozenset({Act.PESTERED, Act.FOLLOWED}),
        ("public-security-2025#50(1)(5)", "public-security-2025#50(2)"),
        say(
            "order-pestering",
            "Pestering and following may fall under public-order law if they disturb a person's normal life. With the "
            "approval of their head the police may then also order no contact for a time.",
        ),
    ),
    Condition(
        frozenset({Act.PESTERED, Act.FOLLOWED}),
        ("public-security-2012#26(4)", "public-security-2012#42(5)"),
        say(
            "order-pestering-before",
            "The text in force before 2026 names neither pestering nor following and has no order of no contact. Its "
            "rules on provocation and on repeated messages may come in, under their own conditions.",
        ),
    ),
    Condition(
        frozenset({Act.VIOLENCE}),
        ("public-security-2012#26", "public-security-2025#30"),
        say(
            "order-violence",
            "Beating, chasing or blocking people may fall under public-order law, and graver harm under criminal law; "
            "that is for the police to find.",
        ),
    ),
    Condition(
        frozenset({Act.RESTRAINED, Act.ENTERED_HOME}),
        ("public-security-2012#40(3)", "public-security-2025#47(3)"),
        say(
            "order-home",
            "Keeping a person from leaving, or entering a home, may fall under public-order law if it was unlawful. "
            "Whether it was is for the police to find.",
        ),
    ),
    Condition(
        frozenset({Act.POSTED}),
        ("public-security-2012#42(6)", "public-security-2025#50(1)(6)"),
        say(
            "order-privacy",
            "Publishing a debt may fall under public-order law as spreading a private matter. Whether it was one is "
            "for the police to find.",
        ),
    ),
    Condition(
        frozenset({Act.DATA_TAKEN}),
        ("public-security-2025#56", "criminal-law#253-1"),
        say(
            "order-data",
            "Selling, providing, stealing or unlawfully getting personal information may be punished if it breaks "
            "state rules; it is a crime only in serious circumstances.",
        ),
    ),
)


def conditions(trail: Trail, log: Sequence[Contact], *, illegal_debt: bool) -> None:
    """Leave a notice for each article that may come in, with the articles in force on the days of the contacts."""
    for each in CONDITIONS:
        days = sorted({one.day for one in log if _may_fall(one, each)})
        cites = [cite for cite in each.articles if _ever(trail, cite, days)]
        if cites:
            trail.notice(each.message, *trail.cite(*cites))
    days = sorted({one.day for one in log if _ILLEGAL_DEBT_ACTS.intersection(one.acts)})
    if illegal_debt and _ever(trail, _ILLEGAL_DEBT, days):
        trail.notice(
            say(
                "crime-illegal-debt",
                "Collecting an illegal debt, such as from usury, by force or threat, restraint or home intrusion, or "
                "intimidation, stalking or harassment is a crime only in serious circumstances. That the debt is "
                "illegal is what was told, and both are for a court to find.",
            ),
            *trail.cite(_ILLEGAL_DEBT),
        )


def _may_fall(one: Contact, each: Condition) -> bool:
    if each.messages_only and one.channel is not Channel.MESSAGE:
        return False
    return bool(each.acts.intersection(one.acts))


def _ever(trail: Trail, cite: str, days: Sequence[date]) -> bool:
    return any(in_force(trail, cite, day) for day in days)
