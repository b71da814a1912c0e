"""What the rules say of an account's price: lines by lender and day, yuan above them, and two branches of a note."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from borrowing import account, cited, codes, parts, said
from creditrules.borrower import Branch, Protection
from creditrules.borrower.prices import price_of
from creditrules.borrower.protection import protection_of
from creditrules.findings import Finding, Trail
from creditrules.law import Lender, Product
from creditrules.limits import Effect, Standing
from creditrules.messages import render
from creditrules.money import from_fen
from creditrules.repayment import FeesOnPrepay

AS_OF = date(2026, 1, 15)
LEVEL: dict[str, Any] = {
    # 12,000 over 12 months at 1 % a month: 12,000 / ((1 - 1.01^-12) / 0.01) = 1,066.19.
    "minimum": None,
    "face": "12000",
    "instalment": "1066.19",
    "instalments": 12,
    "paid_instalments": 1,
}
FEE: dict[str, Any] = {"fee_per_instalment": "107.42", "fees_on_prepay": FeesOnPrepay.WAIVED}
PLATFORM: dict[str, Any] = {
    **FEE,
    "facilitated": True,
    "formed_on": date(2025, 11, 20),
    "annual_rate": "8.10%",
    "minimum": None,
    "face": "8000",
    "instalment": "696.28",
    "instalments": 12,
    "paid_instalments": 1,
}
NOTE: dict[str, Any] = {
    "lender": Lender.UNLICENSED,
    "annual_rate": None,
    "minimum": None,
    "formed_on": date(2026, 1, 12),
    "due_on": date(2026, 1, 19),
    "balance": "3000",
    "face": "3000",
    "received": "2100",
}


def protected(as_of: date = AS_OF, **facts: object) -> Finding[Protection]:
    """Compare such an account on a day."""
    one = account(**facts)
    return protection_of(Trail(), one, price_of(Trail(), one).value, as_of)


def rates(found: Finding[Protection]) -> list[str]:
    """Return the ceilings in per cent."""
    return [str(one.ceiling.rate * 100) for one in found.value.comparisons]


class TestLicensed:
    """The total that a court may cut to, and the lines of the regulator."""

    @pytest.mark.parametrize(
        ("rate", "standing"), [("24%", Standing.WITHIN), ("24.01%", Standing.ABOVE), ("0%", Standing.WITHIN)]
    )
    def test_the_line(self, rate: str, standing: Standing) -> None:
        """24 % itself is within: the text says above."""
        found = protected(annual_rate=rate)
        assert [one.standing for one in found.value.comparisons] == [standing]
        assert found.value.comparisons[0].ceiling.effect is Effect.REDUCIBLE
        assert found.value.branches == ()

    def test_the_day_of_decision(self) -> None:
        """Before 2017-08-09 no number is known, which is said and is no error; the loan's own day does not matter."""
        early = protected(date(2017, 8, 8), formed_on=date(2015, 1, 5))
        assert early.value == Protection()
        assert said(early, "no-ceiling") == [
            "The library holds no rule on the price of a bank's loan for a decision on 2017-08-08."
        ]
        assert rates(protected(date(2017, 8, 9), formed_on=date(2015, 1, 5))) == ["24"]

    def test_a_card_of_a_lender_that_issues_none(self) -> None:
        """Only banks issue cards: of another lender's card no rule is known."""
        found = protected(lender=Lender.CONSUMER_FINANCE, product=Product.CARD)
        assert codes(found) == ["no-ceiling"]

    def test_a_card(self) -> None:
        """A bank's card has the 24 % by practice only, and the notice names the provisions on cards."""
        found = protected(product=Product.CARD)
        assert rates(found) == ["24"]
        assert any("spc-bank-card-2021-10#2(2)" in {cite.id for cite in one.citations} for one in found.notices)

    def test_above_a_year(self) -> None:
        """Without a sum and instalments what is above is told on the balance: 10,000 x 12 points = 1,200."""
        found = protected(annual_rate="36%")
        assert said(found, "above-year") == ["Roughly, on the balance of 10,000.00 yuan, that is 1,200.00 yuan a year."]
        assert cited(found, "above-year") == {"spc-financial-adjudication-2017-22#2"}

    def test_above_an_instalment(self) -> None:
        """Of 12 times 1,200 for 12,000 an instalment at 24 % would be 1,134.72: 65.28 are above it."""
        (text,) = said(protected(**{**LEVEL, "instalment": "1200"}), "above-instalment")
        assert text.endswith("be 1,134.72 yuan; each is 1,200.00, that is 65.28 above it.")

    def test_until_a_court_cuts(self) -> None:
        """Above a line it is said that until then the contract counts; within it nothing is."""
        assert len(said(protected(annual_rate="36%"), "until-then")) == 1
        assert said(protected(annual_rate="24%"), "until-then") == []

    @pytest.mark.parametrize(
        "facts", [{"overdue_since": date(2025, 12, 6), "arrears": "500"}, {"penalty_multiple": "1.5"}]
    )
    def test_after_default(self, facts: dict[str, Any]) -> None:
        """Overdue, or with a penalty rate, the comparison of the rate alone is not the whole total."""
        (text,) = said(protected(annual_rate="23%", **facts), "after-default")
        assert "count in the same total of 24.00%" in text
        assert said(protected(annual_rate="23%"), "after-default") == []

    def test_above_over_600_months(self) -> None:
        """Where 24 % leaves no fen of an instalment for the principal, the year on the balance is told instead."""
        found = protected(**{**LEVEL, "face": "10000", "instalments": 600, "instalment": "500"})
        assert "above-year" in codes(found)
        assert "above-instalment" not in codes(found)

    def test_above_on_the_due_day(self) -> None:
        """36 % for 92 days on 10,000: at 24 % they come to 10,000 + 10,000 x 0.24 x 92/365 = 10,604.93."""
        found = protected(
            annual_rate="36%", minimum=None, face="10000", due_on=date(2026, 2, 1), formed_on=date(2025, 11, 1)
        )
        (text,) = said(found, "above-due")
        assert text.startswith("At 24.00% 10,000.00 yuan come to 10,604.93 on 2026-02-01, with interest for 92 days")
        assert text.endswith("nothing paid before. Asked on that day: 10,907.40.")
        assert cited(found, "above-due") == {"spc-financial-adjudication-2017-22#2"}

    def test_small_loan_is_no_private_lending(self) -> None:
        """A small-loan company's guideline is its own: no branch, no four times the LPR, no article 25."""
        found = protected(**{**NOTE, "lender": Lender.SMALL_LOAN, "annual_rate": "36%", "received": None})
        assert found.value.branches == ()
        assert not any(code.startswith("branch") for code in codes(found))
        assert "spc-private-lending-2020-17#25" not in {cite.id for cite in found.citations}
        assert rates(found) == ["24", "24"]

    @pytest.mark.parametrize(
        ("formed", "lines"), [(date(2025, 9, 30), ["24"]), (date(2025, 10, 1), ["24", "24"])], ids=["before", "from"]
    )
    def test_platform_from_its_day(self, formed: date, lines: list[str]) -> None:
        """The notice on loans through platforms is for loans from 2025-10-01; the question of the fee is older."""
        found = protected(**{**PLATFORM, "formed_on": formed})
        assert rates(found) == lines
        code = "look-through-open" if len(lines) == 2 else "look-through-words"
        (text,) = said(found, code)
        assert "(collected by collector not stated)" in text
        assert ("nfra-facilitation-2025-9#6" in cited(found, code)) is (len(lines) == 2)

    def test_the_fee_is_counted_in_an_instalment(self) -> None:
        """8,000 over 12 months at 2 % a month is 756.48; 696.28 + 107.42 = 803.70 is 47.22 above it."""
        (text,) = said(protected(**PLATFORM), "above-instalment")
        assert text.endswith("be 756.48 yuan; each is 803.70, that is 47.22 above it.")

    def test_the_collector_is_named(self) -> None:
        """Who collects the fee is said where it is stated."""
        (text,) = said(protected(**{**PLATFORM, "fee_collector": "G"}), "look-through-open")
        assert text.startswith("Whether a court would count the fee (collected by G)")

    def test_a_small_fee_raises_no_question(self) -> None:
        """With all costs within the line there is nothing to look through."""
        found = protected(**{**PLATFORM, "fee_per_instalment": "1"})
        assert not any(code.startswith("look-through") for code in codes(found))

    def test_no_fee(self) -> None:
        """Without a fee neither."""
        facts = {name: value for name, value in PLATFORM.items() if name not in FEE}
        assert not any(code.startswith("look-through") for code in codes(protected(**facts)))

    @pytest.mark.parametrize(
        ("facts", "told"),
        [({}, True), ({**LEVEL, "instalment": "10"}, True), (LEVEL, False)],
        ids=["none", "less", "level"],
    )
    def test_a_fee_that_cannot_be_counted(self, facts: dict[str, Any], *, told: bool) -> None:
        """Without instalments that repay the loan a fee is in no rate, and that is said."""
        found = protected(**facts, **FEE)
        assert ("fee-not-counted" in codes(found)) is told
        if told:
            assert said(found, "fee-not-counted")[0].startswith("The fee of 107.42 yuan a month is in no rate")

    def test_above_without_the_fee(self) -> None:
        """Where the lender's own rate is above the line already, the fee decides nothing."""
        found = protected(**{**LEVEL, **FEE, "instalment": "1200"})
        assert not any(code.startswith("look-through") for code in codes(found))


class TestDaysOver360:
    """A rate just within a line may be above it by the way days are counted."""

    @pytest.mark.parametrize(
        ("rate", "warned"),
        # 24 % x 360/365 = 23.6712 %.
        [("23.67%", False), ("23.68%", True), ("23.99%", True), ("24%", True), ("24.01%", False)],
    )
    def test_close_to_the_line(self, rate: str, *, warned: bool) -> None:
        """From 23.68 % to 24 % inclusive there is a warning."""
        assert ("days-over-360" in codes(protected(annual_rate=rate))) is warned

    def test_the_figure(self) -> None:
        """23.99 % x 365/360 = 24.32 %."""
        (text,) = said(protected(annual_rate="23.99%"), "days-over-360")
        assert text.startswith("23.99% charged by actual days over 360 costs 24.32% a year, above 24.00%")

    def test_exactly_the_line(self) -> None:
        """14.4 % x 365/360 is 14.6 %, four times the LPR of 3.65 % in September 2022: at the line is not above it."""
        facts: dict[str, Any] = {"lender": Lender.PRIVATE, "formed_on": date(2022, 9, 1)}
        assert "days-over-360" not in codes(protected(annual_rate="14.4%", **facts))
        assert "days-over-360" in codes(protected(annual_rate="14.41%", **facts))

    def test_once(self) -> None:
        """Several lines that it would pass are one warning."""
        found = protected(lender=Lender.PRIVATE, formed_on=date(2019, 1, 5))
        assert codes(found).count("days-over-360") == 1

    def test_not_for_a_day_rate(self) -> None:
        """A day's rate says by itself how days are counted; so do instalments that come to something else."""
        assert "days-over-360" not in codes(protected(**{**LEVEL, "instalment": "1133"}))


class TestHeldBack:
    """What was really lent."""

    def test_what_for_is_unknown(self) -> None:
        """The deduction is taken for interest, and it is said that nobody stated that."""
        found = protected(face="10000", received="9000", lender=Lender.PRIVATE)
        assert said(found, "held-back-kind")[0].startswith("What the 1,000.00 yuan were held back for is not stated")
        assert cited(found, "held-back-kind") == {"civil-code#670"}

    def test_before_any_rule(self) -> None:
        """For a loan before 2015-09-01 the library holds no rule on it: the sum stays open, the rest is answered."""
        found = protected(face="10000", received="9000", lender=Lender.PRIVATE, formed_on=date(2015, 8, 31))
        assert said(found, "principal-unknown")[0].startswith("1,000.00 yuan were held back. The library holds no rule")
        assert found.value.comparisons


class TestPrivate:
    """A private lender's loan: no branch is open, and the seam of 2020-08-20."""

    def test_the_seam(self) -> None:
        """Formed on 2020-08-20 the LPR of that day, published that morning at 3.85 %, decides alone: 15.4 %."""
        assert rates(protected(lender=Lender.PRIVATE, formed_on=date(2020, 8, 20))) == ["77/5"]

    def test_before_the_seam(self) -> None:
        """Formed the day before, the LPR of filing (here as_of, 3.00 %) counts from the seam, and the old lines do."""
        found = protected(lender=Lender.PRIVATE, formed_on=date(2020, 8, 19))
        assert rates(found) == ["77/5", "12", "24", "36"]

    @pytest.mark.parametrize(("as_of", "valid"), [(date(2023, 12, 4), [True]), (date(2023, 12, 5), [False, True])])
    def test_before_the_rule_on_the_fee(self, as_of: date, valid: list[bool]) -> None:
        """Before 2023-12-05 only the valid branch is told in yuan, and why the other is not."""
        found = protected(as_of, **{**NOTE, "formed_on": date(2023, 11, 1), "due_on": date(2023, 11, 8)})
        assert [one.valid for one in found.value.branches] == valid
        assert [text[-11:-1] for text in said(found, "branches-unknown")] == (["2023-12-05"] if len(valid) == 1 else [])

    def test_no_word_of_protection_before_the_branch(self) -> None:
        """Whatever speaks of a ceiling is said of a valid contract only."""
        found = protected(**NOTE)
        told = [render(part.message, "en") for part in parts(found) if "not protected" in render(part.message, "en")]
        assert told
        assert all(text.startswith("If valid: ") for text in told)

    def test_before_the_library(self) -> None:
        """A decision under the opinions of 1991 needs readings that nobody is asked for: that is said, no error."""
        found = protected(date(2015, 8, 31), lender=Lender.PRIVATE, formed_on=date(2014, 5, 1))
        assert codes(found) == ["no-ceiling"]
        assert protected(date(2015, 9, 1), lender=Lender.PRIVATE, formed_on=date(2014, 5, 1)).value.comparisons

    def test_a_note(self) -> None:
        """A private note above the ceiling is told on the due day without an if: 2,100 x 12 % x 7/365 = 4.83."""
        found = protected(**{**NOTE, "lender": Lender.PRIVATE})
        assert found.value.branches == ()
        (text,) = said(found, "above-due")
        assert "2,100.00 yuan come to 2,104.83 on 2026-01-19" in text

    def test_a_note_before_the_seam(self) -> None:
        """With several ceilings, each for days of its own, no one sum is told; the year on the principal is."""
        found = protected(
            **{**NOTE, "lender": Lender.PRIVATE, "formed_on": date(2020, 8, 19), "due_on": date(2020, 8, 26)}
        )
        assert "above-due" not in codes(found)
        assert "above-principal" in codes(found)

    def test_far_away(self) -> None:
        """A due day of the next century is no error."""
        assert protected(lender=Lender.PRIVATE, minimum=None, due_on=date(2190, 1, 1)).value.comparisons

    def test_a_fee_on_top(self) -> None:
        """The question of the fee is asked for private lending too."""
        found = protected(lender=Lender.PRIVATE, **LEVEL, **FEE)
        assert cited(found, "look-through-words") >= {"spc-private-lending-2020-17#25"}


class TestUnlicensed:
    """Both branches of a note, neither of them established."""

    def test_both(self) -> None:
        """2,100 for 7 days: 3.00 % is 1.21, 12.00 % is 4.83; the lower total first."""
        day = date(2026, 1, 19)
        assert protected(**NOTE).value.branches == (
            Branch(
                valid=False,
                on=day,
                rate=Fraction(3, 100),
                principal=from_fen(210_000),
                use=from_fen(121),
                total=from_fen(210_121),
            ),
            Branch(
                valid=True,
                on=day,
                rate=Fraction(12, 100),
                principal=from_fen(210_000),
                use=from_fen(483),
                total=from_fen(210_483),
            ),
        )

    def test_the_question_comes_first(self) -> None:
        """Nothing is called protected before it is said that a court decides which branch holds."""
        found = protected(**NOTE)
        texts = [render(part.message, "en") for part in found.steps]
        asked = next(place for place, text in enumerate(texts) if "neither branch is established" in text)
        assert all("protected" not in text for text in texts[:asked])
        assert any("protected" in text for text in texts[asked:])
        assert "unlicensed-branch" not in codes(found)
        assert cited(found, "branch-void") == {
            "spc-private-lending-2020-17#13(3)",
            "civil-code#157",
            "spc-contracts-2023-13#25(1)",
        }
        assert cited(found, "branch-valid") == {"spc-private-lending-2020-17#25", "spc-private-lending-2020-17#26"}
        assert said(found, "branch-void-open")[0].startswith("Without fault on the borrower's side")

    def test_nothing_need_not_be_paid(self) -> None:
        """Both branches leave the sum received to be paid back, and name what is asked."""
        found = protected(**NOTE)
        assert "Asked on that day: 3,000.00." in said(found, "branch-void")[0]
        assert "Asked on that day: 3,000.00." in said(found, "branch-valid")[0]

    def test_past_the_due_day(self) -> None:
        """After the due day both run on to as_of: 10 days at 3 % are 1.73 on 2,100, at 12 % 6.90."""
        found = protected(date(2026, 1, 22), **NOTE)
        assert [str(one.use) for one in found.value.branches] == ["1.73", "6.90"]
        assert {one.on for one in found.value.branches} == {date(2026, 1, 22)}

    def test_no_due_day(self) -> None:
        """Without a due day they run to as_of."""
        facts = {**NOTE, "due_on": None, "annual_rate": "10%", "minimum": "100"}
        assert {one.on for one in protected(**facts).value.branches} == {AS_OF}

    def test_below_the_ceiling(self) -> None:
        """Agreed below four times the LPR the agreed rate is the valid branch's; at none it is the lower."""
        low = protected(**{**NOTE, "annual_rate": "10%", "received": None})
        assert low.value.branches[1].rate == Fraction(1, 10)
        none = protected(**{**NOTE, "received": None})
        assert [one.valid for one in none.value.branches] == [True, False]
        assert none.value.branches[0].total == from_fen(300_000)

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            (
                {"face": None, "received": None, "due_on": None, "annual_rate": "10%", "minimum": "1"},
                "the sum lent is not known",
            ),
            ({"formed_on": date(2020, 8, 19)}, "formed before 2020-08-20, the note has several ceilings"),
            ({"formed_on": date(2019, 8, 19)}, "formed before 2020-08-20, the note has several ceilings"),
            ({"formed_on": date(2015, 8, 31)}, "the sum lent is not known"),
        ],
    )
    def test_not_in_yuan(self, change: dict[str, Any], why: str) -> None:
        """Where the branches cannot be computed that is said, with the reason; both are still open."""
        found = protected(**{**NOTE, **change})
        assert found.value.branches == ()
        assert why in said(found, "branches-unknown")[0]
        assert "unlicensed-open" in codes(found)

    @pytest.mark.parametrize("formed", [date(2020, 8, 20), date(2020, 8, 21)])
    def test_from_the_seam(self, formed: date) -> None:
        """From 2020-08-20 a note has one ceiling and both branches: 3.85 % and 15.40 %."""
        found = protected(**{**NOTE, "formed_on": formed, "due_on": date(2020, 8, 28)})
        assert [str(one.rate * 100) for one in found.value.branches] == ["77/20", "77/5"]

    @pytest.mark.parametrize(
        ("as_of", "void", "why"),
        [
            (date(2020, 8, 19), set(), "formed before 2020-08-20"),
            (date(2020, 8, 20), {"spc-private-lending-2020-6#14(3)"}, "formed before 2020-08-20"),
            (date(2020, 12, 31), {"spc-private-lending-2020-6#14(3)"}, "formed before 2020-08-20"),
            (date(2021, 1, 1), {"spc-private-lending-2020-17#13(3)", "civil-code#157"}, "formed before 2020-08-20"),
            (date(2023, 12, 4), {"spc-private-lending-2020-17#13(3)", "civil-code#157"}, "formed before 2020-08-20"),
            (
                date(2023, 12, 5),
                {"spc-private-lending-2020-17#13(3)", "civil-code#157", "spc-contracts-2023-13#25(1)"},
                "formed before 2020-08-20",
            ),
        ],
    )
    def test_the_text_of_the_day(self, as_of: date, void: set[str], why: str) -> None:
        """What makes a note void is cited as of the day of decision; before 2020-08-20 nothing did."""
        found = protected(as_of, **{**NOTE, "formed_on": date(2020, 7, 1), "due_on": date(2020, 8, 1)})
        assert cited(found, "unlicensed-open") == void
        assert why in said(found, "branches-unknown")[0]
        assert cited(found, "branches-unknown") == (void or {"spc-contracts-2023-13#25(1)"})
        assert ("unlicensed-branch" in codes(found)) is (not void)

    @pytest.mark.parametrize(("as_of", "valid"), [(date(2023, 12, 4), [True]), (date(2023, 12, 5), [False, True])])
    def test_before_the_rule_on_the_fee(self, as_of: date, valid: list[bool]) -> None:
        """Before 2023-12-05 only the valid branch is told in yuan, and why the other is not."""
        found = protected(as_of, **{**NOTE, "formed_on": date(2023, 11, 1), "due_on": date(2023, 11, 8)})
        assert [one.valid for one in found.value.branches] == valid
        assert [text[-11:-1] for text in said(found, "branches-unknown")] == (["2023-12-05"] if len(valid) == 1 else [])

    def test_no_word_of_protection_before_the_branch(self) -> None:
        """Whatever speaks of a ceiling is said of a valid contract only."""
        found = protected(**NOTE)
        told = [render(part.message, "en") for part in parts(found) if "not protected" in render(part.message, "en")]
        assert told
        assert all(text.startswith("If valid: ") for text in told)

    def test_before_the_library(self) -> None:
        """Under the opinions of 1991 nothing is told of it."""
        found = protected(date(2015, 1, 1), **{**NOTE, "formed_on": date(2014, 12, 1), "due_on": date(2014, 12, 9)})
        assert codes(found)[-1] == "no-ceiling"
        assert found.value == Protection()
