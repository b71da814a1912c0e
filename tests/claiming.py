"""A loan of 36,500 for the tests of claims: one yuan a day for each per cent a year, over 365 days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from creditrules.claims import Account, Advance, Agreement, Bucket, Claim, Payment, claim
from creditrules.law import Lender
from creditrules.periods import Counting, DayCount

if TYPE_CHECKING:
    from creditrules.findings import Finding

LENT = 36_500
START, DUE = date(2021, 1, 1), date(2022, 1, 1)
"""A year of 365 days; the LPR was 3.85 % on the first, so that 15.4 % are protected."""


def note(formed_on: date = START, rate: object = "10%", lender: object = Lender.PRIVATE, **terms: object) -> Agreement:
    """Return an agreement, by default actual days over 365, head-only."""
    facts: dict[str, Any] = {"formed_on": formed_on, "annual_rate": rate, "lender": lender}
    facts |= {"day_count": DayCount.ACT_365, "counting": Counting.HEAD_ONLY}
    return Agreement(**(facts | terms))


def found(
    agreement: Agreement, *payments: Payment, as_of: date, lent: list[Advance] | None = None, **facts: object
) -> Finding[Claim]:
    """Return the finding of a claim, by default on 36,500 lent on the day of the contract."""
    rest: dict[str, Any] = dict(facts)
    return claim(agreement, lent or [Advance(agreement.formed_on, LENT, LENT)], payments, as_of=as_of, **rest)


def owed(agreement: Agreement, *payments: Payment, as_of: date, **facts: object) -> Claim:
    """Return the claim."""
    rest: dict[str, Any] = dict(facts)
    return found(agreement, *payments, as_of=as_of, **rest).value


def yuan(*parts: tuple[object, int]) -> Decimal:
    """Return per cent × days, summed and rounded half up to the fen: what 36,500 bear."""
    total = sum((Fraction(str(percent)) * days for percent, days in parts), Fraction(0))
    return Decimal(int(total * 100 + Fraction(1, 2))) / 100


def account(claimed: Claim, bucket: Bucket) -> Account | None:
    """Return one account, None where nothing happened in it."""
    return next((one for one in claimed.accounts if one.bucket is bucket), None)


def codes(made: Finding[Claim]) -> set[str]:
    """Return what the notices of a finding are."""
    return {notice.message.code for notice in made.notices}


def cents(value: Fraction) -> Decimal:
    """Round half up to the fen."""
    return Decimal(int(value * 100 + Fraction(1, 2))) / 100
