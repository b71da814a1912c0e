"""What a ledger goes through: money and charges by day, and the rates that run between them (inner)."""

from __future__ import annotations

from datetime import date
from enum import Enum, auto
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from attrs import field, frozen

from creditrules.appropriation import Part
from creditrules.claims.terms import Compound
from creditrules.law import Citation
from creditrules.money import Rounding
from creditrules.periods import DayCount

if TYPE_CHECKING:
    from collections.abc import Iterable


class Bucket(Enum):
    """A part of what is owed (债务的组成部分)."""

    if not TYPE_CHECKING:
        # Members are single; Enum's own hash goes by the name, and sums are looked up all the time.
        __hash__ = object.__hash__

    PRINCIPAL = "principal"
    INTEREST = "in-term interest"
    TERM_FEES = "fees before the default"
    COMPOUND = "compound interest"
    OVERDUE_INTEREST = "overdue interest"
    DAMAGES = "liquidated damages"
    FEES = "fees after the default"
    USE = "fee for the use of the money"
    COSTS = "costs of realising the claim"
    HELD_COSTS = "costs held to the ceiling"


QUEUE = (Bucket.OVERDUE_INTEREST, Bucket.COMPOUND, Bucket.DAMAGES, Bucket.FEES, Bucket.HELD_COSTS)
"""What the ceiling of default charges counts, in the order in which they take the room."""

MEETS = {
    Part.COSTS: (Bucket.COSTS, Bucket.HELD_COSTS),
    Part.INTEREST: (Bucket.INTEREST, Bucket.COMPOUND, Bucket.OVERDUE_INTEREST, Bucket.TERM_FEES),
    Part.PRINCIPAL: (Bucket.PRINCIPAL,),
    Part.DAMAGES: (Bucket.DAMAGES, Bucket.FEES, Bucket.USE),
}
"""What a payment meets of each part, in this order; fees of the term are interest by what they are for."""


class Keep(Enum):
    """Which payments meet what lies between the protected rate and the agreed one, and stay paid."""

    NEVER = auto()
    DESIGNATED = auto()
    ALWAYS = auto()
    ASK = auto()


@frozen(kw_only=True)
class Rates:
    """What runs on one stretch of days: fractions of one a year, and ``daily`` damages a day.

    ``overdue_as`` is what the overdue rate runs as: under a void contract it is a fee. ``kept_in_term`` and
    ``kept_overdue`` are what lies above the protected rate and stays paid once paid; ``top`` is the highest rate that
    money paid as interest may reach; ``ceiling`` is what default charges together are held to; ``cut`` the yearly total
    to which each day's interest is cut. None is no such line. ``rests``: no interest runs.
    """

    in_term: Fraction = Fraction(0)
    overdue: Fraction = Fraction(0)
    overdue_as: Bucket = Bucket.OVERDUE_INTEREST
    compound: Fraction = Fraction(0)
    daily: Fraction = Fraction(0)
    kept_in_term: Fraction = Fraction(0)
    kept_overdue: Fraction = Fraction(0)
    top: Fraction | None = None
    ceiling: Fraction | None = None
    cut: Fraction | None = None
    keep: Keep = Keep.NEVER
    asked: str = ""
    rests: bool = False
    citations: tuple[Citation, ...] = field(default=(), repr=False)


@frozen(kw_only=True)
class Lump:
    """A charge in fen, and the bucket that it belongs to once the loan is in default."""

    on: date
    fen: int
    bucket: Bucket


@frozen(kw_only=True)
class Paid:
    """A payment in fen, the order of the parts it meets before and from day 91 overdue, and what it was recorded as."""

    on: date
    fen: int
    order: tuple[Part, ...]
    late_order: tuple[Part, ...]
    toward: Part | None = None


@frozen(kw_only=True)
class Course:
    """What happens, day by day, as one ledger sees it (inner).

    ``dues`` are the days from which principal is overdue, each with the share of the principal due from then on, and
    ``shift`` how many days after the due day that is; ``stretches`` the days from which other rates run, the first at
    the first advance; ``limited``: default charges and fees are held to the ceilings; ``damages_most``: what damages
    come to at most; ``notice_on``: what is paid above interest is kept apart until that day, and
    then meets the parts of ``set_off``; ``after_interest`` are those that the law ranks from principal on.
    """

    advances: tuple[tuple[date, int], ...]
    dues: tuple[tuple[date, Fraction], ...]
    charges: tuple[Lump, ...]
    payments: tuple[Paid, ...]
    stretches: tuple[tuple[date, Rates], ...]
    end: date
    opening: tuple[tuple[Bucket, int], ...] = ()
    limited: bool = False
    damages_most: int | None = None
    whole_term: bool = False
    notice_on: date | None = None
    set_off: tuple[Part, ...] = ()
    after_interest: tuple[Part, ...] = (Part.PRINCIPAL,)
    compound: Compound = Compound.NONE
    day_count: DayCount
    shift: int = 0
    each: Rounding | None = None


class Entry(NamedTuple):
    """What a bucket gained over the days from ``first`` to the one before ``stop``, or on one day if they are one.

    ``amount`` and ``base`` are fen × ``scale``; ``rate`` and ``ceiling`` None where a sum was charged.
    """

    bucket: Bucket
    first: date
    stop: date
    base: int
    rate: Fraction | None
    ceiling: Fraction | None
    amount: int
    scale: int
    citations: tuple[Citation, ...] = ()


Dated = TypeVar("Dated", Lump, Paid)


def by_day(events: Iterable[Dated]) -> dict[date, list[Dated]]:
    """Group events by their day, in the order given."""
    found: dict[date, list[Dated]] = {}
    for event in events:
        found.setdefault(event.on, []).append(event)
    return found
