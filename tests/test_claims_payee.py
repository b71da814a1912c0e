"""Whom to pay after the debt has changed hands."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from creditrules.claims import Assigned, payee
from creditrules.errors import InputError, InputTypeError
from creditrules.law import bundled

if TYPE_CHECKING:
    from creditrules.findings import Finding

DAY, LATER, LAST, PAY = date(2026, 3, 2), date(2026, 3, 9), date(2026, 3, 16), date(2026, 4, 1)


def found(*notices: Assigned, on: date = PAY) -> Finding[str]:
    """Ask whom to pay on a debt that began with A."""
    return payee(on, notices, creditor="A")


def codes(finding: Finding[str]) -> list[str]:
    """Return the codes of the notices."""
    return [notice.message.code for notice in finding.notices]


def steps(finding: Finding[str]) -> list[str]:
    """Return the codes of the steps."""
    return [step.message.code for step in finding.steps]


class TestNotice:
    """An assignment binds the debtor from the notice on."""

    @pytest.mark.parametrize(
        ("on", "name"), [(DAY - timedelta(days=1), "A"), (DAY, "B"), (DAY + timedelta(days=1), "B")]
    )
    def test_the_day(self, on: date, name: str) -> None:
        """The day before, the day of, and the day after."""
        finding = found(Assigned(DAY, "A", "B"), on=on)
        assert finding.value == name
        assert ("payee-that-day" in codes(finding)) is (on == DAY)
        assert ("payee-unchanged" in codes(finding)) is (name == "A")

    def test_none(self) -> None:
        """Without a notice the creditor stays, whatever was agreed behind the debtor's back."""
        finding = found()
        assert finding.value == "A"
        assert codes(finding) == ["payee-unchanged"]
        assert [cite.id for cite in finding.citations] == ["civil-code#546(1)"]

    def test_from_the_assignee(self) -> None:
        """A notice from the one who took the debt needs proof."""
        finding = found(Assigned(DAY, "A", "B", from_assignee=True))
        assert finding.value == "B"
        assert "payee-from-assignee" in codes(finding)
        assert "payee-from-assignee" not in codes(found(Assigned(DAY, "A", "B")))


class TestSeveral:
    """Several assignments by one creditor, and chains."""

    def test_the_first_notified(self) -> None:
        """Of several assignments by one creditor the first notified counts, in whatever order they are given."""
        finding = found(Assigned(LATER, "A", "C"), Assigned(DAY, "A", "B"))
        assert finding.value == "B"
        assert steps(finding) == ["payee-notified", "payee-second", "payee-found"]
        assert "spc-contracts-2023-13#50" in {cite.id for cite in finding.citations}

    def test_on_one_day(self) -> None:
        """Notices of one day count in the order given."""
        both = [Assigned(DAY, "A", "C"), Assigned(DAY, "A", "B")]
        assert [found(*both).value, found(*reversed(both)).value] == ["C", "B"]

    def test_a_chain(self) -> None:
        """From A to B, and from B on."""
        finding = found(Assigned(DAY, "A", "B"), Assigned(LATER, "B", "C"))
        assert finding.value == "C"
        assert found(Assigned(DAY, "A", "B"), Assigned(LATER, "B", "C"), on=LATER - timedelta(days=1)).value == "B"
        assert steps(finding) == ["payee-notified", "payee-notified", "payee-found"]

    def test_a_link_that_comes_late(self) -> None:
        """A notice by someone of whom none shows the debt takes effect once one does."""
        early = Assigned(DAY, "B", "C")
        assert found(early).value == "A"
        assert codes(found(early)) == ["payee-gap", "payee-unchanged"]
        closed = found(early, Assigned(LATER, "A", "B"))
        assert closed.value == "C"
        assert "payee-gap" not in codes(closed)

    def test_two_that_came_too_soon(self) -> None:
        """Of two notices by the same that came too soon, the first counts."""
        finding = found(Assigned(DAY, "B", "C"), Assigned(LATER, "B", "D"), Assigned(LAST, "A", "B"))
        assert finding.value == "C"
        assert steps(finding) == ["payee-notified", "payee-notified", "payee-second", "payee-found"]

    def test_a_chain_that_never_joins(self) -> None:
        """One who took the debt second passes nothing on."""
        finding = found(Assigned(DAY, "A", "B"), Assigned(LATER, "A", "C"), Assigned(LAST, "C", "D"))
        assert finding.value == "B"
        assert "payee-gap" in codes(finding)

    def test_a_repeat(self) -> None:
        """The same notice again changes nothing."""
        finding = found(Assigned(DAY, "A", "B"), Assigned(LATER, "A", "B"))
        assert finding.value == "B"
        assert steps(finding) == ["payee-notified", "payee-again", "payee-found"]

    def test_back_again(self) -> None:
        """A creditor who took the debt back can assign it anew."""
        back = (Assigned(DAY, "A", "B"), Assigned(LATER, "B", "A"))
        assert found(*back).value == "A"
        assert found(*back, Assigned(LAST, "A", "C")).value == "C"
        assert found(*back, Assigned(LAST, "A", "B")).value == "B"

    @drawn(
        st.lists(
            st.tuples(st.integers(0, 20), st.sampled_from("ABCD"), st.sampled_from("ABCD")).filter(
                lambda each: each[1] != each[2]
            ),
            max_size=8,
        ),
        st.integers(0, 20),
    )
    def test_laws(self, drawn_notices: list[tuple[int, str, str]], day: int) -> None:
        """Whoever is to be paid is the creditor or was named; notices to come change nothing."""
        notices = [Assigned(DAY + timedelta(days=days), by, to) for days, by, to in drawn_notices]
        on = DAY + timedelta(days=day)
        value = found(*notices, on=on).value
        arrived = [one for one in notices if one.on <= on]
        assert value in {"A", *(one.to for one in arrived)}
        assert value == found(*arrived, on=on).value
        first = [one for one in sorted(arrived, key=lambda one: one.on) if one.by == "A"]
        assert (value != "A") or not first or any(one.to == "A" for one in arrived)


class TestWords:
    """What the finding says."""

    def test_what_goes_along(self) -> None:
        """Defences and set-off go along, the ceiling stays, and limitation is interrupted."""
        finding = found(Assigned(DAY, "A", "B"))
        assert codes(finding) == ["payee-follows", "payee-limitation", "payee-whole", "payee-batch"]
        cited = {cite.id for cite in finding.citations}
        assert {"civil-code#548", "civil-code#549", "spc-limitation-2020#17(1)", "civil-code#545(1)"} <= cited

    def test_before_the_code(self) -> None:
        """A notice before 2021-01-01 is read by the articles since then, and says so."""
        assert "payee-earlier" in codes(found(Assigned(date(2020, 12, 31), "A", "B")))
        assert "payee-earlier" not in codes(found(Assigned(date(2021, 1, 1), "A", "B")))

    def test_both_languages(self) -> None:
        """It reads in Chinese and in English, whatever stands in a name."""
        finding = payee(PAY, [Assigned(DAY, "甲银行", "100% 资产公司")], creditor="甲银行", rulebook=bundled())
        assert "2026-04-01应向100% 资产公司履行" in finding.explain("zh")
        assert "the one to pay is 100% 资产公司." in finding.explain("en")
        assert finding.to_dict()["value"] == "100% 资产公司"


class TestBadInput:
    """What is refused."""

    @pytest.mark.parametrize(
        ("facts", "match"),
        [
            ((DAY, "", "B"), "by may not be empty"),
            ((DAY, "A", " "), "to may not be empty"),
            ((DAY, "A", "A"), "to must be another than by, got 'A'"),
        ],
    )
    def test_names(self, facts: tuple[date, str, str], match: str) -> None:
        """A notice names two."""
        with pytest.raises(InputError, match=match):
            Assigned(*facts)
        with pytest.raises(InputError, match="creditor may not be empty"):
            payee(PAY, [], creditor="")

    @pytest.mark.parametrize(
        "facts", [{"on": "2026-03-02"}, {"by": 1}, {"to": None}, {"from_assignee": "yes"}], ids=str
    )
    def test_a_notice(self, facts: dict[str, Any]) -> None:
        """Look-alikes are refused."""
        given: dict[str, Any] = {"on": DAY, "by": "A", "to": "B", **facts}
        with pytest.raises(InputTypeError):
            Assigned(**given)

    @pytest.mark.parametrize("facts", [{"on": 1}, {"notices": [("A", "B")]}, {"creditor": 1}, {"rulebook": 1}])
    def test_types(self, facts: dict[str, Any]) -> None:
        """So they are where the question is asked."""
        given: dict[str, Any] = {"on": PAY, "notices": [], "creditor": "A", **facts}
        with pytest.raises(InputTypeError):
            payee(**given)
