"""Scenario and what-if reasoning: the frame of everything else.

What the analyses say. Poghosyan (October 2023) supposes an attack on Armenia and asks actor by actor who could act,
who would want to, who must consent and who fears whom; others, whom he quotes, suppose otherwise, and a reader of his
tells a scenario of his own. The Conversation (September 2022) and the SAIS article (January 2023) draw conclusions
from a condition: if this eased, that would.

How the model says it. ``given: do`` makes an act happen in the first month and lets everything follow; ``--assume``
puts a value in place of all claims on a slot. Both sides of a comparison live with the same luck, so that what
differs is what was supposed. Claims under a condition, and rival predictions, stay side by side with who makes them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.systems.flagship import case, lived, word
from tests.systems.paired import answered, attacked, gap, live
from tests.worlds import generic

from detente.cases.model import Made
from detente.verification.rivalry import ALPHA, BETA, MARCH, PATRON_A, PATRON_B
from detente.worlds.kernel.history import Record
from detente.worlds.setup import COERCE, JOIN, LIMITED, OFFENSIVE

ALONE: dict[str, Any] = {"stance": [[0, 0], [0, 0], [0, 0], [0, 1.0]], "interest": [[0.0] * 3] * 3 + [[0, 0, 0.3]]}


@pytest.mark.parametrize("action", [COERCE, LIMITED, OFFENSIVE])
@pytest.mark.parametrize("d", [ALPHA, BETA])
def test_what_is_supposed_happens_in_the_first_month_of_every_history(action: int, d: int) -> None:
    world = {"holder": (0, 1, 1 - d), "cost_limited": 5.0, "cost_offensive": 5.0}
    r = live(attacked(action, d), 500, 3, **world)
    assert (r.action[:, 0, d] == action).all() and (r.objective[:, 0, d] == MARCH).all()
    assert (r.action[:, 1:, d] != action).any()  # and is not repeated as if it were law


def alike(one: Record, other: Record) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in Record._fields)


def test_where_nothing_is_changed_nothing_differs() -> None:
    one, two = (live(draws=500) for _ in range(2))
    assert alike(one, two)


def test_what_a_supposition_does_not_touch_stays_as_it_was() -> None:
    """Where nobody needs a neighbour's consent it changes nothing: the same luck, history by history."""
    plain, other = (live(draws=2000, consent=c) for c in (1.0, 0.2))
    assert alike(plain, other)


def joins(consenter: bool = False, **world: Any) -> Any:
    shape = attacked(consenter=(-1, -1, -1, PATRON_A if consenter else -1))
    return answered(live(shape, 4000, 1, **(ALONE | world)), PATRON_B, JOIN)


@pytest.mark.parametrize(
    ("what", "less", "more"),
    [
        ("capability", {"commitment": 0.01}, {"commitment": 0.3}),
        ("will", {"attention": (0, 0, 0.7, 0.2)}, {"attention": (0, 0, 0.7, 0.9)}),
        ("stake", {"interest": [[0.0] * 3] * 3 + [[0, 0, 0.05]]}, {"interest": [[0.0] * 3] * 3 + [[0, 0, 0.5]]}),
        ("consent", {"consenter": True, "consent": 0.0, "b_consent": 0.2}, {"consenter": True, "b_consent": 0.2}),
    ],
)
def test_a_response_depends_on_capability_will_stake_and_consent(what: str, less: Any, more: Any) -> None:
    assert gap(joins(**more), joins(**less)).up, what


def test_and_on_the_fear_of_a_clash() -> None:
    world: dict[str, Any] = {"strength": (4, 4, 60, 40), "j_war": 0.5, "stance": [[0, 0], [0, 0], [1.0, 0], [0, 1.0]],
             "interest": [[0.0] * 3] * 2 + [[0, 0, 0.3]] * 2}  # fmt: skip
    assert gap(joins(b_danger=0.6, **world), joins(b_danger=0.0, **world)).down


def test_a_chain_of_conditions_holds_step_by_step() -> None:
    """An attack, then resistance, then a patron who joins: each has the one before as its condition."""
    r = live(attacked(), 6000, 1, cost_target=1.0, home_risk=0.2)
    resisted, joined = r.resisted[:, 0, ALPHA] == 1, answered(r, PATRON_B, JOIN)
    assert 0.0 < resisted.mean() < 1.0
    assert joined[resisted].any() and not joined[~resisted].any()


def test_made_to_happen_and_bound_to_happen_are_two_questions() -> None:
    """What follows an attack is asked of every world; whether it comes of each as it is."""
    setup, w = generic.setup(12), generic.varied(3000, 4, cost_offensive=0.9)
    chance: Record = generic.run(setup, w)
    supposed = generic.run(generic.setup(12, **attacked()), w)
    assert (supposed.action[:, 0, ALPHA] == OFFENSIVE).all()
    assert (chance.action[:, 0, ALPHA] == OFFENSIVE).mean() < 0.1
    assert gap(supposed.deaths.sum((1, 2)), chance.deaths.sum((1, 2))).up


def test_an_assumption_in_the_case_replaces_all_claims_on_its_slot() -> None:
    made = Made("azerbaijan", "offensive", "syunik")
    apart = [
        lived("2023-10-04", 1, word("russia.attention", value), made=made, draws=60) for value in ("bound", "free")
    ]
    assert not np.array_equal(apart[0].response, apart[1].response)
    same = [lived("2023-10-04", 1, word("russia.attention", "bound"), made=made, draws=60) for _ in range(2)]
    assert np.array_equal(same[0].response, same[1].response)


def test_rival_scenarios_stand_side_by_side_with_their_authors() -> None:
    told = [c for c in case().claims if c.condition is not None and c.kind == "prediction"]
    answers = {(c.asserted_by, c.value.words) for c in told if c.slot == "russia.prediction[response]"}
    assert len({who for who, _ in answers}) > 1
    assert len({what for _, what in answers}) > 1
