"""``python -m detente.reference FOLDER``: fit the generic levels, and write the table and its page."""

from __future__ import annotations

import sys
from pathlib import Path

from detente.reference.ensemble import Shown, check, table
from detente.reference.fit import Effort, fit

SEEDS = (11, 12, 13)  # on which the accepted sets are lived again


def main(folder: Path, seed: int = 1) -> None:
    """Write ``reference_class.csv`` and ``reference-class.md`` into the folder."""
    found = fit(Effort(), seed, lambda text: print(text, file=sys.stderr, flush=True))
    (folder / "reference_class.csv").write_text(table(found.levels), encoding="utf-8")
    checks = {each: check(found.levels, 300, each) for each in SEEDS}
    (folder / "reference-class.md").write_text(page(checks, len(found.rates), found.tried), encoding="utf-8")


def page(checks: dict[int, list[Shown]], sets: int, tried: int) -> str:
    """The page of the reference class: each rate, the ensemble's on every seed, inside or not."""
    first = next(iter(checks.values()))
    lines = [
        "# The reference class",
        "",
        f"{sets} sets of generic levels were accepted of {tried:,} tried. Each rate of the record stands beside",
        "that of the accepted sets, lived again on other seeds; those outside the record's 95 % interval are marked.",
        "Definitions and sources: `src/detente/reference/targets.yaml`, written before the fit. Rates do not identify",
        "forecasts: the spread between sets is part of every answer's interval.",
        "",
        "| rate | record (95 %) | " + " | ".join(f"seed {seed}" for seed in checks) + " | between sets | |",
        "|---|---|" + "---|" * len(checks) + "---|---|",
    ]
    for i, row in enumerate(first):
        low, high = row.target.interval
        told = " | ".join(f"{found[i].rate:.3f}{'' if found[i].inside else ' outside'}" for found in checks.values())
        kind = "held out" if row.held_out else "fitted"
        lines.append(
            f"| {row.target.event} ({row.target.years}) | {row.target.rate:.3f} ({low:.3f}–{high:.3f}) | {told} "
            f"| {row.spread[0]:.3f}–{row.spread[1]:.3f} | {kind} |"
        )
    inside = [sum(r.inside for r in found if r.held_out) for found in checks.values()]
    total = sum(r.held_out for r in first)
    lines += ["", f"Held-out rates inside: {', '.join(f'{n} of {total}' for n in inside)} on the three seeds.", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
