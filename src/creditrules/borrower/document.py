"""The text of a person's file, TOML or JSON, to plain tables: whatever is no such text names its line and column.

A number is kept as it is written until its field reads it, so 0.24 is exactly that. A file is small and written by
hand: whatever would keep a parser busy is refused before it is parsed, and no more than 1 MiB is read.
"""

from __future__ import annotations

import json
import re
from functools import partial
from typing import TYPE_CHECKING

from creditrules.errors import InputError, InputTypeError, shown

if TYPE_CHECKING:
    from typing import BinaryIO

LARGEST = 2**20
"""A file may have so many bytes (1 MiB); no more is read."""
_MOST_WORDS = 100_000
_MOST_PARTS = 16
_LONGEST_INT = 40

_AT = re.compile(r"at line (\d+), column (\d+)\)\Z")
_TWICE = re.compile(r"Cannot|Duplicate")

# A string, a comment or a word is taken whole and never looked at again, so a search takes time in proportion to the
# text. What no quote closes ends with its line, or with the text where it may have several: the parser refuses it.
_PART = r"""(?:[A-Za-z0-9_-]++|"(?:[^"\\\n]++|\\.)*+"?+|'[^'\n]*+'?+)"""
_DOT = r"[ \t]*+\.[ \t]*+"
_WORD = re.compile(
    rf'''
    \#[^\n]*+
    | """(?:[^"\\]++|\\[\s\S]|"(?!""))*+(?:"{{3,5}}+)?+
    | \'\'\'(?:[^']++|'(?!\'\'))*+(?:'{{3,5}}+)?+
    | (?P<deep>{_PART}(?:{_DOT}{_PART}){{{_MOST_PARTS}}})
    | (?P<long>{_PART}(?:{_DOT}{_PART}){{2,{_MOST_PARTS}}}+)
    | (?P<pair>{_PART}{_DOT}{_PART})
    | {_PART}
    | [\[{{]
    | [^A-Za-z0-9_\-"'\#\[{{]++
    ''',
    re.VERBOSE,
)
_WEIGHTS: dict[str | None, int] = {"long": 50, "pair": 3}
"""A key of n parts costs the parser n times n, so it counts as several words; a pair may also be 1467.64."""


class Numeral(str):
    """A number as the file writes it; text that a person put in quotes is plain ``str``."""

    __slots__ = ()


def read(stream: BinaryIO, name: str) -> bytes:
    """Read a stream to its end, but never beyond 1 MiB and a byte.

    Raises:
        InputTypeError: the stream gives no bytes.
        InputError: it cannot be read.

    """
    data = b""
    while len(data) <= LARGEST:
        # A pipe hands over what it has, so one call need not reach the end.
        try:
            more = stream.read(LARGEST + 1 - len(data))
        except (OSError, ValueError):
            raise InputError("%(where)s cannot be read as a file", where=named(name)) from None
        if not isinstance(more, bytes):
            raise InputTypeError(
                "%(argument)s must be a stream of bytes, got %(type)s", argument="stream", type=type(more).__name__
            )
        if not more:
            break
        data += more
    return data


def tables(data: bytes, name: str) -> object:
    """Parse the bytes of a file: JSON where its name ends in ``.json`` or the text begins with a brace, else TOML.

    Raises:
        InputError: too large, empty, no UTF-8 text, or no TOML or JSON that is worth reading.

    """
    where = named(name)
    if len(data) > LARGEST:
        raise InputError("%(where)s is larger than %(bound)s bytes", where=where, bound=LARGEST)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("%(where)s is not UTF-8 text: byte %(position)s", where=where, position=error.start) from None
    start = text.lstrip()[:1]
    if not start:
        raise InputError("%(where)s is empty", where=where)
    parse = _json if start == "{" or name.lower().endswith(".json") else _toml
    try:
        return parse(text, where)
    except RecursionError:
        raise InputError("%(where)s: lists or tables are nested too deep", where=where) from None


def plain(text: str) -> str:
    """Return a key or a person's word as it is, or so that it can be read and fits in a line."""
    return text if text.isprintable() and shown(text) == repr(text) else shown(text)


def named(name: str) -> str:
    """Return the name of a file as it is, whatever its length, or so that it can be read."""
    return name if name.isprintable() else repr(name)


def _numeral(text: str) -> Numeral:
    return Numeral(text.replace("_", ""))


def _integer(text: str) -> int | Numeral:
    return int(text) if len(text) <= _LONGEST_INT else Numeral(text)


def _json(text: str, where: str) -> object:
    try:
        return json.loads(
            text,
            parse_float=_numeral,
            parse_int=_integer,
            parse_constant=_numeral,
            object_pairs_hook=partial(_once, where),
        )
    except json.JSONDecodeError as error:
        raise _not_valid(where, error.lineno, error.colno) from None


def _once(where: str, pairs: list[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise InputError("%(where)s: %(key)s is there twice", where=where, key=plain(key))
        found[key] = value
    return found


def _toml(text: str, where: str) -> object:
    # On first use: `import creditrules` stays light.
    import tomllib

    _check_words(text, where)
    try:
        return tomllib.loads(text, parse_float=_numeral)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        line, column = (int(at[1]), int(at[2])) if at else _place(text, len(text))
        if _TWICE.match(str(error)):
            raise InputError(
                "%(where)s, line %(line)s, column %(column)s: the key or table before this is there twice",
                where=where,
                line=line,
                column=column,
            ) from None
        raise _not_valid(where, line, column) from None
    except ValueError:
        raise InputError("%(where)s: a whole number has thousands of digits", where=where) from None


def _not_valid(where: str, line: int, column: int) -> InputError:
    return InputError(
        "%(where)s, line %(line)s, column %(column)s: not valid TOML or JSON", where=where, line=line, column=column
    )


def _place(text: str, position: int) -> tuple[int, int]:
    return text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position)


def _check_words(text: str, where: str) -> None:
    """Refuse what would keep the parser of TOML busy: keys of very many parts, very many words or escapes."""
    # It joins a string anew at every escape.
    words = text.count("\\")
    for word in _WORD.finditer(text):
        words += _WEIGHTS.get(word.lastgroup, 1)
        if word.lastgroup == "deep":
            line, column = _place(text, word.start())
            raise InputError(
                "%(where)s, line %(line)s, column %(column)s: a key has more than %(bound)s parts",
                where=where,
                line=line,
                column=column,
                bound=_MOST_PARTS,
            )
        if words > _MOST_WORDS:
            raise InputError("%(where)s holds too many keys, values or escapes", where=where)
