"""Which documents of a pack a change touches: those that come out different."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath

from formgen.errors import FormgenError
from formgen.formsets import FormSetFolder
from formgen.packs.folder import PackFolder
from formgen.packs.making import Maker
from formgen.packs.plan import Document, plan_pack
from formgen.standards import Comparison, Standards, in_languages, unit_in


def touched_documents(
    comparison: Comparison, old: Standards | None, new: Standards, formset: FormSetFolder
) -> list[PurePosixPath]:
    """Return the documents, in the order of the plan, that a rebuild of the new version writes.

    Those of units that are new or have another code, and those that come out different. Without an
    old qualification only the units differ. The pack's own name is no difference.
    """
    before = {each.new.code: each.old for each in comparison.units if each.new}
    if old is None:
        was_of = {
            code: was.model_copy(update={"code": code}) for code, was in before.items() if was
        }
        old = replace(new, units=tuple(was_of.get(unit.code, unit) for unit in new.units))
    languages = formset.formset.languages
    old = replace(in_languages(old, languages), name=new.name)
    plan = plan_pack(new, formset)
    nowhere = PackFolder(Path())
    now, then = Maker(plan, nowhere), Maker(replace(plan, standards=old), nowhere)

    def touched(document: Document) -> bool:
        if document.unit is None:
            return _differ(then, document, now, document)
        if document.unit.code not in before:
            return False
        was = before[document.unit.code]
        if was is None or was.code != document.unit.code:
            return True
        was = unit_in(was, languages)
        return _differ(then, replace(document, unit=was), now, document)

    return [each.path for each in plan.documents if touched(each)]


def _differ(then: Maker, was: Document, now: Maker, document: Document) -> bool:
    """Return whether a document comes out different; one that can't be made does."""
    try:
        return then.render(was) != now.render(document)
    except FormgenError:
        return True
