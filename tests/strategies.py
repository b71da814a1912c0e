"""What Hypothesis draws from, shared by the tests of laws."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import strategies as st

FEN = st.integers(-(10**17), 10**17)
"""Every amount that the doors let in, in fen."""

FRACTIONS = st.one_of(
    st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=10**4),
    st.integers(-(10**6), 10**6).map(lambda halves: Fraction(halves, 2)),
)
"""Fractions, ties among them often."""

PLACES = st.integers(0, 12)
UNITS = st.sampled_from(["0.01", "0.1", "1", "10", "0.05"])

DAYS = st.dates(date(1900, 1, 1), date(2200, 12, 31))
MONTH_COUNTS = st.integers(0, 1200)
SIGNED_MONTHS = st.integers(-1200, 1200)
ASCENDING = st.lists(DAYS, min_size=3, max_size=3).map(lambda days: tuple(sorted(days)))
"""Three days in order."""
