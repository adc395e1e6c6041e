import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.claims.proposing.conditions import condition


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("If the rains fail, 300 people will leave.", "the rains fail"),
        ("They would open the road tomorrow if the mayor let them.", "the mayor let them"),
        ("Unless the mayor resigns, nobody will vote.", "not (the mayor resigns)"),
        ("The mayor would talk provided that his brother took part.", "his brother took part"),
        ("Should the talks fail, the road will close.", "the talks fail"),
        ("The truce holds as long as both sides are tired, and they are.", "both sides are tired, and they are"),
        ("“If they pay, we leave,” he said.", "they pay"),
    ],
)
def test_conditions(text: str, words: str) -> None:
    found = condition(text, 0, len(text))
    assert found is not None
    assert found.words == words


@pytest.mark.parametrize(
    "text",
    [
        "They asked if the road was open.",
        "He spoke as if nobody had died.",
        "Even if they leave, the road stays closed.",
        "Few villages, if any, were spared.",
        "It is unclear if anybody died.",
        "Whether they stay is open.",
        "They should leave.",
    ],
)
def test_questions_comparisons_and_concessions_suppose_nothing(text: str) -> None:
    assert condition(text, 0, len(text)) is None


@given(st.text(st.sampled_from("if unless,.“” abXprovided that\n")))
def test_a_condition_lies_in_its_sentence(text: str) -> None:
    found = condition(text, 0, len(text))
    assert found is None or 0 <= found.start < found.end <= len(text)
