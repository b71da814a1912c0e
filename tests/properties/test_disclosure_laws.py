"""Laws that every cost statement keeps, whatever the loan."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from creditrules.disclosure import Contingent, CostStatement, Figure, all_in_cost, matches_stated_rate
from creditrules.errors import InputError, NoRateError
from creditrules.loans import Fee, Loan, schedule
from creditrules.messages import render
from creditrules.money import decimal, percent, to_fen
from strategies import FEES, again, loans, rich_loans

if TYPE_CHECKING:
    from collections.abc import Iterator

patient = settings(deadline=None)  # many instalments under ACT_ACT take a while
SIGNED = st.dates(date(2021, 3, 31), date(2026, 9, 30))
CLOSE = Fraction(1, 10**12)
LOANS = loans() | rich_loans()
LOCALES = st.sampled_from(["zh", "en"])


def by_choice(fee: Fee) -> Fee:
    """Return a fee as one that the borrower chose."""
    return evolve(fee, rate=None if fee.rate is None else percent(fee.rate), compulsory=False)


def stated(loan: Loan, signed_on: date = date(2026, 8, 1), *charges: Contingent) -> CostStatement:
    """Return the statement of a loan; one that has no schedule or no rate is another test's."""
    try:
        return all_in_cost(loan, signed_on=signed_on, contingent=charges).value
    except (InputError, NoRateError):
        reject()


def leaves(data: object) -> Iterator[object]:
    """Yield everything in plain data that is no table and no list."""
    if isinstance(data, dict):
        for value in data.values():
            yield from leaves(value)
    elif isinstance(data, list):
        for value in data:
            yield from leaves(value)
    else:
        yield data


def near(one: Fraction, other: Fraction) -> bool:
    """Whether two rates agree to 1e-12 of 1 plus the rate."""
    return abs(one - other) <= CLOSE * (1 + abs(one))


@patient
@given(LOANS, SIGNED)
def test_without_fees_the_sum_is_the_joint_rate(loan: Loan, signed_on: date) -> None:
    """The only item of a loan without fees is its interest: alone, added and together it is one rate."""
    value = stated(again(loan, fees=()), signed_on)
    assert near(value.itemised.nominal, Fraction(value.joint.nominal))
    assert near(value.itemised.effective, Fraction(value.joint.effective))
    assert len(value.items) == 1


@patient
@given(LOANS, FEES, SIGNED)
def test_an_optional_fee_changes_no_figure(loan: Loan, fees: list[Fee], signed_on: date) -> None:
    """What the borrower chose stands apart: no rate, sum or amount received hangs on it."""
    chosen = [by_choice(fee) for fee in fees]
    without = again(loan, fees=[fee for fee in loan.fees if fee.compulsory])
    value, plain = stated(again(loan, fees=[*loan.fees, *chosen]), signed_on), stated(without, signed_on)
    assert evolve(value, optional=()) == plain
    assert len(value.optional) == len(loan.fees) + len(fees) - len(without.fees)


@patient
@given(LOANS, st.lists(st.builds(Contingent, *[st.text("罚息<&%\n a", min_size=1).filter(str.strip)] * 3)))
def test_a_contingent_charge_changes_no_figure(loan: Loan, charges: list[Contingent]) -> None:
    """What only a default would bring is named, and in no total."""
    assert evolve(stated(loan, date(2026, 8, 1), *charges), contingent=()) == stated(loan)


@patient
@given(LOANS)
def test_the_joint_rate_is_at_least_each_item(loan: Loan) -> None:
    """All compulsory costs together cost no less than any of them alone, interest among them."""
    value = stated(loan)
    joint = float(value.joint.per_period)
    for item in value.items:
        assert item.rate.per_period <= joint + 1e-12 * (1 + joint)
        assert item.rate.origin is value.joint.origin


@patient
@given(LOANS)
def test_what_the_items_take_is_what_the_loan_takes(loan: Loan) -> None:
    """The amounts of all items, the optional among them, are the schedule's interest and fees to the fen."""
    value, plan = stated(loan), schedule(loan)
    taken = [to_fen(item.total) for item in (*value.items, *value.optional)]
    assert sum(taken) == to_fen(plan.total_interest) + to_fen(plan.total_fees)
    assert value.principal == loan.principal
    assert to_fen(value.received) <= to_fen(loan.principal)


@patient
@given(LOANS, SIGNED, LOCALES)
def test_the_text_has_every_item(loan: Loan, signed_on: date, locale: str) -> None:
    """Text and HTML name every item, and the text has a line for each."""
    charge = Contingent("罚息", "1.5倍", "银行")
    value = stated(loan, signed_on, charge)
    text = value.text(locale)
    for item in (*value.items, *value.optional):
        assert render(item.line, locale) in text.splitlines()
        assert render(item.standard, locale) in value.html(locale)
    assert render(charge.line, locale) in text
    more = [bool(value.optional), value.form_due, loan.deposit is not None]
    assert len(text.splitlines()) == 8 + len(loan.fees) + sum(more)


@patient
@given(LOANS, SIGNED)
def test_plain_data_has_no_float(loan: Loan, signed_on: date) -> None:
    """Plain data are text, truth values and nothing, and come back from JSON as they went in."""
    data = stated(loan, signed_on).to_dict()
    assert {type(one) for one in leaves(data)} <= {str, bool, type(None)}
    assert json.loads(json.dumps(data)) == data


@patient
@given(LOANS, st.sampled_from(Figure), st.integers(0, 6))
def test_a_figure_as_printed_matches(loan: Loan, figure: Figure, places: int) -> None:
    """Whatever figure a lender prints, with any number of places, it is found, within half a unit."""
    value = stated(loan)
    (wanted,) = [one for one in matches_stated_rate(value, "0%").figures if one.figure is figure]
    assume(wanted.rate < 10**6)
    answer = matches_stated_rate(value, f"{decimal(wanted.rate * 100, places)}%")
    assert figure in answer.matched
    assert answer.places == places
    for one in answer.figures:
        assert one.by == answer.rate - one.rate
        assert one.matches <= (abs(one.by) * 100 * 10**places <= Fraction(1, 2))
