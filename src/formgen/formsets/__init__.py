"""Form sets: which forms exist, what each is made for, its templates and its terms."""

from formgen.formsets.centre import LONGEST_ON_PAGES, NO_CENTRE, Centre, find_centre
from formgen.formsets.colours import Colours, channels
from formgen.formsets.files import (
    DEFAULT,
    FORMSET_FILE,
    FormSetFolder,
    find_formset,
    formset_folder,
    formset_names,
    own_formsets,
    read_formset,
    usual_formset,
    workspace_formset,
)
from formgen.formsets.layout import ColumnLimits, LayoutOptions, PageOptions
from formgen.formsets.logo import Picture
from formgen.formsets.model import FORMATS, PDF, Form, FormSet, Words, template_format
from formgen.formsets.terms import chosen_terms, in_text

__all__ = [
    "DEFAULT",
    "FORMATS",
    "FORMSET_FILE",
    "LONGEST_ON_PAGES",
    "NO_CENTRE",
    "PDF",
    "Centre",
    "Colours",
    "ColumnLimits",
    "Form",
    "FormSet",
    "FormSetFolder",
    "LayoutOptions",
    "PageOptions",
    "Picture",
    "Words",
    "channels",
    "chosen_terms",
    "find_centre",
    "find_formset",
    "formset_folder",
    "formset_names",
    "in_text",
    "own_formsets",
    "read_formset",
    "template_format",
    "usual_formset",
    "workspace_formset",
]
