"""Months overdue as lenders count them: three in a row or six in all (连三累六), a habit of the market.

>>> from creditrules.records.grid import StatusGrid
>>> grid = StatusGrid.parse("NNN123N1NNNN", last="2026-08", opened="2025-09")
>>> late_counts([grid], window=12).value.together
LateCount(run=3, total=4, run_met=True, total_met=False)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import listed
from creditrules.errors import InputError
from creditrules.findings import Finding, Trail
from creditrules.messages import say
from creditrules.periods import add_months, whole
from creditrules.records.grid import StatusGrid, runs_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from creditrules.law import Rulebook


@frozen
class LateCount:
    """Months overdue in a window: the longest run and all of them, and whether each meets lenders' rule of thumb."""

    run: int
    total: int
    run_met: bool
    total_met: bool


@frozen
class LateCounts:
    """What lenders call 连三累六: of each account in the order given, and of all of them taken together."""

    window: int
    accounts: tuple[LateCount, ...]
    together: LateCount


def late_counts(grids: Iterable[StatusGrid], *, window: int, rulebook: Rulebook | None = None) -> Finding[LateCounts]:
    """Count months overdue as lenders do: three in a row or six in all (连三累六).

    A habit of the market, not law: lenders look back 12, 24 or more months, at each account or at all of them, so the
    window is an argument and both counts are given. Together, months in a row count where any account is overdue, and
    a month in which two accounts are overdue counts twice in all.

    Args:
        grids: a row for each account.
        window: how many months to look back, from the newest month of all rows.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: no row.

    """
    trail = Trail(rulebook)
    rows = listed(grids, StatusGrid, argument="grids")
    if not rows:
        raise InputError("%(argument)s may not be empty", argument="grids")
    return trail.finding(_late_counts(trail, rows, whole(window, argument="window")))


def _late_counts(trail: Trail, rows: tuple[StatusGrid, ...], window: int) -> LateCounts:
    since = add_months(max(row.last for row in rows), 1 - window)
    months = [tuple(month for month in row.overdue if month >= since) for row in rows]
    accounts = tuple(_late_count(trail, each, len(each)) for each in months)
    union = tuple(sorted({month for each in months for month in each}))
    together = _late_count(trail, union, sum(len(each) for each in months))
    cite = trail.rulebook.late_run_months.timeline.entries[-1].citations
    trail.step(
        say(
            "late-counts",
            "In the %(window)s months from %(since)s: at most %(run)s overdue in a row, %(total)s in all.",
            window=window,
            since=since.isoformat()[:7],
            run=together.run,
            total=together.total,
        ),
        *cite,
    )
    trail.notice(
        say(
            "late-counts-habit",
            "Three in a row or six in all is a habit of lenders, not law: the window, and whether accounts are taken "
            "together, differ from one to the next.",
        ),
        *cite,
    )
    if any(row.unknown for row in rows):
        trail.notice(say("late-counts-unknown", "Months with status # are unknown and counted neither way."))
    return LateCounts(window, accounts, together)


def _late_count(trail: Trail, months: tuple[date, ...], total: int) -> LateCount:
    book = trail.rulebook
    run = max((one.length for one in runs_of(months)), default=0)
    return LateCount(
        run,
        total,
        run >= book.late_run_months.timeline.entries[-1].value,
        total >= book.late_total_months.timeline.entries[-1].value,
    )
