"""The plan: every document to make, before any work is done."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from formgen.formsets import FORMATS, NO_CENTRE, PDF, Centre, Form, FormSetFolder
from formgen.packs.naming import candidate_folders, unit_folders
from formgen.packs.people import Candidate
from formgen.standards import Standards, in_languages, untranslated

CANDIDATES = "candidates"
"""Folder within a pack's folder for what is made for candidates, beside the blank pack."""
WHOLE_PACK = Form(
    name="pack", title="The whole pack in one document", per="qualification", templates=()
)
WHOLE_UNIT = Form(name="all", title="All forms in one document", templates=())


class Document(NamedTuple):
    """One document to make."""

    path: str
    """Where it goes, under the output folder, with forward slashes."""
    owner: str
    """The code of the unit it is made for; empty for a form that is not about one."""
    form: Form
    template: Path
    candidate: Candidate | None = None
    """Whom it is made for; None in a blank pack, and for a form of the whole qualification."""
    parts: tuple[Document, ...] = ()
    """The Word documents that a combined document is made of, in portfolio order."""

    @property
    def format(self) -> str:
        """``docx``, ``xlsx`` or ``pdf``."""
        return self.path.rpartition(".")[2]


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
    centre: Centre = NO_CENTRE
    """Whose name, logo, colours and words the documents show."""
    untranslated: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What its units show in English for want of words in a language, by language."""

    @cached_property
    def by_path(self) -> Mapping[str, Document]:
        """The documents by their paths."""
        return {document.path: document for document in self.documents}

    def named(self, name: str) -> Document | None:
        """Return the document of this path under the pack's own folder; None: it has none."""
        return self.by_path.get(f"{self.standards.name}/{name}")

    def name_in_folder(self, document: Document) -> str:
        """Return a document's path under the pack's own folder, with forward slashes."""
        return document.path[len(self.standards.name) + 1 :]

    def whole(self) -> Plan:
        """Return the plan of the whole pack, whatever part of it this one makes."""
        every = (*FORMATS, PDF)
        return plan_pack(
            self.standards,
            self.formset,
            formats=every,
            candidates=self.candidates,
            combined=True,
        )


def plan_pack(
    standards: Standards,
    formset: FormSetFolder,
    *,
    units: Collection[str] = (),
    forms: Collection[str] = (),
    formats: Collection[str] = (),
    candidates: Sequence[Candidate] = (),
    combined: bool = False,
    centre: Centre = NO_CENTRE,
) -> Plan:
    """Return the plan of a pack: all units, forms and formats, or only those that are named.

    With candidates, each gets a pack with their own units, and the forms of the whole qualification
    are made once for all of them. PDFs are made where they are named only. Raises UnknownNameError
    for a unit or form that does not exist. The plan's standards are in the form set's languages.
    """
    languages = formset.formset.languages
    original, standards = standards, in_languages(standards, languages)
    wanted = {standards.unit(name).code for name in units}
    chosen = [code for code in standards.units.by_code if not wanted or code in wanted]
    folders = _Folders(standards, candidates)

    def documents(of: Sequence[Form], *extensions: str) -> Iterator[Document]:
        made = {
            form.name: [
                (f"{form.name}.{extension}", formset.template(form, _made_from(form, extension)))
                for extension in (*form.formats, PDF)
                if extension in extensions
            ]
            for form in of
        }
        for candidate, unit, form in _in_order(of, chosen, candidates):
            folder = folders.of(candidate, unit)
            for name, template in made[form.name]:
                yield Document(f"{folder}/{name}", unit, form, template, candidate)

    single = [form for form in formset.choose(forms) if not form.only_combined]
    planned = list(documents(single, *(formats or FORMATS)))
    if combined:
        parts = list(documents(formset.choose(forms, with_combined=True), "docx"))
        for extension in ("docx", PDF):
            if extension in (formats or ("docx",)):
                planned += _combined(parts, folders, extension)
    lacking = {
        language: tuple(
            name for code in chosen for _, name in untranslated(original.unit(code), language)
        )
        for language in languages
    }
    return Plan(standards, formset, tuple(planned), tuple(candidates), centre, lacking)


class _Folders:
    """Where documents go: a folder for each candidate and each unit."""

    def __init__(self, standards: Standards, candidates: Sequence[Candidate]) -> None:
        self._units = unit_folders(tuple(standards.units.by_code))
        self._people = candidate_folders(candidates)
        self._pack = f"{standards.name}/{CANDIDATES}" if candidates else standards.name

    def of(self, candidate: Candidate | None, unit: str) -> str:
        """Return the folder of a candidate's documents, or of those that are for nobody, or all.

        The unit is named by its code, none by nothing.
        """
        folder = f"{self._pack}/{self._people[candidate]}" if candidate else self._pack
        return f"{folder}/{self._units[unit]}" if unit else folder


def _made_from(form: Form, extension: str) -> str:
    """Return the format of the template that a form is made from; PDFs prefer the Word one."""
    if extension != PDF:
        return extension
    return "docx" if "docx" in form.formats else form.formats[0]


def _combined(parts: Sequence[Document], folders: _Folders, extension: str) -> Iterator[Document]:
    """Yield, of each candidate or blank, the document of the whole pack, then that of each unit."""
    packs: dict[Candidate | None, list[Document]] = {}
    for part in parts:
        packs.setdefault(part.candidate, []).append(part)
    if len(packs) > 1:
        packs.pop(None, None)  # forms made once for all candidates
    for candidate, pack in packs.items():
        path = f"{folders.of(candidate, '')}/{WHOLE_PACK.name}.{extension}"
        yield Document(path, "", WHOLE_PACK, pack[0].template, candidate, tuple(pack))
        units: dict[str, list[Document]] = {}
        for part in pack:
            units.setdefault(part.owner, []).append(part)
        units.pop("", None)
        for of_unit in units.values():
            first = of_unit[0]
            folder = first.path.rpartition("/")[0]
            path = f"{folder}/{folder.rpartition('/')[2]}-{WHOLE_UNIT.name}.{extension}"
            yield Document(path, first.owner, WHOLE_UNIT, first.template, candidate, tuple(of_unit))


def _in_order(
    forms: Sequence[Form], units: Sequence[str], candidates: Sequence[Candidate]
) -> Iterator[tuple[Candidate | None, str, Form]]:
    """Yield whom and what each document is for, in the order of the portfolio."""
    if not candidates:
        yield from ((None, unit, form) for unit, form in _portfolio(forms, units))
        return
    for form in forms:
        if form.per == "qualification":
            yield None, "", form
    theirs = [form for form in forms if form.per != "qualification"]
    for candidate in candidates:
        own = [code for code in units if not candidate.in_pack or code in candidate.in_pack]
        yield from ((candidate, unit, form) for unit, form in _portfolio(theirs, own))


def _portfolio(forms: Sequence[Form], units: Sequence[str]) -> Iterator[tuple[str, Form]]:
    """Yield each form with each unit it is made for; neighbours in the form set stay together."""
    for about_units, neighbours in groupby(forms, key=lambda form: form.per == "unit"):
        together = tuple(neighbours)
        for unit in units if about_units else ("",):
            yield from ((unit, form) for form in together)
