"""Prices as Chinese advertising quotes them (息费宣传用语), and the annual rate that they mean.

PBOC Announcement 〔2021〕3 (since 2021-03-31) asks for an annual rate that is more prominent than any
daily or monthly one; advertisements still say 日息万五 or 月息1分. What has two readings is refused.

>>> found = Quotation.parse("日息0.05%")
>>> [f"{float(rate):.2%}" for rate in (found.simple_360, found.simple_365, found.compounded)]
['18.00%', '18.25%', '20.02%']
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING

from attrs import frozen

from creditrules.checks import text as checked
from creditrules.errors import InputError, InputTypeError, shown
from creditrules.money import exact
from creditrules.periods import DayCount, whole
from creditrules.rates.annual import AnnualRate, Origin, per_year
from creditrules.rates.conversions import Collected, collection, days_of, flat_plan

if TYPE_CHECKING:
    from creditrules.money import Number


class Per(Enum):
    """The period that a quoted rate is for (计息周期)."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    INSTALMENT = "instalment"


class ChargedOn(Enum):
    """What a quoted rate is a share of (计费基数)."""

    BALANCE = "the balance still owed"
    PRINCIPAL = "the original principal"


_PERIODS = {
    "日": Per.DAY,
    "天": Per.DAY,
    "月": Per.MONTH,
    "年化": Per.YEAR,
    "年": Per.YEAR,
    "期": Per.INSTALMENT,
}
_PREFIXES = {
    "万分之": Fraction(1, 10_000),
    "万": Fraction(1, 10_000),
    "千分之": Fraction(1, 1_000),
    "百分之": Fraction(1, 100),
}
_SIGNS = {"%": Fraction(1, 100), "‰": Fraction(1, 1_000), "‱": Fraction(1, 10_000)}
_WORDS = {
    (Per.MONTH, "分"): Fraction(1, 100),
    (Per.MONTH, "厘"): Fraction(1, 1_000),
    (Per.YEAR, "厘"): Fraction(1, 100),
}
_TEN = 10

_PERIOD = "|".join(_PERIODS)
_KIND = "利率|利息|息费|息|(?:分期)?手续费率?|费率"
_DIGIT = "[零〇一二两三四五六七八九]"
_NUMBER = rf"[0-9]+(?:\.[0-9]+)?|(?:{_DIGIT}?十{_DIGIT}?|{_DIGIT})(?:点{_DIGIT}+)?"
_SHAPE = re.compile(
    rf"(?P<kind>{_KIND})?(?:每?(?P<period>{_PERIOD}))?(?P<kind_after>{_KIND})?[:为是]?约?为?"
    rf"(?P<prefix>{'|'.join(_PREFIXES)})?(?P<number>{_NUMBER})"
    # 1分5, 1分5厘 and 一分半 are a unit and tenths of it.
    rf"(?P<unit>[%‰‱]|(?P<word>[分厘])(?:(?P<tenths>[1-9]|{_DIGIT}|半)(?:(?<=分.)厘)?)?)?利?息?"
    rf"(?:[/每](?P<period_after>{_PERIOD}))?",
    re.ASCII,
)
_ADVERTISED = re.compile(r"低至|最低|最高|不超过|不高于|以内|以下|以上|封顶|起|至|(?<=[0-9%‰‱])[-~]")
_DIGITS = str.maketrans("零〇一二两三四五六七八九半点", "0012234567895.")
_LONGEST = 40


@frozen
class Quotation:
    """A quoted price (报价): the words, the rate, the period it is for, and what it is a share of.

    ``rate`` is a fraction of one for one period: 0.0005 a day for 日息万五. ``charged_on`` is the balance,
    as interest is, or the original principal, as the fees of instalment plans mostly are.
    """

    text: str
    rate: Fraction
    per: Per
    charged_on: ChargedOn = ChargedOn.BALANCE

    @classmethod
    def parse(cls, text: str, *, charged_on: ChargedOn | None = None) -> Quotation:
        """Read a quotation, such as ``"日息0.03%"``, ``"日息万五"``, ``"月息1分5厘"`` or ``"年化百分之十五点四"``.

        分 is 1 % and 厘 is 0.1 % a month; 厘 with a year is 1 %. Digits and signs of both widths and Chinese
        numerals are read; 约 changes nothing. 低至 or 起 is an advertisement's best price, not a price, and is refused.

        Args:
            text: the words.
            charged_on: what the rate is a share of: required for a fee (费率), whose words leave it open;
                interest is on the balance unless said otherwise here (等本等息).

        Raises:
            InputTypeError: no text, or a ``charged_on`` that is none.
            InputError: no period, no unit, words with two readings, or words that are not known.

        >>> Quotation.parse("日息万五").annual(day_count=DayCount.ACT_365)
        AnnualRate(nominal 18.25%, effective 20.02%, 365 periods a year, agreed in the contract)

        """
        checked(text, argument="text")
        if charged_on is not None and not isinstance(charged_on, ChargedOn):
            raise InputTypeError(
                "%(argument)s must be a ChargedOn, got %(type)s",
                argument="charged_on",
                type=type(charged_on).__name__,
            )
        words = _words(text)
        kind = (words["kind"] or "") + (words["kind_after"] or "")
        per = _period(words["period"] or words["period_after"], words["word"], kind, text)
        number = exact(_digits(words["number"]), argument="text")
        if words["tenths"]:
            number += Fraction(_digits(words["tenths"])) / _TEN
        rate = number * _unit(per, words, text)
        return cls(text, rate, per, charged_on or _charged_on(kind, per, text))

    def annual(
        self,
        *,
        day_count: DayCount | None = None,
        instalments: int | None = None,
        collected: Collected = Collected.EVERY,
        periods_per_year: Number | Fraction = 12,
    ) -> AnnualRate:
        """Return the annual rate.

        On the balance nominal is the quoted rate times its periods a year, exactly, and effective compounds once in
        each quoted period, since the words say nothing of instalments. On the original principal it is the rate of an
        instalment plan, as of `flat_rate`, whose instalments carry the fee of the time between them.

        Args:
            day_count: ACT_365 or ACT_360, required for a rate a day: lenders use both (万五 is 18.25 or 18.00 %).
            instalments: how many equal parts repay the principal; required for a share of the original principal.
            collected: when the fees of all instalments are collected.
            periods_per_year: how many instalments fall in a year.

        Raises:
            InputError: a rate a day without ``day_count``, or with another; no ``instalments`` where they decide.
            NoRateError: as `flat_rate`.

        >>> fee = Quotation.parse("每期手续费率0.6%", charged_on=ChargedOn.PRINCIPAL)
        >>> print(f"{fee.annual(instalments=12).nominal:.2%}")
        13.03%

        """
        periods = per_year(periods_per_year)
        times = {Per.MONTH: Fraction(12), Per.YEAR: Fraction(1), Per.INSTALMENT: periods}.get(self.per)
        if times is None:
            times = Fraction(days_of(day_count))
        if self.charged_on is ChargedOn.BALANCE:
            return AnnualRate(self.rate, times, Origin.AGREED)
        if instalments is None:
            raise InputError(
                "instalments is required: what %(value)s on the original principal costs a year depends on how many "
                "instalments repay it",
                value=shown(self.text),
            )
        count = whole(instalments, argument="instalments")
        return flat_plan(self.rate * times / periods, count, collection(collected), periods)

    @property
    def simple_360(self) -> Fraction | float:
        """The nominal rate a year (单利) of 360 days; of a month or a year the same as over 365."""
        return self.annual(day_count=DayCount.ACT_360).nominal

    @property
    def simple_365(self) -> Fraction | float:
        """The nominal rate a year (单利) of 365 days."""
        return self.annual(day_count=DayCount.ACT_365).nominal

    @property
    def compounded(self) -> Fraction | float:
        """The effective rate a year (复利), charged on itself in each quoted period, days over 365."""
        return self.annual(day_count=DayCount.ACT_365).effective


def _words(text: str) -> re.Match[str]:
    words = unicodedata.normalize("NFKC", "".join(text[: _LONGEST + 1].split()))
    if _ADVERTISED.search(words):
        raise InputError(
            "%(value)s is an advertisement's bound or range, not a price: ask for the rate of this loan",
            value=shown(text),
        )
    found = _SHAPE.fullmatch(words) if len(text) <= _LONGEST else None
    if found is None or (found["period"] and found["period_after"]) or (found["kind"] and found["kind_after"]):
        raise InputError(
            "text must be a quoted rate such as 日息万五, 月息1分 or 年化15.4 per cent, got %(value)s",
            value=shown(text),
        )
    return found


def _digits(numeral: str) -> str:
    """Write a numeral in digits: 十五点四 is 15.4."""
    before, ten, after = numeral.partition("十")
    if ten:
        # 十 alone is ten and 十五 fifteen; 二十 has no units, and 十点五 none either.
        units = "" if after and after[0] != "点" else "零"
        numeral = (before or "一") + units + after
    return numeral.translate(_DIGITS)


def _charged_on(kind: str, per: Per, text: str) -> ChargedOn:
    if "费" in kind or (per is Per.INSTALMENT and not kind):
        raise InputError(
            "%(value)s has two readings: a fee on the original principal (charged_on PRINCIPAL), or a rate on the "
            "balance (charged_on BALANCE)",
            value=shown(text),
        )
    return ChargedOn.BALANCE


def _period(period: str | None, word: str | None, kind: str, text: str) -> Per:
    per = _PERIODS[period] if period else None
    if per is not None and (per is not Per.INSTALMENT or not word):
        return per
    # 分 and 厘 are of a month or of a year: an instalment says neither.
    if word == "分":
        raise InputError("%(value)s has no period: 1分 is 1 per cent a month or 10 per cent a year", value=shown(text))
    if word == "厘":
        raise InputError("%(value)s has no period: 1厘 is 0.1 per cent a month or 1 per cent a year", value=shown(text))
    if "手续费" in kind:
        raise InputError(
            "%(value)s has two readings: the fee of each instalment (say 每期), or of the whole plan (divide it by the "
            "instalments)",
            value=shown(text),
        )
    raise InputError("%(value)s has no period: say 日息, 月息 or 年化", value=shown(text))


def _unit(per: Per, words: re.Match[str], text: str) -> Fraction:
    prefix, unit, word = words["prefix"], words["unit"], words["word"]
    if (prefix is None) is (unit is None):
        raise InputError("%(value)s must have one unit: a per cent sign, 万分之, 分 or 厘", value=shown(text))
    if prefix is not None:
        return _PREFIXES[prefix]
    if unit in _SIGNS:
        return _SIGNS[unit]
    if per is Per.DAY:
        raise InputError(
            "%(value)s has two readings: 日息1厘 is 0.1 or 0.01 per cent a day, 日息1分 is 1 or 0.1 per cent a day",
            value=shown(text),
        )
    if per is Per.YEAR and word == "分":
        raise InputError(
            "%(value)s has two readings: 年息1分 is 10 per cent a year, or 1 per cent a month",
            value=shown(text),
        )
    return _WORDS[per, word]
