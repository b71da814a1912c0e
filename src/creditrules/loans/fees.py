"""What a loan costs beside interest, and what is held back: fees (费用) and deposits (保证金)."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from fractions import Fraction

from attrs import field, frozen

from creditrules.checks import flag, instance, member
from creditrules.errors import InputError
from creditrules.money import Number, from_fen, owed_fen, positive_fen, rate, rounded, to_fen


class When(Enum):
    """When a fee is collected (收取方式)."""

    DEDUCTED = "deducted from what is paid out"
    UPFRONT = "paid up front"
    FIRST = "with the first instalment"
    EVERY = "with every instalment"
    LAST = "with the last instalment"


AT_START = frozenset({When.DEDUCTED, When.UPFRONT})
"""When a fee lessens what is received."""


class Of(Enum):
    """What a fee's rate is taken of (计费基数)."""

    PRINCIPAL = "the original principal"
    BALANCE = "the balance before the instalment"


def _name(value: str) -> str:
    if not instance(value, str, argument="name").strip():
        raise InputError("%(argument)s may not be empty", argument="name")
    return value


def _collector(value: str) -> str:
    return instance(value, str, argument="collector")


def _of(value: Of) -> Of:
    return member(value, Of, argument="of")


def _when(value: When) -> When:
    return member(value, When, argument="when")


def _compulsory(value: object) -> bool:
    return flag(value, argument="compulsory")


def _amount(value: Number | None) -> Decimal | None:
    return None if value is None else from_fen(owed_fen(value, argument="amount"))


def _fee_rate(value: Number | None) -> Fraction | None:
    return None if value is None else rate(value, argument="rate")


@frozen
class Fee:
    """A cost beside interest (费用): an amount in yuan, or a rate each time it is collected.

    ``compulsory`` says that the loan cannot be had without it; only such fees count in the all-in rate.

    Raises:
        InputError: neither or both of ``amount`` and ``rate``; a fee before the first instalment, or an amount, taken
            of the balance.

    """

    name: str = field(converter=_name)
    amount: Decimal | None = field(default=None, converter=_amount, kw_only=True)
    rate: Fraction | None = field(default=None, converter=_fee_rate, kw_only=True)
    of: Of = field(default=Of.PRINCIPAL, converter=_of, kw_only=True)
    when: When = field(default=When.DEDUCTED, converter=_when, kw_only=True)
    collector: str = field(default="", converter=_collector, kw_only=True)
    compulsory: bool = field(default=True, converter=_compulsory, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse a fee that cannot be computed, or that could be computed twice."""
        if (self.amount is None) == (self.rate is None):
            raise InputError("fee %(name)s needs an amount or a rate, not both", name=self.name)
        if self.of is Of.BALANCE and (self.amount is not None or self.when in AT_START):
            raise InputError(
                "fee %(name)s cannot be taken of the balance: that needs a rate, and when FIRST, EVERY or LAST",
                name=self.name,
            )

    def fen(self, principal: int, balance: int) -> int:
        """Return one collection of the fee, rounded half up to the fen."""
        if self.amount is not None:
            return to_fen(self.amount)
        return rounded((self.rate or 0) * Fraction(principal if self.of is Of.PRINCIPAL else balance))

    def due(self, number: int, last: int) -> bool:
        """Whether the fee is collected with an instalment, the last of which has the number ``last``."""
        return (
            self.when is When.EVERY
            or (self.when is When.FIRST and number == 1)
            or (self.when is When.LAST and number == last)
        )


class Back(Enum):
    """How the borrower gets a deposit back (保证金退还方式)."""

    RETURNED = "paid back with the last instalment"
    OFFSET = "set off against the last instalments"


def _deposit(value: Number) -> Decimal:
    return from_fen(positive_fen(value, argument="amount"))


def _back(value: Back) -> Back:
    return member(value, Back, argument="back")


@frozen
class Deposit:
    """Money of the borrower that the lender holds from the start (保证金), yuan: it lessens what is received.

    It is no cost, since it comes back, but it makes the rate higher: less was lent than interest is paid on.

    >>> Deposit("1000", back=Back.OFFSET).amount
    Decimal('1000.00')

    """

    amount: Decimal = field(converter=_deposit)
    back: Back = field(converter=_back, kw_only=True)
