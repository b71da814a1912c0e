"""Laws that every schedule keeps, whatever the terms, and every deduction."""

from __future__ import annotations

import json
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from attrs import astuple
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from creditrules.errors import AmbiguousRateError, InputError
from creditrules.loans import (
    Deduction,
    DeductionKind,
    EarlyInterest,
    Fee,
    Grace,
    Keep,
    Loan,
    Method,
    PrepaymentFee,
    Repricing,
    Residual,
    Schedule,
    When,
    instalments_for,
    payment_for,
    prepay,
    principal_for,
    rate_for,
    schedule,
    settle,
    true_principal,
)
from creditrules.money import Mode, Rounding, from_fen, to_fen
from creditrules.periods import DayCount, Months
from creditrules.rates import Origin, flat_rate
from strategies import DAY_COUNTS, PER_CENT, UNITS, again, loans, rich_loans

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


@st.composite
def prepaid(draw: st.DrawFn) -> Schedule:
    """Draw a plan on any terms, of which up to three parts are repaid early."""
    plan = planned(draw(rich_loans()))
    for _ in range(draw(st.integers(0, 3))):
        plan = draw(one_more(plan))
    return plan


@st.composite
def one_more(draw: st.DrawFn, plan: Schedule, keep: Keep | None = None) -> Schedule:
    """Draw a plan with one more prepayment, on a due day often; the same plan where there is no room for one."""
    ends = plan.loan.period_ends[: len(plan.rows)]
    first = max([plan.loan.drawn_on + timedelta(1), *(one.on for one in plan.prepayments)])
    if plan.loan.method is Method.FLAT or first >= ends[-1]:
        return plan
    dues = [day for day in ends[:-1] if day >= first]
    on = draw(st.dates(first, ends[-1] - timedelta(1)) | st.sampled_from(dues or [first]))
    fee = draw(st.none() | st.builds(PrepaymentFee, PER_CENT, cap=st.none() | st.integers(0, 200)))
    amount = draw(st.integers(1, to_fen(plan.loan.principal)).map(from_fen))
    kept = keep or draw(st.sampled_from(Keep))
    try:
        return prepay(plan, on, amount, keep=kept, fee=fee, day_count=draw(DAY_COUNTS))
    except InputError:
        return plan


ANY = prepaid()


@patient
@given(ANY)
def test_principal_adds_up(plan: Schedule) -> None:
    """Principal, with what is repaid early, sums to the loan, to the fen, and nothing is left."""
    early = sum(one.amount for one in plan.prepayments)
    assert sum(row.principal for row in plan.rows) + early == plan.loan.principal
    assert plan.rows[-1].balance == 0
    assert [row.number for row in plan.rows] == list(range(1, len(plan.rows) + 1))
    assert len(plan.rows) == plan.loan.instalments or plan.prepayments


@patient
@given(ANY)
def test_rows_add_up(plan: Schedule) -> None:
    """A payment is its principal, interest and fee, and lowers the balance by its principal."""
    left = plan.loan.principal
    ends = (plan.loan.drawn_on, *plan.loan.period_ends)
    for row, start, end in zip(plan.rows, ends, ends[1:], strict=False):
        left -= sum(one.amount for one in plan.prepayments if start <= one.on < end)
        assert row.payment == row.principal + row.interest + row.fee
        assert min(row.interest, row.fee) >= 0
        assert row.balance == left - row.principal
        left = row.balance
        if plan.loan.grace_interest is Grace.CAPITALISED and row.number <= plan.loan.grace:
            assert row.payment == row.fee
        else:
            assert row.principal >= 0


@patient
@given(ANY)
def test_balances_never_fall_below_zero(plan: Schedule) -> None:
    """From the loan down to nothing; only interest that is added to it ever raises a balance."""
    balances = [plan.loan.principal, *(row.balance for row in plan.rows)]
    assert min(balances) == 0
    added = plan.loan.grace if plan.loan.grace_interest is Grace.CAPITALISED else 0
    assert all(later <= earlier for earlier, later in pairwise(balances[added:]))


@patient
@given(ANY)
def test_due_days_ascend(plan: Schedule) -> None:
    """Each instalment falls due after the one before, the first after the money came."""
    days = [plan.loan.drawn_on, *(row.due_on for row in plan.rows)]
    assert all(earlier < later for earlier, later in pairwise(days))
    if plan.loan.shift is None:
        assert plan.loan.first_due in {None, days[1]}
    else:
        assert all(day.weekday() < 5 for day in days[1:])


@patient
@given(ANY)
def test_totals_are_sums(plan: Schedule) -> None:
    """All that is paid or held back is principal, interest and fees; a deposit comes back."""
    held = plan.loan.deposit.amount if plan.loan.deposit else 0
    at_start = plan.loan.principal - plan.received - held
    early = sum(one.amount + one.fee for one in plan.prepayments)
    assert plan.total_payment == sum(row.payment for row in plan.rows) + early
    assert plan.total_interest == sum(row.interest for row in plan.rows)
    assert plan.total_payment + at_start == plan.loan.principal + plan.total_interest + plan.total_fees
    assert plan.to_records()[-1]["payment"] == plan.rows[-1].payment
    flows = plan.cash_flows(optional=True)
    assert sum(flow.amount for flow in flows) == -plan.total_interest - plan.total_fees


@patient
@given(plan=ANY, optional=st.booleans())
def test_flows_vanish_at_the_rate(plan: Schedule, *, optional: bool) -> None:
    """Discounted at the annual rate, what is received equals what is paid."""
    flows = plan.cash_flows(optional=optional)
    try:
        rate = plan.annual_rate(optional=optional)
    except AmbiguousRateError:
        # A deposit that comes back with a small last instalment turns the sign a second time.
        assert plan.loan.deposit is not None
        return
    periodic = rate.origin is Origin.PERIODIC
    assert periodic == (not plan.loan.broken and not plan.prepayments)
    times = [place if periodic else (flow.on - flows[0].on).days / 365 for place, flow in enumerate(flows)]
    base = 1 + float(rate.per_period)
    parts = [float(flow.amount) * base**-time for flow, time in zip(flows, times, strict=True)]
    assert sum(parts) == pytest.approx(0, abs=1e-9 * float(plan.received))
    # To the last digit of 1 + r, a rate is above zero exactly where more is paid than was received.
    assert (rate.per_period > 1e-15) == (sum(flow.amount for flow in flows) < 0)


@patient
@given(rich_loans())
def test_a_payment_of_grace(loan: Loan) -> None:
    """In the months of grace interest is all that is paid, or nothing is."""
    plan = planned(loan)
    for row in plan.rows[: loan.grace]:
        expected = 0 if loan.grace_interest is Grace.CAPITALISED else row.interest
        assert row.payment - row.fee == expected


@patient
@given(st.data())
def test_what_is_repaid_early_bears_no_interest(data: st.DataObject) -> None:
    """A prepayment never raises the interest, and a shorter term saves at least as much as a lower payment."""
    loan = data.draw(loans(methods=(Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL)).filter(is_even))
    # Over longer periods a fen that rounding leaves unpaid grows to more than what was repaid early saves, and a short
    # first period lets the old payment, but not the new one, end before the term.
    even = {"every": Months(1), "first_due": None, "rounding": Rounding(), "interest_rounding": None}
    loan = again(loan, fees=[], residual=Residual.LAST, **even)
    plan = planned(loan)
    assume(len(plan.rows) > 1)
    place = data.draw(st.integers(0, len(plan.rows) - 2))
    amount = data.draw(st.integers(1, to_fen(plan.loan.principal)).map(from_fen))
    assume(amount < plan.rows[place].balance)
    term, payment = (prepay(plan, loan.period_ends[place], amount, keep=keep) for keep in Keep)
    # Half a fen of interest and of payment in each later instalment, and interest on what that leaves unpaid.
    slack = from_fen(10 * len(plan.rows) ** 2)
    assert term.total_interest <= plan.total_interest + slack
    assert payment.total_interest <= term.total_interest + slack
    assert len(payment.rows) <= len(term.rows) == len(plan.rows)
    assert term.rows[: place + 1] == payment.rows[: place + 1] == plan.rows[: place + 1]
    if loan.method is Method.EQUAL_INSTALMENT:
        assert max(row.payment for row in payment.rows) <= max(row.payment for row in plan.rows)


@patient
@given(ANY, st.data())
def test_what_closes_a_loan(plan: Schedule, data: st.DataObject) -> None:
    """It is what is left, interest for the days since the last instalment, and what the contract adds."""
    ends = plan.loan.period_ends[: len(plan.rows)]
    first = max([plan.loan.drawn_on + timedelta(1), *(one.on for one in plan.prepayments), date(2021, 1, 1)])
    assume(first < ends[-1])
    on = data.draw(st.dates(first, ends[-1] - timedelta(1)) | st.sampled_from([first, *ends[:-1]]))
    assume(on >= first)
    fee = data.draw(st.none() | st.builds(PrepaymentFee, PER_CENT))
    later = data.draw(st.booleans())
    found = settle(plan, on, fee=fee, later_fees=later, day_count=data.draw(DAY_COUNTS))
    one = found.value
    assert one.total == one.principal + one.interest + one.prepayment_fee + one.later_fees
    assert one.paid == sum(end <= on for end in ends)
    assert one.saved == sum(row.payment for row in plan.rows[one.paid :]) - one.total
    early = sum(each.amount for each in plan.prepayments if each.on <= on)
    assert one.principal == plan.loan.principal - early - sum(row.principal for row in plan.rows[: one.paid])
    assert one.later_fees == (sum(row.fee for row in plan.rows[one.paid :]) if later else 0)
    assert (one.interest == 0) or on not in ends
    assert "civil-code#677" in [cite.id for cite in found.citations]
    agreed = [
        settle(plan, on, interest=kind, later_fees=later).value.interest
        for kind in (EarlyInterest.WHOLE_PERIOD, EarlyInterest.WHOLE_TERM)
    ]
    assert agreed[0] <= agreed[1] == sum(row.interest for row in plan.rows[one.paid :])


@patient
@given(rich_loans().map(planned))
def test_tables_say_the_same(plan: Schedule) -> None:
    """CSV and JSON hold the rows, and reading them back gives the same amounts."""
    lines = plan.to_csv().splitlines()
    read = json.loads(plan.to_json())
    assert len(lines) == len(plan.rows) + 1
    for row, line, table in zip(plan.rows, lines[1:], read["rows"], strict=True):
        assert line.split(",") == [str(value) for value in astuple(row)]
        assert [str(value) for value in table.values()] == line.split(",")
    assert read["total_payment"] == str(plan.total_payment)
    assert read["loan"]["method"] == plan.loan.method.name.lower()


@patient
@given(PLANS)
def test_what_is_optional_is_left_out(plan: Schedule) -> None:
    """The rate of compulsory fees alone is that of a loan that never had the others."""
    bare = schedule(again(plan.loan, fees=[fee for fee in plan.loan.fees if fee.compulsory]))
    assert plan.cash_flows() == bare.cash_flows()
    assert plan.annual_rate() == bare.annual_rate()
    assert plan.annual_rate(optional=True).per_period >= plan.annual_rate().per_period - 1e-15


@patient
@given(PLANS, st.sampled_from(When), st.integers(1, 1000))
def test_a_fee_costs(plan: Schedule, when: When, fen: int) -> None:
    """One more compulsory fee leaves principal and interest alone and raises the rate."""
    dearer = schedule(again(plan.loan, fees=(*plan.loan.fees, Fee(name="more", amount=from_fen(fen), when=when))))
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
@given(loans(methods=(Method.EQUAL_INSTALMENT, Method.BALLOON)), st.integers(1, 12))
def test_all_at_once_is_one_by_one(loan: Loan, months: int) -> None:
    """Where nothing comes between, the balances are found all at once: a change after the end alters no row."""
    even = again(loan, every=Months(months), first_due=None, interest_rounding=Rounding())
    plan = planned(even)
    after = loan.drawn_on.replace(year=loan.drawn_on.year + loan.instalments + 1, day=1), "1%"
    assert schedule(again(even, rate_changes=[after], repricing=Repricing.NEXT_PERIOD)).rows == plan.rows


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


LEVEL_LOANS = st.tuples(st.integers(10_000, 100_000_000), PER_CENT, st.integers(1, 480))
"""Fen, a rate and a number of instalments."""


@patient
@given(LEVEL_LOANS, UNITS, st.sampled_from(Mode))
def test_the_fewest_instalments(loan: tuple[int, str, int], unit: str, mode: Mode) -> None:
    """The number for a payment needs no more than it, and one instalment less would need more."""
    fen, rate, count = loan
    rounding = Rounding(unit=unit, mode=mode)
    try:
        payment = payment_for(from_fen(fen), rate, count, rounding=rounding)
        found = instalments_for(from_fen(fen), rate, payment, rounding=rounding)
    except InputError:
        reject()
    assert found <= count
    assert payment_for(from_fen(fen), rate, found, rounding=rounding) == payment
    if found > 1:
        assert payment_for(from_fen(fen), rate, found - 1, rounding=rounding) > payment


@patient
@given(LEVEL_LOANS)
def test_the_most_that_can_be_borrowed(loan: tuple[int, str, int]) -> None:
    """The principal for a payment costs no more than it, and a fen more may cost more."""
    fen, rate, count = loan
    found = principal_for(from_fen(fen), rate, count)
    exact = [to_fen(found) + more for more in (0, 1)]
    i = Fraction(rate.rstrip("%")) / 1200
    annuity = i / (1 - (1 + i) ** -count) if i else Fraction(1, count)
    assert exact[0] * annuity <= fen < exact[1] * annuity


@patient
@given(LEVEL_LOANS)
def test_the_rate_comes_back(loan: tuple[int, str, int]) -> None:
    """The rate for a rounded payment lies between those of the payments half a fen around it."""
    fen, rate, count = loan
    try:
        payment = payment_for(from_fen(fen), rate, count)
    except InputError:
        reject()
    found = rate_for(from_fen(fen), payment, count).per_period
    i = int(rate.rstrip("%").replace(".", "")) / 120_000
    # A payment rises with the rate by at least half of the principal for each unit of the rate per period.
    assert found == pytest.approx(i, abs=1.001 / fen + 1e-12)
    drawn_on = date(2026, 1, 10)
    plan = schedule(Loan(from_fen(fen), rate, count, drawn_on, method=Method.EQUAL_INSTALMENT))
    assert plan.rows[0].payment == payment


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
