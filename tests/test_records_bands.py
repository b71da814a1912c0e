"""The bands of days: codes, M-levels in both usages, the five classes, and the coming days of an unpaid debt."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from creditrules import InputError, InputTypeError, NoDataError
from creditrules.law import Force
from creditrules.messages import render
from creditrules.records import (
    Bucket,
    BucketKind,
    RiskClass,
    m_level,
    m_level_by_statements,
    next_buckets,
    overdue_status,
    risk_class,
)

ON = date(2026, 9, 1)
STATEMENTS = [date(2026, 5, 5), date(2026, 6, 5), date(2026, 7, 5)]


class TestCodes:
    """The report's codes and the M-levels by days, which mirror them."""

    @pytest.mark.parametrize("level", range(1, 7))
    def test_each_band(self, level: int) -> None:
        """A band ends on day 30, 60 and so on, and the next begins a day later."""
        assert overdue_status(30 * level) == str(level)
        assert overdue_status(30 * level + 1) == str(level + 1)
        assert m_level(30 * level).value == f"M{level}"
        assert m_level(30 * level + 1).value == f"M{level + 1}"

    def test_none_and_the_last(self) -> None:
        """Nothing overdue is N and M0, and nothing goes beyond seven."""
        assert (overdue_status(0), m_level(0).value, overdue_status(9999), m_level(9999).value) == (
            "N",
            "M0",
            "7",
            "M7",
        )

    @pytest.mark.parametrize("days", [-1, 100_001])
    def test_refused(self, days: int) -> None:
        """Days are not negative."""
        with pytest.raises(InputError, match="days must be from 0"):
            m_level(days)

    def test_usage(self) -> None:
        """An M-level says that two usages exist, and that none is law."""
        found = m_level(31)
        assert [notice.message.code for notice in found.notices] == ["m-level-usage"]
        assert [cite.source.force for cite in found.citations] == [Force.MARKET_PRACTICE]


class TestStatements:
    """The M-levels by statements."""

    @pytest.mark.parametrize(
        ("as_of", "level"),
        [
            (date(2026, 5, 5), "M0"),
            (date(2026, 6, 4), "M0"),
            (date(2026, 6, 5), "M1"),
            (date(2026, 7, 4), "M1"),
            (date(2026, 7, 5), "M2"),
            (date(2026, 12, 31), "M2"),
        ],
    )
    def test_each_statement_is_a_level(self, as_of: date, level: str) -> None:
        """The level rises on a statement day."""
        assert m_level_by_statements(STATEMENTS, as_of=as_of).value == level

    def test_the_two_usages_differ(self) -> None:
        """A card can be M1 by days and M0 by statements, or M2 by days and M1 by statements."""
        due = date(2026, 5, 25)
        for as_of, by_days, by_statements in (
            (date(2026, 6, 4), "M1", "M0"),
            (date(2026, 6, 18), "M1", "M1"),
            (date(2026, 6, 30), "M2", "M1"),
        ):
            assert m_level((as_of - due).days).value == by_days
            assert m_level_by_statements(STATEMENTS, as_of=as_of).value == by_statements

    @pytest.mark.parametrize(
        ("days", "as_of"),
        [([], ON), ([ON], date(2026, 8, 31)), ([ON, ON], ON), ([ON, date(2026, 8, 1)], ON)],
    )
    def test_refused(self, days: list[date], as_of: date) -> None:
        """Statements are there, in order, and the first is not in the future."""
        with pytest.raises(InputError):
            m_level_by_statements(days, as_of=as_of)


class TestRiskClass:
    """The five classes of the measures of 2023."""

    @pytest.mark.parametrize(
        ("days", "expected"),
        [
            (0, RiskClass.NORMAL),
            (1, RiskClass.SPECIAL_MENTION),
            (90, RiskClass.SPECIAL_MENTION),
            (91, RiskClass.SUBSTANDARD),
            (270, RiskClass.SUBSTANDARD),
            (271, RiskClass.DOUBTFUL),
            (360, RiskClass.DOUBTFUL),
            (361, RiskClass.LOSS),
        ],
    )
    def test_lines(self, days: int, expected: RiskClass) -> None:
        """Above a line is the next class; the line itself is not."""
        assert risk_class(days, on=ON).value is expected

    def test_the_day_of_the_measures(self) -> None:
        """The day before the measures has no rule here; while older business was classified anew a notice says so."""
        with pytest.raises(NoDataError):
            risk_class(91, on=date(2023, 6, 30))
        assert "risk-legacy" in [each.message.code for each in risk_class(91, on=date(2023, 7, 1)).notices]
        assert "risk-legacy" in [each.message.code for each in risk_class(91, on=date(2025, 12, 30)).notices]
        assert "risk-legacy" not in [each.message.code for each in risk_class(91, on=date(2025, 12, 31)).notices]

    def test_what_comes_next(self) -> None:
        """The answer names the day of the next class, and the worst has none."""
        assert "From day 91 on it is at least substandard." in risk_class(5, on=ON).explain("en")
        assert "From day" not in risk_class(400, on=ON).explain("en")

    def test_it_binds_and_is_a_floor(self) -> None:
        """A departmental rule, about the bank's books and not about the bureau's deletion."""
        found = risk_class(91, on=ON)
        assert found.citations[0].source.force is Force.DEPARTMENTAL_RULE
        assert "does not change when a bad record goes" in found.explain("en")


def shown(buckets: tuple[Bucket, ...], kind: BucketKind) -> list[tuple[int, str]]:
    """Return the days and codes of one kind."""
    return [(each.days, each.shows) for each in buckets if each.kind is kind]


class TestNextBuckets:
    """The coming days of a debt that stays unpaid."""

    def test_from_the_due_day(self) -> None:
        """From its due day on every band, every class and the month ends up to the worst code are ahead."""
        found = next_buckets(due_on=date(2026, 6, 10), as_of=date(2026, 6, 10), count=100).value
        assert shown(found, BucketKind.STATUS) == [(30 * n + 1, str(n + 1)) for n in range(7)]
        assert shown(found, BucketKind.RISK_CLASS) == [
            (1, "SPECIAL_MENTION"),
            (91, "SUBSTANDARD"),
            (271, "DOUBTFUL"),
            (361, "LOSS"),
        ]
        assert shown(found, BucketKind.MONTH_END) == [
            (20, "1"),
            (51, "2"),
            (82, "3"),
            (112, "4"),
            (143, "5"),
            (173, "6"),
            (204, "7"),
        ]
        assert all(each.on == date(2026, 6, 10) + timedelta(each.days) for each in found)
        assert [each.on for each in found] == sorted(each.on for each in found)

    def test_the_day_itself_is_past(self) -> None:
        """What changes on the day asked about has changed; one day earlier it is ahead."""
        due = date(2026, 6, 10)
        before = next_buckets(due_on=due, as_of=date(2026, 9, 8), count=1).value[0]
        assert (before.on, before.shows) == (date(2026, 9, 9), "4")
        after = next_buckets(due_on=due, as_of=date(2026, 9, 9), count=1).value[0]
        assert (after.on, after.kind) == (date(2026, 9, 30), BucketKind.MONTH_END)

    def test_due_on_a_month_end(self) -> None:
        """A debt due on the last day of a month shows nothing in that month."""
        found = next_buckets(due_on=date(2026, 6, 30), as_of=date(2026, 6, 30), count=100).value
        assert shown(found, BucketKind.MONTH_END)[0] == (31, "2")

    @pytest.mark.parametrize(
        ("due", "as_of", "there"),
        [
            (date(2025, 12, 30), date(2026, 3, 30), True),
            (date(2025, 12, 30), date(2026, 3, 31), False),
            (date(2025, 12, 31), date(2026, 1, 5), False),
            (date(2025, 12, 1), date(2025, 12, 21), False),
            (date(2025, 12, 1), date(2025, 12, 22), True),
        ],
    )
    def test_the_last_day_of_the_relief(self, due: date, as_of: date, *, there: bool) -> None:
        """The last day of the one-off relief is ahead once published, for what was overdue by the end of 2025."""
        found = next_buckets(due_on=due, as_of=as_of, count=100).value
        assert [each.on for each in found if each.kind is BucketKind.RELIEF] == [date(2026, 3, 31)] * there

    def test_before_the_measures(self) -> None:
        """A class begins only where its day lies within the measures."""
        found = next_buckets(due_on=date(2023, 6, 1), as_of=date(2023, 6, 1), count=100).value
        assert shown(found, BucketKind.RISK_CLASS)[0] == (91, "SUBSTANDARD")
        first = next_buckets(due_on=date(2023, 6, 30), as_of=date(2023, 6, 30), count=1).value
        assert [each.on for each in first] == [date(2023, 7, 1)]
        found = next_buckets(due_on=date(2023, 6, 30), as_of=date(2023, 6, 30), count=100).value
        assert shown(found, BucketKind.RISK_CLASS)[0] == (1, "SPECIAL_MENTION")

    def test_long_overdue(self) -> None:
        """At the worst code and class only the next month end is left, on a month end too."""
        for as_of in (date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 29)):
            found = next_buckets(due_on=date(2025, 6, 10), as_of=as_of, count=100).value
            assert [(each.on, each.kind) for each in found] == [(date(2026, 9, 30), BucketKind.MONTH_END)]

    def test_words(self) -> None:
        """Both languages, and the notice that no five years run."""
        found = next_buckets(due_on=date(2026, 6, 10), as_of=ON, count=2)
        assert render(found.value[0].why, "en") == "2026-09-09, day 91: status 4 begins."
        assert "欠款和欠息还清" in found.explain("zh")

    def test_refused(self) -> None:
        """Not before the due day, and plain days only."""
        with pytest.raises(InputError):
            next_buckets(due_on=ON, as_of=date(2026, 8, 31))
        with pytest.raises(InputError, match="count must be from 1 to 100"):
            next_buckets(due_on=ON, as_of=ON, count=0)
        with pytest.raises(InputTypeError):
            next_buckets(due_on="2026-09-01", as_of=ON)  # type: ignore[arg-type]
