"""What the reader of a claim must know besides: what it hangs on, and what it does not look at (提示)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from creditrules.claims.course import Bucket
from creditrules.claims.result import owed_of
from creditrules.claims.terms import OWN, Kind
from creditrules.law import LOCAL, Citation, Fees, Plea
from creditrules.messages import Message, Money, say
from creditrules.money import to_fen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from creditrules.claims.facts import Facts, Suit
    from creditrules.claims.result import Claim, Sums
    from creditrules.findings import Trail

_Said: TypeAlias = "tuple[Message, tuple[Citation, ...]]"


def remarks(trail: Trail, facts: Facts, found: Claim, undirected: Sums | None) -> Iterator[_Said]:
    """Return what must be said of a claim, each with its sources."""
    suit = facts.suit
    if to_fen(found.not_protected.total) > 0:
        yield (
            say(
                "claim-not-awarded",
                "What is not protected a court does not award. The lender may still ask for it; where the two sides "
                "differ, a court decides.",
            )
            if suit.private
            else say(
                "claim-until-then",
                "A reduction is decided by a court or agreed by the lender; until then the lender may charge and "
                "report the amount of the contract.",
            ),
            (),
        )
    if to_fen(found.kept):
        yield (
            say(
                "claim-kept",
                "%(amount)s yuan were paid above what can be claimed and stay paid, as the text of their day has it.",
                amount=Money(to_fen(found.kept)),
            ),
            trail.cite("spc-private-lending-2015-18#31") if suit.private else (),
        )
    if to_fen(found.refundable):
        yield (
            say(
                "claim-refundable",
                "%(amount)s yuan were paid beyond all that was owed, or are kept apart until notice. A claim to have "
                "them back is a suit of its own with a limitation period of its own.",
                amount=Money(to_fen(found.refundable)),
            ),
            trail.cite("civil-code#985"),
        )
    yield from _of_order(trail, facts, found, undirected)
    yield from _of_charges(trail, facts, found)


def _of_order(trail: Trail, facts: Facts, found: Claim, undirected: Sums | None) -> Iterator[_Said]:
    order = trail.cite("civil-code#561")
    code = trail.rulebook.library.instruments["civil-code"].effective
    if any(payment.on < code for payment in facts.payments):
        yield (
            say(
                "claim-before-the-code",
                "The order in which payments count is that of the article in force since %(since)s; the rule of the "
                "earlier days is not in the data, and the article is applied in its place.",
                since=code,
            ),
            order,
        )
    if undirected is not None and undirected.amounts() != owed_of(found):
        yield (
            say(
                "claim-toward",
                "Payments are recorded as going to one part first, by agreement or because the creditor accepted it; "
                "the debtor's wish alone would not do. Without that record the total is %(total)s yuan, of which "
                "%(principal)s are principal.",
                total=Money(undirected.total),
                principal=Money(undirected.owed[Bucket.PRINCIPAL]),
            ),
            order,
        )


def _before(trail: Trail, suit: Suit) -> bool:
    """Tell whether a case was decided, or would be, before the reply on local financial organisations."""
    return (suit.decided_on or suit.as_of) < trail.rulebook.library.instruments["spc-scope-reply-2020-27"].effective


def _of_charges(trail: Trail, facts: Facts, found: Claim) -> Iterator[_Said]:
    suit, order = facts.suit, trail.cite("civil-code#561")
    if any(charge.relation not in OWN for charge in facts.charges):
        yield (
            say(
                "claim-third-party",
                "Some courts count fees that others took with the lender's claims; most texts speak of the lender's "
                "claims alone. Read here: %(fees)s.",
                fees=suit.readings.fees,
            ),
            (),
        )
    elsewhere = sum(to_fen(payment.amount) for payment in facts.payments if payment.to not in OWN)
    if elsewhere and suit.readings.fees is Fees.OWN_CLAIMS:
        yield (
            say(
                "claim-paid-elsewhere",
                "%(amount)s yuan were paid to others than the lender. They are not counted here; looking through such "
                "fees counts them.",
                amount=Money(elsewhere),
            ),
            (),
        )
    if any(charge.kind is Kind.COST for charge in facts.charges):
        held = suit.readings.costs_in_ceiling
        yield (
            say(
                "claim-costs-held",
                "Costs of realising the claim, a lawyer's fee among them but no court fee, are held to the ceiling "
                "here; courts differ.",
            )
            if held
            else say(
                "claim-costs",
                "Costs of realising the claim, a lawyer's fee among them, are held outside the ceiling here; courts "
                "differ.",
            ),
            order,
        )
    if found.damages and Bucket.DAMAGES in {account.bucket for account in found.accounts}:
        yield (
            say(
                "claim-damages",
                "Art. 561 does not name liquidated damages; they are taken %(rank)s here.",
                rank=suit.readings.damages_rank,
            ),
            order,
        )
    yield from _of_pleas(trail, facts)


def _of_pleas(trail: Trail, facts: Facts) -> Iterator[_Said]:
    suit = facts.suit
    if Plea.OLD_RULE in suit.pleas and not suit.private:
        yield (
            say("old-rule-licensed", "The request for the old rule changes nothing: it is a rule of private lending."),
            (),
        )
    if Plea.REDUCE_24 in suit.pleas and suit.private:
        yield (
            say("reduce-private", "The request for the cut changes nothing: it is for loans of licensed lenders."),
            (),
        )
    if suit.agreement.lender in LOCAL and _before(trail, suit):
        yield (
            say(
                "local-claim",
                "Until %(day)s it was open whether local financial organisations stood outside private lending. This "
                "claim takes the lender as outside; `ceilings` gives both readings.",
                day=trail.rulebook.library.instruments["spc-scope-reply-2020-27"].effective,
            ),
            trail.cite("spc-scope-reply-2020-27#1"),
        )
    if Plea.LIMITATION in suit.pleas:
        yield (
            say(
                "claim-limitation",
                "Whether the limitation period has run needs the events that restarted it; this claim does not look "
                "at it.",
            ),
            trail.cite("civil-code#192"),
        )
    if Plea.REDUCE_DAMAGES in suit.pleas and facts.loss is None:
        yield (
            say(
                "claim-reduce-damages",
                "Whether damages are excessive turns on the loss, which is not known here; they stand as claimed, "
                "within the ceiling.",
            ),
            trail.cite("civil-code#585"),
        )
