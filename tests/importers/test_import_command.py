"""``formgen import``: what it prints, its JSON, its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from formgen.cli.main import main
from formgen.standards import load
from portfolios import BEES, CAPTIONS, portfolio

Run = Callable[..., tuple[int, str, str]]
REPORT = (
    "Found SVQ 2 in Beekeeping at SCQF level 5: 5 units, 7 elements, 15 criteria, "
    "11 knowledge items (family sqa-portfolio: 30 headings like “Unit K1 (HB10 04)”)"
)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs the command and gives exit code, output and messages."""

    def run_command(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["import", *arguments])
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return run_command


@pytest.fixture
def document(workspace: Path) -> Path:
    path = workspace / "portfolio.txt"
    text = portfolio().replace("K1.1.2\nStand", "A remark.\n\nK1.1.2\nStand")
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_folder_it_only_reports(run: Run, document: Path) -> None:
    code, out, err = run("portfolio.txt")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == REPORT
    assert lines[1] == "Lines: 359 in all, 207 used, 151 furniture, 1 unplaced"
    assert "  portfolio.txt:25 rule-without-levels: a rule speaks of units at level 6 or 7" in out
    assert "Unplaced lines (1 of 1):" in lines
    assert any(line.endswith(" A remark.") for line in lines)
    assert lines[-1] == "Nothing was written. Say --to DIR to write the standards into a workspace."
    assert [path.name for path in document.parent.iterdir()] == ["portfolio.txt"]


def test_with_a_folder_it_writes_and_names_the_next_command(run: Run, document: Path) -> None:
    code, out, _ = run("portfolio.txt", "--to", "my folder")
    assert code == 0
    written = sorted(path.name for path in document.parent.glob("my folder/standards/*/*/*.yaml"))
    assert written == ["H3.yaml", "H4.yaml", "J5.yaml", "K1.yaml", "K2.yaml"]
    assert "Written: 6 files" in out
    assert out.splitlines()[-1] == 'Next: formgen build "my folder"'


def test_a_dry_run_names_the_files_and_writes_none(run: Run, document: Path) -> None:
    code, out, _ = run("portfolio.txt", "--to", ".", "--dry-run")
    assert code == 0
    assert "A dry run: 6 files would be written" in out
    assert not (document.parent / "standards").exists()


@pytest.mark.usefixtures("document")
def test_files_that_differ_need_force(run: Run) -> None:
    run("portfolio.txt", "--to", ".", "--without-text")
    code, out, err = run("portfolio.txt", "--to", ".")
    assert (code, out) == (3, "")
    assert err.count("is there already and differs") == 5
    dry = run("portfolio.txt", "--to", ".", "--dry-run")
    assert (dry[0], dry[1].count("is there and differs: needs --force")) == (0, 5)
    assert run("portfolio.txt", "--to", ".", "--force")[0] == 0


@pytest.mark.usefixtures("document")
def test_json_is_one_document_and_the_report_goes_elsewhere(run: Run) -> None:
    code, out, err = run("portfolio.txt", "--json")
    shape = json.loads(out)
    assert code == 0
    assert err.splitlines()[0] == REPORT
    assert shape["files"] == ["portfolio.txt"]
    assert shape["family"] == "sqa-portfolio"
    assert shape["qualification"]["name"] == "svq2-beekeeping"
    assert shape["lines"] == {"total": 359, "used": 207, "furniture": 151, "unplaced": 1}
    assert shape["units"][0]["elements"][0]["criteria"][0] == {
        "code": "K1.1.1",
        "label": "",
        "text": "Choose a sunny place away from footpaths.",
    }
    keys = ["file", "line", "kind", "message", "printed", "taken_as", "where"]
    assert [list(finding) for finding in shape["findings"]] == [keys] * 2
    assert shape["unplaced"][0]["text"] == "A remark."
    assert shape["written"] == []


@pytest.mark.usefixtures("document")
def test_json_may_leave_out_sentences_and_names_what_was_written(run: Run) -> None:
    _, out, _ = run("portfolio.txt", "--json", "--without-text", "--to", ".")
    shape = json.loads(out)
    assert {each["text"] for unit in shape["units"] for each in unit["knowledge"]} == {""}
    assert len(shape["written"]) == 6


def test_no_qualification_is_null_in_json(run: Run, document: Path) -> None:
    text = portfolio()
    document.write_text(text[text.index("Unit K1 (") :], encoding="utf-8")
    assert json.loads(run("portfolio.txt", "--json")[1])["qualification"] is None


@pytest.mark.usefixtures("document")
@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("portfolio.txt", "--family", "sqa"), 2, "there is no document family called “sqa”"),
        (("nothing.txt",), 3, "nothing.txt: cannot be read: No such file or directory"),
        ((), 2, "Missing argument"),
    ],
)
def test_what_cannot_be_done_has_its_exit_code(
    run: Run, arguments: tuple[str, ...], code: int, message: str
) -> None:
    left, out, err = run(*arguments)
    assert (left, out) == (code, "")
    assert message in err


def test_into_fills_a_copy_of_a_built_in_qualification(
    sources: Path, workspace: Path, run: Run
) -> None:
    document = str(sources / "sqa-svq3-portfolio.txt")
    told = json.loads(run(document, "--into", "svq3-customer-service", "--json")[1])
    assert (told["filled"], told["mismatches"]) == (522, [])
    units = load(workspace / "standards" / "svq3-customer-service").units
    assert all(item.text and item.label for unit in units for item in unit.items)


def test_an_import_over_files_that_differ_says_what_changes(tmp_path: Path, run: Run) -> None:
    document = tmp_path / "portfolio.txt"
    document.write_text(portfolio(), encoding="utf-8")
    run(str(document), "--to", str(tmp_path))
    again = run(str(document), "--to", str(tmp_path), "--without-text", "--force")
    assert "    criterion K1.1.1 without its wording" in again[1]


@pytest.fixture
def new_edition(workspace: Path, run: Run) -> Path:
    """An import of all units, then a document without the last, and with changed items."""
    document = workspace / "portfolio.txt"
    document.write_text(portfolio(), encoding="utf-8")
    run("portfolio.txt", "--to", ".")
    first = replace(
        BEES[0],
        elements={
            "Set out an apiary": [
                "Choose a sunny place away from every footpath.",
                "Stand every hive level on firm ground.",
            ],
            "Dress for the work": [
                "Wear a veil that fits.",
                "Check gloves for holes.",
                "Tuck trousers into boots.",
            ],
        },
    )
    units = (first, *BEES[1:4])
    text = portfolio(units, units, captions=CAPTIONS[:2])
    document.write_text(text, encoding="utf-8")
    return document


@pytest.mark.usefixtures("new_edition")
def test_a_new_edition_says_which_units_and_items_come_and_go(run: Run, workspace: Path) -> None:
    code, out, err = run("portfolio.txt", "--to", ".", "--force")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    for said in (
        "    unit J5 removed",
        "    criterion K1.1.1 reworded",
        "    criterion K1.1.3 removed",
        "    criterion K1.2.3 added",
    ):
        assert said in lines
    left = Path("standards", "svq2-beekeeping", "units", "J5.yaml")
    kept = next(at for at, line in enumerate(lines) if line.startswith("Kept: 1 file of units "))
    assert "Delete them, or put their codes back into a group" in lines[kept]
    assert lines[kept + 1] == f"  {left}"
    assert (workspace / left).is_file()
    assert "Kept:" not in run("portfolio.txt", "--to", ".", "--force")[1]


@pytest.mark.usefixtures("new_edition")
def test_what_changes_is_in_the_json_too(run: Run) -> None:
    shape = json.loads(run("portfolio.txt", "--to", ".", "--dry-run", "--json")[1])
    folder = Path("standards", "svq2-beekeeping")
    assert shape["left"] == [str(folder / "units" / "J5.yaml")]
    [changed] = shape["changes"]
    assert changed["folder"] == str(folder)
    assert {"what": "group", "kind": "removed"}.items() <= changed["qualification"][0].items()
    assert [(each["code"], each["status"]) for each in changed["units"]] == [
        ("K1", "changed"),
        ("J5", "removed"),
    ]
    assert [(each["code"], each["kind"]) for each in changed["units"][0]["changes"]] == [
        ("K1.1.1", "reworded"),
        ("K1.1.3", "removed"),
        ("K1.2.3", "added"),
    ]
    assert json.loads(run("portfolio.txt", "--json")[1])["changes"] == []


@pytest.mark.usefixtures("new_edition")
def test_a_new_edition_that_may_not_overwrite_names_the_units_that_go(run: Run) -> None:
    code, out, err = run("portfolio.txt", "--to", ".")
    assert (code, out) == (3, "")
    assert "qualification.yaml: is there already and differs: unit J5 removed; " in err


def test_into_one_suite_of_several_leaves_the_others_aside_and_succeeds(
    sources: Path, workspace: Path, run: Run
) -> None:
    document = str(sources / "nos-suite-customer-service.txt")
    code, out, err = run(document, "--into", "nos-customer-service", "--json")
    assert code == 0
    said = "FSPFCS01 and FSPFCS02, of the suite Financial Services Customer Care"
    assert f"Left aside: {said} (nos-financial-services-customer-care)\n" in err
    shape = json.loads(out)
    assert (shape["mismatches"], len(shape["other_suites"])) == ([], 1)
    assert shape["other_suites"][0]["units"] == ["FSPFCS01", "FSPFCS02"]


def test_into_a_folder_elsewhere_names_that_folder_as_next(
    sources: Path, workspace: Path, run: Run
) -> None:
    document = str(sources / "sqa-svq3-portfolio.txt")
    code, out, _ = run(document, "--into", "svq3-customer-service", "--to", "mine")
    folder = Path("mine/standards/svq3-customer-service")
    assert (code, out.splitlines()[-1]) == (0, f"Next: formgen build {folder}")


def test_into_another_qualification_is_refused_and_writes_nothing(
    sources: Path, workspace: Path, run: Run
) -> None:
    document = str(sources / "sqa-svq3-portfolio.txt")
    code, _, err = run(document, "--into", "svq1-customer-service")
    assert code == 3
    assert "holds no unit of svq1-customer-service" in err
    assert list(workspace.iterdir()) == []


def test_into_with_mismatches_is_done_and_says_so_by_its_exit_code(
    tmp_path: Path, run: Run
) -> None:
    document = tmp_path / "portfolio.txt"
    document.write_text(portfolio(), encoding="utf-8")
    run(str(document), "--to", str(tmp_path))
    document.write_text(portfolio(BEES[:-1]), encoding="utf-8")
    code, out, _ = run(str(document), "--into", str(tmp_path))
    assert code == 1
    assert "Mismatches: 1\n" in out
    assert "unit-not-in-document" in out


@pytest.mark.parametrize("family", ["city-guilds", "nos", "rqf", "cfa-draft", "table"])
def test_a_wrong_family_writes_nothing_and_names_the_right_one(
    workspace: Path, run: Run, document: Path, family: str
) -> None:
    code, out, err = run(document.name, "--family", family, "--to", "out")
    assert (code, out) == (3, "")
    assert f"portfolio.txt: does not look like a document of the family {family}" in err
    assert "It looks like sqa-portfolio: 30 headings" in err
    assert [path.name for path in workspace.iterdir()] == [document.name]
