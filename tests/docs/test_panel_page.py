"""The page about the panel is what the shipped estimates say."""

from __future__ import annotations

import os

from tests.docs.commands import ROOT
from tests.panel.page import page

from detente.panel.shipped import estimates

PAGE = ROOT / "docs" / "panel.md"
UPDATE = "DETENTE_UPDATE_DOCS"


def test_the_page_is_what_the_estimates_say() -> None:
    if os.environ.get(UPDATE) == "1":
        PAGE.write_text(page(estimates()), "utf-8")
    assert PAGE.read_text("utf-8") == page(estimates()), f"run the test again with {UPDATE}=1"
