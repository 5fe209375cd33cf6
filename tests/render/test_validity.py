"""An independent validator of Office Open XML finds nothing that formgen has put into a file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator, ValidationError, ValidationSeverity

from centres import write_centre
from formgen.formsets import find_centre
from formgen.packs import build_pack, plan_pack
from formgen.standards import find
from samples import make_standards, unit
from word_forms import FORMSETS

TEMPLATES = sorted(
    {
        f"{name}/{template}"
        for name, formset in FORMSETS.items()
        for form in formset.formset.forms
        for template in (*form.templates, *form.by_criterion)
    }
)


VALIDATOR = OpenXmlValidator()


def findings(path: Path) -> list[ValidationError]:
    return list(VALIDATOR.validate(str(path)).errors)


@cache  # a template is looked at for each form that is made from it
def of_template(path: Path) -> set[str]:
    """Return what is found in a template."""
    return kinds(path)


def kinds(path: Path) -> set[str]:
    """Return what is found in a file, counts and places aside."""
    return {re.sub(r"\d+", "0", str(each.description)) for each in findings(path)}


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_template_has_no_faults(template: str, repository: Path) -> None:
    found = findings(repository / "forms" / "templates" / template)
    assert [each for each in found if each.severity == ValidationSeverity.ERROR] == []


@pytest.mark.parametrize(
    ("name", "of_centre"), [*((name, False) for name in FORMSETS), ("sqa", True)]
)
def test_nothing_is_found_in_a_form_that_is_not_in_its_template(
    name: str, tmp_path: Path, of_centre: bool
) -> None:
    units = [unit("K1", criteria=17, knowledge=20), unit("K2", criteria=0, knowledge=0)]
    make_standards(tmp_path / "sample", units)
    colours = "colours: {heading: '#1F3864', shade: '#DCE6F2'}"
    path = write_centre(tmp_path / "centre", colours) if of_centre else None
    centre = find_centre(path, tmp_path)
    plan = plan_pack(find(str(tmp_path / "sample"), tmp_path), FORMSETS[name], centre=centre)
    build_pack(plan, tmp_path / "out")
    for document in plan.documents:
        made = tmp_path / "out" / document.path
        assert kinds(made) - of_template(document.template) == set(), document.path
