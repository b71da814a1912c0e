"""From a loan to its cost statement: which rule governs, what each cost comes to alone, and all of them together."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import listed
from creditrules.disclosure.items import Contingent, Item, ItemisedSum
from creditrules.disclosure.open_points import FORM, RATE, note
from creditrules.disclosure.statement import CostStatement, joint_line, principal_lines, sum_line
from creditrules.errors import NoDataError, NotInForceError
from creditrules.findings import Finding, Trail
from creditrules.loans import Fee, Loan, Method, Schedule, When, schedule
from creditrules.loans.fees import AT_START
from creditrules.messages import Message, Money, exactly, say
from creditrules.money import from_fen, to_fen
from creditrules.periods import DayCount, calendar_day
from creditrules.rates import AnnualRate, CashFlow, Origin, irr, xirr

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from creditrules.law import Rulebook

_COSTS, _WAYS = f"{RATE}#3", f"{RATE}#4"


def all_in_cost(
    loan: Loan,
    *,
    signed_on: date,
    contingent: Iterable[Contingent] = (),
    rulebook: Rulebook | None = None,
) -> Finding[CostStatement]:
    """Return what a loan costs as its lender must state it (综合融资成本明示).

    Interest and every compulsory fee is annualised alone by the internal-rate method, on the principal in use; the
    items are then added, and all of them together also make one joint rate. For a loan signed on the first day of
    金规〔2026〕2号 (2026-08-01) or later the form is a duty. Before that PBOC Announcement 〔2021〕3 alone applies; it
    asks for the joint rate, and the sum is given for information.

    What the rule leaves open is a notice. Where the instalments do not fall one period apart the rates are by dates
    over 365, their nominal figure is that of the loan's usual period, and a notice says so.

    Args:
        loan: the contract, its fees and deposits included. A fee that is not ``compulsory`` is shown apart.
        signed_on: the day the contract is signed, which picks the rule.
        contingent: charges that only a default or an early repayment would bring; named, in no figure.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputTypeError: an argument of another type.
        InputError: as `creditrules.loans.schedule`; the costs at the start leave nothing to receive.
        NoDataError: signed before the announcement (2021-03-31).
        NotInForceError: signed after its repeal, where the rulebook has one.
        NoRateError: no rate solves the payments; an AmbiguousRateError where several do.

    >>> from datetime import date
    >>> from creditrules.loans import Fee, Loan, Method, When
    >>> loan = Loan(
    ...     "100000",
    ...     "6%",
    ...     12,
    ...     date(2026, 8, 1),
    ...     method=Method.FLAT,
    ...     fees=[Fee("手续费", amount="1000", when=When.UPFRONT, collector="银行")],
    ... )
    >>> statement = all_in_cost(loan, signed_on=date(2026, 8, 1)).value
    >>> statement.joint
    AnnualRate(nominal 12.80%, effective 13.58%, 12 periods a year, derived from instalments one period apart)
    >>> f"{float(statement.itemised.nominal):.2%} and {float(statement.itemised.effective):.2%}"
    '12.76% and 13.33%'

    """
    trail = Trail(rulebook)
    return trail.finding(_all_in_cost(trail, loan, signed_on, contingent))


def _all_in_cost(trail: Trail, loan: Loan, signed_on: date, contingent: Iterable[Contingent]) -> CostStatement:
    plan = schedule(loan)
    charges = listed(contingent, Contingent, argument="contingent")
    day = calendar_day(signed_on, argument="signed_on")
    due = _form_due(trail, day)
    use = _Use.of(plan)
    fees = [_fee(use, fee) for fee in loan.fees]
    items = (_interest(use), *(item for item, fee in zip(fees, loan.fees, strict=True) if fee.compulsory))
    statement = CostStatement(
        signed_on=day,
        form_due=due,
        principal=loan.principal,
        received=from_fen(use.joint[0]),
        deposit=loan.deposit,
        items=items,
        optional=tuple(item for item, fee in zip(fees, loan.fees, strict=True) if not fee.compulsory),
        contingent=charges,
        itemised=ItemisedSum.of(items),
        joint=use.rate(use.joint),
    )
    _explain(trail, statement)
    note(trail, statement, loan)
    return statement


def _form_due(trail: Trail, day: date) -> bool:
    """Pick the rule by the day of signing: whether the form of 2026 is a duty."""
    rate, form = (trail.rulebook.library.instruments[name] for name in (RATE, FORM))
    if day < rate.effective:
        raise NoDataError("no value before %(first)s, asked for %(on)s", first=rate.effective, on=day)
    if not rate.in_force(day):
        raise NotInForceError("repealed on %(repealed)s, asked for %(on)s", repealed=rate.repealed, on=day)
    if form.in_force(day):
        trail.step(
            say(
                "cost-form-due",
                "Signed on %(day)s: for personal loans signed from %(since)s on, the borrower signs or confirms this "
                "statement before the contract.",
                day=day,
                since=form.effective,
            ),
            *trail.cite(FORM),
        )
        return True
    trail.step(
        say(
            "cost-form-not-due",
            "Signed on %(day)s: the announcement asks for the annual rate of all costs. The statement item by item, "
            "and with it the sum of the items, is a duty only for loans signed from %(since)s on.",
            day=day,
            since=form.effective,
        ),
        *trail.cite(f"{RATE}#1", FORM),
    )
    return False


@frozen
class _Use:
    """The principal in use (实际占用本金) as flows in fen, received and repaid, and all compulsory costs with it.

    Both hold the start and then every instalment. Derived from what is really paid, so that a deposit held back lessens
    the principal in use under every item.
    """

    plan: Schedule
    dated: bool
    joint: tuple[int, ...]
    principal: tuple[int, ...]

    @classmethod
    def of(cls, plan: Schedule) -> _Use:
        joint = tuple(to_fen(flow.amount) for flow in plan.cash_flows())
        costs = [_interest_fen(plan), *(_fee_fen(plan, fee) for fee in plan.loan.fees if fee.compulsory)]
        principal = tuple(flow + sum(parts) for flow, *parts in zip(joint, *costs, strict=True))
        return cls(plan, plan.annual_rate().origin is Origin.DATED, joint, principal)

    def rate(self, flows: Sequence[int]) -> AnnualRate:
        """Return the internal rate of some flows, by periods or by dates as the loan falls."""
        periods = self.plan.loan.periods_per_year
        if not self.dated:
            return irr([from_fen(fen) for fen in flows], periods_per_year=periods)
        days = [flow.on for flow in self.plan.cash_flows()]
        dated = [CashFlow(on, from_fen(fen)) for on, fen in zip(days, flows, strict=True)]
        return xirr(dated, day_count=DayCount.ACT_365, periods_per_year=periods)

    def alone(self, cost: Sequence[int]) -> AnnualRate:
        """Return the rate of the principal in use with one cost, as if there were no other."""
        if not any(cost):
            # Without a cost a deposit that comes back leaves flows that other rates solve as well.
            return AnnualRate(0.0, self.plan.loan.periods_per_year, Origin.DATED if self.dated else Origin.PERIODIC)
        return self.rate([flow - fen for flow, fen in zip(self.principal, cost, strict=True)])


def _interest_fen(plan: Schedule) -> list[int]:
    return [0, *(to_fen(row.interest) for row in plan.rows)]


def _fee_fen(plan: Schedule, fee: Fee) -> list[int]:
    """Return what a fee takes at the start and with each instalment."""
    principal, last = to_fen(plan.loan.principal), len(plan.rows)
    taken = [
        fee.due(row.number, last) * fee.fen(principal, to_fen(row.balance) + to_fen(row.principal)) for row in plan.rows
    ]
    return [fee.fen(principal, principal) if fee.when in AT_START else 0, *taken]


def _interest(use: _Use) -> Item:
    loan, cost = use.plan.loan, _interest_fen(use.plan)
    return Item(
        name=say("cost-interest", "Loan interest"),
        standard=_interest_standard(loan),
        collected=When.LAST if loan.method is Method.BULLET else When.EVERY,
        collector=say("cost-lender", "the lender"),
        total=from_fen(sum(cost)),
        rate=use.alone(cost),
    )


def _interest_standard(loan: Loan) -> Message:
    rate = exactly(loan.annual_rate)
    if loan.method is Method.FLAT:
        return say("cost-standard-flat", "%(rate)s a year of the original principal", rate=rate)
    if loan.rate_changes:
        return say("cost-standard-changing", "%(rate)s a year of the balance at first, then as agreed", rate=rate)
    return say("cost-standard-interest", "%(rate)s a year of the balance", rate=rate)


def fee_item(plan: Schedule, fee: Fee) -> Item:
    """Return what one fee of a plan costs, annualised alone."""
    return _fee(_Use.of(plan), fee)


def _fee(use: _Use, fee: Fee) -> Item:
    cost = _fee_fen(use.plan, fee)
    return Item(
        name=fee.name,
        standard=_fee_standard(fee),
        collected=fee.when,
        collector=fee.collector.strip() or say("collector-unknown", "collector not stated"),
        total=from_fen(sum(cost)),
        rate=use.alone(cost),
    )


def _fee_standard(fee: Fee) -> Message:
    if fee.amount is not None and fee.when is When.EVERY:
        return say("cost-standard-each", "%(amount)s yuan each time", amount=Money(to_fen(fee.amount)))
    if fee.amount is not None:
        return say("cost-standard-amount", "%(amount)s yuan", amount=Money(to_fen(fee.amount)))
    rate = exactly(fee.rate or Fraction(0))
    if fee.when is When.EVERY:
        return say("cost-standard-rate-each", "%(rate)s of %(base)s each time", rate=rate, base=fee.of)
    return say("cost-standard-rate", "%(rate)s of %(base)s", rate=rate, base=fee.of)


def _explain(trail: Trail, statement: CostStatement) -> None:
    """Record how the figures were reached, in the order of the form."""
    costs, ways, form = trail.cite(_COSTS), trail.cite(_WAYS), trail.cite(FORM)
    for line in principal_lines(statement):
        trail.step(line, *costs)
    for item in statement.items:
        trail.step(item.line, *ways)
    trail.step(sum_line(statement.itemised, due=statement.form_due), *form)
    trail.step(joint_line(statement.joint), *costs, *ways)
    for item in statement.optional:
        trail.step(say("cost-optional", "Optional, in no figure: %(item)s", item=item.line), *ways)
    for charge in statement.contingent:
        trail.step(say("cost-if", "Contingent, in no figure: %(charge)s", charge=charge.line), *form)
