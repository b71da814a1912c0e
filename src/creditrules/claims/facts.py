"""The facts of a claim, checked against each other (inner)."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import instance, listed, member, members, paired
from creditrules.claims.agreement import Advance, Agreement, Charge, Opening, Payment
from creditrules.errors import InputError
from creditrules.law import Excess, Lender, Plea, Readings
from creditrules.money import from_fen, to_fen
from creditrules.periods import calendar_day, not_before, whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PRIVATE = frozenset({Lender.PRIVATE, Lender.UNLICENSED})
_SET: type = AbstractSet


@frozen(kw_only=True)
class Suit:
    """The facts of a claim that pick its law, checked (inner)."""

    agreement: Agreement
    advances: tuple[Advance, ...]
    as_of: date
    filed_on: date | None
    accepted_on: date | None
    decided_on: date | None
    pleas: frozenset[Plea]
    readings: Readings
    deposit_rate: Fraction | None = None

    @property
    def private(self) -> bool:
        """Whether the provisions on private lending govern."""
        return self.agreement.lender in PRIVATE

    @property
    def due_from(self) -> date | None:
        """The first day on which principal falls due."""
        agreement = self.agreement
        days = [row.due_on for row in agreement.schedule if row.principal]
        days += [day for day in (agreement.due_on, agreement.accelerated_on) if day is not None]
        return min(days, default=None)


@frozen(kw_only=True)
class Facts:
    """All that a claim is computed from: the suit, the money that moved, and the days on which no interest runs."""

    suit: Suit
    payments: tuple[Payment, ...]
    charges: tuple[Charge, ...]
    no_interest: tuple[tuple[date, date], ...]
    opening: Opening
    loss: int | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse facts that do not fit together."""
        suit = self.suit
        _in_order(suit)
        _within(suit, "payments", self.payments)
        _within(suit, "charges", self.charges)
        _loans(suit, "payments", self.payments)
        _loans(suit, "charges", self.charges)
        if suit.agreement.lender is Lender.UNLICENSED and suit.agreement.void is None:
            raise InputError(
                "void is required for an unlicensed lender: Void.PROFESSIONAL if a court so held, False for a valid "
                "contract; the two give different sums"
            )
        if not suit.private and suit.agreement.void:
            raise InputError("void is a ground of the provisions on private lending, which do not govern this lender")
        rows = suit.agreement.schedule
        face = sum(to_fen(advance.face) for advance in suit.advances)
        if rows and sum(to_fen(row.principal) for row in rows) != face:
            raise InputError(
                "the principal of the schedule, %(value)s yuan, must be what the advances are of, %(bound)s yuan",
                value=str(from_fen(sum(to_fen(row.principal) for row in rows))),
                bound=str(from_fen(face)),
            )
        apart = suit.private and suit.agreement.natural_persons and len(suit.advances) > 1
        if apart and (rows or self.opening != Opening()):
            raise InputError("several loans between natural persons take neither a schedule nor an opening balance")
        if suit.readings.excess is Excess.AT_NOTICE and suit.readings.notice_on is None:
            raise InputError("readings.notice_on is required: a surplus kept apart meets the debt when notice arrives")


def _in_order(suit: Suit) -> None:
    days = {
        "formed_on": suit.agreement.formed_on,
        "filed_on": suit.filed_on,
        "accepted_on": suit.accepted_on,
        "decided_on": suit.decided_on,
    }
    given = [(argument, day) for argument, day in days.items() if day is not None]
    for (other, bound), (argument, day) in pairwise(given):
        not_before(day, bound, argument=argument, other=other)


def _within(suit: Suit, argument: str, events: Sequence[Payment | Charge]) -> None:
    first = suit.advances[0].on
    for place, event in enumerate(events):
        if not first <= event.on <= suit.as_of:
            raise InputError(
                "%(argument)s must be from %(least)s to %(most)s, got %(value)s",
                argument=f"{argument}[{place}].on",
                least=first,
                most=suit.as_of,
                value=event.on,
            )


def _loans(suit: Suit, argument: str, events: Sequence[Payment | Charge]) -> None:
    for place, event in enumerate(events):
        if event.loan is None:
            continue
        whole(event.loan, argument=f"{argument}[{place}].loan", least=0, most=len(suit.advances) - 1)
        came, other = suit.advances[event.loan].on, f"advances[{event.loan}].on"
        not_before(event.on, came, argument=f"{argument}[{place}].on", other=other)


def checked_advances(values: Iterable[Advance], agreement: Agreement, as_of: date) -> tuple[Advance, ...]:
    """Return the money lent in the order of its days."""
    found = listed(values, Advance, argument="advances")
    for earlier, later in pairwise(found):
        not_before(later.on, earlier.on, argument="advances", other="advances")
    if not found:
        raise InputError("%(argument)s may not be empty", argument="advances")
    not_before(as_of, found[-1].on, argument="as_of", other="advances")
    not_before(found[0].on, agreement.formed_on, argument="advances", other="formed_on")
    if len(found) > 1 and agreement.lender in PRIVATE and agreement.natural_persons is None:
        raise InputError(
            "natural_persons is required: several advances between natural persons are as many loans, each formed when "
            "its money came"
        )
    return found


def checked_pleas(values: AbstractSet[Plea]) -> frozenset[Plea]:
    """Return what a party asks for."""
    instance(values, _SET, argument="pleas")
    return frozenset(member(plea, Plea, argument="pleas") for plea in values)


def checked_spans(values: Iterable[tuple[date, date]]) -> tuple[tuple[date, date], ...]:
    """Return spans of days, each with its first and its last."""
    found = []
    for place, value in enumerate(members(values, argument="no_interest")):
        first, last = paired(value, argument=f"no_interest[{place}]")
        first = calendar_day(first, argument=f"no_interest[{place}][0]")
        last = calendar_day(last, argument=f"no_interest[{place}][1]")
        if last < first:
            raise InputError("the end %(end)s lies before the start %(start)s", end=last, start=first)
        found.append((first, last))
    return tuple(found)


def checked_day(value: date | None, argument: str) -> date | None:
    """Return a day, or None."""
    return None if value is None else calendar_day(value, argument=argument)
