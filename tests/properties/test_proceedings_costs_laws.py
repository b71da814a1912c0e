"""Laws of what a dispute costs: fees that rise without a jump, interest that adds up, ends that do not run backwards.

They could break at the edge of a band, in the order of rounding and halving, and where a payment cuts a span.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from creditrules.law import bundled
from creditrules.money import Rounding, When, from_fen, to_fen
from creditrules.periods import Counting
from creditrules.proceedings import (
    CourtFee,
    DelayInterest,
    award_set_aside_deadline,
    court_fee,
    delayed_performance_interest,
    enforcement_fee,
    payment_order_deadline,
    payment_order_fee,
    preservation_fee,
    share_fee,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from creditrules.findings import Finding

FEES: dict[str, Callable[[Decimal], Finding[CourtFee]]] = {
    "court_fee_scale": court_fee,
    "enforcement_fee_scale": enforcement_fee,
    "preservation_fee_scale": preservation_fee,
}
EDGES = [(name, edge) for name in FEES for edge in getattr(bundled(), name).timeline.entries[-1].value.above]
CLAIMS = st.integers(1, 5 * 10**9)
"""Up to fifty million yuan, in fen."""
DAYS = st.dates(date(2014, 8, 1), date(2019, 7, 31))
SPANS = st.integers(0, 1300)
"""Two spans and a day from the last of the days still end by 2026-09-30."""
BASES = st.integers(1, 10**10)
COUNTINGS = st.sampled_from(Counting)
PARTS = st.lists(st.tuples(st.integers(0, 4000), st.integers(1, 100)), max_size=6)


def interest(base: int, start: date, end: date, counting: Counting, **more: object) -> DelayInterest:
    """Return the doubled part on a base in fen."""
    terms: dict[str, Any] = {"start": start, "end": end, "counting": counting, **more}
    return delayed_performance_interest(from_fen(base), **terms).value


def payments(base: int, start: date, span: int, parts: list[tuple[int, int]]) -> list[tuple[date, Decimal]]:
    """Return payments within a span that together stay within the base."""
    return [
        (start + timedelta(offset % (span + 1)), from_fen(base * share // 600))
        for offset, share in parts
        if base * share // 600
    ]


# --- Fees ----------------------------------------------------------------------------


@given(one=CLAIMS, other=CLAIMS, halved=st.booleans())
@example(one=299_999, other=300_000, halved=True)
def test_a_larger_claim_never_costs_less(one: int, other: int, *, halved: bool) -> None:
    """Every fee rises with the sum, exact and as charged, halved or not."""
    low, high = (from_fen(fen) for fen in sorted((one, other)))
    pairs = [(court_fee(low, halved=halved).value, court_fee(high, halved=halved).value)]
    pairs += [(fee(low).value, fee(high).value) for fee in (payment_order_fee, enforcement_fee, preservation_fee)]
    for less, more in pairs:
        assert less.exact <= more.exact
        assert less.charged <= more.charged


@pytest.mark.parametrize(("name", "edge"), EDGES)
def test_no_fee_jumps_at_an_edge(name: str, edge: int) -> None:
    """From a fen below an edge to a fen above it a fee grows by less than a fen each time."""
    below, at, above = (FEES[name](from_fen(edge + step)).value.exact * 100 for step in (-1, 0, 1))
    assert 0 <= at - below < 1
    assert 0 <= above - at < 1


@given(CLAIMS, CLAIMS)
def test_a_fee_grows_slower_than_the_claim(fen: int, more: int) -> None:
    """What is added to a claim costs at most the rate of the dearest band."""
    rise = court_fee(from_fen(fen + more)).value.exact - court_fee(from_fen(fen)).value.exact
    assert 0 <= rise * 100 <= more * Fraction(25, 1000)


@given(CLAIMS)
@example(6_380_000)
@example(142_278_637)
def test_half_is_half_to_the_fen(fen: int) -> None:
    """A halved fee is half the whole yuan, to the fen; the exact fee is halved exactly."""
    whole, half = court_fee(from_fen(fen)).value, court_fee(from_fen(fen), halved=True).value
    assert to_fen(half.charged) * 2 == to_fen(whole.charged)
    assert half.exact * 2 == whole.exact
    assert to_fen(whole.charged) % 100 == 0
    assert abs(to_fen(whole.charged) - whole.exact * 100) <= 50


@given(CLAIMS)
def test_a_payment_order_is_a_third(fen: int) -> None:
    """Its exact fee is a third of the court fee."""
    assert payment_order_fee(from_fen(fen)).value.exact * 3 == court_fee(from_fen(fen)).value.exact


@given(CLAIMS, CLAIMS, st.integers(0, 100))
def test_the_shares_are_the_fee(fee: int, claimed: int, percent: int) -> None:
    """Both shares together are the fee, and more awarded never costs the defendant less."""
    awarded = claimed * percent // 100
    found = share_fee(from_fen(fee), claimed=from_fen(claimed), awarded=from_fen(awarded)).value
    assert to_fen(found.defendant) + to_fen(found.claimant) == fee
    all_won = share_fee(from_fen(fee), claimed=from_fen(claimed), awarded=from_fen(claimed)).value
    assert 0 <= found.defendant <= all_won.defendant


# --- Interest for late performance ---------------------------------------------------


@given(BASES, DAYS, SPANS, SPANS, COUNTINGS)
def test_interest_splits_at_any_day(base: int, start: date, first: int, more: int, counting: Counting) -> None:
    """Unrounded, the interest of two spans that touch is that of both together."""
    cut, end = start + timedelta(first), start + timedelta(first + 1 + more)
    # Both ends counted, the second span begins the day after the cut; head-only, on the cut itself.
    again = cut + timedelta(1) if counting is Counting.BOTH_ENDS else cut
    parts = interest(base, start, cut, counting).exact + interest(base, again, end, counting).exact
    assert parts == interest(base, start, end, counting).exact


@given(BASES, DAYS, st.tuples(SPANS, SPANS), PARTS, COUNTINGS)
def test_it_splits_with_payments_too(
    base: int, start: date, spans: tuple[int, int], parts: list[tuple[int, int]], counting: Counting
) -> None:
    """What is paid before the cut lowers the base that the second span opens with."""
    first, span = spans[0], sum(spans) + 1
    paid = payments(base, start, span, parts)
    cut, end = start + timedelta(first), start + timedelta(span)
    again = cut + timedelta(1) if counting is Counting.BOTH_ENDS else cut
    whole = interest(base, start, end, counting, payments=paid)
    before = [one for one in paid if one[0] < again]
    after = [one for one in paid if one[0] >= again]
    left = base - sum(to_fen(amount) for _, amount in before)
    one = interest(base, start, cut, counting, payments=before)
    two = interest(left, again, end, counting, payments=after)
    assert one.exact + two.exact == whole.exact
    assert two.base_left == whole.base_left


@given(BASES, DAYS, SPANS, PARTS, st.tuples(COUNTINGS, st.sampled_from(When), st.randoms()))
def test_the_lines_are_the_total(
    base: int, start: date, span: int, parts: list[tuple[int, int]], ways: tuple[Counting, When, Random]
) -> None:
    """Lines follow each other day by day, add up to the total, and do not depend on the order of payments."""
    counting, when, order = ways
    end, paid = start + timedelta(span), payments(base, start, span, parts)
    found = interest(base, start, end, counting, payments=paid, rounding=Rounding(when=when))
    mixed = list(paid)
    order.shuffle(mixed)
    assert interest(base, start, end, counting, payments=mixed, rounding=Rounding(when=when)) == found
    assert sum(to_fen(line.amount) for line in found.lines) == to_fen(found.total)
    assert sum((line.exact for line in found.lines), Fraction(0)) == found.exact
    assert sum(line.days for line in found.lines) == span + (counting is Counting.BOTH_ENDS)
    assert all(line.days == (line.last_day - line.first_day).days + 1 for line in found.lines)
    assert base - sum(to_fen(amount) for _, amount in paid) == to_fen(found.base_left)


@given(BASES, DAYS, SPANS, st.tuples(st.integers(0, 4000), st.integers(1, 100)), COUNTINGS)
def test_paying_sooner_never_costs_more(
    base: int, start: date, span: int, part: tuple[int, int], counting: Counting
) -> None:
    """A payment, and one made a day sooner, never raises the interest."""
    offset, share = part
    when, amount = start + timedelta(offset % (span + 1)), max(1, base * share // 100)
    end = start + timedelta(span)
    paid = interest(base, start, end, counting, payments=[(when, from_fen(amount))]).exact
    sooner = max(start, when - timedelta(1))
    assert interest(base, start, end, counting, payments=[(sooner, from_fen(amount))]).exact <= paid
    assert paid <= interest(base, start, end, counting).exact


# --- Deadlines -----------------------------------------------------------------------


@given(st.dates(date(2022, 1, 1), date(2026, 9, 30)), st.integers(0, 1500), st.sets(st.integers(0, 6), max_size=6))
def test_ends_do_not_run_backwards(day: date, later: int, rest: set[int]) -> None:
    """A later day never ends a period of one text sooner; a calendar only moves an end later, to a day of work."""
    calendar: Any = {"is_rest_day": lambda one: one.weekday() in rest}
    plain, rolled = payment_order_deadline(day).value, payment_order_deadline(day, **calendar).value
    further = payment_order_deadline(min(day + timedelta(later), date(2026, 9, 30)), **calendar).value
    assert plain.objection is not None
    assert rolled.objection is not None
    assert further.objection is not None
    assert plain.objection.ends_on - day == timedelta(15)
    assert plain.objection.ends_on <= rolled.objection.ends_on <= further.objection.ends_on
    assert rolled.objection.ends_on.weekday() not in rest
    award = award_set_aside_deadline(day, **calendar).value
    assert award_set_aside_deadline(day).value.ends_on <= award.ends_on
    assert award.ends_on.weekday() not in rest


@given(CLAIMS, DAYS, SPANS)
def test_neither_the_clock_nor_the_context_matters(fen: int, start: date, span: int) -> None:
    """At three digits, and trapping whatever is inexact, every answer is the same to the letter."""
    amount, end = from_fen(fen), start + timedelta(span)

    def answers() -> list[str]:
        found: list[Any] = [
            court_fee(amount, halved=True),
            payment_order_fee(amount),
            enforcement_fee(amount),
            preservation_fee(amount),
            share_fee(amount, claimed=amount, awarded=amount),
            delayed_performance_interest(amount, start=start, end=end, counting=Counting.BOTH_ENDS),
        ]
        return [one.to_json() + one.explain("en") + one.explain("zh") for one in found]

    plain = answers()
    with localcontext() as context:
        context.prec = 3
        context.traps[Inexact] = True
        assert answers() == plain
