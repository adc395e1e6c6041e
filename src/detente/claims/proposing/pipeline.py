"""An English model of spaCy, where one is installed: it marks names, dates and numbers in sentences.

Nothing is ever downloaded, and spaCy is imported only when a model of its is found.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module, metadata
from typing import Protocol

from detente.errors import DetenteError, Fault

PACKAGES = ("en_core_web_trf", "en_core_web_lg", "en_core_web_md", "en_core_web_sm")  # the best that there is
RECOGNISER = "ner"
_NEEDLESS = ("tagger", "parser", "senter", "attribute_ruler", "lemmatizer")


class Ent(Protocol):
    """What a pipeline marks in a text."""

    @property
    def start_char(self) -> int: ...  # noqa: D102 - spaCy's names say it
    @property
    def end_char(self) -> int: ...  # noqa: D102
    @property
    def label_(self) -> str: ...  # noqa: D102


class Doc(Protocol):
    """A text as a pipeline has read it."""

    @property
    def ents(self) -> Iterable[Ent]: ...  # noqa: D102


class Pipeline(Protocol):
    """The part of spaCy's ``Language`` that is used."""

    def pipe(self, texts: Iterable[str]) -> Iterable[Doc]:
        """Each text read, in their order."""


class ModelError(DetenteError):
    """The installed model can't be used; the rules can do without."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a model marks at ``[start, end)`` of a sentence, with its label (``ORG``, ``DATE``, …)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True)
class Model:
    """A pipeline and how its proposals name it: ``spacy/<package> <version>``."""

    pipeline: Pipeline
    made_by: str

    def mark(self, sentences: Sequence[str]) -> list[tuple[Marked, ...]]:
        """What the model marks in each sentence, as it gives it: nothing is checked. Raises ModelError."""
        with _usable(self.made_by):
            read = self.pipeline.pipe(sentences)
            return [tuple(map(_marked, doc.ents)) for _, doc in zip(sentences, read, strict=True)]


def installed() -> Model | None:
    """The best English model that is installed, or None. Raises ModelError where it can't be used."""
    versions = {package: _version(package) for package in PACKAGES}
    package = next((package for package in PACKAGES if versions[package]), None)
    if package is None:
        return None
    made_by = f"spacy/{package} {versions[package]}"
    with _usable(made_by):
        pipeline = import_module("spacy").load(package, exclude=_NEEDLESS)
        if RECOGNISER not in pipeline.pipe_names:
            raise ValueError("it recognises no names")
    return Model(pipeline, made_by)


def _version(package: str) -> str | None:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return None


def _marked(one: Ent) -> Marked:
    return Marked(int(one.start_char), int(one.end_char), str(one.label_))


@contextmanager
def _usable(made_by: str) -> Iterator[None]:
    """Whatever a foreign library throws is a ModelError; a model made for another spaCy (its W095) can't be used."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.filterwarnings("error", message=r"\[W095\]")
            yield
    except Exception as problem:
        told = " ".join(str(problem).split())[:200]
        reason = f"the installed model fails: {type(problem).__name__}{': ' * bool(told)}{told}".rstrip(".")
        remedy = "The rules propose alone; install the model and spaCy anew, or give --no-model."
        raise ModelError(Fault(reason, remedy, path=made_by, severity="warning")) from problem
