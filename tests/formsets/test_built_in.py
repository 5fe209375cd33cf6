"""The templates that come with formgen have no faults: builds don't look for any in them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from formgen.formsets import find_formset
from formgen.layout import Font, text_width
from formgen.packs.context import form_context
from formgen.render import open_template
from formgen.resources import built_in
from formgen.standards import find
from samples import make_standards, unit

_HOME = built_in("forms/templates")
_TEMPLATES = [
    (name, form.name, extension)
    for name in sorted(each.name for each in _HOME.iterdir() if each.is_dir())
    for form in find_formset(name, Path("nowhere")).formset.forms
    for extension in form.formats
]


@pytest.mark.parametrize(("formset_name", "form_name", "extension"), _TEMPLATES)
def test_a_built_in_template_has_no_faults(
    tmp_path: Path, formset_name: str, form_name: str, extension: str
) -> None:
    standards = find(str(make_standards(tmp_path / "sample", [unit()])), tmp_path)
    formset = find_formset(formset_name, Path("nowhere"))
    form = next(each for each in formset.formset.forms if each.name == form_name)
    path = formset.template(form, extension)
    template = open_template(path, formset.formset.layout_of(form))
    made_for = standards.units[0] if form.per == "unit" else None
    context = form_context(standards, made_for, formset, form, template)
    assert template.problems(context) == []


@pytest.mark.parametrize(
    ("formset_name", "form_name"),
    [(formset, form) for formset, form, extension in _TEMPLATES if extension == "xlsx"],
)
def test_no_word_in_the_head_of_a_workbook_is_broken(
    tmp_path: Path, formset_name: str, form_name: str
) -> None:
    """Of the cells that are bold and wrap their text, as Excel breaks what is too long for one."""
    standards = find(str(make_standards(tmp_path / "sample", [unit()])), tmp_path)
    formset = find_formset(formset_name, Path("nowhere"))
    form = next(each for each in formset.formset.forms if each.name == form_name)
    template = open_template(formset.template(form, "xlsx"), formset.formset.layout_of(form))
    made_for = standards.units[0] if form.per == "unit" else None
    context = form_context(standards, made_for, formset, form, template)
    workbook = load_workbook(io.BytesIO(template.render(context)))
    heads = [
        (cell, sheet.column_dimensions[cell.column_letter].width)
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.font.b and cell.alignment.wrap_text and not cell.alignment.text_rotation
        if cell.data_type == "s" and cell.value
    ]
    assert heads
    for head, width in heads:
        room = width * _DIGIT - _PADDING - head.alignment.indent * _INDENT
        font = Font("Arial", head.font.sz, bold=True)
        for word in str(head.value).split():
            needed = max(text_width(part, font) for part in word.split("-")) / 20
            assert needed * _ROUNDING <= room, f"{head.coordinate}: {word}"


_DIGIT, _PADDING, _INDENT = 6.0, 4.5, 6.75  # points, where the Normal font is Arial 11
_ROUNDING = 1.05  # of letters to pixels
