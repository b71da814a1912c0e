"""Deadlines and costs of a dispute: which clocks run against whom, and what a suit costs.

>>> from datetime import date
>>> limitation(date(2022, 3, 31), as_of=date(2024, 6, 1)).value.state.name
'RUNNING'
"""

from __future__ import annotations

from creditrules.proceedings.clocks import (
    Deadline,
    PaymentOrderClocks,
    award_set_aside_deadline,
    payment_order_deadline,
)
from creditrules.proceedings.enforcement import EnforcementPeriod, EnforcementTitle, enforcement_period
from creditrules.proceedings.events import Condition, Event, EventKind, Group
from creditrules.proceedings.fees import (
    CourtFee,
    FeeShares,
    court_fee,
    enforcement_fee,
    payment_order_fee,
    preservation_fee,
    share_fee,
)
from creditrules.proceedings.guarantee import (
    GuaranteeMode,
    GuaranteePeriod,
    GuaranteeStanding,
    PeriodBasis,
    guarantee_period,
)
from creditrules.proceedings.limitation import Limitation, limitation, refund_limitation
from creditrules.proceedings.performance import DelayInterest, DelayLine, delayed_performance_interest
from creditrules.proceedings.standing import LimitationState
from creditrules.proceedings.telling import Effect, EventResult

__all__ = [
    "Condition",
    "CourtFee",
    "Deadline",
    "DelayInterest",
    "DelayLine",
    "Effect",
    "EnforcementPeriod",
    "EnforcementTitle",
    "Event",
    "EventKind",
    "EventResult",
    "FeeShares",
    "Group",
    "GuaranteeMode",
    "GuaranteePeriod",
    "GuaranteeStanding",
    "Limitation",
    "LimitationState",
    "PaymentOrderClocks",
    "PeriodBasis",
    "award_set_aside_deadline",
    "court_fee",
    "delayed_performance_interest",
    "enforcement_fee",
    "enforcement_period",
    "guarantee_period",
    "limitation",
    "payment_order_deadline",
    "payment_order_fee",
    "preservation_fee",
    "refund_limitation",
    "share_fee",
]
