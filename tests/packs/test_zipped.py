"""A pack in one zip file."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from samples import unit

Run = Callable[..., tuple[int, str, str]]
Write = Callable[..., Path]
BUILD = ("build", "sample", "--form", "assessment-plan", "--form", "glossary", "--out", "out")
ZIP = Path("out/sample.zip")


@pytest.fixture(autouse=True)
def sample(standards_of: Write) -> None:
    standards_of(unit("K1"), unit("K2"))


def test_it_holds_the_whole_pack_and_none_of_formgens_notes(run: Run, workspace: Path) -> None:
    code, out, _ = run(*BUILD, "--zip")
    assert (code, f"Zipped as {ZIP}." in out) == (0, True)
    with zipfile.ZipFile(ZIP) as package:
        assert package.testzip() is None
        assert package.namelist() == [
            "sample/index.html",
            "sample/manifest.json",
            "sample/K1/assessment-plan.docx",
            "sample/K2/assessment-plan.docx",
            "sample/glossary.docx",
        ]
        for name in package.namelist():
            assert package.read(name) == (Path("out") / name).read_bytes()


def test_the_same_pack_gives_the_same_bytes(run: Run, workspace: Path) -> None:
    run(*BUILD, "--zip", "--json")
    before = ZIP.read_bytes()
    ZIP.unlink()
    code, out, err = run(*BUILD, "--zip", "--json", "--jobs", "2")
    assert (code, out[:1], err) == (0, "{", f"Zipped as {ZIP}.\n")
    assert ZIP.read_bytes() == before


def test_one_that_cannot_be_written_is_named(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ZIP.mkdir(parents=True)
    code, _, err = run(*BUILD, "--zip")
    assert code == 3
    assert err.startswith(f"formgen: {ZIP}: cannot be written: ")
    assert [path.name for path in Path("out").glob(".*")] == []


def test_a_dry_run_makes_none(run: Run, workspace: Path) -> None:
    assert run(*BUILD, "--zip", "--dry-run")[0] == 0
    assert not Path("out").exists()
