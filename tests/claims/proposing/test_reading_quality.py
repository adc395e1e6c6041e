"""The rules against documents annotated by judgement, and against the accepted claims of the flagship case."""

from pathlib import Path

import pytest
from benchmarks.reading import (
    DOCUMENTS,
    TEXTS,
    Score,
    accepted,
    annotated_document,
    compare,
    found_in,
    same_measure,
    sampled,
    totals,
)


@pytest.mark.parametrize("path", sorted(DOCUMENTS.glob("*/*.yaml")), ids=lambda path: path.stem)
def test_annotations_point_at_their_words(path: Path) -> None:
    document, noted = annotated_document(path)
    for items in noted.values():
        for item in items:
            assert document.text.text[item["start"] : item["end"]] == item["words"]


@pytest.mark.parametrize("folder", ["dev", "heldout"])
def test_bars(folder: str) -> None:
    found = totals(folder)
    for kind, bar in (("quantities", 0.85), ("dates", 0.85), ("hedges", 0.80)):
        assert found[kind].precision >= bar
        assert found[kind].recall >= bar
    assert found["cues"].f1 >= 0.65


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the five texts are not here")
def test_accepted_measures_are_found() -> None:
    parts = [compare(items, found_in(doc)["quantities"], same_measure) for _, doc, items in accepted()]
    assert sum(parts, Score()).recall >= 0.90


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the five texts are not here")
def test_the_annotated_sample_is_found_and_nothing_off_topic() -> None:
    sample = sampled()
    assert sample.recall >= 0.90
    assert sample.precision == 1
