"""Checks of words in other languages: where they are incomplete."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from formgen.standards.languages import languages_of, untranslated
from formgen.standards.lint.findings import Finding
from formgen.standards.lint.loaded import QualificationFiles, Run, UnitFile


def check_translations(run: Run) -> Iterator[Finding]:
    """Yield what has no words in a language that others of its qualification have words in."""
    languages: defaultdict[Path, dict[str, None]] = defaultdict(dict)
    for file in run.units:
        languages[_folder(file)].update(dict.fromkeys(languages_of(file.unit)))
    for files in run.qualifications:
        folder = files.source.path.parent
        languages[folder].update(dict.fromkeys(files.qualification.translations))
        for language in languages[folder]:
            yield from _of_qualification(files, language)
    for file in run.units:
        for language in languages[_folder(file)]:
            yield from _of_unit(file, language)


def _folder(file: UnitFile) -> Path:
    return file.source.path.parent.parent


def _of_unit(file: UnitFile, language: str) -> Iterator[Finding]:
    if language not in languages_of(file.unit):
        message = f"unit {file.unit.code} has no words in “{language}” at all"
        yield file.found(("title",), "missing-translation", message)
        return
    for keys, name in untranslated(file.unit, language):
        message = f"{name} has no words in “{language}”"
        yield file.found(keys or ("title",), "missing-translation", message)


def _of_qualification(files: QualificationFiles, language: str) -> Iterator[Finding]:
    words = files.qualification.translations.get(language)
    if not words or not words.title:
        message = f"the qualification's title has no words in “{language}”"
        yield files.found(("title",), "missing-translation", message)
    for at, group in enumerate(files.qualification.groups):
        if not words or not words.groups.get(group.name):
            message = f"the group “{group.name}” has no words in “{language}”"
            yield files.found(("groups", at), "missing-translation", message)
