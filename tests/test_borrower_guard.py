"""Whether limitation may have run, and that nothing is suggested then which could undo it."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest

from borrowing import account, cited, codes, parts, said
from creditrules import report
from creditrules.borrower import Account, Ask, Borrower, Guard, State, assess
from creditrules.borrower.asking import ask_of
from creditrules.borrower.guard import guard_of
from creditrules.errors import InputError
from creditrules.findings import Finding, Trail
from creditrules.law import Lender, Product
from creditrules.proceedings import Event, EventKind, LimitationState
from creditrules.records import MonthCell

AS_OF = date(2026, 1, 15)
GIVEN_UP = {"civil-code#192(2)", "civil-code#195", "spc-limitation-2020#14", "spc-limitation-2020#19"}
OLD = {"overdue_since": date(2022, 6, 1), "arrears": "500", "formed_on": date(2020, 5, 1)}


def guard(one: Account, as_of: date = AS_OF) -> Finding[Guard]:
    """Ask where limitation of an account stands."""
    return guard_of(Trail(), one, as_of)


def state(one: Account, as_of: date = AS_OF) -> str:
    """Return the name of the state."""
    return guard(one, as_of).value.state.name


class TestState:
    """By the due days and the events that are stated."""

    @pytest.mark.parametrize(
        ("as_of", "name"),
        [(date(2025, 5, 31), "RUNNING"), (date(2025, 6, 1), "RUNNING"), (date(2025, 6, 2), "RAN_OUT_ON")],
    )
    def test_a_card_overdue_for_three_years(self, as_of: date, name: str) -> None:
        """Through the last day of the three years it runs."""
        assert state(account(product=Product.CARD, **OLD), as_of) == name

    @pytest.mark.parametrize(
        ("met", "name", "ends"),
        [(True, "RUNNING", date(2027, 3, 1)), (None, "MAY_HAVE_RUN", date(2025, 6, 1)), (False, "RAN_OUT_ON", None)],
    )
    def test_a_message(self, *, met: bool | None, name: str, ends: date | None) -> None:
        """A message that arrived restarts it; one that may have leaves it open; one that did not changes nothing."""
        one = account(**OLD, events=[Event(EventKind.MESSAGE, date(2024, 3, 1), met=met)])
        found = guard(one).value
        assert found.state.name == name
        assert found.limitation is not None
        assert ends is None or found.limitation.ends_on == ends

    def test_a_part_payment_restarts(self) -> None:
        """A payment in time starts three years anew, and what is told of it has a source."""
        found = guard(account(**OLD, events=[Event(EventKind.PART_PAYMENT, date(2023, 7, 1))]))
        assert found.value.limitation is not None
        assert found.value.limitation.ends_on == date(2026, 7, 1)
        assert not found.value.held
        assert codes(found) == [
            *("period-begins", "event-restarts", "period-runs", "guard-not-run", "rest-day", "guard-running"),
        ]
        assert all(part.citations for part in parts(found))

    def test_a_note(self) -> None:
        """A note runs from its due day; before it nothing can be barred."""
        note = account(formed_on=date(2022, 1, 1), minimum=None, face="10000", due_on=date(2022, 12, 31))
        assert state(note, date(2025, 12, 31)) == "RUNNING"
        assert state(note, date(2026, 1, 1)) == "RAN_OUT_ON"
        ahead = account(formed_on=date(2022, 1, 1), minimum=None, face="10000", due_on=date(2027, 1, 1))
        assert codes(guard(ahead)) == ["guard-not-late"]

    def test_instalments(self) -> None:
        """Of one debt in instalments time runs from the last, though the lender may have called it due before."""
        plan = {"minimum": None, "face": "10000", "instalment": "400", "instalments": 60, "paid_instalments": 20}
        one = account(**{**OLD, **plan})
        found = guard(one)
        assert found.value.state is LimitationState.MAY_HAVE_RUN
        assert "guard-called" in codes(found)
        assert state(one, date(2025, 6, 1)) == "RUNNING"
        longer = account(**{**OLD, **plan, "instalments": 120})
        assert codes(guard(longer, date(2025, 6, 1))) == ["guard-last-ahead", "guard-not-run", "guard-running"]
        assert codes(guard(longer, date(2025, 6, 2)))[:2] == ["guard-last-ahead", "guard-called"]
        # All 24 fell due by 2022-05-01, and something is still owed.
        over = account(**{**plan, "instalments": 24, "formed_on": date(2020, 5, 1)})
        assert (state(over, date(2025, 5, 1)), state(over, date(2025, 5, 2))) == ("RUNNING", "RAN_OUT_ON")
        paid = account(**{**plan, "formed_on": date(2024, 5, 1)})
        assert codes(guard(paid)) == ["guard-not-late"]

    @pytest.mark.parametrize(
        ("lender", "as_of", "found"),
        [
            (Lender.PRIVATE, date(2027, 5, 1), ["guard-not-late"]),
            (Lender.PRIVATE, date(2027, 5, 2), ["guard-no-day", "guard-state"]),
            (Lender.UNLICENSED, date(2027, 5, 2), ["guard-no-day", "guard-state"]),
            (Lender.BANK, date(2027, 5, 1), ["guard-not-late"]),
            (Lender.BANK, date(2027, 5, 2), ["guard-not-late", "guard-if-late"]),
        ],
    )
    def test_no_day(self, lender: Lender, as_of: date, found: list[str]) -> None:
        """Of an old debt without a due day nothing is known; a bank's is taken as the statements say."""
        assert codes(guard(account(lender=lender), as_of))[: len(found)] == found

    def test_nothing_ever_falls_due(self) -> None:
        """Where no month asks for anything and no day is named, the days are unknown, whoever lent."""
        assert state(account(minimum="0")) == "UNKNOWN"

    def test_too_old(self) -> None:
        """Before 1987 the library holds no rule: unknown, and no error."""
        one = account(formed_on=date(1980, 1, 1), overdue_since=date(1986, 12, 31), arrears="1")
        found = guard(one)
        assert found.value == Guard(LimitationState.UNKNOWN)
        assert codes(found)[0] == "guard-no-data"

    def test_before_the_code(self) -> None:
        """It is said for days before the Civil Code too."""
        one = account(formed_on=date(2015, 1, 1), overdue_since=date(2017, 1, 1), arrears="1")
        assert state(one, date(2020, 1, 2)) == "RAN_OUT_ON"
        assert state(one, date(2020, 1, 1)) == "RUNNING"


class TestHeld:
    """What is said in place of a suggestion."""

    def test_what_it_says(self) -> None:
        """It names what each of four acts can do, says to take advice first, and that the debt stays."""
        found = guard(account(**OLD))
        (text,) = said(found, "guard-warning")
        assert text == (
            "Limitation may have run, or its days are not known. A promise, a part payment, a request for time or a "
            "signature can restart 3 years or give the defence up for good: take advice before you call, pay, sign or "
            "agree on a plan."
        )
        assert cited(found, "guard-warning") == GIVEN_UP
        assert "guard-stays" in codes(found)
        assert said(found, "guard-state") == ["Limitation: ran out."]
        assert all(part.citations for part in parts(found))

    def test_nothing_is_suggested(self) -> None:
        """Neither to ask the lender nor to pay by a day: the warning stands there alone."""
        one = account(product=Product.CARD, **OLD, cells=[MonthCell("2022-06", "1", "500")])
        found = assess(Borrower(accounts=[one], monthly_budget="5000", as_of=AS_OF)).accounts[0]
        assert found.ask is not None
        for part in (found.ask, found.still_open):
            assert part.value == ()
            assert codes(part) == ["guard-warning"]
            assert cited(part, "guard-warning") == GIVEN_UP

    @pytest.mark.parametrize(("locale", "words"), [("en", "take advice before you call"), ("zh", "先咨询专业人士")])
    def test_in_the_report(self, locale: str, words: str) -> None:
        """It stands at the debt before what can be asked for, and again at the plans, by name."""
        borrower = Borrower(
            accounts=[account(name="old", **OLD), account(name="new")], monthly_budget="5000", as_of=AS_OF
        )
        found = assess(borrower)
        assert found.guarded.value == ("old",)
        text = re.sub(r"\n +", " " if locale == "en" else "", report.text(found, locale))
        assert text.count(words) == 4
        assert any(part.message.code == "guard-plan" for part in found.guarded.notices)
        assert found.guarded in found.parts

    def test_nothing_to_guard(self) -> None:
        """Where time has not run, nobody is warned off, and a settled account has neither."""
        settled = account(name="old", state=State.SETTLED, balance=None, minimum=None)
        found = assess(Borrower(accounts=[account(), settled], monthly_budget="5000", as_of=AS_OF))
        assert (found.guarded.value, found.guarded.notices) == ((), ())
        assert (found.accounts[1].guard, found.accounts[1].ask) == (None, None)


class TestAsk:
    """What may be asked for, and on what ground."""

    @pytest.mark.parametrize(
        ("facts", "expected"),
        [
            ({"product": Product.CARD}, (Ask.CARD_PLAN,)),
            ({"product": Product.CARD, "overdue_since": date(2025, 12, 1), "arrears": "5"}, (Ask.CARD_PLAN,)),
            ({}, (Ask.EXTENSION,)),
            ({"overdue_since": date(2025, 12, 1), "arrears": "5"}, (Ask.AGREEMENT,)),
        ],
    )
    def test_grounds(self, facts: dict[str, object], expected: tuple[Ask, ...]) -> None:
        """Art. 70 for a card, 678 before the due day, and for an overdue loan nothing but agreement."""
        one = account(**facts)
        found = ask_of(Trail(), one, guard(one).value, AS_OF)
        assert found.value == expected
        assert all(part.citations for part in parts(found))

    def test_before_the_measures(self) -> None:
        """Before 2011-01-13 there was no art. 70."""
        one = account(product=Product.CARD, formed_on=date(2010, 1, 1))
        for day, expected in ((date(2011, 1, 12), ()), (date(2011, 1, 13), (Ask.CARD_PLAN,))):
            assert ask_of(Trail(), one, guard(one, day).value, day).value == expected


class TestEvents:
    """Events in the file."""

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
overdue_since = 2022-06-01
arrears = 100
[[debt.events]]
kind = "suit"
on = 2023-01-01
ended_on = "2023-05-01"
[[debt.events]]
kind = "auto_debit"
on = 2023-06-01
met = true
amount = 12.50
"""

    def test_read(self) -> None:
        """Each is a table with the kind and the day."""
        found = Borrower.from_stream(BytesIO(self.TEXT.encode()), name="-").accounts[0].events
        assert found == (
            Event(EventKind.SUIT, date(2023, 1, 1), ended_on=date(2023, 5, 1)),
            Event(EventKind.AUTO_DEBIT, date(2023, 6, 1), met=True, amount=Decimal("12.50")),
        )

    @pytest.mark.parametrize(
        ("old", "new", "error"),
        [
            ('"suit"', '"sued"', r"^debt\[1\]\.events\[1\]\.kind \(a\): kind must be one of demand, message"),
            ("met = true", "mte = true", r"^debt\[1\]\.events\[2\] \(a\): unknown key mte"),
            ("2023-05-01", "2022-05-01", r"^debt\[1\]\.events\[1\] \(a\): ended_on 2022-05-01 lies before on 2023-01"),
            ("2023-01-01", "2019-01-01", r"^debt\[1\]\.events \(a\): events 2019-01-01 must come after formed_on"),
        ],
    )
    def test_refused(self, old: str, new: str, error: str) -> None:
        """What is wrong names its place."""
        with pytest.raises(InputError, match=error):
            Borrower.from_stream(BytesIO(self.TEXT.replace(old, new).encode()), name="-")

    def test_after_the_day(self) -> None:
        """An event that lies after the day of the report is refused by its account."""
        one = account(**OLD, events=[Event(EventKind.SUIT, date(2025, 1, 1), ended_on=date(2026, 1, 16))])
        with pytest.raises(InputError, match=r"^events 2026-01-16 of account A lies after as_of 2026-01-15$"):
            assess(Borrower(accounts=[one], monthly_budget="5000", as_of=AS_OF))
