"""The figures in words, beside what they are budgeted at; and as a line of the history."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from benchmarks.figures import PEERS, Figures, to_json
from benchmarks.flagship import uneven
from benchmarks.peers.race import MODES, fastest

AT_LEAST = {"mesa": 100.0, "numpy": 3.0, "c": 0.8}  # detente's speed over the peer's
EVEN = 0.10  # how far from linear
PACE, TWO = 100_000, 1.8  # world-months a second of one worker; how much faster two are
HELP, COMPILING, WARM, WHAT_IF = 0.25, 45.0, 3.5, 350.0  # seconds, seconds, seconds, milliseconds


def say(found: Figures) -> str:
    """A line a figure."""
    return "\n".join([found.machine, "", *_game(found), "", *_model(found), "", *_waiting(found)])


def _verdict(kept: bool) -> str:
    return "kept" if kept else "MISSED"


def _game(found: Figures) -> Iterator[str]:
    yield f"The reduced game, all cores; all play the same: at most {found.apart:.1f} standard errors apart, 4 allowed"
    ours = found.rates["detente"]
    yield f"  {'detente':12}{ours:12,.0f} world-months/s"
    for peer in PEERS[1:]:
        most = fastest(found.rates, peer)
        if most is None:
            yield f"  {peer:12}{'not here':>12}"
            continue
        for mode in MODES:
            rate = found.rates[f"{peer} {mode}"]
            yield f"  {f'{peer} {mode}':12}{rate:12,.0f} world-months/s; detente is {ours / rate:.3g} times as fast"
        yield f"  {'':12}{'':12} against its best, budget {AT_LEAST[peer]:g}: {_verdict(ours >= AT_LEAST[peer] * most)}"


def _model(found: Figures) -> Iterator[str]:
    yield "The whole model on the flagship case"
    one, two = found.pace.workers["1"], found.pace.workers["2"]
    yield f"  one worker  {one:12,.0f} world-months/s, budget {PACE:,}: {_verdict(one >= PACE)}"
    yield f"  two workers {two:12,.0f}, {two / one:.2f} times as many, budget {TWO:g}: {_verdict(two >= TWO * one)}"
    for name, rates in (("histories", found.pace.worlds), ("months", found.pace.months)):
        for size, rate in rates.items():
            yield f"  {size:7,} {name:9} {rate:7,.0f} world-months a second of one core"
        off = uneven(rates)
        yield f"  {'':12}{'':12} uneven by {off:.0%}, budget {EVEN:.0%}: {_verdict(off <= EVEN)}"


def _waiting(found: Figures) -> Iterator[str]:
    first, warm, help_ = found.starting.first, found.starting.warm, found.starting.help.seconds
    compiling = found.starting.compiling
    yield f"detente --help {help_:9.2f} s, budget {HELP:g}: {_verdict(help_ <= HELP)}"
    yield f"first run      {first.seconds:9.1f} s"
    yield f"  compiling    {compiling:9.1f} s of a processor, budget {COMPILING:g}: {_verdict(compiling <= COMPILING)}"
    yield f"next run       {warm.seconds:9.1f} s, budget {WARM:g}: {_verdict(warm.seconds <= WARM)}"
    yield f"  memory       {warm.megabytes:9,.0f} MB at most"
    yield f"a what-if      {found.what_if:9.0f} ms a core, budget {WHAT_IF:g}: {_verdict(found.what_if <= WHAT_IF)}"
    yield f"reading        {found.words:9,.0f} words/s"


def append(to: Path, day: date, found: Figures) -> None:
    """Put the figures below those of earlier days, in one flat row."""
    row = {"date": day.isoformat(), **_flat(found)}
    fresh = not to.exists()
    with to.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, row, lineterminator="\n")
        if fresh:
            writer.writeheader()
        writer.writerow(row)


def _flat(found: Figures) -> dict[str, str]:
    """The document's figures, and each way of playing that a peer has; one that wasn't here is empty."""
    flat: dict[str, object] = {}
    for name, value in to_json(found).items():
        if isinstance(value, dict):
            flat |= {f"{name}_{key}": one for key, one in value.items() if name != "peers"}
        else:
            flat[name] = value
    flat["game_detente"] = found.rates["detente"]
    for peer in PEERS[1:]:
        flat |= {f"game_{peer}_{mode}": found.rates.get(f"{peer} {mode}", "") for mode in MODES}
    return {name: _short(value) if isinstance(value, float) else str(value) for name, value in flat.items()}


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 1000.0 else f"{value:.3g}"
