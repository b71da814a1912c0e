"""Signs of a 714 loan (714高炮, 超短期高息网贷): what its terms show, each with its rule or marked as market usage.

The name is the market's, for online loans of seven or fourteen days with a part held back (砍头息) at a very high
price; no text of law defines it. Held back interest is Civil Code 670, the ceilings are those of `ceilings`, and the
number of extensions is in a notice of 2017 (整治办函〔2017〕141号). A sign is no verdict.

>>> from datetime import date
>>> from creditrules.loans import Fee, Loan, Method
>>> from creditrules.periods import DayCount, Days
>>> loan = Loan(
...     "3000",
...     0,
...     1,
...     date(2026, 1, 12),
...     method=Method.BULLET,
...     every=Days(7),
...     day_count=DayCount.ACT_365,
...     fees=[Fee("service", amount="900")],
... )
>>> [flag.name for flag in screen_714(loan).value]
['SHORT_TERM', 'HELD_BACK', 'ABOVE_CEILING', 'ABOVE_VOID_LINE']
"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from creditrules.checks import instance
from creditrules.findings import Finding, Trail
from creditrules.law import Lender
from creditrules.limits.compare import Facts, _case, _ceilings, _Figure, _figure, _scope, _standing
from creditrules.limits.model import Case, Covers, Standing
from creditrules.loans import Loan, Schedule, schedule
from creditrules.loans.principal import _rule
from creditrules.messages import Money, Rate, say
from creditrules.money import Number, owed_fen, shortest, to_fen
from creditrules.periods import COMMON_YEAR, DayCount, whole
from creditrules.rates import AnnualRate, xirr
from creditrules.rates.annual import printable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Unpack

    from creditrules.law import Rulebook


class Flag714(Enum):
    """A sign of a 714 loan (714高炮特征), in the order in which they are looked for."""

    SHORT_TERM = "a term of a few days"
    HELD_BACK = "something held back from the sum paid out"
    ABOVE_CEILING = "a rate above a ceiling"
    ABOVE_VOID_LINE = "a rate above the line of 2015 beyond which interest was void"
    RENEWAL_FEE = "a fee for each renewal"
    MANY_RENEWALS = "more renewals than the notice of 2017 generally allows"


def screen_714(
    loan: Loan,
    *,
    lender: Lender | None = None,
    renewal_fee: Number = 0,
    renewals: int = 0,
    rulebook: Rulebook | None = None,
    **facts: Unpack[Facts],
) -> Finding[tuple[Flag714, ...]]:
    """Look for the signs of a 714 loan in what its contract says, and return those that are there.

    The rate is the nominal one (单利) of everything compulsory on the sum really received, as `Schedule.annual_rate`
    has it; for dates unlike each other the year is counted in terms of the loan's own period.

    Args:
        loan: the loan; what was held back are its fees DEDUCTED or UPFRONT, and its deposit.
        lender: who lent, by licence; left out, the lines of a lender without one are taken, and a notice says so.
        renewal_fee: what each renewal (展期, 续期) costs, yuan.
        renewals: how often it was renewed.
        rulebook: the law data; the bundled one when left out.
        **facts: as for `ceilings`; ``as_of`` is required for a licensed lender.

    Raises:
        InputTypeError: an argument of another type.
        InputError: an amount or a number below 0; a fact that decides the ceilings is missing.
        NoRateError: as `schedule` and its rate.
        NoDataError: paid out before 2019-03-15, when the market had no such word; as `ceilings`.

    """
    trail = Trail(rulebook)
    agreed = instance(loan, Loan, argument="loan")
    fee = owed_fen(renewal_fee, argument="renewal_fee")
    times = whole(renewals, argument="renewals", least=0)
    case = _case(Lender.UNLICENSED if lender is None else lender, agreed.drawn_on, facts)
    plan = schedule(agreed)
    found = tuple(_signs(trail, plan, case))
    found += tuple(_renewals(trail, plan, fee, times))
    if lender is None:
        trail.notice(
            say(
                "screen-lender",
                "No lender was named: the lines are those of a lender without a licence. A licensed lender has others.",
            )
        )
    trail.notice(
        say(
            "screen-no-verdict",
            "These are signs in the terms, no verdict: not every loan of a few days is of this kind, and whether "
            "something is unlawful or a crime, so-called trap loans (套路贷) among them, is for courts and the police. "
            "The sum really received has to be repaid in any case.",
        ),
        *trail.cite("civil-code#670"),
    )
    return trail.finding(found)


def _signs(trail: Trail, plan: Schedule, case: Case) -> Iterator[Flag714]:
    book, loan = trail.rulebook, plan.loan
    days, most = _days(loan), trail.take(book.ultra_short_days, loan.drawn_on)
    trail.step(
        say(
            "screen-term",
            "The term is %(days)s day(s). What the market calls a 714 loan has at most %(most)s: usage, no rule.",
            days=days,
            most=most,
        ),
        *book.ultra_short_days.at(loan.drawn_on).citations,
    )
    if days <= most:
        yield Flag714.SHORT_TERM
    held = to_fen(loan.principal) - _received(plan)
    if held:
        _tell_held(trail, plan, held)
        yield Flag714.HELD_BACK
    rate = _rate(plan)
    figure = _figure(rate, "rate")
    if Standing.ABOVE in _compared(trail, rate, figure, case):
        yield Flag714.ABOVE_CEILING
    line, crime = (one.timeline.entries[-1] for one in (book.private_lending_2015_void, book.illegal_lending_rate))
    if _standing(figure.rate - line.value, figure.margin) is Standing.ABOVE:
        trail.step(
            say(
                "screen-void-line",
                "%(rate)s is above %(line)s. Under the text of 2015 what was above that was void; since %(since)s a "
                "real rate above %(crime)s is one of several elements of the crime of lending to the public without a "
                "licence.",
                rate=Rate(figure.rate),
                line=Rate(line.value),
                since=crime.since,
                crime=Rate(crime.value),
            ),
            *line.citations,
            *crime.citations,
        )
        yield Flag714.ABOVE_VOID_LINE


def _compared(trail: Trail, rate: AnnualRate, figure: _Figure, case: Case) -> set[Standing]:
    """Compare the joint rate with every ceiling, also with those that count the lender's own claims alone."""
    found = set()
    for ceiling in _ceilings(trail, case):
        standing = _standing(figure.rate - ceiling.rate, figure.margin)
        found.add(standing)
        trail.step(
            say(
                "screen-compared",
                "Everything compulsory on the sum received%(scope)s: %(rate)s a year, nominal (effective "
                "%(effective)s), is %(standing)s %(ceiling)s (%(effect)s).",
                scope=_scope(ceiling),
                rate=Rate(figure.rate),
                effective=Rate(printable(rate)),
                standing=standing,
                ceiling=Rate(ceiling.rate),
                effect=ceiling.effect,
            ),
            *ceiling.citations,
        )
        if ceiling.covers is Covers.OWN_CLAIMS:
            trail.notice(
                say(
                    "screen-own-claims",
                    "%(ceiling)s counts what the lender itself claims. Whether all that was held back or charged here "
                    "went to the lender is a matter of proof.",
                    ceiling=Rate(ceiling.rate),
                ),
                *ceiling.citations,
            )
    return found


def _days(loan: Loan) -> int:
    return (loan.due_days[-1] - loan.drawn_on).days


def _received(plan: Schedule) -> int:
    """Return what arrived, in fen, as if no fee had been taken that the borrower was free to refuse."""
    return to_fen(plan.cash_flows()[0].amount)


def _rate(plan: Schedule) -> AnnualRate:
    """Return the joint rate with a nominal figure: by dates it has none until a year is counted in periods."""
    rate, loan = plan.annual_rate(), plan.loan
    if rate.periods_per_year is not None:
        return rate
    # One payment: its own term is the period, so that nominal is simple interest.
    periods = Fraction(COMMON_YEAR, _days(loan)) if loan.instalments == 1 else loan.periods_per_year
    return xirr(plan.cash_flows(), day_count=DayCount.ACT_365, periods_per_year=periods)


def _tell_held(trail: Trail, plan: Schedule, held: int) -> None:
    cites = trail.cite(_rule(trail, plan.loan.drawn_on))
    trail.step(
        say(
            "screen-held",
            "Of the %(face)s yuan of the contract %(received)s arrived: %(held)s were held back or paid at the start. "
            "Interest may not be deducted in advance; if it is, the sum really received is the principal.",
            face=Money(to_fen(plan.loan.principal)),
            received=Money(_received(plan)),
            held=Money(held),
        ),
        *cites,
    )
    trail.notice(
        say(
            "screen-held-kind",
            "The text speaks of interest deducted in advance. That a fee or a deposit is treated the same way is "
            "practice, and depends on who kept it; a court decides.",
        ),
        *cites,
    )


def _renewals(trail: Trail, plan: Schedule, fee: int, times: int) -> Iterator[Flag714]:
    book, loan = trail.rulebook, plan.loan
    if fee:
        days, received = _days(loan), _received(plan)
        trail.step(
            say(
                "screen-renewal-fee",
                "A renewal costs %(fee)s yuan. For another %(days)s day(s) that is %(rate)s a year on the %(received)s "
                "yuan received. Such a fee is a market habit; paid for the renewal alone, it repays no principal.",
                fee=Money(fee),
                days=days,
                rate=Rate(Fraction(fee * COMMON_YEAR, received * days)),
                received=Money(received),
            ),
            *book.ultra_short_days.at(loan.drawn_on).citations,
        )
        yield Flag714.RENEWAL_FEE
    if times:
        most = trail.take(book.cash_loan_extensions, loan.drawn_on)
        trail.step(
            say(
                "screen-renewals",
                "It was renewed %(times)s time(s); for cash loans the notice says generally no more than %(most)s. It "
                "is a matter of supervision and no rule of contract law.",
                times=times,
                most=str(shortest(most)),
            ),
            *book.cash_loan_extensions.at(loan.drawn_on).citations,
        )
        if times > most:
            yield Flag714.MANY_RENEWALS
