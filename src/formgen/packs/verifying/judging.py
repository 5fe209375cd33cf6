"""Whether documents are what formgen would make today; if not, what superseded them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from formgen import __version__
from formgen.errors import FormgenError, UnknownNameError
from formgen.formsets import FORMATS, PDF, find_formset
from formgen.packs.basis import digest, file_digest
from formgen.packs.context import edition
from formgen.packs.folder import PackFolder
from formgen.packs.making import Maker
from formgen.packs.plan import WHOLE_PACK, WHOLE_UNIT, Document, Plan, plan_pack
from formgen.packs.provenance import listed
from formgen.packs.reasons import standards_changes
from formgen.packs.verifying.codes import Shown, shown_codes
from formgen.packs.verifying.files import Contents, read_contents, read_facts
from formgen.packs.verifying.verdicts import Verdict, check_grid
from formgen.standards import Standards, load, locate

_MOST = 5  # reasons of a kind named one by one
_COMBINED = {WHOLE_PACK.name, WHOLE_UNIT.name}

Facts = Mapping[str, str]


@dataclass(frozen=True)
class _Fresh:
    """A document made anew."""

    document: Document
    digest: str
    sha256: str
    """Of its bytes; empty of a PDF, which is not made again."""


class Verifier:
    """Verifies documents; what they are compared with is read and planned once."""

    def __init__(self, workspace: Path, standards: Path | None = None) -> None:
        """Prepare to verify; ``standards`` stand for what documents name, wherever they are."""
        self._workspace = workspace
        self._standards = standards
        self._packs: dict[tuple[str, str], _Pack] = {}
        self._notes: dict[Path, PackFolder] = {}

    def verify(self, path: Path) -> Verdict:
        """Return what is found of one document.

        Raises FormgenError where the standards or templates here have faults.
        """
        name = path.as_posix()
        try:
            data = path.read_bytes()
            facts = read_facts(path, data)
        except OSError as error:
            return Verdict(name, "unreadable", reasons=(f"cannot be read: {error.strerror}",))
        except FormgenError as error:
            return Verdict(name, "unreadable", reasons=_messages(error))
        if not facts.get("digest") or not facts.get("qualification"):
            return Verdict(name, "not ours", reasons=("it says nothing of formgen",))
        verdict = Verdict(
            name,
            "unknown",
            **{key: facts.get(key, "") for key in ("qualification", "unit", "form", "edition")},
            digest=facts["digest"],
        )
        try:
            pack = self._pack(facts)
        except UnknownNameError as error:
            hint = "name the folder of its standards with --standards"
            return replace(verdict, reasons=(*_messages(error), hint))
        return self._judge(verdict, pack, path, data, facts)

    def _pack(self, facts: Facts) -> _Pack:
        """Return what the document's pack is today."""
        key = (facts["qualification"], facts.get("form-set", ""))
        if key not in self._packs:
            place = str(self._standards) if self._standards else key[0]
            standards = load(locate(place, self._workspace))
            formset = find_formset(key[1], self._workspace)
            self._packs[key] = _Pack(plan_pack(
                replace(standards, name=key[0]), formset, formats=(*FORMATS, PDF)
            ))  # fmt: skip
        return self._packs[key]

    def _judge(
        self, verdict: Verdict, pack: _Pack, path: Path, data: bytes, facts: Facts
    ) -> Verdict:
        try:
            fresh = pack.fresh(facts, path.suffix.casefold().removeprefix("."))
        except UnknownNameError as error:
            return replace(verdict, state="superseded", reasons=_messages(error))
        current = fresh.digest == facts["digest"]
        if path.suffix.casefold() == f".{PDF}":
            if current:
                return replace(verdict, state="current")
            reasons = tuple(self._superseded_by(pack, fresh.document, path, facts))
            return replace(verdict, state="superseded", reasons=reasons or (_OTHERWISE,))
        try:
            now = pack.contents(fresh)
            there = now if digest(data) == fresh.sha256 else read_contents(path, data)
        except FormgenError as error:
            return replace(verdict, state="unreadable", reasons=_messages(error))
        known = pack.codes(fresh.document)
        old, new = shown_codes(there, known), shown_codes(now, known)
        differences = tuple(_differences(old, new, by_hand=current))
        verdict = replace(
            verdict,
            grid=check_grid(old.columns, new.columns) if new.columns else None,
            filled=current and bool(there.words - now.words),
        )
        if current:
            return replace(
                verdict, state="altered" if differences else "current", reasons=differences
            )
        reasons = tuple(self._superseded_by(pack, fresh.document, path, facts))
        if not any(each.startswith(_CHANGED) for each in reasons):
            reasons += differences
        return replace(verdict, state="superseded", reasons=reasons or (_OTHERWISE,))

    def _superseded_by(
        self, pack: _Pack, document: Document, path: Path, facts: Facts
    ) -> Iterator[str]:
        """Yield what differs between what a document was made from and what there is today."""
        formset = pack.plan.formset
        template = "" if document.parts else file_digest(document.template)
        for what, old, new in (
            ("edition", facts.get("edition", ""), edition(pack.plan.standards, document.unit)),
            ("form set edition", facts.get("form-set-edition", ""), formset.formset.version),
            ("formgen", facts.get("version", ""), __version__),
        ):
            if old != new:
                yield f"{what} {old or 'not stated'}, now {new or 'not stated'}"
        if template != facts.get("template", ""):
            yield "its template changed"
        changes = self._noted_changes(pack.plan.standards, document, path)
        yield from _first(f"{_CHANGED}{each}" for each in changes)

    def _noted_changes(self, standards: Standards, document: Document, path: Path) -> Iterator[str]:
        """Yield what changed since the notes beside a document, where a build left any."""
        for folder in path.resolve().parents:
            if folder not in self._notes:
                self._notes[folder] = PackFolder(folder)
            notes = self._notes[folder]
            if path.resolve().relative_to(folder).as_posix() in notes.made:
                changes = standards_changes(document.unit, standards, notes.snapshot)
                yield from map(str, changes)
                return


_CHANGED = "since then: "
_OTHERWISE = "it comes out different today: its form set, or what the form shows, changed"


class _Pack:
    """All documents of a qualification as they would be made today."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._maker = Maker(plan, PackFolder(Path()))
        self._documents = _by_name(plan)
        self._fresh: dict[object, _Fresh] = {}
        self._contents: dict[object, Contents] = {}

    def fresh(self, facts: Facts, extension: str) -> _Fresh:
        """Return the document that is made today in place of one with these facts.

        Raises UnknownNameError where its unit or form is no longer there.
        """
        document = self._document(facts, extension)
        key = _key(document)
        if key not in self._fresh:
            data = b"" if extension == PDF else self._maker.render(document)
            self._fresh[key] = _Fresh(
                document, self._maker.content_digest(document), digest(data) if data else ""
            )
        return self._fresh[key]

    def contents(self, fresh: _Fresh) -> Contents:
        """Return what a document made today shows."""
        key = _key(fresh.document)
        if key not in self._contents:
            data = self._maker.render(fresh.document)
            self._contents[key] = read_contents(Path(fresh.document.path), data)
        return self._contents[key]

    def codes(self, document: Document) -> frozenset[str]:
        """Return the codes of the units that a document is about."""
        units = {part.owner: part.unit for part in (document, *document.parts)}
        return frozenset(item.code for unit in units.values() if unit for item in unit.items)

    def _document(self, facts: Facts, extension: str) -> Document:
        unit, form = facts.get("unit", ""), facts.get("form", "")
        standards, formset = self.plan.standards, self.plan.formset
        documents = self._documents
        if unit:
            unit = standards.unit(unit).code
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


def _by_name(plan: Plan) -> dict[tuple[str, str, str], Document]:
    return {(each.owner, each.form.name, each.format): each for each in plan.documents}


def _key(document: Document) -> object:
    return document.path, tuple(part.path for part in document.parts)


def _differences(old: Shown, new: Shown, *, by_hand: bool) -> Iterator[str]:
    """Yield in words how the codes of a document differ from those it would show today."""
    grid = check_grid(old.columns, new.columns)
    gone = [code for code in new.wordings if code not in old.wordings]
    extra = [] if by_hand else [code for code in old.wordings if code not in new.wordings]
    missing = dict.fromkeys((*grid.missing, *gone))
    added = dict.fromkeys((*grid.added, *extra))
    if by_hand:
        yield from _first(f"{code} was taken out" for code in missing)
        yield from _first(f"{code} was put in" for code in added)
    else:
        yield from _first(f"{code} is new" for code in missing)
        yield from _first(f"{code} is no longer in the unit" for code in added)
    if not grid.in_order:
        yield "its columns are in another order"
    changed = [
        f"{code} says “{old.wordings[code]}”, not “{wording}”"
        for code, wording in new.wordings.items()
        if old.wordings.get(code, wording) != wording
    ]
    yield from _first(iter(changed))


def _first(reasons: Iterator[str]) -> Iterator[str]:
    """Yield the first of many reasons, and how many more there are."""
    every = list(reasons)
    yield from every[:_MOST]
    if len(every) > _MOST:
        yield f"and {len(every) - _MOST} more like this"


def _messages(error: FormgenError) -> tuple[str, ...]:
    return tuple(each.message for each in error.problems)
