"""A fee by bands that add up (分段累计), and what answers about fees add (inner)."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

from creditrules.checks import instance
from creditrules.messages import Money, exactly, say
from creditrules.money import Number, Rounding, positive_fen, to_fen
from creditrules.periods import calendar_day

if TYPE_CHECKING:
    from datetime import date

    from creditrules.findings import Trail
    from creditrules.law import Entry, Parameter, Scale

T = TypeVar("T")
MEASURES = "litigation-fees-2006"


def entry_of(trail: Trail, parameter: Parameter[T], filed_on: date | None) -> Entry[T]:
    """Return the row of a day, or the newest where no day is given."""
    if filed_on is None:
        return parameter.timeline.entries[-1]
    day = calendar_day(filed_on, argument="filed_on")
    trail.take(parameter, day)
    return parameter.at(day)


def by_bands(trail: Trail, parameter: Parameter[Scale], fen: int, filed_on: date | None) -> Fraction:
    """Return the fee for a sum, in exact fen, with one step for each band that the sum reaches."""
    entry = entry_of(trail, parameter, filed_on)
    scale = entry.value
    trail.step(
        say(
            "fee-first",
            "On %(amount)s yuan, by the measures in force since %(since)s: %(first)s yuan as far as %(bound)s.",
            amount=Money(fen),
            since=entry.since,
            bound=Money(scale.above[0]),
            first=Money(scale.first),
        ),
        *entry.citations,
    )
    total = Fraction(scale.first)
    ends = (*scale.above[1:], fen)  # the last band has none
    for low, high, rate in zip(scale.above, ends, scale.rates, strict=True):
        part = min(fen, high) - low
        if part > 0:
            total += part * rate
            trail.step(
                say(
                    "fee-band",
                    "Of what lies above %(low)s, %(part)s yuan at %(rate)s.",
                    low=Money(low),
                    part=Money(part),
                    rate=exactly(rate),
                ),
                *entry.citations,
            )
    if scale.most is None or total <= scale.most:
        return total
    trail.step(say("fee-most", "But %(most)s yuan at most.", most=Money(scale.most)), *entry.citations)
    return Fraction(scale.most)


def applied(
    trail: Trail, parameter: Parameter[Scale], amount: Number, filed_on: date | None, rounding: Rounding
) -> tuple[Fraction, int]:
    """Return the fee of an application in fen: by the bands, and as rounded."""
    fen, how = positive_fen(amount, argument="amount"), instance(rounding, Rounding, argument="rounding")
    exact = by_bands(trail, parameter, fen, filed_on)
    charged = how.fen(exact)
    trail.step(
        say("fee-applied", "Together %(charged)s yuan.", charged=Money(charged)),
        *entry_of(trail, parameter, filed_on).citations,
    )
    how_rounded(trail, how)
    return exact, charged


def how_rounded(trail: Trail, rounding: Rounding) -> None:
    """Say that the measures do not tell how an application fee is rounded."""
    trail.notice(
        say(
            "fee-rounding-open",
            "The measures do not say how such a fee is rounded, and no ruling was at hand; here to %(unit)s yuan, "
            "%(mode)s.",
            unit=Money(to_fen(rounding.unit)),
            mode=rounding.mode,
        ),
        *trail.cite(f"{MEASURES}#14"),
    )


def suit_notices(trail: Trail) -> None:
    """Say what the reader of a court fee must know: halving, rounding, the sum in dispute, who bears it, relief."""
    trail.notice(
        say(
            "fee-halving",
            "The fee is halved in summary procedure, and where the case ends by mediation or is withdrawn; where "
            "several of these meet it is halved once, by an interpretation that is not in the data.",
        ),
        *trail.cite(f"{MEASURES}#15", f"{MEASURES}#16"),
    )
    trail.notice(
        say(
            "fee-rounding",
            "The measures do not say how a fee is rounded. Of the rulings looked at most have whole yuan, some have "
            "fen, and a few are a yuan or two higher.",
        ),
        *trail.cite(f"{MEASURES}#13(1)(1)"),
    )
    trail.notice(
        say(
            "fee-amount",
            "Here the sum in dispute is the one given. As a rule it is the claim, not the award; interest still "
            "running is left out, quantified interest is mostly in, and on a lawyer's fee courts differ. A claim cut "
            "in time cuts the fee.",
        ),
        *trail.cite(f"{MEASURES}#13(1)(1)", f"{MEASURES}#21"),
    )
    trail.notice(
        say(
            "fee-bearer",
            "The plaintiff pays it in advance, and the losing party bears it unless the winner takes it on. Where each "
            "wins in part the court decides the shares; after mediation the parties agree; who withdraws bears it.",
        ),
        *trail.cite(f"{MEASURES}#20(1)", f"{MEASURES}#29", f"{MEASURES}#31", f"{MEASURES}#34(1)"),
    )
    trail.notice(
        say(
            "fee-relief",
            "Who truly cannot pay may ask the court for more time, a reduction or, as a natural person, an exemption.",
        ),
        *trail.cite(f"{MEASURES}#44"),
    )
