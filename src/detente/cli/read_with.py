"""The model that ``detente read`` reads with, where one is installed; where it fails, a warning and the rules alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import click

from detente.claims.model import Claim
from detente.claims.proposing.pipeline import Model, ModelError, installed
from detente.cli.common import count, printable

Made = TypeVar("Made")


def installed_model(wanted: bool) -> Model | None:
    """The installed model, unless it is not wanted or can't be used; the latter is said on standard error."""
    try:
        return installed() if wanted else None
    except ModelError as problem:
        _warn(problem)
        return None


def made_with(model: Model | None, make: Callable[[Model | None], Made]) -> tuple[Made, Model | None]:
    """What is made with the model, or without where it fails; and the model, if it was used."""
    if model is not None:
        try:
            return make(model), model
        except ModelError as problem:
            _warn(problem)
    return make(None), None


def how_made(model: Model | None, proposals: Iterable[Claim]) -> str:
    """How many proposals there are, and how many of them by which model: no two machines need have the same."""
    found = list(proposals)
    if model is None:
        return f"{count(len(found), 'proposal')}, by rules alone."
    added = sum(claim.made_by == model.made_by for claim in found)
    return f"{count(len(found), 'proposal')}, {added} of them by {model.made_by}."


def _warn(problem: ModelError) -> None:
    click.echo(printable(f"warning: {problem}"), err=True)
