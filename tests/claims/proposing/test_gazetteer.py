import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.claims.proposing.gazetteer import Gazetteer
from detente.names.entities import Entities, Entity

NAMES = Gazetteer(
    Entities(
        [
            Entity("valley", "Valleria", "actor", ("Valleria",)),
            Entity("lake", "Lake Morane", "place", ("Lake Morane", "Morane")),
            Entity("guard", "Morane Guard", "force", ("Morane Guard",)),
            Entity("rival", "Vallerin", "actor", ("Tarskoy", "Tarskay")),
        ]
    )
)


def test_the_longest_spelling_counts() -> None:
    assert [(name.ids, name.meant) for name in NAMES.find("The Morane Guard left Morane.")] == [
        (("guard",), None),
        (("lake",), None),
    ]


@pytest.mark.parametrize("word", ["Valeria", "Vallleria", "Vallaria", "Vallreia"])
def test_one_slip_inside_a_name_is_read_and_flagged(word: str) -> None:
    assert [(name.ids, name.meant) for name in NAMES.find(f"So {word} spoke.")] == [(("valley",), "Valleria")]


@pytest.mark.parametrize("word", ["Vallerian", "Valler", "valeria", "Galleria", "Vaaleriaa", "Tarskuy"])
def test_endings_other_words_and_doubtful_slips_are_left(word: str) -> None:
    assert NAMES.find(f"So {word} spoke.") == ()


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(0 <= name.start < name.end <= len(text) for name in NAMES.find(text))
