"""Checking templates: everything that is wrong in a form set or in single files, all at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Literal

from formgen.errors import FormgenError, Problem
from formgen.formsets import (
    FORMATS,
    FORMSET_FILE,
    NO_CENTRE,
    Centre,
    Form,
    read_formset,
    template_format,
)
from formgen.formsets.files import missing_templates, names_in_forms
from formgen.formsets.saving import how_to_save
from formgen.packs.samples import Samples, form_for, templates_of
from formgen.render.advice import advice
from formgen.yamlfiles import read_text

_LOCK_FILES = ("~$", ".~", ".")
_DOCUMENTS = (
    *FORMATS, "docm", "dotx", "dotm", "doc", "dot", "odt", "rtf",
    "xlsm", "xltx", "xltm", "xls", "xlt", "ods",
)  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """Something wrong with a template or a form set."""

    file: str
    place: str
    """Where in the file: part, table, row and cell; sheet and cell; line. Empty: the file."""
    severity: Literal["error", "warning"]
    """Errors keep a pack from being made; warnings tell what will look or work badly."""
    message: str
    hint: str

    def __str__(self) -> str:
        where = f"{self.file}, {self.place}" if self.place else self.file
        kind = "warning: " if self.severity == "warning" else ""
        return str(Problem(f"{kind}{self.message}", where, self.hint))


def check_formset(folder: Path) -> list[Finding]:
    """Return what is wrong with the form set in a folder and with each of its templates."""
    path = folder / FORMSET_FILE
    files = [each for each in sorted(folder.iterdir()) if _is_document(each)]
    named: Collection[str]
    try:
        formset, problems = read_formset(folder)
    except FormgenError as error:
        problems, named = list(error.problems), {file.name for file in files}
        with suppress(FormgenError):  # told already, where the file is no YAML at all
            source = read_text(path)
            problems += missing_templates(folder, source)
            named = names_in_forms(source) or named
        checked = [each for file in files if file.name in named for each in check_file(file)]
    else:
        samples = Samples(formset)
        forms = formset.formset.forms
        named = {template for form in forms for template in templates_of(form)}
        checked = [
            finding
            for form in forms
            for template in templates_of(form)
            if (folder / template).is_file()
            for finding in _check(samples, form, folder / template)
        ]
    unused = [each for file in files if file.name not in named for each in _unused(file)]
    return [*_findings(path, problems), *checked, *unused]


def _unused(file: Path) -> list[Finding]:
    """Return what to say of a file that no form names."""
    if template_format(file) not in FORMATS:
        return _other_kind(file)
    hint = f"Name it under “templates” of its form in {FORMSET_FILE}, or delete it."
    return [Finding(str(file), "", "warning", "no form names this template", hint)]


def check_file(file: Path) -> list[Finding]:
    """Return what is wrong with a template.

    It is held against what the forms may use that name it in the ``formset.yaml`` beside it; where
    there is none, against what a form made for each unit may; where that can't be read, against
    what any form may: of such a template only what is wrong in every form is told.
    """
    if not file.is_file():
        return [Finding(str(file), "", "error", "is not there", "Check the name and the folder.")]
    if file.name == FORMSET_FILE:
        return check_formset(file.parent)
    if template_format(file) not in FORMATS:
        return _other_kind(file)
    found = [_check(samples, form, file) for samples, form in owners(file)]
    if (file.parent / FORMSET_FILE).is_file() and not _is_readable(file.parent):
        samples, form = Samples.for_file(file), form_for(file)
        kinds = ("unit", "qualification", "candidate")
        forms = (form.model_copy(update={"per": per}) for per in kinds)
        first, *others = (_check(samples, each, file) for each in forms)
        told = [{(each.place, each.message) for each in other} for other in others]
        return [each for each in first if all((each.place, each.message) in of for of in told)]
    return list(dict.fromkeys(chain.from_iterable(found)))


def _is_readable(folder: Path) -> bool:
    try:
        read_formset(folder)
    except FormgenError:
        return False
    return True


def owners(file: Path, centre: Centre = NO_CENTRE) -> list[tuple[Samples, Form]]:
    """Return the forms that name a template in the ``formset.yaml`` beside it, with their samples.

    Where there is none, a form made for each unit that has nothing but this template.
    """
    try:
        formset, _ = read_formset(file.parent)
    except FormgenError:
        return [(Samples.for_file(file, centre), form_for(file))]
    samples = Samples(formset, centre)
    named = [form for form in formset.formset.forms if file.name in templates_of(form)]
    return [(samples, form) for form in named or [form_for(file)]]


def _check(samples: Samples, form: Form, template: Path) -> list[Finding]:
    found = list(_findings(template, samples.problems(form, template)))
    return found + list(_findings(template, advice(template), severity="warning"))


def _is_document(path: Path) -> bool:
    is_one = path.is_file() and template_format(path) in _DOCUMENTS
    return is_one and not path.name.startswith(_LOCK_FILES)


def _other_kind(file: Path) -> list[Finding]:
    message = "is no template that formgen can fill"
    return [Finding(str(file), "", "error", message, how_to_save(file))]


def _findings(
    file: Path,
    problems: Iterable[Problem],
    severity: Literal["error", "warning"] = "error",
) -> Iterator[Finding]:
    for problem in dict.fromkeys(problems):
        place = _within(problem.place, (str(file), file.name))
        yield Finding(str(file), place, severity, problem.message, problem.hint)


def _within(place: str, names: Sequence[str]) -> str:
    """Return the place within a file, of a place that begins with the file's path or name."""
    for name in names:
        if place.startswith(name):
            rest = place.removeprefix(name)
            if rest.startswith(":"):
                return f"line {rest[1:]}"
            return rest.lstrip(", ").strip("()")
    return place
