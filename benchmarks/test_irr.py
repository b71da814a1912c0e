"""The internal rate of level loans and of distinct instalments, beside pyxirr in the same run.

Both sides are fed the same Decimals.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import pyxirr

from creditrules.rates import irr

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

COUNTS = (12, 36, 360)


def flows(kind: str, count: int) -> list[Decimal]:
    """Return a loan of 8,000 repaid with 9,600, level or with no two instalments equal."""
    fen = 960_000 // count
    odd = range(count) if kind == "distinct" else [0] * count
    return [Decimal(8000), *(Decimal(-fen - n).scaleb(-2) for n in odd)]


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("kind", ["level", "distinct"])
def test_creditrules(benchmark: BenchmarkFixture, kind: str, count: int) -> None:
    """Time this library."""
    benchmark.group = f"irr, {kind}, {count} instalments"
    amounts = flows(kind, count)
    found = benchmark(irr, amounts, periods_per_year=12)
    assert found.per_period == pytest.approx(pyxirr.irr(amounts))


@pytest.mark.parametrize("count", COUNTS)
@pytest.mark.parametrize("kind", ["level", "distinct"])
def test_pyxirr(benchmark: BenchmarkFixture, kind: str, count: int) -> None:
    """Time the peer."""
    benchmark.group = f"irr, {kind}, {count} instalments"
    assert benchmark(pyxirr.irr, flows(kind, count)) > 0
