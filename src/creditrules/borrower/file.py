"""A borrower's file, TOML or JSON, read strictly: an unknown key, a wrong type or a bad value names its place.

Nothing is guessed and nothing is written. The first thing that is wrong ends the reading.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, NoReturn, TypeVar, cast

from attrs import fields

from creditrules.borrower.document import Numeral, named, plain, read, tables
from creditrules.borrower.logged import Logged
from creditrules.borrower.shape import DAYS, KEYS, LISTS, MEMBERS, MOMENTS, MOST, TABLES, key_of
from creditrules.collection import Contact
from creditrules.errors import InputError, InputTypeError, shown
from creditrules.money import given

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal
    from enum import Enum

    from cattrs import Converter

T = TypeVar("T")

_DIGITS = 30

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)
_MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}", re.ASCII)
_SHORT = re.compile(r"(?=.{1,80}\Z)[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,3})?", re.ASCII)
"""What the door of money reads as a number, to say of a longer one that it is too long."""


def read_file(path: str | Path, kind: type[T]) -> T:
    """Read a file as a value of a class; `creditrules.borrower.Borrower.from_file` says what is refused."""
    if not isinstance(path, str | Path):
        raise InputTypeError(
            "%(argument)s must be text or a path, got %(type)s", argument="path", type=type(path).__name__
        )
    name = str(path)
    try:
        with Path(path).open("rb") as stream:
            data = read(stream, name)
    except FileNotFoundError:
        raise InputError("%(where)s: there is no such file", where=named(name)) from None
    except InputError:
        raise
    except (OSError, ValueError):
        # A folder, no permission, or a null character in the name (a ValueError).
        raise InputError("%(where)s cannot be read as a file", where=named(name)) from None
    return structured(data, kind, name=name)


def read_stream(stream: BinaryIO, kind: type[T], *, name: str) -> T:
    """Read an open stream of bytes as a value of a class."""
    return structured(read(stream, name), kind, name=name)


def structured(data: bytes, kind: type[T], *, name: str) -> T:
    """Read the bytes of a file as a value of a class."""
    # On first use: `import creditrules` stays light.
    from cattrs.errors import BaseValidationError

    tree, where = tables(data, name), named(name)
    try:
        found = _converter(cast("type", kind)).structure(tree, kind)
    except (BaseValidationError, InputError) as error:
        _refuse(error, where, tree)
    return found


# --- From tables to values -----------------------------------------------------------


@cache
def _converter(top: type) -> Converter:
    from cattrs import Converter
    from cattrs.gen import make_dict_structure_fn, override

    converter = Converter()
    for kind in (*TABLES, top):
        hooks: dict[str, Any] = {
            one.name: override(rename=key_of(one.name), struct_hook=_hook(kind, key_of(one.name), converter))
            for one in fields(kind)
        }
        structure: Callable[[dict[str, object], type], object] = make_dict_structure_fn(
            kind, converter, _cattrs_forbid_extra_keys=True, **hooks
        )
        converter.register_structure_hook(kind, partial(_table, structure))
    converter.register_structure_hook(Logged, partial(_logged, converter))
    return converter


def _type(value: object) -> str:
    return "Decimal" if isinstance(value, Numeral) else type(value).__name__


def _table(structure: Callable[[dict[str, object], type], object], value: object, kind: type) -> object:
    if not isinstance(value, dict):
        raise InputTypeError("a table is expected, got %(type)s", type=_type(value))
    # A program that exports JSON writes null for what it does not know: that is the same as leaving it out.
    return structure({key: one for key, one in value.items() if one is not None}, kind)


def _logged(converter: Converter, value: object, _kind: type) -> Logged:
    """Read a contact: its table is that of `Contact` with the name of the debt."""
    rest = {key: one for key, one in value.items() if key != "debt"} if isinstance(value, dict) else value
    contact = converter.structure(rest, Contact)
    return Logged(cast("dict[str, str]", value).get("debt", ""), contact)


def _hook(kind: type, key: str, converter: Converter) -> Callable[[object, object], object]:
    """Return what turns the value of a key into what the field of that name reads."""
    if key in LISTS:
        return partial(_entries, key, converter)
    if key == "acts":
        return partial(_value, key, partial(_several, MEMBERS[kind, key]))
    if (kind, key) in MEMBERS:
        return partial(_value, key, partial(_member, MEMBERS[kind, key]))
    read = _day if key in DAYS else _moment if key in MOMENTS else _status if key == "status" else _same
    return partial(_value, key, read)


def _entries(key: str, converter: Converter, value: object, _kind: object) -> tuple[object, ...]:
    from cattrs.errors import BaseValidationError, IterableValidationError, IterableValidationNote

    if not isinstance(value, list):
        raise InputTypeError("%(argument)s must be a list of tables, got %(type)s", argument=key, type=_type(value))
    if len(value) > MOST[key]:
        raise InputError(
            "%(argument)s may have at most %(bound)s entries, got %(value)s",
            argument=key,
            bound=MOST[key],
            value=len(value),
        )
    if key == "debt" and not value:
        raise InputError("%(argument)s may not be empty", argument=key)
    found: list[object] = []
    for index, one in enumerate(value):
        try:
            found.append(converter.structure(one, LISTS[key]))
        except (BaseValidationError, InputError) as error:
            # The first is enough: cattrs itself would go on through a hundred thousand more.
            error.add_note(IterableValidationNote("", index, LISTS[key]))
            raise IterableValidationError("", [error], LISTS[key]) from None
    return tuple(found)


def _value(key: str, read: Callable[[str, object], object], value: object, _kind: object) -> object:
    return read(key, _number(key, value) if isinstance(value, Numeral) else value)


def _number(key: str, value: Numeral) -> Decimal:
    # inf and nan end in a letter; every other numeral is a number, and the door of money must not call it none.
    if value[-1].isdigit() and not _SHORT.fullmatch(value):
        raise InputError(
            "%(argument)s may have at most %(bound)s digits and an exponent within ±%(bound)s, got %(value)s",
            argument=key,
            value=shown(value),
            bound=_DIGITS,
        )
    return given(value, argument=key)


def _same(_key: str, value: object) -> object:
    return value


def _member(given: tuple[Enum, ...], key: str, value: object) -> Enum:
    if not isinstance(value, str):
        raise InputTypeError("%(argument)s must be text, got %(type)s", argument=key, type=type(value).__name__)
    members = {one.name.lower(): one for one in given}
    if value not in members:
        raise InputError(
            "%(argument)s must be one of %(bound)s, got %(value)s",
            argument=key,
            bound=", ".join(members),
            value=shown(value),
        )
    return members[value]


def _several(given: tuple[Enum, ...], key: str, value: object) -> object:
    if not isinstance(value, list):
        raise InputTypeError("%(argument)s must be a list, got %(type)s", argument=key, type=_type(value))
    return tuple(_member(given, key, one) for one in value)


def _moment(key: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return datetime.fromisoformat(value if _MOMENT.match(value) else "")
    except ValueError:
        raise InputError(
            "%(argument)s must be a moment such as 2026-06-01T21:30, got %(value)s", argument=key, value=shown(value)
        ) from None


def _day(key: str, value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        # Python reads more, such as 2026-W03-4, which a person more likely mistyped.
        return date.fromisoformat(value if _DAY.fullmatch(value) else "")
    except ValueError:
        raise InputError(
            "%(argument)s must be a day such as 2026-01-15, got %(value)s", argument=key, value=shown(value)
        ) from None


def _status(_key: str, value: object) -> object:
    """Return the code of a month as text: 1 to 7 may be written as numbers."""
    return shown(value) if isinstance(value, int) and not isinstance(value, bool) else value


# --- From an error to its place ------------------------------------------------------


def _refuse(error: Exception, where: str, tree: object) -> NoReturn:
    """Raise the first error of a file, as the class it is, with the place where it stands."""
    from cattrs.errors import AttributeValidationNote, BaseValidationError, ForbiddenExtraKeysError

    path: list[str | int] = []
    while isinstance(error, BaseValidationError):
        # An unknown key comes first: it often is the misspelt name of a missing one.
        extra = [one for one in error.exceptions if isinstance(one, ForbiddenExtraKeysError)]
        error = (extra or error.exceptions)[0]
        path += [
            key_of(note.name) if isinstance(note, AttributeValidationNote) else note.index
            for note in getattr(error, "__notes__", ())
        ]
    if isinstance(error, ForbiddenExtraKeysError):
        raise InputError(
            "%(where)s: unknown key %(key)s", where=_path(path, tree) or where, key=plain(min(error.extra_fields))
        ) from None
    if isinstance(error, KeyError):
        raise InputError(
            "%(where)s: %(key)s is missing", where=_path(path[:-1], tree) or where, key=str(path[-1])
        ) from None
    places = getattr(error, "places", {})
    if isinstance(tree, dict) and not isinstance((path or [0])[-1], str):
        # It was raised of a whole table: by one of its fields, or by several together.
        key = key_of(str(places.get("argument", "debt" if not path else "")))
        path += [key] if key in KEYS else []
    place = _path(path, tree) or where
    if isinstance(error, InputTypeError):
        raise InputTypeError("%(where)s: %(error)s", where=place, error=error) from error
    raise InputError("%(where)s: %(error)s", where=place, error=error) from error


def _path(path: list[str | int], tree: object) -> str:
    """Write a place as ``debt[2].annual_rate (name)``, counted from one."""
    text = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path)[1:]
    if len(path) > 1 and isinstance(tree, dict):
        account = tree[path[0]][path[1]]
        name = account.get("name") if isinstance(account, dict) else None
        if isinstance(name, str) and not isinstance(name, Numeral) and name.strip() and plain(name) == name:
            return f"{text} ({name})"
    return text
