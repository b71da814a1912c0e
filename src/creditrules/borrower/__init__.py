"""A person's whole situation: what each debt costs, what the rules say of it, and how to pay (借款人全貌).

Nothing here is a verdict: what a court could be asked to cut is shown as that, and until then the lender may charge
and report the contract amount.
"""

from __future__ import annotations

from creditrules.borrower.assess import Assessed, Report, assess
from creditrules.borrower.branches import Branch
from creditrules.borrower.entries import Account
from creditrules.borrower.fields import State
from creditrules.borrower.history import History, Overdue
from creditrules.borrower.person import Borrower
from creditrules.borrower.prices import Price
from creditrules.borrower.protection import Protection
from creditrules.borrower.relief import PayBy

__all__ = [
    "Account",
    "Assessed",
    "Borrower",
    "Branch",
    "History",
    "Overdue",
    "PayBy",
    "Price",
    "Protection",
    "Report",
    "State",
    "assess",
]
