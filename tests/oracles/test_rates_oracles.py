"""Other people's solvers, where they are right, and named tests where they are not."""

from __future__ import annotations

import math
from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import numpy_financial
import pytest
import pyxirr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from creditrules.errors import NoRateError
from creditrules.rates import CashFlow, irr, irr_all, xirr

PAYMENTS = st.lists(st.integers(1, 50_000), min_size=1, max_size=36)


@given(st.integers(1_000, 100_000), PAYMENTS)
@settings(max_examples=200)
def test_pyxirr_irr(received: int, payments: list[int]) -> None:
    """The periodic rate is that of pyxirr."""
    amounts = [received, *(-payment for payment in payments)]
    expected = pyxirr.irr(amounts)
    assume(expected is not None and expected < 10)
    assert irr(amounts, periods_per_year=12).per_period == pytest.approx(expected, rel=1e-9, abs=1e-9)


@given(st.integers(70, 110), PAYMENTS, st.integers(20, 40))
@settings(max_examples=200)
def test_pyxirr_xirr(share: int, payments: list[int], gap: int) -> None:
    """The rate by dates is that of pyxirr."""
    received = max(1, sum(payments) * share // 100)
    days = [date(2024, 1, 1) + timedelta(days=gap * n) for n in range(len(payments) + 1)]
    amounts = [received, *(-payment for payment in payments)]
    expected = pyxirr.xirr(days, amounts)
    assume(expected is not None and -0.99 < expected < 10)
    flows = [CashFlow(on, amount) for on, amount in zip(days, amounts, strict=True)]
    assert xirr(flows).effective == pytest.approx(expected, rel=1e-7, abs=1e-7)


@given(st.integers(1_000, 100_000), st.lists(st.integers(1, 50_000), min_size=1, max_size=24))
@settings(max_examples=200)
def test_numpy_financial(received: int, payments: list[int]) -> None:
    """numpy-financial finds the same rate where it finds one."""
    amounts = [received, *(-payment for payment in payments)]
    expected = float(numpy_financial.irr(amounts))
    assume(math.isfinite(expected) and -0.9 < expected < 10)
    assert irr(amounts, periods_per_year=12).per_period == pytest.approx(expected, rel=1e-7, abs=1e-7)


@given(st.lists(st.integers(-20, 20), min_size=3, max_size=7))
@settings(max_examples=300)
def test_numpy_roots(amounts: list[int]) -> None:
    """numpy.roots has every simple root that irr_all has, and none more."""
    assume(amounts[0] and amounts[-1])
    assume(min(amounts) < 0 < max(amounts))
    roots = np.roots(amounts)
    # Roots close to each other or to the axis are beyond numpy's own precision.
    apart = [abs(one - other) for n, one in enumerate(roots) for other in roots[:n]]
    assume(all(distance > 1e-3 for distance in apart))
    assume(all(abs(root.imag) > 1e-3 or root.imag == 0 for root in roots))
    expected = sorted(float(root.real) - 1 for root in roots if root.imag == 0 and root.real > 0)
    try:
        found = [rate.per_period for rate in irr_all(amounts, periods_per_year=1)]
    except NoRateError:
        found = []
    assert found == pytest.approx(expected, rel=1e-8, abs=1e-8)


def test_where_pyxirr_gives_none() -> None:
    """Where there is no rate pyxirr says nothing, and we say why."""
    assert pyxirr.irr([100, -100, 100]) is None
    with pytest.raises(NoRateError, match="no rate above -1"):
        irr([100, -100, 100], periods_per_year=1)


def test_where_peers_choose() -> None:
    """Two rates solve these flows: pyxirr gives one without a word, irr_all gives both."""
    chosen = pyxirr.irr([100, -230, 132])
    found = [rate.per_period for rate in irr_all([100, -230, 132], periods_per_year=1)]
    assert chosen in [pytest.approx(rate) for rate in found]
    assert len(found) == 2


def test_amounts_of_decimals() -> None:
    """The same Decimals go into both."""
    amounts = [Decimal(8000), *[Decimal("-803.70")] * 12]
    expected = pyxirr.irr(amounts)
    assert irr(amounts, periods_per_year=12).per_period == pytest.approx(expected, rel=1e-12)
