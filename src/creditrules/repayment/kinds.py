"""What a debt is and what its lender can do, as the members that a `Debt` takes (债务的种类与情形)."""

from __future__ import annotations

from enum import Enum


class Kind(Enum):
    """What a debt is (债务种类). How its interest is counted is its `Accrual`."""

    CARD = "credit card balance"
    INSTALMENT = "instalment loan"
    FLAT_FEE = "instalments with a flat fee"
    """等本等息: its whole price is the fee, so ``annual_rate`` is 0."""
    REVOLVING = "revolving loan"
    PRIVATE_NOTE = "private note"


class Accrual(Enum):
    """How interest is counted within a month of a plan (计息方式)."""

    MONTHLY = "a twelfth of the annual rate each month"
    DAILY = "by the days of the month"


class FeesOnPrepay(Enum):
    """What becomes of the fees still to come when a debt is paid off early (提前还款时剩余费用)."""

    WAIVED = "fees stop when the debt is paid off"
    SUNK = "the remaining fees are owed all the same"


class Pressure(Enum):
    """How far a lender has gone (催收程度), from the least to the most."""

    NONE = "no contact"
    REMINDED = "ordinary reminders"
    PRESSED = "pressed every day, or through others"
    SUED = "a suit, a judgment or enforcement"


class Security(Enum):
    """What the lender can take (担保物)."""

    NONE = "no property"
    HOME = "the home"
    TOOLS = "what a living is earned with"
    OTHER = "other property"
