from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.claims.making import CLAIMS, RECORD, SOURCE, make, point, word

from detente.claims.model import Claim, Value
from detente.claims.store import load_claims, parse_claim_file
from detente.claims.writing import dump_claims
from detente.errors import InputError
from detente.sources.model import Source

SHA = "a0" * 32
BUNDLED = Path(str(files("detente.cases"))) / "bundled" / "south-caucasus" / "claims"
GOOD = dump_claims([make()], SOURCE, SHA)


def faults(text: str, source: Source = SOURCE) -> list[str]:
    with pytest.raises(InputError) as refusal:
        parse_claim_file(text, source, "f.yaml")
    return [str(fault) for fault in refusal.value.faults]


@given(st.lists(CLAIMS, max_size=4, unique_by=lambda claim: claim.id))
def test_what_is_written_reads_back_the_same(claims: list[Claim]) -> None:
    written = dump_claims(claims, SOURCE, SHA)
    found = parse_claim_file(written, SOURCE)
    assert list(found.claims) == claims
    assert found.text_sha256 == SHA
    assert dump_claims(found.claims, SOURCE, SHA) == written


@given(st.text(max_size=120) | st.text("-:[]{}#&*!|>'\"%@`, \nabc19", max_size=120))
def test_no_text_crashes_the_store(text: str) -> None:
    for document in (text, f"source: {SOURCE.id}\nclaims:\n- slot: {text}\n", GOOD.replace("300", text, 1)):
        try:
            parse_claim_file(document, SOURCE)
        except InputError as refusal:
            assert all(fault.reason and fault.remedy for fault in refusal.faults)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5), st.lists))
def test_no_value_crashes_the_store(value: object) -> None:
    import yaml

    for field in ("slot", "kind", "value", "modality", "at", "event_time", "credibility", "links", "by"):
        text = f"source: {SOURCE.id}\nclaims:\n- {field}: {yaml.safe_dump(value, default_flow_style=True)}"
        with pytest.raises(InputError):
            parse_claim_file(text, SOURCE)


def test_a_digest_of_digits_only_stays_text() -> None:
    digits = "0" * 64
    assert parse_claim_file(dump_claims([], SOURCE, digits), SOURCE).text_sha256 == digits


def test_values_of_every_type_keep_their_meaning() -> None:
    values = {
        "a.attention": word("bound"),
        "b.stance": Value("order", words=("turkey", "iran")),
        "c.start": word("2020-11-10"),
        "d.in_force": word("yes"),
        "e.supplies[f]": word("none"),
        "g.stance": Value("none"),
        "h.deaths": point(2783),
        "i.share_held[j]": Value("interval", 0.25, 0.4, unit="share"),
    }
    claims = [make(slot, value) for slot, value in values.items()]
    assert list(parse_claim_file(dump_claims(claims, SOURCE, SHA), SOURCE).claims) == claims


def test_all_faults_come_at_once_with_their_lines() -> None:
    text = (
        f"source: {SOURCE.id}\ntext_sha256: {SHA}\nclaims:\n"
        "- slot: russia.atention\n  kind: measure\n  value: bound\n  by: x\n  citation: c\n  paraphrase: p\n"
        "- slot: a.deaths\n  kind: guess\n  value: -4\n  unit: persons\n  by: x\n  citation: c\n  paraphrase: p\n"
        "  event_time: [2020-02-02, 2020-01-01]\n  colour: red\n"
        "- slot: a.in_force\n  kind: fact\n  value: yes\n  by: x\n  citation: c\n  paraphrase: p\n"
        "- 7\n"
    )
    found = faults(text)
    lines = sorted(int(fault.split(":")[1].split()[0]) for fault in found)
    assert lines == [4, 11, 12, 17, 18, 21, 25]
    assert any("attention" in fault for fault in found)
    assert any("quotes" in fault for fault in found)


def test_a_changed_claim_is_told_by_its_id() -> None:
    assert any("the claim changed" in fault for fault in faults(GOOD.replace("value: 300", "value: 301")))


def test_a_claim_twice_is_a_fault() -> None:
    block = GOOD[GOOD.index("- id") :]
    assert any("the same claim as claims[0]" in fault for fault in faults(GOOD + block))


def test_a_file_of_another_source_is_refused() -> None:
    assert any("another source" in fault for fault in faults(GOOD.replace("valley-2021", "hill-1999", 1)))


@pytest.mark.parametrize("kind", ["opinion", "prediction", "relation", "mechanism", "stake", "measure"])
def test_nothing_an_analysis_says_is_known_before_it_came_out(kind: str) -> None:
    text = GOOD.replace("kind: measure", f"kind: {kind}").replace(
        "  credibility", "  known_from: 2021-03-03\n  credibility"
    )
    assert any("known before its publication" in fault for fault in faults(text))


def test_a_dated_fact_may_be_known_earlier_with_a_citation_of_its_own() -> None:
    early = GOOD.replace("kind: measure", "kind: event").replace(
        "  credibility", "  known_from: 2021-03-03\n  credibility"
    )
    assert any("citation" in fault for fault in faults(early))
    cited = early.replace("  paraphrase", "  citation: The gazette of that day\n  paraphrase")
    assert parse_claim_file(cited, SOURCE).claims[0].known_from < SOURCE.counts_from


def test_a_record_needs_a_citation_and_the_day_it_was_known() -> None:
    claim = make(at=None, citation="Gazette 12", source="record", origin="record")
    good = dump_claims([claim], RECORD)
    assert parse_claim_file(good, RECORD).claims == (claim,)
    assert "known_from: 2021-03-04" in good
    found = faults(
        "source: record\nclaims:\n- {slot: a.in_force, kind: fact, value: 'yes', by: x, paraphrase: p}\n", RECORD
    )
    assert any("citation" in fault for fault in found)
    assert any("day it was known" in fault for fault in found)


def test_a_day_alone_in_a_list_is_a_day() -> None:
    claim = make(event_time=(make().known_from, make().known_from))
    text = dump_claims([claim], SOURCE, SHA)
    assert parse_claim_file(text.replace("2021-03-04", "[2021-03-04]"), SOURCE).claims == (claim,)


def test_writing_anew_adds_ids_and_keeps_remarks() -> None:
    found = parse_claim_file(
        f"# top\nsource: {SOURCE.id}\ntext_sha256: {SHA}\nclaims:\n# first\n"
        "- slot: a.in_force\n  kind: fact\n  value: 'yes'\n  by: x\n  citation: c\n  paraphrase: p\n"
        "# second\n- slot: b.in_force\n  kind: fact\n  value: 'no'\n  by: x\n  citation: c\n  paraphrase: p\n",
        SOURCE,
    )
    anew = dump_claims(found.claims, SOURCE, found.text_sha256, found.remarks)
    assert parse_claim_file(anew, SOURCE) == found
    assert [line for line in anew.split("\n") if line.startswith("#")] == ["# top", "# first", "# second"]
    assert all(f"id: {claim.id}" in anew for claim in found.claims)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        load_claims(tmp_path / "none.yaml", SOURCE)
