from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from tests.cases.making import FORMAT, write_case, yaml_blocks

from detente.beliefs.draws import Terms, believe
from detente.cases.check import as_of_days, check, load
from detente.cases.expressions import ARGUMENTS, LISTS, misuse
from detente.cases.userdata import text_digests, texts_folder, user_folder
from detente.claims.attach import attach
from detente.claims.reading import FIELDS
from detente.worlds.fill import Filler

DATA_MODEL = FORMAT.with_name("data-model.md")


def test_the_case_of_the_guide_has_no_faults(tmp_path: Path) -> None:
    case, faults = load(write_case(tmp_path))
    assert faults == ()
    assert case is not None
    beliefs = believe(case.grounds._replace(priors={}), Terms(as_of_days(case)[0], draws=8))
    assert Filler(case, beliefs).fill().size == 8
    report = check(case, beliefs.slots)
    assert report.faults == ()
    assert report.coverage is not None
    assert report.coverage.with_claims >= 6
    found = attach(case.claims, [tmp_path / "walker.txt"], text_digests(case))
    assert (found.exact, found.orphan) == (2, 0)


def test_every_block_is_plain_yaml() -> None:
    assert all(yaml.safe_load(block) for block in yaml_blocks())


def test_every_expression_is_shown_and_right() -> None:
    listed = next(block for block in yaml_blocks() if block.startswith("- {deaths:"))
    shown = yaml.safe_load(listed)
    assert [why for expression in shown for why in misuse(expression)] == []
    assert {*ARGUMENTS, "any_of"} <= {word for expression in shown for word in expression}
    assert all(word in listed for word in LISTS)


def test_the_guide_names_every_field_of_a_claim() -> None:
    text = FORMAT.read_text("utf-8")
    assert [field for field in FIELDS if f"`{field}`" not in text] == []


def test_the_data_model_names_the_fields_of_the_json() -> None:
    text = DATA_MODEL.read_text("utf-8")
    names = (
        "id",
        "slot",
        "kind",
        "value",
        "condition",
        "modality",
        "asserted_by",
        "attribution",
        "stance",
        "event_time",
    )
    more = ("known_from", "credibility", "origin", "weight", "status", "made_by", "at", "citation", "paraphrase")
    assert [name for name in (*names, *more) if f"`{name}`" not in text] == []


def test_the_users_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert texts_folder("a-case") == tmp_path / "detente" / "a-case" / "texts"
    assert texts_folder("../../b").is_relative_to(tmp_path / "detente")
    monkeypatch.setenv("XDG_DATA_HOME", "not/absolute")
    assert user_folder() == Path.home() / ".local" / "share" / "detente"
