"""A run: all questions of a case answered on the same terms, with what is needed to repeat it."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, replace
from datetime import date
from threading import Thread
from typing import Any

import pyarrow as pa

from detente.beliefs.current import left_out_as
from detente.beliefs.draws import check_assumed
from detente.cases.model import Case, Question
from detente.engine.memory import tidy
from detente.engine.run import call_off
from detente.errors import Fault, UsageError
from detente.findings.answers import Answer, answer
from detente.findings.study import Options, Study, at_days, check_options, halves, study
from detente.histories.record import combine, digests_of
from detente.histories.tables import events
from detente.worlds.kernel.history import warm
from detente.worlds.version import model_digest

Progress = Callable[[str, int, int], None]
Tell = Callable[["Run"], Any]


class Events(Mapping[str, pa.Table]):
    """The events of studies as tables, made anew each time one is read: together they are most of a large run."""

    def __init__(self, *studies: Study) -> None:
        self._of = {
            f"events-{study.question.id}-{half or 'all'}-{study.as_of}": histories
            for study in studies
            for half, histories in study.histories.items()
        }

    def __getitem__(self, name: str) -> pa.Table:
        return events(self._of[name])

    def __iter__(self) -> Iterator[str]:
        return iter(self._of)

    def __len__(self) -> int:
        return len(self._of)


@dataclass(frozen=True)
class Run:
    """Answers in the order of the case, the studies behind them, their events as tables, and the run's identity.

    ``told`` is what ``run_case`` was asked to tell of each study.
    """

    case: Case
    options: Options
    answers: tuple[Answer, ...]
    studies: tuple[Study, ...]
    tables: Mapping[str, pa.Table]
    seconds: float
    result_digest: str
    told: tuple[Any, ...] = ()

    @property
    def code_digest(self) -> str:
        """Of the model: what decides beliefs and worlds, and what compiles them."""
        return model_digest()

    @property
    def id(self) -> str:
        """Short name of the run: what was run, on what, how."""
        return "r-" + _digest(self.case, self.result_digest, self.options)[:10]

    @property
    def world_months(self) -> int:
        """Histories times months, over all answers."""
        return sum(h.count * h.months for s in self.studies for h in s.histories.values())


def work_name(case: Case, wanted: Sequence[str], options: Options) -> str:
    """A name for unfinished work: the same whenever the same is asked again, on however many workers."""
    return "work-" + _digest(case, *(question.id for question in choose(case, wanted)), options)[:16]


def _digest(case: Case, *parts: str | Options) -> str:
    """A digest of a case, the code and what else makes a run what it is."""
    each = (case.digest, case.claims_digest, model_digest(), *map(str, parts))
    return hashlib.sha256("\n".join(each).encode()).hexdigest()


def warm_up() -> Thread:
    """Start loading the compiled kernel beside whatever comes before the run."""
    thread = Thread(target=warm, daemon=True)
    thread.start()
    return thread


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
    """Raise UsageError for a source, theory, origin or claim that the case doesn't have."""
    known = frozenset[str]().union(*map(left_out_as, case.claims if left_out else ()))
    for name in sorted(left_out - known - case.sources.keys()):
        remedy = (
            f"Name a source ({', '.join(case.sources)}), theory:SOURCE for what it says of causes alone, "
            "origin:NAME, or a claim; `detente claims` lists them."
        )
        raise UsageError(Fault("the case has nothing of that name to leave out", remedy, path="--without", value=name))


def run_case(
    case: Case, wanted: Sequence[str], options: Options, progress: Progress | None = None, tell: Tell | None = None
) -> Run:
    """Answer questions. Raises UsageError or InputError before anything is lived.

    ``tell`` is asked of the part of the run that each study makes, while its histories are at hand and others are
    still lived.
    """
    started = time.perf_counter()
    check_options(options)
    check_left_out(case, options.left_out)
    for assumed in options.assumed:
        check_assumed(assumed)
    questions = choose(case, wanted)
    jobs = [(question, day) for question in questions for day in at_days(question, options)]
    order = sorted(range(len(jobs)), key=lambda n: (-_labour(case, *jobs[n], options), n))
    inner = replace(options, workers=max(1, options.workers // len(jobs)))
    found: dict[int, _Answered] = {}

    def counting(name: str) -> Options:
        """The options of one job, whose chunks are told of between the jobs."""
        if progress is None:
            return inner

        def count(done: int, of: int) -> None:
            progress(f"{name}, chunk {done} of {of}", len(found), len(jobs))

        return replace(inner, workshop=replace(inner.workshop, tell=count))

    try:
        with ThreadPoolExecutor(min(options.workers, len(jobs))) as pool:
            waiting = {pool.submit(_answered, case, *jobs[n], counting(jobs[n][0].id), tell): n for n in order}
            try:
                for future in as_completed(waiting):
                    found[waiting[future]] = future.result()
                    if progress:
                        progress(jobs[waiting[future]][0].id, len(found), len(jobs))
            except BaseException:
                call_off()
                pool.shutdown(wait=False, cancel_futures=True)
                raise
    finally:
        call_off(off=False)
    each = [found[n] for n in range(len(jobs))]
    studies = tuple(one.study for one in each)
    return Run(
        case,
        options,
        tuple(answer for one in each for answer in one.answers),
        studies,
        Events(*studies),
        time.perf_counter() - started,
        combine([one.digests for one in each]),
        tuple(one.told for one in each),
    )


@dataclass(frozen=True, slots=True)
class _Answered:
    """One question as of one day: an answer for each half, the digests of its histories end to end, what is told."""

    study: Study
    answers: tuple[Answer, ...]
    digests: bytes
    told: Any


def _answered(case: Case, question: Question, day: date, options: Options, tell: Tell | None = None) -> _Answered:
    found = study(case, question, day, options)
    leads = day == at_days(question, options)[-1]
    said, seen = [], b""
    for half in halves(question):
        each = b"".join(digests_of(found.histories[half]))
        said.append(answer(found, half, combine([each]), strike=leads))
        seen += each
    told = tell(Run(case, options, tuple(said), (found,), dict(Events(found)), 0.0, combine([seen]))) if tell else None
    if found.by_chunks:
        tidy()
    return _Answered(found.put_away(), tuple(said), seen, told)


def _labour(case: Case, question: Question, day: date, options: Options) -> int:
    """How long a job may take, in no unit: the longest go first, so that no thread waits long for the last."""
    struck = day == at_days(question, options)[-1]
    texts = sum(s.kind == "analysis" and s.counts_from <= day for s in case.sources.values()) if struck else 0
    return (options.months or question.months) * (1 + texts)
