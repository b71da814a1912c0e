"""Laws of defaults and of the signs of a 714 loan: what never falls, what stays within its bounds."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from creditrules.limits import (
    Band,
    BesideGuide,
    Flag714,
    Lender,
    late_disbursement,
    late_drawdown,
    penalty_rate,
    reduce_damages,
    refused_tender,
    screen_714,
)
from creditrules.loans import Fee, Loan, Method
from creditrules.money import from_fen, to_fen
from creditrules.periods import Counting, DayCount, Days
from strategies import DAY_COUNTS, PER_CENT

DAYS = st.dates(date(2021, 1, 1), date(2026, 9, 30))
SINCE_2004 = st.dates(date(2004, 1, 1), date(2026, 9, 30))
AMOUNTS = st.integers(0, 10**9)
"""Up to ten million yuan, in fen."""
GAPS = st.integers(0, 3000)
COUNTINGS = st.sampled_from(Counting)
FACES = st.integers(10_000, 10**7)
ORDER = list(Flag714)


def guide_of(damages: int, loss: int) -> BesideGuide:
    """Return how damages stand to the guide, both in fen."""
    given_on = date(2026, 6, 1)
    return reduce_damages(from_fen(damages), from_fen(loss), breached_on=given_on, as_of=given_on).value.standing


def short_loan(face: int, held: int, days: int, rate: str) -> Loan:
    """Return a loan of one payment, of which a part is held back."""
    fees = [Fee("service", amount=from_fen(held))]
    terms: dict[str, Any] = {"every": Days(days), "day_count": DayCount.ACT_365, "fees": fees}
    return Loan(from_fen(face), rate, 1, date(2026, 1, 12), method=Method.BULLET, **terms)


# --- Penalty interest ----------------------------------------------------------------


@given(one=PER_CENT, other=PER_CENT, day=SINCE_2004, misuse=st.booleans())
def test_the_range_rises_with_the_rate(one: str, other: str, day: date, *, misuse: bool) -> None:
    """A higher contract rate never has a lower range, and the range never lies below the rate."""
    low, high = sorted((one, other), key=lambda rate: Decimal(rate[:-1]))
    first, second = (penalty_rate(rate, lender=Lender.BANK, formed_on=day, misuse=misuse).value for rate in (low, high))
    assert first.low <= second.low
    assert first.high <= second.high
    assert Fraction(low[:-1]) / 100 <= first.low <= first.high


@given(PER_CENT, SINCE_2004)
def test_misuse_starts_where_overdue_ends(rate: str, day: date) -> None:
    """The range of misuse lies above that of an overdue loan and touches it."""
    overdue, misused = (
        penalty_rate(rate, lender=Lender.BANK, formed_on=day, misuse=misuse).value for misuse in (False, True)
    )
    assert overdue.high == misused.low


@given(PER_CENT, PER_CENT, SINCE_2004, st.sampled_from(Lender))
def test_the_band_is_the_side(rate: str, agreed: str, day: date, lender: Lender) -> None:
    """The band says on which side of the range the agreed rate lies, for every lender alike."""
    found = penalty_rate(rate, lender=lender, formed_on=day, agreed=agreed).value
    value = Fraction(agreed[:-1]) / 100
    assert (found.band is Band.BELOW) is (value < found.low)
    assert (found.band is Band.ABOVE) is (value > found.high)
    assert (found.band is Band.WITHIN) is (found.low <= value <= found.high)


@given(PER_CENT, st.dates(date(1999, 6, 10), date(2003, 12, 31)))
def test_the_daily_rate_is_one_figure(rate: str, day: date) -> None:
    """Before 2004 the range is a single rate that the contract rate does not touch."""
    counts = (DayCount.ACT_360, DayCount.ACT_365)
    short, full = (penalty_rate(rate, lender=Lender.BANK, formed_on=day, day_count=one).value for one in counts)
    assert short.low == short.high
    assert full.low == full.high
    assert short.low * 365 == full.low * 360


# --- Agreed damages ------------------------------------------------------------------


@given(AMOUNTS, AMOUNTS)
@example(13, 10)
@example(14, 10)
@example(0, 0)
def test_the_guide_is_exact(damages: int, loss: int) -> None:
    """Above, at and below are told apart in whole numbers, without rounding."""
    standing = guide_of(damages, loss)
    assert (standing is BesideGuide.ABOVE) is (damages * 10 > loss * 13)
    assert (standing is BesideGuide.AT) is (damages * 10 == loss * 13)


@given(AMOUNTS, AMOUNTS, AMOUNTS)
def test_the_guide_is_monotone(damages: int, loss: int, more: int) -> None:
    """More damages never stand lower, a greater loss never higher."""
    ranks = list(BesideGuide)
    here = ranks.index(guide_of(damages, loss))
    assert ranks.index(guide_of(damages + more, loss)) >= here
    assert ranks.index(guide_of(damages, loss + more)) <= here


# --- Late lending and drawing --------------------------------------------------------


@given(FACES, DAYS, st.integers(-30, 30), st.integers(0, 100), AMOUNTS)
def test_damages_are_the_loss_or_nothing(face: int, due: date, late: int, share: int, loss: int) -> None:
    """In default the loss is owed in full, otherwise nothing."""
    paid = face * share // 100
    found = late_disbursement(
        from_fen(face), agreed_on=due, paid_on=due + timedelta(late), paid=from_fen(paid), loss=from_fen(loss)
    ).value
    assert found.days_late == max(late, 0)
    assert to_fen(found.short) == face - paid
    kept = late <= 0 and paid == face
    assert found.damages == from_fen(0 if kept else loss)


@given(FACES, PER_CENT, DAYS, st.tuples(GAPS, GAPS), st.tuples(DAY_COUNTS, COUNTINGS))
def test_interest_grows_with_the_days(
    face: int, rate: str, due: date, gaps: tuple[int, int], ways: tuple[DayCount, Counting]
) -> None:
    """Drawing later never costs less, and a bound holds: the rate on as many years, a day and a leap day more."""
    gap, more = gaps
    terms: dict[str, Any] = {"annual_rate": rate, "agreed_on": due, "day_count": ways[0], "counting": ways[1]}
    sooner, later = (
        late_drawdown(from_fen(face), drawn_on=due + timedelta(days), **terms).value for days in (gap, gap + more)
    )
    assert 0 <= sooner <= later
    assert to_fen(sooner) <= face * Fraction(rate[:-1]) / 100 * Fraction(gap + 5, 360) + 1


# --- A refused tender ----------------------------------------------------------------


@given(
    refused=DAYS,
    ahead=st.integers(-30, 30),
    gap=GAPS,
    counting=COUNTINGS,
    tendered=st.booleans(),
    cause=st.booleans(),
)
def test_the_span_is_as_long_as_the_refusal(
    refused: date,
    ahead: int,
    gap: int,
    counting: Counting,
    *,
    tendered: bool,
    cause: bool,
) -> None:
    """There is a span exactly when all conditions hold, and it counts the days of the refusal once."""
    span = refused_tender(
        due_on=refused - timedelta(ahead),
        refused_on=refused,
        ended_on=refused + timedelta(gap),
        as_agreed=tendered,
        good_cause=cause,
        counting=counting,
    ).value
    assert (span is not None) is (ahead >= 0 and gap > 0 and tendered and not cause)
    if span is not None:
        assert span.days == gap == (span.last_day - span.first_day).days + 1
        assert refused <= span.first_day <= span.last_day <= refused + timedelta(gap)


# --- Signs of a 714 loan -------------------------------------------------------------


@given(FACES, st.integers(0, 99), st.integers(1, 60), PER_CENT, st.tuples(st.integers(0, 5000), st.integers(0, 9)))
@example(300_000, 30, 7, "0%", (0, 0))
def test_the_signs_are_what_the_terms_say(face: int, share: int, days: int, rate: str, more: tuple[int, int]) -> None:
    """Each sign follows from its own fact, in one order and each once."""
    held, (fee, renewals) = face * share // 100, more
    found = screen_714(short_loan(face, held, days, rate), renewal_fee=from_fen(fee), renewals=renewals)
    flags = found.value
    assert list(flags) == [one for one in ORDER if one in flags]
    assert (Flag714.SHORT_TERM in flags) is (days <= 14)
    assert (Flag714.HELD_BACK in flags) is (held > 0)
    assert (Flag714.RENEWAL_FEE in flags) is (fee > 0)
    assert (Flag714.MANY_RENEWALS in flags) is (renewals > 2)
    assert Flag714.ABOVE_VOID_LINE not in flags or Flag714.ABOVE_CEILING in flags
    assert all(step.citations for step in found.steps)


@given(FACES, st.integers(0, 98), st.integers(1, 60), PER_CENT)
def test_more_held_back_takes_no_sign_away(face: int, share: int, days: int, rate: str) -> None:
    """A larger part held back, all else alike, never has fewer signs."""
    less, more = (
        set(screen_714(short_loan(face, face * part // 100, days, rate)).value) for part in (share, share + 1)
    )
    assert less <= more


@given(FACES, st.integers(0, 90), AMOUNTS, AMOUNTS)
def test_the_ambient_context_does_not_matter(face: int, share: int, damages: int, loss: int) -> None:
    """At three digits, and trapping whatever is inexact, every answer is the same to the letter."""
    day = date(2026, 1, 12)
    loan = short_loan(face, face * share // 100, 7, "9.9%")
    amounts = [from_fen(amount) for amount in (face, damages, loss)]

    def answers() -> list[str]:
        found: list[Any] = [
            screen_714(loan, renewal_fee=amounts[1]),
            penalty_rate("18.36%", lender=Lender.BANK, formed_on=day, agreed="27.5%"),
            reduce_damages(amounts[1], amounts[2], breached_on=day, as_of=day),
            late_disbursement(amounts[0], agreed_on=day, paid_on=day + timedelta(3), loss=amounts[2]),
            late_drawdown(
                amounts[0],
                annual_rate="9.9%",
                agreed_on=day,
                drawn_on=day + timedelta(40),
                day_count=DayCount.ACT_ACT,
                counting=Counting.BOTH_ENDS,
            ),
        ]
        return [one.to_json() + one.explain("en") + one.explain("zh") for one in found]

    plain = answers()
    with localcontext() as context:
        context.prec = 3
        context.traps[Inexact] = True
        assert answers() == plain
