import pytest

from detente.sources.markdown import read_markdown
from detente.sources.model import Zone

LONG = "The river rose again and the villages on both banks moved their herds uphill before the rain came. " * 3
PAGE = f"""---
title: Floods
---
Floods in the valley
====================

*By Ann Author*

{LONG}

> Nobody had seen so much water.
> Not in one night.

![A boat on the dam](boat.jpg)

## What came next

{LONG.replace("river", "lake")}

- Move the herds
- [Another page](https://example.org)

```
code = 3000
```

[1]: https://example.org
"""


def zones(page: str) -> list[tuple[str, Zone]]:
    document = read_markdown(page.encode())
    assert document.text.text == page
    return [(document.text.text[p.start : p.end][:12], p.zone) for p in document.passages if p.sentence == 1]


def test_marks_give_zones_and_the_text_stays_as_it_is() -> None:
    assert zones(PAGE) == [
        ("---", "furniture"),
        ("title: Flood", "furniture"),
        ("---", "furniture"),
        ("Floods in th", "title"),
        ("============", "furniture"),
        ("*By Ann Auth", "furniture"),
        ("The river ro", "body"),
        ("> Nobody had", "quote"),
        ("> Not in one", "quote"),
        ("![A boat on ", "caption"),
        ("## What came", "title"),
        ("The lake ros", "body"),
        ("- Move the h", "body"),
        ("- [Another p", "teaser"),
        ("```", "furniture"),
        ("code = 3000", "furniture"),
        ("```", "furniture"),
        ("[1]: https:/", "furniture"),
    ]


def test_a_rule_is_no_front_matter() -> None:
    assert zones("---\n\n" + LONG)[-1][1] == "body"


def test_the_rows_of_a_table_are_told_and_no_titles() -> None:
    page = f"# Dead\n\n{LONG}\n\n| Year | Dead |\n|:-----|---:|\n| 2021 | 34 |\n\na | b\n--|--\n3 | 4\n\n{LONG}\n"
    assert zones(page)[2:8] == [
        ("| Year | Dea", "body"),
        ("|:-----|---:", "furniture"),
        ("| 2021 | 34 ", "body"),
        ("a | b", "body"),
        ("--|--", "furniture"),
        ("3 | 4", "body"),
    ]


def test_a_very_long_ruler_is_read_at_once() -> None:
    page = f"| a | b |\n|{' - |' * 40_000}\n| 1 | 2 |\n"
    assert [zone for _, zone in zones(page)] == ["body", "furniture", "body"]


@pytest.mark.parametrize("mark", ["*", "_"])
def test_a_slanted_note_on_the_author_is_his(mark: str) -> None:
    page = f"# Floods\n\n{mark}Ann Author is a researcher at the River Institute in 40 countries.{mark}\n\n{LONG}\n"
    assert [zone for _, zone in zones(page)] == ["title", "bio", "body"]
