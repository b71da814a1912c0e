"""Limitation: each kind of event on the days around the end, the change of 2017, the last six months, the long stop."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from creditrules import InputError, InputTypeError, Lender, Loan, Method, NoDataError, schedule
from creditrules.law import Product
from creditrules.messages import render
from creditrules.proceedings import (
    Effect,
    Event,
    EventKind,
    EventResult,
    Group,
    Limitation,
    LimitationState,
    limitation,
    refund_limitation,
)

if TYPE_CHECKING:
    from creditrules.findings import Finding, Notice, Step

DUE = date(2022, 3, 31)
END = date(2025, 3, 31)
"""Three years later, the day left out."""
NOW = date(2026, 9, 30)
DAY = timedelta(days=1)
K = EventKind

COUNTING: dict[EventKind, dict[str, Any]] = {
    K.DEMAND: {"met": True},
    K.MESSAGE: {"met": True},
    K.CARD_REMINDER: {"met": True},
    K.AUTO_DEBIT: {"amount": "0.01"},
    K.PRESS_NOTICE: {"met": True},
    K.ASSIGNMENT_NOTICE: {"met": True},
}
"""What makes an event of a kind count, where it has a condition."""
OBSTACLES = [one for one in K if Event(one, DUE).group is Group.OBSTACLE]
PROCEEDINGS = [one for one in K if Event(one, DUE).group is Group.PROCEEDINGS and one is not K.CERTIFICATE]
AT_ONCE = [one for one in K if Event(one, DUE).group in {Group.DEMAND, Group.CONSENT}]
LATE = {
    K.PART_PAYMENT: Effect.PAID_AFTER,
    **dict.fromkeys(
        (
            K.PROMISE,
            K.INSTALMENT_PROMISE,
            K.SECURITY_GIVEN,
            K.REQUEST_FOR_TIME,
            K.REPAYMENT_PLAN,
            K.NEW_AGREEMENT,
            K.SIGNED_SLIP,
        ),
        Effect.MAY_GIVE_UP_DEFENCE,
    ),
}


def event(kind: EventKind, on: date, **fields: object) -> Event:
    """Return an event whose condition is met."""
    given: dict[str, Any] = {**COUNTING.get(kind, {}), **fields}
    return Event(kind, on, **given)


def found(*events: Event, due: object = DUE, as_of: date = NOW, **asked: object) -> Finding[Limitation]:
    """Ask about a card debt owed to a bank, for which every kind can count."""
    given: dict[str, Any] = {"due_on": due, "creditor": Lender.BANK, "product": Product.CARD, **asked}
    return limitation(events=events, as_of=as_of, **given)


def result(one: Event, **asked: object) -> EventResult:
    """Return what one event did."""
    given: dict[str, Any] = asked
    return found(one, **given).value.events[0]


def codes(finding: Finding[Limitation]) -> list[str]:
    """Return the codes of the steps and the notices."""
    parts: tuple[Step | Notice, ...] = (*finding.steps, *finding.notices)
    return [part.message.code for part in parts]


class TestPlain:
    """Time runs from the day after the due day, and ends with the matching day three years later."""

    @pytest.mark.parametrize(
        ("due", "ends"),
        [
            (date(2022, 3, 31), date(2025, 3, 31)),
            (date(2024, 2, 29), date(2027, 2, 28)),
            (date(2021, 2, 28), date(2024, 2, 28)),
            (date(2020, 12, 31), date(2023, 12, 31)),
            (date(2021, 1, 1), date(2024, 1, 1)),
        ],
    )
    def test_end(self, due: date, ends: date) -> None:
        """The first day is left out; an absent day becomes the last of its month."""
        assert found(due=due).value.ends_on == ends == found(due=due).value.ends_at_latest

    @pytest.mark.parametrize(
        ("as_of", "state"),
        [
            (DUE - DAY, LimitationState.RUNNING),
            (DUE, LimitationState.RUNNING),
            (END - DAY, LimitationState.RUNNING),
            (END, LimitationState.RUNNING),
            (END + DAY, LimitationState.RAN_OUT_ON),
        ],
    )
    def test_state(self, as_of: date, state: LimitationState) -> None:
        """The last day still belongs to the period."""
        assert found(as_of=as_of).value.state is state

    @pytest.mark.parametrize("days", [(DUE,), (DUE, date(2020, 1, 31), date(2021, 1, 31))])
    def test_instalments(self, days: tuple[date, ...]) -> None:
        """One debt in instalments runs from the last, in whatever order they are given."""
        finding = found(due=days)
        assert finding.value.ends_on == END
        assert ("civil-code#189" in {cite.id for cite in finding.citations}) is (len(days) > 1)

    def test_schedule(self) -> None:
        """A schedule runs from its last row."""
        plan = schedule(Loan("1200", "12%", 12, date(2021, 3, 31), method=Method.EQUAL_INSTALMENT))
        assert found(due=plan).value.ends_on == END

    def test_no_due_day(self) -> None:
        """Without a due day nothing can be told, and the interpretation says from when time would run."""
        finding = found(due=None)
        assert finding.value.state is LimitationState.UNKNOWN
        assert (finding.value.ends_on, finding.value.long_stop) == (None, None)
        assert finding.citations[0].id == "spc-limitation-2020#4"

    def test_always_said(self) -> None:
        """The debt stays, the guard stands, and only the given events were looked at, in both languages."""
        for as_of in (DUE, END, NOW):
            finding = found(as_of=as_of)
            assert {"limitation-defence", "limitation-guard", "only-given-events", "limitation-by-law"} <= set(
                codes(finding)
            )
            assert "Limitation does not end a debt." in finding.explain("en")
            assert "诉讼时效届满不使债务消灭" in finding.explain("zh")

    def test_sources(self) -> None:
        """The years come with the article in force on the due day."""
        assert found().citations[0].id == "civil-code#188(1)"
        assert found(due=date(2020, 12, 31)).citations[0].id == "general-provisions-2017#188(1)"
        assert found(due=date(2016, 12, 31)).citations[0].id == "general-provisions-2017#188(1)"
        assert found(due=date(2014, 12, 31)).citations[0].id == "general-principles-1986#135"


class TestRestDay:
    """The last day moves only with a calendar."""

    def test_without(self) -> None:
        """Without one the end may move, and the answer says so."""
        finding = found()
        assert finding.value.may_roll
        assert "rest-day" in codes(finding)

    @pytest.mark.parametrize(("rest", "ends"), [(0, END), (1, date(2025, 4, 1)), (5, date(2025, 4, 5))])
    def test_with(self, rest: int, ends: date) -> None:
        """With one it moves to the first day that is none."""
        finding = found(is_rest_day=lambda day: END <= day < END + rest * DAY)
        assert (finding.value.ends_on, finding.value.may_roll) == (ends, False)
        assert "rest-day" not in codes(finding)

    def test_a_demand_on_the_moved_day(self) -> None:
        """A demand on the moved last day is in time."""
        one = event(K.MESSAGE, END + DAY)
        assert result(one, is_rest_day=lambda day: day == END).effect is Effect.RESTARTS
        assert result(one).effect is Effect.TOO_LATE

    def test_bad_calendars(self) -> None:
        """A calendar is a function that answers yes or no, and knows a working day."""
        with pytest.raises(InputTypeError, match="function"):
            found(is_rest_day={END})
        with pytest.raises(InputTypeError, match="is_rest_day"):
            found(is_rest_day=lambda _: 1)
        with pytest.raises(InputError, match="60 days"):
            found(is_rest_day=lambda _: True)


class TestSeam:
    """Two years before 2017-10-01; three if they had not run by then."""

    @pytest.mark.parametrize(
        ("due", "ends", "said"),
        [
            (date(1987, 1, 1), date(1989, 1, 1), "period-shorter"),
            (date(2015, 9, 29), date(2017, 9, 29), "period-shorter"),
            (date(2015, 9, 30), date(2017, 9, 30), "period-shorter"),
            (date(2015, 10, 1), date(2018, 10, 1), "period-longer"),
            (date(2016, 2, 29), date(2019, 2, 28), "period-longer"),
            (date(2017, 9, 30), date(2020, 9, 30), "period-longer"),
            (date(2017, 10, 1), date(2020, 10, 1), None),
        ],
    )
    def test_days(self, due: date, ends: date, said: str | None) -> None:
        """The end is that of the two years if it lies before the change, else three years."""
        finding = found(due=due)
        assert finding.value.ends_on == ends
        assert [code for code in codes(finding) if code in {"period-shorter", "period-longer"}] == (
            [said] if said else []
        )

    def test_restarted_before_it(self) -> None:
        """Two years that a demand started anew are three years if they reach the change."""
        finding = found(event(K.DEMAND, date(2015, 12, 1)), due=date(2014, 5, 1))
        assert finding.value.ends_on == date(2018, 12, 1)
        assert "period-longer" in codes(finding)

    def test_moved_to_it_by_a_rest_day(self) -> None:
        """A last day that a rest day moves to the change has not run before it."""
        rest = date(2017, 9, 30)
        assert found(due=date(2015, 9, 30), is_rest_day=lambda day: day == rest).value.ends_on == date(2018, 9, 30)

    def test_an_obstacle_across_it(self) -> None:
        """Time that an obstacle holds open across the change has not run before it."""
        held = Event(K.FORCE_MAJEURE, date(2017, 8, 1), ended_on=date(2017, 11, 1), met=True)
        assert found(held, due=date(2015, 9, 1)).value.ends_on == date(2018, 9, 1)

    def test_an_obstacle_before_it(self) -> None:
        """How an earlier obstacle worked is not held."""
        held = Event(K.FORCE_MAJEURE, date(2017, 8, 1), ended_on=date(2017, 9, 1), met=True)
        with pytest.raises(NoDataError):
            found(held, due=date(2015, 9, 15))

    def test_before_the_data(self) -> None:
        """Nothing is held for debts due before 1987."""
        with pytest.raises(NoDataError):
            found(due=date(1986, 12, 31))


class TestRestarts:
    """Every kind starts time anew on or before the last day, and none after it."""

    @pytest.mark.parametrize("kind", AT_ONCE)
    @pytest.mark.parametrize("on", [DUE + DAY, END - DAY, END])
    def test_in_time(self, kind: EventKind, on: date) -> None:
        """Three more years run from the event."""
        one = result(event(kind, on))
        assert one.effect is Effect.RESTARTS
        assert one.ends_on == date(on.year + 3, on.month, on.day)

    @pytest.mark.parametrize("kind", AT_ONCE)
    def test_too_late(self, kind: EventKind) -> None:
        """The day after it starts nothing; what the debtor says or pays then may give the defence up."""
        finding = found(event(kind, END + DAY))
        assert finding.value.events[0].effect is LATE.get(kind, Effect.TOO_LATE)
        assert finding.value.defence_at_risk is (kind in LATE)
        assert ("defence-at-risk" in codes(finding)) is (kind in LATE)
        assert (finding.value.state, finding.value.ends_on) == (LimitationState.RAN_OUT_ON, END)

    @pytest.mark.parametrize("kind", AT_ONCE)
    @pytest.mark.parametrize("on", [DUE - DAY, DUE])
    def test_before_it_runs(self, kind: EventKind, on: date) -> None:
        """Before the period nothing is there to be restarted."""
        finding = found(event(kind, on))
        assert finding.value.events[0].effect is Effect.NOTHING
        assert finding.value.ends_on == END

    @pytest.mark.parametrize("kind", PROCEEDINGS)
    @pytest.mark.parametrize("on", [DUE - DAY, DUE + DAY, END])
    def test_proceedings(self, kind: EventKind, on: date) -> None:
        """Proceedings hold time until they end, and three years run from then."""
        pending = found(Event(kind, on))
        assert (pending.value.state, pending.value.ends_on) == (LimitationState.RUNNING, None)
        assert pending.value.events[0].effect is Effect.RESTARTS
        assert "period-held" in codes(pending)
        ended = found(Event(kind, on, ended_on=date(2025, 8, 31)))
        assert ended.value.ends_on == date(2028, 8, 31)
        assert "proceedings-withdrawn" in codes(ended)

    @pytest.mark.parametrize("kind", PROCEEDINGS)
    def test_proceedings_too_late(self, kind: EventKind) -> None:
        """Proceedings from the day after the end do not start time anew."""
        assert result(Event(kind, END + DAY)).effect is Effect.TOO_LATE

    @pytest.mark.parametrize("kind", PROCEEDINGS)
    def test_proceedings_over_before(self, kind: EventKind) -> None:
        """Proceedings that were over before the debt fell due change nothing."""
        assert result(Event(kind, DUE - DAY, ended_on=DUE)).effect is Effect.NOTHING

    def test_during_proceedings(self) -> None:
        """A demand while proceedings last adds nothing to them."""
        suit, paper = Event(K.SUIT, date(2023, 1, 1), ended_on=date(2024, 1, 1)), event(K.DEMAND, date(2023, 6, 1))
        value = found(suit, paper).value
        assert [one.effect for one in value.events] == [Effect.RESTARTS, Effect.NOTHING]
        assert value.ends_on == date(2027, 1, 1)

    def test_month_ends(self) -> None:
        """A new period from 29 February ends on the 28th."""
        assert result(event(K.PROMISE, date(2024, 2, 29))).ends_on == date(2027, 2, 28)

    def test_certificate(self) -> None:
        """The enforcement certificate belongs to notarised instruments."""
        one = result(Event(K.CERTIFICATE, date(2024, 1, 1), met=True))
        assert one.effect is Effect.NOTHING
        assert "notarised" in render(one.why, "en")

    def test_kinds_are_all_here(self) -> None:
        """Every kind is in one of the lists."""
        assert {*AT_ONCE, *PROCEEDINGS, *OBSTACLES, K.CERTIFICATE} == set(K)

    @pytest.mark.parametrize(
        ("kind", "cite"),
        [
            (K.MESSAGE, "spc-limitation-2020#8(1)(2)"),
            (K.CARD_REMINDER, "spc-bank-card-2021-10#3(2)"),
            (K.AUTO_DEBIT, "spc-bank-card-2021-10#3(1)"),
            (K.REQUEST_FOR_TIME, "spc-limitation-2020#14"),
            (K.ASSIGNMENT_NOTICE, "spc-limitation-2020#17(1)"),
            (K.PAYMENT_ORDER, "spc-limitation-2020#11(1)"),
            (K.SET_OFF, "spc-limitation-2020#11(7)"),
            (K.MEDIATION, "spc-limitation-2020#12"),
            (K.POLICE_REPORT, "spc-bank-card-2021-10#3(3)"),
        ],
    )
    def test_sources(self, kind: EventKind, cite: str) -> None:
        """Each kind names its own article."""
        assert cite in {one.id for one in found(event(kind, date(2023, 1, 1))).citations}

    def test_a_loan_names_no_card_article(self) -> None:
        """A debit for a loan rests on the general interpretation."""
        finding = found(event(K.AUTO_DEBIT, date(2023, 1, 1)), product=Product.LOAN)
        assert finding.value.events[0].effect is Effect.RESTARTS
        assert "spc-bank-card-2021-10#3(1)" not in {one.id for one in finding.citations}


class TestConditions:
    """A kind counts on its own condition; where that is open, so is the end."""

    @pytest.mark.parametrize("kind", [K.DEMAND, K.MESSAGE, K.CARD_REMINDER, K.PRESS_NOTICE, K.ASSIGNMENT_NOTICE])
    @pytest.mark.parametrize(
        ("met", "effect", "state"),
        [
            (True, Effect.RESTARTS, LimitationState.RUNNING),
            (False, Effect.NOTHING, LimitationState.RAN_OUT_ON),
            (None, Effect.OPEN, LimitationState.MAY_HAVE_RUN),
        ],
    )
    def test_met(self, kind: EventKind, *, met: bool | None, effect: Effect, state: LimitationState) -> None:
        """It arrived, it did not, or that is not known."""
        value = found(Event(kind, date(2024, 1, 1), met=met)).value
        assert (value.events[0].effect, value.state) == (effect, state)
        assert value.ends_on == (date(2027, 1, 1) if met else END)

    @pytest.mark.parametrize(
        ("creditor", "amount", "met", "effect"),
        [
            (Lender.BANK, "0", True, Effect.NOTHING),
            (Lender.BANK, "0.01", None, Effect.RESTARTS),
            (Lender.CONSUMER_FINANCE, None, True, Effect.RESTARTS),
            (Lender.BANK, None, None, Effect.OPEN),
            (None, "5", None, Effect.OPEN),
            (Lender.SMALL_LOAN, "5", None, Effect.OPEN),
            (Lender.PRIVATE, "5", True, Effect.NOTHING),
            (Lender.UNLICENSED, "5", None, Effect.NOTHING),
        ],
    )
    def test_debit(self, creditor: Lender | None, amount: str | None, *, met: bool | None, effect: Effect) -> None:
        """A debit counts for a financial institution, and only if it took something."""
        one = Event(K.AUTO_DEBIT, date(2024, 1, 1), amount=amount, met=met)
        assert result(one, creditor=creditor).effect is effect

    def test_card_reminder_for_a_loan(self) -> None:
        """A reminder to the address left with the issuer counts for cards only."""
        one = event(K.CARD_REMINDER, date(2024, 1, 1))
        assert result(one, product=Product.LOAN).effect is Effect.NOTHING
        assert result(one, product=Product.CARD).effect is Effect.RESTARTS

    def test_not_shown(self) -> None:
        """A kind without a condition can be said not to count."""
        one = result(Event(K.PART_PAYMENT, date(2024, 1, 1), met=False))
        assert (one.effect, one.why.code) == (Effect.NOTHING, "event-not-shown")

    def test_part_demanded(self) -> None:
        """A demand for a part counts for the whole, unless the rest was given up."""
        assert result(event(K.MESSAGE, date(2024, 1, 1))).effect is Effect.RESTARTS
        finding = found(event(K.MESSAGE, date(2024, 1, 1), waives_rest=True))
        assert finding.value.events[0].effect is Effect.NOTHING
        assert "spc-limitation-2020#9" in {one.id for one in finding.citations}

    def test_hangs_on_an_earlier_one(self) -> None:
        """A payment after the certain end counts if an open message carried the period over."""
        value = found(Event(K.MESSAGE, date(2024, 1, 1)), Event(K.PART_PAYMENT, date(2026, 1, 1))).value
        assert [one.effect for one in value.events] == [Effect.OPEN, Effect.OPEN]
        assert (value.ends_on, value.ends_at_latest) == (END, date(2029, 1, 1))
        assert value.events[1].why.code == "event-open-earlier"

    def test_open_proceedings(self) -> None:
        """A pending suit after the certain end leaves no day to be named."""
        finding = found(Event(K.MESSAGE, date(2024, 1, 1)), Event(K.SUIT, date(2026, 1, 1)))
        assert (finding.value.state, finding.value.ends_at_latest) == (LimitationState.MAY_HAVE_RUN, None)
        assert "period-may-be-held" in codes(finding)


class TestSuspension:
    """An obstacle counts in the last six months, and the period ends six months after it is gone."""

    @pytest.mark.parametrize("kind", OBSTACLES)
    @pytest.mark.parametrize(
        ("on", "gone", "ends", "effect"),
        [
            (date(2024, 9, 1), date(2024, 9, 29), END, Effect.NOTHING),
            (date(2024, 9, 1), date(2024, 9, 30), END, Effect.NOTHING),
            (date(2024, 9, 1), date(2024, 10, 1), date(2025, 4, 1), Effect.SUSPENDS),
            (date(2025, 3, 31), date(2025, 8, 31), date(2026, 2, 28), Effect.SUSPENDS),
            (date(2025, 4, 1), date(2025, 8, 31), END, Effect.TOO_LATE),
        ],
    )
    def test_edges(self, kind: EventKind, on: date, gone: date, ends: date, effect: Effect) -> None:
        """The day before, the first and the last day of the last six months."""
        finding = found(Event(kind, on, ended_on=gone, met=True))
        assert (finding.value.ends_on, finding.value.events[0].effect) == (ends, effect)

    @pytest.mark.parametrize("kind", OBSTACLES)
    def test_still_there(self, kind: EventKind) -> None:
        """While the obstacle lasts no day of the end can be named."""
        value = found(Event(kind, date(2025, 1, 1), met=True)).value
        assert (value.state, value.ends_on) == (LimitationState.RUNNING, None)
        assert (value.events[0].effect, value.events[0].ends_on) == (Effect.SUSPENDS, None)

    @pytest.mark.parametrize(("met", "effect"), [(None, Effect.OPEN), (False, Effect.NOTHING)])
    def test_condition(self, *, met: bool | None, effect: Effect) -> None:
        """It has to have kept the creditor from claiming."""
        assert result(Event(K.OTHER_OBSTACLE, date(2025, 1, 1), ended_on=date(2025, 2, 1), met=met)).effect is effect

    def test_a_demand_within_the_longer_period(self) -> None:
        """A demand in the months that the obstacle added is in time."""
        held = Event(K.CREDITOR_HELD, date(2025, 1, 1), ended_on=date(2025, 3, 1), met=True)
        value = found(held, event(K.DEMAND, date(2025, 9, 1))).value
        assert [one.effect for one in value.events] == [Effect.SUSPENDS, Effect.RESTARTS]
        assert value.ends_on == date(2028, 9, 1)

    def test_before_a_new_period(self) -> None:
        """An obstacle of a period that a demand ended is not one of the next."""
        held = Event(K.FORCE_MAJEURE, date(2024, 1, 1), ended_on=date(2024, 2, 1), met=True)
        value = found(held, event(K.DEMAND, date(2024, 6, 1))).value
        assert [one.effect for one in value.events] == [Effect.NOTHING, Effect.RESTARTS]


class TestLongStop:
    """Twenty years from the breach, which nothing moves."""

    def test_capped(self) -> None:
        """A demand in the nineteenth year carries the period to the twentieth only."""
        events = [event(K.DEMAND, date(year, 3, 1)) for year in range(2003, 2022, 2)]
        finding = found(*events, due=date(2001, 6, 30), as_of=date(2021, 7, 1))
        assert finding.value.long_stop == finding.value.ends_on == date(2021, 6, 30)
        assert finding.value.state is LimitationState.RAN_OUT_ON
        assert "lim-stop" in codes(finding)

    def test_an_obstacle_does_not_move_it(self) -> None:
        """Six months after an obstacle reach no further than the stop."""
        events = [event(K.DEMAND, date(year, 5, 1)) for year in range(2003, 2019, 2)]
        held = Event(K.FORCE_MAJEURE, date(2020, 4, 1), ended_on=date(2021, 3, 1), met=True)
        value = found(*events, held, due=date(2001, 6, 30), as_of=date(2021, 7, 1)).value
        assert value.ends_on == date(2021, 6, 30)

    def test_pending(self) -> None:
        """A suit brought in time is not lost while it lasts."""
        events = [event(K.DEMAND, date(year, 3, 1)) for year in range(2003, 2020, 2)]
        value = found(*events, Event(K.SUIT, date(2021, 6, 30)), due=date(2001, 6, 30)).value
        assert value.state is LimitationState.RUNNING


class TestAcceleration:
    """A loan called due counts from both days."""

    LAST = date(2024, 6, 30)
    CALLED = date(2022, 6, 30)

    @pytest.mark.parametrize(
        ("as_of", "state"),
        [
            (date(2025, 6, 30), LimitationState.RUNNING),
            (date(2025, 7, 1), LimitationState.MAY_HAVE_RUN),
            (date(2026, 9, 30), LimitationState.MAY_HAVE_RUN),
        ],
    )
    def test_both(self, as_of: date, state: LimitationState) -> None:
        """Between the two ends it may have run."""
        finding = found(due=[self.CALLED, self.LAST], accelerated_on=self.CALLED, as_of=as_of)
        value = finding.value
        assert (value.ends_on, value.ends_at_latest) == (date(2025, 6, 30), date(2027, 6, 30))
        assert value.state is state
        assert "lim-accelerated" in codes(finding)

    def test_on_the_last_day(self) -> None:
        """Called on the last due day there is one starting day."""
        assert "lim-accelerated" not in codes(found(accelerated_on=DUE))

    def test_after_the_question(self) -> None:
        """A call that has not been made yet is refused."""
        with pytest.raises(InputError, match="as_of"):
            found(due=date(2027, 5, 1), accelerated_on=NOW + DAY)

    def test_after_the_last_day(self) -> None:
        """What is due already cannot be called."""
        with pytest.raises(InputError, match="accelerated_on"):
            found(accelerated_on=DUE + DAY)


class TestRefund:
    """A claim to have money back has a clock of its own."""

    def test_from_knowledge(self) -> None:
        """Three years from the day the payer knew."""
        finding = refund_limitation(date(2021, 5, 1), known_on=date(2023, 2, 28), as_of=date(2026, 3, 1))
        assert (finding.value.state, finding.value.ends_on) == (LimitationState.RAN_OUT_ON, date(2026, 2, 28))
        assert finding.value.long_stop == date(2041, 5, 1)
        assert {"spc-limitation-2020#6", "civil-code#985"} <= {cite.id for cite in finding.citations}

    def test_demanded(self) -> None:
        """A demand of the payer starts it anew; a lender's debit does not."""
        events = [event(K.MESSAGE, date(2024, 1, 1)), event(K.AUTO_DEBIT, date(2025, 1, 1))]
        value = refund_limitation(date(2021, 5, 1), known_on=date(2023, 2, 28), events=events, as_of=NOW).value
        assert value.ends_on == date(2027, 1, 1)

    def test_not_known(self) -> None:
        """Without the day of knowledge nothing can be told."""
        assert refund_limitation(DUE, known_on=None, as_of=NOW).value.state is LimitationState.UNKNOWN

    def test_known_late(self) -> None:
        """What becomes known only after twenty years is past the long stop."""
        finding = refund_limitation(date(1990, 2, 1), known_on=date(2020, 1, 1), as_of=date(2020, 1, 1))
        assert finding.value.state is LimitationState.RAN_OUT_ON
        assert finding.value.ends_on == date(2010, 2, 1)

    def test_known_after_the_question(self) -> None:
        """Nobody asks about what is known only later."""
        with pytest.raises(InputError, match="known_on"):
            refund_limitation(DUE, known_on=NOW + DAY, as_of=NOW)

    def test_known_before_it_was_paid(self) -> None:
        """Nobody knows of a payment before it is made."""
        with pytest.raises(InputError, match="known_on"):
            refund_limitation(DUE, known_on=DUE - DAY, as_of=NOW)


class TestBadInput:
    """What is refused, and which argument it names."""

    @pytest.mark.parametrize(
        ("fields", "argument"),
        [
            ({"kind": "suit"}, "kind"),
            ({"on": "2024-01-01"}, "on"),
            ({"ended_on": date(2023, 12, 31)}, "ended_on"),
            ({"kind": K.DEMAND, "ended_on": date(2024, 2, 1)}, "ended_on"),
            ({"amount": "5"}, "amount"),
            ({"kind": K.AUTO_DEBIT, "amount": "-1"}, "amount"),
            ({"met": "yes"}, "met"),
            ({"waives_rest": 1}, "waives_rest"),
        ],
    )
    def test_event(self, fields: dict[str, Any], argument: str) -> None:
        """An event checks its fields."""
        with pytest.raises(InputError, match=argument):
            Event(**{"kind": K.SUIT, "on": date(2024, 1, 1), **fields})

    @pytest.mark.parametrize(
        "one", [Event(K.PROMISE, NOW + DAY), Event(K.SUIT, NOW - DAY, ended_on=NOW + DAY)], ids=["on", "ended"]
    )
    def test_event_after_the_question(self, one: Event) -> None:
        """What has not happened yet cannot be counted."""
        with pytest.raises(InputError, match=r"events\[0\]"):
            found(one)

    @pytest.mark.parametrize(
        ("asked", "argument"),
        [
            ({"due": []}, "due_on"),
            ({"due": ["2022-03-31"]}, r"due_on\[0\]"),
            ({"due": 5}, "due_on"),
            ({"as_of": "2026"}, "as_of"),
            ({"creditor": "bank"}, "creditor"),
            ({"product": "card"}, "product"),
            ({"accelerated_on": "2022"}, "accelerated_on"),
        ],
    )
    def test_argument(self, asked: dict[str, Any], argument: str) -> None:
        """Each argument is checked, and named."""
        with pytest.raises(InputError, match=argument):
            found(**asked)

    def test_events_are_events(self) -> None:
        """A list of days is no list of events."""
        with pytest.raises(InputTypeError, match=r"events\[0\]"):
            limitation(DUE, events=[DUE], as_of=NOW)  # type: ignore[list-item]


def test_events_before_the_code() -> None:
    """Events before 2021 are judged by today's text, and the answer says so."""
    assert "events-before-code" in codes(found(event(K.DEMAND, date(2020, 12, 31)), due=date(2020, 1, 1)))
    assert "events-before-code" not in codes(found(event(K.DEMAND, date(2021, 1, 1)), due=date(2020, 1, 1)))


class TestRisk:
    """What the debtor did after a certain end, while a later one is open."""

    def test_open_restart_may_also_give_the_defence_up(self) -> None:
        """A payment that restarts time only by an open point may else have given up the defence."""
        value = found(Event(K.MESSAGE, date(2024, 1, 1)), Event(K.PART_PAYMENT, date(2026, 1, 1))).value
        assert value.defence_at_risk

    def test_running_with_an_open_point(self) -> None:
        """While time runs for certain, an open point can only make the end later."""
        finding = found(Event(K.MESSAGE, date(2024, 1, 1)), as_of=date(2024, 6, 1))
        assert finding.value.state is LimitationState.RUNNING
        assert "period-or-later" in codes(finding)

    def test_a_card_plan_is_a_card_debt(self) -> None:
        """A reminder to the number left with the issuer counts for an instalment plan of a card too."""
        assert result(event(K.CARD_REMINDER, END), product=Product.CARD_INSTALMENT).effect is Effect.RESTARTS

    def test_acceleration_tells_both(self) -> None:
        """From each of the two starting days the steps say how time ran."""
        called, last = date(2022, 6, 30), date(2024, 6, 30)
        finding = found(event(K.DEMAND, date(2023, 1, 1)), due=[called, last], accelerated_on=called)
        assert codes(finding).count("period-begins") == 2
        assert (finding.value.ends_on, finding.value.ends_at_latest) == (date(2026, 1, 1), date(2027, 6, 30))


@pytest.mark.parametrize(
    ("kind", "place"),
    [
        (K.MESSAGE, "第195条第1项"),
        (K.MESSAGE, "第8条第1款第2项"),
        (K.CARD_REMINDER, "第3条第2项"),
        (K.PAYMENT_ORDER, "第11条第1项"),
        (K.FORCE_MAJEURE, "第194条第1款第1项"),
    ],
)
def test_places_are_written_as_the_text_counts(kind: EventKind, place: str) -> None:
    """An article of one paragraph is counted in items, another in paragraphs and items."""
    one = event(kind, date(2025, 1, 1), met=True)
    assert place in found(one).explain("zh")
