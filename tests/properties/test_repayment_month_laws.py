"""Laws of a plan, over generated debts.

A planner goes wrong where money is counted twice: interest posted with the minimum and again with the surplus, minimums
pooled and poured on one debt, a payment from money that is not there. Each law below catches one of these.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from creditrules.law import Lender
from creditrules.money import from_fen, rounded, to_fen
from creditrules.repayment import (
    Budget,
    Debt,
    FeesOnPrepay,
    Plan,
    Row,
    Status,
    Strategy,
    avalanche,
    plan,
    snowball,
)

if TYPE_CHECKING:
    from collections.abc import Callable

START = date(2026, 1, 15)
STRATEGIES = st.sampled_from([avalanche, snowball])
NAMES = "abcde"


@st.composite
def a_debt(draw: st.DrawFn, name: str) -> Debt:
    """Draw any debt: minimum by amount or share, arrears, fees of both kinds, a due day, any lender."""
    balance = draw(st.integers(1, 30_000_00))
    more: dict[str, Any] = {}
    if draw(st.booleans()):
        more["arrears"] = from_fen(draw(st.integers(0, balance)))
    if draw(st.booleans()):
        more["fee"] = from_fen(draw(st.integers(1, 200_00)))
        more["fees_on_prepay"] = draw(st.sampled_from(FeesOnPrepay))
        more["fee_months"] = draw(st.integers(1, 24))
    if draw(st.booleans()):
        more["due_on"] = START + timedelta(days=draw(st.integers(-40, 400)))
    return Debt(
        name,
        from_fen(balance),
        annual_rate=f"{draw(st.integers(0, 36))}%",
        minimum=draw(st.sampled_from(["0", "1", "150", "700.50", "5%", "10%"])),
        lender=draw(st.sampled_from(Lender)),
        reported=draw(st.booleans()),
        **more,
    )


@st.composite
def plain_debt(draw: st.DrawFn, name: str) -> Debt:
    """Draw a debt with a rate and a minimum in yuan alone."""
    return Debt(
        name,
        from_fen(draw(st.integers(100_00, 20_000_00))),
        annual_rate=f"{draw(st.integers(0, 36))}%",
        minimum=str(draw(st.integers(0, 500))),
        lender=Lender.BANK,
        reported=True,
    )


@st.composite
def several(draw: st.DrawFn, kind: Callable[[str], st.SearchStrategy[Debt]], least: int = 1) -> list[Debt]:
    """Draw debts with names of their own."""
    return [draw(kind(name)) for name in NAMES[: draw(st.integers(least, 4))]]


def changed(debt: Debt, **fields: object) -> Debt:
    """Make the debt again with some fields changed; a rate goes back in as the text it came from."""
    kept: dict[str, Any] = {
        "name": debt.name,
        "balance": debt.balance,
        "annual_rate": f"{int(debt.annual_rate * 100)}%",
        "minimum": from_fen(debt.floor),
        "lender": debt.lender,
        "reported": debt.reported,
    }
    return Debt(**{**kept, **fields})


def by_month(found: Plan) -> dict[int, list[Row]]:
    """Group the rows."""
    groups = defaultdict(list)
    for row in found.rows:
        groups[row.month].append(row)
    return groups


def made(debts: list[Debt], budget: int, strategy: Strategy) -> Plan:
    """Plan from fen."""
    return plan(debts, Budget(from_fen(budget)), strategy=strategy, start=START)


ANY = given(several(a_debt), st.integers(300_00, 9_000_00), STRATEGIES)
PLAIN = given(several(plain_debt), st.integers(800_00, 9_000_00), STRATEGIES)


@settings(deadline=None)
@ANY
def test_each_row_reconciles(debts: list[Debt], budget: int, strategy: Strategy) -> None:
    """Opening + interest + fee − paid = closing, which opens the next month (law 1)."""
    last = {debt.name: to_fen(debt.balance) for debt in debts}
    for row in made(debts, budget, strategy).rows:
        assert to_fen(row.opening) == last[row.debt]
        charged = to_fen(row.opening) + to_fen(row.interest) + to_fen(row.fee)
        assert charged - to_fen(row.paid) == to_fen(row.closing)
        assert to_fen(row.paid) == to_fen(row.due) - to_fen(row.missed) + to_fen(row.extra)
        last[row.debt] = to_fen(row.closing)


@settings(deadline=None)
@ANY
def test_no_money_from_nowhere(debts: list[Debt], budget: int, strategy: Strategy) -> None:
    """A month pays its money or all that is owed, whichever is less; never more than a debt owes (law 2)."""
    found = made(debts, budget, strategy)
    for rows in by_month(found).values():
        owed = sum(to_fen(row.closing) + to_fen(row.paid) for row in rows)
        assert sum(to_fen(row.paid) for row in rows) == min(budget, owed)
        for row in rows:
            assert min(map(to_fen, (row.paid, row.closing, row.extra, row.missed))) >= 0
            assert to_fen(row.missed) <= to_fen(row.due)
    paid_off = found.status in {Status.COMPLETE, Status.SHORT}
    assert paid_off == (to_fen(found.owed) == 0 and found.payoff_on is not None)


@settings(deadline=None)
@ANY
def test_what_is_paid_is_what_was_owed_and_charged(debts: list[Debt], budget: int, strategy: Strategy) -> None:
    """All payments = all balances + interest + fees − what is left (law 3)."""
    found = made(debts, budget, strategy)
    owed = sum(to_fen(debt.balance) for debt in debts)
    assert to_fen(found.total_paid) == owed + to_fen(found.total_cost) - to_fen(found.owed)


@settings(deadline=None)
@ANY
def test_dues_come_before_surplus(debts: list[Debt], budget: int, strategy: Strategy) -> None:
    """Surplus moves only in a month in which every due is met, and a short month is listed (law 4)."""
    found = made(debts, budget, strategy)
    short = {month.month: to_fen(month.short) for month in found.short}
    for number, rows in by_month(found).items():
        missed = sum(to_fen(row.missed) for row in rows)
        assert missed == max(0, sum(to_fen(row.due) for row in rows) - budget) == short.get(number, 0)
        assert not missed or not any(to_fen(row.extra) for row in rows)
    assert (found.status is Status.COMPLETE) == (found.payoff_on is not None and not short)


@settings(deadline=None)
@ANY
def test_no_due_in_part_while_another_of_its_rank_fits(debts: list[Debt], budget: int, strategy: Strategy) -> None:
    """In a short month no lower rank is paid before a higher one is met, and one due of a rank at most in part."""
    ranks = {
        debt.name: (not debt.reported, {Lender.PRIVATE: 1, Lender.UNLICENSED: 2}.get(debt.lender or Lender.BANK, 0))
        for debt in debts
    }
    for rows in by_month(made(debts, budget, strategy)).values():
        missed = [row for row in rows if to_fen(row.missed)]
        in_part = [row for row in missed if to_fen(row.paid)]
        assert len(in_part) <= 1
        for row in in_part:
            same = [one for one in missed if ranks[one.debt] == ranks[row.debt]]
            assert all(to_fen(one.due) > to_fen(row.paid) for one in same)
        for row in missed:
            assert not any(to_fen(one.paid) for one in rows if ranks[one.debt] > ranks[row.debt])


@settings(deadline=None)
@ANY
def test_interest_is_posted_once(debts: list[Debt], budget: int, strategy: Strategy) -> None:
    """A month's interest is a twelfth of the rate on what the month opened with, whatever is paid (law 5)."""
    rates = {debt.name: debt.annual_rate for debt in debts}
    rows = made(debts, budget, strategy).rows
    assert len({(row.month, row.debt) for row in rows}) == len(rows)
    for row in rows:
        assert to_fen(row.interest) == rounded(to_fen(row.opening) * rates[row.debt] / 12)


@settings(deadline=None)
@PLAIN
def test_without_rates_it_is_a_division(debts: list[Debt], budget: int, strategy: Strategy) -> None:
    """At zero rates nothing is charged and the months are what the budget divides (law 5)."""
    free = [changed(debt, annual_rate="0", minimum="0") for debt in debts]
    found = made(free, budget, strategy)
    assert to_fen(found.total_cost) == 0
    assert found.months == -(-sum(to_fen(debt.balance) for debt in free) // budget)


@settings(deadline=None)
@PLAIN
def test_names_and_input_order_change_nothing(debts: list[Debt], budget: int, strategy: Strategy) -> None:
    """The same debts give the same plan; renamed or given in another order, the same totals (law 7)."""
    keys = [debt.annual_rate if strategy is avalanche else debt.balance for debt in debts]
    assume(len(set(keys)) == len(keys))
    found = made(debts, budget, strategy)
    assert made(debts, budget, strategy) == found
    renamed = [changed(debt, name=f"{debt.name}'") for debt in reversed(debts)]
    other = made(renamed, budget, strategy)
    assert (other.months, other.total_cost, other.status) == (found.months, found.total_cost, found.status)


@settings(deadline=None)
@given(several(plain_debt), st.integers(2_000_00, 9_000_00), st.integers(1, 3_000_00), STRATEGIES)
def test_more_money_is_never_worse(debts: list[Debt], budget: int, more: int, strategy: Strategy) -> None:
    """A larger budget ends no later and costs no more, but for rounding; order fixed, no fees, no share (law 8)."""
    less, found = made(debts, budget, strategy), made(debts, budget + more, strategy)
    assert found.months <= less.months
    assert to_fen(found.total_cost) <= to_fen(less.total_cost) + len(debts) * less.months


@settings(deadline=None)
@given(several(plain_debt), st.integers(2_000_00, 9_000_00), st.integers(2, 9), STRATEGIES)
def test_money_has_no_scale(debts: list[Debt], budget: int, k: int, strategy: Strategy) -> None:
    """All amounts times k: the months and k times the cost, but for rounding (law 9)."""
    large = [
        changed(debt, balance=from_fen(to_fen(debt.balance) * k), minimum=from_fen(debt.floor * k)) for debt in debts
    ]
    one, many = made(debts, budget, strategy), made(large, budget * k, strategy)
    # Half a fen for each posting on both sides, with the interest that it bears to the end at the highest rate.
    grown = (1 + max(debt.annual_rate for debt in debts) / 12) ** one.months
    slack = (k + 1) * len(debts) * one.months * Fraction(1, 2) * grown
    last = sum(to_fen(row.paid) for row in one.rows if row.month == one.months)
    assert abs(one.months - many.months) <= 1
    assert one.months == many.months or k * min(last, budget - last) <= slack
    assert abs(to_fen(many.total_cost) - k * to_fen(one.total_cost)) <= slack


@settings(deadline=None)
@given(several(plain_debt), st.integers(2_000_00, 9_000_00))
def test_two_halves_are_the_whole(debts: list[Debt], budget: int) -> None:
    """A debt split into halves of the same rate costs the same, but for rounding (law 10)."""
    whole = [changed(debt, minimum="0") for debt in debts]
    first = to_fen(whole[0].balance)
    halves = [
        changed(whole[0], name="one half", balance=from_fen(first // 2)),
        changed(whole[0], name="the other", balance=from_fen(first - first // 2)),
        *whole[1:],
    ]
    one, two = made(whole, budget, avalanche), made(halves, budget, avalanche)
    assert abs(to_fen(one.total_cost) - to_fen(two.total_cost)) <= 2 * len(halves) * max(one.months, two.months)


@settings(deadline=None)
@ANY
def test_the_missing_money_makes_a_month_whole(debts: list[Debt], budget: int, strategy: Strategy) -> None:
    """With the shortfall of the first month added, that month is not short (law 14)."""
    found = made(debts, budget, strategy)
    first = sum(to_fen(month.short) for month in found.short if month.month == 1)
    enough = made(debts, budget + first, strategy)
    assert 1 not in {month.month for month in enough.short}
