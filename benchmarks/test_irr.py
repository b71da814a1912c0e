"""The internal rate of level loans, of distinct instalments and by dates, beside pyxirr in the same run.

Both sides are fed the same Decimals.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import pyxirr

from creditrules.rates import CashFlow, irr, xirr

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


def days(count: int) -> list[date]:
    """Return the 15th of so many months and one more."""
    return [date(1996 + n // 12, n % 12 + 1, 15) for n in range(count + 1)]


@pytest.mark.parametrize("count", COUNTS)
def test_creditrules_by_dates(benchmark: BenchmarkFixture, count: int) -> None:
    """Time this library on cash flows with their days."""
    benchmark.group = f"xirr, {count} instalments"
    amounts = flows("level", count)
    dated = [CashFlow(on, amount) for on, amount in zip(days(count), amounts, strict=True)]
    found = benchmark(xirr, dated)
    assert found.effective == pytest.approx(pyxirr.xirr(days(count), amounts))


@pytest.mark.parametrize("count", COUNTS)
def test_pyxirr_by_dates(benchmark: BenchmarkFixture, count: int) -> None:
    """Time the peer, fed the same days and Decimals."""
    benchmark.group = f"xirr, {count} instalments"
    assert benchmark(pyxirr.xirr, days(count), flows("level", count)) > 0
