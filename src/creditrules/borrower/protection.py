"""What the rules say of an account's price: the ceilings for its lender, product and day, in yuan where that can be.

For licensed lenders a ceiling is what a court could be asked to cut to, or a line of the regulator's. For an unlicensed
one two branches are open, void or valid; both are shown, and neither is called protected.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.borrower.branches import Branch, asked_on, branch_at, branches_of, sum_rules
from creditrules.borrower.relief import late_since
from creditrules.errors import InputError, NoDataError
from creditrules.findings import Trail
from creditrules.law import Lender
from creditrules.limits import Comparison, Covers, Effect, Standing
from creditrules.limits.compare import _check
from creditrules.limits.model import Case
from creditrules.loans import Deduction, Loan, Method, schedule
from creditrules.loans.principal import _true_principal
from creditrules.messages import PRINT_ALIKE, Money, Rate, say
from creditrules.money import from_fen, percent, rounded, to_fen
from creditrules.periods import BANK_YEAR, COMMON_YEAR
from creditrules.rates import Origin

if TYPE_CHECKING:
    from datetime import date

    from creditrules.borrower.entries import Account
    from creditrules.borrower.prices import Price
    from creditrules.findings import Finding

_PRIVATE = frozenset({Lender.PRIVATE, Lender.UNLICENSED})
_IN_COURT = frozenset({Effect.REDUCIBLE, Effect.UNENFORCEABLE})
_AFTER_1991 = "spc-private-lending-2015-18"


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
        as_of=as_of,
    )
    principal = _principal(trail, account)
    if account.fee_per_instalment is not None and price.all_in is None:
        trail.notice(
            say(
                "fee-not-counted",
                "The fee of %(fee)s yuan a month is in no rate and no comparison here: what it adds cannot be computed "
                "from what is stated.",
                fee=Money(to_fen(account.fee_per_instalment)),
            )
        )
    unlicensed = account.lender is Lender.UNLICENSED
    # What an unlicensed lender's steps say must come before the comparison, so that gets a trail of its own.
    inner = Trail(trail.rulebook) if unlicensed else trail
    found = _compared(inner, price, case, as_of)
    if not found:
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
    above = [one for one in found if one.standing is Standing.ABOVE]
    for comparison in above:
        _in_yuan(trail, account, comparison, principal, as_of)
    if account.lender not in _PRIVATE:
        if above:
            trail.notice(
                say(
                    "until-then",
                    "Until a court or the lender reduces it, the lender may charge and report the contract amount.",
                ),
                *dict.fromkeys(cite for one in above for cite in one.ceiling.citations),
            )
        _after_default(trail, account, price, found, as_of)
    _by_days(trail, account, price, found)
    _look_through(trail, account, price, found)
    return trail.part(Protection(comparisons=found))


def _compared(trail: Trail, price: Price, case: Case, as_of: date) -> tuple[Comparison, ...]:
    """Compare with every ceiling; nothing where the library holds none for that lender and day of decision."""
    # The opinions of 1991 turn on readings that a report does not ask for.
    if case.lender in _PRIVATE and as_of < trail.rulebook.library.instruments[_AFTER_1991].effective:
        return ()
    try:
        return _check(trail, price.own, price.all_in, case)
    except NoDataError:
        return ()


def _principal(trail: Trail, account: Account) -> int | None:
    """Return what was really lent, fen, where the account says so."""
    if account.face is None:
        return None
    face = to_fen(account.face)
    held_back = face - to_fen(account.received or account.face)
    if not held_back:
        return face
    try:
        found = _true_principal(trail, account.face, (Deduction(from_fen(held_back)),), account.formed_on)
    except NoDataError:
        trail.notice(
            say(
                "principal-unknown",
                "%(held)s yuan were held back. The library holds no rule on that for a loan formed on %(formed)s, so "
                "the sum lent is left open.",
                held=Money(held_back),
                formed=account.formed_on,
            )
        )
        return None
    trail.notice(
        say(
            "held-back-kind",
            "What the %(held)s yuan were held back for is not stated: they are taken for the lender's interest. A fee "
            "that a third party kept would stay in the principal.",
            held=Money(held_back),
        ),
        *trail.steps[-1].citations,
    )
    return found


def _line(account: Account, principal: int | None, rate: Fraction) -> int | None:
    """Return what an instalment would be at a rate, fen; None without instalments, or where a rate leaves none."""
    if principal is None or account.instalments is None or account.instalment is None:
        return None
    try:
        level = schedule(
            Loan(
                from_fen(principal),
                percent(rate),
                account.instalments,
                account.formed_on,
                method=Method.EQUAL_INSTALMENT,
            )
        )
    except InputError:
        # Over hundreds of months the interest takes all of an instalment to the fen.
        return None
    return to_fen(level.rows[0].payment)


def _in_yuan(trail: Trail, account: Account, found: Comparison, principal: int | None, as_of: date) -> None:
    """Say what is above a ceiling in yuan: by instalment, on the due day, or a year on the balance."""
    ceiling = found.ceiling
    nothing = from_fen(0)
    balance = to_fen(account.balance or nothing)
    line = _line(account, principal, ceiling.rate)
    if line is not None:
        fee = account.fee_per_instalment if found.compared is Covers.ALL_COMPULSORY else None
        asked = to_fen(account.instalment or nothing) + to_fen(fee or nothing)
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
    elif principal is not None and account.due_on is not None and ceiling.in_force == (account.formed_on, None):
        at_most = branch_at(account, principal, ceiling.rate, max(account.due_on, as_of), valid=True)
        trail.step(
            say(
                "above-due",
                "At %(ceiling)s %(principal)s yuan come to %(total)s on %(on)s, with interest for %(days)s days over "
                "365 and nothing paid before. Asked on that day: %(asked)s.",
                ceiling=Rate(ceiling.rate),
                principal=Money(principal),
                total=Money(to_fen(at_most.total)),
                on=at_most.on,
                days=(at_most.on - account.formed_on).days,
                asked=Money(asked_on(account, at_most.on, as_of)),
            ),
            *ceiling.citations,
            *(sum_rules(trail, account, at_most.on) if account.lender in _PRIVATE else ()),
        )
    elif principal is not None and account.instalment is None:
        trail.step(
            say(
                "above-principal",
                "On %(principal)s yuan of principal that is %(above)s yuan a year.",
                principal=Money(principal),
                above=Money(rounded(principal * found.by)),
            ),
            *ceiling.citations,
        )
    else:
        trail.step(
            say(
                "above-year",
                "Roughly, on the balance of %(balance)s yuan, that is %(above)s yuan a year.",
                balance=Money(balance),
                above=Money(rounded(balance * found.by)),
            ),
            *ceiling.citations,
        )


def _after_default(trail: Trail, account: Account, price: Price, found: tuple[Comparison, ...], as_of: date) -> None:
    """Say what the comparison of a rate leaves out once something is overdue."""
    total = next((one.ceiling for one in found if one.ceiling.effect is Effect.REDUCIBLE), None)
    if total is None or (late_since(account, as_of) is None and price.overdue is None):
        return
    trail.notice(
        say(
            "after-default",
            "Penalty interest, compound interest and liquidated damages after default count in the same total of "
            "%(ceiling)s, and only the rate is compared here: look at all that the lender claims.",
            ceiling=Rate(total.rate),
        ),
        *total.citations,
    )


def _by_days(trail: Trail, account: Account, price: Price, found: tuple[Comparison, ...]) -> None:
    """Warn where a rate is within a ceiling only as long as the lender does not count days over 360."""
    if price.own.origin is not Origin.AGREED or account.annual_rate is None:
        return
    by_days = account.annual_rate * Fraction(COMMON_YEAR, BANK_YEAR)
    within = (one for one in found if one.standing is Standing.WITHIN and one.compared is Covers.OWN_CLAIMS)
    passed = next((one.ceiling for one in within if by_days > one.ceiling.rate), None)
    if passed is not None:
        trail.notice(
            say(
                "days-over-360",
                "%(agreed)s charged by actual days over 360 costs %(cost)s a year, above %(ceiling)s: see how the "
                "contract counts days.",
                agreed=Rate(account.annual_rate),
                cost=Rate(by_days),
                ceiling=Rate(passed.rate),
            ),
            *passed.citations,
        )


def _look_through(trail: Trail, account: Account, price: Price, found: tuple[Comparison, ...]) -> None:
    """Say what is open where only a fee lifts the price above the line of what the lender claims."""
    own = next((one for one in found if one.ceiling.effect in _IN_COURT and one.standing is not Standing.ABOVE), None)
    if own is None or price.all_in is None or Fraction(price.all_in.nominal) - own.ceiling.rate < PRINT_ALIKE:
        return
    collector = account.fee_collector or say("collector-unknown", "collector not stated")
    joint = next((one for one in found if one.compared is Covers.ALL_COMPULSORY), None)
    if joint is None:
        trail.notice(
            say(
                "look-through-words",
                "All compulsory costs together, %(rate)s, are above %(ceiling)s. Whether a court would count the fee "
                "(collected by %(collector)s) with the lender's claims is open; the words speak of what the lender "
                "claims.",
                rate=Rate(Fraction(price.all_in.nominal)),
                ceiling=Rate(own.ceiling.rate),
                collector=collector,
            ),
            *own.ceiling.citations,
        )
        return
    trail.notice(
        say(
            "look-through-open",
            "Whether a court would count the fee (collected by %(collector)s) with the lender's claims is open. One "
            "reading keeps to the words, which speak of what the lender claims; the other follows the regulator, who "
            "counts it.",
            collector=collector,
        ),
        *dict.fromkeys(own.ceiling.citations + joint.ceiling.citations),
    )
