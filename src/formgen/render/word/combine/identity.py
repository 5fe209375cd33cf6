"""What must be there once in a document: bookmarks, and the numbers of pictures and controls."""

from __future__ import annotations

import re
from itertools import count

from lxml import etree

from formgen.render.word.combine.names import W14, WP, w

_DROPPED = ("commentRangeStart", "commentRangeEnd", "commentReference", "proofErr")
_LONGEST_NAME = 40  # of a bookmark in Word


class Identities:
    """Gives numbers and names that no document before has used."""

    def __init__(self) -> None:
        self._bookmarks = count(1)
        self._pictures = count(1)
        self._controls = count(1)
        self._names: set[str] = set()

    def take(self, body: etree._Element) -> None:
        """Make what a body numbers and names unlike that of the bodies before."""
        for each in list(body.iter(*(w(tag) for tag in _DROPPED))):
            _remove(each)
        self._rename_bookmarks(body)
        for picture in body.iter(f"{{{WP}}}docPr"):
            picture.set("id", str(next(self._pictures)))
        for control in body.iter(w("sdtPr")):
            for identifier in control.findall(w("id")):
                identifier.set(w("val"), str(next(self._controls)))
        for block in body.iter(w("p"), w("tr")):
            for name in ("paraId", "textId"):
                block.attrib.pop(f"{{{W14}}}{name}", None)

    def mark_beginning(self, body: etree._Element, name: str) -> None:
        """Put a bookmark at the first paragraph of a body."""
        paragraph = next(body.iter(w("p")), None)
        if paragraph is None:
            return
        number = str(next(self._bookmarks))
        begin = etree.Element(w("bookmarkStart"), {w("id"): number, w("name"): name})
        end = etree.Element(w("bookmarkEnd"), {w("id"): number})
        at = 0 if paragraph.find(w("pPr")) is None else 1
        paragraph.insert(at, begin)
        paragraph.insert(at + 1, end)
        self._names.add(name)

    def _rename_bookmarks(self, body: etree._Element) -> None:
        numbers: dict[str, str] = {}
        names: dict[str, str] = {}
        for each in list(body.iter(w("bookmarkStart"))):
            name = each.get(w("name"), "")
            if name == "_GoBack":  # where the author of the template last was
                _remove(each)
                continue
            numbers[each.get(w("id"), "")] = str(next(self._bookmarks))
            each.set(w("id"), numbers[each.get(w("id"), "")])
            names[name] = self._free(name)
            each.set(w("name"), names[name])
        for each in list(body.iter(w("bookmarkEnd"))):
            if each.get(w("id"), "") in numbers:
                each.set(w("id"), numbers[each.get(w("id"), "")])
            else:
                _remove(each)
        changed = {old: new for old, new in names.items() if old != new}
        if changed:
            _refer(body, changed)

    def _free(self, name: str) -> str:
        new, number = name, 2
        while new in self._names:
            new = f"{name[: _LONGEST_NAME - len(str(number)) - 1]}_{number}"
            number += 1
        self._names.add(new)
        return new


def _refer(body: etree._Element, names: dict[str, str]) -> None:
    """Let links and fields of a body refer to bookmarks by their new names."""
    for link in body.iter(w("hyperlink")):
        anchor = link.get(w("anchor"), "")
        if anchor in names:
            link.set(w("anchor"), names[anchor])
    for field in body.iter(w("instrText")):
        field.text = re.sub(r"[\w]+", lambda word: names.get(word[0], word[0]), field.text or "")
    for field in body.iter(w("fldSimple")):
        instruction = field.get(w("instr"), "")
        field.set(w("instr"), re.sub(r"\w+", lambda word: names.get(word[0], word[0]), instruction))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
