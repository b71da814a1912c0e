"""What lies ahead, by date: due days, what a record will show, when it goes, and when limitation ends."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from borrowing import account, codes, parts, said
from creditrules import report
from creditrules.borrower import Account, Ahead, Borrower, Coming, State, assess
from creditrules.law import Lender
from creditrules.messages import render
from creditrules.repayment import FeesOnPrepay

if TYPE_CHECKING:
    from creditrules.findings import Finding

AS_OF = date(2026, 1, 15)
EXAMPLES = Path(__file__).parents[1] / "examples"
LATE: dict[str, Any] = {"overdue_since": date(2025, 12, 6), "arrears": "500"}


def ahead(*accounts: Account, as_of: date = AS_OF) -> Finding[tuple[Ahead, ...]]:
    """Return what lies ahead of some accounts."""
    return assess(Borrower(accounts=accounts, monthly_budget="5000", as_of=as_of)).ahead


def days(found: Finding[tuple[Ahead, ...]], coming: Coming) -> list[date]:
    """Return the days of one kind."""
    return [one.on for one in found.value if one.coming is coming]


def test_in_order() -> None:
    """The household's days come in order, each with its account and its source."""
    found = assess(Borrower.from_file(EXAMPLES / "borrower.toml")).ahead
    on = [one.on for one in found.value]
    assert on == sorted(on)
    assert all(one > AS_OF for one in on)
    assert all(part.citations for part in parts(found))
    named = [(one.on.isoformat(), one.account, one.coming.name) for one in found.value]
    assert ("2026-01-19", "无牌网贷", "DUE") in named
    assert ("2026-01-20", "助贷平台贷款", "DUE") in named
    assert ("2026-02-05", "消费金融贷款", "RECORD") in named
    assert ("2029-03-01", "已结清的旧卡", "GONE") in named


def test_an_instalment_with_its_fee() -> None:
    """The amount of an instalment has the fee in it."""
    plan = {"minimum": None, "face": "8000", "instalment": "700", "instalments": 12, "paid_instalments": 8}
    one = account(**plan, formed_on=date(2025, 5, 1), fee_per_instalment="10.50", fees_on_prepay=FeesOnPrepay.WAIVED)
    (first, _) = said(ahead(one), "ahead")
    assert first.startswith("A: 2026-02-01: instalment 9 of 12, 710.50 yuan, falls due, if")


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        (date(2025, 4, 29), [date(2025, 4, 30), date(2026, 3, 31)]),
        (date(2026, 2, 28), [date(2026, 3, 31)]),
        (date(2026, 3, 31), []),
    ],
)
def test_due_days(as_of: date, expected: list[date]) -> None:
    """Counted from the day it was formed, not from month to month, so a short month moves no later one."""
    plan = {"minimum": None, "face": "8000", "instalment": "700", "instalments": 12, "paid_instalments": 0}
    found = ahead(account(**plan, formed_on=date(2025, 3, 31)), as_of=as_of)
    assert days(found, Coming.DUE) == expected


def test_all_at_once() -> None:
    """A note's due day, until it has come."""
    note = account(minimum=None, due_on=date(2026, 1, 16))
    assert days(ahead(note), Coming.DUE) == [date(2026, 1, 16)]
    assert days(ahead(note, as_of=date(2026, 1, 16)), Coming.DUE) == []


def test_record() -> None:
    """What the record will show, if the lender reports; a bank's classes are not told of others."""
    found = ahead(account(**LATE))
    assert days(found, Coming.RECORD)[:2] == [date(2026, 1, 31), date(2026, 2, 5)]
    assert "buckets-unpaid" in codes(found)
    bank = [render(one.why, "en") for one in found.value]
    other = [render(one.why, "en") for one in ahead(account(lender=Lender.SMALL_LOAN, **LATE)).value]
    assert any("commercial bank" in one for one in bank)
    assert not any("commercial bank" in one for one in other)
    assert days(ahead(account(**LATE, reported=False)), Coming.RECORD) == []


def test_gone() -> None:
    """A record of the past goes on its day, and not before."""
    old = account(state=State.SETTLED, balance=None, minimum=None, formed_on=date(2019, 1, 1), ended_on=AS_OF)
    assert days(ahead(old), Coming.GONE) == [date(2031, 1, 16)]
    assert days(ahead(old, as_of=date(2031, 1, 16)), Coming.GONE) == []


def test_limitation() -> None:
    """Limitation's last day by what is stated, with the word that the debt stays."""
    found = ahead(account(**LATE))
    assert days(found, Coming.LIMITATION) == [date(2028, 12, 6)]
    assert "A: 2028-12-06: limitation ends, if nothing starts it anew. The debt stays." in said(found, "ahead")
    assert days(ahead(account()), Coming.LIMITATION) == []


@pytest.mark.parametrize(("locale", "title"), [("en", "What lies ahead"), ("zh", "今后的日期")])
def test_in_the_text(locale: str, title: str) -> None:
    """It stands before the plans; where nothing lies ahead there is no such heading."""
    text = report.text(assess(Borrower.from_file(EXAMPLES / "borrower.toml")), locale)
    assert text.index(f"\n{title}\n") < text.index("2,853.11")
    none = assess(Borrower(accounts=[account()], monthly_budget="5000", as_of=AS_OF))
    assert title not in report.text(none, locale)
