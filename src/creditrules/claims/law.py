"""Which rates the law lets run on which days: the ceilings of the text that governs, and what it leaves as paid.

Private lending: the provisions of the Supreme People's Court by version (1991, 2015, 2020-08-20, 2021-01-01). Licensed
lenders: the contract, and on request the yearly total of 法发〔2017〕22号.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve

from creditrules.claims.course import Keep, Rates
from creditrules.claims.terms import Compound, RateTerm
from creditrules.claims.unagreed import FIRST_LPR, NOW, OLDEST, TWO_LINES, Leg, in_term, unagreed
from creditrules.errors import InputError
from creditrules.findings import Trail
from creditrules.law import NaturalBand, Paid1991, Plea, Readings
from creditrules.limits import Basis, Case, Ceiling, Effect
from creditrules.limits.private import private_ceilings
from creditrules.messages import Rate, say
from creditrules.periods import add_days, months_between

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.claims.agreement import Agreement
    from creditrules.claims.facts import Suit

_NONE = Fraction(0)


Stretches = list[tuple[date, Rates]]
"""The days from which other rates run."""


def protected(trail: Trail, suit: Suit) -> Stretches:
    """Return what runs under the law: what can be claimed, what stays paid, and the lines above."""
    if not suit.private:
        return [(suit.advances[0].on, _licensed(trail, suit))]
    legs = _legs(trail, suit)
    # The opinions of 1991 speak of interest alone, so nothing else is held to their line.
    held = any(leg.text != OLDEST for leg in legs)
    found: Stretches = []
    for place, leg in enumerate(legs):
        stop = legs[place + 1].first if place + 1 < len(legs) else None
        for first, rate, cites in unagreed(trail, suit, leg, stop):
            rates = _private(suit, leg, rate, held=held)
            found.append((first, evolve(rates, citations=tuple(dict.fromkeys((*cites, *leg.citations))))))
    return found


def agreed(suit: Suit, lawful: Stretches) -> Stretches:
    """Return what runs as the lender has it: the contract, and the law's rate where nothing was agreed."""
    return [
        (
            first,
            evolve(
                Rates(),
                in_term=in_term(suit),
                overdue=_over(suit, rates.overdue),
                compound=_over(suit, rates.overdue),
                daily=_daily(suit),
            ),
        )
        for first, rates in lawful
    ]


def resting(stretches: Stretches, spans: Iterable[tuple[date, date]]) -> Stretches:
    """Let no interest run in the given spans, both ends included."""
    gaps = [(first, add_days(last, 1)) for first, last in spans]
    cuts = {day for day, _ in stretches} | {day for gap in gaps for day in gap}

    def at(day: date) -> Rates:
        rates = next((rates for start, rates in reversed(stretches) if start <= day), stretches[0][1])
        return evolve(rates, rests=any(first <= day < stop for first, stop in gaps))

    return [(day, at(day)) for day in sorted(cuts)]


def _over(suit: Suit, otherwise: Fraction) -> Fraction:
    """Return the rate after the due day: as agreed, else that of the term, else the law's."""
    agreement = suit.agreement
    return agreement.overdue_rate if agreement.overdue_rate is not None else in_term(suit) or otherwise


def _daily(suit: Suit) -> Fraction:
    return _NONE if suit.agreement.damages is None else suit.agreement.damages.rate


def _licensed(trail: Trail, suit: Suit) -> Rates:
    agreement = suit.agreement
    if isinstance(agreement.annual_rate, RateTerm):
        raise InputError("annual_rate is UNCLEAR: outside natural persons a court fixes it, so give that rate")
    late = suit.due_from is not None and suit.due_from < suit.as_of
    if (late or agreement.compound is not Compound.NONE) and agreement.overdue_rate is None:
        raise InputError(
            "overdue_rate is required: the loan of a licensed lender is overdue, and its contract names it"
        )
    cut, cite = None, trail.cite("civil-code#676")
    if Plea.REDUCE_24 in suit.pleas:
        parameter = trail.rulebook.financial_total
        decided = suit.decided_on or suit.as_of
        cut, cite = trail.take(parameter, decided), parameter.at(decided).citations
        trail.step(
            say(
                "claim-reduce",
                "On the borrower's request a court is to cut what the lender claims together, where it is far above "
                "the lender's loss, to %(cut)s a year of the outstanding principal.",
                cut=Rate(cut),
            ),
            *cite,
        )
    overdue, term = agreement.overdue_rate or _NONE, agreement.annual_rate or _NONE
    # A court cuts what is still claimed, so what was paid in the term stays paid.
    return Rates(
        in_term=term,
        overdue=overdue,
        compound=overdue,
        daily=_daily(suit),
        keep=Keep.NEVER if cut is None else Keep.ALWAYS,
        cut=cut,
        citations=cite,
    )


def _legs(trail: Trail, suit: Suit) -> list[Leg]:
    case = _case(trail, suit)
    found = _cut(suit, private_ceilings(trail, case))
    came = suit.advances[0].on
    # Whether both sides are natural persons is asked for where it picks another day of formation and so another line.
    if suit.agreement.natural_persons is None and came != case.formed_on:
        other = _cut(suit, private_ceilings(Trail(trail.rulebook), evolve(case, formed_on=came)))
        if _lines(found) != _lines(other):
            raise InputError(
                "natural_persons is required: the contract is of %(formed)s and the money of %(came)s, and between "
                "natural persons the day of the money counts",
                formed=case.formed_on,
                came=came,
            )
    return found


def _lines(legs: list[Leg]) -> list[tuple[date, Fraction, Fraction | None]]:
    return [(leg.first, leg.protected, leg.void_above) for leg in legs]


def _cut(suit: Suit, ceilings: Iterable[Ceiling]) -> list[Leg]:
    """Cut the days of the loan where another ceiling governs; what needs a request counts only if there was one."""
    chosen = [
        ceiling
        for ceiling in ceilings
        if ceiling.effect in {Effect.UNENFORCEABLE, Effect.VOID}
        and (ceiling.basis is not Basis.OLD_RULE_ON_REQUEST or Plea.OLD_RULE in suit.pleas)
    ]
    start = suit.advances[0].on
    firsts = sorted({max(ceiling.in_force[0] or start, start) for ceiling in chosen})
    return [_leg(first, [each for each in chosen if _governs(each, first)]) for first in firsts]


def _governs(ceiling: Ceiling, day: date) -> bool:
    first, last = ceiling.in_force
    return (first is None or first <= day) and (last is None or day <= last)


def _leg(first: date, ceilings: list[Ceiling]) -> Leg:
    lines = {ceiling.effect: ceiling for ceiling in ceilings}
    lower, upper = lines[Effect.UNENFORCEABLE], lines.get(Effect.VOID)
    return Leg(
        first=first,
        text=lower.citations[0].instrument,
        protected=lower.rate,
        void_above=None if upper is None else upper.rate,
        citations=lower.citations,
    )


def _case(trail: Trail, suit: Suit) -> Case:
    agreement, seen = suit.agreement, suit.accepted_on or suit.filed_on
    texts = trail.rulebook.library.instruments
    first, now = texts[FIRST_LPR].effective, texts[NOW].effective
    formed = suit.advances[0].on if agreement.natural_persons else agreement.formed_on
    decided = suit.as_of
    # A suit of those months was decided under one text or the other. The ceiling of a loan formed since is the same in
    # both; what runs where nothing was agreed is not.
    if seen is not None and first <= seen < now:
        if suit.decided_on is None and (formed < first or _nothing_agreed(suit)):
            raise InputError(
                "decided_on is required for a case accepted on %(accepted)s: the text changed on %(now)s",
                accepted=seen,
                now=now,
            )
        decided = suit.decided_on or suit.as_of
    days = [day for day in (decided, suit.filed_on, suit.accepted_on) if day is not None]
    return Case(
        lender=agreement.lender,
        formed_on=formed,
        term_months=_term(agreement),
        filed_on=suit.filed_on,
        accepted_on=suit.accepted_on,
        as_of=max(days),
        pleas=suit.pleas,
        readings=suit.readings,
    )


def _nothing_agreed(suit: Suit) -> bool:
    return suit.agreement.overdue_rate is None and not in_term(suit)


def _term(agreement: Agreement) -> int | None:
    """Return the term in months: to the last due day, else as given."""
    last = agreement.schedule[-1].due_on if agreement.schedule else agreement.due_on
    if last is None:
        return agreement.term_months
    months, odd = months_between(agreement.formed_on, last)
    return max(1, months + bool(odd))


def _private(suit: Suit, leg: Leg, otherwise: Fraction, *, held: bool) -> Rates:
    term, over = in_term(suit), _over(suit, otherwise)
    top = leg.void_above
    most = top if top is not None else max(term, over) if leg.text == OLDEST else leg.protected
    keep, asked = _kept(suit.readings, leg)
    claimable = min(over, leg.protected)
    return Rates(
        in_term=min(term, leg.protected),
        overdue=claimable,
        compound=claimable,
        daily=_daily(suit),
        kept_in_term=max(_NONE, min(term, most) - leg.protected),
        kept_overdue=max(_NONE, min(over, most) - leg.protected),
        top=top,
        ceiling=leg.protected if held else None,
        keep=keep,
        asked=asked,
        citations=leg.citations,
    )


def _kept(readings: Readings, leg: Leg) -> tuple[Keep, str]:
    if leg.text == TWO_LINES:
        chosen = {NaturalBand.AS_CONTRACTED: Keep.ALWAYS, NaturalBand.DESIGNATED_ONLY: Keep.DESIGNATED}
        return (Keep.ASK if readings.natural_band is None else chosen[readings.natural_band]), "natural_band"
    if leg.text == OLDEST:
        paid = {Paid1991.KEPT: Keep.ALWAYS, Paid1991.TO_PRINCIPAL: Keep.NEVER}
        return (Keep.ASK if readings.paid_1991 is None else paid[readings.paid_1991]), "paid_1991"
    return Keep.NEVER, ""
