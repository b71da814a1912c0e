"""Which conventions give a stated figure, on the computations of published judgments."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from attrs import frozen

from creditrules.claims import Convention, Figure, Grid, Match, reconcile, segmented_interest
from creditrules.claims.reconcile import _computed, _matches, _plain, _slips, _values
from creditrules.errors import InputError, InputTypeError, NoDataError, NotInForceError
from creditrules.messages import render
from creditrules.money import Mode, Rounding, from_fen
from creditrules.periods import Counting, DayCount, add_days, interest_days

FILES = Path(__file__).parent / "cases"
PUBLISHED = json.loads((FILES / "judgments.json").read_text(encoding="utf-8"))
JUDGMENTS = {record["id"]: record for record in PUBLISHED["records"]}
DELAYED = PUBLISHED["delayed_performance"]
SEGMENTS = json.loads((FILES / "lpr_segments.json").read_text(encoding="utf-8"))

A365, A360, AA = DayCount.ACT_365, DayCount.ACT_360, DayCount.ACT_ACT
T360, WM, MD = DayCount.THIRTY_360, DayCount.WHOLE_MONTHS, DayCount.MONTHS_AND_DAYS
HEAD, BOTH = Counting.HEAD_ONLY, Counting.BOTH_ENDS
YUAN, TENTH = Rounding(unit="1"), Rounding(unit="0.1")

DAY_COUNTS = {
    "actual/365": A365,
    "actual/360": A360,
    "actual days, monthly rate /30": A360,
    "actual days, daily rate": A365,
    "whole months or years": WM,
    "whole months + odd days/30": MD,
}
"""The day count of a record; a daily rate is handed over times 365."""
ENDS = {"both": BOTH, "head": HEAD, "n/a": HEAD}
"""Which ends a record counts; whole months and months with odd days run to the last day named."""


@frozen
class Stated:
    """A figure of a judgment with what it was computed from."""

    id: str
    stated: Fraction
    figure: Figure
    start: date
    end: date
    convention: Convention
    rounding: Rounding = Rounding()

    def reconciled(self, grid: Grid | None = None) -> tuple[Match, ...]:
        """Return what the library finds."""
        stated = from_fen(int(self.stated * 100))
        return reconcile(stated, self.figure, start=self.start, end=self.end, grid=grid or Grid())


def a_year(given: dict[str, Any]) -> Fraction:
    """Return the interest of a year, from the rate as the judgment has it."""
    base = Fraction(given.get("principal") or given["base"])
    rates = {
        "annual_rate_pct": Fraction(1, 100),
        "allowed_pct": Fraction(1, 100),
        "benchmark_pct": Fraction(given.get("multiple", 1), 100),
        "monthly_rate_pct": Fraction(12, 100),
        "monthly_rate_permille": Fraction(12, 1000),
        "daily_pct": Fraction(365, 100),
        "daily_permille": Fraction(365, 1000),
    }
    (name,) = rates.keys() & given.keys()
    return base * Fraction(given[name]) * rates[name]


def judgment(name: str, *, add: str = "0", rounding: Rounding = Rounding()) -> Stated:
    """Return a figure as its record has it; what the judgment took off the interest is added again."""
    record = JUDGMENTS[name]
    given = record["inputs"]
    return Stated(
        name,
        Fraction(record["stated_result"]) + Fraction(add),
        a_year(given),
        date.fromisoformat(given["start"]),
        date.fromisoformat(given["end"]),
        Convention(DAY_COUNTS[record["day_count"]], ENDS[record["ends"]]),
        rounding,
    )


def five_periods(day_count: DayCount, counting: Counting, start: date, end: date) -> Fraction:
    """Return the interest of J10, rounded in each of its five periods, of which an end may be moved."""
    given = JUDGMENTS["J10"]["inputs"]
    ends = [*map(date.fromisoformat, given["periods_end"][:-1]), end]
    firsts = [start, *ends[:-1]]
    extra = int(counting is BOTH)
    years = [day_count.years(first, add_days(last, extra)) for first, last in zip(firsts, ends, strict=True)]
    return Fraction(sum(Rounding().fen(a_year(given) * 100 * part) for part in years), 100)


def three_loans(day_count: DayCount, counting: Counting, start: date, end: date) -> Fraction:
    """Return the interest of J31: one loan from the start, two from a later day that the record notes."""
    (first, _), (second, _), (third, _) = JUDGMENTS["J31"]["inputs"]["loans"]
    last, later = add_days(end, int(counting is BOTH)), date(2015, 12, 3)
    early = Fraction(first) * day_count.years(start, last)
    return (early + (Fraction(second) + Fraction(third)) * day_count.years(later, last)) * Fraction(36, 100)


def delayed() -> list[Stated]:
    """Return both parts of interest for late performance, 0.0175 % a day, before and after a part payment."""
    base = Fraction(DELAYED["base"])
    bases = [base, base - Fraction(DELAYED["payment"][1])]
    return [
        Stated(
            f"{DELAYED['id']} from {first}",
            Fraction(amount),
            owed * Fraction(175, 1_000_000) * 365,
            date.fromisoformat(first),
            date.fromisoformat(last),
            Convention(A365, BOTH),
        )
        for owed, (first, last, _, amount) in zip(bases, DELAYED["segments"], strict=True)
    ]


def floating(case: dict[str, Any]) -> Stated:
    """Return a figure at the LPR: the function gives it for any day count, counting and days."""

    def figure(day_count: DayCount, counting: Counting, start: date, end: date) -> Fraction:
        return segmented_interest(
            case["principal"], start, end, multiple=case["multiple"], day_count=day_count, counting=counting
        ).value.exact

    return Stated(
        case["id"],
        Fraction(case["interest"]),
        figure,
        date.fromisoformat(case["start"]),
        date.fromisoformat(case["end"]),
        Convention(A365 if case["days_per_year"] == 365 else A360, HEAD),
    )


FIXED = [
    *map(judgment, ["J01", "J04", "J07", "J13", "J19", "J22", "J25", "J55", "J73"]),
    judgment("J16", rounding=YUAN),
    judgment("J28", add="20000"),
    judgment("J43", rounding=TENTH),
    judgment("J46", add="280000"),
    judgment("J76", rounding=TENTH),
    *delayed(),
]
"""Figures of one rate, as stated."""
CHAINED = [
    # What the court left of the principal less what was paid, the interest brought forward taken off.
    Stated(
        "J52",
        Fraction(3_976_633 - 4_000_000 + 1_352_000 - 63_300),
        a_year(JUDGMENTS["J52"]["inputs"]),
        date(2012, 12, 29),
        date(2014, 1, 3),
        Convention(MD, HEAD),
        YUAN,
    ),
    Stated(
        "J58",
        Fraction("163769.07") - Fraction("364517.62") + 204_819,
        a_year(JUDGMENTS["J58"]["inputs"]),
        date(2009, 9, 2),
        date(2009, 11, 9),
        Convention(MD, HEAD),
    ),
    Stated("J10", Fraction("251.52"), five_periods, date(2018, 3, 15), date(2018, 8, 15), Convention(A365, HEAD)),
    Stated("J31", Fraction(653_100), three_loans, date(2015, 11, 16), date(2016, 4, 27), Convention(MD, HEAD)),
]
FLOATING = [floating(case) for case in SEGMENTS]
REAL = [*FIXED, *CHAINED, *FLOATING]


def names(matches: tuple[Match, ...]) -> list[list[tuple[DayCount, Counting, int, int]]]:
    """Return the names of each match."""
    return [[(one.day_count, one.counting, one.start_moved, one.end_moved) for one in match.names] for match in matches]


def tried(stated: Stated) -> dict[Convention, Fraction]:
    """Return every value that the usual grid gives, slips included."""
    computed = _computed(stated.figure)
    ways = [*_plain(Grid()), *_slips(Grid())]
    return _values(computed, ways, stated.start, stated.end)


class TestPublished:
    """Each figure of a judgment comes out under its own convention, and no other value fits."""

    def test_all_are_there(self) -> None:
        """Every published figure is used, and there are more than twenty."""
        assert {one.id for one in [*FIXED, *CHAINED]} >= JUDGMENTS.keys()
        assert len(REAL) == 27

    @pytest.mark.parametrize("one", [pytest.param(one, id=one.id) for one in REAL])
    def test_one_group(self, one: Stated) -> None:
        """Exactly one value fits, and the convention and the rounding of the judgment are among its names."""
        (match,) = one.reconciled()
        assert one.convention in match.names
        assert one.rounding in match.roundings
        assert (match.slip_days, match.off_by) == (0, Decimal("0.00"))

    @pytest.mark.parametrize("one", [pytest.param(one, id=one.id) for one in [*FIXED, *CHAINED]])
    def test_no_slip_fits_besides(self, one: Stated) -> None:
        """Nor does another value fit when slips are counted in."""
        found = _matches(int(one.stated * 100), tried(one), Grid())
        assert sum(not off for off, _ in found) == 1

    def test_chance(self) -> None:
        """Of 600 figures within a tenth of the real ones hardly any fits by chance, slips counted in."""
        fitting, seed = 0, 1
        for one in FIXED:
            values, stated = tried(one), int(one.stated * 100)
            rounded = {each.fen(value * 100) for value in values.values() for each in Grid().roundings}
            for _ in range(600 // len(FIXED)):
                # A plain congruential generator: the same figures on every run.
                seed = seed * 1_103_515_245 % 2**31 + 12_345
                fitting += stated - stated // 10 + seed % (stated // 5) in rounded
        assert fitting <= 1

    def test_names_in_order(self) -> None:
        """Many names are one value; what courts use most comes first."""
        known = {one.id: one for one in REAL}
        assert names(known["J04"].reconciled()) == [[(A360, HEAD, 0, 0), (MD, HEAD, 0, 0), (T360, HEAD, 0, 0)]]
        assert names(known["J22"].reconciled())[0] == [(each, HEAD, 0, 0) for each in (WM, MD, T360, AA)]
        assert names(known["J25"].reconciled())[0][:3] == [(WM, BOTH, 0, 0), (MD, BOTH, 0, 0), (MD, HEAD, 0, 0)]
        assert known["J13"].reconciled()[0].exact == Fraction(72_000 * 760, 365)

    def test_ambient_precision(self) -> None:
        """The ambient context of a caller changes nothing."""
        with localcontext(prec=3):
            found = [one.reconciled() for one in FIXED]
        assert found == [one.reconciled() for one in FIXED]


def exact(start: date, end: date, *, over: int = 365) -> str:
    """Return 72,000 a year for the days from one day to another, head-only, as stated to the fen."""
    return str(from_fen(Rounding().fen(Fraction(7_200_000 * (end - start).days, over))))


START, END = date(2016, 10, 5), date(2018, 11, 3)
STRICT = Grid(day_counts=[A365], countings=[BOTH])


def found(stated: str, grid: Grid | None = None, figure: Figure = "72000") -> tuple[Match, ...]:
    """Reconcile a figure on 72,000 a year."""
    return reconcile(stated, figure, start=START, end=END, grid=grid or Grid())


class TestSlips:
    """A slip is looked for only where nothing else fits."""

    @pytest.mark.parametrize("days", range(1, 9))
    @pytest.mark.parametrize("sign", [1, -1])
    def test_days(self, days: int, sign: int) -> None:
        """A figure some days off is found with that many days, at either end."""
        (match,) = found(exact(START, END.replace(day=3 + 1), over=365) if not days else moved(days * sign), STRICT)
        assert match.slip_days == days
        assert names((match,)) == [[(A365, BOTH, 0, days * sign), (A365, BOTH, -days * sign, 0)]]
        assert match.off_by == 0

    def test_fewest_days(self) -> None:
        """Head-only to the day after is both ends, so a figure nine days off is a slip of eight at one end."""
        (match,) = found(moved(8), Grid(day_counts=[A365]))
        assert names((match,)) == [[(A365, BOTH, 0, 8), (A365, BOTH, -8, 0)]]
        (match,) = found(moved(-9), Grid(day_counts=[A365]))
        assert names((match,)) == [[(A365, HEAD, 0, -8), (A365, HEAD, 8, 0)]]

    def test_no_slips(self) -> None:
        """With no slip days none is tried, and the nearest is as it stands."""
        (match,) = found(moved(1), Grid(day_counts=[A365], countings=[BOTH], slip_days=0))
        assert (match.slip_days, match.off_by) == (0, Decimal("197.26"))

    @pytest.mark.parametrize(("held", "other", "over"), [(A365, A360, 360), (A360, A365, 365)])
    def test_other_year(self, held: DayCount, other: DayCount, over: int) -> None:
        """360 for 365, and the other way round, is a slip where the grid holds only one of them."""
        stated = exact(START, END, over=over)
        (match,) = found(stated, Grid(day_counts=[held, MD], countings=[HEAD]))
        assert match.names == (Convention(other, HEAD, instead_of=held),)
        assert match.slip_days == match.off_by == 0
        (match,) = found(stated, Grid(day_counts=[held, other]))
        assert match.names[0].instead_of is None

    def test_nearest(self) -> None:
        """Where nothing fits the nearest come, more slip days only where they are nearer."""
        matches = found("149917.79", STRICT)
        assert [(match.slip_days, match.off_by) for match in matches] == [(0, Decimal("-0.02"))]
        matches = found("150000", STRICT)
        assert [(match.slip_days, match.off_by) for match in matches] == [(0, Decimal("82.19"))]
        matches = found("150200", STRICT)
        assert [(match.slip_days, match.off_by) for match in matches] == [(0, Decimal("282.19")), (1, Decimal("84.93"))]
        assert not matches[0].roundings

    def test_one_slip_at_a_time(self) -> None:
        """A figure with the other year and a day lost is not explained."""
        stated = exact(START, END.replace(day=2), over=360)
        assert found(stated, STRICT)[0].off_by != 0

    def test_a_slip_before_the_start(self) -> None:
        """In a short period an end is not moved past the other."""
        matches = reconcile("789.04", "72000", start=START, end=date(2016, 10, 8), grid=STRICT)
        assert names(matches) == [[(A365, BOTH, 0, 0)]]
        (match,) = reconcile("197.26", "72000", start=START, end=date(2016, 10, 8), grid=STRICT)
        assert names((match,)) == [[(A365, BOTH, 0, -3), (A365, BOTH, 3, 0)]]

    @pytest.mark.parametrize(
        ("one", "words"),
        [
            (Convention(A365, HEAD), ""),
            (Convention(A365, HEAD, end_moved=-2), "; end 2 day(s) earlier"),
            (Convention(A365, HEAD, end_moved=2), "; end 2 day(s) later"),
            (Convention(A365, HEAD, start_moved=-1), "; start 1 day(s) earlier"),
            (Convention(A365, HEAD, start_moved=1), "; start 1 day(s) later"),
            (Convention(A365, HEAD, instead_of=A360), "; in place of: actual days over 360"),
            (Convention(A365, HEAD, 2, -1), "; start 2 day(s) later; end 1 day(s) earlier"),
        ],
    )
    def test_message(self, one: Convention, words: str) -> None:
        """Each can be read."""
        plain = "actual days over 365; the first day counts, the last does not"
        assert render(one.message, "en") == plain + words


def moved(days: int) -> str:
    """Return the figure by ACT_365, both ends, with the last day so many days later."""
    return exact(START, add_days(END, 1 + days))


class TestGrid:
    """What is tried is an argument."""

    def test_usual(self) -> None:
        """By default everything."""
        grid = Grid()
        assert (set(grid.day_counts), set(grid.countings), grid.slip_days) == (set(DayCount), set(Counting), 8)
        assert Rounding() == grid.roundings[0]

    def test_distinct(self) -> None:
        """What is named twice is tried once."""
        assert Grid(day_counts=[A365, A360, A365]).day_counts == (A365, A360)

    def test_roundings(self) -> None:
        """Only the roundings of the grid are tried, and those that fit are named."""
        up = Rounding(mode=Mode.UP)
        assert found("149917.81", Grid(roundings=[YUAN]))[0].off_by == Decimal("-0.19")
        assert found("149917.81", Grid(roundings=[up, Rounding()]))[0].roundings == (up, Rounding())

    @pytest.mark.parametrize("argument", ["day_counts", "countings", "roundings"])
    @pytest.mark.parametrize(("value", "kind"), [([], InputError), (1, InputTypeError), (["x"], InputTypeError)])
    def test_refused(self, argument: str, value: object, kind: type[InputError]) -> None:
        """A list of members, at least one."""
        given: dict[str, Any] = {argument: value}
        with pytest.raises(kind, match=argument) as caught:
            Grid(**given)
        assert type(caught.value) is kind

    @pytest.mark.parametrize(
        ("value", "kind"), [(-1, InputError), (32, InputError), (True, InputTypeError), ("8", InputTypeError)]
    )
    def test_slip_days(self, value: object, kind: type[InputError]) -> None:
        """From 0 to 31 days."""
        given: dict[str, Any] = {"slip_days": value}
        with pytest.raises(kind, match="slip_days"):
            Grid(**given)


class TestFunctions:
    """A figure may be a function."""

    @pytest.mark.parametrize(
        "figure", ["72000", 72_000, Decimal(72_000), Fraction(72_000), lambda *way: 72_000 * years(*way)]
    )
    def test_the_same(self, figure: Figure) -> None:
        """A function that does what a plain figure stands for finds the same."""
        for stated in ("149917.81", moved(3), "151000"):
            assert found(stated, figure=figure) == found(stated)

    def test_whole_months_alone(self) -> None:
        """Where nothing fits but a slip, it is found; where nothing at all fits, the odd days are named."""
        months = Grid(day_counts=[WM], countings=[HEAD], slip_days=8)
        (match,) = reconcile("12000", "72000", start=date(2016, 10, 5), end=date(2016, 12, 8), grid=months)
        assert names((match,)) == [[(WM, HEAD, 0, -3), (WM, HEAD, 3, 0)]]
        with pytest.raises(InputError, match="WHOLE_MONTHS leaves 15 odd days"):
            reconcile("12000", "72000", start=date(2016, 10, 5), end=date(2016, 12, 20), grid=months)

    def test_no_data(self) -> None:
        """A slip into days without data is left out; the days as stated must have it."""
        case = FLOATING[0]
        early = reconcile("1", case.figure, start=date(2019, 8, 22), end=date(2019, 9, 1))
        assert min(one.start_moved for match in early for one in match.names) >= -2
        with pytest.raises(NoDataError, match="2019-08-20"):
            reconcile("1", case.figure, start=date(2019, 8, 19), end=date(2019, 9, 1))

    def test_repealed(self) -> None:
        """The same holds after a repeal."""

        def repealed(_: DayCount, __: Counting, ___: date, end: date) -> Fraction:
            if end > END:
                raise NotInForceError("repealed on %(repealed)s, asked for %(on)s", repealed=END, on=end)
            return Fraction(1)

        assert found("2", figure=repealed)[0].off_by == 1
        with pytest.raises(NotInForceError):
            reconcile("2", repealed, start=START, end=add_days(END, 1))

    @pytest.mark.parametrize("value", [1, 1.0, None, "1", Decimal(1)])
    def test_no_fraction(self, value: object) -> None:
        """It gives a Fraction, since anything else may have been rounded on the way."""

        def given(*_: object) -> object:
            return value

        figure: Any = given
        with pytest.raises(InputTypeError, match=f"figure must give a Fraction, got {type(value).__name__}"):
            found("1", figure=figure)

    def test_its_own_wrong_type(self) -> None:
        """A wrong type inside the function is no convention that does not fit."""

        def wrong(day_count: DayCount, counting: Counting, start: date, end: date) -> Fraction:
            amount: Any = 1.5
            return segmented_interest(amount, start, end, day_count=day_count, counting=counting).value.exact

        with pytest.raises(InputTypeError, match="principal"):
            found("1", figure=wrong)

    def test_large(self) -> None:
        """A function may give more than any amount at the door."""

        def huge(*_: object) -> Fraction:
            return Fraction(10**40)

        assert found("1", figure=huge)[0].off_by == Decimal(1 - 10**40)


def years(day_count: DayCount, counting: Counting, start: date, end: date) -> Fraction:
    """Return a period as a part of a year."""
    return day_count.years(start, add_days(start, interest_days(start, end, counting)))


class TestRefused:
    """Every argument out of bounds is refused by its name."""

    @pytest.mark.parametrize(
        ("argument", "value"),
        [
            ("stated", 149917.81),
            ("stated", None),
            ("stated", Fraction(1)),
            ("figure", 72000.0),
            ("figure", None),
            ("start", "2016-10-05"),
            ("start", datetime(2016, 10, 5, tzinfo=UTC)),
            ("end", None),
            ("grid", [A365]),
        ],
    )
    def test_type(self, argument: str, value: object) -> None:
        """Another type, named."""
        given: dict[str, Any] = {"stated": "1", "figure": "72000", "start": START, "end": END} | {argument: value}
        with pytest.raises(InputTypeError, match=argument):
            reconcile(**given)

    @pytest.mark.parametrize(
        ("argument", "value", "words"),
        [
            ("stated", "0", "stated must be above 0, got '0'"),
            ("stated", "-1", "stated must be above 0, got '-1'"),
            ("stated", "0.001", "stated must be whole fen"),
            ("figure", "0", "figure must be above 0, got '0'"),
            ("figure", Fraction(-1), "figure must be above 0, got -1"),
            ("figure", "1e16", "figure may not be beyond"),
            ("figure", Fraction(10**15 + 1), "figure may not be beyond"),
            ("end", date(2016, 10, 4), "the end 2016-10-04 lies before the start 2016-10-05"),
        ],
    )
    def test_value(self, argument: str, value: object, words: str) -> None:
        """A value out of bounds, with the bound."""
        given: dict[str, Any] = {"stated": "1", "figure": "72000", "start": START, "end": END} | {argument: value}
        with pytest.raises(InputError, match=words) as caught:
            reconcile(**given)
        assert not isinstance(caught.value, InputTypeError)

    def test_the_ends_of_the_calendar(self) -> None:
        """At the ends of the calendar what lies beyond them is left out."""
        for start, end in ((date.min, date(1, 1, 31)), (date(9999, 12, 1), date.max)):
            assert reconcile("6000", "72000", start=start, end=end)[0].names
