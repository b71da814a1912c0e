"""The doors of money: what comes in, what is refused first, and how a part of a unit is rounded."""

from __future__ import annotations

import time
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from creditrules.errors import InputError, InputTypeError
from creditrules.money import (
    LIMIT,
    Mode,
    Number,
    Rounding,
    When,
    decimal,
    exact,
    from_fen,
    given,
    held_rate,
    owed_fen,
    positive_fen,
    rate,
    ratio,
    ratios,
    rounded,
    to_fen,
    yuan,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

DOORS = [exact, given, to_fen, yuan, rate]


@pytest.fixture(params=["ambient", "precision 3"])
def _any_context(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run a test twice: as it is, and with an ambient context that would spoil every sum."""
    with localcontext() as context:
        if request.param == "precision 3":
            context.prec = 3
            context.Emax = 5
            context.Emin = -5
            context.traps[Inexact] = True
        yield


class TestRefusals:
    """What no door lets in."""

    @pytest.mark.parametrize("door", DOORS)
    @pytest.mark.parametrize("value", [0.1, 0.0, 100.0, float("nan"), float("inf"), -float("inf")])
    def test_a_float(self, door: Callable[[object], object], value: float) -> None:
        """A float is refused even where it is whole, and the error says what to write."""
        with pytest.raises(InputTypeError, match=r"is a float .* write it as text or as a Decimal"):
            door(value)

    @pytest.mark.parametrize("door", DOORS)
    @pytest.mark.parametrize("value", [True, False, None, b"1", [], Fraction(1, 2), 1j, object])
    def test_another_type(self, door: Callable[[object], object], value: object) -> None:
        """A bool is no number here, and neither is any type but text, int and Decimal."""
        with pytest.raises(InputTypeError, match=r"must be text, an int or a Decimal, got \w+"):
            door(value)

    @pytest.mark.parametrize("door", DOORS)
    @pytest.mark.parametrize(
        "value",
        [
            *("", " ", "nan", "NaN", "inf", "-Infinity", "sNaN", "1,000", "1_000", "１", "٣", "0x10", ".5", "5.", "1e"),
            *("1e1000", "--1", "1 0", "one", "1.2.3", "1\n2", "1" * 81, "¥1"),
            *(Decimal("nan"), Decimal("snan"), Decimal("inf"), Decimal("-inf")),
        ],
    )
    def test_no_finite_number(self, door: Callable[[Number], object], value: Number) -> None:
        """Text that is not a plain number, and a Decimal that is not finite, are refused."""
        with pytest.raises(InputError, match="must be a finite number"):
            door(value)

    @pytest.mark.parametrize("door", DOORS)
    @pytest.mark.parametrize(
        "value",
        [
            *("1e30000000", "-1e30000000", "1e-30000000", Decimal("1e30000000"), Decimal("1e-30000000")),
            *("9" * 5000, Decimal("9" * 5000), "1e999", Decimal("1e999999")),
            pytest.param(10**4999, id="5000 digits"),
            pytest.param(-(10**4999), id="minus 5000 digits"),
        ],
    )
    def test_a_giant_at_once(self, door: Callable[[Number], object], value: Number) -> None:
        """A number that would take minutes to expand is refused within a second, with a short error."""
        began = time.monotonic()
        with pytest.raises(InputError) as caught:
            door(value)
        assert time.monotonic() - began < 1
        assert len(str(caught.value)) < 200

    @pytest.mark.parametrize("door", [*DOORS, positive_fen, owed_fen])
    def test_the_argument_is_named(self, door: Callable[..., object]) -> None:
        """An error names the argument that the caller knows."""
        with pytest.raises(InputError, match=r"^balance must be"):
            door("x", argument="balance")
        with pytest.raises(InputTypeError, match=r"^balance is a float"):
            door(0.5, argument="balance")


@pytest.mark.usefixtures("_any_context")
class TestBounds:
    """Each bound from below, at it, and from above."""

    @pytest.mark.parametrize("sign", ["", "-", "+"])
    def test_the_largest_amount(self, sign: str) -> None:
        """10^15 is let in, a fen more is not, whatever its type or sign."""
        signed = -1 if sign == "-" else 1
        assert exact(f"{sign}999999999999999.99") == signed * Fraction(10**17 - 1, 100)
        assert exact(f"{sign}1000000000000000") == exact(f"{sign}1e15") == signed * LIMIT
        assert exact(signed * LIMIT) == exact(Decimal(signed * LIMIT)) == signed * LIMIT
        for beyond in (f"{sign}1000000000000000.01", f"{sign}1e16", signed * (LIMIT + 1), signed * 2 * LIMIT):
            with pytest.raises(InputError, match=r"amount may not be beyond 10\^15"):
                exact(beyond)
        with pytest.raises(InputError, match=r"may not be beyond 10\^15"):
            exact(Decimal(signed * (LIMIT + 1)))

    def test_the_most_digits(self) -> None:
        """30 digits are let in, leading zeros not counted; 31 are not."""
        assert exact("0." + "1" * 30) == Fraction(int("1" * 30), 10**30)
        assert exact("0" * 40 + "7") == 7
        assert exact("1" * 15 + "." + "1" * 15).denominator == 10**15
        for value in ("1" * 15 + "." + "1" * 16, Decimal("1" * 15 + "." + "1" * 16)):
            with pytest.raises(InputError, match="at most 30 digits and an exponent within ±30"):
                exact(value)

    @pytest.mark.parametrize("value", ["1e31", "1e-31", "0e31", "0e-31", "12e30", "1.5e31"])
    def test_beyond_the_exponent(self, value: str) -> None:
        """An exponent beyond 30 either way is refused, even that of a zero."""
        for number in (value, Decimal(value)):
            with pytest.raises(InputError, match="exponent within ±30"):
                exact(number)

    def test_within_the_exponent(self) -> None:
        """An exponent of 30 either way is read exactly, and then the amount bound applies."""
        assert exact("1e-29") == Fraction(1, 10**29)
        assert exact("1e-30") == exact(Decimal("1e-30")) == Fraction(1, 10**30)
        assert exact("0e30") == exact("0E-30") == 0
        for value in ("1e29", "1e30"):
            with pytest.raises(InputError, match="beyond"):
                exact(value)

    def test_the_longest_text(self) -> None:
        """Text of 80 characters is read, of 81 not, and blanks around it do not count."""
        assert exact("0" * 79 + "1") == exact("  " * 50 + "0" * 79 + "1\n") == 1
        with pytest.raises(InputError, match="finite"):
            exact("0" * 80 + "1")

    def test_whole_fen(self) -> None:
        """A fen is the smallest amount; half a fen is refused, and so is the finest part of one."""
        assert to_fen("0.01") == to_fen("0.010") == to_fen("1e-2") == 1
        for value in ("0.009", "0.005", "0.011", "0.001", Decimal("1e-30")):
            with pytest.raises(InputError, match="whole fen"):
                to_fen(value)

    def test_above_zero(self) -> None:
        """A positive amount begins at a fen, an owed one at 0."""
        assert positive_fen("0.01", argument="x") == owed_fen("0.01", argument="x") == 1
        assert owed_fen("0", argument="x") == owed_fen("-0", argument="x") == 0
        for value in ("0", "-0", "-0.01"):
            with pytest.raises(InputError, match="x must be above 0"):
                positive_fen(value, argument="x")
        with pytest.raises(InputError, match="x must be 0 or more"):
            owed_fen("-0.01", argument="x")

    def test_a_rate_below_one(self) -> None:
        """A bare rate reaches from 0 to just below 1."""
        assert rate(0) == rate("0") == rate("-0") == 0
        assert rate("0.999999") == Fraction(999999, 1000000)
        for value in ("1", 1, Decimal(1), "1.0", "1.000001", 24):
            with pytest.raises(InputError, match=r"annual_rate is .*: a rate is a fraction of one"):
                rate(value)
        for value in ("-0.01", "-1%", -1):
            with pytest.raises(InputError, match="annual_rate must be 0 or more"):
                rate(value)

    def test_a_rate_in_percent(self) -> None:
        """With a percent sign, narrow or wide, 100 % and more are let in."""
        assert rate("24%") == rate(" 24 ％ ") == rate("0.24") == rate(Decimal("0.24")) == Fraction(6, 25)
        assert [rate("99.99%"), rate("100%"), rate("100.01%")] == [Fraction(n, 10_000) for n in (9999, 10_000, 10_001)]
        assert rate("2235%") == Fraction(2235, 100)
        assert rate("0%") == 0
        for value in ("%", "24%%", "% 24", "nan%"):
            with pytest.raises(InputError, match="finite"):
                rate(value)


@pytest.mark.usefixtures("_any_context")
class TestGolden:
    """Values worked out by hand, the same whatever the ambient context."""

    @pytest.mark.parametrize(
        ("value", "fen", "written"),
        [
            ("1467.64", 146764, "1467.64"),
            ("+1467.640", 146764, "1467.64"),
            (Decimal("1467.64"), 146764, "1467.64"),
            (5, 500, "5.00"),
            ("-0.05", -5, "-0.05"),
            ("0", 0, "0.00"),
            (" 1.5e3 ", 150000, "1500.00"),
            ("1000000000000000", 10**17, "1000000000000000.00"),
            ("-999999999999999.99", -(10**17) + 1, "-999999999999999.99"),
        ],
    )
    def test_fen_and_back(self, value: Number, fen: int, written: str) -> None:
        """An amount is read as fen, and written with two places."""
        assert to_fen(value) == fen
        assert str(from_fen(fen)) == str(yuan(value)) == written

    def test_as_written(self) -> None:
        """A number that is only checked keeps the digits that it was written with."""
        assert str(given(" 2100 ")) == "2100"
        assert str(given("1234567.8900")) == "1234567.8900"
        assert str(given(1234567)) == "1234567"

    @pytest.mark.parametrize(
        ("value", "half_up", "half_even", "down", "up"),
        [
            ("0", 0, 0, 0, 0),
            ("0.01", 0, 0, 0, 1),
            ("0.4999", 0, 0, 0, 1),
            ("0.5", 1, 0, 0, 1),
            ("0.5001", 1, 1, 0, 1),
            ("1.5", 2, 2, 1, 2),
            ("2.5", 3, 2, 2, 3),
            ("7", 7, 7, 7, 7),
            ("1234567.5", 1234568, 1234568, 1234567, 1234568),
        ],
    )
    def test_each_mode(self, value: str, half_up: int, half_even: int, down: int, up: int) -> None:
        """Each mode rounds as its name says, a negative value as the mirror image."""
        wanted = {Mode.HALF_UP: half_up, Mode.HALF_EVEN: half_even, Mode.DOWN: down, Mode.UP: up}
        assert {mode: rounded(Fraction(value), mode) for mode in Mode} == wanted
        assert {mode: -rounded(-Fraction(value), mode) for mode in Mode} == wanted
        assert rounded(Fraction(value)) == half_up

    @pytest.mark.parametrize(
        ("fraction", "places", "written"),
        [
            (Fraction(1, 3), 4, "0.3333"),
            (Fraction(2, 3), 0, "1"),
            (Fraction(-1, 8), 2, "-0.13"),
            (Fraction(123456789, 1000), 2, "123456.79"),
            (Fraction(0), 2, "0.00"),
        ],
    )
    def test_places(self, fraction: Fraction, places: int, written: str) -> None:
        """A fraction is written with exactly so many places, rounded half up."""
        assert str(decimal(fraction, places)) == written

    def test_a_unit(self) -> None:
        """Interest is rounded to the unit of the lender, by default a fen, half up, once."""
        assert Rounding().fen(Fraction(293529, 2)) == 146765
        assert Rounding(unit="1").fen(Fraction(146764)) == 146800
        assert Rounding(unit="0.10", mode=Mode.DOWN).fen(Fraction(146769)) == 146760
        assert Rounding(unit="10", mode=Mode.UP).fen(Fraction(-146001)) == -147000
        assert (Rounding().mode, Rounding().when, Rounding().unit) == (Mode.HALF_UP, When.ONCE, Decimal("0.01"))
        assert Rounding(when=When.EACH) != Rounding()


@pytest.mark.parametrize("unit", ["0", "-1", "0.001", "x"])
def test_a_unit_is_above_zero(unit: str) -> None:
    """A rounding unit is a positive amount of whole fen."""
    with pytest.raises(InputError, match=r"^unit must be"):
        Rounding(unit=unit)


def test_a_unit_is_no_float() -> None:
    """A rounding unit is refused as a float like any amount."""
    with pytest.raises(InputTypeError, match=r"^unit is a float"):
        Rounding(unit=0.1)  # type: ignore[arg-type] # what a caller without a type checker writes


@pytest.mark.parametrize(("name", "bad"), [("mode", "up"), ("mode", When.ONCE), ("when", "once"), ("when", None)])
def test_rounding_refuses_what_is_no_mode(name: str, bad: object) -> None:
    """A mode by its name alone would round in some other way without a word."""
    with pytest.raises(InputTypeError, match=f"{name} must be a "):
        Rounding(**{name: bad})  # type: ignore[arg-type]


def test_a_held_rate() -> None:
    """A Fraction is taken back as it is, also above one; anything else goes through the door for rates."""
    assert held_rate(Fraction(447, 20)) == Fraction(447, 20)
    assert held_rate("24%") == Fraction(6, 25)
    with pytest.raises(InputError, match="must be 0 or more"):
        held_rate(Fraction(-1, 100))
    with pytest.raises(InputError, match="a fraction of one"):
        held_rate("24")


@pytest.mark.parametrize(
    "values",
    [
        [Decimal("803.70"), Decimal(-8000), Decimal(0)],
        [Decimal("0.000001"), Decimal("1e-7"), Decimal("999999999999999.99")],
        [Decimal(10) ** 15, "24.5", 7],
        [],
    ],
)
def test_many_at_once(values: list[Number]) -> None:
    """Many numbers read as each of them does alone, the plain ones and the others."""
    assert ratios(values) == [ratio(value) for value in values]


@pytest.mark.parametrize("bad", [Decimal("nan"), Decimal("1e16"), Decimal("1e-31"), 0.5, True])
def test_one_bad_among_many(bad: Number) -> None:
    """One that is refused alone is refused among others."""
    with pytest.raises(InputError):
        ratios([Decimal(1), bad])
