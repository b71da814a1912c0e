"""What a person may ask a lender for, and on what ground (协商依据); nothing where limitation may have run.

Nobody has a right to a plan: before the due day an extension needs the lender's consent (Civil Code 678), a card's plan
is for bank and cardholder to agree on (art. 70 of the measures of 2011); for an overdue loan there is only agreement.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from creditrules.borrower.guard import instead
from creditrules.borrower.relief import late_since
from creditrules.law import FINANCIAL, Product
from creditrules.messages import say

if TYPE_CHECKING:
    from datetime import date

    from creditrules.borrower.entries import Account
    from creditrules.borrower.guard import Guard
    from creditrules.findings import Finding, Trail

_CARDS = frozenset({Product.CARD, Product.CARD_INSTALMENT})
_EXTENSION, _PLAN = "civil-code#678", "card-measures-2011#70"


class Ask(Enum):
    """What may be asked for (可协商事项)."""

    EXTENSION = "more time, asked before the due day"
    CARD_PLAN = "a personal instalment plan for a card"
    AGREEMENT = "an agreement, on no ground but the lender's consent"


def ask_of(trail: Trail, account: Account, guard: Guard, as_of: date) -> Finding[tuple[Ask, ...]]:
    """Return what may be asked of a lender; where limitation may have run, what a call can cost in its place."""
    if guard.held:
        return instead(trail, as_of).part(())
    found: list[Ask] = []
    late = late_since(account, as_of) is not None
    if account.product in _CARDS and account.lender in FINANCIAL and as_of >= trail.cite(_PLAN)[0].since:
        years = trail.take(trail.rulebook.card_plan_years, as_of)
        trail.step(
            say(
                "ask-card",
                "If the card debt is beyond your means and you are willing to pay, you may ask the bank for a personal "
                "instalment plan of at most %(years)s years. The bank may agree; it need not.",
                years=years,
            ),
            *trail.cite(_PLAN),
        )
        found.append(Ask.CARD_PLAN)
    if not late and account.product not in _CARDS:
        trail.step(
            say(
                "ask-extension",
                "More time can be asked for before the due day; it needs the lender's consent. Ask in writing.",
            ),
            *trail.cite(_EXTENSION),
        )
        found.append(Ask.EXTENSION)
    elif account.product not in _CARDS:
        trail.step(
            say(
                "ask-agreement",
                "It is overdue: no rule gives a right to instalments, more time or a smaller sum. There is only what "
                "the lender agrees to; have that in writing before you pay by it.",
            ),
            *trail.cite(_EXTENSION),
        )
        found.append(Ask.AGREEMENT)
    return trail.part(tuple(found))
