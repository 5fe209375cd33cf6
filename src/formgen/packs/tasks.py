"""What there is to do: which documents of a plan must be made, and why."""

from __future__ import annotations

from typing import NamedTuple

from formgen.packs.basis import Bases
from formgen.packs.folder import PackFolder
from formgen.packs.plan import Document, Plan
from formgen.packs.reasons import reasons


class Task(NamedTuple):
    """A document that must be rendered, and why."""

    document: Document
    reason: str
    edited: bool
    """Whether someone changed the file since it was made, so that it is not written over."""
    there: bool
    """Whether there is a file already, so that it may hold the right bytes."""


def open_tasks(plan: Plan, bases: Bases, folder: PackFolder, *, force: bool) -> list[Task]:
    """Return the documents of a plan that can't be told to be right already, each with why.

    A document is right where it is as formgen wrote it, from the same basis. Of the others
    rendering will tell.
    """
    tasks = []
    right, untouched = _as_left(plan, bases, folder)
    made_any = bool(folder.made)
    reason = reasons(plan.standards, folder.standards)
    for document in plan.documents:
        if not force and document.path in right:
            continue
        name = plan.name_in_folder(document)
        basis = bases.of(document)
        made = folder.made.get(name) if made_any else None
        state = "ours" if document.path in untouched else folder.state(name)
        if force:
            why = "everything is made anew"
        elif state == "missing":
            why = "it is not there any more" if made else "it is new"
        elif state == "damaged":
            why = "the file no longer opens"
        elif state == "edited":
            why = "someone edited it"
        elif state == "unfinished":
            why = "a build that was stopped made it otherwise"
        elif made and made.basis != basis:
            why = reason(made.basis, basis, document.owner)
        else:
            if stamp := folder.stamp(name):
                folder.found_right(name, stamp, bases.digest_of(document))
            continue
        there, edited = state != "missing", state == "edited" and not force
        tasks.append(Task(document, why, edited, there))
    return tasks


def _as_left(plan: Plan, bases: Bases, folder: PackFolder) -> tuple[set[str], set[str]]:
    """Return which documents are as formgen left them: those that are right, and the others."""
    right: set[str] = set()
    others: set[str] = set()
    home, planned = f"{plan.standards.name}/", plan.by_path
    for name, basis in folder.as_left():
        path = home + name
        if document := planned.get(path):
            (right if bases.digest_of(document) == basis else others).add(path)
    return right, others
