"""The conventions by which interest is computed, how often courts used each, and what a comparison of them finds.

Counted in 38 public judgments with a computation over time (published for the CAIL, CaseGen and LawBench collections)
that could be recomputed: what could be found, not a random draw. Statistics, not law.

>>> from creditrules.messages import render
>>> render(Convention(DayCount.ACT_365, Counting.BOTH_ENDS, end_moved=-1).message, "en")
'actual days over 365; both the first and the last day count; end 1 day(s) earlier'
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from attrs import field, frozen

from creditrules.checks import listed
from creditrules.errors import InputError
from creditrules.messages import Message, say
from creditrules.money import Mode, Rounding
from creditrules.periods import Counting, DayCount, whole

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")

_LONGEST_SLIP = 31
_DAY_COUNTS = {
    DayCount.ACT_365: (12, 18),
    DayCount.WHOLE_MONTHS: (10, 11),
    DayCount.ACT_360: (10, 13),
    DayCount.MONTHS_AND_DAYS: (5, 9),
    DayCount.THIRTY_360: (1, 1),
    DayCount.ACT_ACT: (0, 0),
}
"""How many judgments, and how many computations in them, used each day count; a monthly rate over 30 is ACT_360."""
_COUNTINGS = {Counting.BOTH_ENDS: 21, Counting.HEAD_ONLY: 14}
"""How many computations counted which ends, where it can be told."""
_ROUNDINGS = (
    Rounding(),
    Rounding(unit="1"),
    Rounding(unit="0.1"),
    Rounding(mode=Mode.DOWN),
    Rounding(unit="1", mode=Mode.DOWN),
)
"""How they rounded: half up to the fen as a rule, to the yuan 8 times, to 0.1 yuan 3 times, cut off twice."""


def _distinct(values: Iterable[T], kind: type[T], argument: str) -> tuple[T, ...]:
    found = tuple(dict.fromkeys(listed(values, kind, argument=argument)))
    if not found:
        raise InputError("%(argument)s may not be empty", argument=argument)
    return found


def _day_counts(values: Iterable[DayCount]) -> tuple[DayCount, ...]:
    return _distinct(values, DayCount, "day_counts")


def _countings(values: Iterable[Counting]) -> tuple[Counting, ...]:
    return _distinct(values, Counting, "countings")


def _roundings(values: Iterable[Rounding]) -> tuple[Rounding, ...]:
    return _distinct(values, Rounding, "roundings")


def _slip_days(value: int) -> int:
    return whole(value, argument="slip_days", least=0, most=_LONGEST_SLIP)


@frozen(kw_only=True)
class Grid:
    """What `reconcile` tries (试算范围).

    ``day_counts`` and ``countings`` (each at least one); ``roundings``, the most usual first, each applied once to the
    exact value, whatever its ``when``; ``slip_days``, by how many days one end may have been missed, from 0 (no slip
    at all) to 31. Where only one of ACT_365 and ACT_360 is in the grid, the other is tried as a slip (360 for 365).

    Raises:
        InputTypeError: no list, or a member of another type.
        InputError: an empty list, or slip days out of bounds.

    >>> Grid(countings=[Counting.HEAD_ONLY], slip_days=0).countings
    (<Counting.HEAD_ONLY: 'the first day counts, the last does not'>,)

    """

    day_counts: tuple[DayCount, ...] = field(converter=_day_counts, default=tuple(DayCount))
    countings: tuple[Counting, ...] = field(converter=_countings, default=tuple(Counting))
    roundings: tuple[Rounding, ...] = field(converter=_roundings, default=_ROUNDINGS)
    slip_days: int = field(converter=_slip_days, default=8)


@frozen
class Convention:
    """One way of computing a figure (计算口径): the day count, the counting, and the slip if one was needed.

    ``start_moved`` and ``end_moved`` say by how many days an end was later than given (below zero: earlier).
    ``instead_of`` is the day count of the grid whose place the other length of a year took (360 for 365).
    """

    day_count: DayCount
    counting: Counting
    start_moved: int = 0
    end_moved: int = 0
    instead_of: DayCount | None = None

    @property
    def slip_days(self) -> int:
        """By how many days an end was missed."""
        return abs(self.start_moved) + abs(self.end_moved)

    @property
    def message(self) -> Message:
        """The convention as a sentence in both languages, for `creditrules.messages.render`."""
        way = say("convention", "%(day_count)s; %(counting)s", day_count=self.day_count, counting=self.counting)
        if self.instead_of is not None:
            way = say("convention-year", "%(way)s; in place of: %(agreed)s", way=way, agreed=self.instead_of)
        start, end = self.start_moved, self.end_moved
        if start > 0:
            way = say("convention-start-later", "%(way)s; start %(days)s day(s) later", way=way, days=start)
        elif start:
            way = say("convention-start-earlier", "%(way)s; start %(days)s day(s) earlier", way=way, days=-start)
        if end > 0:
            way = say("convention-end-later", "%(way)s; end %(days)s day(s) later", way=way, days=end)
        elif end:
            way = say("convention-end-earlier", "%(way)s; end %(days)s day(s) earlier", way=way, days=-end)
        return way


@frozen
class Match:
    """One exact value that a stated figure may stand for, with every convention that gives it (相符结果).

    ``exact`` is the value in yuan before rounding; ``names`` the conventions with the fewest slip days, the most usual
    first; ``roundings`` those of the grid that lead from ``exact`` to the stated figure; ``slip_days`` how many days
    those conventions were off. Where no rounding does, there are none, and ``off_by`` is the stated figure less what
    the first rounding of the grid gives, in yuan; else it is 0.
    """

    exact: Fraction
    names: tuple[Convention, ...]
    roundings: tuple[Rounding, ...]
    slip_days: int
    off_by: Decimal


def usual(one: Convention) -> tuple[int, ...]:
    """Return the key that puts the fewest slip days and then the most usual convention first."""
    judgments, computations = _DAY_COUNTS[one.day_count]
    return one.slip_days, -judgments, -computations, -_COUNTINGS[one.counting]
