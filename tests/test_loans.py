"""Loans: schedules to the fen by every method, fees and their rate, published plans, and what is refused."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from html.parser import HTMLParser
from inspect import signature
from pathlib import Path
from typing import Any, cast

import pytest

from creditrules import money
from creditrules.errors import InputError, InputTypeError
from creditrules.loans import Fee, Loan, Method, Of, Residual, Schedule, When, schedule
from creditrules.money import Mode, Rounding, to_fen
from creditrules.periods import DayCount, Days, Months
from creditrules.rates import Origin, flat_rate

CASES = json.loads((Path(__file__).parent / "cases" / "annualised_rates.json").read_text(encoding="utf-8"))
DRAWN = date(2026, 1, 10)
EQUAL, FLAT = Method.EQUAL_PRINCIPAL, Method.FLAT
THIRTY = DayCount.THIRTY_360
LEVEL, AT_END, BULLET = Method.EQUAL_INSTALMENT, Method.INTEREST_ONLY, Method.BULLET


def lent(principal: object = "12000", rate: object = "12%", instalments: object = 12, **terms: object) -> Loan:
    """Return a loan drawn on the usual day, in equal parts of principal unless said otherwise."""
    fields: dict[str, Any] = {"method": EQUAL, "drawn_on": DRAWN} | terms
    given: tuple[Any, ...] = (principal, rate, instalments, fields.pop("drawn_on"))
    return Loan(*given, **fields)


def fee(**changes: object) -> Fee:
    """Return a fee of 1 per cent unless an amount is given."""
    fields: dict[str, Any] = {"name": "fee"} | ({} if "amount" in changes else {"rate": "1%"}) | changes
    return Fee(**fields)


def column(plan: Schedule, name: str) -> list[str]:
    """Return one column of a schedule as text."""
    return [str(getattr(row, name)) for row in plan.rows]


def as_printed(rate: Fraction | float, printed: str) -> bool:
    """Tell whether a rate is the printed per cent, within half a unit of its last place."""
    places = len(printed.partition(".")[2])
    return abs(Fraction(rate) * 100 - Fraction(printed)) <= Fraction(1, 2 * 10**places)


def by_id(group: str) -> list[Any]:
    """Return the cases of a publisher, each under its id."""
    return [pytest.param(case, id=case["id"]) for case in CASES[group]]


def per_cent(number: Fraction) -> str:
    """Write a number of per cent, which ends within eight places, as text."""
    return f"{Decimal(number.numerator) / number.denominator}%"


class TestKnownLoans:
    """Contracts whose plans are known to the fen."""

    @pytest.mark.parametrize("precision", [28, 3])
    def test_the_consumer_loan(self, precision: int) -> None:
        """24,000 at 23.99 % over 20 months, whatever the ambient context."""
        loan = lent("24000", "23.99%", 20, drawn_on=date(2025, 3, 6), method=LEVEL)
        with localcontext() as context:
            context.prec = precision
            context.traps[Inexact] = precision == 3
            plan = schedule(loan)
            first, eighth, ninth = plan.rows[0], plan.rows[7], plan.rows[8]
            payments = {str(row.payment) for row in plan.rows[:-1]}
        assert (str(first.interest), str(first.principal)) == ("479.80", "987.84")  # 24000 · 0.2399 / 12
        assert payments == {"1467.64"}
        assert (str(eighth.balance), ninth.due_on) == ("15521.66", date(2025, 12, 6))

    def test_the_platform_loan(self) -> None:
        """696.28 a month is 803.70 with the guarantor's fee: 36.00 % nominal, 42.58 % effective."""
        guarantee = fee(name="guarantee", amount="107.42", when=When.EVERY, collector="guarantor")
        plain = schedule(lent("8000", "8.10%", drawn_on=date(2025, 11, 20), method=LEVEL))
        plan = schedule(lent("8000", "8.10%", drawn_on=date(2025, 11, 20), method=LEVEL, fees=[guarantee]))
        assert (plain.rows[0].payment, plan.rows[0].payment) == (Decimal("696.28"), Decimal("803.70"))
        found = plan.annual_rate()
        assert found.origin is Origin.PERIODIC
        assert as_printed(found.nominal, "36.00")
        assert as_printed(found.effective, "42.58")
        assert as_printed(plain.annual_rate().nominal, "8.10")
        assert plan.total_fees == Decimal("1289.04")  # 12 · 107.42
        assert plan.loan.fees == (guarantee,)


class TestPublishedRates:
    """The rates that authorities and banks print, from the schedules behind them."""

    def test_pboc_bullet(self) -> None:
        """100,000 for two years against 110,000: 4.88 %."""
        plan = schedule(lent("100000", "5%", 1, method=BULLET, every=Months(24)))
        assert column(plan, "payment") == [f"{CASES['pboc_annex'][0]['flows'][1][1][1:]}.00"]
        assert as_printed(plan.annual_rate().effective, CASES["pboc_annex"][0]["effective_pct"])

    def test_pboc_level(self) -> None:
        """A million over 240 months at 5 %, paid in tenths of a yuan."""
        case = CASES["pboc_annex"][1]
        plan = schedule(lent(case["received"], "5%", 240, method=LEVEL, rounding=Rounding(unit="0.1")))
        assert set(column(plan, "payment")[:-1]) == {f"{case['payments'][0]}0"}
        assert as_printed(plan.annual_rate().nominal, case["nominal_pct"])
        assert as_printed(plan.annual_rate().effective, case["effective_pct"])

    def test_pboc_upfront_fee(self) -> None:
        """A fee of 1,000 at the start, and half a per cent of 100,000 with each instalment."""
        case = CASES["pboc_annex"][2]
        loan = lent("100000", "6%", method=FLAT, fees=[fee(when=When.UPFRONT)], rounding=Rounding(unit="0.1"))
        plan = schedule(loan)
        assert plan.received == Decimal(case["received"])
        assert set(column(plan, "payment")[:-1]) == {f"{case['payments'][0]}0"}
        assert as_printed(plan.annual_rate().nominal, case["nominal_pct"])
        assert as_printed(plan.annual_rate().effective, case["effective_pct"])

    @pytest.mark.parametrize("case", by_id("boc"))
    def test_bank_of_china(self, case: dict[str, Any]) -> None:
        """Flat interest of so much of the principal in all."""
        count = case["instalments"]
        rate = per_cent(Fraction(case["total_interest_pct"]) * 12 / count)
        assert as_printed(schedule(lent("360000", rate, count, method=FLAT)).annual_rate().nominal, case["nominal_pct"])

    @pytest.mark.parametrize("case", by_id("ping_an"))
    def test_ping_an(self, case: dict[str, Any]) -> None:
        """A fee on the principal with each instalment, without interest."""
        charge = fee(rate=f"{case['fee_per_instalment_pct']}%", when=When.EVERY)
        plan = schedule(lent("360000", "0", case["instalments"], fees=[charge]))
        assert as_printed(plan.annual_rate().nominal, case["nominal_pct"])


class TestMethods:
    """Each way of repaying, on numbers that a pencil checks."""

    def test_equal_principal(self) -> None:
        """1,000 a month, and 1 % of what is left: 120 falling by 10."""
        plan = schedule(lent())
        assert column(plan, "interest") == [f"{10 * n}.00" for n in range(12, 0, -1)]
        assert set(column(plan, "principal")) == {"1000.00"}
        assert (plan.total_interest, plan.total_payment) == (Decimal(780), Decimal(12780))

    def test_flat(self) -> None:
        """0.6 % of the original principal each time is the flat rate of 0.60 %."""
        plan = schedule(lent(rate="7.2%", method=FLAT))
        assert set(column(plan, "payment")) == {"1072.00"}
        assert plan.annual_rate() == flat_rate("0.60%", instalments=12)

    def test_interest_only(self) -> None:
        """Interest each month, the principal with the last."""
        plan = schedule(lent(instalments=3, method=AT_END))
        assert column(plan, "payment") == ["120.00", "120.00", "12120.00"]
        assert column(plan, "balance") == ["12000.00", "12000.00", "0.00"]
        assert float(plan.annual_rate().nominal) == pytest.approx(0.12)

    def test_bullet(self) -> None:
        """A quarter of a year by months, and 90 days of 365."""
        quarter = schedule(lent(instalments=1, method=BULLET, every=Months(3)))
        assert (column(quarter, "payment"), quarter.rows[0].due_on) == (["12360.00"], date(2026, 4, 10))
        assert float(quarter.annual_rate().effective) == pytest.approx(1.03**4 - 1)
        by_days = lent(instalments=1, method=BULLET, first_due=date(2026, 4, 10), day_count=DayCount.ACT_365)
        assert column(schedule(by_days), "interest") == ["355.07"]  # 1440 · 90/365 = 355.068…

    def test_weeks(self) -> None:
        """36.5 % a year is 0.7 % for seven days of 365, and 365/7 weeks make the year again."""
        weekly = {"every": Days(7), "day_count": DayCount.ACT_365}
        plan = schedule(lent("1000", "36.5%", 4, method=AT_END, **weekly))
        assert column(plan, "payment") == ["7.00", "7.00", "7.00", "1007.00"]
        assert [row.due_on.day for row in plan.rows] == [17, 24, 31, 7]
        assert plan.annual_rate().periods_per_year == Fraction(365, 7)
        assert float(plan.annual_rate().nominal) == pytest.approx(0.365)

    @pytest.mark.parametrize(("instalments", "payment"), [(1, "1007.00"), (2, "505.26"), (4, "254.39")])
    def test_level_weeks(self, instalments: int, payment: str) -> None:
        """1000 · 0.007 / (1 − 1.007^−n): 1007, 505.2561… and 254.3902…."""
        plan = schedule(lent("1000", "36.5%", instalments, method=LEVEL, every=Days(7), day_count=DayCount.ACT_365))
        assert column(plan, "payment")[0] == payment

    def test_days_of_unequal_cost(self) -> None:
        """30/360 gives the 31st no interest, so the level payment goes by an average day: half of one of 360 here."""
        loan = lent("1000", "36%", 3, method=LEVEL, drawn_on=date(2026, 1, 29), every=Days(1), day_count=THIRTY)
        plan = schedule(loan)
        assert column(plan, "interest") == ["1.00", "0.00", "0.33"]
        # 1000 · 0.0005 / (1 − 1.0005^−3) = 333.6667…
        assert column(plan, "payment") == ["333.67", "333.67", "333.99"]

    @pytest.mark.parametrize("method", [LEVEL, EQUAL, FLAT, AT_END])
    def test_without_a_rate(self, method: Method) -> None:
        """At 0 % nothing but the principal is paid, and the last instalment takes what rounding leaves."""
        plan = schedule(lent("1000", "0", 3, method=method))
        parts = ["0.00", "0.00", "1000.00"] if method is AT_END else ["333.33", "333.33", "333.34"]
        assert column(plan, "payment") == column(plan, "principal") == parts
        assert plan.annual_rate().nominal == plan.annual_rate().effective == 0

    @pytest.mark.parametrize("method", [LEVEL, EQUAL, FLAT, AT_END])
    def test_one_fen(self, method: Method) -> None:
        """The least loan there is: rounding leaves it all to the last instalment."""
        plan = schedule(lent("0.01", "24%", 12, method=method))
        assert column(plan, "payment") == [*["0.00"] * 11, "0.01"]

    @pytest.mark.parametrize("method", Method)
    def test_one_instalment(self, method: Method) -> None:
        """With one instalment every method pays the same."""
        own: dict[Method, dict[str, Any]] = {
            Method.BALLOON: {"balloon_instalments": 12},
            Method.TABLE: {"table": ["1000"]},
        }
        plan = schedule(lent("1000", "12%", 1, method=method, **own.get(method, {})))
        assert column(plan, "payment") == ["1010.00"]
        assert float(plan.annual_rate().nominal) == pytest.approx(0.12)

    def test_1200_instalments(self) -> None:
        """A hundred years: 3,000,000 at 4 % is a month's 10,000 over 1 − (1 + 0.04/12)^−1200 = 0.98156…."""
        plan = schedule(lent("3000000", "4%", 1200, method=LEVEL))
        level = 3_000_000 * (0.04 / 12) / (1 - (1 + 0.04 / 12) ** -1200)
        assert abs(float(plan.rows[0].payment) - level) < 0.00501
        assert plan.rows[-1].due_on == date(2126, 1, 10)
        assert plan.rows[-1].balance == 0
        assert as_printed(plan.annual_rate().nominal, "4.00")


class TestRounding:
    """Units, modes, and who takes what is left."""

    def test_whole_yuan_up(self) -> None:
        """1,000 at 12 %: 88.85 becomes 89, interest is rounded up each time, and the last pays 92. By pencil."""
        plan = schedule(lent("1000", method=LEVEL, rounding=Rounding(unit="1", mode=Mode.UP)))
        assert column(plan, "interest") == [f"{n}.00" for n in (10, 10, 9, 8, 7, 6, 6, 5, 4, 3, 2, 1)]
        assert column(plan, "payment") == [*["89.00"] * 11, "92.00"]

    @pytest.mark.parametrize(
        ("principal", "instalments", "residual", "parts"),
        [
            ("100", 3, Residual.LAST, ["33.33", "33.33", "33.34"]),
            ("100", 3, Residual.FIRST, ["33.34", "33.33", "33.33"]),
            ("200", 3, Residual.LAST, ["66.67", "66.67", "66.66"]),
            ("200", 3, Residual.FIRST, ["66.66", "66.67", "66.67"]),
            ("0.03", 5, Residual.LAST, ["0.01", "0.01", "0.01", "0.00", "0.00"]),
            ("0.03", 5, Residual.FIRST, ["0.00", "0.01", "0.01", "0.01", "0.00"]),
            ("0.05", 1, Residual.FIRST, ["0.05"]),
        ],
    )
    @pytest.mark.parametrize("method", [EQUAL, FLAT])
    def test_residual(
        self, method: Method, principal: str, instalments: int, residual: Residual, parts: list[str]
    ) -> None:
        """The first or the last takes the rest; parts rounded up stop where nothing is left, and none is negative."""
        plan = schedule(lent(principal, "0", instalments, method=method, residual=residual))
        assert column(plan, "principal") == parts

    def test_a_level_payment_that_repays_nothing(self) -> None:
        """At 24 % over 1,200 months 480 is the interest and, rounded, the payment too: no such plan ends."""
        with pytest.raises(InputError, match=r"instalment of 480\.00 is no more than the interest of 480\.00"):
            schedule(lent("24000", "24%", 1200, method=LEVEL))
        # 0.5 fen of interest becomes one, and so does the payment of 0.9.
        with pytest.raises(InputError, match=r"instalment of 0\.01 is no more than the interest of 0\.01"):
            schedule(lent("0.01", "600%", 2, method=LEVEL))

    def test_a_single_level_payment(self) -> None:
        """It repays all there is, whatever rounding makes of it."""
        cut = Rounding(unit="1", mode=Mode.DOWN)
        assert column(schedule(lent("0.40", "3600%", 1, method=LEVEL, rounding=cut)), "payment") == ["1.40"]


class TestDueDays:
    """When instalments fall due, and what a first period of another length costs."""

    @pytest.mark.parametrize(
        ("drawn_on", "every", "days"),
        [
            (date(2026, 1, 31), 1, ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"]),
            (date(2024, 1, 31), 1, ["2024-02-29", "2024-03-31", "2024-04-30", "2024-05-31"]),
            (date(2024, 2, 29), 1, ["2024-03-29", "2024-04-29", "2024-05-29", "2024-06-29"]),
            (date(2024, 2, 29), 12, ["2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29"]),
        ],
    )
    def test_month_ends(self, drawn_on: date, every: int, days: list[str]) -> None:
        """A day that a month lacks is its last, and comes back after it."""
        loan = lent(instalments=4, drawn_on=drawn_on, every=Months(every))
        assert column(schedule(loan), "due_on") == days
        assert not loan.broken

    @pytest.mark.parametrize(
        ("day_count", "first_due", "interest"),
        [
            (DayCount.ACT_365, date(2026, 2, 25), "181.48"),  # 1440 · 46/365
            (DayCount.ACT_360, date(2026, 2, 25), "184.00"),  # 1440 · 46/360
            (DayCount.ACT_ACT, date(2026, 2, 25), "181.48"),
            (DayCount.THIRTY_360, date(2026, 2, 25), "180.00"),  # 1440 · 45/360
            (DayCount.MONTHS_AND_DAYS, date(2026, 2, 25), "180.00"),  # a month and half of one
            (DayCount.WHOLE_MONTHS, date(2026, 3, 10), "240.00"),  # two months
            (DayCount.ACT_365, date(2026, 1, 20), "39.45"),  # 1440 · 10/365
        ],
    )
    def test_a_broken_first_period(self, day_count: DayCount, first_due: date, interest: str) -> None:
        """Its interest goes by the day count, that of all others by twelfths, and its rate by dates."""
        plan = schedule(lent(first_due=first_due, day_count=day_count))
        assert plan.loan.broken
        assert column(plan, "interest")[:2] == [interest, "110.00"]
        assert [row.due_on for row in plan.rows[:2]] == [
            first_due,
            first_due.replace(month=first_due.month + 1),
        ]
        assert plan.annual_rate().origin is Origin.DATED

    def test_a_first_period_over_new_year(self) -> None:
        """ACT_ACT counts each day over its own year: 16 of 365 and 30 of 366."""
        loan = lent(drawn_on=date(2023, 12, 16), first_due=date(2024, 1, 31), day_count=DayCount.ACT_ACT)
        assert column(schedule(loan), "interest")[0] == "181.16"
        assert column(schedule(loan), "due_on")[1:3] == ["2024-02-29", "2024-03-31"]

    @pytest.mark.parametrize(
        ("drawn_on", "every", "first_due"),
        [
            (DRAWN, Months(1), date(2026, 2, 10)),
            (DRAWN, Days(31), date(2026, 2, 10)),
            (date(2026, 1, 31), Months(1), date(2026, 2, 28)),
        ],
    )
    def test_a_first_due_day_that_is_the_usual_one(self, drawn_on: date, every: Months | Days, first_due: date) -> None:
        """It changes nothing: after the end of February the 31st comes back."""
        usual = {"drawn_on": drawn_on, "every": every, "day_count": DayCount.ACT_365}
        loan = lent(first_due=first_due, **usual)
        assert not loan.broken
        assert schedule(loan).rows == schedule(lent(**usual)).rows

    def test_a_level_payment_stays(self) -> None:
        """The longer first period is settled in the last one."""
        first_due = date(2026, 2, 25)
        plan = schedule(lent(method=LEVEL, first_due=first_due, day_count=DayCount.ACT_360))
        first, last = plan.rows[0], plan.rows[-1]
        assert [str(first.payment), str(first.interest), str(first.principal)] == ["1066.19", "184.00", "882.19"]
        assert set(column(plan, "payment")[:-1]) == {"1066.19"}
        assert last.payment > first.payment

    def test_a_first_period_dearer_than_the_payment(self) -> None:
        """Its interest alone is paid, and the principal waits."""
        first_due = date(2027, 1, 10)
        plan = schedule(lent(method=LEVEL, first_due=first_due, day_count=DayCount.WHOLE_MONTHS))
        assert [column(plan, name)[0] for name in ("payment", "principal", "balance")] == [
            *("1440.00", "0.00", "12000.00")
        ]
        assert plan.rows[-1].balance == 0


class TestFees:
    """Each fee where it is collected, and what it does to the rate."""

    @pytest.mark.parametrize(
        ("fields", "received", "fees"),
        [
            ({"amount": "10"}, "990.00", [0, 0, 0, 0]),
            ({"amount": "10", "when": When.UPFRONT}, "990.00", [0, 0, 0, 0]),
            ({"amount": "10", "when": When.FIRST}, "1000.00", [10, 0, 0, 0]),
            ({"amount": "10", "when": When.EVERY}, "1000.00", [10, 10, 10, 10]),
            ({"amount": "10", "when": When.LAST}, "1000.00", [0, 0, 0, 10]),
            ({"amount": "0", "when": When.EVERY}, "1000.00", [0, 0, 0, 0]),
            ({"rate": "1%"}, "990.00", [0, 0, 0, 0]),
            ({"rate": "1%", "when": When.EVERY}, "1000.00", [10, 10, 10, 10]),
            ({"rate": "0", "when": When.EVERY}, "1000.00", [0, 0, 0, 0]),
            ({"when": When.FIRST, "of": Of.BALANCE}, "1000.00", [10, 0, 0, 0]),
            ({"when": When.EVERY, "of": Of.BALANCE}, "1000.00", [10, 7.5, 5, 2.5]),
            ({"when": When.LAST, "of": Of.BALANCE}, "1000.00", [0, 0, 0, 2.5]),
        ],
    )
    def test_where_a_fee_goes(self, fields: dict[str, Any], received: str, fees: list[float]) -> None:
        """Four parts of 250 without interest: what is received, what each instalment adds, and the sum of both."""
        plan = schedule(lent("1000", "0", 4, fees=[fee(**fields)]))
        assert (str(plan.received), [float(row.fee) for row in plan.rows]) == (received, fees)
        assert [float(row.payment) for row in plan.rows] == [250 + each for each in fees]
        assert float(plan.total_fees) == sum(fees) + 1000 - float(plan.received)

    @pytest.mark.parametrize("first_due", [None, date(2026, 2, 25)])
    @pytest.mark.parametrize(
        "fields", [{"when": when} for when in When] + [{"when": When.EVERY, "of": Of.BALANCE}], ids=str
    )
    def test_optional_fees_stay_out_of_the_rate(self, fields: dict[str, Any], first_due: date | None) -> None:
        """Without being asked for, the rate and the flows are those of a loan without them."""
        terms = {"first_due": first_due, "day_count": DayCount.ACT_365}
        needed = fee(name="needed", amount="3.21", when=When.EVERY)
        without, forced, free = (
            schedule(lent(fees=[needed, *more], **terms))
            for more in ([], [fee(**fields)], [fee(**fields, compulsory=False)])
        )
        assert free.rows == forced.rows
        assert free.cash_flows() == without.cash_flows()
        assert free.annual_rate() == without.annual_rate()
        assert free.cash_flows(optional=True) == forced.cash_flows() == forced.cash_flows(optional=True)
        assert free.annual_rate(optional=True) == forced.annual_rate()
        assert free.annual_rate(optional=True).effective > without.annual_rate().effective

    def test_cash_flows(self) -> None:
        """What is received has a plus, what is paid a minus, each on its day."""
        flows = schedule(lent(instalments=2, fees=[fee()])).cash_flows()
        assert [(flow.on.month, str(flow.amount)) for flow in flows] == [
            *((1, "11880.00"), (2, "-6120.00"), (3, "-6060.00"))
        ]


class Cells(HTMLParser):
    """Gathers the cells of a table, and every tag."""

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self.cells: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the tag, and open a cell."""
        self.tags.add(tag)
        assert {name for name, _ in attrs} <= {"style"}
        if tag in {"td", "th"}:
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        """Fill the cell."""
        self.cells[-1] += data


class TestOutput:
    """Rows for other programs and for people."""

    def test_records(self) -> None:
        """One table for each row, with exact numbers."""
        rows = schedule(lent(instalments=2, fees=[fee(when=When.LAST)])).to_records()
        assert rows[1] == {
            "number": 2,
            "due_on": date(2026, 3, 10),
            "payment": Decimal("6180.00"),
            "principal": Decimal("6000.00"),
            "interest": Decimal("60.00"),
            "fee": Decimal("120.00"),
            "balance": Decimal("0.00"),
        }
        assert [row["number"] for row in rows] == [1, 2]

    def test_csv(self) -> None:
        """A head, then a line for each row: amounts with two places, days in ISO form."""
        assert schedule(lent(instalments=2)).to_csv() == (
            "number,due_on,payment,principal,interest,fee,balance\n"
            "1,2026-02-10,6120.00,6000.00,120.00,0.00,6000.00\n"
            "2,2026-03-10,6060.00,6000.00,60.00,0.00,0.00\n"
        )

    def test_json(self) -> None:
        """Exact numbers as text, days in ISO form, an enum its lower-case name; no function."""
        plan = schedule(lent(instalments=1, fees=[fee(name="费", when=When.LAST)]))
        read = json.loads(plan.to_json())
        assert read == plan.to_dict()
        assert list(read) == [
            *("loan", "received", "total_interest", "total_fees", "total_payment", "rows", "prepayments")
        ]
        assert read["rows"] == [
            {
                "number": 1,
                "due_on": "2026-02-10",
                "payment": "12240.00",
                "principal": "12000.00",
                "interest": "120.00",
                "fee": "120.00",
                "balance": "0.00",
            }
        ]
        loan = read["loan"]
        assert (loan["principal"], loan["annual_rate"], loan["method"]) == ("12000.00", "3/25", "equal_principal")
        assert (loan["every"], loan["fees"][0]["name"]) == ({"count": 1}, "费")
        assert "shift" not in loan
        assert "费" in plan.to_json()

    def test_html(self) -> None:
        """A table of plain cells: no script, and nothing of what a fee is called."""
        plan = schedule(lent(instalments=1, fees=[fee(name="<script>alert(1)</script>")]))
        seen = Cells()
        seen.feed(plan.html("en"))
        assert seen.cells[:7] == ["no.", "due on", "payment", "principal", "interest", "fee", "balance"]
        assert seen.cells[7:] == ["1", "2026-02-10", "12,120.00", "12,000.00", "120.00", "0.00", "0.00"]
        assert seen.tags == {"table", "thead", "tbody", "tr", "th", "td"}
        assert plan._repr_html_() == plan.html() == plan.html("zh")

    def test_html_is_escaped(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A translated heading is text, not markup."""
        monkeypatch.setattr("creditrules.loans.rows.render", lambda text, _: f"<b>{text.code}&</b>")
        assert "<th>&lt;b&gt;row-fee&amp;&lt;/b&gt;</th>" in schedule(lent(instalments=1)).html()

    def test_html_in_another_language(self) -> None:
        """Only zh and en are spoken."""
        with pytest.raises(InputError, match="locale must be zh or en"):
            schedule(lent()).html("fr")


def other(kind: str, argument: str, bound: str) -> str:
    """Return the text of an error about a type."""
    return re.escape(f"{argument} must be {bound}, got {kind}")


class TestRefusals:
    """What no loan and no fee can be, each with its argument, its value and its bound."""

    @pytest.mark.parametrize(
        ("made", "plain"), [(Loan, ["principal", "annual_rate", "instalments", "drawn_on"]), (Fee, ["name"])]
    )
    def test_only_the_first_facts_go_without_a_name(self, made: type, plain: list[str]) -> None:
        """Everything else is given by name."""
        taken = signature(made).parameters.values()
        assert [one.name for one in taken if one.kind is not one.KEYWORD_ONLY] == plain

    @pytest.mark.parametrize(
        ("changes", "text"),
        [
            ({"principal": 8000.0}, "principal is a float"),
            ({"principal": True}, "principal must be text, an int or a Decimal, got bool"),
            ({"principal": None}, "principal must be text, an int or a Decimal, got NoneType"),
            ({"rate": 0.24}, "annual_rate is a float"),
            ({"rate": False}, "annual_rate must be text, an int or a Decimal, got bool"),
            ({"instalments": 12.0}, other("float", "instalments", "a whole number")),
            ({"instalments": True}, other("bool", "instalments", "a whole number")),
            ({"instalments": "12"}, other("str", "instalments", "a whole number")),
            ({"drawn_on": datetime(2026, 1, 10, tzinfo=UTC)}, other("datetime", "drawn_on", "a datetime.date")),
            ({"drawn_on": "2026-01-10"}, other("str", "drawn_on", "a datetime.date")),
            ({"first_due": datetime(2026, 2, 10, tzinfo=UTC)}, other("datetime", "first_due", "a datetime.date")),
            ({"first_due": 45}, other("int", "first_due", "a datetime.date")),
            ({"method": "equal instalments"}, other("str", "method", "a member of Method")),
            ({"method": When.EVERY}, other("When", "method", "a member of Method")),
            ({"method": None}, other("NoneType", "method", "a member of Method")),
            ({"fees": fee()}, other("Fee", "fees", "a list")),
            ({"fees": 107}, other("int", "fees", "a list")),
            ({"fees": None}, other("NoneType", "fees", "a list")),
            ({"fees": "fee"}, other("str", "fees[0]", "a Fee")),
            ({"fees": [fee(), "107.42"]}, other("str", "fees[1]", "a Fee")),
            ({"day_count": "ACT_365"}, other("str", "day_count", "a member of DayCount")),
            ({"day_count": Mode.UP}, other("Mode", "day_count", "a member of DayCount")),
            ({"every": 1}, other("int", "every", "a Months or Days")),
            ({"every": True}, other("bool", "every", "a Months or Days")),
            ({"every": None}, other("NoneType", "every", "a Months or Days")),
            ({"rounding": "0.01"}, other("str", "rounding", "a Rounding")),
            ({"rounding": Mode.UP}, other("Mode", "rounding", "a Rounding")),
            ({"rounding": None}, other("NoneType", "rounding", "a Rounding")),
            ({"residual": "FIRST"}, other("str", "residual", "a member of Residual")),
            ({"residual": None}, other("NoneType", "residual", "a member of Residual")),
        ],
    )
    def test_types_of_a_loan(self, changes: dict[str, Any], text: str) -> None:
        """Every argument of another type is named."""
        with pytest.raises(InputTypeError, match=text):
            lent(**changes)

    @pytest.mark.parametrize(
        ("changes", "text"),
        [
            ({"principal": "0"}, "principal must be above 0, got '0'"),
            ({"principal": "-1"}, "principal must be above 0, got '-1'"),
            ({"principal": "0.001"}, "principal must be whole fen"),
            ({"principal": "nan"}, "principal must be a finite number"),
            ({"principal": "1e16"}, r"principal may not be beyond 10\^15"),
            ({"rate": "24"}, "annual_rate is '24': a rate is a fraction of one"),
            ({"rate": "-1%"}, "annual_rate must be 0 or more"),
            ({"instalments": 0}, "instalments must be from 1 to 1200, got 0"),
            ({"instalments": 1201}, "instalments must be from 1 to 1200, got 1201"),
            ({"first_due": DRAWN}, "first_due 2026-01-10 must come after drawn_on 2026-01-10"),
            ({"first_due": date(2026, 1, 9)}, "first_due 2026-01-09 must come after drawn_on 2026-01-10"),
            ({"method": BULLET}, "BULLET has one instalment, got 12"),
            ({"method": LEVEL, "residual": Residual.FIRST}, "residual FIRST needs equal parts of principal"),
            ({"method": AT_END, "residual": Residual.FIRST}, "residual FIRST needs equal parts of principal"),
            ({"first_due": date(2026, 2, 9)}, "day_count is required: the first period, 2026-01-10 to 2026-02-09"),
            ({"first_due": date(2026, 3, 10)}, "day_count is required: the first period, 2026-01-10 to 2026-03-10"),
            ({"every": Days(30)}, "day_count is required: the first period, 2026-01-10 to 2026-02-09"),
        ],
    )
    def test_values_of_a_loan(self, changes: dict[str, Any], text: str) -> None:
        """Every value outside its bound is named, with the bound."""
        with pytest.raises(InputError, match=text) as caught:
            lent(**changes)
        assert not isinstance(caught.value, InputTypeError)

    @pytest.mark.parametrize(
        ("fields", "text"),
        [
            ({"name": None}, other("NoneType", "name", "a str")),
            ({"amount": 107.42}, "amount is a float"),
            ({"amount": True}, "amount must be text, an int or a Decimal, got bool"),
            ({"rate": 0.01}, "rate is a float"),
            ({"rate": True}, "rate must be text, an int or a Decimal, got bool"),
            ({"of": "balance"}, other("str", "of", "a member of Of")),
            ({"when": "EVERY"}, other("str", "when", "a member of When")),
            ({"when": money.When.EACH}, other("When", "when", "a member of When")),
            ({"collector": None}, other("NoneType", "collector", "a str")),
            ({"compulsory": "no"}, other("str", "compulsory", "true, false or left out")),
            ({"compulsory": None}, other("NoneType", "compulsory", "true, false or left out")),
            ({"compulsory": 1}, other("int", "compulsory", "true, false or left out")),
        ],
    )
    def test_types_of_a_fee(self, fields: dict[str, Any], text: str) -> None:
        """Every field of another type is named."""
        with pytest.raises(InputTypeError, match=text):
            fee(**fields)

    @pytest.mark.parametrize(
        ("fields", "text"),
        [
            ({"name": " "}, "name may not be empty"),
            ({"amount": "-1"}, "amount must be 0 or more, got '-1'"),
            ({"amount": "0.005"}, "amount must be whole fen"),
            ({"rate": "1"}, "rate is '1': a rate is a fraction of one"),
            ({"rate": None}, "fee fee needs an amount or a rate, not both"),
            ({"amount": "1", "rate": "1%"}, "fee fee needs an amount or a rate, not both"),
            ({"of": Of.BALANCE}, "fee fee cannot be taken of the balance"),
            ({"of": Of.BALANCE, "when": When.UPFRONT}, "fee fee cannot be taken of the balance"),
            ({"of": Of.BALANCE, "when": When.EVERY, "amount": "1"}, "fee fee cannot be taken of the balance"),
        ],
    )
    def test_values_of_a_fee(self, fields: dict[str, Any], text: str) -> None:
        """A fee that cannot be computed is none."""
        with pytest.raises(InputError, match=text):
            fee(**fields)

    @pytest.mark.parametrize("amount", ["12000", "12000.01"])
    def test_fees_that_leave_nothing(self, amount: str) -> None:
        """Where nothing is received there is no loan."""
        with pytest.raises(InputError, match=r"the fees at the start leave nothing of the 12000\.00"):
            schedule(lent(fees=[fee(amount=amount)]))
        assert to_fen(schedule(lent(fees=[fee(amount="11999.99")])).received) == 1

    @pytest.mark.parametrize("value", [None, "24000", 24000.0, Loan])
    def test_no_loan(self, value: object) -> None:
        """Only a Loan has a schedule."""
        loan = cast("Any", value)
        with pytest.raises(InputTypeError, match=other(type(loan).__name__, "loan", "a Loan")):
            schedule(loan)

    @pytest.mark.parametrize("value", ["no", 0, None])
    def test_no_flag(self, value: object) -> None:
        """Text that says no would otherwise mean yes."""
        plan, optional = schedule(lent()), cast("Any", value)
        for ask in (plan.cash_flows, plan.annual_rate):
            with pytest.raises(InputTypeError, match="optional must be true, false or left out"):
                ask(optional=optional)

    def test_what_only_the_schedule_finds(self) -> None:
        """A day beyond the calendar, odd days that WHOLE_MONTHS cannot count, and payments beyond every amount."""
        with pytest.raises(InputError, match="is beyond the calendar"):
            schedule(lent(drawn_on=date(9999, 1, 31)))
        with pytest.raises(InputError, match="WHOLE_MONTHS leaves 7 odd days"):
            schedule(lent(every=Days(7), day_count=DayCount.WHOLE_MONTHS))
        with pytest.raises(InputError, match=r"total_payment may not be beyond 10\^15, got 10\d+\.\d\d"):
            schedule(lent("1e15", "1%", 12))
        with pytest.raises(InputError, match="total_payment may not be beyond"):
            schedule(lent("1e15", "0", 12, fees=[fee(amount="0.01", when=When.LAST)]))
        assert schedule(lent("1e15", "0", 12)).total_payment == 10**15
