"""What a build keeps beside a pack: it spares reading, and whatever becomes of it harms nothing."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from formgen import yamlfiles
from formgen.formsets import files as formset_files
from formgen.packs import Built, Request, make_packs
from formgen.packs.folder import NOTES, PackFolder
from formgen.packs.kept import NOTHING_KEPT
from formgen.standards import Criterion, Unit, UnitRecord, Units, files, load
from formgen.yamlfiles import YamlModel, YamlText
from samples import unit

Model = TypeVar("Model", bound=YamlModel)
Write = Callable[..., Path]
PAGE = 4096  # bytes, of a file of tables
UNITS = (unit("K1"), unit("K2", number="BEE2 04"), unit("K3", title="Keep “bees”\u2028in rows"))


def build(workspace: Path) -> Built:
    request = Request("sample", workspace, forms=("assessment-plan", "progress-record"))
    (pack,) = make_packs([request], workspace / "out")
    return pack.built


@pytest.fixture
def pack(workspace: Path, standards_of: Write) -> Path:
    standards_of(*UNITS)
    build(workspace)
    return workspace / "out" / "sample"


def test_what_is_kept_is_what_the_files_hold(workspace: Path, pack: Path) -> None:
    with PackFolder(pack) as folder:
        kept = folder.standards
    standards = load(workspace / "standards" / "sample")
    assert kept.qualification() == standards.qualification
    assert [kept.unit(each.code) for each in UNITS] == list(standards.units)


def test_only_files_that_changed_are_parsed(
    workspace: Path, pack: Path, standards_of: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def read_model(path: Path, model: type[Model]) -> tuple[Model, YamlText]:
        parsed.append(path.name)
        return yamlfiles.read_model(path, model)

    monkeypatch.setattr(files, "read_model", read_model)
    monkeypatch.setattr(formset_files, "read_model", read_model)  # kept since the pack was made
    assert build(workspace).unchanged == 4
    assert parsed == []
    standards_of(UNITS[0], unit("K2", title="Keep bees in hedges"), UNITS[2])
    assert build(workspace).written == [
        "sample/progress-record.docx",
        "sample/K2/assessment-plan.docx",
    ]
    # The qualification's once for the name of its form set, before anything is made.
    assert parsed == ["qualification.yaml", "qualification.yaml", "K2.yaml"]


def half(notes: bytes) -> bytes:
    return notes[: len(notes) // 2]


def with_a_hole(notes: bytes) -> bytes:
    """Return notes whose tables are there and hold nonsense."""
    return notes[:PAGE] + b"\xff" * (len(notes) - PAGE)


def cut_in_each_page(notes: bytes) -> bytes:
    pages = (notes[at : at + PAGE] for at in range(0, len(notes), PAGE))
    return b"".join(page[: PAGE // 2] + bytes(PAGE // 2) for page in pages)


@pytest.mark.parametrize(
    "damage",
    [
        *(lambda _, data=data: data for data in (b"", b"{", b"\xff\xfe", b"SQLite format 3\0")),
        half,
        with_a_hole,
        cut_in_each_page,
        None,
    ],
)
def test_notes_that_are_damaged_or_gone_cost_time_only(
    workspace: Path,
    pack: Path,
    standards_of: Write,
    damage: Callable[[bytes], bytes] | None,
) -> None:
    notes, manifest = pack / ".formgen" / NOTES, pack / "manifest.json"
    before = manifest.read_bytes()
    notes.write_bytes(damage(notes.read_bytes())) if damage else notes.unlink()
    again = build(workspace)
    assert (again.written, again.kept, again.unchanged) == ([], [], 4)
    assert manifest.read_bytes() == before
    standards_of(UNITS[0], unit("K2", title="Keep bees in hedges"), UNITS[2])
    assert len(build(workspace).written) == 2


@pytest.mark.parametrize("page", range(1, 12))
def test_notes_with_a_damaged_page_cost_time_only(
    workspace: Path, pack: Path, standards_of: Write, page: int
) -> None:
    notes = pack / ".formgen" / NOTES
    data = bytearray(notes.read_bytes())
    data[page * PAGE : page * PAGE + PAGE] = b"\xff" * PAGE
    notes.write_bytes(data[: len(data) // PAGE * PAGE])
    standards_of(UNITS[0], unit("K2", title="Keep bees in hedges"), UNITS[2])
    built = build(workspace)
    assert (len(built.written), built.kept, built.stale) == (2, [], [])
    assert build(workspace).unchanged == 4
    with PackFolder(pack) as folder:
        assert len(folder.made) == 4


def change(notes: Path, *statements: str) -> None:
    with closing(sqlite3.connect(notes)) as database:
        for each in statements:
            database.execute(each)
        database.commit()


def test_what_another_formgen_kept_is_read_anew(workspace: Path, pack: Path) -> None:
    change(
        pack / ".formgen" / NOTES,
        "UPDATE facts SET value = value || '.1' WHERE name = 'formgen'",
        "UPDATE units SET data = replace(data, 'K1', 'X1')",
        "DELETE FROM facts WHERE name = 'run'",
    )
    assert build(workspace).written == []


def test_notes_of_a_formgen_that_keeps_other_tables_are_passed_over(
    workspace: Path, pack: Path
) -> None:
    change(pack / ".formgen" / NOTES, "DROP TABLE units", "PRAGMA user_version = 9")
    assert build(workspace).unchanged == 4
    assert build(workspace).unchanged == 4


def test_what_an_earlier_formgen_noted_in_other_words_counts_for_nothing_and_no_file_is_lost(
    workspace: Path, pack: Path, standards_of: Write
) -> None:
    change(
        pack / ".formgen" / NOTES,
        """UPDATE made SET line = replace(line, '"digest"', '"sha256"')""",
        "PRAGMA user_version = 1",
    )
    manifest = pack / "manifest.json"
    written = manifest.stat().st_mtime_ns
    manifest.write_bytes(manifest.read_bytes().replace(b'"digest"', b'"sha256"'))
    os.utime(manifest, ns=(written, written))  # as the notes know it
    standards_of(UNITS[0], unit("K2", title="Keep bees in hedges"), UNITS[2])
    before = {path: path.read_bytes() for path in pack.rglob("*.docx")}
    built = build(workspace)
    assert (built.written, len(built.kept), built.unchanged) == ([], 2, 2)
    assert {path: path.read_bytes() for path in pack.rglob("*.docx")} == before


def test_one_changed_unit_changes_only_its_rows(
    workspace: Path, pack: Path, standards_of: Write
) -> None:
    notes = pack / ".formgen" / NOTES

    def rows() -> set[tuple[str, ...]]:
        with closing(sqlite3.connect(notes)) as database:
            return {
                (table, *map(str, row))
                for table in ("made", "seen", "units")
                for row in database.execute(f"SELECT * FROM {table}")  # noqa: S608
            }

    before = rows()
    standards_of(UNITS[0], unit("K2", title="Keep bees in hedges"), UNITS[2])
    assert len(build(workspace).written) == 2
    new = {row[:2] for row in rows() - before}
    assert {path for table, path in new if table == "seen"} == {
        "K2/assessment-plan.docx",
        "progress-record.docx",
    }
    assert len(new) == 5


def test_a_manifest_that_another_program_wrote_is_understood(
    workspace: Path, pack: Path, standards_of: Write
) -> None:
    manifest = pack / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(json.dumps(json.loads(text), indent=2), encoding="utf-8")
    again = build(workspace)
    assert (again.written, again.kept, again.unchanged) == ([], [], 4)
    standards_of(UNITS[0], unit("K2", title="Keep bees in hedges"), UNITS[2])
    assert len(build(workspace).written) == 2
    assert json.loads(manifest.read_text(encoding="utf-8")).keys() == json.loads(text).keys()


def test_a_manifest_with_a_broken_line_makes_nothing_ours(workspace: Path, pack: Path) -> None:
    manifest = pack / "manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace('"unit": "K1"', '"unit": K1'), encoding="utf-8")
    (pack / "K1" / "assessment-plan.docx").write_bytes(b"damaged")
    assert build(workspace).written == ["sample/K1/assessment-plan.docx"]
    assert manifest.read_text(encoding="utf-8") == text


def test_nothing_is_kept_in_an_empty_folder(tmp_path: Path) -> None:
    with PackFolder(tmp_path) as folder:
        assert (folder.standards, len(folder.made)) == (NOTHING_KEPT, 0)
    assert not list(tmp_path.iterdir())


TEXTS = st.text(st.characters(exclude_categories=["C"], include_characters="\t\n\u2028\x85"))


@given(title=TEXTS.filter(str.strip), texts=st.lists(TEXTS, max_size=4))
@settings(max_examples=25)
def test_units_come_out_as_they_were_kept(title: str, texts: list[str]) -> None:
    items = tuple(Criterion(code=f"K{at}", text=text) for at, text in enumerate(texts))
    of = Unit(code="K", title=title, knowledge=items)
    units = Units.of([of])
    assert (units[0], units.get("K"), units.get("L")) == (of, of, None)
    assert units.records[0].unworded == sum(not text.strip() for text in texts)
    assert UnitRecord.of(units[0]).digest == units.records[0].digest
