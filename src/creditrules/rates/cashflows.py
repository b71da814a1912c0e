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
from itertools import compress
from operator import eq, ne
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from attrs import field, frozen

from creditrules.errors import AmbiguousRateError, InputError, InputTypeError, NoRateError, shown
from creditrules.money import Number, exact, given, ratio, ratios
from creditrules.periods import DAYS_A_YEAR, DayCount, calendar_day
from creditrules.rates.quick import quick_root
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

"""The day counts whose years have one length."""
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
    values = _listed(amounts, "amounts")
    starts = _starts(values)
    try:
        found = ratios([values[start] for start in starts])
    except InputError:
        # Once more, with the name of each: to write a name for every amount costs as much as to read it.
        found = [ratio(values[start], argument=f"amounts[{start}]") for start in starts]
    ends = [*starts[1:], len(values)]
    return [(start, end - start, amount) for start, end, amount in zip(starts, ends, _in_one_unit(found), strict=True)]


def _starts(values: list[Number]) -> list[int]:
    """Return where runs of equal neighbours start; but True equals 1, and a signalling NaN bears no comparison."""
    if set(map(type, values)) <= _DOOR:
        try:
            return [0, *compress(range(1, len(values)), map(ne, values, values[1:]))]
        except InvalidOperation:
            pass
    return list(range(len(values)))


def _in_one_unit(ratios: Sequence[tuple[int, int]]) -> list[int]:
    unit = math.lcm(*{denominator for _, denominator in ratios})
    return [numerator * (unit // denominator) for numerator, denominator in ratios]


@frozen
class Timed:
    """Flows at times: whole steps from any day on, how many steps a year has, and amounts as ratios."""

    steps: list[int]
    per_year: int
    amounts: list[tuple[int, int]]

    @classmethod
    def at(cls, times: list[Fraction], amounts: list[tuple[int, int]]) -> Timed:
        """Take the largest step that all times share and a year is a multiple of."""
        per_year = math.lcm(*{time.denominator for time in times})
        if per_year > _FINEST:
            raise InputError("times must share a denominator of at most 10^30, got %(value)s", value=shown(per_year))
        return cls([time.numerator * (per_year // time.denominator) for time in times], per_year, amounts)


def dated(flows: Iterable[CashFlow], day_count: YearsBetween) -> Timed:
    """Read dated flows, in any order."""
    found = _listed(flows, "flows")
    for position, flow in enumerate(found):
        if not isinstance(flow, CashFlow):
            raise InputTypeError(
                "%(argument)s must be a CashFlow, got %(type)s",
                argument=f"flows[{position}]",
                type=type(flow).__name__,
            )
    # The door of CashFlow has looked at each amount.
    amounts = [flow.amount.as_integer_ratio() for flow in found]
    if isinstance(day_count, DayCount) and day_count in DAYS_A_YEAR:
        # Days are the steps themselves: no fraction is made of them and taken apart again.
        return Timed([flow.on.toordinal() for flow in found], DAYS_A_YEAR[day_count], amounts)
    first = min([flow.on for flow in found])
    years = _years_of(day_count)
    return Timed.at([years(first, flow.on) for flow in found], amounts)


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


def timed(times: Iterable[Number | Fraction], amounts: Iterable[Number]) -> Timed:
    """Read flows at given times, in any order."""
    whens = _listed(times, "times")
    values = _listed(amounts, "amounts")
    if len(whens) != len(values):
        raise InputError(
            "times and amounts must be equally many, got %(times)s and %(amounts)s",
            times=len(whens),
            amounts=len(values),
        )
    return Timed.at(
        [read_time(when, n) for n, when in enumerate(whens)],
        [ratio(value, argument=f"amounts[{n}]") for n, value in enumerate(values)],
    )


def rate_of_times(flows: Timed, periods_per_year: Fraction) -> float:
    """Return the rate per period of flows at times in years; flows at one time are netted."""
    net: dict[int, int] = {}
    for step, amount in zip(flows.steps, _in_one_unit(flows.amounts), strict=True):
        net[step] = net.get(step, 0) + amount
    if len(net) == 1:
        raise NoRateError("no rate: all cash flows fall on one day")
    runs = [(step, 1, net[step]) for step in sorted(net)]
    (rate,) = rates_of_runs(runs, flows.per_year / periods_per_year)
    return rate


def rates_of_runs(runs: Sequence[Run], exponent: Fraction, *, every: bool = False) -> tuple[float, ...]:
    """Return the rate that solves the equation, or with ``every`` all of them; ``exponent`` steps a period.

    Raises:
        NoRateError: all flows are zero or have one sign, or no rate solves them.
        AmbiguousRateError: several do, and the cumulative flow does not single one out.

    """
    equation = _plain(runs)
    if not equation:
        raise NoRateError("no rate: all cash flows are zero, so that every rate solves them")
    changes = sign_changes(equation)
    if not changes:
        raise NoRateError("no rate: all cash flows have one sign, so nothing is repaid")
    if changes == 1:
        steps = exponent.numerator / exponent.denominator
        near = quick_root(equation, steps)
        if near is not None and near.vouched:
            return (math.expm1(near.x * steps),)
        return (single_rate(equation, exponent, near.x if near else None),)
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


def _plain(runs: Sequence[Run]) -> list[Run]:
    """Write an equation in one way, so that it has one answer: from step 0, no common factor, equal runs joined."""
    moving = [run for run in runs if run[2]]
    amounts = [amount for _, _, amount in moving]
    factor, first = math.gcd(*amounts) or 1, moving[0][0] if moving else 0
    if first or factor > 1:
        found = [(step - first, count, amount // factor) for step, count, amount in moving]
    else:
        found = moving
    return _joined(found) if any(map(eq, amounts, amounts[1:])) else found


def _joined(runs: list[Run]) -> list[Run]:
    found: list[Run] = []
    last = end = 0
    for step, count, amount in runs:
        if amount == last and step == end:
            found[-1] = (found[-1][0], found[-1][1] + count, amount)
        else:
            found.append((step, count, amount))
        last, end = amount, step + count
    return found


def in_whole(runs: Sequence[tuple[int, int, Fraction]]) -> list[Run]:
    """Write runs in the largest unit that leaves every amount a whole number."""
    unit = math.lcm(*(amount.denominator for _, _, amount in runs))
    return [(step, count, amount.numerator * (unit // amount.denominator)) for step, count, amount in runs]
