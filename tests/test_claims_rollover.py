"""Interest rolled into the principal of a new note: how much of each note counts."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve
from hypothesis import given as drawn
from hypothesis import strategies as st

from creditrules.appropriation import Part
from creditrules.claims import Note, Payment, Relation, roll_over
from creditrules.errors import InputError, InputTypeError, NoDataError
from creditrules.law import Before2015, BenchmarkAt, Excess, Fees, NaturalBand, Plea, Readings, bundled
from creditrules.money import from_fen, rounded, to_fen
from creditrules.periods import Counting, DayCount

if TYPE_CHECKING:
    from creditrules.claims import RolledNote, RollOver
    from creditrules.findings import Finding

CASE = json.loads((Path(__file__).parent / "cases" / "court.json").read_text(encoding="utf-8"))["30"]
MARCH_22, MARCH_23, MARCH_24 = date(2022, 3, 1), date(2023, 3, 1), date(2024, 3, 1)
FIRST = Note(MARCH_22, "100000", "20%", MARCH_23)
"""Four times the LPR of its day is 14.80 %."""
SECOND = Note(MARCH_23, "120000", "20%", MARCH_24)
"""Four times the LPR of its day is 14.60 %."""
SEPT_20, SEPT_21, SEPT_22 = date(2020, 9, 1), date(2021, 9, 1), date(2022, 9, 1)
"""Four times the LPR was 15.40 % on both of the first two."""
NOTHING = from_fen(0)
OLD = Note(date(2018, 1, 1), "100000", "14.4%", date(2018, 7, 1))


def found(*notes: Note, **other: object) -> Finding[RollOver]:
    """Roll notes over by whole months, head-only, where nothing else is said."""
    usual = {"day_count": DayCount.WHOLE_MONTHS, "counting": Counting.HEAD_ONLY}
    given: dict[str, Any] = {"notes": notes or (FIRST, SECOND), **usual, **other}
    return roll_over(**given)


def row(*notes: Note, **other: object) -> RolledNote:
    """Return what counts of the last note."""
    return found(*notes, **other).value.notes[-1]


def codes(finding: Finding[RollOver]) -> list[str]:
    """Return the codes of the notices."""
    return [notice.message.code for notice in finding.notices]


class TestPublished:
    """Computations that others published, or that follow from the text word by word."""

    def test_case_30(self) -> None:
        """Art. 27 of 2020: 5,200 of the interest carried over is no principal, and both years come to 129,600."""
        notes = (
            Note(date.fromisoformat(CASE["formed"]), CASE["principal"], f"{CASE['agreed_pct']}%", MARCH_23),
            Note(MARCH_23, CASE["new_iou"], f"{CASE['agreed_pct']}%", MARCH_24),
        )
        first, second = found(*notes).value.notes
        assert str(first.owed) == CASE["recognised_principal"] == str(second.principal)
        assert str(second.limit) == CASE["ceiling_two_years"] == str(second.owed)
        assert (second.not_recognised, second.interest) == (Decimal("5200.00"), Decimal("16760.80"))
        assert second.above_limit == Decimal("1960.80")
        assert (first.not_recognised, first.above_limit) == (NOTHING, NOTHING)

    def test_judgment_64(self) -> None:
        """Six months at 1.2 % rolled into a new note: 107,200, under art. 28 of 2015."""
        finding = found(OLD, Note(date(2018, 7, 1), "107200", "14.4%", date(2019, 1, 1)), filed_on=date(2019, 6, 1))
        second = finding.value.notes[1]
        assert (second.principal, second.not_recognised) == (Decimal("107200.00"), NOTHING)
        assert (second.interest, second.limit) == (Decimal("7718.40"), Decimal("124000.00"))
        assert finding.value.owed == Decimal("114918.40")
        cited = [cite.id for cite in finding.citations]
        assert "spc-private-lending-2015-18#28(1)" in cited
        assert "spc-private-lending-2015-18#28(2)" in cited

    def test_ambient_precision(self) -> None:
        """The caller's decimal context changes nothing."""
        usual = found().value
        with localcontext() as context:
            context.prec = 3
            assert found().value == usual


class TestFirstLimb:
    """Interest carried over counts up to the ceiling of the note that it arose from."""

    @pytest.mark.parametrize(
        ("rate", "face", "principal", "rest"),
        [
            ("14.79%", "114790", "114790.00", "0.00"),
            ("14.8%", "114800", "114800.00", "0.00"),
            ("14.81%", "114810", "114800.00", "10.00"),
            ("14.8%", "114800.01", "114800.00", "0.01"),
        ],
    )
    def test_the_ceiling(self, rate: str, face: str, principal: str, rest: str) -> None:
        """Below and at the ceiling the note counts in full; above it what is above does not."""
        second = row(evolve(FIRST, annual_rate=rate), evolve(SECOND, face=face))
        assert (str(second.principal), str(second.not_recognised)) == (principal, rest)

    def test_its_own_rate(self) -> None:
        """A new note is held to the LPR of its own day: 14.60 % of 2023, not the 14.80 % of 2022."""
        rates = [one.lines[0].rate for one in found().value.notes]
        assert rates == [Fraction("0.148"), Fraction("0.146")]

    def test_less_than_owed(self) -> None:
        """A new note for less than was owed settles the rest, and a notice says so."""
        finding = found(FIRST, evolve(SECOND, face="90000"))
        assert finding.value.notes[1].principal == Decimal("90000.00")
        assert finding.value.notes[1].not_recognised == 0
        assert "rollover-below" in codes(finding)
        assert "rollover-below" not in codes(found())

    def test_received(self) -> None:
        """What was held back of the first note is no principal."""
        first = row(evolve(FIRST, received="95000"))
        assert (first.principal, first.not_recognised) == (Decimal("95000.00"), Decimal("5000.00"))
        assert (first.owed, first.limit) == (Decimal("109060.00"), Decimal("109060.00"))

    def test_money_with_a_later_note(self) -> None:
        """Money handed over later counts beside the old debt, under the ceiling of its own day."""
        finding = found(FIRST, evolve(SECOND, face="150000", received="30000"))
        second = finding.value.notes[1]
        assert (second.principal, second.not_recognised) == (Decimal("144800.00"), Decimal("5200.00"))
        # 129,600 for the first 100,000, and 30,000 with a year at 14.60 %.
        assert (second.limit, second.above_limit) == (Decimal("163980.00"), Decimal("1960.80"))
        assert "rollover-fresh" in codes(finding)
        assert "rollover-fresh" not in codes(found())

    def test_three_notes(self) -> None:
        """The third note goes by what was left of the second under both limbs."""
        third = row(FIRST, SECOND, Note(MARCH_24, "150000", "10%", date(2025, 3, 1)))
        # 4 × 3.45 % caps nothing here; the limit is 100,000 + 3 × 14,800.
        assert (third.principal, third.interest) == (Decimal("129600.00"), Decimal("12960.00"))
        assert (third.limit, third.owed) == (Decimal("144400.00"), Decimal("142560.00"))

    def test_no_interest(self) -> None:
        """A note without interest rolls over as it is."""
        value = found(evolve(FIRST, annual_rate="0"), evolve(SECOND, face="100000", annual_rate="0")).value
        assert [one.interest for one in value.notes] == [0, 0]
        assert value.owed == Decimal("100000.00")


class TestSecondLimb:
    """What is owed and what was paid never pass the first principal with interest at the first ceiling."""

    @pytest.mark.parametrize(
        ("paid", "rate", "owed", "above"),
        [
            ("15400", "15.39%", "115390.00", "0.00"),
            ("15400", "15.4%", "115400.00", "0.00"),
            ("15399.90", "15.4%", "115400.10", "0.02"),
        ],
    )
    def test_the_limit(self, paid: str, rate: str, owed: str, above: str) -> None:
        """130,800 for two years: below, at, and 2 fen above, since 10 fen of interest bore interest."""
        second = row(
            Note(SEPT_20, "100000", "15.4%", SEPT_21),
            Note(SEPT_21, "100000.10", rate, SEPT_22),
            payments=[Payment(SEPT_21, paid)],
        )
        assert second.limit == Decimal("130800.00")
        assert (str(second.owed), str(second.above_limit)) == (owed, above)

    def test_one_note_at_the_ceiling(self) -> None:
        """A single term at the ceiling comes to the limit itself."""
        only = row(evolve(FIRST, annual_rate="14.8%"))
        assert (only.owed, only.limit, only.above_limit) == (Decimal("114800.00"), Decimal("114800.00"), NOTHING)

    def test_what_was_paid_counts(self) -> None:
        """A payment lowers what is owed, and counts beside it."""
        first = row(evolve(FIRST, annual_rate="12%"), payments=[Payment(date(2022, 9, 1), "26000")])
        # 6,000 of interest and 20,000 of principal; then half a year on 80,000.
        assert (first.interest, first.owed) == (Decimal("10800.00"), Decimal("84800.00"))
        assert [str(line.amount) for line in first.lines] == ["6000.00", "4800.00"]

    @pytest.mark.parametrize("count", [each for each in DayCount if each is not DayCount.WHOLE_MONTHS])
    def test_a_payment_cuts_nothing(self, count: DayCount) -> None:
        """However the days are counted, interest paid on time at the ceiling leaves exactly the limit."""
        note = Note(date(2022, 1, 31), "100000", "14.8%", date(2022, 5, 31))
        paid = [Payment(date(2022, 2, 28), "100"), Payment(date(2022, 4, 7), "100")]
        assert row(note, payments=paid, day_count=count).above_limit == 0

    def test_more_paid_than_the_limit(self) -> None:
        """Money paid beyond the limit leaves nothing to cut and nothing owed; the text gives none of it back."""
        notes = (
            Note(date(2020, 7, 1), "100000", "12%", date(2021, 7, 1)),
            # Its own ceiling is 15.40 %, and that of the first from 2020-08-20 on 12.00 %, by the LPR at filing.
            Note(date(2021, 7, 1), "112000", "15.4%", date(2022, 7, 1)),
        )
        value = found(
            *notes,
            payments=[Payment(date(2022, 7, 1), "129248")],
            day_count=DayCount.ACT_365,
            filed_on=date(2025, 9, 1),
        ).value
        last = value.notes[1]
        assert last.limit < Decimal("129248.00")
        assert (last.above_limit, last.owed, value.refundable) == (NOTHING, NOTHING, NOTHING)

    def test_the_cut_carries_on(self) -> None:
        """What a term was cut to is what the next note can roll over."""
        notes = (FIRST, SECOND, Note(MARCH_24, "150000", "20%", date(2025, 3, 1)))
        assert [str(one.principal) for one in found(*notes).value.notes] == ["100000.00", "114800.00", "129600.00"]


class TestDays:
    """Which term a day and a payment belong to."""

    @pytest.mark.parametrize(
        ("paid_on", "principal"),
        [(date(2023, 2, 28), "99999.98"), (MARCH_23, "100000.00"), (date(2023, 3, 2), "114800.00")],
    )
    def test_the_day_of_the_new_note(self, paid_on: date, principal: str) -> None:
        """A payment on the day of a new note counts before it, the day after in its term."""
        paid = [Payment(paid_on, "14800")]
        # A day earlier 14,759.45 of interest had run: 40.55 met principal, and the last day bore 40.53.
        assert str(row(payments=paid, day_count=DayCount.ACT_365).principal) == principal

    @pytest.mark.parametrize(("counting", "days"), [(Counting.HEAD_ONLY, [365, 366]), (Counting.BOTH_ENDS, [366, 366])])
    def test_no_day_counts_twice(self, counting: Counting, days: list[int]) -> None:
        """With both ends counted the last day belongs to the term that ends on it, and not to the next."""
        rows = found(day_count=DayCount.ACT_365, counting=counting).value.notes
        assert [sum(line.days for line in one.lines) for one in rows] == days
        assert rows[0].limit == from_fen(10_000_000 + rounded(Fraction(1_480_000 * days[0], 365)))

    def test_whole_months_with_both_ends(self) -> None:
        """Terms from the 1st to the last of a month are whole with both ends counted."""
        notes = (
            evolve(FIRST, ended_on=date(2023, 2, 28)),
            evolve(SECOND, ended_on=date(2024, 2, 29)),
        )
        assert found(*notes, counting=Counting.BOTH_ENDS).value.owed == Decimal("129600.00")

    def test_between_the_notes(self) -> None:
        """The days between a term and the next note bear nothing, and a payment on one of them lowers the old debt."""
        later = Note(date(2023, 4, 1), "110000", "12%", date(2024, 4, 1))
        value = found(FIRST, later, payments=[Payment(date(2023, 3, 15), "4800")]).value
        assert (value.notes[0].owed, value.notes[1].principal) == (Decimal("114800.00"), Decimal("110000.00"))
        assert value.owed == Decimal("123200.00")

    def test_nothing_left(self) -> None:
        """A note after all was paid recognises nothing; what was paid too much can go back."""
        later = Note(date(2023, 4, 1), "5000", "12%", date(2024, 4, 1))
        paid = [Payment(date(2023, 3, 15), "120000"), Payment(date(2023, 9, 7), "1000")]
        value = found(FIRST, later, payments=paid).value
        last = value.notes[1]
        assert (last.principal, last.not_recognised, last.interest, last.owed) == (
            NOTHING,
            Decimal("5000.00"),
            NOTHING,
            NOTHING,
        )
        assert last.lines == ()
        assert last.limit == Decimal("129600.00")
        assert (value.owed, value.refundable) == (NOTHING, Decimal("6200.00"))

    def test_too_much_in_a_term(self) -> None:
        """What a payment has beyond all that was owed can go back, and does not count as paid."""
        value = found(FIRST, payments=[Payment(MARCH_23, "120000")]).value
        assert (value.owed, value.refundable, value.kept) == (NOTHING, Decimal("5200.00"), NOTHING)


class TestWhichText:
    """The text that governs, by acceptance, filing and formation."""

    NOTE = Note(date(2020, 1, 1), "100000", "24%", date(2021, 1, 1))
    """232 days to 2020-08-19, and 134 from then on."""
    LATER = Note(date(2021, 1, 1), "124000", "15.4%", date(2022, 1, 1))

    @pytest.mark.parametrize(("pleas", "before"), [(set(), "0.166"), ({Plea.OLD_RULE}, "0.24")])
    def test_across_the_change(self, pleas: set[Plea], before: str) -> None:
        """Before 2020-08-20 24 % if a party asks, else four times the LPR at formation; then that at filing."""
        finding = found(self.NOTE, self.LATER, day_count=DayCount.ACT_365, pleas=pleas, filed_on=date(2022, 2, 1))
        first, second = finding.value.notes
        # Filed when the LPR was 3.70 %: 134 days at 14.80 %.
        interest = rounded(10_000_000 * (Fraction(before) * 232 + Fraction("0.148") * 134) / 365)
        assert to_fen(first.interest) == interest == to_fen(first.limit) - 10_000_000
        assert second.principal == first.owed
        assert "old-rule-no-effect" not in codes(finding)
        step = next(step for step in finding.steps if step.message.code == "rollover-principal")
        older = ["spc-private-lending-2015-18#28(1)"] if pleas else []
        assert [cite.id for cite in step.citations] == [*older, "spc-private-lending-2020-17#27(1)"]

    def test_rolled_over_on_the_day_of_the_change(self) -> None:
        """A term that ended on 2020-08-20 was under the old text alone; the request is not in vain for its note."""
        change = date(2020, 8, 20)
        notes = (Note(date(2020, 1, 20), "100000", "24%", change), Note(change, "114000", "15%", date(2021, 8, 20)))
        finding = found(*notes, pleas={Plea.OLD_RULE}, filed_on=date(2021, 9, 1))
        ends = [step for step in finding.steps if step.message.code == "rollover-end"]
        assert [[cite.id for cite in step.citations] for step in ends] == [
            ["spc-private-lending-2015-18#28(2)"],
            ["spc-private-lending-2020-17#27(2)"],
        ]
        assert finding.value.notes[1].principal == Decimal("114000.00")
        assert "old-rule-no-effect" not in codes(finding)

    def test_a_request_in_vain(self) -> None:
        """A chain that began after the change gains nothing by the request, and a notice says so."""
        finding = found(pleas={Plea.OLD_RULE})
        assert finding.value == found().value
        assert "old-rule-no-effect" in codes(finding)

    def test_no_suit(self) -> None:
        """Without a suit one is taken as filed on a day that must be given, where the chain began before the change."""
        old: dict[str, Any] = {"day_count": DayCount.ACT_365}
        with pytest.raises(InputError, match="filed_on"):
            found(self.NOTE, **old)
        finding = found(self.NOTE, as_of=date(2022, 2, 1), **old)
        assert finding.value == found(self.NOTE, filed_on=date(2022, 2, 1), **old).value
        assert "no-suit-yet" in codes(finding)
        assert "no-suit-yet" not in codes(found(as_of=MARCH_24))

    def test_the_text_of_2020_08_20(self) -> None:
        """Decided in 2020 a chain goes by art. 28 of the first text with the LPR."""
        note = Note(SEPT_20, "100000", "24%", date(2020, 10, 1))
        sued: list[dict[str, Any]] = [
            {"as_of": date(2020, 11, 1)},
            {"accepted_on": date(2020, 11, 1), "filed_on": date(2020, 11, 1), "decided_on": date(2020, 12, 1)},
        ]
        for days in sued:
            finding = found(note, **days)
            assert finding.value.owed == Decimal("101283.33")
            assert "spc-private-lending-2020-6#28(2)" in {cite.id for cite in finding.citations}

    def test_1991(self) -> None:
        """The opinions of 1991 have no such rule in the data."""
        note = Note(date(2013, 1, 1), "100000", "24%", date(2014, 1, 1))
        day = date(2015, 8, 31)
        sued: list[dict[str, Any]] = [{"filed_on": day}, {"filed_on": day, "accepted_on": day}, {"as_of": day}]
        for days in sued:
            with pytest.raises(NoDataError, match="1991"):
                found(note, **days)
        assert found(note, filed_on=date(2015, 9, 1)).value.owed == Decimal("124000.00")

    def test_before_2015_by_the_benchmark(self) -> None:
        """Nor can the reading that goes by the benchmark be followed."""
        note = Note(date(2015, 8, 31), "100000", "24%", date(2016, 8, 31))
        asked: dict[str, Any] = {
            "filed_on": date(2021, 6, 1),
            "pleas": {Plea.OLD_RULE},
            "readings": Readings(before_2015=Before2015.BENCHMARK, benchmark_at=BenchmarkAt.FORMATION),
        }
        with pytest.raises(NoDataError, match="1991"):
            found(note, **asked)
        later = evolve(note, formed_on=date(2015, 9, 1), ended_on=date(2016, 9, 1))
        assert found(later, **asked).value.owed == Decimal("124000.00")
        assert found(note, **{**asked, "pleas": set()}).value.owed == Decimal("115400.00")


class TestReadings:
    """Open points."""

    BAND = Note(date(2018, 1, 1), "100000", "30%", date(2019, 1, 1))

    def band(self, reading: NaturalBand | None, toward: Part | None = None) -> RollOver:
        """Pay a year's 30 % on its last day."""
        return found(
            self.BAND,
            payments=[Payment(date(2019, 1, 1), "30000", toward=toward)],
            filed_on=date(2019, 6, 1),
            readings=Readings(natural_band=reading),
        ).value

    def test_the_natural_band(self) -> None:
        """What stays paid above 24 % does not count against the limit."""
        kept = self.band(NaturalBand.AS_CONTRACTED)
        assert (kept.owed, kept.kept) == (Decimal("100000.00"), Decimal("6000.00"))
        designated = self.band(NaturalBand.DESIGNATED_ONLY)
        assert (designated.owed, designated.kept) == (Decimal("94000.00"), NOTHING)
        assert self.band(NaturalBand.DESIGNATED_ONLY, Part.INTEREST).kept == Decimal("6000.00")
        assert [one.above_limit for one in (*kept.notes, *designated.notes)] == [0, 0]
        with pytest.raises(InputError, match="natural_band"):
            self.band(None)

    def test_a_part_of_a_fen_is_not_cut(self) -> None:
        """What stays paid is rounded up before it is taken off, so that the limit takes nothing for a part of a fen."""
        note = Note(date(2018, 1, 1), "99999.99", "36%", date(2018, 12, 31))
        for place in range(40):
            value = found(
                note,
                # More than the interest at 24 % and less than at 36 %, so that the principal stays whole.
                payments=[Payment(date.fromordinal(date(2018, 5, 7).toordinal() + place), "11500")],
                day_count=DayCount.ACT_365,
                filed_on=date(2019, 6, 1),
                readings=Readings(natural_band=NaturalBand.AS_CONTRACTED),
            ).value
            assert value.kept > NOTHING
            assert value.notes[0].above_limit == NOTHING

    @pytest.mark.parametrize(("fees", "owed"), [(Fees.OWN_CLAIMS, "114800.00"), (Fees.LOOK_THROUGH, "113800.00")])
    def test_paid_to_another(self, fees: Fees, owed: str) -> None:
        """What a guarantor took meets the debt only where the reading looks through it."""
        paid = [Payment(MARCH_23, "1000", to=Relation.GUARANTOR)]
        assert str(found(FIRST, payments=paid, readings=Readings(fees=fees)).value.owed) == owed

    def test_no_notice_of_set_off(self) -> None:
        """Each new note is a settlement, so nothing is kept apart until a notice."""
        with pytest.raises(InputError, match="AT_PAYMENT"):
            found(readings=Readings(excess=Excess.AT_NOTICE, notice_on=MARCH_23))


class TestWords:
    """What the finding says."""

    def test_notices(self) -> None:
        """A cut can still be charged until a court decides; the text leaves two things open."""
        assert codes(found()) == ["claim-not-awarded", "rollover-after", "rollover-formation"]
        assert codes(found(evolve(FIRST, annual_rate="5%"))) == ["rollover-after", "rollover-formation"]

    def test_steps(self) -> None:
        """Each note has its principal, its lines and its end."""
        steps = [step.message.code for step in found().steps]
        each = ["four-times-lpr", "claim-line", "rollover-end"]
        assert steps == [
            *("no-court", "rollover-terms", "rollover-first", *each),
            *("rollover-principal", *each, "rollover-total"),
        ]

    def test_both_languages(self) -> None:
        """It reads in Chinese and in English, and names no court."""
        finding = found()
        assert "认定本期借款本金114,800.00元" in finding.explain("zh")
        assert "114,800.00 yuan count as its principal" in finding.explain("en")
        assert "above it: 1,960.80 yuan" in finding.explain("en")

    def test_a_rate_without_a_decimal(self) -> None:
        """A third of one is printed with two places."""
        assert "at 33.33% a year" in found(evolve(FIRST, annual_rate=Fraction(1, 3))).explain("en")

    def test_plain(self) -> None:
        """It becomes plain data with the sources of each line."""
        plain: Any = found(rulebook=bundled()).to_dict()
        assert plain["value"]["owed"] == "129600.00"
        assert plain["value"]["notes"][1]["lines"][0]["citations"][0] == "spc-private-lending-2020-17#25"


class TestBadInput:
    """What is refused."""

    @pytest.mark.parametrize(
        ("change", "match"),
        [
            ({"ended_on": MARCH_22}, "ended_on 2022-03-01 must be after formed_on"),
            ({"received": "100000.01"}, "received may not be above face"),
            ({"received": "0"}, "received must be above 0"),
            ({"face": "0"}, "face must be above 0"),
            ({"annual_rate": "-1%"}, "annual_rate must be 0 or more"),
        ],
    )
    def test_a_note(self, change: dict[str, Any], match: str) -> None:
        """A note has a term, a face above zero, and no more received than its face."""
        with pytest.raises(InputError, match=match):
            evolve(FIRST, **change)

    def test_the_chain(self) -> None:
        """Notes come in the order of their days, the terms do not overlap, and there is at least one."""
        with pytest.raises(InputError, match="notes may not be empty"):
            roll_over([], day_count=DayCount.ACT_365, counting=Counting.HEAD_ONLY)
        with pytest.raises(InputError, match=r"notes\[1\]\.formed_on 2022-03-01 lies before notes\[0\]\.ended_on"):
            found(SECOND, FIRST)

    @pytest.mark.parametrize("day", [date(2022, 2, 28), date(2024, 3, 2)])
    def test_a_payment_outside(self, day: date) -> None:
        """A payment lies between the first day and the last."""
        with pytest.raises(InputError, match=r"payments\[0\]\.on must be from 2022-03-01 to 2024-03-01"):
            found(payments=[Payment(day, "1")])

    def test_an_answer_before_the_last_note(self) -> None:
        """The day of the suit is not before the last note."""
        with pytest.raises(InputError, match="as_of 2023-02-28 lies before formed_on 2023-03-01"):
            found(as_of=date(2023, 2, 28))
        assert found(as_of=MARCH_23).value == found().value

    @pytest.mark.parametrize(
        "change",
        [
            {"day_count": "ACT_365"},
            {"counting": None},
            {"as_of": "2024-03-01"},
            {"pleas": "OLD_RULE"},
            {"readings": {}},
            {"payments": [1]},
            {"rulebook": 1},
        ],
    )
    def test_types(self, change: dict[str, Any]) -> None:
        """Look-alikes are refused."""
        with pytest.raises(InputTypeError):
            found(**change)
        with pytest.raises(InputTypeError, match="Note"):
            found(notes=[1])


STEPS = st.lists(
    st.tuples(st.integers(1, 390), st.integers(0, 4000), st.integers(1, 20_000_000)), min_size=1, max_size=5
)
"""Terms of so many days, rates in hundredths of a per cent, and faces in fen."""


@drawn(st.integers(1, 20_000_000), STEPS)
def test_by_hand(fen: int, steps: list[tuple[int, int, int]]) -> None:
    """Without payments each note follows from the one before by two multiplications and two comparisons."""
    day, notes = date(2021, 1, 4), []
    for place, (days, points, face) in enumerate(steps):
        stop = date.fromordinal(day.toordinal() + days)
        notes.append(Note(day, from_fen(face if place else fen), f"{from_fen(points)}%", stop))
        day = stop
    value = found(*notes, day_count=DayCount.ACT_365).value
    lpr = bundled().lpr
    ceilings = [4 * lpr.at(note.formed_on).value.one_year for note in notes]
    owed, limit = fen, fen
    for note, ceiling, (days, _, _), given_back in zip(notes, ceilings, steps, value.notes, strict=True):
        principal = min(owed, to_fen(note.face))
        limit += rounded(fen * ceilings[0] * days / 365)
        owed = min(limit, principal + rounded(principal * min(note.annual_rate, ceiling) * days / 365))
        assert (to_fen(given_back.principal), to_fen(given_back.owed)) == (principal, owed)
        assert to_fen(given_back.limit) == limit
    assert to_fen(value.owed) == owed


@drawn(
    st.integers(1, 20_000_000),
    STEPS,
    st.lists(st.tuples(st.integers(0, 2000), st.integers(1, 10_000_000)), max_size=4),
    st.sampled_from(Counting),
)
def test_laws(fen: int, steps: list[tuple[int, int, int]], paid: list[tuple[int, int]], counting: Counting) -> None:
    """What is owed and what was paid stay under the limit, and money paid is found again."""
    day, notes = date(2021, 1, 4), []
    for place, (days, points, face) in enumerate(steps):
        stop = date.fromordinal(day.toordinal() + days)
        notes.append(Note(day, from_fen(face if place else fen), f"{from_fen(points)}%", stop))
        day = stop
    span = day.toordinal() - notes[0].formed_on.toordinal()
    payments = [
        Payment(date.fromordinal(notes[0].formed_on.toordinal() + after % (span + 1)), from_fen(amount))
        for after, amount in paid
    ]
    value = found(*notes, payments=payments, day_count=DayCount.ACT_365, counting=counting).value
    met = sum(amount for _, amount in paid) - to_fen(value.refundable)
    limit = to_fen(value.notes[-1].limit)
    assert to_fen(value.owed) + met <= max(limit, met)
    for one in value.notes:
        assert to_fen(one.principal) + to_fen(one.not_recognised) == to_fen(one.face)
        assert min(to_fen(one.owed), to_fen(one.above_limit), to_fen(one.interest), to_fen(one.not_recognised)) >= 0
    unpaid = found(*notes, day_count=DayCount.ACT_365, counting=counting).value
    assert value.owed <= unpaid.owed
