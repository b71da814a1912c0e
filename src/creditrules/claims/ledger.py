"""One walk through the days of a loan on which something happens (台账), in exact whole numbers (inner).

Every amount is a whole number of fen times ``scale``. Where interest would leave a fraction the scale grows, so nothing
is rounded on the way, and no fraction has to be brought to its lowest terms at each step.
"""

from __future__ import annotations

from enum import Enum, auto
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from creditrules.appropriation import Part
from creditrules.appropriation.model import TURN
from creditrules.claims.course import MEETS, QUEUE, Bucket, Course, Entry, Keep, Lump, Paid, Rates, by_day
from creditrules.claims.factors import Factors, factors
from creditrules.claims.terms import Compound
from creditrules.errors import InputError
from creditrules.periods import DAYS_A_YEAR

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

_NONE = Fraction(0)
_CUT = (Bucket.INTEREST, Bucket.OVERDUE_INTEREST, Bucket.COMPOUND)
"""What is cut together to the yearly total, in the order in which it takes what there is."""


class Held(Enum):
    """What a ledger keeps in mind beside what is owed."""

    if not TYPE_CHECKING:
        # Members are single; Enum's own hash goes by the name, and sums are looked up all the time.
        __hash__ = object.__hash__

    DUE = auto()  # principal that has fallen due
    INTEREST_DUE = auto()  # in-term interest due and unpaid
    ADDED = auto()  # overdue interest on which compound interest runs
    KEPT = auto()  # agreed, not protected, and kept once paid
    BEYOND = auto()  # not agreed, and kept once paid as interest
    KEPT_PAID = auto()  # what was so paid
    ROOM = auto()  # what default charges may come to
    TERM_ROOM = auto()  # what fees of the term may come to
    POT = auto()  # a surplus kept apart
    LEFT = auto()  # money that nothing owed took up


class Ledger:
    """A debt from its first day to its last, as one reading of the law has it (inner)."""

    def __init__(self, course: Course) -> None:
        """Walk the whole course."""
        self.course: Course = course
        self.scale: int = 1
        self.whole: int = sum(fen for _, fen in course.advances)
        self.queue: tuple[Bucket, ...] = (Bucket.INTEREST, Bucket.TERM_FEES, *QUEUE) if course.whole_term else QUEUE
        self.claimed: dict[Bucket, int] = dict.fromkeys(Bucket, 0)
        self.paid: dict[Bucket, int] = dict.fromkeys(Bucket, 0)
        self.moved: dict[Bucket, int] = dict.fromkeys(Bucket, 0)
        self.held: dict[Held, int] = dict.fromkeys(Held, 0)
        self.late: bool = False
        self.rates: Rates = course.stretches[0][1]
        self.changes: dict[date, Rates] = dict(course.stretches)
        self.dues: dict[date, Fraction] = dict(course.dues)
        self.charges: dict[date, list[Lump]] = by_day(course.charges)
        self.payments: dict[date, list[Paid]] = by_day(course.payments)
        self.entries: list[Entry] = []
        self.known: dict[tuple[int, int], Factors] = {}
        for bucket, fen in course.opening:
            self._gain(bucket, fen, course.advances[0][0])
            self.held[Held.ROOM] += fen if bucket in QUEUE else 0  # what was brought forward had room in its own time
        days = sorted({course.end, *(day for day in self._days() if day <= course.end)})
        for day, after in pairwise(days):
            self._happen(day)
            self._accrue(day, after)
        self._happen(course.end)

    def _days(self) -> Iterable[date]:
        course = self.course
        yield from (day for day, _ in (*course.advances, *course.dues))
        first = course.advances[0][0]
        yield from (day for day, _ in course.stretches if day > first)
        yield from (charge.on for charge in course.charges)
        yield from (payment.on for payment in course.payments)
        if course.notice_on is not None:
            yield course.notice_on

    def owed(self, bucket: Bucket) -> int:
        """Return what is owed of a part."""
        return self.accrued(bucket) - self._met(bucket) if self.claimed[bucket] else 0

    def accrued(self, bucket: Bucket) -> int:
        """Return what a part has come to, as far as the ceilings let it."""
        claimed = self.claimed[bucket] if self.course.damages_most is None else self._claimable(bucket)
        if not claimed or not self.course.limited:
            return claimed
        if bucket not in self.queue:
            in_term = bucket is Bucket.TERM_FEES and self.rates.cut is None
            return min(claimed, self.held[Held.TERM_ROOM]) if in_term else claimed
        # What was already paid keeps its room; the rest is taken in the order of the queue.
        free = self.held[Held.ROOM] - sum(self._met(one) for one in self.queue)
        for one in self.queue[: self.queue.index(bucket)]:
            free -= min(self._claimable(one) - self._met(one), max(0, free))
        return min(claimed, self._met(bucket) + max(0, free))

    def _claimable(self, bucket: Bucket) -> int:
        most = self.course.damages_most
        if bucket is not Bucket.DAMAGES or most is None:
            return self.claimed[bucket]
        return min(self.claimed[bucket], most * self.scale)

    def _met(self, bucket: Bucket) -> int:
        return self.paid[bucket] + self.moved[bucket]

    def _happen(self, day: date) -> None:
        """Let a day's events happen in their order: advances, what falls due, a notice, payments as listed."""
        course = self.course
        self.rates = self.changes.get(day, self.rates)
        if self.rates.keep is Keep.NEVER and self.held[Held.KEPT] + self.held[Held.BEYOND]:
            self.held[Held.KEPT] = self.held[Held.BEYOND] = 0
        for fen in (fen for on, fen in course.advances if on == day):
            self._gain(Bucket.PRINCIPAL, fen * self.scale, day)
        if day in self.dues:
            self._fall_due(self.dues[day])
            self._interest_due()
        for charge in self.charges.get(day, ()):
            self._charge(charge)
        if course.notice_on == day:
            self._set_off()
        for payment in self.payments.get(day, ()):
            self._pay(payment)

    def _fall_due(self, share: Fraction) -> None:
        if self.whole * self.scale * share.numerator % share.denominator:
            self._refine(share.denominator)
        self.held[Held.DUE] = self.whole * self.scale * share.numerator // share.denominator

    def _interest_due(self) -> None:
        self.held[Held.INTEREST_DUE] = self.owed(Bucket.INTEREST)
        if self.course.compound is Compound.ALL:
            self.held[Held.ADDED] = self.owed(Bucket.OVERDUE_INTEREST)

    def _charge(self, charge: Lump) -> None:
        # Where both ends count, a sum is overdue on the very day on which it falls due here, the day after its due day.
        late = self.late or (self.course.shift and self._late_principal() + self.held[Held.INTEREST_DUE] > 0)
        in_term = charge.bucket is Bucket.FEES and not late
        self._gain(Bucket.TERM_FEES if in_term else charge.bucket, charge.fen * self.scale, charge.on)

    def _gain(self, bucket: Bucket, amount: int, on: date) -> None:
        self.claimed[bucket] += amount
        self.entries.append(Entry(bucket, on, on, amount, None, None, amount, self.scale))

    def _pay(self, payment: Paid) -> None:
        course, left = self.course, payment.fen * self.scale
        designated = payment.toward is Part.INTEREST
        apart = course.notice_on is not None and payment.on < course.notice_on
        turned = payment.late_order != payment.order and self._days_late(payment.on) >= TURN
        asked = False
        for part in payment.late_order if turned else payment.order:
            if asked and part in course.after_interest:
                left = self._keep(left, designated=False)
                if apart:
                    # Principal that is due is paid, not overpaid: only the rest waits for a notice.
                    due = min(left, self._late_principal())
                    self.paid[Bucket.PRINCIPAL] += due
                    left -= due
                    break
            left = self._meet(left, part, self.paid)
            if part is Part.INTEREST:
                asked = True
                left = self._keep(left, designated=True) if designated else left
        self.held[Held.POT if apart else Held.LEFT] += self._keep(left, designated=designated)

    def _late_principal(self) -> int:
        met = self._met(Bucket.PRINCIPAL)
        return min(self.claimed[Bucket.PRINCIPAL] - met, max(0, self.held[Held.DUE] - met))

    def _days_late(self, day: date) -> int:
        """Return how long the oldest principal due and unpaid has been overdue, before a payment of that day."""
        repaid, whole = self._met(Bucket.PRINCIPAL), self.whole * self.scale
        for on, share in self.course.dues:
            if on <= day and whole * share.numerator > repaid * share.denominator:
                return (day - on).days + self.course.shift
        return 0

    def _meet(self, left: int, part: Part, paid: dict[Bucket, int]) -> int:
        for bucket in MEETS[part]:
            if not left or not self.claimed[bucket]:
                continue
            taken = min(left, self.owed(bucket))
            paid[bucket] += taken
            left -= taken
            if bucket is Bucket.INTEREST:
                self.held[Held.INTEREST_DUE] = max(0, self.held[Held.INTEREST_DUE] - taken)
            elif bucket is Bucket.OVERDUE_INTEREST:
                self.held[Held.ADDED] = max(0, self.held[Held.ADDED] - taken)
        return left

    def _keep(self, left: int, *, designated: bool) -> int:
        """Let a payment meet what is not protected but stays paid; return what is left of it."""
        keep = self.rates.keep
        if not left:
            return 0
        settled = designated and self.rates.top is not None
        if keep is Keep.ASK and not settled and self.held[Held.KEPT]:
            raise InputError(
                "readings.%(reading)s is required: a payment reaches interest that cannot be claimed but may stay paid",
                reading=self.rates.asked,
            )
        open_ones = [Held.KEPT] * (keep is Keep.ALWAYS or designated) + [Held.BEYOND] * designated
        for one in open_ones:
            taken = min(left, self.held[one])
            self.held[one] -= taken
            self.held[Held.KEPT_PAID] += taken
            left -= taken
        return left

    def _set_off(self) -> None:
        left, self.held[Held.POT] = self.held[Held.POT], 0
        for part in self.course.set_off:
            left = self._meet(left, part, self.moved)
        self.held[Held.LEFT] += left

    def _accrue(self, day: date, stop: date) -> None:
        """Let the days from ``day`` to the one before ``stop`` bear interest."""
        rates, principal = self.rates, self.claimed[Bucket.PRINCIPAL] - self._met(Bucket.PRINCIPAL)
        late = self._late_principal()
        compounding = self.course.compound is not Compound.NONE
        compounded = self.held[Held.INTEREST_DUE] + self.held[Held.ADDED] if compounding else 0
        self.late = self.late or late > 0 or self.held[Held.INTEREST_DUE] > 0
        if rates.rests or not principal + compounded:
            return
        early, found = principal - late, self._factors(day, stop)
        self._refine(found.grown)
        bases = {
            Bucket.INTEREST: early,
            rates.overdue_as: late,
            Bucket.COMPOUND: compounded,
            Bucket.DAMAGES: late,
        }
        if rates.keep is not Keep.NEVER:
            for held, (for_early, for_late) in ((Held.KEPT, found.kept), (Held.BEYOND, found.beyond)):
                self.held[held] += early * for_early + late * for_late
        gains = {bucket: self._rounded(bases[bucket] * factor) for bucket, _, factor in found.runs}
        for bucket, rate, _ in found.runs:
            if gains[bucket]:
                run = (bucket, day, stop, bases[bucket] * found.grown, rate, found.line, gains[bucket])
                self.entries.append(Entry(*run, self.scale, rates.citations))
        self._hold(gains, principal * found.cap)
        for bucket, gained in gains.items():
            self.claimed[bucket] += gained

    def _factors(self, day: date, stop: date) -> Factors:
        """Return the factors of a span, kept for the next that is as long: months come in four lengths."""
        count, days = self.course.day_count, (stop - day).days
        if count not in DAYS_A_YEAR:
            return factors(self.rates, count.years(day, stop), days)
        key = id(self.rates), days
        if key not in self.known:
            self.known[key] = factors(self.rates, count.years(day, stop), days)
        return self.known[key]

    def _hold(self, gains: dict[Bucket, int], cap: int) -> None:
        """Cut the interest of these days where a yearly total does, and let the room of what is held to it grow."""
        interest = gains.get(Bucket.INTEREST, 0)
        if self.course.whole_term:
            self.held[Held.ROOM] += cap
        elif self.rates.cut is None and self.late:
            # What each rounded part comes to is not cut again.
            self.held[Held.ROOM] += max(cap - interest, gains.get(Bucket.OVERDUE_INTEREST, 0))
        elif self.rates.cut is None:
            self.held[Held.TERM_ROOM] += max(0, cap - interest)
        else:
            above, left = sum(gains.get(bucket, 0) for bucket in _CUT) - cap, cap
            for bucket in _CUT:
                gains[bucket] = min(gains.get(bucket, 0), left)
                left -= gains[bucket]
            # Charges have the room since the default alone; what was agreed before it stays paid once paid.
            self.held[Held.ROOM] += cap - gains[Bucket.INTEREST] if self.late else gains[Bucket.COMPOUND]
            self.held[Held.KEPT] += 0 if self.late else max(0, above)

    def _rounded(self, amount: int) -> int:
        each = self.course.each
        return amount if each is None else each.fen(Fraction(amount, self.scale)) * self.scale

    def _refine(self, grown: int) -> None:
        if grown == 1:
            return
        self.scale *= grown
        sums: tuple[dict[Bucket, int], ...] = (self.claimed, self.paid, self.moved)
        for amounts in sums:
            for bucket, amount in amounts.items():
                if amount:
                    amounts[bucket] = amount * grown
        for name, amount in self.held.items():
            if amount:
                self.held[name] = amount * grown
