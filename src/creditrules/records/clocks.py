"""By when a person must be answered, and what a report shows until when (异议、投诉、查询的期限).

Regulation on the Administration of Credit Reporting, art. 17, 25 and 26. All its days are calendar days.

>>> from datetime import date
>>> dispute_due(received_on=date(2026, 8, 3)).value, complaint_due(accepted_on=date(2026, 8, 3)).value
(datetime.date(2026, 8, 23), datetime.date(2026, 9, 2))
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import members
from creditrules.errors import NotInForceError
from creditrules.findings import Finding, Trail
from creditrules.messages import Money, say
from creditrules.money import Number, owed_fen
from creditrules.periods import add_days, add_years, calendar_day, not_before, whole
from creditrules.records.codes import PRACTICE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.law import Rulebook

REGULATION = "credit-reporting-regulation-2013"
_MOST_GRACE = 31


def dispute_due(*, received_on: date, rulebook: Rulebook | None = None) -> Finding[date]:
    """Return the last day for the written answer to an objection (异议答复期限): 20 days from its receipt.

    Args:
        received_on: the day on which the bureau or the lender received the objection.
        rulebook: the law data; the bundled one when left out.

    Raises:
        NoDataError: a day before the regulation.

    """
    trail = Trail(rulebook)
    day = calendar_day(received_on, argument="received_on")
    due = add_days(day, trail.take(trail.rulebook.dispute_days, day))
    trail.step(
        say(
            "dispute-due",
            "Received on %(received)s, the objection is to be looked into and answered in writing by %(due)s: plain "
            "days, not working days.",
            received=day,
            due=due,
        ),
        *trail.cite(f"{REGULATION}#25(2)"),
    )
    return trail.finding(due)


def complaint_due(*, accepted_on: date, rulebook: Rulebook | None = None) -> Finding[date]:
    """Return the last day for the written answer to a complaint (投诉答复期限): 30 days from its acceptance.

    Args:
        accepted_on: the day on which the branch of the central bank accepted the complaint (受理).
        rulebook: the law data; the bundled one when left out.

    Raises:
        NoDataError: a day before the regulation.

    """
    trail = Trail(rulebook)
    day = calendar_day(accepted_on, argument="accepted_on")
    due = add_days(day, trail.take(trail.rulebook.complaint_days, day))
    trail.step(
        say(
            "complaint-due",
            "Accepted on %(accepted)s, the complaint is to be answered in writing by %(due)s: the days run from the "
            "acceptance, not from the sending.",
            accepted=day,
            due=due,
        ),
        *trail.cite(f"{REGULATION}#26(2)"),
    )
    trail.notice(
        say("complaint-or-suit", "A suit does not have to wait for the complaint."), *trail.cite(f"{REGULATION}#26(3)")
    )
    return trail.finding(due)


def inquiry_shown_until(*, inquired_on: date, rulebook: Rulebook | None = None) -> Finding[date]:
    """Return until when a report shows that someone asked for it (查询记录): two years, by practice.

    Args:
        inquired_on: the day of the inquiry.
        rulebook: the law data; the bundled one when left out.

    Raises:
        NoDataError: a day before the second-generation report.

    """
    trail = Trail(rulebook)
    day = calendar_day(inquired_on, argument="inquired_on")
    until = add_years(day, trail.take(trail.rulebook.inquiry_shown_years, day))
    cite = trail.cite(PRACTICE)
    trail.step(
        say("inquiry-shown", "A report shows the inquiry of %(day)s through %(until)s.", day=day, until=until), *cite
    )
    trail.notice(
        say("inquiry-practice", "No article sets how long an inquiry is shown: this is how reports are made."), *cite
    )
    return trail.finding(until)


@frozen
class FreeReports:
    """Free reports left on a day, by the calendar year and by the last twelve months, and those added for a time."""

    left_in_calendar_year: int
    left_in_twelve_months: int
    added: int


def free_reports(taken_on: Iterable[date], *, on: date, rulebook: Rulebook | None = None) -> Finding[FreeReports]:
    """Return how many free reports on oneself are left (免费查询本人信用报告): two a year.

    The regulation does not say which year it means, so both ways of counting are given.

    Args:
        taken_on: the days of the free reports already had, those beside the two a year left out.
        on: the day asked about.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: a report taken after that day.
        NoDataError: a day before the regulation.

    >>> from datetime import date
    >>> free_reports([date(2025, 10, 1), date(2026, 2, 1)], on=date(2026, 8, 1)).value
    FreeReports(left_in_calendar_year=1, left_in_twelve_months=0, added=0)

    """
    trail = Trail(rulebook)
    day = calendar_day(on, argument="on")
    taken = members(taken_on, argument="taken_on")
    for place, one in enumerate(taken):
        name = f"taken_on[{place}]"
        not_before(day, calendar_day(one, argument=name), argument="on", other=name)
    yearly = int(trail.take(trail.rulebook.free_reports_yearly, day))
    found = FreeReports(
        max(0, yearly - sum(one.year == day.year for one in taken)),
        max(0, yearly - sum(one > add_years(day, -1) for one in taken)),
        _added_reports(trail, day),
    )
    trail.step(
        say(
            "free-reports",
            "Of %(yearly)s free reports a year there are left: %(calendar)s by the calendar year, %(rolling)s by the "
            "last twelve months.",
            yearly=yearly,
            calendar=found.left_in_calendar_year,
            rolling=found.left_in_twelve_months,
        ),
        *trail.cite(f"{REGULATION}#17"),
    )
    if found.added:
        trail.step(
            say("free-reports-added", "%(count)s more are free at the counter for the time being.", count=found.added),
            *trail.cite("pboc-credit-relief-2025"),
        )
    trail.notice(
        say("free-reports-year", "The regulation says twice a year, and not which year."),
        *trail.cite(f"{REGULATION}#17"),
    )
    return trail.finding(found)


def _added_reports(trail: Trail, on: date) -> int:
    parameter = trail.rulebook.relief_free_reports
    if on < parameter.timeline.entries[0].since:
        return 0
    try:
        return int(trail.take(parameter, on))
    except NotInForceError:
        return 0


@frozen
class Grace:
    """What a card's grace does: through which day paying counts as on time, and whether the rest counts as nothing."""

    pay_by: date
    paid_in_full: bool


def card_grace(
    *, due_on: date, days: int, unpaid: Number = 0, tolerance: Number = 0, rulebook: Rulebook | None = None
) -> Finding[Grace]:
    """Apply the grace that a bank gives on a card (容时、容差): days to pay late, and an amount that may stay unpaid.

    No law gives any, and banks differ, so both are arguments: take them from the card's own terms.

    Args:
        due_on: the due day.
        days: the days of grace of this bank, from 0.
        unpaid: what of the bill was not paid, in yuan.
        tolerance: up to how much unpaid this bank takes a bill for paid in full, in yuan.
        rulebook: the law data; the bundled one when left out.

    >>> from datetime import date
    >>> card_grace(due_on=date(2020, 7, 2), days=3, unpaid="10", tolerance="10").value
    Grace(pay_by=datetime.date(2020, 7, 5), paid_in_full=True)

    """
    trail = Trail(rulebook)
    day = add_days(calendar_day(due_on, argument="due_on"), whole(days, argument="days", least=0, most=_MOST_GRACE))
    rest, most = owed_fen(unpaid, argument="unpaid"), owed_fen(tolerance, argument="tolerance")
    found = Grace(day, rest <= most)
    trail.step(
        say("grace-days", "By the terms stated, paying by %(day)s counts as on time.", day=day),
        *trail.cite("bank-card-convention-2013"),
    )
    if rest:
        trail.step(
            say(
                "grace-rest",
                "%(rest)s yuan unpaid count as nothing: the bill is taken for paid in full.",
                rest=Money(rest),
            )
            if found.paid_in_full
            else say(
                "grace-no-rest",
                "%(rest)s yuan unpaid are above the %(most)s that this bank leaves: the bill is not paid in full.",
                rest=Money(rest),
                most=Money(most),
            ),
            *trail.cite("bank-card-convention-2013"),
        )
    trail.notice(
        say(
            "grace-no-law",
            "No law gives a grace period. For cards a convention of the banking association asks its members for one; "
            "its text was not read. A loan has what its contract says, which is often nothing.",
        ),
        *trail.cite("bank-card-convention-2013"),
    )
    return trail.finding(found)
