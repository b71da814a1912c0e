"""What one account costs a year: the lender's own rate, all compulsory costs together, and the overdue rate.

PBOC Announcement 〔2021〕3 (since 2021-03-31) has lenders state the annual rate of all costs on the principal in use.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.borrower.penalty import overdue_rate
from creditrules.disclosure.cost import fee_item
from creditrules.errors import InputError
from creditrules.loans import Fee, Loan, Method, Schedule, When, schedule
from creditrules.messages import PRINT_ALIKE, Money, Rate, exactly, say
from creditrules.money import from_fen, percent, rounded, to_fen
from creditrules.periods import COMMON_YEAR, MONTHS_A_YEAR, DayCount
from creditrules.rates import AnnualRate, CashFlow, irr, xirr
from creditrules.rates.annual import printable

if TYPE_CHECKING:
    from datetime import date

    from creditrules.borrower.entries import Account
    from creditrules.findings import Finding, Trail

STATED = "pboc-announcement-2021-3#4"
_COUNTED = "pboc-announcement-2021-3#3"
_ITEMISED = "nfra-all-in-cost-2026-2"


@frozen(kw_only=True)
class Price:
    """What an account costs a year (年化成本), each rate under its own name.

    ``own`` is the lender's own rate, ``all_in`` the joint rate of all compulsory costs where a fee is charged,
    ``itemised`` the sum of the items, each annualised alone (a fraction of one), ``overdue`` the rate on overdue parts.
    ``principal_left`` is the principal still owed by the schedule, yuan.
    """

    own: AnnualRate
    all_in: AnnualRate | None = None
    itemised: Fraction | None = None
    overdue: Fraction | None = None
    principal_left: Decimal | None = None


def price_of(trail: Trail, account: Account) -> Finding[Price]:
    """Return what an open account costs a year, with the steps."""
    own = _own(trail, account)
    plan = _scheduled(trail, account)
    all_in, itemised = _with_fee(trail, account, own, plan)
    overdue = overdue_rate(trail, account)
    left = None if plan is None else _left(account, plan)
    return trail.part(Price(own=own, all_in=all_in, itemised=itemised, overdue=overdue, principal_left=left))


def _own(trail: Trail, account: Account) -> AnnualRate:
    if account.nominal is None and account.face is not None and account.due_on is not None:
        return _by_difference(trail, account, to_fen(account.face), account.due_on)
    nominal = account.nominal or Fraction(0)
    agreed = AnnualRate.agreed(percent(nominal), periods_per_year=MONTHS_A_YEAR)
    if account.daily_rate is not None:
        stated = say(
            "price-daily",
            "%(daily)s a day is %(nominal)s a year nominal, %(effective)s effective by monthly compounding.",
            daily=exactly(account.daily_rate),
            nominal=Rate(nominal),
            effective=Rate(printable(agreed)),
        )
    else:
        stated = say(
            "price-agreed",
            "Agreed: %(nominal)s a year nominal, %(effective)s effective by monthly compounding.",
            nominal=Rate(nominal),
            effective=Rate(printable(agreed)),
        )
    trail.step(stated, *trail.cite(STATED))
    if account.instalment is not None:
        return _by_instalments(trail, account, agreed, to_fen(account.instalment))
    return _held_back(trail, account, agreed)


def _held_back(trail: Trail, account: Account, agreed: AnnualRate) -> AnnualRate:
    """Return the agreed rate, or where less was received the rate on that, if a due day tells it."""
    if account.face is None or account.received in {None, account.face}:
        return agreed
    face = to_fen(account.face)
    if account.due_on is None:
        trail.notice(
            say(
                "price-held-back",
                "%(held)s yuan were held back: the true price is above the agreed rate, but no due day tells how far.",
                held=Money(face - to_fen(account.received or account.face)),
            ),
            *trail.cite(STATED),
        )
        return agreed
    interest = rounded(face * Fraction(agreed.nominal) * DayCount.ACT_365.years(account.formed_on, account.due_on))
    trail.step(
        say(
            "price-on-top",
            "The agreed interest, %(interest)s yuan by days over 365, is taken to come on top of the %(face)s.",
            face=Money(face),
            interest=Money(interest),
        )
    )
    return _by_difference(trail, account, face + interest, account.due_on)


def _by_instalments(trail: Trail, account: Account, agreed: AnnualRate, payment: int) -> AnnualRate:
    """Return the agreed rate, or that of the instalments where they come to something else."""
    found = _rate_of(account, payment)
    if found is None:
        trail.notice(
            say(
                "price-instalments-less",
                "The instalments come to less than was received: a figure is wrong. The agreed rate is used below.",
            )
        )
        return agreed
    if abs(Fraction(found.nominal) - Fraction(agreed.nominal)) < PRINT_ALIKE:
        return agreed
    trail.step(
        say(
            "price-instalments",
            "The instalments come to something else: %(nominal)s nominal, %(effective)s effective. That is used below.",
            nominal=Rate(Fraction(found.nominal)),
            effective=Rate(printable(found)),
        ),
        *trail.cite(STATED),
    )
    return found


def _by_difference(trail: Trail, account: Account, face: int, due_on: date) -> AnnualRate:
    """Return the rate of a note whose whole price is that less was received than must be paid."""
    days = (due_on - account.formed_on).days
    received = to_fen(account.received) if account.received is not None else face
    if account.received is None:
        trail.notice(
            say(
                "price-received-unknown",
                "What really arrived is not stated: it is taken to be the whole amount. Less makes the price higher.",
            ),
            *trail.cite(STATED),
        )
    flows = [CashFlow(account.formed_on, from_fen(received)), CashFlow(due_on, from_fen(-face))]
    found = xirr(flows, periods_per_year=Fraction(COMMON_YEAR, days))
    trail.step(
        say(
            "price-difference",
            "%(received)s yuan received, %(face)s to pay %(days)s days later: %(nominal)s a year simple on what was "
            "received, %(effective)s compounded.",
            received=Money(received),
            face=Money(face),
            days=days,
            nominal=Rate(Fraction(found.nominal)),
            effective=Rate(printable(found)),
        ),
        *trail.cite(STATED),
    )
    return found


def _lent(account: Account) -> Decimal:
    """Return what was received; ``face`` stands beside every instalment."""
    return account.received or account.face or from_fen(0)


def _rate_of(account: Account, payment: int) -> AnnualRate | None:
    """Return the rate of equal payments on what was received; None where they do not even come to that."""
    count = account.instalments or 0
    if payment * count < to_fen(_lent(account)):
        return None
    return irr([_lent(account), *[from_fen(-payment)] * count], periods_per_year=MONTHS_A_YEAR)


def _scheduled(trail: Trail, account: Account) -> Schedule | None:
    """Return the contract's equal instalments, where the account's are those."""
    if account.instalment is None or account.instalments is None or account.face is None:
        return None
    rate = percent(account.nominal or Fraction(0))
    loan = Loan(account.face, rate, account.instalments, account.formed_on, method=Method.EQUAL_INSTALMENT)
    try:
        found = schedule(loan)
    except InputError:
        # At a rate of thousands of per cent no fen of an instalment would be left for the principal.
        return None
    if found.rows[0].payment != account.instalment:
        trail.notice(
            say(
                "price-no-schedule",
                "Equal instalments at the agreed rate would be %(computed)s yuan, not %(stated)s: how much principal "
                "is left cannot be told from that.",
                computed=Money(to_fen(found.rows[0].payment)),
                stated=Money(to_fen(account.instalment)),
            )
        )
        return None
    trail.step(
        say(
            "price-schedule",
            "%(face)s yuan in %(count)s equal instalments of %(payment)s; %(paid)s paid, %(left)s yuan of principal "
            "are left.",
            face=Money(to_fen(account.face)),
            count=account.instalments,
            payment=Money(to_fen(account.instalment)),
            paid=account.paid_instalments or 0,
            left=Money(to_fen(_left(account, found))),
        )
    )
    return found


def _left(account: Account, found: Schedule) -> Decimal:
    return found.rows[account.paid_instalments - 1].balance if account.paid_instalments else found.loan.principal


def _with_fee(
    trail: Trail, account: Account, own: AnnualRate, plan: Schedule | None
) -> tuple[AnnualRate | None, Fraction | None]:
    """Return the joint rate of interest and fee, and the sum of both annualised alone."""
    if account.fee_per_instalment is None or account.instalment is None:
        return None, None
    fee = to_fen(account.fee_per_instalment)
    joint = _rate_of(account, to_fen(account.instalment) + fee)
    if joint is None:
        return None, None
    trail.step(
        say(
            "price-all-in",
            "With the fee of %(fee)s yuan in every instalment (%(collector)s) all compulsory costs together are "
            "%(nominal)s nominal, %(effective)s effective.",
            fee=Money(fee),
            collector=account.fee_collector or say("collector-unknown", "collector not stated"),
            nominal=Rate(Fraction(joint.nominal)),
            effective=Rate(printable(joint)),
        ),
        *trail.cite(_COUNTED, STATED),
    )
    # What was held back would be an item of its own.
    if plan is None or _lent(account) != account.face:
        return joint, None
    alone = fee_item(plan, Fee(account.name, amount=from_fen(fee), when=When.EVERY)).rate
    itemised = Fraction(own.nominal) + Fraction(alone.nominal)
    trail.step(
        say(
            "price-itemised",
            "Item by item, each annualised alone and then added: %(own)s + %(fee)s = %(total)s nominal (%(effective)s "
            "effective). Lenders must state new loans item by item from %(since)s; the rule does not say which of the "
            "two. A sum of items is not the joint rate.",
            own=Rate(Fraction(own.nominal)),
            fee=Rate(Fraction(alone.nominal)),
            total=Rate(itemised),
            effective=Rate(printable(own) + printable(alone)),
            since=trail.cite(_ITEMISED)[0].since,
        ),
        *trail.cite(_ITEMISED),
    )
    return joint, itemised
