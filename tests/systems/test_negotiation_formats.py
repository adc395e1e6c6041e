"""Negotiation formats, mediators and positions.

What the analyses say. In September 2022 three formats ran side by side, with mediators whose aims clash and whose
minds were on Ukraine; The Conversation holds that against their success. Ringler (July 2020) reports a president who
calls the talks pointless days before the fighting, and warns that standstill breeds violence. A new government in
Yerevan opened a door for talks in 2018 (Ringler). A side that has won reopens talks on its own terms (Responsible
Statecraft, November 2020); readers of Poghosyan (October 2023) tell of a summit refused over a mediator's arms
deliveries.

How the model says it. ``mechanisms/talks.py``: an outlook between 0 and 1 follows mediators' attention and is set
back by rival formats and clashes; a new leader takes it half of the way to even. Agreements come at a rate that grows
with it, never during fighting. What talks may bring is worth holding for (``b_path``): a hopeless outlook makes force
likelier.

What it can't say yet: that victory reopens talks, that a format ends when a party withdraws its consent, that a
mediator who arms one side loses the other's trust, and that gaps between positions close or not.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from tests.systems.flagship import day
from tests.systems.paired import attacks, gap, live

from detente.worlds.kernel.history import Record
from detente.worlds.setup import DEFINITIVE, LIMITED

TALKS: dict[str, Any] = {"agreement": 0.4, "formats": 1.0, "mediates": [[0, 0, 0, 1.0]], "recovery": 0.0, "shock": 0.0}


def talks(months: int = 36, shape: dict[str, Any] | None = None, **world: Any) -> Record:
    return live({"on_crisis": 0} | (shape or {}), 4000, months, **(TALKS | world))


def agreed(r: Record) -> Any:
    return r.agreed[:, -1, 0]


def test_rival_formats_slow_talks() -> None:
    one, three = (agreed(talks(formats=n, b_rival_formats=0.1)) for n in (1.0, 3.0))
    assert gap(three, one).down


def test_a_distracted_mediator_slows_them() -> None:
    """Busy from the second month on: every power's attention is halved by a war elsewhere."""
    free, bound = (agreed(talks(b_mediators=0.8, shock=shock)) for shock in (0.0, 0.5))
    assert gap(bound, free).down
    unheeded = [agreed(talks(b_mediators=0.8, mediates=0.0, shock=shock)) for shock in (0.0, 0.5)]
    assert np.array_equal(*unheeded)


def test_clashes_slow_them() -> None:
    calm, tense = (agreed(talks(b_clash=0.1, memory=memory, rho=0.99, mu=0.0)) for memory in (0.0, 3.0))
    assert gap(tense, calm).down


def test_a_new_leader_opens_hopeless_talks_and_closes_promising_ones() -> None:
    def after(outlook: float, fall: float) -> Any:
        return agreed(talks(outlook=outlook, unrest=1.0, calm_down=1.0, fall=fall))

    assert gap(after(0.05, 0.3), after(0.05, 0.0)).up
    assert gap(after(0.95, 0.3), after(0.95, 0.0)).down


def test_stalled_talks_make_force_likelier() -> None:
    world: dict[str, Any] = {"b_path": 1.0, "agreement": 0.25, "cost_limited": 0.75, "cost_offensive": 0.85}
    promising, hopeless = (live(draws=6000, outlook=outlook, **world) for outlook in (0.9, 0.0))
    assert gap(attacks(hopeless), attacks(promising)).up


def test_an_agreement_makes_a_settled_peace_and_comes_to_nobody_who_fights() -> None:
    r = live(draws=4000, months=60, agreement=0.5, cost_limited=0.75, cost_offensive=0.85)
    fresh, fights = np.diff(r.agreed[:, :, 0], axis=1) == 1, r.phase[:, :, 0] > 0
    fights |= (r.action >= LIMITED).any(2)  # one that is over within the month, too
    assert (r.truce[:, 1:, 0][fresh & ~fights[:, 1:]] == DEFINITIVE).all()
    assert fresh.any() and not fresh[r.phase[:, :-1, 0] > 0].any()


def test_grievance_and_unrest_at_home_put_agreements_off() -> None:
    even = agreed(talks())
    assert gap(agreed(talks(scars=5000.0, half_life=1e6)), even).down
    assert gap(agreed(talks(unrest=1.0, calm_down=1.0, b_concession=1.0)), even).down


def test_the_case_knows_which_formats_ran_and_who_mediated() -> None:
    """Two of its formats, three by one text's count, in September 2022; in July 2020 nothing but an old one."""
    then = day("2022-09-16")
    assert then.words("trilateral_format.format_status") == then.words("eu_format.format_status") == ("active",)
    assert 2.0 <= then.worlds.formats[:, 0].mean() <= 3.0
    assert then.worlds.mediates[:, 0, then.filler.actor["eu"]].mean() == 1.0
    early = day("2020-07-21")
    assert early.worlds.formats[:, 0].mean() < then.worlds.formats[:, 0].mean()
    assert early.worlds.mediates[:, 0, early.filler.actor["eu"]].mean() == 0.0
