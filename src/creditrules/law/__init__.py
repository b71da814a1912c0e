"""The law as dated, cited data.

Every number stands in a TOML file beside its citation, the day it took effect and the day it was checked. A
`Rulebook` holds them all; `bundled` is the one that ships, `Rulebook.overlaid` adds rows of your own.

>>> from datetime import date
>>> bundled().lpr.at(date(2025, 5, 20)).value.one_year
Fraction(3, 100)
"""

from __future__ import annotations

from creditrules.law.lenders import FINANCIAL, LOCAL, Cost, Lender, Product
from creditrules.law.loading import Quote, Scale
from creditrules.law.readings import (
    At,
    Before2015,
    BenchmarkAt,
    DamagesRank,
    Excess,
    Fault,
    Fees,
    LaterLeg,
    NaturalBand,
    Paid1991,
    Plea,
    Readings,
    Window,
)
from creditrules.law.rulebook import Rulebook, article, bundled
from creditrules.law.sources import Article, Citation, Force, Instrument, Library, Part, Statement, Unit, Verdict
from creditrules.law.timeline import Entry, Parameter, Repeal, Timeline

__all__ = [
    "FINANCIAL",
    "LOCAL",
    "Article",
    "At",
    "Before2015",
    "BenchmarkAt",
    "Citation",
    "Cost",
    "DamagesRank",
    "Entry",
    "Excess",
    "Fault",
    "Fees",
    "Force",
    "Instrument",
    "LaterLeg",
    "Lender",
    "Library",
    "NaturalBand",
    "Paid1991",
    "Parameter",
    "Part",
    "Plea",
    "Product",
    "Quote",
    "Readings",
    "Repeal",
    "Rulebook",
    "Scale",
    "Statement",
    "Timeline",
    "Unit",
    "Verdict",
    "Window",
    "article",
    "bundled",
]
