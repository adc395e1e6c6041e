"""The published estimates come out, and don't where model or data are another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from detente.errors import InputError
from detente.verification import strategic
from detente.verification.check import Shared
from detente.verification.columns import read_columns
from detente.verification.likelihood import Floats, maximise
from detente.verification.probit import Three, loglik, three_private


def test_one_row_changed_is_seen(shared: Shared, tmp_path: Path) -> None:
    text = shared.file(strategic.FILES["war1800"]).read_text()
    changed = tmp_path / "war.csv"
    changed.write_text(text.replace(",0,1,1.0,autoc,autoc", ",0,1,1.0,dem,dem", 1))
    assert changed.read_text() != text
    assert abs(strategic.war1800(changed).loglik + 315.988) > 5e-4


def test_a_player_left_out_is_seen(shared: Shared) -> None:
    """The third does either with even chances."""
    columns = read_columns(shared.file(strategic.FILES["three"]))
    ended = strategic.ends(columns, "y", ("1.0", "3.0", "5.0", "6.0"))
    terms = (("one", "x1", "x2"), ("one", "x3"), ("one", "x4", "x5"), ("one", "x6"), ("one", "x7"))
    zero = np.zeros(ended.size)

    def model(u: Sequence[Floats]) -> Floats:
        return loglik(three_private(Three(*[*u, zero])), ended)

    assert maximise(model, [strategic.design(columns, *names) for names in terms]).loglik < -559.309 - 10


def test_a_game_that_ends_nowhere_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "games.csv"
    file.write_text("outcome,one\ndraw,1\n")
    with pytest.raises(InputError, match="draw"):
        strategic.leblang(file)


def test_a_missing_column_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "games.csv"
    file.write_text("outcome\nno attack\n")
    with pytest.raises(InputError, match="capcont"):
        strategic.leblang(file)
    file = tmp_path / "text.csv"
    file.write_text("sq,capit\nyes,no\n")
    with pytest.raises(InputError, match="number"):
        strategic.war1800(file)
