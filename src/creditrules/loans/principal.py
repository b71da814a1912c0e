"""What counts as principal when money was held back (砍头息)."""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from attrs import field, frozen

from creditrules.checks import listed, member
from creditrules.errors import InputError, NoDataError
from creditrules.findings import Finding, Trail
from creditrules.messages import Money, say
from creditrules.money import Number, from_fen, positive_fen, to_fen
from creditrules.periods import calendar_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from creditrules.law import Rulebook

_RULES = (
    ("civil-code", "civil-code#670"),
    ("spc-private-lending-2020-6", "spc-private-lending-2020-6#27"),
    ("spc-private-lending-2015-18", "spc-private-lending-2015-18#27"),
)


class DeductionKind(Enum):
    """What was held back from the sum paid out (预扣款项)."""

    INTEREST = "interest"
    LENDER_OR_AFFILIATE_FEE = "fee of the lender or its affiliate"
    THIRD_PARTY_FEE = "fee of a third party"
    DEPOSIT = "deposit held by the lender"


def _amount(value: Number) -> Decimal:
    return from_fen(positive_fen(value, argument="amount"))


def _kind(value: DeductionKind) -> DeductionKind:
    return member(value, DeductionKind, argument="kind")


@frozen
class Deduction:
    """An amount (yuan) held back when the loan was paid out, and what for."""

    amount: Decimal = field(converter=_amount)
    kind: DeductionKind = field(default=DeductionKind.INTEREST, converter=_kind)


def true_principal(
    face: Number,
    deductions: Iterable[Deduction],
    *,
    formed_on: date,
    rulebook: Rulebook | None = None,
) -> Finding[Decimal]:
    """Return the principal on which the borrower owes (实际借款本金), yuan.

    Interest deducted in advance is not principal (Civil Code 670; before 2021-01-01 the private-lending provisions then
    in force). The text speaks of interest: a fee or deposit that the lender or its affiliate keeps is treated the same
    way by practice, a third party's fee stays in the principal; a notice says so.

    Args:
        face: the sum on the note, yuan.
        deductions: what was held back.
        formed_on: the day the loan was formed.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: the deductions leave nothing.
        NoDataError: formed before 2015-09-01.

    >>> from datetime import date
    >>> true_principal("3000", [Deduction("900")], formed_on=date(2026, 1, 12)).value
    Decimal('2100.00')

    """
    trail = Trail(rulebook)
    return trail.finding(from_fen(_true_principal(trail, face, deductions, formed_on)))


def _true_principal(trail: Trail, face: Number, deductions: Iterable[Deduction], formed_on: date) -> int:
    whole = positive_fen(face, argument="face")
    day = calendar_day(formed_on, argument="formed_on")
    held_back = listed(deductions, Deduction, argument="deductions")
    cite = _rule(trail, day)
    kept = {kind: sum(to_fen(one.amount) for one in held_back if one.kind is kind) for kind in DeductionKind}
    every = sum(kept.values())
    if every >= whole:
        raise InputError(
            "the deductions of %(out)s leave nothing of %(face)s", out=from_fen(every), face=from_fen(whole)
        )
    out = every - kept[DeductionKind.THIRD_PARTY_FEE]
    principal = whole - out
    trail.step(
        say(
            "true-principal",
            "The note says %(face)s yuan, %(out)s were held back: the principal is the %(principal)s really lent.",
            face=Money(whole),
            out=Money(out),
            principal=Money(principal),
        ),
        *trail.cite(cite),
    )
    if kept[DeductionKind.LENDER_OR_AFFILIATE_FEE] or kept[DeductionKind.DEPOSIT]:
        trail.notice(
            say(
                "true-principal-fee",
                "The text speaks of interest deducted in advance. Treating a fee or deposit kept by the lender or its "
                "affiliate the same way is practice; a court decides.",
            ),
            *trail.cite(cite),
        )
    if kept[DeductionKind.THIRD_PARTY_FEE]:
        trail.notice(
            say(
                "true-principal-third-party",
                "A fee that a third party kept (%(amount)s yuan) is left in the principal; whether a court would look "
                "through it is open.",
                amount=Money(kept[DeductionKind.THIRD_PARTY_FEE]),
            )
        )
    return principal


def _rule(trail: Trail, day: date) -> str:
    for instrument, cite in _RULES:
        if trail.rulebook.library.instruments[instrument].effective <= day:
            return cite
    first = trail.rulebook.library.instruments[_RULES[-1][0]].effective
    raise NoDataError("no value before %(first)s, asked for %(on)s", first=first, on=day)
