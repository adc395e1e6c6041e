"""Why an outcome is as likely as it is: its drivers, and the claims behind them with their passages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from detente.notebook import html, tables
from detente.notebook.words import spoken
from detente.report.words import clean, percent, prob

Json = Mapping[str, Any]


class Drivers:
    """What moves an outcome: beliefs, claims, sources and mechanisms, with their shares of what is not known."""

    def __init__(self, drivers: Sequence[Json]) -> None:
        self._drivers = tuple(drivers)

    def __iter__(self) -> Iterator[Json]:
        return iter(self._drivers)

    def __len__(self) -> int:
        return len(self._drivers)

    def table(self, form: str = "arrow") -> Any:
        """A row a driver; ``low`` and ``high`` are the ends of the 90 % interval of its share."""
        found = ({**driver, "low": driver["interval"][0], "high": driver["interval"][1]} for driver in self)
        with spoken():
            return tables.rows(found, tables.DRIVERS, form)

    def markup(self) -> Markup:
        """As a part of a page."""
        return html.drivers(self._drivers)

    def __repr__(self) -> str:
        return "\n".join(clean(f"{percent(d['share'])}  {d.get('label') or d['id']} ({d['kind']})") for d in self)

    def _repr_html_(self) -> str:
        return html.page(self.markup())


class Trace:
    """The claims behind the drivers: who says what, where, and in which words where the text is attached."""

    def __init__(self, claims: Sequence[Json]) -> None:
        self._claims = tuple(claims)

    def __iter__(self) -> Iterator[Json]:
        return iter(self._claims)

    def __len__(self) -> int:
        return len(self._claims)

    def table(self, form: str = "arrow") -> Any:
        """A row a claim."""
        with spoken():
            return tables.rows(self._claims, tables.TRACE, form)

    def markup(self) -> Markup:
        """As a part of a page."""
        return html.trace(self._claims)

    def __repr__(self) -> str:
        return "\n".join(clean(f"{c['claim']}  {c['source']}: {c['paraphrase']}") for c in self)

    def _repr_html_(self) -> str:
        return html.page(self.markup())


class Why:
    """An outcome with its ``drivers`` and its ``trace``."""

    def __init__(self, answer: Json, outcome: Json, trace: Sequence[Json]) -> None:
        self.question: str = answer["question"]
        self.as_of: str = answer["as_of"]
        self.outcome: str = outcome["id"]
        self.drivers = Drivers(outcome["drivers"])
        self.trace = Trace(trace)
        self._line = f"{outcome['label']}: {prob(outcome['p'])}, as of {answer['as_of']}"

    def table(self, form: str = "arrow") -> Any:
        """The drivers, a row each."""
        return self.drivers.table(form)

    def __repr__(self) -> str:
        return "\n".join([clean(self._line), repr(self.drivers), repr(self.trace)])

    def _repr_html_(self) -> str:
        return html.page(html.title(self._line), self.drivers.markup(), self.trace.markup())
