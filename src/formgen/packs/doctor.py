"""What is installed here, what formgen may read and write, and what follows where it is missing."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from formgen import __version__
from formgen.errors import FormgenError
from formgen.formsets import find_formset, formset_names
from formgen.formsets.model import template_files
from formgen.render import open_template
from formgen.render.pdf import (
    find_font,
    find_office,
    how_to_get,
    how_to_get_font,
    office_version,
)
from formgen.standards import entries, load

_OLDEST = [7, 4]  # the first LibreOffice whose command line takes options of the PDF


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    name: str
    ok: bool
    found: str
    """What is there, or what is wrong with it."""
    meaning: str = ""
    """What does not work without it; empty where all is well."""
    hint: str = ""
    """What to do about it."""


def examine(workspace: Path, out: Path) -> list[Check]:
    """Return what formgen needs and what of it is here, for a workspace and an output folder.

    Nothing is changed; whether a folder can be written is tried with a file that is gone again.
    """
    return [
        Check("Python", True, f"{platform.python_version()} ({sys.executable})"),
        Check("formgen", True, f"{__version__} ({Path(__file__).parents[1]})"),
        *_office_and_font(),
        _writable("Workspace", workspace, "Imported standards and copied templates go there."),
        _writable("Output folder", out, "Forms are written there; --out names another."),
        *_standards(workspace),
        *_form_sets(workspace),
    ]


def _office_and_font() -> Iterator[Check]:
    meaning = "Word and Excel forms are made without it; PDFs (--format pdf) are not."
    try:
        office = find_office()
    except FormgenError as error:
        office = None
        yield Check("LibreOffice", False, str(error.problems[0]).splitlines()[0], meaning,
                    error.problems[0].hint)  # fmt: skip
    else:
        yield _office(office, meaning)
    font = find_font(office)
    if font is None:
        found = "neither Arial nor Liberation Sans is here"
        meaning = "PDFs are set in another font: lines and pages break elsewhere than planned."
        yield Check("Font", False, found, meaning, how_to_get_font())
    else:
        yield Check("Font", True, f"{font[0]} ({font[1]})")


def _office(office: Path | None, meaning: str) -> Check:
    if office is None:
        return Check("LibreOffice", False, "not found", meaning, how_to_get())
    version = office_version(office)
    if not version:
        hint = f"Start it once by hand to see what it says. {how_to_get()}"
        return Check("LibreOffice", False, f"{office} does not start", meaning, hint)
    if [int(each) for each in version.split(".")[:2]] < _OLDEST:
        found = f"{version} ({office}) is older than {'.'.join(map(str, _OLDEST))}"
        meaning = "PDFs are made, but without the marks that screen readers need."
        return Check("LibreOffice", False, found, meaning, how_to_get())
    return Check("LibreOffice", True, f"{version} ({office})")


def _writable(name: str, folder: Path, meaning: str) -> Check:
    """Try to write a file into a folder, or into the nearest one above it that is there."""
    folder = folder.absolute()
    there = next(each for each in (folder, *folder.parents) if each.exists())
    try:
        with tempfile.NamedTemporaryFile(prefix=".formgen-", dir=there):
            pass
    except OSError as error:
        found = f"{there} cannot be written: {error.strerror or error}"
        return Check(name, False, found, meaning, "Work in a folder of your own, or use --out.")
    return Check(name, True, str(folder) if there == folder else f"{folder} (will be made)")


def _standards(workspace: Path) -> Iterator[Check]:
    known = entries(workspace)
    faulty = []
    for entry in known:
        try:
            load(entry.folder)
        except FormgenError as error:
            faulty.append(entry.name)
            first = error.problems[0]
            meaning = "No forms can be made from these standards."
            hint = f"formgen lint {entry.name} shows every fault."
            yield Check(f"Standards {entry.name}", False, str(first), meaning, hint)
    good = len(known) - len(faulty)
    if good or not known:
        found = f"{good} qualifications can be read" if good else "no qualification is here"
        yield Check("Standards", bool(good), found)


def _form_sets(workspace: Path) -> Iterator[Check]:
    for name in formset_names(workspace):
        label = f"Form set {name}"
        meaning = "Forms of this set cannot be made."
        try:
            formset = find_formset(name, workspace)
            templates = 0
            for form in formset.formset.forms:
                for _, _, template in template_files(dict(form)):
                    options = formset.formset.layout_of(form)
                    open_template(formset.folder / template, options)
                    templates += 1
        except FormgenError as error:
            first = error.problems[0]
            place = f"{first.place}: " if first.place else ""
            yield Check(label, False, f"{place}{first.message}", meaning, first.hint)
        else:
            yield Check(label, True, f"{templates} templates can be read ({formset.folder})")
