"""Annual rates: published figures, refusals, and the words of advertisements."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, date, datetime
from decimal import Decimal, getcontext, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import creditrules.rates as public
from creditrules.errors import AmbiguousRateError, InputError, InputTypeError, NoRateError
from creditrules.messages import rate_text
from creditrules.periods import DayCount
from creditrules.rates import (
    AnnualRate,
    CashFlow,
    Collected,
    Origin,
    daily_from_nominal,
    effective_from_nominal,
    fee_for,
    flat_rate,
    irr,
    irr_all,
    irr_at,
    monthly_from_nominal,
    nominal_from_daily,
    nominal_from_effective,
    nominal_from_monthly,
    xirr,
)
from creditrules.rates.annual import printable

CASES = json.loads((Path(__file__).parent / "cases" / "annualised_rates.json").read_text(encoding="utf-8"))
WEEKLY = Fraction(365, 7)


def by_id(group: str) -> list[Any]:
    """Return the cases of a publisher, each under its id."""
    return [pytest.param(case, id=case["id"]) for case in CASES[group]]


def as_printed(rate: Fraction | float, printed: str) -> bool:
    """Tell whether a rate is the printed per cent, within half a unit of its last place."""
    places = len(printed.partition(".")[2])
    return abs(Fraction(rate) * 100 - Fraction(printed)) <= Fraction(1, 2 * 10**places)


def rate_of_annex(case: dict[str, Any]) -> AnnualRate:
    """Return the rate of a loan of the annex."""
    if "flows" in case:
        times, amounts = zip(*case["flows"], strict=True)
        return irr_at(times, amounts)
    payments = [f"-{payment}" for payment in case["payments"]] * case["instalments"]
    return irr([case["received"], *payments], periods_per_year=12)


class TestPublished:
    """Figures that authorities and banks print come out at their printed precision."""

    @pytest.mark.parametrize("case", by_id("pboc_annex"))
    def test_pboc_annex(self, case: dict[str, Any]) -> None:
        """The annex of PBOC Announcement 〔2021〕3 states nominal and effective rates of three loans."""
        found = rate_of_annex(case)
        assert as_printed(found.effective, case["effective_pct"])
        assert "nominal_pct" not in case or as_printed(found.nominal, case["nominal_pct"])

    @pytest.mark.parametrize("case", by_id("boc"))
    def test_bank_of_china(self, case: dict[str, Any]) -> None:
        """Bank of China prints the total interest of an instalment plan and its nominal rate."""
        total = Decimal(case["total_interest_pct"])
        fee = f"{total / case['instalments']}%"
        found = flat_rate(fee, instalments=case["instalments"])
        assert as_printed(found.nominal, case["nominal_pct"])

    @pytest.mark.parametrize("case", by_id("ping_an"))
    def test_ping_an(self, case: dict[str, Any]) -> None:
        """Ping An prints the fee of each instalment and the nominal rate."""
        fee = f"{case['fee_per_instalment_pct']}%"
        found = flat_rate(fee, instalments=case["instalments"])
        assert as_printed(found.nominal, case["nominal_pct"])

    @pytest.mark.parametrize("case", by_id("messages"))
    def test_messages(self, case: dict[str, Any]) -> None:
        """What banks and a lender's note tell their customers, as kept in public repositories."""
        found = rate_of_annex(case)
        assert as_printed(found.nominal, case["nominal_pct"])

    def test_card(self) -> None:
        """0.05 % a day is 18.25 % nominal over 365, and 19.86 % effective when billed monthly."""
        found = effective_from_nominal("18.25%", periods_per_year=12)
        assert as_printed(found, "19.86")

    def test_platform_loan(self) -> None:
        """8,000 against twelve times 803.70 is 36.00 % nominal and 42.58 % effective."""
        found = irr(["8000", *["-803.70"] * 12], periods_per_year=12)
        assert as_printed(found.nominal, "36.00")
        assert as_printed(found.effective, "42.58")

    def test_seven_days(self) -> None:
        """2,100 received and 3,000 due after seven days is 2,234.69 % simple."""
        found = irr(["2100", "-3000"], periods_per_year=WEEKLY)
        assert as_printed(found.nominal, "2234.69")

    def test_714(self) -> None:
        """700 received and 1,000 due after seven days is 1.19e10 % by dates."""
        flows = [CashFlow(date(2026, 1, 12), 700), CashFlow(date(2026, 1, 19), -1000)]
        assert f"{xirr(flows).effective:.2e}" == "1.19e+08"

    def test_overnight(self) -> None:
        """700 received and 1,000 due the next day is (10/7)^365 − 1, to the last digits."""
        flows = [CashFlow(date(2026, 1, 12), 700), CashFlow(date(2026, 1, 13), -1000)]
        exact = Fraction(10, 7) ** 365
        off = abs(Fraction(xirr(flows).effective) + 1 - exact)
        assert off <= exact * Fraction("4e-16")

    def test_months_are_not_days(self) -> None:
        """A monthly loan of 24.00 % reads higher by dates, since months are not 365/12 days."""
        days = [date(2026 + m // 12, m % 12 + 1, 6) for m in range(13)]
        level = [Decimal(-9456)] * 12
        flows = [CashFlow(on, amount) for on, amount in zip(days, [Decimal(100000), *level], strict=True)]
        periodic = irr([flow.amount for flow in flows], periods_per_year=12)
        dated = xirr(flows, periods_per_year=12)
        assert 0.0005 < dated.nominal - periodic.nominal < 0.002

    def test_ambient_context(self) -> None:
        """The caller's decimal context changes nothing."""
        amounts = ["123456.78", *["-11000.55"] * 12]
        usual = irr(amounts, periods_per_year=12)
        with localcontext() as context:
            context.prec = 3
            assert getcontext().prec == 3
            assert irr(amounts, periods_per_year=12) == usual


class TestScale:
    """No size of amounts, rates or numbers of flows is out of reach."""

    def test_1200_instalments(self) -> None:
        """A level loan of 1,200 instalments has a rate."""
        found = irr(["1000000", *["-5000"] * 1200], periods_per_year=12)
        assert as_printed(found.nominal, "5.98")

    def test_large_amounts(self) -> None:
        """Amounts of 10^15 have the same rate as amounts of one."""
        large = irr([10**15, -(10**15), "-1e14"], periods_per_year=1)
        small = irr([1, -1, "-0.1"], periods_per_year=1)
        assert large == small

    def test_almost_nothing(self) -> None:
        """A rate of 10^-15 keeps all its digits."""
        found = irr([10**15, 1, -(10**15)], periods_per_year=1)
        assert found.per_period == pytest.approx(-5e-16, rel=1e-12)

    def test_loses_almost_everything(self) -> None:
        """A rate of −99.99 % a period is found."""
        found = irr([10000, 0, "-0.0001"], periods_per_year=1)
        assert found.per_period == -0.9999

    def test_level_loss(self) -> None:
        """A level loan of which little comes back has a negative rate."""
        found = irr([100, *["-1"] * 24], periods_per_year=12)
        assert -1 < found.per_period < 0

    def test_fine_times(self) -> None:
        """Times with large denominators in common need more bits, and get them."""
        found = irr_at([0, "0.000000000001", "1.5"], [100, -50, -60])
        assert 0 < found.effective < 1

    @pytest.mark.parametrize("years", [1, Fraction(1, 365)])
    @pytest.mark.parametrize("repaid", ["1e-6", "1", "1e12"])
    @pytest.mark.parametrize("received", ["1e-6", "1", "1e12"])
    def test_two_flows(self, received: str, repaid: str, years: Fraction) -> None:
        """From a millionth to 10^12 either way the rate is the power that it is, or is said not to be writable."""
        exact = (Fraction(repaid) / Fraction(received)) ** (1 / Fraction(years)).numerator
        if not Fraction("1e-15") < exact < Fraction("1e308"):
            with pytest.raises(NoRateError, match="cannot be written"):
                irr_at([0, years], [received, f"-{repaid}"])
            return
        growth = 1 + Fraction(irr_at([0, years], [received, f"-{repaid}"]).per_period)
        # Near −100 % a float cannot say 1 + r so finely: there the bound is the float nearest r.
        assert abs(growth - exact) <= max(exact * Fraction("4e-16"), Fraction(1, 2**53))

    def test_one_flow(self) -> None:
        """A single flow has no rate, and that is said."""
        with pytest.raises(NoRateError, match="one sign"):
            irr(["1e-6"], periods_per_year=12)

    @pytest.mark.parametrize("unit", ["1e-9", "1e6"])
    def test_1200_distinct(self, unit: str) -> None:
        """1,200 flows of 1,200 amounts have the rate that their exact value vouches for, in any unit."""
        amounts = [10**6, *(-1_000 - n for n in range(1_199))]
        growth = 1 + Fraction(irr([amount * Decimal(unit) for amount in amounts], periods_per_year=12).per_period)
        with localcontext() as context:
            context.prec = 60
            for margin, sign in ((Decimal("-4e-16"), -1), (Decimal("4e-16"), 1)):
                q = Decimal(growth.numerator) / growth.denominator * (1 + margin)
                assert sign * sum(amount * q**-n for n, amount in enumerate(amounts)) > 0

    def test_1e60(self) -> None:
        """700 received and 1,000 repaid the next day is 3.4e56 a year; a little more repaid passes 1e60."""
        days = date(2026, 1, 12), date(2026, 1, 13)
        for repaid in (1000, 1030):
            found = xirr([CashFlow(days[0], 700), CashFlow(days[1], -repaid)]).effective
            exact = Fraction(repaid, 700) ** 365
            assert abs(Fraction(found) + 1 - exact) <= exact * Fraction("4e-16")

    @pytest.mark.parametrize("amount", ["1e15", "1e-15"])
    def test_unwritable(self, amount: str) -> None:
        """A rate a year that no float holds, or that is −100 % to every digit, is refused."""
        with pytest.raises(NoRateError, match="cannot be written"):
            irr_at([0, Fraction(1, 365)], [1, f"-{amount}"])

    def test_effective_too_large(self) -> None:
        """The nominal figure of an absurd loan is there, the effective one is refused."""
        found = irr([1, -1000], periods_per_year=365)
        assert found.nominal == 999 * 365
        assert repr(found).startswith("AnnualRate(nominal 36,463,500.00%, effective above 10^309%")
        with pytest.raises(NoRateError, match=r"10\^307"):
            _ = found.effective


class TestSeveralRoots:
    """Flows that change sign more than once: one rate, none, or all of them."""

    def test_all(self) -> None:
        """irr_all lists every rate, the lowest first."""
        found = irr_all([100, -230, 132], periods_per_year=1)
        assert [rate.per_period for rate in found] == [0.1, 0.2]

    def test_ambiguous(self) -> None:
        """Two positive rates are refused, and the error carries both."""
        with pytest.raises(AmbiguousRateError, match="2 rates solve") as caught:
            irr([100, -230, 132], periods_per_year=1)
        assert caught.value.roots == (0.1, 0.2)

    @pytest.mark.parametrize("order", range(2, 7))
    def test_multiple(self, order: int) -> None:
        """(1000 − 1100v)^n has one rate, 10 %, of order n."""
        amounts = [1]
        for _ in range(order):
            amounts = [10 * a - 11 * b for a, b in zip([*amounts, 0], [0, *amounts], strict=True)]
        found = irr(amounts, periods_per_year=1)
        assert found.per_period == 0.1

    def test_close(self) -> None:
        """Two rates 10^-9 apart are two rates."""
        found = irr_all([10**12, -2 * 10**12 - 1000, 10**12 + 1000], periods_per_year=1)
        assert [rate.per_period for rate in found] == pytest.approx([0, 1e-9], abs=1e-15)

    def test_none(self) -> None:
        """A sign pattern that never balances is refused with the reason."""
        with pytest.raises(NoRateError, match="no rate above -1 solves them"):
            irr([100, -100, 100], periods_per_year=1)

    def test_positive_companion(self) -> None:
        """Where the cumulative flow changes sign once, irr gives the positive rate and irr_all both."""
        amounts = [1000, -3000, 1000]
        every = [rate.per_period for rate in irr_all(amounts, periods_per_year=12)]
        assert len(every) == 2
        assert every[0] < 0 < every[1]
        assert irr(amounts, periods_per_year=12).per_period == every[1]

    def test_one_of_several_changes(self) -> None:
        """Three changes of sign may still leave one rate: it is returned."""
        found = irr([10, -21, 21, -11], periods_per_year=1)
        assert [found] == list(irr_all([10, -21, 21, -11], periods_per_year=1))

    def test_negative_only(self) -> None:
        """A single rate below zero is a rate."""
        amounts = [100, -50, 10, -20]
        assert irr(amounts, periods_per_year=1).per_period < 0

    def test_zero_only(self) -> None:
        """A rate of zero is found where nothing else separates the roots."""
        assert irr([1, -1, 1, -1], periods_per_year=1).per_period == 0

    def test_zero_total(self) -> None:
        """A rate of zero is a rate like another, and no total tells it from its companion."""
        found = irr_all([100, -150, 50], periods_per_year=1)
        assert [rate.per_period for rate in found] == [-0.5, 0.0]
        with pytest.raises(AmbiguousRateError):
            irr([100, -150, 50], periods_per_year=1)

    def test_revolving(self) -> None:
        """A card with 200 draws and repayments has one rate, at once."""
        amounts = [100, *[-20, 25] * 200, -1200]
        found = irr(amounts, periods_per_year=12)
        assert found.per_period > 0

    def test_many_changes(self) -> None:
        """All rates of forty changes of sign are found by dates too."""
        flows = [CashFlow(date(2020 + n // 12, n % 12 + 1, 1 + n % 28), (-1) ** n * 100) for n in range(41)]
        with pytest.raises(NoRateError):
            xirr([*flows, CashFlow(date(2020, 1, 1), 5000)])


class TestTimes:
    """Dates and other times."""

    def test_order_and_netting(self) -> None:
        """Dates may come in any order, and flows of one day are netted."""
        start, end = date(2025, 1, 1), date(2026, 1, 1)
        flows = [CashFlow(end, "-110"), CashFlow(start, "120"), CashFlow(start, "-20")]
        assert xirr(flows).effective == 0.1

    def test_day_count(self) -> None:
        """The day count turns days into years; a function of the caller's may do so too."""
        flows = [CashFlow(date(2024, 1, 1), 100), CashFlow(date(2025, 1, 1), -110)]
        assert xirr(flows, day_count=DayCount.WHOLE_MONTHS).effective == 0.1
        assert xirr(flows, day_count=lambda start, end: Fraction(end.year - start.year)).effective == 0.1
        assert xirr(flows, day_count=DayCount.ACT_360).effective < 0.1

    def test_nominal_needs_periods(self) -> None:
        """A dated rate has no nominal figure until someone says how many periods a year."""
        flows = [CashFlow(date(2025, 1, 1), 100), CashFlow(date(2026, 1, 1), -112)]
        plain, monthly = xirr(flows), xirr(flows, periods_per_year=12)
        with pytest.raises(InputError, match="has no nominal figure"):
            _ = plain.nominal
        assert plain.effective == 0.12
        assert monthly.nominal == pytest.approx(0.113865515, rel=1e-8)
        assert monthly.effective == pytest.approx(0.12, rel=1e-14)
        assert plain.origin is monthly.origin is Origin.DATED

    def test_leading_zeros(self) -> None:
        """Zeros before the first flow and after the last one move nothing."""
        assert irr([0, 100, -110, 0], periods_per_year=1).per_period == 0.1

    def test_gaps(self) -> None:
        """A period without a flow counts."""
        assert irr([100, 0, -121], periods_per_year=1).per_period == 0.1


class TestAnnualRate:
    """The value itself."""

    def test_agreed_is_exact(self) -> None:
        """An agreed rate stays a fraction, nominal and effective."""
        found = AnnualRate.agreed("24%")
        assert found.nominal == Fraction(24, 100)
        assert found.effective == Fraction(102, 100) ** 12 - 1
        assert isinstance(found.effective, Fraction)

    def test_agreed_weekly(self) -> None:
        """365/7 periods a year are no whole number: the effective rate is then a float."""
        found = AnnualRate.agreed("36.5%", periods_per_year=WEEKLY)
        assert found.per_period == Fraction(7, 1000)
        assert found.effective == pytest.approx(1.007 ** (365 / 7) - 1)

    def test_repr(self) -> None:
        """A notebook shows both figures as per cent."""
        assert repr(AnnualRate.agreed("1.00%")) == (
            "AnnualRate(nominal 1.00%, effective 1.00%, 12 periods a year, agreed in the contract)"
        )

    def test_repr_dated(self) -> None:
        """A rate by dates shows no nominal figure; one beyond six digits is shown short."""
        assert repr(AnnualRate(0.1, None, Origin.DATED)) == ("AnnualRate(effective 10.00%, derived from dates)")
        assert "effective 1.236e+10%" in repr(AnnualRate(1.236e8, None, Origin.DATED))

    @pytest.mark.parametrize(
        ("arguments", "kind", "text"),
        [
            ((0.1, 12, Origin.AGREED), InputTypeError, "must be a Fraction"),
            ((Fraction(1), 12, Origin.DATED), InputTypeError, "must be a float"),
            ((0.1, 12, "agreed"), InputTypeError, "must be an Origin"),
            ((-1.0, 12, Origin.PERIODIC), InputError, "above -1"),
            ((float("inf"), 12, Origin.PERIODIC), InputError, "finite"),
            ((float("nan"), 12, Origin.PERIODIC), InputError, "finite"),
            ((0.1, None, Origin.PERIODIC), InputError, "periods_per_year is required"),
        ],
    )
    def test_refused(self, arguments: tuple[Any, Any, Any], kind: type[Exception], text: str) -> None:
        """A rate of −100 % or less, none at all, or one whose kind belies its origin is no rate."""
        with pytest.raises(kind, match=text):
            AnnualRate(*arguments)

    @pytest.mark.parametrize("periods", [0, -12, 367, Fraction(0), Fraction(367)])
    def test_periods_bound(self, periods: int | Fraction) -> None:
        """A year has more than none and at most 366 periods."""
        with pytest.raises(InputError, match="at most 366"):
            irr([100, -110], periods_per_year=periods)

    def test_periods_at_the_bound(self) -> None:
        """366 periods, one a day in a leap year, are allowed."""
        assert irr([100, -110], periods_per_year=366).periods_per_year == 366

    def test_periods_type(self) -> None:
        """A float is no exact number of periods."""
        periods: Any = 12.0
        with pytest.raises(InputTypeError, match="periods_per_year is a float"):
            irr([100, -110], periods_per_year=periods)


class TestConversions:
    """From one way of stating a rate to another."""

    def test_inverse(self) -> None:
        """26.82 % effective is 24 % nominal, monthly."""
        assert as_printed(nominal_from_effective("26.8242%", periods_per_year=12), "24.00")

    def test_zero(self) -> None:
        """Nothing stays nothing."""
        assert effective_from_nominal("0", periods_per_year=12) == 0
        assert nominal_from_effective("0", periods_per_year=12) == 0

    def test_collected(self) -> None:
        """The earlier the fees are collected, the dearer the plan."""
        every, first, upfront = (flat_rate("0.6%", instalments=12, collected=when).nominal for when in Collected)
        assert every < first < upfront

    def test_collected_flows(self) -> None:
        """FIRST puts all fees on the first instalment, UPFRONT takes them from what is received."""
        first = flat_rate("1%", instalments=3, collected=Collected.FIRST)
        upfront = flat_rate("1%", instalments=3, collected=Collected.UPFRONT)
        assert first == irr([300, -109, -100, -100], periods_per_year=12)
        assert upfront == irr([291, -100, -100, -100], periods_per_year=12)

    def test_one_instalment(self) -> None:
        """With one instalment, every and first are the same."""
        assert flat_rate("1%", instalments=1, collected=Collected.FIRST) == flat_rate("1%", instalments=1)

    def test_nothing_left(self) -> None:
        """Fees that take all of it leave nothing to have a rate."""
        with pytest.raises(NoRateError):
            flat_rate("10%", instalments=10, collected=Collected.UPFRONT)

    def test_collected_type(self) -> None:
        """Only a Collected says when."""
        when: Any = "first"
        with pytest.raises(InputTypeError, match="must be a Collected"):
            flat_rate("1%", instalments=3, collected=when)

    def test_days_and_months(self) -> None:
        """A day is a 360th or a 365th of a year, a month a twelfth, exactly."""
        assert daily_from_nominal("18%", day_count=DayCount.ACT_360) == Fraction("0.0005")
        assert daily_from_nominal("18.25%", day_count=DayCount.ACT_365) == Fraction("0.0005")
        assert nominal_from_daily("0.05%", day_count=DayCount.ACT_360) == Fraction("0.18")
        assert nominal_from_daily("0.05%", day_count=DayCount.ACT_365) == Fraction("0.1825")
        assert monthly_from_nominal("10%") == Fraction(1, 120)
        assert nominal_from_monthly("1.5%") == Fraction("0.18")

    def test_days_of_no_lender(self) -> None:
        """No other day count has one length for every year."""
        with pytest.raises(InputError, match="ACT_365 or ACT_360"):
            nominal_from_daily("0.05%", day_count=DayCount.ACT_ACT)

    @pytest.mark.parametrize(
        ("collected", "fee"),
        [(Collected.EVERY, "0.0112263"), (Collected.FIRST, "0.0100913"), (Collected.UPFRONT, "0.0098935")],
    )
    def test_fee_of_24_percent(self, collected: Collected, fee: str) -> None:
        """Twelve instalments cost 24 % a year with a fee of 1.12 %, or less when it is collected sooner."""
        found = fee_for("24%", instalments=12, collected=collected)
        assert round(found, 7) == Decimal(fee)
        assert flat_rate(found, instalments=12, collected=collected).nominal == pytest.approx(0.24, rel=1e-14)

    def test_fee_of_nothing(self) -> None:
        """No rate is no fee."""
        assert {fee_for("0%", instalments=12, collected=when) for when in Collected} == {Decimal(0)}

    @pytest.mark.parametrize("case", by_id("ping_an"))
    def test_fee_of_ping_an(self, case: dict[str, Any]) -> None:
        """From the nominal rate that Ping An prints, the fee that it prints comes back."""
        found = fee_for(f"{case['nominal_pct']}%", instalments=case["instalments"])
        assert as_printed(Fraction(found), case["fee_per_instalment_pct"])

    def test_fee_for_type(self) -> None:
        """Only a Collected says when."""
        when: Any = "first"
        with pytest.raises(InputTypeError, match="must be a Collected"):
            fee_for("24%", instalments=3, collected=when)

    @pytest.mark.parametrize("count", [0, 1201, True])
    def test_instalments(self, count: int) -> None:
        """A plan has 1 to 1,200 instalments."""
        with pytest.raises(InputError, match="instalments must be"):
            flat_rate("1%", instalments=count)


class TestRefusals:
    """Nothing is guessed: bad input is named."""

    @pytest.mark.parametrize(
        ("amounts", "kind", "text"),
        [
            ([], InputError, "at least one cash flow"),
            ([0, 0], NoRateError, "all cash flows are zero"),
            ([0, "0.00", Decimal("-0")], NoRateError, "all cash flows are zero"),
            ([100], NoRateError, "one sign"),
            ([100, 5], NoRateError, "one sign"),
            ([-100, "-5"], NoRateError, "one sign"),
            ([100, -110.0], InputTypeError, r"amounts\[1\] is a float"),
            ([1, 1.0, -3], InputTypeError, r"amounts\[1\] is a float"),
            ([1, True, -3], InputTypeError, r"amounts\[1\] must be text"),
            ([100, None], InputTypeError, r"amounts\[1\] must be text"),
            ([100, "-1e16"], InputError, r"amounts\[1\] may not be beyond"),
            ([100, "-1e-31"], InputError, "exponent"),
            ([100, "1e30000000"], InputError, r"amounts\[1\]"),
            ([100, Decimal("NaN"), Decimal("NaN")], InputError, r"amounts\[1\] must be a finite"),
            ([100, Decimal("sNaN"), -110], InputError, r"amounts\[1\] must be a finite"),
            ([100, Decimal("-Infinity")], InputError, r"amounts\[1\] must be a finite"),
            ("100", InputTypeError, "amounts must be a list"),
            (100, InputTypeError, "amounts must be a list"),
        ],
    )
    def test_amounts(self, amounts: object, kind: type[Exception], text: str) -> None:
        """Each refusal names the amount and the reason."""
        bad: Any = amounts
        with pytest.raises(kind, match=text):
            irr(bad, periods_per_year=12)

    @pytest.mark.parametrize("on", [datetime(2026, 1, 1, tzinfo=UTC), "2026-01-01", None])
    def test_days(self, on: object) -> None:
        """A cash flow has a plain date."""
        bad: Any = on
        with pytest.raises(InputTypeError, match=r"on must be a datetime\.date"):
            CashFlow(bad, 100)

    @pytest.mark.parametrize("amount", [1.5, True, "one", None])
    def test_flow_amount(self, amount: object) -> None:
        """A cash flow has an exact amount."""
        bad: Any = amount
        with pytest.raises(InputError, match="amount"):
            CashFlow(date(2026, 1, 1), bad)

    def test_flows(self) -> None:
        """The dated rate takes cash flows, and at least one."""
        flows: Any = [(date(2026, 1, 1), 100)]
        with pytest.raises(InputTypeError, match=r"flows\[0\] must be a CashFlow"):
            xirr(flows)
        with pytest.raises(InputError, match="at least one"):
            xirr([])

    def test_one_day(self) -> None:
        """Flows on one day only have no rate."""
        day = date(2026, 1, 1)
        with pytest.raises(NoRateError, match="one day"):
            xirr([CashFlow(day, 100), CashFlow(day, -110)])

    @pytest.mark.parametrize("part", [0.5, -1, True, None])
    def test_day_count_result(self, part: object) -> None:
        """A function as day count gives an exact part of a year, not below zero."""
        flows = [CashFlow(date(2025, 1, 1), 100), CashFlow(date(2026, 1, 1), -110)]
        bad: Any = part
        with pytest.raises(InputError, match="day_count must give"):
            xirr(flows, day_count=lambda _start, _end: bad)

    def test_day_count_type(self) -> None:
        """A day count is no text."""
        day_count: Any = "ACT_365"
        with pytest.raises(InputTypeError, match="must be a DayCount or a function"):
            xirr([CashFlow(date(2025, 1, 1), 100)], day_count=day_count)

    def test_times(self) -> None:
        """Times and amounts are equally many and exact, and share a denominator that can be worked with."""
        with pytest.raises(InputError, match="equally many"):
            irr_at([0, 1], [100])
        bad: Any = 0.5
        with pytest.raises(InputTypeError, match=r"times\[1\] is a float"):
            irr_at([0, bad], [100, -110])
        with pytest.raises(InputError, match=r"10\^30"):
            irr_at([0, Fraction(1, 3**70)], [100, -110])


def test_public_names() -> None:
    """What the package offers is written down, sorted."""
    assert sorted(public.__all__) == public.__all__
    assert all(hasattr(public, name) for name in public.__all__)
    assert set(public.__all__) < set(dir(public))


def test_formulas_need_no_law() -> None:
    """The law data is read in with the first published rate that is asked for, not with the formulas."""
    code = "import sys, creditrules.rates as r; assert 'creditrules.law' not in sys.modules; r.lpr; r.nothing"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stderr.endswith("AttributeError: module 'creditrules.rates' has no attribute 'nothing'\n")


def test_a_rate_for_a_sentence() -> None:
    """The effective rate as it is, and where no float holds it a figure that prints as enormous."""
    assert printable(AnnualRate.agreed("24%")) == AnnualRate.agreed("24%").effective
    beyond = AnnualRate(10.0, Fraction(366), Origin.PERIODIC)
    with pytest.raises(NoRateError):
        _ = beyond.effective
    assert rate_text(printable(beyond), "en") == "more than 10,000%"
