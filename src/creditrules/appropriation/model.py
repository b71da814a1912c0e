"""What is owed before a payment, what the payment paid of it, and the orders in which the parts of a debt stand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from attrs import field, frozen

from creditrules.checks import instance, listed, member, words
from creditrules.errors import InputError
from creditrules.law import DamagesRank
from creditrules.money import Number, from_fen, held_rate, owed_fen, to_fen
from creditrules.periods import calendar_day

T = TypeVar("T")

TURN = 91
"""The day overdue from which some card contracts put principal first: their own number, in no law held here."""


class Part(Enum):
    """A part of a debt (债务的组成部分)."""

    if not TYPE_CHECKING:
        # Members are single; Enum's own hash goes by the name, and a ledger looks parts up all the time.
        __hash__ = object.__hash__

    COSTS = "costs of realising the claim"
    INTEREST = "interest"
    PRINCIPAL = "principal"
    DAMAGES = "liquidated damages"


class Order(Enum):
    """In which order the parts of one debt are paid (抵充顺序).

    Only the first is the law's (Civil Code 561). The others hold where the contract has them: principal first, always
    or from day 91 overdue, and then the other parts as the law ranks them. For a contract that ranks the parts in yet
    another way, give a tuple of all four.
    """

    CIVIL_CODE_561 = "costs, interest, principal"
    PRINCIPAL_FIRST = "principal first"
    PRINCIPAL_FIRST_FROM_DAY_91 = "principal first from day 91 overdue"


LEGAL = {
    DamagesRank.AFTER_PRINCIPAL: (Part.COSTS, Part.INTEREST, Part.PRINCIPAL, Part.DAMAGES),
    DamagesRank.AS_INTEREST: (Part.COSTS, Part.INTEREST, Part.DAMAGES, Part.PRINCIPAL),
}
PRINCIPAL_FIRST = (Part.PRINCIPAL, Part.COSTS, Part.INTEREST, Part.DAMAGES)


def _name(value: str) -> str:
    return words(value, argument="name")


def _costs(value: Number) -> Decimal:
    return from_fen(owed_fen(value, argument="costs"))


def _interest(value: Number) -> Decimal:
    return from_fen(owed_fen(value, argument="interest"))


def _principal(value: Number) -> Decimal:
    return from_fen(owed_fen(value, argument="principal"))


def _damages(value: Number) -> Decimal:
    return from_fen(owed_fen(value, argument="damages"))


def _due_on(value: date | None) -> date | None:
    return None if value is None else calendar_day(value, argument="due_on")


def _security(value: Number | None) -> Decimal | None:
    return None if value is None else from_fen(owed_fen(value, argument="security"))


def _burden(value: Number | Fraction | None) -> Fraction | None:
    return None if value is None else held_rate(value, argument="burden")


_NOTHING = from_fen(0)


@frozen
class Owed:
    """What is owed on one debt just before a payment (所欠债务), amounts in yuan.

    ``costs`` are those of realising the claim (实现债权的有关费用), ``damages`` the liquidated damages (违约金). What
    only ranks one debt against others may be left out until it decides: ``due_on`` (到期日); ``security`` (担保), the
    worth in yuan of the pledge, mortgage or guarantee behind this debt, 0 for none; ``burden`` (负担), the rate a year
    that the debt goes on costing, since the text of Civil Code 560 names no measure.

    Raises:
        InputError: an amount or a rate below 0, a part of a fen, an empty name.

    >>> Owed("card", interest="36.5", principal=1000, burden="18.25%").interest
    Decimal('36.50')

    """

    name: str = field(converter=_name)
    costs: Decimal = field(converter=_costs, default=_NOTHING, kw_only=True)
    interest: Decimal = field(converter=_interest, default=_NOTHING, kw_only=True)
    principal: Decimal = field(converter=_principal, default=_NOTHING, kw_only=True)
    damages: Decimal = field(converter=_damages, default=_NOTHING, kw_only=True)
    due_on: date | None = field(converter=_due_on, default=None, kw_only=True)
    security: Decimal | None = field(converter=_security, default=None, kw_only=True)
    burden: Fraction | None = field(converter=_burden, default=None, kw_only=True)


@frozen
class Allocation:
    """What a payment paid of one debt (抵充结果), part by part, yuan.

    ``left_over`` is what the debt did not need. Between several debts it is 0 in each: what none of them needed is the
    payment less every ``paid``, and a step says it.
    """

    name: str
    costs: Decimal = _NOTHING
    interest: Decimal = _NOTHING
    principal: Decimal = _NOTHING
    damages: Decimal = _NOTHING
    left_over: Decimal = _NOTHING

    @property
    def paid(self) -> Decimal:
        """What the debt took in all, yuan."""
        return from_fen(sum(to_fen(part) for part in (self.costs, self.interest, self.principal, self.damages)))


@frozen(kw_only=True)
class Terms:
    """How the parts of each debt are ranked (inner); ``asked`` is the argument that tells the days overdue."""

    order: Order | tuple[Part, ...]
    damages_rank: DamagesRank
    toward: Part | None = None
    asked: str = "due_on"

    def ranked(self, owed: Owed, overdue_days: int | None) -> tuple[Part, ...]:
        """Return the parts of a debt in the order in which they are paid."""
        parts = self._by_order(owed, overdue_days)
        return parts if self.toward is None else tuple(dict.fromkeys((self.toward, *parts)))

    def _by_order(self, owed: Owed, overdue_days: int | None) -> tuple[Part, ...]:
        legal = LEGAL[self.damages_rank]
        match self.order:
            case Order.CIVIL_CODE_561:
                return legal
            case Order.PRINCIPAL_FIRST:
                return PRINCIPAL_FIRST
            case Order.PRINCIPAL_FIRST_FROM_DAY_91:
                return PRINCIPAL_FIRST if fact(owed, self.asked, overdue_days) >= TURN else legal
            case custom:
                return custom


def terms(order: Order | tuple[Part, ...], damages_rank: DamagesRank) -> Terms:
    """Check how the parts are to be ranked."""
    instance(order, Order, tuple, argument="order")
    if isinstance(order, tuple):
        names = [part.name for part in listed(order, Part, argument="order")]
        if sorted(names) != sorted(Part.__members__):
            raise InputError("order must name each part of a debt once, got %(value)s", value=", ".join(names))
    return Terms(order=order, damages_rank=member(damages_rank, DamagesRank, argument="damages_rank"))


def fact(owed: Owed, argument: str, value: T | None) -> T:
    """Return what is known of a debt, or say that it decides and is missing."""
    if value is None:
        raise InputError(
            "%(argument)s of debt %(name)s is required: where the payment goes depends on it",
            argument=argument,
            name=owed.name,
        )
    return value


def due(owed: Owed) -> dict[Part, int]:
    """Return the parts of a debt in fen."""
    return {
        Part.COSTS: to_fen(owed.costs),
        Part.INTEREST: to_fen(owed.interest),
        Part.PRINCIPAL: to_fen(owed.principal),
        Part.DAMAGES: to_fen(owed.damages),
    }


def total(owed: Owed) -> int:
    """Return all that is owed on a debt, in fen."""
    return sum(due(owed).values())
