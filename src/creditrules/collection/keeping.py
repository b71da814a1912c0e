"""What to keep of each contact, so that it can be shown later (证据留存).

The Civil Procedure Law, art. 66, takes sound and picture, electronic data, documents and witnesses as evidence.

>>> from datetime import datetime
>>> from creditrules.collection import Channel, Contact, Person
>>> call = Contact(datetime(2026, 6, 1, 21, 0), Channel.CALL, Person.DEBTOR, answered=True)
>>> [item.keep.name for item in evidence([call]).value]
['CALL_RECORD', 'RECORDING']
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.collection.model import Contact, in_order
from creditrules.collection.words import CALLS, OUTSIDE, Act, Channel
from creditrules.findings import Finding, Trail
from creditrules.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from creditrules.law import Rulebook

_EVIDENCE = "civil-procedure-law-2023#66"
_ABUSE = frozenset(
    {
        Act.THREATENED,
        Act.INSULTED,
        Act.PESTERED,
        Act.FOLLOWED,
        Act.VIOLENCE,
        Act.RESTRAINED,
        Act.ENTERED_HOME,
    }
)
_MONEY = frozenset({Act.EXTRA_FEE, Act.NEW_LOAN, Act.PRIVATE_ACCOUNT})


class Keep(Enum):
    """What to keep (留存内容)."""

    CALL_RECORD = "the operator's list of calls, with the times and how long each took"
    RECORDING = "the recording of the call, whole and unedited, on the device that made it"
    MESSAGES = "the messages in the device itself, with the number, the day and the hour on the picture"
    LETTERS = "the letter with its envelope, or the e-mail with its header"
    VISIT = "sound and picture of the visit, names, numbers on the papers, and who else was there"
    WITNESS = "a written account of the person contacted, with their own list of calls or messages"
    NOTICE = "photographs of the notice with its place and day, or the page with its address"
    PAYMENT = "the account named, the sum asked for, and proof of any payment"
    POLICE = "the number and the receipt of the call to the police"
    DATA = "where the number or the data came from: screens, permissions of the app, what the caller said"


@frozen(kw_only=True)
class Evidence:
    """One thing to keep, and the contacts that it would show."""

    keep: Keep
    contacts: tuple[Contact, ...]


def evidence(log: Iterable[Contact], *, rulebook: Rulebook | None = None) -> Finding[tuple[Evidence, ...]]:
    """Return what to keep of the contacts in a log (证据留存), in the order of `Keep`.

    Args:
        log: the contacts, in any order.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputTypeError: something that is not a contact in the log.

    """
    trail = Trail(rulebook)
    contacts = in_order(log)
    found = []
    for keep in Keep:
        shown = tuple(one for one in contacts if keep in _wanted(one))
        if shown:
            found.append(Evidence(keep=keep, contacts=shown))
            trail.step(
                say("keep", "Of %(count)s contact(s) keep %(keep)s.", count=len(shown), keep=keep),
                *trail.cite(_EVIDENCE),
            )
    if not found:
        trail.step(say("keep-nothing", "The log holds no contact, so there is nothing to keep."))
        return trail.finding(())
    trail.notice(
        say(
            "keep-for-court",
            "The article is that of the Civil Procedure Law for proceedings since %(since)s. Evidence is verified "
            "before anything rests on it, so keep originals; recording a call of one's own is a usual way.",
            since=trail.cite(_EVIDENCE)[0].since,
        ),
        *trail.cite(_EVIDENCE),
    )
    if any(one.keep is Keep.DATA for one in found):
        trail.notice(
            say(
                "keep-burden",
                "Who handled personal information has to prove to be without fault; the damage is for the person to "
                "show.",
            ),
            *trail.cite("pipl-2021#69(1)"),
        )
    return trail.finding(tuple(found))


def _wanted(one: Contact) -> frozenset[Keep]:
    acts = frozenset(one.acts)
    asked = {
        Keep.CALL_RECORD: one.channel in CALLS,
        Keep.RECORDING: one.channel in CALLS and one.answered is not False,
        Keep.MESSAGES: one.channel is Channel.MESSAGE,
        Keep.LETTERS: one.channel is Channel.LETTER,
        Keep.VISIT: one.channel is Channel.VISIT,
        Keep.WITNESS: one.to in OUTSIDE,
        Keep.NOTICE: Act.POSTED in acts,
        Keep.PAYMENT: bool(_MONEY & acts),
        Keep.POLICE: bool(_ABUSE & acts),
        Keep.DATA: Act.DATA_TAKEN in acts,
    }
    return frozenset(keep for keep, wanted in asked.items() if wanted)
