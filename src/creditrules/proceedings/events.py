"""What restarts, suspends or comes after a limitation period (时效中断、中止事由), each kind with its own condition.

Civil Code 194 and 195 and the interpretation on limitation, arts. 8 to 17 and 19; for cards 法释〔2021〕10号, art. 3.

>>> from datetime import date
>>> Event(EventKind.MESSAGE, date(2025, 3, 1), met=True).kind.name
'MESSAGE'
"""

from __future__ import annotations

from datetime import date
from enum import Enum

from attrs import field, frozen

from creditrules.checks import flag, member
from creditrules.errors import InputError
from creditrules.law import FINANCIAL, LOCAL, Lender, Product
from creditrules.money import Number, owed_fen
from creditrules.periods import calendar_day


class EventKind(Enum):
    """What happened (事由). Of proceedings and obstacles the end counts too."""

    DEMAND = "demand handed over on paper"
    MESSAGE = "letter or message that demands payment"
    CARD_REMINDER = "reminder of a card issuer to the number or address left with it"
    AUTO_DEBIT = "debit from the account by the lender"
    PRESS_NOTICE = "demand published in the press"
    SIGNED_SLIP = "dunning slip signed by the debtor"
    ASSIGNMENT_NOTICE = "notice of assignment"
    PROMISE = "promise to pay"
    INSTALMENT_PROMISE = "promise to pay by instalments"
    PART_PAYMENT = "part payment"
    SECURITY_GIVEN = "security given by the debtor"
    REQUEST_FOR_TIME = "request for more time"
    REPAYMENT_PLAN = "repayment plan made by the debtor"
    NEW_AGREEMENT = "new agreement on the old debt"
    SUIT = "suit"
    ARBITRATION = "arbitration"
    PAYMENT_ORDER = "application for a payment order"
    BANKRUPTCY = "bankruptcy application or claim filed in it"
    DECLARATION = "application to declare the debtor missing or dead"
    PRESERVATION = "preservation or another measure before a suit"
    ENFORCEMENT = "application for enforcement"
    JOINDER = "joinder or notice to take part in a suit"
    SET_OFF = "set-off raised in a suit"
    MEDIATION = "request for mediation or to a body that settles disputes"
    POLICE_REPORT = "report to the police, the procuratorate or a court"
    CERTIFICATE = "application for the enforcement certificate of a notarised instrument"
    FORCE_MAJEURE = "force majeure"
    NO_REPRESENTATIVE = "creditor without capacity and without a representative"
    ESTATE_OPEN = "estate without a known heir or administrator"
    CREDITOR_HELD = "creditor held under the control of the debtor or others"
    OTHER_OBSTACLE = "another obstacle to claiming"


class Condition(Enum):
    """What must be so for an event to count (条件); `Event.met` answers it."""

    ARRIVED = "it is signed for, or shown otherwise to have arrived"
    SHOULD_ARRIVE = "it arrived or should have arrived"
    CARD = "the debt is a card debt, and it went to what the holder had left with the issuer"
    DEBIT = "the creditor is a financial institution, and law or contract let it take something"
    PRESS = "the debtor's whereabouts were unknown, and the medium is a national or provincial one of influence"
    REACHED = "it reached the debtor"
    NOTARISED = "the instrument is a notarised one"
    PREVENTED = "it kept the creditor from claiming"


class Group(Enum):
    """What an event is, for what follows from it."""

    DEMAND = "demand"
    CONSENT = "agreement to perform"
    PROCEEDINGS = "proceedings"
    OBSTACLE = "obstacle"


_TEXT = "spc-limitation-2020"
_DEMANDED = "civil-code#195(1)"
_AGREED = "civil-code#195(2)"
_SUED = "civil-code#195(3)"
_EQUAL = "civil-code#195(4)"
_Rule = tuple[Group, Condition | None, tuple[str, ...]]
RULES: dict[EventKind, _Rule] = {
    EventKind.DEMAND: (Group.DEMAND, Condition.ARRIVED, (_DEMANDED, f"{_TEXT}#8(1)(1)")),
    EventKind.MESSAGE: (Group.DEMAND, Condition.SHOULD_ARRIVE, (_DEMANDED, f"{_TEXT}#8(1)(2)")),
    EventKind.CARD_REMINDER: (Group.DEMAND, Condition.CARD, (_DEMANDED, "spc-bank-card-2021-10#3(2)")),
    EventKind.AUTO_DEBIT: (Group.DEMAND, Condition.DEBIT, (_DEMANDED, f"{_TEXT}#8(1)(3)")),
    EventKind.PRESS_NOTICE: (Group.DEMAND, Condition.PRESS, (_DEMANDED, f"{_TEXT}#8(1)(4)")),
    EventKind.SIGNED_SLIP: (Group.DEMAND, None, (_DEMANDED, f"{_TEXT}#8(1)(1)")),
    EventKind.ASSIGNMENT_NOTICE: (Group.DEMAND, Condition.REACHED, (f"{_TEXT}#17(1)",)),
    EventKind.NEW_AGREEMENT: (Group.CONSENT, None, (_AGREED,)),
    EventKind.PROMISE: (Group.CONSENT, None, (_AGREED,)),
    **dict.fromkeys(
        (
            EventKind.INSTALMENT_PROMISE,
            EventKind.PART_PAYMENT,
            EventKind.SECURITY_GIVEN,
            EventKind.REQUEST_FOR_TIME,
            EventKind.REPAYMENT_PLAN,
        ),
        (Group.CONSENT, None, (_AGREED, f"{_TEXT}#14")),
    ),
    EventKind.SUIT: (Group.PROCEEDINGS, None, (_SUED, f"{_TEXT}#10")),
    EventKind.ARBITRATION: (Group.PROCEEDINGS, None, (_SUED,)),
    **{
        kind: (Group.PROCEEDINGS, None, (_EQUAL, f"{_TEXT}#11({item})"))
        for item, kind in enumerate(
            (
                EventKind.PAYMENT_ORDER,
                EventKind.BANKRUPTCY,
                EventKind.DECLARATION,
                EventKind.PRESERVATION,
                EventKind.ENFORCEMENT,
                EventKind.JOINDER,
                EventKind.SET_OFF,
            ),
            1,
        )
    },
    EventKind.MEDIATION: (Group.PROCEEDINGS, None, (_EQUAL, f"{_TEXT}#12")),
    EventKind.POLICE_REPORT: (Group.PROCEEDINGS, None, (_EQUAL, f"{_TEXT}#13")),
    EventKind.CERTIFICATE: (Group.PROCEEDINGS, Condition.NOTARISED, ("spc-notarised-instruments-2018-18#9(2)",)),
    **{
        kind: (Group.OBSTACLE, Condition.PREVENTED, (f"civil-code#194(1)({item})",))
        for item, kind in enumerate(
            (
                EventKind.FORCE_MAJEURE,
                EventKind.NO_REPRESENTATIVE,
                EventKind.ESTATE_OPEN,
                EventKind.CREDITOR_HELD,
                EventKind.OTHER_OBSTACLE,
            ),
            1,
        )
    },
}
"""What each kind is, its condition and its source."""
_PLACES = list(EventKind)
_CARDS = frozenset({Product.CARD, Product.CARD_INSTALMENT})


@frozen
class Event:
    """One event (事件): what happened, and on which day.

    ``on`` is the day of a demand's arrival (or when it should have arrived), of sending for a card issuer's reminder,
    of a payment or promise, of filing, or the first day of an obstacle. ``ended_on`` is when proceedings ended or the
    obstacle was gone; None while they last. ``met`` says whether the condition of the kind is met, None if that is not
    known; a kind without one counts unless it is False. ``amount`` is what a debit took, yuan. ``waives_rest``: the
    creditor claimed a part and clearly gave up the rest, which is what is asked about.
    """

    kind: EventKind
    on: date
    ended_on: date | None = field(default=None, kw_only=True)
    met: bool | None = field(default=None, kw_only=True)
    amount: Number | None = field(default=None, kw_only=True)
    waives_rest: bool = field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Check each field."""
        member(self.kind, EventKind, argument="kind")
        calendar_day(self.on, argument="on")
        flag(self.waives_rest, argument="waives_rest")
        if self.met is not None:
            flag(self.met, argument="met")
        if self.ended_on is not None:
            if self.group not in {Group.PROCEEDINGS, Group.OBSTACLE}:
                raise InputError("ended_on is for proceedings and obstacles, not for a %(kind)s", kind=self.kind)
            if calendar_day(self.ended_on, argument="ended_on") < self.on:
                raise InputError("ended_on %(day)s lies before on %(on)s", day=self.ended_on, on=self.on)
        if self.amount is not None:
            if self.kind is not EventKind.AUTO_DEBIT:
                raise InputError("amount is for a debit, not for a %(kind)s", kind=self.kind)
            owed_fen(self.amount, argument="amount")

    @property
    def group(self) -> Group:
        """What the event is."""
        return RULES[self.kind][0]

    @property
    def condition(self) -> Condition | None:
        """The condition of its kind."""
        return RULES[self.kind][1]

    @property
    def restarts_on(self) -> date:
        """The day from which a new period would be counted; the last day of the calendar while proceedings last."""
        return (self.ended_on or date.max) if self.group is Group.PROCEEDINGS else self.on

    @property
    def order(self) -> tuple[date, date, int, str]:
        """Where the event stands among others, whatever order they are given in."""
        rest = f"{self.met} {self.amount} {self.waives_rest}"
        return self.on, self.ended_on or date.max, _PLACES.index(self.kind), rest


def counts(event: Event, creditor: Lender | None, product: Product, *, notarised: bool) -> bool | None:
    """Return whether the condition of an event is met, as far as the case tells; None where it is not known."""
    if event.met is False:
        return False
    match event.condition:
        case None:
            return True
        case Condition.NOTARISED:
            return notarised
        case Condition.CARD:
            return event.met if product in _CARDS else False
        case Condition.DEBIT:
            return _debited(event, creditor)
        case _:
            return event.met


def _debited(event: Event, creditor: Lender | None) -> bool | None:
    """Nothing taken is no debit; that a local financial organisation is one of the institutions is disputed."""
    taken = None if event.amount is None else owed_fen(event.amount, argument="amount") > 0
    if taken is False:
        return False
    if creditor in FINANCIAL:
        return True if taken or event.met else None
    return None if creditor is None or creditor in LOCAL else False


def sources(event: Event, product: Product) -> tuple[str, ...]:
    """Return the articles that an event rests on."""
    found = RULES[event.kind][2]
    if product in _CARDS:
        own = {
            EventKind.AUTO_DEBIT: "spc-bank-card-2021-10#3(1)",
            EventKind.POLICE_REPORT: "spc-bank-card-2021-10#3(3)",
        }
        return (*found, own[event.kind]) if event.kind in own else found
    return found
