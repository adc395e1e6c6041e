"""What each mechanism's role is, from the scoreboard's ablation and from the questions lived without it.

    python -m benchmarks.roles docs/scoreboard.json > src/detente/scores/roles.yaml

Load-bearing: leaving it out surely lowers the score (as the ablation's role says), or takes the probability of an
outcome of the flagship's questions out of that outcome's own 90 % interval. Otherwise it is descriptive, whatever it
moves within.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.flagship import CASE

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.findings.estimate import Estimate, estimate
from detente.findings.study import Options, at_days, study
from detente.worlds.setup import MECHANISMS

OPTIONS = Options(worlds=4000, workers=2)
HEAD = """\
# What each mechanism is there for in one case; in others it is unmeasured. `load-bearing`: leaving it out lowers the
# score of the hindcast with an interval clear of 0, so wide that those of all mechanisms hold together, or takes the
# probability of an outcome of the case's questions out of that outcome's own 90 % interval; `descriptive`: it was
# measured and does neither, and may still move answers within it; `unmeasured`: nobody has looked. `measured` says
# what was measured, with 90 % intervals; a role other than `unmeasured` needs it. Written by benchmarks/roles.py from
# the scoreboard and 4,000 worlds a question.
"""
Key = tuple[str, str, str]  # question as of a day, outcome, its label


class Moved(NamedTuple):
    """One outcome with everything on and without a mechanism."""

    key: Key
    whole: Estimate
    without: float

    @property
    def beyond(self) -> bool:
        """Whether the probability left the interval it had."""
        low, high = self.whole.interval or (0.0, 1.0)
        return not min(low, self.whole.p) <= self.without <= max(high, self.whole.p)

    @property
    def size(self) -> float:
        """How far it moved."""
        return abs(self.without - self.whole.p)


def answers(case: Case, options: Options) -> Iterator[tuple[Key, Estimate]]:
    """Every outcome of every question as of every day it was asked."""
    for question in case.file.questions:
        labels = {o.id: o.label for o in question.outcomes}
        for day in at_days(question, options):
            found = study(case, question, day, options)
            for half, hits in found.hits.items():
                name = f"{question.id}{f'/{half}' if half else ''} as of {day}"
                for outcome, hit in hits.items():
                    yield (name, outcome, labels[outcome]), estimate(hit.reshape(-1, options.lives))


def row(mechanism: str, score: Mapping[str, Any], whole: Mapping[Key, Estimate], case: Case) -> dict[str, str]:
    """One mechanism's role and what it rests on."""
    off = dict(answers(case, replace(OPTIONS, off=frozenset({mechanism}))))
    moved = [Moved(key, before, off[key].p) for key, before in whole.items()]
    far = max(moved, key=lambda m: (m.beyond, m.size))
    low, high = score["interval"]
    bears = score["role"] == "load-bearing" or far.beyond
    said = f"without it the log score changes by {score['delta_log']:+.3f} ({low:+.3f} to {high:+.3f})"
    if score["role"] == "adverse":
        said += "; leaving it out would raise the score"
    count = sum(m.beyond for m in moved)
    band = "none" if far.whole.interval is None else "{:.2f} to {:.2f}".format(*far.whole.interval)
    said += f"; {count or 'none'} of {len(moved)} outcomes leave{'s' if count < 2 else ''} the interval; most moved is "
    said += f"{far.key[2]} ({far.key[0]}), {far.whole.p:.2f} ({band}) to {far.without:.2f}"
    return {"role": "load-bearing" if bears else "descriptive", "measured": said}


def main(board: Path) -> None:
    """Print the table of roles."""
    case = load_case(CASE)
    scores = {each["mechanism"]: each for each in json.loads(board.read_text("utf-8"))["ablation"]}
    whole = dict(answers(case, OPTIONS))
    print(f"{HEAD}case: {CASE}\nroles:")
    for mechanism in MECHANISMS:
        found = row(mechanism, scores[mechanism], whole, case)
        print(f"  {mechanism}:\n    role: {found['role']}")
        print(f"    measured: {json.dumps(found['measured'], ensure_ascii=False)}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
