"""The plan: every document to make, before any work is done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

from formgen.formsets import Form, FormSetFolder, template_format
from formgen.packs.people import Candidate
from formgen.standards import Standards, Unit, file_name

CANDIDATES = "candidates"
"""Folder within a pack's folder for what is made for candidates, beside the blank pack."""

_LONGEST_NAME = 60  # characters of a candidate's folder: Windows paths end at 260


@dataclass(frozen=True)
class Document:
    """One document to make."""

    path: PurePosixPath
    """Where it goes, under the output folder."""
    unit: Unit | None
    """The unit it is made for; None for a form that is not about one."""
    form: Form
    template: Path
    candidate: Candidate | None = None
    """Whom it is made for; None in a blank pack, and for a form of the whole qualification."""

    @property
    def format(self) -> str:
        """``docx`` or ``xlsx``."""
        return template_format(self.template)

    @property
    def owner(self) -> str:
        """The code of the unit it is made for; empty for a form of the whole qualification."""
        return self.unit.code if self.unit else ""


@dataclass(frozen=True)
class Plan:
    """The documents of one qualification's pack, in the order of the portfolio.

    That is the form set's order; forms made for each unit that follow one another there stay
    together, unit by unit in the order of the groups.
    """

    standards: Standards
    formset: FormSetFolder
    documents: tuple[Document, ...]
    candidates: tuple[Candidate, ...] = ()
    """Whom packs are made for; none: the pack is blank."""

    def name_in_folder(self, document: Document) -> str:
        """Return a document's path under the pack's own folder, with forward slashes."""
        return document.path.relative_to(self.standards.name).as_posix()

    def whole(self) -> tuple[Document, ...]:
        """Return the documents of the whole pack, whatever part of it this plan makes."""
        return plan_pack(self.standards, self.formset, candidates=self.candidates).documents


def plan_pack(
    standards: Standards,
    formset: FormSetFolder,
    *,
    units: Collection[str] = (),
    forms: Collection[str] = (),
    formats: Collection[str] = (),
    candidates: Sequence[Candidate] = (),
) -> Plan:
    """Return the plan of a pack: all units, forms and formats, or only those that are named.

    With candidates, each gets a pack with their own units, and the forms of the whole qualification
    are made once for all of them. Raises UnknownNameError for a unit or form that does not exist.
    """
    wanted = {standards.unit(name).code for name in units}
    chosen = [unit for unit in standards.units if not wanted or unit.code in wanted]
    codes = [unit.code for unit in standards.units]
    folders = dict(zip(codes, _folder_names(codes), strict=True))
    names = _folder_names(candidate.name[:_LONGEST_NAME] for candidate in candidates)
    people = dict(zip(candidates, names, strict=True))
    documents = []
    for candidate, unit, form in _in_order(formset.choose(forms), chosen, candidates):
        folder: tuple[str, ...] = (CANDIDATES,) if candidates else ()
        if candidate:
            folder += (people[candidate],)
        if unit:
            folder += (folders[unit.code],)
        documents += [
            Document(
                PurePosixPath(standards.name, *folder, f"{form.name}.{extension}"),
                unit,
                form,
                formset.template(form, extension),
                candidate,
            )
            for extension in form.formats
            if not formats or extension in formats
        ]
    return Plan(standards, formset, tuple(documents), tuple(candidates))


def _in_order(
    forms: Sequence[Form], units: Sequence[Unit], candidates: Sequence[Candidate]
) -> Iterator[tuple[Candidate | None, Unit | None, Form]]:
    """Yield whom and what each document is for, in the order of the portfolio."""
    if not candidates:
        yield from ((None, unit, form) for unit, form in _portfolio(forms, units))
        return
    for form in forms:
        if form.per == "qualification":
            yield None, None, form
    theirs = [form for form in forms if form.per != "qualification"]
    for candidate in candidates:
        own = [unit for unit in units if not candidate.units or unit.code in candidate.units]
        yield from ((candidate, unit, form) for unit, form in _portfolio(theirs, own))


def _portfolio(forms: Sequence[Form], units: Sequence[Unit]) -> Iterator[tuple[Unit | None, Form]]:
    """Yield each form with each unit it is made for; neighbours in the form set stay together."""
    for about_units, neighbours in groupby(forms, key=lambda form: form.per == "unit"):
        together = tuple(neighbours)
        for unit in units if about_units else (None,):
            yield from ((unit, form) for form in together)


def _folder_names(names: Iterable[str]) -> list[str]:
    """Return a folder name for each name; names that would share one get a number behind."""
    folders: list[str] = []
    taken: set[str] = set()
    for name in names:
        folder = file_name(name)
        number = 2
        while folder.casefold() in taken:
            folder = f"{file_name(name)}-{number}"
            number += 1
        taken.add(folder.casefold())
        folders.append(folder)
    return folders
