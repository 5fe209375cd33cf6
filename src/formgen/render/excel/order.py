"""The elements of a sheet, which stand in a fixed order."""

from __future__ import annotations

from lxml import etree

from formgen.render.excel.xml import main

# ECMA-376, 18.3.1.99
_ORDER = tuple(
    main(tag)
    for tag in (
        "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
        "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
        "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
        "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
        "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
        "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects",
        "controls", "webPublishItems", "tableParts", "extLst",
    )
)  # fmt: skip


def child(root: etree._Element, tag: str, **prefixes: str) -> etree._Element:
    """Return an element of a sheet, made at its place where the sheet has none.

    One that is made knows namespaces by these prefixes.
    """
    found = root.find(main(tag))
    if found is None:
        found = etree.Element(main(tag), nsmap=prefixes)
        behind = _ORDER[_ORDER.index(found.tag) + 1 :]
        after = next((each for each in root if each.tag in behind), None)
        if after is None:
            root.append(found)
        else:
            after.addprevious(found)
    return found


def replace_by_text(element: etree._Element, text: str) -> None:
    """Put a text in an element's place."""
    previous, parent = element.getprevious(), element.getparent()
    if parent is None:
        return
    text += element.tail or ""
    parent.remove(element)
    if previous is None:
        parent.text = (parent.text or "") + text
    else:
        previous.tail = (previous.tail or "") + text
