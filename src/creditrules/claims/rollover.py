"""Interest rolled into the principal of a new note (利息计入后期借款本金): how much of each note counts.

Art. 27 of 法释〔2020〕17号, in force since 2021-01-01; before it art. 28 of 法释〔2020〕6号, from 2020-08-20, and of
法释〔2015〕18号, from 2015-09-01 at 24 %. Interest carried over becomes principal only up to the ceiling of the note it
arose from. What is owed at the end of a term and what was paid never pass the first principal and interest on it at the
ceiling of the first note over all terms.

>>> from datetime import date
>>> from creditrules.periods import Counting, DayCount
>>> notes = [
...     Note(date(2022, 3, 1), "100000", "20%", date(2023, 3, 1)),
...     Note(date(2023, 3, 1), "120000", "20%", date(2024, 3, 1)),
... ]
>>> found = roll_over(notes, day_count=DayCount.WHOLE_MONTHS, counting=Counting.HEAD_ONLY).value
>>> found.notes[1].principal, found.notes[1].limit, found.owed
(Decimal('114800.00'), Decimal('129600.00'), Decimal('129600.00'))
"""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from creditrules.checks import instance, listed, member
from creditrules.claims.agreement import Opening, Payment
from creditrules.claims.course import Bucket
from creditrules.claims.courses import courses
from creditrules.claims.explain import NO_COURT, _line
from creditrules.claims.facts import Facts, checked_day, checked_pleas
from creditrules.claims.law import protected
from creditrules.claims.ledger import Held, Ledger
from creditrules.claims.notes import (
    Links,
    Note,
    RolledNote,
    RollOver,
    checked_notes,
    ended,
    printed,
    recognised,
    sued,
)
from creditrules.claims.result import accounts_of, lines_of, sums_of
from creditrules.claims.terms import OWN
from creditrules.claims.unagreed import FIRST_LPR, NOW, TWO_LINES
from creditrules.errors import InputError
from creditrules.findings import Finding, Trail
from creditrules.law import Excess, Fees, Plea, Readings
from creditrules.messages import Money, say
from creditrules.money import Rounding, from_fen, rounded, to_fen
from creditrules.periods import Counting, DayCount, add_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from creditrules.claims.course import Rates
    from creditrules.claims.facts import Suit
    from creditrules.claims.result import Line
    from creditrules.law import Citation, Rulebook

_RULES = {TWO_LINES: f"{TWO_LINES}#28", FIRST_LPR: f"{FIRST_LPR}#28", NOW: f"{NOW}#27"}
_ROUNDING = Rounding()


def roll_over(
    notes: Iterable[Note],
    payments: Iterable[Payment] = (),
    *,
    day_count: DayCount,
    counting: Counting,
    as_of: date | None = None,
    filed_on: date | None = None,
    accepted_on: date | None = None,
    decided_on: date | None = None,
    pleas: AbstractSet[Plea] = frozenset(),
    readings: Readings | None = None,
    rulebook: Rulebook | None = None,
) -> Finding[RollOver]:
    """Return what counts of a chain of notes between private parties, up to the end of its last term (本息滚动认定).

    The rate of each note is held to the ceiling of its own formation. Sums are rounded to the fen at the end of each
    term. A payment on the day of a new note counts before it.

    Args:
        notes: the notes in the order of their days, each formed no earlier than the one before it ended.
        payments: the money paid, from the first day to the last.
        day_count: how days become a part of a year (计息基础).
        counting: which of the two ends bears interest (计息天数); the last day of one term is never counted again.
        as_of: the day on which a suit is taken to be filed where none is named; it must be said only where the chain
            began before 2020-08-20.
        filed_on: the day the suit was filed.
        accepted_on: the day the court accepted it; ``filed_on`` where left out.
        decided_on: the day of the judgment; needed only for a suit accepted from 2020-08-20 to 2020-12-31.
        pleas: what a party asks for; only `Plea.OLD_RULE` changes anything here.
        readings: the reading chosen for each open point.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputTypeError: an argument of another type.
        InputError: days out of order, or a day or a reading that decides is missing.
        NoDataError: a chain under the opinions of 1991, whose rule on compounding is not in the data.

    """
    trail = Trail(rulebook)
    chosen = Readings() if readings is None else instance(readings, Readings, argument="readings")
    if chosen.excess is Excess.AT_NOTICE:
        raise InputError("readings.excess must be AT_PAYMENT here: each new note settles what was paid before")
    facts = Links(
        notes=checked_notes(notes),
        day_count=member(day_count, DayCount, argument="day_count"),
        counting=member(counting, Counting, argument="counting"),
        filed_on=checked_day(filed_on, "filed_on"),
        accepted_on=checked_day(accepted_on, "accepted_on"),
        decided_on=checked_day(decided_on, "decided_on"),
        pleas=checked_pleas(pleas),
        readings=chosen,
    )
    facts = sued(trail, facts, checked_day(as_of, "as_of"))
    through = chosen.fees is Fees.LOOK_THROUGH
    made = listed(payments, Payment, argument="payments")
    for place, payment in enumerate(made):
        if not facts.notes[0].formed_on <= payment.on <= facts.notes[-1].ended_on:
            raise InputError(
                "%(argument)s must be from %(least)s to %(most)s, got %(value)s",
                argument=f"payments[{place}].on",
                least=facts.notes[0].formed_on,
                most=facts.notes[-1].ended_on,
                value=payment.on,
            )
    chain = _Chain(trail, facts, [payment for payment in made if through or payment.to in OWN])
    return trail.finding(chain.found())


class _Chain:
    """The terms one after the other, in whole fen (inner)."""

    def __init__(self, trail: Trail, links: Links, payments: Sequence[Payment]) -> None:
        self.trail, self.links, self.payments = trail, links, payments
        self.owed = self.paid = self.kept = self.left = self.limit = 0
        self.stop = links.notes[0].formed_on
        self.lent: list[tuple[int, tuple[tuple[date, Rates], ...]]] = []
        self.rules: tuple[str, ...] = ()

    def found(self) -> RollOver:
        """Walk the chain."""
        trail, links = self.trail, self.links
        trail.step(NO_COURT)
        trail.step(
            say(
                "rollover-terms",
                "Term by term, each rounded to the fen. Day count: %(day_count)s. Ends: %(counting)s.",
                day_count=links.day_count,
                counting=links.counting,
            )
        )
        rows = []
        for place, note in enumerate(links.notes):
            rows.append(self._note(place, note))
            self._between([one for one in self._paid_under(place) if one.on > note.ended_on])
        trail.step(
            say("rollover-total", "At the end of the last term %(owed)s yuan can be claimed.", owed=Money(self.owed))
        )
        _remarks(trail, sum(to_fen(row.not_recognised) + to_fen(row.above_limit) for row in rows))
        return RollOver(
            notes=tuple(rows), owed=from_fen(self.owed), kept=from_fen(self.kept), refundable=from_fen(self.left)
        )

    def _paid_under(self, place: int) -> list[Payment]:
        """Return the payments that met a note: after its own day, which the note before has, up to that of the next."""
        notes = self.links.notes
        last = place + 1 == len(notes)
        return [
            one
            for one in self.payments
            if (not place or one.on > notes[place].formed_on) and (last or one.on <= notes[place + 1].formed_on)
        ]

    def _note(self, place: int, note: Note) -> RolledNote:
        """Recognise a note and walk its term."""
        face = to_fen(note.face)
        fresh = 0 if place else face
        if note.received is not None:
            fresh = to_fen(note.received)
        principal = min(face, self.owed + fresh)
        recognised(self.trail, note, (fresh, self.owed, principal), self._cite(1))
        start = max(note.formed_on, self.stop)
        self.stop = add_days(note.ended_on, int(self.links.counting is Counting.BOTH_ENDS))
        payments = tuple(one for one in self._paid_under(place) if one.on <= note.ended_on)
        self.limit += fresh
        interest = 0
        lines: tuple[Line, ...] = ()
        if principal:
            interest, lines = self._accrue(self.links.suit(self.trail, note, start, principal), payments, fresh)
        else:
            self._between(payments)
            payments = ()
        self._grow(start, payments)
        above = max(0, self.owed - max(0, self.limit - self.paid))
        ended(self.trail, note, (self.owed, self.paid, self.limit, above), self._cite(2))
        self.owed -= above
        return RolledNote(
            formed_on=note.formed_on,
            ended_on=note.ended_on,
            face=note.face,
            principal=from_fen(principal),
            not_recognised=from_fen(face - principal),
            interest=from_fen(interest),
            limit=from_fen(self.limit),
            above_limit=from_fen(above),
            owed=from_fen(self.owed),
            lines=lines,
        )

    def _accrue(self, suit: Suit, payments: tuple[Payment, ...], fresh: int) -> tuple[int, tuple[Line, ...]]:
        """Walk a term as a claim does; return its interest and the lines of it."""
        facts = Facts(suit=suit, payments=payments, charges=(), no_interest=(), opening=Opening())
        lawful, _ = courses(self.trail, facts)
        # A ledger leaves out a change of the ceiling that changes no rate; the limit does not.
        ceilings = tuple(protected(Trail(self.trail.rulebook), suit))
        texts = [rates.citations[0].instrument for day, rates in ceilings if day < self.stop]
        self.rules = tuple(_RULES[text] for text in dict.fromkeys(texts))
        if fresh:
            self.lent.append((fresh, ceilings))
        ledger = Ledger(lawful)
        sums = sums_of(ledger, _ROUNDING)
        # Money that stays paid or goes back met nothing owed. Rounded up, so that no part of a fen is cut for it.
        aside = -(-(ledger.held[Held.KEPT_PAID] + ledger.held[Held.LEFT]) // ledger.scale)
        self.owed = sums.total
        self.paid += sum(to_fen(one.amount) for one in payments) - aside
        self.kept += sums.kept
        self.left += sums.left
        lines = tuple(line for line in lines_of(ledger, accounts_of(sums)) if line.bucket is Bucket.INTEREST)
        rates = {one.rate: printed(one.rate) for one in lines if one.rate is not None}
        for line in lines:
            self.trail.step(_line(line, rates), *line.citations)
        return sums.owed[Bucket.INTEREST] + sums.paid[Bucket.INTEREST], lines

    def _cite(self, paragraph: int) -> tuple[Citation, ...]:
        """Cite the rule on rolling over as the texts of the last term walked have it."""
        return self.trail.cite(*(f"{rule}({paragraph})" for rule in self.rules))

    def _between(self, payments: Iterable[Payment]) -> None:
        """Let money meet what is owed outside a term, or where nothing is owed."""
        amount = sum(to_fen(one.amount) for one in payments)
        met = min(amount, self.owed)
        self.owed -= met
        self.paid += met
        self.left += amount - met

    def _grow(self, start: date, payments: tuple[Payment, ...]) -> None:
        """Let the limit grow over a term, cut at the same days as the interest, so that both count months alike."""
        days = {one.on for one in payments}
        for _, stretches in self.lent:
            days |= {day for (_, before), (day, after) in pairwise(stretches) if before.ceiling != after.ceiling}
        cuts = sorted({start, self.stop, *(day for day in days if start < day < self.stop)})
        for fen, stretches in self.lent:
            grown = Fraction(0)
            for first, stop in pairwise(cuts):
                rates = next((rates for day, rates in reversed(stretches) if day <= first), stretches[0][1])
                grown += (rates.ceiling or 0) * self.links.day_count.years(first, stop)
            self.limit += rounded(fen * grown)


def _remarks(trail: Trail, cut: int) -> None:
    """Say what a chain hangs on; ``cut`` is what the rule took away in fen."""
    if cut:
        trail.notice(
            say(
                "claim-not-awarded",
                "What is not protected a court does not award. The lender may still ask for it; where the two sides "
                "differ, a court decides.",
            )
        )
    trail.notice(
        say(
            "rollover-after",
            "The text looks at the end of each term. What runs after the last term, or between a term and the next "
            "note, is not in these sums.",
        )
    )
    trail.notice(
        say(
            "rollover-formation",
            "The limit goes by the ceiling at the formation of the first note; the text does not say which of the "
            "formations it means.",
        )
    )
