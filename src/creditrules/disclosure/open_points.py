"""What the texts about the statement leave open, and what a reader of one must know besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from creditrules.messages import Message, say

if TYPE_CHECKING:
    from creditrules.disclosure.statement import CostStatement
    from creditrules.findings import Trail
    from creditrules.loans import Loan

RATE = "pboc-announcement-2021-3"
FORM = "nfra-all-in-cost-2026-2"


def note(trail: Trail, statement: CostStatement, loan: Loan) -> None:
    """Leave a notice of everything about a statement that no text settles, or that a fact of the loan decides."""
    if statement.form_due:
        _note_form(trail, statement, loan)
    elif loan.drawn_on >= (since := trail.rulebook.library.instruments[FORM].effective):
        trail.notice(
            say(
                "cost-drawn-later",
                "The money is paid out on %(drawn)s under a contract signed before %(since)s. The rule applies to new "
                "business; whether a later draw under an older contract is new is not said.",
                drawn=loan.drawn_on,
                since=since,
            ),
            *trail.cite(FORM),
        )
    if statement.dated:
        trail.notice(
            say(
                "cost-by-dates",
                "The first period is longer or shorter than the others, so every rate here is by dates over 365 days. "
                "The nominal figures turn it into the loan's usual period; by periods they would differ a little.",
            ),
            *trail.cite(f"{RATE}#4"),
        )
    if loan.deposit is not None:
        trail.notice(
            say(
                "cost-deposit-use",
                "A deposit is no cost, but money held back is not in use: every rate here is on the principal without "
                "it. The announcement speaks of the principal really occupied and does not name deposits.",
            ),
            *trail.cite(f"{RATE}#3"),
        )
    if loan.rate_changes:
        trail.notice(
            say(
                "cost-rate-changes",
                "The contract rate changes; the figures hold for the changes given and for no later one.",
            ),
            *trail.cite(f"{RATE}#3"),
        )
    if statement.optional:
        trail.notice(
            say(
                "cost-what-counts",
                "A cost without which the loan cannot be had is not optional. Whether membership fees and voluntary "
                "insurance count is not said in what has been published about the rule.",
            ),
            *trail.cite(f"{RATE}#3", *([FORM] if statement.form_due else [])),
        )
    trail.notice(
        say(
            "cost-who",
            "This is for licensed lenders, and for platforms that advertise their loans; private lenders are only "
            "encouraged to state a rate in this way.",
        ),
        *trail.cite(f"{RATE}#2", f"{RATE}#5"),
    )


def _note_form(trail: Trail, statement: CostStatement, loan: Loan) -> None:
    form = trail.cite(FORM)
    trail.notice(
        say(
            "cost-basis-open",
            "The published material that was available does not say whether the items are annualised nominal or "
            "effective: each item and their sum are given both ways. The sum is no joint rate, which may be lower or "
            "higher.",
        ),
        *form,
    )
    trail.notice(
        say(
            "cost-form-open",
            "That items are annualised one by one and added is from copies of the official explanation. The full text "
            "of the rule and its sample form were not available: the layout is this library's own.",
        ),
        *form,
    )
    trail.notice(
        say(
            "cost-declared",
            "That nothing else is charged is for the lender to declare; the figures hold only if it is true.",
        ),
        *form,
    )
    for fee in loan.fees:
        if not fee.collector.strip():
            trail.notice(_collector_missing(fee.name), *form)
    if not statement.contingent:
        trail.notice(
            say(
                "cost-contingent-missing",
                "No contingent charge was given. Where the contract has one, such as an overdue rate or a rate for "
                "misuse, the statement must name it with its standard and collector.",
            ),
            *form,
        )


def _collector_missing(name: str) -> Message:
    return say(
        "cost-collector-missing", "%(name)s: the collector is not stated, and the statement must name one.", name=name
    )
