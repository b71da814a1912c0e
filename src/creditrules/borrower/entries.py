"""One account of a person's: what its contract or app shows, as they know it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from attrs import field, frozen

from creditrules.borrower import fields as read
from creditrules.borrower.fields import State
from creditrules.errors import InputError
from creditrules.law import Lender, Product
from creditrules.money import from_fen, percent, to_fen
from creditrules.periods import DAYS_A_YEAR, DayCount
from creditrules.proceedings import Event
from creditrules.records import MonthCell
from creditrules.repayment import Debt, FeesOnPrepay, Kind

_NOTHING = from_fen(0)

_OPEN_ONLY = ("balance", "arrears", "overdue_since", "minimum")
_NEEDS = (
    ("daily_rate", "day_count"),
    ("day_count", "daily_rate"),
    ("overdue_since", "arrears"),
    ("arrears", "overdue_since"),
    ("received", "face"),
    ("instalment", "face"),
    ("instalment", "instalments"),
    ("instalment", "paid_instalments"),
    ("fee_per_instalment", "fees_on_prepay"),
    ("fees_on_prepay", "fee_per_instalment"),
    ("fee_collector", "fee_per_instalment"),
)
_EXCLUDES = (
    ("annual_rate", "daily_rate"),
    ("minimum", "instalment"),
    ("due_on", "instalment"),
    ("overdue_since", "ended_on"),
)


@frozen(kw_only=True)
class Account:
    """One account (账户). Amounts in yuan; a rate is a fraction of one, or text with a percent sign.

    Args:
        name: what the person calls it, at most 60 characters on one line; unlike any other in the list.
        lender: who lent, by licence.
        formed_on: the day the contract was formed, or the money arrived.
        product: a loan, a card or a card instalment plan.
        kind: what sort of debt it is.
        state: open or settled.
        balance: all that the lender shows as owed, arrears included. Required while open.
        annual_rate: the contract rate a year.
        daily_rate: the rate a day, in place of ``annual_rate``; needs ``day_count``.
        day_count: over how many days the lender makes a year of it, ACT_365 or ACT_360.
        minimum: what falls due each month, an open fee included: an amount, or a share as text with a percent sign.
        overdue_since: the due day of the oldest arrears.
        arrears: the overdue part of the balance; required with ``overdue_since``.
        penalty_multiple: the overdue rate over the contract rate, such as 1.5.
        face: the amount of the contract.
        received: what really arrived, where it was less.
        due_on: the day on which all falls due at once.
        instalment: interest and principal of one monthly instalment, in place of ``minimum``.
        instalments: how many there are in all, at most 600; required with ``instalment``, and ``face`` too.
        paid_instalments: how many are paid.
        facilitated: a bank's loan through an internet platform (助贷).
        fee_per_instalment: a compulsory fee charged with every instalment.
        fee_collector: who collects it.
        fees_on_prepay: whether it stops when the debt is paid off early; required with a fee. Where it does not,
            ``instalments`` is required too.
        reported: whether the lender reports to the credit bureau.
        ended_on: the day past arrears were cleared, where the account has a bad record.
        cells: the months of its record.
        paid_first: what was asked for before the loan was paid out.
        repair_fee: what was asked for to "repair" the credit record.
        data_taken: whether the lender's app took an address book, photographs or the like.
        events: what may have restarted or suspended limitation: demands, promises, payments, suits.

    Raises:
        InputError: a value outside its bound, days out of order, or a fact that is missing beside another.

    """

    name: str = field(converter=read.name)
    lender: Lender = field(converter=read.lender)
    formed_on: date = field(converter=read.formed_on)
    product: Product = field(default=Product.LOAN, converter=read.product)
    kind: Kind | None = field(default=None, converter=read.kind)
    state: State = field(default=State.OPEN, converter=read.state)
    balance: Decimal | None = field(default=None, converter=read.balance)
    annual_rate: Fraction | None = field(default=None, converter=read.annual_rate)
    daily_rate: Fraction | None = field(default=None, converter=read.daily_rate)
    day_count: DayCount | None = field(default=None, converter=read.day_count)
    minimum: Decimal | Fraction | None = field(default=None, converter=read.minimum)
    overdue_since: date | None = field(default=None, converter=read.overdue_since)
    arrears: Decimal | None = field(default=None, converter=read.arrears)
    penalty_multiple: Fraction | None = field(default=None, converter=read.penalty_multiple)
    face: Decimal | None = field(default=None, converter=read.face)
    received: Decimal | None = field(default=None, converter=read.received)
    due_on: date | None = field(default=None, converter=read.due_on)
    instalment: Decimal | None = field(default=None, converter=read.instalment)
    instalments: int | None = field(default=None, converter=read.instalments)
    paid_instalments: int | None = field(default=None, converter=read.paid_instalments)
    facilitated: bool = field(default=False, converter=read.facilitated)
    fee_per_instalment: Decimal | None = field(default=None, converter=read.fee_per_instalment)
    fee_collector: str | None = field(default=None, converter=read.fee_collector)
    fees_on_prepay: FeesOnPrepay | None = field(default=None, converter=read.fees_on_prepay)
    reported: bool | None = field(default=None, converter=read.reported)
    ended_on: date | None = field(default=None, converter=read.ended_on)
    cells: tuple[MonthCell, ...] = field(default=(), converter=read.cells)
    paid_first: Decimal | None = field(default=None, converter=read.paid_first)
    repair_fee: Decimal | None = field(default=None, converter=read.repair_fee)
    data_taken: bool = field(default=False, converter=read.data_taken)
    events: tuple[Event, ...] = field(default=(), converter=read.events)

    def __attrs_post_init__(self) -> None:
        """Refuse an account that contradicts itself, or leaves out what decides an answer."""
        self._check_together()
        self._check_days()
        if self.state is State.SETTLED:
            self._check_settled()
        else:
            self._check_open()
            self.as_debt()

    @property
    def nominal(self) -> Fraction | None:
        """The contract rate a year: as agreed, or the daily rate times the days of its year.

        None where only the difference between ``received`` and ``face`` says the price.
        """
        if self.daily_rate is not None and self.day_count is not None:
            return self.daily_rate * DAYS_A_YEAR[self.day_count]
        return self.annual_rate

    def as_debt(self) -> Debt:
        """Return the account as the plan sees it: what the lender claims, and what falls due each month.

        Raises:
            InputError: the account is settled, besides what `creditrules.repayment.Debt` refuses.

        """
        if self.balance is None:
            raise InputError("account %(name)s is settled: there is nothing to plan", name=self.name)
        left = None if self.instalments is None else self.instalments - (self.paid_instalments or 0)
        # A fee is charged with an instalment: where all are paid, none is to come.
        charged = self.fee_per_instalment is not None and left != 0
        fee = (self.fee_per_instalment if charged else None) or _NOTHING
        minimum: Decimal | str | None = None
        if self.instalment is not None:
            minimum = from_fen(to_fen(self.instalment) + to_fen(fee))
        elif self.minimum is not None:
            minimum = percent(self.minimum) if isinstance(self.minimum, Fraction) else self.minimum
        return Debt(
            self.name,
            self.balance,
            annual_rate=percent(self.nominal or Fraction(0)),
            minimum=minimum,
            fee=fee,
            fees_on_prepay=self.fees_on_prepay if charged else None,
            fee_months=left if charged and self.fees_on_prepay is FeesOnPrepay.SUNK else None,
            arrears=self.arrears or _NOTHING,
            overdue_since=self.overdue_since,
            due_on=self.due_on,
            lender=self.lender,
            reported=self.reported,
            kind=self.kind,
        )

    def _check_together(self) -> None:
        for name, other in _NEEDS:
            if getattr(self, name) is not None and getattr(self, other) is None:
                raise InputError("%(argument)s is needed beside %(other)s", argument=other, other=name)
        for name, other in _EXCLUDES:
            if getattr(self, name) is not None and getattr(self, other) is not None:
                raise InputError("%(argument)s and %(other)s may not both be given", argument=name, other=other)
        if self.fees_on_prepay is FeesOnPrepay.SUNK and self.instalments is None:
            raise InputError("%(argument)s is needed beside %(other)s", argument="instalments", other="fees_on_prepay")
        self._check_at_most("received", "face")
        self._check_at_most("paid_instalments", "instalments")

    def _check_days(self) -> None:
        for name in ("overdue_since", "due_on", "ended_on"):
            day = getattr(self, name)
            if day is not None and day <= self.formed_on:
                raise InputError(
                    "%(argument)s %(day)s must come after formed_on %(formed)s",
                    argument=name,
                    day=day,
                    formed=self.formed_on,
                )
        early = [("cells", cell.month) for cell in self.cells if cell.month < self.formed_on.replace(day=1)]
        early += [("events", one.on) for one in self.events if one.on < self.formed_on]
        for name, day in early:
            raise InputError(
                "%(argument)s %(day)s must come after formed_on %(formed)s",
                argument=name,
                day=day,
                formed=self.formed_on,
            )

    def _check_settled(self) -> None:
        for name in _OPEN_ONLY:
            if getattr(self, name) is not None:
                raise InputError("%(argument)s has no meaning for a settled account", argument=name)
        if self.cells and self.ended_on is None:
            raise InputError("%(argument)s is needed beside %(other)s", argument="ended_on", other="cells")

    def _check_open(self) -> None:
        if self.balance is None:
            raise InputError("%(argument)s is needed for an open account", argument="balance")
        if self.nominal is None and (self.face is None or self.due_on is None):
            raise InputError("%(argument)s is needed, or face and due_on", argument="annual_rate")
        if self.minimum is None and self.instalment is None and self.due_on is None:
            raise InputError("%(argument)s is needed, or instalment, or due_on", argument="minimum")

    def _check_at_most(self, name: str, bound: str) -> None:
        value, most = getattr(self, name), getattr(self, bound)
        if value is not None and most is not None and value > most:
            raise InputError(
                "%(argument)s %(value)s may not be above %(other)s %(bound)s",
                argument=name,
                value=value,
                other=bound,
                bound=most,
            )
