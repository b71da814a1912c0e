"""Every error keeps its sentence and its places apart, is readable, and is also the built-in kind it resembles."""

from __future__ import annotations

import copy
from decimal import Decimal
from fractions import Fraction

import pytest

from creditrules.errors import (
    AmbiguousRateError,
    CreditRulesError,
    DataFileError,
    InputError,
    InputTypeError,
    NoDataError,
    NoRateError,
    NotInForceError,
    StaleDataWarning,
    shown,
)
from creditrules.law import Lender

KINDS: list[tuple[type[CreditRulesError], type[Exception]]] = [
    (InputError, ValueError),
    (InputTypeError, ValueError),
    (InputTypeError, TypeError),
    (InputTypeError, InputError),
    (NoRateError, ArithmeticError),
    (AmbiguousRateError, NoRateError),
    (NoDataError, LookupError),
    (NotInForceError, LookupError),
    (DataFileError, ValueError),
]


@pytest.mark.parametrize(("kind", "base"), KINDS)
def test_an_error_is_caught_by_either_name(kind: type[CreditRulesError], base: type[Exception]) -> None:
    """An error is one of the library's, and of the built-in kind it resembles."""
    with pytest.raises(base) as caught:
        raise kind("%(value)s is bad", value=3)
    assert isinstance(caught.value, CreditRulesError)
    assert str(caught.value) == "3 is bad"


@pytest.mark.parametrize("kind", dict.fromkeys(kind for kind, _ in KINDS))
def test_an_error_survives_a_copy(kind: type[CreditRulesError]) -> None:
    """A copied error, made the way a pickle is, keeps its kind, its sentence and its places."""
    error = kind("%(value)s is bad", value=Fraction(1, 3))
    for twin in (copy.deepcopy(error), copy.copy(error)):
        assert type(twin) is kind
        assert (twin.text, twin.places, str(twin)) == (error.text, error.places, "1/3 is bad")


def test_several_roots_are_kept() -> None:
    """An ambiguous rate carries its roots, also through a pickle, and has none by default."""
    error = AmbiguousRateError("%(count)s rates", roots=(0.1, 0.2), count=2)
    twin = copy.deepcopy(error)
    assert isinstance(twin, AmbiguousRateError)
    assert twin.roots == error.roots == (0.1, 0.2)
    assert str(twin) == "2 rates"
    assert AmbiguousRateError("several rates").roots == ()


def test_a_sentence_without_places_is_left_alone() -> None:
    """Without places nothing is filled in, so a percent sign is only a sign."""
    assert str(CreditRulesError("above 100%")) == "above 100%"


def test_a_place_may_have_any_name() -> None:
    """A place called like an argument of the constructor does not collide with it."""
    assert str(InputError("%(text)s", text="a")) == "a"


def test_the_warning_is_a_user_warning() -> None:
    """The one warning can be filtered as a user warning, and is no error of the library."""
    assert issubclass(StaleDataWarning, UserWarning)
    assert not issubclass(StaleDataWarning, CreditRulesError)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("", "''"),
        ("a", "'a'"),
        ("a\nb", r"'a\nb'"),
        ("a" * 58, "'" + "a" * 58 + "'"),
        ("a" * 59, "'" + "a" * 59 + "…"),
        (10**59, "1" + "0" * 59),
        (10**60, "1" + "0" * 59 + "…"),
        (2**480 - 1, str(2**480 - 1)[:60] + "…"),
        (2**480, "<481-bit integer>"),
        (-(2**480), "<481-bit integer>"),
        pytest.param(10**4999, "<16607-bit integer>", id="5000 digits"),
        pytest.param(Fraction(10**4999), "<Fraction>", id="a giant fraction"),
        pytest.param([10**4999], "<list>", id="a list of a giant"),
        (0.1, "0.1"),
        (float("nan"), "nan"),
        (True, "True"),
        (None, "None"),
        (Decimal("1e30000000"), "1E+30000000"),
    ],
)
def test_a_bad_value_is_shown_readably(value: object, text: str) -> None:
    """A bad value is quoted when it is text, cut after 60 characters, and never fails to be shown."""
    assert shown(value) == text


def test_a_member_of_an_enum_reads_by_its_value() -> None:
    """The English sentence says small-loan company, not the name of a member."""
    assert str(InputError("lent by a %(lender)s", lender=Lender.SMALL_LOAN)) == "lent by a small-loan company"
