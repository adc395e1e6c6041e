from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.claims.model import Claim
from detente.findings.study import Options
from detente.scores.hindcast import prepared
from detente.scores.plan import Plan, read_plan

Plant = Callable[..., Case]

FEW = Options(worlds=40, lives=2, workers=2)


@pytest.fixture(scope="session")
def flagship() -> Case:
    return load_case("south-caucasus")


@pytest.fixture(scope="session")
def plan(flagship: Case) -> Plan:
    return read_plan(flagship.path)


@pytest.fixture(scope="session")
def shown(flagship: Case, plan: Plan) -> Case:
    return prepared(flagship, plan)


def moved(claim: Claim, known_from: date, **changes: object) -> Claim:
    """The claim made known on another day, and whatever else is to differ."""
    return replace(claim, known_from=known_from, **changes)  # type: ignore[arg-type]


def plant(case: Case, *claims: Claim) -> Case:
    return replace(case, claims=(*case.claims, *claims))


def day_after(day: date) -> date:
    return day + timedelta(days=1)
