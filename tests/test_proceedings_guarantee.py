"""Guarantees: the mode and period by the day they were given, and the days around each end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from creditrules import InputError, InputTypeError, NoDataError
from creditrules.proceedings import (
    GuaranteeMode,
    GuaranteePeriod,
    GuaranteeStanding,
    PeriodBasis,
    guarantee_period,
)

if TYPE_CHECKING:
    from creditrules.findings import Finding, Notice, Step

DAY = timedelta(days=1)
NOW = date(2026, 9, 30)
G, S, B = GuaranteeMode, GuaranteeStanding, PeriodBasis


def found(**asked: object) -> Finding[GuaranteePeriod]:
    """Ask about a guarantee of 2023 for a debt due on 2025-08-31."""
    given: dict[str, Any] = {
        "given_on": date(2023, 3, 1),
        "due_on": date(2025, 8, 31),
        "mode": None,
        "as_of": NOW,
        **asked,
    }
    return guarantee_period(**given)


def cited(finding: Finding[GuaranteePeriod]) -> set[str]:
    """Return the ids of the sources."""
    return {cite.id for cite in finding.citations}


def codes(finding: Finding[GuaranteePeriod]) -> set[str]:
    """Return the codes of the steps and notices."""
    parts: tuple[Step | Notice, ...] = (*finding.steps, *finding.notices)
    return {part.message.code for part in parts}


class TestMode:
    """What is not agreed is joint before 2021 and general since."""

    @pytest.mark.parametrize(
        ("given", "mode", "cite"),
        [
            (date(2020, 12, 31), G.JOINT, "security-law-1995#19"),
            (date(2021, 1, 1), G.GENERAL, "civil-code#686(2)"),
            (date(2021, 1, 2), G.GENERAL, "civil-code#686(2)"),
        ],
    )
    def test_presumed(self, given: date, mode: GuaranteeMode, cite: str) -> None:
        """The day the guarantee was given picks the law."""
        finding = found(given_on=given)
        assert (finding.value.mode, finding.value.presumed) == (mode, True)
        assert cite in cited(finding)

    @pytest.mark.parametrize("mode", list(G))
    @pytest.mark.parametrize("given", [date(2020, 12, 31), date(2021, 1, 1)])
    def test_agreed(self, mode: GuaranteeMode, given: date) -> None:
        """An agreed mode stays."""
        finding = found(given_on=given, mode=mode)
        assert (finding.value.mode, finding.value.presumed) == (mode, False)
        article = "civil-code#693" if given.year == 2021 else f"security-law-1995#{25 if mode is G.GENERAL else 26}"
        assert any(one.startswith(article) for one in cited(finding))


class TestPeriod:
    """Six months where none was agreed; two years, then six months, where it is unclear."""

    @pytest.mark.parametrize(
        ("given", "due", "unclear", "ends"),
        [
            (date(2023, 3, 1), date(2025, 8, 31), False, date(2026, 2, 28)),
            (date(2023, 3, 1), date(2023, 8, 31), False, date(2024, 2, 29)),
            (date(2023, 3, 1), date(2024, 2, 29), True, date(2024, 8, 29)),
            (date(2021, 1, 1), date(2025, 6, 30), True, date(2025, 12, 30)),
            (date(2018, 1, 1), date(2018, 12, 31), False, date(2019, 6, 30)),
            (date(2018, 1, 1), date(2020, 2, 29), True, date(2022, 2, 28)),
            (date(2020, 12, 31), date(2020, 12, 31), True, date(2022, 12, 31)),
            (date(2000, 12, 13), date(2001, 5, 1), True, date(2003, 5, 1)),
            (date(1995, 10, 1), date(1996, 5, 1), False, date(1996, 11, 1)),
        ],
    )
    def test_by_law(self, given: date, due: date, ends: date, *, unclear: bool) -> None:
        """The months run from the due day; an absent day becomes the last of its month."""
        value = found(given_on=given, due_on=due, unclear=unclear).value
        assert (value.ends_on, value.other_end) == (ends, None)
        assert value.basis is (B.UNCLEAR if unclear else B.NONE_AGREED)

    @pytest.mark.parametrize(
        ("until", "basis", "ends"),
        [
            (date(2025, 8, 30), B.NONE_AGREED, date(2026, 2, 28)),
            (date(2025, 8, 31), B.NONE_AGREED, date(2026, 2, 28)),
            (date(2025, 9, 1), B.AGREED, date(2025, 9, 1)),
            (date(2027, 8, 31), B.AGREED, date(2027, 8, 31)),
        ],
    )
    @pytest.mark.parametrize("given", [date(2019, 3, 1), date(2023, 3, 1)])
    def test_agreed(self, given: date, until: date, basis: PeriodBasis, ends: date) -> None:
        """A period that ends no later than the debt falls due counts as none."""
        finding = found(given_on=given, agreed_until=until)
        assert (finding.value.basis, finding.value.ends_on) == (basis, ends)
        assert ("guarantee-too-short" in codes(finding)) is (basis is B.NONE_AGREED)

    def test_until_all_is_paid(self) -> None:
        """The words "until all is paid" are unclear, by the interpretation of the day."""
        assert "spc-security-2020-28#32" in cited(found(unclear=True))
        old = found(given_on=date(2019, 1, 1), due_on=date(2019, 8, 31), unclear=True)
        assert "spc-security-law-2000-44#32(2)" in cited(old)

    @pytest.mark.parametrize("rest", [date(2026, 2, 28), date(2026, 3, 1)])
    def test_rest_day(self, rest: date) -> None:
        """A calendar moves the last day; without one the answer says that it may move."""
        value = found(is_rest_day=lambda day: day == rest).value
        assert value.ends_on == (date(2026, 3, 1) if rest == date(2026, 2, 28) else date(2026, 2, 28))
        assert not value.may_roll
        assert found().value.may_roll
        assert "rest-day" in codes(found())


class TestBetween:
    """Guarantees from before the Code whose period reached it, or whose debt fell due after it."""

    @pytest.mark.parametrize(
        ("due", "unclear", "said"),
        [
            (date(2018, 12, 31), True, False),
            (date(2019, 1, 1), True, False),
            (date(2019, 1, 2), True, True),
            (date(2020, 12, 31), True, True),
            (date(2020, 7, 1), False, False),
            (date(2020, 7, 2), False, True),
        ],
    )
    def test_not_run_by_then(self, due: date, *, unclear: bool, said: bool) -> None:
        """Two years, or six months, that had not run on 2021-01-01 stay as they were."""
        finding = found(given_on=date(2018, 1, 1), due_on=due, unclear=unclear)
        assert ("guarantee-between" in codes(finding)) is said
        assert finding.value.other_end is None

    @pytest.mark.parametrize(
        ("as_of", "standing"),
        [
            (date(2025, 12, 30), S.OPEN),
            (date(2025, 12, 31), S.MAY_BE_LOST),
            (date(2027, 6, 30), S.MAY_BE_LOST),
            (date(2027, 7, 1), S.LOST),
        ],
    )
    def test_due_after_it(self, as_of: date, standing: GuaranteeStanding) -> None:
        """An unclear period of a debt due after the Code has two readings."""
        asked = {"given_on": date(2020, 6, 1), "due_on": date(2025, 6, 30), "unclear": True, "as_of": as_of}
        finding = found(**asked)
        assert (finding.value.ends_on, finding.value.other_end) == (date(2027, 6, 30), date(2025, 12, 30))
        assert finding.value.standing is standing
        assert "guarantee-due-later" in codes(finding)

    def test_acted_between_the_two(self) -> None:
        """A demand after the earlier end and before the later one is in time by one reading."""
        asked = {"given_on": date(2020, 6, 1), "due_on": date(2021, 1, 1), "unclear": True, "as_of": NOW}
        assert found(**asked, asked_on=date(2021, 7, 1)).value.standing is S.KEPT
        assert found(**asked, asked_on=date(2021, 7, 2)).value.standing is S.MAY_BE_LOST
        assert found(**asked, asked_on=date(2023, 1, 2)).value.standing is S.LOST


class TestStanding:
    """A general guarantee is kept by a suit against the debtor, a joint one by asking the guarantor."""

    END = date(2026, 2, 28)

    @pytest.mark.parametrize(
        ("mode", "act", "kept"),
        [(G.GENERAL, "sued_on", True), (G.GENERAL, "asked_on", False), (G.JOINT, "asked_on", True)],
    )
    @pytest.mark.parametrize("on", [date(2025, 9, 1), END - DAY, END])
    def test_in_time(self, mode: GuaranteeMode, act: str, on: date, *, kept: bool) -> None:
        """On or before the last day, and by the act that the mode asks for."""
        value = found(mode=mode, **{act: on}).value
        assert value.standing is (S.KEPT if kept else S.LOST)

    @pytest.mark.parametrize(("mode", "act"), [(G.GENERAL, "sued_on"), (G.JOINT, "asked_on")])
    def test_too_late(self, mode: GuaranteeMode, act: str) -> None:
        """The day after it the guarantee is lost."""
        finding = found(mode=mode, **{act: self.END + DAY})
        assert finding.value.standing is S.LOST
        assert {"spc-security-2020-28#34", "civil-code#695", "civil-code#696"} <= cited(finding)

    @pytest.mark.parametrize(("as_of", "standing"), [(END - DAY, S.OPEN), (END, S.OPEN), (END + DAY, S.LOST)])
    def test_nothing_done(self, as_of: date, standing: GuaranteeStanding) -> None:
        """Without an act the day of the question decides."""
        assert found(as_of=as_of).value.standing is standing

    def test_the_older_law_has_no_rule_here_on_changes(self) -> None:
        """What the Code says of changed terms is not said of a guarantee from before it."""
        assert "guarantee-changes" in codes(found())
        assert "guarantee-changes" not in codes(found(given_on=date(2020, 1, 1)))

    def test_both_languages(self) -> None:
        """The answer can be read in both."""
        assert "by law it is a general guarantee" in found().explain("en")
        assert "依法为一般保证" in found().explain("zh")


class TestBadInput:
    """What is refused."""

    @pytest.mark.parametrize("argument", ["sued_on", "asked_on"])
    @pytest.mark.parametrize("day", [date(2025, 8, 31), NOW + DAY])
    def test_act(self, argument: str, day: date) -> None:
        """An act lies after the due day and is no later than the question."""
        with pytest.raises(InputError, match=argument):
            found(**{argument: day})

    def test_agreed_and_unclear(self) -> None:
        """A period is one or the other."""
        with pytest.raises(InputError, match="unclear"):
            found(agreed_until=NOW, unclear=True)

    @pytest.mark.parametrize(
        "fields",
        [{"mode": "joint"}, {"given_on": "2023"}, {"due_on": None}, {"as_of": 1}, {"unclear": "yes"}, {"sued_on": "x"}],
    )
    def test_types(self, fields: dict[str, object]) -> None:
        """Each argument has its type."""
        with pytest.raises(InputTypeError, match=next(iter(fields))):
            found(**fields)

    @pytest.mark.parametrize(
        ("given", "unclear"), [(date(1995, 9, 30), False), (date(1995, 9, 30), True), (date(2000, 12, 12), True)]
    )
    def test_before_the_data(self, given: date, *, unclear: bool) -> None:
        """Nothing is held for guarantees from before the law, or unclear ones from before its interpretation."""
        with pytest.raises(NoDataError):
            found(given_on=given, due_on=date(2001, 5, 1), unclear=unclear)
