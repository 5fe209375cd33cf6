"""``formgen init``: a new workspace, and what can be done in it at once."""

from __future__ import annotations

import codecs
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx import Document

from formgen.resources import example
from formgen.standards import load
from formgen.standards.model import Criterion, Element, Group, Qualification, Rule, Ruleset, Unit
from formgen.standards.schema import schemas
from formgen.standards.terms import Terms
from formgen.standards.translations import ElementWords, ItemWords, QualificationWords, UnitWords
from formgen.yamlfiles import YamlModel

Run = Callable[..., tuple[int, str, str]]


def files_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_new_workspace_has_the_example_and_the_schemas(run: Run, workspace: Path) -> None:
    code, out, _ = run("init", "my-forms")
    assert code == 0
    made = files_in(workspace / "my-forms")
    assert made == files_in(example()) | {f"standards/schema/{name}" for name in schemas()}
    assert {"README.txt", "candidates.csv", "forms/templates/README.txt"} <= made
    assert out.splitlines()[1:] == ["Type next:", "  cd my-forms", "  formgen build beekeeping"]


def test_the_current_folder_can_become_a_workspace(run: Run, workspace: Path) -> None:
    code, out, _ = run("init")
    assert code == 0
    assert (workspace / "standards" / "beekeeping" / "qualification.yaml").is_file()
    assert "cd " not in out


def test_every_standards_file_names_a_schema_that_is_there(run: Run, workspace: Path) -> None:
    run("init")
    files = [*(workspace / "standards").glob("*/**/*.yaml")]
    assert len(files) == 10
    for path in files:
        schema = re.match(
            r"# yaml-language-server: \$schema=(\S+)\n", path.read_text(encoding="utf-8")
        )
        assert schema and (path.parent / schema[1]).is_file(), path


def test_the_example_shows_every_kind_of_items_with_full_wording(workspace: Path) -> None:
    standards = load(example() / "standards" / "beekeeping")
    for kind in ("criteria", "scope", "evidence_requirements", "behaviours", "knowledge"):
        assert any(getattr(unit, kind) for unit in standards.units), kind
    assert all(item.text and item.label for unit in standards.units for item in unit.items)


def keys_used(value: object) -> Iterator[tuple[str, str]]:
    """Yield the keys that a model and those in it hold, each with the name of its model."""
    if isinstance(value, YamlModel):
        for key in value.model_fields_set:
            yield type(value).__name__, key
            yield from keys_used(getattr(value, key))
    elif isinstance(value, tuple | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from keys_used(each)


def test_the_example_shows_every_key_of_standards_files() -> None:
    models = (
        Qualification, Group, Rule, Ruleset, Unit, Element, Criterion, Terms,
        QualificationWords, UnitWords, ElementWords, ItemWords,
    )  # fmt: skip
    known = {(model.__name__, key) for model in models for key in model.model_fields}
    names = ("beekeeping", "honey-award")
    loaded = [load(example() / "standards" / name) for name in names]
    used = {key for each in loaded for value in (each.qualification, *each.units)
            for key in keys_used(value)}  # fmt: skip
    assert known - used == set()
    assert used - known == set(), "a model that this test doesn't know"


def test_the_example_counts_units_and_credits_in_each_way() -> None:
    found = load(example() / "standards" / "honey-award").qualification
    rules = [*found.rules, *(rule for each in found.rulesets for rule in each.rules)]
    assert {rule.measure for rule in rules} == {"units", "credits"}
    assert {rule.beyond for rule in rules} == {"forbid", "not_counted"}
    assert {each.kind for each in found.rulesets} == {"pathway", "overlay"}


def test_the_award_has_its_own_forms_units_and_terms(run: Run, workspace: Path) -> None:
    run("init")
    (workspace / "centre.yaml").unlink()
    code, _, err = run("build", "honey-award")
    assert (code, err) == (0, "")
    pack = workspace / "forms" / "output" / "honey-award"
    units = {each.parent.name for each in pack.glob("*/unit-declaration.docx")}
    assert units == {"BK3", "BK4", "BK5", "HN1", "HN2", "HN3"}
    record = Document(str(pack / "BK3" / "achievement-record.docx"))
    cells = {cell.text for table in record.tables for row in table.rows for cell in row.cells}
    assert any("Judge whether the honey is ripe" in text for text in cells)
    assert any("Tutor" in text for text in cells)


def test_every_pathway_of_the_award_can_be_achieved(run: Run, workspace: Path) -> None:
    run("init")
    core, register = ("--unit", "BK3", "--unit", "HN1"), ("--ruleset", "Register of Honey Sellers")
    maker, keeper = ("--ruleset", "Honey maker"), ("--ruleset", "Honey keeper")
    for ruleset, more, valid in (
        (maker, ("HN2",), True),
        (keeper, ("BK5",), True),
        ((*keeper, *register), ("BK5",), False),
        ((*keeper, *register), ("BK4",), True),
        (keeper, ("BK4", "HN3"), False),
        (maker, ("BK5",), False),
    ):
        units = [word for code in more for word in ("--unit", code)]
        code, out, _ = run("choose", "honey-award", *ruleset, *core, *units)
        assert (code == 0) == valid, out


def test_a_column_of_ones_own_is_kept_for_templates(run: Run, workspace: Path) -> None:
    run("init")
    run("templates", "copy", "sqa", "ours")
    own = Document()
    own.add_paragraph("Bees at {{ candidate.more.Apiary }}")
    own.save("forms/templates/ours/title-page.docx")
    run("build", "beekeeping", "--candidates", "candidates.csv", "--formset", "ours",
        "--form", "title-page")  # fmt: skip
    made = Path("forms/output/beekeeping/candidates/Björn-Lindqvist/title-page.docx")
    assert "Bees at Mill meadow" in [each.text for each in Document(str(made)).paragraphs]


@pytest.mark.parametrize("name", ["notes.txt", "standards/beekeeping/qualification.yaml"])
def test_a_folder_with_something_in_it_is_left_alone(run: Run, workspace: Path, name: str) -> None:
    path = workspace / "full" / name
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    code, out, err = run("init", "full")
    assert (code, out) == (3, "")
    assert f"is not empty (it has {name.split('/', maxsplit=1)[0]})" in err
    assert "Nothing was changed. Name a new folder: formgen init my-forms" in err
    assert files_in(workspace / "full") == {name}
    assert path.read_text(encoding="utf-8") == "mine"


def test_what_systems_leave_in_an_empty_folder_is_nothing(run: Run, workspace: Path) -> None:
    for name in (".git", "desktop.ini", "Thumbs.db"):
        (workspace / name).write_text("", encoding="utf-8")
    assert run("init")[0] == 0


def test_a_file_is_no_folder(run: Run, workspace: Path) -> None:
    Path("taken").write_text("", encoding="utf-8")
    code, _, err = run("init", "taken")
    assert code == 3
    assert "is a file, not a folder" in err


@pytest.mark.parametrize("page", ["README.txt", "forms/templates/README.txt"])
def test_what_the_readme_says_to_type_works(run: Run, workspace: Path, page: str) -> None:
    run("init")
    text = (workspace / page).read_text(encoding="utf-8")
    commands = re.findall(r"^(?:\d\.)? +formgen (.*)$", text, re.MULTILINE)
    assert len(commands) >= 3
    if page != "README.txt":
        commands = [each for each in commands if "preview" not in each]
    for command in commands:
        code, _, err = run(*command.split())
        assert code in (0, 1), err
        assert code == 0 or "candidates.csv" in command


def test_the_readme_tells_whose_choice_breaks_a_rule(run: Run, workspace: Path) -> None:
    run("init")
    assert "Cy Rowe has chosen too few" in (workspace / "README.txt").read_text(encoding="utf-8")
    _, out, _ = run("build", "beekeeping", "--candidates", "candidates.csv")
    broken = [line.split(":")[0].strip() for line in out.splitlines() if line.startswith("  ")]
    assert set(broken) == {"Cy Rowe"}


def test_excel_reads_the_letters_of_the_example_list_as_they_are(run: Run, workspace: Path) -> None:
    """It takes a CSV file for UTF-8 only where it begins with a byte order mark."""
    run("init")
    assert (workspace / "candidates.csv").read_bytes().startswith(codecs.BOM_UTF8)
    _, out, _ = run("build", "beekeeping", "--candidates", "candidates.csv", "--form", "title-page")
    assert "for 3 candidates" in out
    assert Path("forms/output/beekeeping/candidates/Björn-Lindqvist").is_dir()


def test_the_example_is_without_fault(run: Run, workspace: Path) -> None:
    run("init")
    code, out, _ = run("lint")
    assert code == 0
    assert "nothing found" in out


def test_the_wheel_holds_the_example(repository: Path, tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", str(tmp_path)]
    built = subprocess.run([*pip, str(repository)], capture_output=True, check=False)
    if built.returncode:
        pytest.skip(f"no wheel can be built here: {built.stderr.decode()[-200:]}")
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        names = package.namelist()
    held = {
        name.removeprefix("formgen/example/") for name in names if name.startswith("formgen/ex")
    }
    assert held == files_in(example())
