"""Within one debt: costs, interest, principal (Civil Code 561), or the order that the parties agreed on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from creditrules.appropriation.model import TURN, Allocation, Order, Owed, Part, Terms, due, terms, total
from creditrules.checks import instance, member
from creditrules.findings import Finding, Step, Trail
from creditrules.law import DamagesRank
from creditrules.messages import Message, Money, say
from creditrules.money import Number, from_fen, positive_fen
from creditrules.periods import whole

if TYPE_CHECKING:
    from creditrules.law import Citation, Rulebook

_LONGEST = 100_000


def allocate(
    amount: Number,
    owed: Owed,
    *,
    order: Order | tuple[Part, ...] = Order.CIVIL_CODE_561,
    toward: Part | None = None,
    damages_rank: DamagesRank = DamagesRank.AFTER_PRINCIPAL,
    overdue_days: int | None = None,
    rulebook: Rulebook | None = None,
) -> Finding[Allocation]:
    """Return what of a payment goes to which part of one debt (同一债务内的抵充), Civil Code 561.

    Args:
        amount: the payment, yuan.
        owed: the debt just before it.
        order: the law's, or one that the contract has.
        toward: the part that this payment goes to first because both sides agreed on it or the creditor accepted it (a
            receipt, a statement, a message); never the debtor's wish alone. What that part does not need follows the
            order. A notice says so where it changed the result.
        damages_rank: where liquidated damages stand in the law's order.
        overdue_days: days overdue, counted before the payment; needed where the order turns on day 91.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: ``overdue_days`` is missing and decides.

    >>> found = allocate("500", Owed("loan", interest="300", principal="5000"), toward=Part.PRINCIPAL)
    >>> found.value.principal, found.notices[0].message.code
    (Decimal('500.00'), 'appropriation-toward')

    """
    trail, fen = Trail(rulebook), positive_fen(amount, argument="amount")
    debt = instance(owed, Owed, argument="owed")
    first = None if toward is None else member(toward, Part, argument="toward")
    chosen = evolve(terms(order, damages_rank), toward=first, asked="overdue_days")
    days = None if overdue_days is None else whole(overdue_days, argument="overdue_days", least=0, most=_LONGEST)
    found = _allocate(trail, fen, debt, chosen, days)
    left = fen - min(fen, total(debt))
    say_left(trail, left)
    return trail.finding(evolve(found, left_over=from_fen(left)))


def say_left(trail: Trail, left: int) -> None:
    """Record what nothing owed takes up."""
    if left:
        trail.step(
            say(
                "appropriation-left",
                "The payment covers all that is owed; %(left)s yuan are left over.",
                left=Money(left),
            )
        )


def _allocate(trail: Trail, fen: int, owed: Owed, chosen: Terms, days: int | None) -> Allocation:
    paid = due(owed) if fen >= total(owed) else _short(trail, fen, owed, chosen, days)
    trail.step(
        say(
            "appropriation-paid",
            "%(name)s, %(owed)s yuan owed: %(parts)s.",
            name=owed.name,
            owed=Money(total(owed)),
            parts=_written(paid),
        ),
        *trail.cite("civil-code#561"),
    )
    return Allocation(
        owed.name,
        costs=from_fen(paid[Part.COSTS]),
        interest=from_fen(paid[Part.INTEREST]),
        principal=from_fen(paid[Part.PRINCIPAL]),
        damages=from_fen(paid[Part.DAMAGES]),
    )


def _written(paid: dict[Part, int]) -> Message:
    return say(
        "appropriation-parts",
        "%(costs)s to costs, %(interest)s to interest, %(principal)s to principal, %(damages)s to liquidated damages",
        costs=Money(paid[Part.COSTS]),
        interest=Money(paid[Part.INTEREST]),
        principal=Money(paid[Part.PRINCIPAL]),
        damages=Money(paid[Part.DAMAGES]),
    )


def _poured(fen: int, owed: Owed, parts: tuple[Part, ...]) -> dict[Part, int]:
    paid, wanted = {}, due(owed)
    for part in parts:
        paid[part] = min(fen, wanted[part])
        fen -= paid[part]
    return paid


def _once(trail: Trail, message: Message, cite: tuple[Citation, ...]) -> None:
    """Record a step that several debts share, once."""
    if Step(message, cite) not in trail.steps:
        trail.step(message, *cite)


def _short(trail: Trail, fen: int, owed: Owed, chosen: Terms, days: int | None) -> dict[Part, int]:
    cite, parts = trail.cite("civil-code#561"), chosen.ranked(owed, days)
    paid = _poured(fen, owed, parts)
    _once(
        trail,
        say(
            "appropriation-561",
            "Unless the parties agreed otherwise, a payment that does not cover a debt goes to the costs of realising "
            "the claim, then to interest, then to principal.",
        ),
        cite,
    )
    if chosen.order is Order.PRINCIPAL_FIRST_FROM_DAY_91 and days is not None:
        trail.step(
            say(
                "appropriation-day-turn",
                "%(name)s: %(days)s days overdue, counted before this payment; by the contract principal comes first "
                "from day %(turn)s.",
                name=owed.name,
                days=days,
                turn=TURN,
            ),
            *cite,
        )
    first, second, third, fourth = parts
    _once(
        trail,
        say(
            "appropriation-order",
            "The order here: %(first)s; %(second)s; %(third)s; %(fourth)s.",
            first=first,
            second=second,
            third=third,
            fourth=fourth,
        ),
        cite,
    )
    _departures(trail, fen, owed, chosen, days)
    return paid


def _departures(trail: Trail, fen: int, owed: Owed, chosen: Terms, days: int | None) -> None:
    """Say on what the result hangs, and what it would be without."""

    def under(terms: Terms) -> dict[Part, int]:
        return _poured(fen, owed, terms.ranked(owed, days))

    cite, paid = trail.cite("civil-code#561"), under(chosen)
    undirected = under(evolve(chosen, toward=None))
    if chosen.toward is not None and undirected != paid:
        trail.notice(
            say(
                "appropriation-toward",
                "%(name)s: the payment is recorded as going to %(part)s first, by agreement or because the creditor "
                "accepted it. The debtor's wish alone would not do: between the parts of one debt the article gives "
                "the debtor no choice. Without that record: %(parts)s.",
                name=owed.name,
                part=chosen.toward,
                parts=_written(undirected),
            ),
            *cite,
        )
    if chosen.order is not Order.CIVIL_CODE_561:
        trail.notice(
            say(
                "appropriation-by-contract",
                "%(name)s: an order other than the law's holds only where the contract has it. By the law's: "
                "%(parts)s.",
                name=owed.name,
                parts=_written(under(evolve(chosen, order=Order.CIVIL_CODE_561))),
            ),
            *cite,
        )
    (rank,) = (each for each in DamagesRank if each is not chosen.damages_rank)
    otherwise = under(evolve(chosen, damages_rank=rank))
    if otherwise != paid:
        trail.notice(
            say(
                "appropriation-damages",
                "%(name)s: the article does not name liquidated damages. They are taken %(rank)s here; taken "
                "%(other)s: %(parts)s.",
                name=owed.name,
                rank=chosen.damages_rank,
                other=rank,
                parts=_written(otherwise),
            ),
            *cite,
        )
