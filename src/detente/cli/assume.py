"""``--assume SLOT=VALUE``, ``SLOT=LOW..HIGH`` and ``:"reason"``: from words on the command line to an assumption."""

from __future__ import annotations

import re

from detente.beliefs.draws import Assumed
from detente.errors import Fault, UsageError

_FORM = re.compile(r'(?P<slot>[^=]+)=(?P<value>[^:"]+?)(?::\s*"?(?P<reason>[^"]*)"?)?')
_NUMBER = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_RANGE = re.compile(rf"({_NUMBER})(?:\.\.({_NUMBER}))?")


def parse_assumed(text: str) -> Assumed:
    """The assumption. Raises UsageError where it is not of the form."""
    found = _FORM.fullmatch(text.strip())
    if found is None:
        remedy = 'Write SLOT=VALUE, SLOT=LOW..HIGH or SLOT=LOW..HIGH:"reason".'
        raise UsageError(Fault("not an assumption", remedy, path="--assume", value=text))
    slot, value, reason = found["slot"].strip(), found["value"].strip(), (found["reason"] or "").strip()
    numbers = _RANGE.fullmatch(value)
    if numbers is None:
        return Assumed(slot, word=value, reason=reason)
    low = float(numbers[1])
    return Assumed(slot, low, float(numbers[2]) if numbers[2] else low, reason=reason)
