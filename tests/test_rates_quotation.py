"""Prices as advertisements quote them."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from creditrules.errors import InputError, InputTypeError
from creditrules.periods import DayCount
from creditrules.rates import Origin, Per, Quotation


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
        ("月费率0.6%", "a fee on the original principal"),
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
