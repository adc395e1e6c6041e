import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.claims.proposing.hedges import hedges


@pytest.mark.parametrize(
    ("text", "words", "class_"),
    [
        ("It is highly unlikely.", "highly unlikely", "graded"),
        ("They will almost certainly go.", "almost certainly", "graded"),
        ("There is little chance of rain.", "little chance", "graded"),
        ("It is expected to end.", "is expected to", "graded"),
        ("They may leave.", "may", "possible"),
        ("It cannot be ruled out.", "cannot be ruled out", "possible"),
        ("It is possible that it ends.", "possible", "possible"),
        ("Maybe they left.", "maybe", "possible"),
        ("The most likely response is rain.", "most likely", "rank"),
        ("Its most probable danger is rust.", "most probable", "rank"),
        ("It will most likely fail.", "most likely", "graded"),
        ("He would like to talk.", "would like to", "intent"),
        ("They plan to stay.", "plan to", "intent"),
        ("They would like her to talk.", "would like", "intent"),
        ("The army wants new jets.", "wants", "intent"),
        ("They repeated their wish for a vote.", "wish for", "intent"),
        ("They sought relief.", "sought", "intent"),
        ("A truce is conceivable.", "conceivable", "possible"),
        ("It is a possible outcome.", "possible", "possible"),
        ("War is a distinct possibility.", "distinct possibility", "graded"),
        ("They allegedly left.", "allegedly", "reported"),
        ("He is said to have left.", "is said to", "reported"),
        ("It is believed that he left.", "is believed that", "reported"),
    ],
)
def test_hedges(text: str, words: str, class_: str) -> None:
    assert [(cue.words, cue.class_) for cue in hedges(text)] == [(words, class_)]


@pytest.mark.parametrize(
    "text",
    [
        "In May 2018 and on 3 May they met.",
        "They met on may 12.",
        "He made plans.",
        "They came as soon as possible.",
        "It could not be confirmed.",
        "A wanted man left.",
        "We don’t want war.",
        "It asked for what it sought in 2019.",
    ],
)
def test_months_and_nouns_are_no_hedges(text: str) -> None:
    assert list(hedges(text)) == []


@given(st.text() | st.text(st.sampled_from("may likelymostunprobhaiw' ’\n")))
def test_any_text_can_be_read_and_spans_lie_in_order(text: str) -> None:
    reached = 0
    for cue in hedges(text):
        assert reached <= cue.start < cue.end <= len(text)
        reached = cue.end
