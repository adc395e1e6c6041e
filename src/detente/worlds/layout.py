"""How a class of annotated fields becomes a flat record that the kernel and plain Python both read.

The kernel passes each record as one pointer. Tuples of arrays, tried first, cost 240 s of compile time and a
tenth of the speed: every call copied and counted some eighty arrays (docs/decisions/001-flat-records-for-state.md).
Shapes are fixed at the limits below, so all cases share one compiled kernel; a case beyond
them is refused when it is built.
"""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import numpy as np
from numpy.typing import NDArray

ACTORS = 16  # most actors of a case
PLACES = 12
RIVALRIES = 3
DYADS = 2 * RIVALRIES
MONTHS = 480  # longest history, months
EVENTS = 60  # most incidents of a rivalry in a month
YEAR = 12  # months whose luck is dealt at a time
OPTIONS = 3 * PLACES  # of one decision
PLAYERS = 6  # outside powers that may send troops to one crisis
LEAVES = 1 << PLAYERS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

ActorFloats = Annotated[Floats, "f8", (ACTORS,)]
ActorInts = Annotated[Ints, "i8", (ACTORS,)]
PairFloats = Annotated[Floats, "f8", (ACTORS, ACTORS)]
ActorPlaceFloats = Annotated[Floats, "f8", (ACTORS, PLACES)]
PlaceFloats = Annotated[Floats, "f8", (PLACES,)]
PlaceInts = Annotated[Ints, "i8", (PLACES,)]
PlacePairInts = Annotated[Ints, "i8", (PLACES, PLACES)]
RivalryFloats = Annotated[Floats, "f8", (RIVALRIES,)]
RivalryInts = Annotated[Ints, "i8", (RIVALRIES,)]
RivalryActorFloats = Annotated[Floats, "f8", (RIVALRIES, ACTORS)]
RivalryActorInts = Annotated[Ints, "i8", (RIVALRIES, ACTORS)]
DyadFloats = Annotated[Floats, "f8", (DYADS,)]
DyadActorFloats = Annotated[Floats, "f8", (DYADS, ACTORS)]
DyadOptionFloats = Annotated[Floats, "f8", (DYADS, OPTIONS)]
DyadPlaceFloats = Annotated[Floats, "f8", (DYADS, PLACES)]
DyadInts = Annotated[Ints, "i8", (DYADS,)]
DyadActorPlaceFloats = Annotated[Floats, "f8", (DYADS, ACTORS, PLACES)]
DyadActorInts = Annotated[Ints, "i8", (DYADS, ACTORS)]
Year = Annotated[Floats, "f8", (YEAR,)]
EventFloats = Annotated[Floats, "f8", (EVENTS,)]
ActorYear = Annotated[Floats, "f8", (ACTORS, YEAR)]
RivalryYear = Annotated[Floats, "f8", (RIVALRIES, YEAR)]
DyadYear = Annotated[Floats, "f8", (DYADS, YEAR)]
MonthInts = Annotated[Ints, "i8", (MONTHS + 1,)]
OptionFloats = Annotated[Floats, "f8", (OPTIONS,)]
OptionInts = Annotated[Ints, "i8", (OPTIONS,)]
ChoiceFloats = Annotated[Floats, "f8", (OPTIONS + 1,)]
OptionLeafFloats = Annotated[Floats, "f8", (OPTIONS, LEAVES)]
OptionLeafPlayerFloats = Annotated[Floats, "f8", (OPTIONS, LEAVES, PLAYERS)]
OptionPlayerLeafFloats = Annotated[Floats, "f8", (OPTIONS, PLAYERS, LEAVES)]
PlaceLeafFloats = Annotated[Floats, "f8", (PLACES, LEAVES)]
LeafFloats = Annotated[Floats, "f8", (LEAVES,)]
LeafPlayerFloats = Annotated[Floats, "f8", (LEAVES, PLAYERS)]
PlayerFloats = Annotated[Floats, "f8", (PLAYERS,)]
PlayerInts = Annotated[Ints, "i8", (PLAYERS,)]


@cache
def dtype_of(layout: type) -> np.dtype[Any]:
    """The record type of a class whose annotations are ``int``, ``float`` or one of the aliases above."""
    fields: list[tuple[Any, ...]] = []
    for name, hint in get_type_hints(layout, include_extras=True).items():
        if get_origin(hint) is Annotated:
            _, code, shape = get_args(hint)
            fields.append((name, code, shape))
        else:
            fields.append((name, "f8" if hint is float else "i8"))
    return np.dtype(fields)


def records(layout: type, count: int) -> Any:
    """``count`` zeroed records of a layout; attributes of an element read and write its fields."""
    return np.zeros(count, dtype_of(layout)).view(np.recarray)
