"""The month, in whole fen: post, meet the dues, spread the surplus. Nothing here rounds but the posting of interest."""

from __future__ import annotations

from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import define, frozen

from creditrules.errors import InputError
from creditrules.law import Lender
from creditrules.money import apportioned, rounded, to_fen
from creditrules.periods import add_months
from creditrules.repayment.kinds import FeesOnPrepay
from creditrules.repayment.standing import Rank, Standing, Strategy

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from creditrules.repayment.budgets import Budget
    from creditrules.repayment.debts import Debt


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

    def post(self, number: int, first: date, on: date) -> None:
        """Post the month's interest on what is owed, at the penalty rate on arrears, and the fee, once each."""
        self.opening = self.owed
        bearing: int | Fraction = self.owed
        if self.unpaid and self.debt.penalty_multiple:
            bearing += self.carried * (self.debt.penalty_multiple - 1)
        self.interest = rounded(bearing * self.debt.rate_in(number) * self.debt.of_year(first, on))
        self.fee = to_fen(self.debt.fee) if self.fee_runs else 0
        if self.fees_left:
            self.fees_left -= 1
        self.owed += self.interest + self.fee
        self.met = self.extra = 0

    def fall_due(self, number: int, on: date) -> None:
        """Set what falls due in the month that ends on this day, with what earlier months left unpaid."""
        if self.debt.in_pause(number):
            self.due = 0
        elif self.debt.due_on is not None and self.debt.due_on <= on:
            self.due = self.owed
        else:
            usual = max(self.debt.floor, rounded(self.owed * self.debt.share))
            self.due = min(self.owed, usual + self.carried)

    def meet(self, amount: int) -> None:
        """Pay towards the due."""
        self.met += amount
        self.owed -= amount

    def add(self, cash: int) -> int:
        """Take as much of some money as is owed, beyond the due; return how much that is."""
        part = min(cash, self.owed)
        self.extra += part
        self.owed -= part
        return part

    def close_month(self, on: date) -> None:
        """Carry what was missed, and post what that costs: what was paid went to the oldest dues first."""
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
        late = self.debt.late_charge(missed)
        self.fee += late
        self.owed += late

    def standing(self, on: date, following: date, *, short: bool) -> Standing:
        """Return how it stands before the month's money is given out; its interest and fee are posted."""
        fee_runs = self.fee > 0
        if not (short and self.due):
            return Standing(self.debt, self.opening, fee_runs=fee_runs)
        since = self.unpaid[0][0] if self.unpaid else min(on, self.debt.due_on or on)
        return Standing(
            self.debt,
            self.opening,
            fee_runs=fee_runs,
            due=self.due,
            arrears=min(self.carried, self.due),
            days_late=(on - since).days,
            days_late_next=(following - since).days,
        )


_LAST: dict[Lender | None, int] = {Lender.PRIVATE: 1, Lender.UNLICENSED: 2}


@frozen
class Month:
    """A month that has been played: its accounts stand as they are at its end."""

    number: int
    on: date
    accounts: tuple[Account, ...]
    order: tuple[tuple[Account, Rank], ...]
    reserved: int

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


def run(
    accounts: tuple[Account, ...], budget: Budget, strategy: Strategy, start: date, *, strict: bool = False
) -> Iterator[Month]:
    """Play month after month until nothing is owed; the caller stops a plan that does not end.

    The accounts are the same objects every month, so read them before asking for the next. A strict run ends before the
    first month whose money does not cover what falls due.
    """
    number = 0
    wanted = to_fen(budget.reserve)
    while live := tuple(account for account in accounts if account.open):
        number += 1
        first, on = add_months(start, number - 1), add_months(start, number)
        for account in live:
            account.post(number, first, on)
            account.fall_due(number, on)
        cash = budget.of_month(start, number)
        left = cash - sum(account.due for account in live)
        short = left < 0
        if short and strict:
            return
        following = add_months(start, number + 1) if short else on
        order = _ordered([(one, strategy(one.standing(on, following, short=short))) for one in live])
        reserved = max(0, min(wanted, left))
        wanted -= reserved
        if short:
            _ration([account for account, _ in order], cash, number)
        else:
            _spread(order, cash - reserved)
        for account in live:
            account.close_month(on)
        yield Month(number, on, live, order, reserved)


def _ordered(ranked: list[tuple[Account, Rank]]) -> tuple[tuple[Account, Rank], ...]:
    return tuple(sorted(ranked, key=_place))


def _place(entry: tuple[Account, Rank]) -> tuple[tuple[object, ...], date, int]:
    account, rank = entry
    return rank.place, account.debt.due_on or date.max, account.position


def _spread(order: tuple[tuple[Account, Rank], ...], cash: int) -> None:
    """Meet every due, then give what is left in the order of the strategy."""
    for account, _ in order:
        account.meet(account.due)
        cash -= account.due
    for _, same in groupby(order, key=_key):
        weighed: list[tuple[Account, int]] = []
        for account, rank in same:
            if rank.weight is None:
                cash -= account.add(cash)
            elif rank.weight and account.owed:
                weighed.append((account, rank.weight))
        cash -= _share(weighed, cash)


def _key(entry: tuple[Account, Rank]) -> tuple[object, ...]:
    return entry[1].place


def _share(weighed: list[tuple[Account, int]], cash: int) -> int:
    """Share money in the ratio of the weights; what one no longer needs goes to the others. Return what was given."""
    given = 0
    while weighed and given < cash:
        scale = sum(weight for _, weight in weighed)
        left = cash - given
        parts = apportioned([left * weight for _, weight in weighed], scale, left)
        given += sum(account.add(part) for (account, _), part in zip(weighed, parts, strict=True))
        weighed = [one for one in weighed if one[0].owed]
    return given


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
