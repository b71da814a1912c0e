"""The front door: the public names, and the module run as a person runs it."""

from __future__ import annotations

import subprocess
import sys

import pytest

import creditrules


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
