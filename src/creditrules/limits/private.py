"""Ceilings of private lending (民间借贷) since 1991, by formation, filing and acceptance.

The day the court accepts the case picks the text; the day of formation or of filing picks the LPR. The transition
follows art. 32 of 法释〔2020〕6号 and art. 31 of 法释〔2020〕17号, which differ.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from creditrules.errors import InputError
from creditrules.law import Before2015, BenchmarkAt, LaterLeg, Plea
from creditrules.limits.model import Basis, Case, Ceiling, Covers, Effect, PaidExcess, Span
from creditrules.messages import Rate, say
from creditrules.rates.reference import _benchmark_rate as _benchmark

if TYPE_CHECKING:
    from creditrules.findings import Trail

_FIRST_LPR_TEXT = "spc-private-lending-2020-6"
_NOW_TEXT = "spc-private-lending-2020-17"
_TWO_LINES_TEXT = "spc-private-lending-2015-18"


def private_ceilings(trail: Trail, case: Case) -> list[Ceiling]:
    """Return the ceilings of a private loan; alternatives govern the same days on another basis."""
    starts = {name: trail.rulebook.library.instruments[name].effective for name in (_FIRST_LPR_TEXT, _TWO_LINES_TEXT)}
    seam = starts[_FIRST_LPR_TEXT]
    if case.formed_on >= seam:
        if Plea.OLD_RULE in case.pleas:
            trail.notice(
                say(
                    "old-rule-no-effect",
                    "The request for the old rule changes nothing: the contract was not formed before %(seam)s.",
                    seam=seam,
                ),
                *trail.cite("spc-private-lending-2020-17#31(2)"),
            )
        return [_four_times(trail, case, case.formed_on, Basis.AT_FORMATION, (case.formed_on, None))]
    filed, accepted = _suit(trail, case, seam)
    if accepted < starts[_TWO_LINES_TEXT]:
        return _of_1991(trail, case, (case.formed_on, None), accepted)
    if accepted < seam:
        return _two_lines(trail, (case.formed_on, None), accepted, Basis.AT_FORMATION)
    return _transition(trail, case, filed, accepted, seam)


def _suit(trail: Trail, case: Case, seam: date) -> tuple[date, date]:
    """Return the days of filing and acceptance; a suit not yet filed is taken as filed on as_of, and says so."""
    if case.filed_on is None and case.accepted_on is None:
        if case.as_of is None:
            raise InputError(
                "filed_on (or as_of, for a suit filed on that day) is required for a loan formed before %(seam)s, "
                "got formed_on %(formed)s",
                seam=seam,
                formed=case.formed_on,
            )
        trail.notice(
            say("no-suit-yet", "No suit is named: this is the answer for one filed on %(day)s.", day=case.as_of),
            *trail.cite("spc-private-lending-2020-17#31"),
        )
        return case.as_of, case.as_of
    if case.filed_on is None:
        raise InputError(
            "filed_on is required beside accepted_on %(accepted)s: the LPR is that of the day of filing",
            accepted=case.accepted_on,
        )
    filed = case.filed_on
    if case.accepted_on is None:
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
    if case.accepted_on < filed:
        raise InputError(
            "accepted_on %(accepted)s lies before filed_on %(filed)s", accepted=case.accepted_on, filed=filed
        )
    return filed, case.accepted_on


def _transition(trail: Trail, case: Case, filed: date, accepted: date, seam: date) -> list[Ceiling]:
    """Loans formed before 2020-08-20, cases accepted from that day on."""
    now = trail.rulebook.library.instruments[_NOW_TEXT].effective
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
        return _by_reference(trail, case, filed, has_lpr=has_lpr)
    before = (case.formed_on, seam - timedelta(days=1))
    own = (case.formed_on, Basis.AT_FORMATION) if has_lpr else (filed, Basis.AT_FILING)
    at_formation = has_lpr and case.readings.later_leg is LaterLeg.AT_FORMATION
    later = own if at_formation else (filed, Basis.AT_FILING)
    found = [] if Plea.OLD_RULE in case.pleas else [_four_times(trail, case, *own, before)]
    found.append(_four_times(trail, case, *later, (seam, None)))
    found += _old_rule(trail, case, before)
    trail.step(
        say(
            "transition",
            "Formed before %(seam)s, accepted on or after it: from that day on the ceiling is four times the one-year "
            "LPR at filing; for the days before it the rule of the time applies if a party asks for it.",
            seam=seam,
        ),
        *trail.cite("spc-private-lending-2020-17#31(2)"),
    )
    if has_lpr and not at_formation:
        trail.notice(
            say(
                "later-leg-open",
                "For loans formed from %(first)s to %(last)s some read the later stretch by the LPR at formation.",
                first=first_lpr,
                last=before[1],
            ),
            *trail.cite("spc-private-lending-2020-17#31(2)"),
        )
    return found


def _by_reference(trail: Trail, case: Case, filed: date, *, has_lpr: bool) -> list[Ceiling]:
    """Decided under the text of 2020-08-20, which knew no split: art. 26, or 32 for loans before the first LPR."""
    if has_lpr:
        return [_four_times(trail, case, case.formed_on, Basis.AT_FORMATION, (case.formed_on, None))]
    trail.notice(
        say("may-refer", "The text says that the court may refer to four times the LPR at filing, not that it must."),
        *trail.cite("spc-private-lending-2020-6#32"),
    )
    return [_four_times(trail, case, filed, Basis.BY_REFERENCE, (case.formed_on, None))]


def _old_rule(trail: Trail, case: Case, span: Span) -> list[Ceiling]:
    """The stretch before 2020-08-20 under the interpretation then in force, on request."""
    first, last = span
    start = trail.rulebook.private_lending_2015_protected.timeline.entries[0].since
    if case.readings.before_2015 is Before2015.TWENTY_FOUR or case.formed_on >= start:
        return _two_lines(trail, span, start, Basis.OLD_RULE_ON_REQUEST)
    old = _of_1991(trail, case, (first, start - timedelta(days=1)), start, Basis.OLD_RULE_ON_REQUEST)
    return old + _two_lines(trail, (start, last), start, Basis.OLD_RULE_ON_REQUEST)


def _four_times(trail: Trail, case: Case, lpr_day: date, basis: Basis, span: Span) -> Ceiling:
    book = trail.rulebook
    text_day = (
        case.as_of or case.accepted_on or case.filed_on or book.private_lending_multiple.timeline.entries[-1].since
    )
    text_day = max(text_day, book.private_lending_multiple.timeline.entries[0].since)
    multiple = trail.take(book.private_lending_multiple, text_day)
    lpr = trail.take(book.lpr, lpr_day).one_year
    citations = book.private_lending_multiple.at(text_day).citations + book.lpr.at(lpr_day).citations
    trail.step(
        say(
            "four-times-lpr",
            "Four times the one-year LPR of %(day)s (%(lpr)s) is %(rate)s; what is above it is not protected.",
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
        in_force=span,
        citations=citations,
    )


def _two_lines(trail: Trail, span: Span, on: date, basis: Basis) -> list[Ceiling]:
    """The two lines of 2015: protected up to the lower, void above the higher, between them neither."""
    book = trail.rulebook
    lines = (
        ("private-lending-protected-2015", book.private_lending_2015_protected, Effect.UNENFORCEABLE, PaidExcess.KEPT),
        ("private-lending-void-2015", book.private_lending_2015_void, Effect.VOID, PaidExcess.REFUNDABLE),
    )
    found = [
        Ceiling(
            id=name,
            rate=trail.take(parameter, on),
            effect=effect,
            covers=Covers.OWN_CLAIMS,
            basis=basis,
            paid_excess=paid,
            in_force=span,
            citations=parameter.at(on).citations,
        )
        for name, parameter, effect, paid in lines
    ]
    trail.step(
        say(
            "two-lines-2015",
            "The text of 2015 protects up to %(lower)s and makes void what is above %(upper)s; between them nothing "
            "can be claimed and nothing paid comes back.",
            lower=Rate(found[0].rate),
            upper=Rate(found[1].rate),
        ),
        *found[0].citations,
        *found[1].citations,
    )
    return found


def _of_1991(trail: Trail, case: Case, span: Span, on: date, basis: Basis = Basis.AT_FORMATION) -> list[Ceiling]:
    """Four times the benchmark of the loan's tier, the figure itself included (item 6 of the 1991 opinions)."""
    book = trail.rulebook
    if case.term_months is None:
        raise InputError("term_months is required: the 1991 opinions go by the benchmark of the loan's tier")
    if case.readings.benchmark_at is None:
        raise InputError("readings.benchmark_at is required: FORMATION or FLOATING, the 1991 opinions do not say which")
    last = (span[1] or on) + timedelta(days=1)
    parts = (
        [(case.formed_on, last)]
        if case.readings.benchmark_at is BenchmarkAt.FORMATION
        else [part[:2] for part in book.benchmark_rate.timeline.between(case.formed_on, last)]
    )
    rule = book.private_lending_1991_multiple
    text_day = min(on, rule.timeline.repeal.on - timedelta(days=1)) if rule.timeline.repeal else on
    multiple = trail.take(rule, text_day)
    found = []
    for first, after in parts:
        benchmark = _benchmark(trail, first, case.term_months)
        citations = rule.at(text_day).citations + book.benchmark_rate.at(first).citations
        trail.step(
            say(
                "four-times-benchmark",
                "Four times the benchmark of %(day)s (%(benchmark)s) is %(rate)s; what is above it is not protected.",
                day=first,
                benchmark=Rate(benchmark),
                rate=Rate(multiple * benchmark),
            ),
            *citations,
        )
        found.append(
            Ceiling(
                id="private-lending-1991",
                rate=multiple * benchmark,
                effect=Effect.UNENFORCEABLE,
                covers=Covers.OWN_CLAIMS,
                basis=basis,
                in_force=(first, span[1] if after == last else after - timedelta(days=1)),
                citations=citations,
            )
        )
    return found
