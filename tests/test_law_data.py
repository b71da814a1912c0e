"""What the bundled law data must hold, row by row; nothing here depends on the day of the run."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from fractions import Fraction
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from creditrules.law import Citation, Parameter, Quote, Statement, Verdict, bundled
from creditrules.law.loading import SHELF
from creditrules.money import rate

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

DATA = resources.files("creditrules.law").joinpath("data")
PARAMETERS = {one.id: one for one in bundled().parameters}
LIBRARY = bundled().library

LPR_DAYS_OFF_THE_RULE = {
    date(2021, 2, 20): "a Saturday that was a working day, in exchange for the Spring Festival",
    date(2021, 9, 22): "the 20th and 21st were the Mid-Autumn holiday",
    date(2026, 2, 24): "the 20th to the 23rd were the Spring Festival holiday",
    date(2026, 9, 20): "a Sunday that was a working day, in exchange for the National Day holiday",
}
LPR_CHANGES = (
    (date(2019, 8, 20), "4.25%", "4.85%"),
    (date(2019, 9, 20), "4.20%", "4.85%"),
    (date(2019, 11, 20), "4.15%", "4.80%"),
    (date(2020, 2, 20), "4.05%", "4.75%"),
    (date(2020, 4, 20), "3.85%", "4.65%"),
    (date(2021, 12, 20), "3.80%", "4.65%"),
    (date(2022, 1, 20), "3.70%", "4.60%"),
    (date(2022, 5, 20), "3.70%", "4.45%"),
    (date(2022, 8, 22), "3.65%", "4.30%"),
    (date(2023, 6, 20), "3.55%", "4.20%"),
    (date(2023, 8, 21), "3.45%", "4.20%"),
    (date(2024, 2, 20), "3.45%", "3.95%"),
    (date(2024, 7, 22), "3.35%", "3.85%"),
    (date(2024, 10, 21), "3.10%", "3.60%"),
    (date(2025, 5, 20), "3.00%", "3.50%"),
)
STATEMENT_ROWS = [
    32,
    49,
    54,
    59,
    60,
    61,
    62,
    64,
    77,
    78,
    79,
    87,
    43,
    40,
    44,
    45,
    57,
    71,
    73,
    76,
    83,
    88,
    100,
    25,
    36,
    53,
    55,
    63,
    68,
    81,
    86,
    89,
    107,
    108,
    45,
    65,
]


def files() -> list[Traversable]:
    """Return the data files."""
    return sorted((file for file in DATA.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)


def raw(name: str) -> dict[str, Any]:
    """Return a data file as the parser gives it."""
    return tomllib.loads(DATA.joinpath(name).read_text(encoding="utf-8"))


def citations() -> list[Citation]:
    """Return every citation of a number, a repeal or a statement."""
    lines = [one.timeline for one in PARAMETERS.values()]
    found = [cite for line in lines for entry in line.entries for cite in entry.citations]
    found += [cite for line in lines if line.repeal is not None for cite in line.repeal.citations]
    return found + [cite for statement in LIBRARY.statements for cite in statement.citations]


every_parameter = pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=PARAMETERS)
every_statement = pytest.mark.parametrize("statement", LIBRARY.statements, ids=[one.id for one in LIBRARY.statements])


# --- Every file ----------------------------------------------------------------------


def test_each_parameter_has_the_file_of_its_name() -> None:
    """A number is found in the file that bears its id, so no two files hold one id."""
    names = [file.name for file in files() if file.name not in SHELF]
    assert names == sorted(f"{one}.toml" for one in PARAMETERS)
    assert [raw(name)["id"] for name in names] == [name.removesuffix(".toml") for name in names]


@every_parameter
def test_days_ascend(parameter: Parameter[Any]) -> None:
    """The days of the entries ascend, and the repeal comes last."""
    line = parameter.timeline
    days = [entry.since for entry in line.entries] + ([] if line.repeal is None else [line.repeal.on])
    assert all(earlier < later for earlier, later in pairwise(days))


@every_parameter
def test_every_row_is_cited(parameter: Parameter[Any]) -> None:
    """Every row and every repeal names a source."""
    line = parameter.timeline
    assert all(entry.citations for entry in line.entries)
    assert line.repeal is None or line.repeal.citations


@every_parameter
def test_the_check_is_not_older_than_the_newest_row(parameter: Parameter[Any]) -> None:
    """The newest row that is not just announced was in force when the number was checked."""
    in_force = [entry.since for entry in parameter.timeline.entries if not entry.announced]
    assert all(since <= parameter.verified_on for since in in_force)


@every_parameter
def test_announced_means_after_the_check(parameter: Parameter[Any]) -> None:
    """A row is marked as announced exactly when it starts after the day of the check."""
    for entry in parameter.timeline.entries:
        assert entry.announced is (entry.since > parameter.verified_on)


@every_parameter
def test_no_row_is_older_than_its_source(parameter: Parameter[Any]) -> None:
    """A row before its instrument took effect is marked as reaching back, with the reason."""
    for entry in parameter.timeline.entries:
        assert not entry.retroactive or entry.note
        assert entry.retroactive or all(cite.since <= entry.since for cite in entry.citations)


@every_parameter
def test_a_repeal_is_not_older_than_its_source(parameter: Parameter[Any]) -> None:
    """The text that ends a number was in force on the day it ended it."""
    repeal = parameter.timeline.repeal
    assert repeal is None or all(cite.since <= repeal.on for cite in repeal.citations)


@every_parameter
def test_a_row_with_an_unknown_day_says_so(parameter: Parameter[Any]) -> None:
    """A row that starts with a text whose exact day is not public carries the same mark, and a note."""
    for entry in parameter.timeline.entries:
        unknown = any(cite.source.day_unknown and cite.since == entry.since for cite in entry.citations)
        assert entry.day_unknown is unknown
        assert not unknown or entry.note


@every_parameter
def test_the_review_follows_the_check(parameter: Parameter[Any]) -> None:
    """A review is due after the check; the LPR's is due by the day before the first publication not held."""
    if parameter.id == "lpr":
        assert parameter.review_by == date(2026, 10, 19)
    else:
        assert parameter.review_by > parameter.verified_on


@every_parameter
def test_titles_are_in_both_languages(parameter: Parameter[Any]) -> None:
    """A number has a title in both languages and says what picks its row."""
    assert parameter.title.zh
    assert parameter.title.en.isascii()
    assert parameter.selected_by


# --- Sources -------------------------------------------------------------------------


def test_every_citation_resolves() -> None:
    """Every citation leads to an instrument on the shelf, and to an article where it names one."""
    for cite in citations():
        assert LIBRARY.citation(cite.id) == cite
        assert cite.source is LIBRARY.instruments[cite.instrument]
        assert (cite.gist is None) is (not cite.article)


def test_every_instrument_is_used() -> None:
    """An instrument is cited, or holds an article that can be looked up."""
    used = {cite.instrument for cite in citations()} | {instrument for instrument, _ in LIBRARY.gists}
    assert set(LIBRARY.instruments) == used


def test_the_days_of_an_instrument_ascend() -> None:
    """A text is made known before or when it takes effect, and repealed after that."""
    for one in LIBRARY.instruments.values():
        assert one.promulgated is None or one.promulgated <= one.effective
        assert one.repealed is None or one.effective < one.repealed


def test_a_name_means_one_text_on_one_day() -> None:
    """Texts that share a name are versions of which one at a time is in force."""
    names: dict[str, list[tuple[date, date]]] = {}
    for one in LIBRARY.instruments.values():
        for name in {one.id, one.title.zh, *one.aliases}:
            names.setdefault(name, []).append((one.effective, one.repealed or date.max))
    for spans in names.values():
        assert all(end <= start for (_, end), (start, _) in pairwise(sorted(spans)))


# --- Statements ----------------------------------------------------------------------


def test_every_statement_is_there() -> None:
    """The statements that were checked are there, each once, with the row of the audit where they come from one."""
    assert [row["row"] for row in raw("statements.toml")["statement"] if "row" in row] == STATEMENT_ROWS
    assert len({one.id for one in LIBRARY.statements}) == len(LIBRARY.statements) == 41


def test_a_card_debt_alone_is_no_crime() -> None:
    """What is said of malicious overdraft begins with what non-payment does not prove, and names every condition."""
    (one,) = LIBRARY.article("刑法", 196).corrections
    assert one.verdict is Verdict.WRONG
    assert one.truth.zh.startswith("单凭没有按规定还款，不得认定非法占有目的")
    assert one.truth.en.startswith("Non-payment alone never proves the intent")
    for words in (
        "两次有效催收",
        "至少间隔三十日",
        "超过三个月",
        "五万元以上",
        "立案时",
        "本金",
        "全部归还",
        "变相放贷",
    ):
        assert words in one.truth.zh
    articles = {cite.article.partition("(")[0] for cite in one.citations if cite.instrument != "criminal-law"}
    assert articles == {"6", "7", "8", "9", "10", "11"}


@pytest.mark.parametrize("topic", ["small-claims", "jurisdiction", "arbitration", "insolvency"])
def test_going_to_court_has_its_statements(topic: str) -> None:
    """Each of these topics has a statement, found by its name."""
    assert LIBRARY.about(topic)


@every_statement
def test_a_statement_has_sources_of_its_day(statement: Statement) -> None:
    """A statement was checked against texts that were in force or known by then."""
    assert statement.citations
    assert all(cite.since <= statement.verified_on for cite in statement.citations)


def test_nothing_says_that_a_debt_need_not_be_paid() -> None:
    """No gist and no correction tells a person that a debt need not be paid."""
    texts = [*LIBRARY.gists.values(), *(one.truth for one in LIBRARY.statements)]
    for text in texts:
        assert not any(words in text.zh for words in ("无需偿还", "无须偿还", "不用还", "不必偿还"))
        assert not any(words in text.en.lower() for words in ("need not pay", "need not repay", "not have to pay"))


# --- The LPR -------------------------------------------------------------------------


def test_the_lpr_has_a_row_a_month() -> None:
    """There are 86 publications, one for each month from August 2019 to September 2026."""
    months = [(entry.since.year, entry.since.month) for entry in bundled().lpr.timeline.entries]
    start = 2019 * 12 + 7
    assert months == [(n // 12, n % 12 + 1) for n in range(start, start + 86)]
    assert months[-1] == (2026, 9)


def test_the_lpr_is_published_on_the_twentieth_or_the_next_weekday() -> None:
    """A publication is on the 20th, or on the Monday after a weekend, except where the official calendar differs."""
    off = set()
    for entry in bundled().lpr.timeline.entries:
        day = entry.since.replace(day=20)
        day += timedelta(days=max(0, 7 - day.weekday()) if day.weekday() >= 5 else 0)
        if entry.since != day:
            off.add(entry.since)
    assert off == set(LPR_DAYS_OFF_THE_RULE)


def test_the_lpr_changes_on_these_days_only() -> None:
    """The change points of both rates are those of the official publications."""
    found: list[tuple[date, Quote]] = []
    for entry in bundled().lpr.timeline.entries:
        if not found or found[-1][1] != entry.value:
            found.append((entry.since, entry.value))
    expected = [(since, rate(one), rate(five)) for since, one, five in LPR_CHANGES]
    assert [(since, value.one_year, value.five_year) for since, value in found] == expected


# --- The benchmark -------------------------------------------------------------------


def test_the_benchmark_has_forty_rows() -> None:
    """The benchmark runs from 1991-04-21 to the row of 2015-10-24, which stays the last."""
    entries = bundled().benchmark_rate.timeline.entries
    assert len(entries) == 40
    assert bundled().benchmark_rate.tier_months == (6, 12, 36, 60)
    assert entries[0].since == date(1991, 4, 21)
    assert entries[0].value == tuple(map(rate, ("8.10%", "8.64%", "9.00%", "9.54%", "9.72%")))
    assert entries[-1].since == date(2015, 10, 24)
    assert entries[-1].value == tuple(map(rate, ("4.35%", "4.35%", "4.75%", "4.75%", "4.90%")))


def test_the_benchmark_rises_with_the_term() -> None:
    """A longer tier is never below a shorter one, and each row is plausible."""
    for entry in bundled().benchmark_rate.timeline.entries:
        assert all(shorter <= longer for shorter, longer in pairwise(entry.value))
        assert all(Fraction(2, 100) < one < Fraction(20, 100) for one in entry.value)
