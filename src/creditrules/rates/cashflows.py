"""What is received and paid, and the equation that it makes.

Amounts come in exactly. Equal amounts in a row are put together before anything is converted, so that
a level loan costs the same at 12 and at 360 instalments.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from itertools import accumulate, groupby
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from attrs import field, frozen

from creditrules.errors import AmbiguousRateError, InputError, InputTypeError, NoRateError, shown
from creditrules.money import Number, exact, given, ratio
from creditrules.periods import DayCount, calendar_day
from creditrules.rates.quick import quick_rate
from creditrules.rates.solver import (
    every_rate,
    only_one_positive,
    positive_rate,
    sign_changes,
    single_rate,
)

if TYPE_CHECKING:
    from creditrules.rates.fixed import Run

T = TypeVar("T")
YearsBetween: TypeAlias = DayCount | Callable[[date, date], Fraction]
"""A day count, or a function of the caller's that gives the part of a year from one day to another."""

_DOOR = {str, int, Decimal}
_FINEST = 10**30


def _on(value: date) -> date:
    return calendar_day(value, argument="on")


def _amount(value: Number) -> Decimal:
    return given(value)


@frozen
class CashFlow:
    """An amount on a day (现金流): above zero received by the borrower, below zero paid.

    Raises:
        InputError: the amount is not exact, or the day is no plain date.

    >>> from datetime import date
    >>> CashFlow(date(2026, 1, 12), "2100").amount
    Decimal('2100')

    """

    on: date = field(converter=_on)
    amount: Decimal = field(converter=_amount)


def _listed(values: Iterable[T], argument: str) -> list[T]:
    if isinstance(values, str) or not isinstance(values, Iterable):
        raise InputTypeError("%(argument)s must be a list, got %(type)s", argument=argument, type=type(values).__name__)
    found = list(values)
    if not found:
        raise InputError("%(argument)s must hold at least one cash flow, got none", argument=argument)
    return found


def level_runs(amounts: Iterable[Number]) -> list[Run]:
    """Read amounts one period apart as runs of equal ones, in a unit that leaves each a whole number."""
    groups = _grouped(_listed(amounts, "amounts"))
    starts = [0, *accumulate(count for _, count in groups)]
    try:
        ratios = [ratio(value) for value, _ in groups]
    except InputError:
        # Once more, with the name of each: to write a name for every amount costs as much as to read it.
        ratios = [ratio(value, argument=f"amounts[{n}]") for n, (value, _) in zip(starts, groups, strict=False)]
    unit = math.lcm(*{denominator for _, denominator in ratios})
    return [
        (start, count, numerator * (unit // denominator))
        for start, (_, count), (numerator, denominator) in zip(starts, groups, ratios, strict=False)
    ]


def _grouped(values: list[Number]) -> list[tuple[Number, int]]:
    """Count equal neighbours; but True equals 1, and a signalling NaN bears no comparison."""
    if set(map(type, values)) <= _DOOR:
        try:
            return [(value, len(list(group))) for value, group in groupby(values)]
        except InvalidOperation:
            pass
    return [(value, 1) for value in values]


def dated(flows: Iterable[CashFlow], day_count: YearsBetween) -> list[tuple[Fraction, Fraction]]:
    """Return (years from the first day, amount) of dated flows, in any order."""
    found = []
    for position, flow in enumerate(_listed(flows, "flows")):
        if not isinstance(flow, CashFlow):
            raise InputTypeError(
                "%(argument)s must be a CashFlow, got %(type)s",
                argument=f"flows[{position}]",
                type=type(flow).__name__,
            )
        found.append((flow.on, exact(flow.amount)))
    first = min(on for on, _ in found)
    years = _years_of(day_count)
    return [(years(first, on), amount) for on, amount in found]


def _years_of(day_count: YearsBetween) -> Callable[[date, date], Fraction]:
    if isinstance(day_count, DayCount):
        return day_count.years
    if not callable(day_count):
        raise InputTypeError(
            "%(argument)s must be a DayCount or a function, got %(type)s",
            argument="day_count",
            type=type(day_count).__name__,
        )

    def years(start: date, end: date) -> Fraction:
        part: object = day_count(start, end)
        if isinstance(part, bool) or not isinstance(part, int | Fraction) or part < 0:
            raise InputError(
                "day_count must give a Fraction of 0 or more, got %(value)s for %(start)s to %(end)s",
                value=shown(part),
                start=start,
                end=end,
            )
        return Fraction(part)

    return years


def read_time(value: Number | Fraction, position: int) -> Fraction:
    """Read a time in years, exactly; unlike an amount it may be a Fraction, such as a third."""
    return value if isinstance(value, Fraction) else exact(value, argument=f"times[{position}]")


def timed(times: Iterable[Number | Fraction], amounts: Iterable[Number]) -> list[tuple[Fraction, Fraction]]:
    """Return (years, amount) of flows at given times, in any order."""
    whens = _listed(times, "times")
    values = _listed(amounts, "amounts")
    if len(whens) != len(values):
        raise InputError(
            "times and amounts must be equally many, got %(times)s and %(amounts)s",
            times=len(whens),
            amounts=len(values),
        )
    return [
        (read_time(when, n), exact(value, argument=f"amounts[{n}]"))
        for n, (when, value) in enumerate(zip(whens, values, strict=True))
    ]


def rates_of_times(
    flows: Iterable[tuple[Fraction, Fraction]], periods_per_year: Fraction, *, every: bool = False
) -> tuple[float, ...]:
    """Return the rate per period, or every rate, of flows at times in years.

    Flows at one time are netted. The step of the equation is the largest that all times share.
    """
    net: dict[Fraction, Fraction] = {}
    for time, amount in flows:
        net[time] = net.get(time, Fraction(0)) + amount
    if len(net) == 1:
        raise NoRateError("no rate: all cash flows fall on one day")
    steps = math.lcm(*(time.denominator for time in net))
    if steps > _FINEST:
        raise InputError("times must share a denominator of at most 10^30, got %(value)s", value=shown(steps))
    first = min(net)
    runs = [(int((time - first) * steps), 1, net[time]) for time in sorted(net)]
    return rates_of_runs(in_whole(runs), steps / periods_per_year, every=every)


def rates_of_runs(runs: Sequence[Run], exponent: Fraction, *, every: bool = False) -> tuple[float, ...]:
    """Return the rate that solves the equation, or with ``every`` all of them; ``exponent`` steps a period.

    Raises:
        NoRateError: all flows are zero or have one sign, or no rate solves them.
        AmbiguousRateError: several do, and the cumulative flow does not single one out.

    """
    equation = _plain([run for run in runs if run[2]])
    if not equation:
        raise NoRateError("no rate: all cash flows are zero, so that every rate solves them")
    changes = sign_changes(equation)
    if not changes:
        raise NoRateError("no rate: all cash flows have one sign, so nothing is repaid")
    if changes == 1:
        near = quick_rate(equation) if exponent == 1 else None
        return (single_rate(equation, exponent) if near is None else near,)
    if not every and only_one_positive(equation):
        return (positive_rate(equation, exponent),)
    found = every_rate(equation, exponent)
    if not found:
        raise NoRateError("no rate: these cash flows change sign, but no rate above -1 solves them")
    if len(found) > 1 and not every:
        raise AmbiguousRateError(
            "%(count)s rates solve these cash flows equally well: irr_all lists them",
            found,
            count=len(found),
        )
    return found


def _plain(runs: list[Run]) -> list[Run]:
    """Write an equation in one way, so that it has one answer: from step 0, no common factor, equal runs joined."""
    factor = math.gcd(*(amount for _, _, amount in runs)) or 1
    found: list[Run] = []
    last = end = 0
    for step, count, amount in runs:
        if amount == last and step == end:
            found[-1] = (found[-1][0], found[-1][1] + count, found[-1][2])
        else:
            found.append((step - runs[0][0], count, amount // factor))
        last, end = amount, step + count
    return found


def in_whole(runs: Sequence[tuple[int, int, Fraction]]) -> list[Run]:
    """Write runs in the largest unit that leaves every amount a whole number."""
    unit = math.lcm(*(amount.denominator for _, _, amount in runs))
    return [(step, count, amount.numerator * (unit // amount.denominator)) for step, count, amount in runs]
