"""What a breach costs in damages: agreed ones (违约金) beside the guide for a cut, and a loan paid out late or short.

Civil Code 585 and 671(1), since 2021-01-01; for agreed damages with arts. 64 and 65 of 法释〔2023〕13号, for cases not
finally decided by 2023-12-05.

>>> from datetime import date
>>> found = reduce_damages("1500", "1000", breached_on=date(2026, 1, 12), as_of=date(2026, 6, 1))
>>> found.value.guide, found.value.standing.name
(Decimal('1300.00'), 'ABOVE')
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import flag
from creditrules.errors import InputError, NoDataError
from creditrules.findings import Finding, Trail
from creditrules.messages import Money, exactly, say
from creditrules.money import Number, from_fen, owed_fen, positive_fen, rounded
from creditrules.periods import calendar_day, not_before

if TYPE_CHECKING:
    from datetime import date

    from creditrules.law import Rulebook


class BesideGuide(Enum):
    """How agreed damages stand to the guide, compared exactly (与参考线的关系)."""

    BELOW = "below the guide of"
    AT = "exactly the guide of"
    ABOVE = "above the guide of"


@frozen(kw_only=True)
class DamagesGuide:
    """Agreed damages beside the guide (违约金与参考线), yuan: how they stand to it, and what lies between."""

    guide: Decimal
    standing: BesideGuide
    by: Decimal


@frozen(kw_only=True)
class LateDisbursement:
    """How a loan was paid out (放款迟延或不足): days late, yuan short, and the damages in yuan.

    ``damages`` is None where nothing says how much: the article pays for a loss, and that is to be shown.
    """

    days_late: int
    short: Decimal
    damages: Decimal | None


def reduce_damages(
    damages: Number,
    loss: Number,
    *,
    breached_on: date,
    as_of: date,
    bad_faith: bool | None = None,
    rulebook: Rulebook | None = None,
) -> Finding[DamagesGuide]:
    """Place agreed damages (违约金) beside the guide for a cut on request (请求减少), the loss and three tenths more.

    Not for penalty interest (罚息). The guide is no ceiling and the answer no verdict: a court weighs the case.

    Args:
        damages: the agreed damages as claimed, yuan.
        loss: what the other side lost by the breach (Civil Code 584), yuan; the party asking for a cut proves it.
        breached_on: the day of the breach.
        as_of: the day of decision.
        bad_faith: whether the breach was in bad faith (恶意违约); left out where that is open.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: an amount below 0; ``as_of`` before ``breached_on``.
        NoDataError: a breach before 2021-01-01, or a decision before 2023-12-05.

    """
    trail = Trail(rulebook)
    claimed, lost = owed_fen(damages, argument="damages"), owed_fen(loss, argument="loss")
    faith = None if bad_faith is None else flag(bad_faith, argument="bad_faith")
    day = in_order(as_of, "as_of", breached_on, "breached_on")
    under_the_code(trail, breached_on)
    share = trail.take(trail.rulebook.damages_excess, day)
    guide = lost * (1 + share)
    standing = BesideGuide.ABOVE if claimed > guide else BesideGuide.AT if claimed == guide else BesideGuide.BELOW
    trail.step(
        say(
            "damages-guide",
            "Agreed damages of %(damages)s yuan are %(standing)s %(guide)s yuan, the loss of %(loss)s and %(share)s "
            "more. What is above that may usually be held far above the loss.",
            damages=Money(claimed),
            standing=standing,
            guide=Money(rounded(guide)),
            loss=Money(lost),
            share=exactly(share),
        ),
        *trail.rulebook.damages_excess.at(day).citations,
    )
    _weighing(trail, bad_faith=faith)
    if claimed < lost:
        trail.notice(
            say("damages-below", "They are below the loss: on request the court may raise them."),
            *trail.cite("civil-code#585(2)"),
        )
    by = from_fen(rounded(abs(claimed - guide)))
    return trail.finding(DamagesGuide(guide=from_fen(rounded(guide)), standing=standing, by=by))


def _weighing(trail: Trail, *, bad_faith: bool | None) -> None:
    trail.step(
        say(
            "damages-request",
            "They are cut only on request, by counterclaim or defence. The court starts from the loss and weighs the "
            "parties, the dealing, what was performed, the fault and the background; the guide is no ceiling. Until "
            "then the agreed amount can be claimed.",
        ),
        *trail.cite("civil-code#585(2)", "spc-contracts-2023-13#64(1)", "spc-contracts-2023-13#65(1)"),
    )
    trail.step(
        say(
            "damages-burden",
            "The party in breach proves that they are far above the loss; the other side brings evidence that they are "
            "reasonable.",
        ),
        *trail.cite("spc-contracts-2023-13#64(2)"),
    )
    trail.step(
        say("damages-ban", "That the contract forbids any adjusting does not by itself prevent it."),
        *trail.cite("spc-contracts-2023-13#64(3)"),
    )
    cite = trail.cite("spc-contracts-2023-13#65(3)")
    if bad_faith:
        trail.step(
            say("damages-bad-faith", "A party in bad-faith breach that asks for a cut usually gets none."), *cite
        )
    elif bad_faith is None:
        trail.notice(
            say(
                "damages-faith-open",
                "It is not said whether the breach was in bad faith; a party in bad-faith breach usually gets no cut.",
            ),
            *cite,
        )
    trail.notice(
        say(
            "damages-not-penalty",
            "This is about liquidated damages (违约金). Penalty interest (罚息) of a financial institution goes by the "
            "central bank's notice, and what all charges come to together has a limit of its own.",
        ),
        *trail.cite(
            "civil-code#585(1)",
            "pboc-rates-2003-251#3",
            "spc-financial-adjudication-2017-22#2",
            "spc-private-lending-2020-17#29",
        ),
    )


def late_disbursement(
    principal: Number,
    *,
    agreed_on: date,
    paid_on: date,
    paid: Number | None = None,
    loss: Number | None = None,
    agreed_damages: Number | None = None,
    rulebook: Rulebook | None = None,
) -> Finding[LateDisbursement]:
    """Return what a lender owes that paid out late or short (未按约定的日期、数额提供借款).

    Args:
        principal: the sum agreed, yuan.
        agreed_on: the day on which it was to be paid out.
        paid_on: the day on which it was, or on which it is still open.
        paid: what was paid out by then, yuan; all of it when left out.
        loss: what the borrower lost by it, yuan.
        agreed_damages: the damages that the contract names for it (违约金), yuan; they go before the loss.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: an amount out of bounds, or more paid out than agreed.
        NoDataError: to be paid out before 2021-01-01.

    >>> from datetime import date
    >>> late_disbursement("50000", agreed_on=date(2026, 3, 2), paid_on=date(2026, 3, 9), loss="800").value.damages
    Decimal('800.00')

    """
    trail = Trail(rulebook)
    whole = positive_fen(principal, argument="principal")
    due, day = calendar_day(agreed_on, argument="agreed_on"), calendar_day(paid_on, argument="paid_on")
    out = whole if paid is None else owed_fen(paid, argument="paid")
    if out > whole:
        raise InputError(
            "paid %(paid)s is more than principal %(principal)s", paid=from_fen(out), principal=from_fen(whole)
        )
    lost = None if loss is None else owed_fen(loss, argument="loss")
    named = None if agreed_damages is None else owed_fen(agreed_damages, argument="agreed_damages")
    under_the_code(trail, due)
    days, short = max((day - due).days, 0), whole - out
    trail.step(
        say(
            "disbursed",
            "Of %(principal)s yuan to be paid out on %(due)s, %(paid)s had been by %(day)s: %(days)s day(s) late, "
            "%(short)s yuan short. A lender that does not pay out on the day and in the amount agreed makes good the "
            "borrower's loss.",
            principal=Money(whole),
            due=due,
            paid=Money(out),
            day=day,
            days=days,
            short=Money(short),
        ),
        *trail.cite("civil-code#671(1)"),
    )
    damages = _damages(trail, lost, named) if days or short else 0
    sets_no_ceiling(trail)
    return trail.finding(
        LateDisbursement(days_late=days, short=from_fen(short), damages=None if damages is None else from_fen(damages))
    )


def _damages(trail: Trail, loss: int | None, named: int | None) -> int | None:
    if named is not None:
        trail.step(
            say(
                "disbursed-agreed",
                "The contract names damages for it: %(damages)s yuan. On request a court may raise them when below the "
                "loss, or cut them when far above it.",
                damages=Money(named),
            ),
            *trail.cite("civil-code#585(1)", "civil-code#585(2)"),
        )
        return named
    if loss is not None:
        trail.step(
            say("disbursed-loss", "The loss given is %(loss)s yuan; the borrower has to show it.", loss=Money(loss)),
            *trail.cite("civil-code#671(1)"),
        )
        return loss
    trail.notice(
        say(
            "disbursed-no-loss",
            "Neither a loss nor agreed damages are given. The article pays for a loss that the borrower shows; the "
            "delay alone names no sum.",
        ),
        *trail.cite("civil-code#671(1)"),
    )
    return None


def under_the_code(trail: Trail, day: date) -> None:
    """Refuse a day before the Civil Code: the law before it is not held."""
    first = trail.rulebook.library.instruments["civil-code"].effective
    if day < first:
        raise NoDataError("no value before %(first)s, asked for %(on)s", first=first, on=day)


def in_order(later: date, argument: str, earlier: date, other: str) -> date:
    """Check two days and their order, and return the later one."""
    bound, day = calendar_day(earlier, argument=other), calendar_day(later, argument=argument)
    not_before(day, bound, argument=argument, other=other)
    return day


def sets_no_ceiling(trail: Trail) -> None:
    """Say what art. 671 is often cited for."""
    for statement in trail.rulebook.library.about("civil-code#671"):
        trail.notice(say("often-misread", "Often misread: %(truth)s", truth=statement.truth), *statement.citations)
