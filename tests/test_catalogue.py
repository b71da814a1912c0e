"""The catalogue holds the Chinese of every text of the library and nothing else, and each entry can be filled in.

After a change of the source this shows what is still to be translated, and what is to go::

    python -m pytest tests/test_catalogue.py -k that_ships

The failure lists every fault; a missing text comes as an entry to paste into the catalogue, with the part of the
library that it is from.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import denormalize, normalize, read_po

import creditrules
from creditrules import errors
from creditrules.messages import CHINESE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PACKAGE = Path(creditrules.__file__).parent
CATALOGUE = PACKAGE / "locale" / CHINESE / "LC_MESSAGES" / "creditrules.po"
PLACE = re.compile(r"%\((\w+)\)s")
RAW_ID = re.compile(r'^msgid ((?:"[^\n]*"\n)+)', re.MULTILINE)
HAN = "\u4e00-\u9fff"
TOUCHED = re.compile(rf"[{HAN}]\s*[,;:()]|[,;:()]\s*[{HAN}]|[{HAN}]\s+[{HAN}]|[「」]")
"""Latin punctuation beside a Chinese character, a gap between two, and quotes that the mainland does not use."""
TEXT_AT = dict.fromkeys((name for name in vars(errors) if name.endswith("Error")), 0) | {"say": 1, "translate": 0}
"""Which argument of a call is a text to translate."""
NEVER = ("无需偿还", "无须偿还", "不用还", "不用偿还", "不必还", "不必偿还", "不需要还", "不需要偿还")
"""Nobody is ever told that a debt need not be paid."""
HEAD = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n'


def texts_of(code: str) -> list[str]:
    """Return the texts to translate in a piece of source, in its order: sentences, errors and values of enums."""
    found: list[tuple[int, int, str]] = []
    for node in ast.walk(ast.parse(code)):
        found += [
            (part.lineno, part.col_offset, part.value)
            for part in candidates(node)
            if isinstance(part, ast.Constant) and isinstance(part.value, str)
        ]
    return list(dict.fromkeys(text for _, _, text in sorted(found)))


def candidates(node: ast.AST) -> list[ast.expr | None]:
    """Return what of a node may be a text to translate."""
    match node:
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in TEXT_AT:
            return list(node.args[TEXT_AT[name] : TEXT_AT[name] + 1])
        case ast.ClassDef() if any(ast.unparse(base).endswith("Enum") for base in node.bases):
            return [part.value for part in node.body if isinstance(part, ast.Assign | ast.AnnAssign)]
        case _:
            return []


def source_texts() -> dict[str, str]:
    """Return every text of the library, and the first part of it (a package or module) that has it, in order."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for text in texts_of(path.read_text("utf-8")):
            found.setdefault(text, path.relative_to(PACKAGE).with_suffix("").parts[0])
    return found


def entry(text: str, chinese: str = "") -> str:
    """Write an entry of the catalogue."""
    return f"msgid {normalize(text, width=0)}\nmsgstr {normalize(chinese, width=0)}\n"


def percent(text: str, chinese: str) -> bool:
    """Whether both languages print their percent signs well.

    With places a sentence is filled in, so a sign is doubled. Without any it is written as it stands: a sign is then
    single, and as many as the library's own text has, which may still be filled in where it has none.
    """
    if PLACE.search(text):
        return not any("%" in PLACE.sub("", one).replace("%%", "") for one in (text, chinese))
    return "%%" not in chinese and text.count("%") == chinese.count("%")


def faults(written: str, texts: Mapping[str, str]) -> list[str]:
    """Return everything that is wrong with a catalogue for some texts."""
    catalogue = read_po(BytesIO(written.encode("utf-8")), locale=CHINESE, abort_invalid=True)
    entries = [one for one in catalogue if one.id]
    held = {str(one.id) for one in entries}
    found = [f"missing\n#. {where}\n{entry(text)}" for text, where in texts.items() if text not in held]
    found += [f"in no source: {one}" for one in sorted(held - set(texts))]
    found += [f"obsolete: {one}" for one in catalogue.obsolete]
    found += [f"fuzzy: {one.id}" for one in entries if one.fuzzy]
    # Babel keeps the last of several entries and says nothing, so they are counted in the file itself.
    counted = Counter(denormalize(raw) for raw in RAW_ID.findall(written))
    found += [f"twice: {one}" for one, times in counted.items() if times > 1]
    for one in entries:
        found += [f"{fault}: {one.id}" for fault in entry_faults(str(one.id), str(one.string))]
    return found


def entry_faults(text: str, chinese: str) -> Iterator[str]:
    """Yield what is wrong with one entry."""
    if not chinese:
        yield "empty"
        return
    if set(PLACE.findall(text)) != set(PLACE.findall(chinese)):
        yield "other places"
    if not percent(text, chinese):
        yield "percent sign"
    # A text that is places and marks only has no word to translate.
    if re.search(r"[a-z]", PLACE.sub("", text)) and not re.search(rf"[{HAN}]", chinese):
        yield "not Chinese"
    # What is filled in stands in the sentence like a word of it.
    if TOUCHED.search(PLACE.sub("某", chinese)):
        yield "punctuation"
    if any(words in chinese for words in NEVER):
        yield "says that nothing need be paid"


def test_the_catalogue_that_ships() -> None:
    """Every text of the library is translated, soundly, and the catalogue holds nothing else."""
    found = faults(CATALOGUE.read_text("utf-8"), source_texts())
    assert not found, "\n".join(["", *found])


def test_every_entry_can_be_filled_in() -> None:
    """Both languages of an entry can be filled in as the library does it."""
    with CATALOGUE.open("rb") as file:
        entries = [one for one in read_po(file, locale=CHINESE) if one.id]
    for one in entries:
        places = dict.fromkeys(PLACE.findall(str(one.id)), "x")
        if places:
            assert str(one.id) % places, one.id
            assert str(one.string) % places, one.id


def test_the_walk_finds_the_source() -> None:
    """The check is about the whole library: each kind of text is found where it is."""
    texts = source_texts()
    assert texts["Please note:"] == "findings"
    assert texts["locale must be zh or en, got %(value)s"] == "messages"
    assert texts["a timeline needs at least one entry"] == "law"
    assert texts["consumer-finance company"] == "law"


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ('say("code", "a sentence", x=1)', ["a sentence"]),
        ('messages.say("code", "a sentence")', ["a sentence"]),
        ('say("code", "a sentence "\n "in parts")', ["a sentence in parts"]),
        ('say(code, text)\nsay("code")', []),
        ('raise InputError("too large", value=1)', ["too large"]),
        ('raise errors.NoDataError("none") from None', ["none"]),
        ('raise ValueError("not ours")\nStaleDataWarning("a message already")', []),
        ('translate("a word", locale)\ntranslate(text, locale)', ["a word"]),
        ('class A(Enum):\n """A doc."""\n X = "ex"\n """Its doc."""\n Y = 1\n Z: str = "zed"', ["ex", "zed"]),
        ('class A(enum.StrEnum):\n X = "ex"', ["ex"]),
        ('class A:\n X = "ex"', []),
        ('say("b", "second", x=say("a", "first"))\nsay("c", "second")', ["second", "first"]),
    ],
)
def test_the_walk_sees_each_kind_of_text(code: str, texts: list[str]) -> None:
    """The walk itself finds sentences, errors, words and enums, and nothing else."""
    assert texts_of(code) == texts


YEAR = entry("%(rate)s a year", "年利率%(rate)s")
SHARE = entry("%(share)s of 100%%, all in", "100%%中的%(share)s（全部），一年期LPR")
BOTH = {"%(rate)s a year": "a", "%(share)s of 100%%, all in": "b"}


def test_a_sound_catalogue_passes() -> None:
    """Nothing is found where nothing is wrong, and what has no word in English needs none in Chinese."""
    bare = entry("%(where)s: %(error)s", "%(where)s：%(error)s")
    assert faults(HEAD + YEAR + SHARE + bare, {**BOTH, "%(where)s: %(error)s": "c"}) == []


@pytest.mark.parametrize(
    ("first", "found"),
    [
        ("", ['missing\n#. a\nmsgid "%(rate)s a year"\nmsgstr ""\n']),
        (YEAR + entry("gone", "已删"), ["in no source: gone"]),
        (YEAR + '#~ msgid "old"\n#~ msgstr "旧"\n', ["obsolete: old"]),
        (f"#, fuzzy\n{YEAR}", ["fuzzy: %(rate)s a year"]),
        (YEAR + YEAR, ["twice: %(rate)s a year"]),
        (YEAR + 'msgid ""\n"%(rate)s "\n"a year"\nmsgstr "年利率%(rate)s"\n', ["twice: %(rate)s a year"]),
        (entry("%(rate)s a year"), ["empty: %(rate)s a year"]),
        *(
            (entry("%(rate)s a year", chinese), [f"{fault}: %(rate)s a year"])
            for chinese, fault in [
                ("年利率", "other places"),
                ("年利率%(rat)s", "other places"),
                ("年利率%(rate)s%(more)s", "other places"),
                ("年利率%(rate)s%", "percent sign"),
                ("%(rate)s% 年", "percent sign"),
                ("%(rate)s p.a.", "not Chinese"),
                ("%(rate)s,年利率", "punctuation"),
                ("年利率;%(rate)s", "punctuation"),
                ("年利率(%(rate)s)", "punctuation"),
                ("年利率: %(rate)s", "punctuation"),
                ("年利率 %(rate)s", "punctuation"),
                ("年利率「%(rate)s」", "punctuation"),
                ("年利率%(rate)s的部分无需偿还", "says that nothing need be paid"),
            ]
        ),
        (
            entry("%(rate)s a year", "年利率%(rate)d"),
            ["other places: %(rate)s a year", "percent sign: %(rate)s a year"],
        ),
    ],
)
def test_each_fault_is_found(first: str, found: list[str]) -> None:
    """A catalogue with one thing wrong is refused for that thing, and for it alone."""
    assert faults(HEAD + first + "\n" + SHARE, BOTH) == found


@pytest.mark.parametrize(
    ("text", "chinese"),
    [
        ("all of 100%% of it", "全部100%%"),
        ("all of 100% of it", "全部100%%"),
        ("all of 100% of it", "全部"),
        ("all of it", "全部100%"),
        ("%(a)s of 100% a year", "每年的%(a)s"),
    ],
)
def test_a_percent_sign_that_would_print_wrongly_is_found(text: str, chinese: str) -> None:
    """A sign is doubled where the sentence is filled in, and single where it is written as it stands."""
    assert faults(HEAD + entry(text, chinese), {text: "a"}) == [f"percent sign: {text}"]


def test_a_percent_sign_that_is_written_as_it_stands() -> None:
    """Without a place a single sign in both languages is right."""
    assert faults(HEAD + entry("above 100%", "超过100%"), {"above 100%": "a"}) == []
