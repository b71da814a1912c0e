"""The general equation of rates: every growth factor q above 0 with Σ amount · q^(−step) = 0.

One change of sign: one root. With x = ln q, let E(x) and L(x) be the sums of the flows of the first
sign and of the other. ln E − ln L is nearly a straight line, since its slope is the distance between
the mean times of the two. A few Newton steps in floats come close; steps in integers (see `fixed`)
give the last digit, whatever the size of the root. Equal amounts in a row are one geometric sum in
both, so that 360 equal instalments cost what 12 cost.

More changes: pick a time u between two flows of opposite sign. The derivative of q^u · f has one
change fewer, and its roots separate those of f. So the roots are found level by level, in integers
all the way (the rule of signs of Descartes, which holds for any times).
"""

from __future__ import annotations

import math
from itertools import pairwise
from operator import ne
from typing import TYPE_CHECKING, TypeAlias

from creditrules.rates.fixed import Run, fixed, polished, power_rate, value_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction

_Term: TypeAlias = tuple[float, int, float]
"""Time of the first flow, how many follow each other, and the logarithm of the amount's size."""
_NEAR = 1e-6
"""Where the float search stops: the Newton step from here lands within the square of it."""
_CLOSE = 1e-9
_FLAT = 1e-5
_STEEP = 700.0
_MARGIN = 128
_WIDE = 256
_KEPT = 192
"""Bits that the amounts of a derivative keep: rounding it moves no root that matters."""
_SHARP = 60
_TOUCHING = 160
"""A value below 2^−160 of its parts is zero: there the curve touches the axis without crossing."""


def sign_changes(runs: Sequence[Run]) -> int:
    """Count how often the flows change sign."""
    signs = [amount > 0 for _, _, amount in runs]
    return sum(map(ne, signs, signs[1:]))


def only_one_positive(runs: Sequence[Run]) -> bool:
    """Tell whether the cumulative flow changes sign once: then exactly one rate is above zero."""
    total, changes, last = 0, 0, runs[0][2]
    for _, count, amount in runs:
        total += count * amount
        if total and (total > 0) != (last > 0):
            changes, last = changes + 1, total
    return changes == 1 and total != 0


def single_rate(runs: Sequence[Run], exponent: Fraction, near: float | None = None) -> float:
    """Return the one rate of flows that change sign once; ``near`` is its logarithm to within `_CLOSE`, if known."""
    bits = _bits(runs, exponent, _MARGIN)
    x, low, high = _one_change(*_sides(runs)) if near is None else (near, near - _CLOSE, near + _CLOSE)
    bracket = (fixed(low, bits), fixed(high, bits))
    root = polished(runs, fixed(x, bits), bracket, rising=runs[0][2] > 0, bits=bits)
    return power_rate(root, bits, exponent)


def positive_rate(runs: Sequence[Run], exponent: Fraction) -> float:
    """Return the one rate above zero of flows that are `only_one_positive`."""
    bits = _bits(runs, exponent, _MARGIN)
    one, above = 1 << bits, _sign(runs[0][2])
    high = _outward(one, _sign_at(runs, bits), above, lambda q, k: q + q * k // _span(runs))
    root = polished(runs, (one + high) // 2, (one, high), rising=above > 0, bits=bits)
    return power_rate(root, bits, exponent)


def every_rate(runs: Sequence[Run], exponent: Fraction) -> tuple[float, ...]:
    """Return every rate above −1, in ascending order."""
    levels = [[(step + n, 1, amount) for step, count, amount in runs for n in range(count)]]
    while sign_changes(levels[-1]) > 1:
        levels.append(_slope(levels[-1]))
    roots: list[int] = []
    bits = 0
    for level in reversed(levels):
        before, bits = bits, _bits(level, exponent, _WIDE)
        roots = _level_roots(level, [(root << bits) >> before for root in roots], bits)
    if sum(count * amount for _, count, amount in runs) == 0:
        # Zero is a root exactly, and is to read so.
        one = 1 << bits
        roots = [one if abs(root - one) < 1 << bits // 2 else root for root in roots]
    return tuple(power_rate(root, bits, exponent) for root in roots)


def _span(runs: Sequence[Run]) -> int:
    return runs[-1][0] + runs[-1][1] - 1


def _sign(value: int) -> int:
    return (value > 0) - (value < 0)


def _bits(runs: Sequence[Run], exponent: Fraction, margin: int) -> int:
    """Choose how many bits keep every digit of the answer: the range of the flows twice, and a margin."""
    sizes = [abs(amount) for _, _, amount in runs]
    ratio = max(sizes).bit_length() - min(sizes).bit_length() + 1
    return margin + 2 * (ratio + _span(runs).bit_length()) + int(exponent).bit_length()


def _slope(flows: Sequence[Run]) -> list[Run]:
    """Return the derivative at the middle of the first two neighbours of opposite sign."""
    split = next(s + t for (s, _, a), (t, _, b) in pairwise(flows) if (a > 0) is not (b > 0))
    amounts = [amount * (split - 2 * step) for step, _, amount in flows]
    spare = max(0, min(abs(amount) for amount in amounts).bit_length() - _KEPT)
    return [(step, 1, amount >> spare) for (step, _, _), amount in zip(flows, amounts, strict=True)]


def _level_roots(flows: Sequence[Run], points: list[int], bits: int) -> list[int]:
    """Return the roots of flows, given points between which there is at most one.

    Far to the right the first flow decides the sign, far to the left the last one.
    """
    sign, span = _sign_at(flows, bits), _span(flows)
    points = points or [1 << bits]
    left = _outward(points[0], sign, _sign(flows[-1][2]), lambda q, k: q * span // (span + k))
    right = _outward(points[-1], sign, _sign(flows[0][2]), lambda q, k: q + q * k // span)
    marks = [(q, sign(q)) for q in (left, *points, right)]
    roots = [q for q, mark in marks if mark == 0]
    for (low, one), (high, two) in pairwise(marks):
        if one * two < 0:
            start, rising = (low + high) // 2, two > 0
            roots.append(polished(flows, start, (low, high), rising=rising, bits=bits, sure=_SHARP))
    return sorted(roots)


def _sign_at(runs: Sequence[Run], bits: int) -> Callable[[int], int]:
    def sign(q: int) -> int:
        value, _, size = value_at(runs, q, bits)
        return 0 if abs(value) << _TOUCHING <= size else _sign(value)

    return sign


def _outward(q: int, sign: Callable[[int], int], wanted: int, move: Callable[[int, int], int]) -> int:
    """Walk away from a point in growing steps, until the sign is the one that holds far out."""
    pace = 1
    q = move(q, pace)
    while sign(q) != wanted:
        pace *= 2
        q = move(q, pace)
    return q


def _sides(runs: Sequence[Run]) -> tuple[list[_Term], list[_Term]]:
    """Part the flows by sign: first those with the sign of the first flow, then the others."""
    plus = runs[0][2] > 0
    early: list[_Term] = []
    late: list[_Term] = []
    for step, count, amount in runs:
        side = early if (amount > 0) is plus else late
        side.append((float(step), count, math.log(abs(amount))))
    return early, late


def _geometric(count: int, y: float) -> tuple[float, float]:
    """Return Σ e^(−jy) for j from 0 to count − 1, and the mean of j in it, for y ≥ 0."""
    if count * y < _FLAT:
        middle = (count - 1) / 2
        return count * math.exp(-middle * y), middle - (count * count - 1) * y / 12
    width = math.expm1(-count * y) / math.expm1(-y)
    mean = 1 / math.expm1(min(y, _STEEP)) - count / math.expm1(min(count * y, _STEEP))
    return width, mean


def _weighed(terms: Sequence[_Term], x: float) -> tuple[float, float]:
    """Return the logarithm of the discounted sum of one side, and its mean time.

    Each run hangs on its largest flow (the first when x ≥ 0, else the last): nothing overflows.
    """
    parts = []
    for time, count, log in terms:
        if count == 1:
            parts.append((log - time * x, time))
        elif x >= 0:
            width, mean = _geometric(count, x)
            parts.append((log - time * x + math.log(width), time + mean))
        else:
            width, mean = _geometric(count, -x)
            last = time + count - 1
            parts.append((log - last * x + math.log(width), last - mean))
    if len(parts) == 1:
        return parts[0]
    peak = max(parts)[0]
    total = moment = 0.0
    for log, time in parts:
        weight = math.exp(log - peak)
        total += weight
        moment += weight * time
    return peak + math.log(total), moment / total


def _height(early: Sequence[_Term], late: Sequence[_Term], x: float) -> tuple[float, float]:
    """Return ln E − ln L and its slope."""
    (one, before), (two, after) = _weighed(early, x), _weighed(late, x)
    return one - two, after - before


def _one_change(early: Sequence[_Term], late: Sequence[_Term]) -> tuple[float, float, float]:
    """Come close to the root where all of one side lies before the other; also return bounds.

    The slope is never below the gap between the sides nor above the whole span: those are the bounds.
    """
    height, slope = _height(early, late, 0.0)
    gap = late[0][0] - early[-1][0] - early[-1][1] + 1
    span = late[-1][0] + late[-1][1] - 1 - early[0][0]
    near, far = sorted((-height / span, -height / gap))
    margin = (abs(near) + abs(far) + 1 / span) * _NEAR
    low, high = near - margin, far + margin
    return _crossing(early, late, -height / slope, (low, high)), low, high


def _crossing(early: Sequence[_Term], late: Sequence[_Term], x: float, bracket: tuple[float, float]) -> float:
    """Come close to where ln E − ln L rises through zero: Newton, and halving where Newton is slow."""
    low, high = bracket
    last = high - low
    while True:
        height, slope = _height(early, late, x)
        low, high = (x, high) if height < 0 else (low, x)
        step = -height / slope if slope > 0 else math.inf
        if not low <= x + step <= high or abs(step) > last / 2:
            step = (low + high) / 2 - x
        x += step
        last = abs(step)
        if abs(height) < _NEAR or x in {low, high}:
            return x
