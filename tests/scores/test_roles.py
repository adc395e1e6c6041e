from __future__ import annotations

from detente.scores.roles import ROLES, UNMEASURED, Role, leading, roles
from detente.worlds.setup import MECHANISMS


def test_every_mechanism_has_a_role_that_rests_on_something() -> None:
    found = roles("south-caucasus")
    assert list(found) == list(MECHANISMS)
    for name, role in found.items():
        assert role.role in ROLES, name
        assert role.role == UNMEASURED or role.measured, f"{name}: say what was measured"


def test_nothing_is_measured_of_another_case() -> None:
    assert set(roles("kosovo-serbia").values()) == {Role(UNMEASURED)}


def test_the_weightiest_leads() -> None:
    found = [Role(role, "so much") for role in reversed(ROLES)]
    assert leading(found) == "load-bearing"
    assert leading(found[:1]) == UNMEASURED
