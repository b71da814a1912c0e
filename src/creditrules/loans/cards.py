"""A personalised instalment plan for card debt (信用卡个性化分期还款).

Rule: art. 70 of the measures for the credit-card business of commercial banks (银监会令2011年第2号), since 2011-01-13.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import flag, instance
from creditrules.findings import Finding, Trail
from creditrules.loans.schedules import Schedule
from creditrules.messages import say
from creditrules.periods import add_years

if TYPE_CHECKING:
    from creditrules.law import Rulebook

_CITE = "card-measures-2011#70"


@frozen
class CardPlan:
    """How a plan for card debt stands to art. 70: each condition, and the last day such a plan may reach.

    ``conditions`` is whether all three are met: then the bank may agree on the plan; it need not.
    """

    beyond_means: bool
    willing: bool
    within_term: bool
    longest_until: date

    @property
    def conditions(self) -> bool:
        """Whether the debt is beyond the cardholder's means, the will to pay is there, and the term is not too long."""
        return self.beyond_means and self.willing and self.within_term


def card_plan(
    plan: Schedule, *, beyond_means: bool, willing: bool, rulebook: Rulebook | None = None
) -> Finding[CardPlan]:
    """Return how an agreed plan for card debt stands to art. 70 (个性化分期还款协议).

    It is for credit cards only, and says what bank and cardholder may agree on: nobody has a right to such a plan, and
    whether interest stops (停息) is for the agreement.

    Args:
        plan: the plan, as from `restructure`; its loan is drawn on the day of the agreement.
        beyond_means: whether the debt is more than the cardholder can pay.
        willing: whether the cardholder is still willing to pay.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: no plan, or a fact that is neither true nor false.
        NoDataError: agreed before 2011-01-13.

    >>> from datetime import date
    >>> from creditrules.loans import restructure
    >>> plan = restructure("30000", instalments=60, annual_rate="0", agreed_on=date(2026, 3, 1))
    >>> found = card_plan(plan, beyond_means=True, willing=True).value
    >>> found.conditions, found.longest_until.isoformat()
    (True, '2031-03-01')

    """
    trail = Trail(rulebook)
    agreed = instance(plan, Schedule, argument="plan")
    means, will = flag(beyond_means, argument="beyond_means"), flag(willing, argument="willing")
    start, end = agreed.loan.drawn_on, agreed.rows[-1].due_on
    years = trail.take(trail.rulebook.card_plan_years, start)
    until = add_years(start, years)
    _tell_term(trail, years, until, end)
    _tell_conditions(trail, means=means, will=will)
    return trail.finding(CardPlan(means, will, end <= until, until))


def _tell_term(trail: Trail, years: int, until: date, end: date) -> None:
    cites = trail.cite(_CITE)
    if end <= until:
        trail.step(
            say(
                "card-plan-within",
                "A personalised plan for card debt may run for %(years)s years, here to %(until)s: this one ends on "
                "%(end)s and is within that.",
                years=years,
                until=until,
                end=end,
            ),
            *cites,
        )
        return
    trail.step(
        say(
            "card-plan-too-long",
            "A personalised plan for card debt may run for %(years)s years, here to %(until)s: this one ends on "
            "%(end)s and is longer.",
            years=years,
            until=until,
            end=end,
        ),
        *cites,
    )


def _tell_conditions(trail: Trail, *, means: bool, will: bool) -> None:
    cites = trail.cite(_CITE)
    if means and will:
        text = say(
            "card-plan-open",
            "The debt is beyond the cardholder's means and the cardholder is still willing to pay: the bank may agree "
            "on such a plan.",
        )
    else:
        text = say(
            "card-plan-closed",
            "Such a plan is for a debt beyond the cardholder's means and a cardholder who is still willing to pay; as "
            "stated, not both are given.",
        )
    trail.step(text, *cites)
    trail.notice(
        say(
            "card-plan-no-right",
            "The article lets bank and cardholder agree, for credit cards only; it gives no right to a plan. Whether "
            "interest stops is what the agreement says.",
        ),
        *cites,
    )
    trail.notice(
        say(
            "card-plan-while",
            "The agreement must hold the cardholder's promise to apply to no bank for a card until the plan is paid. "
            "Once it is signed the bank stops collecting, unless the plan is broken.",
        ),
        *cites,
    )
