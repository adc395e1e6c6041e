"""All figures of one measurement, and the document that holds them."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Any, NamedTuple

import numba
import numpy
from benchmarks.flagship import Flagship, Pace, pace, what_if
from benchmarks.peers.race import Size, fastest, race
from benchmarks.reading import DOCUMENTS, words_per_second
from benchmarks.starting import Starting, starting

from detente.engine.run import available

PEERS = ("detente", "mesa", "numpy", "c")


class Sizes(NamedTuple):
    """How much of everything is done."""

    worlds: int = 20_000
    mesa: int = 400
    months: int = 120
    largest: int = 100  # times a thousand histories
    run_worlds: int = 4000
    rounds: int = 5


class Figures(NamedTuple):
    """What was measured."""

    machine: str
    pace: Pace
    rates: dict[str, float]  # world-months a second of the reduced game on all cores, by peer and way of playing
    apart: float  # the largest difference of a peer from detente, standard errors
    starting: Starting
    words: float  # read in a second
    what_if: float  # milliseconds


def measure(sizes: Sizes) -> Figures:
    """The peers first: where they don't agree, nothing else is measured."""
    rates, figures = race(Size(sizes.worlds, sizes.mesa, sizes.months, sizes.rounds), available())
    flagship = Flagship()
    return Figures(
        machine(),
        pace(flagship, sizes.largest, sizes.rounds),
        rates,
        max(figure.apart for group in figures.values() for figure in group),
        starting(sizes.run_worlds, sizes.rounds),
        words_per_second([path.read_bytes() for path in sorted(DOCUMENTS.glob("*/*.txt"))], sizes.rounds),
        what_if(flagship, sizes.rounds),
    )


def machine() -> str:
    """Processor, cores, system and versions; nothing that names whose it is."""
    cores = f"{available()} of {os.cpu_count()} cores"
    versions = (f"Python {platform.python_version()}", f"NumPy {numpy.__version__}", f"numba {numba.__version__}")
    return ", ".join((_processor(), cores, platform.system(), *versions))


def _processor() -> str:
    """The processor's name where the system tells it."""
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = [line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def to_json(found: Figures) -> dict[str, Any]:
    """The document: plain numbers; a peer that wasn't here is null, and each counts as fast as it plays best."""
    return {
        "machine": found.machine,
        "world_months_per_second": found.pace.workers,
        "peers": {peer: fastest(found.rates, peer) for peer in PEERS},
        "first_run_seconds": found.starting.first.seconds,
        "warm_run_seconds": found.starting.warm.seconds,
        "import_seconds": found.starting.help.seconds,
        "peak_memory_mb": found.starting.warm.megabytes,
        "read_words_per_second": found.words,
        "what_if_milliseconds": found.what_if,
    }
