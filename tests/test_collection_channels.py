"""Where to complain, what to keep, and what the source articles say of collecting, corrected."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from collecting import NOW, at, calls, cites, codes, contact, found, keys, notices, statement
from creditrules.collection import Act, Body, Channel, Issue, Keep, Person, Way, channels, evidence
from creditrules.errors import InputTypeError, NoDataError, StaleDataWarning
from creditrules.law import FINANCIAL, LOCAL, Lender, Verdict, article

if TYPE_CHECKING:
    from creditrules.findings import Finding

A_DAY = timedelta(days=1)


def ways(lender: Lender, issue: Issue = Issue.CONDUCT, on: date = NOW, **terms: object) -> Finding[tuple[Way, ...]]:
    """Return the places to complain on a day of 2026, unless said otherwise."""
    more: dict[str, Any] = terms
    return channels(lender, issue, on, **more)


def bodies(lender: Lender, issue: Issue = Issue.CONDUCT, on: date = NOW, **terms: object) -> list[str]:
    """Return their names, in order."""
    return [way.body.name for way in ways(lender, issue, on, **terms).value]


# --- Where to complain ---------------------------------------------------------------


class TestChannels:
    """The lender, the regulator of the day, the province, the association, the police, the court."""

    @pytest.mark.parametrize("lender", sorted(FINANCIAL, key=str))
    def test_a_bank_or_the_like(self, lender: Lender) -> None:
        """The institution has 15, 30 and 60 days; behind it stands the regulator."""
        finding = ways(lender)
        assert [way.body for way in finding.value] == [Body.INSTITUTION, Body.NFRA, Body.ASSOCIATION, Body.COURT]
        assert finding.value[0].days == (15, 30, 60)
        assert [cite.id for cite in finding.value[0].citations] == ["bank-complaints-2020-3"]
        assert bodies(lender, online=False) == ["INSTITUTION", "NFRA", "COURT"]

    @pytest.mark.parametrize("lender", sorted(LOCAL, key=str))
    def test_a_local_organisation(self, lender: Lender) -> None:
        """The authority of the province, by item 1 of the 2020 reply, and no number of days is known."""
        finding = ways(lender)
        assert [way.body for way in finding.value] == [Body.INSTITUTION, Body.PROVINCE, Body.ASSOCIATION, Body.COURT]
        assert finding.value[1].citations[0].id == "spc-scope-reply-2020-27#1"
        assert finding.value[0].days == ()

    @pytest.mark.parametrize("lender", [Lender.PRIVATE, Lender.UNLICENSED])
    def test_a_lender_without_a_supervisor(self, lender: Lender) -> None:
        """A court is left, and the police for threats; a notice says that nobody supervises it."""
        assert bodies(lender) == ["COURT"]
        assert bodies(lender, Issue.THREATS) == ["POLICE", "COURT"]
        assert "no-supervisor" in notices(ways(lender))

    @pytest.mark.parametrize(("shift", "body"), [(-1, "CBIRC"), (0, "NFRA"), (1, "NFRA")])
    def test_the_regulator_of_the_day(self, shift: int, body: str) -> None:
        """The National Financial Regulatory Administration is there from 2023-05-18."""
        assert bodies(Lender.BANK, on=date(2023, 5, 18) + shift * A_DAY)[1] == body

    @pytest.mark.parametrize("shift", [-1, 0, 1])
    def test_the_first_day_of_the_days_to_answer(self, shift: int) -> None:
        """The measures on complaints count from 2020-03-01; before, a notice says what is not held."""
        day = date(2020, 3, 1) + shift * A_DAY
        assert ("INSTITUTION" in bodies(Lender.BANK, on=day)) is (shift >= 0)
        assert ("complaints-before" in notices(ways(Lender.BANK, on=day))) is (shift < 0)

    def test_a_day_before_everything(self) -> None:
        """With no place known the answer is refused."""
        with pytest.raises(NoDataError, match="no place to complain about how a debt is collected on 2018-03-27"):
            ways(Lender.BANK, on=date(2018, 3, 27))
        with pytest.raises(NoDataError, match="about a credit record on 2013-03-14"):
            ways(Lender.BANK, Issue.RECORD, date(2013, 3, 14))

    @pytest.mark.parametrize(
        ("issue", "day", "expected"),
        [
            (Issue.THREATS, date(2025, 12, 31), ["public-security-2012#42(1)"]),
            (Issue.THREATS, date(2026, 1, 1), ["public-security-2025#50(1)(1)"]),
            (Issue.HARASSMENT, date(2025, 12, 31), ["public-security-2012#42(5)"]),
            (Issue.HARASSMENT, date(2026, 1, 1), ["public-security-2025#50(1)(5)", "public-security-2025#50(2)"]),
        ],
    )
    def test_the_police(self, issue: Issue, day: date, expected: list[str]) -> None:
        """They come first, by the article of the day; the order of no contact exists since 2026-01-01."""
        finding = ways(Lender.SMALL_LOAN, issue, day)
        assert finding.value[0].body is Body.POLICE
        assert [cite.id for cite in finding.value[0].citations] == expected
        order = issue is Issue.HARASSMENT and day.year == 2026
        assert ("no-contact-order" in notices(finding)) is order

    def test_personal_data(self) -> None:
        """The handler, the cyberspace authority, a court; for a natural person's private loan a court."""
        assert bodies(Lender.BANK, Issue.DATA) == ["INSTITUTION", "CYBERSPACE", "COURT"]
        assert bodies(Lender.PRIVATE, Issue.DATA) == ["COURT"]
        with pytest.raises(NoDataError, match="personal data on 2021-10-31"):
            ways(Lender.BANK, Issue.DATA, date(2021, 10, 31))

    def test_a_credit_record(self) -> None:
        """A dispute in 20 days, the central bank in 30, or a suit."""
        finding = ways(Lender.SMALL_LOAN, Issue.RECORD)
        assert [(way.body.name, way.days) for way in finding.value] == [
            ("BUREAU", (20,)),
            ("CENTRAL_BANK", (30,)),
            ("COURT", ()),
        ]

    @pytest.mark.parametrize("issue", list(Issue))
    @pytest.mark.parametrize("lender", list(Lender))
    def test_in_both_languages_and_in_force(self, lender: Lender, issue: Issue) -> None:
        """Every step has a source in force that day, and both languages can be written."""
        finding = ways(lender, issue)
        assert len(finding.steps) == len(finding.value)
        assert all(step.citations for step in finding.steps)
        assert all(cite.source.in_force(NOW) for cite in finding.citations)
        assert finding.explain("en") != finding.explain("zh")

    def test_what_is_said(self) -> None:
        """The three numbers of days and the one are in the text."""
        assert "15日内办结，情况复杂的30日，情况特别复杂的60日" in ways(Lender.BANK).explain("zh")
        assert "an answer within 20 days" in ways(Lender.BANK, Issue.RECORD).explain("en")
        assert "institution-first" in notices(ways(Lender.BANK))
        assert "institution-first" not in notices(ways(Lender.BANK, Issue.DATA))

    def test_past_the_review(self) -> None:
        """Past the review day the answer warns."""
        assert "stale-data" not in notices(ways(Lender.BANK, on=date(2027, 11, 22)))
        with pytest.warns(StaleDataWarning):
            assert "stale-data" in notices(ways(Lender.BANK, on=date(2027, 11, 23)))

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            (("bank", Issue.CONDUCT, NOW), "lender must be a member of Lender, got str"),
            ((Lender.BANK, "conduct", NOW), "issue must be a member of Issue, got str"),
            ((Lender.BANK, Issue.CONDUCT, "2026-06-01"), "on must be a datetime.date, got str"),
            ((Lender.BANK, Issue.CONDUCT, at("10:00")), "on must be a datetime.date, got datetime"),
        ],
    )
    def test_wrong_types(self, arguments: tuple[Any, Any, Any], message: str) -> None:
        """A typed error names the argument and its type."""
        with pytest.raises(InputTypeError, match=message):
            channels(*arguments)
        with pytest.raises(InputTypeError, match="online must be true, false or left out, got int"):
            ways(Lender.BANK, online=1)


# --- What to keep --------------------------------------------------------------------


class TestEvidence:
    """What to keep, by kind of contact and by what was done."""

    @pytest.mark.parametrize(
        ("facts", "keep"),
        [
            ({"answered": True}, ["CALL_RECORD", "RECORDING"]),
            ({}, ["CALL_RECORD", "RECORDING"]),
            ({"answered": False}, ["CALL_RECORD"]),
            ({"channel": Channel.MESSAGE}, ["MESSAGES"]),
            ({"channel": Channel.LETTER}, ["LETTERS"]),
            ({"channel": Channel.VISIT}, ["VISIT"]),
            ({"channel": Channel.MESSAGE, "to": Person.UNRELATED}, ["MESSAGES", "WITNESS"]),
            ({"channel": Channel.LETTER, "acts": [Act.POSTED]}, ["LETTERS", "NOTICE"]),
            ({"channel": Channel.MESSAGE, "acts": [Act.PRIVATE_ACCOUNT]}, ["MESSAGES", "PAYMENT"]),
            ({"channel": Channel.MESSAGE, "acts": [Act.THREATENED]}, ["MESSAGES", "POLICE"]),
            ({"channel": Channel.MESSAGE, "acts": [Act.DATA_TAKEN]}, ["MESSAGES", "DATA"]),
        ],
    )
    def test_by_contact(self, facts: dict[str, Any], keep: list[str]) -> None:
        """Each has its own traces."""
        finding = evidence([contact(**facts)])
        assert [one.keep.name for one in finding.value] == keep
        assert cites(finding, "keep") == ["civil-procedure-law-2023#66"]
        assert ("keep-burden" in notices(finding)) is ("DATA" in keep)
        assert finding.explain("en") != finding.explain("zh")

    def test_every_departure_leaves_something_to_keep(self) -> None:
        """The contacts of each finding are among those of something to keep."""
        log = [*calls(4, answered=True), contact("23:00", Channel.MESSAGE, acts=[Act.INSULTED])]
        kept = {one for item in evidence(log).value for one in item.contacts}
        assert {one for departure in found(log).value for one in departure.contacts} <= kept

    def test_an_empty_log(self) -> None:
        """Nothing to keep of nothing."""
        finding = evidence([])
        assert (finding.value, codes(finding), finding.notices) == ((), ["keep-nothing"], ())

    def test_the_order_does_not_matter(self) -> None:
        """The same log in another order gives the same answer."""
        log = [*calls(3, answered=True), contact(channel=Channel.VISIT)]
        assert evidence(log) == evidence(log[::-1])
        assert {one.keep for one in evidence(log).value} <= set(Keep)

    def test_wrong_types(self) -> None:
        """A log holds contacts."""
        with pytest.raises(InputTypeError, match=r"log\[1\] must be a Contact, got str"):
            evidence([contact(), "call"])  # type: ignore[list-item]


# --- The source articles, corrected --------------------------------------------------


class TestSourceArticles:
    """Each claim about collecting (rows of facts A), with the corrected answer and its statement."""

    def test_row_25_whom_to_name_as_a_contact(self) -> None:
        """Naming kin does not open them to collection: they may be reached only to find a lost debtor."""
        kin = contact(to=Person.AGREED_CONTACT, debtor_unreachable=False)
        assert {rule for rule, _ in keys(found([kin], Lender.SMALL_LOAN))} == {"PERSON"}
        assert statement("contacts-kin-or-friends").verdict is Verdict.PARTLY

    def test_row_36_where_to_complain_of_violence(self) -> None:
        """The platform is one place; the supervisor depends on the lender, and threats go to the police."""
        assert bodies(Lender.SMALL_LOAN, Issue.THREATS) == ["POLICE", "INSTITUTION", "PROVINCE", "ASSOCIATION", "COURT"]
        assert bodies(Lender.BANK, Issue.THREATS)[:3] == ["POLICE", "INSTITUTION", "NFRA"]
        assert statement("complain-to-association").verdict is Verdict.PARTLY

    def test_row_44_silence_opens_the_way_to_others(self) -> None:
        """It is being out of reach that lets a collector contact others, to find the debtor and no more."""
        kin = contact(to=Person.AGREED_CONTACT, debtor_unreachable=True)
        assert found([kin]).value == ()
        told = contact(to=Person.AGREED_CONTACT, debtor_unreachable=True, acts=[Act.DISCLOSED])
        assert {rule for rule, _ in keys(found([told]))} == {"DISCLOSURE"}
        assert statement("marked-as-malicious").verdict is Verdict.PARTLY

    def test_row_45_a_collector_keeps_the_same_rules(self) -> None:
        """Handing over is allowed; an agency that says it is the lender is out of line."""
        assert statement("handed-to-a-collector").verdict is Verdict.RIGHT
        assert keys(found([contact(acts=[Act.POSED_AS_LENDER])])) == [("POSING", "GUIDE_2026")]

    def test_row_53_what_is_illegal(self) -> None:
        """Message bombing is an offence only if repeated and disturbing: cited with that, not concluded."""
        bombing = [contact(f"{hour}:00", Channel.MESSAGE, acts=[Act.THREATENED]) for hour in range(10, 20)]
        finding = found(bombing, Lender.UNLICENSED)
        assert finding.value == ()
        assert cites(finding, "order-messages") == ["public-security-2025#50(1)(5)"]
        assert statement("message-bombing-is-illegal").verdict is Verdict.PARTLY

    def test_row_54_no_cbirc_any_more(self) -> None:
        """The regulator is the National Financial Regulatory Administration."""
        assert "CBIRC" not in bodies(Lender.BANK)
        assert statement("report-to-cbirc").verdict is Verdict.OUTDATED

    def test_row_55_the_association_and_the_police(self) -> None:
        """Both are there; the association only for online finance."""
        assert "ASSOCIATION" not in bodies(Lender.BANK, Issue.THREATS, online=False)
        assert statement("association-or-police").verdict is Verdict.RIGHT

    def test_row_56_nobody_may_urge_a_new_loan(self) -> None:
        """Borrowing to repay is no advice to follow, and urging it is out of line with the guide of 2026."""
        assert keys(found([contact(acts=[Act.NEW_LOAN])])) == [("NEW_LOAN", "GUIDE_2026")]

    def test_rows_62_and_87_the_numbers_of_the_convention(self) -> None:
        """Unrelated persons are art. 13, threats and insults art. 16; art. 10 is neither."""
        day = date(2020, 6, 1)
        other = contact(on=day, to=Person.UNRELATED, debtor_unreachable=False, acts=[Act.INSULTED])
        assert [departure.citations[0].article for departure in found([other]).value] == ["13", "16"]
        assert statement("convention-article-10").verdict is Verdict.WRONG
        assert statement("convention-article-13-threats").verdict is Verdict.PARTLY

    def test_row_63_article_10_of_the_law_on_personal_information(self) -> None:
        """It bars unlawful handling; what makes handling lawful is art. 13, and both are cited."""
        finding = found([contact(acts=[Act.DATA_TAKEN])], Lender.SMALL_LOAN)
        assert [cite.id for cite in finding.value[0].citations] == ["pipl-2021#10", "pipl-2021#13(1)"]
        assert statement("pipl-article-10-leaks").verdict is Verdict.PARTLY
        assert article("pipl-2021", 10).corrections

    def test_row_64_article_293_1(self) -> None:
        """Only with an illegal debt and in serious circumstances; stalking and harassment belong to it too."""
        stalked = contact(acts=[Act.FOLLOWED])
        assert "crime-illegal-debt" not in notices(found([stalked], Lender.BANK))
        assert "crime-illegal-debt" in notices(found([stalked], Lender.UNLICENSED, illegal_debt=True))
        assert statement("criminal-293-1-any-debt").verdict is Verdict.PARTLY

    def test_row_65_the_list_of_articles(self) -> None:
        """Of the four articles each has its correction, and the list as a whole is wrong."""
        assert statement("four-articles-true-and-valid").verdict is Verdict.WRONG
        for name, number in (("civil-code", 671), ("pipl-2021", 10), ("criminal-law", "293-1")):
            assert article(name, number).corrections
        with pytest.raises(NoDataError, match="holds no article 10"):
            article("nifa-collection-convention-2018", 10)

    def test_row_68_a_visit_is_not_illegal_as_such(self) -> None:
        """A visit by two, with papers and recorded, departs from nothing."""
        visit = contact(channel=Channel.VISIT, staff=2, recorded=True, papers_shown=True)
        assert found([visit]).value == ()
        assert statement("visits-are-illegal").verdict is Verdict.PARTLY

    def test_row_73_recordings_are_kept(self) -> None:
        """A recording of one's own call is among what to keep."""
        assert Keep.RECORDING in {one.keep for one in evidence([contact(answered=True)]).value}

    def test_row_81_colleagues_on_the_seventh_day(self) -> None:
        """Calling colleagues departs from the standard and the law on personal information, whatever the day."""
        colleague = contact(to=Person.UNRELATED, debtor_unreachable=False, acts=[Act.DISCLOSED])
        finding = found([colleague], Lender.SMALL_LOAN)
        assert keys(finding) == [
            ("PERSON", "STANDARD_2025"),
            ("DISCLOSURE", "STANDARD_2025"),
            ("DISCLOSURE", "LAW"),
            ("DISCLOSURE", "LAW"),
        ]
        assert statement("colleagues-on-day-seven").verdict is Verdict.PARTLY

    def test_row_86_contacting_kin(self) -> None:
        """Contact with kin is no breach of art. 10 by itself: without disclosure no law is found departed from."""
        kin = contact(to=Person.AGREED_CONTACT, debtor_unreachable=True)
        assert found([kin], Lender.SMALL_LOAN).value == ()
        assert statement("contacting-kin-breaches-pipl").verdict is Verdict.PARTLY

    def test_row_89_the_address_book(self) -> None:
        """Disclosure to many who have nothing to do with the debt breaks the law, each day by itself."""
        book = [contact(to=Person.UNRELATED, number=str(n), acts=[Act.DISCLOSED, Act.PESTERED]) for n in range(5)]
        finding = found(book, Lender.UNLICENSED)
        assert {cite.instrument for one in finding.value for cite in one.citations} == {"civil-code", "pipl-2021"}
        assert all(one.binding for one in finding.value)
        assert statement("exploding-the-address-book").verdict is Verdict.RIGHT

    @pytest.mark.parametrize(
        ("name", "verdict"), [("collection-needs-rules", "outdated"), ("no-rules-yet", "outdated")]
    )
    def test_rows_107_and_108_there_are_rules(self, name: str, verdict: str) -> None:
        """Rules on collecting exist: what was wished for in the article is in force."""
        assert statement(name).verdict.value == verdict
        assert keys(found([contact("23:00")]))

    def test_no_hours_in_the_convention(self) -> None:
        """The hours that pages give to the convention of 2018 are in the standard and the guide."""
        assert found([contact("23:00", on=date(2020, 6, 1))]).value == ()
        assert article("nifa-collection-convention-2018", 17).gist.en.endswith("no hours or numbers are given.")
