"""How late is how bad (逾期档位): the report's codes, the M-levels of collectors, and the five classes of banks.

Three scales that look alike. The codes 1 to 7 and the M-levels are usage; the five classes (五级分类) are a
departmental rule about the bank's own books, and no text puts them into a bureau's deletion.

>>> from datetime import date
>>> [overdue_status(days) for days in (30, 31)], m_level(31).value, risk_class(91, on=date(2026, 9, 1)).value.name
(['1', '2'], 'M2', 'SUBSTANDARD')
"""

from __future__ import annotations

from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from creditrules.checks import members
from creditrules.errors import InputError
from creditrules.findings import Finding, Trail
from creditrules.law import Parameter, Rulebook, bundled
from creditrules.messages import say
from creditrules.periods import calendar_day, not_before, whole
from creditrules.records.codes import NORMAL, WORST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_MOST_DAYS = 100_000


def overdue_status(days: int, *, rulebook: Rulebook | None = None) -> str:
    """Return the status code of a credit report for so many days overdue (逾期状态): ``N``, then ``1`` to ``7``.

    1 is 1 to 30 days, 2 is 31 to 60, and so on; 7 is more than 180. The code table is that of the second-generation
    report as lenders and readers use it; the official table was not read.

    Args:
        days: days since the due day (as_of − due_on), 0 or more.
        rulebook: the law data; the bundled one when left out.

    >>> overdue_status(0), overdue_status(30), overdue_status(31), overdue_status(181)
    ('N', '1', '2', '7')

    """
    book = rulebook or bundled()
    level = _level(days, book.overdue_status_band)
    return str(level) if level else NORMAL


def _level(days: int, band: Parameter[int]) -> int:
    late = whole(days, argument="days", least=0, most=_MOST_DAYS)
    return min(WORST, (late - 1) // band.timeline.entries[-1].value + 1) if late else 0


def m_level(days: int, *, rulebook: Rulebook | None = None) -> Finding[str]:
    """Return the M-level of so many days overdue, by days: ``M0``, ``M1`` for 1 to 30 days, to ``M7`` above 180.

    This is the usual reading of a word that no law defines; `m_level_by_statements` is the other.

    Args:
        days: days since the due day, 0 or more.
        rulebook: the law data; the bundled one when left out.

    >>> [m_level(days).value for days in (0, 30, 31, 180, 181)]
    ['M0', 'M1', 'M2', 'M6', 'M7']

    """
    trail = Trail(rulebook)
    band = trail.rulebook.m_level_band
    level = f"M{_level(days, band)}"
    cite = band.timeline.entries[-1].citations
    trail.step(say("m-level-days", "%(days)s days overdue are %(level)s, by days.", days=days, level=level), *cite)
    _m_level_usage(trail)
    return trail.finding(level)


def m_level_by_statements(
    statement_days: Iterable[date], *, as_of: date, rulebook: Rulebook | None = None
) -> Finding[str]:
    """Return the M-level of a card by its statements: one more with each statement after the one not paid.

    From the second statement day on the card is ``M1``, from the third ``M2``, and so on.

    Args:
        statement_days: the days of the statements from the first one not paid on, in their order.
        as_of: the day asked about.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: no statement, days out of order, or ``as_of`` before the first.

    >>> from datetime import date
    >>> statements = [date(2026, 5, 5), date(2026, 6, 5), date(2026, 7, 5)]
    >>> [m_level_by_statements(statements, as_of=date(2026, *day)).value for day in ((6, 4), (6, 5), (7, 5))]
    ['M0', 'M1', 'M2']

    """
    trail = Trail(rulebook)
    day = calendar_day(as_of, argument="as_of")
    days = [
        calendar_day(one, argument=f"statement_days[{place}]")
        for place, one in enumerate(members(statement_days, argument="statement_days"))
    ]
    if not days:
        raise InputError("%(argument)s may not be empty", argument="statement_days")
    for earlier, later in pairwise(days):
        if later <= earlier:
            raise InputError("%(later)s must come after %(earlier)s", later=later, earlier=earlier)
    not_before(day, days[0], argument="as_of", other="statement_days[0]")
    level = f"M{sum(one <= day for one in days) - 1}"
    trail.step(
        say(
            "m-level-statements",
            "On %(day)s the card is %(level)s by statements: the first one not paid is of %(first)s.",
            day=day,
            level=level,
            first=days[0],
        ),
        *trail.rulebook.m_level_band.timeline.entries[-1].citations,
    )
    _m_level_usage(trail)
    return trail.finding(level)


def _m_level_usage(trail: Trail) -> None:
    trail.notice(
        say(
            "m-level-usage",
            "M-levels are a shorthand of lenders and collectors, not law, in two usages: by days overdue, and by "
            "statements of a card. Ask which one is meant.",
        )
    )


class RiskClass(Enum):
    """The five classes of a bank's claims (五级分类), the best first."""

    NORMAL = "normal"
    SPECIAL_MENTION = "special mention"
    SUBSTANDARD = "substandard"
    DOUBTFUL = "doubtful"
    LOSS = "loss"


def risk_lines(rulebook: Rulebook) -> tuple[tuple[RiskClass, Parameter[int]], ...]:
    """Return each class but the best, and the days overdue above which an asset is at least in it."""
    return (
        (RiskClass.SPECIAL_MENTION, rulebook.risk_mention_after),
        (RiskClass.SUBSTANDARD, rulebook.risk_substandard_after),
        (RiskClass.DOUBTFUL, rulebook.risk_doubtful_after),
        (RiskClass.LOSS, rulebook.risk_loss_after),
    )


def risk_class(days: int, *, on: date, rulebook: Rulebook | None = None) -> Finding[RiskClass]:
    """Return the class in which a commercial bank must at least put a claim so many days overdue (五级分类).

    By the measures of 2023, in force since 2023-07-01, the class changes on days 1, 91, 271 and 361. Days are one
    mark among several, so the bank's own class may be worse.

    Args:
        days: days since the due day, 0 or more.
        on: the day on which the bank classifies.
        rulebook: the law data; the bundled one when left out.

    Raises:
        NoDataError: a day before the measures.

    >>> from datetime import date
    >>> [risk_class(days, on=date(2026, 9, 1)).value.name for days in (0, 1, 90, 91, 270, 271, 360, 361)]
    ['NORMAL', 'SPECIAL_MENTION', 'SPECIAL_MENTION', 'SUBSTANDARD', 'SUBSTANDARD', 'DOUBTFUL', 'DOUBTFUL', 'LOSS']

    """
    trail = Trail(rulebook)
    late = whole(days, argument="days", least=0, most=_MOST_DAYS)
    return trail.finding(_risk_class(trail, late, calendar_day(on, argument="on")))


def _risk_class(trail: Trail, days: int, on: date) -> RiskClass:
    found = RiskClass.NORMAL
    upcoming: tuple[RiskClass, int] | None = None
    for each, parameter in reversed(risk_lines(trail.rulebook)):
        line = trail.take(parameter, on)
        if days > line:
            found = each
            break
        upcoming = (each, line + 1)
    cite = trail.rulebook.risk_loss_after.at(on).citations
    trail.step(
        say("risk-none", "Nothing is overdue: by days the claim is normal.")
        if found is RiskClass.NORMAL
        else say("risk-class", "%(days)s days overdue: the class is at least %(grade)s.", days=days, grade=found),
        *cite,
    )
    if upcoming is not None:
        trail.step(
            say("risk-next", "From day %(day)s on it is at least %(grade)s.", day=upcoming[1], grade=upcoming[0]),
            *cite,
        )
    trail.notice(
        say(
            "risk-least",
            "The class is about the bank's own books, for commercial banks: days are one mark of several, a short "
            "delay with a technical cause may not count, and the bank may have to take a worse class. It does not "
            "change when a bad record goes.",
        ),
        *cite,
    )
    trail.notice(
        say(
            "risk-card",
            "For credit cards the card measures of 2011 name narrower lines; which of the two a bank follows was not "
            "read.",
        ),
        *trail.cite("card-measures-2011#92"),
    )
    last = trail.take(trail.rulebook.risk_legacy_by, on)
    if on < last:
        trail.notice(
            say(
                "risk-legacy", "Business from before the measures was to be classified anew by %(day)s only.", day=last
            ),
            *cite,
        )
    return found
