"""The page on the systems of the flagship case is what the program says of them."""

from __future__ import annotations

import os

from tests.docs.commands import ROOT

from detente.cases.reader import load_case
from detente.cli.common import DEFAULT_CASE
from detente.cli.system import beliefs_of
from detente.systems.overview import overview
from detente.systems.page import page, picture

PAGE, DRAWING = ROOT / "docs" / "systems.md", ROOT / "docs" / "systems.svg"
UPDATE = "DETENTE_UPDATE_DOCS"


def test_the_page_and_its_drawing_are_what_the_program_says() -> None:
    case = load_case(DEFAULT_CASE)
    found = overview(case, beliefs_of(case, None, "published"))
    said = {PAGE: page(found, DRAWING.name), DRAWING: picture(found)}
    for file, text in said.items():
        if os.environ.get(UPDATE) == "1":
            file.write_text(text, "utf-8")
        assert file.read_text("utf-8") == text, f"run the test again with {UPDATE}=1"
