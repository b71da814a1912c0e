"""The repayment record of a credit report as one row of codes (还款记录), and what can be read from it.

>>> grid = StatusGrid.parse("NNNNNNNNNNNN NNN123N1NNNN", last="2026-08")
>>> grid.worst, grid.worst_run.length, grid.late_months, grid.months_since_late
('3', 3, 4, 4)
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from attrs import field, frozen

from creditrules.checks import flag, member, text
from creditrules.errors import InputError, shown
from creditrules.law import bundled
from creditrules.periods import MONTHS_A_YEAR, add_months, calendar_day, month_end, not_before, whole
from creditrules.records.bands import overdue_status
from creditrules.records.codes import (
    BEFORE_OPENING,
    CODES,
    ENDED_BADLY,
    OVERDUE,
    UNKNOWN,
    AccountType,
    month_of,
    overdue_codes,
)

if TYPE_CHECKING:
    from creditrules.law import Rulebook


@frozen
class Run:
    """Months overdue in a row (连续逾期): the first, the last and how many."""

    first: date
    last: date
    length: int


def _index(month: date) -> int:
    return month.year * MONTHS_A_YEAR + month.month


@frozen
class StatusGrid:
    """A row of monthly codes, oldest first: make one with `StatusGrid.parse`.

    ``first`` is the first day of its first month; ``late`` the codes that count as overdue on this kind of account.
    """

    first: date
    codes: str
    account: AccountType
    late: frozenset[str] = field(default=OVERDUE, repr=False)

    @classmethod
    def parse(
        cls,
        row: str,
        *,
        last: date | str,
        opened: date | str | None = None,
        account: AccountType = AccountType.LOAN,
        newest_first: bool = False,
        rulebook: Rulebook | None = None,
    ) -> StatusGrid:
        """Read a row of codes as a report prints it; gaps between the codes do not matter.

        A row has 60 months, as reports print it since 2020-01-19, or 24, as those of the first generation did, which
        filled the months before the opening with ``/``. A younger account shows fewer: say when it was ``opened``.

        Args:
            row: the codes.
            last: the newest month of the row, such as ``"2026-08"`` or any day of it.
            opened: the month in which the account was opened, if the row begins with it.
            account: what kind of account it is.
            newest_first: the row begins with the newest month.
            rulebook: the law data; the bundled one when left out.

        Raises:
            InputError: an unknown code, or more or fewer of them than there are months.

        """
        book = rulebook or bundled()
        member(account, AccountType, argument="account")
        codes = "".join(text(row, argument="row").split())
        codes = codes[::-1] if flag(newest_first, argument="newest_first") else codes
        end = month_of(last, argument="last")
        lengths = {int(entry.value) for entry in book.grid_months.timeline.entries}
        oldest = min(lengths)
        if opened is not None:
            begin = month_of(opened, argument="opened")
            not_before(end, begin, argument="last", other="opened")
            lengths = {min(max(lengths), _index(end) - _index(begin) + 1)}
        if len(codes) not in lengths:
            raise InputError(
                "%(argument)s must have %(bound)s codes, got %(value)s",
                argument="row",
                bound=" or ".join(str(length) for length in sorted(lengths)),
                value=len(codes),
            )
        known = CODES | {BEFORE_OPENING} if opened is None and len(codes) == oldest else CODES
        for code in codes:
            if code not in known:
                raise InputError(
                    "%(argument)s must be one of %(bound)s, got %(value)s",
                    argument="row",
                    bound=" ".join(sorted(known)),
                    value=shown(code),
                )
        return cls(add_months(end, 1 - len(codes)), codes, account, overdue_codes(book, account))

    @property
    def last(self) -> date:
        """The first day of the newest month."""
        return add_months(self.first, len(self.codes) - 1)

    @property
    def months(self) -> tuple[tuple[date, str], ...]:
        """Each month, by its first day, and its code."""
        return tuple((add_months(self.first, place), code) for place, code in enumerate(self.codes))

    @property
    def overdue(self) -> tuple[date, ...]:
        """The months whose code counts as overdue."""
        return tuple(month for month, code in self.months if code in self.late)

    @property
    def late_months(self) -> int:
        """How many months are overdue (累计逾期月数)."""
        return len(self.overdue)

    @property
    def counts(self) -> dict[str, int]:
        """How often each code stands in the row."""
        return dict(sorted(Counter(self.codes).items()))

    @property
    def worst(self) -> str | None:
        """The worst code that counts as overdue, bad debt (呆账, ``B``) above 7; None where no month is overdue."""
        return max((code for code in self.codes if code in self.late), default=None)

    @property
    def worst_run(self) -> Run | None:
        """The longest run of months overdue, the newest of equal ones; None where no month is overdue."""
        return max(runs_of(self.overdue), key=lambda run: (run.length, run.last), default=None)

    @property
    def months_since_late(self) -> int | None:
        """How many months lie after the last one overdue, to the end of the row; None where none is overdue."""
        return _index(self.last) - _index(self.overdue[-1]) if self.overdue else None

    @property
    def ended_badly(self) -> tuple[tuple[date, str], ...]:
        """The months with D, Z or G: an end other than by the debtor's paying, which is bad without being overdue."""
        return tuple((month, code) for month, code in self.months if code in ENDED_BADLY)

    @property
    def unknown(self) -> tuple[date, ...]:
        """The months whose status the report does not know (``#``): they count neither way."""
        return tuple(month for month, code in self.months if code == UNKNOWN)

    def newest(self, months: int) -> StatusGrid:
        """Return the newest months alone, as many as there are of them."""
        kept = self.codes[-whole(months, argument="months") :]
        return StatusGrid(add_months(self.last, 1 - len(kept)), kept, self.account, self.late)

    def if_unpaid(self, *, due_on: date, until: date | str, rulebook: Rulebook | None = None) -> StatusGrid:
        """Return the row as its coming month ends would show it if nothing is paid any more.

        A month end shows how many days the oldest unpaid part is overdue on it. A lender may report otherwise, such as
        ``B`` for a bad debt or ``G`` once it has written the debt off.

        Args:
            due_on: the due day of the oldest part that is unpaid.
            until: the last month to add.
            rulebook: the law data; the bundled one when left out.

        Raises:
            InputError: ``until`` does not come after the row, or ``due_on`` comes after ``until``.

        >>> grid = StatusGrid.parse("N", last="2026-08", opened="2026-08")
        >>> grid.if_unpaid(due_on=date(2026, 9, 10), until="2026-11").codes
        'N123'

        """
        end, day = month_end(month_of(until, argument="until")), calendar_day(due_on, argument="due_on")
        more = _index(end) - _index(self.last)
        if more < 1:
            raise InputError("until %(until)s does not come after the row's %(last)s", until=end, last=self.last)
        not_before(end, day, argument="until", other="due_on")
        ends = (month_end(add_months(self.last, place)) for place in range(1, more + 1))
        added = "".join(overdue_status(max(0, (each - day).days), rulebook=rulebook) for each in ends)
        return StatusGrid(self.first, self.codes + added, self.account, self.late)


def runs_of(months: tuple[date, ...]) -> list[Run]:
    """Cut ascending months where one is missing between two."""
    found: list[Run] = []
    for month in months:
        if found and _index(month) == _index(found[-1].last) + 1:
            found[-1] = Run(found[-1].first, month, found[-1].length + 1)
        else:
            found.append(Run(month, month, 1))
    return found
