"""From one way of stating a rate to another: nominal, effective, a day, a month, and the flat fees of instalment plans.

A rate a month is a twelfth of the annual one; a rate a day is a 360th by the central bank's rules for interest
(计结息规则, 银发〔2005〕129号), and a 365th with lenders who say so.
"""

from __future__ import annotations

import math
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from creditrules.errors import InputError, InputTypeError, shown
from creditrules.money import decimal
from creditrules.money import rate as rate_of
from creditrules.periods import DAYS_A_YEAR, MONTHS_A_YEAR, whole
from creditrules.rates.annual import AnnualRate, Origin, compounded, per_year
from creditrules.rates.cashflows import in_whole, rates_of_runs

if TYPE_CHECKING:
    from decimal import Decimal

    from creditrules.money import Number
    from creditrules.periods import DayCount

_PLACES = 18
"""A fee with so many places has every digit that a float of its annual rate has."""


def days_of(day_count: DayCount | None) -> int:
    """Return the days of a lender's year, 365 or 360."""
    if day_count not in DAYS_A_YEAR:
        raise InputError(
            "day_count must be ACT_365 or ACT_360 for a rate a day, since lenders use both; got %(value)s",
            value=shown(day_count),
        )
    return DAYS_A_YEAR[day_count]


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


def monthly_from_nominal(nominal: Number) -> Fraction:
    """Return the rate a month (月利率) of a nominal one a year (年利率), exactly: a twelfth.

    Args:
        nominal: a fraction of one, or text such as ``"18%"``.

    Raises:
        InputError: as `AnnualRate.agreed`.

    >>> monthly_from_nominal("18%") == Fraction("0.015")
    True

    """
    return rate_of(nominal, argument="nominal") / MONTHS_A_YEAR


def nominal_from_monthly(monthly: Number) -> Fraction:
    """Return the nominal rate a year (年利率, 单利) of one a month (月利率), exactly: twelve times.

    Args:
        monthly: a fraction of one, or text such as ``"1.5%"``.

    Raises:
        InputError: as `AnnualRate.agreed`.

    >>> nominal_from_monthly("1.5%") == Fraction("0.18")
    True

    """
    return rate_of(monthly, argument="monthly") * MONTHS_A_YEAR


def daily_from_nominal(nominal: Number, *, day_count: DayCount) -> Fraction:
    """Return the rate a day (日利率) of a nominal one a year (年利率), exactly.

    Args:
        nominal: a fraction of one, or text such as ``"18%"``.
        day_count: ACT_360 or ACT_365, the days of the lender's year.

    Raises:
        InputError: as `AnnualRate.agreed`, or another ``day_count``.

    >>> from creditrules.periods import DayCount
    >>> daily_from_nominal("18%", day_count=DayCount.ACT_360) == Fraction("0.0005")
    True

    """
    return rate_of(nominal, argument="nominal") / days_of(day_count)


def nominal_from_daily(daily: Number, *, day_count: DayCount) -> Fraction:
    """Return the nominal rate a year (年利率, 单利) of one a day (日利率), exactly.

    Args:
        daily: a fraction of one, or text such as ``"0.05%"``.
        day_count: ACT_360 or ACT_365, the days of the lender's year.

    Raises:
        InputError: as `AnnualRate.agreed`, or another ``day_count``.

    >>> from creditrules.periods import DayCount
    >>> nominal_from_daily("0.05%", day_count=DayCount.ACT_365) == Fraction("0.1825")
    True

    """
    return rate_of(daily, argument="daily") * days_of(day_count)


class Collected(Enum):
    """When the fees or flat interest of an instalment plan are collected (收取方式)."""

    EVERY = "in equal parts with every instalment"
    FIRST = "all with the first instalment"
    UPFRONT = "all deducted from what is received"


def collection(value: Collected) -> Collected:
    """Check that an argument says when fees are collected."""
    if not isinstance(value, Collected):
        raise InputTypeError(
            "%(argument)s must be a Collected, got %(type)s",
            argument="collected",
            type=type(value).__name__,
        )
    return value


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
    return flat_plan(
        rate_of(fee_per_instalment, argument="fee_per_instalment"),
        whole(instalments, argument="instalments"),
        collection(collected),
        per_year(periods_per_year),
    )


def flat_plan(fee: Fraction, count: int, collected: Collected, periods: Fraction) -> AnnualRate:
    """Return the annual rate of a plan as `flat_rate` does, from values already read."""
    part = Fraction(-1, count)
    if collected is Collected.UPFRONT:
        runs = [(0, 1, 1 - fee * count), (1, count, part)]
    elif collected is Collected.FIRST and count > 1:
        runs = [(0, 1, Fraction(1)), (1, 1, part - fee * count), (2, count - 1, part)]
    else:
        runs = [(0, 1, Fraction(1)), (1, count, part - fee)]
    (rate,) = rates_of_runs(in_whole(runs), Fraction(1))
    return AnnualRate(rate, periods, Origin.PERIODIC)


def fee_for(
    annual: Number,
    *,
    instalments: int,
    collected: Collected = Collected.EVERY,
    periods_per_year: Number | Fraction = 12,
) -> Decimal:
    """Return the fee of one instalment that makes a nominal annual rate (反算每期手续费率): what `flat_rate` undoes.

    A share of the original principal, rounded half up to 18 places, as `flat_rate` takes it.

    Args:
        annual: the nominal rate (单利) to reach, a fraction of one, or text such as ``"24%"``.
        instalments: how many equal parts repay the principal, 1 to 1,200.
        collected: when the fees of all instalments are collected.
        periods_per_year: 12 for monthly instalments.

    Raises:
        InputError: a count or rate outside its bounds.

    >>> print(f"{fee_for('24%', instalments=12):.4%}")
    1.1226%

    """
    count = whole(instalments, argument="instalments")
    step = rate_of(annual, argument="annual") / per_year(periods_per_year)
    # What one yuan with every instalment is worth on the first day.
    level = (1 - (1 + step) ** -count) / step if step else Fraction(count)
    if collection(collected) is Collected.EVERY:
        fee = 1 / level - Fraction(1, count)
    else:
        missing = (1 - level / count) / count
        fee = missing if collected is Collected.UPFRONT else missing * (1 + step)
    return decimal(fee, _PLACES)
