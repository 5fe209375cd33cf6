"""Form sets on disk: ``forms/templates/<name>/formset.yaml`` beside its templates."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from formgen.digests import short_digest
from formgen.errors import FormgenError, Problem, UnknownNameError
from formgen.formsets.model import Form, FormSet, template_files, template_format
from formgen.resources import built_in
from formgen.standards import Qualification, entries
from formgen.standards.elsewhere import change_folder, folders_near
from formgen.standards.files import QUALIFICATION_FILE
from formgen.yamlfiles import YamlText, read_model

FORMSET_FILE = "formset.yaml"
DEFAULT = "sqa"
_OWN = "forms/templates"


@dataclass(frozen=True)
class FormSetFolder:
    """A form set as read from its folder."""

    name: str
    folder: Path
    formset: FormSet

    def template(self, form: Form, extension: str) -> Path:
        """Return the path of a form's template for a format."""
        names = self.formset.templates_of(form)
        return self.folder / next(each for each in names if template_format(each) == extension)

    def choose(self, names: Collection[str], *, with_combined: bool = False) -> list[Form]:
        """Return the forms with these names in portfolio order; all of them for no names.

        ``with_combined`` adds those that belong into every combined document. Raises
        UnknownNameError for a name that is not in the set.
        """
        known = [form.name for form in self.formset.forms]
        for name in names:
            if name not in known:
                hint = f"Its forms: {', '.join(known)}."
                raise UnknownNameError(f"form in the form set {self.name}", name, known, hint)
        return [
            form
            for form in self.formset.forms
            if not names or form.name in names or (with_combined and form.only_combined)
        ]


def find_formset(name: str, workspace: Path) -> FormSetFolder:
    """Return the form set with this name, the workspace's own before the built-in one.

    Raises UnknownNameError where there is none, FormgenError where its file has faults or is
    missing, or a template that it names is missing.
    """
    formset, missing = read_formset(formset_folder(name, workspace))
    if missing:
        raise FormgenError(missing)
    return formset


def formset_folder(name: str, workspace: Path) -> Path:
    """Return the folder of the form set with this name, without reading it.

    Raises UnknownNameError where there is none, FormgenError where its ``formset.yaml`` is missing.
    """
    for place in _places(workspace):
        if (place / name / FORMSET_FILE).is_file():
            return place / name
        if (place / name).is_dir():
            hint = f"Copy {FORMSET_FILE} there too, or remove the folder."
            raise FormgenError(Problem(f"has no {FORMSET_FILE}", str(place / name), hint))
    known, near = formset_names(workspace), formsets_near(workspace)
    if name in near:
        hint = f"It is in another folder. Type first: {change_folder(near[name])}"
        raise UnknownNameError("form set", name, (), hint)
    hint = f"Known here: {', '.join(known)}."
    raise UnknownNameError("form set", name, [*known, *near], hint)


def formset_names(workspace: Path) -> list[str]:
    """Return the names of the form sets of a workspace and of those built in."""
    files = (path for place in _places(workspace) for path in place.glob(f"*/{FORMSET_FILE}"))
    return sorted({path.parent.name for path in files})


def formsets_near(workspace: Path) -> dict[str, Path]:
    """Return the form sets of other workspaces near this folder, each with its workspace."""
    return folders_near(workspace, f"{_OWN}/*/{FORMSET_FILE}")


def usual_formset(qualification: Path) -> str:
    """Return the form set of a qualification's packs: the one its file names, else the usual one.

    Faults of the file are told when the pack is made.
    """
    try:
        read, _ = read_model(qualification / QUALIFICATION_FILE, Qualification)
    except FormgenError:
        return DEFAULT
    return read.formset or DEFAULT


def workspace_formset(workspace: Path) -> str:
    """Return the form set of all of a workspace's own qualifications; the usual one of several."""
    own = {usual_formset(each.folder) for each in entries(workspace) if each.source == "workspace"}
    return own.pop() if len(own) == 1 else DEFAULT


def own_formsets(workspace: Path) -> Path:
    """Return the folder of a workspace that holds its own form sets; it need not be there."""
    return workspace / _OWN


def _places(workspace: Path) -> tuple[Path, Path]:
    return own_formsets(workspace), built_in(_OWN)


def read_formset(folder: Path) -> tuple[FormSetFolder, list[Problem]]:
    """Return the form set in a folder, and a problem for each template that is not there.

    Raises FormgenError with every fault of its ``formset.yaml``.
    """
    formset, source = _read(folder / FORMSET_FILE)
    return FormSetFolder(folder.name, folder, formset), list(missing_templates(folder, source))


def _read(path: Path) -> tuple[FormSet, YamlText]:
    try:
        return _read_once(path, short_digest(path.read_bytes()))
    except OSError:
        return read_model(path, FormSet)  # says why it can't be read


@lru_cache(maxsize=16)
def _read_once(path: Path, _digest: str) -> tuple[FormSet, YamlText]:
    """Return what a file holds, read once for all packs of a run."""
    return read_model(path, FormSet)


def missing_templates(folder: Path, source: YamlText) -> Iterator[Problem]:
    """Yield a problem for each template that is not there, whatever else is wrong in the file."""
    forms = source.data.get("forms")
    for at, form in enumerate(forms if isinstance(forms, list) else ()):
        for key, position, template in template_files(form if isinstance(form, dict) else {}):
            if not (folder / template).is_file():
                place = source.place(("forms", at, key, position))
                hint = "Put the file there, or correct its name here."
                yield Problem(f"the template {template} is not in {folder}", place, hint)


def names_in_forms(source: YamlText) -> set[str]:
    """Return what may name a file in any form, under whatever key, whatever else is wrong there."""
    forms = source.data.get("forms")
    values = (
        value
        for form in (forms if isinstance(forms, list) else ())
        for value in (form.values() if isinstance(form, dict) else ())
    )
    texts = (text for value in values for text in (value if isinstance(value, list) else [value]))
    return {text for text in texts if isinstance(text, str)}
