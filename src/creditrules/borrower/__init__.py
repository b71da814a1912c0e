"""A person's whole situation: what each debt costs, what the rules say of it, and how to pay (借款人全貌).

Nothing here is a verdict: what a court could be asked to cut is shown as that, and until then the lender may charge
and report the contract amount.
"""

from __future__ import annotations

from creditrules.borrower.entries import Account, Borrower
from creditrules.borrower.fields import State

__all__ = ["Account", "Borrower", "State"]
