"""Tables of Markdown in which a loss is as easy to see as a gain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; None is shown as a dash, numbers with three decimals."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cell(value) for value in line) + " |" for line in lines) + "\n"


def cell(value: object) -> str:
    """A value as a reader sees it."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.3f}".replace("-", "−")
    return str(value).replace("|", "\\|").replace("\n", " ")


def signed(value: float | None, band: Sequence[float] | None) -> str:
    """A difference with its interval, bold where it is below 0."""
    if value is None:
        return "–"
    around = f" ({band[0]:+.2f} to {band[1]:+.2f})" if band else ""
    said = f"{value:+.3f}{around}".replace("-", "−")
    return f"**{said}**" if value < 0 else said
