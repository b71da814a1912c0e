"""What a cost statement lists: each cost with its annual rate, the sum of those rates, and what may come besides."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import field, frozen

from creditrules.checks import instance
from creditrules.errors import InputError
from creditrules.loans import When
from creditrules.messages import Message, Money, Rate, say
from creditrules.money import to_fen
from creditrules.rates import AnnualRate
from creditrules.rates.annual import printable

if TYPE_CHECKING:
    from collections.abc import Iterable


@frozen(kw_only=True)
class Item:
    """One cost of a loan that is repaid as agreed (正常履约的息费项目), annualised alone.

    ``name`` is what it is called, ``standard`` what is charged and of what (收费标准), ``collected`` when (收取方式),
    ``collector`` by whom (收取主体), ``total`` all of it in yuan. ``rate`` is the internal rate of the principal in use
    and this one cost, as if there were no other.
    """

    name: Message | str
    standard: Message
    collected: When
    collector: Message | str
    total: Decimal
    rate: AnnualRate

    @property
    def line(self) -> Message:
        """The item in one sentence."""
        return say(
            "cost-item",
            "%(name)s: standard: %(standard)s; way of collection: %(collected)s; collector: %(collector)s; %(total)s "
            "yuan in all; annualised alone: %(nominal)s nominal, %(effective)s effective.",
            name=self.name,
            standard=self.standard,
            collected=self.collected,
            collector=self.collector,
            total=Money(to_fen(self.total)),
            nominal=Rate(Fraction(self.rate.nominal)),
            effective=Rate(printable(self.rate)),
        )


@frozen(kw_only=True)
class ItemisedSum:
    """The annual rates of all items, added (逐项折算后加总): a fraction of one, in both ways of annualising.

    It is no rate of any cash flow, and lies near the joint rate without being it.
    """

    nominal: Fraction
    effective: Fraction

    @classmethod
    def of(cls, items: Iterable[Item]) -> ItemisedSum:
        """Add up the rates of some items."""
        rates = [item.rate for item in items]
        nominal = sum((Fraction(rate.nominal) for rate in rates), Fraction(0))
        return cls(nominal=nominal, effective=sum((printable(rate) for rate in rates), Fraction(0)))


def _name(value: str) -> str:
    return _words(value, "name")


def _standard(value: str) -> str:
    return _words(value, "standard")


def _collector(value: str) -> str:
    return _words(value, "collector")


def _words(value: str, argument: str) -> str:
    if not instance(value, str, argument=argument).strip():
        raise InputError("%(argument)s may not be empty", argument=argument)
    return value


@frozen
class Contingent:
    """A charge that arises only if something goes otherwise than agreed (或有成本), in the words of the contract.

    An overdue rate (罚息), a rate for misuse (挪用罚息), a fee for early repayment (提前还款违约金): its ``name``, its
    ``standard`` and its ``collector``. It is named in the statement and never counted in a total.

    Source: 金规〔2026〕2号.

    Raises:
        InputTypeError: a field that is no text.
        InputError: an empty one.

    >>> Contingent("罚息", "合同利率的1.5倍，按逾期本金计", "银行").name
    '罚息'

    """

    name: str = field(converter=_name)
    standard: str = field(converter=_standard)
    collector: str = field(converter=_collector)

    @property
    def line(self) -> Message:
        """The charge in one sentence."""
        return say(
            "cost-contingent",
            "%(name)s: standard: %(standard)s; collector: %(collector)s.",
            name=self.name,
            standard=self.standard,
            collector=self.collector,
        )
