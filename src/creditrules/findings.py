"""What a rule answers with: a value, the steps that led to it, their sources, and what the reader must know besides.

>>> from datetime import date
>>> from creditrules import lpr
>>> found = lpr(date(2025, 6, 1), tenor="one_year")
>>> found.value, found.citations[0].instrument
(Decimal('0.03'), 'pboc-lpr')
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from functools import singledispatch
from html import escape
from typing import Generic, TypeVar

import attrs
from attrs import frozen

from creditrules.checks import instance
from creditrules.errors import StaleDataWarning
from creditrules.law import Citation, Parameter, Rulebook, bundled
from creditrules.messages import CHINESE, ENGLISH, Message, Money, Points, Rate, locale_of, render, say
from creditrules.money import from_fen

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@frozen
class Step:
    """One step of the reasoning, and the articles it rests on."""

    message: Message
    citations: tuple[Citation, ...] = ()


@frozen
class Notice:
    """What the reader must know beside the value: an open question, a condition, data past its review day."""

    message: Message
    citations: tuple[Citation, ...] = ()


@frozen
class Finding(Generic[T_co]):
    """An answer that explains itself.

    ``value`` is the answer; ``steps`` how it was reached, in the order of the text; ``notices`` what else matters;
    ``rulebook_version`` the day of the law data behind it.
    """

    value: T_co
    steps: tuple[Step, ...]
    notices: tuple[Notice, ...]
    rulebook_version: date

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every article behind the answer, once, in the order met."""
        parts: tuple[Step | Notice, ...] = (*self.steps, *self.notices)
        return tuple(dict.fromkeys(cite for part in parts for cite in part.citations))

    def explain(self, locale: str = CHINESE) -> str:
        """Write the steps, the notices and the numbered sources as plain text."""
        chosen = locale_of(locale)
        numbers = {cite: number for number, cite in enumerate(self.citations, 1)}
        lines = [_line(part.message, part.citations, numbers, chosen) for part in self.steps]
        if self.notices:
            lines.append(render(say("finding-notices", "Please note:"), chosen))
            lines += [f"- {_line(part.message, part.citations, numbers, chosen)}" for part in self.notices]
        if numbers:
            lines.append(render(say("finding-sources", "Sources:"), chosen))
            lines += [f"[{number}] {cite.written(chosen)}" for cite, number in numbers.items()]
        return "\n".join(lines)

    def to_dict(self) -> dict[str, object]:
        """Return plain data: exact numbers as text, days in ISO form, an enum its lower-case name."""
        return {
            "value": plain(self.value),
            "steps": [plain(step) for step in self.steps],
            "notices": [plain(notice) for notice in self.notices],
            "rulebook_version": self.rulebook_version.isoformat(),
        }

    def to_json(self) -> str:
        """Return `to_dict` as JSON text."""
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=2)

    def html(self, locale: str = CHINESE) -> str:
        """Return the explanation as a piece of HTML: escaped, styled inline, without a script."""
        chosen = locale_of(locale)
        language = "en" if chosen == ENGLISH else "zh-Hans"
        body = escape(self.explain(chosen)).replace("\n", "<br>")
        return f'<div lang="{language}" style="font-family:sans-serif;line-height:1.5">{body}</div>'

    def _repr_html_(self) -> str:
        return self.html()


def _line(message: Message, citations: Iterable[Citation], numbers: dict[Citation, int], locale: str) -> str:
    return render(message, locale) + "".join(f"[{numbers[cite]}]" for cite in citations)


@singledispatch
def plain(value: object) -> object:
    """Return the plain form of a value, as in `Finding.to_dict`; a frozen class becomes a table of its fields."""
    kind = type(value)
    if attrs.has(kind):
        return {item.name: plain(getattr(value, item.name)) for item in attrs.fields(kind)}
    return value


@plain.register
def _(value: Finding) -> object:  # type: ignore[type-arg] # dispatch looks at the bare class
    return value.to_dict()


@plain.register
def _(value: Citation) -> object:
    return value.id


@plain.register
def _(value: Message) -> object:
    return {"code": value.code, "args": {name: plain(arg) for name, arg in value.args}}


@plain.register
def _(value: Money) -> object:
    return str(from_fen(value.fen))


@plain.register(Rate)
@plain.register(Points)
def _(value: Rate | Points) -> object:
    return str(value.value)


@plain.register
def _(value: Enum) -> object:
    return value.name.lower()


@plain.register
def _(value: date) -> object:
    return value.isoformat()


@plain.register(Decimal)
@plain.register(Fraction)
@plain.register(float)
def _(value: Decimal | Fraction | float) -> object:  # as text no reader makes another number of it
    return str(value)


@plain.register(tuple)
@plain.register(list)
@plain.register(frozenset)
def _(value: Iterable[object]) -> object:
    return [plain(item) for item in value]


@plain.register
def _(value: dict) -> object:  # type: ignore[type-arg] # dispatch looks at the bare class
    return {str(plain(key)): plain(item) for key, item in value.items()}


class Trail:
    """What a rule gathers on its way to an answer (inner).

    A public function makes one, hands it down, and returns ``trail.finding(value)``. Inside the library only the
    functions that take a Trail call each other, so one call warns at most once.
    """

    def __init__(self, rulebook: Rulebook | None = None) -> None:
        """Start with the given rulebook, or the bundled one."""
        given = rulebook or bundled()
        self.rulebook: Rulebook = instance(given, Rulebook, argument="rulebook")
        self.steps: list[Step] = []
        self.notices: list[Notice] = []
        self.stale: Message | None = None

    def cite(self, *ids: str) -> tuple[Citation, ...]:
        """Resolve article ids such as ``civil-code#680(1)``."""
        return tuple(self.rulebook.library.citation(cite) for cite in ids)

    def step(self, message: Message, *citations: Citation) -> None:
        """Record one step of the reasoning."""
        self.steps.append(Step(message, citations))

    def notice(self, message: Message, *citations: Citation) -> None:
        """Record what the reader must know, once."""
        found = Notice(message, citations)
        if found not in self.notices:
            self.notices.append(found)

    def take(self, parameter: Parameter[T], on: date) -> T:
        """Look a parameter up on a day; past its review day the first such value leaves one notice."""
        entry = parameter.at(on)
        if on > parameter.review_by and self.stale is None:
            self.stale = say(
                "stale-data",
                "%(title)s was checked on %(checked)s for days up to %(review)s; what changed after that day is not in "
                "this answer",
                title=parameter.title,
                checked=parameter.verified_on,
                review=parameter.review_by,
            )
            self.notice(self.stale, *entry.citations)
        return entry.value

    def finding(self, value: T) -> Finding[T]:
        """Close the trail: the answer, with a `StaleDataWarning` to the caller of the public function."""
        if self.stale is not None:
            warnings.warn(render(self.stale, ENGLISH), StaleDataWarning, stacklevel=3)
        return self.part(value)

    def part(self, value: T) -> Finding[T]:
        """Close the trail as a part of a larger answer, which does the warning."""
        return Finding(value, tuple(self.steps), tuple(self.notices), self.rulebook.version)
