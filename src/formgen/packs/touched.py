"""Which documents of a pack a change touches: those that come out different."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from formgen.errors import FormgenError
from formgen.formsets import FormSetFolder
from formgen.packs.folder import PackFolder
from formgen.packs.making import Maker
from formgen.packs.plan import Document, plan_pack
from formgen.standards import Standards, Units, in_languages
from formgen.standards.changes import Comparison


def touched_documents(
    comparison: Comparison, old: Standards | None, new: Standards, formset: FormSetFolder
) -> list[str]:
    """Return the documents, in the order of the plan, that a rebuild of the new version writes.

    Those of units that are new or have another code, and those that come out different. Without an
    old qualification only the units differ. The pack's own name is no difference.
    """
    before = {each.new.code: each.old for each in comparison.units if each.new}
    if old is None:
        was_of = {
            code: was.model_copy(update={"code": code}) for code, was in before.items() if was
        }
        old = replace(new, units=Units.of(was_of.get(unit.code, unit) for unit in new.units))
    old = replace(in_languages(old, formset.formset.languages), name=new.name)
    plan = plan_pack(new, formset)
    nowhere = PackFolder(Path())
    now, then = Maker(plan, nowhere), Maker(replace(plan, standards=old), nowhere)

    def touched(document: Document) -> bool:
        if not document.owner:
            return _differ(then, now, document)
        if document.owner not in before:
            return False
        was = before[document.owner]
        return was is None or was.code != document.owner or _differ(then, now, document)

    return [each.path for each in plan.documents if touched(each)]


def _differ(then: Maker, now: Maker, document: Document) -> bool:
    """Return whether a document comes out different; one that can't be made does."""
    try:
        return then.render(document) != now.render(document)
    except FormgenError:
        return True
