"""A source's absence previewed on the worlds that don't trust it agrees with living without it."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.beliefs.making import HOLDER, SLOT, beliefs, say, word

from detente.cases.model import Case
from detente.findings.preview import LEAST, preview, untrusted
from detente.findings.study import Options, Study, study
from detente.worlds.past import DEATHS

QUESTIONS = ("july-2020", "three-tracks", "attack-on-syunik")


@pytest.fixture(scope="module")
def studies(flagship: Case) -> list[Study]:
    asked = [flagship.question(name) for name in QUESTIONS]
    return [study(flagship, one, one.as_of[-1], Options(worlds=2000, months=6)) for one in asked if one]


def analyses(of: Study) -> list[str]:
    speaking = {c.source for slot in of.beliefs.slots for c in of.beliefs.claims.get(slot, ())}
    return sorted(s for s in speaking if of.case.sources[s].kind == "analysis")


def test_a_preview_agrees_with_striking_the_source_out(studies: list[Study]) -> None:
    """Of all sources, questions and outcomes 98 in 100 within 3.5 standard errors of the difference."""
    scores = []
    for of in studies:
        for source in analyses(of):
            struck = of.struck(source)
            for half, after in struck.items():
                shown = preview(of, half, source)
                if shown is None:
                    continue
                apart = untrusted(of.beliefs, source)
                assert apart is not None
                assert shown.worlds == apart.sum() * of.options.lives >= LEAST
                for name, found in shown.found.items():
                    exact = after[name].reshape(-1, of.options.lives).mean(axis=1)
                    scores.append(abs(found.p - exact.mean()) / error(exact, apart))
    assert len(scores) >= 12
    assert np.mean([score <= 3.5 for score in scores]) >= 0.98
    assert np.median(scores) < 1.5


def error(exact: NDArray[np.float64], apart: NDArray[np.bool_]) -> float:
    """The standard error of the mean where ``apart`` less the mean everywhere."""
    groups = exact[apart], exact[~apart]
    spread = [group.var(ddof=1) / group.size for group in groups]
    return max(float(1 - apart.mean()) * math.sqrt(sum(spread)), 1 / (exact.size * 4 + 2))


def test_worlds_that_dont_trust_a_source_live_on_without_it(studies: list[Study]) -> None:
    """Bit for bit, history by history."""
    seen = 0
    for of in studies:
        for source in analyses(of):
            apart = untrusted(of.beliefs, source)
            if preview(of, next(iter(of.hits)), source) is None:
                continue
            for half, after in of.struck(source).items():
                for name, hits in after.items():
                    before = of.hits[half][name].reshape(-1, of.options.lives)
                    assert np.array_equal(hits.reshape(-1, of.options.lives)[apart], before[apart])
                    seen += int(apart.sum())
    assert seen > 1000


def test_an_origin_that_another_source_carries_gives_no_preview(studies: list[Study]) -> None:
    asked = ((of, half, s) for of in studies for half in of.hits for s in analyses(of))
    of, half, source = next((of, half, s) for of, half, s in asked if preview(of, half, s))
    slot = next(slot for slot in of.beliefs.slots if any(c.source == source for c in of.beliefs.claims.get(slot, ())))
    mine = next(c for c in of.beliefs.claims[slot] if c.source == source)
    another = replace(mine, source=next(s for s in of.case.sources if s != source))
    claims = {**of.beliefs.claims, slot: (*of.beliefs.claims[slot], another)}
    assert preview(replace(of, beliefs=replace(of.beliefs, claims=claims)), half, source) is None


def test_a_word_believed_for_want_of_another_makes_worlds_differ() -> None:
    """So that the worlds that don't trust it are no preview of those without it."""
    only = beliefs([say("able", word("northland"), HOLDER)])
    assert (only.draw(HOLDER).winner >= 0).all()
    assert 0 < untrusted(only, "able").mean() < 0.3
    assert (only.without("able").draw(HOLDER).winner < 0).all()


def test_a_source_whose_deaths_stand_in_the_record_gives_no_preview(studies: list[Study]) -> None:
    """Whoever is trusted, every world begins from one record, so that none is a world without the source."""
    silent = 0
    for of in studies:
        told = {c.source for slot in of.read if DEATHS in slot for c in of.beliefs.claims.get(slot, ())}
        for source in told & set(analyses(of)):
            if of.again(of.beliefs.without(source), of.beliefs.touched_by(source)).changed.size == of.options.draws:
                assert all(preview(of, half, source) is None for half in of.hits)
                silent += 1
    assert silent


def test_a_record_is_trusted_everywhere() -> None:
    held = beliefs([say("record", 0.3)])
    held.draw(SLOT)
    assert not untrusted(held, "record").any()


def test_too_few_worlds_give_no_preview(flagship: Case) -> None:
    asked = flagship.question("july-2020")
    assert asked is not None
    few = study(flagship, asked, asked.as_of[-1], Options(worlds=80, months=2))
    assert [preview(few, None, source) for source in analyses(few)] == [None] * len(analyses(few))
