"""The manifest: what was made from what, beside the documents of a pack."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

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


class Manifest(Mapping[str, Made]):
    """What runs made in a pack's folder, by path under that folder.

    Of tens of thousands of documents each is kept as the line that says what it is, and read when
    it is asked for.
    """

    def __init__(self, lines: Mapping[str, str] | None = None) -> None:
        """Know what these lines say, by path."""
        self.lines = dict(lines or {})

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[str]:
        return iter(self.lines)

    def __contains__(self, path: object) -> bool:
        return path in self.lines

    def __getitem__(self, path: str) -> Made:
        return Made(**json.loads(f"{{{self.lines[path]}}}")[path])

    def texts(self, standards: Standards, formset: str) -> Iterator[str]:
        """Yield the manifest as JSON, in pieces: the same for the same documents."""
        head = {
            "formgen": __version__,
            "qualification": standards.name,
            "version": standards.qualification.version,
            "formset": formset,
            "compressor": COMPRESSOR.name,
        }
        facts = ",\n".join(f"{_json(name)}: {_json(value)}" for name, value in head.items())
        yield f'{{\n{facts},\n"documents": {{\n'
        for at, path in enumerate(sorted(self.lines)):
            yield f",\n{self.lines[path]}" if at else self.lines[path]
        yield "\n}}\n"


def manifest_line(path: str, made: Made) -> str:
    """Return what the manifest says of a document: quick to write, to read and to compare.

    Only PDFs are made from another one.
    """
    facts = {name: value for name, value in vars(made).items() if value or name != "made_from"}
    return f"{_json(path)}: {_json(facts)}"


def read_manifest(folder: Path, *, untouched: bool = False) -> Manifest:
    """Return what earlier runs made in a pack's folder.

    A manifest that is missing or can't be read counts as empty: then nothing there is known to be
    ours. One that is known to be as it was written is only split into its lines.
    """
    try:
        text = (folder / MANIFEST).read_text(encoding="utf-8")
        return Manifest((untouched and _lines(text)) or _parsed(text))
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return Manifest()


_json = json.JSONEncoder(ensure_ascii=False).encode


def _lines(text: str) -> dict[str, str]:
    """Return the lines of a manifest as :meth:`Manifest.texts` gives it; none of any other."""
    _, documents, rest = text.partition('\n"documents": {\n')
    body, end, after = rest.rpartition("\n}}\n")
    if not documents or not end or after or "\\" in body:
        return {}
    return {line[1 : line.index('"', 1)]: line for line in body.split(",\n")}


def _parsed(text: str) -> dict[str, str]:
    """Return the lines of a manifest that someone else wrote, or that has an escaped letter."""
    documents = json.loads(text)["documents"]
    return {path: manifest_line(path, Made(**made)) for path, made in documents.items()}
