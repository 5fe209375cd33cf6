"""What each document says of where it comes from, in its properties."""

from __future__ import annotations

from collections.abc import Iterable

from formgen import __version__
from formgen.packs.context import edition
from formgen.packs.plan import Document, Plan

_BETWEEN = "; "


def provenance(plan: Plan, document: Document, template: str) -> dict[str, str]:
    """Return the facts that a document carries, by name; what does not apply is empty.

    ``template`` is the digest of its template. A combined document has none, and says which units
    and forms it holds; they may be fewer than the pack's.
    """
    formset = plan.formset
    parts = document.parts
    return {
        "qualification": plan.standards.name,
        "unit": document.owner,
        "edition": edition(plan.standards, document.owner),
        "form": document.form.name,
        "form-set": formset.name,
        "form-set-edition": formset.formset.version,
        "template": template,
        "version": __version__,
        "units": _listed(part.owner for part in parts),
        "forms": _listed(part.form.name for part in parts),
    }


def _listed(names: Iterable[str]) -> str:
    return _BETWEEN.join(dict.fromkeys(filter(None, names)))


def listed(text: str) -> tuple[str, ...]:
    """Return the names that such a fact lists."""
    return tuple(filter(None, text.split(_BETWEEN)))
