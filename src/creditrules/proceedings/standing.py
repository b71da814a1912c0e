"""Where a period stands after its events, with every open point both ways (inner)."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from attrs import field, frozen

from creditrules.checks import listed, members
from creditrules.errors import InputError
from creditrules.law import Lender, Product
from creditrules.loans import Schedule
from creditrules.messages import say
from creditrules.periods import calendar_day
from creditrules.proceedings.events import Event, Group, counts, sources
from creditrules.proceedings.running import OPEN_END, Clock, Course, RestDay, course
from creditrules.proceedings.telling import EventResult, View, agrees, told

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.findings import Trail


class LimitationState(Enum):
    """Where a period stands on the day of the question (时效状态)."""

    RUNNING = "running"
    MAY_HAVE_RUN = "may have run"
    RAN_OUT_ON = "ran out"
    UNKNOWN = "unknown"


@frozen
class Matter:
    """What the rules look at beside the events: the creditor, the product, whether the instrument is notarised."""

    as_of: date
    creditor: Lender | None = None
    product: Product = Product.LOAN
    notarised: bool = False
    is_rest_day: RestDay | None = field(default=None, repr=False)


@frozen
class Ran:
    """A period after its events: what is certain and possible, what each event did, if one may cost the defence."""

    certain: Course
    possible: Course
    results: tuple[EventResult, ...]
    at_risk: bool


def due_days(due_on: date | Iterable[date] | Schedule | None) -> tuple[date, ...]:
    """Read one due day, several, or those of a schedule; none where none was agreed."""
    if due_on is None:
        return ()
    if isinstance(due_on, Schedule):
        return tuple(row.due_on for row in due_on.rows)
    if isinstance(due_on, date):
        return (calendar_day(due_on, argument="due_on"),)
    days = members(due_on, argument="due_on")
    if not days:
        raise InputError("due_on must hold at least one day")
    return tuple(calendar_day(day, argument=f"due_on[{place}]") for place, day in enumerate(days))


def in_order(events: Iterable[Event], as_of: date) -> tuple[Event, ...]:
    """Put events in order, and refuse one after the day of the question."""
    given = listed(events, Event, argument="events")
    for place, one in enumerate(given):
        if max(one.on, one.ended_on or one.on) > as_of:
            raise InputError("events[%(place)s] lies after as_of %(day)s", place=place, day=as_of)
    return tuple(sorted(given, key=lambda one: one.order))


def ran(trail: Trail, clock: Clock, start: date, events: tuple[Event, ...], matter: Matter) -> Ran:
    """Let a period run from its start through the events, and say what each did."""
    _begins(trail, clock, start)
    met = {one: counts(one, matter.creditor, matter.product, notarised=matter.notarised) for one in events}
    able = tuple(one for one in events if met[one] is not False and not one.waives_rest)
    certain = course(clock, start, tuple(one for one in able if met[one]))
    possible = course(clock, start, able)
    results = tuple(told(trail, one, View(met[one], certain, possible, sources(one, matter.product))) for one in events)
    _seam(trail, clock, certain, tuple(one for one in able if met[one] and one.group is Group.OBSTACLE))
    risk = any(one.on > certain.ends_on and agrees(one) for one in able)
    return Ran(certain, possible, results, at_risk=risk)


def _begins(trail: Trail, clock: Clock, start: date) -> None:
    end, years, since = clock.measured(start, ())
    law = clock.years.at(since or start).citations
    trail.step(
        say(
            "period-begins",
            "Time runs from %(start)s, that day left out: %(years)s years, to %(end)s if nothing happens.",
            start=start,
            years=years,
            end=end,
        ),
        *law,
        *trail.cite("civil-code#201(1)", "civil-code#202"),
    )


def _seam(trail: Trail, clock: Clock, found: Course, obstacles: tuple[Event, ...]) -> None:
    """Say what a longer period that came in did to the last one."""
    if found.started_on == OPEN_END:
        return
    _, years, since = clock.measured(found.started_on, obstacles)
    if since is not None:
        trail.step(
            say(
                "period-longer",
                "On %(since)s, when %(years)s years came in, the shorter time had not run: the creditor may ask for "
                "%(years)s years.",
                since=since,
                years=years,
            ),
            *trail.cite("spc-limitation-2018-12#2"),
        )
    # Under each of these a new period is longer, and the last one ended before it came in.
    for entry in [one for one in clock.years.timeline.entries if one.value > years][:1]:
        trail.step(
            say(
                "period-shorter",
                "Time had run before %(since)s: the %(longer)s years that came in then cannot be claimed.",
                since=entry.since,
                longer=entry.value,
            ),
            *trail.cite("spc-limitation-2018-12#3"),
        )


def stands(trail: Trail, start: date, soonest: date, latest: date, as_of: date) -> LimitationState:
    """Say where a period stands on the day of the question."""
    if as_of <= min(start, soonest):
        trail.step(
            say(
                "period-not-begun",
                "On %(day)s time has not begun to run: it runs from %(start)s.",
                day=as_of,
                start=start,
            )
        )
        return LimitationState.RUNNING
    if as_of <= soonest:
        if soonest == OPEN_END:
            trail.step(
                say("period-held", "On %(day)s time has not run, and no day of its end can be named.", day=as_of)
            )
        else:
            trail.step(say("period-runs", "On %(day)s time is running; it ends on %(end)s.", day=as_of, end=soonest))
        if soonest < latest:
            trail.step(say("period-or-later", "It ends later if an open point goes the creditor's way."))
        return LimitationState.RUNNING
    if as_of <= latest:
        if latest == OPEN_END:
            trail.step(
                say(
                    "period-may-be-held",
                    "On %(day)s time may have run: it ended on %(end)s, unless an open point goes the creditor's way, "
                    "and then no day of its end can be named.",
                    day=as_of,
                    end=soonest,
                )
            )
        else:
            trail.step(
                say(
                    "period-may-have-run",
                    "On %(day)s time may have run: it ended on %(end)s, unless an open point goes the creditor's way, "
                    "and then it ends on %(latest)s.",
                    day=as_of,
                    end=soonest,
                    latest=latest,
                )
            )
        return LimitationState.MAY_HAVE_RUN
    trail.step(
        say("period-ran", "By the events given, time ran out on %(end)s. The debt itself stays.", end=latest),
    )
    return LimitationState.RAN_OUT_ON
