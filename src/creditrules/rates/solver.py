"""The general equation of rates: every growth factor q above 0 with Σ amount · q^(−step) = 0.

A search in floats comes close, then Newton steps in integers (fixed point, as many bits as the
amounts need) give the root to the last digit of a float, whatever its size. Equal amounts in a row
are one geometric sum in both, so that 360 equal instalments cost what 12 cost.

With x = ln q, let E(x) and L(x) be the sums of the flows of one sign and of the other. When the
signs change once, ln E − ln L is nearly a straight line, its slope is the distance between the mean
times of the two, and there is one root. When they change more often, pick a time u between two
flows of opposite sign: the derivative of q^u · f has one change fewer, and its roots separate those
of f (the rule of signs of Descartes, which holds for any times).
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, TypeAlias

from creditrules.rates.fixed import Run, fixed, newton_step, polished, power_rate, value_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from fractions import Fraction

_Term: TypeAlias = tuple[float, int, float]
"""Time of the first flow, how many follow each other, and the logarithm of the amount's size."""
_NEAR = 1e-6
"""Where the float search stops: the Newton step from here lands within the square of it."""
_FLAT = 1e-5
_STEEP = 700.0
_NOISE = 1e-13
_TOUCHING = 80
"""A value below 2^−80 of its parts is zero: there the curve touches the axis without crossing."""
_FLAT_BITS = 24
"""A slope below 2^−24 of its parts is zero likewise: the root is of a higher order."""


def sign_changes(runs: Sequence[Run]) -> int:
    """Count how often the flows change sign."""
    return sum((one[2] > 0) != (two[2] > 0) for one, two in pairwise(runs))


def only_one_positive(runs: Sequence[Run]) -> bool:
    """Tell whether the cumulative flow changes sign once: then exactly one rate is above zero."""
    total, changes, last = 0, 0, runs[0][2]
    for _, count, amount in runs:
        total += count * amount
        if total and (total > 0) != (last > 0):
            changes, last = changes + 1, total
    return changes == 1 and total != 0


def positive_rate(runs: Sequence[Run], exponent: Fraction) -> float:
    """Return the one rate above zero of flows that are `only_one_positive`."""
    bits = _bits(runs, exponent)
    sign = _exact_sign(runs, bits)
    above = 1 if runs[0][2] > 0 else -1
    reach = _outward(0.0, 1 / _span(runs), sign, above)
    return power_rate(_root(runs, (0.0, reach, above), bits), bits, exponent)


def single_rate(runs: Sequence[Run], exponent: Fraction) -> float:
    """Return the one rate of flows that change sign once."""
    bits = _bits(runs, exponent)
    x, low, high = _one_change(*_sides(_terms(runs)))
    bracket = (fixed(low, bits), fixed(high, bits))
    root = polished(runs, fixed(x, bits), bracket, rising=runs[0][2] > 0, bits=bits)
    return power_rate(root, bits, exponent)


def every_rate(runs: Sequence[Run], exponent: Fraction) -> tuple[float, ...]:
    """Return every rate above −1 of flows that change sign more than once, in ascending order."""
    bits = _bits(runs, exponent)
    flows = [(step + n, amount) for step, count, amount in runs for n in range(count)]
    ends = (_sign(flows[-1][1]), _sign(flows[0][1]))
    touching, brackets = _isolated(_separators(flows), _exact_sign(runs, bits), ends, 1 / _span(runs))
    roots = [_root(runs, bracket, bits) for bracket in brackets]
    roots += [_touched(flows, fixed(x, bits), bits) for x in touching]
    return tuple(power_rate(root, bits, exponent) for root in sorted(roots))


def _touched(flows: Sequence[tuple[int, int]], q: int, bits: int) -> int:
    """Sharpen a root where f may give no step: f or its first derivative that is not flat there."""
    while True:
        runs = [(step, 1, amount) for step, amount in flows]
        _, moment, size = value_at(runs, q, bits)
        if abs(moment) << _FLAT_BITS > size:
            return q + newton_step(runs, q, bits)
        split = _split(flows)
        flows = [(step, amount * (split - 2 * step)) for step, amount in flows]


def _bits(runs: Sequence[Run], exponent: Fraction) -> int:
    """Choose how many bits keep every digit of the answer: the range of the flows twice, and 128."""
    largest = max(abs(amount) for _, _, amount in runs)
    span = _span(runs)
    return 128 + 2 * (largest.bit_length() + span.bit_length()) + int(exponent).bit_length()


def _span(runs: Sequence[Run]) -> int:
    return runs[-1][0] + runs[-1][1] - 1


def _terms(runs: Sequence[Run]) -> list[tuple[_Term, int]]:
    return [((float(step), count, math.log(abs(amount))), amount) for step, count, amount in runs]


def _sides(terms: Sequence[tuple[_Term, float]]) -> tuple[list[_Term], list[_Term]]:
    """Part the flows by sign: first those with the sign of the first flow, then the others."""
    plus = terms[0][1] > 0
    return (
        [term for term, amount in terms if (amount > 0) is plus],
        [term for term, amount in terms if (amount > 0) is not plus],
    )


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


def _root(runs: Sequence[Run], bracket: tuple[float, float, int], bits: int) -> int:
    """Return the root between two points; the third number is the sign of f at the upper one."""
    low, high, above = bracket
    early, late = _sides(_terms(runs))
    if (runs[0][2] > 0) is not (above > 0):
        early, late = late, early
    x = _crossing(early, late, (low + high) / 2, (low, high))
    ends = (fixed(low, bits), fixed(high, bits))
    return polished(runs, fixed(x, bits), ends, rising=above > 0, bits=bits)


def _exact_sign(runs: Sequence[Run], bits: int) -> Callable[[float], int]:
    def sign(x: float) -> int:
        value, _, size = value_at(runs, fixed(x, bits), bits)
        return 0 if abs(value) << _TOUCHING <= size else _sign(value)

    return sign


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _split(flows: Sequence[tuple[int, int]]) -> int:
    """Return twice the middle between the first two neighbours of opposite sign."""
    return next(s + t for (s, a), (t, b) in pairwise(flows) if (a > 0) is not (b > 0))


def _separators(flows: Sequence[tuple[int, int]]) -> list[float]:
    """Return points between which f has at most one root: the roots of its derivative, found alike.

    The derivative at a split u has the amounts times u − t; the logarithms keep their sizes, so that
    hundreds of such factors neither overflow nor vanish.
    """
    steps = [step for step, _ in flows]
    signs = [_sign(amount) for _, amount in flows]
    logs = [math.log(abs(amount)) for _, amount in flows]
    splits = []
    while sum(one != two for one, two in pairwise(signs)) > 1:
        split = _split(list(zip(steps, signs, strict=True)))
        splits.append(split)
        signs = _flipped(steps, signs, split)
        logs = [log + math.log(abs(split / 2 - t)) for t, log in zip(steps, logs, strict=True)]
    points = [_one_change(*_level(steps, signs, logs))[0]]
    for split in reversed(splits[1:]):
        signs = _flipped(steps, signs, split)
        logs = [log - math.log(abs(split / 2 - t)) for t, log in zip(steps, logs, strict=True)]
        ends = (signs[-1], signs[0])
        points = _level_roots(_level(steps, signs, logs), points, ends, 1 / (steps[-1] - steps[0]))
    return points


def _flipped(steps: Sequence[int], signs: Sequence[int], split: int) -> list[int]:
    return [sign if 2 * step < split else -sign for step, sign in zip(steps, signs, strict=True)]


def _level(steps: Sequence[int], signs: Sequence[int], logs: Sequence[float]) -> tuple[list[_Term], list[_Term]]:
    terms = zip(steps, signs, logs, strict=True)
    return _sides([((float(step), 1, log), sign) for step, sign, log in terms])


def _level_roots(
    sides: tuple[list[_Term], list[_Term]],
    points: Sequence[float],
    ends: tuple[int, int],
    reach: float,
) -> list[float]:
    early, late = sides
    first = ends[1]

    def sign(x: float) -> int:
        height = _height(early, late, x)[0]
        return 0 if abs(height) < _NOISE else first * _sign(height)

    roots, brackets = _isolated(points, sign, ends, reach)
    for low, high, above in brackets:
        one, two = (early, late) if above == first else (late, early)
        roots.append(_crossing(one, two, (low + high) / 2, (low, high)))
    return sorted(roots)


def _isolated(
    points: Sequence[float], sign: Callable[[float], int], ends: tuple[int, int], reach: float
) -> tuple[list[float], list[tuple[float, float, int]]]:
    """Return the points that are roots, and (low, high, sign at high) around every other root.

    ``ends`` are the signs far to the left, where the last flow decides, and far to the right, where
    the first one does.
    """
    points = points or [0.0]
    left = _outward(points[0], -reach, sign, ends[0])
    right = _outward(points[-1], reach, sign, ends[1])
    marks = [(x, sign(x)) for x in (left, *points, right)]
    touching = [x for x, mark in marks if mark == 0]
    brackets = [(low, high, two) for (low, one), (high, two) in pairwise(marks) if one * two < 0]
    return touching, brackets


def _outward(x: float, step: float, sign: Callable[[float], int], wanted: int) -> float:
    """Walk away from a point in growing steps, until the sign is the one that holds far out."""
    while sign(x + step) != wanted:
        step *= 2
    return x + step
