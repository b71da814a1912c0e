"""Laws that every appropriation keeps, whatever the debts."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, TypedDict

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from creditrules.appropriation import Allocation, DamagesRank, Order, Owed, Part, allocate, allocate_between
from creditrules.money import from_fen, to_fen

if TYPE_CHECKING:
    from creditrules.findings import Finding

PAID_ON = date(2026, 2, 1)
ROOM = 1_000_000
AMOUNTS = st.integers(1, 5 * ROOM)
SMALL = st.sampled_from([0, 1, 2, 3, 100]) | st.integers(0, ROOM)
DEBTS = st.builds(
    lambda costs, interest, principal, damages: Owed(
        "debt",
        costs=from_fen(costs),
        interest=from_fen(interest),
        principal=from_fen(principal),
        damages=from_fen(damages),
    ),
    SMALL,
    SMALL,
    SMALL,
    SMALL,
)
RANKED = st.builds(
    lambda debt, late, security, burden: evolve(
        debt, due_on=PAID_ON - timedelta(days=late), security=security, burden=Fraction(burden, 100)
    ),
    DEBTS,
    st.sampled_from([-1, 0, 1, 90, 91]),
    st.integers(0, 1),
    st.integers(12, 13),
)
"""Debts that tie often in every criterion."""
LISTS = st.lists(RANKED, min_size=1, max_size=6).map(
    lambda debts: [evolve(debt, name=f"debt {place}") for place, debt in enumerate(debts)]
)
ORDERS = st.sampled_from(Order) | st.permutations(list(Part)).map(tuple)
RANKS = st.sampled_from(DamagesRank)


class Terms(TypedDict):
    """Everything that ranks the parts of one debt."""

    order: Order | tuple[Part, ...]
    damages_rank: DamagesRank
    toward: Part | None
    overdue_days: int


TERMS: st.SearchStrategy[Terms] = st.builds(
    Terms,
    order=ORDERS,
    damages_rank=RANKS,
    toward=st.none() | st.sampled_from(Part),
    overdue_days=st.sampled_from([0, 90, 91, 92]),
)


def paid(one: Allocation) -> list[int]:
    """Return the parts that were paid, in fen."""
    return [to_fen(part) for part in (one.costs, one.interest, one.principal, one.damages)]


def due(one: Owed) -> list[int]:
    """Return the parts that are owed, in fen."""
    return [to_fen(part) for part in (one.costs, one.interest, one.principal, one.damages)]


def rest(debt: Owed, took: Allocation) -> Owed:
    """Return what is still owed after a payment."""
    costs, interest, principal, damages = (
        from_fen(before - part) for before, part in zip(due(debt), paid(took), strict=True)
    )
    return evolve(debt, costs=costs, interest=interest, principal=principal, damages=damages)


def by_name(found: Finding[tuple[Allocation, ...]]) -> dict[str, Allocation]:
    """Return what each debt took."""
    return {one.name: one for one in found.value}


@given(AMOUNTS, DEBTS, TERMS)
def test_one_debt_reconciles(fen: int, debt: Owed, terms: Terms) -> None:
    """The parts are the payment less what is left over; none is negative or above what is owed; nothing is idle."""
    found = allocate(from_fen(fen), debt, **terms).value
    assert sum(paid(found)) == fen - to_fen(found.left_over) == to_fen(found.paid) == min(fen, sum(due(debt)))
    assert all(0 <= part <= most for part, most in zip(paid(found), due(debt), strict=True))


@given(AMOUNTS, AMOUNTS, DEBTS, TERMS)
def test_more_never_pays_less(fen: int, more: int, debt: Owed, terms: Terms) -> None:
    """A larger payment pays at least as much of every part."""
    small, large = (paid(allocate(from_fen(each), debt, **terms).value) for each in (fen, fen + more))
    assert all(less <= most for less, most in zip(small, large, strict=True))


@given(AMOUNTS, AMOUNTS, DEBTS, RANKS)
def test_split_payment(first: int, second: int, debt: Owed, rank: DamagesRank) -> None:
    """Two payments one after the other pay what one of their sum does."""
    whole = allocate(from_fen(first + second), debt, damages_rank=rank).value
    one = allocate(from_fen(first), debt, damages_rank=rank).value
    two = allocate(from_fen(second), rest(debt, one), damages_rank=rank).value
    assert [a + b for a, b in zip(paid(one), paid(two), strict=True)] == paid(whole)


@given(AMOUNTS, DEBTS, ORDERS, RANKS)
def test_a_part_waits_for_those_before(
    fen: int, debt: Owed, order: Order | tuple[Part, ...], rank: DamagesRank
) -> None:
    """Under every order at most one part is paid in part: what comes before it is paid, what comes after is not."""
    found = allocate(from_fen(fen), debt, order=order, damages_rank=rank, overdue_days=91).value
    parts = {part: (took, most) for part, took, most in zip(Part, paid(found), due(debt), strict=True)}
    costs, interest, principal, damages = Part
    legal = (
        [costs, interest, principal, damages]
        if rank is DamagesRank.AFTER_PRINCIPAL
        else [costs, interest, damages, principal]
    )
    ranked = legal if order is Order.CIVIL_CODE_561 else [principal, costs, interest, damages]
    line = [parts[part] for part in (order if isinstance(order, tuple) else ranked)]
    assert all(took == most or later == 0 for (took, most), (later, _) in pairwise(line))


@given(AMOUNTS, LISTS, ORDERS, RANKS)
def test_several_debts_reconcile(
    fen: int, debts: list[Owed], order: Order | tuple[Part, ...], rank: DamagesRank
) -> None:
    """Together they take the payment or all that is owed; none takes more than it is owed, in the order given."""
    found = allocate_between(from_fen(fen), debts, as_of=PAID_ON, order=order, damages_rank=rank).value
    assert [one.name for one in found] == [debt.name for debt in debts]
    assert sum(to_fen(one.paid) for one in found) == min(fen, sum(sum(due(debt)) for debt in debts))
    for one, debt in zip(found, debts, strict=True):
        assert all(0 <= part <= most for part, most in zip(paid(one), due(debt), strict=True))
        if one.paid:
            alone = allocate(
                one.paid,
                debt,
                order=order,
                damages_rank=rank,
                overdue_days=max(0, (PAID_ON - (debt.due_on or PAID_ON)).days),
            )
            assert paid(one) == paid(alone.value)


@given(AMOUNTS, LISTS, st.data())
def test_the_order_of_the_list(fen: int, debts: list[Owed], data: st.DataObject) -> None:
    """Only a last fen between debts alike in everything hangs on the order in which the debts are given."""
    shuffled = data.draw(st.permutations(debts))
    one = by_name(allocate_between(from_fen(fen), debts, as_of=PAID_ON))
    other = by_name(allocate_between(from_fen(fen), shuffled, as_of=PAID_ON))
    for debt in debts:
        alone = [facts(each) for each in debts].count(facts(debt)) == 1
        apart = abs(to_fen(one[debt.name].paid) - to_fen(other[debt.name].paid))
        assert apart <= (0 if alone else 1)


def facts(debt: Owed) -> tuple[object, ...]:
    """Return what ranks a debt."""
    return debt.due_on, debt.security, debt.burden


@given(AMOUNTS, st.lists(DEBTS, min_size=1, max_size=6))
def test_pro_rata(fen: int, drawn: list[Owed]) -> None:
    """Debts alike in everything take their exact share to within a fen, the larger remainder first."""
    debts = [
        evolve(debt, name=f"debt {place}", due_on=PAID_ON, security=0, burden=0) for place, debt in enumerate(drawn)
    ]
    found = by_name(allocate_between(from_fen(fen), debts, as_of=PAID_ON))
    whole = sum(sum(due(debt)) for debt in debts)
    for debt in debts:
        share = Fraction(min(fen, whole) * sum(due(debt)), max(1, whole))
        assert abs(to_fen(found[debt.name].paid) - share) < 1


@given(AMOUNTS, LISTS)
def test_one_after_another(fen: int, debts: list[Owed]) -> None:
    """A debt that ranks before another is paid in full before the other takes a fen."""
    found = by_name(allocate_between(from_fen(fen), debts, as_of=PAID_ON))
    ranked = sorted(debts, key=rank_of)
    for before, after in pairwise(ranked):
        if rank_of(before) != rank_of(after) and found[after.name].paid:
            assert to_fen(found[before.name].paid) == sum(due(before))


def rank_of(debt: Owed) -> tuple[object, ...]:
    """Rank a debt as paragraph 2 does, written once more."""
    assert debt.due_on is not None
    assert debt.burden is not None
    return debt.due_on > PAID_ON, debt.security, -debt.burden, debt.due_on


@given(AMOUNTS, LISTS, st.data())
def test_what_is_named_comes_first(fen: int, debts: list[Owed], data: st.DataObject) -> None:
    """What is agreed is paid in full before what is designated takes a fen, and that before anything else."""
    names = data.draw(st.permutations([debt.name for debt in debts]))
    cut = data.draw(st.integers(0, len(names)))
    agreed, designated = names[:cut], names[cut:]
    found = by_name(allocate_between(from_fen(fen), debts, as_of=PAID_ON, agreed=agreed, designated=designated))
    owed = {debt.name: sum(due(debt)) for debt in debts}
    for place, name in enumerate(names):
        assert to_fen(found[name].paid) == min(owed[name], max(0, fen - sum(owed[each] for each in names[:place])))
