"""Fixed-point arithmetic for the last digits of a root: a number is an ``int`` over 2^bits."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from creditrules.errors import NoRateError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Run: TypeAlias = tuple[int, int, int]
"""First step, how many equal flows follow each other, and the amount of each (never 0)."""
_SURE = 36
_SMALL = 0.5
_LARGEST = 709.0


def fixed(x: float, bits: int) -> int:
    """Return e^x, exact to the float."""
    part, one = (math.expm1(x), 1 << bits) if abs(x) < _SMALL else (math.exp(x), 0)
    numerator, denominator = part.as_integer_ratio()
    return one + (numerator << bits) // denominator


def value_at(runs: Sequence[Run], q: int, bits: int) -> tuple[int, int, int]:
    """Return f, its moment Σ distance · term, and Σ |term|, hung on the flow that is largest.

    For q ≥ 1 distances run from the first flow on, for q < 1 from the last one back, so that the
    terms always shrink and nothing overflows.
    """
    base = (1 << 2 * bits) // q if q >> bits else q
    value = moment = size = 0
    power, at = 1 << bits, 0
    powers = {1: base}
    for distance, count, amount in runs if q >> bits else _backward(runs):
        gap = distance - at
        if gap:
            if gap not in powers:
                powers[gap] = _power(base, gap, bits)
            power = power * powers[gap] >> bits
            at = distance
        total, inner = power, 0
        if count > 1:
            width, shift = _series(base, count, bits)
            total, inner = power * width >> bits, power * shift >> bits
        value += amount * total
        moment += amount * (distance * total + inner)
        size += abs(amount) * total
    return value, moment, size


def _backward(runs: Sequence[Run]) -> Iterator[Run]:
    end = runs[-1][0] + runs[-1][1]
    return ((end - step - count, count, amount) for step, count, amount in reversed(runs))


def _power(base: int, exponent: int, bits: int) -> int:
    power = base
    for digit in bin(exponent)[3:]:
        power = power * power >> bits
        if digit == "1":
            power = power * base >> bits
    return power


def _series(base: int, count: int, bits: int) -> tuple[int, int]:
    """Return Σ base^j and Σ j · base^j for j from 0 to count − 1, by doubling."""
    total, moment, power, n = 1 << bits, 0, base, 1
    for digit in bin(count)[3:]:
        moment += (moment + n * total) * power >> bits
        total += total * power >> bits
        power = power * power >> bits
        n *= 2
        if digit == "1":
            moment += n * power
            total += power
            power = power * base >> bits
            n += 1
    return total, moment


def _step(q: int, value: int, moment: int, bits: int) -> int:
    # Where the curve is flat, a step so large that it leaves every bracket.
    return (q * value if q >> bits else -q * value) // (moment or 1)


def polished(
    runs: Sequence[Run],
    q: int,
    bracket: tuple[int, int],
    *,
    rising: bool,
    bits: int,
    sure: int = _SURE,
) -> int:
    """Return the root in a bracket from a point near it: Newton, halving where that would stray.

    Ends with a Newton step so small that the next one could not change the last digit of a float: a
    measure that no scale of the amounts changes.
    """
    low, high = bracket
    sure += (runs[-1][0] + runs[-1][1]).bit_length()
    last = high - low
    while True:
        value, moment, _ = value_at(runs, q, bits)
        low, high = (low, q) if (value > 0) is rising else (q, high)
        step = _step(q, value, moment, bits)
        if abs(step) << sure <= q:
            return q + step
        if not low <= q + step <= high or 2 * abs(step) > last:
            step = (low + high) // 2 - q
            if not step:
                return q
        q += step
        last = abs(step)


def power_rate(q: int, bits: int, exponent: Fraction) -> float:
    """Return q^exponent − 1 as a float.

    Raises:
        NoRateError: the rate is too large for a float, or cannot be told from −100 %.

    """
    one = 1 << bits
    rate = (q - one) / one if exponent == 1 else _compounded(q, bits, exponent)
    if rate <= -1 or math.isinf(rate):
        raise NoRateError(
            "the rate of these cash flows cannot be written: it is within 10^-16 of minus 100 per cent, or above 10^308"
        )
    return rate


def _compounded(q: int, bits: int, exponent: Fraction) -> float:
    one = 1 << bits
    near = q / one
    times = float(exponent)
    log = times * (math.log(near) if abs(near - 1) > _SMALL else math.log1p((q - one) / one))
    if abs(log) < _SMALL:
        return math.expm1(log)
    if log > _LARGEST:
        return math.inf
    # A large power magnifies what the floats nearest q and the exponent leave of them.
    numerator, denominator = near.as_integer_ratio()
    left = (q * denominator - (numerator << bits)) / (numerator << bits)
    rest = float(exponent - Fraction(times))
    return math.pow(near, times) * math.exp(times * math.log1p(left) + rest * math.log(near)) - 1
