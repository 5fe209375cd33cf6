"""Sharing the making of documents among processes, where there are enough of them to pay."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from formgen.errors import FormgenError, Problem
from formgen.packs.folder import PackFolder
from formgen.packs.making import Maker, Outcome, State, Task
from formgen.packs.plan import Plan
from formgen.standards import UnitRecord, Units

if TYPE_CHECKING:
    from concurrent.futures import Future

_PAYS = 2_000  # documents; below, starting processes takes longer than the work
_CHUNK = 100  # documents a process is handed at a time

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
    # Imported only where they are needed: that takes a tenth of the time of a small pack.
    from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait  # noqa: PLC0415
    from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415
    from multiprocessing import get_context  # noqa: PLC0415

    context = get_context("spawn")  # as on Windows; a fork copies open locks
    with ProcessPoolExecutor(jobs, context, _start, maker.for_workers()) as pool:
        chunks = (tasks[at : at + _CHUNK] for at in range(0, len(tasks), _CHUNK))
        waiting: dict[Future[list[_Result]], Sequence[Task]] = {}
        try:
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
                    for task, (state, why, made, problems) in zip(
                        chunk, future.result(), strict=True
                    ):
                        yield Outcome(task.document, state, why, made, problems)
        except BrokenProcessPool:
            raise FormgenError(
                Problem(
                    "a process that was making documents ended without a word",
                    str(maker.folder.path),
                    "Memory may be short: run the command again, it goes on; or use --jobs 1.",
                )
            ) from None


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
