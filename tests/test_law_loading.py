"""What the loader of the law data refuses, and what a person may lay over the bundled data."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from attrs import evolve

from creditrules.errors import DataFileError, InputError
from creditrules.law import Force, Library, Quote, Scale, Unit, article, bundled
from creditrules.law.datafile import Table, read
from creditrules.law.loading import parameter_of, shelf
from creditrules.law.rulebook import rulebook_of

if TYPE_CHECKING:
    from pathlib import Path

    from creditrules.law import Parameter

HEAD = """
id = "{id}"
kind = "{kind}"
title = {{ zh = "甲", en = "One" }}
selected_by = "the day"
verified_on = 2026-09-30
review_by = 2027-09-30
"""
ROW = """
[[entry]]
from = {since}
value = {value}
cite = ["{cite}"]
"""
INSTRUMENT = """
[[instrument]]
id = "my-law"
aliases = ["我的法"]
title = { zh = "我的法", en = "My Law" }
issuer = { zh = "某机关", en = "An Issuer" }
force = "local_regulation"
effective = 2020-01-01
"""
ARTICLE = """
[[article]]
instrument = "my-law"
number = "1"
gist = { zh = "甲", en = "One" }
"""
STATEMENT = """
[[statement]]
id = "said"
about = "my-law#1"
row = 1
verdict = "wrong"
said = { zh = "甲", en = "One" }
truth = { zh = "乙", en = "Two" }
cite = ["my-law#1"]
verified_on = 2026-09-30
"""


def written(folder: Path, name: str, text: str) -> Path:
    """Write a data file and return its path."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def rows(
    name: str = "dispute_days",
    kind: str = "days",
    *entries: tuple[str, str],
    cite: str = "credit-reporting-regulation-2013#25(2)",
) -> str:
    """Return the text of a parameter file with these days and values."""
    body = [ROW.format(since=since, value=value, cite=cite) for since, value in entries]
    return HEAD.format(id=name, kind=kind) + "".join(body)


def loaded(folder: Path, text: str) -> Parameter[object]:
    """Read the text of a parameter file against the bundled shelf."""
    return parameter_of(read(written(folder, "one.toml", text)), bundled().library)


def shelved(folder: Path, **files: str) -> Library:
    """Read the texts of shelf files on top of nothing."""
    return shelf({f"{name}.toml": written(folder, f"{name}.toml", text) for name, text in files.items()}, _EMPTY)


_EMPTY = Library({}, {})


# --- Tables --------------------------------------------------------------------------


def table(folder: Path, text: str) -> Table:
    """Read the text of a table."""
    return read(written(folder, "one.toml", text))


def test_a_table_gives_each_type(tmp_path: Path) -> None:
    """Each value is returned as its own type, and a table that is used up is accepted."""
    one = table(tmp_path, 'a = 1\nb = true\nc = "x"\nd = 2026-09-30\ne = ["x", "y"]\nf = { zh = "甲", en = "A" }')
    assert one.take("a", int) == 1
    assert one.take("b", bool) is True
    assert one.take("c", str) == "x"
    assert one.has("d")
    assert one.day("d") == date(2026, 9, 30)
    assert not one.has("d")
    assert one.strings("e") == ("x", "y")
    assert one.text("f").zh == "甲"
    one.done()


def test_what_is_left_out_has_its_default(tmp_path: Path) -> None:
    """A key with a default may be left out, and a day left out is none."""
    one = table(tmp_path, "")
    assert one.take("a", int, 7) == 7
    assert one.take("b", bool, default=False) is False
    assert one.day("c") is None
    assert one.member("d", Unit, Unit.ITEM) is Unit.ITEM


def test_an_unknown_key_is_refused(tmp_path: Path) -> None:
    """Keys that nobody asked for are named, with the file."""
    with pytest.raises(DataFileError, match=r"^one\.toml: unknown key a, b$"):
        table(tmp_path, "b = 1\na = 2").done()


def test_a_missing_key_is_refused(tmp_path: Path) -> None:
    """A key without a default is required."""
    with pytest.raises(DataFileError, match=r"^one\.toml: a is missing$"):
        table(tmp_path, "").take("a", str)
    with pytest.raises(DataFileError, match=r"^one\.toml: a is missing$"):
        table(tmp_path, "").member("a", Force)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("a = 1", str, "a must be of type str, got 1"),
        ('a = "1"', int, "a must be of type int, got '1'"),
        ("a = 1.0", int, "a must be of type int, got 1.0"),
        ("a = true", int, "a must be of type int, got True"),
        ("a = 1", bool, "a must be of type bool, got 1"),
        ("a = 2026-09-30T00:00:00Z", date, "a must be of type date, got 2026-09-30 00:00:00"),
        ("a = 2026-09-30T00:00:00", date, "a must be of type date, got 2026-09-30 00:00:00"),
        ("a = 08:00:00", date, "a must be of type date, got 08:00:00"),
        ('a = "2026-09-30"', date, "a must be of type date, got '2026-09-30'"),
        ("a = []", dict, "a must be of type dict"),
    ],
)
def test_a_value_of_another_type_is_refused(tmp_path: Path, text: str, kind: type[object], words: str) -> None:
    """Types are exact: no bool for a number, no moment for a day, no text for either."""
    with pytest.raises(DataFileError) as caught:
        table(tmp_path, text).take("a", kind)
    assert str(caught.value).startswith(f"one.toml: {words}")


def test_what_is_no_table_is_refused(tmp_path: Path) -> None:
    """A value where a table belongs is refused with its place."""
    with pytest.raises(DataFileError, match=r"^one\.toml: a 2: expected a table$"):
        table(tmp_path, "a = [{}, 1]").tables("a")


def test_a_list_of_texts_holds_texts_only(tmp_path: Path) -> None:
    """A number among texts is refused."""
    with pytest.raises(DataFileError, match=r"^one\.toml: a must hold text only$"):
        table(tmp_path, 'a = ["x", 1]').strings("a")


def test_a_title_needs_both_languages_and_no_third(tmp_path: Path) -> None:
    """A title is in Chinese and English, no more and no less."""
    with pytest.raises(DataFileError, match=r"^one\.toml: a: en is missing$"):
        table(tmp_path, 'a = { zh = "甲" }').text("a")
    with pytest.raises(DataFileError, match=r"^one\.toml: a: unknown key fr$"):
        table(tmp_path, 'a = { zh = "甲", en = "A", fr = "A" }').text("a")


def test_an_unknown_member_is_refused(tmp_path: Path) -> None:
    """A word that names no member is refused with the word."""
    with pytest.raises(DataFileError, match=r"^one\.toml: a does not know 'decree'$"):
        table(tmp_path, 'a = "decree"').member("a", Force)
    assert table(tmp_path, 'a = "law"').member("a", Force) is Force.LAW


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """A file that is not UTF-8 is refused with its name."""
    path = tmp_path / "gbk.toml"
    path.write_bytes('a = "民法典"'.encode("gbk"))
    with pytest.raises(DataFileError, match=r"^gbk\.toml: .*utf-8"):
        read(path)


@pytest.mark.parametrize("text", ["a = 1\na = 2", "a = ", "[a]\n[a]"])
def test_a_malformed_file_is_refused(tmp_path: Path, text: str) -> None:
    """A key that is there twice, or no TOML at all, is refused with the name of the file."""
    with pytest.raises(DataFileError, match=r"^one\.toml: .*\(at "):
        table(tmp_path, text)


# --- Parameters ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("rate", '"24%"', Fraction(24, 100)),
        ("number", '"1.3"', Fraction(13, 10)),
        ("money", '"10000.00"', 1_000_000),
        ("years", '"5"', 5),
        ("days", '"20"', 20),
        ("day", '"2026-03-31"', date(2026, 3, 31)),
        ("quote", '{ one_year = "3.00%", five_year = "3.50%" }', Quote(Fraction(3, 100), Fraction(35, 1000))),
        (
            "scale",
            '{ first = "50", above = ["1000", "2000"], rates = ["2%", "1%"] }',
            Scale(5_000, (100_000, 200_000), (Fraction(2, 100), Fraction(1, 100))),
        ),
        (
            "scale",
            '{ first = "30", above = ["1000"], rates = ["1%"], most = "5000" }',
            Scale(3_000, (100_000,), (Fraction(1, 100),), most=500_000),
        ),
    ],
)
def test_each_kind_has_its_type(tmp_path: Path, kind: str, text: str, value: object) -> None:
    """A value is read as its kind says."""
    found = loaded(tmp_path, rows("x", kind, ("2020-01-01", text)))
    assert found.kind == kind
    assert found.tier_months == ()
    assert found.timeline.at(date(2020, 1, 1)).value == value


def test_tiers_are_one_more_than_their_bounds(tmp_path: Path) -> None:
    """Two bounds make three tiers."""
    text = "tier_months = [6, 12]\n" + rows("x", "tiers", ("2020-01-01", '["1%", "2%", "3%"]'))
    found = loaded(tmp_path, text)
    assert found.tier_months == (6, 12)
    assert found.timeline.entries[0].value == (Fraction(1, 100), Fraction(2, 100), Fraction(3, 100))
    with pytest.raises(DataFileError, match=r"^one\.toml: entry 1: 3 tiers are needed$"):
        loaded(tmp_path, "tier_months = [6, 12]\n" + rows("x", "tiers", ("2020-01-01", '["1%", "2%"]')))


def test_an_entry_keeps_its_marks_and_a_parameter_its_repeal(tmp_path: Path) -> None:
    """The marks of an entry and the day and source of a repeal are read."""
    marks = 'announced = true\nday_unknown = true\nretroactive = true\nnote = "why"\n'
    end = '[repeal]\non = 2021-01-01\ncite = ["civil-code#671"]\n'
    found = loaded(tmp_path, rows("x", "days", ("2020-01-01", '"1"')) + marks + end)
    entry = found.timeline.entries[0]
    assert (entry.announced, entry.day_unknown, entry.retroactive, entry.note) == (True, True, True, "why")
    assert found.timeline.repeal is not None
    assert found.timeline.repeal.on == date(2021, 1, 1)
    assert [cite.id for cite in found.timeline.repeal.citations] == ["civil-code#671"]


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("rate", '"24"', "a rate is a fraction of one"),
        ("rate", '"-1%"', "must be 0 or more"),
        ("rate", '"much"', "must be"),
        ("money", '"0.001"', "whole fen"),
        ("days", '"soon"', "invalid literal"),
        ("day", '"2026-02-30"', "one.toml: entry 1: "),
        ("quote", '{ one_year = "3", five_year = "3.50%" }', "a rate is a fraction of one"),
        ("scale", '{ first = "50", above = ["1000"], rates = ["2%", "1%"] }', "1 rates are needed"),
        ("scale", '{ first = "50", above = ["2000", "1000"], rates = ["2%", "1%"] }', "the bounds must ascend"),
        ("scale", '{ first = "50", above = ["1000", "1000"], rates = ["2%", "1%"] }', "the bounds must ascend"),
        ("scale", '{ first = "0.001", above = ["1000"], rates = ["2%"] }', "whole fen"),
    ],
)
def test_a_bad_value_is_refused(tmp_path: Path, kind: str, text: str, words: str) -> None:
    """A value that its kind cannot be is refused with the file and the entry."""
    with pytest.raises(DataFileError) as caught:
        loaded(tmp_path, rows("x", kind, ("2020-01-01", text)))
    assert str(caught.value).startswith("one.toml: entry 1: ")
    assert words in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "text", "words"),
    [
        ("days", "20", "one.toml: entry 1: value must be of type str, got 20"),
        ("quote", '"3.00%"', "one.toml: entry 1: value must be of type dict, got '3.00%'"),
        ("quote", '{ one_year = "3.00%" }', "one.toml: entry 1: value: five_year is missing"),
        (
            "quote",
            '{ one_year = "3.00%", five_year = "3.50%", six = "1%" }',
            "one.toml: entry 1: value: unknown key six",
        ),
        ("scale", '{ first = "50", above = ["1000"] }', "one.toml: entry 1: value: rates is missing"),
        (
            "scale",
            '{ first = "50", above = ["1000"], rates = ["2%"], least = "1" }',
            "one.toml: entry 1: value: unknown key least",
        ),
    ],
)
def test_a_mistyped_value_names_its_place_once(tmp_path: Path, kind: str, text: str, words: str) -> None:
    """A value of another type is refused with its place, said one time."""
    with pytest.raises(DataFileError) as caught:
        loaded(tmp_path, rows("x", kind, ("2020-01-01", text)))
    assert str(caught.value) == words


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    """A kind that the loader does not know is refused."""
    with pytest.raises(DataFileError, match=r"^one\.toml: kind does not know weeks$"):
        loaded(tmp_path, rows("x", "weeks", ("2020-01-01", '"1"')))


@pytest.mark.parametrize(
    ("cite", "words"),
    [
        ("no-such-law#1", "citation no-such-law#1: no such instrument"),
        ("civil-code", "citation civil-code: name the article"),
        ("civil-code#9999", "citation civil-code#9999: no such article"),
    ],
)
def test_a_row_without_its_source_is_refused(tmp_path: Path, cite: str, words: str) -> None:
    """A citation that does not resolve stops the load."""
    with pytest.raises(DataFileError) as caught:
        loaded(tmp_path, rows("x", "days", ("2020-01-01", '"1"'), cite=cite))
    assert str(caught.value) == f"one.toml: entry 1: {words}"


def test_a_row_needs_a_citation(tmp_path: Path) -> None:
    """An empty list of citations counts as a missing one, and so does none."""
    text = rows("x", "days", ("2020-01-01", '"1"'))
    with pytest.raises(DataFileError, match=r"^one\.toml: entry 1: cite is missing$"):
        loaded(tmp_path, text.replace('["credit-reporting-regulation-2013#25(2)"]', "[]"))
    with pytest.raises(DataFileError, match=r"^one\.toml: entry 1: cite is missing$"):
        loaded(tmp_path, text.replace("cite =", "# cite ="))


@pytest.mark.parametrize(
    ("extra", "words"),
    [
        ("remark = 1\n", r"^one\.toml: entry 1: unknown key remark$"),
        ('[repeal]\non = 2021-01-01\ncite = ["civil-code#671"]\nwhy = 1\n', r"^one\.toml: repeal: unknown key why$"),
        ("[other]\n", r"^one\.toml: unknown key other$"),
    ],
)
def test_an_unknown_key_of_a_parameter_is_refused(tmp_path: Path, extra: str, words: str) -> None:
    """A key that is not of the form is refused in the head, in an entry and in the repeal."""
    with pytest.raises(DataFileError, match=words):
        loaded(tmp_path, rows("x", "days", ("2020-01-01", '"1"')) + extra)


def test_rows_out_of_order_are_refused(tmp_path: Path) -> None:
    """The rows of a file ascend, and no day is there twice."""
    with pytest.raises(DataFileError, match="2020-01-01 must come after 2020-01-01"):
        loaded(tmp_path, rows("x", "days", ("2020-01-01", '"1"'), ("2020-01-01", '"2"')))


# --- The shelf -----------------------------------------------------------------------


def test_a_shelf_is_read(tmp_path: Path) -> None:
    """Instruments, articles and statements are read, with the defaults of what is left out."""
    library = shelved(tmp_path, instruments=INSTRUMENT, articles=ARTICLE, statements=STATEMENT)
    one = library.instruments["my-law"]
    assert (one.number, one.promulgated, one.repealed, one.day_unknown, one.unit, one.url) == (
        "",
        None,
        None,
        False,
        Unit.ARTICLE,
        "",
    )
    assert library.gists[("my-law", "1")].en == "One"
    assert [statement.id for statement in library.article("我的法", 1).corrections] == ["said"]


def test_an_instrument_may_have_no_other_name(tmp_path: Path) -> None:
    """Aliases may be left out."""
    text = INSTRUMENT.replace('aliases = ["我的法"]', "")
    assert shelved(tmp_path, instruments=text).instruments["my-law"].aliases == ()


def test_a_shelf_without_files_is_the_one_below() -> None:
    """Without a file nothing changes."""
    assert shelf({}, bundled().library) == bundled().library


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"instruments": INSTRUMENT * 2}, "instruments.toml: instrument 2: my-law is there twice"),
        (
            {"instruments": INSTRUMENT, "articles": ARTICLE * 2},
            "articles.toml: article 2: ('my-law', '1') is there twice",
        ),
        ({"articles": ARTICLE}, "citation my-law: no such instrument"),
        ({"instruments": INSTRUMENT, "statements": STATEMENT}, "citation my-law#1: no such article"),
        ({"instruments": INSTRUMENT + "more = 1"}, "instruments.toml: instrument 1: unknown key more"),
        ({"instruments": INSTRUMENT + "[more]"}, "instruments.toml: unknown key more"),
        (
            {"instruments": INSTRUMENT, "articles": ARTICLE + "more = 1"},
            "articles.toml: article 1: unknown key more",
        ),
        (
            {"instruments": INSTRUMENT, "articles": ARTICLE, "statements": STATEMENT + "more = 1"},
            "statements.toml: statement 1: unknown key more",
        ),
        (
            {
                "instruments": INSTRUMENT,
                "articles": ARTICLE,
                "statements": STATEMENT.replace('about = "my-law#1"', 'about = "my-law#2"'),
            },
            "citation my-law#2: no such article",
        ),
        (
            {
                "instruments": INSTRUMENT,
                "articles": ARTICLE,
                "statements": STATEMENT.replace('["my-law#1"]', "[]"),
            },
            "statements.toml: statement 1: cite is missing",
        ),
        (
            {"instruments": INSTRUMENT, "articles": ARTICLE, "statements": STATEMENT + STATEMENT},
            "statements.toml: statement 2: said is there twice",
        ),
    ],
)
def test_a_bad_shelf_is_refused(tmp_path: Path, files: dict[str, str], words: str) -> None:
    """A thing that is there twice, a place that does not exist and an unknown key stop the load."""
    with pytest.raises(DataFileError) as caught:
        shelved(tmp_path, **files)
    assert str(caught.value) == words


def test_a_statement_may_be_about_a_topic(tmp_path: Path) -> None:
    """What a statement is about need not be an article."""
    text = STATEMENT.replace('about = "my-law#1"', 'about = "insolvency"').replace("row = 1", "")
    library = shelved(tmp_path, instruments=INSTRUMENT, articles=ARTICLE, statements=text)
    assert [one.id for one in library.about("insolvency")] == ["said"]


# --- Overlays ------------------------------------------------------------------------


def test_a_file_adds_a_row(tmp_path: Path) -> None:
    """A file with a new day lengthens the timeline and brings its stamps; the bundled rulebook stays as it was."""
    file = written(tmp_path, "mine.toml", rows("dispute_days", "days", ("2026-09-01", '"15"')))
    book = bundled().overlaid(file)
    assert [entry.value for entry in book.dispute_days.timeline.entries] == [20, 15]
    assert book.dispute_days.at(date(2026, 8, 31)).value == 20
    assert book.dispute_days.at(date(2026, 9, 1)).value == 15
    assert book.dispute_days.title.en == "One"
    assert book.dispute_days.review_by == date(2027, 9, 30)
    assert len(bundled().dispute_days.timeline.entries) == 1
    assert book.lpr is bundled().lpr


def test_a_file_replaces_a_row(tmp_path: Path) -> None:
    """A row for a day already held takes its place; the path may be text."""
    file = written(tmp_path, "mine.toml", rows("dispute_days", "days", ("2013-03-15", '"19"')))
    book = bundled().overlaid(str(file))
    assert [entry.value for entry in book.dispute_days.timeline.entries] == [19]


def test_a_folder_brings_its_own_sources(tmp_path: Path) -> None:
    """A folder may hold instruments, articles and statements, which its rows cite and lookups find."""
    written(tmp_path, "instruments.toml", INSTRUMENT)
    written(tmp_path, "articles.toml", ARTICLE)
    written(tmp_path, "statements.toml", STATEMENT)
    written(tmp_path, "a.toml", rows("dispute_days", "days", ("2026-09-01", '"15"'), cite="my-law#1"))
    written(tmp_path, "b.toml", rows("complaint_days", "days", ("2026-09-02", '"9"'), cite="my-law#1"))
    written(tmp_path, "notes.txt", "not read")
    book = bundled().overlaid(tmp_path)
    assert [cite.id for cite in book.dispute_days.at(date(2026, 9, 30)).citations] == ["my-law#1"]
    assert book.complaint_days.at(date(2026, 9, 30)).value == 9
    found = article("我的法", 1, on=date(2026, 9, 30), rulebook=book)
    assert [one.id for one in found.corrections] == ["said"]
    assert "my-law" not in bundled().library.instruments


def test_a_file_of_sources_alone(tmp_path: Path) -> None:
    """A single file of instruments lengthens the shelf and changes no number."""
    book = bundled().overlaid(written(tmp_path, "instruments.toml", INSTRUMENT))
    assert "my-law" in book.library.instruments
    assert book.parameters == bundled().parameters


def test_two_files_of_one_parameter_both_count(tmp_path: Path) -> None:
    """Two files of a folder may hold rows of one parameter, and none is lost."""
    written(tmp_path, "a.toml", rows("dispute_days", "days", ("2026-09-01", '"15"')))
    written(tmp_path, "b.toml", rows("dispute_days", "days", ("2026-09-02", '"16"')))
    book = bundled().overlaid(tmp_path)
    assert [entry.value for entry in book.dispute_days.timeline.entries] == [20, 15, 16]


def test_an_overlay_may_repeal(tmp_path: Path) -> None:
    """A repeal of the overlay counts, and the bundled repeal stays where the overlay has none."""
    end = '[repeal]\non = 2026-09-02\ncite = ["civil-code#671"]\n'
    file = written(tmp_path, "mine.toml", rows("dispute_days", "days", ("2026-09-01", '"15"')) + end)
    repeal = bundled().overlaid(file).dispute_days.timeline.repeal
    assert repeal is not None
    assert repeal.on == date(2026, 9, 2)
    old = rows("private_lending_2015_void", "rate", ("2015-09-01", '"35%"'))
    book = bundled().overlaid(written(tmp_path, "mine.toml", old))
    assert book.private_lending_2015_void.timeline.repeal == bundled().private_lending_2015_void.timeline.repeal


def test_a_later_repeal_makes_room(tmp_path: Path) -> None:
    """An overlay that moves a repeal to a later day may add rows up to it."""
    end = '[repeal]\non = 2021-01-01\ncite = ["civil-code#671"]\n'
    text = rows("private_lending_2015_void", "rate", ("2020-10-01", '"35%"')) + end
    book = bundled().overlaid(written(tmp_path, "mine.toml", text))
    assert book.private_lending_2015_void.at(date(2020, 12, 31)).value == Fraction(35, 100)


def test_the_version_follows_the_newest_check(tmp_path: Path) -> None:
    """The version is the last day on which any number was checked."""
    text = rows("dispute_days", "days", ("2026-09-01", '"15"')).replace("2026-09-30", "2027-01-31")
    assert bundled().overlaid(written(tmp_path, "mine.toml", text)).version == date(2027, 1, 31)
    assert bundled().version == max(one.verified_on for one in bundled().parameters)


def test_an_unknown_parameter_is_refused(tmp_path: Path) -> None:
    """An overlay cannot add a number that no rule reads."""
    file = written(tmp_path, "mine.toml", rows("my_days", "days", ("2026-09-01", '"15"')))
    with pytest.raises(DataFileError, match=r"^mine\.toml: unknown key my_days$"):
        bundled().overlaid(file)


def test_the_shelf_is_no_parameter(tmp_path: Path) -> None:
    """The library itself cannot be named as a parameter."""
    file = written(tmp_path, "mine.toml", rows("library", "days", ("2026-09-01", '"15"')))
    with pytest.raises(DataFileError, match=r"^mine\.toml: unknown key library$"):
        bundled().overlaid(file)


def test_a_changed_kind_is_refused(tmp_path: Path) -> None:
    """An overlay cannot turn days into years."""
    file = written(tmp_path, "mine.toml", rows("dispute_days", "years", ("2026-09-01", '"15"')))
    with pytest.raises(DataFileError, match=r"^mine\.toml: kind must be of type days, got years$"):
        bundled().overlaid(file)


def test_changed_tiers_are_refused(tmp_path: Path) -> None:
    """An overlay cannot move the bounds of the tiers."""
    text = rows("benchmark_rate", "tiers", ("2026-09-01", '["1%", "2%"]'), cite="pboc-benchmark")
    with pytest.raises(DataFileError, match=r"^mine\.toml: kind must be of type tiers"):
        bundled().overlaid(written(tmp_path, "mine.toml", "tier_months = [6]\n" + text))


def test_a_bundled_instrument_is_not_replaced(tmp_path: Path) -> None:
    """An overlay cannot bring an instrument that the bundled shelf holds."""
    file = written(tmp_path, "instruments.toml", INSTRUMENT.replace("my-law", "civil-code"))
    with pytest.raises(DataFileError, match="civil-code is there twice"):
        bundled().overlaid(file)


def test_a_missing_path_is_refused(tmp_path: Path) -> None:
    """A path that does not exist is an error with the path."""
    with pytest.raises(InputError, match=r"path must exist, got .*nowhere"):
        bundled().overlaid(tmp_path / "nowhere")


def test_an_empty_folder_changes_nothing(tmp_path: Path) -> None:
    """A folder without data files leaves the rulebook as it is."""
    assert bundled().overlaid(tmp_path) == bundled()


# --- The rulebook --------------------------------------------------------------------


def test_a_rulebook_needs_every_parameter() -> None:
    """A parameter that is missing, or one too many, is refused by name."""
    full = {one.id: one for one in bundled().parameters}
    assert rulebook_of(bundled().library, full) == bundled()
    short = {name: one for name, one in full.items() if name != "lpr"}
    with pytest.raises(DataFileError, match=r"^law/data: lpr is missing$"):
        rulebook_of(bundled().library, short)
    extra = full | {"my_days": evolve(full["dispute_days"], id="my_days")}
    with pytest.raises(DataFileError, match="my_days"):
        rulebook_of(bundled().library, extra)


def test_the_bundled_rulebook_is_read_once() -> None:
    """The bundled rulebook is one object."""
    assert bundled() is bundled()
