"""Strategic choice models of others' data, fitted again: estimates against those published."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import numpy as np

from detente.errors import Fault, InputError
from detente.verification.check import Check, Shared
from detente.verification.columns import Columns, Floats, numbers, read_columns, texts
from detente.verification.likelihood import Fit, maximise
from detente.verification.probit import Ints, Three, Two, loglik, three_private, two_agent, two_private

LEBLANG = "Kenkel & Signorino, R package games, replication of Leblang 2003 (7,240 country-months)"
WAR1800 = "R package games, data war1800 (313 disputes), fitted outside detente"
THREE = "R package games, data data_123 (1,000 simulated cases), fitted outside detente"
FILES = {
    "leblang": "reference-cases/games_leblang2003.csv",
    "war1800": "reference-cases/games_war1800.csv",
    "three": "reference-cases/games_data_123.csv",
}
MARKET = ("capcont", "lreserves", "overval", "creditgrow", "USinterest", "service", "contagion", "prioratt")
STATE = ("one", "unifgov", "lexports", "preelec", "postelec", "rightgov", "realinterest", "capcont", "lreserves")
# In the order of the indices: the market's utility of the status quo, of a devaluation and of a defence; the
# government's of a defence.
PUBLISHED = (
    -0.4525, 0.2292, -0.4413, -0.0648, -0.0505, -0.0288, -0.1159, -0.1218, -3.6648, -3.1385,
    0.4269, -0.3568, -0.1997, 1.6632, 1.0623, -0.9358, 1.7955, 0.0656, 0.3099,
)  # fmt: skip
NAMES = (
    *(f"market-quiet-{name}" for name in MARKET), "market-devaluation", "market-defence",
    *(f"state-defence-{name}" for name in STATE),
)  # fmt: skip


def design(columns: Columns, *names: str) -> Floats:
    """Regressors, (rows, names); ``one`` is the constant."""
    rows = len(next(iter(columns.values())))
    parts = [np.ones((rows, 1)) if name == "one" else numbers(columns, name) for name in names]
    return np.hstack([np.empty((rows, 0)), *parts])


def ends(columns: Columns, name: str, order: Sequence[str]) -> Ints:
    """Where each row's game ended, as a place in ``order``. Raises InputError for an end that isn't among them."""
    seen = texts(columns, name)
    if strange := set(seen) - set(order):
        raise InputError(Fault("a game of the reference data ends nowhere", "Restore the file.", value=min(strange)))
    return np.array([order.index(cell) for cell in seen])


@cache
def leblang(path: Path) -> Fit:
    """Markets attack a currency or not; the government devalues or defends. Errors are private information."""
    columns = read_columns(path)
    ended = ends(columns, "outcome", ("no attack", "devaluation", "defense"))
    designs = [design(columns, *names) for names in (MARKET, ("one",), ("one",), STATE)]
    return maximise(lambda u: loglik(two_private(Two(*u)), ended), designs)


@cache
def leblang_fixed(path: Path) -> Fit:
    """The same with utilities fixed at 1, -1, 0 and 1: only the log deviation of the errors is estimated."""
    columns = read_columns(path)
    ended = ends(columns, "outcome", ("no attack", "devaluation", "defense"))
    one = np.ones(ended.size)
    fixed = Two(one, -one, 0.0 * one, one)
    return maximise(lambda u: loglik(two_private(fixed, np.exp(u[0])), ended), [one[:, None]])


@cache
def war1800(path: Path, null: bool = False) -> Fit:
    """One state keeps the status quo or threatens; the other gives in or fights. Errors of each move, agent form."""
    columns = dict(read_columns(path))
    quiet, gave_in = numbers(columns, "sq")[:, 0], numbers(columns, "capit")[:, 0]
    ended = np.where(quiet == 1, 0, np.where(gave_in == 1, 1, 2))
    for side in "12":
        for name, regime in (("dem", "dem"), ("mixed", "mixed")):
            columns[name + side] = [str(int(cell == regime)) for cell in texts(columns, f"regime{side}")]
    full = (("one", "s_wt_re1", "revis1"), ("one", "dem1", "mixed1"), ("one", "balanc", "dem2", "mixed2"))
    alone = (("one",), (), ("one",))  # a constant in both of 1's utilities could not be told apart
    designs = [design(columns, *names) for names in (alone if null else full)]
    return maximise(lambda u: loglik(two_agent(Two(u[0], 0.0 * u[0], u[1], u[2])), ended), designs)


@cache
def three_players(path: Path) -> Fit:
    """Attack, resist, intervene: three moves, errors as private information."""
    columns = read_columns(path)
    ended = ends(columns, "y", ("1.0", "3.0", "5.0", "6.0"))
    terms = (("one", "x1", "x2"), ("one", "x3"), ("one", "x4", "x5"), ("one", "x6"), ("one", "x7"), ("one", "x8"))
    designs = [design(columns, *names) for names in terms]
    return maximise(lambda u: loglik(three_private(Three(*u)), ended), designs)


def _loglik(fit: Callable[[Path], Fit], file: str) -> Callable[[Shared], float]:
    return lambda shared: fit(shared.file(FILES[file])).loglik


def _coefficient(fit: Callable[[Path], Fit], i: int) -> Callable[[Shared], float]:
    return lambda shared: float(fit(shared.file(FILES["leblang"])).coefficients[i])


CHECKS = (
    Check("leblang-loglik", "log-likelihood of 19 coefficients", LEBLANG, -482.02, 5e-3, _loglik(leblang, "leblang")),
    *(
        Check(f"leblang-{name}", "coefficient", LEBLANG, value, 1e-3, _coefficient(leblang, i))
        for i, (name, value) in enumerate(zip(NAMES, PUBLISHED, strict=True))
    ),
    Check(
        "leblang-fixed-loglik", "log-likelihood with utilities fixed", LEBLANG, -646.54, 5e-3,
        _loglik(leblang_fixed, "leblang"),
    ),
    Check("leblang-fixed-sigma", "its log deviation of errors", LEBLANG, -1.0513, 5e-5, _coefficient(leblang_fixed, 0)),
    Check(
        "war1800-loglik", "log-likelihood of 10 coefficients, agent form", WAR1800, -315.988, 5e-4,
        _loglik(war1800, "war1800"),
    ),
    Check(
        "war1800-null", "log-likelihood of constants alone", WAR1800, -338.002, 5e-4,
        _loglik(lambda path: war1800(path, null=True), "war1800"),
    ),
    Check(
        "three-players-loglik", "log-likelihood of 14 coefficients, attack-resist-intervene", THREE, -559.309, 5e-4,
        _loglik(three_players, "three"),
    ),
)  # fmt: skip
