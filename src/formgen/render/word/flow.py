"""The parts of a rendered Word document, read as what flows onto pages: paragraphs and tables.

Only what takes room is read. Floating pictures and text boxes take none here, columns of text
count as one, and a picture in a line makes the first line of its paragraph higher.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

from formgen.layout import Block, Font, Paragraph, Run, Table, Twips, break_lines
from formgen.render.word.formats import Format
from formgen.render.word.properties import Properties, Styles, flat, is_on, over, twips
from formgen.render.word.rows import CellRead, RowRead, begins_page, rows_of, stacked

_P, _TBL, _TR, _TC, _R = (qn(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc", "r"))
_SHELLS = {qn(f"w:{tag}") for tag in ("sdt", "sdtContent", "ins", "smartTag", "customXml")} | {
    qn("w:hyperlink"),
    qn("w:fldSimple"),
}
_TEXTS = {
    qn("w:tab"): "\t",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\N{NON-BREAKING HYPHEN}",
    qn("w:softHyphen"): "\N{SOFT HYPHEN}",
    qn("w:sym"): "\N{BULLET}",
}
_PAGE_BREAK = "\f"
_EMU = 635
_MOST_ROWS = 2_000  # remembered at a time: some megabytes


@dataclass(frozen=True)
class Placed:
    """A paragraph on its way to a block, with what its neighbours must know."""

    block: Paragraph
    style: str
    form: Format
    runs: tuple[Run, ...]
    picture: int
    """Height of the highest picture in its lines."""

    @property
    def texts(self) -> list[str]:
        """What it says, parted between runs and at tabs."""
        return [text for run in self.runs for text in run.text.split("\t") if text]

    def with_texts(self, texts: Iterable[str], width: Twips) -> Paragraph:
        """Return the block with as many other texts, in a column of a width."""
        left = iter(texts)
        parted = [[next(left) if text else "" for text in r.text.split("\t")] for r in self.runs]
        runs = [Run("\t".join(of), run.font) for of, run in zip(parted, self.runs, strict=True)]
        return _paragraph(self.form, runs, width, self.picture)


class FlowReader:
    """Reads blocks with the styles and numbering of one template.

    Rows that stand in its documents again and again, blank ones and labels, are read once.
    """

    def __init__(self, styles: Styles, numbering: Mapping[tuple[str, str], Properties]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._fonts: dict[tuple[str, str, frozenset[tuple[str, str]]], tuple[Font, bool]] = {}
        self._formats: dict[tuple[str, frozenset[tuple[str, str]]], Format] = {}
        self._rows: dict[tuple[bytes, bytes, tuple[int, ...]], RowRead] = {}

    def blocks(self, container: Iterable[Any], width: Twips, table_style: str = "") -> list[Block]:
        """Return the paragraphs and tables of a body, a header or a cell, as wide as it is."""
        placed: list[Placed | Table] = []
        broken = False
        for element in _elements(container, {_P, _TBL}):
            new: Sequence[Placed | Table]
            if element.tag == _TBL:
                new, breaks = [self._table(element)], False
            else:
                new, breaks = self.paragraphs(element, width, table_style)
            if broken and new:
                new = [_broken(new[0]), *new[1:]]
            placed += new
            broken = breaks
        return _without_contextual_spaces(placed)

    def height(self, container: Iterable[Any], width: Twips) -> int:
        """Return the height of what stands in a header or footer as wide as it is."""
        return sum(stacked(self.blocks(container, width)))

    def paragraphs(self, element: Any, width: Twips, table_style: str) -> tuple[list[Placed], bool]:
        """Return a paragraph, parted at its page breaks, and whether it ends with one."""
        own = flat(element.find(qn("w:pPr")))
        form = self._format(own, table_style)
        texts = _parted(self._runs(element, own, table_style))
        breaks = len(texts) > 1 and not texts[-1]
        if breaks:
            texts.pop()
        begins = len(texts) > 1 and not texts[0]
        if begins:
            texts.pop(0)
        picture = _picture_height(element)
        placed = []
        for at, text in enumerate(texts):
            runs = tuple(text) or (Run("", self._mark_font(own, table_style)),)
            block = _paragraph(form, runs, width, picture)
            if at or begins:
                block = replace(block, break_before=True)
            placed.append(Placed(block, own.get("pStyle", ""), form, runs, picture))
        return placed, breaks

    def _format(self, own: Properties, table_style: str) -> Format:
        key = (table_style, frozenset(own.items()))
        if key not in self._formats:
            properties = self._styles.paragraph(own, table_style)
            number = properties.get("numPr.numId", "0")
            if number != "0":
                level = self._numbering.get((number, properties.get("numPr.ilvl", "0")), {})
                style = {name: own[name] for name in ("pStyle",) if name in own}
                of_style = self._styles.paragraph(style, table_style)
                properties = over(of_style, level, own)
            self._formats[key] = Format.read(properties, numbered=number != "0")
        return self._formats[key]

    def _runs(self, element: Any, paragraph: Properties, table_style: str) -> Iterator[Run]:
        for run in _elements(element, {_R}):
            own = flat(run.find(qn("w:rPr")))
            font, hidden = self._font(paragraph.get("pStyle", ""), own, table_style)
            text = "" if hidden else "".join(_run_text(run))
            if text:
                yield Run(text.upper() if is_on(own, "caps") else text, font)

    def _mark_font(self, own: Properties, table_style: str) -> Font:
        mark = {name[4:]: value for name, value in own.items() if name.startswith("rPr.")}
        return self._font(own.get("pStyle", ""), mark, table_style)[0]

    def _font(self, style: str, own: Properties, table_style: str) -> tuple[Font, bool]:
        """Return the font of a text and whether it is hidden."""
        key = (style, table_style, frozenset(own.items()))
        if key not in self._fonts:
            paragraph = {"pStyle": style} if style else {}
            properties = self._styles.text(paragraph, own, table_style)
            self._fonts[key] = (self._styles.font(properties), is_on(properties, "vanish"))
        return self._fonts[key]

    def _table(self, element: Any) -> Table:
        drawn = element.find(qn("w:tblPr"))
        own = flat(drawn)
        style = own.get("tblStyle", "")
        properties = over(self._styles.of(style, "tblPr"), own)
        columns = element.find(qn("w:tblGrid"))
        grid = tuple(int(float(each.get(qn("w:w"), "0"))) for each in columns)
        look = b"" if drawn is None else etree.tostring(drawn)
        read = []
        for tr in _elements(element, {_TR}):
            key = (etree.tostring(tr), look, grid)
            if key not in self._rows:
                if len(self._rows) >= _MOST_ROWS:
                    self._rows.clear()
                self._rows[key] = self._row(tr, properties, style, grid)
            read.append(self._rows[key])
        return Table(rows_of(read, properties), bool(read) and begins_page(read[0]))

    def _row(self, tr: Any, table: Properties, style: str, grid: tuple[int, ...]) -> RowRead:
        """Return a row with its cells read in the widths of the table's grid."""
        row = flat(tr.find(qn("w:trPr")))
        column = twips(row, "gridBefore")
        cells: list[CellRead] = []
        for element in _elements(tr, {_TC}):
            own = flat(element.find(qn("w:tcPr")))
            span = max(1, twips(own, "gridSpan"))
            width = sum(grid[column : column + span]) or twips(own, "tcW.w")
            cell = CellRead.shaped(own, table, column)
            blocks = self.blocks(element, Twips(width - cell.sides), style)
            cells.append(cell.filled(blocks))
            column += span
        return RowRead(row, tuple(cells))


def _paragraph(form: Format, runs: Sequence[Run], width: Twips, picture: int) -> Paragraph:
    if form.tabs_align:
        runs = [run._replace(text=run.text.replace("\t", " ")) for run in runs]
    lines = break_lines(
        runs,
        Twips(max(width - form.indents, 1)),
        first_indent=form.first_indent,
        tab_stops=form.tab_stops,
    )
    heights = [form.line_height(line) for line in lines]
    heights[0] += form.border_above + max(0, picture - lines[0].height)
    heights[-1] += form.border_below
    return Paragraph(
        lines=tuple(Twips(height) for height in heights),
        before=form.before,
        after=form.after,
        keep_next=form.keep_next,
        keep_lines=form.keep_lines,
        widow_control=form.widow_control,
        break_before=form.break_before,
        text="".join(run.text for run in runs).strip(),
        level=form.level,
    )


def _elements(container: Iterable[Any], tags: set[str]) -> Iterator[Any]:
    """Yield the elements with these tags, in a container or in what merely wraps them there."""
    for child in container:
        if child.tag in tags:
            yield child
        elif child.tag in _SHELLS:
            yield from _elements(child, tags)


def _run_text(run: Any) -> Iterator[str]:
    for child in run:
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag == qn("w:br"):
            yield _PAGE_BREAK if child.get(qn("w:type")) == "page" else "\n"
        elif child.tag in _TEXTS:
            yield _TEXTS[child.tag]


def _parted(runs: Iterable[Run]) -> list[list[Run]]:
    """Return runs, parted at page breaks."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        for at, text in enumerate(run.text.split(_PAGE_BREAK)):
            if at:
                parts.append([])
            if text:
                parts[-1].append(Run(text, run.font))
    return parts


def _broken(placed: Placed | Table) -> Placed | Table:
    if isinstance(placed, Table):
        return replace(placed, break_before=True)
    return replace(placed, block=replace(placed.block, break_before=True))


def _without_contextual_spaces(placed: Sequence[Placed | Table]) -> list[Block]:
    """Return the blocks, without the spaces that paragraphs of one style leave out."""
    blocks: list[Block] = []
    for at, each in enumerate(placed):
        if isinstance(each, Table):
            blocks.append(each)
            continue
        block = each.block
        if each.form.contextual and at and _same_style(each, placed[at - 1]):
            block = replace(block, before=Twips(0))
        if each.form.contextual and _same_style(each, *placed[at + 1 : at + 2]):
            block = replace(block, after=Twips(0))
        blocks.append(block)
    return blocks


def _same_style(one: Placed, other: Placed | Table | None = None) -> bool:
    return isinstance(other, Placed) and other.style == one.style


def _picture_height(element: Any) -> int:
    extents = element.iterfind(f".//{qn('wp:inline')}/{qn('wp:extent')}")
    return max((int(extent.get("cy", "0")) // _EMU for extent in extents), default=0)
