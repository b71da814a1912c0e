"""Every example in the README, the documentation and the docstrings runs, and prints what it says that it prints."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import TYPE_CHECKING

import attrs
import pytest

import creditrules
from creditrules.__main__ import main
from creditrules.borrower import Account, Borrower
from creditrules.records import MonthCell

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
FILE_KEYS = DOCS / "how-to" / "borrower-file.md"
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]

BUILT = {"_build", "_generated"}
"""Folders of the documentation that the build writes."""
PAGES = sorted(
    path
    for path in (*READMES, ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md"))
    if not BUILT & set(path.relative_to(ROOT).parts)
)
MODULES = [
    creditrules.__name__,
    *(
        found.name
        for found in pkgutil.walk_packages(creditrules.__path__, f"{creditrules.__name__}.")
        if not found.name.endswith(".__main__")
    ),
]
EXTENSIONS = sorted((DOCS / "_ext").glob("*.py"))

REPORTS = {
    "README.md": "examples/borrower.toml --as-of 2026-01-15 --locale en",
    "README.zh-CN.md": "examples/borrower.toml --as-of 2026-01-15",
    "docs/how-to/borrower-file.md": "examples/borrower.toml --as-of 2026-01-15 --locale en",
    "docs/tutorial/first-report.md": "examples/first_default.toml --locale en",
}
"""The command behind the ``text`` blocks of a page."""

PROMPT = re.compile(r"^\s*>>> ", re.MULTILINE)
FENCE = re.compile(r"^```(?P<language>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = (
    "python -m pip install . && python -m creditrules report examples/borrower.toml --as-of 2026-01-15\n",
    "python -m pip install -c constraints.txt nox && python -m nox\n",
)


@pytest.fixture(autouse=True)
def _at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader runs the examples where the README lies."""
    monkeypatch.chdir(ROOT)


def fenced(text: str, language: str) -> list[re.Match[str]]:
    """Return the code blocks of a page in one language."""
    return [match for match in FENCE.finditer(text) if match["language"] == language]


def page_examples(path: Path) -> doctest.DocTest:
    """Return the examples of a page as one session: whatever is not in a ``pycon`` block is left blank."""
    text = path.read_text("utf-8")
    session, end = "", 0
    for match in fenced(text, "pycon"):
        session += "\n" * text.count("\n", end, match.start("text")) + match["text"]
        end = match.end("text")
    return doctest.DocTestParser().get_doctest(session, {}, path.name, str(path), 0)


def module_examples(module: ModuleType) -> list[doctest.DocTest]:
    """Return the examples in the docstrings of a module, each with the names of that module."""
    return [test for test in doctest.DocTestFinder().find(module) if test.examples]


def run(tests: Iterable[doctest.DocTest], *, written: int) -> None:
    """Run examples; fail with what each printed, or if there are fewer of them than are written."""
    found = list(tests)
    assert sum(len(test.examples) for test in found) == written
    runner = doctest.DocTestRunner(verbose=False)
    said: list[str] = []
    for test in found:
        runner.run(test, out=said.append)
    assert not said, "".join(said)


def holding_examples(paths: Iterable[Path]) -> list[Path]:
    """Return the files with an example in them."""
    return [path for path in paths if PROMPT.search(path.read_text("utf-8"))]


def place(path: Path) -> str:
    """Name a file of the project by its place in it."""
    return path.relative_to(ROOT).as_posix()


def holding_reports() -> list[Path]:
    """Return the pages that show some of a report."""
    return [path for path in PAGES if fenced(path.read_text("utf-8"), "text")]


@pytest.mark.parametrize("path", holding_examples(PAGES), ids=place)
def test_pages(path: Path) -> None:
    """The examples of a page run from its top to its end."""
    run([page_examples(path)], written=len(PROMPT.findall(path.read_text("utf-8"))))


@pytest.mark.parametrize("name", MODULES)
def test_docstrings(name: str) -> None:
    """The examples in the docstrings of the installed package run."""
    module = importlib.import_module(name)
    assert module.__file__ is not None
    source = Path(module.__file__).read_text("utf-8")
    run(module_examples(module), written=len(PROMPT.findall(source)))


@pytest.mark.parametrize("path", holding_examples(EXTENSIONS), ids=place)
def test_docstrings_of_the_documentation(path: Path) -> None:
    """So do those of what builds the documentation."""
    spec = spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    run(module_examples(module), written=len(PROMPT.findall(path.read_text("utf-8"))))


def test_pages_show_what_they_should() -> None:
    """Each README, tutorial and how-to has examples, and each page that shows a report is compared with it."""
    guides = {path for folder in ("tutorial", "how-to") for path in (DOCS / folder).glob("*.md")}
    assert {*READMES, *guides} - {DOCS / "how-to" / "index.md"} <= set(holding_examples(PAGES))
    assert {place(path) for path in holding_reports()} == set(REPORTS)


@pytest.mark.parametrize("path", READMES, ids=place)
def test_readme_commands(path: Path) -> None:
    """Each README gives the two commands, to run the main job and to run every gate."""
    blocks = [match["text"] for match in fenced(path.read_text("utf-8"), "sh")]
    assert [text for text in blocks if text in COMMANDS] == list(COMMANDS)


@pytest.mark.parametrize("path", holding_reports(), ids=place)
def test_excerpts_of_a_report(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a page shows of a report is a run of lines of what the command prints."""
    arguments = REPORTS[place(path)]
    assert main(["report", *arguments.split()]) == 0
    printed = f"\n{capsys.readouterr().out}"
    excerpts = [match["text"] for match in fenced(path.read_text("utf-8"), "text")]
    assert [text for text in excerpts if f"\n{text}" not in printed] == []


def test_every_key_of_a_file_is_explained() -> None:
    """The table of keys names each key that a borrower's file may have, once, and no other."""
    names = {field.name for kind in (Borrower, Account, MonthCell) for field in attrs.fields(kind)}
    explained = re.findall(r"^\| `(\w+)` \|", FILE_KEYS.read_text("utf-8"), re.MULTILINE)
    assert sorted(explained) == sorted(names - {"accounts"} | {"debt"})
