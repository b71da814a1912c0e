"""Signs of a 714 loan: each sign at its bound, where it comes from, and that no answer is a verdict."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from creditrules.errors import InputError, InputTypeError, NoDataError
from creditrules.law import Force
from creditrules.limits import Flag714, Lender, screen_714
from creditrules.loans import Back, Deposit, Fee, Loan, Method, When, schedule
from creditrules.periods import DayCount, Days, Months

if TYPE_CHECKING:
    from creditrules.findings import Finding

DRAWN = date(2026, 1, 12)
DAYS = (Flag714.SHORT_TERM,)
ALL_FOUR = (Flag714.SHORT_TERM, Flag714.HELD_BACK, Flag714.ABOVE_CEILING, Flag714.ABOVE_VOID_LINE)


def loan(days: int = 7, *, rate: str = "0%", drawn: date = DRAWN, **terms: object) -> Loan:
    """Return a loan of 3,000 yuan, repaid at once after some days."""
    more: dict[str, Any] = terms
    return Loan(
        "3000",
        rate,
        1,
        drawn,
        method=Method.BULLET,
        every=Days(days),
        day_count=DayCount.ACT_365,
        **more,
    )


def cut(amount: str, *, when: When = When.DEDUCTED, compulsory: bool = True) -> dict[str, Any]:
    """Return the terms of a fee of that amount."""
    return {"fees": [Fee("service", amount=amount, when=when, compulsory=compulsory)]}


def codes(found: Finding[Any]) -> list[str]:
    """Return the codes of the steps."""
    return [step.message.code for step in found.steps]


def notices(found: Finding[Any]) -> list[str]:
    """Return the codes of the notices."""
    return [notice.message.code for notice in found.notices]


def args(found: Finding[Any], code: str) -> dict[str, Any]:
    """Return what stands in the first step of a code."""
    return next(dict(step.message.args) for step in found.steps if step.message.code == code)


class TestPublished:
    """The two worked rates of the facts: a cut of the face value for seven days, simple interest a year."""

    @pytest.mark.parametrize(("amount", "per_cent"), [("300", "579"), ("900", "2235")])
    def test_the_rate(self, amount: str, per_cent: str) -> None:
        """A cut of 10 % is 579 % a year on what was received, one of 30 % is 2,235 %."""
        found = screen_714(loan(**cut(amount)))
        assert found.value == ALL_FOUR
        assert f"{float(args(found, 'screen-compared')['rate'].value):.0%}" == f"{per_cent}%"

    def test_in_both_languages(self) -> None:
        """The explanation names the sums, the rates and the sources."""
        found = screen_714(loan(**cut("900")), renewal_fee="600", renewals=3)
        english, chinese = found.explain("en"), found.explain("zh")
        assert "Of the 3,000.00 yuan of the contract 2,100.00 arrived: 900.00 were held back" in english
        assert "2,234.69% a year, nominal (effective more than 10,000%), is above 12.00%" in english
        assert "合同金额3,000.00元，实际到手2,100.00元" in chinese
        assert "第670条" in chinese
        assert "年利率2,234.69%（单利，复利为10,000%以上）超过12.00%" in chinese
        assert "不是定性" in chinese


class TestTerm:
    """The market's bound of 14 days, by the last due day."""

    @pytest.mark.parametrize(("days", "flags"), [(1, DAYS), (7, DAYS), (13, DAYS), (14, DAYS), (15, ())])
    def test_one_payment(self, days: int, flags: tuple[Flag714, ...]) -> None:
        """Fourteen days are a short term, fifteen are not."""
        assert screen_714(loan(days)).value == flags

    @pytest.mark.parametrize(("instalments", "flags"), [(2, DAYS), (3, ())])
    def test_instalments(self, instalments: int, flags: tuple[Flag714, ...]) -> None:
        """The last due day counts, not the first."""
        terms = Loan(
            "3000",
            "0%",
            instalments,
            DRAWN,
            method=Method.EQUAL_PRINCIPAL,
            every=Days(7),
            day_count=DayCount.ACT_365,
        )
        assert screen_714(terms).value == flags

    def test_a_moved_due_day(self) -> None:
        """A due day that was moved counts as it stands."""
        moved = loan(14, shift=lambda day: day + timedelta(1))
        assert screen_714(moved).value == ()
        assert args(screen_714(moved), "screen-term")["days"] == 15

    def test_it_is_marked_as_usage(self) -> None:
        """The sign rests on market usage and says so."""
        step = screen_714(loan()).steps[0]
        assert [cite.source.force for cite in step.citations] == [Force.MARKET_PRACTICE]
        assert "practice and no law" in screen_714(loan()).explain("en")

    def test_the_first_day(self) -> None:
        """Before the word was in use the library knows no bound."""
        facts: dict[str, Any] = {"filed_on": date(2021, 3, 1), "accepted_on": date(2021, 3, 1)}
        for day in (date(2019, 3, 15), date(2019, 3, 16)):
            assert Flag714.SHORT_TERM in screen_714(loan(drawn=day), **facts).value
        with pytest.raises(NoDataError, match="no value before 2019-03-15, asked for 2019-03-14"):
            screen_714(loan(drawn=date(2019, 3, 14)), **facts)


class TestHeldBack:
    """What did not arrive: Civil Code 670."""

    @pytest.mark.parametrize("when", [When.DEDUCTED, When.UPFRONT])
    def test_a_fen_is_enough(self, when: When) -> None:
        """A single fen held back or paid at the start is a sign."""
        found = screen_714(loan(30, **cut("0.01", when=when)))
        assert found.value == (Flag714.HELD_BACK,)
        step = found.steps[1]
        assert [cite.id for cite in step.citations] == ["civil-code#670"]
        assert "screen-held-kind" in notices(found)

    def test_nothing_is_none(self) -> None:
        """A fee with the payment, or one of nothing, is not held back."""
        for terms in (cut("0"), cut("1", when=When.LAST)):
            found = screen_714(loan(30, **terms))
            assert Flag714.HELD_BACK not in found.value
            assert "screen-held-kind" not in notices(found)

    def test_a_fee_of_choice(self) -> None:
        """What the borrower was free to refuse is no sign."""
        assert screen_714(loan(30, **cut("900", compulsory=False))).value == ()

    def test_a_deposit(self) -> None:
        """A deposit kept by the lender did not arrive either."""
        found = screen_714(loan(30, deposit=Deposit("300", back=Back.RETURNED)))
        assert found.value == (Flag714.HELD_BACK,)
        assert str(args(found, "screen-held")["held"].fen) == "30000"

    def test_before_the_code(self) -> None:
        """Before 2021 the provisions then in force say the same."""
        for day, cite in (
            (date(2021, 1, 1), "civil-code#670"),
            (date(2020, 12, 31), "spc-private-lending-2020-6#27"),
        ):
            assert [one.id for one in screen_714(loan(drawn=day, **cut("1"))).steps[1].citations] == [cite]


class TestRate:
    """The joint rate beside the ceilings, which follow the lender and the day."""

    @pytest.mark.parametrize(("rate", "above"), [("11.99%", False), ("12%", False), ("12.01%", True)])
    def test_the_ceiling(self, rate: str, *, above: bool) -> None:
        """Four times the LPR of 3 % is the line; the line itself is not above it."""
        assert (Flag714.ABOVE_CEILING in screen_714(big(rate)).value) is above

    @pytest.mark.parametrize(("rate", "above"), [("35.99%", False), ("36%", False), ("36.01%", True)])
    def test_the_void_line(self, rate: str, *, above: bool) -> None:
        """36 % is the line of 2015 and of the opinions on illegal lending."""
        found = screen_714(big(rate))
        assert (Flag714.ABOVE_VOID_LINE in found.value) is above
        assert ("screen-void-line" in codes(found)) is above

    def test_a_licensed_lender(self) -> None:
        """A bank has another line, for which the day of decision is needed; 24 % itself is not above it."""
        with pytest.raises(InputError, match="as_of"):
            screen_714(big("24%"), lender=Lender.BANK)
        for rate, flags in (("24%", ()), ("24.01%", (Flag714.ABOVE_CEILING,))):
            found = screen_714(big(rate), lender=Lender.BANK, as_of=date(2026, 6, 1))
            assert found.value == flags
            assert "screen-lender" not in notices(found)
            assert "screen-own-claims" in notices(found)

    def test_all_costs_of_a_line(self) -> None:
        """A line that counts every compulsory cost needs no word on who got it."""
        found = screen_714(big("24.01%"), lender=Lender.BANK, as_of=date(2026, 6, 1), facilitated=True)
        assert codes(found).count("screen-compared") == 2
        assert notices(found).count("screen-own-claims") == 1

    def test_no_lender(self) -> None:
        """Without a lender the lines are those of one without a licence, and the answer says so."""
        found, named = screen_714(loan()), screen_714(loan(), lender=Lender.UNLICENSED)
        assert "screen-lender" in notices(found)
        assert "screen-lender" not in notices(named)
        assert "unlicensed-branch" in notices(found)
        assert found.value == named.value

    def test_dates_unlike_each_other(self) -> None:
        """One payment on a day of its own: nominal is simple interest over that very term."""
        odd = Loan(
            "3000",
            "0%",
            1,
            DRAWN,
            method=Method.BULLET,
            first_due=DRAWN + timedelta(10),
            day_count=DayCount.ACT_365,
            fees=[Fee("service", amount="900")],
        )
        found = screen_714(odd)
        assert found.value == ALL_FOUR
        assert float(args(found, "screen-compared")["rate"].value) == pytest.approx(900 / 2100 * 365 / 10)

    def test_a_broken_first_period(self) -> None:
        """Several payments by dates count the year in the loan's own periods."""
        odd = Loan(
            "3000",
            "30%",
            12,
            DRAWN,
            method=Method.EQUAL_INSTALMENT,
            first_due=date(2026, 2, 20),
            day_count=DayCount.ACT_365,
        )
        found = screen_714(odd)
        assert found.value == (Flag714.ABOVE_CEILING,)
        assert schedule(odd).annual_rate().periods_per_year is None
        assert float(args(found, "screen-compared")["rate"].value) == pytest.approx(0.30, abs=0.005)

    def test_nothing_received(self) -> None:
        """What leaves nothing to pay out is refused by the schedule."""
        with pytest.raises(InputError, match="leave nothing"):
            screen_714(loan(**cut("3000")))

    def test_the_day_of_the_ceiling(self) -> None:
        """The ceiling is that of the day the money was paid out."""
        lines = {day: args(screen_714(loan(drawn=day)), "screen-compared")["ceiling"].value for day in LPR_DAYS}
        assert [f"{float(lines[day]):.2%}" for day in LPR_DAYS] == ["12.40%", "12.00%", "12.00%"]

    def test_before_the_lpr(self) -> None:
        """Before 2020-08-20 a suit decides as well, and the facts of `ceilings` are taken."""
        with pytest.raises(InputError, match="filed_on"):
            screen_714(loan(drawn=date(2020, 8, 19)))
        found = screen_714(loan(drawn=date(2020, 8, 19)), as_of=date(2026, 6, 1))
        assert codes(found).count("screen-compared") > 1
        assert screen_714(loan(drawn=date(2020, 8, 20))).value == DAYS


LPR_DAYS = [date(2025, 5, 19), date(2025, 5, 20), date(2025, 5, 21)]


def big(rate: str) -> Loan:
    """Return a large loan of a year with interest once, so that the fen do not matter to the rate."""
    return Loan("10000000", rate, 1, DRAWN, method=Method.BULLET, every=Months(12))


class TestRenewals:
    """What a renewal costs, and how many there were."""

    @pytest.mark.parametrize(("fee", "there"), [("0", False), ("0.01", True), ("600", True)])
    def test_the_fee(self, fee: str, *, there: bool) -> None:
        """Any fee for a renewal is a sign, marked as a market habit."""
        found = screen_714(loan(), renewal_fee=fee)
        assert (Flag714.RENEWAL_FEE in found.value) is there
        assert ("screen-renewal-fee" in codes(found)) is there

    def test_the_fee_a_year(self) -> None:
        """600 yuan for seven days on 2,100 received are 1,489.80 % a year."""
        found = screen_714(loan(**cut("900")), renewal_fee="600")
        assert "1,489.80% a year on the 2,100.00 yuan received" in found.explain("en")
        assert found.value == (*ALL_FOUR, Flag714.RENEWAL_FEE)

    @pytest.mark.parametrize(("times", "there"), [(0, False), (1, False), (2, False), (3, True)])
    def test_the_number(self, times: int, *, there: bool) -> None:
        """The notice of 2017 has generally no more than two."""
        found = screen_714(loan(), renewals=times)
        assert (Flag714.MANY_RENEWALS in found.value) is there
        assert ("screen-renewals" in codes(found)) is (times > 0)

    def test_the_notice_is_soft(self) -> None:
        """The notice is printed with its force."""
        found = screen_714(loan(), renewals=3)
        assert found.steps[-1].citations[0].source.force is Force.NORMATIVE_DOCUMENT
        assert "整治办函〔2017〕141号, normative document" in found.explain("en")


class TestAnswer:
    """What every answer holds, and what is refused."""

    def test_no_verdict(self) -> None:
        """The answer never says that something is unlawful or need not be paid."""
        found = screen_714(loan(**cut("900")), renewal_fee="600", renewals=3)
        assert notices(found)[-1] == "screen-no-verdict"
        assert "no verdict" in found.explain("en")
        assert "实际收到的本金在任何情况下都应当偿还" in found.explain("zh")
        assert all(step.citations for step in found.steps)

    def test_as_data(self) -> None:
        """The flags are written by their lower-case names."""
        assert screen_714(loan()).to_dict()["value"] == ["short_term"]

    def test_an_ordinary_loan(self) -> None:
        """A bank loan of a year has none of the signs."""
        plain = Loan("24000", "8.1%", 12, date(2025, 3, 6), method=Method.EQUAL_INSTALMENT)
        assert screen_714(plain, lender=Lender.BANK, as_of=date(2026, 1, 15)).value == ()

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"renewal_fee": "-0.01"}, "renewal_fee must be 0 or more, got '-0.01'"),
            ({"renewal_fee": "0.001"}, "renewal_fee must be whole fen"),
            ({"renewals": -1}, "renewals must be from 0 to 1200, got -1"),
            ({"accepted": DRAWN}, "unknown argument accepted"),
            ({"as_of": date(2026, 1, 11)}, "as_of 2026-01-11 lies before formed_on 2026-01-12"),
        ],
    )
    def test_a_bad_value(self, change: dict[str, Any], said: str) -> None:
        """An error names the argument, the value and the bound."""
        with pytest.raises(InputError, match=said):
            screen_714(loan(), **change)

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"renewal_fee": 0.5}, "renewal_fee is a float"),
            ({"renewals": True}, "renewals must be a whole number, got bool"),
            ({"renewals": "3"}, "renewals must be a whole number, got str"),
            ({"lender": "bank"}, "lender must be a Lender, got str"),
            ({"rulebook": 1}, "rulebook must be a Rulebook, got int"),
        ],
    )
    def test_a_wrong_type(self, change: dict[str, Any], said: str) -> None:
        """So does one of the type."""
        with pytest.raises(InputTypeError, match=said):
            screen_714(loan(), **change)

    def test_no_loan(self) -> None:
        """Only a loan can be looked at."""
        bad: Any = "714"
        with pytest.raises(InputTypeError, match="loan must be a Loan, got str"):
            screen_714(bad)
