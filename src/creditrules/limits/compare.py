"""The public questions about ceilings: which apply, and how a rate stands to them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypedDict

from attrs import frozen

from creditrules.errors import InputTypeError, NoDataError
from creditrules.findings import Finding, Trail
from creditrules.law import Lender, Plea, Product, Readings
from creditrules.limits.ceiling_beside import beside
from creditrules.limits.ceiling_terms import say_terms
from creditrules.limits.ceiling_void import may_be_void
from creditrules.limits.ceiling_words import compared_message
from creditrules.limits.licensed import licensed_ceilings
from creditrules.limits.model import Basis, Case, Ceiling, Comparison, Covers, Standing
from creditrules.limits.private import private_ceilings
from creditrules.messages import PRINT_ALIKE, Message, Rate, say
from creditrules.money import Number
from creditrules.money import rate as rate_of
from creditrules.rates import AnnualRate, Origin
from creditrules.rates.annual import printable

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet
    from datetime import date
    from typing import Unpack

    from creditrules.law import Rulebook

_EXACT = Fraction(0)
_DATED = Fraction(1, 500)
"""0.2 point: a year of twelve months is not 365 days, so a rate by dates wanders that far."""


class Facts(TypedDict, total=False):
    """The optional facts of `ceilings` and `check`, each explained at `ceilings`."""

    product: Product
    facilitated: bool
    third_party_fees: bool
    term_months: int | None
    filed_on: date | None
    accepted_on: date | None
    as_of: date | None
    pleas: AbstractSet[Plea]
    readings: Readings


def ceilings(
    lender: Lender,
    *,
    formed_on: date,
    rulebook: Rulebook | None = None,
    **facts: Unpack[Facts],
) -> Finding[tuple[Ceiling, ...]]:
    """Return every ceiling on the price of a loan; alternatives govern the same days on another `Basis`.

    Beside the ceilings proper stand, each with a notice of what it is not, an average that companies were told to reach
    (``ADVISORY``) and an element of a crime (``CRIMINAL``).

    Args:
        lender: who lent, by licence.
        formed_on: the day the contract was formed; between natural persons the day the money arrived.
        rulebook: the law data; the bundled one when left out.
        **facts: ``product``; ``facilitated`` for a bank loan through an internet platform (助贷);
            ``third_party_fees`` where a guarantor, insurer or platform takes fees of its own; ``term_months``, needed
            under the 1991 opinions and for a small loan of a month; ``filed_on`` and ``accepted_on``, the days a suit
            was filed and accepted, which decide for loans formed before 2020-08-20; ``as_of``, the day of decision,
            which decides for licensed lenders; ``pleas`` and ``readings`` as in `creditrules.law`.

    Raises:
        InputTypeError: a fact of another type, or an unknown one.
        InputError: a day, a term or a reading that decides the answer is missing, or the days are out of order.
        NoDataError: no rule is known for that lender, product and day.

    """
    trail = Trail(rulebook)
    case = _case(lender, formed_on, facts)
    found = (*_ceilings(trail, case), *beside(trail, case))
    say_terms(trail, found)
    return trail.finding(found)


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

    Not compared is what no single rate is above or within: an average, an element of a crime, a band of card rates that
    ended before ``as_of``. `ceilings` returns them, and the answer tells of them.

    An agreed rate is compared exactly, and "above" means above: equal is allowed. A rate derived from instalments is
    AT_THE_LINE closer than half of 0.01 point, one derived from dates within 0.2 point. Nominal rates are compared,
    since no text says whether it means nominal or effective; a derived rate's effective figure stands beside.

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
    case = _case(lender, formed_on, facts)
    figures = _figures(rate, all_in)
    found = _ceilings(trail, case)
    say_terms(trail, (*found, *beside(trail, case)))
    return trail.finding(_comparisons(trail, found, *figures))


def _case(lender: Lender, formed_on: date, facts: Facts) -> Case:
    unknown = sorted(set(facts) - Facts.__optional_keys__)
    if unknown:
        raise InputTypeError("unknown argument %(argument)s", argument=", ".join(unknown))
    return Case(lender=lender, formed_on=formed_on, **facts)


def _ceilings(trail: Trail, case: Case) -> tuple[Ceiling, ...]:
    if case.product is not Product.LOAN and case.lender is not Lender.BANK:
        raise NoDataError(
            "no rule is known for a %(product)s of a %(lender)s: cards are issued by banks",
            product=case.product,
            lender=case.lender,
        )
    licensed = case.lender not in {Lender.PRIVATE, Lender.UNLICENSED}
    found = tuple(licensed_ceilings(trail, case) if licensed else private_ceilings(trail, case))
    if case.facilitated and case.lender is not Lender.BANK:
        trail.notice(
            say(
                "facilitated-bank",
                "The notice on internet lending speaks of commercial banks; it is shown for them only.",
            ),
            *trail.rulebook.facilitated_total.timeline.entries[0].citations,
        )
    if case.third_party_fees and (not licensed or case.product is not Product.LOAN):
        trail.notice(
            say(
                "third-party-fees-words",
                "Whether fees that a guarantor, an insurer or a platform takes count with the lender's claims is open; "
                "the ceilings here speak of what the lender claims.",
            ),
            *dict.fromkeys(cite for one in found for cite in one.citations),
        )
    if case.lender is Lender.UNLICENSED:
        may_be_void(trail)
    return found


@frozen
class _Figure:
    """A rate as it is compared: nominal, how close to a line is too close to tell, and what to say about it."""

    rate: Fraction
    margin: Fraction = _EXACT
    notice: Message | None = None
    effective: Fraction | None = None


def _check(
    trail: Trail, own: Number | AnnualRate, all_in: Number | AnnualRate | None, case: Case
) -> tuple[Comparison, ...]:
    figures = _figures(own, all_in)
    # The ceilings first: a suit not yet filed is what their first notice tells.
    return _comparisons(trail, _ceilings(trail, case), *figures)


def _figures(own: Number | AnnualRate, all_in: Number | AnnualRate | None) -> tuple[_Figure, _Figure | None]:
    return _figure(own, "rate"), None if all_in is None else _figure(all_in, "all_in")


def _comparisons(
    trail: Trail, found: tuple[Ceiling, ...], own: _Figure, joint: _Figure | None
) -> tuple[Comparison, ...]:
    joint_lines = [one for one in found if one.covers is Covers.ALL_COMPULSORY]
    if joint_lines and joint is None:
        trail.notice(
            say(
                "all-in-missing",
                "This ceiling counts every compulsory cost, but only the lender's own rate was given.",
            ),
            *dict.fromkeys(cite for one in joint_lines for cite in one.citations),
        )
    if joint is not None and not joint_lines:
        trail.notice(
            say(
                "all-in-unused",
                "The joint rate of %(rate)s is compared with nothing here: these ceilings count what the lender itself "
                "claims. Where others take fees, some courts count them too: ask with third_party_fees=True.",
                rate=Rate(joint.rate),
            ),
            *dict.fromkeys(cite for one in found for cite in one.citations),
        )
    return tuple([_compare(trail, ceiling, own, joint) for ceiling in found])


def _compare(trail: Trail, ceiling: Ceiling, own: _Figure, joint: _Figure | None) -> Comparison:
    counts_all = ceiling.covers is Covers.ALL_COMPULSORY
    figure = joint if counts_all and joint is not None else own
    if figure.notice is not None:
        trail.notice(figure.notice, *trail.cite("pboc-announcement-2021-3#4"))
    found = Comparison(
        ceiling=ceiling,
        rate=figure.rate,
        compared=Covers.OWN_CLAIMS if figure is own else Covers.ALL_COMPULSORY,
        standing=_standing(figure.rate - ceiling.rate, figure.margin),
        by=abs(figure.rate - ceiling.rate),
        effective=figure.effective,
        effective_standing=(
            None if figure.effective is None else _standing(figure.effective - ceiling.rate, figure.margin)
        ),
    )
    trail.step(compared_message(found, _scope(ceiling)), *ceiling.citations)
    return found


def _figure(rate: Number | AnnualRate, argument: str) -> _Figure:
    if not isinstance(rate, AnnualRate):
        return _Figure(rate_of(rate, argument=argument))
    nominal = Fraction(rate.nominal)
    if rate.origin is Origin.AGREED:
        return _Figure(nominal)
    notice = say(
        "nominal-compared",
        "The rules do not say whether that ceiling is nominal or effective. Compared here: nominal, %(nominal)s; "
        "effective it is %(effective)s.",
        nominal=Rate(nominal),
        effective=Rate(printable(rate)),
    )
    return _Figure(nominal, PRINT_ALIKE if rate.origin is Origin.PERIODIC else _DATED, notice, printable(rate))


def _standing(above: Fraction, margin: Fraction) -> Standing:
    if margin and abs(above) < margin:
        return Standing.AT_THE_LINE
    return Standing.ABOVE if above > 0 else Standing.WITHIN


def _scope(ceiling: Ceiling) -> Message | str:
    """Say which days of the loan a ceiling governs where there are others, and what it takes to have it."""
    first, last = ceiling.in_force
    if ceiling.basis is Basis.OLD_RULE_ON_REQUEST:
        return say(
            "scope-on-request",
            ", for %(first)s to %(last)s, if a party asks for the rule of the time",
            first=str(first),
            last=str(last),
        )
    if last is not None:
        return say("scope-stretch", ", for %(first)s to %(last)s", first=str(first), last=last)
    if ceiling.basis is Basis.AT_FILING:
        return say("scope-from", ", from %(first)s", first=str(first))
    return ""
