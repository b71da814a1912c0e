"""The template of a file: it loads as it stands, names every key, and loads with every comment taken away."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import attrs
import pytest

from creditrules.__main__ import main
from creditrules.borrower import Account, Borrower, assess, template
from creditrules.errors import InputError
from creditrules.messages import locale_of

LOCALES = ("zh", "en")
KEY = re.compile(r"^(?:# )?(\w+) = ", re.MULTILINE)


def read(text: str) -> Borrower:
    """Read a file."""
    return Borrower.from_stream(BytesIO(text.encode()), name="-")


@pytest.mark.parametrize("locale", LOCALES)
def test_it_loads(locale: str) -> None:
    """As it stands it is a file, and makes a report."""
    found = assess(read(template(locale)))
    assert found.as_of == date(2026, 1, 15)
    assert len(found.accounts) == 1


@pytest.mark.parametrize("locale", LOCALES)
def test_every_key(locale: str) -> None:
    """Every key of a debt stands in it."""
    named = set(KEY.findall(template(locale))) | {"annual_rate"}
    assert {one.name for one in attrs.fields(Account)} <= named


def test_the_same_in_both() -> None:
    """Both languages have the same lines of keys and tables, but for names."""
    zh, en = (re.findall(r"^(?:# )?(\[\[\w+\]\]|\w+ = )", template(locale), re.MULTILINE) for locale in LOCALES)
    assert zh == en


@pytest.mark.parametrize("locale", LOCALES)
def test_without_its_comments(locale: str) -> None:
    """With each line of a key uncommented, what belongs into a block put there, it loads too."""
    text = re.sub(r"^# (?=\[\[|\w+ = )", "", template(locale), flags=re.MULTILINE)
    found = read(text)
    assert [len(one) for one in (found.accounts, found.contact)] == [3, 1]
    last = found.accounts[-1]
    assert (last.data_taken, last.ended_on, len(last.cells), len(last.events)) == (True, date(2024, 2, 29), 1, 1)


@pytest.mark.parametrize("locale", LOCALES)
def test_lines(locale: str) -> None:
    """No line is wider than an editor's window."""
    assert max(len(line) for line in template(locale).splitlines()) <= 120


@pytest.mark.parametrize("locale", LOCALES)
def test_the_command(locale: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``creditrules new`` prints it, byte for byte."""
    assert main(["new", "--locale", locale]) == 0
    assert capsys.readouterr().out == template(locale)


def test_another_language() -> None:
    """A language that the library does not speak is refused; Chinese is what comes without one."""
    with pytest.raises(InputError, match=r"^locale must be zh or en"):
        template("fr")
    assert template() == template("zh")
    assert locale_of("zh") != locale_of("en")
