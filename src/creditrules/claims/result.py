"""A claim in whole fen: what is owed, what was paid of it, and the lines that it adds up from (债权数额)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, fields, frozen

from creditrules.claims.course import Bucket, Entry
from creditrules.claims.ledger import Held, Ledger
from creditrules.findings import plain
from creditrules.law import Citation
from creditrules.messages import Message
from creditrules.money import Rounding, When, apportioned, from_fen, rounded, shared, to_fen
from creditrules.periods import add_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_FEW = 2


@frozen(kw_only=True)
class Amounts:
    """What is owed of each part, yuan; ``fees`` are those of the term and those of the default together."""

    principal: Decimal
    interest: Decimal
    compound: Decimal
    overdue_interest: Decimal
    damages: Decimal
    fees: Decimal
    costs: Decimal
    total: Decimal


@frozen(kw_only=True)
class Account:
    """One part of the debt (科目), yuan: ``accrued`` less ``paid`` less ``moved`` (set off by notice) is ``owed``."""

    bucket: Bucket
    accrued: Decimal
    paid: Decimal
    moved: Decimal
    owed: Decimal


class LineKind(Enum):
    """What a line of a claim is."""

    BY_DAYS = "interest by days"
    SUM = "a sum of that day"
    CEILING = "taken away by a ceiling"
    ROUNDING = "rounding"


@frozen(kw_only=True)
class Line:
    """What one part came to over some days (计算明细), yuan.

    ``first_day`` and ``last_day`` both bear interest, ``days`` counts them; 0 for a sum charged or lent on a day and
    for what a ceiling took away. ``rate`` and ``ceiling`` are fractions of one a year (``rate`` a day for daily
    damages), None where there is none.
    """

    bucket: Bucket
    kind: LineKind
    first_day: date
    last_day: date
    days: int
    base: Decimal
    rate: Fraction | None
    ceiling: Fraction | None
    amount: Decimal
    citations: tuple[Citation, ...] = field(default=(), repr=False)


@frozen(kw_only=True)
class Alternative:
    """The total under one other plea or reading (yuan), and which."""

    change: Message
    total: Decimal


@frozen(kw_only=True)
class Claim:
    """What a creditor can claim on a day (可主张的债权), yuan.

    ``fees`` are those of the term and those of the default together. ``not_protected`` is what the lender's own ledger
    has beyond this one; a part of it is below zero where a payment went elsewhere. ``kept`` was paid though it could
    not be claimed and stays paid; ``set_off`` met the debt by notice; ``refundable`` is money that nothing owed took
    up. ``accounts`` and ``lines`` add up to the fen.
    """

    principal: Decimal
    interest: Decimal
    compound: Decimal
    overdue_interest: Decimal
    damages: Decimal
    fees: Decimal
    costs: Decimal
    total: Decimal
    lender: Amounts
    not_protected: Amounts
    kept: Decimal
    set_off: Decimal
    refundable: Decimal
    accounts: tuple[Account, ...]
    lines: tuple[Line, ...] = field(repr=False)
    _others: Callable[[], tuple[Alternative, ...]] = field(repr=False, eq=False)

    @property
    def with_and_without(self) -> tuple[Alternative, ...]:
        """The total under each plea or reading that would change it, one at a time; computed when asked for."""
        return self._others()


@plain.register
def _(value: Claim) -> object:
    shown = {item.name: plain(getattr(value, item.name)) for item in fields(Claim) if not item.name.startswith("_")}
    return shown | {"with_and_without": plain(value.with_and_without)}


@frozen
class Sums:
    """A ledger in whole fen (inner)."""

    owed: dict[Bucket, int]
    paid: dict[Bucket, int]
    moved: dict[Bucket, int]
    kept: int
    left: int

    @property
    def total(self) -> int:
        """All that is owed."""
        return sum(self.owed.values())

    def amounts(self) -> Amounts:
        """Return what is owed as a table."""
        return amounts_of(self.owed)


def together(loans: Sequence[Sums]) -> Sums:
    """Add the sums of several loans up."""
    return Sums(
        {each: sum(one.owed[each] for one in loans) for each in Bucket},
        {each: sum(one.paid[each] for one in loans) for each in Bucket},
        {each: sum(one.moved[each] for one in loans) for each in Bucket},
        sum(one.kept for one in loans),
        sum(one.left for one in loans),
    )


def amounts_of(owed: dict[Bucket, int]) -> Amounts:
    """Write fen by part as yuan."""
    return Amounts(
        principal=from_fen(owed[Bucket.PRINCIPAL]),
        interest=from_fen(owed[Bucket.INTEREST]),
        compound=from_fen(owed[Bucket.COMPOUND]),
        overdue_interest=from_fen(owed[Bucket.OVERDUE_INTEREST]),
        damages=from_fen(owed[Bucket.DAMAGES]),
        fees=from_fen(owed[Bucket.TERM_FEES] + owed[Bucket.FEES] + owed[Bucket.USE]),
        costs=from_fen(owed[Bucket.COSTS] + owed[Bucket.HELD_COSTS]),
        total=from_fen(sum(owed.values())),
    )


def owed_of(found: Claim) -> Amounts:
    """Return what is owed on a claim as a table."""
    return Amounts(**{item.name: getattr(found, item.name) for item in fields(Amounts)})


def sums_of(ledger: Ledger, rounding: Rounding) -> Sums:
    """Round a ledger: the total first, shared among its parts; then what was paid, which adds up to the payments."""
    scale, held = ledger.scale, ledger.held
    # Each rounds the interest of its segment in the ledger, and nothing is left to round here but parts of a fen.
    last = Rounding(mode=rounding.mode) if rounding.when is When.EACH else rounding
    owed = dict(zip(Bucket, shared([Fraction(ledger.owed(each), scale) for each in Bucket], last), strict=True))
    paid, moved = dict.fromkeys(Bucket, 0), dict.fromkeys(Bucket, 0)
    left = sum(payment.fen for payment in ledger.course.payments)
    open_ones: list[tuple[dict[Bucket, int], Bucket, int]] = []
    for each in Bucket:
        met = [(sums, each, exact[each]) for sums, exact in ((paid, ledger.paid), (moved, ledger.moved)) if exact[each]]
        accrued, part = divmod(ledger.accrued(each), scale)
        if part or last.unit != Rounding().unit:
            open_ones += met
            continue
        # A whole sum accrued, so what met it is what is no longer owed.
        for (sums, _, _), fen in zip(
            met, apportioned([one[2] for one in met], scale, accrued - owed[each]), strict=True
        ):
            sums[each] = fen
            left -= fen
    beside = [held[Held.KEPT_PAID], held[Held.LEFT] + held[Held.POT]]
    places = [place for place, amount in enumerate(beside) if amount]
    parts = apportioned([one[2] for one in open_ones] + [beside[place] for place in places], scale, left)
    for (sums, each, _), fen in zip(open_ones, parts, strict=False):
        sums[each] = fen
    others = dict(zip(places, parts[len(open_ones) :], strict=True))
    return Sums(owed, paid, moved, others.get(0, 0), others.get(1, 0))


def accounts_of(sums: Sums) -> tuple[Account, ...]:
    """Return the accounts in which anything happened."""
    return tuple(
        Account(
            bucket=each,
            accrued=from_fen(sums.owed[each] + sums.paid[each] + sums.moved[each]),
            paid=from_fen(sums.paid[each]),
            moved=from_fen(sums.moved[each]),
            owed=from_fen(sums.owed[each]),
        )
        for each in Bucket
        if sums.owed[each] or sums.paid[each] or sums.moved[each]
    )


def lines_of(ledger: Ledger, accounts: Iterable[Account]) -> tuple[Line, ...]:
    """Return the lines behind the accounts; what a ceiling took away and what rounding moved are lines of their own."""
    found: list[Line] = []
    for account in accounts:
        bucket, scale = account.bucket, ledger.scale
        entries = [entry for entry in ledger.entries if entry.bucket is bucket]
        parts = [entry.amount * (scale // entry.scale) for entry in entries]
        cut = ledger.accrued(bucket) - sum(parts)
        exact, accrued = Fraction(ledger.accrued(bucket), scale), to_fen(account.accrued)
        # A fen or two are shared out among the lines; yuan are not, nor does a whole sum change.
        shown = accrued if exact.denominator > 1 and abs(accrued - exact) <= _FEW else rounded(exact)
        amounts = apportioned([*parts, cut] if cut else parts, scale, shown)
        found += [_line(entry, amount) for entry, amount in zip(entries, amounts, strict=False)]
        last = add_days(ledger.course.end, -ledger.course.shift)
        for kind, amount in ((LineKind.CEILING, sum(amounts[len(entries) :])), (LineKind.ROUNDING, accrued - shown)):
            if amount:
                found.append(_line(Entry(bucket, last, last, 0, None, None, 0, 1), amount, kind))
    return tuple(found)


def _line(entry: Entry, amount: int, kind: LineKind | None = None) -> Line:
    return Line(
        bucket=entry.bucket,
        kind=kind or (LineKind.SUM if entry.rate is None else LineKind.BY_DAYS),
        first_day=entry.first,
        last_day=entry.first if entry.stop == entry.first else add_days(entry.stop, -1),
        days=(entry.stop - entry.first).days,
        base=from_fen(entry.base // entry.scale),
        rate=entry.rate,
        ceiling=entry.ceiling,
        amount=from_fen(amount),
        citations=entry.citations,
    )
