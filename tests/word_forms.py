"""The Word forms of the built-in set, made for one unit: blank, or for a candidate of a centre."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from formgen.formsets import FormSetFolder, find_formset
from formgen.packs import build_pack, plan_pack
from formgen.packs.context import form_context
from formgen.render import open_template
from formgen.standards import Unit, find
from samples import make_standards

REPOSITORY = Path(__file__).resolve().parents[1]
FORMS: FormSetFolder = find_formset("sqa", REPOSITORY)
SINGLE = tuple(form for form in FORMS.formset.forms if not form.only_combined)
"""Its forms that are documents of their own."""

KNOWN = {
    "centre": {
        "name": "Heather Hill College of Further and Higher Education",
        "number": "3009999",
        "footer": "Registered charity SC000000, 12 Long Street, Glenheather GH1 1AA",
    },
    "candidate": {
        "name": "Morag Sample",
        "number": "112233",
        "assessor": "Alexandra Judge",
        "internal_verifier": "Christopher Checker",
        "start_date": "1 September 2026",
    },
}
"""What a pack for a candidate of a centre knows."""


def make_blank_forms(of: Unit, folder: Path) -> list[Path]:
    """Make every Word form of a pack of one unit, and return their paths."""
    make_standards(folder / "sample", [of])
    standards = find(str(folder / "sample"), folder)
    built = build_pack(plan_pack(standards, FORMS, formats=("docx",)), folder / "out")
    return [folder / "out" / path for path in built.written]


def make_known_forms(of: Unit, folder: Path) -> list[Path]:
    """Make the same forms for a candidate of a centre, and return their paths."""
    make_standards(folder / "sample", [of])
    standards = find(str(folder / "sample"), folder)
    paths = []
    for form in SINGLE:
        template = open_template(FORMS.template(form, "docx"), FORMS.formset.layout_of(form))
        made_for = standards.units[0] if form.per == "unit" else None
        values: dict[str, Any] = form_context(standards, made_for, FORMS, form, template)
        for key, known in KNOWN.items():
            values[key] = {**values[key], **known}
        paths.append(folder / f"{form.name}.docx")
        paths[-1].write_bytes(template.render(values))
    return paths
