"""The page that a sheet is printed on: what is drawn, and what a form set asks for instead."""

from __future__ import annotations

from collections.abc import Mapping

from formgen.errors import FormgenError, Problem
from formgen.formsets import PageOptions
from formgen.layout import millimetres
from formgen.render.excel.order import child
from formgen.render.excel.sheet import Sheet
from formgen.render.excel.xml import is_true, main

# Width and height of paper upright, in millimetres, by Excel's number for it.
_PAPER = {
    "1": (215.9, 279.4),
    "5": (215.9, 355.6),
    "8": (297.0, 420.0),
    "9": (210.0, 297.0),
    "11": (148.0, 210.0),
}
_NUMBERS = {"A3": "8", "A4": "9"}
_TWIPS_PER_INCH = 1440
_MM_PER_INCH = 25.4
_MARGINS = {"left": 0.7, "right": 0.7, "top": 0.75, "bottom": 0.75, "header": 0.3, "footer": 0.3}


def printed_size(sheet: Sheet) -> tuple[int, int]:
    """Return width and height between the margins in twips of the sheet, before any scaling.

    Raises FormgenError for a page whose size isn't known.
    """
    given = _setup(sheet)
    paper = given.get("paperSize", _NUMBERS["A4"])
    if paper not in _PAPER:
        raise FormgenError(
            Problem(
                f"its paper is no. {paper} in Excel's list, whose size is not known here",
                sheet.place,
                "Choose A4 in Page Layout > Size.",
            )
        )
    width, height = (millimetres(side) for side in _PAPER[paper])
    if given.get("orientation") == "landscape":
        width, height = height, width
    inches = _margins(sheet)
    twips = {name: round(inch * _TWIPS_PER_INCH) for name, inch in inches.items()}
    scale = int(given.get("scale", "100")) / 100
    return (
        int((width - twips["left"] - twips["right"]) / scale),
        int((height - twips["top"] - twips["bottom"]) / scale),
    )


def is_fitted(sheet: Sheet) -> bool:
    """Return whether the sheet is printed as small as it must be to fit on so many pages."""
    found = sheet.root.find(f"{main('sheetPr')}/{main('pageSetUpPr')}")
    return found is not None and is_true(found.get("fitToPage"))


def set_page(sheet: Sheet, options: PageOptions) -> None:
    """Give a sheet the page that a form set asks for; what it doesn't ask for stays as drawn.

    Only sheets with a grid are turned: the columns of the others fit the page they were drawn for.
    Excel has no margins that change sides, so both sides leave room to bind double-sided pages by.
    """
    changes: dict[str, str] = {}
    if options.paper:
        changes["paperSize"] = _NUMBERS[options.paper]
    if options.orientation and sheet.column_loop and sheet.column_loop.grids:
        changes["orientation"] = options.orientation
    if changes:
        child(sheet.root, "pageSetup").attrib.update(changes)
    if options.binding_mm is None:
        return
    binding = options.binding_mm / _MM_PER_INCH
    inches = _margins(sheet)
    if _setup(sheet).get("orientation") == "landscape":
        lacking = max(0.0, binding - min(inches["header"], inches["top"]))
        inches |= {name: inches[name] + lacking for name in ("header", "top")}
    else:
        sides = ("left", "right") if options.duplex else ("left",)
        inches |= {side: max(inches[side], binding) for side in sides}
    margins = child(sheet.root, "pageMargins")
    margins.attrib.update({name: f"{inch:.6g}" for name, inch in inches.items()})


def _setup(sheet: Sheet) -> Mapping[str, str]:
    setup = sheet.root.find(main("pageSetup"))
    return {} if setup is None else {str(name): str(value) for name, value in setup.attrib.items()}


def _margins(sheet: Sheet) -> dict[str, float]:
    margins = sheet.root.find(main("pageMargins"))
    if margins is None:
        return dict(_MARGINS)
    return {name: float(margins.get(name, inch)) for name, inch in _MARGINS.items()}
