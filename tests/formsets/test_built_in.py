"""The templates that come with formgen have no faults: builds don't look for any in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from formgen.formsets import find_formset
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
