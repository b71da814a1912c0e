"""The public questions about ceilings: which apply, and how a rate stands to them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypedDict

from creditrules.errors import InputError, InputTypeError
from creditrules.findings import Finding, Trail
from creditrules.law import Lender, Plea, Product, Readings
from creditrules.limits.licensed import licensed_ceilings
from creditrules.limits.model import Case, Ceiling, Comparison, Covers, Standing
from creditrules.limits.private import private_ceilings
from creditrules.messages import Message, Points, Rate, say
from creditrules.money import Number
from creditrules.money import rate as rate_of
from creditrules.periods import calendar_day, whole
from creditrules.rates import AnnualRate, Origin

if TYPE_CHECKING:
    from datetime import date
    from typing import Unpack

    from creditrules.law import Rulebook

_EXACT = Fraction(0)
_PERIODIC = Fraction(1, 20_000)
"""Half of 0.01 point: what is printed with two places cannot tell closer rates apart."""
_DATED = Fraction(1, 500)
"""0.2 point: a year of twelve months is not 365 days, so a rate by dates wanders that far."""


class Facts(TypedDict, total=False):
    """The optional facts of `ceilings` and `check`, each explained at `ceilings`."""

    product: Product
    facilitated: bool
    term_months: int | None
    filed_on: date | None
    accepted_on: date | None
    as_of: date | None
    pleas: frozenset[Plea]
    readings: Readings


def ceilings(
    lender: Lender,
    *,
    formed_on: date,
    rulebook: Rulebook | None = None,
    **facts: Unpack[Facts],
) -> Finding[tuple[Ceiling, ...]]:
    """Return every ceiling on the price of a loan; alternatives govern the same days on another `Basis`.

    Args:
        lender: who lent, by licence.
        formed_on: the day the contract was formed; between natural persons the day the money arrived.
        rulebook: the law data; the bundled one when left out.
        **facts: ``product``; ``facilitated`` for a bank loan through an internet platform (助贷); ``term_months``,
            needed under the 1991 opinions; ``filed_on`` and ``accepted_on``, the days a suit was filed and accepted,
            which decide for loans formed before 2020-08-20; ``as_of``, the day of decision, which decides for
            licensed lenders; ``pleas`` and ``readings`` as in `creditrules.law`.

    Raises:
        InputError: a day that decides the answer is missing, or the days are out of order.
        NoDataError: no rule is known for that lender, product and day.

    """
    trail = Trail(rulebook)
    return trail.finding(_ceilings(trail, _case(lender, formed_on, facts)))


def check(
    rate: Number | AnnualRate,
    *,
    all_in: Number | AnnualRate | None = None,
    lender: Lender,
    formed_on: date,
    rulebook: Rulebook | None = None,
    **facts: Unpack[Facts],
) -> Finding[tuple[Comparison, ...]]:
    """Compare the price of a loan with every ceiling that applies.

    An agreed rate is compared exactly, and "above" means above: equal is allowed. A rate derived from instalments is
    AT_THE_LINE closer than half of 0.01 point, one derived from dates within 0.2 point. Nominal rates are compared,
    since no text says whether it means nominal or effective.

    Args:
        rate: the lender's own rate a year.
        all_in: the joint rate of all compulsory costs, for ceilings that count them.
        lender: who lent, by licence.
        formed_on: the day the contract was formed.
        rulebook: the law data; the bundled one when left out.
        **facts: as for `ceilings`.

    Raises:
        InputError: as for `ceilings`; a dated rate without ``periods_per_year``.
        NoDataError: as for `ceilings`.

    >>> from datetime import date
    >>> found = check("24%", lender=Lender.BANK, formed_on=date(2024, 5, 1), as_of=date(2026, 1, 15))
    >>> found.value[0].standing.name
    'WITHIN'

    """
    trail = Trail(rulebook)
    return trail.finding(_check(trail, rate, all_in, _case(lender, formed_on, facts)))


def _case(lender: Lender, formed_on: date, facts: Facts) -> Case:
    if not isinstance(lender, Lender):
        raise InputTypeError(
            "%(argument)s must be a Lender, got %(type)s", argument="lender", type=type(lender).__name__
        )
    unknown = sorted(set(facts) - Facts.__optional_keys__)
    if unknown:
        raise InputTypeError("unknown argument %(argument)s", argument=", ".join(unknown))
    case = Case(lender=lender, formed_on=calendar_day(formed_on, argument="formed_on"), **facts)
    for name in ("filed_on", "accepted_on", "as_of"):
        day = getattr(case, name)
        if day is not None and calendar_day(day, argument=name) < formed_on:
            raise InputError(
                "%(argument)s %(day)s lies before formed_on %(formed)s", argument=name, day=day, formed=formed_on
            )
    if case.term_months is not None:
        whole(case.term_months, argument="term_months")
    return case


def _ceilings(trail: Trail, case: Case) -> tuple[Ceiling, ...]:
    if case.lender not in {Lender.PRIVATE, Lender.UNLICENSED}:
        return tuple(licensed_ceilings(trail, case))
    found = private_ceilings(trail, case)
    if case.lender is Lender.UNLICENSED:
        trail.notice(
            say(
                "unlicensed-branch",
                "Whoever lends to the public as a trade without a licence makes void contracts: then no interest is "
                "owed as agreed, only the sum received and a fee for its use. A court decides which branch holds; "
                "the ceiling shown is that of a valid contract.",
            ),
            *trail.cite("spc-private-lending-2020-17#13(3)", "civil-code#157", "spc-contracts-2023-13#25"),
        )
    return tuple(found)


def _check(
    trail: Trail, own: Number | AnnualRate, all_in: Number | AnnualRate | None, case: Case
) -> tuple[Comparison, ...]:
    own_rate, own_margin = _nominal(trail, own, "rate")
    joint_rate, joint_margin = (own_rate, own_margin) if all_in is None else _nominal(trail, all_in, "all_in")
    found = []
    for ceiling in _ceilings(trail, case):
        joint = ceiling.covers is Covers.ALL_COMPULSORY
        if joint and all_in is None:
            trail.notice(
                say(
                    "all-in-missing",
                    "This ceiling counts every compulsory cost, but only the lender's own rate was given.",
                ),
                *ceiling.citations,
            )
        value, margin = (joint_rate, joint_margin) if joint else (own_rate, own_margin)
        compared = Covers.ALL_COMPULSORY if joint and all_in is not None else Covers.OWN_CLAIMS
        comparison = Comparison(
            ceiling=ceiling,
            rate=value,
            compared=compared,
            standing=_standing(value - ceiling.rate, margin),
            by=abs(value - ceiling.rate),
        )
        trail.step(_compared(comparison), *ceiling.citations)
        found.append(comparison)
    return tuple(found)


def _nominal(trail: Trail, rate: Number | AnnualRate, argument: str) -> tuple[Fraction, Fraction]:
    """Return the nominal rate, and how close to a line is too close to tell."""
    if not isinstance(rate, AnnualRate):
        return rate_of(rate, argument=argument), _EXACT
    nominal = Fraction(rate.nominal)
    if rate.origin is Origin.AGREED:
        return nominal, _EXACT
    trail.notice(
        say(
            "nominal-compared",
            "No text says whether its figure is nominal or effective. Compared here: nominal, %(nominal)s; "
            "effective it is %(effective)s.",
            nominal=Rate(nominal),
            effective=Rate(Fraction(rate.effective)),
        ),
        *trail.cite("pboc-announcement-2021-3#4"),
    )
    return nominal, _PERIODIC if rate.origin is Origin.PERIODIC else _DATED


def _standing(above: Fraction, margin: Fraction) -> Standing:
    if margin and abs(above) < margin:
        return Standing.AT_THE_LINE
    return Standing.ABOVE if above > 0 else Standing.WITHIN


def _compared(found: Comparison) -> Message:
    if found.standing is Standing.ABOVE:
        return say(
            "compared-above",
            "%(rate)s is %(by)s points above %(ceiling)s (%(effect)s).",
            rate=Rate(found.rate),
            by=Points(found.by),
            ceiling=Rate(found.ceiling.rate),
            effect=found.ceiling.effect,
        )
    return say(
        "compared",
        "%(rate)s is %(standing)s %(ceiling)s (%(effect)s).",
        rate=Rate(found.rate),
        standing=found.standing,
        ceiling=Rate(found.ceiling.rate),
        effect=found.ceiling.effect,
    )
