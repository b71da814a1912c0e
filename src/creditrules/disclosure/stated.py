"""Does the rate that a lender states match one of a statement's figures?"""

from __future__ import annotations

from enum import Enum
from fractions import Fraction

from attrs import frozen

from creditrules.checks import instance
from creditrules.disclosure.statement import CostStatement
from creditrules.money import Number, given, rounded
from creditrules.money import rate as rate_of
from creditrules.rates.annual import printable

_PERCENT_SIGNS = ("%", "％")
_OF_A_PERCENT = 2


class Figure(Enum):
    """The figures that a stated annual rate may mean (年化利率的口径); the sum is there both ways."""

    JOINT_NOMINAL = "joint rate, nominal"
    JOINT_EFFECTIVE = "joint rate, effective"
    ITEMISED_NOMINAL = "sum of the items, nominal"
    ITEMISED_EFFECTIVE = "sum of the items, effective"


@frozen(kw_only=True)
class FigureMatch:
    """One figure beside the stated rate: ``by`` is stated less figure, a fraction of one.

    ``matches`` says whether the figure, rounded half up to the places stated, is the stated rate.
    """

    figure: Figure
    rate: Fraction
    by: Fraction
    matches: bool


@frozen(kw_only=True)
class StatedRate:
    """A stated rate (a fraction of one), the places of its per cent, and how each figure stands to it."""

    rate: Fraction
    places: int
    figures: tuple[FigureMatch, ...]

    @property
    def matched(self) -> tuple[Figure, ...]:
        """The figures that the rate matches; none, or several that print alike."""
        return tuple(one.figure for one in self.figures if one.matches)


def matches_stated_rate(statement: CostStatement, stated: Number) -> StatedRate:
    """Tell which figures a lender's stated annual rate (明示的年化利率) matches, and by how much each differs.

    The places as written are the precision: ``"13.58%"`` has two, and so has ``Decimal("0.1358")``. A rate with
    fewer places matches more easily, and may match several figures.

    Args:
        statement: what `all_in_cost` found.
        stated: the rate as the lender prints it, such as ``"12.80%"``; a fraction of one without the sign.

    Raises:
        InputTypeError: no statement; a float.
        InputError: as `creditrules.money.rate`.

    >>> from datetime import date
    >>> from creditrules.disclosure import all_in_cost
    >>> from creditrules.loans import Loan, Method
    >>> loan = Loan("10000", "12%", 12, date(2026, 8, 1), method=Method.EQUAL_PRINCIPAL)
    >>> statement = all_in_cost(loan, signed_on=date(2026, 8, 1)).value
    >>> [figure.name for figure in matches_stated_rate(statement, "12.68%").matched]
    ['JOINT_EFFECTIVE', 'ITEMISED_EFFECTIVE']

    """
    found = instance(statement, CostStatement, argument="statement")
    rate = rate_of(stated, argument="stated")
    places = _places(stated)
    unit = 100 * 10**places
    values = {
        Figure.JOINT_NOMINAL: Fraction(found.joint.nominal),
        Figure.JOINT_EFFECTIVE: printable(found.joint),
        Figure.ITEMISED_NOMINAL: found.itemised.nominal,
        Figure.ITEMISED_EFFECTIVE: found.itemised.effective,
    }
    matches = (
        FigureMatch(
            figure=figure,
            rate=value,
            by=rate - value,
            matches=rounded(value * unit) == rate * unit,
        )
        for figure, value in values.items()
    )
    return StatedRate(rate=rate, places=places, figures=tuple(matches))


def _places(stated: Number) -> int:
    """Return how many decimals of a per cent were written."""
    text = str(stated).strip()
    shift = 0 if text.endswith(_PERCENT_SIGNS) else _OF_A_PERCENT
    exponent = given(text.rstrip("%％").strip(), argument="stated").as_tuple().exponent
    return max(0, -exponent - shift if isinstance(exponent, int) else 0)
