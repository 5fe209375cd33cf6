"""PDFs and combined documents of a pack: what is made, from what, and when again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from formgen.errors import FormgenError
from formgen.packs import Built, Request, make_packs
from formgen.render.pdf import SETTING
from samples import unit

Write = Callable[..., Path]
UNITS = (unit("K1"), unit("K2", number="BEE2 04", title="Sell honey"))
FORM = ("observation-record",)


def build(workspace: Path, *formats: str, **options: Any) -> Built:
    chosen = {name: options.pop(name) for name in ("units", "combined") if name in options}
    request = Request("sample", workspace, "sqa", forms=FORM, formats=formats, **chosen)
    (pack,) = make_packs([request], workspace / "out", **options)
    return pack.built


def files(workspace: Path) -> set[str]:
    folder = workspace / "out" / "sample"
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix in {".docx", ".pdf"}
    }


def test_only_pdfs_are_left_where_only_these_are_asked_for(
    workspace: Path, standards_of: Write, made_pdfs: Callable[[], int]
) -> None:
    standards_of(*UNITS)
    built = build(workspace, "pdf")
    assert files(workspace) == {"K1/observation-record.pdf", "K2/observation-record.pdf"}
    assert len(built.written) == 2
    page = (workspace / "out" / "sample" / "index.html").read_text(encoding="utf-8")
    assert "K1/observation-record.pdf" in page


def test_a_pdf_is_made_again_only_where_its_word_document_changed(
    workspace: Path, standards_of: Write, made_pdfs: Callable[[], int]
) -> None:
    standards_of(*UNITS)
    build(workspace, "pdf")
    assert made_pdfs() == 2
    standards_of(UNITS[0], unit("K2", number="BEE2 04", title="Sell honey well"))
    again = build(workspace, "pdf")
    assert again.written == ["sample/K2/observation-record.pdf"]
    assert made_pdfs() == 3


def test_a_basis_that_gives_the_same_document_costs_no_pdf(
    workspace: Path, standards_of: Write, made_pdfs: Callable[[], int]
) -> None:
    folder = standards_of(*UNITS)
    build(workspace, "pdf")
    path = folder / "qualification.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\naccreditation_number: 500/1234/5\n", encoding="utf-8")
    again = build(workspace, "pdf")
    assert (again.written, again.unchanged, made_pdfs()) == ([], 2, 2)


def test_force_makes_every_pdf_anew(
    workspace: Path, standards_of: Write, made_pdfs: Callable[[], int]
) -> None:
    standards_of(*UNITS)
    build(workspace, "pdf")
    build(workspace, "pdf", force=True)
    assert made_pdfs() == 4


def test_a_pdf_that_someone_changed_is_kept(
    workspace: Path, standards_of: Write, made_pdfs: Callable[[], int]
) -> None:
    standards_of(*UNITS)
    build(workspace, "pdf")
    path = workspace / "out" / "sample" / "K1" / "observation-record.pdf"
    path.write_bytes(b"%PDF-1.7 filled in\n%%EOF")
    assert build(workspace, "pdf").kept == ["sample/K1/observation-record.pdf"]
    assert b"filled in" in path.read_bytes()


def test_a_dry_run_makes_no_pdf(
    workspace: Path, standards_of: Write, made_pdfs: Callable[[], int]
) -> None:
    standards_of(*UNITS)
    built = build(workspace, "pdf", dry_run=True)
    assert len(built.written) == 2
    assert (made_pdfs(), files(workspace)) == (0, set())


def test_without_libreoffice_a_build_fails_before_any_work(
    workspace: Path, standards_of: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    standards_of(*UNITS)
    monkeypatch.setenv(SETTING, str(workspace / "not there"))
    with pytest.raises(FormgenError, match=SETTING):
        build(workspace, "docx", "pdf")
    assert not (workspace / "out").exists()


def test_combined_documents_are_made_beside_the_single_ones(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(*UNITS)
    build(workspace, combined=True)
    assert files(workspace) == {
        "K1/observation-record.docx",
        "K2/observation-record.docx",
        "K1/K1-all.docx",
        "K2/K2-all.docx",
        "pack.docx",
    }
    pack = Document(str(workspace / "out" / "sample" / "pack.docx"))
    assert len(pack.sections) == 3
    (units,) = [table for table in pack.tables if table.rows[0].cells[-1].text == "Page"]
    rows = [[cell.text for cell in row.cells] for row in units.rows]
    assert [row[0] for row in rows] == ["Code", "K1", "K2"]
    first, second = (int(row[3]) for row in rows[1:])
    assert 1 < first < second


def test_a_combined_document_is_made_again_when_what_it_holds_changes(
    workspace: Path, standards_of: Write
) -> None:
    standards_of(*UNITS)
    build(workspace, combined=True)
    assert build(workspace, combined=True).written == []
    fewer = build(workspace, combined=True, units=("K1",))
    assert fewer.written == ["sample/pack.docx"]
    assert fewer.reasons["sample/pack.docx"] == "it holds other documents than before"


def test_what_another_build_made_is_part_of_the_pack(
    workspace: Path, standards_of: Write, made_pdfs: Callable[[], int]
) -> None:
    standards_of(*UNITS)
    build(workspace, "pdf", combined=True)
    built = build(workspace, "docx", prune=True)
    assert (built.removed, built.stale) == ([], [])
    manifest = workspace / "out" / "sample" / "manifest.json"
    made = json.loads(manifest.read_text(encoding="utf-8"))["documents"]
    assert made["pack.pdf"]["made_from"]
    assert "made_from" not in made["K1/observation-record.docx"]


def test_pdfs_of_a_build_that_was_cut_short_are_not_made_again(
    workspace: Path,
    standards_of: Write,
    made_pdfs: Callable[[], int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def cut_short(*_: object) -> None:
        raise KeyboardInterrupt

    standards_of(*UNITS)
    with monkeypatch.context() as patch:
        patch.setattr("formgen.packs.build._write_down", cut_short)
        with pytest.raises(KeyboardInterrupt):
            build(workspace, "pdf")
    again = build(workspace, "pdf")
    assert (again.written, again.unchanged, made_pdfs()) == ([], 2, 2)
    assert build(workspace, "pdf").unchanged == 2
