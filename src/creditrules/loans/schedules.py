"""The repayment schedule of a loan: rows that add up to the fen, and the rate that they amount to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from creditrules.errors import InputError
from creditrules.loans.terms import AT_START, Loan, Method, Residual, When, flag, typed
from creditrules.messages import CHINESE, locale_of, render, say
from creditrules.money import from_fen, to_fen
from creditrules.periods import DayCount, Days
from creditrules.rates import AnnualRate, CashFlow, irr, xirr

if TYPE_CHECKING:
    from collections.abc import Iterator


@frozen
class Row:
    """One instalment (一期), all amounts in yuan: ``payment`` is principal + interest + fee."""

    number: int
    due_on: date
    payment: Decimal
    principal: Decimal
    interest: Decimal
    fee: Decimal
    balance: Decimal


@frozen
class Schedule:
    """A loan's instalments (还款计划) and what was really received at its start (yuan)."""

    loan: Loan
    received: Decimal
    rows: tuple[Row, ...]

    @property
    def total_interest(self) -> Decimal:
        """All interest, yuan."""
        return from_fen(sum(to_fen(row.interest) for row in self.rows))

    @property
    def total_fees(self) -> Decimal:
        """All fees, those deducted or paid at the start included, yuan."""
        at_start = to_fen(self.loan.principal) - to_fen(self.received)
        return from_fen(at_start + sum(to_fen(row.fee) for row in self.rows))

    @property
    def total_payment(self) -> Decimal:
        """All instalments, yuan (without what was deducted at the start)."""
        return from_fen(sum(to_fen(row.payment) for row in self.rows))

    def cash_flows(self, *, optional: bool = False) -> tuple[CashFlow, ...]:
        """Return what the borrower received (+) and pays (−); optional fees only when asked for."""
        first, rest = self._flows(optional=optional)
        flows = [CashFlow(self.loan.drawn_on, from_fen(first))]
        flows += [CashFlow(row.due_on, from_fen(fen)) for row, fen in zip(self.rows, rest, strict=True)]
        return tuple(flows)

    def annual_rate(self, *, optional: bool = False) -> AnnualRate:
        """Return the joint rate of interest and all compulsory fees (综合年化利率).

        Periodic (nominal = n × the rate per period) where the instalments fall one period apart; by dates over 365
        where the first period is broken, and then ``origin`` says DATED.

        Raises:
            NoRateError: nothing was received, or nothing is paid.

        """
        if self.loan.broken:
            return xirr(self.cash_flows(optional=optional), day_count=DayCount.ACT_365)
        first, rest = self._flows(optional=optional)
        return irr([from_fen(fen) for fen in (first, *rest)], periods_per_year=self.loan.periods_per_year)

    def _flows(self, *, optional: bool) -> tuple[int, list[int]]:
        left_out = [] if flag(optional, argument="optional") else [fee for fee in self.loan.fees if not fee.compulsory]
        principal = to_fen(self.loan.principal)
        first = to_fen(self.received)
        first += sum(fee.fen(principal, principal) for fee in left_out if fee.when in AT_START)
        balances = [principal, *(to_fen(row.balance) for row in self.rows)]
        rest = []
        for row, before in zip(self.rows, balances, strict=False):
            skipped = sum(
                _fee_due(fee.when, row.number, len(self.rows)) * fee.fen(principal, before) for fee in left_out
            )
            rest.append(skipped - to_fen(row.payment))
        return first, rest

    def to_records(self) -> list[dict[str, object]]:
        """Return the rows as plain tables, ready for a data frame."""
        return [attrs.asdict(row) for row in self.rows]

    def html(self, locale: str = CHINESE) -> str:
        """Return the rows as an HTML table: escaped, styled inline, without a script."""
        chosen = locale_of(locale)
        heads = (
            say("row-number", "no."),
            say("row-due", "due on"),
            say("row-payment", "payment"),
            say("row-principal", "principal"),
            say("row-interest", "interest"),
            say("row-fee", "fee"),
            say("row-balance", "balance"),
        )
        head = "".join(f"<th>{escape(render(text, chosen))}</th>" for text in heads)
        rows = "".join(f"<tr>{_cells(row)}</tr>" for row in self.rows)
        return f'<table style="text-align:right"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'

    def _repr_html_(self) -> str:
        return self.html()


def _cells(row: Row) -> str:
    return "".join(
        f"<td>{value:,}</td>" if isinstance(value, Decimal) else f"<td>{value}</td>" for value in attrs.astuple(row)
    )


def _fee_due(when: When, number: int, last: int) -> bool:
    return when is When.EVERY or (when is When.FIRST and number == 1) or (when is When.LAST and number == last)


def schedule(loan: Loan) -> Schedule:
    """Compute every instalment of a loan, in whole fen that add up.

    Principal sums to the loan, the last balance is zero, and each payment is its principal, interest and fee. A broken
    first period of equal instalments keeps the payment and is settled in the last one, as bank contracts have it; where
    its interest is more than the payment, the interest alone is paid.

    Raises:
        InputError: the fees leave nothing to pay out; the equal instalment, rounded, is no more than the interest; a
            due day beyond the calendar; a period that ``day_count`` refuses; payments beyond 10^15 in all.

    >>> from datetime import date
    >>> from creditrules.loans import Loan, Method
    >>> loan = Loan("24000", "23.99%", 20, date(2025, 3, 6), method=Method.EQUAL_INSTALMENT)
    >>> schedule(loan).rows[0].payment, schedule(loan).rows[7].balance
    (Decimal('1467.64'), Decimal('15521.66'))

    """
    principal = to_fen(typed(loan, Loan, argument="loan").principal)
    received = principal - sum(fee.fen(principal, principal) for fee in loan.fees if fee.when in AT_START)
    if received <= 0:
        raise InputError("the fees at the start leave nothing of the %(principal)s", principal=loan.principal)
    rows = []
    balance, total = principal, 0
    for number, (due, part, interest) in enumerate(_parts(loan, principal), 1):
        fee = sum(_fee_due(one.when, number, loan.instalments) * one.fen(principal, balance) for one in loan.fees)
        balance -= part
        amounts = (part + interest + fee, part, interest, fee, balance)
        total += part + interest + fee
        rows.append(Row(number, due, *(from_fen(fen) for fen in amounts)))
    # What goes out has to come in again, where flows and totals are read.
    to_fen(from_fen(total), argument="total_payment")
    return Schedule(loan, from_fen(received), tuple(rows))


def _parts(loan: Loan, principal: int) -> Iterator[tuple[date, int, int]]:
    """Yield (due day, principal, interest) of each instalment, in fen."""
    balance, start = principal, loan.drawn_on
    level = _level(loan, principal) if loan.method is Method.EQUAL_INSTALMENT else 0
    equal = loan.rounding.fen(Fraction(principal, loan.instalments))
    first = equal
    if loan.residual is Residual.FIRST:
        first = principal - equal * (loan.instalments - 1)
    for number, due in enumerate(loan.due_days, 1):
        last = number == loan.instalments
        base = principal if loan.method is Method.FLAT else balance
        interest = loan.rounding.fen(base * loan.period_rate(start, due, first=number == 1))
        match loan.method:
            case Method.EQUAL_INSTALMENT:
                part = level - interest
            case Method.EQUAL_PRINCIPAL | Method.FLAT:
                part = first if number == 1 else equal
            case _:
                part = 0
        # Parts that were rounded up may be more than is left, and the one that evens them out less than nothing.
        part = balance if last else min(balance, max(0, part))
        yield due, part, interest
        balance -= part
        start = due


def _level(loan: Loan, principal: int) -> int:
    """Return the equal instalment (等额本息): A = P·i / (1 − (1+i)^−n), rounded once.

    Raises:
        InputError: rounding leaves no principal in it, so that all of it would fall due at the end.

    """
    if isinstance(loan.every, Days) and loan.day_count is not None:
        # Periods of equal days differ under 30/360 and ACT/ACT: an average one stands for all of them.
        years = loan.day_count.years(loan.due_days[0], loan.due_days[-1])
        i = loan.annual_rate * years / max(1, loan.instalments - 1)
    else:
        i = loan.period_rate(loan.drawn_on, loan.due_days[0], first=False)
    if i == 0:
        return loan.rounding.fen(Fraction(principal, loan.instalments))
    growth = (1 + i) ** loan.instalments
    payment, interest = (loan.rounding.fen(exact) for exact in (principal * i * growth / (growth - 1), principal * i))
    if interest and payment <= interest and loan.instalments > 1:
        raise InputError(
            "the equal instalment of %(payment)s is no more than the interest of %(interest)s: fewer instalments, or a "
            "finer rounding unit, would repay the principal",
            payment=from_fen(payment),
            interest=from_fen(interest),
        )
    return payment
