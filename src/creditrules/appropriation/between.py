"""Between several debts of one kind to one creditor (Civil Code 560): agreement, designation, then the law's order."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

from creditrules.appropriation.model import Allocation, Order, Owed, Part, Terms, fact, terms, total
from creditrules.appropriation.parts import _allocate, say_left
from creditrules.checks import listed
from creditrules.errors import InputError, shown
from creditrules.findings import Finding, Trail
from creditrules.law import DamagesRank
from creditrules.messages import Message, Money, Text, say
from creditrules.money import Number, Rounding, positive_fen, shared, to_fen
from creditrules.periods import calendar_day

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from creditrules.law import Rulebook

Key: TypeAlias = "Callable[[Owed, date], Fraction]"
_PARTIES = "civil-code#560(1)"
_LAW = "civil-code#560(2)"


def allocate_between(
    amount: Number,
    owed: Iterable[Owed],
    *,
    as_of: date,
    agreed: str | Iterable[str] | None = None,
    designated: str | Iterable[str] | None = None,
    order: Order | tuple[Part, ...] = Order.CIVIL_CODE_561,
    damages_rank: DamagesRank = DamagesRank.AFTER_PRINCIPAL,
    rulebook: Rulebook | None = None,
) -> Finding[tuple[Allocation, ...]]:
    """Return what of a payment goes to which of several debts (数项债务的抵充), Civil Code 560.

    The debts are of one kind, here money, and owed to one creditor. Within each the payment then goes as in
    `allocate`. The answer has the debts in the order given. Only a fact that decides is asked for.

    Args:
        amount: the payment, yuan.
        owed: the debts just before it, each with a name of its own.
        as_of: the day of the payment; a debt whose due day this is has fallen due.
        agreed: the debts that the parties agreed are paid first, by name, the first of them first.
        designated: the debts that the debtor named when paying, likewise; what is agreed comes before them.
        order: in which order the parts of each debt are paid; days overdue run from its ``due_on``.
        damages_rank: where liquidated damages stand in the law's order.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: a ``due_on``, ``security`` or ``burden`` decides and is missing; two debts of one name; a name that
            no debt has.

    >>> from datetime import date
    >>> debts = [
    ...     Owed("a", principal="900", due_on=date(2026, 1, 5)),
    ...     Owed("b", principal="900", due_on=date(2027, 1, 5)),
    ... ]
    >>> [str(one.paid) for one in allocate_between("1000", debts, as_of=date(2026, 2, 1)).value]
    ['900.00', '100.00']

    """
    trail, fen, day = Trail(rulebook), positive_fen(amount, argument="amount"), calendar_day(as_of, argument="as_of")
    debts, chosen = _debts(owed), terms(order, damages_rank)
    named = (_named(agreed, debts, argument="agreed"), _named(designated, debts, argument="designated"))
    return trail.finding(_allocate_between(trail, fen, debts, named, as_of=day, chosen=chosen))


def _debts(owed: Iterable[Owed]) -> dict[str, Owed]:
    found: dict[str, Owed] = {}
    for debt in listed(owed, Owed, argument="owed"):
        if debt.name in found:
            raise InputError("two debts are called %(name)s", name=debt.name)
        found[debt.name] = debt
    if not found:
        raise InputError("%(argument)s may not be empty", argument="owed")
    return found


def _named(value: str | Iterable[str] | None, debts: dict[str, Owed], *, argument: str) -> list[Owed]:
    if value is None:
        return []
    names = (value,) if isinstance(value, str) else listed(value, str, argument=argument)
    for name in names:
        if name not in debts:
            raise InputError(
                "%(argument)s must be one of %(bound)s, got %(value)s",
                argument=argument,
                bound=", ".join(debts),
                value=shown(name),
            )
    return [debts[name] for name in dict.fromkeys(names)]


def _allocate_between(
    trail: Trail,
    fen: int,
    debts: dict[str, Owed],
    named: tuple[list[Owed], list[Owed]],
    *,
    as_of: date,
    chosen: Terms,
) -> tuple[Allocation, ...]:
    whole = sum(total(debt) for debt in debts.values())
    if fen < whole:
        paid = _between(trail, fen, debts, named, as_of)
    else:
        paid = {name: total(debt) for name, debt in debts.items()}
        trail.step(
            say(
                "appropriation-all",
                "The payment of %(amount)s yuan covers all of the %(owed)s owed, so no debt comes before another.",
                amount=Money(fen),
                owed=Money(whole),
            ),
            *trail.cite(_PARTIES),
        )
    found = tuple(_one(trail, paid.get(name, 0), debt, as_of, chosen) for name, debt in debts.items())
    say_left(trail, fen - sum(paid.values()))
    return found


def _one(trail: Trail, fen: int, debt: Owed, as_of: date, chosen: Terms) -> Allocation:
    if not fen:
        trail.step(
            say("appropriation-none", "%(name)s: nothing of this payment.", name=debt.name), *trail.cite(_PARTIES)
        )
        return Allocation(debt.name)
    # Overdue days are the payment day less the due day, and none before it (逾期天数).
    days = None if debt.due_on is None else max(0, (as_of - debt.due_on).days)
    return _allocate(trail, fen, debt, chosen, days)


def _between(
    trail: Trail, fen: int, debts: dict[str, Owed], named: tuple[list[Owed], list[Owed]], as_of: date
) -> dict[str, int]:
    _before_the_code(trail, as_of)
    paid: dict[str, int] = {}
    agreed, designated = named
    for group, said in ((agreed, _by_agreement), (designated, _by_designation)):
        open_debts = [debt for debt in group if total(debt) and debt.name not in paid]
        if open_debts and fen:
            trail.step(said(_names([open_debts])), *trail.cite(_PARTIES))
        for debt in open_debts:
            paid[debt.name] = min(fen, total(debt))
            fen -= paid[debt.name]
    rest = [debt for name, debt in debts.items() if name not in paid and total(debt)]
    return paid | _ranked(trail, fen, rest, as_of, 0)


def _before_the_code(trail: Trail, as_of: date) -> None:
    since = trail.rulebook.library.instruments["civil-code"].effective
    if as_of < since:
        trail.notice(
            say(
                "appropriation-before-the-code",
                "The article is in force since %(since)s, and this payment is of %(day)s. The rule of its own day is "
                "not in the data; the article is applied in its place.",
                since=since,
                day=as_of,
            ),
            *trail.cite(_PARTIES, _LAW),
        )


def _ranked(trail: Trail, fen: int, group: list[Owed], as_of: date, level: int) -> dict[str, int]:
    """Share out among debts that are alike so far, by the criterion of this level and those below it."""
    if not fen or fen >= sum(total(debt) for debt in group) or len(group) == 1:
        return {debt.name: min(fen, total(debt)) for debt in group}
    if level == len(_CRITERIA):
        return _pro_rata(trail, fen, group)
    key, said = _CRITERIA[level]
    _not_yet_due(trail, group, as_of)
    classes: dict[Fraction, list[Owed]] = {}
    for debt in group:
        classes.setdefault(key(debt, as_of), []).append(debt)
    ordered = [classes[rank] for rank in sorted(classes)]
    if len(ordered) > 1:
        trail.step(said(_names(ordered)), *trail.cite(_LAW))
    paid: dict[str, int] = {}
    for alike in ordered:
        part = _ranked(trail, fen, alike, as_of, level + 1)
        fen -= sum(part.values())
        paid |= part
    return paid


def _not_yet_due(trail: Trail, group: list[Owed], as_of: date) -> None:
    if all(_later(debt, as_of) for debt in group):
        trail.notice(
            say(
                "appropriation-not-yet-due",
                "The article ranks debts that have all fallen due. Between debts of which none has, it says nothing; "
                "they are ranked here in the same way.",
            ),
            *trail.cite(_LAW),
        )


def _pro_rata(trail: Trail, fen: int, group: list[Owed]) -> dict[str, int]:
    whole = sum(total(debt) for debt in group)
    shares = shared([Fraction(fen * total(debt), whole) for debt in group], Rounding())
    trail.step(
        say(
            "appropriation-pro-rata",
            "Alike in all of this, they share in proportion to what is owed on each: %(names)s.",
            names=_names([group]),
        ),
        *trail.cite(_LAW),
    )
    return {debt.name: share for debt, share in zip(group, shares, strict=True)}


def _names(ordered: list[list[Owed]]) -> Text:
    """Write debts in order: those of one rank together."""
    zh = "；".join("、".join(debt.name for debt in alike) for alike in ordered)
    return Text(zh, "; ".join(", ".join(debt.name for debt in alike) for alike in ordered))


def _by_agreement(names: Text) -> Message:
    return say("appropriation-agreed", "The parties agreed what is paid first: %(names)s.", names=names)


def _by_designation(names: Text) -> Message:
    return say("appropriation-designated", "The debtor named when paying what is paid: %(names)s.", names=names)


def _by_due(names: Text) -> Message:
    return say("appropriation-due-first", "What has fallen due comes before what has not: %(names)s.", names=names)


def _by_security(names: Text) -> Message:
    return say(
        "appropriation-least-security",
        "Of debts alike so far, the one without security or with the least comes first, by its worth as given: "
        "%(names)s.",
        names=names,
    )


def _by_burden(names: Text) -> Message:
    return say(
        "appropriation-heavier-burden",
        "Of debts alike so far, the one that burdens the debtor more comes first. The article names no measure; the "
        "rate given is taken: %(names)s.",
        names=names,
    )


def _by_due_day(names: Text) -> Message:
    return say(
        "appropriation-earlier-due",
        "Of debts alike so far, the one that falls due earlier comes first: %(names)s.",
        names=names,
    )


def _later(debt: Owed, as_of: date) -> Fraction:
    return Fraction(fact(debt, "due_on", debt.due_on) > as_of)


def _security(debt: Owed, _: date) -> Fraction:
    return Fraction(to_fen(fact(debt, "security", debt.security)))


def _lightness(debt: Owed, _: date) -> Fraction:
    return -fact(debt, "burden", debt.burden)


def _due_day(debt: Owed, _: date) -> Fraction:
    return Fraction(fact(debt, "due_on", debt.due_on).toordinal())


_CRITERIA: tuple[tuple[Key, Callable[[Text], Message]], ...] = (
    (_later, _by_due),
    (_security, _by_security),
    (_lightness, _by_burden),
    (_due_day, _by_due_day),
)
"""The criteria of paragraph 2 in the order of the text; after the last, in proportion."""
