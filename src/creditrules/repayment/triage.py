"""Orders of payment that look at more than money: pressure, security, the credit record (分类处理).

Three advisers give three orders that contradict each other, so each is a strategy of its own and none is the right
one. A fact that they need is asked for only where it decides between two debts.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from creditrules.checks import member
from creditrules.messages import Message, Money, Rate, say
from creditrules.money import Number, held_rate, to_fen
from creditrules.repayment.kinds import Pressure, Security
from creditrules.repayment.standing import Rank, Standing, Strategy, Unasked, overdue_band

if TYPE_CHECKING:
    from creditrules.repayment.debts import Debt

_LEVELS = list(Pressure)
_NEEDED = (Security.HOME, Security.TOOLS)


def rate_reason(standing: Standing) -> Message:
    """Say what the next yuan saves."""
    rate = standing.marginal_rate
    debt = standing.debt
    if standing.fee_runs and rate > debt.annual_rate * (debt.penalty_multiple or 1):
        return say(
            "why-rate-with-fee",
            "%(rate)s a year on what is owed, the fee of %(fee)s yuan a month counted",
            rate=Rate(rate),
            fee=Money(to_fen(debt.fee)),
        )
    if rate > debt.annual_rate:
        return say("why-rate-overdue", "%(rate)s a year on the overdue part", rate=Rate(rate))
    return say("why-rate", "%(rate)s a year", rate=Rate(rate))


def _asked(debt: Debt, argument: str, part: object) -> object:
    return Unasked(debt, argument) if getattr(debt, argument) is None else part


def _line(value: Number | Fraction) -> Fraction:
    return held_rate(value, argument="rate_line")


def _level(value: Pressure) -> Pressure:
    return member(value, Pressure, argument="level")


@frozen
class HighRateThenSmall:
    """Two tiers: what is dear or pressed by rate, then the rest by balance."""

    rate_line: Fraction = field(converter=_line)
    level: Pressure = field(converter=_level)

    def __call__(self, standing: Standing) -> Rank:
        """Rank in one of the tiers."""
        debt, rate = standing.debt, standing.marginal_rate
        balance = to_fen(debt.balance)
        pressure = debt.pressure
        level = 0 if pressure is None else _LEVELS.index(pressure)
        if rate >= self.rate_line:
            return Rank((0, -rate, _asked(debt, "pressure", -level)), rate_reason(standing))
        if pressure is None:
            return Rank(Unasked(debt, "pressure"), rate_reason(standing))
        if level >= _LEVELS.index(self.level):
            return Rank((0, -rate, -level), say("why-pressure", "%(level)s", level=pressure))
        return Rank((1, balance), say("why-balance", "%(balance)s yuan owed at the start", balance=Money(balance)))


def high_rate_then_small(*, rate_line: Number | Fraction, level: Pressure = Pressure.PRESSED) -> Strategy:
    """Return the strategy 先还利息高、催收紧的，再还金额小的: what is dear or pressed first, by rate; then by balance.

    An adviser's rule, and the lines are yours to draw: ``rate_line``, say a ceiling in force, and the ``level`` of
    pressure. It rewards conduct that `creditrules.collection` may report: whoever presses hardest is paid first. A bad
    idea where the pressed debts are cheap, and where the pressure itself is against the rules.

    Raises:
        InputError: no rate; while planning, a debt below the line that does not say its ``pressure``.

    """
    return HighRateThenSmall(rate_line, level)


def risk_first(standing: Standing) -> Rank:
    """Rank the highest risk first (优先偿还风险较高的借款), by what can be lost and not by price.

    In this order: a debt already in court; one secured on the home or on what the person earns a living with; one that
    is reported and, unpaid, enters a worse overdue band; the worse band; a reported one; the higher rate. A reading of
    an article's advice as a list, not a score. A bad idea where nothing is overdue: it then pays cheap debts with large
    lenders before dear ones.
    """
    debt = standing.debt
    enters = standing.enters_band and debt.reported is not False
    key = (
        _asked(debt, "pressure", debt.pressure is not Pressure.SUED),
        _asked(debt, "security", debt.security not in _NEEDED),
        _asked(debt, "reported", part=False) if enters else True,
        -overdue_band(standing.days_late),
        _asked(debt, "reported", not debt.reported),
        -standing.marginal_rate,
    )
    return Rank(key, _risk(standing, enters=enters))


def _risk(standing: Standing, *, enters: bool) -> Message:
    debt = standing.debt
    if debt.pressure is Pressure.SUED:
        return say("why-pressure", "%(level)s", level=debt.pressure)
    if debt.security in _NEEDED:
        return say("why-security", "secured on %(security)s", security=debt.security)
    if enters and debt.reported:
        return _band_reason(standing)
    if standing.days_late:
        return say("why-late", "%(days)s days overdue", days=standing.days_late)
    if debt.reported:
        return say("why-reported", "the lender reports to the credit bureau; %(why)s", why=rate_reason(standing))
    return rate_reason(standing)


def _band_reason(standing: Standing) -> Message:
    return say(
        "why-band",
        "reported: %(due)s yuan now keep it from being %(days)s days overdue a month later",
        due=Money(standing.due),
        days=standing.days_late_next,
    )


def record_first(standing: Standing) -> Rank:
    """Rank what keeps the credit record clean first (先保征信).

    While money is short: among reported debts those that would otherwise enter a worse overdue band, the cheapest to
    cure first (by what is due, not by balance); then the other overdue ones in the same way; then the highest rate.
    When every due can be met nothing is overdue, and it is `avalanche`. A bad idea where a debt that is not reported
    threatens the home, the job or the peace of others.
    """
    debt = standing.debt
    if not standing.due:
        return Rank((2, -standing.marginal_rate), rate_reason(standing))
    if debt.reported is None:
        return Rank(Unasked(debt, "reported"), rate_reason(standing))
    if debt.reported and standing.enters_band:
        return Rank((0, standing.due, -standing.marginal_rate), _band_reason(standing))
    if debt.reported:
        late = say("why-late", "%(days)s days overdue", days=standing.days_late)
        return Rank((1, standing.due, -standing.marginal_rate), late)
    return Rank((2, -standing.marginal_rate), rate_reason(standing))
