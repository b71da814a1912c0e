"""Which debt the surplus goes to first (还款策略), each as a named function.

Each ranks one open debt; the smallest key comes first. Equal keys keep the order of due days, then of input. None is
the right one for everybody: `avalanche` costs least where there are no fees and no shortage; `snowball` closes accounts
sooner and costs more. Those that look at more than money are in `triage`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from creditrules.errors import InputError, InputTypeError
from creditrules.messages import Message, Money, say
from creditrules.money import to_fen
from creditrules.repayment.standing import Rank, Standing, Strategy
from creditrules.repayment.triage import HighRateThenSmall, rate_reason, record_first, risk_first

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.repayment.debts import Debt


def avalanche(standing: Standing) -> Rank:
    """Rank the highest rate first (雪崩法), an open fee counted while it can still be saved, anew each month.

    The usual advice of those who count. Cheapest among all orders where rates are constant, no fee is charged and every
    due can be met; a yuan against 24 % saves more than one against 18 %. On arrears the penalty rate counts. A bad idea
    where only a quick success keeps a person going.

    """
    return Rank(-standing.marginal_rate, rate_reason(standing))


def snowball(standing: Standing) -> Rank:
    """Rank the smallest balance first (雪球法), in the order of the balances at the start.

    Closes the first accounts soonest, and in a settlement firm's data those who closed accounts finished more often
    (Gal and McShane 2012). A bad idea where a large debt is much dearer than the small ones.

    """
    balance = to_fen(standing.debt.balance)
    return Rank(balance, say("why-balance", "%(balance)s yuan owed at the start", balance=Money(balance)))


def free_cash_first(standing: Standing) -> Rank:
    """Rank first what frees a monthly due for the least money (先腾出每月现金), anew each month.

    The balance over the usual monthly due, known elsewhere as the cash-flow index. Right where income may fall, since
    each debt that is gone lowers what must be found every month. A bad idea where income is safe: a long cheap loan
    with a high instalment is paid before a dear card. Debts that free nothing come last, the highest rate first.
    """
    due = standing.monthly_due
    if not due:
        why = say("why-frees-nothing", "frees no monthly due; %(why)s", why=rate_reason(standing))
        return Rank((1, -standing.marginal_rate), why)
    why = say("why-frees", "%(owed)s yuan paid free %(due)s a month", owed=Money(standing.owed), due=Money(due))
    return Rank((0, Fraction(standing.owed, due)), why)


def proportional(standing: Standing) -> Rank:
    """Share the surplus in the ratio of what is owed (按余额比例), anew each month.

    What people are seen to do when left alone, so a baseline to compare with. A bad idea wherever rates differ.
    """
    why = say("why-share", "a share of the surplus in the ratio of %(owed)s yuan owed", owed=Money(standing.owed))
    return Rank(0, why, weight=standing.owed)


def minimum_only(_standing: Standing) -> Rank:
    """Pay only what falls due (只还最低), and keep the rest of the money: a baseline that shows what that costs.

    Where the due is a share of the balance the debt shrinks ever more slowly, and where it is 0 never. A bad idea for
    anything but a month or two.
    """
    return Rank(0, say("why-minimum", "nothing beyond what falls due"), weight=0)


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
        return Rank(self.order.index(standing.debt.name), say("why-own-order", "your own order"))


def custom(order: Iterable[str]) -> Strategy:
    """Return the strategy that pays in an order of your own (自定顺序); ``order`` names every debt once."""
    return _Custom(order)


@frozen
class SavedFor:
    """Another strategy with one debt before all others, since its sum has to be there on its day."""

    debt: str
    rest: Strategy

    def __call__(self, standing: Standing) -> Rank:
        """Rank that debt first."""
        if standing.debt.name == self.debt:
            return Rank((0,), say("why-saved-for", "the sum has to be there on its day"))
        rank = self.rest(standing)
        return Rank((1, *rank.place), rank.why, rank.weight)


_TITLES: dict[Strategy, Message] = {
    avalanche: say("strategy-avalanche", "highest rate first"),
    snowball: say("strategy-snowball", "smallest balance first"),
    risk_first: say("strategy-risk-first", "highest risk first"),
    record_first: say("strategy-record-first", "credit record first"),
    free_cash_first: say("strategy-free-cash-first", "monthly dues that cost least to end first"),
    proportional: say("strategy-proportional", "in proportion to the balances"),
    minimum_only: say("strategy-minimum-only", "only what falls due"),
}


def title_of(strategy: Strategy) -> Message:
    """Return the name of a strategy for the reader."""
    if isinstance(strategy, SavedFor):
        return title_of(strategy.rest)
    if isinstance(strategy, HighRateThenSmall):
        return say("strategy-high-rate-then-small", "dear or pressed debts first, then the smallest")
    return _TITLES.get(strategy, say("strategy-own", "your own order of payment"))


def check_names(strategy: Strategy, debts: tuple[Debt, ...]) -> None:
    """Refuse a custom order that leaves a debt out or names one that is not there."""
    if isinstance(strategy, _Custom):
        odd = sorted({debt.name for debt in debts} ^ set(strategy.order))
        if odd:
            raise InputError("the order must name every debt once; look at %(value)s", value=", ".join(odd))
