"""A person: all their accounts, the money they have for debts each month, and the day of the balances."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, BinaryIO

from attrs import field, frozen

from creditrules.borrower import fields as read
from creditrules.borrower.entries import Account
from creditrules.borrower.fields import State
from creditrules.borrower.file import read_file, read_stream
from creditrules.checks import instance, members
from creditrules.errors import InputError
from creditrules.repayment import Budget

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def _accounts(value: Iterable[Account]) -> tuple[Account, ...]:
    found = members(value, argument="accounts")
    for account in found:
        instance(account, Account, argument="accounts")
    return found


@frozen(kw_only=True)
class Borrower:
    """A person's accounts, the money they have for debts each month, and the day of the balances.

    Args:
        accounts: each name once.
        monthly_budget: the money for debts each month, yuan, minimums included; None where there is nothing to plan.
        as_of: the day of the balances.

    Raises:
        InputError: no account, a name twice, or open accounts without a budget.

    """

    accounts: tuple[Account, ...] = field(converter=_accounts)
    monthly_budget: Decimal | None = field(default=None, converter=read.monthly_budget)
    as_of: date | None = field(default=None, converter=read.as_of)

    def __attrs_post_init__(self) -> None:
        """Refuse an empty list, a name twice, and debts without money."""
        if not self.accounts:
            raise InputError("%(argument)s may not be empty", argument="accounts")
        seen: set[str] = set()
        for account in self.accounts:
            if account.name in seen:
                raise InputError("two debts are called %(name)s", name=account.name)
            seen.add(account.name)
        if self.open and self.monthly_budget is None:
            raise InputError("%(argument)s is needed for an open account", argument="monthly_budget")

    @classmethod
    def from_file(cls, path: str | Path) -> Borrower:
        """Read a borrower's file: TOML, or JSON where the name ends in ``.json`` or the text begins with a brace.

        Args:
            path: a file of UTF-8 text, at most 1 MiB.

        Raises:
            InputTypeError: a field has the wrong type, or ``path`` has.
            InputError: the file cannot be read, is no UTF-8, TOML or JSON, or a field is unknown, missing or out of
                bounds; the text begins with the place, such as ``debt[2].annual_rate``.

        """
        return read_file(path, cls)

    @classmethod
    def from_stream(cls, stream: BinaryIO, *, name: str) -> Borrower:
        """Read a borrower from an open stream of bytes, such as standard input, as `from_file` does.

        Args:
            stream: is read to its end, but never beyond 1 MiB and a byte.
            name: what an error calls the stream; a name that ends in ``.json`` means JSON.

        Raises:
            InputTypeError: a field has the wrong type, or the stream gives no bytes.
            InputError: what `from_file` refuses.

        """
        return read_stream(stream, cls, name=name)

    @property
    def open(self) -> tuple[Account, ...]:
        """The accounts on which something is owed."""
        return tuple(account for account in self.accounts if account.state is State.OPEN)

    @property
    def budget(self) -> Budget | None:
        """The money of each month, as the plan reads it."""
        return None if self.monthly_budget is None else Budget(self.monthly_budget)
