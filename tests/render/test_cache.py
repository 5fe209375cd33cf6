"""What is kept of templates between runs: never wrong, never in the way."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from formgen.render import cache
from formgen.render.cache import SETTING, kept


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(SETTING, str(tmp_path / "cache"))
    cache._folder.cache_clear()
    yield tmp_path / "cache"
    cache._folder.cache_clear()


def files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


def never() -> str:
    raise AssertionError


@pytest.mark.parametrize("text", ["", "a\nb\r\n", "ﬁ 💡 \x00", "\n\n"])
def test_a_text_is_made_once(text: str) -> None:
    assert kept("from this", lambda: text) == text
    assert kept("from this", never) == text
    assert kept("from that", lambda: "another") == "another"


@pytest.mark.parametrize("damage", [b"", b"\xff", b"0000\nb = 2", b"b = 2"])
def test_a_file_that_was_damaged_is_made_again(folder: Path, damage: bytes) -> None:
    kept("a", lambda: "a = 1")
    (path,) = files(folder)
    whole = path.read_bytes()
    for data in (damage, whole[:-1], whole + b" "):
        path.write_bytes(data)
        assert kept("a", lambda: "a = 1") == "a = 1"
        assert path.read_bytes() == whole


def test_a_text_that_cannot_be_made_is_not_kept(folder: Path) -> None:
    with pytest.raises(AssertionError):
        kept("a", never)
    assert files(folder) == []


def test_without_a_folder_each_text_is_made(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    assert kept("a", lambda: "1") == "1"
    assert kept("a", lambda: "2") == "2"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps others out of a user's folders")
def test_a_folder_that_others_may_write_to_is_not_believed(folder: Path) -> None:
    kept("a", lambda: "1")
    next(folder.iterdir()).chmod(0o777)
    cache._folder.cache_clear()
    assert kept("a", lambda: "2") == "2"


def test_what_other_versions_left_behind_goes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept("a", lambda: "1")
    monkeypatch.setattr(cache, "__version__", "99")
    cache._folder.cache_clear()
    assert kept("a", lambda: "2") == "2"
    assert len(files(folder)) == 1
