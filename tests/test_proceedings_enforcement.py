"""Enforcement: the two years, the article of the day, instalments of judgments and of notarised instruments."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from creditrules import InputError, InputTypeError, NoDataError
from creditrules.proceedings import (
    Effect,
    EnforcementPeriod,
    EnforcementTitle,
    Event,
    EventKind,
    LimitationState,
    enforcement_period,
)

if TYPE_CHECKING:
    from creditrules.findings import Finding

DAY = timedelta(days=1)
NOW = date(2026, 9, 30)
J, N = EnforcementTitle.JUDGMENT, EnforcementTitle.NOTARISED
DUE, END = date(2024, 2, 29), date(2026, 2, 28)


def found(
    due: object = DUE, *events: Event, title: EnforcementTitle = J, as_of: date = NOW, **asked: object
) -> Finding[tuple[EnforcementPeriod, ...]]:
    """Ask about a judgment to be performed by 2024-02-29."""
    given: dict[str, Any] = {"due_on": due, **asked}
    return enforcement_period(title=title, events=events, as_of=as_of, **given)


def cited(finding: Finding[tuple[EnforcementPeriod, ...]]) -> set[str]:
    """Return the ids of the sources."""
    return {cite.id for cite in finding.citations}


class TestArticle:
    """Two years throughout; the number of the article changed twice."""

    @pytest.mark.parametrize(
        ("due", "cite"),
        [
            (date(2017, 7, 1), "civil-procedure-law-2017#239"),
            (date(2021, 12, 31), "civil-procedure-law-2017#239"),
            (date(2022, 1, 1), "civil-procedure-law-2021#246"),
            (date(2023, 12, 31), "civil-procedure-law-2021#246"),
            (date(2024, 1, 1), "civil-procedure-law-2023#250"),
        ],
    )
    @pytest.mark.parametrize("title", [J, N])
    def test_by_day(self, due: date, cite: str, title: EnforcementTitle) -> None:
        """The text in force on the last day for performance is cited."""
        finding = found(due, title=title)
        assert cite in cited(finding)
        assert finding.value[0].ends_on == date(due.year + 2, due.month, due.day)

    def test_before_the_data(self) -> None:
        """Nothing is held before 2017-07-01."""
        with pytest.raises(NoDataError):
            found(date(2017, 6, 30))


class TestEnd:
    """The matching day two years later."""

    @pytest.mark.parametrize(
        ("as_of", "state"),
        [
            (DUE, LimitationState.RUNNING),
            (END - DAY, LimitationState.RUNNING),
            (END, LimitationState.RUNNING),
            (END + DAY, LimitationState.RAN_OUT_ON),
        ],
    )
    def test_state(self, as_of: date, state: LimitationState) -> None:
        """The last day still belongs to it."""
        value = found(as_of=as_of).value[0]
        assert (value.state, value.ends_on, value.ends_at_latest) == (state, END, END)

    def test_rest_day(self) -> None:
        """A calendar moves the end, and without one it may move."""
        value = found(is_rest_day=lambda day: day in {END, END + DAY}).value[0]
        assert (value.ends_on, value.may_roll) == (date(2026, 3, 2), False)
        assert found().value[0].may_roll

    @pytest.mark.parametrize(("on", "effect"), [(END, Effect.RESTARTS), (END + DAY, Effect.MAY_GIVE_UP_DEFENCE)])
    def test_promise(self, on: date, effect: Effect) -> None:
        """A promise restarts the two years until the last day."""
        value = found(DUE, Event(EventKind.PROMISE, on)).value[0]
        assert value.events[0].effect is effect
        assert value.ends_on == (date(2028, 2, 28) if on == END else END)

    def test_open(self) -> None:
        """A message that may not have arrived leaves it open."""
        value = found(DUE, Event(EventKind.MESSAGE, date(2025, 5, 31))).value[0]
        assert (value.state, value.ends_on, value.ends_at_latest) == (
            LimitationState.MAY_HAVE_RUN,
            END,
            date(2027, 5, 31),
        )

    def test_obstacle(self) -> None:
        """An obstacle in the last six months moves it as it moves limitation."""
        held = Event(EventKind.FORCE_MAJEURE, date(2026, 1, 1), ended_on=date(2026, 1, 31), met=True)
        assert found(DUE, held).value[0].ends_on == date(2026, 7, 31)


class TestInstalments:
    """All from the last under a judgment; each on its own under a notarised instrument and the older text."""

    NEW = (date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31))

    @pytest.mark.parametrize("days", [NEW, NEW[::-1], (*NEW, NEW[0])])
    def test_judgment(self, days: tuple[date, ...]) -> None:
        """The last instalment counts, in whatever order they are given."""
        assert [one.ends_on for one in found(days).value] == [date(2026, 3, 31)]

    def test_notarised(self) -> None:
        """Each has a period of its own."""
        finding = found(self.NEW, title=N)
        assert [one.ends_on for one in finding.value] == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
        assert "spc-notarised-instruments-2018-18#9(1)" in cited(finding)

    @pytest.mark.parametrize(
        ("last", "count", "warned"),
        [(date(2021, 12, 31), 2, False), (date(2022, 1, 1), 1, True), (date(2024, 1, 1), 1, True)],
    )
    def test_the_older_text(self, last: date, count: int, *, warned: bool) -> None:
        """Before 2022 each instalment of a judgment counted; across the change a notice says so."""
        finding = found((date(2021, 11, 30), last))
        assert len(finding.value) == count
        assert ("enforcement-earlier-text" in {one.message.code for one in finding.notices}) is warned

    @pytest.mark.parametrize(("title", "effect"), [(N, Effect.RESTARTS), (J, Effect.NOTHING)])
    def test_certificate(self, title: EnforcementTitle, effect: Effect) -> None:
        """Applying for the certificate interrupts for a notarised instrument, and for no judgment."""
        asked = Event(EventKind.CERTIFICATE, date(2025, 6, 1), ended_on=date(2025, 6, 30))
        finding = found(DUE, asked, title=title)
        assert finding.value[0].events[0].effect is effect


class TestBeside:
    """What stands beside the period."""

    def test_notices(self) -> None:
        """What may not be taken, and what a late application does."""
        finding = found()
        assert {"spc-seizure-2020#3", "spc-seizure-2020#4", "civil-procedure-law-2023#254"} <= cited(finding)
        assert {"enforcement-late", "enforcement-exempt", "rest-day"} <= {one.message.code for one in finding.notices}
        assert "最低生活保障标准" in finding.explain("zh")

    def test_proceedings_and_earlier_events(self) -> None:
        """Proceedings and events before 2021 carry their notices."""
        one = Event(EventKind.ENFORCEMENT, date(2019, 1, 1), ended_on=date(2020, 1, 1))
        codes = {each.message.code for each in found(date(2018, 1, 1), one).notices}
        assert {"proceedings-withdrawn", "events-before-code"} <= codes


@pytest.mark.parametrize(
    ("asked", "argument"),
    [
        ({"due_on": None}, "due_on"),
        ({"due_on": []}, "due_on"),
        ({"due_on": "2024"}, "due_on"),
        ({"title": "judgment"}, "title"),
        ({"as_of": "2026"}, "as_of"),
        ({"events": [Event(EventKind.PROMISE, NOW + DAY)]}, "events"),
        ({"events": [DUE]}, "events"),
    ],
)
def test_bad_input(asked: dict[str, object], argument: str) -> None:
    """Each argument is checked, and named."""
    given: dict[str, Any] = {"due_on": DUE, "title": J, "as_of": NOW, **asked}
    with pytest.raises(InputError, match=argument):
        enforcement_period(**given)


def test_the_calendar_is_a_function() -> None:
    """A set of days is no calendar."""
    with pytest.raises(InputTypeError, match="is_rest_day"):
        found(is_rest_day={END})
