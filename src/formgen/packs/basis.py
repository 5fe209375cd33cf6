"""What a document is made from, as digests: the standards it shows, its template, its form set.

A document whose basis is the one it was made from needs no second look. One whose basis differs
is rendered and compared: only a document that really comes out different is written again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from formgen import __version__
from formgen.formsets import FormSetFolder
from formgen.packs.dates import given_date
from formgen.packs.plan import Document, Plan
from formgen.standards import Standards

Basis = dict[str, str]
"""Digests by what they are of: ``formgen`` (its version), ``form set``, ``template``,
``candidates``, ``centre``, ``standards``; of a combined document also ``parts``, which
documents it holds."""

_DIGITS = 16  # of a SHA-256 in hexadecimal: 64 bits tell any two versions of a file apart


def bases(plan: Plan) -> Callable[[Document], Basis]:
    """Return a function that gives the basis of each document of a plan."""
    of_qualification, of_units = _standards_digests(plan.standards)
    formset = _formset_digest(plan.formset)
    centre = plan.centre.digest[:_DIGITS]
    digest_of = cache(file_digest)  # a template is looked at once, however many documents it makes
    candidates = _short(repr(plan.candidates).encode())

    def basis(document: Document) -> Basis:
        own = of_units[document.unit.code] if document.unit else "".join(of_units.values())
        return {
            "formgen": __version__,
            "form set": formset,
            **_templates(document, digest_of),
            "candidates": _short(repr(document.candidate).encode())
            if document.candidate
            else candidates,
            "centre": centre,
            "standards": _short(f"{of_qualification} {own} {given_date()}".encode()),
        }

    return basis


def _templates(document: Document, digest_of: Callable[[Path], str]) -> Basis:
    """Return the digest of a document's template; of a combined one those of its parts."""
    if not document.parts:
        return {"template": digest_of(document.template)}
    names = (part.path.as_posix() for part in document.parts)
    digests = (digest_of(each) for each in sorted({part.template for part in document.parts}))
    return {
        "template": _short(" ".join(digests).encode()),
        "parts": _short(" ".join(names).encode()),
    }


def digest(data: bytes) -> str:
    """Return the SHA-256 of a document's bytes."""
    return hashlib.sha256(data).hexdigest()


def file_digest(path: Path) -> str:
    """Return a short digest of a file's bytes; one that was not touched since is not read again."""
    status = path.stat()
    return _file_digest(path, status.st_mtime_ns, status.st_size)


@cache
def _file_digest(path: Path, _modified: int, _size: int) -> str:
    return _short(path.read_bytes())


def _short(data: bytes) -> str:
    return digest(data)[:_DIGITS]


def _formset_digest(formset: FormSetFolder) -> str:
    return _short(f"{formset.name} {formset.formset.model_dump_json()}".encode())


def _standards_digests(standards: Standards) -> tuple[str, dict[str, str]]:
    """Return the digest of the qualification and, by code, of each of its units.

    They are of what was read, so that a comment in a file changes nothing.
    """
    qualification = _short(standards.qualification.model_dump_json().encode())
    return f"{standards.name} {qualification}", {
        unit.code: _short(unit.model_dump_json().encode()) for unit in standards.units
    }
