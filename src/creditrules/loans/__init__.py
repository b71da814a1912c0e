"""Loans: what a contract says, the schedule it makes, what ends it early, and what counts as principal.

Rules: level and scheduled repayment are arithmetic; interest deducted in advance is Civil Code 670, early repayment
677 (both since 2021-01-01).

>>> from datetime import date
>>> loan = Loan(
...     "8000",
...     "8.10%",
...     12,
...     date(2025, 11, 20),
...     method=Method.EQUAL_INSTALMENT,
...     fees=[Fee(name="guarantee", amount="107.42", when=When.EVERY, collector="guarantor")],
... )
>>> plan = schedule(loan)
>>> plan.rows[0].payment, f"{plan.annual_rate().nominal:.4f}"
(Decimal('803.70'), '0.3600')
"""

from __future__ import annotations

from creditrules.loans.cards import CardPlan, card_plan
from creditrules.loans.early import prepay, restructure
from creditrules.loans.fees import Back, Deposit, Fee, Of, When
from creditrules.loans.methods import EarlyInterest, Grace, Keep, Method, Repricing, Residual
from creditrules.loans.prepayments import Prepayment, PrepaymentFee
from creditrules.loans.principal import Deduction, DeductionKind, true_principal
from creditrules.loans.repricing import LprRates, lpr_rates
from creditrules.loans.rows import Row
from creditrules.loans.schedules import Schedule, schedule
from creditrules.loans.settlement import Settlement, settle
from creditrules.loans.solve import instalments_for, payment_for, principal_for, rate_for
from creditrules.loans.terms import Loan

__all__ = [
    "Back",
    "CardPlan",
    "Deduction",
    "DeductionKind",
    "Deposit",
    "EarlyInterest",
    "Fee",
    "Grace",
    "Keep",
    "Loan",
    "LprRates",
    "Method",
    "Of",
    "Prepayment",
    "PrepaymentFee",
    "Repricing",
    "Residual",
    "Row",
    "Schedule",
    "Settlement",
    "When",
    "card_plan",
    "instalments_for",
    "lpr_rates",
    "payment_for",
    "prepay",
    "principal_for",
    "rate_for",
    "restructure",
    "schedule",
    "settle",
    "true_principal",
]
