from collections import Counter
from pathlib import Path

import pytest

from detente.sources.plain import paragraphs_of, read_plain
from detente.sources.zones import zones_of

SHARED = Path(__file__).parents[2].parent / "shared" / "sources"
LONG = "The river rose again and the villages on both banks moved their herds uphill before the rain came. " * 5
OTHER = "A second long paragraph speaks of bridges, and of engineers who had warned that none would hold. " * 5


def test_a_plain_article() -> None:
    texts = ["Floods in the valley", "By Ann Author", LONG, "What came next", OTHER]
    assert zones_of(texts) == ("title", "furniture", "body", "title", "body")


def test_a_repeated_sentence_is_a_pull_quote() -> None:
    quote = "“The river rose again and the villages on both banks moved their herds uphill before the rain came.”"
    assert zones_of(["Head", LONG, quote, OTHER])[2] == "pull-quote"


def test_a_quotation_said_once_is_a_quote() -> None:
    assert zones_of(["Head", LONG, "“We never saw so much water in one single night.”", OTHER])[2] == "quote"


def test_credits_make_captions_and_claim_the_line_above() -> None:
    texts = ["Head", LONG, "Two men carry a boat over the dam.", "The dam in May. Getty Images", OTHER]
    joined = [False, False, False, True, False]
    assert zones_of(texts, {}, joined)[2:4] == ("caption", "caption")


def test_the_author_s_note_and_numbered_comments() -> None:
    texts = [
        "Head",
        LONG,
        "Ann Author is a senior fellow at the Institute for Rivers.",
        "1. I doubt every word of this.",
        "And I was there.",
        "2. Well said, thank you very much.",
        "Leave a Reply",
    ]
    assert zones_of(texts) == ("title", "body", "bio", "comment", "comment", "comment", "furniture")


@pytest.mark.parametrize(
    "line",
    [
        "United Nations          S/2024/907",
        "Distr.: General",
        "24-17233 (E)",
        "(Reporting by Ann Author in Paris and Bob Brown in Rome; Editing by Cem Can)",
        "Received 12 January 2023; accepted 1 June 2023.",
        "By THE NEWSROOM 20 September 2023",
        "–Reuters–",
        "Data Cutoff: December 18, 2024, at 10 a.m.",
    ],
)
def test_lines_about_the_paper_are_furniture(line: str) -> None:
    assert zones_of(["Head", LONG, line, OTHER])[2] == "furniture"


def test_headings_with_roman_numbers_are_titles() -> None:
    assert zones_of(["Head", "I. Introduction", LONG, "II. Recent events", OTHER])[1::2] == ("title", "title")


def test_footnotes_count_up_without_a_point() -> None:
    notes = ["1 See the annex, para. 12.", "2 Figures for the first year only."]
    assert zones_of(["Head", LONG, OTHER, *notes])[3:] == ("furniture", "furniture")
    assert zones_of(["Head", LONG, "2 Herds drowned in the first night, and one was saved.", OTHER])[2] == "body"


def test_an_author_s_university_is_furniture() -> None:
    assert zones_of(["Head", "Ann Author", "The University of Rivers", LONG])[1:3] == ("furniture", "furniture")


def test_someone_introduced_in_the_middle_is_no_bio() -> None:
    assert zones_of(["Head", LONG, "Bob Brown is a professor of hydrology. He disagrees.", OTHER])[2] == "body"


def test_numbered_points_of_an_article_are_no_comments() -> None:
    assert zones_of(["Head", LONG, "1. Build the dam.", "2. Move the village.", OTHER])[2] != "comment"


def test_teasers_run_from_the_repeated_label_to_the_end() -> None:
    texts = ["News | Rivers", "Head", LONG, OTHER, "News | Rivers", "Another head", "Boats. " * 70, "keep reading"]
    assert zones_of(texts) == (
        "furniture",
        "title",
        "body",
        "body",
        "teaser",
        "teaser",
        "teaser",
        "furniture",
    )


def test_a_list_of_other_articles_at_the_end_is_a_teaser() -> None:
    tail = ["On lakes", "Ann Author", "On seas", "Bob Brown", "On rain", "Cem Can"]
    assert Counter(zones_of(["Head", LONG, OTHER, *tail]))["teaser"] == len(tail)


def test_hints_of_the_format_stand() -> None:
    assert zones_of(["Head", LONG, "said so"], {2: "comment"})[2] == "comment"


@pytest.mark.parametrize("mark", ["{}", "**{}**", "_{}_"])
def test_questions_of_an_interview_are_its_text(mark: str) -> None:
    asked = ["Why did it fall?", "And the bridge?", "It rained for a week. Could it happen again?", "What now?"]
    texts = ["Floods in the valley", LONG]
    for question in asked:
        texts += [mark.format(question), "Nobody knows that yet, and whoever says so has not seen the river in May."]
    assert set(zones_of([*texts, OTHER])[1:]) == {"body"}


def test_a_name_that_speaks_again_is_no_heading() -> None:
    texts = ["Head", LONG, "**Ann Author:** Why?", "**Bob Brown:** Rain", "Ann Author: Again?", "Bob Brown: Yes", OTHER]
    assert set(zones_of(texts)[1:]) == {"body"}


def test_a_heading_that_asks_stays_a_title() -> None:
    assert zones_of(["Head", LONG, "What next?", OTHER])[2] == "title"


@pytest.mark.parametrize(
    "line",
    [
        "___",
        "Rivers Institute, 12 Bank Street, Dale. Tel: +41 22 555 01 01",
        "More on rivers: https://example.org/rivers",
        "Rivers Press writers Ann Author in Dale and Bob Brown in Upper Dale contributed to this report.",
        "Translated from the German by Ann Author",
        "This content was first written for a course. It is published to show what students can do.",
        "Interview by Ann Author",
    ],
)
def test_lines_of_the_page_s_own_are_furniture(line: str) -> None:
    assert zones_of(["Head", LONG, OTHER, line])[3] == "furniture"


def test_a_line_of_names_and_a_day_under_the_title_is_furniture() -> None:
    assert zones_of(["Floods in the valley", "A. Author, The River Journal, 21 June 2016", LONG])[1] == "furniture"


def test_the_heading_over_comments_or_other_articles_is_the_page_s_own() -> None:
    texts = ["Head", LONG, OTHER, "Related", "On lakes", "2 comments", "I doubt it."]
    assert zones_of(texts)[3:] == ("furniture", "teaser", "furniture", "comment")


def test_nothing_and_short_texts() -> None:
    assert zones_of([]) == ()
    assert zones_of(["Just one line"]) == ("body",)


def test_paragraphs_count_lines_that_are_not_empty() -> None:
    found = paragraphs_of("a\n\n  b \nc\n \n\nd")
    assert [(p.number, p.start, p.end, p.joined) for p in found] == [
        (1, 0, 1, False),
        (2, 5, 6, False),
        (3, 8, 9, True),
        (4, 13, 14, False),
    ]


def test_sentences_end_after_marks_but_not_after_abbreviations() -> None:
    document = read_plain(b'Dr. A. Smith met the U.S. envoy. He left! "Why?" Nobody knew at 3.5 miles.')
    text = document.text.text
    assert [text[p.start : p.end] for p in document.passages] == [
        "Dr. A. Smith met the U.S. envoy.",
        "He left!",
        '"Why?"',
        "Nobody knew at 3.5 miles.",
    ]


@pytest.mark.skipif(not SHARED.is_dir(), reason="the five texts are not here")
@pytest.mark.parametrize(
    ("number", "counts"),
    [
        ("000", {"body": 6, "comment": 10, "bio": 2, "caption": 1, "pull-quote": 1, "title": 1, "furniture": 2}),
        ("001", {"body": 14, "caption": 1, "title": 2}),
        ("003", {"pull-quote": 3, "caption": 3, "bio": 2, "title": 3, "furniture": 1}),
        ("004", {"caption": 6, "title": 3, "body": 15}),
    ],
)
def test_the_five_texts(number: str, counts: dict[str, int]) -> None:
    raw = next(SHARED.glob(f"{number}_*.txt")).read_bytes()
    zones = dict({(p.paragraph, p.zone): 0 for p in read_plain(raw).passages}.keys())
    found = Counter(zones.values())
    assert {zone: found[zone] for zone in counts} == counts  # type: ignore[index]


@pytest.mark.parametrize(
    "notice",
    [
        "Correction, June 2, 2021: An earlier version of this article gave the depth as 25 metres. It is 15, not 25.",
        "Clarification: the bridge was built by the county.",
        "This article was amended on 2 June 2021. It originally said that 25 boats had sunk.",
        "An earlier version of this story misspelt the name of the mayor.",
    ],
)
def test_a_correction_is_furniture_and_hides_no_bio(notice: str) -> None:
    texts = ["Floods in the valley", LONG, OTHER, "Ann Author is a professor of rivers at the college.", notice]
    assert zones_of(texts) == ("title", "body", "body", "bio", "furniture")


@pytest.mark.parametrize(
    "line",
    [
        "To unsubscribe, reply STOP.",
        "Donate $5 to keep us going.",
        "BREAKING: Storm hits the coast",
        "By our staff in Ostia",
    ],
)
def test_a_pages_own_words_are_furniture(line: str) -> None:
    assert zones_of(["Floods in the valley", line, LONG, OTHER])[1] == "furniture"


def test_who_speaks_of_corrections_is_body() -> None:
    assert zones_of(["Head", LONG, "Correction of the borders is what the treaty asks for.", OTHER])[2] == "body"
