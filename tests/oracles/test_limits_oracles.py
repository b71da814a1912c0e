"""The private ceilings beside a table worked out day by day, from numbers written here by hand."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from creditrules.law import Before2015, BenchmarkAt, LaterLeg, Plea, Readings
from creditrules.limits import Lender, ceilings
from strategies import CASE_DAYS

Days = tuple[date, date, date, date]
Line = tuple[str, Fraction, bool]
"""What happens above it, the line in units of 0.01 point, and whether it is the old rule."""

LPR = {
    date(2019, 8, 20): 425,
    date(2019, 9, 20): 420,
    date(2019, 11, 20): 415,
    date(2020, 2, 20): 405,
    date(2020, 4, 20): 385,
    date(2021, 12, 20): 380,
    date(2022, 1, 20): 370,
    date(2022, 8, 22): 365,
    date(2023, 6, 20): 355,
    date(2023, 8, 21): 345,
    date(2024, 7, 22): 335,
    date(2024, 10, 21): 310,
    date(2025, 5, 20): 300,
}
"""One-year LPR: the days on which it changed."""

BENCHMARK = {
    date(2008, 12, 23): 540,
    date(2010, 10, 20): 560,
    date(2010, 12, 26): 585,
    date(2011, 2, 9): 610,
    date(2011, 4, 6): 640,
    date(2011, 7, 7): 665,
    date(2012, 6, 8): 640,
    date(2012, 7, 6): 615,
    date(2014, 11, 22): 600,
    date(2015, 3, 1): 575,
    date(2015, 5, 11): 550,
    date(2015, 6, 28): 525,
    date(2015, 8, 26): 500,
    date(2015, 10, 24): 475,
}
"""Benchmark for one to three years: the days on which it changed."""

TWO_LINES = {("UNENFORCEABLE", Fraction(2400)), ("VOID", Fraction(3600))}


def rate_on(table: dict[date, int], day: date) -> int:
    """Return the row of a table in force on a day."""
    return table[max(start for start in table if start <= day)]


def capped(rate: int, *, old: bool = False) -> set[Line]:
    """Return a single line at four times a rate."""
    return {("UNENFORCEABLE", Fraction(4 * rate), old)}


def law(day: date, days: Days, readings: Readings, *, asked: bool) -> set[Line]:
    """Return every line that governs one day of a loan.

    The table of cases in the order in which a court asks: accepted under which text, decided under which, formed when.
    """
    formed, filed, accepted, decided = days
    bank = rate_on(BENCHMARK, formed if readings.benchmark_at is BenchmarkAt.FORMATION else day)
    if formed >= date(2020, 8, 20):
        return capped(rate_on(LPR, formed))
    if accepted < date(2015, 9, 1):
        return capped(bank)
    if accepted < date(2020, 8, 20):
        return {(*line, False) for line in TWO_LINES}
    at_formation = formed >= date(2019, 8, 20)
    if decided < date(2021, 1, 1):
        return capped(rate_on(LPR, formed if at_formation else filed))
    if day >= date(2020, 8, 20):
        kept = at_formation and not asked and readings.later_leg is LaterLeg.AT_FORMATION
        return capped(rate_on(LPR, formed if kept else filed))
    older = day < date(2015, 9, 1) and readings.before_2015 is Before2015.BENCHMARK
    old = capped(bank, old=True) if older else {(*line, True) for line in TWO_LINES}
    return old if asked else old | capped(rate_on(LPR, formed if at_formation else filed))


@given(
    CASE_DAYS,
    st.builds(
        Readings,
        later_leg=st.sampled_from(LaterLeg),
        before_2015=st.sampled_from(Before2015),
        benchmark_at=st.sampled_from(BenchmarkAt),
    ),
    st.sampled_from([frozenset[Plea](), frozenset({Plea.OLD_RULE})]),
    st.lists(st.integers(0, 6000), min_size=5, max_size=5),
)
def test_every_day_has_the_lines_of_the_table(
    days: Days, readings: Readings, pleas: frozenset[Plea], later: list[int]
) -> None:
    """On each day of the loan the ceilings in force are those of the table, no more and no fewer."""
    formed, filed, accepted, decided = days
    found = ceilings(
        Lender.PRIVATE,
        formed_on=formed,
        filed_on=filed,
        accepted_on=accepted,
        as_of=decided,
        term_months=36,
        pleas=pleas,
        readings=readings,
    ).value
    seams = [date(2015, 8, 31), date(2015, 9, 1), date(2020, 8, 19), date(2020, 8, 20), *BENCHMARK]
    looked_at = {formed, *(formed + timedelta(step) for step in later), *(seam for seam in seams if seam >= formed)}
    for day in looked_at:
        on_the_day = [
            (one.effect.name, one.rate * 10_000, one.basis.name == "OLD_RULE_ON_REQUEST")
            for one in found
            if (one.in_force[0] or date.min) <= day <= (one.in_force[1] or date.max)
        ]
        assert len(on_the_day) == len(set(on_the_day))
        assert set(on_the_day) == law(day, days, readings, asked=bool(pleas))
