"""When and how often: the closed hours of the night, effective calls and unanswered dials of a day (inner).

GB/T 45251-2025 since 2025-02-28: nothing from 22:00 to 08:00 unless agreed, and at most three effective calls a day
with one debtor. The guide of the banking association of 2026-01-30: the same hours unless the debtor consents, and at
most six unanswered dials a day to one number. The two count different things.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from itertools import groupby
from typing import TYPE_CHECKING

from creditrules.collection.model import Contact, Departure
from creditrules.collection.regimes import TEXTS
from creditrules.collection.words import CALLS, Person, Regime, Rule
from creditrules.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from fractions import Fraction

    from creditrules.collection.regimes import Terms
    from creditrules.findings import Trail

_HOUR = 60
_DAY = timedelta(days=1)
_TIMED = (Regime.STANDARD_2025, Regime.GUIDE_2026)


def timed(
    trail: Trail, terms: Terms, day: date, contacts: Sequence[Contact], regimes: Sequence[Regime]
) -> Iterator[Departure]:
    """Yield what the contacts of a day depart from by their time or number; ``contacts`` are those of that day."""
    made = [one for one in contacts if not one.from_debtor]
    clocked = [regime for regime in regimes if regime in _TIMED]
    closed = [one for one in made if _closed(trail, terms, one)] if clocked else []
    if closed:
        _run_over(trail, closed, clocked)
    for regime in regimes:
        if regime in clocked and closed:
            yield _departure(trail, Rule.HOURS, day, closed, regime)
        if regime is Regime.STANDARD_2025:
            yield from _calls(trail, day, made)
        if regime is Regime.GUIDE_2026 and not terms.dials_agreed:
            yield from _dials(trail, day, made)


def _departure(trail: Trail, rule: Rule, day: date, contacts: Sequence[Contact], regime: Regime) -> Departure:
    return Departure(rule=rule, on=day, contacts=tuple(contacts), citations=trail.cite(TEXTS[regime]), regime=regime)


def _after_midnight(hour: Fraction) -> timedelta:
    return timedelta(minutes=int(hour * _HOUR))


def night(trail: Trail, day: date) -> tuple[timedelta, timedelta]:
    """Return the closed hours of a day as times after midnight; the second is of the next day."""
    book = trail.rulebook
    first = _after_midnight(trail.take(book.collection_closed_from, day))
    return first, _DAY + _after_midnight(trail.take(book.collection_closed_to, day))


def _closed(trail: Trail, terms: Terms, one: Contact) -> bool:
    """Whether any part of a contact lies in closed hours without consent or agreement."""
    if one.consented or terms.hours_agreed:
        return False
    opens, closes = night(trail, one.day)
    return any(_overlap(one, opens + shift, closes + shift) for shift in (-_DAY, timedelta(), _DAY))


def _span(one: Contact) -> tuple[timedelta, timedelta]:
    start = timedelta(hours=one.at.hour, minutes=one.at.minute, seconds=one.at.second, microseconds=one.at.microsecond)
    return start, start + (one.end - one.at)


def _overlap(one: Contact, opens: timedelta, closes: timedelta) -> bool:
    start, end = _span(one)
    return opens <= start < closes or start <= opens < end


def _run_over(trail: Trail, contacts: Sequence[Contact], regimes: Sequence[Regime]) -> None:
    """Tell which of them lie in open hours in part."""
    for one in contacts:
        opens, closes = night(trail, one.day)
        start, end = _span(one)
        if not any(opens + shift <= start and end <= closes + shift for shift in (-_DAY, timedelta(), _DAY)):
            trail.notice(
                say(
                    "contact-runs-over",
                    "The contact of %(day)s from %(start)s to %(end)s lies in the closed hours in part only. The texts "
                    "do not speak of contacts that run over; this one is reported, and how it is judged is open.",
                    day=one.day,
                    start=clock(one, start=True),
                    end=clock(one, start=False),
                ),
                *trail.cite(*(TEXTS[regime] for regime in regimes)),
            )


def clock(one: Contact, *, start: bool) -> str:
    """Write the time of day at which a contact began or ended."""
    return (one.at if start else one.end).strftime("%H:%M")


def _calls(trail: Trail, day: date, made: Sequence[Contact]) -> Iterator[Departure]:
    calls = [one for one in made if one.channel in CALLS and one.to is Person.DEBTOR]
    answered = [one for one in calls if one.answered]
    unknown = [one for one in calls if one.answered is None]
    if not calls:
        return
    most = trail.take(trail.rulebook.effective_calls_a_day, day)
    cite = trail.cite(TEXTS[Regime.STANDARD_2025])
    if len(answered) > most:
        trail.step(
            say(
                "calls-counted",
                "%(day)s: %(count)s effective calls with the debtor, more than the %(most)s of the standard. Only "
                "calls that connected count.",
                day=day,
                count=len(answered),
                most=int(most),
            ),
            *cite,
        )
        yield _departure(trail, Rule.CALLS, day, answered, Regime.STANDARD_2025)
    elif len(answered) + len(unknown) > most:
        trail.notice(
            say(
                "calls-unknown",
                "%(day)s: of %(count)s call(s) to the debtor it is not said whether they connected; with them there "
                "may be more effective calls than %(most)s.",
                day=day,
                count=len(unknown),
                most=int(most),
            ),
            *cite,
        )


def _dials(trail: Trail, day: date, made: Sequence[Contact]) -> Iterator[Departure]:
    calls = [one for one in made if one.channel in CALLS and one.to is Person.DEBTOR and not one.answered]
    if not calls:
        return
    most = trail.take(trail.rulebook.unanswered_dials_a_day, day)
    cite = trail.cite(TEXTS[Regime.GUIDE_2026])
    numbers: dict[str, list[Contact]] = defaultdict(list)
    for one in calls:
        numbers[one.number].append(one)
    for number, given in sorted(numbers.items()):
        dials = [one for one in given if one.answered is False]
        if len(dials) <= most:
            if len(given) > most:
                _ask_dials(trail, day, len(given) - len(dials), int(most))
            continue
        trail.step(
            say(
                "dials-counted",
                "%(day)s: %(count)s unanswered dials to one number of the debtor, more than the %(most)s that the "
                "guide finds suitable.",
                day=day,
                count=len(dials),
                most=int(most),
            ),
            *cite,
        )
        if not number:
            trail.notice(
                say(
                    "dials-number",
                    "%(day)s: the dials without a number were counted as dials to one number.",
                    day=day,
                ),
                *cite,
            )
        yield _departure(trail, Rule.DIALS, day, dials, Regime.GUIDE_2026)


def _ask_dials(trail: Trail, day: date, unknown: int, most: int) -> None:
    trail.notice(
        say(
            "dials-unknown",
            "%(day)s: of %(count)s call(s) to one number it is not said whether they connected; if not, there may be "
            "more unanswered dials than %(most)s.",
            day=day,
            count=unknown,
            most=most,
        ),
        *trail.cite(TEXTS[Regime.GUIDE_2026]),
    )


def by_day(log: Sequence[Contact]) -> Iterator[tuple[date, tuple[Contact, ...]]]:
    """Cut a log in order into the days on which its contacts began."""
    for day, contacts in groupby(log, key=lambda one: one.day):
        yield day, tuple(contacts)
