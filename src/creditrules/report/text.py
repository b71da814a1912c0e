"""A report as plain text: each account, what can still be changed, the plans, and the numbered sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from creditrules.messages import CHINESE, locale_of
from creditrules.report.layout import table, wrapped
from creditrules.report.outline import outline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.borrower import Report
    from creditrules.report.outline import Entry, Group, Outline, Plans

_INDENT = "   "


def text(report: Report, locale: str = CHINESE) -> str:
    """Write a report as plain text, no line wider than 100 columns.

    Args:
        report: what `creditrules.borrower.assess` found.
        locale: ``zh`` or ``en``.

    Raises:
        InputError: a language that the library does not speak.

    """
    found = outline(report, locale_of(locale))
    lines = [found.title, found.version, "", *_sentences(found.terms, indent="")]
    for one in found.accounts:
        lines += ["", *_account(one)]
    if found.still_open:
        lines += _still_open(found)
    if found.ahead.steps:
        lines += ["", found.ahead.title, *_sentences(found.ahead)]
    if found.plans is not None:
        lines += _plans(found.plans)
    lines += ["", found.sources_title]
    for number, source in enumerate(found.sources, 1):
        mark = f"[{number}] "
        lines += wrapped(source, first=mark, rest=" " * len(mark))
    return "\n".join(lines)


def _sentences(group: Group, *, indent: str = _INDENT) -> list[str]:
    """Write the steps and the notices of a finding, each with the numbers of its sources."""
    lines: list[str] = []
    for mark, sentences in (("- ", group.steps), ("! ", group.notices)):
        for one in sentences:
            lines += wrapped(str(one), first=f"{indent}{mark}", rest=f"{indent}  ")
    return lines


def _account(one: Entry) -> list[str]:
    lines = wrapped(one.title, rest=_INDENT)
    for group in one.groups:
        lines += [f"{_INDENT}{group.title}", *_sentences(group)]
    return lines


def _still_open(found: Outline) -> list[str]:
    lines = ["", found.still_open_title]
    for place, group in found.still_open:
        number = f"{_INDENT}{place}. "
        lines += [*wrapped(group.title, first=number, rest=" " * len(number)), *_sentences(group)]
    return lines


def _plans(plans: Plans) -> list[str]:
    lines = ["", *wrapped(plans.title, rest=_INDENT), *table(plans.side_by_side, indent=_INDENT)]
    lines += _points(plans.statuses) + _points(plans.summaries)
    for short in plans.short:
        lines += ["", *wrapped(short.title, first=_INDENT, rest=_INDENT), *_sentences(short)]
    for grid in plans.months:
        lines += ["", *wrapped(grid.title, first=_INDENT, rest=_INDENT), *table(grid.rows, indent=_INDENT)]
    return lines


def _points(sentences: Iterable[str]) -> list[str]:
    lines: list[str] = []
    for one in sentences:
        lines += wrapped(one, first=f"{_INDENT}- ", rest=f"{_INDENT}  ")
    return lines
