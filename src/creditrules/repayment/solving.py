"""The other way round: the least money for a date, the rate at which a new loan would pay, the cost of a day (反推)."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import instance
from creditrules.errors import InputError
from creditrules.money import Number, decimal, from_fen, owed_fen, rounded, to_fen
from creditrules.periods import COMMON_YEAR, DAYS_A_YEAR, DayCount, add_months, calendar_day
from creditrules.repayment.budgets import Budget
from creditrules.repayment.debts import HORIZON, Debt
from creditrules.repayment.engine import accounts_of, run
from creditrules.repayment.plans import Plan, plan, ready
from creditrules.repayment.strategies import avalanche, check_names

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from creditrules.repayment.standing import Strategy

_POINTS = 10_000
_NEW = "new loan"


def smallest_budget(debts: Iterable[Debt], *, by: date, start: date, strategy: Strategy = avalanche) -> Budget:
    """Return the least constant money a month that meets every due and leaves nothing owed on a day (最低预算).

    A fen less does not do. Found by halving, which presumes that more money does not end later; a strategy that orders
    anew each month by balance can break that, and then the answer still does and a fen less does not.

    Args:
        debts: the debts, each name once.
        by: the day on which nothing may be owed.
        start: the day of the balances; month k ends on ``add_months(start, k)``.
        strategy: in which order the surplus is paid.

    Raises:
        InputError: ``by`` before the end of the first month; no money does, since fees run longer or the strategy
            leaves a debt unpaid; what `plan` refuses.

    """
    found, start = ready(debts, start)
    check_names(strategy, found)
    last = calendar_day(by, argument="by")
    months = _months(start, last)
    if not months:
        raise InputError(
            "by %(day)s lies before the end of the first month, %(end)s", day=last, end=add_months(start, 1)
        )
    enough = sum(_after_a_month(one) for one in found)
    if not _pays_off(found, enough, strategy, start, months):
        raise InputError("no monthly budget pays everything off by %(day)s in this order", day=last)
    too_little = 0
    while enough - too_little > 1:
        middle = (enough + too_little) // 2
        if _pays_off(found, middle, strategy, start, months):
            enough = middle
        else:
            too_little = middle
    return Budget(from_fen(enough))


def _after_a_month(debt: Debt) -> int:
    grown = rounded(to_fen(debt.balance) * (1 + debt.rate_in(1)) * (debt.penalty_multiple or 1))
    return grown + to_fen(debt.fee)


def _months(start: date, last: date) -> int:
    months = 0
    while months < HORIZON and add_months(start, months + 1) <= last:
        months += 1
    return months


def _pays_off(debts: tuple[Debt, ...], monthly: int, strategy: Strategy, start: date, months: int) -> bool:
    accounts = accounts_of(debts, start)
    for month in run(accounts, Budget(from_fen(monthly)), strategy, start, strict=True):
        if month.number == months:
            break
    return not any(account.open for account in accounts)


def refinance_break_even(found: Plan, *, fee: Number = "0") -> Decimal | None:
    """Return up to which rate one new loan for all that is owed costs no more than a plan (转贷盈亏平衡利率).

    The new loan bears the rate a year, r/12 each month; its fee is added to it; the same money pays it. The rate is a
    fraction of one, down to 0.01 point; None where the fee alone costs more. That is arithmetic and no advice: who asks
    for a fee before lending may be no lender at all.

    Args:
        found: the plan to do better than.
        fee: what the new loan costs once, yuan.

    Raises:
        InputError: a plan that does not pay everything off.

    """
    instance(found, Plan, argument="found")
    extra = owed_fen(fee, argument="fee")
    if found.payoff_on is None:
        raise InputError("the plan does not pay everything off, so there is no price to compare with")
    most = to_fen(found.total_cost) - extra
    owed = from_fen(sum(to_fen(one.balance) for one in found.debts) + extra)
    if most < 0 or not _costs_at_most(most, owed, 0, found):
        return None
    fits, beyond = 0, _POINTS
    while _costs_at_most(most, owed, beyond, found):
        fits, beyond = beyond, beyond * 2
    while beyond - fits > 1:
        middle = (fits + beyond) // 2
        if _costs_at_most(most, owed, middle, found):
            fits = middle
        else:
            beyond = middle
    return decimal(Fraction(fits, _POINTS), 4)


def _costs_at_most(most: int, owed: Decimal, points: int, found: Plan) -> bool:
    new = Debt(_NEW, owed, annual_rate=f"{from_fen(points)}%", minimum="0")
    tried = plan([new], found.budget, strategy=avalanche, start=found.start)
    return tried.payoff_on is not None and to_fen(tried.total_interest) <= most


@frozen
class DayOfDelay:
    """What a day's delay costs on one debt, in yuan.

    ``interest`` a day on all that is owed, ``penalty`` a day on top on the arrears, and ``late_fee`` once for a missed
    monthly due.
    """

    debt: str
    interest: Decimal
    penalty: Decimal
    late_fee: Decimal


def cost_of_delay(debts: Iterable[Debt]) -> tuple[DayOfDelay, ...]:
    """Return what a day's delay costs on each debt (晚一天的代价), the dearest first.

    A day is one of 365, or of 360 where the debt counts by those. Penalty interest and late fees are counted where a
    debt says them.
    """
    found = [instance(one, Debt, argument="debts") for one in debts]
    return tuple(sorted((_a_day(one) for one in found), key=_dearest))


def _a_day(debt: Debt) -> DayOfDelay:
    daily = debt.annual_rate / DAYS_A_YEAR.get(debt.day_count or DayCount.ACT_365, COMMON_YEAR)
    owed, multiple = to_fen(debt.balance), debt.penalty_multiple or 1
    return DayOfDelay(
        debt.name,
        from_fen(rounded(owed * daily)),
        from_fen(rounded(to_fen(debt.arrears) * daily * (multiple - 1))),
        from_fen(debt.late_charge(debt.usual_due(owed))),
    )


def _dearest(found: DayOfDelay) -> int:
    return -(to_fen(found.interest) + to_fen(found.penalty))
