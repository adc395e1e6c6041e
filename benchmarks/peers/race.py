"""Who plays the reduced game how fast: first that all play the same, then the clock, everybody in turn.

Every peer is timed twice. ``once`` works out once a world what doesn't change within this game (who would join, what
an attack is worth but for incidents and truce): what a good engineer does who knows that it doesn't. ``anew`` solves
the game in each month, as every model must whose strengths and attention move. detente does not know which of its
mechanisms are off, and is timed once.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any, NamedTuple

from benchmarks.peers import game, with_c, with_detente, with_numpy
from benchmarks.peers.agreement import Figure, compare, disagreements
from benchmarks.peers.game import Histories
from benchmarks.timing import Life, best

MODES = ("once", "anew")


class Size(NamedTuple):
    """How much is played; Mesa plays the first of the worlds only."""

    worlds: int = 20_000
    mesa: int = 400
    months: int = 120
    rounds: int = 5


class Peer(NamedTuple):
    """An implementation, ready to play ``worlds`` histories."""

    name: str
    worlds: int
    play: Callable[[], Any]


class DisagreementError(Exception):
    """Implementations that don't play the same game: no ratio of their speeds means anything."""

    def __init__(self, found: Mapping[str, Sequence[Figure]]) -> None:
        super().__init__("\n".join(f"{name}: {figure}" for name, figures in found.items() for figure in figures))


@contextmanager
def entered(size: Size, workers: int, seed: int = 1) -> Iterator[list[Peer]]:
    """All peers that this machine has, detente first; all are given the same worlds."""
    worlds = game.worlds(size.worlds)
    given = game.parameters(worlds)
    ready = [Peer("detente", size.worlds, with_detente.player(worlds, size.months, seed, workers))]
    for mode in MODES:
        anew = mode == "anew"
        play = with_numpy.player(given, size.months, seed, workers, anew)
        ready.append(Peer(f"numpy {mode}", size.worlds, play))
        if with_c.compiler():
            play = with_c.player(given, size.months, seed, workers, anew)
            ready.append(Peer(f"c {mode}", size.worlds, play))
    if not find_spec("mesa"):
        yield ready
        return
    with _processes(workers) as pool:
        from benchmarks.peers import with_mesa

        for mode in MODES:
            play = with_mesa.player(given[: size.mesa], size.months, seed, pool, workers, mode == "anew")
            ready.append(Peer(f"mesa {mode}", size.mesa, play))
        yield ready


@contextmanager
def _processes(workers: int) -> Iterator[Executor | None]:
    """Processes to share the work of plain Python; none for one worker."""
    if workers == 1:
        yield None
        return
    with ProcessPoolExecutor(workers, multiprocessing.get_context("spawn")) as pool:
        yield pool


def check(peers: Sequence[Peer], size: Size) -> dict[str, list[Figure]]:
    """Every figure of every peer beside detente's; raises DisagreementError where some are too far apart."""
    ours = with_detente.histories(peers[0].play())
    first = game.parameters(game.worlds(size.worlds))[:, game.FIELDS.index("truce_age")]
    figures = {
        peer.name: compare(Histories(*(a[: peer.worlds] for a in ours)), peer.play(), first[: peer.worlds])
        for peer in peers[1:]
    }
    far = {name: found for name, group in figures.items() if (found := disagreements(group))}
    if far:
        raise DisagreementError(far)
    return figures


def race(size: Size, workers: int) -> tuple[dict[str, float], dict[str, list[Figure]]]:
    """Check that all play the same, then time them."""
    with entered(size, workers) as peers:
        figures = check(peers, size)
        work = {peer.name: Life(peer.play, peer.worlds * size.months) for peer in peers}
        return best(work, size.rounds), figures


def fastest(found: Mapping[str, float], peer: str) -> float | None:
    """A peer's best way of playing; None where it isn't here."""
    return max((rate for name, rate in found.items() if name.split()[0] == peer), default=None)
