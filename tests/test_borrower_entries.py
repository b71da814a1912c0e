"""Accounts and borrowers: what each field reads, what it refuses, and which facts need or exclude each other."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from creditrules.borrower import Account, Borrower, State
from creditrules.errors import InputError, InputTypeError
from creditrules.law import Lender, Product
from creditrules.money import Mode
from creditrules.periods import DayCount
from creditrules.records import MonthCell
from creditrules.repayment import FeesOnPrepay, Kind

FORMED = date(2025, 3, 6)
NOON = datetime(2025, 6, 1, 12, tzinfo=UTC)
CELL = MonthCell("2025-12", "1", "1467.64")
OPEN: dict[str, Any] = {
    "name": "a",
    "lender": Lender.BANK,
    "formed_on": FORMED,
    "balance": "1000",
    "annual_rate": "12%",
    "minimum": "100",
}
INSTALMENT: dict[str, Any] = {
    "name": "a",
    "lender": Lender.CONSUMER_FINANCE,
    "formed_on": FORMED,
    "balance": "16257.70",
    "annual_rate": "23.99%",
    "face": "24000",
    "instalment": "1467.64",
    "instalments": 20,
    "paid_instalments": 8,
}
FEE: dict[str, Any] = {"fee_per_instalment": "107.42", "fees_on_prepay": FeesOnPrepay.WAIVED}
SETTLED: dict[str, Any] = {"name": "a", "lender": Lender.BANK, "formed_on": FORMED, "state": State.SETTLED}


def refusal(base: dict[str, Any], **changes: object) -> str:
    """Return what an account with these changes is refused for; None takes a field out."""
    merged = {name: value for name, value in (base | changes).items() if value is not None}
    with pytest.raises(InputError) as caught:
        Account(**merged)
    return str(caught.value)


# --- What is read --------------------------------------------------------------------


def test_an_account_is_read() -> None:
    """Amounts become Decimals of whole fen, rates become fractions."""
    account = Account(**INSTALMENT, penalty_multiple="1.5", overdue_since=date(2025, 12, 6), arrears="2935.28")
    assert account.balance == Decimal("16257.70")
    assert account.annual_rate == account.nominal == Fraction(2399, 10000)
    assert account.penalty_multiple == Fraction(3, 2)
    assert (account.product, account.state, account.cells, account.facilitated) == (Product.LOAN, State.OPEN, (), False)
    assert account.as_debt().minimum == Decimal("1467.64")


def test_every_field_may_be_given() -> None:
    """An account with all that can stand together keeps it."""
    account = Account(
        **INSTALMENT,
        **FEE,
        product=Product.CARD_INSTALMENT,
        kind=Kind.INSTALMENT,
        state=State.OPEN,
        received="23000",
        fee_collector="担保公司",
        facilitated=True,
        reported=True,
        ended_on=date(2025, 9, 1),
        cells=[CELL],
    )
    assert account.received == Decimal("23000.00")
    assert account.cells == (CELL,)
    assert account.ended_on == date(2025, 9, 1)
    assert account.as_debt().minimum == Decimal("1575.06")


def test_a_daily_rate_becomes_a_year() -> None:
    """0.05 % a day is 18.25 % over 365 days, and 18 % over 360."""
    daily = OPEN | {"annual_rate": None, "daily_rate": "0.05%"}
    assert Account(**daily, day_count=DayCount.ACT_365).nominal == Fraction(1825, 10000)
    assert Account(**daily, day_count=DayCount.ACT_360).as_debt().annual_rate == Fraction(18, 100)


def test_a_rate_may_be_high_where_it_has_a_sign() -> None:
    """714 loans are real: 2235 % is read as what it says."""
    assert Account(**OPEN | {"annual_rate": "2235%"}).nominal == Fraction(2235, 100)
    assert Account(**OPEN | {"annual_rate": "100％"}).nominal == 1
    assert Account(**OPEN | {"annual_rate": Decimal("0.99")}).nominal == Fraction(99, 100)


def test_a_minimum_may_be_a_share() -> None:
    """Text with a percent sign is a share of what is owed, and stays one in the plan."""
    account = Account(**OPEN | {"minimum": "10%"})
    assert account.minimum == account.as_debt().minimum == Fraction(1, 10)
    assert Account(**OPEN | {"minimum": "100％"}).minimum == 1


def test_a_loan_without_a_rate() -> None:
    """What was received, what is owed and the day it falls due say the price; the plan takes no interest."""
    account = Account(
        name="a",
        lender=Lender.UNLICENSED,
        formed_on=FORMED,
        balance="3000",
        face="3000",
        received="2100",
        due_on=date(2025, 3, 13),
    )
    assert account.nominal is None
    assert account.as_debt().annual_rate == 0
    assert account.as_debt().minimum is None


def test_a_settled_account() -> None:
    """A settled account needs nothing but who and when, and cannot be planned."""
    account = Account(**SETTLED)
    assert (account.balance, account.nominal) == (None, None)
    assert Account(**SETTLED, cells=[CELL], ended_on=date(2026, 1, 1)).cells == (CELL,)
    with pytest.raises(InputError, match="account a is settled: there is nothing to plan"):
        account.as_debt()


@pytest.mark.parametrize(
    ("paid", "fate", "expected"),
    [
        (1, FeesOnPrepay.SUNK, ("107.42", FeesOnPrepay.SUNK, 11, "803.70")),
        (11, FeesOnPrepay.SUNK, ("107.42", FeesOnPrepay.SUNK, 1, "803.70")),
        (1, FeesOnPrepay.WAIVED, ("107.42", FeesOnPrepay.WAIVED, None, "803.70")),
        (12, FeesOnPrepay.SUNK, ("0", None, None, "696.28")),
        (12, FeesOnPrepay.WAIVED, ("0", None, None, "696.28")),
    ],
)
def test_fees_to_come(
    paid: int, fate: FeesOnPrepay, expected: tuple[str, FeesOnPrepay | None, int | None, str]
) -> None:
    """Fees still to come are those of the instalments still to come; once all are paid there is none."""
    account = Account(
        **INSTALMENT | {"instalment": "696.28", "instalments": 12, "paid_instalments": paid},
        fee_per_instalment="107.42",
        fees_on_prepay=fate,
    )
    debt = account.as_debt()
    assert (debt.fee, debt.fees_on_prepay, debt.fee_months, debt.minimum) == (
        Decimal(expected[0]),
        *expected[1:3],
        Decimal(expected[3]),
    )


def test_a_fee_without_instalments() -> None:
    """A fee charged each month on a debt with a minimum needs no number of instalments, unless it is sunk."""
    debt = Account(**OPEN, **FEE).as_debt()
    assert (debt.fee, debt.fee_months) == (Decimal("107.42"), None)
    assert refusal(OPEN, **FEE | {"fees_on_prepay": FeesOnPrepay.SUNK}) == (
        "instalments is needed beside fees_on_prepay"
    )
    # None paid yet may be left out where no instalment is given.
    sunk = Account(**OPEN, **FEE | {"fees_on_prepay": FeesOnPrepay.SUNK}, instalments=3).as_debt()
    assert sunk.fee_months == 3


# --- Types and bounds of each field --------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value"),
    [
        *[
            (field, value)
            for field in (
                "balance",
                "annual_rate",
                "daily_rate",
                "minimum",
                "arrears",
                "penalty_multiple",
                "face",
                "received",
                "instalment",
                "fee_per_instalment",
            )
            for value in (0.24, True, [1], date(2026, 1, 1))
        ],
        *[
            (field, value)
            for field in ("formed_on", "overdue_since", "due_on", "ended_on")
            for value in ("2026-01-15", NOON, 20260115)
        ],
        *[
            (field, value)
            for field in ("lender", "product", "kind", "state", "day_count", "fees_on_prepay")
            for value in ("bank", 1, Mode.DOWN)
        ],
        *[(field, value) for field in ("instalments", "paid_instalments") for value in ("12", True, Decimal(12))],
        *[(field, value) for field in ("facilitated", "reported") for value in ("true", 1)],
        ("name", 5),
        ("fee_collector", 5),
        ("cells", 5),
        ("cells", "ab"),
    ],
)
def test_a_wrong_type_is_refused(field: str, value: object) -> None:
    """A field of the wrong type is an InputTypeError that names the field."""
    with pytest.raises(InputTypeError) as caught:
        Account(**OPEN | {field: value})
    assert caught.value.places["argument"] == field


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("name", " ", "name may not be empty"),
        ("name", "a" * 61, f"name may have at most 60 characters, got '{'a' * 59}…"),
        ("name", "a\nb", r"name holds a character that cannot be printed: 'a\nb'"),
        ("name", "\ud800", r"name holds a character that cannot be printed: '\ud800'"),
        ("fee_collector", "", "fee_collector may not be empty"),
        ("balance", "0", "balance must be above 0, got '0'"),
        ("balance", "-1", "balance must be above 0, got '-1'"),
        ("balance", "0.001", "balance must be whole fen (two decimals), got '0.001'"),
        ("face", 0, "face must be above 0, got 0"),
        ("received", 0, "received must be above 0, got 0"),
        ("instalment", 0, "instalment must be above 0, got 0"),
        ("instalment", "0.99", "instalment must be 1 or more, got '0.99'"),
        ("fee_per_instalment", 0, "fee_per_instalment must be above 0, got 0"),
        ("arrears", 0, "arrears must be above 0, got 0"),
        ("minimum", -1, "minimum must be 0 or more, got -1"),
        ("minimum", "0.10", "minimum is an amount below 1 yuan (0.10): write a share as text with a percent sign"),
        ("minimum", "101%", "minimum may not be above 100%, got '101%'"),
        (
            "annual_rate",
            24,
            "annual_rate is 24: a rate is a fraction of one, so write 0.24 or text with a percent sign",
        ),
        ("annual_rate", "-1%", "annual_rate must be 0 or more, got '-1%'"),
        ("daily_rate", 1, "daily_rate is 1: a rate is a fraction of one, so write 0.24 or text with a percent sign"),
        ("penalty_multiple", "0.99", "penalty_multiple must be 1 or more, got '0.99'"),
        ("instalments", 0, "instalments must be from 1 to 600, got 0"),
        ("instalments", 601, "instalments must be from 1 to 600, got 601"),
        ("paid_instalments", -1, "paid_instalments must be from 0 to 1200, got -1"),
        ("day_count", DayCount.ACT_ACT, "day_count must be ACT_365, ACT_360, got ACT_ACT"),
        ("cells", [CELL, CELL], "cells name a month twice"),
    ],
)
def test_a_bad_value_is_refused(field: str, value: object, words: str) -> None:
    """A value out of its bounds is an error that names the field, the value and the bound."""
    assert refusal(OPEN, **{field: value}) == words


def test_a_daily_rate_that_makes_no_year_is_refused_by_its_own_name() -> None:
    """A rate a day whose year is beyond the bounds names the field that was written."""
    words = refusal(OPEN, annual_rate=None, daily_rate="0.000" + "1" * 29, day_count=DayCount.ACT_365)
    assert words.startswith("daily_rate may have at most 30 digits")
    words = refusal(OPEN, annual_rate=None, daily_rate="1000000000000000%", day_count=DayCount.ACT_365)
    assert words.startswith("daily_rate may not be beyond 10^15")


def test_cells_hold_months() -> None:
    """A list of something else is refused; any way to go through months will do."""
    with pytest.raises(InputTypeError, match="cells must be a MonthCell, got str"):
        Account(**OPEN | {"cells": ["2025-12"]})
    assert Account(**OPEN, cells=iter([CELL])).cells == (CELL,)


# --- Facts together ------------------------------------------------------------------

WITH: dict[str, Any] = {
    "daily_rate": "0.05%",
    "day_count": DayCount.ACT_365,
    "overdue_since": date(2025, 12, 6),
    "arrears": "100",
    "received": "900",
    "face": "1000",
    "instalment": "100",
    "instalments": 12,
    "paid_instalments": 2,
    "fee_per_instalment": "10",
    "fees_on_prepay": FeesOnPrepay.WAIVED,
    "fee_collector": "c",
}


@pytest.mark.parametrize(
    ("given", "needed"),
    [
        ("daily_rate", "day_count"),
        ("day_count", "daily_rate"),
        ("overdue_since", "arrears"),
        ("arrears", "overdue_since"),
        ("received", "face"),
        ("instalment", "face"),
        ("instalment", "instalments"),
        ("instalment", "paid_instalments"),
        ("fee_per_instalment", "fees_on_prepay"),
        ("fees_on_prepay", "fee_per_instalment"),
        ("fee_collector", "fee_per_instalment"),
    ],
)
def test_a_fact_that_needs_another(given: str, needed: str) -> None:
    """A fact that says nothing without another is refused alone, with both names."""
    base = OPEN | {"minimum": None} if given == "instalment" else OPEN
    base = base | {"annual_rate": None} if given == "daily_rate" else base
    beside = {name: WITH[name] for name in ("face", "instalments", "paid_instalments") if given == "instalment"} | {
        given: WITH[given]
    }
    assert refusal(base, **beside | {needed: None}) == f"{needed} is needed beside {given}"


@pytest.mark.parametrize(
    ("base", "extra", "words"),
    [
        (
            OPEN,
            {"daily_rate": "0.05%", "day_count": DayCount.ACT_365},
            "annual_rate and daily_rate may not both be given",
        ),
        (INSTALMENT, {"minimum": "1"}, "minimum and instalment may not both be given"),
        (INSTALMENT, {"due_on": date(2026, 1, 1)}, "due_on and instalment may not both be given"),
        (
            OPEN,
            {"overdue_since": date(2025, 12, 6), "arrears": "1", "ended_on": date(2026, 1, 1)},
            "overdue_since and ended_on may not both be given",
        ),
        (OPEN, {"balance": None}, "balance is needed for an open account"),
        (OPEN, {"annual_rate": None}, "annual_rate is needed, or face and due_on"),
        (OPEN, {"annual_rate": None, "face": 1}, "annual_rate is needed, or face and due_on"),
        (OPEN, {"annual_rate": None, "due_on": date(2026, 1, 1)}, "annual_rate is needed, or face and due_on"),
        (OPEN, {"minimum": None}, "minimum is needed, or instalment, or due_on"),
        (OPEN, {"face": "1000", "received": "1000.01"}, "received 1000.01 may not be above face 1000.00"),
        (INSTALMENT, {"paid_instalments": 21}, "paid_instalments 21 may not be above instalments 20"),
        (
            OPEN,
            {"overdue_since": date(2025, 12, 6), "arrears": "1000.01"},
            "arrears 1000.01 of debt a are above its balance 1000.00",
        ),
        (
            OPEN,
            {"kind": Kind.FLAT_FEE},
            "the price of debt a (FLAT_FEE) is its fee: give one, and annual_rate 0",
        ),
        (SETTLED, {"balance": "1"}, "balance has no meaning for a settled account"),
        (
            SETTLED,
            {"arrears": "1", "overdue_since": date(2025, 12, 6)},
            "arrears has no meaning for a settled account",
        ),
        (SETTLED, {"minimum": "1"}, "minimum has no meaning for a settled account"),
        (SETTLED, {"cells": [CELL]}, "ended_on is needed beside cells"),
        (SETTLED, {"face": "1", "received": "2"}, "received 2.00 may not be above face 1.00"),
        (
            SETTLED,
            {"instalments": 1, "paid_instalments": 2},
            "paid_instalments 2 may not be above instalments 1",
        ),
    ],
)
def test_facts_that_do_not_go_together(base: dict[str, Any], extra: dict[str, Any], words: str) -> None:
    """What contradicts itself, or leaves out what decides, is refused."""
    assert refusal(base, **extra) == words


@pytest.mark.parametrize("field", ["overdue_since", "due_on", "ended_on"])
def test_days_come_after_the_contract(field: str) -> None:
    """A day before the contract, or on it, is refused; the day after is read."""
    more: dict[str, Any] = {"arrears": "1"} if field == "overdue_since" else {}
    for day in (date(2025, 3, 5), FORMED):
        assert refusal(OPEN, **more, **{field: day}) == f"{field} {day} must come after formed_on 2025-03-06"
    after = date(2025, 3, 7)
    assert getattr(Account(**OPEN | more | {field: after}), field) == after


def test_the_month_of_the_contract_may_have_a_cell() -> None:
    """A month before that of the contract is refused."""
    assert Account(**OPEN, cells=[MonthCell("2025-03", "N", 0)]).cells[0].month == date(2025, 3, 1)
    words = refusal(OPEN, cells=[MonthCell("2025-02", "N", 0)])
    assert words == "cells 2025-02-01 must come after formed_on 2025-03-06"


# --- The borrower --------------------------------------------------------------------

GOOD: dict[str, Any] = {"accounts": [Account(**OPEN)], "monthly_budget": "1000"}


def test_a_borrower() -> None:
    """The open accounts and the budget are what a plan needs."""
    one, two = Account(**OPEN), Account(**SETTLED | {"name": "b"})
    borrower = Borrower(accounts=[one, two], monthly_budget="1200", as_of=date(2026, 1, 15))
    assert borrower.open == (one,)
    assert borrower.budget is not None
    assert borrower.budget.monthly == Decimal("1200.00")
    assert Borrower(accounts=(two,)).budget is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"accounts": []}, "accounts may not be empty"),
        ({"accounts": [Account(**OPEN)] * 2}, "two debts are called a"),
        ({"monthly_budget": None}, "monthly_budget is needed for an open account"),
        ({"monthly_budget": "0"}, "monthly_budget must be above 0, got '0'"),
        ({"monthly_budget": "-1"}, "monthly_budget must be above 0, got '-1'"),
    ],
)
def test_a_bad_borrower_is_refused(changes: dict[str, Any], words: str) -> None:
    """No account, a name twice, and debts without money are refused."""
    with pytest.raises(InputError) as caught:
        Borrower(**GOOD | changes)
    assert str(caught.value) == words


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("accounts", 5),
        ("accounts", ["a"]),
        ("monthly_budget", 1.5),
        ("as_of", "2026-01-15"),
        ("as_of", NOON),
    ],
)
def test_a_borrower_of_wrong_types_is_refused(field: str, value: object) -> None:
    """A field of the wrong type is an InputTypeError that names the field."""
    with pytest.raises(InputTypeError) as caught:
        Borrower(**GOOD | {field: value})
    assert caught.value.places["argument"] == field


def test_an_account_evolves() -> None:
    """What an account holds goes back in, so that one fact can be changed."""
    card = Account(
        name="card",
        lender=Lender.BANK,
        formed_on=date(2024, 1, 1),
        balance="1000",
        daily_rate="0.05%",
        day_count=DayCount.ACT_365,
        minimum="10%",
        penalty_multiple="1.5",
    )
    assert evolve(card, balance="2000").nominal == card.nominal
    plain = evolve(card, daily_rate=None, day_count=None, annual_rate="2235%")
    assert evolve(plain, name="other").annual_rate == Fraction(447, 20)
