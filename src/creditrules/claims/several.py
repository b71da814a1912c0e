"""Several loans between natural persons: each is formed when its money comes, and a payment goes to one or another.

Civil Code 679 and art. 9 of 法释〔2020〕17号 make each receipt a loan of its own with its own ceiling; which of them a
payment meets follows Civil Code 560, and within it 561.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from creditrules.appropriation import Owed, Part
from creditrules.appropriation.between import _allocate_between
from creditrules.appropriation.model import terms
from creditrules.claims.course import MEETS, Bucket, Keep
from creditrules.claims.courses import courses
from creditrules.claims.ledger import Held, Ledger
from creditrules.claims.result import sums_of
from creditrules.errors import InputError
from creditrules.findings import Trail
from creditrules.money import from_fen, to_fen

if TYPE_CHECKING:
    from datetime import date

    from creditrules.claims.agreement import Payment
    from creditrules.claims.facts import Facts
    from creditrules.law import Rulebook


def loans_of(rulebook: Rulebook, facts: Facts) -> tuple[Facts, ...]:
    """Return the facts of each loan by itself: those given, or one for each advance with its part of each payment."""
    suit = facts.suit
    if len(suit.advances) == 1 or not (suit.private and suit.agreement.natural_persons):
        return (facts,)
    for place, charge in enumerate(facts.charges):
        if charge.loan is None:
            raise InputError(
                "%(argument)s is required: there are several loans, and each charge belongs to one",
                argument=f"charges[{place}].loan",
            )
    parts = [
        evolve(
            facts,
            suit=evolve(suit, advances=(advance,)),
            payments=(),
            charges=tuple(evolve(charge, loan=None) for charge in facts.charges if charge.loan == place),
        )
        for place, advance in enumerate(suit.advances)
    ]
    for payment in sorted(facts.payments, key=lambda one: one.on):
        _share_out(rulebook, parts, payment)
    return tuple(parts)


def _share_out(rulebook: Rulebook, parts: list[Facts], payment: Payment) -> None:
    """Add to each loan its part of a payment; what none of them needs goes to the last that there was."""
    there = [place for place, part in enumerate(parts) if part.suit.advances[0].on <= payment.on]
    owed = {str(place): _owed(rulebook, parts[place], payment.on, str(place)) for place in there}
    named = [] if payment.loan is None else [owed[str(payment.loan)]]
    agreement, readings = parts[0].suit.agreement, parts[0].suit.readings
    found = _allocate_between(
        Trail(rulebook),
        to_fen(payment.amount),
        owed,
        (named, []),
        as_of=payment.on,
        chosen=terms(agreement.order, readings.damages_rank),
    )
    shares = {int(one.name): to_fen(one.paid) for one in found}
    shares[there[-1]] += to_fen(payment.amount) - sum(shares.values())
    for place, fen in shares.items():
        if fen:
            part = evolve(payment, amount=from_fen(fen), loan=None)
            parts[place] = evolve(parts[place], payments=(*parts[place].payments, part))


def _owed(rulebook: Rulebook, facts: Facts, on: date, name: str) -> Owed:
    """Return what is owed on a loan just before a payment of a day."""
    until = evolve(
        facts,
        suit=evolve(facts.suit, as_of=on),
        charges=tuple(charge for charge in facts.charges if charge.on <= on),
    )
    lawful, _ = courses(Trail(rulebook), until)
    ledger = Ledger(lawful)
    owed = sums_of(ledger, facts.suit.agreement.rounding).owed
    interest = sum(owed[each] for each in MEETS[Part.INTEREST])
    # What a payment would meet beside what can be claimed counts too: it decides how much a loan takes up.
    interest += ledger.held[Held.KEPT] // ledger.scale if ledger.rates.keep is Keep.ALWAYS else 0
    return Owed(
        name,
        costs=from_fen(owed[Bucket.COSTS] + owed[Bucket.HELD_COSTS]),
        interest=from_fen(interest),
        principal=from_fen(owed[Bucket.PRINCIPAL]),
        damages=from_fen(owed[Bucket.DAMAGES] + owed[Bucket.FEES]),
        # One agreement: all loans fall due together and are secured alike, so that the heavier rate decides.
        due_on=facts.suit.due_from or facts.suit.as_of,
        security=0,
        burden=max(ledger.rates.in_term, ledger.rates.overdue),
    )
