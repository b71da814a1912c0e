"""Turn the tables of the data files into instruments, articles, statements and parameters, each checked.

A citation is resolved while its row is read, so nothing that loads lacks its source.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve, frozen

from creditrules.errors import DataFileError, InputError
from creditrules.law.datafile import Table, read
from creditrules.law.sources import Citation, Force, Instrument, Library, Part, Statement, Unit, Verdict
from creditrules.law.timeline import Entry, Parameter, Repeal, Timeline
from creditrules.money import exact, rate, to_fen

if TYPE_CHECKING:
    from collections.abc import Mapping
    from importlib.resources.abc import Traversable
    from pathlib import Path

K = TypeVar("K")
V = TypeVar("V")

SHELF = ("instruments.toml", "articles.toml", "statements.toml")
_KINDS = ("rate", "number", "money", "years", "days", "day", "quote", "tiers", "scale")


@frozen
class Quote:
    """One LPR publication (贷款市场报价利率): the one-year and the over-five-year rate."""

    one_year: Fraction
    five_year: Fraction


@frozen
class Scale:
    """A fee by bands that add up (分段累计), in fen: ``first`` as far as the first bound, then of each band its rate.

    ``above`` are the bounds, each the end of one band and the start of the next, whose rate stands at the same place
    in ``rates``; ``most`` is the largest fee, None if there is none.
    """

    first: int
    above: tuple[int, ...]
    rates: tuple[Fraction, ...]
    most: int | None = None


def shelf(files: Mapping[str, Traversable | Path], base: Library) -> Library:
    """Read the shelf files there are, on top of an existing shelf."""
    instruments, gists = dict(base.instruments), dict(base.gists)
    parts = dict(base.parts)
    for row in _rows(files, "instruments.toml", "instrument"):
        one = _instrument(row)
        _new(row, instruments, one.id, one)
    for row in _rows(files, "articles.toml", "article"):
        key = (row.take("instrument", str), row.take("number", str))
        if key[0] not in instruments:
            raise DataFileError("citation %(cite)s: no such instrument", cite=key[0])
        _new(row, gists, key, row.text("gist"))
        parts[key] = row.member("parts", Part, Part.PARAGRAPH)
        row.done()
    library = Library(instruments, gists, parts=parts)
    checked = {each.id: each for each in base.statements}
    for row in _rows(files, "statements.toml", "statement"):
        statement = _statement(row, library)
        _new(row, checked, statement.id, statement)
    return evolve(library, statements=tuple(checked.values()))


def _new(row: Table, table: dict[K, V], key: K, value: V) -> None:
    if key in table:
        raise DataFileError("%(where)s: %(key)s is there twice", where=row.where, key=str(key))
    table[key] = value


def _rows(files: Mapping[str, Traversable | Path], name: str, key: str) -> list[Table]:
    if name not in files:
        return []
    table = read(files[name])
    rows = list(table.tables(key))
    table.done()
    return rows


def _instrument(row: Table) -> Instrument:
    one = Instrument(
        id=row.take("id", str),
        title=row.text("title"),
        issuer=row.text("issuer"),
        force=row.member("force", Force),
        effective=row.take("effective", date),
        aliases=row.strings("aliases") if row.has("aliases") else (),
        number=row.take("number", str, ""),
        promulgated=row.day("promulgated"),
        repealed=row.day("repealed"),
        day_unknown=row.take("day_unknown", bool, default=False),
        unit=row.member("unit", Unit, Unit.ARTICLE),
        url=row.take("url", str, ""),
    )
    row.done()
    return one


def _statement(row: Table, library: Library) -> Statement:
    about = row.take("about", str)
    if "#" in about:
        library.citation(about)
    one = Statement(
        id=row.take("id", str),
        about=about,
        verdict=row.member("verdict", Verdict),
        said=row.text("said"),
        truth=row.text("truth"),
        citations=_citations(row, library),
        verified_on=row.take("verified_on", date),
    )
    row.take("row", int, 0)
    row.done()
    return one


def _citations(row: Table, library: Library) -> tuple[Citation, ...]:
    cites = row.strings("cite")
    if not cites:
        raise DataFileError("%(where)s: %(key)s is missing", where=row.where, key="cite")
    try:
        return tuple(library.citation(cite) for cite in cites)
    except DataFileError as error:
        raise DataFileError("%(where)s: %(error)s", where=row.where, error=error) from error


def parameter_of(table: Table, library: Library) -> Parameter[object]:
    """Read one parameter file."""
    kind = table.take("kind", str)
    if kind not in _KINDS:
        raise DataFileError("%(where)s: %(key)s does not know %(value)s", where=table.where, key="kind", value=kind)
    months = tuple(table.take("tier_months", list)) if kind == "tiers" else ()
    parameter = Parameter(
        id=table.take("id", str),
        title=table.text("title"),
        kind=kind,
        selected_by=table.take("selected_by", str),
        verified_on=table.take("verified_on", date),
        review_by=table.take("review_by", date),
        tier_months=months,
        timeline=_timeline(table, kind, months, library),
    )
    table.done()
    return parameter


def _timeline(table: Table, kind: str, months: tuple[int, ...], library: Library) -> Timeline[object]:
    entries = []
    for row in table.tables("entry"):
        entry: Entry[object] = Entry(
            since=row.take("from", date),
            value=_value(row, kind, months),
            citations=_citations(row, library),
            announced=row.take("announced", bool, default=False),
            day_unknown=row.take("day_unknown", bool, default=False),
            retroactive=row.take("retroactive", bool, default=False),
            note=row.take("note", str, ""),
        )
        row.done()
        entries.append(entry)
    repeal = None
    if table.has("repeal"):
        row = Table(f"{table.where}: repeal", table.take("repeal", dict))
        repeal = Repeal(row.take("on", date), _citations(row, library))
        row.done()
    return Timeline(tuple(entries), repeal)


def _value(row: Table, kind: str, months: tuple[int, ...]) -> object:
    try:
        match kind:
            case "quote":
                quote = Table(f"{row.where}: value", row.take("value", dict))
                value = Quote(rate(quote.take("one_year", str)), rate(quote.take("five_year", str)))
                quote.done()
                return value
            case "scale":
                return _scale(Table(f"{row.where}: value", row.take("value", dict)))
            case "tiers":
                tiers = tuple(rate(tier) for tier in row.strings("value"))
                if len(tiers) != len(months) + 1:
                    raise InputError("%(count)s tiers are needed", count=len(months) + 1)
                return tiers
            case _:
                return _single(row.take("value", str), kind)
    except DataFileError:
        raise  # it names its place already
    except (InputError, ValueError) as error:
        raise DataFileError("%(where)s: %(error)s", where=row.where, error=error) from error


def _scale(table: Table) -> Scale:
    scale = Scale(
        first=to_fen(table.take("first", str)),
        above=tuple(to_fen(bound) for bound in table.strings("above")),
        rates=tuple(rate(one) for one in table.strings("rates")),
        most=to_fen(table.take("most", str)) if table.has("most") else None,
    )
    table.done()
    if len(scale.rates) != len(scale.above):
        raise InputError("%(count)s rates are needed", count=len(scale.above))
    if list(scale.above) != sorted(set(scale.above)):
        raise InputError("the bounds must ascend")
    return scale


def _single(text: str, kind: str) -> object:
    match kind:
        case "rate":
            return rate(text)
        case "number":
            return exact(text)
        case "money":
            return to_fen(text)
        case "day":
            return date.fromisoformat(text)
        case _:
            return int(text)
