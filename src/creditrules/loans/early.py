"""What changes a plan: a part repaid early (部分提前还款), and a plan agreed anew (协商还款)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from creditrules.checks import instance, member
from creditrules.errors import InputError
from creditrules.loans.methods import AT_END, Keep, Method, Residual
from creditrules.loans.prepayments import Prepayment, PrepaymentFee
from creditrules.loans.schedules import Schedule, planned, schedule
from creditrules.loans.terms import Loan
from creditrules.money import Number, Rounding, from_fen, positive_fen
from creditrules.periods import DayCount, Days, Months, calendar_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from creditrules.loans.fees import Fee


def prepay(
    plan: Schedule,
    on: date,
    amount: Number,
    *,
    keep: Keep,
    fee: PrepaymentFee | None = None,
    day_count: DayCount | None = None,
) -> Schedule:
    """Return the plan after a part of the principal is repaid early (部分提前还款).

    Instalments due up to that day count as paid before. The principal leaves the balance at once; the interest of the
    running period is for the time really borrowed (Civil Code 677) and comes with its instalment.

    Args:
        plan: the plan so far; it may hold earlier prepayments.
        on: the day of the payment.
        amount: the principal repaid, yuan, without the fee.
        keep: TERM lowers what each later instalment repays; PAYMENT keeps it, so that the loan ends earlier.
        fee: what the contract charges for it.
        day_count: how the running period is split; that of the loan when left out, needed on a due day by neither.

    Raises:
        InputError: a day outside the term or before an earlier prepayment; as much as is left, or more; a day inside a
            period without a day count; PAYMENT where there is none to keep; a FLAT loan.

    >>> from datetime import date
    >>> from creditrules.loans import Loan, Method, schedule
    >>> loan = Loan("12000", "12%", 12, date(2026, 1, 10), method=Method.EQUAL_PRINCIPAL)
    >>> plan = prepay(schedule(loan), date(2026, 4, 10), "4500", keep=Keep.TERM)
    >>> plan.rows[2].principal, plan.rows[3].principal, plan.rows[3].interest
    (Decimal('1000.00'), Decimal('500.00'), Decimal('45.00'))

    """
    loan = instance(plan, Schedule, argument="plan").loan
    day = calendar_day(on, argument="on")
    repaid = positive_fen(amount, argument="amount")
    ends = loan.period_ends[: len(plan.rows)]
    kept = member(keep, Keep, argument="keep")
    within_term(day, loan.drawn_on, ends[-1])
    paid = sum(end <= day for end in ends)
    _refuse(loan, kept, paid)
    if plan.prepayments and day < plan.prepayments[-1].on:
        raise InputError(
            "on %(on)s lies before the prepayment of %(earlier)s: give them in order",
            on=day,
            earlier=plan.prepayments[-1].on,
        )
    price = 0 if fee is None else instance(fee, PrepaymentFee, argument="fee").fen(repaid, paid)
    split = None if day_count is None else member(day_count, DayCount, argument="day_count")
    new = Prepayment(day, from_fen(repaid), from_fen(price), kept, split)
    return planned(loan, (*plan.prepayments, new))


def within_term(day: date, drawn_on: date, end: date) -> None:
    """Refuse a day on which nothing can be repaid early."""
    if not drawn_on < day < end:
        raise InputError(
            "on must lie after %(drawn)s and before the last due day %(end)s, got %(on)s",
            drawn=drawn_on,
            end=end,
            on=day,
        )


def _refuse(loan: Loan, keep: Keep, paid: int) -> None:
    if loan.method is Method.FLAT:
        raise InputError("what a part repaid early changes in FLAT interest is for the contract to say: settle it")
    if keep is Keep.PAYMENT and (loan.method in AT_END or paid < loan.grace):
        raise InputError("keep PAYMENT needs instalments that already repay principal: TERM is what this loan has")


def restructure(
    balance: Number,
    *,
    instalments: int,
    annual_rate: Number,
    agreed_on: date,
    method: Method = Method.EQUAL_INSTALMENT,
    first_due: date | None = None,
    fees: Iterable[Fee] = (),
    day_count: DayCount | None = None,
    every: Months | Days = Months(1),
    rounding: Rounding = Rounding(),
    residual: Residual = Residual.LAST,
) -> Schedule:
    """Return the plan that lender and borrower agree on for what is still owed (协商还款、个性化分期).

    It is arithmetic: whether a lender agrees, how long such a plan may be and whether interest stops (停息) is for the
    agreement and the rules for its kind of credit.

    Args:
        balance: what the new plan repays, yuan: principal, and whatever else the agreement adds to it.
        instalments: how many.
        annual_rate: the agreed rate; ``"0"`` where interest stops.
        agreed_on: the day from which the new plan counts.
        method: how it is repaid, without terms that only some methods have.
        first_due: the first due day, as in `Loan`.
        fees: what is charged besides.
        day_count: as in `Loan`.
        every: as in `Loan`.
        rounding: as in `Loan`.
        residual: as in `Loan`.

    Raises:
        InputError: as `Loan` and `schedule`.

    >>> from datetime import date
    >>> plan = restructure("30000", instalments=60, annual_rate="0", agreed_on=date(2026, 3, 1))
    >>> plan.rows[0].payment, plan.rows[-1].due_on.isoformat()
    (Decimal('500.00'), '2031-03-01')

    """
    loan = Loan(
        balance,
        annual_rate,
        instalments,
        calendar_day(agreed_on, argument="agreed_on"),
        method=method,
        first_due=first_due,
        fees=fees,
        day_count=day_count,
        every=every,
        rounding=rounding,
        residual=residual,
    )
    return schedule(loan)
