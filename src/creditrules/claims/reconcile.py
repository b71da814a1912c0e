"""By which conventions a stated figure comes out (利息数额复核): the day count, the ends, the rounding, or a slip.

A judgment, a claim or a statement gives a sum and seldom says how it was computed. Arithmetic, not law: every usual way
is tried on what the figure was computed from, and those that give it to the fen are named, the most usual first.

A court gave 149,917.81 on 300,000 at 24 % from 2016-10-05 to 2018-11-03:

>>> from datetime import date
>>> (match,) = reconcile("149917.81", "72000", start=date(2016, 10, 5), end=date(2018, 11, 3))
>>> [(name.day_count.name, name.counting.name) for name in match.names]
[('ACT_365', 'BOTH_ENDS')]
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from creditrules.checks import instance
from creditrules.claims.conventions import Convention, Grid, Match, usual
from creditrules.errors import InputError, InputTypeError, NoDataError, NotInForceError, shown
from creditrules.money import LIMIT, Number, exact, from_fen, positive_fen
from creditrules.periods import Counting, DayCount, add_days, calendar_day, interest_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Computed: TypeAlias = Callable[[DayCount, Counting, date, date], Fraction]
Figure: TypeAlias = Number | Fraction | Computed
"""What a figure was computed from: yuan a year, or a function of (day count, counting, start, end) that gives yuan."""

_A_YUAN = 100
_OTHER_YEAR = ((DayCount.ACT_365, DayCount.ACT_360), (DayCount.ACT_360, DayCount.ACT_365))


def reconcile(stated: Number, figure: Figure, *, start: date, end: date, grid: Grid | None = None) -> tuple[Match, ...]:
    """Return by which conventions a stated figure comes out, or which come nearest (利息数额复核).

    First every day count and counting of the grid is tried as it stands. If none gives the figure, one slip is tried
    as well: an end missed by up to ``grid.slip_days``, or the other length of a year. If still none does, the nearest
    are returned: for each number of slip days the nearest value, as long as it is nearer than any with fewer.

    Many names are one value (four whole months are a third of a year by three day counts), so there is one `Match` for
    each exact value. Matches and their names go by how often courts used the convention, the most usual first, counted
    in 38 public judgments whose interest could be recomputed. A figure made up at random fits some value by chance now
    and then, so a match is evidence, not proof.

    Args:
        stated: the figure in yuan, above 0.
        figure: the interest of one year in yuan, which is principal × annual rate (a daily rate × 365); or, for a
            floating rate or a chain of payments, a function of (day count, counting, start, end) that gives the exact
            yuan as a Fraction. Where a day count does not fit the function raises `InputError`, and it is left out.
        start: the first day of the period as stated.
        end: its last day as stated.
        grid: what is tried; every day count and counting, the usual roundings and up to eight days by default.

    Raises:
        InputTypeError: an argument of another type, or a function that gives no Fraction.
        InputError: an amount out of bounds; the end before the start; no convention of the grid fits the period.
        NoDataError: the function has no data for the days as stated.

    The last day was left out by one who else counts both ends:

    >>> from datetime import date
    >>> both = Grid(day_counts=[DayCount.ACT_365], countings=[Counting.BOTH_ENDS])
    >>> (match,) = reconcile("149720.55", "72000", start=date(2016, 10, 5), end=date(2018, 11, 3), grid=both)
    >>> match.slip_days, [(name.start_moved, name.end_moved) for name in match.names]
    (1, [(0, -1), (1, 0)])

    """
    fen = positive_fen(stated, argument="stated")
    computed = _computed(figure)
    days = calendar_day(start, argument="start"), calendar_day(end, argument="end")
    interest_days(*days, Counting.HEAD_ONLY)  # refuses an end before the start
    tried = Grid() if grid is None else instance(grid, Grid, argument="grid")
    values = _values(computed, _plain(tried), *days)
    found = _matches(fen, values, tried)
    if any(not off for off, _ in found):
        return tuple(match for off, match in found if not off)
    values |= _values(computed, _slips(tried), *days)
    if not values:
        # Nothing fits, so what the first convention says stands for all.
        computed(tried.day_counts[0], tried.countings[0], *days)
    found = _matches(fen, values, tried)
    return tuple(match for off, match in found if not off) or tuple(_nearest(found))


def _computed(figure: Figure) -> Computed:
    if callable(figure):
        return figure
    a_year = figure if isinstance(figure, Fraction) else exact(figure, argument="figure")
    if a_year <= 0:
        raise InputError("%(argument)s must be above 0, got %(value)s", argument="figure", value=shown(figure))
    if a_year > LIMIT:
        raise InputError("%(argument)s may not be beyond 10^15, got %(value)s", argument="figure", value=shown(figure))

    def simple(day_count: DayCount, counting: Counting, start: date, end: date) -> Fraction:
        # Both ends are head-only to the day after.
        return a_year * day_count.years(start, add_days(end, int(counting is Counting.BOTH_ENDS)))

    return simple


def _plain(grid: Grid) -> Iterator[Convention]:
    for day_count in grid.day_counts:
        for counting in grid.countings:
            yield Convention(day_count, counting)


def _slips(grid: Grid) -> Iterator[Convention]:
    """Yield every convention with one slip: more at a time would explain almost any figure."""
    for counting in grid.countings:
        for held, other in _OTHER_YEAR:
            if held in grid.day_counts and other not in grid.day_counts:
                yield Convention(other, counting, instead_of=held)
        for day_count in grid.day_counts:
            for days in range(1, grid.slip_days + 1):
                # The last day first: it is where a reader looks for a lost day.
                yield from (Convention(day_count, counting, end_moved=moved) for moved in (days, -days))
                yield from (Convention(day_count, counting, start_moved=moved) for moved in (days, -days))


def _values(
    computed: Computed, conventions: Iterable[Convention], start: date, end: date
) -> dict[Convention, Fraction]:
    found = ((one, _value(computed, one, start, end)) for one in conventions)
    return {one: value for one, value in found if value is not None}


def _value(computed: Computed, one: Convention, start: date, end: date) -> Fraction | None:
    try:
        first, last = add_days(start, one.start_moved), add_days(end, one.end_moved)
        if last < first:
            return None
        value: object = computed(one.day_count, one.counting, first, last)
    except InputTypeError:
        raise
    except InputError:
        return None  # whole months with odd days, or a day beyond the calendar
    except (NoDataError, NotInForceError):
        if one.slip_days:
            return None
        raise
    if isinstance(value, Fraction):
        return value
    raise InputTypeError("figure must give a Fraction, got %(type)s", type=type(value).__name__)


def _matches(fen: int, values: dict[Convention, Fraction], grid: Grid) -> list[tuple[int, Match]]:
    """Group the conventions by their value, the most usual group first, each with the fen that it is off by."""
    groups: dict[Fraction, list[Convention]] = {}
    for one in sorted(values, key=usual):
        groups.setdefault(values[one], []).append(one)
    return [_match(fen, value, names, grid) for value, names in groups.items()]


def _match(fen: int, value: Fraction, names: list[Convention], grid: Grid) -> tuple[int, Match]:
    fits = tuple(one for one in grid.roundings if one.fen(value * _A_YUAN) == fen)
    off = 0 if fits else fen - grid.roundings[0].fen(value * _A_YUAN)
    slip = names[0].slip_days
    return off, Match(
        exact=value,
        names=tuple(one for one in names if one.slip_days == slip),
        roundings=fits,
        slip_days=slip,
        off_by=from_fen(off),
    )


def _nearest(found: list[tuple[int, Match]]) -> Iterator[Match]:
    """Yield the matches that come nearer than all with fewer slip days."""
    best: int | None = None
    for off, match in sorted(found, key=lambda one: (one[1].slip_days, abs(one[0]))):
        if best is None or abs(off) < best:
            best = abs(off)
            yield match
