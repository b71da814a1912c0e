"""The command line.

``creditrules report FILE`` assesses a person's debts, ``creditrules law 民法典 671`` looks up an article or a topic and
what is often said wrongly about it, ``creditrules rate`` computes what a level loan costs a year, ``creditrules
new`` prints a template of a person's file. The result goes to standard output, notes and errors to standard error. Exit
0; 1 where a valid file's plan falls short; 2 for bad input.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from datetime import date
from fractions import Fraction
from importlib.metadata import version
from io import TextIOWrapper
from typing import TYPE_CHECKING

from creditrules import report
from creditrules.borrower import Borrower, assess, template
from creditrules.borrower.prices import STATED
from creditrules.errors import CreditRulesError, InputError, NoDataError, StaleDataWarning, shown
from creditrules.law import bundled
from creditrules.messages import Money, Rate, render, render_error, say
from creditrules.money import exact, from_fen, positive_fen
from creditrules.periods import whole
from creditrules.rates import irr
from creditrules.rates.annual import printable

if TYPE_CHECKING:
    from creditrules.borrower import Report
    from creditrules.messages import Message

_FINE, _SHORT, _BAD = 0, 1, 2
_STOPPED = 130
"""What a shell makes of a program that was interrupted."""


def main(argv: list[str] | None = None) -> int:
    """Run one command and return its exit code; bad input is one line on standard error."""
    _speak_utf8()
    options = _parser().parse_args([_utf8(text) for text in sys.argv[1:]] if argv is None else argv)
    try:
        code = int(options.run(options))
        if sys.stdout is not None:  # None where the terminal has closed it
            sys.stdout.flush()
    except CreditRulesError as error:
        _tell(render_error(error, options.locale))
        return _BAD
    except KeyboardInterrupt:
        return _STOPPED
    except OSError as error:
        # What is left in the buffer must not fail again on the way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            # The reader, `head` for one, has seen enough.
            return _FINE
        _note(say("no-output", "The answer cannot be written to standard output."), options.locale)
        return _BAD
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="creditrules", description="Chinese consumer-credit rules with their sources."
    )
    both = f"creditrules {version('creditrules')}, law data of {bundled().version}"
    parser.add_argument("--version", action="version", version=both)
    commands = parser.add_subparsers(dest="command", required=True)
    locale = argparse.ArgumentParser(add_help=False)
    locale.add_argument("--locale", default="zh", choices=["zh", "en"], help="language of the answer")

    assessed = commands.add_parser("report", parents=[locale], help="assess the debts in a file (语言默认中文)")
    assessed.add_argument("file", help="a TOML or JSON file, or - for standard input")
    assessed.add_argument("--as-of", metavar="DATE", help="the day of the balances, such as 2026-01-15")
    assessed.add_argument("--format", default="text", choices=["text", "json", "html"])
    assessed.set_defaults(run=_report)

    new = commands.add_parser("new", parents=[locale], help="print a template of such a file, with comments (模板)")
    new.set_defaults(run=_new)

    law = commands.add_parser("law", parents=[locale], help="look up an article or a topic")
    law.add_argument("name", help="an instrument such as 民法典, or a topic such as regulator or insolvency")
    law.add_argument("number", nargs="?", help="the article")
    law.set_defaults(run=_law)

    rate = commands.add_parser("rate", parents=[locale], help="what a level loan costs a year")
    rate.add_argument("--received", required=True, help="what really arrived, yuan")
    rate.add_argument("--payment", required=True, help="one payment, every compulsory fee included, yuan")
    rate.add_argument("--instalments", required=True, help="how many payments")
    rate.add_argument("--periods-per-year", default="12", help="how many fall in a year; 12 when left out")
    rate.set_defaults(run=_rate)
    return parser


def _speak_utf8() -> None:
    """Write UTF-8 whatever the terminal's locale says, so that Chinese never stops the program."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _utf8(argument: str) -> str:
    """Read an argument as UTF-8 where it is that, whatever the locale says; else as the locale reads it."""
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeDecodeError:
        return argument


def _path(name: str) -> str:
    """Return a file's name so that it can be opened, also where the locale could not write it."""
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return os.fsdecode(name.encode())
    return name


def _note(message: Message, locale: str) -> None:
    _tell(render(message, locale))


def _tell(text: str) -> None:
    """Write one line on standard error, whatever characters a name in it has."""
    if sys.stderr is not None:  # closed; print() would then write to standard output
        print("".join(char if char.isprintable() else ascii(char)[1:-1] for char in text), file=sys.stderr)


def _report(options: argparse.Namespace) -> int:
    borrower = _standard_input() if options.file == "-" else Borrower.from_file(_path(options.file))
    as_of = borrower.as_of if options.as_of is None else _day(options.as_of)
    if as_of is None:
        as_of = date.today()
        _note(say("as-of-today", "No day is given: the answer is for today, %(day)s.", day=as_of), options.locale)
    if borrower.as_of is not None and borrower.as_of != as_of:
        said = say(
            "as-of-other",
            "The file's balances are of %(file)s, the answer is for %(day)s.",
            file=borrower.as_of,
            day=as_of,
        )
        _note(said, options.locale)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", StaleDataWarning)
        found = assess(borrower, as_of=as_of)
    if found.stale is not None:
        _note(found.stale, options.locale)
    print(_written(found, options.format, options.locale))
    return _FINE if found.complete else _SHORT


def _written(found: Report, form: str, locale: str) -> str:
    match form:
        case "json":
            return report.to_json(found)
        case "html":
            return report.html(found, locale)
        case _:
            return report.text(found, locale)


def _standard_input() -> Borrower:
    if sys.stdin is None:  # closed by whoever started the program
        raise InputError("%(where)s cannot be read as a file", where="-")
    return Borrower.from_stream(sys.stdin.buffer, name="-")


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    # Python also reads 20260115 and 2026-W03-4; a file may not be written like that, so neither may this.
    if day is None or day.isoformat() != text:
        raise InputError(
            "%(argument)s must be a day such as 2026-01-15, got %(value)s", argument="--as-of", value=shown(text)
        )
    return day


def _new(options: argparse.Namespace) -> int:
    print(template(options.locale), end="")
    return _FINE


def _law(options: argparse.Namespace) -> int:
    library = bundled().library
    if options.number is not None:
        found = library.article(options.name, options.number)
        print(report.article_text(found, library.citation(found.id), options.locale))
        return _FINE
    statements = library.about(options.name)
    if not statements:
        raise NoDataError(
            "the library holds no topic called %(name)s; for an article give its number", name=options.name
        )
    print(report.statements_text(statements, options.locale))
    return _FINE


def _rate(options: argparse.Namespace) -> int:
    received = positive_fen(options.received, argument="--received")
    payment = positive_fen(options.payment, argument="--payment")
    count = _count(options.instalments)
    found = irr([from_fen(received), *[from_fen(-payment)] * count], periods_per_year=options.periods_per_year)
    message = say(
        "rate",
        "%(received)s yuan received, %(count)s payments of %(payment)s: %(nominal)s a year nominal, %(effective)s "
        "effective; %(cost)s yuan more than received.",
        received=Money(received),
        count=count,
        payment=Money(payment),
        nominal=Rate(Fraction(found.nominal)),
        effective=Rate(printable(found)),
        cost=Money(payment * count - received),
    )
    print(render(message, options.locale))
    print(bundled().library.citation(STATED).written(options.locale))
    return _FINE


def _count(text: str) -> int:
    number = exact(text, argument="--instalments")
    if number.denominator != 1:
        raise InputError("%(argument)s must be a whole number, got %(value)s", argument="--instalments", value=text)
    return whole(int(number), argument="--instalments")


if __name__ == "__main__":
    sys.exit(main())
