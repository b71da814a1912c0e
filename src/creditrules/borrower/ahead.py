"""What lies ahead, by date (今后的日期): due days, ends of limitation, what a record will show and when it goes.

Nothing here is a promise: a lender may report a day later, and an event may start limitation anew.
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.borrower.fields import State
from creditrules.borrower.relief import late_since
from creditrules.findings import Finding, Trail
from creditrules.law import Lender
from creditrules.messages import Message, Money, say
from creditrules.money import to_fen
from creditrules.periods import add_months
from creditrules.records import BucketKind
from creditrules.records.ahead import _next_buckets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from creditrules.borrower.entries import Account
    from creditrules.borrower.guard import Guard
    from creditrules.borrower.history import History
    from creditrules.law import Citation

_SHOWN = 6
"""So many changes of the record are named for each account that is late."""
_DUE = "civil-code#675"


class Coming(Enum):
    """What a day ahead is about (事项)."""

    DUE = "a part or all of it falls due"
    RECORD = "what the record shows"
    GONE = "the record must be deleted"
    LIMITATION = "limitation ends"


@frozen
class Ahead:
    """A day ahead: of which account, what it is about, and the sentence that says so."""

    on: date
    account: str
    coming: Coming
    why: Message


_Found = tuple[date, Coming, Message, tuple["Citation", ...]]


def ahead_of(
    trail: Trail, accounts: tuple[tuple[Account, Guard | None, History], ...], as_of: date
) -> Finding[tuple[Ahead, ...]]:
    """Return the days from the day after the report on, of all accounts, in their order."""
    coming = [
        (account.name, one)
        for account, guard, history in accounts
        for one in (
            *_due(trail, account, as_of),
            *_changes(trail, account, as_of),
            *_ends(trail, guard, history),
        )
        if one[0] > as_of
    ]
    coming.sort(key=lambda pair: pair[1][0])
    for name, (_, _, why, cite) in coming:
        trail.step(say("ahead", "%(debt)s: %(what)s", debt=name, what=why), *cite)
    return trail.part(tuple(Ahead(on, name, kind, why) for name, (on, kind, why, _) in coming))


def _due(trail: Trail, account: Account, as_of: date) -> Iterator[_Found]:
    """The day on which all falls due, or of the next instalment and the last."""
    if account.state is State.SETTLED:
        return
    cite = trail.cite(_DUE)
    if account.due_on is not None:
        why = say("ahead-due", "%(on)s: all that is owed falls due.", on=account.due_on)
        yield account.due_on, Coming.DUE, why, cite
    count = account.instalments if account.instalment is not None else None
    days = [] if count is None else [add_months(account.formed_on, number + 1) for number in range(count)]
    left = [(number, day) for number, day in enumerate(days, 1) if day > as_of]
    for number, day in dict.fromkeys((*left[:1], *left[-1:])):
        why = say(
            "ahead-instalment",
            "%(on)s: instalment %(number)s of %(count)s, %(amount)s yuan, falls due, if instalments fall due from "
            "month to month on the day on which it was formed; the contract decides.",
            on=day,
            number=number,
            count=len(days),
            amount=Money(to_fen(account.instalment or 0) + to_fen(account.fee_per_instalment or 0)),
        )
        yield day, Coming.DUE, why, cite


def _changes(trail: Trail, account: Account, as_of: date) -> Iterator[_Found]:
    """What the record will show of an account that is late and reported; a class is that of a commercial bank."""
    since = late_since(account, as_of)
    if since is None or account.reported is False:
        return
    inner = Trail(trail.rulebook)
    found = _next_buckets(inner, since, as_of, _SHOWN)
    for bucket, step in zip(found, inner.steps, strict=True):
        if bucket.kind is not BucketKind.RISK_CLASS or account.lender is Lender.BANK:
            yield bucket.on, Coming.RECORD, bucket.why, step.citations
    for notice in inner.notices:
        trail.notice(notice.message, *notice.citations)


def _ends(trail: Trail, guard: Guard | None, history: History) -> Iterator[_Found]:
    """When a record must be gone, and when limitation ends by what is stated."""
    gone = None if history.retention is None else history.retention.deletable_from
    if gone is not None:
        cite = trail.cite("credit-reporting-regulation-2013#16(1)")
        yield gone, Coming.GONE, say("ahead-gone", "%(on)s: the record must be deleted from this day.", on=gone), cite
    period = None if guard is None else guard.limitation
    if period is not None and period.ends_on is not None:
        why = say(
            "ahead-limitation",
            "%(on)s: limitation ends, if nothing starts it anew. The debt stays.",
            on=period.ends_on,
        )
        yield period.ends_on, Coming.LIMITATION, why, trail.cite("civil-code#188", "civil-code#192")
