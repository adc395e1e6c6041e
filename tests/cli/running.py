"""Runs for the tests of the commands that make and read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from detente.cli.main import detente


def call(*words: object) -> Result:
    """The command, without a traceback or a defect."""
    result = CliRunner().invoke(detente, [str(word) for word in words])
    assert "Traceback" not in result.output
    assert "defect" not in result.output, result.output
    return result


def ask(*words: object) -> Any:
    """The one JSON document that the command prints."""
    result = call(*words, "--json")
    assert result.exit_code == 0, result.output
    assert result.stderr == ""
    return json.loads(result.stdout)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def refused(result: Result, code: int, *said: str) -> None:
    """One clear message on standard error: the reason, the value where there is one, and what to do."""
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    for words in said:
        assert words in result.stderr, result.stderr
    message = result.stderr.strip().splitlines()[-1]
    assert len(message) > 20
    assert message.endswith((".", ")", "]")) or ". " in message, message
