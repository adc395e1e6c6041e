"""What is denied, doubted or left unsaid never becomes the author's fact, nor the word of who didn't say it."""

import pytest
from tests.claims.proposing.saying import numbers, proposed, voices

from detente.claims.proposing.attribution import attributions


@pytest.mark.parametrize(
    ("text", "who", "stance"),
    [
        ("Dalia categorically denies that 70 sailors drowned.", "dalia", "disputes"),
        ("Dalia has never denied that 70 sailors drowned.", "unknown", "reports"),
        ("The navy has not confirmed that 70 sailors drowned.", "unknown", "reports"),
        ("The navy did not say that 70 sailors drowned.", "unknown", "reports"),
        ("The navy never confirmed that 70 sailors drowned.", "unknown", "reports"),
        ("The navy has yet to confirm that 70 sailors drowned.", "unknown", "reports"),
        ("The navy refused to say whether 70 sailors drowned.", "unknown", "reports"),
        ("The navy could neither confirm nor deny that 70 sailors drowned.", "unknown", "reports"),
        ("Nobody at the port believes that 70 sailors drowned.", "unknown", "reports"),
        ("The navy does not believe that 70 sailors drowned.", "navy", "disputes"),
        ("The navy doesn’t accept that 70 sailors drowned.", "navy", "disputes"),
        ("It has not been confirmed that 70 sailors drowned.", "unknown", "reports"),
        ("It is not true that 70 sailors drowned.", "unknown", "reports"),
        ("There is no proof that 70 sailors drowned.", "unknown", "reports"),
        ("A count of 70 drowned sailors could not be independently verified.", "unknown", "reports"),
        ("Some 70 sailors drowned, which could not be verified.", "unknown", "reports"),
        ("Does the navy say that 70 sailors drowned?", "unknown", "reports"),
        ("The navy dismissed reports that 70 sailors drowned.", "navy", "disputes"),
        ("Unconfirmed reports of 70 drowned sailors reached the coast.", "unknown", "reports"),
        # said after all
        ("In what the navy described as a mishap, 70 sailors drowned.", "author", "endorses"),
        ("The navy initially said that 70 sailors drowned.", "navy", "reports"),
        ("The family said that 70 sailors drowned.", "family", "reports"),
        ("The navy has since said that 70 sailors drowned.", "navy", "reports"),
        ("The navy said that 70 sailors drowned, a number that could not be verified.", "navy", "reports"),
        ("Not only did the navy say that 70 sailors drowned, it named them.", "navy", "reports"),
        ("The 70 sailors were not told that the port had closed.", "author", "endorses"),
    ],
)
def test_who_says_what_is_denied_or_left_unsaid(text: str, who: str, stance: str) -> None:
    assert numbers(text) == [(70, who, stance)]


@pytest.mark.parametrize(
    "text",
    [
        "Orsk has never confirmed it.",
        "The navy has said nothing.",
        "Do you believe that?",
        "No one has said that it fell.",
    ],
)
def test_what_nobody_says_is_no_account(text: str) -> None:
    assert not voices(text)
    assert not list(attributions(text))


@pytest.mark.parametrize(
    "text",
    [
        "The navy denied that it sank the boat, though 70 bodies were found.",
        "It is not true that the boat sank; 70 sailors drowned.",
        "The navy lost 70 sailors, though the loss of its flagship could not be verified.",
        "Dalia rejected the plan, according to two envoys, but it may send 70 sailors.",
    ],
)
def test_what_stands_beside_the_denial_is_the_authors(text: str) -> None:
    assert numbers(text) == [(70, "author", "endorses")]


def test_who_confirmed_nothing_is_still_who_speaks_next() -> None:
    text = "The mayor did not confirm that 70 sailors drowned. He said that 20 were missing."
    assert numbers(text) == [(70, "unknown", "reports"), (20, "mayor", "reports")]
    assert {one.asserted_by for one in proposed(text)} == {"unknown", "mayor"}


@pytest.mark.parametrize(
    "text",
    [
        "The navy neither confirmed nor denied that 70 sailors drowned.",
        "The navy has been accused of drowning, since the spring and without any reason given, 70 sailors.",
        "The navy is blamed for the death of 70 sailors.",
        "Two captains are suspected of drowning 70 sailors.",
        "Dalia, it is claimed, drowned 20 boys, and the navy 70.",
        "It is claimed that on the night of the storm, in front of the port, 70 sailors drowned.",
    ],
)
def test_what_is_only_laid_to_somebody_is_nobodys_word(text: str) -> None:
    assert [one for one in numbers(text) if one[0] == 70] == [(70, "unknown", "reports")]


@pytest.mark.parametrize(
    "text",
    [
        "The navy is accused of piracy, and the storm drowned 70 sailors.",
        "The navy is accused of piracy; 70 sailors drowned.",
        "The navy was tried by the army for theft. It lost 70 sailors.",
    ],
)
def test_what_stands_beside_the_charge_is_the_authors(text: str) -> None:
    assert numbers(text) == [(70, "author", "endorses")]
