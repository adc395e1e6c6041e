"""Runs a how-to page: writes the files that it shows, and gives its commands one after the other."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from click.testing import CliRunner, Result

from detente.cli.main import detente

_FILE = re.compile(r"^\*\*`([^`]+)`\*\*\n```\w+\n(.*?)^```$|^```sh\n(.*?)^```$", re.M | re.S)


def steps(page: str) -> Iterator[tuple[str, str]]:
    """Files as (path, text) and command lines as ("", line), in the order of the page."""
    for found in _FILE.finditer(page):
        if found[1]:
            yield found[1], found[2]
        else:
            yield from (("", line) for line in found[3].splitlines() if line.strip())


def follow(page: str, here: Path) -> list[tuple[str, Result]]:
    """Do in the folder ``here``, which must be the current one, what the page says; each command with its result."""
    done: list[tuple[str, Result]] = []
    env: dict[str, str] = {}
    for path, text in steps(page):
        words = shlex.split(text) if not path else []
        if path:
            (here / path).parent.mkdir(parents=True, exist_ok=True)
            (here / path).write_text(text, "utf-8")
        elif words[0] == "export":
            env |= dict([words[1].split("=", 1)])
        else:
            assert words[0] == "detente", text
            done.append((text, CliRunner(env=env).invoke(detente, words[1:])))
    return done
