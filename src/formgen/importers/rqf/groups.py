"""The groups of units in the chapter on the structure, by captions or by a column of the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from formgen.importers.group_names import group_name, group_of, is_mandatory
from formgen.importers.rqf.listed_rows import ListedRow
from formgen.importers.rule_sentences import Offer
from formgen.importers.unit_columns import is_head, is_other_head
from formgen.standards import Unit


@dataclass
class OpenGroup:
    """A group whose units are being read."""

    caption: str
    pathway: str = ""
    """The name of the pathway it is of; empty where it is of all."""
    by_status: bool = False
    """Whether it has no caption, and its rows say whether they are mandatory or optional."""
    units: list[str] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """What its caption calls its units: mandatory or optional; empty where it doesn't say."""
        found = group_of(self.caption)
        if is_mandatory(found):
            return "mandatory"
        named = ((found.groupdict().get("kind") if found else "") or "").casefold()
        return "optional" if named.startswith("optional") else ""


def caption_of(row: ListedRow) -> str:
    """Return the name of a group that a row is, alone or among the heads of a table."""
    cells = [cell for cell in row.cells if cell]
    caption = next((cell for cell in cells if group_of(cell)), "")
    others = [cell for cell in cells if cell != caption]
    is_heading = all(is_head(cell) for cell in others)
    return caption if is_heading and not is_other_head(caption) else ""


def offer_of(group: OpenGroup, by_code: Mapping[str, Unit]) -> Offer:
    """Return a group as rules speak of it."""
    found = group_of(group.caption)
    letter = (found.groupdict().get("letter") or "").upper() if found else ""
    levels = frozenset(by_code[code].level for code in group.units) - {""}
    is_mandatory = group.kind == "mandatory"
    return Offer(group_name(found, group.pathway), letter, is_mandatory, len(group.units), levels)
