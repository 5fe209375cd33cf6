"""Importers: from publishers' documents to standards, losing nothing in silence."""

from formgen.importers.accounting import LineCounts, Region
from formgen.importers.families import FAMILIES, Family
from formgen.importers.filling import Filled, Mismatch, fill, plan_filling
from formgen.importers.findings import KINDS, Finding
from formgen.importers.importing import import_documents
from formgen.importers.results import Grid, Imported, Parsed
from formgen.importers.saving import SavePlan, plan_save, save
from formgen.importers.versions import Version, read_version
from formgen.reading.stream import Line, Stream

__all__ = [
    "FAMILIES",
    "KINDS",
    "Family",
    "Filled",
    "Finding",
    "Grid",
    "Imported",
    "Line",
    "LineCounts",
    "Mismatch",
    "Parsed",
    "Region",
    "SavePlan",
    "Stream",
    "Version",
    "fill",
    "import_documents",
    "plan_filling",
    "plan_save",
    "read_version",
    "save",
]
