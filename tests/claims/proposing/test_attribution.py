import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.claims.proposing.attribution import attributions


def read(text: str) -> list[tuple[str, str | None, str | None]]:
    return [
        tuple(text[slice(*span)] if span else None for span in (one.cue, one.source, one.content))  # type: ignore[misc]
        for one in attributions(text)
    ]


@pytest.mark.parametrize(
    ("text", "cue", "source", "content"),
    [
        ("The mayor said that the bridge fell.", "said", "The mayor", "the bridge fell"),
        ("The bridge fell, the mayor said.", "said", "the mayor", "The bridge fell"),
        ("“The bridge fell,” said the mayor.", "said", "the mayor", "The bridge fell"),
        ("The bridge fell, according to the mayor.", "according to", "the mayor", "The bridge fell"),
        ("According to the mayor, the bridge fell.", "According to", "the mayor", "the bridge fell"),
        ("Ana Lee, the mayor, told reporters that it fell.", "told", "Ana Lee", "it fell"),
        ("The mayor has denied that it fell.", "has denied", "The mayor", "it fell"),
        ("The mayor’s claim that it fell is old.", "claim", "The mayor", "it fell is old"),
        ("It was described by the army as a slip.", "was described", "the army", "as a slip"),
        ("Experts warn of floods in the valley.", "warn", "Experts", "of floods in the valley"),
        ("Some believe the deal is dead.", "believe", "Some", "the deal is dead"),
        ("They quoted the mayor as saying it fell.", "as saying", "the mayor", "it fell"),
        ("The mission recorded 120 strikes.", "recorded", "The mission", "120 strikes"),
        ("The envoy informed the Council on Monday that it fell.", "informed", "The envoy", "it fell"),
        (
            "The bridge fell overnight in the north, the army said in a statement.",
            "said",
            "the army",
            "The bridge fell overnight in the north",
        ),
        (
            "“The bridge fell,” an army official told reporters on Sunday, shrugging.",
            "told",
            "an army official",
            "The bridge fell",
        ),
        ("“It fell,” the River Army (RA) said in a tweet.", "said", "the River Army", "It fell"),
        ("Lee and Cho (2021, p. 14) contend that it fell.", "contend", "Lee and Cho", "it fell"),
        ("The bridge fell at noon, the WHO reported.", "reported", "the WHO", "The bridge fell at noon"),
        ("The bridge fell, it added.", "added", "it", "The bridge fell"),
        ("The mayor has urged Valleria to leave.", "has urged", "The mayor", "Valleria to leave"),
        ("The envoys – from here and there – condemned the attack.", "condemned", "The envoys", "the attack"),
        ("As noted by the mayor, the bridge fell.", "As noted by", "the mayor", "the bridge fell"),
        ("The mayor expressed concern that it fell.", "expressed concern", "The mayor", "it fell"),
        ("As Lee (2009) notes, rivers move.", "notes", "Lee", "rivers move"),
        ("It fell twice, according to U.N. experts.", "according to", "U.N. experts", "It fell twice"),
        ("Ana Lee, the mayor, said the bridge had fallen.", "said", "Ana Lee", "the bridge had fallen"),
        ("Officials told Reuters the bridge fell.", "told", "Officials", "the bridge fell"),
        ("The rebels said Monday they would leave.", "said", "The rebels", "they would leave"),
        ("It was reported by state media that it fell.", "was reported", "state media", "it fell"),
        ("“It fell, all of it,” she said, shrugging at the question.", "said", "she", "It fell, all of it"),
        (
            "“No,” said the mayor, “it will hold until May.”",
            "said",
            "the mayor",
            "it will hold until May",
        ),
        ("The army claims that it fell.", "claims", "The army", "it fell"),
        ("The agency put the toll at 40.", "put", "The agency", "the toll at 40"),
        ("Residents spoke of heavy shelling.", "spoke of", "Residents", "heavy shelling"),
        ("“Why now?” asked the mayor.", "asked", "the mayor", "Why now?"),
        ("Officials said that, if it rained, it would fall.", "said", "Officials", "if it rained, it would fall"),
        ("The group said in its annual report that it fell.", "said", "The group", "it fell"),
        ("The group first said that it fell.", "first said", "The group", "it fell"),
        ("The abbot spoke of 700 pilgrims.", "spoke of", "The abbot", "700 pilgrims"),
        ("The abbot has spoken of up to 700 pilgrims.", "has spoken of", "The abbot", "up to 700 pilgrims"),
        ("Orskian claims of 80 dead were wrong.", "claims", "Orskian", "80 dead"),
        ("Rumours of 80 dead proved wrong.", "Rumours", None, "80 dead"),
        ("The panel assesses that a flood is near.", "assesses", "The panel", "a flood is near"),
        ("Bankers consider rain before June unlikely.", "consider", "Bankers", "rain before June unlikely"),
        ("The twins have sworn that it fell.", "have sworn", "The twins", "it fell"),
        ("The pilots’ account is that it fell.", "account", "The pilots", "it fell"),
        ("The queen’s version was that it fell.", "version", "The queen", "it fell"),
        ("It followed what Orsk described as a raid.", "described", "Orsk", "as a raid"),
        ("One abbot was blunter: “Not a hope.”", "was blunter", "One abbot", "Not a hope"),
        ("The queen had a warning: “It will fall.”", "had a warning", "The queen", "It will fall"),
        ("By most accounts it fell at noon.", "By", "most accounts", "it fell at noon"),
        ("As the panel considers probable, it fell.", "considers", "the panel", "probable"),
        ("The army dismisses the tale.", "dismisses", "The army", "the tale"),
        ("On the night of 3 to 4 May the abbot said it fell.", "said", "the abbot", "it fell"),
    ],
)
def test_attribution(text: str, cue: str, source: str | None, content: str) -> None:
    assert read(text) == [(cue, source, content)]


@pytest.mark.parametrize(
    "text",
    [
        "Neither claim could be tested.",
        "Their “state within a state” is gone.",
        'They have a "report card" at home.',
        "They hold two valleys that Orsk claims.",
        "In a fort that both kingdoms claim, they met.",
        "To leave the list, reply STOP.",
        "Orsk has said nothing.",
        "A man described as a spy fell.",
        "It took into account that it fell.",
        "I consider rain unlikely.",
    ],
)
def test_nobody_says_anything(text: str) -> None:
    assert read(text) == []


def test_a_second_verb_has_no_subject_of_its_own() -> None:
    text = "The mayor confirmed the fall and said that nobody died."
    assert read(text)[1] == ("said", None, "nobody died")


def test_a_quotation_of_several_sentences_is_said_as_a_whole() -> None:
    text = "“We waited. Nobody came,” the mayor said. He added: “It rained. We left.” Then it stopped."
    [first] = attributions(text, 12, 41)
    [second] = attributions(text, 42, 64)
    contents = [text[slice(*one.content)] for one in (first, second) if one.content]
    assert contents == ["We waited. Nobody came", "It rained. We left"]


def test_two_voices_in_one_sentence() -> None:
    text = "Valley said it would answer, but River insisted that the launch was routine."
    assert read(text) == [("said", "Valley", "it would answer"), ("insisted", "River", "the launch was routine")]


@pytest.mark.parametrize(
    "text",
    [
        "The two states agreed to talk.",
        "Its demands are vast.",
        "They used phone calls and statements.",
        "There were reports of shelling.",
        "The army held the town.",
        "They want to say goodbye.",
        "A third of it would come under outside rule.",
        "There were 120 alleged strikes.",
        "People left from Chin and Shan states, then came back.",
        "Some 60 people are confirmed dead.",
        "It began despite calls for calm.",
        "We told our people to wait.",
        "They had reports of floods.",
        "The truce declared by the army held.",
        "Vallerian leaders called early elections.",
    ],
)
def test_nouns_and_deeds_are_no_voices(text: str) -> None:
    assert read(text) == []


@given(st.text() | st.text(st.sampled_from('said that “”",. accordingtohey:;’s')))
def test_any_text_can_be_read_and_spans_lie_within(text: str) -> None:
    for found in attributions(text):
        for span in (found.cue, found.source, found.content):
            assert span is None or 0 <= span[0] < span[1] <= len(text)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "It cost 40,000 lives, the mediator told the Guardian in May 2001.",
            "the mediator",
            "It cost 40,000 lives",
        ),
        (
            "It cost 40,000 lives, the union envoy, Ana Lee, told the Guardian in May 2001.",
            "the union envoy",
            "It cost 40,000 lives",
        ),
        ("More than 80 schools were hit, the envoy told Le Monde.", "the envoy", "More than 80 schools were hit"),
        ("It was put at 4,500 men by the Military Balance.", "the Military Balance", "It was put at 4,500 men"),
        ("The force was estimated by Janes at 6,000 men.", "Janes", "at 6,000 men"),
        ("UCDP data show 1,200 deaths that year.", "UCDP", "1,200 deaths that year"),
        ("Data from UNHCR show that 1,200 fled.", "UNHCR", "1,200 fled"),
        ("Government figures suggest that 1,200 fled.", "Government", "1,200 fled"),
        ("Per the Red Cross, 900 prisoners were exchanged.", "the Red Cross", "900 prisoners were exchanged"),
        ("Some 640 people were held, per Human Rights Watch.", "Human Rights Watch", "Some 640 people were held"),
        ("At least 230 strikes were recorded by Airwars.", "Airwars", "At least 230 strikes"),
        ("Deaths documented by Amnesty reached 310 people.", "Amnesty", "reached 310 people"),
        ("By the rebels’ own count, 1,400 guards died.", "the rebels", "1,400 guards died"),
        ("By Valleria’s count the army lost 31,000 men.", "Valleria", "the army lost 31,000 men"),
        ("The minister was quoted by local media as saying that it fell.", "The minister", "it fell"),
        ("He was cited by the agency as saying it fell.", "He", "it fell"),
    ],
)
def test_figures_that_are_somebody_s(text: str, source: str, content: str) -> None:
    assert [found[1:] for found in read(text)] == [(source, content)]


def test_whom_a_report_cites_is_kept_beside_it() -> None:
    assert [found[1] for found in read("The briefing, which cites the Red Cross, says that it fell.")] == [
        "the Red Cross",
        "The briefing",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Income fell by 300 dollars per head, by the road’s own bridge.",
        "The bridge was burnt by the army.",
        "The truce was signed by two ministers.",
        "It is 40 per cent.",
        "The data were lost.",
    ],
)
def test_what_names_nobody(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # a comma inside a number parts nothing
        ("Orsk, which has 45,000 barges, blamed Dalia for two floods.", [("Orsk", "Dalia for two floods")]),
        ("Orsk, a land of 4,500,000 people, denied that it fell.", [("Orsk", "it fell")]),
        # an apposition behind the name, whatever follows the verb
        ("“It fell,” Ana Lee, the mayor, said during a visit.", [("Ana Lee", "It fell")]),
        ("“It fell,” Ana Lee, the mayor, said Monday.", [("Ana Lee", "It fell")]),
        ("“It fell,” Mother Ana, 54, told us.", [("Mother Ana", "It fell")]),
        # what stands beside who said it
        (
            "A flood drowned 21 people on Monday, the mayor said, a day after a dyke had drowned four boys.",
            [("the mayor", "A flood drowned 21 people on Monday")],
        ),
        ("Some 12,000 people fled, aides say – one in five.", [("aides", "Some 12,000 people fled")]),
        ("Shells killed 12 monks, the abbot said, as barges left.", [("the abbot", "Shells killed 12 monks")]),
        ("The first barge, the abbot said, carried wheat for 12 towns.", [("the abbot", "carried wheat for 12 towns")]),
        # verbs that only bring on another
        ("Orsk continues to deny that it fell.", [("Orsk", "it fell")]),
        ("Orsk kept denying that it fell.", [("Orsk", "it fell")]),
        ("The mayor went on to claim that it fell.", [("The mayor", "it fell")]),
        ("The mayor was forced to admit that it fell.", [("The mayor", "it fell")]),
        ("The mayor spoke on Monday but added that it fell.", [(None, "it fell")]),
        # who "who" is, and where the sentence goes on with him
        ("The abbot, who claims that it fell, was jailed with 12 monks.", [("The abbot", "it fell")]),
        ("They freed Ana Lee, who denies that it fell.", [("Ana Lee", "it fell")]),
        ("The mayor of Port Dale, who says that it fell, will leave.", [("The mayor of Port Dale", "it fell")]),
        # passives
        ("It was reported to the panel by elders that it fell.", [("elders", "it fell")]),
        # whom a time or place opens the clause of
        ("During the lull the monitors counted 14 boats.", [("the monitors", "14 boats")]),
        ("In the past twelve months we have counted 14 boats.", [("we", "14 boats")]),
        ("The Ministry of Roads and Works now estimates 14 boats.", [("The Ministry of Roads and Works", "14 boats")]),
        # whose figures
        ("It fell twice, according to the army’s own figures.", [("the army", "It fell twice")]),
        ("Five monks and, if you believe the army, 40 boys fell – and it rained.", [("the army", "40 boys fell")]),
        ("It fell twice, if you go by the army’s numbers.", [("the army", "It fell twice")]),
    ],
)
def test_who_says_which_part(text: str, found: list[tuple[str | None, str]]) -> None:
    assert [one[1:] for one in read(text)] == found


@given(st.integers(1000, 999_999))
def test_commas_in_numbers_change_no_speaker(number: int) -> None:
    text = "Orsk, which has {} barges, accused Dalia of piracy."
    assert [one[1] for one in read(text.format(f"{number:,}"))] == [one[1] for one in read(text.format(number))]
