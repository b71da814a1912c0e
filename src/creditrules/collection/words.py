"""The words of a contact log: how, whom, what, by which rule and text (inner)."""

from __future__ import annotations

from enum import Enum


class Channel(Enum):
    """How someone was contacted (催收方式)."""

    CALL = "telephone call"
    VOICE_BOT = "call by a voice robot"
    MESSAGE = "message"
    LETTER = "letter or e-mail"
    VISIT = "visit"


CALLS = frozenset({Channel.CALL, Channel.VOICE_BOT})
"""Interactive voice, smart voice included (语音形式，含智能语音)."""


class Person(Enum):
    """Who was contacted (催收对象)."""

    DEBTOR = "the debtor"
    GUARANTOR = "a guarantor"
    LIABLE = "another person who owes the debt, such as a spouse for a household debt"
    AGREED_CONTACT = "a contact that the debtor named to the lender"
    UNRELATED = "a person who has nothing to do with the debt"


OUTSIDE = frozenset({Person.AGREED_CONTACT, Person.UNRELATED})
"""Who does not owe: may be reached, if at all, only to find the debtor."""


class Act(Enum):
    """What was said or done (催收行为)."""

    DISCLOSED = "the debt was disclosed"
    POSTED = "a notice of the debt was put up or published"
    ASKED_TO_PAY = "a person who does not owe was asked to pay"
    THREATENED = "threats"
    INSULTED = "insults"
    PESTERED = "pestering"
    FOLLOWED = "following or stalking"
    VIOLENCE = "violence"
    RESTRAINED = "keeping a person from leaving"
    ENTERED_HOME = "entering a home or hotel room without consent"
    ENTERED_OFFICE = "entering a place of work without consent"
    POSED_AS_AUTHORITY = "posing as a public authority"
    POSED_AS_LENDER = "an agency posing as the lender itself"
    MISLED = "misleading statements, such as an invented blacklist or a larger sum"
    EXTRA_FEE = "asking for an extra fee"
    NEW_LOAN = "urging to borrow in order to pay"
    PRIVATE_ACCOUNT = "asking for payment to a private account"
    DATA_TAKEN = "personal data got or passed on without a lawful source"


class Rule(Enum):
    """What a contact departs from (规则)."""

    HOURS = "contact in the closed hours of the night"
    CALLS = "too many effective calls with the debtor in one day"
    DIALS = "too many unanswered dials to one number in one day"
    PERSON = "contacting a person who does not owe without need, or asking that person to pay"
    REFUSED = "contact with a person who had asked for no more of it"
    DISCLOSURE = "disclosing the debt to others"
    POSTING = "putting the debt before the public"
    THREAT = "threats or force"
    INSULT = "insults"
    HARASSMENT = "harassment"
    POSING = "posing as an authority or as the lender"
    MISLEADING = "misleading statements"
    STAFF = "a visit by too few people"
    RECORDING = "no full recording"
    PAPERS = "no papers shown on a visit"
    ENTRY = "entering premises without consent"
    FEE = "charging extra for the collection"
    NEW_LOAN = "urging a new loan"
    ACCOUNT = "payment outside the lender's own channel"
    DATA = "personal data without a lawful source"


class Regime(Enum):
    """The texts on collecting, oldest first; each has its lenders and its days."""

    CARD_2011 = "the measures on credit cards of 2011"
    CONVENTION_2018 = "the convention on online finance of 2018"
    MEASURES_2024 = "the measures on consumer-finance companies of 2024"
    GUIDE_2024 = "the guideline on online finance of 2024"
    STANDARD_2025 = "the national standard of 2025"
    GUIDE_2026 = "the guide of the banking association of 2026"
