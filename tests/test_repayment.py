"""Plans: the household and the fixtures to the fen, short months, plans that do not end, and what is refused."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from creditrules.errors import InputError, InputTypeError
from creditrules.messages import render
from creditrules.repayment import (
    Budget,
    Debt,
    FeesOnPrepay,
    Kind,
    Lender,
    Plan,
    Rank,
    Standing,
    Status,
    Strategy,
    avalanche,
    compare,
    custom,
    plan,
    snowball,
)

START = date(2026, 1, 15)
HOUSEHOLD = (
    Debt("card", "20000", annual_rate="18.25%", minimum="10%", lender=Lender.BANK, reported=True, kind=Kind.CARD),
    Debt(
        "consumer",
        "16257.70",
        annual_rate="23.99%",
        minimum="1467.64",
        arrears="2935.28",
        overdue_since=date(2025, 12, 6),
        lender=Lender.CONSUMER_FINANCE,
        reported=True,
    ),
    Debt(
        "platform",
        "7357.72",
        annual_rate="8.10%",
        minimum="803.70",
        fee="107.42",
        fees_on_prepay=FeesOnPrepay.WAIVED,
        lender=Lender.BANK,
        reported=True,
    ),
    Debt("revolving", "12000", annual_rate="14.60%", minimum="1100", lender=Lender.CONSUMER_FINANCE, reported=True),
    Debt("unlicensed", "3000", annual_rate="0", due_on=date(2026, 1, 19), lender=Lender.UNLICENSED, reported=False),
)
"""The household of the README; the platform's minimum is its instalment of 696.28 and its fee."""
PORTFOLIO = (
    Debt("card", "20000", annual_rate="18.25%", minimum="10%", lender=Lender.BANK, reported=True),
    Debt("consumer", "15000", annual_rate="23.99%", minimum="1450", lender=Lender.BANK, reported=True),
    Debt("online", "8000", annual_rate="36%", minimum="850", lender=Lender.BANK, reported=True),
    Debt("revolving", "12000", annual_rate="14.60%", minimum="1100", lender=Lender.BANK, reported=True),
    Debt("unlicensed", "3000", annual_rate="60%", minimum="0", lender=Lender.UNLICENSED, reported=False),
)


def run(debts: tuple[Debt, ...], monthly: str, strategy: Strategy = avalanche) -> Plan:
    """Plan from the usual start."""
    return plan(debts, Budget(monthly), strategy=strategy, start=START)


def order(text: str) -> Strategy:
    """Return a custom order from names in one text."""
    return custom(text.split())


def one(**changes: object) -> Debt:
    """Return a debt without interest or dues, with some fields changed."""
    fields: dict[str, Any] = {"balance": "1000", "annual_rate": "0", "minimum": "0"} | changes
    return Debt(fields.pop("name", "one"), fields.pop("balance"), **fields)


@pytest.mark.parametrize(("strategy", "cost"), [(avalanche, "2853.11"), (snowball, "2967.35")])
def test_the_household(strategy: Strategy, cost: str) -> None:
    """Six months with 12,000, by either strategy, and the dearer one is the snowball."""
    found = run(HOUSEHOLD, "12000", strategy)
    assert (found.status, found.months, found.total_cost) == (Status.COMPLETE, 6, Decimal(cost))
    assert found.payoff_on == date(2026, 7, 15)
    assert found.total_interest + found.total_fees == found.total_cost
    assert not found.short


def test_the_household_with_too_little() -> None:
    """With 7,000 the first month misses the unlicensed debt and a part of the card's minimum, and the plan goes on."""
    found = run(HOUSEHOLD, "7000")
    month = found.short[0]
    assert (month.month, month.on, month.short) == (1, date(2026, 2, 15), Decimal("4337.04"))
    assert [(due.debt, due.missed, due.since) for due in month.missed] == [
        ("card", Decimal("1337.04"), date(2026, 2, 15)),
        ("unlicensed", Decimal("3000.00"), date(2026, 1, 19)),
    ]
    assert (found.status, found.payoff_on) == (Status.SHORT, date(2026, 11, 15))
    by_debt = {row.debt: row.due for row in found.rows if row.month == 1}
    assert by_debt["consumer"] == Decimal("4402.92")  # arrears and the instalment
    assert by_debt["card"] == Decimal("2030.42")  # a tenth of what is owed once the month is posted


@pytest.mark.parametrize(
    ("monthly", "strategy", "months", "cost"),
    [
        ("7000", avalanche, 10, "5245.03"),
        ("7000", snowball, 10, "5344.04"),
        ("7000", order("online unlicensed revolving consumer card"), 10, "5566.26"),
        ("7000", order("revolving unlicensed online consumer card"), 10, "6138.23"),
        ("7000", order("consumer card revolving online unlicensed"), 10, "6541.61"),
        ("7000", order("card consumer revolving online unlicensed"), 10, "6733.27"),
        ("6000", avalanche, 11, "6432.89"),
        ("8000", avalanche, 8, "4511.60"),
    ],
)
def test_the_portfolio(monthly: str, strategy: Strategy, months: int, cost: str) -> None:
    """The fixtures of the facts.

    6,541.61 belongs to the order with the consumer loan first. The facts print it beside the one with the card first,
    for which their own prototype gives 6,733.27.
    """
    found = run(PORTFOLIO, monthly, strategy)
    assert (found.status, found.months, found.total_cost) == (Status.COMPLETE, months, Decimal(cost))


def test_the_portfolio_with_too_little() -> None:
    """With 5,000 the first month is 430.42 short."""
    found = run(PORTFOLIO, "5000")
    assert (found.short[0].month, found.short[0].short) == (1, Decimal("430.42"))


def test_interest_is_posted_once() -> None:
    """10,000 at 20 % by 500 a month: 25 months and 166.67 in the first, as published."""
    found = run((one(balance="10000", annual_rate="20%", minimum="500"),), "500")
    assert (found.months, found.rows[0].interest) == (25, Decimal("166.67"))
    assert round(found.total_interest) == 2266


@pytest.mark.parametrize(("names", "cost"), [("small big", "1871.05"), ("big small", "2247.34")])
def test_an_open_fee_makes_a_small_debt_dear(names: str, cost: str) -> None:
    """A fee of 30 on 600 costs more than 24 % on 10,000."""
    debts = (
        one(name="big", balance="10000", annual_rate="24%"),
        one(name="small", balance="600", annual_rate="10%", fee="30", fees_on_prepay=FeesOnPrepay.WAIVED),
    )
    assert run(debts, "800", order(names)).total_cost == Decimal(cost)
    assert run(debts, "800").total_cost == Decimal("1871.05")


def test_a_fee_that_is_owed_all_the_same() -> None:
    """It gives the debt no precedence, and is paid in full after the rest is gone."""
    loan = one(name="loan", balance="5000", annual_rate="24%")
    flat = {"name": "flat", "balance": "600", "fee": "30", "kind": Kind.FLAT_FEE}
    found = run((loan, one(**flat, fees_on_prepay=FeesOnPrepay.SUNK, fee_months=9)), "2000")
    assert [placed.debt for placed in found.order] == ["loan", "flat"]
    assert (found.total_fees, found.months) == (Decimal(270), 9)
    assert found.rows[-1].opening == 0
    waived = run((loan, one(**flat, fees_on_prepay=FeesOnPrepay.WAIVED)), "2000")
    assert [placed.debt for placed in waived.order] == ["flat", "loan"]
    assert waived.total_fees == Decimal(30)


def test_fees_that_run_out() -> None:
    """A fee with so many months to come is posted so many times."""
    found = run((one(fee="5", fees_on_prepay=FeesOnPrepay.WAIVED, fee_months=2),), "100")
    assert found.total_fees == Decimal(10)


def test_a_debt_with_one_due_day() -> None:
    """Nothing falls due before the month that holds the day; then everything does."""
    bullet = Debt("note", "900", annual_rate="12%", due_on=date(2026, 3, 16), lender=Lender.PRIVATE, reported=False)
    loan = one(name="loan", balance="2000", annual_rate="24%", minimum="100", lender=Lender.BANK, reported=True)
    found = run((bullet, loan), "300")
    dues = {row.month: row.due for row in found.rows if row.debt == "note"}
    assert (dues[1], dues[2], dues[3]) == (Decimal(0), Decimal(0), Decimal("927.27"))
    assert found.short[0].month == 3
    assert [(due.debt, due.since) for due in found.short[0].missed] == [("note", date(2026, 3, 16))]


def test_dues_are_met_by_rank() -> None:
    """Reported first, then licensed, private, unlicensed; whole ones before the part of another."""
    debts = (
        one(name="street", minimum="100", lender=Lender.UNLICENSED, reported=False),
        one(name="friend", minimum="100", lender=Lender.PRIVATE, reported=False),
        one(name="quiet", minimum="100", lender=Lender.BANK, reported=False),
        one(name="large", minimum="300", annual_rate="20%", lender=Lender.BANK, reported=True),
        one(name="small", minimum="100", annual_rate="10%", lender=Lender.BANK, reported=True),
    )
    for monthly, paid in {
        "250": {"large": "150", "small": "100"},
        "450": {"large": "300", "small": "100", "quiet": "50"},
        "550": {"large": "300", "small": "100", "quiet": "100", "friend": "50"},
        "650": {"large": "300", "small": "100", "quiet": "100", "friend": "100", "street": "50"},
    }.items():
        found = run(debts, monthly)
        assert {row.debt: row.paid for row in found.rows if row.month == 1 and row.paid} == {
            name: Decimal(amount) for name, amount in paid.items()
        }


def test_missed_dues_are_due_again() -> None:
    """What is missed comes on top of the next month's due, and stays as old as it is until it is met."""
    debts = (
        one(name="bank", balance="300", minimum="100", lender=Lender.BANK, reported=True),
        one(name="friend", minimum="100", lender=Lender.PRIVATE, reported=False),
    )
    found = run(debts, "120")
    dues = [row.due for row in found.rows if row.debt == "friend"]
    assert dues[:4] == [Decimal(100), Decimal(180), Decimal(260), Decimal(340)]
    assert [month.missed[0].since for month in found.short[:2]] == [date(2026, 2, 15), date(2026, 2, 15)]


def test_a_due_that_replaces_an_older_one() -> None:
    """When the old arrears are met and the new due is not, the new one is what is overdue."""
    debt = one(balance="1000", minimum="100", arrears="50", overdue_since=date(2025, 12, 1))
    found = run((debt,), "100")
    assert [month.missed[0].since for month in found.short[:1]] == [date(2026, 2, 15)]
    assert run((debt,), "30").short[0].missed[0].since == date(2025, 12, 1)


def test_a_short_month_needs_to_know_the_lender() -> None:
    """Which due comes first rests on facts that must then be given."""
    debts = (one(minimum="100"), one(name="two", minimum="100", lender=Lender.BANK))
    with pytest.raises(InputError, match="month 1, and debt one does not say reported, lender"):
        run(debts, "150")
    assert run(debts, "200").status is Status.COMPLETE


def test_plans_that_do_not_end() -> None:
    """A debt that grows says so, and so does one that is only too slow."""
    growing = run((one(annual_rate="24%"),), "20")
    assert (growing.status, growing.months, growing.payoff_on) == (Status.GROWING, 600, None)
    assert growing.owed == Decimal(1000)
    slow = run((one(balance="100000"),), "1")
    assert (slow.status, slow.months, slow.payoffs) == (Status.NOT_CONVERGED, 600, ())
    assert slow.owed == Decimal(99400)
    assert run((one(balance="100000", annual_rate="2235%"),), "1").months < 30


def test_a_payoff_can_be_asked_for() -> None:
    """By the name of the debt."""
    found = run((one(), one(name="never", balance="1000000")), "10", order("one never"))
    closed = found.payoff_of("one")
    assert closed is not None
    assert closed.month == 100
    assert found.payoff_of("never") is None
    with pytest.raises(InputError, match="no debt called two"):
        found.payoff_of("two")


def test_a_strategy_of_your_own() -> None:
    """Any function from a standing to a rank will do; ties go to the earlier due day, then to the first given."""

    def none(standing: Standing) -> Rank:
        return Rank(Fraction(0), avalanche(standing).why)

    debts = (one(), one(name="two"), Debt("due", "1000", annual_rate="0", due_on=date(2027, 1, 1)))
    found = run(debts, "100", none)
    assert [placed.debt for placed in found.order] == ["due", "one", "two"]
    assert render(found.title, "en") == "your own order of payment"


def test_comparing() -> None:
    """Each plan beside the cheapest, with the first debt in line and why."""
    plans = [run(HOUSEHOLD, "12000", each) for each in (snowball, avalanche)]
    found = compare(*plans)
    assert found.cheapest == plans[1]
    assert [entry.dearer_by for entry in found.entries] == [Decimal("114.24"), Decimal(0)]
    assert [entry.later_by for entry in found.entries] == [0, 0]
    assert [entry.first.debt for entry in found.entries] == ["unlicensed", "platform"]
    assert "114.24 more than the cheapest" in render(found.entries[0].summary, "en")
    assert "the fee of 107.42 yuan a month counted" in render(found.entries[1].summary, "en")


def test_comparing_what_never_ends() -> None:
    """Without a plan that pays off there is nothing to measure against."""
    found = compare(run((one(annual_rate="24%"),), "20"))
    assert found.cheapest is None
    assert (found.entries[0].dearer_by, found.entries[0].first_closed) == (None, None)
    assert "does not pay everything off" in render(found.entries[0].summary, "en")


def test_comparing_refuses() -> None:
    """No plan, and plans of different facts."""
    with pytest.raises(InputError, match="plans may not be empty"):
        compare()
    with pytest.raises(InputError, match="the same debts, budget and start"):
        compare(run((one(),), "100"), run((one(),), "200"))


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"name": ""}, "name may not be empty"),
        ({"balance": "0"}, "balance must be above 0"),
        ({"annual_rate": 24}, "annual_rate is 24"),
        ({"minimum": None}, "needs a minimum"),
        ({"minimum": "101%"}, "minimum may not be above 100%"),
        ({"minimum": "0.10"}, "an amount below 1 yuan"),
        ({"minimum": "10%", "minimum_share": "5%"}, "as a share twice"),
        ({"arrears": "1000.01"}, "arrears 1000.01 of debt one are above"),
        ({"overdue_since": date(2026, 1, 1)}, "has no arrears"),
        ({"fee": "1"}, "needs fees_on_prepay"),
        ({"fees_on_prepay": FeesOnPrepay.WAIVED}, "have no meaning"),
        ({"fee_months": 3}, "have no meaning"),
        ({"fee": "1", "fees_on_prepay": FeesOnPrepay.SUNK}, "needs fee_months"),
        ({"kind": Kind.FLAT_FEE}, "is its fee"),
    ],
)
def test_bad_debts(changes: dict[str, object], text: str) -> None:
    """A value outside its bound is refused by name."""
    with pytest.raises(InputError, match=text):
        one(**changes)


@pytest.mark.parametrize(
    "changes",
    [{"name": 1}, {"kind": "card"}, {"lender": "bank"}, {"reported": 1}, {"fees_on_prepay": True}, {"due_on": 1}],
)
def test_bad_types(changes: dict[str, object]) -> None:
    """So is a value of the wrong type."""
    with pytest.raises(InputTypeError):
        one(**changes)


def test_a_share_beside_an_amount() -> None:
    """The larger of the two falls due."""
    found = run((one(minimum="90", minimum_share="10%"),), "100")
    assert [row.due for row in found.rows[:3]] == [Decimal(100), Decimal(90), Decimal(90)]


def test_bad_plans() -> None:
    """No debts, a name twice, the wrong type, an order that does not fit, arrears from the future."""
    with pytest.raises(InputError, match="debts may not be empty"):
        run((), "100")
    with pytest.raises(InputError, match="two debts are called one"):
        run((one(), one()), "100")
    with pytest.raises(InputTypeError, match="debts must be a Debt"):
        run(("one",), "100")  # type: ignore[arg-type]
    with pytest.raises(InputTypeError, match="budget must be a Budget"):
        plan((one(),), "100", strategy=avalanche, start=START)  # type: ignore[arg-type]
    with pytest.raises(InputTypeError):
        plan((one(),), Budget("1"), strategy=avalanche, start=datetime(2026, 1, 15, tzinfo=UTC))
    with pytest.raises(InputError, match="look at one, two"):
        run((one(),), "100", order("two"))
    with pytest.raises(InputError, match="names a debt twice"):
        order("one one")
    with pytest.raises(InputTypeError):
        custom("one")
    with pytest.raises(InputError, match="lies after the start"):
        run((one(arrears="10", overdue_since=date(2026, 1, 16)),), "100")
    with pytest.raises(InputError, match="monthly must be above 0"):
        Budget("0")


def test_a_debt_evolves() -> None:
    """What a debt holds goes back in, so that one fact can be changed."""
    debt = Debt("card", "100", annual_rate="2235%", minimum="10%", minimum_share=None)
    assert evolve(debt, name="other") == Debt("other", "100", annual_rate="2235%", minimum="10%")
    shared = Debt("loan", "100", annual_rate="24%", minimum="5", minimum_share="10%")
    assert evolve(shared, balance="200").share == Fraction(1, 10)
    with pytest.raises(InputError, match="minimum may not be above 100%"):
        evolve(debt, minimum=Fraction(3, 2))
