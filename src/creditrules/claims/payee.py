"""Whom to pay on a day after the debt has changed hands (债权转让后向谁还款).

Civil Code 545 to 549, in force since 2021-01-01, and art. 48 to 50 of 法释〔2023〕13号: an assignment binds the debtor
from the notice on; of several assignments by one creditor the one first notified counts.

>>> from datetime import date
>>> sold = Assigned(date(2026, 3, 2), "First Bank", "Asset Company")
>>> [payee(day, [sold], creditor="First Bank").value for day in (date(2026, 3, 1), date(2026, 3, 2))]
['First Bank', 'Asset Company']
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import field, frozen

from creditrules.checks import flag, listed, words
from creditrules.errors import InputError, shown
from creditrules.findings import Finding, Trail
from creditrules.messages import say
from creditrules.periods import calendar_day

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.law import Rulebook


def _on(value: date) -> date:
    return calendar_day(value, argument="on")


def _by(value: str) -> str:
    return words(value, argument="by")


def _to(value: str) -> str:
    return words(value, argument="to")


def _from_assignee(value: object) -> bool:
    return flag(value, argument="from_assignee")


@frozen
class Assigned:
    """A notice of assignment that reached the debtor on a day (债权转让通知): ``by`` assigned the debt ``to`` another.

    ``from_assignee`` tells that the notice came from the one who took the debt, which needs proof of the assignment;
    a suit of the assignee counts from the service of its complaint. A name means one person, written the same each
    time.

    Raises:
        InputTypeError: a fact of another type.
        InputError: an empty name, or a debt assigned by someone to itself.

    """

    on: date = field(converter=_on)
    by: str = field(converter=_by)
    to: str = field(converter=_to)
    from_assignee: bool = field(converter=_from_assignee, default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse an assignment to oneself."""
        if self.by == self.to:
            raise InputError("to must be another than by, got %(value)s", value=shown(self.to))


def payee(on: date, notices: Iterable[Assigned], *, creditor: str, rulebook: Rulebook | None = None) -> Finding[str]:
    """Return the name of the one to pay on a day (应向谁履行).

    Before a notice reaches the debtor the old creditor is the one to pay, from then on the assignee. A notice by
    someone of whom no notice shows yet that the debt is theirs takes effect once one does.

    Args:
        on: the day of the payment.
        notices: the notices in any order of days; those of one day in the order in which they arrived.
        creditor: the name of the creditor before all of them.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputTypeError: an argument of another type.
        InputError: an empty name.

    >>> from datetime import date
    >>> twice = [Assigned(date(2026, 3, 5), "Lender", "B"), Assigned(date(2026, 3, 9), "Lender", "C")]
    >>> payee(date(2026, 4, 1), twice, creditor="Lender").value
    'B'

    """
    trail = Trail(rulebook)
    return trail.finding(
        _payee(
            trail,
            calendar_day(on, argument="on"),
            listed(notices, Assigned, argument="notices"),
            words(creditor, argument="creditor"),
        )
    )


def _payee(trail: Trail, on: date, notices: tuple[Assigned, ...], creditor: str) -> str:
    seen = [notice for notice in sorted(notices, key=lambda one: one.on) if notice.on <= on]
    chain = _Chain(trail, creditor)
    for notice in seen:
        chain.hear(notice)
    trail.step(say("payee-found", "On %(day)s the one to pay is %(name)s.", day=on, name=chain.holder))
    for notice in chain.waiting:
        trail.notice(
            say(
                "payee-gap",
                "A notice names %(to)s as taking the debt from %(by)s, but none shows that %(by)s had it: until one "
                "does, it has no effect here.",
                to=notice.to,
                by=notice.by,
            ),
            *trail.cite("civil-code#546(1)"),
        )
    _notices(trail, on, chain.passed)
    _earlier(trail, seen)
    return chain.holder


class _Chain:
    """From whom to whom the debt went as far as the debtor was told (inner)."""

    def __init__(self, trail: Trail, creditor: str) -> None:
        self.trail = trail
        self.holder = creditor
        self.passed: list[Assigned] = []
        self.waiting: list[Assigned] = []

    def hear(self, notice: Assigned) -> None:
        """Take one notice in the order of arrival."""
        trail = self.trail
        if notice.by == self.holder:
            self._pass_on(notice)
        elif any((one.by, one.to) == (notice.by, notice.to) for one in self.passed):
            trail.step(say("payee-again", "The notice of %(day)s repeats an earlier one.", day=notice.on))
        elif any(one.by == notice.by for one in self.passed):
            trail.step(
                say(
                    "payee-second",
                    "The notice of %(day)s that %(by)s assigned the debt to %(to)s changes nothing: another assignment "
                    "by %(by)s was notified first, and the first notified counts.",
                    day=notice.on,
                    by=notice.by,
                    to=notice.to,
                ),
                *trail.cite("spc-contracts-2023-13#50"),
            )
        else:
            self.waiting.append(notice)

    def _pass_on(self, notice: Assigned) -> None:
        trail = self.trail
        trail.step(
            say(
                "payee-notified",
                "%(by)s assigned the debt to %(to)s; the notice arrived on %(day)s. What was paid to %(by)s before it "
                "counts; after it, it does not count against %(to)s.",
                by=notice.by,
                to=notice.to,
                day=notice.on,
            ),
            *trail.cite("civil-code#546(1)", "spc-contracts-2023-13#48(1)"),
        )
        self.holder = notice.to
        self.passed.append(notice)
        # A notice by the new holder that came too soon is heard now, in the order of arrival.
        early = [one for one in self.waiting if one.by == notice.to]
        self.waiting = [one for one in self.waiting if one.by != notice.to]
        for one in early:
            self.hear(one)


def _notices(trail: Trail, on: date, passed: list[Assigned]) -> None:
    if not passed:
        trail.notice(
            say("payee-unchanged", "An assignment of which the debtor was not told does not bind the debtor."),
            *trail.cite("civil-code#546(1)"),
        )
        return
    if any(one.on == on for one in passed):
        trail.notice(
            say(
                "payee-that-day",
                "A notice arrived on the very day: the hour decides, by postmark or by the record of the system, and "
                "what was paid to the old creditor before it counts.",
            ),
            *trail.cite("spc-contracts-2023-13#48(1)", "spc-contracts-2023-13#50(2)"),
        )
    if any(one.from_assignee for one in passed):
        trail.notice(
            say(
                "payee-from-assignee",
                "A notice came from the one who took the debt: it is taken here as proved. Ask the old creditor, or "
                "for the contract, before paying; a suit of the assignee binds from the service of its complaint once "
                "the court finds the assignment proved.",
            ),
            *trail.cite("spc-contracts-2023-13#48(2)"),
        )
    trail.notice(
        say(
            "payee-follows",
            "The debt passes as it is: defences against the old creditor and set-off with claims against it go along, "
            "and the ceiling stays that of the lender who lent.",
        ),
        *trail.cite("civil-code#548", "civil-code#549"),
    )
    trail.notice(
        say(
            "payee-limitation",
            "Each notice of an assignment interrupts the limitation period on the day it arrives.",
        ),
        *trail.cite("spc-limitation-2020#17(1)"),
    )
    trail.notice(
        say(
            "payee-whole",
            "The whole debt is taken to pass. Who took a part of it is to be paid that part.",
        ),
        *trail.cite("civil-code#545(1)"),
    )
    trail.notice(
        say(
            "payee-batch",
            "The buyer of bad personal loans that a bank sold in a batch may, as reported, not sell them on; the rules "
            "of that pilot are not in the data.",
        )
    )


def _earlier(trail: Trail, seen: list[Assigned]) -> None:
    code = trail.rulebook.library.instruments["civil-code"].effective
    if any(one.on < code for one in seen):
        trail.notice(
            say(
                "payee-earlier",
                "A notice arrived before %(since)s: the articles in force since then are applied to it, as the text of "
                "the earlier days is not in the data.",
                since=code,
            ),
            *trail.cite("civil-code#546"),
        )
