"""The questions about ceilings: what is refused, and how a rate stands to a ceiling."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from creditrules import limits
from creditrules.errors import InputError, InputTypeError, NoDataError
from creditrules.findings import Trail
from creditrules.law import BenchmarkAt, Plea, Readings
from creditrules.limits import Case, Comparison, Covers, Lender, Product, Standing, ceilings, check
from creditrules.limits.compare import _check, _standing
from creditrules.rates import AnnualRate, Origin

if TYPE_CHECKING:
    from creditrules.money import Number

BANK: dict[str, Any] = {"lender": Lender.BANK, "formed_on": date(2024, 5, 1), "as_of": date(2026, 1, 15)}
PRIVATE: dict[str, Any] = {"lender": Lender.PRIVATE, "formed_on": date(2025, 6, 1)}
FACILITATED: dict[str, Any] = {**BANK, "formed_on": date(2025, 11, 20), "facilitated": True}
POINT = Fraction(1, 100)


def derived(per_cent: float, origin: Origin = Origin.PERIODIC) -> AnnualRate:
    """Return a rate found from instalments or from dates, twelve periods a year."""
    return AnnualRate(per_cent / 100 / 12, Fraction(12), origin)


def one(rate: Number | AnnualRate, facts: dict[str, Any], all_in: Number | None = None) -> Comparison:
    """Return the only comparison of a rate."""
    (found,) = check(rate, all_in=all_in, **facts).value
    return found


class TestFacts:
    """A fact of the wrong kind is refused by name; nothing is read into it."""

    @pytest.mark.parametrize(
        ("argument", "value", "bound"),
        [
            ("lender", "bank", "a Lender, got str"),
            ("lender", None, "a Lender, got NoneType"),
            ("product", "loan", "a Product, got str"),
            ("facilitated", 1, "a bool, got int"),
            ("facilitated", "yes", "a bool, got str"),
            ("third_party_fees", "yes", "a bool, got str"),
            ("pleas", [Plea.OLD_RULE], "a Set, got list"),
            ("pleas", Plea.OLD_RULE, "a Set, got Plea"),
            ("pleas", None, "a Set, got NoneType"),
            ("pleas", {"old_rule"}, "a Plea, got str"),
            ("readings", {"later_leg": 1}, "a Readings, got dict"),
            ("readings", BenchmarkAt.FORMATION, "a Readings, got BenchmarkAt"),
            ("readings", None, "a Readings, got NoneType"),
            ("formed_on", "2024-05-01", "a datetime.date, got str"),
            ("formed_on", datetime(2024, 5, 1, tzinfo=UTC), "a datetime.date, got datetime"),
            ("formed_on", None, "a datetime.date, got NoneType"),
            ("filed_on", 20240601, "a datetime.date, got int"),
            ("accepted_on", "2024-06-01", "a datetime.date, got str"),
            ("as_of", datetime(2026, 1, 15, tzinfo=UTC), "a datetime.date, got datetime"),
            ("term_months", "12", "a whole number, got str"),
            ("term_months", 12.0, "a whole number, got float"),
            ("term_months", True, "a whole number, got bool"),
        ],
    )
    def test_types(self, argument: str, value: object, bound: str) -> None:
        """Both questions name the argument, what it must be and what it was."""
        facts = {**BANK, argument: value}
        with pytest.raises(InputTypeError, match=f"^{argument} must be {bound}$"):
            ceilings(**facts)
        with pytest.raises(InputTypeError, match=f"^{argument} must be {bound}$"):
            check("24%", **facts)

    @pytest.mark.parametrize("field", ["later_leg", "before_2015", "benchmark_at"])
    def test_types_of_readings(self, field: str) -> None:
        """A text in place of a member would quietly be the other reading."""
        with pytest.raises(InputTypeError, match=rf"^readings\.{field} must be a member of \w+, got str$"):
            Readings(**{field: "at_formation"})  # type: ignore[arg-type]

    @pytest.mark.parametrize("months", [0, -1, 1201])
    def test_term(self, months: int) -> None:
        """A term is 1 to 1200 months."""
        with pytest.raises(InputError, match=f"term_months must be from 1 to 1200, got {months}"):
            ceilings(**BANK, term_months=months)

    def test_unknown(self) -> None:
        """A misspelt argument is named, and never ignored."""
        with pytest.raises(InputTypeError, match="unknown argument asof, termmonths"):
            ceilings(**{**PRIVATE, "termmonths": 1, "asof": 1})
        with pytest.raises(InputTypeError, match="unknown argument allin"):
            check("24%", **{**PRIVATE, "allin": "30%"})

    @pytest.mark.parametrize(
        ("facts", "argument", "other"),
        [
            ({"filed_on": date(2025, 5, 31)}, "filed_on", "formed_on 2025-06-01"),
            ({"accepted_on": date(2025, 5, 31)}, "accepted_on", "formed_on 2025-06-01"),
            ({"as_of": date(2025, 5, 31)}, "as_of", "formed_on 2025-06-01"),
            ({"filed_on": date(2025, 7, 2), "accepted_on": date(2025, 7, 1)}, "accepted_on", "filed_on 2025-07-02"),
            ({"filed_on": date(2025, 7, 2), "as_of": date(2025, 7, 1)}, "as_of", "filed_on 2025-07-02"),
            ({"accepted_on": date(2025, 7, 2), "as_of": date(2025, 7, 1)}, "as_of", "accepted_on 2025-07-02"),
        ],
    )
    def test_order_of_days(self, facts: dict[str, Any], argument: str, other: str) -> None:
        """Formed, filed, accepted, decided: none can lie before the one ahead of it."""
        with pytest.raises(InputError, match=rf"^{argument} \S+ lies before {other}$"):
            ceilings(**PRIVATE, **facts)

    def test_one_day_for_all(self) -> None:
        """All of them may fall on one day."""
        day = date(2025, 6, 1)
        found = ceilings(**PRIVATE, filed_on=day, accepted_on=day, as_of=day)
        assert found.value == ceilings(**PRIVATE).value

    def test_pleas_of_any_set(self) -> None:
        """A plain set is as good as a frozen one."""
        assert ceilings(**BANK, pleas={Plea.OLD_RULE}) == ceilings(**BANK, pleas=frozenset({Plea.OLD_RULE}))

    def test_a_case_checks_itself(self) -> None:
        """The same refusals meet whoever builds a Case, since no public function stands before it."""
        with pytest.raises(InputTypeError, match=r"^product must be a Product, got str$"):
            Case(lender=Lender.BANK, formed_on=date(2025, 1, 1), product="card")  # type: ignore[arg-type]


class TestRates:
    """What may be compared."""

    @pytest.mark.parametrize("argument", ["rate", "all_in"])
    @pytest.mark.parametrize(
        ("value", "error", "text"),
        [
            (0.24, InputTypeError, "is a float"),
            (None, InputTypeError, "must be text, an int or a Decimal, got NoneType"),
            (24, InputError, "is 24: a rate is a fraction of one"),
            ("-1%", InputError, "must be 0 or more"),
            ("a quarter", InputError, "must be a finite number"),
        ],
    )
    def test_refused(self, argument: str, value: object, error: type[InputError], text: str) -> None:
        """A rate is exact and a fraction of one, or text in per cent; the argument is named."""
        if argument == "all_in" and value is None:
            assert check("24%", all_in=None, **PRIVATE) == check("24%", **PRIVATE)
            return
        rates: dict[str, Any] = {"rate": "24%", argument: value}
        with pytest.raises(error, match=f"^{argument} {text}"):
            check(rates.pop("rate"), **rates, **PRIVATE)

    def test_by_dates_without_periods(self) -> None:
        """A rate by dates has no nominal figure until the periods are said."""
        with pytest.raises(InputError, match="give periods_per_year"):
            check(AnnualRate(0.24, None, Origin.DATED), **PRIVATE)

    def test_refusals_of_ceilings(self) -> None:
        """Where no ceiling is known nothing is compared, and no empty answer is given."""
        with pytest.raises(NoDataError):
            check("24%", lender=Lender.BANK, formed_on=date(2017, 1, 1), as_of=date(2017, 8, 8))


class TestAgreed:
    """An agreed rate is compared exactly: above means above, and equal is allowed."""

    @pytest.mark.parametrize(
        ("rate", "standing", "by"),
        [
            ("23.99%", Standing.WITHIN, POINT / 100),
            ("24%", Standing.WITHIN, Fraction(0)),
            (Decimal("0.24"), Standing.WITHIN, Fraction(0)),
            ("24.0000001%", Standing.ABOVE, POINT / 10**7),
            ("24.01%", Standing.ABOVE, POINT / 100),
            ("2235%", Standing.ABOVE, 2211 * POINT),
            (0, Standing.WITHIN, 24 * POINT),
        ],
    )
    def test_bank(self, rate: Number, standing: Standing, by: Fraction) -> None:
        """24 % exactly is within, 24.01 % is above by 0.01 point."""
        found = one(rate, BANK)
        assert (found.standing, found.by, found.compared) == (standing, by, Covers.OWN_CLAIMS)
        if isinstance(rate, str):
            again = one(AnnualRate.agreed(rate), BANK)
            assert again == found
            assert check(AnnualRate.agreed(rate), **BANK).notices == ()

    @pytest.mark.parametrize(
        ("rate", "standing"),
        [("11.99%", Standing.WITHIN), ("12%", Standing.WITHIN), ("12.01%", Standing.ABOVE)],
    )
    def test_private(self, rate: str, standing: Standing) -> None:
        """Art. 25 of the provisions excepts what exceeds four times the LPR: 12.00 % itself is protected."""
        assert one(rate, PRIVATE).standing is standing

    def test_both_lines_of_2015(self) -> None:
        """30 % lies between the two lines: not protected, and not void."""
        found = check("30%", lender=Lender.PRIVATE, formed_on=date(2018, 1, 1), accepted_on=date(2019, 5, 6)).value
        assert [(each.standing, each.by) for each in found] == [
            (Standing.ABOVE, 6 * POINT),
            (Standing.WITHIN, 6 * POINT),
        ]


class TestDerived:
    """A rate found from instalments or dates cannot be told from a line that it nearly meets."""

    @pytest.mark.parametrize(
        ("rate", "standing"),
        [
            (23.9949, Standing.WITHIN),
            (23.9951, Standing.AT_THE_LINE),
            (24.0, Standing.AT_THE_LINE),
            (24.004, Standing.AT_THE_LINE),
            (24.0049, Standing.AT_THE_LINE),
            (24.0051, Standing.ABOVE),
        ],
    )
    def test_periodic(self, rate: float, standing: Standing) -> None:
        """Closer than half of 0.01 point is at the line."""
        assert one(derived(rate), BANK).standing is standing

    @pytest.mark.parametrize(
        ("rate", "standing"),
        [
            (23.79, Standing.WITHIN),
            (23.81, Standing.AT_THE_LINE),
            (24.10, Standing.AT_THE_LINE),
            (24.19, Standing.AT_THE_LINE),
            (24.21, Standing.ABOVE),
        ],
    )
    def test_dated(self, rate: float, standing: Standing) -> None:
        """Within 0.2 point is at the line: a 24.00 % monthly loan reads 24.10 % by dates."""
        assert one(derived(rate, Origin.DATED), BANK).standing is standing

    @pytest.mark.parametrize("margin", [POINT / 200, POINT / 5])
    def test_the_margin_itself(self, margin: Fraction) -> None:
        """Closer than the margin: a rate just that far away has a side."""
        assert _standing(margin, margin) is Standing.ABOVE
        assert _standing(-margin, margin) is Standing.WITHIN

    def test_both_figures_are_told(self) -> None:
        """Nominal is compared; the effective figure, 26.82 % for 24 % in months, stands in a notice."""
        found = check(derived(24.0), **BANK)
        (notice,) = found.notices
        assert notice.message.code == "nominal-compared"
        assert [cite.id for cite in notice.citations] == ["pboc-announcement-2021-3#4"]
        assert "nominal, 24.00%; effective it is 26.82%" in found.explain("en")

    def test_an_effective_figure_beyond_floats(self) -> None:
        """Nine times the money every day: the nominal 292,000 % is compared all the same."""
        found = check(AnnualRate(8.0, Fraction(365), Origin.PERIODIC), **BANK)
        assert found.value[0].standing is Standing.ABOVE
        assert found.value[0].rate == 2920
        assert "nominal, more than 10,000%; effective it is more than 10,000%" in found.explain("en")

    def test_a_rate_that_is_not_compared_is_told(self) -> None:
        """No ceiling here counts all costs: a notice says how to have all_in counted."""
        found = check("24%", all_in=derived(30.0), **BANK)
        assert [one.compared for one in found.value] == [Covers.OWN_CLAIMS]
        assert [one.message.code for one in found.notices] == ["all-in-unused"]
        asked = check("24%", all_in=derived(30.0), third_party_fees=True, **BANK)
        assert "all-in-unused" not in {one.message.code for one in asked.notices}


class TestAllIn:
    """A ceiling takes the rate it counts, and the comparison says which."""

    def test_facilitated(self) -> None:
        """A bank loan of 2025-11-20: its own 8.10 % is within, all costs at 36.00 % are 12.00 points above."""
        found = check("8.10%", all_in="36%", **FACILITATED)
        own, joint = found.value
        assert (own.rate, own.compared, own.standing) == (Fraction("0.081"), Covers.OWN_CLAIMS, Standing.WITHIN)
        assert (joint.rate, joint.compared, joint.standing) == (
            Fraction("0.36"),
            Covers.ALL_COMPULSORY,
            Standing.ABOVE,
        )
        assert joint.by == Fraction("0.12")
        assert joint.ceiling.citations[0].source.number == "金规〔2025〕9号"
        assert found.notices == ()

    def test_derived(self) -> None:
        """Each rate keeps its own way of being compared, and its own notice."""
        found = check("24.004%", all_in=derived(24.004), **FACILITATED)
        assert [each.standing for each in found.value] == [Standing.ABOVE, Standing.AT_THE_LINE]
        assert [notice.message.code for notice in found.notices] == ["nominal-compared"]

    def test_missing(self) -> None:
        """Without it the lender's own rate is compared, and a notice says so."""
        found = check("24.01%", **FACILITATED)
        assert [(each.compared, each.standing) for each in found.value] == [(Covers.OWN_CLAIMS, Standing.ABOVE)] * 2
        (notice,) = found.notices
        assert notice.message.code == "all-in-missing"
        assert notice.citations[0].id == "nfra-facilitation-2025-9#6"

    def test_not_counted(self) -> None:
        """A private ceiling is about what the lender itself claims."""
        found = one("11%", PRIVATE, "30%")
        assert (found.rate, found.compared) == (Fraction("0.11"), Covers.OWN_CLAIMS)


class TestWords:
    """How an answer is worded: soft law is never said to be broken."""

    def test_soft(self) -> None:
        """Above a policy or a normative document a rate is not in line with it, and the text is named."""
        found = check("8.10%", all_in="36%", **FACILITATED)
        assert [step.message.code for step in found.steps[-2:]] == ["compared", "compared-out-of-line"]
        told = found.explain("en")
        assert "The lender's own rate alone: 8.10% is within 24.00%." in told
        assert "All compulsory costs, whoever collects them: 36.00%" in told
        assert "36.00% is 12.00 points above 24.00% and so not in line with this text: NFRA notice" in told
        above = check("30%", **BANK).explain("en")
        assert "30.00% is 6.00 points above 24.00% (cut on request above)." in above

    def test_binding(self) -> None:
        """Above a judicial interpretation the answer says what follows."""
        found = check("15%", **PRIVATE)
        assert found.steps[-1].message.code == "compared-above"
        assert "15.00% is 3.00 points above 12.00% (not protected above)." in found.explain("en")

    def test_no_word_of_breach(self) -> None:
        """A lender that asks for more than a court protects has broken no law by that alone."""
        for found in (check("50%", **BANK), check("50%", **PRIVATE), check("50%", all_in="60%", **FACILITATED)):
            assert "violat" not in found.explain("en")

    def test_the_first_notice(self) -> None:
        """Where no suit is named that comes first, before any notice about the rate."""
        found = check(derived(24.0), lender=Lender.PRIVATE, formed_on=date(2018, 1, 1), as_of=date(2021, 6, 1))
        assert [notice.message.code for notice in found.notices] == ["no-suit-yet", "nominal-compared"]

    def test_every_part_is_sourced(self) -> None:
        """Each step and notice of a comparison has a source."""
        for facts in (BANK, PRIVATE, FACILITATED, {**BANK, "product": Product.CARD}):
            found = check(derived(24.0), **facts)
            assert all(step.citations for step in found.steps)
            assert all(notice.citations for notice in found.notices)

    def test_plain(self) -> None:
        """The answer is plain data too: exact rates as text, members by name, sources by id."""
        value = json.loads(check("24.01%", **BANK).to_json())["value"]
        assert value[0]["standing"] == "above"
        assert value[0]["by"] == "1/10000"
        assert value[0]["ceiling"]["citations"] == ["spc-financial-adjudication-2017-22#2"]
        assert value[0]["ceiling"]["in_force"] == ["2024-05-01", None]


def test_the_report_asks_the_same() -> None:
    """Inside the library the same comparisons come without what a report has no use for."""
    trail = Trail()
    case = Case(lender=Lender.UNLICENSED, formed_on=date(2025, 6, 1))
    found = check("15%", lender=Lender.UNLICENSED, formed_on=date(2025, 6, 1))
    assert _check(trail, "15%", None, case) == found.value
    assert [step.message.code for step in trail.steps] == ["four-times-lpr", "compared-above"]
    assert [notice.message.code for notice in trail.notices] == ["unlicensed-branch"]


def test_the_public_names() -> None:
    """What the package offers is there, and the kinds of lender are those of the law."""
    assert all(hasattr(limits, name) for name in limits.__all__)
    assert limits.Lender is Lender
