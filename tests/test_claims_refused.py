"""Claims: what is refused, with the argument, the value and the bound."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from claiming import DUE, LENT, START, note, owed, yuan
from creditrules.appropriation import Part
from creditrules.claims import UNCLEAR, Advance, Agreement, Charge, Daily, Instalment, Opening, Payment, Void, claim
from creditrules.errors import CreditRulesError, InputError, InputTypeError, NoDataError
from creditrules.law import BenchmarkAt, Excess, Fault, Lender, Plea, Readings

if TYPE_CHECKING:
    from collections.abc import Callable

D = date
BAD_TYPE, BAD = InputTypeError, InputError


@pytest.mark.parametrize(
    ("terms", "error", "message"),
    [
        ({"lender": "bank"}, BAD_TYPE, "lender must be a member of Lender, got str"),
        ({"formed_on": "2021-01-01"}, BAD_TYPE, "formed_on must be a datetime.date, got str"),
        ({"formed_on": datetime(2021, 1, 1, tzinfo=UTC)}, BAD_TYPE, "formed_on must be a datetime.date, got datetime"),
        (
            {"rate": 0.24},
            BAD_TYPE,
            "annual_rate is a float (0.24), which is not exact: write it as text or as a Decimal",
        ),
        (
            {"rate": 24},
            BAD,
            "annual_rate is 24: a rate is a fraction of one, so write 0.24 or text with a percent sign",
        ),
        ({"overdue_rate": "-1%"}, BAD, "overdue_rate must be 0 or more, got '-1%'"),
        ({"due_on": "2021-02-01"}, BAD_TYPE, "due_on must be a datetime.date, got str"),
        ({"due_on": D(2020, 12, 31)}, BAD, "due_on 2020-12-31 lies before formed_on 2021-01-01"),
        ({"accelerated_on": D(2020, 12, 31)}, BAD, "accelerated_on 2020-12-31 lies before formed_on 2021-01-01"),
        ({"accelerated_on": 1}, BAD_TYPE, "accelerated_on must be a datetime.date, got int"),
        ({"term_months": 0}, BAD, "term_months must be from 1 to 1200, got 0"),
        ({"compound": "all"}, BAD_TYPE, "compound must be a member of Compound, got str"),
        ({"day_count": 365}, BAD_TYPE, "day_count must be a member of DayCount, got int"),
        ({"counting": "head"}, BAD_TYPE, "counting must be a member of Counting, got str"),
        ({"rounding": "0.01"}, BAD_TYPE, "rounding must be a Rounding, got str"),
        ({"order": "561"}, BAD_TYPE, "order must be a Order or tuple, got str"),
        ({"order": (Part.COSTS,)}, BAD, "order must name each part of a debt once, got COSTS"),
        ({"order": (1, 2, 3, 4)}, BAD_TYPE, "order[0] must be a Part, got int"),
        ({"damages": "0.05%"}, BAD_TYPE, "damages must be a Daily, got str"),
        ({"natural_persons": "yes"}, BAD_TYPE, "natural_persons must be true, false or left out, got str"),
        ({"void": True}, BAD_TYPE, "void must be a member of Void, got bool"),
        (
            {"due_on": D(2022, 1, 1), "schedule": [Instalment(D(2022, 1, 1), 1)]},
            BAD,
            "due_on and schedule both say when the principal falls due: give one",
        ),
        ({"schedule": [1]}, BAD_TYPE, "schedule[0] must be a Instalment, got int"),
        (
            {"schedule": [Instalment(D(2022, 1, 2), 1), Instalment(D(2022, 1, 1), 1)]},
            BAD,
            "schedule 2022-01-01 lies before schedule 2022-01-02",
        ),
        ({"schedule": [Instalment(D(2020, 12, 31), 1)]}, BAD, "schedule 2020-12-31 lies before formed_on 2021-01-01"),
    ],
)
def test_refused_agreement(terms: dict[str, Any], error: type[CreditRulesError], message: str) -> None:
    """An agreement says which term it refuses, the value and the bound."""
    with pytest.raises(error) as caught:
        note(**terms)
    assert (type(caught.value), str(caught.value)) == (error, message)


def test_due_on_the_day_of_the_contract() -> None:
    """A term of no days is one: due and called due on the day of the contract, an agreed zero is no interest."""
    agreed = note(rate="0%", due_on=START, accelerated_on=START)
    assert (agreed.annual_rate, agreed.due_on, agreed.accelerated_on) == (None, START, START)


@pytest.mark.parametrize(
    ("kind", "facts", "error", "message"),
    [
        (
            Daily,
            {"rate": "5"},
            BAD,
            "rate is '5': a rate is a fraction of one, so write 0.24 or text with a percent sign",
        ),
        (Instalment, {"due_on": START, "principal": -1}, BAD, "principal must be 0 or more, got -1"),
        (Advance, {"on": "x", "face": 1, "received": 1}, BAD_TYPE, "on must be a datetime.date, got str"),
        (Advance, {"on": START, "face": 0, "received": 1}, BAD, "face must be above 0, got 0"),
        (Advance, {"on": START, "face": 1, "received": 0}, BAD, "received must be above 0, got 0"),
        (
            Advance,
            {"on": START, "face": 100, "received": "100.01"},
            BAD,
            "received may not be above face 100.00, got 100.01",
        ),
        (Payment, {"on": START, "amount": 0}, BAD, "amount must be above 0, got 0"),
        (
            Payment,
            {"on": START, "amount": "0.001"},
            BAD,
            "amount must be whole fen (two decimals), got '0.001'",
        ),
        (
            Payment,
            {"on": START, "amount": 1, "toward": "interest"},
            BAD_TYPE,
            "toward must be a member of Part, got str",
        ),
        (Payment, {"on": START, "amount": 1, "to": None}, BAD_TYPE, "to must be a member of Relation, got NoneType"),
        (Payment, {"on": START, "amount": 1, "loan": -1}, BAD, "loan must be from 0 to 1200, got -1"),
        (Charge, {"on": START, "amount": 1, "kind": "fee"}, BAD_TYPE, "kind must be a member of Kind, got str"),
        (Charge, {"on": START, "amount": 1, "relation": 1}, BAD_TYPE, "relation must be a member of Relation, got int"),
        (Charge, {"on": START, "amount": 1, "collector": 1}, BAD_TYPE, "collector must be text, got int"),
        (Opening, {"interest": -1}, BAD, "opening must be 0 or more, got -1"),
    ],
)
def test_refused_facts(
    kind: Callable[..., object], facts: dict[str, Any], error: type[CreditRulesError], message: str
) -> None:
    """So does each fact by itself."""
    with pytest.raises(error) as caught:
        kind(**facts)
    assert (type(caught.value), str(caught.value)) == (error, message)


NOON = D(2021, 7, 1)
TWO = [Advance(START, 100, 100), Advance(NOON, 100, 100)]
LATE = D(2023, 1, 1)
OLD, OLDER = D(2018, 1, 1), D(2014, 1, 1)


def paid(on: date, loan: int | None = None) -> Payment:
    """Return a payment of one yuan."""
    return Payment(on, 1, loan=loan)


@pytest.mark.parametrize(
    ("agreement", "facts", "error", "message"),
    [
        (note(), {"lent": [1]}, BAD_TYPE, "advances[0] must be a Advance, got int"),
        (note(), {"as_of": "2021-07-01"}, BAD_TYPE, "as_of must be a datetime.date, got str"),
        (note(), {"as_of": datetime(2021, 7, 1, tzinfo=UTC)}, BAD_TYPE, "as_of must be a datetime.date, got datetime"),
        (note(natural_persons=False), {"lent": TWO[::-1]}, BAD, "advances 2021-01-01 lies before advances 2021-07-01"),
        (note(), {"as_of": D(2020, 12, 31)}, BAD, "as_of 2020-12-31 lies before advances 2021-01-01"),
        (note(NOON), {"lent": TWO[:1]}, BAD, "advances 2021-01-01 lies before formed_on 2021-07-01"),
        (
            note(),
            {"lent": TWO},
            BAD,
            (
                "natural_persons is required: several advances between natural persons are as many loans, each formed "
                "when its money came"
            ),
        ),
        (
            note(),
            {"payments": [paid(START), paid(D(2020, 12, 31))]},
            BAD,
            "payments[1].on must be from 2021-01-01 to 2021-07-01, got 2020-12-31",
        ),
        (
            note(),
            {"payments": [paid(D(2021, 7, 2))]},
            BAD,
            "payments[0].on must be from 2021-01-01 to 2021-07-01, got 2021-07-02",
        ),
        (
            note(),
            {"charges": [Charge(D(2021, 7, 2), 1)]},
            BAD,
            "charges[0].on must be from 2021-01-01 to 2021-07-01, got 2021-07-02",
        ),
        (note(), {"payments": [paid(NOON, loan=1)]}, BAD, "payments[0].loan must be from 0 to 0, got 1"),
        (
            note(natural_persons=True),
            {"lent": TWO, "payments": [paid(START, loan=1)]},
            BAD,
            "payments[0].on 2021-01-01 lies before advances[1].on 2021-07-01",
        ),
        (
            note(natural_persons=True),
            {"lent": TWO, "charges": [Charge(NOON, 1)]},
            BAD,
            "charges[0].loan is required: there are several loans, and each charge belongs to one",
        ),
        (
            note(lender=Lender.UNLICENSED),
            {},
            BAD,
            (
                "void is required for an unlicensed lender: Void.PROFESSIONAL if a court so held, False for a valid "
                "contract; the two give different sums"
            ),
        ),
        (
            note(lender=Lender.BANK, void=Void.PUBLIC_ORDER),
            {},
            BAD,
            "void is a ground of the provisions on private lending, which do not govern this lender",
        ),
        (
            note(schedule=[Instalment(DUE, "36499.99")]),
            {},
            BAD,
            "the principal of the schedule, 36499.99 yuan, must be what the advances are of, 36500.00 yuan",
        ),
        (
            note(natural_persons=True),
            {"lent": TWO, "opening": Opening(interest=1)},
            BAD,
            "several loans between natural persons take neither a schedule nor an opening balance",
        ),
        (
            note(natural_persons=True, schedule=[Instalment(DUE, 200)]),
            {"lent": TWO},
            BAD,
            "several loans between natural persons take neither a schedule nor an opening balance",
        ),
        (
            note(),
            {"readings": Readings(excess=Excess.AT_NOTICE)},
            BAD,
            "readings.notice_on is required: a surplus kept apart meets the debt when notice arrives",
        ),
        (note(), {"pleas": [Plea.OLD_RULE]}, BAD_TYPE, "pleas must be a Set, got list"),
        (note(), {"pleas": {"old rule"}}, BAD_TYPE, "pleas must be a member of Plea, got str"),
        (note(), {"no_interest": 1}, BAD_TYPE, "no_interest must be a list, got int"),
        (note(), {"no_interest": [START]}, BAD_TYPE, "no_interest[0] must be a pair, got date"),
        (note(), {"no_interest": [("x", NOON)]}, BAD_TYPE, "no_interest[0][0] must be a datetime.date, got str"),
        (note(), {"no_interest": [(START, "x")]}, BAD_TYPE, "no_interest[0][1] must be a datetime.date, got str"),
        (note(), {"no_interest": [(NOON, START)]}, BAD, "the end 2021-01-01 lies before the start 2021-07-01"),
        (note(), {"readings": 1}, BAD_TYPE, "readings must be a Readings, got int"),
        (note(), {"opening": 1}, BAD_TYPE, "opening must be a Opening, got int"),
        (note(), {"loss": -1}, BAD, "loss must be 0 or more, got -1"),
        (note(), {"filed_on": "x"}, BAD_TYPE, "filed_on must be a datetime.date, got str"),
        (note(), {"accepted_on": "x"}, BAD_TYPE, "accepted_on must be a datetime.date, got str"),
        (note(), {"decided_on": "x"}, BAD_TYPE, "decided_on must be a datetime.date, got str"),
        (note(), {"filed_on": D(2020, 12, 31)}, BAD, "filed_on 2020-12-31 lies before formed_on 2021-01-01"),
        (
            note(OLD),
            {"filed_on": D(2021, 6, 2), "accepted_on": D(2021, 6, 1)},
            BAD,
            "accepted_on 2021-06-01 lies before filed_on 2021-06-02",
        ),
        (
            note(OLD),
            {"filed_on": D(2020, 12, 1), "accepted_on": D(2020, 12, 30), "decided_on": D(2020, 12, 29)},
            BAD,
            "decided_on 2020-12-29 lies before accepted_on 2020-12-30",
        ),
        (
            note(OLD),
            {"filed_on": D(2020, 8, 20)},
            BAD,
            "decided_on is required for a case accepted on 2020-08-20: the text changed on 2021-01-01",
        ),
        (
            note(OLD),
            {"accepted_on": D(2021, 1, 1)},
            BAD,
            "filed_on is required beside accepted_on 2021-01-01: the LPR is that of the day of filing",
        ),
        (
            note(OLD),
            {"filed_on": D(2020, 8, 13)},
            BAD,
            (
                "accepted_on is required: filed_on 2020-08-13 lies within 7 days before 2020-08-20, and the text turns "
                "on the day of acceptance"
            ),
        ),
        (
            note(rate=UNCLEAR),
            {},
            BAD,
            "natural_persons is required: interest left unclear is none only between natural persons",
        ),
        (
            note(rate=UNCLEAR, natural_persons=False),
            {},
            BAD,
            "annual_rate is UNCLEAR: outside natural persons a court fixes it, so give that rate",
        ),
        (
            note(rate=UNCLEAR, lender=Lender.BANK),
            {},
            BAD,
            "annual_rate is UNCLEAR: outside natural persons a court fixes it, so give that rate",
        ),
        (
            note(lender=Lender.BANK, due_on=D(2021, 6, 30)),
            {},
            BAD,
            "overdue_rate is required: the loan of a licensed lender is overdue, and its contract names it",
        ),
        (
            note(rate=None, due_on=D(2021, 6, 30)),
            {},
            BAD,
            "readings.at is required: DEFAULT_DAY or FLOATING, the text does not say which LPR it means",
        ),
        (
            note(OLD, "36%"),
            {"as_of": D(2019, 1, 1), "payments": [Payment(D(2018, 2, 1), 1000)]},
            BAD,
            "readings.natural_band is required: a payment reaches interest that cannot be claimed but may stay paid",
        ),
        (
            note(OLDER, "36%", term_months=12),
            {
                "as_of": D(2015, 1, 1),
                "payments": [Payment(D(2014, 7, 1), 9000)],
                "readings": Readings(benchmark_at=BenchmarkAt.FORMATION),
            },
            BAD,
            "readings.paid_1991 is required: a payment reaches interest that cannot be claimed but may stay paid",
        ),
        (
            note(OLDER, "36%"),
            {"as_of": D(2015, 1, 1)},
            BAD,
            "term_months is required: the 1991 opinions go by the benchmark of the loan's tier",
        ),
        (
            note(OLDER, "36%", due_on=D(2014, 12, 31)),
            {"as_of": D(2015, 1, 1)},
            BAD,
            "readings.benchmark_at is required: FORMATION or FLOATING, the 1991 opinions do not say which",
        ),
        (
            note(void=Void.PROFESSIONAL),
            {},
            BAD,
            "readings.fault is required: BORROWER or NONE, the fee of a void contract turns on it",
        ),
        (
            note(void=Void.PROFESSIONAL),
            {"readings": Readings(fault=Fault.NONE)},
            NoDataError,
            (
                "deposit_rate is required: the fee of a void contract follows the deposit benchmark where the borrower "
                "is not at fault, and that is not in the data"
            ),
        ),
        (
            note(D(2020, 9, 1), None, due_on=D(2020, 10, 1)),
            {"as_of": D(2020, 12, 1)},
            NoDataError,
            "no rate was agreed, and the text that governs from 2020-09-01 names none for the time overdue",
        ),
    ],
)
def test_refused_claim(
    agreement: Agreement, facts: dict[str, Any], error: type[CreditRulesError], message: str
) -> None:
    """A claim says which of its facts decides and is missing, or does not fit the others."""
    given = {"as_of": NOON} | facts
    payments, lent = given.pop("payments", ()), given.pop("lent", [Advance(agreement.formed_on, LENT, LENT)])
    with pytest.raises(error) as caught:
        claim(agreement, lent, payments, **given)
    assert (type(caught.value), str(caught.value)) == (error, message)


def test_refused_without_a_loan() -> None:
    """A claim needs an agreement and money."""
    nothing: Any = None
    with pytest.raises(InputTypeError, match=r"^agreement must be a Agreement, got NoneType$"):
        claim(nothing, [Advance(START, 1, 1)], as_of=NOON)
    with pytest.raises(InputError, match=r"^advances may not be empty$"):
        claim(note(), [], as_of=NOON)


def test_asked_where_it_decides() -> None:
    """Whether both sides are natural persons is asked for only where another day of formation has another line.

    Formed before the first LPR and paid out after it, the days to 2020-08-19 are under 4 × 3.85 % (LPR at filing) or
    4 × 4.25 % (at the day of the money): all rates of the first are among those of the second, and still they differ.
    """
    formed, came, filed = D(2019, 8, 15), D(2019, 8, 25), D(2021, 6, 1)
    facts: dict[str, Any] = {"lent": [Advance(came, LENT, LENT)], "filed_on": filed, "as_of": D(2020, 8, 20)}
    days = (D(2020, 8, 20) - came).days
    assert owed(note(formed, "24%", natural_persons=True), **facts).interest == yuan((17, days))
    assert owed(note(formed, "24%", natural_persons=False), **facts).interest == yuan(("15.4", days))
    with pytest.raises(InputError) as caught:
        owed(note(D(2021, 12, 19)), lent=[Advance(D(2021, 12, 20), LENT, LENT)], as_of=DUE)
    assert str(caught.value) == (
        "natural_persons is required: the contract is of 2021-12-19 and the money of 2021-12-20, and between natural "
        "persons the day of the money counts"
    )
    # The LPR stood at 3.85 % from 2020-04-20 to 2021-12-19, so between these days nobody need say.
    same = owed(note(START, "24%"), lent=[Advance(NOON, LENT, LENT)], as_of=DUE)
    assert same.interest == yuan(("15.4", (DUE - NOON).days))
    with pytest.raises(InputError, match="natural_persons"):
        owed(note(formed, "24%"), **facts)
