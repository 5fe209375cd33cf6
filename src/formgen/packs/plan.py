"""The plan: every document to make, before any work is done."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path, PurePosixPath

from formgen.formsets import Form, FormSetFolder, template_format
from formgen.standards import Standards, Unit, file_name


@dataclass(frozen=True)
class Document:
    """One document to make."""

    path: PurePosixPath
    """Where it goes, under the output folder."""
    unit: Unit | None
    """The unit it is made for; None for a form made once per qualification."""
    form: Form
    template: Path

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
    combined: tuple[Combined, ...] = ()
    """Documents of many forms, where these were asked for."""

    @property
    def needs_office(self) -> bool:
        """Whether anything of it is made by LibreOffice."""
        return any(each.format == PDF for each in (*self.documents, *self.combined))


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
    chosen = [unit for unit in standards.units if not wanted or unit.code in wanted]
    folders = _folder_names(unit.code for unit in standards.units)
    documents = (
        Document(
            PurePosixPath(standards.name, *_folder(unit, folders), f"{form.name}.{extension}"),
            unit,
            form,
            formset.template(form, extension),
        )
        for unit, form in _in_portfolio_order(formset.choose(forms), chosen)
        for extension in form.formats
        if not formats or extension in formats
    )
    return Plan(standards, formset, tuple(documents))


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
