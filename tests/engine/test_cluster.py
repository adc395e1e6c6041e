"""Work on a cluster gives the same as here, outlives a worker, and is refused where the code is another."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.cases.making import write_case
from tests.cli.running import ask, call, refused
from tests.engine.lively import die_once, equal, live, task

from detente.engine.cluster import Cluster, LostError
from detente.engine.shelf import Shelf
from detente.engine.task import Task
from detente.engine.workshop import Workshop
from detente.errors import UsageError
from detente.histories.packed import Joined

HERE = importlib.util.find_spec("distributed") is not None
needs_dask = pytest.mark.skipif(not HERE, reason="the extra `cluster` is not installed")

DRAWS = np.arange(40)


@pytest.fixture(scope="module")
def dask() -> Iterator[Any]:
    """Two workers, a process each, on this machine."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        yield cluster


@pytest.fixture
def cluster(dask: Any) -> Iterator[Cluster]:
    found = Cluster(dask.scheduler_address)
    yield found
    found.close()


def joined(shop: Workshop, prepare: Any = task) -> list[NDArray[Any]]:
    arrays = Joined(shop.run(prepare, DRAWS, 1, 3))
    return [arrays["square"], arrays["table"]]


def other_code() -> None:
    """What makes a worker one of another version."""
    from detente.engine import cluster, task

    for module in (cluster, task):
        setattr(module, "code_digest", lambda: "another")  # noqa: B010


@needs_dask
def test_the_same_comes_back(cluster: Cluster, tmp_path: Path) -> None:
    told: list[int] = []
    shop = Workshop(Shelf(tmp_path), cluster, lambda done, of: told.append(of - done))
    assert cluster.cores == 2
    assert equal(joined(shop), live(DRAWS))
    assert told == list(range(13, -1, -1))
    assert Shelf(tmp_path).count() == 14


@needs_dask
def test_a_run_has_the_same_digest(dask: Any, tmp_path: Path) -> None:
    case = write_case(tmp_path / "case")
    asked = ("run", case, "--worlds", 80)
    here = ask(*asked, "--out", tmp_path / "here")
    there = ask(*asked, "--chunk", 7, "--cluster", dask.scheduler_address, "--out", tmp_path / "there")
    assert there["run"]["result_digest"] == here["run"]["result_digest"]
    assert there["answers"] == here["answers"]
    assert there["run"]["id"] == here["run"]["id"]


@needs_dask
def test_a_chunk_whose_worker_dies_is_done_by_another(cluster: Cluster, tmp_path: Path) -> None:
    flag = np.frombuffer(str(tmp_path / "died").encode(), np.uint8)
    found = joined(Workshop(elsewhere=cluster), lambda draws: Task(die_once, (draws, flag)))
    assert (tmp_path / "died").exists()
    assert equal(found, live(DRAWS))


@needs_dask
def test_workers_of_another_version_are_refused(tmp_path: Path) -> None:
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as dask:
        cluster = Cluster(dask.scheduler_address)
        cluster.client.run(other_code, workers=[dask.workers[0].worker_address])
        cluster.client.run(other_code, workers=[dask.workers[1].worker_address])
        with pytest.raises(UsageError, match="has other code: another instead of") as raised:
            Workshop(elsewhere=cluster).run(task, DRAWS, 1, 3)
        assert "same version" in raised.value.faults[0].remedy
        cluster.close()
        with pytest.raises(UsageError, match="has another, here is"):
            Cluster(dask.scheduler_address)


@needs_dask
def test_a_cluster_that_goes_away_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from distributed import LocalCluster

    monkeypatch.setattr("detente.engine.cluster.PATIENCE", 1)

    with LocalCluster(n_workers=1, threads_per_worker=1, dashboard_address=None) as dask:
        cluster = Cluster(dask.scheduler_address)
    with pytest.raises(LostError, match="the cluster was lost") as raised:
        Workshop(elsewhere=cluster).run(task, DRAWS, 1, 3)
    assert raised.value.exit_code == 4
    cluster.close()


@needs_dask
@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "nowhere", "xyz://127.0.0.1:1", ""])
def test_a_cluster_that_is_not_there(address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("detente.engine.cluster.PATIENCE", 1)
    shown = call("run", write_case(tmp_path / "case"), "--cluster", address, "--out", tmp_path / "runs")
    refused(shown, 2, "the cluster can't be reached", "dask scheduler")


@needs_dask
def test_a_cluster_without_workers() -> None:
    from distributed import LocalCluster

    with LocalCluster(n_workers=0, dashboard_address=None) as dask, pytest.raises(UsageError, match="no workers"):
        Cluster(dask.scheduler_address)


@pytest.mark.skipif(HERE, reason="the extra `cluster` is installed")
def test_without_the_extra_it_says_how_to_get_it(tmp_path: Path) -> None:
    shown = call("run", write_case(tmp_path / "case"), "--cluster", "tcp://127.0.0.1:1", "--out", tmp_path / "runs")
    refused(shown, 2, "needs the package distributed", "detente[cluster]")
