"""Interest at a floating LPR, by segments of equal rate."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from creditrules.claims import segmented_interest
from creditrules.errors import InputError, InputTypeError, NoDataError, NotInForceError, StaleDataWarning
from creditrules.law import bundled
from creditrules.law.timeline import Repeal
from creditrules.money import Mode, Rounding, When, shared
from creditrules.periods import Counting, DayCount
from creditrules.rates import Tenor

if TYPE_CHECKING:
    from creditrules.claims import Interest
    from creditrules.findings import Finding

CASES = json.loads((Path(__file__).parent / "cases" / "lpr_segments.json").read_text(encoding="utf-8"))
BY_YEAR = {365: DayCount.ACT_365, 360: DayCount.ACT_360}
START, END = date(2024, 9, 30), date(2024, 12, 31)
"""Two segments: 3.35 % for 21 days to 2024-10-20, then 3.10 %."""


def found(start: object = START, end: object = END, **other: object) -> Finding[Interest]:
    """Return the interest on 100,000 by ACT_365, head-only, where nothing else is said."""
    usual = {"principal": "100000", "day_count": DayCount.ACT_365, "counting": Counting.HEAD_ONLY}
    given: dict[str, Any] = {"start": start, "end": end, **usual, **other}
    return segmented_interest(**given)


def lines(**other: object) -> list[tuple[str, str, int, Fraction, str]]:
    """Return what each line says besides its base and sources."""
    return [
        (line.first_day.isoformat(), line.last_day.isoformat(), line.days, line.rate, str(line.amount))
        for line in found(**other).value.lines
    ]


class TestPublished:
    """Computations that others published."""

    @pytest.mark.parametrize("when", When)
    @pytest.mark.parametrize("case", [pytest.param(case, id=case["id"]) for case in CASES])
    def test_case(self, case: dict[str, Any], when: When) -> None:
        """Each comes out to the fen; where every line is rounded, within half a fen for each."""
        value = segmented_interest(
            case["principal"],
            date.fromisoformat(case["start"]),
            date.fromisoformat(case["end"]),
            multiple=case["multiple"],
            day_count=BY_YEAR[case["days_per_year"]],
            counting=Counting.BOTH_ENDS if case["both_ends"] else Counting.HEAD_ONLY,
            rounding=Rounding(when=when),
        ).value
        assert sum(line.days for line in value.lines) == case["days"]
        if when is When.ONCE:
            assert value.total == Decimal(case["interest"])
        assert abs(value.total - Decimal(case["interest"])) <= Decimal("0.005") * (len(value.lines) + 1)
        assert sum(line.amount for line in value.lines) == value.total

    def test_ambient_precision(self) -> None:
        """The ambient context of a caller changes nothing."""
        with localcontext(prec=3):
            value = found(start=date(2020, 1, 1), end=date(2026, 1, 1), principal="485652.75").value
        assert value == found(start=date(2020, 1, 1), end=date(2026, 1, 1), principal="485652.75").value


class TestSegments:
    """A segment is a run of equal rate."""

    def test_lines(self) -> None:
        """Publications that change nothing start no segment, and the day of a new rate bears it."""
        assert lines() == [
            ("2024-09-30", "2024-10-20", 21, Fraction("0.0335"), "192.74"),
            ("2024-10-21", "2024-12-30", 71, Fraction("0.031"), "603.01"),
        ]
        first = found().value.lines[0]
        assert (first.base, first.years, first.exact) == (
            Decimal("100000.00"),
            Fraction(21, 365),
            Fraction(100_000) * Fraction("0.0335") * Fraction(21, 365),
        )
        assert [cite.id for cite in first.citations] == ["pboc-lpr"]

    def test_both_ends(self) -> None:
        """Both ends add the last day, also where it alone has the new rate."""
        assert lines(counting=Counting.BOTH_ENDS)[1][1:3] == ("2024-12-31", 72)
        assert len(lines(end=date(2024, 10, 21))) == 1
        assert lines(end=date(2024, 10, 21), counting=Counting.BOTH_ENDS)[1][:4] == (
            "2024-10-21",
            "2024-10-21",
            1,
            Fraction("0.031"),
        )

    def test_no_day(self) -> None:
        """Head-only from a day to itself nothing bears interest; both ends it is one day."""
        nothing = found(end=START).value
        assert (nothing.total, nothing.exact) == (Decimal("0.00"), Fraction(0))
        assert not nothing.lines
        assert lines(end=START, counting=Counting.BOTH_ENDS)[0][2] == 1

    @pytest.mark.parametrize("tenor", [Tenor.FIVE_YEAR, "five_year", "5y"])
    def test_tenor(self, tenor: Tenor | str) -> None:
        """The over-five-year rate has days of change of its own."""
        assert [line[:1] + line[3:4] for line in lines(start=date(2024, 2, 1), end=date(2024, 7, 23), tenor=tenor)] == [
            ("2024-02-01", Fraction("0.042")),
            ("2024-02-20", Fraction("0.0395")),
            ("2024-07-22", Fraction("0.0385")),
        ]

    @pytest.mark.parametrize("multiple", [4, "4", "1.5", Decimal("1.3")])
    def test_multiple(self, multiple: str | int | Decimal) -> None:
        """The rate of each line is the LPR times the multiple."""
        times = Fraction(multiple)
        assert [line[3] for line in lines(multiple=multiple)] == [Fraction("0.0335") * times, Fraction("0.031") * times]
        assert found(multiple=multiple).value.exact == found().value.exact * times

    def test_months_begin_anew(self) -> None:
        """Months are counted from the first day of each segment, odd days over 30 of a month."""
        value = found(day_count=DayCount.MONTHS_AND_DAYS).value
        assert [line.years for line in value.lines] == [Fraction(21, 360), Fraction(2, 12) + Fraction(10, 360)]
        assert value.exact == 3350 * Fraction(21, 360) + 3100 * Fraction(70, 360)

    def test_whole_months(self) -> None:
        """Within one segment whole months are fine; odd days are refused by their number and segment."""
        start = date(2025, 5, 20)
        assert found(start, date(2025, 11, 20), day_count=DayCount.WHOLE_MONTHS).value.total == Decimal("1500.00")
        both = found(start, date(2025, 11, 19), day_count=DayCount.WHOLE_MONTHS, counting=Counting.BOTH_ENDS)
        assert both.value.total == Decimal("1500.00")
        with pytest.raises(InputError, match="21 odd days from 2024-09-30 to 2024-10-21"):
            found(day_count=DayCount.WHOLE_MONTHS)

    def test_first_day(self) -> None:
        """There is no LPR before 2019-08-20; the error names the parameter, also where no day bears interest."""
        assert found(date(2019, 8, 20), date(2019, 8, 21)).value.exact == Fraction(4250, 365)
        for end in (date(2019, 8, 19), date(2020, 1, 1)):
            with pytest.raises(NoDataError, match=r"LPR.*2019-08-20, asked for 2019-08-19"):
                found(date(2019, 8, 19), end)

    def test_repealed(self) -> None:
        """Days after a repeal have no rate."""
        book = bundled()
        timeline = evolve(book.lpr.timeline, repeal=Repeal(date(2026, 10, 1), book.lpr.timeline.entries[0].citations))
        ended = evolve(book, lpr=evolve(book.lpr, timeline=timeline))
        assert found(date(2026, 9, 1), date(2026, 10, 1), rulebook=ended).value.lines
        with pytest.raises(NotInForceError, match="2026-10-01"):
            found(date(2026, 9, 1), date(2026, 10, 2), rulebook=ended)

    def test_stale(self) -> None:
        """What counts is the last day that bears interest."""
        start, review = date(2026, 9, 1), bundled().lpr.review_by
        assert len(found(start, review, counting=Counting.BOTH_ENDS).notices) == 1
        with pytest.warns(StaleDataWarning):
            late = found(start, date(2026, 10, 20), counting=Counting.BOTH_ENDS)
        assert late.notices[0].message.code == "stale-data"


class TestRounding:
    """Rounded once and shared, or line by line."""

    def test_each(self) -> None:
        """Every line is rounded, and the total is their sum: here a yuan more than rounded once."""
        to, yuan = date(2024, 11, 30), Rounding(unit="1")
        once, each = (found(end=to, rounding=evolve(yuan, when=when)).value for when in (When.ONCE, When.EACH))
        assert once.exact == each.exact == Fraction(3350 * 21 + 3100 * 40, 365)
        assert ([str(line.amount) for line in once.lines], str(once.total)) == (["193.00", "339.00"], "532.00")
        assert ([str(line.amount) for line in each.lines], str(each.total)) == (["193.00", "340.00"], "533.00")

    @pytest.mark.parametrize(
        ("parts", "rounding", "expected"),
        [
            (["0.5", "0.5"], Rounding(), (0, 1)),
            (["0.5", "0.5", "0.5"], Rounding(), (0, 1, 1)),
            (["1.4", "2.4", "3.4"], Rounding(), (1, 2, 4)),
            (["1.6", "2.4", "3.5"], Rounding(), (2, 2, 4)),
            (["1.9", "2.9"], Rounding(mode=Mode.DOWN), (1, 3)),
            (["1.1", "2.1", "3"], Rounding(mode=Mode.UP), (1, 3, 3)),
            (["149", "149"], Rounding(unit="1"), (100, 200)),
            (["149", "150"], Rounding(unit="1", when=When.EACH), (100, 200)),
            (["1.5", "1.5"], Rounding(when=When.EACH), (2, 2)),
            ([], Rounding(), ()),
        ],
    )
    def test_shared(self, parts: list[str], rounding: Rounding, expected: tuple[int, ...]) -> None:
        """The largest remainder is rounded up first; of equal ones the later."""
        assert shared([Fraction(part) for part in parts], rounding) == expected


class TestExplained:
    """The note says how each line came about."""

    def test_english(self) -> None:
        """It says first that no court made it, and prints a rate in full."""
        assert found(multiple="1.5").explain("en").splitlines() == [
            "This is a calculation note; no court made it.",
            (
                "Interest on 100,000.00 yuan from 2024-09-30 to 2024-12-31 at 1.5 times the one-year LPR of each day. "
                "Day count: actual days over 365. Ends: the first day counts, the last does not."
            ),
            "2024-09-30 to 2024-10-20, both included, 21 day(s) at 5.025% a year: 289.11 yuan.[1]",
            "2024-10-21 to 2024-12-30, both included, 71 day(s) at 4.65% a year: 904.52 yuan.[1]",
            "Together 1,193.63 yuan. Rounding to 0.01 yuan: half up, once, at the end.",
            "Please note:",
            (
                "- Each published rate counts here from its day of publication on. A contract with repricing days of "
                "its own takes the rate on those days only."
            ),
            "Sources:",
            "[1] Monthly publications of the loan prime rate, published since 2019-08-20",
        ]

    def test_plain(self) -> None:
        """As plain data every number is exact text."""
        value: Any = found().to_dict()["value"]
        assert value["total"] == "795.75"
        assert value["lines"][0]["rate"] == "67/2000"
        assert value["lines"][0]["citations"] == ["pboc-lpr"]


class TestRefused:
    """Every argument out of bounds is refused by its name."""

    @pytest.mark.parametrize(
        ("argument", "value"),
        [
            ("principal", 1.5),
            ("principal", None),
            ("principal", True),
            ("start", "2024-09-30"),
            ("start", datetime(2024, 9, 30, tzinfo=UTC)),
            ("end", "2024-12-31"),
            ("end", None),
            ("multiple", 1.5),
            ("multiple", None),
            ("tenor", 1),
            ("day_count", "ACT_365"),
            ("day_count", Counting.HEAD_ONLY),
            ("day_count", None),
            ("counting", "HEAD_ONLY"),
            ("counting", None),
            ("counting", True),
            ("rounding", None),
            ("rounding", "0.01"),
            ("rulebook", "bundled"),
        ],
    )
    def test_type(self, argument: str, value: object) -> None:
        """Another type, named."""
        with pytest.raises(InputTypeError, match=argument):
            found(**{argument: value})

    @pytest.mark.parametrize(
        ("argument", "value", "words"),
        [
            ("principal", "0", "principal must be above 0, got '0'"),
            ("principal", "-1", "principal must be above 0, got '-1'"),
            ("principal", "0.001", "principal must be whole fen"),
            ("principal", "1000000000000001", "principal may not be beyond"),
            ("multiple", 0, "multiple must be above 0, got 0"),
            ("multiple", "-4", "multiple must be above 0, got '-4'"),
            ("multiple", "nan", "multiple must be a finite number"),
            ("tenor", "2y", "tenor must be one_year or five_year, got '2y'"),
            ("end", date(2024, 9, 29), "the end 2024-09-29 lies before the start 2024-09-30"),
        ],
    )
    def test_value(self, argument: str, value: object, words: str) -> None:
        """A value out of bounds, with the bound."""
        with pytest.raises(InputError, match=words) as caught:
            found(**{argument: value})
        assert not isinstance(caught.value, InputTypeError)

    def test_beyond_the_calendar(self) -> None:
        """The last day of the calendar has no day after it."""
        with pytest.raises(InputError, match="beyond the calendar"):
            found(end=date.max, counting=Counting.BOTH_ENDS)

    @pytest.mark.parametrize("argument", ["day_count", "counting"])
    def test_no_default(self, argument: str) -> None:
        """How days are counted is never assumed."""
        given: dict[str, Any] = {"day_count": DayCount.ACT_365, "counting": Counting.HEAD_ONLY}
        del given[argument]
        with pytest.raises(TypeError, match=argument):
            segmented_interest("100000", START, END, **given)

    def test_largest(self) -> None:
        """The largest principal and multiple that the doors let in give an exact figure."""
        value = found(principal=10**15, multiple=10**15).value
        assert value.exact == found().value.exact * 10**10 * 10**15
