"""Where to complain about a lender or its collectors, in order, on a day (投诉渠道).

Banks and the like answer in 15 days, 30 in complex cases, 60 in specially complex ones (银保监会令2020年第3号, since
2020-03-01). The regulator behind them is the one that exists on the day: since 2023-05-18 the National Financial
Regulatory Administration.

>>> from datetime import date
>>> from creditrules.law import Lender
>>> [way.body.name for way in channels(Lender.SMALL_LOAN, Issue.CONDUCT, date(2026, 6, 1)).value]
['INSTITUTION', 'PROVINCE', 'ASSOCIATION', 'COURT']
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import flag, member
from creditrules.collection.regimes import in_force
from creditrules.errors import NoDataError
from creditrules.findings import Finding, Trail
from creditrules.law import FINANCIAL, LOCAL, Citation, Lender
from creditrules.messages import Message, say
from creditrules.periods import calendar_day

if TYPE_CHECKING:
    from datetime import date

    from creditrules.law import Rulebook

_COMPLAINTS = "bank-complaints-2020-3"
_REFORM = "regulator-reform-2023"
_SCOPE = "spc-scope-reply-2020-27#1"
_PLATFORM = "nifa-collection-convention-2018#13"
_DISPUTE = "credit-reporting-regulation-2013#25"
_TO_BRANCH = ("credit-reporting-regulation-2013#26(1)", "credit-reporting-regulation-2013#26(2)")
_TO_COURT = "credit-reporting-regulation-2013#26(3)"
_PRIVACY = "civil-code#1032(1)"


class Issue(Enum):
    """What the complaint is about (投诉事项)."""

    CONDUCT = "how a debt is collected"
    THREATS = "threats or violence"
    HARASSMENT = "pestering or following"
    DATA = "personal data"
    RECORD = "a credit record"


class Body(Enum):
    """Whom to turn to (受理机构)."""

    INSTITUTION = "the lender's own complaint desk"
    BUREAU = "the lender or the credit bureau, by a dispute"
    CBIRC = "the China Banking and Insurance Regulatory Commission, hotline 12378"
    NFRA = "the National Financial Regulatory Administration, hotline 12378"
    PROVINCE = "the financial authority of the province"
    ASSOCIATION = "the reporting platform of the National Internet Finance Association"
    CENTRAL_BANK = "the local branch of the central bank"
    CYBERSPACE = "the cyberspace authority, or the authority of the trade"
    POLICE = "the police, 110"
    COURT = "a court"


@frozen(kw_only=True)
class Way:
    """One place to complain: ``days`` are those it has to answer, shortest first; empty where none are set or known."""

    body: Body
    days: tuple[int, ...] = ()
    citations: tuple[Citation, ...] = ()


def channels(
    lender: Lender, issue: Issue, on: date, *, online: bool = True, rulebook: Rulebook | None = None
) -> Finding[tuple[Way, ...]]:
    """Return where to complain, in the order in which one usually does (投诉渠道).

    Args:
        lender: who lent, by licence.
        issue: what the complaint is about.
        on: the day of the complaint.
        online: whether the loan was made online; the association's platform is about online finance.
        rulebook: the law data; the bundled one when left out.

    Raises:
        NoDataError: a day before the rules that the answer rests on.

    """
    trail = Trail(rulebook)
    kind, about = member(lender, Lender, argument="lender"), member(issue, Issue, argument="issue")
    day, internet = calendar_day(on, argument="on"), flag(online, argument="online")
    found = _ways(trail, kind, about, day, online=internet)
    for way in found:
        trail.step(_sentence(way), *way.citations)
    if not found:
        raise NoDataError("the library knows no place to complain about %(issue)s on %(on)s", issue=about, on=day)
    _notices(trail, kind, found)
    return trail.finding(tuple(found))


def _ways(trail: Trail, lender: Lender, issue: Issue, day: date, *, online: bool) -> list[Way]:
    match issue:
        case Issue.RECORD:
            return _record(trail, day)
        case Issue.DATA:
            return _data(trail, lender, day)
        case Issue.CONDUCT:
            return _supervisors(trail, lender, day, online=online) + _court(trail, day)
        case _:
            return _police(trail, issue, day) + _supervisors(trail, lender, day, online=online) + _court(trail, day)


def _way(trail: Trail, day: date, body: Body, *cites: str, days: tuple[int, ...] = ()) -> list[Way]:
    """A place to complain, while every text behind it is in force."""
    if not all(in_force(trail, cite, day) for cite in cites):
        return []
    return [Way(body=body, days=days, citations=trail.cite(*cites))]


def _supervisors(trail: Trail, lender: Lender, day: date, *, online: bool) -> list[Way]:
    found: list[Way] = []
    if lender in FINANCIAL and in_force(trail, _COMPLAINTS, day):
        book = trail.rulebook
        answered = (
            trail.take(book.bank_complaint_days_simple, day),
            trail.take(book.bank_complaint_days_complex, day),
            trail.take(book.bank_complaint_days_special, day),
        )
        found += _way(trail, day, Body.INSTITUTION, _COMPLAINTS, days=answered)
        found += _way(trail, day, Body.NFRA, _COMPLAINTS, _REFORM) or _way(trail, day, Body.CBIRC, _COMPLAINTS)
    elif lender in FINANCIAL:
        trail.notice(
            say(
                "complaints-before",
                "The days in which a lender had to answer, and the regulator then in charge, are not in the data for "
                "days before %(first)s.",
                first=trail.cite(_COMPLAINTS)[0].since,
            ),
        )
    if lender in LOCAL:
        found += _way(trail, day, Body.INSTITUTION, _SCOPE)
        found += _way(trail, day, Body.PROVINCE, _SCOPE)
    if online and lender in FINANCIAL | LOCAL:
        found += _way(trail, day, Body.ASSOCIATION, _PLATFORM)
    return found


def _court(trail: Trail, day: date) -> list[Way]:
    return _way(trail, day, Body.COURT, _PRIVACY)


def _police(trail: Trail, issue: Issue, day: date) -> list[Way]:
    if issue is Issue.THREATS:
        return _way(trail, day, Body.POLICE, "public-security-2025#50(1)(1)") or _way(
            trail, day, Body.POLICE, "public-security-2012#42(1)"
        )
    found = _way(trail, day, Body.POLICE, "public-security-2025#50(1)(5)", "public-security-2025#50(2)")
    if found:
        trail.notice(
            say(
                "no-contact-order",
                "Since 2026 the police may, with the approval of their head, order a person who pesters or follows "
                "another not to make contact for a time; breaking the order is punished.",
            ),
            *found[0].citations,
        )
        return found
    return _way(trail, day, Body.POLICE, "public-security-2012#42(5)")


def _data(trail: Trail, lender: Lender, day: date) -> list[Way]:
    if lender is Lender.PRIVATE:  # art. 72: private and family affairs are outside that law
        return _court(trail, day)
    found = _way(trail, day, Body.INSTITUTION, "pipl-2021#50(1)")
    found += _way(trail, day, Body.CYBERSPACE, "pipl-2021#60", "pipl-2021#65")
    return found + _way(trail, day, Body.COURT, "pipl-2021#50(2)", "pipl-2021#69")


def _record(trail: Trail, day: date) -> list[Way]:
    if not in_force(trail, _DISPUTE, day):
        return []
    disputed = trail.take(trail.rulebook.dispute_days, day)
    answered = trail.take(trail.rulebook.complaint_days, day)
    return [
        *_way(trail, day, Body.BUREAU, _DISPUTE, days=(disputed,)),
        *_way(trail, day, Body.CENTRAL_BANK, *_TO_BRANCH, days=(answered,)),
        *_way(trail, day, Body.COURT, _TO_COURT),
    ]


def _sentence(way: Way) -> Message:
    match way.days:
        case ():
            return say("way", "Turn to %(body)s.", body=way.body)
        case (days,):
            return say("way-days", "Turn to %(body)s: an answer within %(days)s days.", body=way.body, days=days)
        case _:
            return say(
                "way-graded-days",
                "Turn to %(body)s: settled within %(simple)s days, in complex cases %(complex)s, in specially complex "
                "ones %(special)s.",
                body=way.body,
                simple=way.days[0],
                complex=way.days[1],
                special=way.days[-1],
            )


def _notices(trail: Trail, lender: Lender, found: list[Way]) -> None:
    at = {way.body: way.citations for way in found}
    if Body.ASSOCIATION in at:
        trail.notice(
            say(
                "platform-undated",
                "The association's platform asks for a real name and is about online finance. The page that was read "
                "bears no date: see first whether it still takes reports.",
            ),
            *at[Body.ASSOCIATION],
        )
    if lender not in FINANCIAL | LOCAL and Body.COURT in at:
        trail.notice(
            say(
                "no-supervisor",
                "No authority supervises how a %(lender)s collects: what is left is the police and a court.",
                lender=lender,
            ),
            *at[Body.COURT],
        )
    if Body.INSTITUTION in at and Body.CYBERSPACE not in at:
        trail.notice(
            say(
                "institution-first",
                "Ask the lender first, in writing, and keep the number and the day: what others do often turns on "
                "that. A complaint changes neither the debt nor the day on which it is due.",
            ),
            *at[Body.INSTITUTION],
        )
