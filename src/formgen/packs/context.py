"""The variables that templates may use: one documented context for each kind of form.

Plain dicts, lists, texts and numbers, and the centre's picture: a template can read but not do
anything.
``docs/templates.md`` lists the names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from formgen.formsets import (
    NO_CENTRE,
    Centre,
    Form,
    FormSetFolder,
    Words,
    chosen_terms,
    in_text,
)
from formgen.packs.dates import document_date
from formgen.packs.grids import grid_lists
from formgen.packs.items import (
    KINDS,
    PERFORMANCE_KINDS,
    UNIT_FACTS,
    element_variables,
    elements_of,
)
from formgen.packs.people import NOBODY, Candidate
from formgen.render import DIGEST_MARK, Template
from formgen.standards import (
    Standards,
    Terms,
    Unit,
    group_rule,
    in_words,
)


@dataclass(frozen=True)
class FirstPages:
    """What stands for the page a form or unit begins on, in a combined document."""

    forms: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)


NO_PAGES = FirstPages()
"""Of a document by itself."""


def form_context(
    standards: Standards,
    unit: Unit | None,
    formset: FormSetFolder,
    form: Form,
    template: Template,
    candidate: Candidate | None = None,
    candidates: Sequence[Candidate] = (),
    pages: FirstPages = NO_PAGES,
    centre: Centre = NO_CENTRE,
) -> dict[str, Any]:
    """Return the variables of one form by itself, see :meth:`PackVariables.of_form`."""
    variables = PackVariables(standards, formset, candidates, centre)
    return variables.of_form(unit, form, template, candidate, pages)


class PackVariables:
    """The variables of a pack's forms; what several forms share is worked out once."""

    def __init__(
        self,
        standards: Standards,
        formset: FormSetFolder,
        candidates: Sequence[Candidate] = (),
        centre: Centre = NO_CENTRE,
    ) -> None:
        """Prepare for the forms of a pack; the candidates are for those that list all of them."""
        self._standards = standards
        self._formset = formset
        self._candidates = [each.variables() for each in candidates]
        self._centre = centre.variables()
        self.terms = pack_terms(standards, formset, centre)
        """What the pack's forms call things and people."""
        self._spoken: dict[str, Form] = {}
        self._of_form: dict[str, dict[str, Any]] = {}
        self._whom: tuple[Candidate, dict[str, Any]] = NOBODY, NOBODY.variables()
        self._pages = NO_PAGES
        self._shared: dict[bool, dict[str, Any]] = {}
        self._chosen: tuple[tuple[str, ...], dict[str, Any]] = (), {}
        self._unit: tuple[Unit | None, dict[str, Any]] = None, self._of_unit(None)

    def of_form(
        self,
        unit: Unit | None,
        form: Form,
        template: Template,
        candidate: Candidate | None = None,
        pages: FirstPages = NO_PAGES,
    ) -> dict[str, Any]:
        """Return the variables of one form: of a unit, of a candidate, or of the qualification.

        Only a unit's form has ``unit`` and grids; these are laid out on the template's page. Only
        the others list the units of the qualification: what a unit's form shows is its own.
        Without a candidate the form is blank. The list of all candidates is for forms of the
        qualification. Pages are known to a form that is part of a combined document.
        """
        # The forms of a unit come one after another, as do those of a combined document.
        if self._pages is not pages:
            self._pages, self._shared, self._chosen = pages, {}, ((), {})
        whole = unit is None
        if whole not in self._shared:
            self._shared[whole] = self._of_pack(pages, whole=whole)
        if self._unit[0] is not unit:
            self._unit = unit, self._of_unit(unit)
        if self._whom[0] is not (candidate or NOBODY):
            self._whom = candidate or NOBODY, (candidate or NOBODY).variables()
        if form.name not in self._of_form:
            spoken = self.speaking(form)
            names = ("name", "title", "purpose")
            self._of_form[form.name] = {name: getattr(spoken, name) for name in names}
        context = {
            **self._shared[whole],
            **(self._of_their_units(candidate) if candidate and whole else {}),
            **self._unit[1],
            "form": self._of_form[form.name],
            "candidate": self._whom[1],
            "candidates": [] if candidate else self._candidates,
        }
        if not unit:
            return context
        words = self._formset.formset.words
        return context | grid_lists(unit, self.terms, template, context, words)

    def _of_their_units(self, candidate: Candidate) -> dict[str, Any]:
        """Return the qualification with the units of a candidate's pack, and no others."""
        if not candidate.in_pack:
            return {}
        if self._chosen[0] != candidate.in_pack:
            every = self._shared[True]["qualification"]

            def theirs(units: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
                return [each for each in units if each["code"] in candidate.in_pack]

            groups = [{**group, "units": theirs(group["units"])} for group in every["groups"]]
            with_units = [group for group in groups if group["units"]]
            chosen = {**every, "units": theirs(every["units"]), "groups": with_units}
            self._chosen = candidate.in_pack, chosen
        return {"qualification": self._chosen[1]}

    def speaking(self, form: Form) -> Form:
        """Return a form of the set with the pack's terms in its texts."""
        if form.name not in self._spoken:
            self._spoken[form.name] = form.speaking(self.terms)
        return self._spoken[form.name]

    def _of_pack(self, pages: FirstPages, *, whole: bool) -> dict[str, Any]:
        formset = self._formset.formset
        units = _units(self._standards, pages) if whole else {}
        return {
            "qualification": {**_qualification(self._standards), **units},
            "formset": {
                "name": self._formset.name,
                "title": formset.title,
                "version": formset.version,
                "stamp": _stamp(formset.title, formset.version, formset.words),
                "contents": [
                    _part(self.speaking(each), pages)
                    for each in formset.forms
                    if not each.only_combined or each.name in pages.forms
                ],
            },
            "terms": {**self.terms.model_dump(), "in_text": in_text(self.terms)},
            "centre": self._centre,
        }

    def _of_unit(self, unit: Unit | None) -> dict[str, Any]:
        standards, words = self._standards, self._formset.formset.words
        own_edition = edition(standards, unit.code if unit else "")
        of_standards = {
            "name": standards.name,
            "version": standards.qualification.version,
            "stamp": f"{_stamp(standards.name, own_edition, words)}, {DIGEST_MARK}",
            "date": _date(standards, unit),
        }
        own = {"unit": _unit(unit, self.terms)} if unit else {}
        return {"standards": of_standards, **own}


def pack_terms(standards: Standards, formset: FormSetFolder, centre: Centre) -> Terms:
    """Return what a pack's forms call things.

    The centre's words go before the publisher's, and these before those of the form set.
    """
    own = formset.formset.terms, standards.qualification.terms, centre.details.terms
    return chosen_terms(*own)


def edition(standards: Standards, owner: str) -> str:
    """Return the edition that a form states: the unit's own, else the qualification's."""
    own = standards.units.by_code[owner].version if owner else ""
    return own or standards.qualification.version


def _part(form: Form, pages: FirstPages) -> dict[str, Any]:
    """Return a form as the list of contents shows it; its page is not known by itself."""
    facts = ("name", "title", "purpose", "filled_by", "signed_by")
    values = {name: getattr(form, name) for name in facts}
    return {**values, "per_unit": form.per == "unit", "page": pages.forms.get(form.name, "")}


def _date(standards: Standards, unit: Unit | None) -> str:
    """Return the date of a form's standards as document properties have it; empty for none."""
    units = standards.units.records if unit is None else (unit,)
    date = document_date([standards.qualification.version, *(each.version for each in units)])
    return date.strftime("%Y-%m-%dT%H:%M:%SZ") if date else ""


def _stamp(name: str, version: str, words: Words) -> str:
    return f"{name}, {words.edition} {version}" if version else name


def _qualification(standards: Standards) -> dict[str, Any]:
    qualification = standards.qualification
    names = (
        "title", "framework", "level", "awarding_body", "number", "accreditation_number", "version"
    )  # fmt: skip
    return {
        "name": standards.name,
        **{name: getattr(qualification, name) for name in names},
        "rules": [in_words(rule, qualification) for rule in qualification.rules],
    }


def _units(standards: Standards, pages: FirstPages) -> dict[str, Any]:
    """Return the units of a qualification, and its groups with theirs."""
    qualification = standards.qualification
    units = {
        unit.code: {**_unit_facts(unit), "page": pages.units.get(unit.code, "")}
        for unit in standards.units
    }
    return {
        "groups": [
            {
                "name": group.name,
                "rule": group_rule(group, qualification),
                "units": [units[standards.unit(code).code] for code in group.units],
            }
            for group in qualification.groups
        ],
        "units": list(units.values()),
    }


def _unit_facts(unit: Unit) -> dict[str, Any]:
    """Return what names a unit and says where it belongs; empty where unknown."""
    values = {name: getattr(unit, name) for name in UNIT_FACTS}
    return {
        **{name: "" if value is None else value for name, value in values.items()},
        "reference": unit.reference,
    }


def _unit(unit: Unit, terms: Terms) -> dict[str, Any]:
    # Lists of the same items are of the same dicts: no template can change one.
    of_kind = {kind: [*map(element_variables, elements_of(unit, kind, terms))] for kind in KINDS}
    elements = [*map(element_variables, unit.elements)]
    return {
        **_unit_facts(unit),
        "overview": unit.overview,
        "has_text": any(item.text for kind in KINDS for item in getattr(unit, kind)),
        "elements": elements,
        "criteria": [item for element in elements for item in element["criteria"]],
        "knowledge": [item for element in of_kind["knowledge"] for item in element["criteria"]],
        "performance": [
            {"kind": kind, "title": getattr(terms, kind), "elements": of_kind[kind]}
            for kind in PERFORMANCE_KINDS
            if of_kind[kind]
        ],
        "key": [
            {
                "kind": kind,
                "kind_title": getattr(terms, kind),
                "element": element["code"],
                "element_title": element["title"],
                **item,
            }
            for kind in KINDS
            for element in of_kind[kind]
            for item in element["criteria"]
        ],
    }
