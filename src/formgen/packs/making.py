"""Making documents: each rendered, compared with what is there, and written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from operator import itemgetter
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from formgen.atomic import write_bytes
from formgen.digests import digest, file_digest
from formgen.errors import FormgenError, Problem
from formgen.formsets import FORMSET_FILE, NO_CENTRE, PDF, LayoutOptions
from formgen.packs.basis import Basis
from formgen.packs.context import NO_PAGES, FirstPages, PackVariables, edition
from formgen.packs.folder import PackFolder
from formgen.packs.manifest import Made, manifest_line
from formgen.packs.plan import Document, Plan
from formgen.packs.provenance import provenance
from formgen.packs.tasks import Task
from formgen.render import Parts, Template, content_digest, open_template, signed, with_language
from formgen.resources import built_in
from formgen.standards import UnitRecord, Units

State = Literal["written", "unchanged", "kept", "failed"]


class Outcome(NamedTuple):
    """What became of a document."""

    document: Document
    state: State
    reason: str = ""
    made: str = ""
    """The line that the manifest is to have of it; empty where it was left as it is."""
    problems: tuple[Problem, ...] = ()


class Maker:
    """Makes documents of one plan in its folder, with each template opened once."""

    def __init__(
        self,
        plan: Plan,
        folder: PackFolder,
        basis_of: Callable[[Document], Basis] = lambda _: {},
        *,
        dry_run: bool = False,
    ) -> None:
        """Prepare to make documents; a dry run only finds out what would be written.

        ``basis_of`` says what a document is made from, for the manifest.
        """
        self.folder = folder
        self.plan = plan
        self.basis_of = basis_of
        self.dry_run = dry_run
        self.losses: Losses = {}
        self._keys: dict[tuple[str, Path], _Key] = {}
        self._templates: dict[tuple[str, Path], Template] = {}
        self._digests: dict[tuple[str, str, Path], str] = {}

    @cached_property
    def _variables(self) -> PackVariables:
        plan = self.plan
        return PackVariables(plan.standards, plan.formset, plan.candidates, plan.centre)

    @cached_property
    def _blank(self) -> PackVariables:
        """The variables of the same forms for nobody and no centre."""
        return PackVariables(self.plan.standards, self.plan.formset)

    def for_workers(self) -> tuple[Plan, PackFolder, bool]:
        """Return what another process makes a maker of its own from.

        That is little, however many documents there are: these come with their tasks and units.
        """
        standards = replace(self.plan.standards, units=Units(()))
        plan = replace(self.plan, standards=standards, documents=())
        return plan, PackFolder(self.folder.path), self.dry_run

    def records(self, tasks: Iterable[Task]) -> tuple[UnitRecord, ...]:
        """Return the units that documents show: their own, or all."""
        units = self.plan.standards.units
        owners = dict.fromkeys(task.document.owner for task in tasks)
        return units.records if "" in owners else tuple(map(units.by_code.__getitem__, owners))

    def check_templates(self, tasks: Iterable[Task]) -> None:
        """Try each template on the first document that is made from it.

        Those that come with formgen are tried by its own tests. Raises FormgenError with the
        faults of all templates.
        """
        problems: list[Problem] = []
        first: dict[_Key, Document] = {}
        for task in tasks:
            for document in task.document.parts or (task.document,):
                first.setdefault(self._key(document), document)
        for key, document in first.items():
            if key in _sound or _comes_with_formgen(document.template):
                continue
            try:
                template = self._template(document)
            except FormgenError as error:
                problems += error.problems
                continue
            with suppress(FormgenError):  # of the document's data, told when it is made
                found = template.problems(self._context(document))
                problems += found
                if not found:
                    _sound.add(key)
        if problems:
            raise FormgenError(problems)

    def problems(self, document: Document) -> list[Problem]:
        """Return the faults of a document's template, tried on this document."""
        try:
            return self._template(document).problems(self._context(document))
        except FormgenError as error:
            return list(error.problems)

    def variables(self, document: Document) -> dict[str, Any]:
        """Return what a document's template sees. Raises FormgenError where it can't be opened."""
        return self._context(document)

    def make(self, task: Task) -> Outcome:
        """Render a document and write it where it differs from what is there."""
        document = task.document
        try:
            return self._make(task)
        except FormgenError as error:
            return Outcome(document, "failed", task.reason, problems=error.problems)

    def render(self, document: Document, pages: FirstPages | None = None) -> bytes:
        """Return a document's bytes; of a PDF those of the document that it is made from.

        A part of a combined document is told on which ``pages`` others begin. Raises FormgenError,
        naming unit and template.
        """
        if document.parts:
            from formgen.packs.combined import combined_document  # noqa: PLC0415 - late

            finish = partial(self._signed, document, False)
            words = self.plan.formset.formset.words
            return combined_document(document, self.plan.standards, words, self.render, finish)
        as_blank = pages is None and not self.plan.candidates and self.plan.centre == NO_CENTRE
        finish = partial(self._signed, document, as_blank)
        tell = partial(self._note_loss, document)
        return self._template(document).render(self._context(document, pages), finish, tell)

    def _note_loss(self, document: Document, loss: Problem) -> None:
        said = replace(loss, message=f"{loss.message}, for example in {document.path}")
        self.add_losses({loss.place: (document.path, said)})

    def add_losses(self, losses: Losses) -> None:
        """Take note of losses, whoever made the documents, and in whatever order."""
        for place, loss in losses.items():
            self.losses[place] = min(loss, self.losses.get(place, loss), key=itemgetter(0))

    def content_digest(self, document: Document) -> str:
        """Return the digest of what a document shows when it is blank, for nobody and by itself.

        That of a combined document is of its parts' digests. Raises FormgenError as
        :meth:`render` does.
        """
        if document.parts:
            return digest(
                "".join(
                    f"{part.owner} {part.form.name} {self.content_digest(part)}\n"
                    for part in document.parts
                ).encode()
            )
        key = (document.owner, document.form.name, document.template)
        if key not in self._digests:
            if len(self._digests) >= _DIGESTS:
                self._digests.clear()
            blank = self._context(document._replace(candidate=None), blank=True)
            self._digests[key] = content_digest(self._template(document).fill(blank))
        return self._digests[key]

    def _signed(self, document: Document, as_blank: bool, parts: Parts) -> Parts:
        """Return a document's parts with its digest; ``as_blank``: they are what it is of."""
        shown = content_digest(parts) if as_blank else self.content_digest(document)
        facts = provenance(self.plan, document, "" if document.parts else self._key(document)[1])
        found = signed(parts, facts, shown, keywords=document.format == PDF)
        languages = self.plan.formset.formset.languages
        return with_language(found, languages[0]) if languages else found

    def _make(self, task: Task) -> Outcome:
        document = task.document
        name = self.plan.name_in_folder(document)
        data = self.render(document)
        of_bytes = digest(data)
        made = self.made(task, of_bytes)
        path = f"{self.folder.path}/{name}"
        if task.there and _holds(path, data):
            return Outcome(document, "unchanged", made=made)
        if task.edited:
            return Outcome(document, "kept")
        if not self.dry_run:
            self.folder.note(name, of_bytes)
            write_bytes(path, data, durable=False)
        return Outcome(document, "written", task.reason, made)

    def _template(self, document: Document) -> Template:
        of = (document.form.name, document.template)
        if of not in self._templates:
            self._templates[of] = _open(*self._key(document))
        return self._templates[of]

    def _key(self, document: Document) -> _Key:
        of = (document.form.name, document.template)
        if of not in self._keys:
            options = self.plan.formset.formset.layout_of(document.form)
            self._keys[of] = document.template, file_digest(document.template), options
        return self._keys[of]

    def _context(
        self, document: Document, pages: FirstPages | None = None, *, blank: bool = False
    ) -> dict[str, Any]:
        variables = self._blank if blank else self._variables
        template = self._template(document)
        try:
            unit = self.plan.standards.units.get(document.owner)
            return variables.of_form(
                unit, document.form, template, document.candidate, pages or NO_PAGES
            )
        except FormgenError as error:
            of_unit = f"unit {document.owner}, " if document.owner else ""
            place = f"{of_unit}{document.template.name}"
            raise FormgenError(
                [Problem(each.message, each.place or place, each.hint) for each in error.problems]
            ) from None

    def made(self, task: Task, of_bytes: str, made_from: str = "") -> str:
        """Return the line that the manifest is to have of a document."""
        document = task.document
        made = Made(
            unit=document.owner,
            candidate=document.candidate.name if document.candidate else "",
            form=document.form.name,
            title=self._variables.speaking(document.form).title,
            format=document.format,
            standards=edition(self.plan.standards, document.owner),
            digest=of_bytes,
            basis=self.basis_of(document),
            made_from=made_from,
        )
        return manifest_line(self.plan.name_in_folder(document), made)


def _holds(path: str, data: bytes) -> bool:
    """Return whether there is a file of these bytes."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a Path costs as much as the look
            return file.read() == data
    except OSError:
        return False


_DIGESTS = 4096  # remembered at a time: a megabyte, and all blank forms of most qualifications

Losses: TypeAlias = dict[str, tuple[str, Problem]]
"""What documents can't show whole, by the place in the template: the first document, and what."""

_Key: TypeAlias = tuple[Path, str, LayoutOptions]
"""A template: its path, the digest of its bytes, how its pages are laid out."""

_sound: set[_Key] = set()
"""The templates in which nothing wrong was found; one is tried once, however many packs."""


@lru_cache(maxsize=128)
def _open(path: Path, _digest: str, options: LayoutOptions) -> Template:
    """Return a template, compiled once for all packs of a run."""
    return open_template(path, options)


def _comes_with_formgen(template: Path) -> bool:
    """Return whether a template and its form set are as they came, wherever they stand."""
    its_own = built_in("forms/templates") / template.parent.name
    pairs = [(its_own / name, template.with_name(name)) for name in (template.name, FORMSET_FILE)]
    return all(came.is_file() and file_digest(came) == file_digest(here) for came, here in pairs)


Progress = Callable[[str, int], None]
