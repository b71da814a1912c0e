"""A report as one self-contained HTML page: no script, nothing from the network, for a phone, a screen and A4 paper."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from creditrules.messages import CHINESE, ENGLISH, locale_of, render, say
from creditrules.plots import inline
from creditrules.report.layout import parts
from creditrules.report.outline import outline
from creditrules.report.style import STYLE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from creditrules.borrower import Report
    from creditrules.messages import Message
    from creditrules.report.outline import Entry, Group, Plans, Rows, Sentence

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""Nothing is loaded, whatever a name in the file holds."""
_WIDEST = 3
"""A table of more columns becomes a list on a phone."""
_DATE = re.compile(r"\b\d{4}-\d\d(?:-\d\d)?\b", re.ASCII)
"""A day or a month, which no line ends inside."""
_EMPTY = {"-": ' class="empty"'}
_HATCHES = {"//": "M0 12 12 0M-3 3 3-3M9 15 15 9", "..": "M2 3h2M8 3h2M5 9h2", "xx": "M0 12 12 0M0 0 12 12"}


def html(report: Report, locale: str = CHINESE) -> str:
    """Write a report as one HTML page that needs nothing beside it.

    It says what `text` says, with links between the sentences and their sources, and a picture of each plan, for which
    matplotlib is needed; without it the page says so.

    Args:
        report: what `creditrules.borrower.assess` found.
        locale: ``zh`` or ``en``.

    Raises:
        InputError: a language that the library does not speak.

    """
    return "\n".join(_Page(report, locale_of(locale)).lines())


class _Page:
    """Writes one page."""

    def __init__(self, report: Report, locale: str) -> None:
        self.report = report
        self.locale = locale
        self.found = outline(report, locale)
        self.private = say(
            "html-private",
            "For you, not for publication: by what you state alone, something here may be out of line with a rule.",
        )

    def write(self, message: Message) -> str:
        """Render a message for the page."""
        return _safe(render(message, self.locale))

    def lines(self) -> Iterator[str]:
        """Return the page."""
        found = self.found
        yield "<!DOCTYPE html>"
        yield f'<html lang="{"en" if self.locale == ENGLISH else "zh-Hans"}">'
        yield "<head>"
        yield '<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="format-detection" content="telephone=no">'
        yield '<meta name="robots" content="noindex">'
        yield f"<title>{escape(found.title)}</title>"
        yield f"<style>{STYLE}</style>"
        yield "</head>"
        yield "<body>"
        yield "<main>"
        yield f"<h1>{_safe(found.title)}</h1>"
        yield f'<p class="version">{_safe(found.version)}</p>'
        yield from self.group(found.terms)
        sections = list(self.sections())
        yield "<nav>"
        yield "<ul>"
        names = {f"account-{one.number}": f"{one.number}. {one.name}" for one in found.accounts}
        for anchor, title, _ in sections:
            yield f'<li><a href="#{anchor}">{_safe(names.get(anchor, title))}</a></li>'
        yield "</ul>"
        yield "</nav>"
        for anchor, title, body in sections:
            yield f'<section id="{anchor}">'
            yield f"<h2>{_safe(title)}</h2>"
            yield from body
            yield "</section>"
        yield "</main>"
        yield "</body>"
        yield "</html>"

    def sections(self) -> Iterator[tuple[str, str, Iterator[str]]]:
        """Return the sections: where a link finds each, its title, and its lines."""
        found = self.found
        for one in found.accounts:
            yield f"account-{one.number}", one.title, self.account(one)
        if found.still_open:
            yield "still-open", found.still_open_title, self.still_open()
        if found.ahead.steps:
            yield "ahead", found.ahead.title, self.ahead()
        if found.plans is not None:
            yield "plans", found.plans.title, self.plans(found.plans)
        yield "sources", found.sources_title, _sources(found.sources)

    def account(self, one: Entry) -> Iterator[str]:
        """Write one account."""
        if one.flagged:
            yield f'<p class="flag">{self.write(self.private)}</p>'
        for group in one.groups:
            yield f"<h3>{_safe(group.title)}</h3>"
            yield from self.group(group)

    def group(self, found: Group) -> Iterator[str]:
        """Write the steps of a finding, and its notices apart."""
        yield from _list([_sentence(one) for one in found.steps])
        yield from self.notices(found)

    def notices(self, found: Group) -> Iterator[str]:
        """Write the notices of a finding, if there are any."""
        if found.notices:
            yield '<div class="notices">'
            yield f"<p>{self.write(say('finding-notices', 'Please note:'))}</p>"
            yield from _list([_sentence(one) for one in found.notices])
            yield "</div>"

    def still_open(self) -> Iterator[str]:
        """Write what paying by which day still changes."""
        for number, group in self.found.still_open:
            yield f'<h3><a href="#account-{number}">{number}.</a> {_safe(group.title)}</h3>'
            yield from self.group(group)

    def ahead(self) -> Iterator[str]:
        """Write what lies ahead, each with its day in front."""
        found = self.found
        pairs = zip(found.days, found.ahead.steps, strict=True)
        yield from _list([f'<time datetime="{on}">{on}</time>{_sentence(one)}' for on, one in pairs], kind="dates")
        yield from self.notices(found.ahead)

    def plans(self, plans: Plans) -> Iterator[str]:
        """Write the plans side by side, in pictures, what falls short, and month by month."""
        yield from _tables(plans.title, plans.side_by_side, {})
        yield from _list([_safe(one) for one in (*plans.statuses, *plans.summaries)])
        yield from self.pictures()
        for short in plans.short:
            yield f"<h3>{_safe(short.title)}</h3>"
            yield from self.group(short)
        names = {f"{one.number}.": one for one in self.found.accounts}
        for grid in plans.months:
            yield f"<h3>{_safe(grid.title)}</h3>"
            yield from _tables(grid.title, grid.rows, names)

    def pictures(self) -> Iterator[str]:
        """Draw each plan; without what draws, say so."""
        for number, entry in enumerate(() if self.report.plans is None else self.report.plans.entries, 1):
            try:
                picture = inline(entry.plan, self.locale, name=f"plan-{number}")
            except ModuleNotFoundError as error:
                yield f'<p class="no-picture">{escape(str(error))}</p>'
                return
            title = say("html-picture", "%(plan)s: what is still owed on each account", plan=entry.plan.title)
            yield f'<figure aria-labelledby="picture-{number}">'
            yield f'<figcaption id="picture-{number}">{self.write(title)}</figcaption>'
            yield picture.svg
            yield from _list(
                [f"{_swatch(colour, hatch)}{_safe(part)}" for part, colour, hatch in picture.parts], kind="legend"
            )
            yield "</figure>"


def _safe(text: str) -> str:
    """Write a text for the page: escaped, its days whole."""
    return _DATE.sub(r'<span class="day">\g<0></span>', escape(text))


def _sentence(one: Sentence) -> str:
    """Write a sentence with links to its sources."""
    links = (f'<a class="cite" href="#source-{number}">[{number}]</a>' for number in one.sources)
    return _safe(one.text) + "".join(links)


def _list(items: Sequence[str], *, kind: str = "") -> Iterator[str]:
    """Write a list of what is escaped already."""
    if items:
        yield f'<ul class="{kind}">' if kind else "<ul>"
        yield from (f"<li>{item}</li>" for item in items)
        yield "</ul>"


def _sources(sources: Sequence[str]) -> Iterator[str]:
    """Write the sources under their numbers."""
    yield '<ul class="sources">'
    for number, source in enumerate(sources, 1):
        yield f'<li id="source-{number}">[{number}] {_safe(source)}</li>'
    yield "</ul>"


def _tables(title: str, rows: Rows, names: Mapping[str, Entry]) -> Iterator[str]:
    """Write a table, in parts where it would be too wide for paper; a column under a number is an account's."""
    stack = ' class="stack"' if len(rows[0]) > _WIDEST else ""
    for part in parts(rows):
        yield f'<div class="wide" role="region" tabindex="0" aria-label="{escape(title)}">'
        yield f"<table{stack}>"
        heads = "".join(f'<th scope="col">{_head(rows[0][n], names)}</th>' for n in (0, *part))
        yield f"<thead><tr>{heads}</tr></thead>"
        yield "<tbody>"
        labels = [escape(_label(cell, names)) for cell in rows[0]]
        for row in rows[1:]:
            cells = "".join(f'<td data-label="{labels[n]}"{_EMPTY.get(row[n], "")}>{escape(row[n])}</td>' for n in part)
            yield f'<tr><th scope="row">{escape(row[0])}</th>{cells}</tr>'
        yield "</tbody>"
        yield "</table>"
        yield "</div>"


def _head(cell: str, names: Mapping[str, Entry]) -> str:
    one = names.get(cell)
    return escape(cell) if one is None else f'<a href="#account-{one.number}" title="{escape(one.name)}">{cell}</a>'


def _label(cell: str, names: Mapping[str, Entry]) -> str:
    one = names.get(cell)
    return cell if one is None else f"{cell} {one.name}"


def _swatch(colour: str, hatch: str) -> str:
    """Draw what stands for a part in the legend, which paper shows too."""
    lines = f'<path d="{_HATCHES[hatch]}" stroke="#000"/>' if hatch else ""
    return f'<svg viewBox="0 0 12 12" aria-hidden="true"><path d="M0 0H12V12H0z" fill="{colour}"/>{lines}</svg>'
