"""Several debts and a monthly budget: in which order to pay, how long it takes, what it costs (还款计划).

Arithmetic, not law: the plan runs on what each lender claims and says nothing about what a court would cut. Step k is
the month that ends on ``add_months(start, k)``. In it a twelfth of the annual rate (or interest for its days) and an
open fee are posted once on every open debt; then what falls due is paid (in step 1 the arrears too); then what is left
goes to the debts in the order of the strategy, from one to the next.

>>> from datetime import date
>>> card = Debt("card", "10000", annual_rate="20%", minimum="0")
>>> found = plan([card], Budget("500"), strategy=avalanche, start=date(2026, 1, 15))
>>> found.months, found.payoff_on, found.rows[0].interest
(25, datetime.date(2028, 2, 15), Decimal('166.67'))
"""

from __future__ import annotations

from creditrules.law import Lender
from creditrules.repayment.budgets import Budget
from creditrules.repayment.comparison import Compared, Comparison, compare
from creditrules.repayment.debts import Debt
from creditrules.repayment.gaps import uncounted
from creditrules.repayment.kinds import Accrual, FeesOnPrepay, Kind, Pressure, Security
from creditrules.repayment.offers import Deferral, Instalments, Negotiated, Settlement, negotiated
from creditrules.repayment.plans import Missed, PayOff, Placed, Plan, Row, ShortMonth, Status, plan
from creditrules.repayment.solving import DayOfDelay, cost_of_delay, refinance_break_even, smallest_budget
from creditrules.repayment.standing import Rank, Standing, Strategy
from creditrules.repayment.strategies import (
    avalanche,
    custom,
    free_cash_first,
    minimum_only,
    proportional,
    snowball,
)
from creditrules.repayment.triage import high_rate_then_small, record_first, risk_first

__all__ = [
    "Accrual",
    "Budget",
    "Compared",
    "Comparison",
    "DayOfDelay",
    "Debt",
    "Deferral",
    "FeesOnPrepay",
    "Instalments",
    "Kind",
    "Lender",
    "Missed",
    "Negotiated",
    "PayOff",
    "Placed",
    "Plan",
    "Pressure",
    "Rank",
    "Row",
    "Security",
    "Settlement",
    "ShortMonth",
    "Standing",
    "Status",
    "Strategy",
    "avalanche",
    "compare",
    "cost_of_delay",
    "custom",
    "free_cash_first",
    "high_rate_then_small",
    "minimum_only",
    "negotiated",
    "plan",
    "proportional",
    "record_first",
    "refinance_break_even",
    "risk_first",
    "smallest_budget",
    "snowball",
    "uncounted",
]
