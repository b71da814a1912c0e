"""An account to change one fact of, and what a finding says, shared by the tests of borrower."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from creditrules.borrower import Account
from creditrules.law import Lender
from creditrules.messages import render

if TYPE_CHECKING:
    from creditrules.findings import Finding, Notice, Step

FORMED = date(2024, 5, 1)


def account(**facts: object) -> Account:
    """Make a bank loan of 10,000 yuan at 12 %, but for what is said."""
    given: dict[str, Any] = {
        "name": "A",
        "lender": Lender.BANK,
        "formed_on": FORMED,
        "balance": "10000",
        "annual_rate": "12%",
        "minimum": "500",
        **facts,
    }
    return Account(**{name: value for name, value in given.items() if value is not None})


def parts(found: Finding[Any]) -> tuple[Step | Notice, ...]:
    """Return all that a finding says, steps first."""
    return (*found.steps, *found.notices)


def codes(found: Finding[Any]) -> list[str]:
    """Return the codes of what a finding says."""
    return [part.message.code for part in parts(found)]


def said(found: Finding[Any], code: str) -> list[str]:
    """Return the sentences of a code."""
    return [render(part.message, "en") for part in parts(found) if part.message.code == code]


def cited(found: Finding[Any], code: str) -> set[str]:
    """Return the articles behind the sentences of a code."""
    return {cite.id for part in parts(found) if part.message.code == code for cite in part.citations}
