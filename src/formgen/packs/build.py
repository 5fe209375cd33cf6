"""Building a pack: check every template, make every document, write what changed, report it.

Everything that can be found wrong is found before the first file is written. A document that
someone has edited since it was made is kept and reported, unless the build is forced.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from formgen.atomic import write_bytes
from formgen.errors import FormgenError, Problem
from formgen.packs.context import edition, form_context
from formgen.packs.index_page import INDEX, index_page
from formgen.packs.manifest import MANIFEST, Made, digest, manifest_text, read_manifest
from formgen.packs.plan import Document, Plan
from formgen.render import Template, open_template

Progress = Callable[[Document], None]


@dataclass
class Built:
    """What a build did; paths are relative to the output folder, with forward slashes."""

    written: list[str] = field(default_factory=list)
    unchanged: int = 0
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Documents that someone edited since they were made, left as they are."""
    seconds: float = 0.0


def build_pack(
    plan: Plan, out: Path, *, force: bool = False, progress: Progress = lambda _: None
) -> Built:
    """Make the documents of a plan under a folder, with manifest and index page.

    Files that hold the right bytes already are left alone. Raises FormgenError, before anything is
    written, for templates with faults and for an output folder that cannot be written.
    """
    started = time.monotonic()
    templates = _checked_templates(plan)
    built = Built()
    folder = out / plan.standards.name
    made = read_manifest(folder)
    for document in plan.documents:
        name = document.path.relative_to(plan.standards.name).as_posix()
        data = templates[document.template].render(_context(plan, document, templates))
        state = _write(out / document.path, data, made.get(name), force=force)
        if state == "kept":
            built.kept.append(document.path.as_posix())
        else:
            made[name] = _made(plan, document, data)
            built.unchanged += state == "unchanged"
            if state == "written":
                built.written.append(document.path.as_posix())
        progress(document)
    present = _in_plan_order(
        plan, {name: each for name, each in made.items() if (folder / name).is_file()}
    )
    _write_whole(folder / MANIFEST, manifest_text(plan.standards, plan.formset.name, present))
    _write_whole(folder / INDEX, index_page(plan.standards, present))
    built.seconds = round(time.monotonic() - started, 3)
    return built


def _checked_templates(plan: Plan) -> dict[Path, Template]:
    """Return the plan's templates, each tried on the first document that is made from it."""
    templates: dict[Path, Template] = {}
    problems: list[Problem] = []
    first: dict[Path, Document] = {}
    for document in plan.documents:
        first.setdefault(document.template, document)
    for document in first.values():
        try:
            options = plan.formset.formset.layout_of(document.form)
            template = open_template(document.template, options)
            templates[document.template] = template
            problems += template.problems(_context(plan, document, templates))
        except FormgenError as error:
            problems += error.problems
    if problems:
        raise FormgenError(problems)
    return templates


def _context(plan: Plan, document: Document, templates: Mapping[Path, Template]) -> dict[str, Any]:
    template = templates[document.template]
    try:
        return form_context(plan.standards, document.unit, plan.formset, document.form, template)
    except FormgenError as error:
        of_unit = f"unit {document.owner}, " if document.unit else ""
        place = f"{of_unit}{document.template.name}"
        raise FormgenError(
            [Problem(each.message, each.place or place, each.hint) for each in error.problems]
        ) from None


def _made(plan: Plan, document: Document, data: bytes) -> Made:
    return Made(
        unit=document.owner,
        form=document.form.name,
        title=document.form.title,
        format=document.format,
        standards=edition(plan.standards, document.unit),
        sha256=digest(data),
    )


def _write(path: Path, data: bytes, before: Made | None, *, force: bool) -> str:
    """Write a document where it differs; return ``written``, ``unchanged`` or ``kept``."""
    try:
        current = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        current = None
    except OSError as error:
        raise FormgenError(Problem(f"cannot be read: {error.strerror}", str(path))) from None
    if current is not None and not force:
        if current == data:
            return "unchanged"
        if before is None or digest(current) != before.sha256:
            return "kept"
    write_bytes(path, data)
    return "written"


def _write_whole(path: Path, text: str) -> None:
    data = text.encode("utf-8")
    if not path.is_file() or path.read_bytes() != data:
        write_bytes(path, data)


def _in_plan_order(plan: Plan, made: Mapping[str, Made]) -> dict[str, Made]:
    """Return what was made in the order of the form set, unit folders aside."""
    order = {form.name: at for at, form in enumerate(plan.formset.formset.forms)}
    return dict(
        sorted(made.items(), key=lambda each: (order.get(each[1].form, len(order)), each[0]))
    )
