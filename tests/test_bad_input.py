"""Files that are wrong, hostile or no files at all: a typed error, soon, with its place, and nothing written."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tomllib
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from creditrules.borrower import Borrower
from creditrules.borrower.document import LARGEST, tables
from creditrules.errors import InputError, InputTypeError
from creditrules.money import LIMIT, from_fen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MIB = 2**20
HEAD = "monthly_budget = 1000\n[[debt]]\n"
REST: dict[str, str] = {
    "name": '"a"',
    "lender": '"bank"',
    "formed_on": '"2025-03-06"',
    "balance": "1000",
    "annual_rate": '"12%"',
    "minimum": "100",
}
MORE: dict[str, dict[str, str]] = {
    "daily_rate": {"day_count": '"act_365"'},
    "arrears": {"overdue_since": '"2025-12-06"'},
    "received": {"face": "1e15"},
    "fee_per_instalment": {"fees_on_prepay": '"waived"'},
}
"""What else an account needs beside a field."""
AMOUNTS = ["balance", "minimum", "arrears", "face", "received", "fee_per_instalment"]
RATES = ["annual_rate", "daily_rate"]
NUMBERS = [*AMOUNTS, *RATES, "penalty_multiple"]


def from_bytes(data: bytes, *, name: str) -> Borrower:
    """Read the bytes of a file."""
    return Borrower.from_stream(io.BytesIO(data), name=name)


def both(field: str, literal: str) -> list[tuple[bytes, str]]:
    """Write an account with this literal for a field, as TOML and as JSON, each number as it stands."""
    values = REST | MORE.get(field, {}) | {field: literal}
    if field == "daily_rate":
        del values["annual_rate"]
    toml = HEAD + "".join(f"{key} = {value}\n" for key, value in values.items())
    debt = ", ".join(f'"{key}": {value}' for key, value in values.items())
    text = f'{{"monthly_budget": 1000, "debt": [{{{debt}}}]}}'
    return [(toml.encode(), "a.toml"), (text.encode(), "a.json")]


def found(field: str, literal: str) -> list[Any]:
    """Return what a field reads in both forms."""
    return [getattr(from_bytes(data, name=name).accounts[0], field) for data, name in both(field, literal)]


def refused(field: str, literal: str, kind: type[InputError] = InputError) -> list[str]:
    """Return what a field refuses in both forms, without its place, which must be the field's."""
    said = []
    for data, name in both(field, literal):
        with pytest.raises(InputError) as caught:
            from_bytes(data, name=name)
        assert type(caught.value) is kind
        where, words = str(caught.value).split(": ", 1)
        assert where == f"debt[1].{field} (a)"
        said.append(words)
    return said


def bad(text: str | bytes, name: str = "a.toml") -> str:
    """Return what a whole file is refused for."""
    with pytest.raises(InputError) as caught:
        from_bytes(text.encode() if isinstance(text, str) else text, name=name)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 300
    return str(caught.value)


# --- Numbers -------------------------------------------------------------------------


def test_numbers_are_exact() -> None:
    """A bare number of a file is what is written, not the float next to it."""
    assert found("annual_rate", "0.24") == [Fraction(24, 100)] * 2
    assert found("annual_rate", "0.1000000000000000055511151231") != [Fraction(1, 10)] * 2
    assert found("balance", "1467.64") == found("balance", '"1467.64"') == [Decimal("1467.64")] * 2
    assert found("balance", "1e3") == [Decimal("1000.00")] * 2


@pytest.mark.parametrize("literal", ["0.99", '"0.99"', '"100%"', '"2235%"'])
@pytest.mark.parametrize("field", RATES)
def test_rates_within_their_bounds(field: str, literal: str) -> None:
    """A bare rate is below 1; with a percent sign it may be any."""
    value = Fraction(literal.strip('"%')) / (100 if "%" in literal else 1)
    assert found(field, literal) == [value] * 2


@pytest.mark.parametrize("literal", ["1", "24", "1.0", '"1"', '"24"', "1e0"])
@pytest.mark.parametrize("field", RATES)
def test_a_bare_rate_of_one_or_more_is_refused(field: str, literal: str) -> None:
    """24 most likely means 24 %."""
    for words in refused(field, literal):
        assert words.startswith(f"{field} is ")
        assert words.endswith(": a rate is a fraction of one, so write 0.24 or text with a percent sign")


@pytest.mark.parametrize("literal", ["true", "false"])
@pytest.mark.parametrize("field", NUMBERS)
def test_a_boolean_is_no_number(field: str, literal: str) -> None:
    """True is not 1."""
    assert refused(field, literal, InputTypeError) == [f"{field} must be text, an int or a Decimal, got bool"] * 2


@pytest.mark.parametrize("field", NUMBERS)
def test_infinity_and_nan_are_no_numbers(field: str) -> None:
    """What TOML and JSON let pass as numbers is refused with the field."""
    values = REST | MORE.get(field, {})
    for literal in ("inf", "-inf", "+nan", "nan"):
        text = HEAD + "".join(f"{key} = {value}\n" for key, value in (values | {field: literal}).items())
        assert bad(text) == f"debt[1].{field} (a): {field} must be a finite number, got '{literal}'"
    for literal in ("NaN", "Infinity", "-Infinity"):
        text = f'{{"debt": [{{"name": "a", "lender": "bank", "formed_on": "2025-03-06", "{field}": {literal}}}]}}'
        assert bad(text) == f"debt[1].{field} (a): {field} must be a finite number, got '{literal}'"


@pytest.mark.parametrize("field", AMOUNTS)
def test_amounts_end_at_fifteen_zeros(field: str) -> None:
    """10^15 is read, a fen more is not."""
    if field in {"balance", "minimum", "face"}:
        assert found(field, "1000000000000000") == found(field, "1e15") == [from_fen(LIMIT * 100)] * 2
    assert refused(field, "1000000000000001") == [f"{field} may not be beyond 10^15, got 1000000000000001"] * 2
    for literal in ("1000000000000000.01", "1e16", "-1e16", "1" * 29):
        for words in refused(field, literal):
            assert words.startswith(f"{field} may not be beyond 10^15, got ")


@pytest.mark.parametrize("field", ["annual_rate", "daily_rate", "penalty_multiple"])
def test_digits_end_at_thirty(field: str) -> None:
    """Thirty digits are read, thirty-one are not; a rate a day has to leave room for its year."""
    room = 26 if field == "daily_rate" else 30
    start = "1." if field == "penalty_multiple" else "0."
    digits = room - 1 if field == "penalty_multiple" else room
    assert found(field, start + "1" * digits) == [Fraction(start + "1" * digits)] * 2
    for literal in (start + "1" * 31, start + "1" * 79, start + "1" * 1000):
        for words in refused(field, literal):
            assert words.startswith(f"{field} may have at most 30 digits and an exponent within ±30, got ")


@pytest.mark.parametrize("field", NUMBERS)
def test_exponents_end_at_thirty(field: str) -> None:
    """An exponent beyond ±30 is refused before anything is expanded, in a number or in text."""
    for literal in ("1e31", "1e-31", "1e999", "1e1000", "1e-1000", "1e30000000", "1e-30000000", "0e30000000"):
        for words in refused(field, literal):
            assert words.startswith(f"{field} may have at most 30 digits and an exponent within ±30, got ")
        assert all("1e" in words or "0e" in words for words in refused(field, f'"{literal}"'))


def test_an_exponent_of_thirty() -> None:
    """An exponent of −30 is read, and one of 30 is only too large an amount."""
    assert found("annual_rate", "1e-30") == [Fraction(1, 10**30)] * 2
    for words in refused("balance", "1e30"):
        assert words.startswith("balance may not be beyond 10^15")


@pytest.mark.parametrize("field", ["balance", "face", "received", "arrears", "fee_per_instalment"])
@pytest.mark.parametrize("literal", ["0", "-1", "-0.01", '"0"', "0.00"])
def test_nothing_and_less_are_no_amounts(field: str, literal: str) -> None:
    """A principal or another amount owed is above zero."""
    for words in refused(field, literal):
        assert words.startswith(f"{field} must be above 0, got ")


@pytest.mark.parametrize("literal", ['"abc"', '""', '"1,000"', '"１０００"', '"0x10"', '"1e5e5"', '"1_000"', '"%"'])
@pytest.mark.parametrize("field", NUMBERS)
def test_text_that_is_no_number(field: str, literal: str) -> None:
    """Text is read as a number only where it plainly is one."""
    for words in refused(field, literal):
        assert words.startswith(f"{field} must be a finite number, got ")


@pytest.mark.parametrize("field", NUMBERS)
@pytest.mark.parametrize("literal", ["[]", "[1]"])
def test_a_list_is_no_number(field: str, literal: str) -> None:
    """A list where a number belongs is a wrong type."""
    assert refused(field, literal, InputTypeError) == [f"{field} must be text, an int or a Decimal, got list"] * 2


@pytest.mark.parametrize("field", ["balance", "annual_rate", "instalments", "reported", "name", "lender"])
@pytest.mark.parametrize("count", [41, 400, 4000])
def test_integers_of_many_digits(field: str, count: int) -> None:
    """An integer that both parsers read is refused by its field, and never printed whole."""
    for data, name in both(field, "1" * count):
        with pytest.raises(InputError) as caught:
            from_bytes(data, name=name)
        assert str(caught.value).startswith(f"debt[1].{field}")
        assert len(str(caught.value)) < 300


@pytest.mark.parametrize("count", [4301, 5000, 100_000])
def test_integers_of_thousands_of_digits(count: int) -> None:
    """Python refuses to read an integer of so many digits; in TOML nobody knows any more where it stood."""
    toml, text = both("balance", "1" * count)
    assert bad(*toml) == "a.toml: a whole number has thousands of digits"
    assert bad(*text).startswith("debt[1].balance (a): balance may have at most 30 digits")
    assert bad("balance = 0x" + "1" * count) == "a.toml: unknown key balance"


def test_days_out_of_order() -> None:
    """A day before the contract, and one that the calendar does not have."""
    for data, name in both("due_on", '"2025-03-05"'):
        assert bad(data, name) == "debt[1].due_on (a): due_on 2025-03-05 must come after formed_on 2025-03-06"
    assert bad("as_of = 2026-02-30") == "a.toml, line 1, column 9: not valid TOML or JSON"


def test_an_unsupported_lender() -> None:
    """A lender of no known licence is refused, with those there are."""
    for words in refused("lender", '"credit_union"'):
        assert words.startswith("lender must be one of bank, consumer_finance, ")


# --- Files ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "a.toml is empty"),
        (b" \n\t\r\n", "a.toml is empty"),
        (b"\xef\xbb\xbf", "a.toml is empty"),
        ("　".encode(), "a.toml is empty"),
        (b"a = \xff", "a.toml is not UTF-8 text: byte 4"),
        ("名 = 1".encode("gb18030"), "a.toml is not UTF-8 text: byte 0"),
        ('name = "名"'.encode("utf-16"), "a.toml is not UTF-8 text: byte 0"),
        (b"\x89PNG\r\n", "a.toml is not UTF-8 text: byte 0"),
        (b"a = 1\nb c", "a.toml, line 2, column 3: not valid TOML or JSON"),
        (b"a = 1\nb =", "a.toml, line 2, column 4: not valid TOML or JSON"),
        (b'a = "', "a.toml, line 1, column 6: not valid TOML or JSON"),
        (b"a = 1\r\nb = x", "a.toml, line 2, column 5: not valid TOML or JSON"),
        (b'{"a": 1,\n "b"}', "a.toml, line 2, column 5: not valid TOML or JSON"),
        (b'{"a": 1}}', "a.toml, line 1, column 9: not valid TOML or JSON"),
        (b"a = 1\na = 2", "a.toml, line 2, column 6: the key or table before this is there twice"),
        (b"[a]\n[a]", "a.toml, line 2, column 3: the key or table before this is there twice"),
        (b"a = {b = 1, b = 2}", "a.toml, line 1, column 18: the key or table before this is there twice"),
        (b'{"a": 1, "a": 1}', "a.toml: a is there twice"),
        (b'{"debt": [{"name": "a", "na\\u006de": "b"}]}', "a.toml: name is there twice"),
        (b'{"a\\n": 1, "a\\n": 1}', r"a.toml: 'a\n' is there twice"),
        (b"%PDF-1.7", "a.toml, line 1, column 1: not valid TOML or JSON"),
        (b"<html>", "a.toml, line 1, column 1: not valid TOML or JSON"),
        (b"\0", "a.toml, line 1, column 1: not valid TOML or JSON"),
    ],
)
def test_a_file_that_is_none(data: bytes, words: str) -> None:
    """What is no UTF-8, TOML or JSON says where; a key that is there twice says so."""
    assert bad(data) == words


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"a = 1", "a.json, line 1, column 1: not valid TOML or JSON"),
        (b'{"a": 1 2}', "a.json, line 1, column 9: not valid TOML or JSON"),
        (b"[]", "a.json: a table is expected, got list"),
        (b"null", "a.json: a table is expected, got NoneType"),
        (b"1.5", "a.json: a table is expected, got Decimal"),
    ],
)
def test_a_file_called_json(data: bytes, words: str) -> None:
    """A file whose name ends in .json is JSON, whatever it begins with."""
    assert bad(data, "a.json") == words


def test_a_file_of_one_mebibyte() -> None:
    """Exactly 1 MiB is read, and one byte more is refused, in both forms."""
    assert LARGEST == MIB
    for data, name in both("balance", "1000"):
        filler = b"\n" + b" " * (MIB - len(data) - 1)
        assert from_bytes(data + filler, name=name).accounts[0].balance == 1000
        assert bad(data + filler + b" ", name) == f"{name} is larger than 1048576 bytes"


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    """A file on disk too, and nothing is left beside it."""
    path = tmp_path / "a.toml"
    path.write_bytes(b"#" * (MIB + 1))
    with pytest.raises(InputError, match="is larger than 1048576 bytes"):
        Borrower.from_file(path)
    assert [one.name for one in tmp_path.iterdir()] == ["a.toml"]


# --- What would keep a parser busy ---------------------------------------------------


@pytest.mark.parametrize("opened", ["[", '{"a":', '[{"a":'])
@pytest.mark.parametrize("depth", [1000, 3000, 100_000])
def test_lists_nested_deep_in_json(opened: str, depth: int) -> None:
    """A thousand lists in each other are refused by the parser or by the field, as a typed error."""
    closed = "".join({"[": "]", "{": "}"}[one] for one in reversed(opened) if one in "[{")
    words = bad(f'{{"as_of": {opened * depth}1{closed * depth}}}')
    assert words in {
        "a.toml: lists or tables are nested too deep",
        "a.toml: debt is missing",
    } or words.startswith("as_of: as_of must be")


@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ("{a=", "}"), ("[{a=", "}]")])
@pytest.mark.parametrize("depth", [1000, 20_000])
def test_lists_nested_deep_in_toml(opened: str, closed: str, depth: int) -> None:
    """The same in TOML."""
    assert bad(f"as_of = {opened * depth}1{closed * depth}") == "a.toml: lists or tables are nested too deep"


@pytest.mark.parametrize("part", ["a", '"a"', "'a'", '"a.b"', "1", '"\\""', '""'])
@pytest.mark.parametrize("dot", [".", " . ", "\t."])
@pytest.mark.parametrize("form", ["{} = 1", "[{}]", "[[{}]]", "a = {{{} = 1}}", "a = [{{b = 1, {} = 1}}]"])
def test_seventeen_parts_of_a_key(part: str, dot: str, form: str) -> None:
    """A key of sixteen parts is parsed, and one of seventeen is refused before, wherever it stands."""
    assert bad("x = 1\n" + form.format(dot.join([part] * 16))).startswith("a.toml: unknown key ")
    words = bad("x = 1\n" + form.format(dot.join([part] * 17)))
    column = form.index("{} ") + 1 - form.count("{{") if "{} " in form else form.index("{}") + 1
    assert words == f"a.toml, line 2, column {column}: a key has more than 16 parts"


@pytest.mark.parametrize(
    "text",
    [
        'x = "{}"',
        "x = '{}'",
        'x = """{}"""',
        "x = '''{}'''",
        'x = """\n{}\n"""',
        'x = """a\\"""{}"""',
        'x = """a"b""c\\\\""{}"""',
        'x = """a""""" # {}',
        "x = '''a''''' # {}",
        "x = '''a'b''c{}'''",
        'x = "a\\"{}"',
        'x = "a\\\\" # {}',
        "x = 'a\\' # {}",
        "# {}",
        '# " {}\ny = 1',
        'x = """\\\n   {}"""',
        "x = [\"\", \"{}\", '', '{}']",
        'x = "\'" # {}',
        "x = '\"' # {}",
    ],
)
def test_parts_in_strings_and_comments_are_none(text: str) -> None:
    """Points in text are text: such a file is parsed; and what comes after it is still looked at."""
    dotted = ".".join("a" * 40)
    full = text.replace("{}", dotted)
    assert tomllib.loads(full) == tables(full.encode(), "a.toml")
    words = bad(f"{full}\n{dotted} = 1")
    assert words == f"a.toml, line {full.count(chr(10)) + 2}, column 1: a key has more than 16 parts"


def test_keys_of_some_parts_add_up() -> None:
    """Thousands of keys of sixteen parts would take as long as one of thousands."""
    deep = ".".join("abcdefghijklmno")
    assert bad("".join(f"[{one}.{deep}]\n" for one in range(100))) == "a.toml: unknown key 0"
    assert bad("".join(f"[{one}.{deep}]\n" for one in range(10_000))) == "a.toml holds too many keys, values or escapes"


HOSTILE: dict[str, Callable[[int], str]] = {
    "points": lambda n: "." * n,
    "dotted key": lambda n: "a." * (n // 2),
    "quoted dotted key": lambda n: '"a".' * (n // 4),
    "dotted keys": lambda n: "".join(f"{i}.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p=1\n" for i in range(n // 40)),
    "dotted inline keys": lambda n: (
        "a={" + ",".join(f"{i}.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p=[]" for i in range(n // 40)) + "}"
    ),
    "dotted headers": lambda n: "".join(f"[{i}.b.c]\n" for i in range(n // 12)),
    "debts": lambda n: "[[debt]]\n" * (n // 9),
    "debts of json": lambda n: '{"debt": [' + "{}," * (n // 3 - 9) + "{}]}",
    "cells": lambda n: "[[debt]]\n" + "[[debt.cells]]\n" * (n // 16),
    "cells of json": lambda n: (
        '{"debt": [' + ",".join(['{"cells": [' + ",".join(["{}"] * 600) + "]}"] * (n // 5300)) + "]}"
    ),
    "lists": lambda n: "a = [" + "[]," * (n // 3 - 9) + "]",
    "tables": lambda n: "a = [" + "{}," * (n // 3 - 9) + "]",
    "numbers": lambda n: "a = [" + "1," * (n // 2 - 9) + "]",
    "numbers of json": lambda n: '{"debt": [' + "1.5," * (n // 4 - 9) + "1]}",
    "brackets": lambda n: "[" * n,
    "open list": lambda n: "a = " + "[" * (n - 4),
    "open list of json": lambda n: '{"a": ' + "[" * (n - 9),
    "open tables of json": lambda n: '{"a": ' * (n // 6),
    "double quotes": lambda n: '"' * n,
    "single quotes": lambda n: "'" * n,
    "backslashes": lambda n: 'a = "' + "\\" * (n - 9),
    "escaped quotes": lambda n: '"' + '\\"' * (n // 2 - 9),
    "some escapes": lambda n: 'a = "' + "\\n" * (n // 11) + '"' + " " * (n // 2),
    "escapes": lambda n: 'a = "' + "\\n" * (n // 2 - 9) + '"',
    "escapes in lines": lambda n: 'a = """' + "\\\n " * (n // 3 - 9) + '"""',
    "quotes in lines": lambda n: 'a = """' + 'a""' * (n // 3 - 9),
    "a digit": lambda n: "a = " + "1" * (n - 9),
    "a digit of json": lambda n: '{"a": ' + "1" * (n - 9) + "}",
    "decimals": lambda n: "monthly_budget = 0." + "1" * (n - 99),
    "underscores": lambda n: "a = " + "1_" * (n // 2 - 9) + "1",
    "exponents": lambda n: "debt = [" + "1e30000000," * (n // 12) + "]",
    "lines": lambda n: "a\n" * (n // 2),
    "comments": lambda n: "#\n" * (n // 2),
    "keys": lambda n: "".join(f"{i}=[]\n" for i in range(n // 10)),
    "keys of json": lambda n: "{" + ",".join(f'"{i}":1' for i in range(n // 12)) + "}",
    "one key": lambda n: "k" * (n - 9) + " = 1",
    "spaces": lambda n: "{" + " " * (n - 9),
}
"""Texts of about the size that is asked for, and no larger."""
RUN = """
import sys
from creditrules.borrower import Borrower
from creditrules.errors import CreditRulesError

try:
    Borrower.from_stream(sys.stdin.buffer, name="-")
except CreditRulesError as error:
    print(error)
"""


@pytest.mark.parametrize("write", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_file_ends_soon(write: Callable[[int], str], tmp_path: Path) -> None:
    """A hostile file from standard input ends as a typed error of one line, and nothing is written."""
    text = write(MIB)
    assert len(text) <= MIB
    done = subprocess.run(
        [sys.executable, "-c", RUN], input=text.encode(), capture_output=True, check=True, timeout=20, cwd=tmp_path
    )
    assert done.stderr == b""
    assert len(done.stdout.decode().splitlines()) == 1
    assert len(done.stdout) < 400
    assert list(tmp_path.iterdir()) == []


def test_a_file_of_all_that_is_allowed() -> None:
    """Two hundred accounts with thirty months each are no hostile file."""
    cells = [{"month": f"{2021 + one // 12}-{one % 12 + 1:02}", "status": "N", "amount": "0"} for one in range(30)]
    debts = [
        {"name": str(one), "lender": "bank", "formed_on": "2020-01-01", "balance": 1, "annual_rate": 0, "minimum": 0}
        for one in range(200)
    ]
    text = json.dumps({"monthly_budget": 1, "debt": [one | {"cells": cells} for one in debts]})
    assert len(from_bytes(text.encode(), name="-").accounts) == 200
    toml = "monthly_budget = 1\n" + "".join(
        "[[debt]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in one.items()) for one in debts
    )
    assert from_bytes(toml.encode(), name="-").accounts[0].formed_on == date(2020, 1, 1)
