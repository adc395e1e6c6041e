from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from importlib import metadata
from types import SimpleNamespace
from typing import Any

import pytest
from tests.claims.proposing.test_proposals import DAY, ENTITIES, HOME

from detente.claims.proposing.pipeline import Model, ModelError, installed
from detente.claims.proposing.proposals import propose
from detente.sources.reader import read_bytes

Install = Callable[..., None]


@pytest.fixture
def install(monkeypatch: pytest.MonkeyPatch) -> Install:
    """Makes the machine one with these packages, and with a spaCy whose ``load`` is given."""

    def version(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    def put(load: Callable[..., Any] | None = None, **versions: str) -> None:
        monkeypatch.setattr(metadata, "version", lambda name: versions.get(name) or version(name))
        monkeypatch.setitem(sys.modules, "spacy", SimpleNamespace(load=load) if load else None)

    return put


def test_without_a_model_spacy_is_not_even_imported(install: Install) -> None:
    install()
    assert installed() is None


def test_the_best_model_is_loaded_and_named(install: Install) -> None:
    asked = []

    def load(name: str, **_: Any) -> Any:
        asked.append(name)
        return SimpleNamespace(pipe_names=["ner"])

    install(load, en_core_web_sm="3.8.0", en_core_web_md="3.7.1")
    found = installed()
    assert found is not None
    assert (asked, found.made_by) == (["en_core_web_md"], "spacy/en_core_web_md 3.7.1")


def _breaks(name: str, **_: Any) -> Any:
    raise OSError("[E053] Could not read\nconfig.cfg.")


def _warns(name: str, **_: Any) -> Any:
    warnings.warn("[W095] Model 'en_core_web_sm' (2.0) may not be compatible.", UserWarning, stacklevel=1)
    return SimpleNamespace(pipe_names=["ner"])


def _chats(name: str, **_: Any) -> Any:
    warnings.warn("something else is old", FutureWarning, stacklevel=1)
    return SimpleNamespace(pipe_names=["tagger"])


@pytest.mark.parametrize(
    ("load", "reason"),
    [(_breaks, "Could not read config.cfg"), (_warns, "W095"), (_chats, "recognises no names"), (None, "spacy")],
)
def test_a_model_that_can_not_be_used_is_told_in_words(
    install: Install, load: Callable[..., Any] | None, reason: str
) -> None:
    install(load, en_core_web_sm="2.0")
    with pytest.raises(ModelError, match=reason) as caught:
        installed()
    [fault] = caught.value.faults
    assert (fault.path, fault.severity) == ("spacy/en_core_web_sm 2.0", "warning")
    assert "\n" not in str(fault)


def test_spacy_s_own_pipelines_fit() -> None:
    spacy = pytest.importorskip("spacy")
    blank = spacy.blank("en")
    patterns = [{"label": "ORG", "pattern": "Grain Board"}, {"label": "PERCENT", "pattern": "about one fifth"}]
    blank.add_pipe("entity_ruler").add_patterns(patterns)
    text = f"{HOME}\n\nThe Grain Board met. It was 12 per cent of cases, while about one fifth were left open.\n"
    found = propose(read_bytes(text.encode()), ENTITIES, "s", DAY, Model(blank, "spacy/blank 3"))
    added = [(one.slot, one.value.low) for one in found if one.made_by == "spacy/blank 3"]
    assert added == [("grain_board.called[name]", None), ("unknown.account", 0.2)]
