"""An offer for one of the debts, beside paying on: instalments, a deferral, a settlement (协商方案)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from creditrules.checks import instance
from creditrules.errors import InputError
from creditrules.messages import Message, Money, say
from creditrules.money import Number, from_fen, held_rate, owed_fen, positive_fen, rounded, to_fen
from creditrules.periods import MONTHS_A_YEAR, calendar_day, whole
from creditrules.repayment.kinds import Accrual
from creditrules.repayment.plans import Plan, plan
from creditrules.repayment.strategies import SavedFor, avalanche

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.repayment.budgets import Budget
    from creditrules.repayment.debts import Debt
    from creditrules.repayment.standing import Strategy

_MOST_PARTS = 60
_A_YUAN = 100
_NOTHING = from_fen(0)


def _count(value: int) -> int:
    return whole(value, argument="count", most=_MOST_PARTS)


def _months(value: int) -> int:
    return whole(value, argument="months", most=_MOST_PARTS)


def _rate(value: Number | Fraction) -> Fraction:
    return held_rate(value, argument="annual_rate")


def _sum(value: Number | None) -> Decimal | None:
    return None if value is None else from_fen(positive_fen(value, argument="total"))


def _down(value: Number) -> Decimal:
    return from_fen(owed_fen(value, argument="down"))


def _amount(value: Number) -> Decimal:
    return from_fen(positive_fen(value, argument="amount"))


def _by(value: date) -> date:
    return calendar_day(value, argument="by")


@frozen
class Instalments:
    """An offer to pay a sum in monthly parts (分期), such as a card's plan of at most 60.

    Args:
        count: how many parts; each is the same but for the last, which is smaller by the rounding.
        annual_rate: the rate that the sum bears meanwhile; ``"0"`` only if the agreement says so.
        total: the sum; all that is owed where it is not given.
        down: what is paid of it in the first month, on top of the part.

    """

    count: int = field(converter=_count)
    annual_rate: Fraction = field(converter=_rate, kw_only=True)
    total: Decimal | None = field(default=None, converter=_sum, kw_only=True)
    down: Decimal = field(default=_NOTHING, converter=_down, kw_only=True)


@frozen
class Deferral:
    """An offer of so many months in which nothing falls due (延期), at a rate meanwhile; then the old terms."""

    months: int = field(converter=_months)
    annual_rate: Fraction = field(converter=_rate, kw_only=True)


@frozen
class Settlement:
    """An offer to take one sum by a day for the whole debt (一次性结清减免): the surplus goes there first."""

    amount: Decimal = field(converter=_amount)
    by: date = field(converter=_by, kw_only=True)


Offer = Instalments | Deferral | Settlement


@frozen(kw_only=True)
class Negotiated:
    """An offer beside paying on. Amounts in yuan.

    ``kept`` is whether the money meets every part that falls due under it: a missed one usually ends such an agreement
    and brings the old terms back, which the accepted plan does not play. ``saves`` is how much less is paid in all,
    negative where the offer is dearer; None unless it is kept and both plans pay everything off. ``first_dues`` is what
    falls due in the first month on all debts. ``notes`` say what to mind.
    """

    accepted: Plan
    declined: Plan
    kept: bool
    saves: Decimal | None
    first_dues: Decimal
    summary: Message
    notes: tuple[Message, ...]


def negotiated(
    debts: Iterable[Debt], budget: Budget, *, debt: str, offer: Offer, start: date, strategy: Strategy = avalanche
) -> Negotiated:
    """Compare an offer for one debt with paying on, everything else being equal (协商还是照还).

    It says whether the offer is cheaper and whether the money keeps it, and not whether the lender owes one: for a card
    that may be negotiated, for another loan nothing but agreement makes it so.

    Args:
        debts: the debts, each name once.
        budget: the money of each month.
        debt: the name of the debt that the offer is for.
        offer: `Instalments`, a `Deferral` or a `Settlement`.
        start: the day of the balances.
        strategy: in which order the surplus is paid.

    Raises:
        InputError: no debt of that name; a down payment of all of the sum or a settlement above what is owed; what
            `plan` refuses.

    """
    found = tuple(debts)
    declined = plan(found, budget, strategy=strategy, start=start)
    if debt not in {one.name for one in found}:
        raise InputError("the plan has no debt called %(name)s", name=debt)
    instance(offer, Instalments, Deferral, Settlement, argument="offer")
    changed = tuple(_under(one, offer) if one.name == debt else one for one in found)
    order = SavedFor(debt, strategy) if isinstance(offer, Settlement) else strategy
    accepted = plan(changed, budget, strategy=order, start=start)
    kept = not any(due.debt == debt for month in accepted.short for due in month.missed)
    both = kept and accepted.payoff_on is not None and declined.payoff_on is not None
    saves = to_fen(declined.total_paid) - to_fen(accepted.total_paid) if both else None
    return Negotiated(
        accepted=accepted,
        declined=declined,
        kept=kept,
        saves=None if saves is None else from_fen(saves),
        first_dues=from_fen(sum(to_fen(row.due) for row in accepted.rows if row.month == 1)),
        summary=_summary(saves, kept=kept),
        notes=(_LIMITATION, _WRITTEN),
    )


_LIMITATION = say(
    "offer-limitation",
    "If the time to sue on this debt may have run, or its dates are unknown, take advice before you promise, pay in "
    "part, ask for time or sign: each can start that time anew or give up the defence.",
)
_WRITTEN = say(
    "offer-written",
    "Let it be confirmed in writing before you pay: the sum, the days, the rate, what becomes of the rest, what is "
    "reported, and what a missed part brings.",
)


def _under(debt: Debt, offer: Offer) -> Debt:
    """Return the debt as it stands under an offer; what of it is not agreed stays as it was."""
    if isinstance(offer, Deferral):
        return evolve(debt, pause=offer.months, pause_rate=offer.annual_rate, arrears=_NOTHING, overdue_since=None)
    fresh = evolve(
        debt,
        fee=_NOTHING,
        fees_on_prepay=None,
        fee_months=None,
        arrears=_NOTHING,
        overdue_since=None,
        minimum_share=None,
        penalty_multiple=None,
        late_fee=_NOTHING,
        kind=None,
        accrual=Accrual.MONTHLY,
        day_count=None,
    )
    if isinstance(offer, Settlement):
        if to_fen(offer.amount) > to_fen(debt.balance):
            raise InputError("%(argument)s is above what is owed on debt %(name)s", argument="amount", name=debt.name)
        return evolve(fresh, balance=offer.amount, annual_rate="0", minimum=_NOTHING, due_on=offer.by)
    total = offer.total or debt.balance
    left = to_fen(total) - to_fen(offer.down)
    if left <= 0:
        raise InputError("%(argument)s is all of the sum on debt %(name)s", argument="down", name=debt.name)
    return evolve(
        fresh,
        balance=total,
        annual_rate=offer.annual_rate,
        minimum=from_fen(_part(left, offer)),
        arrears=offer.down,
        due_on=None,
    )


def _part(left: int, offer: Instalments) -> int:
    """Return a part in fen, a yuan at least, and rounded up so that the last is the smaller one."""
    i = offer.annual_rate / MONTHS_A_YEAR
    if not i:
        return max(-(-left // offer.count), _A_YUAN)
    growth = (1 + i) ** offer.count
    bearing = left + to_fen(offer.down) * i  # what is paid at the end of the first month has borne interest in it
    return max(rounded(bearing * i * growth / (growth - 1)) + 1, _A_YUAN)


def _summary(saves: int | None, *, kept: bool) -> Message:
    if not kept:
        return say("offer-broken", "The money does not meet what falls due under the offer.")
    if saves is None:
        return say("offer-unpaid", "Not everything is paid off, so the offer has no price.")
    if saves > 0:
        return say("offer-cheaper", "The offer costs %(amount)s yuan less than paying on.", amount=Money(saves))
    if saves < 0:
        return say("offer-dearer", "The offer costs %(amount)s yuan more than paying on.", amount=Money(-saves))
    return say("offer-equal", "The offer costs as much as paying on.")
