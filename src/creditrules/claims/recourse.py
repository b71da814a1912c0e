"""What a guarantor or an insurer who paid can claim back from the debtor (代偿后追偿).

Civil Code 700 and 701 and art. 3, 18 and 35 of 法释〔2020〕28号, in force since 2021-01-01: no more than was paid, and
no more than the debtor owed the lender that day after every defence; nothing where limitation had run and the payer
did not say so.

>>> from datetime import date
>>> from creditrules.periods import Counting, DayCount
>>> found = recourse(
...     "10800",
...     on=date(2025, 5, 31),
...     owed="10000",
...     annual_rate="3.65%",
...     as_of=date(2025, 6, 10),
...     day_count=DayCount.ACT_365,
...     counting=Counting.BOTH_ENDS,
... ).value
>>> found.recoverable, found.days, found.total
(Decimal('10000.00'), 10, Decimal('10010.00'))
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from attrs import frozen

from creditrules.checks import flag, instance, member
from creditrules.claims.explain import NO_COURT
from creditrules.claims.terms import Relation
from creditrules.errors import InputError, NoDataError
from creditrules.findings import Finding, Trail
from creditrules.messages import Money, Rate, exactly, say
from creditrules.money import Number, Rounding, from_fen, held_rate, owed_fen, positive_fen, rate
from creditrules.periods import Counting, DayCount, add_days, calendar_day, interest_days

if TYPE_CHECKING:
    from creditrules.law import Rulebook

T = TypeVar("T")

_PAYERS = (Relation.GUARANTOR, Relation.INSURER)
_REFUSAL = ("spc-limitation-2020#18(2)", "spc-security-2020-28#35")


@frozen(kw_only=True)
class Recourse:
    """What can be claimed back (可追偿的金额), yuan.

    ``recoverable`` is the principal of the recourse; ``beyond`` what was paid above what the debtor owed. ``interest``
    runs on the recoverable sum at ``annual_rate`` (a fraction of one, the ceiling applied; None where none was given)
    for ``days`` days from the day after the payment on. ``total`` is both together.
    """

    recoverable: Decimal
    beyond: Decimal
    annual_rate: Fraction | None
    days: int
    interest: Decimal
    total: Decimal


@frozen(kw_only=True)
class _Facts:
    paid: int
    on: date
    owed: int
    payer: Relation
    barred: bool
    agreed: bool

    @property
    def refused(self) -> bool:
        # Who did not raise it has none (18(2)); who knew of it and paid has none either (35).
        return self.barred and not self.agreed

    @property
    def recoverable(self) -> int:
        return 0 if self.refused else min(self.paid, self.owed)


@frozen(kw_only=True)
class _Terms:
    asked: Fraction
    ceiling: Fraction | None
    paid_on: date
    as_of: date
    day_count: DayCount
    counting: Counting
    rounding: Rounding

    @property
    def held(self) -> Fraction:
        return self.asked if self.ceiling is None else min(self.asked, self.ceiling)

    @property
    def days(self) -> int:
        # The day of the payment itself bears none.
        return max(0, interest_days(self.paid_on, self.as_of, self.counting) - 1)

    @property
    def years(self) -> Fraction:
        return self.day_count.years(add_days(self.paid_on, 1), add_days(self.paid_on, 1 + self.days))


def recourse(
    paid: Number,
    *,
    on: date,
    owed: Number,
    payer: Relation = Relation.GUARANTOR,
    barred: bool = False,
    debtor_agreed: bool = False,
    annual_rate: Number | None = None,
    ceiling: Number | Fraction | None = None,
    as_of: date | None = None,
    day_count: DayCount | None = None,
    counting: Counting | None = None,
    rounding: Rounding = Rounding(),
    rulebook: Rulebook | None = None,
) -> Finding[Recourse]:
    """Return what the one who paid for a debtor can claim back (追偿权).

    Args:
        paid: what was paid to the lender, yuan, above 0.
        on: the day it was paid.
        owed: what the debtor owed the lender on that day after every defence, yuan: the total of a `claim` as of it.
        payer: `Relation.GUARANTOR`, or `Relation.INSURER`.
        barred: whether the limitation period of the debt had run by that day.
        debtor_agreed: whether the debtor agreed to pay all the same, or gave the defence up.
        annual_rate: the rate of interest on the sum paid; courts differ, and without it none is computed.
        ceiling: the yearly ceiling that was used for the loan; the rate is cut to it.
        as_of: the day up to which interest runs; needed with a rate, as are the next two.
        day_count: how days become a part of a year (计息基础).
        counting: which of the two ends bears interest (计息天数), the day after the payment being the first.
        rounding: how the interest is rounded; by default to the fen, half up.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputTypeError: an argument of another type.
        InputError: a value out of bounds, days out of order, another payer, or a fact that decides is missing.
        NoDataError: a payment before 2021-01-01.

    """
    trail = Trail(rulebook)
    if member(payer, Relation, argument="payer") not in _PAYERS:
        raise InputError("payer must be Relation.GUARANTOR or Relation.INSURER, got %(value)s", value=payer)
    facts = _Facts(
        paid=positive_fen(paid, argument="paid"),
        on=calendar_day(on, argument="on"),
        owed=owed_fen(owed, argument="owed"),
        payer=payer,
        barred=flag(barred, argument="barred"),
        agreed=flag(debtor_agreed, argument="debtor_agreed"),
    )
    if facts.on < (since := trail.rulebook.library.instruments["civil-code"].effective):
        raise NoDataError("the rules on recourse for a payment before %(since)s are not in the data", since=since)
    if annual_rate is None:
        return trail.finding(_recourse(trail, facts, None))
    terms = _Terms(
        asked=rate(annual_rate, argument="annual_rate"),
        ceiling=None if ceiling is None else held_rate(ceiling, argument="ceiling"),
        paid_on=facts.on,
        as_of=calendar_day(_needed(as_of, "as_of"), argument="as_of"),
        day_count=member(_needed(day_count, "day_count"), DayCount, argument="day_count"),
        counting=member(_needed(counting, "counting"), Counting, argument="counting"),
        rounding=instance(rounding, Rounding, argument="rounding"),
    )
    return trail.finding(_recourse(trail, facts, terms))


def _needed(value: T | None, argument: str) -> T:
    if value is None:
        raise InputError("%(argument)s is required beside annual_rate", argument=argument)
    return value


def _recourse(trail: Trail, facts: _Facts, terms: _Terms | None) -> Recourse:
    trail.step(NO_COURT)
    trail.step(
        say(
            "recourse-paid",
            "Paid by the %(payer)s on %(day)s: %(paid)s yuan. After every defence the debtor then owed the lender "
            "%(owed)s yuan.",
            payer=facts.payer,
            day=facts.on,
            paid=Money(facts.paid),
            owed=Money(facts.owed),
        ),
        *trail.cite("civil-code#701"),
    )
    _principal(trail, facts)
    interest = 0 if terms is None else _interest(trail, facts, terms)
    trail.step(
        say("recourse-total", "Together %(total)s yuan can be claimed back.", total=Money(facts.recoverable + interest))
    )
    _notices(trail, facts)
    return Recourse(
        recoverable=from_fen(facts.recoverable),
        beyond=from_fen(max(0, facts.paid - facts.owed)),
        annual_rate=None if terms is None else terms.held,
        days=0 if terms is None else terms.days,
        interest=from_fen(interest),
        total=from_fen(facts.recoverable + interest),
    )


def _principal(trail: Trail, facts: _Facts) -> None:
    if facts.refused:
        trail.step(
            say(
                "recourse-refused",
                "Limitation had run by then and the debtor has not agreed to pay all the same: there is no "
                "recourse, neither for who did not raise it nor for who knew of it and paid. A court does not look "
                "at limitation by itself, so the debtor raises it.",
            ),
            *trail.cite(*_REFUSAL, "civil-code#193"),
        )
        return
    trail.step(
        say(
            "recourse-smaller",
            "Recourse goes as far as both the payment and the debt: %(recoverable)s yuan. It may not harm the lender, "
            "who can still claim what is left.",
            recoverable=Money(facts.recoverable),
        ),
        *trail.cite("civil-code#700", "spc-security-2020-28#3(2)", "spc-security-2020-28#18(1)"),
    )


def _interest(trail: Trail, facts: _Facts, terms: _Terms) -> int:
    interest = terms.rounding.fen(facts.recoverable * terms.held * terms.years)
    trail.step(
        say(
            "recourse-interest",
            "Interest on %(base)s yuan from %(first)s, the day after the payment, to %(last)s, %(days)s day(s) at "
            "%(rate)s a year, asked were %(asked)s: %(interest)s yuan. Day count: %(day_count)s. Ends: %(counting)s.",
            base=Money(facts.recoverable),
            first=add_days(facts.on, 1),
            last=terms.as_of,
            days=terms.days,
            rate=exactly(terms.asked) if terms.held == terms.asked else Rate(terms.held),
            asked=exactly(terms.asked),
            interest=Money(interest),
            day_count=terms.day_count,
            counting=terms.counting,
        )
    )
    return interest


def _notices(trail: Trail, facts: _Facts) -> None:
    if not facts.refused:
        trail.notice(
            say(
                "recourse-limitation",
                "Recourse stands if limitation had not run by the day of the payment, or the debtor agreed to pay all "
                "the same. For a payment that a court compelled in spite of it, it is arguable.",
            ),
            *trail.cite(*_REFUSAL),
        )
    if facts.paid > facts.owed:
        trail.notice(
            say(
                "recourse-beyond",
                "%(beyond)s yuan were paid above what the debtor owed. If the debtor says so they are not part of the "
                "recourse; a guarantor may ask the lender to give them back.",
                beyond=Money(facts.paid - facts.owed),
            ),
            *trail.cite("spc-security-2020-28#3(2)"),
        )
    if facts.refused:
        return
    trail.notice(
        say(
            "recourse-rate",
            "The law names no rate for the time after the payment: courts have taken the LPR, a flat rate, the penalty "
            "rate of the loan, or that of the guarantee contract. Together with guarantee fees, which are not counted "
            "here, it should not lift the whole above the ceiling of the loan.",
        )
    )
    if facts.payer is Relation.INSURER:
        trail.notice(
            say(
                "recourse-insurer",
                "For an insurer courts differ: some follow the subrogation of art. 60 of the Insurance Law, which is "
                "not in the data, others the guarantor's recourse by analogy, as here. By subrogation the debtor keeps "
                "every defence against the lender, limitation included.",
            ),
            *trail.cite("civil-code#700"),
        )
