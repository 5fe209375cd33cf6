"""Names on the command line: completed by the shell, and told apart where they are mistaken.

Completing must be quick, so it reads names only: folders, and of YAML files the one that lists
them. What can't be read completes to nothing; the command itself will say why.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import click

from formgen.cli.workspace import program, workspace
from formgen.errors import FormgenError, UnknownNameError
from formgen.formsets import (
    DEFAULT,
    FORMSET_FILE,
    formset_folder,
    formset_names,
    usual_formset,
)
from formgen.standards.catalogue import entries, locate
from formgen.standards.files import QUALIFICATION_FILE
from formgen.yamlfiles.reading import read_text


def complete_qualifications(
    ctx: click.Context,  # noqa: ARG001 - Click calls it with all three
    param: click.Parameter,  # noqa: ARG001
    incomplete: str,
) -> list[str]:
    """Return the names of qualifications that begin so."""
    return _beginning(incomplete, (entry.name for entry in entries(workspace())))


def complete_units(
    ctx: click.Context,
    param: click.Parameter,  # noqa: ARG001
    incomplete: str,
) -> list[str]:
    """Return the codes of the units of the qualification that is named, or of the first of them."""
    named = next(filter(None, map(ctx.params.get, ("qualification", "qualifications", "old"))), ())
    # Where the option at hand has no value yet, Click leaves what stands before it as it is.
    names = [named] if isinstance(named, str) else [*named, *ctx.args]
    return _beginning(incomplete, unit_codes(names[0])) if names else []


def unit_codes(qualification: str) -> list[str]:
    """Return the codes of a qualification's units without reading these; none where unknown."""
    try:
        listed = read_text(locate(qualification, workspace()) / QUALIFICATION_FILE).data
    except FormgenError:
        return []
    groups = _dicts(listed.get("groups"))
    codes = [code for group in groups for code in group.get("units") or () if isinstance(code, str)]
    return list(dict.fromkeys(codes))


def complete_formsets(
    ctx: click.Context,  # noqa: ARG001
    param: click.Parameter,  # noqa: ARG001
    incomplete: str,
) -> list[str]:
    """Return the names of form sets that begin so."""
    return _beginning(incomplete, formset_names(workspace()))


def complete_forms(
    ctx: click.Context,
    param: click.Parameter,  # noqa: ARG001
    incomplete: str,
) -> list[str]:
    """Return the names of the forms of the form set that is named, else of the usual one.

    That is the one of the first qualification that is named.
    """
    try:
        formset = ctx.params.get("formset") or _usual_formset(ctx)
    except FormgenError:
        return []
    return _beginning(incomplete, form_names(formset))


def form_names(formset: str) -> list[str]:
    """Return the names of a form set's forms without reading the rest; none where unknown."""
    try:
        listed = read_text(formset_folder(formset, workspace()) / FORMSET_FILE).data
    except FormgenError:
        return []
    names = (form.get("name") for form in _dicts(listed.get("forms")))
    return [name for name in names if isinstance(name, str)]


@contextmanager
def told_who_has(forms: Collection[str]) -> Iterator[None]:
    """Say of a form that a form set lacks which other one here has it."""
    try:
        yield
    except UnknownNameError as error:
        is_form = error.kind.startswith("form in the form set") and error.name in forms
        for name in formset_names(workspace()) if is_form else ():
            if error.name in form_names(name):
                hint = f"The form set {name} has one: put --formset {name} behind the command."
                error.problems = (replace(error.problems[0], hint=hint),)
                break
        raise


def _usual_formset(ctx: click.Context) -> str:
    named = [*(ctx.params.get("qualifications") or ()), *ctx.args]
    if not named:
        return DEFAULT
    return usual_formset(locate(named[0], workspace()))


class FormatChoice(click.Choice[str]):
    """The formats of documents; for one that is called after its program it names the format."""

    _PROGRAMS: ClassVar = {"word": "docx", "doc": "docx", "excel": "xlsx", "xls": "xlsx"}

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the format. Raises click.BadParameter that says which there are."""
        if meant := self._PROGRAMS.get(value.strip(".").casefold()):
            self.fail(f"'{value}' is not the name of a format. Did you mean {meant}?", param, ctx)
        return super().convert(value, param, ctx)


def refuse_slips(qualifications: Sequence[str]) -> None:
    """Raise click.UsageError for what can't be meant as the name of a qualification."""
    first = qualifications[0]
    for name in qualifications:
        if name.startswith(("–", "—")):
            option = name.lstrip("–—")
            raise click.UsageError(
                f"“{name}” begins with a long dash, as Word makes it. Type two hyphens: --{option}"
            )
        if name != first and not Path(name).exists() and name in unit_codes(first):
            raise click.UsageError(
                f"“{name}” is a unit. Type: {program()} build {first} --unit {name}"
            )


def _dicts(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _beginning(incomplete: str, names: Iterable[str]) -> list[str]:
    begun = incomplete.casefold()
    return [name for name in names if name.casefold().startswith(begun)]
