"""Building a pack: decide what must be made, check its templates, make it, write down what it was.

Everything that can be found wrong is found before the first file is written; the manifest comes
last. A document that someone has edited since it was made is kept and reported, unless the build
is forced. A run that is cut short leaves whole files and a journal, and the next one goes on.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from formgen.atomic import write_if_changed
from formgen.errors import FormgenError, Problem
from formgen.formsets import PDF
from formgen.packs.basis import Bases
from formgen.packs.context import pack_terms
from formgen.packs.folder import PackFolder
from formgen.packs.index_page import INDEX, index_page
from formgen.packs.making import Maker, Outcome, Progress
from formgen.packs.manifest import MANIFEST
from formgen.packs.pages import predicted_pages
from formgen.packs.plan import CANDIDATES, Plan
from formgen.packs.tasks import Task, open_tasks
from formgen.packs.workers import ALONE, Workers


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
    losses: list[str] = field(default_factory=list)
    """Where templates have no room for all words of a document that was made, once for each."""
    seconds: float = 0.0

    def lost(self, paths: Sequence[str]) -> None:
        """Take note of documents that were there and are not any more."""
        self.failed += paths
        gone = set(paths)
        self.written = [path for path in self.written if path not in gone]
        self.reasons = {path: why for path, why in self.reasons.items() if path not in gone}
        more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        message = "deleted while this build was at work"
        hint = "Run the command again: it makes what is missing."
        self.problems.append(Problem(message, f"{paths[0]}{more}", hint))

    def add(self, other: Built) -> None:
        """Add what was done for another pack."""
        for name, value in vars(other).items():
            if isinstance(value, dict):
                getattr(self, name).update(value)
            elif isinstance(value, list):
                getattr(self, name).extend(value)
            else:
                setattr(self, name, getattr(self, name) + value)
        self.seconds = round(self.seconds, 3)


def build_pack(
    plan: Plan,
    out: Path,
    *,
    folder: PackFolder | None = None,
    force: bool = False,
    prune: bool = False,
    dry_run: bool = False,
    workers: Workers = ALONE,
    run: Mapping[str, Any] | None = None,
    progress: Progress = lambda *_: None,
) -> Built:
    """Make the documents of a plan under a folder, with manifest and index page.

    Files that hold the right bytes already are left alone. A dry run finds out what would be done,
    and does nothing. ``folder`` is the pack's own, where it was read before; ``prune`` removes what
    earlier runs made and the pack no longer holds; ``workers`` share the work;
    ``run`` is what to write down of this run, once it has left nothing undone.
    Raises FormgenError, before anything is written, for templates with faults and for an output
    folder that cannot be written or that another run is working in.
    """
    started = time.monotonic()
    folder = folder or PackFolder(out / plan.standards.name)
    with folder:
        bases = Bases(plan)
        maker = Maker(plan, folder, bases.of, dry_run=dry_run)
        tasks = open_tasks(plan, bases, folder, force=force)
        maker.check_templates(tasks)
        if dry_run:
            built = _make(maker, tasks, force, workers, progress)
            built.pages = predicted_pages(plan.documents, maker.render)
        else:
            with folder.locked() as changed:
                if changed:
                    tasks = open_tasks(plan, bases, folder, force=force)
                built = _make(maker, tasks, force, workers, progress)
                beside = _beside(plan, folder)
                whole = plan.whole() if beside else plan
                _remove_stale(whole, folder, beside, built, prune=prune)
                built.outdated = list(_outdated(whole, folder, beside, bases))
                _write_down(maker, bases, tasks, beside, built, run or {})
    built.seconds = round(time.monotonic() - started, 3)
    return built


def _make(
    maker: Maker, tasks: Sequence[Task], force: bool, workers: Workers, progress: Progress
) -> Built:
    """Make what must be made; return what was done."""
    plan = maker.plan
    built = Built()
    built.unchanged = len(plan.documents) - len(tasks)
    progress("", built.unchanged)
    to_print = [task for task in tasks if task.document.format == PDF]
    to_make = [task for task in tasks if task.document.format != PDF]
    outcomes = workers.make_all(maker, to_make)
    if to_print:
        from formgen.packs.printing import print_all  # noqa: PLC0415 - late: LibreOffice

        outcomes = chain(outcomes, print_all(maker, to_print, workers.jobs, force=force))
    for outcome in outcomes:
        _count(built, outcome)
        progress(outcome.document.owner, 1)
        if outcome.made and not maker.dry_run:
            maker.folder.made.note(plan.name_in_folder(outcome.document), outcome.made)
    built.losses = [str(loss) for _, (_, loss) in sorted(maker.losses.items())]
    return built


def _count(built: Built, outcome: Outcome) -> None:
    path = outcome.document.path
    if outcome.state == "unchanged":
        built.unchanged += 1
        return
    getattr(built, outcome.state).append(path)
    built.problems += outcome.problems
    if outcome.state == "written":
        built.reasons[path] = outcome.reason


def _beside(plan: Plan, folder: PackFolder) -> list[str]:
    """Return the documents of earlier runs, finished or not, that a plan does not hold."""
    home, planned = f"{plan.standards.name}/", plan.by_path
    names = chain(folder.made, folder.unfinished)
    return sorted({name for name in names if home + name not in planned})


def _remove_stale(
    whole: Plan, folder: PackFolder, beside: Sequence[str], built: Built, *, prune: bool
) -> None:
    """Find what the pack no longer holds; remove it where asked to and nobody edited it.

    The blank pack and those of candidates are told apart by their folders.
    """
    for name in beside:
        if whole.named(name) or name.startswith(f"{CANDIDATES}/") != bool(whole.candidates):
            continue
        path = f"{whole.standards.name}/{name}"
        state = folder.state(name)
        if state == "missing":
            continue
        if not prune:
            built.stale.append(path)
        elif state == "edited":
            built.kept.append(path)
        else:
            _delete(folder.path, name)
            built.removed.append(path)


def _outdated(
    whole: Plan, folder: PackFolder, beside: Sequence[str], bases: Bases
) -> Iterator[str]:
    """Yield the documents that this run left alone though what they are made from has changed."""
    left = {f"{whole.standards.name}/{name}" for name in beside}
    for document in whole.documents if left else ():
        if document.path not in left:
            continue
        name = whole.name_in_folder(document)
        made = folder.made.get(name)
        unfinished = name in folder.unfinished and folder.state(name) == "unfinished"
        if unfinished or (made and made.basis != bases.of(document)):
            yield document.path


def _delete(folder: Path, name: str) -> None:
    path = folder / name
    try:
        path.unlink()
        while (path := path.parent) != folder and not any(path.iterdir()):
            path.rmdir()
    except OSError as error:
        hint = "Close it in Word or Excel if it is open there, then run the command again."
        message = f"cannot be removed: {error.strerror or error}"
        raise FormgenError(Problem(message, str(path), hint)) from None


def _write_down(
    maker: Maker,
    bases: Bases,
    tasks: Sequence[Task],
    beside: Sequence[str],
    built: Built,
    run: Mapping[str, Any],
) -> None:
    """Write the index page, the manifest of what is in the folder now and, last, the notes."""
    plan, folder = maker.plan, maker.folder
    left_alone = {*built.kept, *built.failed}
    gone = []
    for task in tasks:
        document, name = task.document, plan.name_in_folder(task.document)
        stamp = folder.stamp(name)
        if not stamp:
            folder.drop(name)
        if document.path in left_alone:
            continue
        if stamp:
            folder.found_right(name, stamp, bases.digest_of(document))
        else:
            gone.append(document.path)
    for name in beside:
        if not folder.stamp(name):
            folder.drop(name)
    if gone:
        built.lost(gone)
    terms = pack_terms(plan.standards, plan.formset, plan.centre)
    write_if_changed(folder.path / INDEX, index_page(plan, folder.made, terms), durable=False)
    texts = folder.made.texts(plan.standards, plan.formset.name)
    write_if_changed(folder.path / MANIFEST, texts)
    undone = built.kept or built.failed or built.stale or built.outdated
    owners = {document.owner for document in plan.documents} - {""}
    standards = folder.standards.with_made(plan.standards, owners)
    known = {**run, "losses": built.losses} if run else {}
    failed = set(built.failed)

    def is_settled(name: str) -> bool:
        document = plan.named(name)
        return document is not None and document.path not in failed

    folder.write_down(standards, {} if undone else known, is_settled)
