"""Fees that a guarantor, an insurer or a platform takes beside a licensed lender: what some courts make of them.

The opinion of 2017 speaks of what the lender claims. Some courts count the fees of others with it, and some have held
such a loan to four times the LPR although the private-lending provisions leave its lender out. No text says either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from creditrules.law import Cost
from creditrules.limits.ceiling_lines import outside
from creditrules.limits.model import CLAIMED, Basis, Case, Ceiling, Covers, Effect, PaidExcess
from creditrules.messages import Rate, say

if TYPE_CHECKING:
    from datetime import date

    from creditrules.findings import Trail

_EVERYTHING = (*CLAIMED, Cost.GUARANTEE, Cost.SERVICE)


def with_fees(trail: Trail, case: Case, total: Ceiling, as_of: date) -> list[Ceiling]:
    """Return the readings that count all costs: the yearly total, and for loans since 2020-08-20 four times the LPR."""
    found = [total_of_all(trail, total)]
    if case.formed_on >= trail.rulebook.private_lending_multiple.timeline.entries[0].since:
        found.append(_four_times(trail, case, as_of))
    return found


def total_of_all(trail: Trail, total: Ceiling) -> Ceiling:
    """Return the yearly total as it is where fees of others count with the lender's claims."""
    trail.notice(
        say(
            "third-party-fees",
            "The opinion speaks of what the lender claims. Whether fees that a guarantor, an insurer or a platform "
            "takes count with it is open: that all compulsory costs together are to stay within %(rate)s is the "
            "practice of some courts.",
            rate=Rate(total.rate),
        ),
        *total.citations,
    )
    return evolve(
        total,
        id="financial-total-all-in",
        covers=Covers.ALL_COMPULSORY,
        basis=Basis.BY_PRACTICE,
        paid_excess=PaidExcess.OPEN,
        counts=_EVERYTHING,
    )


def _four_times(trail: Trail, case: Case, as_of: date) -> Ceiling:
    book = trail.rulebook
    multiple = trail.take(book.private_lending_multiple, as_of)
    lpr = trail.take(book.lpr, case.formed_on).one_year
    citations = (
        *book.private_lending_multiple.at(as_of).citations,
        *outside(trail, case.lender, as_of),
        *book.lpr.at(case.formed_on).citations,
    )
    trail.notice(
        say(
            "third-party-fees-lpr",
            "The provisions leave a %(lender)s out, yet some courts have held all costs of a loan with fees of others "
            "to %(multiple)s times the one-year LPR of the day it was formed (%(lpr)s), that is %(rate)s: a second "
            "reading, and the practice of those courts only.",
            lender=case.lender,
            multiple=str(multiple),
            lpr=Rate(lpr),
            rate=Rate(multiple * lpr),
        ),
        *citations,
    )
    return Ceiling(
        id="private-lending-lpr-all-in",
        rate=multiple * lpr,
        effect=Effect.UNENFORCEABLE,
        covers=Covers.ALL_COMPULSORY,
        basis=Basis.BY_PRACTICE,
        paid_excess=PaidExcess.OPEN,
        counts=_EVERYTHING,
        in_force=(case.formed_on, None),
        citations=citations,
    )
