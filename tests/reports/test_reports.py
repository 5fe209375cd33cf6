"""Change reports: the same in the terminal, on a web page and in Word, readable without colour."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn

from formgen.package import read_package
from formgen.packs.difference import Difference, Side
from formgen.reports import change_document, change_lines, change_page, difference_shape
from formgen.standards import Criterion, Element, Unit
from formgen.standards.changes import compare_units

OLD = Unit(
    code="K1",
    title="Keep bees",
    elements=(
        Element(
            code="1",
            title="Inspect colonies",
            criteria=(
                Criterion(code="P1", text="Check each frame for brood & eggs"),
                Criterion(code="P2", text="Calm the colony with cool smoke"),
                Criterion(code="P3", text="Write down what was seen"),
                Criterion(code="P4", text="Close the hive"),
            ),
        ),
        Element(code="2", title="Harvest", criteria=()),
    ),
    knowledge=(Criterion(code="K1", text="Why smoke calms bees"),),
)
NEW = OLD.model_copy(
    update={
        "level": "6",
        "elements": (
            OLD.elements[0].model_copy(
                update={
                    "criteria": (
                        Criterion(code="P1", text="Check every frame for brood & eggs"),
                        Criterion(code="P2", text="Write down what was seen"),
                        Criterion(code="P3", text="Feed <1 kg of syrup"),
                    )
                }
            ),
            OLD.elements[1].model_copy(
                update={"criteria": (Criterion(code="P4", text="Close the hive"),)}
            ),
        ),
        "knowledge": (Criterion(code="K1", text="why smoke calms bees"),),
    }
)


def report(old: Unit = OLD, new: Unit = NEW, documents: Sequence[str] = ()) -> Difference:
    """Return the difference of two units."""
    return Difference(
        Side("old.docx", None, old),
        Side("new.docx", None, new),
        compare_units(old, new),
        tuple(documents),
    )


FOUND = report(documents=["bees/K1/grid.docx", "bees/K1/grid.xlsx", "bees/K2/grid.docx"])


def test_in_lines_with_changed_words_in_brackets() -> None:
    counts = (
        "Items: 1 new, 1 removed, 1 moved, 1 renumbered, 1 reworded, 1 same words typed otherwise."
    )
    assert "\n".join(change_lines(FOUND)).split("\n") == [
        "Old: K1 Keep bees (old.docx)",
        "New: K1 Keep bees (new.docx)",
        "",
        "Unit K1 Keep bees",
        "  level: new: {+6+}",
        "  criterion P1: reworded: Check [-each-]{+every+} frame for brood & eggs",
        "  criterion P2: removed: [-Calm the colony with cool smoke-]",
        "  criterion P3: new: {+Feed <1 kg of syrup+}",
        "  criterion P4: moved from element 1 to element 2: Close the hive",
        "  1 criterion: renumbered: P3 → P2",
        "  1 knowledge item: same words typed otherwise: K1",
        "",
        "Documents touched: 3",
        "  bees/K1: grid.docx, grid.xlsx",
        "  bees/K2: grid.docx",
        "",
        f"The unit differs. {counts}",
    ]


def test_no_difference_is_one_line() -> None:
    assert list(change_lines(report(OLD, OLD)))[2:] == ["\nNo differences."]


def test_long_texts_are_cut_in_lines_but_not_in_reports() -> None:
    before = " ".join(f"before{at}" for at in range(40))
    old = OLD.model_copy(update={"overview": f"{before} now {before}"})
    new = OLD.model_copy(update={"overview": f"{before} then {before}"})
    (line,) = (each for each in change_lines(report(old, new)) if "overview" in each)
    assert line == (
        "  overview: changed: … before32 before33 before34 before35 before36 before37 before38 "
        "before39 [-now-]{+then+} before0 before1 before2 before3 before4 before5 before6 "
        "before7 …"
    )
    assert "before20" in change_page(report(old, new))


@pytest.mark.parametrize("number", [6, 7])
def test_of_many_codes_only_some_are_in_lines(number: int) -> None:
    items = [Criterion(code=f"P{at}", text=f"Do thing number {at}") for at in range(number)]
    old = OLD.model_copy(update={"knowledge": tuple(items), "elements": ()})
    new = old.with_items(lambda item: item.model_copy(update={"code": item.code.lower()}))
    (line,) = (each for each in change_lines(report(old, new)) if "renumbered: " in each)
    assert line.startswith(f"  {number} knowledge items: renumbered: P0 → p0, P1 → p1, P2 → p2, ")
    assert line.endswith("…, P6 → p6") == (number == 7)
    assert "P4 → p4" in change_page(report(old, new))


def test_as_data() -> None:
    shape = difference_shape(FOUND)
    assert shape["documents"] == ["bees/K1/grid.docx", "bees/K1/grid.xlsx", "bees/K2/grid.docx"]
    (unit,) = shape["units"]
    assert (unit["code"], unit["status"]) == ("K1", "changed")
    assert unit["changes"][1] == {
        "what": "criterion",
        "code": "P1",
        "kind": "reworded",
        "old": "Check each frame for brood & eggs",
        "new": "Check every frame for brood & eggs",
    }


class Marks(HTMLParser):
    """Collects the texts of a page by the element that they stand in."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.addresses: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "meta":
            self.open.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.setdefault(self.open[-1], []).append(data)


def test_as_a_page_that_needs_nothing_else() -> None:
    page = Marks(change_page(FOUND))
    assert page.open == []
    assert page.addresses == []
    assert page.texts["title"] == page.texts["h1"] == ["Changes to K1 Keep bees"]
    assert page.texts["h2"] == ["Unit K1 Keep bees", "Documents touched: 3", "Approval"]
    assert page.texts["del"][1:] == ["each", "Calm the colony with cool smoke", "Why"]
    assert page.texts["ins"][1:] == ["6", "every", "Feed <1 kg of syrup", "why"]
    assert '<html lang="en-GB">' in change_page(FOUND)


def test_as_a_word_document() -> None:
    document = Document(io.BytesIO(change_document(FOUND)))
    headings = [
        (each.style.name, each.text)
        for each in document.paragraphs
        if each.style and each.style.name and each.style.name.startswith("Heading")
    ]
    assert headings == [
        ("Heading 1", "Changes to K1 Keep bees"),
        ("Heading 2", "Unit K1 Keep bees"),
        ("Heading 2", "Documents touched: 3"),
        ("Heading 2", "Approval"),
    ]
    assert document.core_properties.title == "Changes to K1 Keep bees"
    assert document.core_properties.language == "en-GB"
    languages = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}


def test_in_word_what_is_gone_is_struck_and_what_is_new_underlined() -> None:
    document = Document(io.BytesIO(change_document(FOUND)))
    unit = document.tables[1]
    assert [cell.text for cell in unit.rows[2].cells] == [
        "criterion P1",
        "reworded",
        "Check eachevery frame for brood & eggs",
    ]
    runs = unit.rows[2].cells[2].paragraphs[0].runs
    assert [run.text for run in runs if run.font.strike] == ["each"]
    assert [run.text for run in runs if run.underline] == ["every"]


def test_in_word_each_table_fits_the_page_and_repeats_its_head() -> None:
    document = Document(io.BytesIO(change_document(FOUND)))
    section = document.sections[0]
    assert section.page_width and section.left_margin and section.right_margin
    room = section.page_width - section.left_margin - section.right_margin
    assert len(document.tables) == 4
    for table in document.tables:
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True] + [False] * (len(heads) - 1)
        for row in table.rows:
            assert sum(cell.width or 0 for cell in row.cells) <= room


@pytest.mark.parametrize("make", [change_document, change_page])
def test_the_same_difference_gives_the_same_bytes(make: Callable[[Difference], object]) -> None:
    assert make(FOUND) == make(report(documents=FOUND.documents))


def test_the_document_has_no_trace_of_when_it_was_made(tmp_path: Path) -> None:
    path = tmp_path / "changes.docx"
    path.write_bytes(change_document(FOUND))
    properties = read_package(path)["docProps/core.xml"].decode("utf-8")
    assert "created" not in properties
    assert "modified" not in properties
    assert "python-docx" not in properties
