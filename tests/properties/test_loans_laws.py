"""Laws that every schedule keeps, whatever the terms, and every deduction."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from attrs import fields
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from creditrules.errors import InputError
from creditrules.loans import (
    Deduction,
    DeductionKind,
    Fee,
    Loan,
    Method,
    Schedule,
    When,
    schedule,
    true_principal,
)
from creditrules.money import from_fen, to_fen
from creditrules.periods import DayCount, Months
from creditrules.rates import Origin, flat_rate
from strategies import PER_CENT, loans

patient = settings(deadline=None)  # days of many years under ACT_ACT take a while


def planned(loan: Loan) -> Schedule:
    """Return the schedule of a loan; one whose payment rounding leaves without principal is another test's."""
    try:
        return schedule(loan)
    except InputError:
        reject()


PLANS = loans().map(planned)


def is_even(loan: Loan) -> bool:
    """Whether equal balances cost the same in every period: not where months or years of days differ."""
    return isinstance(loan.every, Months) or loan.day_count in {DayCount.ACT_365, DayCount.ACT_360}


def with_fees(loan: Loan, *more: Fee) -> Loan:
    """Return a loan with more fees."""
    terms = {one.name: getattr(loan, one.name) for one in fields(Loan) if one.kw_only}
    rate = f"{from_fen(int(loan.annual_rate * 10_000))}%"
    terms["fees"] = (*loan.fees, *more)
    return Loan(loan.principal, rate, loan.instalments, loan.drawn_on, **terms)


@patient
@given(PLANS)
def test_principal_adds_up(plan: Schedule) -> None:
    """Principal sums to the loan, to the fen, and nothing is left."""
    assert sum(row.principal for row in plan.rows) == plan.loan.principal
    assert plan.rows[-1].balance == 0
    assert [row.number for row in plan.rows] == list(range(1, plan.loan.instalments + 1))


@patient
@given(PLANS)
def test_rows_add_up(plan: Schedule) -> None:
    """A payment is its principal, interest and fee, none below zero, and lowers the balance by its principal."""
    balance = plan.loan.principal
    for row in plan.rows:
        assert row.payment == row.principal + row.interest + row.fee
        assert min(row.principal, row.interest, row.fee) >= 0
        assert row.balance == balance - row.principal
        balance = row.balance


@patient
@given(PLANS)
def test_balances_never_rise(plan: Schedule) -> None:
    """From the loan down to nothing, and never below."""
    balances = [plan.loan.principal, *(row.balance for row in plan.rows)]
    assert all(later <= earlier for earlier, later in pairwise(balances))
    assert min(balances) == 0


@patient
@given(PLANS)
def test_due_days_ascend(plan: Schedule) -> None:
    """Each instalment falls due after the one before, the first after the money came."""
    days = [plan.loan.drawn_on, *(row.due_on for row in plan.rows)]
    assert all(earlier < later for earlier, later in pairwise(days))
    assert plan.loan.first_due in {None, days[1]}


@patient
@given(PLANS)
def test_totals_are_sums(plan: Schedule) -> None:
    """All that is paid or held back is principal, interest and fees."""
    at_start = plan.loan.principal - plan.received
    assert plan.total_payment == sum(row.payment for row in plan.rows)
    assert plan.total_interest == sum(row.interest for row in plan.rows)
    assert plan.total_fees == at_start + sum(row.fee for row in plan.rows)
    assert plan.total_payment + at_start == plan.loan.principal + plan.total_interest + plan.total_fees
    assert plan.to_records()[-1]["payment"] == plan.rows[-1].payment


@patient
@given(plan=PLANS, optional=st.booleans())
def test_flows_vanish_at_the_rate(plan: Schedule, *, optional: bool) -> None:
    """Discounted at the annual rate, what is received equals what is paid."""
    flows = plan.cash_flows(optional=optional)
    rate = plan.annual_rate(optional=optional)
    periodic = rate.origin is Origin.PERIODIC
    assert periodic == (not plan.loan.broken)
    times = [place if periodic else (flow.on - flows[0].on).days / 365 for place, flow in enumerate(flows)]
    base = 1 + float(rate.per_period)
    parts = [float(flow.amount) * base**-time for flow, time in zip(flows, times, strict=True)]
    assert sum(parts) == pytest.approx(0, abs=1e-9 * float(plan.received))
    # To the last digit of 1 + r, a rate is above zero exactly where more is paid than was received.
    assert (rate.per_period > 1e-15) == (sum(flow.amount for flow in flows) < 0)


@patient
@given(PLANS)
def test_what_is_optional_is_left_out(plan: Schedule) -> None:
    """The rate of compulsory fees alone is that of a loan that never had the others."""
    terms = {one.name: getattr(plan.loan, one.name) for one in fields(Loan) if one.kw_only}
    terms["fees"] = tuple(fee for fee in plan.loan.fees if fee.compulsory)
    rate = f"{from_fen(int(plan.loan.annual_rate * 10_000))}%"
    bare = schedule(Loan(plan.loan.principal, rate, plan.loan.instalments, plan.loan.drawn_on, **terms))
    assert plan.cash_flows() == bare.cash_flows()
    assert plan.annual_rate() == bare.annual_rate()
    assert plan.annual_rate(optional=True).per_period >= plan.annual_rate().per_period - 1e-15


@patient
@given(PLANS, st.sampled_from(When), st.integers(1, 1000))
def test_a_fee_costs(plan: Schedule, when: When, fen: int) -> None:
    """One more compulsory fee leaves principal and interest alone and raises the rate."""
    dearer = schedule(with_fees(plan.loan, Fee(name="more", amount=from_fen(fen), when=when)))
    times = plan.loan.instalments if when is When.EVERY else 1
    assert to_fen(dearer.total_fees) == to_fen(plan.total_fees) + fen * times
    assert [(row.principal, row.interest) for row in dearer.rows] == [
        (row.principal, row.interest) for row in plan.rows
    ]
    assert dearer.annual_rate().per_period > plan.annual_rate().per_period


@patient
@given(loans(methods=(Method.EQUAL_INSTALMENT,)).filter(is_even).map(planned))
def test_equal_instalments_are_equal(plan: Schedule) -> None:
    """All but the last are the same, as long as anything is owed; a broken first period may cost its interest."""
    paid = [to_fen(row.principal) + to_fen(row.interest) for row in plan.rows if row.balance]
    later = paid[plan.loan.broken :]
    assert len(set(later)) <= 1
    if plan.loan.broken and later:
        assert paid[0] >= later[0]


@patient
@given(st.integers(1, 10_000), st.integers(1, 60), PER_CENT, st.dates(date(1990, 1, 1), date(2100, 12, 31)))
def test_flat_is_the_flat_rate(yuan: int, count: int, rate: str, drawn_on: date) -> None:
    """Where nothing needs rounding, FLAT costs what flat_rate says of its twelfth."""
    hundredths = int(rate.rstrip("%").replace(".", ""))
    each = f"{hundredths}e-4"  # a month's rate; twelve of them a year
    loan = Loan(10_000 * yuan * count, f"{12 * hundredths}e-2%", count, drawn_on, method=Method.FLAT)
    found, expected = schedule(loan).annual_rate(), flat_rate(each, instalments=count)
    assert found.per_period == pytest.approx(expected.per_period, rel=1e-15, abs=1e-15)
    assert (found.periods_per_year, found.origin) == (expected.periods_per_year, expected.origin)


@given(
    st.integers(1, 10**9),
    st.lists(st.tuples(st.integers(1, 10**8), st.sampled_from(DeductionKind)), max_size=6),
    st.dates(date(2015, 9, 1), date(2026, 9, 30)),
)
def test_what_was_lent(face: int, held: list[tuple[int, DeductionKind]], formed_on: date) -> None:
    """The principal is the note less what was not a third party's, or nothing was lent at all."""
    deductions = [Deduction(from_fen(fen), kind) for fen, kind in held]
    if sum(fen for fen, _ in held) >= face:
        with pytest.raises(InputError, match="leave nothing"):
            true_principal(from_fen(face), deductions, formed_on=formed_on)
        return
    found = true_principal(from_fen(face), deductions, formed_on=formed_on)
    own = sum(fen for fen, kind in held if kind is not DeductionKind.THIRD_PARTY_FEE)
    assert to_fen(found.value) == face - own
    assert true_principal(from_fen(face), deductions[::-1], formed_on=formed_on).value == found.value
    assert len(found.citations) == 1
