"""Running headers, footers and page numbers: what comes back at the same place page after page.

A line at the top that repeats may be the heading of the unit that its pages describe, as in many
portfolios. So the first page that bears it keeps it, unless it runs through a whole document that
is too long for one unit, or in which it stands apart and names no unit. A code at the top with a
title right below it that repeats too is such a heading: all pages keep it, as a title without its
code would be taken for the rest of the text before.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from formgen.reading.numbering import Printed
from formgen.reading.pdf_measures import WIDEST_LEADING
from formgen.reading.pdf_page import Page, TextLine
from formgen.reading.runs import runs

_ZONE = 0.12
"""So much of a page's height, above and below, is where running lines stand."""
_SAME_PLACE = 4.0
_NEXT_ALIKE = 2  # pages from one left one to the next
_PAGES = 3
"""A line is a running one on so many pages, with at most one page between two of them; on both
pages of a document of two."""
_NEAR = 2.0
"""A title stands below its code with no more white space, in sizes of the code's letters."""
_ROOM = 1.0
"""So much white space is below a running head, in the same measure; more in short documents."""
_FULL = 0.85
_MOST_BESIDE = 5
"""What stands beside more is in a row of a table."""
_LONGEST_UNIT = 12
"""Pages."""
_WORDS = re.compile(r"\w\w|\d")
_NUMBER = re.compile(r"\d+")
_CODE = re.compile(r"(?:(?:Unit|Standard|No\.?|Ref\.?):? )*(?:[A-Z0-9&()/.–-]+ ?){1,5}")
_NAMES_UNIT = re.compile(
    r"(?i:.*\b(?:unit|standard|module)\b.*\d)"
    r"|(?!(?:SVQ|NVQ|SCQF|RQF|QCF|NOS|DRAFT|VERSION|ISSUE|LEVEL|PAGE)\b)"
    r"(?:[A-Z][A-Z&]* ?){1,3}(?!(?:19|20)\d\d\b)\d"
)
"""A heading with the code or number of a unit: “Unit K1 (HB10 04)”, “BKRY01”, “CS 27 Set sail”."""
_ONLY_NUMBER = re.compile(r"(?:-|–|page|p\.)?\s*#\s*(?:-|–|(?:of|/)\s*\d+)?", re.IGNORECASE)


@dataclass(frozen=True)
class _Running:
    """A line of a page that may come back on others."""

    page: int
    """Position of the page in the document."""
    line: TextLine
    at_top: bool


def without_furniture(pages: Sequence[Page]) -> tuple[list[Page], list[Printed]]:
    """Return pages without their running lines, and the running lines."""
    candidates = [each for at, page in enumerate(pages) for each in _candidates(at, page)]
    running = set(_with_page_numbers(candidates, pages)) | set(_repeated(candidates, pages))
    running |= set(_tagged(candidates))
    feet = {_foot(each) for each in running if not each.at_top}
    running |= {each for each in candidates if not each.at_top and _foot(each) in feet}
    gone = {(each.page, each.line) for each in running}
    heads = {(each.line.text, _slot(each)) for each in running if each.at_top}
    kept = {(each.page, each.line) for each in candidates if (each.line.text, _slot(each)) in heads}
    body = [
        replace(
            page,
            lines=tuple(
                replace(line, alone=True) if (at, line) in kept else line
                for line in page.lines
                if (at, line) not in gone
            ),
        )
        for at, page in enumerate(pages)
    ]
    ordered = sorted(running, key=lambda each: (each.page, each.line.top, each.line.x0))
    return body, [Printed(each.line.text, f"page {pages[each.page].number}") for each in ordered]


def _candidates(at: int, page: Page) -> Iterator[_Running]:
    prose = _prose_at_top(page)
    beside = Counter(round(line.top) for line in page.lines)
    for line in page.lines:
        # The bullet of a list or a letter of a word that is broken in a narrow cell; running text.
        if not _WORDS.search(line.text) or line in prose:
            continue
        if beside[round(line.top)] > _MOST_BESIDE:
            continue
        if line.bottom < page.height * _ZONE:
            yield _Running(at, line, True)
        elif line.top > page.height * (1 - _ZONE):
            yield _Running(at, line, False)


def _prose_at_top(page: Page) -> set[TextLine]:
    """Return the lines in the zone that begin a paragraph which goes on below it.

    The same paragraph may stand at the top of each unit's first page.
    """
    prose: list[TextLine] = []
    right = max((line.x1 for line in page.lines), default=0.0)
    for line in page.lines:
        if prose and not _follows(prose[-1], line):
            prose = []
        if line.top >= page.height * _ZONE:
            return set(prose)
        if prose or line.x1 >= _FULL * right:
            prose.append(line)
    return set()


def _follows(before: TextLine, line: TextLine) -> bool:
    near = 0 <= line.top - before.bottom <= WIDEST_LEADING * line.size
    return bool(near and before.fonts & line.fonts) and abs(before.x0 - line.x0) <= _SAME_PLACE


def _with_page_numbers(candidates: Sequence[_Running], pages: Sequence[Page]) -> Iterator[_Running]:
    """Yield the lines with a number that counts as the pages do."""
    counting: dict[tuple[str, int, bool], list[_Running]] = defaultdict(list)
    for each in candidates:
        for found in _NUMBER.finditer(each.line.text):
            if len(found[0]) < 5:
                text = each.line.text[: found.start()] + "#" + each.line.text[found.end() :]
                offset = int(found[0]) - pages[each.page].number
                counting[(text, offset, each.at_top)].append(each)
    for (text, offset, at_top), lines in counting.items():
        alone, on_pages = _ONLY_NUMBER.fullmatch(text), _pages_of(lines)
        counts = offset == 0 or text != "#" or on_pages == len(pages)
        outermost = all(_is_outermost(each, pages) for each in lines)
        few = alone and len(pages) < _PAGES and counts and outermost
        # “Unit 1”, “Unit 2” .. at the top of pages are no page numbers.
        if (few or on_pages >= _PAGES) and (alone or not at_top or len(text.split()) > 2):
            yield from lines


def _is_outermost(each: _Running, pages: Sequence[Page]) -> bool:
    """Whether nothing stands above a line at the top of its page, or below one at the foot."""
    line, others = each.line, pages[each.page].lines
    return not any(
        other.bottom <= line.top if each.at_top else other.top >= line.bottom for other in others
    )


def _repeated(candidates: Sequence[_Running], pages: Sequence[Page]) -> Iterator[_Running]:
    """Yield the lines that repeat; of those at the top not the first of each run, nor codes."""
    same: dict[tuple[str, bool, int], list[_Running]] = defaultdict(list)
    captions = {caption for page in pages for caption in _captions(page)}
    for each in candidates:
        if _caption(each.line) not in captions:
            same[(each.line.text, each.at_top, round(each.line.top / _SAME_PLACE))].append(each)
    runs = [run for lines in same.values() for run in _runs(lines) if _pages_of(run) > 1]
    enough = min(_PAGES, len(pages))
    slots = {_slot(run[0]) for run in runs if _pages_of(run) >= enough}
    of_no_unit = _heads_of_no_unit(runs, pages)
    for run in runs:
        # A chapter of two pages has its head where those of longer ones are.
        if (_pages_of(run) < enough and _slot(run[0]) not in slots) or _is_code_of_title(
            run, pages
        ):
            continue
        whole = not run[0].at_top or run[0] in of_no_unit or _is_of_all(run, pages)
        yield from run if whole else run[1:]


def _heads_of_no_unit(runs: Sequence[Sequence[_Running]], pages: Sequence[Page]) -> set[_Running]:
    """Return the lines of running heads that head no unit: far above the text of every page.

    There are none where one of the heads names a unit: its title stands beside it.
    """
    heads = [run for run in runs if run[0].at_top and _pages_of(run) == len(pages)]
    lines = {each for run in heads for each in run}
    if any(_NAMES_UNIT.match(run[0].line.text) for run in heads):
        return set()
    room = _ROOM if len(pages) >= _PAGES else _NEAR
    apart = all(_are_apart(lines, at, page, room) for at, page in enumerate(pages))
    return lines if apart else set()


def _are_apart(heads: set[_Running], at: int, page: Page, room: float) -> bool:
    """Whether a page's heads stand above all else on it, with room between, in their sizes."""
    mine = [each.line for each in heads if each.page == at]
    others = [line.top for line in page.lines if line not in mine]
    tops = [*others, *(table.box[1] for table in page.tables)]
    return all(min(tops, default=page.height) - line.bottom > room * line.size for line in mine)


def _tagged(candidates: Sequence[_Running]) -> Iterator[_Running]:
    """Yield what is tagged as a footer, or as a header on a page where none names a unit."""
    tagged = [each for each in candidates if each.line.tagged_furniture]
    with_unit = {each.page for each in tagged if _NAMES_UNIT.match(each.line.text)}
    yield from (each for each in tagged if not (each.at_top and each.page in with_unit))


def _captions(page: Page) -> Iterator[tuple[str, int]]:
    """Yield what begins a row below the head of a page; such rows may come first on others."""
    for line, beside in itertools.pairwise(page.lines):
        below = page.height * _ZONE <= line.top < page.height * (1 - _ZONE)
        if below and beside.x0 > line.x1 and round(line.top) == round(beside.top):
            yield _caption(line)


def _caption(line: TextLine) -> tuple[str, int]:
    return line.text, round(line.x0)


def _slot(each: _Running) -> tuple[bool, int, int]:
    return each.at_top, round(each.line.top / _SAME_PLACE), round(each.line.size)


def _foot(each: _Running) -> tuple[int, int]:
    """Return page and height: what stands beside a page number at the foot runs with it."""
    return each.page, round(each.line.bottom / _SAME_PLACE)


def _is_of_all(run: Sequence[_Running], pages: Sequence[Page]) -> bool:
    """Whether a line runs through a long document, so that no unit can be headed by it."""
    return len(pages) > _LONGEST_UNIT and _pages_of(run) * 10 >= len(pages) * 9


def _is_code_of_title(run: Sequence[_Running], pages: Sequence[Page]) -> bool:
    """Whether a code repeats together with a line right below it, one that is no running line."""
    text = run[0].line.text
    if not run[0].at_top or not _NUMBER.search(text) or not _CODE.fullmatch(text):
        return False
    below = {_below(each.line, pages[each.page]) for each in run}
    return len(below) == 1 and below != {None}


def _below(line: TextLine, page: Page) -> tuple[str, int] | None:
    """Return the text and the place of what stands right below a line, outside the zone."""
    following = min(
        (each for each in page.lines if each.top >= line.bottom),
        key=lambda each: each.top,
        default=None,
    )
    if following is None or following.bottom < page.height * _ZONE:
        return None
    near = following.top - line.bottom <= _NEAR * line.size
    return (following.text, round(following.top / _SAME_PLACE)) if near else None


def _pages_of(lines: Sequence[_Running]) -> int:
    """Return on how many pages lines stand."""
    return len({each.page for each in lines})


def _runs(lines: Sequence[_Running]) -> Iterator[list[_Running]]:
    """Return lines in runs: on each page, or on each left or each right one."""
    return runs(lines, lambda before, line: line.page - before.page <= _NEXT_ALIKE)
