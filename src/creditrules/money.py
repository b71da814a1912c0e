"""The doors of money and rates: where exact numbers come in, where they go out, and the only place that rounds.

Inside the library money is an ``int`` of fen (分) and a rate is a ``Fraction``. At the door it is a ``Decimal``
made from ``str``, ``int`` or ``Decimal``. A ``float`` is refused, because 0.1 + 0.2 is not 0.3.

>>> from_fen(to_fen("1467.64") * 2)
Decimal('2935.28')
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import Enum
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from attrs import field, frozen

from creditrules.checks import instance
from creditrules.errors import InputError, InputTypeError, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

Number = str | int | Decimal
"""What the doors take: text such as ``"1467.64"``, a whole number, or a Decimal."""

LIMIT = 10**15
"""No amount at the door may be larger (yuan); far above any consumer debt, far below trouble."""
_DIGITS = 30
_PLAIN_FROM, _PLAIN_TO = -7, 15
_CONTEXT = Context(prec=100, rounding=ROUND_HALF_UP)
_PLAIN = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?", re.ASCII)
_A_YUAN = 100
_FEN = Decimal("0.01")
_LONGEST = 80


def exact(value: Number, *, argument: str = "amount") -> Fraction:
    """Read a number at the door, exactly.

    Args:
        value: text, ``int`` or ``Decimal``; at most 30 digits, an exponent within ±30, and no larger than 10**15.
        argument: the name that an error should use.

    Raises:
        InputTypeError: a float, a bool or another type.
        InputError: not a finite number, or beyond the bounds.

    """
    return Fraction(*ratio(value, argument=argument))


def ratio(value: Number, *, argument: str = "amount") -> tuple[int, int]:
    """Read a number as `exact` does, as a numerator and a denominator in lowest terms: for many at once."""
    number = value if type(value) is Decimal else _decimal(value, argument)
    if number.is_finite() and _PLAIN_FROM < number.adjusted() < _PLAIN_TO and len(str(number)) <= _DIGITS:
        # Between a millionth and 10^15, and written in full with at most 30 characters: within every bound.
        return number.as_integer_ratio()
    _, digits, exponent = number.as_tuple()
    if not isinstance(exponent, int):
        raise InputError("%(argument)s must be a finite number, got %(value)s", argument=argument, value=shown(value))
    # Looked at before a ratio is made: 1e30000000 would take minutes and gigabytes to expand.
    if len(digits) > _DIGITS or abs(exponent) > _DIGITS or number.adjusted() > _DIGITS:
        raise InputError(
            "%(argument)s may have at most %(bound)s digits and an exponent within ±%(bound)s, got %(value)s",
            argument=argument,
            value=shown(value),
            bound=_DIGITS,
        )
    numerator, denominator = number.as_integer_ratio()
    if abs(numerator) > LIMIT * denominator:
        raise InputError("%(argument)s may not be beyond 10^15, got %(value)s", argument=argument, value=shown(value))
    return numerator, denominator


def ratios(values: Sequence[Number]) -> list[tuple[int, int]]:
    """Read many numbers as `ratio` does; the error of one does not say which it was."""
    plain = [
        value.as_integer_ratio()
        for value in values
        if type(value) is Decimal
        and value.is_finite()
        and _PLAIN_FROM < value.adjusted() < _PLAIN_TO
        and len(str(value)) <= _DIGITS
    ]
    # The same look as in `ratio`, without a call for each: with thousands of amounts the calls are what takes time.
    return plain if len(plain) == len(values) else [ratio(value) for value in values]


def _decimal(value: object, argument: str) -> Decimal:
    if isinstance(value, float):
        raise InputTypeError(
            "%(argument)s is a float (%(value)s), which is not exact: write it as text or as a Decimal",
            argument=argument,
            value=shown(value),
        )
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise InputTypeError(
            "%(argument)s must be text, an int or a Decimal, got %(type)s",
            argument=argument,
            type=type(value).__name__,
        )
    if isinstance(value, str):
        text = value.strip()
        if len(text) > _LONGEST or not _PLAIN.fullmatch(text):
            raise InputError(
                "%(argument)s must be a finite number, got %(value)s", argument=argument, value=shown(value)
            )
        return Decimal(text)
    if isinstance(value, int) and value.bit_length() > LIMIT.bit_length():
        raise InputError("%(argument)s may not be beyond 10^15, got %(value)s", argument=argument, value=shown(value))
    return Decimal(value)


def given(value: Number, *, argument: str = "amount") -> Decimal:
    """Check a number as `exact` does, and give it back as the Decimal that was written (``"2100"`` stays 2100)."""
    exact(value, argument=argument)
    return _decimal(value, argument)


def to_fen(value: Number, *, argument: str = "amount") -> int:
    """Read an amount of yuan (元) as whole fen (分).

    Raises:
        InputError: a part of a fen is left, besides what `exact` refuses.

    """
    numerator, denominator = ratio(value, argument=argument)
    fen, part = divmod(numerator * _A_YUAN, denominator)
    if part:
        raise InputError(
            "%(argument)s must be whole fen (two decimals), got %(value)s", argument=argument, value=shown(value)
        )
    return fen


def yuan(value: Number, *, argument: str = "amount") -> Decimal:
    """Read an amount of yuan and give it back as a Decimal with two places."""
    return from_fen(to_fen(value, argument=argument))


def positive_fen(value: Number, *, argument: str) -> int:
    """Read an amount above zero as fen."""
    fen = to_fen(value, argument=argument)
    if fen <= 0:
        raise InputError("%(argument)s must be above 0, got %(value)s", argument=argument, value=shown(value))
    return fen


def owed_fen(value: Number, *, argument: str) -> int:
    """Read an amount of zero or more as fen."""
    fen = to_fen(value, argument=argument)
    if fen < 0:
        raise InputError("%(argument)s must be 0 or more, got %(value)s", argument=argument, value=shown(value))
    return fen


def from_fen(fen: int) -> Decimal:
    """Write fen as a Decimal amount of yuan with two places."""
    return _CONTEXT.multiply(fen, _FEN)


def rate(value: Number, *, argument: str = "annual_rate") -> Fraction:
    """Read a rate: a fraction of one (``Decimal("0.24")``), or text with a percent sign (``"24%"``).

    A bare number of 1 or more is refused, since 24 most likely means 24 %; ``"2235%"`` is accepted.

    Raises:
        InputError: negative, or a bare number of 1 or more, besides what `exact` refuses.

    """
    percent = isinstance(value, str) and value.strip().endswith(("%", "％"))
    number: Number = value.strip()[:-1].strip() if percent and isinstance(value, str) else value
    fraction = exact(number, argument=argument) / (100 if percent else 1)
    if fraction < 0:
        raise InputError("%(argument)s must be 0 or more, got %(value)s", argument=argument, value=shown(value))
    if fraction >= 1 and not percent:
        raise InputError(
            "%(argument)s is %(value)s: a rate is a fraction of one, so write 0.24 or text with a percent sign",
            argument=argument,
            value=shown(value),
        )
    return fraction


def held_rate(value: Number | Fraction, *, argument: str = "annual_rate") -> Fraction:
    """Read a rate as `rate` does, or take back the Fraction that one of our classes holds, for ``attrs.evolve``."""
    if not isinstance(value, Fraction):
        return rate(value, argument=argument)
    if value < 0:
        raise InputError("%(argument)s must be 0 or more, got %(value)s", argument=argument, value=shown(value))
    return value


class Mode(Enum):
    """How a part of a unit is rounded (舍入方式)."""

    HALF_UP = "half up"
    HALF_EVEN = "half to even"
    DOWN = "down"
    UP = "up"


class When(Enum):
    """Whether a sum is rounded once at its end, or each of its parts when it arises."""

    ONCE = "once, at the end"
    EACH = "each part"


def rounded(value: Fraction, mode: Mode = Mode.HALF_UP) -> int:
    """Round to a whole number: the one rounding function of the library. Half up and up mean away from zero."""
    # In whole numbers: dividing a Fraction costs ten times as much.
    whole, rest = divmod(abs(value.numerator), value.denominator)
    if mode is Mode.UP:
        more = rest > 0
    elif mode is Mode.DOWN:
        more = False
    else:
        tie = rest * 2 == value.denominator and (mode is Mode.HALF_UP or whole % 2 == 1)
        more = rest * 2 > value.denominator or tie
    return (-1 if value < 0 else 1) * (whole + more)


def decimal(fraction: Fraction, places: int) -> Decimal:
    """Write a fraction as a Decimal with so many places, rounded half up."""
    return Decimal(rounded(fraction * 10**places)).scaleb(-places, _CONTEXT)


def shortest(fraction: Fraction) -> Decimal:
    """Write a rate as the Decimal that equals it, with as few places as it needs.

    Only for what was read from a printed number, or such a number times a whole one: a third would never end.
    """
    places = 0
    while (fraction * 10**places).denominator != 1:
        places += 1
    return decimal(fraction, places)


def percent(rate: Fraction) -> str:
    """Write such a rate as the text that the door for rates reads back exactly: ``18.25%``."""
    return f"{shortest(rate * 100)}%"


def _unit(value: Number) -> Decimal:
    return from_fen(positive_fen(value, argument="unit"))


@frozen(kw_only=True)
class Rounding:
    """A lender's way of rounding interest (利息取整): the unit in yuan, the mode, and when.

    >>> Rounding(unit="1").fen(Fraction(146764))
    146800
    """

    unit: Decimal = field(converter=_unit, default=_FEN)
    mode: Mode = Mode.HALF_UP
    when: When = When.ONCE

    def __attrs_post_init__(self) -> None:
        """Refuse what is no mode: it would round in some other way without a word."""
        instance(self.mode, Mode, argument="mode")
        instance(self.when, When, argument="when")

    def fen(self, value: Fraction) -> int:
        """Round an exact number of fen to this unit."""
        unit = int(self.unit.scaleb(2, _CONTEXT))  # checked when it was read, which is slow
        return rounded(value / unit, self.mode) * unit


def apportioned(parts: Sequence[int], scale: int, total: int) -> tuple[int, ...]:
    """Share a whole number among parts given in ``1/scale``, by largest remainder, ties to the later."""
    if not parts:
        return ()
    floors = [part // scale for part in parts]
    by_remainder = sorted(range(len(parts)), key=lambda place: (parts[place] % scale, place), reverse=True)
    # Mostly none to each and one to some; a total further off is spread over all.
    each, rest = divmod(total - sum(floors), len(parts))
    more = set(by_remainder[:rest])
    return tuple(floor + each + (place in more) for place, floor in enumerate(floors))


def shared(parts: Sequence[Fraction], rounding: Rounding) -> tuple[int, ...]:
    """Round parts in fen: each of them, or their sum, which is then shared out by largest remainder, ties to the later.

    Shared out in the unit of the rounding, so that whole yuan stay whole yuan.
    """
    if rounding.when is When.EACH:
        return tuple(rounding.fen(part) for part in parts)
    unit = to_fen(rounding.unit)
    scale = lcm(*(part.denominator for part in parts))
    total = rounding.fen(sum(parts, Fraction(0))) // unit
    units = apportioned([part.numerator * (scale // part.denominator) for part in parts], scale * unit, total)
    return tuple(share * unit for share in units)
