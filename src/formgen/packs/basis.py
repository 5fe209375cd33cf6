"""What a document is made from, as digests: the standards it shows, its template, its form set.

A document whose basis is the one it was made from needs no second look. One whose basis differs
is rendered and compared: only a document that really comes out different is written again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

from formgen import __version__
from formgen.digests import file_digest, short_digest
from formgen.formsets import FormSetFolder
from formgen.packs.dates import given_date
from formgen.packs.plan import Document, Plan
from formgen.standards import Standards

Basis = dict[str, str]
"""Digests by what they are of: ``formgen`` (its version), ``form set``, ``template``,
``candidates``, ``centre``, ``standards``; of a combined document also ``parts``, which
documents it holds. ``date`` is the one that is given for all, itself."""


_REMEMBERED = 256  # of what documents share: those of some candidates, who come one by one


class Bases:
    """What each document of a plan is made from."""

    def __init__(self, plan: Plan) -> None:
        """Prepare the digests that documents share."""
        self._formset = _formset_digest(plan.formset)
        self._centre = short_digest(plan.centre.digest.encode()) if plan.centre.digest else ""
        self._digest_of = cache(file_digest)  # a template is looked at once for all documents
        self._candidates = short_digest(repr(plan.candidates).encode())
        self._of_candidate = cache(lambda candidate: short_digest(repr(candidate).encode()))
        self._standards = cache(_standards_digests(plan.standards))
        self._others: dict[object, tuple[Basis, str]] = {}

    def of(self, document: Document) -> Basis:
        """Return the basis of a document."""
        return {**self._beside(document)[0], "standards": self._standards(document.owner)}

    def digest_of(self, document: Document) -> str:
        """Return one digest of the basis of a document."""
        return self._beside(document)[1] + self._standards(document.owner)

    def _beside(self, document: Document) -> tuple[Basis, str]:
        candidate = document.candidate
        key = document.template, candidate, document.parts and document.path
        found = self._others.get(key)
        if not found:
            if len(self._others) >= _REMEMBERED:
                self._others.clear()
            basis = {
                "formgen": __version__,
                "form set": self._formset,
                **_templates(document, self._digest_of),
                "candidates": self._of_candidate(candidate) if candidate else self._candidates,
                "centre": self._centre,
                "date": given_date(),
            }
            found = basis, short_digest("\0".join(basis.values()).encode())
            self._others[key] = found
        return found


def _templates(document: Document, digest_of: Callable[[Path], str]) -> Basis:
    """Return the digest of a document's template; of a combined one those of its parts."""
    if not document.parts:
        return {"template": digest_of(document.template)}
    names = (part.path for part in document.parts)
    digests = (digest_of(each) for each in sorted({part.template for part in document.parts}))
    return {
        "template": short_digest(" ".join(digests).encode()),
        "parts": short_digest(" ".join(names).encode()),
    }


def _formset_digest(formset: FormSetFolder) -> str:
    return short_digest(f"{formset.name} {formset.formset.model_dump_json()}".encode())


def _standards_digests(standards: Standards) -> Callable[[str], str]:
    """Return a function that gives the digest of the standards that a form of a unit shows.

    Those of a form that is not about one are all units. They are of what was read, so that a
    comment in a file changes nothing.
    """
    told = standards.qualification.model_dump_json(exclude={"formset"})  # which has its own digest
    qualification = short_digest(told.encode())
    units = standards.units

    def digest_of(owner: str) -> str:
        own = units.by_code[owner].digest if owner else "".join(r.digest for r in units.records)
        return short_digest(f"{standards.name} {qualification} {own}".encode())

    return digest_of
