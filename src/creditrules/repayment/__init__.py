"""Several debts and a monthly budget: in which order to pay, how long it takes, what it costs (还款计划).

Arithmetic, not law: the plan runs on what each lender claims and says nothing about what a court would cut. Step k is
the month that ends on ``add_months(start, k)``. In it a twelfth of the annual rate and an open fee are posted once on
every open debt; then what falls due is paid (in step 1 the arrears too); then what is left goes to the debts in the
order of the strategy, from one to the next.

>>> from datetime import date
>>> card = Debt("card", "10000", annual_rate="20%", minimum="0")
>>> found = plan([card], Budget("500"), strategy=avalanche, start=date(2026, 1, 15))
>>> found.months, found.payoff_on, found.rows[0].interest
(25, datetime.date(2028, 2, 15), Decimal('166.67'))
"""

from __future__ import annotations

from creditrules.law import Lender
from creditrules.repayment.comparison import Compared, Comparison, compare
from creditrules.repayment.debts import Budget, Debt, FeesOnPrepay, Kind
from creditrules.repayment.plans import Missed, PayOff, Placed, Plan, Row, ShortMonth, Status, plan
from creditrules.repayment.strategies import Rank, Standing, Strategy, avalanche, custom, snowball

__all__ = [
    "Budget",
    "Compared",
    "Comparison",
    "Debt",
    "FeesOnPrepay",
    "Kind",
    "Lender",
    "Missed",
    "PayOff",
    "Placed",
    "Plan",
    "Rank",
    "Row",
    "ShortMonth",
    "Standing",
    "Status",
    "Strategy",
    "avalanche",
    "compare",
    "custom",
    "plan",
    "snowball",
]
