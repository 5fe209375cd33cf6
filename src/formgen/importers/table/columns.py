"""The columns of a table of standards, by what people call them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from formgen.reading.stream import Line

_ROWS_ABOVE = 20
"""So many rows may stand above the row of column names."""
_BY_NAME = {
    "qualification": "qualification, qualification title, award, award title",
    "group": "group, unit group, group of units, mandatory or optional",
    "unit": "unit, unit code, unit ref, unit reference, unit id, standard, standard code, nos, "
    "nos code, module, module code",
    "number": "unit number, unit no, awarding body number, unit ref no, unit reference no",
    "unit_title": "unit title, unit name, title of unit, standard title, title, "
    "module title, module name",
    "level": "level, unit level, scqf level, rqf level",
    "credits": "credits, credit, credit value, unit credits, credit points, scqf credit points",
    "glh": "glh, guided learning hours",
    "element": "element, element code, element no, element number, learning outcome, "
    "learning outcomes, learning outcome code, learning outcome no, learning outcome number, "
    "outcome, outcome code, outcome no, outcome number, lo, lo code, lo no",
    "element_title": "element title, element name, learning outcome title, learning outcome text, "
    "outcome title, outcome text, lo title, lo text",
    "code": "code, criterion, criterion code, criterion no, criterion number, criteria, "
    "criteria code, performance criterion, performance criteria, performance criterion code, pc, "
    "pc code, pc no, assessment criterion, assessment criteria, assessment criterion code, ac, "
    "ac code, ac no, item, item code, ref, reference",
    "text": "text, criterion text, criteria text, performance criterion text, assessment criterion "
    "text, pc text, ac text, description, wording, statement, item text, criterion description",
    "knowledge_code": "knowledge code, knowledge no, knowledge number, k code",
    "knowledge": "knowledge, knowledge and understanding, knowledge text, "
    "knowledge and understanding text",
    "kind": "kind, type, item type, item kind, kind of item",
    "label": "label, short label, short name, short title",
}
_COLUMNS = {name.strip(): column for column, names in _BY_NAME.items() for name in names.split(",")}
_CODE_WORDS = ("code", "no", "number", "ref", "reference", "id")
_TEXT_WORDS = ("text", "title", "description", "wording", "statement", "name")
_CODES_OF = {"unit": "unit", "element": "element", "code": "code", "knowledge": "knowledge_code"}
_TEXTS_OF = {"unit": "unit_title", "element": "element_title", "code": "text"}
_PARTNERS = {"element": "element_title", "code": "text"}
"""Names that stand above codes in one table stand above texts in another."""
_ROWS_LOOKED_AT = 300
_CODE = re.compile(r"\(?(?:[A-Za-z]{0,8}[ .-]?\d[\w./-]*|[A-Za-z]{1,2})[.):]*")
_UNIT_COLUMNS = ("unit", "number", "unit_title")


@dataclass(frozen=True)
class Row:
    """The filled cells of one row."""

    cells: tuple[Line, ...]


@dataclass(frozen=True)
class Header:
    """The row of column names."""

    at: int
    """Its position among the rows of the sheet."""
    columns: Mapping[int, str]
    """What the columns known here hold, by their places."""
    others: tuple[Line, ...] = ()
    """The names of columns that are not known here, or known twice."""
    names: Mapping[str, Line] = field(default_factory=dict)

    def values(self, row: Row) -> dict[str, Line]:
        """Return the cells of a row by what their columns hold."""
        return {self.columns[cell.part]: cell for cell in row.cells if cell.part in self.columns}


def column_of(name: str) -> str | None:
    """Return what a column of this name holds; None for a name not known here."""
    plain = name.casefold().replace("&", " and ").replace("(s)", "").replace("#", " no ")
    words = re.sub(r"[^a-z0-9]+", " ", plain).split()
    if known := _COLUMNS.get(" ".join(words)):
        return known
    base = _COLUMNS.get(" ".join(words[:-1]), "")
    if words and words[-1] in _CODE_WORDS:
        return _CODES_OF.get(base)
    return _TEXTS_OF.get(base) if words and words[-1] in _TEXT_WORDS else None


def has_items(columns: Sequence[str]) -> bool:
    """Whether columns are enough to take items from: what they are, and what they belong to."""
    known = set(columns)
    said = known & {"code", "text", "knowledge"}
    belongs = known & {*_UNIT_COLUMNS, "element", "element_title", "kind"}
    return bool(said and (belongs or len(said) > 1) and len(known) > 1)


def read_header(rows: Sequence[Row]) -> Header | None:
    """Return the row of column names, the first that names enough columns; None if none does."""
    for at, row in enumerate(rows[:_ROWS_ABOVE]):
        columns = _columns(row, rows[at + 1 : at + 1 + _ROWS_LOOKED_AT])
        if has_items(tuple(columns.values())):
            # A table that knows units by number only calls them by it.
            if "unit" not in columns.values() and "number" in columns.values():
                columns = {
                    part: "unit" if column == "number" else column
                    for part, column in columns.items()
                }
            names = {columns[cell.part]: cell for cell in row.cells if cell.part in columns}
            others = tuple(cell for cell in row.cells if cell.part not in columns)
            return Header(at, columns, others, names)
    return None


def read_listing(rows: Sequence[Row]) -> Header | None:
    """Return the row of column names of a list of units, with or without more about each."""
    for at, row in enumerate(rows[:_ROWS_ABOVE]):
        columns = _columns(row, ())
        if {"unit", "unit_title"} <= set(columns.values()):
            return Header(at, columns)
    return None


def _columns(row: Row, below: Sequence[Row]) -> dict[int, str]:
    """Return what columns hold, by their places: what names leave open the rows below tell."""
    holders: dict[str, list[int]] = {}
    nameless = []
    for cell in row.cells:
        if column := column_of(cell.text):
            holders.setdefault(column, []).append(cell.part)
        elif set(re.findall("[a-z]+", cell.text.casefold())) & set(_CODE_WORDS):
            nameless.append(cell.part)  # “No.”, of the codes or of the rows
    columns = {parts[0]: column for column, parts in holders.items()}
    for column, partner in _PARTNERS.items():
        parts = list(holders.get(column, ()))
        if parts and column == "code" and not any(_holds_codes(each, below) for each in parts):
            parts += nameless
        of_codes = [each for each in parts if _holds_codes(each, below)]
        of_texts = [each for each in parts if each not in of_codes]
        if len(parts) > 1 and of_codes and of_texts:
            columns = {part: each for part, each in columns.items() if each != column}
            columns[of_codes[0]] = column
            if partner not in holders:
                columns[of_texts[0]] = partner
    return columns


def _holds_codes(part: int, rows: Sequence[Row]) -> bool:
    """Whether at least half of what stands in a column has the shape of a code."""
    texts = [cell.text for row in rows for cell in row.cells if cell.part == part]
    return bool(texts) and 2 * sum(bool(_CODE.fullmatch(text)) for text in texts) >= len(texts)
