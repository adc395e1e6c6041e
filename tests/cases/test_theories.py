"""``theories.yaml`` says what named causes have to do with the model: a new cause needs no new code."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.cases.making import FORMAT, write_case

from detente.beliefs.draws import Terms, believe
from detente.beliefs.theories import Theories, slot_of, spoken_of
from detente.cases.check import as_of_days, check, load
from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.cases.theories import read_theories
from detente.errors import InputError

CLAIMS = "claims:\n- slot: mill_valley.holder"
SAID = """claims:
- slot: {name}.makes
  kind: mechanism
  value: {value}
  by: northland
  known_from: 2015-06-02
  credibility: 1
  citation: Northland Gazette, 2 June 2015
  paraphrase: It is so.
- slot: mill_valley.holder"""


def saying(folder: Path, name: str, value: str = "no_effect", theories: str | None = None) -> Case:
    """The case of the guide in which somebody also speaks of a cause; perhaps with other theories."""
    write_case(folder, claims__record=(CLAIMS, SAID.format(name=name, value=value)))
    if theories is not None:
        (folder / "theories.yaml").write_text(theories, "utf-8")
    return load_case(str(folder))


def drawn(case: Case, coefficient: str) -> np.ndarray:
    return believe(case.grounds, Terms(as_of_days(case)[0], draws=200)).coefficient(coefficient).numbers


def test_a_cause_of_a_case_s_own_naming_moves_the_coefficient_that_the_case_says(tmp_path: Path) -> None:
    plain = drawn(load_case(str(write_case(tmp_path / "plain"))), "b_keepers")
    own = "speak_of: {b_keepers: {turning_mills_calm: less_likely}}"
    found = drawn(saying(tmp_path / "own", "turning_mills_calm", theories=own), "b_keepers")
    assert 0.3 < (found == 0.0).mean() < 1.0
    assert np.array_equal(found[found != 0.0], plain[found != 0.0])


def test_without_a_word_on_it_a_cause_moves_nothing_and_the_check_warns_once(tmp_path: Path) -> None:
    case = saying(tmp_path, "turning_mills_calm", theories="speak_of: {}")
    assert slot_of("b_keepers") not in believe(case.grounds, Terms(as_of_days(case)[0], draws=8)).claims
    warned = [fault for fault in check(case, ()).faults if fault.value == "turning_mills_calm"]
    assert [fault.severity for fault in warned] == ["warning"]
    assert "theories.yaml" in warned[0].remedy and "b_keepers" in warned[0].remedy


@pytest.mark.parametrize("name", ["songs_feed_pride", "stalled_talks_escalate"])
def test_what_is_listed_isn_t_warned_of(name: str, tmp_path: Path) -> None:
    assert check(saying(tmp_path, name), ()).faults == ()


@pytest.mark.parametrize("name", ["south-caucasus", "kosovo-serbia"])
def test_every_cause_of_a_bundled_case_is_listed_and_none_that_nobody_names(name: str) -> None:
    case = load_case(name)
    named = {claim.slot.removesuffix(".makes") for claim in case.claims if claim.slot.endswith(".makes")}
    listed = {cause for causes in case.theories.speak_of.values() for cause in causes} | set(case.theories.move_nothing)
    assert named == listed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("speak_of: {b_pats: {a_b: more_likely}}", "Did you mean b_path?"),
        ("speak_of: {b_path: {a_b: likely}}", "more_likely"),
        ("speak_of: {b_path: [a_b]}", "dictionary"),
        ("speak_of: {b_path: {a_b: more_likely}, m: {a_b: more_likely}}", "this name stands twice"),
        ("speak_of: {b_path: {a_b: more_likely}}\nmove_nothing: {a_b: why}", "this name stands twice"),
        ("move_nothing: {a_b: ''}", "no reason"),
        ("moves: {a_b: c}", "not a field here"),
        ("- a_b", "dictionary"),
    ],
)
def test_faults_are_named_with_file_and_line(text: str, said: str, tmp_path: Path) -> None:
    write_case(tmp_path)
    (tmp_path / "theories.yaml").write_text(text + "\n", "utf-8")
    with pytest.raises(InputError) as refused:
        load_case(str(tmp_path))
    assert said in str(refused.value)
    assert f"{tmp_path / 'theories.yaml'}:" in str(refused.value)
    case, faults = load(tmp_path)
    assert case is None and any(said in str(fault) for fault in faults)


@pytest.mark.parametrize("text", [None, "", "# nothing yet\n"])
def test_no_file_or_an_empty_one_says_nothing(text: str | None, tmp_path: Path) -> None:
    path = tmp_path / "theories.yaml"
    if text is not None:
        path.write_text(text, "utf-8")
    assert read_theories(path) == Theories()


def test_an_edit_is_read_at_once(tmp_path: Path) -> None:
    before = load_case(str(write_case(tmp_path)))
    path = tmp_path / "theories.yaml"
    path.write_text(path.read_text("utf-8").replace("more_likely", "less_likely"), "utf-8")
    after = load_case(str(tmp_path))
    assert before.digest != after.digest
    assert after.theories.speak_of["b_path"] == {"stalled_talks_escalate": "less_likely"}


def test_the_guide_lists_what_claims_may_speak_of() -> None:
    text = FORMAT.read_text("utf-8")
    assert [name for name, means in spoken_of().items() if f"| `{name}` | {means} |" not in text] == []
