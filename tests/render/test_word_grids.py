"""Grids in Word: the frame is what the template draws, the widths are what the layout says."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.table import Table
from hypothesis import given, settings
from hypothesis import strategies as st

from formgen.errors import FormgenError
from formgen.layout import GridFrame, GridRules, in_millimetres, lay_out, millimetres
from formgen.packs.context import grid_variables
from formgen.render.word import WordTemplate
from formgen.standards import Criterion
from word_templates import draw_grid_template, draw_template


def open_word(path: Path) -> WordTemplate:
    return WordTemplate(path, GridRules(column_min=millimetres(8)))


def frame_of(path: Path) -> GridFrame:
    return open_word(path).frames["grids"]


def made_from(path: Path, codes: list[str]) -> Any:
    template = open_word(path)
    items = [Criterion(code=code) for code in codes]
    laid_out = lay_out(items, template.frames["grids"])
    grids = [grid_variables(grid, "criteria", "Criteria") for grid in laid_out]
    return Document(io.BytesIO(template.render({"grids": grids, "form": {"title": "Grid"}})))


def drawn_widths(table: Table) -> list[int]:
    return [int(column.get(qn("w:w"), "0")) for column in table._tbl.tblGrid]


def test_page_fixed_columns_and_font_are_read_from_the_template(tmp_path: Path) -> None:
    frame = frame_of(draw_grid_template(tmp_path / "t.docx", text_mm=257, fixed_mm=(10, 50)))
    assert round(in_millimetres(frame.text_width)) == 257
    assert [round(in_millimetres(width)) for width in frame.fixed] == [10, 50]
    assert (frame.label.family, frame.label.size, frame.label.bold) == ("Arial", 9, True)
    assert round(in_millimetres(frame.row_height), 1) == 8.5


def test_what_stands_above_the_grid_takes_from_its_height(tmp_path: Path) -> None:
    template = draw_grid_template(tmp_path / "t.docx")
    plain = frame_of(template).rows_height
    document = Document(str(template))
    caption = document.paragraphs[1]
    caption.insert_paragraph_before("A line of help")
    document.save(str(template))
    assert frame_of(template).rows_height < plain


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
        assert len(table.rows) == 1 + frame_of(path).rows_height // frame_of(path).row_height
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
