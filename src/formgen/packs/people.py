"""The candidates that packs are made for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from formgen.render.variables import OpenGroup


@dataclass(frozen=True)
class Candidate:
    """One candidate, as a row of a list names them; what is not known is empty."""

    name: str
    number: str = ""
    assessor: str = ""
    internal_verifier: str = ""
    start_date: str = ""
    units: tuple[str, ...] = ()
    """Codes of the units chosen; none means all that the pathway leaves to choose from."""
    rulesets: tuple[str, ...] = ()
    """Names of the pathway followed and the overlays to meet, where the qualification has any."""
    more: tuple[tuple[str, str], ...] = ()
    """What else the list says, by the names of its columns."""
    to_choose_from: tuple[str, ...] = ()
    """Where no unit is chosen: codes of those that the rulesets leave, if they leave any out."""

    @property
    def in_pack(self) -> tuple[str, ...]:
        """Codes of the units that the pack is about; none means all of the qualification's."""
        return self.units or self.to_choose_from

    def variables(self) -> dict[str, Any]:
        """Return what templates see of the candidate."""
        names = ("name", "number", "assessor", "internal_verifier", "start_date")
        return {
            **{name: getattr(self, name) for name in names},
            "units": list(self.units),
            "more": OpenGroup(self.more),
        }


NOBODY = Candidate("")
"""Whom a blank pack is made for."""
