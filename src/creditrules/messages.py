"""Sentences with a stable code, in English and Chinese.

A message is a value: its ``code``, its English sentence and its arguments. Only `render` turns it into text, in the
locale that the caller names; there is no current language. The English sentence is the key of the catalogue
``locale/zh_Hans_CN/LC_MESSAGES/creditrules.po``, which Babel reads the first time Chinese is asked for.

>>> render(say("example", "%(rate)s a year", rate=Rate(Fraction("0.1486"))), "en")
'14.86% a year'
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import cache
from typing import TypeAlias

from attrs import field, frozen

from creditrules.errors import CreditRulesError, InputError, InputTypeError, shown
from creditrules.money import decimal, from_fen

_LARGEST_PRINTED = 100
_MOST_PLACES = 10
CHINESE = "zh_Hans_CN"
ENGLISH = "en"
_LOCALES = {
    "zh": CHINESE,
    "zh_cn": CHINESE,
    "zh_hans": CHINESE,
    "zh_hans_cn": CHINESE,
    "en": ENGLISH,
    "en_us": ENGLISH,
    "en_gb": ENGLISH,
}


@frozen
class Rate:
    """A rate in a sentence, printed as per cent with two places, or as many as an exact figure needs.

    Above 10,000 % only that is printed: the digits of such a rate say nothing.
    """

    value: Fraction
    places: int = 2


PRINT_ALIKE = Fraction(1, 20_000)
"""Half of 0.01 point: rates closer than that read the same with two places."""


def exactly(rate: Fraction) -> Rate:
    """Print a rate with two places, or as many more as it has, up to ten: a third has no end."""
    places = Rate(rate).places
    while places < _MOST_PLACES and (rate * 100 * 10**places).denominator != 1:
        places += 1
    return Rate(rate, places)


@frozen
class Points:
    """A distance between two rates in a sentence, in percentage points (百分点) with two places, as `Rate` prints."""

    value: Fraction


@frozen
class Money:
    """An amount of fen in a sentence, printed as yuan with two places and thousands."""

    fen: int


@frozen
class Text:
    """A piece of text that already exists in both languages: a title, a gist, a name (the same in both)."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en


Arg: TypeAlias = "str | int | date | Enum | Rate | Points | Money | Text | Message"


def _sorted(args: dict[str, Arg]) -> tuple[tuple[str, Arg], ...]:
    return tuple(sorted(args.items()))


@frozen
class Message:
    """One sentence: a stable code, the English text with ``%(name)s`` places, and what stands in them."""

    code: str
    text: str
    args: tuple[tuple[str, Arg], ...] = field(default=(), repr=False)


def say(code: str, text: str, /, **args: Arg) -> Message:
    """Build a message. Both texts must be literals where it is called, so that the catalogue can be checked."""
    return Message(code, text, _sorted(args))


def locale_of(name: str) -> str:
    """Return the locale that a name means: zh, zh-CN, zh_CN and zh-Hans are all ``zh_Hans_CN``.

    Raises:
        InputError: a language the library does not speak.

    """
    if not isinstance(name, str):
        raise InputTypeError("locale must be text, got %(type)s", type=type(name).__name__)
    try:
        return _LOCALES[name.replace("-", "_").lower()]
    except KeyError:
        raise InputError("locale must be zh or en, got %(value)s", value=shown(name)) from None


@cache
def _catalogue() -> dict[str, str]:
    # Babel costs more to import than the rest of the library together, and English needs none of it.
    from importlib import resources

    from babel.messages.pofile import read_po

    path = resources.files("creditrules").joinpath("locale", CHINESE, "LC_MESSAGES", "creditrules.po")
    with path.open("rb") as file:
        return {
            str(entry.id): str(entry.string) for entry in read_po(file, locale=CHINESE) if entry.id and entry.string
        }


def translate(text: str, locale: str) -> str:
    """Return the sentence of a locale; English where the catalogue has none (a gate keeps it complete)."""
    return text if locale == ENGLISH else _catalogue().get(text, text)


def render(message: Message, locale: str = CHINESE) -> str:
    """Write a message in a language (``zh`` or ``en``)."""
    chosen = locale_of(locale)
    text = translate(message.text, chosen)
    return text % {name: _written(arg, chosen) for name, arg in message.args} if message.args else text


def render_error(error: CreditRulesError, locale: str = CHINESE) -> str:
    """Write an error in a language."""
    chosen = locale_of(locale)
    text = translate(error.text, chosen)
    return (
        text % {name: _written_place(value, chosen) for name, value in error.places.items()} if error.places else text
    )


def money_text(fen: int) -> str:
    """Write fen as yuan: ``1,467.64``."""
    return f"{from_fen(fen):,}"


def rate_text(rate: Fraction, locale: str = ENGLISH, *, places: int = 2) -> str:
    """Write a rate as per cent with two places: ``18.25%``; above 10,000 % only that it is more."""
    if rate > _LARGEST_PRINTED:
        return translate("more than 10,000%", locale)
    return f"{decimal(rate * 100, places):,}%"


def _written(arg: Arg, locale: str) -> str:
    match arg:
        case Message():
            return render(arg, locale)
        case Money():
            return money_text(arg.fen)
        case Rate():
            return rate_text(arg.value, locale, places=arg.places)
        case Points():
            if arg.value > _LARGEST_PRINTED:
                return translate("more than 10,000", locale)
            return f"{decimal(arg.value * 100, 2):,}"
        case Text():
            return arg.en if locale == ENGLISH else arg.zh
        case Enum():
            return translate(str(arg.value), locale)
        case _:
            return str(arg)


def _written_place(value: object, locale: str) -> str:
    if isinstance(value, CreditRulesError):
        return render_error(value, locale)
    if isinstance(value, Message | Money | Rate | Points | Text | Enum):
        return _written(value, locale)
    return shown(value) if isinstance(value, Decimal | Fraction) else str(value)
