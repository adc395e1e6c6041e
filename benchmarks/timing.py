"""How fast pieces of work are done, each in turn with the others, so that a busy machine strikes all alike."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple


class Life(NamedTuple):
    """Worlds to be lived, and how many world-months that is."""

    play: Callable[[], Any]
    size: int

    def over(self, times: int) -> Life:
        """The same so many times over: small work made as long as large, so that noise strikes both alike."""

        def play() -> None:
            for _ in range(times):
                self.play()

        return Life(play, self.size * times)


def best(jobs: Mapping[Any, Life], rounds: int, clock: Callable[[], float] = time.perf_counter) -> dict[Any, float]:
    """World-months a second of each, the best of some rounds in which all take their turn."""
    spent = dict.fromkeys(jobs, float("inf"))
    for _ in range(rounds):
        for name, job in jobs.items():
            begun = clock()
            job.play()
            spent[name] = min(spent[name], clock() - begun)
    return {name: job.size / spent[name] for name, job in jobs.items()}
