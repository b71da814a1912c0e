"""What the rules say of an account's price: the ceilings for its lender, product and day, in yuan where that can be.

For licensed lenders a ceiling is what a court could be asked to cut to, or a line of the regulator's. For an unlicensed
one two branches are open, void or valid; both are shown, and neither is called protected.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.borrower.branches import Branch, branch_at, branches_of, say_branch
from creditrules.errors import NoDataError
from creditrules.findings import Trail
from creditrules.law import Lender
from creditrules.limits import Basis, Comparison, Covers, Effect, Standing
from creditrules.limits.compare import _check
from creditrules.limits.model import Case
from creditrules.loans import Deduction, Loan, Method, schedule
from creditrules.loans.principal import _true_principal
from creditrules.messages import Money, Rate, say
from creditrules.money import from_fen, percent, rounded, to_fen
from creditrules.periods import months_between
from creditrules.rates import Origin

if TYPE_CHECKING:
    from datetime import date

    from creditrules.borrower.entries import Account
    from creditrules.borrower.prices import Price
    from creditrules.findings import Finding

_DAYS_A_YEAR = 365
_BANK_YEAR = 360


@frozen(kw_only=True)
class Protection:
    """How an account's price stands to each ceiling; for an unlicensed lender also both branches, the lower first."""

    comparisons: tuple[Comparison, ...] = ()
    branches: tuple[Branch, ...] = ()


def protection_of(trail: Trail, account: Account, price: Price, as_of: date) -> Finding[Protection]:
    """Compare an open account's price with every ceiling that applies on a day."""
    case = Case(
        lender=account.lender,
        formed_on=account.formed_on,
        product=account.product,
        facilitated=account.facilitated,
        term_months=_term(account),
        as_of=as_of,
    )
    principal = _principal(trail, account)
    unlicensed = account.lender is Lender.UNLICENSED
    # What an unlicensed lender's steps say must come before the comparison, so that gets a trail of its own.
    inner = Trail(trail.rulebook) if unlicensed else trail
    try:
        found = _check(inner, price.own, price.all_in, case)
    except NoDataError:
        trail.notice(
            say(
                "no-ceiling",
                "The library holds no rule on the price of a %(lender)s's loan for a decision on %(day)s.",
                lender=account.lender,
                day=as_of,
            )
        )
        return trail.part(Protection())
    if unlicensed:
        return trail.part(
            Protection(comparisons=found, branches=branches_of(trail, account, principal, inner, found, as_of=as_of))
        )
    for comparison in found:
        if comparison.standing is Standing.ABOVE:
            _in_yuan(trail, account, comparison, principal, as_of)
    _by_days(trail, account, price, found)
    _look_through(trail, account, found)
    return trail.part(Protection(comparisons=found))


def _term(account: Account) -> int | None:
    """Return the term in months: the instalments, or the months to the due day, a begun one counted whole."""
    if account.instalments is not None or account.due_on is None:
        return account.instalments
    months, odd = months_between(account.formed_on, account.due_on)
    return months + (odd > 0)


def _principal(trail: Trail, account: Account) -> int | None:
    """Return what was really lent, fen, where the account says so."""
    if account.face is None:
        return None
    face = to_fen(account.face)
    held_back = face - to_fen(account.received or account.face)
    if not held_back:
        return face
    return _true_principal(trail, account.face, (Deduction(from_fen(held_back)),), account.formed_on)


def _in_yuan(trail: Trail, account: Account, found: Comparison, principal: int | None, as_of: date) -> None:
    """Say what is above a ceiling in yuan: by instalment, on the due day, or a year on the balance."""
    ceiling = found.ceiling
    if principal is not None and account.instalment is not None and account.instalments is not None:
        joint = found.compared is Covers.ALL_COMPULSORY and account.fee_per_instalment is not None
        fee = to_fen(account.fee_per_instalment) if joint and account.fee_per_instalment is not None else 0
        asked = to_fen(account.instalment) + fee
        rate = percent(ceiling.rate)
        level = Loan(from_fen(principal), rate, account.instalments, account.formed_on, method=Method.EQUAL_INSTALMENT)
        line = to_fen(schedule(level).rows[0].payment)
        trail.step(
            say(
                "above-instalment",
                "At %(ceiling)s an instalment would be %(line)s yuan; each is %(asked)s, that is %(above)s above it.",
                ceiling=Rate(ceiling.rate),
                line=Money(line),
                asked=Money(asked),
                above=Money(asked - line),
            ),
            *ceiling.citations,
        )
    elif principal is not None and account.due_on is not None and ceiling.basis is Basis.AT_FORMATION:
        on = max(account.due_on, as_of)
        say_branch(trail, account, branch_at(account, principal, ceiling.rate, on, valid=True))
    elif account.balance is not None:
        trail.step(
            say(
                "above-year",
                "On the balance of %(balance)s yuan that is %(above)s yuan a year.",
                balance=Money(to_fen(account.balance)),
                above=Money(rounded(to_fen(account.balance) * found.by)),
            ),
            *ceiling.citations,
        )


def _by_days(trail: Trail, account: Account, price: Price, found: tuple[Comparison, ...]) -> None:
    """Warn where a rate is within a ceiling only as long as the lender does not count days over 360."""
    if price.own.origin is not Origin.AGREED or account.annual_rate is None:
        return
    by_days = account.annual_rate * Fraction(_DAYS_A_YEAR, _BANK_YEAR)
    for one in found:
        if one.standing is Standing.WITHIN and one.compared is Covers.OWN_CLAIMS and by_days > one.ceiling.rate:
            trail.notice(
                say(
                    "days-over-360",
                    "%(agreed)s charged by actual days over 360 costs %(cost)s a year, above %(ceiling)s: see how the "
                    "contract counts days.",
                    agreed=Rate(account.annual_rate),
                    cost=Rate(by_days),
                    ceiling=Rate(one.ceiling.rate),
                ),
                *one.ceiling.citations,
            )


def _look_through(trail: Trail, account: Account, found: tuple[Comparison, ...]) -> None:
    """Name both readings where only the fee of somebody else lifts the price above the line."""
    own = [one for one in found if one.ceiling.effect is Effect.REDUCIBLE and one.standing is not Standing.ABOVE]
    joint = [one for one in found if one.compared is Covers.ALL_COMPULSORY and one.standing is Standing.ABOVE]
    if not own or not joint:
        return
    trail.notice(
        say(
            "look-through-open",
            "Whether a court would count the fee (collected by %(collector)s) with the lender's claims is open. One "
            "reading keeps to the words, which speak of what the lender claims; the other follows the regulator, who "
            "counts it.",
            collector=account.fee_collector or say("collector-other", "another collector"),
        ),
        *dict.fromkeys(own[0].ceiling.citations + joint[0].ceiling.citations),
    )
