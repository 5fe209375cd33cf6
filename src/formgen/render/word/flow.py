"""The parts of a rendered Word document, read as what flows onto pages: paragraphs and tables.

Only what takes room is read. Floating pictures and text boxes take none here, columns of text
count as one, and a picture in a line makes the first line of its paragraph higher.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from docx.oxml.ns import qn

from formgen.layout import (
    Block,
    Cell,
    Font,
    Line,
    Paragraph,
    Row,
    Run,
    Table,
    Twips,
    break_lines,
)
from formgen.render.word.properties import Properties, Styles, flat, is_on, over, twips

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
_AUTO_SPACE = 280  # what Word takes for a space that it is to find itself: 14 pt
_CELL_MARGIN = 108  # Word's own, left and right
_EIGHTH_POINT = 2.5


@dataclass
class _Placed:
    """A paragraph on its way to a block, with what its neighbours must know."""

    block: Paragraph
    style: str
    contextual: bool


@dataclass
class _Merged:
    """A cell that is merged with those below it."""

    cell: Cell
    column: int
    first: int
    last: int


@dataclass(frozen=True)
class _Read:
    """A cell as it was read."""

    cell: Cell
    blocks: list[Block]
    column: int
    merge: str
    """``restart`` begins a merged cell, ``continue`` goes on with it; empty for any other."""


class FlowReader:
    """Reads blocks with the styles and numbering of one document."""

    def __init__(self, styles: Styles, numbering: Mapping[tuple[str, str], Properties]) -> None:
        self._styles = styles
        self._numbering = numbering
        self._fonts: dict[tuple[str, str, frozenset[tuple[str, str]]], tuple[Font, bool]] = {}

    def blocks(self, container: Iterable[Any], width: Twips, table_style: str = "") -> list[Block]:
        """Return the paragraphs and tables of a body, a header or a cell, as wide as it is."""
        placed: list[_Placed | Table] = []
        broken = False
        for element in _elements(container, {_P, _TBL}):
            new: Sequence[_Placed | Table]
            if element.tag == _TBL:
                new, breaks = [self._table(element)], False
            else:
                new, breaks = self._paragraphs(element, width, table_style)
            if broken and new:
                new = [_broken(new[0]), *new[1:]]
            placed += new
            broken = breaks
        return _without_contextual_spaces(placed)

    def _paragraphs(
        self, element: Any, width: Twips, table_style: str
    ) -> tuple[list[_Placed], bool]:
        """Return a paragraph, parted at its page breaks, and whether it ends with one."""
        own = flat(element.find(qn("w:pPr")))
        properties = self._properties(own, table_style)
        runs = list(self._runs(element, own, table_style))
        empty = Run("", self._mark_font(own, table_style))
        texts = _parted(runs)
        breaks = len(texts) > 1 and not texts[-1]
        if breaks:
            texts.pop()
        first_dropped = len(texts) > 1 and not texts[0]
        if first_dropped:
            texts.pop(0)
        picture = _picture_height(element)
        paragraphs = [
            self._paragraph(properties, text or [empty], width, picture) for text in texts
        ]
        for at, paragraph in enumerate(paragraphs):
            if at or first_dropped:
                paragraphs[at] = replace(paragraph, break_before=True)
        style = properties.get("pStyle", "")
        contextual = is_on(properties, "contextualSpacing")
        return [_Placed(each, style, contextual) for each in paragraphs], breaks

    def _properties(self, own: Properties, table_style: str) -> Properties:
        properties = self._styles.paragraph(own, table_style)
        number = properties.get("numPr.numId", "0")
        if number == "0":
            return properties
        level = self._numbering.get((number, properties.get("numPr.ilvl", "0")), {})
        of_style = self._styles.paragraph({k: own[k] for k in own if k == "pStyle"}, table_style)
        return over(of_style, level, own, {"numbered": "1"})

    def _paragraph(
        self, properties: Properties, runs: list[Run], width: Twips, picture: int
    ) -> Paragraph:
        left = twips(properties, "ind.left", "ind.start")
        column = width - left - twips(properties, "ind.right", "ind.end")
        first = twips(properties, "ind.firstLine") - twips(properties, "ind.hanging")
        if is_on(properties, "numbered") and first < 0:
            first = 0  # the number stands in what hangs out
        stops, aligned = _tab_stops(properties, left)
        if aligned:
            runs = [replace(run, text=run.text.replace("\t", " ")) for run in runs]
        lines = break_lines(runs, Twips(max(column, 1)), first_indent=Twips(first), tab_stops=stops)
        heights = [_spaced(line, properties) for line in lines]
        heights[0] += _border(properties, "pBdr.top") + max(0, picture - lines[0].height)
        heights[-1] += _border(properties, "pBdr.bottom")
        level = twips(properties, "outlineLvl") + 1 if "outlineLvl" in properties else 0
        return Paragraph(
            lines=tuple(Twips(height) for height in heights),
            before=_space(properties, "before"),
            after=_space(properties, "after"),
            keep_next=is_on(properties, "keepNext"),
            keep_lines=is_on(properties, "keepLines"),
            widow_control=is_on(properties, "widowControl", default=True),
            break_before=is_on(properties, "pageBreakBefore"),
            text="".join(run.text for run in runs).strip(),
            level=level if level <= 9 else 0,
        )

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
        own = flat(element.find(qn("w:tblPr")))
        style = own.get("tblStyle", "")
        table = over(self._styles.of(style, "tblPr"), own)
        grid = [int(float(each.get(qn("w:w"), "0"))) for each in element.find(qn("w:tblGrid"))]
        trs = list(_elements(element, {_TR}))
        rows: list[Row] = []
        merged: list[_Merged] = []
        breaks = False
        below = 0
        for at, tr in enumerate(trs):
            cells = [(tc, flat(tc.find(qn("w:tcPr")))) for tc in _elements(tr, {_TC})]
            above = max(_rule(cells, table, "top", outer=at == 0), below)
            below = _rule(cells, table, "bottom", outer=at == len(trs) - 1)
            read = self._cells(cells, table, style, grid, flat(tr.find(qn("w:trPr"))))
            breaks = breaks or (at == 0 and _begins_page(read))
            merged = _follow_merged(merged, read, at)
            row = _row(flat(tr.find(qn("w:trPr"))), read)
            rows.append(replace(row, line_above=Twips(above), line_below=Twips(below)))
        return Table(tuple(_with_merged(rows, merged)), breaks)

    def _cells(
        self,
        cells: Sequence[tuple[Any, Properties]],
        table: Properties,
        style: str,
        grid: Sequence[int],
        row: Properties,
    ) -> list[_Read]:
        """Return the cells of a row, read in the widths of the table's grid."""
        column = twips(row, "gridBefore")
        read: list[_Read] = []
        for element, own in cells:
            span = max(1, twips(own, "gridSpan"))
            width = sum(grid[column : column + span]) or twips(own, "tcW.w")
            sides = sum(_margins(own, table, ("left", "right")))
            blocks = self.blocks(element, Twips(width - sides), style)
            above, below = _margins(own, table, ("top", "bottom"))
            upright = own.get("textDirection", "lrTb") in {"lrTb", "lr"}
            slices = tuple(stacked(blocks)) if upright else ()
            cell = Cell(slices, Twips(above), Twips(below))
            merge = own.get("vMerge", "").replace("1", "continue")  # without a value it goes on
            read.append(_Read(cell, blocks, column, merge))
            column += span
        return read


def stacked(blocks: Sequence[Block]) -> list[Twips]:
    """Return blocks that stand on one another as slices, the spaces between them included."""
    slices: list[Twips] = []
    after = 0
    for block in blocks:
        if isinstance(block, Table):
            heights = [row.height for row in block.rows]
            if heights:
                heights[-1] = block.rows[-1].ends
            above, below = after, 0
        else:
            heights = list(block.lines)
            above, below = max(after, block.before), block.after
        if heights:
            heights[0] = Twips(heights[0] + above)
        slices += heights
        after = below
    if slices:
        slices[-1] = Twips(slices[-1] + after)
    return slices


def _row(own: Properties, cells: Sequence[_Read]) -> Row:
    paragraphs = [block for cell in cells for block in cell.blocks if isinstance(block, Paragraph)]
    first = cells[0].blocks[0] if cells and cells[0].blocks else None
    return Row(
        cells=tuple(replace(each.cell, slices=()) if each.merge else each.cell for each in cells),
        least=Twips(twips(own, "trHeight")),
        exact=own.get("trHeight.hRule") == "exact",
        whole=is_on(own, "cantSplit"),
        header=is_on(own, "tblHeader"),
        keep_next=isinstance(first, Paragraph) and first.keep_next,
        text=" ".join(paragraph.text for paragraph in paragraphs if paragraph.text),
        headings=tuple(paragraph for paragraph in paragraphs if paragraph.level),
    )


def _begins_page(cells: Sequence[_Read]) -> bool:
    first = cells[0].blocks[0] if cells and cells[0].blocks else None
    return isinstance(first, Paragraph) and first.break_before


def _follow_merged(merged: list[_Merged], cells: Sequence[_Read], row: int) -> list[_Merged]:
    """Return the merged cells so far, with those that begin in a row or go on in it."""
    for each in cells:
        if each.merge == "restart":
            merged.append(_Merged(each.cell, each.column, row, row))
        elif each.merge:
            above = next((m for m in reversed(merged) if m.column == each.column), None)
            if above is not None:
                above.last = row
    return merged


def _with_merged(rows: list[Row], merged: Sequence[_Merged]) -> list[Row]:
    """Give the last row of each merged cell what of its content the rows above don't hold."""
    for each in merged:
        missing = each.cell.height - sum(row.height for row in rows[each.first : each.last])
        if missing > 0:
            last = rows[each.last]
            rows[each.last] = replace(last, cells=(*last.cells, Cell((Twips(missing),))))
    return rows


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


def _parted(runs: Sequence[Run]) -> list[list[Run]]:
    """Return runs, parted at page breaks."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        for at, text in enumerate(run.text.split(_PAGE_BREAK)):
            if at:
                parts.append([])
            if text:
                parts[-1].append(Run(text, run.font))
    return parts


def _broken(placed: _Placed | Table) -> _Placed | Table:
    if isinstance(placed, Table):
        return replace(placed, break_before=True)
    return replace(placed, block=replace(placed.block, break_before=True))


def _without_contextual_spaces(placed: Sequence[_Placed | Table]) -> list[Block]:
    """Return the blocks, without the spaces that paragraphs of one style leave out."""
    blocks: list[Block] = []
    for at, each in enumerate(placed):
        if isinstance(each, Table):
            blocks.append(each)
            continue
        block = each.block
        if each.contextual and at and _same_style(each, placed[at - 1]):
            block = replace(block, before=Twips(0))
        if each.contextual and _same_style(each, *placed[at + 1 : at + 2]):
            block = replace(block, after=Twips(0))
        blocks.append(block)
    return blocks


def _same_style(one: _Placed, other: _Placed | Table | None = None) -> bool:
    return isinstance(other, _Placed) and other.style == one.style


def _picture_height(element: Any) -> int:
    extents = element.iterfind(f".//{qn('wp:inline')}/{qn('wp:extent')}")
    return max((int(extent.get("cy", "0")) // _EMU for extent in extents), default=0)


def _tab_stops(properties: Properties, left: int) -> tuple[list[Twips], bool]:
    """Return the tab stops from a paragraph's indent on, and whether tabs align what follows.

    A tab to a right or centred stop takes what room there is: it is as good as a space.
    """
    stops = [stop.partition(":") for stop in properties.get("tabs", "").split()]
    aligned = any(kind in {"right", "end", "center", "decimal"} for kind, _, _ in stops)
    lengths = sorted(
        Twips(int(float(position)) - left) for kind, _, position in stops if kind != "clear"
    )
    return lengths, aligned


def _spaced(line: Line, properties: Properties) -> int:
    """Return the height of a line with the paragraph's line spacing."""
    spacing = twips(properties, "spacing.line") or 240
    rule = properties.get("spacing.lineRule", "auto")
    if rule == "exact":
        return spacing
    if rule == "atLeast":
        return max(spacing, line.height)
    return int(line.height * spacing / 240)


def _space(properties: Properties, side: str) -> Twips:
    if is_on(properties, f"spacing.{side}Autospacing"):
        return Twips(_AUTO_SPACE)
    return Twips(twips(properties, f"spacing.{side}"))


def _border(properties: Properties, side: str) -> int:
    """Return what a paragraph's border takes, with its distance from the text."""
    if properties.get(side, "nil") in {"nil", "none"}:
        return 0
    return _line_width(properties, side) + twips(properties, f"{side}.space") * 20


def _line_width(properties: Properties, side: str) -> int:
    if properties.get(side, "nil") in {"nil", "none"}:
        return 0
    return round(twips(properties, f"{side}.sz") * _EIGHTH_POINT)


def _rule(
    cells: Iterable[tuple[Any, Properties]], table: Properties, side: str, *, outer: bool
) -> int:
    """Return the width of the widest line above or below the cells of a row."""
    of_table = _line_width(table, f"tblBorders.{side if outer else 'insideH'}")
    return max(
        (
            _line_width(own, f"tcBorders.{side}") if f"tcBorders.{side}" in own else of_table
            for _, own in cells
        ),
        default=0,
    )


def _margins(cell: Properties, table: Properties, sides: tuple[str, str]) -> tuple[int, int]:
    """Return a cell's margins at two sides: its own, its table's, or Word's."""
    other = {"left": "start", "right": "end"}
    usual = {"left": str(_CELL_MARGIN), "right": str(_CELL_MARGIN)}

    def margin(side: str) -> int:
        names = (side, other.get(side, side))
        own = {f"tcMar.{name}.w" for name in names} & cell.keys()
        if own:
            return twips(cell, *own)
        named = [f"tblCellMar.{name}.w" for name in names if f"tblCellMar.{name}.w" in table]
        return twips(table, *named) if named else int(usual.get(side, "0"))

    return margin(sides[0]), margin(sides[1])
