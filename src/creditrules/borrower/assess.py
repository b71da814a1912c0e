"""A person's whole situation on a day: what each debt is, what the rules say of it, in what order to pay."""

from __future__ import annotations

import warnings
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.borrower.entries import Account
from creditrules.borrower.fields import State
from creditrules.borrower.history import History, history_of
from creditrules.borrower.person import Borrower
from creditrules.borrower.prices import STATED, Price, price_of
from creditrules.borrower.protection import Protection, protection_of
from creditrules.borrower.relief import PayBy, is_late, still_open
from creditrules.checks import instance
from creditrules.errors import InputError, StaleDataWarning
from creditrules.findings import Finding, Trail
from creditrules.law import Citation, bundled
from creditrules.messages import ENGLISH, Message, Money, render, say
from creditrules.money import to_fen
from creditrules.periods import calendar_day
from creditrules.records import overdue_status
from creditrules.records.codes import meaning
from creditrules.repayment import Comparison, Plan, Status, avalanche, compare, plan, snowball

if TYPE_CHECKING:
    from creditrules.law import Rulebook


@frozen(kw_only=True)
class Assessed:
    """One account: its price and protection (None once settled), its history, and what paying soon still changes."""

    account: Account
    price: Finding[Price] | None
    protection: Finding[Protection] | None
    history: Finding[History]
    still_open: Finding[tuple[PayBy, ...]]

    @property
    def parts(self) -> tuple[Finding[object], ...]:
        """The findings there are, in the order of the report."""
        return tuple(one for one in (self.price, self.protection, self.history) if one is not None)


@frozen(kw_only=True)
class Report:
    """What `assess` found. ``plans`` is None where nothing is owed; ``shortfalls`` holds what a short plan misses."""

    borrower: Borrower
    as_of: date
    rulebook_version: date
    terms: Finding[None]
    accounts: tuple[Assessed, ...]
    plans: Comparison | None
    shortfalls: tuple[Finding[Plan], ...]

    @property
    def complete(self) -> bool:
        """Whether every plan pays everything off and meets every due."""
        return not self.shortfalls

    @property
    def parts(self) -> tuple[Finding[object], ...]:
        """Every finding of the report, in its order."""
        accounts = [part for one in self.accounts for part in one.parts]
        return (self.terms, *accounts, *(one.still_open for one in self.accounts), *self.shortfalls)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every article behind the report, once, in the order met."""
        return tuple(dict.fromkeys(cite for part in self.parts for cite in part.citations))

    @property
    def stale(self) -> Message | None:
        """What rests on data past its review day, if anything does."""
        notices = (one.message for part in self.parts for one in part.notices)
        return next((message for message in notices if message.code == "stale-data"), None)


def assess(borrower: Borrower, *, as_of: date | None = None, rulebook: Rulebook | None = None) -> Report:
    """Assess a person's accounts on a day.

    Plans run on what each lender claims, the highest rate first and the smallest balance first side by side. They are
    arithmetic; the rest names its sources.

    Args:
        borrower: the accounts and the monthly budget.
        as_of: the day of the balances; ``borrower.as_of`` when left out.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: no day, or an account, arrears or a record month that lies after it; besides what
            `creditrules.limits.check` and `creditrules.repayment.plan` refuse.

    """
    instance(borrower, Borrower, argument="borrower")
    day = as_of or borrower.as_of
    if day is None:
        raise InputError("%(argument)s is needed, here or in the borrower", argument="as_of")
    calendar_day(day, argument="as_of")
    book = rulebook or bundled()
    terms = _terms(Trail(book))
    accounts = tuple(_assessed(book, account, day) for account in borrower.accounts)
    plans = _plans(borrower, day)
    short = () if plans is None else tuple(one.plan for one in plans.entries if one.plan.status is not Status.COMPLETE)
    report = Report(
        borrower=borrower,
        as_of=day,
        rulebook_version=book.version,
        terms=terms,
        accounts=accounts,
        plans=plans,
        shortfalls=tuple(_shortfall(Trail(book), borrower, one) for one in short),
    )
    if report.stale is not None:
        warnings.warn(render(report.stale, ENGLISH), StaleDataWarning, stacklevel=2)
    return report


def _terms(trail: Trail) -> Finding[None]:
    """Say in one line what nominal and effective mean, and in one what a reduction depends on."""
    trail.step(
        say(
            "terms-rates",
            "Nominal (simple) is the rate of one period times the periods of a year, such as that of a month times 12; "
            "effective (compound) also counts interest on interest: (1 + the rate of a period) to that power, less 1. "
            "The same loan has both.",
        ),
        *trail.cite(STATED),
    )
    trail.step(
        say(
            "terms-contract",
            "For licensed lenders a cut depends on a court or on the lender; until then the lender may charge and "
            "report the contract amount. Against private and unlicensed lenders the law does not support what is above "
            "the ceiling or interest that was held back, but they may still demand it, and a court decides a dispute. "
            "The plans below count what each lender claims. This is information, not legal advice.",
        )
    )
    return trail.part(None)


def _assessed(book: Rulebook, account: Account, as_of: date) -> Assessed:
    for name in ("formed_on", "overdue_since", "ended_on"):
        day = getattr(account, name)
        if day is not None and day > as_of:
            raise InputError(
                "%(argument)s %(day)s of account %(name)s lies after as_of %(as_of)s",
                argument=name,
                day=day,
                name=account.name,
                as_of=as_of,
            )
    for cell in account.cells:
        if cell.month > as_of:
            raise InputError(
                "%(argument)s %(day)s of account %(name)s lies after as_of %(as_of)s",
                argument="cells",
                day=cell.month,
                name=account.name,
                as_of=as_of,
            )
        if account.ended_on is not None and cell.month > account.ended_on and is_late(cell):
            raise InputError(
                "%(argument)s %(day)s of account %(name)s lies after ended_on %(ended)s, when nothing was overdue",
                argument="cells",
                day=cell.month,
                name=account.name,
                ended=account.ended_on,
            )
    price = None if account.state is State.SETTLED else price_of(Trail(book), account)
    return Assessed(
        account=account,
        price=price,
        protection=None if price is None else protection_of(Trail(book), account, price.value, as_of),
        history=history_of(Trail(book), account, as_of),
        still_open=still_open(Trail(book), account, as_of),
    )


def _plans(borrower: Borrower, as_of: date) -> Comparison | None:
    budget = borrower.budget
    debts = [account.as_debt() for account in borrower.open]
    if budget is None or not debts:
        return None
    return compare(*(plan(debts, budget, strategy=one, start=as_of) for one in (avalanche, snowball)))


def _shortfall(trail: Trail, borrower: Borrower, found: Plan) -> Finding[Plan]:
    """Name every due that a plan misses, and the status that the record then shows."""
    reported = {account.name: account.reported for account in borrower.accounts}
    cite = trail.rulebook.overdue_status_band.timeline.entries[-1].citations
    for month in found.short:
        trail.step(
            say(
                "short-month",
                "Month %(number)s, to %(on)s: %(short)s yuan short.",
                number=month.month,
                on=month.on,
                short=Money(to_fen(month.short)),
            )
        )
        for one in month.missed:
            status = overdue_status(max(1, (month.on - one.since).days), rulebook=trail.rulebook)
            trail.step(
                say(
                    "short-due",
                    "%(debt)s: due %(due)s, paid %(paid)s, missed %(missed)s; then overdue since %(since)s, "
                    "%(status)s.",
                    debt=one.debt,
                    due=Money(to_fen(one.due)),
                    paid=Money(to_fen(one.paid)),
                    missed=Money(to_fen(one.missed)),
                    since=one.since,
                    status=say("short-unreported", "not reported")
                    if reported[one.debt] is False
                    else say(
                        "short-status",
                        "status %(status)s (%(meaning)s)",
                        status=status,
                        meaning=meaning(trail.rulebook, status),
                    ),
                ),
                *cite,
            )
    return trail.part(found)
