"""What a document says of itself in its properties, and the digest of what it shows."""

from __future__ import annotations

import zipfile
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from formgen.packs import build_pack, plan_pack
from formgen.render import CUSTOM, DIGEST_MARK, content_digest, read_properties, signed
from formgen.render.properties import CORE
from formgen.render.provenance import read_keywords, with_properties_part
from formgen.standards import find
from samples import make_standards, unit
from word_forms import FORMSETS

EMPTY = {
    "[Content_Types].xml": b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    "_rels/.rels": b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
    CORE: b'<cp:coreProperties xmlns:cp="urn:cp"><cp:keywords/></cp:coreProperties>',
}
FACTS = st.dictionaries(
    st.sampled_from(["qualification", "unit", "form", "edition"]),
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1),
)


@given(FACTS)
def test_properties_and_keywords_give_back_what_was_put_in(facts: dict[str, str]) -> None:
    parts = signed(with_properties_part(EMPTY), facts, "ab" * 32, keywords=True)
    assert read_properties(parts[CUSTOM]) == {**facts, "digest": "ab" * 32}
    keyword = parts[CORE].decode().split("<cp:keywords>")[1].split("</cp:keywords>")[0]
    keyword = unescape(keyword)
    assert not set(keyword) & set(" ,;")  # where LibreOffice would part it
    assert read_keywords(keyword) == {**facts, "digest": "ab" * 32}


def test_signing_again_replaces_only_what_formgen_wrote() -> None:
    own = (
        b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
        b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="7" name="Owner">'
        b'<vt:lpwstr xmlns:vt="urn:vt">Heather Hill</vt:lpwstr></property></Properties>'
    )
    parts = with_properties_part({**EMPTY, CUSTOM: own})
    once = signed(parts, {"unit": "K1"}, "00" * 32)
    twice = signed(once, {"unit": "K2"}, "11" * 32)
    assert twice[CUSTOM].count(b"Heather Hill") == 1
    assert read_properties(twice[CUSTOM]) == {"unit": "K2", "digest": "11" * 32}
    assert b'pid="8"' in twice[CUSTOM]


def test_the_digest_is_of_what_is_shown_and_stands_where_it_is_shown() -> None:
    footer = f"sample, {DIGEST_MARK}".encode()
    parts = {**EMPTY, "word/footer1.xml": footer}
    digest = content_digest(parts)
    assert content_digest({**parts, CORE: b"another date"}) == digest
    assert content_digest({**parts, "word/footer1.xml": footer + b"."}) != digest
    shown = signed(parts, {}, digest)["word/footer1.xml"].decode()
    assert shown == f"sample, {digest[:8]}"
    assert len(shown) == len(footer.decode())


@pytest.mark.parametrize("extension", ["docx", "xlsx"])
def test_every_form_has_its_properties_and_no_mark_is_left(tmp_path: Path, extension: str) -> None:
    make_standards(tmp_path / "sample", [unit("K1")])
    plan = plan_pack(
        find(str(tmp_path / "sample"), tmp_path), FORMSETS["sqa"], formats=(extension,)
    )
    build_pack(plan, tmp_path / "out")
    for document in plan.documents:
        path = tmp_path / "out" / document.path
        with zipfile.ZipFile(path) as package:
            assert not any(
                DIGEST_MARK.encode() in package.read(name) for name in package.namelist()
            )
            found = read_properties(package.read(CUSTOM))
        assert found["form"] == document.form.name
        assert found["qualification"] == "sample"
        assert found.get("unit", "") == document.owner
        assert set(found) >= {"edition", "form-set", "form-set-edition", "template", "version"}
        if extension == "xlsx":
            workbook: Any = load_workbook(path)
            names = [each.name for each in workbook.custom_doc_props.props]
            assert "formgen-digest" in names
