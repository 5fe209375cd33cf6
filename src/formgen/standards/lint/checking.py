"""The table of checks, and the run of all of them over the files that paths name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from formgen.standards.lint.characters import check_characters
from formgen.standards.lint.codes import check_codes
from formgen.standards.lint.contents import check_emptiness, check_labels, check_texts
from formgen.standards.lint.findings import Finding, LintReport
from formgen.standards.lint.groups import (
    check_groups,
    check_identities,
    check_levels_and_credits,
    check_shared_titles,
    check_ungrouped,
    check_version,
)
from formgen.standards.lint.languages import check_translations
from formgen.standards.lint.loaded import QualificationFiles, Run, UnitFile
from formgen.standards.lint.prefixes import check_prefixes
from formgen.standards.lint.reading import Reader, targets
from formgen.standards.lint.rules import check_rules
from formgen.standards.lint.similar import check_similar

UNIT_CHECKS: tuple[Callable[[UnitFile], Iterator[Finding]], ...] = (
    check_codes,
    check_emptiness,
    check_labels,
    check_texts,
)
QUALIFICATION_CHECKS: tuple[Callable[[QualificationFiles], Iterator[Finding]], ...] = (
    check_version,
    check_groups,
    check_identities,
    check_levels_and_credits,
    check_prefixes,
    check_rules,
)
RUN_CHECKS: tuple[Callable[[Run], Iterator[Finding]], ...] = (
    check_ungrouped,
    check_shared_titles,
    check_similar,
    check_translations,
)


def lint(paths: Sequence[str | Path], workspace: Path) -> LintReport:
    """Return what is wrong with the standards that paths or catalogue names stand for.

    A path is a qualification's folder, a workspace, a folder of qualifications, or one YAML file;
    what belongs to it is read for comparison, and only its own findings are reported. A file that
    can't be read is a finding. Raises FormgenError where a path holds no standards at all.
    """
    reader = Reader()
    for path in targets(paths, workspace):
        reader.read(path)
    findings = reader.wanted({*reader.findings, *_checked(reader.run)})
    return LintReport(tuple(sorted(findings)), reader.files)


def _checked(run: Run) -> Iterator[Finding]:
    for file in run.units:
        for check_unit in UNIT_CHECKS:
            yield from check_unit(file)
        yield from check_characters(file.source)
    for files in run.qualifications:
        for check_qualification in QUALIFICATION_CHECKS:
            yield from check_qualification(files)
        yield from check_characters(files.source)
    for check_run in RUN_CHECKS:
        yield from check_run(run)
