"""How a limitation period runs on from its start, through what restarts and suspends it (inner).

The last day of the calendar stands for an end that no one can name yet: proceedings or an obstacle that still last.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from attrs import frozen

from creditrules.checks import flag
from creditrules.errors import InputError, InputTypeError
from creditrules.findings import Trail
from creditrules.law import Parameter
from creditrules.periods import add_days, add_months, add_years
from creditrules.proceedings.events import Event, Group

RestDay: TypeAlias = Callable[[date], bool]
OPEN_END = date.max
_LONGEST_REST = 60


def roll(day: date, is_rest_day: RestDay | None) -> date:
    """Move a last day that is a rest day to the first day after it (Civil Code 203); as it stands without a calendar.

    Raises:
        InputError: the calendar knows no working day within 60 days.

    """
    if is_rest_day is None:
        return day
    if not callable(is_rest_day):
        raise InputTypeError("is_rest_day must be a function of a day, got %(type)s", type=type(is_rest_day).__name__)
    for count in range(_LONGEST_REST):
        moved = add_days(day, count)
        if not flag(is_rest_day(moved), argument="is_rest_day"):
            return moved
    raise InputError("is_rest_day must know a working day within %(most)s days of %(day)s", most=_LONGEST_REST, day=day)


@frozen
class Clock:
    """What measures a period: its years by the day of the start, the stop that nothing moves, and the calendar."""

    trail: Trail
    years: Parameter[int]
    is_rest_day: RestDay | None = None
    stop: date = OPEN_END

    def end(self, start: date, obstacles: tuple[Event, ...]) -> date:
        """Return the last day of a period that starts anew on a day."""
        if start == OPEN_END:
            return OPEN_END
        found = self.measured(start, obstacles)[0]
        return found if found == OPEN_END else min(found, self.stop)

    def measured(self, start: date, obstacles: tuple[Event, ...]) -> tuple[date, int, date | None]:
        """Return the end of a period, its years, and the day a longer one took over while it ran."""
        years, since = self.trail.take(self.years, start), None
        end = self._suspended(start, years, obstacles)
        for entry in self.years.timeline.entries:
            # Time that has not run when a longer period comes in is measured by that (法释〔2018〕12号, arts. 2, 3).
            if entry.since > start and entry.value > years and end >= entry.since:
                years, since = entry.value, entry.since
                end = max(end, self._suspended(start, years, obstacles))
        return end, years, since

    def _suspended(self, start: date, years: int, obstacles: tuple[Event, ...]) -> date:
        end = roll(add_years(start, years), self.is_rest_day)
        for one in obstacles:
            end = self.after(one, end)
        return end

    def window(self, end: date) -> date:
        """Return the day after which the last months of a period begin."""
        months = self.trail.rulebook.suspension_months
        return add_months(end, -int(months.timeline.entries[-1].value))

    def after(self, obstacle: Event, end: date) -> date:
        """Return the end of a period once an obstacle is past; the same end unless it lay in the last months."""
        if end == OPEN_END or obstacle.on > end:
            return end
        if obstacle.ended_on is None:
            return OPEN_END
        if obstacle.ended_on <= self.window(end):
            return end
        months = self.trail.take(self.trail.rulebook.suspension_months, obstacle.ended_on)
        return max(end, roll(add_months(obstacle.ended_on, int(months)), self.is_rest_day))


@frozen
class Course:
    """How a period went: its last start and end, and the end that each event led to that changed one."""

    started_on: date
    ends_on: date
    changed: dict[Event, date]


def course(clock: Clock, start: date, events: tuple[Event, ...]) -> Course:
    """Let a period run through events, in the order of their days."""
    obstacles = tuple(one for one in events if one.group is Group.OBSTACLE)
    changed: dict[Event, date] = {}
    current, end = start, clock.end(start, obstacles)
    for one in events:
        if one.group is not Group.OBSTACLE and one.on <= end and one.restarts_on > current:
            changed |= _suspending(clock, current, obstacles, until=one.on)
            current = one.restarts_on
            end = clock.end(current, obstacles)
            changed[one] = end
    changed |= _suspending(clock, current, obstacles, until=end)
    return Course(current, end, changed)


def _suspending(clock: Clock, start: date, obstacles: tuple[Event, ...], until: date) -> dict[Event, date]:
    """Return the obstacles up to a day that moved the end of a period, each with the end it led to."""
    found = {}
    if start != OPEN_END:
        end = clock.end(start, ())
        for one in obstacles:
            moved = min(clock.after(one, end), clock.stop) if one.ended_on else clock.after(one, end)
            if one.on <= until and moved > end:
                found[one] = moved
            end = max(end, moved)
    return found
