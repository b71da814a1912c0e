"""The two branches of an unlicensed lender's note: void, with a fee for the use of the money; or valid, with interest.

Art. 13(3) of the private-lending provisions and Civil Code 157 against art. 25 of the same provisions. The fee for the
use follows art. 25 of 法释〔2023〕13号 (since 2023-12-05).
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.messages import Money, Rate, say
from creditrules.money import from_fen, rounded, to_fen
from creditrules.periods import DayCount
from creditrules.rates import Tenor
from creditrules.rates.reference import _lpr

if TYPE_CHECKING:
    from creditrules.borrower.entries import Account
    from creditrules.findings import Trail
    from creditrules.law import Citation
    from creditrules.limits import Comparison
    from creditrules.messages import Message

_FEE = "spc-contracts-2023-13"
_FIRST_TEXT, _NOW_TEXT = "spc-private-lending-2020-6", "spc-private-lending-2020-17"
_BEFORE_NOW = (f"{_FIRST_TEXT}#14(3)",)
_VOID = (f"{_NOW_TEXT}#13(3)", "civil-code#157", f"{_FEE}#25(1)")


@frozen
class Branch:
    """What a note comes to in one legal branch on a day, yuan: what was received, what its use costs, and both."""

    valid: bool
    on: date
    rate: Fraction
    principal: Decimal
    use: Decimal
    total: Decimal


def branches_of(
    trail: Trail,
    account: Account,
    principal: int | None,
    compared: Trail,
    found: tuple[Comparison, ...],
    *,
    as_of: date,
) -> tuple[Branch, ...]:
    """Return both branches of an unlicensed lender's note, the lower first; none where they cannot be computed.

    ``compared`` is the trail of the comparison, whose steps are told after the question which branch holds.
    """
    void = _void(trail, as_of)
    if void:
        trail.step(
            say(
                "unlicensed-open",
                "Who lends to the public as a trade without a licence makes void contracts. Whether this lender does, "
                "a court decides; until then neither branch is established.",
            ),
            *void,
        )
    branches: list[Branch] = []
    obstacle = _obstacle(trail, account, principal)
    fee = trail.rulebook.library.instruments[_FEE].effective
    if principal is not None and obstacle is None:
        on = max(account.due_on or as_of, as_of)
        if as_of >= fee:
            lpr = _lpr(trail, account.formed_on, Tenor.ONE_YEAR)
            branches = [branch_at(account, principal, lpr, on, valid=False)]
        else:
            obstacle = say(
                "branches-no-fee", "the rule on the fee for the use of the money began on %(since)s", since=fee
            )
        # Formed since the seam, a note has one ceiling, that of the day it was formed.
        branches += [branch_at(account, principal, min(one.ceiling.rate, one.rate), on, valid=True) for one in found]
    for step in compared.steps:
        trail.step(say("if-valid", "If valid: %(rest)s", rest=step.message), *step.citations)
    for notice in compared.notices:
        # Said at the start, unless the day lies before the rule that makes such contracts void.
        if not void or notice.message.code != "unlicensed-branch":
            trail.notice(notice.message, *notice.citations)
    if obstacle is not None:
        trail.notice(
            say("branches-unknown", "What each branch comes to in yuan is not computed: %(why)s.", why=obstacle),
            *(void or trail.cite(f"{_FEE}#25(1)")),
        )
    branches.sort(key=lambda branch: to_fen(branch.total))
    for branch in branches:
        _say_branch(trail, account, branch, as_of)
    return tuple(branches)


def _void(trail: Trail, as_of: date) -> tuple[Citation, ...]:
    """Return what makes such contracts void on a day of decision; nothing before 2020-08-20."""
    instruments = trail.rulebook.library.instruments
    ids = _VOID if as_of >= instruments[_NOW_TEXT].effective else _BEFORE_NOW
    return tuple(cite for cite in trail.cite(*ids) if cite.since <= as_of)


def _obstacle(trail: Trail, account: Account, principal: int | None) -> Message | None:
    """Say why neither branch can be told in yuan; None where one can."""
    seam = trail.rulebook.library.instruments[_FIRST_TEXT].effective
    if principal is None:
        return say("branches-no-sum", "the sum lent is not known")
    if account.formed_on < seam:
        return say(
            "branches-stretches",
            "formed before %(seam)s, the note has several ceilings, each for days of its own",
            seam=seam,
        )
    return None


def asked_on(account: Account, on: date, as_of: date) -> int:
    """Return what the lender asks on a day, fen: what it shows as owed, or what the note has fall due later."""
    if on == as_of or account.face is None:
        return to_fen(account.balance or from_fen(0))
    face = to_fen(account.face)
    return face + rounded(face * (account.nominal or 0) * DayCount.ACT_365.years(account.formed_on, on))


def sum_rules(trail: Trail, account: Account, on: date) -> tuple[Citation, ...]:
    """Return what else a private sum rests on: what counts as principal, and from the due day the overdue rate."""
    late = account.due_on is not None and on > account.due_on
    return trail.cite(f"{_NOW_TEXT}#26", *([f"{_NOW_TEXT}#28"] if late else []))


def branch_at(account: Account, principal: int, rate: Fraction, on: date, *, valid: bool) -> Branch:
    """Return what a sum comes to at a simple rate from the day it came, days over 365."""
    use = rounded(principal * rate * DayCount.ACT_365.years(account.formed_on, on))
    amounts = (from_fen(fen) for fen in (principal, use, principal + use))
    return Branch(valid, on, rate, *amounts)


def _say_branch(trail: Trail, account: Account, branch: Branch, as_of: date) -> None:
    """Write a branch out as a step."""
    days = (branch.on - account.formed_on).days
    if branch.valid:
        trail.step(
            say(
                "branch-valid",
                "If valid: %(principal)s yuan and interest at no more than %(rate)s for %(days)s days over 365, "
                "%(use)s: %(total)s yuan on %(on)s, nothing paid before. Asked on that day: %(asked)s.",
                principal=Money(to_fen(branch.principal)),
                rate=Rate(branch.rate),
                days=days,
                use=Money(to_fen(branch.use)),
                total=Money(to_fen(branch.total)),
                on=branch.on,
                asked=Money(asked_on(account, branch.on, as_of)),
            ),
            *trail.cite(f"{_NOW_TEXT}#25"),
            *sum_rules(trail, account, branch.on),
        )
        return
    trail.step(
        say(
            "branch-void",
            "If void: %(principal)s yuan and a fee for their use at the one-year LPR, %(rate)s for %(days)s days over "
            "365 where the borrower is at fault, within what the lender asks, %(use)s: %(total)s yuan on %(on)s, "
            "nothing paid before. Asked on that day: %(asked)s.",
            principal=Money(to_fen(branch.principal)),
            rate=Rate(branch.rate),
            days=days,
            use=Money(to_fen(branch.use)),
            total=Money(to_fen(branch.total)),
            on=branch.on,
            asked=Money(asked_on(account, branch.on, as_of)),
        ),
        *trail.cite(*_VOID),
    )
    trail.notice(
        say(
            "branch-void-open",
            "Without fault on the borrower's side the fee follows the central bank's deposit benchmark instead, which "
            "the library does not hold. The text does not say which day's LPR counts: here that of the day the money "
            "came.",
        ),
        *trail.cite(f"{_FEE}#25(1)"),
    )
