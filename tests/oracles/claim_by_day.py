"""What a lender may claim, one row a day in plain decimals: the slow ledger beside which the real one is tested.

A row is one day: advances, charges and sums falling due, set-off, payments in the order given, then that day's accrual.
Nothing is shared with `creditrules.claims`. `owed` holds what may be claimed and is unpaid, `paid` what was paid on it,
`waiting` what is claimed but has found no room below the ceiling yet.
"""

from __future__ import annotations

from calendar import isleap
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, localcontext
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from hypothesis import strategies as st

from creditrules import bundled
from creditrules.periods import Counting, DayCount

if TYPE_CHECKING:
    from collections.abc import Sequence

Toward: TypeAlias = Literal["interest", "principal", "costs"] | None
Kind: TypeAlias = Literal["damages", "fee", "cost"]

ZERO = Decimal(0)
NO_CEILING = Decimal("Infinity")
ONE_DAY = timedelta(days=1)
NEVER = date(9999, 1, 1)
LPR_BEGAN = date(2019, 8, 20)
SEAM = date(2020, 8, 20)
"""First day of the provisions with four times the LPR."""
PROTECTED, VOID, NOTHING_AGREED = Decimal("0.24"), Decimal("0.36"), Decimal("0.06")
"""The three rates of the 2015 provisions, articles 26 and 29; the first is also that of 法发〔2017〕22号."""

INTEREST, LATE = ["interest", "compound", "overdue"], ["damages", "fees"]


@dataclass(frozen=True)
class Facts:
    """One loan, its payments and the readings; amounts in yuan, rates as fractions of one."""

    lender: Literal["private", "licensed"]
    formed_on: date
    as_of: date
    advances: Sequence[tuple[date, Decimal, Decimal]]  # day, face amount, amount received
    filed_on: date | None = None
    accepted_on: date | None = None
    annual_rate: Decimal | None = None
    overdue_rate: Decimal | None = None
    due_on: date | None = None
    instalments: Sequence[tuple[date, Decimal]] = ()
    accelerated_on: date | None = None
    payments: Sequence[tuple[date, Decimal, Toward]] = ()
    charges: Sequence[tuple[date, Decimal, Kind]] = ()
    damages_per_day: Decimal | None = None  # on overdue principal, for each counted day
    compound: Literal["none", "unpaid_in_term"] = "none"
    pleas: frozenset[str] = frozenset()
    natural_band: Literal["designated_only", "as_contracted"] = "designated_only"
    excess: Literal["at_payment", "at_notice"] = "at_payment"
    notice_on: date | None = None
    later_leg: Literal["at_filing", "at_formation"] = "at_filing"
    damages_rank: Literal["after_principal", "as_interest"] = "after_principal"
    at: Literal["default_day", "floating"] = "default_day"
    day_count: DayCount = DayCount.ACT_365
    counting: Counting = Counting.HEAD_ONLY


@dataclass(frozen=True)
class Owed:
    """What is owed on `as_of`, bucket by bucket, and what became of money paid above it."""

    principal: Decimal
    interest: Decimal
    compound: Decimal
    overdue_interest: Decimal
    damages: Decimal
    fees: Decimal
    costs: Decimal
    total: Decimal
    kept: Decimal  # paid into the natural band of the 2015 provisions
    refundable: Decimal  # paid when nothing was owed
    set_off: Decimal  # met by the pot on the day of notice
    pot: Decimal  # still waiting for a notice


@cache
def lpr(day: date) -> Decimal:
    """Return the one-year LPR of a day, as a fraction of one."""
    value = bundled().lpr.at(day).value.one_year
    return Decimal(value.numerator) / value.denominator


def counted(day: date, day_count: DayCount) -> tuple[int, Decimal]:
    """Return for how many days one day counts, and for what part of a year."""
    if day_count is DayCount.THIRTY_360:  # every month has 30 days, and the 31st is the 30th
        this, after = (360 * on.year + 30 * on.month + min(on.day, 30) for on in (day, day + ONE_DAY))
        return after - this, Decimal(after - this) / 360
    year = {DayCount.ACT_365: 365, DayCount.ACT_360: 360, DayCount.ACT_ACT: 365 + isleap(day.year)}
    return 1, Decimal(1) / year[day_count]


class Ledger:
    """The running totals of one loan."""

    def __init__(self, facts: Facts) -> None:
        """Open the ledger before the first row."""
        self.facts = facts
        self.licensed = facts.lender == "licensed"
        self.reduced = self.licensed and "reduce_24" in facts.pleas
        self.owed: dict[str, Decimal] = defaultdict(Decimal)
        self.paid: dict[str, Decimal] = defaultdict(Decimal)
        self.waiting: dict[str, Decimal] = defaultdict(Decimal)
        self.room = {"term": NO_CEILING if self.licensed else ZERO}
        self.room["default"] = NO_CEILING if self.licensed and not self.reduced else ZERO
        self.default_on: date | None = None
        self.interest_due = self.pot = self.set_off = self.refundable = ZERO
        self.face = sum((face for _, face, _ in facts.advances), ZERO)
        self.received = sum((received for _, _, received in facts.advances), ZERO)
        later = timedelta(days=facts.counting is Counting.BOTH_ENDS)  # rule 3.7: overdue from the due day or the next
        self.all_due = min(facts.due_on or NEVER, facts.accelerated_on or NEVER) + later
        self.parts_due = [(day + later, principal) for day, principal in facts.instalments]
        late = LATE if facts.damages_rank == "as_interest" else []
        self.before_principal = ["costs", *INTEREST, "term_fees", *late]

    def under_2015(self, day: date) -> bool:
        """Tell whether the 2015 provisions hold a day: the table of regimes, and article 31(2)."""
        facts = self.facts
        earlier_suit = (facts.accepted_on or facts.filed_on or facts.as_of) < SEAM
        split = "old_rule" in facts.pleas and facts.formed_on < SEAM and day < SEAM
        return not self.licensed and (earlier_suit or split)

    def ceiling(self, day: date) -> Decimal:
        """Return the protected yearly rate of a day under a private loan."""
        facts = self.facts
        if self.under_2015(day):
            return PROTECTED
        at_formation = facts.formed_on >= SEAM
        if LPR_BEGAN <= facts.formed_on < SEAM and "old_rule" not in facts.pleas:
            at_formation = day < SEAM or facts.later_leg == "at_formation"
        return 4 * lpr(facts.formed_on if at_formation else facts.filed_on or facts.as_of)

    def overdue_rate(self, day: date) -> Decimal:
        """Return the rate on overdue principal before any ceiling, articles 28 (2015: 29)."""
        facts = self.facts
        if facts.overdue_rate is not None:
            return facts.overdue_rate
        if facts.annual_rate or self.licensed:
            return facts.annual_rate or ZERO
        if self.under_2015(day):
            return NOTHING_AGREED
        return lpr(day if facts.at == "floating" or self.default_on is None else self.default_on)

    def overdue_principal(self, day: date) -> Decimal:
        """Return how much principal is overdue on a day."""
        due = self.face if day >= self.all_due else sum((part for on, part in self.parts_due if on <= day), ZERO)
        return max(ZERO, min(self.owed["principal"], due * self.received / self.face - self.paid["principal"]))

    def admit(self) -> None:
        """Let in what waits, as far as there is room."""
        for name, room in (("compound", "default"), ("damages", "default"), ("fees", "default"), ("term_fees", "term")):
            amount = min(self.waiting[name], self.room[room])
            self.waiting[name] -= amount
            self.owed[name] += amount
            self.room[room] -= amount

    def meet(self, amount: Decimal, names: list[str]) -> Decimal:
        """Pay the buckets one after the other and return what is left."""
        for name in names:
            part = min(amount, self.owed[name])
            self.owed[name] -= part
            self.paid[name] += part
            amount -= part
        return amount

    def pay(self, day: date, amount: Decimal, toward: Toward) -> None:
        """Enter a payment: rules 3.1, 3.2 and 3.9."""
        facts, old = self.facts, self.under_2015(day)
        if toward == "interest":
            amount = self.meet(amount, [*INTEREST, "above_24", *(["band", "band_above_agreed"] if old else [])])
        elif toward:
            amount = self.meet(amount, [toward])
        amount = self.meet(amount, [*self.before_principal, "above_24"])
        if old and facts.natural_band == "as_contracted":
            amount = self.meet(amount, ["band"])
        if facts.excess == "at_notice" and (facts.notice_on is None or day < facts.notice_on):
            due = min(amount, self.overdue_principal(day))  # what is due is paid, not overpaid
            self.owed["principal"] -= due
            self.paid["principal"] += due
            self.pot += amount - due
        else:
            self.refundable += self.meet(amount, ["principal", *LATE])

    def accrue(self, day: date) -> None:
        """Add what one day bears."""
        facts = self.facts
        late = self.overdue_principal(day)
        term = self.owed["principal"] - late
        unpaid = max(ZERO, self.interest_due - self.paid["interest"])
        if (late or unpaid) and self.default_on is None:
            self.default_on = day
        days, part = counted(day, facts.day_count)
        self.waiting["damages"] += late * (facts.damages_per_day or ZERO) * days
        base = unpaid if facts.compound == "unpaid_in_term" else ZERO
        agreed, penal = facts.annual_rate or ZERO, self.overdue_rate(day) if late or base else ZERO
        if self.licensed:
            self.accrue_licensed(term * agreed * part, late * penal * part, base * penal * part, part)
            return
        cap = self.ceiling(day)
        self.owed["interest"] += term * min(agreed, cap) * part
        self.owed["overdue"] += late * min(penal, cap) * part
        # In default the whole outstanding principal makes room, less what interest already takes of it.
        self.room["default" if self.default_on else "term"] += term * (cap - min(agreed, cap)) * part
        self.room["default"] += late * (cap - min(penal, cap)) * part
        self.waiting["compound"] += base * min(penal, cap) * part
        if self.under_2015(day):
            for principal, rate in ((term, min(agreed, VOID)), (late, min(penal, VOID))):
                self.owed["band"] += principal * max(rate - PROTECTED, ZERO) * part
                self.owed["band_above_agreed"] += principal * (VOID - rate) * part

    def accrue_licensed(self, interest: Decimal, overdue: Decimal, compound: Decimal, part: Decimal) -> None:
        """Add what one day bears under a licensed lender, cut to 24 % in all where that is pleaded."""
        if self.reduced:
            limit, claimed = self.owed["principal"] * PROTECTED * part, interest + overdue + compound
            interest = min(interest, limit)
            overdue = min(overdue, limit - interest)
            compound = min(compound, limit - interest - overdue)
            if self.default_on is None:
                self.owed["above_24"] += claimed - interest - overdue - compound
            else:
                self.room["default"] += limit - interest - overdue - compound
        self.owed["interest"] += interest
        self.owed["overdue"] += overdue
        self.owed["compound"] += compound

    def row(self, day: date, *, bears: bool) -> None:
        """Write one day."""
        facts = self.facts
        self.owed["principal"] += sum((received for on, _, received in facts.advances if on == day), ZERO)
        if day >= self.all_due or any(on == day for on, _ in self.parts_due):
            self.interest_due = self.owed["interest"] + self.paid["interest"]
        for on, amount, kind in facts.charges:
            if on == day and kind == "cost":
                self.owed["costs"] += amount
            elif on == day:  # a fee before the first overdue day is a cost of the term
                late = kind == "damages" or self.default_on or self.overdue_principal(day)
                self.waiting["damages" if kind == "damages" else "fees" if late else "term_fees"] += amount
        self.admit()
        if facts.excess == "at_notice" and day == facts.notice_on:
            left = self.meet(self.pot, [*self.before_principal, "principal", *LATE])
            self.set_off, self.pot, self.refundable = self.pot - left, ZERO, self.refundable + left
        for on, amount, toward in facts.payments:
            if on == day:
                self.pay(day, amount, toward)
        if bears:
            self.accrue(day)
            self.admit()


def claim_by_day(facts: Facts) -> Owed:
    """Return what is owed on `as_of`, unrounded, to 50 digits and more."""
    with localcontext(prec=60):
        ledger = Ledger(facts)
        day = min(on for on, _, _ in facts.advances)
        while day <= facts.as_of:
            ledger.row(day, bears=day < facts.as_of or facts.counting is Counting.BOTH_ENDS)
            day += ONE_DAY
        ledger.owed["fees"] += ledger.owed["term_fees"]
        parts = [ledger.owed[name] for name in ("principal", *INTEREST, *LATE, "costs")]
        principal, interest, compound, overdue, damages, fees, costs = parts
        total, kept = sum(parts, ZERO), ledger.paid["band"] + ledger.paid["band_above_agreed"]
        above = (ledger.refundable, ledger.set_off, ledger.pot)
        return Owed(principal, interest, compound, overdue, damages, fees, costs, total, kept, *above)


def money(lowest: int, highest: int) -> st.SearchStrategy[Decimal]:
    """Draw an amount in whole fen, between two in yuan."""
    return st.integers(100 * lowest, 100 * highest).map(lambda amount: Decimal(amount).scaleb(-2))


def rates(lowest: int, highest: int) -> st.SearchStrategy[Decimal]:
    """Draw a rate in thousandths."""
    return st.integers(lowest, highest).map(lambda rate: Decimal(rate).scaleb(-3))


def days(first: date, last: date) -> st.SearchStrategy[date]:
    """Draw a day, often one of those on which the law turns."""
    turns = [day for day in (LPR_BEGAN, SEAM - ONE_DAY, SEAM) if first <= day <= last]
    return st.dates(first, last) | st.sampled_from(turns or [first])


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """Draw a loan of 2016 to 2024, without what the rules leave open (the comments say what that is)."""
    licensed = draw(st.booleans())
    formed_on = draw(days(date(2016, 1, 1), date(2023, 12, 1)))
    as_of = draw(days(formed_on + 30 * ONE_DAY, min(formed_on + 1600 * ONE_DAY, date(2024, 12, 31))))
    filed_on = draw(days(formed_on, as_of))
    accepted_on = draw(days(filed_on, min(filed_on + 7 * ONE_DAY, as_of)))
    paid_out = sorted(draw(st.lists(st.dates(formed_on, formed_on + 20 * ONE_DAY), min_size=1, max_size=3)))
    faces = [draw(money(100, 200_000)) for _ in paid_out]
    short = st.sampled_from([0, 0, 1, 3])
    advances = [(on, face, face - face // 10 * draw(short)) for on, face in zip(paid_out, faces, strict=True)]
    # Advances come before the first sum falls due, and all principal falls due.
    due = sorted(draw(st.sets(days(paid_out[-1] + ONE_DAY, as_of + 60 * ONE_DAY), max_size=5)))
    total, part = sum(faces, ZERO), sum(faces, ZERO) // max(len(due), 1)
    parts = [(on, part) for on in due[:-1]] + [(on, total - part * (len(due) - 1)) for on in due[-1:]]
    accelerated_on = draw(st.none() | days(due[0], due[-1])) if len(due) > 1 else None
    annual_rate = draw(rates(1, 450) if licensed else st.none() | rates(0, 450))
    overdue_rates = rates(int((annual_rate or ZERO) * 1000) if licensed else 1, 600)
    # A bank agrees on a penalty, not below its interest; where nobody agreed on anything, the default has an LPR.
    known = annual_rate or accepted_on < SEAM or formed_on >= LPR_BEGAN
    overdue_rate = draw(overdue_rates if licensed or not known else st.none() | overdue_rates)
    pleas = draw(st.frozensets(st.sampled_from(["old_rule", "reduce_24"])))
    toward: st.SearchStrategy[Toward] = st.sampled_from([None, None, "interest", "principal", "costs"])
    payments = draw(st.lists(st.tuples(days(paid_out[0], as_of), money(1, 30_000), toward), max_size=12))
    kinds: st.SearchStrategy[Kind] = st.sampled_from(["damages", "fee", "cost"])
    charges = draw(st.lists(st.tuples(days(paid_out[0], as_of), money(1, 5_000), kinds), max_size=4))
    # No charge when principal becomes overdue; no fee that 24 % might or might not cut, being of the time before that.
    turning = {on + step * ONE_DAY for on in [*due, accelerated_on] if on for step in (0, 1)}
    fees_after = (date.max if payments or not due else due[0]) if licensed and "reduce_24" in pleas else date.min
    charges = [one for one in charges if one[0] not in turning and (one[2] != "fee" or one[0] > fees_after)]
    # No notice on a day of payment.
    notice_on = None if licensed else draw(st.none() | days(paid_out[0], as_of))
    notice_on = None if notice_on in [on for on, _, _ in payments] else notice_on
    day_count = draw(st.sampled_from([DayCount.ACT_365, DayCount.ACT_360, DayCount.ACT_ACT, DayCount.THIRTY_360]))
    # Daily damages count calendar days, which thirty days a month are not.
    daily = st.none() if day_count is DayCount.THIRTY_360 else st.none() | rates(1, 10).map(lambda rate: rate / 10)
    terms = (formed_on, as_of, advances, filed_on, accepted_on, annual_rate, overdue_rate)
    return Facts(
        "licensed" if licensed else "private",
        *terms,
        due_on=due[0] if len(due) == 1 else None,
        instalments=parts if len(due) > 1 else [],
        accelerated_on=accelerated_on,
        payments=sorted(payments, key=lambda payment: payment[0]),
        charges=sorted(charges, key=lambda charge: charge[0]),
        damages_per_day=draw(daily),
        compound=draw(st.sampled_from(["none", "unpaid_in_term"])),
        pleas=pleas,
        natural_band=draw(st.sampled_from(["designated_only", "as_contracted"])),
        excess="at_notice" if notice_on else "at_payment",
        notice_on=notice_on,
        later_leg=draw(st.sampled_from(["at_filing", "at_formation"])),
        damages_rank=draw(st.sampled_from(["after_principal", "as_interest"])),
        at=draw(st.sampled_from(["default_day", "floating"])),
        day_count=day_count,
        counting=draw(st.sampled_from(list(Counting))),
    )
