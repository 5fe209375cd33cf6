"""Whether documents are what formgen would make today; if not, what superseded them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PureWindowsPath

from formgen import __version__
from formgen.digests import digest
from formgen.errors import FormgenError, UnknownNameError
from formgen.formsets import FORMATS, PDF, find_formset
from formgen.packs.context import edition
from formgen.packs.folder import with_folder
from formgen.packs.kept import KeptStandards
from formgen.packs.plan import Document, plan_pack
from formgen.packs.reasons import standards_changes
from formgen.packs.verifying.codes import Shown, shown_codes
from formgen.packs.verifying.files import read_contents, read_facts
from formgen.packs.verifying.today import Facts, PackToday, template_digest
from formgen.packs.verifying.verdicts import Verdict, check_grid
from formgen.standards import Standards, load, locate

_MOST = 5  # reasons of a kind named one by one


class Verifier:
    """Verifies documents; what they are compared with is read and planned once."""

    def __init__(self, workspace: Path, standards: str = "") -> None:
        """Prepare to verify; ``standards`` (a name or a path) stand for what documents name.

        Raises UnknownNameError where there are none.
        """
        self._workspace = workspace
        self._standards = locate(standards, workspace) if standards else None
        self._packs: dict[tuple[str, str], PackToday] = {}
        self._notes: dict[Path, tuple[frozenset[str], KeptStandards]] = {}

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
            return Verdict(name, "unreadable", reasons=_with_hints(error))
        if not facts.get("digest") or not facts.get("qualification"):
            return Verdict(name, "not ours", reasons=(_NOT_OURS,))
        verdict = Verdict(
            name,
            "unknown",
            facts["qualification"],
            facts.get("unit", ""),
            facts.get("form", ""),
            facts.get("edition", ""),
            facts["digest"],
        )
        try:
            pack = self._pack(facts)
        except UnknownNameError as error:
            hint = "name the folder of its standards with --standards"
            return replace(verdict, reasons=(*_messages(error), hint))
        return self._judge(verdict, pack, path, data, facts)

    def _pack(self, facts: Facts) -> PackToday:
        """Return what the document's pack is today.

        Raises UnknownNameError where qualification or form set are not known here: a document names
        no path, which could be anywhere.
        """
        key = (facts["qualification"], facts.get("form-set", ""))
        for kind, name in zip(("qualification", "form set"), key, strict=True):
            if name.startswith(".") or PureWindowsPath(name).name != name:  # it came by e-mail
                raise UnknownNameError(kind, name, ())
        if key not in self._packs:
            standards = load(self._standards or locate(key[0], self._workspace))
            formset = find_formset(key[1], self._workspace)
            self._packs[key] = PackToday(plan_pack(
                replace(standards, name=key[0]), formset, formats=(*FORMATS, PDF)
            ))  # fmt: skip
        return self._packs[key]

    def _judge(
        self, verdict: Verdict, pack: PackToday, path: Path, data: bytes, facts: Facts
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
            there = now if digest(data) == fresh.of_bytes else read_contents(path, data)
        except FormgenError as error:
            return replace(verdict, state="unreadable", reasons=_with_hints(error))
        known = pack.codes(fresh.document)
        old, new = shown_codes(there, known), shown_codes(now, known)
        verdict = replace(
            verdict,
            grid=check_grid(old.columns, new.columns) if new.columns else None,
            filled=current and bool(there.words - now.words),
        )
        if current:
            reasons = tuple(_by_hand(old, new))
            return replace(verdict, state="altered" if reasons else "current", reasons=reasons)
        same_template = template_digest(fresh.document) == facts.get("template", "")
        differences = tuple(_by_standards(old, new, known, same_template=same_template))
        reasons = (*self._superseded_by(pack, fresh.document, path, facts, differences),)
        return replace(verdict, state="superseded", reasons=reasons or (_OTHERWISE,))

    def _superseded_by(
        self,
        pack: PackToday,
        document: Document,
        path: Path,
        facts: Facts,
        differences: Sequence[str] = (),
    ) -> Iterator[str]:
        """Yield what differs between what a document was made from and what there is today.

        ``differences`` are those that the document itself shows; the notes of a build beside it
        tell the others.
        """
        formset = pack.plan.formset
        for what, old, new in (
            ("edition", facts.get("edition", ""), edition(pack.plan.standards, document.owner)),
            ("form set edition", facts.get("form-set-edition", ""), formset.formset.version),
            ("formgen", facts.get("version", ""), __version__),
        ):
            if old != new:
                yield f"{what} {old or 'not stated'}, now {new or 'not stated'}"
        if template_digest(document) != facts.get("template", ""):
            yield "its template changed"
        yield from differences
        told = {"version:", *(each.partition(" ")[0] for each in differences)}  # as the edition
        changes = self._noted_changes(pack.plan.standards, document, path)
        yield from _first(each for each in changes if told.isdisjoint(each.split()))

    def _noted_changes(self, standards: Standards, document: Document, path: Path) -> Iterator[str]:
        """Yield what changed since the notes beside a document, where a build left any."""
        for folder in path.resolve().parents:
            if folder not in self._notes:
                self._notes[folder] = with_folder(
                    folder, lambda notes: (frozenset(notes.made), notes.standards)
                )
            made, kept = self._notes[folder]
            if path.resolve().relative_to(folder).as_posix() in made:
                yield from map(str, standards_changes(document.owner, standards, kept))
                return


_NOT_OURS = "its properties don’t say that formgen made it"
_OTHERWISE = "it comes out different today: its form set, or what the form shows, changed"


def _by_hand(old: Shown, new: Shown) -> Iterator[str]:
    """Yield in words what someone did to the codes of a document that is otherwise current."""
    grid = check_grid(old.columns, new.columns)
    gone = (code for code in new.wordings if code not in old.wordings)
    yield from _first(f"{code} was taken out" for code in dict.fromkeys((*grid.missing, *gone)))
    yield from _first(f"{code} was put in" for code in grid.added)
    if not grid.in_order:
        yield "its columns are in another order"
    yield from _rewordings(old, new)


def _by_standards(
    old: Shown, new: Shown, codes: Collection[str], *, same_template: bool
) -> Iterator[str]:
    """Yield in words how the codes of a superseded document differ from those of its unit now.

    Another template may show other codes of a unit that is the same.
    """
    before, now = {*old.columns, *old.wordings}, (*new.columns, *new.wordings)
    if same_template:
        yield from _first(f"{code} is new" for code in dict.fromkeys(now) if code not in before)
    gone = dict.fromkeys((*old.columns, *old.wordings))
    yield from _first(f"{code} is no longer in the unit" for code in gone if code not in codes)
    if same_template and not check_grid(old.columns, new.columns).in_order:
        yield "its columns are in another order"
    yield from _rewordings(old, new)


def _rewordings(old: Shown, new: Shown) -> Iterator[str]:
    """Yield which codes have other words; what fills a place left for them is an entry."""
    yield from _first(
        f"{code} says “{old.wordings[code]}”, not “{wording}”"
        for code, wording in new.wordings.items()
        if wording and old.wordings.get(code, wording) != wording
    )


def _first(reasons: Iterable[str]) -> Iterator[str]:
    """Yield the first of many reasons, and how many more there are."""
    every = list(reasons)
    yield from every[:_MOST]
    if len(every) > _MOST:
        yield f"and {len(every) - _MOST} more like this"


def _messages(error: FormgenError) -> tuple[str, ...]:
    return tuple(each.message for each in error.problems)


def _with_hints(error: FormgenError) -> tuple[str, ...]:
    return tuple(f"{each.message}. {each.hint}".rstrip(". ") for each in error.problems)
