"""Clocks, what a dispute can do, statements, notice, grace, the court's list, consumption and a stolen card."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from creditrules import InputError, InputTypeError, NoDataError
from creditrules.law import Force
from creditrules.records import (
    Borne,
    FreeReports,
    Grace,
    Ground,
    Lifted,
    Lifting,
    ListingEvent,
    ListingGround,
    Remedy,
    card_grace,
    complaint_due,
    consumption_restriction,
    dispute_due,
    enforcement_listing,
    free_reports,
    inquiry_shown_until,
    may_state,
    prior_notice,
    remedies,
    stolen_card_record,
)

if TYPE_CHECKING:
    from creditrules.findings import Finding

DAY = date(2026, 8, 3)


def codes(found: Finding[object]) -> list[str]:
    """Return the codes of the notices."""
    return [notice.message.code for notice in found.notices]


class TestClocks:
    """Days to answer and to show."""

    def test_twenty_plain_days(self) -> None:
        """An objection is answered within twenty days of its receipt, rest days and all."""
        found = dispute_due(received_on=date(2026, 2, 10))
        assert found.value == date(2026, 3, 2)
        assert "not working days" in found.explain("en")
        assert dispute_due(received_on=date(2024, 2, 10)).value == date(2024, 3, 1)

    def test_thirty_days_of_acceptance(self) -> None:
        """A complaint is answered within thirty days of its acceptance, and a suit does not wait for it."""
        found = complaint_due(accepted_on=date(2026, 1, 31))
        assert found.value == date(2026, 3, 2)
        assert codes(found) == ["complaint-or-suit"]

    def test_an_inquiry_is_shown_two_years(self) -> None:
        """Two years, by practice: no binding text is cited."""
        found = inquiry_shown_until(inquired_on=date(2024, 2, 29))
        assert found.value == date(2026, 2, 28)
        assert [cite.source.force for cite in found.citations] == [Force.MARKET_PRACTICE]

    def test_before_each_began(self) -> None:
        """The day before a rule has no rule here."""
        with pytest.raises(NoDataError):
            dispute_due(received_on=date(2013, 3, 14))
        with pytest.raises(NoDataError):
            complaint_due(accepted_on=date(2013, 3, 14))
        with pytest.raises(NoDataError):
            inquiry_shown_until(inquired_on=date(2020, 1, 18))
        with pytest.raises(NoDataError):
            free_reports([], on=date(2013, 3, 14))

    @pytest.mark.parametrize(
        ("taken", "on", "left"),
        [
            ([], date(2025, 12, 31), FreeReports(2, 2, 0)),
            ([], date(2026, 1, 1), FreeReports(2, 2, 2)),
            ([], date(2026, 6, 30), FreeReports(2, 2, 2)),
            ([], date(2026, 7, 1), FreeReports(2, 2, 0)),
            ([date(2025, 8, 3), date(2025, 8, 4)], DAY, FreeReports(2, 1, 0)),
            ([date(2026, 1, 1), DAY], DAY, FreeReports(0, 0, 0)),
            ([date(2026, 1, 1), DAY, DAY], DAY, FreeReports(0, 0, 0)),
        ],
    )
    def test_free_reports(self, taken: list[date], on: date, left: FreeReports) -> None:
        """Two a year by either way of counting it, and two more in the first half of 2026."""
        assert free_reports(taken, on=on).value == left

    def test_free_reports_refused(self) -> None:
        """A report cannot have been taken after the day asked about."""
        with pytest.raises(InputError):
            free_reports([date(2026, 8, 4)], on=DAY)
        with pytest.raises(InputTypeError):
            free_reports(["2026-08-01"], on=DAY)  # type: ignore[list-item]


class TestGrace:
    """What a card's terms give, none of it by law."""

    def test_on_time(self) -> None:
        """Paying on the last day of grace is on time."""
        assert card_grace(due_on=date(2020, 7, 2), days=3).value == Grace(date(2020, 7, 5), paid_in_full=True)
        assert card_grace(due_on=date(2020, 7, 2), days=0).value.pay_by == date(2020, 7, 2)

    @pytest.mark.parametrize(("unpaid", "full"), [("9.99", True), ("10", True), ("10.01", False)])
    def test_a_small_rest(self, unpaid: str, *, full: bool) -> None:
        """Exactly the tolerance still counts as paid in full."""
        assert card_grace(due_on=DAY, days=3, unpaid=unpaid, tolerance="10").value.paid_in_full is full

    def test_it_is_no_law(self) -> None:
        """Self-regulation only, and its day and text are marked as not read."""
        found = card_grace(due_on=DAY, days=3)
        assert {cite.source.force for cite in found.citations} == {Force.SELF_REGULATION}
        assert "No law gives a grace period" in found.explain("en")

    def test_refused(self) -> None:
        """The days are those of the card, within a month."""
        with pytest.raises(InputError, match="days must be from 0 to 31"):
            card_grace(due_on=DAY, days=32)


class TestRemedies:
    """What an objection, a statement and a complaint can do."""

    @pytest.mark.parametrize(
        ("ground", "dispute", "statement", "complaint"),
        [
            (Ground.ERROR, True, True, True),
            (Ground.OMISSION, True, True, True),
            (Ground.NOT_MINE, True, True, True),
            (Ground.HARDSHIP, False, True, False),
            (Ground.EXPIRED, True, False, True),
            (Ground.NOT_TOLD, False, True, True),
        ],
    )
    def test_each_ground(self, ground: Ground, *, dispute: bool, statement: bool, complaint: bool) -> None:
        """An objection is for errors and omissions and for what should be gone; a true overdue has a statement."""
        found = remedies(ground)
        assert found.value == Remedy(dispute=dispute, statement=statement, complaint=complaint)
        assert ("credit-reporting-regulation-2013#16(2)" in [cite.id for cite in found.citations]) is statement
        assert codes(found) == ["repair-scam"]

    def test_refused(self) -> None:
        """A ground is a member."""
        with pytest.raises(InputTypeError):
            remedies("hardship")  # type: ignore[arg-type]

    @pytest.mark.parametrize(
        ("ended", "on", "may"),
        [
            (None, DAY, True),
            (date(2020, 6, 15), date(2025, 6, 15), True),
            (date(2020, 6, 15), date(2025, 6, 16), False),
        ],
    )
    def test_a_statement_while_the_record_is_kept(self, ended: date | None, on: date, *, may: bool) -> None:
        """A statement can be added through the last day of the record."""
        assert may_state(ended_on=ended, on=on).value is may

    def test_prior_notice(self) -> None:
        """The person is told before, except of what is public; a missing notice makes no true record wrong."""
        assert prior_notice().value is True
        assert prior_notice(public=True).value is False
        assert codes(prior_notice()) == ["prior-notice-missing"]
        with pytest.raises(InputTypeError):
            prior_notice(public="no")  # type: ignore[arg-type]


class TestListing:
    """The list of dishonest debtors, by the text of 2017."""

    @pytest.mark.parametrize("ground", [one for one in ListingGround if one is not ListingGround.ABLE])
    def test_a_term_of_two_years(self, ground: ListingGround) -> None:
        """Items 2 to 6 set two years."""
        found = enforcement_listing([ground], decided_on=date(2024, 2, 29)).value
        assert (found.years, found.ends_on, found.delete_after) == (2, date(2026, 2, 28), date(2026, 2, 28))
        assert found.working_days == 3

    @pytest.mark.parametrize("more", [1, 3])
    def test_longer(self, more: int) -> None:
        """A court may add one to three years."""
        found = enforcement_listing([ListingGround.OBSTRUCTED], decided_on=DAY, extended_years=more).value
        assert found.ends_on == date(2028 + more, 8, 3)

    def test_no_term_for_item_one(self) -> None:
        """Who is able and refuses is listed until one of the seven cases arises."""
        found = enforcement_listing([ListingGround.ABLE], decided_on=DAY).value
        assert (found.years, found.ends_on, found.delete_after) == (None, None, None)

    @pytest.mark.parametrize("event", ListingEvent)
    def test_the_trap(self, event: ListingEvent) -> None:
        """Each of the seven cases ends a listing without a term, and none ends one with a term."""
        on = date(2026, 9, 1)
        without = enforcement_listing([ListingGround.ABLE], decided_on=DAY, event=event, event_on=on)
        assert without.value.delete_after == on
        assert ("listing-again" in codes(without)) is (event is ListingEvent.CREDITOR_ASKED)
        both = [ListingGround.ABLE, ListingGround.EVADED]
        term = enforcement_listing(both, decided_on=DAY, event=event, event_on=on)
        assert term.value.delete_after == date(2028, 8, 3)
        assert "listing-trap" in codes(term)

    def test_the_day_of_the_text(self) -> None:
        """The day before the text of 2017 has no rule here."""
        assert enforcement_listing([ListingGround.SPENT], decided_on=date(2017, 5, 1)).value.years == 2
        with pytest.raises(NoDataError):
            enforcement_listing([ListingGround.SPENT], decided_on=date(2017, 4, 30))

    @pytest.mark.parametrize(
        "facts",
        [
            {"grounds": []},
            {"grounds": [ListingGround.ABLE], "extended_years": 1},
            {"grounds": [ListingGround.SPENT], "extended_years": 4},
            {"grounds": [ListingGround.ABLE], "event": ListingEvent.STAYED},
            {"grounds": [ListingGround.ABLE], "event_on": DAY},
            {"grounds": [ListingGround.ABLE], "event": ListingEvent.STAYED, "event_on": date(2026, 8, 2)},
        ],
    )
    def test_refused(self, facts: dict[str, object]) -> None:
        """Grounds are named, an extension has a term, and an event its day, not before the decision."""
        with pytest.raises(InputError):
            enforcement_listing(decided_on=DAY, **facts)  # type: ignore[arg-type]

    def test_it_ends_apart(self) -> None:
        """The bureau's record and a restriction do not end with the listing."""
        assert "listing-apart" in codes(enforcement_listing([ListingGround.SPENT], decided_on=DAY))


class TestConsumption:
    """A consumption restriction has no term."""

    @pytest.mark.parametrize(
        ("reason", "lifted"),
        [
            (None, Lifted.NO),
            (Lifting.LISTING_ENDED, Lifted.NO),
            (Lifting.SECURITY, Lifted.MAY),
            (Lifting.CREDITOR_AGREED, Lifted.MAY),
            (Lifting.PERFORMED, Lifted.MUST),
        ],
    )
    def test_what_lifts_it(self, reason: Lifting | None, lifted: Lifted) -> None:
        """Performance does; security or consent may; the end of the listing does not."""
        found = consumption_restriction(reason)
        assert found.value is lifted
        assert ("consumption-list" in codes(found)) is (reason is Lifting.LISTING_ENDED)

    def test_refused(self) -> None:
        """A reason is a member."""
        with pytest.raises(InputTypeError):
            consumption_restriction("paid")  # type: ignore[arg-type]


class TestStolenCard:
    """A bad record from a stolen card."""

    @pytest.mark.parametrize(("borne", "granted"), [(Borne.NOTHING, True), (Borne.PART, True), (Borne.ALL, False)])
    def test_withdrawn(self, borne: Borne, *, granted: bool) -> None:
        """Not or not fully liable: the record is withdrawn."""
        found = stolen_card_record(on=DAY, borne=borne)
        assert found.value is granted
        assert ("stolen-part" in codes(found)) is (borne is Borne.PART)

    def test_the_day_of_the_text(self) -> None:
        """Cases finally decided before the provisions are not under them."""
        assert stolen_card_record(on=date(2021, 5, 25), borne=Borne.NOTHING).value
        with pytest.raises(NoDataError):
            stolen_card_record(on=date(2021, 5, 24), borne=Borne.NOTHING)
        with pytest.raises(InputTypeError):
            stolen_card_record(on=DAY, borne="none")  # type: ignore[arg-type]
