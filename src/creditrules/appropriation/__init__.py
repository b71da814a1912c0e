"""Which part of a debt, and which of several debts, a payment goes to (清偿抵充).

Civil Code, since 2021-01-01. Art. 561: within one debt a payment that falls short goes to the costs of realising the
claim, then to interest, then to principal, unless the parties agreed otherwise. Art. 560: between several debts of one
kind to one creditor it goes as agreed, else as the debtor names when paying, else by an order that the text sets.

>>> found = allocate("1000", Owed("loan", costs="50", interest="300", principal="5000")).value
>>> found.costs, found.interest, found.principal
(Decimal('50.00'), Decimal('300.00'), Decimal('650.00'))
"""

from __future__ import annotations

from creditrules.appropriation.between import allocate_between
from creditrules.appropriation.model import Allocation, Order, Owed, Part
from creditrules.appropriation.parts import allocate
from creditrules.law import DamagesRank

__all__ = [
    "Allocation",
    "DamagesRank",
    "Order",
    "Owed",
    "Part",
    "allocate",
    "allocate_between",
]
