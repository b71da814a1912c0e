"""One parameter of the law through time: dated values, each with its citation, and the day it was last checked."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from itertools import pairwise
from typing import Generic, TypeVar

from attrs import evolve, field, frozen

from creditrules.errors import DataFileError, NoDataError, NotInForceError
from creditrules.law.sources import Citation
from creditrules.messages import Text
from creditrules.periods import calendar_day

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@frozen
class Entry(Generic[T_co]):
    """A value from one day on, and where it is written.

    ``announced``: it starts after the day it was checked. ``day_unknown``: the exact first day is not public.
    ``retroactive``: it reaches back before its instrument took effect, and ``note`` says why.
    """

    since: date
    value: T_co
    citations: tuple[Citation, ...]
    announced: bool = False
    day_unknown: bool = False
    retroactive: bool = False
    note: str = ""


@frozen
class Repeal:
    """The first day a parameter is no longer in force, and the text that ended it."""

    on: date
    citations: tuple[Citation, ...]


@frozen
class Timeline(Generic[T_co]):
    """Entries in order of their first day; each lasts until the next one or the repeal."""

    entries: tuple[Entry[T_co], ...]
    repeal: Repeal | None = None

    def __attrs_post_init__(self) -> None:
        """Refuse an empty timeline, and days that do not ascend."""
        if not self.entries:
            raise DataFileError("a timeline needs at least one entry")
        days = [entry.since for entry in self.entries] + ([self.repeal.on] if self.repeal else [])
        for earlier, later in pairwise(days):
            if later <= earlier:
                raise DataFileError("%(later)s must come after %(earlier)s", later=later, earlier=earlier)

    def at(self, on: date) -> Entry[T_co]:
        """Return the entry in force on a day.

        Raises:
            NoDataError: the day lies before the first entry.
            NotInForceError: the day lies on or after the repeal.

        """
        day = calendar_day(on, argument="on")
        if self.repeal is not None and day >= self.repeal.on:
            raise NotInForceError("repealed on %(repealed)s, asked for %(on)s", repealed=self.repeal.on, on=day)
        place = bisect_right(self.entries, day, key=lambda entry: entry.since)
        if place == 0:
            raise NoDataError("no value before %(first)s, asked for %(on)s", first=self.entries[0].since, on=day)
        return self.entries[place - 1]

    def between(self, start: date, end: date) -> tuple[tuple[date, date, Entry[T_co]], ...]:
        """Cut [start, end) where the value changes: (first day, day after the last, entry) for each part."""
        if end <= start:
            return ()
        cuts = [start, *(entry.since for entry in self.entries if start < entry.since < end), end]
        self.at(end - timedelta(days=1))  # a repeal on the way leaves no value for the days after it
        return tuple((first, last, self.at(first)) for first, last in pairwise(cuts))

    def extended(self, *entries: Entry[T_co]) -> Timeline[T_co]:
        """Return a longer timeline; an entry for a day already held replaces it."""
        merged = {entry.since: entry for entry in (*self.entries, *entries)}
        return evolve(self, entries=tuple(merged[day] for day in sorted(merged)))


@frozen
class Parameter(Generic[T_co]):
    """A number of the law: its title, what picks its row, when it was checked, and its values through time."""

    id: str
    title: Text
    kind: str
    selected_by: str
    verified_on: date
    review_by: date
    timeline: Timeline[T_co]
    tier_months: tuple[int, ...] = field(default=())

    def at(self, on: date) -> Entry[T_co]:
        """Return the entry in force on a day; an error names the parameter."""
        try:
            return self.timeline.at(on)
        except NoDataError as error:
            raise NoDataError(
                "%(title)s: no value before %(first)s, asked for %(on)s", title=self.title, **error.places
            ) from None
        except NotInForceError as error:
            raise NotInForceError(
                "%(title)s: repealed on %(repealed)s, asked for %(on)s", title=self.title, **error.places
            ) from None
