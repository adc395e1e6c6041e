from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.claims.as_json import claim_to_json
from detente.claims.locators import digest
from detente.claims.proposing.proposals import Proposal, propose
from detente.names.catalogue import catalogue, check_value, parse_address
from detente.names.entities import Entities, Entity
from detente.sources.reader import read_bytes

ENTITIES = Entities(
    [
        Entity("flood", "Flood", "event", ("flood",)),
        Entity("mayor", "Mayor", "person", ("the mayor", "The mayor")),
        Entity("valley", "Valleria", "actor", ("Valleria",)),
        Entity("guard", "Guard", "force", ("River Guard",)),
        Entity("upper_dale", "Upper Dale", "place", ("Upper Dale",)),
        Entity("lower_dale", "Lower Dale", "place", ("Lower Dale",)),
    ]
)
DAY = date(2021, 1, 4)


HOME = "Upper Dale and Lower Dale"  # a text that names them tells of this case


def read(text: str, title: str = HOME) -> tuple[Proposal, ...]:
    return propose(read_bytes(f"{title}\n\n{text}\n".encode()), ENTITIES, "s", DAY)


def test_proposals_name_subject_asserter_and_bound() -> None:
    found = read(
        "The mayor said that the flood displaced nearly 300 people. Valleria may ask for help from the River Guard."
    )
    [measure] = [claim for claim in found if claim.kind == "measure"]
    assert (measure.slot, measure.asserted_by, measure.value.key()) == (
        "flood.displaced",
        "mayor",
        "300.0 about persons",
    )
    assert (measure.stance, measure.attribution) == ("reports", ("mayor",))
    [hedged] = [claim for claim in found if claim.kind == "prediction"]
    assert (hedged.slot, hedged.modality.class_, hedged.asserted_by) == ("valley.prediction", "possible", "author")
    shown = claim_to_json(hedged)
    assert (shown["value"], shown["status"], shown["known_from"]) == (None, "proposed", "2021-01-04")


def test_what_is_said_is_an_opinion_with_its_cue() -> None:
    [told] = [claim for claim in read("The mayor said that Valleria is poor.") if claim.kind == "opinion"]
    assert told.said is not None
    assert (told.slot, told.asserted_by, told.said.words) == ("valley.account", "mayor", "said")


def test_a_denial_disputes() -> None:
    found = read("The mayor has denied that 300 people left.")
    assert {claim.stance for claim in found} == {"disputes"}


def test_a_pronoun_is_who_spoke_before() -> None:
    found = read("The mayor said that the flood was over. He added that 300 people were back.")
    assert {claim.asserted_by for claim in found if claim.kind == "measure"} == {"mayor"}


def test_a_voice_that_is_no_entity_keeps_its_words() -> None:
    found = read("The interior ministry said 300 people left.")
    assert {claim.asserted_by for claim in found if claim.kind == "measure"} == {"interior_ministry"}


def test_a_chain_of_voices_is_kept() -> None:
    found = read("Valleria says that the mayor said that 300 people left.")
    [measure] = [claim for claim in found if claim.kind == "measure"]
    assert (measure.asserted_by, measure.attribution) == ("mayor", ("mayor", "valley"))


def test_a_date_gives_its_days_and_the_only_one_of_a_sentence_dates_its_number() -> None:
    found = read("Last month the flood displaced 300 people.")
    [dated] = [claim for claim in found if claim.kind == "event"]
    assert (dated.slot, dated.value.words, dated.event_time) == ("flood.date", (), None)
    document = read_bytes(f"{HOME}\n\nIn May 2020 the flood displaced 300 people.\n".encode())
    [dated, measure] = sorted(propose(document, ENTITIES, "s", DAY), key=lambda claim: claim.kind)
    assert dated.value.words == ("2020-05-01..2020-05-31",)
    assert measure.event_time == dated.event_time == (date(2020, 5, 1), date(2020, 5, 31))


def test_a_converted_number_keeps_its_words() -> None:
    [measure] = [claim for claim in read("The flood lasted six weeks.") if claim.kind == "measure"]
    assert (measure.value.low, measure.value.unit, measure.value.original) == (42, "days", "six weeks")


def test_what_nobody_is_named_for_is_nobodys() -> None:
    [claim] = read("Allegedly the flood was a trick.")
    assert (claim.modality.class_, claim.asserted_by, claim.stance) == ("reported", "unknown", "reports")


def test_a_title_proposes_nothing_and_a_comment_is_its_reader_s() -> None:
    long = "The mayor walked along the river and looked at the dam and at the herds on the far bank of it. " * 4
    found = propose(
        read_bytes(f"Flood displaced 300 people\n\n{long}\n\n2 comments\n\nIt was 400 people.\n".encode()), ENTITIES
    )
    assert [(claim.value.low, claim.asserted_by, claim.weight) for claim in found] == [(400, "reader_comment", 0)]


def test_a_misspelt_name_is_flagged() -> None:
    [claim] = read("So Valeria may leave.")
    assert (claim.slot, claim.note) == ("valley.prediction", "“Valeria” read as Valleria")


@pytest.mark.parametrize(
    "text", ["The flood displaced 300 people.", "Last month a flood displaced 300 people.", "So Valeria may leave."]
)
def test_a_text_on_something_else_has_no_subject_from_this_case(text: str) -> None:
    for claim in read(text, "Rivers elsewhere"):
        assert claim.slot.startswith("unknown.")
    assert {claim.slot.partition(".")[0] for claim in read(text)} != {"unknown"}


def test_a_proper_name_is_a_subject_wherever_it_stands() -> None:
    assert {claim.slot for claim in read("So Valleria may leave.", "Rivers elsewhere")} == {"valley.prediction"}


ARTICLE = "The flood displaced 300 people in the valley, and the mayor may leave before the end of the month. " * 3


@pytest.mark.parametrize(
    "page",
    [
        f"<p>{ARTICLE}</p><figure><figcaption>300 people on 3 May (Photo: Someone)</figcaption></figure>",
        f"<p>{ARTICLE}</p><footer>More than 900 institutions may join</footer>",
        f"<p>{ARTICLE}</p><div class='related'><p>In 2013 some 109 soldiers died</p></div>",
        f"<p>{ARTICLE}</p><div class='author-bio'><p>She is the author of 200 papers.</p></div>",
    ],
)
def test_nothing_is_proposed_from_what_is_not_the_articles_own(page: str) -> None:
    document = read_bytes(page.encode(), "a.html")
    inside = document.text.text.rindex("end of the month") + len("end of the month")
    found = propose(document, ENTITIES)
    assert found
    assert all(claim.at is not None and claim.at.end <= inside for claim in found)


TEXT = st.text(st.sampled_from("0123456789,.$% \nabMmay lionksover-to[]–fhdpeopleVaflod“”said"))
TEXT |= st.text(st.characters(exclude_categories=["Cc", "Cs"]))


@given(TEXT, st.booleans(), st.none() | st.dates(date(1900, 1, 1)))
def test_every_proposal_has_an_exact_span_and_a_value_its_slot_takes(
    text: str, page: bool, published: date | None
) -> None:
    raw = f"<p>x{text}</p>".encode() if page else f"x{text}".encode()
    document = read_bytes(raw, "a.html" if page else "a.txt")
    found = propose(document, ENTITIES, known_from=published)
    assert found == propose(document, ENTITIES, known_from=published)
    for claim in found:
        assert claim.at is not None
        assert digest(document.text.text[claim.at.start : claim.at.end]) == claim.at.sha256
        assert claim.status == "proposed"
        attribute = catalogue()[parse_address(claim.slot).attribute]
        low, high, words = claim.value.low, claim.value.high, claim.value.words
        if low is not None and high is not None:
            assert check_value(attribute, (low, high), claim.value.unit) is None
        elif words:
            assert check_value(attribute, words[0]) is None


def test_a_text_without_full_stops_is_read_to_its_end() -> None:
    text = "and then 300 people left and they may be back " * 200
    found = [claim for claim in read(text) if claim.kind == "measure"]
    assert len(found) >= 190  # a piece may end within one
    assert found[-1].at is not None
    assert found[-1].at.start > len(text) - 50


def test_reading_twice_what_stands_twice_changes_nothing() -> None:
    assert len({claim.id for claim in read(ARTICLE)}) == len(read(ARTICLE))


def test_what_a_sentence_supposes_is_the_condition_of_its_claims() -> None:
    found = read("On 3 May 2020 the mayor said that 300 people may leave if the flood came.")
    conditions = {claim.kind: claim.condition for claim in found}
    assert conditions["measure"] == conditions["opinion"] == conditions["prediction"] == "the flood came"
    assert conditions["event"] is None  # the day on which it was said


@pytest.mark.parametrize(
    "text",
    ["Reportedly 300 people left.", "It has been claimed that 300 people left.", "300 people left, it was claimed."],
)
def test_a_rumoured_number_is_nobody_s(text: str) -> None:
    [measure] = [claim for claim in read(text) if claim.kind == "measure"]
    assert (measure.asserted_by, measure.stance) == ("unknown", "reports")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The mayor called Valleria “a failed state”.", [("valley.called", "failed_state", "mayor", "reports")]),
        ("The mayor called Valleria 'rotten', and left.", [("valley.called", "rotten", "mayor", "reports")]),
        ("The mayor described Valleria as a rogue state.", [("valley.called", "rogue_state", "mayor", "reports")]),
        (
            "The mayor called the raid on Valleria's dam “robbery”; Valleria rejected the term.",
            [("unknown.called", "robbery", "mayor", "reports"), ("unknown.called", "unknown", "valley", "disputes")],
        ),
        ("The mayor called for talks.", []),
        ("The mayor rejected the plan.", []),
    ],
)
def test_what_something_is_called_is_about_it_and_not_about_who_calls_it_so(
    text: str, told: list[tuple[str, ...]]
) -> None:
    found = [claim for claim in read(text) if claim.kind == "characterisation"]
    assert [(c.slot, c.value.key(), c.asserted_by, c.stance) for c in found] == told


def test_a_date_beyond_a_clause_of_the_present_dates_no_number() -> None:
    for text in (
        "The guard lost 58 men in 2016; Valleria has 1,100 soldiers there.",
        "The mayor announced on 28 April that Valleria would free 163 prisoners.",
    ):
        dated = {claim.value.low: claim.event_time for claim in read(text) if claim.kind == "measure"}
        assert dated.pop(58.0, True)
        assert list(dated.values()) == [None]


def test_what_happened_before_is_under_no_condition() -> None:
    found = read(
        "If it fails, men will go, as they did after the flood, when 44 people died. If it fails, 30 people may go."
    )
    assert {claim.value.low: claim.condition for claim in found if claim.value.low} == {44.0: None, 30.0: "it fails"}


def test_she_is_the_lady_named_since_anybody_spoke() -> None:
    found = read("The mayor said it fell. Ms Holm expects talks. She laughs. “Some 30 men left,” she says.")
    assert [claim.asserted_by for claim in found if claim.kind == "measure"] == ["ms_holm"]


def test_who_speaks_is_not_counted_and_a_number_withdrawn_is_none() -> None:
    found = read("Two diplomats said that 30 men left. The toll is 1,500, not 2,500.")
    assert [claim.value.low for claim in found if claim.kind == "measure"] == [30.0, 1500.0]


def test_the_day_of_a_dateline_is_no_number() -> None:
    assert not [
        claim for claim in read("OSTIA, Valleria, July 25 - Grey jets bombed the port.") if claim.kind == "measure"
    ]


def test_words_that_name_nobody_are_no_entity() -> None:
    known = Entities([Entity("us", "United States", "actor", ("United States",)), Entity("mayor", "Mayor", "person")])
    text = "The guard told us that 30 men left. It fell, us said. The mayor said that 40 men left."
    found = propose(read_bytes(f"{HOME}\n\n{text}\n".encode()), known, "s", DAY)
    assert {claim.asserted_by for claim in found} == {"guard", "unknown", "mayor"}


def test_accents_stay_letters_of_an_id() -> None:
    assert {claim.asserted_by for claim in read("Médecins du Dale said that 30 men left.")} == {"medecins_du_dale"}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Lee disputes this.\n\nThe guard’s losses are known. It admitted that 30 men died.", "unknown"),
        ("The mayor disputes this. It admitted that 30 men died.", "unknown"),
        ("The bank disputes this.\n\nIt added that 30 men died.", "bank"),
        ("The bank disputes this. It added that 30 men died.", "bank"),
    ],
)
def test_it_is_no_person_and_nobody_from_long_before(text: str, who: str) -> None:
    assert [claim.asserted_by for claim in read(text) if claim.kind == "measure"] == [who]


@pytest.mark.parametrize(
    ("text", "has_date"),
    [
        ("Some 300 men died, three times as many as in 2019.", False),
        ("Some 300 men died, compared with the summer of 2019.", False),
        ("Some 300 men died, down from 1,400 in 2019.", False),
        ("Some 300 men died, and more than 12 women in 2019.", True),
        ("Before 2019 the port had 300 guards.", False),
        ("Until 2019 the port had 300 guards.", False),
        ("After the flood of 2019, 300 guards left.", False),
        ("Some 300 carts moved, and the guards left in 2019.", False),
        ("More than 300 men died in 2019.", True),
        ("In 2019 some 300 men died, and the guards left.", True),
        ("Some 300 men and the guards left in 2019.", True),
    ],
)
def test_a_date_that_only_bounds_or_compares_dates_no_number(text: str, has_date: bool) -> None:
    (found,) = [claim for claim in read(text) if claim.value.low == 300]
    assert (found.event_time is not None) == has_date


def test_a_hedge_that_bounds_a_number_predicts_nothing() -> None:
    assert [claim.kind for claim in read("They were perhaps 200 men.")] == ["measure"]


def test_whom_one_may_trust_is_no_condition() -> None:
    found = {claim.condition for claim in read("If you trust Valleria, 40 men left.")}
    assert found == {None}
