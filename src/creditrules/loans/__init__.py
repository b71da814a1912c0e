"""Loans: what a contract says, the schedule it makes, and what counts as principal.

Rules: level and scheduled repayment are arithmetic; interest deducted in advance is Civil Code 670 (since 2021-01-01).

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

from creditrules.loans.principal import Deduction, DeductionKind, true_principal
from creditrules.loans.schedules import Row, Schedule, schedule
from creditrules.loans.terms import Fee, Loan, Method, Of, Residual, When

__all__ = [
    "Deduction",
    "DeductionKind",
    "Fee",
    "Loan",
    "Method",
    "Of",
    "Residual",
    "Row",
    "Schedule",
    "When",
    "schedule",
    "true_principal",
]
