"""The decision table of the ceilings, day by day at every seam; every expected value is written by hand.

A line reads: per cent, what happens above it, why it applies, and its days where they are not the whole loan.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from creditrules.errors import NoDataError
from creditrules.law import FINANCIAL, LOCAL, BenchmarkAt, Product, Readings
from creditrules.limits import Ceiling, Lender, ceilings
from creditrules.money import decimal

if TYPE_CHECKING:
    from typing import Unpack

    from creditrules.limits.compare import Facts

D = date
TERMS: dict[str, Any] = {"term_months": 24, "readings": Readings(benchmark_at=BenchmarkAt.FORMATION)}
TWO_LINES = ["24.00 unenforceable at_filing", "36.00 void at_filing"]
OLD_RULE = [
    "24.00 unenforceable old_rule_on_request to 2020-08-19",
    "36.00 void old_rule_on_request to 2020-08-19",
]
TOTAL = ["24.00 reducible total_on_request"]
CARD = ["24.00 reducible by_practice"]
CRIME = ["36.00 criminal at_formation"]
BAND = "18.25 supervisory at_formation"
PRIVATE_ONES = (Lender.PRIVATE, Lender.UNLICENSED)


def written(one: Ceiling, formed: date) -> str:
    """Write a ceiling as a line of the table."""
    first, last = one.in_force
    days = "" if first == formed else f" from {first}"
    days += "" if last is None else f" to {last}"
    return f"{decimal(one.rate * 100, 2)} {one.effect.name.lower()} {one.basis.name.lower()}{days}"


def table(lender: Lender, formed: date, **facts: Unpack[Facts]) -> list[str]:
    """Return the lines for a case."""
    return [written(one, formed) for one in ceilings(lender, formed_on=formed, **facts).value]


PRIVATE: list[tuple[date, date | None, date | None, date | None, list[str]]] = [
    # Formed, filed, accepted, decided.
    # 2015-09-01, acceptance: formed 2012-07-10 for two years, four times 6.15 %; from then on the two lines.
    (D(2012, 7, 10), D(2015, 8, 31), D(2015, 8, 31), None, ["24.60 unenforceable at_formation"]),
    (D(2012, 7, 10), D(2015, 8, 31), D(2015, 9, 1), None, TWO_LINES),
    (D(2012, 7, 10), D(2015, 9, 2), D(2015, 9, 2), None, TWO_LINES),
    # 2015-09-01, formation: once accepted under the text of 2015 the day of the loan does not matter.
    (D(2015, 8, 31), D(2019, 5, 6), D(2019, 5, 6), None, TWO_LINES),
    (D(2015, 9, 1), D(2019, 5, 6), D(2019, 5, 6), None, TWO_LINES),
    (D(2015, 9, 2), D(2019, 5, 6), D(2019, 5, 6), None, TWO_LINES),
    # 2019-08-20, formation: the first LPR, 4.25 %; filed at 3.70 % and decided since 2021.
    (
        D(2019, 8, 19),
        D(2022, 1, 25),
        D(2022, 1, 25),
        None,
        [
            "14.80 unenforceable at_filing to 2020-08-19",
            "14.80 unenforceable at_filing from 2020-08-20",
            *OLD_RULE,
        ],
    ),
    *(
        (
            formed,
            D(2022, 1, 25),
            D(2022, 1, 25),
            None,
            [
                "17.00 unenforceable at_formation to 2020-08-19",
                "14.80 unenforceable at_filing from 2020-08-20",
                *OLD_RULE,
            ],
        )
        for formed in (D(2019, 8, 20), D(2019, 8, 21))
    ),
    # The same, decided in 2020 under the first amendment: no split; the court may refer to filing, 3.85 %.
    (D(2019, 8, 19), D(2020, 10, 9), D(2020, 10, 9), D(2020, 12, 1), ["15.40 unenforceable by_reference"]),
    (D(2019, 8, 20), D(2020, 10, 9), D(2020, 10, 9), D(2020, 12, 1), ["17.00 unenforceable at_formation"]),
    (D(2019, 8, 21), D(2020, 10, 9), D(2020, 10, 9), D(2020, 12, 1), ["17.00 unenforceable at_formation"]),
    # 2020-08-20, formation.
    (
        D(2020, 8, 19),
        D(2022, 1, 25),
        D(2022, 1, 25),
        None,
        [
            "15.40 unenforceable at_formation to 2020-08-19",
            "14.80 unenforceable at_filing from 2020-08-20",
            *OLD_RULE,
        ],
    ),
    (D(2020, 8, 20), D(2022, 1, 25), D(2022, 1, 25), None, ["15.40 unenforceable at_formation"]),
    (D(2020, 8, 21), D(2022, 1, 25), D(2022, 1, 25), None, ["15.40 unenforceable at_formation"]),
    # 2020-08-20, acceptance.
    (D(2018, 1, 1), D(2020, 8, 13), D(2020, 8, 19), D(2021, 3, 1), TWO_LINES),
    *(
        (
            D(2018, 1, 1),
            D(2020, 8, 13),
            accepted,
            D(2021, 3, 1),
            [
                "15.40 unenforceable at_filing to 2020-08-19",
                "15.40 unenforceable at_filing from 2020-08-20",
                *OLD_RULE,
            ],
        )
        for accepted in (D(2020, 8, 20), D(2020, 8, 21))
    ),
    # 2020-08-20, filing, where acceptance is not told: seven days before it there is no doubt.
    (D(2018, 1, 1), D(2020, 8, 12), None, D(2021, 3, 1), TWO_LINES),
    (
        D(2018, 1, 1),
        D(2020, 8, 20),
        None,
        D(2021, 3, 1),
        [
            "15.40 unenforceable at_filing to 2020-08-19",
            "15.40 unenforceable at_filing from 2020-08-20",
            *OLD_RULE,
        ],
    ),
    # 2021-01-01, decision of a case accepted in between.
    (D(2018, 1, 1), D(2020, 11, 2), D(2020, 11, 2), D(2020, 12, 31), ["15.40 unenforceable by_reference"]),
    *(
        (
            D(2018, 1, 1),
            D(2020, 11, 2),
            D(2020, 11, 2),
            decided,
            [
                "15.40 unenforceable at_filing to 2020-08-19",
                "15.40 unenforceable at_filing from 2020-08-20",
                *OLD_RULE,
            ],
        )
        for decided in (D(2021, 1, 1), D(2021, 1, 2))
    ),
    # 2021-01-01, formation: the number stays.
    (D(2020, 12, 31), None, None, None, ["15.40 unenforceable at_formation"]),
    (D(2021, 1, 1), None, None, None, ["15.40 unenforceable at_formation"]),
    # A day on which the LPR changed: 3.10 to 3.00 %.
    (D(2025, 5, 19), None, None, None, ["12.40 unenforceable at_formation"]),
    (D(2025, 5, 20), None, None, None, ["12.00 unenforceable at_formation"]),
    (D(2025, 5, 21), None, None, None, ["12.00 unenforceable at_formation"]),
]


@pytest.mark.parametrize("lender", PRIVATE_ONES)
@pytest.mark.parametrize(("days", "lines"), [(row[:4], row[4]) for row in PRIVATE])
def test_private(lender: Lender, days: tuple[date, date | None, date | None, date | None], lines: list[str]) -> None:
    """Private lending; an unlicensed lender's valid contract has the same, and the element of a crime beside it."""
    formed, filed, accepted, decided = days
    crime = CRIME if lender is Lender.UNLICENSED and formed >= date(2019, 10, 21) else []
    found = table(lender, formed, filed_on=filed, accepted_on=accepted, as_of=decided, **TERMS)
    assert found == lines + crime


@pytest.mark.parametrize(
    ("formed", "lines"),
    [
        (D(2019, 10, 20), []),
        (D(2019, 10, 21), CRIME),
        (D(2019, 10, 22), CRIME),
    ],
)
def test_crime(formed: date, lines: list[str]) -> None:
    """法发〔2019〕24号 is for lending from 2019-10-21 on, and only for lenders without a licence."""
    decided = D(2022, 1, 25)
    private = table(Lender.PRIVATE, formed, as_of=decided)
    assert table(Lender.UNLICENSED, formed, as_of=decided) == private + lines


@pytest.mark.parametrize("lender", sorted(FINANCIAL, key=str))
@pytest.mark.parametrize("formed", [D(2013, 5, 6), D(2017, 8, 8)])
@pytest.mark.parametrize(
    ("decided", "lines"),
    [
        (D(2017, 8, 8), None),
        (D(2017, 8, 9), TOTAL),
        (D(2017, 8, 10), TOTAL),
        (D(2020, 8, 19), TOTAL),
        (D(2020, 8, 20), TOTAL),
        (D(2020, 12, 31), TOTAL),
        (D(2021, 1, 1), TOTAL),
        (D(2026, 9, 30), TOTAL),
    ],
)
def test_financial(lender: Lender, formed: date, decided: date, lines: list[str] | None) -> None:
    """Banks and the like: 24 % on request for decisions since 2017-08-09, whatever the day of the loan."""
    if lines is None:
        with pytest.raises(NoDataError, match="2017-08-09"):
            table(lender, formed, as_of=decided)
    else:
        assert table(lender, formed, as_of=decided) == lines


LOCAL_ROWS = [
    # Before 2015-09-01 no text says whose loans are private lending.
    (D(2015, 3, 2), D(2015, 8, 31), None),
    (D(2015, 3, 2), D(2015, 9, 1), TWO_LINES),
    (D(2015, 3, 2), D(2015, 9, 2), TWO_LINES),
    # Before 2017-08-09 the other reading has no number.
    (D(2015, 3, 2), D(2017, 8, 8), TWO_LINES),
    (D(2015, 3, 2), D(2017, 8, 9), TWO_LINES + TOTAL),
    (D(2015, 3, 2), D(2017, 8, 10), TWO_LINES + TOTAL),
    (D(2015, 3, 2), D(2020, 8, 19), TWO_LINES + TOTAL),
    (D(2015, 3, 2), D(2020, 8, 20), ["15.40 unenforceable by_reference", *TOTAL]),
    (D(2015, 3, 2), D(2020, 8, 21), ["15.40 unenforceable by_reference", *TOTAL]),
    (D(2019, 8, 19), D(2020, 12, 31), ["15.40 unenforceable by_reference", *TOTAL]),
    (D(2019, 8, 20), D(2020, 12, 31), ["17.00 unenforceable at_formation", *TOTAL]),
    (D(2020, 8, 20), D(2020, 12, 31), ["15.40 unenforceable at_formation", *TOTAL]),
    # Since 2021-01-01 they are financial institutions.
    (D(2015, 3, 2), D(2021, 1, 1), TOTAL),
    (D(2019, 8, 20), D(2021, 1, 1), TOTAL),
    (D(2020, 8, 20), D(2021, 1, 2), TOTAL),
]


@pytest.mark.parametrize("lender", sorted(LOCAL, key=str))
@pytest.mark.parametrize(("formed", "decided", "lines"), LOCAL_ROWS)
def test_local(lender: Lender, formed: date, decided: date, lines: list[str] | None) -> None:
    """The seven local financial organisations: both readings until 法释〔2020〕27号."""
    if lines is None:
        with pytest.raises(NoDataError, match="2015-09-01"):
            table(lender, formed, as_of=decided)
    else:
        assert table(lender, formed, as_of=decided) == lines


@pytest.mark.parametrize(
    ("formed", "decided", "lines"),
    [
        (D(2016, 5, 4), D(2016, 12, 31), None),
        (D(2016, 5, 4), D(2017, 1, 1), [f"{BAND} from 2017-01-01 to 2020-12-31"]),
        (D(2016, 5, 4), D(2017, 8, 8), [f"{BAND} from 2017-01-01 to 2020-12-31"]),
        (D(2016, 5, 4), D(2017, 8, 9), [*CARD, f"{BAND} from 2017-01-01 to 2020-12-31"]),
        (D(2016, 12, 31), D(2020, 12, 31), [*CARD, f"{BAND} from 2017-01-01 to 2020-12-31"]),
        (D(2017, 1, 1), D(2020, 12, 31), [*CARD, f"{BAND} to 2020-12-31"]),
        (D(2017, 1, 2), D(2021, 1, 1), [*CARD, f"{BAND} to 2020-12-31"]),
        (D(2020, 12, 30), D(2021, 5, 25), [*CARD, f"{BAND} to 2020-12-31"]),
        (D(2020, 12, 31), D(2026, 1, 15), [*CARD, f"{BAND} to 2020-12-31"]),
        (D(2021, 1, 1), D(2021, 1, 1), CARD),
        (D(2021, 1, 2), D(2026, 1, 15), CARD),
    ],
)
def test_card(formed: date, decided: date, lines: list[str] | None) -> None:
    """A bank's card: 24 % by practice, and 0.05 % a day, 18.25 % over 365 days, from 2017 to 2020."""
    if lines is None:
        with pytest.raises(NoDataError, match="2017-08-09"):
            table(Lender.BANK, formed, as_of=decided, product=Product.CARD)
    else:
        assert table(Lender.BANK, formed, as_of=decided, product=Product.CARD) == lines


@pytest.mark.parametrize("decided", [D(2019, 6, 3), D(2026, 1, 15)])
def test_card_instalment(decided: date) -> None:
    """The band was for overdraft interest, not for the fees of an instalment plan."""
    assert table(Lender.BANK, D(2018, 3, 1), as_of=decided, product=Product.CARD_INSTALMENT) == CARD


NOW = D(2026, 9, 30)
PLATFORM = "24.00 supervisory by_reference"
SMALL = "24.00 supervisory at_formation"
AVERAGE = "20.00 advisory at_formation"


@pytest.mark.parametrize(
    ("lender", "formed", "facts", "lines"),
    [
        (Lender.BANK, D(2025, 9, 30), {"facilitated": True}, TOTAL),
        (Lender.BANK, D(2025, 10, 1), {"facilitated": True}, [*TOTAL, PLATFORM]),
        (Lender.BANK, D(2025, 10, 2), {"facilitated": True}, [*TOTAL, PLATFORM]),
        (Lender.BANK, D(2025, 10, 1), {}, TOTAL),
        (Lender.CONSUMER_FINANCE, D(2025, 10, 30), {}, TOTAL),
        (Lender.CONSUMER_FINANCE, D(2025, 10, 31), {}, [*TOTAL, AVERAGE]),
        (Lender.CONSUMER_FINANCE, D(2025, 11, 1), {}, [*TOTAL, AVERAGE]),
        (Lender.CONSUMER_FINANCE, D(2026, 4, 1), {}, [*TOTAL, AVERAGE]),
        (Lender.AUTO_FINANCE, D(2025, 11, 1), {}, TOTAL),
        (Lender.SMALL_LOAN, D(2025, 12, 18), {}, TOTAL),
        (Lender.SMALL_LOAN, D(2025, 12, 19), {}, [*TOTAL, SMALL]),
        (Lender.SMALL_LOAN, D(2025, 12, 20), {}, [*TOTAL, SMALL]),
        (Lender.SMALL_LOAN, D(2025, 12, 31), {}, [*TOTAL, SMALL]),
        (Lender.SMALL_LOAN, D(2026, 1, 1), {}, [*TOTAL, SMALL]),
        (Lender.SMALL_LOAN, D(2026, 1, 1), {"term_months": 1}, [*TOTAL, SMALL]),
        (Lender.PAWNSHOP, D(2026, 1, 1), {}, TOTAL),
    ],
)
def test_supervision(lender: Lender, formed: date, facts: dict[str, Any], lines: list[str]) -> None:
    """Lines of the regulators go by the day of the loan, each for the lenders that its text names."""
    assert table(lender, formed, as_of=NOW, **facts) == lines
