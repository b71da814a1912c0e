"""What must hold before anything else is built."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from creditrules import InputError, InputTypeError, NoDataError, article, bundled
from creditrules.__main__ import main
from creditrules.money import from_fen, rate, to_fen
from creditrules.periods import DayCount, add_months
from creditrules.records import MonthCell, one_off_relief, overdue_status, retention


def test_lpr_changes_on_its_publication_day() -> None:
    """The publication day has the new value, the day before the old one."""
    book = bundled().lpr
    assert book.at(date(2025, 5, 19)).value.one_year == Fraction(31, 1000)
    assert book.at(date(2025, 5, 20)).value.one_year == Fraction(3, 100)
    with pytest.raises(NoDataError):
        book.at(date(2019, 8, 19))
    assert len(book.timeline.entries) == 86


def test_article_671_puts_the_reader_right(capsys: pytest.CaptureFixture[str]) -> None:
    """Article 671 is no ceiling, and the command says so in both languages."""
    cites = [cite.id for cite in article("民法典", 671).corrections[0].citations]
    assert "spc-private-lending-2020-17#25" in cites
    assert main(["law", "民法典", "671"]) == 0
    assert "第25条" in capsys.readouterr().out
    assert main(["law", "civil_code", "671", "--locale", "en"]) == 0
    assert "art. 25" in capsys.readouterr().out
    assert main(["law", "民法典", "9999"]) == 2
    assert "9999" in capsys.readouterr().err


def test_doors_of_money() -> None:
    """Money is exact; a float, a part of a fen, a bare 24 and a giant exponent are refused."""
    assert from_fen(to_fen("1467.64") * 2) == Decimal("2935.28")
    assert rate("2235%") == Fraction(2235, 100)
    for bad in ("24", "-1%", "nan", "1e30000000"):
        with pytest.raises(InputError):
            rate(bad)
    with pytest.raises(InputError):
        to_fen("0.001")
    with pytest.raises(InputTypeError):
        to_fen(0.1)  # type: ignore[arg-type]


def test_months_and_day_counts() -> None:
    """An absent day is the last of its month; each calendar year counts over its own length."""
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert DayCount.ACT_ACT.years(date(2023, 12, 31), date(2025, 2, 28)) == Fraction(424, 365)


def test_records() -> None:
    """Five years from the end; a relief month goes by the month-end after repayment; bands of thirty days."""
    found = retention(ended_on=date(2024, 2, 29)).value
    assert (found.kept_through, found.deletable_from) == (date(2029, 2, 28), date(2029, 3, 1))
    assert retention(ended_on=None).value.kept_through is None
    cells = [
        MonthCell("2025-12", "1", "1467.64"),
        MonthCell("2026-01", "2", "2935.28"),
        MonthCell("2024-01", "1", "12600"),
    ]
    december, january, big = one_off_relief(cells, repaid_on=date(2026, 2, 3)).value
    assert december.not_displayed_by == date(2026, 3, 31)
    assert not january.covered
    assert not big.covered
    assert not one_off_relief(cells[:1], repaid_on=date(2026, 4, 1)).value[0].covered
    assert [overdue_status(n) for n in (0, 1, 30, 31, 180, 181)] == ["N", "1", "1", "2", "6", "7"]
