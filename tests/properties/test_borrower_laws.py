"""Laws of a borrower's file: what is written reads back equal, and no text raises anything but a typed error."""

from __future__ import annotations

import io
import json
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from attrs import fields
from hypothesis import example, given, settings
from hypothesis import strategies as st

from creditrules.borrower import Account, Borrower, State
from creditrules.errors import CreditRulesError
from creditrules.law import Lender, Product
from creditrules.messages import render_error
from creditrules.money import from_fen, shortest
from creditrules.periods import DayCount
from creditrules.records import MonthCell
from creditrules.repayment import FeesOnPrepay, Kind

if TYPE_CHECKING:
    from decimal import Decimal

patient = settings(deadline=None)  # the first file that is read imports cattrs
AMOUNTS = st.integers(1, 10**12).map(from_fen)
RATES = st.integers(0, 10**7).map(lambda parts: f"{shortest(Fraction(parts, 1000))}%")
NAMES = st.text(st.characters(blacklist_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), min_size=1, max_size=60).filter(
    str.strip
)
MONTHS = st.dates(date(2021, 1, 1), date(2030, 12, 31)).map(lambda day: day.replace(day=1))
AFTER = st.dates(date(2021, 1, 1), date(2030, 12, 31))


def from_bytes(data: bytes, *, name: str) -> Borrower:
    """Read the bytes of a file."""
    return Borrower.from_stream(io.BytesIO(data), name=name)


def cell_of(month: date, status: str, amount: Decimal) -> MonthCell:
    """Make a month of a record."""
    return MonthCell(month, status, amount)


CELLS = st.lists(
    st.builds(cell_of, MONTHS, st.sampled_from("N*1234567BCDZGMA#"), AMOUNTS | st.just(from_fen(0))),
    max_size=3,
    unique_by=lambda cell: cell.month,
)


@st.composite
def accounts(draw: st.DrawFn) -> dict[str, Any]:
    """Draw the facts of one account: settled, by instalments, due at once or with a minimum."""
    facts: dict[str, Any] = {
        "name": draw(NAMES),
        "lender": draw(st.sampled_from(Lender)),
        "product": draw(st.sampled_from(Product)),
        "kind": draw(st.none() | st.sampled_from([Kind.CARD, Kind.INSTALMENT, Kind.REVOLVING, Kind.PRIVATE_NOTE])),
        "formed_on": draw(st.dates(date(1990, 1, 1), date(2020, 12, 31))),
        "facilitated": draw(st.booleans()),
        "reported": draw(st.none() | st.booleans()),
        "cells": draw(CELLS),
    }
    if draw(st.booleans()):
        return facts | {"state": State.SETTLED, "ended_on": draw(AFTER)}
    facts |= {"balance": draw(AMOUNTS), "penalty_multiple": draw(st.none() | st.just("1.5"))}
    if draw(st.booleans()):
        facts |= {"daily_rate": draw(RATES), "day_count": draw(st.sampled_from([DayCount.ACT_365, DayCount.ACT_360]))}
    else:
        facts |= {"annual_rate": draw(RATES)}
    if draw(st.booleans()):
        facts |= {"overdue_since": draw(AFTER), "arrears": facts["balance"]}
    else:
        facts |= {"ended_on": draw(st.none() | AFTER)}
    match draw(st.sampled_from(["instalments", "due", "amount", "share"])):
        case "instalments":
            count = draw(st.integers(1, 600))
            facts |= {
                "face": draw(AMOUNTS),
                "instalment": draw(st.integers(100, 10**12).map(from_fen)),
                "instalments": count,
                "paid_instalments": draw(st.integers(0, count)),
            }
            if draw(st.booleans()):
                facts |= {
                    "fee_per_instalment": draw(AMOUNTS),
                    "fees_on_prepay": draw(st.sampled_from(FeesOnPrepay)),
                    "fee_collector": draw(st.none() | NAMES),
                }
        case "due":
            received = draw(AMOUNTS)
            facts |= {"due_on": draw(AFTER), "face": max(received, draw(AMOUNTS)), "received": received}
        case "amount":
            facts |= {"minimum": draw(st.integers(100, 10**9).map(from_fen) | st.just("0"))}
        case _:
            facts |= {"minimum": f"{draw(st.integers(0, 100))}%"}
    return facts


BORROWERS = st.builds(
    Borrower,
    accounts=st.lists(
        accounts().map(lambda facts: Account(**facts)), min_size=1, max_size=4, unique_by=lambda a: a.name
    ),
    monthly_budget=AMOUNTS,
    as_of=st.none() | st.dates(),
)


def plain(value: object, *, days: bool) -> object:
    """Write a value as files have it: text, a number, true or false, a list or a table; ``days`` leaves days bare."""
    match value:
        case tuple():
            return [plain(one, days=days) for one in value]
        case MonthCell() | Account() | Borrower():
            names = [one.name for one in fields(type(value))]
            known = {name: getattr(value, name) for name in names if getattr(value, name) is not None}
            return {
                "debt" if key == "accounts" else key: scalar(key, one, days=days)
                if not isinstance(one, tuple)
                else plain(one, days=days)
                for key, one in known.items()
            }
    raise AssertionError(value)


def scalar(key: str, value: object, *, days: bool) -> object:
    """Write what is neither a list nor a table."""
    match value:
        case Enum():
            return value.name.lower()
        case date():
            return value if days else value.isoformat()[: 7 if key == "month" else 10]
        case Fraction():
            return str(shortest(value)) if key == "penalty_multiple" else f"{shortest(value * 100)}%"
        case bool() | int():
            return value
    return str(value)


def toml(value: object) -> str:
    """Write a plain value as TOML does inline: its strings escape as those of JSON do, but for one character."""
    match value:
        case dict():
            return "{" + ", ".join(f"{key} = {toml(one)}" for key, one in value.items()) + "}"
        case list():
            return "[" + ", ".join(toml(one) for one in value) + "]"
        case str():
            return json.dumps(value, ensure_ascii=False)
        case date():
            return value.isoformat()
        case _:
            return json.dumps(value)


@patient
@given(BORROWERS)
def test_a_borrower_reads_back_equal(borrower: Borrower) -> None:
    """Written as TOML and as JSON, with days bare or quoted, a borrower is read as what it was."""
    tree = plain(borrower, days=False)
    assert from_bytes(json.dumps(tree).encode(), name="a.json") == borrower
    assert from_bytes(json.dumps(tree, ensure_ascii=False, indent=1).encode(), name="-") == borrower
    for days in (True, False):
        table = plain(borrower, days=days)
        assert isinstance(table, dict)
        lines = "\n".join(f"{key} = {toml(one)}" for key, one in table.items())
        assert from_bytes(lines.encode(), name="a.toml") == borrower


def refused_or_read(data: bytes, name: str) -> None:
    """Read bytes: a borrower comes out, or a typed error of one line that can be written in both languages."""
    try:
        assert isinstance(from_bytes(data, name=name), Borrower)
    except CreditRulesError as error:
        for words in (str(error), render_error(error, "zh"), render_error(error, "en")):
            assert len(words.splitlines()) == 1
            assert len(words.encode()) < 1500


PIECES = st.sampled_from(
    [
        *"[]{}()=.,#'\"\\\n \t-+_:0123456789eaxTZ",
        *(
            "[[debt]]\n",
            "[debt.cells]\n",
            'name = "a"\n',
            "debt = [",
            "cells",
            "balance = ",
            "'''",
            '"""',
            "\r\n",
            "true",
        ),
        *("nan", "inf", "null", '"debt": [{', "2026-01-15", "12:00:00", "1e999999", "\\u00e9", "\\ud800", "\x00", "甲"),
        *("formed_on = 2020-01-01\n", 'lender = "bank"\n', "monthly_budget = 1\n", "as_of", "é", "\ufeff", "\u2028"),
    ]
)
KEYS = st.sampled_from(
    [one.name for kind in (Account, Borrower, MonthCell) for one in fields(kind)] + ["debt"]
) | st.text(max_size=5)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["bank", "open", "card", "2026-01-15", "2025-12", "12%", "waived", "act_365", "1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
ENTRY: dict[str, Any] = {
    "name": "a",
    "lender": "bank",
    "formed_on": "2020-01-01",
    "balance": 10,
    "annual_rate": "1%",
    "minimum": 1,
}


@patient
@given(st.binary(max_size=200), st.sampled_from(["-", "a.json"]))
@example(b"\xff\xfe", "-")
def test_no_bytes_raise_another_error(data: bytes, name: str) -> None:
    """Arbitrary bytes are refused as an error of the library."""
    refused_or_read(data, name)


@patient
@given(st.lists(PIECES | st.text(max_size=3), max_size=40).map("".join), st.sampled_from(["", "{", "debt = [{"]))
@example("a = [1]\n[a.b]", "")
@example("a = {b = 1}\n[[a]]", "")
@example("[[a]]\n[a]\n", "")
@example("\\ud800", '{"')
def test_no_text_raises_another_error(text: str, start: str) -> None:
    """Text like that of TOML and JSON is refused as an error of the library."""
    refused_or_read(f"{start}{text}".encode("utf-8", "surrogatepass"), "-")


@patient
@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_no_table_raises_another_error(change: dict[str, Any]) -> None:
    """A good file of which some values are changed is read, or refused as an error of the library."""
    for tree in (
        {"monthly_budget": 5, "debt": [ENTRY | change]},
        {"monthly_budget": 5, "debt": [ENTRY | {"cells": [change]}]},
        {"monthly_budget": 5, "debt": [ENTRY]} | change,
    ):
        refused_or_read(json.dumps(tree).encode(), "-")
