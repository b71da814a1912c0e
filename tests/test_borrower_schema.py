"""The JSON Schema that ships: it equals what the classes make, and fits every file that they read."""

from __future__ import annotations

import copy
import json
import re
import tomllib
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, cast

import attrs
import pytest

from creditrules.borrower import Account, Borrower
from creditrules.borrower.schema import schema, schema_text
from creditrules.collection import Contact
from creditrules.proceedings import Event
from creditrules.records import MonthCell

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.toml"))
SHIPPED = files("creditrules") / "schema" / "borrower-1.json"
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
}


def plain(value: object) -> object:
    """Return a tree of TOML as JSON has it: a day is text."""
    match value:
        case dict():
            return {key: plain(one) for key, one in value.items()}
        case list():
            return [plain(one) for one in value]
        case date() | datetime():
            return value.isoformat()
        case _:
            return value


def faults(value: object, rule: dict[str, Any], place: str = "$") -> list[str]:
    """Hold a value against the words of JSON Schema that ours uses, and return what is wrong."""
    if "$ref" in rule:
        return faults(value, schema()["$defs"][rule["$ref"].rsplit("/", 1)[-1]], place)  # type: ignore[index]
    if "anyOf" in rule:
        tried = [faults(value, one, place) for one in rule["anyOf"]]
        return [] if [] in tried else tried[0]
    kinds = rule.get("type", [])
    allowed = tuple(one for name in ([kinds] if isinstance(kinds, str) else kinds) for one in TYPES[name])
    if allowed and (not isinstance(value, allowed) or (isinstance(value, bool) and bool not in allowed)):
        return [f"{place}: type"]
    return [*word_faults(value, rule, place), *inner_faults(value, rule, place)]


def word_faults(value: object, rule: dict[str, Any], place: str) -> list[str]:
    """Hold a single value against an enum, a pattern and a least value."""
    found = []
    if "enum" in rule and value not in rule["enum"]:
        found.append(f"{place}: enum")
    if isinstance(value, str) and not re.search(rule.get("pattern", ""), value):
        found.append(f"{place}: pattern")
    if isinstance(value, int) and value < rule.get("minimum", value):
        found.append(f"{place}: minimum")
    return found


def inner_faults(value: object, rule: dict[str, Any], place: str) -> list[str]:
    """Hold what is inside a table or a list against its rules."""
    found = []
    if isinstance(value, dict):
        known = rule["properties"]
        found += [f"{place}: no {key}" for key in rule["required"] if key not in value]
        found += [f"{place}: unknown {key}" for key in value if key not in known]
        for key, one in value.items():
            found += faults(one, known.get(key, {}), f"{place}.{key}")
    if isinstance(value, list):
        if not rule.get("minItems", 0) <= len(value) <= rule.get("maxItems", len(value)):
            found.append(f"{place}: count")
        for one in value:
            found += faults(one, rule["items"], f"{place}[]")
    return found


def tree_of(path: Path) -> dict[str, Any]:
    """Read a file as plain JSON."""
    return cast("dict[str, Any]", plain(tomllib.loads(path.read_text("utf-8"))))


def test_what_ships() -> None:
    """The file in the package is what the classes make; after a change of a class, write it anew."""
    assert SHIPPED.read_text("utf-8") == schema_text()
    assert json.loads(SHIPPED.read_text("utf-8"))["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_every_key() -> None:
    """Each field of each class has its key, and what has no default is required."""
    tables: dict[str, Any] = schema()["$defs"]  # type: ignore[assignment]
    for name, kind in (("Account", Account), ("MonthCell", MonthCell), ("Event", Event)):
        assert list(tables[name]["properties"]) == [one.name for one in attrs.fields(kind)]
    assert tables["Account"]["required"] == ["name", "lender", "formed_on"]
    assert list(tables["Logged"]["properties"]) == ["debt", *(one.name for one in attrs.fields(Contact))]
    assert tables["Logged"]["required"] == ["debt", "at", "channel", "to"]
    assert schema()["required"] == ["debt"]


def test_no_class_is_left_out() -> None:
    """The top of the file has the keys of the borrower."""
    names = {one.name for one in attrs.fields(Borrower)}
    assert set(schema()["properties"]) == names - {"accounts"} | {"debt"}  # type: ignore[call-overload]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_examples_fit(path: Path) -> None:
    """Every example has the shape, and the reader takes it."""
    assert faults(tree_of(path), schema()) == []
    assert len(Borrower.from_file(path).accounts) == len(tree_of(path)["debt"])


@pytest.mark.parametrize(
    ("key", "value", "fault"),
    [
        ("lender", "banc", "$.debt[].lender: enum"),
        ("lendr", "bank", "$.debt[]: unknown lendr"),
        ("reported", "yes", "$.debt[].reported: type"),
        ("instalments", 1.5, "$.debt[].instalments: type"),
        ("instalments", -1, "$.debt[].instalments: minimum"),
        ("cells", [{"month": "January", "status": 1, "amount": "1"}], "$.debt[].cells[].month: pattern"),
        ("cells", [{"month": "2025-12", "status": 1}], "$.debt[].cells[]: no amount"),
        ("events", [{"kind": "sued", "on": "2025-01-01"}], "$.debt[].events[].kind: enum"),
    ],
)
def test_what_does_not_fit(key: str, value: object, fault: str) -> None:
    """The schema itself refuses a wrong shape, as the reader does."""
    tree = copy.deepcopy(tree_of(EXAMPLES[0]))
    for one in tree["debt"]:
        one[key] = value
    assert fault in faults(tree, schema())


def test_null_and_no_debt() -> None:
    """Null stands for a key left out, and a list of debts may not be empty."""
    tree = copy.deepcopy(tree_of(EXAMPLES[0]))
    tree["debt"][0]["kind"] = None
    assert faults(tree, schema()) == []
    assert faults({"debt": []}, schema()) == ["$.debt: count"]
    assert faults({}, schema()) == ["$: no debt"]
