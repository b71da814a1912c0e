"""What every answer about a period adds (inner): the defence, the guard, the rest day, the texts that are not held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from creditrules.messages import say
from creditrules.proceedings.events import Event, Group

if TYPE_CHECKING:
    from creditrules.findings import Trail
    from creditrules.proceedings.running import RestDay

_TEXT = "spc-limitation-2020"
_CODE = "civil-code"


def rest_days(trail: Trail, is_rest_day: RestDay | None) -> None:
    """Say that a rest day may move the last day, where no calendar was given."""
    if is_rest_day is None:
        trail.notice(
            say(
                "rest-day",
                "A last day that is a statutory rest day moves to the first day after it. No calendar was given, so no "
                "day was moved; the true end may be some days later.",
            ),
            *trail.cite("civil-code#203(1)"),
        )


def before_the_code(trail: Trail, events: tuple[Event, ...]) -> None:
    """Say by which texts events before the Civil Code are judged."""
    code = trail.rulebook.library.instruments[_CODE].effective
    if any(one.on < code for one in events):
        trail.notice(
            say(
                "events-before-code",
                "Events before %(day)s are judged by the texts in force since then. Those of their own time, much the "
                "same for what restarts time, are not in the data.",
                day=code,
            ),
            *trail.cite("spc-civil-code-timing-2020-15#1"),
        )


def withdrawn(trail: Trail, events: tuple[Event, ...]) -> None:
    """Say that proceedings which came to nothing are judged differently."""
    if any(one.group is Group.PROCEEDINGS for one in events):
        trail.notice(
            say(
                "proceedings-withdrawn",
                "Whether proceedings that were withdrawn, rejected or never served restart time, and from when, is "
                "judged differently by courts; here each counts from its end.",
            ),
            *trail.cite("civil-code#195(3)", f"{_TEXT}#10"),
        )


def after_expiry(trail: Trail, *, risk: bool) -> None:
    """Say what an event after the end may have done."""
    if risk:
        trail.notice(
            say(
                "defence-at-risk",
                "Something that came after time had run may have given the defence up. Whether it did depends on what "
                "was said or signed.",
            ),
            *trail.cite("civil-code#192(2)", f"{_TEXT}#19"),
        )


def guard(trail: Trail) -> None:
    """Say that only the given events were looked at, and what may undo the answer."""
    trail.notice(
        say(
            "only-given-events",
            "Only the events given were looked at. The creditor may hold others, such as a message that should have "
            "arrived or a debit that took something, and each starts time anew.",
        ),
        *trail.cite("civil-code#195", f"{_TEXT}#8(1)", "spc-bank-card-2021-10#3"),
    )
    trail.notice(
        say(
            "limitation-guard",
            "Take advice before you promise, sign, pay a part or ask for time: while time runs each of these starts it "
            "anew, and after it has run each may give the defence up.",
        ),
        *trail.cite("civil-code#192(2)", f"{_TEXT}#14", f"{_TEXT}#19"),
    )


def defence(trail: Trail) -> None:
    """Say what limitation is: a defence, fixed by law."""
    trail.notice(
        say(
            "limitation-defence",
            "Limitation does not end a debt. It is a defence: the debtor raises it, as a rule at first instance, and "
            "no court looks at it by itself. What is paid willingly after the end is not given back.",
        ),
        *trail.cite("civil-code#192", "civil-code#193", f"{_TEXT}#3(1)"),
    )
    trail.notice(
        say(
            "limitation-by-law",
            "How long it is, how it is counted and what restarts or suspends it cannot be agreed otherwise, and giving "
            "it up in advance is void.",
        ),
        *trail.cite("civil-code#197"),
    )
