"""Sharing work among processes, where there is enough of it to pay: reading units, making forms."""

from __future__ import annotations

import gc
import os
import pickle
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cached_property, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias, TypeVar

from formgen.errors import FormgenError, Problem
from formgen.packs.basis import Basis
from formgen.packs.folder import PackFolder
from formgen.packs.making import Losses, Maker, Outcome, State
from formgen.packs.plan import Plan
from formgen.packs.tasks import Task
from formgen.standards import UnitRecord, Units
from formgen.standards.files import ReadUnit, UnitFile

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_PAYS = 2_000  # documents; below, starting processes takes longer than the work
_PAYS_TO_READ = 1_000  # files; below, likewise
_CHUNK = 100  # documents or files a process is handed at a time

_Value = TypeVar("_Value")
_Made = TypeVar("_Made")
_Chunk: TypeAlias = list[tuple[Task, Basis]]
"""Tasks, each with what its document is made from."""
_Result: TypeAlias = tuple[State, str, str, tuple[Problem, ...]]
"""An outcome as it comes back: without its document, which this process has."""


class Workers:
    """The processes of a run: this one, and others from when there is enough work to share."""

    def __init__(self, jobs: int = 1) -> None:
        """Share work among so many processes."""
        self.jobs = jobs
        self._stack = ExitStack()

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def read_all(
        self, read: ReadUnit, files: Sequence[UnitFile]
    ) -> Iterable[UnitRecord | list[Problem]]:
        """Return what is read from unit files. Raises FormgenError where a process dies."""
        if self.jobs < 2 or len(files) < _PAYS_TO_READ:
            return map(read, files)
        return list(self.share(read, files, str(files[0][0].parent), _CHUNK))

    def share(
        self, call: Callable[[_Value], _Made], values: Sequence[_Value], place: str, chunk: int = 1
    ) -> Iterator[_Made]:
        """Yield what a function makes of values, in their order, handed out in such chunks.

        Raises FormgenError, naming the place, where a process dies.
        """
        with _told_of_death(place):
            yield from self._pool.map(call, values, chunksize=chunk)

    def make_all(self, maker: Maker, tasks: Sequence[Task]) -> Iterator[Outcome]:
        """Make documents, yielding what became of each.

        Raises FormgenError where a process dies; what was written until then is whole.
        """
        if self.jobs < 2 or len(tasks) < _PAYS:
            yield from map(maker.make, tasks)
            return
        from concurrent.futures import FIRST_COMPLETED, wait  # noqa: PLC0415 - late, as below

        given = pickle.dumps(maker.for_workers())
        chunks = (tasks[at : at + _CHUNK] for at in range(0, len(tasks), _CHUNK))
        waiting: dict[Future[tuple[list[_Result], Losses]], Sequence[Task]] = {}
        with _told_of_death(str(maker.folder.path)):
            while True:
                room = 2 * self.jobs - len(waiting)  # a few chunks in the queue keep memory flat
                waiting |= {
                    self._pool.submit(
                        _make, given, _with_bases(chunk, maker), maker.records(chunk)
                    ): chunk
                    for chunk in islice(chunks, room)
                }
                if not waiting:
                    return
                for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                    chunk = waiting.pop(future)
                    results, losses = future.result()
                    maker.add_losses(losses)
                    for task, result in zip(chunk, results, strict=True):
                        state, why, made, problems = result
                        yield Outcome(task.document, state, why, made, problems)

    @cached_property
    def _pool(self) -> ProcessPoolExecutor:
        # Imported only where they are needed: that takes a tenth of the time of a small pack.
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
        from multiprocessing import get_context  # noqa: PLC0415

        # Spawned as on Windows: a fork copies open locks.
        context, threshold = get_context("spawn"), gc.get_threshold()
        pool = ProcessPoolExecutor(self.jobs, context, _begin, threshold)
        return self._stack.enter_context(pool)


ALONE = Workers()
"""Those of a run that shares nothing."""


@contextmanager
def _told_of_death(place: str) -> Iterator[None]:
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415 - late, as above

    try:
        yield
    except BrokenProcessPool:
        hint = "Memory may be short: run the command again, it goes on; or use --jobs 1."
        message = "a process that shared the work ended without a word"
        raise FormgenError(Problem(message, place, hint)) from None


def _begin(*threshold: int) -> None:
    """Prepare a process that was started to share work."""
    # Looking for what refers to itself as seldom as the first process does saves a tenth.
    gc.set_threshold(*threshold)
    threading.Thread(target=_end_with_the_first, daemon=True).start()


def _end_with_the_first() -> None:
    """End this process once the one that began it is gone, killed perhaps: it would wait on."""
    from multiprocessing import parent_process  # noqa: PLC0415 - late, as above

    if first := parent_process():
        first.join()
        os._exit(1)


@lru_cache(maxsize=1)
def _given(given: bytes) -> tuple[Plan, PackFolder, bool]:
    """Return what all chunks of a pack are made from, and where."""
    plan, folder, dry_run = pickle.loads(given)  # noqa: S301 - from the process that began this one
    return plan, folder, dry_run


def _with_bases(tasks: Sequence[Task], maker: Maker) -> _Chunk:
    return [(task, maker.basis_of(task.document)) for task in tasks]


def _make(
    given: bytes, chunk: _Chunk, records: Sequence[UnitRecord]
) -> tuple[list[_Result], Losses]:
    plan, folder, dry_run = _given(given)
    standards = replace(plan.standards, units=Units(records))
    bases = {task.document.path: basis for task, basis in chunk}
    plan = replace(plan, standards=standards)
    maker = Maker(plan, folder, lambda document: bases[document.path], dry_run=dry_run)
    outcomes = (maker.make(task) for task, _ in chunk)
    results = [(each.state, each.reason, each.made, each.problems) for each in outcomes]
    folder.close()  # the first process deletes the journal, which Windows refuses while it is open
    return results, maker.losses
