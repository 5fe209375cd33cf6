"""The documents that a change touches are those that a rebuild writes anew."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from formgen.formsets import find_formset
from formgen.packs import build_pack, plan_pack
from formgen.packs.touched import touched_documents
from formgen.standards import Criterion, Group, Qualification, Standards, Unit, Units
from formgen.standards.changes import compare
from samples import qualification, unit
from word_templates import draw_template

SHOWING_KNOWLEDGE = {"achievement-grid.docx", "achievement-grid.xlsx", "observation-record.docx"}
SHOWING_CRITERIA = SHOWING_KNOWLEDGE | {"witness-testimony.docx"}
EVERY = SHOWING_CRITERIA | {
    "unit-title-page.docx",
    "assessment-plan.docx",
    "personal-statement.docx",
    "question-record.docx",
    "evidence-descriptor.docx",
}
RECORD = {"progress-record.docx"}
LISTING_UNITS = RECORD | {"sampling-plan.docx", "sampling-plan.xlsx"}
OF_THE_WHOLE = LISTING_UNITS | {
    "title-page.docx",
    "contents-checklist.docx",
    "personal-profile.docx",
    "evidence-index.docx",
    "evidence-index.xlsx",
    "witness-list.docx",
    "glossary.docx",
}

K1, K2 = unit("K1"), unit("K2", title="Harvest honey", number="BEE2 04")


def suite(*units: Unit, of: Qualification | None = None, **facts: Any) -> Standards:
    """Return a qualification of these units."""
    made = (of or qualification(units)).model_copy(update=facts)
    return Standards("bees", Path("bees"), made, Units.of(units))


def reworded(each: Unit, kind: str) -> Unit:
    """Return the unit with another wording of its first criterion or knowledge item."""
    code = (each.criteria if kind == "criteria" else each.knowledge)[0].code

    def reword(item: Criterion) -> Criterion:
        return item.model_copy(update={"label": "Something else"}) if item.code == code else item

    return each.with_items(reword)


OLD = suite(K1, K2)
VERSIONS: dict[str, tuple[Standards, dict[str, set[str]]]] = {
    "nothing": (suite(K1, K2), {}),
    "criterion": (suite(reworded(K1, "criteria"), K2), {"K1": SHOWING_CRITERIA}),
    "knowledge": (suite(K1, reworded(K2, "knowledge")), {"K2": SHOWING_KNOWLEDGE}),
    "title": (
        suite(K1.model_copy(update={"title": "Keep bees"}), K2),
        {"": LISTING_UNITS, "K1": EVERY},
    ),
    "overview": (
        suite(K1.model_copy(update={"overview": "All of it"}), K2),
        {"K1": {"unit-title-page.docx"}},
    ),
    "qualification": (
        suite(K1, K2, title="Beekeeping"),
        {"": OF_THE_WHOLE, "K1": EVERY, "K2": EVERY},
    ),
    "edition": (suite(K1, K2, version="2031"), {"": OF_THE_WHOLE, "K1": EVERY, "K2": EVERY}),
    "group": (suite(K1, K2, groups=(Group(name="Bees", units=("K1", "K2")),)), {"": RECORD}),
    "new unit": (
        suite(K1, K2, unit("K3", title="Take a swarm")),
        {"": LISTING_UNITS, "K3": EVERY},
    ),
    "code": (
        suite(K1.model_copy(update={"code": "K9"}), K2),
        {"": LISTING_UNITS, "K9": EVERY},
    ),
}


def by_unit(paths: list[str]) -> dict[str, set[str]]:
    """Return the names of documents by the folder of their unit; those of no unit under none."""
    found: dict[str, set[str]] = {}
    for path in paths:
        _, *folders, name = path.split("/")
        folder = "".join(folders)
        found.setdefault(folder, set()).add(name)
    return found


@pytest.mark.parametrize("change", VERSIONS)
def test_documents_that_show_what_changed_are_touched(change: str, repository: Path) -> None:
    new, expected = VERSIONS[change]
    formset = find_formset("sqa", repository)
    found = touched_documents(compare(OLD, new), OLD, new, formset)
    assert by_unit(found) == expected


@pytest.mark.parametrize("change", ["criterion", "overview"])
def test_a_rebuild_writes_those_and_no_others(
    change: str, repository: Path, tmp_path: Path
) -> None:
    new, _ = VERSIONS[change]
    formset = find_formset("sqa", repository)
    build_pack(plan_pack(OLD, formset), tmp_path)
    written = build_pack(plan_pack(new, formset), tmp_path).written
    found = touched_documents(compare(OLD, new), OLD, new, formset)
    assert found == written


def test_a_template_of_ones_own_decides_what_is_touched(workspace: Path) -> None:
    folder = workspace / "forms" / "templates" / "own"
    folder.mkdir(parents=True)
    (folder / "formset.yaml").write_text(
        "title: Own\nforms:\n"
        "  - {name: summary, title: Summary, templates: [summary.docx]}\n"
        "  - {name: title, title: Title, templates: [title.docx]}\n",
        encoding="utf-8",
    )
    draw_template(folder / "summary.docx", "{{ unit.overview }}")
    draw_template(folder / "title.docx", "{{ unit.title }}")
    new, _ = VERSIONS["overview"]
    found = touched_documents(compare(OLD, new), OLD, new, find_formset("own", workspace))
    assert found == ["bees/K1/summary.docx"]
