"""All parameters and sources together, read once from the data files that ship with the library."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import attrs
from attrs import evolve, frozen

from creditrules.errors import DataFileError, InputError
from creditrules.law.datafile import read
from creditrules.law.loading import SHELF, Quote, Scale, parameter_of, shelf
from creditrules.law.sources import Article, Library
from creditrules.law.timeline import Parameter


@frozen(kw_only=True)
class Rulebook:
    """Every number of the law that the library uses, as a `Parameter`, and the shelf of sources behind them."""

    library: Library
    lpr: Parameter[Quote]
    benchmark_rate: Parameter[tuple[Fraction, ...]]
    private_lending_multiple: Parameter[Fraction]
    private_lending_1991_multiple: Parameter[Fraction]
    private_lending_2015_protected: Parameter[Fraction]
    private_lending_2015_void: Parameter[Fraction]
    private_lending_2015_overdue: Parameter[Fraction]
    financial_total: Parameter[Fraction]
    facilitated_total: Parameter[Fraction]
    small_loan_total: Parameter[Fraction]
    small_loan_multiple: Parameter[Fraction]
    small_loan_short_months: Parameter[Fraction]
    consumer_finance_average: Parameter[Fraction]
    consumer_finance_by: Parameter[date]
    card_overdraft_min: Parameter[Fraction]
    card_overdraft_max: Parameter[Fraction]
    illegal_lending_rate: Parameter[Fraction]
    illegal_lending_times: Parameter[Fraction]
    illegal_lending_years: Parameter[int]
    overdue_penalty_min: Parameter[Fraction]
    overdue_penalty_max: Parameter[Fraction]
    overdue_penalty_daily: Parameter[Fraction]
    misuse_penalty_min: Parameter[Fraction]
    misuse_penalty_max: Parameter[Fraction]
    damages_excess: Parameter[Fraction]
    ultra_short_days: Parameter[int]
    cash_loan_extensions: Parameter[Fraction]
    card_plan_years: Parameter[int]
    adverse_retention: Parameter[int]
    dispute_days: Parameter[int]
    complaint_days: Parameter[int]
    limitation_years: Parameter[int]
    limitation_long_stop: Parameter[int]
    suspension_months: Parameter[Fraction]
    enforcement_years: Parameter[int]
    guarantee_months: Parameter[Fraction]
    guarantee_unclear_months: Parameter[Fraction]
    acceptance_days: Parameter[int]
    court_fee_scale: Parameter[Scale]
    court_fee_half: Parameter[Fraction]
    payment_order_divisor: Parameter[Fraction]
    enforcement_fee_scale: Parameter[Scale]
    preservation_fee_scale: Parameter[Scale]
    delayed_performance_daily: Parameter[Fraction]
    payment_order_accept_days: Parameter[int]
    payment_order_issue_days: Parameter[int]
    payment_order_object_days: Parameter[int]
    award_set_aside_months: Parameter[Fraction]
    overdue_status_band: Parameter[int]
    relief_max_amount: Parameter[int]
    relief_first_day: Parameter[date]
    relief_last_day: Parameter[date]
    relief_repay_by: Parameter[date]
    relief_early_by: Parameter[date]
    relief_early_display: Parameter[date]
    quasi_card_late_from: Parameter[Fraction]
    grid_months: Parameter[Fraction]
    inquiry_shown_years: Parameter[int]
    free_reports_yearly: Parameter[Fraction]
    relief_free_reports: Parameter[Fraction]
    late_run_months: Parameter[Fraction]
    late_total_months: Parameter[Fraction]
    m_level_band: Parameter[int]
    risk_mention_after: Parameter[int]
    risk_substandard_after: Parameter[int]
    risk_doubtful_after: Parameter[int]
    risk_loss_after: Parameter[int]
    risk_legacy_by: Parameter[date]
    listing_years: Parameter[int]
    listing_extension_min: Parameter[int]
    listing_extension_max: Parameter[int]
    listing_delete_days: Parameter[int]
    listing_review_days: Parameter[int]
    listing_reconsider_days: Parameter[int]
    listing_no_reapply_months: Parameter[Fraction]
    collection_closed_from: Parameter[Fraction]
    collection_closed_to: Parameter[Fraction]
    effective_calls_a_day: Parameter[Fraction]
    unanswered_dials_a_day: Parameter[Fraction]
    visit_staff: Parameter[Fraction]
    card_collection_record_years: Parameter[int]
    bank_complaint_days_simple: Parameter[int]
    bank_complaint_days_complex: Parameter[int]
    bank_complaint_days_special: Parameter[int]

    @property
    def parameters(self) -> tuple[Parameter[Any], ...]:
        """Every parameter, in the order of the attributes."""
        return tuple(getattr(self, name) for name in _names())

    @property
    def version(self) -> date:
        """The day of the data: the last day on which any of it was checked."""
        return max(parameter.verified_on for parameter in self.parameters)

    def overlaid(self, path: str | Path) -> Rulebook:
        """Return a rulebook with rows of your own: a file or folder of parameter files in the bundled form.

        A row for a day already held replaces it; the stamps of the overlay replace the bundled ones. Every row needs
        a citation that the shelf can resolve; the overlay may bring its own ``instruments.toml`` and
        ``articles.toml``.

        Raises:
            InputError: no such path.
            DataFileError: a file is malformed or names an unknown parameter.

        """
        place = Path(path)
        if not place.exists():
            raise InputError("path must exist, got %(value)s", value=str(place))
        files = sorted(place.glob("*.toml")) if place.is_dir() else [place]
        library = shelf({file.name: file for file in files if file.name in SHELF}, self.library)
        changed: dict[str, Parameter[Any]] = {parameter.id: parameter for parameter in self.parameters}
        for file in files:
            if file.name not in SHELF:
                added = parameter_of(read(file), library)
                if added.id not in _names():
                    raise DataFileError("%(where)s: unknown key %(key)s", where=file.name, key=added.id)
                changed[added.id] = _merged(changed[added.id], added, file.name)
        return rulebook_of(library, changed)


def _names() -> tuple[str, ...]:
    return tuple(item.name for item in attrs.fields(Rulebook) if item.name != "library")


def _merged(old: Parameter[Any], new: Parameter[Any], where: str) -> Parameter[Any]:
    if (old.kind, old.tier_months) != (new.kind, new.tier_months):
        raise DataFileError(
            "%(where)s: %(key)s must be of type %(type)s, got %(value)s",
            where=where,
            key="kind",
            type=old.kind,
            value=new.kind,
        )
    # The repeal first: a later one makes room for entries after the old one.
    timeline = evolve(old.timeline, repeal=new.timeline.repeal or old.timeline.repeal)
    return evolve(new, timeline=timeline.extended(*new.timeline.entries))


@cache
def bundled() -> Rulebook:
    """Return the rulebook that ships with the library, read on first use."""
    # On first use: `import creditrules` reads nothing and stays light.
    from importlib import resources

    folder = resources.files("creditrules.law").joinpath("data")
    files = {file.name: file for file in folder.iterdir() if file.name.endswith(".toml")}
    library = shelf({name: files.pop(name) for name in SHELF}, Library({}, {}))
    found = {name: parameter_of(read(file), library) for name, file in files.items()}
    return rulebook_of(library, {parameter.id: parameter for parameter in found.values()})


def rulebook_of(library: Library, parameters: dict[str, Parameter[Any]]) -> Rulebook:
    """Put a rulebook together; every parameter must be there, and none besides."""
    for name in sorted(set(_names()) ^ set(parameters)):
        raise DataFileError("%(where)s: %(key)s is missing", where="law/data", key=name)
    return Rulebook(library=library, **parameters)


def article(instrument: str, number: int | str, *, on: date | None = None, rulebook: Rulebook | None = None) -> Article:
    """Find an article of the law (法条) with its gist and what people often get wrong about it.

    Args:
        instrument: an id or a name, such as ``"civil-code"``, ``"civil_code"`` or ``"民法典"``.
        number: the article, item or clause, such as ``671``.
        on: a day; of several versions of a text, the one in force on it (the newest when left out).
        rulebook: the law data; the bundled one when left out.

    Raises:
        NoDataError: the library does not hold that text or article, or not on that day.

    >>> article("民法典", 671).corrections[0].verdict.value
    'wrong'

    """
    return (rulebook or bundled()).library.article(instrument, number, on=on)
