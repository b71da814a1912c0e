"""Other people's annuities, day counts and solvers, and a schedule written another way."""

from __future__ import annotations

import calendar
import math
from datetime import date, timedelta
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import numpy_financial
import pytest
import pyxirr
from hypothesis import assume, example, given, reject, settings
from hypothesis import strategies as st

from creditrules.errors import InputError
from creditrules.loans import (
    Loan,
    Method,
    Residual,
    Schedule,
    instalments_for,
    principal_for,
    rate_for,
    schedule,
)
from creditrules.money import Mode, Rounding, from_fen
from creditrules.periods import DayCount, Months
from strategies import PER_CENT, UNITS, loans, own_terms

DRAWN = date(2024, 1, 31)
WAYS = {
    Mode.HALF_UP: ROUND_HALF_UP,
    Mode.HALF_EVEN: ROUND_HALF_EVEN,
    Mode.DOWN: ROUND_FLOOR,
    Mode.UP: ROUND_CEILING,
}
"""Python's own names; amounts here are never below zero, where down and floor would part."""
OURS = [method for method in Method if method is not Method.BULLET]
YUAN = st.integers(1_000, 1_000_000)
POINTS = st.integers(1, 3600)
"""Hundredths of a per cent a year."""
COUNTS = st.integers(1, 120)
THEIRS = {
    DayCount.ACT_365: pyxirr.DayCount.ACT_365F,
    DayCount.ACT_360: pyxirr.DayCount.ACT_360,
    DayCount.ACT_ACT: pyxirr.DayCount.ACT_ACT_ISDA,
    DayCount.THIRTY_360: pyxirr.DayCount.THIRTY_E_360,
}
patient = settings(deadline=None)  # numpy is loaded by the first example


def level(yuan: int, points: int, count: int) -> Schedule:
    """Return the schedule of a level loan."""
    try:
        return schedule(Loan(yuan, f"{points}e-2%", count, DRAWN, method=Method.EQUAL_INSTALMENT))
    except InputError:
        reject()


@patient
@given(YUAN, POINTS, st.integers(2, 120))
def test_numpy_pmt(yuan: int, points: int, count: int) -> None:
    """The level payment is numpy's, rounded to the fen."""
    expected = -numpy_financial.pmt(points / 120_000, count, yuan)
    assert float(level(yuan, points, count).rows[0].payment) == pytest.approx(expected, abs=0.005 + 1e-9 * yuan)


@patient
@given(YUAN, POINTS, COUNTS)
def test_numpy_ppmt(yuan: int, points: int, count: int) -> None:
    """Each principal is numpy's, but for what a fen of rounding a period has grown to."""
    i = points / 120_000
    for row in level(yuan, points, count).rows[:-1]:
        expected = -numpy_financial.ppmt(i, row.number, count, yuan)
        grown = 0.01 * ((1 + i) ** (row.number - 1) - 1) / i  # a fen each period, with interest on it
        assert float(row.principal) == pytest.approx(expected, abs=0.01 + i * grown + 1e-9 * yuan)


@patient
@given(YUAN, POINTS, COUNTS)
def test_numpy_pv(yuan: int, points: int, count: int) -> None:
    """What can be borrowed is numpy's present value, cut to the fen."""
    expected = -numpy_financial.pv(points / 120_000, count, yuan)
    found = float(principal_for(yuan, f"{points}e-2%", count))
    assert found == pytest.approx(expected, abs=0.01 + 1e-9 * expected)


@patient
@given(YUAN, POINTS, COUNTS)
def test_numpy_rate(yuan: int, points: int, count: int) -> None:
    """The rate of a payment is the one numpy finds, where it finds one."""
    payment = level(yuan, points, count).rows[0].payment
    theirs = numpy_financial.rate(count, -float(payment), yuan, 0)
    assume(not math.isnan(theirs))
    assert rate_for(yuan, payment, count).per_period == pytest.approx(theirs, rel=1e-5, abs=1e-9)


@patient
@given(YUAN, POINTS, st.integers(2, 120))
def test_numpy_nper(yuan: int, points: int, count: int) -> None:
    """The number of instalments is numpy's, rounded up, but for what half a fen of payment makes."""
    payment = level(yuan, points, count).rows[0].payment + 1
    theirs = [numpy_financial.nper(points / 120_000, -float(payment) + half, yuan) for half in (-0.006, 0.006)]
    found = instalments_for(yuan, f"{points}e-2%", payment)
    assert math.ceil(theirs[0] - 1e-9) <= found <= math.ceil(theirs[1] + 1e-9)


@patient
@given(YUAN, POINTS, COUNTS)
def test_the_contract_rate_comes_back(yuan: int, points: int, count: int) -> None:
    """Without fees the rate of the flows is that of the contract, but for the fen."""
    plan = level(yuan, points, count)
    paid = [0.01 * row.number for row in plan.rows]
    # Half a fen of payment and of interest a period, against the yuan-periods that bear interest.
    slack = 12 * sum(paid) / sum(float(row.balance) + float(row.principal) for row in plan.rows)
    assert float(plan.annual_rate().nominal) == pytest.approx(points / 10_000, abs=slack)


@patient
@given(loans())
def test_pyxirr(loan: Loan) -> None:
    """The annual rate is pyxirr's, by periods or by dates."""
    try:
        plan = schedule(loan)
    except InputError:
        reject()
    flows = plan.cash_flows()
    amounts = [float(flow.amount) for flow in flows]
    theirs = pyxirr.xirr([flow.on for flow in flows], amounts) if loan.broken else pyxirr.irr(amounts)
    assume(theirs is not None and theirs < 10)
    assert plan.annual_rate().per_period == pytest.approx(theirs, rel=1e-7, abs=1e-9)


@patient
@given(YUAN, st.sampled_from(list(THEIRS)), st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(1, 400))
def test_the_first_period_of_pyxirr(yuan: int, day_count: DayCount, drawn_on: date, gap: int) -> None:
    """The interest of a broken first period is that of pyxirr's part of a year."""
    first_due = drawn_on + timedelta(gap)
    loan = Loan(yuan, "36%", 3, drawn_on, method=Method.INTEREST_ONLY, first_due=first_due, day_count=day_count)
    assume(loan.broken)
    years = pyxirr.year_fraction(drawn_on, first_due, THEIRS[day_count])
    interest = float(schedule(loan).rows[0].interest)
    assert interest == pytest.approx(yuan * 0.36 * years, abs=0.005 + 1e-9 * yuan)


def rounded(value: Decimal, how: Rounding) -> Decimal:
    """Round yuan by Python's own decimal arithmetic."""
    return (value / how.unit).to_integral_value(WAYS[how.mode]) * how.unit


def by_pencil(loan: Loan) -> list[tuple[Decimal, Decimal, Decimal]]:
    """Return (principal, interest, balance) of a loan in whole months, in Decimals of 100 digits."""
    n, owed = loan.instalments, loan.principal
    with localcontext() as context:
        context.prec = 100
        price, whole = loan.annual_rate.numerator * loan.every.count, loan.annual_rate.denominator * 12
        i = Decimal(price) / whole
        # A payment is what n of them, each discounted to the first day, are worth the loan.
        longer = loan.balloon_instalments or n
        pay = rounded(owed / sum((1 + i) ** -k for k in range(1, longer + 1)), loan.rounding)
        equal = rounded(owed / n, loan.rounding)
        rows = []
        for k in range(1, n + 1):
            base = loan.principal if loan.method is Method.FLAT else owed
            # Divided last: with an i that never ends, such as ten twelfths of 1.96 %, half a fen would be less.
            interest = rounded(base * price / whole, loan.interest_rounding or loan.rounding)
            match loan.method:
                case Method.EQUAL_INSTALMENT | Method.BALLOON:
                    part = pay - interest
                case Method.EQUAL_PRINCIPAL | Method.FLAT:
                    part = loan.principal - equal * (n - 1) if k == 1 and loan.residual is Residual.FIRST else equal
                case Method.TABLE:
                    part = loan.table[k - 1]
                case _:
                    part = Decimal(0)
            part = owed if k == n else sorted([Decimal(0), part, owed])[1]
            owed -= part
            rows.append((part, interest, owed))
    return rows


@st.composite
def monthly(draw: st.DrawFn) -> Loan:
    """Draw a loan of whole months, from a fen up."""
    method = draw(st.sampled_from(OURS))
    fen = draw(st.integers(1, 10**8))
    instalments = draw(st.integers(1, 48))
    return Loan(
        from_fen(fen),
        draw(PER_CENT),
        instalments,
        DRAWN,
        method=method,
        every=Months(draw(st.integers(1, 12))),
        rounding=Rounding(unit=draw(UNITS), mode=draw(st.sampled_from(Mode))),
        interest_rounding=draw(st.none() | st.builds(Rounding, unit=UNITS, mode=st.sampled_from(Mode))),
        **own_terms(draw, method, fen, instalments),
    )


HALF_A_FEN = Loan("304185", "1.96%", 2, DRAWN, method=Method.EQUAL_PRINCIPAL, every=Months(10), residual=Residual.FIRST)
"""Its first interest is 4968.355 yuan, by a rate for each period that no decimal equals."""


@patient
@given(monthly())
@example(HALF_A_FEN)
def test_by_pencil(loan: Loan) -> None:
    """Every row, written another way: discount factors summed one by one, in decimals."""
    expected = by_pencil(loan)
    first, interest, _ = expected[0]
    level = loan.method in {Method.EQUAL_INSTALMENT, Method.BALLOON}
    ends = not level or loan.instalments == 1 or first > 0 or interest == 0
    try:
        found = schedule(loan)
    except InputError:
        assert not ends
        return
    assert ends
    assert [(row.principal, row.interest, row.balance) for row in found.rows] == expected


@patient
@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.integers(1, 60), st.integers(1, 12))
def test_due_days(drawn_on: date, count: int, months: int) -> None:
    """Counted on a calendar: the month so many months on, and its last day where the day is missing."""
    loan = Loan("100", "0", count, drawn_on, method=Method.EQUAL_PRINCIPAL, every=Months(months))
    for row in schedule(loan).rows:
        year, month = divmod(drawn_on.year * 12 + drawn_on.month - 1 + row.number * months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        assert row.due_on == date(year, month + 1, min(drawn_on.day, last))


def test_the_flat_rate_of_pyxirr() -> None:
    """12,000 at 7.2 % flat."""
    plan = schedule(Loan("12000", "7.2%", 12, DRAWN, method=Method.FLAT))
    theirs = pyxirr.irr([Decimal(12000), *[Decimal(-1072)] * 12])
    assert plan.annual_rate().per_period == pytest.approx(theirs, rel=1e-12)
    assert plan.annual_rate().periods_per_year == Fraction(12)
