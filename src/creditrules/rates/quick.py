"""The same equation in floats, where floats can find its root: ordinary loans, which most are.

As in `solver`, Newton steps on ln E − ln L, here on the sums themselves. Every part of a sum is off by a few units of
rounding u, and the sum of the parts is exact, so that the root is off by at most what `_PARTS` and the size of the
exponents allow over the slope. Where that is a fraction of u the root is vouched for. Elsewhere it is a start from
which one step in the integers of `fixed` gives the last digit.
"""

from __future__ import annotations

from math import exp, expm1, fsum, inf, log, sqrt
from operator import mul
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from creditrules.rates.fixed import Run

_Side: TypeAlias = tuple[list[int], list[int], "list[Run]"]
"""The flows of one sign: times and amounts of single ones, and runs of equal ones."""
_EXACT = 2**53
"""Up to here a float holds every whole number."""
_U = 2.0**-53
_PARTS = 10
"""Units of rounding in a part of either sum: the exponential, the geometric sum, the products."""
_VOUCHED = 2.5e-16
_LEAST, _MOST = 1e-12, 1.0
"""Nearer to zero the sign would not be sure; farther out the exponential magnifies what is left."""
_FAR = 500.0
_DONE = 1e-16
"""What a last Newton step may leave of the logarithm of the growth of a period."""


class Root(NamedTuple):
    """The logarithm of a growth factor, and whether its power is exact to the last digits of a float."""

    x: float
    vouched: bool


def quick_root(runs: Sequence[Run], exponent: float = 1.0) -> Root | None:
    """Return the one root of flows that change sign once, or None where floats might not find it.

    ``exponent`` steps make the period of the rate that is vouched for: days a year for a rate by dates.
    """
    early, late = _sides(runs)
    (lent, before, one), (paid, after, two) = _undiscounted(early), _undiscounted(late)
    if max(lent, paid) > _EXACT:
        return None
    if lent == paid:
        return Root(0.0, vouched=True)
    # To the second order in x the equation is line = x − bend · x².
    line, bend = log(paid / lent) / (after - before), (two - one) / (after - before) / 2
    x = 2 * line / (1 + sqrt(max(0.0, 1 - 4 * bend * line)))
    span = runs[-1][0] + runs[-1][1] - 1
    # Newton leaves step² times half the curvature over the slope; the times of a side vary by span²/4 at most.
    bound = exponent * span * span / 8
    most, step, last = min(_MOST, _FAR / span), inf, inf
    # A step that is not at most half of the one before it is no way to converge: that is for the integers.
    while _LEAST < x < most and abs(step) <= last / 2:
        last = abs(step)
        if before:
            lent, before = _discounted(early, x)
        paid, after = _discounted(late, x)
        slope = after - before
        step = log(paid / lent) / slope
        x += step
        left = bound * step * step / slope
        if left < _DONE:
            power = exponent * x
            # The root is off by so many units of rounding over the slope, and two more come in with the product.
            units = exponent * (_PARTS + 2 * span * x) / slope + 2 * power
            return Root(x, vouched=power < _MOST and units * _U + left < _VOUCHED)
    return None


def _sides(runs: Sequence[Run]) -> tuple[_Side, _Side]:
    plus = runs[0][2] > 0
    early: _Side = [], [], []
    late: _Side = [], [], []
    for time, count, amount in runs:
        times, amounts, level = early if (amount > 0) is plus else late
        if count == 1:
            times.append(time)
            amounts.append(abs(amount))
        else:
            level.append((time, count, abs(amount)))
    return early, late


def _undiscounted(side: _Side) -> tuple[float, float, float]:
    """Return the plain sum, and the mean and variance of its times."""
    times, amounts, level = side
    total: float = sum(amounts)
    moments = list(map(mul, times, amounts))
    first: float = sum(moments)
    second: float = sum(map(mul, times, moments))
    for time, count, amount in level:
        flows, middle = count * amount, time + (count - 1) / 2
        total += flows
        first += flows * middle
        second += flows * (middle * middle + (count * count - 1) / 12)
    mean = first / total
    return total, mean, second / total - mean * mean


def _discounted(side: _Side, x: float) -> tuple[float, float]:
    """Return the sum discounted at x > 0, and the mean of its times."""
    times, amounts, level = side
    parts = [amount * exp(-time * x) for time, amount in zip(times, amounts, strict=True)]
    moment = sum(map(mul, times, parts))
    if level:
        shrink = expm1(-x)
        for time, count, amount in level:
            grow = expm1(-count * x)
            part = amount * exp(-time * x) * (grow / shrink)
            parts.append(part)
            # 1 / (e^y − 1) is (1 + shrink) / −shrink by the same numbers.
            moment += part * (time - (1 + shrink) / shrink + count * (1 + grow) / grow)
    total = fsum(parts)
    return total, moment / total
