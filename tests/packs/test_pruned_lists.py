"""``--prune`` with a list of candidates: who is still in the list loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from samples import unit

Run = Callable[..., tuple[int, str, str]]
Write = Callable[..., Path]
BOBS = Path("out/sample/candidates/Bob/title-page.docx")


@pytest.fixture
def build(run: Run, workspace: Path, standards_of: Write) -> Callable[..., tuple[int, str, str]]:
    """Return a function that builds packs for a list with these rows, after one for Ann and Bob."""
    standards_of(unit("K1"), unit("K2"))

    def make(*rows: str, prune: bool = True) -> tuple[int, str, str]:
        Path("list.csv").write_text("\n".join(["Name,Units", *rows]), encoding="utf-8")
        command = ("build", "sample", "--form", "title-page", "--out", "out")
        return run(*command, "--candidates", "list.csv", *(["--prune"] if prune else []))

    make("Ann,K1", "Bob,K2", prune=False)
    assert BOBS.is_file()
    return make


@pytest.mark.parametrize("row", ["Bob,K9", ",K2", "Bob,K2 and K9"])
def test_nothing_is_removed_while_a_row_cannot_be_used(
    build: Callable[..., tuple[int, str, str]], row: str
) -> None:
    before = BOBS.read_bytes()
    code, out, err = build("Ann,K1", row)
    assert code == 1
    assert BOBS.read_bytes() == before
    assert "row 3" in err
    assert "nothing is removed while rows of the list can't be used" in err
    assert "removed, because" not in out


def test_who_left_the_list_is_removed(build: Callable[..., tuple[int, str, str]]) -> None:
    code, out, err = build("Ann,K1")
    assert (code, err) == (0, "")
    assert "removed, because the pack no longer holds it: sample/candidates/Bob" in out
    assert not BOBS.exists()


def test_no_empty_folder_stays_behind_of_who_left_the_list(
    run: Run, workspace: Path, standards_of: Write
) -> None:
    standards_of(unit("K1"))
    command = ("build", "sample", "--form", "achievement-grid", "--candidates", "list.csv")
    Path("list.csv").write_text("Name\nAnn\nBob\n", encoding="utf-8")
    run(*command)
    people = workspace / "forms" / "output" / "sample" / "candidates"
    assert sorted(each.name for each in people.iterdir()) == ["Ann", "Bob"]
    Path("list.csv").write_text("Name\nAnn\n", encoding="utf-8")
    run(*command, "--prune")
    assert [each.name for each in people.iterdir()] == ["Ann"]
