"""Where interest runs on without the money, or stands still without a payment (Civil Code, since 2021-01-01).

671(2): a borrower that draws late pays interest as agreed. The article is often cited for a ceiling and sets none.
589(2): no interest runs while a creditor refuses, without good cause, what is tendered as agreed.

>>> from datetime import date
>>> late_drawdown(
...     "100000",
...     annual_rate="3.65%",
...     agreed_on=date(2026, 3, 2),
...     drawn_on=date(2026, 3, 12),
...     day_count=DayCount.ACT_365,
...     counting=Counting.HEAD_ONLY,
... ).value
Decimal('100.00')
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import flag, instance, member
from creditrules.findings import Finding, Trail
from creditrules.limits.damages import in_order, sets_no_ceiling, under_the_code
from creditrules.messages import Money, exactly, say
from creditrules.money import Number, Rounding, from_fen, positive_fen
from creditrules.money import rate as rate_of
from creditrules.periods import Counting, DayCount, add_days, calendar_day, interest_days

if TYPE_CHECKING:
    from decimal import Decimal

    from creditrules.law import Rulebook


@frozen(kw_only=True)
class InterestFree:
    """A span of days without interest (停止计息期间): ``first_day`` and ``last_day`` are both in it."""

    first_day: date
    last_day: date
    days: int


def late_drawdown(
    principal: Number,
    *,
    annual_rate: Number,
    agreed_on: date,
    drawn_on: date,
    day_count: DayCount,
    counting: Counting,
    rounding: Rounding = Rounding(),
    rulebook: Rulebook | None = None,
) -> Finding[Decimal]:
    """Return the interest (yuan) for the days on which a borrower had not yet drawn what was agreed (未按约定提款).

    Args:
        principal: the sum that was to be drawn and was not, yuan.
        annual_rate: the contract rate a year.
        agreed_on: the day on which it was to be drawn; interest runs from then.
        drawn_on: the day on which it was, or up to which is asked.
        day_count: how the days become a part of a year (计息基础).
        counting: which of the two ends bears interest (计息天数).
        rounding: how the lender rounds; half up to the fen unless said otherwise.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: an amount or rate out of bounds; ``drawn_on`` before ``agreed_on``; WHOLE_MONTHS with odd days.
        NoDataError: to be drawn before 2021-01-01.

    """
    trail = Trail(rulebook)
    fen, rate = positive_fen(principal, argument="principal"), rate_of(annual_rate)
    in_order(drawn_on, "drawn_on", agreed_on, "agreed_on")
    under_the_code(trail, agreed_on)
    years, ends = member(day_count, DayCount, argument="day_count"), member(counting, Counting, argument="counting")
    days = interest_days(agreed_on, drawn_on, ends)
    exact = fen * rate * years.years(agreed_on, add_days(agreed_on, days))
    interest = instance(rounding, Rounding, argument="rounding").fen(exact)
    trail.step(
        say(
            "drawn-late",
            "%(principal)s yuan were to be drawn on %(agreed)s. A borrower that does not draw as agreed pays interest "
            "all the same, from that day: to %(drawn)s at %(rate)s a year, %(days)s day(s), %(interest)s yuan. Day "
            "count: %(day_count)s. Ends: %(counting)s.",
            principal=Money(fen),
            agreed=agreed_on,
            drawn=drawn_on,
            rate=exactly(rate),
            days=days,
            interest=Money(interest),
            day_count=years,
            counting=ends,
        ),
        *trail.cite("civil-code#671(2)"),
    )
    trail.notice(
        say(
            "drawn-lender-fault",
            "That is so where the money was there to be drawn as agreed. Where the lender paid out late, the default "
            "is the lender's, and the other paragraph applies.",
        ),
        *trail.cite("civil-code#671(1)", "civil-code#671(2)"),
    )
    sets_no_ceiling(trail)
    return trail.finding(from_fen(interest))


def refused_tender(
    *,
    due_on: date,
    refused_on: date,
    ended_on: date,
    as_agreed: bool,
    good_cause: bool,
    counting: Counting,
    rulebook: Rulebook | None = None,
) -> Finding[InterestFree | None]:
    """Return the days without interest while a creditor refuses what is tendered (受领迟延期间停止计息).

    Only for a due debt, tendered as agreed, and refused without good cause; otherwise None, and a step says why. The
    interest is then that of a payment on the day of refusal.

    Args:
        due_on: the day on which the debt was due.
        refused_on: the day on which the creditor refused the tender.
        ended_on: the day on which it took the payment, or was ready to.
        as_agreed: whether the tender was as agreed: the sum, the day and the way.
        good_cause: whether the creditor had good cause to refuse.
        counting: whether a day of payment bears interest itself (两头都算); then the span begins a day later.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: ``ended_on`` before ``refused_on``.
        NoDataError: refused before 2021-01-01.

    >>> from datetime import date
    >>> refused_tender(
    ...     due_on=date(2026, 3, 2),
    ...     refused_on=date(2026, 3, 2),
    ...     ended_on=date(2026, 3, 12),
    ...     as_agreed=True,
    ...     good_cause=False,
    ...     counting=Counting.HEAD_ONLY,
    ... ).value.days
    10

    """
    trail = Trail(rulebook)
    due, day = calendar_day(due_on, argument="due_on"), calendar_day(refused_on, argument="refused_on")
    end = in_order(ended_on, "ended_on", day, "refused_on")
    tendered, cause = flag(as_agreed, argument="as_agreed"), flag(good_cause, argument="good_cause")
    ends = member(counting, Counting, argument="counting")
    under_the_code(trail, day)
    found = None
    if day < due:
        trail.step(
            say(
                "refused-early",
                "Refused on %(day)s, before the debt was due on %(due)s: a creditor may refuse early performance "
                "unless it does it no harm. Interest goes on.",
                day=day,
                due=due,
            ),
            *trail.cite("civil-code#530(1)", "civil-code#589(1)"),
        )
    elif cause or not tendered:
        trail.step(
            say(
                "refused-rightly",
                "Interest stops only where what was tendered was as agreed and the refusal had no good cause. By the "
                "facts given that is not so here: interest goes on.",
            ),
            *trail.cite("civil-code#589(1)"),
        )
    else:
        found = _span(trail, day, end, ends)
    trail.notice(
        say(
            "refused-proof",
            "The debtor shows the tender and the refusal: the sum, the day, the way, and what the creditor answered. "
            "That an App closed the way to pay is by itself no proof; another way that the contract names may have "
            "been open.",
        ),
        *trail.cite("civil-code#589(1)"),
    )
    trail.notice(
        say(
            "refused-still-owed",
            "What is owed stays owed. A debtor who can hardly perform because of the refusal may deposit it (提存), "
            "and may claim the extra cost of it.",
        ),
        *trail.cite("civil-code#570", "civil-code#589(1)"),
    )
    return trail.finding(found)


def _span(trail: Trail, day: date, end: date, ends: Counting) -> InterestFree | None:
    days = interest_days(day, end, Counting.HEAD_ONLY)
    if not days:
        trail.step(
            say("refused-same-day", "The refusal ended on the day it began: no day is without interest."),
            *trail.cite("civil-code#589(2)"),
        )
        return None
    first = add_days(day, 1) if ends is Counting.BOTH_ENDS else day
    found = InterestFree(first_day=first, last_day=add_days(first, days - 1), days=days)
    trail.step(
        say(
            "refused-span",
            "By the facts given, the tender of %(day)s was as agreed and refused without good cause. The debtor pays "
            "no interest while the creditor is late in accepting: from %(first)s to %(last)s, both included, %(days)s "
            "day(s).",
            day=day,
            first=found.first_day,
            last=found.last_day,
            days=days,
        ),
        *trail.cite("civil-code#589(2)"),
    )
    return found
