"""What a borrower's file holds: its tables, their keys, and of what kind each value is (inner).

The reader goes by this, and so does the schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import fields

from creditrules.borrower.entries import Account
from creditrules.borrower.fields import State
from creditrules.borrower.logged import Logged
from creditrules.collection import Act, Channel, Contact, Person
from creditrules.law import Lender, Product
from creditrules.periods import DayCount
from creditrules.proceedings import Event, EventKind
from creditrules.records import MonthCell
from creditrules.repayment import FeesOnPrepay, Kind

if TYPE_CHECKING:
    from enum import Enum

TABLES: tuple[type, ...] = (MonthCell, Event, Account, Contact)
"""The classes of the tables inside the file, each after those it holds."""
LISTS: dict[str, type] = {"debt": Account, "cells": MonthCell, "events": Event, "contact": Logged}
"""The keys that hold lists of tables."""
MOST = {"debt": 200, "cells": 600, "events": 200, "contact": 5000}
"""How many tables each may hold."""
DAYS = ("formed_on", "overdue_since", "due_on", "ended_on", "as_of", "on")
"""The keys whose value is a day."""
MOMENTS = ("at", "ends_at")
"""The keys whose value is a moment: a day with an hour."""
MEMBERS: dict[tuple[type, str], tuple[Enum, ...]] = {
    (Account, "lender"): tuple(Lender),
    (Account, "product"): tuple(Product),
    (Account, "kind"): tuple(Kind),
    (Account, "state"): tuple(State),
    (Account, "day_count"): (DayCount.ACT_365, DayCount.ACT_360),
    (Account, "fees_on_prepay"): tuple(FeesOnPrepay),
    (Event, "kind"): tuple(EventKind),
    (Contact, "channel"): tuple(Channel),
    (Contact, "to"): tuple(Person),
    (Contact, "acts"): tuple(Act),
}
"""The keys whose value is one of a few names, or for ``acts`` a list of them."""


def key_of(name: str) -> str:
    """Return the key of a field: its name, but for the list of debts."""
    return "debt" if name == "accounts" else name


KEYS = {key_of(one.name) for kind in TABLES for one in fields(kind)} | {
    "debt",
    "contact",
    "monthly_budget",
    "as_of",
}
"""Every key there is."""
