"""Whose the people are that a number counts, by the words around it: never who speaks, never who did it to them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.claims.proposing.proposals import Proposal, propose
from detente.names.entities import Entities, Entity
from detente.sources.reader import read_bytes

ENTITIES = Entities(
    [
        Entity("india", "India", "actor", ("India",), metonyms=("New Delhi",), demonyms=("Indian", "Indians")),
        Entity("pakistan", "Pakistan", "actor", ("Pakistan",), metonyms=("Islamabad",), demonyms=("Pakistani",)),
        Entity("ethiopia", "Ethiopia", "actor", ("Ethiopia",), metonyms=("Addis Ababa",), demonyms=("Ethiopian",)),
        Entity("eritrea", "Eritrea", "actor", ("Eritrea",), metonyms=("Asmara",), demonyms=("Eritrean",)),
        Entity("russia", "Russia", "actor", ("Russia",), metonyms=("Moscow",), demonyms=("Russian",)),
        Entity("ukraine", "Ukraine", "actor", ("Ukraine",), metonyms=("Kyiv",), demonyms=("Ukrainian",)),
        Entity("sudan", "Sudan", "actor", ("Sudan",), demonyms=("Sudanese",)),
        Entity("britain", "Britain", "actor", ("Britain",), demonyms=("British",)),
        Entity("un", "United Nations", "other", ("United Nations", "UN")),
        Entity("cyprus", "Cyprus", "place", ("Cyprus",)),
        Entity("kashmir", "Kashmir", "place", ("Kashmir",)),
        Entity("badme", "Badme", "place", ("Badme",)),
        Entity("tigray", "Tigray", "place", ("Tigray",)),
        Entity("badme_war", "Badme war", "event", ("Badme war",)),
        Entity("abiy", "Abiy", "person", ("Abiy",)),
    ]
)
FACING = {"ethiopia": ("eritrea",), "eritrea": ("ethiopia",), "india": ("pakistan",), "pakistan": ("india",)}


def measures(text: str) -> list[Proposal]:
    document = read_bytes(f"Tigray, Badme and Kashmir\n\n{text}\n".encode())
    found = propose(document, ENTITIES, "s", date(2022, 1, 4), facing=FACING)
    return [claim for claim in found if claim.kind == "measure"]


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("India’s army said on Friday that 14 Pakistani soldiers had died.", ["pakistan.deaths[enemy_of=india]"]),
        ("Pakistani troops killed 9 Indian soldiers, Islamabad said.", ["india.deaths[enemy_of=pakistan]"]),
        ("Eritrea reported 300 Ethiopian casualties at Badme.", ["ethiopia.deaths[enemy_of=eritrea]"]),
        ("Ethiopian gunners shot dead 20 Eritrean conscripts.", ["eritrea.deaths"]),
        ("It had shot 20 Eritrean troops, the ministry announced.", ["eritrea.account"]),
        ("Eritrea killed 80 soldiers.", ["unknown.deaths"]),
        ("Twelve Indian soldiers were killed by Pakistani shelling.", ["india.deaths"]),
        ("Pakistan-backed fighters killed five Indian policemen.", ["india.deaths"]),
        ("Ethiopia and Eritrea lost 400 and 250 soldiers respectively.", ["ethiopia.deaths", "eritrea.deaths"]),
        ("Sudan and Ethiopia lost 21 and 34 men, respectively.", ["sudan.deaths", "ethiopia.deaths"]),
        ("They lost 21 and 34 men, respectively, Sudan said.", ["unknown.deaths", "unknown.deaths"]),
        ("Clashes left 16 Pakistani and 11 Indian soldiers dead.", ["pakistan.deaths", "india.deaths"]),
        ("Abiy told parliament that 1,100 soldiers had died.", ["unknown.deaths"]),
        ("The UN said that 60 villagers were wounded in Kashmir.", ["kashmir.wounded"]),
        ("Twelve UN peacekeepers were killed in Kashmir.", ["unknown.deaths"]),
        ("About 30 Swiss soldiers were wounded in Kashmir.", ["unknown.wounded"]),
        ("Ukraine’s losses stood at 13,000 dead, Moscow claimed.", ["ukraine.deaths"]),
        ("Russia says Ukraine has lost 5,000 soldiers.", ["ukraine.deaths"]),
        ("Ethiopia said that it had lost 300 soldiers.", ["ethiopia.deaths"]),
        ("Ethiopia said that 40 of its soldiers were wounded.", ["ethiopia.wounded"]),
        ("Fighting displaced 60,000 people, Ethiopia said.", ["unknown.displaced"]),
        ("Some 75,000 people died in the Badme war, Ethiopia says.", ["badme_war.deaths"]),
        ("In the Badme war 19,000 Eritrean soldiers died.", ["badme_war.deaths[own=eritrea]"]),
        ("In the Badme war 900 Eritrean troops died, Addis Ababa said.", ["badme_war.deaths[enemy_of=ethiopia]"]),
        ("Britain sent about 600 more soldiers to Cyprus.", ["britain.troops"]),
        ("Britain withdrew 450 soldiers from Cyprus.", ["britain.troops"]),
        ("Some 300 soldiers were deployed by Britain.", ["britain.troops"]),
        ("Eritrea, said Addis Ababa, had massed 40,000 soldiers.", ["eritrea.troops"]),
        ("Facing Russia, 40,000 soldiers stood in the cold.", ["unknown.troops"]),
        ("Russia said that it had spent 5 billion dollars.", ["russia.account"]),
    ],
)
def test_slots(text: str, slots: list[str]) -> None:
    assert [claim.slot for claim in measures(text)] == slots


SIDES = st.permutations(
    [("Ethiopia", "Ethiopian"), ("Eritrea", "Eritrean"), ("India", "Indian"), ("Sudan", "Sudanese")]
)
FORMS = (
    "{agent} said that {n} {theirs} soldiers were killed.",
    "{agent} killed {n} {theirs} soldiers on Monday.",
    "{n} {theirs} soldiers were wounded by {agent}, {speaker} said.",
    "According to {speaker}, {agent} shot dead {n} {theirs} conscripts.",
    "{victim} lost {n} soldiers, {speaker} said.",
)


@given(SIDES, st.sampled_from(FORMS), st.integers(13, 1400))
def test_nobody_s_dead_become_those_of_who_speaks_or_kills(
    sides: list[tuple[str, str]], form: str, number: int
) -> None:
    (victim, theirs), (agent, _), (speaker, _), _ = sides
    (found,) = measures(form.format(victim=victim, theirs=theirs, agent=agent, speaker=speaker, n=number))
    assert found.slot.partition(".")[0] == victim.lower()
    assert found.value.low == number


@pytest.mark.parametrize(
    ("text", "slot"),
    [
        ("The blast killed 30 people and drew condemnation from Sudan.", "unknown.deaths"),
        ("The blast killed 30 people, a day after talks in Sudan.", "unknown.deaths"),
        ("The blast killed 30 people, prompting sanctions on Sudan.", "unknown.deaths"),
        ("They killed 30 people with drones bought from Sudan.", "unknown.deaths"),
        ("They killed 30 people and sent envoys to Sudan.", "unknown.deaths"),
        ("The blast killed 30 people and left Sudan alone.", "unknown.deaths"),
        ("The government of Sudan and its foes killed 30 people.", "unknown.deaths"),
        ("The blast killed 30 people in Sudan.", "sudan.deaths"),
        ("In Sudan the blast killed 30 people.", "sudan.deaths"),
        ("On the Sudanese side 30 people were killed.", "sudan.deaths"),
        ("Some 30 people fled from Sudan.", "sudan.displaced"),
        ("Against that stood Sudan’s 30,000 soldiers.", "sudan.troops"),
    ],
)
def test_what_else_is_named_has_not_suffered(text: str, slot: str) -> None:
    assert [claim.slot for claim in measures(text)] == [slot]


def test_a_possessor_owns_the_strength() -> None:
    text = "Ethiopia can field 3,400 soldiers against Eritrea’s 12,300."
    assert [claim.slot for claim in measures(text)] == ["ethiopia.troops", "eritrea.troops"]
