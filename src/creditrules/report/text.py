"""A report as plain text: each account, what can still be changed, the plans, and the numbered sources."""

from __future__ import annotations

from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from creditrules.messages import CHINESE, Money, locale_of, money_text, render, say
from creditrules.money import to_fen
from creditrules.report.layout import table, wrapped

if TYPE_CHECKING:
    from decimal import Decimal

    from creditrules.borrower import Assessed, Report
    from creditrules.findings import Finding
    from creditrules.law import Citation
    from creditrules.messages import Message
    from creditrules.repayment import Comparison, Plan


def text(report: Report, locale: str = CHINESE) -> str:
    """Write a report as plain text, no line wider than 100 columns.

    Args:
        report: what `creditrules.borrower.assess` found.
        locale: ``zh`` or ``en``.

    Raises:
        InputError: a language that the library does not speak.

    """
    return "\n".join(_Writer(report, locale_of(locale)).lines())


def _fen(amount: Decimal) -> int:
    """Return an amount in fen, also one beyond what the door of money takes: a growing debt passes any bound."""
    return int(Fraction(amount) * 100)


class _Writer:
    """Writes one report in one language; a source has the same number throughout."""

    def __init__(self, report: Report, locale: str) -> None:
        self.report = report
        self.locale = locale
        self.numbers = {cite: number for number, cite in enumerate(report.citations, 1)}
        self.places = {one.account.name: number for number, one in enumerate(report.accounts, 1)}

    def lines(self) -> list[str]:
        """Return the whole report."""
        report = self.report
        found = [
            self.write(say("report-title", "Debts on %(day)s", day=report.as_of)),
            self.write(say("report-version", "Law data of %(day)s", day=report.rulebook_version)),
            "",
            *self.finding(report.terms, indent=""),
        ]
        for one in report.accounts:
            found += ["", *self.account(one)]
        found += self.still_open()
        if report.plans is not None:
            found += self.plans(report.plans)
        found += ["", self.write(say("report-sources", "Sources"))]
        for cite, number in self.numbers.items():
            mark = f"[{number}] "
            found += wrapped(cite.written(self.locale), first=mark, rest=" " * len(mark))
        return found

    def write(self, message: Message) -> str:
        """Render a message."""
        return render(message, self.locale)

    def finding(self, found: Finding[object], *, indent: str = "   ") -> list[str]:
        """Write the steps and the notices of a finding, each with the numbers of its sources."""
        lines: list[str] = []
        for mark, parts in (("- ", found.steps), ("! ", found.notices)):
            for part in parts:
                sentence = self.write(part.message) + self.cited(part.citations)
                lines += wrapped(sentence, first=f"{indent}{mark}", rest=f"{indent}  ")
        return lines

    def cited(self, citations: tuple[Citation, ...]) -> str:
        """Return the numbers of sources."""
        return "".join(f"[{self.numbers[cite]}]" for cite in citations)

    def account(self, one: Assessed) -> list[str]:
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
        lines = wrapped(self.write(head), rest="   ")
        titles = (
            (say("report-price", "Price"), one.price),
            (say("report-ceilings", "What the rules say of it"), one.protection),
            (say("report-record", "Record"), one.history),
        )
        for title, found in titles:
            if found is not None:
                lines += [f"   {self.write(title)}", *self.finding(found)]
        return lines

    def still_open(self) -> list[str]:
        """Write what paying by which day still changes, where it changes anything."""
        lines: list[str] = []
        for one in self.report.accounts:
            if one.still_open.steps:
                number = f"   {self.places[one.account.name]}. "
                lines += wrapped(one.account.name, first=number, rest=" " * len(number))
                lines += self.finding(one.still_open)
        title = self.write(say("report-still-open", "What paying by which day still changes"))
        return ["", title, *lines] if lines else []

    def plans(self, plans: Comparison) -> list[str]:
        """Write the plans side by side, what falls short, and then each month by month."""
        budget = plans.entries[0].plan.budget.monthly
        title = say(
            "report-plans",
            "Plans with %(budget)s yuan a month (arithmetic on what the lenders claim, no legal answer)",
            budget=Money(to_fen(budget)),
        )
        lines = ["", *wrapped(self.write(title), rest="   "), *self.side_by_side(plans)]
        for entry in plans.entries:
            lines += wrapped(self.write(entry.summary), first="   - ", rest="     ")
        # A debt that only grows may meet every due; then its plan's status says it all.
        for short in (one for one in self.report.shortfalls if one.steps):
            head = say("report-short", "What the money does not cover: %(plan)s", plan=short.value.title)
            lines += ["", *wrapped(self.write(head), first="   ", rest="   "), *self.finding(short)]
        for entry in plans.entries:
            lines += ["", *self.months(entry.plan)]
        return lines

    def side_by_side(self, plans: Comparison) -> list[str]:
        """Write one row for each figure and one column for each plan."""
        found = [entry.plan for entry in plans.entries]
        never = self.write(say("report-never", "never"))
        rows = [
            ["", *(self.write(plan.title) for plan in found)],
            [self.write(say("report-months", "Months")), *(str(plan.months) for plan in found)],
            [
                self.write(say("report-payoff", "Paid off by")),
                *(never if plan.payoff_on is None else plan.payoff_on.isoformat() for plan in found),
            ],
            [
                self.write(say("report-interest", "Interest")),
                *(money_text(_fen(plan.total_interest)) for plan in found),
            ],
            [self.write(say("report-fees", "Fees")), *(money_text(_fen(plan.total_fees)) for plan in found)],
            [
                self.write(say("report-cost", "Interest and fees")),
                *(money_text(_fen(plan.total_cost)) for plan in found),
            ],
            [self.write(say("report-paid", "Paid in all")), *(money_text(_fen(plan.total_paid)) for plan in found)],
            [self.write(say("report-left", "Left at the end")), *(money_text(_fen(plan.owed)) for plan in found)],
        ]
        lines = table(rows, indent="   ")
        for plan in found:
            status = say("report-status", "%(plan)s: %(status)s.", plan=plan.title, status=plan.status)
            lines += wrapped(self.write(status), first="   - ", rest="     ")
        return lines

    def months(self, plan: Plan) -> list[str]:
        """Write a plan month by month: what each account is paid, and what is then owed in all."""
        head = say(
            "report-month-by-month",
            "Month by month, %(plan)s: paid on each account, by its number above",
            plan=plan.title,
        )
        names = [debt.name for debt in plan.debts]
        owed = {debt.name: to_fen(debt.balance) for debt in plan.debts}
        rows = [
            [
                self.write(say("report-month-to", "Month to")),
                *(f"{self.places[name]}." for name in names),
                self.write(say("report-month-paid", "paid")),
                self.write(say("report-month-owed", "still owed")),
            ]
        ]
        for on, group in groupby(plan.rows, key=lambda row: row.on):
            month = list(group)
            paid = {row.debt: _fen(row.paid) for row in month}
            owed |= {row.debt: _fen(row.closing) for row in month}
            cells = [money_text(paid[name]) if paid.get(name) else "-" for name in names]
            rows.append([str(on), *cells, money_text(sum(paid.values())), money_text(sum(owed.values()))])
        return [*wrapped(self.write(head), first="   ", rest="   "), *table(rows, indent="   ")]
