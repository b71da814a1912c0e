"""What an account shows in the credit record: how long it is overdue, how long that stays, what the relief still does.

Also whether limitation may have run, because a promise or a payment can start it anew.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.borrower.fields import State
from creditrules.law import FINANCIAL
from creditrules.messages import Money, say
from creditrules.money import to_fen
from creditrules.periods import add_days, add_years, month_end
from creditrules.records import (
    _OVERDUE,
    Relief,
    Retention,
    _one_off_relief,
    _relief,
    _retention,
    not_deletion,
    overdue_status,
)

if TYPE_CHECKING:
    from creditrules.borrower.entries import Account
    from creditrules.findings import Finding, Trail
    from creditrules.law import Rulebook
    from creditrules.messages import Message
    from creditrules.records import MonthCell

_RETENTION = "credit-reporting-regulation-2013#16(1)"
_RELIEF = "pboc-credit-relief-2025"
_NEVER_LATE = "N"
_WORST = "7"


@frozen
class Overdue:
    """How late an account is (逾期): since when, how many days, and the status code of the record."""

    since: date
    days: int
    status: str


@frozen
class PayBy:
    """What paying the arrears, and what has then fallen due, by a day does to each month of the record."""

    by: date
    months: tuple[Relief, ...]


@frozen(kw_only=True)
class History:
    """The record of an account: how late it is, how long the record stays, and the relief for past months."""

    overdue: Overdue | None
    retention: Retention | None
    relief: tuple[Relief, ...]


def status_meaning(rulebook: Rulebook, status: str) -> Message:
    """Say what a status code means."""
    if status == _NEVER_LATE:
        return say("status-normal", "paid on time")
    band = rulebook.overdue_status_band.timeline.entries[-1].value
    first = (int(status) - 1) * band + 1
    if status == _WORST:
        return say("status-worst", "%(first)s days overdue or more", first=first)
    return say("status-band", "%(first)s to %(last)s days overdue", first=first, last=first + band - 1)


def history_of(trail: Trail, account: Account, as_of: date) -> Finding[History]:
    """Return what an account's record shows on a day, and until when."""
    overdue = _overdue(trail, account, as_of)
    _cells(trail, account)
    retention = None
    if account.ended_on is not None:
        retention = _kept(trail, account.ended_on)
    elif account.reported is False:
        trail.step(say("not-reported", "By what you state this lender does not report to the credit bureau."))
    elif overdue is not None:
        retention = _retention(trail, None)
        _reporting(trail, account)
    elif any(is_late(cell) for cell in account.cells):
        _ended_unknown(trail, as_of)
    elif account.arrears is not None and account.overdue_since == as_of:
        trail.step(
            say(
                "due-today",
                "%(amount)s yuan fall due on %(day)s: what is unpaid at the end of that day is overdue.",
                amount=Money(to_fen(account.arrears)),
                day=as_of,
            )
        )
    else:
        trail.step(say("nothing-overdue", "Nothing is stated to be overdue, so no bad record arises now."))
    relief: tuple[Relief, ...] = ()
    # A month after the arrears were cleared has nothing that the relief could touch.
    past = tuple(cell for cell in account.cells if account.ended_on is not None and cell.month <= account.ended_on)
    if past and as_of >= _relief_since(trail.rulebook):
        relief = _one_off_relief(trail, past, account.ended_on)
    _limitation(trail, account, as_of)
    return trail.part(History(overdue=overdue, retention=retention, relief=relief))


def is_late(cell: MonthCell) -> bool:
    """Whether a month of the record shows something overdue."""
    return cell.status in _OVERDUE and to_fen(cell.amount) > 0


def _kept(trail: Trail, ended_on: date) -> Retention | None:
    """Return how long a record of the past stays; nothing where it ended before the regulation began."""
    if ended_on < trail.rulebook.adverse_retention.timeline.entries[0].since:
        trail.notice(
            say(
                "retention-before",
                "The adverse event ended on %(ended)s, before the regulation took effect: the library holds no rule "
                "on how long such a record is kept.",
                ended=ended_on,
            ),
            *trail.cite(_RETENTION),
        )
        return None
    return _retention(trail, ended_on)


def _ended_unknown(trail: Trail, as_of: date) -> None:
    """Say what turns on a day that is not stated."""
    trail.notice(
        say(
            "ended-unknown",
            "The day on which the past arrears were cleared is not stated: the five years run from it.",
        ),
        *trail.cite(_RETENTION),
    )
    if as_of >= _relief_since(trail.rulebook):
        trail.notice(
            say("relief-day-unknown", "Whether the one-off relief reaches those months turns on that day too."),
            *trail.cite(_RELIEF),
        )


def _reporting(trail: Trail, account: Account) -> None:
    """Say so where it is not known whether a lender that the regulator did not approve reports at all."""
    if account.reported is None and account.lender not in FINANCIAL:
        trail.notice(
            say(
                "reporting-unknown",
                "Whether this lender reports to the credit bureau is not stated; what is said of the record holds if "
                "it does.",
            )
        )


def late_since(account: Account, as_of: date) -> date | None:
    """Return since when something is overdue: the day stated, or a due day that has passed with something owed."""
    if account.state is State.SETTLED:
        return None
    return min(
        (day for day in (account.overdue_since, account.due_on) if day is not None and day < as_of), default=None
    )


def _overdue(trail: Trail, account: Account, as_of: date) -> Overdue | None:
    since = late_since(account, as_of)
    if since is None:
        return None
    days = (as_of - since).days
    status = overdue_status(days, rulebook=trail.rulebook)
    if account.reported is False:
        trail.step(say("overdue-unreported", "Overdue since %(since)s: %(days)s days.", since=since, days=days))
        return Overdue(since, days, status)
    trail.step(
        say(
            "overdue",
            "Overdue since %(since)s: %(days)s days, status %(status)s (%(meaning)s).",
            since=since,
            days=days,
            status=status,
            meaning=status_meaning(trail.rulebook, status),
        ),
        *trail.rulebook.overdue_status_band.timeline.entries[-1].citations,
    )
    return Overdue(since, days, status)


def _cells(trail: Trail, account: Account) -> None:
    for cell in account.cells:
        trail.step(
            say(
                "record-cell",
                "%(month)s stands in the record with status %(status)s and %(amount)s yuan overdue.",
                month=cell.month.isoformat()[:7],
                status=cell.status,
                amount=Money(to_fen(cell.amount)),
            ),
            *trail.rulebook.overdue_status_band.timeline.entries[-1].citations,
        )


def _relief_since(rulebook: Rulebook) -> date:
    return rulebook.relief_max_amount.timeline.entries[0].since


def _limitation(trail: Trail, account: Account, as_of: date) -> None:
    """Warn where limitation may have run: a promise or a part payment can end that."""
    parameter = trail.rulebook.limitation_years
    if account.state is State.SETTLED or as_of < parameter.timeline.entries[0].since:
        return
    years = trail.take(parameter, as_of)
    old = as_of > add_years(account.formed_on, years)
    since = late_since(account, as_of)
    if old or (since is not None and as_of > add_years(since, years - 1)):
        trail.notice(
            say(
                "limitation-may-have-run",
                "For what fell due more than %(years)s years ago limitation may have run. A promise to pay or a part "
                "payment can restart it, or give up the defence where it has run: take advice before you make one.",
                years=years,
            ),
            *trail.cite("civil-code#188(1)", "civil-code#192", "civil-code#195"),
        )


def still_open(trail: Trail, account: Account, as_of: date) -> Finding[tuple[PayBy, ...]]:
    """Return what paying an overdue account by the end of each coming month still changes under the one-off relief."""
    since = _relief_since(trail.rulebook)
    late = account.overdue_since or late_since(account, as_of)
    if as_of < since or late is None:
        return trail.part(())
    if not account.cells:
        if account.reported is not False:
            _months_unknown(trail, late, since, as_of)
        return trail.part(())
    found = tuple(
        PayBy(by, tuple(_relief(trail, cell, by) for cell in account.cells))
        for by in _month_ends(as_of, trail.take(trail.rulebook.relief_repay_by, since))
    )
    for one in found:
        for month in one.months:
            if month.not_displayed_by is not None:
                trail.step(
                    say(
                        "relief-pay-by",
                        "Arrears and whatever has then fallen due paid in full by %(by)s: %(month)s is not displayed "
                        "by %(day)s at the latest.",
                        by=one.by,
                        month=month.cell.month.isoformat()[:7],
                        day=month.not_displayed_by,
                    ),
                    *trail.cite(_RELIEF),
                )
    for cell in account.cells:
        trail.step(_relief(trail, cell, None).why, *trail.cite(_RELIEF))
    if any(month.covered for one in found for month in one.months):
        trail.notice(not_deletion(), *trail.cite(_RELIEF, _RETENTION))
    return trail.part(found)


def _months_unknown(trail: Trail, late: date, since: date, as_of: date) -> None:
    """Say what the relief asks for where the months of the record are not stated, while it can still be met."""
    book = trail.rulebook
    last, by = trail.take(book.relief_last_day, since), trail.take(book.relief_repay_by, since)
    if late > last or as_of > by:
        return
    trail.step(
        say(
            "relief-months-unknown",
            "The months of the record are not stated. The one-off relief covers those from %(first)s to %(last)s that "
            "show at most %(most)s yuan overdue, if arrears and whatever has then fallen due are paid in full by "
            "%(by)s.",
            first=trail.take(book.relief_first_day, since),
            last=last,
            most=Money(trail.take(book.relief_max_amount, since)),
            by=by,
        ),
        *trail.cite(_RELIEF),
    )


def _month_ends(start: date, last: date) -> list[date]:
    """Return the month ends from a day on, up to a last day, which closes the list."""
    found = []
    while start <= last:
        found.append(min(month_end(start), last))
        start = add_days(month_end(start), 1)
    return found
