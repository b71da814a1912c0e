"""Repaying early: a part of a loan, all of it, and a plan agreed anew; by pencil, with what is refused."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pytest

from creditrules.errors import InputError, InputTypeError, NoDataError
from creditrules.loans import (
    Back,
    Deposit,
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
    Settlement,
    When,
    prepay,
    restructure,
    schedule,
    settle,
)
from creditrules.money import Rounding
from creditrules.periods import DayCount, Days
from creditrules.rates import Origin

if TYPE_CHECKING:
    from creditrules.findings import Finding

DRAWN = date(2026, 1, 10)
APRIL = date(2026, 4, 10)
"""The due day of the third instalment."""
LEVEL, EQUAL, FLAT = Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL, Method.FLAT
BALLOON, TABLE, AT_END, BULLET = Method.BALLOON, Method.TABLE, Method.INTEREST_ONLY, Method.BULLET
TERM, PAYMENT = Keep.TERM, Keep.PAYMENT
BANK = DayCount.ACT_360
NEXT, BY_DAYS = Repricing.NEXT_PERIOD, Repricing.BY_DAYS


def plan_of(principal: object = "12000", rate: object = "12%", instalments: object = 12, **terms: object) -> Schedule:
    """Return the plan of a loan drawn on the usual day, in equal parts of principal unless said otherwise."""
    fields: dict[str, Any] = {"method": EQUAL, "drawn_on": DRAWN} | terms
    given: tuple[Any, ...] = (principal, rate, instalments, fields.pop("drawn_on"))
    return schedule(Loan(*given, **fields))


def column(plan: Schedule, name: str, first: int = 0) -> list[str]:
    """Return one column of a schedule as text."""
    return [str(getattr(row, name)) for row in plan.rows[first:]]


def early(plan: Schedule, on: object = APRIL, amount: object = "4500", **terms: object) -> Schedule:
    """Return a plan after a part was repaid early."""
    fields: dict[str, Any] = {"keep": TERM} | terms
    return prepay(plan, cast("Any", on), cast("Any", amount), **fields)


def closed(plan: Schedule, on: object = APRIL, **terms: object) -> Finding[Settlement]:
    """Return what closes a plan."""
    fields: dict[str, Any] = terms
    return settle(plan, cast("Any", on), **fields)


class TestPrepayOnADueDay:
    """The instalment of the day comes first; then the balance is less."""

    def test_the_term_stays(self) -> None:
        """9,000 less 4,500: nine parts of 500, and 1 % of what is left."""
        plan = early(plan_of())
        assert plan.rows[:3] == plan_of().rows[:3]
        assert column(plan, "principal", 3) == ["500.00"] * 9
        assert column(plan, "interest", 3)[:2] == ["45.00", "40.00"]
        assert plan.total_payment == Decimal("12555.00")  # 120 + 110 + 100 and 45 + 40 + … + 5 of interest
        assert [str(flow.amount) for flow in plan.cash_flows()][3:6] == ["-1100.00", "-4500.00", "-545.00"]

    def test_the_payment_stays(self) -> None:
        """Parts of 1,000 as before: the fifth pays the last 500."""
        plan = early(plan_of(), keep=PAYMENT)
        assert column(plan, "principal", 3) == ["1000.00"] * 4 + ["500.00"]
        assert column(plan, "interest", 3) == ["45.00", "35.00", "25.00", "15.00", "5.00"]

    def test_a_level_loan(self) -> None:
        """The term kept, the payment is that of a fresh loan; the payment kept, it stays to the fen."""
        whole = plan_of(method=LEVEL)
        lower, shorter = (early(whole, keep=keep) for keep in Keep)
        left = whole.rows[2].balance
        fresh = plan_of(str(left - 4500), "12%", 9, method=LEVEL, drawn_on=APRIL)
        assert column(lower, "payment", 3) == column(fresh, "payment")
        assert set(column(shorter, "payment")[:-1]) == {"1066.19"}
        assert len(shorter.rows) == 8
        assert shorter.rows[-1].payment < Decimal("1066.19")
        assert shorter.total_interest < lower.total_interest < whole.total_interest

    def test_the_rest_of_rounding_goes_first_again(self) -> None:
        """Where the first part takes the rest, the first of the new ones does."""
        plan = early(plan_of("12001", rounding=Rounding(unit="1"), residual=Residual.FIRST), amount="4490")
        assert column(plan, "principal", 3) == ["502.00", *["501.00"] * 8]

    def test_interest_only(self) -> None:
        """The interest is that of what is left."""
        plan = early(plan_of(method=AT_END, instalments=6))
        assert column(plan, "payment") == ["120.00"] * 3 + ["75.00", "75.00", "7575.00"]

    def test_a_balloon(self) -> None:
        """The payment kept, the balloon is less; the term kept, so is the payment."""
        whole = plan_of(instalments=6, method=BALLOON, balloon_instalments=24)
        kept, lower = (early(whole, keep=keep, amount="3000") for keep in (PAYMENT, TERM))
        assert set(column(kept, "payment")[:-1]) == set(column(whole, "payment")[:-1])
        assert whole.rows[-1].payment - kept.rows[-1].payment > 3000
        assert lower.rows[3].payment < kept.rows[3].payment

    def test_a_table(self) -> None:
        """The term kept, all its parts shrink alike; kept itself, it ends earlier."""
        whole = plan_of(instalments=4, method=TABLE, table=["0", "2000", "4000", "6000"])
        on = date(2026, 3, 10)
        assert column(early(whole, on, "5000"), "principal") == ["0.00", "2000.00", "2000.00", "3000.00"]
        assert column(early(whole, on, "7000", keep=PAYMENT), "principal") == ["0.00", "2000.00", "3000.00"]

    def test_fees(self) -> None:
        """A fee with each instalment ends with the plan, the last one moves, and that of the contract is added."""
        fees = [Fee("service", amount="10", when=When.EVERY), Fee("end", amount="7", when=When.LAST)]
        plan = early(plan_of(fees=fees), keep=PAYMENT, fee=PrepaymentFee("1%"))
        assert column(plan, "fee") == ["10.00"] * 7 + ["17.00"]
        assert plan.prepayments[0].fee == Decimal("45.00")
        assert plan.total_fees == Decimal("132.00")  # 80 + 7 + 45
        assert plan.annual_rate().origin is Origin.DATED

    def test_in_grace(self) -> None:
        """What is repaid in grace lowers the parts that follow."""
        plan = early(plan_of(grace=4, grace_interest=Grace.PAID), date(2026, 3, 10), "4000")
        assert column(plan, "payment")[:5] == ["120.00", "120.00", "80.00", "80.00", "1080.00"]

    def test_twice(self) -> None:
        """The second time the term is the one that the first has left."""
        once = early(plan_of(), keep=PAYMENT)
        both = early(once, date(2026, 6, 10), "1000")
        assert column(both, "principal") == ["1000.00"] * 5 + ["500.00"] * 3
        assert [str(one.amount) for one in both.prepayments] == ["4500.00", "1000.00"]
        again = early(once, date(2026, 6, 10), "1000", keep=PAYMENT)
        assert column(again, "principal") == ["1000.00"] * 6 + ["500.00"]
        on_one_day = early(early(plan_of()), amount="900")
        assert column(on_one_day, "principal", 3) == ["400.00"] * 9

    def test_a_later_change_of_the_rate(self) -> None:
        """The payment kept, the term that is left counts when the rate changes."""
        change: dict[str, Any] = {"rate_changes": [(date(2026, 6, 10), "6%")], "repricing": NEXT}
        plain, changed = (early(plan_of(method=LEVEL, **terms), keep=PAYMENT) for terms in ({}, change))
        assert plain.rows[:5] == changed.rows[:5]
        assert len(plain.rows) == len(changed.rows)
        assert changed.rows[5].payment < Decimal("1066.19")

    def test_a_balloon_and_a_change_of_the_rate(self) -> None:
        """A term that the payment does not shorten stays."""
        change: dict[str, Any] = {"rate_changes": [(date(2026, 5, 10), "6%")], "repricing": NEXT}
        whole = plan_of(instalments=6, method=BALLOON, balloon_instalments=24, **change)
        assert len(early(whole, amount="100", keep=PAYMENT).rows) == 6


class TestPrepayInsideAPeriod:
    """The running period is split by days."""

    def test_by_days(self) -> None:
        """9,000 for 15 days and 4,500 for 15 of 360; then months again."""
        plan = early(plan_of(), date(2026, 4, 25), day_count=BANK)
        assert column(plan, "interest", 3)[:2] == ["67.50", "40.00"]  # 45 + 22.50
        assert column(plan, "principal", 3) == ["500.00"] * 9

    def test_with_the_day_count_of_the_loan(self) -> None:
        """A loan in days needs no other."""
        plan = early(
            plan_of(instalments=2, method=AT_END, every=Days(30), day_count=BANK), DRAWN + timedelta(10), "6000"
        )
        assert column(plan, "interest") == ["80.00", "60.00"]  # 10 days of 12,000 and 20 of 6,000

    def test_in_the_only_period(self) -> None:
        """A bullet: 30 days of 12,000 and 60 of 6,000."""
        plan = plan_of(instalments=1, method=BULLET, every=Days(90), day_count=BANK)
        assert column(early(plan, DRAWN + timedelta(30), "6000"), "payment") == ["6240.00"]

    @pytest.mark.parametrize(("repricing", "interest"), [(BY_DAYS, "70.00"), (NEXT, "80.00")])
    def test_with_a_change_of_the_rate(self, repricing: Repricing, interest: str) -> None:
        """10 days of 12,000 at 12 %, then 6,000 for 10 at 12 and 10 at 6 — or at 12 to the end."""
        changes: dict[str, Any] = {"rate_changes": [(DRAWN + timedelta(20), "6%")], "repricing": repricing}
        plan = plan_of(instalments=2, method=AT_END, every=Days(30), day_count=BANK, **changes)
        found = early(plan, DRAWN + timedelta(10), "6000")
        assert column(found, "interest")[0] == interest


class TestPrepayRefusals:
    """What cannot be repaid early, or not in this way."""

    @pytest.mark.parametrize(
        ("terms", "text"),
        [
            ({"plan": None}, "plan must be a Schedule, got NoneType"),
            ({"on": "2026-04-10"}, "on must be a datetime.date, got str"),
            ({"on": DRAWN}, "on must lie after 2026-01-10 and before the last due day 2027-01-10, got 2026-01-10"),
            ({"on": date(2027, 1, 10)}, "before the last due day 2027-01-10, got 2027-01-10"),
            ({"amount": "0"}, "amount must be above 0"),
            ({"amount": 4500.0}, "amount is a float"),
            ({"amount": "9000"}, r"9000\.00 on 2026-04-10 is not less than what is left: settle the loan instead"),
            ({"keep": "TERM"}, "keep must be a member of Keep, got str"),
            ({"fee": "3%"}, "fee must be a PrepaymentFee, got str"),
            ({"day_count": "ACT_360"}, "day_count must be a member of DayCount, got str"),
            ({"on": date(2026, 4, 25)}, "day_count is required: the day lies inside a period"),
            ({"plan": plan_of(method=FLAT)}, "what a part repaid early changes in FLAT interest"),
            ({"plan": plan_of(method=AT_END), "keep": PAYMENT}, "keep PAYMENT needs instalments"),
            ({"plan": plan_of(grace=4, grace_interest=Grace.PAID), "keep": PAYMENT}, "keep PAYMENT needs instalments"),
            (
                {"plan": early(plan_of()), "on": date(2026, 3, 10)},
                "on 2026-03-10 lies before the prepayment of 2026-04-10: give them in order",
            ),
        ],
    )
    def test_each(self, terms: dict[str, Any], text: str) -> None:
        """Each with its argument and its bound."""
        with pytest.raises(InputError, match=text):
            early(**{"plan": plan_of()} | terms)


class TestPrepaymentFee:
    """提前还款违约金 as lenders publish it."""

    def test_capped(self) -> None:
        """4 % of the balance, at most 200 yuan: a consumer-finance company, https://www.msxf.com/noticeDetail/151124."""
        fee = PrepaymentFee("4%", cap="200")
        assert [fee.fen(balance, 3) for balance in (499_900, 500_000, 500_100)] == [19_996, 20_000, 20_000]

    def test_tiered(self) -> None:
        """3, 2 and 1 per cent by how many instalments are paid."""
        fee = PrepaymentFee([(0, "3%"), (6, "2%"), (12, "1%"), (24, "0")])
        assert [fee.fen(10_000, paid) for paid in (0, 5, 6, 11, 12, 23, 24, 60)] == [300, 300, 200, 200, 100, 100, 0, 0]

    @pytest.mark.parametrize(
        ("tiers", "cap", "text"),
        [
            ([], None, r"tiers must begin at 0 instalments paid and ascend, got \[\]"),
            ([(1, "3%")], None, r"got \[1\]"),
            ([(0, "3%"), (6, "2%"), (6, "1%")], None, r"got \[0, 6, 6\]"),
            ([(0, "3%"), (6, "2%"), (3, "1%")], None, r"got \[0, 6, 3\]"),
            ([(0, "3%"), (-1, "2%")], None, re.escape("tiers[1][0] must be from 0 to 1200")),
            ([(0, 0.03)], None, re.escape("tiers[0][1] is a float")),
            (["3%"], None, re.escape("tiers[0] must be a pair, got str")),
            (0.03, None, "tiers is a float"),
            (None, None, "tiers must be a list, got NoneType"),
            ("3", None, "tiers is '3': a rate is a fraction of one"),
            ("3%", "-1", "cap must be 0 or more"),
        ],
    )
    def test_refusals(self, tiers: object, cap: object, text: str) -> None:
        """Tiers begin at nothing paid, and ascend."""
        with pytest.raises(InputError, match=text):
            PrepaymentFee(cast("Any", tiers), cap=cast("Any", cap))


class TestSettle:
    """What closes a loan, and why."""

    def test_on_a_due_day(self) -> None:
        """The balance alone: the instalment of the day has paid the interest."""
        found = closed(plan_of())
        assert found.value == Settlement(
            paid=3,
            principal=Decimal("9000.00"),
            interest=Decimal("0.00"),
            prepayment_fee=Decimal("0.00"),
            later_fees=Decimal("0.00"),
            total=Decimal("9000.00"),
            deposit=Decimal("0.00"),
            saved=Decimal("450.00"),  # 90 + 80 + … + 10
        )
        text = found.explain("en")
        assert "After 3 of 12 instalments 9,000.00 yuan of principal are left on 2026-04-10." in text
        assert "The instalment of 2026-04-10 pays the interest up to that day: for the time really borrowed" in text
        assert "Together 9,000.00 yuan close the loan." in text
        assert "arrears and what they cost are not in this figure" in text
        assert "art. 677, in force since 2021-01-01" in text
        assert json.loads(found.to_json())["value"]["total"] == "9000.00"

    @pytest.mark.parametrize(
        ("day_count", "interest"),
        [(DayCount.ACT_360, "45.00"), (DayCount.ACT_365, "44.38"), (DayCount.THIRTY_360, "45.00")],
    )
    def test_inside_a_period(self, day_count: DayCount, interest: str) -> None:
        """9,000 at 12 % for 15 days, by the day count that is said."""
        found = closed(plan_of(), date(2026, 4, 25), day_count=day_count)
        assert str(found.value.interest) == interest
        text = f"2026-04-10 to 2026-04-25 ({day_count.value}): {interest} yuan."
        assert f"Interest for the time really borrowed, {text}[1]" in found.explain("en")

    @pytest.mark.parametrize(
        ("on", "kind", "interest"),
        [
            (date(2026, 4, 25), EarlyInterest.WHOLE_PERIOD, "90.00"),
            (date(2026, 4, 25), EarlyInterest.WHOLE_TERM, "450.00"),
            (APRIL, EarlyInterest.WHOLE_PERIOD, "0.00"),
            (APRIL, EarlyInterest.WHOLE_TERM, "450.00"),
        ],
    )
    def test_agreed_otherwise(self, on: date, kind: EarlyInterest, interest: str) -> None:
        """The whole period, or all of it: then closing early saves nothing."""
        found = closed(plan_of(), on, interest=kind)
        assert str(found.value.interest) == interest
        assert f"Interest {kind.value}: {interest} yuan. Without such a term" in found.explain("en")
        assert [cite.id for cite in found.citations] == ["civil-code#677"]
        if kind is EarlyInterest.WHOLE_TERM:
            assert found.value.saved == 0

    def test_the_fee_of_the_contract(self) -> None:
        """3 % of the balance; it may cost more than it saves."""
        found = closed(plan_of(), date(2026, 11, 10), fee=PrepaymentFee([(0, "3%"), (6, "2%")]))
        assert str(found.value.prepayment_fee) == "40.00"
        assert found.value.saved == Decimal("-10.00")  # 20 and 10 of interest
        assert "The fee that the contract sets for early repayment is 40.00 yuan here." in found.explain("en")

    @pytest.mark.parametrize(
        ("charged", "total", "text"),
        [
            (True, "9090.00", "Fees of later instalments, 90.00 yuan, are charged at once."),
            (False, "9000.00", "Fees of later instalments, 90.00 yuan, are dropped."),
        ],
    )
    def test_later_fees(self, *, charged: bool, total: str, text: str) -> None:
        """What the contract says of them decides, so it has to be said."""
        plan = plan_of(fees=[Fee("service", amount="10", when=When.EVERY)])
        found = closed(plan, later_fees=charged)
        assert str(found.value.total) == total
        assert text in found.explain("en")
        with pytest.raises(InputError, match=r"later_fees is required: the later instalments hold fees of 90\.00"):
            closed(plan)

    def test_a_deposit(self) -> None:
        """It comes back besides."""
        found = closed(plan_of(deposit=Deposit("2000", back=Back.OFFSET)))
        assert (str(found.value.total), str(found.value.deposit)) == ("9000.00", "2000.00")
        assert "The deposit of 2,000.00 yuan comes back besides." in found.explain("en")

    def test_flat_interest(self) -> None:
        """By the contract it is on the original principal; a notice says so."""
        found = closed(plan_of(rate="7.2%", method=FLAT), date(2026, 4, 25), day_count=BANK)
        assert str(found.value.interest) == "36.00"  # 12,000 · 0.072 · 15/360
        assert "The contract counts interest on the original principal" in found.explain("en")

    def test_after_a_prepayment(self) -> None:
        """10 days of 9,000 and 5 of 4,500; what was repaid is not owed again."""
        plan = early(plan_of(), date(2026, 4, 20), day_count=BANK)
        found = closed(plan, date(2026, 4, 25), day_count=BANK).value
        assert (str(found.principal), str(found.interest)) == ("4500.00", "37.50")
        # The day count that split the period does for the rest of it.
        assert closed(plan, date(2026, 4, 25)).value == found
        assert str(closed(plan, date(2026, 4, 20)).value.interest) == "30.00"
        with pytest.raises(InputError, match="on 2026-04-15 lies before the prepayment of 2026-04-20 in the plan"):
            closed(plan, date(2026, 4, 15), day_count=BANK)

    @pytest.mark.parametrize(("repricing", "interest"), [(BY_DAYS, "37.50"), (NEXT, "45.00")])
    def test_a_change_of_the_rate(self, repricing: Repricing, interest: str) -> None:
        """9,000 for 10 days at 12 % and 5 at 6 %, or at 12 % all the time."""
        changes: dict[str, Any] = {"rate_changes": [(date(2026, 4, 20), "6%")], "repricing": repricing}
        found = closed(plan_of(day_count=BANK, **changes), date(2026, 4, 25))
        assert str(found.value.interest) == interest

    def test_rounding(self) -> None:
        """Interest is rounded as that of the contract is."""
        plan = plan_of(interest_rounding=Rounding(unit="1"))
        assert str(closed(plan, date(2026, 4, 25), day_count=DayCount.ACT_365).value.interest) == "44.00"

    def test_before_the_civil_code(self) -> None:
        """A day before it has no answer; a loan from before it has one, with a notice."""
        plan = plan_of(drawn_on=date(2020, 10, 10))
        with pytest.raises(NoDataError, match="no value before 2021-01-01, asked for 2020-12-31"):
            closed(plan, date(2020, 12, 31))
        found = closed(plan, date(2021, 1, 10))
        assert "The loan is older than the Civil Code (2021-01-01)" in found.explain("en")
        assert "older than" not in closed(plan_of(drawn_on=date(2021, 1, 1)), date(2021, 2, 1)).explain("en")

    @pytest.mark.parametrize(
        ("terms", "text"),
        [
            ({"plan": None}, "plan must be a Schedule, got NoneType"),
            ({"on": "2026-04-10"}, "on must be a datetime.date, got str"),
            ({"on": DRAWN}, "on must lie after 2026-01-10"),
            ({"on": date(2027, 1, 10)}, "before the last due day 2027-01-10"),
            ({"on": date(2026, 4, 25)}, "day_count is required: the day lies inside a period"),
            ({"interest": "ACTUAL_TIME"}, "interest must be a member of EarlyInterest, got str"),
            ({"fee": "3%"}, "fee must be a PrepaymentFee, got str"),
            ({"later_fees": "no"}, "later_fees must be true, false or left out, got str"),
            ({"day_count": "ACT_360"}, "day_count must be a member of DayCount, got str"),
            ({"rulebook": "bundled"}, "rulebook must be a Rulebook, got str"),
        ],
    )
    def test_refusals(self, terms: dict[str, Any], text: str) -> None:
        """Each with its argument and its bound."""
        with pytest.raises(InputError, match=text):
            closed(**{"plan": plan_of()} | terms)


class TestRestructure:
    """协商还款: a plan for what is left."""

    def test_without_interest(self) -> None:
        """30,000 over 60 months is 500 each."""
        plan = restructure("30000", instalments=60, annual_rate="0", agreed_on=date(2026, 3, 1))
        assert set(column(plan, "payment")) == {"500.00"}
        assert plan.annual_rate().nominal == 0

    def test_it_is_a_loan_of_the_balance(self) -> None:
        """All terms are those of a loan."""
        terms: dict[str, Any] = {
            "first_due": date(2026, 3, 20),
            "fees": [Fee("fee", amount="1", when=When.EVERY)],
            "day_count": BANK,
            "method": EQUAL,
            "residual": Residual.FIRST,
            "rounding": Rounding(unit="1"),
        }
        plan = restructure("1000", instalments=7, annual_rate="6%", agreed_on=date(2026, 3, 1), **terms)
        assert plan == schedule(Loan("1000", "6%", 7, date(2026, 3, 1), **terms))
        weekly = restructure(
            "1000", instalments=7, annual_rate="6%", agreed_on=date(2026, 3, 1), every=Days(7), day_count=BANK
        )
        assert weekly.rows[0].due_on == date(2026, 3, 8)

    def test_refusals(self) -> None:
        """As a loan, with its own name for the day."""
        with pytest.raises(InputTypeError, match=r"agreed_on must be a datetime\.date, got str"):
            restructure("1000", instalments=7, annual_rate="6%", agreed_on=cast("Any", "2026-03-01"))
        with pytest.raises(InputError, match="instalments must be from 1 to 1200"):
            restructure("1000", instalments=0, annual_rate="6%", agreed_on=APRIL)
