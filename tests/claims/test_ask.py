import random
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims.making import CLAIMS, RECORD, SOURCE, make, point, word

from detente.claims.ask import Library, Ranked, Ranking, offices_asked, rank_passages, rightful, with_answers
from detente.claims.ask.beside import newest
from detente.claims.ask.bm25 import Index
from detente.claims.ask.naming import Spellings, sources_in
from detente.claims.ask.question import days_in, times_in, understand
from detente.claims.ask.words import phrases_in, stem, stems, words
from detente.claims.contested import Judged
from detente.claims.model import Claim
from detente.claims.parties import Record, by_slot
from detente.names.entities import Entities, Entity
from detente.names.offices import Office

SOURCES = {
    one.id: one
    for one in (
        replace(SOURCE, authors=("Ada Miller",), publisher="Valley Weekly"),
        replace(SOURCE, id="hill-2020", authors=(), publisher="Hill Review", title="Hills"),
        RECORD,
    )
}
ENTITIES = Entities(
    [
        Entity("flood", "Flood", "event", ("flood",)),
        Entity("northland", "Northland", "actor", ("Northland",), metonyms=("Porto",), demonyms=("Northlander",)),
        Entity("southland", "Southland", "actor", ("Southland", "SL")),
        Entity("porto", "Porto", "place", ("Porto",)),
        Entity(
            "mayor",
            "Mayor Hill",
            "person",
            ("Hill",),
            offices=(Office("president", "northland", date(2000, 1, 1), date(2009, 12, 31)),),
        ),
        Entity(
            "smith", "Jo Smith", "person", ("Smith",), offices=(Office("president", "northland", date(2010, 1, 1)),)
        ),
    ]
)
BODY = (
    make(),
    make("northland.attention", word("bound"), paraphrase="Northland is busy with a war elsewhere."),
    make("southland.attention", word("free"), paraphrase="Southland has nothing else to do.", source="hill-2020"),
    make("mill_truce.term[keepers]", word("neutral_force"), paraphrase="A force of others keeps the truce."),
    make("northland.supplies[southland]", word("arms"), paraphrase="Guns go south.", weight=0.0),
)


def asked(question: str, claims: tuple[Claim, ...] = BODY) -> list[str]:
    return [one.claim.slot for one in Library(claims, ENTITIES, SOURCES).rank(question).claims]


@pytest.mark.parametrize(
    "forms",
    [
        ("name", "names", "Names"), ("negotiate", "negotiations", "negotiating"), ("supplier", "suppliers"),
        ("violation", "violated", "violations"), ("territory", "territorial", "territories"), ("crisis",),
        ("peacekeeper", "peacekeeping"), ("deploy", "deployed", "deployment"),
    ],
)  # fmt: skip
def test_forms_of_a_word_meet(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in words(" ".join(forms))}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("soldiers", "sold"), ("reactor", "reaction"), ("police", "policy"), ("mission", "missing"),
        ("broker", "broke"), ("treaty", "treated"), ("frontier", "front"), ("party", "part"), ("tanker", "tanks"),
        ("united", "unit"), ("former", "form"), ("captions", "captives"), ("reader", "ready"),
    ],
)  # fmt: skip
def test_words_that_only_begin_alike_stand_apart(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@pytest.mark.parametrize(
    "forms",
    [("leave", "left", "leaves", "leaving"), ("withdraw", "withdrew", "withdrawn"), ("buy", "bought", "buys"),
     ("answer", "answered", "answers"), ("policy", "policies"), ("soldier", "soldiers")],
)  # fmt: skip
def test_forms_that_no_rule_joins_meet(forms: tuple[str, ...]) -> None:
    assert len(set(map(stem, forms))) == 1


@given(st.text(max_size=60))
def test_any_text_has_words_and_stems(text: str) -> None:
    assert all(one and one == one.casefold() for one in words(text))
    assert all(stem(one) for one in words(text))
    assert stems(text) == stems(text)


def test_numbers_lose_their_separators_and_accents_go() -> None:
    assert list(words("2,000 men; 8.1 of Şuşa’s")) == ["2000", "men", "8.1", "of", "susa", "s"]


TERMS = st.sampled_from("abcdef")
DOCUMENTS = st.lists(st.lists(TERMS, max_size=6), min_size=1, max_size=8)


@given(DOCUMENTS, st.lists(TERMS, min_size=1, max_size=4, unique=True))
def test_a_document_scores_where_it_holds_a_term_and_only_there(documents: list[list[str]], query: list[str]) -> None:
    index = Index([[(1.0, terms)] for terms in documents])
    scores = index.scores([{term: 1.0} for term in query])
    assert [score > 0 for score in scores] == [bool(set(terms) & set(query)) for terms in documents]


@given(DOCUMENTS, TERMS)
def test_a_rarer_term_counts_more_and_a_synonym_adds_nothing_to_the_word_itself(
    documents: list[list[str]], term: str
) -> None:
    index = Index([[(1.0, terms)] for terms in documents])
    assert index.rarity("never") == 0
    alone = index.scores([{term: 1.0}])
    assert index.scores([{term: 1.0, "never": 0.5}]) == alone
    assert all(both >= one for both, one in zip(index.scores([{"a": 0.5, term: 1.0}]), alone, strict=True))


def test_names_are_found_in_any_case_and_the_longest_wins() -> None:
    spellings = Spellings(Entities([Entity("a", "Mill", "place", ("Mill",)), Entity("b", "Mill Truce", "pact")]))
    assert [one.ids for one in spellings.find("the mill truce at Mill")] == [{"b"}, {"a"}]


def test_an_abbreviation_must_stand_in_capitals() -> None:
    spellings = Spellings(ENTITIES)
    assert [one.ids for one in spellings.find("SL and sl")] == [{"southland"}]


def test_a_metonym_means_the_government_and_the_place() -> None:
    assert [set(one.ids) for one in Spellings(ENTITIES).find("Porto agreed, say Northlander")] == [
        {"northland", "porto"},
        {"northland"},
    ]


def test_sources_are_known_by_author_publisher_and_id() -> None:
    for words_ in ("Miller (March 2021)", "the Valley Weekly article (2021)", "valley-2021"):
        found = sources_in(f"What floods, according to {words_}?", SOURCES)
        assert found.sources == {"valley-2021"}, words_
        assert "2021" not in found.rest
    assert sources_in("What do millers say?", SOURCES).sources == frozenset()


def test_days_months_and_years() -> None:
    assert days_in("on 15 July 2020") == ["month:2020-07", "day:2020-07-15", "year:2020"]
    assert days_in("July 15, 2020")[1] == "day:2020-07-15"
    assert days_in("in Sept 2022") == ["month:2022-09", "year:2022"]
    assert days_in("2020-11-10")[:2] == ["month:2020-11", "day:2020-11-10"]
    assert days_in("about 300 people") == []


def test_the_claim_that_is_asked_for_comes_first() -> None:
    assert asked("How many people were displaced by the flood?")[0] == "flood.displaced"
    assert asked("Is Northland distracted elsewhere?")[0] == "northland.attention"
    assert asked("Who keeps the ceasefire?")[0] == "mill_truce.term[keepers]"


def test_a_source_that_is_named_is_heard_first() -> None:
    assert asked("How free is the attention of a state in Hill Review?")[0] == "southland.attention"
    assert asked("How free is the attention of a state according to Miller?")[0] == "northland.attention"


def ranking(question: str, *more: Claim) -> Ranking:
    return Library([*BODY, *more], ENTITIES, SOURCES).rank(question)


@pytest.mark.parametrize(
    ("question", "absent"),
    [
        ("How many zeppelins left the valley in the flood?", ("zeppelins",)),
        ("Did Gotham and Krypton flee the flood?", ("Gotham", "Krypton")),
        ("How many people left the valley in the flood?", ()),
        ("How many people left in the flood of March 2021?", ()),
    ],
)
def test_words_that_stand_in_no_claim_are_told(question: str, absent: tuple[str, ...]) -> None:
    people = make(paraphrase="Many people left the valley.", event_time=(date(2021, 3, 4), date(2021, 3, 4)))
    assert ranking(question, people).absent == absent


@pytest.mark.parametrize(
    ("question", "read_as", "meant"),
    [
        ("Is Nortland busy elsewhere?", {"Nortland": "Northland"}, "northland"),
        ("Is Sotuhland busy elsewhere?", {"Sotuhland": "Southland"}, "southland"),
        ("Is Southlend busy elsewhere?", {"Southlend": "Southland"}, "southland"),
        ("Is Soutthland busy elsewhere?", {"Soutthland": "Southland"}, "southland"),
        ("Is Sauthlend busy elsewhere?", {}, None),
        ("Is Mutland busy elsewhere?", {}, None),
    ],
)
def test_a_misspelt_name_is_read_as_the_one_it_is_nearest_to(
    question: str, read_as: dict[str, str], meant: str | None
) -> None:
    found = ranking(question)
    assert found.read_as == read_as
    assert bool(found.absent) == (meant is None)
    assert found.question.entities == ({meant} if meant else frozenset())


def test_a_word_that_may_misspell_two_names_is_read_as_neither() -> None:
    entities = Entities([Entity("a", "Murland", "actor"), Entity("b", "Marland", "actor")])
    assert Spellings(entities).nearest("morland") is None
    assert Spellings(entities).nearest("murlandd") == "Murland"


def test_a_source_or_a_person_that_says_nothing_of_the_rest_is_told() -> None:
    named = make("smith.position[flood]", word("against"), kind="opinion", asserted_by="smith", paraphrase="It is bad.")
    assert ranking("What does Hill Review say of the force that keeps the truce?").silent == ("hill-2020",)
    assert ranking("What does the Valley Weekly say of the force that keeps the truce?").silent == ()
    assert ranking("What does Hill Review say?").silent == ()
    assert ranking("What does Smith hold of the truce and its force?", named).silent == ("smith",)
    assert ranking("Was the flood bad, Smith?", named).silent == ()
    assert ranking("Smith", named).silent == ()


def test_any_year_of_a_decade_that_is_named_counts_once() -> None:
    (decade,) = times_in("in the 1990s")
    assert set(decade) == {f"year:{year}" for year in range(1990, 2000)}
    assert times_in("in 1990") == [{"year:1990": 1.0}]
    early, late = (
        make(f"mill_truce.term[{year}]", word("x"), paraphrase="It held.", event_time=(date(year, 1, 1),) * 2)
        for year in (1993, 2005)
    )
    found = ranking("What terms of the truce were there in the 1990s?", late, early)
    assert [one.claim.slot for one in found.claims][:1] == [early.slot]
    assert found.absent == ()


def test_an_entity_that_slot_and_paraphrase_both_name_counts_more_than_one_that_the_slot_names() -> None:
    plain, named = (
        make(f"southland.attention[{n}]", word("bound"), paraphrase=said)
        for n, said in (("a", "It has another war."), ("b", "Southland has another war."))
    )
    found = [one.claim.slot for one in ranking("Southland", plain, named).claims]
    assert found.index(named.slot) < found.index(plain.slot)


EVENT = "flood"


def accused(by: str, whom: str, **more: Any) -> Claim:
    paraphrase = f"The {by} says who struck first."
    return make(f"{EVENT}.initiator", word(whom), **{"asserted_by": by, "origin": by, "paraphrase": paraphrase, **more})


def test_an_accusation_stands_with_whatever_speaks_against_it() -> None:
    said, back = accused("northland", "southland"), accused("southland", "northland")
    seconded = accused("mayor", "southland")
    account = make(f"{EVENT}.account[southland]", word("no_attack"), kind="opinion", asserted_by="southland")
    linked = make("porto.account[guns]", word("silent"), kind="opinion", links=(("denies", said.id),))
    elsewhere = make("porto.account[other]", word("calm"), kind="opinion", asserted_by="southland")
    record = Record(by_slot([said, back, seconded, account, linked, elsewhere]), ENTITIES)
    rows = with_answers([Ranked(said, 2.0), Ranked(elsewhere, 1.0), Ranked(back, 0.5)], record)
    ids = [(row.ranked.claim.id, row.ranked.score, row.beside) for row in rows]
    assert ids[0] == (said.id, 2.0, None)
    assert {one for one, *_ in ids[1:4]} == {back.id, account.id, linked.id}
    assert ids[4:] == [(seconded.id, 2.0, said.id), (elsewhere.id, 1.0, None)]
    assert {(score, beside) for _, score, beside in ids[1:5]} == {(2.0, said.id)}


def test_what_a_reader_judged_to_exclude_a_claim_stands_beside_it() -> None:
    one = make("northland.position[mill]", word("keep_it"), kind="opinion")
    other = make("mill.status", word("over"), kind="opinion", asserted_by="smith")
    apparent = make("mill.account[use]", word("busy"), kind="opinion")
    record = Record(by_slot([one, other, apparent]), ENTITIES)
    judged = (
        Judged((("northland.position[mill]=keep*",), ("mill.status=over",)), "kept or over"),
        Judged((("northland.position[mill]",), ("mill.account[use]",)), "no contradiction", apparent=True),
    )

    def beside(*judged: Judged) -> list[tuple[str, str | None]]:
        return [(row.ranked.claim.id, row.beside) for row in with_answers([Ranked(one, 1.0)], record, judged)]

    assert beside(*judged) == [(one.id, None), (other.id, one.id)]
    assert beside() == [(one.id, None)]


def test_what_is_out_of_proportion_on_another_slot_stands_beside_a_claim() -> None:
    whole, part = make("flood.deaths"), make("flood.deaths[enemy_of=northland]", point(500, "at_least"))
    rows = with_answers([Ranked(part, 1.0)], Record(by_slot([whole, part]), ENTITIES))
    assert [row.ranked.claim.id for row in rows] == [part.id, whole.id]


def recorded(slot: str, value: str, day: date, **more: Any) -> Claim:
    return make(slot, word(value), at=None, kind="fact", event_time=(day, day), known_from=day, source="record", **more)


def test_what_answers_a_statement_stands_beside_all_that_was_said_in_it_of_the_same_thing() -> None:
    day = date(2021, 3, 4)
    charge, detail, other = (
        recorded(slot, value, day, asserted_by="northland", origin="north")
        for slot, value in (("flood.happened", "yes"), ("flood.account[dam]", "cut"), ("mill.account[dam]", "cut"))
    )
    links = (("contradicts", charge.id),)
    answer = recorded("flood.account[dam]", "whole", day, asserted_by="southland", origin="south", links=links)
    record = Record(by_slot([charge, detail, other, answer]), ENTITIES)
    for claim, expected in ((charge, [answer]), (detail, [answer]), (other, [])):
        rows = with_answers([Ranked(claim, 1.0)], record)
        assert [row.ranked.claim for row in rows[1:]] == expected


@pytest.mark.parametrize(
    ("slot", "old", "new", "tells"),
    [
        ("keepers.deployed", "yes", "no", True),
        ("mill.holder", "northland", "southland", True),
        ("mill_truce.in_force", "yes", "no", True),
        ("keepers.mandate_end", "2025", "2030", True),
        ("keepers.deployed", "yes", "yes", False),
        ("flood.happened", "yes", "no", False),
        ("flood.initiator", "northland", "southland", False),
        ("mill_truce.term[keepers]", "come", "go", False),
    ],
)
def test_of_a_state_that_has_changed_the_latest_record_stands_beside(
    slot: str, old: str, new: str, tells: bool
) -> None:
    first, last = recorded(slot, old, date(2020, 1, 1)), recorded(slot, new, date(2022, 1, 1))
    between = recorded(slot, new, date(2021, 1, 1))
    said = make(slot, word(old), kind="fact", known_from=date(2021, 6, 1))
    by_author = make(slot, word(new), kind="fact", known_from=date(2024, 6, 1), asserted_by="smith")
    record = Record(by_slot([first, between, last, said, by_author]), ENTITIES)
    for claim, later in ((first, last), (said, last), (last, None)):
        rows = with_answers([Ranked(claim, 1.0)], record)
        assert [row.ranked.claim for row in rows if row.how == "later"] == ([later] if tells and later else [])
        assert newest(claim, record) == (later if tells else None)


@settings(max_examples=30)
@given(st.lists(CLAIMS, max_size=8, unique_by=lambda claim: claim.id), st.integers(0, 8))
def test_every_claim_found_is_shown_once_and_in_the_order_of_its_score(claims: list[Claim], number: int) -> None:
    found = [Ranked(claim, float(len(claims) - place)) for place, claim in enumerate(claims[:number])]
    rows = with_answers(found, Record(by_slot(claims), ENTITIES))
    ids = [row.ranked.claim.id for row in rows]
    assert len(ids) == len(set(ids))
    assert {one.claim.id for one in found} <= set(ids)
    assert [row.ranked.score for row in rows] == sorted((row.ranked.score for row in rows), reverse=True)


def test_particles_of_other_tongues_match_no_name() -> None:
    named = make("waal.position[flood]", word("against"), kind="opinion", paraphrase="It is bad.")
    entities = Entities([*ENTITIES.values(), Entity("waal", "Hendrik de Waal", "person", ("de Waal",))])
    library = Library([*BODY, named], entities, SOURCES)
    assert library.rank("le pays de la guerre").claims == ()
    assert library.rank("What does de Waal hold?").claims[0].claim == named


@pytest.mark.parametrize(
    ("question", "foreign"),
    [
        ("How many people left the valley in the flood?", False),
        ("Wer hat den Krieg begonnen?", True),
        ("Qui a quitté la vallée pendant la guerre?", True),
        ("", False),
    ],
)
def test_a_question_of_unknown_words_is_known_for_one(question: str, foreign: bool) -> None:
    assert Library(BODY, ENTITIES, SOURCES).rank(question).is_foreign is foreign


def test_comments_are_only_listed_where_they_are_asked_for() -> None:
    assert "northland.supplies[southland]" not in asked("What does Northland supply to Southland?")
    assert asked("What does Northland supply in reader comment 1?")[0] == "northland.supplies[southland]"


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Which reader calls for arms?", True),
        ("How many guns go south by a commenter's account?", True),
        ("Guns in the readers' opinion", True),
        ("What do the comments say of guns?", True),
        ("Guns in comment 1", True),
        ("What guns does Northland supply?", False),
        ("What did the mayor's comments on guns mean?", False),
        ("Did the mayor comment on guns?", False),
    ],
)
def test_the_word_of_readers_is_asked_for_in_many_words(question: str, asks: bool) -> None:
    assert ("northland.supplies[southland]" in asked(question)) == asks


def test_comments_that_are_not_asked_for_are_known_and_of_readers_named_the_others_gain_nothing() -> None:
    entities = Entities([*ENTITIES.values(), *(Entity(f"reader_{n}", f"Reader {n}", "person") for n in "12")])
    said = [
        make("mill_truce.term[keepers]", word(f"v{n}"), asserted_by=f"reader_{n}", weight=0.0, paraphrase="Guns stay.")
        for n in "12"
    ]
    library = Library([*said, make("mill_truce.term[keepers]", word("w"), paraphrase="Guns stay.")], entities, SOURCES)
    found = library.rank("Do guns stay?")
    assert [one.claim.weight for one in found.claims] == [1.0]
    assert {one.claim.id for one in found.unheard} == {claim.id for claim in said}
    for n in "12":
        named = library.rank(f"Do guns stay, by reader {n}?")
        assert named.unheard == ()
        assert named.claims[0].claim.asserted_by == f"reader_{n}"
        assert [one.claim.weight for one in named.claims] == [0.0, 1.0, 0.0]


@pytest.mark.parametrize(
    ("question", "word_", "left"),
    [
        ("What set it off?", "trigg", "what"),
        ("What set off the war?", "trigg", "what the war"),
        ("How long was it?", "durat", "was it"),
        ("the set of tools", None, "the set of tools"),
    ],
)
def test_a_phrase_is_read_as_a_word_for_which_others_may_stand(question: str, word_: str | None, left: str) -> None:
    found, rest = phrases_in(question)
    assert [meant[0] for _, meant in found] == ([word_] if word_ else [])
    assert all(phrase in question.lower() for phrase, _ in found)
    assert rest.split() == left.split()


def test_words_that_say_little_are_not_looked_for_and_those_that_name_a_slot_are() -> None:
    assert stems("they told and took, kept and made things get going even so") == ["took", "kept", "made"]


def test_what_fits_nothing_brings_nothing() -> None:
    assert asked("zzz") == []
    assert asked("") == []


@settings(max_examples=30)
@given(st.lists(CLAIMS, max_size=8), st.text(max_size=40), st.randoms())
def test_order_of_claims_and_repetition_change_nothing(claims: list[Claim], text: str, luck: random.Random) -> None:
    several = {claim.id: claim for claim in claims}
    shuffled = luck.sample(sorted(several.values(), key=lambda c: c.id), len(several))
    sources = {**SOURCES}
    first = Library(list(several.values()), ENTITIES, sources).rank(text).claims
    second = Library(shuffled, ENTITIES, sources).rank(text).claims
    assert [(one.claim.id, one.score) for one in first] == [(one.claim.id, one.score) for one in second]
    assert [one.score for one in first] == sorted((one.score for one in first), reverse=True)


def test_offices_asked_for_are_listed_by_time() -> None:
    def held(text: str) -> list[str]:
        question = understand(text, Spellings(ENTITIES), SOURCES)
        return [one.person for one in offices_asked(text, question, ENTITIES)]

    assert held("Who was president of Northland in 2005?") == ["mayor"]
    assert held("Who was the President of Northland in June 2011?") == ["smith"]
    assert held("Which presidents of Northland, and the president, were there?") == ["mayor", "smith"]
    assert held("Who was president of Southland?") == []


def test_nobody_knows_an_office_s_future() -> None:
    asked = "Who was president of Northland?"
    question = understand(asked, Spellings(ENTITIES), SOURCES)

    def held(as_of: date | None) -> list[tuple[str, date | None]]:
        found = offices_asked(asked, question, ENTITIES, as_of)
        return [(one.person, one.office.end) for one in found]

    first, second = held(None)
    (start,) = (o.start for o in ENTITIES.offices["smith"] if o.of == "northland")
    assert first[1] is not None and first[1] >= date(2005, 1, 1)
    assert held(date(2005, 1, 1)) == [(first[0], None)]
    assert held(start) == [first, (second[0], None)]
    assert held(date(1800, 1, 1)) == []


def test_a_wrong_office_is_noted_with_who_held_it() -> None:
    def told(person: str, year: int) -> list[str] | None:
        period = (date(year, 1, 1), date(year, 12, 31))
        claim = make(f"{person}.office[northland]", word("president"), event_time=period)
        found = rightful(claim, ENTITIES)
        return None if found is None else [one.person for one in found]

    assert told("smith", 2012) is None
    assert told("smith", 2005) == ["mayor"]
    assert told("mayor", 1990) == []
    assert told("flood", 2005) is None


def test_the_note_on_a_wrong_office_tells_nothing_of_later() -> None:
    claim = make("mayor.office[northland]", word("president"), event_time=(date(2010, 6, 1), date(2010, 6, 30)))
    ended = Office("president", "northland", date(2010, 1, 1), date(2015, 1, 1))
    entities = Entities([ENTITIES["mayor"], replace(ENTITIES["smith"], offices=(ended,))])
    for as_of, end in ((None, ended.end), (date(2011, 1, 1), None)):
        found = rightful(claim, entities, as_of)
        assert found is not None
        assert [(one.person, one.office.end) for one in found] == [("smith", end)]


def test_offices_taken_up_later_are_not_known_of() -> None:
    day = date(2011, 1, 1)
    later = tuple(Office(name, "northland", date(2030, 1, 1)) for name in ("vice president", "king"))
    more = Entities([*(replace(e, offices=(*e.offices, *later)) for e in ENTITIES.values())])
    for text in ("Who is the president of Northland?", "Who is the vice president of Northland?"):
        before, after = (
            offices_asked(text, understand(text, Spellings(known), SOURCES), known, day) for known in (ENTITIES, more)
        )
        assert before == after
    for person, office in (("mayor", "president"), ("mayor", "king"), ("flood", "president")):
        claim = make(f"{person}.office[northland]", word(office), event_time=(day, day))
        assert rightful(claim, ENTITIES, day) == rightful(claim, more, day)


def test_passages_stand_beside_the_claims() -> None:
    texts = {"valley-2021": "Floods\n\nMany people fled the flood in spring. The dam held.", "hill-2020": "It rained."}
    question = understand("Who fled the flood?", Spellings(ENTITIES), SOURCES)
    found = rank_passages(question, texts, ENTITIES)
    assert found[0].words == "Many people fled the flood in spring."
    assert (found[0].source, found[0].passage.paragraph) == ("valley-2021", 2)
    assert rank_passages(question, {}, ENTITIES) == ()
