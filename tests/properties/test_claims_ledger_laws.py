"""Laws of the claims ledger, whatever was lent, paid and charged; most of them hold before anything is rounded."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from creditrules.claims import Bucket, Claim, claim
from creditrules.claims.course import QUEUE, Course, Keep
from creditrules.claims.courses import courses
from creditrules.claims.explain import NO_COURT
from creditrules.claims.ledger import Ledger
from creditrules.findings import Trail
from creditrules.messages import render
from creditrules.money import Rounding, When, to_fen
from creditrules.periods import Counting, DayCount
from oracles.claim_by_day import Facts, Toward, facts
from oracles.test_claims_ledger import FIRST_CUT, exact, ours

if TYPE_CHECKING:
    from creditrules.findings import Finding

A_DAY = timedelta(days=1)
LOW = Decimal("0.12")
"""Below four times any LPR to 2024."""
ROUNDINGS = st.builds(Rounding, unit=st.sampled_from(["0.01", "0.1", "1"]), when=st.sampled_from(When))
patient = settings(deadline=None)  # the law of many days is looked up


def known(drawn: Facts) -> bool:
    """Tell whether the total can be cut on the day, where that is asked for."""
    return "reduce_24" not in drawn.pleas or drawn.lender == "private" or drawn.as_of >= FIRST_CUT


CLAIMS = facts().filter(known)
PRIVATE = CLAIMS.filter(lambda drawn: drawn.lender == "private")
PAID = CLAIMS.filter(lambda drawn: bool(drawn.payments))


def both(drawn: Facts) -> tuple[Course, Course]:
    """Return what the law's ledger and the lender's go through."""
    return courses(Trail(None), ours(drawn))


def lawful(drawn: Facts) -> Course:
    """Return what the law's ledger goes through."""
    return both(drawn)[0]


def walked(course: Course) -> dict[str, Fraction]:
    """Return where a course ends, unrounded."""
    return exact(Ledger(course))


def net(ended: dict[str, Fraction]) -> Fraction:
    """Return what is owed less what goes back."""
    return ended["total"] - ended["refundable"]


def total(drawn: Facts) -> Fraction:
    """Return what can be claimed, unrounded."""
    return walked(lawful(drawn))["total"]


def found(drawn: Facts, rounding: Rounding | None = None) -> Finding[Claim]:
    """Return the finding of a claim."""
    given = ours(drawn)
    suit = given.suit
    return claim(
        evolve(suit.agreement, rounding=rounding or Rounding()),
        suit.advances,
        given.payments,
        as_of=suit.as_of,
        charges=given.charges,
        filed_on=suit.filed_on,
        accepted_on=suit.accepted_on,
        decided_on=suit.decided_on,
        pleas=suit.pleas,
        readings=suit.readings,
    )


def without_band(drawn: Facts) -> bool:
    """Tell whether no payment meets what cannot be claimed but stays paid."""
    return all(rates.keep is Keep.NEVER for _, rates in lawful(drawn).stretches)


@patient
@given(CLAIMS)
def test_never_more_than_the_lender_has(drawn: Facts) -> None:
    """What is protected is not above the lender's own account.

    A surplus kept apart until notice bears nothing, while in the lender's account it went to principal at once; and
    what was paid as interest above the agreed rate stays paid under art. 31 of 2015, in the lender's account it does
    not: there the law can leave more. Money that comes when nothing protected is owed goes back and is no credit for
    what is advanced or finds room later, so that what goes back is counted against what is owed.
    """
    drawn = replace(drawn, excess="at_payment", notice_on=None)
    if not without_band(drawn):
        drawn = replace(drawn, payments=[(day, amount, None) for day, amount, _ in drawn.payments])
    protected, own = (walked(course) for course in both(drawn))
    assert net(protected) <= net(own)
    assert protected["refundable"] or protected["total"] <= own["total"]


@patient
@given(PRIVATE)
def test_default_charges_stay_under_the_ceiling(drawn: Facts) -> None:
    """On no day do default charges, also paid ones, exceed the ceiling on principal outstanding since the default."""
    course = lawful(drawn)
    marks = {course.end, *(day for day, _ in (*course.advances, *course.dues, *course.stretches))}
    marks |= {charge.on for charge in course.charges} | {payment.on for payment in course.payments}
    marks |= {course.notice_on or course.end}
    days = sorted(day for day in marks if course.advances[0][0] <= day <= course.end)
    allowed = Fraction(0)
    for day, stop in pairwise(days):
        before, after = Ledger(evolve(course, end=day)), Ledger(evolve(course, end=stop))
        rates = next(rates for first, rates in reversed(course.stretches) if first <= day)
        if after.late:
            principal = Fraction(before.owed(Bucket.PRINCIPAL), before.scale)
            allowed += principal * (rates.ceiling or 0) * course.day_count.years(day, stop)
        came = sum(after.accrued(bucket) for bucket in QUEUE)
        assert Fraction(came, after.scale) <= allowed


@patient
@given(CLAIMS)
def test_no_part_is_below_zero(drawn: Facts) -> None:
    """Neither what is owed of a part nor what is held beside it is ever negative."""
    ledger = Ledger(lawful(drawn))
    assert all(0 <= ledger.owed(bucket) <= ledger.claimed[bucket] for bucket in Bucket)
    assert all(amount >= 0 for amount in ledger.held.values())


@patient
@given(CLAIMS, st.data())
def test_a_day_without_an_event_cuts_nothing(drawn: Facts, data: st.DataObject) -> None:
    """A period split where nothing happens bears what it bore, in both ledgers."""
    for course in both(drawn):
        first = course.advances[0][0]
        day = data.draw(st.dates(first, course.end))
        rates = next(rates for start, rates in reversed(course.stretches) if start <= day)
        stretches = dict(course.stretches) | {day: rates}
        assert walked(evolve(course, stretches=tuple(sorted(stretches.items(), key=lambda one: one[0])))) == walked(
            course
        )


@patient
@given(PAID, st.data())
def test_two_payments_of_a_day_are_one(drawn: Facts, data: st.DataObject) -> None:
    """A payment made in two parts on its day does what it did."""
    place = data.draw(st.integers(0, len(drawn.payments) - 1))
    day, amount, toward = drawn.payments[place]
    part = Decimal(data.draw(st.integers(1, to_fen(amount) - 1))) / 100
    parts = [(day, part, toward), (day, amount - part, toward)]
    split = [*drawn.payments[:place], *parts, *drawn.payments[place + 1 :]]
    assert walked(lawful(replace(drawn, payments=split))) == walked(lawful(drawn))


@patient
@given(PAID, st.data())
def test_like_payments_of_a_day_have_no_order(drawn: Facts, data: st.DataObject) -> None:
    """Neighbours of one day recorded as for the same part may change places."""
    day, _, toward = data.draw(st.sampled_from(drawn.payments))
    more = [(day, Decimal(fen) / 100, toward) for fen in data.draw(st.lists(st.integers(1, 10**6), max_size=3))]
    payments = sorted([*more, *drawn.payments], key=lambda one: one[0])
    turned: list[tuple[date, Decimal, Toward]] = []
    for _, run in groupby(payments, key=lambda one: (one[0], one[2])):
        turned += data.draw(st.permutations(list(run)))
    one, other = replace(drawn, payments=payments), replace(drawn, payments=turned)
    assert walked(lawful(one)) == walked(lawful(other))


@patient
@given(PAID, st.data(), st.integers(1, 10**6))
def test_paying_more_never_leaves_more(drawn: Facts, data: st.DataObject, fen: int) -> None:
    """A larger payment does not raise what is owed."""
    place = data.draw(st.integers(0, len(drawn.payments) - 1))
    day, amount, toward = drawn.payments[place]
    larger = (day, amount + Decimal(fen) / 100, toward)
    more = [*drawn.payments[:place], larger, *drawn.payments[place + 1 :]]
    assert total(replace(drawn, payments=more)) <= total(drawn)


@patient
@given(PAID, st.data())
def test_paying_earlier_never_leaves_more(drawn: Facts, data: st.DataObject) -> None:
    """Nor does an earlier one of a single advance, where no payment meets what only stays paid.

    What goes back is counted: one made before a charge fell due may have found nothing to meet. A surplus kept apart
    until notice bears nothing meanwhile, so there an earlier payment can cost.
    """
    drawn = replace(drawn, excess="at_payment", notice_on=None)
    if len(drawn.advances) > 1:
        first, *_ = drawn.advances
        face = sum((face for _, face, _ in drawn.advances), Decimal(0))
        drawn = replace(drawn, advances=[(first[0], face, face)])
    assume(without_band(drawn))
    place = data.draw(st.integers(0, len(drawn.payments) - 1))
    day, amount, toward = drawn.payments[place]
    sooner = (data.draw(st.dates(drawn.advances[0][0], day)), amount, toward)
    rest = [*drawn.payments[:place], *drawn.payments[place + 1 :]]
    moved = sorted([*rest, sooner], key=lambda one: one[0])
    before, after = walked(lawful(drawn)), walked(lawful(replace(drawn, payments=moved)))
    assert net(after) <= net(before)


@patient
@given(CLAIMS)
def test_both_ends_are_one_day_more(drawn: Facts) -> None:
    """With both ends the last day bears too: what is outstanding on it, at its rate, and nothing if nothing is."""
    drawn = replace(drawn, due_on=None, instalments=[], accelerated_on=None, charges=[], compound="none")
    head, ends = (lawful(replace(drawn, counting=each)) for each in (Counting.HEAD_ONLY, Counting.BOTH_ENDS))
    rates = next(rates for first, rates in reversed(head.stretches) if first <= drawn.as_of)
    rate = rates.in_term if rates.cut is None else min(rates.in_term, rates.cut)
    before = walked(head)
    grown = before["principal"] * rate * head.day_count.years(drawn.as_of, drawn.as_of + A_DAY)
    assert walked(ends)["total"] == before["total"] + grown


@patient
@given(PRIVATE, st.data())
def test_overdue_days_are_the_same_under_both_counts(drawn: Facts, data: st.DataObject) -> None:
    """The day that both ends add lies in the term once the loan is overdue."""
    due = data.draw(st.dates(drawn.advances[0][0] + A_DAY, drawn.as_of - A_DAY))
    drawn = replace(drawn, due_on=due, instalments=[], accelerated_on=None, annual_rate=LOW, overdue_rate=LOW)
    drawn = replace(drawn, advances=drawn.advances[:1], payments=[], charges=[], day_count=DayCount.ACT_365)
    spans = []
    for counting in (Counting.HEAD_ONLY, Counting.BOTH_ENDS):
        entries = Ledger(lawful(replace(drawn, counting=counting))).entries
        spans.append(
            [
                sum((each.stop - each.first).days for each in entries if each.bucket is bucket)
                for bucket in (Bucket.INTEREST, Bucket.OVERDUE_INTEREST)
            ]
        )
    term, late = (due - drawn.advances[0][0]).days, (drawn.as_of - due).days
    assert spans == [[term, late], [term + 1, late]]


@patient
@given(CLAIMS, st.integers(1, 120), st.integers(0, 120))
def test_below_every_ceiling_the_contract_holds(drawn: Facts, rate: int, over: int) -> None:
    """With nothing deducted, nothing asked and nothing above a line, both ledgers are one."""
    drawn = replace(
        drawn,
        annual_rate=Decimal(rate) / 1000,
        overdue_rate=Decimal(max(rate, over)) / 1000,
        advances=[(day, face, face) for day, face, _ in drawn.advances],
        payments=[(day, amount, None) for day, amount, _ in drawn.payments],
        charges=[],
        damages_per_day=None,
        compound="none",
        pleas=frozenset(),
        excess="at_payment",
        notice_on=None,
    )
    protected, own = (walked(course) for course in both(drawn))
    assert protected == own


@patient
@given(PRIVATE, st.lists(st.integers(50, 700), min_size=2, max_size=2).map(sorted))
def test_more_interest_agreed_is_never_less_claimed(drawn: Facts, rates: list[int]) -> None:
    """From the LPR upward what can be claimed grows with the rate; below it the law's own rate may be higher.

    Less what goes back: a payment that finds nothing else to meet is refundable, and more interest takes some of it up.
    Nor recorded as interest: such a payment would be kept where less interest was agreed.
    """
    drawn = replace(drawn, payments=[(day, amount, None) for day, amount, _ in drawn.payments])
    low, high = (net(walked(lawful(replace(drawn, annual_rate=Decimal(rate) / 1000)))) for rate in rates)
    assert low <= high


@patient
@given(PRIVATE, st.lists(st.integers(361, 900), min_size=2, max_size=2))
def test_above_the_ceiling_the_rate_is_nothing(drawn: Facts, rates: list[int]) -> None:
    """Above 36 %, and so above every line, a higher rate changes nothing."""
    one, other = (replace(drawn, annual_rate=Decimal(rate) / 1000) for rate in rates)
    assert walked(lawful(one)) == walked(lawful(other))


@patient
@given(PRIVATE, st.lists(st.integers(241, 900), min_size=2, max_size=2))
def test_above_the_protected_rate_nothing_paid_is_nothing(drawn: Facts, rates: list[int]) -> None:
    """Above 24 % the rate counts only through what was paid of it."""
    drawn = replace(drawn, payments=[])
    one, other = (replace(drawn, annual_rate=Decimal(rate) / 1000) for rate in rates)
    assert walked(lawful(one)) == walked(lawful(other))


@patient
@given(CLAIMS, ROUNDINGS)
def test_accounts_and_lines_add_up(drawn: Facts, rounding: Rounding) -> None:
    """Whatever is rounded to what: each account balances, its lines add up to it, and no payment is lost."""
    made = found(drawn, rounding).value
    for account in made.accounts:
        assert account.accrued - account.paid - account.moved == account.owed
        lines = [line.amount for line in made.lines if line.bucket is account.bucket]
        assert sum(lines, Decimal(0)) == account.accrued
    assert made.total == sum((account.owed for account in made.accounts), Decimal(0))
    used = sum((account.paid + account.moved for account in made.accounts), Decimal(0))
    paid = sum((amount for _, amount, _ in drawn.payments), Decimal(0))
    assert used + made.kept + made.refundable == paid


@patient
@given(CLAIMS)
def test_a_note_and_no_judgment(drawn: Facts) -> None:
    """The explanation starts by saying that no court made it, and takes no formula of one; JSON reads back."""
    made = found(drawn)
    for locale in ("zh_CN", "en"):
        said = made.explain(locale)
        assert said.splitlines()[0].endswith(render(NO_COURT, locale))
        assert "本院认为" not in said
        assert "判决如下" not in said
    assert json.loads(made.to_json()) == made.to_dict()


@patient
@given(CLAIMS, st.data())
def test_charges_have_no_order(drawn: Facts, data: st.DataObject) -> None:
    """Charges may be given in any order."""
    mixed = replace(drawn, charges=data.draw(st.permutations(list(drawn.charges))))
    assert walked(lawful(mixed)) == walked(lawful(drawn))
    one, other = found(mixed).value, found(drawn).value
    assert (one.total, one.accounts, one.kept, one.refundable) == (
        other.total,
        other.accounts,
        other.kept,
        other.refundable,
    )
