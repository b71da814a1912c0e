"""A log of contacts in the file: what departs from a text, what to keep, where to complain."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import Any, cast

import pytest

from borrowing import account, codes, parts
from creditrules import report
from creditrules.borrower import Borrower, Conduct, Logged, assess
from creditrules.collection import Act, Body, Channel, Contact, Keep, Person, Rule
from creditrules.errors import InputError, InputTypeError
from creditrules.law import Product

AS_OF = date(2026, 1, 15)
TEXT = """
monthly_budget = 1000
as_of = 2026-01-15
[[debt]]
name = "a"
lender = "bank"
formed_on = 2020-05-01
balance = 1000
annual_rate = "12%"
minimum = 100
[[contact]]
debt = "a"
at = 2026-01-10T22:30:00
channel = "call"
to = "debtor"
answered = true
acts = ["threatened", "insulted"]
"""
NIGHT = Contact(
    datetime.fromisoformat("2026-01-10T22:30"),
    Channel.CALL,
    Person.DEBTOR,
    answered=True,
    acts=(Act.THREATENED, Act.INSULTED),
)


def conduct(*log: Contact, as_of: date = AS_OF, **facts: object) -> Conduct:
    """Review a log of one account."""
    borrower = Borrower(
        accounts=[account(**facts)], monthly_budget="5000", as_of=as_of, contact=[Logged("A", one) for one in log]
    )
    found = assess(borrower).accounts[0].conduct
    assert found is not None
    return found


def at(moment: str, *, acts: tuple[Act, ...] = ()) -> Contact:
    """Make an answered call to the debtor, at an hour of Beijing time."""
    return Contact(datetime.fromisoformat(moment), Channel.CALL, Person.DEBTOR, answered=True, acts=acts)


def read(text: str) -> Borrower:
    """Read a file."""
    return Borrower.from_stream(BytesIO(text.encode()), name="-")


def test_read() -> None:
    """A contact is a table with the name of its debt; a moment may be text too."""
    assert read(TEXT).contact == (Logged("a", NIGHT),)
    assert read(TEXT.replace("2026-01-10T22:30:00", '"2026-01-10T22:30"')) == read(TEXT)
    assert read(TEXT).log("a") == (NIGHT,)
    assert read(TEXT).log("b") == ()


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ('debt = "a"', 'debt = "b"', r"^contact: contact is about no debt of the list: 'b'$"),
        ('debt = "a"\n', "", r"^contact\[1\]\.debt: debt may not be empty$"),
        ('"call"', '"phone"', r"^contact\[1\]\.channel: channel must be one of call, voice_bot"),
        ('"insulted"', '"rude"', r"^contact\[1\]\.acts: acts must be one of disclosed, posted"),
        ('["threatened", "insulted"]', '"threatened"', r"^contact\[1\]\.acts: acts must be a list, got str$"),
        ("2026-01-10T22:30:00", '"22:30"', r"^contact\[1\]\.at: at must be a moment such as 2026-06-01T21:30"),
        ("2026-01-10T22:30:00", "2026-01-10", r"^contact\[1\]\.at: at must be a datetime.datetime, got date$"),
        ("answered = true", "answer = true", r"^contact\[1\]: unknown key answer$"),
        ("[[contact]]", "[contact]", r"^contact: contact must be a list of tables, got dict$"),
    ],
)
def test_refused(old: str, new: str, error: str) -> None:
    """What is wrong names its place."""
    with pytest.raises(InputError, match=error):
        read(TEXT.replace(old, new))


def test_no_table() -> None:
    """A contact that is no table is refused."""
    with pytest.raises(InputTypeError, match=r"^contact\[1\]: a table is expected, got int$"):
        read("contact = [1]\n" + TEXT[: TEXT.index("[[contact]]")])


def test_types() -> None:
    """A log holds nothing but contacts."""
    with pytest.raises(InputTypeError, match=r"^contact must be a Contact, got str$"):
        Logged("a", cast("Any", "x"))
    with pytest.raises(InputTypeError, match=r"^contact\[0\] must be a Logged, got Contact$"):
        Borrower(accounts=[account()], monthly_budget="1", contact=cast("Any", [NIGHT]))


def test_after_the_day() -> None:
    """A contact after the day of the report is refused."""
    with pytest.raises(InputError, match=r"^contact 2026-01-16 of account A lies after as_of 2026-01-15$"):
        conduct(at("2026-01-16T09:00"))


def test_departures() -> None:
    """A call at night with threats: what it departs from, what to keep, and first of all the police."""
    night = at("2026-06-01T22:00", acts=(Act.THREATENED, Act.INSULTED))
    found = conduct(night, as_of=date(2026, 6, 10))
    assert {one.rule for one in found.departures.value} >= {Rule.HOURS, Rule.THREAT, Rule.INSULT}
    assert [one.keep for one in found.evidence.value] == [Keep.CALL_RECORD, Keep.RECORDING, Keep.POLICE]
    assert found.channels.value[0].body is Body.POLICE
    assert all(part.citations for one in found.parts for part in parts(one))


def test_in_order() -> None:
    """A call in the day departs from nothing: it is kept all the same, and there is nothing to complain of."""
    found = conduct(at("2026-01-10T10:00"))
    assert (found.departures.value, found.channels.value, found.channels.steps) == ((), (), ())
    assert found.evidence.value


def test_conduct() -> None:
    """For the hours alone the way leads to the lender first; the texts on online finance are not about cards."""
    found = conduct(at("2026-01-10T23:00"))
    assert found.channels.value[0].body is Body.INSTITUTION
    card = conduct(at("2026-01-10T23:00", acts=(Act.INSULTED,)), product=Product.CARD)
    assert Body.ASSOCIATION not in [one.body for one in card.channels.value]


def test_a_complaint_of_an_old_debt() -> None:
    """Where limitation may have run, the way to the lender carries the warning; elsewhere it does not."""
    old: dict[str, Any] = {"overdue_since": date(2022, 6, 1), "arrears": "500", "formed_on": date(2020, 5, 1)}
    assert "guard-warning" in codes(conduct(at("2026-01-10T23:00"), **old).channels)
    assert "guard-warning" not in codes(conduct(at("2026-01-10T23:00")).channels)
    assert codes(conduct(at("2026-01-10T10:00"), **old).channels) == []


def test_no_text() -> None:
    """Of a day for which no text is held nothing is said against anyone."""
    found = conduct(at("2005-01-10T23:00"), formed_on=date(2004, 1, 1))
    assert found.departures.value == ()
    assert codes(found.departures)[-1] == "conduct-no-text"


@pytest.mark.parametrize(
    ("locale", "titles"),
    [
        ("en", ("How it was collected", "What to keep", "Where to complain")),
        ("zh", ("催收情况", "证据留存", "投诉渠道")),
    ],
)
def test_in_the_text(locale: str, titles: tuple[str, ...]) -> None:
    """The three stand under the account, where there is a log."""
    text = report.text(assess(read(TEXT)), locale)
    assert [one for one in titles if one not in text] == []
    none = report.text(assess(read(TEXT[: TEXT.index("[[contact]]")])), locale)
    assert [one for one in titles if one in none] == []
