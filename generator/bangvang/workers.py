"""Where work is done: in this process, in processes beside it, or on a Dask cluster."""

import ctypes
import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

SLOW = 20
"""How many articles are read, or pages made, in the time of one picture, about."""

WORTHWHILE = 200
"""Fewer files or pages than this are done before another process has begun."""
_PR_SET_PDEATHSIG = 1
_BATCH = 100
_WAITING = 16
"""How many batches may wait for a worker: enough to keep all busy, and little to hold."""


class Here(Executor):
    """Does what is submitted at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Return the finished future of a call."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Workers:
    """Gives an executor that suits the amount of work; processes start when they are needed."""

    def __init__(self, cluster: Executor | None = None) -> None:
        self._cluster = cluster
        self._pool: Executor | None = None
        self._here = Here()

    def _suited_to(self, amount: int) -> Executor:
        if amount < WORTHWHILE:
            return self._here
        if self._pool is None:
            self._pool = self._cluster or _processes()
        return self._pool

    def run(
        self, do: Callable[[list[T]], list[R]], items: Iterable[T], amount: int, batch: int = _BATCH
    ) -> Iterator[R]:
        """Yield the results of `do` for batches of so many items, in their order.

        Items are taken as workers become free, so few are held at a time.
        """
        executor = self._suited_to(amount)
        waiting: deque[Future[list[R]]] = deque()
        rest = iter(items)
        while part := list(islice(rest, batch)):
            waiting.append(executor.submit(do, part))
            if len(waiting) > _WAITING:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()

    def close(self) -> None:
        """Let the processes end."""
        if self._pool is not None and self._pool is not self._cluster:
            self._pool.shutdown(cancel_futures=True)


def _processes() -> Executor:
    # A process that has threads must not be copied as it is.
    method = "fork" if threading.active_count() == 1 else "spawn"
    context = multiprocessing.get_context(method)
    count = len(os.sched_getaffinity(0))
    return ProcessPoolExecutor(count, mp_context=context, initializer=_begin)


def _begin() -> None:
    """Prepare a worker process: it must not outlive the build, should that be killed."""
    gc.disable()
    libc = ctypes.CDLL(None)
    if hasattr(libc, "prctl"):
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


@contextmanager
def workers(scheduler: str | None = None) -> Iterator[Workers]:
    """Give what does the work of one build; `scheduler` is the address of a Dask cluster."""
    if scheduler is None:
        found = Workers()
        try:
            yield found
        finally:
            found.close()
        return
    from distributed import Client

    with Client(scheduler) as client:
        yield Workers(client.get_executor())


@contextmanager
def without_collector() -> Iterator[None]:
    """Spare Python's search for circles of garbage: a build makes many values and no circles."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
