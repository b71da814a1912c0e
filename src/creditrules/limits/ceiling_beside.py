"""Figures beside the price of a loan, with which no single rate is compared: an average, a crime, a band that ended.

The window guidance for consumer-finance companies (known from the press since late October 2025) is an average. The
36 % of 法发〔2019〕24号 (since 2019-10-21) is one element of a crime. Cards had a band of rates from 2017 to 2020.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from creditrules.law import Lender, Product
from creditrules.limits.cards import band_days, overdraft_band
from creditrules.limits.ceiling_lines import one_line
from creditrules.limits.model import Case, Ceiling, Effect
from creditrules.messages import Rate, say
from creditrules.money import shortest

if TYPE_CHECKING:
    from creditrules.findings import Trail


def beside(trail: Trail, case: Case) -> list[Ceiling]:
    """Return the figures of another kind that belong to a lender, product and day; each with what it is not."""
    match case.lender:
        case Lender.CONSUMER_FINANCE:
            return _average(trail, case)
        case Lender.UNLICENSED:
            return _crime(trail, case)
        case Lender.BANK:
            return _past_band(trail, case)
        case _:
            return []


def _average(trail: Trail, case: Case) -> list[Ceiling]:
    book, formed = trail.rulebook, case.formed_on
    if case.product is not Product.LOAN or formed < book.consumer_finance_average.timeline.entries[0].since:
        return []
    line = one_line(
        trail, book.consumer_finance_average, formed, formed, name="consumer-finance-average", effect=Effect.ADVISORY
    )
    trail.notice(
        say(
            "consumer-finance-average",
            "The press reports that some consumer-finance companies were told to bring the average all-in cost of "
            "their new loans to %(rate)s by %(by)s. There is no public text, some companies say that they were not "
            "told, and it was reported as relaxed since. It is an average: no single loan is within or above it.",
            rate=Rate(line.rate),
            by=trail.take(book.consumer_finance_by, formed),
        ),
        *line.citations,
    )
    return [line]


def _crime(trail: Trail, case: Case) -> list[Ceiling]:
    book, formed = trail.rulebook, case.formed_on
    if formed < book.illegal_lending_rate.timeline.entries[0].since:
        return []
    line = one_line(trail, book.illegal_lending_rate, formed, formed, name="illegal-lending", effect=Effect.CRIMINAL)
    trail.notice(
        say(
            "illegal-lending",
            "%(rate)s a year is no ceiling on a price but one element of a crime, illegal business by lending. It also "
            "takes lending without approval, for profit and as a regular trade (%(times)s loans or more to several "
            "unspecified persons within %(years)s years), which disturbs the financial market and is serious by "
            "amount, number of borrowers or consequence; only loans whose actual rate is above that figure count. "
            "Whether all of it is met only a criminal court decides.",
            rate=Rate(line.rate),
            times=str(shortest(trail.take(book.illegal_lending_times, formed))),
            years=trail.take(book.illegal_lending_years, formed),
        ),
        *book.illegal_lending_times.at(formed).citations,
        *line.citations,
        *trail.cite("criminal-law#225"),
    )
    return [line]


def _past_band(trail: Trail, case: Case) -> list[Ceiling]:
    """Return the band of overdraft rates where it ended before the day of decision."""
    days = band_days(trail, case)
    if days is None or case.as_of is None or case.as_of <= days[1]:
        return []
    return [overdraft_band(trail, *days)]
