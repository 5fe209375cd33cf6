"""Findings: what a source document gets wrong, and what was made of it.

The kinds are an interface: docs/import-findings.md lists them all, and a test keeps that list and
``KINDS`` equal.
"""

from __future__ import annotations

from dataclasses import dataclass

from formgen.reading.stream import Line

KINDS = (
    "page-not-read",
    "incomplete-label",
    "foreign-label",
    "misprinted-label",
    "missing-label",
    "missing-code",
    "repeated-code",
    "out-of-sequence",
    "misplaced-code",
    "missing-text",
    "missing-title",
    "element-without-heading",
    "element-without-section",
    "element-not-listed",
    "element-title-differs",
    "repeated-heading",
    "wrong-continuation",
    "unit-not-described",
    "unit-not-listed",
    "unit-title-differs",
    "unit-number-spacing",
    "unit-number-differs",
    "checklist-differs",
    "repeated-unit",
    "grid-differs",
    "theme-differs",
    "qualification-title-differs",
    "rule-not-understood",
    "rule-count-differs",
    "rule-without-levels",
    "no-full-stop",
    "lower-case-start",
    "stop-inside-sentence",
    "repeated-text",
    "stray-punctuation",
    "joined-label",
    "joined-lines",
    "two-items",
    "broken-line",
    "note-in-cell",
    "stray-mark",
    "stray-full-stop",
    "missing-fact",
    "empty-unit",
    "element-without-criteria",
    "reviewer-comment",
    "suite-differs",
    "unit-code-differs",
    "unit-level-differs",
    "unit-credits-differs",
    "unit-glh-differs",
    "unit-theme-differs",
    "qualification-number-differs",
    "misprinted-number",
    "missing-heading",
    "heading-differs",
    "missing-overview",
    "missing-theme",
    "standing-text-differs",
    "no-colon",
    "broken-off",
    "capital-start",
    "sheet-without-header",
    "column-not-read",
    "row-without-unit",
    "row-without-code",
    "unknown-kind",
    "not-a-number",
)
"""Every kind of finding; a kind once published keeps its meaning."""


@dataclass(frozen=True)
class Finding:
    """Something wrong in a source document: where, what, and what was taken instead."""

    file: str
    line: int
    kind: str
    message: str
    printed: str = ""
    taken_as: str = ""
    """What went into the standards; empty where nothing did."""
    where: str = ""
    """Where in the document a person finds the line, if not by its number: “page 4”."""

    def __str__(self) -> str:
        where = f" ({self.where})" if self.where else ""
        return f"{self.file}:{self.line}{where} {self.kind}: {self.message}"


class Findings:
    """Collects the findings of one import."""

    def __init__(self) -> None:
        self._found: list[Finding] = []

    def add(
        self, line: Line, kind: str, message: str, printed: str = "", taken_as: str = ""
    ) -> None:
        """Note a finding at a line."""
        if kind not in KINDS:
            raise ValueError(f"unknown kind of finding: {kind}")
        self._found.append(Finding(*line.place, kind, message, printed, taken_as, line.where))

    def in_order(self, files: tuple[str, ...]) -> tuple[Finding, ...]:
        """Return the findings in the order of the documents' lines."""
        return tuple(sorted(self._found, key=lambda each: (files.index(each.file), each.line)))
