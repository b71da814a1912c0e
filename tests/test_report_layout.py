"""Widths, line breaks and tables where a Chinese character takes two columns."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unicodedata import east_asian_width

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from creditrules import report
from creditrules.borrower import Account, Borrower, assess
from creditrules.law import Lender
from creditrules.money import from_fen
from creditrules.records import MonthCell
from creditrules.repayment import FeesOnPrepay
from creditrules.report.layout import LIMIT, padded, table, width, wrapped

EXAMPLES = Path(__file__).parents[1] / "examples"
AS_OF = date(2026, 1, 15)
TEXTS = st.text(st.sampled_from("网贷款（）《》，。：；a bc d1,.%()[]-é"), max_size=400)


def columns(text: str) -> int:
    """Return the columns of a text by the table of East Asian widths alone."""
    return sum(2 if east_asian_width(char) in {"W", "F"} else 1 for char in text)


class TestWidth:
    """How many columns a text takes."""

    @pytest.mark.parametrize(
        ("text", "columns"),
        [
            ("", 0),
            ("abc", 3),
            ("网贷", 4),
            ("a网b", 4),
            ("％", 2),
            ("，", 2),
            ("é", 1),
            ("e\u0301", 1),
            ("“”", 2),
            ("한", 2),
        ],
    )
    def test_width(self, text: str, columns: int) -> None:
        """Wide and full-width characters take two, a combining mark none."""
        assert width(text) == columns

    @pytest.mark.parametrize(
        ("text", "right", "filled"), [("网", False, "网   "), ("网", True, "   网"), ("toolong", True, "toolong")]
    )
    def test_padded(self, text: str, *, right: bool, filled: str) -> None:
        """Filled to five columns; what is wider stays whole."""
        assert padded(text, 5, right=right) == filled
        assert padded("a", 3) == "a  "


class TestWrapped:
    """Breaking a text into lines."""

    def test_short(self) -> None:
        """What fits stays on one line, behind its mark."""
        assert wrapped("a b", first="- ", rest="  ") == ["- a b"]
        assert wrapped("") == [""]

    def test_words(self) -> None:
        """A Latin word or figure is not broken; blanks at a break go."""
        assert wrapped("one two three", limit=8) == ["one two", "three"]
        assert wrapped("1,467.64 1,467.64", limit=10) == ["1,467.64", "1,467.64"]

    def test_chinese(self) -> None:
        """Chinese breaks anywhere but before a closing mark and after an opening one."""
        assert wrapped("一二三四五", limit=6) == ["一二三", "四五"]
        assert wrapped("一二三，四", limit=6) == ["一二", "三，四"]
        assert wrapped("一二（三）", limit=6) == ["一二", "（三）"]

    def test_a_word_wider_than_a_line(self) -> None:
        """Then it is broken after all."""
        assert wrapped("a" * 25, limit=10) == ["a" * 10, "a" * 10, "a" * 5]
        assert wrapped("a" * 25, first="- ", rest="  ", limit=10) == [
            f"- {'a' * 8}",
            f"  {'a' * 8}",
            f"  {'a' * 8}",
            "  a",
        ]

    def test_a_word_as_wide_as_a_line(self) -> None:
        """A word is whole where every line has room for it, and is broken where one has not."""
        assert wrapped(f"b {'a' * 10}", limit=10) == ["b", "a" * 10]
        assert wrapped("a" * 9, first="- ", rest="  ", limit=10) == [f"- {'a' * 8}", "  a"]
        assert wrapped(f"bbb {'a' * 9}", rest="    ", limit=10) == [f"bbb {'a' * 6}", "    aaa"]
        assert wrapped("二一，", limit=4) == ["二", "一，"]

    def test_only_marks(self) -> None:
        """A run of closing marks wider than a line is broken too."""
        assert all(width(line) <= 6 for line in wrapped("，" * 20, limit=6))

    @given(TEXTS, st.integers(20, 100))
    def test_nothing_is_lost(self, text: str, limit: int) -> None:
        """No line is wider, and only blanks are lost."""
        lines = wrapped(text, first="   - ", rest="     ", limit=limit)
        assert all(columns(line) <= limit for line in lines)
        kept = "".join(line[5:] for line in lines).replace(" ", "")
        assert kept == text.replace(" ", "")


class TestTable:
    """Rows in columns."""

    def test_aligned(self) -> None:
        """The first column to the left, the others to the right, by columns and not by characters."""
        assert table([["", "雪崩法", "b"], ["月数", "6", "12"]], indent=" ") == [
            " " + "      雪崩法   b",
            " " + "月数       6  12",
        ]

    def test_too_wide(self) -> None:
        """Columns that do not fit go into a block below, each with the first column."""
        row = ["2026-02-15", *["1,000,000.00"] * 12]
        lines = table([row, row], indent="   ")
        assert all(width(line) <= LIMIT for line in lines)
        # 100 - 3 - 10 leaves room for six columns of two and twelve.
        assert [line.count("1,000,000.00") for line in lines] == [6, 6, 0, 6, 6]
        assert lines[2] == ""

    def test_to_the_last_column(self) -> None:
        """A table of exactly 100 columns is one block, and with an indent two; each block is filled anew."""
        # 10 + 2 + 40 + 2 + 46 = 100.
        assert len(table([["a" * 10, "b" * 40, "c" * 46]])) == 1
        assert len(table([["a" * 10, "b" * 40, "c" * 46]], indent="   ")) == 3
        # The second block: 10 + 2 + 47 + 2 + 39 = 100, so the last column needs a third.
        lines = table([["a" * 10, "b" * 40, "c" * 47, "d" * 39, "e"]])
        assert [line[12:13] for line in lines] == ["b", "", "c", "", "e"]

    def test_one_column_too_wide(self) -> None:
        """A column too wide for any block stands alone."""
        assert len(table([["a", "b" * 200]])) == 1

    @given(st.lists(st.lists(st.text("网a1", max_size=12), min_size=4, max_size=4), min_size=1, max_size=5))
    def test_ends_meet(self, rows: list[list[str]]) -> None:
        """Every row of a block ends in the same column, but for blanks at its end."""
        filled = [[*row[:-1], f"{row[-1]}|"] for row in rows]
        assert len({columns(line) for line in table(filled)}) == 1


NAMES = st.one_of(st.text("网贷额度", min_size=40, max_size=60), st.text("abcxyz", min_size=40, max_size=60))
FEN = st.integers(100, 10**9).map(from_fen)


@st.composite
def accounts(draw: st.DrawFn) -> Account:
    """Draw an account of any lender, shape and past."""
    formed = draw(st.dates(date(2012, 1, 1), AS_OF - timedelta(60)))
    face = draw(st.integers(10**4, 10**9))
    facts: dict[str, Any] = {
        "name": draw(NAMES),
        "lender": draw(st.sampled_from(Lender)),
        "formed_on": formed,
        "balance": draw(st.integers(10**4, 10**9).map(from_fen)),
        "annual_rate": draw(st.integers(0, 10**6).map(lambda points: f"{from_fen(points)}%")),
        "facilitated": draw(st.booleans()),
        "reported": draw(st.sampled_from([None, True, False])),
        "penalty_multiple": draw(st.sampled_from([None, "1.5"])),
    }
    shape = draw(st.sampled_from(["minimum", "due", "instalments"]))
    if shape != "minimum":
        facts |= {"face": from_fen(face), "received": draw(st.none() | st.integers(100, face).map(from_fen))}
    if shape == "minimum":
        facts["minimum"] = draw(st.sampled_from(["0", "100", "10%"]))
    elif shape == "due":
        facts["due_on"] = draw(st.dates(formed + timedelta(1), date(2036, 1, 1)))
        facts["annual_rate"] = draw(st.sampled_from([None, "12%", "36%"]))
    else:
        count = draw(st.integers(1, 600))
        facts |= {"instalments": count, "instalment": draw(FEN), "paid_instalments": draw(st.integers(0, count))}
        if draw(st.booleans()):
            facts |= {"fee_per_instalment": draw(FEN), "fees_on_prepay": FeesOnPrepay.WAIVED}
            facts["fee_collector"] = draw(st.none() | NAMES)
    if draw(st.booleans()):
        facts |= {"overdue_since": draw(st.dates(formed + timedelta(1), AS_OF)), "arrears": "100"}
    if draw(st.booleans()):
        facts["cells"] = [MonthCell("2025-12", draw(st.sampled_from("N1B")), draw(FEN))]
    return Account(**{name: value for name, value in facts.items() if value is not None})


class TestReports:
    """Whole reports."""

    @pytest.mark.parametrize("locale", ["zh", "en"])
    @pytest.mark.parametrize("name", ["borrower", "borrower_short", "first_default"])
    def test_examples(self, name: str, locale: str) -> None:
        """No line of an example is wider than 100 columns, nor ends in a blank."""
        lines = report.text(assess(Borrower.from_file(EXAMPLES / f"{name}.toml")), locale).split("\n")
        assert all(columns(line) <= LIMIT for line in lines)
        assert all(line == line.rstrip() for line in lines)

    @pytest.mark.parametrize("locale", ["zh", "en"])
    def test_twelve_accounts_over_600_months(self, locale: str) -> None:
        """A plan of 600 months over twelve accounts keeps to the width, block by block."""
        many = [
            Account(
                name=f"{number:02}{'网' * 58}",
                lender=Lender.BANK,
                formed_on=date(2025, 5, 1),
                balance="9999999.99",
                annual_rate="24%",
                minimum="0",
            )
            for number in range(12)
        ]
        found = assess(Borrower(accounts=many, monthly_budget="1000000", as_of=AS_OF))
        lines = report.text(found, locale).split("\n")
        assert len(lines) > 600
        assert all(columns(line) <= LIMIT for line in lines)

    def test_enormous_amounts(self) -> None:
        """The largest amounts that a file may hold are written in full, within the width."""
        most = "999999999999999"
        one = Account(
            name="网" * 60,
            lender=Lender.PRIVATE,
            formed_on=date(2025, 5, 1),
            due_on=date(2026, 5, 1),
            face=most,
            received="0.01",
            balance=most,
        )
        for locale in ("zh", "en"):
            text = report.text(assess(Borrower(accounts=[one], monthly_budget=most, as_of=AS_OF)), locale)
            assert "999,999,999,999,999.00" in text
            assert all(columns(line) <= LIMIT for line in text.split("\n"))

    @given(st.lists(accounts(), min_size=1, max_size=3, unique_by=lambda one: one.name), st.sampled_from(["zh", "en"]))
    @settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    def test_any(self, many: list[Account], locale: str) -> None:
        """Any borrower gets a report whose lines are no wider, whose sources resolve, and that is data too."""
        found = assess(Borrower(accounts=many, monthly_budget="100000000", as_of=AS_OF))
        text = report.text(found, locale)
        assert all(columns(line) <= LIMIT for line in text.split("\n"))
        assert report.to_json(found)
