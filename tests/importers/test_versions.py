"""A version of standards, by catalogue name, folder, unit file or source document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from document_writers import write_docx, write_pdf
from drafts import BOATS, draft
from formgen.errors import UnknownNameError
from formgen.importers import read_version
from formgen.standards import Unit
from formgen.standards.changes import compare
from samples import unit

Write = Callable[..., Path]


def write_text(path: Path, lines: Sequence[str]) -> Path:
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def write_workbook(path: Path) -> Path:
    """Write the boats as a table with a row for each item."""
    book = Workbook()
    sheet = book.create_sheet("Boats", 0)
    sheet.append(("Unit", "Unit title", "Element", "Element title", "Code", "Text", "Kind"))
    for boat in BOATS:
        texts = boat.texts()
        for at, title in enumerate(boat.elements, 1):
            element = f"{boat.code}.{at}"
            for code in boat.criteria():
                if code.startswith(f"{element.lower()}."):
                    cells = (boat.code, boat.title, element, title, code, texts[code], "criterion")
                    sheet.append(cells)
        for code in boat.knowledge_codes():
            sheet.append((boat.code, boat.title, "", "", code, texts[code], "knowledge"))
    book.save(path)
    return path


@pytest.mark.parametrize(
    "name",
    [
        "sample",
        "standards/sample",
        "standards/sample/qualification.yaml",
        ".",
    ],
)
def test_a_qualification_by_name_or_path(workspace: Path, standards_of: Write, name: str) -> None:
    standards_of(unit("K1"), unit("K2"))
    version = read_version(name, workspace)
    assert [each.name for each in version.suites] == ["sample"]
    assert [each.code for each in version.units] == ["K1", "K2"]
    assert not version.lone


def test_a_units_file_with_the_qualification_whose_folder_it_lies_in(
    workspace: Path, standards_of: Write
) -> None:
    folder = standards_of(unit("K1"), unit("K2"))
    version = read_version(str(folder / "units" / "K2.yaml"), workspace)
    assert version.lone
    assert [each.code for each in version.units] == ["K2"]
    assert version.suite_of(version.units[0]) == version.suites[0]


def test_a_units_file_alone(workspace: Path, standards_of: Write) -> None:
    folder = standards_of(unit("K1"))
    alone = (folder / "units" / "K1.yaml").rename(workspace / "old-K1.yml")
    version = read_version(str(alone), workspace)
    assert version.suites == ()
    assert version.suite_of(version.units[0]) is None


@pytest.mark.parametrize(
    ("write", "name"), [(write_text, "a.txt"), (write_docx, "a.docx"), (write_pdf, "a.pdf")]
)
def test_a_source_document(
    workspace: Path, write: Callable[[Path, Sequence[str]], Path], name: str
) -> None:
    path = write(workspace / name, draft().split("\n"))
    version = read_version(str(path), workspace)
    assert [each.code for each in version.units] == [boat.code for boat in BOATS]
    assert version.imported is not None
    assert version.suites[0].unit("P1").title == "Plank a hull"


def test_documents_of_two_families_hold_the_same_items(workspace: Path) -> None:
    text = read_version(str(write_text(workspace / "a.txt", draft().split("\n"))), workspace)
    table = read_version(str(write_workbook(workspace / "b.xlsx")), workspace)
    changed = {
        change.what
        for each in compare(text.suites[0], table.suites[0]).units
        for change in each.changes
    }
    assert not changed & {"criterion", "knowledge"}


@pytest.mark.parametrize("name", ["nowhere", "drafts/2025.docx", "units/K9.yaml"])
def test_what_is_not_there_is_a_name_that_does_not_exist(workspace: Path, name: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        read_version(name, workspace)
    (problem,) = caught.value.problems
    assert problem.message == f"there is no qualification, folder or file called “{name}”"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (unit("K2"), "K2"),
        (unit("CFAK2", title="Other", number=""), "K2"),
        (unit("Z9", title="Harvest honey", number=""), "K2"),
        (unit("Z9", title="Take a swarm", number=""), None),
    ],
)
def test_the_unit_that_a_unit_is_in_another_version(
    workspace: Path, standards_of: Write, asked: Unit, found: str | None
) -> None:
    standards_of(unit("K1"), unit("K2", title="Harvest honey", number="BEE2 04"))
    like = read_version("sample", workspace).like(asked)
    assert (like.code if like else None) == found
