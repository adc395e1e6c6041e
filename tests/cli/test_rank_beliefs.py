"""What ``detente beliefs`` says of ranked options: by those who count on the day, and what was known of them then."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from tests.beliefs.making import source
from tests.claims.making import make

from detente.beliefs.draws import Beliefs, Terms
from detente.beliefs.race import Dice
from detente.claims.model import Value
from detente.cli.beliefs import rank_belief

SLOT, DAY = "east.response[attack]", date(2021, 3, 10)


class Case:
    """As much of a case as is asked for; its sources may have come out later."""

    def __init__(self, claims: tuple[Any, ...], **sources: Any) -> None:
        self.claims, self.sources = claims, sources


def order(**fields: Any) -> Any:
    value, day = Value("order", words=("join", "out")), date(2021, 1, 1)
    return make(slot=SLOT, value=value, known_from=day, origin="baker", **fields)


def likeliest(case: Any, **known: Any) -> dict[str, float] | None:
    return rank_belief(Beliefs(Terms(DAY, 1, 2000), {}, known, {}, Dice(1, 2000)), case, SLOT)


@pytest.mark.parametrize("fields", [{"stance": "disputes"}, {"condition": "if asked"}, {"status": "rejected"}])
def test_who_denies_an_order_or_sets_a_condition_affirms_nothing(fields: dict[str, Any]) -> None:
    assert likeliest(Case((order(**fields),))) is None
    assert likeliest(Case((order(),))) is not None


def test_a_source_that_comes_out_later_vouches_for_nobody() -> None:
    late = replace(source("baker"), reliability="E")
    assert likeliest(Case((order(),), baker=late)) == likeliest(Case((order(),)))
    assert likeliest(Case((order(),)), baker=late) != likeliest(Case((order(),)))
