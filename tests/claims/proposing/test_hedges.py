import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.beliefs.scales import SCALES, measures, phrase_quantile
from detente.claims.proposing.hedges import hedges


@pytest.mark.parametrize(
    ("text", "words", "class_"),
    [
        ("It is highly unlikely.", "highly unlikely", "graded"),
        ("It is a foregone conclusion.", "a foregone conclusion", "graded"),
        ("It is out of the question.", "out of the question", "graded"),
        ("It is anything but assured.", "anything but assured", "graded"),
        ("Peace is a very distant prospect.", "very distant prospect", "graded"),
        ("Chances are that it rains.", "chances are that", "graded"),
        ("I would not rule it out.", "would not rule it out", "possible"),
        ("It is an open question.", "an open question", "possible"),
        ("They will come, as the bank intends.", "intends", "intent"),
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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A coup is not probable.", ["not probable"]),
        ("It is not unlikely that talks resume.", ["not unlikely"]),
        ("The army will almost certainly not withdraw.", ["almost certainly not"]),
        ("The truce will probably not hold.", ["probably not"]),
        ("The truce probably won’t hold.", ["probably not"]),
        ("Victory is by no means certain.", ["by no means certain"]),
        ("The outcome is no longer certain.", ["no longer certain"]),
        ("A truce is improbable, if not impossible.", ["improbable"]),
        ("A truce is possible, if not likely.", ["possible"]),
        ("A return to war is not impossible.", ["not impossible"]),
        ("A new war is more likely than not.", ["more likely than not"]),
        ("It is as likely as not.", ["as likely as not"]),
        ("Peace isn't likely.", ["not likely"]),
        ("Peace doesn’t seem likely.", ["not likely"]),
        ("A deal was never very likely.", ["never very likely"]),
        ("There is not a good chance of it.", ["not a good chance"]),
        ("An attack is not only likely.", ["likely"]),
    ],
)
def test_a_denied_word_of_chance_keeps_its_denial(text: str, words: list[str]) -> None:
    assert [cue.words for cue in hedges(text)] == words


@pytest.mark.parametrize(
    "text", ["Peace isn't likely.", "It is not very likely.", "It will almost certainly not come."]
)
def test_no_scale_reads_a_denial_as_the_word_that_it_denies(text: str) -> None:
    (cue,) = hedges(text)
    for scale in SCALES:
        if measures(cue.words, scale):
            assert phrase_quantile(cue.words, 0.5, scale) < 0.5


@pytest.mark.parametrize("text", ["They died for want of food.", "It raised its pledge to $300m."])
def test_no_intent(text: str) -> None:
    assert not list(hedges(text))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("He is accused of theft.", ["accused of"]),
        ("It has been widely blamed for the fire.", ["blamed for"]),
        ("It was reported to the panel by elders.", []),
        ("It was reported to have left.", ["was reported to"]),
    ],
)
def test_what_is_laid_to_somebody_is_reported(text: str, words: list[str]) -> None:
    assert [(cue.words, cue.class_) for cue in hedges(text)] == [(word, "reported") for word in words]
