"""Dates in sentences of many kinds, each worked out by hand."""

from datetime import date

import pytest

from detente.claims.proposing.dates import dates

PUBLISHED = date(2022, 9, 14)  # a Wednesday


def read(text: str) -> list[tuple[str, str]]:
    found = []
    for one in dates(text, PUBLISHED):
        days = "..".join(dict.fromkeys(map(str, one.days))) if one.days else ""
        found.append((text[one.start : one.end], days))
    return found


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Between January and now 30 people left.", "2022-01-01..2022-09-14"),
        ("In the past 24 hours 12 people left.", "2022-09-13..2022-09-14"),
        ("In the past 48 hours 12 people left.", "2022-09-12..2022-09-14"),
        ("Over the weekend of 3-4 September 12 people left.", "2022-09-03..2022-09-04"),
        ("Two years ago today the accord was signed.", "2020-09-14"),
        ("A year ago this month the port closed.", "2021-09-01..2021-09-30"),
        ("Ten years ago the bridge fell.", "2012-01-01..2012-12-31"),
        ("The truce collapsed the day before yesterday.", "2022-09-12"),
        ("Yesterday’s vote was calm.", "2022-09-13"),
        ("Today the council has voted on it.", "2022-09-14"),
        ("Today is the anniversary of the vote, which was held in May 2012.", "2022-09-14 2012-05-01..2012-05-31"),
        ("They will vote the day after tomorrow.", "2022-09-16"),
        ("The year before last was worse.", "2020-01-01..2020-12-31"),
        ("A second round will open two weeks from now.", "2022-09-26..2022-10-02"),
        ("They will report in six months’ time.", "2023-03-01..2023-03-31"),
        ("Ministers are meeting Friday and Saturday in Doha.", "2022-09-16..2022-09-17"),
        ("The council meets on Monday to hear both sides.", "2022-09-19"),
        ("The envoy is visiting Juba on Sunday.", "2022-09-18"),
        ("Both armies clashed on Saturday and Sunday near the river.", "2022-09-10..2022-09-11"),
        ("In a statement on Monday, they called for calm.", "2022-09-12"),
        ("Shelling went on from Friday to Monday.", "2022-09-09..2022-09-12"),
        ("It has rained since Thursday.", "2022-09-08..2022-09-14"),
        ("The next meeting, to be held on 10 October in Lagos, will settle it.", "2022-10-10"),
        ("Over the weekend the rebels took the airfield.", "2022-09-10..2022-09-11"),
        ("They hope to sign over the weekend.", "2022-09-17..2022-09-18"),
        ("Rain fell in July and August.", "2022-07-01..2022-08-31"),
        ("Fighting between November and February killed many.", "2021-11-01..2022-02-28"),
        ("It ran from 28 December to 3 January 2021.", "2020-12-28..2021-01-03"),
        ("It ran from March through May 2019.", "2019-03-01..2019-05-31"),
        ("Nothing of the sort was seen in this decade.", "2020-01-01..2029-12-31"),
        ("The first of May 2015 was quiet.", "2015-05-01"),
        ("The twenty-third of June was quiet.", "2022-06-23"),
        ("In the last days of August 2021 the airlift ended.", "2021-08-21..2021-08-31"),
        ("The opening weeks of 2020 were calm.", "2020-01-01..2020-03-31"),
        ("In the second half of the 1990s talks resumed.", "1995-01-01..1999-12-31"),
        ("In the first half of the 19th century it was a khanate.", "1801-01-01..1850-12-31"),
        ("Empires of the 19th and 20th centuries drew the line.", "1801-01-01..2000-12-31"),
        ("In the mid-2010s exports fell.", "2014-01-01..2016-12-31"),
        ("The late ’90s were lean.", ""),
        ("In the ’90s the mines closed.", "1990-01-01..1999-12-31"),
        ("The plant (2014-2016) was closed.", "2014-01-01..2016-12-31"),
        ("The force (2014–present) is small.", "2014-01-01..2022-09-14"),
        ("From 2014 onwards trade fell.", "2014-01-01..2022-09-14"),
        ("Since at least 2012 both sides have mined the road.", "2012-01-01..2022-09-14"),
        ("In the week of 4 April 2022 the siege was lifted.", "2022-04-04..2022-04-10"),
        ("He was elected in 2014.12 The vote was close.", "2014-01-01..2014-12-31"),
        ("On 2022/03/07 it began.", "2022-03-07"),
        ("Filed on 25/04/2021 in Bogota.", "2021-04-25"),
        ("Filed on 04/05/2021; amended on 25/04/2021.", "2021-05-04 2021-04-25"),
        ("The envoy landed on Monday (12 September).", "2022-09-12"),
        ("Ceasefires in May 2019 and October 2020 failed.", "2019-05-01..2019-05-31 2020-10-01..2020-10-31"),
        ("Orthodox Christmas was quiet.", "2022-01-07"),
        (
            "The war of 2006 was short. In August of that year they withdrew.",
            "2006-01-01..2006-12-31 2006-08-01..2006-08-31",
        ),
        (
            "It began in May 2008. In March of the following year it ended.",
            "2008-05-01..2008-05-31 2009-03-01..2009-03-31",
        ),
        ("It began in May 2008. That summer both sides mobilised.", "2008-05-01..2008-05-31 2008-06-01..2008-08-31"),
        ("It began in May 2008, and the following March it ended.", "2008-05-01..2008-05-31 2009-03-01..2009-03-31"),
        ("It fell on 5 May 2008. The following Monday they withdrew.", "2008-05-05 2008-05-12"),
        ("The 1990s were hard. Later that decade it eased.", "1990-01-01..1999-12-31 1990-01-01..1999-12-31"),
        (
            "Rebels who rose in 2010, and are few, held hostages at the end of June.",
            "2010-01-01..2010-12-31 2022-06-30",
        ),
        (
            "The group, which was founded in 2010, held twenty hostages in June.",
            "2010-01-01..2010-12-31 2022-06-01..2022-06-30",
        ),
        ("By the end of the year most had left.", "2022-12-31"),
        ("In early 2021 and again in late 2021 it shelled the dam.", "2021-01-01..2021-03-31 2021-10-01..2021-12-31"),
        ("About 300 died in 2014 and 2015.", "2014-01-01..2014-12-31 2015-01-01..2015-12-31"),
        ("On Tuesday morning three shells fell.", "2022-09-13"),
        ("The mandate expires on 31 October.", "2022-10-31"),
        ("Talks will resume in November.", "2022-11-01..2022-11-30"),
        ("Elections are due next spring.", "2023-03-01..2023-05-31"),
        ("GENEVA, 12 September (Agency) — Talks began on Monday.", "2022-09-12"),
    ],
)
def test_a_date_in_a_sentence(text: str, days: str) -> None:
    assert " ".join(found for _, found in read(text) if found) == days


@pytest.mark.parametrize(
    "text",
    [
        "They signed the Good Friday Agreement.",
        "Bloody Sunday is remembered, and Black September too.",
        "Crowds gather after Friday prayers, every Friday and each Sunday.",
        "It told the Sunday Times so.",
        "Theresa May and Mrs May resigned, according to May.",
        "They may march; the march may end.",
        "April Lee said so. August Hahn agreed.",
        "More than 2000 left, nearly 1800 stayed, and 1950 soldiers came.",
        "Patrols left at 1900 hours, 2000 GMT.",
        "Vision 2030 and Agenda 2063 are plans, and Highway 2000 is a road.",
        "See S/2015/123, A/HRC/2012/7 and case 2016/44.",
        "It costs $2014, or €1999, and 2,014 came.",
        "They keep watch 24/7.",
        "Today the region has three armies.",
        "The page https://example.org/news-2014-05 is gone.",
        "In April of that year it rained.",
        "That summer was hot.",
        "Resolution 1701 holds.",
        "A colonel aged 54 was shot (Lee 2014, p. 3).",
        "Filed on 04/05/2021 in Bogota.",
    ],
)
def test_what_looks_like_a_date_and_is_none(text: str) -> None:
    assert [found for _, found in read(text) if found] == []


def test_a_resolution_is_known_by_the_year_in_brackets() -> None:
    assert read("Resolution 2014 (2010) holds.") == [("2010", "2010-01-01..2010-12-31")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("They left on the last day of July.", "2022-07-31"),
        ("They left on the second day of July 2020.", "2020-07-02"),
        ("It is to end in June next year.", "2023-06-01..2023-06-30"),
        ("It will start in May next year.", "2023-05-01..2023-05-31"),
        ("They left at the end of June.", "2022-06-30"),
        ("It was moved a fortnight ago.", "2022-08-29..2022-09-04"),
        ("Talks are possible as early as Monday.", "2022-09-19"),
        ("It rained in the previous month.", "2022-08-01..2022-08-31"),
        ("It fell on 5 May 2008. It rained in the previous month.", "2008-05-05 2008-04-01..2008-04-30"),
    ],
)
def test_days_and_months_beside_others(text: str, days: str) -> None:
    assert " ".join(found for _, found in read(text) if found) == days
