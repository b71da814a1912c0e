"""Annual rates: what a year costs, nominal and effective, and the functions that find it."""

from __future__ import annotations

import math
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from creditrules.errors import InputError, InputTypeError, NoRateError, shown
from creditrules.money import Number, decimal, exact
from creditrules.money import rate as rate_of
from creditrules.periods import DayCount
from creditrules.rates.cashflows import dated, level_runs, rate_of_times, rates_of_runs, timed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.rates.cashflows import CashFlow, YearsBetween

_MOST = 366
_LARGEST = 709.0
_PLAIN = 10**6
_ONE = Fraction(1)


class Origin(Enum):
    """Where an annual rate comes from, which decides how exactly it may be compared."""

    AGREED = "agreed in the contract"
    PERIODIC = "derived from instalments one period apart"
    DATED = "derived from dates"


def per_year(value: Number | Fraction) -> Fraction:
    """Read how many periods a year holds, such as 12 or ``Fraction(365, 7)``."""
    if isinstance(value, Fraction):
        number = value
    else:
        number = Fraction(value) if type(value) is int else exact(value, argument="periods_per_year")
    # In whole numbers: comparing two Fractions costs more than the rest of this function.
    if not 0 < number.numerator <= _MOST * number.denominator:
        raise InputError(
            "periods_per_year must be above 0 and at most %(most)s, got %(value)s",
            most=_MOST,
            value=shown(value),
        )
    return number


def _per_year_or_none(value: Number | Fraction | None) -> Fraction | None:
    return None if value is None else per_year(value)


@frozen
class AnnualRate:
    """A rate a year (年化利率), in the two ways in which China states it.

    ``per_period`` is the rate of one period, a fraction of one: a Fraction when AGREED, else a float.
    ``periods_per_year`` is how many periods a year holds (12 for months, 365/7 for weeks), or None
    for a rate by dates, whose period is then the year. ``origin`` says where the rate comes from.

    Source: PBOC Announcement 〔2021〕3, item 4 and annex.

    Raises:
        InputError: a rate of −1 or less, one that is not finite, or a period that is missing.

    >>> AnnualRate.agreed("24%")
    AnnualRate(nominal 24.00%, effective 26.82%, 12 periods a year, agreed in the contract)

    """

    per_period: Fraction | float
    periods_per_year: Fraction | None = field(converter=_per_year_or_none)
    origin: Origin

    def __attrs_post_init__(self) -> None:
        """Refuse a rate that is none, and an exact origin with an inexact rate."""
        if not isinstance(self.origin, Origin):
            raise InputTypeError(
                "%(argument)s must be an Origin, got %(type)s",
                argument="origin",
                type=type(self.origin).__name__,
            )
        kind = Fraction if self.origin is Origin.AGREED else float
        if type(self.per_period) is not kind:
            raise InputTypeError(
                "%(argument)s must be a %(kind)s when it is %(origin)s, got %(type)s",
                argument="per_period",
                kind=kind.__name__,
                origin=self.origin,
                type=type(self.per_period).__name__,
            )
        if not -1 < self.per_period < math.inf:
            raise InputError(
                "%(argument)s must be finite and above -1, got %(value)s",
                argument="per_period",
                value=shown(self.per_period),
            )
        if self.periods_per_year is None and self.origin is not Origin.DATED:
            raise InputError("periods_per_year is required when the rate is %(origin)s", origin=self.origin)

    @classmethod
    def agreed(cls, rate: Number, *, periods_per_year: Number | Fraction = 12) -> AnnualRate:
        """Return the rate of a contract, exactly: a nominal rate a year, charged in equal parts.

        Args:
            rate: a fraction of one, or text such as ``"23.99%"``.
            periods_per_year: how many times a year interest is charged.

        Raises:
            InputError: as `creditrules.money.rate`; periods that are not above 0 and at most 366.

        """
        periods = per_year(periods_per_year)
        return cls(rate_of(rate, argument="rate") / periods, periods, Origin.AGREED)

    @property
    def nominal(self) -> Fraction | float:
        """The rate of a period times the periods of a year (单利). A Fraction when AGREED.

        Raises:
            InputError: a rate by dates has none until ``periods_per_year`` is said.

        """
        if self.periods_per_year is None:
            raise InputError(
                "a rate by dates has no nominal figure: give periods_per_year to the function that found it"
            )
        if isinstance(self.per_period, Fraction):
            return self.per_period * self.periods_per_year
        return self.per_period * float(self.periods_per_year)

    @property
    def effective(self) -> Fraction | float:
        """(1 + the rate of a period)^(periods of a year) − 1 (复利). A Fraction when AGREED for whole periods.

        Raises:
            NoRateError: it is above 10^307, and no float holds it.

        """
        periods = self.periods_per_year
        if periods is None:
            return self.per_period
        if isinstance(self.per_period, Fraction) and periods.denominator == 1:
            return (1 + self.per_period) ** periods.numerator - 1
        return compounded(float(self.per_period), float(periods))

    def __repr__(self) -> str:
        """Show both figures as per cent, and what they rest on."""
        figures = f"effective {_effective_percent(self)}"
        if self.periods_per_year is not None:
            nominal = _percent(self.nominal)
            figures = f"nominal {nominal}, {figures}, {self.periods_per_year} periods a year"
        return f"AnnualRate({figures}, {self.origin.value})"


def _percent(rate: Fraction | float) -> str:
    if rate < _PLAIN:
        return f"{decimal(Fraction(rate) * 100, 2):,}%"
    return f"{float(rate) * 100:.4g}%"


def _effective_percent(rate: AnnualRate) -> str:
    try:
        return _percent(rate.effective)
    except NoRateError:
        return "above 10^309%"


def printable(rate: AnnualRate) -> Fraction:
    """Return the effective rate for a sentence; one that no float holds becomes a figure that prints as enormous."""
    try:
        return Fraction(rate.effective)
    except NoRateError:
        return Fraction(_PLAIN)


def compounded(per_period: float, periods: float) -> float:
    """Return (1 + the rate of a period)^periods − 1."""
    log = periods * math.log1p(per_period)
    if log > _LARGEST:
        raise NoRateError("the effective rate a year is above 10^307, and no float holds it")
    return math.expm1(log)


def irr(amounts: Iterable[Number], *, periods_per_year: Number | Fraction) -> AnnualRate:
    """Return the annual rate of amounts one period apart (内部收益率).

    The rate per period r solves Σ amount · (1+r)^(−k) = 0, to within 4e-16 of 1 + r (below zero: to
    the nearest float). It does not matter which side is positive.

    Args:
        amounts: the first at once, each later one a period after the one before; 0 where nothing moves.
        periods_per_year: 12 for months, ``Fraction(365, 7)`` for weeks.

    Raises:
        InputError: an amount that is not exact (a float), or none at all.
        NoRateError: all amounts are zero or have one sign, or no rate solves them.
        AmbiguousRateError: several rates do, and the cumulative flow does not single one out.

    >>> irr(["8000", *["-803.70"] * 12], periods_per_year=12)
    AnnualRate(nominal 36.00%, effective 42.58%, 12 periods a year, derived from instalments one period apart)

    """
    (rate,) = rates_of_runs(level_runs(amounts), _ONE)
    return AnnualRate(rate, periods_per_year, Origin.PERIODIC)


def irr_all(amounts: Iterable[Number], *, periods_per_year: Number | Fraction) -> tuple[AnnualRate, ...]:
    """Return every rate above −100 % that solves amounts one period apart, the lowest first.

    Args:
        amounts: as for `irr`.
        periods_per_year: as for `irr`.

    Raises:
        InputError: as `irr`.
        NoRateError: none does.

    >>> [found.per_period for found in irr_all(["100", "-230", "132"], periods_per_year=1)]
    [0.1, 0.2]

    """
    periods = per_year(periods_per_year)
    found = rates_of_runs(level_runs(amounts), _ONE, every=True)
    return tuple(AnnualRate(rate, periods, Origin.PERIODIC) for rate in found)


def xirr(
    flows: Iterable[CashFlow],
    *,
    day_count: YearsBetween = DayCount.ACT_365,
    periods_per_year: Number | Fraction | None = None,
) -> AnnualRate:
    """Return the annual rate of dated flows; flows of one day are netted, and any order will do.

    Args:
        flows: what was received and paid, with its days.
        day_count: how days become parts of a year, or a function ``(start, end) -> Fraction``.
        periods_per_year: how many periods a year the nominal figure counts; without it there is none.

    Raises:
        InputError: no flow, or a period that ``day_count`` refuses.
        NoRateError: as `irr`; all flows on one day; a rate that no float holds.
        AmbiguousRateError: as `irr`.

    >>> from datetime import date
    >>> from creditrules.rates import CashFlow
    >>> lent, due = CashFlow(date(2026, 1, 12), "700"), CashFlow(date(2026, 1, 19), "-1000")
    >>> xirr([lent, due])
    AnnualRate(effective 1.194e+10%, derived from dates)

    """
    periods = _per_year_or_none(periods_per_year)
    return AnnualRate(rate_of_times(dated(flows, day_count), periods or _ONE), periods, Origin.DATED)


def irr_at(times: Iterable[Number | Fraction], amounts: Iterable[Number]) -> AnnualRate:
    """Return the annual rate of amounts at times in years: the equation under `irr` and `xirr`.

    Args:
        times: years from any day on, exact; a third of a year is ``Fraction(1, 3)``.
        amounts: one for each time.

    Raises:
        InputError: lists of unequal length; a time or an amount that is not exact.
        NoRateError: as `xirr`.
        AmbiguousRateError: as `irr`.

    >>> irr_at([0, 2], ["100000", "-110000"])
    AnnualRate(effective 4.88%, derived from dates)

    """
    return AnnualRate(rate_of_times(timed(times, amounts), _ONE), None, Origin.DATED)
