"""What each event did to a period, and the sentence that says so (inner)."""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.messages import Message, say
from creditrules.proceedings.events import Event, EventKind, Group
from creditrules.proceedings.running import OPEN_END, Course

if TYPE_CHECKING:
    from creditrules.findings import Trail


class Effect(Enum):
    """What an event did to a period (事由的效果)."""

    RESTARTS = "starts time anew"
    SUSPENDS = "suspends time"
    NOTHING = "changes nothing"
    OPEN = "changes the end if an open point goes the creditor's way"
    MAY_GIVE_UP_DEFENCE = "comes after time has run and may give up the defence"
    PAID_AFTER = "is a payment after time has run, which is not given back"
    TOO_LATE = "comes after time has run and does not start it anew"


@frozen
class EventResult:
    """One event (事由及其效果): its effect, the last day of the period after it (None if open), and why."""

    event: Event
    effect: Effect
    ends_on: date | None
    why: Message


_TEXT = "spc-limitation-2020"
_LATE = {EventKind.NEW_AGREEMENT: f"{_TEXT}#19(2)", EventKind.SIGNED_SLIP: f"{_TEXT}#19(3)"}


def shown(day: date) -> date | None:
    """Return an end as it is given to the caller: None where no day can be named yet."""
    return None if day == OPEN_END else day


@frozen
class View:
    """What an event is judged by: its condition, the period with it and without what is open, and its sources."""

    met: bool | None
    certain: Course
    possible: Course
    cites: tuple[str, ...]


def told(trail: Trail, event: Event, view: View) -> EventResult:
    """Say what an event did, and record it as a step."""
    effect, end, why, sources = _judged(trail, event, view)
    trail.step(why, *trail.cite(*sources))
    return EventResult(event, effect, end, why)


_Judged = tuple[Effect, "date | None", Message, tuple[str, ...]]


def _judged(trail: Trail, event: Event, view: View) -> _Judged:
    if event.waives_rest or view.met is False:
        return _excluded(event, view.cites)
    if event in view.certain.changed:
        return _changed(trail, event, view.certain.changed[event], view.cites)
    if event in view.possible.changed:
        return Effect.OPEN, shown(view.possible.changed[event]), _open(event, view), view.cites
    if event.on > view.certain.ends_on:
        return _late(event, view.certain.ends_on)
    return _idle(event, view.cites)


def agrees(event: Event) -> bool:
    """Whether an event after the end may be agreement to perform."""
    return event.group is Group.CONSENT or event.kind is EventKind.SIGNED_SLIP


def _excluded(event: Event, cites: tuple[str, ...]) -> _Judged:
    if not event.waives_rest:
        return Effect.NOTHING, None, _unmet(event), cites
    why = say(
        "event-waived",
        "%(day)s: %(kind)s. The creditor claimed a part and clearly gave up the rest: for the rest time ran on.",
        day=event.on,
        kind=event.kind,
    )
    return Effect.NOTHING, None, why, (f"{_TEXT}#9",)


def _idle(event: Event, cites: tuple[str, ...]) -> _Judged:
    if event.group is Group.OBSTACLE:
        why = say(
            "event-outside",
            "%(day)s: %(kind)s. It was not there in the last months of the period, so nothing changes.",
            day=event.on,
            kind=event.kind,
        )
        return Effect.NOTHING, None, why, ("civil-code#194",)
    why = say(
        "event-before",
        "%(day)s: %(kind)s. It came no later than the day from which time now runs, so nothing changes.",
        day=event.on,
        kind=event.kind,
    )
    return Effect.NOTHING, None, why, cites


def _unmet(event: Event) -> Message:
    if event.condition is None:
        return say(
            "event-not-shown",
            "%(day)s: %(kind)s. By what is stated it does not count, so nothing changes.",
            day=event.on,
            kind=event.kind,
        )
    return say(
        "event-unmet",
        "%(day)s: %(kind)s. It counts only on this condition: %(condition)s. That is not so, and nothing changes.",
        day=event.on,
        kind=event.kind,
        condition=event.condition,
    )


def _open(event: Event, view: View) -> Message:
    if view.met is None and event.condition is not None:
        return say(
            "event-open",
            "%(day)s: %(kind)s. It counts on this condition: %(condition)s. Whether that is so is open.",
            day=event.on,
            kind=event.kind,
            condition=event.condition,
        )
    return say(
        "event-open-earlier",
        "%(day)s: %(kind)s. It counts if time had not run by then, which hangs on an earlier open point.",
        day=event.on,
        kind=event.kind,
    )


def _changed(trail: Trail, event: Event, end: date, cites: tuple[str, ...]) -> _Judged:
    day, kind = event.on, event.kind
    if event.group is Group.OBSTACLE:
        months = int(trail.rulebook.suspension_months.timeline.entries[-1].value)
        if event.ended_on is None:
            why = say(
                "event-suspends-still",
                "%(day)s: %(kind)s, still there. It lies in the last %(months)s months of the period, which ends "
                "%(months)s months after it is gone.",
                day=day,
                kind=kind,
                months=months,
            )
        else:
            why = say(
                "event-suspends",
                "%(day)s: %(kind)s, gone on %(gone)s. It lay in the last %(months)s months of the period, which ends "
                "%(months)s months after that, on %(end)s.",
                day=day,
                kind=kind,
                gone=event.ended_on,
                months=months,
                end=end,
            )
        return Effect.SUSPENDS, shown(end), why, (*cites, "civil-code#194(2)")
    if event.group is not Group.PROCEEDINGS:
        why = say(
            "event-restarts",
            "%(day)s: %(kind)s. Time starts anew and ends on %(end)s.",
            day=day,
            kind=kind,
            end=end,
        )
    elif event.ended_on is None:
        why = say(
            "event-pending",
            "%(day)s: %(kind)s, not ended. Time is interrupted, and is counted anew only from the end.",
            day=day,
            kind=kind,
        )
    else:
        why = say(
            "event-restarts-after",
            "%(day)s: %(kind)s, ended on %(ended)s. Time starts anew from then and ends on %(end)s.",
            day=day,
            kind=kind,
            ended=event.ended_on,
            end=end,
        )
    return Effect.RESTARTS, shown(end), why, cites


def _late(event: Event, end: date) -> _Judged:
    day, kind = event.on, event.kind
    if kind is EventKind.PART_PAYMENT:
        why = say(
            "event-paid-after",
            "%(day)s: %(kind)s, after time had run on %(end)s. What was paid is not given back. It may also show "
            "agreement to pay the rest, and then the defence is gone.",
            day=day,
            kind=kind,
            end=end,
        )
        return Effect.PAID_AFTER, None, why, ("civil-code#192(2)", f"{_TEXT}#19(1)")
    if agrees(event):
        why = say(
            "event-gives-up",
            "%(day)s: %(kind)s, after time had run on %(end)s. Who agrees to perform after that can no longer raise "
            "the defence; whether this was such an agreement depends on what it says.",
            day=day,
            kind=kind,
            end=end,
        )
        return Effect.MAY_GIVE_UP_DEFENCE, None, why, ("civil-code#192(2)", _LATE.get(kind, f"{_TEXT}#19(1)"))
    why = say(
        "event-too-late",
        "%(day)s: %(kind)s, after time had run on %(end)s: it does not start time anew.",
        day=day,
        kind=kind,
        end=end,
    )
    return Effect.TOO_LATE, None, why, ("civil-code#192(1)",)
