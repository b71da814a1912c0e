"""Whether the time to claim a debt may have run, said before anything is suggested (时效提示).

A promise, a part payment, a request for time or a signature can start three years anew, and after they have run can
give the defence up for good: Civil Code 192 and 195, the interpretation on limitation, arts. 14 and 19.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.borrower.relief import late_since
from creditrules.errors import NoDataError
from creditrules.findings import Finding, Trail
from creditrules.law import FINANCIAL
from creditrules.messages import say
from creditrules.periods import add_months, add_years
from creditrules.proceedings import Limitation, LimitationState
from creditrules.proceedings.limitation import _limitation
from creditrules.proceedings.standing import Matter, in_order

if TYPE_CHECKING:
    from datetime import date

    from creditrules.borrower.entries import Account
    from creditrules.messages import Message

_PERIOD = ("civil-code#188", "civil-code#189")
_GIVEN_UP = ("civil-code#192(2)", "civil-code#195", "spc-limitation-2020#14", "spc-limitation-2020#19")


@frozen
class Guard:
    """Where limitation of an open debt stands (时效状态); ``limitation`` is None where no day tells it."""

    state: LimitationState
    limitation: Limitation | None = None

    @property
    def held(self) -> bool:
        """Whether it may have run, or is not known: then nothing is suggested that could undo that."""
        return self.state is not LimitationState.RUNNING


def guard_of(trail: Trail, account: Account, as_of: date) -> Finding[Guard]:
    """Return where limitation of an open account stands."""
    found = _stands(trail, account, as_of)
    if found.held:
        trail.step(say("guard-state", "Limitation: %(state)s.", state=found.state), *trail.cite(*_PERIOD))
        trail.notice(
            say(
                "guard-others",
                "Only what is stated was looked at: the lender may hold a demand, a message or a debit that started "
                "time anew.",
            ),
            *trail.cite("civil-code#195", "spc-limitation-2020#8"),
        )
        warn(trail, as_of)
        trail.notice(
            say("guard-stays", "The debt stays, and so does a record of it: limitation is a defence that one raises."),
            *trail.cite("civil-code#192(1)", "civil-code#193"),
        )
    elif late_since(account, as_of) is not None or found.limitation is not None:
        trail.step(say("guard-not-run", "By what you state limitation has not run."), *trail.cite(*_PERIOD))
        trail.notice(
            say(
                "guard-running",
                "While time runs a promise, a part payment, a request for time or a signature starts it anew.",
            ),
            *trail.cite("civil-code#195", "spc-limitation-2020#14"),
        )
    return trail.part(found)


def instead(trail: Trail, as_of: date) -> Trail:
    """Say what stands in place of a suggestion where limitation may have run."""
    trail.step(_warning(trail, as_of), *trail.cite(*_GIVEN_UP))
    return trail


def warn(trail: Trail, as_of: date) -> None:
    """Say beside something else what a promise or a payment can do where limitation may have run."""
    trail.notice(_warning(trail, as_of), *trail.cite(*_GIVEN_UP))


def plan_on(trail: Trail, name: str, as_of: date) -> None:
    """Say of an account in a plan that limitation may have run."""
    trail.notice(
        say("guard-plan", "%(debt)s: %(warning)s", debt=name, warning=_warning(trail, as_of)), *trail.cite(*_GIVEN_UP)
    )


def _warning(trail: Trail, as_of: date) -> Message:
    book = trail.rulebook
    years = trail.take(book.limitation_years, max(as_of, book.library.instruments["civil-code"].effective))
    return say(
        "guard-warning",
        "Limitation may have run, or its days are not known. A promise, a part payment, a request for time or a "
        "signature can restart %(years)s years or give the defence up for good: take advice before you call, pay, sign "
        "or agree on a plan.",
        years=years,
    )


def _stands(trail: Trail, account: Account, as_of: date) -> Guard:
    """Find the day from which time runs, and ask where it stands."""
    since, last = late_since(account, as_of), _last_due(account)
    if since is None and (last is None or last >= as_of):
        return _not_late(trail, account, last, as_of)
    try:
        found = _from_last(trail, account, last or since or as_of, as_of)
        if since is None or last is None or since >= last or found.held:
            return found
        # A lender may call the whole loan due once a part of it is late.
        called = _period(Trail(trail.rulebook), account, since, as_of)
    except NoDataError:
        trail.step(
            say(
                "guard-no-data",
                "The library holds no rule for a debt due or events as old as these: whether time has run is open.",
            ),
            *trail.cite(*_PERIOD),
        )
        return Guard(LimitationState.UNKNOWN)
    if called.state is LimitationState.RUNNING:
        return found
    trail.step(
        say(
            "guard-called",
            "If the lender called the whole loan due when it fell behind on %(since)s, time may have run: whether it "
            "then runs from that day is judged differently by courts.",
            since=since,
        ),
        *trail.cite("civil-code#189"),
    )
    return Guard(LimitationState.MAY_HAVE_RUN, found.limitation)


def _from_last(trail: Trail, account: Account, start: date, as_of: date) -> Guard:
    """Return where time stands that runs from the last due day, or from the oldest part that is late."""
    if start < as_of:
        found = _period(trail, account, start, as_of)
        return Guard(found.state, found)
    trail.step(
        say(
            "guard-last-ahead",
            "One debt in instalments: time runs from the last, on %(last)s, which lies ahead.",
            last=start,
        ),
        *trail.cite("civil-code#189"),
    )
    return Guard(LimitationState.RUNNING)


def _last_due(account: Account) -> date | None:
    """Return the day on which the last part falls due, where the account has one."""
    if account.due_on is not None or account.instalments is None:
        return account.due_on
    return add_months(account.formed_on, account.instalments)


def _not_late(trail: Trail, account: Account, last: date | None, as_of: date) -> Guard:
    """Say that no time runs of what is not late; or that no day is known, where none is agreed or it is long ago."""
    nothing_due = last is None and account.minimum is not None and not account.minimum
    years = int(trail.rulebook.limitation_years.timeline.entries[-1].value)
    old = last is None and as_of > add_years(account.formed_on, years)
    if nothing_due or (old and account.lender not in FINANCIAL):
        trail.step(
            say(
                "guard-no-day",
                "Formed on %(formed)s, and no day on which it fell due is stated: from which day time runs, and "
                "whether it has run, cannot be told.",
                formed=account.formed_on,
            ),
            *trail.cite("civil-code#188", "spc-limitation-2020#4"),
        )
        return Guard(LimitationState.UNKNOWN)
    trail.step(
        say("guard-not-late", "By what you state nothing of it is overdue: no time to claim it has begun to run."),
        *trail.cite(*_PERIOD),
    )
    if old:
        trail.notice(
            say(
                "guard-if-late",
                "If a part of it has been overdue for long after all, state since when before you go by this.",
            ),
            *trail.cite("civil-code#188"),
        )
    return Guard(LimitationState.RUNNING)


def _period(trail: Trail, account: Account, start: date, as_of: date) -> Limitation:
    """Return the period from a day; each of its sentences gets a source, so that none in the report is without."""
    inner = Trail(trail.rulebook)
    matter = Matter(as_of, account.lender, account.product)
    found = _limitation(inner, (start,), start, in_order(account.events, as_of), matter)
    for step in inner.steps:
        trail.step(step.message, *(step.citations or trail.cite("civil-code#188")))
    for notice in inner.notices:
        # What a rest day or a withdrawn suit may do matters once something happened, or time is over.
        if account.events or found.state is not LimitationState.RUNNING or notice.message == inner.stale:
            trail.notice(notice.message, *notice.citations)
    return found
