"""Worked examples of other countries' rules, solved by ours: their time rules, the equation of `irr_at`.

What a source prints is never changed. Where it is not the figure of its own amounts, a test says both figures and why.
"""

from __future__ import annotations

import json
import math
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import numpy_financial
import pytest

from creditrules.errors import AmbiguousRateError, NoRateError
from creditrules.rates import AnnualRate, irr, irr_all, irr_at
from oracles import eu_directive, regulation_z

Case = dict[str, Any]


def cases(name: str) -> dict[str, Case]:
    """Return the cases of a file by id."""
    path = Path(__file__).parent.parent / "cases" / f"{name}.json"
    return {case["id"]: case for case in json.loads(path.read_text("utf-8"))["cases"]}


AMERICAN = cases("apr_reg_z")
EUROPEAN = cases("aprc_eu")
NUMPY = cases("numpy_financial")
HALF_A_CENT = Decimal("0.005")

UNROUNDED = {"aprc-ec_example_35", "aprc-ec_example_38"}
"""Printed for instalments before they are rounded to the cent, which the paper does not give."""
CUT = "aprc-ec_example_41"
"""Printed cut after six places, not rounded."""
TRUNCATED = "aprc-ec_calculator_example_13"
"""The amounts are the instalments cut to the cent, the figure is that of instalments rounded to it."""


def off_by(rate: Fraction | float, printed: str) -> Fraction:
    """Return how far a rate is from the printed per cent, in units of the printed figure's last place."""
    places = len(printed.partition(".")[2])
    distance: Fraction = (Fraction(rate) * 100 - Fraction(printed)) * 10**places
    return distance


def as_printed(rate: Fraction | float, printed: str) -> bool:
    """Tell whether a rate reads as printed."""
    return abs(off_by(rate, printed)) <= Fraction(1, 2)


class TestRegulationZ:
    """Appendix J of Regulation Z of the United States."""

    @staticmethod
    def payments(case: Case) -> list[tuple[regulation_z.Interval, str]]:
        """Return each payment with its interval from the advance, by the time rule."""
        advance = date.fromisoformat(case["advance"][0])
        unit = case["unit"]
        found = []
        for first, amount, count in case["payments"]:
            for n in range(count):
                on = regulation_z.later(date.fromisoformat(first), n, **unit)
                if "months" in unit:
                    interval = regulation_z.by_months(advance, on, unit["months"])
                else:
                    interval = regulation_z.by_days(advance, on, unit["days"])
                found.append((interval, amount))
        return found

    @pytest.mark.parametrize("name", AMERICAN)
    def test_time_rule(self, name: str) -> None:
        """Days become the intervals that the source works out, one unit-period apart."""
        whole, fraction = AMERICAN[name]["first_payment_at"]
        intervals = [interval for interval, _ in self.payments(AMERICAN[name])]
        assert intervals == [(whole + n, Fraction(fraction)) for n in range(len(intervals))]

    @pytest.mark.parametrize("name", AMERICAN)
    def test_rate(self, name: str) -> None:
        """The annual percentage rate comes out as printed."""
        case = AMERICAN[name]
        found = regulation_z.percentage_rate(
            case["advance"][1],
            self.payments(case),
            case["unit_periods_per_year"],
        )
        assert as_printed(found, case["published_pct"])

    def test_last_day_of_a_month(self) -> None:
        """From the end of January to the end of February is a month, counted back from the later day."""
        assert regulation_z.by_months(date(1978, 1, 28), date(1978, 2, 28), 1) == (1, Fraction(0))
        assert regulation_z.by_months(date(1978, 1, 31), date(1978, 2, 28), 1) == (0, Fraction(28, 30))


class TestEuropeanDirective:
    """The Commission's paper of examples, and older British ones."""

    @staticmethod
    def interval(*, source: str, years: int = 0, months: int = 0, days: int = 0) -> Fraction:
        """Return an interval of a case in years."""
        a_year = eu_directive.BRITISH_YEAR if source == "united-kingdom" else 365
        return years + Fraction(months, 12) + days / Fraction(a_year)

    def flows(self, case: Case) -> tuple[list[Fraction], list[Decimal]]:
        """Return the times and amounts of a case."""
        every = self.interval(source=case["source"], **case["every"])
        to_first = case["first"] if "first" in case else case["every"]
        first = self.interval(source=case["source"], **to_first)
        payments = [-Decimal(amount) for amount, count in case["payments"] for _ in range(count)]
        times = [Fraction(0), *(first + every * n for n in range(len(payments)))]
        return times, [Decimal(case["received"]), *payments]

    @pytest.mark.parametrize("name", sorted(EUROPEAN.keys() - UNROUNDED - {CUT, TRUNCATED}))
    def test_rate(self, name: str) -> None:
        """The rate comes out as printed, to the last of up to six places."""
        case = EUROPEAN[name]
        assert as_printed(irr_at(*self.flows(case)).effective, case["published_pct"])

    @pytest.mark.parametrize(
        ("name", "right"),
        [("aprc-ec_example_35", "5.583645"), ("aprc-ec_example_38", "19.429575")],
    )
    def test_printed_for_unrounded_instalments(self, name: str, right: str) -> None:
        """The printed figure is not that of the printed instalments, but lies within half a cent on each of them."""
        case = EUROPEAN[name]
        times, (received, *payments) = self.flows(case)
        assert as_printed(irr_at(times, [received, *payments]).effective, right)
        cheap, dear = (
            irr_at(times, [received, *(payment - more for payment in payments)]).effective
            for more in (-HALF_A_CENT, HALF_A_CENT)
        )
        assert off_by(cheap, case["published_pct"]) < 0 < off_by(dear, case["published_pct"])
        assert not as_printed(irr_at(times, [received, *payments]).effective, case["published_pct"])

    def test_printed_cut(self) -> None:
        """188,500 against 200,000 after half a year is 12.5737886 %: printed 12.573788, rounded 12.573789."""
        case = EUROPEAN[CUT]
        found = irr_at(*self.flows(case)).effective
        assert case["published_pct"] == "12.573788"
        assert as_printed(found, "12.573789")
        assert abs(Fraction(found) + 1 - Fraction(2000, 1885) ** 2) < Fraction("1e-15")

    def test_printed_for_rounded_instalments(self) -> None:
        """Equal principal at 6 %: the printed figure is that of instalments rounded to the cent, not of those cut."""
        case = EUROPEAN[TRUNCATED]
        times, (received, *cut) = self.flows(case)
        exact = [Fraction(200_000, 240) + (200_000 - Fraction(200_000 * n, 240)) / 200 for n in range(240)]
        rounded = [Decimal(int(amount * 100 + Fraction(1, 2))).scaleb(-2) for amount in exact]
        assert cut == [-Decimal(int(amount * 100)).scaleb(-2) for amount in exact]
        assert case["published_pct"] == "6.476009"
        assert as_printed(irr_at(times, [received, *(-amount for amount in rounded)]).effective, "6.476009")
        assert as_printed(irr_at(times, [received, *cut]).effective, "6.475974")

    def test_time_rules(self) -> None:
        """Whole periods are counted back from the payment; the days left are over the year that ends with them."""
        assert eu_directive.by_months(date(2013, 1, 15), date(2014, 1, 15)) == 1
        assert eu_directive.by_months(date(2014, 1, 12), date(2014, 4, 15)) == Fraction(3, 12) + Fraction(3, 365)
        assert eu_directive.by_months(date(2011, 11, 28), date(2013, 1, 1), 12) == 1 + Fraction(34, 365)
        assert eu_directive.by_weeks(date(2014, 1, 1), date(2014, 1, 17)) == Fraction(2, 52) + Fraction(2, 365)

    def test_leap_year(self) -> None:
        """Days whose last one ends a leap year are over 366."""
        assert eu_directive.days_only(date(2012, 2, 20), date(2012, 3, 1)) == Fraction(10, 366)
        assert eu_directive.days_only(date(2012, 2, 20), date(2012, 2, 28)) == Fraction(8, 365)


class TestNumpyFinancial:
    """The cases of numpy-financial's own tests that find a rate."""

    @staticmethod
    def of_rate(case: Case) -> AnnualRate:
        """Return the rate per period of a case for its `rate`: level payments, and a value at either end."""
        count, payment = int(Decimal(case["nper"])), Decimal(case["pmt"])
        start, end = ([payment], [Decimal(0)]) if case.get("when") == "begin" else ([Decimal(0)], [payment])
        level = [payment] * (count - 1)
        return irr([start[0] + Decimal(case["pv"]), *level, end[0] + Decimal(case["fv"])], periods_per_year=1)

    @pytest.mark.parametrize("name", [name for name, case in NUMPY.items() if case["fn"] == "rate"])
    def test_rate(self, name: str) -> None:
        """Its `rate` is an irr of level payments."""
        case = NUMPY[name]
        found = self.of_rate(case).per_period
        assert abs(float(found) - float(case["expected"])) < 1.5 * 10.0 ** -case["decimals"]

    @pytest.mark.parametrize("name", ["npf-irr-3", "npf-irr-4", "npf-irr-5", "npf-irr-7"])
    def test_irr(self, name: str) -> None:
        """Its `irr` where there is one rate, though its tests ask for two places only."""
        case = NUMPY[name]
        found = irr(case["values"], periods_per_year=1).per_period
        assert round(float(found), len(case["expected"].partition(".")[2])) == float(case["expected"])

    def test_no_rate(self) -> None:
        """It answers nan where all flows have one sign; here the reason is said."""
        case = NUMPY["npf-irr-9"]
        assert case["expected"] == "nan"
        with pytest.raises(NoRateError, match="one sign"):
            irr(case["values"], periods_per_year=1)

    @pytest.mark.parametrize(
        ("name", "every"),
        [
            ("npf-irr-6", (-0.67889437, -0.08329967)),
            ("npf-irr-8", (-0.87020125, 0.08859834, 0.70955953)),
        ],
    )
    def test_one_of_several(self, name: str, every: tuple[float, ...]) -> None:
        """It gives one rate of several without a word. Each solves the flows; here they come together."""
        case = NUMPY[name]
        with pytest.raises(AmbiguousRateError) as caught:
            irr(case["values"], periods_per_year=1)
        assert caught.value.roots == pytest.approx(every, abs=1e-8)
        assert any(abs(root - float(case["expected"])) < 5e-5 for root in caught.value.roots)

    @pytest.mark.parametrize("order", [2, 3, 4, 5])
    def test_multiple(self, order: int) -> None:
        """Of (1000 − 1100v)^n, whose one rate is 10 %, it gives nan or is off in the fifth place; ours is 10 %."""
        amounts = [1]
        for _ in range(order):
            amounts = [10 * a - 11 * b for a, b in zip([*amounts, 0], [0, *amounts], strict=True)]
        assert irr(amounts, periods_per_year=1).per_period == 0.1
        theirs = float(numpy_financial.irr(amounts))
        assert math.isnan(theirs) or abs(theirs - 0.1) > 1e-6

    def test_negative_companion(self) -> None:
        """It gives the rate nearest to zero, here −61.80 %; the cumulative flow singles out the positive one."""
        amounts = [1000, -3000, 1000]
        assert float(numpy_financial.irr(amounts)) == pytest.approx(-0.618033989)
        assert irr(amounts, periods_per_year=1).per_period == pytest.approx(1.618033989)
        assert [rate.per_period for rate in irr_all(amounts, periods_per_year=1)] == pytest.approx(
            [-0.618033989, 1.618033989]
        )
