"""A run: the packs of one command, made one by one or shared among processes.

Asked again for what it made last time, from files that are the same, a run looks at nothing but
these files' digests and the documents' times: no unit is read, no template is opened.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from formgen import __version__
from formgen.digests import digests_in, file_digest
from formgen.errors import FormgenError, Problem, UnknownNameError
from formgen.formsets import (
    DEFAULT,
    NO_CENTRE,
    PDF,
    Centre,
    find_formset,
    formset_folder,
    usual_formset,
)
from formgen.packs.build import Built, build_pack
from formgen.packs.dates import given_date
from formgen.packs.folder import DamagedNotes, PackFolder, last_run
from formgen.packs.gaps import plan_gaps
from formgen.packs.kept import NOTHING_KEPT, KeptStandards
from formgen.packs.making import Progress
from formgen.packs.plan import Plan, plan_pack
from formgen.packs.workers import ALONE, Workers
from formgen.standards import Standards, load, locate
from formgen.standards.files import QUALIFICATION_FILE, ReadAll

if TYPE_CHECKING:
    from formgen.packs.candidates import CandidateList

_CHOICE = ("formset", "units", "forms", "formats", "candidates", "combined")
_SPARED = (
    "nothing is removed while rows of the list can't be used: what seems no longer part of the "
    "pack may be theirs; mend these rows and run the command again"
)
_PAYS = 300  # units; below, starting processes takes longer than the work


@dataclass(frozen=True)
class Request:
    """One pack to make: of which qualification, with which forms."""

    qualification: str
    """Its name in the catalogue or a path."""
    workspace: Path
    formset: str = ""
    """The form set; none: the one that the qualification names, else the usual one."""
    units: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    candidates: Path | None = None
    """A list of candidates to make packs for."""
    combined: bool = False
    centre: Centre = NO_CENTRE


@dataclass
class Pack:
    """A pack that was made, and what was done for it."""

    name: str
    title: str
    units: int
    documents: int
    warnings: list[str] = field(default_factory=list)
    candidates: list[dict[str, Any]] = field(default_factory=list)
    """What the rules say of each candidate's units, see :class:`CandidateList`."""
    rejected: list[str] = field(default_factory=list)
    """The rows of the list of candidates that no pack could be made for, and why."""
    built: Built = field(default_factory=Built)


def plan_request(
    request: Request, kept: KeptStandards = NOTHING_KEPT, read_all: ReadAll = map
) -> tuple[Plan, CandidateList | None]:
    """Return the plan of a requested pack, and the list of candidates it is for.

    Units that were kept are not parsed again while their files are the same; ``read_all`` reads the
    others. Raises UnknownNameError for what does not exist, FormgenError for standards, a form set
    or a list with faults.
    """
    folder = locate(request.qualification, request.workspace)
    standards = load(folder, kept.by_source(), read_all)
    formset = find_formset(
        request.formset or standards.qualification.formset or DEFAULT, request.workspace
    )
    listed = None
    if request.candidates:
        from formgen.packs.candidates import read_candidates  # noqa: PLC0415 - readers, late

        listed = read_candidates(request.candidates, standards)
    plan = plan_pack(
        standards,
        formset,
        units=request.units,
        forms=request.forms,
        formats=request.formats,
        candidates=listed.candidates if listed else (),
        combined=request.combined,
        centre=request.centre,
    )
    return plan, listed


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
    sources = [_Sources.of(request, out) for request in requests]
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
    if jobs > 1 and len(due) > 1 and sum(each.units() for each in due) >= _PAYS:
        with Workers(min(jobs, len(due))) as workers:
            made = workers.share(partial(_make, options=options, several=several), due, str(out))
            yield from (done[each] if each in done else next(made) for each in sources)
        return
    with Workers(jobs) as workers:
        for each in sources:
            yield done[each] if each in done else _make(each, options, several, workers, watch)


def _nothing(_unit: str, _documents: int) -> None:
    """Take no notice of documents."""


def _make(
    sources: _Sources,
    options: Mapping[str, bool],
    several: bool,
    workers: Workers = ALONE,
    watch: Callable[[Plan], AbstractContextManager[Progress]] = lambda _: nullcontext(_nothing),
) -> Pack:
    try:
        return _made(sources, options, workers, watch)
    except DamagedNotes:
        return _make(sources, options, several, workers, watch)
    except UnknownNameError:
        raise
    except FormgenError as error:
        if not several:
            raise
        name = sources.request.qualification
        return Pack(name, name, 0, 0, built=Built(failed=[name], problems=list(error.problems)))


def _made(
    sources: _Sources,
    options: Mapping[str, bool],
    workers: Workers,
    watch: Callable[[Plan], AbstractContextManager[Progress]],
) -> Pack:
    request = sources.request
    with PackFolder(sources.pack_folder) as folder:
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
        pack.warnings += pack.built.losses
        if spared and pack.built.stale:
            pack.warnings.append(_SPARED)
    return pack


def _choice_warning(standards: Standards, units: Collection[str]) -> Problem | None:
    if not units:
        return None
    from formgen.standards.combination import choice_warning  # noqa: PLC0415 - late

    return choice_warning(standards, units)


@dataclass(frozen=True)
class _Sources:
    """The files that a requested pack is made from, found but not read."""

    request: Request
    out: Path
    folder: Path
    """The qualification's."""
    _found: dict[tuple[str, ...], str] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, request: Request, out: Path) -> _Sources:
        """Find them. Raises UnknownNameError where there is no such qualification or form set."""
        if request.formset:
            formset_folder(request.formset, request.workspace)
        return cls(request, out, locate(request.qualification, request.workspace))

    def check_formset(self) -> None:
        """Raise FormgenError where the qualification's file names a form set that isn't there."""
        if self.request.formset:
            return
        try:
            formset_folder(usual_formset(self.folder), self.request.workspace)
        except UnknownNameError as error:
            place = str(self.folder / QUALIFICATION_FILE)
            raise FormgenError([replace(each, place=place) for each in error.problems]) from error

    def units(self) -> int:
        """Return how many units the qualification's folder holds."""
        return sum(1 for _ in (self.folder / "units").glob("*.yaml"))

    def made_before(self) -> Pack | None:
        """Return what was made by the last run if it did the same from the same files."""
        started = time.monotonic()
        run = last_run(self.pack_folder, self._is_same)
        if not run:
            return None
        pack = Pack(**run["pack"])
        pack.warnings += run["losses"]
        pack.built.unchanged = pack.documents
        pack.built.seconds = round(time.monotonic() - started, 3)
        return pack

    @property
    def pack_folder(self) -> Path:
        """Where the pack goes."""
        return self.out / self.folder.resolve().name

    def _is_same(self, run: Mapping[str, Any]) -> bool:
        # The file that names the form set is one of the inputs: it need not be read to know it.
        try:
            inputs = self._inputs(str(run.get("formset")), tuple(run.get("units_from", ())))
        except FormgenError:  # that form set is there no more, which is told when packs are made
            return False
        return bool(run["inputs"] == inputs)

    def run(self, plan: Plan, pack: Pack) -> dict[str, Any]:
        """Return what the next run needs to know of this one."""
        known = {key: value for key, value in vars(pack).items() if key != "built"}
        formset, others = plan.formset.name, plan.standards.qualification.units_from
        inputs = self._inputs(formset, others)
        return {"inputs": inputs, "formset": formset, "units_from": list(others), "pack": known}

    def _inputs(self, formset: str, units_from: tuple[str, ...]) -> str:
        """Return the digest of the request and of every file that its pack is made from."""
        key = formset, *units_from
        if key not in self._found:
            self._found[key] = self._digest(formset, units_from)
        return self._found[key]

    def _digest(self, formset: str, units_from: Iterable[str]) -> str:
        request = self.request
        choice = tuple(str(getattr(request, each) or "") for each in _CHOICE)
        found = hashlib.sha256(
            f"{__version__} {choice} {request.centre.digest} {given_date()}".encode()
        )
        found.update(file_digest(self.folder / QUALIFICATION_FILE).encode())
        for other in (".", *units_from):
            found.update(repr(digests_in(self.folder / other / "units", ".yaml")).encode())
        found.update(repr(digests_in(formset_folder(formset, request.workspace), "")).encode())
        if request.candidates:
            found.update(file_digest(request.candidates).encode())
        return found.hexdigest()
