"""A template filled with sample data, to look at while one draws it."""

from __future__ import annotations

from pathlib import Path

from formgen.atomic import write_bytes
from formgen.errors import FormgenError, Problem
from formgen.formsets import FORMATS, FORMSET_FILE, NO_CENTRE, Centre, template_format
from formgen.formsets.saving import how_to_save
from formgen.packs.template_findings import owners
from formgen.render.pdf import Source, convert, require_office

_TRIES = 9  # previews of one template that may be open at the same time


def preview(
    template: Path, folder: Path, *, as_pdf: bool = False, centre: Centre = NO_CENTRE
) -> Path:
    """Fill a template with the sample data and return the document that was written to a folder.

    An earlier preview that is still open keeps its file: the new one gets a number. Raises
    FormgenError for a template with faults, and for a PDF where LibreOffice is not there or fails.
    """
    if not template.is_file():
        hint = f"Name a .docx or .xlsx file that stands beside its {FORMSET_FILE}."
        raise FormgenError(Problem("is not there", str(template), hint))
    extension = template_format(template)
    if extension not in FORMATS:
        message = "is no template that formgen can fill"
        raise FormgenError(Problem(message, str(template), how_to_save(template)))
    office = require_office() if as_pdf else None
    samples, form = owners(template, centre)[0]
    data = samples.render(form, template)
    if office:
        ((_, made),) = convert(office, [Source(f"{template.stem}.pdf", data, extension)])
        if isinstance(made, Problem):
            raise FormgenError(made)
        data, extension = made, "pdf"
    return _write(folder, template.stem, extension, data)


def _write(folder: Path, stem: str, extension: str, data: bytes) -> Path:
    for number in range(1, _TRIES + 1):
        path = folder / (f"{stem}.{extension}" if number == 1 else f"{stem}-{number}.{extension}")
        try:
            write_bytes(path, data, durable=False)
        except FormgenError:
            if number == _TRIES or not path.is_file():
                raise
        else:
            return path
    raise AssertionError  # the last try returns or raises
