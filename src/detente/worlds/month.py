"""The order of one month.

Each mechanism reads what the others left behind and writes only its own state (``state.py`` says which is whose).
Things that last a month (losses, incidents, responses) are forgotten in between, after the slow systems have read
them and before the fast ones write them anew.
"""

from __future__ import annotations

from detente.numerics.compiled import kernel
from detente.worlds.kernel.game import Game
from detente.worlds.mechanisms.balance import grow_strength
from detente.worlds.mechanisms.border import skirmish
from detente.worlds.mechanisms.campaign import fight
from detente.worlds.mechanisms.crisis import confront
from detente.worlds.mechanisms.displacement import uproot
from detente.worlds.mechanisms.energy import trade
from detente.worlds.mechanisms.home_front import stir
from detente.worlds.mechanisms.influence import drift_attention, update_standing
from detente.worlds.mechanisms.narratives import remember
from detente.worlds.mechanisms.routes import open_and_close
from detente.worlds.mechanisms.talks import negotiate
from detente.worlds.mechanisms.territory import settle_places
from detente.worlds.mechanisms.truce import keep_truce
from detente.worlds.mechanisms.volunteers import enlist
from detente.worlds.moment import Moment
from detente.worlds.setup import Setup
from detente.worlds.state import State, clear_month
from detente.worlds.world import World


@kernel
def live_month(s: State, setup: Setup, w: World, g: Game, t: Moment) -> None:
    """One month of one history: state ``s`` of world ``w`` at moment ``t``; ``g`` is room to think in."""
    # what the last month left behind
    grow_strength(s, setup, w)
    drift_attention(s, setup, w, t)
    trade(s, setup, w, t)
    stir(s, setup, w, t)
    remember(s, setup, w)
    clear_month(s, setup)
    # this month
    negotiate(s, setup, w, t)
    skirmish(s, setup, w, t)
    confront(s, setup, w, g, t)  # each attack asks guarantees who does what
    fight(s, setup, w, g, t)  # and again where a war turns to another place
    # what it changes
    enlist(s, setup, w)
    keep_truce(s, setup, w, t)
    settle_places(s, setup)
    uproot(s, setup, w)
    open_and_close(s, setup, w, t)
    update_standing(s, setup, w, t)
