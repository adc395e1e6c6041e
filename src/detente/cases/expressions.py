"""The words in which an outcome is defined over histories.

``deaths``, ``deaths_in_month`` (``at_least``, ``less_than``, ``places``): deaths in the window, or in any month.
``control_change`` (``places``), ``seized`` (``places``): a place changes hands, or some ground is lost.
``agreement``, ``blockade``: in any month.  ``polity_survives`` (``place``): at the end of the window.
``responds`` (``actor`` or ``actors``, ``how``): to an attack.  ``standing_rises`` (``actor``, ``with``).
``any_of``, ``all_of``: lists of expressions.  ``otherwise``: none of the question's other outcomes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

ARGUMENTS: Mapping[str, frozenset[str]] = {
    "deaths": frozenset({"at_least", "less_than", "places"}),
    "deaths_in_month": frozenset({"at_least", "less_than", "places"}),
    "control_change": frozenset({"places"}),
    "seized": frozenset({"places"}),
    "agreement": frozenset(),
    "blockade": frozenset(),
    "polity_survives": frozenset({"place"}),
    "responds": frozenset({"actor", "actors", "how"}),
    "standing_rises": frozenset({"actor", "with"}),
    "otherwise": frozenset(),
}
LISTS = ("any_of", "all_of")


def misuse(expression: Any) -> Iterator[str]:
    """Why an expression can't be evaluated; nothing where it can."""
    if not isinstance(expression, Mapping) or len(expression) != 1:
        yield "an outcome is one expression, like {deaths: {at_least: 25}}"
        return
    ((word, rest),) = expression.items()
    if word in LISTS:
        for part in rest if isinstance(rest, list) else (None,):
            yield from misuse(part)
    elif word not in ARGUMENTS:
        yield f"{word!r} is no expression; there are {', '.join((*ARGUMENTS, *LISTS))}"
    elif not isinstance(rest, Mapping) or not set(rest) <= ARGUMENTS[word]:
        yield f"{word} takes {', '.join(sorted(ARGUMENTS[word])) or 'nothing'}"


def names(expression: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Places and actors an expression speaks of: ('place' | 'actor', id)."""
    ((word, rest),) = expression.items()
    if word in LISTS:
        for part in rest:
            yield from names(part)
        return
    for place in (*rest.get("places", ()), *([rest["place"]] if "place" in rest else ())):
        yield "place", place
    for actor in (*rest.get("actors", ()), *(rest[key] for key in ("actor", "with") if key in rest)):
        yield "actor", actor
