"""What is asked for, a pack of a qualification with some forms, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from formgen.formsets import DEFAULT, NO_CENTRE, Centre, find_formset
from formgen.packs.build import Built
from formgen.packs.kept import NOTHING_KEPT, KeptStandards
from formgen.packs.plan import Plan, plan_pack
from formgen.standards import load, locate
from formgen.standards.files import ReadAll

if TYPE_CHECKING:
    from formgen.packs.candidates import CandidateList


@dataclass(frozen=True)
class Request:
    """One pack to make: of which qualification, with which forms."""

    qualification: str
    """Its name in the catalogue or a path."""
    workspace: Path
    formset: str = ""
    """The form set; none: the one that the qualification names, else the usual one."""
    units: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    candidates: Path | None = None
    """A list of candidates to make packs for."""
    combined: bool = False
    centre: Centre = NO_CENTRE


@dataclass
class Pack:
    """A pack that was made, and what was done for it."""

    name: str
    title: str
    units: int
    documents: int
    warnings: list[str] = field(default_factory=list)
    candidates: list[dict[str, Any]] = field(default_factory=list)
    """What the rules say of each candidate's units, see :class:`CandidateList`."""
    rejected: list[str] = field(default_factory=list)
    """The rows of the list of candidates that no pack could be made for, and why."""
    built: Built = field(default_factory=Built)


def plan_request(
    request: Request, kept: KeptStandards = NOTHING_KEPT, read_all: ReadAll = map
) -> tuple[Plan, CandidateList | None]:
    """Return the plan of a requested pack, and the list of candidates it is for.

    Units that were kept are not parsed again while their files are the same; ``read_all`` reads the
    others. Raises UnknownNameError for what does not exist, FormgenError for standards, a form set
    or a list with faults.
    """
    folder = locate(request.qualification, request.workspace)
    standards = load(folder, kept.by_source(), read_all)
    formset = find_formset(
        request.formset or standards.qualification.formset or DEFAULT, request.workspace
    )
    listed = None
    if request.candidates:
        from formgen.packs.candidates import read_candidates  # noqa: PLC0415 - readers, late

        listed = read_candidates(request.candidates, standards)
    plan = plan_pack(
        standards,
        formset,
        units=request.units,
        forms=request.forms,
        formats=request.formats,
        candidates=listed.candidates if listed else (),
        combined=request.combined,
        centre=request.centre,
    )
    return plan, listed
