"""Private lending: the decision table, with the day before, of and after every seam."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from creditrules.errors import InputError, NoDataError
from creditrules.law import Before2015, BenchmarkAt, LaterLeg, Plea, Readings
from creditrules.limits import Basis, Ceiling, Covers, Effect, Lender, PaidExcess, ceilings

if TYPE_CHECKING:
    from typing import Unpack

    from creditrules.findings import Finding
    from creditrules.limits.compare import Facts

SEAM = date(2020, 8, 20)
EVE = date(2020, 8, 19)
OLD_RULE = frozenset({Plea.OLD_RULE})
AT_FORMATION = Readings(benchmark_at=BenchmarkAt.FORMATION)
FLOATING = Readings(benchmark_at=BenchmarkAt.FLOATING)
LPR_ID, LOWER, UPPER, OF_1991 = (
    "private-lending-lpr",
    "private-lending-protected-2015",
    "private-lending-void-2015",
    "private-lending-1991",
)


def private(formed: date, **facts: Unpack[Facts]) -> Finding[tuple[Ceiling, ...]]:
    """Return the ceilings of a private loan, and check what holds of every answer: each part has its source."""
    found = ceilings(Lender.PRIVATE, formed_on=formed, **facts)
    assert found.value
    assert all(one.citations and one.covers is Covers.OWN_CLAIMS for one in found.value)
    assert all(step.citations for step in found.steps)
    assert all(notice.citations for notice in found.notices)
    return found


def rows(found: Finding[tuple[Ceiling, ...]]) -> list[tuple[str, Fraction, Basis, date | None, date | None]]:
    """Return the ceilings as rows: id, per cent, basis, first and last day."""
    return [(one.id, one.rate * 100, one.basis, *one.in_force) for one in found.value]


def codes(found: Finding[tuple[Ceiling, ...]]) -> list[str]:
    """Return the codes of the notices."""
    return [notice.message.code for notice in found.notices]


def sources(ceiling: Ceiling) -> list[str]:
    """Return the ids of a ceiling's citations."""
    return [cite.id for cite in ceiling.citations]


def percent(text: str) -> Fraction:
    """Read a per cent."""
    return Fraction(text)


class TestNow:
    """Formed from 2020-08-20 on: four times the LPR at formation, whatever happens later."""

    @pytest.mark.parametrize(
        ("formed", "rate"),
        [
            (date(2020, 8, 20), "15.40"),
            (date(2020, 8, 21), "15.40"),
            (date(2021, 12, 19), "15.40"),
            (date(2021, 12, 20), "15.20"),
            (date(2022, 1, 20), "14.80"),
            (date(2022, 8, 22), "14.60"),
            (date(2025, 5, 19), "12.40"),
            (date(2025, 5, 20), "12.00"),
            (date(2025, 6, 1), "12.00"),
            (date(2026, 9, 30), "12.00"),
        ],
    )
    def test_rate(self, formed: date, rate: str) -> None:
        """No suit and no day of decision is needed: the LPR is that of formation, fixed once."""
        found = private(formed)
        assert rows(found) == [(LPR_ID, percent(rate), Basis.AT_FORMATION, formed, None)]
        assert sources(found.value[0]) == ["spc-private-lending-2020-17#25", "pboc-lpr"]
        assert found.value[0].effect is Effect.UNENFORCEABLE
        assert found.value[0].paid_excess is PaidExcess.TO_PRINCIPAL_BY_PRACTICE
        assert found.notices == ()

    def test_later_days_change_nothing(self) -> None:
        """A suit filed under another LPR leaves the ceiling of formation."""
        found = private(
            date(2021, 3, 1), filed_on=date(2025, 7, 1), accepted_on=date(2025, 7, 3), as_of=date(2026, 1, 5)
        )
        assert rows(found) == [(LPR_ID, percent("15.40"), Basis.AT_FORMATION, date(2021, 3, 1), None)]

    @pytest.mark.parametrize(
        ("facts", "text"),
        [
            ({"accepted_on": date(2020, 12, 31), "as_of": date(2020, 12, 31)}, "spc-private-lending-2020-6#26"),
            ({"accepted_on": date(2020, 12, 31), "as_of": date(2021, 5, 1)}, "spc-private-lending-2020-17#25"),
            ({"accepted_on": date(2020, 12, 31)}, "spc-private-lending-2020-6#26"),
            ({"accepted_on": date(2021, 1, 1)}, "spc-private-lending-2020-17#25"),
            ({"accepted_on": date(2021, 1, 2)}, "spc-private-lending-2020-17#25"),
            ({"filed_on": date(2020, 12, 31)}, "spc-private-lending-2020-6#26"),
            ({"filed_on": date(2021, 1, 1)}, "spc-private-lending-2020-17#25"),
            ({"as_of": date(2020, 12, 31)}, "spc-private-lending-2020-6#26"),
            ({"as_of": date(2021, 1, 1)}, "spc-private-lending-2020-17#25"),
        ],
    )
    def test_the_text_is_that_of_the_decision(self, facts: Facts, text: str) -> None:
        """For a case accepted from 2020-08-20 the day of decision picks the text, where known; the number is one."""
        found = private(date(2020, 9, 1), **facts)
        assert rows(found) == [(LPR_ID, percent("15.40"), Basis.AT_FORMATION, date(2020, 9, 1), None)]
        assert sources(found.value[0]) == [text, "pboc-lpr"]

    @pytest.mark.parametrize(("formed", "told"), [(EVE, False), (SEAM, True), (date(2020, 8, 21), True)])
    def test_the_old_rule_cannot_be_asked_for(self, formed: date, *, told: bool) -> None:
        """Formed on 2020-08-20 is not before it: the request is answered by a notice alone."""
        found = private(formed, filed_on=date(2022, 1, 25), pleas=OLD_RULE)
        assert ("old-rule-no-effect" in codes(found)) is told
        if told:
            assert rows(found) == rows(private(formed, filed_on=date(2022, 1, 25)))


class TestTransition:
    """Formed before 2020-08-20, accepted from then on, decided since 2021: art. 31(2) of the second amendment."""

    def test_formed_before_any_lpr(self) -> None:
        """Formed 2018-01-01, filed 2021-06-01: 15.40 % throughout, or 24 and 36 % before the seam on request."""
        formed = date(2018, 1, 1)
        found = private(formed, filed_on=date(2021, 6, 1))
        assert rows(found) == [
            (LPR_ID, percent("15.40"), Basis.AT_FILING, formed, EVE),
            (LPR_ID, percent("15.40"), Basis.AT_FILING, SEAM, None),
            (LOWER, percent("24"), Basis.OLD_RULE_ON_REQUEST, formed, EVE),
            (UPPER, percent("36"), Basis.OLD_RULE_ON_REQUEST, formed, EVE),
        ]
        first, later, lower, upper = found.value
        assert sources(first) == ["spc-private-lending-2020-17#25", "spc-private-lending-2020-17#31(1)", "pboc-lpr"]
        assert sources(later) == ["spc-private-lending-2020-17#25", "spc-private-lending-2020-17#31(2)", "pboc-lpr"]
        assert {"spc-private-lending-2015-18#26(1)", "spc-private-lending-2015-18#31"} < set(sources(lower))
        assert {"spc-private-lending-2015-18#26(2)", "spc-private-lending-2015-18#31"} < set(sources(upper))
        assert all("spc-private-lending-2020-17#31(2)" in sources(one) for one in (lower, upper))
        assert (lower.effect, lower.paid_excess) == (Effect.UNENFORCEABLE, PaidExcess.KEPT)
        assert (upper.effect, upper.paid_excess) == (Effect.VOID, PaidExcess.REFUNDABLE)
        assert found.notices == ()
        assert "transition-unasked" in [step.message.code for step in found.steps]

    def test_formed_with_an_lpr(self) -> None:
        """Formed 2019-09-01, filed 2022-01-25: 17.00 % to 2020-08-19, then 14.80 %."""
        formed = date(2019, 9, 1)
        found = private(formed, filed_on=date(2022, 1, 25))
        assert rows(found)[:2] == [
            (LPR_ID, percent("17.00"), Basis.AT_FORMATION, formed, EVE),
            (LPR_ID, percent("14.80"), Basis.AT_FILING, SEAM, None),
        ]
        assert sources(found.value[0]) == ["spc-private-lending-2020-17#25", "pboc-lpr"]
        assert codes(found) == ["later-leg-open"]

    def test_old_rule(self) -> None:
        """Asked for, the old rule stands in place of the LPR for the days before the seam, not beside it."""
        formed = date(2018, 1, 1)
        found = private(formed, filed_on=date(2021, 6, 1), pleas=OLD_RULE)
        assert rows(found) == [
            (LPR_ID, percent("15.40"), Basis.AT_FILING, SEAM, None),
            (LOWER, percent("24"), Basis.OLD_RULE_ON_REQUEST, formed, EVE),
            (UPPER, percent("36"), Basis.OLD_RULE_ON_REQUEST, formed, EVE),
        ]
        assert found.notices == ()
        assert "transition-unasked" not in [step.message.code for step in found.steps]

    def test_other_pleas_change_nothing(self) -> None:
        """Only the request for the old rule bears on a private ceiling."""
        others = frozenset(Plea) - OLD_RULE
        formed, filed = date(2018, 1, 1), date(2021, 6, 1)
        assert private(formed, filed_on=filed, pleas=others) == private(formed, filed_on=filed)

    @pytest.mark.parametrize(
        ("formed", "first", "basis"),
        [
            (date(2019, 8, 19), "14.80", Basis.AT_FILING),
            (date(2019, 8, 20), "17.00", Basis.AT_FORMATION),
            (date(2019, 8, 21), "17.00", Basis.AT_FORMATION),
            (date(2019, 9, 20), "16.80", Basis.AT_FORMATION),
            (EVE, "15.40", Basis.AT_FORMATION),
        ],
    )
    def test_first_lpr(self, formed: date, first: str, basis: Basis) -> None:
        """Before 2019-08-20 no LPR existed at formation, so that of filing serves the earlier days too."""
        found = private(formed, filed_on=date(2022, 1, 25))
        assert rows(found)[:2] == [
            (LPR_ID, percent(first), basis, formed, EVE),
            (LPR_ID, percent("14.80"), Basis.AT_FILING, SEAM, None),
        ]
        assert ("later-leg-open" in codes(found)) is (basis is Basis.AT_FORMATION)

    @pytest.mark.parametrize(
        ("formed", "later", "basis"),
        [(date(2019, 8, 19), "14.80", Basis.AT_FILING), (date(2019, 8, 20), "17.00", Basis.AT_FORMATION)],
    )
    def test_later_leg(self, formed: date, later: str, basis: Basis) -> None:
        """The other reading keeps the LPR of formation after the seam, where there was one."""
        found = private(formed, filed_on=date(2022, 1, 25), readings=Readings(later_leg=LaterLeg.AT_FORMATION))
        assert rows(found)[1] == (LPR_ID, percent(later), basis, SEAM, None)
        assert "later-leg-open" not in codes(found)
        told = "transition-at-formation" if basis is Basis.AT_FORMATION else "transition"
        assert told in [step.message.code for step in found.steps]

    @pytest.mark.parametrize(
        ("decided", "split"),
        [(date(2020, 12, 31), False), (date(2021, 1, 1), True), (date(2021, 1, 2), True)],
    )
    def test_decided_under_the_first_amendment(self, decided: date, *, split: bool) -> None:
        """Until 2020-12-31 the text knew no split: art. 32(2) let the court refer to the LPR at filing."""
        formed, filed = date(2018, 1, 1), date(2020, 11, 2)
        found = private(formed, filed_on=filed, as_of=decided)
        if split:
            assert [one.basis for one in found.value][:2] == [Basis.AT_FILING, Basis.AT_FILING]
            return
        assert rows(found) == [(LPR_ID, percent("15.40"), Basis.BY_REFERENCE, formed, None)]
        assert sources(found.value[0]) == [
            "spc-private-lending-2020-6#26",
            "spc-private-lending-2020-6#32(2)",
            "pboc-lpr",
        ]
        assert codes(found) == ["may-refer"]

    @pytest.mark.parametrize(("filed", "rate"), [(date(2020, 4, 19), "16.20"), (date(2020, 4, 20), "15.40")])
    def test_the_reference_is_to_filing(self, filed: date, rate: str) -> None:
        """Art. 32(2) names the LPR of the day of the suit, not of acceptance or decision."""
        found = private(date(2018, 1, 1), filed_on=filed, accepted_on=SEAM, as_of=date(2020, 12, 1))
        assert rows(found) == [(LPR_ID, percent(rate), Basis.BY_REFERENCE, date(2018, 1, 1), None)]

    @pytest.mark.parametrize(
        ("formed", "rate", "basis"),
        [
            (date(2019, 8, 19), "15.40", Basis.BY_REFERENCE),
            (date(2019, 8, 20), "17.00", Basis.AT_FORMATION),
            (date(2019, 8, 21), "17.00", Basis.AT_FORMATION),
        ],
    )
    def test_first_lpr_under_the_first_amendment(self, formed: date, rate: str, basis: Basis) -> None:
        """Lending from 2019-08-20 on is under its art. 26: the LPR of formation, for the whole loan."""
        found = private(formed, filed_on=date(2020, 10, 9), as_of=date(2020, 12, 1), pleas=OLD_RULE)
        assert rows(found) == [(LPR_ID, percent(rate), basis, formed, None)]
        assert "old-rule-not-yet" in codes(found)


class TestAcceptance:
    """The text turns on the day of acceptance, the LPR on that of filing."""

    @pytest.mark.parametrize(
        ("accepted", "ids"),
        [
            (date(2015, 8, 31), [OF_1991]),
            (date(2015, 9, 1), [LOWER, UPPER]),
            (date(2015, 9, 2), [LOWER, UPPER]),
            (date(2020, 8, 19), [LOWER, UPPER]),
            (date(2020, 8, 20), [LPR_ID, LPR_ID, LOWER, UPPER]),
            (date(2020, 8, 21), [LPR_ID, LPR_ID, LOWER, UPPER]),
        ],
    )
    def test_seams(self, accepted: date, ids: list[str]) -> None:
        """Each text governs the cases accepted from its first day on, whatever the day of formation or filing."""
        formed, filed = date(2012, 7, 10), accepted - timedelta(days=3)
        decided = date(2021, 3, 1) if accepted >= SEAM else None
        found = private(
            formed, filed_on=filed, accepted_on=accepted, as_of=decided, term_months=24, readings=AT_FORMATION
        )
        assert [one.id for one in found.value] == ids
        if ids == [LOWER, UPPER]:
            assert rows(found) == [
                (LOWER, percent("24"), Basis.AT_FILING, formed, None),
                (UPPER, percent("36"), Basis.AT_FILING, formed, None),
            ]

    @pytest.mark.parametrize(
        ("filed", "ids"),
        [
            (date(2020, 8, 12), [LOWER, UPPER]),
            (date(2020, 8, 20), [LPR_ID, LPR_ID, LOWER, UPPER]),
            (date(2020, 8, 21), [LPR_ID, LPR_ID, LOWER, UPPER]),
        ],
    )
    def test_outside_the_window(self, filed: date, ids: list[str]) -> None:
        """A court has seven days to accept, so outside them the day of filing tells the side."""
        found = private(date(2018, 1, 1), filed_on=filed, as_of=date(2021, 3, 1))
        assert [one.id for one in found.value] == ids

    @pytest.mark.parametrize("day", range(13, 20))
    def test_inside_the_window(self, day: int) -> None:
        """Filed in the seven days before the seam, the day of acceptance has to be said."""
        filed = date(2020, 8, day)
        with pytest.raises(InputError, match=f"accepted_on is required: filed_on {filed} lies within 7 days before"):
            private(date(2018, 1, 1), filed_on=filed, as_of=date(2021, 3, 1))
        assert private(date(2018, 1, 1), filed_on=filed, accepted_on=EVE).value[0].id == LOWER
        later = private(date(2018, 1, 1), filed_on=filed, accepted_on=SEAM, as_of=date(2021, 3, 1))
        assert later.value[0].id == LPR_ID

    def test_the_lpr_is_that_of_filing(self) -> None:
        """Filed the day before a publication and accepted on it: the older LPR."""
        found = private(date(2018, 1, 1), filed_on=date(2021, 12, 19), accepted_on=date(2021, 12, 20))
        assert {one.rate for one in found.value if one.id == LPR_ID} == {Fraction("0.154")}

    def test_filed_before_any_lpr(self) -> None:
        """A suit a year on its way to acceptance was filed when there was no LPR yet: no number is made up."""
        formed, decided = date(2018, 1, 1), date(2021, 3, 1)
        found = private(formed, filed_on=date(2019, 8, 20), accepted_on=SEAM, as_of=decided)
        assert found.value[0].rate == Fraction("0.17")
        with pytest.raises(NoDataError, match="2019-08-20"):
            private(formed, filed_on=date(2019, 8, 19), accepted_on=SEAM, as_of=decided)

    @pytest.mark.parametrize("pleas", [frozenset(), OLD_RULE])
    def test_the_old_rule_governs_anyway(self, pleas: frozenset[Plea]) -> None:
        """Accepted before the seam the rule of the time needs no request."""
        found = private(date(2018, 1, 1), filed_on=date(2019, 5, 6), pleas=pleas)
        assert [one.id for one in found.value] == [LOWER, UPPER]
        assert codes(found) == (["old-rule-anyway"] if pleas else [])

    @pytest.mark.parametrize(
        ("as_of", "ids", "source"),
        [
            (date(2015, 8, 31), [OF_1991], "spc-private-lending-1991#6"),
            (date(2015, 9, 1), [LOWER, UPPER], "spc-private-lending-2015-18#33"),
            (date(2020, 8, 19), [LOWER, UPPER], "spc-private-lending-2015-18#33"),
            (date(2020, 8, 20), [LPR_ID], "spc-private-lending-2020-6#32"),
            (date(2020, 12, 31), [LPR_ID], "spc-private-lending-2020-6#32"),
            (date(2021, 1, 1), [LPR_ID, LPR_ID, LOWER, UPPER], "spc-private-lending-2020-17#31"),
        ],
    )
    def test_no_suit_yet(self, as_of: date, ids: list[str], source: str) -> None:
        """Without a suit the answer is for one filed on the day asked about, and the first notice says so."""
        found = private(date(2012, 7, 10), as_of=as_of, term_months=24, readings=AT_FORMATION)
        assert [one.id for one in found.value] == ids
        assert codes(found)[0] == "no-suit-yet"
        assert found.notices[0].citations[0].id == source

    def test_without_filing_where_it_does_not_count(self) -> None:
        """Accepted before the seam no LPR is looked up, so the day of filing is not asked for."""
        assert private(date(2018, 1, 1), accepted_on=date(2019, 5, 6)).value[0].id == LOWER

    def test_missing_days(self) -> None:
        """A day that decides and is missing is named."""
        with pytest.raises(InputError, match=r"filed_on .* is required for a loan formed before 2020-08-20"):
            private(EVE)
        with pytest.raises(InputError, match="filed_on is required beside accepted_on 2020-08-20"):
            private(EVE, accepted_on=SEAM)
        for accepted in (SEAM, date(2020, 12, 31)):
            with pytest.raises(InputError, match=f"as_of, .* is required for a case accepted on {accepted}"):
                private(EVE, filed_on=accepted)
        assert private(EVE, filed_on=date(2021, 1, 1)).value[0].id == LPR_ID


class TestBefore2015:
    """The 1991 opinions: four times the benchmark of the loan's tier, the figure itself included."""

    @pytest.mark.parametrize(
        ("months", "rate"), [(6, "22.40"), (7, "24.00"), (12, "24.00"), (13, "24.60"), (36, "24.60"), (37, "25.60")]
    )
    def test_tiers(self, months: int, rate: str) -> None:
        """Formed 2012-07-10: 5.60, 6.00, 6.15 and 6.40 % by the length of the loan."""
        formed = date(2012, 7, 10)
        found = private(formed, filed_on=date(2014, 3, 3), term_months=months, readings=AT_FORMATION)
        assert rows(found) == [(OF_1991, percent(rate), Basis.AT_FORMATION, formed, None)]
        assert sources(found.value[0]) == ["spc-private-lending-1991#6", "pboc-benchmark"]
        assert (found.value[0].effect, found.value[0].paid_excess) == (Effect.UNENFORCEABLE, PaidExcess.OPEN)
        assert codes(found) == ["benchmark-of-kind"]

    def test_floating(self) -> None:
        """The other reading follows each change of the benchmark, also after the suit, to the last one of 2015."""
        found = private(date(2014, 11, 21), filed_on=date(2015, 5, 11), term_months=24, readings=FLOATING)
        assert rows(found) == [
            (OF_1991, percent("24.60"), Basis.AT_FILING, date(2014, 11, 21), date(2014, 11, 21)),
            (OF_1991, percent("24.00"), Basis.AT_FILING, date(2014, 11, 22), date(2015, 2, 28)),
            (OF_1991, percent("23.00"), Basis.AT_FILING, date(2015, 3, 1), date(2015, 5, 10)),
            (OF_1991, percent("22.00"), Basis.AT_FILING, date(2015, 5, 11), date(2015, 6, 27)),
            (OF_1991, percent("21.00"), Basis.AT_FILING, date(2015, 6, 28), date(2015, 8, 25)),
            (OF_1991, percent("20.00"), Basis.AT_FILING, date(2015, 8, 26), date(2015, 10, 23)),
            (OF_1991, percent("19.00"), Basis.AT_FILING, date(2015, 10, 24), None),
        ]

    def test_what_has_to_be_said(self) -> None:
        """The term and the reading have no default, and the error names both readings."""
        with pytest.raises(InputError, match="term_months is required"):
            private(date(2012, 7, 10), filed_on=date(2014, 3, 3), readings=AT_FORMATION)
        with pytest.raises(InputError, match="benchmark_at is required: FORMATION or FLOATING"):
            private(date(2012, 7, 10), filed_on=date(2014, 3, 3), term_months=24)

    def test_before_any_rule(self) -> None:
        """Accepted before 1991-08-13 no text is known, and before 1991-04-21 no benchmark."""
        for accepted in (date(1991, 8, 12), date(1991, 8, 13)):
            facts: Facts = {"accepted_on": accepted, "term_months": 6, "readings": AT_FORMATION}
            if accepted.day == 13:
                assert private(date(1991, 4, 21), **facts).value[0].rate == Fraction("0.324")
            else:
                with pytest.raises(NoDataError, match="1991"):
                    private(date(1991, 4, 21), **facts)
            with pytest.raises(NoDataError):
                private(date(1991, 4, 20), **facts)

    @pytest.mark.parametrize(
        ("formed", "told"), [(date(2015, 8, 31), True), (date(2015, 9, 1), False), (date(2015, 9, 2), False)]
    )
    def test_old_rule_by_default(self, formed: date, *, told: bool) -> None:
        """By default the two lines serve the whole old stretch, and the notice names the other reading's text."""
        found = private(formed, filed_on=date(2021, 6, 1), pleas=OLD_RULE)
        assert rows(found)[1:] == [
            (LOWER, percent("24"), Basis.OLD_RULE_ON_REQUEST, formed, EVE),
            (UPPER, percent("36"), Basis.OLD_RULE_ON_REQUEST, formed, EVE),
        ]
        assert codes(found) == (["before-2015-open"] if told else [])

    def test_old_rule_by_benchmark(self) -> None:
        """The other reading cuts the old stretch at 2015-09-01."""
        readings = Readings(before_2015=Before2015.BENCHMARK, benchmark_at=BenchmarkAt.FLOATING)
        formed = date(2015, 8, 25)
        found = private(formed, filed_on=date(2021, 6, 1), pleas=OLD_RULE, term_months=24, readings=readings)
        asked = Basis.OLD_RULE_ON_REQUEST
        assert rows(found)[1:] == [
            (OF_1991, percent("21.00"), asked, date(2015, 8, 25), date(2015, 8, 25)),
            (OF_1991, percent("20.00"), asked, date(2015, 8, 26), date(2015, 8, 31)),
            (LOWER, percent("24"), asked, date(2015, 9, 1), EVE),
            (UPPER, percent("36"), asked, date(2015, 9, 1), EVE),
        ]
        assert "spc-private-lending-2020-17#31(2)" in sources(found.value[1])
        with pytest.raises(InputError, match="term_months"):
            private(formed, filed_on=date(2021, 6, 1), pleas=OLD_RULE, readings=readings)

    @pytest.mark.parametrize("formed", [date(2015, 9, 1), date(2018, 1, 1)])
    def test_the_reading_counts_only_before(self, formed: date) -> None:
        """Formed from 2015-09-01 on, the reading asks for nothing and changes nothing."""
        readings = Readings(before_2015=Before2015.BENCHMARK)
        found = private(formed, filed_on=date(2021, 6, 1), pleas=OLD_RULE, readings=readings)
        assert found == private(formed, filed_on=date(2021, 6, 1), pleas=OLD_RULE)

    def test_old_rule_before_1991(self) -> None:
        """For days before the 1991 opinions no text is known that a party could ask for."""
        readings = Readings(before_2015=Before2015.BENCHMARK, benchmark_at=BenchmarkAt.FORMATION)
        with pytest.raises(NoDataError):
            private(date(1991, 8, 12), filed_on=date(2021, 6, 1), term_months=24, readings=readings)


class TestUnlicensed:
    """Whoever lends as a trade without a licence: the private ceiling, and a notice that the contract may be void."""

    def test_notice(self) -> None:
        """The ceilings are those of a private loan; the notice names art. 13(3) and what a void contract leaves."""
        formed = date(2025, 6, 1)
        found = ceilings(Lender.UNLICENSED, formed_on=formed)
        assert found.value[:-1] == private(formed).value
        assert codes(found) == ["unlicensed-branch", "illegal-lending"]
        assert [cite.id for cite in found.notices[0].citations] == [
            "spc-private-lending-2020-6#14(3)",
            "spc-private-lending-2020-17#13(3)",
            "civil-code#157",
            "spc-contracts-2023-13#25(1)",
        ]
