"""What runs where the parties agreed on no rate, or on nothing valid: the law's own rate (法定利率)."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.claims.course import Bucket, Rates
from creditrules.claims.terms import RateTerm, Void
from creditrules.errors import InputError, NoDataError
from creditrules.law import At, Citation, Fault
from creditrules.messages import say

if TYPE_CHECKING:
    from creditrules.claims.facts import Suit
    from creditrules.findings import Trail

_A_DAY = timedelta(days=1)
_NONE = Fraction(0)
OLDEST, TWO_LINES, FIRST_LPR, NOW = (
    "spc-private-lending-1991",
    "spc-private-lending-2015-18",
    "spc-private-lending-2020-6",
    "spc-private-lending-2020-17",
)
"""The texts on private lending, by version."""


@frozen(kw_only=True)
class Leg:
    """Days under one text: up to ``protected`` a rate can be claimed, above ``void_above`` what was paid goes back."""

    first: date
    text: str
    protected: Fraction
    void_above: Fraction | None
    citations: tuple[Citation, ...]


def in_term(suit: Suit) -> Fraction:
    """Return the agreed rate of the term; none where none was agreed, or natural persons left it unclear."""
    rate = suit.agreement.annual_rate
    if not isinstance(rate, RateTerm):
        return rate or _NONE
    if suit.agreement.natural_persons is None:
        raise InputError("natural_persons is required: interest left unclear is none only between natural persons")
    if not suit.agreement.natural_persons:
        raise InputError("annual_rate is UNCLEAR: outside natural persons a court fixes it, so give that rate")
    return _NONE


Runs = list[tuple[date, Fraction, tuple[Citation, ...]]]
"""The days from which a rate of the law's own runs, the rate, and where it is written."""


def unagreed(trail: Trail, suit: Suit, leg: Leg, stop: date | None) -> Runs:
    """Return the overdue rate of a leg where neither rate was agreed, and from when; nothing where one was."""
    due = suit.due_from
    nothing = suit.agreement.overdue_rate is None and not in_term(suit)
    late = due is not None and due < suit.as_of and (stop is None or due < stop)
    if not nothing or not late or due is None:
        return [(leg.first, _NONE, ())]
    if leg.text == TWO_LINES:
        parameter = trail.rulebook.private_lending_2015_overdue
        entry = parameter.timeline.entries[0]
        return [(leg.first, trail.take(parameter, entry.since), entry.citations)]
    if leg.text == NOW:
        cite = trail.cite("spc-private-lending-2020-17#28(2)")
        runs = _lpr(trail, suit, leg.first, due)
        trail.step(
            say(
                "claim-unagreed",
                "No rate was agreed: from the default on interest runs at the one-year LPR. Read here: %(at)s.",
                at=suit.readings.at or At.DEFAULT_DAY,
            ),
            *cite,
        )
        return [(day, rate, cite) for day, rate in runs]
    raise NoDataError(
        "no rate was agreed, and the text that governs from %(first)s names none for the time overdue", first=leg.first
    )


def _lpr(trail: Trail, suit: Suit, first: date, due: date) -> list[tuple[date, Fraction]]:
    """Return the one-year LPR "of that time": of the day the claim to it began, or of each day since."""
    at = suit.readings.at
    if at is None:
        raise InputError(
            "readings.%(reading)s is required: DEFAULT_DAY or FLOATING, the text does not say which LPR it means",
            reading="at",
        )
    parameter = trail.rulebook.lpr
    if at is At.DEFAULT_DAY:
        return [(first, trail.take(parameter, due).one_year)]
    start = max(first, due)
    trail.take(parameter, suit.as_of)
    parts = parameter.timeline.between(start, suit.as_of + _A_DAY)
    # A month without a change starts nothing new.
    runs = [(next(run)[0], rate) for rate, run in groupby(parts, key=lambda part: part[2].value.one_year)]
    return [(first, runs[0][1]), *runs[1:]]


def void(trail: Trail, suit: Suit) -> list[tuple[date, Rates]]:
    """Return the fee for the use of money under a void contract (资金占用费), from the day it was received."""
    fault = suit.readings.fault
    if fault is None:
        raise InputError(
            "readings.%(reading)s is required: BORROWER or NONE, the fee of a void contract turns on it",
            reading="fault",
        )
    if fault is Fault.NONE and suit.deposit_rate is None:
        raise NoDataError(
            "deposit_rate is required: the fee of a void contract follows the deposit benchmark where the borrower is "
            "not at fault, and that is not in the data"
        )
    grounds = list(Void)
    ground = suit.agreement.void
    place = grounds.index(ground) + 1 if isinstance(ground, Void) else 0
    cite = trail.cite(f"{NOW}#13({place})", "civil-code#157", "spc-contracts-2023-13#25(1)")
    trail.step(
        say(
            "claim-void",
            "A court held the contract void: %(ground)s. It gives no interest: what was received goes back, every "
            "payment counts toward it, and for the use of the money a fee is due, within what the lender asks: at "
            "the one-year LPR, or at the deposit benchmark where the borrower is not at fault. Here %(fault)s.",
            ground=suit.agreement.void if isinstance(suit.agreement.void, Void) else "",
            fault=fault,
        ),
        *cite,
    )
    first = suit.advances[0].on
    # Without fault there is a deposit rate by now.
    rates = [(first, suit.deposit_rate or _NONE)] if fault is Fault.NONE else _lpr(trail, suit, first, first)
    return [(day, Rates(overdue=rate, overdue_as=Bucket.USE, citations=cite)) for day, rate in rates]
