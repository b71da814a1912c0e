"""A report as plain data, for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from creditrules.findings import plain

if TYPE_CHECKING:
    from creditrules.borrower import Assessed, Report
    from creditrules.law import Citation
    from creditrules.repayment import Comparison


def to_dict(report: Report) -> dict[str, object]:
    """Return a report as plain tables and lists.

    Amounts are yuan and rates fractions of one, both as text; days are in ISO form; an enum is its lower-case name, a
    citation its id, which ``sources`` resolves; a message is its code and what stands in it.
    """
    return {
        "as_of": plain(report.as_of),
        "rulebook_version": plain(report.rulebook_version),
        "terms": plain(report.terms),
        "accounts": [_account(one) for one in report.accounts],
        "plans": None if report.plans is None else _plans(report.plans),
        "shortfalls": [{"title": plain(one.value.title), "steps": plain(one.steps)} for one in report.shortfalls],
        "complete": report.complete,
        "ahead": plain(report.ahead),
        "guarded": plain(report.guarded),
        "sources": [_source(cite) for cite in report.citations],
    }


def to_json(report: Report) -> str:
    """Return `to_dict` as JSON text."""
    return json.dumps(to_dict(report), ensure_ascii=False, indent=2)


def _account(one: Assessed) -> dict[str, object]:
    return {
        "account": plain(one.account),
        "price": plain(one.price),
        "protection": plain(one.protection),
        "history": plain(one.history),
        "still_open": plain(one.still_open),
        "flags": plain(one.flags),
        "guard": plain(one.guard),
        "ask": plain(one.ask),
        "conduct": plain(one.conduct),
    }


def _plans(plans: Comparison) -> dict[str, object]:
    """Leave the cheapest plan out as a copy: its title is enough."""
    return {
        "entries": [plain(entry) for entry in plans.entries],
        "cheapest": None if plans.cheapest is None else plain(plans.cheapest.title),
    }


def _source(cite: Citation) -> dict[str, object]:
    return {
        "id": cite.id,
        "title": {"zh": cite.source.title.zh, "en": cite.source.title.en},
        "number": cite.source.number,
        "article": cite.article,
        "since": plain(cite.since),
    }
