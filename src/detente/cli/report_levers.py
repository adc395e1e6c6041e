"""What the measures of a case would change on the answers of a finished run: lived once, then kept in its folder."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from detente.cli.common import plain
from detente.cli.levers import WHAT_IT_IS, answer_document
from detente.cli.run import progress
from detente.errors import InputError

LEVERS = "levers.json"  # in the folder of a run
MOST = 1000  # histories of each question: a report shouldn't take longer than the run it is of

Json = dict[str, Any]


def with_levers(findings: Json, folder: Path) -> Json:
    """The findings of a run with ``levers`` in each answer that leads its question, and what they rest on."""
    found = levers_of(findings, folder)
    told = {(answer["question"], answer["as_of"]): answer for answer in found.get("answers", ())}
    answers = [answer | _pulled(told.get((answer["question"], answer["as_of"]))) for answer in findings["answers"]]
    return findings | {"answers": answers, "levers": {key: found[key] for key in found if key != "answers"}}


def _pulled(answer: Json | None) -> Json:
    return {} if answer is None else {key: answer[key] for key in ("levers", "later")}


def levers_of(findings: Json, folder: Path) -> Json:
    """As kept with the run, else lived now and kept; only ``because`` where they can't be paired with the run."""
    from detente.histories.folder import renew_pages
    from detente.worlds.version import model_digest

    if kept := _kept(findings, folder):
        return kept
    if findings["run"]["code_digest"] != model_digest():
        return {"because": f"This run was made by another version of the model. Run it again: {findings['command']}"}
    found: Json = plain(_lived(findings, folder))
    with suppress(InputError):  # where nothing can be kept, they are lived again next time
        renew_pages(folder, {LEVERS: json.dumps(found, ensure_ascii=False, indent=1) + "\n"})
    return found


def _kept(findings: Json, folder: Path) -> Json | None:
    """What the folder holds, if it is of this run."""
    try:
        found: Json = json.loads((folder / LEVERS).read_text(encoding="utf-8"))
        return found if found["run"] == _identity(findings) and found["most"] == MOST else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _identity(findings: Mapping[str, Any]) -> Json:
    names = ("id", "case_digest", "claims_digest", "code_digest", "result_digest")
    return {name: findings["run"][name] for name in names}


def _lived(findings: Json, folder: Path) -> Json:
    """Every measure on every question of the run, on the run's own terms with at most ``MOST`` histories."""
    from detente.findings.asked import recorded_options
    from detente.findings.levers import choose_levers, pull_all
    from detente.findings.runs import choose
    from detente.findings.stored import case_of

    case, options = case_of(folder, findings), recorded_options(findings)
    options = replace(options, worlds=min(options.worlds, MOST))
    wanted = [answer["question"].partition("/")[0] for answer in findings["answers"]]
    asked = choose(case, wanted) if case.file.levers else ()
    answers: list[Json] = []
    with progress() as tell:
        for done, question in enumerate(asked, 1):
            pulled = pull_all(case, question.id, choose_levers(case, ()), options)
            answers += [answer_document(answer) for answer in pulled]
            if tell:
                tell(f"measures, {question.id}", done, len(asked))
    return {
        "run": _identity(findings),
        "most": MOST,
        "worlds": options.draws * options.lives,
        "says": WHAT_IT_IS,
        "answers": answers,
    }
