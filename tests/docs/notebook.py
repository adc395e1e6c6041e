"""Runs a notebook in this process, without Jupyter: each cell's code, and what it would show."""

from __future__ import annotations

import ast
import io
import json
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

SHOWN = {"text/html": "_repr_html_", "image/svg+xml": "_repr_svg_"}
Cell = dict[str, Any]


def read(path: Path) -> dict[str, Any]:
    """The notebook."""
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def write(path: Path, notebook: dict[str, Any]) -> None:
    """As Jupyter writes it."""
    path.write_text(json.dumps(notebook, ensure_ascii=False, indent=1) + "\n", "utf-8")


def executed(notebook: dict[str, Any]) -> dict[str, Any]:
    """The notebook with the outputs of its cells, which are run in order in one fresh namespace."""
    return {**notebook, "cells": list(_run(notebook["cells"]))}


def kinds(notebook: dict[str, Any]) -> list[list[tuple[str, ...]]]:
    """Of what kind the outputs of each cell of code are."""
    codes = (cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    return [[(output["output_type"], *sorted(output.get("data", ()))) for output in code["outputs"]] for code in codes]


def _run(cells: list[Cell]) -> Iterator[Cell]:
    names: dict[str, Any] = {"__name__": "__main__"}
    count = 0
    for cell in cells:
        if cell["cell_type"] == "code":
            count += 1
            outputs = list(_outputs("".join(cell["source"]), names, count))
            yield {**cell, "execution_count": count, "outputs": outputs}
        else:
            yield cell


def _outputs(code: str, names: dict[str, Any], count: int) -> Iterator[dict[str, Any]]:
    """What the code prints, and the value of the expression that it ends with."""
    body = ast.parse(code).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with redirect_stdout(printed):
        exec(compile(ast.Module(body, []), "<cell>", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
    if printed.getvalue():
        yield {"name": "stdout", "output_type": "stream", "text": _lines(printed.getvalue())}
    if value is not None:
        found = {kind: _lines(getattr(value, name)()) for kind, name in SHOWN.items() if hasattr(value, name)}
        data = {**found, "text/plain": _lines(repr(value))}
        yield {"data": data, "execution_count": count, "metadata": {}, "output_type": "execute_result"}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)
