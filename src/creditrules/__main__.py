"""The command line: ``creditrules law 民法典 671`` looks up an article and what is often said wrongly about it."""

from __future__ import annotations

import argparse
import os
import sys
from importlib.metadata import version
from io import TextIOWrapper

from creditrules.errors import CreditRulesError
from creditrules.law import bundled
from creditrules.messages import locale_of as locale_named
from creditrules.messages import render_error, translate


def main(argv: list[str] | None = None) -> int:
    """Run one command; return 0, or 2 with one line on standard error for bad input."""
    _speak_utf8()
    parser = argparse.ArgumentParser(prog="creditrules")
    parser.add_argument("--version", action="version", version=f"creditrules {version('creditrules')}")
    commands = parser.add_subparsers(dest="command", required=True)
    law = commands.add_parser("law")
    law.add_argument("instrument")
    law.add_argument("number")
    law.add_argument("--locale", default="zh", choices=["zh", "en"])
    options = parser.parse_args([_utf8(text) for text in sys.argv[1:]] if argv is None else argv)
    try:
        print(_law(options.instrument, options.number, options.locale))
    except CreditRulesError as error:
        print(render_error(error, options.locale), file=sys.stderr)
        return 2
    return 0


def _speak_utf8() -> None:
    """Write UTF-8 whatever the terminal's locale says, so that Chinese never stops the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def _utf8(argument: str) -> str:
    """Read an argument as UTF-8 where the locale could not."""
    return os.fsencode(argument).decode("utf-8", "replace")


def _law(instrument: str, number: str, locale: str) -> str:
    library = bundled().library
    found = library.article(instrument, number)
    english = locale == "en"
    lines = [library.citation(found.id).written(locale), found.gist.en if english else found.gist.zh]
    for statement in found.corrections:
        verdict = translate(statement.verdict.value, locale_named(locale))
        lines += ["", f"[{verdict}] {statement.said.en if english else statement.said.zh}"]
        lines.append(statement.truth.en if english else statement.truth.zh)
        lines += [f"- {cite.written(locale)}" for cite in statement.citations]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
