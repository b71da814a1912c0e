"""The claims ledger beside one that goes day by day in plain decimals and was written from the rules alone."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import localcontext
from fractions import Fraction

from hypothesis import assume, given, settings

from creditrules.appropriation import Part
from creditrules.claims import Advance, Agreement, Charge, Compound, Daily, Instalment, Kind, Opening, Payment
from creditrules.claims.course import Bucket
from creditrules.claims.courses import courses
from creditrules.claims.facts import Facts as Ours
from creditrules.claims.facts import Suit
from creditrules.claims.ledger import Held, Ledger
from creditrules.findings import Trail
from creditrules.law import At, DamagesRank, Excess, LaterLeg, Lender, NaturalBand, Plea, Readings
from oracles.claim_by_day import Facts, claim_by_day, facts

CLOSE = Fraction(1, 10**30)
FIRST_SPLIT = date(2021, 1, 1)
"""Cases of 2020 are taken as decided from then on, under the text with the split."""
FIRST_CUT = date(2017, 8, 9)
"""The first day on which a court can be asked to cut a total to 24 % a year."""
_TOWARD = {None: None, "interest": Part.INTEREST, "principal": Part.PRINCIPAL, "costs": Part.COSTS}
_KINDS = {"damages": Kind.DAMAGES, "fee": Kind.FEE, "cost": Kind.COST}
_COMPOUND = {"none": Compound.NONE, "unpaid_in_term": Compound.UNPAID_IN_TERM_INTEREST}


def ours(given: Facts) -> Ours:
    """Write the facts of the oracle as those of the library."""
    agreement = Agreement(
        Lender.PRIVATE if given.lender == "private" else Lender.BANK,
        given.formed_on,
        given.annual_rate,
        due_on=given.due_on,
        schedule=[Instalment(day, amount) for day, amount in given.instalments],
        accelerated_on=given.accelerated_on,
        overdue_rate=given.overdue_rate,
        compound=_COMPOUND[given.compound],
        damages=None if given.damages_per_day is None else Daily(given.damages_per_day),
        natural_persons=False,
        day_count=given.day_count,
        counting=given.counting,
    )
    suit = Suit(
        agreement=agreement,
        advances=tuple(Advance(day, face, received) for day, face, received in given.advances),
        as_of=given.as_of,
        filed_on=given.filed_on,
        accepted_on=given.accepted_on,
        decided_on=max(given.as_of, FIRST_SPLIT),
        pleas=frozenset(Plea[name.upper()] for name in given.pleas),
        readings=_readings(given),
    )
    return Ours(
        suit=suit,
        payments=tuple(Payment(day, amount, toward=_TOWARD[toward]) for day, amount, toward in given.payments),
        charges=tuple(Charge(day, amount, kind=_KINDS[kind]) for day, amount, kind in given.charges),
        no_interest=(),
        opening=Opening(),
    )


def _readings(given: Facts) -> Readings:
    return Readings(
        natural_band=NaturalBand[given.natural_band.upper()],
        excess=Excess[given.excess.upper()],
        notice_on=given.notice_on,
        later_leg=LaterLeg[given.later_leg.upper()],
        damages_rank=DamagesRank[given.damages_rank.upper()],
        at=At[given.at.upper()],
    )


def exact(ledger: Ledger) -> dict[str, Fraction]:
    """Return a ledger of the library unrounded, in yuan."""

    def yuan(amount: int) -> Fraction:
        return Fraction(amount, ledger.scale * 100)

    owed = {bucket: yuan(ledger.owed(bucket)) for bucket in Bucket}
    return {
        "principal": owed[Bucket.PRINCIPAL],
        "interest": owed[Bucket.INTEREST],
        "compound": owed[Bucket.COMPOUND],
        "overdue_interest": owed[Bucket.OVERDUE_INTEREST],
        "charges": owed[Bucket.DAMAGES] + owed[Bucket.TERM_FEES] + owed[Bucket.FEES],
        "costs": owed[Bucket.COSTS],
        "total": sum(owed.values(), Fraction(0)),
        "kept": yuan(ledger.held[Held.KEPT_PAID]),
        "refundable": yuan(ledger.held[Held.LEFT]),
        "set_off": yuan(sum(ledger.moved.values())),
        "pot": yuan(ledger.held[Held.POT]),
    }


@settings(deadline=None)
@given(facts())
def test_day_by_day(drawn: Facts) -> None:
    """Every part agrees to far below a fen before anything is rounded."""
    assume("reduce_24" not in drawn.pleas or drawn.lender == "private" or drawn.as_of >= FIRST_CUT)
    # Whether a payment recorded as interest meets a fee of the term before interest that was not agreed is not said.
    as_interest = any(toward == "interest" for _, _, toward in drawn.payments)
    assume(not (as_interest and any(kind == "fee" for _, _, kind in drawn.charges)))
    # Nor is how compound interest and damages share a room that is too small for both.
    beside = drawn.damages_per_day is not None or drawn.charges
    assume(not (drawn.lender == "private" and drawn.compound != "none" and beside))
    slow = asdict(claim_by_day(drawn))
    # Which of two lump charges takes the room is not said, only how much there is.
    with localcontext(prec=60):
        slow["charges"] = slow["damages"] + slow["fees"]
    lawful, _ = courses(Trail(None), ours(drawn))
    fast = exact(Ledger(lawful))
    if drawn.lender == "licensed":
        del fast["kept"]  # the other ledger keeps what was paid above the total under no name
    with localcontext(prec=60):
        off = {name: value - Fraction(slow[name]) for name, value in fast.items()}
    assert {name: float(value) for name, value in off.items() if abs(value) > CLOSE} == {}
