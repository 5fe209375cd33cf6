"""What docs/form-sets.md and docs/tutorial.md say of form sets is true."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from formgen.cli.templates_command import command
from formgen.formsets import Form, FormSet
from formgen.yamlfiles import read_model


@pytest.fixture
def page(repository: Path) -> str:
    return (repository / "docs" / "form-sets.md").read_text(encoding="utf-8")


def test_the_form_set_that_is_shown_can_be_read(page: str, tmp_path: Path) -> None:
    shown = re.findall(r"```yaml\n(title: .*?)```", page, re.DOTALL)
    (tmp_path / "formset.yaml").write_text(shown[0], encoding="utf-8")
    formset, _ = read_model(tmp_path / "formset.yaml", FormSet)
    assert [form.name for form in formset.forms] == ["title-page", "achievement-grid"]


def test_every_key_is_documented(page: str, repository: Path) -> None:
    layout = (repository / "docs" / "templates.md").read_text(encoding="utf-8")
    keys = {*FormSet.model_fields, *Form.model_fields}
    documented = set(re.findall(r"`(\w+)[:`]", page + layout))
    assert keys - documented == set()


def test_every_command_of_templates_is_documented(page: str) -> None:
    names = set(getattr(command, "commands", {}))
    assert names == set(re.findall(r"\| `formgen templates (\w+)", page))


@pytest.mark.parametrize("name", ["form-sets.md", "tutorial.md", "excel-templates.md"])
def test_links_lead_to_headings(repository: Path, name: str) -> None:
    docs = repository / "docs"
    for link in re.findall(r"\]\(([^)]+)\)", (docs / name).read_text(encoding="utf-8")):
        path, _, heading = link.partition("#")
        if link.startswith("https://"):
            continue
        text = (docs / (path or name)).read_text(encoding="utf-8")
        headings = re.findall(r"^#+ (.*)$", text, re.MULTILINE)
        slugs = {re.sub(r"[^\w -]", "", each).lower().replace(" ", "-") for each in headings}
        assert not heading or heading in slugs, link
