"""What is special about credit cards: 24 % is practice, and from 2017 to 2020 the overdraft rate had a band.

Art. 2(2) of 法释〔2021〕10号 (since 2021-05-25) names no number. The band is that of 银发〔2016〕111号
(from 2017-01-01); 银发〔2020〕327号 left the rate to issuer and cardholder on 2021-01-01.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from creditrules.law import Cost, Lender, Product
from creditrules.limits.model import Basis, Case, Ceiling, Covers, Effect
from creditrules.messages import Rate, exactly, say
from creditrules.periods import COMMON_YEAR

if TYPE_CHECKING:
    from creditrules.findings import Trail

_A_DAY = timedelta(days=1)


def practice(trail: Trail, subject: Lender | Product, ceiling: Ceiling) -> None:
    """Say that the opinion of 2017 reaches this lender or product by practice only."""
    trail.notice(
        say(
            "total-practice",
            "The opinion speaks of financial loan contracts (金融借款合同); that it reaches a %(subject)s is practice.",
            subject=subject,
        ),
        *ceiling.citations,
    )


def card_total(trail: Trail, product: Product, as_of: date, ceiling: Ceiling) -> None:
    """Say what the total of a card rests on, as the texts of the day of decision have it."""
    if as_of < trail.rulebook.library.instruments["spc-bank-card-2021-10"].effective:
        practice(trail, product, ceiling)
        return
    trail.notice(
        say(
            "total-card",
            "The opinion speaks of financial loan contracts (金融借款合同). For cards the court weighs the total by "
            "the bank-card provisions, art. 2(2), which name no number; this figure is practice.",
        ),
        *ceiling.citations,
        *trail.cite("spc-bank-card-2021-10#2(2)"),
    )


def band_days(trail: Trail, case: Case) -> tuple[date, date] | None:
    """Return the days of a card on which the band of the overdraft rate governed, or nothing."""
    highest = trail.rulebook.card_overdraft_max.timeline
    start, end = highest.entries[0].since, highest.repeal.on if highest.repeal else date.max
    if case.product is not Product.CARD or case.formed_on >= end:
        return None
    return max(case.formed_on, start), end - _A_DAY


def overdraft_band(trail: Trail, first: date, last: date) -> Ceiling:
    """Return the upper end of the band for some days of a card; the lower end is told."""
    highest, lowest = trail.rulebook.card_overdraft_max, trail.rulebook.card_overdraft_min
    repeal = highest.timeline.repeal
    daily = trail.take(highest, first)
    citations = highest.at(first).citations + (repeal.citations if repeal else ())
    trail.step(
        say(
            "card-overdraft-band",
            "From %(first)s to %(last)s the overdraft rate of a card was to be from %(lowest)s to %(highest)s a day, "
            "%(rate)s a year over %(year)s days; since then issuer and cardholder agree on it.",
            first=first,
            last=last,
            lowest=exactly(trail.take(lowest, first)),
            highest=exactly(daily),
            rate=Rate(daily * COMMON_YEAR),
            year=COMMON_YEAR,
        ),
        *citations,
    )
    return Ceiling(
        id="card-overdraft-band",
        rate=daily * COMMON_YEAR,
        effect=Effect.SUPERVISORY,
        covers=Covers.OWN_CLAIMS,
        basis=Basis.AT_FORMATION,
        counts=(Cost.INTEREST,),
        in_force=(first, last),
        citations=citations,
    )
