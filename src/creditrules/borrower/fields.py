"""Doors of the fields of an account: each checks its own type and bound, and an error names the field."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar
from unicodedata import category

from creditrules.checks import instance, listed, member, members, words
from creditrules.errors import InputError, InputTypeError, shown
from creditrules.law import Lender, Product
from creditrules.money import Number, exact, from_fen, held_rate, owed_fen, positive_fen, rate, shortest
from creditrules.periods import COMMON_YEAR, DayCount, calendar_day, whole
from creditrules.proceedings import Event
from creditrules.records import MonthCell
from creditrules.repayment import FeesOnPrepay, Kind
from creditrules.repayment.debts import HORIZON

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

E = TypeVar("E", bound=Enum)
T = TypeVar("T")

_LONGEST = 60
_UNPRINTED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


class State(Enum):
    """Whether anything is left of an account (账户状态)."""

    OPEN = "open"
    """未结清."""
    SETTLED = "settled"
    """已结清: it stays in the list for its record."""


def _text(value: object, argument: str) -> str:
    found = words(value, argument=argument)
    if len(found) > _LONGEST:
        raise InputError(
            "%(argument)s may have at most %(bound)s characters, got %(value)s",
            argument=argument,
            bound=_LONGEST,
            value=shown(found),
        )
    # A line break or half a surrogate pair would spoil every table and every sentence that the name stands in.
    if any(category(one) in _UNPRINTED for one in found):
        raise InputError(
            "%(argument)s holds a character that cannot be printed: %(value)s", argument=argument, value=ascii(found)
        )
    return found


def name(value: str) -> str:
    """Read what the person calls an account."""
    return _text(value, "name")


def debt(value: str) -> str:
    """Read the name of the debt that a contact was about."""
    return _text(value, "debt")


def fee_collector(value: str | None) -> str | None:
    """Read who collects a fee."""
    return None if value is None else _text(value, "fee_collector")


def lender(value: Lender) -> Lender:
    """Read who lent."""
    return member(value, Lender, argument="lender")


def product(value: Product) -> Product:
    """Read what was lent."""
    return member(value, Product, argument="product")


def state(value: State) -> State:
    """Read whether anything is left."""
    return member(value, State, argument="state")


def kind(value: Kind | None) -> Kind | None:
    """Read what sort of debt it is."""
    return None if value is None else member(value, Kind, argument="kind")


def day_count(value: DayCount | None) -> DayCount | None:
    """Read how days become parts of a year."""
    found = None if value is None else member(value, DayCount, argument="day_count")
    if found not in {None, DayCount.ACT_365, DayCount.ACT_360}:
        raise InputError(
            "%(argument)s must be %(bound)s, got %(value)s",
            argument="day_count",
            bound="ACT_365, ACT_360",
            value=found.name,
        )
    return found


def fees_on_prepay(value: FeesOnPrepay | None) -> FeesOnPrepay | None:
    """Read what becomes of fees on early pay-off."""
    return None if value is None else member(value, FeesOnPrepay, argument="fees_on_prepay")


def formed_on(value: date) -> date:
    """Read the day the contract was formed."""
    return calendar_day(value, argument="formed_on")


def overdue_since(value: date | None) -> date | None:
    """Read the due day of the oldest arrears."""
    return None if value is None else calendar_day(value, argument="overdue_since")


def due_on(value: date | None) -> date | None:
    """Read the day on which all falls due."""
    return None if value is None else calendar_day(value, argument="due_on")


def ended_on(value: date | None) -> date | None:
    """Read the day the arrears were cleared."""
    return None if value is None else calendar_day(value, argument="ended_on")


def as_of(value: date | None) -> date | None:
    """Read the day of the balances."""
    return None if value is None else calendar_day(value, argument="as_of")


def _positive(value: Number | None, argument: str) -> Decimal | None:
    return None if value is None else from_fen(positive_fen(value, argument=argument))


def monthly_budget(value: Number | None) -> Decimal | None:
    """Read the money there is each month."""
    return _positive(value, "monthly_budget")


def balance(value: Number | None) -> Decimal | None:
    """Read what the lender shows as owed."""
    return _positive(value, "balance")


def face(value: Number | None) -> Decimal | None:
    """Read the amount of the contract."""
    return _positive(value, "face")


def received(value: Number | None) -> Decimal | None:
    """Read what really arrived."""
    return _positive(value, "received")


def instalment(value: Number | None) -> Decimal | None:
    """Read interest and principal of one instalment."""
    found = _positive(value, "instalment")
    if found is not None and found < 1:
        raise InputError("%(argument)s must be 1 or more, got %(value)s", argument="instalment", value=shown(value))
    return found


def fee_per_instalment(value: Number | None) -> Decimal | None:
    """Read the fee of one instalment."""
    return _positive(value, "fee_per_instalment")


def paid_first(value: Number | None) -> Decimal | None:
    """Read what was asked for before the loan was paid out."""
    return _positive(value, "paid_first")


def repair_fee(value: Number | None) -> Decimal | None:
    """Read what was asked for to repair the record."""
    return _positive(value, "repair_fee")


def arrears(value: Number | None) -> Decimal | None:
    """Read the overdue part of the balance."""
    return _positive(value, "arrears")


def minimum(value: Number | Fraction | None) -> Decimal | Fraction | None:
    """Read what falls due each month: an amount, or a share as text with a percent sign."""
    if isinstance(value, Fraction) or (isinstance(value, str) and value.strip().endswith(("%", "％"))):
        share = held_rate(value, argument="minimum")
        if share > 1:
            raise InputError(
                "%(argument)s may not be above 100%%, got %(value)s", argument="minimum", value=shown(value)
            )
        return share
    return None if value is None else from_fen(owed_fen(value, argument="minimum"))


def annual_rate(value: Number | Fraction | None) -> Fraction | None:
    """Read the contract rate a year."""
    return None if value is None else held_rate(value, argument="annual_rate")


def daily_rate(value: Number | Fraction | None) -> Fraction | None:
    """Read the contract rate a day."""
    if value is None:
        return None
    found = held_rate(value, argument="daily_rate")
    # The year's rate goes through the same door later on, where its bounds would be those of another field.
    rate(f"{shortest(found * COMMON_YEAR * 100)}%", argument="daily_rate")
    return found


def penalty_multiple(value: Number | Fraction | None) -> Fraction | None:
    """Read the overdue rate over the contract rate."""
    if value is None:
        return None
    found = value if isinstance(value, Fraction) else exact(value, argument="penalty_multiple")
    if found < 1:
        raise InputError(
            "%(argument)s must be 1 or more, got %(value)s", argument="penalty_multiple", value=shown(value)
        )
    return found


def instalments(value: int | None) -> int | None:
    """Read how many instalments there are."""
    return None if value is None else whole(value, argument="instalments", most=HORIZON)


def paid_instalments(value: int | None) -> int | None:
    """Read how many instalments are paid."""
    return None if value is None else whole(value, argument="paid_instalments", least=0)


def _flag(value: object, argument: str) -> bool:
    if isinstance(value, bool):
        return value
    raise InputTypeError(
        "%(argument)s must be true or false, got %(type)s", argument=argument, type=type(value).__name__
    )


def facilitated(value: object) -> bool:
    """Read whether a bank lent through a platform."""
    return _flag(value, "facilitated")


def data_taken(value: object) -> bool:
    """Read whether the lender's app took personal data."""
    return _flag(value, "data_taken")


def reported(value: object) -> bool | None:
    """Read whether the lender reports to the credit bureau."""
    return None if value is None else _flag(value, "reported")


def cells(value: Iterable[MonthCell]) -> tuple[MonthCell, ...]:
    """Read the months of the record."""
    found = members(value, argument="cells")
    for cell in found:
        instance(cell, MonthCell, argument="cells")
    months = [cell.month for cell in found]
    if len(set(months)) != len(months):
        raise InputError("%(argument)s name a month twice", argument="cells")
    return found


def events(value: Iterable[Event]) -> tuple[Event, ...]:
    """Read what may have restarted or suspended limitation."""
    return listed(value, Event, argument="events")
