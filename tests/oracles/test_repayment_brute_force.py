"""Every fixed order of up to seven debts, on a bare kernel in whole fen: 5,040 simulations for seven.

In the class of the facts (constant rates, no fees, every due met) none beats avalanche by more than rounding. With fees
some do, and then the winner is replayed in the engine to the fen.
"""

from __future__ import annotations

from datetime import date
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from creditrules.money import from_fen, to_fen
from creditrules.repayment import Budget, Debt, FeesOnPrepay, Status, avalanche, custom, plan

if TYPE_CHECKING:
    from collections.abc import Iterator

START = date(2026, 1, 15)
Kernel = list[tuple[int, int, int, int]]
"""Balance and rate in basis points, minimum and fee, in fen."""


def cost_of(debts: Kernel, budget: int, order: tuple[int, ...], most: int) -> int:
    """Return the cost of a fixed order in fen; `most` as soon as it costs as much. Every due must fit the budget."""
    owed = [debt[0] for debt in debts]
    cost = 0
    while any(owed) and cost < most:
        cash = budget
        for k, (_, rate, minimum, fee) in enumerate(debts):
            if owed[k]:
                charge = (owed[k] * rate + 60_000) // 120_000 + fee
                cost += charge
                owed[k] += charge
                due = min(owed[k], minimum)
                owed[k] -= due
                cash -= due
        for k in order:
            part = min(cash, owed[k])
            owed[k] -= part
            cash -= part
    return min(cost, most)


def best_of(debts: Kernel, budget: int) -> tuple[int, tuple[int, ...]]:
    """Return the cheapest of all fixed orders and its cost."""
    best, winner = 10**12, tuple(range(len(debts)))
    for order in permutations(range(len(debts))):
        cost = cost_of(debts, budget, order, best)
        if cost < best:
            best, winner = cost, order
    return best, winner


def numbers(seed: int) -> Iterator[int]:
    """Yield whole numbers that look like chance and are the same every time."""
    state = seed
    while True:
        state = (state * 1_103_515_245 + 12_345) % 2**31
        yield state >> 8


def drawn(seed: int, count: int, *, fees: bool) -> tuple[Kernel, int]:
    """Draw debts and a budget that covers every due."""
    chance = numbers(seed)

    def pick(least: int, most: int) -> int:
        return least + next(chance) % (most - least + 1)

    debts = [
        (
            pick(500_00, 20_000_00),
            pick(0, 3600),
            pick(0, 1) * pick(50_00, 500_00),
            pick(0, 1) * pick(5_00, 60_00) if fees else 0,
        )
        for _ in range(count)
    ]
    return debts, sum(minimum for _, _, minimum, _ in debts) + 60_00 * count + sum(debt[0] for debt in debts) // 12


def built(debts: Kernel) -> list[Debt]:
    """Make the same debts for the library."""
    return [
        Debt(
            str(k),
            from_fen(balance),
            annual_rate=f"{from_fen(rate)}%",
            minimum=from_fen(minimum),
            fee=from_fen(fee),
            fees_on_prepay=FeesOnPrepay.WAIVED if fee else None,
        )
        for k, (balance, rate, minimum, fee) in enumerate(debts)
    ]


@pytest.mark.parametrize(("seed", "count"), [*((seed, 4) for seed in range(20)), (1, 5), (2, 5), (3, 6), (4, 7)])
def test_no_order_beats_avalanche_in_its_class(seed: int, count: int) -> None:
    """Of all orders none is cheaper by more than a fen a posting (law 6)."""
    debts, budget = drawn(seed, count, fees=False)
    best, _ = best_of(debts, budget)
    found = plan(built(debts), Budget(from_fen(budget)), strategy=avalanche, start=START)
    assert found.status is Status.COMPLETE
    assert best <= to_fen(found.total_cost) + count * found.months
    assert to_fen(found.total_cost) <= best + count * found.months


@pytest.mark.parametrize(("seed", "count"), [*((seed, 4) for seed in range(20)), (1, 5), (2, 6), (3, 7)])
def test_the_winner_is_replayed_to_the_fen(seed: int, count: int) -> None:
    """With fees too the kernel and the engine agree on the cheapest order."""
    debts, budget = drawn(seed, count, fees=True)
    best, order = best_of(debts, budget)
    found = plan(built(debts), Budget(from_fen(budget)), strategy=custom(map(str, order)), start=START)
    assert to_fen(found.total_cost) == best
