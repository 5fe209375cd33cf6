"""PDFs of a pack, made again only where the document they are made from has changed.

LibreOffice takes about a fifth of a second for a form, a hundred times as long as the Word
document takes: the manifest keeps from which bytes each PDF was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from formgen.atomic import write_bytes
from formgen.errors import FormgenError, Problem
from formgen.formsets import template_format
from formgen.packs.basis import digest
from formgen.packs.making import Maker, Outcome, Task
from formgen.render.pdf import Source, convert, require_office


def print_all(
    maker: Maker, tasks: Sequence[Task], processes: int, *, force: bool = False
) -> Iterator[Outcome]:
    """Make the PDFs of these tasks, yielding what became of each.

    ``force`` makes also those that are right, as after fonts were installed. Raises FormgenError
    where LibreOffice is not installed or cannot be started.
    """
    due: dict[str, Task] = {}
    sources: list[Source] = []
    for task in tasks:
        try:
            source = _source(maker, task)
        except FormgenError as error:
            yield Outcome(task.document, "failed", task.reason, problems=error.problems)
            continue
        if not force and _is_right(maker, task, source):
            yield _unchanged(maker, task, source)
        elif task.edited:
            yield Outcome(task.document, "kept")
        elif maker.dry_run:
            yield Outcome(task.document, "written", task.reason)
        else:
            due[source.name] = task
            sources.append(source)
    if sources:
        for source, result in convert(require_office(), sources, processes=processes):
            yield _write(maker, due[source.name], source, result)


def _source(maker: Maker, task: Task) -> Source:
    document = task.document
    data = maker.render(document)
    return Source(document.path.as_posix(), data, template_format(document.template))


def _is_right(maker: Maker, task: Task, source: Source) -> bool:
    """Return whether the PDF that is there was made from this document."""
    name = maker.plan.name_in_folder(task.document)
    before = maker.folder.made.get(name)
    return (
        before is not None
        and before.made_from == digest(source.data)
        and maker.folder.state(name) == "ours"
    )


def _unchanged(maker: Maker, task: Task, source: Source) -> Outcome:
    before = maker.folder.made[maker.plan.name_in_folder(task.document)]
    made = maker.made(task.document, before.sha256, digest(source.data))
    return Outcome(task.document, "unchanged", made=made)


def _write(maker: Maker, task: Task, source: Source, result: bytes | Problem) -> Outcome:
    document = task.document
    if isinstance(result, Problem):
        return Outcome(document, "failed", task.reason, problems=(result,))
    name = maker.plan.name_in_folder(document)
    path = maker.folder.path / name
    made = maker.made(document, digest(result), digest(source.data))
    try:
        if path.is_file() and path.read_bytes() == result:
            return Outcome(document, "unchanged", made=made)
        maker.folder.note(name, made.sha256)
        write_bytes(path, result, durable=False)
    except FormgenError as error:
        return Outcome(document, "failed", task.reason, problems=error.problems)
    return Outcome(document, "written", task.reason, made)
