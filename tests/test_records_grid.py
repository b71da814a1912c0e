"""The row of monthly codes: what is read from it, what is refused, what it would show, and lenders' rule of thumb."""

from __future__ import annotations

from datetime import date

import pytest

from creditrules import InputError, InputTypeError
from creditrules.messages import render
from creditrules.records import AccountType, Run, StatusGrid, late_counts, status_meaning

CODES = "N*1234567BCDZGMA#"
OLD = f"////{'N' * 8}12N{'*' * 9}"
FULL = f"{'N' * 40}123NM12#NNNNNNNN{'N' * 4}"


def row(codes: str, last: str = "2026-08", account: AccountType = AccountType.LOAN) -> StatusGrid:
    """Read a row of a young account that ends in a month."""
    months = int(last[:4]) * 12 + int(last[5:]) - len(codes)
    return StatusGrid.parse(codes, last=last, opened=f"{months // 12:04}-{months % 12 + 1:02}", account=account)


class TestParse:
    """Rows of 24 and 60 months, and of accounts younger than that."""

    def test_sixty_months(self) -> None:
        """The newest of sixty codes is the last month, so the first lies 59 months before it."""
        grid = StatusGrid.parse(FULL, last="2026-08")
        assert (grid.first, grid.last, len(grid.months)) == (date(2021, 9, 1), date(2026, 8, 1), 60)

    def test_twenty_four_months(self) -> None:
        """A first-generation row fills the months before the opening."""
        grid = StatusGrid.parse(OLD, last=date(2011, 2, 28))
        assert (grid.first, grid.last, grid.worst, grid.late_months) == (date(2009, 3, 1), date(2011, 2, 1), "2", 2)

    def test_every_code(self) -> None:
        """All seventeen codes are read, with gaps and in either order."""
        grid = row(CODES)
        assert "".join(code for _, code in grid.months) == CODES
        gaps = StatusGrid.parse(" ".join(CODES[::-1]), last="2026-08", opened="2025-04", newest_first=True)
        assert gaps == grid

    def test_older_than_the_row(self) -> None:
        """An account opened before the row began shows sixty months."""
        assert StatusGrid.parse(FULL, last="2026-08", opened="2010-01").codes == FULL

    @pytest.mark.parametrize(
        ("codes", "opened", "said"),
        [
            ("N" * 59, None, "row must have 24 or 60 codes, got 59"),
            ("N" * 61, None, "row must have 24 or 60 codes, got 61"),
            ("", None, "row must have 24 or 60 codes, got 0"),
            ("NN", "2026-06", "row must have 3 codes, got 2"),
            ("N" * 59 + "8", None, "row must be one of"),
            ("N" * 59 + "/", None, "got '/'"),
            ("/NN", "2026-06", "got '/'"),
            ("n" * 24, None, "got 'n'"),
            ("N", "2026-09", "last 2026-08-01 lies before opened 2026-09-01"),
            ("N", "2026", "opened must be a month such as 2024-01"),
        ],
    )
    def test_refused(self, codes: str, opened: str | None, said: str) -> None:
        """A row with a code too many or too few would shift every month, so it is refused."""
        with pytest.raises(InputError, match=said):
            StatusGrid.parse(codes, last="2026-08", opened=opened)

    def test_types(self) -> None:
        """A row is text, and the kind of account a member."""
        with pytest.raises(InputTypeError, match="row must be text"):
            StatusGrid.parse(12, last="2026-08")  # type: ignore[arg-type]
        with pytest.raises(InputTypeError, match="account must be a member of AccountType"):
            StatusGrid.parse("N", last="2026-08", account="loan")  # type: ignore[arg-type]


class TestReading:
    """What a row says."""

    def test_worst_and_runs(self) -> None:
        """The worst code, the longest run, all months overdue and the months since the last."""
        grid = StatusGrid.parse(FULL, last="2026-08")
        assert grid.worst == "3"
        assert grid.worst_run == Run(date(2025, 1, 1), date(2025, 3, 1), 3)
        assert (grid.late_months, grid.months_since_late) == (5, 13)
        assert grid.counts == {"#": 1, "1": 2, "2": 2, "3": 1, "M": 1, "N": 53}
        assert grid.unknown == (date(2025, 8, 1),)

    def test_nothing_overdue(self) -> None:
        """Paid within the month, no bill and nothing due are not overdue."""
        grid = row("NM*A#CN")
        assert (grid.worst, grid.worst_run, grid.months_since_late, grid.late_months) == (None, None, None, 0)

    def test_bad_debt_is_the_worst(self) -> None:
        """Bad debt stands above seven, and belongs to a run."""
        grid = row("67BBN")
        assert (grid.worst, grid.months_since_late) == ("B", 1)
        assert grid.worst_run == Run(date(2026, 4, 1), date(2026, 7, 1), 4)

    def test_of_equal_runs_the_newest(self) -> None:
        """Lenders look at the newest."""
        assert row("12N12N").worst_run == Run(date(2026, 6, 1), date(2026, 7, 1), 2)

    def test_ended_badly(self) -> None:
        """A guarantor's payment, payment in kind and a write-off are no overdue level, and no good end either."""
        grid = row("1DZG")
        assert grid.ended_badly == ((date(2026, 6, 1), "D"), (date(2026, 7, 1), "Z"), (date(2026, 8, 1), "G"))
        assert grid.late_months == 1

    def test_a_quasi_credit_card(self) -> None:
        """Of a quasi-credit card the states 1 and 2 lie within its overdraft."""
        assert row("1223B", account=AccountType.QUASI_CREDIT_CARD).late_months == 2
        assert row("1223B", account=AccountType.CREDIT_CARD).late_months == 5

    def test_the_newest_months(self) -> None:
        """A row is cut to its newest months."""
        grid = row("123NNN")
        assert grid.newest(4) == row("3NNN")
        assert grid.newest(100) == grid

    def test_meanings(self) -> None:
        """Every code has its words; nine is no code."""
        texts = {code: render(status_meaning(code), "en") for code in f"{CODES}/"}
        assert len(set(texts.values())) == 18
        assert (texts["1"], texts["6"]) == ("1 to 30 days overdue", "151 to 180 days overdue")
        assert (texts["7"], texts["C"]) == ("181 days overdue or more", "paid off and closed")
        with pytest.raises(InputError, match="status must be one of"):
            status_meaning("9")


class TestUnpaid:
    """What coming month ends show if nothing is paid."""

    def test_each_month_end(self) -> None:
        """A month end shows the days of the oldest unpaid part: bands of 30 days do not keep step with months."""
        grid = row("N", "2026-01").if_unpaid(due_on=date(2026, 2, 10), until="2026-09")
        assert grid.codes == "N12345677"  # 18, 49, 79, 110, 140, 171, 202, 232 days
        assert grid.last == date(2026, 9, 1)

    def test_due_at_the_end_of_a_month(self) -> None:
        """What falls due on the last day of a month is not overdue on it."""
        assert row("N", "2026-01").if_unpaid(due_on=date(2026, 2, 28), until="2026-03").codes == "NN2"

    def test_a_leap_day(self) -> None:
        """February of a leap year ends on the 29th."""
        assert row("N", "2028-01").if_unpaid(due_on=date(2028, 1, 30), until="2028-02").codes == "N1"
        assert row("N", "2028-01").if_unpaid(due_on=date(2028, 1, 29), until="2028-02").codes == "N2"

    @pytest.mark.parametrize(("due", "until"), [(date(2026, 1, 1), "2026-01"), (date(2026, 3, 1), "2026-02")])
    def test_refused(self, due: date, until: str) -> None:
        """The months to add come after the row, and the debt falls due before they end."""
        with pytest.raises(InputError):
            row("N", "2026-01").if_unpaid(due_on=due, until=until)


class TestLateCounts:
    """Three in a row or six in all."""

    def test_below_and_at_each_line(self) -> None:
        """Two in a row and five in all meet neither; three and six each meet theirs."""
        below = late_counts([row("11N11N1N")], window=12).value.together
        assert (below.run, below.total, below.run_met, below.total_met) == (2, 5, False, False)
        at = late_counts([row("111N11N1N")], window=12).value.together
        assert (at.run, at.total, at.run_met, at.total_met) == (3, 6, True, True)

    def test_the_window_is_an_argument(self) -> None:
        """Months before the window do not count, and cut a run."""
        grid = row("111NNNNNNN")
        assert [late_counts([grid], window=months).value.together.run for months in (7, 8, 9, 10)] == [0, 1, 2, 3]

    def test_several_accounts(self) -> None:
        """Together, a month counts once in a row and once for each account in all."""
        found = late_counts([row("NN11"), row("N11N")], window=12).value
        assert [(one.run, one.total) for one in found.accounts] == [(2, 2), (2, 2)]
        assert (found.together.run, found.together.total) == (3, 4)

    def test_a_row_that_ends_earlier(self) -> None:
        """The window ends with the newest row."""
        found = late_counts([row("111", "2025-08"), row("N")], window=12).value
        assert found.together.total == 0

    def test_it_is_a_habit(self) -> None:
        """The answer says that no law is behind it, and that unknown months count neither way."""
        found = late_counts([row("1#1")], window=12)
        assert [notice.message.code for notice in found.notices] == ["late-counts-habit", "late-counts-unknown"]
        assert not any(cite.source.force.binding for cite in found.citations)
        assert found.value.together.run == 1

    def test_refused(self) -> None:
        """No row, or no window."""
        with pytest.raises(InputError, match="grids may not be empty"):
            late_counts([], window=12)
        with pytest.raises(InputError, match="window must be from 1"):
            late_counts([row("N")], window=0)
