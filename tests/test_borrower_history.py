"""What an account's record shows: how late it is, how long that stays, and the relief."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from borrowing import account, codes, parts, said
from creditrules.borrower import Account, History, Overdue, PayBy, State
from creditrules.borrower.history import history_of
from creditrules.borrower.relief import late_since, still_open
from creditrules.findings import Finding, Trail
from creditrules.law import Lender, Product, bundled
from creditrules.messages import render
from creditrules.records import MonthCell, Retention
from creditrules.records.codes import meaning

AS_OF = date(2026, 1, 15)
LATE: dict[str, Any] = {"overdue_since": date(2025, 12, 6), "arrears": "500"}
DECEMBER = MonthCell("2025-12", "1", "1467.64")
JANUARY = MonthCell("2026-01", "2", "2935.28")


def settled(**facts: object) -> Account:
    """Make a settled account."""
    return account(state=State.SETTLED, balance=None, minimum=None, **facts)


def history(one: Account, as_of: date = AS_OF) -> Finding[History]:
    """Look at an account's record on a day."""
    return history_of(Trail(), one, as_of)


def opened(one: Account, as_of: date = AS_OF) -> Finding[tuple[PayBy, ...]]:
    """Ask what paying still changes."""
    return still_open(Trail(), one, as_of)


class TestOverdue:
    """Since when, how many days, and the status."""

    @pytest.mark.parametrize(
        ("as_of", "days", "status"),
        [
            (date(2025, 12, 7), 1, "1"),
            (date(2026, 1, 5), 30, "1"),
            (date(2026, 1, 6), 31, "2"),
            (date(2026, 1, 15), 40, "2"),
            (date(2026, 6, 4), 180, "6"),
            (date(2026, 6, 5), 181, "7"),
        ],
    )
    def test_days(self, as_of: date, days: int, status: str) -> None:
        """Days are as_of less the due day; each status has 30 of them."""
        found = history(account(**LATE), as_of)
        assert found.value.overdue == Overdue(date(2025, 12, 6), days, status)
        assert found.value.retention == Retention(None, None)
        assert codes(found)[:2] == ["overdue", "retention-unpaid"]

    def test_the_due_day_itself(self) -> None:
        """On the due day nothing is late yet, and what falls due is said."""
        found = history(account(**LATE), date(2025, 12, 6))
        assert found.value == History(overdue=None, retention=None, relief=())
        assert said(found, "due-today") == [
            "500.00 yuan fall due on 2025-12-06: what is unpaid at the end of that day is overdue."
        ]

    @pytest.mark.parametrize(
        ("as_of", "since"),
        [(date(2026, 1, 18), None), (date(2026, 1, 19), None), (date(2026, 1, 20), date(2026, 1, 19))],
    )
    def test_a_due_day_that_has_passed(self, as_of: date, since: date | None) -> None:
        """Of a note that fell due whole and is still owed nobody need say that it is overdue."""
        one = account(minimum=None, due_on=date(2026, 1, 19))
        assert late_since(one, as_of) == since
        assert (history(one, as_of).value.overdue is not None) is (since is not None)

    def test_a_settled_note(self) -> None:
        """Of a settled one nothing is late."""
        assert late_since(settled(due_on=date(2025, 1, 19)), AS_OF) is None

    def test_the_older_day(self) -> None:
        """With arrears before the due day the older day counts."""
        assert late_since(account(due_on=date(2026, 1, 2), **LATE), AS_OF) == date(2025, 12, 6)

    def test_never_late(self) -> None:
        """Nothing is stated, so nothing arises now; the sentence claims no more than that."""
        assert codes(history(account())) == ["nothing-overdue"]

    def test_status_meanings(self) -> None:
        """Every code of the grid has its words."""
        book = bundled()
        texts = [render(meaning(book, code), "en") for code in "N1267"]
        assert texts == [
            "paid on time",
            "1 to 30 days overdue",
            "31 to 60 days overdue",
            "151 to 180 days overdue",
            "181 days overdue or more",
        ]


class TestReporting:
    """Whether a lender reports is a fact that may be unknown."""

    def test_a_lender_that_does_not_report(self) -> None:
        """Then there is no status in any record, and no five years."""
        found = history(account(lender=Lender.UNLICENSED, reported=False, **LATE))
        assert codes(found) == ["overdue-unreported", "not-reported"]
        assert found.value.retention is None
        assert found.value.overdue == Overdue(date(2025, 12, 6), 40, "2")
        assert codes(history(account(lender=Lender.UNLICENSED, reported=False))) == ["not-reported"]

    @pytest.mark.parametrize(
        ("lender", "reported", "asked"),
        [
            (Lender.UNLICENSED, None, True),
            (Lender.SMALL_LOAN, None, True),
            (Lender.SMALL_LOAN, True, False),
            (Lender.BANK, None, False),
        ],
    )
    def test_unknown(self, lender: Lender, *, reported: bool | None, asked: bool) -> None:
        """Of a lender that the regulator did not approve itself it is said that nobody stated it."""
        found = history(account(lender=lender, reported=reported, **LATE))
        assert ("reporting-unknown" in codes(found)) is asked


class TestRetention:
    """How long it stays."""

    def test_cleared(self) -> None:
        """From 2024-02-29 five years are through 2029-02-28; deleted from 2029-03-01."""
        found = history(account(formed_on=date(2019, 5, 10), ended_on=date(2024, 2, 29)))
        assert found.value.retention == Retention(date(2029, 2, 28), date(2029, 3, 1))

    @pytest.mark.parametrize(("ended", "known"), [(date(2013, 3, 14), False), (date(2013, 3, 15), True)])
    def test_before_the_regulation(self, ended: date, *, known: bool) -> None:
        """Before 2013-03-15 the library holds no rule: a notice, not an error."""
        found = history(account(formed_on=date(2010, 1, 1), ended_on=ended))
        assert (found.value.retention is not None) is known
        assert ("retention-before" in codes(found)) is not known

    def test_cleared_on_an_unknown_day(self) -> None:
        """A late month of the past without the day it was cleared: the day is missing, and that is said."""
        found = history(account(cells=[DECEMBER]))
        assert codes(found) == ["record-cell", "ended-unknown", "relief-day-unknown"]
        assert found.value.relief == ()

    @pytest.mark.parametrize(("as_of", "told"), [(date(2025, 12, 21), False), (date(2025, 12, 22), True)])
    def test_cleared_on_an_unknown_day_before_the_relief(self, as_of: date, *, told: bool) -> None:
        """Before the relief was published it is not spoken of."""
        found = history(account(cells=[MonthCell("2025-06", "1", "5")]), as_of)
        assert ("relief-day-unknown" in codes(found)) is told
        assert "ended-unknown" in codes(found)

    @pytest.mark.parametrize("cell", [MonthCell("2025-12", "N", "0"), MonthCell("2025-12", "1", "0")])
    def test_a_month_without_arrears(self, cell: MonthCell) -> None:
        """A month in which nothing was overdue asks for no such day."""
        assert codes(history(account(cells=[cell]))) == ["record-cell", "nothing-overdue"]


class TestRelief:
    """The one-off relief of 2025-12-22."""

    @pytest.mark.parametrize(
        ("as_of", "told"), [(date(2025, 12, 21), False), (date(2025, 12, 22), True), (date(2025, 12, 23), True)]
    )
    def test_from_its_day(self, as_of: date, *, told: bool) -> None:
        """Nothing is told of it before it was published."""
        past = account(cells=[MonthCell("2025-06", "1", "100")], ended_on=date(2025, 7, 1))
        assert bool(history(past, as_of).value.relief) is told
        now = account(cells=[MonthCell("2025-12", "1", "100")], **LATE)
        assert bool(opened(now, as_of).steps) is told

    def test_months_after_the_end_are_left_out(self) -> None:
        """A grid goes on after the arrears were cleared: paid months are no error and no question of the relief."""
        after = MonthCell("2026-01", "N", "0")
        found = history(account(cells=[DECEMBER, after], ended_on=date(2025, 12, 20)))
        assert [one.cell for one in found.value.relief] == [DECEMBER]
        assert found.value.relief[0].not_displayed_by == date(2026, 1, 31)
        first = history(account(cells=[DECEMBER], ended_on=date(2025, 12, 1)))
        assert [one.cell for one in first.value.relief] == [DECEMBER]
        alone = history(account(cells=[after], ended_on=date(2025, 12, 20)))
        assert alone.value.relief == ()

    def test_pay_by(self) -> None:
        """January to March each move the display by a month; later not at all; January 2026 is not covered."""
        found = opened(account(cells=[DECEMBER, JANUARY], **LATE))
        assert [(one.by, *(month.not_displayed_by for month in one.months)) for one in found.value] == [
            (date(2026, 1, 31), date(2026, 2, 28), None),
            (date(2026, 2, 28), date(2026, 3, 31), None),
            (date(2026, 3, 31), date(2026, 4, 30), None),
        ]
        assert codes(found) == [*["relief-pay-by"] * 3, "relief-repay", "relief-month", "relief-not-deletion"]
        assert all(part.citations for part in parts(found))

    @pytest.mark.parametrize(
        ("as_of", "days"),
        [
            (date(2026, 1, 31), 3),
            (date(2026, 2, 1), 2),
            (date(2026, 3, 31), 1),
            (date(2026, 4, 1), 0),
        ],
    )
    def test_until_its_end(self, as_of: date, days: int) -> None:
        """On 2026-03-31 one day is left, the day after none: then the record says that it is over."""
        late = account(cells=[DECEMBER], **LATE)
        found = opened(late, as_of)
        assert len(found.value) == days
        condition = "The one-off relief covers 2025-12 only if the overdue debt is fully repaid by 2026-03-31."
        assert said(found, "relief-repay") == ([condition] if days else [])
        over = "The last day of the one-off relief, 2026-03-31, has passed with the arrears unpaid: it no longer "
        assert said(history(late, as_of), "relief-over") == ([] if days else [f"{over}reaches 2025-12."])

    def test_nothing_to_lose_at_its_end(self) -> None:
        """A month that the relief never covered is not said to be lost."""
        large = MonthCell("2025-12", "1", "10000.01")
        assert said(history(account(cells=[large], **LATE), date(2026, 4, 1)), "relief-over") == []

    def test_a_card(self) -> None:
        """For a card the latest statement's minimum is what has fallen due; months of one day are told together."""
        cells = [MonthCell("2025-11", "1", "200"), MonthCell("2025-12", "2", "500")]
        found = opened(account(product=Product.CARD, cells=cells, **LATE), date(2026, 3, 1))
        assert len(said(found, "relief-card")) == 1
        (text,) = said(found, "relief-pay-by")
        assert text.endswith("no longer displayed by 2026-04-30 at the latest: 2025-11, 2025-12.")

    @pytest.mark.parametrize(("amount", "covered"), [("10000", True), ("10000.01", False)])
    def test_the_amount(self, amount: str, *, covered: bool) -> None:
        """10,000 itself is covered."""
        found = opened(account(balance="20000", cells=[MonthCell("2025-12", "1", amount)], **LATE))
        assert found.value[0].months[0].covered is covered
        assert ("relief-not-deletion" in codes(found)) is covered

    def test_a_due_day_that_has_passed(self) -> None:
        """A note that fell due whole in December is late too."""
        assert opened(account(minimum=None, due_on=date(2025, 12, 6), cells=[DECEMBER])).value

    @pytest.mark.parametrize(
        ("facts", "as_of", "told"),
        [
            ({}, date(2025, 12, 21), False),
            ({}, date(2025, 12, 22), True),
            ({}, date(2026, 3, 31), True),
            ({}, date(2026, 4, 1), False),
            ({"overdue_since": date(2025, 12, 31)}, AS_OF, True),
            ({"overdue_since": date(2026, 1, 1)}, AS_OF, False),
            ({"reported": True}, AS_OF, True),
            ({"reported": False}, AS_OF, False),
        ],
    )
    def test_months_not_stated(self, facts: dict[str, Any], as_of: date, *, told: bool) -> None:
        """Without the months it is said what the relief asks for, as long as it can be met."""
        found = opened(account(**{**LATE, **facts}), as_of)
        assert found.value == ()
        assert codes(found) == (["relief-months-unknown"] if told else [])
        if told:
            (text,) = said(found, "relief-months-unknown")
            assert "from 2020-01-01 to 2025-12-31 that show at most 10,000.00 yuan" in text
            assert text.endswith("in full by 2026-03-31.")
            assert [cite.id for cite in found.citations] == ["pboc-credit-relief-2025"]

    def test_not_late(self) -> None:
        """With nothing overdue there is nothing to pay by any day."""
        assert opened(account(cells=[DECEMBER])).value == ()


class TestOver:
    """Once the five years are over the record should be gone."""

    @pytest.mark.parametrize("as_of", [date(2026, 1, 14), date(2026, 1, 15)])
    def test_not_yet(self, as_of: date) -> None:
        """Through the last day it is kept."""
        found = history(settled(formed_on=date(2019, 1, 1), ended_on=date(2021, 1, 15)), as_of)
        assert said(found, "retention-over") == []

    def test_over(self) -> None:
        """From the next day it should be gone: object or complain; and no relief is told of it."""
        one = settled(formed_on=date(2019, 1, 1), ended_on=date(2021, 1, 14), cells=[MonthCell("2020-12", "1", "500")])
        found = history(one, date(2026, 1, 15))
        (text,) = said(found, "retention-over")
        assert "since 2026-01-15 the record should be gone" in text
        assert found.value.relief == ()
        assert "relief-not-deletion" not in codes(found)
