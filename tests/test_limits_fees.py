"""Fees that others take beside a licensed lender: both totals, and the two readings of some courts."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from creditrules.law import Cost, Product
from creditrules.limits import Basis, Covers, Effect, Lender, PaidExcess, Standing, ceilings, check

if TYPE_CHECKING:
    from creditrules.findings import Finding
    from creditrules.limits import Ceiling

FORMED, DECIDED = date(2025, 6, 2), date(2026, 1, 15)
FEES: dict[str, Any] = {"lender": Lender.BANK, "formed_on": FORMED, "as_of": DECIDED, "third_party_fees": True}


def ids(**facts: object) -> list[str]:
    """Return the names of the ceilings."""
    given: dict[str, Any] = {**FEES, **facts}
    return [one.id for one in ceilings(**given).value]


def codes(found: Finding[tuple[Ceiling, ...]]) -> list[str]:
    """Return the codes of the notices."""
    return [notice.message.code for notice in found.notices]


class TestReadings:
    """The total of the lender's claims, the same for all costs, and four times the LPR for all costs."""

    def test_all(self) -> None:
        """24 % twice, by what is counted, and 4 x 3.00 %; the two that count all are practice and say so."""
        found = ceilings(**FEES)
        own, joint, lpr = found.value
        assert [(one.rate, one.covers, one.basis) for one in (own, joint, lpr)] == [
            (Fraction("0.24"), Covers.OWN_CLAIMS, Basis.TOTAL_ON_REQUEST),
            (Fraction("0.24"), Covers.ALL_COMPULSORY, Basis.BY_PRACTICE),
            (Fraction("0.12"), Covers.ALL_COMPULSORY, Basis.BY_PRACTICE),
        ]
        assert [one.effect for one in found.value] == [Effect.REDUCIBLE, Effect.REDUCIBLE, Effect.UNENFORCEABLE]
        assert [one.paid_excess for one in found.value] == [PaidExcess.SILENT, PaidExcess.OPEN, PaidExcess.OPEN]
        assert [Cost.GUARANTEE in one.counts for one in found.value] == [False, True, True]
        assert all(one.in_force == (FORMED, None) for one in found.value)
        assert codes(found) == ["third-party-fees", "third-party-fees-lpr"]
        assert [cite.id for cite in lpr.citations] == [
            "spc-private-lending-2020-17#25",
            "spc-private-lending-2020-17#1(2)",
            "pboc-lpr",
        ]

    def test_unasked(self) -> None:
        """Without such fees none of it is shown."""
        assert ids(third_party_fees=False) == ["financial-total"]

    @pytest.mark.parametrize(
        ("formed", "count"), [(date(2020, 8, 19), 2), (date(2020, 8, 20), 3), (date(2020, 8, 21), 3)]
    )
    def test_the_seam(self, formed: date, count: int) -> None:
        """Four times the LPR is read into loans since the text that has it."""
        assert len(ids(formed_on=formed)) == count

    def test_beside_the_platform_notice(self) -> None:
        """The regulator's line for loans through platforms stays beside the readings."""
        assert ids(formed_on=date(2025, 11, 20), facilitated=True) == [
            "financial-total",
            "financial-total-all-in",
            "private-lending-lpr-all-in",
            "facilitated-total",
        ]

    def test_local(self) -> None:
        """A local lender is left out of the provisions by the reply, which is what is cited."""
        found = ceilings(**{**FEES, "lender": Lender.SMALL_LOAN})
        assert "spc-scope-reply-2020-27#1" in [cite.id for cite in found.value[2].citations]

    def test_local_before_the_reply(self) -> None:
        """Before 2021 all costs are set beside the total only: four times the LPR is a reading of the loan already."""
        assert ids(lender=Lender.SMALL_LOAN, formed_on=date(2020, 8, 20), as_of=date(2020, 12, 31)) == [
            "private-lending-lpr",
            "financial-total",
            "financial-total-all-in",
        ]

    @pytest.mark.parametrize(
        ("facts", "first"),
        [
            ({"lender": Lender.PRIVATE}, "private-lending-lpr"),
            ({"lender": Lender.UNLICENSED}, "private-lending-lpr"),
            ({"product": Product.CARD}, "financial-total"),
        ],
    )
    def test_elsewhere(self, facts: dict[str, Any], first: str) -> None:
        """For private lenders and cards no such practice is known: the words are told, and nothing is added."""
        found = ceilings(**{**FEES, **facts})
        assert found.value == ceilings(**{**FEES, **facts, "third_party_fees": False}).value
        assert found.value[0].id == first
        assert "third-party-fees-words" in codes(found)


class TestComparison:
    """Both totals of a guaranteed loan: 8.10 % of the bank, 36.00 % with the guarantor's fee."""

    def test_both_totals(self) -> None:
        """The bank's own rate is within; all costs are 12 and 24 points above the two readings."""
        found = check("8.10%", all_in="36%", **FEES)
        assert [(one.compared, one.standing, one.by) for one in found.value] == [
            (Covers.OWN_CLAIMS, Standing.WITHIN, Fraction("0.159")),
            (Covers.ALL_COMPULSORY, Standing.ABOVE, Fraction("0.12")),
            (Covers.ALL_COMPULSORY, Standing.ABOVE, Fraction("0.24")),
        ]
        told = found.explain("en")
        assert "36.00% is 12.00 points above 24.00%, a line of some courts' practice (cut on request above)." in told
        assert "36.00% is 24.00 points above 12.00%, a line of some courts' practice (not protected above)." in told

    def test_within(self) -> None:
        """At 12 % together nothing is above."""
        assert {one.standing for one in check("8%", all_in="12%", **FEES).value} == {Standing.WITHIN}

    def test_one_notice_for_what_is_missing(self) -> None:
        """Without the joint rate one notice covers both lines that count it, with the sources of both."""
        found = check("8.10%", **FEES)
        missing = [notice for notice in found.notices if notice.message.code == "all-in-missing"]
        assert len(missing) == 1
        assert {cite.id for cite in missing[0].citations} >= {"spc-financial-adjudication-2017-22#2", "pboc-lpr"}
        assert all(one.compared is Covers.OWN_CLAIMS for one in found.value)
