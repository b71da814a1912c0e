"""What is repaid before it is due (提前还款), and the fee that a contract asks for it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from creditrules.checks import members, paired
from creditrules.errors import InputError
from creditrules.loans.methods import Keep
from creditrules.money import Number, from_fen, owed_fen, rate, rounded, to_fen
from creditrules.periods import DayCount, whole

if TYPE_CHECKING:
    from collections.abc import Iterable


def _tiers(value: Number | Iterable[tuple[int, Number]]) -> tuple[tuple[int, Fraction], ...]:
    if isinstance(value, str | int | Decimal | float):
        return ((0, rate(value, argument="tiers")),)
    found = []
    for place, member in enumerate(members(value, argument="tiers")):
        count, share = paired(member, argument=f"tiers[{place}]")
        found.append(
            (
                whole(count, argument=f"tiers[{place}][0]", least=0),
                rate(share, argument=f"tiers[{place}][1]"),
            )
        )
    counts = [count for count, _ in found]
    if not counts or counts[0] != 0 or counts != sorted(set(counts)):
        raise InputError("tiers must begin at 0 instalments paid and ascend, got %(counts)s", counts=str(counts))
    return tuple(found)


def _cap(value: Number | None) -> Decimal | None:
    return None if value is None else from_fen(owed_fen(value, argument="cap"))


@frozen
class PrepaymentFee:
    """What a contract charges for early repayment (提前还款违约金): a share of the principal repaid early.

    Args:
        tiers: one rate, or pairs of (instalments paid, rate): from so many paid instalments on, that rate.
        cap: the most it may come to, yuan; no bound when left out.

    Raises:
        InputError: no tier for 0 instalments paid, or tiers that do not ascend.

    4 % of the balance, at most 200 yuan:

    >>> PrepaymentFee("4%", cap="200").fen(1_000_000, 3)
    20000

    """

    tiers: tuple[tuple[int, Fraction], ...] = field(converter=_tiers)
    cap: Decimal | None = field(default=None, converter=_cap, kw_only=True)

    def fen(self, repaid: int, paid: int) -> int:
        """Return the fee on so much principal (fen) after so many paid instalments, rounded half up to the fen."""
        share = max((count, tier) for count, tier in self.tiers if count <= paid)[1]
        fee = rounded(share * repaid)
        return fee if self.cap is None else min(fee, to_fen(self.cap))


@frozen
class Prepayment:
    """A part of the principal repaid early (部分提前还款): amount and fee in yuan.

    ``day_count`` splits the period that it falls in.
    """

    on: date
    amount: Decimal
    fee: Decimal
    keep: Keep
    day_count: DayCount | None = None
