"""The notes of a chain, what counts of each, and the facts that pick the law for them (债权凭证)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import evolve, field, frozen

from creditrules.checks import listed
from creditrules.claims.agreement import Advance, Agreement
from creditrules.claims.facts import Suit
from creditrules.claims.result import Line
from creditrules.claims.unagreed import FIRST_LPR, TWO_LINES
from creditrules.errors import InputError, NoDataError
from creditrules.law import Before2015, Lender, Plea, Readings
from creditrules.messages import Money, Rate, exactly, say
from creditrules.money import Number, from_fen, held_rate, positive_fen, to_fen
from creditrules.periods import Counting, DayCount, calendar_day, not_before

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.findings import Trail
    from creditrules.law import Citation

_LONGEST = 10**20


def _face(value: Number) -> Decimal:
    return from_fen(positive_fen(value, argument="face"))


def _received(value: Number | None) -> Decimal | None:
    return None if value is None else from_fen(positive_fen(value, argument="received"))


def _annual_rate(value: Number | Fraction) -> Fraction:
    return held_rate(value, argument="annual_rate")


def _formed(value: date) -> date:
    return calendar_day(value, argument="formed_on")


def _ended(value: date) -> date:
    return calendar_day(value, argument="ended_on")


@frozen
class Note:
    """One note of a chain (债权凭证): its day, the ``face`` in yuan, its rate, and the day on which its term ended.

    ``received`` is money handed over with it: what was really received on the first note (its face where left out), and
    on a later one what came on top of the old debt (nothing where left out).

    Raises:
        InputTypeError: a fact of another type.
        InputError: an amount or a rate out of bounds; a term that ends no later than it begins; more received than the
            face.

    """

    formed_on: date = field(converter=_formed)
    face: Decimal = field(converter=_face)
    annual_rate: Fraction = field(converter=_annual_rate)
    ended_on: date = field(converter=_ended)
    received: Decimal | None = field(converter=_received, default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse a term without a day, and more money than the note says."""
        if self.ended_on <= self.formed_on:
            raise InputError(
                "%(argument)s %(day)s must be after %(other)s %(bound)s",
                argument="ended_on",
                day=self.ended_on,
                other="formed_on",
                bound=self.formed_on,
            )
        if self.received is not None and to_fen(self.received) > to_fen(self.face):
            raise InputError(
                "received may not be above face %(bound)s, got %(value)s", bound=self.face, value=self.received
            )


@frozen(kw_only=True)
class RolledNote:
    """What counts of one note (各期认定), yuan.

    ``principal`` is what is recognised of the ``face``, and ``not_recognised`` the rest; ``interest`` accrued on it in
    the term under the ceiling; ``limit`` is what may be owed at the end together with all that was paid, and
    ``above_limit`` what that took away; ``owed`` is what was owed at the end of the term. ``lines`` show the interest.
    """

    formed_on: date
    ended_on: date
    face: Decimal
    principal: Decimal
    not_recognised: Decimal
    interest: Decimal
    limit: Decimal
    above_limit: Decimal
    owed: Decimal
    lines: tuple[Line, ...] = field(repr=False)


@frozen(kw_only=True)
class RollOver:
    """A chain of notes (本息滚动计算), yuan: what is ``owed`` at the end of the last term, and each note.

    ``kept`` was paid though it could not be claimed, and stays paid; ``refundable`` is money that nothing owed took up.
    """

    notes: tuple[RolledNote, ...]
    owed: Decimal
    kept: Decimal
    refundable: Decimal


@frozen(kw_only=True)
class Links:
    """A chain of notes and what picks its law (inner)."""

    notes: tuple[Note, ...]
    day_count: DayCount
    counting: Counting
    filed_on: date | None
    accepted_on: date | None
    decided_on: date | None
    pleas: frozenset[Plea]
    readings: Readings

    def suit(self, trail: Trail, note: Note, start: date, principal: int) -> Suit:
        """Return one note as a loan of its own, its principal lent on the first day that bears interest."""
        seam = trail.rulebook.library.instruments[FIRST_LPR].effective
        late = note.formed_on >= seam > self.notes[0].formed_on
        return Suit(
            agreement=Agreement(
                Lender.PRIVATE,
                note.formed_on,
                note.annual_rate,
                due_on=note.ended_on,
                natural_persons=False,  # the day of the note is the day of formation; only that hangs on it here
                day_count=self.day_count,
                counting=self.counting,
            ),
            advances=(Advance(start, from_fen(principal), from_fen(principal)),),
            as_of=note.ended_on,
            filed_on=self.filed_on,
            accepted_on=self.accepted_on,
            decided_on=self.decided_on,
            pleas=self.pleas - {Plea.OLD_RULE} if late else self.pleas,
            readings=self.readings,
        )


def checked_notes(values: Iterable[Note]) -> tuple[Note, ...]:
    """Return the notes of a chain in the order of their days."""
    notes = listed(values, Note, argument="notes")
    if not notes:
        raise InputError("%(argument)s may not be empty", argument="notes")
    for place, (earlier, later) in enumerate(pairwise(notes)):
        argument, other = f"notes[{place + 1}].formed_on", f"notes[{place}].ended_on"
        not_before(later.formed_on, earlier.ended_on, argument=argument, other=other)
    return notes


def sued(trail: Trail, facts: Links, as_of: date | None) -> Links:
    """Take a suit as filed where none is named, and refuse what only the opinions of 1991 would answer."""
    texts, first, last = trail.rulebook.library.instruments, facts.notes[0], facts.notes[-1]
    if facts.filed_on is None and facts.accepted_on is None:
        if first.formed_on < texts[FIRST_LPR].effective:
            if as_of is None:
                raise InputError(
                    "filed_on (or as_of, for a suit filed on that day) is required for a loan formed before %(seam)s, "
                    "got formed_on %(formed)s",
                    seam=texts[FIRST_LPR].effective,
                    formed=first.formed_on,
                )
            trail.notice(
                say("no-suit-yet", "No suit is named: this is the answer for one filed on %(day)s.", day=as_of)
            )
        day = as_of or last.ended_on
        not_before(day, last.formed_on, argument="as_of", other="formed_on")
        facts = evolve(facts, filed_on=day, accepted_on=day, decided_on=facts.decided_on or day)
    start = texts[TWO_LINES].effective
    oldest = Plea.OLD_RULE in facts.pleas and facts.readings.before_2015 is Before2015.BENCHMARK
    seen = facts.accepted_on or facts.filed_on
    if (seen is not None and seen < start) or (oldest and first.formed_on < start):
        raise NoDataError("the rule of the 1991 opinions on interest made principal is not in the data")
    return facts


def printed(rate: Fraction) -> Rate:
    """Print a rate in full; one that no decimal writes, such as a third of one, with two places."""
    return Rate(rate) if _LONGEST % rate.denominator else exactly(rate)


def recognised(trail: Trail, note: Note, fen: tuple[int, int, int], rule: tuple[Citation, ...]) -> None:
    """Say how much of a note counts: what was handed over with it, the old debt, and the principal, in fen."""
    fresh, old, principal = fen
    if not rule:
        trail.step(
            say(
                "rollover-first",
                "Note of %(day)s over %(face)s yuan at %(rate)s a year: the %(received)s yuan received are the first "
                "principal.",
                day=note.formed_on,
                face=Money(to_fen(note.face)),
                rate=printed(note.annual_rate),
                received=Money(principal),
            ),
            *trail.cite("civil-code#670"),
        )
        return
    trail.step(
        say(
            "rollover-principal",
            "Note of %(day)s over %(face)s yuan at %(rate)s a year: of the old debt %(old)s yuan were owed under the "
            "ceiling, %(fresh)s yuan were handed over with it, and %(principal)s yuan count as its principal.",
            day=note.formed_on,
            face=Money(to_fen(note.face)),
            rate=printed(note.annual_rate),
            old=Money(old),
            fresh=Money(fresh),
            principal=Money(principal),
        ),
        *rule,
    )
    if principal < old + fresh:
        trail.notice(
            say(
                "rollover-below",
                "The note of %(day)s is for less than was owed: the rest is taken as settled by it.",
                day=note.formed_on,
            ),
            *rule,
        )
    if fresh:
        trail.notice(
            say(
                "rollover-fresh",
                "Money came with a later note. The text speaks of the first principal alone; here such money counts "
                "beside it, from its own day and under the ceiling of that day.",
            ),
            *rule,
        )


def ended(trail: Trail, note: Note, fen: tuple[int, int, int, int], rule: tuple[Citation, ...]) -> None:
    """Say how a term ended: what was owed and paid, the limit, and what is above it, in fen."""
    owed, paid, limit, above = (Money(each) for each in fen)
    trail.step(
        say(
            "rollover-end",
            "At the end of the term, %(day)s: %(owed)s yuan owed, %(paid)s yuan paid so far, and %(limit)s yuan the "
            "most that both may come to; above it: %(above)s yuan.",
            day=note.ended_on,
            owed=owed,
            paid=paid,
            limit=limit,
            above=above,
        ),
        *rule,
    )
