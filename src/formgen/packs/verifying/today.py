"""The documents of a pack as they would be made today."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from formgen.digests import digest, file_digest
from formgen.errors import UnknownNameError
from formgen.formsets import PDF
from formgen.packs.folder import PackFolder
from formgen.packs.making import Maker
from formgen.packs.plan import WHOLE_PACK, WHOLE_UNIT, Document, Plan, plan_pack
from formgen.packs.provenance import listed
from formgen.packs.verifying.files import Contents, read_contents

_COMBINED = {WHOLE_PACK.name, WHOLE_UNIT.name}

Facts = Mapping[str, str]
"""What a document says of how it was made, by name."""


@dataclass(frozen=True)
class Fresh:
    """A document made anew."""

    document: Document
    digest: str
    """Of what it shows when it is blank, as it bears it."""
    of_bytes: str
    """Of its bytes; empty of a PDF, which is not made again."""


class PackToday:
    """All documents of a qualification as they would be made today."""

    def __init__(self, plan: Plan) -> None:
        """Prepare to make the documents of a plan, each when it is asked for."""
        self.plan = plan
        self._maker = Maker(plan, PackFolder(Path()))
        self._documents = _by_name(plan)
        self._fresh: dict[object, Fresh] = {}
        self._contents: dict[object, Contents] = {}

    def fresh(self, facts: Facts, extension: str) -> Fresh:
        """Return the document that is made today in place of one with these facts.

        Raises UnknownNameError where its unit or form is no longer there.
        """
        document = self._document(facts, extension)
        key = _key(document)
        if key not in self._fresh:
            data = b"" if extension == PDF else self._maker.render(document)
            self._fresh[key] = Fresh(
                document, self._maker.content_digest(document), digest(data) if data else ""
            )
        return self._fresh[key]

    def contents(self, fresh: Fresh) -> Contents:
        """Return what a document made today shows."""
        key = _key(fresh.document)
        if key not in self._contents:
            data = self._maker.render(fresh.document)
            self._contents[key] = read_contents(Path(fresh.document.path), data)
        return self._contents[key]

    def codes(self, document: Document) -> frozenset[str]:
        """Return the codes of the units that a document is about."""
        owners = {part.owner for part in (document, *document.parts)} - {""}
        units = map(self.plan.standards.unit, owners)
        return frozenset(item.code for unit in units for item in unit.items)

    def _document(self, facts: Facts, extension: str) -> Document:
        unit, form = facts.get("unit", ""), facts.get("form", "")
        standards, formset = self.plan.standards, self.plan.formset
        documents = self._documents
        if unit and unit not in standards.units.by_code:
            raise UnknownNameError(f"unit in {standards.qualification.title}", unit, ())
        if form in _COMBINED:
            documents = _by_name(plan_pack(
                standards,
                formset,
                units=listed(facts.get("units", "")),
                forms=listed(facts.get("forms", "")),
                formats=(extension,),
                combined=True,
            ))  # fmt: skip
        if found := documents.get((unit, form, extension)):
            return found
        known = sorted({name for _, name, _ in documents})
        raise UnknownNameError(f"form in the form set {formset.name}", form, known)


def template_digest(document: Document) -> str:
    """Return the digest of a document's template; a combined one, which has many, has none."""
    return "" if document.parts else file_digest(document.template)


def _by_name(plan: Plan) -> dict[tuple[str, str, str], Document]:
    return {(each.owner, each.form.name, each.format): each for each in plan.documents}


def _key(document: Document) -> object:
    return document.path, tuple(part.path for part in document.parts)
