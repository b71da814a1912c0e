"""Laws that every rate keeps.

They could break at the seams of the solver: where a run is one sum, where the far end of the flows takes over from
the near one (a rate below zero), and where a float search hands over to integers.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from creditrules.errors import AmbiguousRateError, NoRateError
from creditrules.rates import (
    AnnualRate,
    CashFlow,
    Collected,
    effective_from_nominal,
    fee_for,
    flat_rate,
    irr,
    irr_all,
    irr_at,
    xirr,
)

WITHIN = Fraction("4e-16")
FEN = st.integers(1, 10**10)
MONTHS = st.integers(1, 60)


@st.composite
def loans(draw: st.DrawFn) -> list[int]:
    """Draw flows that change sign once: some received, then some paid."""
    received = draw(st.lists(FEN, min_size=1, max_size=3))
    paid = draw(st.lists(st.integers(-(10**10), 0), min_size=1, max_size=24))
    assume(any(paid))
    return [*received, *paid]


@st.composite
def any_flows(draw: st.DrawFn) -> list[int]:
    """Draw flows of both signs in any order."""
    amounts = draw(st.lists(st.integers(-50, 50), min_size=2, max_size=10))
    assume(any(amount > 0 for amount in amounts) and any(amount < 0 for amount in amounts))
    return amounts


def value(amounts: list[int], growth: Fraction) -> Fraction:
    """Return the flows' exact value at the end."""
    total = Fraction(0)
    for amount in amounts:
        total = total * growth + amount
    return total


@given(loans())
def test_root_within_the_bound(amounts: list[int]) -> None:
    """The true root lies within 4e-16 of 1 + r: exact values on its two sides have opposite signs.

    Below zero a float cannot say 1 + r so finely: there the bound is that of the float nearest r.
    """
    growth = 1 + Fraction(irr(amounts, periods_per_year=12).per_period)
    margin = WITHIN * growth if growth >= 1 else Fraction(1, 2**53)
    low, high = value(amounts, growth - margin), value(amounts, growth + margin)
    assert low <= 0 <= high


@given(FEN, st.integers(1, 10**9), st.integers(1, 400), st.integers(0, 5))
def test_run_equals_list(received: int, payment: int, count: int, gap: int) -> None:
    """A run of equal amounts gives what the amounts written out give, digit by digit."""
    level = [received, *[0] * gap, *[-payment] * count]
    # The same numbers, written so that no two neighbours are equal as they come in.
    spelled = [str(amount) if n % 2 else amount for n, amount in enumerate(level)]
    assert irr(level, periods_per_year=12) == irr(spelled, periods_per_year=12)


@given(loans(), st.integers(-20, 4))
def test_scale(amounts: list[int], exponent: int) -> None:
    """Yuan, fen or 10^-20: the unit of the amounts changes no digit."""
    scaled = [Decimal((amount < 0, tuple(map(int, str(abs(amount)))), exponent)) for amount in amounts]
    assert irr(scaled, periods_per_year=12) == irr(amounts, periods_per_year=12)


@given(loans())
def test_sign(amounts: list[int]) -> None:
    """The lender's view has the borrower's rate."""
    mirrored = [-amount for amount in amounts]
    assert irr(mirrored, periods_per_year=12) == irr(amounts, periods_per_year=12)


@given(loans(), st.integers(0, 5), st.integers(0, 5))
def test_padding(amounts: list[int], before: int, after: int) -> None:
    """Zeros at either end move nothing."""
    padded = [*[0] * before, *amounts, *[0] * after]
    assert irr(padded, periods_per_year=12) == irr(amounts, periods_per_year=12)


@given(loans())
def test_sign_of_the_rate(amounts: list[int]) -> None:
    """Paying back more than was received is a rate above zero, less is below."""
    rate = irr(amounts, periods_per_year=12).per_period
    assert (sum(amounts) < 0) == (rate > 0)
    assert (sum(amounts) == 0) == (rate == 0)


@given(loans(), st.integers(1, 10**6))
def test_dearer(amounts: list[int], more: int) -> None:
    """A larger last payment never lowers the rate."""
    dearer = [*amounts[:-1], amounts[-1] - more]
    cheap, dear = (float(irr(one, periods_per_year=12).per_period) for one in (amounts, dearer))
    assert dear >= cheap


@given(loans(), st.integers(1, 366))
def test_effective_is_at_least_nominal(amounts: list[int], periods: int) -> None:
    """Compounding at least once a year never lowers a rate."""
    found = irr(amounts, periods_per_year=periods)
    assume(found.nominal < 600)
    assert float(found.effective) >= float(found.nominal) * (1 - 1e-12) - 1e-12


@given(st.integers(0, 30_000), st.integers(1, 52))
def test_conversions_agree(points: int, periods: int) -> None:
    """The float conversion is the exact one, rounded."""
    text = f"{Decimal(points).scaleb(-2)}%"
    exact = AnnualRate.agreed(text, periods_per_year=periods).effective
    found = effective_from_nominal(text, periods_per_year=periods)
    assert abs(Fraction(found) - Fraction(exact)) <= (1 + Fraction(exact)) * Fraction("1e-13")


@given(st.integers(0, 20_000), st.integers(1, 120), st.sampled_from(Collected), st.sampled_from([4, 12, 52]))
def test_fee_and_back(points: int, count: int, collected: Collected, periods: int) -> None:
    """The fee that makes a rate makes that rate, up to 200 % a year."""
    annual = Decimal(points).scaleb(-4)
    fee = fee_for(f"{annual * 100}%", instalments=count, collected=collected, periods_per_year=periods)
    found = flat_rate(fee, instalments=count, collected=collected, periods_per_year=periods)
    # The fee has 18 places; deducted in advance it leaves little of what the rate is on.
    assert abs(Fraction(found.nominal) - Fraction(annual)) <= Fraction("1e-12")


@given(st.integers(0, 20_000), st.integers(1, 120), st.sampled_from(Collected))
def test_rate_and_back(points: int, count: int, collected: Collected) -> None:
    """The rate that a fee makes needs that fee, where the fees deducted leave something."""
    fee = Decimal(points).scaleb(-6)
    assume(fee * count < 1)
    found = flat_rate(fee, instalments=count, collected=collected).nominal
    back = fee_for(f"{found * 100:.14f}%", instalments=count, collected=collected)
    assert abs(back - fee) < Decimal("1e-12")


def chosen(amounts: list[int]) -> list[float]:
    """Return what irr gives: its rate, the rates it is in doubt of, or none."""
    try:
        return [float(irr(amounts, periods_per_year=1).per_period)]
    except AmbiguousRateError as error:
        return list(error.roots)
    except NoRateError:
        return []


@given(any_flows())
@settings(max_examples=300)
def test_every_root(amounts: list[int]) -> None:
    """irr_all holds what irr finds, in order, and each root crosses or touches zero."""
    try:
        every = [found.per_period for found in irr_all(amounts, periods_per_year=1)]
    except NoRateError:
        every = []
    assert every == sorted(set(every))
    for rate in every:
        growth = 1 + Fraction(rate)
        size = value([abs(amount) for amount in amounts], growth)
        assert abs(value(amounts, growth)) <= size * Fraction("1e-12")
    assert chosen(amounts) in (every, [rate for rate in every if rate > 0])


@given(any_flows())
def test_parity(amounts: list[int]) -> None:
    """The ends of the flows tell whether there must be a rate: opposite signs cannot avoid zero."""
    trimmed = [amount for amount in amounts if amount]
    assume(trimmed[0] * trimmed[-1] < 0)
    assert irr_all(amounts, periods_per_year=1)


@given(loans(), st.integers(1, 10))
def test_dates_in_any_order(amounts: list[int], turn: int) -> None:
    """The order of dated flows does not matter, nor whether one day's flow comes in parts."""
    start = date(2024, 1, 31)
    flows = [CashFlow(start + timedelta(days=7 * n), amount) for n, amount in enumerate(amounts)]
    parts = [CashFlow(flow.on, part) for flow in flows for part in (int(flow.amount) - 1, 1)]
    try:
        expected = xirr(flows)
    except NoRateError:
        return
    assert xirr(parts[turn:] + parts[:turn]) == expected
    assert xirr(reversed(parts)) == expected


@given(loans())
def test_periods_are_times(amounts: list[int]) -> None:
    """A periodic rate compounded is the rate at times in years, but for the float nearest to either."""
    times = [Fraction(n, 12) for n in range(len(amounts))]
    periodic = irr(amounts, periods_per_year=12)
    assume(-0.5 < periodic.per_period < 10)
    at = irr_at(times, amounts)
    one, other = float(at.effective), float(periodic.effective)
    assert abs(one - other) <= (1 + one) * 1e-13 + 2**-52
