"""Who lends, and what: the two facts that pick a rule before any date does."""

from __future__ import annotations

from enum import Enum


class Lender(Enum):
    """The kind of lender (出借人类型), by its licence.

    The first group is approved by the financial regulator itself; the seven after it are the local financial
    organisations of 法释〔2020〕27号; PRIVATE is a person or firm that does not lend as a trade; UNLICENSED lends to
    the public as a trade without approval (职业放贷).
    """

    BANK = "bank"
    CONSUMER_FINANCE = "consumer-finance company"
    AUTO_FINANCE = "auto-finance company"
    TRUST = "trust company"
    SMALL_LOAN = "small-loan company"
    PAWNSHOP = "pawnshop"
    FINANCE_LEASE = "finance-lease company"
    FACTORING = "commercial factoring company"
    GUARANTOR = "financing-guarantee company"
    OTHER_LOCAL = "other local financial organisation"
    PRIVATE = "private lender"
    UNLICENSED = "unlicensed lender"


class Product(Enum):
    """What was lent (产品)."""

    LOAN = "loan"
    CARD = "credit card"
    CARD_INSTALMENT = "card instalment plan"


class Cost(Enum):
    """What a ceiling may count (计入的费用)."""

    INTEREST = "interest"
    COMPOUND = "compound interest"
    PENALTY = "penalty interest"
    DAMAGES = "liquidated damages"
    OTHER_FEES = "other fees that the lender claims"
    GUARANTEE = "guarantee and insurance fees"
    SERVICE = "service fees of others"


FINANCIAL = frozenset({Lender.BANK, Lender.CONSUMER_FINANCE, Lender.AUTO_FINANCE, Lender.TRUST})
"""Outside the private-lending provisions by their own article 1(2)."""

LOCAL = frozenset(
    {
        Lender.SMALL_LOAN,
        Lender.PAWNSHOP,
        Lender.FINANCE_LEASE,
        Lender.FACTORING,
        Lender.GUARANTOR,
        Lender.OTHER_LOCAL,
    }
)
"""Outside them since 2021-01-01, by 法释〔2020〕27号, item 1."""
