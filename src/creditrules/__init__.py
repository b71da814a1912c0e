"""Chinese (mainland) consumer-credit rules, exact to the fen and to the day, each with its source.

>>> import creditrules
>>> creditrules.article("civil_code", 671).corrections[0].verdict.value
'wrong'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
else:
    _NAMES = {
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
    }

    def __getattr__(name):
        """Import a public name the first time it is used."""
        if name not in _NAMES:
            raise AttributeError(f"module 'creditrules' has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"creditrules.{_NAMES[name]}"), name)

    def __dir__():
        return sorted([*globals(), *_NAMES])
