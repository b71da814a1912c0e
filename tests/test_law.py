"""Timelines, parameters, citations and the lookup of articles."""

from __future__ import annotations

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from attrs import evolve

from creditrules.errors import CreditRulesError, DataFileError, InputTypeError, NoDataError, NotInForceError
from creditrules.law import (
    FINANCIAL,
    LOCAL,
    Citation,
    Entry,
    Force,
    Instrument,
    Lender,
    Library,
    Parameter,
    Part,
    Readings,
    Repeal,
    Timeline,
    Unit,
    article,
    bundled,
)
from creditrules.messages import Text, render_error

FIRST, SECOND, END = date(2020, 1, 1), date(2021, 1, 1), date(2022, 1, 1)
SOURCE = Instrument(
    id="a-law",
    title=Text(zh="某法", en="A Law"),
    issuer=Text(zh="某机关", en="An Issuer"),
    force=Force.LAW,
    effective=FIRST,
    number="第1号",
)
CITE = Citation("a-law", "1", SOURCE)
LINE: Timeline[int] = Timeline((Entry(FIRST, 1, (CITE,)), Entry(SECOND, 2, (CITE,))))
ENDED: Timeline[int] = evolve(LINE, repeal=Repeal(END, (CITE,)))


def parameter(timeline: Timeline[int]) -> Parameter[int]:
    """Return a parameter over a timeline."""
    return Parameter(
        id="a_number",
        title=Text(zh="某数", en="A number"),
        kind="days",
        selected_by="the day",
        verified_on=FIRST,
        review_by=END,
        timeline=timeline,
    )


# --- Timelines -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "value"),
    [
        (FIRST, 1),
        (date(2020, 12, 31), 1),
        (SECOND, 2),
        (date(2021, 1, 2), 2),
        (date(2021, 12, 31), 2),
    ],
)
def test_an_entry_lasts_until_the_next_one(on: date, value: int) -> None:
    """The day of a change has the new value and the day before it the old one, up to the eve of the repeal."""
    assert ENDED.at(on).value == value


def test_no_value_before_the_first_entry() -> None:
    """The day before the first entry has no value."""
    with pytest.raises(NoDataError, match="no value before 2020-01-01, asked for 2019-12-31"):
        ENDED.at(date(2019, 12, 31))


@pytest.mark.parametrize("on", [END, date(2022, 1, 2), date(2030, 1, 1)])
def test_no_value_from_the_repeal_on(on: date) -> None:
    """The day of the repeal is the first one without a value."""
    with pytest.raises(NotInForceError, match=f"repealed on 2022-01-01, asked for {on}"):
        ENDED.at(on)


def test_without_a_repeal_the_last_entry_stays() -> None:
    """The last entry has no end of its own."""
    assert LINE.at(date.max).value == 2


def test_a_day_has_no_clock() -> None:
    """A datetime is refused where a day is asked for."""
    with pytest.raises(InputTypeError, match=r"on must be a datetime\.date, got datetime"):
        LINE.at(datetime(2021, 1, 1, tzinfo=UTC))


def test_a_timeline_is_not_empty() -> None:
    """A timeline without an entry is refused."""
    with pytest.raises(DataFileError, match="at least one entry"):
        Timeline[int](())


@pytest.mark.parametrize("later", [FIRST, date(2019, 12, 31)])
def test_days_ascend(later: date) -> None:
    """Two entries of one day, or in the wrong order, are refused."""
    with pytest.raises(DataFileError, match=f"{later} must come after 2020-01-01"):
        Timeline((Entry(FIRST, 1, (CITE,)), Entry(later, 2, (CITE,))))


def test_the_repeal_comes_last() -> None:
    """A repeal on the day of the last entry would leave that entry no day."""
    with pytest.raises(DataFileError, match="2021-01-01 must come after 2021-01-01"):
        evolve(LINE, repeal=Repeal(SECOND, (CITE,)))


def test_between_cuts_where_the_value_changes() -> None:
    """A stretch is cut at each change in it, and each part holds its entry."""
    start, end = date(2020, 6, 1), date(2021, 6, 1)
    parts = [(first, last, entry.value) for first, last, entry in LINE.between(start, end)]
    assert parts == [(start, SECOND, 1), (SECOND, end, 2)]


def test_between_makes_no_empty_part() -> None:
    """A stretch that starts or ends on the day of a change has one part."""
    assert [entry.value for *_, entry in LINE.between(FIRST, SECOND)] == [1]
    assert [entry.value for *_, entry in LINE.between(SECOND, END)] == [2]


@pytest.mark.parametrize("end", [SECOND, FIRST])
def test_between_of_nothing_is_nothing(end: date) -> None:
    """A stretch without a day has no part, wherever it lies."""
    assert LINE.between(SECOND, end) == ()


def test_between_needs_a_value_on_every_day() -> None:
    """A stretch that reaches before the first entry or past the eve of the repeal is refused."""
    assert [last for _, last, _ in ENDED.between(SECOND, END)] == [END]
    with pytest.raises(NotInForceError):
        ENDED.between(SECOND, date(2022, 1, 2))
    with pytest.raises(NotInForceError):
        ENDED.between(END, date(2022, 6, 1))
    with pytest.raises(NoDataError):
        ENDED.between(date(2019, 12, 31), SECOND)


def test_extended_adds_and_replaces() -> None:
    """A new day is put in its place and a day already held gets the new value; the old timeline stays as it was."""
    between = date(2020, 7, 1)
    longer = LINE.extended(Entry(SECOND, 3, (CITE,)), Entry(between, 9, (CITE,)))
    assert [(entry.since, entry.value) for entry in longer.entries] == [(FIRST, 1), (between, 9), (SECOND, 3)]
    assert [entry.value for entry in LINE.entries] == [1, 2]
    assert LINE.extended() == LINE


def test_extended_keeps_the_repeal() -> None:
    """An entry on or after the repeal cannot be added."""
    with pytest.raises(DataFileError, match="2022-01-01 must come after 2022-01-01"):
        ENDED.extended(Entry(END, 3, (CITE,)))


# --- Parameters ----------------------------------------------------------------------


def test_a_parameter_reads_its_timeline() -> None:
    """A parameter has the value of its timeline."""
    assert parameter(ENDED).at(SECOND).value == 2


@pytest.mark.parametrize(
    ("on", "kind", "words"),
    [
        (date(2019, 12, 31), NoDataError, "no value before 2020-01-01, asked for 2019-12-31"),
        (END, NotInForceError, "repealed on 2022-01-01, asked for 2022-01-01"),
    ],
)
def test_an_error_names_the_parameter(on: date, kind: type[CreditRulesError], words: str) -> None:
    """A missing day is reported with the title of the parameter, in the language asked for."""
    with pytest.raises(kind) as caught:
        parameter(ENDED).at(on)
    assert render_error(caught.value, "en") == f"A number: {words}"
    assert "某数" in render_error(caught.value, "zh")


# --- Lenders and readings ------------------------------------------------------------


def test_no_lender_is_of_two_groups() -> None:
    """Licensed lenders and local organisations are apart, and neither holds a lender without a licence."""
    assert not FINANCIAL & LOCAL
    assert set(Lender) - FINANCIAL - LOCAL == {Lender.PRIVATE, Lender.UNLICENSED}


def test_the_benchmark_day_is_not_chosen_unasked() -> None:
    """Where the old opinions leave the day of the benchmark open, the default chooses none."""
    assert Readings().benchmark_at is None


# --- Sources -------------------------------------------------------------------------

BINDING = {
    Force.LAW,
    Force.ADMINISTRATIVE_REGULATION,
    Force.JUDICIAL_INTERPRETATION,
    Force.DEPARTMENTAL_RULE,
    Force.LOCAL_REGULATION,
}


@pytest.mark.parametrize("force", Force)
def test_binding_texts(force: Force) -> None:
    """Laws, regulations, interpretations and rules can be breached; notices, standards and practice cannot."""
    assert force.binding is (force in BINDING)


@pytest.mark.parametrize(
    ("on", "applies"),
    [(date(2019, 12, 31), False), (FIRST, True), (date(2021, 12, 31), True), (END, False)],
)
def test_an_instrument_is_in_force_up_to_the_eve_of_its_repeal(on: date, *, applies: bool) -> None:
    """The first day is in force, the day of the repeal no longer."""
    assert evolve(SOURCE, repealed=END).in_force(on) is applies


def test_an_instrument_without_a_repeal_stays_in_force() -> None:
    """A text without a day of repeal has no end."""
    assert SOURCE.in_force(date.max)


@pytest.mark.parametrize(
    ("source", "number", "text"),
    [
        (SOURCE, "1(2)", "A Law, 第1号, art. 1(2), in force since 2020-01-01"),
        (evolve(SOURCE, unit=Unit.ITEM), "3", "A Law, 第1号, item 3, in force since 2020-01-01"),
        (evolve(SOURCE, unit=Unit.CLAUSE), "4", "A Law, 第1号, clause 4, in force since 2020-01-01"),
        (evolve(SOURCE, unit=Unit.NONE), "", "A Law, 第1号, in force since 2020-01-01"),
        (evolve(SOURCE, number=""), "1", "A Law, art. 1, in force since 2020-01-01"),
        (evolve(SOURCE, repealed=END), "1", "A Law, 第1号, art. 1, in force from 2020-01-01 to before 2022-01-01"),
        (
            evolve(SOURCE, day_unknown=True),
            "1",
            "A Law, 第1号, art. 1, in force around 2020-01-01, the exact day is not public",
        ),
    ],
)
def test_a_citation_is_written_in_full(source: Instrument, number: str, text: str) -> None:
    """A source is written with its title, number, place and days; what it lacks is left out without a gap."""
    cite = Citation(source.id, number, source)
    assert cite.written("en") == text
    chinese = cite.written("zh")
    assert chinese.startswith("《某法》")
    assert "2020-01-01" in chinese


@pytest.mark.parametrize(
    ("number", "parts", "place"),
    [
        ("1", Part.PARAGRAPH, "第1条，"),
        ("1(2)", Part.PARAGRAPH, "第1条第2款，"),
        ("1(2)(3)", Part.PARAGRAPH, "第1条第2款第3项，"),
        ("1(3)", Part.ITEM, "第1条第3项，"),
        ("293-1", Part.PARAGRAPH, "第293条之一，"),
        ("293-1(2)", Part.PARAGRAPH, "第293条之一第2款，"),
    ],
)
def test_chinese_counts_paragraphs_and_items(number: str, parts: Part, place: str) -> None:
    """In Chinese a bracket is a paragraph (款), or an item (项) where the article has only one paragraph."""
    assert place in Citation(SOURCE.id, number, SOURCE, None, parts).written("zh")


def test_chinese_titles_nest_their_marks_and_say_a_number_once() -> None:
    """A title inside a title takes the small marks; a number that the title holds already is not repeated."""
    title = Text(zh="关于《某法》的第1号解释", en="An interpretation")
    written = Citation(SOURCE.id, "1", evolve(SOURCE, title=title)).written("zh")
    assert written.startswith("《关于〈某法〉的第1号解释》，第1条")


def test_article_13_of_the_provisions_counts_items() -> None:
    """Article 13 of the private-lending provisions has one paragraph with six items; article 1 has paragraphs."""
    shelf = bundled().library
    assert "第13条第3项" in shelf.citation("spc-private-lending-2020-17#13(3)").written("zh")
    assert "第14条第3项" in shelf.citation("spc-private-lending-2020-6#14(3)").written("zh")
    assert "第1条第2款" in shelf.citation("spc-private-lending-2020-17#1(2)").written("zh")


def test_a_citation_knows_its_place_and_day() -> None:
    """A citation of a whole document has no article in its id, and its day is that of its instrument."""
    assert CITE.id == "a-law#1"
    assert Citation("a-law", "", SOURCE).id == "a-law"
    assert CITE.since == FIRST


def test_citations_of_one_place_are_equal() -> None:
    """Two citations are equal by their place alone."""
    assert Citation("a-law", "1", evolve(SOURCE, number=""), Text("甲", "one")) == CITE
    assert Citation("a-law", "2", SOURCE) != CITE


SHELF = Library(
    {"a-law": SOURCE, "a-notice": evolve(SOURCE, id="a-notice", unit=Unit.NONE)},
    {("a-law", "1"): Text("甲", "one"), ("a-law", "1-1"): Text("乙", "two")},
)


@pytest.mark.parametrize("cite", ["a-law#1", "a-law#1(2)", "a-law#1(2)(a)", "a-law#1-1", "a-notice"])
def test_a_citation_resolves(cite: str) -> None:
    """An article, a part of one and a whole document resolve to their instrument, and the part is kept."""
    found = SHELF.citation(cite)
    assert found.id == cite
    assert found.source is SHELF.instruments[found.instrument]
    assert (found.gist is None) is (cite == "a-notice")


@pytest.mark.parametrize(
    ("cite", "words"),
    [
        ("b-law#1", "no such instrument"),
        ("A LAW", "no such instrument"),
        ("a-law#", "no such instrument"),
        ("a-law#1(", "no such instrument"),
        ("", "no such instrument"),
        ("a-law", "name the article"),
        ("a-law#2", "no such article"),
        ("a-notice#1", "no such article"),
    ],
)
def test_a_citation_without_a_source_is_refused(cite: str, words: str) -> None:
    """A citation of what the shelf does not hold is an error that repeats it."""
    with pytest.raises(DataFileError) as caught:
        SHELF.citation(cite)
    assert str(caught.value) == f"citation {cite}: {words}"


# --- Articles ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["civil-code", "civil_code", "民法典", "中华人民共和国民法典", " 民法典 "])
@pytest.mark.parametrize("number", [671, "671"])
def test_an_article_is_found_by_any_name(name: str, number: int | str) -> None:
    """The id, an alias and the official title find one article, by its number or its text."""
    found = article(name, number)
    assert found.id == "civil-code#671"
    assert [one.id for one in found.corrections] == ["civil-code-671-as-ceiling"]


@pytest.mark.parametrize(
    ("number", "on", "source"),
    [
        (26, date(2018, 1, 1), "spc-private-lending-2015-18"),
        (26, date(2020, 8, 19), "spc-private-lending-2015-18"),
        (26, date(2020, 8, 20), "spc-private-lending-2020-6"),
        (26, date(2020, 9, 1), "spc-private-lending-2020-6"),
        (25, date(2021, 1, 1), "spc-private-lending-2020-17"),
        (25, date(2021, 6, 1), "spc-private-lending-2020-17"),
        (25, None, "spc-private-lending-2020-17"),
    ],
)
def test_the_day_picks_the_version(number: int, on: date | None, source: str) -> None:
    """Of the versions that share a name, the one in force on the day is meant, or the newest without a day."""
    assert article("民间借贷规定", number, on=on).id == f"{source}#{number}"


def test_an_article_of_a_rulebook_of_ones_own() -> None:
    """The lookup uses the rulebook it is given."""
    library = evolve(bundled().library, gists={("civil-code", "1"): Text("甲", "one")})
    book = evolve(bundled(), library=library)
    assert article("civil-code", 1, rulebook=book).gist.en == "one"
    with pytest.raises(NoDataError):
        article("civil-code", 671, rulebook=book)


def test_an_unknown_name_is_refused() -> None:
    """A text that the library does not hold is an error with the name."""
    with pytest.raises(NoDataError, match="no instrument is called 大明律"):
        article("大明律", 1)


def test_an_unknown_article_is_refused() -> None:
    """An article that the library does not hold is an error with its number and the title of the text."""
    with pytest.raises(NoDataError) as caught:
        article("民法典", 9999)
    assert render_error(caught.value, "en") == "the library holds no article 9999 of Civil Code"
    assert "中华人民共和国民法典" in render_error(caught.value, "zh")


def test_a_day_before_every_version_is_refused() -> None:
    """A text that was not in force on the day is an error, although a later version is held."""
    with pytest.raises(NoDataError, match="民法典 was not in force on 2020-12-31"):
        article("民法典", 671, on=date(2020, 12, 31))


def test_the_day_of_an_article_has_no_clock() -> None:
    """A day of another type is refused."""
    with pytest.raises(InputTypeError, match=r"on must be a datetime\.date, got str"):
        article("民法典", 671, on="2021-06-01")  # type: ignore[arg-type]


def test_statements_are_found_by_topic() -> None:
    """A statement is found by what it is about, whether an article or a topic."""
    library = bundled().library
    assert [one.id for one in library.about("insolvency")] == ["bankruptcy-from-50000"]
    assert library.about("nothing") == ()


def test_a_value_of_the_rulebook_is_exact() -> None:
    """The values of the bundled rulebook are exact numbers."""
    assert bundled().financial_total.timeline.entries[0].value == Fraction(24, 100)


def test_an_instrument_is_found_by_its_number() -> None:
    """People cite by the document number."""
    assert article("法释〔2020〕17号", 25).id == "spc-private-lending-2020-17#25"
