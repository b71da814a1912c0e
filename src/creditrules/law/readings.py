"""Where a text leaves room, the reading is an argument (两可之处由使用者选择)."""

from __future__ import annotations

from enum import Enum

from attrs import frozen


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


class Plea(Enum):
    """What works only if a party asks for it (当事人主张); the library applies none unasked."""

    OLD_RULE = "the rule of the time for the stretch before 2020-08-20"
    REDUCE_24 = "cut what is above the yearly total"
    REDUCE_DAMAGES = "cut excessive damages"
    LIMITATION = "the limitation period has run"


@frozen(kw_only=True)
class Readings:
    """The reading chosen for each open point; None where the answer must not choose by itself."""

    later_leg: LaterLeg = LaterLeg.AT_FILING
    before_2015: Before2015 = Before2015.TWENTY_FOUR
    benchmark_at: BenchmarkAt | None = None
