"""The page ``docs/panel.md``: every choice, every score and every gate, written from the shipped estimates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from tests.panel.prose import ARMENIA_AZERBAIJAN, HEAD, MEANING, TRAPS, TRIED, WHY

from detente.panel.design import CHOSEN, EVERYTHING, HISTORY, LOGISTICS, RIVALS, VARIANTS
from detente.panel.game import GAIN, MOBILISE
from detente.panel.gates import FLOORS, RATIO

NAMES = {
    "dispute_onset": "a dispute begins", "fatal_onset": "a dispute that kills begins",
    "over_100_deaths": "one that kills more than 100", "war": "one coded as war",
}  # fmt: skip
BASELINES = {
    "constant": "base rate", "logistic_penalised": "penalised logistic", "logistic": "unpenalised logistic",
    "history": "history only",
}  # fmt: skip
GATES = {
    "best_logistic": "log score less that of the best logistic", "base_rate": "log score less that of the base rate",
    "calibration_slope": "calibration slope", "expected_over_observed": "expected over observed",
}  # fmt: skip


def page(kept: Mapping[str, Any]) -> str:
    """The page as it should be for these estimates."""
    return "\n".join(
        [
            HEAD,
            *_result(kept),
            *_spread(kept),
            *_game(kept),
            *_choices(kept),
            *_traps(kept),
            *_rebuild(kept["provenance"]),
        ]
    )


def _result(kept: Mapping[str, Any]) -> Iterator[str]:
    passed = sum(gate["pass"] for gate in kept["gates"])
    intervals = "Intervals: 95 %, clustered by rivalry and by year."
    yield f"## Result\n\n{passed} of {len(kept['gates'])} gates pass. {intervals}\n"
    yield from table(("what", "gate", "found", "interval", "asked", ""), map(_gate, kept["gates"]))
    yield "\nMean log scores on the scored years (0 is best), and the game's less each baseline's (above 0: better):\n"
    heads = ("in a year", "events", "runs", "Brier", "log score", *(f"less {name}" for name in BASELINES.values()))
    yield from table(heads, map(_target, kept["targets"]))
    yield "\nCalibration; only the first two are gated. A slope of 1 is a forecast that is spread as it should be.\n"
    yield from table(("in a year", "slope", "expected over observed"), map(_calibration, kept["targets"]))


def _spread(kept: Mapping[str, Any]) -> Iterator[str]:
    """Which gates fail, and calibration slopes of everything before and after 1990."""
    failed = {(gate["target"], gate["gate"]) for gate in kept["gates"] if not gate["pass"]}
    yield "\n## What fails, and why\n"
    yield WHY if failed == {("dispute_onset", "calibration_slope")} else "See the table.\n"
    rows = {row["target"]: row["calibration"] for row in kept["targets"] if row["target"] in FLOORS}
    yield from table(
        ("calibration slope", *(f"{NAMES[name]}, {when}" for name in rows for when in ("to 1990", "from 1991"))),
        (
            (BASELINES.get(who, "the game"), *_slopes(kept["window_slopes"][who], rows, who))
            for who in ("chosen", *RIVALS)
        ),
    )


def _slopes(before: Mapping[str, Sequence[float]], rows: Mapping[str, Any], who: str) -> Iterator[str]:
    for target, found in rows.items():
        after = found["baselines"].get(who) or [found["slope"], *found["interval"]]
        for value, low, high in (before[target], after):
            yield f"{value:.2f} ({low:.2f} to {high:.2f})"


def _gate(gate: Mapping[str, Any]) -> tuple[str, ...]:
    against = f" ({BASELINES[gate['against']]})" if gate["gate"] == "best_logistic" else ""
    asked = {
        "best_logistic": f"interval above {FLOORS[gate['target']]:.3f}", "base_rate": "interval above 0",
        "calibration_slope": "interval holds 1", "expected_over_observed": f"{RATIO[0]} to {RATIO[1]}",
    }[gate["gate"]]  # fmt: skip
    verdict = "pass" if gate["pass"] else "**FAIL**"
    return (
        NAMES[gate["target"]],
        GATES[gate["gate"]] + against,
        *_estimate(gate["value"], gate["interval"]),
        asked,
        verdict,
    )


def _estimate(value: float, interval: Sequence[float]) -> tuple[str, str]:
    return f"{value:.4f}", f"{interval[0]:.5f} to {interval[1]:.5f}"


def _target(row: Mapping[str, Any]) -> tuple[str, ...]:
    differences = (f"{row['difference'][name]:+.4f} ({_span(row['interval'][name])})" for name in BASELINES)
    counts = (f"{row['events']} of {row['n']}", str(row["runs"]), f"{row['brier']:.4f}", f"{-row['log']:.4f}")
    return NAMES[row["target"]], *counts, *differences


def _calibration(row: Mapping[str, Any]) -> tuple[str, ...]:
    slope, ratio = row["calibration"], row["expected_over_observed"]
    return NAMES[row["target"]], *(
        f"{value:.2f} ({interval[0]:.2f} to {interval[1]:.2f})"
        for value, interval in ((slope["slope"], slope["interval"]), (ratio["ratio"], ratio["interval"]))
    )


def _span(interval: Sequence[float]) -> str:
    return f"{interval[0]:+.4f} to {interval[1]:+.4f}"


def _game(kept: Mapping[str, Any]) -> Iterator[str]:
    gains = ", ".join(f"{gain:g}" for gain in GAIN)
    yield MEANING.format(gains=gains, mobilise=MOBILISE, share=kept["war_share"])
    yield from table(
        ("utility", "circumstance", "estimate", "prior"),
        (
            (one["utility"], one["covariate"], f"{one['value']:.3f}", f"N({one['prior_mean']:g}, {one['prior_sd']:g})")
            for one in kept["coefficients"]
        ),
    )


def _choices(kept: Mapping[str, Any]) -> Iterator[str]:
    yield TRIED.format(
        memory=CHOSEN.memory_years, grievance=CHOSEN.grievance_years, fading=CHOSEN.fading, sd=CHOSEN.slope.sd,
        everything=", ".join(EVERYTHING), history=", ".join(HISTORY), ridge=LOGISTICS["logistic_penalised"][1],
    )  # fmt: skip
    tried, base = kept["windows"], kept["windows"]["constant"]
    heads = ("tried on windows of 1961 to 1990", *(NAMES[name] for name in base))
    names = {**{name: BASELINES[name] for name in LOGISTICS if name != "constant"}, **{name: name for name in VARIANTS}}
    yield from table(
        heads,
        ((shown, *(f"{tried[name][target] - base[target]:+.4f}" for target in base)) for name, shown in names.items()),
    )


def _traps(kept: Mapping[str, Any]) -> Iterator[str]:
    yield TRAPS
    struck, kept_log = kept["doubted_pacts"], {row["target"]: -row["log"] for row in kept["targets"]}
    moved = ", ".join(f"{NAMES[name]} {kept_log[name]:.5f} → {struck[name]:.5f}" for name in FLOORS)
    yield ARMENIA_AZERBAIJAN.format(moved=moved)


def _rebuild(made: Mapping[str, Any]) -> Iterator[str]:
    rows, pairs, years = made["rows"], made["pairs"], made["years"]
    yield "## Rebuild\n\n    python -m detente.panel PATH\n"
    yield "Some minutes. `PATH` is your own copy of the panel of rivalry-years (`panel/rows.py` names its columns).\n"
    for part, words in (("training", "fitted to"), ("scored", "scored on")):
        first, last = years[part]
        yield f"- {words} {rows[part]} rows of {pairs[part]} pairs of states, {first} to {last}"
    yield f"- file: SHA-256 `{made['file_sha256']}`"
    yield f"- code: `{made['code_digest']}`"
    yield "\nThis page is generated: `DETENTE_UPDATE_DOCS=1 make test ARGS=tests/docs`.\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Lines of a Markdown table."""
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        yield f"| {' | '.join(row)} |"
