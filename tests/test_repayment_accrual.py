"""Interest by the days of a month, beside a twelfth of the rate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from attrs import evolve

from creditrules.errors import InputError, InputTypeError
from creditrules.money import from_fen, to_fen
from creditrules.periods import DayCount, add_months
from creditrules.repayment import (
    Accrual,
    Budget,
    Debt,
    Instalments,
    Lender,
    Status,
    avalanche,
    cost_of_delay,
    minimum_only,
    negotiated,
    plan,
)

START = date(2026, 1, 15)
CARD = Debt(
    "card",
    "36500",
    annual_rate="18.25%",
    minimum="1000",
    lender=Lender.BANK,
    reported=True,
    accrual=Accrual.DAILY,
    day_count=DayCount.ACT_365,
)


def interest(debt: Debt, monthly: str = "1000") -> list[Decimal]:
    """Return the interest of each month."""
    return [row.interest for row in plan([debt], Budget(monthly), strategy=avalanche, start=START).rows]


def test_a_card_by_its_days() -> None:
    """18.25 yuan a day on 36,500: 31 days to 15 February, then 28 on what is left."""
    first, second = interest(CARD)[:2]
    assert first == Decimal("565.75")
    left = 36500 + first - 1000
    assert second == from_fen(round(to_fen(left) * 28 * 1825 / 3_650_000))


@pytest.mark.parametrize(
    ("day_count", "first"),
    [(DayCount.ACT_365, "565.75"), (DayCount.ACT_360, "573.61"), (DayCount.ACT_ACT, "565.75")],
)
def test_the_year_of_the_day_count(day_count: DayCount, first: str) -> None:
    """Of 360 days it bears more."""
    assert interest(evolve(CARD, day_count=day_count))[0] == Decimal(first)


def test_a_twelfth_is_the_default() -> None:
    """Every month alike, whatever its days."""
    monthly = evolve(CARD, accrual=Accrual.MONTHLY, day_count=None)
    assert interest(monthly)[0] == Decimal("555.10")


def test_the_overdue_part_by_its_days() -> None:
    """The penalty rate counts by the same days."""
    late = evolve(CARD, arrears="3650", penalty_multiple="1.5")
    assert interest(late, "1000")[0] == Decimal("565.75") + Decimal("28.29")  # 3,650 at 9.125 % for 31 days


def test_a_year_of_days_adds_up() -> None:
    """Twelve months of an untouched balance bear a year's interest, month by month on the first day's balance."""
    simple = [(add_months(START, k + 1) - add_months(START, k)).days for k in range(12)]
    assert sum(simple) == 365
    first = interest(evolve(CARD, minimum="0"), "0.01")[0]
    assert first == Decimal("18.25") * simple[0]


def test_months_from_the_end_of_a_month() -> None:
    """A start on the 31st gives months of 28 to 31 days, none counted twice."""
    found = plan([CARD], Budget("600"), strategy=minimum_only, start=date(2026, 1, 31))
    assert [row.on for row in found.rows[:3]] == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30)]
    assert found.rows[0].interest == Decimal("18.25") * 28


def test_an_offer_is_counted_by_the_month() -> None:
    """Its parts are equal, so the terms of the card no longer count days."""
    found = negotiated([CARD], Budget("5000"), debt="card", offer=Instalments(12, annual_rate="12%"), start=START)
    assert found.accepted.debts[0].accrual is Accrual.MONTHLY
    assert plan(found.accepted.debts, Budget("5000"), strategy=minimum_only, start=START).months == 12
    assert found.accepted.status is Status.COMPLETE


def test_a_day_of_360() -> None:
    """The cost of a day follows the day count."""
    other = evolve(CARD, name="other", day_count=DayCount.ACT_360)
    assert [one.interest for one in cost_of_delay([CARD, other])] == [Decimal("18.50"), Decimal("18.25")]


@pytest.mark.parametrize(
    "changes",
    [
        {"day_count": None},
        {"accrual": Accrual.MONTHLY},
        {"day_count": DayCount.WHOLE_MONTHS},
        {"accrual": Accrual.MONTHLY, "day_count": DayCount.THIRTY_360},
    ],
)
def test_bad_accruals(changes: dict[str, Any]) -> None:
    """By days needs of how many the year is, and a day count that counts days; a twelfth needs none."""
    with pytest.raises(InputError, match="needs accrual DAILY and day_count"):
        evolve(CARD, **changes)


@pytest.mark.parametrize("changes", [{"accrual": "daily"}, {"day_count": 365}])
def test_bad_accrual_types(changes: dict[str, Any]) -> None:
    """Both are members of their classes."""
    with pytest.raises(InputTypeError):
        evolve(CARD, **changes)
