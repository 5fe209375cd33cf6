"""Sample data for templates: the example qualification with a unit that has everything.

Templates are checked and previewed with it, for a candidate of an invented centre, and their
variables shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from formgen.errors import FormgenError, Problem
from formgen.formsets import (
    DEFAULT,
    NO_CENTRE,
    Centre,
    Colours,
    Form,
    FormSet,
    FormSetFolder,
    find_centre,
    read_formset,
)
from formgen.packs.candidates import read_candidates
from formgen.packs.folder import PackFolder
from formgen.packs.making import Maker
from formgen.packs.people import Candidate
from formgen.packs.plan import Document, Plan
from formgen.render.advice import tag_problems
from formgen.resources import built_in, example
from formgen.standards import Standards, Terms, Units, load

_GRID_FORM = "achievement-grid"
"""The built-in form whose templates draw every list of grids."""

VARIABLES = (
    "qualification", "standards", "unit", "form", "formset", "terms", "centre", "candidate",
    "candidates",
)  # fmt: skip
"""What templates see beside grids, in the order of ``docs/templates.md``; grids follow."""


@dataclass(frozen=True)
class Samples:
    """What the templates of a form set are tried with."""

    formset: FormSetFolder
    centre: Centre = NO_CENTRE
    """Whose forms they are; none: those of the example's centre, without its colours and words."""

    @classmethod
    def for_file(cls, template: Path, centre: Centre = NO_CENTRE) -> Samples:
        """Return the samples for a template that belongs to no form set that can be read."""
        form = form_for(template)
        formset = FormSet(title="No form set", forms=(form,))
        return cls(FormSetFolder(template.parent.name, template.parent, formset), centre)

    @cached_property
    def _filled(self) -> Maker:
        standards, people = _example()
        centre = _example_centre() if self.centre == NO_CENTRE else self.centre
        return self._maker(standards, people, centre)

    @cached_property
    def _blank(self) -> Maker:
        return self._maker(_example()[0], ())

    def _maker(
        self,
        standards: Standards,
        people: tuple[Candidate, ...],
        centre: Centre = NO_CENTRE,
    ) -> Maker:
        plan = Plan(standards, self.formset, (), people, centre)
        return Maker(plan, PackFolder(self.formset.folder / standards.name), dry_run=True)

    def problems(self, form: Form, template: Path) -> list[Problem]:
        """Return what keeps a form's template from being filled.

        It is tried with all there can be, filled in for a candidate, and with as little, blank.
        """
        document = _document(form, template, filled=True)
        found = self._filled.problems(document)
        try:
            self._filled.variables(document)
        except FormgenError:  # it can't be opened for one fault, and its tags may have others
            return list(dict.fromkeys([*found, *tag_problems(template, self.variables(form))]))
        if not found:
            try:
                self._blank.render(_document(form, template, filled=False))
            except FormgenError as error:
                found += error.problems
        return found

    def render(self, form: Form, template: Path) -> bytes:
        """Return the document of a unit, filled in for a candidate.

        Raises FormgenError with everything that keeps the template from being filled.
        """
        document = _document(form, template, filled=True)
        if found := self._filled.problems(document):
            raise FormgenError(found)
        return self._filled.render(document)

    def variables(self, form: Form) -> dict[str, Any]:
        """Return all that the templates of a form may use, in the order of ``docs/templates.md``.

        A form made for each unit has every list of grids, whether its template draws them or not.
        """
        found = dict(_of_built_in_grids()) if form.per == "unit" else {}
        for template in form.templates:
            with suppress(FormgenError):
                document = _document(form, self.formset.folder / template, filled=True)
                found.update(self._filled.variables(document))
                break
        found |= self._of_form(form)
        grids = sorted((name for name in found if name not in VARIABLES), key=_as_documented)
        return {name: found[name] for name in (*VARIABLES, *grids) if name in found}

    def _of_form(self, form: Form) -> dict[str, Any]:
        """Return what a form says of itself and its set, whatever its templates are like."""
        drawn = _document(form, _built_in_grids()[0], filled=True)
        variables = self._filled.variables(drawn)
        return {name: variables[name] for name in VARIABLES if name in variables}


def _as_documented(name: str) -> tuple[bool, int]:
    """Return the place of a list of grids: all, those of performance, of knowledge; then lists."""
    kinds = ("", "performance", "knowledge")
    return name.endswith("lists"), kinds.index(name.rpartition("_")[0])


def form_for(template: Path) -> Form:
    """Return a form for a template that no form names; it may use all that a unit's form may."""
    return Form(name=template.stem, title=template.stem, templates=(template.name,))


def templates_of(form: Form) -> list[str]:
    """Return every template that a form names: all lists of a form are lists of templates."""
    lists = (value for value in dict(form).values() if isinstance(value, tuple))
    return list(dict.fromkeys(name for names in lists for name in names))


def _document(form: Form, template: Path, *, filled: bool) -> Document:
    standards, people = _example()
    owner = standards.units[0 if filled else -1].code if form.per == "unit" else ""
    candidate = people[0] if filled and form.per != "qualification" else None
    return Document(f"{standards.name}/{template.name}", owner, form, template, candidate)


@lru_cache(maxsize=1)
def _example() -> tuple[Standards, tuple[Candidate, ...]]:
    """Return the example, its first unit with every kind of items, and its candidates."""
    folder = example()
    standards = load(folder / "standards" / "beekeeping")
    people = read_candidates(folder / "candidates.csv", standards).candidates
    first, *others = standards.units
    behaviours = next(unit.behaviours for unit in others if unit.behaviours)
    full = first.model_copy(update={"behaviours": behaviours})
    return replace(standards, units=Units.of((full, *others))), people


@lru_cache(maxsize=1)
def _example_centre() -> Centre:
    centre = find_centre(None, example())
    plain = {"colours": Colours(), "terms": Terms()}
    return replace(centre, details=centre.details.model_copy(update=plain))


def _built_in_grids() -> list[Path]:
    return sorted((built_in("forms/templates") / DEFAULT).glob(f"{_GRID_FORM}*.*"))


@lru_cache(maxsize=1)
def _of_built_in_grids() -> Mapping[str, Any]:
    """Return every list of grids, as the built-in templates that draw them see it."""
    formset, _ = read_formset(built_in("forms/templates") / DEFAULT)
    form = next(each for each in formset.formset.forms if each.name == _GRID_FORM)
    samples = Samples(formset)
    found: dict[str, Any] = {}
    for template in _built_in_grids():
        found |= samples._filled.variables(_document(form, template, filled=True))
    for of_all in ("grids", "lists"):
        _fill_in(found, of_all)
    return {name: value for name, value in found.items() if name not in VARIABLES}


def _fill_in(found: dict[str, Any], of_all: str) -> None:
    """Add the lists of some kinds of items that no template draws, from those of all or others."""
    parts = [f"performance_{of_all}", f"knowledge_{of_all}"]
    every = found.get(of_all) or [grid for name in parts for grid in found.get(name, ())]
    if not every:
        return
    found.setdefault(of_all, every)
    for name in parts:
        of_knowledge = name.startswith("knowledge")
        own = [grid for grid in every if (grid["kind"] == "knowledge") == of_knowledge]
        found.setdefault(name, own)
