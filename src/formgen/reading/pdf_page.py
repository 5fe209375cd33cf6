"""One page of a PDF: its lines of text and its ruled tables, with their places in points."""

from __future__ import annotations

import itertools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from formgen.reading.pdf_drawing import (
    WORD_GAP,
    are_parted,
    begin_columns,
    has_blanks,
    mark_order,
    marked,
    stretched,
    touch,
)
from formgen.reading.pdf_measures import EVEN
from formgen.reading.pdf_rotated import rotated_words, upright
from formgen.reading.pdf_tags import is_furniture, mark_paragraphs

Box: TypeAlias = tuple[float, float, float, float]
"""Left, top, right and bottom edge."""

_ABOVE_FOOT = 0.88
_UNKNOWN = re.compile(r"\(cid:\d+\)")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
_BULLET = "•"
_FIXED_SPACES = ("\u00a0", "\u202f")
_FIXED = "\U000f0000"
_GAP = 1.8
"""White space wider than so many sizes of the letters parts what stands on a line."""
_NARROW_GAP = 0.8
"""The same, where what stands above or below is parted at the same place."""
_MANY, _GAP_AMONG_MANY = 4, 0.85
"""The same, on a line that such gaps part into so many pieces."""
_SMALLEST_CELL = 6.0
_FRAME = 0.7
"""A ruled box around so much of a page's height is a frame, not a cell."""


@dataclass(frozen=True)
class TextLine:
    """What stands on one line without a wide gap in it."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    """Of the letters, in points."""
    first_word: float
    """Width of its first word."""
    second_x0: float
    """Left edge of its second word: where text begins after a label."""
    fonts: frozenset[str] = frozenset()
    alone: bool = False
    """Whether it is the head of a page, so that no text goes on in it."""
    drawn: int = 0
    """Its place in the order that the page is drawn in; 0 for all where that tells nothing."""
    blank_behind: bool | None = None
    """Whether a blank is drawn behind it; None where that tells nothing."""
    paragraph: int | None = None
    """The number of the paragraph of the page that it begins in, where the document is tagged."""
    last_paragraph: int | None = None
    """That of the paragraph that it ends in."""
    tagged_furniture: bool = False
    """Whether the document's tags say that it is no part of the text."""


@dataclass(frozen=True)
class Cell:
    """A ruled cell and its lines."""

    box: Box
    lines: tuple[TextLine, ...]

    @property
    def padding(self) -> float:
        """The room between the left edge and the text, as there is on the right."""
        return max(0.0, min(line.x0 for line in self.lines) - self.box[0])


@dataclass(frozen=True)
class Table:
    """A ruled table: its cells by rows."""

    box: Box
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Page:
    """What a page holds."""

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]
    tables: tuple[Table, ...]
    pictures: int = 0
    letters: int = 0
    unknown_letters: int = 0
    overfull: bool = False
    """Whether it draws too much to be read."""


def read_page(page: Any) -> Page:
    """Return what a page of pdfplumber holds."""
    page = upright(page)
    _mark_fixed_spaces(page.chars)
    letters = page.dedupe_chars()
    mark_order(letters.chars)
    mark_paragraphs(page, letters.chars)
    words = marked(
        letters.filter(_is_upright).extract_words(
            x_tolerance_ratio=WORD_GAP, extra_attrs=["size", "fontname"], return_chars=True
        )
    )
    rotated = list(rotated_words(letters))
    tables, inside = [], set()
    for box, ruled in _ruled(page):
        rows = []
        for boxes in ruled:
            cells = []
            for cell in boxes:
                mine = [at for at, word in enumerate(words) if at not in inside and _in(word, cell)]
                inside.update(mine)
                inside_cell = [each for each in rotated if _in(each, cell)]
                rotated = [each for each in rotated if each not in inside_cell]
                turned = tuple(_line([each]) for each in inside_cell)
                cells.append(Cell(cell, turned + text_lines([words[at] for at in mine])))
            rows.append(tuple(cells))
        tables.append(Table(box, tuple(rows)))
    outside = [word for at, word in enumerate(words) if at not in inside]
    return Page(
        page.page_number,
        float(page.width),
        float(page.height),
        text_lines(outside) + tuple(_beside_page(each, page) for each in rotated),
        tuple(tables),
        len(page.images),
        len(page.chars),
        sum(1 for each in page.chars if _UNKNOWN.fullmatch(each["text"])),
    )


def _is_upright(each: dict[str, Any]) -> bool:
    return bool(each.get("upright", True))


def _beside_page(word: dict[str, Any], page: Any) -> TextLine:
    """Return a rotated line outside of cells as one at the foot of the page, with its words."""
    top, size = float(page.height) * _ABOVE_FOOT, word["size"]
    return replace(_line([word]), top=top, bottom=top + size, x0=word["top"], x1=word["bottom"])


def _mark_fixed_spaces(chars: Sequence[dict[str, Any]]) -> None:
    """Put a mark for each space that no line may be broken at, so that it doesn't end a word."""
    for before, char, after in zip(chars, chars[1:], chars[2:], strict=False):
        if char["text"] in _FIXED_SPACES and not (before["text"] + after["text"]).isspace():
            char["text"] = _FIXED


def _ruled(page: Any) -> Iterator[tuple[Box, list[list[Box]]]]:
    """Yield the edges and the cells by rows of each ruled table; a lone box is a table too."""
    finder = page.debug_tablefinder()
    for table in finder.tables:
        rows = [[cell for cell in row.cells if cell and _is_cell(cell)] for row in table.rows]
        yield table.bbox, [row for row in rows if row]
    in_tables = {cell for table in finder.tables for cell in table.cells}
    for box in finder.cells:
        if box not in in_tables and _is_cell(box) and not _is_frame(box, page):
            yield box, [[box]]


def _is_frame(box: Box, page: Any) -> bool:
    return box[3] - box[1] > _FRAME * float(page.height)


def _is_cell(box: Box) -> bool:
    return box[2] - box[0] > _SMALLEST_CELL and box[3] - box[1] > _SMALLEST_CELL


def _in(word: dict[str, Any], box: Box) -> bool:
    x, y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def text_lines(words: Iterable[dict[str, Any]]) -> tuple[TextLine, ...]:
    """Return words as lines, from top to bottom and from left to right."""
    rows: list[list[dict[str, Any]]] = []
    for word in sorted(words, key=lambda each: (each["top"] + each["bottom"], each["x0"])):
        if rows and _same_line(rows[-1], word):
            rows[-1].append(word)
        else:
            rows.append([word])
    pieces = [_pieces(sorted(row, key=lambda each: each["x0"])) for row in rows]
    columns = {round(piece[0]["x0"]) for row in pieces for piece in row[1:]}
    return tuple(_line(part) for row in pieces for piece in row for part in _split(piece, columns))


def _same_line(row: Sequence[dict[str, Any]], word: dict[str, Any]) -> bool:
    """Whether a word's middle is within the height of the line so far."""
    middle = (word["top"] + word["bottom"]) / 2
    biggest = max(row, key=lambda each: each["bottom"] - each["top"])
    return bool(biggest["top"] <= middle <= biggest["bottom"])


def _pieces(row: Sequence[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Return the words of a line in pieces, parted by wide gaps and by those that are no blank.

    Where blanks aren't drawn, less wide gaps part it too if they are many.
    """
    if not has_blanks(row):
        pieces = _parted(row, _GAP_AMONG_MANY)
        if len(pieces) >= _MANY and not _is_justified(pieces):
            return pieces
    return _parted(row, _GAP)


def _is_justified(pieces: Sequence[Sequence[dict[str, Any]]]) -> bool:
    """Whether gaps are even though words are not: a line of prose set in both margins."""
    size, pairs = pieces[0][0]["size"], list(itertools.pairwise(pieces))
    gaps = [after[0]["x0"] - before[-1]["x1"] for before, after in pairs]
    steps = Counter(round((after[0]["x0"] - before[0]["x0"]) / size, 1) for before, after in pairs)
    regular = max(steps.values()) >= max(_MANY - 1, len(pairs) / 2)
    return max(gaps) - min(gaps) <= EVEN * size and not regular


def _parted(row: Sequence[dict[str, Any]], gap: float) -> list[list[dict[str, Any]]]:
    pieces = [[row[0]]]
    pairs = zip(itertools.pairwise(row), stretched(row), begin_columns(row), strict=True)
    for (before, word), is_stretched, is_column in pairs:
        wide = is_column or word["x0"] - before["x1"] > gap * max(word["size"], before["size"])
        if (wide and not is_stretched) or are_parted(before, word):
            pieces.append([])
        pieces[-1].append(word)
    return pieces


def _split(
    piece: Sequence[dict[str, Any]], columns: Set[int]
) -> Iterator[Sequence[dict[str, Any]]]:
    """Yield a piece in parts where a narrow gap is before a column that wide gaps tell of."""
    start = 0
    for at, (before, word) in enumerate(itertools.pairwise(piece), 1):
        gap = word["x0"] - before["x1"] > _NARROW_GAP * word["size"]
        if gap and not columns.isdisjoint({math.floor(word["x0"]), math.ceil(word["x0"])}):
            yield piece[start:at]
            start = at
    yield piece[start:]


def _line(words: Sequence[dict[str, Any]]) -> TextLine:
    first = words[0]
    return TextLine(
        _readable(_text(words)),
        first["x0"],
        min(word["top"] for word in words),
        max(word["x1"] for word in words),
        max(word["bottom"] for word in words),
        max(word["size"] for word in words),
        first["x1"] - first["x0"],
        words[1]["x0"] if len(words) > 1 else first["x0"],
        frozenset(word["fontname"] for word in words),
        drawn=first.get("drawn", 0),
        blank_behind=words[-1].get("blank_behind"),
        paragraph=first.get("paragraph"),
        last_paragraph=words[-1].get("last_paragraph"),
        tagged_furniture=all(map(is_furniture, words)),
    )


def _text(words: Sequence[dict[str, Any]]) -> str:
    text: str = words[0]["text"]
    for before, word in itertools.pairwise(words):
        text += word["text"] if touch(before, word) else f" {word['text']}"
    return text


def _readable(text: str) -> str:
    """Return a text with ligatures as letters and the signs of symbol fonts as bullets."""
    text = text.replace(_FIXED, " ")
    text = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    return _PRIVATE_USE.sub(_BULLET, _UNKNOWN.sub(_BULLET, text))
