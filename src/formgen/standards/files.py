"""Standards on disk: a folder with ``qualification.yaml`` and one file a unit in ``units/``.

A unit that several qualifications share is one file: a qualification finds units of others in
the folders that its ``units_from`` names.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias, TypeVar

from formgen.digests import digests_in
from formgen.errors import FormgenError, Problem, UnknownNameError, suggestion
from formgen.standards.model import Criterion, Element, Qualification, Unit
from formgen.standards.terms import Terms
from formgen.standards.units import UnitRecord, Units
from formgen.standards.wording import folded
from formgen.yamlfiles import YamlText, read_model, read_text, to_plain

QUALIFICATION_FILE = "qualification.yaml"
_LONGEST_FACT = 7  # words
_NOTHING_KEPT: Mapping[str, UnitRecord] = {}
_RESERVED = {"con", "prn", "aux", "nul"} | {f"{n}{i}" for n in ("com", "lpt") for i in range(1, 10)}


@dataclass(frozen=True)
class Standards:
    """A qualification with all its units, as read from one folder."""

    name: str
    """Folder name: what the command line calls the qualification."""
    folder: Path
    qualification: Qualification
    units: Units
    """Every unit that the groups name, in the order of the groups."""
    ungrouped: tuple[Path, ...] = ()
    """The unit files of the folder that no group names, so that no form is made from them."""

    def unit(self, name: str) -> Unit:
        """Return the unit with this code or awarding body number, spaces and case aside.

        Raises UnknownNameError, with the units most like it, where there is none.
        """
        return self.known_unit(name) or unit_called(name, self.units, self.name)

    def known_unit(self, name: str) -> Unit | None:
        """Return the unit with this code or number, or both as forms print them; None: no unit."""
        return self.units.get(name) or self._by_name.get(folded(name))

    @cached_property
    def _by_name(self) -> Mapping[str, Unit]:
        return _by_name(self.units)


def unit_called(name: str, units: Sequence[Unit], holder: str) -> Unit:
    """Return the unit with this code or awarding body number, spaces and case aside.

    Raises UnknownNameError, with the units of the holder most like it, where there is none.
    """
    by_name = _by_name(units)
    if folded(name) not in by_name:
        known = [each for unit in units for each in unit.ids]
        hint = f"Its units: {', '.join(unit.code for unit in units)}."
        raise UnknownNameError(f"unit in {holder}", name, known, hint)
    return by_name[folded(name)]


def _by_name(units: Sequence[Unit]) -> Mapping[str, Unit]:
    return {folded(each): unit for unit in units for each in (unit.reference, *unit.ids)}


UnitFile: TypeAlias = tuple[Path, str]
"""The file of a unit: its path, and the digest of its bytes."""
ReadUnit: TypeAlias = Callable[[UnitFile], UnitRecord | list[Problem]]
ReadAll: TypeAlias = Callable[[ReadUnit, Sequence[UnitFile]], Iterable[UnitRecord | list[Problem]]]
"""How many files are read: one after another, as ``map`` does, or several at once."""


class _UnitOfFile(NamedTuple):
    """A unit as read from its file, now or before."""

    folder: Path
    name: str
    record: UnitRecord

    @property
    def path(self) -> Path:
        return self.folder / self.name

    @property
    def code(self) -> str:
        return self.record.code

    @property
    def place(self) -> str:
        """File and line of its code."""
        return read_text(self.path).place(("code",))


def load(
    folder: Path, kept: Mapping[str, UnitRecord] = _NOTHING_KEPT, read_all: ReadAll = map
) -> Standards:
    """Return the qualification in a folder with its units.

    A file whose digest is among those that were ``kept`` is not parsed again; ``read_all`` reads
    the others, as ``map`` does. Raises FormgenError with the faults of all its files at once.
    """
    problems: list[Problem] = []
    qualification, source = read_model(folder / QUALIFICATION_FILE, Qualification)
    own = _unit_files(folder / "units", kept, read_all, problems)
    files = {each.code: each for each in own}
    for other in qualification.units_from:
        if not (folder / other).is_dir():
            message = f"the folder {folder / other} is not there"
            problems.append(Problem(message, source.place(("units_from",))))
        for each in _unit_files(folder / other / "units", kept, read_all, problems):
            files.setdefault(each.code, each)
    if not problems:
        problems += _missing_units(folder, qualification, source, files)
    if problems:
        raise FormgenError(problems)
    codes = qualification.unit_codes
    grouped = set(codes)
    return Standards(
        folder.resolve().name,
        folder,
        qualification,
        Units(files[code].record for code in codes),
        tuple(each.path for each in own if each.code not in grouped),
    )


def _missing_units(
    folder: Path, qualification: Qualification, source: YamlText, files: Mapping[str, _UnitOfFile]
) -> Iterator[Problem]:
    for at, group in enumerate(qualification.groups):
        for position, code in enumerate(group.units):
            if code in files:
                continue
            place = source.place(("groups", at, "units", position))
            path = folder / "units" / f"{file_name(code)}.yaml"
            if other := next((each for each in files.values() if each.path == path), None):
                message = f"the unit “{code}” is not there: {path} holds the code “{other.code}”"
                hint = f"Change one of them: the code stands in {other.place}."
            else:
                message = f"the unit “{code}” has no file in {folder / 'units'}"
                hint = suggestion(code, files) or f"Add {path} or take the unit off the list."
            yield Problem(message, place, hint)


def _unit_files(
    folder: Path, kept: Mapping[str, UnitRecord], read_all: ReadAll, problems: list[Problem]
) -> list[_UnitOfFile]:
    """Return the units of a folder by file name; faults of its files go to the problems."""
    sources = digests_in(folder, ".yaml")
    new = [(folder / name, source) for name, source in sources.items() if source not in kept]
    read = iter(read_all(_read, new))
    files: dict[str, _UnitOfFile] = {}
    for name, source in sources.items():
        record = kept.get(source) or next(read)
        if not isinstance(record, UnitRecord):
            problems += record
            continue
        file = _UnitOfFile(folder, name, record)
        if first := files.get(file.code):
            message = f"the unit code “{file.code}” is taken already, in {first.name}"
            hint = "Give each unit of a folder its own code."
            problems.append(Problem(message, file.place, hint))
        files.setdefault(file.code, file)
    return list(files.values())


def _read(file: UnitFile) -> UnitRecord | list[Problem]:
    """Return the unit in a file, by its path and digest, or what is wrong with the file."""
    path, source = file
    try:
        unit, _ = read_model(path, Unit)
    except FormgenError as error:
        return list(error.problems)
    return UnitRecord.of(unit, source)


def file_name(name: str) -> str:
    """Return a file or folder name for any text that is safe on Windows, macOS and Linux."""
    safe = re.sub(r'[\x00-\x20<>:"/\\|?*]+', "-", name).strip("-. ")[:100].rstrip("-. ")
    if not safe:
        return "unnamed"
    return f"{safe}-" if safe.split(".")[0].casefold() in _RESERVED else safe


def changed_files(
    folder: Path, qualification: Qualification, units: Iterable[Unit]
) -> dict[Path, str]:
    """Return the files, by path, that must be written for a folder to hold these standards.

    Files that hold them already are left out, and comments in files that are there stay.
    """
    from formgen.yamlfiles.writing import write_text  # noqa: PLC0415 - late: only imports write

    texts: dict[Path, str] = {}
    wanted: list[tuple[Path, Qualification | Unit]] = [(folder / QUALIFICATION_FILE, qualification)]
    wanted += [(folder / "units" / f"{file_name(unit.code)}.yaml", unit) for unit in units]
    for path, model in wanted:
        current = path.read_text(encoding="utf-8") if path.is_file() else ""
        kind = "qualification" if isinstance(model, Qualification) else "unit"
        up = "../" if kind == "qualification" else "../../"
        heading = f"# yaml-language-server: $schema={up}schema/{kind}.schema.json"
        text = write_text(to_plain(model), current, heading)
        if text != current:
            texts[path] = text
    return texts


def with_kept(unit: Unit, earlier: Unit) -> Unit:
    """Return the unit with what an import cannot know, from the unit that is there already.

    Labels and translations are matched by code: what people wrote into the catalogue outlives a
    new import.
    """
    labels = {item.code: item.label for item in earlier.items}
    kept = {name: getattr(earlier, name) for name in ("version", "level", "credits", "glh")}
    missing: dict[str, Any] = {
        name: value for name, value in kept.items() if getattr(unit, name) in ("", None)
    }
    items = {item.code: item.translations for item in earlier.items}
    elements = {element.code: element.translations for element in earlier.elements if element.code}

    def item_kept(item: Criterion) -> Criterion:
        translations = item.translations or items.get(item.code, {})
        label = item.label or labels.get(item.code, "")
        return item.model_copy(update={"label": label, "translations": translations})

    missing["translations"] = unit.translations or earlier.translations
    missing["elements"] = tuple(
        each.model_copy(update={"translations": each.translations or elements.get(each.code, {})})
        for each in unit.elements
    )
    return unit.model_copy(update=missing).with_items(item_kept)


def qualification_with_kept(qualification: Qualification, earlier: Qualification) -> Qualification:
    """Return the qualification with what an import cannot know, from the one that is there.

    A rule's own words are kept for as long as the rule says the same.
    """
    names = (
        "version", "number", "accreditation_number", "formset", "units_from", "rulesets",
        "translations",
    )  # fmt: skip
    kept = {name: getattr(qualification, name) or getattr(earlier, name) for name in names}
    texts = {rule.model_copy(update={"text": ""}): rule.text for rule in earlier.rules}
    rules = tuple(
        rule.model_copy(update={"text": rule.text or texts.get(rule, "")})
        for rule in qualification.rules
    )
    terms = earlier.terms if qualification.terms == Terms() else qualification.terms
    return qualification.model_copy(update={**kept, "rules": rules, "terms": terms})


_Model = TypeVar("_Model", Unit, Element, Criterion)


def without_text(unit: Unit) -> Unit:
    """Return the unit without its published sentences: codes, titles, levels, labels and facts.

    A fact is a name, a date, a few words; a longer value is a sentence, and left out as one.
    """

    def without(of: _Model, *names: str) -> _Model:
        bare = dict.fromkeys(names, "")
        words = {code: each.model_copy(update=bare) for code, each in of.translations.items()}
        return of.model_copy(update={**bare, "translations": words})

    bare = without(unit, "overview").with_items(lambda item: without(item, "text", "note"))
    elements = tuple(without(each, "note") for each in bare.elements)
    short = {name: tuple(filter(_is_short, values)) for name, values in unit.facts.items()}
    facts = {name: values for name, values in short.items() if values}
    return bare.model_copy(update={"elements": elements, "facts": facts})


def _is_short(value: str) -> bool:
    return len(re.findall(r"\w+", value)) <= _LONGEST_FACT
