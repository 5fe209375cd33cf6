"""Word documents hold what plain docxtpl makes of the same template and context, part by part.

The sizes of grids aside, which formgen works out and docxtpl leaves as drawn.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from lxml import etree

from formgen.formsets import Form
from formgen.packs.context import form_context
from formgen.render.word import WordTemplate
from formgen.standards import Standards, find
from samples import make_standards, unit
from word_forms import FORMSETS, single_forms

_SIZES = {"tblW", "tblInd", "tblLayout", "tblGrid", "tcW", "trHeight", "textDirection", "tcBorders"}
FORMS = FORMSETS["sqa"]
_PARTS = ("word/document.xml", "word/header", "word/footer")


@pytest.fixture(scope="module")
def standards(tmp_path_factory: pytest.TempPathFactory) -> Standards:
    folder = tmp_path_factory.mktemp("standards")
    odd = unit(criteria=9, knowledge=3).model_copy(update={"title": "Bees & <wasps>\nin “hives”"})
    units = [odd, unit("K2", criteria=1, knowledge=0), unit("K3", criteria=60, knowledge=40)]
    return find(str(make_standards(folder / "sample", units)), folder)


@pytest.mark.parametrize("form", single_forms(FORMS), ids=lambda form: form.name)
def test_a_form_holds_what_docxtpl_makes_of_it(form: Form, standards: Standards) -> None:
    path = FORMS.template(form, "docx")
    template = WordTemplate(path)
    for made_for in standards.units if form.per == "unit" else (None,):
        context = form_context(standards, made_for, FORMS, form, template)
        ours, theirs = (
            dict(_parts(template.render(context))),
            dict(_parts(_by_docxtpl(path, context))),
        )
        assert ours.keys() == theirs.keys()
        for name, text in ours.items():
            assert text == theirs[name], name


def _by_docxtpl(path: Path, context: Mapping[str, Any]) -> bytes:
    document = DocxTemplate(path)
    document.render(dict(context), autoescape=True)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _parts(document: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        for name in package.namelist():
            if name.startswith(_PARTS):
                yield name, _plain(package.read(name))


def _plain(xml: bytes) -> bytes:
    """Return a part without the sizes of its tables and without what says nothing."""
    root = etree.fromstring(xml)
    for element in list(root.iter(*(qn(f"w:{size}") for size in _SIZES))):
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)
    for text in root.iter(
        qn("w:t")
    ):  # docxtpl adds it before any tag, so before those of sizes too
        text.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", None)
    for empty in list(root.iter(qn("w:trPr"), qn("w:tcPr"), qn("w:tblPr"))):
        if not len(empty) and (parent := empty.getparent()) is not None:
            parent.remove(empty)
    return etree.tostring(root, method="c14n")
