"""The Word forms of a built-in set, made for one unit: blank, or for a candidate of a centre."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from formgen.formsets import Form, FormSetFolder, find_formset
from formgen.packs import build_pack, plan_pack
from formgen.packs.context import form_context
from formgen.render import open_template
from formgen.standards import Unit, find
from samples import make_standards

REPOSITORY = Path(__file__).resolve().parents[1]
FORMSETS = {name: find_formset(name, REPOSITORY) for name in ("sqa", "city-guilds", "rqf")}
"""The built-in form sets by name."""

KNOWN = {
    "centre": {
        "name": "Heather Hill College of Further and Higher Education",
        "number": "3009999",
        "address": "Registry, Old Infirmary Building\n12 Long Street\nGlenheather GH1 1AA",
        "address_line": "Registry, Old Infirmary Building, 12 Long Street, Glenheather GH1 1AA",
        "contact": "Assessment office, 01632 960001, assessment@heatherhill.example",
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


def single_forms(formset: FormSetFolder) -> list[Form]:
    """Return the forms of a set that are documents of their own."""
    return [form for form in formset.formset.forms if not form.only_combined]


def make_blank_forms(of: Unit, folder: Path, formset: FormSetFolder) -> list[Path]:
    """Make every Word form of a pack of one unit, and return their paths."""
    make_standards(folder / "sample", [of])
    standards = find(str(folder / "sample"), folder)
    built = build_pack(plan_pack(standards, formset, formats=("docx",)), folder / "out")
    return [folder / "out" / path for path in built.written]


def make_known_forms(of: Unit, folder: Path, formset: FormSetFolder) -> list[Path]:
    """Make the same forms for a candidate of a centre, and return their paths."""
    make_standards(folder / "sample", [of])
    standards = find(str(folder / "sample"), folder)
    paths = []
    for form in single_forms(formset):
        template = open_template(formset.template(form, "docx"), formset.formset.layout_of(form))
        made_for = standards.units[0] if form.per == "unit" else None
        values: dict[str, Any] = form_context(standards, made_for, formset, form, template)
        for key, known in KNOWN.items():
            values[key] = {**values[key], **known}
        paths.append(folder / f"{form.name}.docx")
        paths[-1].write_bytes(template.render(values))
    return paths
