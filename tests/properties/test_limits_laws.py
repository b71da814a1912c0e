"""Laws that ceilings and comparisons keep, whatever the case."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Inexact, localcontext
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from creditrules.errors import NoDataError
from creditrules.law import FINANCIAL, LOCAL, Before2015, BenchmarkAt, LaterLeg, Plea, Readings
from creditrules.limits import Basis, Ceiling, Covers, Effect, Lender, Product, Standing, ceilings, check
from creditrules.limits.compare import Facts, _standing
from creditrules.money import from_fen
from creditrules.rates import AnnualRate, Origin
from strategies import CASE_DAYS

if TYPE_CHECKING:
    from decimal import Decimal

    from creditrules.findings import Finding

Days = tuple[date, date, date, date]
PLEAS = st.frozensets(st.sampled_from(Plea))
READINGS = st.builds(
    Readings,
    later_leg=st.sampled_from(LaterLeg),
    before_2015=st.sampled_from(Before2015),
    benchmark_at=st.sampled_from(BenchmarkAt),
)
RATES = st.integers(0, 99_99).map(lambda points: from_fen(points).scaleb(-2))
"""Agreed rates below 100 % in steps of 0.01 point, as fractions of one."""
NEAR = st.fractions(Fraction(-1, 100), Fraction(1, 100), max_denominator=10**6)


def facts_of(days: Days, pleas: frozenset[Plea], readings: Readings) -> Facts:
    """Return the facts of a case besides its lender and its first day."""
    _, filed, accepted, decided = days
    return {
        "filed_on": filed,
        "accepted_on": accepted,
        "as_of": decided,
        "pleas": pleas,
        "readings": readings,
        "term_months": 24,
    }


def sourced(found: Finding[Any]) -> bool:
    """Whether each step and each notice of an answer has a source."""
    return all(step.citations for step in found.steps) and all(notice.citations for notice in found.notices)


def stretches(found: list[Ceiling], formed: date) -> list[tuple[date, date]]:
    """Return the days governed, first to last, an open end being the last day there is."""
    return sorted((one.in_force[0] or formed, one.in_force[1] or date.max) for one in found)


def assert_apart(found: list[Ceiling], formed: date) -> None:
    """No two of the ceilings govern the same day."""
    for (first, last), (later, _) in pairwise(stretches(found, formed)):
        assert first <= last < later


def assert_whole(found: list[Ceiling], formed: date) -> None:
    """Together the ceilings govern every day from formation on, without a gap."""
    days = stretches(found, formed)
    assert days[0][0] == formed
    assert days[-1][1] == date.max
    assert all((later - last).days <= 1 for (_, last), (later, _) in pairwise(days))


@given(CASE_DAYS, PLEAS, READINGS, st.sampled_from([Lender.PRIVATE, Lender.UNLICENSED]))
def test_private_ceilings_fill_the_loan(days: Days, pleas: frozenset[Plea], readings: Readings, lender: Lender) -> None:
    """Ceilings of one basis and kind never meet; asked for or not, each day of the loan has one."""
    formed = days[0]
    found = ceilings(lender, formed_on=formed, **facts_of(days, pleas, readings)).value
    groups = defaultdict(list)
    for one in found:
        groups[one.basis, one.id].append(one)
    for group in groups.values():
        assert_apart(group, formed)
    # The old rule is an alternative until it is asked for, and then takes the place of what it replaces.
    asked = Plea.OLD_RULE in pleas
    assert_whole([one for one in found if asked or one.basis is not Basis.OLD_RULE_ON_REQUEST], formed)


@given(CASE_DAYS, READINGS)
def test_the_request_changes_only_the_old_days(days: Days, readings: Readings) -> None:
    """With the request the answer lacks the LPR before the seam, and is otherwise the same.

    The reading by the LPR at formation is one of cases without a request: with it the text itself names the LPR.
    """
    assume(readings.later_leg is LaterLeg.AT_FILING)
    without, asked = (
        ceilings(Lender.PRIVATE, formed_on=days[0], **facts_of(days, pleas, readings)).value
        for pleas in (frozenset[Plea](), frozenset({Plea.OLD_RULE}))
    )
    split = any(one.basis is Basis.OLD_RULE_ON_REQUEST for one in without)
    dropped = [one for one in without if split and one.in_force[1] == date(2020, 8, 19)]
    dropped = [one for one in dropped if one.basis is not Basis.OLD_RULE_ON_REQUEST]
    assert len(dropped) == split
    assert asked == tuple(one for one in without if one not in dropped)


@given(
    st.sampled_from(sorted(Lender, key=str)),
    CASE_DAYS,
    PLEAS,
    READINGS,
    st.fixed_dictionaries(
        {"facilitated": st.booleans(), "third_party_fees": st.booleans(), "product": st.sampled_from(Product)}
    ),
)
def test_an_answer_or_an_error(
    lender: Lender, days: Days, pleas: frozenset[Plea], readings: Readings, more: dict[str, Any]
) -> None:
    """There is always a ceiling, each with its source, or the library says that it knows none."""
    facts: dict[str, Any] = {**facts_of(days, pleas, readings), **more}
    try:
        found = ceilings(lender, formed_on=days[0], **facts)
    except NoDataError:
        assert more["product"] is not Product.LOAN or days[3] < date(2021, 1, 1)
        return
    assert found.value
    assert all(one.citations and one.rate > 0 for one in found.value)
    assert sourced(found)
    # The band of card rates had days of its own.
    whole = [one for one in found.value if one.id != "card-overdraft-band"] or list(found.value)
    main = [one for one in whole if one.basis is not Basis.OLD_RULE_ON_REQUEST or Plea.OLD_RULE in pleas]
    assert_whole(main, days[0])


DECIDED = st.dates(date(2021, 1, 1), date(2026, 9, 30))
LICENSED = st.sampled_from(sorted(FINANCIAL | LOCAL, key=str))


@given(
    lender=LICENSED | st.just(Lender.UNLICENSED),
    formed=st.dates(date(2016, 1, 1), date(2020, 12, 31)),
    decided=DECIDED,
    fees=st.booleans(),
)
def test_what_is_never_compared(lender: Lender, formed: date, decided: date, *, fees: bool) -> None:
    """A rate is set beside every ceiling but those that no single rate is within or above."""
    facts: Facts = {"as_of": decided, "third_party_fees": fees}
    found = ceilings(lender, formed_on=formed, **facts).value
    compared = tuple(one.ceiling for one in check("24%", all_in="30%", lender=lender, formed_on=formed, **facts).value)
    assert compared == tuple(one for one in found if one.effect not in {Effect.ADVISORY, Effect.CRIMINAL})


@given(LICENSED, st.dates(date(2009, 1, 1), date(2020, 12, 31)), DECIDED)
def test_fees_of_others_only_add(lender: Lender, formed: date, decided: date) -> None:
    """Fees of others take no ceiling away; what they add counts all costs and is practice."""
    plain = ceilings(lender, formed_on=formed, as_of=decided).value
    more = ceilings(lender, formed_on=formed, as_of=decided, third_party_fees=True).value
    assert [one for one in more if one in plain] == list(plain)
    added = [one for one in more if one not in plain]
    assert len(added) == 1 + (formed >= date(2020, 8, 20))
    assert all((one.covers, one.basis) == (Covers.ALL_COMPULSORY, Basis.BY_PRACTICE) for one in added)


@given(RATES, CASE_DAYS, PLEAS, READINGS)
@example(from_fen(1540).scaleb(-4), (date(2018, 1, 1), *[date(2021, 6, 1)] * 3), frozenset(), Readings())
def test_by_is_the_distance(rate: Decimal, days: Days, pleas: frozenset[Plea], readings: Readings) -> None:
    """``by`` is what lies between the rate and the ceiling, and the standing is its side."""
    facts = facts_of(days, pleas, readings)
    compared = check(rate, lender=Lender.PRIVATE, formed_on=days[0], **facts).value
    assert tuple(one.ceiling for one in compared) == ceilings(Lender.PRIVATE, formed_on=days[0], **facts).value
    for one in compared:
        assert one.rate == Fraction(rate)
        assert one.by == abs(one.rate - one.ceiling.rate)
        assert one.standing is (Standing.ABOVE if one.rate > one.ceiling.rate else Standing.WITHIN)


@given(NEAR, st.sampled_from([Fraction(1, 20_000), Fraction(1, 500)]))
def test_standing_has_two_sides(above: Fraction, margin: Fraction) -> None:
    """As far below a line as another is above it: both at the line, or one within and the other above."""
    here, there = _standing(above, margin), _standing(-above, margin)
    pair = {here, there}
    assert pair == ({Standing.AT_THE_LINE} if abs(above) < margin else {Standing.ABOVE, Standing.WITHIN})
    if above:
        exact = {_standing(above, Fraction(0)), _standing(-above, Fraction(0))}
        assert exact == {Standing.ABOVE, Standing.WITHIN}
        assert (_standing(above, Fraction(0)) is Standing.ABOVE) is (above > 0)


@given(RATES, CASE_DAYS, st.floats(0.0, 0.08))
def test_the_ambient_context_does_not_matter(rate: Decimal, days: Days, per_period: float) -> None:
    """At three digits, and trapping whatever is inexact, the answer is the same to the letter."""
    facts = facts_of(days, frozenset(), Readings(benchmark_at=BenchmarkAt.FLOATING))
    derived = AnnualRate(per_period, Fraction(12), Origin.PERIODIC)

    def answers() -> list[str]:
        return [
            found.to_json() + found.explain("en")
            for price in (rate, derived)
            for found in [check(price, lender=Lender.PRIVATE, formed_on=days[0], **facts)]
        ]

    plain = answers()
    with localcontext() as context:
        context.prec = 3
        context.traps[Inexact] = True
        assert answers() == plain


@pytest.mark.parametrize("lender", [Lender.BANK, Lender.SMALL_LOAN])
@given(formed=st.dates(date(2009, 1, 1), date(2026, 9, 30)), later=st.integers(0, 4000))
def test_licensed_ceilings_govern_the_whole_loan(lender: Lender, formed: date, later: int) -> None:
    """Whatever the day of decision since 2021, each line of a licensed lender governs all days of the loan."""
    decided = min(max(formed + timedelta(later), date(2021, 1, 1)), date(2026, 9, 30))
    found = ceilings(lender, formed_on=formed, as_of=decided, facilitated=True).value
    for one in found:
        assert_whole([one], formed)
