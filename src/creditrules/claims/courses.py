"""From the facts of a claim to what its two ledgers walk: as the law has it, and as the lender does (inner)."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import evolve

from creditrules.appropriation import Order, Part
from creditrules.appropriation.model import LEGAL, PRINCIPAL_FIRST
from creditrules.claims.course import Bucket, Course, Lump, Paid
from creditrules.claims.law import Stretches, agreed, protected, resting
from creditrules.claims.terms import OWN, Compound, Kind, Relation
from creditrules.claims.unagreed import void
from creditrules.findings import Trail
from creditrules.law import Excess, Fees, Plea, Window
from creditrules.messages import Money, Rate, say
from creditrules.money import When, rounded, to_fen
from creditrules.periods import Counting, add_days

if TYPE_CHECKING:
    from creditrules.claims.agreement import Agreement, Charge, Payment
    from creditrules.claims.facts import Facts, Suit

_BUCKETS = {Kind.DAMAGES: Bucket.DAMAGES, Kind.FEE: Bucket.FEES, Kind.COST: Bucket.COSTS}


def courses(trail: Trail, facts: Facts) -> tuple[Course, Course]:
    """Return what happens as the law has it, and as the lender has it."""
    suit = facts.suit
    # The lender's own account needs the ceilings' text for what was not agreed; a void contract is not held to them.
    lawful = protected(Trail(trail.rulebook) if suit.agreement.void else trail, suit)
    through = suit.readings.fees is Fees.LOOK_THROUGH
    paid = tuple(_paid(suit, payment) for payment in facts.payments if through or payment.to in OWN)
    own = _course(facts, agreed(suit, lawful), [to_fen(advance.face) for advance in suit.advances], paid)
    received = [to_fen(advance.received) for advance in suit.advances]
    if suit.agreement.void:
        fee = _course(facts, void(trail, suit), received, paid)
        order = PRINCIPAL_FIRST
        payments = tuple(evolve(payment, order=order, late_order=order, toward=None) for payment in fee.payments)
        costs = (Bucket.COSTS, Bucket.HELD_COSTS)
        charges = tuple(charge for charge in fee.charges if charge.bucket in costs)
        opening = tuple((bucket, fen) for bucket, fen in fee.opening if bucket in costs)
        due = ((suit.advances[0].on, Fraction(1)),)
        return evolve(fee, dues=due, payments=payments, charges=charges, opening=opening), own
    legal = LEGAL[suit.readings.damages_rank]
    asked = evolve(
        _course(facts, lawful, received, paid),
        limited=any(rates.ceiling is not None or rates.cut is not None for _, rates in lawful),
        damages_most=_most_damages(trail, facts),
        whole_term=suit.readings.window is Window.WHOLE_TERM,
        set_off=legal,
        after_interest=legal[legal.index(Part.PRINCIPAL) :],
        notice_on=_notice(suit),
    )
    return asked, own


def _course(facts: Facts, stretches: Stretches, fen: list[int], paid: tuple[Paid, ...]) -> Course:
    suit = facts.suit
    agreement, through = suit.agreement, suit.readings.fees is Fees.LOOK_THROUGH
    shift = int(agreement.counting is Counting.BOTH_ENDS)
    rounding = agreement.rounding
    return Course(
        advances=tuple((advance.on, amount) for advance, amount in zip(suit.advances, fen, strict=True)),
        dues=_dues(agreement, shift),
        opening=_opening(facts),
        charges=tuple(
            Lump(on=charge.on, fen=to_fen(charge.amount), bucket=_bucket(suit, charge))
            for charge in facts.charges
            if through or charge.relation in OWN
        ),
        payments=paid,
        stretches=tuple(_merged(facts, resting(stretches, facts.no_interest))),
        end=add_days(suit.as_of, shift),
        compound=agreement.compound,
        day_count=agreement.day_count,
        shift=shift,
        each=rounding if rounding.when is When.EACH else None,
    )


def _notice(suit: Suit) -> date | None:
    """Return the day on which a surplus is set off; one after the last day is not reached."""
    day = suit.readings.notice_on
    if suit.readings.excess is not Excess.AT_NOTICE or day is None:
        return None
    return day if day <= suit.as_of else date.max


def _merged(facts: Facts, stretches: Stretches) -> Stretches:
    """Leave out a stretch that changes no rate: a segment ends only where one does.

    The ceiling alone may change unseen unless something beside interest is held to it.
    """
    agreement = facts.suit.agreement
    beside = facts.charges or agreement.damages is not None or agreement.compound is not Compound.NONE
    found: Stretches = []
    for day, rates in stretches:
        if found:
            before = found[-1][1]
            like = evolve(rates, citations=before.citations, ceiling=rates.ceiling if beside else before.ceiling)
            if like == before:
                continue
        found.append((day, rates))
    return found


def _opening(facts: Facts) -> tuple[tuple[Bucket, int], ...]:
    opening = facts.opening
    brought = {
        Bucket.INTEREST: opening.interest,
        Bucket.COMPOUND: opening.compound,
        Bucket.OVERDUE_INTEREST: opening.overdue_interest,
        Bucket.DAMAGES: opening.damages,
        Bucket.FEES: opening.fees,
        Bucket.COSTS: opening.costs,
    }
    return tuple((bucket, to_fen(amount)) for bucket, amount in brought.items() if amount)


def _most_damages(trail: Trail, facts: Facts) -> int | None:
    """Return what damages come to at most where a party asks to have them cut and the loss is known."""
    if Plea.REDUCE_DAMAGES not in facts.suit.pleas or facts.loss is None:
        return None
    excess = trail.take(trail.rulebook.damages_excess, facts.suit.as_of)
    most = rounded(facts.loss * (1 + excess))
    trail.step(
        say(
            "claim-damages-cut",
            "Damages of more than %(excess)s above the loss are generally excessive: on request they are taken here at "
            "%(most)s yuan at most. The debtor bears the burden of showing it, and who broke the contract in bad faith "
            "gets no cut as a rule.",
            excess=Rate(excess),
            most=Money(most),
        ),
        *trail.cite("civil-code#585"),
        *trail.rulebook.damages_excess.at(facts.suit.as_of).citations,
    )
    return most


def _bucket(suit: Suit, charge: Charge) -> Bucket:
    bucket = _BUCKETS[charge.kind]
    held = suit.readings.costs_in_ceiling and charge.relation is not Relation.COURT
    return Bucket.HELD_COSTS if bucket is Bucket.COSTS and held else bucket


def _dues(agreement: Agreement, shift: int) -> tuple[tuple[date, Fraction], ...]:
    whole = sum(to_fen(row.principal) for row in agreement.schedule)
    found, due = [], 0
    for row in agreement.schedule:
        due += to_fen(row.principal)
        found.append((row.due_on, Fraction(due, whole)))
    if agreement.due_on is not None:
        found.append((agreement.due_on, Fraction(1)))
    called = agreement.accelerated_on
    if called is not None:
        found = [(day, share) for day, share in found if day < called] + [(called, Fraction(1))]
    return tuple((add_days(day, shift), share) for day, share in found)


def _paid(suit: Suit, payment: Payment) -> Paid:
    order, legal = suit.agreement.order, LEGAL[suit.readings.damages_rank]
    first = PRINCIPAL_FIRST if order is Order.PRINCIPAL_FIRST else order if isinstance(order, tuple) else legal
    late = PRINCIPAL_FIRST if order is Order.PRINCIPAL_FIRST_FROM_DAY_91 else first
    return Paid(
        on=payment.on,
        fen=to_fen(payment.amount),
        order=_toward(payment.toward, first),
        late_order=_toward(payment.toward, late),
        toward=payment.toward,
    )


def _toward(part: Part | None, order: tuple[Part, ...]) -> tuple[Part, ...]:
    return order if part is None else tuple(dict.fromkeys((part, *order)))
