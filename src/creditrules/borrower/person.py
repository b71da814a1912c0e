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
from creditrules.borrower.logged import Logged
from creditrules.checks import instance, listed, members
from creditrules.errors import InputError, shown
from creditrules.repayment import Budget

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from creditrules.collection import Contact


def _accounts(value: Iterable[Account]) -> tuple[Account, ...]:
    found = members(value, argument="accounts")
    for account in found:
        instance(account, Account, argument="accounts")
    return found


def _contact(value: Iterable[Logged]) -> tuple[Logged, ...]:
    return listed(value, Logged, argument="contact")


@frozen(kw_only=True)
class Borrower:
    """A person's accounts, the money they have for debts each month, and the day of the balances.

    Args:
        accounts: each name once.
        monthly_budget: the money for debts each month, yuan, minimums included; None where there is nothing to plan.
        as_of: the day of the balances.
        contact: the log of contacts by collectors, each with the name of its debt.

    Raises:
        InputError: no account, a name twice, open accounts without a budget, or a contact about no debt of the list.

    """

    accounts: tuple[Account, ...] = field(converter=_accounts)
    monthly_budget: Decimal | None = field(default=None, converter=read.monthly_budget)
    as_of: date | None = field(default=None, converter=read.as_of)
    contact: tuple[Logged, ...] = field(default=(), converter=_contact)

    def __attrs_post_init__(self) -> None:
        """Refuse an empty list, a name twice, and debts without money."""
        if not self.accounts:
            raise InputError("%(argument)s may not be empty", argument="accounts")
        seen: set[str] = set()
        for account in self.accounts:
            if account.name in seen:
                raise InputError("two debts are called %(name)s", name=account.name)
            seen.add(account.name)
        for one in self.contact:
            if one.debt not in seen:
                raise InputError(
                    "%(argument)s is about no debt of the list: %(value)s", argument="contact", value=shown(one.debt)
                )
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

    def log(self, name: str) -> tuple[Contact, ...]:
        """Return the contacts that were about one debt."""
        return tuple(one.contact for one in self.contact if one.debt == name)

    @property
    def open(self) -> tuple[Account, ...]:
        """The accounts on which something is owed."""
        return tuple(account for account in self.accounts if account.state is State.OPEN)

    @property
    def budget(self) -> Budget | None:
        """The money of each month, as the plan reads it."""
        return None if self.monthly_budget is None else Budget(self.monthly_budget)
