"""A bad record that came from a stolen card (盗刷): what a court may order (法释〔2021〕10号, art. 14).

>>> from datetime import date
>>> stolen_card_record(on=date(2026, 8, 3), borne=Borne.PART).value
True
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from creditrules.checks import member
from creditrules.errors import NoDataError
from creditrules.findings import Finding, Trail
from creditrules.messages import say
from creditrules.periods import calendar_day

if TYPE_CHECKING:
    from datetime import date

    from creditrules.law import Rulebook

CARD = "spc-bank-card-2021-10"


class Borne(Enum):
    """How much of a stolen card's transactions the cardholder answers for (持卡人责任)."""

    NOTHING = "the cardholder is not liable"
    PART = "the cardholder is liable in part"
    ALL = "the cardholder is liable for all of it"


def stolen_card_record(*, on: date, borne: Borne, rulebook: Rulebook | None = None) -> Finding[bool]:
    """Say whether a court grants that the issuer withdraws the bad record of a stolen card (撤销不良征信记录).

    It does for transactions with a forged card or stolen online data, as far as the cardholder is not liable for them.

    Args:
        on: the day of the final decision.
        borne: how much of it the cardholder is liable for.
        rulebook: the law data; the bundled one when left out.

    Raises:
        NoDataError: the case was finally decided before the provisions took effect.

    """
    trail = Trail(rulebook)
    day = calendar_day(on, argument="on")
    source = trail.rulebook.library.instrument(CARD)
    if not source.in_force(day):
        raise NoDataError("%(name)s was not in force on %(on)s", name=source.title, on=day)
    granted = member(borne, Borne, argument="borne") is not Borne.ALL
    trail.step(
        say(
            "stolen-granted",
            "Where %(borne)s for a transaction with a forged card or stolen online data, the court grants that the "
            "issuer promptly withdraws the bad record of it.",
            borne=borne,
        )
        if granted
        else say("stolen-refused", "Where %(borne)s, the record stands.", borne=borne),
        *trail.cite(f"{CARD}#14"),
    )
    if borne is Borne.PART:
        trail.notice(
            say(
                "stolen-part",
                "The part for which the cardholder is liable is still to be paid, and counts if it is not.",
            )
        )
    trail.notice(
        say(
            "stolen-open",
            "The provisions are for cases that were not finally decided when they took effect. An objection to the "
            "bureau or the issuer is open without a suit.",
        ),
        *trail.cite(f"{CARD}#16", "credit-reporting-regulation-2013#25(1)"),
    )
    return trail.finding(granted)
