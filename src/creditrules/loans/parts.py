"""The recursion behind every schedule: what each instalment owes, in whole fen."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from creditrules.errors import InputError
from creditrules.loans.level import level_balances, level_fen
from creditrules.loans.methods import LEVEL, PARTS, Grace, Keep, Method, Repricing, Residual
from creditrules.money import Mode, rounded, to_fen
from creditrules.periods import Days, Months

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from creditrules.loans.prepayments import Prepayment
    from creditrules.loans.terms import Loan
    from creditrules.money import Rounding
    from creditrules.periods import DayCount


class Part(NamedTuple):
    """One instalment in fen: ``before`` is the balance before it, ``start`` and ``end`` its interest days."""

    start: date
    end: date
    due: date
    before: int
    principal: int
    interest: int


class _Run:
    """What changes from one instalment to the next: the balance, and what the payment was last set to."""

    def __init__(self, loan: Loan) -> None:
        """Begin with the whole loan, and the payment not set."""
        self.loan = loan
        self.whole = self.balance = to_fen(loan.principal)
        self.last = loan.instalments
        self.rate = loan.annual_rate
        self.kept = False
        self.by_days = isinstance(loan.every, Days)
        self.priced: Fraction | None = None
        self.last_price = Fraction(0)
        self.each = self.first = 0
        self.table = [to_fen(part) for part in loan.table]
        self.years = loan.level_years if loan.method in LEVEL else Fraction(0)
        self.rounding: Rounding = loan.interest_rounding or loan.rounding

    def base(self) -> int:
        """What interest is taken of."""
        return self.whole if self.loan.method is Method.FLAT else self.balance

    def price(self, rate: Fraction, start: date, end: date, *, first: bool) -> Fraction:
        """Return what a fen costs for a whole period at a rate."""
        if first or self.by_days or rate is not self.priced:
            self.last_price = rate * self.loan.period_years(start, end, first=first)
            # Whole months cost the same as the period before; the first one may be of another length.
            self.priced = None if first else rate
        return self.last_price

    def set_parts(self, number: int, rate: Fraction) -> None:
        """Set the payment, or the part of principal, from this instalment on."""
        count = self.last - number + 1
        self.rate = rate
        if self.loan.method in LEVEL and number < self.last:
            # The last instalment repays all that is left, so nothing is set for it alone.
            longer = (self.loan.balloon_instalments or self.loan.instalments) - self.loan.instalments
            self.each = level_fen(self.balance, rate * self.years, count + longer, self.loan.rounding, self.rounding)
        elif self.loan.method in PARTS:
            self.each = self.first = self.loan.rounding.fen(Fraction(self.balance, count))
            if self.loan.residual is Residual.FIRST:
                self.first = self.balance - self.each * (count - 1)

    def principal(self, number: int, interest: int) -> int:
        """Return what the instalment repays."""
        loan = self.loan
        if number <= loan.grace and loan.grace_interest is Grace.CAPITALISED:
            return -interest
        if number == self.last:
            return self.balance
        part = self.usual(number, interest)
        if loan.method in PARTS and number > loan.grace:
            part, self.first = self.first, self.each
        if self.kept and part >= self.balance:
            self.last = number
        # Parts that were rounded up may be more than is left, and the one that evens them out less than nothing.
        return min(self.balance, max(0, part))

    def usual(self, number: int, interest: int) -> int:
        """Return what the instalment would repay if enough were left."""
        if number <= self.loan.grace:
            return 0
        if self.loan.method in LEVEL:
            return self.each - interest
        return self.table[number - 1] if self.table else self.each

    def repaid_early(self, number: int, one: Prepayment) -> None:
        """Lower the balance, and set anew what the contract does not keep."""
        if one.keep is Keep.TERM:
            self.fix_last(number)
        before = self.balance
        self.balance -= to_fen(one.amount)
        if self.balance <= 0:
            raise InputError(
                "%(amount)s on %(on)s is not less than what is left: settle the loan instead",
                amount=one.amount,
                on=one.on,
            )
        if one.keep is Keep.PAYMENT:
            self.kept = True
        elif self.loan.method is Method.TABLE:
            scale = Fraction(self.balance, before)
            self.table = [self.loan.rounding.fen(part * scale) for part in self.table]
        elif number > self.loan.grace:
            self.set_parts(number, self.rate)

    def fix_last(self, number: int) -> None:
        """Find which instalment is the last, where payments were kept, before they are set anew."""
        if not self.kept:
            return
        balance = self.balance
        for later in range(number, self.last):
            interest = self.rounding.fen(balance * self.rate * self.years)
            balance -= max(0, self.usual(later, interest))
            if balance <= 0:
                self.last = later
                break
        self.kept = False


def parts(loan: Loan, prepayments: tuple[Prepayment, ...] = ()) -> Iterator[Part]:
    """Yield what each instalment owes; prepayments are in the order of their days."""
    ends = loan.period_ends
    # Of each period the first day, the last, and the day on which its instalment falls due.
    periods = list(zip((loan.drawn_on, *ends), ends, loan.moved(ends), strict=False))
    run = _Run(loan)
    before = _level(run) if _plain(run, prepayments) else []
    yield from _at_once(run, periods, before) if before else _one_by_one(run, periods, prepayments)


def _plain(run: _Run, prepayments: tuple[Prepayment, ...]) -> bool:
    """Whether nothing comes between equal instalments, and the periods all cost the same, in interest to the fen."""
    loan = run.loan
    return (
        loan.method in LEVEL
        and isinstance(loan.every, Months)
        and to_fen(run.rounding.unit) == 1
        and run.rounding.mode is Mode.HALF_UP
        and not (prepayments or loan.rate_changes or loan.grace or loan.broken)
    )


def _level(run: _Run) -> list[int]:
    """Return the balances before the instalments of such a loan; none where coarse payments end it too early."""
    run.set_parts(1, run.rate)
    before = level_balances(run.balance, run.rate * run.years, run.each, run.last)
    return before if before[-1] >= 0 else []


def _at_once(run: _Run, periods: list[tuple[date, date, date]], before: list[int]) -> Iterator[Part]:
    """Yield the instalments between known balances: the hundreds of a mortgage take a tenth of the time so."""
    each = run.each
    for (start, end, due), balance, after in zip(periods, before, before[1:], strict=False):
        yield Part(start, end, due, balance, balance - after, each - balance + after)
    yield Part(*periods[-1], before[-1], before[-1], rounded(before[-1] * run.rate * run.years))


def _one_by_one(
    run: _Run, periods: list[tuple[date, date, date]], prepayments: tuple[Prepayment, ...]
) -> Iterator[Part]:
    """Yield the instalments of any loan."""
    loan = run.loan
    for number, (start, end, due) in enumerate(periods, 1):
        if number > run.last:
            return
        rate = loan.rate_on(start)
        if number > loan.grace and (number == loan.grace + 1 or (loan.method in LEVEL and rate != run.rate)):
            run.fix_last(number)
            run.set_parts(number, rate)
        early = [one for one in prepayments if start <= one.on < end] if prepayments else []
        interest = _interest(run, number, start, end, rate=rate, early=early)
        before = run.balance
        part = run.principal(number, interest)
        run.balance -= part
        yield Part(start, end, due, before, part, interest)


def _interest(run: _Run, number: int, start: date, end: date, *, rate: Fraction, early: list[Prepayment]) -> int:
    """Return the interest of a period; what is repaid early inside it leaves the balance on its day."""
    loan = run.loan
    for one in early:
        if one.on == start:
            run.repaid_early(number, one)
    inside = [one for one in early if one.on > start]
    changes = cuts(loan, start, end)
    if not inside and not changes:
        return run.rounding.fen(run.base() * run.price(rate, start, end, first=number == 1))
    total = Fraction(0)
    since = start
    for day in sorted({*changes, *(one.on for one in inside), end}):
        total += run.base() * cost(loan, start, since, day, split_by(loan, inside))
        for one in inside:
            if one.on == day:
                run.repaid_early(number, one)
        since = day
    return run.rounding.fen(total)


def cost(loan: Loan, start: date, since: date, until: date, day_count: DayCount) -> Fraction:
    """Return what a fen costs for some days, by days, in the period that begins on ``start``."""
    rate = loan.rate_on(since if loan.repricing is Repricing.BY_DAYS else start)
    return rate * day_count.years(since, until)


def cuts(loan: Loan, start: date, end: date) -> list[date]:
    """Return the days inside a period on which its rate changes."""
    if loan.repricing is not Repricing.BY_DAYS:
        return []
    return [day for day, _ in loan.rate_changes if start < day < end]


def split_by(loan: Loan, early: Sequence[Prepayment]) -> DayCount:
    """Return how the days of a split period are counted."""
    counts = [one.day_count for one in early if one.day_count is not None]
    found = counts[0] if counts else loan.day_count
    if found is None:
        raise InputError("day_count is required: the day lies inside a period, which it splits")
    return found
