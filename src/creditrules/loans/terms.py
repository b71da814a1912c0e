"""What a loan contract says: amount, rate, instalments, method, fees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from creditrules.checks import instance, listed, member, members, paired
from creditrules.errors import InputError, InputTypeError
from creditrules.loans.agreed import ascending, refuse_days, refuse_method
from creditrules.loans.fees import Deposit, Fee
from creditrules.loans.methods import Grace, Method, Repricing, Residual
from creditrules.money import Number, Rounding, from_fen, owed_fen, positive_fen, rate
from creditrules.periods import COMMON_YEAR, MONTHS_A_YEAR, DayCount, Days, Months, add, calendar_day, whole

if TYPE_CHECKING:
    from collections.abc import Iterable

_STEPS: tuple[type[Months | Days], ...] = (Months, Days)


def _yuan(value: Number) -> Decimal:
    return from_fen(positive_fen(value, argument="principal"))


def _rate(value: Number) -> Fraction:
    return rate(value, argument="annual_rate")


def _instalments(value: int) -> int:
    return whole(value, argument="instalments")


def _drawn_on(value: date) -> date:
    return calendar_day(value, argument="drawn_on")


def _method(value: Method) -> Method:
    return member(value, Method, argument="method")


def _first_due(value: date | None) -> date | None:
    return None if value is None else calendar_day(value, argument="first_due")


def _fees(value: Iterable[Fee]) -> tuple[Fee, ...]:
    return listed(value, Fee, argument="fees")


def _deposit(value: Deposit | None) -> Deposit | None:
    return None if value is None else instance(value, Deposit, argument="deposit")


def _day_count(value: DayCount | None) -> DayCount | None:
    return None if value is None else member(value, DayCount, argument="day_count")


def _every(value: Months | Days) -> Months | Days:
    return instance(value, *_STEPS, argument="every")


def _rounding(value: Rounding) -> Rounding:
    return instance(value, Rounding, argument="rounding")


def _interest_rounding(value: Rounding | None) -> Rounding | None:
    return None if value is None else instance(value, Rounding, argument="interest_rounding")


def _residual(value: Residual) -> Residual:
    return member(value, Residual, argument="residual")


def _balloon(value: int | None) -> int | None:
    return None if value is None else whole(value, argument="balloon_instalments")


def _table(value: Iterable[Number]) -> tuple[Decimal, ...]:
    rows = members(value, argument="table")
    return tuple(from_fen(owed_fen(row, argument=f"table[{place}]")) for place, row in enumerate(rows))


def _grace(value: int) -> int:
    return whole(value, argument="grace", least=0)


def _grace_interest(value: Grace | None) -> Grace | None:
    return None if value is None else member(value, Grace, argument="grace_interest")


def _changes(value: Iterable[tuple[date, Number]]) -> tuple[tuple[date, Fraction], ...]:
    found = []
    for place, change in enumerate(members(value, argument="rate_changes")):
        where = f"rate_changes[{place}]"
        day, new = paired(change, argument=where)
        found.append((calendar_day(day, argument=f"{where}[0]"), rate(new, argument=f"{where}[1]")))
    return tuple(found)


def _repricing(value: Repricing | None) -> Repricing | None:
    return None if value is None else member(value, Repricing, argument="repricing")


def _shift(value: Callable[[date], date] | None) -> Callable[[date], date] | None:
    if value is None or callable(value):
        return value
    raise InputTypeError("shift must be a function, got %(type)s", type=type(value).__name__)


@frozen
class Loan:
    """A loan (借款) as its contract states it.

    Args:
        principal: the amount of the contract, yuan.
        annual_rate: the contract rate a year, a fraction of one or text such as ``"8.10%"``; of the original principal
            for FLAT.
        instalments: how many payments, 1 to 1,200.
        drawn_on: the day the money was paid out.
        method: how it is repaid.
        first_due: the first due day; a period after ``drawn_on`` when left out.
        fees: what else is charged.
        deposit: what the lender holds back and gives back at the end (保证金).
        day_count: how a broken first period, a period counted in days, or one split by a change of the rate becomes a
            part of a year; required then, since lenders use several.
        every: the period between instalments. Whole months cost a twelfth of the annual rate each.
        rounding: how the lender rounds payments and parts of principal; half up to the fen unless said otherwise.
        interest_rounding: how it rounds interest; as ``rounding`` when left out.
        residual: which instalment takes what rounding of the principal leaves.
        balloon_instalments: for BALLOON, how many instalments the payment is computed over.
        table: for TABLE, the principal of each instalment, yuan; together the loan.
        grace: how many of the instalments, the first ones, repay no principal (宽限期).
        grace_interest: whether their interest is paid or capitalised; required with ``grace``.
        rate_changes: pairs of a day and the annual rate from that day on, in order.
        repricing: whether a change counts by days or from the next period; required with ``rate_changes``.
        shift: a function that moves a due day, such as to the next working day. Interest does not move with it.

    Raises:
        InputError: an amount, count or day outside its bound; a broken period without ``day_count``; BULLET with more
            than one instalment; terms that the method does not have, or lacks.

    """

    principal: Decimal = field(converter=_yuan)
    annual_rate: Fraction = field(converter=_rate)
    instalments: int = field(converter=_instalments)
    drawn_on: date = field(converter=_drawn_on)
    method: Method = field(converter=_method, kw_only=True)
    first_due: date | None = field(default=None, converter=_first_due, kw_only=True)
    fees: tuple[Fee, ...] = field(default=(), converter=_fees, kw_only=True)
    day_count: DayCount | None = field(default=None, converter=_day_count, kw_only=True)
    every: Months | Days = field(default=Months(1), converter=_every, kw_only=True)
    rounding: Rounding = field(factory=Rounding, converter=_rounding, kw_only=True)
    residual: Residual = field(default=Residual.LAST, converter=_residual, kw_only=True)
    interest_rounding: Rounding | None = field(default=None, converter=_interest_rounding, kw_only=True)
    deposit: Deposit | None = field(default=None, converter=_deposit, kw_only=True)
    balloon_instalments: int | None = field(default=None, converter=_balloon, kw_only=True)
    table: tuple[Decimal, ...] = field(default=(), converter=_table, kw_only=True)
    grace: int = field(default=0, converter=_grace, kw_only=True)
    grace_interest: Grace | None = field(default=None, converter=_grace_interest, kw_only=True)
    rate_changes: tuple[tuple[date, Fraction], ...] = field(default=(), converter=_changes, kw_only=True)
    repricing: Repricing | None = field(default=None, converter=_repricing, kw_only=True)
    shift: Callable[[date], date] | None = field(default=None, converter=_shift, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be computed without a guess."""
        refuse_days(self.drawn_on, self.first_due, self.rate_changes, self.repricing)
        refuse_method(
            self.method,
            self.principal,
            self.instalments,
            residual=self.residual,
            balloon=self.balloon_instalments,
            table=self.table,
            grace=self.grace,
            grace_interest=self.grace_interest,
        )
        if self.day_count is None:
            self._refuse_without_day_count()

    def _refuse_without_day_count(self) -> None:
        if self.repricing is Repricing.BY_DAYS:
            raise InputError("day_count is required: a change of the rate BY_DAYS splits a period")
        if self.broken or isinstance(self.every, Days):
            raise InputError(
                "day_count is required: the first period, %(drawn)s to %(due)s, is in days or unlike the others",
                drawn=self.drawn_on,
                due=self.period_ends[0],
            )

    @property
    def broken(self) -> bool:
        """Whether the first period is longer or shorter than the others (首期不足或超过一个周期)."""
        return self.first_due is not None and self.first_due != add(self.drawn_on, self.every)

    @property
    def period_ends(self) -> tuple[date, ...]:
        """The days up to which each instalment bears interest, counted from the first: a 31st comes back."""
        if self.broken and self.first_due is not None:
            return tuple(add(self.first_due, self.every, n) if n else self.first_due for n in range(self.instalments))
        return tuple(add(self.drawn_on, self.every, n + 1) for n in range(self.instalments))

    @property
    def due_days(self) -> tuple[date, ...]:
        """The due days: the ends of the periods, each moved by ``shift`` where there is one.

        Raises:
            InputError: ``shift`` gives days that do not ascend.

        """
        return self.moved(self.period_ends)

    def moved(self, ends: tuple[date, ...]) -> tuple[date, ...]:
        """Return the due days of periods that end on these days, as `due_days`."""
        if self.shift is None:
            return ends
        days = tuple(calendar_day(self.shift(day), argument="shift") for day in ends)
        ascending((self.drawn_on, *days), argument="shift")
        return days

    @property
    def periods_per_year(self) -> Fraction:
        """How many instalment periods a year holds: 12 for months, 365/7 for weeks."""
        year = MONTHS_A_YEAR if isinstance(self.every, Months) else COMMON_YEAR
        return Fraction(year, self.every.count)

    @property
    def level_years(self) -> Fraction:
        """The part of a year that every period of equal instalments is reckoned with."""
        if self.day_count is None or isinstance(self.every, Months):
            return Fraction(self.every.count, MONTHS_A_YEAR)
        # Periods of equal days differ under 30/360 and ACT/ACT: an average one stands for all of them.
        ends = self.period_ends
        if len(ends) == 1:
            ends = (self.drawn_on, *ends)
        return self.day_count.years(ends[0], ends[-1]) / (len(ends) - 1)

    def period_years(self, start: date, end: date, *, first: bool) -> Fraction:
        """Return a period as a part of a year: by days where it is broken or counted in days, else by twelfths."""
        if self.day_count is not None and (isinstance(self.every, Days) or (first and self.broken)):
            return self.day_count.years(start, end)
        return Fraction(self.every.count, MONTHS_A_YEAR)

    def rate_on(self, day: date) -> Fraction:
        """Return the annual rate of a day."""
        found = self.annual_rate
        for since, new in self.rate_changes:
            if since <= day:
                found = new
        return found
