"""Which part of a debt and which debt a payment goes to: each criterion of the text, what departs, what is refused."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

import attrs
import pytest

from creditrules.appropriation import Allocation, DamagesRank, Order, Owed, Part, allocate, allocate_between
from creditrules.errors import InputError, InputTypeError
from creditrules.messages import render

if TYPE_CHECKING:
    from creditrules.findings import Finding
    from creditrules.money import Number

COSTS, INTEREST, PRINCIPAL, DAMAGES = Part.COSTS, Part.INTEREST, Part.PRINCIPAL, Part.DAMAGES
LOAN = Owed("loan", costs="50", interest="300", principal="5000", damages="200")
PAID_ON = date(2026, 2, 1)
DUE, EARLIER, FUTURE = date(2026, 1, 15), date(2026, 1, 14), date(2026, 2, 2)
RULE = (
    "Unless the parties agreed otherwise, a payment that does not cover a debt goes to the costs of realising the "
    "claim, then to interest, then to principal."
)
TAKEN = "50.00 to costs, 300.00 to interest, 650.00 to principal, 0.00 to liquidated damages"
PARTIES, LAW, WITHIN = "civil-code#560(1)", "civil-code#560(2)", "civil-code#561"


def parts(one: Allocation) -> tuple[str, ...]:
    """Return the parts that a payment paid of a debt."""
    return tuple(str(part) for part in (one.costs, one.interest, one.principal, one.damages))


def codes(found: Finding[Any]) -> list[str]:
    """Return the codes of the notices."""
    return [notice.message.code for notice in found.notices]


def decided(found: Finding[Any]) -> list[tuple[str, tuple[str, ...]]]:
    """Return the steps that chose between debts, each with its articles."""
    steps = [(step.message.code, tuple(cite.id for cite in step.citations)) for step in found.steps]
    return [(code.removeprefix("appropriation-"), cites) for code, cites in steps if cites in {(PARTIES,), (LAW,)}]


def shares(found: Finding[tuple[Allocation, ...]]) -> dict[str, str]:
    """Return what each debt took."""
    return {one.name: str(one.paid) for one in found.value}


@pytest.mark.parametrize(
    ("amount", "taken", "left"),
    [
        ("0.01", ("0.01", "0.00", "0.00", "0.00"), "0.00"),
        ("50", ("50.00", "0.00", "0.00", "0.00"), "0.00"),
        ("50.01", ("50.00", "0.01", "0.00", "0.00"), "0.00"),
        ("350.01", ("50.00", "300.00", "0.01", "0.00"), "0.00"),
        ("5350.01", ("50.00", "300.00", "5000.00", "0.01"), "0.00"),
        ("5550", ("50.00", "300.00", "5000.00", "200.00"), "0.00"),
        ("5550.01", ("50.00", "300.00", "5000.00", "200.00"), "0.01"),
    ],
)
def test_the_order_of_the_law(amount: str, taken: tuple[str, ...], left: str) -> None:
    """Costs, interest, principal, and liquidated damages after them, unless told otherwise."""
    found = allocate(amount, LOAN)
    assert (parts(found.value), str(found.value.left_over)) == (taken, left)
    assert [cite.id for cite in found.citations] == [WITHIN]


def test_it_explains_itself() -> None:
    """The steps give the rule, the order here and what each part took."""
    lines = allocate("1000", attrs.evolve(LOAN, damages=0)).explain("en").splitlines()
    assert lines[:3] == [
        f"{RULE}[1]",
        "The order here: costs of realising the claim; interest; principal; liquidated damages.[1]",
        f"loan, 5,350.00 yuan owed: {TAKEN}.[1]",
    ]
    assert lines[3] == "Sources:"


def test_a_debt_that_is_covered() -> None:
    """Where the payment suffices no order matters: it is not mentioned, and what is left over is."""
    found = allocate("6000", LOAN, order=Order.PRINCIPAL_FIRST_FROM_DAY_91, toward=PRINCIPAL)
    assert [step.message.code for step in found.steps] == ["appropriation-paid", "appropriation-left"]
    assert "450.00 yuan are left over" in render(found.steps[-1].message, "en")
    assert found.notices == ()
    exact = allocate("5550", LOAN, order=Order.PRINCIPAL_FIRST)
    assert ([step.message.code for step in exact.steps], exact.notices) == (["appropriation-paid"], ())


def test_a_debt_of_nothing() -> None:
    """What owes nothing takes nothing."""
    found = allocate("1", Owed("a")).value
    assert (str(found.paid), str(found.left_over)) == ("0.00", "1.00")


@pytest.mark.parametrize(
    ("amount", "legal", "as_interest", "noted"),
    [
        ("350", ("50.00", "300.00", "0.00", "0.00"), ("50.00", "300.00", "0.00", "0.00"), []),
        ("400", ("50.00", "300.00", "50.00", "0.00"), ("50.00", "300.00", "0.00", "50.00"), ["appropriation-damages"]),
        ("5549", ("50.00", "300.00", "5000.00", "199.00"), ("50.00", "300.00", "4999.00", "200.00"), None),
    ],
)
def test_both_places_of_damages(
    amount: str, legal: tuple[str, ...], as_interest: tuple[str, ...], noted: list[str] | None
) -> None:
    """A notice names both readings where they differ, whichever is asked for."""
    after = allocate(amount, LOAN)
    before = allocate(amount, LOAN, damages_rank=DamagesRank.AS_INTEREST)
    assert (parts(after.value), parts(before.value)) == (legal, as_interest)
    expected = ["appropriation-damages"] if noted is None else noted
    assert codes(after) == codes(before) == expected
    if expected:
        text = render(after.notices[0].message, "en")
        assert "taken after principal here; taken with interest, before principal: 50.00 to costs" in text
        text = render(before.notices[0].message, "en")
        assert "taken with interest, before principal here; taken after principal: 50.00 to costs" in text


@pytest.mark.parametrize(
    ("toward", "amount", "taken", "noted"),
    [
        (COSTS, "100", ("50.00", "50.00", "0.00", "0.00"), []),
        (INTEREST, "100", ("0.00", "100.00", "0.00", "0.00"), ["appropriation-toward"]),
        (INTEREST, "310", ("10.00", "300.00", "0.00", "0.00"), ["appropriation-toward"]),
        (INTEREST, "350", ("50.00", "300.00", "0.00", "0.00"), []),
        (PRINCIPAL, "100", ("0.00", "0.00", "100.00", "0.00"), ["appropriation-toward"]),
        (PRINCIPAL, "5060", ("50.00", "10.00", "5000.00", "0.00"), ["appropriation-toward"]),
        (DAMAGES, "210", ("10.00", "0.00", "0.00", "200.00"), ["appropriation-toward"]),
    ],
)
def test_toward(toward: Part, amount: str, taken: tuple[str, ...], noted: list[str]) -> None:
    """What a part does not need falls back to the order; a notice is there only where the result changed."""
    found = allocate(amount, LOAN, toward=toward)
    assert parts(found.value) == taken
    assert codes(found) == noted


def test_toward_is_no_wish() -> None:
    """The notice says on what it hangs, and what the payment would do without."""
    found = allocate("100", LOAN, toward=PRINCIPAL)
    text = render(found.notices[0].message, "en")
    assert "the debtor's wish alone would not do" in text.lower()
    assert text.endswith(
        "Without that record: 50.00 to costs, 50.00 to interest, 0.00 to principal, 0.00 to liquidated damages."
    )


@pytest.mark.parametrize(
    ("order", "days", "taken"),
    [
        (Order.PRINCIPAL_FIRST, None, ("50.00", "10.00", "5000.00", "0.00")),
        (Order.PRINCIPAL_FIRST_FROM_DAY_91, 0, ("50.00", "300.00", "4710.00", "0.00")),
        (Order.PRINCIPAL_FIRST_FROM_DAY_91, 90, ("50.00", "300.00", "4710.00", "0.00")),
        (Order.PRINCIPAL_FIRST_FROM_DAY_91, 91, ("50.00", "10.00", "5000.00", "0.00")),
        (Order.PRINCIPAL_FIRST_FROM_DAY_91, 92, ("50.00", "10.00", "5000.00", "0.00")),
        ((DAMAGES, PRINCIPAL, INTEREST, COSTS), None, ("0.00", "0.00", "4860.00", "200.00")),
        ((INTEREST, DAMAGES, COSTS, PRINCIPAL), 7, ("50.00", "300.00", "4510.00", "200.00")),
    ],
)
def test_an_order_of_the_contract(order: Order | tuple[Part, ...], days: int | None, taken: tuple[str, ...]) -> None:
    """An order other than the law's says that only a contract can bring it in, and what the law's gives."""
    found = allocate("5060", LOAN, order=order, overdue_days=days)
    assert parts(found.value) == taken
    text = render(next(one.message for one in found.notices if one.message.code == "appropriation-by-contract"), "en")
    assert "holds only where the contract has it" in text
    assert "50.00 to costs, 300.00 to interest, 4,710.00 to principal, 0.00 to liquidated damages" in text
    turns = [step.message for step in found.steps if step.message.code == "appropriation-day-turn"]
    assert len(turns) == (order is Order.PRINCIPAL_FIRST_FROM_DAY_91)
    assert all(f"{days} days overdue, counted before this payment" in render(turn, "en") for turn in turns)


def test_day_91_needs_the_days() -> None:
    """Without the days overdue the order that turns on them is no order."""
    message = "overdue_days of debt loan is required: where the payment goes depends on it"
    with pytest.raises(InputError, match=message):
        allocate("100", LOAN, order=Order.PRINCIPAL_FIRST_FROM_DAY_91)


class Facts(TypedDict, total=False):
    """What a debt may say besides its name and its principal."""

    interest: Number
    damages: Number
    due_on: date | None
    security: Number | None
    burden: Number | Fraction | None


ALIKE: Facts = {"due_on": DUE, "security": 0, "burden": "12%"}
BARE: Facts = {"due_on": None, "security": None, "burden": None}


def owed(name: str, amount: str = "100", **facts: Unpack[Facts]) -> Owed:
    """Make a debt that has fallen due, unsecured, at 12 per cent, unless told otherwise."""
    return Owed(name, principal=amount, **(ALIKE | facts))


@pytest.mark.parametrize(
    ("better", "worse", "code"),
    [
        ({"due_on": PAID_ON}, {"due_on": FUTURE}, "due-first"),
        ({"due_on": DUE, "security": 9, "burden": 0}, {"due_on": FUTURE, "burden": "24%"}, "due-first"),
        ({"security": 0}, {"security": "0.01"}, "least-security"),
        ({"security": 5, "burden": 0}, {"security": 6, "burden": "24%", "due_on": EARLIER}, "least-security"),
        ({"burden": "12.01%"}, {"burden": "12%"}, "heavier-burden"),
        ({"security": 5, "burden": "18%"}, {"security": 5, "burden": "12%", "due_on": EARLIER}, "heavier-burden"),
        ({"due_on": EARLIER}, {"due_on": DUE}, "earlier-due"),
        ({"due_on": EARLIER, "burden": 0, "security": 7}, {"burden": 0, "security": 7}, "earlier-due"),
    ],
)
def test_each_criterion_decides(better: Facts, worse: Facts, code: str) -> None:
    """Each decides where those before it are even, whatever those after it say, and in whatever order debts come."""
    first, second = owed("first", **better), owed("second", **worse)
    for debts in ([first, second], [second, first]):
        found = allocate_between("130", debts, as_of=PAID_ON)
        assert shares(found) == {debt.name: "100.00" if debt is first else "30.00" for debt in debts}
        assert decided(found) == [(code, (LAW,))]
        assert [cite.id for cite in found.citations] == [LAW, WITHIN]
        assert codes(found) == []
        assert "first; second" in render(found.steps[0].message, "en")


def test_the_tie_to_the_end() -> None:
    """Debts alike in everything share in proportion to what is owed on each, and the steps say so."""
    found = allocate_between("10", [owed("a", "100"), owed("b", "200"), owed("c", "400")], as_of=PAID_ON)
    assert shares(found) == {"a": "1.43", "b": "2.86", "c": "5.71"}
    assert decided(found) == [("pro-rata", (LAW,))]
    assert "in proportion to what is owed on each: a, b, c." in found.explain("en")
    assert "a、b、c" in found.explain("zh")


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("0.01", ["0.00", "0.00", "0.01"]),
        ("0.02", ["0.00", "0.01", "0.01"]),
        ("0.03", ["0.01", "0.01", "0.01"]),
        ("299.99", ["99.99", "100.00", "100.00"]),
    ],
)
def test_the_last_fen(amount: str, expected: list[str]) -> None:
    """What does not divide goes to the largest remainder, and of equal ones to the later."""
    found = allocate_between(amount, [owed("a"), owed("b"), owed("c")], as_of=PAID_ON)
    assert list(shares(found).values()) == expected
    nothing = [step.message.code for step in found.steps].count("appropriation-none")
    assert nothing == expected.count("0.00")


def test_one_after_another() -> None:
    """Every criterion in one payment: each step that decided is there, in the order of the text."""
    debts = [
        owed("future", due_on=FUTURE, security=None, burden=None),
        owed("secured", security=80),
        owed("light", burden="6%"),
        owed("late"),
        owed("twin", due_on=EARLIER),
        owed("brother", due_on=EARLIER),
    ]
    found = allocate_between("101", debts, as_of=PAID_ON)
    assert shares(found) == {
        "future": "0.00",
        "secured": "0.00",
        "light": "0.00",
        "late": "0.00",
        "twin": "50.50",
        "brother": "50.50",
    }
    chosen = ["due-first", "least-security", "heavier-burden", "earlier-due", "pro-rata"]
    assert [code for code, _ in decided(found) if code != "none"] == chosen
    assert "secured, light, late, twin, brother; future" in found.explain("en")
    assert "late、twin、brother；light" in found.explain("zh")
    assert "twin、brother；late" in found.explain("zh")


def test_only_what_decides_is_asked() -> None:
    """A fact is needed only between debts that the money does not reach in full."""
    both = [owed("a", **BARE), owed("b", **BARE)]
    assert shares(allocate_between("200", both, as_of=PAID_ON)) == {"a": "100.00", "b": "100.00"}
    assert shares(allocate_between("99", both[:1], as_of=PAID_ON)) == {"a": "99.00"}
    assert shares(allocate_between("99", [*both[:1], owed("c", "0", **BARE)], as_of=PAID_ON))["a"] == "99.00"
    assert shares(allocate_between("150", both, as_of=PAID_ON, designated="b")) == {"a": "50.00", "b": "100.00"}
    dated = [owed("a", due_on=DUE, security=None), owed("b", due_on=FUTURE, security=None)]
    assert shares(allocate_between("150", dated, as_of=PAID_ON)) == {"a": "100.00", "b": "50.00"}
    unlike = [
        owed(name, due_on=day, security=None) for name, day in zip("abcd", [DUE, DUE, FUTURE, FUTURE], strict=True)
    ]
    found = allocate_between("200", unlike, as_of=PAID_ON)
    assert shares(found) == {"a": "100.00", "b": "100.00", "c": "0.00", "d": "0.00"}
    assert codes(found) == []


@pytest.mark.parametrize(
    ("facts", "missing"), [({"due_on": None}, "due_on"), ({"security": None}, "security"), ({"burden": None}, "burden")]
)
def test_a_missing_fact(facts: Facts, missing: str) -> None:
    """A fact that decides and is missing is asked for by name."""
    debts = [owed("a"), owed("b", **facts)]
    with pytest.raises(
        InputError, match=f"^{missing} of debt b is required: where the payment goes depends on it$"
    ) as caught:
        allocate_between("150", debts, as_of=PAID_ON)
    assert type(caught.value) is InputError


def test_the_debtor_names_a_debt() -> None:
    """A designation comes before the order of the law; what is left follows that order."""
    debts = [owed("a", due_on=EARLIER), owed("b"), owed("c", due_on=FUTURE)]
    found = allocate_between("150", debts, as_of=PAID_ON, designated="c")
    assert shares(found) == {"a": "50.00", "b": "0.00", "c": "100.00"}
    assert decided(found) == [("designated", (PARTIES,)), ("earlier-due", (LAW,)), ("none", (PARTIES,))]
    found = allocate_between("150", debts, as_of=PAID_ON, designated=["c", "b", "c"])
    assert shares(found) == {"a": "0.00", "b": "50.00", "c": "100.00"}
    assert "The debtor named when paying what is paid: c, b." in found.explain("en")
    found = allocate_between("150", [*debts, owed("d", "0")], as_of=PAID_ON, designated=["d", "c"])
    assert "The debtor named when paying what is paid: c." in found.explain("en")


def test_an_agreement_comes_first() -> None:
    """What the parties agreed comes before what the debtor names, which has what is left."""
    debts = [owed("a"), owed("b", due_on=EARLIER), owed("c", due_on=FUTURE)]
    found = allocate_between("150", debts, as_of=PAID_ON, agreed=("c",), designated="a")
    assert shares(found) == {"a": "50.00", "b": "0.00", "c": "100.00"}
    assert [code for code, _ in decided(found)] == ["agreed", "designated", "none"]
    found = allocate_between("100", debts, as_of=PAID_ON, agreed=("c",), designated=["c", "a"])
    assert shares(found) == {"a": "0.00", "b": "0.00", "c": "100.00"}
    assert [code for code, _ in decided(found)] == ["agreed", "none", "none"]
    found = allocate_between("120", debts, as_of=PAID_ON, agreed=(), designated=iter(["a"]))
    assert shares(found) == {"a": "100.00", "b": "20.00", "c": "0.00"}


def test_all_is_covered() -> None:
    """A payment that suffices for all needs no order, and what is left over is a step."""
    found = allocate_between("250", [owed("a"), owed("b", due_on=FUTURE)], as_of=PAID_ON, designated="b")
    assert shares(found) == {"a": "100.00", "b": "100.00"}
    assert decided(found) == [("all", (PARTIES,))]
    assert found.steps[-1].message.code == "appropriation-left"
    assert "50.00 yuan are left over" in render(found.steps[-1].message, "en")
    assert {str(one.left_over) for one in found.value} == {"0.00"}
    exact = allocate_between("200", [owed("a", **BARE), owed("b", **BARE)], as_of=PAID_ON)
    assert [step.message.code for step in exact.steps] == [
        "appropriation-all",
        "appropriation-paid",
        "appropriation-paid",
    ]


def test_debts_not_yet_due() -> None:
    """Between debts of which none is due the text is silent: the same criteria are used, and a notice says so."""
    debts = [owed("a", due_on=FUTURE, burden="6%"), owed("b", due_on=FUTURE), owed("c", "10")]
    found = allocate_between("60", debts, as_of=PAID_ON)
    assert shares(found) == {"a": "0.00", "b": "50.00", "c": "10.00"}
    assert codes(found) == ["appropriation-not-yet-due"]
    assert [code for code, _ in decided(found)] == ["due-first", "heavier-burden", "none"]


@pytest.mark.parametrize(("day", "noted"), [(date(2020, 12, 31), True), (date(2021, 1, 1), False)])
def test_before_the_code(day: date, *, noted: bool) -> None:
    """A payment before the Civil Code is ranked by it all the same, and a notice says that it is."""
    past = date(2020, 6, 1)
    found = allocate_between("60", [owed("a", due_on=past), owed("b", due_on=date(2020, 6, 2))], as_of=day)
    assert shares(found) == {"a": "60.00", "b": "0.00"}
    assert codes(found) == ["appropriation-before-the-code"] * noted


def test_within_each_debt() -> None:
    """Inside each debt the parts are paid in their order, and a rule that several share is said once."""
    debts = [owed("a", interest=40), owed("b", interest=40, due_on=FUTURE), owed("c", interest=40, burden="18%")]
    found = allocate_between("50", debts, as_of=PAID_ON, order=Order.PRINCIPAL_FIRST, designated=["a"])
    assert parts(found.value[0]) == ("0.00", "0.00", "50.00", "0.00")
    twins = [owed("a", interest=40), owed("b", interest=40)]
    found = allocate_between("100", twins, as_of=PAID_ON)
    assert [parts(one) for one in found.value] == [("0.00", "40.00", "10.00", "0.00")] * 2
    said = [step.message.code for step in found.steps]
    assert said.count("appropriation-561") == said.count("appropriation-order") == 1
    ranked = [owed("a", damages=40), owed("b", damages=40)]
    found = allocate_between("90", ranked, as_of=PAID_ON, designated="b", damages_rank=DamagesRank.AS_INTEREST)
    assert parts(found.value[1]) == ("0.00", "0.00", "50.00", "40.00")
    assert codes(found) == ["appropriation-damages"]


@pytest.mark.parametrize(
    ("due_on", "days", "taken"),
    [
        (date(2025, 11, 2), 91, ("0.00", "0.00", "50.00", "0.00")),
        (date(2025, 11, 3), 90, ("0.00", "40.00", "10.00", "0.00")),
        (FUTURE, 0, ("0.00", "40.00", "10.00", "0.00")),
    ],
)
def test_day_91_between_debts(due_on: date, days: int, taken: tuple[str, ...]) -> None:
    """Between debts the days overdue run from the due day of each, and only a debt in part paid needs one."""
    debts = [owed("a", interest=40, due_on=due_on), owed("b", due_on=None)]
    order = Order.PRINCIPAL_FIRST_FROM_DAY_91
    found = allocate_between("50", debts, as_of=PAID_ON, designated="a", order=order)
    assert parts(found.value[0]) == taken
    assert f"a: {days} days overdue, counted before this payment" in found.explain("en")
    with pytest.raises(InputError, match="due_on of debt b is required: where the payment goes depends on it"):
        allocate_between("50", debts, as_of=PAID_ON, designated="b", order=order)


DEBT = {"name": "a", "principal": "1"}


@pytest.mark.parametrize(
    ("name", "value", "kind", "text"),
    [
        *[
            (each, value, kind, text.format(each))
            for each in ("costs", "interest", "principal", "damages", "security")
            for value, kind, text in (
                (-1, InputError, "{} must be 0 or more, got -1"),
                ("0.001", InputError, "{} must be whole fen (two decimals), got '0.001'"),
                (1.5, InputTypeError, "{} is a float (1.5), which is not exact: write it as text or as a Decimal"),
                ([], InputTypeError, "{} must be text, an int or a Decimal, got list"),
            )
        ],
        ("principal", None, InputTypeError, "principal must be text, an int or a Decimal, got NoneType"),
        ("burden", 24, InputError, "burden is 24: a rate is a fraction of one, so write 0.24 or text with a percent"),
        ("burden", Fraction(-1, 9), InputError, "burden must be 0 or more, got -1/9"),
        ("burden", 0.1, InputTypeError, "burden is a float (0.1), which is not exact"),
        ("due_on", "2026-01-01", InputTypeError, "due_on must be a datetime.date, got str"),
        ("due_on", datetime(2026, 1, 1, tzinfo=UTC), InputTypeError, "due_on must be a datetime.date, got datetime"),
        ("name", 7, InputTypeError, "name must be text, got int"),
        ("name", " ", InputError, "name may not be empty"),
    ],
)
def test_a_debt_that_is_refused(name: str, value: object, kind: type[InputError], text: str) -> None:
    """Each field names itself, the value and the bound."""
    fields: dict[str, Any] = {**DEBT, name: value}
    with pytest.raises(InputError, match=re.escape(text)) as caught:
        Owed(**fields)
    assert type(caught.value) is kind


WITHIN_REFUSED: list[tuple[str, object, type[InputError], str]] = [
    ("amount", 0, InputError, "amount must be above 0, got 0"),
    ("amount", "-1", InputError, "amount must be above 0, got '-1'"),
    ("amount", 1.0, InputTypeError, "amount is a float (1.0), which is not exact"),
    ("order", "561", InputTypeError, "order must be a Order or tuple, got str"),
    ("order", [*Part], InputTypeError, "order must be a Order or tuple, got list"),
    ("order", (COSTS, "interest"), InputTypeError, "order[1] must be a Part, got str"),
    ("order", (), InputError, "order must name each part of a debt once, got "),
    ("order", (COSTS, INTEREST), InputError, "order must name each part of a debt once, got COSTS, INTEREST"),
    ("order", (*Part, COSTS), InputError, "order must name each part of a debt once, got COSTS, INTEREST, PRINCIPAL,"),
    ("damages_rank", None, InputTypeError, "damages_rank must be a member of DamagesRank, got NoneType"),
    ("rulebook", "mine", InputTypeError, "rulebook must be a Rulebook, got str"),
]
"""What both functions refuse."""


@pytest.mark.parametrize(
    ("name", "value", "kind", "text"),
    [
        *WITHIN_REFUSED,
        ("owed", DEBT, InputTypeError, "owed must be a Owed, got dict"),
        ("toward", "interest", InputTypeError, "toward must be a member of Part, got str"),
        ("overdue_days", -1, InputError, "overdue_days must be from 0 to 100000, got -1"),
        ("overdue_days", 100_001, InputError, "overdue_days must be from 0 to 100000, got 100001"),
        ("overdue_days", "91", InputTypeError, "overdue_days must be a whole number, got str"),
    ],
)
def test_what_one_debt_refuses(name: str, value: object, kind: type[InputError], text: str) -> None:
    """Each argument names itself, the value and the bound."""
    given: dict[str, Any] = {"amount": 1, "owed": LOAN, name: value}
    with pytest.raises(InputError, match=re.escape(text)) as caught:
        allocate(**given)
    assert type(caught.value) is kind


@pytest.mark.parametrize(
    ("name", "value", "kind", "text"),
    [
        *WITHIN_REFUSED,
        ("owed", 7, InputTypeError, "owed must be a list, got int"),
        ("owed", ["a"], InputTypeError, "owed[0] must be a Owed, got str"),
        ("owed", [], InputError, "owed may not be empty"),
        ("owed", [owed("b"), owed("b", "7")], InputError, "two debts are called b"),
        ("as_of", "2026-02-01", InputTypeError, "as_of must be a datetime.date, got str"),
        ("agreed", 7, InputTypeError, "agreed must be a list, got int"),
        ("agreed", [7], InputTypeError, "agreed[0] must be a str, got int"),
        ("agreed", "c", InputError, "agreed must be one of a, b, got 'c'"),
        ("designated", False, InputTypeError, "designated must be a list, got bool"),
        ("designated", ["a", ""], InputError, "designated must be one of a, b, got ''"),
    ],
)
def test_what_several_debts_refuse(name: str, value: object, kind: type[InputError], text: str) -> None:
    """Each argument names itself, the value and the bound."""
    given: dict[str, Any] = {"amount": 1, "owed": [owed("a"), owed("b")], "as_of": PAID_ON, name: value}
    with pytest.raises(InputError, match=re.escape(text)) as caught:
        allocate_between(**given)
    assert type(caught.value) is kind


def test_what_a_debt_holds_goes_back_in() -> None:
    """A debt can be made again from what it holds, and a bare amount is exact."""
    debt = owed("a", "1467.64", burden="18.25%", security=12)
    assert attrs.evolve(debt) == debt
    assert debt.burden == Fraction(1825, 10_000)
    assert (str(debt.principal), str(debt.security)) == ("1467.64", "12.00")


def test_plain_data() -> None:
    """The answer goes out as plain data."""
    assert allocate("1", LOAN).to_dict()["value"] == {
        "name": "loan",
        "costs": "1.00",
        "interest": "0.00",
        "principal": "0.00",
        "damages": "0.00",
        "left_over": "0.00",
    }


def test_at_an_ambient_precision_of_three() -> None:
    """The ambient decimal context changes nothing."""
    debts = [owed("a", "1234567.89", interest="98765.43"), owed("b", "7654321.09")]
    usual = allocate_between("4567890.12", debts, as_of=PAID_ON)
    with localcontext(prec=3):
        assert allocate_between("4567890.12", debts, as_of=PAID_ON) == usual
        assert [str(one.paid) for one in usual.value] == ["677654.02", "3890236.10"]
    assert sum(one.paid for one in usual.value) == Decimal("4567890.12")
