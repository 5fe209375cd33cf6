"""Word and Excel packages: the same parts give the same bytes, and the same content everywhere."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from formgen import package
from formgen.package import COMPRESSOR, ZLIB, Compressor, SharedPart, write_package

PARTS = {
    "word/document.xml": b"<a>" + b"text " * 2_000 + b"</a>",
    "[Content_Types].xml": b"<Types/>",
    "word/größe.xml": b"",
}
names = st.text("abcä/._", min_size=1, max_size=12)


def contents(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.testzip() is None
        return {name: opened.read(name) for name in opened.namelist()}


@given(st.dictionaries(names, st.binary(max_size=6_000), max_size=6))
def test_a_package_holds_its_parts(parts: dict[str, bytes]) -> None:
    assert contents(write_package(parts)) == parts


def test_the_content_types_come_first_and_nothing_tells_of_the_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(write_package(PARTS))) as opened:
        infos = opened.infolist()
    assert infos[0].filename == "[Content_Types].xml"
    assert {(info.date_time, info.create_system) for info in infos} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_a_part_that_packages_share_is_as_any_other_in_them() -> None:
    shared = {name: SharedPart(data) for name, data in PARTS.items()}
    for own in (b"<b/>", b"<c/>"):
        parts = {"word/document.xml": own}
        packed = write_package({**shared, **parts})
        assert packed == write_package({**shared, **parts})
        assert contents(packed) == {**PARTS, **parts}
    part = SharedPart(b"<a/>")
    assert contents(write_package({"one.xml": part, "two.xml": part})).keys() == {
        "one.xml",
        "two.xml",
    }


def test_the_content_types_come_first_too_where_others_are_shared() -> None:
    shared = {name: SharedPart(data) for name, data in PARTS.items()}
    types = {"[Content_Types].xml": b"<of-one-document/>"}
    packed = contents(write_package({**shared, **types}))
    assert packed == {**PARTS, **types}
    assert next(iter(packed)) == "[Content_Types].xml"


@pytest.mark.parametrize("compressor", [ZLIB, COMPRESSOR], ids=["zlib", "in use"])
def test_the_content_is_the_same_with_every_compressor(
    compressor: Compressor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(package, "COMPRESSOR", compressor)
    first = write_package(PARTS)
    assert first == write_package(PARTS)
    assert contents(first) == PARTS
