"""Payment, principal, rate and number of instalments of a level loan: published, by pencil, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from creditrules.errors import InputError
from creditrules.loans import instalments_for, payment_for, principal_for, rate_for
from creditrules.money import Mode, Rounding
from creditrules.rates import Origin

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("principal", "rate", "count", "payment"),
    [
        ("1000000", "4.9%", 360, "5307.27"),
        ("24000", "23.99%", 20, "1467.64"),
        ("8000", "8.10%", 12, "696.28"),
        ("1000", "0", 3, "333.33"),
        ("1000", "12%", 1, "1010.00"),
    ],
)
def test_payment_for(principal: str, rate: str, count: int, payment: str) -> None:
    """Payments that banks and contracts print, one without interest and a single one."""
    assert str(payment_for(principal, rate, count)) == payment


def test_rounded_as_the_lender_does() -> None:
    """In tenths of a yuan (6,599.557… is 6,599.6 in the annex of the central bank), up and down."""
    assert payment_for("1000000", "5%", 240, rounding=Rounding(unit="0.1")) == Decimal("6599.60")
    assert payment_for("1000000", "5%", 240, rounding=Rounding(mode=Mode.DOWN)) == Decimal("6599.55")
    assert principal_for("100", "12%", 1, rounding=Rounding(unit="1", mode=Mode.UP)) == Decimal("100.00")


def test_other_periods() -> None:
    """36.5 % a year is 0.7 % for a week of 365 days."""
    weekly = Fraction(365, 7)
    assert payment_for("1000", "36.5%", 4, periods_per_year=weekly) == Decimal("254.39")
    assert principal_for("254.39", "36.5%", 4, periods_per_year=weekly) == Decimal("999.99")  # 254.3902…
    assert instalments_for("1000", "36.5%", "254.39", periods_per_year=weekly) == 4
    assert rate_for("1000", "254.39", 4, periods_per_year=weekly).periods_per_year == weekly


def test_rate_for() -> None:
    """The rate of the platform loan, none, and one below nothing."""
    found = rate_for("8000", "803.70", 12)
    assert (f"{found.nominal:.4f}", found.origin) == ("0.3600", Origin.PERIODIC)
    assert rate_for("1200", "100", 12).nominal == 0
    assert rate_for("1200", "99", 12).nominal < 0


@pytest.mark.parametrize(
    ("payment", "count"), [("1467.64", 20), ("1467.63", 21), ("24479.80", 1), ("24479.79", 2), ("1e9", 1)]
)
def test_instalments_for(payment: str, count: int) -> None:
    """24,000 at 23.99 %: at, and a fen below, the payment of 20 instalments and of one."""
    assert instalments_for("24000", "23.99%", payment) == count


def test_the_most_instalments() -> None:
    """Without interest 1,200 fen are repaid in 1,200 instalments of a fen, and 1,201 are rounded to it; 1,800 never."""
    assert instalments_for("12", "0", "0.01") == 801  # 1,200 / 801 is 1.498…
    with pytest.raises(InputError, match=r"0\.01 does not repay the loan within 1200 instalments"):
        instalments_for("18.01", "0", "0.01")


@pytest.mark.parametrize(
    ("ask", "text"),
    [
        (lambda: payment_for("0", "12%", 12), "principal must be above 0"),
        (lambda: payment_for(1000.0, "12%", 12), "principal is a float"),  # type: ignore[arg-type] # on purpose
        (lambda: payment_for("1000", "12", 12), "annual_rate is '12': a rate is a fraction of one"),
        (lambda: payment_for("1000", "12%", 1201), "instalments must be from 1 to 1200, got 1201"),
        (lambda: payment_for("1000", "12%", 12, periods_per_year=0), "periods_per_year must be above 0"),
        (lambda: payment_for("1000", "12%", 12, rounding="1"), "rounding must be a Rounding"),  # type: ignore[arg-type]
        (lambda: payment_for("24000", "24%", 1200), r"instalment of 480\.00 is no more than the interest of 480\.00"),
        (lambda: principal_for("-1", "12%", 12), "payment must be above 0"),
        (lambda: principal_for("1", "12%", 0), "instalments must be from 1 to 1200"),
        (lambda: principal_for("1", "12%", 1, rounding=None), "rounding must be a Rounding"),  # type: ignore[arg-type]
        (lambda: rate_for("1000", "0", 12), "payment must be above 0"),
        (lambda: rate_for("1000", "100", 1201), "instalments must be from 1 to 1200"),
        (lambda: instalments_for("1000", "12%", "0"), "payment must be above 0"),
        (lambda: instalments_for("1000", "12%", "10", rounding=1), "rounding must be a"),  # type: ignore[arg-type]
        (
            lambda: instalments_for("1000", "12%", "10"),
            r"10\.00 does not repay the loan within 1200 instalments: its interest alone is 10\.00",
        ),
        (
            lambda: instalments_for("1000", "1%", "7", rounding=Rounding(unit="5", mode=Mode.UP)),
            "is no more than the interest",
        ),
    ],
)
def test_refusals(ask: Callable[[], Any], text: str) -> None:
    """Each with its argument, its value and its bound."""
    with pytest.raises(InputError, match=text):
        ask()
