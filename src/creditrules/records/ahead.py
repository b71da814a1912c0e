"""The coming days that matter for a debt that stays unpaid: what each changes in the record and the bank's books.

>>> from datetime import date
>>> for each in next_buckets(due_on=date(2026, 6, 10), as_of=date(2026, 9, 1), count=3).value:
...     print(each.on, each.kind.name, each.days, each.shows)
2026-09-09 STATUS 91 4
2026-09-09 RISK_CLASS 91 SUBSTANDARD
2026-09-30 MONTH_END 112 4
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.findings import Finding, Trail
from creditrules.messages import Message, say
from creditrules.periods import add_days, add_months, calendar_day, month_end, not_before, whole
from creditrules.records.bands import overdue_status, risk_lines
from creditrules.records.codes import WORST
from creditrules.records.keeping import RETENTION
from creditrules.records.relief import RELIEF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from creditrules.law import Citation, Rulebook

_MOST = 100


class BucketKind(Enum):
    """What changes on a day."""

    STATUS = "the code of the days overdue"
    MONTH_END = "what the month shows in the record"
    RISK_CLASS = "the bank's class"
    RELIEF = "the one-off relief"


@frozen
class Bucket:
    """A coming day: how many days overdue it is, what changes, and how that shows (a code, or the name of a class)."""

    on: date
    days: int
    kind: BucketKind
    shows: str
    why: Message


def next_buckets(
    *, due_on: date, as_of: date, count: int = 12, rulebook: Rulebook | None = None
) -> Finding[tuple[Bucket, ...]]:
    """Return the coming days that matter for a debt unpaid since its due day, in their order (逾期时点).

    Each is the first day on which a code, a class or the month in the record changes if nothing is paid; paying the day
    before avoids it. Classes are those of commercial banks. The last day of the one-off relief is among them while it
    lies ahead.

    Args:
        due_on: the due day of the oldest part that is unpaid.
        as_of: the day asked about; what happens on it is past.
        count: how many to return at most.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: ``as_of`` before the due day.

    """
    trail = Trail(rulebook)
    due, day = calendar_day(due_on, argument="due_on"), calendar_day(as_of, argument="as_of")
    not_before(day, due, argument="as_of", other="due_on")
    most = whole(count, argument="count", most=_MOST)
    return trail.finding(_next_buckets(trail, due, day, most))


def _next_buckets(trail: Trail, due: date, as_of: date, count: int) -> tuple[Bucket, ...]:
    coming = [
        (bucket, cite)
        for bucket, cite in (
            *_codes(trail, due),
            *_classes(trail, due, as_of),
            *_relief(trail, due, as_of),
            *_month_ends(trail, due, as_of, count),
        )
        if bucket.on > as_of
    ]
    coming.sort(key=lambda pair: pair[0].on)
    found = coming[:count]
    for bucket, cite in found:
        trail.step(bucket.why, *cite)
    trail.notice(
        say(
            "buckets-unpaid",
            "All of this is for a debt that stays unpaid; a lender may report a day or more later. The five years of "
            "the record begin only once arrears and interest are cleared.",
        ),
        *trail.cite(RETENTION),
    )
    return tuple(bucket for bucket, _ in found)


def _codes(trail: Trail, due: date) -> Iterator[tuple[Bucket, tuple[Citation, ...]]]:
    entry = trail.rulebook.overdue_status_band.timeline.entries[-1]
    for level in range(1, WORST + 1):
        days = (level - 1) * entry.value + 1
        on = add_days(due, days)
        why = say(
            "bucket-status", "%(on)s, day %(days)s: status %(status)s begins.", on=on, days=days, status=str(level)
        )
        yield Bucket(on, days, BucketKind.STATUS, str(level), why), entry.citations


def _month_ends(trail: Trail, due: date, as_of: date, count: int) -> Iterator[tuple[Bucket, tuple[Citation, ...]]]:
    cite = trail.rulebook.overdue_status_band.timeline.entries[-1].citations
    for place in range(count + 1):
        on = month_end(add_months(as_of.replace(day=1), place))
        days = (on - due).days
        if days:
            status = overdue_status(days, rulebook=trail.rulebook)
            why = say(
                "bucket-month",
                "%(on)s, day %(days)s: the month shows status %(status)s.",
                on=on,
                days=days,
                status=status,
            )
            yield Bucket(on, days, BucketKind.MONTH_END, status, why), cite
            if on > as_of and status == str(WORST):
                return  # every later month shows the same


def _classes(trail: Trail, due: date, as_of: date) -> Iterator[tuple[Bucket, tuple[Citation, ...]]]:
    for each, parameter in risk_lines(trail.rulebook):
        first = parameter.timeline.entries[0].since
        days = trail.take(parameter, max(first, as_of)) + 1
        on = add_days(due, days)
        if on >= first:
            why = say(
                "bucket-class",
                "%(on)s, day %(days)s: a commercial bank puts it at least into %(grade)s.",
                on=on,
                days=days,
                grade=each,
            )
            yield Bucket(on, days, BucketKind.RISK_CLASS, each.name, why), parameter.timeline.entries[-1].citations


def _relief(trail: Trail, due: date, as_of: date) -> Iterator[tuple[Bucket, tuple[Citation, ...]]]:
    book = trail.rulebook
    since = book.relief_repay_by.timeline.entries[0].since
    last, until = trail.take(book.relief_repay_by, since), trail.take(book.relief_last_day, since)
    if since <= as_of and due < until:
        why = say(
            "bucket-relief",
            "%(on)s: the last day on which full payment keeps months of at most the one-off relief's amount from "
            "display.",
            on=last,
        )
        yield Bucket(last, (last - due).days, BucketKind.RELIEF, "", why), trail.cite(RELIEF)
