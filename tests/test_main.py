"""The command line, from inside and as a person runs it: what it prints where, and how it ends."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from creditrules.__main__ import main
from creditrules.law import bundled

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = Path(__file__).parents[1] / "examples"
HOUSEHOLD = str(EXAMPLES / "borrower.toml")
SHORT = str(EXAMPLES / "borrower_short.toml")
FIRST = str(EXAMPLES / "first_default.toml")
SMALL = """
monthly_budget = 1000
[[debt]]
name = "卡"
lender = "bank"
formed_on = 2024-05-01
balance = 10000
annual_rate = "12%"
minimum = 500
"""
ASCII = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


class Standard(io.TextIOWrapper):
    """Standard input that holds some bytes."""

    def __init__(self, text: str) -> None:
        """Hold a text as UTF-8."""
        super().__init__(io.BytesIO(text.encode()))


def run(
    *arguments: str | bytes, given: bytes = b"", env: dict[str, str] | None = None
) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as a person does."""
    return subprocess.run(
        [sys.executable, "-m", "creditrules", *arguments],
        input=given,
        capture_output=True,
        env=os.environ | (env or {}),
        check=False,
    )


def refused(capsys: pytest.CaptureFixture[str], arguments: Sequence[str]) -> str:
    """Run what is refused, and return the one line on standard error."""
    assert main([*arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "Traceback" not in err
    return err


class TestReport:
    """``creditrules report``."""

    def test_household(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Chinese unless English is asked for; nothing on standard error."""
        assert main(["report", HOUSEHOLD, "--as-of", "2026-01-15"]) == 0
        out, err = capsys.readouterr()
        assert out.startswith("2026-01-15的债务情况\n")
        assert err == ""
        assert main(["report", HOUSEHOLD, "--locale", "en"]) == 0
        assert capsys.readouterr().out.startswith("Debts on 2026-01-15\n")

    @pytest.mark.parametrize(("file", "code"), [(HOUSEHOLD, 0), (SHORT, 1), (FIRST, 0)])
    @pytest.mark.parametrize("form", ["text", "json", "html"])
    def test_exit(self, file: str, code: int, form: str, capsys: pytest.CaptureFixture[str]) -> None:
        """1 where the plan falls short, whatever the form; the answer is there all the same."""
        assert main(["report", file, "--format", form]) == code
        out, err = capsys.readouterr()
        assert out
        assert err == ""

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        """It parses and is the same in any language."""
        assert main(["report", SHORT, "--format", "json"]) == 1
        first = capsys.readouterr().out
        assert json.loads(first)["complete"] is False
        main(["report", SHORT, "--format", "json", "--locale", "en"])
        assert capsys.readouterr().out == first

    @pytest.mark.parametrize(("locale", "language"), [("zh", "zh-Hans"), ("en", "en")])
    def test_html(self, locale: str, language: str, capsys: pytest.CaptureFixture[str]) -> None:
        """One page, in the language asked for."""
        assert main(["report", HOUSEHOLD, "--format", "html", "--locale", locale]) == 0
        out, err = capsys.readouterr()
        assert out.startswith(f'<!DOCTYPE html>\n<html lang="{language}">')
        assert out.endswith("</html>\n")
        assert err == ""

    def test_the_day_given_wins(self, capsys: pytest.CaptureFixture[str]) -> None:
        """--as-of overrides the file."""
        assert main(["report", FIRST, "--as-of", "2025-12-20", "--locale", "en"]) == 0
        assert "10 days overdue, status 1" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("locale", "sentence"), [("en", "No day is given: the answer is for today, {day}."), ("zh", "{day}")]
    )
    def test_no_day(self, locale: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """With neither it is for today, and a note in the chosen language says which day that is."""
        file = tmp_path / "a.toml"
        file.write_text(SMALL, encoding="utf-8")
        assert main(["report", str(file), "--locale", locale]) == 0
        out, err = capsys.readouterr()
        note = err.splitlines()[0]
        (day,) = re.findall(r"\d{4}-\d\d-\d\d", note)
        assert sentence.format(day=day) in note
        assert date.fromisoformat(day) > date(2026, 1, 1)
        assert day in out.splitlines()[0]
        assert (locale == "en") is note.isascii()

    def test_standard_input(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """A hyphen reads standard input."""
        monkeypatch.setattr(sys, "stdin", Standard(SMALL))
        assert main(["report", "-", "--as-of", "2026-01-15", "--locale", "en"]) == 0
        assert "1. 卡 (bank" in capsys.readouterr().out

    def test_interrupted(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        """Whoever stops it while it waits for input sees no traceback."""

        def stop(_: object) -> int:
            raise KeyboardInterrupt

        monkeypatch.setattr("creditrules.__main__._report", stop)
        assert main(["report", "-"]) == 130
        assert capsys.readouterr() == ("", "")

    @pytest.mark.parametrize("locale", ["zh", "en"])
    def test_stale(self, locale: str, capsys: pytest.CaptureFixture[str]) -> None:
        """A day past the review of the data has a note on standard error, and no warning of Python's.

        The first note is that the balances are of another day, the file's.
        """
        assert main(["report", HOUSEHOLD, "--as-of", "2027-12-31", "--locale", locale]) in {0, 1}
        out, err = capsys.readouterr()
        assert out
        other, stale = err.splitlines()
        assert "2026-01-15" in other
        assert "2027-12-31" in other
        assert "Warning" not in err
        assert re.search(r"\d{4}-\d\d-\d\d", stale)

    @pytest.mark.parametrize(
        "day", ["", "today", "2026-13-01", "20260115", "2026-W03-4", "2026-1-5", "2026-01-15T00:00"]
    )
    def test_no_such_day(self, day: str, capsys: pytest.CaptureFixture[str]) -> None:
        """A day is written as in a file."""
        err = refused(capsys, ["report", HOUSEHOLD, "--as-of", day, "--locale", "en"])
        assert err.startswith("--as-of must be a day such as 2026-01-15, got '")

    @pytest.mark.parametrize(
        ("text", "error"),
        [
            ("", "is empty"),
            ("[[debt", "line 1, column 7: not valid TOML or JSON"),
            (SMALL.replace("12%", "-1%"), "debt[0].annual_rate"),
            (SMALL + "colour = 1", "debt[0]"),
            (SMALL.replace("2024-05-01", "2026-05-01"), "formed_on 2026-05-01 of account 卡 lies after as_of"),
        ],
    )
    def test_a_bad_file(self, text: str, error: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """One line with the place, exit 2, nothing on standard output."""
        file = tmp_path / "a.toml"
        file.write_text(text, encoding="utf-8")
        err = refused(capsys, ["report", str(file), "--as-of", "2026-01-15", "--locale", "en"])
        assert error.removeprefix("debt[0]") in err

    def test_no_file(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        """Neither a missing file nor a folder has a traceback."""
        assert "没有这个文件" in refused(capsys, ["report", str(tmp_path / "no.toml")])
        refused(capsys, ["report", str(tmp_path)])


class TestLaw:
    """``creditrules law``."""

    def test_an_article(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Article 671 is put right."""
        assert main(["law", "民法典", "671"]) == 0
        assert "[错误] 民法典第671条" in capsys.readouterr().out
        assert main(["law", "civil_code", "671", "--locale", "en"]) == 0
        assert "sets no ceiling" in capsys.readouterr().out.replace("\n", " ")

    @pytest.mark.parametrize("topic", ["regulator", "insolvency"])
    def test_a_topic(self, topic: str, capsys: pytest.CaptureFixture[str]) -> None:
        """A topic has statements with their verdicts."""
        assert main(["law", topic, "--locale", "en"]) == 0
        assert capsys.readouterr().out.startswith("[")

    @pytest.mark.parametrize(
        "arguments",
        [
            ["gravity"],
            ["民法典"],
            [""],
            ["民法典", "9999"],
            ["民法典", ""],
            ["gravity", "1"],
            ["a\nb"],
            ["a\x1b[1m", "1"],
        ],
    )
    def test_unknown(self, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """What the library does not hold is said in a line, and a name cannot play tricks on the terminal."""
        err = refused(capsys, ["law", *arguments, "--locale", "en"])
        assert err.removesuffix("\n").isprintable()
        refused(capsys, ["law", *arguments])


class TestRate:
    """``creditrules rate``."""

    def test_a_level_loan(self, capsys: pytest.CaptureFixture[str]) -> None:
        """8,000 for twelve times 803.70 is 36.00 % nominal and 42.58 % effective: 12 x 803.70 - 8,000 = 1,644.40."""
        arguments = ["rate", "--received", "8000", "--payment", "803.70", "--instalments", "12", "--locale", "en"]
        assert main(arguments) == 0
        first, second = capsys.readouterr().out.splitlines()
        assert first == (
            "8,000.00 yuan received, 12 payments of 803.70: 36.00% a year nominal, 42.58% effective; 1,644.40 yuan "
            "more than received."
        )
        assert "item 4, normative document, in force since 2021-03-31" in second

    def test_weekly(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Periods a year can be other than months: 1 % a week is 52 % nominal."""
        arguments = ["rate", "--received", "100", "--payment", "101", "--instalments", "1", "--periods-per-year", "52"]
        assert main([*arguments, "--locale", "en"]) == 0
        assert "52.00% a year nominal, 67.77% effective" in capsys.readouterr().out

    def test_enormous(self, capsys: pytest.CaptureFixture[str]) -> None:
        """Above 10,000 % the digits say nothing."""
        arguments = ["rate", "--received", "1", "--payment", "999999999999999", "--instalments", "1"]
        assert main([*arguments, "--locale", "en"]) == 0
        assert "more than 10,000% a year nominal, more than 10,000% effective" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("changed", "error"),
        [
            ({"--received": "x"}, "--received must be a finite number"),
            ({"--received": "0"}, "--received must be above 0"),
            ({"--received": "-5"}, "--received must be above 0"),
            ({"--received": "1e30000000"}, "--received"),
            ({"--received": "1.001"}, "--received must be whole fen"),
            ({"--payment": "nan"}, "--payment"),
            ({"--payment": "9" * 5000}, "--payment"),
            ({"--instalments": "0"}, "--instalments must be from 1 to 1200"),
            ({"--instalments": "1201"}, "--instalments must be from 1 to 1200"),
            ({"--instalments": "12.5"}, "--instalments must be a whole number, got 12.5"),
            ({"--periods-per-year": "0"}, "periods_per_year must be above 0"),
            ({"--periods-per-year": "inf"}, "periods_per_year"),
        ],
    )
    def test_bad_numbers(self, changed: dict[str, str], error: str, capsys: pytest.CaptureFixture[str]) -> None:
        """Each names its option."""
        given = {"--received": "8000", "--payment": "803.70", "--instalments": "12", **changed}
        options = [f"{name}={value}" for name, value in given.items()]
        assert error in refused(capsys, ["rate", *options, "--locale", "en"])


class TestUsage:
    """What argparse itself answers."""

    def test_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        """The version, and the day of the law data."""
        with pytest.raises(SystemExit) as stopped:
            main(["--version"])
        assert stopped.value.code == 0
        expected = f"creditrules {version('creditrules')}, law data of {bundled().version}\n"
        assert capsys.readouterr().out == expected

    @pytest.mark.parametrize(
        "arguments", [[], ["nothing"], ["report"], ["report", "x", "--locale", "fr"], ["rate", "--received", "1"]]
    )
    def test_usage(self, arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        """A command that is not understood ends with 2 and how it is used."""
        with pytest.raises(SystemExit) as stopped:
            main(arguments)
        assert stopped.value.code == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("usage: creditrules")


class TestProcess:
    """As a process of its own."""

    @pytest.mark.parametrize("env", [{}, ASCII], ids=["utf-8", "ascii"])
    def test_utf8_in_any_locale(self, env: dict[str, str]) -> None:
        """Chinese goes in and comes out as UTF-8, whatever the locale says."""
        found = run("law", "民法典".encode(), "671", env=env)
        assert found.returncode == 0
        assert found.stdout.decode().startswith("《中华人民共和国民法典》")
        assert found.stderr == b""

    @pytest.mark.parametrize("env", [{}, ASCII], ids=["utf-8", "ascii"])
    def test_standard_input(self, env: dict[str, str]) -> None:
        """A file comes through a pipe."""
        found = run("report", "-", "--as-of", "2026-01-15", given=SMALL.encode(), env=env)
        assert found.returncode == 0
        assert "1. 卡（银行" in found.stdout.decode()
        assert found.stderr == b""

    @pytest.mark.parametrize("env", [{}, ASCII], ids=["utf-8", "ascii"])
    def test_an_error_in_any_locale(self, env: dict[str, str]) -> None:
        """So do errors."""
        found = run("report", "没有.toml".encode(), env=env)
        assert (found.returncode, found.stdout) == (2, b"")
        assert found.stderr.decode().count("\n") == 1
        assert "没有这个文件" in found.stderr.decode()

    def test_bytes_that_are_no_utf8(self) -> None:
        """A name that is no UTF-8 is answered all the same."""
        for arguments in ([b"report", b"\xff.toml"], [b"law", b"\xff"]):
            found = run(*arguments)
            assert (found.returncode, found.stdout) == (2, b"")
            assert found.stderr.decode().count("\n") == 1

    def test_a_file_name_that_is_no_utf8(self, tmp_path: Path) -> None:
        """A file whose name is no UTF-8 can be read."""
        file = os.fsencode(tmp_path) + b"/\xc4\xe3.toml"
        try:
            with Path(os.fsdecode(file)).open("wb") as stream:
                stream.write(SMALL.encode())
        except OSError:
            pytest.skip("this file system takes names in UTF-8 only")
        assert run(b"report", file, b"--as-of", b"2026-01-15").returncode == 0

    @pytest.mark.parametrize("env", [{}, ASCII], ids=["utf-8", "ascii"])
    def test_a_chinese_file_name(self, env: dict[str, str], tmp_path: Path) -> None:
        """A Chinese name is found in any locale."""
        file = tmp_path / "负债.toml"
        file.write_text(SMALL, encoding="utf-8")
        assert run("report", str(file).encode(), "--as-of", "2026-01-15", env=env).returncode == 0

    def test_short(self) -> None:
        """The exit code reaches the shell."""
        assert run("report", SHORT).returncode == 1

    def test_stale(self) -> None:
        """No warning of Python's appears, even where warnings are shown."""
        found = run("report", HOUSEHOLD, "--as-of", "2027-12-31", env={"PYTHONWARNINGS": "always"})
        assert b"Warning" not in found.stderr
        assert found.stderr.count(b"\n") == 2

    def test_a_reader_that_has_seen_enough(self) -> None:
        """A closed pipe ends it quietly."""
        reading, writing = os.pipe()
        os.close(reading)
        try:
            found = subprocess.run(
                [sys.executable, "-m", "creditrules", "report", HOUSEHOLD],
                stdout=writing,
                stderr=subprocess.PIPE,
                check=False,
            )
        finally:
            os.close(writing)
        assert (found.returncode, found.stderr) == (0, b"")

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
    def test_a_full_disk(self) -> None:
        """What cannot be written is an error in one line."""
        with Path("/dev/full").open("wb") as full:
            found = subprocess.run(
                [sys.executable, "-m", "creditrules", "report", HOUSEHOLD, "--locale", "en"],
                stdout=full,
                stderr=subprocess.PIPE,
                check=False,
            )
        assert found.returncode == 2
        assert found.stderr == b"The answer cannot be written to standard output.\n"

    @pytest.mark.skipif(os.name != "posix", reason="needs a shell that closes a stream")
    @pytest.mark.parametrize(("closing", "code"), [("<&-", 2), (">&-", 0), ("<&- 2>&-", 2)])
    def test_closed_streams(self, closing: str, code: int) -> None:
        """A stream that was closed beforehand has no traceback."""
        file = "-" if code else HOUSEHOLD
        command = f'"$1" -m creditrules report "$2" --locale en {closing}'
        found = subprocess.run(["/bin/sh", "-c", command, "sh", sys.executable, file], capture_output=True, check=False)
        assert found.returncode == code
        assert b"Traceback" not in found.stderr
        assert found.stdout == b""
