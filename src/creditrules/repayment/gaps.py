"""What a plan leaves out because a debt does not say it: told, never guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from creditrules.messages import Message, say

if TYPE_CHECKING:
    from creditrules.repayment.plans import Plan


def uncounted(found: Plan) -> tuple[Message, ...]:
    """Return a notice for each debt whose penalty interest or late fee a plan cannot count (未计入的费用).

    Only for a debt with a due that stays unpaid in some month: for others neither matters.
    """
    late = {due.debt for month in found.short for due in month.missed}
    notices: list[Message] = []
    for debt in found.debts:
        if debt.name in late and debt.penalty_multiple is None and debt.annual_rate:
            notices.append(
                say("plan-no-penalty", "No penalty interest is counted on %(debt)s: it does not say.", debt=debt.name)
            )
        if debt.name in late and debt.late_fee is None:
            notices.append(
                say("plan-no-late-fee", "No late fee is counted on %(debt)s: it does not say.", debt=debt.name)
            )
    return tuple(notices)
