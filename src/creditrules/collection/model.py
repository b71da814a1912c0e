"""One contact of a log, and what a review finds of it (inner).

>>> from datetime import datetime
>>> Contact(datetime(2026, 6, 1, 21, 59), Channel.CALL, Person.DEBTOR, answered=True).at.isoformat()
'2026-06-01T21:59:00+08:00'
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING

from attrs import field, frozen

from creditrules.checks import flag, instance, member, members, text
from creditrules.collection.words import CALLS, OUTSIDE, Act, Channel, Person, Regime, Rule
from creditrules.errors import InputError, InputTypeError, shown
from creditrules.law import Citation, Force
from creditrules.periods import whole

if TYPE_CHECKING:
    from collections.abc import Iterable

    from attrs import Attribute

BEIJING = timezone(timedelta(hours=8))
"""One time for the whole country. Summer time ended in 1991, before any rule here, so the offset never changes."""
_LONGEST = timedelta(days=1)


def _moment(value: object, argument: str) -> datetime:
    if not isinstance(value, datetime):
        raise InputTypeError(
            "%(argument)s must be a datetime.datetime, got %(type)s", argument=argument, type=type(value).__name__
        )
    if value.utcoffset() is None:
        return value.replace(tzinfo=BEIJING)
    try:
        return value.astimezone(BEIJING)
    except OverflowError as error:
        raise InputError(
            "%(argument)s lies beyond the calendar in Beijing time, got %(value)s",
            argument=argument,
            value=shown(value),
        ) from error


def _at(value: datetime) -> datetime:
    return _moment(value, "at")


def _ends_at(value: datetime | None) -> datetime | None:
    return None if value is None else _moment(value, "ends_at")


def _number(value: str) -> str:
    return text(value, argument="number").strip()


def _is_flag(_: object, one: Attribute[bool], value: object) -> None:
    flag(value, argument=one.name)


def _may_be_flag(_: object, one: Attribute[bool | None], value: object) -> None:
    if value is not None:
        flag(value, argument=one.name)


def _may_be_count(_: object, one: Attribute[int | None], value: object) -> None:
    if value is not None:
        whole(value, argument=one.name)


def _is_channel(_: object, one: Attribute[Channel], value: object) -> None:
    member(value, Channel, argument=one.name)


def _is_person(_: object, one: Attribute[Person], value: object) -> None:
    member(value, Person, argument=one.name)


def _acts(values: Iterable[Act]) -> tuple[Act, ...]:
    given = {
        member(value, Act, argument=f"acts[{place}]") for place, value in enumerate(members(values, argument="acts"))
    }
    return tuple(each for each in Act if each in given)


@frozen
class Contact:
    """One call, message, letter or visit (一次催收). A fact left None is not known, and is then asked for, not guessed.

    Args:
        at: when it began. Without a time zone it is Beijing time; with one it is converted.
        channel: a call, a call by a robot, a message, a letter or a visit.
        to: whom it reached or was to reach.
        answered: calls only: whether it connected. An unanswered call is a dial.
        ends_at: when it ended; the same moment as ``at`` when left out. At most a day later.
        number: the number or address that was used. Dials without one count as dials to one number.
        acts: what was said or done. To a guarantor, or another who owes the debt, it is not disclosed.
        consented: whether the debtor had consented to this contact at this hour.
        debtor_unreachable: whether the debtor could not be reached, was dead or without full capacity. It decides
            whether a person who does not owe may be contacted.
        after_refusal: whether that person had asked before for no more contact.
        staff: visits only: how many came.
        recorded: calls and visits: whether all of it was recorded.
        papers_shown: visits only: whether they showed who they are.
        from_debtor: whether the debtor called; the hours and the numbers are then no matter.

    """

    at: datetime = field(converter=_at)
    channel: Channel = field(validator=_is_channel)
    to: Person = field(validator=_is_person)
    answered: bool | None = field(default=None, kw_only=True, validator=_may_be_flag)
    ends_at: datetime | None = field(default=None, kw_only=True, converter=_ends_at)
    number: str = field(default="", kw_only=True, converter=_number)
    acts: tuple[Act, ...] = field(default=(), kw_only=True, converter=_acts)
    consented: bool = field(default=False, kw_only=True, validator=_is_flag)
    debtor_unreachable: bool | None = field(default=None, kw_only=True, validator=_may_be_flag)
    after_refusal: bool = field(default=False, kw_only=True, validator=_is_flag)
    staff: int | None = field(default=None, kw_only=True, validator=_may_be_count)
    recorded: bool | None = field(default=None, kw_only=True, validator=_may_be_flag)
    papers_shown: bool | None = field(default=None, kw_only=True, validator=_may_be_flag)
    from_debtor: bool = field(default=False, kw_only=True, validator=_is_flag)

    def __attrs_post_init__(self) -> None:
        """Refuse facts that do not go together."""
        if not self.at <= self.end <= self.at + min(_LONGEST, datetime.max.replace(tzinfo=BEIJING) - self.at):
            raise InputError(
                "%(argument)s must be from %(least)s to one day later, got %(value)s",
                argument="ends_at",
                least=self.at,
                value=shown(self.end),
            )
        for name, kinds in _ONLY_FOR:
            if getattr(self, name) is not None and self.channel not in kinds:
                raise InputError(
                    "%(argument)s does not go with a contact by %(value)s", argument=name, value=self.channel
                )
        if self.to is Person.DEBTOR and Act.DISCLOSED in self.acts:
            raise InputError("%(argument)s: nothing is disclosed to the debtor", argument="acts")
        if self.to not in OUTSIDE:
            for given, name in (
                (Act.ASKED_TO_PAY in self.acts, "acts"),
                (self.after_refusal, "after_refusal"),
                (self.debtor_unreachable is not None, "debtor_unreachable"),
            ):
                if given:
                    raise InputError(
                        "%(argument)s is about a contact with a person who does not owe, got %(value)s",
                        argument=name,
                        value=self.to,
                    )
        if self.from_debtor and self.to is not Person.DEBTOR:
            raise InputError(
                "%(argument)s is about a contact with the debtor, got %(value)s", argument="from_debtor", value=self.to
            )

    @property
    def end(self) -> datetime:
        """When it ended, or when it began if nothing is known of its end."""
        return self.at if self.ends_at is None else self.ends_at

    @property
    def day(self) -> date:
        """The day on which it began, in Beijing."""
        return self.at.date()


_ONLY_FOR = (
    ("answered", CALLS),
    ("recorded", CALLS | {Channel.VISIT}),
    ("staff", frozenset({Channel.VISIT})),
    ("papers_shown", frozenset({Channel.VISIT})),
)


def in_order(log: Iterable[Contact]) -> tuple[Contact, ...]:
    """Check a log and put it in order of time; what began at one moment has an order of its own."""
    found = members(log, argument="log")
    for place, one in enumerate(found):
        instance(one, Contact, argument=f"log[{place}]")
    return tuple(sorted(found, key=lambda one: (one.at, str(one))))


@frozen(kw_only=True)
class Departure:
    """Contacts of one day that depart from one rule of one text (不当催收).

    ``regime`` is None where the text is a general law.
    """

    rule: Rule
    on: date
    contacts: tuple[Contact, ...]
    citations: tuple[Citation, ...]
    regime: Regime | None = None

    @property
    def force(self) -> Force:
        """How binding the text is (效力)."""
        return self.citations[0].source.force

    @property
    def binding(self) -> bool:
        """Whether it breaks a binding rule (违反) or is only out of line with a text (不符合)."""
        return self.force.binding
