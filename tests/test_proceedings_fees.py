"""Court fees: every edge of every band, the fees that courts stated, halving, thirds, and who bears them."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from creditrules.errors import InputError, InputTypeError, NoDataError, StaleDataWarning
from creditrules.law import Entry, Scale, bundled
from creditrules.money import Mode, Rounding
from creditrules.proceedings import (
    CourtFee,
    FeeShares,
    court_fee,
    enforcement_fee,
    payment_order_fee,
    preservation_fee,
    share_fee,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from creditrules.findings import Finding

PUBLISHED = json.loads((Path(__file__).parent / "cases" / "proceedings.json").read_text(encoding="utf-8"))
FEES = PUBLISHED["court_fees"]
MEASURES = date(2007, 4, 1)
EVERY = [court_fee, payment_order_fee, enforcement_fee, preservation_fee]
every = pytest.mark.parametrize("fee", EVERY)


def codes(found: Finding[Any]) -> list[str]:
    """Return the codes of the steps."""
    return [step.message.code for step in found.steps]


def notices(found: Finding[Any]) -> list[str]:
    """Return the codes of the notices."""
    return [notice.message.code for notice in found.notices]


def cites(found: Finding[Any], code: str) -> list[str]:
    """Return the sources of a step or notice."""
    parts: list[Any] = [*found.steps, *found.notices]
    return next([cite.id for cite in part.citations] for part in parts if part.message.code == code)


def sourced(found: Finding[Any]) -> bool:
    """Whether each step and notice has a source, and both languages can be written."""
    assert found.explain("en") != found.explain("zh")
    return all(step.citations for step in found.steps) and all(notice.citations for notice in found.notices)


def exact(yuan: str) -> Fraction:
    """Return an exact number of yuan."""
    return Fraction(yuan)


# --- The bands -----------------------------------------------------------------------


class TestCourtFee:
    """The ten bands of art. 13, exact and as courts charge it."""

    @pytest.mark.parametrize(
        ("amount", "unrounded", "charged"),
        [
            ("0.01", "50", "50"),
            ("8000", "50", "50"),
            ("9999.99", "50", "50"),
            ("10000", "50", "50"),
            ("10000.01", "50.00025", "50"),
            ("50000", "1050", "1050"),
            ("99999.99", "2299.99975", "2300"),
            ("100000", "2300", "2300"),
            ("100000.01", "2300.0002", "2300"),
            ("199999.99", "4299.9998", "4300"),
            ("200000", "4300", "4300"),
            ("200000.01", "4300.00015", "4300"),
            ("499999.99", "8799.99985", "8800"),
            ("500000", "8800", "8800"),
            ("500000.01", "8800.0001", "8800"),
            ("999999.99", "13799.9999", "13800"),
            ("1000000", "13800", "13800"),
            ("1000000.01", "13800.00009", "13800"),
            ("1999999.99", "22799.99991", "22800"),
            ("2000000", "22800", "22800"),
            ("2000000.01", "22800.00008", "22800"),
            ("4999999.99", "46799.99992", "46800"),
            ("5000000", "46800", "46800"),
            ("5000000.01", "46800.00007", "46800"),
            ("9999999.99", "81799.99993", "81800"),
            ("10000000", "81800", "81800"),
            ("10000000.01", "81800.00006", "81800"),
            ("19999999.99", "141799.99994", "141800"),
            ("20000000", "141800", "141800"),
            ("20000000.01", "141800.00005", "141800"),
            ("30000000", "191800", "191800"),
        ],
    )
    def test_each_edge(self, amount: str, unrounded: str, charged: str) -> None:
        """Just below, at and just above each edge, and the worked figures of the facts."""
        found = court_fee(amount).value
        assert found.exact == exact(unrounded)
        assert found.charged == Decimal(charged)

    @pytest.mark.parametrize(
        ("top", "rate", "more"),
        [
            ("100000", "0.025", "-200"),
            ("200000", "0.02", "300"),
            ("500000", "0.015", "1300"),
            ("1000000", "0.01", "3800"),
            ("2000000", "0.009", "4800"),
            ("5000000", "0.008", "6800"),
            ("10000000", "0.007", "11800"),
            ("20000000", "0.006", "21800"),
            ("90000000", "0.005", "41800"),
        ],
    )
    def test_the_quick_formula(self, top: str, rate: str, more: str) -> None:
        """The formula that lawyers use gives the same in each band."""
        amount = str(int(top) - 1)
        assert court_fee(amount).value.exact == exact(amount) * exact(rate) + exact(more)

    @pytest.mark.parametrize("record", FEES, ids=[record["id"] for record in FEES])
    def test_what_courts_stated(self, record: dict[str, Any]) -> None:
        """Each fee that a court stated comes out, halved or not."""
        given = record["inputs"]
        assert sum(map(Decimal, given["parts"])) == Decimal(given["amount"])
        found = court_fee(given["amount"], halved=given["halved"]).value
        assert found.charged == Decimal(record["stated_result"])

    def test_all_are_there(self) -> None:
        """Fifteen fees and one split are computed here, each with its source."""
        assert len(FEES) == 15
        assert sum(record["inputs"]["halved"] for record in FEES) == 2
        assert all(record["source"] for record in (*FEES, *PUBLISHED["fee_shares"]))

    def test_half_a_yuan_goes_up(self) -> None:
        """A fee of half a yuan more than a whole number is charged as the next whole yuan."""
        assert court_fee("10019.99").value.charged == 50
        assert court_fee("10020").value == CourtFee(exact("50.5"), Decimal("51.00"))

    @pytest.mark.parametrize(
        ("amount", "halved", "unrounded"),
        [
            ("8000", "25.00", "25"),
            ("50000", "525.00", "525"),
            ("63800", "697.50", "697.5"),
            ("1422786.37", "8802.50", "8802.538665"),
            ("113600", "1286.00", "1286"),
        ],
    )
    def test_halved_after_rounding(self, amount: str, halved: str, unrounded: str) -> None:
        """The whole yuan are halved and half a yuan is kept; the exact fee is halved exactly."""
        found = court_fee(amount, halved=True)
        assert found.value == CourtFee(exact(unrounded), Decimal(halved))
        assert cites(found, "fee-halved") == ["litigation-fees-2006#15", "litigation-fees-2006#16"]
        assert found.value.charged * 2 == court_fee(amount).value.charged

    def test_the_working(self) -> None:
        """There is a step for each band that the claim reaches, and every notice has a source."""
        found = court_fee("250000")
        assert codes(found) == ["fee-first", *["fee-band"] * 3, "fee-charged"]
        assert "Of what lies above 200,000.00, 50,000.00 yuan at 1.50%." in found.explain("en")
        assert "Exactly 5050.00000 yuan; courts charge whole yuan, half up: 5,050.00." in found.explain("en")
        assert cites(found, "fee-first") == ["litigation-fees-2006#13(1)(1)"]
        assert sourced(found)
        assert codes(court_fee("10000")) == ["fee-first", "fee-charged"]

    def test_what_the_reader_must_know(self) -> None:
        """Halving only once, the sum in dispute, who bears it, relief."""
        found = court_fee("50000")
        assert notices(found) == ["fee-halving", "fee-rounding", "fee-amount", "fee-bearer", "fee-relief"]
        assert "litigation-fees-2006#29" in cites(found, "fee-bearer")
        assert "败诉方" in found.explain("zh")

    @pytest.mark.parametrize("halved", ["no", 1, None])
    def test_halved_is_yes_or_no(self, halved: object) -> None:
        """Another type is refused by its name."""
        with pytest.raises(InputTypeError, match=r"^halved must be true, false"):
            court_fee("50000", halved=halved)  # type: ignore[arg-type]


class TestApplications:
    """A third for a payment order, and the bands of enforcement and preservation."""

    @pytest.mark.parametrize(
        ("amount", "charged"),
        [("50000", "350.00"), ("8000", "16.67"), ("10000", "16.67"), ("10000.01", "16.67"), ("100000", "766.67")],
    )
    def test_payment_order(self, amount: str, charged: str) -> None:
        """A third of the court fee, to the fen."""
        found = payment_order_fee(amount)
        assert found.value.charged == Decimal(charged)
        assert found.value.exact * 3 == court_fee(amount).value.exact
        assert cites(found, "fee-order") == ["litigation-fees-2006#14(3)"]
        assert cites(found, "fee-order-bearer") == ["litigation-fees-2006#20(2)", "litigation-fees-2006#36"]

    @pytest.mark.parametrize(
        ("amount", "charged"),
        [
            ("9999.99", "50.00"),
            ("10000", "50.00"),
            ("10000.34", "50.01"),
            ("50000", "650.00"),
            ("100000", "1400.00"),
            ("499999.34", "7399.99"),
            ("500000", "7400.00"),
            ("500001", "7400.01"),
            ("4999999", "52399.99"),
            ("5000000", "52400.00"),
            ("5000002", "52400.01"),
            ("9999998", "77399.99"),
            ("10000000", "77400.00"),
            ("10000010", "77400.01"),
        ],
    )
    def test_enforcement(self, amount: str, charged: str) -> None:
        """Just below, at and just above each edge; the debtor bears it, after enforcement."""
        found = enforcement_fee(amount)
        assert found.value.charged == Decimal(charged)
        assert cites(found, "fee-applied") == ["litigation-fees-2006#14(1)"]
        assert "litigation-fees-2006#38(1)" in cites(found, "fee-enforcement-bearer")

    @pytest.mark.parametrize(
        ("amount", "charged"),
        [
            ("999.99", "30.00"),
            ("1000", "30.00"),
            ("1001", "30.01"),
            ("50000", "520.00"),
            ("99999", "1019.99"),
            ("100000", "1020.00"),
            ("100002", "1020.01"),
            ("895998", "4999.99"),
            ("896000", "5000.00"),
            ("896002", "5000.00"),
            ("1000000", "5000.00"),
        ],
    )
    def test_preservation(self, amount: str, charged: str) -> None:
        """Just below, at and just above each edge, and never above the largest fee."""
        found = preservation_fee(amount)
        assert found.value.charged == Decimal(charged)
        assert ("fee-most" in codes(found)) is (amount in {"896002", "1000000"})
        assert cites(found, "fee-preservation-bearer") == ["litigation-fees-2006#38(3)"]

    @pytest.mark.parametrize("fee", [payment_order_fee, enforcement_fee, preservation_fee])
    def test_rounding_is_the_callers(self, fee: Callable[..., Finding[CourtFee]]) -> None:
        """How a court rounds such a fee is not known: a notice says so, and another way can be given."""
        up = fee("55000.07", rounding=Rounding(unit="1", mode=Mode.UP))
        assert up.value.charged == -(-up.value.exact.numerator // up.value.exact.denominator)
        assert "here to 1.00 yuan, up." in up.explain("en")
        assert "fee-rounding-open" in notices(fee("55000"))
        with pytest.raises(InputTypeError, match=r"^rounding must be a Rounding, got str$"):
            fee("55000", rounding="fen")


class TestDays:
    """The measures have been in force since 2007-04-01."""

    @every
    @pytest.mark.parametrize("day", [MEASURES, date(2007, 4, 2), date(2026, 9, 30)])
    def test_from_the_first_day(self, fee: Callable[..., Finding[CourtFee]], day: date) -> None:
        """A case filed since then, or without a day, has the one fee."""
        assert fee("50000", filed_on=day).value == fee("50000").value

    @every
    def test_before(self, fee: Callable[..., Finding[CourtFee]]) -> None:
        """A case filed the day before is refused: those measures are not held."""
        with pytest.raises(NoDataError, match=r"no value before 2007-04-01, asked for 2007-03-31$"):
            fee("50000", filed_on=date(2007, 3, 31))

    @every
    def test_past_the_review(self, fee: Callable[..., Finding[CourtFee]]) -> None:
        """Past the review day the answer comes with a notice and a warning."""
        with pytest.warns(StaleDataWarning, match="was checked on 2026-11-25"):
            assert "stale-data" in notices(fee("50000", filed_on=date(2027, 11, 26)))

    @every
    def test_no_plain_date(self, fee: Callable[..., Finding[CourtFee]]) -> None:
        """Text is no day."""
        with pytest.raises(InputTypeError, match=r"^filed_on must be a datetime.date, got str$"):
            fee("50000", filed_on="2026-01-01")

    def test_a_later_row_counts_from_its_day(self) -> None:
        """A row that a person lays over the data is used from its day on, and where no day is given."""
        book = bundled()
        scale, cited = book.court_fee_scale, book.court_fee_scale.timeline.entries[0].citations
        later = Entry(date(2026, 1, 1), Scale(10_000, (1_000_000,), (Fraction(1, 100),)), cited)
        mine = evolve(book, court_fee_scale=evolve(scale, timeline=scale.timeline.extended(later)))
        assert court_fee("20000", rulebook=mine).value.charged == 200
        assert court_fee("20000", filed_on=date(2025, 12, 31), rulebook=mine).value.charged == 300


class TestRefused:
    """A claim is above zero, in whole fen, and no float."""

    @every
    @pytest.mark.parametrize("amount", ["0", "-0.01", "-50000"])
    def test_not_above_zero(self, fee: Callable[..., Finding[CourtFee]], amount: str) -> None:
        """Zero and less are refused."""
        with pytest.raises(InputError, match=rf"^amount must be above 0, got '{amount}'$"):
            fee(amount)

    @every
    def test_part_of_a_fen(self, fee: Callable[..., Finding[CourtFee]]) -> None:
        """So is a part of a fen."""
        with pytest.raises(InputError, match=r"^amount must be whole fen"):
            fee("0.001")

    @every
    def test_a_float(self, fee: Callable[..., Finding[CourtFee]]) -> None:
        """So is a float."""
        with pytest.raises(InputTypeError, match=r"^amount is a float"):
            fee(50000.0)


class TestShares:
    """Where each side wins in part: one way, by success."""

    def test_what_a_court_did(self) -> None:
        """The split of the one judgment that went by success comes out to the fen."""
        (record,) = PUBLISHED["fee_shares"]
        given = record["inputs"]
        found = share_fee(given["fee"], claimed=given["claimed"], awarded=given["awarded"])
        assert found.value == FeeShares(Decimal(record["stated_result"]), Decimal("1560.38"))
        assert cites(found, "fee-shared") == ["litigation-fees-2006#29(2)"]
        assert notices(found) == ["fee-shared-by-court"]
        assert found.explain("zh") != found.explain("en")

    @pytest.mark.parametrize(
        ("awarded", "defendant", "claimant"), [("0", "0", "100"), ("50", "50", "50"), ("100", "100", "0")]
    )
    def test_all_or_nothing(self, awarded: str, defendant: str, claimant: str) -> None:
        """Who loses all bears all."""
        found = share_fee("100", claimed="100", awarded=awarded).value
        assert found == FeeShares(Decimal(defendant), Decimal(claimant))

    @pytest.mark.parametrize(
        ("fee", "claimed", "awarded", "words"),
        [
            ("0", "100", "50", "fee must be above 0, got '0'"),
            ("50", "0", "0", "claimed must be above 0, got '0'"),
            ("50", "100", "-1", "awarded must be 0 or more, got '-1'"),
            ("50", "100", "100.01", "awarded may be at most what was claimed, 100.00, got '100.01'"),
        ],
    )
    def test_refused(self, fee: str, claimed: str, awarded: str, words: str) -> None:
        """Amounts out of their bounds are refused by name."""
        with pytest.raises(InputError) as caught:
            share_fee(fee, claimed=claimed, awarded=awarded)
        assert str(caught.value) == words
