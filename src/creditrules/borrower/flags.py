"""Red flags in what a person states of a debt (风险信号), each with its rule or marked as advice.

They are for the person, not for publication: a sign is no verdict, and naming a lender in public may infringe its
reputation (Civil Code 1024).
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.errors import NoDataError
from creditrules.law import Lender
from creditrules.limits import Standing
from creditrules.loans.principal import _rule
from creditrules.messages import PRINT_ALIKE, Money, Rate, say
from creditrules.money import to_fen

if TYPE_CHECKING:
    from datetime import date

    from creditrules.borrower.entries import Account
    from creditrules.borrower.prices import Price
    from creditrules.borrower.protection import Protection
    from creditrules.findings import Finding, Trail
    from creditrules.law import Citation
    from creditrules.messages import Message

_VOID = ("spc-private-lending-2020-17#13(3)",)
_DATA = ("pipl-2021#10", "pipl-2021#13(1)")
_REPAIR = ("credit-reporting-regulation-2013#25", "credit-reporting-regulation-2013#16(1)")


class RedFlag(Enum):
    """What speaks for caution (风险信号)."""

    HELD_BACK = "money held back from the sum paid out"
    SHORT_TERM = "a term of a few days, as in a 714 loan"
    FEE_FIRST = "money asked for before the loan was paid out"
    UNLICENSED = "a lender without a licence"
    ABOVE_CEILING = "a price above a ceiling"
    ABOVE_36 = "a price above the line of illegal lending"
    REPAIR = "money paid for the repair of a credit record"
    DATA = "personal data taken by the lender's app"


@frozen
class Flag:
    """A red flag, and whether a rule stands behind it (True) or only advice."""

    kind: RedFlag
    rule: bool


def flags_of(
    trail: Trail, account: Account, price: Price, protection: Protection, as_of: date
) -> Finding[tuple[Flag, ...]]:
    """Return the red flags of an open account, in the order of `RedFlag`."""
    found = [
        *_held_back(trail, account),
        *_short(trail, account),
        *_first(trail, account),
        *_unlicensed(trail, account, as_of),
        *_above(trail, protection),
        *_above_crime(trail, account, price),
        *_repair(trail, account, as_of),
        *_data(trail, account, as_of),
    ]
    if found:
        trail.notice(
            say(
                "flags-private",
                "These are signs in what you state, for you and not for publication: they are no verdict, and naming a "
                "lender in public may infringe its reputation.",
            ),
            *trail.cite("civil-code#1024"),
        )
    return trail.part(tuple(found))


def _flag(trail: Trail, kind: RedFlag, why: Message, *cite: Citation) -> list[Flag]:
    """Tell a red flag with its rule, or as advice."""
    told = why if cite else say("flag-advice", "%(why)s This is advice, not a rule.", why=why)
    trail.step(told, *cite)
    return [Flag(kind, bool(cite))]


def _in_force(trail: Trail, as_of: date, *ids: str) -> tuple[Citation, ...]:
    """Return the articles, if all of them are in force on a day."""
    cite = trail.cite(*ids)
    return cite if all(one.since <= as_of for one in cite) else ()


def _held_back(trail: Trail, account: Account) -> list[Flag]:
    if account.face is None or account.received in {None, account.face}:
        return []
    try:
        cite = trail.cite(_rule(trail, account.formed_on))
    except NoDataError:
        cite = ()
    why = say(
        "flag-held-back",
        "Of %(face)s yuan %(received)s arrived: interest may not be deducted in advance.",
        face=Money(to_fen(account.face)),
        received=Money(to_fen(account.received or account.face)),
    )
    return _flag(trail, RedFlag.HELD_BACK, why, *cite)


def _short(trail: Trail, account: Account) -> list[Flag]:
    book = trail.rulebook.ultra_short_days
    if account.due_on is None or account.formed_on < book.timeline.entries[0].since:
        return []
    days, most = (account.due_on - account.formed_on).days, trail.take(book, account.formed_on)
    if days > most:
        return []
    why = say(
        "flag-short",
        "It fell due after %(days)s day(s): the market calls loans of up to %(most)s days at a very high price 714 "
        "loans.",
        days=days,
        most=most,
    )
    return _flag(trail, RedFlag.SHORT_TERM, why)


def _first(trail: Trail, account: Account) -> list[Flag]:
    if account.paid_first is None:
        return []
    why = say(
        "flag-fee-first",
        "%(fee)s yuan were asked for before the loan was paid out. Who asks for money first often lends nothing: pay "
        "no more, keep the account and the messages, and report it to the police.",
        fee=Money(to_fen(account.paid_first)),
    )
    return _flag(trail, RedFlag.FEE_FIRST, why)


def _unlicensed(trail: Trail, account: Account, as_of: date) -> list[Flag]:
    if account.lender is not Lender.UNLICENSED:
        return []
    why = say(
        "flag-unlicensed",
        "You state that the lender has no licence. Who lends to the public as a trade without one makes void "
        "contracts; a court decides that, and what was received has to be returned.",
    )
    return _flag(trail, RedFlag.UNLICENSED, why, *_in_force(trail, as_of, *_VOID))


def _above(trail: Trail, protection: Protection) -> list[Flag]:
    above = [one for one in protection.comparisons if one.standing is Standing.ABOVE]
    if not above:
        return []
    lowest = min(above, key=lambda one: one.ceiling.rate)
    why = say(
        "flag-above",
        "The price, %(rate)s a year, is above %(ceiling)s (%(effect)s).",
        rate=Rate(lowest.rate),
        ceiling=Rate(lowest.ceiling.rate),
        effect=lowest.ceiling.effect,
    )
    return _flag(trail, RedFlag.ABOVE_CEILING, why, *lowest.ceiling.citations)


def _above_crime(trail: Trail, account: Account, price: Price) -> list[Flag]:
    entry = trail.rulebook.illegal_lending_rate.timeline.entries[-1]
    rate = Fraction((price.all_in or price.own).nominal)
    if rate - entry.value < PRINT_ALIKE:
        return []
    if account.lender is Lender.UNLICENSED and account.formed_on >= entry.since:
        why = say(
            "flag-above-36",
            "The price, %(rate)s a year, is above %(line)s: for lending without a licence one of several elements of a "
            "crime, which is for the police and the courts.",
            rate=Rate(rate),
            line=Rate(entry.value),
        )
        return _flag(trail, RedFlag.ABOVE_36, why, *entry.citations)
    why = say(
        "flag-far-above",
        "The price, %(rate)s a year, is above %(line)s. For this lender that is no line of the law; it is a price to "
        "look at twice.",
        rate=Rate(rate),
        line=Rate(entry.value),
    )
    return _flag(trail, RedFlag.ABOVE_36, why)


def _repair(trail: Trail, account: Account, as_of: date) -> list[Flag]:
    if account.repair_fee is None:
        return []
    why = say(
        "flag-repair",
        "%(fee)s yuan were asked for to repair the credit record. An error is corrected free of charge, a true record "
        "goes five years after its end, and nobody can sell more than that.",
        fee=Money(to_fen(account.repair_fee)),
    )
    return _flag(trail, RedFlag.REPAIR, why, *_in_force(trail, as_of, *_REPAIR))


def _data(trail: Trail, account: Account, as_of: date) -> list[Flag]:
    if not account.data_taken:
        return []
    why = say(
        "flag-data",
        "The app took an address book, photographs or the like. Personal data need a ground such as your consent, and "
        "no more may be taken than the purpose needs: take the permission back and keep a picture of it.",
    )
    cite = () if account.lender is Lender.PRIVATE else _in_force(trail, as_of, *_DATA)
    return _flag(trail, RedFlag.DATA, why, *cite)
