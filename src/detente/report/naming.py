"""Sources by the names that readers know them by, where the run's own sentences have ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from detente.report.words import source_name


def named(run: Mapping[str, Any]) -> Callable[[Any], str]:
    """A function that puts names for ids of the run's sources in a text, or for one id.

    An id that could be a word of a sentence, such as deaths or record, is left as it is there.
    """
    names = {str(s.get("id")): source_name(s) for s in run.get("sources") or [] if s.get("id")}
    longest_first = "|".join(re.escape(each) for each in sorted(filter(_no_word, names), key=len, reverse=True))
    whole = re.compile(rf"(?<![\w-])(?:{longest_first or '(?!)'})(?![\w-])")
    return lambda text: names.get(str(text)) or whole.sub(lambda found: names[found[0]], str(text))


def _no_word(name: str) -> bool:
    return not name.isalpha()
