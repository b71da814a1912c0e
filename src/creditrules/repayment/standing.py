"""What a strategy looks at, and what it answers: one open debt when money is to be given out, and its rank."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, ClassVar, TypeAlias

from attrs import frozen

from creditrules.errors import InputError
from creditrules.messages import Message
from creditrules.money import to_fen
from creditrules.periods import MONTHS_A_YEAR
from creditrules.repayment.debts import Debt
from creditrules.repayment.kinds import FeesOnPrepay

_BAND = 30
_LAST_BAND = 7


def overdue_band(days: int) -> int:
    """Return the band of a credit report's row that so many days overdue fall in: 30 days each, the seventh open."""
    return min(-(-days // _BAND), _LAST_BAND)


@frozen
class Standing:
    """An open debt when a month's money is given out. Amounts in fen.

    The last four are 0 in a month whose money covers every due, since then nothing stays unpaid.

    Args:
        debt: the debt.
        owed: what was owed at the start of the month.
        fee_runs: whether the month posts a fee.
        due: what falls due, arrears included.
        arrears: what earlier months left unpaid.
        days_late: how many days late the oldest unpaid due is on the last day of the month.
        days_late_next: how many it will be a month later if it is not paid now.

    """

    debt: Debt
    owed: int
    fee_runs: bool
    due: int = 0
    arrears: int = 0
    days_late: int = 0
    days_late_next: int = 0

    @property
    def marginal_rate(self) -> Fraction:
        """What the next yuan paid saves a year: the rate, and 12 open fees over what is owed.

        On arrears it is the penalty rate. A fee that is owed whatever is paid does not count: paying early saves none
        of it.
        """
        rate = self.debt.annual_rate
        if self.arrears:
            rate *= self.debt.penalty_multiple or 1
        if not self.fee_runs or self.debt.fees_on_prepay is not FeesOnPrepay.WAIVED:
            return rate
        return rate + Fraction(MONTHS_A_YEAR * to_fen(self.debt.fee), self.owed)

    @property
    def monthly_due(self) -> int:
        """What falls due in a usual month."""
        return self.debt.usual_due(self.owed)

    @property
    def enters_band(self) -> bool:
        """Whether it will be in a worse band of the credit report a month later if it is not paid now."""
        return overdue_band(self.days_late_next) > overdue_band(self.days_late)


class Unasked:
    """A fact that a debt does not say: in the place of a key, it is missed as soon as it decides."""

    def __init__(self, debt: Debt, argument: str) -> None:
        """Hold which fact of which debt it is."""
        self._debt = debt
        self._argument = argument

    __hash__: ClassVar[None]  # type: ignore[assignment] # no hash, in the form that type checkers read

    def __eq__(self, other: object) -> bool:
        raise InputError(
            "debt %(name)s does not say %(argument)s, which decides where it stands in this order of payment",
            name=self._debt.name,
            argument=self._argument,
        )


@frozen
class Rank:
    """Where a debt stands in the order (the smaller key is paid first), and why.

    A key is a number, or a tuple of what can be compared. Debts with equal keys are paid in turn, or share the surplus
    in the ratio of their weights where they have one; a weight of 0 takes nothing beyond what falls due.
    """

    key: Any
    why: Message
    weight: int | None = None

    @property
    def place(self) -> tuple[Any, ...]:
        """The key as a tuple, compared from its first part on."""
        return self.key if isinstance(self.key, tuple) else (self.key,)


Strategy: TypeAlias = Callable[[Standing], Rank]
"""A strategy: a function from one open debt to its rank. Write your own where none fits."""
