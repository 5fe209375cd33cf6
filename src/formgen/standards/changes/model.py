"""What a comparison of two versions comes to: changes, by unit and of the qualification."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from formgen.standards.model import Unit

Kind: TypeAlias = Literal[
    "added",
    "removed",
    "moved",
    "renumbered",
    "reworded",
    "retyped",
    "worded",
    "unworded",
    "relabelled",
    "renamed",
    "changed",
]
"""What happened. ``retyped`` is a wording of the same words in other capitals, punctuation or
spaces; ``worded`` is wording given now where there was only a label, or nothing, and ``unworded``
the reverse; ``relabelled`` a new label under the same published text; ``renamed`` a group's new
name; ``changed`` any other fact's new value."""

Status: TypeAlias = Literal["added", "removed", "renumbered", "moved", "changed"]

_SAID = {
    "retyped": "typed otherwise",
    "worded": "given its wording",
    "unworded": "without its wording",
}
_SHORT_FACTS = ("title", "level", "credits", "glh", "number", "version", "rule", "term")


@dataclass(frozen=True)
class Change:
    """One difference: of what (criterion, title, ...), its code, what kind of change."""

    what: str
    code: str
    """The code it has now; the one it had, of what was removed."""
    kind: Kind
    old: str = ""
    """Code, place, wording or value before, as the kind has it; empty for what was added."""
    new: str = ""

    def __str__(self) -> str:
        named = f"{self.what} {self.code}".rstrip()
        if self.kind == "changed" and self.what in _SHORT_FACTS:
            return f"{named}: “{self.old}” is now “{self.new}”"
        if self.kind == "changed" and self.what == "group":
            return f"{named} changed: {_regrouped(self.old.split(', '), self.new.split(', '))}"
        if self.kind == "renumbered":
            return f"{named} renumbered (was {self.old or 'without a number'})"
        return f"{named} {_SAID.get(self.kind, self.kind)}"


def _regrouped(old: Sequence[str], new: Sequence[str]) -> str:
    """Return in words how the units of a group differ."""
    came = [f"{code} added" for code in new if code not in old]
    gone = [f"{code} removed" for code in old if code not in new]
    return ", ".join(came + gone) or "in another order"


@dataclass(frozen=True)
class UnitChanges:
    """What became of one unit; one of the two versions is missing where it is new or gone."""

    old: Unit | None
    new: Unit | None
    changes: tuple[Change, ...] = ()
    by_place: int = 0
    """How many items were matched by their place alone, having no wording or code in common."""

    @property
    def unit(self) -> Unit:
        """The unit as it is now; as it was, where it is gone."""
        unit = self.new or self.old
        assert unit is not None  # noqa: S101
        return unit

    @property
    def differs(self) -> bool:
        """Whether it is not the same in both versions."""
        return bool(self.changes) or self.old is None or self.new is None

    @property
    def status(self) -> Status:
        """What happened to the unit as a whole; a renumbered one may have other changes too."""
        if self.old is None:
            return "added"
        if self.new is None:
            return "removed"
        if self.old.code != self.new.code:
            return "renumbered"
        only_moved = all((each.what, each.kind) == ("group", "moved") for each in self.changes)
        return "moved" if only_moved else "changed"


@dataclass(frozen=True)
class Comparison:
    """What differs between two versions of a qualification, or of a unit."""

    qualification: tuple[Change, ...]
    """Facts, groups, rules and terms; none where single units were compared."""
    units: tuple[UnitChanges, ...]
    """Every unit in the order of the new version, those that are gone where they stood."""

    @property
    def differing(self) -> tuple[UnitChanges, ...]:
        """The units that are not the same in both versions."""
        return tuple(each for each in self.units if each.differs)

    @property
    def same(self) -> bool:
        """Whether there is no difference at all."""
        return not self.qualification and not self.differing
