"""What a loan contract says: amount, rate, instalments, method, fees."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from attrs import field, frozen

from creditrules.errors import InputError, InputTypeError
from creditrules.money import Number, Rounding, from_fen, owed_fen, positive_fen, rate, rounded, to_fen
from creditrules.periods import DayCount, Days, Months, add, calendar_day, whole

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
_MONTHS_A_YEAR = 12
_DAYS_A_YEAR = 365
_STEPS: tuple[type[Months | Days], ...] = (Months, Days)


class Method(Enum):
    """How a loan is repaid (还款方式)."""

    EQUAL_INSTALMENT = "equal instalments"
    """等额本息: the same payment every time."""
    EQUAL_PRINCIPAL = "equal principal"
    """等额本金: the same principal every time, interest on the balance."""
    INTEREST_ONLY = "interest only, principal at the end"
    """先息后本."""
    BULLET = "one payment at the end"
    """到期一次还本付息: ``instalments=1``, the term given by ``every`` or ``first_due``."""
    FLAT = "equal principal and flat interest"
    """等本等息: interest on the original principal every time; the true rate is near twice the quoted one."""


class When(Enum):
    """When a fee is collected (收取方式)."""

    DEDUCTED = "deducted from what is paid out"
    UPFRONT = "paid up front"
    FIRST = "with the first instalment"
    EVERY = "with every instalment"
    LAST = "with the last instalment"


AT_START = frozenset({When.DEDUCTED, When.UPFRONT})
"""When a fee lessens what is received."""


class Of(Enum):
    """What a fee's rate is taken of (计费基数)."""

    PRINCIPAL = "the original principal"
    BALANCE = "the balance before the instalment"


class Residual(Enum):
    """Which instalment takes what rounding leaves (尾差)."""

    LAST = "the last instalment"
    FIRST = "the first instalment"


def typed(value: object, *kinds: type[T], argument: str) -> T:
    """Check that an argument is of its class: a look-alike, such as money's own When, would pass unseen."""
    if isinstance(value, kinds):
        return value
    bound, got = " or ".join(kind.__name__ for kind in kinds), type(value).__name__
    if issubclass(kinds[0], Enum):
        raise InputTypeError(
            "%(argument)s must be a member of %(bound)s, got %(type)s", argument=argument, bound=bound, type=got
        )
    raise InputTypeError("%(argument)s must be a %(bound)s, got %(type)s", argument=argument, bound=bound, type=got)


def listed(values: Iterable[T], kind: type[T], *, argument: str) -> tuple[T, ...]:
    """Check that an argument is a list of members of one class."""
    try:
        members = tuple(values)
    except TypeError:
        raise InputTypeError(
            "%(argument)s must be a list, got %(type)s", argument=argument, type=type(values).__name__
        ) from None
    return tuple(typed(value, kind, argument=f"{argument}[{place}]") for place, value in enumerate(members))


def flag(value: object, *, argument: str) -> bool:
    """Check that an argument is true or false: the text "no" is neither, though Python takes it for true."""
    if isinstance(value, bool):
        return value
    raise InputTypeError(
        "%(argument)s must be true, false or left out, got %(type)s", argument=argument, type=type(value).__name__
    )


def _name(value: str) -> str:
    if not typed(value, str, argument="name").strip():
        raise InputError("%(argument)s may not be empty", argument="name")
    return value


def _collector(value: str) -> str:
    return typed(value, str, argument="collector")


def _of(value: Of) -> Of:
    return typed(value, Of, argument="of")


def _when(value: When) -> When:
    return typed(value, When, argument="when")


def _compulsory(value: object) -> bool:
    return flag(value, argument="compulsory")


def _yuan(value: Number) -> Decimal:
    return from_fen(positive_fen(value, argument="principal"))


def _rate(value: Number) -> Fraction:
    return rate(value, argument="annual_rate")


def _instalments(value: int) -> int:
    return whole(value, argument="instalments")


def _drawn_on(value: date) -> date:
    return calendar_day(value, argument="drawn_on")


def _amount(value: Number | None) -> Decimal | None:
    return None if value is None else from_fen(owed_fen(value, argument="amount"))


def _fee_rate(value: Number | None) -> Fraction | None:
    return None if value is None else rate(value, argument="rate")


@frozen
class Fee:
    """A cost beside interest (费用): an amount in yuan, or a rate each time it is collected.

    ``compulsory`` says that the loan cannot be had without it; only such fees count in the all-in rate.

    Raises:
        InputError: neither or both of ``amount`` and ``rate``; a fee before the first instalment, or an amount, taken
            of the balance.

    """

    name: str = field(converter=_name)
    amount: Decimal | None = field(default=None, converter=_amount, kw_only=True)
    rate: Fraction | None = field(default=None, converter=_fee_rate, kw_only=True)
    of: Of = field(default=Of.PRINCIPAL, converter=_of, kw_only=True)
    when: When = field(default=When.DEDUCTED, converter=_when, kw_only=True)
    collector: str = field(default="", converter=_collector, kw_only=True)
    compulsory: bool = field(default=True, converter=_compulsory, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse a fee that cannot be computed, or that could be computed twice."""
        if (self.amount is None) == (self.rate is None):
            raise InputError("fee %(name)s needs an amount or a rate, not both", name=self.name)
        if self.of is Of.BALANCE and (self.amount is not None or self.when in AT_START):
            raise InputError(
                "fee %(name)s cannot be taken of the balance: that needs a rate, and when FIRST, EVERY or LAST",
                name=self.name,
            )

    def fen(self, principal: int, balance: int) -> int:
        """Return one collection of the fee, rounded half up to the fen."""
        if self.amount is not None:
            return to_fen(self.amount)
        return rounded((self.rate or 0) * Fraction(principal if self.of is Of.PRINCIPAL else balance))


def _method(value: Method) -> Method:
    return typed(value, Method, argument="method")


def _first_due(value: date | None) -> date | None:
    return None if value is None else calendar_day(value, argument="first_due")


def _fees(value: Iterable[Fee]) -> tuple[Fee, ...]:
    return listed(value, Fee, argument="fees")


def _day_count(value: DayCount | None) -> DayCount | None:
    return None if value is None else typed(value, DayCount, argument="day_count")


def _every(value: Months | Days) -> Months | Days:
    return typed(value, *_STEPS, argument="every")


def _rounding(value: Rounding) -> Rounding:
    return typed(value, Rounding, argument="rounding")


def _residual(value: Residual) -> Residual:
    return typed(value, Residual, argument="residual")


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
        day_count: how a broken first period, or a period counted in days, becomes a part of a year; required then,
            since lenders use several.
        every: the period between instalments. Whole months cost a twelfth of the annual rate each.
        rounding: how the lender rounds; half up to the fen unless said otherwise.
        residual: which instalment takes what rounding of the principal leaves.

    Raises:
        InputError: an amount, count or day outside its bound; a broken period without ``day_count``; BULLET with more
            than one instalment.

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

    def __attrs_post_init__(self) -> None:
        """Refuse what cannot be computed without a guess."""
        if self.first_due is not None and self.first_due <= self.drawn_on:
            raise InputError(
                "first_due %(due)s must come after drawn_on %(drawn)s", due=self.first_due, drawn=self.drawn_on
            )
        if self.method is Method.BULLET and self.instalments != 1:
            raise InputError(
                "BULLET has one instalment, got %(value)s: state the term with every or first_due",
                value=self.instalments,
            )
        if self.residual is Residual.FIRST and self.method not in {Method.EQUAL_PRINCIPAL, Method.FLAT}:
            raise InputError(
                "residual FIRST needs equal parts of principal, which %(method)s has not", method=self.method
            )
        if self.day_count is None and (self.broken or isinstance(self.every, Days)):
            raise InputError(
                "day_count is required: the first period, %(drawn)s to %(due)s, is in days or unlike the others",
                drawn=self.drawn_on,
                due=self.due_days[0],
            )

    @property
    def broken(self) -> bool:
        """Whether the first period is longer or shorter than the others (首期不足或超过一个周期)."""
        return self.first_due is not None and self.first_due != add(self.drawn_on, self.every)

    @property
    def due_days(self) -> tuple[date, ...]:
        """The due days, each counted from the first so that a 31st comes back after a short month."""
        if self.broken and self.first_due is not None:
            return tuple(add(self.first_due, self.every, n) if n else self.first_due for n in range(self.instalments))
        return tuple(add(self.drawn_on, self.every, n + 1) for n in range(self.instalments))

    @property
    def periods_per_year(self) -> Fraction:
        """How many instalment periods a year holds: 12 for months, 365/7 for weeks."""
        year = _MONTHS_A_YEAR if isinstance(self.every, Months) else _DAYS_A_YEAR
        return Fraction(year, self.every.count)

    def period_rate(self, start: date, end: date, *, first: bool) -> Fraction:
        """Return the contract rate of one period: by days where it is broken or counted in days, else by twelfths."""
        if self.day_count is not None and (isinstance(self.every, Days) or (first and self.broken)):
            return self.annual_rate * self.day_count.years(start, end)
        return self.annual_rate * Fraction(self.every.count, _MONTHS_A_YEAR)
