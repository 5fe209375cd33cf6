"""Filling a qualification that is there with published wording: by code, losing nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import nos_documents
from formgen.importers import Filled, Imported, fill, import_documents, plan_filling, save
from formgen.standards import Standards, Unit, Units, changed_files, load
from portfolios import BEES, portfolio


@pytest.fixture
def imported(tmp_path: Path) -> Imported:
    """An import of the invented portfolio."""
    path = tmp_path / "portfolio.txt"
    path.write_text(portfolio(), encoding="utf-8")
    return import_documents([path])


def standards_in(folder: Path, imported: Imported, *units: Unit) -> Standards:
    """Write a qualification of these units, or of the import's own, bare but for labels."""
    chosen = units or tuple(map(labelled, imported.units))
    assert imported.qualification is not None
    for path, text in changed_files(folder, imported.qualification, chosen).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return load(folder)


def labelled(unit: Unit) -> Unit:
    return unit.with_items(
        lambda item: item.model_copy(update={"text": "", "label": f"About {item.code}"})
    ).model_copy(update={"overview": ""})


def kinds(filled: Filled) -> list[tuple[str, str, str]]:
    return [(each.unit, each.code, each.kind) for each in filled.mismatches]


def test_every_item_gets_its_wording_and_keeps_its_label(
    tmp_path: Path, imported: Imported
) -> None:
    standards = standards_in(tmp_path / "bees", imported)
    filled = plan_filling(imported, standards, standards.folder)
    fill(filled)
    now = load(tmp_path / "bees")
    assert (filled.texts, kinds(filled)) == (sum(len(unit.items) for unit in now.units), [])
    for unit, source in zip(now.units, imported.units, strict=True):
        assert [item.text for item in unit.items] == [item.text for item in source.items]
        assert all(item.label == f"About {item.code}" for item in unit.items)
        assert unit.overview == source.overview


def test_a_second_filling_writes_nothing(tmp_path: Path, imported: Imported) -> None:
    standards = standards_in(tmp_path / "bees", imported)
    fill(plan_filling(imported, standards, standards.folder))
    again = plan_filling(imported, load(tmp_path / "bees"), standards.folder)
    assert (again.files, again.texts) == ({}, 0)


def test_a_text_that_is_there_and_differs_is_kept_unless_forced(
    tmp_path: Path, imported: Imported
) -> None:
    first = imported.units[0].items[0].code
    units = [
        unit.with_items(
            lambda item: item.model_copy(update={"text": "Mine" if item.code == first else ""})
        )
        for unit in imported.units
    ]
    standards = standards_in(tmp_path / "bees", imported, *units)
    kept = plan_filling(imported, standards, standards.folder)
    assert kinds(kept) == [(BEES[0].code, first, "text-differs")]
    assert "text: Mine" in "".join(kept.files.values())
    forced = plan_filling(imported, standards, standards.folder, force=True)
    assert "text: Mine" not in "".join(forced.files.values())


def test_what_document_and_qualification_do_not_share_is_reported(
    tmp_path: Path, imported: Imported
) -> None:
    unit = labelled(imported.units[0])
    other = unit.model_copy(
        update={
            "title": "Something else",
            "knowledge": (unit.knowledge[0].model_copy(update={"code": "X1"}), *unit.knowledge[1:]),
        }
    )
    standards = standards_in(tmp_path / "bees", imported, other, *map(labelled, imported.units[1:]))
    found = kinds(plan_filling(imported, standards, standards.folder))
    code = unit.code
    assert found == [
        (code, "", "title-differs"),
        (code, "X1", "item-not-in-document"),
        (code, unit.knowledge[0].code, "item-not-here"),
    ]


def test_units_only_one_of_them_has_are_reported(tmp_path: Path, imported: Imported) -> None:
    standards = standards_in(tmp_path / "bees", imported)
    fewer = replace(standards, units=Units(standards.units.records[1:]))
    found = kinds(plan_filling(imported, fewer, standards.folder))
    assert found == [(standards.units[0].code, "", "unit-not-here")]


def test_a_copy_elsewhere_is_whole(tmp_path: Path, imported: Imported) -> None:
    standards = standards_in(tmp_path / "bees", imported)
    fill(plan_filling(imported, standards, tmp_path / "copy" / "bees"))
    assert [unit.code for unit in load(tmp_path / "copy" / "bees").units] == [
        unit.code for unit in standards.units
    ]


@pytest.mark.parametrize(
    ("suite", "aside"),
    [("nos-craft-bakery", ("SWTS7",)), ("nos-sweet-making", ("BKRY01", "BKRY02"))],
)
def test_units_of_another_suite_are_left_aside_and_no_mismatch(
    tmp_path: Path, suite: str, aside: tuple[str, ...]
) -> None:
    imported = nos_documents.import_text(nos_documents.document(), tmp_path)
    save(imported, tmp_path)
    standards = load(tmp_path / "standards" / suite)
    filled = plan_filling(imported, standards, standards.folder)
    assert filled.mismatches == ()
    assert [each.units for each in filled.others] == [aside]


def test_a_unit_of_the_same_suite_that_is_not_here_stays_a_mismatch(tmp_path: Path) -> None:
    imported = nos_documents.import_text(nos_documents.document(), tmp_path)
    save(imported, tmp_path)
    standards = load(tmp_path / "standards" / "nos-craft-bakery")
    fewer = replace(standards, units=Units(standards.units.records[:1]))
    filled = plan_filling(imported, fewer, standards.folder)
    assert kinds(filled) == [("BKRY02", "", "unit-not-here")]
    assert [each.title for each in filled.others] == ["Sweet Making"]
