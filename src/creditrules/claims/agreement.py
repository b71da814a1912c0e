"""What was agreed and what happened: the facts that a claim is computed from (约定与往来)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import field, frozen

from creditrules.appropriation import Order, Part
from creditrules.appropriation.model import terms
from creditrules.checks import flag, instance, listed, member, text
from creditrules.claims.terms import Compound, Kind, RateTerm, Relation, Void
from creditrules.errors import InputError
from creditrules.law import DamagesRank, Lender
from creditrules.loans import Schedule
from creditrules.money import Number, Rounding, from_fen, held_rate, owed_fen, positive_fen, to_fen
from creditrules.periods import Counting, DayCount, calendar_day, not_before, whole

if TYPE_CHECKING:
    from collections.abc import Iterable


def _rate(value: Number | Fraction | RateTerm | None) -> Fraction | RateTerm | None:
    if value is None or isinstance(value, RateTerm):
        return value
    # No interest is what an agreed zero says (无息).
    return held_rate(value, argument="annual_rate") or None


def _overdue_rate(value: Number | Fraction | None) -> Fraction | None:
    return None if value is None else held_rate(value, argument="overdue_rate")


def _daily_rate(value: Number | Fraction) -> Fraction:
    return held_rate(value, argument="rate")


def _face(value: Number) -> Decimal:
    return from_fen(positive_fen(value, argument="face"))


def _received(value: Number) -> Decimal:
    return from_fen(positive_fen(value, argument="received"))


def _amount(value: Number) -> Decimal:
    return from_fen(positive_fen(value, argument="amount"))


def _principal(value: Number) -> Decimal:
    return from_fen(owed_fen(value, argument="principal"))


def _loan(value: int | None) -> int | None:
    return None if value is None else whole(value, argument="loan", least=0)


def _on(value: date) -> date:
    return calendar_day(value, argument="on")


def _due(value: date) -> date:
    return calendar_day(value, argument="due_on")


@frozen
class Daily:
    """Damages for each day overdue (按日违约金): a fraction of the overdue principal a day, such as ``"0.05%"``."""

    rate: Fraction = field(converter=_daily_rate)


@frozen
class Instalment:
    """Principal falling due on a day (一期到期本金), yuan; interest falls due with it. Zero for interest alone."""

    due_on: date = field(converter=_due)
    principal: Decimal = field(converter=_principal)


def _schedule(value: Schedule | Iterable[Instalment] | None) -> tuple[Instalment, ...]:
    if value is None:
        return ()
    if isinstance(value, Schedule):
        return tuple(Instalment(row.due_on, row.principal) for row in value.rows)
    found = listed(value, Instalment, argument="schedule")
    for earlier, later in pairwise(found):
        if later.due_on <= earlier.due_on:
            raise InputError(
                "%(argument)s %(day)s lies before %(other)s %(bound)s",
                argument="schedule",
                day=later.due_on,
                other="schedule",
                bound=earlier.due_on,
            )
    return found


def _due_on(value: date | None) -> date | None:
    return None if value is None else calendar_day(value, argument="due_on")


def _accelerated_on(value: date | None) -> date | None:
    return None if value is None else calendar_day(value, argument="accelerated_on")


def _term_months(value: int | None) -> int | None:
    return None if value is None else whole(value, argument="term_months")


@frozen
class Agreement:
    """A loan contract as far as a claim needs it (借款合同).

    ``annual_rate`` is the in-term rate (借期内利率), None where none was agreed, `UNCLEAR` where interest was agreed
    but not how much; ``overdue_rate`` (逾期利率, 罚息利率) takes its place after the due day and is None where none was
    agreed. What falls due when is ``due_on`` for all of it, or a ``schedule`` (a `creditrules.loans.Schedule`, or
    `Instalment` rows); without either nothing is overdue and the rate of the term runs on. ``accelerated_on`` is the
    day all of it was called due (宣布提前到期). ``damages`` are daily; lump sums are `Charge`. ``lender`` is who lent,
    whoever holds the debt now. ``natural_persons`` tells whether both sides are, since then the loan is formed when
    the money arrives (Civil Code 679); it is asked for only where that decides. ``void`` is the ground on which a court
    held the contract void, False for a valid one; for an unlicensed lender it must be said. Rates are fractions of one
    a year.

    Raises:
        InputTypeError: a fact of another type.
        InputError: a rate or an amount out of bounds; both ``due_on`` and a ``schedule``; days out of order.

    """

    lender: Lender
    formed_on: date
    annual_rate: Fraction | RateTerm | None = field(converter=_rate)
    due_on: date | None = field(converter=_due_on, default=None, kw_only=True)
    schedule: tuple[Instalment, ...] = field(converter=_schedule, default=None, kw_only=True)
    accelerated_on: date | None = field(converter=_accelerated_on, default=None, kw_only=True)
    overdue_rate: Fraction | None = field(converter=_overdue_rate, default=None, kw_only=True)
    compound: Compound = field(default=Compound.NONE, kw_only=True)
    damages: Daily | None = field(default=None, kw_only=True)
    void: Void | bool | None = field(default=None, kw_only=True)
    natural_persons: bool | None = field(default=None, kw_only=True)
    term_months: int | None = field(converter=_term_months, default=None, kw_only=True)
    order: Order | tuple[Part, ...] = field(default=Order.CIVIL_CODE_561, kw_only=True)
    day_count: DayCount = field(kw_only=True)
    counting: Counting = field(kw_only=True)
    rounding: Rounding = field(factory=Rounding, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse look-alikes and days out of order."""
        member(self.lender, Lender, argument="lender")
        calendar_day(self.formed_on, argument="formed_on")
        member(self.compound, Compound, argument="compound")
        member(self.day_count, DayCount, argument="day_count")
        member(self.counting, Counting, argument="counting")
        instance(self.rounding, Rounding, argument="rounding")
        terms(self.order, DamagesRank.AFTER_PRINCIPAL)
        if self.damages is not None:
            instance(self.damages, Daily, argument="damages")
        if self.natural_persons is not None:
            flag(self.natural_persons, argument="natural_persons")
        if self.void is not None and self.void is not False:
            member(self.void, Void, argument="void")
        if self.due_on is not None and self.schedule:
            raise InputError("due_on and schedule both say when the principal falls due: give one")
        first = self.schedule[0].due_on if self.schedule else None
        for argument, day in (("due_on", self.due_on), ("schedule", first), ("accelerated_on", self.accelerated_on)):
            if day is not None:
                not_before(day, self.formed_on, argument=argument, other="formed_on")


@frozen
class Advance:
    """Money lent on a day (出借), yuan: the ``face`` written in the note, and what was really ``received``."""

    on: date = field(converter=_on)
    face: Decimal = field(converter=_face)
    received: Decimal = field(converter=_received)

    def __attrs_post_init__(self) -> None:
        """Refuse more money than the note says."""
        if to_fen(self.received) > to_fen(self.face):
            raise InputError(
                "received may not be above face %(bound)s, got %(value)s", bound=self.face, value=self.received
            )


@frozen
class Payment:
    """Money paid on a day (还款), yuan.

    ``toward`` records what both sides agreed, or the creditor accepted (a receipt, a statement, a message), that it
    pays first; never the debtor's wish alone. ``to`` is who took it, since a fee paid to a guarantor counts only where
    the reading looks through it. ``loan`` is the place among the advances (0 is the first) of the one that it was
    agreed to pay, where several are loans of their own.
    """

    on: date = field(converter=_on)
    amount: Decimal = field(converter=_amount)
    toward: Part | None = field(default=None, kw_only=True)
    to: Relation = field(default=Relation.LENDER, kw_only=True)
    loan: int | None = field(converter=_loan, default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse look-alikes."""
        if self.toward is not None:
            member(self.toward, Part, argument="toward")
        member(self.to, Relation, argument="to")


def _brought(value: Number) -> Decimal:
    return from_fen(owed_fen(value, argument="opening"))


_NOTHING = from_fen(0)


@frozen(kw_only=True)
class Opening:
    """What was owed beside principal when the first advance given here was made (期初余额), yuan."""

    interest: Decimal = field(converter=_brought, default=_NOTHING)
    compound: Decimal = field(converter=_brought, default=_NOTHING)
    overdue_interest: Decimal = field(converter=_brought, default=_NOTHING)
    damages: Decimal = field(converter=_brought, default=_NOTHING)
    fees: Decimal = field(converter=_brought, default=_NOTHING)
    costs: Decimal = field(converter=_brought, default=_NOTHING)


@frozen
class Charge:
    """A lump sum claimed beside interest (违约金、费用), yuan, on the day it falls due.

    ``relation`` is who takes it; ``collector`` the name, if it matters; ``loan`` as in `Payment`.
    """

    on: date = field(converter=_on)
    amount: Decimal = field(converter=_amount)
    kind: Kind = field(default=Kind.DAMAGES, kw_only=True)
    relation: Relation = field(default=Relation.LENDER, kw_only=True)
    collector: str = field(default="", kw_only=True)
    loan: int | None = field(converter=_loan, default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse look-alikes."""
        member(self.kind, Kind, argument="kind")
        member(self.relation, Relation, argument="relation")
        text(self.collector, argument="collector")
