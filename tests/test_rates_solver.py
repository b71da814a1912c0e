"""The solver's inner parts, where no cash flow of a user's reaches them easily."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest

from creditrules.rates.fixed import fixed, polished, power_rate, value_at
from creditrules.rates.quick import quick_root
from creditrules.rates.solver import every_rate, only_one_positive, sign_changes, single_rate

BITS = 200
LOAN = ((0, 1, 100), (1, 1, -110))


class TestPolished:
    """From any start inside a bracket the root is found."""

    @pytest.mark.parametrize("start", [-20, -1, 0, 1, 20])
    def test_far_start(self, start: int) -> None:
        """A start far off halves the bracket until Newton holds."""
        runs = ((0, 1, 1000), (1, 24, -50))
        bracket = (fixed(-30, BITS), fixed(30, BITS))
        root = polished(runs, fixed(start, BITS), bracket, rising=True, bits=BITS)
        value, _, size = value_at(runs, root, BITS)
        assert abs(value) << 60 < size

    def test_no_room(self) -> None:
        """A bracket without room is its own answer."""
        q = fixed(1, BITS)
        assert polished(LOAN, q, (q, q), rising=True, bits=BITS) == q

    def test_flat_start(self) -> None:
        """At the turning point of the curve Newton has no step, and the bracket is halved."""
        one = 1 << BITS
        runs = ((0, 1, 3), (1, 1, -8), (2, 1, 4))
        root = polished(runs, one, (one, 4 * one), rising=True, bits=BITS)
        assert root / one == pytest.approx(2)


class TestPowerRate:
    """Powers keep their digits."""

    @pytest.mark.parametrize("exponent", [Fraction(365), Fraction(365, 7), Fraction(1, 12), Fraction(1)])
    @pytest.mark.parametrize("x", [-0.05, -1e-9, 0.0, 1e-9, 0.3, 1.5])
    def test_logarithm(self, x: float, exponent: Fraction) -> None:
        """q^n − 1 is e^(nx) − 1."""
        q = fixed(x, BITS)
        assert power_rate(q, BITS, exponent) == pytest.approx(math.expm1(x * exponent), rel=1e-12)


def test_runs_do_not_matter() -> None:
    """A run is worth the flows that it stands for, at any rate."""
    run = ((0, 1, 7), (2, 13, -3), (20, 1, 5))
    flows = ((0, 1, 7), *((2 + n, 1, -3) for n in range(13)), (20, 1, 5))
    for x in (-2, -0.01, 0, 0.01, 2):
        q = fixed(x, BITS)
        for one, other in zip(value_at(run, q, BITS), value_at(flows, q, BITS), strict=True):
            assert abs(one - other) < 1 << 30


def test_sign_changes() -> None:
    """Changes are counted between neighbours."""
    assert sign_changes(LOAN) == 1
    assert sign_changes(((0, 3, 1), (3, 1, -1), (4, 2, 5))) == 2


def test_only_one_positive() -> None:
    """Where the cumulative flow changes sign once and does not end at zero, one rate is positive."""
    assert only_one_positive([(0, 1, 1), (1, 1, -3), (2, 1, 1)])


@pytest.mark.parametrize("amounts", [[1, -1, 1], [1, -2, 3, -3], [1, -2, 1], [1, -2, 2]])
def test_not_only_one_positive(amounts: list[int]) -> None:
    """No change, several, or an end at zero decide nothing."""
    assert not only_one_positive([(step, 1, amount) for step, amount in enumerate(amounts)])


def test_five_roots() -> None:
    """The product of five linear factors has five roots."""
    growths = (Fraction(1, 2), Fraction(9, 10), Fraction(11, 10), Fraction(6, 5), Fraction(3))
    amounts = [Fraction(1)]
    for q in growths:
        amounts = [a - q * b for a, b in zip([*amounts, Fraction(0)], [Fraction(0), *amounts], strict=True)]
    runs = [(step, 1, int(amount * 1000)) for step, amount in enumerate(amounts)]
    assert all((amount * 1000).denominator == 1 for amount in amounts)
    assert every_rate(runs, Fraction(1)) == tuple(float(q - 1) for q in growths)


class TestQuick:
    """Floats answer for ordinary loans only, and find a start for the integers in many others."""

    def test_an_ordinary_loan(self) -> None:
        """Twelve level instalments: the integers agree to the last digits."""
        runs = ((0, 1, 800_000), (1, 12, -80_370))
        found = quick_root(runs)
        assert found is not None
        assert found.vouched
        assert math.expm1(found.x) == pytest.approx(single_rate(runs, Fraction(1)), rel=1e-14)

    def test_nothing_charged(self) -> None:
        """What was received is paid back: exactly zero."""
        assert quick_root(((0, 1, 1200), (1, 12, -100))) == (0.0, True)

    def test_too_short_to_vouch(self) -> None:
        """A slope of one period leaves the last digit open; the integers start from there."""
        runs = ((0, 1, 1000), (1, 1, -1100))
        found = quick_root(runs)
        assert found is not None
        assert not found.vouched
        assert single_rate(runs, Fraction(1), found.x) == single_rate(runs, Fraction(1)) == 0.1

    @pytest.mark.parametrize(
        ("months", "payment", "vouched"),
        [(120, -1201, True), (240, -1201, True), (240, -1450, True), (60, -1201, False), (240, -13_000, False)],
    )
    def test_a_power(self, months: int, payment: int, *, vouched: bool) -> None:
        """Of a rate a year by days the last digits are sure where the loan runs long and is not dear."""
        runs = [(0, 1, 1200 * months), *((30 * n, 1, payment - n % 2) for n in range(1, months + 1))]
        found = quick_root(runs, 365.0)
        assert found is not None
        assert found.vouched is vouched
        rate, exact = Fraction(math.expm1(365 * found.x)), Fraction(single_rate(runs, Fraction(365)))
        assert not vouched or abs(rate - exact) <= (1 + exact) * Fraction("2e-16")

    @pytest.mark.parametrize("days", [31, 91, 365])
    @pytest.mark.parametrize("share", [90, 99, 110, 150])
    def test_a_start_changes_nothing(self, days: int, share: int) -> None:
        """From a start or without one the integers find the same rate a year."""
        runs = [(0, 1, 1200), *((days * n, 1, -share - n % 2) for n in range(1, 13))]
        found = quick_root(runs)
        assert (found is None) is (share < 100)
        near = found.x if found else None
        assert single_rate(runs, Fraction(365), near) == single_rate(runs, Fraction(365))

    @pytest.mark.parametrize(
        "runs",
        [
            pytest.param(((0, 1, 2**53 + 1), (1, 24, -(2**50))), id="a float cannot hold the amount"),
            pytest.param(((0, 1, 1200), (1, 12, -99)), id="a rate below zero"),
            pytest.param(((0, 1, 9 * 10**15), (1, 11, -75 * 10**13), (12, 1, -75 * 10**13 - 1)), id="too near zero"),
            pytest.param(((0, 1, 700), (1, 1, -2000)), id="too far out"),
        ],
    )
    def test_left_to_the_integers(self, runs: tuple[tuple[int, int, int], ...]) -> None:
        """Where floats might lose the way there is no answer here."""
        assert quick_root(runs) is None
