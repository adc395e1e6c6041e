"""Sources by the names that readers know them by, where the run's own sentences have ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from detente.report.words import source_name


def named(run: Mapping[str, Any]) -> Callable[[Any], str]:
    """A function that puts names for ids of the run's sources in a text, or for one id."""
    names = {str(s.get("id")): source_name(s) for s in run.get("sources") or [] if s.get("id")}
    if not names:
        return str
    longest_first = "|".join(re.escape(each) for each in sorted(names, key=len, reverse=True))
    whole = re.compile(rf"(?<![\w-])(?:{longest_first})(?![\w-])")
    return lambda text: whole.sub(lambda found: names[found[0]], str(text))
