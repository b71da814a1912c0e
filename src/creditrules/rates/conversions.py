"""From one way of stating a rate to another: nominal, effective, and the flat fees of instalment plans."""

from __future__ import annotations

import math
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from creditrules.errors import InputTypeError
from creditrules.money import rate as rate_of
from creditrules.periods import whole
from creditrules.rates.annual import AnnualRate, Origin, compounded, per_year
from creditrules.rates.cashflows import in_whole, rates_of_runs

if TYPE_CHECKING:
    from creditrules.money import Number


def effective_from_nominal(nominal: Number, *, periods_per_year: Number | Fraction) -> float:
    """Return the effective rate (复利) of a nominal one (单利): (1 + nominal/n)^n − 1, a fraction of one.

    Args:
        nominal: a fraction of one, or text such as ``"18.25%"``.
        periods_per_year: how many times a year it compounds.

    Raises:
        InputError: as `AnnualRate.agreed`.

    >>> round(effective_from_nominal("18.25%", periods_per_year=12), 4)
    0.1986

    """
    periods = per_year(periods_per_year)
    return compounded(float(rate_of(nominal, argument="nominal") / periods), float(periods))


def nominal_from_effective(effective: Number, *, periods_per_year: Number | Fraction) -> float:
    """Return the nominal rate (单利) of an effective one (复利): n · ((1 + effective)^(1/n) − 1).

    Args:
        effective: a fraction of one, or text such as ``"19.86%"``.
        periods_per_year: how many times a year it compounds.

    Raises:
        InputError: as `AnnualRate.agreed`.

    >>> round(nominal_from_effective("26.82%", periods_per_year=12), 4)
    0.24

    """
    periods = per_year(periods_per_year)
    log = math.log1p(float(rate_of(effective, argument="effective")))
    return float(periods) * math.expm1(log / float(periods))


class Collected(Enum):
    """When the fees or flat interest of an instalment plan are collected (收取方式)."""

    EVERY = "in equal parts with every instalment"
    FIRST = "all with the first instalment"
    UPFRONT = "all deducted from what is received"


def flat_rate(
    fee_per_instalment: Number,
    *,
    instalments: int,
    collected: Collected = Collected.EVERY,
    periods_per_year: Number | Fraction = 12,
) -> AnnualRate:
    """Return the annual rate of an instalment plan whose fee is a share of the original principal (等本等息).

    Args:
        fee_per_instalment: the fee of one instalment over the whole principal, such as ``"0.60%"``.
        instalments: how many equal parts repay the principal, 1 to 1,200.
        collected: when the fees of all instalments are collected.
        periods_per_year: 12 for monthly instalments.

    Raises:
        InputError: a count or rate outside its bounds.
        NoRateError: the fees deducted leave nothing.

    >>> flat_rate("0.60%", instalments=12).nominal > 2 * 0.06
    True

    """
    count = whole(instalments, argument="instalments")
    fee = rate_of(fee_per_instalment, argument="fee_per_instalment")
    if not isinstance(collected, Collected):
        raise InputTypeError(
            "%(argument)s must be a Collected, got %(type)s",
            argument="collected",
            type=type(collected).__name__,
        )
    if collected is Collected.UPFRONT:
        runs = [(0, 1, 1 - fee * count), (1, count, Fraction(-1, count))]
    elif collected is Collected.FIRST and count > 1:
        part = Fraction(-1, count)
        runs = [(0, 1, Fraction(1)), (1, 1, part - fee * count), (2, count - 1, part)]
    else:
        runs = [(0, 1, Fraction(1)), (1, count, Fraction(-1, count) - fee)]
    (rate,) = rates_of_runs(in_whole(runs), Fraction(1))
    return AnnualRate(rate, per_year(periods_per_year), Origin.PERIODIC)
