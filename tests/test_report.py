"""The report as text and as data: every number of the household in both languages, and a source for every rule."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from creditrules import report
from creditrules.borrower import Account, Borrower, Report, State, assess
from creditrules.errors import InputError
from creditrules.law import Lender, article, bundled
from creditrules.money import to_fen
from creditrules.records import MonthCell
from creditrules.repayment import FeesOnPrepay

if TYPE_CHECKING:
    from creditrules.findings import Notice, Step

EXAMPLES = Path(__file__).parents[1] / "examples"
HOUSEHOLD = json.loads((Path(__file__).parent / "cases" / "household.json").read_text(encoding="utf-8"))
LOCALES = ("zh", "en")
NAMES = ("borrower", "borrower_short", "first_default")
NO_LAW = {
    # What the person states, and arithmetic on it.
    "above-year",
    "due-today",
    "fee-not-counted",
    "flag-advice",
    "not-reported",
    "nothing-overdue",
    "overdue-unreported",
    "price-instalments-less",
    "price-no-schedule",
    "price-on-top",
    "price-overdue",
    "price-schedule",
    "reporting-unknown",
    "short-month",
    # What the report is, and what the library does not hold.
    "no-ceiling",
    "principal-unknown",
    "terms-contract",
}
"""Sentences that state no law."""


def account(**facts: object) -> Account:
    """Make a bank loan of 10,000 yuan at 12 %, but for what is said."""
    given: dict[str, Any] = {
        "name": "A",
        "lender": Lender.BANK,
        "formed_on": date(2024, 5, 1),
        "balance": "10000",
        "annual_rate": "12%",
        "minimum": "500",
        **facts,
    }
    return Account(**{name: value for name, value in given.items() if value is not None})


@cache
def example(name: str) -> Report:
    """Assess one of the example files, or the hard accounts."""
    if name == "hard":
        return assess(Borrower(accounts=HARD, monthly_budget="50000", as_of=date(2026, 1, 15)))
    return assess(Borrower.from_file(EXAMPLES / f"{name}.toml"))


def joined(found: Report, locale: str) -> str:
    """Write a report as text whose sentences are not broken into lines."""
    text = report.text(found, locale)
    return re.sub(r"\n +", " " if locale == "en" else "", text)


def money(amount: str) -> str:
    """Write an expected amount as it is printed."""
    fen = to_fen(amount)
    return f"{fen // 100:,}.{fen % 100:02}"


HARD = [
    account(name="bank", penalty_multiple="1.5", annual_rate="36%"),
    account(name="card", lender=Lender.CONSUMER_FINANCE),
    account(name="late", overdue_since=date(2025, 12, 1), arrears="500", lender=Lender.SMALL_LOAN),
    account(name="none", lender=Lender.UNLICENSED, reported=False, overdue_since=date(2025, 12, 1), arrears="500"),
    account(name="held", lender=Lender.PRIVATE, formed_on=date(2014, 5, 1), face="10000", received="9000"),
    account(name="before", lender=Lender.PRIVATE, formed_on=date(2020, 8, 19), face="10000", received="9000"),
    account(
        name="note",
        lender=Lender.UNLICENSED,
        formed_on=date(2020, 8, 19),
        minimum=None,
        annual_rate=None,
        face="3000",
        received="2100",
        due_on=date(2020, 8, 26),
    ),
    account(
        name="odd",
        minimum=None,
        face="12000",
        instalment="1200",
        instalments=12,
        paid_instalments=1,
        fee_per_instalment="10",
        fees_on_prepay=FeesOnPrepay.WAIVED,
    ),
    account(
        name="less",
        minimum=None,
        face="12000",
        received="11000",
        fee_per_instalment="10",
        fees_on_prepay=FeesOnPrepay.WAIVED,
        instalment="10",
        instalments=12,
        paid_instalments=1,
    ),
    account(name="past", cells=[MonthCell("2025-12", "1", "100")]),
    account(name="today", overdue_since=date(2026, 1, 15), arrears="5"),
    account(
        name="top",
        lender=Lender.PRIVATE,
        minimum=None,
        face="3000",
        received="2100",
        formed_on=date(2026, 1, 12),
        due_on=date(2026, 1, 19),
    ),
    account(name="old", state=State.SETTLED, balance=None, minimum=None, formed_on=date(2010, 1, 1)),
    account(name="older", formed_on=date(2010, 1, 1), ended_on=date(2012, 1, 1)),
]
"""Accounts that between them bring out nearly every sentence."""


class TestHousehold:
    """Every number of the household, as printed."""

    @pytest.mark.parametrize("locale", LOCALES)
    def test_prices(self, locale: str) -> None:
        """The card, the loan, the platform and the note."""
        text = joined(example("borrower"), locale)
        card, loan = HOUSEHOLD["card"], HOUSEHOLD["consumer_finance"]
        platform, note = HOUSEHOLD["platform"], HOUSEHOLD["unlicensed"]
        for number in (
            f"{card['nominal']}%",
            f"{card['effective']}%",
            f"{loan['nominal']}%",
            money(loan["instalment"]),
            money(loan["principal_left"]),
            loan["overdue_since"],
            f"{loan['overdue_rate']}%",
            f"{loan['days_over_360']}%",
            f"{platform['nominal']}%",
            money(platform["instalment"]),
            money(platform["fee"]),
            f"{platform['all_in_nominal']}%",
            f"{platform['all_in_effective']}%",
            f"= {platform['itemised']}%",
            f"{HOUSEHOLD['revolving']['nominal']}%",
            "2,234.69%",
            money(note["received"]),
            money(note["void"]["use"]),
            money(note["void"]["total"]),
            money(note["valid"]["use"]),
            money(note["valid"]["total"]),
            money(note["asked"]),
        ):
            assert number in text, number
        assert text.index(money(note["void"]["total"])) < text.index(money(note["valid"]["total"]))

    def test_words(self) -> None:
        """What stands about the numbers, in both languages."""
        found = example("borrower")
        english, chinese = joined(found, "en"), joined(found, "zh")
        assert "40 days overdue, status 2 (31 to 60 days overdue)" in english
        assert "已逾期40天，状态为2" in chinese
        assert "8.10% is within 24.00%" in english
        assert "8.10%未超过24.00%" in chinese
        assert "36.00% is 12.00 points above 24.00%" in english
        assert "36.00%比24.00%高12.00个百分点" in chinese
        assert "more than 10,000% compounded" in english
        assert "复利10,000%以上" in chinese
        assert "through 2029-02-28, and must be deleted from 2029-03-01" in english
        assert "至2029-02-28为止，自2029-03-01起应当予以删除" in chinese
        assert "12,600.00 yuan is above 10,000.00" in english
        assert "12,600.00元超过10,000.00元" in chinese
        assert "The one-off relief does not cover 2026-01: it is for months from 2020-01-01 to 2025-12-31" in english
        assert "一次性信用修复不适用于2026-01" in chinese

    @pytest.mark.parametrize("locale", LOCALES)
    def test_no_digits_above_ten_thousand_per_cent(self, locale: str) -> None:
        """No rate above 10,000 % is printed with its digits."""
        text = joined(example("borrower"), locale)
        rates = [float(rate.replace(",", "")) for rate in re.findall(r"([\d,]+\.\d+)%", text)]
        assert max(rates) == 2234.69

    @pytest.mark.parametrize("locale", LOCALES)
    def test_pay_by(self, locale: str) -> None:
        """The three days and what they change, one line each."""
        lines = joined(example("borrower"), locale).splitlines()
        for one in HOUSEHOLD["pay_by"]:
            assert any(one["by"] in line and one["not_displayed_by"] in line for line in lines)

    @pytest.mark.parametrize("locale", LOCALES)
    def test_plans(self, locale: str) -> None:
        """Months and costs side by side."""
        expected = HOUSEHOLD["plans"]
        rows = [re.split(r"  +", line.strip()) for line in report.text(example("borrower"), locale).splitlines()]
        cells = [row[1:] for row in rows if len(row) == 3]
        assert [str(expected["months"])] * 2 in cells
        assert [money(expected["avalanche"]), money(expected["snowball"])] in cells

    @pytest.mark.parametrize("locale", LOCALES)
    def test_month_by_month(self, locale: str) -> None:
        """Each month's row adds up, and the last leaves nothing."""
        lines = report.text(example("borrower"), locale).splitlines()
        rows = [line.split() for line in lines if re.match(r" +20\d\d-\d\d-15  ", line)]
        assert len(rows) == 12
        for row in rows:
            *paid, total, _ = [0 if cell == "-" else to_fen(cell.replace(",", "")) for cell in row[1:]]
            assert sum(paid) == total
        assert rows[5][-1] == rows[11][-1] == "0.00"

    @pytest.mark.parametrize("locale", LOCALES)
    def test_short(self, locale: str) -> None:
        """What the first month does not cover."""
        text = joined(example("borrower_short"), locale)
        expected = HOUSEHOLD["short"]
        for number in (expected["short"], *expected["missed"].values(), expected["budget"]):
            assert money(number) in text

    def test_first_default(self) -> None:
        """Seven days, status 1."""
        found = example("first_default")
        assert "Due on 2025-12-10 and unpaid since: 7 days overdue, status 1" in joined(found, "en")
        assert "已逾期7天，状态为1" in joined(found, "zh")


class TestSources:
    """Numbers at the sentences, the sources at the foot."""

    @pytest.mark.parametrize("locale", LOCALES)
    @pytest.mark.parametrize("name", [*NAMES, "hard"])
    def test_every_number_resolves(self, name: str, locale: str) -> None:
        """Each number in the text stands at the foot, each at the foot in the text, and each names its first day."""
        found = example(name)
        body, foot = re.split(r"\n(?:Sources|依据)\n", joined(found, locale))
        entries = re.findall(r"^\[(\d+)\] (.+)$", foot, re.MULTILINE)
        numbers = [number for number, _ in entries]
        assert numbers == [str(place) for place in range(1, len(found.citations) + 1)]
        assert set(re.findall(r"\[(\d+)\]", body)) == set(numbers)
        first_met = list(dict.fromkeys(re.findall(r"\[(\d+)\]", body)))
        assert first_met == numbers
        for _, entry in entries:
            assert re.search(r"\d{4}-\d\d-\d\d", entry)
            assert re.search("in force|published since|practice and no law, since|施行|公布|惯例", entry)

    @pytest.mark.parametrize("name", [*NAMES, "hard"])
    def test_every_rule_has_a_source(self, name: str) -> None:
        """A sentence without a source is one of those that state no law."""
        parts: list[Step | Notice] = []
        for one in example(name).parts:
            parts += [*one.steps, *one.notices]
        assert {part.message.code for part in parts if not part.citations} <= NO_LAW

    @pytest.mark.parametrize("locale", LOCALES)
    def test_nothing_says_need_not_pay(self, locale: str) -> None:
        """It never says that one need not pay."""
        for name in (*NAMES, "hard"):
            text = joined(example(name), locale).lower()
            for words in (
                "need not pay",
                "not have to pay",
                "no need to pay",
                "不用还",
                "无需还",
                "不必还",
                "不用偿还",
            ):
                assert words not in text


class TestText:
    """The shape of the text."""

    def test_another_language(self) -> None:
        """A language that the library does not speak is refused."""
        with pytest.raises(InputError, match=r"^locale must be zh or en"):
            report.text(example("first_default"), "fr")

    def test_nothing_owed(self) -> None:
        """With only settled accounts there is no plan and nothing to pay by a day."""
        one = account(state=State.SETTLED, balance=None, minimum=None)
        text = report.text(assess(Borrower(accounts=[one], as_of=date(2026, 1, 15))), "en")
        assert "yuan owed" not in text
        assert "Plans with" not in text
        assert "What paying by which day" not in text
        assert "A (bank, loan, formed 2024-05-01, settled)" in text

    def test_growing(self) -> None:
        """A debt that grows beyond every bound is still written, with its plan's status and no empty heading."""
        found = assess(
            Borrower(accounts=[account(annual_rate="60%", minimum="0")], monthly_budget="1", as_of=date(2026, 1, 15))
        )
        text = report.text(found, "en")
        assert "1. A (bank, loan, formed 2024-05-01, 10,000.00 yuan owed)" in text
        assert "never" in text
        assert "What the money does not cover" not in text
        assert json.loads(report.to_json(found))["complete"] is False

    def test_a_name_wider_than_a_line(self) -> None:
        """A name of sixty Chinese characters is broken wherever it stands."""
        one = account(
            name="网" * 60, overdue_since=date(2025, 12, 6), arrears="5", cells=[MonthCell("2025-12", "1", "5")]
        )
        text = report.text(assess(Borrower(accounts=[one], monthly_budget="9000", as_of=date(2026, 1, 15))))
        assert "在哪一天之前还款" in text
        assert all(len(line) <= 60 for line in text.splitlines() if "网网" in line)


class TestData:
    """The report as JSON."""

    @pytest.mark.parametrize("name", [*NAMES, "hard"])
    def test_exact(self, name: str) -> None:
        """It parses, and holds no float: amounts and rates are text."""
        found = example(name)

        def refuse(number: str) -> None:
            pytest.fail(f"a float: {number}")

        data = json.loads(report.to_json(found), parse_float=refuse, parse_constant=refuse)
        assert data == report.to_dict(found)
        assert data["complete"] is found.complete
        assert [one["id"] for one in data["sources"]] == [cite.id for cite in found.citations]
        assert len(data["accounts"]) == len(found.accounts)

    def test_household(self) -> None:
        """Its numbers stand there as text."""
        text = report.to_json(example("borrower"))
        assert '"name": "信用卡"' in text
        data = json.loads(text)
        assert data["as_of"] == HOUSEHOLD["as_of"]
        assert (
            data["accounts"][1]["price"]["value"]["principal_left"] == HOUSEHOLD["consumer_finance"]["principal_left"]
        )
        assert data["accounts"][1]["price"]["value"]["overdue"] == "7197/20000"
        branches = data["accounts"][4]["protection"]["value"]["branches"]
        assert [one["total"] for one in branches] == [
            HOUSEHOLD["unlicensed"][name]["total"] for name in ("void", "valid")
        ]
        assert data["accounts"][5]["price"] is None
        plans = data["plans"]["entries"]
        assert [one["plan"]["total_cost"] for one in plans] == [
            HOUSEHOLD["plans"][name] for name in ("avalanche", "snowball")
        ]
        assert data["plans"]["cheapest"]["code"] == plans[0]["plan"]["title"]["code"]
        assert data["shortfalls"] == []
        assert all(source["title"]["zh"] and source["since"] for source in data["sources"])

    def test_short(self) -> None:
        """A short plan's missed dues are there, step by step."""
        data = report.to_dict(example("borrower_short"))
        assert data["complete"] is False
        shortfalls = data["shortfalls"]
        assert isinstance(shortfalls, list)
        assert shortfalls[0]["steps"][0]["message"]["args"]["short"] == HOUSEHOLD["short"]["short"]

    def test_nothing_owed(self) -> None:
        """Without debts there are no plans."""
        one = account(state=State.SETTLED, balance=None, minimum=None)
        assert report.to_dict(assess(Borrower(accounts=[one], as_of=date(2026, 1, 15))))["plans"] is None


class TestArticles:
    """An article, and what is said wrongly about it."""

    @pytest.mark.parametrize("locale", LOCALES)
    def test_an_article(self, locale: str) -> None:
        """Article 671 says what it is about, and that it sets no ceiling."""
        found = article("民法典", 671)
        text = report.article_text(found, bundled().library.citation(found.id), locale)
        assert "671" in text.splitlines()[0]
        assert "2021-01-01" in text.splitlines()[0]
        assert ("[wrong] " if locale == "en" else "[错误] ") in text
        assert "680" in text

    def test_without_corrections(self) -> None:
        """Of an article that nobody gets wrong only the gist is written."""
        library = bundled().library
        plain = next(
            found for source, number in library.gists if not (found := library.article(source, number)).corrections
        )
        text = report.article_text(plain, library.citation(plain.id), "en")
        assert "[" not in text.splitlines()[-1]

    @pytest.mark.parametrize("locale", LOCALES)
    def test_statements(self, locale: str) -> None:
        """A topic's statements each have a verdict and their sources."""
        statements = bundled().library.about("regulator")
        text = report.statements_text(statements, locale)
        assert text.count("\n- ") == sum(len(one.citations) for one in statements)
        assert text.startswith("[")
