from __future__ import annotations

from detente.scores.roles import ROLES, UNMEASURED, Role, leading, roles
from detente.worlds.setup import MECHANISMS


def test_every_mechanism_has_a_role_that_rests_on_something() -> None:
    assert list(roles()) == list(MECHANISMS)
    for name, role in roles().items():
        assert role.role in ROLES, name
        assert role.role == UNMEASURED or role.measured, f"{name}: say what was measured"


def test_the_weightiest_leads() -> None:
    found = [Role(role, "so much") for role in reversed(ROLES)]
    assert leading(found) == "load-bearing"
    assert leading(found[:1]) == UNMEASURED
