"""What a guarantor or an insurer who paid can claim back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from creditrules.claims import Advance, Agreement, Relation, claim, recourse
from creditrules.errors import InputError, InputTypeError, NoDataError
from creditrules.law import Lender, bundled
from creditrules.money import Mode, Rounding, from_fen
from creditrules.periods import Counting, DayCount

if TYPE_CHECKING:
    from creditrules.claims import Recourse
    from creditrules.findings import Finding

PAID_ON, AS_OF = date(2025, 5, 31), date(2025, 6, 10)
RATED = {"annual_rate": "3.65%", "as_of": AS_OF, "day_count": DayCount.ACT_365, "counting": Counting.HEAD_ONLY}
"""One yuan a day on 10,000."""
NOTHING = from_fen(0)


def found(**other: object) -> Finding[Recourse]:
    """Pay 10,000 of a debt of as much, where nothing else is said."""
    given: dict[str, Any] = {"paid": "10000", "on": PAID_ON, "owed": "10000", **other}
    return recourse(**given)


def codes(finding: Finding[Recourse]) -> list[str]:
    """Return the codes of the notices."""
    return [notice.message.code for notice in finding.notices]


class TestPrincipal:
    """The smaller of what was paid and what was owed."""

    @pytest.mark.parametrize(
        ("paid", "recoverable", "beyond"),
        [("9999.99", "9999.99", "0.00"), ("10000", "10000.00", "0.00"), ("10000.01", "10000.00", "0.01")],
    )
    def test_the_smaller(self, paid: str, recoverable: str, beyond: str) -> None:
        """Below, at and above what was owed."""
        value = found(paid=paid).value
        assert (str(value.recoverable), str(value.beyond)) == (recoverable, beyond)
        assert value.total == value.recoverable
        assert ("recourse-beyond" in codes(found(paid=paid))) is (beyond != "0.00")

    def test_nothing_owed(self) -> None:
        """A payer of a debt that every defence had emptied gets nothing."""
        value = found(owed="0").value
        assert (value.recoverable, value.beyond) == (NOTHING, Decimal("10000.00"))

    def test_with_a_claim(self) -> None:
        """What was owed is what the lender could claim on that day: here 14.80 % of 36 %."""
        note = Agreement(
            Lender.PRIVATE,
            date(2022, 3, 1),
            "36%",
            due_on=date(2023, 3, 1),
            day_count=DayCount.ACT_365,
            counting=Counting.HEAD_ONLY,
        )
        on = date(2023, 3, 1)
        owed = claim(note, [Advance(date(2022, 3, 1), "100000", "100000")], as_of=on).value
        value = found(paid=owed.lender.total, on=on, owed=owed.total).value
        assert (value.recoverable, value.beyond) == (Decimal("114800.00"), Decimal("21200.00"))

    @drawn(st.integers(1, 10**9), st.integers(0, 10**9))
    def test_never_more_than_either(self, paid: int, owed: int) -> None:
        """Neither the payment nor the debt is passed, and both parts make up the payment or less."""
        value = found(paid=from_fen(paid), owed=from_fen(owed)).value
        assert value.recoverable == from_fen(min(paid, owed))
        assert value.beyond == from_fen(max(0, paid - owed))


class TestLimitation:
    """A debt whose limitation had run."""

    @pytest.mark.parametrize(
        ("facts", "recoverable"),
        [
            ({"barred": False}, "10000.00"),
            ({"barred": True}, "0.00"),
            ({"barred": True, "debtor_agreed": True}, "10000.00"),
        ],
    )
    def test_recourse(self, facts: dict[str, bool], recoverable: str) -> None:
        """Nothing, whether the payer did not raise it or knew of it, unless the debtor agreed to pay all the same."""
        finding = found(**facts, **RATED)
        assert str(finding.value.recoverable) == recoverable
        assert (finding.value.interest == NOTHING) is (recoverable == "0.00")
        refused = recoverable == "0.00"
        assert ("recourse-limitation" in codes(finding)) is not refused
        assert ("recourse-refused" in [step.message.code for step in finding.steps]) is refused
        cited = {cite.id for cite in finding.citations}
        assert {"spc-limitation-2020#18(2)", "spc-security-2020-28#35"} <= cited
        assert ("civil-code#193" in cited) is refused


class TestInterest:
    """Interest from the day after the payment."""

    @pytest.mark.parametrize(
        ("as_of", "counting", "days"),
        [
            (PAID_ON, Counting.HEAD_ONLY, 0),
            (PAID_ON, Counting.BOTH_ENDS, 0),
            (date(2025, 6, 1), Counting.HEAD_ONLY, 0),
            (date(2025, 6, 1), Counting.BOTH_ENDS, 1),
            (AS_OF, Counting.HEAD_ONLY, 9),
            (AS_OF, Counting.BOTH_ENDS, 10),
        ],
    )
    def test_days(self, as_of: date, counting: Counting, days: int) -> None:
        """The day of the payment bears none; one yuan a day from the next."""
        value = found(**{**RATED, "as_of": as_of, "counting": counting}).value
        assert (value.days, value.interest) == (days, from_fen(100 * days))
        assert value.total == from_fen(1_000_000 + 100 * days)

    @pytest.mark.parametrize(
        ("ceiling", "rate"),
        [
            ("3.64%", "0.0364"),
            ("3.65%", "0.0365"),
            ("3.66%", "0.0365"),
            (Fraction(1, 30), "1/30"),
            (None, "0.0365"),
        ],
    )
    def test_the_ceiling(self, ceiling: str | Fraction | None, rate: str) -> None:
        """The rate is held to the ceiling of the loan, if one is given."""
        finding = found(**RATED, ceiling=ceiling)
        assert finding.value.annual_rate == Fraction(rate)
        assert "asked were 3.65%" in finding.explain("en")

    def test_only_what_is_recoverable(self) -> None:
        """What was paid beyond the debt bears nothing."""
        assert found(paid="20000", **RATED).value.interest == Decimal("9.00")

    def test_whole_months(self) -> None:
        """Months run from the day after the payment."""
        months = {**RATED, "as_of": date(2025, 12, 1), "day_count": DayCount.WHOLE_MONTHS, "annual_rate": "6%"}
        assert found(**months).value.interest == Decimal("300.00")

    def test_rounding(self) -> None:
        """Rounded once, as the caller says."""
        down = {"paid": "9999", "rounding": Rounding(unit="1", mode=Mode.DOWN)}
        assert found(**RATED, **down).value.interest == Decimal("8.00")

    def test_no_rate(self) -> None:
        """Without a rate there is none, and a notice says that the law names none."""
        finding = found()
        assert (finding.value.annual_rate, finding.value.days) == (None, 0)
        assert finding.value.interest == NOTHING
        assert "recourse-rate" in codes(finding)

    @pytest.mark.parametrize("missing", ["as_of", "day_count", "counting"])
    def test_what_a_rate_needs(self, missing: str) -> None:
        """A rate needs a last day and the two conventions."""
        with pytest.raises(InputError, match=f"{missing} is required beside annual_rate"):
            found(**{**RATED, missing: None})

    def test_ambient_precision(self) -> None:
        """The caller's decimal context changes nothing."""
        usual = found(**RATED).value
        with localcontext() as context:
            context.prec = 3
            assert found(**RATED).value == usual


class TestWords:
    """What the finding says."""

    def test_the_insurer(self) -> None:
        """For an insurer it is an analogy, on which courts differ."""
        assert "recourse-insurer" in codes(found(payer=Relation.INSURER))
        assert found(payer=Relation.INSURER).value == found().value
        assert "recourse-insurer" not in codes(found())

    def test_both_languages(self) -> None:
        """It reads in Chinese and in English."""
        finding = found(**RATED)
        assert "合计可以追偿10,009.00元" in finding.explain("zh")
        assert "Together 10,009.00 yuan can be claimed back." in finding.explain("en")

    def test_sources(self) -> None:
        """The articles that give recourse and bound it."""
        cited = {cite.id for cite in found().citations}
        assert {"civil-code#700", "civil-code#701", "spc-security-2020-28#3(2)", "spc-security-2020-28#18(1)"} <= cited

    def test_plain(self) -> None:
        """It becomes plain data."""
        plain: Any = found(rulebook=bundled(), **RATED).to_dict()
        assert plain["value"]["total"] == "10009.00"
        assert plain["value"]["annual_rate"] == "73/2000"


class TestBadInput:
    """What is refused."""

    @pytest.mark.parametrize(
        ("change", "match"),
        [
            ({"paid": "0"}, "paid must be above 0"),
            ({"owed": "-1"}, "owed must be 0 or more"),
            ({"payer": Relation.PLATFORM}, "payer must be Relation.GUARANTOR or Relation.INSURER"),
            ({**RATED, "as_of": date(2025, 5, 30)}, "lies before"),
            ({**RATED, "annual_rate": "3.65"}, "annual_rate is"),
            ({**RATED, "ceiling": "-1%"}, "ceiling must be 0 or more"),
        ],
    )
    def test_bounds(self, change: dict[str, object], match: str) -> None:
        """Amounts, rates, days and payers have bounds."""
        with pytest.raises(InputError, match=match):
            found(**change)

    @pytest.mark.parametrize(
        "change",
        [
            {"paid": 1.5},
            {"on": "2025-05-31"},
            {"payer": "guarantor"},
            {"barred": "no"},
            {"debtor_agreed": 1},
            {**RATED, "as_of": "2025-06-10"},
            {**RATED, "day_count": "ACT_365"},
            {**RATED, "counting": 1},
            {**RATED, "rounding": 2},
            {"rulebook": 1},
        ],
    )
    def test_types(self, change: dict[str, object]) -> None:
        """Look-alikes are refused."""
        with pytest.raises(InputTypeError):
            found(**change)

    def test_before_the_code(self) -> None:
        """Payments before 2021-01-01 were under rules that are not in the data."""
        with pytest.raises(NoDataError, match="2021-01-01"):
            found(on=date(2020, 12, 31))
        assert found(on=date(2021, 1, 1)).value.recoverable == Decimal("10000.00")
