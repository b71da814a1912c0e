"""Which texts on collecting a lender is held against on a day (inner).

The card measures bind banks for cards, and the measures of 2024 consumer-finance companies. The convention of 2018,
the guideline of 2024 and the national standard are about online finance; the guide of 2026 is for the members of the
banking association. None of them speaks to a private or an unlicensed lender: for those there is the general law.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import flag, member, members
from creditrules.collection.words import Regime
from creditrules.law import FINANCIAL, LOCAL, Lender, Product

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from creditrules.findings import Trail

TEXTS = {
    Regime.CARD_2011: "card-measures-2011#68",
    Regime.CONVENTION_2018: "nifa-collection-convention-2018#13",
    Regime.MEASURES_2024: "consumer-finance-measures-2024",
    Regime.GUIDE_2024: "nifa-collection-guide-2024",
    Regime.STANDARD_2025: "gbt-45251-2025",
    Regime.GUIDE_2026: "cba-collection-guide-2026",
}
"""Where each stands; of a text in articles, the one on whom to contact."""
_LICENSED = FINANCIAL | LOCAL


@frozen(kw_only=True)
class Terms:
    """What picks the rules, and what the parties agreed on, checked (inner)."""

    lender: Lender
    product: Product
    online: bool
    asked: frozenset[Regime] | None
    hours_agreed: bool
    dials_agreed: bool
    illegal_debt: bool


def terms_of(
    *,
    lender: Lender,
    regime: Regime | Iterable[Regime] | None,
    product: Product,
    online: bool,
    hours_agreed: bool,
    dials_agreed: bool,
    illegal_debt: bool,
) -> Terms:
    """Check what a caller says of the debt."""
    return Terms(
        lender=member(lender, Lender, argument="lender"),
        product=member(product, Product, argument="product"),
        online=flag(online, argument="online"),
        asked=None if regime is None else _asked(regime),
        hours_agreed=flag(hours_agreed, argument="hours_agreed"),
        dials_agreed=flag(dials_agreed, argument="dials_agreed"),
        illegal_debt=flag(illegal_debt, argument="illegal_debt"),
    )


def _asked(regime: Regime | Iterable[Regime]) -> frozenset[Regime]:
    given = (regime,) if isinstance(regime, Regime) else members(regime, argument="regime")
    return frozenset(member(each, Regime, argument="regime") for each in given)


def in_force(trail: Trail, cite: str, day: date) -> bool:
    """Whether the text behind a citation applies on a day."""
    return trail.cite(cite)[0].source.in_force(day)


def regimes_on(trail: Trail, terms: Terms, day: date) -> tuple[Regime, ...]:
    """Return the texts that a contact of a day is held against, oldest first."""
    wanted = _own(terms) if terms.asked is None else terms.asked
    found = tuple(each for each in Regime if each in wanted and in_force(trail, TEXTS[each], day))
    if terms.asked is None and Regime.STANDARD_2025 in found:
        # The convention was never formally repealed as far as is known, but the standard covers its matter.
        return tuple(each for each in found if each is not Regime.CONVENTION_2018)
    return found


def _own(terms: Terms) -> frozenset[Regime]:
    found = set()
    if terms.product is not Product.LOAN and terms.lender is Lender.BANK:
        found.add(Regime.CARD_2011)
    if terms.lender is Lender.CONSUMER_FINANCE:
        found.add(Regime.MEASURES_2024)
    if terms.product is Product.LOAN and terms.online and terms.lender in _LICENSED:
        found |= {Regime.CONVENTION_2018, Regime.GUIDE_2024, Regime.STANDARD_2025}
    if terms.lender in FINANCIAL:
        found.add(Regime.GUIDE_2026)
    return frozenset(found)
