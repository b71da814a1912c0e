"""What each ceiling counts, and what becomes of money already paid above it, told once for each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from creditrules.messages import Rate, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import Enum

    from creditrules.findings import Trail
    from creditrules.limits.model import Ceiling
    from creditrules.messages import Message

_MORE = {
    "spc-private-lending-2020-17": ("27", "28", "29"),
    "spc-private-lending-2020-6": ("28", "29", "30"),
}
"""Beside the article of the ceiling: roll-over, overdue interest, and damages and fees with it."""


def say_terms(trail: Trail, found: Iterable[Ceiling]) -> None:
    """Write for each ceiling which costs count, and what happens to money already paid above it."""
    told = set()
    for one in found:
        key = (one.rate, one.effect, one.counts, one.paid_excess)
        if not one.counts or key in told:
            continue
        told.add(key)
        text = one.citations[0].instrument
        more = trail.cite(*(f"{text}#{number}" for number in _MORE.get(text, ())))
        trail.step(
            say(
                "ceiling-terms",
                "The %(rate)s (%(effect)s) covers %(costs)s. Money already paid above it: %(paid)s.",
                rate=Rate(one.rate),
                effect=one.effect,
                costs=_listed(one.counts),
                paid=one.paid_excess,
            ),
            *dict.fromkeys(one.citations + more),
        )


def _listed(parts: tuple[Enum, ...]) -> Enum | Message:
    """Join members into one list of words."""
    if len(parts) == 1:
        return parts[0]
    return say("list-of-two", "%(first)s, %(rest)s", first=parts[0], rest=_listed(parts[1:]))
