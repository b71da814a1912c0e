"""Whether the time to claim a debt has run (诉讼时效), and what can start it anew or give the defence up.

Civil Code 188, 189, 192 to 195 and 197 and the interpretation on limitation as amended in 2020: three years, two under
the law before 2017-10-01, from the day after the last instalment fell due; twenty at most. Running out gives a defence;
the debt stays.

>>> from datetime import date
>>> found = limitation(date(2022, 3, 31), as_of=date(2025, 4, 1)).value
>>> found.state.name, found.ends_on
('RAN_OUT_ON', datetime.date(2025, 3, 31))
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import member
from creditrules.errors import InputError
from creditrules.findings import Finding, Trail
from creditrules.law import Lender, Product
from creditrules.messages import say
from creditrules.periods import add_years, calendar_day
from creditrules.proceedings.notes import after_expiry, before_the_code, defence, guard, rest_days, withdrawn
from creditrules.proceedings.running import OPEN_END, Clock, roll
from creditrules.proceedings.standing import LimitationState, Matter, due_days, in_order, ran, stands
from creditrules.proceedings.telling import EventResult, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.law import Rulebook
    from creditrules.loans import Schedule
    from creditrules.proceedings.events import Event
    from creditrules.proceedings.running import RestDay


@frozen(kw_only=True)
class Limitation:
    """The period to claim a debt (诉讼时效期间).

    ``ends_on`` is its last day if every open point goes against the creditor, ``ends_at_latest`` if every one goes the
    creditor's way; each is None where no day can be named, as while a suit lasts. ``long_stop`` is the last day of
    the twenty years. ``may_roll``: a rest day may move the last day, and no calendar was given. ``defence_at_risk``:
    what came after the end may have given the defence up. ``events`` are told by the last due day. The debt stays
    whatever the state.
    """

    state: LimitationState
    ends_on: date | None
    ends_at_latest: date | None
    long_stop: date | None
    may_roll: bool
    defence_at_risk: bool = False
    events: tuple[EventResult, ...] = ()


_UNKNOWN = Limitation(state=LimitationState.UNKNOWN, ends_on=None, ends_at_latest=None, long_stop=None, may_roll=False)


def limitation(
    due_on: date | Iterable[date] | Schedule | None,
    *,
    events: Iterable[Event] = (),
    as_of: date,
    creditor: Lender | None = None,
    product: Product = Product.LOAN,
    accelerated_on: date | None = None,
    is_rest_day: RestDay | None = None,
    rulebook: Rulebook | None = None,
) -> Finding[Limitation]:
    """Return whether the time to claim a debt has run by a day (诉讼时效是否届满).

    Args:
        due_on: the due day; those of the instalments of one debt, or its schedule; None if none was agreed.
        events: what may have restarted or suspended time, in any order.
        as_of: the day of the question; events after it are refused.
        creditor: who lent; a debit counts as a demand only for a financial institution.
        product: what was lent; a card issuer's reminder counts for a card only.
        accelerated_on: the day the lender called the whole loan due, if it did: courts differ on the starting day.
        is_rest_day: whether a day is a statutory rest day; left out, an end is not moved, and a notice says so.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: no due day in a list; an event after ``as_of``; ``accelerated_on`` after it or the last due day.
        NoDataError: due before 1987-01-01, or an obstacle that counts and was gone before 2017-10-01.

    """
    trail = Trail(rulebook)
    given, matter = _checked(events, as_of, creditor, product, is_rest_day)
    days = due_days(due_on)
    if not days:
        trail.step(
            say(
                "lim-no-due-day",
                "No due day was agreed. Time runs from the end of the grace period in the creditor's first demand, or "
                "from a clear refusal then; give that day as the due day.",
            ),
            *trail.cite("spc-limitation-2020#4"),
        )
        guard(trail)
        defence(trail)
        return trail.finding(_UNKNOWN)
    last = max(days)
    if len(days) > 1:
        trail.step(
            say("lim-instalments", "One debt in %(count)s instalments: time runs from the last.", count=len(days)),
            *trail.cite("civil-code#189"),
        )
    starts: tuple[date, ...] = (last,)
    if accelerated_on is not None and last != calendar_day(accelerated_on, argument="accelerated_on"):
        if accelerated_on > last:
            raise InputError("accelerated_on %(day)s lies after the last due day %(due)s", day=accelerated_on, due=last)
        _known(accelerated_on, "accelerated_on", matter.as_of)
        starts = (last, accelerated_on)
        trail.notice(
            say(
                "lim-accelerated",
                "The lender called the whole loan due on %(called)s. Courts differ on whether time then runs from "
                "that day or from the last instalment, %(last)s; both are counted.",
                called=accelerated_on,
                last=last,
            ),
            *trail.cite("civil-code#189"),
        )
    found = _limitation(trail, starts, last, given, matter)
    guard(trail)
    defence(trail)
    return trail.finding(found)


def refund_limitation(
    paid_on: date,
    *,
    known_on: date | None,
    events: Iterable[Event] = (),
    as_of: date,
    is_rest_day: RestDay | None = None,
    rulebook: Rulebook | None = None,
) -> Finding[Limitation]:
    """Return whether the time to claim back what was overpaid has run (返还不当得利的诉讼时效).

    Args:
        paid_on: the day of the payment.
        known_on: the day the payer knew or should have known that it was not owed, and to whom it went; None if open.
        events: what may have restarted or suspended time; here the payer is the one who demands.
        as_of: the day of the question.
        is_rest_day: whether a day is a statutory rest day.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: ``known_on`` before ``paid_on``, or it or an event after ``as_of``.
        NoDataError: paid or known before 1987-01-01.

    """
    trail = Trail(rulebook)
    given, matter = _checked(events, as_of, Lender.PRIVATE, Product.LOAN, is_rest_day)
    paid = calendar_day(paid_on, argument="paid_on")
    trail.notice(
        say(
            "lim-refund-known",
            "What was paid knowing that it was not owed, or of a debt not yet due, cannot be claimed back. Whether "
            "what was paid above a ceiling can be depends on which ceiling it is.",
        ),
        *trail.cite("civil-code#985"),
    )
    trail.notice(
        say(
            "lim-refund-demand",
            "Here the payer is the creditor: a demand that reaches the one who was paid, or a suit, starts time anew. "
            "Keep what shows it.",
        ),
        *trail.cite("civil-code#195", "spc-limitation-2020#8(1)"),
    )
    if known_on is None:
        trail.step(
            say(
                "lim-not-known",
                "Time runs from when the payer knew or should have known that it was not owed; that day is open.",
            ),
            *trail.cite("spc-limitation-2020#6"),
        )
        defence(trail)
        return trail.finding(_UNKNOWN)
    if calendar_day(known_on, argument="known_on") < paid:
        raise InputError("known_on %(day)s lies before paid_on %(paid)s", day=known_on, paid=paid)
    _known(known_on, "known_on", matter.as_of)
    trail.step(
        say("lim-refund", "Time runs from when the payer knew or should have known, on %(day)s.", day=known_on),
        *trail.cite("spc-limitation-2020#6"),
    )
    found = _limitation(trail, (known_on,), paid, given, matter)
    defence(trail)
    return trail.finding(found)


def _checked(
    events: Iterable[Event], as_of: date, creditor: Lender | None, product: Product, is_rest_day: RestDay | None
) -> tuple[tuple[Event, ...], Matter]:
    if creditor is not None:
        member(creditor, Lender, argument="creditor")
    matter = Matter(
        calendar_day(as_of, argument="as_of"),
        creditor,
        member(product, Product, argument="product"),
        is_rest_day=is_rest_day,
    )
    return in_order(events, matter.as_of), matter


def _known(day: date, argument: str, as_of: date) -> None:
    if day > as_of:
        raise InputError("%(argument)s %(day)s lies after as_of %(as_of)s", argument=argument, day=day, as_of=as_of)


def _limitation(
    trail: Trail, starts: tuple[date, ...], harmed_on: date, events: tuple[Event, ...], matter: Matter
) -> Limitation:
    book = trail.rulebook
    years = trail.take(book.limitation_long_stop, harmed_on)
    stop = roll(add_years(harmed_on, years), matter.is_rest_day)
    clock = Clock(trail, book.limitation_years, matter.is_rest_day, stop)
    first = ran(trail, clock, starts[0], events, matter)
    runs = [first, *(ran(trail, clock, start, events, matter) for start in starts[1:])]
    soonest = min(one.certain.ends_on for one in runs)
    latest = max(one.possible.ends_on for one in runs)
    state = stands(trail, min(starts), soonest, latest, matter.as_of)
    if OPEN_END > latest >= stop:
        trail.notice(
            say(
                "lim-stop",
                "On %(day)s the long stop of %(years)s years ends: no event moves that day, though a court may extend "
                "it in special cases.",
                day=stop,
                years=years,
            ),
            *book.limitation_long_stop.at(harmed_on).citations,
        )
    risk = any(one.at_risk for one in runs)
    rest_days(trail, matter.is_rest_day)
    before_the_code(trail, events)
    withdrawn(trail, events)
    after_expiry(trail, risk=risk)
    return Limitation(
        state=state,
        ends_on=shown(soonest),
        ends_at_latest=shown(latest),
        long_stop=stop,
        may_roll=matter.is_rest_day is None,
        defence_at_risk=risk,
        events=first.results,
    )
