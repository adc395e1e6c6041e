from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from detente.names.yamledit import UneditableError, add_entry, set_fields

TEXT = """# top
source: é😀  # whose
claims:
# first
- id: a   # trailing
  at: {start: 1,
       end: 2}  # two lines
  note: |
    several
    lines

- id: b
  empty:
# end
last: []  # none
"""
WORDS = st.from_regex(r"[a-z]{1,6}", fullmatch=True).filter(lambda word: yaml.safe_load(word) == word)  # no "off"
ENTRIES = st.dictionaries(WORDS, st.integers() | WORDS.map(lambda w: w + "x") | st.lists(st.integers()), min_size=1)
STYLES = st.sampled_from([None, True, False])


def lines_of(entry: dict[str, Any]) -> list[str]:
    return [f"{name}: {in_line(value)}" for name, value in entry.items()]


def in_line(value: object) -> str:
    return yaml.safe_dump(value, default_flow_style=True, width=10**9).replace("...", "").strip()


@given(st.lists(ENTRIES, max_size=3), ENTRIES, st.sampled_from([0, 2]), st.booleans())
def test_an_entry_more_and_nothing_else(
    entries: list[dict[str, Any]], new: dict[str, Any], indent: int, remark: bool
) -> None:
    listed = yaml.safe_dump(entries, default_flow_style=None if entries else True, sort_keys=False)
    listed = "".join(" " * indent + line for line in listed.splitlines(True)) if entries else listed
    text = f"a: 1\nlist:{chr(10) if entries else ' '}{listed}" + ("# remark\n" if remark else "") + "b: 2\n"
    edited = add_entry(text, "list", lines_of(new))
    assert yaml.safe_load(edited) == {"a": 1, "list": [*entries, new], "b": 2}
    kept = [line for line in edited.splitlines() if line in text.splitlines()]
    assert set(text.splitlines()) - set(kept) <= {"list: []"}


@given(ENTRIES, ENTRIES, st.booleans())
def test_fields_are_set_and_the_rest_stays(old: dict[str, Any], new: dict[str, Any], flow: bool) -> None:
    text = (
        "top:\n- "
        + yaml.safe_dump(old, default_flow_style=flow, sort_keys=False, width=10**9).replace("\n", "\n  ").strip()
        + "\n"
    )
    fields = dict(line.split(": ", 1) for line in lines_of(new))
    assert yaml.safe_load(set_fields(text, ("top", 0), fields)) == {"top": [{**old, **new}]}


def test_remarks_and_layout_stay() -> None:
    edited = set_fields(TEXT, ("claims", 0), {"id": "c", "at": "{start: 9}", "more": "x"})
    assert edited == (
        TEXT.replace("id: a", "id: c")
        .replace("{start: 1,\n       end: 2}", "{start: 9}")
        .replace("    lines\n", "    lines\n  more: x\n")
    )
    assert set_fields(TEXT, ("claims", 1), {"empty": "1"}) == TEXT.replace("empty:", "empty: 1")
    assert add_entry(TEXT, "claims", ["id: z"]) == TEXT.replace("empty:\n", "empty:\n- id: z\n")
    assert add_entry(TEXT, "last", ["id: z"]) == TEXT.replace("last: []  # none", "last:  # none\n- id: z")
    assert add_entry(TEXT, "new", ["id: z"]) == TEXT + "new:\n- id: z\n"


def test_lines_for_a_value() -> None:
    once = set_fields(TEXT, ("claims", 1), {"changes": "\n- {a: 1}"})
    assert "  empty:\n  changes:\n  - {a: 1}\n# end" in once
    assert "  changes:\n  - {a: 1}\n  - {a: 2}\n# end" in set_fields(
        once, ("claims", 1), {"changes": "\n- {a: 1}\n- {a: 2}"}
    )


def test_windows_line_ends_are_read_again() -> None:
    text = "a: 1\r\nb:\r\n- x: 1\r\n"
    assert yaml.safe_load(set_fields(text, (), {"a": "2"})) == {"a": 2, "b": [{"x": 1}]}
    assert yaml.safe_load(add_entry(text, "b", ["x: 2"])) == {"a": 1, "b": [{"x": 1}, {"x": 2}]}


@pytest.mark.parametrize("edit", [
    lambda: add_entry("a: [1, 2]\n", "a", ["x: 1"]),
    lambda: set_fields("a: 1\n", ("a",), {"x": "1"}),
    lambda: set_fields("a: {b: 1}\n", ("a",), {"x": "\n- 1"}),
    lambda: set_fields("a: 1\n", ("b", 3), {"x": "1"}),
])  # fmt: skip
def test_what_can_not_be_edited_says_so(edit: Any) -> None:
    with pytest.raises(UneditableError):
        edit()
