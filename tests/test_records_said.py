"""What the articles people read say about records, and what the library answers instead."""

from __future__ import annotations

from datetime import date

import pytest

from creditrules.law import Statement, Verdict, bundled
from creditrules.records import (
    Borne,
    Ground,
    MonthCell,
    card_grace,
    one_off_relief,
    overdue_status,
    prior_notice,
    remedies,
    retention,
    risk_class,
    status_meaning,
    stolen_card_record,
)

SAID = {one.id: one for one in bundled().library.statements}


def said(name: str, verdict: Verdict, *cites: str) -> Statement:
    """Return a checked statement, of this verdict and resting on these articles among others."""
    one = SAID[name]
    assert one.verdict is verdict
    assert set(cites) <= {cite.id for cite in one.citations}
    return one


def test_dynamic_repair() -> None:
    """Row 40: there is no repair, only correction, a statement, five years, and a relief whose day is past."""
    said("dynamic-repair", Verdict.WRONG, "credit-reporting-regulation-2013#25", "pboc-credit-relief-2025")
    assert not remedies(Ground.HARDSHIP).value.dispute
    cell = MonthCell("2025-12", "1", "500")
    assert one_off_relief([cell], repaid_on=date(2026, 3, 31)).value[0].covered
    assert not one_off_relief([cell], repaid_on=date(2026, 4, 1)).value[0].covered


def test_marked_as_malicious() -> None:
    """Row 44: no code of the report says malicious."""
    said("marked-as-malicious", Verdict.PARTLY, "credit-reporting-regulation-2013#44")
    assert not any("malicious" in status_meaning(code).text for code in "N*1234567BCDZGMA#")


def test_reporting_and_promises() -> None:
    """Rows 45 and 73: a lender reports, and tells first; that it did not makes no true record wrong."""
    said("platform-may-report", Verdict.RIGHT, "credit-reporting-regulation-2013#15")
    said("promise-not-to-report", Verdict.PARTLY, "credit-reporting-regulation-2013#29")
    assert prior_notice().value
    found = remedies(Ground.NOT_TOLD).value
    assert (found.dispute, found.complaint) == (False, True)


def test_who_keeps_records() -> None:
    """Row 57: licensed bureaus keep records too, under the same rules, and correction is free."""
    said("only-the-central-bank", Verdict.PARTLY, "credit-reporting-regulation-2013#32")
    assert "sells what does not exist" in remedies(Ground.ERROR).explain("en")


@pytest.mark.parametrize("days", [1, 5, 15])
def test_days_of_grace(days: int) -> None:
    """Row 71: no grace is assumed; a day overdue is status 1, and a grace is what the caller's own terms say."""
    said("days-of-grace", Verdict.WRONG, "civil-code#675")
    assert overdue_status(days) == "1"
    assert card_grace(due_on=date(2026, 8, 3), days=0).value.pay_by == date(2026, 8, 3)


def test_three_days_and_a_month() -> None:
    """Row 67: three days and a month are one class of the bank, and differ by a code only from day 31."""
    assert overdue_status(3) == overdue_status(30) == "1"
    assert overdue_status(31) == "2"
    on = date(2026, 9, 1)
    assert risk_class(3, on=on).value is risk_class(31, on=on).value


def test_not_only_time() -> None:
    """Row 76: errors are corrected and the record of a stolen card is withdrawn."""
    said("only-time-erases", Verdict.PARTLY, "spc-bank-card-2021-10#14")
    assert remedies(Ground.ERROR).value.dispute
    assert stolen_card_record(on=date(2026, 8, 3), borne=Borne.NOTHING).value


def test_five_years_from_the_end() -> None:
    """Rows 77, 78, 88 and 100: five years, by the State Council's regulation, from the end, and none while unpaid."""
    said("record-five-years-after-payoff", Verdict.RIGHT, "credit-reporting-regulation-2013#16(1)")
    said("five-years-as-central-bank-rule", Verdict.PARTLY, "credit-reporting-regulation-2013#16(1)")
    said("article-16-five-years", Verdict.RIGHT, "credit-reporting-regulation-2013#16")
    said("stain-of-several-years", Verdict.PARTLY, "credit-reporting-regulation-2013#16(1)")
    found = retention(ended_on=date(2026, 8, 3))
    assert found.value.deletable_from == date(2031, 8, 4)
    assert found.citations[0].source.issuer.en == "State Council"
    assert retention(ended_on=None).value.deletable_from is None


def test_hardship_is_no_error() -> None:
    """Row 79: a true overdue is not objected away; a statement can be added."""
    said("objection-for-hardship-default", Verdict.WRONG, "credit-reporting-regulation-2013#16(2)")
    found = remedies(Ground.HARDSHIP).value
    assert (found.dispute, found.statement) == (False, True)


def test_settled_is_where_the_five_years_begin() -> None:
    """Row 83: two years of instalments, then settled, and the five years begin there."""
    said("settled-by-objection", Verdict.WRONG, "credit-reporting-regulation-2013#25")
    assert retention(ended_on=date(2026, 8, 3)).value.kept_through == date(2031, 8, 3)
