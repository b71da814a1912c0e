"""The ceilings of private lending before the LPR: the 1991 opinions and the two lines of 法释〔2015〕18号."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from creditrules.errors import InputError
from creditrules.law import BenchmarkAt, Cost
from creditrules.limits.model import CLAIMED, Basis, Case, Ceiling, Covers, Effect, PaidExcess, Span
from creditrules.messages import Rate, say
from creditrules.rates.reference import _benchmark_rate as _benchmark

if TYPE_CHECKING:
    from creditrules.findings import Trail
    from creditrules.law import Citation

_A_DAY = timedelta(days=1)


def two_lines(trail: Trail, span: Span, on: date, basis: Basis, *why: Citation) -> list[Ceiling]:
    """The two lines of 2015: protected up to the lower, void above the higher, between them neither."""
    book = trail.rulebook
    kept = trail.cite("spc-private-lending-2015-18#31")
    lower, upper = book.private_lending_2015_protected, book.private_lending_2015_void
    lines = (
        ("private-lending-protected-2015", lower, Effect.UNENFORCEABLE, PaidExcess.KEPT, CLAIMED),
        # Art. 26(2) speaks of interest, art. 31 of damages beside it.
        ("private-lending-void-2015", upper, Effect.VOID, PaidExcess.REFUNDABLE, (Cost.INTEREST, Cost.DAMAGES)),
    )
    found = [
        Ceiling(
            id=name,
            rate=trail.take(parameter, on),
            effect=effect,
            covers=Covers.OWN_CLAIMS,
            basis=basis,
            paid_excess=paid,
            counts=counts,
            in_force=span,
            # Art. 31 says what becomes of money already paid, below the higher line and above it.
            citations=tuple(dict.fromkeys((*parameter.at(on).citations, *kept, *why))),
        )
        for name, parameter, effect, paid, counts in lines
    ]
    trail.step(
        say(
            "two-lines-2015",
            "The text of 2015 protects up to %(lower)s and makes void what is above %(upper)s; between them nothing "
            "can be claimed, and what was paid voluntarily is not given back.",
            lower=Rate(found[0].rate),
            upper=Rate(found[1].rate),
        ),
        *dict.fromkeys(found[0].citations + found[1].citations),
    )
    return found


def of_1991(trail: Trail, case: Case, span: Span, text_day: date, *why: Citation) -> list[Ceiling]:
    """Four times the benchmark of the loan's tier, the figure itself included (item 6 of the 1991 opinions).

    With ``why``, the article under which a party asks for the rule of the time, that is the basis.
    """
    book = trail.rulebook
    if case.term_months is None:
        raise InputError("term_months is required: the 1991 opinions go by the benchmark of the loan's tier")
    if case.readings.benchmark_at is None:
        raise InputError("readings.benchmark_at is required: FORMATION or FLOATING, the 1991 opinions do not say which")
    rule = book.private_lending_1991_multiple
    multiple = trail.take(rule, text_day)
    trail.notice(
        say(
            "benchmark-of-kind",
            "The 1991 opinions speak of the bank rate for loans of the same kind and let courts stay below the "
            "multiple; taken here is the benchmark of the loan's term.",
        ),
        *rule.at(text_day).citations,
    )
    floating = case.readings.benchmark_at is BenchmarkAt.FLOATING
    basis = Basis.OLD_RULE_ON_REQUEST if why else Basis.AT_FILING if floating else Basis.AT_FORMATION
    found = []
    for first, last in _stretches(trail, case.formed_on, span[1], floating=floating):
        benchmark = _benchmark(trail, first, case.term_months)
        citations = rule.at(text_day).citations + why + book.benchmark_rate.at(first).citations
        trail.step(
            say(
                "four-times-benchmark",
                "%(multiple)s times the benchmark of %(day)s (%(benchmark)s) is %(rate)s; what is above it is not "
                "protected.",
                multiple=str(multiple),
                day=first,
                benchmark=Rate(benchmark),
                rate=Rate(multiple * benchmark),
            ),
            *citations,
        )
        found.append(
            Ceiling(
                id="private-lending-1991",
                rate=multiple * benchmark,
                effect=Effect.UNENFORCEABLE,
                covers=Covers.OWN_CLAIMS,
                basis=basis,
                paid_excess=PaidExcess.OPEN,
                counts=(Cost.INTEREST,),
                in_force=(first, last),
                citations=citations,
            )
        )
    return found


def _stretches(trail: Trail, first: date, last: date | None, *, floating: bool) -> list[tuple[date, date | None]]:
    """The loan's days cut where a floating benchmark changes, through its last change where they are open."""
    if not floating:
        return [(first, last)]
    rates = trail.rulebook.benchmark_rate.timeline
    end = last or rates.entries[-1].since
    parts = [(start, after - _A_DAY) for start, after, _ in rates.between(first, end + _A_DAY)]
    return [*parts[:-1], (parts[-1][0], last)]
