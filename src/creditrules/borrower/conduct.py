"""How a debt is collected, by the person's log: departures from a text, what to keep, where to complain (催收核对)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.borrower.guard import warn
from creditrules.collection import Contact, Departure, Evidence, Issue, Rule, Way, evidence
from creditrules.collection.complaints import _notices, _sentence, _ways
from creditrules.collection.model import in_order
from creditrules.collection.regimes import terms_of
from creditrules.collection.reviewed import _review
from creditrules.errors import NoDataError
from creditrules.findings import Finding, Trail
from creditrules.law import Product
from creditrules.messages import say

if TYPE_CHECKING:
    from datetime import date

    from creditrules.borrower.entries import Account
    from creditrules.borrower.guard import Guard
    from creditrules.law import Rulebook

_ISSUES = (
    (Rule.THREAT, Issue.THREATS),
    (Rule.HARASSMENT, Issue.HARASSMENT),
    (Rule.DATA, Issue.DATA),
)


@frozen(kw_only=True)
class Conduct:
    """What the log of one debt comes to: departures, what to keep of each contact, and where to complain of them."""

    departures: Finding[tuple[Departure, ...]]
    evidence: Finding[tuple[Evidence, ...]]
    channels: Finding[tuple[Way, ...]]

    @property
    def parts(self) -> tuple[Finding[object], ...]:
        """The three findings, in the order of the report."""
        return self.departures, self.evidence, self.channels


def conduct_of(
    book: Rulebook, account: Account, guard: Guard | None, log: tuple[Contact, ...], as_of: date
) -> Conduct | None:
    """Return what the log of an account comes to; None without a contact.

    Where limitation may have run, the ways to complain carry what a word to the lender can do.
    """
    if not log:
        return None
    trail = Trail(book)
    # The texts on online finance are not about cards.
    online = account.product is Product.LOAN
    terms = terms_of(
        lender=account.lender,
        regime=None,
        product=account.product,
        online=online,
        hours_agreed=False,
        dials_agreed=False,
        illegal_debt=False,
    )
    departures: tuple[Departure, ...] = ()
    try:
        departures = _review(trail, in_order(log), terms)
    except NoDataError:
        trail.step(
            say(
                "conduct-no-text",
                "The library holds no text on how debts were collected on some day of the log: nothing is held "
                "against one.",
            ),
            *trail.cite("civil-code#1032(1)"),
        )
    ways = Trail(book)
    if departures and guard is not None and guard.held:
        warn(ways, as_of)
    return Conduct(
        departures=trail.part(departures),
        evidence=evidence(log, rulebook=book),
        channels=_channels(ways, account, departures, as_of, online=online),
    )


def _channels(
    trail: Trail, account: Account, departures: tuple[Departure, ...], as_of: date, *, online: bool
) -> Finding[tuple[Way, ...]]:
    """Return where to complain of the gravest departure; nothing where there is none."""
    if not departures:
        return trail.part(())
    rules = {one.rule for one in departures}
    issue = next((issue for rule, issue in _ISSUES if rule in rules), Issue.CONDUCT)
    found = _ways(trail, account.lender, issue, as_of, online=online)
    for way in found:
        trail.step(_sentence(way), *way.citations)
    _notices(trail, account.lender, found)
    return trail.part(tuple(found))
