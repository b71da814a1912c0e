"""The days of an account against the day of the report: nothing in the list may lie after it (inner)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from creditrules.borrower.relief import is_late
from creditrules.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    from creditrules.borrower.entries import Account
    from creditrules.collection import Contact


def not_after(account: Account, log: tuple[Contact, ...], as_of: date) -> None:
    """Refuse an account that knows of days after the day of the report, or is late after its arrears were cleared."""
    given = [(name, getattr(account, name)) for name in ("formed_on", "overdue_since", "ended_on")]
    given += [("cells", cell.month) for cell in account.cells]
    given += [("events", max(one.on, one.ended_on or one.on)) for one in account.events]
    given += [("contact", one.day) for one in log]
    for name, day in given:
        if day is not None and day > as_of:
            raise InputError(
                "%(argument)s %(day)s of account %(name)s lies after as_of %(as_of)s",
                argument=name,
                day=day,
                name=account.name,
                as_of=as_of,
            )
    for cell in account.cells:
        if account.ended_on is not None and cell.month > account.ended_on and is_late(cell):
            raise InputError(
                "%(argument)s %(day)s of account %(name)s lies after ended_on %(ended)s, when nothing was overdue",
                argument="cells",
                day=cell.month,
                name=account.name,
                ended=account.ended_on,
            )
