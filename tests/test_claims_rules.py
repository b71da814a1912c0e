"""Claims rule by rule: what a payment meets, and what is held to a ceiling.

Each number is a rate in per cent times days, since 36,500 bear a yuan a day for each per cent. The rules are those of
the claims ledger, whose numbers (3.1 and so on) stand in the docstrings.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from claiming import DUE, LENT, START, account, cents, codes, found, note, owed, yuan
from creditrules.appropriation import Order, Part
from creditrules.claims import (
    Advance,
    Bucket,
    Charge,
    Compound,
    Daily,
    Instalment,
    Kind,
    Opening,
    Payment,
    Relation,
)
from creditrules.law import (
    BenchmarkAt,
    DamagesRank,
    Excess,
    Fees,
    Lender,
    NaturalBand,
    Plea,
    Readings,
    Window,
)
from creditrules.periods import Counting, DayCount, add_days

D = date
LATE = D(2023, 1, 1)
OLD = D(2018, 1, 1)
BANK = Lender.BANK
NOTHING = Decimal("0.00")
AS_CONTRACTED = Readings(natural_band=NaturalBand.AS_CONTRACTED)
DESIGNATED = Readings(natural_band=NaturalBand.DESIGNATED_ONLY)
WHOLE_TERM = Readings(window=Window.WHOLE_TERM)
REDUCE = frozenset({Plea.REDUCE_24})


class TestSurplus:
    """3.1: what is paid above protected interest."""

    pay = Payment(D(2021, 2, 1), 1000)
    as_of = D(2021, 4, 12)

    def test_at_payment(self) -> None:
        """It meets the principal on its day: 31 days bear 310, so 690 go to principal, and 70 days follow."""
        claimed = owed(note(), self.pay, as_of=self.as_of)
        assert claimed.principal == 35_810
        assert claimed.interest == cents(Fraction(35_810, LENT) * 10 * 70)

    @pytest.mark.parametrize(
        ("notice_on", "principal", "interest", "set_off", "refundable"),
        [
            (D(2021, 4, 12), 36_500, 10, 690, 0),
            (D(2021, 4, 13), 36_500, 700, 0, 690),
            (D(2021, 3, 13), 36_210, None, 690, 0),
            (D(2021, 2, 1), 35_810, None, 0, 0),
        ],
    )
    def test_at_notice(
        self, notice_on: date, principal: int, interest: int | None, set_off: int, refundable: int
    ) -> None:
        """Kept apart it bears nothing and then meets interest first: after 40 days 400 of it, and 290 of principal."""
        read = Readings(excess=Excess.AT_NOTICE, notice_on=notice_on)
        claimed = owed(note(), self.pay, as_of=self.as_of, readings=read)
        assert (claimed.principal, claimed.set_off, claimed.refundable) == tuple(
            map(Decimal, (principal, set_off, refundable))
        )
        since = (self.as_of - notice_on).days
        assert claimed.interest == (cents(Fraction(principal, LENT) * 10 * since) if interest is None else interest)
        assert claimed.not_protected.principal == 35_810 - principal

    def test_paid_more_than_owed(self) -> None:
        """What nothing owed takes up can be claimed back, in a suit of its own."""
        made = found(note(), Payment(D(2021, 2, 1), LENT + 1000), as_of=self.as_of)
        assert (made.value.total, made.value.refundable) == (NOTHING, Decimal(690))
        assert "claim-refundable" in codes(made)


class TestNaturalBand:
    """3.2, 3.3: the part from 24 % to 36 % of the text of 2015."""

    def test_carries_forward(self) -> None:
        """31 days at 24 % are 744; of the 372 above, 256 are met, and the rest with 120 more ten days later."""
        payments = [Payment(D(2018, 2, 1), 1000), Payment(D(2018, 2, 11), 1000)]
        claimed = owed(note(OLD, "36%"), *payments, as_of=D(2018, 2, 11), readings=AS_CONTRACTED)
        assert (claimed.kept, claimed.principal) == (Decimal(372 + 120), Decimal(LENT - (1000 - 240 - 236)))

    def test_designated_only(self) -> None:
        """Undesignated, the 256 go to principal; recorded as interest they stay paid, in either reading."""
        pay, agreed = Payment(D(2018, 2, 1), 1000), note(OLD, "36%")
        claimed = owed(agreed, pay, as_of=pay.on, readings=DESIGNATED)
        assert (claimed.kept, claimed.principal) == (NOTHING, Decimal(LENT - 256))
        recorded = evolve(pay, toward=Part.INTEREST)
        for payment, readings in ((recorded, DESIGNATED), (recorded, AS_CONTRACTED), (pay, AS_CONTRACTED)):
            made = found(agreed, payment, as_of=pay.on, readings=readings)
            assert (made.value.kept, made.value.principal) == (Decimal(256), Decimal(LENT))
            assert "claim-kept" in codes(made)

    def test_no_reading_needed(self) -> None:
        """Where every payment is recorded as interest both readings are one, so none need be chosen."""
        claimed = owed(note(OLD, "36%"), Payment(D(2018, 2, 1), 1000, toward=Part.INTEREST), as_of=D(2018, 2, 1))
        assert (claimed.kept, claimed.principal) == (Decimal(256), Decimal(LENT))

    @pytest.mark.parametrize(("rate", "kept"), [(None, 360), ("12%", 240), ("30%", 120), ("48%", 120)])
    def test_recorded_as_interest(self, rate: str | None, kept: int) -> None:
        """With no rate agreed, or above the agreed one, what was recorded as interest stays paid up to 36 %.

        Ten days: interest to 24 % is met, what lies above it to 36 % is kept, the rest of 500 goes to principal.
        """
        claimed = owed(
            note(OLD, rate),
            Payment(D(2018, 1, 11), 500, toward=Part.INTEREST),
            as_of=D(2018, 1, 11),
            readings=DESIGNATED,
        )
        assert (claimed.kept, claimed.principal) == (Decimal(kept), Decimal(LENT - 140))

    def test_above_36(self) -> None:
        """Above 36 % it always goes to principal: of 480 for ten days at 48 %, 120."""
        claimed = owed(note(OLD, "48%"), Payment(D(2018, 1, 11), 480), as_of=D(2018, 1, 11), readings=AS_CONTRACTED)
        assert (claimed.kept, claimed.principal) == (Decimal(120), Decimal(LENT - 120))

    @pytest.mark.parametrize(
        ("on", "kept", "principal"), [(D(2020, 8, 19), 360, 0), (D(2020, 8, 20), 0, 336), (D(2020, 8, 21), 0, "320.60")]
    )
    def test_closes(self, on: date, kept: int, principal: object) -> None:
        """It closes on 2020-08-20: 1,080 for 30 days at 24 % and the 12 above; later they meet 24 %, then 15.4 %."""
        claimed = owed(
            note(D(2020, 7, 20), "36%"),
            Payment(on, 1080),
            as_of=on,
            filed_on=D(2021, 6, 1),
            pleas={Plea.OLD_RULE},
            readings=AS_CONTRACTED,
        )
        assert (claimed.kept, LENT - claimed.principal) == (Decimal(kept), Decimal(str(principal)))


class TestOrder:
    """3.8, 3.9: in what order things happen and parts are paid."""

    opening = Opening(interest=100, costs=50, damages=30)

    @pytest.mark.parametrize(
        ("toward", "amount", "parts"),
        [
            (None, 120, (0, 70, 50, 0)),
            (Part.COSTS, 120, (0, 70, 50, 0)),
            (Part.INTEREST, 120, (0, 100, 20, 0)),
            (Part.PRINCIPAL, 120, (120, 0, 0, 0)),
            (Part.DAMAGES, 120, (0, 40, 50, 30)),
            (None, 36_660, (36_500, 100, 50, 10)),
            (Part.PRINCIPAL, 36_660, (36_500, 100, 50, 10)),
        ],
    )
    def test_toward(self, toward: Part | None, amount: int, parts: tuple[int, ...]) -> None:
        """Costs, interest, principal, damages last; a surplus over the part recorded follows that order."""
        made = found(note(lender=BANK), Payment(START, amount, toward=toward), as_of=START, opening=self.opening)
        value = made.value
        left = (LENT - value.principal, 100 - value.interest, 50 - value.costs, 30 - value.damages)
        assert left == tuple(map(Decimal, parts))
        # The finding says so wherever a record changed what was paid.
        assert ("claim-toward" in codes(made)) is (toward not in {None, Part.COSTS} and amount == 120)

    @pytest.mark.parametrize(("rank", "damages"), [(DamagesRank.AFTER_PRINCIPAL, 30), (DamagesRank.AS_INTEREST, 20)])
    def test_damages_rank(self, rank: DamagesRank, damages: int) -> None:
        """3.9: the article does not name damages; a reading puts them with interest, and a notice says which."""
        read = Readings(damages_rank=rank)
        made = found(note(lender=BANK), Payment(START, 160), as_of=START, opening=self.opening, readings=read)
        assert made.value.damages == damages
        assert "claim-damages" in codes(made)

    def test_recorded(self) -> None:
        """3.9: recorded as principal it stops interest on 1,000 at once; a notice says what would be without."""
        made = found(note(), Payment(D(2021, 1, 11), 1000, toward=Part.PRINCIPAL), as_of=D(2021, 1, 21))
        assert made.value.interest == cents(Fraction(100) + Fraction(35_500, LENT) * 100)
        (notice,) = (one for one in made.notices if one.message.code == "claim-toward")
        without = 35_600 + Fraction(35_600, LENT) * 100
        assert str(cents(without)) in made.explain("en").replace(",", "")
        assert notice.citations[0].id == "civil-code#561"

    def test_same_day(self) -> None:
        """3.8: charges before payments, instalments before payments, and two alike are one of their sum."""
        day, agreed = D(2021, 1, 11), note(lender=BANK)
        cost = [Charge(day, 40, kind=Kind.COST)]
        assert owed(agreed, Payment(day, 100), as_of=day, charges=cost).interest == 40
        pooled = owed(agreed, Payment(day, 140), as_of=DUE)
        assert owed(agreed, Payment(day, 60), Payment(day, 80), as_of=DUE).accounts == pooled.accounts
        first = owed(agreed, Payment(day, 60, toward=Part.PRINCIPAL), Payment(day, 80), as_of=day)
        assert (first.principal, first.interest) == (Decimal(LENT - 60), Decimal(20))

    @pytest.mark.parametrize("counting", Counting)
    @pytest.mark.parametrize(("days", "turned"), [(90, False), (91, True), (92, True)])
    def test_from_day_91(self, counting: Counting, days: int, *, turned: bool) -> None:
        """3.20: by such a contract principal comes first from day 91 overdue, counted before the payment."""
        agreed = note(
            lender=BANK,
            overdue_rate="15%",
            due_on=D(2021, 1, 1),
            order=Order.PRINCIPAL_FIRST_FROM_DAY_91,
            counting=counting,
        )
        on = add_days(D(2021, 1, 1), days)
        assert owed(agreed, Payment(on, 1000), as_of=on).principal == (LENT - 1000 if turned else LENT)

    @pytest.mark.parametrize(("on", "principal"), [(D(2023, 4, 1), 0), (D(2023, 4, 2), 1000)])
    def test_day_91_of_the_oldest_unpaid(self, on: date, principal: int) -> None:
        """3.20: the days are those of the oldest instalment that is due and unpaid: the second, due 2023-01-01.

        The first was paid with its interest; of a payment before any was due interest came first too.
        """
        agreed = note(
            lender=BANK,
            overdue_rate="15%",
            schedule=[Instalment(DUE, LENT // 2), Instalment(LATE, LENT // 2)],
            order=Order.PRINCIPAL_FIRST_FROM_DAY_91,
        )
        payments = [Payment(D(2021, 1, 11), 100), Payment(DUE, 3550 + LENT // 2), Payment(on, 1000)]
        assert owed(agreed, *payments, as_of=on).principal == LENT // 2 - principal


class TestCeiling:
    """3.10: art. 29, at 15.4 % a year; 10 % of it goes to overdue interest, so 5.40 a day are left."""

    agreed = note(due_on=DUE)

    @pytest.mark.parametrize(("after", "damages"), [(0, 0), (1, "5.40"), (9, "48.60"), (10, 54), (11, 54)])
    def test_damages(self, after: int, damages: object) -> None:
        """A lump sum of the due day is clipped to the room, which grows daily: below, at and above 54."""
        claimed = owed(self.agreed, as_of=add_days(DUE, after), charges=[Charge(DUE, 54)])
        assert (claimed.damages, claimed.lender.damages) == (Decimal(str(damages)), Decimal(54))
        assert claimed.not_protected.damages == 54 - claimed.damages
        cut = [line.amount for line in claimed.lines if line.bucket is Bucket.DAMAGES and line.days == 0]
        assert sum(cut) == claimed.damages

    @pytest.mark.parametrize(("after", "fees"), [(9, "48.60"), (10, 54), (11, 54)])
    def test_fees(self, after: int, fees: object) -> None:
        """So is a fee for the default; in the term it is interest under art. 25, 5.40 a day too."""
        late = owed(self.agreed, as_of=add_days(DUE, after), charges=[Charge(add_days(DUE, 1), 54, kind=Kind.FEE)])
        early = owed(self.agreed, as_of=add_days(START, after), charges=[Charge(START, 54, kind=Kind.FEE)])
        assert late.fees == early.fees == Decimal(str(fees))

    @pytest.mark.parametrize("counting", Counting)
    @pytest.mark.parametrize(("after", "bucket"), [(-1, Bucket.TERM_FEES), (1, Bucket.FEES), (2, Bucket.FEES)])
    def test_which_fee(self, counting: Counting, after: int, bucket: Bucket) -> None:
        """3.7: the day after the due day is overdue whichever ends count, and so is its fee one of the default."""
        fee = Charge(add_days(DUE, after), 54, kind=Kind.FEE)
        claimed = owed(note(due_on=DUE, counting=counting), as_of=LATE, charges=[fee])
        assert [one.bucket for one in claimed.accounts if one.bucket in {Bucket.TERM_FEES, Bucket.FEES}] == [bucket]

    def test_all_to_interest(self) -> None:
        """An overdue rate above the ceiling takes all of it; daily damages share it with a lower rate."""
        both: dict[str, Any] = {"due_on": DUE, "damages": Daily("0.05%")}
        high = owed(note(overdue_rate="24%", **both), as_of=LATE)
        assert (high.overdue_interest, high.damages) == (yuan(("15.4", 365)), NOTHING)
        low = owed(note(**both), as_of=LATE)
        assert (low.overdue_interest, low.damages) == (yuan((10, 365)), yuan(("5.4", 365)))
        assert low.lender.damages == Decimal("18.25") * 365
        below = owed(note(overdue_rate="5%", due_on=DUE, damages=Daily("0.01%")), as_of=LATE)
        assert (below.damages, below.total) == (Decimal("3.65") * 365, LENT + yuan((10, 365), ("8.65", 365)))

    def test_paid_damages_keep_their_room(self) -> None:
        """What was paid in damages was within the room of its day; 5.40 × 20 less that is left after 20 days."""
        pay = Payment(add_days(DUE, 10), 20, toward=Part.DAMAGES)
        claimed = owed(self.agreed, pay, as_of=add_days(DUE, 20), charges=[Charge(DUE, 200)])
        paid = account(claimed, Bucket.DAMAGES)
        assert paid is not None
        assert (paid.accrued, paid.paid, paid.owed) == (Decimal(108), Decimal(20), Decimal(88))

    def test_whole_term(self) -> None:
        """Counted over the whole term the room of the year before is there on the first day overdue."""
        claimed = owed(self.agreed, as_of=DUE, charges=[Charge(DUE, 2000)], readings=WHOLE_TERM)
        assert claimed.damages == yuan(("5.4", 365))

    def test_costs(self) -> None:
        """Costs are outside unless the reading puts them under it; either way they are paid first (561)."""
        cost = [Charge(add_days(DUE, 5), 2000, kind=Kind.COST)]
        outside = found(self.agreed, as_of=add_days(DUE, 10), charges=cost)
        assert outside.value.costs == 2000
        assert "claim-costs" in codes(outside)
        inside = found(self.agreed, as_of=add_days(DUE, 10), charges=cost, readings=Readings(costs_in_ceiling=True))
        assert inside.value.costs + inside.value.fees == 54
        assert Decimal(LENT) + yuan((10, 375)) + 54 in {one.total for one in outside.value.with_and_without}
        assert "outside the ceiling" not in inside.explain("en")

    def test_costs_first(self) -> None:
        """Under the ceiling or not, costs come before interest: 54 of room after ten days, and 54 are paid."""
        cost, read = [Charge(add_days(DUE, 5), 54, kind=Kind.COST)], Readings(costs_in_ceiling=True)
        pay = Payment(add_days(DUE, 10), 54)
        assert owed(self.agreed, pay, as_of=pay.on, charges=cost, readings=read).interest == yuan((10, 365))

    @pytest.mark.parametrize("accepted", [D(2015, 8, 31)])
    def test_not_of_1991(self, accepted: date) -> None:
        """The opinions of 1991 hold interest alone to their line, so damages stand."""
        claimed = owed(
            note(D(2014, 1, 1), "10%", due_on=D(2015, 1, 1)),
            as_of=accepted,
            charges=[Charge(D(2015, 1, 1), 9000)],
            readings=Readings(benchmark_at=BenchmarkAt.FORMATION),
        )
        assert claimed.damages == 9000

    def test_opening(self) -> None:
        """What was owed at the first advance is owed: nothing has fallen due since that could cut it."""
        claimed = owed(note(), as_of=START, opening=Opening(overdue_interest=10, damages=20, fees=30, compound=40))
        assert claimed.total == LENT + 100


class TestYearlyTotal:
    """3.11: 24 % a year of a licensed lender's total, on request."""

    def test_daily(self) -> None:
        """The overdue rate is cut to 24 %, not to that of the contract; interest of the term stays 10 %."""
        agreed = note(lender=BANK, overdue_rate="36%", due_on=DUE)
        assert owed(agreed, as_of=LATE).overdue_interest == yuan((36, 365))
        cut = owed(agreed, as_of=LATE, pleas=REDUCE)
        assert (cut.interest, cut.overdue_interest) == (yuan((10, 365)), yuan((24, 365)))

    @pytest.mark.parametrize(("after", "damages"), [(0, 0), (9, 54), (10, 60), (11, 60)])
    def test_lump(self, after: int, damages: int) -> None:
        """Beside 18 % overdue, 6 a day are left for damages; a lump sum enters as they grow."""
        agreed = note(lender=BANK, overdue_rate="18%", due_on=DUE)
        facts: dict[str, Any] = {"as_of": add_days(DUE, after), "charges": [Charge(DUE, 60)]}
        assert owed(agreed, **facts).damages == 60
        assert owed(agreed, pleas=REDUCE, **facts).damages == damages

    @pytest.mark.parametrize(("readings", "cut"), [(Readings(), 21_000), (WHOLE_TERM, 0)])
    def test_window(self, readings: Readings, cut: int) -> None:
        """100,000 at 10 % paid for three years, then a year at 45 %: 21,000 above 24 %, or nothing of four years."""
        start, due = D(2021, 1, 1), D(2024, 1, 1)
        agreed = note(start, "10%", BANK, due_on=due, overdue_rate="45%", day_count=DayCount.WHOLE_MONTHS)
        payments = [Payment(D(year, 1, 1), 10_000) for year in (2022, 2023, 2024)]
        lent = [Advance(start, 100_000, 100_000)]
        claimed = owed(agreed, *payments, lent=lent, as_of=D(2025, 1, 1), pleas=REDUCE, readings=readings)
        assert claimed.overdue_interest == 45_000 - cut
        assert claimed.principal == 100_000

    @pytest.mark.parametrize("readings", [Readings(), WHOLE_TERM])
    def test_term(self, readings: Readings) -> None:
        """36 % in the term is above 24 % whichever the window."""
        assert owed(note(rate="36%", lender=BANK), as_of=DUE, pleas=REDUCE, readings=readings).interest == yuan(
            (24, 365)
        )

    def test_fee_of_the_term(self) -> None:
        """20 % and a fee of 3,650 are 30 % of the term; over the whole term together 24 % are left."""
        claimed = owed(
            note(rate="20%", lender=BANK),
            as_of=DUE,
            charges=[Charge(START, 3650, kind=Kind.FEE)],
            pleas=REDUCE,
            readings=WHOLE_TERM,
        )
        assert claimed.total - LENT == yuan((24, 365))

    def test_paid_stays_paid(self) -> None:
        """What was paid at 36 % in the term is not claimed any more, so it stays paid."""
        claimed = owed(note(rate="36%", lender=BANK), Payment(DUE, 36 * 365), as_of=DUE, pleas=REDUCE)
        assert (claimed.principal, claimed.kept) == (Decimal(LENT), Decimal(12 * 365))

    def test_compound_below(self) -> None:
        """10 % and compound interest of 15 % on 3,650 are 11.5 % together: nothing is above 24 %, nothing is cut."""
        agreed = note(
            lender=BANK,
            overdue_rate="15%",
            compound=Compound.UNPAID_IN_TERM_INTEREST,
            schedule=[Instalment(DUE, 0), Instalment(D(2024, 1, 1), LENT)],
        )
        assert owed(agreed, as_of=LATE).compound == Decimal("547.50")
        assert owed(agreed, as_of=LATE, pleas=REDUCE).compound == Decimal("547.50")


class TestLookThrough:
    """3.12: a guarantor's fee of 3,650 taken on the first day."""

    fee = (Charge(START, 3650, kind=Kind.FEE, relation=Relation.GUARANTOR, collector="G"),)
    pay = Payment(START, 3650, to=Relation.GUARANTOR)

    def test_own_claims(self) -> None:
        """It is no claim of the lender, and what was paid to the guarantor does not lower the principal."""
        claimed = owed(note(), self.pay, as_of=DUE, charges=self.fee)
        assert (claimed.principal, claimed.interest, claimed.fees) == (Decimal(LENT), yuan((10, 365)), NOTHING)

    def test_looked_through(self) -> None:
        """Above the ceiling it lowers the principal: no room on the first day; then 5.4 % of the rest grows."""
        made = found(note(), self.pay, readings=Readings(fees=Fees.LOOK_THROUGH), as_of=DUE, charges=self.fee)
        assert made.value.principal == LENT - 3650
        assert made.value.interest == cents(Fraction(LENT - 3650, LENT) * 3650)
        assert made.value.fees == cents(Fraction(LENT - 3650, LENT) * Fraction("5.4") * 365)
        assert made.value.total in {
            one.total for one in owed(note(), self.pay, as_of=DUE, charges=self.fee).with_and_without
        }
        assert "are no claim of the lender" not in made.explain("en")

    def test_affiliate(self) -> None:
        """What an affiliate of the lender takes counts as the lender's."""
        fee = [Charge(START, 54, kind=Kind.FEE, relation=Relation.AFFILIATE)]
        assert owed(note(), as_of=add_days(START, 10), charges=fee).fees == 54
