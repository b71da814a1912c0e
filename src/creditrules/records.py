"""How long a bad credit record stays (不良信息保存期限), and what the one-off relief of 2025-12-22 changes.

Regulation on the Administration of Credit Reporting, art. 16(1), since 2013-03-15: five years from the day the adverse
act or event ended, then deletion. Counted as the Civil Code counts (arts. 201 and 202): the first day is left out, and
an absent day becomes the last of its month. No rest day shifts it.

>>> from datetime import date
>>> found = retention(ended_on=date(2024, 2, 29)).value
>>> found.kept_through, found.deletable_from
(datetime.date(2029, 2, 28), datetime.date(2029, 3, 1))
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import field, frozen

from creditrules.checks import text
from creditrules.errors import InputError, shown
from creditrules.findings import Finding, Trail
from creditrules.law import bundled
from creditrules.messages import Message, Money, say
from creditrules.money import Number, from_fen, owed_fen, to_fen
from creditrules.periods import add_days, add_months, add_years, calendar_day, month_end, whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.law import Rulebook

RETENTION = "credit-reporting-regulation-2013#16(1)"
RELIEF = "pboc-credit-relief-2025"
_NORMAL = "N"
_WORST = 7
_OVERDUE = frozenset("1234567B")
_CODES = frozenset("N*1234567BCDZGMA#")


@frozen
class Retention:
    """How long an adverse record is kept: the last day, and the first day it must be gone; None while it runs."""

    kept_through: date | None
    deletable_from: date | None


def retention(*, ended_on: date | None, rulebook: Rulebook | None = None) -> Finding[Retention]:
    """Return until when an adverse record is kept (保存至) and from when it must be deleted.

    Args:
        ended_on: the day the adverse event ended: arrears and interest cleared, not the whole loan settled; None while
            anything is unpaid, and then no clock runs.
        rulebook: the law data; the bundled one when left out.

    Raises:
        NoDataError: it ended before the regulation took effect.

    """
    trail = Trail(rulebook)
    return trail.finding(_retention(trail, ended_on))


def _retention(trail: Trail, ended_on: date | None) -> Retention:
    cite = trail.cite(RETENTION)
    if ended_on is None:
        trail.step(say("retention-unpaid", "While anything overdue is unpaid the five years have not begun."), *cite)
        return Retention(None, None)
    day = calendar_day(ended_on, argument="ended_on")
    years = trail.take(trail.rulebook.adverse_retention, day)
    kept = add_years(day, years)
    found = Retention(kept, add_days(kept, 1))
    trail.step(
        say(
            "retention",
            "The adverse event ended on %(ended)s. The record is kept %(years)s years, through %(kept)s, and must be "
            "deleted from %(gone)s.",
            ended=day,
            years=years,
            kept=kept,
            gone=add_days(kept, 1),
        ),
        *cite,
        *trail.cite("civil-code#201(1)", "civil-code#202"),
    )
    trail.notice(
        say(
            "retention-precision",
            "The regulation names no day-level rule: the days follow the Civil Code's way of counting, and what a "
            "report shows also waits for the lender to report.",
        ),
        *cite,
    )
    return found


def _month(value: date | str) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(f"{value}-01")
        except ValueError:
            raise InputError(
                "%(argument)s must be a month such as 2024-01, got %(value)s", argument="month", value=shown(value)
            ) from None
    return calendar_day(value, argument="month").replace(day=1)


def _status(value: str) -> str:
    if text(value, argument="status") not in _CODES:
        raise InputError(
            "%(argument)s must be one of %(bound)s, got %(value)s",
            argument="status",
            bound=" ".join(sorted(_CODES)),
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
    status: str = field(converter=_status)
    amount: Decimal = field(converter=_amount)


@frozen
class Relief:
    """What the one-off relief does to one month: whether it covers it, by when it is no longer displayed, and why."""

    cell: MonthCell
    covered: bool
    not_displayed_by: date | None
    why: Message


def one_off_relief(
    cells: Iterable[MonthCell], *, repaid_on: date | None, rulebook: Rulebook | None = None
) -> Finding[tuple[Relief, ...]]:
    """Apply the one-off relief of the PBOC notice published 2025-12-22 (一次性信用修复) to months of one account.

    A month is covered when it arose from 2020-01-01 to 2025-12-31, shows an overdue amount of at most 10,000 yuan, and
    the overdue debt was fully repaid by 2026-03-31. It is then not displayed; it is not deleted.

    Args:
        cells: the months.
        repaid_on: the day the arrears and whatever had then fallen due were fully paid; None if they are not.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: repaid before the month of a cell began.

    >>> from datetime import date
    >>> cells = [MonthCell("2025-12", "1", "1467.64")]
    >>> one_off_relief(cells, repaid_on=date(2026, 2, 3)).value[0].not_displayed_by
    datetime.date(2026, 3, 31)

    """
    trail = Trail(rulebook)
    return trail.finding(_one_off_relief(trail, tuple(cells), repaid_on))


def _one_off_relief(trail: Trail, cells: tuple[MonthCell, ...], repaid_on: date | None) -> tuple[Relief, ...]:
    found = tuple(_relief(trail, cell, repaid_on) for cell in cells)
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


def _relief(trail: Trail, cell: MonthCell, repaid_on: date | None) -> Relief:
    book, since = trail.rulebook, trail.rulebook.relief_max_amount.timeline.entries[0].since
    first, last = trail.take(book.relief_first_day, since), trail.take(book.relief_last_day, since)
    most, repay_by = trail.take(book.relief_max_amount, since), trail.take(book.relief_repay_by, since)
    month = cell.month.isoformat()[:7]
    if repaid_on is not None and calendar_day(repaid_on, argument="repaid_on") < cell.month:
        raise InputError("repaid_on %(day)s lies before the month %(month)s", day=repaid_on, month=month)
    if cell.status not in _OVERDUE or to_fen(cell.amount) == 0:
        why = say("relief-none-due", "%(month)s shows no overdue amount.", month=month)
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


def overdue_status(days: int, *, rulebook: Rulebook | None = None) -> str:
    """Return the status code of a credit report for so many days overdue (逾期状态): ``N``, then ``1`` to ``7``.

    1 is 1 to 30 days, 2 is 31 to 60, and so on; 7 is more than 180. The code table is that of the second-generation
    report as lenders and readers use it; the official table was not read.

    Args:
        days: days since the due day (as_of − due_on), 0 or more.
        rulebook: the law data; the bundled one when left out.

    >>> overdue_status(0), overdue_status(30), overdue_status(31), overdue_status(181)
    ('N', '1', '2', '7')

    """
    book = rulebook or bundled()
    band = book.overdue_status_band.timeline.entries[-1].value
    late = whole(days, argument="days", least=0, most=100_000)
    return str(min(_WORST, (late - 1) // band + 1)) if late else _NORMAL
