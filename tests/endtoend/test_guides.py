"""The tutorial and the worked example of form sets, followed to the letter."""

from __future__ import annotations

import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook, load_workbook

Run = Callable[..., tuple[int, str, str]]

_BLOCK = re.compile(
    r"^```(?P<language>\w*)\n(?P<text>.*?)^```$|(?P<table>(?:^\|[^\n]*\n)+)",
    re.DOTALL | re.MULTILINE,
)
_NAMED_FILE = re.compile(r"`([\w/.-]+\.(?:xlsx|yaml|docx))`")


class Reader:
    """Someone who does what a page says, in a folder: types commands, writes files."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self.said: dict[str, str] = {}
        """What each command said, messages and all."""

    def follow(self, page: Path) -> None:
        """Do everything that a page says, from top to bottom."""
        text = page.read_text(encoding="utf-8")
        for block in _BLOCK.finditer(text):
            files = _NAMED_FILE.findall(_paragraph_before(text, block.start()))
            if block["table"] and files and files[-1].endswith(".xlsx"):
                _save_workbook(Path(files[-1]), block["table"])
            elif block["language"] == "yaml" and files:
                self._save_yaml(Path(files[-1]), block["text"])
            elif block["language"] == "text":
                after = _NAMED_FILE.findall(text[block.end() :])
                _save_document(Path(after[0]), block["text"])
            elif block["language"] == "" and block["text"]:
                for line in block["text"].splitlines():
                    self._type(line)

    def _save_yaml(self, path: Path, text: str) -> None:
        """Write a file whole; what is set in goes to the end of one that is there."""
        before = path.read_text(encoding="utf-8") if text.startswith(" ") else ""
        path.write_text(before + text, encoding="utf-8")

    def _type(self, line: str) -> None:
        program, *arguments = line.split()
        if program == "cd":
            os.chdir(arguments[0])
        elif program == "formgen":
            if arguments[:2] == ["templates", "preview"]:
                arguments += ["--no-open", "--to", "preview"]
            code, out, err = self._run(*arguments)
            assert code == 0, f"{line}\n{out}{err}"
            self.said[line] = out + err


def _paragraph_before(text: str, at: int) -> str:
    return text[:at].rstrip().rpartition("\n\n")[2]


def _save_workbook(path: Path, table: str) -> None:
    workbook = Workbook()
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not all(re.fullmatch("-+", cell) for cell in cells):
            workbook.worksheets[0].append([cell or None for cell in cells])
    workbook.save(path)


def _save_document(path: Path, text: str) -> None:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(str(path))


def paragraphs(data: bytes) -> list[str]:
    return [each.text for each in Document(io.BytesIO(data)).paragraphs]


@pytest.fixture
def reader(run: Run, workspace: Path) -> Reader:
    return Reader(run)


def whole_text(path: Path) -> str:
    document = Document(str(path))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join((*(each.text for each in document.paragraphs), *cells))


def test_the_tutorial_ends_with_packs_of_ones_own_qualification(
    reader: Reader, repository: Path, workspace: Path
) -> None:
    reader.follow(repository / "docs" / "tutorial.md")
    out = workspace / "my-forms" / "forms" / "output"
    assert (out / "beekeeping" / "index.html").is_file()
    people = out / "award-in-pottery" / "candidates"
    units = {
        person.name: sorted(each.name for each in person.iterdir() if each.is_dir())
        for person in people.iterdir()
        if person.is_dir()
    }
    assert units == {"Mary-O'Brien": ["P1", "P2"], "André-Sørensen": ["P1", "P3"]}
    title_page = whole_text(people / "André-Sørensen" / "title-page.docx")
    assert "André Sørensen" in title_page
    assert "Award in Pottery" in title_page
    grid = whole_text(people / "André-Sørensen" / "P3" / "achievement-grid.docx")
    assert "Glaze a pot and leave its foot bare" in grid
    assert "P3.1.2" in grid
    assert list((workspace / "my-forms" / "preview").iterdir())


def test_the_tutorial_tells_what_formgen_answers(
    reader: Reader, repository: Path, workspace: Path
) -> None:
    reader.follow(repository / "docs" / "tutorial.md")
    assert "0 unplaced" in reader.said["formgen import pottery.xlsx --to ."]
    assert "nothing found" in reader.said["formgen lint"]
    assert "at least one unit from Options" in reader.said["formgen show award-in-pottery"]
    assert "All is well" in reader.said["formgen templates check --formset ours"]


def test_the_worked_example_adds_a_form_with_four_lines(
    reader: Reader, repository: Path, workspace: Path, run: Run
) -> None:
    run("init", str(workspace))
    page = repository / "docs" / "form-sets.md"
    example = page.read_text(encoding="utf-8").split("\n## formset.yaml")[0]
    (workspace / "page.md").write_text(example, encoding="utf-8")
    reader.follow(workspace / "page.md")
    made = sorted((workspace / "forms/output/beekeeping").glob("*/safety-talk.docx"))
    assert [each.parent.name for each in made] == ["BK1", "BK2", "BK3", "BK4", "BK5"]
    assert paragraphs(made[1].read_bytes())[:3] == [
        "Safety talk",
        "Unit: Keep bees safe and healthy",
        "Candidate: ",
    ]
    lists = workspace / "forms/output/beekeeping/BK1/safety-list.xlsx"
    rows = [[cell.value for cell in row] for row in load_workbook(lists).worksheets[0]]
    assert rows[0][0] == "List of safety talks"
    assert [rows[4][0], rows[-1][0]] == ["BK1.1.1", "BK1.2.4"]
    preview = workspace / "preview" / "safety-talk.docx"
    assert "Candidate: Ada O'Neill" in paragraphs(preview.read_bytes())
    context = reader.said["formgen templates context safety-talk --formset ours"]
    assert re.search(r"^unit\.title +Look after colonies", context, re.MULTILINE)


def test_the_worked_example_shows_what_the_check_says(
    reader: Reader, repository: Path, workspace: Path, run: Run
) -> None:
    page = (repository / "docs" / "form-sets.md").read_text(encoding="utf-8")
    shown = re.findall(r"^    (forms/.*\n {6}Did .*)$", page, re.MULTILINE)[0].replace(
        "\n    ", "\n"
    )
    run("templates", "copy", "sqa", "ours")
    _save_document(
        Path("forms/templates/ours/safety-talk.docx"), "Safety talk\nUnit: {{ unit.titel }}"
    )
    code, out, _ = run("templates", "check", "forms/templates/ours/safety-talk.docx")
    assert code == 1
    assert out.replace("\\", "/").startswith(shown)
