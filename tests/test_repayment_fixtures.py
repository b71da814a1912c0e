"""Plans over several debts: the fixtures, the month, the order of dues in a short month, and what is refused."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal, localcontext
from pathlib import Path
from typing import Any

import pytest

from creditrules.errors import InputError, InputTypeError
from creditrules.law import Lender
from creditrules.messages import render, say
from creditrules.money import from_fen, to_fen
from creditrules.repayment import (
    Budget,
    Debt,
    FeesOnPrepay,
    Kind,
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
CASES = json.loads((Path(__file__).parent / "cases" / "plans.json").read_text(encoding="utf-8"))
STRATEGIES: dict[str, Strategy] = {"avalanche": avalanche, "snowball": snowball}


def debts_of(group: str) -> list[Debt]:
    """Read the debts of a group of cases."""
    return [debt_of(dict(entry)) for entry in CASES[group]["debts"]]


def debt_of(entry: dict[str, Any]) -> Debt:
    """Read one debt of a case."""
    if "lender" in entry:
        entry["lender"] = Lender[entry["lender"]]
    if "fees_on_prepay" in entry:
        entry["fees_on_prepay"] = FeesOnPrepay[entry["fees_on_prepay"]]
    for name in ("due_on", "overdue_since"):
        if name in entry:
            entry[name] = date.fromisoformat(entry[name])
    return Debt(**entry)


def simple(name: str = "a", balance: str = "1000", **more: object) -> Debt:
    """Make a debt that bears no interest and has no minimum, but for what is said."""
    fields: dict[str, Any] = {"annual_rate": "0", "minimum": "0", **more}
    return Debt(name, balance, **fields)


def run(*debts: Debt, budget: str = "100", strategy: Strategy = avalanche, start: date = START) -> Plan:
    """Plan with what the test does not care about filled in."""
    return plan(debts, Budget(budget), strategy=strategy, start=start)


def paid(found: Plan, month: int) -> dict[str, Decimal]:
    """Return what each debt is paid in a month."""
    return {row.debt: row.paid for row in found.rows if row.month == month}


@pytest.mark.parametrize(
    ("group", "case"),
    [(group, case) for group in ("portfolio", "household", "open_fee") for case in CASES[group]["cases"]],
)
def test_fixtures(group: str, case: dict[str, Any]) -> None:
    """The fixtures come out to the fen, and the ambient decimal context does not matter."""
    strategy = custom(case["strategy"]) if isinstance(case["strategy"], list) else STRATEGIES[case["strategy"]]
    with localcontext() as context:
        context.prec = 3
        found = plan(debts_of(group), Budget(case["budget"]), strategy=strategy, start=START)
    assert found.status is Status.COMPLETE
    assert (found.months, found.total_cost) == (case["months"], Decimal(case["cost"]))
    assert to_fen(found.total_cost) == to_fen(found.total_interest) + to_fen(found.total_fees)


def test_one_debt_of_a_published_comparison() -> None:
    """10,000 at 20 % with 500 a month: 166.67 in month 1, 25 months, 2,266 in all."""
    found = run(simple(balance="10000", annual_rate="20%"), budget="500")
    assert found.rows[0].interest == Decimal("166.67")
    assert found.months == 25
    assert round(found.total_interest) == 2266
    assert found.payoff_on == date(2028, 2, 15)


def test_the_portfolio_at_5000_falls_short_in_month_1() -> None:
    """Where the dues of month 1 are 5,430.42 and there are 5,000, the shortfall is 430.42."""
    debts = [Debt(**entry, lender=Lender.BANK, reported=True) for entry in CASES["portfolio"]["debts"]]
    found = plan(debts, Budget("5000"), strategy=avalanche, start=START)
    assert (found.short[0].month, found.short[0].short) == (1, Decimal("430.42"))
    assert [one.debt for one in found.short[0].missed] == ["借呗"]


@pytest.mark.parametrize("strategy", [avalanche, snowball])
def test_the_household_at_7000(strategy: Strategy) -> None:
    """4,337.04 are short in month 1: the unlicensed loan whole, and 1,337.04 of the card's minimum."""
    found = plan(debts_of("household"), Budget("7000"), strategy=strategy, start=START)
    first = found.short[0]
    assert (first.month, first.on, first.short) == (1, date(2026, 2, 15), Decimal("4337.04"))
    missed = {one.debt: (one.missed, one.since) for one in first.missed}
    assert missed == {
        "unlicensed": (Decimal("3000.00"), date(2026, 1, 19)),
        "card": (Decimal("1337.04"), date(2026, 2, 15)),
    }
    assert found.status is Status.SHORT
    assert found.payoff_on is not None
    assert [one.month for one in found.short] == [1, 2, 3]


def test_the_order_of_the_household_says_why() -> None:
    """The platform loan is ranked with its open fee: 8.10 % + 12 × 107.42 / 7,357.72 = 25.62 %."""
    found = plan(debts_of("household"), Budget("12000"), strategy=avalanche, start=START)
    assert [one.debt for one in found.order] == ["platform", "consumer finance", "card", "revolving", "unlicensed"]
    assert render(found.order[0].why, "en") == ("25.62% a year on what is owed, the fee of 107.42 yuan a month counted")
    assert render(found.order[1].why, "en") == "23.99% a year"


def test_rows_name_the_parts_of_a_month() -> None:
    """A row holds interest and fee posted once, what fell due, what was paid beyond it, and what is left."""
    debt = simple(annual_rate="12%", minimum="200", fee="5", fees_on_prepay=FeesOnPrepay.WAIVED)
    row = run(debt, budget="300").rows[0]
    assert (row.opening, row.interest, row.fee, row.due) == tuple(map(Decimal, ("1000", "10", "5", "200")))
    assert (row.paid, row.extra, row.missed, row.closing) == tuple(map(Decimal, ("300", "100", "0", "715")))
    assert (row.month, row.on, row.debt) == (1, date(2026, 2, 15), "a")


def test_months_end_on_the_day_of_the_start() -> None:
    """Month k ends k months after the start, counted from it, so that a 31st comes back."""
    found = run(simple(balance="300"), start=date(2026, 1, 31))
    assert [row.on for row in found.rows] == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]


def test_surplus_cascades_in_the_month_of_a_pay_off() -> None:
    """What one debt does not need goes to the next in the same month."""
    found = run(simple("a", "30"), simple("b", "100"), strategy=custom(["a", "b"]))
    assert paid(found, 1) == {"a": Decimal(30), "b": Decimal(70)}
    assert [(one.debt, one.month) for one in found.payoffs] == [("a", 1), ("b", 2)]
    assert found.payoff_of("a") == found.payoffs[0]


def test_a_minimum_is_met_before_surplus_moves() -> None:
    """The minimum of the last in line comes before the surplus of the first."""
    found = run(simple("a", "500"), simple("b", "500", minimum="60"), strategy=custom(["a", "b"]))
    assert paid(found, 1) == {"a": Decimal(40), "b": Decimal(60)}


def test_the_larger_of_amount_and_share_falls_due() -> None:
    """A minimum with an amount and a share is the larger of both, and never more than is owed."""
    found = run(simple(balance="1000", minimum="30", minimum_share="10%"), budget="900")
    assert [row.due for row in found.rows] == [Decimal(100), Decimal(30)]
    last = run(simple(balance="20", minimum="30"))
    assert last.rows[0].due == Decimal(20)
    assert run(simple(minimum=None, minimum_share="10%")).rows[0].due == Decimal(100)
    assert simple(minimum=" 5 ％ ").share == simple(minimum="5%").share


def test_arrears_fall_due_in_the_first_month() -> None:
    """Arrears come on top of the first minimum, and only there."""
    found = run(simple(minimum="50", arrears="30"))
    assert [row.due for row in found.rows[:2]] == [Decimal(80), Decimal(50)]
    assert run(simple(balance="60", minimum="50", arrears="30")).rows[0].due == Decimal(60)


@pytest.mark.parametrize(
    ("due_on", "month"),
    [
        (date(2025, 12, 1), 1),
        (START, 1),
        (date(2026, 2, 14), 1),
        (date(2026, 2, 15), 1),
        (date(2026, 2, 16), 2),
        (date(2026, 3, 15), 2),
        (date(2026, 3, 16), 3),
    ],
)
def test_a_bullet_falls_due_in_the_month_that_contains_its_day(due_on: date, month: int) -> None:
    """Nothing before that month, all of it in it."""
    bullet = Debt("b", "500", annual_rate="0", due_on=due_on)
    found = run(simple("a", "2000"), bullet, budget="500", strategy=custom(["a", "b"]))
    dues = [row.due for row in found.rows if row.debt == "b"]
    assert dues == [Decimal(0)] * (month - 1) + [Decimal(500)]


def test_fees_stop_with_the_debt_when_waived() -> None:
    """A waived fee is posted in every month in which the debt is open, and no longer than it runs."""
    debt = simple(balance="200", fee="10", fees_on_prepay=FeesOnPrepay.WAIVED)
    assert [row.fee for row in run(debt).rows] == [Decimal(10)] * 3
    debt = simple(balance="200", fee="10", fees_on_prepay=FeesOnPrepay.WAIVED, fee_months=1)
    assert [row.fee for row in run(debt).rows] == [Decimal(10), Decimal(0), Decimal(0)]


def test_sunk_fees_are_owed_all_the_same() -> None:
    """Paying early saves no sunk fee: they are posted to the last, and the debt is closed then."""
    debt = simple(balance="100", minimum="10", fee="10", fees_on_prepay=FeesOnPrepay.SUNK, fee_months=4)
    found = run(debt, budget="1000")
    assert [row.fee for row in found.rows] == [Decimal(10)] * 4
    assert [row.due for row in found.rows] == [Decimal(10)] * 4
    assert (found.months, found.total_fees, found.total_paid) == (4, Decimal(40), Decimal(140))


def test_a_sunk_fee_does_not_count_in_the_ranking() -> None:
    """A fee that paying early cannot save ranks nothing first; one that it can save does, while it runs."""
    fee: dict[str, Any] = {"balance": "1000", "annual_rate": "6%", "fee": "10"}
    sunk = Debt("s", **fee, minimum="0", fees_on_prepay=FeesOnPrepay.SUNK, fee_months=9)
    waived = Debt("w", **fee, minimum="0", fees_on_prepay=FeesOnPrepay.WAIVED)
    other = simple("o", annual_rate="12%")
    assert [one.debt for one in run(sunk, waived, other, budget="900").order] == ["w", "o", "s"]
    assert Standing(waived, 100000, fee_runs=False).marginal_rate == Decimal("0.06")


def test_avalanche_is_ranked_anew_each_month() -> None:
    """The same fee on a smaller balance is a higher rate, so the order can turn."""
    fading = simple("f", "1000", minimum="300", fee="10", fees_on_prepay=FeesOnPrepay.WAIVED)
    steady = simple("s", "3000", annual_rate="14%")
    found = run(fading, steady, budget="400")
    assert [one.debt for one in found.order] == ["s", "f"]
    extra = {(row.month, row.debt): row.extra for row in found.rows}
    assert (extra[1, "s"], extra[2, "s"], extra[2, "f"]) == (Decimal(100), Decimal(0), Decimal(100))


def test_snowball_keeps_the_order_of_the_start() -> None:
    """The order is that of the first balances, though the larger becomes the smaller on its way."""
    small, large = simple("small", "500"), simple("large", "600", minimum="150")
    found = run(small, large, budget="200", strategy=snowball)
    assert paid(found, 3) == {"small": Decimal(50), "large": Decimal(150)}
    assert render(found.order[0].why, "en") == "500.00 yuan owed at the start"


def test_ties_keep_the_due_day_and_then_the_input() -> None:
    """Equal keys: the earlier due day first, then as given."""
    debts = [
        simple("a"),
        simple("b"),
        Debt("c", "1000", annual_rate="0", due_on=date(2027, 1, 1)),
        Debt("d", "1000", annual_rate="0", due_on=date(2026, 12, 1)),
    ]
    assert [one.debt for one in run(*debts, budget="2000").order] == ["d", "c", "a", "b"]


def short_debts(**dues: tuple[str, Lender, bool]) -> list[Debt]:
    """Make debts that only differ in due, lender and reporting."""
    return [
        simple(name, "1000", minimum=due, lender=lender, reported=reported)
        for name, (due, lender, reported) in dues.items()
    ]


def test_dues_by_rank_when_money_is_short() -> None:
    """Reported before others, licensed before private, private before unlicensed, whatever the strategy."""
    debts = short_debts(
        unlicensed=("100", Lender.UNLICENSED, False),
        private=("100", Lender.PRIVATE, False),
        licensed=("100", Lender.SMALL_LOAN, False),
        reported=("100", Lender.UNLICENSED, True),
        bank=("100", Lender.BANK, True),
    )
    line = ["bank", "reported", "licensed", "private", "unlicensed"]
    for order in (line, line[::-1]):
        for count in range(1, 5):
            found = run(*debts, budget=str(100 * count), strategy=custom(order))
            assert [one.debt for one in found.short[0].missed if one.debt in line[:count]] == []
            assert found.short[0].short == Decimal(500 - 100 * count)


def test_none_in_part_while_another_of_the_rank_fits_whole() -> None:
    """The first in line does not fit, so the smaller ones are met whole and it gets the rest."""
    bank = (Lender.BANK, True)
    debts = short_debts(big=("300", *bank), mid=("120", *bank), small=("80", *bank), other=("50", Lender.BANK, False))
    found = run(*debts, budget="250", strategy=custom(["big", "mid", "small", "other"]))
    assert paid(found, 1) == {
        "big": Decimal(50),
        "mid": Decimal(120),
        "small": Decimal(80),
        "other": Decimal(0),
    }
    missed = [(one.debt, one.due, one.paid, one.missed) for one in found.short[0].missed]
    assert missed == [
        ("big", Decimal(300), Decimal(50), Decimal(250)),
        ("other", Decimal(50), Decimal(0), Decimal(50)),
    ]


def test_a_missed_due_is_due_again_and_keeps_its_age() -> None:
    """What is missed adds to the next due, and payments meet the oldest part first."""
    debt = simple(balance="1000", minimum="150", arrears="100", overdue_since=date(2026, 1, 1))
    found = run(debt, budget="90")
    assert [row.due for row in found.rows[:3]] == [Decimal(250), Decimal(310), Decimal(370)]
    assert [one.missed[0].since for one in found.short[:3]] == [
        date(2026, 1, 1),  # 10 of the 100 in arrears are left
        date(2026, 2, 15),  # they are paid, and 80 of the first 150
        date(2026, 3, 15),  # the first 150 are paid, and 20 of the second
    ]
    undated = run(simple(balance="1000", minimum="150", arrears="100"), budget="90")
    assert undated.short[0].missed[0].since == START


def test_one_debt_alone_needs_no_lender() -> None:
    """With one due there is nothing to choose, so nothing need be known."""
    assert run(simple(minimum="150")).short[0].short == Decimal(50)


@pytest.mark.parametrize("known", [{}, {"lender": Lender.BANK}, {"reported": True}])
def test_a_short_month_needs_lender_and_reporting(known: dict[str, Any]) -> None:
    """What decides the order of dues has to be said, once it decides."""
    with pytest.raises(InputError, match="dues of month 1, and debt a does not say"):
        run(simple("a", minimum="80", **known), simple("b", minimum="80", lender=Lender.BANK, reported=True))


def test_adding_the_shortfall_makes_the_month_whole() -> None:
    """A first month with just the missing money more is not short."""
    debts = debts_of("household")
    assert plan(debts, Budget("11337.04"), strategy=avalanche, start=START).short == ()
    short = plan(debts, Budget("11337.03"), strategy=avalanche, start=START).short
    assert [one.short for one in short] == [Decimal("0.01")]


def test_a_debt_that_grows_says_so() -> None:
    """Interest beyond the budget never ends: GROWING, with every month counted."""
    found = run(simple(balance="10000", annual_rate="24%"), budget="199.99")
    assert (found.status, found.months, found.payoff_on) == (Status.GROWING, 600, None)
    assert found.payoff_of("a") is None
    assert to_fen(found.owed) > to_fen("10000")
    still = run(simple(balance="10000", annual_rate="24%"), budget="200")
    assert (still.status, still.owed) == (Status.GROWING, Decimal(10000))


def test_a_plan_beyond_the_horizon_says_so() -> None:
    """600 months are played; one more would have been needed."""
    assert run(simple(balance="60000")).status is Status.COMPLETE
    found = run(simple(balance="60000.01"))
    assert (found.status, found.months, found.owed) == (Status.NOT_CONVERGED, 600, Decimal("0.01"))
    assert found.total_paid == Decimal(60000)


def test_a_debt_that_explodes_ends_early() -> None:
    """Past 10^15 yuan the run stops: no loop, no overflow."""
    found = run(simple(annual_rate="2235%"))
    assert found.status is Status.GROWING
    assert found.months < 40


def test_compare_names_price_reason_and_first_account() -> None:
    """The dearer plan is measured against the cheapest, and each says who comes first and why."""
    debts = debts_of("household")
    plans = [plan(debts, Budget("12000"), strategy=one, start=START) for one in (snowball, avalanche)]
    found = compare(*plans)
    assert found.cheapest is plans[1]
    assert [one.dearer_by for one in found.entries] == [Decimal("114.24"), Decimal("0.00")]
    assert [one.later_by for one in found.entries] == [0, 0]
    assert [one.first.debt for one in found.entries] == ["unlicensed", "platform"]
    closed = found.entries[0].first_closed
    assert closed is not None
    assert (closed.debt, closed.month) == ("unlicensed", 1)
    assert render(found.entries[0].summary, "en") == (
        "smallest balance first: 2,967.35 yuan of interest and fees (114.24 more than the cheapest of these). "
        "First in line: unlicensed, 3,000.00 yuan owed at the start. First account closed: unlicensed, in month 1."
    )
    assert "2,853.11 yuan of interest and fees (none of these costs less)" in render(found.entries[1].summary, "en")


def test_compare_with_plans_that_do_not_end() -> None:
    """A plan that pays nothing off has no price to compare."""
    debts = [simple("a", "100", annual_rate="1%"), simple("b", "10000", annual_rate="24%")]
    plans = [run(*debts, budget="195", strategy=custom(order)) for order in (["a", "b"], ["b", "a"])]
    found = compare(*plans)
    assert found.cheapest is None
    assert [one.dearer_by for one in found.entries] == [None, None]
    assert [one.later_by for one in found.entries] == [None, None]
    assert found.entries[1].first_closed is None
    assert render(found.entries[1].summary, "en") == (
        "your own order of payment does not pay everything off (the debt grows faster than it is paid). "
        "First in line: b, your own order."
    )


def test_compare_refuses_other_facts() -> None:
    """Only plans for the same debts, budget and start are compared; the order of the debts does not matter."""
    a, b = simple("a"), simple("b")
    one = run(a, b)
    assert compare(one, run(b, a)).cheapest is one
    for other in (run(a), run(a, b, budget="101"), run(a, b, start=date(2026, 1, 16))):
        with pytest.raises(InputError, match="same debts"):
            compare(one, other)
    with pytest.raises(InputError, match="plans may not be empty"):
        compare()


def test_a_strategy_of_your_own() -> None:
    """Any function from a standing to a rank will do."""

    def largest(standing: Standing) -> Rank:
        return Rank(-to_fen(standing.debt.balance) * avalanche(standing).key ** 0, say("x", "largest first"))

    found = run(simple("a", "100"), simple("b", "200"), strategy=largest)
    assert [one.debt for one in found.order] == ["b", "a"]
    assert found.title.code == "strategy-own"


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"name": " "}, "name may not be empty"),
        ({"balance": "0"}, "balance must be above 0"),
        ({"balance": "-1"}, "balance must be above 0"),
        ({"balance": "1.001"}, "whole fen"),
        ({"annual_rate": "24"}, "a rate is a fraction"),
        ({"annual_rate": "-1%"}, "0 or more"),
        ({"minimum": "-1"}, "minimum must be 0 or more"),
        ({"minimum": None}, "needs a minimum"),
        ({"minimum": "0.01"}, "below 1 yuan"),
        ({"minimum": Decimal("0.99")}, "below 1 yuan"),
        ({"minimum": "100.01%"}, "minimum may not be above 100%"),
        ({"minimum_share": "100.01%"}, "minimum_share may not be above 100%"),
        ({"minimum": "5%", "minimum_share": "5%"}, "as a share twice"),
        ({"fee": "-1"}, "fee must be 0 or more"),
        ({"fee": "1"}, "needs fees_on_prepay"),
        ({"fees_on_prepay": FeesOnPrepay.WAIVED}, "has no fee"),
        ({"fee_months": 3}, "has no fee"),
        ({"fee": "1", "fees_on_prepay": FeesOnPrepay.SUNK}, "needs fee_months"),
        ({"fee": "1", "fees_on_prepay": FeesOnPrepay.SUNK, "fee_months": 0}, "fee_months must be from 1 to 600"),
        ({"fee": "1", "fees_on_prepay": FeesOnPrepay.SUNK, "fee_months": 601}, "fee_months must be from 1 to 600"),
        ({"arrears": "1000.01"}, "above its balance"),
        ({"arrears": "-1"}, "arrears must be 0 or more"),
        ({"overdue_since": date(2025, 1, 1)}, "has no arrears"),
        ({"kind": Kind.FLAT_FEE}, "is its fee"),
        (
            {"kind": Kind.FLAT_FEE, "annual_rate": "1%", "fee": "1", "fees_on_prepay": FeesOnPrepay.WAIVED},
            "is its fee",
        ),
    ],
)
def test_refused_debts(change: dict[str, Any], message: str) -> None:
    """What cannot be planned without a guess is refused, and the error says what."""
    with pytest.raises(InputError, match=message):
        Debt(**{"name": "a", "balance": "1000", "annual_rate": "0", "minimum": "0", **change})


@pytest.mark.parametrize(
    "change",
    [
        {"name": 1},
        {"balance": 1.5},
        {"annual_rate": 0.2},
        {"minimum": 1.5},
        {"minimum": True},
        {"fee_months": 1.0},
        {"due_on": "2026-01-19"},
        {"overdue_since": "2026-01-19"},
        {"lender": "bank"},
        {"kind": "card"},
        {"fees_on_prepay": True},
        {"reported": "yes"},
        {"reported": 1},
    ],
)
def test_refused_types(change: dict[str, Any]) -> None:
    """A wrong type is a type error of the library."""
    with pytest.raises(InputTypeError):
        Debt(**{"name": "a", "balance": "1000", "annual_rate": "0", "minimum": "0", **change})


def test_what_is_just_allowed() -> None:
    """The bounds themselves are allowed."""
    assert simple(minimum="1").floor == 100
    assert simple(minimum="100%", arrears="1000").share == 1
    flat = simple(kind=Kind.FLAT_FEE, fee="1", fees_on_prepay=FeesOnPrepay.SUNK, fee_months=600)
    assert flat.floor == 0


@pytest.mark.parametrize("monthly", ["0", "-1"])
def test_a_budget_is_above_zero(monthly: str) -> None:
    """Without money there is no plan."""
    with pytest.raises(InputError, match="monthly must be above 0"):
        Budget(monthly)


def test_refused_plans() -> None:
    """No debts, a name twice, a wrong type, an overdue day to come, an order that does not fit."""
    a, b = simple("a"), simple("b")
    with pytest.raises(InputError, match="debts may not be empty"):
        run()
    with pytest.raises(InputError, match="two debts are called a"):
        run(a, a)
    with pytest.raises(InputTypeError, match="must be a Debt"):
        plan(["a"], Budget("1"), strategy=avalanche, start=START)  # type: ignore[list-item] # refused at run time too
    with pytest.raises(InputTypeError, match="must be a Budget"):
        plan([a], "100", strategy=avalanche, start=START)  # type: ignore[arg-type] # refused at run time too
    late = simple(arrears="1", overdue_since=date(2026, 1, 16))
    with pytest.raises(InputError, match="lies after the start"):
        run(late)
    assert run(late, start=date(2026, 1, 16)).status is Status.COMPLETE
    for order in (["a"], ["a", "b", "c"]):
        with pytest.raises(InputError, match="every debt once"):
            run(a, b, strategy=custom(order))
    with pytest.raises(InputError, match="twice"):
        custom(["a", "a"])
    with pytest.raises(InputTypeError, match="list of names"):
        custom("ab")
    with pytest.raises(InputError, match="no debt called c"):
        run(a).payoff_of("c")
    with pytest.raises(InputError, match="beyond the calendar"):
        run(a, start=date(9999, 12, 1))


def test_rows_add_up_under_any_status() -> None:
    """Totals are the sums of the rows, short or not."""
    found = plan(debts_of("household"), Budget("7000"), strategy=avalanche, start=START)
    assert found.total_interest == from_fen(sum(to_fen(row.interest) for row in found.rows))
    assert found.total_fees == from_fen(sum(to_fen(row.fee) for row in found.rows))
    assert found.total_paid == from_fen(sum(to_fen(row.paid) for row in found.rows))
