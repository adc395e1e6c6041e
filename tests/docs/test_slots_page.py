"""The page on slots is what the catalogue says, and people are sent to it."""

from __future__ import annotations

import os

from tests.docs.commands import ROOT
from tests.docs.slots import PAGE, page

from detente.names.catalogue import catalogue

UPDATE = "DETENTE_UPDATE_DOCS"


def test_the_page_is_what_the_catalogue_says() -> None:
    if os.environ.get(UPDATE) == "1":
        PAGE.write_text(page(), "utf-8")
    assert PAGE.read_text("utf-8") == page(), f"run the test again with {UPDATE}=1"


def test_it_has_every_attribute_with_its_words_and_what_reads_it() -> None:
    lines = {line.split("`")[1]: line for line in page().splitlines() if line.startswith("| `")}
    assert lines.keys() == catalogue().keys()
    for name, attribute in catalogue().items():
        number = attribute.unit or "" if attribute.type == "number" else ""
        words = (*attribute.words, *attribute.readings, number, attribute.feeds or "")
        assert [word for word in map(str, words) if word not in lines[name]] == [], name


def test_the_case_format_links_to_it() -> None:
    assert "(reference/slots.md)" in (ROOT / "docs" / "case-format.md").read_text("utf-8")
