"""A centre on its forms: name, logo, colours and words, in Word and Excel, and what they change."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import accumulate, count, takewhile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import etree
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from centres import DRAWING, picture, write_centre
from excel_templates import headers_and_footers
from formgen.formsets import Centre, find_centre, find_formset
from formgen.layout.metrics import Font, text_width
from formgen.packs import Built, Plan, Request, make_packs, plan_pack
from formgen.packs.folder import PackFolder
from formgen.packs.making import Maker
from formgen.relations import relations_of
from formgen.render.word import word_pages
from formgen.standards import find
from samples import unit

Write = Callable[..., Path]
TALL, WIDE = picture(100, 400), picture(900, 100, "JPEG")
BOX = 48 * 36_000, 12 * 36_000
"""Width and height that a logo has room for, in EMU."""

COLOURS = "colours: {heading: '#1F3864', shade: '#DCE6F2'}"


@pytest.fixture
def planned(workspace: Path, standards_of: Write) -> Callable[..., Plan]:
    """Return a function that plans the sample's pack for a centre with such a file."""
    standards_of(unit("K1", criteria=4, knowledge=2), unit("K2", criteria=30, knowledge=0))

    def plan(*more: str, drawing: bool = False, **options: Any) -> Plan:
        path = write_centre(workspace / "centre", *more, **options)
        if drawing:
            path.with_name("logo.svg").write_bytes(DRAWING)
        centre = find_centre(path, workspace)
        standards, formset = find("sample", workspace), find_formset("sqa", workspace)
        return plan_pack(standards, formset, centre=centre)

    return plan


def made(plan: Plan) -> Iterator[tuple[str, bytes]]:
    """Yield path and bytes of each document of a plan."""
    maker = Maker(plan, PackFolder(Path()))
    for document in plan.documents:
        yield document.path, maker.render(document)


def parts(document: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as package:
        return {name: package.read(name) for name in package.namelist()}


def sizes(document: bytes) -> list[tuple[int, int]]:
    """Return the sizes in which a document shows pictures, in EMU."""
    return [
        (int(each.get("cx", "0")), int(each.get("cy", "0")))
        for name, data in parts(document).items()
        if name.startswith(("word/header", "word/document", "xl/drawings"))
        and name.endswith(".xml")
        for each in etree.fromstring(data).iter("{*}extent", "{*}ext")
        if etree.QName(each).localname == "extent" or "spreadsheetDrawing" in str(each.tag)
    ]


@pytest.mark.parametrize("logo", [picture(), TALL, WIDE])
def test_every_form_shows_the_logo_once_in_its_proportions(
    planned: Callable[..., Plan], logo: bytes
) -> None:
    plan = planned(logo=logo)
    size = plan.centre.logo.fitted(*BOX) if plan.centre.logo else ()
    for path, document in made(plan):
        found = parts(document)
        (image,) = (name for name in found if "/media/" in name)
        assert found[image] == logo, path
        assert set(sizes(document)) == {size}, path
        drawings = b"".join(
            data for name, data in found.items() if b"Logo of Heather Hill College" in data
        )
        grids = path.endswith("achievement-grid.xlsx")
        assert drawings.count(b"descr=") == (2 if grids and "/K1/" in path else 1), path


@pytest.mark.parametrize("formset", ["sqa", "city-guilds", "rqf"])
@pytest.mark.parametrize("logo", [TALL, WIDE])
def test_no_logo_covers_a_text_of_a_sheet(
    planned: Callable[..., Plan], formset: str, logo: bytes
) -> None:
    plan = planned(logo=logo)
    plan = plan_pack(plan.standards, find_formset(formset, Path()), centre=plan.centre)
    for path, document in made(plan):
        for sheet in load_workbook(io.BytesIO(document)) if path.endswith(".xlsx") else ():
            for image in sheet._images:  # type: ignore[attr-defined]
                assert covered(sheet, image) == [], (path, sheet.title)


def covered(sheet: Any, image: Any) -> list[object]:
    """Return the texts that a picture stands over, each from its cell's left edge on."""
    corner, size = image.anchor._from, image.anchor.ext
    columns, rows = sheet.column_dimensions, sheet.row_dimensions
    widths = (columns[get_column_letter(at)].width for at in range(1, sheet.max_column + 1))
    lefts = [0, *accumulate(width * EMU_OF_WIDTH for width in widths)]
    left = lefts[corner.col] + corner.colOff
    heights = ((rows[at].height or 15) * EMU_OF_POINT for at in count(corner.row + 1))
    ends = accumulate(heights, initial=-corner.rowOff)
    reached = sum(1 for _ in takewhile(lambda end: end < size.height, ends))
    return [
        cell.value
        for row in sheet.iter_rows(corner.row + 1, corner.row + reached)
        for cell in row
        if cell.value is not None
        and lefts[cell.column - 1] < left + size.width
        and lefts[cell.column - 1] + text_width(str(cell.value), FONT) * EMU_OF_TWIP > left
    ]


EMU_OF_POINT, EMU_OF_TWIP = 12_700, 635
EMU_OF_WIDTH = 7 * 9_525  # a column's width counts digits of 7 pixels
FONT = Font(size=10)


def test_a_drawing_stands_beside_the_picture_in_word_and_excel(
    planned: Callable[..., Plan], workspace: Path
) -> None:
    plan = planned("logo: logo.svg", without=("logo",), drawing=True)
    forms = ["title-page", "achievement-grid"]
    plan = plan_pack(plan.standards, plan.formset, forms=forms, centre=plan.centre, combined=True)
    for path, document in made(plan):
        found = parts(document)
        images = {name.rpartition(".")[2]: found[name] for name in found if "/media/" in name}
        assert images == {"png": picture(), "svg": DRAWING}, path
        assert b"image/svg+xml" in found["[Content_Types].xml"], path
        showing = [name for name, data in found.items() if b"svgBlip" in data]
        assert showing, path
        for name in showing:
            targets = targets_of(found, name)
            for blip in etree.fromstring(found[name]).iter("{*}blip"):
                (drawing,) = blip.iter("{*}svgBlip")
                assert targets[blip.get(EMBED)].endswith(".png")
                assert targets[drawing.get(EMBED)].endswith(".svg")


EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"


def targets_of(found: dict[str, bytes], part: str) -> dict[str | None, str]:
    """Return what a part relates to, by identifier."""
    relations = etree.fromstring(found[relations_of(part)])
    return {each.get("Id"): each.get("Target", "") for each in relations}


def test_a_form_of_a_centre_without_logo_holds_no_picture(planned: Callable[..., Plan]) -> None:
    for path, document in made(planned(without=("logo",))):
        assert not [name for name in parts(document) if "media" in name or "drawing" in name], path
        assert sizes(document) == []


SETS = pytest.mark.parametrize("formset", ["sqa", "city-guilds", "rqf"])


@SETS
def test_every_word_form_says_at_its_foot_whose_it_is(
    planned: Callable[..., Plan], workspace: Path, formset: str
) -> None:
    plan, of_set = planned(), find_formset(formset, workspace)
    plan = plan_pack(plan.standards, of_set, formats=["docx"], centre=plan.centre)
    for path, data in made(plan):
        for section in Document(io.BytesIO(data)).sections:
            for footer in (section.footer, section.first_page_footer):
                if not footer.is_linked_to_previous:
                    foot = "\n".join(each.text for each in footer.paragraphs)
                    assert "Heather Hill College (3009999)" in foot, path
                    assert "Registered charity SC000000" in foot, path


@SETS
@pytest.mark.parametrize("grid", ["by_evidence", "by_criterion"])
@pytest.mark.parametrize(
    ("name", "number", "footer"),
    [
        ("Heather Hill College", "3009999", "Registered charity SC000000"),
        ("Glen & Hill College", "2", ""),
        ("West Highland College of Further Education", "", "A company limited by guarantee " * 2),
        (
            "College " * 14 + "of Glens",
            "No. 3009999 (main site), 30099",
            "Charity " * 14 + "SC000000",
        ),
        ("& " * 38 + "Sons", "& " * 8 + "Sons", "& " * 38 + "Sons"),
    ],
)
def test_every_page_of_excel_forms_has_the_centre_and_the_digest_whole(
    planned: Callable[..., Plan],
    workspace: Path,
    formset: str,
    grid: str,
    name: str,
    number: str,
    footer: str,
) -> None:
    details = {"name": name, "number": number, "footer": footer.strip()}
    lines = [f"{key}: '{value}'" for key, value in details.items()]
    plan = planned(*lines, without=tuple(details))
    of_set = find_formset(formset, workspace)
    layout = of_set.formset.layout.model_copy(update={"grid": grid})
    of_set = replace(of_set, formset=of_set.formset.model_copy(update={"layout": layout}))
    plan = plan_pack(plan.standards, of_set, formats=["xlsx"], centre=plan.centre)
    centre = name + (f" ({number})" if number else "")
    for path, data in made(plan):
        for header, foot in headers_and_footers(data):
            assert max(len(header), len(foot)) <= 255, path
            assert header.replace("&&", "&").endswith(f"\n{centre}"), path
            assert not details["footer"] or details["footer"] in foot.replace("&&", "&").split("\n")
            assert re.search(r"^Standards: .*\b[0-9a-f]{8}(&R|\n|$)", foot, re.MULTILINE), path
            assert "Page &P of &N" in foot, path


def test_a_build_says_once_for_each_template_that_words_are_left_out(
    planned: Callable[..., Plan], workspace: Path
) -> None:
    """Of the same template all units' documents lose words: the first is the example."""
    name = "College " * 14 + "of Glens"
    plan = planned(f"name: {name}", without=("name",))
    titled = "Handle the swarms that bees of all kinds begin in early summer " * 3
    for code in ("K1", "K2"):
        path = workspace / "standards" / "sample" / "units" / f"{code}.yaml"
        path.write_text(
            re.sub("(?m)^title: .*", f"title: {titled.strip()}", path.read_text("utf-8")), "utf-8"
        )
    request = Request(
        "sample", workspace, forms=("achievement-grid",), formats=("xlsx",), centre=plan.centre
    )
    (pack,) = make_packs([request], workspace / "out")
    told = [each for each in pack.warnings if "left out" in each]
    (said,) = told  # of four sheets, in two documents
    assert "achievement-grid.xlsx, sheet Performance criteria, header: has no room" in said
    assert titled.strip() in said
    assert "for example in sample/K1/achievement-grid.xlsx" in said
    # Asked again for the same, the run looks at no document and says the same.
    (again,) = make_packs([request], workspace / "out")
    assert not again.built.written
    assert again.warnings == pack.warnings


@SETS
def test_excel_forms_of_no_centre_have_no_line_for_it(
    planned: Callable[..., Plan], workspace: Path, formset: str
) -> None:
    plan = plan_pack(planned().standards, find_formset(formset, workspace), formats=["xlsx"])
    for path, data in made(plan):
        for header, footer in headers_and_footers(data):
            assert [line for line in (header + footer).split("\n") if not line.strip()] == [], path
            assert header.count("\n") == 1, path


PLACE = ("address: ['12 Long Street,', Glenheather]", "contact: The office")


@pytest.mark.parametrize(
    ("formset", "form", "lines"),
    [
        ("sqa", "title-page", ["12 Long Street, Glenheather", "The office"]),
        ("city-guilds", "candidate-and-centre", ["12 Long Street,", "Glenheather", "The office"]),
        (
            "rqf",
            "achievement-summary",
            ["Heather Hill College (3009999), 12 Long Street, Glenheather; The office"],
        ),
    ],
)
def test_the_first_form_has_the_address_and_contact_and_no_gap_where_there_are_none(
    planned: Callable[..., Plan], workspace: Path, formset: str, form: str, lines: list[str]
) -> None:
    found = []
    for more in (PLACE, ()):
        plan, of_set = planned(*more), find_formset(formset, workspace)
        plan = plan_pack(plan.standards, of_set, forms=[form], formats=["docx"], centre=plan.centre)
        ((_, data),) = made(plan)
        cells = Document(io.BytesIO(data)).tables[0].columns[1].cells
        found.append("\n".join(cell.text for cell in cells).split("\n"))
    assert [line for line in lines if line not in found[0]] == []
    if formset == "sqa":
        assert len(found[0]) == len(found[1]) + len(lines)


def test_no_page_moves_for_a_logo(planned: Callable[..., Plan]) -> None:
    plan = planned()
    plain = replace(plan, centre=Centre(plan.centre.details))
    for (path, document), (_, other) in zip(made(plan), made(plain), strict=True):
        if path.endswith(".docx"):
            assert word_pages(document).pages == word_pages(other).pages, path


def test_colours_are_those_of_headings_and_of_the_cells_that_head_tables(
    planned: Callable[..., Plan],
) -> None:
    for path, data in made(planned(COLOURS)):
        if path.endswith(".docx"):
            document = Document(io.BytesIO(data))
            fills = set(document.element.xpath("//w:shd/@w:fill"))
            assert not {"E6E6E6", "F2F2F2"} & fills, path
            assert str(document.styles["Heading 1"].font.color.rgb) == "1F3864"
            assert document.styles["Normal"].font.color.rgb is None
        else:
            sheet = load_workbook(io.BytesIO(data)).worksheets[0]
            fonts = {cell.font.color.rgb for row in sheet for cell in row if cell.font.color}
            assert "FF1F3864" in fonts, path
            fills = {cell.fill.fgColor.rgb for row in sheet for cell in row if cell.fill.fill_type}
            assert "FFDCE6F2" in fills, path


def test_the_centres_words_go_before_the_publishers_and_the_form_sets(
    planned: Callable[..., Plan], workspace: Path
) -> None:
    path = workspace / "standards" / "sample" / "qualification.yaml"
    publisher = "terms: {candidate: Trainee, element: Learning outcome}\n"
    path.write_text(path.read_text(encoding="utf-8") + publisher, encoding="utf-8")
    plan = planned("terms: {candidate: Learner, internal_verifier: IQA}")
    documents = dict(made(plan))
    record = Document(io.BytesIO(documents["sample/K1/observation-record.docx"]))
    labels = [cell.text for cell in record.tables[0].columns[0].cells]
    assert labels[0] == "Learner name"
    assert "Learning outcomes" in labels
    grid = Document(io.BytesIO(documents["sample/K1/achievement-grid.docx"]))
    roles = [row.cells[0].text for row in grid.tables[-1].rows]
    assert roles == ["Role", "Learner", "Assessor", "IQA"]
    assert any("the learner’s own" in each.text for each in grid.paragraphs)
    book = load_workbook(io.BytesIO(documents["sample/K1/achievement-grid.xlsx"]))
    assert [cell.value for cell in book["Sign-off"]["A"][11:14]] == ["Learner", "Assessor", "IQA"]
    assert book["Performance criteria"]["B4"].value == "Learner name"


def build(workspace: Path, centre: Path, out: str = "out") -> Built:
    found = find_centre(centre, workspace)
    formats = ("docx", "xlsx", "pdf")
    request = Request("sample", workspace, "sqa", formats=formats, centre=found)
    (pack,) = make_packs([request], workspace / out)
    return pack.built


def contents(folder: Path) -> dict[str, bytes]:
    documents = (each for kind in ("docx", "xlsx", "pdf") for each in folder.rglob(f"*.{kind}"))
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in documents}


EVERY_FORM = {
    "title-page", "contents-checklist", "personal-profile", "progress-record", "unit-title-page",
    "assessment-plan", "achievement-grid", "evidence-index", "witness-list", "observation-record",
    "witness-testimony", "personal-statement", "question-record", "evidence-descriptor", "glossary",
    "sampling-plan",
}  # fmt: skip


@pytest.mark.parametrize(
    ("line", "forms"),
    [
        ("terms: {scope: Scope of the work}", {"glossary", "witness-testimony"}),
        (
            "terms: {knowledge: What to know}",
            {"glossary", "achievement-grid", "observation-record"},
        ),
        ("address: [12 Long Street, Glenheather]\ncontact: The office", {"title-page"}),
        ("", EVERY_FORM),  # only the logo changes
    ],
)
def test_a_change_makes_exactly_the_documents_that_show_it(
    workspace: Path,
    standards_of: Write,
    made_pdfs: Callable[[], int],
    line: str,
    forms: set[str],
) -> None:
    standards_of(unit("K1", criteria=2, knowledge=2))
    path = write_centre(workspace / "centre")
    build(workspace, path)
    before = contents(workspace / "out")
    name = line.partition(":")[0]
    write_centre(path.parent, line, logo=None if line else TALL, without=(name,))
    built = build(workspace, path)
    build(workspace, path, "anew")
    now = contents(workspace / "anew")
    assert {*built.written} == {each for each, data in now.items() if before[each] != data}
    assert contents(workspace / "out") == now
    assert {Path(each).stem for each in built.written} == forms
    in_excel = {".xlsx"} if "achievement-grid" in forms else set()
    assert {Path(each).suffix for each in built.written} == {".docx", ".pdf"} | in_excel
    assert {*built.reasons.values()} == {"the centre’s details changed"}
    assert build(workspace, path).written == []


def test_a_combined_document_holds_the_logo_once(planned: Callable[..., Plan]) -> None:
    plan = planned()
    plan = plan_pack(
        plan.standards, plan.formset, formats=("docx",), combined=True, centre=plan.centre
    )
    document = dict(made(plan))["sample/pack.docx"]
    images = [data for name, data in parts(document).items() if "/media/" in name]
    assert images == [picture()]
    assert set(sizes(document)) == {(36 * 36_000, 12 * 36_000)}


def test_the_command_takes_the_workspaces_centre_or_the_one_named(
    run: Callable[..., tuple[int, str, str]], workspace: Path, standards_of: Write
) -> None:
    standards_of(unit("K1"))
    write_centre(workspace)
    other = write_centre(workspace / "other", "name: Rowan Academy", without=("name",))
    for options, name in (((), "Heather Hill College"), (("--centre", str(other)), "Rowan")):
        assert run("build", "sample", "--form", "title-page", *options)[0] == 0
        page = Document(str(workspace / "forms/output/sample/title-page.docx"))
        assert name in "\n".join(cell.text for table in page.tables for cell in table._cells)


def test_a_logo_that_is_missing_stops_the_command_before_any_work(
    run: Callable[..., tuple[int, str, str]], workspace: Path, standards_of: Write
) -> None:
    standards_of(unit("K1"))
    write_centre(workspace)
    (workspace / "logo.png").unlink()
    code, _, err = run("build", "sample")
    assert code == 3
    assert "centre.yaml:4: logo: there is no file" in err
    assert not (workspace / "forms" / "output").exists()
