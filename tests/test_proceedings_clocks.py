"""Deadlines of a payment order and of setting an award aside: around every change of the law, month ends, rest days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from creditrules.errors import InputError, InputTypeError, NoDataError, StaleDataWarning
from creditrules.proceedings import (
    Deadline,
    PaymentOrderClocks,
    award_set_aside_deadline,
    payment_order_deadline,
)

if TYPE_CHECKING:
    from creditrules.findings import Finding

A_DAY = timedelta(days=1)
MONDAY = date(2026, 3, 2)


def weekend(day: date) -> bool:
    """Whether a day is a Saturday or a Sunday."""
    return day.weekday() >= 5


def notices(found: Finding[Any]) -> list[str]:
    """Return the codes of the notices."""
    return [notice.message.code for notice in found.notices]


def cites(found: Finding[Any], code: str) -> list[str]:
    """Return the sources of a step or notice."""
    parts: list[Any] = [*found.steps, *found.notices]
    return next([cite.id for cite in part.citations] for part in parts if part.message.code == code)


def sourced(found: Finding[Any]) -> bool:
    """Whether each step and notice has a source, and both languages can be written."""
    assert found.explain("en") != found.explain("zh")
    return all(step.citations for step in found.steps) and all(notice.citations for notice in found.notices)


class TestPaymentOrder:
    """Five days, fifteen and fifteen; the first day is left out."""

    def test_all_three(self) -> None:
        """Each day given starts its own period."""
        found = payment_order_deadline(MONDAY, applied_on=date(2026, 2, 2), accepted_on=date(2026, 2, 6))
        assert found.value == PaymentOrderClocks(
            acceptance=Deadline(date(2026, 2, 7), may_roll=True),
            issue=Deadline(date(2026, 2, 21), may_roll=True),
            objection=Deadline(date(2026, 3, 17), may_roll=True),
        )
        assert [step.message.code for step in found.steps] == ["order-acceptance", "order-issue", "order-deadline"]
        assert cites(found, "order-acceptance")[0] == "civil-procedure-law-2023#226"
        assert cites(found, "order-issue")[0] == "civil-procedure-law-2023#227(1)"
        assert cites(found, "order-deadline")[0] == "civil-procedure-law-2023#227(2)"
        assert sourced(found)

    @pytest.mark.parametrize("name", ["received_on", "applied_on", "accepted_on"])
    def test_one_day_alone(self, name: str) -> None:
        """The others stay open; only the debtor's period speaks of the objection."""
        given: dict[str, Any] = {name: MONDAY}
        found = payment_order_deadline(**given)
        days = [found.value.acceptance, found.value.issue, found.value.objection]
        assert sum(one is not None for one in days) == 1
        assert ("order-objection" in notices(found)) is (name == "received_on")

    @pytest.mark.parametrize(
        ("received", "ends", "article"),
        [
            (date(2022, 1, 1), date(2022, 1, 16), "civil-procedure-law-2021#223(2)"),
            (date(2023, 12, 30), date(2024, 1, 14), "civil-procedure-law-2021#223(2)"),
            (date(2023, 12, 31), date(2024, 1, 15), "civil-procedure-law-2021#223(2)"),
            (date(2024, 1, 1), date(2024, 1, 16), "civil-procedure-law-2023#227(2)"),
            (date(2024, 1, 2), date(2024, 1, 17), "civil-procedure-law-2023#227(2)"),
            (date(2024, 2, 14), date(2024, 2, 29), "civil-procedure-law-2023#227(2)"),
            (date(2026, 2, 14), date(2026, 3, 1), "civil-procedure-law-2023#227(2)"),
        ],
    )
    def test_around_the_texts(self, received: date, ends: date, article: str) -> None:
        """The number of the article goes by the day, the number of days stays."""
        found = payment_order_deadline(received)
        assert found.value.objection == Deadline(ends, may_roll=True)
        assert cites(found, "order-deadline")[0] == article

    def test_before_the_data(self) -> None:
        """A day before the texts that are held is refused."""
        given: dict[str, Any] = {}
        for name in ("received_on", "applied_on", "accepted_on"):
            given = {name: date(2021, 12, 31)}
            with pytest.raises(NoDataError, match=r"no value before 2022-01-01, asked for 2021-12-31$"):
                payment_order_deadline(**given)

    def test_rest_days(self) -> None:
        """A last day on a weekend moves to Monday, only if a calendar says so."""
        friday = date(2026, 3, 6)  # fifteen days later is a Saturday
        plain = payment_order_deadline(friday)
        assert plain.value.objection == Deadline(date(2026, 3, 21), may_roll=True)
        assert cites(plain, "court-rest-day")[0] == "civil-procedure-law-2023#85(3)"
        rolled = payment_order_deadline(friday, is_rest_day=weekend)
        assert rolled.value.objection == Deadline(date(2026, 3, 23), may_roll=False)
        assert "court-rest-day" not in notices(rolled)
        kept = payment_order_deadline(MONDAY, is_rest_day=weekend)
        assert kept.value.objection == Deadline(date(2026, 3, 17), may_roll=False)

    def test_no_working_day(self) -> None:
        """A calendar without a working day is refused."""
        with pytest.raises(InputError, match="is_rest_day must know a working day"):
            payment_order_deadline(MONDAY, is_rest_day=lambda _: True)

    def test_no_day(self) -> None:
        """One day at least is needed."""
        with pytest.raises(InputError, match=r"^one of received_on, applied_on and accepted_on is needed$"):
            payment_order_deadline()

    @pytest.mark.parametrize(
        ("applied", "accepted", "received", "words"),
        [
            (MONDAY, MONDAY - A_DAY, None, "accepted_on 2026-03-01 lies before applied_on 2026-03-02"),
            (None, MONDAY, MONDAY - A_DAY, "received_on 2026-03-01 lies before accepted_on 2026-03-02"),
            (MONDAY, None, MONDAY - A_DAY, "received_on 2026-03-01 lies before applied_on 2026-03-02"),
        ],
    )
    def test_out_of_order(self, applied: date | None, accepted: date | None, received: date | None, words: str) -> None:
        """An order is applied for, taken up and received in that order; one day for all is in order."""
        with pytest.raises(InputError) as caught:
            payment_order_deadline(received, applied_on=applied, accepted_on=accepted)
        assert str(caught.value) == words
        assert payment_order_deadline(MONDAY, applied_on=MONDAY, accepted_on=MONDAY).value.issue is not None

    def test_no_plain_date(self) -> None:
        """Text is no day."""
        with pytest.raises(InputTypeError, match=r"^applied_on must be a datetime.date, got str$"):
            payment_order_deadline(applied_on="2026-03-02")  # type: ignore[arg-type]

    def test_past_the_review(self) -> None:
        """Past the review day there is a notice and a warning."""
        with pytest.warns(StaleDataWarning, match="was checked on 2026-11-25"):
            payment_order_deadline(date(2027, 11, 26))


class TestAward:
    """Six months from receiving the award, three since 2026-03-01."""

    @pytest.mark.parametrize(
        ("received", "ends", "article"),
        [
            (date(2018, 1, 1), date(2018, 7, 1), "arbitration-law-2017#59"),
            (date(2025, 8, 31), date(2026, 2, 28), "arbitration-law-2017#59"),
            (date(2023, 8, 29), date(2024, 2, 29), "arbitration-law-2017#59"),
            (date(2023, 8, 31), date(2024, 2, 29), "arbitration-law-2017#59"),
            (date(2026, 2, 27), date(2026, 8, 27), "arbitration-law-2017#59"),
            (date(2026, 2, 28), date(2026, 8, 28), "arbitration-law-2017#59"),
            (date(2026, 3, 1), date(2026, 6, 1), "arbitration-law-2025#72"),
            (date(2026, 3, 2), date(2026, 6, 2), "arbitration-law-2025#72"),
            (date(2026, 3, 31), date(2026, 6, 30), "arbitration-law-2025#72"),
        ],
    )
    def test_around_the_revision(self, received: date, ends: date, article: str) -> None:
        """The text of the day of receipt counts, and an absent day becomes the last of its month."""
        found = award_set_aside_deadline(received)
        assert found.value == Deadline(ends, may_roll=True)
        assert cites(found, "award-deadline")[0] == article
        assert sourced(found)

    @pytest.mark.parametrize(
        ("received", "told"),
        [
            (date(2025, 8, 31), False),
            (date(2025, 9, 1), True),
            (date(2026, 2, 28), True),
            (date(2026, 3, 1), False),
        ],
    )
    def test_the_seam(self, received: date, *, told: bool) -> None:
        """Where the six months reach beyond the revision, the shorter count is named as the safe one."""
        assert ("award-seam" in notices(award_set_aside_deadline(received))) is told

    def test_both_days_are_named(self) -> None:
        """The notice names both days."""
        text = award_set_aside_deadline(date(2026, 2, 28)).explain("en")
        assert "the last day is 2026-08-28; counted by the new text it is 2026-05-28." in text

    def test_before_the_data(self) -> None:
        """An award received before the text that was read is refused."""
        with pytest.raises(NoDataError, match=r"no value before 2018-01-01, asked for 2017-12-31$"):
            award_set_aside_deadline(date(2017, 12, 31))

    def test_rest_days(self) -> None:
        """A last day on a weekend moves to Monday, only if a calendar says so."""
        found = award_set_aside_deadline(date(2026, 3, 20), is_rest_day=weekend)  # 20 June is a Saturday
        assert found.value == Deadline(date(2026, 6, 22), may_roll=False)
        assert "court-rest-day" not in notices(found)
        assert award_set_aside_deadline(date(2026, 3, 20)).value.ends_on == date(2026, 6, 20)

    def test_no_plain_date(self) -> None:
        """Text is no day."""
        with pytest.raises(InputTypeError, match=r"^received_on must be a datetime.date, got str$"):
            award_set_aside_deadline("2026-03-02")  # type: ignore[arg-type]

    def test_the_grounds(self) -> None:
        """The notice says that the cases are the law's, and where to apply."""
        found = award_set_aside_deadline(MONDAY)
        assert "arbitration-law-2025#71(1)" in cites(found, "award-grounds")


@pytest.mark.parametrize(
    ("on", "text"),
    [
        (date(2023, 12, 31), "civil-procedure-law-2021"),
        (date(2024, 1, 1), "civil-procedure-law-2023"),
        (date(2024, 1, 2), "civil-procedure-law-2023"),
    ],
)
def test_the_objection_is_that_of_the_text_of_the_day(on: date, text: str) -> None:
    """The articles on an objection kept their words and changed their numbers on 2024-01-01."""
    (found,) = (one for one in payment_order_deadline(on).notices if one.message.code == "order-objection")
    assert {cite.instrument for cite in found.citations} == {text}
