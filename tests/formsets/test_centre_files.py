"""A centre's file: what it may hold, and what is said of one that forms cannot use."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from centres import DRAWING, picture, write_centre
from formgen.errors import FormgenError, Problem
from formgen.formsets import NO_CENTRE, Colours, Picture, find_centre
from formgen.formsets.colours import LEAST_CONTRAST, contrast

LOGO_LINE = 4


def problem(path: Path) -> Problem:
    """Return the one problem that reading a centre's file raises."""
    with pytest.raises(FormgenError) as raised:
        find_centre(path, path.parent)
    (found,) = raised.value.problems
    return found


def test_templates_see_every_detail(tmp_path: Path) -> None:
    path = write_centre(tmp_path, "address: ['12 Long Street,', Glenheather]", "contact: Office")
    values = find_centre(path, tmp_path).variables()
    logo = values.pop("logo")
    assert (logo.width, logo.height, logo.description) == (300, 100, "Logo of Heather Hill College")
    assert values == {
        "name": "Heather Hill College",
        "number": "3009999",
        "address": "12 Long Street,\nGlenheather",
        "address_line": "12 Long Street, Glenheather",
        "contact": "Office",
        "footer": "Registered charity SC000000",
        "colours": {"heading": "", "shade": ""},
    }


def test_an_address_may_be_a_text_of_several_lines(tmp_path: Path) -> None:
    path = write_centre(tmp_path, "address: |", "  12 Long Street", "  Glenheather")
    assert find_centre(path, tmp_path).variables()["address"] == "12 Long Street\nGlenheather"


def test_the_workspaces_own_is_found_and_another_one_goes_before_it(tmp_path: Path) -> None:
    assert find_centre(None, tmp_path) == NO_CENTRE
    assert set(map(str, NO_CENTRE.variables().values())) == {"", str(Colours().model_dump())}
    write_centre(tmp_path)
    assert find_centre(None, tmp_path).details.name == "Heather Hill College"
    other = tmp_path / "other.yaml"
    other.write_text("name: Rowan Academy\n", encoding="utf-8")
    assert find_centre(other, tmp_path).details.name == "Rowan Academy"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_known_by_what_it_holds(tmp_path: Path, kind: str) -> None:
    path = write_centre(tmp_path, logo=picture(kind=kind))  # both are called logo.png
    logo = find_centre(path, tmp_path).logo
    assert logo is not None
    assert logo.extension == kind.lower()


@pytest.mark.parametrize(
    ("logo", "message"),
    [
        (picture()[:-40], "logo.png is damaged"),
        (picture()[:20], "logo.png is damaged"),
        (picture(kind="JPEG")[:-30], "logo.png is damaged"),
        (b"hello", "is no picture that can be read"),
        (b"", "is no picture that can be read"),
        (picture(kind="GIF"), "is a GIF picture; a logo is PNG or JPEG"),
        (DRAWING, "is an SVG drawing, which older programs show only with a picture beside it"),
        (picture(width=6000, height=10), "has 6000 x 10 pixels, more than 5000 a side"),
        (picture() + b"\0" * 3_000_000, "has 2.9 MB, more than 2 MB"),
    ],
)
def test_a_logo_that_forms_cannot_show_is_named_with_its_line(
    tmp_path: Path, logo: bytes, message: str
) -> None:
    path = write_centre(tmp_path, logo=logo)
    found = problem(path)
    assert message in found.message
    assert found.place == f"{path}:{LOGO_LINE}"
    assert found.hint


def with_drawing(folder: Path, drawing: bytes) -> Path:
    path = write_centre(folder, "logo: logo.svg", without=("logo",))
    (folder / "logo.svg").write_bytes(drawing)
    return path


def test_a_drawing_comes_with_the_picture_of_its_name(tmp_path: Path) -> None:
    path = with_drawing(tmp_path, DRAWING)
    centre = find_centre(path, tmp_path)
    logo = centre.logo
    assert logo is not None
    assert (logo.svg, logo.data, logo.width) == (DRAWING, picture(), 300)
    with_drawing(tmp_path, DRAWING.replace(b"navy", b"teal"))
    assert find_centre(path, tmp_path).digest != centre.digest
    (tmp_path / "logo.png").unlink()
    found = problem(path)
    assert "there is no logo.png" in found.message
    assert found.hint.startswith("Save the drawing as PNG, too")


@pytest.mark.parametrize(
    ("inside", "message"),
    [
        (b"<script>alert(1)</script>", "holds a “script”"),
        (b'<rect onload="alert(1)"/>', "has “onload” on a “rect”, which runs a script"),
        (b"<foreignObject/>", "holds a “foreignObject”"),
        (b'<image href="https://example.org/a.png"/>', "refers to https://example.org/a.png"),
        (b'<use xmlns:x="http://www.w3.org/1999/xlink" x:href="a.svg#b"/>', "refers to a.svg#b"),
        (b'<rect style="fill: url(file:///etc/x)"/>', "refers to file:///etc/x"),
        (b"<style>@import 'a.css';</style>", "imports a style sheet"),
        (b"<rect>", "logo.svg is damaged"),
    ],
)
def test_a_drawing_that_does_more_than_draw_is_refused(
    tmp_path: Path, inside: bytes, message: str
) -> None:
    path = with_drawing(tmp_path, DRAWING.replace(b"<defs>", inside + b"<defs>"))
    found = problem(path)
    assert message in found.message
    assert "plain SVG" in found.hint
    assert found.place == f"{path}:4"


@pytest.mark.parametrize(
    ("before", "message"),
    [
        (b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "declares entities"),
        (b'<?xml-stylesheet href="https://example.org/a.css"?>', "has a style sheet outside"),
    ],
)
def test_a_drawing_that_brings_others_along_is_refused(
    tmp_path: Path, before: bytes, message: str
) -> None:
    assert message in problem(with_drawing(tmp_path, before + DRAWING)).message


def test_a_logo_that_is_not_there_or_a_folder_is_named_with_its_line(tmp_path: Path) -> None:
    path = write_centre(tmp_path)
    (tmp_path / "logo.png").unlink()
    assert "there is no file" in problem(path).message
    (tmp_path / "logo.png").mkdir()
    found = problem(path)
    assert "cannot be read" in found.message
    assert found.place == f"{path}:{LOGO_LINE}"


@pytest.mark.parametrize(
    ("line", "message", "hint"),
    [
        ("fooder: x", "unknown key “fooder”", "Did you mean footer?"),
        ("terms: {candidat: Learner}", "unknown key “candidat”", "Did you mean candidate?"),
        ("colours: {heading: teal}", "“teal” is no colour", ""),
        ("colours: {heading: '#FFD700'}", "headings on white would be hard to read", "darker"),
        ("colours: {shade: '#123456'}", "black text on it would be hard to read", "lighter"),
    ],
)
def test_a_fault_is_named_with_its_line(tmp_path: Path, line: str, message: str, hint: str) -> None:
    path = write_centre(tmp_path, line)
    found = problem(path)
    assert message in found.message
    assert hint in found.hint
    assert found.place == f"{path}:5"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("footer", "long " * 40),
        ("name", "x" * 121),
        ("name", "& " * 41),  # a page header in Excel writes each as two
        ("number", "3" * 31),
    ],
)
def test_a_text_that_no_line_of_every_page_holds_is_a_fault(
    tmp_path: Path, key: str, value: str
) -> None:
    path = write_centre(tmp_path, f"{key}: '{value}'", without=(key,))
    found = problem(path)
    assert f"{key} is more than a line" in found.message
    assert found.place == f"{path}:4"


def test_a_shade_that_printers_make_too_dark_is_a_fault() -> None:
    assert contrast("000000", "FF3000") > LEAST_CONTRAST
    (fault,) = Colours(shade="#FF3000").faults()
    assert "printed in grey" in fault.message
    assert list(Colours(heading="#1F3864", shade="#DCE6F2").faults()) == []


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_a_picture_keeps_its_proportions_inside_its_box(width: int, height: int) -> None:
    shown = Picture(b"", "png", width, height, "").fitted(4800, 1200)
    assert shown[0] <= 4800
    assert shown[1] <= 1200
    assert shown[0] >= 4799 or shown[1] >= 1199
    wanted = width / height
    assert shown[0] - 1 <= (shown[1] + 1) * wanted
    assert shown[0] + 1 >= (shown[1] - 1) * wanted
