"""Interest for late performance: the published case to the fen, part payments, the ends, the first day of the rule."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from creditrules.errors import InputError, InputTypeError, NoDataError, StaleDataWarning
from creditrules.law import Entry, bundled
from creditrules.money import Rounding, When
from creditrules.periods import Counting
from creditrules.proceedings import DelayInterest, delayed_performance_interest

if TYPE_CHECKING:
    from creditrules.findings import Finding

CASE = json.loads((Path(__file__).parent / "cases" / "proceedings.json").read_text(encoding="utf-8"))[
    "delayed_performance"
]
BOTH, HEAD = Counting.BOTH_ENDS, Counting.HEAD_ONLY
RULE = date(2014, 8, 1)
A_DAY = timedelta(days=1)
START, END = date(2026, 1, 1), date(2026, 1, 10)
day = date.fromisoformat


def delay(base: str = "10000", **terms: object) -> Finding[DelayInterest]:
    """Return the doubled part for ten days of January 2026, both ends, unless said otherwise."""
    given: dict[str, Any] = {"start": START, "end": END, "counting": BOTH, **terms}
    return delayed_performance_interest(base, **given)


def notices(found: Finding[Any]) -> list[str]:
    """Return the codes of the notices."""
    return [notice.message.code for notice in found.notices]


def sourced(found: Finding[Any]) -> bool:
    """Whether each step and notice has a source, and both languages can be written."""
    assert found.explain("en") != found.explain("zh")
    return all(step.citations for step in found.steps) and all(notice.citations for notice in found.notices)


# --- The published case --------------------------------------------------------------


class TestPublished:
    """Case 17 of the court figures: a filing with a part payment."""

    def found(self, **more: object) -> Finding[DelayInterest]:
        """Return the case."""
        paid_on, amount = CASE["payment"]
        terms = {"start": day(CASE["due"]) + A_DAY, "end": day(CASE["until"]), "payments": [(day(paid_on), amount)]}
        return delay(CASE["base"], **terms, **more)

    @pytest.mark.parametrize("when", When)
    def test_to_the_fen(self, when: When) -> None:
        """200,400.51 and 1,494,526.18 make 1,694,926.69, rounded once or line by line."""
        found = self.found(rounding=Rounding(when=when)).value
        lines = [(str(one.first_day), str(one.last_day), one.days, str(one.amount)) for one in found.lines]
        assert lines == [tuple(segment) for segment in CASE["segments"]]
        assert found.total == Decimal(CASE["total"]) == Decimal("1694926.69")
        assert found.base_left == Decimal("2945895.00")
        assert [one.base for one in found.lines] == [Decimal("3103376.00"), Decimal("2945895.00")]

    def test_the_working(self) -> None:
        """The steps name the days, the payment and each line; each step and notice has a source."""
        found = self.found()
        assert [step.message.code for step in found.steps] == [
            "delay-terms",
            "delay-paid",
            "delay-line",
            "delay-line",
            "delay-total",
        ]
        assert sourced(found)
        assert "369 day(s) on 3,103,376.00 yuan at 0.0175% a day: 200,400.51 yuan." in found.explain("en")
        assert "先清偿" in found.explain("zh")

    def test_nothing_is_printed_per_year(self) -> None:
        """The text names a rate a day, so no rate a year is printed."""
        found = self.found()
        assert "6.3875" not in found.explain("en") + found.to_json()
        assert "a year" not in found.explain("en")


# --- Days ----------------------------------------------------------------------------


class TestDays:
    """Which days bear interest."""

    def test_ninety_days(self) -> None:
        """50,000 for ninety days is 787.50, the figure of the facts."""
        assert delay("50000", start=date(2026, 3, 2), end=date(2026, 5, 30)).value.total == Decimal("787.50")

    @pytest.mark.parametrize(("counting", "days"), [(BOTH, 10), (HEAD, 9)])
    def test_ends(self, counting: Counting, days: int) -> None:
        """Head-only leaves the last day out."""
        found = delay(counting=counting).value
        assert [(one.days, one.last_day) for one in found.lines] == [(days, START + (days - 1) * A_DAY)]
        assert found.exact == 10000 * Fraction(175, 1_000_000) * days

    def test_one_day_and_none(self) -> None:
        """One day bears interest with both ends, and none head-only."""
        assert delay(end=START).value.total == Decimal("1.75")
        none = delay(end=START, counting=HEAD).value
        assert none == DelayInterest(Decimal("0.00"), Fraction(0), Decimal("10000.00"), ())

    def test_a_leap_day_counts(self) -> None:
        """29 February is a day like any other."""
        assert delay(start=date(2024, 2, 28), end=date(2024, 3, 1)).value.lines[0].days == 3
        assert delay(start=date(2023, 2, 28), end=date(2023, 3, 1)).value.lines[0].days == 2

    def test_before_the_rule(self) -> None:
        """A delay the day before is refused: the earlier rule is not held."""
        for counting in Counting:
            with pytest.raises(NoDataError, match=r"no value before 2014-08-01, asked for 2014-07-31$"):
                delay(start=RULE - A_DAY, end=RULE - A_DAY, counting=counting)

    def test_from_the_rule(self) -> None:
        """From the first day it counts, and a notice speaks of the earlier delay; a day later there is none."""
        assert delay(start=RULE, end=RULE).value.total == Decimal("1.75")
        assert notices(delay(start=RULE, end=RULE))[0] == "delay-earlier"
        later = delay(start=RULE + A_DAY, end=RULE + A_DAY)
        assert notices(later) == ["delay-base", "delay-ordinary", "delay-order", "delay-days", "delay-statute"]

    def test_past_the_review(self) -> None:
        """Days past the review come with a notice and a warning."""
        with pytest.warns(StaleDataWarning, match="was checked on 2026-11-25"):
            assert "stale-data" in notices(delay(end=date(2027, 11, 26)))
        assert "stale-data" not in notices(delay(end=date(2027, 11, 25)))

    def test_a_change_of_the_rate_starts_a_line(self) -> None:
        """A rate that a person lays over the data counts from its day on."""
        book = bundled()
        held = book.delayed_performance_daily
        later = Entry(date(2026, 1, 6), Fraction(1, 10_000), held.timeline.entries[0].citations)
        mine = evolve(book, delayed_performance_daily=evolve(held, timeline=held.timeline.extended(later)))
        found = delay(rulebook=mine).value
        assert [(one.first_day.day, one.last_day.day, one.amount) for one in found.lines] == [
            (1, 5, Decimal("8.75")),
            (6, 10, Decimal("5.00")),
        ]


# --- Payments ------------------------------------------------------------------------


class TestPayments:
    """A payment meets the judgment debt first and lowers the base from its own day on."""

    @pytest.mark.parametrize(
        ("paid_on", "bases"),
        [
            (START, [("4000.00", 10)]),
            (START + A_DAY, [("10000.00", 1), ("4000.00", 9)]),
            (END - A_DAY, [("10000.00", 8), ("4000.00", 2)]),
            (END, [("10000.00", 9), ("4000.00", 1)]),
        ],
    )
    def test_the_day_of_payment(self, paid_on: date, bases: list[tuple[str, int]]) -> None:
        """The day of payment bears interest on the new base, at either end too."""
        found = delay(payments=[(paid_on, "6000")]).value
        assert [(str(one.base), one.days) for one in found.lines] == bases
        assert found.base_left == Decimal("4000.00")

    def test_on_the_last_day_head_only(self) -> None:
        """A payment on a last day that bears no interest changes only what is left."""
        found = delay(payments=[(END, "6000")], counting=HEAD).value
        assert (len(found.lines), found.base_left) == (1, Decimal("4000.00"))
        assert found.total == delay(counting=HEAD).value.total

    def test_paid_in_full(self) -> None:
        """Once the base is paid no line follows."""
        found = delay(payments=[(date(2026, 1, 6), "10000")])
        assert [(one.days, one.amount) for one in found.value.lines] == [(5, Decimal("8.75"))]
        assert found.value.base_left == 0

    def test_order_and_same_day(self) -> None:
        """The order of payments does not matter, and those of one day are one."""
        parts: list[tuple[date, str]] = [
            (date(2026, 1, 8), "1000"),
            (date(2026, 1, 3), "500"),
            (date(2026, 1, 3), "700"),
        ]
        found = delay(payments=parts)
        assert found == delay(payments=reversed(parts))
        assert found == delay(payments=[(date(2026, 1, 3), "1200"), (date(2026, 1, 8), "1000")])
        assert [one.days for one in found.value.lines] == [2, 5, 3]

    @pytest.mark.parametrize("paid_on", [START - A_DAY, END + A_DAY])
    def test_outside_the_days(self, paid_on: date) -> None:
        """A payment before the first or after the last day is refused."""
        with pytest.raises(InputError) as caught:
            delay(payments=[(START, "1"), (paid_on, "1")])
        assert str(caught.value) == f"payments[1] must be from 2026-01-01 to 2026-01-10, got {paid_on}"

    def test_more_than_the_base(self) -> None:
        """Payments above the base are refused; those that reach it are not."""
        with pytest.raises(InputError) as caught:
            delay(payments=[(START, "9999.99"), (END, "0.02")])
        assert str(caught.value) == "payments may together be at most the base, 10000.00, got 10000.01"
        assert delay(payments=[(START, "9999.99"), (END, "0.01")]).value.base_left == 0

    @pytest.mark.parametrize(
        ("payments", "kind", "words"),
        [
            ([(START, "0")], InputError, "payments[0] must be above 0, got '0'"),
            ([(START, "-5")], InputError, "payments[0] must be above 0, got '-5'"),
            ([(START, 5.0)], InputTypeError, "payments[0] is a float (5.0)"),
            ([("2026-01-02", "5")], InputTypeError, "payments[0] must be a datetime.date, got str"),
            ([START], InputTypeError, "payments[0] must be a pair, got date"),
            (5, InputTypeError, "payments must be a list, got int"),
        ],
    )
    def test_refused(self, payments: object, kind: type[InputError], words: str) -> None:
        """A payment is a day and an amount above zero."""
        with pytest.raises(kind) as caught:
            delay(payments=payments)
        assert str(caught.value).startswith(words)


class TestRefused:
    """Arguments out of their bounds are refused by name."""

    @pytest.mark.parametrize("base", ["0", "-1"])
    def test_base(self, base: str) -> None:
        """The base is above zero."""
        with pytest.raises(InputError, match=rf"^base must be above 0, got '{base}'$"):
            delay(base)

    def test_end_before_start(self) -> None:
        """The end may not lie before the start."""
        with pytest.raises(InputError, match=r"^the end 2025-12-31 lies before the start 2026-01-01$"):
            delay(end=START - A_DAY)

    @pytest.mark.parametrize(
        ("name", "value", "words"),
        [
            ("start", "2026-01-01", "start must be a datetime.date, got str"),
            ("end", None, "end must be a datetime.date, got NoneType"),
            ("counting", "both", "counting must be a member of Counting, got str"),
            ("rounding", "fen", "rounding must be a Rounding, got str"),
        ],
    )
    def test_types(self, name: str, value: object, words: str) -> None:
        """Each argument has its type."""
        given: dict[str, Any] = {name: value}
        with pytest.raises(InputTypeError) as caught:
            delay(**given)
        assert str(caught.value) == words


def test_rounding() -> None:
    """Rounded once the lines share the total by their remainders; else each line is rounded by itself."""
    terms: dict[str, Any] = {"payments": [(START + A_DAY, "0.01")], "end": START + A_DAY}
    once = delay("34.30", **terms).value
    each = delay("34.30", rounding=Rounding(when=When.EACH), **terms).value
    assert [one.amount for one in once.lines] == [Decimal("0.01"), Decimal("0.00")]
    assert [one.amount for one in each.lines] == [Decimal("0.01"), Decimal("0.01")]
    assert once.exact == each.exact
    assert [found.total for found in (once, each)] == [Decimal("0.01"), Decimal("0.02")]
    assert delay(rounding=Rounding(unit="1")).value.total == 18
