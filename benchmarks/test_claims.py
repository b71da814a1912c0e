"""A claim of five years with monthly payments, beside the same walk in plain floats.

Run with ``pytest benchmarks``. The floats round nothing, explain nothing, cite nothing, and know one ledger where the
claim has two, so they are a bound from below rather than a peer: nothing that knows the ceilings was found to compare.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from creditrules.claims import Advance, Agreement, Payment, claim
from creditrules.law import Lender
from creditrules.periods import Counting, DayCount, add_months

if TYPE_CHECKING:
    from pytest_benchmark.fixture import BenchmarkFixture

FORMED, DUE, AS_OF = date(2020, 9, 1), date(2024, 9, 1), date(2025, 9, 1)
NOTE = Agreement(
    Lender.PRIVATE,
    FORMED,
    "24%",
    due_on=DUE,
    overdue_rate="30%",
    day_count=DayCount.ACT_365,
    counting=Counting.HEAD_ONLY,
)
LENT = [Advance(FORMED, 100000, 100000)]
PAID = [Payment(add_months(FORMED, month), 1700) for month in range(1, 61)]
CEILING = 0.154
A_YEAR = 365


def in_floats() -> float:
    """Walk the same payments at the ceiling, which both rates are above."""
    principal, interest, day = 100000.0, 0.0, FORMED
    for payment in PAID:
        interest += principal * CEILING * (payment.on - day).days / A_YEAR
        day = payment.on
        met = min(interest, float(payment.amount))
        interest -= met
        principal -= float(payment.amount) - met
    return principal + interest + principal * CEILING * (AS_OF - day).days / A_YEAR


def test_claim(benchmark: BenchmarkFixture) -> None:
    """The library: both ledgers, the lines, the explanation."""
    found = benchmark(lambda: claim(NOTE, LENT, PAID, as_of=AS_OF).value)
    assert abs(float(found.total) - in_floats()) < 1


def test_floats(benchmark: BenchmarkFixture) -> None:
    """Plain floats."""
    benchmark(in_floats)
