from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InputError
from detente.names.entities import Entities, Entity, load_entities
from detente.names.yamlfile import read_yaml

BUNDLED = Path(str(files("detente.cases"))) / "bundled" / "south-caucasus" / "entities.yaml"
LOADED = ("regime", "genocide", "pogrom", "massacre", "mercenar", "terror", "blockade", "occup", "liberat", "clan")


@pytest.fixture(scope="module")
def bundled() -> Entities:
    return load_entities(read_yaml(BUNDLED), BUNDLED)


def found(entities: Entities, text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[m.start : m.end], m.ids) for m in entities.find(text)]


def test_the_longest_spelling_wins(bundled: Entities) -> None:
    text = "The Nagorno-Karabakh Autonomous Oblast is not Nagorno-Karabakh."
    spans = [words for words, _ in found(bundled, text)]
    assert spans == ["Nagorno-Karabakh Autonomous Oblast", "Nagorno-Karabakh"]


def test_one_spelling_may_mean_several(bundled: Entities) -> None:
    assert found(bundled, "Baku agreed.") == [("Baku", ("azerbaijan", "baku"))]
    assert {entity.id for entity in bundled.named("Artsakh")} == {"artsakh", "nagorno_karabakh"}


def test_tovuz_and_tavush_are_two_places(bundled: Entities) -> None:
    assert bundled["tovuz"].id != bundled["tavush"].id
    assert found(bundled, "Tovuz and Tavush") == [("Tovuz", ("tovuz",)), ("Tavush", ("tavush",))]


def test_words_are_not_cut(bundled: Entities) -> None:
    assert found(bundled, "He told us of the Bakuvian iranology.") == []


def test_other_hyphens_and_apostrophes_match(bundled: Entities) -> None:
    assert found(bundled, "Nagorno‑Karabakh")[0][1] == ("nagorno_karabakh",)
    assert found(bundled, "ARMENIA")[0][1] == ("armenia",)


def test_names_that_signal_a_side_are_shown_in_pairs(bundled: Entities) -> None:
    assert bundled["shusha"].display == "Shusha/Shushi"
    assert bundled["stepanakert"].display == "Khankendi/Stepanakert"


def test_loaded_labels_are_never_displayed(bundled: Entities) -> None:
    shown = [entity.display.lower() for entity in bundled.values()]
    assert [name for name in shown if any(label in name for label in LOADED)] == []


@given(st.text(max_size=300))
def test_mentions_are_in_order_and_never_overlap(text: str) -> None:
    entities = Entities([Entity("a", "A", "actor", ("a", "b c")), Entity("b", "B", "place", ("b",))])
    mentions = entities.find(text)
    assert all(0 <= m.start < m.end <= len(text) for m in mentions)
    assert all(first.end <= second.start for first, second in pairwise(mentions))


def test_all_faults_come_at_once_with_lines() -> None:
    text = "- {id: a, name: A, kind: actor}\n- {id: a, name: B, kind: actor}\n- {id: C!, kind: star, size: 3}\n- 7\n"
    data = [
        {"id": "a", "name": "A", "kind": "actor"},
        {"id": "a", "name": "B", "kind": "actor"},
        {"id": "C!", "kind": "star", "size": 3},
        7,
    ]
    with pytest.raises(InputError) as refusal:
        load_entities(data, "e.yaml", text)
    assert {fault.line for fault in refusal.value.faults} == {2, 3, 4}
    assert len(refusal.value.faults) == 6


def test_a_file_that_is_no_list() -> None:
    with pytest.raises(InputError, match="list"):
        load_entities({"a": 1}, "e.yaml", "")
