"""Which debt the surplus goes to first (还款策略), each as a named function.

Each ranks one open debt at the start of a month; the smallest key comes first. Equal keys keep the order of due days,
then of input. None is the right one for everybody: `avalanche` costs least where there are no fees and no shortage;
`snowball` closes accounts sooner and costs more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import TypeAlias

from attrs import field, frozen

from creditrules.errors import InputError, InputTypeError
from creditrules.messages import Message, Money, Rate, say
from creditrules.money import to_fen
from creditrules.periods import MONTHS_A_YEAR
from creditrules.repayment.debts import Debt, FeesOnPrepay


@frozen
class Standing:
    """An open debt at the start of a month: ``owed`` in fen, and whether a fee will be posted."""

    debt: Debt
    owed: int
    fee_runs: bool

    @property
    def marginal_rate(self) -> Fraction:
        """What the coming month costs a year per yuan owed: the rate, and 12 open fees over what is owed.

        A fee that is owed whatever is paid does not count: paying early saves none of it.
        """
        if not self.fee_runs or self.debt.fees_on_prepay is not FeesOnPrepay.WAIVED:
            return self.debt.annual_rate
        return self.debt.annual_rate + Fraction(MONTHS_A_YEAR * to_fen(self.debt.fee), self.owed)


@frozen
class Rank:
    """Where a debt stands in the order (the smaller key is paid first), and why."""

    key: Fraction
    why: Message


Strategy: TypeAlias = Callable[[Standing], Rank]
"""A strategy: a function from one open debt to its rank. Write your own where none fits."""


def avalanche(standing: Standing) -> Rank:
    """Rank the highest rate first (雪崩法), an open fee counted while it can still be saved, anew each month.

    Cheapest among all orders where rates are constant, no fee is charged and every due can be met; a yuan against 24 %
    saves more than one against 18 %. A bad idea where only a quick success keeps a person going.

    """
    rate = standing.marginal_rate
    if rate == standing.debt.annual_rate:
        why = say("why-rate", "%(rate)s a year", rate=Rate(rate))
    else:
        why = say(
            "why-rate-with-fee",
            "%(rate)s a year on what is owed, the fee of %(fee)s yuan a month counted",
            rate=Rate(rate),
            fee=Money(to_fen(standing.debt.fee)),
        )
    return Rank(-rate, why)


def snowball(standing: Standing) -> Rank:
    """Rank the smallest balance first (雪球法), in the order of the balances at the start.

    Closes the first accounts soonest. A bad idea where a large debt is much dearer than the small ones.

    """
    balance = to_fen(standing.debt.balance)
    return Rank(Fraction(balance), say("why-balance", "%(balance)s yuan owed at the start", balance=Money(balance)))


def _order(value: Iterable[str]) -> tuple[str, ...]:
    if isinstance(value, str):
        raise InputTypeError("%(argument)s must be a list of names, got %(type)s", argument="order", type="str")
    order = tuple(value)
    if len(set(order)) != len(order):
        raise InputError("%(argument)s names a debt twice", argument="order")
    return order


@frozen
class _Custom:
    """An order of the caller's own."""

    order: tuple[str, ...] = field(converter=_order)

    def __call__(self, standing: Standing) -> Rank:
        """Rank by the place of the name."""
        return Rank(Fraction(self.order.index(standing.debt.name)), say("why-own-order", "your own order"))


def custom(order: Iterable[str]) -> Strategy:
    """Return the strategy that pays in an order of your own (自定顺序); ``order`` names every debt once."""
    return _Custom(order)


_TITLES: dict[Strategy, Message] = {
    avalanche: say("strategy-avalanche", "highest rate first"),
    snowball: say("strategy-snowball", "smallest balance first"),
}


def title_of(strategy: Strategy) -> Message:
    """Return the name of a strategy for the reader."""
    return _TITLES.get(strategy, say("strategy-own", "your own order of payment"))


def check_names(strategy: Strategy, debts: tuple[Debt, ...]) -> None:
    """Refuse a custom order that leaves a debt out or names one that is not there."""
    if isinstance(strategy, _Custom):
        odd = sorted({debt.name for debt in debts} ^ set(strategy.order))
        if odd:
            raise InputError("the order must name every debt once; look at %(value)s", value=", ".join(odd))
