"""A borrower's file: what is read from TOML and JSON, and how an error names its place."""

from __future__ import annotations

import copy
import io
import json
import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import pytest
from attrs import fields

from creditrules.borrower import Account, Borrower, State
from creditrules.borrower.document import LARGEST
from creditrules.errors import InputError, InputTypeError
from creditrules.law import Lender, Product
from creditrules.messages import render_error
from creditrules.periods import DayCount
from creditrules.records import MonthCell
from creditrules.repayment import FeesOnPrepay, Kind, Strategy, avalanche, plan, snowball

CASES = json.loads((Path(__file__).parent / "cases" / "plans.json").read_text("utf-8"))
HOUSEHOLD = """
as_of = 2026-01-15
monthly_budget = 12000  # yuan

[[debt]]
name = "信用卡"
lender = "bank"
product = "card"
kind = "card"
formed_on = 2022-03-01
balance = 20000
daily_rate = "0.05%"
day_count = "act_365"
minimum = "10%"
reported = true

[[debt]]
name = "消费金融"
lender = "consumer_finance"
kind = "instalment"
formed_on = 2025-03-06
face = 24000
balance = 16257.70
annual_rate = 0.2399
instalment = 1467.64
instalments = 20
paid_instalments = 8
overdue_since = 2025-12-06
arrears = 2_935.28
penalty_multiple = 1.5
reported = true
[[debt.cells]]
month = "2025-12"
status = 1
amount = "1467.64"
[[debt.cells]]
month = 2026-01-06
status = "2"
amount = 2935.28

[[debt]]
name = "平台贷款"
lender = "bank"
kind = "instalment"
formed_on = 2025-11-20
face = 8000
balance = 7357.72
annual_rate = "8.10%"
instalment = 696.28
instalments = 12
paid_instalments = 1
facilitated = true
fee_per_instalment = 107.42
fee_collector = "担保公司"
fees_on_prepay = "waived"
reported = true

[[debt]]
name = "循环贷"
lender = "consumer_finance"
kind = "revolving"
formed_on = 2024-06-18
balance = 12000
annual_rate = 0.1460
minimum = 1100
reported = true

[[debt]]
name = "网贷"
lender = "unlicensed"
formed_on = 2026-01-12
face = 3000
received = 2100
balance = 3000
due_on = 2026-01-19
reported = false

[[debt]]
name = "旧卡"
lender = "bank"
product = "card"
formed_on = 2020-05-01
state = "settled"
ended_on = 2024-02-29
cells = [{ month = "2024-01", status = "1", amount = 12600 }]
"""
ONE: dict[str, Any] = {
    "name": "甲",
    "lender": "bank",
    "formed_on": "2025-03-06",
    "balance": 1000,
    "annual_rate": "12%",
    "minimum": 100,
}
CELL: dict[str, Any] = {"month": "2025-12", "status": "1", "amount": "1467.64"}


def from_bytes(data: bytes, *, name: str) -> Borrower:
    """Read the bytes of a file."""
    return Borrower.from_stream(io.BytesIO(data), name=name)


def toml_of(value: object) -> str:
    """Write a value as TOML does inline."""
    match value:
        case dict():
            return "{" + ", ".join(f"{json.dumps(key)} = {toml_of(one)}" for key, one in value.items()) + "}"
        case list():
            return "[" + ", ".join(toml_of(one) for one in value) + "]"
        case _:
            return json.dumps(value)


def files(debts: object, **head: object) -> list[tuple[bytes, str]]:
    """Write a borrower as TOML and as JSON."""
    tree = {"monthly_budget": 1000, "debt": debts} | head
    toml = "\n".join(f"{json.dumps(key)} = {toml_of(value)}" for key, value in tree.items())
    return [(toml.encode(), "a.toml"), (json.dumps(tree).encode(), "a.json")]


def refusal(debts: object, kind: type[InputError] = InputError, **head: object) -> str:
    """Return what a borrower is refused for: the same class and the same words in TOML and in JSON."""
    said = set()
    for data, name in files(debts, **head):
        with pytest.raises(InputError) as caught:
            from_bytes(data, name=name)
        assert type(caught.value) is kind
        said.add(str(caught.value).replace(name, "FILE"))
    assert len(said) == 1
    return said.pop()


# --- What is read --------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES["household"]["cases"])
def test_the_household(case: dict[str, Any]) -> None:
    """The example household read from its file is planned to the fen."""
    borrower = from_bytes(HOUSEHOLD.encode(), name="-")
    assert borrower.as_of == date(2026, 1, 15)
    assert borrower.budget is not None
    assert borrower.budget.monthly == Decimal(case["budget"])
    strategies: dict[str, Strategy] = {"avalanche": avalanche, "snowball": snowball}
    found = plan(
        [one.as_debt() for one in borrower.open],
        borrower.budget,
        strategy=strategies[case["strategy"]],
        start=borrower.as_of,
    )
    assert (found.months, found.total_cost) == (case["months"], Decimal(case["cost"]))


def test_every_value_of_the_household() -> None:
    """Numbers are exact whether bare or text, days and members are what their names say."""
    card, consumer, platform, _, unlicensed, old = from_bytes(HOUSEHOLD.encode(), name="-").accounts
    assert (card.product, card.kind, card.day_count) == (Product.CARD, Kind.CARD, DayCount.ACT_365)
    assert (card.nominal, card.minimum) == (Fraction(1825, 10000), Fraction(1, 10))
    assert consumer.lender is Lender.CONSUMER_FINANCE
    assert consumer.annual_rate == Fraction(2399, 10000)
    assert (consumer.arrears, consumer.penalty_multiple) == (Decimal("2935.28"), Fraction(3, 2))
    assert consumer.cells == (MonthCell("2025-12", "1", "1467.64"), MonthCell("2026-01", "2", "2935.28"))
    assert (platform.fees_on_prepay, platform.fee_collector) == (FeesOnPrepay.WAIVED, "担保公司")
    assert (platform.facilitated, card.facilitated, unlicensed.reported) == (True, False, False)
    assert unlicensed.due_on == date(2026, 1, 19)
    assert (old.state, old.ended_on, old.balance) == (State.SETTLED, date(2024, 2, 29), None)


def test_toml_and_json_say_the_same() -> None:
    """The same tree in both forms gives the same borrower, whatever the file is called."""
    (toml, _), (text, _) = files([ONE | {"cells": [CELL]}], as_of="2026-01-15")
    expected = Borrower(
        accounts=[
            Account(
                name="甲",
                lender=Lender.BANK,
                formed_on=date(2025, 3, 6),
                balance=1000,
                annual_rate="12%",
                minimum=100,
                cells=[MonthCell("2025-12", "1", "1467.64")],
            )
        ],
        monthly_budget=1000,
        as_of=date(2026, 1, 15),
    )
    assert from_bytes(toml, name="a.toml") == from_bytes(toml, name="-") == expected
    assert from_bytes(text, name="a.JSON") == from_bytes(b"\n " + text, name="a.toml") == expected


def test_a_byte_order_mark_is_passed_over() -> None:
    """Windows editors begin a file with a mark, which says nothing."""
    for data, name in files([ONE]):
        assert from_bytes(b"\xef\xbb\xbf" + data, name=name) == from_bytes(data, name=name)


def test_windows_line_ends() -> None:
    """Lines may end as on Windows."""
    assert from_bytes(HOUSEHOLD.replace("\n", "\r\n").encode(), name="-") == from_bytes(HOUSEHOLD.encode(), name="-")


def test_null_is_left_out() -> None:
    """A program that exports JSON writes null for what it does not know; required keys stay required."""
    blank = ONE | {"kind": None, "cells": None, "state": None, "facilitated": None, "name": "乙"}
    data = json.dumps({"as_of": None, "monthly_budget": 1, "debt": [blank]}).encode()
    account = from_bytes(data, name="-").accounts[0]
    assert (account.kind, account.cells, account.state, account.facilitated) == (None, (), State.OPEN, False)
    data = json.dumps({"monthly_budget": 1, "debt": [ONE | {"name": None}]}).encode()
    with pytest.raises(InputError, match=r"^debt\[1\]: name is missing$"):
        from_bytes(data, name="-")


@pytest.mark.parametrize("status", ["N", "*", "7", 1, 7])
def test_a_status_may_be_a_number(status: str | int) -> None:
    """A status is text, and 1 to 7 may be bare."""
    for data, name in files([ONE | {"cells": [CELL | {"status": status}]}]):
        assert from_bytes(data, name=name).accounts[0].cells[0].status == str(status)


def test_a_month_may_be_a_day_of_toml() -> None:
    """A date in TOML means its month."""
    text = HOUSEHOLD.replace('month = "2025-12"', "month = 2025-12-31")
    assert from_bytes(text.encode(), name="-") == from_bytes(HOUSEHOLD.encode(), name="-")


# --- Where it is read from -----------------------------------------------------------


def test_a_path_is_read(tmp_path: Path) -> None:
    """A path may be text or a Path, and its text may be Chinese."""
    path = tmp_path / "债务.toml"
    path.write_text(HOUSEHOLD, encoding="utf-8")
    assert Borrower.from_file(path) == Borrower.from_file(str(path)) == from_bytes(HOUSEHOLD.encode(), name="-")
    assert [one.name for one in tmp_path.iterdir()] == ["债务.toml"]


def test_a_path_that_is_no_file(tmp_path: Path) -> None:
    """A missing file, a folder, a name that no file can have and another type are told apart."""
    missing = tmp_path / "没有.toml"
    for path, words in (
        (missing, f"{missing}: there is no such file"),
        (tmp_path, f"{tmp_path} cannot be read as a file"),
        ("a\0b", r"'a\x00b' cannot be read as a file"),
        ("a\nb", r"'a\nb': there is no such file"),
        ("", ". cannot be read as a file"),
    ):
        with pytest.raises(InputError) as caught:
            Borrower.from_file(path)
        assert str(caught.value) in {words, words.replace(". ", " ")}
        assert not isinstance(caught.value, InputTypeError)
    with pytest.raises(InputTypeError, match="path must be text or a path, got int"):
        Borrower.from_file(cast("Any", 1))


def test_a_file_without_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be opened is an error of the input, whoever runs the test."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(InputError, match="cannot be read as a file"):
        Borrower.from_file(tmp_path / "a.toml")


class Failing(io.RawIOBase):
    """A disk that gives up."""

    def read(self, size: int = -1) -> bytes:
        """Fail as the system does."""
        raise OSError(size)


def test_a_file_that_fails_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error of the disk is told like one of opening, from a path and from a stream."""
    monkeypatch.setattr(Path, "open", lambda *_, **__: Failing())
    with pytest.raises(InputError, match="cannot be read as a file"):
        Borrower.from_file(tmp_path / "a.toml")
    with pytest.raises(InputError, match=r"^- cannot be read as a file$"):
        Borrower.from_stream(cast("Any", Failing()), name="-")


class Dripping(io.RawIOBase):
    """A pipe that hands over a few bytes at a time, and counts them."""

    def __init__(self, data: bytes, step: int) -> None:
        """Keep what will be handed over."""
        super().__init__()
        self.data, self.step, self.taken = data, step, 0

    def read(self, size: int = -1) -> bytes:
        """Hand over the next few bytes."""
        more = self.data[self.taken : self.taken + min(self.step, size)]
        self.taken += len(more)
        return more


def test_a_stream_is_read_to_its_end() -> None:
    """A pipe may hand over its bytes in parts."""
    found = Borrower.from_stream(cast("Any", Dripping(HOUSEHOLD.encode(), 7)), name="-")
    assert found == Borrower.from_stream(io.BytesIO(HOUSEHOLD.encode()), name="-")


@pytest.mark.parametrize("step", [1000, 2 * LARGEST])
def test_a_stream_is_read_no_further_than_a_byte_too_many(step: int) -> None:
    """Of a large stream 1 MiB and a byte are read."""
    stream = Dripping(b"#" * (2 * LARGEST), step)
    with pytest.raises(InputError, match=r"^- is larger than 1048576 bytes$"):
        Borrower.from_stream(cast("Any", stream), name="-")
    assert stream.taken == LARGEST + 1


def test_a_stream_that_gives_no_bytes() -> None:
    """A stream of text and a closed one are told apart."""
    with pytest.raises(InputTypeError, match="stream must be a stream of bytes, got str"):
        Borrower.from_stream(cast("Any", io.StringIO(HOUSEHOLD)), name="-")
    closed = io.BytesIO()
    closed.close()
    with pytest.raises(InputError, match=r"^- cannot be read as a file$"):
        Borrower.from_stream(closed, name="-")


# --- How an error names its place ----------------------------------------------------


@pytest.mark.parametrize(
    ("debts", "words"),
    [
        ([ONE, ONE | {"name": "乙", "annual_rate": 24}], "debt[2].annual_rate (乙): annual_rate is 24: a rate is a"),
        ([ONE | {"cells": [CELL, CELL | {"amount": -1}]}], "debt[1].cells[2].amount (甲): amount must be 0 or more"),
        ([ONE | {"cells": [CELL, CELL]}], "debt[1].cells (甲): cells name a month twice"),
        ([ONE | {"cells": [CELL | {"state": 1}]}], "debt[1].cells[1] (甲): unknown key state"),
        ([ONE | {"cells": [{"month": "2025-12"}]}], "debt[1].cells[1] (甲): status is missing"),
        ([ONE | {"annual_rat": 1, "zero": 1}], "debt[1] (甲): unknown key annual_rat"),
        ([ONE | {"accounts": []}], "debt[1] (甲): unknown key accounts"),
        ([ONE | {"balance": None}], "debt[1].balance (甲): balance is needed for an open account"),
        (
            [ONE | {"arrears": 1001, "overdue_since": "2025-12-06"}],
            "debt[1] (甲): arrears 1001.00 of debt 甲 are above its balance 1000.00",
        ),
        ([ONE | {"due_on": "2025-03-06"}], "debt[1].due_on (甲): due_on 2025-03-06 must come after formed_on 2025"),
        ([ONE | {"name": ""}], "debt[1].name: name may not be empty"),
        ([ONE, ONE], "debt: two debts are called 甲"),
        ([{}], "debt[1]: name is missing"),
        ([], "debt: debt may not be empty"),
    ],
)
def test_an_error_names_its_place(debts: list[dict[str, Any]], words: str) -> None:
    """The path counts from one and names the account."""
    shown = [{key: value for key, value in one.items() if value is not None} for one in debts]
    assert refusal(shown).startswith(words)


@pytest.mark.parametrize(
    ("debts", "words"),
    [
        ("a", "debt: debt must be a list of tables, got str"),
        ({"name": "甲"}, "debt: debt must be a list of tables, got dict"),
        ([1], "debt[1]: a table is expected, got int"),
        ([ONE, "a"], "debt[2]: a table is expected, got str"),
        ([ONE | {"cells": {}}], "debt[1].cells (甲): cells must be a list of tables, got dict"),
        ([ONE | {"cells": [1]}], "debt[1].cells[1] (甲): a table is expected, got int"),
        ([ONE | {"name": 5}], "debt[1].name: name must be text, got int"),
        ([ONE | {"name": 1.5}], "debt[1].name: name must be text, got Decimal"),
        ([ONE | {"facilitated": 1}], "debt[1].facilitated (甲): facilitated must be true or false, got int"),
        ([ONE | {"instalments": 12.0}], "debt[1].instalments (甲): instalments must be a whole number, got Decimal"),
        ([ONE | {"lender": 1}], "debt[1].lender (甲): lender must be text, got int"),
        ([ONE | {"lender": 1.5}], "debt[1].lender (甲): lender must be text, got Decimal"),
        ([ONE | {"formed_on": 20250306}], "debt[1].formed_on (甲): formed_on must be a datetime.date, got int"),
        ([ONE | {"cells": [CELL | {"status": True}]}], "debt[1].cells[1].status (甲): status must be text, got bool"),
        ([ONE | {"cells": [CELL | {"month": 2025.1}]}], "debt[1].cells[1].month (甲): month must be a datetime.date"),
    ],
)
def test_a_wrong_type_names_its_place(debts: object, words: str) -> None:
    """A wrong type stays an InputTypeError."""
    assert refusal(debts, InputTypeError).startswith(words)


@pytest.mark.parametrize("key", [one.name for one in fields(Account)])
def test_no_field_is_a_table(key: str) -> None:
    """A table where another value belongs is a wrong type of that field, whichever it is."""
    beside = {"daily_rate": {"day_count": "act_365"}, "day_count": {"daily_rate": "0.05%"}}.get(key, {})
    debt = ONE | beside | {key: {"a": 1}}
    words = refusal([debt], InputTypeError)
    assert words.startswith(f"debt[1].{key}: {key} must be" if key == "name" else f"debt[1].{key} (甲): {key} must be")
    assert words.endswith(", got dict")


@pytest.mark.parametrize("key", [one.name for one in fields(MonthCell)])
def test_no_field_of_a_month_is_a_table(key: str) -> None:
    """The same in a month of a record."""
    words = refusal([ONE | {"cells": [CELL | {key: {}}]}], InputTypeError)
    assert words.startswith(f"debt[1].cells[1].{key} (甲): {key} must be")


def test_an_error_at_the_top() -> None:
    """A key at the top is its own place; what has no place is in the file."""
    assert refusal([ONE], monthly_budget=0) == "monthly_budget: monthly_budget must be above 0, got 0"
    assert refusal([ONE], loans=[]) == "FILE: unknown key loans"
    assert refusal([ONE], as_of="2026-02-30") == "as_of: as_of must be a day such as 2026-01-15, got '2026-02-30'"
    assert refusal([ONE], InputTypeError, as_of=1) == "as_of: as_of must be a datetime.date, got int"
    with pytest.raises(InputError, match=r"^a\.toml: debt is missing$"):
        from_bytes(b"# nothing", name="a.toml")
    with pytest.raises(InputError, match=r"^monthly_budget: monthly_budget is needed for an open account$"):
        from_bytes(json.dumps({"debt": [ONE]}).encode(), name="-")
    with pytest.raises(InputTypeError, match=r"^a\.json: a table is expected, got list$"):
        from_bytes(b"[]", name="a.json")


@pytest.mark.parametrize(
    ("key", "allowed"),
    [
        (
            "lender",
            ", ".join(one.name.lower() for one in Lender),
        ),
        ("product", "loan, card, card_instalment"),
        ("kind", "card, instalment, flat_fee, revolving, private_note"),
        ("state", "open, settled"),
        ("day_count", "act_365, act_360"),
        ("fees_on_prepay", "waived, sunk"),
    ],
)
@pytest.mark.parametrize("value", ["BANK", "", "act_act"])
def test_an_unknown_name_lists_those_allowed(key: str, allowed: str, value: str) -> None:
    """A word that is no member's lower-case name is refused with those that are."""
    assert refusal([ONE | {key: value}]) == f"debt[1].{key} (甲): {key} must be one of {allowed}, got {value!r}"


@pytest.mark.parametrize(
    "day", ["2026-1-5", "20260115", "2026-W03-4", "15.01.2026", "2026-02-30", "２０２６-01-15", ""]
)
@pytest.mark.parametrize("key", ["formed_on", "overdue_since", "due_on", "ended_on"])
def test_a_day_is_written_one_way(key: str, day: str) -> None:
    """A day as text is year, month and day."""
    words = f"debt[1].{key} (甲): {key} must be a day such as 2026-01-15, got {day!r}"
    assert refusal([ONE | {key: day}]) == words


def test_a_time_of_day_is_no_day() -> None:
    """TOML can write a time: no rule here uses one."""
    for value in ("2022-03-01T12:00:00", "2022-03-01T12:00:00Z", "12:00:00"):
        text = HOUSEHOLD.replace("formed_on = 2022-03-01", f"formed_on = {value}")
        with pytest.raises(InputTypeError, match=r"^debt\[1\]\.formed_on \(信用卡\): formed_on must be a datetime"):
            from_bytes(text.encode(), name="-")


@pytest.mark.parametrize("status", ["0", "8", 0, 8, -1, 10**30, "11", ""])
def test_a_status_is_one_of_its_codes(status: str | int) -> None:
    """A number beyond 1 to 7 is no status."""
    words = refusal([ONE | {"cells": [CELL | {"status": status}]}])
    assert words.startswith("debt[1].cells[1].status (甲): status must be one of # * 1 2 3 4 5 6 7 A B C D G M N Z")


@pytest.mark.parametrize("month", ["2025-13", "2025", "2025-1", "2025-12-01", "", "\u0660"])
def test_a_month_is_written_one_way(month: str) -> None:
    """A month as text is year and month."""
    words = refusal([ONE | {"cells": [CELL | {"month": month}]}])
    assert words.startswith("debt[1].cells[1].month (甲): month must be a month such as 2024-01")


def test_a_name_that_cannot_be_printed_is_not_repeated() -> None:
    """A key or a name with a line break, or a very long one, is quoted or left out: an error is one line."""
    assert refusal([ONE], **cast("Any", {"a\nb": 1})) == r"FILE: unknown key 'a\nb'"
    assert refusal([ONE], **cast("Any", {"k" * 100: 1})) == f"FILE: unknown key '{'k' * 59}…"
    assert refusal([ONE | {"name": "a\u202eb"}]).startswith("debt[1].name: name holds a character that cannot be")
    assert refusal([ONE | {"name": "a" * 61}]).startswith("debt[1].name: name may have at most 60 characters")
    half = b'{"monthly_budget": 1, "debt": [{"name": "\\ud800", "\\udfff": 1}]}'
    with pytest.raises(InputError, match=r"^debt\[1\]: unknown key '\\udfff'$"):
        from_bytes(half, name="-")


def test_an_error_is_read_in_either_language() -> None:
    """The inner sentence is translated with the outer one, and an error can be copied."""
    data, name = files([ONE | {"balance": 0}])[0]
    with pytest.raises(InputError) as caught:
        from_bytes(data, name=name)
    inner = caught.value.places["error"]
    assert isinstance(inner, InputError)
    assert caught.value.__cause__ is inner
    assert (
        str(caught.value) == "debt[1].balance (甲): balance must be above 0, got 0" == render_error(caught.value, "en")
    )
    assert render_error(caught.value, "zh") == f"debt[1].balance (甲)：{render_error(inner, 'zh')}"
    assert render_error(inner, "zh") != str(inner)
    assert str(copy.deepcopy(caught.value)) == str(caught.value)


# --- Bounds on the size --------------------------------------------------------------


def test_so_many_accounts_and_cells() -> None:
    """200 accounts of a list and 600 months of an account are read; one more is refused."""
    accounts = [ONE | {"name": str(one)} for one in range(201)]
    months = [CELL | {"month": f"{2025 + one // 12}-{one % 12 + 1:02}"} for one in range(3, 604)]
    for data, name in files(accounts[:200]):
        assert len(from_bytes(data, name=name).accounts) == 200
    for data, name in files([ONE | {"cells": months[:600]}]):
        assert len(from_bytes(data, name=name).accounts[0].cells) == 600
    assert refusal(accounts) == "debt: debt may have at most 200 entries, got 201"
    words = "debt[1].cells (甲): cells may have at most 600 entries, got 601"
    assert refusal([ONE | {"cells": months}]) == words


def test_importing_reads_nothing() -> None:
    """Neither cattrs nor tomllib is imported before a file is read."""
    code = "import sys; old = set(sys.modules); import creditrules.borrower.file; print(*(set(sys.modules) - old))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=60)
    assert "creditrules.borrower.file" in done.stdout.split()
    assert {"cattrs", "tomllib"}.isdisjoint(done.stdout.split())
