"""Personalised plans for card debt: the longest term to the day, the conditions, and what else holds."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from creditrules.errors import InputTypeError, NoDataError
from creditrules.loans import Schedule, card_plan, restructure
from creditrules.periods import DayCount

AGREED = date(2026, 3, 1)


def plan(instalments: int = 60, *, agreed_on: date = AGREED, first_due: date | None = None) -> Schedule:
    """Return a plan without interest."""
    terms: dict[str, Any] = {"first_due": first_due, "day_count": DayCount.ACT_365}
    return restructure("30000", instalments=instalments, annual_rate="0", agreed_on=agreed_on, **terms)


@pytest.mark.parametrize(
    ("instalments", "first_due", "within"),
    [(59, None, True), (60, None, True), (61, None, False), (60, date(2026, 4, 2), False)],
)
def test_the_longest_term(instalments: int, first_due: date | None, *, within: bool) -> None:
    """Five years from the day of the agreement: sixty months are just enough, a day more is too long."""
    found = card_plan(plan(instalments, first_due=first_due), beyond_means=True, willing=True)
    assert (found.value.within_term, found.value.conditions) == (within, within)
    assert found.value.longest_until == date(2031, 3, 1)
    assert ("and is within that." in found.explain("en")) is within
    assert ("and is longer." in found.explain("en")) is not within


@pytest.mark.parametrize(("means", "will"), [(True, True), (True, False), (False, True), (False, False)])
def test_the_conditions(*, means: bool, will: bool) -> None:
    """Both are needed; the article is cited, and gives no right."""
    found = card_plan(plan(), beyond_means=means, willing=will)
    assert found.value.conditions is (means and will)
    text = found.explain("en")
    assert ("the bank may agree on such a plan." in text) is (means and will)
    assert ("not both are given." in text) is not (means and will)
    assert [cite.id for cite in found.citations] == ["card-measures-2011#70"]
    assert "it gives no right to a plan" in text
    assert "promise to apply to no bank for a card" in text


@pytest.mark.parametrize(("agreed_on", "known"), [(date(2011, 1, 12), False), (date(2011, 1, 13), True)])
def test_since(agreed_on: date, *, known: bool) -> None:
    """Before the measures there is no answer."""
    agreed = plan(agreed_on=agreed_on)
    if known:
        assert card_plan(agreed, beyond_means=True, willing=True).value.conditions
        return
    with pytest.raises(NoDataError):
        card_plan(agreed, beyond_means=True, willing=True)


def test_refusals() -> None:
    """A plan, and facts that are true or false."""
    with pytest.raises(InputTypeError, match="plan must be a Schedule"):
        card_plan(cast("Any", None), beyond_means=True, willing=True)
    for facts in ({"beyond_means": "yes", "willing": True}, {"beyond_means": True, "willing": None}):
        with pytest.raises(InputTypeError, match="must be true, false or left out"):
            card_plan(plan(), **cast("Any", facts))
