"""Red flags: each with its rule, or marked as advice, and all of them private."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from borrowing import account, cited, codes, parts, said
from creditrules import report
from creditrules.borrower import Account, Borrower, Flag, RedFlag, State, assess
from creditrules.law import Lender

if TYPE_CHECKING:
    from creditrules.findings import Finding

AS_OF = date(2026, 1, 15)
NOTE: dict[str, Any] = {
    "minimum": None,
    "annual_rate": None,
    "face": "3000",
    "received": "2100",
    "formed_on": date(2026, 1, 1),
    "lender": Lender.UNLICENSED,
}


def flags(one: Account, as_of: date = AS_OF) -> Finding[tuple[Flag, ...]]:
    """Return the red flags of an account."""
    found = assess(Borrower(accounts=[one], monthly_budget="5000", as_of=as_of)).accounts[0].flags
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"paid_first": "99"}, [Flag(RedFlag.FEE_FIRST, rule=False)]),
        ({"repair_fee": "99"}, [Flag(RedFlag.REPAIR, rule=True)]),
        ({"data_taken": True}, [Flag(RedFlag.DATA, rule=True)]),
        ({"data_taken": True, "lender": Lender.PRIVATE}, [Flag(RedFlag.DATA, rule=False)]),
        ({"annual_rate": "24%"}, []),
        ({"annual_rate": "24.01%"}, [Flag(RedFlag.ABOVE_CEILING, rule=True)]),
        ({"annual_rate": "36%"}, [Flag(RedFlag.ABOVE_CEILING, rule=True)]),
        ({"annual_rate": "36.01%"}, [Flag(RedFlag.ABOVE_CEILING, rule=True), Flag(RedFlag.ABOVE_36, rule=False)]),
        ({"face": "10000", "received": "10000"}, []),
        ({"face": "10000", "received": "9999"}, [Flag(RedFlag.HELD_BACK, rule=True)]),
        (
            {"face": "10000", "received": "9000", "formed_on": date(1985, 5, 1)},
            [Flag(RedFlag.HELD_BACK, rule=False)],
        ),
    ],
)
def test_each(facts: dict[str, Any], expected: list[Flag]) -> None:
    """What brings which flag, and whether a rule stands behind it."""
    found = flags(account(**facts))
    assert list(found.value) == expected
    assert ("flags-private" in codes(found)) is bool(expected)
    assert codes(found).count("flag-advice") == sum(not one.rule for one in expected)


def test_a_loan_of_days() -> None:
    """Held back, for days, without a licence, above every line: each has its source."""
    found = flags(account(**NOTE, due_on=date(2026, 1, 15)))
    assert [one.kind for one in found.value] == [
        RedFlag.HELD_BACK,
        RedFlag.SHORT_TERM,
        RedFlag.UNLICENSED,
        RedFlag.ABOVE_CEILING,
        RedFlag.ABOVE_36,
    ]
    assert [one.kind for one in found.value if not one.rule] == [RedFlag.SHORT_TERM]
    assert [part.message.code for part in parts(found) if not part.citations] == ["flag-advice"]
    assert cited(found, "flag-held-back") == {"civil-code#670"}
    assert said(found, "flag-advice") == [
        (
            "It fell due after 14 day(s): the market calls loans of up to 14 days at a very high price 714 loans. "
            "This is advice, not a rule."
        )
    ]
    assert cited(found, "flags-private") == {"civil-code#1024"}


def test_a_longer_one() -> None:
    """A day more is no such term, and before the word there was none."""
    longer = flags(account(**NOTE, due_on=date(2026, 1, 16)))
    assert RedFlag.SHORT_TERM not in [one.kind for one in longer.value]
    before = flags(account(**{**NOTE, "formed_on": date(2019, 3, 14)}, due_on=date(2019, 3, 21)))
    assert RedFlag.SHORT_TERM not in [one.kind for one in before.value]
    assert Flag(RedFlag.ABOVE_36, rule=False) in before.value


def test_before_the_rules() -> None:
    """Before a text was in force what it says is advice."""
    one = account(lender=Lender.UNLICENSED, formed_on=date(2012, 1, 1), repair_fee="5", data_taken=True)
    found = flags(one, date(2013, 3, 14))
    assert {flag.kind for flag in found.value if not flag.rule} >= {RedFlag.UNLICENSED, RedFlag.REPAIR, RedFlag.DATA}


def test_none_for_settled() -> None:
    """Of a settled account none is told."""
    one = account(state=State.SETTLED, balance=None, minimum=None, data_taken=True)
    assert assess(Borrower(accounts=[one], as_of=AS_OF)).accounts[0].flags is None


@pytest.mark.parametrize(
    ("locale", "title"),
    [("en", "Red flags (for you, not for publication)"), ("zh", "风险信号（仅供本人参考，请勿公开）")],
)
def test_in_the_text(locale: str, title: str) -> None:
    """The heading says that they are private; without one there is no heading."""
    for facts, shown in (({"data_taken": True}, True), ({}, False)):
        found = assess(Borrower(accounts=[account(**facts)], monthly_budget="5000", as_of=AS_OF))
        assert (title in report.text(found, locale)) is shown
