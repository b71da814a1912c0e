"""What credit costs a year: internal rates, conversions, quoted prices and reference rates.

PBOC Announcement 〔2021〕3 (in force since 2021-03-31) has every lender state the annual rate of all costs
on the principal actually in use. Simple (单利) is the rate of a period from the cash flows times the periods
of a year; compound (复利) is (1 + r)^n − 1. An `AnnualRate` holds both under their own names.

A loan of 8,000 repaid in twelve instalments of 696.28 with a guarantor's fee of 107.42 each:

>>> found = irr(["8000", *["-803.70"] * 12], periods_per_year=12)
>>> print(f"{found.nominal:.2%} nominal, {found.effective:.2%} effective")
36.00% nominal, 42.58% effective
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from creditrules.rates.annual import (
    AnnualRate,
    Origin,
    irr,
    irr_all,
    irr_at,
    xirr,
)
from creditrules.rates.cashflows import CashFlow
from creditrules.rates.conversions import (
    Collected,
    daily_from_nominal,
    effective_from_nominal,
    fee_for,
    flat_rate,
    monthly_from_nominal,
    nominal_from_daily,
    nominal_from_effective,
    nominal_from_monthly,
)
from creditrules.rates.quotation import ChargedOn, Per, Quotation

if TYPE_CHECKING:
    from creditrules.rates.reference import Tenor, benchmark_rate, lpr
else:

    def __getattr__(name: str) -> object:
        """Import the published rates the first time one is used: with the law data, which no formula needs."""
        if name not in {"Tenor", "benchmark_rate", "lpr"}:
            raise AttributeError(f"module 'creditrules.rates' has no attribute {name!r}")
        return getattr(import_module("creditrules.rates.reference"), name)

    def __dir__() -> list[str]:
        return sorted({*globals(), *__all__})


__all__ = [
    "AnnualRate",
    "CashFlow",
    "ChargedOn",
    "Collected",
    "Origin",
    "Per",
    "Quotation",
    "Tenor",
    "benchmark_rate",
    "daily_from_nominal",
    "effective_from_nominal",
    "fee_for",
    "flat_rate",
    "irr",
    "irr_all",
    "irr_at",
    "lpr",
    "monthly_from_nominal",
    "nominal_from_daily",
    "nominal_from_effective",
    "nominal_from_monthly",
    "xirr",
]
