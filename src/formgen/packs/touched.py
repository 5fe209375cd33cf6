"""Which documents of a pack a change touches: those whose form shows something that changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from formgen.formsets import FormSetFolder
from formgen.package import read_package
from formgen.packs.context import GRID_LISTS, unit_context
from formgen.packs.plan import Document, plan_pack
from formgen.standards import Comparison, Standards, Unit

_TAG = re.compile(r"\{[{%].*?[}%]\}", re.DOTALL)
_NAME = re.compile(r"[^\W\d]\w*")
_BEHIND_GRIDS = {"unit", "key"}


def touched_documents(
    comparison: Comparison, old: Standards | None, new: Standards, formset: FormSetFolder
) -> list[PurePosixPath]:
    """Return the documents, in the order of the plan, that a rebuild of the new version writes.

    Those of units that are new or have another code, and those that show anything that differs.
    Without an old qualification only the units differ. The pack's own name is no difference.
    """
    before = {each.new.code: each.old for each in comparison.units if each.new}
    old = replace(old, name=new.name) if old else new
    documents = plan_pack(new, formset).documents
    names = {path: _names_used(path) for path in {each.template for each in documents}}

    def shown(standards: Standards, unit: Unit, document: Document) -> Any:
        context = unit_context(standards, unit, formset, document.form, {})
        return _used(context, names[document.template])

    def touched(document: Document) -> bool:
        was = before[document.unit.code]
        if was is None or was.code != document.unit.code:
            return True
        return bool(shown(old, was, document) != shown(new, document.unit, document))

    return [each.path for each in documents if each.unit.code in before and touched(each)]


def _names_used(template: Path) -> frozenset[str]:
    """Return every name in the tags of a template; a grid is made of the items in ``unit.key``."""
    names: set[str] = set()
    for part, data in read_package(template).items():
        if part.endswith(".xml") and b"{" in data:
            text = re.sub("<[^>]*>", "", data.decode("utf-8"))
            names.update(name for tag in _TAG.findall(text) for name in _NAME.findall(tag))
    return frozenset(names | _BEHIND_GRIDS if names & GRID_LISTS.keys() else names)


def _used(value: Any, names: frozenset[str]) -> Any:
    """Return of a context what templates with these names can show."""
    if isinstance(value, Mapping):
        return {key: _used(each, names) for key, each in value.items() if key in names}
    return [_used(each, names) for each in value] if isinstance(value, list) else value
