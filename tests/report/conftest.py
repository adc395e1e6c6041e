"""A run whose numbers are invented, to set pages from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def run() -> dict[str, Any]:
    """The sample run, fresh for every test."""
    text = (Path(__file__).parent / "sample_run.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return found
