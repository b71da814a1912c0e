"""Where a text leaves room, the reading is an argument (两可之处由使用者选择)."""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import frozen

from creditrules.checks import flag, member
from creditrules.periods import calendar_day


class LaterLeg(Enum):
    """Which LPR rules from 2020-08-20 a loan formed from 2019-08-20 to 2020-08-19."""

    AT_FILING = "the LPR of the day the suit is filed"
    AT_FORMATION = "the LPR of the day the contract was formed"


class Before2015(Enum):
    """Which old rule a requested old-rule stretch before 2015-09-01 follows."""

    TWENTY_FOUR = "the two lines of 2015 for the whole stretch"
    BENCHMARK = "four times the benchmark of the day, as the 1991 opinions had it"


class BenchmarkAt(Enum):
    """Which day's benchmark the 1991 opinions mean."""

    FORMATION = "the benchmark of the day the contract was formed"
    FLOATING = "the benchmark of each day"


class NaturalBand(Enum):
    """What pays the part from 24 % to 36 % while the text of 2015 applied (自然债务)."""

    DESIGNATED_ONLY = "only what was paid as interest"
    AS_CONTRACTED = "every payment, as far as the contract goes"


class Excess(Enum):
    """When money paid above what is protected meets the principal (超付部分)."""

    AT_PAYMENT = "on the day it was paid"
    AT_NOTICE = "set off when notice arrives"


class Paid1991(Enum):
    """What becomes of money paid above the ceiling of the 1991 opinions."""

    KEPT = "it stays paid"
    TO_PRINCIPAL = "it goes to the principal"


class At(Enum):
    """Which day's LPR "of that time" (当时) means where no rate was agreed at all."""

    DEFAULT_DAY = "the LPR of the first day"
    FLOATING = "the LPR of each day"


class Fault(Enum):
    """Whether the borrower of a void contract is at fault."""

    BORROWER = "the borrower is at fault"
    NONE = "the borrower is not at fault"


class DamagesRank(Enum):
    """Where liquidated damages (违约金), which Civil Code 561 does not name, stand in its order."""

    AFTER_PRINCIPAL = "after principal"
    AS_INTEREST = "with interest, before principal"


class Window(Enum):
    """From when a total ceiling is counted."""

    FROM_DEFAULT = "from the default on"
    WHOLE_TERM = "over the whole term"


class Fees(Enum):
    """Whose fees a total counts."""

    OWN_CLAIMS = "what the lender itself claims"
    LOOK_THROUGH = "all compulsory costs, whoever takes them"


class Plea(Enum):
    """What works only if a party asks for it (当事人主张); the library applies none unasked."""

    OLD_RULE = "the rule of the time for the stretch before 2020-08-20"
    REDUCE_24 = "cut what is above the yearly total"
    REDUCE_DAMAGES = "cut excessive damages"
    LIMITATION = "the limitation period has run"


@frozen(kw_only=True)
class Readings:
    """The reading chosen for each open point; None where the answer must not choose by itself.

    ``natural_band``, ``excess`` with ``notice_on``, ``paid_1991``, ``at``, ``fault``, ``window``, ``fees`` and
    ``costs_in_ceiling`` (a lawyer's fee under the total ceiling) decide claims; ``later_leg``, ``before_2015`` and
    ``benchmark_at`` decide ceilings too.
    """

    later_leg: LaterLeg = LaterLeg.AT_FILING
    before_2015: Before2015 = Before2015.TWENTY_FOUR
    benchmark_at: BenchmarkAt | None = None
    natural_band: NaturalBand | None = None
    excess: Excess = Excess.AT_PAYMENT
    notice_on: date | None = None
    paid_1991: Paid1991 | None = None
    at: At | None = None
    fault: Fault | None = None
    damages_rank: DamagesRank = DamagesRank.AFTER_PRINCIPAL
    window: Window = Window.FROM_DEFAULT
    fees: Fees = Fees.OWN_CLAIMS
    costs_in_ceiling: bool = False

    def __attrs_post_init__(self) -> None:
        """Refuse what is no reading: a text for a member would be silently unlike each of them."""
        for name, kind in _ALWAYS.items():
            member(getattr(self, name), kind, argument=f"readings.{name}")
        for name, kind in _ASKED_FOR.items():
            if getattr(self, name) is not None:
                member(getattr(self, name), kind, argument=f"readings.{name}")
        if self.notice_on is not None:
            calendar_day(self.notice_on, argument="readings.notice_on")
        flag(self.costs_in_ceiling, argument="readings.costs_in_ceiling")


_ALWAYS: dict[str, type[Enum]] = {
    "later_leg": LaterLeg,
    "before_2015": Before2015,
    "excess": Excess,
    "damages_rank": DamagesRank,
    "window": Window,
    "fees": Fees,
}
_ASKED_FOR: dict[str, type[Enum]] = {
    "benchmark_at": BenchmarkAt,
    "natural_band": NaturalBand,
    "paid_1991": Paid1991,
    "at": At,
    "fault": Fault,
}
"""Those without a default: None until someone chooses."""
