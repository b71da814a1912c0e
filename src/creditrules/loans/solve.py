"""The four questions about a level loan (等额本息): payment, principal, rate and number of instalments.

Arithmetic: P = A · (1 − (1+i)^−n) / i, with i the annual rate over the periods of a year.

>>> payment_for("24000", "23.99%", 20), principal_for("1467.64", "23.99%", 20)
(Decimal('1467.64'), Decimal('23999.94'))
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from creditrules.checks import instance
from creditrules.errors import InputError
from creditrules.loans.level import annuity, level_fen
from creditrules.money import Mode, Number, Rounding, from_fen, positive_fen, rate
from creditrules.periods import whole
from creditrules.rates import AnnualRate, irr
from creditrules.rates.annual import per_year

if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

_MOST = 1200


def payment_for(
    principal: Number,
    annual_rate: Number,
    instalments: int,
    *,
    periods_per_year: Number | Fraction = 12,
    rounding: Rounding = Rounding(),
) -> Decimal:
    """Return the equal instalment (月供) of a loan, yuan.

    Args:
        principal: yuan.
        annual_rate: a fraction of one, or text such as ``"23.99%"``.
        instalments: how many, 1 to 1,200.
        periods_per_year: 12 for months, ``Fraction(365, 7)`` for weeks.
        rounding: how the lender rounds; half up to the fen unless said otherwise.

    Raises:
        InputError: an argument outside its bound; an instalment that, rounded, is no more than the interest.

    >>> payment_for("1000000", "4.9%", 360)
    Decimal('5307.27')

    """
    fen = positive_fen(principal, argument="principal")
    i = _per_period(annual_rate, periods_per_year)
    count = whole(instalments, argument="instalments")
    how = instance(rounding, Rounding, argument="rounding")
    return from_fen(level_fen(fen, i, count, how, how))


def principal_for(
    payment: Number,
    annual_rate: Number,
    instalments: int,
    *,
    periods_per_year: Number | Fraction = 12,
    rounding: Rounding = Rounding(mode=Mode.DOWN),
) -> Decimal:
    """Return what can be borrowed for an equal instalment (可贷金额), yuan: the most, since it is rounded down.

    Args:
        payment: the instalment, yuan.
        annual_rate: as in `payment_for`.
        instalments: as in `payment_for`.
        periods_per_year: as in `payment_for`.
        rounding: down to the fen unless said otherwise.

    Raises:
        InputError: an argument outside its bound.

    >>> principal_for("5307.27", "4.9%", 360)
    Decimal('1000000.52')

    """
    fen = positive_fen(payment, argument="payment")
    i = _per_period(annual_rate, periods_per_year)
    count = whole(instalments, argument="instalments")
    return from_fen(instance(rounding, Rounding, argument="rounding").fen(fen / annuity(i, count)))


def rate_for(
    principal: Number,
    payment: Number,
    instalments: int,
    *,
    periods_per_year: Number | Fraction = 12,
) -> AnnualRate:
    """Return the annual rate of a loan repaid in equal instalments (年化利率); below zero if less is repaid than lent.

    Args:
        principal: what was received, yuan.
        payment: the instalment, yuan.
        instalments: as in `payment_for`.
        periods_per_year: as in `payment_for`.

    Raises:
        InputError: an argument outside its bound.

    >>> rate_for("8000", "803.70", 12)
    AnnualRate(nominal 36.00%, effective 42.58%, 12 periods a year, derived from instalments one period apart)

    """
    received = from_fen(positive_fen(principal, argument="principal"))
    paid = from_fen(-positive_fen(payment, argument="payment"))
    count = whole(instalments, argument="instalments")
    return irr([received, *[paid] * count], periods_per_year=periods_per_year)


def instalments_for(
    principal: Number,
    annual_rate: Number,
    payment: Number,
    *,
    periods_per_year: Number | Fraction = 12,
    rounding: Rounding = Rounding(),
) -> int:
    """Return the fewest equal instalments that are no more than a payment (期数).

    Args:
        principal: as in `payment_for`.
        annual_rate: as in `payment_for`.
        payment: what can be paid each time, yuan.
        periods_per_year: as in `payment_for`.
        rounding: as in `payment_for`.

    Raises:
        InputError: an argument outside its bound; a payment that is no more than the interest, or would take more
            than 1,200 instalments; one that rounding leaves without principal.

    >>> instalments_for("24000", "23.99%", "1500"), payment_for("24000", "23.99%", 20)
    (20, Decimal('1467.64'))

    """
    fen = positive_fen(principal, argument="principal")
    i = _per_period(annual_rate, periods_per_year)
    most = positive_fen(payment, argument="payment")
    how = instance(rounding, Rounding, argument="rounding")
    interest = how.fen(fen * i)
    if how.fen(fen * annuity(i, _MOST)) > most or (interest >= most and how.fen(fen * (1 + i)) > most):
        raise InputError(
            "%(payment)s does not repay the loan within %(most)s instalments: its interest alone is %(interest)s",
            payment=from_fen(most),
            most=_MOST,
            interest=from_fen(interest),
        )
    low, high = 1, _MOST
    while low < high:
        middle = (low + high) // 2
        if how.fen(fen * annuity(i, middle)) <= most:
            high = middle
        else:
            low = middle + 1
    # Coarse rounding may leave no principal in it, which is refused as everywhere.
    level_fen(fen, i, low, how, how)
    return low


def _per_period(annual_rate: Number, periods_per_year: Number | Fraction) -> Fraction:
    return rate(annual_rate, argument="annual_rate") / per_year(periods_per_year)
