"""What an account costs: the contract's figure, what the instalments come to, and what cannot be told."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from borrowing import account, codes
from borrowing import said as all_said
from creditrules.borrower import Price
from creditrules.borrower.prices import price_of
from creditrules.findings import Finding, Trail
from creditrules.law import Lender
from creditrules.money import from_fen
from creditrules.periods import DayCount
from creditrules.rates import Origin
from creditrules.repayment import FeesOnPrepay

LEVEL: dict[str, Any] = {
    # 12,000 over 12 months at 1 % a month: 12,000 / ((1 - 1.01^-12) / 0.01) = 1,066.19.
    "minimum": None,
    "face": "12000",
    "instalment": "1066.19",
    "instalments": 12,
    "paid_instalments": 1,
}
NOTE: dict[str, Any] = {
    "lender": Lender.UNLICENSED,
    "annual_rate": None,
    "minimum": None,
    "formed_on": date(2026, 1, 12),
    "due_on": date(2026, 1, 19),
    "balance": "3000",
    "face": "3000",
}


def priced(**facts: object) -> Finding[Price]:
    """Price such an account."""
    return price_of(Trail(), account(**facts))


def said(found: Finding[Any], code: str) -> str:
    """Return the one sentence of a code."""
    (text,) = all_said(found, code)
    return text


def near(rate: Fraction | float, per_cent: str) -> bool:
    """Whether a rate prints as so many per cent."""
    return abs(Fraction(rate) * 100 - Fraction(per_cent)) <= Fraction(1, 200)


class TestAgreed:
    """The contract's own figure."""

    def test_a_year(self) -> None:
        """12 % a year is 1.01^12 - 1 = 12.68 % compounded, and cites what tells lenders to state it."""
        found = priced()
        assert codes(found) == ["price-agreed"]
        assert said(found, "price-agreed").startswith("Agreed: 12.00% a year nominal, 12.68% effective")
        assert [cite.id for cite in found.citations] == ["pboc-announcement-2021-3#4"]
        assert found.value.own.origin is Origin.AGREED
        assert found.value == Price(own=found.value.own)

    @pytest.mark.parametrize(
        ("count", "nominal", "effective"), [(DayCount.ACT_365, "18.25", "19.86"), (DayCount.ACT_360, "18.00", "19.56")]
    )
    def test_a_day(self, count: DayCount, nominal: str, effective: str) -> None:
        """0.05 % a day is 365 or 360 times that."""
        found = priced(annual_rate=None, daily_rate="0.05%", day_count=count)
        text = said(found, "price-daily")
        assert text == f"0.05% a day is {nominal}% a year nominal, {effective}% effective by monthly compounding."

    def test_a_fine_day_rate_keeps_its_digits(self) -> None:
        """0.0125 % a day is not printed as 0.01 %."""
        found = priced(annual_rate=None, daily_rate="0.0125%", day_count=DayCount.ACT_365)
        assert said(found, "price-daily").startswith("0.0125% a day is 4.56% a year")

    def test_nothing(self) -> None:
        """A loan without interest costs nothing, and says so."""
        assert said(priced(annual_rate="0%"), "price-agreed").startswith("Agreed: 0.00% a year nominal, 0.00%")

    def test_more_than_can_be_printed(self) -> None:
        """Above 10,000 % the digits say nothing, and an effective rate beyond any number is still written."""
        found = priced(annual_rate="99999999%")
        assert said(found, "price-agreed").startswith("Agreed: more than 10,000% a year nominal, more than 10,000%")


class TestInstalments:
    """Instalments beside the contract's figure."""

    def test_they_agree(self) -> None:
        """Equal instalments at the agreed rate leave it alone and tell the principal: 12,000 - (1,066.19 - 120)."""
        found = priced(**LEVEL)
        assert codes(found) == ["price-agreed", "price-schedule"]
        assert found.value.principal_left == from_fen(1_105_381)
        assert "of 1,066.19; 1 paid, 11,053.81 yuan" in said(found, "price-schedule")
        assert found.value.own.origin is Origin.AGREED

    @pytest.mark.parametrize(("paid", "left"), [(0, 1_200_000), (12, 0)])
    def test_none_or_all_paid(self, paid: int, left: int) -> None:
        """Before the first instalment all of the principal is left, after the last nothing."""
        assert priced(**{**LEVEL, "paid_instalments": paid}).value.principal_left == from_fen(left)

    @pytest.mark.parametrize("rate", [{}, {"annual_rate": None, "daily_rate": "0.05%", "day_count": DayCount.ACT_365}])
    def test_they_contradict(self, rate: dict[str, Any]) -> None:
        """12 times 1,200 for 12,000 is 35.07 % (2.9229 % a month), whether a year's or a day's rate was agreed."""
        found = priced(**{**LEVEL, "instalment": "1200", **rate})
        assert near(found.value.own.nominal, "35.07")
        assert found.value.own.origin is Origin.PERIODIC
        assert "35.07% nominal" in said(found, "price-instalments")
        assert "not 1,200.00" in said(found, "price-no-schedule")
        assert found.value.principal_left is None

    def test_less_than_was_received(self) -> None:
        """Twelve times 10 cannot repay 12,000: no negative price is made of it."""
        found = priced(**{**LEVEL, "instalment": "10"})
        assert found.value.own.origin is Origin.AGREED
        assert "price-instalments-less" in codes(found)

    def test_exactly_what_was_received(self) -> None:
        """Twelve times 1,000 for 12,000 is a loan without interest, whatever rate is stated."""
        found = priced(**{**LEVEL, "instalment": "1000"})
        assert near(found.value.own.nominal, "0")

    def test_held_back(self) -> None:
        """1,066.19 a month on 10,000 received is 48.13 %; the schedule stays the contract's."""
        found = priced(**LEVEL, received="10000")
        assert near(found.value.own.nominal, "48.13")
        assert found.value.principal_left == from_fen(1_105_381)

    def test_a_rate_that_leaves_no_schedule(self) -> None:
        """Where interest eats every instalment to the fen there is no schedule, and no error."""
        found = priced(**{**LEVEL, "annual_rate": "99999999%", "instalments": 600})
        assert found.value.principal_left is None


class TestHeldBack:
    """Less arrived than the note says."""

    def test_a_due_day_tells_the_price(self) -> None:
        """900 of 3,000 held back for a week is 900/2,100 x 365/7 = 2,234.69 % simple."""
        found = priced(**NOTE, received="2100")
        assert near(found.value.own.nominal, "2234.69")
        assert "2,234.69% a year simple on what was received, more than 10,000% compounded" in said(
            found, "price-difference"
        )

    def test_the_agreed_rate_comes_on_top(self) -> None:
        """12 % agreed on the face does not hide the 900: 3,000 x 12 % x 7/365 = 6.90, and 906.90 of 2,100 a week."""
        found = priced(**{**NOTE, "annual_rate": "12%", "received": "2100"})
        assert "6.90 yuan by days over 365" in said(found, "price-on-top")
        assert near(found.value.own.nominal, "2251.83")

    @pytest.mark.parametrize("received", [None, "3000"])
    def test_nothing_held_back(self, received: str | None) -> None:
        """With all of it received the agreed rate stands."""
        assert codes(priced(**{**NOTE, "annual_rate": "12%", "received": received})) == ["price-agreed"]

    def test_no_due_day(self) -> None:
        """Without a day to pay the true price is said to be above the agreed one, and left open."""
        found = priced(face="10000", received="9000")
        assert said(found, "price-held-back").startswith("1,000.00 yuan were held back: the true price is above")

    def test_what_arrived_is_unknown(self) -> None:
        """Nothing held back is an assumption, and it is said."""
        found = priced(**NOTE)
        assert near(found.value.own.nominal, "0")
        assert "is not stated" in said(found, "price-received-unknown")

    def test_one_day(self) -> None:
        """A note of one day: the effective rate overflows every number, and is still written."""
        found = priced(**{**NOTE, "due_on": date(2026, 1, 13), "received": "1"})
        assert "more than 10,000% compounded" in said(found, "price-difference")


class TestFee:
    """A fee in every instalment."""

    def test_joint_and_itemised(self) -> None:
        """8,000 at 8.10 % with 107.42 a month: 36.00 % together, 42.58 % compounded, 36.30 % item by item."""
        found = priced(
            annual_rate="8.10%",
            minimum=None,
            face="8000",
            instalment="696.28",
            instalments=12,
            paid_instalments=1,
            fee_per_instalment="107.42",
            fee_collector="G",
            fees_on_prepay=FeesOnPrepay.WAIVED,
        )
        assert "(G) all compulsory costs together are 36.00% nominal, 42.58% effective" in said(found, "price-all-in")
        assert "= 36.30%" in said(found, "price-itemised")
        assert found.value.all_in is not None
        assert near(found.value.all_in.nominal, "36.00")
        assert found.value.itemised is not None
        assert near(found.value.itemised, "36.30")

    @pytest.mark.parametrize(
        "change", [{"instalment": "1200"}, {"received": "10000"}], ids=["no schedule", "held back"]
    )
    def test_not_itemised(self, change: dict[str, str]) -> None:
        """Without a schedule, or with another cost held back, the items are not added up; the joint rate is there."""
        found = priced(**{**LEVEL, **change, "fee_per_instalment": "10", "fees_on_prepay": FeesOnPrepay.WAIVED})
        assert found.value.all_in is not None
        assert found.value.itemised is None
        assert "(collector not stated)" in said(found, "price-all-in")

    def test_less_than_was_received(self) -> None:
        """Where even with the fee less comes back than was received there is no joint rate."""
        found = priced(
            **{**LEVEL, "instalment": "10", "fee_per_instalment": "10", "fees_on_prepay": FeesOnPrepay.WAIVED}
        )
        assert found.value.all_in is None

    def test_without_an_instalment(self) -> None:
        """A fee beside a minimum has no instalments to be spread over."""
        found = priced(fee_per_instalment="10", fees_on_prepay=FeesOnPrepay.WAIVED)
        assert found.value.all_in is None
        assert codes(found) == ["price-agreed"]


class TestOverdue:
    """The rate on overdue parts."""

    def test_of_a_financial_lender(self) -> None:
        """1.5 times 23.99 % is 35.985 %, printed whole, and the central bank's range beside it."""
        found = priced(annual_rate="23.99%", penalty_multiple="1.5")
        assert found.value.overdue == Fraction("0.35985")
        assert said(found, "price-overdue").endswith("35.985%.")
        assert "1.3 to 1.5 times" in said(found, "price-overdue-range")
        assert "pboc-rates-2003-251#3" in [cite.id for cite in found.citations]

    @pytest.mark.parametrize("formed", [date(2003, 12, 31), date(2004, 1, 1)])
    def test_before_the_range(self, formed: date) -> None:
        """The range began on 2004-01-01; a contract formed the day before has its multiple all the same."""
        found = priced(formed_on=formed, penalty_multiple="1.5")
        assert found.value.overdue == Fraction("0.18")
        assert ("price-overdue-range" in codes(found)) is (formed.year == 2004)

    @pytest.mark.parametrize("lender", [Lender.PRIVATE, Lender.SMALL_LOAN, Lender.UNLICENSED])
    def test_of_another_lender(self, lender: Lender) -> None:
        """The central bank's range is none for whoever is no financial institution."""
        assert codes(priced(lender=lender, penalty_multiple="2")) == ["price-agreed", "price-overdue"]

    def test_of_a_note_without_a_rate(self) -> None:
        """A multiple of a rate that was never stated is nothing."""
        assert priced(**NOTE, penalty_multiple="2").value.overdue is None
