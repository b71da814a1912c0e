"""How a loan is repaid, in words: the choices that a contract makes."""

from __future__ import annotations

from enum import Enum


class Method(Enum):
    """How a loan is repaid (还款方式)."""

    EQUAL_INSTALMENT = "equal instalments"
    """等额本息: the same payment every time."""
    EQUAL_PRINCIPAL = "equal principal"
    """等额本金: the same principal every time, interest on the balance."""
    INTEREST_ONLY = "interest only, principal at the end"
    """先息后本."""
    BULLET = "one payment at the end"
    """到期一次还本付息: ``instalments=1``, the term given by ``every`` or ``first_due``."""
    FLAT = "equal principal and flat interest"
    """等本等息: interest on the original principal every time; the true rate is near twice the quoted one."""
    BALLOON = "equal instalments of a longer term, the rest at the end"
    """气球贷: payments as if over ``balloon_instalments``; what is then left falls due with the last."""
    TABLE = "principal by a table"
    """分期还本 (按还本计划表): the principal of each instalment is in ``table``, interest on the balance."""


LEVEL = frozenset({Method.EQUAL_INSTALMENT, Method.BALLOON})
"""Where the payment, not the principal, is the same every time."""
PARTS = frozenset({Method.EQUAL_PRINCIPAL, Method.FLAT})
"""Where the principal is the same every time."""
AT_END = frozenset({Method.INTEREST_ONLY, Method.BULLET})
"""Where no principal is repaid before the last instalment."""


class Residual(Enum):
    """Which instalment takes what rounding leaves (尾差)."""

    LAST = "the last instalment"
    FIRST = "the first instalment"


class Grace(Enum):
    """What becomes of the interest of the first instalments, which repay no principal (宽限期)."""

    PAID = "interest is paid"
    """只还息."""
    CAPITALISED = "interest is added to the principal"
    """利息转本金: nothing is paid; the row shows the interest, and as much principal below zero."""


class Repricing(Enum):
    """From when a changed rate counts (利率调整的生效方式). Contracts differ, so none is a default."""

    BY_DAYS = "from the day of the change, by days"
    """分段计息: the period that the day falls in is split by ``day_count``."""
    NEXT_PERIOD = "from the next period on"
    """下一期起: the rate on the first day of a period holds for all of it."""


class Keep(Enum):
    """What stays as it was when a part is repaid early (部分提前还款方式)."""

    TERM = "the term"
    """期限不变, 减少月供."""
    PAYMENT = "the payment"
    """月供不变, 缩短期限."""


class EarlyInterest(Enum):
    """What interest is owed when a loan is paid off early (提前结清计息): the first, unless agreed (Civil Code 677)."""

    ACTUAL_TIME = "for the time really borrowed"
    """按实际借款的期间."""
    WHOLE_PERIOD = "for the whole running period, as agreed"
    """当期利息全收."""
    WHOLE_TERM = "for the whole term, as agreed"
    """剩余各期利息全收."""
