"""The doubled part of the interest for late performance of a judgment (加倍部分债务利息), with part payments.

法释〔2014〕8号, arts. 1 to 4 and 7, since 2014-08-01: the money debt of the judgment except ordinary interest, times a
daily rate, times the days of delay, simple. The first day that bears it is the one after the period for performance.

>>> from datetime import date
>>> delayed_performance_interest(
...     "50000",
...     start=date(2026, 3, 2),
...     end=date(2026, 5, 30),
...     counting=Counting.BOTH_ENDS,
... ).value.total
Decimal('787.50')
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import instance, member, members, paired
from creditrules.errors import InputError, shown
from creditrules.findings import Finding, Trail
from creditrules.law import Citation
from creditrules.messages import Money, exactly, say
from creditrules.money import Number, Rounding, from_fen, positive_fen, shared, to_fen
from creditrules.periods import Counting, add_days, calendar_day, interest_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from creditrules.law import Rulebook

_TEXT = "spc-delayed-performance-2014-8"
_A_YUAN = 100


@frozen
class DelayLine:
    """Consecutive days on one base (分段), ``first_day`` and ``last_day`` both in.

    ``base`` is in yuan, ``daily_rate`` a fraction of one, ``exact`` unrounded, ``amount`` what the total has from it.
    """

    first_day: date
    last_day: date
    days: int
    base: Decimal
    daily_rate: Fraction
    exact: Fraction
    amount: Decimal
    citations: tuple[Citation, ...]


@frozen
class DelayInterest:
    """The doubled part (加倍部分) in yuan: ``total`` of the ``lines``, ``exact`` unrounded, and the ``base_left``."""

    total: Decimal
    exact: Fraction
    base_left: Decimal
    lines: tuple[DelayLine, ...]


@frozen
class _Run:
    """Consecutive days at one base and rate; ``stop`` is the day after the last."""

    first: date
    stop: date
    base: int
    rate: Fraction
    citations: tuple[Citation, ...]

    @property
    def days(self) -> int:
        return (self.stop - self.first).days

    @property
    def fen(self) -> Fraction:
        return self.base * self.rate * self.days


def delayed_performance_interest(
    base: Number,
    *,
    start: date,
    end: date,
    payments: Iterable[tuple[date, Number]] = (),
    counting: Counting,
    rounding: Rounding = Rounding(),
    rulebook: Rulebook | None = None,
) -> Finding[DelayInterest]:
    """Return the doubled part of the interest for late performance (迟延履行期间加倍部分债务利息).

    A payment goes to the judgment debt first and lowers the base from its own day on. A judgment by instalments is
    asked for instalment by instalment, and a span that does not count is left out by asking for the spans beside it:
    unrounded, the parts of a span add up to the whole.

    Args:
        base: the money debt of the judgment except ordinary interest, yuan.
        start: the first day that bears it: the day after the period for performance ended.
        end: the last day named; it bears interest itself only with ``Counting.BOTH_ENDS`` (两头都算).
        payments: days and amounts, yuan, in any order; what of each went to the base.
        counting: which of the two ends bears interest; no default.
        rounding: the unit, the mode and when; by default the total to the fen, half up.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputTypeError: an argument of another type.
        InputError: an amount not above zero; the end before the start; a payment outside the days, or more than is
            left of the base.
        NoDataError: a start before 2014-08-01, when another rule held.

    """
    trail = Trail(rulebook)
    fen = positive_fen(base, argument="base")
    first, last = calendar_day(start, argument="start"), calendar_day(end, argument="end")
    ends = member(counting, Counting, argument="counting")
    how = instance(rounding, Rounding, argument="rounding")
    stop = add_days(first, interest_days(first, last, ends))
    paid = _paid(payments, first, last)
    left = _left(fen, paid)
    parameter = trail.rulebook.delayed_performance_daily
    parameter.at(first)  # first, so that an error names the parameter, also where no day bears interest
    runs = [one for one in _runs(trail, fen, paid, first, stop) if one.base]
    exact = [one.fen for one in runs]
    amounts = shared(exact, how)
    lines = tuple(
        DelayLine(
            one.first,
            add_days(one.stop, -1),
            one.days,
            from_fen(one.base),
            one.rate,
            value / _A_YUAN,
            from_fen(amount),
            one.citations,
        )
        for one, value, amount in zip(runs, exact, amounts, strict=True)
    )
    _explain(trail, fen, (first, last, ends), paid, how)
    for line, run, amount in zip(lines, runs, amounts, strict=True):
        trail.step(
            say(
                "delay-line",
                "%(first)s to %(last)s, both included, %(days)s day(s) on %(base)s yuan at %(rate)s a day: %(amount)s "
                "yuan.",
                first=line.first_day,
                last=line.last_day,
                days=line.days,
                base=Money(run.base),
                rate=exactly(line.daily_rate),
                amount=Money(amount),
            ),
            *line.citations,
        )
    trail.step(
        say(
            "delay-total",
            "Together %(total)s yuan, beside the base, of which %(left)s are unpaid.",
            total=Money(sum(amounts)),
            left=Money(left),
        ),
        *trail.cite(f"{_TEXT}#1(3)"),
    )
    _notices(trail, first)
    found = DelayInterest(from_fen(sum(amounts)), sum(exact, Fraction(0)) / _A_YUAN, from_fen(left), lines)
    return trail.finding(found)


def _paid(payments: Iterable[tuple[date, Number]], first: date, last: date) -> dict[date, int]:
    """Return what was paid on each day, in order."""
    found: dict[date, int] = {}
    for place, pair in enumerate(members(payments, argument="payments")):
        name = f"payments[{place}]"
        day, amount = paired(pair, argument=name)
        if not first <= calendar_day(day, argument=name) <= last:
            raise InputError(
                "%(argument)s must be from %(least)s to %(most)s, got %(value)s",
                argument=name,
                least=first,
                most=last,
                value=shown(day),
            )
        found[day] = found.get(day, 0) + positive_fen(amount, argument=name)
    return dict(sorted(found.items()))


def _left(fen: int, paid: dict[date, int]) -> int:
    left = fen - sum(paid.values())
    if left < 0:
        raise InputError(
            "payments may together be at most the base, %(bound)s, got %(value)s",
            bound=from_fen(fen),
            value=str(from_fen(fen - left)),
        )
    return left


def _runs(trail: Trail, fen: int, paid: dict[date, int], first: date, stop: date) -> Iterator[_Run]:
    """Cut the days that bear interest where a payment lowers the base or the rate changes."""
    parameter = trail.rulebook.delayed_performance_daily
    cuts = sorted({first, stop, *(day for day in paid if day < stop)})
    for begin, finish in pairwise(cuts):
        fen -= paid.get(begin, 0)
        for opens, closes, entry in parameter.timeline.between(begin, finish):
            trail.take(parameter, add_days(closes, -1))
            yield _Run(opens, closes, fen, entry.value, entry.citations)


def _explain(
    trail: Trail, fen: int, span: tuple[date, date, Counting], paid: dict[date, int], rounding: Rounding
) -> None:
    trail.step(
        say(
            "delay-terms",
            "The doubled part of the interest for late performance on %(base)s yuan from %(start)s, the day after the "
            "period for performance, to %(end)s. Ends: %(counting)s. Rounding to %(unit)s yuan: %(mode)s, %(when)s.",
            base=Money(fen),
            start=span[0],
            end=span[1],
            counting=span[2],
            unit=Money(to_fen(rounding.unit)),
            mode=rounding.mode,
            when=rounding.when,
        ),
        *trail.cite(f"{_TEXT}#1(3)", f"{_TEXT}#2"),
    )
    for day, amount in paid.items():
        trail.step(
            say(
                "delay-paid",
                "%(day)s: %(amount)s yuan paid; the lower base counts from that day on.",
                day=day,
                amount=Money(amount),
            ),
            *trail.cite(f"{_TEXT}#3(1)", f"{_TEXT}#4"),
        )


def _notices(trail: Trail, first: date) -> None:
    opened = trail.rulebook.delayed_performance_daily.timeline.entries[0].since
    if first == opened:
        trail.notice(
            say(
                "delay-earlier",
                "For a delay before %(since)s the earlier rule goes on to count; it is not in the data.",
                since=opened,
            ),
            *trail.cite(f"{_TEXT}#7(1)"),
        )
    trail.notice(
        say(
            "delay-base",
            "The base is every sum of money in the judgment except ordinary interest. Filings also count a court fee "
            "that the creditor paid in advance and the debtor is to bear.",
        ),
        *trail.cite(f"{_TEXT}#1(3)"),
    )
    trail.notice(
        say(
            "delay-ordinary",
            "Ordinary interest goes on beside it as the judgment says, or not at all; it is not in this figure.",
        ),
        *trail.cite(f"{_TEXT}#1(1)", f"{_TEXT}#1(2)"),
    )
    trail.notice(
        say(
            "delay-order",
            "Payments are taken to meet the judgment debt first and the doubled part last. That is the rule where the "
            "assets do not suffice; the parties may agree otherwise.",
        ),
        *trail.cite(f"{_TEXT}#4"),
    )
    trail.notice(
        say(
            "delay-days",
            "The text counts from the end of the period for performance; as filings do, the first day here is the one "
            "after it. A debit by the court counts to its day, and a stay that the debtor did not ask for is left out.",
        ),
        *trail.cite(f"{_TEXT}#2", f"{_TEXT}#3(2)", f"{_TEXT}#3(3)"),
    )
    trail.notice(
        say(
            "delay-statute",
            "That interest is doubled stands in the Civil Procedure Law, today in art. 264; the interpretation names "
            "that rule by an earlier number.",
        ),
        *trail.cite("civil-procedure-law-2023#264"),
    )
