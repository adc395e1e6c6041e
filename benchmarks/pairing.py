"""What common random numbers are worth: the variance of a lever's effect on unrelated worlds over that on the same.

Run from the repository: ``python benchmarks/pairing.py [WORLDS]``. Every lever of every bundled case is pulled on every
question; effects that are nought count for nothing, since pairing would make their ratio infinite.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from statistics import median

from detente.cases.model import Case
from detente.cases.reader import load_case
from detente.engine.run import available
from detente.findings.estimate import estimate
from detente.findings.levers import choose_levers, makes_sense, pull
from detente.findings.study import Options, at_days, study

CASES = ("south-caucasus", "kosovo-serbia")


def ratios(case: Case, options: Options) -> Iterator[tuple[str, str, float]]:
    """Lever, outcome, and how much lower the variance of the difference is when paired, as of the last day."""
    for question in case.file.questions:
        found = study(case, question, at_days(question, options)[-1], options)
        for lever in choose_levers(case, ()):
            if not makes_sense(lever, found.as_of):
                continue
            again = found.again(found.beliefs.assuming(lever.assumed()), frozenset(lever.assume))
            after = found.hits_of(again)
            for half, pulled in pull(found, lever).items():
                for moved in pulled.outcomes:
                    name, paired = moved.shift.outcome.id, moved.shift.found
                    if paired.delta:
                        apart = (found.hits[half][name], after[half][name])
                        variance = sum(estimate(hits.reshape(-1, options.lives)).mc_error ** 2 for hits in apart)
                        yield lever.id, f"{question.id}:{name}", variance / paired.se**2


def main(worlds: int) -> None:
    """A line a case: the median over levers of each lever's median outcome, and over all pairs."""
    for name in CASES:
        case = load_case(name)
        if not case.file.levers:
            print(f"{name}: no levers")
            continue
        by_lever: dict[str, list[float]] = {}
        for lever, outcome, ratio in ratios(case, Options(worlds=worlds, workers=available())):
            by_lever.setdefault(lever, []).append(ratio)
            print(f"  {lever:24} {outcome:45} {ratio:8.1f}")
        every = [ratio for group in by_lever.values() for ratio in group]
        levers = median(map(median, by_lever.values()))
        print(
            f"{name}: {worlds} worlds, {len(by_lever)} levers, {len(every)} effects: variance {median(every):.1f} times"
        )
        print(f"lower in the median effect, {levers:.1f} times for the median lever, {min(every):.1f} at least")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
