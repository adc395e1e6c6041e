"""A run: all questions of a case answered on the same terms, with what is needed to repeat it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from joblib import Parallel, delayed

from detente.beliefs.draws import check_assumed
from detente.cases.model import Case, Question
from detente.errors import Fault, UsageError
from detente.findings.answers import Answer, answer
from detente.findings.study import Options, Study, at_days, check_options, halves, study
from detente.histories.record import combine, digests
from detente.numerics.compiled import source_digest

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Run:
    """Answers in the order of the case, the studies behind them, and the run's identity."""

    case: Case
    options: Options
    answers: tuple[Answer, ...]
    studies: tuple[Study, ...]
    seconds: float
    result_digest: str

    @property
    def code_digest(self) -> str:
        """Of the kernel's sources and what compiles them."""
        return source_digest()

    @property
    def id(self) -> str:
        """Short name of the run: what was run, on what, how."""
        parts = (self.case.digest, self.case.claims_digest, self.code_digest, self.result_digest, repr(self.options))
        return "r-" + hashlib.sha256("\n".join(parts).encode()).hexdigest()[:10]

    @property
    def world_months(self) -> int:
        """Histories times months, over all answers."""
        return sum(h.count * h.months for s in self.studies for h in s.histories.values())


def choose(case: Case, wanted: Sequence[str]) -> tuple[Question, ...]:
    """The questions of those ids, or all. Raises UsageError for one that the case doesn't have."""
    known = {q.id: q for q in case.file.questions}
    for name in wanted:
        if name not in known:
            raise UsageError(
                Fault("the case has no such question", f"It has {', '.join(known)}.", path="-q", value=name)
            )
    return tuple(known[name] for name in dict.fromkeys(wanted)) if wanted else case.file.questions


def check_left_out(case: Case, left_out: frozenset[str]) -> None:
    """Raise UsageError for a source or claim that the case doesn't have."""
    claims = {c.id for c in case.claims}
    for name in sorted(left_out):
        if name not in case.sources and name not in claims:
            known = f"Sources: {', '.join(case.sources)}. Claims: see `detente claims`."
            raise UsageError(Fault("the case has no such source or claim", known, path="--without", value=name))


def run_case(case: Case, wanted: Sequence[str], options: Options, progress: Progress | None = None) -> Run:
    """Answer questions. Raises UsageError or InputError before anything is lived."""
    started = time.perf_counter()
    check_options(options)
    check_left_out(case, options.left_out)
    for assumed in options.assumed:
        check_assumed(assumed)
    questions = choose(case, wanted)
    jobs = [(question, day) for question in questions for day in at_days(question, options)]
    done = Parallel(n_jobs=min(options.workers, len(jobs)), backend="threading", return_as="generator")(
        delayed(_answered)(case, question, day, options) for question, day in jobs
    )
    answers, studies, seen = [], [], []
    for n, (found, said, each) in enumerate(done):
        if progress:
            progress(jobs[n][0].id, n + 1, len(jobs))
        studies.append(found)
        answers.extend(said)
        seen.extend(each)
    return Run(case, options, tuple(answers), tuple(studies), time.perf_counter() - started, combine(seen))


def _answered(case: Case, question: Question, day: date, options: Options) -> tuple[Study, list[Answer], list[bytes]]:
    """One question as of one day: its study, an answer for each half, and the digests of its histories."""
    found = study(case, question, day, replace(options, workers=1))
    leads = day == at_days(question, options)[-1]
    said, seen = [], []
    for half in halves(question):
        each = digests(found.histories[half].arrays)
        said.append(answer(found, half, combine(each), strike=leads))
        seen.extend(each)
    return found, said, seen
