"""Rebuild the shipped estimates from your own copy of the panel: ``python -m detente.panel PATH [OUT]``.

Without OUT the package's own ``estimates.json`` is written. Takes some minutes: every variant that was tried is
tried again. Exit code 0 where all gates pass, 1 where one doesn't, 3 where the file can't be read.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from detente.errors import DetenteError
from detente.panel.design import RIVALS, TRAINED_TO, VARIANTS
from detente.panel.evaluation import evaluate
from detente.panel.rows import Rows, read_rows
from detente.panel.shipped import FILE, as_text, code_digest, file_digest
from detente.panel.windows import game_forecasts, mean_scores, mean_slopes, of_logistics


def main(arguments: list[str]) -> int:
    """Rebuild, and say how the gates came out."""
    if len(arguments) not in (1, 2):
        print(__doc__, file=sys.stderr)
        return 2
    path = Path(arguments[0])
    try:
        document = build(path)
    except DetenteError as refusal:
        print(refusal, file=sys.stderr)
        return refusal.exit_code
    (Path(arguments[1]) if len(arguments) == 2 else FILE).write_text(as_text(document), "utf-8")
    for gate in document["gates"]:
        low, high = gate["interval"]
        print(f"{'ok  ' if gate['pass'] else 'FAIL'} {gate['target']:16} {gate['gate']:23}"
              f" {gate['value']:8.4f} [{low:.4f}, {high:.4f}]")  # fmt: skip
    return 0 if all(gate["pass"] for gate in document["gates"]) else 1


def build(path: Path) -> dict[str, Any]:
    """Everything that is shipped, from the panel at ``path``."""
    rows = read_rows(path)
    return {"provenance": provenance(path, rows), **evaluate(rows), **tried(rows[rows.year <= TRAINED_TO])}


def provenance(path: Path, rows: Rows) -> dict[str, Any]:
    """Which file, how many rows of which years, and which code."""
    train = rows.year <= TRAINED_TO
    return {
        "file_sha256": file_digest(path),
        "years": {"training": _span(rows[train]), "scored": _span(rows[~train])},
        "rows": {"training": int(train.sum()), "scored": int((~train).sum())},
        "pairs": {"training": len(set(rows.pair[train].tolist())), "scored": len(set(rows.pair[~train].tolist()))},
        "made_by": "python -m detente.panel PATH",
        "code_digest": code_digest(),
    }


def _span(rows: Rows) -> list[int]:
    return [int(rows.year.min()), int(rows.year.max())]


def tried(rows: Rows) -> dict[str, Any]:
    """Mean log scores inside the training years, of the logistics and every variant; and how spread they were."""
    p = of_logistics(rows) | {name: game_forecasts(rows, design) for name, design in VARIANTS.items()}
    return {
        "windows": {name: mean_scores(rows, q) for name, q in p.items()},
        "window_slopes": {name: mean_slopes(rows, p[name]) for name in ("chosen", *RIVALS)},
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
