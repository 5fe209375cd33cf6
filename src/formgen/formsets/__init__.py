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
from formgen.formsets.model import FORMATS, ColumnLimits, Form, FormSet, template_format

__all__ = [
    "DEFAULT",
    "FORMATS",
    "FORMSET_FILE",
    "ColumnLimits",
    "Form",
    "FormSet",
    "FormSetFolder",
    "find_formset",
    "formset_folder",
    "formset_names",
    "own_formsets",
    "read_formset",
    "template_format",
]
