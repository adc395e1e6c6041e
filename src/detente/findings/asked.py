"""The terms of a run from words, checked: as the command line and Python take them, and as a finished run kept them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from detente.beliefs.assuming import assume
from detente.beliefs.draws import Assumed, Terms, believe, check_assumed
from detente.beliefs.scales import SCALES
from detente.cases.check_levers import beyond_belief
from detente.cases.model import Case
from detente.cases.refuse import refuse_faulty
from detente.engine.run import available
from detente.errors import Fault, UsageError, nearest, one_of
from detente.findings.runs import check_left_out, choose
from detente.findings.study import Options, at_days
from detente.worlds.fill import Filler

_FORM = re.compile(r'(?P<slot>[^=\[]+(?:\[[^\]]*\])?)=(?P<value>[^:"]+?)(?::\s*"?(?P<reason>[^"]*)"?)?')


def options_of(
    questions: Sequence[str] = (),
    as_of: date | None = None,
    months: int | None = None,
    worlds: int = 4000,
    lives: int = 4,
    seed: int = 1,
    assume: Sequence[str] = (),
    without: Sequence[str] = (),
    off: Sequence[str] = (),
    vintage: str = "published",
    scale: str = "capphrase",
    workers: int | None = None,
    chunk: int = 2000,
) -> Options:
    """Options of a run from the words they are given in. Raises UsageError for what is none."""
    for name, value in (("--months", months), ("--workers", workers), ("--chunk", chunk)):
        if value is not None and value < 1:
            raise UsageError(Fault("too small a number", "Give 1 or more.", path=name, value=str(value)))
    return Options(
        worlds=worlds,
        lives=lives,
        seed=seed,
        vintage="reconstructed" if vintage == "reconstructed" else "published",
        scale=one_of("scale", scale, SCALES),
        assumed=tuple(parse_assumed(text) for text in assume),
        left_out=frozenset(without),
        off=frozenset(off),
        as_of=as_of,
        months=months,
        workers=available() if workers is None else workers,
        chunk=chunk,
    )


def recorded_options(findings: Mapping[str, Any]) -> Options:
    """The options of a finished run, on as many threads as there are cores."""
    asked, run = findings["options"], findings["run"]
    return options_of(
        as_of=date.fromisoformat(asked["as_of"]) if asked["as_of"] else None,
        worlds=run["worlds"],
        lives=run["lives"],
        seed=run["seed"],
        **{name: asked[name] for name in ("months", "assume", "without", "off", "vintage", "scale")},
    )


def parse_assumed(text: str, path: str = "--assume") -> Assumed:
    """An assumption from SLOT=VALUE, SLOT=LOW..HIGH and :"reason". Raises UsageError where it is not of the form."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        remedy = 'Write SLOT=VALUE, SLOT=LOW..HIGH or SLOT=LOW..HIGH:"reason".'
        raise UsageError(Fault("not an assumption", remedy, path=path, value=text))
    return assume(found["slot"].strip(), found["value"].strip(), (found["reason"] or "").strip())


def described(case: Case, options: Options) -> dict[str, Any]:
    """What was run, for a document of what came out."""
    return {
        "case": case.id,
        "case_digest": case.digest,
        "claims_digest": case.claims_digest,
        "seed": options.seed,
        "worlds": options.draws * options.lives,
        "lives": options.lives,
    }


def check_once(assumed: Sequence[Assumed]) -> None:
    """Refuse two assumptions on one slot: only one of them could hold. Raises UsageError."""
    for slot, times in Counter(each.slot for each in assumed).items():
        if times > 1:
            raise UsageError(Fault("assumed twice", "Keep one of the two.", path="--assume", value=slot))


def check_asked(case: Case, wanted: Sequence[str], options: Options) -> None:
    """Refuse what can't be asked of a case, before anything is lived. Raises UsageError or InputError."""
    if not case.file.questions:
        raise UsageError(Fault("the case asks nothing", "Add a question to its case.yaml.", value=case.id))
    refuse_faulty(case)
    check_left_out(case, options.left_out)
    check_read(case, wanted, options)


def check_read(case: Case, wanted: Sequence[str], options: Options) -> None:
    """Refuse an assumption that changes nothing because no question asked reads its slot. Raises UsageError."""
    if not options.assumed:
        return
    for assumed in options.assumed:
        check_assumed(assumed)
        if why := beyond_belief(assumed):
            raise UsageError(Fault(why, "Correct the number.", path="--assume", value=assumed.slot))
    check_once(options.assumed)
    read: set[str] = set()
    for day in sorted({day for question in choose(case, wanted) for day in at_days(question, options)}):
        terms = Terms(day, options.seed, 1, options.vintage, options.scale, options.left_out, options.assumed)
        beliefs = believe(case.grounds, terms)
        Filler(case, beliefs).fill()
        read.update(beliefs.slots, (f"model.{name}" for name in beliefs.coefficients))
    for assumed in options.assumed:
        if assumed.slot not in read:
            near = nearest(assumed.slot, read)
            remedy = f"Nearest: {', '.join(near)}." if near else "`detente claims` shows slots."
            reason = "the model doesn't read this slot here, so assuming it changes nothing"
            raise UsageError(Fault(reason, remedy, path="--assume", value=assumed.slot))
