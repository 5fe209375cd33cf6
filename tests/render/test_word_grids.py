"""Grids in Word: the frame is what the template draws, the widths are what the layout says."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from formgen.errors import FormgenError
from formgen.layout import (
    GridFrame,
    GridRules,
    Twips,
    in_millimetres,
    lay_out,
    millimetres,
    row_heights,
)
from formgen.package import read_package, write_package
from formgen.packs.grids import grid_variables, row_variables
from formgen.render.word import WordTemplate
from formgen.standards import Criterion, Element
from word_templates import draw_grid_template, draw_template


def open_word(path: Path) -> WordTemplate:
    return WordTemplate(path, GridRules(column_min=millimetres(8)))


def frame_of(path: Path) -> GridFrame:
    return open_word(path).frames["grids"]


def made_from(path: Path, codes: list[str]) -> Any:
    template = open_word(path)
    items = tuple(Criterion(code=code) for code in codes)
    laid_out = lay_out(
        [Element(title="", criteria=items)], template.frames["grids"], template.rules
    )
    grids = [grid_variables(grid, "criteria", "Criteria") for grid in laid_out]
    for grid in grids:
        heights = row_heights(rows_height(template, grid), template.frames["grids"].row_min)
        grid["rows"] = list(row_variables(heights))
    return Document(io.BytesIO(template.render({"grids": grids, "form": {"title": "Grid"}})))


def rows_height(template: WordTemplate, grid: dict[str, Any] | None = None, **more: str) -> Twips:
    """Return the height left for the rows of a grid, by default of one without codes."""
    fixed = list(template.frames["grids"].fixed)
    some = {"caption": "Criteria", "fixed": fixed, "label_height": 300, "total_width": 9000}
    return template.rows_height("grids", grid or some, {"form": {"title": "Grid"}, **more})


def drawn_widths(table: Table) -> list[int]:
    return [int(column.get(qn("w:w"), "0")) for column in table._tbl.tblGrid]


def test_page_fixed_columns_and_font_are_read_from_the_template(tmp_path: Path) -> None:
    frame = frame_of(draw_grid_template(tmp_path / "t.docx", text_mm=257, fixed_mm=(10, 50)))
    assert round(in_millimetres(frame.text_width)) == 257
    assert [round(in_millimetres(width)) for width in frame.fixed] == [10, 50]
    assert (frame.label.family, frame.label.size, frame.label.bold) == ("Arial", 9, True)
    assert round(in_millimetres(frame.row_min), 1) == 8.5


def test_what_stands_above_the_grid_takes_from_its_height(tmp_path: Path) -> None:
    template = draw_grid_template(tmp_path / "t.docx")
    plain = rows_height(open_word(template))
    document = Document(str(template))
    document.paragraphs[1].insert_paragraph_before("{{ help }}")
    document.save(str(template))
    one_line = plain - rows_height(open_word(template), help="A line of help")
    two_lines = plain - rows_height(open_word(template), help="A line of help. " * 12)
    assert 0 < one_line < two_lines < 3 * one_line


def test_a_page_header_higher_than_the_margin_takes_from_the_height(tmp_path: Path) -> None:
    template = draw_grid_template(tmp_path / "t.docx")
    document = Document(str(template))
    document.sections[0].header.paragraphs[0].text = "{{ title }}"
    document.save(str(template))
    none, one, nine = (
        rows_height(open_word(template), title="\n".join("x" * lines)) for lines in (0, 1, 9)
    )
    assert none == one  # within the margin
    assert nine < one


def test_a_page_header_may_be_written_in_utf_16(tmp_path: Path) -> None:
    path = draw_grid_template(tmp_path / "t.docx")
    document = Document(str(path))
    document.sections[0].header.paragraphs[0].text = "Wörter {{ title }}"
    document.save(str(path))
    title = "\n".join("x" * 9)
    height = rows_height(open_word(path), title=title)
    parts = read_package(path)
    (header,) = [name for name in parts if name.startswith("word/header")]
    xml = etree.fromstring(parts[header])
    parts[header] = etree.tostring(xml, encoding="UTF-16", xml_declaration=True)
    path.write_bytes(write_package(parts))
    assert rows_height(open_word(path), title=title) == height
    context = {"grids": [], "form": {"title": "Grid"}, "title": "bees"}
    filled = Document(io.BytesIO(open_word(path).render(context)))
    assert filled.sections[0].header.paragraphs[0].text == "Wörter bees"


HELP = (
    "",
    "One line",
    "x & <y>",
    "Two\nlines",
    "Help. " * 40,
    "a\tb",
    "l" * 99,
    "W" * 99,
    "One line",
)


@pytest.mark.parametrize("more", ["", "{% if help %}A further line{% endif %}"])
def test_heights_do_not_depend_on_what_was_measured_before(tmp_path: Path, more: str) -> None:
    path = draw_grid_template(tmp_path / "t.docx", before=["{{ help }}", more, "{%p if help %}"])
    document = Document(str(path))
    document.paragraphs[3].insert_paragraph_before("{%p endif %}")
    header = document.sections[0].header
    cells = header.add_table(1, 2, Mm(60)).row_cells(0)
    cells[0].text, cells[1].text = "{{ help }}", "beside it"
    cells[1].add_paragraph(more)
    cells[1].add_paragraph("{{ help }}\tend").add_run(" of {{ help }}").font.all_caps = True
    cells[1].add_paragraph("{{ help }}\tend").add_run(" of {{ help }}").font.bold = True
    document.save(str(path))
    known = open_word(path)
    for text in HELP:
        assert rows_height(known, help=text) == rows_height(open_word(path), help=text), text


@settings(max_examples=25)
@given(count=st.integers(1, 60), length=st.integers(3, 12))
def test_every_cell_and_the_table_agree_on_the_widths(
    tmp_path_factory: pytest.TempPathFactory, count: int, length: int
) -> None:
    path = draw_grid_template(tmp_path_factory.mktemp("t") / "t.docx")
    codes = [f"{at:03d}".ljust(length, ".") for at in range(count)]
    document = made_from(path, codes)

    text_width = frame_of(path).text_width
    labels: list[str] = []
    for table in document.tables:
        widths = drawn_widths(table)
        assert sum(widths) == text_width
        assert int(table._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w"))) == text_width
        for row in table._tbl.tr_lst:
            assert [cell.tcPr.width.twips for cell in row.tc_lst] == widths
        labels += [cell.text for cell in table.rows[0].cells[2:]]
        assert [cell.text for cell in table.rows[0].cells[:2]] == ["No", "Evidence"]
        heights = [row.height for row in table.rows[1:]]
        assert min(heights) >= Mm(8.4)
        assert max(heights) - min(heights) <= 635  # a twip
    assert labels == codes


def test_a_table_without_a_column_loop_keeps_its_xml(tmp_path: Path) -> None:
    path = draw_grid_template(tmp_path / "t.docx")
    document = Document(str(path))
    document.add_table(rows=1, cols=2).cell(0, 0).text = "Signature"
    document.save(str(path))
    drawn = document.tables[-1]._tbl.xml
    assert made_from(path, ["1"]).tables[-1]._tbl.xml == drawn


def test_no_tag_is_left_in_a_finished_document(tmp_path: Path) -> None:
    document = made_from(draw_grid_template(tmp_path / "t.docx"), ["1", "2"])
    assert "{" not in document.element.xml.split("<w:body>")[1]


def test_a_column_loop_outside_a_loop_over_grids_is_refused(tmp_path: Path) -> None:
    path = draw_grid_template(tmp_path / "t.docx")
    document = Document(str(path))
    document.paragraphs[0].text = "no loop"
    document.save(str(path))
    with pytest.raises(FormgenError, match=r"t\.docx, table 1: the columns of “grid” are repeated"):
        open_word(path)


def test_a_column_loop_squeezed_into_one_cell_is_refused(tmp_path: Path) -> None:
    path = draw_template(tmp_path / "t.docx", "{%p for grid in grids %}")
    document = Document(str(path))
    cell = document.add_table(rows=1, cols=1).cell(0, 0)
    cell.text = "{%tc for c in grid.columns %}{{ c.code }}{%tc endfor %}"
    document.add_paragraph("{%p endfor %}")
    document.save(str(path))
    with pytest.raises(FormgenError, match="the column loop needs three cells"):
        open_word(path)
