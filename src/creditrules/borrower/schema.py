"""The JSON Schema (2020-12) of a borrower's file, made of the classes that read it.

It says the shape: the keys, the kind of each value, and what must be there. What the values must be to each other the
reader says. It ships as ``schema/borrower-1.json``.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from attrs import NOTHING, fields

from creditrules.borrower.entries import Account
from creditrules.borrower.logged import Logged
from creditrules.borrower.person import Borrower
from creditrules.borrower.shape import DAYS, LISTS, MEMBERS, MOMENTS, MOST, key_of
from creditrules.collection import Contact

if TYPE_CHECKING:
    from attrs import Attribute

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_NUMBER: dict[str, object] = {"type": ["number", "string"]}
"""An amount or a rate may be text, which keeps every digit and takes a percent sign."""
_BOOLEAN: dict[str, object] = {"type": "boolean"}
_KINDS: tuple[tuple[tuple[str, ...], dict[str, object]], ...] = (
    (DAYS, {"type": "string", "format": "date"}),
    # Without a time zone it is Beijing time, so the format date-time would ask too much.
    (MOMENTS, {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}"}),
    (("name", "fee_collector", "number", "debt"), {"type": "string"}),
    (("instalments", "paid_instalments", "staff"), {"type": "integer", "minimum": 0}),
    (("month",), {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$"}),
    (("status",), {"type": ["string", "integer"]}),
)


def schema() -> dict[str, object]:
    """Return the schema as plain tables and lists."""
    return {
        "$schema": _DRAFT,
        "title": "creditrules: a borrower's file",
        **_table(Borrower),
        "$defs": {kind.__name__: _table(kind) for kind in LISTS.values()},
    }


def schema_text() -> str:
    """Return the schema as it ships."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _table(kind: type) -> dict[str, object]:
    """Return the schema of one table; that of a contact has the name of its debt beside what happened."""
    if kind is Logged:
        return _table_of((fields(Logged).debt, *fields(Contact)), Contact)
    return _table_of(tuple(fields(kind)), kind)


def _table_of(given: tuple[Attribute[Any], ...], kind: type) -> dict[str, object]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [key_of(one.name) for one in given if one.default is NOTHING],
        "properties": {key_of(one.name): _value(key_of(one.name), one, kind) for one in given},
    }


def _value(key: str, one: Attribute[Any], kind: type) -> dict[str, object]:
    found = _kind(key, one, kind)
    # Null says what leaving the key out does, so it may stand for whatever may be left out.
    return found if one.default is NOTHING else {"anyOf": [found, {"type": "null"}]}


def _kind(key: str, one: Attribute[Any], kind: type) -> dict[str, object]:
    if key in LISTS:
        least = {"minItems": 1} if LISTS[key] is Account else {}
        return {
            "type": "array",
            "items": {"$ref": f"#/$defs/{LISTS[key].__name__}"},
            **least,
            "maxItems": MOST[key],
        }
    if (kind, key) in MEMBERS:
        names: dict[str, object] = {"enum": [each.name.lower() for each in MEMBERS[kind, key]]}
        return {"type": "array", "items": names} if key == "acts" else names
    found = next((rule for keys, rule in _KINDS if key in keys), None)
    return found or (_BOOLEAN if "bool" in str(one.type) else _NUMBER)
