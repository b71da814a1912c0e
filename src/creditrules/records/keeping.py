"""How long a bad credit record stays (不良信息保存期限).

Regulation on the Administration of Credit Reporting, art. 16(1), since 2013-03-15: five years from the day the adverse
act or event ended, then deletion. Counted as the Civil Code counts (arts. 201 and 202): the first day is left out, and
an absent day becomes the last of its month. No rest day shifts it.

>>> from datetime import date
>>> found = retention(ended_on=date(2024, 2, 29)).value
>>> found.kept_through, found.deletable_from
(datetime.date(2029, 2, 28), datetime.date(2029, 3, 1))
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import member
from creditrules.findings import Finding, Trail
from creditrules.messages import Message, say
from creditrules.periods import add_days, add_years, calendar_day, month_end
from creditrules.records.codes import month_of

if TYPE_CHECKING:
    from creditrules.law import Rulebook

RETENTION = "credit-reporting-regulation-2013#16(1)"
ADVERSE = "credit-reporting-regulation-2013#44"


class Ending(Enum):
    """What ended the adverse act or event (不良行为或者事件终止).

    An overdue debt ends when the arrears and the interest on them are cleared, not when the whole loan is settled. For
    the others no text and no explanation says what the end is; the answer then is an inference and says so.
    """

    CLEARED = "the arrears and the interest on them were cleared"
    BAD_DEBT = "a bad debt was paid in full and the lender took it off that status"
    GUARANTOR_REPAID = "what a guarantor or an insurer paid was repaid to it"
    ASSIGNEE_PAID = "the debt was assigned, and the assignee was paid"
    JUDGMENT = "what a judgment ordered was performed"
    ENFORCEMENT = "an enforcement ended"


class Bureau(Enum):
    """Who keeps the record (征信机构). A platform's own score is none of these: the five years are not about it."""

    CENTRAL = "the central bank's database"
    LICENSED = "a licensed bureau of personal credit"


class Authority(Enum):
    """What an answer about the end of a record rests on."""

    EXPLAINED = "the regulation, and the central bank's explanation of when an overdue debt ends"
    INFERRED = "the regulation, and an inference: nothing says when this ends"


class Precision(Enum):
    """How exact the day is from which the five years run."""

    DAY = "to the day"
    MONTH = "to the month: the last day of it is taken, so nothing goes too early"


@frozen
class Retention:
    """How long an adverse record is kept: the last day, and the first day it must be gone; None while it runs."""

    kept_through: date | None
    deletable_from: date | None
    authority: Authority = Authority.EXPLAINED
    precision: Precision = Precision.DAY


def retention(
    *,
    ended_on: date | str | None,
    ending: Ending = Ending.CLEARED,
    bureau: Bureau = Bureau.CENTRAL,
    rulebook: Rulebook | None = None,
) -> Finding[Retention]:
    """Return until when an adverse record is kept (保存至) and from when it must be deleted.

    Args:
        ended_on: the day the adverse event ended: arrears and interest cleared, not the whole loan settled; text such
            as ``"2024-01"`` where only the month is known; None while anything is unpaid, and then no clock runs.
        ending: what ended it; for others than arrears cleared a notice says that the end is an inference.
        bureau: who keeps the record.
        rulebook: the law data; the bundled one when left out.

    Raises:
        NoDataError: it ended before the regulation took effect.

    >>> retention(ended_on="2019-06").value.kept_through
    datetime.date(2024, 6, 30)

    """
    trail = Trail(rulebook)
    member(ending, Ending, argument="ending")
    member(bureau, Bureau, argument="bureau")
    return trail.finding(_retention(trail, ended_on, ending, bureau))


def _retention(
    trail: Trail, ended_on: date | str | None, ending: Ending = Ending.CLEARED, bureau: Bureau = Bureau.CENTRAL
) -> Retention:
    cite = trail.cite(RETENTION)
    authority = Authority.EXPLAINED if ending is Ending.CLEARED else Authority.INFERRED
    precision = Precision.MONTH if isinstance(ended_on, str) else Precision.DAY
    if ended_on is None:
        trail.step(say("retention-unpaid", "While anything overdue is unpaid the five years have not begun."), *cite)
        found = Retention(None, None, authority)
    else:
        day = (
            month_end(month_of(ended_on, argument="ended_on"))
            if isinstance(ended_on, str)
            else calendar_day(ended_on, argument="ended_on")
        )
        kept = _kept_through(trail, day)
        found = Retention(kept, add_days(kept, 1), authority, precision)
        trail.notice(
            say(
                "retention-precision",
                "The regulation names no day-level rule: the days follow the Civil Code's way of counting, and what a "
                "report shows also waits for the lender to report.",
            ),
            *cite,
        )
    if precision is Precision.MONTH:
        trail.notice(
            say(
                "retention-month",
                "Only the month of the end is known: its last day is taken, the latest that it can be.",
            )
        )
    if bureau is Bureau.LICENSED:
        trail.step(
            say("retention-licensed", "The five years bind every licensed bureau, and the central database alike."),
            *cite,
            *trail.cite("credit-reporting-regulation-2013#32"),
        )
    if ending in _WEAK:
        trail.notice(_WEAK[ending], *cite, *(trail.cite(ADVERSE) if ending in _BY_COURT else ()))
    return found


def _kept_through(trail: Trail, day: date) -> date:
    years = trail.take(trail.rulebook.adverse_retention, day)
    kept = add_years(day, years)
    trail.step(
        say(
            "retention",
            "The adverse event ended on %(ended)s. The record is kept %(years)s years, through %(kept)s, and must be "
            "deleted from %(gone)s.",
            ended=day,
            years=years,
            kept=kept,
            gone=add_days(kept, 1),
        ),
        *trail.cite(RETENTION),
        *trail.cite("civil-code#201(1)", "civil-code#202"),
    )
    return kept


_BY_COURT = frozenset({Ending.JUDGMENT, Ending.ENFORCEMENT})
_WEAK: dict[Ending, Message] = {
    Ending.BAD_DEBT: say(
        "retention-bad-debt",
        "An inference: a bad debt ends with full payment and the lender's taking it off that status, whichever is "
        "later. Ask the lender to report the change at once.",
    ),
    Ending.GUARANTOR_REPAID: say(
        "retention-guarantor",
        "An inference, not confirmed: once a guarantor or an insurer has paid, the debt to it is what is owed, and the "
        "record ends when that is cleared.",
    ),
    Ending.ASSIGNEE_PAID: say(
        "retention-assigned",
        "An inference, not confirmed: an assignment changes who is owed, not whether it is overdue, so the record ends "
        "when the assignee is paid. Have the payment confirmed in writing.",
    ),
    Ending.JUDGMENT: say(
        "retention-judgment",
        "A judgment that orders performance is adverse information too. That it ends with performance is an "
        "inference; the court's own list of dishonest debtors goes by its own rules.",
    ),
    Ending.ENFORCEMENT: say(
        "retention-enforcement",
        "An enforcement is adverse information too. That it ends when the enforcement does is an inference; the "
        "court's own list of dishonest debtors goes by its own rules.",
    ),
}
