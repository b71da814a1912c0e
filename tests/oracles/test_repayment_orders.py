"""The engine beside an independent one, and avalanche beside every order.

The oracle is the published prototype in its own words: it knows no ranks, carried dues or calendar, so it answers only
where every due can be met.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from itertools import permutations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from creditrules.money import from_fen, to_fen
from creditrules.repayment import Budget, Debt, FeesOnPrepay, Status, avalanche, custom, plan

START = date(2026, 1, 15)


def half_up(value: Fraction) -> int:
    """Round half up."""
    return int((value + Fraction(1, 2)) // 1)


def simulate(debts: list[dict[str, Any]], budget: int, order: tuple[int, ...]) -> tuple[int, int] | None:
    """Return the months and the cost in fen of a fixed order; None when a due cannot be met or it does not end."""
    owed = [debt["balance"] for debt in debts]
    cost = months = 0
    while any(owed):
        months += 1
        if months > 600:
            return None
        cash = budget
        for k, debt in enumerate(debts):
            if owed[k]:
                charge = half_up(owed[k] * debt["rate"] / 12) + debt["fee"]
                owed[k] += charge
                cost += charge
        dues = [min(owed[k], max(debt["minimum"], half_up(owed[k] * debt["share"]))) for k, debt in enumerate(debts)]
        if sum(dues) > cash:
            return None
        for k, due in enumerate(dues):
            owed[k] -= due
            cash -= due
        for k in order:
            part = min(cash, owed[k])
            owed[k] -= part
            cash -= part
    return months, cost


def built(debts: list[dict[str, Any]]) -> list[Debt]:
    """Make the same debts for the library."""
    return [
        Debt(
            str(k),
            from_fen(debt["balance"]),
            annual_rate=f"{debt['rate'] * 100}%" if debt["rate"].denominator == 1 else str(float(debt["rate"])),
            minimum=from_fen(debt["minimum"]),
            minimum_share=f"{int(debt['share'] * 100)}%",
            fee=from_fen(debt["fee"]),
            fees_on_prepay=FeesOnPrepay.WAIVED if debt["fee"] else None,
        )
        for k, debt in enumerate(debts)
    ]


def portfolios(fees: st.SearchStrategy[int]) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Draw one to four debts whose minimums are zero, an amount, a share, or both."""
    one = st.fixed_dictionaries(
        {
            "balance": st.integers(100_00, 30_000_00),
            "rate": st.integers(0, 3600).map(lambda n: Fraction(n, 10_000)),
            "minimum": st.just(0) | st.integers(1_00, 1_000_00),
            "share": st.sampled_from([Fraction(0), Fraction(1, 20), Fraction(1, 10)]),
            "fee": fees,
        }
    )
    return st.lists(one, min_size=1, max_size=4)


@settings(deadline=None)
@given(portfolios(st.just(0) | st.integers(1, 100_00)), st.integers(500_00, 9_000_00), st.data())
def test_every_order_agrees_with_the_oracle(debts: list[dict[str, Any]], budget: int, data: st.DataObject) -> None:
    """Months and cost are those of the prototype, to the fen, for any fixed order."""
    order = tuple(data.draw(st.permutations(range(len(debts)))))
    expected = simulate(debts, budget, order)
    if expected is not None:
        found = plan(built(debts), Budget(from_fen(budget)), strategy=custom(str(k) for k in order), start=START)
        assert found.status is Status.COMPLETE
        assert (found.months, to_fen(found.total_cost)) == expected


@settings(deadline=None)
@given(portfolios(st.just(0)), st.integers(1_000_00, 9_000_00))
def test_no_order_beats_avalanche_without_fees(debts: list[dict[str, Any]], budget: int) -> None:
    """Constant rates, no fees, every due met: no fixed order costs less, but for the rounding of each posting."""
    every = [simulate(debts, budget, order) for order in permutations(range(len(debts)))]
    ended = [cost for found in every if found is not None for cost in (found[1],)]
    if len(ended) == len(every):
        found = plan(built(debts), Budget(from_fen(budget)), strategy=avalanche, start=START)
        assert to_fen(found.total_cost) <= min(ended) + len(debts) * found.months
