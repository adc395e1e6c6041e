"""``--assume SLOT=VALUE``, ``SLOT=LOW..HIGH`` and ``:"reason"``: from words on the command line to an assumption."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from detente.beliefs.assuming import assume
from detente.beliefs.draws import Assumed
from detente.cases.model import Case
from detente.cli.common import nearest
from detente.errors import Fault, UsageError

_FORM = re.compile(r'(?P<slot>[^=\[]+(?:\[[^\]]*\])?)=(?P<value>[^:"]+?)(?::\s*"?(?P<reason>[^"]*)"?)?')


def parse_assumed(text: str) -> Assumed:
    """The assumption. Raises UsageError where it is not of the form."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        remedy = 'Write SLOT=VALUE, SLOT=LOW..HIGH or SLOT=LOW..HIGH:"reason".'
        raise UsageError(Fault("not an assumption", remedy, path="--assume", value=text))
    return assume(found["slot"].strip(), found["value"].strip(), (found["reason"] or "").strip())


def check_once(assumed: Sequence[Assumed]) -> None:
    """Refuse two assumptions on one slot: only one of them could hold. Raises UsageError."""
    for slot, times in Counter(each.slot for each in assumed).items():
        if times > 1:
            raise UsageError(Fault("assumed twice", "Keep one of the two.", path="--assume", value=slot))


def check_read(case: Case, wanted: Sequence[str], options: Any) -> None:
    """Refuse an assumption that changes nothing because no question asked reads its slot. Raises UsageError."""
    if not options.assumed:
        return
    from detente.beliefs.draws import Terms, believe, check_assumed
    from detente.findings.runs import choose
    from detente.findings.study import at_days
    from detente.worlds.fill import Filler

    for assumed in options.assumed:
        check_assumed(assumed)
    check_once(options.assumed)
    read: set[str] = set()
    for day in sorted({day for question in choose(case, wanted) for day in at_days(question, options)}):
        terms = Terms(day, options.seed, 1, options.vintage, options.scale, options.left_out, options.assumed)
        beliefs = believe(case.claims, case.sources, case.records, case.priors, terms)
        Filler(case, beliefs).fill()
        read.update(beliefs.slots, (f"model.{name}" for name in beliefs.coefficients))
    for assumed in options.assumed:
        if assumed.slot not in read:
            near = nearest(assumed.slot, read)
            remedy = f"Nearest: {', '.join(near)}." if near else "`detente claims` shows slots."
            reason = "the model doesn't read this slot here, so assuming it changes nothing"
            raise UsageError(Fault(reason, remedy, path="--assume", value=assumed.slot))
