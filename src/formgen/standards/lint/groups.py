"""Checks of a qualification's units and groups, and of units that several qualifications have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from formgen.errors import suggestion
from formgen.standards.files import file_name
from formgen.standards.lint.findings import Finding
from formgen.standards.lint.habits import habit_of
from formgen.standards.lint.loaded import QualificationFiles, Run, UnitFile
from formgen.standards.model import Unit
from formgen.standards.wording import folded


def check_version(files: QualificationFiles) -> Iterator[Finding]:
    """Yield a finding where the qualification has no version."""
    if not files.qualification.version:
        yield files.found(("title",), "missing-version", "the qualification has no version")


def check_groups(files: QualificationFiles) -> Iterator[Finding]:
    """Yield group entries that have no unit file, and those that another group has too."""
    group_of: dict[str, str] = {}
    qualification = files.qualification
    for at, group in enumerate(qualification.groups):
        for position, code in enumerate(group.units):
            keys = ("groups", at, "units", position)
            if code not in files.by_code and file_name(code) not in files.unread:
                message = f"the unit {code} has no file. {suggestion(code, files.by_code)}".strip()
                if code not in group_of:
                    yield files.found(keys, "missing-unit", message, code)
            other = group_of.setdefault(code, group.name)
            # Pathways may share units; without them a unit counts in one place.
            if other != group.name and not qualification.rulesets:
                message = f"the unit {code} stands in “{other}” too"
                yield files.found(keys, "unit-in-two-groups", message, code)


def check_identities(files: QualificationFiles) -> Iterator[Finding]:
    """Yield the units of a qualification that share their code, number or title."""
    for each, first in _sharing(files.own, _code):
        message = f"unit {each.unit.code} is in {first.source.path.name} already"
        yield each.found(("code",), "repeated-unit", message)
    units = list(dict.fromkeys((*files.own, *files.units)))
    for each, first in _different(_sharing(units, _number)):
        message = f"unit {each.unit.code} has the number of {first.unit.code}, {each.unit.number}"
        yield each.found(("number",), "repeated-number", message)
    for each, first in _different(_sharing(units, _title)):
        message = f"unit {each.unit.code} has the title of {first.unit.code}, “{each.unit.title}”"
        yield each.found(("title",), "repeated-title", message)


def _code(unit: Unit) -> str:
    return folded(unit.code)


def _number(unit: Unit) -> str:
    return folded(unit.number)


def _title(unit: Unit) -> str:
    return " ".join(unit.title.casefold().split())


def _sharing(
    files: Iterable[UnitFile], key: Callable[[Unit], str]
) -> Iterator[tuple[UnitFile, UnitFile]]:
    """Yield each file whose key an earlier one has, with that one; empty keys aside."""
    first: dict[str, UnitFile] = {}
    for file in files:
        if name := key(file.unit):
            earlier = first.setdefault(name, file)
            if earlier is not file:
                yield file, earlier


def _different(
    pairs: Iterable[tuple[UnitFile, UnitFile]],
) -> Iterator[tuple[UnitFile, UnitFile]]:
    """Yield the pairs of two units; a unit that has two files is a finding of its own."""
    for one, other in pairs:
        if folded(one.unit.code) != folded(other.unit.code):
            yield one, other


def check_levels_and_credits(files: QualificationFiles) -> Iterator[Finding]:
    """Yield the units without level or credits where the others have them."""
    units = files.units
    for kind, name, has in (
        ("missing-level", "level", [bool(file.unit.level) for file in units]),
        ("missing-credits", "credits", [file.unit.credits is not None for file in units]),
    ):
        if habit_of(has):
            for file, present in zip(units, has, strict=True):
                if not present:
                    others = f"{sum(has)} of the qualification's {len(units)} units"
                    message = f"unit {file.unit.code} has no {name}, unlike {others}"
                    yield file.found(("code",), kind, message)


def check_ungrouped(run: Run) -> Iterator[Finding]:
    """Yield the units beside a qualification that no qualification of the run takes."""
    taken = {id(file) for files in run.qualifications for file in files.units}
    for files in run.qualifications:
        for file in files.own:
            if id(file) not in taken and files.by_code[file.unit.code] is file:
                message = f"no group names unit {file.unit.code}"
                yield file.found(("code",), "ungrouped-unit", message)


def check_shared_titles(run: Run) -> Iterator[Finding]:
    """Yield the units whose title differs in another qualification of the same awarding body.

    The same code with another number is another unit: publishers number their sectors alike.
    """
    seen: defaultdict[tuple[str, str], list[UnitFile]] = defaultdict(list)
    for files in run.qualifications:
        body = folded(files.qualification.awarding_body)
        for file in files.own:
            earlier = seen[body, folded(file.unit.code)]
            for other in earlier:
                if _same_unit(file, other) and file.unit.title != other.unit.title:
                    message = (
                        f"unit {file.unit.code} is called “{file.unit.title}” here and "
                        f"“{other.unit.title}” in {other.source.place(('title',))}"
                    )
                    yield file.found(("title",), "unit-title-differs", message)
                    break
            earlier.append(file)


def _same_unit(one: UnitFile, other: UnitFile) -> bool:
    if one.source.path.parent == other.source.path.parent:
        return False
    numbers = {folded(each.unit.number) for each in (one, other)} - {""}
    return len(numbers) < 2
