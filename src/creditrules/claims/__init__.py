"""What a creditor can claim: interest at a floating rate, and by which conventions a stated figure comes out.

Courts count days in several ways and write down only the result. In 38 public judgments with a computation over time
no single way gives a third of the figures, so the day count (计息基础) and the counting of the ends (算头不算尾 or
两头都算) are arguments without a default, and `reconcile` finds those behind a figure. Interest at the loan prime rate
(LPR, 贷款市场报价利率), published since 2019-08-20, runs by segments of equal rate.

>>> from datetime import date
>>> from creditrules.periods import Counting, DayCount
>>> found = segmented_interest(
...     "485652.75",
...     date(2023, 8, 21),
...     date(2025, 6, 19),
...     day_count=DayCount.ACT_365,
...     counting=Counting.HEAD_ONLY,
... )
>>> found.value.total
Decimal('29380.66')
"""

from __future__ import annotations

from creditrules.claims.agreement import Advance, Agreement, Charge, Daily, Instalment, Opening, Payment
from creditrules.claims.claim import claim
from creditrules.claims.conventions import Convention, Grid, Match
from creditrules.claims.course import Bucket
from creditrules.claims.notes import Note, RolledNote, RollOver
from creditrules.claims.payee import Assigned, payee
from creditrules.claims.reconcile import Figure, reconcile
from creditrules.claims.recourse import Recourse, recourse
from creditrules.claims.result import Account, Alternative, Amounts, Claim, Line, LineKind
from creditrules.claims.rollover import roll_over
from creditrules.claims.segments import Interest, InterestLine, segmented_interest
from creditrules.claims.terms import UNCLEAR, Compound, Kind, RateTerm, Relation, Void

__all__ = [
    "UNCLEAR",
    "Account",
    "Advance",
    "Agreement",
    "Alternative",
    "Amounts",
    "Assigned",
    "Bucket",
    "Charge",
    "Claim",
    "Compound",
    "Convention",
    "Daily",
    "Figure",
    "Grid",
    "Instalment",
    "Interest",
    "InterestLine",
    "Kind",
    "Line",
    "LineKind",
    "Match",
    "Note",
    "Opening",
    "Payment",
    "RateTerm",
    "Recourse",
    "Relation",
    "RollOver",
    "RolledNote",
    "Void",
    "claim",
    "payee",
    "reconcile",
    "recourse",
    "roll_over",
    "segmented_interest",
]
