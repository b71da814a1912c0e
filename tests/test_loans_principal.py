"""What counts as principal when money was held back: by kind, by day, and what is refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pytest

from creditrules.errors import InputError, InputTypeError, NoDataError
from creditrules.law import bundled
from creditrules.loans import Deduction, DeductionKind, Fee, true_principal

if TYPE_CHECKING:
    from creditrules.findings import Finding

FORMED = date(2026, 1, 12)
CODE = "civil-code#670"
AMENDED = "spc-private-lending-2020-6#27"
FIRST_TEXT = "spc-private-lending-2015-18#27"
INTEREST, LENDER = DeductionKind.INTEREST, DeductionKind.LENDER_OR_AFFILIATE_FEE
THIRD, DEPOSIT = DeductionKind.THIRD_PARTY_FEE, DeductionKind.DEPOSIT


def kept(face: str, *held: tuple[str, DeductionKind], formed_on: date = FORMED) -> Finding[Decimal]:
    """Return the principal of a note after some deductions."""
    return true_principal(face, [Deduction(amount, kind) for amount, kind in held], formed_on=formed_on)


def test_interest_in_advance() -> None:
    """A note of 3,000 with 900 held back is a loan of 2,100, and the article says so."""
    found = true_principal("3000", [Deduction("900")], formed_on=FORMED)
    assert str(found.value) == "2100.00"
    assert [cite.id for cite in found.citations] == [CODE]
    assert found.notices == ()
    text = found.explain("en")
    assert "The note says 3,000.00 yuan, 900.00 were held back: the principal is the 2,100.00 really lent.[1]" in text
    assert "[1] Civil Code" in text
    assert "art. 670, in force since 2021-01-01" in text


@pytest.mark.parametrize(
    ("formed_on", "cite"),
    [
        (date(2015, 9, 1), FIRST_TEXT),
        (date(2015, 9, 2), FIRST_TEXT),
        (date(2020, 8, 19), FIRST_TEXT),
        (date(2020, 8, 20), AMENDED),
        (date(2020, 8, 21), AMENDED),
        (date(2020, 12, 31), AMENDED),
        (date(2021, 1, 1), CODE),
        (date(2021, 1, 2), CODE),
    ],
)
def test_the_rule_of_the_day(formed_on: date, cite: str) -> None:
    """The text in force when the loan was formed is the one cited; each says the same."""
    found = kept("3000", ("900", INTEREST), formed_on=formed_on)
    assert (str(found.value), [each.id for each in found.citations]) == ("2100.00", [cite])


@pytest.mark.parametrize("formed_on", [date(2015, 8, 31), date(1999, 10, 1), date(1, 1, 1)])
def test_before_the_first_rule(formed_on: date) -> None:
    """Before 2015-09-01 the library holds no text, and does not guess."""
    with pytest.raises(NoDataError, match=f"no value before 2015-09-01, asked for {formed_on}"):
        kept("3000", ("900", INTEREST), formed_on=formed_on)


@pytest.mark.parametrize(
    ("held", "value", "codes"),
    [
        ([], "3000.00", []),
        ([("100", INTEREST), ("200.50", INTEREST)], "2699.50", []),
        ([("300", LENDER)], "2700.00", ["true-principal-fee"]),
        ([("300", DEPOSIT)], "2700.00", ["true-principal-fee"]),
        ([("300", LENDER), ("200", DEPOSIT)], "2500.00", ["true-principal-fee"]),
        ([("300", THIRD)], "3000.00", ["true-principal-third-party"]),
        (
            [("100", INTEREST), ("200", LENDER), ("300", THIRD), ("400", DEPOSIT)],
            "2300.00",
            ["true-principal-fee", "true-principal-third-party"],
        ),
        ([("2999.99", INTEREST)], "0.01", []),
    ],
)
def test_by_kind(held: list[tuple[str, DeductionKind]], value: str, codes: list[str]) -> None:
    """What the lender or an affiliate keeps is not lent, what a third party keeps stays; a notice says what is open."""
    found = kept("3000", *held)
    assert str(found.value) == value
    assert [notice.message.code for notice in found.notices] == codes


def test_what_the_notices_say() -> None:
    """The text speaks of interest only, so a fee cites it as practice and a third party's amount is named."""
    found = kept("3000", ("200", LENDER), ("1300", THIRD))
    practice, third = found.notices
    assert [cite.id for cite in practice.citations] == [CODE]
    assert third.citations == ()
    assert "A fee that a third party kept (1,300.00 yuan) is left in the principal" in found.explain("en")


def test_a_given_rulebook() -> None:
    """The bundled law and the same law handed over agree, and deductions may come from anywhere."""
    held = (Deduction(amount) for amount in ("400", "500"))
    found = true_principal("3000", held, formed_on=FORMED, rulebook=bundled())
    assert found == true_principal("3000", [Deduction("400"), Deduction("500")], formed_on=FORMED)
    assert found.rulebook_version == bundled().version


@pytest.mark.parametrize(
    "held",
    [
        [("3000", INTEREST)],
        [("3000.01", INTEREST)],
        [("1500", LENDER), ("1500", DEPOSIT)],
        [("3000", THIRD)],
        [("1000", INTEREST), ("2000", THIRD)],
    ],
)
def test_deductions_that_leave_nothing(held: list[tuple[str, DeductionKind]]) -> None:
    """Whoever keeps it: where nothing was paid out there is no loan."""
    with pytest.raises(InputError, match=r"the deductions of 3000\.0[01] leave nothing of 3000\.00"):
        kept("3000", *held)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"face": 3000.0}, "face is a float"),
        ({"face": True}, "face must be text, an int or a Decimal, got bool"),
        ({"face": None}, "face must be text, an int or a Decimal, got NoneType"),
        ({"deductions": Deduction("900")}, "deductions must be a list, got Deduction"),
        ({"deductions": None}, "deductions must be a list, got NoneType"),
        ({"deductions": 900}, "deductions must be a list, got int"),
        ({"deductions": "900"}, "deductions[0] must be a Deduction, got str"),
        ({"deductions": [Deduction("1"), Decimal(900)]}, "deductions[1] must be a Deduction, got Decimal"),
        ({"deductions": [Fee(name="fee", amount="900")]}, "deductions[0] must be a Deduction, got Fee"),
        ({"formed_on": datetime(2026, 1, 12, tzinfo=UTC)}, "formed_on must be a datetime.date, got datetime"),
        ({"formed_on": "2026-01-12"}, "formed_on must be a datetime.date, got str"),
        ({"formed_on": None}, "formed_on must be a datetime.date, got NoneType"),
    ],
)
def test_types(changes: dict[str, Any], text: str) -> None:
    """Every argument of another type is named."""
    given: dict[str, Any] = {"face": "3000", "deductions": [], "formed_on": FORMED} | changes
    with pytest.raises(InputTypeError, match=re.escape(text)):
        true_principal(given["face"], given["deductions"], formed_on=given["formed_on"])


@pytest.mark.parametrize(
    ("amount", "kind", "text"),
    [
        (900.0, INTEREST, "amount is a float"),
        (False, INTEREST, "amount must be text, an int or a Decimal, got bool"),
        ("900", "interest", "kind must be a member of DeductionKind, got str"),
        ("900", None, "kind must be a member of DeductionKind, got NoneType"),
    ],
)
def test_types_of_a_deduction(amount: object, kind: object, text: str) -> None:
    """A kind that is none would otherwise count for nothing."""
    with pytest.raises(InputTypeError, match=text):
        Deduction(cast("Any", amount), cast("Any", kind))


@pytest.mark.parametrize(
    ("face", "amount", "text"),
    [
        ("0", "1", "face must be above 0, got '0'"),
        ("-3000", "1", "face must be above 0, got '-3000'"),
        ("3000.005", "1", "face must be whole fen"),
        ("3000", "0", "amount must be above 0, got '0'"),
        ("3000", "-1", "amount must be above 0, got '-1'"),
        ("3000", "inf", "amount must be a finite number"),
    ],
)
def test_values(face: str, amount: str, text: str) -> None:
    """An amount outside its bound is named."""
    with pytest.raises(InputError, match=text):
        kept(face, (amount, INTEREST))
