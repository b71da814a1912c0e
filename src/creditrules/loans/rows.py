"""The rows of a schedule, and the tables made of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from html import escape
from typing import TYPE_CHECKING

import attrs
from attrs import frozen

from creditrules.messages import locale_of, render, say

if TYPE_CHECKING:
    from collections.abc import Iterable


@frozen
class Row:
    """One instalment (一期), all amounts in yuan: ``payment`` is principal + interest + fee."""

    number: int
    due_on: date
    payment: Decimal
    principal: Decimal
    interest: Decimal
    fee: Decimal
    balance: Decimal


def html_table(rows: Iterable[Row], locale: str) -> str:
    """Return rows as an HTML table: escaped, styled inline, without a script."""
    chosen = locale_of(locale)
    heads = (
        say("row-number", "no."),
        say("row-due", "due on"),
        say("row-payment", "payment"),
        say("row-principal", "principal"),
        say("row-interest", "interest"),
        say("row-fee", "fee"),
        say("row-balance", "balance"),
    )
    head = "".join(f"<th>{escape(render(text, chosen))}</th>" for text in heads)
    body = "".join(f"<tr>{_cells(row)}</tr>" for row in rows)
    return f'<table style="text-align:right"><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>'


def _cells(row: Row) -> str:
    return "".join(
        f"<td>{value:,}</td>" if isinstance(value, Decimal) else f"<td>{value}</td>" for value in attrs.astuple(row)
    )


def csv_table(rows: Iterable[Row]) -> str:
    """Return rows as CSV with a head: names of the fields, amounts with two places, days in ISO form."""
    lines = [[one.name for one in attrs.fields(Row)], *(attrs.astuple(row) for row in rows)]
    # No cell holds a comma or a quote, so none needs quotes around it.
    return "".join(",".join(str(cell) for cell in line) + "\n" for line in lines)
