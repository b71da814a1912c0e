"""The words in which a contract and a charge are described (约定与费用的种类)."""

from __future__ import annotations

from enum import Enum


class RateTerm(Enum):
    """What a contract may say of interest instead of a rate."""

    UNCLEAR = "interest, but not how much"


UNCLEAR = RateTerm.UNCLEAR
"""Interest was agreed, but its rate cannot be told (对利息约定不明)."""


class Compound(Enum):
    """On what a contract takes compound interest (复利)."""

    NONE = "no compound interest"
    UNPAID_IN_TERM_INTEREST = "on in-term interest from the day it was due"
    ALL = "on unpaid overdue interest too, at each due day"


class Kind(Enum):
    """What a charge is."""

    DAMAGES = "liquidated damages"
    FEE = "fee"
    COST = "cost of realising the claim"


class Relation(Enum):
    """Who takes a charge, as seen from the lender."""

    LENDER = "lender"
    AFFILIATE = "affiliate of the lender"
    GUARANTOR = "guarantor"
    INSURER = "insurer"
    PLATFORM = "platform"
    COURT = "court"


OWN = frozenset({Relation.LENDER, Relation.AFFILIATE, Relation.COURT})
"""What the lender itself claims; the others are looked at only if the reading looks through them."""


class Void(Enum):
    """Why a court held the contract void (art. 13 of 法释〔2020〕17号, 合同无效事由)."""

    BANK_MONEY_ON_LENT = "lending on money taken from a financial institution"
    RAISED_MONEY_ON_LENT = "lending on money borrowed from others or raised unlawfully"
    PROFESSIONAL = "lending to the public as a trade without a licence"
    CRIMINAL_USE = "the lender knew that the money was for a crime"
    MANDATORY_LAW = "against a mandatory provision"
    PUBLIC_ORDER = "against public order"
