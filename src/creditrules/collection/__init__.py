"""Is a contact by a collector in order; what to keep of it; where to complain (催收行为核对).

A log of contacts is held against the texts in force on each day: the measures on credit cards (2011), the convention
(2018) and the guideline (2024) of the internet finance association, the measures on consumer-finance companies (2024),
GB/T 45251-2025 since 2025-02-28, and the guide of the banking association of 2026-01-30; beside them the Civil Code and
the Personal Information Protection Law. Only a binding text is violated; with the others a contact is out of line.

>>> from datetime import datetime
>>> late = Contact(datetime(2026, 6, 1, 7, 59), Channel.MESSAGE, Person.DEBTOR)
>>> found = review([late], lender=Lender.SMALL_LOAN)
>>> [(one.rule.name, one.force.name) for one in found.value]
[('HOURS', 'NATIONAL_STANDARD')]
"""

from __future__ import annotations

from creditrules.collection.complaints import Body, Issue, Way, channels
from creditrules.collection.keeping import Evidence, Keep, evidence
from creditrules.collection.model import Contact, Departure
from creditrules.collection.reviewed import review
from creditrules.collection.words import Act, Channel, Person, Regime, Rule
from creditrules.law import Lender, Product

__all__ = [
    "Act",
    "Body",
    "Channel",
    "Contact",
    "Departure",
    "Evidence",
    "Issue",
    "Keep",
    "Lender",
    "Person",
    "Product",
    "Regime",
    "Rule",
    "Way",
    "channels",
    "evidence",
    "review",
]
