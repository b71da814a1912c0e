"""What a dispute costs in court fees (诉讼费用): suit, payment order, enforcement, preservation, and who bears them.

Measures for the payment of litigation costs, arts. 13 to 16, 20, 29 and 36 to 38, since 2007-04-01. A fee adds up by
bands of the sum in dispute. For a suit courts charge whole yuan, half up, and halve after that: 438 of 465 rulings
looked at have whole yuan. Which sums count in the dispute varies, so the sum is the caller's.

>>> court_fee("1422786.37", halved=True).value.charged
Decimal('8802.50')
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import flag, instance
from creditrules.errors import InputError, shown
from creditrules.findings import Finding, Trail
from creditrules.messages import Money, say
from creditrules.money import Number, Rounding, decimal, from_fen, owed_fen, positive_fen
from creditrules.proceedings.fee_bands import MEASURES, applied, by_bands, entry_of, how_rounded, suit_notices

if TYPE_CHECKING:
    from datetime import date

    from creditrules.law import Rulebook

_A_YUAN = 100
_WHOLE_YUAN = Rounding(unit="1")
_EXACT_PLACES = 5


@frozen
class CourtFee:
    """A fee (诉讼费用): ``exact``, by the bands without rounding, and ``charged``, as it is paid; both in yuan."""

    exact: Fraction
    charged: Decimal


@frozen
class FeeShares:
    """How a fee is borne (诉讼费用负担): what falls on the defendant and what stays with the claimant, yuan."""

    defendant: Decimal
    claimant: Decimal


def court_fee(
    amount: Number, *, halved: bool = False, filed_on: date | None = None, rulebook: Rulebook | None = None
) -> Finding[CourtFee]:
    """Return the court fee of a suit about money (案件受理费).

    Args:
        amount: the sum in dispute, yuan; what courts count in it varies.
        halved: whether the fee is halved, as in summary procedure or after mediation or withdrawal; only ever once.
        filed_on: the day of filing, if another row than the newest is wanted.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: not above zero, or part of a fen.
        NoDataError: filed before 2007-04-01.

    """
    trail = Trail(rulebook)
    book = trail.rulebook
    fen, half = positive_fen(amount, argument="amount"), flag(halved, argument="halved")
    exact = by_bands(trail, book.court_fee_scale, fen, filed_on)
    full = _WHOLE_YUAN.fen(exact)
    share = entry_of(trail, book.court_fee_half, filed_on).value if half else Fraction(1)
    # Courts halve the whole yuan, so that half a yuan may be left: never the exact figure.
    charged = int(full * share)
    trail.step(
        say(
            "fee-charged",
            "Exactly %(exact)s yuan; courts charge whole yuan, half up: %(charged)s.",
            exact=str(decimal(exact / _A_YUAN, _EXACT_PLACES)),
            charged=Money(full),
        ),
        *trail.cite(f"{MEASURES}#13(1)(1)"),
    )
    if half:
        trail.step(
            say("fee-halved", "Halved after rounding: %(charged)s yuan.", charged=Money(charged)),
            *trail.cite(f"{MEASURES}#15", f"{MEASURES}#16"),
        )
    suit_notices(trail)
    return trail.finding(CourtFee(exact * share / _A_YUAN, from_fen(charged)))


def payment_order_fee(
    amount: Number,
    *,
    filed_on: date | None = None,
    rounding: Rounding = Rounding(),
    rulebook: Rulebook | None = None,
) -> Finding[CourtFee]:
    """Return the fee of an application for a payment order (支付令申请费): a third of the court fee.

    Args:
        amount: the sum asked for, yuan.
        filed_on: the day of the application, if another row than the newest is wanted.
        rounding: how the court rounds the third; to the fen unless said otherwise, as no ruling was at hand.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: not above zero, or part of a fen.
        NoDataError: applied for before 2007-04-01.

    >>> payment_order_fee("50000").value.charged
    Decimal('350.00')

    """
    trail = Trail(rulebook)
    fen, how = positive_fen(amount, argument="amount"), instance(rounding, Rounding, argument="rounding")
    scale = by_bands(trail, trail.rulebook.court_fee_scale, fen, filed_on)
    part = entry_of(trail, trail.rulebook.payment_order_divisor, filed_on).value
    exact = scale / part
    trail.step(
        say(
            "fee-order",
            "A payment order costs one part in %(parts)s of that: %(charged)s yuan.",
            parts=int(part),
            charged=Money(how.fen(exact)),
        ),
        *trail.cite(f"{MEASURES}#14(3)"),
    )
    how_rounded(trail, how)
    trail.notice(
        say(
            "fee-order-bearer",
            "The applicant pays it in advance. Without an objection the debtor bears it; after an objection that ends "
            "the order the applicant does, and may claim it in a suit.",
        ),
        *trail.cite(f"{MEASURES}#20(2)", f"{MEASURES}#36"),
    )
    return trail.finding(CourtFee(exact / _A_YUAN, from_fen(how.fen(exact))))


def enforcement_fee(
    amount: Number,
    *,
    filed_on: date | None = None,
    rounding: Rounding = Rounding(),
    rulebook: Rulebook | None = None,
) -> Finding[CourtFee]:
    """Return the fee of enforcing a judgment, an award or a notarised instrument (执行申请费).

    Args:
        amount: the sum to be enforced, yuan.
        filed_on: the day of the application, if another row than the newest is wanted.
        rounding: how the court rounds; to the fen unless said otherwise, as no ruling was at hand.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: not above zero, or part of a fen.
        NoDataError: applied for before 2007-04-01.

    >>> enforcement_fee("50000").value.charged
    Decimal('650.00')

    """
    trail = Trail(rulebook)
    exact, charged = applied(trail, trail.rulebook.enforcement_fee_scale, amount, filed_on, rounding)
    trail.notice(
        say(
            "fee-enforcement-bearer",
            "It is paid after enforcement, not in advance, and the debtor bears it; in a settlement the parties agree.",
        ),
        *trail.cite(f"{MEASURES}#20(2)", f"{MEASURES}#38(1)", f"{MEASURES}#38(2)"),
    )
    return trail.finding(CourtFee(exact / _A_YUAN, from_fen(charged)))


def preservation_fee(
    amount: Number,
    *,
    filed_on: date | None = None,
    rounding: Rounding = Rounding(),
    rulebook: Rulebook | None = None,
) -> Finding[CourtFee]:
    """Return the fee of having property frozen or seized ahead of judgment (保全申请费).

    Args:
        amount: the property really preserved, yuan.
        filed_on: the day of the application, if another row than the newest is wanted.
        rounding: how the court rounds; to the fen unless said otherwise, as no ruling was at hand.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: not above zero, or part of a fen.
        NoDataError: applied for before 2007-04-01.

    >>> preservation_fee("1000000").value.charged
    Decimal('5000.00')

    """
    trail = Trail(rulebook)
    exact, charged = applied(trail, trail.rulebook.preservation_fee_scale, amount, filed_on, rounding)
    trail.notice(
        say("fee-preservation-bearer", "The applicant bears it and may claim it in the suit."),
        *trail.cite(f"{MEASURES}#38(3)"),
    )
    return trail.finding(CourtFee(exact / _A_YUAN, from_fen(charged)))


def share_fee(fee: Number, *, claimed: Number, awarded: Number, rulebook: Rulebook | None = None) -> Finding[FeeShares]:
    """Return how a fee falls by success (按胜诉比例分担): the defendant's part is what was awarded of the claim.

    Args:
        fee: the fee, yuan.
        claimed: the sum claimed, yuan.
        awarded: the sum awarded, yuan.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: a fee or claim not above zero, or more awarded than claimed.

    >>> share_fee("7753.02", claimed="430201.40", awarded="343618.93").value.defendant
    Decimal('6192.64')

    """
    trail = Trail(rulebook)
    fen, whole = positive_fen(fee, argument="fee"), positive_fen(claimed, argument="claimed")
    won = owed_fen(awarded, argument="awarded")
    if won > whole:
        raise InputError(
            "%(argument)s may be at most what was claimed, %(bound)s, got %(value)s",
            argument="awarded",
            bound=from_fen(whole),
            value=shown(awarded),
        )
    defendant = Rounding().fen(Fraction(fen * won, whole))
    trail.step(
        say(
            "fee-shared",
            "Of %(fee)s yuan %(defendant)s fall on the defendant, as %(awarded)s of %(claimed)s were awarded, and "
            "%(claimant)s on the claimant.",
            fee=Money(fen),
            defendant=Money(defendant),
            awarded=Money(won),
            claimed=Money(whole),
            claimant=Money(fen - defendant),
        ),
        *trail.cite(f"{MEASURES}#29(2)"),
    )
    trail.notice(
        say(
            "fee-shared-by-court",
            "Where each side wins in part the court decides what each bears. The share of success is one way; most "
            "courts set round parts.",
        ),
        *trail.cite(f"{MEASURES}#29(2)"),
    )
    return trail.finding(FeeShares(from_fen(defendant), from_fen(fen - defendant)))
