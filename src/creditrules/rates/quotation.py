"""Prices as Chinese advertising quotes them (息费宣传用语), and the annual rate that they mean.

PBOC Announcement 〔2021〕3 (since 2021-03-31) asks for an annual rate that is more prominent than any
daily or monthly one; advertisements still say 日息万五 or 月息1分. What has two readings is refused.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from fractions import Fraction

from attrs import frozen

from creditrules.errors import InputError, InputTypeError, shown
from creditrules.money import exact
from creditrules.periods import DayCount
from creditrules.rates.annual import AnnualRate, Origin


class Per(Enum):
    """The period that a quoted rate is for (计息周期)."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_PERIODS = {
    "日息": Per.DAY,
    "日利率": Per.DAY,
    "每日": Per.DAY,
    "每天": Per.DAY,
    "月息": Per.MONTH,
    "月利率": Per.MONTH,
    "每月": Per.MONTH,
    "年化利率": Per.YEAR,
    "年化": Per.YEAR,
    "年利率": Per.YEAR,
    "年息": Per.YEAR,
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
_NUMBER = r"(?P<number>[0-9]+(?:\.[0-9]+)?|[零一二两三四五六七八九](?:点[零一二三四五六七八九]+)?)"
_SHAPE = re.compile(
    rf"(?P<period>{'|'.join(_PERIODS)})?[::]?(?P<prefix>{'|'.join(_PREFIXES)})?{_NUMBER}(?P<unit>[%‰‱分厘])?利?",
    re.ASCII,
)
_DIGITS = str.maketrans("零一二两三四五六七八九点", "01223456789.")
_LONGEST = 40
_DAYS = {DayCount.ACT_365: 365, DayCount.ACT_360: 360}
_MONTHS = 12


@frozen
class Quotation:
    """A quoted price (报价): the words, the rate, and the period it is for.

    ``rate`` is a fraction of one for one period: 0.0005 a day for 日息万五.
    """

    text: str
    rate: Fraction
    per: Per

    @classmethod
    def parse(cls, text: str) -> Quotation:
        """Read a quotation, such as ``"日息0.03%"``, ``"日息万五"``, ``"月息1分"`` or ``"年化15.4%"``.

        分 is 1 % and 厘 is 0.1 % a month; 厘 with a year is 1 %. Full-width digits and signs are read too.

        Raises:
            InputTypeError: no text.
            InputError: no period, no unit, words with two readings, or words that are not known.

        >>> Quotation.parse("日息万五").annual(day_count=DayCount.ACT_365)
        AnnualRate(nominal 18.25%, effective 20.02%, 365 periods a year, agreed in the contract)

        """
        if not isinstance(text, str):
            raise InputTypeError("%(argument)s must be text, got %(type)s", argument="text", type=type(text).__name__)
        words = unicodedata.normalize("NFKC", "".join(text[: _LONGEST + 1].split()))
        if "费率" in words:
            raise InputError(
                "%(value)s has two readings: a fee on the original principal (use flat_rate), or a rate on the balance "
                "(say 月利率)",
                value=shown(text),
            )
        found = _SHAPE.fullmatch(words) if len(text) <= _LONGEST else None
        if found is None:
            raise InputError(
                "text must be a quoted rate such as 日息万五, 月息1分 or 年化15.4 per cent, got %(value)s",
                value=shown(text),
            )
        period, prefix, number, unit = found.group("period", "prefix", "number", "unit")
        per = _period(period, unit, text)
        return cls(text, exact(number.translate(_DIGITS), argument="text") * _unit(per, prefix, unit, text), per)

    def annual(self, *, day_count: DayCount | None = None) -> AnnualRate:
        """Return the annual rate: nominal is the quoted rate times its periods a year, exactly.

        Effective compounds once in each quoted period, since the words say nothing of instalments.

        Args:
            day_count: ACT_365 or ACT_360, required for a rate a day: lenders use both (万五 is 18.25 or 18.00 %).

        Raises:
            InputError: a rate a day without ``day_count``, or with another.

        """
        if self.per is not Per.DAY:
            return AnnualRate(self.rate, _MONTHS if self.per is Per.MONTH else 1, Origin.AGREED)
        if day_count not in _DAYS:
            raise InputError(
                "day_count must be ACT_365 or ACT_360 for a rate a day, since lenders use both; got %(value)s",
                value=shown(day_count),
            )
        return AnnualRate(self.rate, _DAYS[day_count], Origin.AGREED)


def _period(word: str | None, unit: str | None, text: str) -> Per:
    if word is not None:
        return _PERIODS[word]
    if unit == "分":
        raise InputError("%(value)s has no period: 1分 is 1 per cent a month or 10 per cent a year", value=shown(text))
    if unit == "厘":
        raise InputError("%(value)s has no period: 1厘 is 0.1 per cent a month or 1 per cent a year", value=shown(text))
    raise InputError("%(value)s has no period: say 日息, 月息 or 年化", value=shown(text))


def _unit(per: Per, prefix: str | None, unit: str | None, text: str) -> Fraction:
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
    if per is Per.YEAR and unit == "分":
        raise InputError(
            "%(value)s has two readings: 年息1分 is 10 per cent a year, or 1 per cent a month",
            value=shown(text),
        )
    return _WORDS[per, str(unit)]
