"""What ``detente compare`` says of the changes that moved an outcome."""

from __future__ import annotations

from typing import Any

import pytest

from detente.cli.compare_words import explanation, show, twins


def moved(by: float, claim: str, slot: str, source: str = "northern-review", **other: Any) -> dict[str, Any]:
    return {"kind": "added", "claims": [claim], "slots": [slot], "source": source, "paraphrase": f"what {claim} says",
            "difference": by, "interval": [by - 0.01, by + 0.01], "clear": True} | other  # fmt: skip


START, FORCE = moved(-0.163, "c-1", "truce.start"), moved(-0.163, "c-2", "truce.in_force")
REST = [moved(-0.037, "c-3", "north.resolve"), moved(0.0, "c-4", "x.y", clear=False)]


def test_one_thing_told_twice_counts_once() -> None:
    lines = list(explanation({"moved_by": [START, FORCE, *REST], "moved_nothing": 0}, split=True))
    assert lines[0] == "Of the changes of claims each taken back alone (they overlap and needn't add up):"
    assert [line.partition(" ")[0] for line in lines[1:3]] == ["-0.163", "-0.037"]
    assert "truce.start, truce.in_force) [c-1, c-2]" in lines[1]
    assert lines[3:] == ["1 change of claims moved it by less than so few worlds can tell."]


@pytest.mark.parametrize(
    "other",
    [
        moved(-0.163, "c-2", "truce.in_force", source="southern-review"),
        moved(-0.163, "c-2", "truce.in_force", kind="removed"),
        moved(-0.162, "c-2", "truce.in_force"),
        moved(-0.163, "c-2", "truce.in_force", claims=["c-2", "c-9"]),
    ],
)
def test_what_differs_is_told_apart(other: dict[str, Any]) -> None:
    assert [row["claims"] for row in twins([START, other])] == [START["claims"], other["claims"]]


def test_items_stand_below_the_part_they_are_of(capsys: pytest.CaptureFixture[str]) -> None:
    zero = {"difference": 0.0, "interval": [0, 0]}
    parts = {"claims": moved(-0.325, "", ""), "time": moved(-0.01, "", ""), "terms": zero, "model": zero}
    outcome = {"label": "war", "p": [0.4, 0.065], "change": "fell", **moved(-0.335, "", ""), "because": parts,
               "moved_by": [START, *REST], "moved_nothing": 0}  # fmt: skip
    answer = {"text": "War?", "as_of": ["2020-01-01", "2020-02-01"], "given": None, "paired": True,
              "besides": ["time"], "outcomes": [outcome], "cannot_move": []}  # fmt: skip
    show({"answers": [answer]})
    lines = {
        line.strip().partition(" ")[0]: len(line) - len(line.lstrip()) for line in capsys.readouterr().out.split("\n")
    }
    assert lines["-0.163"] == lines["Of"] > lines["-0.325"] == lines["-0.010"]
    order = [word for word in lines if word in ("-0.325", "Of", "-0.163", "-0.010")]
    assert order == ["-0.325", "Of", "-0.163", "-0.010"]
