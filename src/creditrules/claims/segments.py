"""Interest at a floating loan prime rate (LPR, 贷款市场报价利率), by segments of equal rate (分段计息).

A publication counts from its own day on, as the National Interbank Funding Center has published it since 2019-08-20.
A month without a change starts no segment.

>>> from datetime import date
>>> found = segmented_interest(
...     "100000",
...     date(2025, 5, 1),
...     date(2025, 7, 1),
...     day_count=DayCount.ACT_360,
...     counting=Counting.HEAD_ONLY,
... )
>>> [(line.first_day.isoformat(), line.days, line.amount) for line in found.value.lines]
[('2025-05-01', 19, Decimal('163.61')), ('2025-05-20', 42, Decimal('350.00'))]
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import instance, member
from creditrules.claims.explain import NO_COURT
from creditrules.errors import InputError, shown
from creditrules.findings import Finding, Trail
from creditrules.law import Citation
from creditrules.messages import Money, Rate, say
from creditrules.money import Number, Rounding, exact, from_fen, positive_fen, shared, shortest, to_fen
from creditrules.periods import Counting, DayCount, add_days, calendar_day, interest_days
from creditrules.rates.reference import Tenor, _tenor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from creditrules.law import Rulebook

_A_YUAN = 100
_PRINTED = 2


@frozen
class InterestLine:
    """The interest of one segment (计息区间): consecutive days at one rate.

    ``first_day`` and ``last_day`` both bear interest, and ``days`` counts them. ``years`` is what the day count makes
    of them, a part of a year. ``base`` is the principal in yuan, ``rate`` a fraction of one a year with the multiple
    in it, ``exact`` their product in yuan before rounding, ``amount`` the yuan that the total has from this line.
    ``citations`` are the publications behind the rate.
    """

    first_day: date
    last_day: date
    days: int
    years: Fraction
    base: Decimal
    rate: Fraction
    exact: Fraction
    amount: Decimal
    citations: tuple[Citation, ...]


@frozen
class Interest:
    """Interest by segments (分段利息): ``total`` in yuan, the sum of the ``lines``; ``exact``, it unrounded."""

    total: Decimal
    exact: Fraction
    lines: tuple[InterestLine, ...]


def segmented_interest(
    principal: Number,
    start: date,
    end: date,
    *,
    multiple: Number = 1,
    tenor: Tenor | str = Tenor.ONE_YEAR,
    day_count: DayCount,
    counting: Counting,
    rounding: Rounding = Rounding(),
    rulebook: Rulebook | None = None,
) -> Finding[Interest]:
    """Return the interest on a principal at the LPR of each day, segment by segment (按LPR分段计息).

    A segment lasts as long as the rate does, so publications that change nothing are one segment. Months are counted
    anew from the first day of each segment. By default the total alone is rounded: fractions of a fen are kept, and
    the total is shared among the lines by largest remainder, ties to the later line. With ``When.EACH`` every line is
    rounded, and the total is their sum.

    Args:
        principal: yuan, above 0; it does not change.
        start: the first day that bears interest.
        end: the last day named; it bears interest itself only with ``Counting.BOTH_ENDS`` (两头都算).
        multiple: what the LPR is multiplied by (倍数), such as 4 or ``"1.5"``.
        tenor: a `creditrules.rates.Tenor`, or ``"one_year"``, ``"five_year"``.
        day_count: how a segment becomes a part of a year (计息基础); practice differs, so there is no default.
        counting: which of the two ends bears interest (计息天数); no default either.
        rounding: the unit, the mode and when; by default the total to the fen, half up.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputTypeError: an argument of another type.
        InputError: an amount, a multiple or a tenor out of bounds; the end before the start; WHOLE_MONTHS with odd
            days left in a segment, which are named.
        NoDataError: a start before 2019-08-20, when there was no such rate.

    >>> from datetime import date
    >>> found = segmented_interest(
    ...     "48200",
    ...     date(2024, 2, 11),
    ...     date(2025, 4, 14),
    ...     day_count=DayCount.ACT_365,
    ...     counting=Counting.HEAD_ONLY,
    ... ).value
    >>> found.total, len(found.lines)
    (Decimal('1857.02'), 3)

    """
    trail = Trail(rulebook)
    terms = _Terms(
        principal=positive_fen(principal, argument="principal"),
        start=calendar_day(start, argument="start"),
        end=calendar_day(end, argument="end"),
        multiple=_multiple(multiple),
        tenor=_tenor(tenor),
        day_count=member(day_count, DayCount, argument="day_count"),
        counting=member(counting, Counting, argument="counting"),
        rounding=instance(rounding, Rounding, argument="rounding"),
    )
    return trail.finding(_segmented_interest(trail, terms))


@frozen(kw_only=True)
class _Terms:
    principal: int
    start: date
    end: date
    multiple: Fraction
    tenor: Tenor
    day_count: DayCount
    counting: Counting
    rounding: Rounding


@frozen
class _Segment:
    first: date
    stop: date
    rate: Fraction
    citations: tuple[Citation, ...]


def _multiple(value: Number) -> Fraction:
    multiple = exact(value, argument="multiple")
    if multiple <= 0:
        raise InputError("%(argument)s must be above 0, got %(value)s", argument="multiple", value=shown(value))
    return multiple


def _segmented_interest(trail: Trail, terms: _Terms) -> Interest:
    segments = list(_segments(trail, terms))
    years = [terms.day_count.years(one.first, one.stop) for one in segments]
    fen = [terms.principal * one.rate * part for one, part in zip(segments, years, strict=True)]
    amounts = shared(fen, terms.rounding)
    interest = Interest(
        total=from_fen(sum(amounts)),
        exact=sum(fen, Fraction(0)) / _A_YUAN,
        lines=tuple(
            InterestLine(
                first_day=one.first,
                last_day=add_days(one.stop, -1),
                days=(one.stop - one.first).days,
                years=part,
                base=from_fen(terms.principal),
                rate=one.rate,
                exact=value / _A_YUAN,
                amount=from_fen(amount),
                citations=one.citations,
            )
            for one, part, value, amount in zip(segments, years, fen, amounts, strict=True)
        ),
    )
    _explain(trail, terms, interest.lines, amounts)
    return interest


def _segments(trail: Trail, terms: _Terms) -> Iterator[_Segment]:
    """Cut the days that bear interest where the rate changes."""
    parameter = trail.rulebook.lpr
    # Asked first, so that an error names the parameter; also where no day bears interest.
    parameter.at(terms.start)
    bearing = interest_days(terms.start, terms.end, terms.counting)
    parts = parameter.timeline.between(terms.start, add_days(terms.start, bearing))
    one_year = terms.tenor is Tenor.ONE_YEAR
    for rate, run in groupby(parts, lambda part: part[2].value.one_year if one_year else part[2].value.five_year):
        same = list(run)
        stop = same[-1][1]
        # The last day is the one that may lie past the review of the data.
        trail.take(parameter, add_days(stop, -1))
        cites = dict.fromkeys(cite for _, _, entry in same for cite in entry.citations)
        yield _Segment(same[0][0], stop, rate * terms.multiple, tuple(cites))


def _explain(trail: Trail, terms: _Terms, lines: tuple[InterestLine, ...], amounts: tuple[int, ...]) -> None:
    trail.step(NO_COURT)
    trail.step(
        say(
            "segments-terms",
            "Interest on %(principal)s yuan from %(start)s to %(end)s at %(multiple)s times the %(tenor)s LPR of each "
            "day. Day count: %(day_count)s. Ends: %(counting)s.",
            principal=Money(terms.principal),
            start=terms.start,
            end=terms.end,
            multiple=str(shortest(terms.multiple)),
            tenor=terms.tenor,
            day_count=terms.day_count,
            counting=terms.counting,
        )
    )
    # The amounts come along in fen: a result may be larger than what the doors of money let in.
    for line, amount in zip(lines, amounts, strict=True):
        trail.step(
            say(
                "segments-line",
                "%(first)s to %(last)s, both included, %(days)s day(s) at %(rate)s a year: %(amount)s yuan.",
                first=line.first_day,
                last=line.last_day,
                days=line.days,
                rate=Rate(line.rate, _places(line.rate)),
                amount=Money(amount),
            ),
            *line.citations,
        )
    trail.step(
        say(
            "segments-total",
            "Together %(total)s yuan. Rounding to %(unit)s yuan: %(mode)s, %(when)s.",
            total=Money(sum(amounts)),
            unit=Money(to_fen(terms.rounding.unit)),
            mode=terms.rounding.mode,
            when=terms.rounding.when,
        )
    )
    trail.notice(
        say(
            "segments-repricing",
            "Each published rate counts here from its day of publication on. A contract with repricing days of its own "
            "takes the rate on those days only.",
        )
    )


def _places(rate: Fraction) -> int:
    """Return how many places print a rate in full as per cent: 1.5 times 3.45 % is 5.175 %."""
    places = _PRINTED
    while (rate * 100 * 10**places).denominator != 1:
        places += 1
    return places
