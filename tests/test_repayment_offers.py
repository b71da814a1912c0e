"""The least money for a date, the break-even rate, the cost of a day, and offers beside paying on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from creditrules.errors import InputError, InputTypeError
from creditrules.messages import render
from creditrules.repayment import (
    Budget,
    Debt,
    Deferral,
    FeesOnPrepay,
    Instalments,
    Kind,
    Lender,
    Negotiated,
    Settlement,
    Status,
    cost_of_delay,
    minimum_only,
    negotiated,
    plan,
    refinance_break_even,
    smallest_budget,
    snowball,
)
from creditrules.repayment import avalanche as dearest_first

START = date(2026, 1, 15)
FEN = Decimal("0.01")
SAID: dict[str, Any] = {"lender": Lender.BANK, "reported": True}
CARD = Debt("card", "20000", annual_rate="18.25%", minimum="10%", kind=Kind.CARD, **SAID)
LOAN = Debt("loan", "15000", annual_rate="23.99%", minimum="1450", **SAID)


def free(name: str, balance: str = "1000", **changes: object) -> Debt:
    """Return a debt without interest or dues, with some fields changed."""
    fields: dict[str, Any] = {"annual_rate": "0", "minimum": "0", **SAID}
    return Debt(name, balance, **(fields | changes))


def offered(offer: Instalments | Deferral | Settlement, monthly: str = "6000") -> Negotiated:
    """Compare an offer for the card with paying on."""
    return negotiated([CARD, LOAN], Budget(monthly), debt="card", offer=offer, start=START)


def test_the_smallest_budget() -> None:
    """It meets every due and the date; a fen less does not."""
    for by in (date(2026, 7, 15), date(2026, 7, 20), date(2027, 1, 15)):
        for strategy in (dearest_first, snowball):
            found = smallest_budget([CARD, LOAN], by=by, start=START, strategy=strategy)
            done = plan([CARD, LOAN], found, strategy=strategy, start=START)
            assert done.status is Status.COMPLETE
            assert done.payoff_on is not None
            assert done.payoff_on <= by
            less = plan([CARD, LOAN], Budget(found.monthly - FEN), strategy=strategy, start=START)
            assert less.status is not Status.COMPLETE or (less.payoff_on or date.max) > by


def test_the_smallest_budget_without_interest() -> None:
    """1,000 in three months is a third, rounded up; the dues may ask for more."""
    assert smallest_budget([free("a")], by=date(2026, 4, 15), start=START) == Budget("333.34")
    assert smallest_budget([free("a", minimum="500")], by=date(2026, 12, 15), start=START) == Budget("500")
    assert smallest_budget([free("a", due_on=date(2026, 2, 1))], by=date(2099, 1, 1), start=START) == Budget("1000")


def test_the_smallest_budget_refuses() -> None:
    """A date within the first month, fees that run longer, and a strategy that leaves a debt unpaid."""
    with pytest.raises(InputError, match="by 2026-02-14 lies before the end of the first month, 2026-02-15"):
        smallest_budget([CARD], by=date(2026, 2, 14), start=START)
    sunk = free("flat", fee="10", fees_on_prepay=FeesOnPrepay.SUNK, fee_months=9)
    with pytest.raises(InputError, match="no monthly budget pays everything off by 2026-06-15"):
        smallest_budget([sunk], by=date(2026, 6, 15), start=START)
    with pytest.raises(InputError, match="no monthly budget"):
        smallest_budget([free("a")], by=date(2026, 6, 15), start=START, strategy=minimum_only)


def test_the_break_even_rate() -> None:
    """One loan at the plan's own rate costs the same; a fee lowers it; a point of a point more costs more."""
    alone = plan([free("a", "10000", annual_rate="18%")], Budget("1000"), strategy=dearest_first, start=START)
    assert refinance_break_even(alone) == Decimal("0.1800")
    less = refinance_break_even(alone, fee="200")
    assert less is not None
    for points, cheaper in ((0, True), (1, False)):
        new = free("new", "10200", annual_rate=less + points * Decimal("0.0001"))
        tried = plan([new], Budget("1000"), strategy=dearest_first, start=START)
        assert (tried.total_interest + 200 <= alone.total_cost) is cheaper
    both = refinance_break_even(plan([CARD, LOAN], Budget("6000"), strategy=dearest_first, start=START))
    assert both is not None
    assert Decimal("0.1825") < both < Decimal("0.2399")


def test_the_break_even_rate_at_its_ends() -> None:
    """A fee above the whole price leaves none; a very dear debt has a rate above 100 %; no pay-off has no price."""
    found = plan([free("a", annual_rate="12%")], Budget("500"), strategy=dearest_first, start=START)
    assert refinance_break_even(found, fee="100") is None
    dear = plan([free("a", annual_rate="240%")], Budget("600"), strategy=dearest_first, start=START)
    assert refinance_break_even(dear) == Decimal("2.4000")
    with pytest.raises(InputError, match="the plan does not pay everything off"):
        refinance_break_even(plan([free("a", annual_rate="24%")], Budget("1"), strategy=dearest_first, start=START))
    with pytest.raises(InputTypeError, match="found must be a Plan"):
        refinance_break_even(CARD)  # type: ignore[arg-type]


def test_the_cost_of_a_day() -> None:
    """Interest a day of 365, the penalty on top on the arrears, the late fee once; the dearest first."""
    late = evolve(LOAN, arrears="3650", penalty_multiple="1.5", late_fee="5%")
    found = cost_of_delay([CARD, late, free("a", late_fee="20"), free("b", late_fee="20", minimum="50")])
    assert [(one.debt, one.interest, one.penalty, one.late_fee) for one in found] == [
        ("loan", Decimal("9.86"), Decimal("1.20"), Decimal("72.50")),
        ("card", Decimal("10.00"), Decimal(0), Decimal(0)),
        ("a", Decimal(0), Decimal(0), Decimal(0)),
        ("b", Decimal(0), Decimal(0), Decimal(20)),
    ]


def test_instalments_without_interest() -> None:
    """60 parts that add up to the sum, the last the smaller; cheaper than a card's rate."""
    found = offered(Instalments(60, annual_rate="0"), "2000")
    dues = [row.due for row in found.accepted.rows if row.debt == "card" and row.due]
    assert dues[0] == Decimal("333.34")
    assert found.kept
    assert found.saves is not None
    assert found.saves > 0
    assert "less than paying on" in render(found.summary, "en")
    alone = negotiated([free("a")], Budget("400"), debt="a", offer=Instalments(3, annual_rate="0"), start=START)
    assert (alone.saves, render(alone.summary, "zh")) == (Decimal(0), "该方案与照原样还付出的总额相同。")
    parts = plan(alone.accepted.debts, Budget("333.34"), strategy=minimum_only, start=START)
    assert [row.paid for row in parts.rows] == [Decimal("333.34"), Decimal("333.34"), Decimal("333.32")]


@pytest.mark.parametrize("down", ["0", "5000"])
@pytest.mark.parametrize("count", [1, 12, 59, 60])
@pytest.mark.parametrize("rate", ["18.25%", Fraction(1, 7)])
def test_instalments_with_interest(count: int, rate: str | Fraction, down: str) -> None:
    """They end after so many parts, also with a down payment."""
    offer = Instalments(count, annual_rate=rate, down=down)
    found = negotiated([CARD], Budget("30000"), debt="card", offer=offer, start=START)
    parts = plan(found.accepted.debts, Budget("30000"), strategy=minimum_only, start=START)
    assert (parts.months, parts.status) == (count, Status.COMPLETE)
    assert parts.rows[-1].paid <= parts.rows[0].paid
    assert found.first_dues == parts.rows[0].due


def test_instalments_over_a_larger_sum() -> None:
    """A sum above what is owed makes the offer dearer."""
    found = offered(Instalments(12, annual_rate="18.25%", total="26000"))
    assert found.saves is not None
    assert found.saves < 0
    assert "more than paying on" in render(found.summary, "en")
    assert [note.code for note in found.notes] == ["offer-limitation", "offer-written"]


def test_a_deferral() -> None:
    """Nothing falls due meanwhile, at its own rate; then the old terms; the arrears are in it."""
    late = evolve(CARD, arrears="2000", overdue_since=date(2025, 12, 20))
    found = negotiated([late], Budget("2500"), debt="card", offer=Deferral(3, annual_rate="0"), start=START)
    rows = found.accepted.rows[:4]
    assert [row.interest for row in rows[:3]] == [Decimal(0)] * 3
    assert [row.due for row in rows[:3]] == [Decimal(0)] * 3
    assert rows[3].interest == Decimal("190.10")  # a twelfth of 18.25 % of 12,500
    assert rows[3].due > 0
    assert found.saves is not None
    assert found.saves > 0


def test_a_settlement() -> None:
    """A smaller sum by a day, if the money is there on it."""
    found = offered(Settlement("12000", by=date(2026, 2, 1)), "8000")
    assert not found.kept
    assert (found.saves, render(found.summary, "en")) == (
        None,
        "The money does not meet what falls due under the offer.",
    )
    offer = Settlement("12000", by=date(2026, 4, 1))
    kept = negotiated([CARD, LOAN], Budget("6000"), debt="card", offer=offer, start=START)
    assert kept.kept
    assert render(kept.accepted.title, "en") == "highest rate first"
    assert [placed.debt for placed in kept.accepted.order] == ["card", "loan"]
    assert render(kept.accepted.order[0].why, "zh") == "到期日须备足该款项"
    assert kept.saves is not None
    assert kept.saves > 8000


def test_an_offer_without_an_end() -> None:
    """Where not everything is paid off there is no price."""
    found = negotiated(
        [CARD, free("huge", "10000000")],
        Budget("2500"),
        debt="card",
        offer=Instalments(60, annual_rate="0"),
        start=START,
    )
    assert (found.kept, found.saves) == (True, None)
    assert "no price" in render(found.summary, "en")


def test_offers_refused() -> None:
    """What is no offer, for no debt, above what is owed, or outside its bounds."""
    with pytest.raises(InputError, match="no debt called x"):
        negotiated([CARD], Budget("1"), debt="x", offer=Deferral(1, annual_rate="0"), start=START)
    with pytest.raises(InputTypeError, match="offer must be a Instalments or Deferral or Settlement"):
        offered("less")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="amount is above what is owed on debt card"):
        offered(Settlement("20000.01", by=date(2026, 3, 1)))
    with pytest.raises(InputError, match="down is all of the sum on debt card"):
        offered(Instalments(3, annual_rate="0", down="20000"))
    with pytest.raises(InputError, match="count"):
        Instalments(61, annual_rate="0")
    with pytest.raises(InputError, match="months"):
        Deferral(0, annual_rate="0")


def test_a_pause_refused() -> None:
    """A pause without its rate, and one of a debt with arrears."""
    with pytest.raises(InputError, match="needs pause and pause_rate together"):
        free("a", pause=3)
    with pytest.raises(InputError, match="has arrears, so nothing of it can be in a pause"):
        free("a", pause=3, pause_rate="0", arrears="1")
