"""A plan: the months that a budget and a strategy lead to, as rows that add up to the fen."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import instance
from creditrules.errors import InputError
from creditrules.messages import Message
from creditrules.money import LIMIT, from_fen
from creditrules.periods import calendar_day
from creditrules.repayment.budgets import Budget
from creditrules.repayment.debts import HORIZON, Debt
from creditrules.repayment.engine import Account, Month, accounts_of, run
from creditrules.repayment.strategies import check_names, title_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.repayment.standing import Strategy

_FEN_LIMIT = LIMIT * 100


class Status(Enum):
    """How a plan ends (计划结果)."""

    COMPLETE = "everything is paid off and every due was met"
    SHORT = "everything is paid off, but in some months the money did not cover what fell due"
    GROWING = "the debt grows faster than it is paid"
    NOT_CONVERGED = "not paid off within 600 months"


@frozen
class Row:
    """One debt in one month, in yuan: ``opening + interest + fee - paid = closing``.

    ``due`` is what fell due, ``missed`` the part of it that was not paid; the money beyond it is ``extra``. ``paid``
    is both together.
    """

    month: int
    on: date
    debt: str
    opening: Decimal
    interest: Decimal
    fee: Decimal
    due: Decimal
    paid: Decimal
    extra: Decimal
    missed: Decimal
    closing: Decimal


@frozen
class Missed:
    """A due that the month's money did not cover: how much of it, in yuan, and since when something is unpaid.

    Payments meet the oldest due first. ``since`` is the day of the oldest that is left: for arrears the day the debt
    gave (else the start), for a debt that falls due whole its day, and else the last day of the month in which the due
    fell, since within a month the plan knows no days.
    """

    debt: str
    due: Decimal
    paid: Decimal
    missed: Decimal
    since: date


@frozen
class ShortMonth:
    """A month whose money did not cover what fell due (缺口): by how much, and every due missed."""

    month: int
    on: date
    short: Decimal
    missed: tuple[Missed, ...]


@frozen
class PayOff:
    """The month in which a debt is paid off (结清)."""

    debt: str
    month: int
    on: date


@frozen
class Placed:
    """A debt's place in the order of the first month, and the reason."""

    debt: str
    why: Message


@frozen(kw_only=True)
class Plan:
    """What paying by a strategy comes to (还款计划). Amounts in yuan.

    ``months`` is how many were played: to the pay-off, or until the plan was given up. ``short`` lists the months that
    fell short under any status. ``owed`` is what is left at the end, ``reserved`` what was put
    aside first.
    """

    debts: tuple[Debt, ...]
    budget: Budget
    start: date
    title: Message
    status: Status
    months: int
    total_interest: Decimal
    total_fees: Decimal
    total_cost: Decimal
    total_paid: Decimal
    owed: Decimal
    reserved: Decimal
    order: tuple[Placed, ...]
    payoffs: tuple[PayOff, ...]
    short: tuple[ShortMonth, ...]
    rows: tuple[Row, ...]

    @property
    def payoff_on(self) -> date | None:
        """The last day of the month in which nothing is left; None when that is never."""
        return self.payoffs[-1].on if len(self.payoffs) == len(self.debts) else None

    @property
    def months_reported_late(self) -> int | None:
        """In how many months a lender that reports to the credit bureau ends with a due unpaid.

        None where a debt with a missed due does not say whether it is reported.
        """
        said = {one.name: one.reported for one in self.debts}
        months = [{said[due.debt] for due in month.missed} for month in self.short]
        return None if any(None in month for month in months) else sum(True in month for month in months)

    def payoff_of(self, debt: str) -> PayOff | None:
        """Return when a debt is paid off; None when that is never.

        Raises:
            InputError: the plan has no debt of that name.

        """
        if debt not in {one.name for one in self.debts}:
            raise InputError("the plan has no debt called %(name)s", name=debt)
        return next((one for one in self.payoffs if one.debt == debt), None)


def _debts(debts: Iterable[Debt]) -> tuple[Debt, ...]:
    found = tuple(debts)
    if not found:
        raise InputError("%(argument)s may not be empty", argument="debts")
    seen: set[str] = set()
    for debt in found:
        instance(debt, Debt, argument="debts")
        if debt.name in seen:
            raise InputError("two debts are called %(name)s", name=debt.name)
        seen.add(debt.name)
    return found


def _start(value: date, debts: tuple[Debt, ...]) -> date:
    start = calendar_day(value, argument="start")
    for debt in debts:
        if debt.overdue_since is not None and debt.overdue_since > start:
            raise InputError(
                "overdue_since %(day)s of debt %(name)s lies after the start %(start)s",
                day=debt.overdue_since,
                name=debt.name,
                start=start,
            )
    return start


def ready(debts: Iterable[Debt], start: date) -> tuple[tuple[Debt, ...], date]:
    """Check debts and the start of a plan for them."""
    found = _debts(debts)
    return found, _start(start, found)


def plan(debts: Iterable[Debt], budget: Budget, *, strategy: Strategy, start: date) -> Plan:
    """Plan how several debts are paid off with the same money each month.

    Each debt's own due comes before any surplus moves, and what one debt no longer needs goes to the next in the same
    month. When the dues exceed the money they are met in this order whatever the strategy: reported lenders before
    others, licensed before private, private before unlicensed; within a rank by the strategy, and none in part while
    another of that rank can be met whole. What is missed is due again the next month. The plan then goes on.

    A plan that does not end in 600 months says so: GROWING where the last month added at least what it paid (or the
    debt passed 10^15 yuan), NOT_CONVERGED where it was still falling.

    Args:
        debts: the debts, each name once.
        budget: the money of each month.
        strategy: a named function such as `avalanche`, what `high_rate_then_small` or `custom` returns, or your own.
        start: the day of the balances; month k ends on ``add_months(start, k)``.

    Raises:
        InputError: no debts, a name twice, a custom order that does not fit, or dues beyond the budget while it is
            unknown which of them to meet first; a fact that the strategy needs and a debt does not say.

    """
    found, start = ready(debts, start)
    instance(budget, Budget, argument="budget").check(start)
    check_names(strategy, found)
    return _played(found, budget, strategy, start)


def _played(debts: tuple[Debt, ...], budget: Budget, strategy: Strategy, start: date) -> Plan:
    accounts = accounts_of(debts, start)
    rows: list[Row] = []
    payoffs: list[PayOff] = []
    short: list[ShortMonth] = []
    order: tuple[Placed, ...] = ()
    interest = fees = paid = owed = reserved = 0
    growing = False
    for month in run(accounts, budget, strategy, start):
        order = order or tuple(Placed(one.debt.name, rank.why) for one, rank in month.order)
        rows += [_row(month, one) for one in month.accounts]
        payoffs += [PayOff(one.debt.name, month.number, month.on) for one in month.accounts if not one.open]
        if month.missed:
            short.append(_short(month))
        charged = sum(one.interest + one.fee for one in month.accounts)
        settled = sum(one.met + one.extra for one in month.accounts)
        interest += sum(one.interest for one in month.accounts)
        fees += sum(one.fee for one in month.accounts)
        paid += settled
        reserved += month.reserved
        owed = sum(one.owed for one in accounts)
        growing = charged >= settled
        if month.number == HORIZON or owed > _FEN_LIMIT:
            break
    if len(payoffs) == len(debts):
        status = Status.SHORT if short else Status.COMPLETE
    else:
        status = Status.GROWING if growing else Status.NOT_CONVERGED
    return Plan(
        debts=debts,
        budget=budget,
        start=start,
        title=title_of(strategy),
        status=status,
        months=rows[-1].month,
        total_interest=from_fen(interest),
        total_fees=from_fen(fees),
        total_cost=from_fen(interest + fees),
        total_paid=from_fen(paid),
        owed=from_fen(owed),
        reserved=from_fen(reserved),
        order=order,
        payoffs=tuple(payoffs),
        short=tuple(short),
        rows=tuple(rows),
    )


def _row(month: Month, account: Account) -> Row:
    amounts = (
        account.opening,
        account.interest,
        account.fee,
        account.due,
        account.met + account.extra,
        account.extra,
        account.carried,
        account.owed,
    )
    return Row(month.number, month.on, account.debt.name, *(from_fen(fen) for fen in amounts))


def _short(month: Month) -> ShortMonth:
    missed = tuple(
        Missed(
            one.debt.name,
            from_fen(one.due),
            from_fen(one.met),
            from_fen(one.carried),
            one.unpaid[0][0],
        )
        for one, _ in month.order
        if one.unpaid
    )
    return ShortMonth(month.number, month.on, from_fen(month.missed), missed)
