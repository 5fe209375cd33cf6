"""The looks that authors give the same content: headings, lists and gaps, in Word and as text.

A document's lines are sorted into headings, labelled items, rows of tables and running text; a look
says how each is set. What an importer makes of the content should not depend on the look.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import Literal, TypeAlias

from contents import Document
from document_writers import Row, blocks, paragraph, table, write_docx_body
from formgen.importers.lettering import position_of
from formgen.standards import Element

Kind: TypeAlias = Literal["heading", "item", "row", "text"]
Items: TypeAlias = Literal["typed", "tabbed", "numbered", "bulleted", "rows", "below"]
"""Labels typed before the text, with a tab between, counted by Word, after a bullet, in a cell of
their own, or in the line above."""
Gaps: TypeAlias = Literal["everywhere", "at headings", "nowhere"]

_LABELS = {
    "nos": r"(?:- )?(?P<label>[PK]\d+) (?P<text>.*)",
    "city-guilds": r"- (?P<label>\d{0,2}[a-z]{1,2}\.) (?P<text>.*)",
    "cfa-draft": r"(?P<label>[A-Z]+\d+\.\d+|[a-z]+\d+(?:\.\d+\.\d+|[a-z]{1,2}))(?P<text>)",
    "sqa-portfolio": r"(?P<label>(?:[A-Z]+ ?)?\d+(?:\.\d+(?:\.\d+)?|[a-z]{1,2}))(?P<text>)",
    "rqf": r"(?P<label>\d+\.\d+) (?P<text>.*)",
}
_HEADINGS = {
    "nos": r"Overview|Performance criteria|Knowledge and understanding",
    "city-guilds": (
        r"Unit \d+ [^\t]*|What is the unit about\?|Outcomes of effective performance|"
        r"Knowledge and understanding|Contents|\d(?:\.\d)? [A-Z][^.:]*|Appendix .*"
    ),
    "cfa-draft": (
        r"Unit [A-Z]+\d+   .*|What this unit is about|.* Standards|Knowledge and understanding"
    ),
    "sqa-portfolio": (
        r"Unit .*\(.*\)|Section \d.*|Unit Summary|Performance Criteria|Unit progress record.*|"
        r"Glossary of terms|Units for the .*|This Unit has the following Elements:"
    ),
    "rqf": r"(?!)",
}


@dataclass(frozen=True)
class Look:
    """How content is set."""

    items: Items
    gaps: Gaps
    headings: Literal["styled", "bold", "plain"] = "plain"

    def __str__(self) -> str:
        return f"{self.items}, gaps {self.gaps}, headings {self.headings}"


@dataclass(frozen=True)
class Piece:
    """A paragraph or a row of a table."""

    kind: Kind
    text: str = ""
    label: str = ""
    cells: tuple[str, ...] = ()


def pieces(document: Document) -> list[Piece]:
    """Return what a document holds, without its blank lines."""
    headings, conditions = set[str](), set[str]()
    for unit in document.units:
        headings |= {unit.code, unit.title}
        headings |= {_title(document.family, each) for each in unit.elements}
        asked = "\n".join(each.text for each in unit.evidence_requirements)
        conditions |= {f"- {line}" for line in asked.split("\n")}
    found: list[Piece] = []
    for block in blocks((document.whole or document.text).split("\n")):
        last = found[-1] if found else None
        if isinstance(block, Row):
            found.append(Piece("row", cells=tuple("\n".join(cell) for cell in block.cells)))
        elif "\t" in block:
            found.append(Piece("row", cells=tuple(block.split("\t"))))
        elif not (text := block.strip()):
            continue
        elif last and last.kind == "item" and not last.text:
            found[-1] = replace(last, text=text)
        elif last and last.kind == "text" and text[0].islower() and last.text[-1].isalpha():
            found[-1] = replace(last, text=f"{last.text} {text}")
        elif text in conditions:
            found.append(Piece("text", text))
        else:
            found.append(_piece(text, document.family, headings))
    return found


def _title(family: str, element: Element) -> str:
    return f"{element.code} {element.title}" if family == "city-guilds" else element.title


def _piece(text: str, family: str, headings: set[str]) -> Piece:
    if text in headings or re.fullmatch(_HEADINGS[family], text):
        return Piece("heading", text)
    if labelled := re.fullmatch(_LABELS[family], text):
        return Piece("item", labelled["text"], labelled["label"])
    return Piece("text", text)


def _gap(before: Piece, after: Piece, look: Look) -> bool:
    """Whether an empty line stands between two pieces."""
    if look.gaps == "everywhere":
        return True
    return look.gaps == "at headings" and "heading" in (before.kind, after.kind)


# --- text -----------------------------------------------------------------------------------------


def as_text(content: Sequence[Piece], look: Look) -> str:
    """Return content as a text file; rows of tables always have their empty line."""
    lines: list[str] = []
    for before, piece in pairwise([Piece("text"), *content]):
        if lines and ("row" in (before.kind, piece.kind) or _gap(before, piece, look)):
            lines.append("")
        lines += _lines(piece, look)
    return "\n".join(lines) + "\n"


def _lines(piece: Piece, look: Look) -> list[str]:
    if piece.kind == "row":
        return [f"\t{cell}" for cell in piece.cells]
    if not piece.label:
        return [piece.text]
    if look.items == "rows":
        return [f"\t{piece.label}", f"\t{piece.text}", ""]
    if look.items == "below":
        return [piece.label, piece.text]
    bullet = "•\t" if look.items == "bulleted" else ""
    return [bullet + _labelled(piece, look)]


def _labelled(piece: Piece, look: Look) -> str:
    between = "\t" if look.items == "tabbed" else " "
    return f"{piece.label}{between}{piece.text}"


# --- Word -----------------------------------------------------------------------------------------

_STYLE = (
    '<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/>'
    "<w:rPr><w:b/></w:rPr></w:style>"
)


@dataclass
class _Lists:
    """The lists of a document; the first has bullets."""

    definitions: list[str] = field(default_factory=list)
    last: tuple[str, str, int] = ("", "", 0)
    """Beginning of the labels, how they count, and the last number."""

    def __post_init__(self) -> None:
        self._begin("bullet", "•", 1)

    def _begin(self, counts: str, label: str, start: int) -> None:
        number = len(self.definitions) + 1
        level = (
            f'<w:start w:val="{start}"/><w:numFmt w:val="{counts}"/><w:lvlText w:val="{label}"/>'
        )
        self.definitions.append(
            f'<w:abstractNum w:abstractNumId="{number}"><w:lvl w:ilvl="0">{level}</w:lvl>'
            f'</w:abstractNum><w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
        )

    def item(self, text: str, label: str) -> str:
        """Return an item with a label that Word counts."""
        found = re.fullmatch(r"(.*?)(\d+|[a-z]{1,2})(\.?)", label)
        assert found
        before, core, after = found.groups()
        counts, number = "decimal", int(core) if core.isdigit() else position_of(core)
        if not core.isdigit():
            counts = "lowerLetter"
            if number > 26:  # Word counts z, aa, bb
                return paragraph(f"{label} {text}")
        if self.last != (before, counts, number - 1):
            self._begin(counts, f"{before}%1{after}", number)
        self.last = (before, counts, number)
        return paragraph(text, _in_list(len(self.definitions)))


def _in_list(number: int) -> str:
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def write_word(path: Path, content: Sequence[Piece], look: Look) -> Path:
    """Write content as a Word document; rows that follow each other are one table."""
    lists, body, rows = _Lists(), list[str](), list[list[str]]()
    for before, piece in pairwise([Piece("text"), *content]):
        in_table = piece.kind == "row" or (bool(piece.label) and look.items == "rows")
        if rows and not in_table:
            body.append(table(*rows))
            rows = []
        if in_table:
            cells = piece.cells or (piece.label, piece.text)
            rows.append(["".join(map(paragraph, cell.split("\n"))) for cell in cells])
            continue
        if body and _gap(before, piece, look):
            body.append(paragraph(""))
        body += _paragraphs(piece, look, lists)
    if rows:
        body.append(table(*rows))
    parts = {"styles": _STYLE, "numbering": "".join(lists.definitions)}
    return write_docx_body(path, "".join(body), parts)


def _paragraphs(piece: Piece, look: Look, lists: _Lists) -> list[str]:
    if piece.kind == "heading":
        return [_heading(piece.text, look)]
    if not piece.label:
        return [paragraph(piece.text)]
    if look.items == "numbered":
        return [lists.item(piece.text, piece.label)]
    if look.items == "below":
        return [paragraph(piece.label), paragraph(piece.text)]
    return [paragraph(_labelled(piece, look), _in_list(1) if look.items == "bulleted" else "")]


def _heading(text: str, look: Look) -> str:
    if look.headings == "styled":
        return paragraph(text, '<w:pStyle w:val="Heading2"/>')
    bold = "<w:rPr><w:b/></w:rPr>" if look.headings == "bold" else ""
    return paragraph(text).replace("<w:r>", f"<w:r>{bold}")
