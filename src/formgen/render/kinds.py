"""Word and Excel files that say of themselves that they are something else than a document.

A template (.dotx) or a document with macros (.docm) stays one when its file is only renamed, and
what is made from it does not open.
"""

from __future__ import annotations

import re
import zipfile
from contextlib import suppress
from pathlib import Path

from formgen.errors import FormgenError, Problem
from formgen.formsets.saving import how_to_save

_TYPE = re.compile(
    rb"application/vnd\.(?:openxmlformats-officedocument\.(?P<template>wordprocessingml|spreadsheetml)"
    rb"\.template\.main|ms-(?P<macros>word|excel)\.(?:document|template|sheet)\.macroEnabled[.\w]*)"
)


def refuse_other_kind(path: Path, extension: str) -> None:
    """Raise FormgenError for a file that is called a document and is a template or has macros."""
    found = None
    with suppress(OSError, KeyError, zipfile.BadZipFile), zipfile.ZipFile(path) as package:
        found = _TYPE.search(package.read("[Content_Types].xml"))
    if not found:
        return
    named = path.with_suffix(".docm" if extension == "docx" else ".xlsm")
    word = extension == "docx"
    kind = f"{'a Word' if word else 'an Excel'} template (.{'dotx' if word else 'xltx'})"
    if found["macros"]:
        kind = f"a file with macros (.{'docm' if word else 'xlsm'})"
    raise FormgenError(
        Problem(f"is {kind} that was only renamed to .{extension}", str(path), how_to_save(named))
    )
