"""Credit records: what is refused, and the days on either side of each bound."""

from __future__ import annotations

from datetime import date

import pytest

from creditrules import InputError, InputTypeError, NoDataError
from creditrules.records import MonthCell, one_off_relief, retention


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
