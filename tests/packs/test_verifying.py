"""Documents read back: current, superseded and by what, changed by hand, or not formgen's."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

from formgen.package import read_package, write_package
from formgen.packs import Request, make_packs
from formgen.packs.verifying import Verdict, Verifier, documents_in
from formgen.render import CUSTOM, read_properties, signed
from formgen.standards import Criterion, Unit
from samples import unit

Write = Callable[..., Path]
K1, K2 = unit("K1"), unit("K2", number="BEE2 04")
FORMS = ("achievement-grid", "observation-record", "question-record", "witness-list")
COHORT = "Name,Units\nMorag Sample,K1\n"


def build(workspace: Path, *, combined: bool = False, cohort: bool = False) -> Path:
    listed = workspace / "cohort.csv" if cohort else None
    if listed:
        listed.write_text(COHORT, encoding="utf-8")
    request = Request("sample", workspace, "sqa", forms=FORMS, candidates=listed, combined=combined)
    list(make_packs([request], workspace / "out"))
    return workspace / "out" / "sample"


def verify(workspace: Path, *paths: Path, standards: str = "") -> list[Verdict]:
    verifier = Verifier(workspace, standards)
    return [verifier.verify(path) for path, _ in documents_in(paths)]


def one(workspace: Path, path: Path) -> Verdict:
    (verdict,) = verify(workspace, path)
    return verdict


def relabelled(of: Unit, code: str, label: str) -> Unit:
    def change(item: Criterion) -> Criterion:
        return item.model_copy(update={"label": label}) if item.code == code else item

    return of.with_items(change)


def without(of: Unit, code: str) -> Unit:
    kept = tuple(each for each in of.knowledge if each.code != code)
    return of.model_copy(update={"knowledge": kept})


@pytest.fixture
def pack(workspace: Path, standards_of: Write) -> Path:
    standards_of(K1, K2)
    return build(workspace)


GRID = Path("K1", "achievement-grid.docx")
SHEETS = GRID.with_suffix(".xlsx")


def test_what_was_just_made_is_current(workspace: Path, pack: Path) -> None:
    verdicts = verify(workspace, pack)
    assert len(verdicts) == len([*pack.rglob("*.docx"), *pack.rglob("*.xlsx")])
    assert {each.state for each in verdicts} == {"current"}
    grids = [each.grid for each in verdicts if each.form == "achievement-grid"]
    assert len(grids) == 4
    assert all(grid and grid.right and grid.columns == 7 for grid in grids)


@pytest.mark.parametrize("cohort", [False, True])
def test_combined_documents_and_those_of_candidates_are_compared_with_blank_ones(
    workspace: Path, standards_of: Write, cohort: bool
) -> None:
    standards_of(K1, K2)
    pack = build(workspace, combined=True, cohort=cohort)
    verdicts = verify(workspace, pack)
    assert {each.form for each in verdicts} >= {"pack", "all", "achievement-grid"}
    assert {each.state for each in verdicts} == {"current"}


def test_what_a_document_was_made_from_is_told(workspace: Path, pack: Path) -> None:
    verdict = one(workspace, pack / GRID)
    assert (verdict.qualification, verdict.unit, verdict.form) == (
        "sample",
        "K1",
        "achievement-grid",
    )
    assert verdict.edition == "2026"
    footer = Document(str(pack / GRID)).sections[0].footer
    printed = "\n".join(paragraph.text for paragraph in footer.paragraphs)
    assert f"Standards: sample, edition 2026, {verdict.digest[:8]}" in printed


def test_a_new_label_supersedes_the_documents_that_show_it(
    workspace: Path, standards_of: Write, pack: Path
) -> None:
    standards_of(relabelled(K1, "K1.1.2", "Look into every frame"), K2)
    old = {
        path: verdict.state for path in (GRID, SHEETS) for verdict in verify(workspace, pack / path)
    }
    assert set(old.values()) == {"superseded"}
    said = "K1.1.2 says “Check frame K1.1.2”, not “Look into every frame”"
    assert one(workspace, pack / GRID).reasons == (said,)
    assert one(workspace, pack / SHEETS).reasons == (said,)
    assert one(workspace, pack / "K1" / "question-record.docx").state == "current"
    assert one(workspace, pack / "K2" / "achievement-grid.docx").state == "current"


def test_a_combined_document_tells_what_superseded_it(workspace: Path, standards_of: Write) -> None:
    standards_of(K1, K2)
    pack = build(workspace, combined=True)
    standards_of(relabelled(K1, "K1.1.2", "Look into every frame"), K2)
    said = "K1.1.2 says “Check frame K1.1.2”, not “Look into every frame”"
    for path in ("pack.docx", "K1/K1-all.docx"):
        verdict = one(workspace, pack / path)
        assert (verdict.state, verdict.reasons) == ("superseded", (said,))
    assert one(workspace, pack / "K2" / "K2-all.docx").state == "current"


def test_codes_that_came_and_went_are_named(
    workspace: Path, standards_of: Write, pack: Path
) -> None:
    standards_of(without(K1, "K1b"), K2)
    gone = one(workspace, pack / GRID)
    assert "K1b is no longer in the unit" in gone.reasons
    assert gone.grid
    assert (gone.grid.added, gone.grid.missing, gone.grid.right) == (("K1b",), (), False)
    build(workspace)
    standards_of(K1, K2)
    new = one(workspace, pack / SHEETS)
    assert "K1b is new" in new.reasons
    assert new.grid
    assert new.grid.missing == ("K1b",)


def test_what_the_tables_do_not_show_is_told_by_the_notes_of_the_build(
    workspace: Path, standards_of: Write, pack: Path
) -> None:
    standards_of(K1.model_copy(update={"title": "Keep bees on roofs"}), K2)
    said = "title: “Keep bees through the year” is now “Keep bees on roofs”"
    assert one(workspace, pack / GRID).reasons == (said,)
    shutil.copy(pack / GRID, workspace / "alone.docx")
    (reason,) = one(workspace, workspace / "alone.docx").reasons
    assert reason.startswith("it comes out different today")


def test_a_new_edition_a_new_template_and_a_new_form_set_are_told(
    workspace: Path, standards_of: Write, pack: Path, repository: Path
) -> None:
    path = workspace / "standards" / "sample" / "qualification.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("'2026'", "'2031'").replace(
        '"2026"', '"2031"'), encoding="utf-8")  # fmt: skip
    assert one(workspace, pack / GRID).reasons == ("edition 2026, now 2031",)
    own = workspace / "forms" / "templates" / "sqa"
    shutil.copytree(repository / "forms" / "templates" / "sqa", own)
    build(workspace)
    shutil.copy(own / "witness-testimony.docx", own / "observation-record.docx")
    changed = one(workspace, pack / "K1" / "observation-record.docx")
    assert changed.reasons == ("its template changed",)
    assert one(workspace, pack / GRID).state == "current"
    formset = own / "formset.yaml"
    text = formset.read_text(encoding="utf-8").replace('version: "1"', 'version: "2"')
    formset.write_text(text, encoding="utf-8")
    assert one(workspace, pack / GRID).reasons == ("form set edition 1, now 2",)


def test_another_formgen_that_makes_the_same_supersedes_nothing(
    workspace: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("formgen.packs.provenance.__version__", "9.9")
    assert one(workspace, pack / GRID).state == "current"


def test_a_date_from_the_environment_supersedes_nothing(
    workspace: Path, pack: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert {each.state for each in verify(workspace, pack)} == {"current"}


def test_a_unit_or_form_that_is_gone_supersedes_its_documents(
    workspace: Path, standards_of: Write, pack: Path
) -> None:
    standards_of(K2)
    verdict = one(workspace, pack / GRID)
    assert (verdict.state, verdict.grid) == ("superseded", None)
    assert "K1" in verdict.reasons[0]


def test_a_filled_in_form_is_still_current(workspace: Path, pack: Path) -> None:
    document = Document(str(pack / GRID))
    cells = document.tables[0].rows[2].cells
    for cell, text in zip(cells, ("1", "Email about K1.1.1", "x"), strict=False):
        cell.text = text
    document.save(str(pack / GRID))
    workbook = load_workbook(pack / SHEETS)
    workbook["Knowledge"]["C9"] = "x"
    workbook.save(pack / SHEETS)
    for path in (GRID, SHEETS):
        verdict = one(workspace, pack / path)
        assert (verdict.state, verdict.filled, verdict.reasons) == ("current", True, ())
        assert verdict.grid
        assert verdict.grid.right


def test_wording_written_where_a_form_has_none_is_an_entry(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(K1.with_items(lambda item: item.model_copy(update={"label": ""})))
    path = build(workspace) / "K1" / "observation-record.docx"
    document = Document(str(path))
    blank = [
        row.cells[1]
        for table in document.tables
        for row in table.rows
        if row.cells[0].text.startswith("K1.") and not row.cells[1].text.strip()
    ]
    assert blank
    for cell in blank:
        cell.text = "Check the frame"
    document.save(str(path))
    verdict = one(workspace, path)
    assert (verdict.state, verdict.filled, verdict.reasons) == ("current", True, ())


def test_marks_in_a_sheet_are_not_taken_for_the_codes_that_they_look_like(
    workspace: Path, standards_of: Write
) -> None:
    letters = tuple(Criterion(code=each, label=f"Know {each}") for each in "abc")
    standards_of(K1.model_copy(update={"elements": (), "knowledge": letters}))
    path = build(workspace) / SHEETS
    workbook = load_workbook(path)
    for sheet in workbook.worksheets:
        for row in [cell.row for (cell, *_) in sheet.iter_rows() if cell.value == "No"]:
            for column in range(2, sheet.max_column + 1):
                sheet.cell(row + 1, column).value = "x"
    workbook.save(path)
    verdict = one(workspace, path)
    assert (verdict.state, verdict.filled, verdict.reasons) == ("current", True, ())


def test_a_column_that_someone_deleted_is_named(workspace: Path, pack: Path) -> None:
    document = Document(str(pack / GRID))
    table = document.tables[0]
    at = [cell.text for cell in table.rows[1].cells].index("K1.1.2")
    for row in table.rows:
        row._tr.remove(row._tr.tc_lst[at])
    document.save(str(pack / GRID))
    workbook = load_workbook(pack / SHEETS)
    workbook["Knowledge"].delete_cols(4)
    workbook.save(pack / SHEETS)
    for path, code in ((GRID, "K1.1.2"), (SHEETS, "K1b")):
        verdict = one(workspace, pack / path)
        assert (verdict.state, verdict.reasons) == ("altered", (f"{code} was taken out",))
        assert verdict.grid
        assert (verdict.grid.missing, verdict.grid.columns) == ((code,), 6)


def test_columns_that_changed_places_and_another_wording_are_told(
    workspace: Path, pack: Path
) -> None:
    document = Document(str(pack / GRID))
    for cell in document.tables[0].rows[1].cells:
        other = {"K1.1.1": "K1.1.2", "K1.1.2": "K1.1.1"}.get(cell.text)
        if other:
            cell.text = other
    for table in document.tables:
        for row in table.rows:
            if row.cells[0].text == "K1a":
                row.cells[1].text = "Why bees dance"
    document.save(str(pack / GRID))
    verdict = one(workspace, pack / GRID)
    assert verdict.state == "altered"
    assert verdict.reasons == (
        "its columns are in another order",
        "K1a says “Why bees dance”, not “Why smoke calms bees a”",
    )
    assert verdict.grid
    assert not verdict.grid.in_order


def test_grids_with_criteria_as_rows_are_read_back_too(
    workspace: Path, standards_of: Write, repository: Path
) -> None:
    own = workspace / "forms" / "templates" / "sqa"
    shutil.copytree(repository / "forms" / "templates" / "sqa", own)
    formset = own / "formset.yaml"
    text = formset.read_text(encoding="utf-8").replace("grid: by_evidence", "grid: by_criterion")
    formset.write_text(text, encoding="utf-8")
    standards_of(K1, K2)
    pack = build(workspace)
    assert {each.state for each in verify(workspace, pack)} == {"current"}
    document = Document(str(pack / GRID))
    row = next(r for t in document.tables for r in t.rows if r.cells[0].text == "K1.2.3")
    row._tr.getparent().remove(row._tr)
    document.save(str(pack / GRID))
    verdict = one(workspace, pack / GRID)
    assert (verdict.state, verdict.reasons) == ("altered", ("K1.2.3 was taken out",))


def test_documents_of_others_and_damaged_ones_are_told_apart(workspace: Path, pack: Path) -> None:
    workbook = Workbook()
    workbook.save(workspace / "mine.xlsx")
    (workspace / "letter.txt").write_text("Dear Morag", encoding="utf-8")
    whole = (pack / GRID).read_bytes()
    (workspace / "half.docx").write_bytes(whole[: len(whole) // 2])
    (workspace / "half.pdf").write_bytes(b"%PDF-1.7\n1 0 obj")
    (workspace / "other.pdf").write_bytes(b"%PDF-1.7\ntrailer << >>\n%%EOF")
    (workspace / "empty.xlsx").write_bytes(b"")
    states = {
        name: one(workspace, workspace / name).state
        for name in ("mine.xlsx", "letter.txt", "half.docx", "half.pdf", "other.pdf", "empty.xlsx")
    }
    assert states == {
        "mine.xlsx": "not ours",
        "letter.txt": "not ours",
        "half.docx": "unreadable",
        "half.pdf": "unreadable",
        "other.pdf": "unreadable",
        "empty.xlsx": "unreadable",
    }


def test_a_qualification_that_is_not_here_can_be_named(
    workspace: Path, pack: Path, standards_of: Write
) -> None:
    shutil.move(workspace / "standards" / "sample", workspace / "elsewhere")
    verdict = one(workspace, pack / GRID)
    assert verdict.state == "unknown"
    assert "there is no qualification called “sample”" in verdict.reasons[0]
    (named,) = verify(workspace, pack / GRID, standards="elsewhere")
    assert named.state == "current"


@pytest.mark.parametrize("name", ["../sample", "C:sample", r"\\server\sample", "..", "/sample"])
def test_a_document_cannot_send_formgen_to_any_folder(
    workspace: Path, pack: Path, name: str
) -> None:
    parts = read_package(pack / GRID)
    parts = signed(parts, {**read_properties(parts[CUSTOM]), "qualification": name}, "0" * 64)
    path = workspace / "sent.docx"
    path.write_bytes(write_package(parts))
    assert one(workspace, path).state == "unknown"


def test_a_folder_is_searched_without_what_is_no_document(workspace: Path, pack: Path) -> None:
    (pack / "~$chievement-grid.docx").write_bytes(b"")
    (pack / "notes.txt").write_text("x", encoding="utf-8")
    found = [path for path, _ in documents_in([pack, pack / "K1"])]
    assert len(found) == len(set(found))
    assert all(path.suffix in {".docx", ".xlsx"} and path.name[0] != "~" for path in found)


def test_a_pdf_says_what_it_was_made_from(
    workspace: Path, standards_of: Write, to_pdf: Callable[..., list[Path]]
) -> None:
    standards_of(K1, K2)
    request = Request(
        "sample", workspace, "sqa", ("K1",), ("achievement-grid", "witness-list"), ("pdf",)
    )
    list(make_packs([request], workspace / "out"))
    pack = workspace / "out" / "sample"
    verdicts = {each.form: each for each in verify(workspace, pack)}
    assert {each.state for each in verdicts.values()} == {"current"}
    assert verdicts["achievement-grid"].unit == "K1"
    standards_of(relabelled(K1, "K1.1.2", "Look into every frame"), K2)
    changed = one(workspace, pack / "K1" / "achievement-grid.pdf")
    assert (changed.state, changed.reasons) == ("superseded", ("criterion K1.1.2 reworded",))
    assert one(workspace, pack / "witness-list.pdf").state == "current"
