"""The same equation in floats, where floats can vouch for the answer: ordinary loans, which most are.

As in `solver`, Newton steps on ln E − ln L, here on the sums themselves. Every part of a sum is off by a few units of
rounding u, and the sum of the parts is exact, so that the root is off by at most what `_PARTS` and the size of the
exponents allow over the slope. Where that is more than a fraction of u, or where a sum could overflow, the answer is
None and the integers of `solver` and `fixed` must find it.
"""

from __future__ import annotations

from math import exp, expm1, fsum, inf, log
from operator import mul
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from creditrules.rates.fixed import Run

_EXACT = 2**53
"""Up to here a float holds every whole number."""
_U = 2.0**-53
_PARTS = 10
"""Units of rounding in a part of either sum: the exponential, the geometric sum, the products."""
_VOUCHED = 2.5e-16
_LEAST, _MOST = 1e-12, 1.0
"""Nearer to zero the sign would not be sure; farther out the exponential magnifies what is left."""
_FAR = 500.0
_DONE = 1e-9
"""A Newton step so small ends within its square."""


class _Side:
    """The flows of one sign: single ones by time, and runs of equal ones."""

    __slots__ = ("amounts", "runs", "times")

    def __init__(self, runs: Sequence[Run]) -> None:
        self.times = [time for time, count, _ in runs if count == 1]
        self.amounts = [abs(amount) for _, count, amount in runs if count == 1]
        self.runs = [(time, count, abs(amount)) for time, count, amount in runs if count > 1]

    def undiscounted(self) -> tuple[int, float]:
        """Return the plain sum and its mean time."""
        total = sum(self.amounts)
        moment = sum(map(mul, self.times, self.amounts))
        for time, count, amount in self.runs:
            total += count * amount
            moment += (time + (count - 1) / 2) * count * amount
        return total, moment / total

    def discounted(self, x: float) -> tuple[float, float]:
        """Return the sum discounted at x > 0, and its mean time."""
        parts = [amount * exp(-time * x) for time, amount in zip(self.times, self.amounts, strict=True)]
        moment = sum(map(mul, self.times, parts))
        for time, count, amount in self.runs:
            shrink, grow = expm1(-x), expm1(-count * x)
            part = amount * exp(-time * x) * (grow / shrink)
            parts.append(part)
            # 1 / (e^y - 1) is 1 / (e^-y * (1 - e^-y)) by the same two numbers.
            moment += part * (time - (1 + shrink) / shrink + count * (1 + grow) / grow)
        total = fsum(parts)
        return total, moment / total


def quick_rate(runs: Sequence[Run]) -> float | None:
    """Return the one rate per step of flows that change sign once, or None where floats cannot vouch for it."""
    if max([abs(amount) for _, _, amount in runs]) > _EXACT:
        return None
    plus = runs[0][2] > 0
    split = 1
    while (runs[split][2] > 0) is plus:
        split += 1
    early, late = _Side(runs[:split]), _Side(runs[split:])
    (lent, before), (paid, after) = early.undiscounted(), late.undiscounted()
    if lent == paid:
        return 0.0
    span = runs[-1][0] + runs[-1][1] - 1
    x = log(paid / lent) / (after - before)
    most, step, last = min(_MOST, _FAR / span), inf, inf
    # A step that is not at most half of the one before it is no way to converge: that is for the integers too.
    while _LEAST < x < most and abs(step) <= last / 2:
        last = abs(step)
        if before:
            lent_now, before = early.discounted(x)
        else:
            lent_now = lent  # received on the first day
        paid_now, after = late.discounted(x)
        slope = after - before
        step = log(paid_now / lent_now) / slope
        x += step
        if abs(step) < _DONE:
            return expm1(x) if (_PARTS + 2 * span * x) * _U < _VOUCHED * slope else None
    return None
