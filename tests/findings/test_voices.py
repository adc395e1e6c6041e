"""Why authors heard alone lie on one side of all together: from what is believed then and now, not from a phrase."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.beliefs.making import HOLDER, beliefs, say, word

from detente.beliefs.hearing import judged
from detente.cases.model import Case
from detente.findings import voices as of_voices
from detente.findings.estimate import Difference, Gap
from detente.findings.headline import shown
from detente.findings.only import Heard, alone
from detente.findings.shifts import changed, part
from detente.findings.study import Options, Study, study
from detente.findings.voices import PART, voices, words

SLOT = "russia.attention"


@pytest.fixture(scope="module")
def lived(flagship: Case) -> Study:
    question = flagship.question("leverage")
    assert question is not None
    return study(flagship, question, date(2023, 1, 31), Options(worlds=160))


def heard(lived: Study, *gaps: float, se: float = 0.001) -> list[Heard]:
    """As many voices with answers so far from the main one."""
    main = float(lived.hits[None]["large_force"].mean())
    every = alone(lived, None).only
    return [
        replace(h, p={"large_force": main + gap}, moved={"large_force": Difference(gap, se)})
        for h, gap in zip(every, gaps, strict=False)
    ]


def test_only_where_all_clearly_lie_on_one_side(lived: Study) -> None:
    def told(*voiced: Heard) -> bool:
        return voices(lived, None, "large_force", [], voiced) is not None

    assert told(*heard(lived, -0.1, -0.05))
    assert told(*heard(lived, 0.1, 0.05))
    assert not told(*heard(lived, -0.1, 0.05))
    assert not told(*heard(lived, -0.1, 0.0))
    assert not told(*heard(lived, -0.1))
    assert not told(*heard(lived, -0.1, -0.05, se=0.1))
    assert not told(*heard(lived, -0.1, -0.001))  # the second may well lie on the other side


@pytest.fixture
def by_slot(lived: Study, monkeypatch: pytest.MonkeyPatch) -> dict[str, Gap]:
    """What slots make of the gap, as a test sets it; the rest make none."""
    parts: dict[str, Gap] = {}
    monkeypatch.setattr(of_voices, "part", lambda beliefs, few, slot, *_: parts.get(slot, Gap(0.0, 0.01)))
    return parts


def test_a_slot_that_makes_the_gap_is_named_with_who_speaks_to_it(
    lived: Study, flagship: Case, by_slot: dict[str, Gap]
) -> None:
    best, other = sorted(slot for slot in lived.beliefs.slots if slot in judged(lived.beliefs))[:2]
    by_slot[best] = Gap(-0.1, 0.01)
    found = voices(lived, None, "large_force", [best, other], heard(lived, -0.1, -0.2))
    assert found is not None and found.explained
    assert [(s.slot, s.part) for s in found.shifts] == [(best, -0.1)]
    said = words(found, flagship)
    assert said.startswith("Heard alone, both authors answer lower (") and "of the gap lies in “" in said
    assert f"{found.shifts[0].authors} of 2 speak" in said or "all speak to it" in said
    far = voices(lived, None, "large_force", [best], heard(lived, *([-0.2 / PART] * 2)))
    assert far is not None and not far.explained


def test_a_slot_whose_part_may_be_chance_is_not_named(lived: Study, by_slot: dict[str, Gap]) -> None:
    """Drivers are looked at together, so it takes more for one of many to stand out."""
    slots = sorted(slot for slot in lived.beliefs.slots if slot in judged(lived.beliefs))[:8]
    by_slot[slots[0]] = Gap(-0.1, 0.05)
    for looked_at, told in ((1, True), (8, False)):
        found = voices(lived, None, "large_force", slots[:looked_at], heard(lived, -0.1, -0.2))
        assert found is not None and found.explained == told


def test_that_all_lie_lower_is_not_said_of_one_shown_as_no_lower(lived: Study, flagship: Case) -> None:
    for side, other in ((-1, "higher"), (1, "lower")):
        found = voices(lived, None, "large_force", [], heard(lived, side * 0.1, side * 0.0001, se=0.00001))
        assert found is not None
        together = shown(found.p)
        said = words(found, flagship).partition(". Each")[0]
        assert said.endswith(f"; none answers {other} than all together ({together})")
        assert said.startswith("Heard alone, the 2 authors answer 0.")


def test_where_no_driver_tells_the_beliefs_that_change_most_are_named(lived: Study, flagship: Case) -> None:
    found = voices(lived, None, "large_force", [], heard(lived, 0.1, 0.2))
    assert found is not None and not found.explained and len(found.shifts) == 2
    said = words(found, flagship)
    assert "answer higher (" in said and "No single belief explains it; more voices most change" in said
    low, high = found.speaks
    assert 0 < low <= high <= found.of and f"{found.of} things" in said


def test_the_part_of_a_slot_is_its_line_times_the_shift_of_its_mean() -> None:
    held = beliefs([say("able", 0.9, SLOT), say("baker", 0.1, SLOT)], 400)
    drawn = held.draw(SLOT).numbers
    only = [part(held, held, SLOT, 0.5 + 0.4 * drawn, [source]).delta for source in ("able", "baker")]
    assert only[0] > 0 > only[1]
    assert part(held, held, SLOT, 0.5 + 0.4 * drawn, ["able", "baker"]).delta == pytest.approx(sum(only) / 2)
    assert part(held, held, SLOT, np.full(400, 0.5), ["able"]).delta == pytest.approx(0)
    assert changed(held, SLOT, ["able"]) > 0


@pytest.mark.parametrize("named", [False, True])
def test_the_error_of_a_part_is_how_far_it_strays(named: bool) -> None:
    """Over many runs of the same beliefs with other luck: where nothing hangs on the slot it is 0 within its error."""
    slot = HOLDER if named else SLOT
    says = (word("northland"), word("southland")) if named else (0.9, 0.1)
    held = beliefs([say("able", says[0], slot), say("baker", says[1], slot)], 400)
    held.draw(slot)
    rng = np.random.default_rng(1)
    found = [part(held, held, slot, rng.binomial(4, 0.3, 400) / 4, ["able"]) for _ in range(300)]
    spread = float(np.std([each.delta for each in found]))
    assert np.mean([each.se for each in found]) == pytest.approx(spread, rel=0.2)
    assert np.mean([each.interval[0] > 0 or each.interval[1] < 0 for each in found]) < 0.16
