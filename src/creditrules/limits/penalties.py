"""The range of penalty interest (罚息) that the central bank has lenders agree on.

银发〔2003〕251号, items 3 and 4: a multiple of the contract rate for loans made since 2004-01-01; before it a rate a
day. It is a rate to know beside the ceilings on what all charges come to.

>>> from datetime import date
>>> found = penalty_rate("18.36%", lender=Lender.BANK, formed_on=date(2025, 3, 6), agreed="27.54%").value
>>> float(found.low), float(found.high), found.band.name
(0.23868, 0.2754, 'WITHIN')
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import flag, member
from creditrules.errors import InputError
from creditrules.findings import Finding, Trail
from creditrules.law import FINANCIAL, Lender
from creditrules.messages import exactly, say
from creditrules.money import Number, shortest
from creditrules.money import rate as rate_of
from creditrules.periods import DAYS_A_YEAR, DayCount, calendar_day

if TYPE_CHECKING:
    from datetime import date

    from creditrules.law import Rulebook


class Band(Enum):
    """Where a rate lies beside a range (与区间的关系)."""

    BELOW = "below the range"
    WITHIN = "within the range"
    ABOVE = "above the range"


@frozen(kw_only=True)
class PenaltyRange:
    """The range of penalty rates (罚息利率区间), fractions of one a year; ``band`` is where an agreed one lies."""

    low: Fraction
    high: Fraction
    band: Band | None = None


def penalty_rate(
    annual_rate: Number,
    *,
    lender: Lender,
    formed_on: date,
    misuse: bool = False,
    agreed: Number | None = None,
    day_count: DayCount | None = None,
    rulebook: Rulebook | None = None,
) -> Finding[PenaltyRange]:
    """Return the range of penalty interest that the central bank has lenders agree on (罚息利率).

    The notice binds banks and other financial institutions; any other lender has it by contract at most.

    Args:
        annual_rate: the contract rate a year.
        lender: who lent, by licence.
        formed_on: the day the loan was made, which picks the rule.
        misuse: the money was used otherwise than agreed (挪用), and not: it was repaid late.
        agreed: the penalty rate of the contract a year, to be placed beside the range.
        day_count: ACT_365 or ACT_360; required for a loan made before 2004, whose penalty rate is one a day.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: a rate below 0 or a bare one of 1 or more; ``day_count`` is missing where it decides.
        NoDataError: made before 1999-06-10, or before 2004-01-01 with ``misuse``.

    """
    trail = Trail(rulebook)
    rate = rate_of(annual_rate)
    who = member(lender, Lender, argument="lender")
    day = calendar_day(formed_on, argument="formed_on")
    given = None if agreed is None else rate_of(agreed, argument="agreed")
    year = None if day_count is None else DAYS_A_YEAR.get(member(day_count, DayCount, argument="day_count"))
    if not flag(misuse, argument="misuse") and day < trail.rulebook.overdue_penalty_min.timeline.entries[0].since:
        low = high = _daily(trail, day, year)
    else:
        low, high = _multiples(trail, rate, day, misuse=misuse)
    _conditions(trail, who, misuse=misuse)
    if given is None:
        return trail.finding(PenaltyRange(low=low, high=high))
    band = Band.BELOW if given < low else Band.ABOVE if given > high else Band.WITHIN
    trail.step(
        say(
            "penalty-agreed",
            "The agreed penalty rate of %(agreed)s a year is %(band)s from %(low)s to %(high)s.",
            agreed=exactly(given),
            band=band,
            low=exactly(low),
            high=exactly(high),
        ),
        *trail.cite("pboc-rates-2003-251#3"),
    )
    return trail.finding(PenaltyRange(low=low, high=high, band=band))


def _daily(trail: Trail, day: date, year: int | None) -> Fraction:
    parameter = trail.rulebook.overdue_penalty_daily
    daily = trail.take(parameter, day)
    if year is None:
        raise InputError(
            "day_count must be ACT_365 or ACT_360: the penalty rate of a loan made on %(day)s is one a day", day=day
        )
    trail.step(
        say(
            "penalty-daily",
            "For a loan made on %(day)s the penalty rate is %(daily)s a day, whatever its contract rate; over a year "
            "of %(year)s days that is %(rate)s.",
            day=day,
            daily=exactly(daily),
            year=year,
            rate=exactly(daily * year),
        ),
        *parameter.at(day).citations,
        *trail.cite("pboc-rates-2003-251#4"),
    )
    return daily * year


def _multiples(trail: Trail, rate: Fraction, day: date, *, misuse: bool) -> tuple[Fraction, Fraction]:
    book = trail.rulebook
    least, most = (
        (book.misuse_penalty_min, book.misuse_penalty_max)
        if misuse
        else (book.overdue_penalty_min, book.overdue_penalty_max)
    )
    factors = trail.take(least, day), trail.take(most, day)
    low, high = rate * factors[0], rate * factors[1]
    trail.step(
        say(
            "penalty-range",
            "For %(cause)s the penalty rate is agreed at %(least)s to %(most)s times the contract rate of %(rate)s: "
            "%(low)s to %(high)s a year, until all is paid.",
            cause=say("penalty-misuse", "misused money") if misuse else say("penalty-overdue", "what is overdue"),
            least=str(shortest(factors[0])),
            most=str(shortest(factors[1])),
            rate=exactly(rate),
            low=exactly(low),
            high=exactly(high),
        ),
        *least.at(day).citations,
    )
    trail.notice(
        say(
            "penalty-compound",
            "By the notice, interest not paid on time bears compound interest (复利) at the penalty rate. Compound "
            "interest on the penalty interest itself is mostly refused in court; that is practice.",
        ),
        *least.at(day).citations,
    )
    return low, high


def _conditions(trail: Trail, lender: Lender, *, misuse: bool) -> None:
    notice, private = trail.cite("pboc-rates-2003-251#3"), lender in {Lender.PRIVATE, Lender.UNLICENSED}
    if lender not in FINANCIAL:
        trail.notice(
            say(
                "penalty-by-contract",
                "The notice speaks to banks and other financial institutions. With a %(lender)s it counts only as far "
                "as the contract takes it up.",
                lender=lender,
            ),
            *notice,
        )
    if misuse:
        trail.notice(
            say(
                "penalty-both",
                "Where money is misused and overdue at once, contracts take the higher rate for misuse alone, not "
                "both. That is contract practice; the notice does not say so.",
            ),
            *notice,
        )
    trail.notice(
        say(
            "penalty-total",
            "This is a rate to know, not the end of it: what all charges come to together has a limit of its own, see "
            "the ceilings.",
        ),
        *trail.cite("spc-private-lending-2020-17#29" if private else "spc-financial-adjudication-2017-22#2"),
    )
