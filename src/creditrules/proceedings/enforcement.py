"""By when enforcement is to be applied for (申请执行的期间): two years, restarted and suspended as limitation is.

Civil Procedure Law 250, 246 in the text of 2021 and 239 before; by instalments from the last one under a judgment, from
each under a notarised instrument (法释〔2018〕18号, art. 9) and under the text before 2022-01-01.

>>> from datetime import date
>>> found = enforcement_period(date(2024, 2, 29), title=EnforcementTitle.JUDGMENT, as_of=date(2025, 1, 1)).value
>>> found[0].ends_on
datetime.date(2026, 2, 28)
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import member
from creditrules.errors import InputError
from creditrules.findings import Finding, Trail
from creditrules.messages import say
from creditrules.periods import calendar_day
from creditrules.proceedings.notes import before_the_code, guard, rest_days, withdrawn
from creditrules.proceedings.running import Clock
from creditrules.proceedings.standing import LimitationState, Matter, due_days, in_order, ran, stands
from creditrules.proceedings.telling import EventResult, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.law import Rulebook
    from creditrules.proceedings.events import Event
    from creditrules.proceedings.running import RestDay

_FROM_EACH = "civil-procedure-law-2017"
_NOTARISED = "spc-notarised-instruments-2018-18#9(1)"


class EnforcementTitle(Enum):
    """What is enforced (执行依据)."""

    JUDGMENT = "judgment, ruling or award"
    NOTARISED = "notarised instrument of debt"


@frozen(kw_only=True)
class EnforcementPeriod:
    """The time to apply for enforcement (申请执行时效) of what was to be performed by ``due_on``.

    ``ends_on`` and ``ends_at_latest`` are its last day with every open point against the creditor, and for it; None
    where no day can be named. ``may_roll``: a rest day may move them, and no calendar was given.
    """

    due_on: date
    state: LimitationState
    ends_on: date | None
    ends_at_latest: date | None
    may_roll: bool
    events: tuple[EventResult, ...] = ()


def enforcement_period(
    due_on: date | Iterable[date],
    *,
    title: EnforcementTitle,
    events: Iterable[Event] = (),
    as_of: date,
    is_rest_day: RestDay | None = None,
    rulebook: Rulebook | None = None,
) -> Finding[tuple[EnforcementPeriod, ...]]:
    """Return by when enforcement is to be applied for: one period, or one for each instalment.

    Args:
        due_on: the last day for performance, or those of the instalments; without one, the day it took effect.
        title: what is enforced.
        events: what may have restarted or suspended the time, in any order.
        as_of: the day of the question; events after it are refused.
        is_rest_day: whether a day is a statutory rest day; left out, an end is not moved, and a notice says so.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: no day in a list, or an event after ``as_of``.
        NoDataError: to be performed before 2017-07-01.

    """
    trail = Trail(rulebook)
    asked = calendar_day(as_of, argument="as_of")
    kind = member(title, EnforcementTitle, argument="title")
    given = in_order(events, asked)
    days = tuple(sorted(set(due_days(due_on))))
    if not days:
        raise InputError("due_on must be a day: without one, the day on which the title took effect")
    notarised = kind is EnforcementTitle.NOTARISED
    matter = Matter(asked, notarised=notarised, is_rest_day=is_rest_day)
    starts = _starts(trail, days, notarised=notarised)
    found = tuple(_period(trail, start, given, matter) for start in starts)
    rest_days(trail, is_rest_day)
    before_the_code(trail, given)
    withdrawn(trail, given)
    guard(trail)
    _besides(trail)
    return trail.finding(found)


def _starts(trail: Trail, days: tuple[date, ...], *, notarised: bool) -> tuple[date, ...]:
    """Return the days from which time runs, by the text in force on the last day for performance."""
    entries = trail.rulebook.enforcement_years
    trail.take(entries, days[0])
    law = entries.at(days[-1]).citations
    if len(days) == 1:
        if notarised:
            trail.step(say("enforcement-notarised", "The title is a notarised instrument."), *trail.cite(_NOTARISED))
        return days
    if notarised or law[0].instrument == _FROM_EACH:
        trail.step(
            say(
                "enforcement-each",
                "By instalments: time runs for each of the %(count)s from the last day for it.",
                count=len(days),
            ),
            *(trail.cite(_NOTARISED) if notarised else law),
        )
        return days
    trail.step(
        say(
            "enforcement-last",
            "By instalments: time runs for all from the last one, %(last)s.",
            last=days[-1],
        ),
        *law,
    )
    if entries.at(days[0]).citations[0].instrument == _FROM_EACH:
        trail.notice(
            say(
                "enforcement-earlier-text",
                "The text in force on %(first)s counted from the last day for each instalment. For those that fell due "
                "under it, time may have run earlier.",
                first=days[0],
            ),
            *entries.at(days[0]).citations,
        )
    return days[-1:]


def _period(trail: Trail, start: date, events: tuple[Event, ...], matter: Matter) -> EnforcementPeriod:
    clock = Clock(trail, trail.rulebook.enforcement_years, matter.is_rest_day)
    found = ran(trail, clock, start, events, matter)
    state = stands(trail, start, found.certain.ends_on, found.possible.ends_on, matter.as_of)
    return EnforcementPeriod(
        due_on=start,
        state=state,
        ends_on=shown(found.certain.ends_on),
        ends_at_latest=shown(found.possible.ends_on),
        may_roll=matter.is_rest_day is None,
        events=found.results,
    )


def _besides(trail: Trail) -> None:
    trail.notice(
        say(
            "enforcement-late",
            "A late application is still accepted and fails only if the debtor objects; what was performed is not "
            "given back. After a round of enforcement was closed for want of property, a creditor who finds some may "
            "apply again at any time. Both stand in the interpretation on the Civil Procedure Law (arts. 481 and 517 "
            "of the text of 2022), which is not in the data.",
        )
    )
    trail.notice(
        say(
            "enforcement-exempt",
            "What the debtor and dependants need is not taken: clothes, household goods, living costs by the local "
            "minimum standard, things for school and for disability. A home they need may be sealed, not sold; what "
            "is beyond need may be, once the minimum is secured.",
        ),
        *trail.cite("spc-seizure-2020#3", "spc-seizure-2020#4", "spc-seizure-2020#5"),
        *trail.cite("civil-procedure-law-2023#254", "civil-procedure-law-2023#255"),
    )
