"""What the commands share: arguments, days, JSON on standard output, tables on a terminal."""

from __future__ import annotations

import json
import math
import sys
import textwrap
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

import click

from detente.errors import one_of as one_of
from detente.errors import printable as printable
from detente.errors import unknown as unknown
from detente.names.days import parse_day

Command = TypeVar("Command", bound=Callable[..., Any])

DEFAULT_CASE = "south-caucasus"
WIDTH = 100  # columns of prose where no terminal says otherwise


def day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    """A callback for options that take a day, as 2020-11-10."""
    if value is None:
        return None
    try:
        return parse_day(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is not a day. Write it as 2020-11-10.") from None


def case_argument(command: Command) -> Command:
    """The case by name or path; the flagship case where none is given."""
    return click.argument("case", default=DEFAULT_CASE)(command)


def as_of_option(command: Command) -> Command:
    """``--as-of``: only what could be known by then."""
    return click.option("--as-of", callback=day, metavar="DATE", help="Only what could be known by that day.")(command)


def json_option(command: Command) -> Command:
    """``--json``: one document on standard output."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document and nothing else.")(command)


def emit(document: Mapping[str, Any]) -> None:
    """Print one JSON document, plain."""
    encoding = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    click.echo(json.dumps(plain(document), ensure_ascii=encoding != "utf8", allow_nan=False))


def plain(value: Any) -> Any:
    """A document as JSON can hold it: what is no finite number is null, days are ISO text."""
    if isinstance(value, Mapping):
        return {str(key): plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "tolist"):  # numpy's numbers and arrays
        return plain(value.tolist())
    return None if isinstance(value, float) and not math.isfinite(value) else value


def say(text: str = "", indent: int = 0, hang: int = 0) -> None:
    """Print prose wrapped to the terminal, without what would steer it; ``hang`` indents the lines that follow."""
    for line in text.split("\n"):
        first, rest = " " * indent, " " * (indent + hang)
        click.echo(textwrap.fill(printable(line), width(), initial_indent=first, subsequent_indent=rest, **_WHOLE))


def say_vintage(vintage: str) -> None:
    """Say so where later writing counts: who wrote it knew what followed, so this is always labelled."""
    if vintage == "reconstructed":
        say("Reconstructed: what was written down later counts from when it could be known.")


_WHOLE: dict[str, Any] = {"break_long_words": False, "break_on_hyphens": False}


def width() -> int:
    """Columns to wrap prose to."""
    import shutil

    return min(120, shutil.get_terminal_size((WIDTH, 24)).columns) if on_terminal() else WIDTH


def on_terminal() -> bool:
    """Whether a person may be reading standard output."""
    return sys.stdout.isatty()


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """A table on a terminal; elsewhere one line a row, its cells parted by tabs."""
    cells = [["" if cell is None else str(cell) for cell in row] for row in rows]
    if not on_terminal():
        for row in (list(head), *cells):
            click.echo("\t".join(" ".join(cell.split()) for cell in row))
        return
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(*head, box=SIMPLE_HEAD, pad_edge=False)
    for row in cells:
        shown.add_row(*(Text(cell) for cell in row))
    Console(markup=False, highlight=False).print(shown)


def count(number: int, one: str, many: str | None = None) -> str:
    """``1 claim``, ``2 claims``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
