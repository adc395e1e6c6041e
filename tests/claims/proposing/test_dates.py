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
        ("late 2020", "2020-09-01..2020-12-31"),
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
        ("a week ago", "2021-03-08..2021-03-14"),
        ("Tuesday", "2021-03-09..2021-03-09"),
        ("last Monday", "2021-03-08..2021-03-08"),
        ("next Friday", "2021-03-19..2021-03-19"),
        ("last November", "2020-11-01..2020-11-30"),
        ("July last year", "2020-07-01..2020-07-31"),
        ("since 2018", "2018-01-01..2021-03-15"),
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
        ("The war of 20 March 2003 was short. The next day they left.", "2003-03-21"),
        ("It began on 12 July 2020 and grew on the 14th, in the hills.", "2020-07-14"),
    ],
)
def test_a_date_leans_on_its_sentence(text: str, days: str) -> None:
    found = dates(text, PUBLISHED)[-1]
    assert found.days == (date.fromisoformat(days),) * 2


@pytest.mark.parametrize(
    "text",
    [
        "They may leave, and may come back.",
        "The May proposal was made on the march.",
        "2000 people died; 2,020 stayed.",
        "Resolution 1973 (2011) and Lee (2011).",
        "The April War had a name.",
        "On 31 February they lied.",
    ],
)
def test_verbs_counts_and_names_are_no_dates(text: str) -> None:
    assert [one for one in dates(text, PUBLISHED) if one.days] == []


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
