"""What the terms of one loan cannot be together: refused before anything is computed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from creditrules.errors import InputError
from creditrules.loans.methods import LEVEL, PARTS, Grace, Method
from creditrules.money import from_fen, to_fen

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from creditrules.loans.methods import Repricing, Residual


def ascending(days: Sequence[date], *, argument: str) -> None:
    """Check that days ascend, the first being the day the money was paid out."""
    for earlier, later in pairwise(days):
        if later <= earlier:
            raise InputError(
                "the days of %(argument)s must ascend from drawn_on: %(later)s does not come after %(earlier)s",
                argument=argument,
                later=later,
                earlier=earlier,
            )


def refuse_days(
    drawn_on: date,
    first_due: date | None,
    rate_changes: tuple[tuple[date, Fraction], ...],
    repricing: Repricing | None,
) -> None:
    """Refuse days out of order, and a change of the rate without the day from which it counts."""
    if first_due is not None and first_due <= drawn_on:
        raise InputError("first_due %(due)s must come after drawn_on %(drawn)s", due=first_due, drawn=drawn_on)
    ascending((drawn_on, *(day for day, _ in rate_changes)), argument="rate_changes")
    if bool(rate_changes) != (repricing is not None):
        raise InputError("rate_changes and repricing go together: BY_DAYS or NEXT_PERIOD decides the interest")


def refuse_method(
    method: Method,
    principal: Decimal,
    instalments: int,
    *,
    residual: Residual,
    balloon: int | None,
    table: tuple[Decimal, ...],
    grace: int,
    grace_interest: Grace | None,
) -> None:
    """Refuse terms that the method does not have, or lacks."""
    if method is Method.BULLET and instalments != 1:
        raise InputError(
            "BULLET has one instalment, got %(value)s: state the term with every or first_due", value=instalments
        )
    if residual is residual.FIRST and method not in PARTS:
        raise InputError("residual FIRST needs equal parts of principal, which %(method)s has not", method=method)
    if (method is Method.BALLOON) != (balloon is not None):
        raise InputError("balloon_instalments and BALLOON go together")
    if balloon is not None and balloon <= instalments:
        raise InputError(
            "balloon_instalments must be more than the %(instalments)s instalments, got %(value)s",
            instalments=instalments,
            value=balloon,
        )
    _refuse_table(method, principal, instalments, table)
    _refuse_grace(method, instalments, grace, grace_interest)


def _refuse_table(method: Method, principal: Decimal, instalments: int, table: tuple[Decimal, ...]) -> None:
    if method is not Method.TABLE:
        if table:
            raise InputError("a table of principal needs the method TABLE, got %(method)s", method=method)
        return
    if len(table) != instalments:
        raise InputError(
            "the table must have %(instalments)s parts of principal, got %(value)s",
            instalments=instalments,
            value=len(table),
        )
    total = sum(to_fen(part) for part in table)
    if total != to_fen(principal):
        raise InputError(
            "the table must sum to the principal of %(principal)s, got %(total)s",
            principal=principal,
            total=from_fen(total),
        )


def _refuse_grace(method: Method, instalments: int, grace: int, grace_interest: Grace | None) -> None:
    if bool(grace) != (grace_interest is not None):
        raise InputError("grace and grace_interest go together: PAID or CAPITALISED decides what is owed")
    if not grace:
        return
    if grace >= instalments:
        raise InputError(
            "grace must be less than the %(instalments)s instalments, got %(value)s",
            instalments=instalments,
            value=grace,
        )
    if method not in LEVEL | PARTS:
        raise InputError("%(method)s has no grace: it repays no principal early, or says when", method=method)
    if method is Method.FLAT and grace_interest is Grace.CAPITALISED:
        raise InputError("FLAT interest is on the original principal, to which none is added: grace must be PAID")
