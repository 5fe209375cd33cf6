"""PDFs of a pack, made again only where the document they are made from has changed.

LibreOffice takes about a fifth of a second for a form, a hundred times as long as the Word
document takes: the manifest keeps from which bytes each PDF was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from formgen.atomic import write_bytes
from formgen.digests import digest
from formgen.errors import FormgenError, Problem
from formgen.formsets import template_format
from formgen.packs.making import Maker, Outcome
from formgen.packs.tasks import Task
from formgen.render.pdf import Source, convert, require_office

_AT_ONCE = 1_000  # documents rendered ahead: bounds memory, at a start of LibreOffice each


def print_all(
    maker: Maker, tasks: Sequence[Task], processes: int, *, force: bool = False
) -> Iterator[Outcome]:
    """Make the PDFs of these tasks, yielding what became of each.

    ``force`` makes also those that are right, as after fonts were installed. Raises FormgenError
    where LibreOffice is not installed or cannot be started.
    """
    for at in range(0, len(tasks), _AT_ONCE):
        due: list[tuple[Task, Source]] = []
        for task in tasks[at : at + _AT_ONCE]:
            outcome, source = _decide(maker, task, force=force)
            if outcome:
                yield outcome
            elif source:
                due.append((task, source))
        if due:
            yield from _print(maker, due, processes)


def _decide(maker: Maker, task: Task, *, force: bool) -> tuple[Outcome | None, Source | None]:
    """Return what becomes of a PDF where none is to be made, else the document to make it from."""
    document = task.document
    try:
        source = _source(maker, task)
    except FormgenError as error:
        return Outcome(document, "failed", task.reason, problems=error.problems), None
    name = maker.plan.name_in_folder(document)
    made_from = digest(source.data)
    if not force and maker.folder.made_from(name) == made_from:
        of_bytes = digest((maker.folder.path / name).read_bytes())
        return Outcome(document, "unchanged", made=maker.made(task, of_bytes, made_from)), None
    if task.edited:
        return Outcome(document, "kept"), None
    if maker.dry_run:
        return Outcome(document, "written", task.reason), None
    return None, source


def _print(maker: Maker, due: Sequence[tuple[Task, Source]], processes: int) -> Iterator[Outcome]:
    tasks = {source.name: task for task, source in due}
    sources = [source for _, source in due]
    for source, result in convert(require_office(), sources, processes=processes):
        yield _write(maker, tasks[source.name], source, result)


def _source(maker: Maker, task: Task) -> Source:
    document = task.document
    data = maker.render(document)
    return Source(document.path, data, template_format(document.template))


def _write(maker: Maker, task: Task, source: Source, result: bytes | Problem) -> Outcome:
    document = task.document
    if isinstance(result, Problem):
        return Outcome(document, "failed", task.reason, problems=(result,))
    name = maker.plan.name_in_folder(document)
    path = maker.folder.path / name
    of_bytes, made_from = digest(result), digest(source.data)
    made = maker.made(task, of_bytes, made_from)
    try:
        if path.is_file() and path.read_bytes() == result:
            return Outcome(document, "unchanged", made=made)
        maker.folder.note(name, of_bytes, made_from)
        write_bytes(path, result, durable=False)
    except FormgenError as error:
        return Outcome(document, "failed", task.reason, problems=error.problems)
    return Outcome(document, "written", task.reason, made)
