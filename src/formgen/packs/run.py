"""A run: the packs of one command, made one by one or shared among processes.

Asked again for what it made last time, from files that are the same, a run looks at nothing but
these files' digests and the documents' times: no unit is read, no template is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from itertools import accumulate
from pathlib import Path

from formgen.errors import FormgenError, Problem, UnknownNameError
from formgen.formsets import PDF
from formgen.packs.build import Built, build_pack
from formgen.packs.folder import PackFolder, with_folder
from formgen.packs.gaps import plan_gaps
from formgen.packs.making import Progress
from formgen.packs.plan import Plan
from formgen.packs.requests import Pack, Request, plan_request
from formgen.packs.sources import Sources
from formgen.packs.workers import ALONE, Workers
from formgen.standards import Standards

_SPARED = (
    "nothing is removed while rows of the list can't be used: what seems no longer part of the "
    "pack may be theirs; mend these rows and run the command again"
)
_PAYS = 300  # units; below, starting processes takes longer than the work


def make_packs(
    requests: Sequence[Request],
    out: Path,
    *,
    force: bool = False,
    prune: bool = False,
    dry_run: bool = False,
    jobs: int = 1,
    watch: Callable[[Plan], AbstractContextManager[Progress]] = lambda _: nullcontext(_nothing),
) -> Iterator[Pack]:
    """Make the requested packs under a folder, yielding each once it is done, in their order.

    ``watch`` gives, for each plan that is carried out in this process, what to tell of every
    document. The other options are those of :func:`build_pack`. Where there are several packs, one
    with faults is told in its ``built.problems`` and the others are made; a lone one raises
    FormgenError. Before anything is made it raises UnknownNameError for names that do not exist,
    and FormgenError where LibreOffice is needed and not installed.
    """
    sources = [Sources.of(request, out) for request in requests]
    several = len(requests) > 1
    done = (
        {} if force or dry_run else {each: pack for each in sources if (pack := each.made_before())}
    )
    due = [each for each in sources if each not in done]
    for each in due:
        each.check_formset()
    if not dry_run and any(PDF in each.request.formats for each in due):
        from formgen.render.pdf import require_office  # noqa: PLC0415 - late

        require_office()
    options = {"force": force, "prune": prune, "dry_run": dry_run}
    if jobs > 1 and len(due) > 1 and _pays_to_share(due):
        with Workers(min(jobs, len(due))) as workers:
            made = workers.share(partial(_make, options=options, several=several), due, str(out))
            yield from (done[each] if each in done else next(made) for each in sources)
        return
    with Workers(jobs) as workers:
        for each in sources:
            yield done[each] if each in done else _make(each, options, several, workers, watch)


def _pays_to_share(packs: Iterable[Sources]) -> bool:
    return any(units >= _PAYS for units in accumulate(each.units() for each in packs))


def _nothing(_unit: str, _documents: int) -> None:
    """Take no notice of documents."""


def _make(
    sources: Sources,
    options: Mapping[str, bool],
    several: bool,
    workers: Workers = ALONE,
    watch: Callable[[Plan], AbstractContextManager[Progress]] = lambda _: nullcontext(_nothing),
) -> Pack:
    try:
        made = partial(_made, sources, options, workers, watch)
        return with_folder(sources.pack_folder, made)
    except UnknownNameError:
        raise
    except FormgenError as error:
        if not several:
            raise
        name = sources.request.qualification
        return Pack(name, name, 0, 0, built=Built(failed=[name], problems=list(error.problems)))


def _made(
    sources: Sources,
    options: Mapping[str, bool],
    workers: Workers,
    watch: Callable[[Plan], AbstractContextManager[Progress]],
    folder: PackFolder,
) -> Pack:
    request = sources.request
    plan, listed = plan_request(request, folder.standards, workers.read_all)
    choice = _choice_warning(plan.standards, request.units)
    left_open = listed.warnings if listed and listed.candidates else ()
    nobody = listed is not None and not listed.candidates
    planned = () if nobody else plan.documents
    pack = Pack(
        plan.standards.name,
        plan.standards.qualification.title,
        len({document.owner for document in planned} - {""}),
        len(planned),
        [str(each) for each in (*plan_gaps(plan), choice, *left_open) if each],
        listed.checked_choices(plan.standards) if listed else [],
        [str(problem) for problem in listed.problems] if listed else [],
    )
    if nobody:
        return pack
    run = sources.run(plan, pack)
    # Whose row can't be read is still in the list, under a name that may be unknown.
    spared = options["prune"] and listed is not None and bool(listed.problems)
    chosen = {**options, "prune": options["prune"] and not spared}
    with watch(plan) as progress:
        pack.built = build_pack(
            plan,
            sources.out,
            folder=folder,
            **chosen,
            workers=workers,
            run=run,
            progress=progress,
        )
    pack.warnings += [*pack.built.losses, *map(str, folder.not_noted)]
    if spared and pack.built.stale:
        pack.warnings.append(_SPARED)
    return pack


def _choice_warning(standards: Standards, units: Collection[str]) -> Problem | None:
    if not units:
        return None
    from formgen.standards.combination import choice_warning  # noqa: PLC0415 - late

    return choice_warning(standards, units)
