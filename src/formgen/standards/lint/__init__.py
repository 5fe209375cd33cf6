"""Lint: what is wrong with standards, wherever they come from, with file and line."""

from formgen.standards.lint.checking import lint
from formgen.standards.lint.findings import KINDS, Finding, Kind, LintReport, Severity

__all__ = ["KINDS", "Finding", "Kind", "LintReport", "Severity", "lint"]
