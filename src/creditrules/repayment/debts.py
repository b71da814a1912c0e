"""A debt as its lender shows it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from creditrules.checks import flag, member, words
from creditrules.errors import InputError, shown
from creditrules.law import Lender
from creditrules.money import Number, exact, from_fen, held_rate, owed_fen, positive_fen, rounded, to_fen
from creditrules.periods import MONTHS_A_YEAR, DayCount, calendar_day, whole
from creditrules.repayment.kinds import Accrual, FeesOnPrepay, Kind, Pressure, Security

HORIZON = 600
"""A plan that has not ended after so many months is given up, and says so."""
_A_YUAN = 100
_MOST_TIMES = 10
_A_MONTH = Fraction(1, MONTHS_A_YEAR)
_BY_DAYS = (DayCount.ACT_365, DayCount.ACT_360, DayCount.ACT_ACT)
_NO_DAYS = (None,)

_NOTHING = from_fen(0)


def _name(value: str) -> str:
    return words(value, argument="name")


def _balance(value: Number) -> Decimal:
    return from_fen(positive_fen(value, argument="balance"))


def _rate(value: Number | Fraction) -> Fraction:
    return held_rate(value, argument="annual_rate")


def _share(value: Number | Fraction | None, argument: str = "minimum_share") -> Fraction | None:
    if value is None:
        return None
    share = held_rate(value, argument=argument)
    if share > 1:
        raise InputError("%(argument)s may not be above 100%%, got %(value)s", argument=argument, value=shown(value))
    return share


def _minimum(value: Number | Fraction | None) -> Decimal | Fraction | None:
    if isinstance(value, Fraction) or (isinstance(value, str) and value.strip().endswith(("%", "％"))):
        return _share(value, "minimum")
    if value is None:
        return None
    fen = owed_fen(value, argument="minimum")
    if 0 < fen < _A_YUAN:
        raise InputError(
            "%(argument)s is an amount below 1 yuan (%(value)s): write a share as text with a percent sign",
            argument="minimum",
            value=shown(value),
        )
    return from_fen(fen)


def _late_fee(value: Number | Fraction | None) -> Decimal | Fraction | None:
    if value is None:
        return None
    if isinstance(value, Fraction) or (isinstance(value, str) and value.strip().endswith(("%", "％"))):
        return held_rate(value, argument="late_fee")
    return from_fen(owed_fen(value, argument="late_fee"))


def _multiple(value: Number | Fraction | None) -> Fraction | None:
    if value is None:
        return None
    multiple = value if isinstance(value, Fraction) else exact(value, argument="penalty_multiple")
    if not 1 <= multiple <= _MOST_TIMES:
        raise InputError(
            "%(argument)s must be from 1 to %(bound)s, got %(value)s",
            argument="penalty_multiple",
            bound=_MOST_TIMES,
            value=shown(value),
        )
    return multiple


def _fee(value: Number) -> Decimal:
    return from_fen(owed_fen(value, argument="fee"))


def _arrears(value: Number) -> Decimal:
    return from_fen(owed_fen(value, argument="arrears"))


def _fee_months(value: int | None) -> int | None:
    return None if value is None else whole(value, argument="fee_months", most=HORIZON)


def _due_on(value: date | None) -> date | None:
    return None if value is None else calendar_day(value, argument="due_on")


def _overdue_since(value: date | None) -> date | None:
    return None if value is None else calendar_day(value, argument="overdue_since")


def _kind(value: Kind | None) -> Kind | None:
    return None if value is None else member(value, Kind, argument="kind")


def _fees_on_prepay(value: FeesOnPrepay | None) -> FeesOnPrepay | None:
    return None if value is None else member(value, FeesOnPrepay, argument="fees_on_prepay")


def _lender(value: Lender | None) -> Lender | None:
    return None if value is None else member(value, Lender, argument="lender")


def _accrual(value: Accrual) -> Accrual:
    return member(value, Accrual, argument="accrual")


def _day_count(value: DayCount | None) -> DayCount | None:
    return None if value is None else member(value, DayCount, argument="day_count")


def _pause(value: int | None) -> int | None:
    return None if value is None else whole(value, argument="pause", most=HORIZON)


def _pause_rate(value: Number | Fraction | None) -> Fraction | None:
    return None if value is None else held_rate(value, argument="pause_rate")


def _pressure(value: Pressure | None) -> Pressure | None:
    return None if value is None else member(value, Pressure, argument="pressure")


def _security(value: Security | None) -> Security | None:
    return None if value is None else member(value, Security, argument="security")


def _reported(value: object) -> bool | None:
    return None if value is None else flag(value, argument="reported")


@frozen
class Debt:
    """A debt (债务) on the day the plan starts.

    Args:
        name: what the person calls it; unlike any other in the plan.
        balance: all that the lender shows as owed on that day, arrears included, yuan.
        annual_rate: a fraction of one or text such as ``"18.25%"``; posted each month on the balance.
        minimum: what falls due each month, the open fee included: an amount in yuan, or a share of what is owed once
            the month is posted as text (``"10%"``). An instalment loan's is the instalment and its fee. ``"0"`` where
            nothing falls due. Left out only for a debt with ``due_on``.
        minimum_share: a share beside an amount; the larger of the two falls due.
        fee: a fee posted each month while the debt is open, yuan (会员费, 担保费).
        fees_on_prepay: whether those fees stop when the debt is paid off early; required with a fee.
        fee_months: how many fees are still to come; required where they are owed all the same.
        arrears: the overdue part of the balance, due in the first month on top of the minimum.
        overdue_since: the first day of the arrears.
        due_on: the day on which all of the balance falls due.
        lender: who lends; needed when a month's money does not cover the dues, for it then decides which come first.
        reported: whether the lender reports to the credit bureau; needed then too.
        kind: what sort of debt it is.
        penalty_multiple: how many times its rate the overdue part bears (罚息), say ``"1.5"``; without it no penalty
            interest is counted.
        late_fee: what a month with a missed due costs, posted at its end: an amount in yuan, or a share of what was
            missed as text (``"5%"``); without it none is counted.
        pressure: how far the lender has gone; needed only by a strategy that looks at it.
        security: what the lender can take; needed only by a strategy that looks at it.
        pause: in how many months from the start nothing falls due, as agreed (延期).
        pause_rate: the rate in those months; required with ``pause``.
        accrual: whether a month bears a twelfth of the rate or interest for its days, as cards and private loans do.
        day_count: of how many days the year is; required with DAILY: ACT_365, ACT_360 or ACT_ACT.

    Raises:
        InputError: an amount outside its bound; arrears above the balance; a fee without what becomes of it; neither a
            minimum nor a due day; two shares; a FLAT_FEE with a rate or without a fee.

    """

    name: str = field(converter=_name)
    balance: Decimal = field(converter=_balance)
    annual_rate: Fraction = field(converter=_rate, kw_only=True)
    minimum: Decimal | Fraction | None = field(default=None, converter=_minimum, kw_only=True)
    minimum_share: Fraction | None = field(default=None, converter=_share, kw_only=True)
    fee: Decimal = field(default=_NOTHING, converter=_fee, kw_only=True)
    fees_on_prepay: FeesOnPrepay | None = field(default=None, converter=_fees_on_prepay, kw_only=True)
    fee_months: int | None = field(default=None, converter=_fee_months, kw_only=True)
    arrears: Decimal = field(default=_NOTHING, converter=_arrears, kw_only=True)
    overdue_since: date | None = field(default=None, converter=_overdue_since, kw_only=True)
    due_on: date | None = field(default=None, converter=_due_on, kw_only=True)
    lender: Lender | None = field(default=None, converter=_lender, kw_only=True)
    reported: bool | None = field(default=None, converter=_reported, kw_only=True)
    kind: Kind | None = field(default=None, converter=_kind, kw_only=True)
    penalty_multiple: Fraction | None = field(default=None, converter=_multiple, kw_only=True)
    late_fee: Decimal | Fraction | None = field(default=None, converter=_late_fee, kw_only=True)
    pressure: Pressure | None = field(default=None, converter=_pressure, kw_only=True)
    security: Security | None = field(default=None, converter=_security, kw_only=True)
    pause: int | None = field(default=None, converter=_pause, kw_only=True)
    pause_rate: Fraction | None = field(default=None, converter=_pause_rate, kw_only=True)
    accrual: Accrual = field(default=Accrual.MONTHLY, converter=_accrual, kw_only=True)
    day_count: DayCount | None = field(default=None, converter=_day_count, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be planned without a guess."""
        if self.minimum is None and self.minimum_share is None and self.due_on is None:
            raise InputError("debt %(name)s needs a minimum (0 if nothing falls due) or due_on", name=self.name)
        if isinstance(self.minimum, Fraction) and self.minimum_share is not None:
            raise InputError(
                "debt %(name)s has its minimum as a share twice: minimum and minimum_share", name=self.name
            )
        if to_fen(self.arrears) > to_fen(self.balance):
            raise InputError(
                "arrears %(value)s of debt %(name)s are above its balance %(bound)s",
                name=self.name,
                value=self.arrears,
                bound=self.balance,
            )
        if self.overdue_since is not None and not to_fen(self.arrears):
            raise InputError(
                "debt %(name)s is overdue since %(day)s but has no arrears", name=self.name, day=self.overdue_since
            )
        if (self.pause is None) is not (self.pause_rate is None):
            raise InputError("debt %(name)s needs pause and pause_rate together", name=self.name)
        if self.pause and to_fen(self.arrears):
            raise InputError("debt %(name)s has arrears, so nothing of it can be in a pause", name=self.name)
        if self.day_count not in (_BY_DAYS if self.accrual is Accrual.DAILY else _NO_DAYS):
            raise InputError(
                "debt %(name)s needs accrual DAILY and day_count ACT_365, ACT_360 or ACT_ACT together", name=self.name
            )
        self._check_fee()

    def _check_fee(self) -> None:
        fee = to_fen(self.fee)
        if fee and self.fees_on_prepay is None:
            raise InputError("debt %(name)s has a fee, so it needs fees_on_prepay", name=self.name)
        if not fee and (self.fees_on_prepay is not None or self.fee_months is not None):
            raise InputError(
                "debt %(name)s has no fee, so fees_on_prepay and fee_months have no meaning", name=self.name
            )
        if self.fees_on_prepay is FeesOnPrepay.SUNK and self.fee_months is None:
            raise InputError(
                "debt %(name)s owes its remaining fees all the same, so it needs fee_months", name=self.name
            )
        if self.kind is Kind.FLAT_FEE and (self.annual_rate or not fee):
            raise InputError(
                "the price of debt %(name)s (FLAT_FEE) is its fee: give one, and annual_rate 0", name=self.name
            )

    @property
    def floor(self) -> int:
        """The least that falls due each month, fen."""
        return to_fen(self.minimum) if isinstance(self.minimum, Decimal) else 0

    @property
    def share(self) -> Fraction:
        """The share of what is owed that falls due each month."""
        return self.minimum if isinstance(self.minimum, Fraction) else self.minimum_share or Fraction(0)

    def usual_due(self, owed: int) -> int:
        """Return what falls due in a month if so much is owed and nothing was missed, fen."""
        return min(owed, max(self.floor, rounded(owed * self.share)))

    def in_pause(self, month: int) -> bool:
        """Whether nothing falls due in a month of the plan."""
        return month <= (self.pause or 0)

    def rate_in(self, month: int) -> Fraction:
        """Return the rate a year that a month of the plan bears."""
        return self.pause_rate if self.pause_rate is not None and self.in_pause(month) else self.annual_rate

    def of_year(self, start: date, end: date) -> Fraction:
        """Return what part of a year's interest a month of the plan bears."""
        return _A_MONTH if self.day_count is None else self.day_count.years(start, end)

    def late_charge(self, missed: int) -> int:
        """Return what missing so much of a due costs, fen."""
        share = self.late_fee
        if isinstance(share, Fraction):
            return rounded(share * missed)
        return to_fen(share) if missed and share is not None else 0
