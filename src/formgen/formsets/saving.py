"""What to do with documents that Word and Excel save in other kinds than formgen fills."""

from __future__ import annotations

from pathlib import PurePath

_WORD = "Open it in Word, choose File > Save As and the type “Word Document (.docx)”."
_EXCEL = "Open it in Excel, choose File > Save As and the type “Excel Workbook (.xlsx)”."
_KINDS = {
    **dict.fromkeys(("doc", "dot", "docm", "dotx", "dotm", "odt", "rtf"), _WORD),
    **dict.fromkeys(("xls", "xlt", "xlsm", "xltx", "xltm", "ods", "csv"), _EXCEL),
}


def how_to_save(template: PurePath) -> str:
    """Return how to make a file that formgen can fill from one that it can't, by its ending."""
    ending = template.suffix.removeprefix(".").casefold()
    return _KINDS.get(ending, "Use a file that ends in .docx or .xlsx.")
