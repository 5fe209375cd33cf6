"""Imported standards in the files of a workspace, and the catalogue made in this way."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formgen.errors import FormgenError
from formgen.importers import Imported, import_documents, plan_save, save
from formgen.standards import load
from portfolios import portfolio

NAME = "svq2-beekeeping"


@pytest.fixture
def imported(tmp_path: Path) -> Imported:
    path = tmp_path / "portfolio.txt"
    path.write_text(portfolio(), encoding="utf-8")
    return import_documents([path])


def written_by_hand(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def test_what_is_saved_loads_as_what_was_imported(imported: Imported, tmp_path: Path) -> None:
    written = save(imported, tmp_path)
    folder = tmp_path / "standards" / NAME
    assert [str(path.relative_to(folder)) for path in written[:2]] == [
        "qualification.yaml",
        str(Path("units", "K1.yaml")),
    ]
    standards = load(folder)
    assert standards.qualification == imported.qualification
    assert tuple(standards.units) == imported.units
    assert all(b"\r" not in path.read_bytes() for path in written)


@given(text=st.text(min_size=1, max_size=80))
@settings(max_examples=25)
def test_any_text_survives_saving(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.mktemp("any")
    document = folder / "portfolio.txt"
    clean = "".join(each for each in text if not "\ud800" <= each <= "\udfff")
    damaged = portfolio().replace("Wear a veil that fits.", f"Wear {clean} always.")
    document.write_bytes(damaged.encode())
    imported = import_documents([document])
    save(imported, folder)
    assert tuple(load(folder / "standards" / NAME).units) == imported.units


def test_published_sentences_may_be_left_out(imported: Imported, tmp_path: Path) -> None:
    save(imported, tmp_path, without_text=True)
    units = load(tmp_path / "standards" / NAME).units
    assert {item.text for unit in units for item in unit.items} == {""}
    assert {unit.overview for unit in units} == {""}
    assert [unit.theme for unit in units] == [unit.theme for unit in imported.units]


def test_saving_again_writes_nothing(imported: Imported, tmp_path: Path) -> None:
    assert save(imported, tmp_path)
    assert save(imported, tmp_path) == []


def test_files_that_differ_are_not_overwritten_and_nothing_is_written(
    imported: Imported, tmp_path: Path
) -> None:
    save(imported, tmp_path)
    units = tmp_path / "standards" / NAME / "units"
    written_by_hand(units / "K1.yaml", "Choose a sunny place", "Choose a shady place")
    written_by_hand(units / "J5.yaml", "Uncap with", "Open with")
    (units / "K2.yaml").unlink()
    with pytest.raises(FormgenError) as raised:
        save(imported, tmp_path)
    problems = raised.value.problems
    assert [each.place for each in problems] == [str(units / "K1.yaml"), str(units / "J5.yaml")]
    assert "--force" in problems[-1].hint
    assert not (units / "K2.yaml").exists()
    save(imported, tmp_path, force=True)
    assert tuple(load(units.parent).units) == imported.units


def test_what_an_import_cannot_know_outlives_it(imported: Imported, tmp_path: Path) -> None:
    save(imported, tmp_path, without_text=True)
    folder = tmp_path / "standards" / NAME
    unit = folder / "units" / "K1.yaml"
    written_by_hand(unit, "code: K1.1.1\n", "code: K1.1.1\n        label: Sunny site\n")
    written_by_hand(unit, "theme:", "level: 6  # from the register\ntheme:")
    written_by_hand(folder / "qualification.yaml", "family:", "version: '2011'\nfamily:")
    written_by_hand(folder / "qualification.yaml", "    min: 2", "    text: both\n    min: 2")
    save(imported, tmp_path, force=True)
    standards = load(folder)
    assert standards.unit("K1").criteria[0].label == "Sunny site"
    assert standards.unit("K1").criteria[0].text == imported.units[0].criteria[0].text
    assert standards.unit("K1").level == "6"
    assert "# from the register" in unit.read_text(encoding="utf-8")
    assert standards.qualification.version == "2011"
    assert standards.qualification.rules[0].text == "both"


def test_a_plan_says_what_would_be_written_and_writes_nothing(
    imported: Imported, tmp_path: Path
) -> None:
    plan = plan_save(imported, tmp_path)
    assert len(plan.files) == 6
    assert plan.overwritten == ()
    assert not (tmp_path / "standards").exists()


def test_units_without_a_qualification_are_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "portfolio.txt"
    text = portfolio()
    path.write_text(text[text.index("Unit K1 (") :], encoding="utf-8")
    with pytest.raises(FormgenError, match="names no qualification"):
        save(import_documents([path]), tmp_path)


def test_a_unit_that_another_file_holds_is_not_written_twice(
    imported: Imported, tmp_path: Path
) -> None:
    save(imported, tmp_path)
    units = tmp_path / "standards" / NAME / "units"
    (units / "K1.yaml").rename(units / "first.yaml")
    with pytest.raises(FormgenError, match="holds unit K1") as raised:
        save(imported, tmp_path, force=True)
    assert raised.value.problems[0].hint == "Rename it to K1.yaml."


CATALOGUE = {
    "svq1-customer-service": "city-and-guilds-svq1-handbook-4427-01.txt",
    "svq3-customer-service": "sqa-svq3-portfolio.txt",
}
"""The document that each qualification of the catalogue was imported from."""


@pytest.mark.parametrize(("name", "document"), CATALOGUE.items())
def test_importing_the_source_again_leaves_the_catalogue_as_it_is(
    sources: Path, repository: Path, tmp_path: Path, name: str, document: str
) -> None:
    copy = tmp_path / "standards" / name
    shutil.copytree(repository / "standards" / name, copy)
    before = {path: path.read_bytes() for path in copy.rglob("*.yaml")}
    imported = import_documents([sources / document])
    assert save(imported, tmp_path, without_text=True, force=True) == []
    assert {path: path.read_bytes() for path in copy.rglob("*.yaml")} == before
