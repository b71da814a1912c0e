"""Balloons, tables, grace, deposits, changes of the rate, moved due days and rounding: by pencil, or as published."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pytest

from creditrules.errors import InputError, InputTypeError
from creditrules.loans import (
    Back,
    Deposit,
    Fee,
    Grace,
    Loan,
    Method,
    Repricing,
    Residual,
    Schedule,
    When,
    lpr_rates,
    schedule,
)
from creditrules.money import Mode, Rounding
from creditrules.periods import DayCount, Days, Months
from creditrules.rates import Origin, Tenor, irr
from strategies import next_weekday

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).parent / "cases"
PUBLISHED = json.loads((CASES / "instalment_schedules.json").read_text(encoding="utf-8"))
MISC = json.loads((CASES / "china_misc.json").read_text(encoding="utf-8"))
DRAWN = date(2026, 1, 10)
PAID, ADDED = Grace.PAID, Grace.CAPITALISED
BY_DAYS, NEXT = Repricing.BY_DAYS, Repricing.NEXT_PERIOD
LEVEL, EQUAL, FLAT = Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL, Method.FLAT
BALLOON, TABLE, AT_END, BULLET = Method.BALLOON, Method.TABLE, Method.INTEREST_ONLY, Method.BULLET


def lent(principal: object = "12000", rate: object = "12%", instalments: object = 12, **terms: object) -> Loan:
    """Return a loan drawn on the usual day, in equal parts of principal unless said otherwise."""
    fields: dict[str, Any] = {"method": EQUAL, "drawn_on": DRAWN} | terms
    given: tuple[Any, ...] = (principal, rate, instalments, fields.pop("drawn_on"))
    return Loan(*given, **fields)


def column(plan: Schedule, name: str) -> list[str]:
    """Return one column of a schedule as text."""
    return [str(getattr(row, name)) for row in plan.rows]


def by_id(cases: list[dict[str, Any]]) -> list[Any]:
    """Return cases, each under its id."""
    return [pytest.param(case, id=case["id"]) for case in cases]


class TestPublished:
    """Plans that issuers and calculators print."""

    @pytest.mark.parametrize("case", by_id(PUBLISHED["ping_an"]))
    def test_ping_an(self, case: dict[str, Any]) -> None:
        """Parts cut to the fen, the rest in the first, and a fee on the whole with each instalment."""
        charge = Fee("fee", rate=f"{case['fee_pct']}%", when=When.EVERY)
        cut = Rounding(mode=Mode.DOWN)
        terms = {"fees": [charge], "rounding": cut, "residual": Residual.FIRST}
        plan = schedule(lent(case["total"], "0", case["instalments"], **terms))
        others = [case["other_payment"]] * (case["instalments"] - 1)
        assert column(plan, "payment") == [case["first_payment"], *others]

    def test_bank_of_china(self) -> None:
        """Principal is cut to whole yuan with the rest in the first; interest goes by the fen.

        10,000 over 12: eleven parts of 833 and one of 837; 0.6 % of 10,000 is 60.00 each time. The rule is the bank's:
        https://www.boc.cn/bcservice/bc3/bc31/201203/t20120331_1767028.html
        """
        terms = {"method": FLAT, "residual": Residual.FIRST, "rounding": Rounding(unit="1", mode=Mode.DOWN)}
        plan = schedule(lent("10000", "7.2%", 12, interest_rounding=Rounding(), **terms))
        assert column(plan, "principal") == ["837.00", *["833.00"] * 11]
        assert set(column(plan, "interest")) == {"60.00"}
        uneven = schedule(lent("9999.99", "7.2%", 12, interest_rounding=Rounding(), **terms))
        assert column(uneven, "principal") == ["836.99", *["833.00"] * 11]

    @pytest.mark.parametrize("case", by_id(MISC["apr"]))
    def test_annualised_rates(self, case: dict[str, Any]) -> None:
        """Twelve times the monthly internal rate, as banks print it."""
        found = irr([case["received"], *[f"-{case['payment']}"] * case["instalments"]], periods_per_year=12)
        places = len(case["nominal_pct"].partition(".")[2])
        assert f"{float(found.nominal) * 100:.{places}f}" == case["nominal_pct"]

    @pytest.mark.parametrize("case", by_id(MISC["schedule"]))
    def test_calculators(self, case: dict[str, Any]) -> None:
        """Each printed figure to its printed precision, and totals to the fen that each instalment is rounded by."""
        fees = [Fee("fee", rate=f"{case['fee_pct']}%", when=When.EVERY)] if "fee_pct" in case else []
        method = Method[case["method"].upper()]
        plan = schedule(lent(case["principal"], case["annual_rate"], case["instalments"], method=method, fees=fees))
        first, last = plan.rows[0], plan.rows[-1]
        found = {
            **dict.fromkeys(("monthly", "first", "payment"), first.payment),
            **dict.fromkeys(("first_interest", "monthly_interest"), first.interest),
            **dict.fromkeys(("first_principal", "principal"), first.principal),
            "last": last.payment,
            "total": plan.total_payment,
            "total_interest": plan.total_interest,
            "total_fees": plan.total_fees,
            **{f"balance_{row.number}": row.balance for row in plan.rows},
        }
        for name, printed in case["expected"].items():
            unit = Fraction(1, 10 ** len(printed.partition(".")[2]))
            # Half a fen of payment and of interest in each row that the figure sums up.
            summed = {"total": case["instalments"], "last": case["instalments"], "balance": 12}
            rows = summed.get(name.partition("_")[0], 0)
            assert abs(Fraction(found[name]) - Fraction(printed)) <= unit / 2 + Fraction(rows, 100), name


class TestBalloon:
    """气球贷: the payment of a longer term, and the rest with the last."""

    def test_by_pencil(self) -> None:
        """12,000 at 12 % as if over 12 months is 1,066.19 a month; after three the rest is due."""
        plan = schedule(lent(instalments=3, method=BALLOON, balloon_instalments=12))
        assert column(plan, "payment") == ["1066.19", "1066.19", "10199.14"]
        assert column(plan, "principal") == ["946.19", "955.65", "10098.16"]  # 110.54 and 100.98 of interest
        assert column(plan, "balance")[-1] == "0.00"
        assert float(plan.annual_rate().nominal) == pytest.approx(0.12, abs=1e-5)

    def test_it_is_a_level_loan_cut_short(self) -> None:
        """Up to the last its rows are those of the longer loan."""
        short = schedule(lent(instalments=5, method=BALLOON, balloon_instalments=24))
        long = schedule(lent(instalments=24, method=LEVEL))
        assert short.rows[:4] == long.rows[:4]
        assert short.rows[4].principal == long.rows[3].balance

    @pytest.mark.parametrize(
        ("terms", "text"),
        [
            ({"method": BALLOON}, "balloon_instalments and BALLOON go together"),
            ({"balloon_instalments": 24}, "balloon_instalments and BALLOON go together"),
            (
                {"method": BALLOON, "balloon_instalments": 12},
                "balloon_instalments must be more than the 12 instalments, got 12",
            ),
            ({"method": BALLOON, "balloon_instalments": 1201}, "balloon_instalments must be from 1 to 1200"),
            ({"method": BALLOON, "balloon_instalments": "24"}, "balloon_instalments must be a whole number, got str"),
        ],
    )
    def test_refusals(self, terms: dict[str, Any], text: str) -> None:
        """The longer term belongs to a balloon, and is longer."""
        with pytest.raises(InputError, match=text):
            lent(**terms)


class TestTable:
    """分期还本: principal as a table says."""

    def test_by_pencil(self) -> None:
        """Nothing, 2,000, nothing and 10,000: 1 % of what is left each month."""
        plan = schedule(lent(instalments=4, method=TABLE, table=["0", "2000", "0", "10000"]))
        assert column(plan, "payment") == ["120.00", "2120.00", "100.00", "10100.00"]
        assert plan.loan.table[1] == Decimal("2000.00")

    @pytest.mark.parametrize(
        ("terms", "text"),
        [
            ({"method": TABLE}, "the table must have 2 parts of principal, got 0"),
            ({"method": TABLE, "table": ["12000"]}, "the table must have 2 parts of principal, got 1"),
            ({"method": TABLE, "table": ["1", "2"]}, r"the table must sum to the principal of 12000\.00, got 3\.00"),
            ({"method": TABLE, "table": ["-1", "12001"]}, re.escape("table[0] must be 0 or more")),
            ({"method": TABLE, "table": ["0", 12000.0]}, re.escape("table[1] is a float")),
            ({"method": TABLE, "table": 12000}, "table must be a list, got int"),
            ({"table": ["6000", "6000"]}, "a table of principal needs the method TABLE, got equal principal"),
        ],
    )
    def test_refusals(self, terms: dict[str, Any], text: str) -> None:
        """A table has a part for each instalment, which make up the loan."""
        with pytest.raises(InputError, match=text):
            lent(instalments=2, **terms)


class TestGrace:
    """宽限期: first instalments that repay no principal."""

    def test_paid(self) -> None:
        """Three months of interest alone, then nine parts; the level payment is that of nine months."""
        parts = schedule(lent(grace=3, grace_interest=PAID))
        assert column(parts, "payment")[:4] == ["120.00", "120.00", "120.00", "1453.33"]
        assert column(parts, "principal")[3:] == [*["1333.33"] * 8, "1333.36"]
        level = schedule(lent(method=LEVEL, grace=3, grace_interest=PAID))
        assert column(level, "payment")[2:4] == [
            "120.00",
            column(schedule(lent(instalments=9, method=LEVEL)), "payment")[0],
        ]

    def test_capitalised(self) -> None:
        """12,000 grows by a hundredth twice; then ten parts of 12,241.20."""
        plan = schedule(lent(grace=2, grace_interest=ADDED))
        assert column(plan, "payment")[:3] == ["0.00", "0.00", "1346.53"]
        assert column(plan, "principal")[:3] == ["-120.00", "-121.20", "1224.12"]
        assert column(plan, "balance")[:2] == ["12120.00", "12241.20"]
        assert float(plan.annual_rate().nominal) == pytest.approx(0.12, abs=1e-5)

    def test_flat(self) -> None:
        """Flat interest is paid in grace too; the first part after it takes the rest."""
        plan = schedule(lent("1000", instalments=4, method=FLAT, grace=1, grace_interest=PAID, residual=Residual.FIRST))
        assert column(plan, "principal") == ["0.00", "333.34", "333.33", "333.33"]
        assert set(column(plan, "interest")) == {"10.00"}

    def test_balloon(self) -> None:
        """The longer term counts from the start, grace included."""
        terms = {"method": BALLOON, "balloon_instalments": 14, "grace": 2, "grace_interest": PAID}
        assert column(schedule(lent(instalments=4, **terms)), "payment")[2] == "1066.19"

    @pytest.mark.parametrize(
        ("terms", "text"),
        [
            ({"grace": 3}, "grace and grace_interest go together"),
            ({"grace_interest": PAID}, "grace and grace_interest go together"),
            ({"grace": 12, "grace_interest": PAID}, "grace must be less than the 12 instalments, got 12"),
            ({"grace": -1, "grace_interest": PAID}, "grace must be from 0 to 1200, got -1"),
            ({"grace": 1, "grace_interest": "PAID"}, "grace_interest must be a member of Grace, got str"),
            (
                {"grace": 1, "grace_interest": PAID, "method": AT_END},
                "interest only, principal at the end has no grace",
            ),
            ({"grace": 1, "grace_interest": ADDED, "method": FLAT}, "grace must be PAID"),
        ],
    )
    def test_refusals(self, terms: dict[str, Any], text: str) -> None:
        """What is owed in grace is said, and only where principal is repaid by steps."""
        with pytest.raises(InputError, match=text):
            lent(**terms)


class TestDeposit:
    """保证金: less is received, and it comes back."""

    def test_returned(self) -> None:
        """With the last instalment; it is no fee, but the rate rises."""
        plain = schedule(lent(instalments=3))
        held = schedule(lent(instalments=3, deposit=Deposit("2000", back=Back.RETURNED)))
        assert held.rows == plain.rows
        assert (held.received, held.total_fees) == (Decimal("10000.00"), Decimal("0.00"))
        assert [str(flow.amount) for flow in held.cash_flows()] == ["10000.00", "-4120.00", "-4080.00", "-2040.00"]
        assert held.annual_rate().effective > plain.annual_rate().effective

    def test_set_off(self) -> None:
        """Against the last instalments, from the end: 4,040 and 460 of 4,080."""
        held = schedule(lent(instalments=3, deposit=Deposit("4500", back=Back.OFFSET)))
        assert [str(flow.amount) for flow in held.cash_flows()] == ["7500.00", "-4120.00", "-3620.00", "0.00"]
        back = schedule(lent(instalments=3, deposit=Deposit("4500", back=Back.RETURNED)))
        assert str(back.cash_flows()[-1].amount) == "460.00"

    def test_set_off_beyond_all_instalments(self) -> None:
        """What no instalment can take falls to the first, so that nothing is lost."""
        charge = Fee("fee", amount="90", when=When.EVERY, compulsory=False)
        plan = schedule(lent("100", "0", 1, fees=[charge], deposit=Deposit("99", back=Back.OFFSET)))
        assert [str(flow.amount) for flow in plan.cash_flows()] == ["1.00", "-1.00"]

    @pytest.mark.parametrize(
        ("made", "text"),
        [
            (lambda: Deposit("0", back=Back.OFFSET), "amount must be above 0"),
            (lambda: Deposit("1", back=cast("Any", "OFFSET")), "back must be a member of Back, got str"),
            (lambda: lent(deposit="2000"), "deposit must be a Deposit, got str"),
            (
                lambda: schedule(lent(deposit=Deposit("12000", back=Back.OFFSET))),
                r"the deposit and the fees leave nothing of the 12000\.00",
            ),
        ],
    )
    def test_refusals(self, made: Callable[[], object], text: str) -> None:
        """It is an amount that leaves something, and how it comes back is said."""
        with pytest.raises(InputError, match=text):
            made()


class TestRateChanges:
    """利率调整: new rates from days on."""

    def test_from_the_next_period(self) -> None:
        """A change inside February counts from 10 March; one on a due day from that day."""
        terms = {"instalments": 4, "method": AT_END, "repricing": NEXT}
        inside = schedule(lent(rate_changes=[(date(2026, 2, 20), "6%")], **terms))
        assert column(inside, "interest") == ["120.00", "120.00", "60.00", "60.00"]
        on_the_day = schedule(lent(rate_changes=[(date(2026, 3, 10), "6%"), (date(2026, 4, 10), "3%")], **terms))
        assert column(on_the_day, "interest") == ["120.00", "120.00", "60.00", "30.00"]

    def test_by_days(self) -> None:
        """10 to 20 February at 12 %, to 10 March at 6 %: 10 and 18 days of 360."""
        change = [(date(2026, 2, 20), "6%")]
        terms = {"instalments": 3, "method": AT_END, "day_count": DayCount.ACT_360}
        plan = schedule(lent(rate_changes=change, repricing=BY_DAYS, **terms))
        assert column(plan, "interest") == ["120.00", "76.00", "60.00"]  # 40 + 36

    def test_two_changes_in_one_period(self) -> None:
        """A quarter of 90 days: 30 each at 12, 6 and 3 per cent."""
        changes = [(date(2026, 2, 9), "6%"), (date(2026, 3, 11), "3%")]
        terms = {"instalments": 1, "method": BULLET, "every": Days(90), "day_count": DayCount.ACT_360}
        by_days = schedule(lent(rate_changes=changes, repricing=BY_DAYS, **terms))
        assert column(by_days, "interest") == ["210.00"]  # 120 + 60 + 30
        later = schedule(lent(rate_changes=changes, repricing=NEXT, **terms))
        assert column(later, "interest") == ["360.00"]

    def test_a_level_payment_is_set_anew(self) -> None:
        """Over what is left at the new rate, from the first period that begins at it."""
        change = [(date(2026, 4, 10), "6%")]
        plan = schedule(lent(method=LEVEL, rate_changes=change, repricing=NEXT))
        left = plan.rows[2].balance
        fresh = schedule(lent(left, "6%", 9, method=LEVEL, drawn_on=date(2026, 4, 10)))
        assert column(plan, "payment")[:3] == ["1066.19"] * 3
        assert column(plan, "payment")[3:] == column(fresh, "payment")
        assert plan.loan.rate_on(date(2026, 4, 9)) == Fraction("0.12")

    def test_the_same_rate_changes_nothing(self) -> None:
        """A change to the same rate leaves every row."""
        plan = schedule(lent(method=LEVEL, rate_changes=[(date(2026, 4, 10), "12%")], repricing=NEXT))
        assert plan.rows == schedule(lent(method=LEVEL)).rows

    @pytest.mark.parametrize(
        ("terms", "text"),
        [
            ({"rate_changes": [(date(2026, 4, 1), "6%")]}, "rate_changes and repricing go together"),
            ({"repricing": NEXT}, "rate_changes and repricing go together"),
            ({"repricing": "NEXT_PERIOD"}, "repricing must be a member of Repricing"),
            (
                {"rate_changes": [(DRAWN, "6%")], "repricing": NEXT},
                "the days of rate_changes must ascend from drawn_on",
            ),
            (
                {"rate_changes": [(date(2026, 5, 1), "6%"), (date(2026, 4, 1), "5%")], "repricing": NEXT},
                "2026-04-01 does not come after 2026-05-01",
            ),
            ({"rate_changes": 6, "repricing": NEXT}, "rate_changes must be a list, got int"),
            ({"rate_changes": ["6%"], "repricing": NEXT}, re.escape("rate_changes[0] must be a pair, got str")),
            ({"rate_changes": [("2026", "6%")], "repricing": NEXT}, re.escape("rate_changes[0][0] must be a datetime")),
            (
                {"rate_changes": [(date(2026, 4, 1), 0.06)], "repricing": NEXT},
                re.escape("rate_changes[0][1] is a float"),
            ),
            (
                {"rate_changes": [(date(2026, 4, 1), "6%")], "repricing": BY_DAYS},
                "day_count is required: a change of the rate BY_DAYS splits a period",
            ),
        ],
    )
    def test_refusals(self, terms: dict[str, Any], text: str) -> None:
        """Days ascend, and how a change counts is said."""
        with pytest.raises(InputError, match=text):
            lent(**terms)


class TestLprRates:
    """LPR加点: rates from the publications, set anew every year."""

    def test_first_of_january(self) -> None:
        """4.30 % less 20 points in May 2023, then the LPR last published before each first of January."""
        found = lpr_rates(
            date(2023, 5, 10),
            tenor=Tenor.FIVE_YEAR,
            points="-20",
            repriced_from=date(2024, 1, 1),
            until=date(2026, 1, 1),
        )
        assert str(found.value.annual_rate) == "0.041"
        assert [(str(day), str(rate)) for day, rate in found.value.rate_changes] == [
            *(("2024-01-01", "0.04"), ("2025-01-01", "0.034"), ("2026-01-01", "0.033"))
        ]
        assert {cite.instrument for cite in found.citations} == {"pboc-lpr"}
        assert "With the points of the contract the rate from 2024-01-01 is 4.00%." in found.explain("en")
        rates = found.value
        plan = schedule(
            Loan(
                "1000000",
                rates.annual_rate,
                360,
                date(2023, 5, 10),
                method=LEVEL,
                rate_changes=rates.rate_changes,
                repricing=NEXT,
            )
        )
        payments = column(plan, "payment")
        assert len(dict.fromkeys(payments[:-1])) == 4
        assert (payments[7], payments[8]) == (payments[0], payments[9])  # 10 January begins the period of the ninth

    def test_day_of_the_loan(self) -> None:
        """Every year on the corresponding day; 29 February becomes the 28th."""
        found = lpr_rates(
            date(2024, 2, 29), tenor="1y", points=0, repriced_from=date(2025, 2, 28), until=date(2025, 12, 31)
        )
        assert [str(day) for day, _ in found.value.rate_changes] == ["2025-02-28"]
        nothing = lpr_rates(
            date(2024, 2, 29), tenor="1y", points=0, repriced_from=date(2025, 3, 1), until=DRAWN - timedelta(400)
        )
        assert nothing.value.rate_changes == ()

    @pytest.mark.parametrize(
        ("changes", "text"),
        [
            ({"repriced_from": date(2023, 5, 10)}, "repriced_from 2023-05-10 must come after drawn_on 2023-05-10"),
            ({"points": "-500"}, r"points leave a rate of -0\.7% on 2023-05-10, which is below zero"),
            ({"points": 0.5}, "points is a float"),
            ({"until": "2025"}, "until must be a datetime.date"),
            ({"tenor": "3y"}, "tenor must be one_year or five_year"),
        ],
    )
    def test_refusals(self, changes: dict[str, Any], text: str) -> None:
        """Days in order, exact points, and a rate that is one."""
        fields: dict[str, Any] = {"tenor": "5y", "points": 0, "repriced_from": date(2024, 1, 1), "until": DRAWN}
        with pytest.raises(InputError, match=text):
            lpr_rates(date(2023, 5, 10), **fields | changes)


class TestShift:
    """Due days that a caller's function moves."""

    def test_weekdays(self) -> None:
        """A Saturday or Sunday becomes the Monday; the interest stays that of the period."""
        plan = schedule(lent(shift=next_weekday))
        assert column(plan, "due_on")[:5] == ["2026-02-10", "2026-03-10", "2026-04-10", "2026-05-11", "2026-06-10"]
        assert column(plan, "interest") == column(schedule(lent()), "interest")
        assert plan.loan.due_days == tuple(row.due_on for row in plan.rows)
        assert plan.annual_rate().origin is Origin.PERIODIC
        assert "shift" not in cast("dict[str, object]", plan.to_dict()["loan"])

    @pytest.mark.parametrize(
        ("shift", "text"),
        [
            (lambda _: date(2026, 3, 1), "the days of shift must ascend from drawn_on: 2026-03-01 does not come after"),
            (lambda day: day - timedelta(60), "does not come after 2026-01-10"),
            (lambda day: datetime.combine(day, datetime.min.time()), "shift must be a datetime.date, got datetime"),
        ],
    )
    def test_refusals(self, shift: Callable[[date], date], text: str) -> None:
        """What it gives are days, in order."""
        with pytest.raises(InputError, match=text):
            schedule(lent(shift=shift))

    def test_it_is_a_function(self) -> None:
        """Anything else is refused when the loan is made."""
        with pytest.raises(InputTypeError, match="shift must be a function, got str"):
            lent(shift="next")


@pytest.mark.parametrize("every", [Months(1), Months(3), Months(6), Months(12), Days(7), Days(14)])
@pytest.mark.parametrize("method", [LEVEL, EQUAL, AT_END, FLAT])
def test_every_period_costs_the_contract_rate(every: Months | Days, method: Method) -> None:
    """Months, quarters, halves, years, weeks and fortnights: the first interest is that part of 12 %."""
    plan = schedule(lent("365000", "12%", 4, method=method, every=every, day_count=DayCount.ACT_365))
    part = Fraction(every.count, 12 if isinstance(every, Months) else 365)
    assert Fraction(plan.rows[0].interest) == Fraction(365000) * 12 / 100 * part
    if method is not FLAT:
        assert float(plan.annual_rate().nominal) == pytest.approx(0.12, abs=1e-6)


def test_interest_rounded_apart() -> None:
    """Payments in whole yuan, interest cut to the fen."""
    how = {"rounding": Rounding(unit="1"), "interest_rounding": Rounding(mode=Mode.DOWN)}
    plan = schedule(lent("1000", "5%", 3, method=LEVEL, **how))
    assert column(plan, "payment")[:2] == ["336.00", "336.00"]
    assert column(plan, "interest")[0] == "4.16"  # 4.1666…
    with pytest.raises(InputTypeError, match="interest_rounding must be a Rounding"):
        lent(interest_rounding=Mode.DOWN)
