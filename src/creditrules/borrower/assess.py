"""A person's whole situation on a day: what each debt is, what the rules say of it, in what order to pay."""

from __future__ import annotations

import warnings
from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.borrower.ahead import Ahead, ahead_of
from creditrules.borrower.asking import Ask, ask_of
from creditrules.borrower.conduct import Conduct, conduct_of
from creditrules.borrower.days import not_after
from creditrules.borrower.entries import Account
from creditrules.borrower.fields import State
from creditrules.borrower.flags import Flag, flags_of
from creditrules.borrower.guard import Guard, guard_of, instead, plan_on
from creditrules.borrower.history import History, history_of
from creditrules.borrower.person import Borrower
from creditrules.borrower.prices import STATED, Price, price_of
from creditrules.borrower.protection import Protection, protection_of
from creditrules.borrower.relief import PayBy, still_open
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
    from creditrules.collection import Contact
    from creditrules.law import Rulebook


@frozen(kw_only=True)
class Assessed:
    """One account: its price and protection (None once settled), its history, and what paying soon still changes.

    ``guard`` is whether limitation may have run, None once settled; where it may, ``ask`` and ``still_open`` say what a
    promise or a payment can do in place of what they would suggest.
    """

    account: Account
    price: Finding[Price] | None
    protection: Finding[Protection] | None
    flags: Finding[tuple[Flag, ...]] | None
    guard: Finding[Guard] | None
    history: Finding[History]
    ask: Finding[tuple[Ask, ...]] | None
    conduct: Conduct | None
    still_open: Finding[tuple[PayBy, ...]]

    @property
    def standing(self) -> tuple[Account, Guard | None, History]:
        """The account with what the list of days ahead is made of."""
        return self.account, None if self.guard is None else self.guard.value, self.history.value

    @property
    def parts(self) -> tuple[Finding[object], ...]:
        """The findings there are, in the order of the report."""
        conduct = () if self.conduct is None else self.conduct.parts
        found = (self.price, self.protection, self.flags, self.guard, self.history, self.ask, *conduct)
        return tuple(one for one in found if one is not None)


@frozen(kw_only=True)
class Report:
    """What `assess` found. ``plans`` is None where nothing is owed; ``shortfalls`` holds what a short plan misses.

    ``guarded`` names the accounts in the plans whose limitation may have run, and says what a payment can do then.
    """

    borrower: Borrower
    as_of: date
    rulebook_version: date
    terms: Finding[None]
    accounts: tuple[Assessed, ...]
    ahead: Finding[tuple[Ahead, ...]]
    plans: Comparison | None
    guarded: Finding[tuple[str, ...]]
    shortfalls: tuple[Finding[Plan], ...]

    @property
    def complete(self) -> bool:
        """Whether every plan pays everything off and meets every due."""
        return not self.shortfalls

    @property
    def parts(self) -> tuple[Finding[object], ...]:
        """Every finding of the report, in its order."""
        accounts = [part for one in self.accounts for part in one.parts]
        still_open = (one.still_open for one in self.accounts)
        return (self.terms, *accounts, *still_open, self.ahead, self.guarded, *self.shortfalls)

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
    accounts = tuple(_assessed(book, account, borrower.log(account.name), day) for account in borrower.accounts)
    plans = _plans(borrower, day)
    short = () if plans is None else tuple(one.plan for one in plans.entries if one.plan.status is not Status.COMPLETE)
    report = Report(
        borrower=borrower,
        as_of=day,
        rulebook_version=book.version,
        terms=terms,
        accounts=accounts,
        ahead=ahead_of(Trail(book), tuple(one.standing for one in accounts), day),
        plans=plans,
        guarded=_guarded(Trail(book), accounts, day),
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


def _assessed(book: Rulebook, account: Account, log: tuple[Contact, ...], as_of: date) -> Assessed:
    not_after(account, log, as_of)
    price = None if account.state is State.SETTLED else price_of(Trail(book), account)
    protection = None if price is None else protection_of(Trail(book), account, price.value, as_of)
    changes = still_open(Trail(book), account, as_of)
    guard = None if account.state is State.SETTLED else guard_of(Trail(book), account, as_of)
    return Assessed(
        account=account,
        price=price,
        protection=protection,
        flags=None
        if price is None or protection is None
        else flags_of(Trail(book), account, price.value, protection.value, as_of),
        guard=guard,
        history=history_of(Trail(book), account, as_of),
        ask=None if guard is None else ask_of(Trail(book), account, guard.value, as_of),
        conduct=conduct_of(book, account, None if guard is None else guard.value, log, as_of),
        still_open=instead(Trail(book), as_of).part(())
        if changes.steps and guard is not None and guard.value.held
        else changes,
    )


def _plans(borrower: Borrower, as_of: date) -> Comparison | None:
    budget = borrower.budget
    debts = [account.as_debt() for account in borrower.open]
    if budget is None or not debts:
        return None
    return compare(*(plan(debts, budget, strategy=one, start=as_of) for one in (avalanche, snowball)))


def _guarded(trail: Trail, accounts: tuple[Assessed, ...], as_of: date) -> Finding[tuple[str, ...]]:
    """Name the accounts that a plan pays on although limitation may have run."""
    names = tuple(one.account.name for one in accounts if one.guard is not None and one.guard.value.held)
    for name in names:
        plan_on(trail, name, as_of)
    return trail.part(names)


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
