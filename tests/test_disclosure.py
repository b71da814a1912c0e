"""The all-in cost statement: published examples, which rule governs, the form in both languages, what is refused."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal, localcontext
from fractions import Fraction
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from creditrules import bundled
from creditrules.disclosure import (
    Contingent,
    CostStatement,
    Figure,
    Item,
    StatedRate,
    all_in_cost,
    matches_stated_rate,
)
from creditrules.errors import (
    InputError,
    InputTypeError,
    NoDataError,
    NoRateError,
    NotInForceError,
)
from creditrules.findings import Finding, plain
from creditrules.loans import Back, Deposit, Fee, Loan, Method, Of, Repricing, When, schedule
from creditrules.messages import render
from creditrules.money import from_fen, rounded, to_fen
from creditrules.periods import DayCount, Months
from creditrules.rates import AnnualRate, CashFlow, Origin, xirr

if TYPE_CHECKING:
    from creditrules.law import Rulebook

CASES = json.loads((Path(__file__).parent / "cases" / "disclosure.json").read_text(encoding="utf-8"))
RATE, FORM = "pboc-announcement-2021-3", "nfra-all-in-cost-2026-2"
FIRST_DAY = date(2026, 8, 1)
OVERDUE = Contingent("罚息", "合同利率的1.5倍，按逾期本金计", "银行")
GUARANTEE = Fee("担保费", amount="107.42", when=When.EVERY, collector="担保公司")
MEMBERSHIP = Fee("会员费", amount="30", collector="平台", compulsory=False)


def lent(*fees: Fee, **terms: object) -> Loan:
    """Return a loan of 8,000 at 8.10 % over twelve equal instalments, drawn on the first day of the form."""
    fields: dict[str, Any] = {"method": Method.EQUAL_INSTALMENT, "drawn_on": FIRST_DAY, "fees": fees} | terms
    given: tuple[Any, ...] = (
        fields.pop("principal", "8000"),
        fields.pop("annual_rate", "8.10%"),
        fields.pop("instalments", 12),
        fields.pop("drawn_on"),
    )
    return Loan(*given, **fields)


def found(*fees: Fee, signed_on: date = FIRST_DAY, contingent: object = (OVERDUE,), **terms: object) -> Finding[Any]:
    """State the cost of such a loan."""
    charges: Any = contingent
    return all_in_cost(lent(*fees, **terms), signed_on=signed_on, contingent=charges)


def statement(*fees: Fee, **facts: object) -> CostStatement:
    """Return the statement alone."""
    given: dict[str, Any] = facts
    value = found(*fees, **given).value
    assert isinstance(value, CostStatement)
    return value


def of_case(case: dict[str, Any]) -> CostStatement:
    """Return the statement of a case."""
    terms = dict(case["loan"])
    fee = terms.pop("fee", None)
    fees = [Fee("fee", amount=fee["amount"], when=When[fee["when"].upper()])] if fee else []
    method, months = Method[terms.pop("method").upper()], terms.pop("months", 1)
    return statement(*fees, method=method, every=Months(months), **terms)


def by_id(group: str) -> list[Any]:
    """Return the cases of a group, each under its id."""
    return [pytest.param(case, id=case["id"]) for case in CASES[group]]


def per_cent(rate: Fraction | float, places: int) -> str:
    """Print a rate as per cent with so many places."""
    return f"{from_fen(rounded(Fraction(rate) * 100 * 10**places) * 100).scaleb(-places):.{places}f}"


def codes(answer: Finding[Any]) -> list[str]:
    """Return the codes of the notices."""
    return [notice.message.code for notice in answer.notices]


def steps(answer: Finding[Any]) -> list[str]:
    """Return the codes of the steps."""
    return [step.message.code for step in answer.steps]


def internal(received: float, payments: list[float]) -> float:
    """Return the rate per period by halving: an oracle that shares nothing with the library."""
    low, high = -0.5, 10.0
    for _ in range(200):
        middle = (low + high) / 2
        value = received - sum(paid / (1 + middle) ** n for n, paid in enumerate(payments, 1))
        low, high = (middle, high) if value < 0 else (low, middle)
    return low


class TestExamples:
    """What was published, and what follows from it."""

    @pytest.mark.parametrize("case", by_id("annex"))
    def test_joint_rate_of_the_annex(self, case: dict[str, Any]) -> None:
        """The joint rate is the annex's to the printed digit, nominal and effective."""
        joint = of_case(case).joint
        assert per_cent(joint.effective, 2) == case["effective_pct"]
        assert per_cent(joint.nominal, 2) == case.get("nominal_pct", per_cent(joint.nominal, 2))

    @pytest.mark.parametrize("case", by_id("itemised"))
    def test_items_and_their_sum(self, case: dict[str, Any]) -> None:
        """Each item alone, their sum and the joint rate, which is something else."""
        value = of_case(case)
        assert [per_cent(value.joint.nominal, 3), per_cent(value.joint.effective, 3)] == case["joint_pct"]
        assert [per_cent(value.itemised.nominal, 3), per_cent(value.itemised.effective, 3)] == case["itemised_pct"]
        items = [[per_cent(item.rate.nominal, 3), per_cent(item.rate.effective, 3)] for item in value.items]
        assert items == case["items_pct"]

    @pytest.mark.parametrize("precision", [28, 3])
    def test_against_halving(self, precision: int) -> None:
        """Items of every kind are what halving finds on the principal and that item, whatever the ambient context."""
        fees = [
            Fee("deducted", rate="1%"),
            Fee("first", amount="50", when=When.FIRST),
            Fee("every", rate="0.2%", of=Of.BALANCE, when=When.EVERY),
            Fee("last", amount="80", when=When.LAST),
        ]
        with localcontext() as context:
            context.prec = precision
            value = statement(*fees)
        rows = schedule(lent(*fees)).rows
        principal = [float(row.principal) for row in rows]
        before = [float(row.principal) + float(row.balance) for row in rows]
        costs = [
            [0.0, *(float(row.interest) for row in rows)],
            [80.0, *[0.0] * 12],
            [0.0, 50.0, *[0.0] * 11],
            [0.0, *(round(balance * 0.002 + 1e-9, 2) for balance in before)],
            [0.0, *[0.0] * 11, 80.0],
        ]
        for item, cost in zip(value.items, costs, strict=True):
            paid = [part + more for part, more in zip(principal, cost[1:], strict=True)]
            assert item.rate.nominal == pytest.approx(12 * internal(8000 - cost[0], paid), abs=1e-11)
            assert float(item.total) == pytest.approx(sum(cost))

    def test_the_flat_charge(self) -> None:
        """A flat charge is quoted on the original principal, and costs near twice as much."""
        (item,) = statement(method=Method.FLAT, annual_rate="7.2%").items
        assert render(item.standard, "en") == "7.20% a year of the original principal"
        assert per_cent(item.rate.nominal, 2) == "13.03"  # 0.6 % a month over twelve months

    def test_a_fee_that_costs_nothing(self) -> None:
        """A fee of nothing is listed at 0, by periods and by dates."""
        for terms, origin in (
            ({}, Origin.PERIODIC),
            ({"first_due": date(2026, 9, 10), "day_count": DayCount.ACT_365}, Origin.DATED),
        ):
            item = statement(Fee("waived", amount="0"), **terms).items[1]
            assert item.rate == AnnualRate(0.0, Fraction(12), origin)

    def test_a_loan_that_costs_nothing(self) -> None:
        """Without interest and fees every figure is 0."""
        value = statement(annual_rate="0%")
        assert value.joint.nominal == value.itemised.nominal == value.itemised.effective == 0


class TestWhichRule:
    """The day of signing picks the rule."""

    def test_the_last_day_before_the_form(self) -> None:
        """On 2026-07-31 the announcement alone applies: the joint rate, and the sum for information."""
        answer = found(GUARANTEE, signed_on=date(2026, 7, 31), drawn_on=date(2026, 7, 31))
        assert answer.value.form_due is False
        assert steps(answer)[0] == "cost-form-not-due"
        assert "2026-08-01" in answer.explain("en").splitlines()[0]
        assert codes(answer) == ["cost-who"]
        text = answer.value.text("en")
        assert text.startswith("Annual rate of a loan, signed on 2026-07-31\n")
        assert "For information, the sum of the items, each annualised alone: 36.30% (items nominal)" in text
        assert "charge anything" not in text
        assert answer.value.html("en").count("charge anything") == 0

    def test_the_first_day_of_the_form(self) -> None:
        """On 2026-08-01 the form is a duty, with the sum and the sentence that nothing else is charged."""
        answer = found(GUARANTEE)
        assert answer.value.form_due is True
        assert steps(answer)[0] == "cost-form-due"
        assert answer.citations[0].id == FORM
        assert codes(answer) == ["cost-basis-open", "cost-form-open", "cost-declared", "cost-who"]
        text = answer.value.text("en")
        assert text.startswith("All-in cost statement for a personal loan, signed on 2026-08-01\n")
        assert "\nSum of the items, each annualised alone: 36.30% (items nominal), 40.56% (items effective).\n" in text
        assert text.endswith("neither the lender nor its partners charge anything for this loan.")

    def test_the_figures_do_not_hang_on_the_day(self) -> None:
        """The rule changes what is a duty, not what a loan costs."""
        early, late = statement(GUARANTEE, signed_on=date(2021, 3, 31)), statement(GUARANTEE)
        assert (early.joint, early.itemised, early.items) == (late.joint, late.itemised, late.items)

    def test_before_the_announcement(self) -> None:
        """On 2021-03-30 there was no rule, on 2021-03-31 the announcement."""
        with pytest.raises(NoDataError, match=r"^no value before 2021-03-31, asked for 2021-03-30$"):
            found(signed_on=date(2021, 3, 30))
        assert found(signed_on=date(2021, 3, 31)).value.form_due is False

    def test_a_repeal(self) -> None:
        """Where the rulebook has a rule repealed, the answer is refused, or falls back to the announcement."""
        book = bundled()
        texts = book.library.instruments

        def without(name: str) -> Rulebook:
            ended = evolve(texts[name], repealed=date(2026, 9, 1))
            return evolve(book, library=evolve(book.library, instruments=texts | {name: ended}))

        with pytest.raises(NotInForceError, match="repealed on 2026-09-01, asked for 2026-09-02"):
            all_in_cost(lent(), signed_on=date(2026, 9, 2), rulebook=without(RATE))
        assert all_in_cost(lent(), signed_on=date(2026, 8, 31), rulebook=without(RATE)).value.form_due is True
        assert all_in_cost(lent(), signed_on=date(2026, 9, 2), rulebook=without(FORM)).value.form_due is False

    def test_the_day_comes_from_the_rulebook(self) -> None:
        """A rulebook in which the form begins later makes it a duty later."""
        book = bundled()
        texts = book.library.instruments
        later = texts | {FORM: evolve(texts[FORM], effective=date(2026, 9, 1))}
        moved = evolve(book, library=evolve(book.library, instruments=later))
        assert all_in_cost(lent(), signed_on=date(2026, 8, 31), rulebook=moved).value.form_due is False
        assert all_in_cost(lent(), signed_on=date(2026, 9, 1), rulebook=moved).value.form_due is True

    @pytest.mark.parametrize(("drawn", "noted"), [(date(2026, 7, 31), False), (date(2026, 8, 1), True)])
    def test_a_later_draw(self, drawn: date, *, noted: bool) -> None:
        """Whether a draw from 2026-08-01 under an older contract is new business is open."""
        answer = found(signed_on=date(2026, 7, 1), drawn_on=drawn)
        assert ("cost-drawn-later" in codes(answer)) is noted


class TestNotices:
    """What the texts leave open, and what a fact of the loan decides."""

    def test_a_broken_first_period(self) -> None:
        """With a broken first period the joint rate is by dates, and so is each item."""
        terms: dict[str, Any] = {"first_due": date(2026, 9, 10), "day_count": DayCount.ACT_365}
        answer = found(GUARANTEE, **terms)
        value = answer.value
        assert value.dated
        assert "cost-by-dates" in codes(answer)
        plan = schedule(lent(GUARANTEE, **terms))
        assert value.joint == xirr(plan.cash_flows(), periods_per_year=12)
        flows = [CashFlow(FIRST_DAY, "8000")]
        flows += [CashFlow(row.due_on, from_fen(-to_fen(row.principal) - to_fen(row.interest))) for row in plan.rows]
        assert value.items[0].rate == xirr(flows, periods_per_year=12)
        assert "together, by dates over 365 days: 40.66% effective" in value.text("en")
        assert "by dates over 365 days" in answer.value.html("en")

    def test_a_deposit(self) -> None:
        """What is held back is not in use: every rate rises, and the sum of a fee-free loan is still the joint rate."""
        answer = found(deposit=Deposit("500", back=Back.RETURNED))
        value = answer.value
        assert "cost-deposit-use" in codes(answer)
        assert value.received == Decimal("7500.00")
        assert value.to_dict()["deposit"] == {"amount": "500.00", "back": "returned"}
        assert Fraction(value.joint.nominal) > Fraction("0.085")
        assert value.itemised.nominal == Fraction(value.joint.nominal)
        line = "Deposit: 500.00 yuan, held back at the start, paid back with the last instalment."
        assert line in value.text("en")
        assert line in value.html("en")
        assert line in answer.explain("en")

    def test_a_deposit_without_a_cost(self) -> None:
        """A deposit that comes back makes no cost of a fee of nothing."""
        deposit = Deposit("2000", back=Back.RETURNED)
        value = statement(Fee("waived", amount="0"), method=Method.EQUAL_PRINCIPAL, deposit=deposit)
        assert value.items[1].rate.nominal == 0

    def test_rate_changes(self) -> None:
        """A rate that changes is stated as the first, and a notice says how far the figures reach."""
        answer = found(rate_changes=[(date(2027, 1, 1), "9%")], repricing=Repricing.NEXT_PERIOD)
        assert "cost-rate-changes" in codes(answer)
        assert render(answer.value.items[0].standard, "en") == "8.10% a year of the balance at first, then as agreed"

    def test_a_collector_that_is_not_stated(self) -> None:
        """The form must name who collects; without a name the statement says that none is stated."""
        nameless = Fee("fee", amount="10", collector=" ")
        answer = found(nameless)
        (missing,) = [one.message for one in answer.notices if one.message.code == "cost-collector-missing"]
        assert render(missing, "en") == "fee: the collector is not stated, and the statement must name one."
        assert "collector: collector not stated;" in answer.value.text("en")
        assert "cost-collector-missing" not in codes(found(nameless, signed_on=date(2026, 7, 31)))

    @pytest.mark.parametrize("signed", [date(2026, 7, 31), FIRST_DAY])
    def test_optional_fees(self, signed: date) -> None:
        """An optional fee is shown apart, and what counts as optional is a notice that cites the rule that governs."""
        answer = found(GUARANTEE, MEMBERSHIP, signed_on=signed)
        assert [item.name for item in answer.value.optional] == ["会员费"]
        (notice,) = [one for one in answer.notices if one.message.code == "cost-what-counts"]
        due = [FORM] if signed == FIRST_DAY else []
        assert [cite.id for cite in notice.citations] == [f"{RATE}#3", *due]
        assert "cost-optional" in steps(answer)

    def test_contingent_charges(self) -> None:
        """What only a default would bring is named with its standard and collector; none given is a notice."""
        answer = found(GUARANTEE)
        assert answer.value.contingent == (OVERDUE,)
        assert "cost-contingent-missing" not in codes(answer)
        line = "罚息: standard: 合同利率的1.5倍，按逾期本金计; collector: 银行."
        assert f"Contingent, in no figure: {line}" in answer.explain("en")
        bare = found(GUARANTEE, contingent=())
        assert "cost-contingent-missing" in codes(bare)
        assert bare.value.joint == answer.value.joint
        assert bare.value.itemised == answer.value.itemised

    def test_every_answer_says_for_whom(self) -> None:
        """Private lenders are only encouraged, and the answer says so with the item."""
        last = found().notices[-1]
        assert last.message.code == "cost-who"
        assert [cite.id for cite in last.citations] == [f"{RATE}#2", f"{RATE}#5"]


class Tags(HTMLParser):
    """Count the tags of a piece of HTML, and join its text."""

    def __init__(self) -> None:
        """Start with nothing open."""
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a tag, whose only attributes are a language and a style."""
        assert {name for name, _ in attrs} <= {"lang", "style"}
        self.open.append(tag)
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the tag opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self.words += data


def read(html: str) -> Tags:
    """Read a piece of HTML, every tag of which must be closed."""
    tags = Tags()
    tags.feed(html)
    tags.close()
    assert tags.open == []
    return tags


class TestForm:
    """The statement as text, HTML and data, in both languages."""

    def test_text_in_english(self) -> None:
        """The whole form, line by line."""
        assert statement(GUARANTEE, MEMBERSHIP).text("en").splitlines() == [
            "All-in cost statement for a personal loan, signed on 2026-08-01",
            (
                "Principal: 8,000.00 yuan; received of it, after compulsory costs and deposits at the start: "
                "8,000.00 yuan."
            ),
            "Costs when the loan is repaid as agreed:",
            (
                "Loan interest: standard: 8.10% a year of the balance; way of collection: with every instalment; "
                "collector: the lender; 355.33 yuan in all; annualised alone: 8.10% nominal, 8.41% effective."
            ),
            (
                "担保费: standard: 107.42 yuan each time; way of collection: with every instalment; "
                "collector: 担保公司; 1,289.04 yuan in all; annualised alone: 28.20% nominal, 32.15% effective."
            ),
            "Sum of the items, each annualised alone: 36.30% (items nominal), 40.56% (items effective).",
            (
                "Annual rate of all compulsory costs together: 36.00% nominal (simple), 42.58% effective (compound, "
                "internal rate of return)."
            ),
            "Optional costs, in none of the figures above:",
            (
                "会员费: standard: 30.00 yuan; way of collection: deducted from what is paid out; "
                "collector: 平台; 30.00 yuan in all; annualised alone: 0.69% nominal, 0.69% effective."
            ),
            "Contingent costs, charged only in the case named and in none of the figures above:",
            "罚息: standard: 合同利率的1.5倍，按逾期本金计; collector: 银行.",
            "Besides what is listed here neither the lender nor its partners charge anything for this loan.",
        ]

    def test_text_in_chinese(self) -> None:
        """The whole form as the borrower reads it; Chinese is the default."""
        value = statement(GUARANTEE, MEMBERSHIP)
        assert value.text() == value.text("zh")
        assert value.text().splitlines() == [
            "个人贷款综合融资成本明示表，2026-08-01签约",
            "贷款本金：8,000.00元；扣除期初必须承担的费用和保证金后实得：8,000.00元。",
            "正常履约的息费：",
            (
                "贷款利息：收费标准：年利率8.10%，按剩余本金计；收取方式：随每期收取；收取主体：贷款人；合计355.33元；"
                "单独折算年化：单利8.10%，复利8.41%。"
            ),
            (
                "担保费：收费标准：每次107.42元；收取方式：随每期收取；收取主体：担保公司；合计1,289.04元；"
                "单独折算年化：单利28.20%，复利32.15%。"
            ),
            "逐项折算年化后加总：36.30%（各项按单利），40.56%（各项按复利）。",
            "全部必须承担的成本合并计算的年化利率：单利36.00%，复利（内部收益率法）42.58%。",
            "自愿选择的费用，不计入以上任何数字：",
            (
                "会员费：收费标准：30.00元；收取方式：从放款中扣除；收取主体：平台；合计30.00元；"
                "单独折算年化：单利0.69%，复利0.69%。"
            ),
            "或有成本，仅在所列情形发生时收取，不计入以上任何数字：",
            "罚息：收费标准：合同利率的1.5倍，按逾期本金计；收取主体：银行。",
            "除本表所列息费外，贷款人及其合作机构不再就本笔贷款收取其他任何费用。",
        ]

    @pytest.mark.parametrize(
        ("fee", "standard"),
        [
            (Fee("a", amount="12.30", when=When.LAST), "12.30 yuan"),
            (Fee("a", amount="12.30", when=When.EVERY), "12.30 yuan each time"),
            (Fee("a", rate="1.5%"), "1.50% of the original principal"),
            (Fee("a", rate="0.125%", when=When.EVERY), "0.125% of the original principal each time"),
            (
                Fee("a", rate="0.05%", of=Of.BALANCE, when=When.EVERY),
                "0.05% of the balance before the instalment each time",
            ),
            (Fee("a", rate="0%", when=When.LAST), "0.00% of the original principal"),
        ],
    )
    def test_standards(self, fee: Fee, standard: str) -> None:
        """A fee's standard is its amount or its rate with every digit, of what, and whether it comes again."""
        item = statement(fee).items[1]
        assert render(item.standard, "en") == standard
        assert item.collected is fee.when

    def test_bullet_interest_comes_at_the_end(self) -> None:
        """A bullet loan's interest is collected once."""
        (item,) = statement(method=Method.BULLET, instalments=1, every=Months(24)).items
        assert item.collected is When.LAST

    @pytest.mark.parametrize("locale", ["en", "zh"])
    def test_html(self, locale: str) -> None:
        """The HTML holds what the text holds, every tag closed and none that acts."""
        value = statement(GUARANTEE, MEMBERSHIP)
        tags = read(value.html(locale))
        assert set(tags.seen) == {"div", "p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"}
        assert tags.seen.count("table") == 2
        for piece in ("担保费", "会员费", "罚息", "1,289.04", "28.20%", "36.30%", "36.00%", "42.58%", "8,000.00"):
            assert piece in tags.words
        assert value.text(locale).splitlines()[-1] in tags.words
        assert f'<div lang="{"en" if locale == "en" else "zh-Hans"}"' in value.html(locale)

    def test_html_without_what_is_not_there(self) -> None:
        """Without optional and contingent costs there is one table and no list."""
        value = statement(contingent=())
        tags = read(value.html("en"))
        assert (tags.seen.count("table"), tags.seen.count("ul")) == (1, 0)
        assert "Optional" not in value.text("en")
        assert "Contingent" not in value.text("en")
        assert value._repr_html_() == value.html()

    def test_html_is_escaped(self) -> None:
        """A name that is a script stays text."""
        evil = "<script>alert('&')</script>"
        fees = [Fee(evil, amount="1", collector=evil), Fee(evil, amount="1", collector=evil, compulsory=False)]
        html = statement(*fees, contingent=[Contingent(evil, evil, evil)]).html("en")
        assert "<script" not in html
        assert read(html).words.count(evil) == 7

    def test_a_name_stays_on_its_line(self) -> None:
        """A line break in a name makes no further entry."""
        value = statement(Fee("a\nTotal: 0.00%", amount="1", collector="b"))
        assert len(value.text("en").splitlines()) == len(statement(GUARANTEE).text("en").splitlines())
        assert "a Total: 0.00%: standard" in value.text("en")

    def test_plain_data(self) -> None:
        """The table holds text only: amounts in yuan, rates with 12 places. The figures were also found by halving."""
        answer = found(GUARANTEE, MEMBERSHIP)
        data = answer.value.to_dict()
        assert data["itemised"] == {"nominal": "0.363043297370", "effective": "0.405592037332"}
        assert data["joint"] == {"nominal": "0.360003007394", "effective": "0.425765049789", "origin": "periodic"}
        assert data["items"][1] == {
            "name": "担保费",
            "standard": {"code": "cost-standard-each", "args": {"amount": "107.42"}},
            "collected": "every",
            "collector": "担保公司",
            "total": "1289.04",
            "rate": {"nominal": "0.282042725297", "effective": "0.321515597229", "origin": "periodic"},
        }
        assert data["deposit"] is None
        assert data["contingent"] == [
            {"name": "罚息", "standard": "合同利率的1.5倍，按逾期本金计", "collector": "银行"}
        ]
        assert plain(answer.value) == data == answer.to_dict()["value"]
        assert json.loads(answer.to_json())["value"] == data

    def test_a_rate_that_no_float_holds(self) -> None:
        """700 received for 1,000 a day later: the compound figure is printed as more than can be read."""
        loan = lent(
            Fee("fee", amount="300"),
            principal="1000",
            instalments=1,
            annual_rate="0%",
            first_due=date(2026, 8, 2),
            day_count=DayCount.ACT_365,
            method=Method.BULLET,
        )
        value = all_in_cost(loan, signed_on=FIRST_DAY).value
        assert "more than 10,000% effective" in value.text("en")
        assert "more than 10,000%" in value.html("en")


class TestStatedRate:
    """Which figure a lender's stated rate is."""

    @pytest.mark.parametrize(
        ("stated", "places", "matched"),
        [
            ("36.00%", 2, [Figure.JOINT_NOMINAL]),
            (" 36.00 ％", 2, [Figure.JOINT_NOMINAL]),
            ("36.0%", 1, [Figure.JOINT_NOMINAL]),
            ("36%", 0, [Figure.JOINT_NOMINAL, Figure.ITEMISED_NOMINAL]),
            ("36.000%", 3, [Figure.JOINT_NOMINAL]),
            ("36.0000%", 4, []),
            ("36.0003%", 4, [Figure.JOINT_NOMINAL]),
            ("42.58%", 2, [Figure.JOINT_EFFECTIVE]),
            ("42.57%", 2, []),
            ("36.30%", 2, [Figure.ITEMISED_NOMINAL]),
            ("36.31%", 2, []),
            ("40.56%", 2, [Figure.ITEMISED_EFFECTIVE]),
            ("8.10%", 2, []),
            ("0.3600", 2, [Figure.JOINT_NOMINAL]),
            (Decimal("0.3630"), 2, [Figure.ITEMISED_NOMINAL]),
            (Decimal("0.36"), 0, [Figure.JOINT_NOMINAL, Figure.ITEMISED_NOMINAL]),
            (Decimal("0.4"), 0, []),
            ("4e-1", 0, []),
            (0, 0, []),
            ("36.000300609512345678901234%", 24, []),
        ],
    )
    def test_precision_as_written(self, stated: str | int | Decimal, places: int, matched: list[Figure]) -> None:
        """The decimals as written are the precision, and a figure matches that rounds to them."""
        answer = matches_stated_rate(statement(GUARANTEE), stated)
        assert answer.places == places
        assert list(answer.matched) == matched

    def test_by_how_much_each_differs(self) -> None:
        """Each figure stands beside the rate with the difference, stated less figure."""
        value = statement(GUARANTEE)
        answer = matches_stated_rate(value, "36.31%")
        assert isinstance(answer, StatedRate)
        assert answer.rate == Fraction("0.3631")
        assert [one.figure for one in answer.figures] == list(Figure)
        assert [one.rate for one in answer.figures] == [
            Fraction(value.joint.nominal),
            Fraction(value.joint.effective),
            value.itemised.nominal,
            value.itemised.effective,
        ]
        assert all(one.by == answer.rate - one.rate and not one.matches for one in answer.figures)
        assert per_cent(answer.figures[0].by, 4) == "0.3097"
        assert per_cent(answer.figures[1].by, 2) == "-6.27"

    def test_half_a_unit_rounds_up(self) -> None:
        """A figure half way between two prints is the upper one."""
        value = statement()
        half = evolve(value, itemised=evolve(value.itemised, nominal=Fraction("0.12345")))
        assert Figure.ITEMISED_NOMINAL in matches_stated_rate(half, "12.35%").matched
        assert Figure.ITEMISED_NOMINAL not in matches_stated_rate(half, "12.34%").matched

    @pytest.mark.parametrize("stated", ["36", 36, "-1%", "abc", "", "%", "36%%", Decimal("NaN")])
    def test_no_rate(self, stated: str | int | Decimal) -> None:
        """What is no rate is refused by its name."""
        with pytest.raises(InputError, match=r"^stated "):
            matches_stated_rate(statement(), stated)

    @pytest.mark.parametrize("stated", [0.36, True, None, AnnualRate.agreed("36%")])
    def test_wrong_types(self, stated: object) -> None:
        """A float or another type is a type error."""
        wrong: Any = stated
        with pytest.raises(InputTypeError, match=r"^stated "):
            matches_stated_rate(statement(), wrong)

    def test_no_statement(self) -> None:
        """A Finding is no statement: its value is."""
        wrong: Any = found()
        with pytest.raises(InputTypeError, match=r"^statement must be a CostStatement, got Finding$"):
            matches_stated_rate(wrong, "8.10%")


class TestRefused:
    """What is refused, with a typed error that names the argument."""

    @pytest.mark.parametrize(
        ("name", "wrong"),
        [
            ("loan", "8000"),
            ("loan", None),
            ("signed_on", "2026-08-01"),
            ("signed_on", datetime(2026, 8, 1, tzinfo=UTC)),
            ("signed_on", None),
            ("contingent", 1),
            ("contingent", ["罚息"]),
            ("contingent", OVERDUE),
            ("rulebook", "bundled"),
        ],
    )
    def test_wrong_types(self, name: str, wrong: object) -> None:
        """Each argument has its type."""
        given: dict[str, Any] = {"loan": lent(), "signed_on": FIRST_DAY, name: wrong}
        with pytest.raises(InputTypeError, match=rf"^{name}(\[0\])? must be "):
            all_in_cost(given.pop("loan"), **given)

    @pytest.mark.parametrize("place", range(3))
    def test_contingent_is_text(self, place: int) -> None:
        """Each field of a contingent charge is text that says something."""
        name = ("name", "standard", "collector")[place]
        for wrong, kind, said in ((Decimal("1.5"), InputTypeError, "must be a str"), ("  ", InputError, "may not be")):
            fields: list[Any] = ["a", "b", "c"]
            fields[place] = wrong
            with pytest.raises(kind, match=f"^{name} {said}"):
                Contingent(*fields)

    def test_nothing_received(self) -> None:
        """Costs at the start that leave nothing are an error, not a rate."""
        with pytest.raises(InputError, match=r"the fees at the start leave nothing of the 8000\.00"):
            statement(Fee("fee", amount="8000"))

    def test_no_rate(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A rate that no payment solves is the error of the solver."""

        def refuse(*_: object, **__: object) -> AnnualRate:
            raise NoRateError("no rate: all cash flows are zero, so that every rate solves them")

        monkeypatch.setattr("creditrules.disclosure.cost.irr", refuse)
        with pytest.raises(NoRateError, match="no rate"):
            statement(GUARANTEE)

    def test_an_unknown_language(self) -> None:
        """A language that the library does not speak is refused by text and HTML alike."""
        value = statement()
        for write in (value.text, value.html):
            with pytest.raises(InputError, match="locale must be zh or en"):
                write("fr")

    def test_values_cannot_be_changed(self) -> None:
        """A statement and its parts are frozen."""
        value = statement(GUARANTEE)
        parts: list[Any] = [value, value.items[0], value.itemised, OVERDUE]
        for part in parts:
            with pytest.raises(AttributeError):
                part.name = "x"
        assert isinstance(value.items[0], Item)
