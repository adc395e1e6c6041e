"""The reference of all commands, from what they say of themselves."""

from __future__ import annotations

import re
from pathlib import Path

import click
from click.testing import CliRunner

from detente.cli.main import COMMANDS, detente

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "reference" / "commands.md"
HEAD = """# All commands

What `detente COMMAND --help` prints. A test compares this page with the program; write it again with

    DETENTE_UPDATE_DOCS=1 make test ARGS=tests/docs

Refusals go to standard error and say where, what value, why, and what to do. Exit codes: 0 done, 1 faults found,
2 wrong use, 3 input refused, 4 interrupted. `--json` prints one document and nothing else on standard output.
"""


def help_of(*words: str) -> str:
    """A help text at a fixed width."""
    shown = CliRunner().invoke(detente, [*words, "--help"], prog_name="detente", terminal_width=100, color=False)
    assert shown.exit_code == 0, shown.output
    return "\n".join(line.rstrip() for line in shown.stdout.rstrip().splitlines())


def page() -> str:
    """The page as it should be."""
    parts = [HEAD, f"## detente\n\n```text\n{help_of()}\n```\n"]
    parts += [f"## detente {' '.join(words)}\n\n```text\n{help_of(*words)}\n```\n" for words in every_command()]
    return "\n".join(parts)


def every_command() -> list[tuple[str, ...]]:
    """Commands and, after each group, the commands of the group."""
    found: list[tuple[str, ...]] = []
    for name in COMMANDS:
        command = command_of(name)
        inner = command.commands if isinstance(command, click.Group) else ()
        found += [(name,), *((name, sub) for sub in inner)]
    return found


def command_of(*words: str) -> click.Command:
    """The command of that name; of a group, the command of the group where a second word names one."""
    command = detente.get_command(click.Context(detente), words[0])
    assert command is not None
    if isinstance(command, click.Group) and len(words) > 1:
        return command.commands[words[1]]
    return command


def commands_in(text: str) -> list[list[str]]:
    """Every ``detente …`` line of the code blocks of a Markdown page, split into words."""
    blocks = re.findall(r"^```\w*\n(.*?)^```", text, re.M | re.S)
    lines = [line for block in blocks for line in block.splitlines()]
    lines += [line[4:] for line in text.splitlines() if line.startswith("    ")]
    return [line.partition(" #")[0].split() for line in lines if line.startswith("detente ")]
