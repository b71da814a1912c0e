"""Prices as advertisements quote them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from creditrules.errors import InputError, InputTypeError
from creditrules.periods import DayCount
from creditrules.rates import ChargedOn, Collected, Origin, Per, Quotation, flat_rate

BOTH_BASES = r"a fee on the original principal \(charged_on PRINCIPAL\), or a rate on the balance"


@pytest.mark.parametrize(
    ("text", "rate", "per"),
    [
        ("日息0.03%", "0.0003", Per.DAY),
        ("日息万五", "0.0005", Per.DAY),
        ("日利率万分之五", "0.0005", Per.DAY),
        ("每天万3.5", "0.00035", Per.DAY),
        ("日息万三点五", "0.00035", Per.DAY),
        ("日息0.5‰", "0.0005", Per.DAY),
        ("日息 ０．０５％", "0.0005", Per.DAY),
        ("日息5‱", "0.0005", Per.DAY),
        ("日息千分之一", "0.001", Per.DAY),
        ("月息1分", "0.01", Per.MONTH),
        ("月息两分", "0.02", Per.MONTH),
        ("月息1分利", "0.01", Per.MONTH),
        ("月息8厘", "0.008", Per.MONTH),
        ("月利率：1.5%", "0.015", Per.MONTH),
        ("年息5厘", "0.05", Per.YEAR),
        ("年化15.4%", "0.154", Per.YEAR),
        ("年化利率百分之八", "0.08", Per.YEAR),
        ("年利率24%", "0.24", Per.YEAR),
        ("每日利息万5", "0.0005", Per.DAY),
        ("日利率为万分之五", "0.0005", Per.DAY),
        ("每日万分之零点五", "0.00005", Per.DAY),
        ("0.05%/天", "0.0005", Per.DAY),
        ("利息万五每天", "0.0005", Per.DAY),
        ("日息约万五", "0.0005", Per.DAY),
        ("日息三点六‱", "0.00036", Per.DAY),
        ("月息一分五", "0.015", Per.MONTH),
        ("月息1分5厘", "0.015", Per.MONTH),
        ("月息１分５厘", "0.015", Per.MONTH),
        ("月息两分半", "0.025", Per.MONTH),
        ("月息3厘5", "0.0035", Per.MONTH),
        ("月息1.5分", "0.015", Per.MONTH),
        ("月利率百分之一", "0.01", Per.MONTH),
        ("月息千分之三", "0.003", Per.MONTH),
        ("每月1.5%", "0.015", Per.MONTH),
        ("年化百分之十五点四", "0.154", Per.YEAR),
        ("年利率百分之十五", "0.15", Per.YEAR),
        ("年利率百分之三十六", "0.36", Per.YEAR),
        ("年利率百分之二十", "0.20", Per.YEAR),
        ("年利率百分之十", "0.10", Per.YEAR),
        ("年利率百分之十点五", "0.105", Per.YEAR),
        ("年利率百分之二十点〇五", "0.2005", Per.YEAR),
        ("年息五厘半", "0.055", Per.YEAR),
        ("每期利率0.6%", "0.006", Per.INSTALMENT),
    ],
)
def test_read(text: str, rate: str, per: Per) -> None:
    """Words, digits of both widths and Chinese numerals mean one rate for one period."""
    assert Quotation.parse(text) == Quotation(text, Fraction(rate), per)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("1分利", "1 per cent a month or 10 per cent a year"),
        ("一分", "no period"),
        ("8厘", "0.1 per cent a month or 1 per cent a year"),
        ("15.4%", "has no period: say"),
        ("日息1分", "1 or 0.1 per cent a day"),
        ("日息1厘", "0.1 or 0.01 per cent a day"),
        ("年息1分", "10 per cent a year, or 1 per cent a month"),
        ("日费率0.05%", BOTH_BASES),
        ("月费率0.6%", BOTH_BASES),
        ("年费率7.2%", BOTH_BASES),
        ("年化费率7.2%", BOTH_BASES),
        ("每期0.6%", BOTH_BASES),
        ("每期手续费率0.6%", BOTH_BASES),
        ("手续费每期0.6%", BOTH_BASES),
        ("分期手续费率0.6%/期", BOTH_BASES),
        ("手续费率7.2%", "the fee of each instalment .* or of the whole plan"),
        ("每期6厘", "0.1 per cent a month or 1 per cent a year"),
        ("日息低至万二", "bound or range, not a price"),
        ("年化7.2%起", "bound or range, not a price"),
        ("最低年化3.6%", "bound or range, not a price"),
        ("年化不超过24%", "bound or range, not a price"),
        ("年化7.2%-24%", "bound or range, not a price"),
        ("年化7.2%至24%", "bound or range, not a price"),
        ("日息-0.05%", "a quoted rate"),
        ("日息万五每天", "a quoted rate"),
        ("利率日息万五", "a quoted rate"),
        ("月息1厘5厘", "a quoted rate"),
        ("月息1分5厘5", "a quoted rate"),
        ("年化15.4", "one unit"),
        ("日息万5%", "one unit"),
        ("低息", "a quoted rate"),
        ("", "a quoted rate"),
        ("日息" * 40, "a quoted rate"),
        ("年化٣%", "a quoted rate"),
    ],
)
def test_refused(text: str, why: str) -> None:
    """What has two readings, or none, is refused, and both are named."""
    with pytest.raises(InputError, match=why):
        Quotation.parse(text)


def test_type() -> None:
    """Only text is read."""
    number: Any = 15
    with pytest.raises(InputTypeError, match="must be text"):
        Quotation.parse(number)


@pytest.mark.parametrize(
    ("day_count", "nominal"),
    [(DayCount.ACT_365, Fraction(1825, 10_000)), (DayCount.ACT_360, Fraction(18, 100))],
)
def test_day_rate(day_count: DayCount, nominal: Fraction) -> None:
    """0.05 % a day is 18.25 % over 365 and 18.00 % over 360; compounded daily over 365, 20.02 %."""
    found = Quotation.parse("日息0.05%").annual(day_count=day_count)
    assert found.nominal == nominal
    assert found.origin is Origin.AGREED
    if day_count is DayCount.ACT_365:
        assert round(float(found.effective), 4) == 0.2002


def test_three_figures() -> None:
    """0.05 % a day is 18.00 % simple over 360, 18.25 % over 365, and 20.02 % compounded."""
    found = Quotation.parse("日息0.05%")
    assert found.simple_360 == Fraction("0.18")
    assert found.simple_365 == Fraction("0.1825")
    assert found.compounded == Fraction("1.0005") ** 365 - 1
    assert round(float(found.compounded), 4) == 0.2002


def test_three_figures_of_a_month() -> None:
    """A rate a month asks for no days of a year."""
    found = Quotation.parse("月息1分")
    assert found.simple_360 == found.simple_365 == Fraction("0.12")
    assert found.compounded == Fraction("1.01") ** 12 - 1


@pytest.mark.parametrize("text", ["每期手续费率0.6%", "月费率0.6%", "年费率7.2%", "月息6厘"])
@pytest.mark.parametrize("collected", Collected)
def test_on_the_original_principal(text: str, collected: Collected) -> None:
    """A fee on the original principal is an instalment plan, whatever period it is quoted for."""
    found = Quotation.parse(text, charged_on=ChargedOn.PRINCIPAL)
    assert found.charged_on is ChargedOn.PRINCIPAL
    assert found.annual(instalments=12, collected=collected) == flat_rate("0.6%", instalments=12, collected=collected)


def test_a_day_on_the_original_principal() -> None:
    """Weekly instalments carry seven days' fee."""
    found = Quotation.parse("日费率0.1%", charged_on=ChargedOn.PRINCIPAL)
    weekly = Fraction(365, 7)
    plan = found.annual(day_count=DayCount.ACT_365, instalments=10, periods_per_year=weekly)
    assert plan == flat_rate("0.7%", instalments=10, periods_per_year=weekly)


def test_an_instalment_on_the_balance() -> None:
    """A rate of each instalment on the balance is charged as often as there are instalments in a year."""
    found = Quotation.parse("每期费率0.6%", charged_on=ChargedOn.BALANCE)
    assert found.annual().nominal == Fraction("0.072")
    assert found.annual(periods_per_year=4).nominal == Fraction("0.024")


def test_fee_needs_instalments() -> None:
    """What a fee on the original principal costs depends on how many instalments repay it."""
    found = Quotation.parse("每期手续费率0.6%", charged_on=ChargedOn.PRINCIPAL)
    with pytest.raises(InputError, match="instalments is required"):
        found.annual()
    with pytest.raises(InputError, match="instalments is required"):
        _ = found.compounded


def test_base_type() -> None:
    """What a rate is charged on is no text."""
    base: Any = "principal"
    with pytest.raises(InputTypeError, match="must be a ChargedOn"):
        Quotation.parse("月费率0.6%", charged_on=base)


@pytest.mark.parametrize("day_count", [None, DayCount.ACT_ACT])
def test_day_rate_needs_a_basis(day_count: DayCount | None) -> None:
    """No basis is a hidden default for a rate a day."""
    with pytest.raises(InputError, match="ACT_365 or ACT_360"):
        Quotation.parse("日息0.05%").annual(day_count=day_count)


def test_other_periods() -> None:
    """A rate a month is charged twelve times a year, a rate a year once."""
    assert Quotation.parse("月息1分").annual().nominal == Fraction(12, 100)
    yearly = Quotation.parse("年化15.4%").annual()
    assert yearly.nominal == yearly.effective == Fraction(154, 1000)
