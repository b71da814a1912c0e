"""Credit records (征信): how long a bad one stays, what can change it earlier, and how to read its rows.

Five years from the end of the adverse act or event, by the Regulation on the Administration of Credit Reporting, art.
16(1), since 2013-03-15; the one-off relief of 2025-12-22; the row of monthly codes of a report and the bands of days
behind it; the clocks of an objection and a complaint; the court's list of dishonest debtors. What is usage and no law
says so.

>>> from datetime import date
>>> found = retention(ended_on=date(2024, 2, 29)).value
>>> found.kept_through, found.deletable_from
(datetime.date(2029, 2, 28), datetime.date(2029, 3, 1))
"""

from __future__ import annotations

from creditrules.records.ahead import Bucket, BucketKind, next_buckets
from creditrules.records.bands import RiskClass, m_level, m_level_by_statements, overdue_status, risk_class
from creditrules.records.clocks import (
    FreeReports,
    Grace,
    card_grace,
    complaint_due,
    dispute_due,
    free_reports,
    inquiry_shown_until,
)
from creditrules.records.codes import AccountType, MonthCell, status_meaning
from creditrules.records.court import (
    Lifted,
    Lifting,
    Listing,
    ListingEvent,
    ListingGround,
    consumption_restriction,
    enforcement_listing,
)
from creditrules.records.grid import Run, StatusGrid
from creditrules.records.keeping import Authority, Bureau, Ending, Precision, Retention, retention
from creditrules.records.late import LateCount, LateCounts, late_counts
from creditrules.records.relief import Relief, one_off_relief
from creditrules.records.rights import Ground, Remedy, may_state, prior_notice, remedies
from creditrules.records.stolen import Borne, stolen_card_record

__all__ = [
    "AccountType",
    "Authority",
    "Borne",
    "Bucket",
    "BucketKind",
    "Bureau",
    "Ending",
    "FreeReports",
    "Grace",
    "Ground",
    "LateCount",
    "LateCounts",
    "Lifted",
    "Lifting",
    "Listing",
    "ListingEvent",
    "ListingGround",
    "MonthCell",
    "Precision",
    "Relief",
    "Remedy",
    "Retention",
    "RiskClass",
    "Run",
    "StatusGrid",
    "card_grace",
    "complaint_due",
    "consumption_restriction",
    "dispute_due",
    "enforcement_listing",
    "free_reports",
    "inquiry_shown_until",
    "late_counts",
    "m_level",
    "m_level_by_statements",
    "may_state",
    "next_buckets",
    "one_off_relief",
    "overdue_status",
    "prior_notice",
    "remedies",
    "retention",
    "risk_class",
    "status_meaning",
    "stolen_card_record",
]
