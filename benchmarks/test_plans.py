"""Twenty debts to their pay-off by every named strategy: under a second together, by the project's own bound.

Run with ``pytest benchmarks``. Planners elsewhere know no rank of dues, no penalty rate and no fen, so none is timed
beside it.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from creditrules.law import Lender
from creditrules.repayment import (
    Budget,
    Debt,
    Plan,
    Pressure,
    Security,
    avalanche,
    compare,
    free_cash_first,
    high_rate_then_small,
    plan,
    proportional,
    record_first,
    risk_first,
    smallest_budget,
    snowball,
)

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

START = date(2026, 1, 15)
STRATEGIES = (
    avalanche,
    snowball,
    high_rate_then_small(rate_line="24%"),
    risk_first,
    record_first,
    free_cash_first,
    proportional,
)
DEBTS = tuple(
    Debt(
        f"debt {k}",
        str(3000 + 1700 * k),
        annual_rate=f"{4 + k}.{k:02}%",
        minimum="50",
        lender=Lender.BANK,
        reported=k % 3 > 0,
        pressure=list(Pressure)[k % 4],
        security=Security.NONE,
    )
    for k in range(20)
)
BUDGET = Budget("7500")


def plans() -> list[Plan]:
    """Plan by each strategy."""
    return [plan(DEBTS, BUDGET, strategy=strategy, start=START) for strategy in STRATEGIES]


def test_twenty_debts(benchmark: BenchmarkFixture) -> None:
    """Time all strategies together."""
    found = benchmark(plans)
    assert compare(*found).cheapest is found[0]
    assert max(one.months for one in found) > 90
    assert benchmark.stats is None or benchmark.stats.stats.median < 1


def test_the_smallest_budget(benchmark: BenchmarkFixture) -> None:
    """Time the least money for five years, some thirty plans without rows."""
    least = benchmark(smallest_budget, DEBTS, by=date(2031, 1, 15), start=START)
    assert least.monthly > BUDGET.monthly
