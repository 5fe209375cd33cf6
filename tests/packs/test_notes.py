"""Notes that can't be kept cost time and nothing else, wherever a pack is; none is left open."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from formgen.errors import FormgenError
from formgen.packs import Built, Pack, Request, make_packs
from formgen.packs.folder import NOTES, OWN, PackFolder
from formgen.packs.notes import Notes
from samples import unit

Write = Callable[..., Path]
Break = Callable[[Path, pytest.MonkeyPatch], None]
FORMS = 2
WHERE_ALLOWED = () if os.name == "nt" else ("who?mode=ro", "file:x")  # what Windows has no room for
OTHERWISE = unit("K1", title="Keep bees in hedges")


def build(workspace: Path, out: str = "out", **options: Any) -> Pack:
    request = Request("sample", workspace, forms=("assessment-plan",), formats=("docx",))
    (pack,) = make_packs([request], workspace / out, **options)
    return pack


@pytest.fixture
def notes(workspace: Path, standards_of: Write) -> Path:
    standards_of(unit("K1"), unit("K2"))
    build(workspace)
    return workspace / "out" / "sample" / OWN / NOTES


def failing(name: str, error: Exception) -> Break:
    """Return what has SQLite refuse something, as on a drive that can't lock files."""

    def fail(*_: object) -> None:
        raise error

    return lambda _, patch: patch.setattr(Notes, name, fail)


def told(text: str, code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError(text)
    error.sqlite_errorcode = code
    return error


def as_a_folder(notes: Path, _: pytest.MonkeyPatch) -> None:
    notes.unlink()
    notes.mkdir()


def with_a_folder_for_its_journal(notes: Path, _: pytest.MonkeyPatch) -> None:
    notes.with_name(f"{NOTES}-journal").mkdir()


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (as_a_folder, ""),
        (with_a_folder_for_its_journal, "unable to open database file"),
        (failing("begin", told("locking protocol", sqlite3.SQLITE_PROTOCOL)), "locking protocol"),
        (failing("begin", PermissionError(13, "Permission denied")), "Permission denied"),
        (failing("end", told("disk is full", sqlite3.SQLITE_FULL)), "disk is full"),
    ],
)
def test_where_no_notes_can_be_kept_all_else_is_done_and_a_warning_says_so(
    workspace: Path, standards_of: Write, notes: Path, damage: Break, said: str
) -> None:
    standards_of(OTHERWISE, unit("K2"))
    with pytest.MonkeyPatch.context() as patch:
        damage(notes, patch)
        pack = build(workspace)
    assert pack.built.written == ["sample/K1/assessment-plan.docx"]
    (warning,) = pack.warnings
    assert warning.startswith(f"{notes}: cannot be written, so that the next run takes longer: ")
    assert said in warning
    shutil.rmtree(notes.parent)  # a folder that stands there as well
    again = build(workspace)
    assert (again.warnings, again.built.unchanged) == ([], FORMS)


def test_notes_that_may_not_be_changed_are_told_and_all_else_is_done(
    workspace: Path, standards_of: Write, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = sqlite3.connect

    def read_only(path: str, *_: object, **__: object) -> sqlite3.Connection:
        address = f"{Path(path).as_uri()}?mode=ro" if path else ""
        return connect(address, isolation_level=None, uri=True)

    standards_of(OTHERWISE, unit("K2"))
    monkeypatch.setattr(sqlite3, "connect", read_only)
    pack = build(workspace)
    assert pack.built.written == ["sample/K1/assessment-plan.docx"]
    assert "readonly" in pack.warnings[0]


def test_notes_that_turn_out_damaged_in_the_middle_are_done_without(
    workspace: Path, standards_of: Write, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = sqlite3.SQLITE_CORRUPT | 3 << 8  # an index without one of its rows
    errors = [told("database disk image is malformed", code)]
    end = Notes.end

    def fail_once(*given: Any) -> None:
        if errors:
            raise errors.pop()
        end(*given)

    standards_of(OTHERWISE, unit("K2"))
    monkeypatch.setattr(Notes, "end", fail_once)
    pack = build(workspace)
    assert (pack.warnings, pack.built.failed, pack.documents) == ([], [], FORMS)
    assert build(workspace).built.unchanged == FORMS


def test_notes_that_fail_in_the_middle_of_a_run_are_told_and_the_next_run_finishes_it(
    workspace: Path, standards_of: Write, notes: Path
) -> None:
    standards_of(OTHERWISE, unit("K2"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("formgen.packs.folder._AT_ONCE", 1)
        failing("see", told("disk I/O error", sqlite3.SQLITE_IOERR))(notes, patch)
        with pytest.raises(FormgenError, match=r"notes\.db: cannot be used: disk I/O error"):
            build(workspace)
    again = build(workspace)
    assert (again.built.kept, again.built.unchanged) == ([], FORMS)
    build(workspace, "new")
    of_both = [workspace / out / "sample" / "manifest.json" for out in ("out", "new")]
    assert of_both[0].read_bytes() == of_both[1].read_bytes()


KILLED = """
import os, sys
from pathlib import Path
from formgen.packs import Request, make_packs, notes

notes._MEMORY = 1  # so that changes are in the file already
notes.Notes.end = lambda *_: os._exit(9)
list(make_packs([Request("sample", Path(sys.argv[1]), "sqa")], Path(sys.argv[1]) / "out"))
"""


def test_notes_that_a_killed_run_had_half_changed_are_taken_back(
    workspace: Path, standards_of: Write
) -> None:
    def build_all(out: str) -> Built:
        (pack,) = make_packs([Request("sample", workspace, "sqa")], workspace / out)
        return pack.built

    standards_of(unit("K1"), unit("K2"))
    build_all("out")
    notes = workspace / "out" / "sample" / OWN / NOTES
    before = notes.read_bytes()
    standards_of(OTHERWISE, unit("K2", title="Keep bees on roofs"))
    killed = subprocess.run([sys.executable, "-c", KILLED, str(workspace)], check=False)
    assert killed.returncode == 9
    assert notes.with_name(f"{NOTES}-journal").is_file()
    assert notes.read_bytes() != before
    again = build_all("out")
    assert (again.written, again.kept, again.stale) == ([], [], [])
    assert sorted(each.name for each in notes.parent.iterdir()) == ["lock", NOTES]
    new = build_all("new").written
    assert [(workspace / "out" / each).read_bytes() for each in new] == [
        (workspace / "new" / each).read_bytes() for each in new
    ]


@pytest.mark.parametrize("name", ["Ställe #3 %20ü&a=b", *WHERE_ALLOWED])
def test_notes_are_read_wherever_a_pack_is_moved(
    workspace: Path, notes: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(workspace)
    (workspace / "out").rename(name)
    with PackFolder(Path(name) / "sample") as folder:
        assert len(list(folder.as_left())) == FORMS


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Give the paths of the databases that are open: on Windows none of them can be deleted."""
    are_open: list[str] = []

    class Connection(sqlite3.Connection):
        def __init__(self, path: str, *, timeout: float, isolation_level: None) -> None:
            self.path = path
            super().__init__(path, timeout=timeout, isolation_level=isolation_level)
            are_open.append(path)

        def close(self) -> None:
            are_open.remove(self.path)
            super().close()

    monkeypatch.setattr(sqlite3, "connect", Connection)
    return are_open


def test_no_notes_stay_open_whatever_becomes_of_a_run(
    workspace: Path, standards_of: Write, notes: Path, connections: list[str]
) -> None:
    build(workspace)
    build(workspace, force=True, dry_run=True)
    standards_of(OTHERWISE, unit("K2"))
    build(workspace)
    assert connections == []
    for damaged in (b"no notes at all", notes.read_bytes()[:4096] + bytes(40_000)):
        notes.write_bytes(damaged)
        build(workspace)
        assert connections == []
    with PackFolder(notes.parents[1]).locked(), pytest.raises(FormgenError, match="at work"):
        build(workspace, force=True)
    assert connections == []
    (notes.parents[1] / "manifest.json").unlink()
    (notes.parents[1] / "manifest.json").mkdir()
    with pytest.raises(FormgenError, match="cannot be written"):
        build(workspace, force=True)
    assert connections == []
