"""The all-in cost statement (综合融资成本明示表): what a loan costs, item by item and together.

Rules: PBOC Announcement 〔2021〕3 (since 2021-03-31) has lenders state the annual rate of all costs on the principal
in use; 金规〔2026〕2号 (since 2026-08-01) has the borrower sign a form that annualises each item alone and adds them.
That sum is not the joint rate, so both are here, each under its own name.

>>> from datetime import date
>>> from creditrules.loans import Fee, Loan, Method, When
>>> loan = Loan(
...     "8000",
...     "8.10%",
...     12,
...     date(2026, 8, 20),
...     method=Method.EQUAL_INSTALMENT,
...     fees=[Fee("担保费", amount="107.42", when=When.EVERY, collector="担保公司")],
... )
>>> statement = all_in_cost(loan, signed_on=date(2026, 8, 20)).value
>>> f"{float(statement.joint.nominal):.2%} joint, {float(statement.itemised.nominal):.2%} item by item"
'36.00% joint, 36.30% item by item'
"""

from __future__ import annotations

from creditrules.disclosure.cost import all_in_cost
from creditrules.disclosure.items import Contingent, Item, ItemisedSum
from creditrules.disclosure.stated import Figure, FigureMatch, StatedRate, matches_stated_rate
from creditrules.disclosure.statement import CostStatement

__all__ = [
    "Contingent",
    "CostStatement",
    "Figure",
    "FigureMatch",
    "Item",
    "ItemisedSum",
    "StatedRate",
    "all_in_cost",
    "matches_stated_rate",
]
