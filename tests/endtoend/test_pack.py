"""The whole pack, made by the installed command and read back from its files."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from openpyxl import load_workbook
from pypdf import PdfReader

from formgen.standards import find

QUALIFICATION = "svq3-customer-service"
MISLABELLED = re.compile(r"12\.2\.[1-5]")  # D12's columns that lost their letter in print


def formgen(*arguments: str, cwd: Path) -> str:
    """Run the command as a user would, in another process, and return what it prints."""
    command = [sys.executable, "-m", "formgen", *arguments]
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pack of the built-in qualification, made in an empty folder."""
    folder = tmp_path_factory.mktemp("pack")
    formgen("build", QUALIFICATION, cwd=folder)
    return folder / "forms" / "output" / QUALIFICATION


def unit_folders(pack: Path) -> list[Path]:
    """Return the folders of units; formgen's own notes are hidden."""
    return [folder for folder in pack.iterdir() if folder.is_dir() and folder.name[0] != "."]


def grids(path: Path) -> list[Table]:
    """Return the grids of a Word document: its tables that describe evidence."""
    tables = Document(str(path)).tables
    return [table for table in tables if table.cell(0, 1).text == "Description of evidence"]


def word_columns(path: Path) -> list[str]:
    return [cell.text for table in grids(path) for cell in table.rows[0].cells[2:]]


def excel_columns(path: Path) -> list[str]:
    """Return the codes of the grid sheets: what stands right of the description."""
    codes: list[str] = []
    for sheet in load_workbook(path).worksheets:
        for row in sheet.iter_rows(values_only=True):
            if "Description of evidence" in row:
                start = row.index("Description of evidence") + 1
                codes += [str(value) for value in row[start:] if value is not None]
    return codes


@pytest.fixture(scope="module")
def printed(sources: Path) -> dict[str, list[str]]:
    """The columns of the printed grids by unit, read from the document with a reader of our own."""
    text = (sources / "sqa-svq3-portfolio.txt").read_text(encoding="utf-8")
    columns: dict[str, list[str]] = {}
    unit = ""
    in_header = False
    for line in text.split("\n"):
        if found := re.match(r"Unit ([A-Z]\d+) \(", line):
            unit = found[1]
        cell = line.strip()
        if cell == "Description of evidence" and unit:
            in_header = True
        elif in_header and line.startswith("\t") and re.fullmatch(r"[A-Z]?\d[\w.]*", cell):
            code = f"D{cell}" if MISLABELLED.fullmatch(cell) else cell
            columns.setdefault(unit, []).append(code)
        else:
            in_header = False
    return columns


def test_the_pack_has_every_form_of_every_unit_and_of_the_whole(pack: Path) -> None:
    folders = unit_folders(pack)
    assert len(folders) == 25
    for folder in folders:
        assert sorted(path.name for path in folder.iterdir()) == [
            "achievement-grid.docx",
            "achievement-grid.xlsx",
            "assessment-plan.docx",
            "evidence-descriptor.docx",
            "observation-record.docx",
            "personal-statement.docx",
            "question-record.docx",
            "unit-title-page.docx",
            "witness-testimony.docx",
        ]
    assert sorted(path.name for path in pack.iterdir() if path.suffix in (".docx", ".xlsx")) == [
        "contents-checklist.docx",
        "evidence-index.docx",
        "evidence-index.xlsx",
        "glossary.docx",
        "personal-profile.docx",
        "progress-record.docx",
        "sampling-plan.docx",
        "sampling-plan.xlsx",
        "title-page.docx",
        "witness-list.docx",
    ]
    manifest = json.loads((pack / "manifest.json").read_text(encoding="utf-8"))
    assert len(manifest["documents"]) == 25 * 9 + 10


def test_columns_are_those_of_the_printed_grids(pack: Path, printed: dict[str, list[str]]) -> None:
    assert sum(map(len, printed.values())) == 522
    for unit, codes in printed.items():
        assert word_columns(pack / unit / "achievement-grid.docx") == codes
        assert excel_columns(pack / unit / "achievement-grid.xlsx") == codes


def test_tables_split_as_the_printed_ones(pack: Path) -> None:
    tables = [grids(pack / unit.name / "achievement-grid.docx") for unit in unit_folders(pack)]
    assert sum(map(len, tables)) == 57  # as in print: 25 for knowledge, 18 + 7 x 2 for criteria


def test_every_table_ends_at_the_right_margin_in_word_and_libreoffice(pack: Path) -> None:
    for path in pack.rglob("*.docx"):
        document = Document(str(path))
        section = document.sections[0]
        assert section.page_width and section.left_margin and section.right_margin
        text_width = (section.page_width - section.left_margin - section.right_margin) // 635
        parts = (document, section.header, section.first_page_header)
        for table in (table for part in parts for table in part.tables):
            widths = [int(each.get(qn("w:w"), "0")) for each in table._tbl.tblGrid]
            assert sum(widths) == text_width
            for row in table._tbl.tr_lst:
                cells = row.xpath("./w:tc/w:tcPr/w:tcW/@w:w")
                assert [int(width) for width in cells] == widths


def test_label_row_repeats_and_rows_stay_whole(pack: Path) -> None:
    for table in grids(pack / "D12" / "achievement-grid.docx"):
        rows = table._tbl.tr_lst
        assert rows[0].xpath("./w:trPr/w:tblHeader")
        assert all(row.xpath("./w:trPr/w:cantSplit") for row in rows)


@pytest.mark.parametrize("form", ["observation-record", "witness-testimony"])
def test_records_list_the_units_own_criteria_with_a_place_to_tick(pack: Path, form: str) -> None:
    document = Document(str(pack / "A13" / f"{form}.docx"))
    rows = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    codes = [row[0] for row in rows if re.fullmatch(r"A13\.\d\.\d", row[0])]
    assert len(codes) == 17
    assert ["A13.1.3", "Word messages clearly and concisely", ""] in rows


def test_every_form_names_what_it_is_for_and_the_edition_of_the_standards(
    pack: Path, repository: Path
) -> None:
    standards = find(QUALIFICATION, repository)
    for path in (*pack.glob("B10/*.docx"), *pack.glob("*.docx")):
        section = Document(str(path)).sections[0]
        header = "\n".join(text.text or "" for text in section.header._element.iter(qn("w:t")))
        footer = "\n".join(paragraph.text for paragraph in section.footer.paragraphs)
        if path.parent.name == "B10":
            assert f"B10 (FE31 04)  {standards.unit('B10').title}" in header
        assert standards.qualification.title in header
        assert "svq3-customer-service, edition 2011" in footer
        assert re.search(r"Page .* of ", footer)


def test_the_same_input_gives_the_same_bytes(pack: Path, tmp_path: Path) -> None:
    formgen("build", QUALIFICATION, "--unit", "C5", "--out", "out", cwd=tmp_path)
    for path in (tmp_path / "out" / QUALIFICATION / "C5").iterdir():
        assert path.read_bytes() == (pack / "C5" / path.name).read_bytes()


def test_grids_fill_one_page_each_and_labels_stand_on_one_line(
    pack: Path, tmp_path: Path, to_pdf: Callable[[Sequence[Path]], list[Path]]
) -> None:
    copies = []
    for unit in ("F3", "A16", "B10", "D12", "D17"):
        copy = tmp_path / f"{unit}.docx"
        copy.write_bytes((pack / unit / "achievement-grid.docx").read_bytes())
        copies.append(copy)
    for document, pdf in zip(copies, to_pdf(copies), strict=True):
        pages = [page.extract_text().splitlines() for page in PdfReader(pdf).pages]
        tables = grids(document)
        for table, lines in zip(tables, pages, strict=False):
            labels = [cell.text for cell in table.rows[0].cells[2:]]
            assert [label for label in labels if not any(label in line for line in lines)] == []
        headings = [next(line for line in lines if "Achievement grid" in line) for lines in pages]
        assert all("Achievement grid: " in heading for heading in headings[: len(tables)])
        assert "Notes and sign-off" in pages[-1]
        assert len(pages) <= len(tables) + 3
