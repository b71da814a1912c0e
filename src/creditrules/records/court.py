"""What a court puts on record and takes off again: the list of dishonest debtors, and restricted consumption.

The list (失信被执行人名单) by 法释〔2017〕7号, in force since 2017-05-01. It has a trap: where a term was set, paying
does not end the listing, though the court may; where none was set, seven events do.

>>> from datetime import date
>>> paid = {"event": ListingEvent.PERFORMED, "event_on": date(2026, 5, 6)}
>>> enforcement_listing({ListingGround.ABLE}, decided_on=date(2026, 1, 5), **paid).value.delete_after
datetime.date(2026, 5, 6)
>>> enforcement_listing({ListingGround.EVADED}, decided_on=date(2026, 1, 5), **paid).value.delete_after
datetime.date(2028, 1, 5)
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import listed, member
from creditrules.errors import InputError
from creditrules.findings import Finding, Trail
from creditrules.messages import say
from creditrules.periods import add_years, calendar_day, not_before, whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.law import Rulebook

LIST = "spc-enforcement-list-2017-7"


class ListingGround(Enum):
    """Why a debtor is listed: the six items of art. 1, in their order."""

    ABLE = "able to perform, and refuses"
    OBSTRUCTED = "obstructed enforcement by forged evidence, violence or threats"
    EVADED = "evaded enforcement by sham suits, or by hiding or moving property"
    UNREPORTED = "breached the duty to report property"
    SPENT = "breached a consumption restriction"
    SETTLEMENT = "refused a settlement in enforcement without good reason"


class ListingEvent(Enum):
    """What ends a listing without a term: the seven cases of art. 10, in their order."""

    PERFORMED = "the debt was performed, or enforced in full"
    SETTLED = "a settlement in enforcement was performed"
    CREDITOR_ASKED = "the creditor asked in writing, and the court agreed"
    NOTHING_FOUND = "after this enforcement was closed, two or more searches found no property and nobody named any"
    STAYED = "the court stayed enforcement for a retrial or a bankruptcy"
    REFUSED = "the court refused enforcement"
    TERMINATED = "the court terminated enforcement"


@frozen
class Listing:
    """A listing: its years and last day where a term was set, and the day after which three working days run."""

    years: int | None
    ends_on: date | None
    delete_after: date | None
    working_days: int


def enforcement_listing(
    grounds: Iterable[ListingGround],
    *,
    decided_on: date,
    extended_years: int = 0,
    event: ListingEvent | None = None,
    event_on: date | None = None,
    rulebook: Rulebook | None = None,
) -> Finding[Listing]:
    """Say how long a person stays on the list of dishonest debtors (失信被执行人名单).

    ``delete_after`` is the day from which the court has three working days to delete the entry: the end of the term,
    or the event where no term was set. Working days follow the official calendar, which the library does not hold.

    Args:
        grounds: the items of art. 1 that the decision names.
        decided_on: the day of the decision.
        extended_years: by how many years the decision makes the term longer.
        event: what has happened since.
        event_on: on which day.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: no ground, an extension without a term, or an event without its day or before the decision.
        NoDataError: a decision before 2017-05-01.

    """
    trail = Trail(rulebook)
    reasons = frozenset(listed(grounds, ListingGround, argument="grounds"))
    if not reasons:
        raise InputError("%(argument)s may not be empty", argument="grounds")
    day = calendar_day(decided_on, argument="decided_on")
    if event is not None:
        member(event, ListingEvent, argument="event")
    if (event is None) is not (event_on is None):
        raise InputError("event and event_on are given together, or neither")
    if event_on is not None:
        not_before(calendar_day(event_on, argument="event_on"), day, argument="event_on", other="decided_on")
    years = _years(trail, reasons, day, extended_years)
    working = trail.take(trail.rulebook.listing_delete_days, day)
    found = (
        _open_ended(trail, event, event_on, working) if years is None else _with_term(trail, day, years, working, event)
    )
    _ways_out(trail, day, working)
    return trail.finding(found)


def _years(trail: Trail, reasons: frozenset[ListingGround], day: date, extended: int) -> int | None:
    """Return the years of the term, where one of items 2 to 6 sets it."""
    book = trail.rulebook
    base = trail.take(book.listing_years, day)
    least, most = trail.take(book.listing_extension_min, day), trail.take(book.listing_extension_max, day)
    more = whole(extended, argument="extended_years", least=0, most=most)
    if reasons == {ListingGround.ABLE}:
        if more:
            raise InputError("extended_years needs a term, which item 1 alone does not set")
        return None
    trail.step(
        say(
            "listing-term",
            "Items 2 to 6 set a term of %(base)s years, to which a court may add %(least)s to %(most)s for serious "
            "violence or threats or for several breaches.",
            base=base,
            least=least,
            most=most,
        ),
        *trail.cite(f"{LIST}#2(1)"),
    )
    if more:
        trail.step(say("listing-longer", "Here the decision adds %(more)s.", more=more), *trail.cite(f"{LIST}#2(1)"))
    return base + more


def _with_term(trail: Trail, day: date, years: int, working: int, event: ListingEvent | None) -> Listing:
    ends = add_years(day, years)
    trail.step(
        say(
            "listing-ends",
            "The term ends on %(ends)s, and the entry is deleted within %(working)s working days after it.",
            ends=ends,
            working=working,
        ),
        *trail.cite(f"{LIST}#10(2)"),
    )
    if event is not None:
        trail.notice(
            say(
                "listing-trap",
                "Where a term was set, %(event)s does not end the listing before the term: the seven cases are for "
                "listings without one. Who performs or puts it right may ask the court to delete earlier, which it may "
                "do and need not.",
                event=event,
            ),
            *trail.cite(f"{LIST}#10(2)", f"{LIST}#2(2)"),
        )
    return Listing(years, ends, ends, working)


def _open_ended(trail: Trail, event: ListingEvent | None, event_on: date | None, working: int) -> Listing:
    if event is None or event_on is None:
        trail.step(
            say(
                "listing-open",
                "Item 1 sets no term: the entry stays until one of the seven cases of art. 10 arises, for one that the "
                "debt is performed.",
            ),
            *trail.cite(f"{LIST}#10(1)"),
        )
        return Listing(None, None, None, working)
    trail.step(
        say(
            "listing-event",
            "%(day)s: %(event)s. No term was set, so the entry is deleted within %(working)s working days after it.",
            day=event_on,
            event=event,
            working=working,
        ),
        *trail.cite(f"{LIST}#10(1)"),
    )
    if event is ListingEvent.CREDITOR_ASKED:
        trail.notice(
            say(
                "listing-again",
                "For %(months)s months after that deletion the creditor cannot ask for a new listing.",
                months=int(trail.take(trail.rulebook.listing_no_reapply_months, event_on)),
            ),
            *trail.cite(f"{LIST}#10(4)"),
        )
    return Listing(None, None, event_on, working)


def _ways_out(trail: Trail, day: date, working: int) -> None:
    """Say how a wrong listing is corrected, and what a listing does besides."""
    book = trail.rulebook
    trail.notice(
        say(
            "listing-correct",
            "A wrong listing, or one that should be gone: ask the enforcing court in writing. It looks at it within "
            "%(review)s days and corrects within %(working)s working days; against a refusal the higher court can be "
            "asked within %(again)s days of its service. Not to be listed under item 1 is, for one, who gave full "
            "security.",
            review=trail.take(book.listing_review_days, day),
            again=trail.take(book.listing_reconsider_days, day),
            working=working,
        ),
        *trail.cite(f"{LIST}#11", f"{LIST}#12(1)", f"{LIST}#3"),
    )
    trail.notice(
        say(
            "listing-apart",
            "The court tells the credit bureaus, which record it. What a bureau holds, and a consumption restriction, "
            "each end by their own rules, not with this entry.",
        ),
        *trail.cite(f"{LIST}#8(2)", "spc-consumption-2015-17#9"),
    )


class Lifting(Enum):
    """What may lift a consumption restriction (解除限制消费令)."""

    PERFORMED = "the debt was performed"
    SECURITY = "real and valid security was given"
    CREDITOR_AGREED = "the creditor agreed"
    LISTING_ENDED = "the term on the list of dishonest debtors ended"


class Lifted(Enum):
    """What follows for the restriction."""

    MUST = "the court lifts it promptly"
    MAY = "the court may lift it"
    NO = "it stays"


def consumption_restriction(reason: Lifting | None = None, *, rulebook: Rulebook | None = None) -> Finding[Lifted]:
    """Say whether a consumption restriction is lifted (限制高消费): it has no term of its own.

    Args:
        reason: what has happened; None for nothing yet.
        rulebook: the law data; the bundled one when left out.

    >>> consumption_restriction(Lifting.LISTING_ENDED).value.name
    'NO'

    """
    trail = Trail(rulebook)
    match reason if reason is None else member(reason, Lifting, argument="reason"):
        case Lifting.PERFORMED:
            found = Lifted.MUST
        case Lifting.SECURITY | Lifting.CREDITOR_AGREED:
            found = Lifted.MAY
        case _:
            found = Lifted.NO
    trail.step(
        say(
            "consumption",
            "A consumption restriction has no term. It is lifted promptly once the debt is performed, and may be with "
            "valid security or the creditor's consent: %(found)s.",
            found=found,
        ),
        *trail.cite("spc-consumption-2015-17#9"),
    )
    if reason is Lifting.LISTING_ENDED:
        trail.notice(
            say(
                "consumption-list",
                "That the restriction outlives the listing is an inference from the two texts: neither ends it then.",
            ),
            *trail.cite("spc-consumption-2015-17#9", f"{LIST}#10(2)"),
        )
    trail.notice(
        say("consumption-read", "These articles were read as others quote them."),
        *trail.cite("spc-consumption-2015-17#1", "spc-consumption-2015-17#9"),
    )
    return trail.finding(found)
