"""A person's whole situation: what each debt costs, what the rules say of it, and how to pay (借款人全貌).

Nothing here is a verdict: what a court could be asked to cut is shown as that, and until then the lender may charge
and report the contract amount.
"""

from __future__ import annotations

from creditrules.borrower.ahead import Ahead, Coming
from creditrules.borrower.asking import Ask
from creditrules.borrower.assess import Assessed, Report, assess
from creditrules.borrower.branches import Branch
from creditrules.borrower.conduct import Conduct
from creditrules.borrower.entries import Account
from creditrules.borrower.fields import State
from creditrules.borrower.flags import Flag, RedFlag
from creditrules.borrower.guard import Guard
from creditrules.borrower.history import History, Overdue
from creditrules.borrower.logged import Logged
from creditrules.borrower.person import Borrower
from creditrules.borrower.prices import Price
from creditrules.borrower.protection import Protection
from creditrules.borrower.relief import PayBy
from creditrules.borrower.template import template

__all__ = [
    "Account",
    "Ahead",
    "Ask",
    "Assessed",
    "Borrower",
    "Branch",
    "Coming",
    "Conduct",
    "Flag",
    "Guard",
    "History",
    "Logged",
    "Overdue",
    "PayBy",
    "Price",
    "Protection",
    "RedFlag",
    "Report",
    "State",
    "assess",
    "template",
]
