"""Building a pack: decide what must be made, check its templates, make it, write down what it was.

Everything that can be found wrong is found before the first file is written; the manifest comes
last. A document that someone has edited since it was made is kept and reported, unless the build
is forced. A run that is cut short leaves whole files and a journal, and the next one goes on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Any

from formgen.atomic import write_if_changed
from formgen.errors import FormgenError, Problem
from formgen.formsets import PDF
from formgen.packs.basis import Basis, bases
from formgen.packs.context import pack_terms
from formgen.packs.folder import PackFolder
from formgen.packs.index_page import INDEX, index_page
from formgen.packs.making import Maker, Outcome, Progress, open_tasks
from formgen.packs.manifest import MANIFEST, Made, manifest_text
from formgen.packs.pages import predicted_pages
from formgen.packs.plan import CANDIDATES, WHOLE_PACK, WHOLE_UNIT, Document, Plan
from formgen.packs.printing import print_all
from formgen.packs.reasons import snapshot
from formgen.packs.workers import make_all


@dataclass
class Built:
    """What a build did; paths are relative to the output folder, with forward slashes."""

    written: list[str] = field(default_factory=list)
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Documents that someone edited since they were made, left as they are."""
    stale: list[str] = field(default_factory=list)
    """Documents of earlier runs that the pack no longer holds."""
    outdated: list[str] = field(default_factory=list)
    """Documents of earlier runs that this one did not make, from something that changed since."""
    failed: list[str] = field(default_factory=list)
    """Documents that could not be made; ``problems`` says why."""
    reasons: dict[str, str] = field(default_factory=dict)
    """Why each document was written, by its path."""
    pages: dict[str, int] = field(default_factory=dict)
    """Of a dry run: how many pages each Word document of the plan has, by its path."""
    problems: list[Problem] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, other: Built) -> None:
        """Add what was done for another pack."""
        for name, value in vars(other).items():
            if isinstance(value, dict):
                getattr(self, name).update(value)
            else:
                setattr(self, name, getattr(self, name) + value)
        self.seconds = round(self.seconds, 3)


def build_pack(
    plan: Plan,
    out: Path,
    *,
    force: bool = False,
    prune: bool = False,
    dry_run: bool = False,
    jobs: int = 1,
    run: Mapping[str, Any] | None = None,
    progress: Progress = lambda _: None,
) -> Built:
    """Make the documents of a plan under a folder, with manifest and index page.

    Files that hold the right bytes already are left alone. A dry run finds out what would be done,
    and does nothing. ``prune`` removes what earlier runs made and the pack no longer holds;
    ``jobs`` is how many processes share the work; ``run`` is what to write down
    of this run, once it has left nothing undone.
    Raises FormgenError, before anything is written, for templates with faults and for an output
    folder that cannot be written or that another run is working in.
    """
    started = time.monotonic()
    folder = PackFolder(out / plan.standards.name)
    maker = Maker(plan, folder, dry_run=dry_run)
    basis_of = bases(plan)
    maker.check_templates(open_tasks(plan, basis_of, folder, force=force))
    if dry_run:
        built, _ = _make(plan, maker, basis_of, force, jobs, progress)
        built.pages = predicted_pages(plan.documents, maker.render)
    else:
        with folder.locked():
            built, made = _make(plan, maker, basis_of, force, jobs, progress)
            whole = _whole(plan, made)
            _remove_stale(plan, folder, made, built, prune=prune, whole=whole)
            built.outdated = list(_outdated(plan, made, whole, basis_of))
            _write_down(plan, folder, made, built, run or {})
    built.seconds = round(time.monotonic() - started, 3)
    return built


def _make(
    plan: Plan,
    maker: Maker,
    basis_of: Callable[[Document], Basis],
    force: bool,
    jobs: int,
    progress: Progress,
) -> tuple[Built, dict[str, Made]]:
    """Make what must be made; return what was done, and what is there now by path in the folder."""
    tasks = open_tasks(plan, basis_of, maker.folder, force=force)
    built = Built()
    pending = {task.document.path for task in tasks}
    for document in plan.documents:
        if document.path not in pending:
            built.unchanged += 1
            progress(document)
    made = dict(maker.folder.made)
    to_print = [task for task in tasks if task.document.format == PDF]
    to_make = [task for task in tasks if task.document.format != PDF]
    for outcome in chain(
        make_all(maker, to_make, jobs), print_all(maker, to_print, jobs, force=force)
    ):
        _count(built, outcome)
        progress(outcome.document)
        if outcome.made:
            made[plan.name_in_folder(outcome.document)] = outcome.made
    return built, made


def _count(built: Built, outcome: Outcome) -> None:
    path = outcome.document.path.as_posix()
    if outcome.state == "unchanged":
        built.unchanged += 1
        return
    getattr(built, outcome.state).append(path)
    built.problems += outcome.problems
    if outcome.state == "written":
        built.reasons[path] = outcome.reason


def _whole(plan: Plan, made: Mapping[str, Made]) -> dict[str, Document]:
    """Return the documents of the whole pack by name; the plan's where no others are there."""
    own = {plan.name_in_folder(each): each for each in plan.documents}
    if made.keys() <= own.keys():
        return own
    return {plan.name_in_folder(each): each for each in plan.whole()}


def _remove_stale(
    plan: Plan,
    folder: PackFolder,
    made: dict[str, Made],
    built: Built,
    *,
    prune: bool,
    whole: Collection[str],
) -> None:
    """Find what the pack no longer holds; remove it where asked to and nobody edited it.

    The blank pack and those of candidates are told apart by their folders.
    """
    for name in sorted(set(made) - set(whole)):
        if name.startswith(f"{CANDIDATES}/") != bool(plan.candidates):
            continue
        path = (PurePosixPath(plan.standards.name) / name).as_posix()
        state = folder.state(name)
        if state == "missing":
            del made[name]
        elif not prune:
            built.stale.append(path)
        elif state == "edited":
            built.kept.append(path)
        else:
            _delete(folder.path, name)
            del made[name]
            built.removed.append(path)


def _outdated(
    plan: Plan,
    made: Mapping[str, Made],
    whole: Mapping[str, Document],
    basis_of: Callable[[Document], Basis],
) -> Iterator[str]:
    """Yield the documents that this run left alone though what they are made from has changed."""
    left = set(made) - {plan.name_in_folder(each) for each in plan.documents}
    for name, document in whole.items():
        if name in left and made[name].basis != basis_of(document):
            yield document.path.as_posix()


def _delete(folder: Path, name: str) -> None:
    path = folder / name
    try:
        path.unlink()
        if path.parent != folder and not any(path.parent.iterdir()):
            path.parent.rmdir()
    except OSError as error:
        hint = "Close it in Word or Excel if it is open there, then run the command again."
        message = f"cannot be removed: {error.strerror or error}"
        raise FormgenError(Problem(message, str(path), hint)) from None


def _write_down(
    plan: Plan, folder: PackFolder, made: Mapping[str, Made], built: Built, run: Mapping[str, Any]
) -> None:
    """Write the index page, the manifest of what is in the folder now and, last, the notes."""
    there = {name: each for name, each in made.items() if folder.is_there(name)}
    ordered = _in_plan_order(plan, there)
    terms = pack_terms(plan.standards, plan.formset, plan.centre)
    page = index_page(plan.standards, ordered, terms)
    write_if_changed(folder.path / INDEX, page.encode("utf-8"))
    text = manifest_text(plan.standards, plan.formset.name, ordered)
    write_if_changed(folder.path / MANIFEST, text.encode("utf-8"))
    left_alone = {*built.kept, *built.failed}
    right = [
        plan.name_in_folder(document)
        for document in plan.documents
        if document.path.as_posix() not in left_alone
    ]
    undone = left_alone or built.stale or built.outdated
    folder.close(right, snapshot(plan, folder.snapshot), {} if undone else run)


def _in_plan_order(plan: Plan, made: Mapping[str, Made]) -> dict[str, Made]:
    """Return what was made in the order of the form set, unit folders aside."""
    forms = (WHOLE_PACK, WHOLE_UNIT, *plan.formset.formset.forms)
    order = {form.name: at for at, form in enumerate(forms)}
    return dict(
        sorted(made.items(), key=lambda each: (order.get(each[1].form, len(order)), each[0]))
    )
