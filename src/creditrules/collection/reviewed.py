"""A contact log held against the texts in force on each of its days.

>>> from datetime import datetime
>>> from creditrules.collection import Channel, Contact, Person
>>> from creditrules.law import Lender
>>> call = Contact(datetime(2026, 6, 1, 22, 0), Channel.CALL, Person.DEBTOR, answered=True)
>>> [(found.rule.name, found.binding) for found in review([call], lender=Lender.BANK, online=False).value]
[('HOURS', False)]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from creditrules.collection.conditions import conditions
from creditrules.collection.counting import by_day, clock, timed
from creditrules.collection.deeds import done
from creditrules.collection.model import Contact, Departure, in_order
from creditrules.collection.persons import held, reached
from creditrules.collection.regimes import TEXTS, Terms, in_force, regimes_on, terms_of
from creditrules.collection.words import Regime, Rule
from creditrules.errors import NoDataError
from creditrules.findings import Finding, Trail
from creditrules.law import Lender, Product
from creditrules.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from creditrules.law import Citation, Rulebook

_GENERAL = ("civil-code#1032(1)", "civil-code#1033(1)")


def review(
    log: Iterable[Contact],
    *,
    lender: Lender,
    regime: Regime | Iterable[Regime] | None = None,
    product: Product = Product.LOAN,
    online: bool = True,
    hours_agreed: bool = False,
    dials_agreed: bool = False,
    illegal_debt: bool = False,
    rulebook: Rulebook | None = None,
) -> Finding[tuple[Departure, ...]]:
    """Return what the contacts of one debtor's log depart from (催收行为核对), with the force of each text.

    The day on which a contact began picks the texts. A departure from a law, a regulation, a judicial interpretation
    or a departmental rule breaks it; from a standard, guideline or convention it is out of line with it. Articles on
    public order and crimes are named in notices with their conditions. None of it changes what is owed.

    Args:
        log: the contacts, in any order.
        lender: who lent, by licence.
        regime: the texts to hold the log against, in place of those of the lender and the day. One not in force on a
            day is left out on it.
        product: a loan, a card or a card instalment plan.
        online: whether the loan was made online; the convention and the standard are about online finance.
        hours_agreed: whether contact in the closed hours was agreed on.
        dials_agreed: whether another number of dials was agreed on.
        illegal_debt: whether the debt comes from usury or is illegal otherwise, as told; only then is art. 293-1 of
            the Criminal Law named.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputTypeError: something that is not a contact in the log, or an argument of another type.
        NoDataError: a contact on a day for which no text is held.

    """
    trail = Trail(rulebook)
    terms = terms_of(
        lender=lender,
        regime=regime,
        product=product,
        online=online,
        hours_agreed=hours_agreed,
        dials_agreed=dials_agreed,
        illegal_debt=illegal_debt,
    )
    return trail.finding(_review(trail, in_order(log), terms))


def _review(trail: Trail, log: Sequence[Contact], terms: Terms) -> tuple[Departure, ...]:
    if not log:
        trail.step(say("log-empty", "The log holds no contact, so there is nothing to find."))
        return ()
    days = [(day, contacts, regimes_on(trail, terms, day)) for day, contacts in by_day(log)]
    _held_against(trail, terms, days)
    found: list[Departure] = []
    for day, contacts, regimes in days:
        found += timed(trail, terms, day, contacts, regimes)
        found += reached(trail, day, contacts, regimes)
        found += held(trail, day, contacts, regimes)
        found += done(trail, terms, day, contacts, regimes)
    rank = {rule: place for place, rule in enumerate(Rule)}
    found.sort(key=lambda one: (one.on, rank[one.rule]))
    for one in found:
        _tell(trail, one)
    if not found:
        trail.step(
            say(
                "log-clean",
                "By what the log says, none of its %(count)s contact(s) departs from these.",
                count=len(log),
            ),
            *_texts(trail, days),
        )
    conditions(trail, log, illegal_debt=terms.illegal_debt)
    _close(trail, found, days)
    return tuple(found)


def _texts(trail: Trail, days: Sequence[tuple[date, Sequence[Contact], Sequence[Regime]]]) -> tuple[Citation, ...]:
    """The texts that any contact was held against, oldest first, and the general law while it is in force."""
    met = {regime for _, _, regimes in days for regime in regimes}
    own = [TEXTS[regime] for regime in Regime if regime in met]
    general = [cite for cite in _GENERAL if any(in_force(trail, cite, day) for day, _, _ in days)]
    return trail.cite(*own, *general)


def _held_against(trail: Trail, terms: Terms, days: Sequence[tuple[date, Sequence[Contact], Sequence[Regime]]]) -> None:
    for day, _, regimes in days:
        if not regimes and not in_force(trail, _GENERAL[0], day):
            raise NoDataError(
                "the library holds no text on how a %(lender)s collects on %(on)s", lender=terms.lender, on=day
            )
    trail.step(
        say(
            "log-texts",
            "%(count)s contact(s) from %(first)s to %(last)s, Beijing time, of a debt to a %(lender)s, are held "
            "against the texts in force on each day.",
            count=sum(len(contacts) for _, contacts, _ in days),
            first=days[0][0],
            last=days[-1][0],
            lender=terms.lender,
        ),
        *_texts(trail, days),
    )
    if any(not regimes for _, _, regimes in days):
        trail.notice(
            say(
                "no-text-on-collecting",
                "On some of the days no text on how to collect is addressed to this lender; then there are no hours "
                "and no numbers, only the general law.",
            ),
            *_texts(trail, days),
        )
    met = {regime for _, _, regimes in days for regime in regimes}
    if Regime.CONVENTION_2018 in met:
        trail.notice(
            say(
                "convention-no-numbers",
                "The convention of 2018 asks for suitable times and no frequent calls, and names no hours and no "
                "number of calls. It was never seen to be repealed; the standard of 2025 covers its matter.",
            ),
            *trail.cite("nifa-collection-convention-2018#17"),
        )
    if Regime.GUIDE_2024 in met:
        trail.notice(
            say(
                "guide-not-held",
                "The guideline of 2024 was in force, but its text is not in the data: nothing is held against it.",
            ),
            *trail.cite(TEXTS[Regime.GUIDE_2024]),
        )
    if Regime.GUIDE_2026 in met:
        trail.notice(
            say(
                "guide-members",
                "The guide of the banking association is for its members, for cards and consumer loans; for other "
                "personal loans it is a reference.",
            ),
            *trail.cite(TEXTS[Regime.GUIDE_2026]),
        )


def _tell(trail: Trail, one: Departure) -> None:
    times = " / ".join(
        clock(each, start=True) if each.ends_at is None else f"{clock(each, start=True)}–{clock(each, start=False)}"
        for each in one.contacts
    )
    title = one.citations[0].source.title
    if one.binding:
        message = say(
            "departed-binding",
            "%(day)s, %(times)s: %(rule)s. By what the log says, that violates this text: %(title)s (%(force)s).",
            day=one.on,
            times=times,
            rule=one.rule,
            title=title,
            force=one.force,
        )
    else:
        message = say(
            "departed-soft",
            "%(day)s, %(times)s: %(rule)s. By what the log says, that is not in line with this text: %(title)s "
            "(%(force)s).",
            day=one.on,
            times=times,
            rule=one.rule,
            title=title,
            force=one.force,
        )
    trail.step(message, *one.citations)


def _close(
    trail: Trail, found: Sequence[Departure], days: Sequence[tuple[date, Sequence[Contact], Sequence[Regime]]]
) -> None:
    soft = dict.fromkeys(cite for one in found if not one.binding for cite in one.citations)
    if soft:
        trail.notice(
            say(
                "soft-texts",
                "Standards, guidelines and conventions are not law. Being out of line with them is a ground to "
                "complain and a sign of what is proper, and by itself no breach of law.",
            ),
            *soft,
        )
    hard = dict.fromkeys(cite for one in found if one.binding for cite in one.citations)
    if hard:
        trail.notice(
            say(
                "binding-texts",
                "Whether a law was broken, and what follows from it, is in the end for the authority or the court, on "
                "all of the facts. This rests on what the log says.",
            ),
            *hard,
        )
    card = [day for day, _, regimes in days if Regime.CARD_2011 in regimes]
    if card:
        years = trail.take(trail.rulebook.card_collection_record_years, card[-1])
        trail.notice(
            say(
                "card-records",
                "The bank has to record how it collects and to keep that for at least %(years)s years: it can be asked "
                "for it.",
                years=years,
            ),
            *trail.cite("card-measures-2011#68"),
        )
    if found:
        trail.notice(
            say(
                "debt-unchanged",
                "Nothing of this changes what is owed or when: the debt and the way it is collected are two matters.",
            ),
            *dict.fromkeys(cite for one in found for cite in one.citations),
        )
