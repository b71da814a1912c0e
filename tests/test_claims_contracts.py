"""Claims contract by contract: instalments, nothing agreed, void contracts, old loans, several loans, and pleas."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from claiming import DUE, LENT, START, cents, codes, found, note, owed, yuan
from creditrules.appropriation import Part
from creditrules.claims import (
    UNCLEAR,
    Advance,
    Agreement,
    Bucket,
    Charge,
    Compound,
    Daily,
    Instalment,
    Kind,
    Payment,
    Void,
)
from creditrules.law import (
    At,
    Before2015,
    BenchmarkAt,
    Fault,
    Lender,
    NaturalBand,
    Paid1991,
    Plea,
    Readings,
)
from creditrules.loans import Loan, Method, schedule
from creditrules.periods import Counting, add_days

D = date
LATE = D(2023, 1, 1)
OLD = D(2018, 1, 1)
BANK = Lender.BANK
NOTHING = Decimal("0.00")
AS_CONTRACTED = Readings(natural_band=NaturalBand.AS_CONTRACTED)
BORROWER = Readings(fault=Fault.BORROWER, at=At.DEFAULT_DAY)


class TestInstalments:
    """Schedules, compound interest, acceleration; a bank at 10 %, overdue 15 %."""

    half = (Instalment(DUE, LENT // 2), Instalment(LATE, LENT // 2))

    def agreed(self, **terms: object) -> Agreement:
        """Return a bank's loan in two yearly instalments."""
        facts: dict[str, Any] = {"lender": BANK, "overdue_rate": "15%", "schedule": self.half} | terms
        return note(**facts)

    @pytest.mark.parametrize(
        ("compound", "amount"),
        [
            (Compound.NONE, 0),
            # 3,650 unpaid for two years, 1,825 for one.
            (Compound.UNPAID_IN_TERM_INTEREST, "1368.75"),
            # And from the second due day on the 2,737.50 of overdue interest till then.
            (Compound.ALL, "1779.38"),
        ],
    )
    def test_compound(self, compound: Compound, amount: object) -> None:
        """At 15 %, simple, on interest from the day it was due; or at each due day on overdue interest too."""
        claimed = owed(self.agreed(compound=compound), as_of=D(2024, 1, 1))
        assert claimed.compound == Decimal(str(amount))
        assert (claimed.interest, claimed.overdue_interest) == (yuan((15, 365)), yuan(("7.5", 365), (15, 365)))

    def test_missed_and_cured(self) -> None:
        """Ten days late with the first: 7.50 a day on the half; cured, the other half goes on at 10 %.

        On the tenth day 3,650 + 50 of interest of the term, 75 of overdue interest and 18,250 are paid.
        """
        on = add_days(DUE, 10)
        claimed = owed(self.agreed(), Payment(on, 3650 + 50 + 75 + LENT // 2), as_of=LATE)
        assert (claimed.principal, claimed.overdue_interest) == (Decimal(LENT // 2), NOTHING)
        assert claimed.interest == yuan((5, 355))
        # A prepayment counts for the next instalment: nothing is overdue in the second year.
        early = owed(self.agreed(), Payment(D(2021, 1, 11), 100 + LENT // 2), as_of=LATE)
        assert (early.overdue_interest, early.interest) == (NOTHING, yuan((5, 355), (5, 365)))

    @pytest.mark.parametrize("counting", Counting)
    def test_accelerated(self, counting: Counting) -> None:
        """Called due on 2022-07-01: 15 % on the half for 181 days, then on all for 184, whichever ends count."""
        claimed = owed(self.agreed(accelerated_on=D(2022, 7, 1), counting=counting), as_of=LATE)
        assert claimed.overdue_interest == yuan(("7.5", 181), (15, 184))
        extra = counting is Counting.BOTH_ENDS
        assert claimed.interest == yuan((10, 365 + extra), (5, 181))

    def test_paid_out_short(self) -> None:
        """Of 36,500 on the schedule 32,850 came: each instalment is nine tenths."""
        claimed = owed(self.agreed(), lent=[Advance(START, LENT, 32_850)], as_of=LATE)
        assert claimed.interest == yuan((9, 365), ("4.5", 365))
        assert claimed.overdue_interest == cents(Fraction("6.75") * 365)
        third = [Instalment(DUE, 12_000), Instalment(LATE, 24_500)]
        odd = owed(self.agreed(schedule=third), lent=[Advance(START, LENT, "32850.01")], as_of=LATE)
        assert odd.overdue_interest == cents(Fraction("32850.01") * Fraction(12_000, LENT) * Fraction(15, 100))

    def test_advance_after_an_instalment(self) -> None:
        """An instalment is what the schedule says, also while more money is to come: 7.50 a day for 92 days."""
        rows = [Instalment(D(2021, 3, 1), LENT // 2), Instalment(DUE, LENT * 3 // 2)]
        lent = [Advance(START, LENT, LENT), Advance(D(2021, 6, 1), LENT, LENT)]
        claimed = owed(self.agreed(schedule=rows), lent=lent, as_of=D(2021, 6, 1))
        assert claimed.overdue_interest == yuan(("7.5", 92))

    def test_compound_of_a_private_loan(self) -> None:
        """10 % and 10 % of the 3,650 missed, 11 % together, are below 15.4 %, though no principal is overdue yet."""
        interest_alone = [Instalment(DUE, 0), Instalment(D(2024, 1, 1), LENT)]
        agreed = note(compound=Compound.UNPAID_IN_TERM_INTEREST, schedule=interest_alone)
        assert owed(agreed, as_of=LATE).compound == 365

    def test_schedule_of_a_loan(self) -> None:
        """A schedule of `creditrules.loans` gives the days and the principal: half on 1 February, half on 1 March."""
        rows = schedule(Loan(LENT, "10%", 2, START, method=Method.EQUAL_PRINCIPAL))
        claimed = owed(self.agreed(schedule=rows), as_of=D(2021, 3, 11))
        assert claimed.interest == yuan((10, 31), (5, 28))
        assert claimed.overdue_interest == yuan(("7.5", 28), (15, 10))

    def test_advances_after_a_due_day(self) -> None:
        """Money that comes after the due day is overdue from its own day."""
        lent = [Advance(START, LENT, LENT), Advance(add_days(DUE, 10), LENT, LENT)]
        claimed = owed(note(lender=BANK, overdue_rate="15%", due_on=DUE), lent=lent, as_of=add_days(DUE, 20))
        assert claimed.overdue_interest == yuan((15, 20), (15, 10))


def test_no_interest() -> None:
    """On the days named, both included, nothing runs: not interest, not damages, not the room; one day is a span."""
    agreed = note(due_on=DUE, damages=Daily("0.05%"))
    rest = [(add_days(DUE, 10), add_days(DUE, 19)), (START, START)]
    claimed = owed(agreed, as_of=add_days(DUE, 30), no_interest=rest)
    assert (claimed.interest, claimed.overdue_interest) == (yuan((10, 364)), yuan((10, 20)))
    assert claimed.damages == yuan(("5.4", 20))
    assert claimed.lender.overdue_interest == yuan((10, 20))


class TestNothingAgreed:
    """3.16 and arts. 24, 28: no rate, an unclear one, or zero."""

    @pytest.mark.parametrize(("rate", "natural"), [(None, None), ("0%", None), (UNCLEAR, True)])
    @pytest.mark.parametrize(
        ("at", "percent"), [(At.DEFAULT_DAY, [("3.8", 30)]), (At.FLOATING, [("3.8", 19), ("3.7", 11)])]
    )
    def test_lpr(self, rate: object, natural: object, at: At, percent: list[Any]) -> None:
        """Free in the term; then the LPR of the due day 2022-01-01, 3.80 %, or of each day: 3.70 % from 2022-01-20."""
        claimed = owed(
            note(rate=rate, due_on=DUE, natural_persons=natural), as_of=D(2022, 1, 31), readings=Readings(at=at)
        )
        assert (claimed.interest, claimed.overdue_interest) == (NOTHING, yuan(*percent))
        assert len([line for line in claimed.lines if line.bucket is Bucket.OVERDUE_INTEREST]) == len(percent)

    def test_six_percent(self) -> None:
        """The text of 2015 gives 6 %; with the request for it, to 2020-08-19, and then the LPR."""
        agreed = note(D(2020, 1, 1), None, due_on=D(2020, 7, 1))
        assert owed(agreed, as_of=D(2020, 8, 1)).overdue_interest == yuan((6, 31))
        claimed = owed(
            agreed,
            as_of=D(2020, 8, 30),
            filed_on=D(2021, 6, 1),
            pleas={Plea.OLD_RULE},
            readings=Readings(at=At.DEFAULT_DAY),
        )
        assert claimed.overdue_interest == yuan((6, 50), ("3.85", 10))

    def test_due_after_a_leg(self) -> None:
        """A leg that ends before the due day needs no rate, and none is asked for before anything is overdue."""
        agreed = note(D(2020, 1, 1), None, due_on=D(2020, 10, 1))
        facts: dict[str, Any] = {"filed_on": D(2021, 6, 1), "pleas": {Plea.OLD_RULE}}
        read = Readings(at=At.FLOATING)
        assert owed(agreed, as_of=D(2020, 10, 11), readings=read, **facts).overdue_interest == yuan(("3.85", 10))
        assert owed(agreed, as_of=D(2020, 10, 1), **facts).total == LENT

    def test_in_term_rate_goes_on(self) -> None:
        """28(2)(2): with a rate of the term alone it runs on; an overdue rate alone runs after a free term."""
        assert owed(note(due_on=DUE), as_of=LATE).overdue_interest == yuan((10, 365))
        alone = owed(note(rate=None, overdue_rate="12%", due_on=DUE), as_of=LATE)
        assert (alone.interest, alone.overdue_interest) == (NOTHING, yuan((12, 365)))


class TestVoid:
    """3.17: what was received goes back, with a fee for its use at the LPR; formed 2021-01-01 (3.85 %)."""

    agreed = note(rate="24%", void=Void.PROFESSIONAL, lender=Lender.UNLICENSED)

    def test_fee(self) -> None:
        """The fee runs from receipt on what is left; each payment is principal, whatever it was recorded as."""
        pay = Payment(D(2021, 1, 11), 10_000, toward=Part.INTEREST)
        claimed = owed(self.agreed, pay, as_of=D(2021, 1, 21), readings=BORROWER)
        assert claimed.principal == LENT - 10_000
        fee = cents(Fraction("38.5") + Fraction(26_500, LENT) * Fraction("38.5"))
        assert claimed.total == claimed.principal + fee

    def test_floating(self) -> None:
        """By the other reading the fee follows each LPR: 3.80 % from 2021-12-20."""
        claimed = owed(self.agreed, as_of=DUE, readings=evolve(BORROWER, at=At.FLOATING))
        assert claimed.total == LENT + yuan(("3.85", 353), ("3.8", 12))

    def test_charges(self) -> None:
        """Nothing but costs is claimed beside it."""
        charges = [Charge(DUE, 5), Charge(DUE, 7, kind=Kind.COST)]
        claimed = owed(self.agreed, as_of=DUE, charges=charges, readings=BORROWER)
        assert claimed.total == LENT + yuan(("3.85", 365)) + 7

    def test_valid(self) -> None:
        """An unlicensed lender's contract that no court held void is under the same ceiling as others."""
        assert owed(note(rate="24%", void=False, lender=Lender.UNLICENSED), as_of=DUE).interest == yuan(("15.4", 365))


class TestBefore2015:
    """The opinions of 1991, by acceptance or on request; the benchmark of a year was 6.00 % from 2012-07-06."""

    formed = D(2014, 1, 1)
    as_of, filed_on = D(2014, 2, 10), D(2015, 8, 31)

    @pytest.mark.parametrize(("paid_1991", "principal"), [(Paid1991.KEPT, 0), (Paid1991.TO_PRINCIPAL, 480)])
    def test_paid(self, paid_1991: Paid1991, principal: int) -> None:
        """40 days at 36 %: 960 are four times the benchmark, and 480 above it stay paid or go to principal."""
        read = Readings(benchmark_at=BenchmarkAt.FORMATION, paid_1991=paid_1991)
        pay = Payment(D(2014, 2, 10), 1440)
        claimed = owed(
            note(self.formed, "36%", term_months=12), pay, readings=read, as_of=self.as_of, filed_on=self.filed_on
        )
        assert (LENT - claimed.principal, claimed.kept) == (Decimal(principal), Decimal(480 - principal))

    def test_term(self) -> None:
        """The tier is that of the term: five years, 6.40 %, by the due day as by the months given."""
        read = Readings(benchmark_at=BenchmarkAt.FORMATION)
        by_day = owed(
            note(self.formed, "36%", due_on=D(2019, 1, 1)), readings=read, as_of=self.as_of, filed_on=self.filed_on
        )
        by_months = owed(
            note(self.formed, "36%", term_months=60), readings=read, as_of=self.as_of, filed_on=self.filed_on
        )
        assert by_day.interest == by_months.interest == yuan(("25.6", 40))

    def test_on_request(self) -> None:
        """On request the days before 2015-09-01 are at 24 %, or at four times the benchmark of a year.

        Formed 2015-08-22 for a year at 36 %: 4.85 % to 2015-08-25, then 4.60 %, which make 19.4 and 18.4.
        """
        agreed = note(D(2015, 8, 22), "36%", term_months=12)
        facts: dict[str, Any] = {"as_of": D(2015, 9, 11), "filed_on": D(2021, 6, 1), "pleas": {Plea.OLD_RULE}}
        assert owed(agreed, **facts).interest == yuan((24, 20))
        at_formation = Readings(before_2015=Before2015.BENCHMARK, benchmark_at=BenchmarkAt.FORMATION)
        assert owed(agreed, readings=at_formation, **facts).interest == yuan(("19.4", 10), (24, 10))
        floating = Readings(before_2015=Before2015.BENCHMARK, benchmark_at=BenchmarkAt.FLOATING)
        assert owed(agreed, readings=floating, **facts).interest == yuan(("19.4", 4), ("18.4", 6), (24, 10))


class TestNaturalPersons:
    """3.14: between natural persons each receipt is a loan of its own; LPR 3.85 % to 2021-12-19, then 3.80 %."""

    lent = (Advance(D(2021, 12, 10), LENT, LENT), Advance(D(2021, 12, 20), LENT, LENT))
    as_of = D(2021, 12, 30)

    @pytest.mark.parametrize(("natural", "second"), [(True, "15.2"), (False, "15.4")])
    def test_own_ceilings(self, natural: object, second: object) -> None:
        """Each has the ceiling of its day; others take the day of the contract."""
        claimed = owed(note(D(2021, 12, 1), "24%", natural_persons=natural), lent=list(self.lent), as_of=self.as_of)
        assert claimed.interest == yuan(("15.4", 20), (second, 10))

    @pytest.mark.parametrize("loan", [None, 0, 1])
    def test_payment(self, loan: int | None) -> None:
        """An undirected payment of the second day meets the heavier loan; one agreed for a loan meets that."""
        pay = Payment(D(2021, 12, 20), 154 + LENT // 2, loan=loan)
        claimed = owed(note(D(2021, 12, 1), "24%", natural_persons=True), pay, lent=list(self.lent), as_of=self.as_of)
        if loan == 1:  # all of it principal of the second, for no interest has run on that
            rest = Fraction(LENT - 154 - LENT // 2, LENT)
            assert claimed.interest == cents(Fraction("15.4") * 20 + rest * Fraction("15.2") * 10)
        else:
            assert claimed.interest == yuan(("7.7", 10), ("15.2", 10))
        assert claimed.principal == LENT * 2 - pay.amount + (NOTHING if loan == 1 else 154)

    def test_paid_above_all(self) -> None:
        """What none of the loans needs is refundable once; charges name their loan."""
        agreed = note(D(2021, 12, 1), "10%", natural_persons=True)
        charges = [Charge(self.as_of, 7, kind=Kind.COST, loan=1)]
        pay = Payment(self.as_of, 2 * LENT + 200 + 100 + 7 + 11)
        claimed = owed(agreed, pay, lent=list(self.lent), as_of=self.as_of, charges=charges)
        assert (claimed.total, claimed.refundable) == (NOTHING, Decimal(11))

    def test_band(self) -> None:
        """Under the text of 2015 a payment takes up what stays paid, in the loan that it meets."""
        lent = [Advance(D(2018, 1, 1), LENT, LENT), Advance(D(2018, 1, 11), LENT, LENT)]
        pay = Payment(D(2018, 1, 11), 360, loan=0)
        agreed = note(OLD, "36%", natural_persons=True)
        claimed = owed(agreed, pay, lent=lent, as_of=D(2018, 1, 11), readings=AS_CONTRACTED)
        assert (claimed.kept, claimed.principal) == (Decimal(120), Decimal(2 * LENT))


class TestPleas:
    """What a party asks for beside the ceilings."""

    @pytest.mark.parametrize(("loss", "damages"), [(None, 2000), (1000, 1300), (1538, "1999.40"), (1539, 2000)])
    def test_damages_above_the_loss(self, loss: int | None, damages: object) -> None:
        """Above 1.3 times the loss damages are excessive; without the loss they stand, and a notice says so."""
        start, due = D(2023, 1, 1), D(2024, 1, 1)
        made = found(
            note(start, lender=BANK, overdue_rate="0%", due_on=due),
            as_of=D(2024, 7, 1),
            charges=[Charge(due, 2000)],
            pleas={Plea.REDUCE_DAMAGES},
            loss=loss,
        )
        assert made.value.damages == Decimal(str(damages))
        assert ("claim-reduce-damages" in codes(made)) is (loss is None)
        assert made.value.lender.damages == 2000

    def test_loss_without_the_plea(self) -> None:
        """The loss alone changes nothing: no plea is applied unasked."""
        facts: dict[str, Any] = {"as_of": D(2024, 7, 1), "charges": [Charge(D(2024, 1, 1), 2000)], "loss": 1000}
        agreed = note(D(2023, 1, 1), lender=BANK, overdue_rate="0%", due_on=D(2024, 1, 1))
        made = owed(agreed, **facts)
        assert made.damages == 2000
        assert made.total - 700 in {one.total for one in made.with_and_without}

    def test_limitation(self) -> None:
        """Whether the limitation period has run is not looked at, and a notice says so."""
        made = found(note(), as_of=DUE, pleas={Plea.LIMITATION})
        assert made.value.interest == yuan((10, 365))
        assert "claim-limitation" in codes(made)
