"""What a rule answers with, in every form it can be written, and the trail that gathers it."""

from __future__ import annotations

import json
import warnings
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction

import pytest
from attrs import evolve, frozen

from creditrules.errors import DataFileError, InputTypeError, NoDataError, StaleDataWarning
from creditrules.findings import Finding, Notice, Step, Trail, plain
from creditrules.law import Rulebook, bundled
from creditrules.messages import Money, Points, Rate, Text, say

ARTICLE = "civil-code#671"
OTHER = "civil-code#680(1)"
VERSION = date(2026, 1, 2)


class Colour(Enum):
    """An enum whose name and value differ."""

    DEEP_RED = "a deep red"


@frozen
class Pair:
    """A frozen class as a value of a finding."""

    day: date
    amount: Decimal


def found(trail: Trail | None = None) -> Finding[Decimal]:
    """Return a finding with two steps, a notice and two sources."""
    trail = trail or Trail()
    one, two = trail.cite(ARTICLE, OTHER)
    trail.step(say("x-one", "First <%(rate)s> & %(debt)s.", rate=Rate(Fraction(1, 4)), debt=Money(100000)), two, one)
    trail.step(say("x-two", "Second."))
    trail.notice(say("x-note", "Mind this."), one)
    return Finding(Decimal("0.030"), tuple(trail.steps), tuple(trail.notices), VERSION)


def test_sources_are_listed_once_in_order() -> None:
    """Every article behind an answer is listed once, in the order met, those of notices too."""
    assert [cite.id for cite in found().citations] == [OTHER, ARTICLE]
    cite = Trail().cite(ARTICLE)
    assert Finding(0, (), (Notice(say("x", "x"), cite),), VERSION).citations == cite


def test_an_explanation_in_english() -> None:
    """The steps come first, then the notices, then the sources by number."""
    lines = found().explain("en").split("\n")
    assert lines[:5] == [
        "First <25.00%> & 1,000.00.[1][2]",
        "Second.",
        "Please note:",
        "- Mind this.[2]",
        "Sources:",
    ]
    assert [line[:3] for line in lines[5:]] == ["[1]", "[2]"]
    assert "art. 680(1)" in lines[5]
    assert "art. 671" in lines[6]


def test_an_explanation_in_chinese() -> None:
    """Chinese is what is written when no language is named, and titles are in Chinese."""
    assert found().explain() == found().explain("zh-CN")
    assert "《中华人民共和国民法典》" in found().explain()


def test_an_explanation_of_little() -> None:
    """Without notices and sources there is no heading for them, and without steps nothing at all."""
    assert Finding(1, (Step(say("x", "Only this.")),), (), VERSION).explain("en") == "Only this."
    assert Finding(1, (), (), VERSION).explain("en") == ""
    assert Finding(1, (), (Notice(say("x", "Only this.")),), VERSION).explain("en") == "Please note:\n- Only this."


def test_plain_data() -> None:
    """As plain data a finding has exact numbers as text, codes with their arguments, and ids of articles."""
    assert found().to_dict() == {
        "value": "0.030",
        "steps": [
            {
                "message": {"code": "x-one", "args": {"debt": "1000.00", "rate": "1/4"}},
                "citations": [OTHER, ARTICLE],
            },
            {"message": {"code": "x-two", "args": {}}, "citations": []},
        ],
        "notices": [{"message": {"code": "x-note", "args": {}}, "citations": [ARTICLE]}],
        "rulebook_version": "2026-01-02",
    }


def test_json() -> None:
    """JSON text is the plain data again, with Chinese left readable."""
    assert json.loads(found().to_json()) == found().to_dict()
    assert "民法典" in Finding(Text(zh="民法典", en="Civil Code"), (), (), VERSION).to_json()


@pytest.mark.parametrize(("locale", "language"), [("en", "en"), ("zh", "zh-Hans"), ("zh_CN", "zh-Hans")])
def test_html(locale: str, language: str) -> None:
    """The HTML is escaped, names its language, breaks its lines, and holds no script."""
    page = found().html(locale)
    assert page.startswith(f'<div lang="{language}" style=')
    assert page.count("<br>") == found().explain(locale).count("\n")
    assert "&lt;25.00%&gt; &amp; " in page
    assert "<script" not in page


def test_html_of_a_notebook() -> None:
    """A notebook shows the HTML in Chinese."""
    assert found()._repr_html_() == found().html("zh")


@pytest.mark.parametrize(
    ("value", "form"),
    [
        (None, None),
        (True, True),
        (3, 3),
        ("text", "text"),
        (0.5, "0.5"),
        (Decimal("1.50"), "1.50"),
        (Fraction(1, 3), "1/3"),
        (date(2024, 2, 29), "2024-02-29"),
        (Colour.DEEP_RED, "deep_red"),
        (Money(5), "0.05"),
        (Rate(Fraction(1, 4)), "1/4"),
        (Points(Fraction(1, 8)), "1/8"),
        (Text(zh="民法典", en="Civil Code"), {"zh": "民法典", "en": "Civil Code"}),
        (say("x", "%(n)s", n=Colour.DEEP_RED), {"code": "x", "args": {"n": "deep_red"}}),
        ((1, Decimal(2)), [1, "2"]),
        ([date(2024, 2, 29)], ["2024-02-29"]),
        (frozenset({Fraction(1, 2)}), ["1/2"]),
        ({date(2024, 2, 29): Decimal(1)}, {"2024-02-29": "1"}),
        ({Colour.DEEP_RED: 1, 2: None}, {"deep_red": 1, "2": None}),
        (Pair(date(2024, 2, 29), Decimal(1)), {"day": "2024-02-29", "amount": "1"}),
        (
            Finding(Pair(VERSION, Decimal(1)), (), (), VERSION),
            {
                "value": {"day": "2026-01-02", "amount": "1"},
                "steps": [],
                "notices": [],
                "rulebook_version": "2026-01-02",
            },
        ),
    ],
)
def test_each_kind_of_value(value: object, form: object) -> None:
    """Each kind of value has one plain form, which JSON can hold."""
    assert plain(value) == form
    assert json.loads(json.dumps(plain(value))) == form


def test_a_citation_is_its_id() -> None:
    """A citation is plain as the id that resolves to it again."""
    (cite,) = Trail().cite(OTHER)
    assert plain(cite) == OTHER


class TestTrail:
    """What a rule gathers on its way."""

    def test_the_rulebook(self) -> None:
        """A trail uses the bundled rulebook unless it is given one."""
        day = date(2030, 1, 1)
        own: Rulebook = evolve(bundled(), lpr=evolve(bundled().lpr, verified_on=day))
        assert Trail().rulebook is bundled()
        assert Trail(own).rulebook is own
        assert Trail(own).finding(0).rulebook_version == own.version == day

    def test_citing(self) -> None:
        """Ids are resolved in their order, none to nothing, and an unknown one is refused."""
        assert [cite.id for cite in Trail().cite(OTHER, ARTICLE)] == [OTHER, ARTICLE]
        assert Trail().cite() == ()
        with pytest.raises(DataFileError, match="no such article"):
            Trail().cite("civil-code#99999")

    def test_a_notice_is_kept_once(self) -> None:
        """A notice is kept once, but with other sources or another sentence it is another notice."""
        trail = Trail()
        cites = trail.cite(ARTICLE)
        for _ in range(2):
            trail.notice(say("x", "x"))
            trail.notice(say("x", "x"), *cites)
            trail.notice(say("y", "y"))
        assert [(note.message.code, note.citations) for note in trail.notices] == [("x", ()), ("x", cites), ("y", ())]

    def test_a_step_may_come_twice(self) -> None:
        """Steps are kept in order, a repeated one too."""
        trail = Trail()
        trail.step(say("x", "x"))
        trail.step(say("x", "x"))
        assert len(trail.finding(0).steps) == 2

    def test_up_to_the_review_day(self) -> None:
        """On the review day itself data are not stale: no notice and no warning."""
        trail = Trail()
        lpr = bundled().lpr
        assert trail.take(lpr, lpr.review_by) == lpr.at(lpr.review_by).value
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert trail.finding(1).notices == ()

    def test_past_the_review_day(self) -> None:
        """Past the review day the value comes with one notice, its source and one warning in English."""
        trail = Trail()
        lpr = bundled().lpr
        late = date(2026, 11, 1)
        assert late > lpr.review_by
        assert trail.take(lpr, late) == trail.take(lpr, late) == lpr.at(late).value
        with pytest.warns(StaleDataWarning, match=r"^Loan prime rate \(LPR\) was checked on") as caught:
            answer = outer(trail)
        assert len(caught) == 1
        assert caught[0].filename == __file__
        (note,) = answer.notices
        assert note.message.code == "stale-data"
        assert note.citations == lpr.at(late).citations
        assert answer.citations == note.citations
        assert str(lpr.review_by) in answer.explain("en")

    def test_the_first_stale_value_speaks_for_all(self) -> None:
        """Of several values past their review day only the first leaves a notice."""
        trail = Trail()
        book = trail.rulebook
        trail.take(book.lpr, date(2030, 1, 1))
        trail.take(book.adverse_retention, date(2030, 1, 1))
        (note,) = trail.notices
        assert dict(note.message.args)["title"] == book.lpr.title

    def test_what_is_not_there(self) -> None:
        """A day before the first value is refused, and so is what is not a day; nothing is recorded."""
        trail = Trail()
        with pytest.raises(NoDataError, match=r"^Loan prime rate \(LPR\): no value before 2019-08-20"):
            trail.take(trail.rulebook.lpr, date(2019, 8, 19))
        with pytest.raises(InputTypeError, match=r"on must be a datetime\.date, got str"):
            trail.take(trail.rulebook.lpr, "2026-11-01")  # type: ignore[arg-type] # a caller without a type checker
        assert trail.notices == []
        assert trail.stale is None


def outer(trail: Trail) -> Finding[int]:
    """Close a trail as a public function does, so that the warning points at its caller."""
    return trail.finding(1)


@pytest.mark.parametrize("bad", ["x", 2026, date(2026, 1, 1)])
def test_a_rulebook_of_another_type_is_refused(bad: object) -> None:
    """Every finding function takes a Rulebook or nothing."""
    with pytest.raises(InputTypeError, match="rulebook must be a Rulebook"):
        Trail(bad)  # type: ignore[arg-type]
