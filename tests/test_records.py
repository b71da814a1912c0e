"""Credit records: what is refused, and the days on either side of each bound."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from creditrules import InputError, InputTypeError, NoDataError
from creditrules.periods import month_end
from creditrules.records import (
    AccountType,
    Authority,
    Bureau,
    Ending,
    MonthCell,
    Precision,
    Retention,
    card_grace,
    one_off_relief,
    retention,
)

CASES: dict[str, Any] = json.loads((Path(__file__).parent / "cases" / "credit_record.json").read_text("utf-8"))


class TestRetention:
    """Five years from the end of the adverse event."""

    @pytest.mark.parametrize(
        ("ended", "kept", "gone"),
        [
            (date(2020, 6, 15), date(2025, 6, 15), date(2025, 6, 16)),
            (date(2020, 2, 29), date(2025, 2, 28), date(2025, 3, 1)),
            (date(2019, 2, 28), date(2024, 2, 28), date(2024, 2, 29)),
            (date(2013, 3, 15), date(2018, 3, 15), date(2018, 3, 16)),
        ],
    )
    def test_days(self, ended: date, kept: date, gone: date) -> None:
        """An absent day becomes the last of its month, and a 28th is not moved to the 29th."""
        found = retention(ended_on=ended).value
        assert (found.kept_through, found.deletable_from) == (kept, gone)

    def test_before_the_regulation(self) -> None:
        """The day before the regulation took effect has no rule here."""
        with pytest.raises(NoDataError):
            retention(ended_on=date(2013, 3, 14))

    def test_sources(self) -> None:
        """The answer names the article and the day from which it applied."""
        found = retention(ended_on=date(2024, 2, 29))
        assert found.citations[0].id == "credit-reporting-regulation-2013#16(1)"
        assert found.citations[0].since == date(2013, 3, 15)

    def test_nothing_while_unpaid(self) -> None:
        """While anything is unpaid the clock has not begun, whatever would end it."""
        for ending in Ending:
            found = retention(ended_on=None, ending=ending).value
            assert (found.kept_through, found.deletable_from) == (None, None)

    @pytest.mark.parametrize("ending", [one for one in Ending if one is not Ending.CLEARED])
    def test_weak_ends(self, ending: Ending) -> None:
        """Where nothing says what the end is, the answer is an inference and says so."""
        found = retention(ended_on=date(2024, 2, 29), ending=ending)
        assert found.value.authority is Authority.INFERRED
        assert found.value.deletable_from == date(2029, 3, 1)
        assert "inference" in found.notices[-1].message.text
        court = ending in {Ending.JUDGMENT, Ending.ENFORCEMENT}
        assert ("credit-reporting-regulation-2013#44" in [cite.id for cite in found.citations]) is court

    def test_cleared_is_explained(self) -> None:
        """That arrears and interest are what must be cleared is the central bank's explanation."""
        expected = Retention(date(2029, 2, 28), date(2029, 3, 1), Authority.EXPLAINED, Precision.DAY)
        assert retention(ended_on=date(2024, 2, 29)).value == expected

    def test_a_month_alone(self) -> None:
        """Of a month its last day is taken, so that nothing goes before it may."""
        found = retention(ended_on="2020-02")
        assert found.value.kept_through == date(2025, 2, 28)
        assert found.value.precision is Precision.MONTH
        assert [notice.message.code for notice in found.notices] == ["retention-precision", "retention-month"]

    def test_other_bureaus(self) -> None:
        """The five years bind a licensed bureau too, by art. 16 itself, and the central database by art. 32."""
        found = retention(ended_on=date(2024, 2, 29), bureau=Bureau.LICENSED)
        assert found.value == retention(ended_on=date(2024, 2, 29)).value
        assert "credit-reporting-regulation-2013#32" in [cite.id for cite in found.citations]

    def test_refused(self) -> None:
        """A month is a month, and the end and the bureau are members."""
        with pytest.raises(InputError, match="ended_on must be a month such as 2024-01"):
            retention(ended_on="2024")
        with pytest.raises(InputTypeError):
            retention(ended_on=None, ending="cleared")  # type: ignore[arg-type]
        with pytest.raises(InputTypeError):
            retention(ended_on=None, bureau="central")  # type: ignore[arg-type]


class TestPublishedCases:
    """The published examples: where they stop at a month, the answer lies in it; where they name a day, within one."""

    @pytest.mark.parametrize("case", [one for one in CASES["retention"].values() if one.get("grain") == "month"])
    def test_to_the_month(self, case: dict[str, str]) -> None:
        """Whatever day of the month it was repaid, the last day of the record lies in the month named."""
        month = date.fromisoformat(f"{case['repaid']}-01")
        named = case["page_says"][-7:]
        for day in (month, month_end(month)):
            kept = retention(ended_on=day).value.kept_through
            assert str(kept)[:7] == named
        assert str(retention(ended_on=case["repaid"]).value.kept_through)[:7] == named

    def test_to_the_day(self) -> None:
        """Repaid on a day, removed after the corresponding day five years on."""
        case = CASES["retention"]["A2"]
        found = retention(ended_on=date.fromisoformat(case["repaid"])).value
        assert case["page_says"] == f"removed after {found.kept_through}"

    def test_counted_from_the_day_after(self) -> None:
        """Five years counted from the day after: 1,827 days with two leap days among them, the first left out."""
        assert "counted from the day after" in CASES["retention"]["A13"]["rule"]
        kept = retention(ended_on=date(2019, 6, 15)).value.kept_through
        assert kept == date(2019, 6, 15) + timedelta(5 * 365 + 2)

    def test_never(self) -> None:
        """Not repaid, never removed."""
        assert CASES["retention"]["A14"]["repaid"] is None
        assert retention(ended_on=None).value.deletable_from is None

    def test_the_relief(self) -> None:
        """The two tiers, and what arose in 2026."""
        expected = {name: case["expected"] for name, case in CASES["one_off_relief"].items()}
        cells = [MonthCell("2020-01", "1", "10000"), MonthCell("2025-12", "1", "10000"), MonthCell("2026-01", "1", "1")]
        first = one_off_relief(cells[:1], repaid_on=date(2025, 11, 30)).value[0]
        assert expected["B1"] == f"not displayed from {first.not_displayed_by}"
        assert "by the end of the following month" in expected["B2"]
        for repaid, stops in (
            (date(2025, 12, 1), date(2026, 1, 31)),
            (date(2025, 12, 31), date(2026, 1, 31)),
            (date(2026, 1, 31), date(2026, 2, 28)),
            (date(2026, 2, 1), date(2026, 3, 31)),
            (date(2026, 3, 31), date(2026, 4, 30)),
        ):
            months = [cell for cell in cells if cell.month <= repaid]
            found = one_off_relief(months, repaid_on=repaid).value
            assert [one.not_displayed_by for one in found] == [
                stops if cell is not cells[2] else None for cell in months
            ]
        assert expected["B8"] == "not covered"

    def test_the_amount_is_what_the_month_shows(self) -> None:
        """Two instalments unpaid: 5,000 and then 10,000, both within the limit; a third is above it."""
        assert "5,000 (Nov) and 10,000 (Dec)" in CASES["one_off_relief"]["B4"]["expected"]
        cells = [
            MonthCell("2025-10", "1", "5000"),
            MonthCell("2025-11", "2", "10000"),
            MonthCell("2025-12", "3", "15000"),
        ]
        found = one_off_relief(cells, repaid_on=date(2026, 1, 9)).value
        assert [one.covered for one in found] == [True, True, False]

    def test_grace(self) -> None:
        """Three days of grace, and an unpaid rest of exactly ten yuan."""
        case = CASES["grace"]["C1"]
        found = card_grace(due_on=date.fromisoformat(case["due"]), days=case["grace_days"]).value
        assert case["expected"] == f"paying by {found.pay_by} is on time"
        assert "exactly 10 yuan" in CASES["grace"]["C5"]["case"]
        assert card_grace(due_on=date(2020, 7, 2), days=3, unpaid="10", tolerance="10").value.paid_in_full


class TestMonthCell:
    """One month of the grid."""

    def test_a_day_means_its_month(self) -> None:
        """Any day of a month stands for the month."""
        assert MonthCell(date(2024, 1, 31), "1", "5").month == date(2024, 1, 1)

    @pytest.mark.parametrize(
        ("month", "status"), [("2024-13", "1"), ("January", "1"), ("2024-01", "8"), ("2024-01", "")]
    )
    def test_bad_text(self, month: str, status: str) -> None:
        """An unknown month or status code is refused."""
        with pytest.raises(InputError):
            MonthCell(month, status, "5")

    def test_status_is_text(self) -> None:
        """A number is no status code."""
        with pytest.raises(InputTypeError):
            MonthCell("2024-01", 1, "5")  # type: ignore[arg-type]


class TestRelief:
    """The one-off relief of 2025-12-22, below, at and above each of its bounds."""

    @pytest.mark.parametrize(
        ("month", "amount", "repaid", "stops"),
        [
            ("2019-12", "5", date(2025, 1, 1), None),
            ("2020-01", "5", date(2025, 1, 1), date(2026, 1, 1)),
            ("2025-12", "5", date(2026, 3, 31), date(2026, 4, 30)),
            ("2026-01", "5", date(2026, 3, 31), None),
            ("2025-01", "9999.99", date(2025, 11, 30), date(2026, 1, 1)),
            ("2025-01", "10000.00", date(2025, 12, 1), date(2026, 1, 31)),
            ("2025-01", "10000.01", date(2025, 12, 1), None),
            ("2025-01", "0.01", date(2026, 1, 31), date(2026, 2, 28)),
            ("2025-01", "0", date(2026, 1, 31), None),
            ("2025-01", "5", date(2026, 4, 1), None),
            ("2025-01", "5", None, None),
        ],
    )
    def test_bounds(self, month: str, amount: str, repaid: date | None, stops: date | None) -> None:
        """A cell is covered within every bound, and then not displayed by a day that the repayment picks."""
        found = one_off_relief([MonthCell(month, "1", amount)], repaid_on=repaid).value[0]
        assert (found.covered, found.not_displayed_by) == (stops is not None, stops)

    def test_a_normal_month_needs_no_relief(self) -> None:
        """A month without an overdue status is not covered."""
        assert not one_off_relief([MonthCell("2025-01", "N", "5")], repaid_on=date(2025, 2, 1)).value[0].covered

    def test_repaid_before_the_month(self) -> None:
        """Money paid before a month began cannot have cleared that month's arrears."""
        with pytest.raises(InputError, match="2025-02"):
            one_off_relief([MonthCell("2025-02", "1", "5")], repaid_on=date(2025, 1, 31))

    def test_it_is_not_deletion(self) -> None:
        """A covered month carries the notice that not displayed is not deleted."""
        found = one_off_relief([MonthCell("2025-12", "1", "5")], repaid_on=date(2026, 1, 5))
        assert "relief-not-deletion" in [notice.message.code for notice in found.notices]

    @pytest.mark.parametrize(
        ("status", "covered"), [("1", False), ("2", False), ("3", True), ("7", True), ("B", True), ("G", False)]
    )
    def test_a_quasi_credit_card(self, status: str, *, covered: bool) -> None:
        """Of a quasi-credit card only 3 to 7 and bad debt count; the reason says so."""
        cell = MonthCell("2025-12", status, "5")
        found = one_off_relief([cell], repaid_on=date(2026, 1, 5), account=AccountType.QUASI_CREDIT_CARD).value[0]
        assert found.covered is covered
        assert (found.why.code == "relief-quasi-card") is (status in "12")

    @pytest.mark.parametrize(
        ("account", "code"),
        [
            (AccountType.LOAN, "relief-full-loan"),
            (AccountType.CREDIT_CARD, "relief-full-card"),
            (AccountType.QUASI_CREDIT_CARD, "relief-full-card"),
        ],
    )
    def test_what_fully_repaid_needed(self, account: AccountType, code: str) -> None:
        """A loan needed the instalment of the day too, a card at least its minimum."""
        found = one_off_relief([MonthCell("2025-12", "3", "5")], repaid_on=date(2026, 1, 5), account=account)
        assert [notice.message.code for notice in found.notices] == ["relief-not-deletion", code]

    def test_refused(self) -> None:
        """Cells are cells, and the kind of account a member."""
        with pytest.raises(InputTypeError):
            one_off_relief(["2025-12"], repaid_on=None)  # type: ignore[list-item]
        with pytest.raises(InputTypeError):
            one_off_relief([], repaid_on=None, account="card")  # type: ignore[arg-type]
