"""Sentences with a stable code: the locale a name means, every kind of argument, and both languages."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, localcontext
from enum import Enum
from fractions import Fraction
from importlib import resources
from typing import TYPE_CHECKING

import pytest

from creditrules import messages
from creditrules.errors import InputError, InputTypeError
from creditrules.messages import (
    CHINESE,
    ENGLISH,
    Arg,
    Message,
    Money,
    Points,
    Rate,
    Text,
    locale_of,
    money_text,
    rate_text,
    render,
    render_error,
    say,
    translate,
)
from creditrules.money import exact

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TITLE = Text(zh="民法典", en="Civil Code")


class Colour(Enum):
    """An enum whose value is a sentence."""

    RED = "deep red"


@pytest.fixture
def _own_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put a small catalogue in the place of the one that ships."""
    folder = tmp_path / "locale" / CHINESE / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "creditrules.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "%(what)s is bad"\nmsgstr "%(what)s不好"\n\n'
        'msgid "deep red"\nmsgstr "深红"\n\n'
        'msgid "not yet done"\nmsgstr ""\n',
        encoding="utf-8",
    )
    monkeypatch.setattr(resources, "files", lambda _: tmp_path)
    messages._catalogue.cache_clear()
    yield
    messages._catalogue.cache_clear()


@pytest.mark.parametrize(
    ("name", "locale"),
    [
        *((name, CHINESE) for name in ("zh", "ZH", "zh-CN", "zh_CN", "zh-Hans", "zh_hans_cn", "zh-Hans-CN")),
        *((name, ENGLISH) for name in ("en", "EN", "en-US", "en_GB")),
    ],
)
def test_a_locale_has_several_names(name: str, locale: str) -> None:
    """Dashes, underscores and capitals all lead to one of the two locales."""
    assert locale_of(name) == locale


@pytest.mark.parametrize("name", ["", "fr", "zh-TW", "zh_Hant", " zh", "english"])
def test_another_language_is_refused(name: str) -> None:
    """A language that the library does not speak is refused by name, traditional Chinese among them."""
    with pytest.raises(InputError, match=r"^locale must be zh or en, got '"):
        locale_of(name)
    with pytest.raises(InputError, match=r"^locale must be zh or en"):
        render(say("x", "x"), name)
    with pytest.raises(InputError, match=r"^locale must be zh or en"):
        render_error(InputError("x"), name)


@pytest.mark.parametrize("name", [None, 1, b"zh", ["zh"]])
def test_a_locale_is_text(name: object) -> None:
    """What is not text is refused with its type."""
    with pytest.raises(InputTypeError, match=rf"^locale must be text, got {type(name).__name__}$"):
        locale_of(name)  # type: ignore[arg-type] # what a caller without a type checker writes


@pytest.mark.parametrize("precision", [3, 28])
@pytest.mark.parametrize(
    ("arg", "english", "chinese"),
    [
        ("text", "text", "text"),
        (7, "7", "7"),
        (date(2024, 2, 29), "2024-02-29", "2024-02-29"),
        (Money(146764), "1,467.64", "1,467.64"),
        (Money(-(10**17)), "-1,000,000,000,000,000.00", "-1,000,000,000,000,000.00"),
        (Rate(Fraction(73, 400)), "18.25%", "18.25%"),
        (Points(Fraction(1, 800)), "0.13", "0.13"),
        (Points(Fraction(123456, 1000)), "more than 10,000", "more than 10,000"),
        (Points(Fraction(123456, 10000)), "1,234.56", "1,234.56"),
        (TITLE, "Civil Code", "民法典"),
        (Colour.RED, "deep red", "深红"),
        (say("inner", "%(what)s is bad", what=TITLE), "Civil Code is bad", "民法典不好"),
    ],
)
@pytest.mark.usefixtures("_own_catalogue")
def test_each_kind_of_argument(arg: Arg, english: str, chinese: str, precision: int) -> None:
    """Each kind of argument is written in its own way, in either language and at any ambient precision."""
    message = say("outer", "%(what)s is bad", what=arg)
    with localcontext() as context:
        context.prec = precision
        assert render(message, "en") == f"{english} is bad"
        assert render(message) == render(message, "zh-CN") == f"{chinese}不好"


@pytest.mark.usefixtures("_own_catalogue")
def test_where_the_catalogue_is_silent() -> None:
    """A sentence that is absent or not yet translated is written in English, and English is not looked up."""
    assert translate("nowhere", CHINESE) == "nowhere"
    assert translate("not yet done", CHINESE) == "not yet done"
    assert translate("", CHINESE) == ""
    assert (translate("deep red", ENGLISH), translate("deep red", CHINESE)) == ("deep red", "深红")


@pytest.mark.usefixtures("_own_catalogue")
@pytest.mark.parametrize(
    ("place", "english", "chinese"),
    [
        (TITLE, "Civil Code", "民法典"),
        (Money(5), "0.05", "0.05"),
        (Rate(Fraction(1)), "100.00%", "100.00%"),
        (Points(Fraction(1)), "100.00", "100.00"),
        (Colour.RED, "deep red", "深红"),
        (say("inner", "deep red"), "deep red", "深红"),
        (Decimal("1.50"), "1.50", "1.50"),
        (Fraction(1, 3), "1/3", "1/3"),
        pytest.param(Fraction(10**4999), "<Fraction>", "<Fraction>", id="a giant fraction"),
        (date(2024, 2, 29), "2024-02-29", "2024-02-29"),
        (3, "3", "3"),
        (None, "None", "None"),
    ],
)
def test_each_kind_of_place(place: object, english: str, chinese: str) -> None:
    """What stands in an error is written like an argument, and an exact number as it is."""
    error = InputError("%(what)s is bad", what=place)
    assert render_error(error, "en") == f"{english} is bad"
    assert render_error(error) == f"{chinese}不好"


def test_an_error_without_places() -> None:
    """An error without places reads the same by itself and rendered, even with a percent sign."""
    error = InputError("above 100%")
    assert render_error(error, "en") == str(error) == "above 100%"


def test_a_title_reads_in_english_by_itself() -> None:
    """An error that names a title is a plain English sentence as an exception too."""
    assert str(InputError("%(title)s ended", title=TITLE)) == "Civil Code ended"


def test_a_message_is_a_value() -> None:
    """Messages with the same code, sentence and arguments are equal, in whatever order these were given."""
    one = say("code", "%(a)s %(b)s", a=1, b="x")
    assert one == Message("code", "%(a)s %(b)s", (("a", 1), ("b", "x"))) == say("code", "%(a)s %(b)s", b="x", a=1)
    assert one != say("code", "%(a)s %(b)s", a=2, b="x")
    assert len({one, say("code", "%(a)s %(b)s", a=1, b="x")}) == 1
    assert render(say("plain", "nothing to fill"), "en") == "nothing to fill"


@pytest.mark.parametrize(
    ("fen", "text"),
    [(0, "0.00"), (1, "0.01"), (-1, "-0.01"), (99999, "999.99"), (100000, "1,000.00"), (-123456789, "-1,234,567.89")],
)
def test_money_has_thousands(fen: int, text: str) -> None:
    """Yuan have two places, and a comma from a thousand on."""
    assert money_text(fen) == text


@pytest.mark.parametrize(
    ("rate", "text"),
    [("0", "0.00%"), ("0.00005", "0.01%"), ("0.000049", "0.00%"), ("0.24", "24.00%"), ("22.35", "2,235.00%")],
)
def test_a_rate_is_in_percent(rate: str, text: str) -> None:
    """A rate has two places in per cent, rounded half up."""
    assert rate_text(Fraction(rate)) == text


def test_the_catalogue_that_ships() -> None:
    """A sentence of the catalogue that ships is written in Chinese."""
    assert render(say("finding-sources", "Sources:"), "en") == "Sources:"
    assert is_chinese(render(say("finding-sources", "Sources:")))


def test_a_bound_in_chinese() -> None:
    """The bound of an amount is explained in Chinese, with the argument and the value in it."""
    with pytest.raises(InputError) as caught:
        exact("1e16", argument="balance")
    error = caught.value
    written = render_error(error)
    assert render_error(error, "en") == str(error)
    assert is_chinese(written)
    assert "balance" in written
    assert "1e16" in written


def is_chinese(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return any("一" <= letter <= "龥" for letter in text)
