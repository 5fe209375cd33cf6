"""Terms: what forms call things and people, and texts of a form set that speak of them."""

from __future__ import annotations

import re
from functools import lru_cache

from formgen.errors import suggestion
from formgen.standards import Terms

_TAG = re.compile(r"\{\{(.*?)\}\}")
_TERM = re.compile(r"\s*terms\.(in_text\.)?(\w+)\s*")

_USUAL = Terms(
    element="Element",
    criteria="Performance criteria",
    scope="Range",
    evidence_requirements="Evidence requirements",
    behaviours="Behaviours",
    knowledge="Knowledge and understanding",
    candidate="Candidate",
    assessor="Assessor",
    internal_verifier="Internal verifier",
)


def chosen_terms(*own: Terms) -> Terms:
    """Return the usual terms, changed by each of those who have their own in turn."""
    chosen = _USUAL.model_dump()
    for each in own:
        chosen |= each.model_dump(exclude_defaults=True)
    return Terms(**chosen)


def in_text(terms: Terms) -> dict[str, str]:
    """Return the terms as they stand inside a sentence: “candidate”, but “IQA”."""
    return {
        name: term if term[1:2].isupper() else term[:1].lower() + term[1:]
        for name, term in terms.model_dump().items()
    }


@lru_cache(maxsize=256)  # the packs of a run have their forms in common
def with_terms(text: str, terms: Terms) -> str:
    """Return a text with a term for each of its tags: ``{{ terms.in_text.candidate }}``."""
    inside = in_text(terms)

    def term(tag: re.Match[str]) -> str:
        found = _TERM.fullmatch(tag[1])
        if not found or found[2] not in inside:
            return tag[0]
        return inside[found[2]] if found[1] else str(getattr(terms, found[2]))

    return _TAG.sub(term, text)


def unknown_tags(text: str) -> list[tuple[str, str]]:
    """Return the tags of a text that stand for no term, each with what to write instead."""
    unknown = []
    for tag in _TAG.finditer(text):
        found = _TERM.fullmatch(tag[1])
        if found and found[2] in Terms.model_fields:
            continue
        hint = suggestion(found[2], Terms.model_fields) if found else ""
        unknown.append(
            (tag[0], hint or "Only terms may stand here: {{ terms.in_text.candidate }}.")
        )
    return unknown
