"""The standards: their model, their files, the catalogue, and the rules of combination."""

from formgen.standards.catalogue import Entry, entries, find, locate
from formgen.standards.changes import (
    Change,
    Comparison,
    Stretch,
    UnitChanges,
    compare,
    compare_units,
    marked,
    pair_units,
    qualification_changes,
    unit_changes,
)
from formgen.standards.files import (
    Standards,
    changed_files,
    file_name,
    load,
    qualification_with_kept,
    with_kept,
    without_text,
)
from formgen.standards.languages import in_languages, unit_in, untranslated
from formgen.standards.model import (
    Criterion,
    Element,
    Group,
    Qualification,
    Rule,
    Ruleset,
    Unit,
)
from formgen.standards.rules import group_rule, in_words
from formgen.standards.terms import Terms

__all__ = [
    "Change",
    "Comparison",
    "Criterion",
    "Element",
    "Entry",
    "Group",
    "Qualification",
    "Rule",
    "Ruleset",
    "Standards",
    "Stretch",
    "Terms",
    "Unit",
    "UnitChanges",
    "changed_files",
    "compare",
    "compare_units",
    "entries",
    "file_name",
    "find",
    "group_rule",
    "in_languages",
    "in_words",
    "load",
    "locate",
    "marked",
    "pair_units",
    "qualification_changes",
    "qualification_with_kept",
    "unit_changes",
    "unit_in",
    "untranslated",
    "with_kept",
    "without_text",
]
