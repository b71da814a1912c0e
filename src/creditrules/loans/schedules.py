"""The repayment schedule of a loan: rows that add up to the fen, and the rate that they amount to."""

from __future__ import annotations

import json
from decimal import Decimal

import attrs
from attrs import frozen

from creditrules.checks import flag, instance
from creditrules.errors import InputError
from creditrules.findings import plain
from creditrules.loans.fees import AT_START, Back
from creditrules.loans.parts import parts
from creditrules.loans.prepayments import Prepayment
from creditrules.loans.rows import Row, csv_table, html_table
from creditrules.loans.terms import Loan
from creditrules.messages import CHINESE
from creditrules.money import from_fen, to_fen
from creditrules.periods import DayCount
from creditrules.rates import AnnualRate, CashFlow, irr, xirr


@frozen
class Schedule:
    """A loan's instalments (还款计划) and what was really received at its start (yuan).

    ``prepayments`` are parts of the principal repaid early, beside the rows.
    """

    loan: Loan
    received: Decimal
    rows: tuple[Row, ...]
    prepayments: tuple[Prepayment, ...] = ()

    @property
    def total_interest(self) -> Decimal:
        """All interest, yuan."""
        return from_fen(sum(to_fen(row.interest) for row in self.rows))

    @property
    def total_fees(self) -> Decimal:
        """All fees, those deducted or paid at the start and those of prepayments included, yuan."""
        at_start = to_fen(self.loan.principal) - to_fen(self.received) - self._deposit
        early = sum(to_fen(one.fee) for one in self.prepayments)
        return from_fen(at_start + early + sum(to_fen(row.fee) for row in self.rows))

    @property
    def total_payment(self) -> Decimal:
        """All instalments and prepayments, yuan (without what was deducted at the start)."""
        early = sum(to_fen(one.amount) + to_fen(one.fee) for one in self.prepayments)
        return from_fen(early + sum(to_fen(row.payment) for row in self.rows))

    @property
    def _deposit(self) -> int:
        return 0 if self.loan.deposit is None else to_fen(self.loan.deposit.amount)

    def cash_flows(self, *, optional: bool = False) -> tuple[CashFlow, ...]:
        """Return what the borrower received (+) and pays (−); optional fees only when asked for.

        A deposit lessens what is received, and comes back with the last instalment or against the last ones.
        """
        first, rest = self._flows(optional=optional)
        flows = [CashFlow(self.loan.drawn_on, from_fen(first))]
        flows += [CashFlow(row.due_on, from_fen(fen)) for row, fen in zip(self.rows, rest, strict=True)]
        flows += [CashFlow(one.on, from_fen(-to_fen(one.amount) - to_fen(one.fee))) for one in self.prepayments]
        return tuple(sorted(flows, key=lambda flow: flow.on))

    def annual_rate(self, *, optional: bool = False) -> AnnualRate:
        """Return the joint rate of interest and all compulsory fees (综合年化利率).

        Periodic (nominal = n × the rate per period) where the instalments fall one period apart; by dates over 365
        where the first period is broken or something is repaid early, and then ``origin`` says DATED. A due day that
        ``shift`` moved counts as the one it was moved from.

        Raises:
            NoRateError: nothing was received, or nothing is paid.

        """
        if self.loan.broken or self.prepayments:
            return xirr(self.cash_flows(optional=optional), day_count=DayCount.ACT_365)
        first, rest = self._flows(optional=optional)
        return irr([from_fen(fen) for fen in (first, *rest)], periods_per_year=self.loan.periods_per_year)

    def _flows(self, *, optional: bool) -> tuple[int, list[int]]:
        left_out = [] if flag(optional, argument="optional") else [fee for fee in self.loan.fees if not fee.compulsory]
        principal = to_fen(self.loan.principal)
        first = to_fen(self.received)
        first += sum(fee.fen(principal, principal) for fee in left_out if fee.when in AT_START)
        rest = []
        for row in self.rows:
            before = to_fen(row.balance) + to_fen(row.principal)
            skipped = sum(fee.due(row.number, len(self.rows)) * fee.fen(principal, before) for fee in left_out)
            rest.append(skipped - to_fen(row.payment))
        if self.loan.deposit is not None:
            self._give_back(rest, offset=self.loan.deposit.back is Back.OFFSET)
        return first, rest

    def _give_back(self, rest: list[int], *, offset: bool) -> None:
        left = self._deposit
        for place in reversed(range(len(rest))):
            # What is set off cannot be more than the instalment; the first one takes whatever no other could.
            part = min(left, -rest[place]) if offset and place else left
            rest[place] += part
            left -= part

    def to_records(self) -> list[dict[str, object]]:
        """Return the rows as plain tables, ready for a data frame."""
        return [attrs.asdict(row) for row in self.rows]

    def to_csv(self) -> str:
        """Return the rows as CSV text with a head, ready to be written to a file."""
        return csv_table(self.rows)

    def to_dict(self) -> dict[str, object]:
        """Return plain data: exact numbers as text, days in ISO form, an enum its lower-case name.

        A ``shift`` is a function, so only the days that it gave are in there.
        """
        terms = {one.name: plain(getattr(self.loan, one.name)) for one in attrs.fields(Loan) if one.name != "shift"}
        names = ("received", "total_interest", "total_fees", "total_payment", "rows", "prepayments")
        return {"loan": terms, **{name: plain(getattr(self, name)) for name in names}}

    def to_json(self) -> str:
        """Return `to_dict` as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2)

    def html(self, locale: str = CHINESE) -> str:
        """Return the rows as an HTML table: escaped, styled inline, without a script."""
        return html_table(self.rows, locale)

    def _repr_html_(self) -> str:
        return self.html()


def schedule(loan: Loan) -> Schedule:
    """Compute every instalment of a loan, in whole fen that add up.

    Principal sums to the loan, the last balance is zero, and each payment is its principal, interest and fee. A broken
    first period of equal instalments keeps the payment and is settled in the last one, as bank contracts have it; where
    its interest is more than the payment, the interest alone is paid. After a change of the rate equal instalments are
    set anew over those that are left, from the first period that begins at the new rate.

    Raises:
        InputError: the fees or the deposit leave nothing to pay out; the equal instalment, rounded, is no more than
            the interest; a due day beyond the calendar; a period that ``day_count`` refuses; payments beyond 10^15.

    >>> from datetime import date
    >>> from creditrules.loans import Loan, Method
    >>> loan = Loan("24000", "23.99%", 20, date(2025, 3, 6), method=Method.EQUAL_INSTALMENT)
    >>> schedule(loan).rows[0].payment, schedule(loan).rows[7].balance
    (Decimal('1467.64'), Decimal('15521.66'))

    """
    return planned(instance(loan, Loan, argument="loan"), ())


def planned(loan: Loan, prepayments: tuple[Prepayment, ...]) -> Schedule:
    """Return the schedule of a loan of which parts are repaid early, in the order of their days."""
    principal = to_fen(loan.principal)
    received = principal - sum(fee.fen(principal, principal) for fee in loan.fees if fee.when in AT_START)
    if received <= 0:
        raise InputError("the fees at the start leave nothing of the %(principal)s", principal=loan.principal)
    if loan.deposit is not None:
        received -= to_fen(loan.deposit.amount)
        if received <= 0:
            raise InputError("the deposit and the fees leave nothing of the %(principal)s", principal=loan.principal)
    rows = []
    total = fee = 0
    found = list(parts(loan, prepayments))
    for number, part in enumerate(found, 1):
        if loan.fees:
            fee = sum(one.due(number, len(found)) * one.fen(principal, part.before) for one in loan.fees)
        payment = part.principal + part.interest + fee
        amounts = (payment, part.principal, part.interest, fee, part.before - part.principal)
        total += payment
        rows.append(Row(number, part.due, *map(from_fen, amounts)))
    # What goes out has to come in again, where flows and totals are read.
    to_fen(from_fen(total), argument="total_payment")
    return Schedule(loan, from_fen(received), tuple(rows), prepayments)
