"""The named strategies: the order each gives, the reason, what it needs to know, and what it does with the surplus."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from creditrules.errors import InputError, InputTypeError
from creditrules.messages import render
from creditrules.records import overdue_status
from creditrules.repayment import (
    Budget,
    Debt,
    FeesOnPrepay,
    Lender,
    Plan,
    Pressure,
    Security,
    Standing,
    Status,
    Strategy,
    avalanche,
    compare,
    free_cash_first,
    high_rate_then_small,
    minimum_only,
    plan,
    proportional,
    record_first,
    risk_first,
    uncounted,
)
from creditrules.repayment.standing import Unasked, overdue_band

START = date(2026, 1, 15)
STRICT = high_rate_then_small(rate_line="24%")


def one(name: str, balance: str = "1000", **changes: object) -> Debt:
    """Return a reported bank debt without interest, dues, security or pressure, with some fields changed."""
    fields: dict[str, Any] = {
        "annual_rate": "0",
        "minimum": "0",
        "lender": Lender.BANK,
        "reported": True,
        "pressure": Pressure.NONE,
        "security": Security.NONE,
    }
    return Debt(name, balance, **(fields | changes))


def run(strategy: Strategy, monthly: str, *debts: Debt) -> Plan:
    """Plan from the usual start."""
    return plan(debts, Budget(monthly), strategy=strategy, start=START)


def names(found: Plan) -> list[str]:
    """Return the debts in the order of the first month."""
    return [placed.debt for placed in found.order]


def whys(found: Plan, locale: str = "en") -> list[str]:
    """Return the reasons in the order of the first month."""
    return [render(placed.why, locale) for placed in found.order]


@pytest.mark.parametrize(
    ("strategy", "english", "chinese"),
    [
        (STRICT, "dear or pressed debts first, then the smallest", "先还利息高、催收紧的，再还金额小的"),
        (risk_first, "highest risk first", "先还风险高的"),
        (record_first, "credit record first", "先保征信"),
        (free_cash_first, "monthly dues that cost least to end first", "先腾出每月现金（先还结清后月供减得最多的）"),
        (proportional, "in proportion to the balances", "按余额比例还"),
        (minimum_only, "only what falls due", "只还当期应还（最低还款）"),
    ],
)
def test_names(strategy: Strategy, english: str, chinese: str) -> None:
    """Each has its name in both languages."""
    title = run(strategy, "100", one("only")).title
    assert (render(title, "en"), render(title, "zh")) == (english, chinese)


def test_high_rate_then_small() -> None:
    """At the line, pressed below it and dearer than that in one tier by rate; the others by balance."""
    found = run(
        STRICT,
        "100",
        one("large", "3000", annual_rate="20%"),
        one("small", "500", annual_rate="10%"),
        one("pressed", annual_rate="12%", pressure=Pressure.PRESSED),
        one("line", annual_rate="24%"),
        one("court", annual_rate="24%", pressure=Pressure.SUED),
        one("reminded", "2000", annual_rate="23.99%", pressure=Pressure.REMINDED),
    )
    assert names(found) == ["court", "line", "pressed", "small", "reminded", "large"]
    assert whys(found)[1:4] == [
        "24.00% a year",
        "pressed every day, or through others",
        "500.00 yuan owed at the start",
    ]
    assert names(
        run(high_rate_then_small(rate_line="50%", level=Pressure.SUED), "1", one("a", "9"), one("b", "8"))
    ) == [
        "b",
        "a",
    ]


def test_pressure_is_asked_for_only_where_it_decides() -> None:
    """Not for one debt, nor above the line at unlike rates; at equal rates or below the line it is."""
    unsaid = one("unsaid", annual_rate="30%", pressure=None)
    assert names(run(STRICT, "100", unsaid, one("b", annual_rate="24%"))) == ["unsaid", "b"]
    assert names(run(STRICT, "100", evolve(unsaid, annual_rate="0"))) == ["unsaid"]
    for rate in ("30%", "1%"):
        with pytest.raises(InputError, match="debt unsaid does not say pressure, which decides"):
            run(STRICT, "100", evolve(unsaid, annual_rate=rate), one("b", annual_rate="30%"))


def test_high_rate_then_small_refuses() -> None:
    """A rate of 24 is no rate, and a level is a member of its class."""
    with pytest.raises(InputError, match="rate_line is 24"):
        high_rate_then_small(rate_line=24)
    with pytest.raises(InputTypeError, match="level must be a member of Pressure"):
        high_rate_then_small(rate_line="24%", level=2)  # type: ignore[arg-type]


def test_risk_first() -> None:
    """Court, what is lived in or earned with, a worse band, the band, the bureau, the rate."""
    late: dict[str, Any] = {"minimum": "100", "arrears": "100", "overdue_since": date(2025, 12, 20)}
    found = run(
        risk_first,
        "100",
        one("dear", annual_rate="36%", reported=False),
        one("quiet", annual_rate="12%", reported=False, **late),
        one("bureau", annual_rate="14%"),
        one("late", annual_rate="12%", **late),
        one("long", annual_rate="12%", **(late | {"overdue_since": date(2024, 12, 20)})),
        one("due", annual_rate="10%", minimum="50"),
        one("tools", security=Security.TOOLS),
        one("home", annual_rate="4%", security=Security.HOME),
        one("court", pressure=Pressure.SUED, reported=False),
        one("other", annual_rate="1%", security=Security.OTHER),
    )
    assert names(found) == ["court", "home", "tools", "late", "due", "long", "quiet", "bureau", "other", "dear"]
    assert whys(found) == [
        "a suit, a judgment or enforcement",
        "secured on the home",
        "secured on what a living is earned with",
        "reported: 200.00 yuan now keep it from being 85 days overdue a month later",
        "reported: 50.00 yuan now keep it from being 28 days overdue a month later",
        "422 days overdue",
        "57 days overdue",
        "the lender reports to the credit bureau; 14.00% a year",
        "the lender reports to the credit bureau; 1.00% a year",
        "36.00% a year",
    ]
    assert whys(found, "zh")[1] == "以住房作担保"


@pytest.mark.parametrize("argument", ["pressure", "security", "reported"])
def test_risk_first_asks(argument: str) -> None:
    """For what decides, and not for what comes after it."""
    nothing: dict[str, Any] = {argument: None}
    unsaid = one("unsaid", **nothing)
    assert names(run(risk_first, "100", unsaid)) == ["unsaid"]
    with pytest.raises(InputError, match=f"debt unsaid does not say {argument}, which"):
        run(risk_first, "100", unsaid, one("b"))
    court = one("court", pressure=Pressure.SUED)
    if argument != "pressure":
        assert names(run(risk_first, "100", unsaid, court)) == ["court", "unsaid"]


def test_risk_first_asks_whether_a_late_debt_is_reported() -> None:
    """A debt that would be in a worse band says whether anybody is told."""
    unsaid = one("unsaid", minimum="100", reported=None)
    with pytest.raises(InputError, match="debt unsaid does not say reported, which decides where it stands"):
        run(risk_first, "100", unsaid, one("b", minimum="100"))


def test_record_first() -> None:
    """While money is short: worse bands by what cures them, the worst band likewise, then by rate."""
    late: dict[str, Any] = {"minimum": "100", "arrears": "100"}
    debts = (
        one("dear", annual_rate="36%", minimum="10", reported=False, lender=Lender.PRIVATE),
        one("long", **late, overdue_since=date(2025, 1, 1)),
        one("costly", minimum="300"),
        one("cheap", "9000", **late, overdue_since=date(2025, 12, 20)),
        one("quiet", annual_rate="40%"),
    )
    short = run(record_first, "500", *debts)
    assert names(short) == ["cheap", "costly", "long", "quiet", "dear"]
    assert whys(short)[1:4] == [
        "reported: 300.00 yuan now keep it from being 28 days overdue a month later",
        "410 days overdue",
        "40.00% a year",
    ]
    paid = {row.debt: row.paid for row in short.rows if row.month == 1}
    assert (paid["cheap"], paid["costly"], paid["long"]) == (Decimal(200), Decimal(300), Decimal(0))
    assert names(run(record_first, "1000", *debts)) == names(run(avalanche, "1000", *debts))
    with pytest.raises(InputError, match="debt unsaid does not say reported, which decides where it stands"):
        run(record_first, "100", one("unsaid", minimum="100", reported=None), one("b", minimum="100"))


def test_free_cash_first() -> None:
    """The least money for the most freed; a debt that frees nothing comes last, whatever its rate."""
    found = run(
        free_cash_first,
        "1000",
        one("loan", "6000", annual_rate="5%", minimum="500"),
        one("card", "2000", annual_rate="18%", minimum="5%"),
        one("note", annual_rate="36%"),
        one("calm", annual_rate="3%"),
    )
    assert names(found) == ["loan", "card", "note", "calm"]
    assert whys(found)[::2] == ["6,000.00 yuan paid free 500.00 a month", "frees no monthly due; 36.00% a year"]


def test_proportional() -> None:
    """The surplus is shared by what is owed to the fen, and what one no longer needs goes to the others."""
    found = run(proportional, "100.01", one("a", "200"), one("b", "100"))
    assert [row.extra for row in found.rows[:2]] == [Decimal("66.67"), Decimal("33.34")]
    due = run(proportional, "150", one("a", "100", minimum="90"), one("b", "100"), one("c", "20", minimum="20"))
    assert [row.paid for row in due.rows[:3]] == [Decimal(100), Decimal(30), Decimal(20)]
    assert whys(found)[0] == "a share of the surplus in the ratio of 200.00 yuan owed"


def test_minimum_only() -> None:
    """The rest of the money is kept, and what has no due is never paid off."""
    found = run(minimum_only, "1000", one("loan", "300", minimum="100"), one("note"))
    assert [row.paid for row in found.rows[:2]] == [Decimal(100), Decimal(0)]
    assert (found.status, found.payoffs[0].month) == (Status.GROWING, 3)
    assert run(minimum_only, "100", one("loan", "300", minimum="100")).status is Status.COMPLETE
    assert whys(found)[0] == "nothing beyond what falls due"


def test_arrears_bear_the_penalty_rate() -> None:
    """18 % with half as much again on what is overdue comes before 24 % while money is short, and costs that."""
    late = one(
        "late",
        annual_rate="18%",
        minimum="100",
        arrears="400",
        overdue_since=date(2025, 12, 1),
        penalty_multiple="1.5",
    )
    found = run(avalanche, "300", late, one("dear", annual_rate="24%", minimum="100"))
    assert (names(found), whys(found)[0]) == (["late", "dear"], "27.00% a year on the overdue part")
    assert whys(found, "zh")[0] == "逾期部分年利率27.00%"
    assert found.rows[0].interest == Decimal("18.00")  # 1.5 % of 1,000 and 0.75 % of 400
    enough = run(avalanche, "700", late, one("dear", annual_rate="24%", minimum="100"))
    assert (names(enough), enough.rows[0].interest) == (["dear", "late"], Decimal("18.00"))
    assert enough.rows[2].interest < Decimal("9.01")  # the arrears are gone


def test_a_penalty_beside_a_fee() -> None:
    """The reason names the fee, which is what raises the rate above the penalty rate."""
    debt = one("fee", fee="10", fees_on_prepay=FeesOnPrepay.WAIVED, annual_rate="10%", penalty_multiple=Fraction(3, 2))
    assert Standing(debt, 100_000, fee_runs=True, due=5, arrears=5).marginal_rate == Fraction(27, 100)
    late = evolve(debt, minimum="100", arrears="50")
    assert "the fee of 10.00 yuan" in whys(run(avalanche, "30", late, one("b", minimum="10")))[0]


def test_late_fees() -> None:
    """A month with a missed due costs its late fee, an amount or a share of what was missed, and closes with it."""
    found = run(record_first, "100", one("a", minimum="60", late_fee="5"), one("b", minimum="90", late_fee="10%"))
    assert [(row.debt, row.missed, row.fee) for row in found.rows[:2]] == [
        ("a", Decimal(0), Decimal(0)),
        ("b", Decimal(50), Decimal(5)),
    ]
    for row in found.rows:
        assert row.opening + row.interest + row.fee - row.paid == row.closing
    amounts = run(record_first, "100", one("a", minimum="90", late_fee="5"), one("b", minimum="60"))
    assert amounts.rows[0].fee == Decimal(5)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"penalty_multiple": "0.5"}, "penalty_multiple must be from 1 to 10, got '0.5'"),
        ({"penalty_multiple": "50"}, "penalty_multiple must be from 1 to 10, got '50'"),
        ({"late_fee": "-1"}, "late_fee"),
        ({"pressure": 1}, "pressure must be a member of Pressure"),
        ({"security": True}, "security must be a member of Security"),
    ],
)
def test_bad_facts(changes: dict[str, Any], text: str) -> None:
    """A fact outside its bound is refused by name."""
    with pytest.raises(InputError, match=text):
        one("bad", **changes)


def test_facts_evolve() -> None:
    """What a debt holds goes back in."""
    debt = one("a", late_fee="5%", penalty_multiple="1.5")
    assert evolve(debt, name="b").late_fee == Fraction(1, 20)
    assert evolve(debt, name="b").penalty_multiple == Fraction(3, 2)


def test_bands_are_those_of_the_record() -> None:
    """The bands of days are those that the credit report's row shows."""
    for days in range(1, 400):
        assert overdue_status(days) == str(overdue_band(days)), days
    assert overdue_band(0) == 0


def test_an_unasked_fact_cannot_be_compared() -> None:
    """It stands for no value at all."""
    with pytest.raises(InputError, match="debt a does not say security"):
        _ = Unasked(one("a"), "security") == 1


def test_side_by_side() -> None:
    """Interest, fees, months, the first account closed, the months reported late, and the price against the best."""
    debts = (
        one("loan", "600", annual_rate="24%", minimum="120", late_fee="10"),
        one("friend", "300", minimum="80", reported=False, lender=Lender.PRIVATE),
    )
    found = compare(*(run(strategy, "150", *debts) for strategy in (avalanche, free_cash_first, minimum_only)))
    assert found.to_records("en")[0] == {
        "strategy": "highest rate first",
        "status": Status.SHORT,
        "months": 7,
        "interest": Decimal("38.73"),
        "fees": Decimal(0),
        "dearer_by": Decimal(0),
        "later_by": 0,
        "first_closed": "loan",
        "first_closed_month": 6,
        "months_reported_late": 0,
    }
    assert [entry.months_reported_late for entry in found.entries] == [0, 0, 0]
    assert found.to_records()[2]["strategy"] == "只还当期应还（最低还款）"
    reported = evolve(debts[1], reported=True)
    assert run(avalanche, "150", debts[0], reported).months_reported_late == 6


def test_months_reported_late_may_be_unknown() -> None:
    """A missed due of a debt that does not say whether it is reported; one that never ends has no price."""
    found = compare(run(avalanche, "50", one("a", annual_rate="240%", minimum="100", reported=None)))
    record = found.to_records("en")[0]
    assert (record["months_reported_late"], record["first_closed"], record["dearer_by"]) == (None, None, None)


def test_what_is_not_counted_is_told() -> None:
    """Penalty interest and late fees of a debt with a missed due, where it does not say them; of no other."""
    silent = one("silent", annual_rate="12%", minimum="90")
    told = one("told", annual_rate="12%", minimum="90", penalty_multiple="1.5", late_fee="5%")
    found = run(avalanche, "50", silent, told, one("free", minimum="90", late_fee="0"))
    assert [(note.code, dict(note.args)["debt"]) for note in uncounted(found)] == [
        ("plan-no-penalty", "silent"),
        ("plan-no-late-fee", "silent"),
    ]
    assert uncounted(run(avalanche, "500", silent, told)) == ()
