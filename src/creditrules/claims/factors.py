"""The rates of one stretch over one span of days as whole numbers over a common denominator (inner)."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

from attrs import frozen

from creditrules.claims.course import Bucket, Keep, Rates

_NONE = Fraction(0)


@frozen
class Factors:
    """What a fen × scale of each base gains once the scale has grown ``grown`` times.

    ``runs`` are the rates that run: the bucket, the rate, and its factor. ``kept`` and ``beyond`` are for principal not
    yet due and for principal overdue; ``cap`` is the ceiling or the yearly total.
    """

    grown: int
    runs: tuple[tuple[Bucket, Fraction, int], ...]
    line: Fraction | None
    cap: int
    kept: tuple[int, int]
    beyond: tuple[int, int]


def factors(rates: Rates, years: Fraction, days: int) -> Factors:
    """Bring rates over a part of a year, and daily damages over days, to one denominator."""
    line = rates.ceiling if rates.cut is None else rates.cut
    top = rates.top or _NONE
    runs = [
        (bucket, rate, rate * time)
        for bucket, rate, time in (
            (Bucket.INTEREST, rates.in_term, years),
            (rates.overdue_as, rates.overdue, years),
            (Bucket.COMPOUND, rates.compound, years),
            (Bucket.DAMAGES, rates.daily, Fraction(days)),
        )
        if rate
    ]
    kept = (
        rates.kept_in_term,
        rates.kept_overdue,
        max(top - rates.in_term - rates.kept_in_term, _NONE),
        max(top - rates.overdue - rates.kept_overdue, _NONE),
    )
    keeps = rates.keep is not Keep.NEVER
    shares = [(line or _NONE) * years, *(one * years if keeps else _NONE for one in kept)]
    grown = lcm(*(factor.denominator for *_, factor in runs), *(share.denominator for share in shares))
    cap, kept_early, kept_late, beyond_early, beyond_late = (_times(share, grown) for share in shares)
    return Factors(
        grown=grown,
        runs=tuple((bucket, rate, _times(factor, grown)) for bucket, rate, factor in runs),
        line=line,
        cap=cap,
        kept=(kept_early, kept_late),
        beyond=(beyond_early, beyond_late),
    )


def _times(factor: Fraction, grown: int) -> int:
    return factor.numerator * (grown // factor.denominator)
