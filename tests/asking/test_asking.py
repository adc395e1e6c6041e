"""What the case must answer: the claims that a question needs come back where a reader will look."""

from __future__ import annotations

import pytest
from tests.asking.asked import ASIDE, Asked, by_ask, places, questions

QUESTIONS = questions()
TUNED = [by_ask(asked) for asked in QUESTIONS if asked.file != ASIDE]
SET_ASIDE = [by_ask(asked) for asked in QUESTIONS if asked.file == ASIDE]


@pytest.mark.parametrize(
    "asked", [asked for asked in QUESTIONS if asked.file != ASIDE], ids=lambda asked: f"{asked.file}: {asked.ask[:60]}"
)
def test_the_claims_needed_come_back(asked: Asked) -> None:
    missing = {
        need: place
        for need, place in zip(asked.needs, places(asked), strict=True)
        if place is None or place > asked.within
    }
    assert missing == {}, asked.ask


def figures(group: list[Asked]) -> dict[str, float]:
    """Shares of the claims needed among the first 5 and 10 rows, of questions complete within 10, and the mean of
    one over the first row that helps."""
    ranks = [[place or 10**6 for place in places(asked)] for asked in group]
    every = [place for found in ranks for place in found]
    return {
        "recall@5": sum(place <= 5 for place in every) / len(every),
        "recall@10": sum(place <= 10 for place in every) / len(every),
        "complete@10": sum(max(found) <= 10 for found in ranks) / len(ranks),
        "reciprocal rank": sum(1 / min(found) for found in ranks) / len(ranks),
    }


@pytest.mark.parametrize(("group", "least"), [(TUNED, 0.83), (SET_ASIDE, 0.9)], ids=["tuned", "set aside"])
def test_most_of_what_is_needed_stands_in_the_first_ten_rows(group: list[Asked], least: float) -> None:
    found = figures(group)
    print(f"\n{len(group)} questions:", ", ".join(f"{name} {value:.3f}" for name, value in found.items()))
    assert found["recall@10"] >= least


def test_a_hundred_questions_and_forty_set_aside() -> None:
    assert len(TUNED) >= 100
    assert len(SET_ASIDE) >= 40
