"""The oracle of the claims ledger against figures that others published, and against laws it has to keep."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Literal

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from creditrules.periods import Counting, DayCount
from oracles.claim_by_day import ONE_DAY, SEAM, ZERO, Facts, Kind, Toward, claim_by_day, counted, facts, lpr

CLOSE = Decimal("1e-30")


def fen(amount: Decimal) -> str:
    """Round to fen, half up."""
    return str(amount.quantize(Decimal("0.01"), ROUND_HALF_UP))


def loan(formed_on: date, as_of: date, amount: str, rate: str) -> Facts:
    """Return a private loan paid out in full on the day it was formed."""
    advances = [(formed_on, Decimal(amount), Decimal(amount))]
    return Facts("private", formed_on, as_of, advances, annual_rate=Decimal(rate))


def opening(toward: Toward = None) -> Facts:
    """Return the loan of the table that opens the rules of the ledger."""
    months = [date(2018 + month // 12, month % 12 + 1, 1) for month in range(1, 36)]
    payments = [(day, Decimal(3000), toward) for day in months]
    days = (date(2018, 1, 1), date(2021, 12, 31))
    return replace(loan(*days, "100000", "0.36"), filed_on=date(2021, 6, 1), payments=payments)


OLD = frozenset({"old_rule"})
REDUCE = frozenset({"reduce_24"})
SPLIT = replace(opening(), pleas=OLD)
OVERDUE = replace(loan(date(2021, 1, 1), date(2022, 7, 1), "365000", "0.10"), due_on=date(2021, 7, 1))
"""181 days of the term, then 365 days overdue."""


@pytest.mark.parametrize(
    ("facts", "total", "principal", "interest", "kept"),
    [
        (replace(SPLIT, natural_band="as_contracted"), "108756.25", "93220.37", "15535.88", "30875.92"),
        (replace(opening("interest"), pleas=OLD), "108756.25", "93220.37", "15535.88", "30875.92"),
        (SPLIT, "56724.35", "48621.26", "8103.10", "0.00"),
        (replace(SPLIT, excess="at_notice", notice_on=SPLIT.as_of), "79266.30", "79266.30", "0.00", "0.00"),
        (opening(), "28844.83", "24724.33", "4120.50", "0.00"),
    ],
)
def test_the_four_readings(facts: Facts, total: str, principal: str, interest: str, kept: str) -> None:
    """One loan, four totals; paid interest between 24 and 36 % is kept only by the first reading."""
    found = claim_by_day(facts)
    shown = fen(found.total), fen(found.principal), fen(found.interest), fen(found.kept)
    assert shown == (total, principal, interest, kept)


def test_an_undesignated_split_to_a_hundredth_of_a_fen() -> None:
    """The second reading is published with four places."""
    found = claim_by_day(SPLIT)
    assert (round(found.principal, 4), round(found.interest, 4)) == (Decimal("48621.2556"), Decimal("8103.0986"))


@pytest.mark.parametrize(("later_leg", "interest"), [("at_filing", "46574.25"), ("at_formation", "51046.58")])
def test_the_later_leg_without_a_plea(later_leg: Literal["at_filing", "at_formation"], interest: str) -> None:
    """Rule 3.4: 354 days at 17 %, then 742 at 14.8 % (the LPR at filing); by the other reading 1,096 days at 17 %."""
    facts = loan(date(2019, 9, 1), date(2022, 9, 1), "100000", "0.24")
    found = claim_by_day(replace(facts, filed_on=date(2022, 1, 25), later_leg=later_leg))
    assert fen(found.interest) == interest


@pytest.mark.parametrize(
    ("as_of", "interest"), [(SEAM, "39254.79"), (date(2021, 12, 31), "60266.30"), (date(2021, 1, 1), "44908.49")]
)
def test_court_case_29(as_of: date, interest: str) -> None:
    """597 days at 24 % and 498 at 15.4 %; to the new year 134 of these."""
    facts = loan(date(2019, 1, 1), as_of, "100000", "0.24")
    found = claim_by_day(replace(facts, filed_on=date(2021, 6, 1), pleas=OLD))
    assert fen(found.interest) == interest


def test_court_case_16() -> None:
    """406 days at 9 %, which no ceiling touches."""
    found = claim_by_day(loan(date(2021, 1, 1), date(2021, 1, 1) + 406 * ONE_DAY, "752687.53", "0.09"))
    assert fen(found.interest) == "75351.24"


def test_judgments_of_both_countings() -> None:
    """J04 counts the head only, J01 both ends, and J43 both ends under the 2015 provisions."""
    j04 = replace(loan(date(2015, 9, 21), date(2015, 10, 16), "1000000", "0.09"), lender="licensed")
    j01 = replace(loan(date(2015, 9, 22), date(2015, 10, 28), "1000000", "0.09"), lender="licensed")
    j43 = replace(loan(date(2014, 8, 31), date(2016, 3, 9), "1050000", "0.30"), counting=Counting.BOTH_ENDS)
    j04 = replace(j04, day_count=DayCount.ACT_360)
    j01 = replace(j01, day_count=DayCount.ACT_360, counting=Counting.BOTH_ENDS)
    assert [fen(claim_by_day(each).interest) for each in (j04, j01, j43)] == ["6250.00", "9250.00", "384558.90"]


@pytest.mark.parametrize(
    ("formed_on", "accepted_on", "rate"),
    [
        (date(2020, 8, 19), date(2020, 8, 19), "0.24"),
        (date(2020, 8, 19), SEAM, "0.154"),
        (SEAM - 365 * ONE_DAY, SEAM, "0.17"),
        (SEAM, date(2022, 1, 25), "0.154"),
        (date(2019, 8, 19), date(2022, 1, 25), "0.148"),
    ],
)
def test_the_days_on_which_the_regime_turns(formed_on: date, accepted_on: date, rate: str) -> None:
    """Rules 3.4 and 3.6: one day of interest at 36 % comes down to the ceiling of its regime."""
    facts = loan(formed_on, formed_on + ONE_DAY, "365000", "0.36")
    found = claim_by_day(replace(facts, filed_on=accepted_on, accepted_on=accepted_on))
    assert fen(found.interest) == fen(Decimal(rate) * 1000)


@pytest.mark.parametrize(("counting", "term"), [(Counting.HEAD_ONLY, 181), (Counting.BOTH_ENDS, 182)])
def test_the_day_added_falls_in_the_term(counting: Counting, term: int) -> None:
    """Rule 3.7: by either counting 365 days are overdue."""
    found = claim_by_day(replace(OVERDUE, overdue_rate=Decimal("0.14"), counting=counting))
    assert (fen(found.interest), fen(found.overdue_interest)) == (f"{term}00.00", "51100.00")


def test_rooms_below_the_ceiling() -> None:
    """Rule 3.10 at 10 % beside 15.4 %: 5.4 % of 365 days is left for damages, and of 181 for fees of the term."""
    fee: tuple[date, Decimal, Kind] = (date(2021, 2, 1), Decimal(50000), "fee")
    cost: tuple[date, Decimal, Kind] = (date(2021, 7, 3), Decimal(7), "cost")
    found = claim_by_day(replace(OVERDUE, charges=[fee, (date(2021, 7, 2), Decimal(50000), "damages"), cost]))
    assert [fen(part) for part in (found.fees, found.damages, found.costs)] == ["9774.00", "19710.00", "7.00"]


def test_damages_and_compound_share_one_room() -> None:
    """Compound interest takes its room before damages: 10 % for 365 days of 18,100, out of 5.4 % of 365,000."""
    found = claim_by_day(replace(OVERDUE, compound="unpaid_in_term", damages_per_day=Decimal("0.001")))
    assert (fen(found.compound), fen(found.damages)) == ("1810.00", "17900.00")


@pytest.mark.parametrize(("pleas", "overdue"), [(frozenset(), "45000.00"), (REDUCE, "24000.00")])
def test_the_cut_from_the_default_on(pleas: frozenset[str], overdue: str) -> None:
    """Rule 3.11: 10 % paid for three years, then 45 % for one, is cut by 21,000."""
    facts = replace(loan(date(2019, 3, 1), date(2023, 3, 1), "100000", "0.10"), lender="licensed", pleas=pleas)
    payments: list[tuple[date, Decimal, Toward]] = [(date(2022, 3, 1), Decimal("30027.40"), "interest")]
    facts = replace(facts, overdue_rate=Decimal("0.45"), due_on=date(2022, 3, 1), payments=payments)
    found = claim_by_day(facts)
    assert (fen(found.overdue_interest), fen(found.interest)) == (overdue, "0.00")


def test_what_is_above_24_before_the_default() -> None:
    """It is not owed, but what a payment met stays paid: 24,000 and 6,000 of 40,000 leave 90,000 of principal."""
    facts = replace(loan(date(2021, 1, 1), date(2022, 1, 1), "100000", "0.30"), lender="licensed", pleas=REDUCE)
    unpaid, found = claim_by_day(facts), claim_by_day(replace(facts, payments=[(facts.as_of, Decimal(40000), None)]))
    assert (fen(unpaid.total), fen(found.total)) == ("124000.00", "90000.00")


def test_instalments_of_a_loan_paid_out_short() -> None:
    """Of 40,000 in two parts 36,500 came: 18,250 is overdue from the first day due, less what was repaid."""
    first, last = date(2021, 7, 1), date(2022, 7, 1)
    parts = [(first, Decimal(20000)), (last, Decimal(20000))]
    facts = replace(loan(first, date(2021, 7, 11), "40000", "0.10"), overdue_rate=Decimal("0.15"), instalments=parts)
    facts = replace(facts, advances=[(first, Decimal(40000), Decimal(36500))])
    found = claim_by_day(replace(facts, payments=[(first, Decimal(6250), "principal")]))
    assert (fen(found.interest), fen(found.overdue_interest)) == ("50.00", "49.32")


@given(facts(), st.integers(1, 10**6), st.integers(0, 400))
@settings(deadline=None)
def test_more_paid_is_never_more_owed(drawn: Facts, extra: int, after: int) -> None:
    """One payment more, anywhere among plain payments, leaves no more to pay."""
    payments = [(on, amount, None) for on, amount, _ in drawn.payments]
    plain = replace(
        drawn,
        payments=payments,
        charges=[],
        damages_per_day=None,
        compound="none",
        pleas=drawn.pleas - {"reduce_24"},
        natural_band="designated_only",
        excess="at_payment",
    )
    day = min(drawn.advances[-1][0] + after * ONE_DAY, drawn.as_of)
    more = sorted([*payments, (day, Decimal(extra) / 100, None)], key=lambda payment: payment[0])
    assert claim_by_day(replace(plain, payments=more)).total <= claim_by_day(plain).total + CLOSE


@given(facts())
@settings(deadline=None)
def test_both_ends_are_head_only_to_the_day_after(drawn: Facts) -> None:
    """This holds until something is due; the day added is then `as_of`."""
    undue = replace(drawn, due_on=None, instalments=[], accelerated_on=None)
    both = claim_by_day(replace(undue, counting=Counting.BOTH_ENDS))
    head = claim_by_day(replace(undue, counting=Counting.HEAD_ONLY, as_of=drawn.as_of + ONE_DAY))
    assert both == head


@given(facts())
@settings(deadline=None)
def test_what_is_claimed_stays_below_the_ceiling(drawn: Facts) -> None:
    """With nothing paid, all but principal and costs is within four times the LPR, or within 24 % under the plea."""
    licensed = drawn.lender == "licensed"
    assume(licensed or drawn.formed_on >= SEAM)
    charges = [charge for charge in drawn.charges if not licensed or charge[2] != "fee"]
    found = claim_by_day(replace(drawn, payments=[], pleas=REDUCE, charges=charges))
    rate = Decimal("0.24") if licensed else 4 * lpr(drawn.formed_on)
    end = drawn.as_of + ONE_DAY * (drawn.counting is Counting.BOTH_ENDS)
    with localcontext(prec=60):
        room = ZERO
        for on, _, received in drawn.advances:
            years = drawn.day_count.years(min(on, end), end)
            room += received * rate * years.numerator / years.denominator
        assert found.total - found.principal - found.costs <= room + CLOSE


@given(facts())
@settings(deadline=None)
def test_without_interest_money_is_only_moved(drawn: Facts) -> None:
    """What came in and fell due as costs is paid, owed or kept, and what is refundable was paid above it."""
    costs = [charge for charge in drawn.charges if charge[2] == "cost"]
    free = replace(drawn, annual_rate=None, overdue_rate=ZERO, charges=costs, damages_per_day=None)
    found = claim_by_day(free)
    came = sum(received for on, _, received in drawn.advances) + sum(amount for _, amount, _ in costs)
    paid = sum(amount for _, amount, _ in drawn.payments)
    with localcontext(prec=60):
        assert abs(came - paid - (found.total - found.refundable - found.kept - found.pot)) < CLOSE


@given(st.dates(date(2016, 1, 1), date(2024, 12, 31)), st.integers(0, 900), st.sampled_from(DayCount))
def test_days_add_up_to_the_period(start: date, length: int, day_count: DayCount) -> None:
    """Cut at every day, a period is as long as in one piece."""
    assume(day_count not in {DayCount.WHOLE_MONTHS, DayCount.MONTHS_AND_DAYS})
    years = day_count.years(start, start + length * ONE_DAY)
    with localcontext(prec=60):
        parts = sum((counted(start + day * ONE_DAY, day_count)[1] for day in range(length)), ZERO)
        assert abs(parts - Decimal(years.numerator) / years.denominator) < CLOSE
