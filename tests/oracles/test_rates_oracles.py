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

from creditrules.errors import AmbiguousRateError, NoRateError
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


def generated() -> list[list[int]]:
    """Return 10,000 loans of 1 to 48 instalments that cost from −5 to 300 % of what was received, the same each time.

    Level, falling, with a balloon, or of any amounts.
    """
    draw = np.random.default_rng(20260801)
    loans = []
    for n in range(10_000):
        received, count = int(draw.integers(100_000, 10_000_000)), int(draw.choice([1, 3, 6, 12, 24, 36, 48]))
        part = received * int(draw.integers(95, 400)) // (100 * count)
        level = [part] * count
        kinds = (
            level,
            [part * 2 * (count - k) // (count + 1) + 1 for k in range(count)],
            [*level[:-1], part + received // 3],
            [part * int(share) // 100 + 1 for share in draw.integers(50, 150, count)],
        )
        loans.append([received, *(-payment for payment in kinds[n % 4])])
    return loans


LOANS = generated()


def test_10000_loans_periodic() -> None:
    """On each of 10,000 loans pyxirr agrees, to within the floats that it computes with."""
    for amounts in LOANS:
        ours = float(irr(amounts, periods_per_year=12).per_period)
        assert abs(ours - (pyxirr.irr(amounts) or 0.0)) <= 1e-12 * (1 + ours), amounts


def test_10000_loans_by_dates() -> None:
    """On each of 10,000 loans pyxirr agrees by dates too, to within what its own search stops at."""
    days = [date(2024 + n // 12, n % 12 + 1, 15) for n in range(49)]
    for amounts in LOANS:
        flows = [CashFlow(on, amount) for on, amount in zip(days, amounts, strict=False)]
        ours = float(xirr(flows).effective)
        theirs = pyxirr.xirr(days[: len(amounts)], amounts) or 0.0
        assert abs(ours - theirs) <= 1e-9 * (1 + ours), amounts


def test_10000_loans_numpy_financial() -> None:
    """On each of 10,000 loans numpy-financial agrees, to within what roots of polynomials keep."""
    for amounts in LOANS:
        ours = float(irr(amounts, periods_per_year=12).per_period)
        assert abs(ours - float(numpy_financial.irr(amounts))) <= 1e-9 * (1 + ours), amounts


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


def test_where_pyxirr_prefers_minus_half() -> None:
    """With 100 received, 150 paid and 50 received 0 and −50 % are rates: pyxirr gives one, here both come."""
    assert pyxirr.irr([100, -150, 50]) == -0.5
    with pytest.raises(AmbiguousRateError) as caught:
        irr([100, -150, 50], periods_per_year=1)
    assert caught.value.roots == (-0.5, 0.0)


def test_where_pyxirr_is_infinite() -> None:
    """Flows of one day have no rate: pyxirr gives infinity, here it is refused."""
    day = date(2026, 1, 12)
    assert pyxirr.xirr([day, day], [100, -110]) == math.inf
    with pytest.raises(NoRateError, match="one day"):
        xirr([CashFlow(day, 100), CashFlow(day, -110)])


def test_where_pyxirr_stops_early() -> None:
    """A million times over in each of twelve periods is 10^6 to 16 digits; pyxirr stops after ten of them."""
    amounts = [1, *[-1_000_000] * 12]
    assert irr(amounts, periods_per_year=1).per_period == 1_000_000
    assert pyxirr.irr(amounts) != pytest.approx(1_000_000, rel=1e-10)
    assert pyxirr.irr(amounts) == pytest.approx(1_000_000, rel=1e-9)


def test_amounts_of_decimals() -> None:
    """The same Decimals go into both."""
    amounts = [Decimal(8000), *[Decimal("-803.70")] * 12]
    expected = pyxirr.irr(amounts)
    assert irr(amounts, periods_per_year=12).per_period == pytest.approx(expected, rel=1e-12)
