"""What stands beside the price: a crime's element, an average, a band that ended, and what each ceiling covers."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from creditrules.errors import NoDataError, StaleDataWarning
from creditrules.law import Before2015, BenchmarkAt, Cost, Force, Plea, Product, Readings
from creditrules.limits import Covers, Effect, Lender, PaidExcess, Standing, ceilings, check
from creditrules.messages import render
from creditrules.rates import AnnualRate, Origin

if TYPE_CHECKING:
    from creditrules.findings import Finding

DECIDED = date(2026, 1, 15)
CARD: dict[str, Any] = {"lender": Lender.BANK, "formed_on": date(2018, 3, 1), "product": Product.CARD}
CLAIMED = (Cost.INTEREST, Cost.COMPOUND, Cost.PENALTY, Cost.DAMAGES, Cost.OTHER_FEES)


def codes(found: Finding[Any]) -> list[str]:
    """Return the codes of the notices."""
    return [notice.message.code for notice in found.notices]


def terms(found: Finding[Any], locale: str = "en") -> list[str]:
    """Return what is said of the ceilings themselves."""
    return [render(step.message, locale) for step in found.steps if step.message.code == "ceiling-terms"]


class TestCrime:
    """36 % of 法发〔2019〕24号: one element among several, told and never compared."""

    def test_the_other_elements(self) -> None:
        """The notice names licence, profit, ten loans to several persons in two years, and that a court decides."""
        found = ceilings(Lender.UNLICENSED, formed_on=date(2025, 6, 1))
        line = found.value[-1]
        assert (line.id, line.rate, line.effect) == ("illegal-lending", Fraction("0.36"), Effect.CRIMINAL)
        assert (line.covers, line.counts, line.paid_excess) == (Covers.ALL_COMPULSORY, (), PaidExcess.SILENT)
        notice = found.notices[-1]
        assert notice.message.code == "illegal-lending"
        assert dict(notice.message.args)["times"] == "10"
        assert dict(notice.message.args)["years"] == 2
        assert [cite.id for cite in notice.citations] == [
            "illegal-lending-opinion-2019-24#1",
            "illegal-lending-opinion-2019-24#2",
            "criminal-law#225",
        ]
        told = found.explain("en")
        for words in ("without approval", "for profit", "10 loans or more", "within 2 years", "only a criminal court"):
            assert words in told

    def test_never_compared(self) -> None:
        """A rate far above it gets no comparison with it, only the notice."""
        found = check("720%", lender=Lender.UNLICENSED, formed_on=date(2025, 6, 1))
        assert [one.ceiling.id for one in found.value] == ["private-lending-lpr"]
        assert codes(found) == ["unlicensed-branch", "illegal-lending"]
        assert "36.00%" not in found.explain("en").split("Please note:")[0]


class TestAverage:
    """20 % for consumer-finance companies: known from the press, an average, and no line for one loan."""

    def test_what_is_known(self) -> None:
        """Window guidance without a public text or a certain day; the transition ran to 2026-03-31."""
        found = ceilings(Lender.CONSUMER_FINANCE, formed_on=date(2025, 11, 20), as_of=DECIDED)
        line = found.value[-1]
        assert (line.rate, line.effect, line.counts) == (Fraction("0.20"), Effect.ADVISORY, ())
        (cite,) = line.citations
        assert cite.source.force is Force.WINDOW_GUIDANCE
        assert cite.source.day_unknown
        assert codes(found) == ["consumer-finance-average"]
        assert dict(found.notices[0].message.args)["by"] == date(2026, 3, 31)
        assert "《" not in cite.written("zh")
        assert "窗口指导" in cite.written("zh")

    def test_never_compared(self) -> None:
        """23.99 % is neither within nor above an average."""
        facts: dict[str, Any] = {"lender": Lender.CONSUMER_FINANCE, "formed_on": date(2025, 11, 20), "as_of": DECIDED}
        found = check("23.99%", **facts)
        assert [one.ceiling.id for one in found.value] == ["financial-total"]
        assert codes(found) == ["consumer-finance-average"]


class TestBand:
    """The band of card overdraft rates, 2017 to 2020."""

    def test_while_it_lasted(self) -> None:
        """0.05 % a day is 18.25 % over 365 days: equal is within, and the step names both ends."""
        found = check("18.25%", **CARD, as_of=date(2020, 12, 31))
        assert [(one.ceiling.id, one.standing) for one in found.value] == [
            ("financial-total", Standing.WITHIN),
            ("card-overdraft-band", Standing.WITHIN),
        ]
        assert "from 0.035% to 0.05% a day, 18.25% a year over 365 days" in found.explain("en")
        band = found.value[1].ceiling
        assert [cite.id for cite in band.citations] == ["pboc-card-2016-111", "pboc-card-rates-2020-327"]
        assert (band.counts, band.covers) == ((Cost.INTEREST,), Covers.OWN_CLAIMS)

    def test_above(self) -> None:
        """Above it a rate was not in line with the notice; a notice is not violated."""
        found = check("18.26%", **CARD, as_of=date(2019, 6, 3))
        assert "18.26% is 0.01 points above 18.25% and so not in line with this text" in found.explain("en")
        assert "不符合" in found.explain("zh")
        assert "违反" not in found.explain("zh")

    def test_afterwards(self) -> None:
        """A rate of 2026 is not held against a band that ended; the answer still tells of it."""
        found = check("20%", **CARD, as_of=DECIDED)
        assert [one.ceiling.id for one in found.value] == ["financial-total"]
        assert "card-overdraft-band" in [step.message.code for step in found.steps]

    def test_before_any_total(self) -> None:
        """In the first half of 2017 the band is all that is known, and the answer says what is not."""
        found = check("18%", **{**CARD, "formed_on": date(2016, 3, 1)}, as_of=date(2017, 3, 1))
        assert [one.ceiling.id for one in found.value] == ["card-overdraft-band"]
        assert codes(found) == ["total-not-yet"]


class TestTerms:
    """Every ceiling says what it covers and what becomes of money already paid above it."""

    @pytest.mark.parametrize(
        ("lender", "facts", "expected"),
        [
            (
                Lender.PRIVATE,
                {"formed_on": date(2025, 6, 1)},
                [("private-lending-lpr", CLAIMED, PaidExcess.TO_PRINCIPAL_BY_PRACTICE)],
            ),
            (
                Lender.PRIVATE,
                {"formed_on": date(2018, 1, 1), "accepted_on": date(2019, 5, 6)},
                [
                    ("private-lending-protected-2015", CLAIMED, PaidExcess.KEPT),
                    ("private-lending-void-2015", (Cost.INTEREST, Cost.DAMAGES), PaidExcess.REFUNDABLE),
                ],
            ),
            (
                Lender.PRIVATE,
                {
                    "formed_on": date(2012, 7, 10),
                    "accepted_on": date(2014, 3, 3),
                    "term_months": 24,
                    "readings": Readings(benchmark_at=BenchmarkAt.FORMATION),
                },
                [("private-lending-1991", (Cost.INTEREST,), PaidExcess.OPEN)],
            ),
            (
                Lender.SMALL_LOAN,
                {"formed_on": date(2026, 2, 2), "as_of": date(2026, 9, 30)},
                [
                    ("financial-total", CLAIMED, PaidExcess.SILENT),
                    ("small-loan-total", (Cost.INTEREST, Cost.GUARANTEE, Cost.SERVICE), PaidExcess.SILENT),
                ],
            ),
            (
                Lender.BANK,
                {"formed_on": date(2025, 11, 20), "as_of": DECIDED, "facilitated": True},
                [
                    ("financial-total", CLAIMED, PaidExcess.SILENT),
                    ("facilitated-total", (Cost.INTEREST, Cost.GUARANTEE), PaidExcess.SILENT),
                ],
            ),
        ],
    )
    def test_each(
        self, lender: Lender, facts: dict[str, Any], expected: list[tuple[str, tuple[Cost, ...], PaidExcess]]
    ) -> None:
        """The costs that the text names, and the paid excess, in the value and in words."""
        found = ceilings(lender, **facts)
        assert [(one.id, one.counts, one.paid_excess) for one in found.value] == expected
        assert len(terms(found)) == len(terms(found, "zh")) == len(expected)
        assert all(step.citations for step in found.steps)

    def test_words(self) -> None:
        """A total in court names every kind of cost in both languages."""
        found = check("24%", lender=Lender.BANK, formed_on=date(2024, 5, 1), as_of=DECIDED)
        (line,) = terms(found)
        assert line == (
            "The 24.00% (cut on request above) covers interest, compound interest, penalty interest, liquidated "
            "damages, other fees that the lender claims. Money already paid above it: the text says nothing of it."
        )
        (line,) = terms(found, "zh")
        assert line.endswith("计入利息、复利、罚息、违约金、出借人主张的其他费用。已付的超额部分：该文本没有规定。")

    def test_once(self) -> None:
        """Four times the LPR before and after the seam at one figure is told once."""
        found = ceilings(Lender.PRIVATE, formed_on=date(2018, 1, 1), filed_on=date(2021, 6, 1))
        assert len(found.value) == 4
        assert len(terms(found)) == 3

    @pytest.mark.parametrize(
        ("accepted", "more"),
        [
            (date(2020, 12, 31), "spc-private-lending-2020-6#30"),
            (date(2021, 1, 1), "spc-private-lending-2020-17#29"),
        ],
    )
    def test_sources(self, accepted: date, more: str) -> None:
        """That damages and fees count is in another article than the rate, and is cited from the same version."""
        found = ceilings(Lender.PRIVATE, formed_on=date(2020, 9, 1), accepted_on=accepted)
        (step,) = [step for step in found.steps if step.message.code == "ceiling-terms"]
        assert more in [cite.id for cite in step.citations]


class TestConditions:
    """What the request for the yearly total takes, and when it can be made."""

    def test_told(self) -> None:
        """On request, where it is too much and out of line with the loss, for any loan, decided since 2017-08-09."""
        found = ceilings(Lender.BANK, formed_on=date(2013, 5, 6), as_of=DECIDED)
        told = found.explain("en")
        for words in (
            "the borrower's request",
            "clearly out of line with its real loss",
            "decided since 2017-08-09, whatever the day of the loan",
            "a court does not cut unasked",
        ):
            assert words in told


class TestLocal:
    """Local financial organisations before 2021-01-01: both readings, with what speaks for each."""

    def test_both(self) -> None:
        """The open question comes first, with art. 1(2) of the version and the reply that settled it."""
        found = ceilings(Lender.SMALL_LOAN, formed_on=date(2018, 1, 1), as_of=date(2019, 5, 6))
        assert codes(found) == ["local-open", "no-suit-yet", "total-practice"]
        assert [cite.id for cite in found.notices[0].citations] == [
            "spc-private-lending-2015-18#1(2)",
            "spc-scope-reply-2020-27#1",
        ]
        assert [step.message.code for step in found.steps[:3]] == ["two-lines-2015", "local-outside", "financial-total"]

    def test_the_version(self) -> None:
        """Accepted since 2020-08-20 the article is that of the first amendment."""
        day = date(2020, 10, 9)
        found = ceilings(
            Lender.PAWNSHOP, formed_on=date(2018, 1, 1), filed_on=day, accepted_on=day, as_of=date(2020, 12, 1)
        )
        assert found.notices[0].citations[0].id == "spc-private-lending-2020-6#1(2)"

    def test_the_text_of_acceptance(self) -> None:
        """Accepted before 2015-09-01 no text of the library says which side such a lender is on."""
        with pytest.raises(NoDataError, match=r"small-loan company under the texts before 2015-09-01"):
            ceilings(
                Lender.SMALL_LOAN,
                formed_on=date(2014, 1, 2),
                accepted_on=date(2015, 8, 31),
                as_of=date(2016, 5, 4),
                readings=Readings(before_2015=Before2015.TWENTY_FOUR),
            )

    def test_the_old_rule_is_private(self) -> None:
        """Asked for before 2021, the old rule is answered by the private reading."""
        found = ceilings(Lender.SMALL_LOAN, formed_on=date(2018, 1, 1), as_of=date(2020, 12, 1), pleas={Plea.OLD_RULE})
        assert "old-rule-not-yet" in codes(found)
        assert "old-rule-licensed" not in codes(found)


class TestShortSmallLoans:
    """The exception of the small-loan guideline for loans of up to one month."""

    @pytest.mark.parametrize(("months", "target"), [(None, True), (1, False), (2, True), (12, True)])
    def test_from_2027(self, months: int | None, *, target: bool) -> None:
        """From the announced day on a loan of a month keeps the line of 24 %; longer ones have the target too."""
        formed = date(2027, 12, 31)
        with pytest.warns(StaleDataWarning):
            found = ceilings(Lender.SMALL_LOAN, formed_on=formed, as_of=formed, term_months=months)
        assert ("small-loan-lpr" in [one.id for one in found.value]) is target
        assert found.value[1].id == "small-loan-total"


class TestBothBases:
    """Nominal or effective: the texts leave it open, so a derived rate is set beside the line both ways."""

    @pytest.mark.parametrize(
        ("per_cent", "nominal", "effective"),
        [
            # 12 x 1.80 % is 21.60 %, compounded 23.87 %; 12 x 1.90 % is 22.80 %, compounded 25.34 %.
            (21.6, Standing.WITHIN, Standing.WITHIN),
            (22.8, Standing.WITHIN, Standing.ABOVE),
            (24.0, Standing.AT_THE_LINE, Standing.ABOVE),
            (25.2, Standing.ABOVE, Standing.ABOVE),
        ],
    )
    def test_derived(self, per_cent: float, nominal: Standing, effective: Standing) -> None:
        """Between 21.71 and 24 % nominal the two readings part."""
        rate = AnnualRate(per_cent / 1200, Fraction(12), Origin.PERIODIC)
        (one,) = check(rate, lender=Lender.BANK, formed_on=date(2024, 5, 1), as_of=DECIDED).value
        assert (one.standing, one.effective_standing) == (nominal, effective)
        assert one.effective == Fraction(rate.effective)

    def test_agreed(self) -> None:
        """An agreed rate says nothing of compounding, so there is no other figure."""
        (one,) = check("24%", lender=Lender.BANK, formed_on=date(2024, 5, 1), as_of=DECIDED).value
        assert (one.effective, one.effective_standing) == (None, None)


def test_every_ceiling_has_its_say() -> None:
    """Whoever lends, each ceiling has a source and a paid excess, and soft ones no word of breach."""
    for lender in Lender:
        found = ceilings(lender, formed_on=date(2025, 12, 20), as_of=DECIDED, third_party_fees=True)
        assert all(one.citations for one in found.value)
        assert {one.paid_excess for one in found.value} <= set(PaidExcess)
        assert "违反" not in found.explain("zh")
