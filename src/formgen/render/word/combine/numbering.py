"""Lists: those of each document begin anew, and their numbers do not get mixed up."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from formgen.render.word.combine.names import w


class Lists:
    """The list definitions of the combined document as they come together."""

    def __init__(self, numbering: bytes) -> None:
        """Begin with those of the first document."""
        self.root = etree.fromstring(numbering)
        self._lists = 1 + max(
            (_number(each, "numId") for each in self.root.iter(w("num"))), default=0
        )
        self._kinds = 1 + max(
            (_number(each, "abstractNumId") for each in self.root.findall(w("abstractNum"))),
            default=0,
        )

    def take(
        self,
        numbering: bytes,
        body: etree._Element,
        of_style: Callable[[str], tuple[str, str] | None],
    ) -> None:
        """Give the lists that a body uses, itself or by its styles, numbers of their own."""
        theirs = etree.fromstring(numbering)
        new: dict[str, str] = {}
        for paragraph in body.iter(w("p")):
            found = _list_of(paragraph, of_style)
            if found is None:
                continue
            number, level = found
            if number not in new:
                new[number] = self._copy(theirs, number)
            _put(paragraph, new[number], level)

    def _copy(self, theirs: etree._Element, number: str) -> str:
        """Copy a list and its definition; return its new number, or “0” where it has none."""
        old = next((each for each in theirs.iter(w("num")) if each.get(w("numId")) == number), None)
        kind_id = old.find(w("abstractNumId")) if old is not None else None
        if old is None or kind_id is None:
            return "0"
        kind = next(
            (
                each
                for each in theirs.findall(w("abstractNum"))
                if each.get(w("abstractNumId")) == kind_id.get(w("val"))
            ),
            None,
        )
        if kind is None:
            return "0"
        kind, copy = deepcopy(kind), deepcopy(old)
        kind.set(w("abstractNumId"), str(self._kinds))
        for tag in ("nsid", "tmpl", "styleLink", "numStyleLink"):
            for each in kind.findall(w(tag)):
                kind.remove(each)
        for each in list(kind.iter(w("pStyle"))):
            parent = each.getparent()
            if parent is not None:
                parent.remove(each)  # a style belongs to one list only
        copy.set(w("numId"), str(self._lists))
        copy_kind = copy.find(w("abstractNumId"))
        if copy_kind is not None:
            copy_kind.set(w("val"), str(self._kinds))
        kinds = self.root.findall(w("abstractNum"))
        self.root.insert(self.root.index(kinds[-1]) + 1 if kinds else 0, kind)
        lists = self.root.findall(w("num"))
        self.root.insert(self.root.index(lists[-1] if lists else kind) + 1, copy)
        self._kinds += 1
        self._lists += 1
        return copy.get(w("numId"), "0")


def _number(element: etree._Element, name: str) -> int:
    return int(element.get(w(name), "0"))


def _list_of(
    paragraph: etree._Element, of_style: Callable[[str], tuple[str, str] | None]
) -> tuple[str, str] | None:
    """Return list and level of a paragraph: its own, else those of its style."""
    own = paragraph.find(f"{w('pPr')}/{w('numPr')}")
    if own is not None:
        number, level = own.find(w("numId")), own.find(w("ilvl"))
        if number is None or number.get(w("val")) == "0":
            return None
        return number.get(w("val"), "0"), level.get(w("val"), "0") if level is not None else "0"
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    return of_style(style.get(w("val"), "")) if style is not None else None


def _put(paragraph: etree._Element, number: str, level: str) -> None:
    properties = paragraph.find(w("pPr"))
    if properties is None:
        return
    own = properties.find(w("numPr"))
    if own is None:
        own = etree.Element(w("numPr"))
        before = {w(tag) for tag in ("pStyle", "keepNext", "keepLines", "pageBreakBefore",
                                     "framePr", "widowControl")}  # fmt: skip
        properties.insert(sum(each.tag in before for each in properties), own)
    for each in list(own):
        own.remove(each)
    etree.SubElement(own, w("ilvl"), {w("val"): level})
    etree.SubElement(own, w("numId"), {w("val"): number})
