"""Sharing work among processes, where there is enough of it to pay: reading units, making forms."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from formgen.errors import FormgenError, Problem
from formgen.packs.folder import PackFolder
from formgen.packs.making import Maker, Outcome, State, Task
from formgen.packs.plan import Plan
from formgen.standards import UnitRecord, Units
from formgen.standards.files import ReadAll, ReadUnit, UnitFile

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_PAYS = 2_000  # documents; below, starting processes takes longer than the work
_PAYS_TO_READ = 1_000  # files; below, likewise
_CHUNK = 100  # documents or files a process is handed at a time

_Result: TypeAlias = tuple[State, str, str, tuple[Problem, ...]]
"""An outcome as it comes back: without its document, which this process has."""

_start_with: tuple[Plan, PackFolder, bool] | None = None  # of the worker process


def make_all(maker: Maker, tasks: Sequence[Task], jobs: int) -> Iterator[Outcome]:
    """Make documents, yielding what became of each; in this process, or in several.

    Raises FormgenError where a process dies; what was written until then is whole.
    """
    if jobs < 2 or len(tasks) < _PAYS:
        yield from map(maker.make, tasks)
        return
    from concurrent.futures import FIRST_COMPLETED, wait  # noqa: PLC0415 - late, as below

    start = partial(_start, *maker.for_workers())
    with _processes(jobs, str(maker.folder.path), start) as pool:
        chunks = (tasks[at : at + _CHUNK] for at in range(0, len(tasks), _CHUNK))
        waiting: dict[Future[list[_Result]], Sequence[Task]] = {}
        while True:
            room = 2 * jobs - len(waiting)  # a few chunks in the queue keep memory flat
            waiting |= {
                pool.submit(_make, chunk, maker.records(chunk)): chunk
                for chunk in islice(chunks, room)
            }
            if not waiting:
                return
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                chunk = waiting.pop(future)
                for task, (state, why, made, problems) in zip(chunk, future.result(), strict=True):
                    yield Outcome(task.document, state, why, made, problems)


def unit_reader(folder: Path, jobs: int) -> ReadAll:
    """Return what reads the unit files of a folder: in this process, or in several.

    It raises FormgenError where a process dies.
    """

    def read(read_one: ReadUnit, files: Sequence[UnitFile]) -> Iterable[UnitRecord | list[Problem]]:
        if jobs < 2 or len(files) < _PAYS_TO_READ:
            return map(read_one, files)
        with _processes(jobs, str(folder)) as pool:
            return list(pool.map(read_one, files, chunksize=_CHUNK))

    return read


@contextmanager
def _processes(
    jobs: int, place: str, start: Callable[[], None] | None = None
) -> Iterator[ProcessPoolExecutor]:
    """Give processes that share the work. Raises FormgenError where one dies."""
    # Imported only where they are needed: that takes a tenth of the time of a small pack.
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    context = get_context("spawn")  # as on Windows; a fork copies open locks
    # Looking for what refers to itself as seldom as this process does saves a tenth of the time.
    given = gc.get_threshold(), start
    try:
        with ProcessPoolExecutor(jobs, context, _begin, given) as pool:
            yield pool
    except BrokenProcessPool:
        hint = "Memory may be short: run the command again, it goes on; or use --jobs 1."
        message = "a process that shared the work ended without a word"
        raise FormgenError(Problem(message, place, hint)) from None


def _begin(threshold: tuple[int, int, int], start: Callable[[], None] | None) -> None:
    gc.set_threshold(*threshold)
    if start:
        start()


def _start(plan: Plan, folder: PackFolder, dry_run: bool) -> None:
    global _start_with  # noqa: PLW0603 - a worker process has one, before its first chunk
    _start_with = plan, folder, dry_run


def _make(tasks: Sequence[Task], records: Sequence[UnitRecord]) -> list[_Result]:
    assert _start_with is not None  # noqa: S101 - _start ran before
    plan, folder, dry_run = _start_with
    standards = replace(plan.standards, units=Units(records))
    maker = Maker(replace(plan, standards=standards), folder, dry_run=dry_run)
    outcomes = map(maker.make, tasks)
    return [(each.state, each.reason, each.made, each.problems) for each in outcomes]
