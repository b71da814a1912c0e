"""Deadlines of a payment order (支付令) and of an application to set an award aside (申请撤销仲裁裁决).

Civil Procedure Law, arts. 226 and 227 (222 and 223 before 2024-01-01): five days to take the application up, fifteen to
issue the order, fifteen for the debtor to pay or object in writing. Arbitration Law: six months from receiving the
award, three since 2026-03-01. The first day is left out, and a last day that is a rest day moves to the first after it.

>>> from datetime import date
>>> award_set_aside_deadline(date(2026, 3, 1)).value.ends_on
datetime.date(2026, 6, 1)
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.errors import InputError
from creditrules.findings import Finding, Trail
from creditrules.messages import Message, say
from creditrules.periods import add_days, add_months, calendar_day
from creditrules.proceedings.running import roll

if TYPE_CHECKING:
    from collections.abc import Callable

    from creditrules.law import Parameter, Rulebook


@frozen
class Deadline:
    """The last day of a period (期限届满日). ``may_roll``: a rest day may move it, and no calendar was given."""

    ends_on: date
    may_roll: bool


@frozen(kw_only=True)
class PaymentOrderClocks:
    """The deadlines of a payment order (督促程序的期限); None where the day that starts one was not given.

    ``acceptance``: the court says whether it takes the application up. ``issue``: it issues the order.
    ``objection``: the debtor pays or objects in writing.
    """

    acceptance: Deadline | None = None
    issue: Deadline | None = None
    objection: Deadline | None = None


def payment_order_deadline(
    received_on: date | None = None,
    *,
    applied_on: date | None = None,
    accepted_on: date | None = None,
    is_rest_day: Callable[[date], bool] | None = None,
    rulebook: Rulebook | None = None,
) -> Finding[PaymentOrderClocks]:
    """Return the deadlines of a payment order (支付令): that of each day given.

    Args:
        received_on: the day the debtor received the order; starts the debtor's fifteen days.
        applied_on: the day the creditor applied; starts the court's five days.
        accepted_on: the day the court took the application up; starts its fifteen days to issue the order.
        is_rest_day: whether a day is a statutory rest day; left out, an end is not moved, and a notice says so.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: no day given, or days out of order.
        NoDataError: a day before 2022-01-01.

    >>> from datetime import date
    >>> payment_order_deadline(date(2026, 3, 2)).value.objection
    Deadline(ends_on=datetime.date(2026, 3, 17), may_roll=True)

    """
    trail = Trail(rulebook)
    book = trail.rulebook
    days = {
        name: calendar_day(day, argument=name)
        for name, day in (("applied_on", applied_on), ("accepted_on", accepted_on), ("received_on", received_on))
        if day is not None
    }
    _ordered(days)
    found = PaymentOrderClocks(
        acceptance=_days(trail, book.payment_order_accept_days, applied_on, is_rest_day, _acceptance),
        issue=_days(trail, book.payment_order_issue_days, accepted_on, is_rest_day, _issue),
        objection=_days(trail, book.payment_order_object_days, received_on, is_rest_day, _objection),
    )
    if received_on is not None:
        trail.notice(
            say(
                "order-objection",
                "The objection is in writing. A valid one ends the order and the matter goes to suit, unless the "
                "applicant does not agree; without payment or objection the creditor may ask for enforcement.",
            ),
            *trail.cite(*_objections(trail, received_on)),
        )
    _rest_days(trail, is_rest_day)
    return trail.finding(found)


def _objections(trail: Trail, on: date) -> tuple[str, str]:
    """Return what rules an objection in the text of a day; between the two the numbers moved, not the words."""
    if on < trail.rulebook.library.instruments["civil-procedure-law-2023"].effective:
        return "civil-procedure-law-2021#223(3)", "civil-procedure-law-2021#224"
    return "civil-procedure-law-2023#227(3)", "civil-procedure-law-2023#228"


def award_set_aside_deadline(
    received_on: date, *, is_rest_day: Callable[[date], bool] | None = None, rulebook: Rulebook | None = None
) -> Finding[Deadline]:
    """Return the last day to ask a court to set an arbitral award aside (申请撤销仲裁裁决的期限).

    Args:
        received_on: the day the award was received.
        is_rest_day: whether a day is a statutory rest day; left out, the end is not moved, and a notice says so.
        rulebook: the law data; the bundled one when left out.

    Raises:
        NoDataError: received before 2018-01-01.

    """
    trail = Trail(rulebook)
    day = calendar_day(received_on, argument="received_on")
    parameter = trail.rulebook.award_set_aside_months
    months = int(trail.take(parameter, day))
    end = roll(add_months(day, months), is_rest_day)
    trail.step(
        say(
            "award-deadline",
            "The award was received on %(day)s, that day left out: %(months)s months, to %(end)s.",
            day=day,
            months=months,
            end=end,
        ),
        *parameter.at(day).citations,
        *trail.cite("civil-code#201(1)", "civil-code#202"),
    )
    for later in parameter.timeline.entries:
        if day < later.since <= end:
            trail.notice(
                say(
                    "award-seam",
                    "From %(since)s the law gives %(months)s months, and has no rule on awards received before. By the "
                    "text of the day of receipt the last day is %(end)s; counted by the new text it is %(early)s. The "
                    "earlier day is the safe one.",
                    since=later.since,
                    months=int(later.value),
                    end=end,
                    early=roll(add_months(day, int(later.value)), is_rest_day),
                ),
                *later.citations,
            )
    trail.notice(
        say(
            "award-grounds",
            "An award is set aside only in the cases that the law names, with evidence, by the intermediate court at "
            "the institution's place. In enforcement a court can also be asked to refuse it.",
        ),
        *trail.cite("arbitration-law-2025#71(1)", "civil-procedure-law-2023#248(2)"),
    )
    _rest_days(trail, is_rest_day)
    return trail.finding(Deadline(end, is_rest_day is None))


def _ordered(days: dict[str, date]) -> None:
    if not days:
        raise InputError("one of received_on, applied_on and accepted_on is needed")
    names = list(days)
    for earlier, later in pairwise(names):
        if days[later] < days[earlier]:
            raise InputError(
                "%(argument)s %(day)s lies before %(earlier)s %(start)s",
                argument=later,
                day=days[later],
                earlier=earlier,
                start=days[earlier],
            )


def _days(
    trail: Trail,
    parameter: Parameter[int],
    start: date | None,
    is_rest_day: Callable[[date], bool] | None,
    told: Callable[[date, int, date], Message],
) -> Deadline | None:
    if start is None:
        return None
    days = trail.take(parameter, start)
    end = roll(add_days(start, days), is_rest_day)
    trail.step(told(start, days, end), *parameter.at(start).citations, *trail.cite("civil-procedure-law-2023#85(2)"))
    return Deadline(end, is_rest_day is None)


def _acceptance(start: date, days: int, end: date) -> Message:
    return say(
        "order-acceptance",
        "Applied for on %(day)s, that day left out: within %(days)s days, by %(end)s, the court says whether it takes "
        "the application up.",
        day=start,
        days=days,
        end=end,
    )


def _issue(start: date, days: int, end: date) -> Message:
    return say(
        "order-issue",
        "Taken up on %(day)s, that day left out: within %(days)s days, by %(end)s, the court issues the order or "
        "refuses it.",
        day=start,
        days=days,
        end=end,
    )


def _objection(start: date, days: int, end: date) -> Message:
    return say(
        "order-deadline",
        "The debtor received the order on %(day)s, that day left out: within %(days)s days, by %(end)s, the debtor "
        "pays or objects in writing.",
        day=start,
        days=days,
        end=end,
    )


def _rest_days(trail: Trail, is_rest_day: object) -> None:
    if is_rest_day is None:
        trail.notice(
            say(
                "court-rest-day",
                "A last day that is a statutory rest day moves to the first day after it. No calendar was given, so no "
                "day was moved. What is posted before the period ends is in time.",
            ),
            *trail.cite("civil-procedure-law-2023#85(3)", "civil-procedure-law-2023#85(4)"),
        )
