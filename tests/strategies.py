"""What Hypothesis draws from, shared by the tests of laws."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from attrs import fields
from hypothesis import strategies as st

from creditrules.loans import Back, Deposit, Fee, Grace, Loan, Method, Of, Repricing, Residual, When
from creditrules.money import Mode, Rounding, from_fen, percent
from creditrules.periods import DayCount, Days, Months

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

PER_CENT = st.integers(0, 3600).map(lambda points: f"{from_fen(points)}%")
"""Rates a year from 0 to 36 per cent, as a contract prints them."""
DAY_COUNTS = st.sampled_from([each for each in DayCount if each is not DayCount.WHOLE_MONTHS])
"""Day counts that take any period."""


def _fee(amount: int | None, points: int, when: When, *, balance: bool, compulsory: bool) -> Fee:
    of = Of.BALANCE if balance and amount is None and when in {When.FIRST, When.EVERY, When.LAST} else Of.PRINCIPAL
    price: dict[str, Any] = {"rate": f"{from_fen(points)}%"} if amount is None else {"amount": from_fen(amount)}
    return Fee(name="fee", of=of, when=when, compulsory=compulsory, **price)


FEES = st.lists(
    st.builds(
        _fee,
        st.none() | st.integers(0, 500),
        st.integers(0, 500),
        st.sampled_from(When),
        balance=st.booleans(),
        compulsory=st.booleans(),
    ),
    max_size=3,
)
"""Up to three fees of at most 5 yuan or 5 per cent each: not enough to leave nothing of 100 yuan."""


def own_terms(draw: st.DrawFn, method: Method, fen: int, instalments: int) -> dict[str, Any]:
    """Draw what only some methods have: the longer term of a balloon, a table of principal, who takes the rest."""
    if method is Method.BALLOON:
        return {"balloon_instalments": instalments + draw(st.integers(1, 240))}
    if method is Method.TABLE:
        cuts = sorted(draw(st.lists(st.integers(0, fen), min_size=instalments - 1, max_size=instalments - 1)))
        pairs = zip([0, *cuts], [*cuts, fen], strict=True)
        return {"table": [from_fen(later - earlier) for earlier, later in pairs]}
    if method in {Method.EQUAL_PRINCIPAL, Method.FLAT}:
        return {"residual": draw(st.sampled_from(Residual))}
    return {}


@st.composite
def loans(draw: st.DrawFn, *, methods: tuple[Method, ...] = tuple(Method), most: int = 60) -> Loan:
    """Draw a loan of 100 to 1,000,000 yuan at one rate, which repays from the first instalment on."""
    method = draw(st.sampled_from(methods))
    drawn_on = draw(st.dates(date(1990, 1, 1), date(2100, 12, 31)))
    gap = draw(st.none() | st.integers(1, 120))
    fen = draw(st.integers(10_000, 100_000_000))
    instalments = 1 if method is Method.BULLET else draw(st.integers(1, most))
    return Loan(
        from_fen(fen),
        draw(PER_CENT),
        instalments,
        drawn_on,
        method=method,
        first_due=None if gap is None else drawn_on + timedelta(gap),
        fees=draw(FEES),
        day_count=draw(DAY_COUNTS),
        every=draw(st.builds(Months, st.integers(1, 12)) | st.builds(Days, st.integers(1, 60))),
        rounding=Rounding(unit=draw(UNITS), mode=draw(st.sampled_from(Mode))),
        interest_rounding=draw(st.none() | st.builds(Rounding, unit=UNITS, mode=st.sampled_from(Mode))),
        **own_terms(draw, method, fen, instalments),
    )


def again(loan: Loan, **changes: object) -> Loan:
    """Return a loan with some of its terms changed."""
    terms: dict[str, Any] = {one.name: getattr(loan, one.name) for one in fields(Loan)}
    terms["annual_rate"] = percent(loan.annual_rate)
    terms["rate_changes"] = [(day, percent(rate)) for day, rate in loan.rate_changes]
    return Loan(**terms | changes)


def next_weekday(day: date) -> date:
    """Move a Saturday or Sunday to the Monday."""
    return day + timedelta({5: 2, 6: 1}.get(day.weekday(), 0))


GRACEFUL = {Method.EQUAL_INSTALMENT, Method.EQUAL_PRINCIPAL, Method.FLAT, Method.BALLOON}


@st.composite
def rich_loans(draw: st.DrawFn) -> Loan:
    """Draw a loan with any of grace, a deposit, changes of the rate and due days on weekdays besides."""
    loan = draw(loans())
    terms: dict[str, Any] = {}
    if loan.method in GRACEFUL and loan.instalments > 1:
        terms["grace"] = draw(st.integers(0, loan.instalments - 1))
        kinds = [Grace.PAID] if loan.method is Method.FLAT else list(Grace)
        terms["grace_interest"] = draw(st.sampled_from(kinds)) if terms["grace"] else None
    if draw(st.booleans()):
        terms["deposit"] = Deposit(from_fen(draw(st.integers(1, 5_000))), back=draw(st.sampled_from(Back)))
    days = draw(st.lists(st.integers(1, 2000), max_size=4, unique=True).map(sorted))
    if days:
        terms["rate_changes"] = [(loan.drawn_on + timedelta(day), draw(PER_CENT)) for day in days]
        terms["repricing"] = draw(st.sampled_from(Repricing))
    if draw(st.booleans()) and loan.every != Days(1):
        terms["shift"] = next_weekday
    return again(loan, **terms)


# limits
SEAMS = [
    date(2015, 9, 1),
    date(2019, 8, 20),
    date(2020, 8, 20),
    date(2021, 1, 1),
]
"""The days on which the rule of private lending changes."""

LAST_DAY = date(2026, 9, 30)


def _case_days(two: list[date], to_accept: int, to_decide: int) -> tuple[date, date, date, date]:
    formed, filed = sorted(two)
    accepted = min(filed + timedelta(to_accept), LAST_DAY)
    return formed, filed, accepted, min(accepted + timedelta(to_decide), LAST_DAY)


CASE_DAYS = st.builds(
    _case_days,
    st.lists(
        st.dates(date(2009, 1, 1), LAST_DAY)
        | st.builds(lambda seam, days: seam + timedelta(days), st.sampled_from(SEAMS), st.integers(-9, 9)),
        min_size=2,
        max_size=2,
    ),
    st.integers(0, 30),
    st.integers(0, 30) | st.integers(0, 2000),
)
"""The days of formation, filing, acceptance and decision, often near a seam; a suit is accepted within 30 days."""
