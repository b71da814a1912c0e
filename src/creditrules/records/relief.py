"""What the one-off relief of the PBOC notice published 2025-12-22 does to months of the record (一次性信用修复).

>>> from datetime import date
>>> from creditrules.records.codes import MonthCell
>>> cells = [MonthCell("2025-12", "1", "1467.64")]
>>> one_off_relief(cells, repaid_on=date(2026, 2, 3)).value[0].not_displayed_by
datetime.date(2026, 3, 31)
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import listed, member
from creditrules.errors import InputError
from creditrules.findings import Finding, Trail
from creditrules.messages import Message, Money, say
from creditrules.money import to_fen
from creditrules.periods import add_months, calendar_day, month_end
from creditrules.records.codes import OVERDUE, AccountType, MonthCell, overdue_codes
from creditrules.records.keeping import RETENTION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.law import Rulebook

RELIEF = "pboc-credit-relief-2025"


@frozen
class Relief:
    """What the one-off relief does to one month: whether it covers it, by when it is no longer displayed, and why."""

    cell: MonthCell
    covered: bool
    not_displayed_by: date | None
    why: Message


def one_off_relief(
    cells: Iterable[MonthCell],
    *,
    repaid_on: date | None,
    account: AccountType = AccountType.LOAN,
    rulebook: Rulebook | None = None,
) -> Finding[tuple[Relief, ...]]:
    """Apply the one-off relief of the PBOC notice published 2025-12-22 (一次性信用修复) to months of one account.

    A month is covered when it arose from 2020-01-01 to 2025-12-31, shows an overdue amount of at most 10,000 yuan, and
    the overdue debt was fully repaid by 2026-03-31. It is then not displayed; it is not deleted. The amount is what the
    month shows, all that was due and unpaid by then. Of a 准贷记卡 the states 1 and 2 are not overdue.

    Args:
        cells: the months.
        repaid_on: the day the arrears and whatever had then fallen due were fully paid; None if they are not.
        account: what kind of account it is.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: repaid before the month of a cell began.

    >>> from datetime import date
    >>> cells = [MonthCell("2025-12", "1", "1467.64")]
    >>> one_off_relief(cells, repaid_on=date(2025, 12, 31)).value[0].not_displayed_by
    datetime.date(2026, 1, 31)

    """
    trail = Trail(rulebook)
    member(account, AccountType, argument="account")
    found = _one_off_relief(trail, listed(cells, MonthCell, argument="cells"), repaid_on, account)
    trail.notice(
        say(
            "relief-full-loan",
            "Fully repaid means the old arrears and the instalment that has fallen due by then, with what the contract "
            "adds to them.",
        )
        if account is AccountType.LOAN
        else say(
            "relief-full-card",
            "Fully repaid means at least the minimum of the latest statement, paid before the next statement day.",
        ),
        *trail.cite(RELIEF),
    )
    return trail.finding(found)


def _one_off_relief(
    trail: Trail, cells: tuple[MonthCell, ...], repaid_on: date | None, account: AccountType = AccountType.LOAN
) -> tuple[Relief, ...]:
    found = tuple(_relief(trail, cell, repaid_on, account) for cell in cells)
    for one in found:
        trail.step(one.why, *trail.cite(RELIEF))
    if any(one.covered for one in found):
        trail.notice(not_deletion(), *trail.cite(RELIEF, RETENTION))
    return found


def not_deletion() -> Message:
    """Say what not being displayed does not mean."""
    return say(
        "relief-not-deletion",
        "Not displayed is not deleted: the record stays in the database, and the five years run on.",
    )


def _relief(trail: Trail, cell: MonthCell, repaid_on: date | None, account: AccountType = AccountType.LOAN) -> Relief:
    book, since = trail.rulebook, trail.rulebook.relief_max_amount.timeline.entries[0].since
    first, last = trail.take(book.relief_first_day, since), trail.take(book.relief_last_day, since)
    most, repay_by = trail.take(book.relief_max_amount, since), trail.take(book.relief_repay_by, since)
    month = cell.month.isoformat()[:7]
    if repaid_on is not None and calendar_day(repaid_on, argument="repaid_on") < cell.month:
        raise InputError("repaid_on %(day)s lies before the month %(month)s", day=repaid_on, month=month)
    if cell.status not in OVERDUE or to_fen(cell.amount) == 0:
        why = say("relief-none-due", "%(month)s shows no overdue amount.", month=month)
    elif cell.status not in overdue_codes(book, account):
        why = say(
            "relief-quasi-card",
            "%(month)s needs no relief: status %(status)s of a quasi-credit card is overdraft within the product.",
            month=month,
            status=cell.status,
        )
    elif not first <= cell.month <= last:
        why = say(
            "relief-month",
            "The one-off relief does not cover %(month)s: it is for months from %(first)s to %(last)s.",
            month=month,
            first=first,
            last=last,
        )
    elif to_fen(cell.amount) > most:
        why = say(
            "relief-amount",
            "The one-off relief does not cover %(month)s: %(amount)s yuan is above %(most)s.",
            month=month,
            amount=Money(to_fen(cell.amount)),
            most=Money(most),
        )
    elif repaid_on is None or repaid_on > repay_by:
        why = say(
            "relief-repay",
            "The one-off relief covers %(month)s only if the overdue debt is fully repaid by %(by)s.",
            month=month,
            by=repay_by,
        )
    else:
        early = repaid_on <= trail.take(book.relief_early_by, since)
        stops = trail.take(book.relief_early_display, since) if early else month_end(add_months(repaid_on, 1))
        why = say(
            "relief-covered",
            "The one-off relief covers %(month)s: no longer displayed by %(day)s at the latest.",
            month=month,
            day=stops,
        )
        return Relief(cell, covered=True, not_displayed_by=stops, why=why)
    return Relief(cell, covered=False, not_displayed_by=None, why=why)
