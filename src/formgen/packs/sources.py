"""The files that a requested pack is made from: whether they are those of the last run."""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from formgen import __version__
from formgen.digests import digest_of_all, digests_in, file_digest
from formgen.errors import FormgenError, UnknownNameError
from formgen.formsets import formset_folder, usual_formset
from formgen.packs.dates import given_date
from formgen.packs.last_run import last_run
from formgen.packs.plan import Plan
from formgen.packs.requests import Pack, Request
from formgen.standards import locate
from formgen.standards.files import QUALIFICATION_FILE

_CHOICE = ("formset", "units", "forms", "formats", "candidates", "combined")


@dataclass(frozen=True)
class Sources:
    """The files that a requested pack is made from, found but not read."""

    request: Request
    out: Path
    folder: Path
    """The qualification's."""
    _found: dict[tuple[str, ...], str] = field(default_factory=dict, compare=False)

    @classmethod
    def of(cls, request: Request, out: Path) -> Sources:
        """Find them. Raises UnknownNameError where there is no such qualification or form set."""
        if request.formset:
            formset_folder(request.formset, request.workspace)
        return cls(request, out, locate(request.qualification, request.workspace))

    def check_formset(self) -> None:
        """Raise FormgenError where the qualification's file names a form set that isn't there."""
        if self.request.formset:
            return
        try:
            formset_folder(usual_formset(self.folder), self.request.workspace)
        except UnknownNameError as error:
            place = str(self.folder / QUALIFICATION_FILE)
            raise FormgenError([replace(each, place=place) for each in error.problems]) from error

    def units(self) -> int:
        """Return how many units the qualification's folder holds."""
        return sum(1 for _ in (self.folder / "units").glob("*.yaml"))

    def made_before(self) -> Pack | None:
        """Return what was made by the last run if it did the same from the same files."""
        started = time.monotonic()
        run = last_run(self.pack_folder, self._is_same)
        if not run:
            return None
        pack = Pack(**run["pack"])
        pack.warnings += run["losses"]
        pack.built.unchanged = pack.documents
        pack.built.seconds = round(time.monotonic() - started, 3)
        return pack

    @property
    def pack_folder(self) -> Path:
        """Where the pack goes."""
        return self.out / self.folder.resolve().name

    def _is_same(self, run: Mapping[str, Any]) -> bool:
        # The file that names the form set is one of the inputs: it need not be read to know it.
        try:
            inputs = self._inputs(str(run.get("formset")), tuple(run.get("units_from", ())))
        except FormgenError:  # that form set is there no more, which is told when packs are made
            return False
        return bool(run["inputs"] == inputs)

    def run(self, plan: Plan, pack: Pack) -> dict[str, Any]:
        """Return what the next run needs to know of this one."""
        known = {key: value for key, value in vars(pack).items() if key != "built"}
        formset, others = plan.formset.name, plan.standards.qualification.units_from
        inputs = self._inputs(formset, others)
        return {"inputs": inputs, "formset": formset, "units_from": list(others), "pack": known}

    def _inputs(self, formset: str, units_from: tuple[str, ...]) -> str:
        """Return the digest of the request and of every file that its pack is made from."""
        key = formset, *units_from
        if key not in self._found:
            self._found[key] = self._digest(formset, units_from)
        return self._found[key]

    def _digest(self, formset: str, units_from: Iterable[str]) -> str:
        request = self.request
        choice = tuple(str(getattr(request, each) or "") for each in _CHOICE)
        units = (self.folder / other / "units" for other in (".", *units_from))
        pieces = (
            f"{__version__} {choice} {request.centre.digest} {given_date()}",
            file_digest(self.folder / QUALIFICATION_FILE),
            *(repr(digests_in(each, ".yaml")) for each in units),
            repr(digests_in(formset_folder(formset, request.workspace), "")),
            file_digest(request.candidates) if request.candidates else "",
        )
        return digest_of_all(map(str.encode, pieces))
