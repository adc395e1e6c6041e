"""detente runs, traces and scores the reasoning in conflict analysis.

In Python and in notebooks: ``detente.load`` a case, ``detente.run`` its questions, ``detente.open_run`` a run kept.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from detente.notebook.calls import load, open_run, run

__all__ = ["load", "open_run", "run"]


def __getattr__(name: str) -> Any:
    """What the package offers in Python, imported when it is first asked for: the command line starts without it."""
    if name in __all__:
        return getattr(import_module("detente.notebook.calls"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted((*globals(), *__all__))
