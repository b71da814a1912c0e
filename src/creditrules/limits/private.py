"""Ceilings of private lending (民间借贷) since 1991, by formation, filing and acceptance.

The day the court accepts the case picks the text; the day of formation or of filing picks the LPR. The transition
follows art. 32 of 法释〔2020〕6号 and art. 31 of 法释〔2020〕17号, which differ.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from creditrules.errors import InputError
from creditrules.law import Before2015, LaterLeg, Plea
from creditrules.limits.earlier import of_1991, two_lines
from creditrules.limits.model import CLAIMED, Basis, Case, Ceiling, Covers, Effect, PaidExcess, Span
from creditrules.messages import Rate, say

if TYPE_CHECKING:
    from creditrules.findings import Trail
    from creditrules.law import Citation

_FIRST_LPR_TEXT = "spc-private-lending-2020-6"
_NOW_TEXT = "spc-private-lending-2020-17"
_TWO_LINES_TEXT = "spc-private-lending-2015-18"
_A_DAY = timedelta(days=1)
_WHICH_TEXT = (
    (_NOW_TEXT, "spc-private-lending-2020-17#31"),
    (_FIRST_LPR_TEXT, "spc-private-lending-2020-6#32"),
    (_TWO_LINES_TEXT, "spc-private-lending-2015-18#33"),
)
"""What says to which cases a version applies, the newest first."""


def private_ceilings(trail: Trail, case: Case) -> list[Ceiling]:
    """Return the ceilings of a private loan; alternatives govern the same days on another basis."""
    seam = _start(trail, _FIRST_LPR_TEXT)
    asked = Plea.OLD_RULE in case.pleas
    if case.formed_on >= seam:
        if asked:
            trail.notice(
                say(
                    "old-rule-no-effect",
                    "The request for the old rule changes nothing: the contract was not formed before %(seam)s.",
                    seam=seam,
                ),
                *trail.cite("spc-private-lending-2020-17#31(2)"),
            )
        newest = trail.rulebook.private_lending_multiple.timeline.entries[-1].since
        text_day = case.as_of or case.accepted_on or case.filed_on or newest
        return [_four_times(trail, case.formed_on, text_day, Basis.AT_FORMATION, (case.formed_on, None))]
    filed, accepted = _suit(trail, case, seam)
    if accepted >= seam:
        return _transition(trail, case, filed, accepted, seam)
    if asked:
        trail.notice(
            say(
                "old-rule-anyway",
                "The request for the old rule changes nothing: the case was accepted on %(accepted)s, so the rule of "
                "the time governs it anyway.",
                accepted=accepted,
            ),
            *_which_text(trail, accepted),
        )
    if accepted >= _start(trail, _TWO_LINES_TEXT):
        return two_lines(trail, (case.formed_on, None), accepted, Basis.AT_FILING)
    return of_1991(trail, case, (case.formed_on, None), accepted)


def _start(trail: Trail, instrument: str) -> date:
    return trail.rulebook.library.instruments[instrument].effective


def _which_text(trail: Trail, accepted: date) -> tuple[Citation, ...]:
    """The article that says which version governs a case accepted on a day."""
    for instrument, cite in _WHICH_TEXT:
        if accepted >= _start(trail, instrument):
            return trail.cite(cite)
    return trail.cite("spc-private-lending-1991#6")


def _suit(trail: Trail, case: Case, seam: date) -> tuple[date, date]:
    """Return the days of filing and acceptance; a suit not yet filed is taken as filed on as_of, and says so."""
    filed, accepted = case.filed_on, case.accepted_on
    if accepted is not None:
        if filed is None and accepted >= seam:
            raise InputError(
                "filed_on is required beside accepted_on %(accepted)s: the LPR is that of the day of filing",
                accepted=accepted,
            )
        return filed or accepted, accepted
    if filed is None:
        if case.as_of is None:
            raise InputError(
                "filed_on (or as_of, for a suit filed on that day) is required for a loan formed before %(seam)s, "
                "got formed_on %(formed)s",
                seam=seam,
                formed=case.formed_on,
            )
        trail.notice(
            say("no-suit-yet", "No suit is named: this is the answer for one filed on %(day)s.", day=case.as_of),
            *_which_text(trail, case.as_of),
        )
        return case.as_of, case.as_of
    # The seam is a change of text; a suit filed just before it may have been accepted on either side.
    window = timedelta(days=trail.take(trail.rulebook.acceptance_days, seam))
    if seam - window <= filed < seam:
        raise InputError(
            "accepted_on is required: filed_on %(filed)s lies within %(days)s days before %(seam)s, and the text "
            "turns on the day of acceptance",
            filed=filed,
            days=window.days,
            seam=seam,
        )
    return filed, filed


def _transition(trail: Trail, case: Case, filed: date, accepted: date, seam: date) -> list[Ceiling]:
    """Loans formed before 2020-08-20, cases accepted from that day on."""
    now = _start(trail, _NOW_TEXT)
    decided = case.as_of or (accepted if accepted >= now else None)
    if decided is None:
        raise InputError(
            "as_of, the day of decision, is required for a case accepted on %(accepted)s: the text changed on %(now)s",
            accepted=accepted,
            now=now,
        )
    first_lpr = trail.rulebook.lpr.timeline.entries[0].since
    has_lpr = case.formed_on >= first_lpr
    if decided < now:
        return _without_split(trail, case, filed, decided, has_lpr=has_lpr)
    before, after = (case.formed_on, seam - _A_DAY), (seam, None)
    split = trail.cite("spc-private-lending-2020-17#31(2)")
    # With the request the text itself sends the later days to the LPR at filing; without it some read art. 25 on.
    unasked = Plea.OLD_RULE not in case.pleas
    at_formation = has_lpr and unasked and case.readings.later_leg is LaterLeg.AT_FORMATION
    found = []
    if Plea.OLD_RULE not in case.pleas:
        trail.step(
            say(
                "transition-unasked",
                "Nobody has asked for the rule of the time here, so the days before %(seam)s too follow four times the "
                "one-year LPR: at formation, or at filing where there was none yet at formation.",
                seam=seam,
            ),
            *trail.cite("spc-private-lending-2020-17#25", "spc-private-lending-2020-17#31(1)"),
        )
        if has_lpr:
            found.append(_four_times(trail, case.formed_on, decided, Basis.AT_FORMATION, before))
        else:
            applies = trail.cite("spc-private-lending-2020-17#31(1)")
            found.append(_four_times(trail, filed, decided, Basis.AT_FILING, before, *applies))
    if at_formation:
        trail.step(
            say(
                "transition-at-formation",
                "Formed before %(seam)s, accepted on or after it: by the reading chosen, the days from then on follow "
                "four times the one-year LPR at formation; those before it follow the rule of the time if a party "
                "asks for it.",
                seam=seam,
            ),
            *split,
        )
        found.append(_four_times(trail, case.formed_on, decided, Basis.AT_FORMATION, after, *split))
    else:
        trail.step(
            say(
                "transition",
                "Formed before %(seam)s, accepted on or after it: the days from then on follow four times the one-year "
                "LPR at filing; those before it follow the rule of the time if a party asks for it.",
                seam=seam,
            ),
            *split,
        )
        found.append(_four_times(trail, filed, decided, Basis.AT_FILING, after, *split))
    if has_lpr and not at_formation:
        trail.notice(
            say(
                "later-leg-open",
                "For loans formed from %(first)s to %(last)s some read the later stretch by the LPR at formation.",
                first=first_lpr,
                last=before[1],
            ),
            *split,
        )
    return found + _old_rule(trail, case, before, split)


def _without_split(trail: Trail, case: Case, filed: date, decided: date, *, has_lpr: bool) -> list[Ceiling]:
    """Decided under the text of 2020-08-20, which knew no split: art. 26, or 32(2) for loans before the first LPR."""
    if Plea.OLD_RULE in case.pleas:
        trail.notice(
            say(
                "old-rule-not-yet",
                "The request for the old rule changes nothing: the text in force on %(decided)s knows no such request.",
                decided=decided,
            ),
            *trail.cite("spc-private-lending-2020-6#32"),
        )
    span = (case.formed_on, None)
    if has_lpr:
        return [_four_times(trail, case.formed_on, decided, Basis.AT_FORMATION, span)]
    may = trail.cite("spc-private-lending-2020-6#32(2)")
    trail.notice(
        say("may-refer", "The text says that the court may refer to four times the LPR at filing, not that it must."),
        *may,
    )
    return [_four_times(trail, filed, decided, Basis.BY_REFERENCE, span, *may)]


def _old_rule(trail: Trail, case: Case, span: tuple[date, date], split: tuple[Citation, ...]) -> list[Ceiling]:
    """The stretch before 2020-08-20 under the interpretation then in force, on request."""
    first, last = span
    start = trail.rulebook.private_lending_2015_protected.timeline.entries[0].since
    if case.formed_on < start:
        if case.readings.before_2015 is Before2015.BENCHMARK:
            older = of_1991(trail, case, (first, start - _A_DAY), first, *split)
            return older + two_lines(trail, (start, last), start, Basis.OLD_RULE_ON_REQUEST, *split)
        trail.notice(
            say(
                "before-2015-open",
                "For the days before %(start)s the interpretation then in force was that of 1991; the two lines of "
                "2015 for the whole old stretch are practice, and the reading chosen here.",
                start=start,
            ),
            *split,
            *trail.cite("spc-private-lending-1991#6"),
        )
    return two_lines(trail, span, start, Basis.OLD_RULE_ON_REQUEST, *split)


def _four_times(trail: Trail, lpr_day: date, text_day: date, basis: Basis, span: Span, *why: Citation) -> Ceiling:
    """The multiple of the one-year LPR of a day; ``why`` is what sends to that day, where art. 25 does not."""
    book = trail.rulebook
    multiple = trail.take(book.private_lending_multiple, text_day)
    lpr = trail.take(book.lpr, lpr_day).one_year
    citations = book.private_lending_multiple.at(text_day).citations + why + book.lpr.at(lpr_day).citations
    trail.step(
        say(
            "four-times-lpr",
            "%(multiple)s times the one-year LPR of %(day)s (%(lpr)s) is %(rate)s; what is above it is not protected.",
            multiple=str(multiple),
            day=lpr_day,
            lpr=Rate(lpr),
            rate=Rate(multiple * lpr),
        ),
        *citations,
    )
    return Ceiling(
        id="private-lending-lpr",
        rate=multiple * lpr,
        effect=Effect.UNENFORCEABLE,
        covers=Covers.OWN_CLAIMS,
        basis=basis,
        paid_excess=PaidExcess.TO_PRINCIPAL_BY_PRACTICE,
        counts=CLAIMED,
        in_force=span,
        citations=citations,
    )
