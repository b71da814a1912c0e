"""A level loan of 360 months: the fen recursion, the parts with their days, and the schedule, beside peers.

numpy-financial gives a table in floats, not rounded to the fen. amortization (floats rounded to cents) and mortgagemath
(Decimals) round as a lender does; they are timed where they are installed::

    python -m pip install amortization mortgagemath
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
import numpy_financial
import pytest

from creditrules.loans import Loan, Method, schedule
from creditrules.loans.level import level_balances
from creditrules.loans.parts import parts

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

COUNT = 360
LEVEL = Decimal("5307.27")
LOAN = Loan("1000000", "4.9%", COUNT, date(2026, 1, 10), method=Method.EQUAL_INSTALMENT)
GROUP = f"schedule, {COUNT} instalments"


def test_recursion(benchmark: BenchmarkFixture) -> None:
    """Time the balances in whole fen, whose differences are the principal; the interest is the rest of a payment."""
    benchmark.group = GROUP
    found = benchmark(level_balances, 100_000_000, Fraction(49, 12_000), int(LEVEL * 100), COUNT)
    assert found == [part.before for part in parts(LOAN)]


def test_parts(benchmark: BenchmarkFixture) -> None:
    """Time principal and interest of each instalment in whole fen, with its days."""
    benchmark.group = GROUP
    found = benchmark(lambda: list(parts(LOAN)))
    assert found[0].principal + found[0].interest == int(LEVEL * 100)


def test_schedule(benchmark: BenchmarkFixture) -> None:
    """Time the whole schedule, with a row object for each instalment."""
    benchmark.group = GROUP
    assert benchmark(schedule, LOAN).rows[0].payment == LEVEL


def test_numpy_financial(benchmark: BenchmarkFixture) -> None:
    """Time a table of unrounded floats."""
    benchmark.group = GROUP
    numbers = np.arange(1, COUNT + 1)
    terms = (0.049 / 12, numbers, COUNT, 1e6)
    principal, interest = benchmark(lambda: (numpy_financial.ppmt(*terms), numpy_financial.ipmt(*terms)))
    assert float(principal[0] + interest[0]) == pytest.approx(-float(LEVEL), abs=0.005)


def test_amortization(benchmark: BenchmarkFixture) -> None:
    """Time a peer in floats rounded to cents, without due days."""
    peer = pytest.importorskip("amortization.schedule", reason="amortization is not installed")
    benchmark.group = GROUP
    rows = benchmark(lambda: list(peer.amortization_schedule(1_000_000, 0.049, COUNT)))
    assert rows[0].amount == float(LEVEL)


def test_mortgagemath(benchmark: BenchmarkFixture) -> None:
    """Time a peer in Decimals rounded to cents, without due days."""
    peer = pytest.importorskip("mortgagemath", reason="mortgagemath is not installed")
    benchmark.group = GROUP
    half_up = peer.PaymentRounding.ROUND_HALF_UP
    terms = peer.LoanParams(Decimal(1_000_000), Decimal("4.9"), COUNT, payment_rounding=half_up)
    assert benchmark(peer.amortization_schedule, terms)[1].payment == LEVEL
