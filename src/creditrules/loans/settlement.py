"""What closes a loan on a day (提前结清).

Rule: Civil Code 677, since 2021-01-01: who repays early owes interest for the time the money was really borrowed,
unless the parties agreed otherwise.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import flag, instance, member
from creditrules.errors import InputError, NoDataError
from creditrules.findings import Finding, Trail
from creditrules.loans.early import within_term
from creditrules.loans.methods import EarlyInterest, Method
from creditrules.loans.parts import Part, cost, cuts, parts, split_by
from creditrules.loans.prepayments import PrepaymentFee
from creditrules.loans.schedules import Schedule
from creditrules.messages import Money, say
from creditrules.money import from_fen, to_fen
from creditrules.periods import DayCount, calendar_day

if TYPE_CHECKING:
    from datetime import date

    from creditrules.law import Rulebook

_CODE, _CITE = "civil-code", "civil-code#677"


@frozen
class Settlement:
    """What closes a loan on a day (提前结清金额), yuan.

    ``total`` is principal, interest, prepayment fee and the later fees that are still charged. ``deposit`` comes back
    besides. ``saved`` is what the rest of the plan would have cost more; below zero, closing costs more.
    """

    paid: int
    principal: Decimal
    interest: Decimal
    prepayment_fee: Decimal
    later_fees: Decimal
    total: Decimal
    deposit: Decimal
    saved: Decimal


def settle(
    plan: Schedule,
    on: date,
    *,
    interest: EarlyInterest = EarlyInterest.ACTUAL_TIME,
    fee: PrepaymentFee | None = None,
    later_fees: bool | None = None,
    day_count: DayCount | None = None,
    rulebook: Rulebook | None = None,
) -> Finding[Settlement]:
    """Return what closes a loan on a day (提前结清), with Civil Code 677 behind it.

    Instalments due up to that day count as paid.

    Args:
        plan: the plan so far.
        on: the day, after the money was paid out and before the last due day.
        interest: what the contract says of interest; the rule of the Civil Code unless said otherwise.
        fee: what the contract charges for early repayment.
        later_fees: whether fees of later instalments are still charged; required where the plan has some.
        day_count: how the days of the running period are counted; that of the loan when left out.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: a day outside the term, or before a prepayment of the plan; a day inside a period without a day
            count; fees later without ``later_fees``.
        NoDataError: a day before the Civil Code.

    >>> from datetime import date
    >>> from creditrules.loans import Loan, Method, schedule
    >>> plan = schedule(Loan("12000", "12%", 12, date(2026, 1, 10), method=Method.EQUAL_PRINCIPAL))
    >>> found = settle(plan, date(2026, 4, 25), day_count=DayCount.ACT_360).value
    >>> found.principal, found.interest, found.total
    (Decimal('9000.00'), Decimal('45.00'), Decimal('9045.00'))

    """
    trail = Trail(rulebook)
    loan = instance(plan, Schedule, argument="plan").loan
    day = calendar_day(on, argument="on")
    within_term(day, loan.drawn_on, loan.period_ends[len(plan.rows) - 1])
    late = [one.on for one in plan.prepayments if one.on > day]
    if late:
        raise InputError("on %(on)s lies before the prepayment of %(later)s in the plan", on=day, later=late[0])
    rows = list(parts(loan, plan.prepayments))
    paid = sum(part.end <= day for part in rows)
    _in_force(trail, day, loan.drawn_on)
    balance = _balance(plan, rows, paid, day)
    trail.step(
        say(
            "settle-balance",
            "After %(paid)s of %(count)s instalments %(principal)s yuan of principal are left on %(on)s.",
            paid=paid,
            count=len(rows),
            principal=Money(balance),
            on=day,
        )
    )
    split = None if day_count is None else member(day_count, DayCount, argument="day_count")
    kind = member(interest, EarlyInterest, argument="interest")
    owed = _interest(trail, plan, rows[paid:], day, interest=kind, split=split)
    price = _price(trail, balance, paid, fee)
    more = _later_fees(trail, sum(to_fen(row.fee) for row in plan.rows[paid:]), charged=later_fees)
    total = balance + owed + price + more
    deposit = 0 if loan.deposit is None else to_fen(loan.deposit.amount)
    trail.step(say("settle-total", "Together %(total)s yuan close the loan.", total=Money(total)))
    if deposit:
        trail.step(
            say("settle-deposit", "The deposit of %(amount)s yuan comes back besides.", amount=Money(deposit)),
        )
    trail.notice(
        say(
            "settle-paid",
            "Instalments due up to that day are taken as paid; arrears and what they cost are not in this figure.",
        )
    )
    saved = sum(to_fen(row.payment) for row in plan.rows[paid:]) - total
    amounts = (balance, owed, price, more, total, deposit, saved)
    return trail.finding(Settlement(paid, *(from_fen(fen) for fen in amounts)))


def _in_force(trail: Trail, day: date, drawn_on: date) -> None:
    since = trail.rulebook.library.instruments[_CODE].effective
    if day < since:
        raise NoDataError("no value before %(first)s, asked for %(on)s", first=since, on=day)
    if drawn_on < since:
        trail.notice(
            say(
                "settle-older-loan",
                "The loan is older than the Civil Code (%(since)s); the earlier law is not in the data.",
                since=since,
            ),
            *trail.cite(_CITE),
        )


def _balance(plan: Schedule, rows: list[Part], paid: int, day: date) -> int:
    repaid = sum(part.principal for part in rows[:paid])
    repaid += sum(to_fen(one.amount) for one in plan.prepayments if one.on <= day)
    return to_fen(plan.loan.principal) - repaid


def _interest(
    trail: Trail,
    plan: Schedule,
    left: list[Part],
    day: date,
    *,
    interest: EarlyInterest,
    split: DayCount | None,
) -> int:
    cite = trail.cite(_CITE)
    running = left[0]
    if interest is not EarlyInterest.ACTUAL_TIME:
        charged = left[:1] if interest is EarlyInterest.WHOLE_PERIOD and day > running.start else []
        if interest is EarlyInterest.WHOLE_TERM:
            charged = left
        owed = sum(part.interest for part in charged)
        trail.step(
            say(
                "settle-agreed",
                "Interest %(kind)s: %(interest)s yuan. Without such a term it is owed for the time really borrowed "
                "only.",
                kind=interest,
                interest=Money(owed),
            ),
            *cite,
        )
        return owed
    if day == running.start:
        trail.step(
            say(
                "settle-on-due-day",
                "The instalment of %(on)s pays the interest up to that day: for the time really borrowed no more is "
                "owed.",
                on=day,
            ),
            *cite,
        )
        return 0
    return _actual(trail, plan, running, day, split)


def _actual(trail: Trail, plan: Schedule, running: Part, day: date, split: DayCount | None) -> int:
    loan = plan.loan
    early = [one for one in plan.prepayments if running.start < one.on <= day]
    count = split or split_by(loan, early)
    balance = running.before + sum(to_fen(one.amount) for one in early)
    total = Fraction(0)
    since = running.start
    for until in sorted({*cuts(loan, running.start, day), *(one.on for one in early), day}):
        base = to_fen(loan.principal) if loan.method is Method.FLAT else balance
        total += base * cost(loan, running.start, since, until, count)
        balance -= sum(to_fen(one.amount) for one in early if one.on == until)
        since = until
    owed = (loan.interest_rounding or loan.rounding).fen(total)
    trail.step(
        say(
            "settle-actual-time",
            "Interest for the time really borrowed, %(since)s to %(on)s (%(count)s): %(interest)s yuan.",
            since=running.start,
            on=day,
            count=count,
            interest=Money(owed),
        ),
        *trail.cite(_CITE),
    )
    if loan.method is Method.FLAT:
        trail.notice(
            say(
                "settle-flat",
                "The contract counts interest on the original principal, and so do the days of the running period "
                "here.",
            )
        )
    return owed


def _price(trail: Trail, balance: int, paid: int, fee: PrepaymentFee | None) -> int:
    if fee is None:
        return 0
    price = instance(fee, PrepaymentFee, argument="fee").fen(balance, paid)
    trail.step(
        say("settle-fee", "The fee that the contract sets for early repayment is %(fee)s yuan here.", fee=Money(price))
    )
    return price


def _later_fees(trail: Trail, fees: int, *, charged: bool | None) -> int:
    if charged is not None:
        flag(charged, argument="later_fees")
    if not fees:
        return 0
    if charged is None:
        raise InputError(
            "later_fees is required: the later instalments hold fees of %(fees)s, which true charges and false drops",
            fees=from_fen(fees),
        )
    if not charged:
        trail.step(
            say("settle-fees-dropped", "Fees of later instalments, %(fees)s yuan, are dropped.", fees=Money(fees))
        )
        return 0
    trail.step(
        say("settle-fees-charged", "Fees of later instalments, %(fees)s yuan, are charged at once.", fees=Money(fees))
    )
    return fees
