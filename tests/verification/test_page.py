"""The page says what the program computes."""

from __future__ import annotations

import os
import re

from tests.verification.page import PAGE, page

from detente.verification.as_json import to_json
from detente.verification.check import Result

UPDATE = "DETENTE_UPDATE_DOCS"
GOT = re.compile(r"^(\| `(.+?)` \|.*\| )(\S+)( \| \S+ \| \S+ \|)$", re.M)


def without_results(text: str) -> str:
    return GOT.sub(r"\1\4", text)


def test_the_page_is_what_the_program_computes(everything: list[Result]) -> None:
    """Word for word, but for the last digits that another machine's rounding may move."""
    now = page(to_json(everything))
    if os.environ.get(UPDATE) == "1":
        PAGE.write_text(now, "utf-8")
    written = PAGE.read_text("utf-8")
    assert without_results(written) == without_results(now), f"run the test again with {UPDATE}=1"
    printed = {name: float(got) for _, name, got, _ in GOT.findall(written)}
    for result in everything:
        assert result.got is not None
        assert abs(printed[result.check.id] - result.got) <= max(result.check.tolerance / 5, 1e-12), result.check.id
