"""The payment of a level loan (等额本息), rounded once."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from creditrules.errors import InputError
from creditrules.money import from_fen

if TYPE_CHECKING:
    from creditrules.money import Rounding


def annuity(i: Fraction, count: int) -> Fraction:
    """Return the payment for each yuan lent: i / (1 − (1+i)^−n), or 1/n without interest."""
    if i == 0:
        return Fraction(1, count)
    growth = (1 + i) ** count
    return i * growth / (growth - 1)


def level_fen(principal: int, i: Fraction, count: int, rounding: Rounding, interest_rounding: Rounding) -> int:
    """Return the equal instalment (等额本息) in fen: A = P·i / (1 − (1+i)^−n), rounded once.

    Raises:
        InputError: rounding leaves no principal in it, so that all of it would fall due at the end.

    """
    payment, interest = rounding.fen(principal * annuity(i, count)), interest_rounding.fen(principal * i)
    if interest and payment <= interest and count > 1:
        raise InputError(
            "the equal instalment of %(payment)s is no more than the interest of %(interest)s: fewer instalments, or a "
            "finer rounding unit, would repay the principal",
            payment=from_fen(payment),
            interest=from_fen(interest),
        )
    return payment


def level_balances(balance: int, price: Fraction, payment: int, count: int) -> list[int]:
    """Return the balance before each of ``count`` equal instalments, in fen: interest is rounded half up to the fen.

    Nothing is clamped: where coarse rounding repays too much, the balances end below zero.

    >>> level_balances(120_000, Fraction("0.01"), 10_662, 12)[-2:]
    [21006, 10554]

    """
    # Half up commutes with adding whole fen, so balance and interest are rounded as one: no Fraction, one division.
    growth, half, whole = 2 * (price.numerator + price.denominator), price.denominator, 2 * price.denominator
    found = [balance]
    for _ in range(count - 1):
        balance = (balance * growth + half) // whole - payment
        found.append(balance)
    return found
