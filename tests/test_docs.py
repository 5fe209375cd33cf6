"""The documentation says what is true: its examples work, its names exist."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from ruamel.yaml import YAML

from formgen.cli.main import COMMANDS
from formgen.formsets import chosen_terms, find_formset
from formgen.layout import millimetres
from formgen.packs.context import form_context
from formgen.packs.grids import CRITERION_LISTS, GRID_LISTS
from formgen.render.word import WordTemplate
from formgen.standards import Qualification, Unit, find
from formgen.standards.changes.model import Kind
from formgen.yamlfiles import YamlModel, read_model


def page(repository: Path, name: str) -> str:
    return (repository / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(("number", "model"), [(0, Qualification), (1, Unit)])
def test_the_examples_of_standards_files_can_be_read(
    repository: Path, tmp_path: Path, number: int, model: type[YamlModel]
) -> None:
    examples = re.findall(r"```yaml\n(.*?)```", page(repository, "docs/standards.md"), re.DOTALL)
    path = tmp_path / "example.yaml"
    path.write_text(examples[number], encoding="utf-8")
    read_model(path, model)


def test_the_rules_that_are_shown_can_be_read(repository: Path) -> None:
    text = page(repository, "docs/standards.md")
    section = text.split("## Rules of combination")[1].split("\n## ")[0]
    groups = [{"name": name, "units": [f"{name} 1"]} for name in ("Core", "Hives", "Honey")]
    groups.append({"name": "Wax", "units": ["K3", "K5"]})
    shown = [YAML(typ="safe").load(each) for each in re.findall(r"`({[^`]+})`", section)]
    assert len(shown) > 10
    for rule in shown:
        rule["levels"] = list(map(str, rule.get("levels", ())))
    rulesets = YAML(typ="safe").load(re.findall(r"(?m)((?:^    .*\n)+)", section)[0])
    qualification = Qualification.model_validate(
        {"title": "Diploma", "groups": groups, "rules": shown, **rulesets}
    )
    assert list(qualification.faults()) == []
    assert [each.kind for each in qualification.rulesets] == ["pathway", "overlay"]


def test_every_command_is_documented(repository: Path) -> None:
    commands = page(repository, "docs/commands.md")
    assert [name for name in COMMANDS if f"`formgen {name}" not in commands] == []


def test_every_kind_of_change_is_documented(repository: Path) -> None:
    table = page(repository, "docs/changes.md").split("## What changes are called")[1]
    documented = re.findall(r"`(\w+)`", "".join(re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)))
    assert sorted(documented) == sorted(get_args(Kind))


def test_every_variable_of_templates_is_documented(repository: Path) -> None:
    text = page(repository, "docs/templates.md")
    table = text.split("## Variables")[1]
    documented = set()
    for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE):
        prefix = ""
        for name in re.findall(r"`([\w.]+)`", row):
            prefix = prefix if name.startswith(".") else name.rpartition(".")[0]
            documented.add(f"{prefix}{name}" if name.startswith(".") else name)

    standards = find("svq3-customer-service", repository)
    formset = find_formset("sqa", repository)
    form = next(each for each in formset.formset.forms if each.name == "achievement-grid")
    template = WordTemplate(formset.template(form, "docx"))
    template.frames = dict.fromkeys(GRID_LISTS, template.frames["grids"])
    by_criterion = WordTemplate(formset.folder / form.by_criterion[0])
    template.lists = dict.fromkeys(CRITERION_LISTS, by_criterion.lists["lists"])
    template.rows_height = lambda *_: millimetres(100)  # type: ignore[method-assign]
    of_units = form_context(standards, standards.units[0], formset, form, template)
    of_all = form_context(standards, None, formset, form, template)
    context = {**of_units, "qualification": of_all["qualification"]}
    offered = {
        f"{name}.{key}"
        for name, value in context.items()
        if isinstance(value, dict)
        for key in value
    } | {name for name, value in context.items() if isinstance(value, list)}
    assert documented == offered


@pytest.mark.parametrize("name", ["sqa", "city-guilds", "rqf"])
def test_every_form_is_documented_in_the_order_of_the_portfolio(
    repository: Path, name: str
) -> None:
    formset = find_formset(name, repository).formset
    forms = [form.speaking(chosen_terms(formset.terms)) for form in formset.forms]
    text = page(repository, "docs/forms.md" if name == "sqa" else "docs/forms-city-guilds.md")
    if name != "sqa":
        text = text.partition("## RQF units")[2 if name == "rqf" else 0]
    rows = re.findall(r"^\| `([\w-]+)` (.+?) \| (?:\d* ?\| )?(\w+) \|", text, re.MULTILINE)
    documented = [(name, title.partition(" (")[0], per) for name, title, per in rows]
    assert documented == [(form.name, form.title, form.per) for form in forms]


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "docs/changes.md",
        "docs/commands.md",
        "docs/forms.md",
        "docs/forms-city-guilds.md",
        "docs/standards.md",
        "docs/templates.md",
        "docs/pdf.md",
    ],
)
def test_links_lead_to_files(repository: Path, name: str) -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", page(repository, name)):
        if not link.startswith("https://"):
            assert ((repository / name).parent / link).exists(), link
