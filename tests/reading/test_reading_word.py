"""Word documents as streams: what a person reads in them, in reading order."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from document_writers import paragraph, table, write_docx, write_docx_body
from formgen.reading.stream import Line, read_stream

ITEM = '<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list}"/></w:numPr>'


def lines_of(folder: Path, body: str, parts: dict[str, str] | None = None) -> tuple[Line, ...]:
    return read_stream(write_docx_body(folder / "a.docx", body, parts)).lines


def texts(folder: Path, body: str, parts: dict[str, str] | None = None) -> list[str]:
    return [line.text for line in lines_of(folder, body, parts)]


def item(text: str, level: int = 0, of: int = 1) -> str:
    return paragraph(text, ITEM.format(level=level, list=of))


def level(at: int, kind: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(*levels: str, more: str = "") -> dict[str, str]:
    """A list 1 with these levels, and further lists."""
    return {
        "numbering": f'<w:abstractNum w:abstractNumId="7">{"".join(levels)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>{more}'
    }


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def test_paragraphs_are_lines_and_say_where_they_stand(tmp_path: Path) -> None:
    assert [
        (line.number, line.text, line.opens_cell, line.where)
        for line in lines_of(tmp_path, paragraph("Bees ") + paragraph("") + paragraph("Hives"))
    ] == [
        (1, "Bees", False, "paragraph 1"),
        (2, "", False, "paragraph 2"),
        (3, "Hives", False, "paragraph 3"),
    ]


def test_soft_line_breaks_end_lines_and_tabs_open_cells(tmp_path: Path) -> None:
    lines = lines_of(tmp_path, paragraph("\tUnit K1\n(continued)") + paragraph("K1a\tHow bees fly"))
    assert [(line.number, line.part, line.text, line.opens_cell) for line in lines] == [
        (1, 0, "Unit K1", False),
        (2, 0, "(continued)", False),
        (3, 0, "K1a", False),
        (3, 1, "How bees fly", True),
    ]


def test_tables_are_read_by_rows_and_a_cell_is_opened_by_its_first_text(tmp_path: Path) -> None:
    two = paragraph("") + paragraph("one") + paragraph("two") + paragraph("")
    lines = lines_of(tmp_path, table([two, paragraph("three")], [paragraph(""), paragraph("five")]))
    assert [(line.text, line.opens_cell, line.where) for line in lines] == [
        ("one", True, "table 1, row 1, cell 1"),
        ("two", False, "table 1, row 1, cell 1"),
        ("three", True, "table 1, row 1, cell 2"),
        ("", False, "table 1, row 1"),
        ("", True, "table 1, row 2, cell 1"),
        ("five", True, "table 1, row 2, cell 2"),
        ("", False, "table 1, row 2"),
    ]


def test_columns_made_with_a_table_are_read_one_after_the_other(tmp_path: Path) -> None:
    left, right = (paragraph(f"{side} 1") + paragraph(f"{side} 2") for side in ("left", "right"))
    assert texts(tmp_path, table([left, right]))[:4] == ["left 1", "left 2", "right 1", "right 2"]


def test_a_table_in_a_cell_opens_cells_of_its_own(tmp_path: Path) -> None:
    inner = table([paragraph("a"), paragraph("b")]) + paragraph("")
    lines = lines_of(tmp_path, table([inner, paragraph("c")]))
    filled = [line for line in lines if line.text]
    assert [(line.text, line.opens_cell) for line in filled] == [
        ("a", True),
        ("b", True),
        ("c", True),
    ]
    assert filled[1].where == "table 1, row 1, cell 1, table 1, row 1, cell 2"


def test_the_covered_part_of_a_merged_cell_is_no_cell(tmp_path: Path) -> None:
    whole = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("a")
    covered = "<w:tcPr><w:vMerge/></w:tcPr>" + paragraph("")
    body = table([whole, paragraph("b")], [covered, paragraph("c")])
    cells = [line.text for line in lines_of(tmp_path, body) if line.opens_cell]
    assert cells == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("kind", "printed"),
    [
        ("decimal", ["1.", "2.", "27."]),
        ("decimalZero", ["01.", "02.", "27."]),
        ("lowerLetter", ["a.", "b.", "aa."]),
        ("upperLetter", ["A.", "B.", "AA."]),
        ("lowerRoman", ["i.", "ii.", "xxvii."]),
        ("upperRoman", ["I.", "II.", "XXVII."]),
        ("ordinal", ["1st.", "2nd.", "27th."]),
        ("none", [".", ".", "."]),
        ("chineseCounting", ["1.", "2.", "27."]),
    ],
)
def test_list_items_have_the_label_that_word_prints(
    tmp_path: Path, kind: str, printed: list[str]
) -> None:
    found = texts(tmp_path, item("bee") * 27, numbering(level(0, kind, "%1.")))
    assert [found[at] for at in (0, 1, 26)] == [f"{label} bee" for label in printed]


def test_levels_count_within_the_one_above(tmp_path: Path) -> None:
    parts = numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))
    items = [("a", 0), ("b", 1), ("c", 1), ("d", 0), ("e", 1)]
    assert texts(tmp_path, "".join(item(*each) for each in items), parts) == [
        "1. a", "1.1 b", "1.2 c", "2. d", "2.1 e",
    ]  # fmt: skip


def test_a_level_may_go_on_counting_and_print_others_as_digits(tmp_path: Path) -> None:
    parts = numbering(
        level(0, "upperRoman", "%1"),
        level(1, "decimal", "%1.%2", '<w:lvlRestart w:val="0"/><w:isLgl/>'),
    )
    items = [("a", 0), ("b", 1), ("c", 0), ("d", 1)]
    assert texts(tmp_path, "".join(item(*each) for each in items), parts) == [
        "I a", "1.1 b", "II c", "2.2 d",
    ]  # fmt: skip


def test_a_list_that_starts_anew_counts_anew(tmp_path: Path) -> None:
    again = (
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
    )
    parts = numbering(level(0, "decimal", "P%1"), more=again)
    body = item("a") + item("b") + item("c", of=2) + item("d", of=2) + item("e", of=3)
    assert texts(tmp_path, body, parts) == ["P1 a", "P2 b", "P5 c", "P6 d", "P7 e"]


@pytest.mark.parametrize(("sign", "printed"), [("\uf0b7", "•"), ("–", "–"), ("-", "-"), ("o", "•")])
def test_bullets_are_printed_and_stand_alone_nowhere(
    tmp_path: Path, sign: str, printed: str
) -> None:
    found = texts(tmp_path, item("bee") + item(""), numbering(level(0, "bullet", sign)))
    assert found == [f"{printed} bee", ""]


def test_signs_of_symbol_fonts_differ_by_level(tmp_path: Path) -> None:
    levels = [level(0, "bullet", "\uf0b7"), level(1, "bullet", "o"), level(2, "bullet", "§")]
    found = texts(tmp_path, item("bee") + item("wing", 1) + item("vein", 2), numbering(*levels))
    assert found == ["• bee", "◦ wing", "▪ vein"]


def test_a_style_may_make_list_items(tmp_path: Path) -> None:
    parts = numbering(level(0, "decimal", "%1)"), level(1, "lowerLetter", "(%2)"))
    parts["styles"] = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr>'
        '<w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Sub"><w:basedOn w:val="Base"/>'
        '<w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    body = paragraph("a", '<w:pStyle w:val="Base"/>') + paragraph("b", '<w:pStyle w:val="Sub"/>')
    none = '<w:pStyle w:val="Base"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    assert texts(tmp_path, body + paragraph("c", none), parts) == ["1) a", "(a) b", "", "c"]


STYLES = {
    "styles": '<w:style w:type="paragraph" w:styleId="Rubrik"><w:name w:val="heading 3"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="Rubrik"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Loud"><w:rPr><w:b/></w:rPr></w:style>'
}
SUB_HEADINGS = {
    "plain": paragraph("Feed"),
    "bold": f"<w:p>{run('Fe', '<w:b/>')}{run('ed', '<w:b/>')}{run(' ')}</w:p>",
    "bold by its style": paragraph("Feed", '<w:pStyle w:val="Loud"/>'),
    "heading": paragraph("Feed", '<w:pStyle w:val="Rubrik"/>'),
    "based on a heading": paragraph("Feed", '<w:pStyle w:val="Own"/>'),
}


def test_paragraphs_of_text_stand_apart(tmp_path: Path) -> None:
    first, second = "Bees are kept for their honey.", "They also need a garden."
    body = paragraph(first) + paragraph(second)
    assert texts(tmp_path, body) == [first, "", second]
    assert texts(tmp_path, table([body])) == [first, "", second, ""]


def test_a_paragraph_for_each_line_is_read_as_lines(tmp_path: Path) -> None:
    text = "Bees are kept for wax and/honey. Few fly in the rain./They wait in the hive for/sun."
    lines = text.split("/")
    assert texts(tmp_path, "".join(map(paragraph, lines))) == lines


def test_a_bullet_and_a_tab_open_no_cell(tmp_path: Path) -> None:
    lines = lines_of(tmp_path, paragraph("•\tbee") + paragraph("•\tbee\tcell"))
    assert [(line.text, line.opens_cell) for line in lines] == [
        ("• bee", False),
        ("•", False),
        ("bee", True),
        ("cell", True),
    ]


@pytest.mark.parametrize("heading", SUB_HEADINGS.values(), ids=SUB_HEADINGS)
def test_what_stands_between_lists_stands_apart(tmp_path: Path, heading: str) -> None:
    parts = numbering(level(0, "decimal", "P%1")) | STYLES
    body = item("a") + item("b") + heading + item("c")
    apart = ["P1 a", "P2 b", "", "Feed", "", "P3 c"]
    assert [text.rstrip() for text in texts(tmp_path, body, parts)] == apart
    spaced = item("a") + item("b") + paragraph("") + heading + paragraph("") + item("c")
    assert [text.rstrip() for text in texts(tmp_path, spaced, parts)] == apart


@pytest.mark.parametrize("kind", [each for each in SUB_HEADINGS if each != "plain"])
def test_headings_and_bold_lines_stand_apart_from_running_text(tmp_path: Path, kind: str) -> None:
    body = paragraph("Bees fly.") + SUB_HEADINGS[kind] + paragraph("Bees eat.")
    found = [text.rstrip() for text in texts(tmp_path, body, STYLES)]
    assert found == ["Bees fly.", "", "Feed", "", "Bees eat."]


def test_a_word_in_bold_sets_no_line_apart(tmp_path: Path) -> None:
    body = paragraph("Bees fly.") + f"<w:p>{run('Never', '<w:b/>')}{run(' run.')}</w:p>"
    assert texts(tmp_path, body) == ["Bees fly.", "Never run."]


def test_cells_have_no_blank_lines_of_their_own(tmp_path: Path) -> None:
    cell = SUB_HEADINGS["bold"] + item("a")
    found = texts(tmp_path, table([cell]), numbering(level(0, "decimal", "%1.")))
    assert [text.rstrip() for text in found] == ["Feed", "1. a", ""]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (f"<w:ins>{run('new ')}</w:ins>{run('bee')}", "new bee"),
        ("<w:del><w:r><w:delText>old </w:delText></w:r></w:del>" + run("bee"), "bee"),
        (f"<w:moveFrom>{run('here ')}</w:moveFrom><w:moveTo>{run('there')}</w:moveTo>", "there"),
        (run("shown") + run(" hidden", "<w:vanish/>"), "shown"),
        (run("shown", '<w:vanish w:val="0"/>'), "shown"),
        (run("secret", '<w:rStyle w:val="Hidden"/>') + run("bee"), "bee"),
        ("<w:r><w:t>co</w:t><w:noBreakHyphen/><w:t>op</w:t><w:softHyphen/></w:r>", "co-op"),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:t> bee</w:t></w:r>', "• bee"),
        (f"<w:hyperlink>{run('a link')}</w:hyperlink>", "a link"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('filled in')}</w:sdtContent></w:sdt>", "filled in"),
        (f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>', "7"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF x</w:instrText></w:r>'
            f'{run("nested")}<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("result")}'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" after"),
            "result after",
        ),
    ],
)
def test_the_text_is_what_a_person_reads(tmp_path: Path, content: str, text: str) -> None:
    hidden = '<w:style w:type="character" w:styleId="Hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
    assert texts(tmp_path, f"<w:p>{content}</w:p>", {"styles": hidden}) == [text]


def test_paragraphs_joined_by_a_deleted_end_are_one(tmp_path: Path) -> None:
    body = paragraph("Light the ", "<w:rPr><w:del/></w:rPr>") + paragraph("smoker.")
    assert texts(tmp_path, body) == ["Light the smoker."]


def test_deleted_rows_are_not_read(tmp_path: Path) -> None:
    body = table([paragraph("a")], [paragraph("b")])
    body = body.replace("<w:tr>", "<w:tr><w:trPr><w:del/></w:trPr>", 1)
    assert [text for text in texts(tmp_path, body) if text] == ["b"]


def test_a_text_box_is_read_once_after_its_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent>{paragraph('in the box')}</w:txbxContent>"
    both = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    lines = lines_of(tmp_path, f"<w:p>{run('anchor')}{both}</w:p>{paragraph('after')}")
    assert [line.text for line in lines] == ["anchor", "in the box", "after"]
    assert lines[1].where == "text box 1"


def test_headers_footers_and_notes_are_furniture(tmp_path: Path) -> None:
    note = f'<w:footnote w:id="1">{paragraph("a note")}</w:footnote>'
    rule = f'<w:footnote w:type="separator">{paragraph("---")}</w:footnote>'
    parts = {
        "header1": paragraph("SVQ in Bees") + paragraph(""),
        "footer1": paragraph("Page 1"),
        "footnotes": rule + note,
    }
    stream = read_stream(write_docx_body(tmp_path / "a.docx", paragraph("text"), parts))
    assert [line.text for line in stream.lines] == ["text"]
    assert [(line.number, line.text, line.where) for line in stream.furniture] == [
        (2, "SVQ in Bees", "page header"),
        (3, "Page 1", "page footer"),
        (4, "a note", "footnote"),
    ]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=9)
LINES = st.one_of(
    WORDS,
    st.just(""),
    st.lists(WORDS, min_size=1, max_size=4).map(lambda cells: "\t" + "\t".join(cells)),
    st.tuples(WORDS, WORDS).map("\t".join),
)


@given(st.lists(LINES, max_size=30))
def test_any_lines_are_the_same_from_word_as_from_text(tmp_path: Path, lines: list[str]) -> None:
    text = tmp_path / "a.txt"
    text.write_text("\n".join([*lines, "end"]), encoding="utf-8")
    word = write_docx(tmp_path / "a.docx", [*lines, "end"])

    def told(path: Path) -> list[tuple[str, bool]]:
        return [(line.text, line.opens_cell) for line in read_stream(path).lines]

    # The end of a table at the end of the document is a row's end too.
    assert [each for each in told(word) if each != ("", False)] == [
        each for each in told(text) if each != ("", False)
    ]
