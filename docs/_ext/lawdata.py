"""Write the reference page of the law data from the data files themselves.

The page cannot fall behind: before a build reads its sources, this extension reads every
`.toml` file below the configured folder and writes one MyST page, which is never committed. A
parameter gets a table of its dated values with their citations; then come the instruments, the
articles with a gist of each, and the common statements with what the texts say.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

CATALOGUES = ("instruments", "articles", "statements")
BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）")

Table = Mapping[str, Any]


def anchor(*parts: object) -> str:
    """Return a link target: only letters, digits and hyphens, the same for the same parts."""
    return re.sub(r"[^0-9a-z\u4e00-\u9fff]+", "-", "-".join(map(str, parts)).lower()).strip("-")


def cell(text: object) -> str:
    """Return text that stays within one cell of a table."""
    return re.sub(r"\s+", " ", str(text)).strip().replace("|", r"\|")


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Return the lines of a table, with an empty line after it."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(map(cell, line)) + " |" for line in lines] + [""]


def two(title: object) -> str:
    """Return a text in both languages, Chinese first, or a list of names."""
    if isinstance(title, Mapping):
        return " · ".join(str(title[key]) for key in ("zh", "en") if title.get(key))
    if isinstance(title, Sequence) and not isinstance(title, str):
        return ", ".join(f"`{each}`" for each in title)
    return str(title)


def span(first: object, last: object) -> str:
    """Return one number of months, or a span of them that may have no end."""
    if last in (None, ""):
        return f"above {first} months"
    return f"{first} to {last} months"


def tiers(rates: Sequence[object], bounds: Sequence[object]) -> str:
    """Return the rates of the tiers, each with the months it is for."""
    labels: list[str] = []
    below: object = 0
    for bound in bounds:
        if isinstance(bound, Sequence) and not isinstance(bound, str):
            labels.append(span(bound[0], bound[-1]))
        else:
            labels.append(f"up to {bound} months" if bound else f"above {below} months")
            below = bound
    labels += [f"above {below} months"] * (len(rates) - len(labels))
    return "; ".join(f"{label}: {rate}" for label, rate in zip(labels, rates, strict=False))


def one(value: object) -> str:
    """Return one figure, or the figures of a list."""
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def shown(value: object, head: Table) -> str:
    """Return a value as the reference prints it."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key.replace('_', ' ')}: {one(each)}" for key, each in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        bounds = head.get("tier_months", [])
        return tiers(value, bounds) if bounds else "; ".join(map(str, value))
    return str(value)


class Page:
    """The page, written section by section from the tables of the data files."""

    def __init__(self, files: Mapping[str, Table]) -> None:
        """Take the parsed files by their names without the ending."""
        self.instruments: list[Table] = files.get("instruments", {}).get("instrument", [])
        self.articles: list[Table] = files.get("articles", {}).get("article", [])
        self.statements: list[Table] = files.get("statements", {}).get("statement", [])
        self.parameters = [files[name] for name in sorted(files) if name not in CATALOGUES]
        self.targets = {anchor("instrument", each["id"]) for each in self.instruments} | {
            anchor("article", each["instrument"], each["number"]) for each in self.articles
        }
        self.titles = {each["id"]: each["title"] for each in self.instruments}

    def cited(self, citation: str) -> str:
        """Return a citation as a link to its article, or else to its instrument."""
        instrument, _, place = citation.partition("#")
        for target in (
            anchor("article", instrument, place),
            anchor("article", instrument, BRACKETS.sub("", place)),
            anchor("instrument", instrument),
        ):
            if target in self.targets:
                return f"[{citation}](#{target})"
        return f"`{citation}`"

    def cites(self, row: Table) -> str:
        """Return all citations of a row."""
        given = row.get("cite", [])
        return "<br>".join(map(self.cited, [given] if isinstance(given, str) else given))

    def parameter(self, head: Table) -> list[str]:
        """Return the section of one parameter."""
        lines = [f"({anchor('parameter', head['id'])})=", f"### {two(head['title'])}", ""]
        facts = [("Id", f"`{head['id']}`"), ("Kind", head["kind"])]
        facts += [
            (label, head[key])
            for label, key in (
                ("Selected by", "selected_by"),
                ("Verified on", "verified_on"),
                ("Review by", "review_by"),
            )
            if key in head
        ]
        lines += [f"- {label}: {text}" for label, text in facts] + [""]
        rows = [
            [entry["from"], shown(entry["value"], head), self.cites(entry), self.remarks(entry)]
            for entry in head.get("entry", [])
        ]
        if repeal := head.get("repeal"):
            rows.append([repeal["on"], "repealed", self.cites(repeal), self.remarks(repeal)])
        return lines + table(["From", "Value", "Citation", "Remarks"], rows)

    @staticmethod
    def remarks(row: Table) -> str:
        """Return what else a row says: its marks and its note."""
        marks = [mark for mark in ("announced", "retroactive", "day_unknown") if row.get(mark)]
        said = [mark.replace("_", " ") for mark in marks]
        return "; ".join([*said, two(row["note"])] if row.get("note") else said)

    def instrument(self, row: Table) -> list[str]:
        """Return the section of one instrument."""
        lines = [f"({anchor('instrument', row['id'])})=", f"### {two(row['title'])}", ""]
        facts = [("Id", f"`{row['id']}`")]
        facts += [
            (label, two(row[key]))
            for label, key in (
                ("Also called", "aliases"),
                ("Number", "number"),
                ("Issuer", "issuer"),
                ("Force", "force"),
                ("Promulgated", "promulgated"),
                ("Effective", "effective"),
                ("Repealed", "repealed"),
                ("Text", "url"),
            )
            if key in row
        ]
        lines += [f"- {label}: {text}" for label, text in facts] + [""]
        if marks := self.remarks(row):
            lines += [f"- {marks}", ""]
        for article in self.articles:
            if article["instrument"] == row["id"]:
                lines += self.article(article, row.get("unit", "article"))
        return lines

    @staticmethod
    def article(row: Table, unit: str) -> list[str]:
        """Return the paragraph of one article, or of what else its instrument counts in."""
        return [
            f"({anchor('article', row['instrument'], row['number'])})=",
            f"**{unit.capitalize()} {row['number']}** {two(row['gist'])}",
            "",
        ]

    def statement(self, row: Table) -> list[str]:
        """Return the section of one common statement."""
        return [
            f"({anchor('statement', row['id'])})=",
            f"### {two(row['said'])}",
            "",
            f"- About: `{row['about']}`",
            f"- Verdict: {two(row['verdict'])}",
            f"- What the texts say: {two(row['truth'])}",
            f"- Sources: {self.cites(row).replace('<br>', ', ')}",
            "",
        ]

    def text(self) -> str:
        """Return the whole page."""
        sections = [
            ("Parameters", [self.parameter(each) for each in self.parameters]),
            ("Instruments and articles", [self.instrument(each) for each in self.instruments]),
            ("Common statements, checked", [self.statement(each) for each in self.statements]),
        ]
        lines: list[str] = []
        for title, parts in sections:
            lines += [f"## {title}", "", *(line for part in parts for line in part)]
        return "\n".join(lines).rstrip() + "\n"


def write(app: Sphinx) -> None:
    """Write the page anew when the data changed."""
    source = Path(app.config.lawdata_source)
    files = {path.stem: tomllib.loads(path.read_text("utf-8")) for path in source.glob("*.toml")}
    page = Path(app.srcdir, app.config.lawdata_page)
    page.parent.mkdir(parents=True, exist_ok=True)
    text = Page(files).text()
    if not page.exists() or page.read_text("utf-8") != text:
        page.write_text(text, "utf-8")


def setup(app: Sphinx) -> ExtensionMetadata:
    """Register the two settings and the hook."""
    app.add_config_value("lawdata_source", "", "env", str)
    app.add_config_value("lawdata_page", "_generated/law-data.md", "env", str)
    app.connect("builder-inited", write)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
