"""Claims: the days on which the law turns, and the form of the result."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from claiming import DUE, LENT, START, codes, found, note, owed, yuan
from creditrules.appropriation import Order, Part
from creditrules.claims import Advance, Bucket, Charge, Claim, Kind, LineKind, Opening, Payment, Relation
from creditrules.errors import InputError, NoDataError
from creditrules.findings import plain
from creditrules.law import At, BenchmarkAt, Excess, Fees, LaterLeg, Lender, NaturalBand, Plea, Readings
from creditrules.money import Rounding, When
from creditrules.periods import Counting, DayCount, add_days

if TYPE_CHECKING:
    from creditrules.findings import Finding

D = date
HEAD, BOTH = Counting.HEAD_ONLY, Counting.BOTH_ENDS
OLD = D(2018, 1, 1)
NOTHING = Decimal("0.00")


class TestDays:
    """The day before, on and after each day on which something turns."""

    @pytest.mark.parametrize(
        ("counting", "after", "interest", "overdue"),
        [(HEAD, -1, 30, 0), (HEAD, 0, 31, 0), (HEAD, 1, 31, 1), (BOTH, -1, 31, 0), (BOTH, 0, 32, 0), (BOTH, 1, 32, 1)],
    )
    def test_due_day(self, counting: Counting, after: int, interest: int, overdue: int) -> None:
        """3.7: lent for 31 days; overdue days are those since the due day, and both ends add one day to the term."""
        due = D(2021, 2, 1)
        claimed = owed(note(counting=counting, due_on=due), as_of=add_days(due, after))
        assert (claimed.interest, claimed.overdue_interest) == (yuan((10, interest)), yuan((10, overdue)))

    def test_last_day_bears_what_is_outstanding(self) -> None:
        """3.7: with both ends the last day bears, but nothing if all was paid on it."""
        agreed, as_of = note(counting=BOTH), D(2021, 1, 31)
        assert owed(agreed, as_of=START).interest == yuan((10, 1))
        assert owed(agreed, Payment(as_of, LENT + 300), as_of=as_of).total == NOTHING
        assert owed(agreed, Payment(as_of, LENT // 2 + 300), as_of=as_of).interest == yuan((5, 1))

    @pytest.mark.parametrize(
        ("formed", "plain", "asked"),
        [
            (D(2020, 8, 19), [("15.4", 1), ("14.8", 365)], [(24, 1), ("14.8", 365)]),
            (D(2020, 8, 20), [("15.4", 365)], [("15.4", 365)]),
            (D(2020, 8, 21), [("15.4", 364)], [("15.4", 364)]),
        ],
    )
    def test_formed(self, formed: date, plain: list[Any], asked: list[Any]) -> None:
        """3.6: formed on 2020-08-20 is not before it: four times the LPR of that day (3.85 %), and no request helps.

        Formed the day before, the later days go by the LPR of the day of filing, 3.70 %.
        """
        facts: dict[str, Any] = {"as_of": D(2021, 8, 20), "filed_on": D(2022, 2, 1)}
        assert owed(note(formed, "24%"), **facts).interest == yuan(*plain)
        with_plea = found(note(formed, "24%"), pleas={Plea.OLD_RULE}, **facts)
        assert with_plea.value.interest == yuan(*asked)
        said = "old-rule-no-effect" in {notice.message.code for notice in with_plea.notices}
        assert said is (formed >= D(2020, 8, 20))

    @pytest.mark.parametrize(
        ("accepted", "decided", "before", "after"),
        [
            (D(2020, 8, 19), D(2021, 6, 1), 24, 24),
            (D(2020, 8, 20), D(2020, 12, 31), "15.4", "15.4"),
            (D(2020, 8, 20), D(2021, 1, 1), 24, "15.4"),
            (D(2020, 8, 21), D(2021, 1, 1), 24, "15.4"),
            (D(2020, 12, 31), D(2020, 12, 31), "15.4", "15.4"),
            (D(2020, 12, 31), D(2021, 1, 1), 24, "15.4"),
            (D(2021, 1, 1), None, 24, "15.4"),
        ],
    )
    def test_accepted(self, accepted: date, decided: date | None, before: object, after: object) -> None:
        """3.6: accepted on 2020-08-20 is under the new text; of 2020 the day of decision picks which.

        Lent 2019-08-01, before the first LPR: 385 days to 2020-08-19 and 133 to the end of the year. The request for
        the rule of the time is known only to the text of 2021-01-01.
        """
        claimed = owed(
            note(D(2019, 8, 1), "24%"),
            as_of=D(2020, 12, 31),
            filed_on=min(accepted, D(2020, 12, 31)),
            accepted_on=accepted,
            decided_on=decided,
            pleas={Plea.OLD_RULE},
        )
        assert claimed.interest == yuan((before, 385), (after, 133))

    @pytest.mark.parametrize(
        ("filed", "accepted", "percent"),
        [
            (D(2020, 8, 12), None, 24),
            (D(2020, 8, 19), D(2020, 8, 19), 24),
            (D(2020, 8, 19), D(2020, 8, 20), "15.4"),
        ],
    )
    def test_filed_before_the_seam(self, filed: date, accepted: date | None, percent: object) -> None:
        """3.5: a suit filed more than seven days before 2020-08-20 counts as accepted when filed."""
        claimed = owed(
            note(OLD, "24%"), as_of=D(2019, 1, 1), filed_on=filed, accepted_on=accepted, decided_on=D(2020, 9, 1)
        )
        assert claimed.interest == yuan((percent, 365))

    @pytest.mark.parametrize(
        ("accepted", "percent"), [(D(2015, 8, 31), "22.4"), (D(2015, 9, 1), 24), (D(2015, 9, 2), 24)]
    )
    def test_accepted_in_2015(self, accepted: date, percent: object) -> None:
        """Accepted before 2015-09-01: four times the benchmark of a year, 5.60 % on 2015-01-01; from then on 24 %."""
        claimed = owed(
            note(D(2015, 1, 1), "36%", term_months=12),
            as_of=D(2015, 12, 31),
            filed_on=accepted,
            readings=Readings(benchmark_at=BenchmarkAt.FORMATION),
        )
        assert claimed.interest == yuan((percent, 364))

    @pytest.mark.parametrize(
        ("formed", "plain", "at_formation"),
        [
            (D(2019, 8, 19), [("14.8", 368)], [("14.8", 368)]),
            (D(2019, 8, 20), [(17, 366), ("14.8", 1)], [(17, 367)]),
            (D(2019, 8, 21), [(17, 365), ("14.8", 1)], [(17, 366)]),
        ],
    )
    def test_first_lpr(self, formed: date, plain: list[Any], at_formation: list[Any]) -> None:
        """3.4: from the first LPR (4.25 %) on, it is that of formation to 2020-08-19, or by one reading throughout."""
        facts: dict[str, Any] = {"as_of": D(2020, 8, 21), "filed_on": D(2022, 2, 1)}
        assert owed(note(formed, "24%"), **facts).interest == yuan(*plain)
        read = Readings(later_leg=LaterLeg.AT_FORMATION)
        assert owed(note(formed, "24%"), readings=read, **facts).interest == yuan(*at_formation)

    @pytest.mark.parametrize(("formed", "percent"), [(19, "15.4"), (20, "15.2"), (21, "15.2")])
    def test_publication_day(self, formed: int, percent: object) -> None:
        """3.21: the LPR of 2021-12-20 counts from that day on: 3.80 % instead of 3.85 %."""
        day = D(2021, 12, formed)
        assert owed(note(day, "24%"), as_of=add_days(day, 365)).interest == yuan((percent, 365))

    @pytest.mark.parametrize(
        ("counting", "start", "end", "months"),
        [
            (HEAD, D(2024, 2, 29), D(2025, 2, 28), 12),
            (HEAD, D(2023, 2, 28), D(2024, 2, 28), 12),
            (HEAD, D(2021, 1, 31), D(2021, 2, 28), 1),
            (HEAD, D(2021, 1, 31), D(2021, 4, 30), 3),
            (BOTH, D(2021, 1, 31), D(2021, 2, 27), 1),
        ],
    )
    def test_whole_months(self, counting: Counting, start: date, end: date, months: int) -> None:
        """An absent day is the month's last; both ends are head-only to the day after. 12 % of 36,500: 365 a month."""
        agreed = note(start, "12%", day_count=DayCount.WHOLE_MONTHS, counting=counting)
        assert owed(agreed, as_of=end).interest == 365 * months

    def test_odd_days(self) -> None:
        """Whole months refuse odd days and name them; months and days take each as a thirtieth."""
        start, end = D(2021, 1, 31), D(2021, 3, 1)
        message = "^WHOLE_MONTHS leaves 1 odd days from 2021-01-31 to 2021-03-01: choose another day count$"
        with pytest.raises(InputError, match=message):
            owed(note(start, "12%", day_count=DayCount.WHOLE_MONTHS), as_of=end)
        both = owed(note(start, "12%", day_count=DayCount.MONTHS_AND_DAYS), as_of=end)
        assert both.interest == Decimal("377.17")  # 365 × 31/30 = 377.1666...

    @pytest.mark.parametrize("formed", [D(2019, 10, 1), D(2020, 5, 1)])
    def test_no_cut_without_a_change(self, formed: date) -> None:
        """A segment ends only where an event, a due day or a change of rate does: 12 % is below both ceilings."""
        agreed = note(formed, "12%", day_count=DayCount.WHOLE_MONTHS)
        assert owed(agreed, as_of=D(formed.year + 1, formed.month, 1), filed_on=D(2022, 2, 1)).interest == 365 * 12


class TestResult:
    """The sums, the lines and the texts of a result."""

    events = (
        Payment(D(2021, 2, 7), "1777.77"),
        Payment(D(2021, 4, 9), 2345, toward=Part.INTEREST),
        Payment(D(2021, 8, 9), 2345),
    )
    charges = (
        Charge(D(2021, 4, 1), 99),
        Charge(D(2021, 2, 1), 50, kind=Kind.FEE),
        Charge(D(2021, 9, 1), 7, kind=Kind.COST),
    )

    def finding(self, rounding: Rounding = Rounding(), **facts: object) -> Finding[Claim]:
        """Return a claim on 36,500 with something in each part."""
        agreed = note(rate="10%", due_on=D(2021, 3, 1), overdue_rate="24%", rounding=rounding)
        given: dict[str, Any] = {"charges": self.charges} | facts
        value: Finding[Claim] = found(agreed, *self.events, as_of=D(2021, 12, 5), **given)
        return value

    @pytest.mark.parametrize("unit", ["0.01", "1"])
    @pytest.mark.parametrize("when", When)
    def test_adds_up(self, unit: str, when: When) -> None:
        """In each account accrued − paid − moved is owed, and its lines add up to what accrued; no more was lent."""
        claimed = self.finding(Rounding(unit=unit, when=when)).value
        assert sum(one.owed for one in claimed.accounts) == claimed.total
        assert sum(one.paid for one in claimed.accounts) + claimed.refundable == sum(one.amount for one in self.events)
        for one in claimed.accounts:
            assert one.accrued - one.paid - one.moved == one.owed
            assert sum(line.amount for line in claimed.lines if line.bucket is one.bucket) == one.accrued
        lent = sum(
            line.amount for line in claimed.lines if line.bucket is Bucket.PRINCIPAL and line.kind is LineKind.SUM
        )
        assert lent == LENT
        # Only where the total is rounded to yuan does rounding move an account, and a line says by how much.
        moved = any(line.kind is LineKind.ROUNDING for line in claimed.lines)
        assert moved is (unit == "1" and when is When.ONCE)

    def test_never_below_nothing(self) -> None:
        """What was set off by notice was not paid before, and no account has less than nothing paid."""
        lent = [Advance(START, 100_000, 100_000)]
        for days in (15, 18, 21):
            read = Readings(excess=Excess.AT_NOTICE, notice_on=add_days(START, days))
            payment = Payment(add_days(START, 5), "7777.77")
            claimed = owed(note(rate="11%"), payment, as_of=add_days(START, days + 7), lent=lent, readings=read)
            assert min(one.paid for one in claimed.accounts) >= 0

    def test_rounded_once(self) -> None:
        """Once: the total of 36,500 × 10 % × 31 / 365 + ... to a whole yuan; each: every segment to a whole yuan."""
        agreed = note(rate="9.99%", rounding=Rounding(unit="1"))
        assert owed(agreed, as_of=D(2021, 1, 2)).interest == 10
        each = note(rate="9.99%", rounding=Rounding(unit="1", when=When.EACH))
        cuts = [Charge(add_days(START, days), 1, kind=Kind.COST) for days in range(5)]
        # Five segments of 9.99 are five times 10; rounded once they are 49.95 and the costs of 5: 55.
        assert owed(each, as_of=D(2021, 1, 6), charges=cuts).interest == 50
        assert owed(agreed, as_of=D(2021, 1, 6), charges=cuts).total == LENT + 55

    def test_each_at_the_ceiling(self) -> None:
        """Each segment rounded up at the ceiling stays so: 15.40 a day are 15 yuan, two days 31, each by itself."""
        agreed = note(due_on=START, overdue_rate="24%", rounding=Rounding(unit="1", when=When.EACH))
        cuts = [Charge(add_days(START, days), 1, kind=Kind.COST) for days in (2, 4)]
        # 30.80 is 31, twice; the exact ceiling for the four days is 61.60, which is no whole yuan.
        assert owed(agreed, as_of=add_days(START, 4), charges=cuts).overdue_interest == 62

    def test_not_protected(self) -> None:
        """3.18: bucket by bucket the lender's own ledger less the protected one, on the face and without a ceiling."""
        lent = [Advance(START, 40_000, LENT)]
        claimed = owed(note(rate="24%"), lent=lent, as_of=DUE)
        assert claimed.lender.total == Decimal(40_000) * Decimal("1.24")
        assert claimed.not_protected.principal == 3500
        assert claimed.not_protected.interest == Decimal(9600) - yuan(("15.4", 365))
        assert claimed.not_protected.total == claimed.lender.total - claimed.total

    def test_texts(self) -> None:
        """In both languages no court made it, no formula of a judgment is used, and the page is escaped HTML."""
        made = self.finding()
        english, chinese = made.explain("en"), made.explain()
        assert english.startswith("This is a calculation note; no court made it.\n")
        assert chinese.startswith("本文是利息计算说明，并非法院文书。\n")
        assert not [word for word in ("本院认为", "判决如下", "本院") if word in chinese]
        assert made.html().startswith('<div lang="zh-Hans"')
        assert "no court made it" in made.html("en")

    def test_json(self) -> None:
        """The result as JSON has every field, the other totals among them, and nothing that computes."""
        made = self.finding(readings=Readings(at=At.DEFAULT_DAY))
        value = json.loads(made.to_json())["value"]
        assert value == json.loads(json.dumps(plain(made.value)))
        assert value["total"] == str(made.value.total)
        assert [one["total"] for one in value["with_and_without"]] == [
            str(one.total) for one in made.value.with_and_without
        ]
        assert not [name for name in value if name.startswith("_")]

    def test_with_and_without(self) -> None:
        """One change at a time; a plea that needs a reading stands with each value; what changes nothing is left out.

        Lent 2019-09-01 at 36 %, filed 2022-02-01, 1,000 paid after 10 days; on the eleventh day. Unasked 4 × 4.25 %:
        170 interest, 830 to principal, then one day on the rest. Asked for: 240, then as paid.
        """
        on = D(2019, 9, 11)
        claimed = owed(note(D(2019, 9, 1), "36%"), Payment(on, 1000), as_of=D(2019, 9, 12), filed_on=D(2022, 2, 1))

        def after(principal: int, percent: int) -> Decimal:
            return round(principal + Decimal(principal) * percent / 36_500, 2)

        assert claimed.total == after(LENT - 830, 17)
        totals = {str(one.change.code): set[Decimal]() for one in claimed.with_and_without}
        for one in claimed.with_and_without:
            totals[one.change.code].add(one.total)
        # 120 of the 760 left stay paid, or all of them go to the principal.
        assert totals["other-both"] == {after(LENT - 640, 24), after(LENT - 760, 24)}
        # Kept apart until the last day, the 830 meet the interest of that day, 17.00, and then principal.
        assert totals["other-reading"] == {Decimal(LENT + 17 - 830)}
        assert totals.keys() == {"other-both", "other-reading"}


def test_no_suit_yet() -> None:
    """3.5: without a suit the first notice says that the result is for one filed on the last day."""
    made = found(note(OLD, "24%"), as_of=D(2022, 1, 1))
    assert made.notices[0].message.code == "no-suit-yet"
    assert made.value.interest == yuan(("15.2", (D(2022, 1, 1) - OLD).days))


@pytest.mark.parametrize("band", NaturalBand)
def test_old_rule_and_a_licensed_lender(band: NaturalBand) -> None:
    """The request for the old rule has no effect on a licensed lender, and a notice says so."""
    made = found(
        note(OLD, "36%", Lender.BANK), as_of=D(2019, 1, 1), pleas={Plea.OLD_RULE}, readings=Readings(natural_band=band)
    )
    assert made.value.interest == yuan((36, 365))
    assert "old-rule-licensed" in {notice.message.code for notice in made.notices}


@pytest.mark.parametrize("counting", Counting)
def test_notice_after_the_last_day(counting: Counting) -> None:
    """A notice that arrives after the last day sets nothing off yet, whichever ends count."""
    read = Readings(excess=Excess.AT_NOTICE, notice_on=D(2021, 2, 2))
    claimed = owed(note(counting=counting), Payment(D(2021, 1, 11), 1000), as_of=D(2021, 2, 1), readings=read)
    assert (claimed.set_off, claimed.refundable) == (NOTHING, Decimal(900))


def test_order_by_contract() -> None:
    """A contract may rank the parts in another way: here damages before principal, costs last."""
    ranked = (Part.INTEREST, Part.DAMAGES, Part.PRINCIPAL, Part.COSTS)
    opening = Opening(interest=100, costs=50, damages=30)
    for order, principal in ((ranked, LENT - 20), (Order.CIVIL_CODE_561, LENT), (Order.PRINCIPAL_FIRST, LENT - 150)):
        agreed = note(lender=Lender.BANK, order=order)
        assert owed(agreed, Payment(START, 150), as_of=START, opening=opening).principal == principal


def test_third_party_fees_outside() -> None:
    """3.12: a fee that a guarantor took, and the money paid to it, are no part of the lender's ledger."""
    fee = Charge(START, 900, kind=Kind.FEE, relation=Relation.GUARANTOR, collector="G")
    to_it = Payment(START, 900, to=Relation.GUARANTOR)
    made = found(note(), to_it, as_of=DUE, charges=[fee])
    assert (made.value.principal, made.value.fees) == (Decimal(LENT), NOTHING)
    assert "claim-third-party" in {notice.message.code for notice in made.notices}


def test_the_cut_and_a_private_lender() -> None:
    """The cut to a yearly total is for licensed lenders: asked of a private one, a notice says that it does nothing."""
    asked = found(note(rate="24%"), as_of=DUE, pleas={Plea.REDUCE_24})
    assert asked.value == found(note(rate="24%"), as_of=DUE).value
    assert "reduce-private" in codes(asked)


@pytest.mark.parametrize(("as_of", "told"), [(D(2020, 12, 31), True), (D(2021, 1, 1), False), (D(2021, 1, 2), False)])
def test_local_lender_before_the_reply(as_of: date, *, told: bool) -> None:
    """Until 2021-01-01 it was open whether a small-loan company stood outside private lending; a notice says so."""
    made = found(note(D(2020, 9, 1), "20%", Lender.SMALL_LOAN), as_of=as_of)
    assert ("local-claim" in codes(made)) is told


@pytest.mark.parametrize(
    ("accepted", "decided", "error"),
    [
        (D(2020, 12, 31), None, InputError),
        (D(2020, 12, 31), D(2020, 12, 31), NoDataError),
        (D(2020, 12, 31), D(2021, 1, 1), None),
        (D(2021, 1, 1), None, None),
    ],
)
def test_nothing_agreed_and_the_day_of_decision(
    accepted: date, decided: date | None, error: type[Exception] | None
) -> None:
    """Formed since 2020-08-20 with no rate: the text of 2020-08-20 names none, that of 2021 the LPR."""
    agreed = note(D(2020, 9, 1), None, due_on=D(2020, 10, 1))
    given: dict[str, Any] = {"accepted_on": accepted, "filed_on": accepted, "decided_on": decided}
    given["readings"] = Readings(at=At.DEFAULT_DAY)
    if error is None:
        assert owed(agreed, as_of=D(2021, 1, 9), **given).overdue_interest == yuan(("3.85", 100))
    else:
        with pytest.raises(error):
            owed(agreed, as_of=D(2021, 1, 9), **given)


def test_a_whole_sum_stays_whole() -> None:
    """100 of damages are 100 in the account and in its line, though interest leaves parts of a fen beside it."""
    agreed = note(D(2022, 1, 1), "10%", Lender.BANK, due_on=D(2022, 1, 21), overdue_rate="15%")
    paid, charge = Payment(D(2022, 2, 27), 1070), Charge(D(2022, 1, 22), 100)
    claimed = owed(agreed, paid, lent=[Advance(D(2022, 1, 1), 1000, 1000)], as_of=D(2022, 2, 27), charges=[charge])
    (damages,) = (one for one in claimed.accounts if one.bucket is Bucket.DAMAGES)
    assert damages.accrued == 100
    assert [line.amount for line in claimed.lines if line.bucket is Bucket.DAMAGES] == [100]
    assert sum(one.paid for one in claimed.accounts) == 1070


@pytest.mark.parametrize("lender", [Lender.PRIVATE, Lender.BANK])
def test_principal_that_is_due_is_not_overpaid(lender: Lender) -> None:
    """Paid in full on the due day, 36,500 and 10 a day for a year: nothing waits for a notice, and nothing is owed."""
    agreed = note(rate="10%", lender=lender, due_on=DUE, overdue_rate="15%")
    read = Readings(excess=Excess.AT_NOTICE, notice_on=D(2023, 1, 1))
    claimed = owed(agreed, Payment(DUE, LENT + 3650), as_of=D(2023, 1, 1), readings=read)
    assert (claimed.total, claimed.set_off, claimed.refundable) == (NOTHING, NOTHING, NOTHING)


def test_money_paid_to_others_is_told() -> None:
    """What a guarantor took is left out with a notice, and counted where such fees are looked through."""
    paid = Payment(D(2021, 6, 1), 2000, to=Relation.GUARANTOR)
    made = found(note(), paid, as_of=DUE)
    assert "claim-paid-elsewhere" in codes(made)
    through = found(note(), paid, as_of=DUE, readings=Readings(fees=Fees.LOOK_THROUGH))
    assert "claim-paid-elsewhere" not in codes(through)
    assert through.value.total < made.value.total


def test_the_total_says_what_it_is() -> None:
    """Private: what is not protected; licensed: what a court could be asked to cut; nothing above: neither."""
    facts: dict[str, Any] = {"due_on": DUE, "overdue_rate": "27%"}
    private = found(note(rate="24%"), as_of=DUE)
    bank = found(note(rate="18%", lender=Lender.BANK, **facts), as_of=D(2023, 1, 1), pleas={Plea.REDUCE_24})
    low = found(note(), as_of=DUE)
    last = [[step.message.code for step in made.steps][-1] for made in (private, bank, low)]
    assert last == ["claim-total-private", "claim-total-licensed", "claim-total"]
    assert ("claim-not-awarded" in codes(private), "claim-until-then" in codes(bank)) == (True, True)


def test_where_the_rate_of_nothing_agreed_is_written() -> None:
    """28(2) for the LPR of 2021, 29(2)(1) for the 6 % of 2015; damages beside interest by 29."""
    asked = Readings(at=At.DEFAULT_DAY)
    made = found(note(rate=None, due_on=D(2021, 2, 1)), as_of=DUE, readings=asked, charges=[Charge(D(2021, 3, 1), 9)])
    assert {"spc-private-lending-2020-17#28(2)", "spc-private-lending-2020-17#29"} <= {one.id for one in made.citations}
    older = found(note(OLD, None, due_on=D(2018, 2, 1)), as_of=D(2019, 1, 1))
    assert "spc-private-lending-2015-18#29(2)(1)" in {one.id for one in older.citations}
