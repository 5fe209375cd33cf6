"""Page numbers in contents: a mark in a rendered text becomes a field that Word keeps right.

Whoever fills a template puts :func:`page_mark` where a page number is to stand. When documents are
combined, the mark becomes a reference to the page of the bookmark it names.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from formgen.render.word.combine.names import w

# Two characters of Unicode's private use area: no text has them, XML allows them.
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_MARK = re.compile(f"{_OPEN}([^{_CLOSE}]*){_CLOSE}")
MARK_BYTES = _OPEN.encode("utf-8")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def page_mark(bookmark: str) -> str:
    """Return the text that becomes the number of a bookmark's page."""
    return f"{_OPEN}{bookmark}{_CLOSE}"


def with_sample_numbers(document: bytes) -> bytes:
    """Return a document's XML with a number for each mark, as wide as page numbers get."""
    return _MARK.sub("000", document.decode("utf-8")).encode("utf-8")


def put_page_numbers(body: etree._Element, pages: Mapping[str, int]) -> None:
    """Turn the marks of a body into fields; each shows the page it is known to be on until then.

    A mark of a bookmark that is not among ``pages`` leaves nothing.
    """
    for text in [each for each in body.iter(w("t")) if _OPEN in (each.text or "")]:
        run = _alone(text)
        for at, piece in enumerate(_MARK.split(text.text or "")):
            if at % 2 == 0:
                new = [_run(run, _text("t", piece))] if piece else []
            else:
                new = _field(run, piece, pages[piece]) if piece in pages else []
            for each in new:
                run.addprevious(each)
        parent = run.getparent()
        if parent is not None:
            parent.remove(run)


def _alone(text: etree._Element) -> etree._Element:
    """Return the run of a text once what else it held stands in runs of its own."""
    run = text.getparent()
    assert run is not None  # noqa: S101 - a text is inside a run, or Word would not open it
    content = [each for each in run if each.tag != w("rPr")]
    at = content.index(text)
    for each in content[:at]:
        run.addprevious(_run(run, each))
    for each in reversed(content[at + 1 :]):
        run.addnext(_run(run, each))
    return run


def _field(like: etree._Element, bookmark: str, page: int) -> list[etree._Element]:
    return [
        _run(like, etree.Element(w("fldChar"), {w("fldCharType"): "begin"})),
        _run(like, _text("instrText", f" PAGEREF {bookmark} \\h ")),
        _run(like, etree.Element(w("fldChar"), {w("fldCharType"): "separate"})),
        _run(like, _text("t", str(page))),
        _run(like, etree.Element(w("fldChar"), {w("fldCharType"): "end"})),
    ]


def _run(like: etree._Element, content: etree._Element) -> etree._Element:
    run = etree.Element(w("r"))
    properties = like.find(w("rPr"))
    if properties is not None:
        run.append(deepcopy(properties))
    run.append(content)
    return run


def _text(tag: str, text: str) -> etree._Element:
    element = etree.Element(w(tag), {_SPACE: "preserve"})
    element.text = text
    return element
