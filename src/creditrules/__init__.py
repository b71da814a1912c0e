"""Chinese (mainland) consumer-credit rules, exact to the fen and to the day, each with its source.

>>> import creditrules
>>> creditrules.article("civil_code", 671).corrections[0].verdict.value
'wrong'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from creditrules.borrower import Borrower as Borrower
    from creditrules.borrower import assess as assess
    from creditrules.claims import Advance as Advance
    from creditrules.claims import Agreement as Agreement
    from creditrules.claims import Payment as Payment
    from creditrules.claims import claim as claim
    from creditrules.disclosure import all_in_cost as all_in_cost
    from creditrules.errors import AmbiguousRateError as AmbiguousRateError
    from creditrules.errors import CreditRulesError as CreditRulesError
    from creditrules.errors import DataFileError as DataFileError
    from creditrules.errors import InputError as InputError
    from creditrules.errors import InputTypeError as InputTypeError
    from creditrules.errors import NoDataError as NoDataError
    from creditrules.errors import NoRateError as NoRateError
    from creditrules.errors import NotInForceError as NotInForceError
    from creditrules.errors import StaleDataWarning as StaleDataWarning
    from creditrules.law import Lender as Lender
    from creditrules.law import article as article
    from creditrules.law import bundled as bundled
    from creditrules.limits import ceilings as ceilings
    from creditrules.limits import check as check
    from creditrules.loans import Fee as Fee
    from creditrules.loans import Loan as Loan
    from creditrules.loans import Method as Method
    from creditrules.loans import schedule as schedule
    from creditrules.loans import true_principal as true_principal
    from creditrules.rates import AnnualRate as AnnualRate
    from creditrules.rates import CashFlow as CashFlow
    from creditrules.rates import Quotation as Quotation
    from creditrules.rates import irr as irr
    from creditrules.rates import lpr as lpr
    from creditrules.rates import xirr as xirr
    from creditrules.records import retention as retention
    from creditrules.repayment import Budget as Budget
    from creditrules.repayment import Debt as Debt
    from creditrules.repayment import compare as compare
    from creditrules.repayment import plan as plan
else:
    _NAMES = {
        "Borrower": "borrower",
        "assess": "borrower",
        "Advance": "claims",
        "Agreement": "claims",
        "Payment": "claims",
        "claim": "claims",
        "all_in_cost": "disclosure",
        "AmbiguousRateError": "errors",
        "CreditRulesError": "errors",
        "DataFileError": "errors",
        "InputError": "errors",
        "InputTypeError": "errors",
        "NoDataError": "errors",
        "NoRateError": "errors",
        "NotInForceError": "errors",
        "StaleDataWarning": "errors",
        "Lender": "law",
        "article": "law",
        "bundled": "law",
        "ceilings": "limits",
        "check": "limits",
        "Fee": "loans",
        "Loan": "loans",
        "Method": "loans",
        "schedule": "loans",
        "true_principal": "loans",
        "AnnualRate": "rates",
        "CashFlow": "rates",
        "Quotation": "rates",
        "irr": "rates",
        "lpr": "rates",
        "xirr": "rates",
        "retention": "records",
        "Budget": "repayment",
        "Debt": "repayment",
        "compare": "repayment",
        "plan": "repayment",
    }

    def __getattr__(name):
        """Import a public name the first time it is used."""
        if name not in _NAMES:
            raise AttributeError(f"module 'creditrules' has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"creditrules.{_NAMES[name]}"), name)

    def __dir__():
        return sorted([*globals(), *_NAMES])
