"""Units as names: an annotation says what a number means; the type checker sees the plain type."""

from __future__ import annotations

from typing import Annotated

Probability = Annotated[float, "0 to 1"]
