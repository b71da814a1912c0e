"""Licensed lenders: the yearly total, the supervisory lines, and the day before, of and after each seam."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from creditrules.errors import InputError, NoDataError, StaleDataWarning
from creditrules.law import FINANCIAL, LOCAL, Force, Plea
from creditrules.limits import Basis, Ceiling, Covers, Effect, Lender, PaidExcess, Product, ceilings

if TYPE_CHECKING:
    from typing import Unpack

    from creditrules.findings import Finding
    from creditrules.limits.compare import Facts

FORMED = date(2017, 3, 1)
DECIDED = date(2026, 1, 15)
LINE = Fraction("0.24")


def licensed(lender: Lender, formed: date = FORMED, **facts: Unpack[Facts]) -> Finding[tuple[Ceiling, ...]]:
    """Return the ceilings of a licensed lender, and check what holds of every answer."""
    found = ceilings(lender, formed_on=formed, **facts)
    assert all(one.citations for one in found.value)
    assert all(step.citations for step in found.steps)
    assert all(notice.citations for notice in found.notices)
    assert "ceiling-terms" in [step.message.code for step in found.steps]
    # No text says what becomes of money already paid; each line governs the loan from its first day on.
    total, *lines = (one for one in found.value if one.id != "card-overdraft-band")
    assert all(one.paid_excess is PaidExcess.SILENT and one.in_force == (formed, None) for one in (total, *lines))
    assert (total.id, total.rate, total.effect) == ("financial-total", LINE, Effect.REDUCIBLE)
    card = facts.get("product", Product.LOAN) is not Product.LOAN
    assert (total.covers, total.basis) == (Covers.OWN_CLAIMS, Basis.BY_PRACTICE if card else Basis.TOTAL_ON_REQUEST)
    assert [cite.id for cite in total.citations] == ["spc-financial-adjudication-2017-22#2"]
    assert all((one.effect, one.covers) == (Effect.SUPERVISORY, Covers.ALL_COMPULSORY) for one in lines)
    assert not any(one.citations[0].source.force.binding for one in found.value)
    return found


def codes(found: Finding[tuple[Ceiling, ...]]) -> list[str]:
    """Return the codes of the notices."""
    return [notice.message.code for notice in found.notices]


def test_every_lender_has_a_side() -> None:
    """A lender is private, licensed or local, and no two of them."""
    assert set(Lender) == {Lender.PRIVATE, Lender.UNLICENSED} | FINANCIAL | LOCAL
    assert not FINANCIAL & LOCAL


class TestTotal:
    """24 % a year in total, on the borrower's request (法发〔2017〕22号, item 2)."""

    @pytest.mark.parametrize("lender", sorted(FINANCIAL, key=str))
    def test_financial(self, lender: Lender) -> None:
        """Known from 2017-08-09, the day of publication; outside the private-lending provisions by art. 1(2)."""
        with pytest.raises(NoDataError, match="2017-08-09"):
            licensed(lender, as_of=date(2017, 8, 8))
        for day, text in (
            (date(2017, 8, 9), "spc-private-lending-2015-18"),
            (date(2020, 8, 19), "spc-private-lending-2015-18"),
            (date(2020, 8, 20), "spc-private-lending-2020-6"),
            (date(2020, 12, 31), "spc-private-lending-2020-6"),
            (date(2021, 1, 1), "spc-private-lending-2020-17"),
            (DECIDED, "spc-private-lending-2020-17"),
        ):
            found = licensed(lender, as_of=day)
            assert len(found.value) == 1
            assert found.notices == ()
            assert [cite.id for cite in found.steps[0].citations] == [f"{text}#1(2)"]

    @pytest.mark.parametrize("lender", sorted(LOCAL, key=str))
    def test_local(self, lender: Lender) -> None:
        """The seven local organisations stand outside those provisions since 2021-01-01, by 法释〔2020〕27号."""
        for day in (date(2021, 1, 1), date(2021, 1, 2), DECIDED):
            found = licensed(lender, as_of=day)
            assert len(found.value) == 1
            assert codes(found) == ["total-practice"]
            assert [cite.id for cite in found.steps[0].citations] == ["spc-scope-reply-2020-27#1"]

    @pytest.mark.parametrize("lender", [Lender.BANK, Lender.SMALL_LOAN])
    def test_the_day_of_decision_is_needed(self, lender: Lender) -> None:
        """It decides, so it is asked for; the days of the suit do not stand in for it."""
        with pytest.raises(InputError, match="as_of, the day of decision, is required"):
            ceilings(lender, formed_on=FORMED, filed_on=date(2025, 1, 1))

    @pytest.mark.parametrize(
        ("lender", "source"),
        [(Lender.BANK, "spc-private-lending-2020-17#1(2)"), (Lender.PAWNSHOP, "spc-scope-reply-2020-27#1")],
    )
    def test_the_old_rule_is_not_theirs(self, lender: Lender, source: str) -> None:
        """The request for the old rule of private lending gets a notice and changes no ceiling."""
        found = licensed(lender, as_of=DECIDED, pleas=frozenset({Plea.OLD_RULE}))
        assert codes(found)[0] == "old-rule-licensed"
        assert found.notices[0].citations[0].id == source
        assert found.value == licensed(lender, as_of=DECIDED).value

    def test_other_pleas_change_nothing(self) -> None:
        """The ceiling is shown whether or not a party asks for the cut."""
        asked = licensed(Lender.BANK, as_of=DECIDED, pleas=frozenset({Plea.REDUCE_24, Plea.LIMITATION}))
        assert asked == licensed(Lender.BANK, as_of=DECIDED)

    def test_stale(self) -> None:
        """A decision after the review day comes with a notice and a warning."""
        with pytest.warns(StaleDataWarning, match="2027-11-22"):
            found = ceilings(Lender.BANK, formed_on=FORMED, as_of=date(2027, 11, 23))
        assert codes(found) == ["stale-data"]


class TestCards:
    """No number for cards in any text: 24 % is practice, and the answer says so."""

    @pytest.mark.parametrize("product", [Product.CARD, Product.CARD_INSTALMENT])
    @pytest.mark.parametrize(
        ("as_of", "code", "sources"),
        [
            (date(2021, 5, 24), "total-practice", ["spc-financial-adjudication-2017-22#2"]),
            (date(2021, 5, 25), "total-card", ["spc-financial-adjudication-2017-22#2", "spc-bank-card-2021-10#2(2)"]),
            (date(2021, 5, 26), "total-card", ["spc-financial-adjudication-2017-22#2", "spc-bank-card-2021-10#2(2)"]),
        ],
    )
    def test_notice(self, product: Product, as_of: date, code: str, sources: list[str]) -> None:
        """Art. 2 of the bank-card provisions is named since it is in force."""
        found = licensed(Lender.BANK, as_of=as_of, product=product)
        assert codes(found) == [code]
        assert [cite.id for cite in found.notices[0].citations] == sources

    def test_a_loan_has_no_such_notice(self) -> None:
        """A bank's loan is what the text of 2017 speaks of."""
        assert licensed(Lender.BANK, as_of=DECIDED, product=Product.LOAN).notices == ()

    @pytest.mark.parametrize("lender", [Lender.PRIVATE, Lender.UNLICENSED, Lender.CONSUMER_FINANCE, Lender.SMALL_LOAN])
    @pytest.mark.parametrize("product", [Product.CARD, Product.CARD_INSTALMENT])
    def test_only_banks_issue_cards(self, lender: Lender, product: Product) -> None:
        """No rule is known for anyone else's card."""
        with pytest.raises(NoDataError, match="no rule is known"):
            ceilings(lender, formed_on=date(2025, 6, 1), as_of=DECIDED, product=product)


class TestFacilitated:
    """Bank loans through an internet platform: 金规〔2025〕9号, clause 6, from 2025-10-01."""

    @pytest.mark.parametrize(
        ("formed", "lines"), [(date(2025, 9, 30), 0), (date(2025, 10, 1), 1), (date(2025, 10, 2), 1)]
    )
    def test_seam(self, formed: date, lines: int) -> None:
        """A loan made before that day has a notice in place of the line."""
        found = licensed(Lender.BANK, formed, as_of=DECIDED, facilitated=True)
        assert len(found.value) == 1 + lines
        assert codes(found) == ([] if lines else ["facilitated-before"])

    def test_line(self) -> None:
        """24 % by reference to the opinions of 2017, both cited, all costs counted; a supervisory line."""
        found = licensed(Lender.BANK, date(2025, 11, 20), as_of=DECIDED, facilitated=True)
        line = found.value[1]
        assert (line.id, line.rate, line.basis) == ("facilitated-total", LINE, Basis.BY_REFERENCE)
        assert [cite.id for cite in line.citations] == [
            "nfra-facilitation-2025-9#6",
            "spc-financial-adjudication-2017-22#2",
        ]
        assert line.citations[0].source.force is Force.NORMATIVE_DOCUMENT

    def test_not_facilitated(self) -> None:
        """Without the fact the notice on internet lending does not come in."""
        assert len(licensed(Lender.BANK, date(2025, 11, 20), as_of=DECIDED).value) == 1

    @pytest.mark.parametrize("lender", [Lender.CONSUMER_FINANCE, Lender.SMALL_LOAN, Lender.PRIVATE, Lender.UNLICENSED])
    def test_only_banks(self, lender: Lender) -> None:
        """The notice speaks of commercial banks; for others the answer says that it is not shown."""
        formed = date(2025, 11, 20)
        found = ceilings(lender, formed_on=formed, as_of=DECIDED, facilitated=True)
        assert "facilitated-bank" in codes(found)
        assert found.value == ceilings(lender, formed_on=formed, as_of=DECIDED).value


class TestSmallLoans:
    """The guideline of December 2025 on small-loan companies, whose exact day is not public."""

    @pytest.mark.parametrize(
        ("formed", "lines", "told"),
        [
            (date(2025, 12, 18), 0, []),
            (date(2025, 12, 19), 1, ["small-loan-day", "small-loan-later"]),
            (date(2025, 12, 20), 1, ["small-loan-day", "small-loan-later"]),
            (date(2025, 12, 31), 1, ["small-loan-day", "small-loan-later"]),
            (date(2026, 1, 1), 1, ["small-loan-later"]),
            (date(2026, 9, 30), 1, ["small-loan-later"]),
        ],
    )
    def test_days(self, formed: date, lines: int, told: list[str]) -> None:
        """Made from 2025-12-19 to the end of that month, the line comes with a notice that it may not apply yet."""
        found = licensed(Lender.SMALL_LOAN, formed, as_of=date(2026, 9, 30))
        assert [one.id for one in found.value] == ["financial-total", *["small-loan-total"] * lines]
        assert codes(found) == ["total-practice", *told]
        if lines:
            line = found.value[1]
            assert (line.rate, line.basis) == (LINE, Basis.AT_FORMATION)
            assert [cite.id for cite in line.citations] == ["small-loan-cost-guideline-2025"]
            assert line.citations[0].source.day_unknown

    def test_another_december(self) -> None:
        """The open day is one of 2025; a year later the line stands."""
        formed = date(2026, 12, 19)
        assert codes(licensed(Lender.SMALL_LOAN, formed, as_of=formed)) == ["total-practice", "small-loan-later"]

    def test_the_target_is_announced(self) -> None:
        """The notice names the day: every new loan within four times the LPR by the end of 2027 at the latest."""
        found = licensed(Lender.SMALL_LOAN, date(2026, 6, 1), as_of=date(2026, 9, 30))
        assert dict(found.notices[-1].message.args)["day"] == date(2027, 12, 31)

    def test_other_local_lenders(self) -> None:
        """The guideline is about small-loan companies."""
        found = licensed(Lender.PAWNSHOP, date(2026, 6, 1), as_of=date(2026, 9, 30))
        assert len(found.value) == 1

    @pytest.mark.parametrize(
        ("formed", "ids"),
        [
            (date(2027, 12, 30), ["financial-total", "small-loan-total"]),
            (date(2027, 12, 31), ["financial-total", "small-loan-total", "small-loan-lpr"]),
            (date(2028, 1, 1), ["financial-total", "small-loan-total", "small-loan-lpr"]),
        ],
    )
    def test_the_end_of_2027(self, formed: date, ids: list[str]) -> None:
        """From the announced day on the target is a line of its own, by the last LPR held, and the answer warns."""
        with pytest.warns(StaleDataWarning):
            found = licensed(Lender.SMALL_LOAN, formed, as_of=formed)
        assert [one.id for one in found.value] == ids
        if len(ids) == 3:
            target = found.value[2]
            assert target.rate == Fraction("0.12")
            assert [cite.id for cite in target.citations] == ["small-loan-cost-guideline-2025", "pboc-lpr"]
