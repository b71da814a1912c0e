"""What the one-off relief of 2025-12-22 does to an account that is still overdue: what paying by which day changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.borrower.fields import State
from creditrules.law import Product
from creditrules.messages import Money, say
from creditrules.money import to_fen
from creditrules.periods import add_days, month_end
from creditrules.records import Relief
from creditrules.records.codes import OVERDUE
from creditrules.records.keeping import RETENTION
from creditrules.records.relief import RELIEF, _relief, not_deletion

if TYPE_CHECKING:
    from creditrules.borrower.entries import Account
    from creditrules.findings import Finding, Trail
    from creditrules.law import Rulebook
    from creditrules.records import MonthCell


@frozen
class PayBy:
    """What paying the arrears, and what has then fallen due, by a day does to each month of the record."""

    by: date
    months: tuple[Relief, ...]


def is_late(cell: MonthCell) -> bool:
    """Whether a month of the record shows something overdue."""
    return cell.status in OVERDUE and to_fen(cell.amount) > 0


def late_since(account: Account, as_of: date) -> date | None:
    """Return since when something is overdue: the day stated, or a due day that has passed with something owed."""
    if account.state is State.SETTLED:
        return None
    return min(
        (day for day in (account.overdue_since, account.due_on) if day is not None and day < as_of), default=None
    )


def relief_since(rulebook: Rulebook) -> date:
    """Return the day on which the relief was published."""
    return rulebook.relief_max_amount.timeline.entries[0].since


def relief_over(trail: Trail, account: Account, as_of: date) -> None:
    """Say so where months could have been kept from display, and the last day for it has passed."""
    since = relief_since(trail.rulebook)
    last = trail.take(trail.rulebook.relief_repay_by, since)
    missed = [cell for cell in account.cells if _relief(trail, cell, last if cell.month <= last else None).covered]
    if as_of > last and missed:
        trail.step(
            say(
                "relief-over",
                "The last day of the one-off relief, %(last)s, has passed with the arrears unpaid: it no longer "
                "reaches %(months)s.",
                last=last,
                months=", ".join(cell.month.isoformat()[:7] for cell in missed),
            ),
            *trail.cite(RELIEF),
        )


def still_open(trail: Trail, account: Account, as_of: date) -> Finding[tuple[PayBy, ...]]:
    """Return what paying an overdue account by the end of each coming month still changes under the one-off relief."""
    since = relief_since(trail.rulebook)
    late = account.overdue_since or late_since(account, as_of)
    if as_of < since or late is None:
        return trail.part(())
    if not account.cells:
        if account.reported is not False:
            _months_unknown(trail, late, since, as_of)
        return trail.part(())
    last = trail.take(trail.rulebook.relief_repay_by, since)
    if as_of > last:
        # The record says so; no payment changes anything any more.
        return trail.part(())
    found = tuple(
        PayBy(by, tuple(_relief(trail, cell, by) for cell in account.cells)) for by in _month_ends(as_of, last)
    )
    for one in found:
        days = {month.not_displayed_by for month in one.months if month.not_displayed_by is not None}
        for day in days:
            months = (month.cell.month.isoformat()[:7] for month in one.months if month.covered)
            trail.step(
                say(
                    "relief-pay-by",
                    "Arrears and whatever has then fallen due paid in full by %(by)s: no longer displayed by %(day)s "
                    "at the latest: %(months)s.",
                    by=one.by,
                    months=", ".join(months),
                    day=day,
                ),
                *trail.cite(RELIEF),
            )
    for cell in account.cells:
        trail.step(_relief(trail, cell, None).why, *trail.cite(RELIEF))
    if account.product is not Product.LOAN:
        trail.notice(
            say("relief-card", "For a card what has fallen due is the minimum of the latest statement."),
            *trail.cite(RELIEF),
        )
    if any(month.covered for one in found for month in one.months):
        trail.notice(not_deletion(), *trail.cite(RELIEF, RETENTION))
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
        *trail.cite(RELIEF),
    )


def _month_ends(start: date, last: date) -> list[date]:
    """Return the month ends from a day on, up to a last day, which closes the list."""
    found = []
    while start <= last:
        found.append(min(month_end(start), last))
        start = add_days(month_end(start), 1)
    return found
