"""Labels with the letter of the other list: slips, and items that stand in the wrong list.

K2 between P1 and P3 is a slip where K2 has its own text; any other goes to its own list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from formgen.importers.entries import Entry, OpenEntry
from formgen.importers.findings import Findings
from formgen.importers.list_labels import Label
from formgen.importers.nos.labels import LETTERS, SPOKEN
from formgen.importers.titles import folded


def mended_letters(opened: Mapping[str, Sequence[OpenEntry]]) -> dict[str, list[OpenEntry]]:
    """Return the entries of a unit by section, labels that can only have a wrong letter mended.

    Such a label has the number that comes next at its place, no label of its section has that
    code, and the code that it prints is that of another text in its own section.
    """
    texts = {
        each.label.code: folded(each.text)
        for kind in LETTERS
        for each in opened.get(kind, ())
        if each.label and each.kind == kind
    }
    return {
        kind: _mended(kind, entries, texts) if kind in LETTERS else list(entries)
        for kind, entries in opened.items()
    }


def _mended(kind: str, entries: Sequence[OpenEntry], texts: Mapping[str, str]) -> list[OpenEntry]:
    before = 0
    result = []
    for each in entries:
        if each.label and _is_slip(each, each.label, kind, before, texts):
            result.append(replace(each, kind=kind, label=_own(each.label, kind)))
        else:
            result.append(each)
        if each.label and result[-1].kind == kind:
            before = each.label.position
    return result


def _is_slip(
    each: OpenEntry, label: Label, kind: str, before: int, texts: Mapping[str, str]
) -> bool:
    if label.series not in LETTERS or label.series == kind or label.position != before + 1:
        return False
    is_lacking = _own(label, kind).code not in texts
    return is_lacking and texts.get(label.code, "") not in ("", folded(each.text))


def _own(label: Label, kind: str) -> Label:
    """Return a label with the letter of its section."""
    code = f"{LETTERS[kind]}{label.position}"
    return replace(label, code=code, series=kind, slip="foreign-label")


def return_strays(unit: str, lists: dict[str, list[Entry]], findings: Findings) -> None:
    """Put items that stand among another kind's where their labels say they belong."""
    for among, of in (("knowledge", "criteria"), ("criteria", "knowledge")):
        here, home = lists.get(among, []), lists.setdefault(of, [])
        for each in [entry for entry in here if entry.kind == of and entry.label]:
            here.remove(each)
            assert each.label is not None  # noqa: S101
            label = each.label
            after = (at for at, it in enumerate(home) if _position(it) > label.position)
            home.insert(next(after, len(home)), each)
            message = f"{label.code} stands among the {SPOKEN[among]} of {unit}"
            findings.add(each.line, "misplaced-code", message, label.printed, label.code)


def _position(entry: Entry) -> int:
    return entry.label.position if entry.label else 0
