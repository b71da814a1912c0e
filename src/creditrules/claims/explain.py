"""The calculation note of a claim: what it starts from, its lines, its sums, and what it hangs on (计算说明)."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from creditrules.claims.course import Bucket
from creditrules.claims.remarks import remarks
from creditrules.claims.result import LineKind
from creditrules.claims.unagreed import FIRST_LPR, NOW, TWO_LINES
from creditrules.findings import Step
from creditrules.messages import Message, Money, Rate, exactly, say
from creditrules.money import to_fen

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from creditrules.claims.facts import Facts
    from creditrules.claims.result import Account, Claim, Line, Sums
    from creditrules.findings import Trail
    from creditrules.law import Citation

_Said: TypeAlias = "tuple[Message, tuple[Citation, ...]]"

NO_COURT = say("no-court", "This is a calculation note; no court made it.")


def explain(trail: Trail, facts: Facts, found: Claim, undirected: Sums | None) -> None:
    """Record how a claim was computed; ``undirected`` is it if no payment were recorded as for one part."""
    trail.steps[:0] = [Step(message, citations) for message, citations in _opening(trail, facts)]
    rates = {line.rate for line in found.lines if line.rate is not None}
    printed = {rate: exactly(rate) for rate in rates}
    for line in found.lines:
        trail.step(_line(line, printed), *line.citations)
    held = _held(facts, found)
    if held:
        trail.step(
            say(
                "claim-held",
                "Overdue interest, damages and other fees may be claimed together, but in all not above the ceiling.",
            ),
            *trail.cite(*held),
        )
    for account in found.accounts:
        trail.step(_account(account), *trail.cite("civil-code#561"))
    trail.step(_total(facts, found))
    for message, citations in remarks(trail, facts, found, undirected):
        trail.notice(message, *citations)


def _opening(trail: Trail, facts: Facts) -> Iterator[_Said]:
    agreement = facts.suit.agreement
    yield NO_COURT, ()
    for advance in facts.suit.advances:
        yield (
            say(
                "claim-principal",
                "On %(day)s %(received)s yuan were received on a note of %(face)s yuan; what was received is the "
                "principal.",
                day=advance.on,
                received=Money(to_fen(advance.received)),
                face=Money(to_fen(advance.face)),
            ),
            trail.cite("civil-code#670"),
        )
    yield (
        say(
            "claim-days",
            "Day count: %(day_count)s. Ends: %(counting)s. Rounding to %(unit)s yuan: %(mode)s, %(when)s.",
            day_count=agreement.day_count,
            counting=agreement.counting,
            unit=Money(to_fen(agreement.rounding.unit)),
            mode=agreement.rounding.mode,
            when=agreement.rounding.when,
        ),
        (),
    )


_TOGETHER = {TWO_LINES: f"{TWO_LINES}#30", FIRST_LPR: f"{FIRST_LPR}#30", NOW: f"{NOW}#29"}


def _held(facts: Facts, found: Claim) -> tuple[str, ...]:
    """Return what holds default charges together to the ceiling, in the texts behind the lines, if there are any."""
    beside = {Bucket.DAMAGES, Bucket.FEES, Bucket.COMPOUND, Bucket.HELD_COSTS}
    if not facts.suit.private or beside.isdisjoint(account.bucket for account in found.accounts):
        return ()
    texts = dict.fromkeys(cite.instrument for line in found.lines for cite in line.citations)
    return tuple(_TOGETHER[text] for text in texts if text in _TOGETHER)


def _total(facts: Facts, found: Claim) -> Message:
    day, total = facts.suit.as_of, Money(to_fen(found.total))
    lender, above = Money(to_fen(found.lender.total)), to_fen(found.not_protected.total)
    if above <= 0:
        return say(
            "claim-total",
            "On %(day)s: %(total)s yuan can be claimed; by the lender's own account it is %(lender)s yuan.",
            day=day,
            total=total,
            lender=lender,
        )
    if facts.suit.private:
        return say(
            "claim-total-private",
            "On %(day)s: %(total)s yuan can be claimed; by the lender's own account it is %(lender)s yuan, and "
            "%(above)s yuan of that are not protected.",
            day=day,
            total=total,
            lender=lender,
            above=Money(above),
        )
    return say(
        "claim-total-licensed",
        "On %(day)s: %(total)s yuan if the request is upheld; by the contract it is %(lender)s yuan, of which a court "
        "could be asked to cut %(above)s yuan.",
        day=day,
        total=total,
        lender=lender,
        above=Money(above),
    )


def _line(line: Line, printed: dict[Fraction, Rate]) -> Message:
    amount = Money(to_fen(line.amount))
    if line.rate is not None and line.bucket is Bucket.DAMAGES:
        return say(
            "claim-line-daily",
            "%(bucket)s, %(first)s to %(last)s, both included, %(days)s day(s) on %(base)s yuan at %(rate)s a day: "
            "%(amount)s yuan.",
            bucket=line.bucket,
            first=line.first_day,
            last=line.last_day,
            days=line.days,
            base=Money(to_fen(line.base)),
            rate=printed[line.rate],
            amount=amount,
        )
    if line.rate is not None:
        return say(
            "claim-line",
            "%(bucket)s, %(first)s to %(last)s, both included, %(days)s day(s) on %(base)s yuan at %(rate)s a year: "
            "%(amount)s yuan.",
            bucket=line.bucket,
            first=line.first_day,
            last=line.last_day,
            days=line.days,
            base=Money(to_fen(line.base)),
            rate=printed[line.rate],
            amount=amount,
        )
    if line.kind is not LineKind.SUM:
        return say(
            "claim-line-change",
            "%(bucket)s: %(amount)s yuan, %(kind)s.",
            bucket=line.bucket,
            amount=amount,
            kind=line.kind,
        )
    return say(
        "claim-line-sum",
        "%(bucket)s, %(day)s: %(amount)s yuan.",
        bucket=line.bucket,
        day=line.first_day,
        amount=amount,
    )


def _account(account: Account) -> Message:
    return say(
        "claim-account",
        "%(bucket)s: %(accrued)s yuan accrued, %(paid)s paid, %(moved)s set off, %(owed)s owed.",
        bucket=account.bucket,
        accrued=Money(to_fen(account.accrued)),
        paid=Money(to_fen(account.paid)),
        moved=Money(to_fen(account.moved)),
        owed=Money(to_fen(account.owed)),
    )
