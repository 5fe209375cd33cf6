"""Form sets: which forms exist, what each is made for, its templates and its terms."""

from formgen.formsets.files import (
    DEFAULT,
    FORMSET_FILE,
    FormSetFolder,
    find_formset,
    formset_folder,
    formset_names,
    own_formsets,
    read_formset,
)
from formgen.formsets.layout import ColumnLimits, LayoutOptions, PageOptions
from formgen.formsets.model import FORMATS, PDF, Form, FormSet, template_format

__all__ = [
    "DEFAULT",
    "FORMATS",
    "FORMSET_FILE",
    "PDF",
    "ColumnLimits",
    "Form",
    "FormSet",
    "FormSetFolder",
    "LayoutOptions",
    "PageOptions",
    "find_formset",
    "formset_folder",
    "formset_names",
    "own_formsets",
    "read_formset",
    "template_format",
]
