"""The statement itself: its figures, and the form as text, as HTML and as plain data."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.disclosure.items import Contingent, Item, ItemisedSum
from creditrules.findings import plain
from creditrules.loans import Deposit
from creditrules.messages import (
    CHINESE,
    ENGLISH,
    Message,
    Money,
    Rate,
    locale_of,
    money_text,
    rate_text,
    render,
    say,
    translate,
)
from creditrules.money import decimal, to_fen
from creditrules.rates import AnnualRate, Origin
from creditrules.rates.annual import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLACES = 12
"""Of a rate in plain data, a fraction of one: more than a float vouches for would be noise."""
_CELL = "border:1px solid #999;padding:0.2em 0.5em;text-align:left"


@frozen(kw_only=True)
class CostStatement:
    """What a loan costs when it is repaid as agreed (综合融资成本明示表).

    ``principal`` is the amount of the contract and ``received`` what is left of it after the compulsory costs and the
    ``deposit`` (保证金) at the start, in yuan. ``items`` are the compulsory costs, ``optional`` those that the borrower
    chose, ``contingent`` what only a default or an early repayment would bring; the last two are in no total.
    ``joint`` is the internal rate of all compulsory costs together (综合年化利率), ``itemised`` the sum of the items'
    own rates (逐项加总). ``form_due`` says whether the form of 金规〔2026〕2号 is a duty for a loan signed on
    ``signed_on``.

    Sources: PBOC Announcement 〔2021〕3, items 3 and 4; 金规〔2026〕2号.
    """

    signed_on: date
    form_due: bool
    principal: Decimal
    received: Decimal
    deposit: Deposit | None
    items: tuple[Item, ...]
    optional: tuple[Item, ...]
    contingent: tuple[Contingent, ...]
    itemised: ItemisedSum
    joint: AnnualRate

    @property
    def dated(self) -> bool:
        """Whether the rates are by dates over 365 days (按日期折算), since the instalments are not one period apart."""
        return self.joint.origin is Origin.DATED

    def text(self, locale: str = CHINESE) -> str:
        """Write the form as plain text, a line for each entry."""
        chosen = locale_of(locale)
        blocks = [self._head, *self._costs, *self._totals, *self._apart, *self._closing]
        # A name may hold a line break, and the line would look like two entries.
        return "\n".join(" ".join(render(one, chosen).split()) for one in blocks)

    def html(self, locale: str = CHINESE) -> str:
        """Write the form as a piece of HTML: escaped, styled inline, without a script."""
        chosen = locale_of(locale)
        language = "en" if chosen == ENGLISH else "zh-Hans"
        parts = [
            f"<p><strong>{escape(render(self._head, chosen))}</strong></p>",
            *(_paragraph(one, chosen) for one in principal_lines(self)),
            _table(self.items, chosen),
            *(_paragraph(one, chosen) for one in self._totals),
        ]
        if self.optional:
            parts += [_paragraph(_OPTIONAL, chosen), _table(self.optional, chosen)]
        if self.contingent:
            lines = "".join(f"<li>{escape(render(one.line, chosen))}</li>" for one in self.contingent)
            parts += [_paragraph(_CONTINGENT, chosen), f"<ul>{lines}</ul>"]
        parts += [_paragraph(one, chosen) for one in self._closing]
        return f'<div lang="{language}" style="font-family:sans-serif;line-height:1.5">{"".join(parts)}</div>'

    def to_dict(self) -> dict[str, object]:
        """Return plain data: amounts and rates as text (a rate is a fraction of one with 12 places), days in ISO form.

        A name, standard or collector that the library words itself is its message, ``{"code", "args"}``.
        """
        return {
            "signed_on": self.signed_on.isoformat(),
            "form_due": self.form_due,
            "principal": str(self.principal),
            "received": str(self.received),
            "deposit": plain(self.deposit),
            "items": [_item(one) for one in self.items],
            "optional": [_item(one) for one in self.optional],
            "contingent": plain(self.contingent),
            "itemised": _figures(self.itemised.nominal, self.itemised.effective),
            "joint": _rate(self.joint),
        }

    def _repr_html_(self) -> str:
        return self.html()

    @property
    def _head(self) -> Message:
        if self.form_due:
            return say("cost-head", "All-in cost statement for a personal loan, signed on %(day)s", day=self.signed_on)
        return say("cost-head-rate", "Annual rate of a loan, signed on %(day)s", day=self.signed_on)

    @property
    def _costs(self) -> tuple[Message, ...]:
        return (
            *principal_lines(self),
            say("cost-items-head", "Costs when the loan is repaid as agreed:"),
            *(one.line for one in self.items),
        )

    @property
    def _totals(self) -> tuple[Message, ...]:
        return sum_line(self.itemised, due=self.form_due), joint_line(self.joint)

    @property
    def _apart(self) -> tuple[Message, ...]:
        optional = (_OPTIONAL, *(one.line for one in self.optional)) if self.optional else ()
        contingent = (_CONTINGENT, *(one.line for one in self.contingent)) if self.contingent else ()
        return (*optional, *contingent)

    @property
    def _closing(self) -> tuple[Message, ...]:
        return (_NOTHING_ELSE,) if self.form_due else ()


_OPTIONAL = say("cost-optional-head", "Optional costs, in none of the figures above:")
_CONTINGENT = say(
    "cost-contingent-head", "Contingent costs, charged only in the case named and in none of the figures above:"
)
_NOTHING_ELSE = say(
    "cost-nothing-else",
    "Besides what is listed here neither the lender nor its partners charge anything for this loan.",
)


def principal_lines(statement: CostStatement) -> tuple[Message, ...]:
    """Say the principal, what is received of it, and what is held back as a deposit."""
    principal = say(
        "cost-principal",
        "Principal: %(principal)s yuan; received of it, after compulsory costs and deposits at the start: %(received)s "
        "yuan.",
        principal=Money(to_fen(statement.principal)),
        received=Money(to_fen(statement.received)),
    )
    if statement.deposit is None:
        return (principal,)
    deposit = say(
        "cost-deposit",
        "Deposit: %(amount)s yuan, held back at the start, %(back)s.",
        amount=Money(to_fen(statement.deposit.amount)),
        back=statement.deposit.back,
    )
    return principal, deposit


def sum_line(itemised: ItemisedSum, *, due: bool) -> Message:
    """Say the sum of the items; where no form is due, that it is for information."""
    if due:
        return say(
            "cost-itemised",
            "Sum of the items, each annualised alone: %(nominal)s (items nominal), %(effective)s (items effective).",
            nominal=Rate(itemised.nominal),
            effective=Rate(itemised.effective),
        )
    return say(
        "cost-itemised-information",
        "For information, the sum of the items, each annualised alone: %(nominal)s (items nominal), %(effective)s "
        "(items effective).",
        nominal=Rate(itemised.nominal),
        effective=Rate(itemised.effective),
    )


def joint_line(joint: AnnualRate) -> Message:
    """Say the joint rate, and when it is by dates."""
    nominal, effective = Rate(Fraction(joint.nominal)), Rate(printable(joint))
    if joint.origin is Origin.DATED:
        return say(
            "cost-joint-dated",
            "Annual rate of all compulsory costs together, by dates over 365 days: %(effective)s effective (compound, "
            "internal rate of return), which is %(nominal)s nominal (simple).",
            nominal=nominal,
            effective=effective,
        )
    return say(
        "cost-joint",
        "Annual rate of all compulsory costs together: %(nominal)s nominal (simple), %(effective)s effective "
        "(compound, internal rate of return).",
        nominal=nominal,
        effective=effective,
    )


def _paragraph(message: Message, locale: str) -> str:
    return f"<p>{escape(render(message, locale))}</p>"


def _table(items: Iterable[Item], locale: str) -> str:
    heads = (
        say("cost-cell-name", "item"),
        say("cost-cell-standard", "standard"),
        say("cost-cell-collected", "way of collection"),
        say("cost-cell-collector", "collector"),
        say("cost-cell-total", "in all (yuan)"),
        say("cost-cell-nominal", "alone, nominal"),
        say("cost-cell-effective", "alone, effective"),
    )
    head = "".join(f'<th style="{_CELL}">{escape(render(one, locale))}</th>' for one in heads)
    rows = "".join(f"<tr>{_row(item, locale)}</tr>" for item in items)
    return f'<table style="border-collapse:collapse"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


def _row(item: Item, locale: str) -> str:
    cells = (
        _written(item.name, locale),
        _written(item.standard, locale),
        translate(item.collected.value, locale),
        _written(item.collector, locale),
        money_text(to_fen(item.total)),
        rate_text(Fraction(item.rate.nominal), locale),
        rate_text(printable(item.rate), locale),
    )
    return "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in cells)


def _written(words: Message | str, locale: str) -> str:
    return words if isinstance(words, str) else render(words, locale)


def _item(item: Item) -> dict[str, object]:
    return {
        "name": plain(item.name),
        "standard": plain(item.standard),
        "collected": plain(item.collected),
        "collector": plain(item.collector),
        "total": str(item.total),
        "rate": _rate(item.rate),
    }


def _rate(rate: AnnualRate) -> dict[str, object]:
    return {**_figures(Fraction(rate.nominal), printable(rate)), "origin": plain(rate.origin)}


def _figures(nominal: Fraction, effective: Fraction) -> dict[str, str]:
    return {"nominal": str(decimal(nominal, _PLACES)), "effective": str(decimal(effective, _PLACES))}


@plain.register
def _(value: CostStatement) -> object:  # its own form says more than a table of its fields
    return value.to_dict()
