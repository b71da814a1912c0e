"""What a creditor can claim on a day, payment by payment, under the rule in force (债权计算)."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from attrs import evolve

from creditrules.checks import instance, listed
from creditrules.claims.agreement import Advance, Agreement, Charge, Opening, Payment
from creditrules.claims.courses import courses
from creditrules.claims.explain import explain
from creditrules.claims.facts import Facts, Suit, checked_advances, checked_day, checked_pleas, checked_spans
from creditrules.claims.ledger import Ledger
from creditrules.claims.others import others
from creditrules.claims.result import Claim, Sums, accounts_of, amounts_of, lines_of, sums_of, together
from creditrules.claims.several import loans_of
from creditrules.errors import InputError
from creditrules.findings import Finding, Trail
from creditrules.law import Plea, Readings
from creditrules.money import from_fen, owed_fen, rate
from creditrules.periods import calendar_day

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet
    from datetime import date

    from creditrules.law import Rulebook
    from creditrules.money import Number


def claim(
    agreement: Agreement,
    advances: Iterable[Advance],
    payments: Iterable[Payment] = (),
    *,
    as_of: date,
    charges: Iterable[Charge] = (),
    opening: Opening | None = None,
    no_interest: Iterable[tuple[date, date]] = (),
    filed_on: date | None = None,
    accepted_on: date | None = None,
    decided_on: date | None = None,
    loss: Number | None = None,
    deposit_rate: Number | None = None,
    pleas: AbstractSet[Plea] = frozenset(),
    readings: Readings | None = None,
    rulebook: Rulebook | None = None,
) -> Finding[Claim]:
    """Return what can be claimed on a day, under the rule in force, line by line (可主张的债权).

    Principal is what was received (Civil Code 670). What a court applies by itself always applies: the ceilings of
    private lending, and the total of default charges. What works only if someone asks is a plea, and none is applied
    unasked. Days overdue are those from the due day to ``as_of``; a payment lowers the balance from its own day on.

    Args:
        agreement: what was agreed.
        advances: the money lent, in the order of its days.
        payments: the money paid; those of one day in the order of the statement.
        as_of: the day up to which the claim runs.
        charges: lump sums claimed beside interest.
        opening: what was owed beside principal at the first advance.
        no_interest: spans of days, both ends included, on which no interest runs (a refused tender, a standstill).
        filed_on: the day the suit was filed; needed for a private loan formed before 2020-08-20, and taken to be
            ``as_of`` where left out, which a notice says.
        accepted_on: the day the court accepted it; ``filed_on`` where left out.
        decided_on: the day of decision; needed for a case accepted from 2020-08-20 to 2020-12-31.
        loss: the lender's loss by the default, yuan; `Plea.REDUCE_DAMAGES` needs it.
        deposit_rate: the PBOC deposit benchmark of the loan's term, for a void contract whose borrower is not at fault.
        pleas: what a party asks for.
        readings: the reading chosen for each open point.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputTypeError: an argument of another type.
        InputError: a day, a fact or a reading that decides is missing; days out of order.
        NoDataError: no rule is known for that lender and day.

    >>> from datetime import date
    >>> from creditrules.law import Lender
    >>> from creditrules.periods import Counting, DayCount
    >>> note = Agreement(
    ...     Lender.PRIVATE,
    ...     date(2021, 3, 1),
    ...     "24%",
    ...     due_on=date(2022, 3, 1),
    ...     day_count=DayCount.ACT_365,
    ...     counting=Counting.HEAD_ONLY,
    ... )
    >>> found = claim(note, [Advance(date(2021, 3, 1), 100000, 95000)], as_of=date(2022, 3, 1)).value
    >>> found.principal, found.interest, found.not_protected.total
    (Decimal('95000.00'), Decimal('14630.00'), Decimal('14370.00'))

    """
    trail = Trail(rulebook)
    return trail.finding(
        _claim(
            trail,
            Facts(
                suit=Suit(
                    agreement=instance(agreement, Agreement, argument="agreement"),
                    as_of=calendar_day(as_of, argument="as_of"),
                    advances=checked_advances(advances, agreement, as_of),
                    filed_on=checked_day(filed_on, "filed_on"),
                    accepted_on=checked_day(accepted_on, "accepted_on"),
                    decided_on=checked_day(decided_on, "decided_on"),
                    pleas=checked_pleas(pleas),
                    readings=Readings() if readings is None else instance(readings, Readings, argument="readings"),
                    deposit_rate=None if deposit_rate is None else rate(deposit_rate, argument="deposit_rate"),
                ),
                payments=listed(payments, Payment, argument="payments"),
                charges=listed(charges, Charge, argument="charges"),
                no_interest=checked_spans(no_interest),
                opening=Opening() if opening is None else instance(opening, Opening, argument="opening"),
                loss=None if loss is None else owed_fen(loss, argument="loss"),
            ),
        )
    )


def _claim(trail: Trail, facts: Facts) -> Claim:
    rounding = facts.suit.agreement.rounding
    ledgers = [[Ledger(course) for course in courses(trail, loan)] for loan in loans_of(trail.rulebook, facts)]
    each = [sums_of(lawful, rounding) for lawful, _ in ledgers]
    sums, lender = together(each), together([sums_of(own, rounding) for _, own in ledgers])
    owed = sums.amounts()
    found = Claim(
        principal=owed.principal,
        interest=owed.interest,
        compound=owed.compound,
        overdue_interest=owed.overdue_interest,
        damages=owed.damages,
        fees=owed.fees,
        costs=owed.costs,
        total=owed.total,
        lender=lender.amounts(),
        not_protected=amounts_of({bucket: fen - sums.owed[bucket] for bucket, fen in lender.owed.items()}),
        kept=from_fen(sums.kept),
        set_off=from_fen(sum(sums.moved.values())),
        refundable=from_fen(sums.left),
        accounts=accounts_of(sums),
        lines=tuple(
            line for (lawful, _), one in zip(ledgers, each, strict=True) for line in lines_of(lawful, accounts_of(one))
        ),
        others=lambda: others(facts, sums.total, lambda changed: _sums(trail.rulebook, changed).total),
    )
    undirected = None
    if any(payment.toward is not None for payment in facts.payments):
        plain = tuple(evolve(payment, toward=None) for payment in facts.payments)
        with suppress(InputError):  # without the record a reading may be missing that is not needed with it
            undirected = _sums(trail.rulebook, evolve(facts, payments=plain))
    explain(trail, facts, found, undirected)
    return found


def _sums(rulebook: Rulebook, facts: Facts) -> Sums:
    """Return what the law's ledgers come to, without an explanation."""
    lawful = (courses(Trail(rulebook), loan)[0] for loan in loans_of(rulebook, facts))
    return together([sums_of(Ledger(course), facts.suit.agreement.rounding) for course in lawful])
