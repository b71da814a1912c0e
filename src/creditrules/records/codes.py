"""The codes of a credit report's repayment record (还款状态): what each says, and which count as overdue.

The table is that of the second-generation report as lenders and readers use it; the official table was not read.

>>> from creditrules.messages import render
>>> render(status_meaning("M"), "en")
'paid after the due day but before the end of the month: not an overdue level'
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from attrs import field, frozen

from creditrules.checks import text
from creditrules.errors import InputError, shown
from creditrules.law import bundled
from creditrules.messages import Message, say
from creditrules.money import Number, from_fen, owed_fen
from creditrules.periods import calendar_day

if TYPE_CHECKING:
    from creditrules.law import Rulebook

PRACTICE = "credit-report-practice"
NORMAL = "N"
WORST = 7
BAD_DEBT = "B"
UNKNOWN = "#"
BEFORE_OPENING = "/"
"""Only first-generation reports fill the months before an account was opened."""
_LEVELS = tuple(str(level) for level in range(1, WORST + 1))
OVERDUE = frozenset((*_LEVELS, BAD_DEBT))
ENDED_BADLY = frozenset("DZG")
"""The account did not end by its debtor's paying: a guarantor paid, goods were taken, or it was written off."""
CODES = frozenset("N*1234567BCDZGMA#")


class AccountType(Enum):
    """What kind of account a repayment record is about (账户类型)."""

    LOAN = "loan"
    CREDIT_CARD = "credit card"
    QUASI_CREDIT_CARD = "quasi-credit card"


def overdue_codes(rulebook: Rulebook, account: AccountType) -> frozenset[str]:
    """Return the codes that count as overdue: of a 准贷记卡 the lowest lie within its normal overdraft."""
    if account is not AccountType.QUASI_CREDIT_CARD:
        return OVERDUE
    lowest = rulebook.quasi_card_late_from.timeline.entries[-1].value
    return frozenset((*(level for level in _LEVELS if int(level) >= lowest), BAD_DEBT))


def status_meaning(status: str, *, rulebook: Rulebook | None = None) -> Message:
    """Say what a status code means.

    Args:
        status: one of ``N * 1 2 3 4 5 6 7 B C D Z G M A #``, or ``/`` of a first-generation report.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: no such code.

    """
    book = rulebook or bundled()
    return (
        say("status-before-opening", "the account was not opened yet (first-generation reports)")
        if status == BEFORE_OPENING
        else meaning(book, status_code(status))
    )


def meaning(rulebook: Rulebook, status: str) -> Message:
    """Say what a code that was checked means."""
    if status not in _LEVELS:
        return _OTHER[status]
    band = rulebook.overdue_status_band.timeline.entries[-1].value
    first = (int(status) - 1) * band + 1
    if status == _LEVELS[-1]:
        return say("status-worst", "%(first)s days overdue or more", first=first)
    return say("status-band", "%(first)s to %(last)s days overdue", first=first, last=first + band - 1)


_OTHER = {
    NORMAL: say("status-normal", "paid on time"),
    "*": say("status-none", "no repayment in this month: nothing was due, or the account had just been opened"),
    BAD_DEBT: say("status-bad-debt", "bad debt"),
    "C": say("status-closed", "paid off and closed"),
    "D": say("status-guarantor", "a guarantor paid, in full or in part"),
    "Z": say("status-in-kind", "paid in kind"),
    "G": say("status-written-off", "ended otherwise than by payment, such as written off"),
    "M": say("status-within-month", "paid after the due day but before the end of the month: not an overdue level"),
    "A": say("status-no-bill", "no bill in this month, because the statement day was moved"),
    UNKNOWN: say("status-unknown", "the account is open, its status is not known"),
}


def month_of(value: date | str, *, argument: str = "month") -> date:
    """Return the first day of a month given as text such as ``2024-01`` or as any day of it."""
    if isinstance(value, str):
        try:
            return date.fromisoformat(f"{value}-01")
        except ValueError:
            raise InputError(
                "%(argument)s must be a month such as 2024-01, got %(value)s", argument=argument, value=shown(value)
            ) from None
    return calendar_day(value, argument=argument).replace(day=1)


def _month(value: date | str) -> date:
    return month_of(value)


def status_code(value: str) -> str:
    """Check that a text is one of the codes."""
    if text(value, argument="status") not in CODES:
        raise InputError(
            "%(argument)s must be one of %(bound)s, got %(value)s",
            argument="status",
            bound=" ".join(sorted(CODES)),
            value=shown(value),
        )
    return value


def _amount(value: Number) -> Decimal:
    return from_fen(owed_fen(value, argument="amount"))


@frozen
class MonthCell:
    """One month of an account in the repayment grid (还款记录): month, status code, overdue amount (yuan).

    ``month`` is text such as ``"2024-01"`` or any day of the month.
    """

    month: date = field(converter=_month)
    status: str = field(converter=status_code)
    amount: Decimal = field(converter=_amount)
