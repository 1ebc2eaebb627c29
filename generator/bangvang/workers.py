"""Where work is done: in this process, in processes beside it, or on a Dask cluster."""

import ctypes
import gc
import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

SLOW = 20
"""How many articles are read, or pages made, in the time of one picture or export, about."""

WORTHWHILE = 200
"""Fewer files or pages than this are done before another process has begun."""
_PR_SET_PDEATHSIG = 1
BATCH = 100
"""How many files or pages are handed over at once."""
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
        self._children: dict[int, int] = {}
        """Processes that were begun ahead, with what reads their answers."""

    def _suited_to(self, amount: int) -> Executor:
        if amount < WORTHWHILE:
            return self._here
        if self._pool is None:
            self._pool = self._cluster or _processes()
        return self._pool

    def run(
        self, do: Callable[[list[T]], list[R]], items: Iterable[T], amount: int, batch: int = BATCH
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

    def inherits(self, amount: int) -> bool:
        """Return whether what does so much work has all that this process has, or is this process.

        Not on a cluster, nor where a process has threads: it must not be copied as it is then.
        """
        if amount < WORTHWHILE:
            return True
        # Its threads would keep this process from being copied.
        self.close()
        return self._cluster is None and _copied()

    def inherited(self, do: Callable[[T], R], batches: Sequence[T], amount: int) -> Iterator[R]:
        """Yield the result of `do` for each batch, in their order: no batch is sent anywhere.

        Processes are copies of this one as it is now. Only where this much work `inherits`.
        """
        if amount < WORTHWHILE:
            yield from map(do, batches)
            return
        _inheritance[:] = [do, batches]
        try:
            with _processes() as pool:
                yield from pool.map(_batch_of, range(len(batches)))
        finally:
            _inheritance.clear()

    def ahead(self, do: Callable[[], R]) -> Callable[[], R]:
        """Begin a piece of work beside this process; return what waits for its result.

        Where this process cannot be copied it is done when it is waited for.
        """
        if not _copied():
            return do
        reader, writer = os.pipe()
        with _unheard():
            child = os.fork()
        if child:
            os.close(writer)
            self._children[child] = reader
            return partial(self._awaited, child, do)
        code = 1
        try:
            _begin()
            with os.fdopen(writer, "wb") as pipe:
                pickle.dump(do(), pipe)
            code = 0
        finally:
            os._exit(code)

    def _awaited(self, child: int, do: Callable[[], R]) -> R:
        with os.fdopen(self._children.pop(child), "rb") as pipe:
            data = pipe.read()
        _, status = os.waitpid(child, 0)
        # Of one that failed, or was stopped, the failure is ours to meet.
        result: R = do() if status else pickle.loads(data)
        return result

    def close(self) -> None:
        """Let the processes end."""
        for child, reader in self._children.items():
            # Nobody waited for what it would have told.
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            os.close(reader)
        self._children.clear()
        if self._pool is not None and self._pool is not self._cluster:
            self._pool.shutdown(cancel_futures=True)
        self._pool = None


_inheritance: list[Any] = []
"""What to do, and the batches, for processes that are copied from this one."""


def _batch_of(number: int) -> Any:
    do, batches = _inheritance
    return do(batches[number])


def _copied() -> bool:
    """Return whether processes are copied from this one as it is."""
    return threading.active_count() == 1


def _processes() -> Executor:
    context = multiprocessing.get_context("fork" if _copied() else "spawn")
    count = len(os.sched_getaffinity(0))
    pool = ProcessPoolExecutor(count, mp_context=context, initializer=_begin)
    with _unheard():
        # Copies are made with the first piece of work, all at once.
        pool.submit(int)
    return pool


@contextmanager
def _unheard() -> Iterator[None]:
    """Let Ctrl-C wait; processes that begin meanwhile never hear it: the build answers it alone."""
    parent = os.getpid()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        if os.getpid() == parent:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Prepare a worker process: it must not outlive the build, should that be killed."""
    # One that is no copy was begun like any other program.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
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
