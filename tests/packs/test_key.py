"""The flat list of a unit's items, for templates that loop over one list."""

from __future__ import annotations

from pathlib import Path

from formgen.formsets import find_formset
from formgen.packs.context import form_context
from formgen.render import open_template
from formgen.standards import Criterion, find
from samples import make_standards, unit


def test_the_key_holds_all_items_in_order_with_their_kind_and_element(
    tmp_path: Path, repository: Path
) -> None:
    scope = (Criterion(code="R1", label="In summer"),)
    sample = unit(criteria=2, knowledge=1).model_copy(update={"scope": scope})
    standards = find(str(make_standards(tmp_path / "sample", [sample])), tmp_path)
    formset = find_formset("sqa", repository)
    form = formset.formset.forms[0]
    template = open_template(formset.template(form, "docx"), formset.formset.layout_of(form))
    key = form_context(standards, standards.units[0], formset, form, template)["unit"]["key"]
    assert [(each["kind"], each["element"], each["code"]) for each in key] == [
        ("criteria", "K1.1", "K1.1.1"),
        ("criteria", "K1.2", "K1.2.2"),
        ("scope", "", "R1"),
        ("knowledge", "", "K1a"),
    ]
    assert key[0]["element_title"] == "Look after colony number 1"
    assert key[3]["kind_title"] == "Knowledge and understanding"
