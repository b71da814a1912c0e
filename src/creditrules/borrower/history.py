"""What an account shows in the credit record: how late it is, how long that stays, what the relief still does."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.borrower.relief import is_late, late_since, relief_over, relief_since
from creditrules.law import FINANCIAL
from creditrules.messages import Money, say
from creditrules.money import to_fen
from creditrules.records import Relief, Retention, overdue_status
from creditrules.records.codes import meaning
from creditrules.records.keeping import RETENTION, _retention
from creditrules.records.relief import RELIEF, _one_off_relief

if TYPE_CHECKING:
    from creditrules.borrower.entries import Account
    from creditrules.findings import Finding, Trail


@frozen
class Overdue:
    """How late an account is (逾期): since when, how many days, and the status code of the record."""

    since: date
    days: int
    status: str


@frozen(kw_only=True)
class History:
    """The record of an account: how late it is, how long the record stays, and the relief for past months."""

    overdue: Overdue | None
    retention: Retention | None
    relief: tuple[Relief, ...]


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
        relief_over(trail, account, as_of)
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
        trail.step(say("nothing-overdue", "By what you state nothing is overdue now."))
    relief: tuple[Relief, ...] = ()
    over = _over(trail, retention, as_of)
    # A month after the arrears were cleared has nothing that the relief could touch.
    past = tuple(cell for cell in account.cells if account.ended_on is not None and cell.month <= account.ended_on)
    if past and not over and as_of >= relief_since(trail.rulebook):
        relief = _one_off_relief(trail, past, account.ended_on)
    return trail.part(History(overdue=overdue, retention=retention, relief=relief))


def _over(trail: Trail, retention: Retention | None, as_of: date) -> bool:
    """Say what to do where the five years are over."""
    if retention is None or retention.deletable_from is None or as_of < retention.deletable_from:
        return False
    trail.step(
        say(
            "retention-over",
            "The five years are over: since %(gone)s the record should be gone. If a report still shows it, object or "
            "complain.",
            gone=retention.deletable_from,
        ),
        *trail.cite("credit-reporting-regulation-2013#25", "credit-reporting-regulation-2013#26"),
    )
    return True


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
            *trail.cite(RETENTION),
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
        *trail.cite(RETENTION),
    )
    if as_of >= relief_since(trail.rulebook):
        trail.notice(
            say("relief-day-unknown", "Whether the one-off relief reaches those months turns on that day too."),
            *trail.cite(RELIEF),
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


def _overdue(trail: Trail, account: Account, as_of: date) -> Overdue | None:
    since = late_since(account, as_of)
    if since is None:
        return None
    days = (as_of - since).days
    status = overdue_status(days, rulebook=trail.rulebook)
    if account.reported is False:
        trail.step(
            say(
                "overdue-unreported",
                "Due on %(since)s and unpaid since: %(days)s days overdue.",
                since=since,
                days=days,
            )
        )
        return Overdue(since, days, status)
    trail.step(
        say(
            "overdue",
            "Due on %(since)s and unpaid since: %(days)s days overdue, status %(status)s (%(meaning)s).",
            since=since,
            days=days,
            status=status,
            meaning=meaning(trail.rulebook, status),
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
