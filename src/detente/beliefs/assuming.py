"""A value as people write it down, read as an assumption: a number, a range LOW..HIGH, or a word of its slot."""

from __future__ import annotations

import re

from detente.beliefs.draws import Assumed

_NUMBER = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_RANGE = re.compile(rf"({_NUMBER})(?:\.\.({_NUMBER}))?")


def assume(slot: str, value: str, reason: str = "") -> Assumed:
    """``value`` in place of all claims on a slot. Whether it fits the slot, ``check_assumed`` says."""
    numbers = _RANGE.fullmatch(value)
    if numbers is None:
        return Assumed(slot, word=value, reason=reason)
    low = float(numbers[1])
    return Assumed(slot, low, float(numbers[2]) if numbers[2] else low, reason=reason)
