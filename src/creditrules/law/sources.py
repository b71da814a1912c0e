"""Where the law is written: instruments, their articles, and what people say about them."""

from __future__ import annotations

import re
from datetime import date
from enum import Enum

from attrs import field, frozen

from creditrules.errors import DataFileError, NoDataError
from creditrules.messages import ENGLISH, Text, locale_of, render, say, translate
from creditrules.periods import calendar_day


class Force(Enum):
    """How binding a text is (效力), strongest first."""

    LAW = "law"
    ADMINISTRATIVE_REGULATION = "administrative regulation"
    JUDICIAL_INTERPRETATION = "judicial interpretation"
    JUDICIAL_POLICY = "judicial policy document"
    DEPARTMENTAL_RULE = "departmental rule"
    NORMATIVE_DOCUMENT = "normative document"
    OFFICIAL_PUBLICATION = "official publication"
    LOCAL_REGULATION = "local regulation"
    NATIONAL_STANDARD = "national standard"
    SELF_REGULATION = "self-regulation"
    WINDOW_GUIDANCE = "window guidance"
    MARKET_PRACTICE = "market practice"

    @property
    def binding(self) -> bool:
        """Whether a departure from it is a breach (违反) rather than out of line with it (不符合)."""
        return self in {
            Force.LAW,
            Force.ADMINISTRATIVE_REGULATION,
            Force.JUDICIAL_INTERPRETATION,
            Force.DEPARTMENTAL_RULE,
            Force.LOCAL_REGULATION,
        }


_NO_TEXT = frozenset({Force.OFFICIAL_PUBLICATION, Force.MARKET_PRACTICE})
"""What is published as figures or only practised: no document, and nothing that binds."""

_NO_TITLE = _NO_TEXT | {Force.WINDOW_GUIDANCE}
"""What has no title of its own: it is described, without the marks of one (书名号)."""


class Unit(Enum):
    """What an instrument counts its provisions in."""

    ARTICLE = "art. %(number)s"
    ITEM = "item %(number)s"
    CLAUSE = "clause %(number)s"
    NONE = "the whole document"


@frozen
class Instrument:
    """A law, interpretation or notice: its official title, number and issuer, and the days it is in force."""

    id: str
    title: Text
    issuer: Text
    force: Force
    effective: date
    aliases: tuple[str, ...] = ()
    number: str = ""
    promulgated: date | None = None
    repealed: date | None = None
    day_unknown: bool = False
    unit: Unit = Unit.ARTICLE
    url: str = ""

    def in_force(self, on: date) -> bool:
        """Whether the instrument applies on a day."""
        return self.effective <= on and (self.repealed is None or on < self.repealed)


class Part(Enum):
    """What the first brackets after an article count: its paragraphs (款), or the items (项) of its one paragraph."""

    PARAGRAPH = "paragraph"
    ITEM = "item of the only paragraph"


class Verdict(Enum):
    """What a check of a common statement found (核对结果)."""

    RIGHT = "right"
    PARTLY = "partly right"
    OUTDATED = "outdated"
    WRONG = "wrong"


@frozen
class Citation:
    """A place in an instrument: ``civil-code#680(1)``. Two citations of one place are equal."""

    instrument: str
    article: str
    source: Instrument = field(eq=False, repr=False)
    gist: Text | None = field(default=None, eq=False, repr=False)
    parts: Part = field(default=Part.PARAGRAPH, eq=False, repr=False)

    @property
    def id(self) -> str:
        """The place as it is written in the data."""
        return f"{self.instrument}#{self.article}" if self.article else self.instrument

    @property
    def since(self) -> date:
        """The first day the text applied."""
        return self.source.effective

    def written(self, locale: str) -> str:
        """Write the source in full: title, number, article, and the first day in force."""
        chosen = locale_of(locale)
        source = self.source
        zh = source.title.zh
        if source.force not in _NO_TITLE:
            zh = f"《{zh.replace('《', '〈').replace('》', '〉')}》"
        title = source.title.en if chosen == ENGLISH else zh
        number = "" if source.number in zh and chosen != ENGLISH else source.number
        # Soft law is never printed without its force.
        soft = "" if source.force.binding or source.force in _NO_TEXT else translate(source.force.value, chosen)
        parts = [title, number, self._place(chosen), soft]
        when = (
            say("cite-practice-unknown", "practice and no law, since when is not known")
            if source.force is Force.MARKET_PRACTICE and source.day_unknown
            else say("cite-practice", "practice and no law, since %(day)s", day=source.effective)
            if source.force is Force.MARKET_PRACTICE
            else say("cite-published", "published since %(day)s", day=source.effective)
            if source.force is Force.OFFICIAL_PUBLICATION
            else say("cite-day-unknown", "in force around %(day)s, the exact day is not public", day=source.effective)
            if source.day_unknown
            else say("cite-since", "in force since %(day)s", day=source.effective)
            if source.repealed is None
            else say("cite-span", "in force from %(day)s to before %(end)s", day=source.effective, end=source.repealed)
        )
        gap = ", " if chosen == ENGLISH else "，"
        return gap.join([part for part in parts if part] + [render(when, chosen)])

    def _place(self, locale: str) -> str:
        if self.source.unit is Unit.NONE:
            return ""
        number, part = _split(self.article, self.parts)
        match self.source.unit:
            case Unit.ARTICLE:
                message = say("cite-article", "art. %(number)s%(part)s", number=number, part=part)
            case Unit.ITEM:
                message = say("cite-item", "item %(number)s%(part)s", number=number, part=part)
            case _:
                message = say("cite-clause", "clause %(number)s%(part)s", number=number, part=part)
        return render(message, locale)


_NUMERALS = str.maketrans("123456789", "一二三四五六七八九")


def _split(article: str, parts: Part) -> tuple[str, Text]:
    """Cut ``293-1(2)(1)`` into 293 and what follows: 之1第2款第1项 in Chinese, -1(2)(1) in English."""
    head, _, _ = article.partition("(")
    number, _, inserted = head.partition("-")
    marks = "款项目" if parts is Part.PARAGRAPH else "项目"
    inner = zip(re.findall(r"\(([0-9a-z]+)\)", article), marks, strict=False)
    chinese = "".join(f"第{place}{mark}" for place, mark in inner)
    return number, Text(f"之{inserted.translate(_NUMERALS)}{chinese}" if inserted else chinese, article[len(number) :])


@frozen
class Statement:
    """Something people write about the rules, checked (常见说法核对)."""

    id: str
    about: str
    verdict: Verdict
    said: Text
    truth: Text
    citations: tuple[Citation, ...]
    verified_on: date


@frozen
class Article:
    """One article of an instrument: a one-line gist in our words, and the common mistakes about it."""

    instrument: Instrument
    number: str
    gist: Text
    corrections: tuple[Statement, ...] = ()

    @property
    def id(self) -> str:
        """The article as the data names it, such as ``civil-code#671``."""
        return f"{self.instrument.id}#{self.number}"


_CITE = re.compile(r"(?P<instrument>[a-z0-9-]+)(#(?P<number>[0-9]+(-[0-9]+)?)(?P<part>(\([0-9a-z]+\))*))?")


@frozen
class Library:
    """The shelf: every instrument, article and statement, found by id or by its Chinese name."""

    instruments: dict[str, Instrument]
    gists: dict[tuple[str, str], Text]
    statements: tuple[Statement, ...] = ()
    parts: dict[tuple[str, str], Part] = field(factory=dict)

    def citation(self, cite: str) -> Citation:
        """Resolve ``instrument#number(part)``.

        Raises:
            DataFileError: no such instrument or article.

        """
        match = _CITE.fullmatch(cite)
        source = self.instruments.get(match["instrument"]) if match else None
        if match is None or source is None:
            raise DataFileError("citation %(cite)s: no such instrument", cite=cite)
        if match["number"] is None:
            if source.unit is not Unit.NONE:
                raise DataFileError("citation %(cite)s: name the article", cite=cite)
            return Citation(source.id, "", source)
        gist = self.gists.get((source.id, match["number"]))
        if gist is None:
            raise DataFileError("citation %(cite)s: no such article", cite=cite)
        parts = self.parts.get((source.id, match["number"]), Part.PARAGRAPH)
        return Citation(source.id, match["number"] + match["part"], source, gist, parts)

    def instrument(self, name: str, on: date | None = None) -> Instrument:
        """Find an instrument by id, alias, number or title; of several versions, that of the day (or the newest).

        Raises:
            NoDataError: an unknown name, or no version in force on that day.

        """
        key = name.strip()
        found = [one for one in self.instruments.values() if key in {one.id, one.number, one.title.zh, *one.aliases}]
        if not found:
            raise NoDataError("no instrument is called %(name)s", name=name)
        if on is not None:
            day = calendar_day(on, argument="on")
            found = [one for one in found if one.in_force(day)]
            if not found:
                raise NoDataError("%(name)s was not in force on %(on)s", name=name, on=day)
        return max(found, key=lambda one: one.effective)

    def article(self, instrument: str, number: int | str, *, on: date | None = None) -> Article:
        """Find an article, with the corrections that readers of it should see.

        Raises:
            NoDataError: the library does not hold that instrument or article.

        """
        source = self.instrument(instrument, on)
        wanted = str(number)
        gist = self.gists.get((source.id, wanted))
        if gist is None:
            raise NoDataError("the library holds no article %(number)s of %(title)s", number=wanted, title=source.title)
        return Article(source, wanted, gist, self.about(f"{source.id}#{wanted}"))

    def about(self, topic: str) -> tuple[Statement, ...]:
        """Return the statements about an article id or a topic such as ``insolvency``."""
        return tuple(statement for statement in self.statements if statement.about == topic)
