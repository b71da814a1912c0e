"""The money for debts month by month (还款预算): the same, changing from a day on, with lump sums, a reserve first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from attrs import field, frozen

from creditrules.checks import members, paired
from creditrules.errors import InputError
from creditrules.money import Number, from_fen, owed_fen, positive_fen, to_fen
from creditrules.periods import add_months, calendar_day

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOTHING = from_fen(0)
Dated = tuple[tuple[date, Decimal], ...]


def _monthly(value: Number) -> Decimal:
    return from_fen(positive_fen(value, argument="monthly"))


def _reserve(value: Number) -> Decimal:
    return from_fen(owed_fen(value, argument="reserve"))


def _dated(values: Iterable[tuple[date, Number]], argument: str) -> Dated:
    pairs = [paired(one, argument=argument) for one in members(values, argument=argument)]
    found = [
        (calendar_day(day, argument=argument), from_fen(owed_fen(amount, argument=argument))) for day, amount in pairs
    ]
    return tuple(sorted(found))


def _changes(values: Iterable[tuple[date, Number]]) -> Dated:
    found = _dated(values, "changes")
    days = [day for day, _ in found]
    if len(set(days)) != len(days):
        raise InputError("%(argument)s names a day twice", argument="changes")
    return found


def _lumps(values: Iterable[tuple[date, Number]]) -> Dated:
    return _dated(values, "lumps")


@frozen
class Budget:
    """The money for debts each month (还款预算), in yuan, minimums included.

    Args:
        monthly: the money of each month, the same until a change.
        changes: pairs of a day and the money of each month from that day on (0 where there is none); a month has what
            is in force on its last day.
        lumps: pairs of a day and a sum that comes on top in the month that holds the day (奖金、退税).
        reserve: what is put aside first (备用金): out of what the dues leave, before any surplus goes to a debt.

    Raises:
        InputError: an amount outside its bound; two changes on one day.

    """

    monthly: Decimal = field(converter=_monthly)
    changes: Dated = field(default=(), converter=_changes, kw_only=True)
    lumps: Dated = field(default=(), converter=_lumps, kw_only=True)
    reserve: Decimal = field(default=_NOTHING, converter=_reserve, kw_only=True)

    @classmethod
    def from_income(
        cls,
        income: Number,
        living_costs: Number,
        *,
        lumps: Iterable[tuple[date, Number]] = (),
        reserve: Number = "0",
    ) -> Budget:
        """Return the budget that a month's income leaves after the costs of living.

        Raises:
            InputError: nothing is left, besides an amount outside its bound.

        """
        left = positive_fen(income, argument="income") - owed_fen(living_costs, argument="living_costs")
        if left <= 0:
            raise InputError(
                "living costs of %(costs)s take all of the income of %(income)s, so nothing is left for debts",
                costs=living_costs,
                income=income,
            )
        return cls(from_fen(left), lumps=lumps, reserve=reserve)

    def of_month(self, start: date, number: int) -> int:
        """Return the money of a month of a plan, fen."""
        if not self.changes and not self.lumps:
            return to_fen(self.monthly)
        first = add_months(start, number - 1)
        last = add_months(start, number)
        usual = next((amount for day, amount in reversed(self.changes) if day <= last), self.monthly)
        # The day of the start belongs to the first month.
        lumps = (to_fen(amount) for day, amount in self.lumps if first < day <= last or first == day == start)
        return to_fen(usual) + sum(lumps)

    def check(self, start: date) -> None:
        """Refuse a lump sum that came before the plan: it is in the balances, or gone."""
        early = [day for day, _ in self.lumps if day < start]
        if early:
            raise InputError("lumps on %(day)s lie before the start %(start)s of the plan", day=early[0], start=start)
