from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from detente.errors import InputError
from detente.names.faults import Faults, show_path
from detente.names.yamlfile import parse_yaml, read_yaml


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse_yaml(text, "f.yaml")
    except InputError as refusal:
        assert all(fault.file == "f.yaml" and fault.remedy for fault in refusal.faults)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("a: 1\na: 2\n", "twice"),
        ("a: &x [1]\nb: *x\n", "alias"),
        ("a: !!python/object:os.system x\n", "tag"),
        ("? [a]\n: b\n", "word"),
        ("a: [1\n", "YAML"),
        ("[" * 100_000, "deeply"),
        ("- " * 5_000 + "a", "deeply"),
    ],
)
def test_what_is_refused(text: str, reason: str) -> None:
    with pytest.raises(InputError, match=reason):
        parse_yaml(text, "f.yaml")


def test_many_items_are_not_deep() -> None:
    assert len(parse_yaml("- {a: [1, 2]}\n" * 3000, "f.yaml")) == 3000


def test_a_day_that_is_none_stays_text() -> None:
    assert parse_yaml("a: 2020-13-45\nb: 1_000\nc: .inf\nd: ~\ne: 'yes'\nf: yes\n", "f") == {
        "a": "2020-13-45",
        "b": 1000,
        "c": float("inf"),
        "d": None,
        "e": "yes",
        "f": True,
    }


def test_a_file_that_is_missing_or_not_utf8(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="can't be read"):
        read_yaml(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"a: 1\nb: caf\xe9\n")
    with pytest.raises(InputError, match=r"latin\.yaml:2"):
        read_yaml(tmp_path / "latin.yaml")


def test_faults_have_the_line_of_their_deepest_key() -> None:
    faults = Faults("f.yaml", "x: 1\nclaims:\n- slot: a\n  at:\n    start: 3\n- slot: b\n")
    faults.add(("claims", 0, "at", "start"), "wrong", "mend")
    faults.add(("claims", 1, "absent"), "missing", "add")
    assert [fault.line for fault in faults.located()] == [5, 6]
    assert show_path(("claims", 0, "at", "start")) == "claims[0].at.start"
