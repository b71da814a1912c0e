"""A contact log held against the texts of its days: every minute, number and first day, below, at and above."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from collecting import NOW, STARTS, at, calls, cites, codes, contact, found, keys, notices
from creditrules.collection import Act, Channel, Contact, Departure, Person, Regime, Rule, review
from creditrules.errors import InputError, InputTypeError, NoDataError, StaleDataWarning
from creditrules.law import Force, Lender, Product

A_DAY = timedelta(days=1)
STANDARD, GUIDE = "STANDARD_2025", "GUIDE_2026"
CARD: dict[str, Any] = {"product": Product.CARD}
OFFLINE: dict[str, Any] = {"online": False}


class NoOffset(tzinfo):
    """A zone that does not know its offset, which makes a time a naive one."""

    def utcoffset(self, _: datetime | None) -> timedelta | None:
        """Return nothing."""
        return None

    def dst(self, _: datetime | None) -> timedelta | None:
        """Return nothing."""
        return None

    def tzname(self, _: datetime | None) -> str | None:
        """Return nothing."""
        return None


# --- A contact -----------------------------------------------------------------------


class TestContact:
    """What a contact holds, and what it refuses."""

    def test_time_without_a_zone_is_beijing_time(self) -> None:
        """A naive time is Beijing time, an aware one is converted, and both are the same contact."""
        naive, aware = contact("22:00"), contact("2026-06-01T14:00+00:00")
        assert naive == aware
        assert naive.at.isoformat() == "2026-06-01T22:00:00+08:00"
        assert Contact(at("22:00").replace(tzinfo=NoOffset()), Channel.CALL, Person.DEBTOR) == naive

    def test_the_day_is_that_of_beijing(self) -> None:
        """An hour before midnight in London is the next day in Beijing."""
        assert contact("2026-06-01T22:30+01:00").day == date(2026, 6, 2)

    @pytest.mark.parametrize("year", range(2011, 2031))
    def test_beijing_never_changes_its_clock(self, year: int) -> None:
        """The zone database gives the same offset in summer and winter of every year that has a rule."""
        for month in (1, 7):
            moment = datetime(year, month, 1, 12, tzinfo=UTC)
            assert moment.astimezone(ZoneInfo("Asia/Shanghai")).utcoffset() == timedelta(hours=8)
            assert Contact(moment, Channel.CALL, Person.DEBTOR).at.hour == 20

    def test_acts_are_a_set_in_one_order(self) -> None:
        """Acts are kept once, in the order of the enum, whatever the order given."""
        one = contact(acts=[Act.INSULTED, Act.THREATENED, Act.INSULTED])
        assert one.acts == (Act.THREATENED, Act.INSULTED)
        assert one == contact(acts={Act.THREATENED, Act.INSULTED})

    def test_the_end(self) -> None:
        """A contact ends when it began unless said otherwise; a day is the longest."""
        assert contact("10:00").end == contact("10:00").at
        assert contact("10:00", ends_at=at("10:00")).end == contact("10:00").at
        assert contact("10:00", ends_at=at("10:00", NOW + A_DAY)).end == contact("10:00").at + A_DAY

    @pytest.mark.parametrize("end", ["2026-06-01T09:59:59", "2026-06-02T10:00:01"])
    def test_an_end_out_of_bounds(self, end: str) -> None:
        """Neither before the beginning nor more than a day later."""
        with pytest.raises(InputError, match=r"ends_at must be from 2026-06-01 10:00:00\+08:00 to one day later, got"):
            contact("10:00", ends_at=at(end))

    def test_the_ends_of_the_calendar(self) -> None:
        """At the last moment of the calendar an end is still compared; beyond it a time is refused."""
        last = datetime.fromisoformat("9999-12-31T23:59:59.999999")
        assert Contact(last, Channel.CALL, Person.DEBTOR, ends_at=last).end.year == 9999
        with pytest.raises(InputError, match="at lies beyond the calendar in Beijing time"):
            Contact(last.replace(tzinfo=UTC), Channel.CALL, Person.DEBTOR)

    @pytest.mark.parametrize(
        ("facts", "message"),
        [
            ({"channel": Channel.MESSAGE, "answered": True}, "answered does not go with a contact by message"),
            ({"channel": Channel.MESSAGE, "recorded": True}, "recorded does not go with a contact by message"),
            ({"channel": Channel.CALL, "staff": 2}, "staff does not go with a contact by telephone call"),
            ({"channel": Channel.CALL, "papers_shown": True}, "papers_shown does not go with"),
            ({"acts": [Act.DISCLOSED]}, "acts: nothing is disclosed to the debtor"),
            ({"acts": [Act.ASKED_TO_PAY]}, "acts is about a contact with a person who does not owe, got the debtor"),
            ({"to": Person.GUARANTOR, "after_refusal": True}, "after_refusal is about .* got a guarantor"),
            ({"to": Person.LIABLE, "debtor_unreachable": False}, "debtor_unreachable is about a contact with a person"),
            ({"to": Person.UNRELATED, "from_debtor": True}, "from_debtor is about a contact with the debtor, got"),
            ({"channel": Channel.VISIT, "staff": 0}, "staff must be from 1 to 1200, got 0"),
        ],
    )
    def test_facts_that_do_not_go_together(self, facts: dict[str, Any], message: str) -> None:
        """A fact that has no meaning for the contact is refused, not dropped."""
        with pytest.raises(InputError, match=message):
            contact(**facts)

    @pytest.mark.parametrize(
        ("facts", "message"),
        [
            ({"channel": "call"}, "channel must be a member of Channel, got str"),
            ({"to": "debtor"}, "to must be a member of Person, got str"),
            ({"answered": "no"}, "answered must be true, false or left out, got str"),
            ({"recorded": 1}, "recorded must be true, false or left out, got int"),
            ({"consented": None}, "consented must be true, false or left out, got NoneType"),
            ({"from_debtor": "x"}, "from_debtor must be true, false or left out, got str"),
            ({"after_refusal": 0}, "after_refusal must be true, false or left out, got int"),
            ({"debtor_unreachable": 0}, "debtor_unreachable must be true, false or left out, got int"),
            ({"papers_shown": 0}, "papers_shown must be true, false or left out, got int"),
            ({"staff": True}, "staff must be a whole number, got bool"),
            ({"number": 10086}, "number must be text, got int"),
            ({"acts": Act.INSULTED}, "acts must be a list, got Act"),
            ({"acts": ["insulted"]}, r"acts\[0\] must be a member of Act, got str"),
            ({"ends_at": NOW}, "ends_at must be a datetime.datetime, got date"),
        ],
    )
    def test_wrong_types(self, facts: dict[str, Any], message: str) -> None:
        """A typed error names the argument and its type."""
        with pytest.raises(InputTypeError, match=message):
            contact(**facts)

    @pytest.mark.parametrize("value", [NOW, "2026-06-01 22:00", None])
    def test_a_time_is_a_datetime(self, value: object) -> None:
        """A day without a time of day, or text, is refused."""
        with pytest.raises(InputTypeError, match=r"at must be a datetime.datetime, got"):
            Contact(value, Channel.CALL, Person.DEBTOR)  # type: ignore[arg-type]


# --- The closed hours ----------------------------------------------------------------


class TestHours:
    """22:00 to 08:00, Beijing time, in the standard and in the guide of 2026."""

    @pytest.mark.parametrize(
        ("moment", "closed"),
        [
            ("21:59", False),
            ("21:59:59", False),
            ("22:00", True),
            ("22:01", True),
            ("23:59", True),
            ("00:00", True),
            ("07:59", True),
            ("07:59:59", True),
            ("08:00", False),
            ("08:01", False),
            ("12:00", False),
        ],
    )
    @pytest.mark.parametrize("channel", list(Channel))
    def test_the_minutes(self, channel: Channel, moment: str, *, closed: bool) -> None:
        """22:00 is closed and 08:00 is open, for every kind of contact."""
        assert keys(found([contact(moment, channel)])) == [("HOURS", STANDARD), ("HOURS", GUIDE)] * closed

    @pytest.mark.parametrize(
        ("start", "end", "closed", "over"),
        [
            ("21:30", "21:59", False, False),
            ("21:30", "22:00", False, False),
            ("21:30", "22:01", True, True),
            ("22:00", "22:30", True, False),
            ("07:30", "08:00", True, False),
            ("07:59", "08:01", True, True),
            ("08:00", "08:30", False, False),
            ("23:30", "2026-06-02T00:30", True, False),
            ("21:00", "2026-06-02T09:00", True, True),
            ("09:00", "2026-06-02T08:30", True, True),
        ],
    )
    def test_contacts_that_last(self, start: str, end: str, *, closed: bool, over: bool) -> None:
        """Any part in closed hours is reported; only in part, with a notice that the texts leave that open."""
        finding = found([contact(start, ends_at=at(end), answered=True)])
        assert (("HOURS", GUIDE) in keys(finding)) is closed
        assert ("contact-runs-over" in notices(finding)) is over

    def test_what_is_said_of_one_that_runs_over(self) -> None:
        """Its beginning and its end are in the step and in the notice, in both languages."""
        finding = found([contact("21:50", ends_at=at("22:05"), answered=True)])
        assert "2026-06-01, 21:50–22:05: contact in the closed hours of the night" in finding.explain("en")
        assert "from 21:50 to 22:05 lies in the closed hours in part only" in finding.explain("en")
        assert "2026-06-01从21:50到22:05的联系只有一部分在不得催收的时段内" in finding.explain("zh")
        assert notices(finding).count("contact-runs-over") == 1
        assert cites(finding, "contact-runs-over") == ["gbt-45251-2025", "cba-collection-guide-2026"]

    @pytest.mark.parametrize(
        ("moment", "closed"), [("2026-06-01T13:59+00:00", False), ("2026-06-01T14:00+00:00", True)]
    )
    def test_another_zone(self, moment: str, *, closed: bool) -> None:
        """The hour is that of Beijing, wherever the log was written."""
        assert bool(found([contact(moment)]).value) is closed
        elsewhere = datetime.fromisoformat(moment).astimezone(timezone(timedelta(hours=-7)))
        assert bool(found([Contact(elsewhere, Channel.CALL, Person.DEBTOR)]).value) is closed

    def test_consent_or_agreement(self) -> None:
        """Consent to one contact frees that one; an agreement frees all; a call by the debtor is none."""
        night = contact("23:00")
        assert keys(found([contact("23:00", consented=True)])) == []
        assert keys(found([night], hours_agreed=True)) == []
        assert keys(found([contact("23:00", from_debtor=True)])) == []
        finding = found([contact("23:00", consented=True), contact("23:10")])
        assert [len(one.contacts) for one in finding.value] == [1, 1]

    @pytest.mark.parametrize("shift", [-1, 0, 1])
    def test_the_first_days(self, shift: int) -> None:
        """The standard has the hours from 2025-02-28, the guide from 2026-01-30."""
        day = STARTS[Regime.STANDARD_2025] + shift * A_DAY
        assert keys(found([contact("23:00", on=day)])) == [("HOURS", STANDARD)] * (shift >= 0)
        day = STARTS[Regime.GUIDE_2026] + shift * A_DAY
        expected = [("HOURS", STANDARD)] + [("HOURS", GUIDE)] * (shift >= 0)
        assert keys(found([contact("23:00", on=day)])) == expected

    def test_the_day_of_the_beginning_picks_the_text(self) -> None:
        """A call that began on the last evening before the standard is not held against it."""
        late = contact("23:30", on=date(2025, 2, 27), ends_at=at("2025-02-28T00:30"), answered=True)
        assert found([late]).value == ()

    def test_the_convention_has_no_hours(self) -> None:
        """A call at midnight in 2020 departs from no hour, and a notice says why."""
        finding = found([contact("00:30", on=date(2020, 6, 1))])
        assert finding.value == ()
        assert cites(finding, "convention-no-numbers") == ["nifa-collection-convention-2018#17"]

    def test_past_the_review(self) -> None:
        """Past the review day the answer carries a notice and warns once."""
        assert "stale-data" not in notices(found([contact("23:00", on=date(2027, 11, 22))]))
        with pytest.warns(StaleDataWarning):
            finding = found([contact("23:00", on=date(2027, 11, 23))])
        assert "stale-data" in notices(finding)


# --- The numbers ---------------------------------------------------------------------


class TestNumbers:
    """Three effective calls, six unanswered dials: two texts that count different things."""

    @pytest.mark.parametrize(("count", "departs"), [(0, False), (2, False), (3, False), (4, True), (9, True)])
    @pytest.mark.parametrize("channel", [Channel.CALL, Channel.VOICE_BOT])
    def test_effective_calls(self, channel: Channel, count: int, *, departs: bool) -> None:
        """The fourth effective call of a day is one too many, by a robot too; the departure holds all of them."""
        finding = found(calls(count, channel=channel, answered=True))
        assert keys(finding) == [("CALLS", STANDARD)] * departs
        assert [len(one.contacts) for one in finding.value] == [count] * departs

    @pytest.mark.parametrize(("count", "departs"), [(5, False), (6, False), (7, True)])
    def test_dials(self, count: int, *, departs: bool) -> None:
        """The seventh unanswered dial of a day to one number is one too many."""
        assert keys(found(calls(count, answered=False))) == [("DIALS", GUIDE)] * departs
        assert keys(found(calls(count, answered=False, number="138 0000 0000"))) == [("DIALS", GUIDE)] * departs

    def test_dials_are_counted_by_number(self) -> None:
        """Six dials to each of two numbers are in line; without numbers they count as one, with a notice."""
        two = calls(6, answered=False, number="a") + calls(6, answered=False, number="b")
        assert found(two).value == ()
        finding = found([*two, *calls(7, answered=False)])
        assert keys(finding) == [("DIALS", GUIDE)]
        assert "dials-number" in notices(finding)
        assert "dials-number" not in notices(found(calls(7, answered=False, number="a")))

    def test_another_number_of_dials_may_be_agreed(self) -> None:
        """The guide leaves room for an agreement on dials; the standard's calls know none."""
        assert found(calls(9, answered=False), dials_agreed=True).value == ()
        assert keys(found(calls(4, answered=True), dials_agreed=True, hours_agreed=True)) == [("CALLS", STANDARD)]

    def test_only_calls_with_the_debtor(self) -> None:
        """Messages, letters, calls to others and calls by the debtor do not count."""
        for facts in (
            {"channel": Channel.MESSAGE},
            {"channel": Channel.LETTER},
            {"answered": True, "to": Person.GUARANTOR},
            {"answered": False, "to": Person.GUARANTOR},
            {"answered": True, "from_debtor": True},
        ):
            assert found(calls(9, **facts)).value == ()

    @pytest.mark.parametrize(("known", "unknown", "told"), [(3, 0, False), (3, 1, True), (0, 3, False), (0, 4, True)])
    def test_unknown_whether_connected(self, known: int, unknown: int, *, told: bool) -> None:
        """What is not known is not counted, and said where it could matter."""
        finding = found([*calls(known, answered=True), *calls(unknown)])
        assert finding.value == ()
        assert ("calls-unknown" in notices(finding)) is told

    @pytest.mark.parametrize(("known", "unknown", "told"), [(6, 0, False), (6, 1, True), (0, 6, False), (0, 7, True)])
    def test_unknown_whether_missed(self, known: int, unknown: int, *, told: bool) -> None:
        """The same for dials, number by number."""
        finding = found([*calls(known, answered=False), *calls(unknown)], Lender.BANK, online=False)
        assert finding.value == ()
        assert ("dials-unknown" in notices(finding)) is told
        apart = [*calls(known, answered=False, number="a"), *calls(unknown, number="b")]
        assert ("dials-unknown" in notices(found(apart))) is (unknown == 7)

    def test_days_are_counted_apart(self) -> None:
        """Three effective calls on each of two days are in line, whatever the zone they were written in."""
        assert found([*calls(3, answered=True), *calls(3, on=NOW + A_DAY, answered=True)]).value == ()
        # 16:00 to 16:45 in London of the day before is 00:00 to 00:45 in Beijing.
        late = [
            contact(f"2026-05-31T16:{15 * n}+00:00" if n else "2026-05-31T16:00+00:00", answered=True, consented=True)
            for n in range(4)
        ]
        assert [one.on for one in found(late).value] == [NOW]

    @pytest.mark.parametrize("shift", [-1, 0, 1])
    def test_the_first_days(self, shift: int) -> None:
        """Effective calls are counted from 2025-02-28, unanswered dials from 2026-01-30."""
        day = STARTS[Regime.STANDARD_2025] + shift * A_DAY
        assert keys(found(calls(4, on=day, answered=True))) == [("CALLS", STANDARD)] * (shift >= 0)
        day = STARTS[Regime.GUIDE_2026] + shift * A_DAY
        assert keys(found(calls(7, on=day, answered=False))) == [("DIALS", GUIDE)] * (shift >= 0)

    def test_what_is_said(self) -> None:
        """Both counts are in the text, and both say out of line, not violated."""
        finding = found([*calls(4, answered=True), *calls(7, answered=False)])
        english, chinese = finding.explain("en"), finding.explain("zh")
        assert "4 effective calls with the debtor, more than the 3 of the standard" in english
        assert "7 unanswered dials to one number of the debtor, more than the 6" in english
        assert "与债务人有效通话4次，超过标准的3次" in chinese
        assert "不符合《互联网金融 个人网络消费信贷 贷后催收风控指引》（国家标准）" in chinese
        assert "按记录所述，违反" not in chinese
        assert "violates" not in english


# --- Persons -------------------------------------------------------------------------


class TestPersons:
    """Who may be contacted, and when."""

    @pytest.mark.parametrize("person", [Person.DEBTOR, Person.GUARANTOR, Person.LIABLE])
    def test_those_who_owe(self, person: Person) -> None:
        """The debtor, a guarantor and another who owes may be asked to pay."""
        assert found([contact(to=person)]).value == ()

    @pytest.mark.parametrize("person", [Person.AGREED_CONTACT, Person.UNRELATED])
    def test_others_only_when_the_debtor_is_lost(self, person: Person) -> None:
        """A departure while the debtor can be reached, none when not, and a notice when it is not said."""
        reachable = found([contact(to=person, debtor_unreachable=False)])
        assert keys(reachable) == [("PERSON", STANDARD), ("PERSON", GUIDE)]
        lost = found([contact(to=person, debtor_unreachable=True)])
        assert lost.value == ()
        assert "person-open" not in notices(lost)
        unsaid = found([contact(to=person)])
        assert unsaid.value == ()
        assert cites(unsaid, "person-open") == ["gbt-45251-2025", "cba-collection-guide-2026"]

    def test_nobody_else_is_asked_to_pay(self) -> None:
        """Asking a person to pay who does not owe departs, even when the debtor is lost."""
        asked = contact(to=Person.AGREED_CONTACT, debtor_unreachable=True, acts=[Act.ASKED_TO_PAY])
        assert keys(found([asked])) == [("PERSON", STANDARD), ("PERSON", GUIDE)]

    def test_after_a_refusal(self) -> None:
        """Once a person has asked for no more of it, any further contact departs."""
        again = contact(to=Person.AGREED_CONTACT, debtor_unreachable=True, after_refusal=True)
        assert keys(found([again])) == [("REFUSED", STANDARD), ("REFUSED", GUIDE)]

    @pytest.mark.parametrize(("person", "article"), [(Person.UNRELATED, "13"), (Person.AGREED_CONTACT, "14")])
    def test_by_the_convention(self, person: Person, article: str) -> None:
        """Art. 13 is on unrelated persons, art. 14 on agreed contacts."""
        finding = found([contact(on=date(2020, 6, 1), to=person, debtor_unreachable=False)])
        assert keys(finding) == [("PERSON", "CONVENTION_2018")]
        assert [cite.id for cite in finding.value[0].citations] == [f"nifa-collection-convention-2018#{article}"]

    def test_by_a_departmental_rule(self) -> None:
        """The card measures and the measures of 2024 bind, so a contact there violates them."""
        other = contact(to=Person.UNRELATED, debtor_unreachable=False)
        card = found([other], **CARD)
        assert keys(card) == [("PERSON", "CARD_2011"), ("PERSON", GUIDE)]
        assert [one.binding for one in card.value] == [True, False]
        assert "violates this text: Measures for the supervision" in card.explain("en")
        assert "违反《商业银行信用卡业务监督管理办法》（部门规章）" in card.explain("zh")
        assert ("PERSON", "MEASURES_2024") in keys(found([other], Lender.CONSUMER_FINANCE))


# --- How it was done -----------------------------------------------------------------


class TestVisits:
    """At least two people, papers, a recording, no entry without consent (guide of 2026)."""

    def visit(self, **facts: object) -> Contact:
        """Return a visit in order, unless said otherwise."""
        more: dict[str, Any] = {"staff": 2, "recorded": True, "papers_shown": True, **facts}
        return contact(channel=Channel.VISIT, **more)

    @pytest.mark.parametrize(("staff", "departs"), [(1, True), (2, False), (3, False)])
    def test_how_many(self, staff: int, *, departs: bool) -> None:
        """One is too few, two are enough."""
        assert keys(found([self.visit(staff=staff)])) == [("STAFF", GUIDE)] * departs

    def test_papers_and_recording(self) -> None:
        """Both are asked for by the guide, and by the convention before it."""
        bare = {"recorded": False, "papers_shown": False}
        assert keys(found([self.visit(**bare)])) == [("RECORDING", GUIDE), ("PAPERS", GUIDE)]
        old = found([self.visit(**bare, on=date(2020, 6, 1))])
        assert [[cite.article for cite in one.citations] for one in old.value] == [["20", "21"], ["15"]]

    def test_a_visit_as_such_is_in_order(self) -> None:
        """A visit is not forbidden, and what is not said is not judged."""
        assert found([self.visit()]).value == ()
        finding = found([contact(channel=Channel.VISIT)])
        assert finding.value == ()
        assert "A visit as such is not forbidden." in finding.explain("en")
        assert "visit-open" not in notices(found([self.visit()]))

    @pytest.mark.parametrize("shift", [-1, 0, 1])
    def test_the_first_day(self, shift: int) -> None:
        """The guide asks for two from 2026-01-30; nothing before it names a number."""
        day = STARTS[Regime.GUIDE_2026] + shift * A_DAY
        assert keys(found([self.visit(staff=1, on=day)])) == [("STAFF", GUIDE)] * (shift >= 0)

    def test_entry(self) -> None:
        """A home is also in the Civil Code; a place of work only in the guide."""
        assert keys(found([self.visit(acts=[Act.ENTERED_HOME])])) == [("ENTRY", GUIDE), ("ENTRY", "LAW")]
        assert keys(found([self.visit(acts=[Act.ENTERED_OFFICE])])) == [("ENTRY", GUIDE)]
        law = found([self.visit(acts=[Act.ENTERED_HOME])]).value[1]
        assert [cite.id for cite in law.citations] == ["civil-code#1033(2)"]
        assert law.force is Force.LAW

    def test_calls_are_recorded(self) -> None:
        """The guide and the card measures want the process recorded; the standard is not known to."""
        silent = contact(answered=True, recorded=False)
        assert keys(found([silent])) == [("RECORDING", GUIDE)]
        assert keys(found([silent], **CARD)) == [("RECORDING", "CARD_2011"), ("RECORDING", GUIDE)]
        assert keys(found([self.visit(recorded=False)], **CARD)) == [("RECORDING", "CARD_2011"), ("RECORDING", GUIDE)]
        assert keys(found([silent], Lender.SMALL_LOAN)) == []
        assert keys(found([contact(answered=True, recorded=False, from_debtor=True)])) == []


BAD = {
    Act.POSTED: ["POSTING/CONVENTION_2018", f"POSTING/{GUIDE}", "POSTING/civil-code", "POSTING/pipl-2021"],
    Act.THREATENED: ["THREAT/CARD_2011", "THREAT/CONVENTION_2018", "THREAT/MEASURES_2024", f"THREAT/{GUIDE}"],
    Act.VIOLENCE: ["THREAT/CARD_2011", "THREAT/CONVENTION_2018", "THREAT/MEASURES_2024", f"THREAT/{GUIDE}"],
    Act.RESTRAINED: ["THREAT/CARD_2011", "THREAT/CONVENTION_2018", "THREAT/MEASURES_2024", f"THREAT/{GUIDE}"],
    Act.INSULTED: ["INSULT/CARD_2011", "INSULT/CONVENTION_2018", f"INSULT/{GUIDE}"],
    Act.PESTERED: ["HARASSMENT/CONVENTION_2018", "HARASSMENT/MEASURES_2024", "HARASSMENT/civil-code"],
    Act.FOLLOWED: ["HARASSMENT/MEASURES_2024", "HARASSMENT/civil-code"],
    Act.POSED_AS_AUTHORITY: [f"POSING/{GUIDE}"],
    Act.POSED_AS_LENDER: [f"POSING/{GUIDE}"],
    Act.MISLED: [f"MISLEADING/{GUIDE}"],
    Act.ENTERED_HOME: [f"ENTRY/{GUIDE}", "ENTRY/civil-code"],
    Act.ENTERED_OFFICE: [f"ENTRY/{GUIDE}"],
    Act.EXTRA_FEE: ["FEE/CONVENTION_2018", f"FEE/{GUIDE}"],
    Act.NEW_LOAN: [f"NEW_LOAN/{GUIDE}"],
    Act.PRIVATE_ACCOUNT: ["ACCOUNT/CONVENTION_2018", f"ACCOUNT/{GUIDE}"],
    Act.DATA_TAKEN: [f"DATA/{GUIDE}", "DATA/pipl-2021"],
}
"""What each act departs from when it is held against every text."""


class TestActs:
    """What was said or done."""

    @pytest.mark.parametrize("act", BAD, ids=lambda act: act.name)
    def test_each_act(self, act: Act) -> None:
        """Each act departs from the texts that speak of it, and from no other."""
        finding = found([contact(acts=[act])], regime=Regime)
        got = [
            f"{one.rule.name}/{one.citations[0].instrument if one.regime is None else one.regime.name}"
            for one in finding.value
        ]
        assert got == BAD[act]
        for one in finding.value:
            assert all(cite.source.in_force(one.on) for cite in one.citations)
            assert one.binding is (one.force in {Force.LAW, Force.DEPARTMENTAL_RULE})

    def test_all_acts_are_there(self) -> None:
        """Every act is tested, here or among the persons."""
        assert set(BAD) | {Act.DISCLOSED, Act.ASKED_TO_PAY} == set(Act)

    def test_disclosure(self) -> None:
        """The debt told to a person who does not owe departs from three kinds of text; a guarantor may know."""
        told = contact(to=Person.AGREED_CONTACT, debtor_unreachable=True, acts=[Act.DISCLOSED])
        finding = found([told])
        assert keys(finding) == [
            ("DISCLOSURE", STANDARD),
            ("DISCLOSURE", GUIDE),
            ("DISCLOSURE", "LAW"),
            ("DISCLOSURE", "LAW"),
        ]
        assert [cite.id for cite in finding.value[3].citations] == ["pipl-2021#10", "pipl-2021#13(1)"]
        assert {"soft-texts", "binding-texts", "debt-unchanged"} <= set(notices(finding))
        assert found([contact(to=Person.GUARANTOR, acts=[Act.DISCLOSED])]).value == ()

    @pytest.mark.parametrize("shift", [-1, 0, 1])
    @pytest.mark.parametrize(("text", "first"), [("civil-code", date(2021, 1, 1)), ("pipl-2021", date(2021, 11, 1))])
    def test_the_first_day_of_a_law(self, text: str, first: date, shift: int) -> None:
        """The Civil Code counts from 2021-01-01, the law on personal information from 2021-11-01."""
        day = first + shift * A_DAY
        told = contact(on=day, to=Person.UNRELATED, acts=[Act.DISCLOSED], debtor_unreachable=True)
        laws = {one.citations[0].instrument for one in found([told]).value if one.regime is None}
        assert (text in laws) is (shift >= 0)

    def test_a_natural_person_lends(self) -> None:
        """Private affairs are outside the law on personal information, not outside the Civil Code."""
        told = contact(to=Person.UNRELATED, acts=[Act.DISCLOSED])
        private = found([told], Lender.PRIVATE)
        assert [one.citations[0].instrument for one in private.value] == ["civil-code"]
        assert [one.citations[0].instrument for one in found([told], Lender.UNLICENSED).value] == [
            "civil-code",
            "pipl-2021",
        ]
        assert "no-text-on-collecting" in notices(private)


# --- Public order and crimes ---------------------------------------------------------


class TestConditions:
    """Cited with their conditions, by the numbers of the day, and never concluded."""

    @pytest.mark.parametrize(
        ("acts", "code", "old", "new"),
        [
            ([Act.THREATENED], "order-threat", ["public-security-2012#42(1)"], ["public-security-2025#50(1)(1)"]),
            (
                [Act.INSULTED],
                "order-insult",
                ["public-security-2012#42(2)", "criminal-law#246(1)", "criminal-law#246(2)"],
                ["public-security-2025#50(1)(2)", "criminal-law#246(1)", "criminal-law#246(2)"],
            ),
            ([Act.INSULTED], "insult-reputation", ["civil-code#1024(1)"], ["civil-code#1024(1)"]),
            ([Act.VIOLENCE], "order-violence", ["public-security-2012#26"], ["public-security-2025#30"]),
            ([Act.RESTRAINED], "order-home", ["public-security-2012#40(3)"], ["public-security-2025#47(3)"]),
            ([Act.POSTED], "order-privacy", ["public-security-2012#42(6)"], ["public-security-2025#50(1)(6)"]),
            (
                [Act.DATA_TAKEN],
                "order-data",
                ["criminal-law#253-1"],
                ["public-security-2025#56", "criminal-law#253-1"],
            ),
        ],
    )
    def test_numbers_by_the_day(self, acts: list[Act], code: str, old: list[str], new: list[str]) -> None:
        """The revision counts from 2026-01-01, the earlier text through 2025-12-31."""
        for day, expected in ((date(2025, 12, 31), old), (date(2026, 1, 1), new), (date(2026, 1, 2), new)):
            assert cites(found([contact(on=day, acts=acts)]), code) == expected

    def test_pestering(self) -> None:
        """Since 2026 it has a limb of its own and the order of no contact; before, neither."""
        new = found([contact(acts=[Act.PESTERED])])
        assert cites(new, "order-pestering") == ["public-security-2025#50(1)(5)", "public-security-2025#50(2)"]
        old = found([contact(on=date(2025, 12, 31), acts=[Act.FOLLOWED])])
        assert cites(old, "order-pestering-before") == ["public-security-2012#26(4)", "public-security-2012#42(5)"]
        assert "order-pestering" not in notices(old)

    def test_messages(self) -> None:
        """Abusive messages have the limb on repeated messages; an abusive call has not."""
        assert "order-messages" in notices(found([contact(channel=Channel.MESSAGE, acts=[Act.THREATENED])]))
        assert "order-messages" not in notices(found([contact(acts=[Act.THREATENED])]))

    @pytest.mark.parametrize("shift", [-1, 0, 1])
    def test_crime_only_with_an_illegal_debt(self, shift: int) -> None:
        """Art. 293-1 is named from 2021-03-01, only where the debt is said to be illegal, with its circumstances."""
        threat = contact(on=date(2021, 3, 1) + shift * A_DAY, acts=[Act.THREATENED])
        told = found([threat], Lender.UNLICENSED, illegal_debt=True)
        assert ("crime-illegal-debt" in notices(told)) is (shift >= 0)
        assert "crime-illegal-debt" not in notices(found([threat], Lender.UNLICENSED))
        assert "crime-illegal-debt" not in notices(found([contact()], Lender.UNLICENSED, illegal_debt=True))
        if shift >= 0:
            assert "only in serious circumstances" in told.explain("en")
            assert "情节严重的才可能构成犯罪" in told.explain("zh")

    def test_none_is_a_departure(self) -> None:
        """No departure rests on public-order or criminal law, whatever was done."""
        finding = found([contact(acts=set(Act) - {Act.DISCLOSED, Act.ASKED_TO_PAY})], regime=Regime, illegal_debt=True)
        instruments = {cite.instrument for one in finding.value for cite in one.citations}
        assert not {name for name in instruments if name.startswith(("public-security", "criminal"))}


# --- Which texts ---------------------------------------------------------------------


class TestRegimes:
    """Texts by lender, product and day."""

    @pytest.mark.parametrize(
        ("lender", "terms", "day", "instruments"),
        [
            (Lender.BANK, CARD, date(2015, 6, 1), {"card-measures-2011"}),
            (Lender.BANK, {"product": Product.CARD_INSTALMENT}, date(2015, 6, 1), {"card-measures-2011"}),
            (Lender.BANK, {}, date(2018, 3, 28), {"nifa-collection-convention-2018"}),
            (Lender.SMALL_LOAN, {}, date(2024, 5, 14), {"nifa-collection-convention-2018"}),
            (
                Lender.SMALL_LOAN,
                {},
                date(2024, 5, 15),
                {"nifa-collection-convention-2018", "nifa-collection-guide-2024"},
            ),
            (
                Lender.SMALL_LOAN,
                {},
                date(2025, 2, 27),
                {"nifa-collection-convention-2018", "nifa-collection-guide-2024"},
            ),
            (Lender.SMALL_LOAN, {}, date(2025, 2, 28), {"gbt-45251-2025"}),
            (Lender.SMALL_LOAN, {}, NOW, {"gbt-45251-2025"}),
            (Lender.CONSUMER_FINANCE, {}, date(2024, 4, 17), {"nifa-collection-convention-2018"}),
            (
                Lender.CONSUMER_FINANCE,
                {},
                date(2024, 4, 18),
                {"nifa-collection-convention-2018", "consumer-finance-measures-2024"},
            ),
            (Lender.BANK, OFFLINE, date(2026, 1, 29), set()),
            (Lender.BANK, OFFLINE, date(2026, 1, 30), {"cba-collection-guide-2026"}),
            (Lender.BANK, {}, NOW, {"gbt-45251-2025", "cba-collection-guide-2026"}),
            (Lender.BANK, CARD, NOW, {"card-measures-2011", "cba-collection-guide-2026"}),
            (Lender.SMALL_LOAN, OFFLINE, NOW, set()),
            (Lender.PRIVATE, {}, NOW, set()),
            (Lender.UNLICENSED, {}, NOW, set()),
        ],
    )
    def test_by_lender_and_day(self, lender: Lender, terms: dict[str, Any], day: date, instruments: set[str]) -> None:
        """The first step names the texts, and the general law while it is in force."""
        finding = found([contact(on=day)], lender, **terms)
        named = {cite.instrument for cite in finding.steps[0].citations}
        assert named - {"civil-code"} == instruments
        assert ("civil-code" in named) is (day >= date(2021, 1, 1))
        assert ("guide-not-held" in notices(finding)) is ("nifa-collection-guide-2024" in instruments)

    @pytest.mark.parametrize("shift", [-1, 0, 1])
    @pytest.mark.parametrize("regime", STARTS, ids=lambda regime: regime.name)
    def test_asked_for_by_name(self, regime: Regime, shift: int) -> None:
        """A text asked for is used from its first day on, whoever lent; before it, there is the general law or none."""
        day = STARTS[regime] + shift * A_DAY
        if shift < 0 and day < date(2021, 1, 1):
            with pytest.raises(NoDataError, match=f"no text on how a pawnshop collects on {day}"):
                found([contact(on=day)], Lender.PAWNSHOP, regime=regime)
            return
        finding = found([contact(on=day)], Lender.PAWNSHOP, regime=[regime])
        named = {cite.instrument for cite in finding.steps[0].citations} - {"civil-code"}
        assert bool(named) is (shift >= 0)

    def test_before_any_text(self) -> None:
        """A day without any text is refused, not called clean."""
        with pytest.raises(NoDataError, match="no text on how a small-loan company collects on 2018-03-27"):
            found([contact(on=date(2018, 3, 27))], Lender.SMALL_LOAN)
        with pytest.raises(NoDataError, match="2020-12-31"):
            found([contact(on=date(2020, 12, 31))], Lender.PRIVATE)
        assert found([contact(on=date(2021, 1, 1))], Lender.PRIVATE).value == ()

    def test_each_day_by_its_own_texts(self) -> None:
        """A log over a change of texts is held day by day."""
        log = [*calls(4, on=date(2025, 2, 27), answered=True), *calls(4, on=date(2025, 2, 28), answered=True)]
        assert [one.on for one in found(log).value] == [date(2025, 2, 28)]

    def test_the_card_record(self) -> None:
        """Of card debt the bank keeps its record two years, and can be asked for it."""
        finding = found([contact()], **CARD)
        assert "at least 2 years" in finding.explain("en")
        assert cites(finding, "card-records") == ["card-measures-2011#68"]
        assert "card-records" not in notices(found([contact()]))


class TestReview:
    """The answer as a whole."""

    def test_an_empty_log(self) -> None:
        """Nothing in, nothing out, and it says so."""
        finding = review([], lender=Lender.BANK)
        assert (finding.value, codes(finding)) == ((), ["log-empty"])
        assert "记录中没有联系" in finding.explain("zh")

    def test_a_clean_log(self) -> None:
        """A log in order says against what it was held."""
        finding = found([contact(answered=True)])
        assert codes(finding) == ["log-texts", "log-clean"]
        assert "debt-unchanged" not in notices(finding)
        assert finding.explain("en") != finding.explain("zh")

    def test_the_order_of_one_moment(self) -> None:
        """Contacts of one moment have an order of their own, whatever that of the log."""
        both = [contact("23:00", Channel.MESSAGE), contact("23:00", answered=True)]
        assert found(both) == found(both[::-1])

    def test_the_order_of_departures(self) -> None:
        """By day, then by rule; a departure holds its contacts in order of time."""
        log = [contact("23:00", on=NOW + A_DAY), *reversed(calls(4, answered=True)), contact("22:30")]
        finding = found(log, Lender.SMALL_LOAN)
        assert [(one.on, one.rule) for one in finding.value] == [
            (NOW, Rule.HOURS),
            (NOW, Rule.CALLS),
            (NOW + A_DAY, Rule.HOURS),
        ]
        times = [one.at for one in finding.value[1].contacts]
        assert times == sorted(times)

    def test_as_data(self) -> None:
        """A departure is plain data: a table of its fields."""
        finding = found([contact("22:00", acts=[Act.PESTERED])], Lender.SMALL_LOAN)
        value: Any = finding.to_dict()["value"]
        assert value[0]["rule"] == "hours"
        assert value[0]["regime"] == "standard_2025"
        assert value[0]["contacts"][0]["at"] == "2026-06-01T22:00:00+08:00"
        assert value[1]["citations"] == ["civil-code#1032(1)", "civil-code#1033(1)"]
        assert isinstance(finding.value[0], Departure)

    @pytest.mark.parametrize(
        ("terms", "message"),
        [
            ({"lender": "bank"}, "lender must be a member of Lender, got str"),
            ({"regime": "gbt"}, "regime must be a member of Regime, got str"),
            ({"regime": 2025}, "regime must be a list, got int"),
            ({"product": "card"}, "product must be a member of Product, got str"),
            ({"online": "yes"}, "online must be true, false or left out, got str"),
            ({"hours_agreed": 1}, "hours_agreed must be true, false or left out, got int"),
            ({"dials_agreed": 1}, "dials_agreed must be true, false or left out, got int"),
            ({"illegal_debt": 1}, "illegal_debt must be true, false or left out, got int"),
            ({"rulebook": 1}, "rulebook must be a Rulebook, got int"),
        ],
    )
    def test_wrong_types(self, terms: dict[str, Any], message: str) -> None:
        """A typed error names the argument and its type."""
        with pytest.raises(InputTypeError, match=message):
            review([contact()], **{"lender": Lender.BANK, **terms})

    @pytest.mark.parametrize(("log", "message"), [(5, "log must be a list, got int"), (["x"], r"log\[0\] must be a")])
    def test_a_wrong_log(self, log: object, message: str) -> None:
        """A log is a list of contacts."""
        with pytest.raises(InputTypeError, match=message):
            review(log, lender=Lender.BANK)  # type: ignore[arg-type]
