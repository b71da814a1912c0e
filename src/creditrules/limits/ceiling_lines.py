"""Ceilings of licensed lenders that are one value of the law data, and what places those lenders outside art. 25."""

from __future__ import annotations

from typing import TYPE_CHECKING

from creditrules.law import LOCAL
from creditrules.limits.model import CLAIMED, Basis, Ceiling, Covers, Effect

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from creditrules.findings import Trail
    from creditrules.law import Citation, Cost, Lender, Parameter


_NEWER = ("spc-private-lending-2020-17", "spc-private-lending-2020-6")


def one_line(
    trail: Trail,
    parameter: Parameter[Fraction],
    on: date,
    formed_on: date,
    *,
    name: str,
    effect: Effect,
    basis: Basis = Basis.AT_FORMATION,
    counts: tuple[Cost, ...] = (),
) -> Ceiling:
    """Return a line as its parameter has it: what a court may cut to counts the lender's claims, others all costs.

    None of these texts says what becomes of money already paid.
    """
    in_court = effect is Effect.REDUCIBLE
    return Ceiling(
        id=name,
        rate=trail.take(parameter, on),
        effect=effect,
        covers=Covers.OWN_CLAIMS if in_court else Covers.ALL_COMPULSORY,
        basis=basis,
        counts=CLAIMED if in_court else counts,
        in_force=(formed_on, None),
        citations=parameter.at(on).citations,
    )


def outside(trail: Trail, lender: Lender, on: date) -> tuple[Citation, ...]:
    """What puts a lender outside the private-lending provisions, as the texts of a day have it."""
    if lender in LOCAL:
        return trail.cite("spc-scope-reply-2020-27#1")
    return trail.cite(f"{provisions(trail, on)}#1(2)")


def provisions(trail: Trail, on: date) -> str:
    """Return the version of the private-lending provisions in force on a day, the text of 2015 being the first."""
    instruments = trail.rulebook.library.instruments
    return next((one for one in _NEWER if on >= instruments[one].effective), "spc-private-lending-2015-18")
