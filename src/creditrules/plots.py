"""Pictures of a schedule and of a plan, as figures of matplotlib.

They need the extra ``plot``, and matplotlib is imported when the first picture is drawn. A figure is only returned:
nothing is shown, saved or set for other figures. Its fonts are those of matplotlib's settings, so Chinese needs a font
that has it. What is drawn are floats; the exact amounts stay in the rows.

>>> from datetime import date
>>> from creditrules import loans
>>> loan = loans.Loan("24000", "23.99%", 20, date(2025, 3, 6), method=loans.Method.EQUAL_INSTALMENT)
>>> figure = schedule(loans.schedule(loan), "en")
>>> [axes.get_ylabel() for axes in figure.axes]
['payment (yuan)', 'balance (yuan)']
"""

from __future__ import annotations

import re
import warnings
from fractions import Fraction
from io import StringIO
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from attrs import evolve, frozen

from creditrules.checks import instance
from creditrules.loans import Schedule
from creditrules.messages import CHINESE, locale_of, render, say, translate
from creditrules.repayment import Plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from creditrules.messages import Message

_WIDTH, _PANEL, _LINE = 8.0, 3.0, 0.25
"""Width of a figure, height of a panel and of a line of the legend, inches."""
_FILLED = 0.8
"""How much of the time between two bars the bar takes."""
_HATCHES, _COLOURS = ("", "//", "..", "xx"), 10
"""After ten parts the colours come again, with the next hatch."""
_INLINE = (5.0, 3.0)
"""Width and height of a picture in a page, inches: its letters are read on a phone too."""
_TICKS = 8
"""It names no more days, so that none touches the next."""
_MOST = 120
"""A picture in a page has no more months: ten years."""
_HEAD = re.compile(r"\A.*?(?=<svg)|\s*<defs>\s*<style.*?</style>\s*</defs>", re.DOTALL)
"""What a picture in a page does without: what stands before it, and a style that would reach the whole page."""
_SPACES = re.compile(r' (?:xmlns(?::xlink)?|version)="[^"]*"')
_ID = re.compile(r'( id="|href="#|\burl\(#)')
_LONGEST = 40
"""A longer name is cut in the legend, which is as wide as the figure."""


def schedule(schedule: Schedule, locale: str = CHINESE) -> Figure:
    """Draw what falls due on each day, and the balance that is left.

    The first panel has a bar for each due day, stacked of principal, interest and fee; interest that is added to the
    principal lowers it and so stands below zero. The second has the balance from the day of the loan to its end, a
    step at each instalment and at each part repaid early, which is in no bar.

    Args:
        schedule: what `creditrules.loans.schedule` or `creditrules.loans.prepay` computed.
        locale: ``zh`` or ``en``.

    Raises:
        InputError: a language that the library does not speak.
        ModuleNotFoundError: matplotlib is not installed.

    """
    found = instance(schedule, Schedule, argument="schedule")
    chosen = locale_of(locale)
    figure = _figure(2 * _PANEL + _LINE, chosen)
    above, below = figure.subplots(2, 1, sharex=True)
    days = [row.due_on for row in found.rows]
    parts = (
        (say("row-principal", "principal"), [row.principal for row in found.rows]),
        (say("row-interest", "interest"), [row.interest for row in found.rows]),
        (say("row-fee", "fee"), [row.fee for row in found.rows]),
    )
    stack = _Stack(above, days if len(days) > 1 else [found.loan.drawn_on, *days])
    shown = [stack.add(days, amounts, render(message, chosen)) for message, amounts in parts]
    dates, fens = zip(*_balances(found), strict=True)
    label = render(say("row-balance", "balance"), chosen)
    (line,) = below.step(dates, [fen / 100 for fen in fens], where="post", color=f"C{len(parts)}", label=label)
    shown.append((line, label))
    _name(above, say("row-payment", "payment"), None, chosen)
    _name(below, say("row-balance", "balance"), say("row-due", "due on"), chosen)
    _legend(figure, shown, columns=len(shown))
    return figure


def plan(plan: Plan, locale: str = CHINESE) -> Figure:
    """Draw what is owed on each debt at the start of a plan and after each of its months, stacked.

    The legend says by which day a debt is paid off, and of one that never is only its name. The title is the strategy
    and how the plan ends.

    Args:
        plan: what `creditrules.repayment.plan` found.
        locale: ``zh`` or ``en``.

    Raises:
        InputError: a language that the library does not speak.
        ModuleNotFoundError: matplotlib is not installed.

    """
    found = instance(plan, Plan, argument="plan")
    chosen = locale_of(locale)
    figure = _figure(1.5 * _PANEL + _LINE * len(found.debts), chosen)
    axes = figure.subplots()
    stack = _Stack(axes, [found.start, *(row.on for row in found.rows)])
    shown = []
    for debt in found.debts:
        rows = [row for row in found.rows if row.debt == debt.name]
        days = [found.start, *(row.on for row in rows)]
        owed = [debt.balance, *(row.closing for row in rows)]
        shown.append(stack.add(days, owed, _label(found, debt.name, chosen)))
    axes.set_title(f"{render(found.title, chosen)}\n{translate(found.status.value, chosen)}", fontsize="medium")
    _name(axes, say("report-month-owed", "still owed"), say("report-month-to", "Month to"), chosen)
    _legend(figure, shown, columns=1)
    return figure


@frozen
class Inline:
    """A picture for a page: an SVG element, and for each debt its name with the end, colour and hatch of its bars."""

    svg: str
    parts: tuple[tuple[str, str, str], ...]


def inline(found: Plan, locale: str = CHINESE, *, name: str) -> Inline:
    """Draw `plan` for an HTML page: small, without a title and a legend, which the page writes.

    The text stays text; the same plan gives the same characters; every id begins with the name, once in a page. Of a
    plan of more than ten years every second month is drawn, or every third and so on, the last always.

    Args:
        found: what `creditrules.repayment.plan` found.
        locale: ``zh`` or ``en``.
        name: what each id begins with: letters, digits and hyphens.

    Raises:
        InputError: a language that the library does not speak.
        ModuleNotFoundError: matplotlib is not installed.

    """
    figure = plan(_fewer(instance(found, Plan, argument="found")), locale)
    from matplotlib import dates, rc_context
    from matplotlib.colors import to_hex

    (legend,) = figure.legends
    parts = tuple(
        (text.get_text(), to_hex(bar.get_facecolor()), bar.get_hatch() or "")
        for text, bar in zip(legend.get_texts(), legend.get_patches(), strict=True)
    )
    legend.remove()
    axes = figure.axes[0]
    axes.set_title("")
    untyped: Any = dates
    locator = untyped.AutoDateLocator(maxticks=_TICKS)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(untyped.AutoDateFormatter(locator))
    figure.set_size_inches(*_INLINE)
    file = StringIO()
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": name}), warnings.catch_warnings():
        # The text is measured with a font without Chinese, and written with the reader's.
        warnings.filterwarnings("ignore", "Glyph .* missing", UserWarning)
        unnamed = dict.fromkeys(("Creator", "Date", "Format", "Type"))
        figure.savefig(file, format="svg", metadata=unnamed, transparent=True)
    return Inline(_ID.sub(rf"\g<1>{name}-", _SPACES.sub("", _HEAD.sub("", file.getvalue()))).strip(), parts)


def _fewer(found: Plan) -> Plan:
    """Leave out months at equal distances, counted back from the last, until no more are left than a picture has."""
    days = sorted({row.on for row in found.rows}, reverse=True)
    apart = max(1, -(-len(days) // _MOST))
    kept = set(days[: len(days) - apart + 1 : apart])
    return evolve(found, rows=tuple(row for row in found.rows if row.on in kept))


class _Stack:
    """Bars on top of each other, each new part on those before it; what is negative goes down from zero."""

    def __init__(self, axes: Axes, days: Iterable[date]) -> None:
        """Begin with nothing; the days between which there must be room for the bars."""
        self.axes = axes
        self.width = _FILLED * min((later - day).days for day, later in pairwise(sorted(set(days))))
        self.ends: dict[tuple[date, bool], int] = {}

    def add(self, days: Sequence[date], amounts: Iterable[Decimal], label: str) -> tuple[Artist, str]:
        """Draw a part, and return what stands for it in a legend, and its label."""
        fens = [_fen(amount) for amount in amounts]
        bottoms = []
        for day, fen in zip(days, fens, strict=True):
            bottoms.append(self.ends.get((day, fen < 0), 0))
            self.ends[day, fen < 0] = bottoms[-1] + fen
        count = len(self.axes.containers)
        places: list[Any] = [*days]  # matplotlib takes days, which its types do not say
        bars = self.axes.bar(
            places,
            [fen / 100 for fen in fens],
            self.width,
            [fen / 100 for fen in bottoms],
            color=f"C{count % _COLOURS}",
            hatch=_HATCHES[count // _COLOURS % len(_HATCHES)],
            snap=False,  # hundreds of bars stay even
            label=label,
        )
        for bar in bars.patches:
            bar.sticky_edges.y[:] = [0]  # the axis begins at zero, with room above the bars
        return bars.patches[0], label


def _figure(height: float, locale: str) -> Figure:
    try:
        from matplotlib.figure import Figure
    except ModuleNotFoundError as error:
        message = say("plot-extra", "a picture needs matplotlib: pip install creditrules[plot]")
        raise ModuleNotFoundError(render(message, locale), name=error.name) from error
    return Figure(figsize=(_WIDTH, height), layout="constrained")


def _fen(amount: Decimal) -> int:
    """Return an amount in fen, also one beyond what the door of money takes: a growing debt passes any bound."""
    return int(Fraction(amount) * 100)


def _balances(found: Schedule) -> list[tuple[date, int]]:
    """Return the balance after the loan is paid out, and after each repayment in the order of their days."""
    repaid = [(row.due_on, _fen(row.principal)) for row in found.rows]
    repaid += [(one.on, _fen(one.amount)) for one in found.prepayments]
    left = _fen(found.loan.principal)
    steps = [(found.loan.drawn_on, left)]
    for day, fen in sorted(repaid, key=lambda one: one[0]):
        left -= fen
        steps.append((day, left))
    return steps


def _label(found: Plan, debt: str, locale: str) -> str:
    name = " ".join(debt.split())
    name = name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"
    end = found.payoff_of(debt)
    if end is None:
        return name
    return render(say("plot-debt", "%(debt)s, paid off by %(day)s", debt=name, day=end.on), locale)


def _name(axes: Axes, amount: Message, day: Message | None, locale: str) -> None:
    """Name the axes, and write amounts with thousands."""
    axes.set_ylabel(render(say("plot-amount", "%(amount)s (yuan)", amount=amount), locale))
    axes.yaxis.set_major_formatter("{x:,.12g}")
    if day is not None:
        axes.set_xlabel(render(day, locale))
        axes.tick_params(axis="x", labelrotation=30)


def _legend(figure: Figure, shown: Sequence[tuple[Artist, str]], *, columns: int) -> None:
    """Write the legend below the panels; a name may hold a dollar sign, which is no formula."""
    artists, labels = zip(*shown, strict=True)
    legend = figure.legend(artists, labels, loc="outside lower center", ncols=columns)
    for text in legend.get_texts():
        text.set_parse_math(False)
