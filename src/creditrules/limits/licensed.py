"""Ceilings of lenders that the financial regulators approve: outside the private-lending rules, under others.

The yearly total of 法发〔2017〕22号, item 2, is for decisions since 2017-08-09, whatever the day of the loan. The local
financial organisations are outside the private-lending provisions since 2021-01-01 (法释〔2020〕27号); for decisions
before that day both readings are given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve

from creditrules.errors import InputError, NoDataError
from creditrules.law import LOCAL, Lender, Plea, Product
from creditrules.limits.cards import band_days, card_total, overdraft_band, practice
from creditrules.limits.ceiling_fees import total_of_all, with_fees
from creditrules.limits.ceiling_lines import one_line, outside, provisions
from creditrules.limits.ceiling_soft import facilitated, small_loan
from creditrules.limits.model import Basis, Case, Ceiling, Effect
from creditrules.limits.private import private_ceilings
from creditrules.messages import Rate, say

if TYPE_CHECKING:
    from datetime import date

    from creditrules.findings import Trail

_SCOPE = "spc-scope-reply-2020-27"
_TWO_LINES_TEXT = "spc-private-lending-2015-18"


def licensed_ceilings(trail: Trail, case: Case) -> list[Ceiling]:
    """Return the ceilings of a licensed lender: the yearly total a court may cut to, and the supervisory lines."""
    if case.as_of is None:
        raise InputError(
            "as_of, the day of decision, is required: it decides whether the yearly total can be asked for"
        )
    as_of = case.as_of
    if case.lender in LOCAL and as_of < _effective(trail, _SCOPE):
        return _both_readings(trail, case, as_of)
    if Plea.OLD_RULE in case.pleas:
        trail.notice(
            say("old-rule-licensed", "The request for the old rule changes nothing: it is a rule of private lending."),
            *outside(trail, case.lender, as_of),
        )
    band = _band(trail, case, as_of)
    if band and as_of < trail.rulebook.financial_total.timeline.entries[0].since:
        _no_total(trail)
        return band
    found = [_total(trail, case, as_of)]
    if case.third_party_fees and case.product is Product.LOAN:
        found += with_fees(trail, case, found[0], as_of)
    if case.facilitated and case.lender is Lender.BANK:
        found += facilitated(trail, case.formed_on)
    if case.lender is Lender.SMALL_LOAN:
        found += small_loan(trail, case.formed_on, case.term_months)
    return found + band


def _effective(trail: Trail, instrument: str) -> date:
    return trail.rulebook.library.instruments[instrument].effective


def _both_readings(trail: Trail, case: Case, as_of: date) -> list[Ceiling]:
    """A local financial organisation before 2021-01-01: private lending by one reading, outside it by the other."""
    scope, text_day = _effective(trail, _SCOPE), case.accepted_on or case.filed_on or as_of
    if text_day < _effective(trail, _TWO_LINES_TEXT):
        raise NoDataError(
            "no rule is known for a %(lender)s under the texts before %(first)s, asked for %(on)s",
            lender=case.lender,
            first=_effective(trail, _TWO_LINES_TEXT),
            on=text_day,
        )
    excluded = trail.cite(f"{provisions(trail, text_day)}#1(2)")
    trail.notice(
        say(
            "local-open",
            "Before %(first)s it was not settled whether a %(lender)s counts as a financial institution. Both readings "
            "are given: its loan is private lending, or it is outside it and only the yearly total can be asked for.",
            first=scope,
            lender=case.lender,
        ),
        *excluded,
        *trail.cite(f"{_SCOPE}#1"),
    )
    found = private_ceilings(trail, case)
    if as_of < trail.rulebook.financial_total.timeline.entries[0].since:
        _no_total(trail)
        return found
    trail.step(
        say(
            "local-outside",
            "If the %(lender)s counts as a financial institution instead, those provisions do not apply to it.",
            lender=case.lender,
        ),
        *excluded,
    )
    total = _asked_total(trail, case, as_of)
    practice(trail, case.lender, total)
    # Four times the LPR for all costs would be a third reading of what the first one has already.
    return [*found, total, *([total_of_all(trail, total)] if case.third_party_fees else [])]


def _no_total(trail: Trail) -> None:
    first = trail.rulebook.financial_total.timeline.entries[0]
    trail.notice(
        say(
            "total-not-yet",
            "Which total a court would cut to on request is not known for decisions before %(first)s.",
            first=first.since,
        ),
        *first.citations,
    )


def _band(trail: Trail, case: Case, as_of: date) -> list[Ceiling]:
    """The band of a card's overdraft rate, while it is in force on the day of decision."""
    days = band_days(trail, case)
    if days is None or not days[0] <= as_of <= days[1]:
        return []
    return [overdraft_band(trail, *days)]


def _total(trail: Trail, case: Case, as_of: date) -> Ceiling:
    """The yearly total for a lender that is outside the private-lending provisions."""
    # Looked up first: before its day there is nothing to explain.
    trail.rulebook.financial_total.at(as_of)
    trail.step(
        say(
            "licensed-outside",
            "A %(lender)s is outside the private-lending provisions, so four times the LPR is not its ceiling.",
            lender=case.lender,
        ),
        *outside(trail, case.lender, as_of),
    )
    ceiling = _asked_total(trail, case, as_of)
    if case.lender in LOCAL:
        practice(trail, case.lender, ceiling)
    if case.product is not Product.LOAN:
        card_total(trail, case.product, as_of, ceiling)
        return evolve(ceiling, basis=Basis.BY_PRACTICE)
    return ceiling


def _asked_total(trail: Trail, case: Case, as_of: date) -> Ceiling:
    parameter = trail.rulebook.financial_total
    ceiling = one_line(
        trail,
        parameter,
        as_of,
        case.formed_on,
        name="financial-total",
        effect=Effect.REDUCIBLE,
        basis=Basis.TOTAL_ON_REQUEST,
    )
    trail.step(
        say(
            "financial-total",
            "A court is to uphold the borrower's request to cut what the lender claims in interest, compound interest, "
            "penalty interest, liquidated damages and other fees together above %(rate)s a year, where that is too "
            "much and clearly out of line with its real loss. The request can be made in cases decided since "
            "%(since)s, whatever the day of the loan; by the words of the opinion a court does not cut unasked.",
            rate=Rate(ceiling.rate),
            since=parameter.at(as_of).since,
        ),
        *ceiling.citations,
    )
    return ceiling
