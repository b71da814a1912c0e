"""Laws that every plan keeps, whatever the debts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from operator import itemgetter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from creditrules.money import from_fen, to_fen
from creditrules.repayment import (
    Budget,
    Debt,
    FeesOnPrepay,
    Lender,
    Plan,
    Row,
    Status,
    Strategy,
    avalanche,
    plan,
    snowball,
)

START = date(2026, 1, 31)
FEN = Decimal("0.01")
patient = settings(deadline=None)  # a plan that goes on to month 600 takes a tenth of a second
Fields = dict[str, Any]
PLAIN = st.fixed_dictionaries(
    {
        "balance": st.integers(100, 2_000_000).map(from_fen),
        "annual_rate": st.integers(0, 3600).map(lambda points: f"{from_fen(points)}%"),
        "minimum": st.integers(100, 20_000).map(from_fen) | st.sampled_from(["0", "5%", "10%"]),
        "lender": st.sampled_from(Lender),
        "reported": st.booleans(),
    }
)
"""Debts without fees, arrears or a due day: those of which the facts say what avalanche does."""


def _with_arrears(fields: Fields) -> Fields:
    return fields | {"arrears": from_fen(to_fen(fields["balance"]) // 2)}


DEBTS = (
    PLAIN
    | PLAIN.map(_with_arrears)
    | PLAIN.map(lambda fields: fields | {"fee": "12.34", "fees_on_prepay": FeesOnPrepay.WAIVED})
    | PLAIN.map(lambda fields: fields | {"fee": "12.34", "fees_on_prepay": FeesOnPrepay.SUNK, "fee_months": 7})
    | PLAIN.map(lambda fields: fields | {"minimum": None, "due_on": date(2026, 5, 4)})
)
MONTHLY = st.integers(20_000, 1_000_000)
STRATEGIES = st.sampled_from([avalanche, snowball])


def named(found: list[Fields]) -> tuple[Debt, ...]:
    """Make debts, each with a name of its own."""
    return tuple(Debt(f"debt {place}", **fields) for place, fields in enumerate(found))


LISTS = st.lists(DEBTS, min_size=1, max_size=4).map(named)
PLAIN_LISTS = st.lists(PLAIN, min_size=1, max_size=4).map(named)
FREE = st.lists(PLAIN.map(lambda fields: fields | {"annual_rate": "0"}), min_size=1, max_size=4).map(named)
UNLIKE = st.lists(PLAIN, min_size=2, max_size=4, unique_by=(itemgetter("annual_rate"), itemgetter("balance"))).map(
    named
)
PLANS = st.builds(
    lambda debts, fen, strategy: plan(debts, Budget(from_fen(fen)), strategy=strategy, start=START),
    LISTS,
    MONTHLY,
    STRATEGIES,
)


def by_month(found: Plan) -> dict[int, list[Row]]:
    """Return the rows of each month."""
    months: dict[int, list[Row]] = defaultdict(list)
    for row in found.rows:
        months[row.month].append(row)
    return months


@patient
@given(PLANS)
def test_rows_add_up(found: Plan) -> None:
    """Each row adds up to the fen, opens where the last one closed, and pays no more than is owed."""
    last = {debt.name: debt.balance for debt in found.debts}
    for row in found.rows:
        assert row.opening + row.interest + row.fee - row.paid == row.closing >= 0
        assert row.opening == last[row.debt]
        assert row.due - row.missed + row.extra == row.paid
        assert row.due >= row.missed >= 0
        last[row.debt] = row.closing
    assert sum(last.values()) == found.owed


@patient
@given(PLANS)
def test_totals_are_those_of_the_rows(found: Plan) -> None:
    """Totals are sums, and all that came in or was charged went out or is still owed."""
    assert found.total_interest == sum(row.interest for row in found.rows)
    assert found.total_fees == sum(row.fee for row in found.rows)
    assert found.total_cost == found.total_interest + found.total_fees
    balances = sum(debt.balance for debt in found.debts)
    assert balances + found.total_cost == found.total_paid + found.owed


@patient
@given(PLANS)
def test_the_budget_is_kept(found: Plan) -> None:
    """No month pays more than there is, or less while anything is owed."""
    for rows in by_month(found).values():
        paid = sum(row.paid for row in rows)
        assert paid <= found.budget.monthly
        assert paid == found.budget.monthly or not any(row.closing for row in rows)


@patient
@given(PLANS)
def test_dues_come_first(found: Plan) -> None:
    """No surplus moves in a month with a due missed, and such months are those listed as short."""
    short = {month.month: month for month in found.short}
    for month, rows in by_month(found).items():
        missed = {row.debt: row.missed for row in rows if row.missed}
        assert bool(missed) == (month in short)
        if missed:
            assert not any(row.extra for row in rows)
            assert {due.debt: due.missed for due in short[month].missed} == missed
            assert short[month].short == sum(missed.values()) == sum(row.due for row in rows) - found.budget.monthly


@patient
@given(PLANS)
def test_the_status_fits(found: Plan) -> None:
    """A plan that ends has a day of pay-off and nothing owed; it is complete if no month was short."""
    ended = found.status in {Status.COMPLETE, Status.SHORT}
    assert ended == (found.payoff_on is not None) == (len(found.payoffs) == len(found.debts))
    if ended:
        assert found.owed == 0
        assert (found.status is Status.SHORT) == bool(found.short)


@patient
@given(FREE, MONTHLY, STRATEGIES)
def test_without_a_rate_there_is_no_interest(free: tuple[Debt, ...], fen: int, strategy: Strategy) -> None:
    """It then takes as many months as the budget goes into the debts."""
    found = plan(free, Budget(from_fen(fen)), strategy=strategy, start=START)
    owed = sum(to_fen(debt.balance) for debt in free)
    assert found.total_cost == 0
    assert found.months == -(-owed // fen)


@patient
@given(LISTS, MONTHLY, STRATEGIES)
def test_the_same_facts_give_the_same_plan(debts: tuple[Debt, ...], fen: int, strategy: Strategy) -> None:
    """Nothing but the arguments counts."""
    budget = Budget(from_fen(fen))
    found = plan(debts, budget, strategy=strategy, start=START)
    assert plan(debts, budget, strategy=strategy, start=START) == found


@patient
@given(st.data(), UNLIKE, MONTHLY, STRATEGIES)
def test_the_order_of_input_does_not_matter(
    data: st.DataObject, debts: tuple[Debt, ...], fen: int, strategy: Strategy
) -> None:
    """Debts of which no two rank the same give the same rows in whatever order they come."""
    budget = Budget(from_fen(fen))
    found = plan(debts, budget, strategy=strategy, start=START)
    mixed = plan(data.draw(st.permutations(debts)), budget, strategy=strategy, start=START)
    assert set(mixed.rows) == set(found.rows)
    assert (mixed.status, mixed.total_cost, mixed.order) == (found.status, found.total_cost, found.order)


@patient
@given(PLAIN_LISTS, MONTHLY, st.integers(1, 200_000))
def test_more_money_never_costs_more(debts: tuple[Debt, ...], fen: int, more: int) -> None:
    """With avalanche, no fees and every due met it costs no more and takes no longer, but for a fen a posting."""
    less, larger = (plan(debts, Budget(from_fen(each)), strategy=avalanche, start=START) for each in (fen, fen + more))
    if less.status is Status.COMPLETE:
        assert larger.status is Status.COMPLETE
        assert larger.months <= less.months
        assert larger.total_cost <= less.total_cost + FEN * len(less.rows)
