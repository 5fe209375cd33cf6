"""The manifest: what was made from what, beside the documents of a pack."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from formgen import __version__
from formgen.package import COMPRESSOR
from formgen.packs.basis import Basis
from formgen.standards import Standards

MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Made:
    """One document that was made: for which unit, by which form, from what, and its digest."""

    unit: str
    """Code of the unit; empty for a form that is not about one."""
    candidate: str
    """Name of the candidate; empty in a blank pack."""
    form: str
    title: str
    format: str
    standards: str
    """Edition of the standards that the form states."""
    sha256: str
    basis: Basis = field(default_factory=dict)
    made_from: str = ""
    """Of a PDF: the digest of the Word or Excel document it was made from."""


def read_manifest(folder: Path) -> dict[str, Made]:
    """Return what earlier runs made in a pack's folder, by path under that folder.

    A manifest that is missing or can't be read counts as empty: then nothing there is known to be
    ours.
    """
    try:
        document = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return {path: Made(**made) for path, made in document["documents"].items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def manifest_text(standards: Standards, formset: str, made: Mapping[str, Made]) -> str:
    """Return the manifest as JSON: the same text for the same documents."""
    head = {
        "formgen": __version__,
        "qualification": standards.name,
        "version": standards.qualification.version,
        "formset": formset,
        "compressor": COMPRESSOR.name,
    }
    documents = {path: _facts(made[path]) for path in sorted(made)}
    return f'{{\n{_lines(head)},\n"documents": {{\n{_lines(documents)}\n}}}}\n'


def _lines(values: Mapping[str, Any]) -> str:
    """Return keys and values as JSON, each on a line: quick to write, and to compare."""
    write = json.JSONEncoder(ensure_ascii=False).encode
    return ",\n".join(f"{write(key)}: {write(value)}" for key, value in values.items())


def _facts(made: Made) -> dict[str, Any]:
    """Return what the manifest says of a document; only PDFs are made from another one."""
    return {name: value for name, value in vars(made).items() if value or name != "made_from"}
