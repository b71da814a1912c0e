"""A person's whole situation: the household of the examples, number by number, and what is refused."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from creditrules.borrower import Account, Borrower, History, Overdue, Report, State, assess
from creditrules.errors import InputError, InputTypeError, StaleDataWarning
from creditrules.law import Lender, bundled
from creditrules.limits import Covers, Effect, Standing
from creditrules.messages import rate_text, render
from creditrules.money import from_fen, to_fen
from creditrules.records import MonthCell
from creditrules.repayment import Status

if TYPE_CHECKING:
    from creditrules.findings import Finding, Notice, Step

AS_OF = date(2026, 1, 15)
EXAMPLES = Path(__file__).parents[1] / "examples"
HOUSEHOLD = json.loads((Path(__file__).parent / "cases" / "household.json").read_text(encoding="utf-8"))


def account(**facts: object) -> Account:
    """Make a bank loan of 10,000 yuan at 12 %, but for what is said."""
    given: dict[str, Any] = {
        "name": "A",
        "lender": Lender.BANK,
        "formed_on": date(2024, 5, 1),
        "balance": "10000",
        "annual_rate": "12%",
        "minimum": "500",
        **facts,
    }
    return Account(**{name: value for name, value in given.items() if value is not None})


def settled(**facts: object) -> Account:
    """Make a settled account."""
    return account(state=State.SETTLED, balance=None, minimum=None, **facts)


def of(*accounts: Account, budget: str | None = "5000", as_of: date | None = AS_OF) -> Borrower:
    """Make a borrower of accounts."""
    return Borrower(accounts=accounts, monthly_budget=budget, as_of=as_of)


def yuan(amount: str) -> int:
    """Read an expected amount."""
    return to_fen(amount)


def per_cent(rate: Fraction | float | None) -> str:
    """Print a rate as a report does, without the sign and the commas."""
    assert rate is not None
    return rate_text(Fraction(rate)).removesuffix("%").replace(",", "")


def texts(found: Finding[Any]) -> list[str]:
    """Return what a finding says, steps first."""
    parts: tuple[Step | Notice, ...] = (*found.steps, *found.notices)
    return [render(part.message, "en") for part in parts]


@pytest.fixture(scope="module")
def household() -> Report:
    """Assess the household of the issue."""
    return assess(Borrower.from_file(EXAMPLES / "borrower.toml"), as_of=date.fromisoformat(HOUSEHOLD["as_of"]))


class TestHousehold:
    """Every number of the household, from the values."""

    def test_card(self, household: Report) -> None:
        """0.05 % a day over 365 days, compounded monthly."""
        price = household.accounts[0].price
        assert price is not None
        assert per_cent(price.value.own.nominal) == HOUSEHOLD["card"]["nominal"]
        assert per_cent(price.value.own.effective) == HOUSEHOLD["card"]["effective"]

    def test_consumer_finance(self, household: Report) -> None:
        """The loan two instalments behind."""
        expected, found = HOUSEHOLD["consumer_finance"], household.accounts[1]
        assert found.price is not None
        assert per_cent(found.price.value.own.nominal) == expected["nominal"]
        assert found.account.instalment == from_fen(yuan(expected["instalment"]))
        assert found.account.arrears == from_fen(yuan(expected["arrears"]))
        assert found.price.value.principal_left == from_fen(yuan(expected["principal_left"]))
        assert found.price.value.overdue is not None
        assert rate_text(found.price.value.overdue, places=3) == f"{expected['overdue_rate']}%"
        since = date.fromisoformat(expected["overdue_since"])
        assert found.history.value.overdue == Overdue(since, expected["days"], expected["status"])
        assert found.protection is not None
        assert [one.standing for one in found.protection.value.comparisons] == [Standing.WITHIN]
        assert any(f"costs {expected['days_over_360']}% a year" in text for text in texts(found.protection))

    def test_platform(self, household: Report) -> None:
        """The bank's own rate is within, all costs are 12.00 points above the regulator's line."""
        expected, found = HOUSEHOLD["platform"], household.accounts[2]
        assert found.price is not None
        price = found.price.value
        assert per_cent(price.own.nominal) == expected["nominal"]
        assert price.all_in is not None
        assert per_cent(price.all_in.nominal) == expected["all_in_nominal"]
        assert per_cent(price.all_in.effective) == expected["all_in_effective"]
        assert per_cent(price.itemised) == expected["itemised"]
        assert found.protection is not None
        own, joint = found.protection.value.comparisons
        assert (own.standing, own.compared, own.ceiling.effect) == (
            Standing.WITHIN,
            Covers.OWN_CLAIMS,
            Effect.REDUCIBLE,
        )
        assert (joint.standing, joint.compared, joint.ceiling.effect) == (
            Standing.ABOVE,
            Covers.ALL_COMPULSORY,
            Effect.SUPERVISORY,
        )
        assert per_cent(joint.by) == expected["points_above"]
        assert per_cent(own.ceiling.rate) == per_cent(joint.ceiling.rate) == expected["ceiling"]

    def test_revolving(self, household: Report) -> None:
        """Within the line."""
        expected, found = HOUSEHOLD["revolving"], household.accounts[3]
        assert found.price is not None
        assert per_cent(found.price.value.own.nominal) == expected["nominal"]
        assert found.account.minimum == from_fen(yuan(expected["minimum"]))

    def test_unlicensed(self, household: Report) -> None:
        """Both branches, the lower first."""
        expected, found = HOUSEHOLD["unlicensed"], household.accounts[4]
        assert found.price is not None
        assert per_cent(found.price.value.own.nominal) == expected["nominal"]
        assert rate_text(Fraction(found.price.value.own.effective)) == "more than 10,000%"
        assert found.protection is not None
        branches = found.protection.value.branches
        assert [one.valid for one in branches] == [False, True]
        for one, part in zip(branches, (expected["void"], expected["valid"]), strict=True):
            assert per_cent(one.rate) == part["rate"]
            assert [one.principal, one.use, one.total] == [
                from_fen(yuan(amount)) for amount in (expected["received"], part["use"], part["total"])
            ]
            assert one.on == date.fromisoformat(expected["due_on"])
        assert found.account.balance == from_fen(yuan(expected["asked"]))

    def test_settled(self, household: Report) -> None:
        """Its bad month, kept five years, above the relief."""
        expected, found = HOUSEHOLD["settled"], household.accounts[5]
        assert (found.price, found.protection) == (None, None)
        history: History = found.history.value
        assert history.retention is not None
        assert str(history.retention.kept_through) == expected["kept_through"]
        assert str(history.retention.deletable_from) == expected["deletable_from"]
        assert [(one.covered, one.why.code) for one in history.relief] == [(False, "relief-amount")]
        assert found.still_open.value == ()

    def test_what_paying_changes(self, household: Report) -> None:
        """December moves by month; January 2026 is never covered."""
        found = household.accounts[1].still_open.value
        assert [
            {"by": str(one.by), "not_displayed_by": str(one.months[0].not_displayed_by)} for one in found
        ] == HOUSEHOLD["pay_by"]
        assert not any(one.months[1].covered for one in found)

    def test_plans(self, household: Report) -> None:
        """Six months both ways."""
        expected = HOUSEHOLD["plans"]
        assert household.plans is not None
        plans = [one.plan for one in household.plans.entries]
        assert [one.months for one in plans] == [expected["months"]] * 2
        assert [one.total_cost for one in plans] == [
            from_fen(yuan(expected[name])) for name in ("avalanche", "snowball")
        ]
        assert {one.budget.monthly for one in plans} == {from_fen(yuan(expected["budget"]))}
        assert household.complete
        assert household.shortfalls == ()
        assert household.stale is None

    def test_short(self) -> None:
        """7,000 is 4,337.04 short in the first month, and every due missed is named."""
        expected = HOUSEHOLD["short"]
        found = assess(Borrower.from_file(EXAMPLES / "borrower_short.toml"))
        assert not found.complete
        assert len(found.shortfalls) == 2
        for one in found.shortfalls:
            month = one.value.short[0]
            assert month.month == expected["month"]
            assert month.short == from_fen(yuan(expected["short"]))
            assert {each.debt: each.missed for each in month.missed} == {
                name: from_fen(yuan(amount)) for name, amount in expected["missed"].items()
            }
            said = " ".join(texts(one))
            assert "Month 1, to 2026-02-15: 4,337.04 yuan short." in said
            assert "missed 1,337.04; then overdue since 2026-02-15, status 1 (1 to 30 days overdue)." in said
            assert "missed 3,000.00; then overdue since 2026-01-19, not reported." in said

    def test_first_default(self) -> None:
        """Seven days late is status 1."""
        expected = HOUSEHOLD["first_default"]
        found = assess(Borrower.from_file(EXAMPLES / "first_default.toml"))
        assert str(found.as_of) == expected["as_of"]
        overdue = found.accounts[0].history.value.overdue
        assert overdue is not None
        assert (overdue.days, overdue.status) == (expected["days"], expected["status"])
        assert found.complete


class TestReport:
    """What a report holds together."""

    def test_citations(self, household: Report) -> None:
        """Every source of every part, once."""
        assert len(set(household.citations)) == len(household.citations)
        assert set(household.citations) == {cite for part in household.parts for cite in part.citations}
        assert household.rulebook_version == bundled().version

    def test_nothing_owed(self) -> None:
        """With only settled accounts there is no plan, and nothing falls short."""
        found = assess(of(settled(), budget=None))
        assert found.plans is None
        assert found.complete
        assert assess(of(settled())).plans is None

    def test_growing(self) -> None:
        """A debt that only grows has a plan that is not complete, though no due is missed."""
        found = assess(of(account(annual_rate="60%", minimum="0"), budget="1"))
        assert {one.value.status for one in found.shortfalls} <= {Status.GROWING, Status.NOT_CONVERGED}
        assert len(found.shortfalls) == 2
        assert not found.complete
        assert [one.steps for one in found.shortfalls] == [(), ()]

    def test_a_rulebook_of_ones_own(self) -> None:
        """The rulebook given is the one used."""
        assert assess(of(account()), rulebook=bundled()).rulebook_version == bundled().version


class TestDay:
    """Which day it is for."""

    def test_the_argument_wins(self) -> None:
        """The argument overrides the borrower's own day."""
        assert assess(of(account()), as_of=date(2026, 2, 1)).as_of == date(2026, 2, 1)
        assert assess(of(account())).as_of == AS_OF

    def test_none(self) -> None:
        """Without any day there is no answer: the library has no clock."""
        with pytest.raises(InputError, match=r"^as_of is needed, here or in the borrower$"):
            assess(of(account(), as_of=None))

    def test_types(self) -> None:
        """A file's name is no borrower, and a time no day."""
        with pytest.raises(InputTypeError, match=r"^borrower must be a Borrower, got str$"):
            assess("borrower.toml")  # type: ignore[arg-type]
        with pytest.raises(InputTypeError, match=r"^as_of must be a datetime\.date, got datetime$"):
            assess(of(account()), as_of=datetime(2026, 1, 15, tzinfo=UTC))

    @pytest.mark.parametrize(
        ("facts", "argument", "day"),
        [
            ({"formed_on": date(2026, 1, 16)}, "formed_on", "2026-01-16"),
            ({"overdue_since": date(2026, 1, 16), "arrears": "1"}, "overdue_since", "2026-01-16"),
            ({"ended_on": date(2026, 1, 16)}, "ended_on", "2026-01-16"),
            ({"cells": [MonthCell("2026-02", "N", "0")]}, "cells", "2026-02-01"),
        ],
    )
    def test_after_the_day(self, facts: dict[str, Any], argument: str, day: str) -> None:
        """What lies after the day is refused by name."""
        with pytest.raises(InputError, match=rf"^{argument} {day} of account A lies after as_of 2026-01-15$"):
            assess(of(account(**facts)))

    def test_on_the_day(self) -> None:
        """What falls on the day itself is not."""
        assess(of(account(formed_on=AS_OF)))
        assess(of(account(ended_on=AS_OF, cells=[MonthCell("2026-01", "1", "5")])))
        first = date(2026, 1, 1)
        assess(of(account(ended_on=first, cells=[MonthCell("2026-01", "1", "5")])), as_of=first)

    def test_late_after_the_end(self) -> None:
        """A late month after the arrears were cleared contradicts that day."""
        late = account(ended_on=date(2025, 12, 31), cells=[MonthCell("2026-01", "1", "5")])
        with pytest.raises(InputError, match=r"^cells 2026-01-01 of account A lies after ended_on 2025-12-31, when"):
            assess(of(late))
        assess(of(account(ended_on=date(2025, 12, 31), cells=[MonthCell("2026-01", "N", "0")])))

    def test_stale(self) -> None:
        """Past the review day the answer comes with one warning and a notice."""
        borrower = of(account(penalty_multiple="1.5"), account(name="B", lender=Lender.PRIVATE))
        with pytest.warns(StaleDataWarning) as warned:
            found = assess(borrower, as_of=date(2027, 12, 31))
        assert len(warned) == 1
        assert warned[0].filename == __file__
        assert found.stale is not None
        assert found.stale.code == "stale-data"
