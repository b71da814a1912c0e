"""The money of each month: a change from a day on, lump sums, what an income leaves, a reserve first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from creditrules.errors import InputError, InputTypeError
from creditrules.repayment import Budget, Debt, Lender, Plan, Status, avalanche, minimum_only, plan

START = date(2026, 1, 15)


def free(name: str = "a", balance: str = "1000", **changes: object) -> Debt:
    """Return a debt without interest or dues, with some fields changed."""
    fields: dict[str, Any] = {"annual_rate": "0", "minimum": "0", "lender": Lender.BANK, "reported": True}
    return Debt(name, balance, **(fields | changes))


def run(budget: Budget, *debts: Debt) -> Plan:
    """Plan from the usual start, the highest rate first."""
    return plan(debts or (free(),), budget, strategy=avalanche, start=START)


def paid(found: Plan) -> list[Decimal]:
    """Return what is paid on the first debt month by month."""
    return [row.paid for row in found.rows if row.debt == found.debts[0].name]


def test_a_change_from_a_day_on() -> None:
    """A month has what is in force on its last day: the day before it, on it and after it."""
    for day, amounts in (
        (date(2026, 3, 15), [300, 100, 100]),
        (date(2026, 3, 16), [300, 300, 100]),
        (date(2026, 2, 15), [100, 100, 100]),
        (date(2025, 1, 1), [100, 100, 100]),
    ):
        assert paid(run(Budget("300", changes=[(day, "100")])))[:3] == amounts


def test_changes_in_turn() -> None:
    """The last that has come counts, in whatever order they are given, and there may be none at all for a time."""
    budget = Budget("300", changes=[(date(2026, 5, 1), "400"), (date(2026, 3, 1), "0")])
    assert paid(run(budget)) == [300, 0, 0, 400, 300]


def test_lump_sums() -> None:
    """They come on top in the month that holds their day; the day of the start is in the first."""
    for day, month in ((START, 1), (date(2026, 2, 15), 1), (date(2026, 2, 16), 2), (date(2026, 3, 15), 2)):
        amounts = paid(run(Budget("100", lumps=[(day, "250.50")])))
        assert [place for place, amount in enumerate(amounts, 1) if amount == Decimal("350.50")] == [month]
    both = Budget("100", lumps=[(START, "50"), (START, "30")])
    assert paid(run(both))[0] == Decimal(180)


def test_a_month_without_money() -> None:
    """A due in it is missed, and the plan goes on."""
    found = run(Budget("300", changes=[(date(2026, 3, 1), "0"), (date(2026, 4, 1), "300")]), free(minimum="100"))
    assert found.status is Status.SHORT
    assert [(month.month, month.short) for month in found.short] == [(2, Decimal(100))]


def test_what_an_income_leaves() -> None:
    """Income less the costs of living; nothing left is refused."""
    assert Budget.from_income("9000", "5500.50", reserve="100") == Budget("3499.50", reserve="100")
    assert Budget.from_income(100, 0, lumps=[(START, 5)]) == Budget("100", lumps=[(START, "5")])
    for income in ("5500.50", "4000"):
        with pytest.raises(InputError, match="take all of the income"):
            Budget.from_income(income, "5500.50")


def test_a_reserve_first() -> None:
    """It is filled out of what the dues leave, before any surplus, and never at the price of a due."""
    found = run(Budget("300", reserve="350"), free(minimum="100"))
    assert paid(found) == [100, 150, 300, 300, 150]
    assert found.reserved == Decimal(350)
    short = run(Budget("100", reserve="50"), free(minimum="150"))
    assert paid(short)[0] == Decimal(100)
    assert short.reserved == 0
    assert run(Budget("300")).reserved == 0


def test_the_price_of_a_reserve() -> None:
    """Filling it first costs interest on what is paid later."""
    debt = free(balance="20000", annual_rate="24%", minimum="500")
    now, later = run(Budget("3000"), debt), run(Budget("3000", reserve="5000"), debt)
    assert later.total_interest > now.total_interest
    assert later.total_paid == later.total_interest + 20000


def test_a_budget_that_changes_can_be_compared_and_evolves() -> None:
    """What it holds goes back in."""
    budget = Budget("300", changes=[(START, "1")], lumps=[(START, "5")], reserve="2")
    assert evolve(budget, reserve="3") == Budget("300", changes=[(START, "1")], lumps=[(START, "5")], reserve="3")
    assert hash(budget) == hash(evolve(budget))
    assert plan([free()], budget, strategy=minimum_only, start=START).budget == budget


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"changes": [(START, "1"), (START, "2")]}, "changes names a day twice"),
        ({"changes": [(START, "-1")]}, "changes"),
        ({"lumps": [(START, "-1")]}, "lumps"),
        ({"lumps": [START]}, "lumps must be a pair"),
        ({"lumps": [("2026-01-15", 1)]}, "lumps must be a date"),
        ({"lumps": 5}, "lumps must be a list"),
        ({"reserve": "-1"}, "reserve"),
    ],
)
def test_bad_budgets(changes: dict[str, Any], text: str) -> None:
    """A value outside its bound or of the wrong type is refused by name."""
    with pytest.raises(InputError, match=text):
        Budget("100", **changes)


def test_a_lump_sum_before_the_start() -> None:
    """It is in the balances already, or gone."""
    with pytest.raises(InputError, match="lumps on 2026-01-14 lie before the start 2026-01-15"):
        run(Budget("100", lumps=[(date(2026, 1, 14), "5")]))
    with pytest.raises(InputTypeError):
        Budget(1.5)  # type: ignore[arg-type]
