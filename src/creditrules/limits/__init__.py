"""Ceilings on the price of a loan (利率上限), by lender, product and day; and whether a rate is within them.

Private lending: Civil Code 680(1) bans usury and names no number; the number is in the provisions of the Supreme
People's Court, four times the one-year LPR since 2020-08-20 (then art. 26 of 法释〔2020〕6号, since 2021-01-01 art. 25
of 法释〔2020〕17号). Licensed lenders stand outside those: a court may cut their total to 24 % a year on request
(法发〔2017〕22号), and regulators have lines of their own.

>>> from datetime import date
>>> found = ceilings(Lender.PRIVATE, formed_on=date(2025, 6, 1)).value[0]
>>> found.rate, found.effect.name
(Fraction(3, 25), 'UNENFORCEABLE')
"""

from __future__ import annotations

from creditrules.law import Lender, Plea, Product
from creditrules.limits.compare import ceilings, check
from creditrules.limits.damages import (
    BesideGuide,
    DamagesGuide,
    LateDisbursement,
    late_disbursement,
    reduce_damages,
)
from creditrules.limits.defaults import InterestFree, late_drawdown, refused_tender
from creditrules.limits.model import (
    Basis,
    Case,
    Ceiling,
    Comparison,
    Covers,
    Effect,
    PaidExcess,
    Standing,
)
from creditrules.limits.penalties import Band, PenaltyRange, penalty_rate
from creditrules.limits.screen import Flag714, screen_714

__all__ = [
    "Band",
    "Basis",
    "BesideGuide",
    "Case",
    "Ceiling",
    "Comparison",
    "Covers",
    "DamagesGuide",
    "Effect",
    "Flag714",
    "InterestFree",
    "LateDisbursement",
    "Lender",
    "PaidExcess",
    "PenaltyRange",
    "Plea",
    "Product",
    "Standing",
    "ceilings",
    "check",
    "late_disbursement",
    "late_drawdown",
    "penalty_rate",
    "reduce_damages",
    "refused_tender",
    "screen_714",
]
