"""Whether a guarantor is still bound (保证期间): mode and period by the day the guarantee was given, and if it is lost.

Security Law 19, 25 and 26 and art. 32 of its interpretation before 2021-01-01; Civil Code 686, 692 and 693 and
法释〔2020〕28号 since; 法释〔2020〕15号, art. 27 between.

>>> from datetime import date
>>> found = guarantee_period(given_on=date(2023, 3, 1), due_on=date(2025, 8, 31), mode=None, as_of=date(2026, 3, 1))
>>> found.value.mode.name, found.value.ends_on, found.value.standing.name
('GENERAL', datetime.date(2026, 2, 28), 'LOST')
"""

from __future__ import annotations

from datetime import date
from enum import Enum
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import flag, member
from creditrules.errors import InputError
from creditrules.findings import Finding, Trail
from creditrules.messages import say
from creditrules.periods import add_months, calendar_day
from creditrules.proceedings.notes import rest_days
from creditrules.proceedings.running import roll

if TYPE_CHECKING:
    from creditrules.law import Citation, Rulebook
    from creditrules.proceedings.running import RestDay

_CODE = "civil-code"
_OLD = "security-law-1995"
_OLD_TEXT = "spc-security-law-2000-44"
_TIMING = "spc-civil-code-timing-2020-15"
_SECURITY = "spc-security-2020-28"


class GuaranteeMode(Enum):
    """How a guarantor is bound (保证方式)."""

    GENERAL = "general guarantee"
    JOINT = "joint and several guarantee"


class PeriodBasis(Enum):
    """What the guarantee period rests on (保证期间的依据)."""

    AGREED = "agreed"
    NONE_AGREED = "none agreed"
    UNCLEAR = "agreed, but unclear"


class GuaranteeStanding(Enum):
    """Where the guarantee stands (保证责任状态)."""

    OPEN = "the period is open"
    KEPT = "the creditor acted in time"
    MAY_BE_LOST = "may be lost"
    LOST = "lost"


@frozen(kw_only=True)
class GuaranteePeriod:
    """A guarantee period (保证期间): mode, basis, last day and standing.

    ``presumed``: the law supplies the mode. ``other_end`` is the last day by another reading, None without one.
    ``may_roll``: a rest day may move the last day, and no calendar was given.
    """

    mode: GuaranteeMode
    presumed: bool
    basis: PeriodBasis
    ends_on: date
    other_end: date | None
    standing: GuaranteeStanding
    may_roll: bool


def guarantee_period(
    *,
    given_on: date,
    due_on: date,
    mode: GuaranteeMode | None,
    agreed_until: date | None = None,
    unclear: bool = False,
    sued_on: date | None = None,
    asked_on: date | None = None,
    as_of: date,
    is_rest_day: RestDay | None = None,
    rulebook: Rulebook | None = None,
) -> Finding[GuaranteePeriod]:
    """Return the guarantee period, and whether the guarantee is lost by a day (保证责任是否消灭).

    Args:
        given_on: the day of the guarantee, which picks the law.
        due_on: the day the debt fell due, the last instalment's, or the end of the time given in a demand.
        mode: the mode agreed; None if none was, or it is unclear.
        agreed_until: the last day of the period agreed; None if none was.
        unclear: whether a period was agreed in unclear words, such as "until all is paid".
        sued_on: the day the creditor sued the debtor or went to arbitration; not if withdrawn and not renewed.
        asked_on: the day the creditor asked the guarantor to pay.
        as_of: the day of the question.
        is_rest_day: whether a day is a statutory rest day; left out, an end is not moved, and a notice says so.
        rulebook: the law data; the bundled one when left out.

    Raises:
        InputError: ``agreed_until`` beside ``unclear``; a suit or demand not after ``due_on``, or after ``as_of``.
        NoDataError: given before 1995-10-01, or before 2000-12-13 with an unclear period.

    """
    trail = Trail(rulebook)
    given, due = calendar_day(given_on, argument="given_on"), calendar_day(due_on, argument="due_on")
    asked = calendar_day(as_of, argument="as_of")
    months = int(trail.take(trail.rulebook.guarantee_months, given))
    new = given >= trail.rulebook.library.instruments[_CODE].effective
    how = _mode(trail, mode, new=new)
    basis = _basis(trail, due, agreed_until, new=new, unclear=flag(unclear, argument="unclear"))
    other: date | None = None
    if basis is PeriodBasis.AGREED and agreed_until is not None:
        end = agreed_until
        trail.step(
            say("guarantee-agreed", "A period was agreed: to %(end)s.", end=end), *_source(trail, basis, how, new=new)
        )
    else:
        if basis is PeriodBasis.UNCLEAR:
            months = int(trail.take(trail.rulebook.guarantee_unclear_months, given))
        end = add_months(due, months)
        trail.step(
            say(
                "guarantee-by-law",
                "The period (%(basis)s) is %(months)s months from %(due)s: to %(end)s.",
                basis=basis,
                months=months,
                due=due,
                end=end,
            ),
            *_source(trail, basis, how, new=new),
        )
        other = None if new else _between(trail, basis, due, end)
    end, other = roll(end, is_rest_day), None if other is None else roll(other, is_rest_day)
    act = _act(how, sued_on, asked_on, due, asked)
    standing = _standing(act, min(end, other or end), max(end, other or end), asked)
    _say_standing(trail, standing, how, act, new=new)
    rest_days(trail, is_rest_day)
    _besides(trail, new=new)
    return trail.finding(
        GuaranteePeriod(
            mode=how,
            presumed=mode is None,
            basis=basis,
            ends_on=end,
            other_end=other,
            standing=standing,
            may_roll=is_rest_day is None,
        )
    )


def _mode(trail: Trail, mode: GuaranteeMode | None, *, new: bool) -> GuaranteeMode:
    if mode is not None:
        return member(mode, GuaranteeMode, argument="mode")
    found = GuaranteeMode.GENERAL if new else GuaranteeMode.JOINT
    trail.step(
        say("guarantee-mode", "The mode was not agreed, or is unclear: by law it is a %(mode)s.", mode=found),
        *(trail.cite("civil-code#686(2)") if new else trail.cite(f"{_OLD}#19", f"{_TIMING}#1(2)")),
    )
    return found


def _basis(trail: Trail, due: date, until: date | None, *, new: bool, unclear: bool) -> PeriodBasis:
    if until is None:
        return PeriodBasis.UNCLEAR if unclear else PeriodBasis.NONE_AGREED
    if unclear:
        raise InputError("agreed_until and unclear cannot both be given")
    if calendar_day(until, argument="agreed_until") > due:
        return PeriodBasis.AGREED
    trail.step(
        say(
            "guarantee-too-short",
            "The period agreed, to %(end)s, ends no later than the debt falls due: it counts as none.",
            end=until,
        ),
        *trail.cite("civil-code#692(2)" if new else f"{_OLD_TEXT}#32(1)"),
    )
    return PeriodBasis.NONE_AGREED


def _source(trail: Trail, basis: PeriodBasis, mode: GuaranteeMode, *, new: bool) -> tuple[Citation, ...]:
    unclear = basis is PeriodBasis.UNCLEAR
    if new:
        return trail.cite("civil-code#692(2)", *([f"{_SECURITY}#32"] if unclear else []))
    article = f"{_OLD}#25" if mode is GuaranteeMode.GENERAL else f"{_OLD}#26"
    return trail.cite(f"{_OLD_TEXT}#32(2)" if unclear else article)


def _between(trail: Trail, basis: PeriodBasis, due: date, end: date) -> date | None:
    """Return the last day by the Code for a guarantee from before it, where the two may differ."""
    code = trail.rulebook.library.instruments[_CODE].effective
    if due < code < end:
        trail.step(
            say(
                "guarantee-between",
                "The guarantee is from before %(code)s and its period had not run by then: it stays as it was.",
                code=code,
            ),
            *trail.cite(f"{_TIMING}#27"),
        )
    if due < code or basis is not PeriodBasis.UNCLEAR:
        return None
    months = int(trail.take(trail.rulebook.guarantee_unclear_months, code))
    found = add_months(due, months)
    trail.notice(
        say(
            "guarantee-due-later",
            "The guarantee is from before %(code)s and the debt fell due after it, a case that the rule on the change "
            "does not name. By the law of its own day the period ends on %(end)s; by the Code, on %(other)s.",
            code=code,
            end=end,
            other=found,
        ),
        *trail.cite(f"{_TIMING}#1", f"{_TIMING}#27", "civil-code#692(2)"),
    )
    return found


def _act(mode: GuaranteeMode, sued: date | None, asked: date | None, due: date, as_of: date) -> date | None:
    """Return the day of what keeps the guarantee: a suit against the debtor, or a demand to a joint guarantor."""
    for argument, day in (("sued_on", sued), ("asked_on", asked)):
        if day is not None and not due < calendar_day(day, argument=argument) <= as_of:
            raise InputError(
                "%(argument)s must lie after due_on %(due)s and by as_of %(as_of)s, got %(value)s",
                argument=argument,
                due=due,
                as_of=as_of,
                value=day,
            )
    return sued if mode is GuaranteeMode.GENERAL else asked


def _standing(act: date | None, soonest: date, latest: date, as_of: date) -> GuaranteeStanding:
    """Compare the day of the act, or of the question without one, with the last days."""
    day = act or as_of
    if day <= soonest:
        return GuaranteeStanding.OPEN if act is None else GuaranteeStanding.KEPT
    return GuaranteeStanding.MAY_BE_LOST if day <= latest else GuaranteeStanding.LOST


def _say_standing(
    trail: Trail, standing: GuaranteeStanding, mode: GuaranteeMode, act: date | None, *, new: bool
) -> None:
    general = mode is GuaranteeMode.GENERAL
    rule = ("civil-code#693(1)" if general else "civil-code#693(2)") if new else f"{_OLD}#{25 if general else 26}(2)"
    need = (
        say("guarantee-need-suit", "sue the debtor or go to arbitration")
        if general
        else say("guarantee-need-demand", "ask the guarantor to pay")
    )
    trail.step(
        say("guarantee-need", "Within the period the creditor has to %(need)s.", need=need),
        *trail.cite(rule),
    )
    if act is None:
        trail.step(
            say("guarantee-stands", "By what is stated that has not been done: %(standing)s.", standing=standing)
        )
    else:
        trail.step(
            say("guarantee-stands-act", "That was done on %(day)s: %(standing)s.", day=act, standing=standing),
        )


def _besides(trail: Trail, *, new: bool) -> None:
    trail.notice(
        say(
            "guarantee-court",
            "A court finds out by itself whether the period has run. Once the guarantee is lost, signing a demand does "
            "not bring it back, unless a new guarantee was made. A suit that was withdrawn may not count.",
        ),
        *trail.cite(f"{_SECURITY}#34", f"{_SECURITY}#31"),
    )
    if new:
        trail.notice(
            say(
                "guarantee-changes",
                "The period is never suspended, interrupted or extended. Without the guarantor's written consent "
                "heavier terms are not covered and a new due day does not move the period; an assignment does not bind "
                "the guarantor before notice, nor at all where it was barred.",
            ),
            *trail.cite("civil-code#692(1)", "civil-code#695", "civil-code#696"),
        )
