"""The dateline that a wire report begins with: its day is that of the report, not of what happened."""

from __future__ import annotations

import re

_PLACE = re.compile(r"\W{0,3}[A-ZÀ-Ž]{3}[A-ZÀ-Ž’'./-]*[\w\s,./’'-]{0,50}[,(:\s]")
_DASH = re.compile(r"\)?,?\s?(?:\([^()\n]{2,25}\)\s?)?(?:--|[–—]|-\s)")
_FAR = 80  # characters of a line in which its dateline ends


def is_in_dateline(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` stands between a place in capitals and a dash: ``GENEVA, 3 May (Agency) —``."""
    line = text.rfind("\n", 0, start) + 1
    return start - line <= _FAR and bool(_PLACE.fullmatch(text, line, start)) and bool(_DASH.match(text, end))
