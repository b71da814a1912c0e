"""Plans side by side: what each costs more than the cheapest, which account it closes first, and why."""

from __future__ import annotations

from decimal import Decimal

from attrs import frozen

from creditrules.errors import InputError
from creditrules.messages import CHINESE, Message, Money, render, say
from creditrules.money import from_fen, to_fen
from creditrules.repayment.plans import PayOff, Placed, Plan


@frozen(kw_only=True)
class Compared:
    """A plan beside the others.

    ``dearer_by`` (yuan) and ``later_by`` (months) are measured against the cheapest plan that pays everything off;
    both are None where this plan, or every plan, does not. ``first`` is the debt that comes first in it, with the
    reason; ``first_closed`` the first account that it closes. ``months_reported_late`` is as in `Plan`.
    """

    plan: Plan
    dearer_by: Decimal | None
    later_by: int | None
    first: Placed
    first_closed: PayOff | None
    months_reported_late: int | None
    summary: Message


@frozen(kw_only=True)
class Comparison:
    """Plans for the same debts, budget and start, in the order given; ``cheapest`` is None if none pays off."""

    entries: tuple[Compared, ...]
    cheapest: Plan | None

    def to_records(self, locale: str = CHINESE) -> list[dict[str, object]]:
        """Return one table row for each plan: what it costs, how long it takes, and its price against the cheapest.

        Raises:
            InputError: a language the library does not speak.

        """
        return [_record(one, locale) for one in self.entries]


def _record(entry: Compared, locale: str) -> dict[str, object]:
    found, closed = entry.plan, entry.first_closed
    return {
        "strategy": render(found.title, locale),
        "status": found.status,
        "months": found.months,
        "interest": found.total_interest,
        "fees": found.total_fees,
        "dearer_by": entry.dearer_by,
        "later_by": entry.later_by,
        "first_closed": None if closed is None else closed.debt,
        "first_closed_month": None if closed is None else closed.month,
        "months_reported_late": entry.months_reported_late,
    }


def compare(*plans: Plan) -> Comparison:
    """Put plans for the same debts, budget and start side by side.

    The cheapest is that with the least interest and fees; of equals the sooner, then the one given first.

    Raises:
        InputError: no plan, or plans that start from different facts.

    """
    if not plans:
        raise InputError("%(argument)s may not be empty", argument="plans")
    if any(_facts(one) != _facts(plans[0]) for one in plans):
        raise InputError("plans can be compared only if they have the same debts, budget and start")
    paid_off = [one for one in plans if one.payoff_on is not None]
    cheapest = min(paid_off, key=lambda one: (to_fen(one.total_cost), one.months), default=None)
    return Comparison(entries=tuple(_compared(one, cheapest) for one in plans), cheapest=cheapest)


def _facts(found: Plan) -> tuple[object, ...]:
    return frozenset(found.debts), found.budget, found.start


def _compared(found: Plan, cheapest: Plan | None) -> Compared:
    first = found.order[0]
    closed = found.payoffs[0] if found.payoffs else None
    if cheapest is None or found.payoff_on is None:
        summary = say(
            "compare-unpaid",
            "%(title)s does not pay everything off (%(status)s). First in line: %(debt)s, %(why)s.",
            title=found.title,
            status=found.status,
            debt=first.debt,
            why=first.why,
        )
        return Compared(
            plan=found,
            dearer_by=None,
            later_by=None,
            first=first,
            first_closed=closed,
            months_reported_late=found.months_reported_late,
            summary=summary,
        )
    dearer = to_fen(found.total_cost) - to_fen(cheapest.total_cost)
    summary = say(
        "compare-paid",
        "%(title)s: %(cost)s yuan of interest and fees (%(dearer)s). First in line: %(debt)s, %(why)s. First account "
        "closed: %(closed)s, in month %(month)s.",
        title=found.title,
        cost=Money(to_fen(found.total_cost)),
        dearer=say("compare-dearer", "%(more)s more than the cheapest of these", more=Money(dearer))
        if dearer
        else say("compare-cheapest", "none of these costs less"),
        debt=first.debt,
        why=first.why,
        closed=found.payoffs[0].debt,
        month=found.payoffs[0].month,
    )
    return Compared(
        plan=found,
        dearer_by=from_fen(dearer),
        later_by=found.months - cheapest.months,
        first=first,
        first_closed=closed,
        months_reported_late=found.months_reported_late,
        summary=summary,
    )
