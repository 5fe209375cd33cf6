"""``formgen verify``: what it prints, its JSON, its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from samples import unit

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def pack(workspace: Path, standards_of: Callable[..., Path], run: Run) -> Path:
    standards_of(unit("K1"), unit("K2", number="BEE2 04"))
    run("build", "sample", "--form", "achievement-grid", "--form", "witness-list", "--out", "out")
    return Path("out", "sample")


def test_a_current_folder_is_one_line(pack: Path, run: Run) -> None:
    assert run("verify", "out") == (0, "5 documents: 5 current\n", "")


def test_a_named_document_tells_what_it_was_made_from(pack: Path, run: Run) -> None:
    code, out, _ = run("verify", str(pack / "K1" / "achievement-grid.docx"))
    assert code == 0
    assert out.splitlines()[1:] == [
        "  achievement-grid of sample, edition 2026, unit K1",
        "  grid: its 7 columns are the unit’s codes, in order",
        "1 document: 1 current",
    ]


def test_superseded_documents_are_listed_with_the_reason(
    pack: Path, standards_of: Callable[..., Path], run: Run
) -> None:
    standards_of(unit("K1", knowledge=4), unit("K2", number="BEE2 04"))
    code, out, _ = run("verify", "out")
    assert code == 1
    assert "out/sample/K1/achievement-grid.docx: superseded\n" in out.replace("\\", "/")
    assert "  - K1d is new\n" in out
    assert "K2" not in out
    assert out.endswith("5 documents: 3 current, 2 superseded\n")


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("out/sample/K1/achievement-gird.docx", "Did you mean achievement-grid.docx"),
        ("Desktop/grid.docx", "Drag the file from its folder into this window"),
    ],
)
def test_a_file_that_is_not_there_is_named_with_what_to_do(
    pack: Path, run: Run, path: str, hint: str
) -> None:
    code, out, err = run("verify", path)
    assert (code, out) == (2, "")
    assert f"“{Path(path)}” is not there." in err
    assert hint in err


def test_json_has_every_file_and_a_summary(pack: Path, run: Run) -> None:
    Document().save("out/letter.docx")
    code, out, _ = run("verify", "out", "--json")
    found = json.loads(out)
    assert code == 0
    assert found["summary"] == {
        "current": 5,
        "superseded": 0,
        "altered": 0,
        "not ours": 1,
        "unknown": 0,
        "unreadable": 0,
    }
    grid = next(each for each in found["files"] if each["unit"] == "K1")
    assert grid["path"] == "out/sample/K1/achievement-grid.docx"
    assert (grid["state"], grid["form"], grid["edition"]) == ("current", "achievement-grid", "2026")
    assert (grid["grid"]["right"], grid["grid"]["columns"], grid["reasons"]) == (True, 7, [])
    assert len(grid["digest"]) == 32


def test_a_document_of_another_program_is_a_finding_only_where_it_is_named(
    pack: Path, run: Run
) -> None:
    Document().save("out/letter.docx")
    assert run("verify", "out")[0] == 0
    code, out, _ = run("verify", "out/letter.docx")
    assert code == 1
    assert "not ours" in out


def test_a_damaged_document_is_named_and_the_others_are_verified(pack: Path, run: Run) -> None:
    (pack / "K1" / "achievement-grid.docx").write_bytes(b"PK\x03\x04 half")
    code, out, _ = run("verify", "out")
    assert code == 3
    assert out.endswith("5 documents: 4 current, 1 unreadable\n")


@pytest.mark.parametrize("arguments", [(), ("nowhere",), ("out", "--standards", "nowhere")])
def test_what_does_not_exist_is_a_usage_error(
    pack: Path, run: Run, arguments: tuple[str, ...]
) -> None:
    code, out, err = run("verify", *arguments)
    assert (code, out) == (2, "")
    assert err
