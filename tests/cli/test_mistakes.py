"""The likeliest mistakes, each made on purpose: the answer says what, where and what to do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from word_templates import draw_template

Run = Callable[..., tuple[int, str, str]]
UNIT = Path("standards/beekeeping/units/BK1.yaml")


@pytest.fixture(autouse=True)
def beekeeping(run: Run, workspace: Path) -> Path:
    """A workspace with the example in it."""
    run("init")
    return workspace


def answer(run: Run, *arguments: str, code: int = 3) -> str:
    """Return what a command that must fail says; it makes nothing and shows no traceback."""
    left, out, err = run(*arguments)
    assert left == code, out + err
    assert out == ""
    assert "Traceback" not in err
    assert not Path("forms/output").exists()
    return err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["beekeping"],
            "formgen: there is no qualification called “beekeping”\n  Did you mean beekeeping?\n",
        ),
        (["svq3"], "called “svq3”\n  Did you mean svq3-customer-service?"),
        (["nowhere/at/all"], "called “nowhere/at/all”\n  formgen list shows the qualifications"),
        (
            ["beekeeping", "--unit", "BK11"],
            "formgen: there is no unit in beekeeping called “BK11”\n  Did you mean BK1?\n",
        ),
        (["beekeeping", "--unit", "X"], "called “X”\n  Its units: BK1, BK2, BK3, BK4, BK5.\n"),
        (
            ["beekeeping", "--form", "Achievement grid"],
            ("there is no form in the form set sqa called “Achievement grid”\n"
            "  Did you mean achievement-grid?\n"),
        ),
        (["beekeeping", "--unit", "BK1,BK2"], "  Give each by itself: --unit BK1 --unit BK2\n"),
        (
            ["beekeeping", "--unit", "BE01 45, BK2"],
            "  Give each by itself: --unit \"BE01 45\" --unit BK2\n",
        ),
        (
            ["beekeeping", "--form", "glossary,title-page"],
            "  Give each by itself: --form glossary --form title-page\n",
        ),
        (["beekeeping", "--form", "grid"], "  Did you mean achievement-grid? Its forms: "),
        (["beekeeping", "--formset", "sqaa"], "called “sqaa”\n  Did you mean sqa?"),
        (["beekeeping", "--format", "word"], "'word' is not the name of a format. Did you mean"),
        (["beekeeping", "--format", ".xls"], "Did you mean xlsx?"),
        (["beekeeping", "--format", "dox"], "'dox' is not one of 'docx', 'xlsx'"),
        (["beekeeping", "--forms", "a"], "Did you mean one of: '--form', '--format'"),
        (["beekeeping", "BK1"], "“BK1” is a unit. Type: formgen build beekeeping --unit BK1"),
        (
            ["beekeeping", "–unit", "BK1"],
            "“–unit” begins with a long dash, as Word makes it. Type two hyphens: --unit",
        ),
    ],
)  # fmt: skip
def test_names_that_do_not_exist(run: Run, arguments: list[str], said: str) -> None:
    assert said in answer(run, "build", *arguments, code=2)


@pytest.mark.parametrize(
    ("here", "there"), [(".", "hives and bees"), ("hives and bees/forms", "..")]
)
def test_a_folder_above_or_below_the_workspace(
    run: Run, monkeypatch: pytest.MonkeyPatch, here: str, there: str
) -> None:
    Path("hives and bees").mkdir()
    for each in ("standards", "forms"):
        Path(each).rename(Path("hives and bees", each))
    monkeypatch.chdir(here)
    cd = f'cd "{there}"' if " " in there else f"cd {there}"
    assert answer(run, "build", "beekeeping", code=2) == (
        "formgen: there is no qualification called “beekeeping”\n"
        f"  It is in another folder. Type first: {cd}\n"
    )
    assert "Did you mean beekeeping?" in answer(run, "build", "beekeping", code=2)
    elsewhere = f"Your own are in another folder. Type first: {cd}\n"
    assert elsewhere in answer(run, "build", code=2)
    assert run("list")[2] == elsewhere
    monkeypatch.chdir(there)
    assert run("build", "beekeeping", "--dry-run")[0] == 0
    assert run("list")[2] == ""


@pytest.mark.parametrize(("here", "there"), [(".", "hives"), ("hives/forms", "..")])
def test_a_form_set_above_or_below_the_workspace(
    run: Run, monkeypatch: pytest.MonkeyPatch, here: str, there: str
) -> None:
    """The qualification is one that comes with formgen, so that only the forms are elsewhere."""
    assert run("templates", "copy", "rqf", "ours")[0] == 0
    Path("hives").mkdir()
    for each in ("standards", "forms"):
        Path(each).rename(Path("hives", each))
    monkeypatch.chdir(here)
    build = ("build", "svq1-customer-service", "--unit", "F1", "--dry-run", "--formset")
    for command in (build, ("templates", "check", "--formset")):
        assert answer(run, *command, "ours", code=2) == (
            "formgen: there is no form set called “ours”\n"
            f"  It is in another folder. Type first: cd {there}\n"
        )
        assert "Did you mean ours?" in answer(run, *command, "oours", code=2)
    elsewhere = f"Your own are in another folder. Type first: cd {there}\n"
    for shown in ("list", "check"):
        assert run("templates", shown)[2] == elsewhere
    monkeypatch.chdir(there)
    assert run(*build, "ours")[0] == 0
    for shown in ("list", "check"):
        assert run("templates", shown)[2] == ""


def test_a_form_or_template_that_is_in_ones_own_form_set(run: Run, workspace: Path) -> None:
    assert run("templates", "copy", "rqf", "ours")[0] == 0
    theirs = "there is no form in the form set sqa called “skill-scan”"
    for command in (("build", "beekeeping", "--form"), ("templates", "context")):
        assert answer(run, *command, "skill-scan", code=2) == (
            f"formgen: {theirs}\n"
            "  The form set city-guilds has one: put --formset city-guilds behind the command.\n"
        )
        assert "Its forms: " in answer(run, *command, "xyz", code=2)
    said = answer(run, "templates", "check", "ours", code=2)
    assert "“ours” is a form set. Type: --formset ours" in said
    template = Path("forms", "templates", "ours", "witness-list.docx")
    for name in ("witness-list", "witness-list.docx"):
        for does in ("check", "preview"):
            said = answer(run, "templates", does, name, code=2)
            assert f"There is no file “{name}” here. Did you mean {template}?" in said


def test_much_that_a_pack_no_longer_holds_is_told_by_folders(run: Run, workspace: Path) -> None:
    people = "".join(f"{name}\n" for name in ("Ann", "Bea", "Cy"))
    build = ("build", "beekeeping", "--candidates", "list.csv")
    for listed in (people, "Ann\n"):
        Path("list.csv").write_text(f"Name\n{listed}", encoding="utf-8")
        code, out, _ = run(*build)
        assert code == 0
    folders = "beekeeping/candidates"
    number = sum(1 for each in Path("forms/output", folders, "Bea").rglob("*.*") if each.is_file())
    said = [line for line in out.splitlines() if "no longer part of the pack" in line]
    assert said == [
        f"  no longer part of the pack: {number} documents in {folders}/{name}"
        for name in ("Bea", "Cy")
    ]
    _, out, _ = run(*build, "--prune")
    removed = "removed, because the pack no longer holds it"
    assert f"  {removed}: {number} documents in {folders}/Bea\n" in out


@pytest.mark.parametrize("here", [".", "hives/standards"])
def test_a_centre_that_a_path_from_another_folder_leaves_behind(
    run: Run, monkeypatch: pytest.MonkeyPatch, beekeeping: Path, here: str
) -> None:
    shutil.rmtree("standards/honey-award")
    Path("hives").mkdir()
    for each in ("standards", "forms", "centre.yaml", "logo.png"):
        Path(each).rename(Path("hives", each))
    monkeypatch.chdir(here)
    there = Path("hives") if here == "." else beekeeping.resolve() / "hives"
    build = ("build", "hives" if here == "." else "beekeeping", "--dry-run")
    assert (
        f"formgen: warning: {there / 'centre.yaml'} is not used, as this is another folder\n"
        f"  To use it, and the forms made there, type first: cd {there}\n"
    ) in run(*build)[2]
    Path("centre.yaml").write_text("name: Heather Hill\n", encoding="utf-8")
    assert "is not used" not in run(*build)[2]
    monkeypatch.chdir(beekeeping / "hives")
    assert "is not used" not in run("build", "beekeeping", "--dry-run")[2]


def test_a_qualification_without_a_command(run: Run) -> None:
    said = answer(run, "beekeeping", code=2)
    assert "No such command 'beekeeping'. To make its forms, type: formgen build beekeeping" in said


@pytest.mark.parametrize("command", ["show", "choose"])
def test_a_command_without_a_qualification(run: Run, command: str) -> None:
    said = answer(run, command, code=2)
    assert "Say which QUALIFICATION; formgen list shows the names known here." in said


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (
            "standards/beekeeping/units",
            "has no qualification.yaml\n  Name the folder above it: {standards/beekeeping}",
        ),
        (
            "forms",
            ("has no qualification.yaml\n  Name the folder that holds one, or a qualification that "
            "formgen list shows."),
        ),
        (
            "standards/beekeeping/units/BK1.yaml",
            ("is a YAML file, but not that of a qualification\n"
            "  Name the qualification: formgen build {standards/beekeeping} --unit BK1"),
        ),
        (
            "handbook.pdf",
            ("is a document, not a qualification\n"
            '  Make standards from it first: formgen import "handbook.pdf" --to .'),
        ),
        (
            "handbook.doc",
            ('is a document, not a qualification\n  Save it as .docx first, then: formgen import '
            '"handbook.docx" --to .'),
        ),
        (
            "candidates.csv",
            ("is a document, not a qualification\n  If it lists candidates: formgen build "
            'QUALIFICATION --candidates "candidates.csv"'),
        ),
    ],
)  # fmt: skip
def test_a_path_to_something_else_than_a_qualification(run: Run, path: str, said: str) -> None:
    Path("handbook.pdf").write_bytes(b"%PDF-1.7")
    Path("handbook.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    said = said.replace("{standards/beekeeping}", str(Path("standards/beekeeping")))
    assert answer(run, "build", path) == f"formgen: {Path(path)}: {said}\n"


def test_the_folder_of_the_standards_will_do_for_the_only_one_in_it(run: Run) -> None:
    hint = "Say which: standards/beekeeping, standards/honey-award"
    assert hint in answer(run, "build", "standards").replace("\\", "/")
    shutil.rmtree("standards/honey-award")
    assert run("build", "standards", "--dry-run")[0] == 0


def test_a_document_of_an_old_kind_cannot_be_imported(run: Run) -> None:
    Path("handbook.doc").write_bytes(b"\xd0\xcf\x11\xe0")
    said = answer(run, "import", "handbook.doc")
    assert "handbook.doc: is a kind of file that is not imported (.doc)" in said
    assert "Save the document as one of them" in said


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        (
            "    title: Open",
            "\ttitle: Open",
            12,
            (
                "a tab stands where only spaces may\n"
                "  Replace it by spaces, as many as the lines beside it begin with."
            ),
        ),
        (
            "title: Look after",
            "title Look after",
            4,
            (
                "a colon and a space are missing behind the key\n"
                "  Write: title: Look after colonies through the year"
            ),
        ),
        (
            "title: Look after",
            "title:Look after",
            4,
            (
                "a colon and a space are missing behind the key\n"
                "  Write: title: Look after colonies through the year"
            ),
        ),
        (
            "code: BK1.1.1",
            "code BK1.1.1",
            14,
            "a colon and a space are missing behind the key\n  Write: code: BK1.1.1",
        ),
        (
            "label: Choose when",
            "label: Choose: when",
            15,
            (
                "a value with a colon in it needs quotes\n"
                '  Write: label: "Choose: when to open the hive"'
            ),
        ),
        (
            "label: Choose when to open the hive",
            'label: "When" to open',
            15,
            (
                'a value that begins with " and goes on needs quotes around it all\n'
                "  Write: label: '\"When\" to open'"
            ),
        ),
        (
            "label: Choose when to open the hive",
            "label: @hive",
            15,
            (
                "a value that begins with @ and goes on needs quotes around it all\n"
                '  Write: label: "@hive"'
            ),
        ),
        (
            "label: Choose when",
            'label: "Choose when',
            15,
            "a quote is opened and never closed\n  Close it, or delete it.",
        ),
        (
            "    criteria:",
            "   criteria:",
            13,
            (
                "the line begins with too few or too many spaces\n"
                "  Let it begin with as many spaces as the line that it belongs beside."
            ),
        ),
    ],
)
def test_mistakes_in_yaml(run: Run, old: str, new: str, line: int, said: str) -> None:
    text = UNIT.read_text(encoding="utf-8")
    assert old in text
    UNIT.write_text(text.replace(old, new, 1), encoding="utf-8")
    expected = f"formgen: {UNIT}:{line}: is not valid YAML: {said}\n"
    assert answer(run, "build", "beekeeping") == expected


@pytest.mark.parametrize(
    ("colours", "line"),
    [
        ("{heading: #1F3864}", 2),
        ('{heading: #1F3864, shade: "#DCE6F2"}', 2),
        ("\n  heading: #1F3864", 3),
        ("\n  heading: # 1F3864\n  shade: '#DCE6F2'", 3),
    ],
)
def test_a_colour_without_quotes_is_a_comment(run: Run, colours: str, line: int) -> None:
    Path("centre.yaml").write_text(f"name: Hill\ncolours: {colours}\n", encoding="utf-8")
    said = answer(run, "build", "beekeeping")
    assert said.startswith(f"formgen: centre.yaml:{line}: ")
    assert said.endswith(
        "“heading” has no value: what begins with # is a comment\n"
        '  Put it in quotes: heading: "#1F3864"\n'
    )


@pytest.mark.parametrize(
    ("name", "what", "logo"),
    [("crest.png", "picture", "crest.png"), ("crest.SVG", "picture", "crest.SVG"),
     ("paper.docx", "document", "logo.png")],
)  # fmt: skip
def test_a_logo_given_for_the_centres_file(run: Run, name: str, what: str, logo: str) -> None:
    Path(name).write_bytes(b"\x89PNG\r\n\x1a\n")
    assert answer(run, "build", "beekeeping", "--centre", name) == (
        f"formgen: {name}: is a {what}, not a centre.yaml\n  A centre's file is a text file, "
        f"centre.yaml, that says “name: Your Centre” and, for a logo beside it, “logo: {logo}”.\n"
    )


def test_a_number_without_quotes_is_a_comment_in_any_file(run: Run) -> None:
    text = UNIT.read_text(encoding="utf-8").replace("title: Look", "title: #1 look")
    UNIT.write_text(text, encoding="utf-8")
    said = answer(run, "build", "beekeeping")
    assert f"{UNIT}:4: “title” has no value" in said
    assert 'Put it in quotes: title: "#1 look after' in said


def test_comments_behind_keys_are_comments(run: Run) -> None:
    text = "name: Hill\nnumber: # not known yet\naddress: #lines\n  - 1 Hill Street\n"
    Path("centre.yaml").write_text(text, encoding="utf-8")
    assert run("build", "beekeeping", "--dry-run")[0] == 0


def test_a_misspelt_key(run: Run) -> None:
    text = UNIT.read_text(encoding="utf-8").replace("label: Choose", "lable: Choose")
    UNIT.write_text(text, encoding="utf-8")
    said = answer(run, "build", "beekeeping")
    assert said == f"formgen: {UNIT}:15: unknown key “lable”\n  Did you mean label?\n"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.csv", "Ada,1\nBob,2\n", "has no column with the names of candidates"),
        ("list.csv", "Name,Number\n", "names no candidates"),
        ("list.doc", "Name\nAda\n", "is no list of candidates"),
        ("list.pdf", "Name\nAda\n", "is no list of candidates"),
    ],
)
def test_lists_of_candidates_that_are_none(run: Run, name: str, content: str, said: str) -> None:
    Path(name).write_text(content, encoding="utf-8")
    err = answer(run, "build", "beekeeping", "--candidates", name)
    assert f"formgen: {name}: {said}\n" in err
    if said != "names no candidates":
        assert "(.xlsx or .csv) whose first row names its columns: Name, Number" in err


def test_a_list_without_a_line(run: Run) -> None:
    Path("list.csv").write_text("", encoding="utf-8")
    said = answer(run, "build", "beekeeping", "--candidates", "list.csv")
    assert said == (
        "formgen: list.csv: is empty (0 bytes)\n  Save or download the document again.\n"
    )


def test_a_list_as_excel_saves_it_without_being_asked_for_utf_8(run: Run) -> None:
    Path("list.csv").write_bytes("Name,Number\nJosé,1\n".encode("cp1252"))
    assert answer(run, "build", "beekeeping", "--candidates", "list.csv") == (
        "formgen: list.csv: is not UTF-8 text (byte 16)\n  Save it again in Excel: Save As, type "
        "“CSV UTF-8 (Comma delimited)”; or as a workbook (.xlsx).\n"
    )


def test_a_list_that_is_not_there(run: Run) -> None:
    said = answer(run, "build", "beekeeping", "--candidates", "none.csv", code=2)
    assert "'none.csv' does not exist" in said


def write_formset(run: Run, templates: str, name: str = "ours") -> Path:
    folder = Path("forms/templates") / name
    folder.mkdir(parents=True)
    listed = f"title: Ours\nforms:\n  - {{name: talk, title: Talk, templates: [{templates}]}}\n"
    (folder / "formset.yaml").write_text(listed, encoding="utf-8")
    return folder


@pytest.mark.parametrize("ending", [".dotx", ".docm", ".doc"])
def test_a_template_that_word_saved_as_another_kind(run: Run, ending: str) -> None:
    folder = write_formset(run, f"talk{ending}")
    (folder / f"talk{ending}").write_bytes(b"")
    said = answer(run, "build", "beekeeping", "--formset", "ours")
    assert said == (
        f"formgen: {folder / 'formset.yaml'}:3: “talk{ending}” is no template that formgen can "
        "fill\n  Open it in Word, choose File > Save As and the type “Word Document (.docx)”.\n"
    )


def test_a_template_with_a_tag_misspelt(run: Run) -> None:
    folder = write_formset(run, "talk.docx")
    draw_template(folder / "talk.docx", "{{ unit.titel }}")
    assert answer(run, "build", "beekeeping", "--formset", "ours") == (
        f"formgen: {folder / 'talk.docx'}, body, paragraph 1: unknown variable in "
        "{{ unit.titel }}\n  Did you mean title?\n"
    )


def test_a_folder_one_may_not_write_in(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    assert answer(run, "build", "beekeeping", "--out", "locked") == (
        f"formgen: {Path('locked/beekeeping')}: cannot be written: Permission denied\n"
        "  You may not write there. Choose a folder of yours with --out.\n"
    )


def test_a_form_that_is_open_in_word_costs_no_other(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = ("build", "beekeeping", "--unit", "BK5", "--form", "witness-testimony",
             "--form", "personal-statement")  # fmt: skip
    assert run(*build)[0] == 0
    replace = os.replace
    open_in_word = Path("forms/output/beekeeping/BK5/witness-testimony.docx")

    def locked(source: str, target: str | Path) -> None:
        if Path(target).name == open_in_word.name:
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", locked)
    unit = Path("standards/beekeeping/units/BK5.yaml")
    text = unit.read_text(encoding="utf-8").replace("good neighbour", "kind neighbour")
    unit.write_text(text, encoding="utf-8")
    code, out, err = run(*build)
    assert code == 3
    assert err == (
        f"formgen: {open_in_word}: cannot be written: Permission denied\n"
        "  Close it in Word or Excel if it is open there, or choose another folder.\n"
    )
    assert "(1 written, 0 unchanged)" in out


@pytest.mark.parametrize(
    "inside", ["Temp1_formgen.zip/formgen", "7zO4A1B2C3D/formgen", "Rar$EXa123.456/formgen"]
)
@pytest.mark.parametrize("command", ["build beekeeping", "init", "templates copy sqa ours"])
def test_inside_a_zip_that_is_only_looked_into(
    run: Run, monkeypatch: pytest.MonkeyPatch, inside: str, command: str
) -> None:
    Path(inside).mkdir(parents=True)
    monkeypatch.chdir(inside)
    said = answer(run, *command.split())
    assert "is the inside of a zip file that is only being looked at" in said
    assert "Right-click the zip file, choose “Extract All”, and work in the new folder." in said
    assert list(Path().iterdir()) == []
