"""Laws of the doors of money, whatever the amount."""

from __future__ import annotations

import math
from decimal import Context, Decimal, localcontext
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from creditrules.money import Mode, Rounding, decimal, exact, from_fen, rate, rounded, to_fen
from strategies import FEN, FRACTIONS, PLACES, UNITS


@given(FEN, st.sampled_from([3, 28]))
def test_fen_come_back(fen: int, precision: int) -> None:
    """An amount written and read again is the same, as a Decimal or as text, at any ambient precision."""
    with localcontext(Context(prec=precision)):
        written = from_fen(fen)
        assert to_fen(written) == to_fen(str(written)) == fen
        assert written.as_tuple().exponent == -2


@given(FEN)
def test_exact_is_the_fraction(fen: int) -> None:
    """What is read is the number itself, without a loss."""
    assert exact(from_fen(fen)) == Fraction(fen, 100)


@given(st.integers(0, 99_999_999))
def test_percent_is_a_hundredth(hundredths: int) -> None:
    """A rate with a percent sign is a hundredth of its number."""
    text = str(Decimal(hundredths) / 100)
    assert rate(f"{text}%") == Fraction(hundredths, 10_000)


@given(FRACTIONS)
def test_rounding_agrees_with_fractions(value: Fraction) -> None:
    """Each mode agrees with floor, ceiling and round of the fraction itself."""
    away = math.ceil(abs(value)) * (1 if value > 0 else -1)
    nearest = math.floor(abs(value) + Fraction(1, 2)) * (1 if value > 0 else -1)
    assert rounded(value, Mode.DOWN) == math.trunc(value)
    assert rounded(value, Mode.UP) == away
    assert rounded(value, Mode.HALF_EVEN) == round(value)
    assert rounded(value, Mode.HALF_UP) == nearest


@given(FRACTIONS, st.sampled_from(Mode))
def test_rounding_mirrors_and_rests(value: Fraction, mode: Mode) -> None:
    """Rounding is less than one away, mirrors at zero, and leaves a whole number alone."""
    found = rounded(value, mode)
    assert abs(found - value) < 1
    assert rounded(-value, mode) == -found
    assert rounded(Fraction(found), mode) == found


@given(FRACTIONS, PLACES)
def test_places_are_kept(value: Fraction, places: int) -> None:
    """A written fraction has its places, and is off by no more than half of the last."""
    written = decimal(value, places)
    assert written.as_tuple().exponent == -places
    assert abs(Fraction(written) - value) <= Fraction(1, 2 * 10**places)


@given(FRACTIONS, UNITS, st.sampled_from(Mode))
def test_a_unit_divides_what_it_rounds(value: Fraction, unit: str, mode: Mode) -> None:
    """Fen rounded to a unit are a multiple of it, less than one unit away."""
    size = to_fen(unit)
    found = Rounding(unit=unit, mode=mode).fen(value)
    assert found % size == 0
    assert abs(found - value) < size
