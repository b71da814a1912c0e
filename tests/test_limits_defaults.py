"""Penalty interest, agreed damages, late lending and drawing, a refused tender: every bound and every first day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from creditrules.errors import InputError, InputTypeError, NoDataError, StaleDataWarning
from creditrules.law import FINANCIAL, Force
from creditrules.limits import (
    Band,
    BesideGuide,
    DamagesGuide,
    InterestFree,
    LateDisbursement,
    Lender,
    late_disbursement,
    late_drawdown,
    penalty_rate,
    reduce_damages,
    refused_tender,
)
from creditrules.money import Mode, Rounding
from creditrules.periods import Counting, DayCount

if TYPE_CHECKING:
    from collections.abc import Callable

    from creditrules.findings import Finding

CODE = date(2021, 1, 1)
NOW = date(2026, 6, 1)
A_DAY = timedelta(days=1)


def codes(found: Finding[Any]) -> list[str]:
    """Return the codes of the steps."""
    return [step.message.code for step in found.steps]


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


# --- Penalty interest ----------------------------------------------------------------


def penalty(rate: str = "18.36%", *, on: date = NOW, lender: Lender = Lender.BANK, **terms: object) -> Finding[Any]:
    """Return the range for a bank loan, unless said otherwise."""
    more: dict[str, Any] = terms
    return penalty_rate(rate, lender=lender, formed_on=on, **more)


class TestPenaltyRange:
    """1.3 to 1.5 times the contract rate when overdue, 1.5 to 2 times when misused."""

    def test_overdue(self) -> None:
        """18.36 % becomes 23.868 % to 27.54 %, which is the example of the facts."""
        found = penalty()
        assert (found.value.low, found.value.high) == (Fraction("0.23868"), Fraction("0.2754"))
        assert found.value.band is None
        assert cites(found, "penalty-range") == ["pboc-rates-2003-251#3"]
        assert sourced(found)

    def test_misuse(self) -> None:
        """Misused money costs half to the whole of the contract rate more; both at once is contract practice."""
        found = penalty("4.9%", misuse=True)
        assert (found.value.low, found.value.high) == (Fraction("0.0735"), Fraction("0.098"))
        assert "penalty-both" in notices(found)
        assert "penalty-both" not in notices(penalty("4.9%"))
        assert "That is contract practice; the notice does not say so." in found.explain("en")

    @pytest.mark.parametrize(
        ("agreed", "band"),
        [
            ("12.99%", Band.BELOW),
            ("13%", Band.WITHIN),
            ("13.01%", Band.WITHIN),
            ("14.99%", Band.WITHIN),
            ("15%", Band.WITHIN),
            ("15.01%", Band.ABOVE),
        ],
    )
    def test_the_agreed_rate(self, agreed: str, band: Band) -> None:
        """Both bounds belong to the range of an overdue loan."""
        found = penalty("10%", agreed=agreed)
        assert found.value.band is band
        assert codes(found)[-1] == "penalty-agreed"

    @pytest.mark.parametrize(
        ("agreed", "band"),
        [
            ("14.99%", Band.BELOW),
            ("15%", Band.WITHIN),
            ("15.01%", Band.WITHIN),
            ("19.99%", Band.WITHIN),
            ("20%", Band.WITHIN),
            ("20.01%", Band.ABOVE),
        ],
    )
    def test_the_agreed_rate_of_misuse(self, agreed: str, band: Band) -> None:
        """So do those of misuse."""
        assert penalty("10%", agreed=agreed, misuse=True).value.band is band

    def test_published_cases(self) -> None:
        """15.3 % times 1.5 is the 22.95 % that a court allowed, 5.4 % times 1.3 the 7.02 % that another upheld."""
        assert penalty("15.3%").value.high == Fraction("0.2295")
        assert penalty("5.4%").value.low == Fraction("0.0702")

    def test_in_both_languages(self) -> None:
        """The steps name the multiples and the rates."""
        found = penalty("10%", agreed="15.5%")
        assert "1.3 to 1.5 times the contract rate of 10.00%: 13.00% to 15.00% a year" in found.explain("en")
        assert "合同利率10.00%的1.3至1.5倍：年利率13.00%至15.00%" in found.explain("zh")
        assert "The agreed penalty rate of 15.50% a year is above the range from 13.00% to 15.00%." in found.explain(
            "en"
        )
        assert "约定的罚息年利率15.50%高于区间（13.00%至15.00%）" in found.explain("zh")
        assert "normative document" in found.explain("en")

    @pytest.mark.parametrize("lender", list(Lender))
    def test_who_is_bound(self, lender: Lender) -> None:
        """Financial institutions are bound; with any other lender it is a matter of the contract."""
        found = penalty(lender=lender)
        assert ("penalty-by-contract" in notices(found)) is (lender not in FINANCIAL)
        private = lender in {Lender.PRIVATE, Lender.UNLICENSED}
        total = "spc-private-lending-2020-17#29" if private else "spc-financial-adjudication-2017-22#2"
        assert cites(found, "penalty-total") == [total]
        assert sourced(found)

    def test_compound_interest(self) -> None:
        """What the notice says of compound interest is told apart from what courts do."""
        assert "penalty-compound" in notices(penalty())


class TestPenaltyBefore2004:
    """For loans made before 2004-01-01 the penalty rate is one a day."""

    @pytest.mark.parametrize("day", [date(2004, 1, 1), date(2004, 1, 2)])
    def test_since_2004(self, day: date) -> None:
        """From the first day on the multiples are the rule, with a day count or without."""
        assert penalty("10%", on=day).value.high == Fraction("0.15")
        assert penalty("10%", on=day, day_count=DayCount.ACT_360).value.high == Fraction("0.15")

    @pytest.mark.parametrize(
        ("count", "rate"), [(DayCount.ACT_360, Fraction("0.0756")), (DayCount.ACT_365, Fraction("0.07665"))]
    )
    @pytest.mark.parametrize("day", [date(1999, 6, 10), date(1999, 6, 11), date(2003, 12, 31)])
    @pytest.mark.parametrize("contract", ["3%", "30%"])
    def test_before(self, contract: str, day: date, count: DayCount, rate: Fraction) -> None:
        """0.021 % a day is 7.56 % over 360 days, whatever the contract rate."""
        found = penalty(contract, on=day, day_count=count, agreed="7.6%")
        assert (found.value.low, found.value.high) == (rate, rate)
        assert found.value.band is (Band.ABOVE if count is DayCount.ACT_360 else Band.BELOW)
        assert cites(found, "penalty-daily") == ["pboc-rates-2003-251#3", "pboc-rates-2003-251#4"]
        assert sourced(found)

    @pytest.mark.parametrize("count", [None, DayCount.ACT_ACT, DayCount.THIRTY_360])
    def test_without_a_year(self, count: DayCount | None) -> None:
        """How many days a year has decides, so it is asked for."""
        with pytest.raises(InputError, match=r"day_count must be ACT_365 or ACT_360: .* made on 2003-12-31"):
            penalty("10%", on=date(2003, 12, 31), day_count=count)

    def test_before_the_data(self) -> None:
        """The daily rates before, and those of misuse before 2004, are not held."""
        with pytest.raises(NoDataError, match="no value before 1999-06-10, asked for 1999-06-09"):
            penalty("10%", on=date(1999, 6, 9), day_count=DayCount.ACT_360)
        with pytest.raises(NoDataError, match="no value before 2004-01-01, asked for 2003-12-31"):
            penalty("10%", on=date(2003, 12, 31), day_count=DayCount.ACT_360, misuse=True)


# --- Agreed damages ------------------------------------------------------------------


def guide(damages: str, loss: str, *, on: date = NOW, **terms: object) -> Finding[DamagesGuide]:
    """Return the guide for a breach of 2026-01-12, unless said otherwise."""
    more: dict[str, Any] = {"breached_on": date(2026, 1, 12), **terms}
    return reduce_damages(damages, loss, as_of=on, **more)


class TestDamages:
    """Civil Code 585(2) with arts. 64 and 65 of 法释〔2023〕13号: a guide and no ceiling."""

    @pytest.mark.parametrize(
        ("damages", "standing", "by"),
        [
            ("1299.99", BesideGuide.BELOW, "0.01"),
            ("1300", BesideGuide.AT, "0.00"),
            ("1300.01", BesideGuide.ABOVE, "0.01"),
            ("1500", BesideGuide.ABOVE, "200.00"),
            ("1000", BesideGuide.BELOW, "300.00"),
        ],
    )
    def test_the_guide(self, damages: str, standing: BesideGuide, by: str) -> None:
        """Three tenths above the loss is the guide; equal is not above it."""
        value = guide(damages, "1000").value
        assert value == DamagesGuide(guide=Decimal("1300.00"), standing=standing, by=Decimal(by))

    def test_a_part_of_a_fen(self) -> None:
        """The comparison is exact, though the guide is printed in whole fen."""
        assert guide("1.31", "1.01").value.standing is BesideGuide.BELOW
        assert guide("1.31", "1.01").value.guide == Decimal("1.31")
        assert guide("1.32", "1.01").value.standing is BesideGuide.ABOVE

    @pytest.mark.parametrize(("damages", "standing"), [("0", BesideGuide.AT), ("0.01", BesideGuide.ABOVE)])
    def test_no_loss(self, damages: str, standing: BesideGuide) -> None:
        """Without a loss any damages are above the guide of nothing."""
        assert guide(damages, "0").value.standing is standing

    def test_the_conditions(self) -> None:
        """Request, burden and ban are steps with their paragraphs, whatever the figures."""
        for damages in ("900", "1300", "9000"):
            found = guide(damages, "1000")
            assert codes(found) == ["damages-guide", "damages-request", "damages-burden", "damages-ban"]
            assert cites(found, "damages-guide") == ["spc-contracts-2023-13#65(2)"]
            assert cites(found, "damages-burden") == ["spc-contracts-2023-13#64(2)"]
            assert cites(found, "damages-ban") == ["spc-contracts-2023-13#64(3)"]
            assert "civil-code#585(2)" in cites(found, "damages-request")
            assert sourced(found)

    def test_bad_faith(self) -> None:
        """A party in bad faith usually gets no cut; left open, a notice says that it matters."""
        bad, good, left_open = (guide("1500", "1000", bad_faith=faith) for faith in (True, False, None))
        assert codes(bad)[-1] == "damages-bad-faith"
        assert cites(bad, "damages-bad-faith") == ["spc-contracts-2023-13#65(3)"]
        assert "damages-faith-open" in notices(left_open)
        for found in (bad, good):
            assert "damages-faith-open" not in notices(found)
        assert "damages-bad-faith" not in codes(good) + codes(left_open)
        assert bad.value == good.value == left_open.value

    @pytest.mark.parametrize(("damages", "told"), [("999.99", True), ("1000", False), ("1000.01", False)])
    def test_below_the_loss(self, damages: str, *, told: bool) -> None:
        """Damages below the loss may be raised on request."""
        assert ("damages-below" in notices(guide(damages, "1000"))) is told

    def test_not_for_penalty_interest(self) -> None:
        """A notice keeps the guide away from penalty interest."""
        found = guide("1500", "1000")
        assert "pboc-rates-2003-251#3" in cites(found, "damages-not-penalty")
        assert "罚息" in found.explain("zh")

    def test_in_both_languages(self) -> None:
        """The first step names every figure."""
        found = guide("1500", "1000")
        assert "1,500.00 yuan are above the guide of 1,300.00 yuan, the loss of 1,000.00 and 30.00% more" in (
            found.explain("en")
        )
        assert "违约金1,500.00元超过参考线1,300.00元，即损失1,000.00元再加其30.00%" in found.explain("zh")

    def test_the_day_of_decision(self) -> None:
        """The interpretation is in force from 2023-12-05."""
        breach = date(2023, 1, 12)
        for day in (date(2023, 12, 5), date(2023, 12, 6)):
            assert guide("1500", "1000", on=day, breached_on=breach).value.guide == Decimal("1300.00")
        with pytest.raises(NoDataError, match="no value before 2023-12-05, asked for 2023-12-04"):
            guide("1500", "1000", on=date(2023, 12, 4), breached_on=breach)

    def test_past_the_review(self) -> None:
        """Past the review day the answer carries a notice and warns."""
        assert guide("1500", "1000", on=date(2027, 11, 25)).notices[0].message.code != "stale-data"
        with pytest.warns(StaleDataWarning):
            found = guide("1500", "1000", on=date(2027, 11, 26))
        assert "stale-data" in notices(found)


# --- Late lending --------------------------------------------------------------------


def lent(**terms: object) -> Finding[LateDisbursement]:
    """Return what follows for 50,000 yuan to be paid out on 2026-03-02 and paid on the 9th, unless said otherwise."""
    more: dict[str, Any] = {"agreed_on": date(2026, 3, 2), "paid_on": date(2026, 3, 9), **terms}
    return late_disbursement("50000", **more)


class TestLateDisbursement:
    """Civil Code 671(1): the lender makes good the loss."""

    @pytest.mark.parametrize(
        ("day", "days"), [(date(2026, 3, 1), 0), (date(2026, 3, 2), 0), (date(2026, 3, 3), 1), (date(2026, 3, 9), 7)]
    )
    def test_the_days(self, day: date, days: int) -> None:
        """On the day and before it nothing is late, and then no loss is owed."""
        value = lent(paid_on=day, loss="800").value
        assert value.days_late == days
        assert value.damages == (Decimal("800.00") if days else Decimal("0.00"))

    @pytest.mark.parametrize(("paid", "short"), [("0", "50000.00"), ("49999.99", "0.01"), ("50000", "0.00")])
    def test_paid_short(self, paid: str, short: str) -> None:
        """What is missing on the day counts as well."""
        value = lent(paid_on=date(2026, 3, 2), paid=paid, loss="800").value
        assert value == LateDisbursement(
            days_late=0, short=Decimal(short), damages=Decimal("0.00" if paid == "50000" else "800.00")
        )

    def test_agreed_damages(self) -> None:
        """What the contract names goes before the loss, with the word on adjusting it."""
        found = lent(loss="800", agreed_damages="500")
        assert found.value.damages == Decimal("500.00")
        assert cites(found, "disbursed-agreed") == ["civil-code#585(1)", "civil-code#585(2)"]
        assert "disbursed-loss" not in codes(found)
        assert lent(agreed_damages="0").value.damages == Decimal("0.00")

    def test_nothing_given(self) -> None:
        """Without a loss and agreed damages there is no sum, and a notice says why."""
        found = lent()
        assert found.value.damages is None
        assert "disbursed-no-loss" in notices(found)
        assert "disbursed-no-loss" not in notices(lent(loss="0"))
        assert found.to_dict()["value"] == {"days_late": 7, "short": "0.00", "damages": None}

    def test_the_article(self) -> None:
        """The article is cited with what it is mistaken for."""
        found = lent(loss="800")
        assert cites(found, "disbursed") == ["civil-code#671(1)"]
        assert "sets no ceiling" in found.explain("en")
        assert "没有规定任何上限" in found.explain("zh")
        assert sourced(found)

    def test_more_than_agreed(self) -> None:
        """More than agreed is a mistake in the figures."""
        with pytest.raises(InputError, match=r"paid 50000\.01 is more than principal 50000\.00"):
            lent(paid="50000.01")


# --- Late drawing --------------------------------------------------------------------


def drawn(**terms: object) -> Finding[Decimal]:
    """Return the interest on 100,000 yuan at 3.65 % for ten days, unless said otherwise."""
    more: dict[str, Any] = {
        "annual_rate": "3.65%",
        "agreed_on": date(2026, 3, 2),
        "drawn_on": date(2026, 3, 12),
        "day_count": DayCount.ACT_365,
        "counting": Counting.HEAD_ONLY,
        **terms,
    }
    return late_drawdown(more.pop("principal", "100000"), **more)


class TestLateDrawdown:
    """Civil Code 671(2): interest as agreed."""

    @pytest.mark.parametrize(
        ("count", "counting", "interest"),
        [
            (DayCount.ACT_365, Counting.HEAD_ONLY, "100.00"),
            (DayCount.ACT_365, Counting.BOTH_ENDS, "110.00"),
            (DayCount.ACT_360, Counting.HEAD_ONLY, "101.39"),
            (DayCount.THIRTY_360, Counting.BOTH_ENDS, "111.53"),
        ],
    )
    def test_the_interest(self, count: DayCount, counting: Counting, interest: str) -> None:
        """Principal × rate × the days, by both conventions."""
        assert drawn(day_count=count, counting=counting).value == Decimal(interest)

    @pytest.mark.parametrize(("day", "interest"), [(2, "0.00"), (3, "10.00"), (4, "20.00")])
    def test_the_days(self, day: int, interest: str) -> None:
        """Drawn on the day, nothing extra is owed."""
        assert drawn(drawn_on=date(2026, 3, day)).value == Decimal(interest)

    def test_drawn_before(self) -> None:
        """A day before the agreed one is refused."""
        with pytest.raises(InputError, match="drawn_on 2026-03-01 lies before agreed_on 2026-03-02"):
            drawn(drawn_on=date(2026, 3, 1))

    def test_whole_months(self) -> None:
        """A day count that does not fit is refused, one that does is taken."""
        assert drawn(day_count=DayCount.WHOLE_MONTHS, drawn_on=date(2026, 4, 2)).value == Decimal("304.17")
        with pytest.raises(InputError, match="WHOLE_MONTHS leaves 10 odd days"):
            drawn(day_count=DayCount.WHOLE_MONTHS)

    def test_rounding(self) -> None:
        """The lender's rounding is taken."""
        down = Rounding(unit="1", mode=Mode.DOWN)
        assert drawn(day_count=DayCount.ACT_360, rounding=down).value == Decimal("101.00")

    def test_the_article(self) -> None:
        """The article, the condition and what it is mistaken for."""
        found = drawn()
        assert cites(found, "drawn-late") == ["civil-code#671(2)"]
        assert notices(found) == ["drawn-lender-fault", "often-misread"]
        assert "10 day(s), 100.00 yuan" in found.explain("en")
        assert "共10天，100.00元" in found.explain("zh")
        assert sourced(found)


# --- A refused tender ----------------------------------------------------------------


def refused(**terms: object) -> Finding[InterestFree | None]:
    """Return what follows for a due tender refused from 2026-03-02 to the 12th, unless said otherwise."""
    more: dict[str, Any] = {
        "due_on": date(2026, 3, 2),
        "refused_on": date(2026, 3, 2),
        "ended_on": date(2026, 3, 12),
        "as_agreed": True,
        "good_cause": False,
        "counting": Counting.HEAD_ONLY,
        **terms,
    }
    return refused_tender(**more)


class TestRefusedTender:
    """Civil Code 589: no interest while the creditor is late in accepting."""

    def test_the_span(self) -> None:
        """Interest is that of a payment on the day of refusal, by both conventions."""
        assert refused().value == InterestFree(first_day=date(2026, 3, 2), last_day=date(2026, 3, 11), days=10)
        both = refused(counting=Counting.BOTH_ENDS).value
        assert both == InterestFree(first_day=date(2026, 3, 3), last_day=date(2026, 3, 12), days=10)
        assert cites(refused(), "refused-span") == ["civil-code#589(2)"]

    @pytest.mark.parametrize(("day", "days"), [(2, None), (3, 1), (4, 2)])
    def test_the_end(self, day: int, days: int | None) -> None:
        """A refusal that ends on its first day leaves no day without interest."""
        value = refused(ended_on=date(2026, 3, day)).value
        assert (None if value is None else value.days) == days

    def test_the_same_day(self) -> None:
        """It says why there is no span."""
        assert codes(refused(ended_on=date(2026, 3, 2))) == ["refused-same-day"]

    @pytest.mark.parametrize(("day", "there"), [(1, False), (2, True), (3, True)])
    def test_when_due(self, day: int, *, there: bool) -> None:
        """A tender before the due day may be refused (530(1))."""
        found = refused(refused_on=date(2026, 3, day))
        assert (found.value is not None) is there
        if not there:
            assert cites(found, "refused-early") == ["civil-code#530(1)", "civil-code#589(1)"]

    @pytest.mark.parametrize(
        ("tendered", "cause", "there"), [(True, False, True), (False, False, False), (True, True, False)]
    )
    def test_both_conditions(self, *, tendered: bool, cause: bool, there: bool) -> None:
        """As agreed and without good cause: both are needed."""
        found = refused(as_agreed=tendered, good_cause=cause)
        assert (found.value is not None) is there
        assert ("refused-rightly" in codes(found)) is not there

    def test_the_notices(self) -> None:
        """The App that closed is no proof by itself; the debt stays, and may be deposited."""
        for found in (refused(), refused(as_agreed=False), refused(ended_on=date(2026, 3, 2))):
            assert notices(found) == ["refused-proof", "refused-still-owed"]
            assert "App closed the way to pay is by itself no proof" in found.explain("en")
            assert "仅有App关闭还款入口，本身不足以证明" in found.explain("zh")
            assert "civil-code#570" in cites(found, "refused-still-owed")
            assert sourced(found)

    def test_ended_before(self) -> None:
        """The end of a refusal does not lie before it."""
        with pytest.raises(InputError, match="ended_on 2026-03-01 lies before refused_on 2026-03-02"):
            refused(ended_on=date(2026, 3, 1))

    def test_as_data(self) -> None:
        """The span as plain data."""
        assert refused().to_dict()["value"] == {"first_day": "2026-03-02", "last_day": "2026-03-11", "days": 10}
        assert refused(good_cause=True).to_dict()["value"] is None


# --- Together ------------------------------------------------------------------------


ON_A_DAY: dict[str, Callable[[date], Finding[Any]]] = {
    "reduce_damages": lambda day: guide("1500", "1000", breached_on=day),
    "late_disbursement": lambda day: lent(agreed_on=day, loss="1"),
    "late_drawdown": lambda day: drawn(agreed_on=day, drawn_on=day),
    "refused_tender": lambda day: refused(due_on=day, refused_on=day),
}


@pytest.mark.parametrize("name", ON_A_DAY)
def test_the_first_day_of_the_code(name: str) -> None:
    """The Civil Code governs from 2021-01-01; what was before it is not held."""
    for day in (CODE, CODE + A_DAY):
        assert "civil-code" in {cite.instrument for cite in ON_A_DAY[name](day).citations}
    with pytest.raises(NoDataError, match="no value before 2021-01-01, asked for 2020-12-31"):
        ON_A_DAY[name](CODE - A_DAY)


def test_nothing_binds_by_a_soft_text() -> None:
    """The penalty range rests on a normative document, and the notices name it as such."""
    assert {cite.source.force for step in penalty().steps for cite in step.citations} == {Force.NORMATIVE_DOCUMENT}


BAD: list[tuple[Callable[..., Finding[Any]], dict[str, Any], type[InputError], str]] = [
    (penalty, {"rate": "24"}, InputError, "annual_rate is '24': a rate is a fraction of one"),
    (penalty, {"rate": "-0.01"}, InputError, "annual_rate must be 0 or more"),
    (penalty, {"rate": 0.1}, InputTypeError, "annual_rate is a float"),
    (penalty, {"agreed": "24"}, InputError, "agreed is '24'"),
    (penalty, {"agreed": 0.1}, InputTypeError, "agreed is a float"),
    (penalty, {"lender": "bank"}, InputTypeError, "lender must be a member of Lender, got str"),
    (penalty, {"on": "2026-01-01"}, InputTypeError, "formed_on must be a datetime.date, got str"),
    (penalty, {"misuse": "no"}, InputTypeError, "misuse must be true, false or left out, got str"),
    (penalty, {"day_count": "act_365"}, InputTypeError, "day_count must be a member of DayCount, got str"),
    (guide, {"damages": "-0.01"}, InputError, "damages must be 0 or more, got '-0.01'"),
    (guide, {"damages": 1.5}, InputTypeError, "damages is a float"),
    (guide, {"loss": "-0.01"}, InputError, "loss must be 0 or more, got '-0.01'"),
    (guide, {"loss": "0.001"}, InputError, "loss must be whole fen"),
    (guide, {"bad_faith": "no"}, InputTypeError, "bad_faith must be true, false or left out, got str"),
    (guide, {"breached_on": date(2026, 6, 2)}, InputError, "as_of 2026-06-01 lies before breached_on 2026-06-02"),
    (guide, {"breached_on": "2026"}, InputTypeError, "breached_on must be a datetime.date, got str"),
    (guide, {"on": "2026"}, InputTypeError, "as_of must be a datetime.date, got str"),
    (lent, {"agreed_on": "2026"}, InputTypeError, "agreed_on must be a datetime.date, got str"),
    (lent, {"paid_on": "2026"}, InputTypeError, "paid_on must be a datetime.date, got str"),
    (lent, {"paid": "-1"}, InputError, "paid must be 0 or more, got '-1'"),
    (lent, {"loss": "-1"}, InputError, "loss must be 0 or more, got '-1'"),
    (lent, {"agreed_damages": 1.5}, InputTypeError, "agreed_damages is a float"),
    (drawn, {"principal": "0"}, InputError, "principal must be above 0, got '0'"),
    (drawn, {"annual_rate": "3.65"}, InputError, r"annual_rate is '3\.65'"),
    (drawn, {"agreed_on": "2026"}, InputTypeError, "agreed_on must be a datetime.date, got str"),
    (drawn, {"drawn_on": "2026"}, InputTypeError, "drawn_on must be a datetime.date, got str"),
    (drawn, {"day_count": "x"}, InputTypeError, "day_count must be a member of DayCount, got str"),
    (drawn, {"counting": "x"}, InputTypeError, "counting must be a member of Counting, got str"),
    (drawn, {"rounding": "x"}, InputTypeError, "rounding must be a Rounding, got str"),
    (refused, {"due_on": "2026"}, InputTypeError, "due_on must be a datetime.date, got str"),
    (refused, {"refused_on": "2026"}, InputTypeError, "refused_on must be a datetime.date, got str"),
    (refused, {"ended_on": "2026"}, InputTypeError, "ended_on must be a datetime.date, got str"),
    (refused, {"as_agreed": None}, InputTypeError, "as_agreed must be true, false or left out, got NoneType"),
    (refused, {"good_cause": 0}, InputTypeError, "good_cause must be true, false or left out, got int"),
    (refused, {"counting": "x"}, InputTypeError, "counting must be a member of Counting, got str"),
]


@pytest.mark.parametrize(("call", "change", "kind", "said"), BAD)
def test_bad_input(
    call: Callable[..., Finding[Any]], change: dict[str, Any], kind: type[InputError], said: str
) -> None:
    """An error is typed and names the argument, the value and the bound."""
    base: dict[str, Any] = {"damages": "1500", "loss": "1000"} if call is guide else {}
    with pytest.raises(InputError, match=said) as caught:
        call(**(base | change))
    assert type(caught.value) is kind


def test_a_principal_to_pay_out() -> None:
    """There is no loan of nothing."""
    with pytest.raises(InputError, match="principal must be above 0, got '0'"):
        late_disbursement("0", agreed_on=NOW, paid_on=NOW)
