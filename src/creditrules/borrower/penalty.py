"""The rate on the overdue parts of a debt (罚息利率), printed as a fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from creditrules.law import FINANCIAL, Product
from creditrules.messages import exactly, say
from creditrules.money import shortest

if TYPE_CHECKING:
    from fractions import Fraction

    from creditrules.borrower.entries import Account
    from creditrules.findings import Trail


def overdue_rate(trail: Trail, account: Account) -> Fraction | None:
    """Return the rate on overdue parts: a fact to know, never compared with a ceiling on the total."""
    if account.penalty_multiple is None or account.nominal is None:
        return None
    rate = account.nominal * account.penalty_multiple
    trail.step(
        say(
            "price-overdue",
            "On overdue parts the contract has %(multiple)s times its rate: %(rate)s.",
            multiple=str(shortest(account.penalty_multiple)),
            rate=exactly(rate),
        )
    )
    book = trail.rulebook
    ruled = account.lender in FINANCIAL and account.product is Product.LOAN
    if ruled and account.formed_on >= book.overdue_penalty_max.timeline.entries[0].since:
        trail.step(
            say(
                "price-overdue-range",
                "The central bank lets a lender agree on %(least)s to %(most)s times the contract rate for that.",
                least=str(shortest(trail.take(book.overdue_penalty_min, account.formed_on))),
                most=str(shortest(trail.take(book.overdue_penalty_max, account.formed_on))),
            ),
            *book.overdue_penalty_max.at(account.formed_on).citations,
        )
    return rate
