from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.claims.proposing.dates import dates

PUBLISHED = date(2021, 3, 15)  # a Monday


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("10 November 2020", "2020-11-10..2020-11-10"),
        ("November 10, 2020", "2020-11-10..2020-11-10"),
        ("Monday, October 4, 2021", "2021-10-04..2021-10-04"),
        ("2020-11-10", "2020-11-10..2020-11-10"),
        ("10.11.2020", "2020-11-10..2020-11-10"),
        ("May 2018", "2018-05-01..2018-05-31"),
        ("early August 2020", "2020-08-01..2020-08-10"),
        ("the end of June 2020", "2020-06-30..2020-06-30"),
        ("late 2020", "2020-10-01..2020-12-31"),
        ("1988-94", "1988-01-01..1994-12-31"),
        ("1991 till 1994", "1991-01-01..1994-12-31"),
        ("July 29 to August 10, 2020", "2020-07-29..2020-08-10"),
        ("13–14 September 2020", "2020-09-13..2020-09-14"),
        ("the third quarter of 2020", "2020-07-01..2020-09-30"),
        ("the first half of 2020", "2020-01-01..2020-06-30"),
        ("the summer of 2014", "2014-06-01..2014-08-31"),
        ("the 1990s", "1990-01-01..1999-12-31"),
        ("the early 2000s", "2000-01-01..2003-12-31"),
        ("the 19th century", "1801-01-01..1900-12-31"),
        ("12 March", "2021-03-12..2021-03-12"),
        ("12 April", "2020-04-12..2020-04-12"),
        ("yesterday", "2021-03-14..2021-03-14"),
        ("last week", "2021-03-08..2021-03-14"),
        ("last weekend", "2021-03-13..2021-03-14"),
        ("this month", "2021-03-01..2021-03-31"),
        ("earlier this year", "2021-01-01..2021-03-15"),
        ("the end of the year", "2021-12-31..2021-12-31"),
        ("the past ten days", "2021-03-05..2021-03-15"),
        ("the next two years", "2021-03-15..2023-03-15"),
        ("two years ago", "2019-01-01..2019-12-31"),
        ("a decade ago", "2011-01-01..2011-12-31"),
        ("a week ago", "2021-03-08..2021-03-14"),
        ("Tuesday", "2021-03-09..2021-03-09"),
        ("last Monday", "2021-03-08..2021-03-08"),
        ("next Friday", "2021-03-19..2021-03-19"),
        ("last November", "2020-11-01..2020-11-30"),
        ("July last year", "2020-07-01..2020-07-31"),
        ("since 2018", "2018-01-01..2021-03-15"),
        ("late last year", "2020-10-01..2020-12-31"),
        ("early next month", "2021-04-01..2021-04-10"),
        ("the start of this year", "2021-01-01..2021-03-31"),
        ("earlier in the year", "2021-01-01..2021-03-15"),
        ("year-end", "2021-12-31..2021-12-31"),
        ("overnight", "2021-03-14..2021-03-15"),
        ("Christmas Day", "2020-12-25..2020-12-25"),
        ("New Year’s Day 2019", "2019-01-01..2019-01-01"),
        ("May Day", "2020-05-01..2020-05-01"),
        ("the first quarter of last year", "2020-01-01..2020-03-31"),
        ("the second half of the year", "2021-07-01..2021-12-31"),
        ("the first three months of 2020", "2020-01-01..2020-03-31"),
        ("the second week of May 2019", "2019-05-08..2019-05-14"),
        ("the second half of May 2019", "2019-05-16..2019-05-31"),
        ("Q3 2020", "2020-07-01..2020-09-30"),
        ("the mid-2000s", "2004-01-01..2006-12-31"),
        ("mid-2019", "2019-05-01..2019-08-31"),
        ("the winter of 2013–14", "2013-12-01..2014-02-28"),
        ("Sept. 28", "2020-09-28..2020-09-28"),
        ("9th of May 2018", "2018-05-09..2018-05-09"),
        ("May 9th, 2018", "2018-05-09..2018-05-09"),
        ("09/28/2018", "2018-09-28..2018-09-28"),
        ("2014–18", "2014-01-01..2018-12-31"),
    ],
)
def test_dates(text: str, days: str) -> None:
    whole = f"They met ({text}) there."
    [found] = dates(whole, PUBLISHED)
    assert whole[found.start : found.end] == text
    assert found.days is not None
    assert "..".join(map(str, found.days)) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("They will vote on Friday.", "2021-03-19"),
        ("They could meet on 12 April.", "2021-04-12"),
        ("In 2009, on 5 July, it began.", "2009-07-05"),
        ("The vote is on 28 September.", "2021-09-28"),
        ("Talks are due to start on 3 June in the capital.", "2021-06-03"),
        ("The truce ends on 3 June.", "2021-06-03"),
        ("On 3 June ministers will meet.", "2021-06-03"),
        ("They agreed to leave by 3 June.", "2021-06-03"),
        ("The mandate was extended until 3 June.", "2021-06-03"),
        ("It lasted until 3 June.", "2020-06-03"),
        ("On 22 February, a day before the vote was to be held, it was put off.", "2021-02-22"),
        ("It ended on 3 June 2018. Rain may stop it on 3 June.", "2021-06-03"),
        ("The truce began on 3 June and is meant to hold.", "2020-06-03"),
        ("He said on 3 February that talks would go on.", "2021-02-03"),
        ("They were to speak on Monday.", "2021-03-15"),
        ("He spoke on Monday.", "2021-03-15"),
        ("The talks fell apart on Tuesday.", "2021-03-09"),
        ("The commission has not named who may run in the 24 March elections.", "2021-03-24"),
        ("Sunday’s referendum was calm.", "2021-03-14"),
        ("The war began on 12 May 1998. On 6 June the army took the town.", "1998-06-06"),
        ("It fell on 12 December 1998. On 6 January it was free.", "1999-01-06"),
        ("Under the 1960 treaty they share the water. On 6 January they met.", "2021-01-06"),
        ("The war of 20 March 2003 was short. The next day they left.", "2003-03-21"),
        ("It began on 12 July 2020 and grew on the 14th, in the hills.", "2020-07-14"),
    ],
)
def test_a_date_without_a_year_leans_on_verbs_and_dates_near_it(text: str, days: str) -> None:
    found = dates(text, PUBLISHED)[-1]
    assert found.days == (date.fromisoformat(days),) * 2


@pytest.mark.parametrize(
    "text",
    [
        "They may leave, and may come back.",
        "The May proposal was made on the march.",
        "2000 people died; 2,020 stayed.",
        "Resolutions 1559 and 1973, as Lee (2011) shows.",
        "It was cheap (Lee, 1997; see Kim and Cho, 2001, p. 14).",
        "Lee and Cho (2021, p. 14) differ, as do Kim et al. (2019: 7).",
        "The April War had a name.",
        "On 31 February they lied.",
    ],
)
def test_verbs_counts_and_names_are_no_dates(text: str) -> None:
    assert [one for one in dates(text, PUBLISHED) if one.days] == []


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("It ended on 4 May 2018. A month later rain fell.", "2018-06-01..2018-06-30"),
        ("It ended on 4 May 2018. Two days earlier rain fell.", "2018-05-02..2018-05-02"),
        ("It ended in 2018. The following year rain fell.", "2019-01-01..2019-12-31"),
        ("It ended in May 2018. That year rain fell.", "2018-01-01..2018-12-31"),
        ("It ended on 4 May 2018. Later that month rain fell.", "2018-05-04..2018-05-31"),
        (
            "It covers what came from 1 July 2019 to 30 June 2020. In the reporting period rain fell.",
            "2019-07-01..2020-06-30",
        ),
        (
            "They met from 1 May to 3 May 2018 and from 7 May to 9 May 2018. During this period rain fell.",
            "2018-05-07..2018-05-09",
        ),
        ("Nineteen months into the war, nobody wins.", "2021-03-01..2021-03-31"),
        ("They hope to leave before spring.", "2021-03-01..2021-05-31"),
        ("They left in the autumn, and rain fell.", "2020-09-01..2020-11-30"),
    ],
)
def test_spans_that_count_from_another_date_or_from_now(text: str, days: str) -> None:
    found = dates(text, PUBLISHED)[-1]
    assert found.days is not None
    assert "..".join(map(str, found.days)) == days


@pytest.mark.parametrize(
    "text",
    [
        "Two weeks later rain fell.",
        "It ended in 2018. Two weeks later rain fell.",
        "During the period rain fell.",
        "Three days into the war the town fell.",
        "If they paid we would leave tomorrow.",
        "The town is calm today.",
        "Rebels of the March 23 Movement came.",
        "The fall of the town and the Arab Spring are old.",
        "Since then, in recent weeks and for decades, rain fell.",
        "More than two years later rain fell.",
    ],
)
def test_what_has_no_anchor_is_no_date(text: str) -> None:
    found = [one for one in dates(text, PUBLISHED) if one.days]
    assert [one for one in found if text[one.start : one.end] != "2018"] == []


def test_a_resolution_s_year_is_a_date_and_its_number_none() -> None:
    text = "Under resolution 1973 (2011) they left."
    [found] = dates(text, PUBLISHED)
    assert text[found.start : found.end] == "2011"


@given(st.dates(date(1990, 3, 1), date(2050, 1, 1)), st.integers(1, 300))
def test_what_will_be_lies_ahead_and_what_was_behind(published: date, days: int) -> None:
    day = published + timedelta(days)
    said = f"{day.day} {day.strftime('%B')}"
    if (day.month, day.day) == (2, 29):
        return  # no such day in most years
    [ahead] = dates(f"They will meet on {said}.", published)
    [behind] = dates(f"They met on {said}.", published)
    assert ahead.days == (day, day)
    assert behind.days is not None
    assert behind.days[0] <= published < ahead.days[0]


def test_a_relative_date_without_an_anchor_has_no_days() -> None:
    [found] = dates("They met last week.")
    assert found.days is None


@given(st.dates(date(1500, 1, 1), date(2099, 12, 31)))
def test_a_date_is_read_back_however_it_is_written(day: date) -> None:
    month = day.strftime("%B")
    for said in (
        day.isoformat(),
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"the {day.day}th of {month} {day.year}",
    ):
        [found] = dates(f"On {said} it began.")
        assert found.days == (day, day)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_weekday_is_one_of_the_seven_days_before(day: date) -> None:
    for ahead in range(7):
        said = (day + timedelta(ahead)).strftime("%A")
        [found] = dates(f"They left {said}.", day)
        assert found.days is not None
        assert timedelta(0) <= day - found.days[0] < timedelta(7)
        assert found.days[0].strftime("%A") == said


@given(st.text() | st.text(st.sampled_from("0123456789-/., MayJunelastxtwkyrg\nsince1")), st.none() | st.dates())
def test_any_text_can_be_read_and_spans_lie_in_order(text: str, published: date | None) -> None:
    reached = 0
    for found in dates(text, published):
        assert reached <= found.start < found.end <= len(text)
        assert found.days is None or found.days[0] <= found.days[1]
        reached = found.end
