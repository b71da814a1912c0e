"""How a comparison is worded: what follows above a binding line, and soft lines never said to be broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from creditrules.limits.model import Basis, Covers, Effect, Standing
from creditrules.messages import Message, Points, Rate, say

if TYPE_CHECKING:
    from creditrules.limits.model import Comparison


def compared_message(found: Comparison, scope: Message | str) -> Message:
    """Say how a rate stands to a ceiling; ``scope`` is for which days of the loan."""
    ceiling, counted = found.ceiling, _counted(found.compared)
    if found.standing is not Standing.ABOVE:
        return say(
            "compared",
            "%(counted)s%(scope)s: %(rate)s is %(standing)s %(ceiling)s.",
            counted=counted,
            scope=scope,
            rate=Rate(found.rate),
            standing=found.standing,
            ceiling=Rate(ceiling.rate),
        )
    if ceiling.basis is Basis.BY_PRACTICE:
        return say(
            "compared-practice",
            "%(counted)s: %(rate)s is %(by)s points above %(ceiling)s, a line of some courts' practice (%(effect)s).",
            counted=counted,
            rate=Rate(found.rate),
            by=Points(found.by),
            ceiling=Rate(ceiling.rate),
            effect=ceiling.effect,
        )
    if ceiling.effect is not Effect.SUPERVISORY:
        # What is above is unprotected, void or cut on request, as the effect says: more exact than "violates".
        return say(
            "compared-above",
            "%(counted)s%(scope)s: %(rate)s is %(by)s points above %(ceiling)s (%(effect)s).",
            counted=counted,
            scope=scope,
            rate=Rate(found.rate),
            by=Points(found.by),
            ceiling=Rate(ceiling.rate),
            effect=ceiling.effect,
        )
    return say(
        "compared-out-of-line",
        "%(counted)s: %(rate)s is %(by)s points above %(ceiling)s and so not in line with this text: %(title)s "
        "(%(effect)s).",
        counted=counted,
        rate=Rate(found.rate),
        by=Points(found.by),
        ceiling=Rate(ceiling.rate),
        title=ceiling.citations[0].source.title,
        effect=ceiling.effect,
    )


def _counted(covers: Covers) -> Message:
    if covers is Covers.OWN_CLAIMS:
        return say("counted-own", "The lender's own rate alone")
    return say("counted-all", "All compulsory costs, whoever collects them")
