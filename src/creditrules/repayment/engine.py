"""The month, in whole fen: post, meet the dues, spread the surplus. Nothing here rounds but the posting of interest."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import define, frozen

from creditrules.errors import InputError
from creditrules.law import Lender
from creditrules.money import rounded, to_fen
from creditrules.periods import MONTHS_A_YEAR, add_months
from creditrules.repayment.debts import Debt, FeesOnPrepay
from creditrules.repayment.strategies import Rank, Standing, Strategy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction


@define
class Account:
    """One debt while the plan runs. All amounts in fen; ``unpaid`` are the missed dues, the oldest first."""

    debt: Debt
    position: int
    owed: int
    unpaid: list[tuple[date, int]]
    fees_left: int | None
    opening: int = 0
    interest: int = 0
    fee: int = 0
    due: int = 0
    met: int = 0
    extra: int = 0

    @property
    def carried(self) -> int:
        """What earlier months left unpaid of their dues."""
        return sum(fen for _, fen in self.unpaid)

    @property
    def open(self) -> bool:
        """Whether anything is owed, or a fee is still to come that will be owed whatever is paid."""
        return self.owed > 0 or (self.debt.fees_on_prepay is FeesOnPrepay.SUNK and self.fee_runs)

    @property
    def fee_runs(self) -> bool:
        """Whether the coming month posts a fee."""
        return to_fen(self.debt.fee) > 0 and self.fees_left != 0

    @property
    def licence(self) -> tuple[bool, int]:
        """The place of its dues when money is short: reported first, then licensed, private, unlicensed."""
        return (self.debt.reported is False, _LAST.get(self.debt.lender, 0))

    def post(self) -> None:
        """Post the month's interest on what is owed, and the fee, once each."""
        self.opening = self.owed
        self.interest = rounded(self.owed * self.debt.annual_rate / MONTHS_A_YEAR)
        self.fee = to_fen(self.debt.fee) if self.fee_runs else 0
        if self.fees_left:
            self.fees_left -= 1
        self.owed += self.interest + self.fee
        self.met = self.extra = 0

    def fall_due(self, on: date) -> None:
        """Set what falls due in the month that ends on this day, with what earlier months left unpaid."""
        if self.debt.due_on is not None and self.debt.due_on <= on:
            self.due = self.owed
        else:
            usual = max(self.debt.floor, rounded(self.owed * self.debt.share))
            self.due = min(self.owed, usual + self.carried)

    def meet(self, amount: int) -> None:
        """Pay towards the due."""
        self.met += amount
        self.owed -= amount

    def close_month(self, on: date) -> None:
        """Carry what was missed: what was paid went to the oldest dues first."""
        missed, left = self.due - self.met, self.met
        older = []
        for since, fen in self.unpaid:
            part = min(left, fen)
            left -= part
            if fen > part:
                older.append((since, fen - part))
        self.unpaid = older
        if missed > self.carried:
            self.unpaid.append((min(on, self.debt.due_on or on), missed - self.carried))


_LAST: dict[Lender | None, int] = {Lender.PRIVATE: 1, Lender.UNLICENSED: 2}


@frozen
class Month:
    """A month that has been played: its accounts stand as they are at its end."""

    number: int
    on: date
    accounts: tuple[Account, ...]
    order: tuple[tuple[Account, Rank], ...]

    @property
    def missed(self) -> int:
        """The dues that the month's money did not cover, fen."""
        return sum(account.carried for account in self.accounts)


def accounts_of(debts: tuple[Debt, ...], start: date) -> tuple[Account, ...]:
    """Open an account for each debt."""
    return tuple(
        Account(debt, place, to_fen(debt.balance), _arrears(debt, start), debt.fee_months)
        for place, debt in enumerate(debts)
    )


def _arrears(debt: Debt, start: date) -> list[tuple[date, int]]:
    arrears = to_fen(debt.arrears)
    return [(debt.overdue_since or start, arrears)] if arrears else []


def run(accounts: tuple[Account, ...], monthly: int, strategy: Strategy, start: date) -> Iterator[Month]:
    """Play month after month until nothing is owed; the caller stops a plan that does not end.

    The accounts are the same objects every month, so read them before asking for the next.
    """
    number = 0
    while live := tuple(account for account in accounts if account.open):
        number += 1
        on = add_months(start, number)
        order = _ordered(live, strategy)
        for account in live:
            account.post()
            account.fall_due(on)
        line = [account for account, _ in order]
        if sum(account.due for account in live) > monthly:
            _ration(line, monthly, number)
        else:
            _spread(line, monthly)
        for account in live:
            account.close_month(on)
        yield Month(number, on, live, order)


def _ordered(live: tuple[Account, ...], strategy: Strategy) -> tuple[tuple[Account, Rank], ...]:
    ranked = [(one, strategy(Standing(one.debt, one.owed, fee_runs=one.fee_runs))) for one in live]
    return tuple(sorted(ranked, key=_place))


def _place(entry: tuple[Account, Rank]) -> tuple[Fraction, date, int]:
    account, rank = entry
    return rank.key, account.debt.due_on or date.max, account.position


def _spread(line: list[Account], cash: int) -> None:
    """Meet every due, then give what is left in the order of the strategy."""
    for account in line:
        account.meet(account.due)
        cash -= account.due
    for account in line:
        account.extra = min(cash, account.owed)
        account.owed -= account.extra
        cash -= account.extra


def _ration(line: list[Account], cash: int, number: int) -> None:
    """Meet the dues that the money covers: by rank, whole ones first, then the first of the rest in part."""
    owing = [account for account in line if account.due]
    if len(owing) > 1:
        _check_known(owing, number)
    for place in sorted({account.licence for account in owing}):
        same = [account for account in owing if account.licence == place]
        for account in same:
            if account.due <= cash:
                account.meet(account.due)
                cash -= account.due
        for account in same:
            part = min(cash, account.due - account.met)
            account.meet(part)
            cash -= part


def _check_known(owing: list[Account], number: int) -> None:
    for account in owing:
        missing = [name for name in ("reported", "lender") if getattr(account.debt, name) is None]
        if missing:
            raise InputError(
                "the budget does not cover the dues of month %(month)s, and debt %(name)s does not say %(argument)s, "
                "which decides the dues to meet first",
                month=number,
                name=account.debt.name,
                argument=", ".join(missing),
            )
