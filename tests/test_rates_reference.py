"""The LPR and the benchmark lending rates."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from creditrules.errors import InputError, InputTypeError, NoDataError, StaleDataWarning
from creditrules.findings import Trail
from creditrules.law import bundled
from creditrules.money import Mode, rounded
from creditrules.rates import Tenor, benchmark_rate, lpr
from creditrules.rates.reference import _benchmark_rate, _lpr

SEGMENTS = json.loads((Path(__file__).parent / "cases" / "lpr_segments.json").read_text(encoding="utf-8"))


class TestLpr:
    """The LPR of a day is the last one published on or before it."""

    @pytest.mark.parametrize(
        ("on", "rate"),
        [
            (date(2021, 12, 19), "0.0385"),
            (date(2021, 12, 20), "0.038"),
            (date(2021, 12, 21), "0.038"),
            (date(2025, 5, 19), "0.031"),
            (date(2025, 5, 20), "0.03"),
            (date(2026, 1, 15), "0.03"),
        ],
    )
    def test_publication_day(self, on: date, rate: str) -> None:
        """The day of publication already has the new rate, the day before it the old one."""
        assert lpr(on, tenor=Tenor.ONE_YEAR).value == Decimal(rate)

    @pytest.mark.parametrize("tenor", [Tenor.FIVE_YEAR, "five_year", "5y"])
    def test_tenors(self, tenor: Tenor | str) -> None:
        """The tenor is a member or one of its names."""
        assert lpr(date(2025, 6, 1), tenor=tenor).value == Decimal("0.035")

    def test_first_day(self) -> None:
        """There is no LPR of this kind before 2019-08-20."""
        assert lpr(date(2019, 8, 20), tenor="1y").value == Decimal("0.0425")
        with pytest.raises(NoDataError):
            lpr(date(2019, 8, 19), tenor="1y")

    def test_stale(self) -> None:
        """After the review day the last value comes with a notice and a warning."""
        review = bundled().lpr.review_by
        assert not lpr(review, tenor="1y").notices
        with pytest.warns(StaleDataWarning):
            found = lpr(date(2027, 1, 1), tenor="1y")
        assert found.notices[0].message.code == "stale-data"

    def test_explained(self) -> None:
        """The step names the tenor, the day, the publication and the rate, with its source."""
        found = lpr(date(2025, 6, 1), tenor="1y")
        assert found.explain("en").splitlines()[0] == (
            "The one-year LPR on 2025-06-01, as published on 2025-05-20, is 3.00%.[1]"
        )
        assert [cite.instrument for cite in found.citations] == ["pboc-lpr"]

    def test_inner(self) -> None:
        """Inside the library the rate is a fraction, and the trail holds the step."""
        trail = Trail()
        assert _lpr(trail, date(2025, 6, 1), Tenor.ONE_YEAR) == Fraction(3, 100)
        assert [step.message.code for step in trail.steps] == ["lpr-on"]

    @pytest.mark.parametrize(
        ("tenor", "kind"), [("2y", InputError), ("", InputError), (1, InputTypeError), (None, InputTypeError)]
    )
    def test_refused(self, tenor: object, kind: type[Exception]) -> None:
        """Another tenor is refused."""
        bad: Any = tenor
        with pytest.raises(kind, match="tenor"):
            lpr(date(2025, 6, 1), tenor=bad)

    @pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in SEGMENTS])
    def test_segments(self, case: dict[str, Any]) -> None:
        """Published interest in segments: each day bears the LPR in force on it."""
        start, end = date.fromisoformat(case["start"]), date.fromisoformat(case["end"])
        entries = bundled().lpr.timeline.entries
        days = [start, *(entry.since for entry in entries if start < entry.since < end), end]
        total = Fraction(0)
        for first, last in pairwise(days):
            total += Fraction(lpr(first, tenor="1y").value) * (last - first).days
        assert (end - start).days == case["days"]
        interest = Fraction(case["principal"]) * total * Fraction(case["multiple"]) / case["days_per_year"]
        assert rounded(interest * 100, Mode.HALF_UP) == Fraction(case["interest"]) * 100


class TestBenchmark:
    """The benchmark lending rates of five tiers."""

    @pytest.mark.parametrize(
        ("months", "rate"),
        [
            (1, "0.0435"),
            (12, "0.0435"),
            (13, "0.0475"),
            (60, "0.0475"),
            (61, "0.049"),
            (360, "0.049"),
        ],
    )
    def test_tiers(self, months: int, rate: str) -> None:
        """The first tier that reaches the term gives the rate; above five years the last."""
        assert benchmark_rate(date(2016, 1, 1), months=months).value == Decimal(rate)

    @pytest.mark.parametrize(("months", "rate"), [(6, "0.081"), (7, "0.0864"), (36, "0.09"), (37, "0.0954")])
    def test_first_row(self, months: int, rate: str) -> None:
        """The first row, of 1991-04-21, tells half a year from a year and three years from five."""
        assert benchmark_rate(date(1991, 4, 21), months=months).value == Decimal(rate)

    def test_before(self) -> None:
        """Before 1991-04-21 there is no row."""
        with pytest.raises(NoDataError):
            benchmark_rate(date(1991, 4, 20), months=12)

    def test_after_the_lpr(self) -> None:
        """From the first LPR on, a notice says that it took the benchmark's place."""
        assert not benchmark_rate(date(2019, 8, 19), months=12).notices
        later = benchmark_rate(date(2019, 8, 20), months=12)
        assert [notice.message.code for notice in later.notices] == ["benchmark-replaced"]

    def test_inner(self) -> None:
        """Inside the library the rate is a fraction."""
        assert _benchmark_rate(Trail(), date(2016, 1, 1), 12) == Fraction(435, 10_000)

    @pytest.mark.parametrize("months", [0, True, "12", None])
    def test_refused(self, months: object) -> None:
        """A term is a whole number of months."""
        bad: Any = months
        with pytest.raises(InputError, match="months"):
            benchmark_rate(date(2016, 1, 1), months=bad)
