"""What to find out next: only what can be seen and is not chance; else that nothing would narrow the answer much."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from detente.cases.model import Case
from detente.findings.as_json import run_to_json
from detente.findings.drivers import Driver, drivers
from detente.findings.estimate import Estimate
from detente.findings.evidence import Evidence
from detente.findings.learning import LEARN, VISIBLE, besides, learning, note
from detente.findings.runs import Run

P = Estimate(0.5, (0.1, 0.9), 0.01, 0.36, 4000)  # a spread of 0.3


def found(*drops: float, share: float = 0.3, leader: str = "model.lam") -> Evidence:
    slots = [Driver(f"iran.interest[p{n}]", share, (0.1, 0.5)) for n in range(len(drops))]
    learn = tuple((d.id, drop) for d, drop in zip(slots, drops, strict=True))
    return Evidence((Driver(leader, 0.4, (0.3, 0.5)), *slots), (), (), (), learn)


def test_what_changes_no_figure_is_not_listed_and_the_most_is_said(flagship: Case) -> None:
    told = learning(found(0.004, 0.001), P)
    assert told.visible == () and told.spread == pytest.approx(0.3)
    said = note(told, flagship) or ""
    assert said.startswith("No single fact that could be found out would narrow it much: settling “Iran: ")
    assert "take 0.004 off a spread of 0.30" in said
    assert said.endswith("What moves it most is a level of the model: how closely choices follow gains and costs.")


def test_a_level_of_the_model_is_named_only_where_it_surely_moves_the_answer(flagship: Case) -> None:
    drawn = found(0.004)
    faint = replace(drawn, slots=(replace(drawn.slots[0], interval=(0.0, 0.5)), *drawn.slots[1:]))
    assert "What moves it most" not in (note(learning(faint, P), flagship) or "")


def test_what_can_be_seen_is_listed_without_a_note(flagship: Case) -> None:
    told = learning(found(0.04, VISIBLE, 0.009), P)
    assert [drop for _, drop in told.visible] == [0.04, VISIBLE]
    assert note(told, flagship) is None
    assert len(learning(found(*[0.05] * 9), P).visible) == LEARN


def test_what_chance_may_have_done_is_not_listed(flagship: Case) -> None:
    drawn = found(0.04)
    faint = replace(drawn, slots=tuple(replace(d, interval=(0.0, 0.5)) for d in drawn.slots))
    told = learning(faint, P)
    assert told.visible == () and told.most is None
    assert note(told, flagship) == (
        "In so few histories no single fact that could be found out stands out from chance."
    )
    one = learning(Evidence((), (), (), (), ()), Estimate(0.0, None, 0.4, None, 4))
    assert "can't tell" in (note(one, flagship) or "")
    none = learning(Evidence((), (), (), (), ()), P)
    assert note(none, flagship) == "No single fact that could be found out is seen to narrow it."


def test_what_narrows_another_outcome_is_said_where_nothing_narrows_the_leading_one(flagship: Case) -> None:
    """One outcome that is all but certain must not hide what the others hang on."""
    none, some = learning(found(0.001), P), learning(found(0.04, 0.02), P)
    told = besides(none, [("a", none), ("b", some), ("c", some)])
    assert (told.elsewhere or ())[0::2] == ("b", 0.04)
    said = note(told, flagship) or ""
    assert said.startswith("No single fact") and "Of “b” the spread would narrow by 0.04 if “Iran: " in said
    assert besides(some, [("b", some)]).elsewhere is None
    assert besides(none, [("a", none)]).elsewhere is None


def test_the_one_that_would_do_most_is_named_only_if_it_surely_does_anything(flagship: Case) -> None:
    """Of hundreds of beliefs one always comes out on top; the next one below may be the sure one."""
    drawn = found(0.004, 0.003)
    leader, first, second = drawn.slots
    told = learning(replace(drawn, slots=(leader, replace(first, interval=(0.0, 0.5)), second)), P)
    assert told.most == ("iran.interest[p1]", 0.003) and not told.faint
    none = learning(replace(drawn, slots=(leader, *(replace(d, interval=(0.0, 0.5)) for d in (first, second)))), P)
    assert none.most is None
    said = note(none, flagship) or ""
    assert "settling" not in said and said.startswith("No single fact that could be found out is seen to narrow it.")


def test_a_belief_that_decides_it_is_listed() -> None:
    rng = np.random.default_rng(1)
    slot = rng.random(400)
    hits = rng.random((400, 4)) < np.where(slot > 0.5, 0.9, 0.1)[:, None]
    (driver,) = drivers({"russia.attention": slot}, hits, resamples=50)
    evidence = Evidence((driver,), (), (), (), (("russia.attention", 0.3),))
    assert learning(evidence, Estimate(0.5, (0.1, 0.9), 0.02, 0.64, 1600)).visible


def test_every_answer_lists_what_helps_or_says_that_nothing_does(small: Run) -> None:
    for answer in run_to_json(small)["answers"]:
        assert bool(answer["learn_next"]) != bool(answer["learn_note"])
        assert all(row["narrows_by"] >= VISIBLE for row in answer["learn_next"])
        assert answer["spread"] >= 0
