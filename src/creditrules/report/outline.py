"""What a report says in one language, in its order: the one source of its text and of its page."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.messages import Money, money_text, render, say
from creditrules.money import to_fen

if TYPE_CHECKING:
    from decimal import Decimal

    from creditrules.borrower import Assessed, Report
    from creditrules.findings import Finding, Notice, Step
    from creditrules.messages import Message
    from creditrules.repayment import Comparison, Plan

Rows = tuple[tuple[str, ...], ...]
"""A table: its first row is the head, the first cell of each row its name."""


@frozen
class Sentence:
    """A sentence, and the numbers of its sources."""

    text: str
    sources: tuple[int, ...] = ()

    def __str__(self) -> str:
        """Write the sentence with the numbers behind it."""
        return self.text + "".join(f"[{number}]" for number in self.sources)


@frozen
class Group:
    """The steps and the notices of a finding under a title."""

    title: str
    steps: tuple[Sentence, ...]
    notices: tuple[Sentence, ...]


@frozen
class Entry:
    """One account under its number: ``flagged`` where it says of a lender what may be out of line with a rule."""

    number: int
    name: str
    title: str
    groups: tuple[Group, ...]
    flagged: bool


@frozen
class Grid:
    """A table under a title."""

    title: str
    rows: Rows


@frozen(kw_only=True)
class Plans:
    """The plans side by side, how each ends, what each costs, what falls short, and each month by month."""

    title: str
    side_by_side: Rows
    statuses: tuple[str, ...]
    summaries: tuple[str, ...]
    short: tuple[Group, ...]
    months: tuple[Grid, ...]


@frozen(kw_only=True)
class Outline:
    """A whole report.

    ``still_open`` has each account's number with what paying by which day still changes; ``days`` are those of the
    steps of ``ahead``, one for one.
    """

    title: str
    version: str
    terms: Group
    accounts: tuple[Entry, ...]
    still_open_title: str
    still_open: tuple[tuple[int, Group], ...]
    ahead: Group
    days: tuple[str, ...]
    plans: Plans | None
    sources_title: str
    sources: tuple[str, ...]


def outline(report: Report, locale: str) -> Outline:
    """Write a report in a language; a source has the same number throughout."""
    return _Writer(report, locale).outline()


def _fen(amount: Decimal) -> int:
    """Return an amount in fen, also one beyond what the door of money takes: a growing debt passes any bound."""
    return int(Fraction(amount) * 100)


class _Writer:
    """Writes one report in one language."""

    def __init__(self, report: Report, locale: str) -> None:
        self.report = report
        self.locale = locale
        self.numbers = {cite: number for number, cite in enumerate(report.citations, 1)}
        self.places = {one.account.name: number for number, one in enumerate(report.accounts, 1)}

    def outline(self) -> Outline:
        """Return the whole report."""
        report = self.report
        return Outline(
            title=self.write(say("report-title", "Debts on %(day)s", day=report.as_of)),
            version=self.write(say("report-version", "Law data of %(day)s", day=report.rulebook_version)),
            terms=self.group("", report.terms),
            accounts=tuple(self.account(one) for one in report.accounts),
            still_open_title=self.write(say("report-still-open", "What paying by which day still changes")),
            still_open=tuple(
                (self.places[one.account.name], self.group(one.account.name, one.still_open))
                for one in report.accounts
                if one.still_open.steps
            ),
            ahead=self.group(self.write(say("report-ahead", "What lies ahead")), report.ahead),
            days=tuple(one.on.isoformat() for one in report.ahead.value),
            plans=None if report.plans is None else self.plans(report.plans),
            sources_title=self.write(say("report-sources", "Sources")),
            sources=tuple(cite.written(self.locale) for cite in self.numbers),
        )

    def write(self, message: Message) -> str:
        """Render a message."""
        return render(message, self.locale)

    def cited(self, part: Step | Notice) -> tuple[int, ...]:
        """Return the numbers of the sources of a part."""
        return tuple(self.numbers[cite] for cite in part.citations)

    def group(self, title: str, found: Finding[object]) -> Group:
        """Write the steps and the notices of a finding, each with the numbers of its sources."""
        steps, notices = (
            tuple(Sentence(self.write(part.message), self.cited(part)) for part in parts)
            for parts in (found.steps, found.notices)
        )
        return Group(title, steps, notices)

    def account(self, one: Assessed) -> Entry:
        """Write one account under its number and name."""
        account = one.account
        state = (
            say("report-settled", "settled")
            if account.balance is None
            else say("report-owed", "%(balance)s yuan owed", balance=Money(to_fen(account.balance)))
        )
        head = say(
            "report-account",
            "%(number)s. %(name)s (%(lender)s, %(product)s, formed %(formed)s, %(state)s)",
            number=self.places[account.name],
            name=account.name,
            lender=account.lender,
            product=account.product,
            formed=account.formed_on,
            state=state,
        )
        titles = (
            (say("report-price", "Price"), one.price),
            (say("report-ceilings", "What the rules say of it"), one.protection),
            (say("report-flags", "Red flags (for you, not for publication)"), one.flags),
            (say("report-limitation", "Limitation"), one.guard),
            (say("report-record", "Record"), one.history),
            (say("report-ask", "What can be asked for"), one.ask),
            (say("report-conduct", "How it was collected"), None if one.conduct is None else one.conduct.departures),
            (say("report-keep", "What to keep"), None if one.conduct is None else one.conduct.evidence),
            (say("report-channels", "Where to complain"), None if one.conduct is None else one.conduct.channels),
        )
        groups = tuple(
            self.group(self.write(title), found)
            for title, found in titles
            if found is not None and (found.steps or found.notices)
        )
        return Entry(
            self.places[account.name],
            account.name,
            self.write(head),
            groups,
            one.flags is not None and bool(one.flags.value),
        )

    def plans(self, plans: Comparison) -> Plans:
        """Write the plans side by side, what falls short, and then each month by month."""
        found = [entry.plan for entry in plans.entries]
        title = say(
            "report-plans",
            "Plans with %(budget)s yuan a month (arithmetic on what the lenders claim, no legal answer)",
            budget=Money(to_fen(found[0].budget.monthly)),
        )
        status = (say("report-status", "%(plan)s: %(status)s.", plan=plan.title, status=plan.status) for plan in found)
        return Plans(
            title=self.write(title),
            side_by_side=self.side_by_side(found),
            statuses=tuple(self.write(one) for one in status),
            summaries=tuple(self.write(entry.summary) for entry in plans.entries),
            # A debt that only grows may meet every due; then its plan's status says it all.
            short=(*self.guarded(), *(self.short(one) for one in self.report.shortfalls if one.steps)),
            months=tuple(self.months(plan) for plan in found),
        )

    def guarded(self) -> tuple[Group, ...]:
        """Write what paying by a plan can do where limitation may have run."""
        title = self.write(say("report-guarded", "Before you pay by a plan"))
        return (self.group(title, self.report.guarded),) if self.report.guarded.notices else ()

    def short(self, found: Finding[Plan]) -> Group:
        """Write what a plan does not cover."""
        head = say("report-short", "What the money does not cover: %(plan)s", plan=found.value.title)
        return self.group(self.write(head), found)

    def side_by_side(self, found: list[Plan]) -> Rows:
        """Write one row for each figure and one column for each plan."""
        never = self.write(say("report-never", "never"))
        names = (
            say("report-interest", "Interest"),
            say("report-fees", "Fees"),
            say("report-cost", "Interest and fees"),
            say("report-paid", "Paid in all"),
            say("report-left", "Left at the end"),
        )
        amounts = [(one.total_interest, one.total_fees, one.total_cost, one.total_paid, one.owed) for one in found]
        return (
            ("", *(self.write(plan.title) for plan in found)),
            (self.write(say("report-months", "Months")), *(str(plan.months) for plan in found)),
            (
                self.write(say("report-payoff", "Paid off by")),
                *(never if plan.payoff_on is None else plan.payoff_on.isoformat() for plan in found),
            ),
            *(
                (self.write(name), *(money_text(_fen(amount)) for amount in row))
                for name, row in zip(names, zip(*amounts, strict=True), strict=True)
            ),
        )

    def months(self, plan: Plan) -> Grid:
        """Write a plan month by month: what each account is paid, and what is then owed in all."""
        head = say(
            "report-month-by-month",
            "Month by month, %(plan)s: paid on each account, by its number above",
            plan=plan.title,
        )
        names = [debt.name for debt in plan.debts]
        owed = {debt.name: to_fen(debt.balance) for debt in plan.debts}
        rows = [
            (
                self.write(say("report-month-to", "Month to")),
                *(f"{self.places[name]}." for name in names),
                self.write(say("report-month-paid", "paid")),
                self.write(say("report-month-owed", "still owed")),
            )
        ]
        for on, group in groupby(plan.rows, key=lambda row: row.on):
            month = list(group)
            paid = {row.debt: _fen(row.paid) for row in month}
            owed |= {row.debt: _fen(row.closing) for row in month}
            cells = (money_text(paid[name]) if paid.get(name) else "-" for name in names)
            rows.append((str(on), *cells, money_text(sum(paid.values())), money_text(sum(owed.values()))))
        return Grid(self.write(head), tuple(rows))
