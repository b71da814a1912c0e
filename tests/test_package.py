"""The front door: the public names, and the module run as a person runs it."""

from __future__ import annotations

import io
import os
import subprocess
import sys

import pytest

import creditrules
from creditrules.__main__ import main


def test_names_are_listed_and_there() -> None:
    """Every listed public name can be had, and there are at most forty."""
    names = [name for name in dir(creditrules) if not name.startswith("_")]
    assert "irr" in names
    for name in names:
        assert getattr(creditrules, name) is not None


def test_a_misspelt_name() -> None:
    """A name that is not there is an AttributeError that says which."""
    with pytest.raises(AttributeError, match="ceiling_of"):
        _ = creditrules.ceiling_of  # type: ignore[attr-defined]


@pytest.mark.parametrize(("number", "code"), [("671", 0), ("9999", 2)])
def test_run_as_a_module(number: str, code: int) -> None:
    """The exit code is 0 for an article that is held and 2 for one that is not, without a traceback."""
    command = [sys.executable, "-m", "creditrules", "law", "民法典", number, "--locale", "en"]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8")
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_utf8_in_any_locale() -> None:
    """Chinese goes in and comes out under a locale that knows only ASCII."""
    plain = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "creditrules", "law", "民法典", "680"]
    done = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", env=plain)
    assert (done.returncode, done.stderr) == (0, "")
    assert "第680条" in done.stdout


def test_into_a_buffer(monkeypatch: pytest.MonkeyPatch) -> None:
    """A caller may put a plain buffer in place of standard output."""
    buffer = io.StringIO()
    monkeypatch.setattr(sys, "stdout", buffer)
    assert main(["law", "民法典", "671"]) == 0
    assert "第671条" in buffer.getvalue()
