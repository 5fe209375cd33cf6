"""Check of units whose codes all lack the unit's own code, or bear another unit's."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from formgen.standards.lint.findings import Finding
from formgen.standards.lint.habits import habit_of
from formgen.standards.lint.loaded import Item, QualificationFiles, UnitFile
from formgen.standards.wording import folded


def check_prefixes(files: QualificationFiles) -> Iterator[Finding]:
    """Yield one finding for each unit none of whose codes begins as it should.

    That is told by the other units, whose codes begin with theirs, or by another unit's code.
    """
    units = list(dict.fromkeys((*files.own, *files.units)))
    found: dict[UnitFile, str] = {}
    by_kind = [dict(unit.items_by_kind()) for unit in units]
    for kind in by_kind[0] if by_kind else ():
        having = [(unit, its[kind]) for unit, its in zip(units, by_kind, strict=True) if its[kind]]
        usual = habit_of([_is_borne(unit.unit.code, items) for unit, items in having]) is True
        for unit, items in having:
            if any(_begins(item.code, unit.unit.code) for item in items):
                continue
            foreign = _foreign(items, unit, units)
            if foreign:
                found.setdefault(unit, f"but with {foreign}, as {items[0].code} does")
            elif usual:
                others = "as those of the other units begin with theirs"
                found.setdefault(unit, f"{others}: {items[0].code}")
    for unit, message in found.items():
        code = unit.unit.code
        yield unit.found(
            ("code",), "odd-code", f"the codes of {code} don't begin with it, {message}"
        )


def _foreign(items: Sequence[Item], unit: UnitFile, units: Sequence[UnitFile]) -> str:
    """Return the code of the other unit that the codes of these items bear; empty where none."""
    others = (each.unit.code for each in units if each is not unit)
    # Codes of units that are mere numbers are those of outcomes too: 1.1 is no item of unit 1.
    named = (code for code in others if any(letter.isalpha() for letter in code))
    return next((code for code in named if _is_borne(code, items)), "")


def _is_borne(unit: str, items: Sequence[Item]) -> bool:
    """Whether the codes of items, but for a few, begin with the code of a unit."""
    return sum(_begins(item.code, unit) for item in items) * 2 > len(items)


def _begins(code: str, unit: str) -> bool:
    """Whether a code begins with a unit's, as F3.1.1 and f3a begin with F3, F31.1 does not."""
    whole, beginning = folded(code), folded(unit)
    rest = whole.removeprefix(beginning)
    if not beginning or not rest or rest == whole:
        return False
    both = beginning[-1] + rest[0]
    return not (both.isdecimal() or both.isalpha())
