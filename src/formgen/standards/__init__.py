"""The standards: their model, their files, the catalogue; what changed is in ``changes``."""

from formgen.standards.catalogue import Entry, entries, find, locate
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
from formgen.standards.units import UnitRecord, Units

__all__ = [
    "Criterion",
    "Element",
    "Entry",
    "Group",
    "Qualification",
    "Rule",
    "Ruleset",
    "Standards",
    "Terms",
    "Unit",
    "UnitRecord",
    "Units",
    "changed_files",
    "entries",
    "file_name",
    "find",
    "group_rule",
    "in_languages",
    "in_words",
    "load",
    "locate",
    "qualification_with_kept",
    "unit_in",
    "untranslated",
    "with_kept",
    "without_text",
]
