"""What a ceiling is: how high, what happens above it, whose costs it counts, and why it applies."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import date
from enum import Enum
from fractions import Fraction
from itertools import pairwise

from attrs import field, frozen

from creditrules.checks import instance
from creditrules.law import Citation, Cost, Lender, Plea, Product, Readings
from creditrules.periods import calendar_day, not_before, whole


class Effect(Enum):
    """What happens above a ceiling (超过的后果)."""

    UNENFORCEABLE = "not protected above"
    REDUCIBLE = "cut on request above"
    VOID = "void above"
    SUPERVISORY = "a supervisory line for lenders"
    ADVISORY = "advice to lenders"
    CRIMINAL = "one element of a crime"


class Covers(Enum):
    """Which costs a ceiling counts (计入范围)."""

    OWN_CLAIMS = "what the lender itself claims"
    ALL_COMPULSORY = "every compulsory cost, whoever collects it"


class Basis(Enum):
    """Why this ceiling applies (适用依据)."""

    AT_FORMATION = "by the day the contract was formed"
    AT_FILING = "by the day the suit was filed"
    OLD_RULE_ON_REQUEST = "the rule of the time, on request"
    TOTAL_ON_REQUEST = "the yearly total, on the borrower's request"
    BY_REFERENCE = "by reference to another rule"
    BY_PRACTICE = "by the practice of some courts"


class PaidExcess(Enum):
    """What becomes of money already paid above a ceiling (已付超额部分)."""

    KEPT = "what was paid voluntarily stays paid"
    REFUNDABLE = "what was paid can be claimed back"
    TO_PRINCIPAL_BY_PRACTICE = "courts usually set it off against the principal"
    OPEN = "open, kept or set off against the principal"
    SILENT = "the text says nothing of it"


class Standing(Enum):
    """How a rate stands to a ceiling."""

    WITHIN = "within"
    AT_THE_LINE = "at the line"
    ABOVE = "above"


CLAIMED = (Cost.INTEREST, Cost.COMPOUND, Cost.PENALTY, Cost.DAMAGES, Cost.OTHER_FEES)
"""All that a lender can claim beside the principal; penalty interest stands for any interest after default."""

Span = tuple[date | None, date | None]
"""The first and the last day of a stretch; None where it is open."""

_DAYS = ("formed_on", "filed_on", "accepted_on", "as_of")
"""The days of a case in the order in which they can only come."""


_SET: type = AbstractSet


def _pleas(value: AbstractSet[Plea]) -> frozenset[Plea]:
    instance(value, _SET, argument="pleas")
    for plea in value:
        instance(plea, Plea, argument="pleas")
    return frozenset(value)


@frozen(kw_only=True)
class Case:
    """The facts that pick a ceiling: who lent what and when, and the days of the suit as far as they are known.

    Raises:
        InputTypeError: a fact of another type.
        InputError: the days are out of order, or the term is not 1 to 1200 months.

    """

    lender: Lender
    formed_on: date
    product: Product = Product.LOAN
    facilitated: bool = False
    third_party_fees: bool = False
    term_months: int | None = None
    filed_on: date | None = None
    accepted_on: date | None = None
    as_of: date | None = None
    pleas: frozenset[Plea] = field(converter=_pleas, default=frozenset())
    readings: Readings = field(factory=Readings)

    def __attrs_post_init__(self) -> None:
        """Refuse what no rule could be picked by: a text for a member would be silently unlike each of them."""
        instance(self.lender, Lender, argument="lender")
        instance(self.product, Product, argument="product")
        instance(self.facilitated, bool, argument="facilitated")
        instance(self.third_party_fees, bool, argument="third_party_fees")
        instance(self.readings, Readings, argument="readings")
        if self.term_months is not None:
            whole(self.term_months, argument="term_months")
        calendar_day(self.formed_on, argument="formed_on")
        given = [(name, calendar_day(day, argument=name)) for name in _DAYS if (day := getattr(self, name)) is not None]
        for (earlier, bound), (later, day) in pairwise(given):
            not_before(day, bound, argument=later, other=earlier)


@frozen(kw_only=True)
class Ceiling:
    """A ceiling on the price of a loan (利率上限).

    ``rate`` is a fraction of one a year. ``in_force`` are the days of the loan that it governs (first, last; None where
    open), which is something else than the day its text began: that stands in each citation. ``counts`` are the costs
    that its text names, none where it names none; ``paid_excess`` is what becomes of money already paid above it.
    """

    id: str
    rate: Fraction
    effect: Effect
    covers: Covers
    basis: Basis
    paid_excess: PaidExcess = PaidExcess.SILENT
    counts: tuple[Cost, ...] = ()
    in_force: Span = (None, None)
    citations: tuple[Citation, ...] = field(default=(), repr=False)


@frozen(kw_only=True)
class Comparison:
    """A rate beside a ceiling: which rate was compared, how it stands, and by how much (a fraction of one).

    ``rate`` is nominal. ``effective`` and ``effective_standing`` are the other way to read the text, for a rate that
    was derived; None for one that was agreed.
    """

    ceiling: Ceiling
    rate: Fraction
    compared: Covers
    standing: Standing
    by: Fraction
    effective: Fraction | None = None
    effective_standing: Standing | None = None
