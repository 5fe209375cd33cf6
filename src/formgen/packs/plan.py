"""The plan: every document to make, before any work is done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

from formgen.formsets import FORMATS, PDF, Form, FormSetFolder
from formgen.standards import Standards, Unit, file_name

WHOLE_PACK = Form(
    name="pack", title="The whole pack in one document", per="qualification", templates=()
)
WHOLE_UNIT = Form(name="all", title="All forms in one document", templates=())


@dataclass(frozen=True)
class Document:
    """One document to make."""

    path: PurePosixPath
    """Where it goes, under the output folder."""
    unit: Unit | None
    """The unit it is made for; None for a form made once per qualification."""
    form: Form
    template: Path
    parts: tuple[Document, ...] = ()
    """The Word documents that a combined document is made of, in portfolio order."""

    @property
    def format(self) -> str:
        """``docx``, ``xlsx`` or ``pdf``."""
        return self.path.suffix.removeprefix(".")

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

    def name_in_folder(self, document: Document) -> str:
        """Return a document's path under the pack's own folder, with forward slashes."""
        return document.path.relative_to(self.standards.name).as_posix()

    def whole(self) -> tuple[Document, ...]:
        """Return the documents of the whole pack, whatever part of it this plan makes."""
        every = (*FORMATS, PDF)
        return plan_pack(self.standards, self.formset, formats=every, combined=True).documents


def plan_pack(
    standards: Standards,
    formset: FormSetFolder,
    *,
    units: Collection[str] = (),
    forms: Collection[str] = (),
    formats: Collection[str] = (),
    combined: bool = False,
) -> Plan:
    """Return the plan of a pack: all units, forms and formats, or only those that are named.

    PDFs are made where they are named only. Raises UnknownNameError for a unit or form that does
    not exist.
    """
    wanted = {standards.unit(name).code for name in units}
    chosen = [unit for unit in standards.units if not wanted or unit.code in wanted]
    folders = _folder_names(unit.code for unit in standards.units)

    def document(unit: Unit | None, form: Form, extension: str) -> Document:
        name = PurePosixPath(standards.name, *_folder(unit, folders), f"{form.name}.{extension}")
        return Document(name, unit, form, formset.template(form, _made_from(form, extension)))

    documents = [
        document(unit, form, extension)
        for unit, form in _in_portfolio_order(
            [form for form in formset.choose(forms) if not form.only_combined], chosen
        )
        for extension in (*form.formats, PDF)
        if extension in formats or (not formats and extension != PDF)
    ]
    if combined:
        parts = [
            document(unit, form, "docx")
            for unit, form in _in_portfolio_order(formset.choose(forms, with_combined=True), chosen)
            if "docx" in form.formats
        ]
        for extension in ("docx", PDF):
            if extension in (formats or ("docx",)):
                documents += _combined(standards.name, parts, extension)
    return Plan(standards, formset, tuple(documents))


def _made_from(form: Form, extension: str) -> str:
    """Return the format of the template that a form is made from; PDFs prefer the Word one."""
    if extension != PDF:
        return extension
    return "docx" if "docx" in form.formats else form.formats[0]


def _combined(pack: str, parts: Sequence[Document], extension: str) -> Iterator[Document]:
    """Yield the document that holds the whole pack, then that of each unit."""
    if not parts:
        return
    yield Document(
        PurePosixPath(pack, f"pack.{extension}"), None, WHOLE_PACK, parts[0].template, tuple(parts)
    )
    together: dict[str, list[Document]] = {}
    for part in parts:
        together.setdefault(part.owner, []).append(part)
    together.pop("", None)
    for of_unit in together.values():
        folder = of_unit[0].path.parent
        path = folder / f"{folder.name}-all.{extension}"
        yield Document(path, of_unit[0].unit, WHOLE_UNIT, of_unit[0].template, tuple(of_unit))


def _in_portfolio_order(
    forms: Iterable[Form], units: Sequence[Unit]
) -> Iterator[tuple[Unit | None, Form]]:
    """Yield each form with each unit it is made for; neighbours in the form set stay together."""
    for per, neighbours in groupby(forms, key=lambda form: form.per):
        together = tuple(neighbours)
        for unit in units if per == "unit" else (None,):
            yield from ((unit, form) for form in together)


def _folder(unit: Unit | None, folders: Mapping[str, str]) -> tuple[str, ...]:
    return (folders[unit.code],) if unit else ()


def _folder_names(codes: Iterable[str]) -> dict[str, str]:
    """Return a folder name for each code; codes that would share one get a number behind."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for code in codes:
        name = file_name(code)
        number = 2
        while name.casefold() in taken:
            name = f"{file_name(code)}-{number}"
            number += 1
        taken.add(name.casefold())
        names[code] = name
    return names
