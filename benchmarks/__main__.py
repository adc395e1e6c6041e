"""``python -m benchmarks``: what detente's speed is, beside its peers and its budgets.

    python -m benchmarks [--date 2026-06-01] [--json] [--quick]

Peers come with ``requirements/bench.txt``; one that isn't here is left out. With a date the figures are appended to
``benchmarks/history.csv``. ``--quick`` does little of everything, to see that it works: its figures mean nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from benchmarks.figures import Figures, Sizes, measure, to_json
from benchmarks.peers.race import DisagreementError
from benchmarks.words import append, say

HISTORY = Path(__file__).with_name("history.csv")
QUICK = Sizes(worlds=200, mesa=60, months=60, largest=1, run_worlds=40, rounds=1)


def main(arguments: Sequence[str]) -> int:
    """Measure, print, and keep; 1 where the peers don't play the same game."""
    asked = _arguments(arguments)
    try:
        found: Figures = measure(QUICK if asked.quick else Sizes())
    except DisagreementError as error:
        print(f"The peers don't play the same game, so no ratio is given:\n{error}", file=sys.stderr)
        return 1
    if asked.date and not asked.quick:
        append(HISTORY, asked.date, found)
    print(json.dumps(to_json(found), indent=2) if asked.json else say(found))
    return 0


def _arguments(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description="Speed, beside peers and budgets.")
    parser.add_argument("--date", type=date.fromisoformat, help="append to benchmarks/history.csv under this date")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--quick", action="store_true", help="little of everything, to see that it works")
    return parser.parse_args(given)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
