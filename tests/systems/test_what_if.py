"""The what-if questions that the analyses put, answered by the flagship case: two runs with the same luck.

Each answer is a difference with its standard error over 250 worlds or more of 8 lives; ``pytest -s`` prints them.

| who | if | then, says the text | the model |
|---|---|---|---|
| Poghosyan | Armenia is attacked | only Russia and Iran can act on the ground | so, but for Turkey (a) |
| Poghosyan | the same | the EU's mission is evacuated | has no such mission (b) |
| Poghosyan | the same | Iran arms rather than fights; Moscow and Ankara hold it back | they hold it back (c) |
| Poghosyan | the same | Russia and Iran gain, the West is less present | Iran gains, Russia if it acts (d) |
| "many" | Karabakh's republic is gone | new incursions (others: an easier peace) | so at once; peace hardly moves |
| The Conversation | Russia's war goes better | less temptation to use force | so |
| Ringler | talks make no progress | more violence | so |
| SAIS | the EU depends more | more breaches | so |
| RS, Poghosyan | a link through Armenia opens | Iran loses what transit gives it | can't say (e) |
| Poghosyan, a reader | an attack reaches Nakhchivan | Armenia is split, Syunik's traffic stops | in part (f) |

(a) Who has no troops in the case never joins. Turkey has some, and where it takes no side an interest in the place
    counts as the target's cause (``guarantees.side_of``). Reach, which the text gives to Russia and Iran, is read of
    the two sides only.
(b) ``eu_mission_armenia.effect`` is a claim under a condition; no force but a rivalry's keepers acts in the model.
(c) Whether it arms or joins more often hangs on the class's odds of joining wars; the text has arms first.
(d) On average Russia loses: its pact covers Syunik and it mostly stays out. The contrary of the text. Presence isn't
    in the model; the standing of western powers rises a little with what they say and send.
(e) There is no leverage of transit.
(f) There is no traffic within a country and no connection between its parts; the next province comes into reach.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.systems import flagship
from tests.systems.flagship import LIVES, acting, actor, answered, attacks, case, dyad, lived, word
from tests.systems.paired import Gap, gap

from detente.beliefs.draws import Assumed
from detente.cases.model import Made
from detente.worlds.kernel.history import Record
from detente.worlds.setup import ARM, BROKER, JOIN, OUT
from detente.worlds.shape import places

DAY = "2023-10-04"
ATTACK = Made("azerbaijan", "offensive", "syunik")
ARMENIA = ("syunik", "vayots_dzor", "tavush")


def say(what: str, found: Gap) -> Gap:
    """Print a difference with its standard error (``pytest -s`` shows it)."""
    print(f"\n{what}: {found.delta:+.4f} (standard error {found.se:.4f})")
    return found


def changed(what: str, after: object, before: object) -> Gap:
    return say(what, gap(after, before, LIVES))


def attack(*assumed: Assumed, months: int = 1, draws: int = 250) -> Record:
    """Azerbaijan attacks Syunik in October 2023."""
    return lived(DAY, months, *assumed, made=ATTACK, draws=draws)


def test_if_armenia_is_attacked_only_those_with_troops_act_on_the_ground() -> None:
    found = attack()
    share = {o.id: answered(found, o.id, JOIN).mean() for o in case().file.outsiders}
    print("\nprobability of joining:", {name: round(float(p), 3) for name, p in share.items()})
    assert {name for name, p in share.items() if p > 0} == {"iran", "russia", "turkey"}


def test_if_armenia_is_attacked_europe_has_no_more_than_words_and_arms() -> None:
    found = attack()
    for name in ("eu", "france", "us"):
        assert not answered(found, name, JOIN).any()
        assert answered(found, name, OUT, JOIN).mean() < 0.5


def test_if_moscow_consents_iran_is_likelier_to_join() -> None:
    willing, opposed = (attack(word("russia.consents[iran]", value)) for value in ("willing", "opposed"))
    assert changed("Iran joins, if Russia consents", *(answered(r, "iran", JOIN) for r in (willing, opposed))).up


def test_if_turkey_stands_by_its_pact_the_danger_of_a_clash_keeps_iran_out() -> None:
    pact = word("turkey.stance", "azerbaijan")
    danger, none = (attack(pact, Assumed("model.b_danger", b, b), draws=1500) for b in (0.3, 0.0))
    assert changed(
        "Iran joins, if a clash with Turkey is dear", *(answered(r, "iran", JOIN) for r in (danger, none))
    ).down


def test_if_iran_stays_out_of_the_fight_it_may_still_send_arms() -> None:
    found = attack()
    arms = float(answered(found, "iran", ARM).mean())
    print(f"\nIran arms {arms:.3f}, joins {float(answered(found, 'iran', JOIN).mean()):.3f}")
    assert arms > 0.05


def test_if_armenia_is_attacked_whoever_acts_gains_with_it_and_whoever_stays_out_of_a_pact_loses() -> None:
    made, not_made = attack(months=6), lived(DAY, 6)

    def standing(r: Record, name: str) -> Any:
        return r.standing[:, actor(name), actor("armenia")]

    assert changed("Iran's standing with Armenia", standing(made, "iran"), standing(not_made, "iran")).up
    russia = changed("Russia's standing with Armenia", standing(made, "russia"), standing(not_made, "russia"))
    found = standing(made, "russia")
    neutral = np.repeat(
        flagship.day(DAY, draws=250).worlds.stance[:, actor("russia"), actor("azerbaijan")] < 0.5, LIVES
    )
    joined, out = (answered(made, "russia", *how) & neutral for how in ((JOIN, BROKER), (OUT,)))
    assert found[joined].mean() > 0.0 > found[out].mean()
    assert russia.down  # contrary to the text: it stays out more often than it helps


def test_if_the_republic_in_karabakh_is_gone_armenia_proper_is_next_and_peace_no_farther() -> None:
    """At once: within some months a republic that stands draws wars that reach Armenia as well."""
    stood = word("nagorno_karabakh.holder", "artsakh")
    incursions = [attacks(lived(DAY, 1, *held, draws=1000), "azerbaijan", *ARMENIA) > 0 for held in ((), (stood,))]
    assert changed("an attack on Armenia proper within the month, with Karabakh's republic gone", *incursions).up
    gone, stands = lived(DAY, 24), lived(DAY, 24, stood)
    agreed = [r.agreed.any((1, 2)) for r in (gone, stands)]
    peace = changed("an agreement in 24 months", *agreed)
    assert peace.delta > -2 * peace.se  # no farther away, at least
    every = [attacks(r, "azerbaijan") for r in (gone, stands)]
    assert changed("attacks anywhere", *every).down  # fewer in all: the core is taken


@pytest.mark.parametrize("when", ["2022-09-16", "2023-10-04"])
def test_if_russia_s_fortunes_in_ukraine_improve_azerbaijan_is_less_tempted(when: str) -> None:
    better, worse = (lived(when, 12, word("russia.attention", value), draws=1000) for value in ("free", "bound"))
    found = [attacks(r, "azerbaijan") for r in (better, worse)]
    assert changed(f"attacks in 12 months from {when}, with Russia free", *found).down


def test_if_talks_make_no_progress_violence_is_likelier() -> None:
    """In every world, by the odds of its first month: over histories the effect is smaller than their luck."""
    slot = "armenia_azerbaijan.talks_outlook"
    stalled, moving = (acting("2020-07-21", word(slot, value)) for value in ("hopeless", "promising"))
    assert (stalled >= moving).all()
    assert stalled.mean() > moving.mean()


def test_if_the_eu_depends_more_on_azerbaijan_breaches_are_likelier() -> None:
    slot = "eu.dependence[azerbaijan]"
    tied, free = (lived("2023-01-15", 12, word(slot, value)) for value in ("high", "low"))
    d = dyad("azerbaijan")
    acts = [
        (r.action[:, :3, d] > 0).any(1) for r in (tied, free)
    ]  # later an attack that succeeded leaves less to attack
    found = changed("an attack or blockade in 3 months, with the EU dependent", *acts)
    assert found.delta > 2 * found.se  # a small effect, in line with its prior


def test_if_an_attack_takes_syunik_the_next_province_is_in_reach() -> None:
    """As much of the question on Armenia cut in two as the map of the case can say."""
    found = attack(months=6)
    names = places(case())
    fell = found.holder[:, :, names.index("syunik")] == actor("azerbaijan")
    further = found.holder[:, -1, names.index("vayots_dzor")] == actor("azerbaijan")
    assert further[fell.any(1)].mean() > further[~fell.any(1)].mean()
