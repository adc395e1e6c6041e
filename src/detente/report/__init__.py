"""A run as one page that opens without a network: formatting only, nothing is computed here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

__all__ = ["prepare", "render"]

# What sets a page is imported with the first page: most of what this package knows is asked for without one.


def render(run: Mapping[str, Any], geometry: Mapping[str, Any] | None = None) -> str:
    """The report on a run as a self-contained HTML document; see ``page.render``."""
    from detente.report import page

    return page.render(run, geometry)


def prepare() -> None:
    """Make ready to set a page, beside what has to be done before there is anything to set."""
    from detente.report import page

    page.prepare()
