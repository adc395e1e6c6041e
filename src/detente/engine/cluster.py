"""Chunks done on a Dask cluster: the same tasks, on workers that have the same code."""

from __future__ import annotations

import logging
from typing import Any

from detente.engine.task import Task, code_digest
from detente.errors import DetenteError, Fault, UsageError
from detente.histories.packed import Packed

PATIENCE = 10  # seconds for a scheduler to answer
RETRIES = 3  # of a chunk whose worker was lost
AHEAD = 2  # chunks a core of the cluster has or waits for: none stands idle while the next is sent


class LostError(DetenteError):
    """The cluster went away in the midst of the work: what is finished is kept."""

    exit_code = 4


class OtherCodeError(Exception):
    """Raised on a worker whose code is another: its histories would be others."""


class Cluster:
    """A connection to a Dask scheduler.

    Raises UsageError where there is none, where nobody works there, or where a worker has other code.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        try:
            from distributed import Client
        except ImportError:
            remedy = "Install it: pip install 'detente[cluster]'."
            raise UsageError(Fault("a cluster needs the package distributed", remedy, path="--cluster")) from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is said by us
        try:
            if not address.strip():
                raise ValueError("an empty address would start a cluster of its own")
            self.client: Any = Client(address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, RuntimeError, ImportError) as error:
            remedy = "Check the address, and that `dask scheduler` runs there."
            raise self._refused(f"the cluster can't be reached ({type(error).__name__})", remedy) from None
        try:
            self.cores = sum(self.client.nthreads().values())
            self._check()
        except BaseException:
            self.close()
            raise

    def _check(self) -> None:
        """Refuse a cluster without workers, and one whose workers would live other histories."""
        if not self.cores:
            raise self._refused("the cluster has no workers", f"Start some: dask worker {self.address}")
        try:
            codes = self.client.run(code_digest, on_error="return")
        except (ImportError, AttributeError) as error:
            raise self._other_code(str(error)) from None
        for worker, code in sorted(codes.items()):
            if code != code_digest():
                raise self._other_code(f"{worker} has {code}, here is {code_digest()}")

    @property
    def hands(self) -> int:
        """Tasks the cluster is given at a time."""
        return AHEAD * int(self.cores)

    def do(self, task: Task, code: str) -> Packed:
        """Do a task there; one whose worker is lost is done by another.

        Raises UsageError where the worker can't do it, LostError where the cluster is gone.
        """
        from distributed import CancelledError, KilledWorker
        from distributed.comm import CommClosedError

        try:
            future = self.client.submit(there, task, code, pure=False, retries=RETRIES)
            return self._awaited(future)
        except (OtherCodeError, ImportError, AttributeError) as error:
            raise self._other_code(str(error)) from None
        except (CancelledError, KilledWorker, CommClosedError, OSError) as error:
            remedy = "Start it again and give the same command; what a large run has finished is kept."
            reason = f"the cluster was lost: {type(error).__name__}"
            raise LostError(Fault(reason, remedy, path="--cluster", value=self.address)) from None

    def _awaited(self, future: Any) -> Packed:
        """The result of a task, however long it takes, unless the scheduler is gone: a client would wait for ever."""
        while True:
            try:
                done: Packed = future.result(timeout=PATIENCE)
                return done
            except TimeoutError:
                if self.client.status != "running":
                    raise ConnectionError("the scheduler doesn't answer") from None

    def _other_code(self, what: str) -> UsageError:
        remedy = "Install the same version of detente, numba and NumPy on every worker, and start them again."
        return self._refused(f"a worker of the cluster has other code: {what}", remedy)

    def _refused(self, reason: str, remedy: str) -> UsageError:
        return UsageError(Fault(reason, remedy, path="--cluster", value=self.address))

    def close(self) -> None:
        """Let go of the cluster; it goes on running."""
        self.client.close(timeout=PATIENCE)


def there(task: Task, code: str) -> Packed:
    """Do a task on a worker. Raises OtherCodeError where its code is not that of who sent it."""
    if code_digest() != code:
        raise OtherCodeError(f"{code_digest()} instead of {code}")
    return task.do()
