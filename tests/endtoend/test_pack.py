"""The whole pack, made by the installed command and read back from its files."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pdfplumber
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from openpyxl import load_workbook
from pdfplumber.page import Page

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
    return [table for table in Document(str(path)).tables if label_row(table)]


def label_row(table: Table) -> list[str]:
    """Return the texts of the row with the codes of a grid; none for another table."""
    header = [row for row in table.rows if row._tr.xpath("./w:trPr/w:tblHeader")]
    texts = [[cell.text for cell in row.cells] for row in header]
    return next((each for each in texts if "Description of evidence" in each), [])


def word_columns(path: Path) -> list[str]:
    return [code for table in grids(path) for code in label_row(table)[2:]]


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


def sizes(pack: Path) -> dict[str, list[int]]:
    """Return how many codes each table of each unit has."""
    return {
        unit.name: [len(label_row(table)) - 2 for table in grids(unit / "achievement-grid.docx")]
        for unit in unit_folders(pack)
    }


def test_turned_labels_keep_the_criteria_of_each_unit_in_one_table(pack: Path) -> None:
    found = sizes(pack)
    assert found["D12"] == [17, 10]
    assert found["F3"] == [6, 10, 9]  # the labels are short: turned, they would take as much
    assert sum(map(len, found.values())) == 51


def test_upright_labels_over_columns_to_tick_split_as_the_printed_ones(
    tmp_path: Path, repository: Path
) -> None:
    templates = tmp_path / "forms" / "templates" / "sqa"
    shutil.copytree(repository / "forms" / "templates" / "sqa", templates)
    formset = templates / "formset.yaml"
    options = "layout:\n  labels: upright\n  columns: {min_mm: 8}\n"
    text = formset.read_text(encoding="utf-8").replace("layout:\n", options)
    formset.write_text(text, encoding="utf-8")
    formgen("build", QUALIFICATION, "--form", "achievement-grid", "--format", "docx", cwd=tmp_path)
    found = sizes(tmp_path / "forms" / "output" / QUALIFICATION)
    assert (found["B10"][:2], found["D12"][:2], found["F3"]) == ([8, 7], [9, 8], [6, 19])
    assert sum(map(len, found.values())) == 57  # 25 for knowledge, 18 + 7 x 2 for criteria


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
        header = ["w:tblHeader" in row.xml for row in rows]
        assert header == sorted(header, reverse=True)
        assert sum(header) == (2 if label_row(table)[2] == "D12.1.1" else 1)
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
    for unit in sorted(each.name for each in unit_folders(pack)):
        copy = tmp_path / f"{unit}.docx"
        copy.write_bytes((pack / unit / "achievement-grid.docx").read_bytes())
        copies.append(copy)
    for document, path in zip(copies, to_pdf(copies), strict=True):
        tables = grids(document)
        bottom = Document(str(document)).sections[0].bottom_margin
        assert bottom is not None
        with pdfplumber.open(path) as pdf:
            pages = pdf.pages
            for table, page in zip(tables, pages, strict=False):
                words = [word["text"] for word in page.extract_words()]
                assert "Achievement grid: " in " ".join(words)
                assert set(label_row(table)[2:]) <= {*words, *upwards(page)}
                left = float(page.height) - bottom.pt - last_rule(page)
                assert 0 <= left < 2 / 25.4 * 72  # 2 mm
            assert "Achievement grid: " not in pages[len(tables)].extract_text()
            assert "Notes and sign-off" in pages[-1].extract_text()
            assert len(pages) <= len(tables) + 3


def upwards(page: Page) -> list[str]:
    """Return the labels of a page that are read from below, one to a column."""
    turned = [each for each in page.chars if not each["upright"]]
    columns = groupby(sorted(turned, key=itemgetter("x0", "y0")), key=itemgetter("x0"))
    return ["".join(each["text"] for each in column) for _, column in columns]


def last_rule(page: Page) -> float:
    """Return how far below the top the last long line of a page stands, in points."""
    return max(float(rule["bottom"]) for rule in [*page.lines, *page.rects] if rule["width"] > 100)
