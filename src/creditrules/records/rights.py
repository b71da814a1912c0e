"""What a person can do about a record, and what that cannot do (异议、说明、投诉、事先告知).

Regulation on the Administration of Credit Reporting, art. 15, 16(2), 25 and 26.

>>> remedies(Ground.HARDSHIP).value
Remedy(dispute=False, statement=True, complaint=False)
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import flag, member
from creditrules.findings import Finding, Trail
from creditrules.messages import Message, say
from creditrules.periods import calendar_day
from creditrules.records.clocks import REGULATION
from creditrules.records.keeping import RETENTION, _retention

if TYPE_CHECKING:
    from datetime import date

    from creditrules.law import Rulebook


def prior_notice(*, public: bool = False, rulebook: Rulebook | None = None) -> Finding[bool]:
    """Say whether a lender must tell the person before it reports something adverse (事先告知).

    It must, whatever it promised about reporting; no text says in what form or how many days before.

    Args:
        public: the information is public by law or regulation.
        rulebook: the law data; the bundled one when left out.

    """
    trail = Trail(rulebook)
    due = not flag(public, argument="public")
    trail.step(
        say(
            "prior-notice",
            "Before something adverse is reported the person must be told; no form and no number of days is set.",
        )
        if due
        else say("prior-notice-public", "What is public by law or regulation may be reported without telling first."),
        *trail.cite(f"{REGULATION}#15", f"{REGULATION}#29(2)"),
    )
    trail.notice(
        say(
            "prior-notice-missing",
            "A notice that was not given does not make a true record wrong: the lender may be fined where it is "
            "serious, and a complaint is open.",
        ),
        *trail.cite(f"{REGULATION}#41", f"{REGULATION}#26(1)"),
    )
    return trail.finding(due)


class Ground(Enum):
    """Why a person wants a record changed."""

    ERROR = "the record is wrong"
    OMISSION = "something is missing from the record"
    NOT_MINE = "someone else opened or used the account"
    HARDSHIP = "the overdue is true, and illness, loss of work or a disaster lies behind it"
    EXPIRED = "the five years are over"
    NOT_TOLD = "nobody said so before it was reported"


@frozen
class Remedy:
    """What is open to a person: an objection (异议), a statement of their own (本人说明), a complaint (投诉)."""

    dispute: bool
    statement: bool
    complaint: bool


_WRONG = (
    Remedy(dispute=True, statement=True, complaint=True),
    say(
        "dispute-open",
        "An objection is open, to the bureau or the lender: what is wrong or missing is corrected, what is right stays "
        "and loses the mark of the objection, what cannot be settled is noted with it.",
    ),
)
_SAID: dict[Ground, tuple[Remedy, Message]] = {
    Ground.ERROR: _WRONG,
    Ground.OMISSION: _WRONG,
    Ground.NOT_MINE: _WRONG,
    Ground.HARDSHIP: (
        Remedy(dispute=False, statement=True, complaint=False),
        say(
            "dispute-true",
            "An objection is for errors and omissions: it does not remove a true overdue, whatever its reason. A "
            "statement of one's own can be added, and the record stays as it is.",
        ),
    ),
    Ground.EXPIRED: (
        Remedy(dispute=True, statement=False, complaint=True),
        say("dispute-expired", "A record past its five years must be deleted: object to the bureau, or complain."),
    ),
    Ground.NOT_TOLD: (
        Remedy(dispute=False, statement=True, complaint=True),
        say(
            "dispute-not-told",
            "A record of which nobody told before is not wrong for that: a complaint is open, an objection changes "
            "nothing in it.",
        ),
    ),
}


def remedies(ground: Ground, *, rulebook: Rulebook | None = None) -> Finding[Remedy]:
    """Say what a person can do about a record, and what that cannot do.

    Args:
        ground: why it should change.
        rulebook: the law data; the bundled one when left out.

    """
    trail = Trail(rulebook)
    remedy, message = _SAID[member(ground, Ground, argument="ground")]
    trail.step(message, *trail.cite(f"{REGULATION}#25"))
    if remedy.statement:
        trail.step(
            say("statement-open", "A statement is added while the record is kept, and must be recorded."),
            *trail.cite(f"{REGULATION}#16(2)"),
        )
    if remedy.complaint:
        trail.step(
            say("complaint-open", "A complaint goes to the local branch of the central bank; a suit is open too."),
            *trail.cite(f"{REGULATION}#26"),
        )
    trail.notice(
        say(
            "repair-scam",
            "All of this is free and done by oneself: who sells the washing or repair of a record sells what does not "
            "exist.",
        )
    )
    return trail.finding(remedy)


def may_state(*, ended_on: date | None, on: date, rulebook: Rulebook | None = None) -> Finding[bool]:
    """Say whether a statement of one's own can still be added to a record on a day (个人说明): while it is kept.

    Args:
        ended_on: the day the adverse event ended; None while anything is unpaid.
        on: the day of the statement.
        rulebook: the law data; the bundled one when left out.

    Raises:
        NoDataError: it ended before the regulation took effect.

    """
    trail = Trail(rulebook)
    day = calendar_day(on, argument="on")
    kept = _retention(trail, ended_on).kept_through
    may = kept is None or day <= kept
    trail.step(
        say("statement-may", "On %(day)s a statement can be added; it changes nothing else in the record.", day=day)
        if may
        else say("statement-late", "On %(day)s the record should be gone: object or complain instead.", day=day),
        *trail.cite(f"{REGULATION}#16(2)", *(() if may else (RETENTION,))),
    )
    return trail.finding(may)
