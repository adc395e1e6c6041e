"""The bundle of charts is the one that its sources make, and it asks nobody for anything."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import pytest

from detente.report import live

WEB = Path(__file__).parents[2] / "web"
MADE_FROM = ("build.js", "package-lock.json", "package.json")


def sources() -> list[str]:
    return sorted([*MADE_FROM, *(f"src/{path.name}" for path in (WEB / "src").iterdir())])


@pytest.mark.skipif(not WEB.is_dir(), reason="only where the sources of the bundle are")
def test_the_bundle_is_built_from_its_sources() -> None:
    total = hashlib.sha256()
    for name in sources():
        total.update(f"{name}\0".encode() + (WEB / name).read_bytes() + b"\0")
    assert f"sha256 {total.hexdigest()}\n" in live.bundle()[:200], "web/ has changed: run `make bundle`"


@pytest.mark.skipif(not WEB.is_dir(), reason="only where the sources of the bundle are")
def test_what_is_bundled_is_pinned() -> None:
    package = json.loads((WEB / "package.json").read_text("utf-8"))
    pinned = package["dependencies"] | package["devDependencies"]
    assert pinned.keys() >= {"@observablehq/plot", "d3-geo", "preact"}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in pinned.values())


@pytest.mark.skipif(not WEB.is_dir(), reason="only where the sources of the bundle are")
def test_the_lock_names_no_host() -> None:
    lock = json.loads((WEB / "package-lock.json").read_text("utf-8"))
    assert not any("resolved" in package for package in lock["packages"].values())
    assert all("integrity" in package for name, package in lock["packages"].items() if name)


def test_the_bundle_can_stand_in_a_page() -> None:
    assert "</script" not in live.bundle().lower() and "<!--" not in live.bundle()
    assert not re.search(
        r"\bnew Function\b|(?<![\w.$])eval\(|XMLHttpRequest|\bfetch\(|\bimport\(|WebSocket|sendBeacon", live.bundle()
    )


@pytest.mark.parametrize(
    "licence", ["@observablehq/plot", "d3-geo", "d3-scale", "isoformat", "preact", "ISC: Permission", "MIT: Permission"]
)
def test_the_bundle_carries_its_licences(licence: str) -> None:
    assert licence in live.bundle()[:6000]
