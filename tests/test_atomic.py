"""Files that are whole or not there: what is said where one cannot be written."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from formgen.atomic import write_bytes
from formgen.errors import FormgenError


def refuse(kind: int) -> Callable[..., Any]:
    """Return a function that fails as the operating system does."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(kind, os.strerror(kind))

    return fail


def hint_for(path: Path) -> str:
    with pytest.raises(FormgenError, match="cannot be written") as raised:
        write_bytes(path, b"new")
    (problem,) = raised.value.problems
    assert problem.place == str(path)
    return problem.hint


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "a.docx"
    write_bytes(path, b"old")
    write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("name", ["a.docx", "a.XLSX"])
def test_a_document_that_is_held_open_is_to_be_closed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (tmp_path / name).write_bytes(b"old")
    monkeypatch.setattr(os, "replace", refuse(errno.EACCES))
    hint = hint_for(tmp_path / name)
    assert hint == "Close it in Word or Excel if it is open there, or choose another folder."
    assert [each.name for each in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(("name", "is_there"), [("a.docx", True), ("b.docx", False)])
def test_a_folder_that_cannot_be_written_is_said_to_be_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, is_there: bool
) -> None:
    if is_there:
        (tmp_path / name).write_bytes(b"old")
    monkeypatch.setattr(os, "open", refuse(errno.EACCES))
    assert hint_for(tmp_path / name) == "You may not write in this folder: choose another."


def test_standards_are_not_said_to_be_open_in_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "K1.yaml").write_bytes(b"old")
    monkeypatch.setattr(os, "replace", refuse(errno.EACCES))
    assert hint_for(tmp_path / "K1.yaml") == "You may not write in this folder: choose another."


def test_a_full_disk_is_no_matter_of_permission(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fsync", refuse(errno.ENOSPC))
    assert hint_for(tmp_path / "a.docx") == "Choose another folder, or make room on the disk."
    assert list(tmp_path.iterdir()) == []
