"""The page: what the text says stands in it, escaped, linked and alone, in both languages."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest

from creditrules import plots, report
from creditrules.borrower import Account, Borrower, Report, State, assess
from creditrules.errors import InputError
from creditrules.law import Lender
from creditrules.messages import CHINESE
from creditrules.records import MonthCell
from creditrules.repayment import Budget, Debt, avalanche, plan
from creditrules.report.html import _HATCHES

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = ("borrower", "borrower_short", "first_default")
LOCALES = ("zh", "en")
AS_OF = date(2026, 1, 15)
VOID = {"meta", "path", "use", "br", "link", "img", "input", "hr"}
NUMBER = re.compile(r"\d[\d,.-]*\d|\d", re.ASCII)
PRIVATE = {"zh": "仅供本人参考，请勿公开传播", "en": "For you, not for publication"}
HOSTILE = """<script>alert()</script>&lt;"'><img src=x onerror=f()>"""


class Page(HTMLParser):
    """A page taken apart: its tags, its ids, its links, and its text by section, without styles and pictures."""

    def __init__(self, text: str) -> None:
        """Read a page; what is not closed in its order is a fault."""
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.section = ""
        self.texts: dict[str, list[str]] = {}
        self.drawn: list[str] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        self.tags.append((tag, dict(attrs)))
        assert len(dict(attrs)) == len(attrs)
        if tag == "section":
            self.section = dict(attrs)["id"] or ""
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element that closes itself, as in a picture."""
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close an element."""
        if tag not in VOID:
            assert self.open.pop() == tag
        if tag in {"td", "th", "li", "p", "h2", "h3"}:
            self.handle_data("\n")
        if tag == "section":
            self.section = ""

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if "svg" in self.open:
            self.drawn.append(data)
        elif "style" not in self.open and "title" not in self.open:
            self.texts.setdefault(self.section, []).append(data)

    def text(self, section: str | None = None) -> str:
        """Return the text of a section, or all of it."""
        found = self.texts if section is None else {section: self.texts[section]}
        return "".join("".join(part) for part in found.values())

    def values(self, name: str) -> list[str]:
        """Return every value of an attribute."""
        return [value or "" for _, attrs in self.tags for key, value in attrs.items() if key == name]


def account(**facts: object) -> Account:
    """Make a bank loan of 10,000 yuan at 12 %, but for what is said."""
    given: dict[str, Any] = {
        "name": "A",
        "lender": Lender.BANK,
        "formed_on": date(2024, 5, 1),
        "balance": "10000",
        "annual_rate": "12%",
        "minimum": "500",
        **facts,
    }
    return Account(**{name: value for name, value in given.items() if value is not None})


def assessed(*accounts: Account, monthly: str = "50000") -> Report:
    """Assess some accounts."""
    return assess(Borrower(accounts=accounts, monthly_budget=monthly, as_of=AS_OF))


@cache
def example(name: str) -> Report:
    """Assess one of the example files."""
    return assess(Borrower.from_file(EXAMPLES / f"{name}.toml"))


@cache
def written(name: str, locale: str) -> str:
    """Write the page of an example."""
    return report.html(example(name), locale)


@cache
def page(name: str, locale: str) -> Page:
    """Take the page of an example apart."""
    return Page(written(name, locale))


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("name", NAMES)
class TestExamples:
    """The pages of the examples."""

    def test_every_figure_of_the_text(self, name: str, locale: str) -> None:
        """Every number, amount, rate and day of the text report is in the page."""
        figures = set(NUMBER.findall(report.text(example(name), locale)))
        assert len(figures) > 30
        assert figures <= set(NUMBER.findall(page(name, locale).text()))

    def test_every_sentence_of_the_text(self, name: str, locale: str) -> None:
        """Every line of the text is there, but for how it is broken and set."""
        found = re.sub(r"[\s!-]", "", page(name, locale).text())
        for line in report.text(example(name), locale).splitlines():
            for part in re.split(r"   +", re.sub(r"^\s*[-!]? ?", "", line)):
                assert re.sub(r"[\s!-]", "", part) in found or part.isdigit(), part

    def test_it_stands_alone(self, name: str, locale: str) -> None:
        """No script, no form, and nothing that is loaded from anywhere."""
        found = page(name, locale)
        forbidden = {"script", "link", "img", "iframe", "object", "embed", "form", "image", "base", "a:ping"}
        assert forbidden.isdisjoint(tag for tag, _ in found.tags)
        assert found.values("src") == []
        assert all(link.startswith("#") for link in found.values("href") + found.values("xlink:href"))
        assert not any(name.startswith("on") for _, attrs in found.tags for name in attrs)
        text = written(name, locale)
        assert "http://" not in text
        assert "https://" not in text
        assert "@import" not in text
        assert all(place.startswith("#") for place in re.findall(r"url\(([^)]*)\)", text))
        assert "default-src 'none'" in found.values("content")[0]

    def test_shape(self, name: str, locale: str) -> None:
        """The language is named, headings go down by one, each id is there once, and each link leads to one."""
        found = page(name, locale)
        assert written(name, locale).startswith("<!DOCTYPE html>\n<html lang=")
        assert dict(found.tags[0][1]) == {"lang": {"zh": "zh-Hans", "en": "en"}[locale]}
        heads = [int(tag[1]) for tag, _ in found.tags if re.fullmatch(r"h\d", tag)]
        assert heads[0] == 1
        assert heads.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(heads))
        ids = found.values("id")
        assert len(set(ids)) == len(ids)
        assert {link[1:] for link in found.values("href")} <= set(ids)
        assert all(cell["scope"] in {"col", "row"} for tag, cell in found.tags if tag == "th")

    def test_sources(self, name: str, locale: str) -> None:
        """Each source has its number and its place, and something leads to each."""
        found = page(name, locale)
        sources = [f"source-{number}" for number in range(1, len(example(name).citations) + 1)]
        assert [one for one in found.values("id") if one.startswith("source-")] == sources
        assert {f"#{one}" for one in sources} <= set(found.values("href"))
        for number, cite in enumerate(example(name).citations, 1):
            assert f"[{number}] {cite.written(locale)}" in found.text("sources")

    def test_nothing_says_need_not_pay(self, name: str, locale: str) -> None:
        """It never says that one need not pay, nor that a record is gone that is only not displayed."""
        text = page(name, locale).text().lower()
        for words in (
            "need not pay",
            "not have to pay",
            "no need to pay",
            "不用还",
            "无需还",
            "无需偿还",
            "不必还",
            "不用偿还",
            "erased",
            "wiped",
            "清零",
            "消除",
            "洗白",
        ):
            assert words not in text
        for sentence in re.split(r"[.。]", text):
            if "no longer displayed" in sentence or "不再展示" in sentence:
                assert not re.search("gone|delet|删除", sentence)

    def test_the_same_twice(self, name: str, locale: str) -> None:
        """The same report gives the same characters."""
        assert report.html(example(name), locale) == written(name, locale)

    def test_pictures(self, name: str, locale: str) -> None:
        """Each plan is drawn, and what is written in the picture is text."""
        found = page(name, locale)
        assert [tag for tag, _ in found.tags].count("figure") == 2
        assert found.drawn.count({"zh": "剩余欠款（元）", "en": "still owed (yuan)"}[locale]) == 2
        text = written(name, locale)
        assert "<?xml" not in text
        assert text.count("<!DOCTYPE") == 1
        assert text.count("<style") == 1


class TestWords:
    """What only the page says."""

    @pytest.mark.parametrize("locale", LOCALES)
    def test_flags(self, locale: str) -> None:
        """What says of a lender that it may be out of line is marked as private; what does not is not."""
        found = page("borrower", locale)
        marked = [name for name in found.texts if PRIVATE[locale] in found.text(name)]
        assert marked == ["account-3", "account-5"]

    @pytest.mark.parametrize(
        ("facts", "flagged"),
        [
            ({}, False),
            ({"annual_rate": "36%"}, True),
            ({"annual_rate": "24%"}, False),
            ({"lender": Lender.UNLICENSED}, True),
            ({"lender": Lender.PRIVATE, "annual_rate": "10%", "face": "10000", "received": "10000"}, False),
            ({"lender": Lender.PRIVATE, "annual_rate": "10%", "face": "10000", "received": "9999"}, True),
            ({"state": State.SETTLED, "balance": None, "minimum": None}, False),
        ],
    )
    def test_what_is_flagged(self, facts: dict[str, object], *, flagged: bool) -> None:
        """Above a ceiling, money held back, no licence."""
        assert (PRIVATE["en"] in report.html(assessed(account(**facts)), "en")) is flagged

    @pytest.mark.parametrize("locale", LOCALES)
    def test_days(self, locale: str) -> None:
        """What lies ahead is a list of days, in their order, each in front of what it brings."""
        found = page("borrower", locale)
        days = [attrs["datetime"] for tag, attrs in found.tags if tag == "time"]
        assert days == [one.on.isoformat() for one in example("borrower").ahead.value]
        assert days == sorted(days, key=str)
        assert {"2026-01-19", "2026-03-31", "2029-03-01"} <= set(days)
        lines = found.text("ahead").split("\n")
        assert all(any(line.startswith(str(day)) for line in lines) for day in days)
        assert found.texts["ahead"].count({"zh": "请注意：", "en": "Please note:"}[locale]) == 1

    def test_no_days(self) -> None:
        """Where nothing is ahead there is no such section, and no plan."""
        found = Page(report.html(assessed(account(state=State.SETTLED, balance=None, minimum=None)), "en"))
        assert [one for one in found.values("id") if not one.startswith("source-")] == ["account-1", "sources"]

    def test_another_language(self) -> None:
        """A language that the library does not speak is refused."""
        with pytest.raises(InputError, match=r"^locale must be zh or en"):
            report.html(example("first_default"), "fr")

    @pytest.mark.parametrize("locale", LOCALES)
    def test_escaped(self, locale: str) -> None:
        """Whatever a name holds, it is text."""
        one = account(
            name=HOSTILE, overdue_since=date(2025, 12, 6), arrears="5", cells=[MonthCell("2025-12", "1", "5")]
        )
        other = account(name="B", minimum="10%")
        text = report.html(assessed(one, other), locale)
        found = Page(text)
        assert "<script" not in text
        assert "<img" not in text
        for section in ("account-1", "still-open", "ahead", "plans"):
            assert HOSTILE in found.text(section)
        assert any(HOSTILE in label for label in found.values("data-label"))


class TestTables:
    """The tables of the page."""

    def test_columns(self) -> None:
        """A column under a number leads to its account, and says its name where a phone shows a list."""
        found = page("borrower", "zh")
        heads = [attrs for tag, attrs in found.tags if tag == "a" and "title" in attrs]
        assert heads[0] == {"href": "#account-1", "title": "信用卡"}
        labels = found.values("data-label")
        assert "1. 信用卡" in labels
        assert "剩余欠款" in labels
        assert found.values("class").count("stack") == 2
        assert found.values("class").count("empty") > 5

    def test_too_wide_for_paper(self) -> None:
        """A table of many accounts comes in parts, each with the months, and no figure is lost."""
        many = [account(name=f"{number:02}", balance="9999999.99", minimum="0") for number in range(12)]
        found = Page(report.html(assessed(*many, monthly="12000000"), "en"))
        rows = [attrs for tag, attrs in found.tags if tag == "table"]
        assert len(rows) > 3
        for number in range(12):
            assert any(label.endswith(f". {number:02}") for label in found.values("data-label"))


class TestPictures:
    """What the pictures are made of."""

    @pytest.mark.parametrize("locale", LOCALES)
    def test_without_matplotlib(self, monkeypatch: pytest.MonkeyPatch, locale: str) -> None:
        """The page says that pictures need it, and holds all the rest."""
        whole = written("borrower", locale)
        for name in ("matplotlib", "matplotlib.figure"):
            monkeypatch.setitem(sys.modules, name, None)
        bare = report.html(example("borrower"), locale)
        assert "<figure" not in bare
        assert bare.count("pip install creditrules[plot]") == 1
        rest = re.sub(r"<figure.*</figure>\n", "", whole, flags=re.DOTALL)
        assert re.sub(r'<p class="no-picture">.*</p>\n', "", bare) == rest

    def test_settings_are_left_alone(self) -> None:
        """No setting of matplotlib's is changed, and none of the reader's figures is."""
        before = dict(mpl.rcParams)
        report.html(example("first_default"))
        assert dict(mpl.rcParams) == before

    def test_every_hatch(self) -> None:
        """The legend has a mark for every hatch that a bar may have, and for each debt its own."""
        assert {*_HATCHES, ""} == set(plots._HATCHES)
        many = assessed(*(account(name=f"{number:02}") for number in range(31)))
        assert many.plans is not None
        parts = plots.inline(many.plans.entries[0].plan, "en", name="x").parts
        assert len({part[1:] for part in parts}) == len(parts) == 31
        text = report.html(many, "en")
        assert all(text.count(lines) > 1 for lines in _HATCHES.values())

    def test_ids(self) -> None:
        """Every id begins with the name, and so does every place that refers to one."""
        plans = example("borrower").plans
        assert plans is not None
        svg = plots.inline(plans.entries[0].plan, CHINESE, name="one").svg
        assert svg.startswith("<svg ")
        assert svg.endswith("</svg>")
        places = re.findall(r'(?: id="|href="#|url\(#)([^")]+)', svg)
        assert len(places) > 10
        assert all(place.startswith("one-") for place in places)
        assert svg.replace("one-", "two-") != svg

    @pytest.mark.parametrize(
        ("budget", "months", "drawn"), [("60000", 1, 1), ("1250", 82, 82), ("1020", 199, 99), ("1010", 234, 117)]
    )
    def test_fewer_months(self, budget: str, months: int, drawn: int) -> None:
        """Of a long plan no more than 120 months are drawn beside the start, at equal distances, the last always."""
        debt = Debt("a", "50000", annual_rate="24%", minimum="0")
        found = plan([debt], Budget(budget), strategy=avalanche, start=AS_OF)
        few = plots._fewer(found).rows
        assert found.months == months
        assert len(few) == drawn
        assert few[-1] == found.rows[-1]
        assert len({found.rows.index(later) - found.rows.index(row) for row, later in pairwise(few)}) <= 1

    @pytest.mark.parametrize("name", NAMES)
    def test_days_on_the_axis(self, name: str) -> None:
        """Few days are named, so that none touches the next."""
        plans = example(name).plans
        assert plans is not None
        svg = plots.inline(plans.entries[0].plan, "en", name="x").svg
        assert 3 <= len(re.findall(r">\d{4}-\d\d<", svg)) <= 9

    def test_a_growing_debt(self) -> None:
        """A debt that grows beyond every bound is drawn too."""
        found = Page(report.html(assessed(account(annual_rate="60%", minimum="0"), monthly="1"), "en"))
        assert "never" in found.text("plans")
        assert [tag for tag, _ in found.tags].count("figure") == 2


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_same_in_any_process(seed: str) -> None:
    """The order of hashes and the locale of the machine change no byte."""
    done = subprocess.run(
        [sys.executable, "-m", "creditrules", "report", str(EXAMPLES / "borrower.toml"), "--format", "html"],
        env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "C"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == f"{written('borrower', 'zh')}\n"
