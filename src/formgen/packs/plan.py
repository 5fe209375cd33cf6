"""The plan: every document to make, before any work is done."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from formgen.formsets import Form, FormSetFolder, template_format
from formgen.standards import Standards, Unit, file_name


@dataclass(frozen=True)
class Document:
    """One document to make."""

    path: PurePosixPath
    """Where it goes, under the output folder."""
    unit: Unit
    form: Form
    template: Path

    @property
    def format(self) -> str:
        """``docx`` or ``xlsx``."""
        return template_format(self.template)


@dataclass(frozen=True)
class Plan:
    """The documents of one qualification's pack, unit by unit in the order of the groups."""

    standards: Standards
    formset: FormSetFolder
    documents: tuple[Document, ...]


def plan_pack(
    standards: Standards,
    formset: FormSetFolder,
    *,
    units: Collection[str] = (),
    forms: Collection[str] = (),
    formats: Collection[str] = (),
) -> Plan:
    """Return the plan of a pack: all units, forms and formats, or only those that are named.

    Raises UnknownNameError for a unit or form that does not exist.
    """
    wanted = {standards.unit(name).code for name in units}
    chosen = formset.choose(forms)
    folders = _folder_names(unit.code for unit in standards.units)
    return Plan(
        standards,
        formset,
        tuple(
            Document(
                PurePosixPath(standards.name, folders[unit.code], f"{form.name}.{extension}"),
                unit,
                form,
                formset.template(form, extension),
            )
            for unit in standards.units
            if not wanted or unit.code in wanted
            for form in chosen
            for extension in form.formats
            if not formats or extension in formats
        ),
    )


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
