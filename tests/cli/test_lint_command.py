"""``formgen lint``: what it prints, its JSON, its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from apiaries import change, write_bees
from formgen.cli.main import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Return a function that runs formgen lint and gives exit code, output and messages."""

    def run_lint(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(["lint", *arguments])
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return run_lint


@pytest.fixture
def bees(workspace: Path) -> Path:
    """The folder of a well-formed qualification, relative to the current one."""
    write_bees(workspace / "standards" / "bees")
    return Path("standards") / "bees"


UNIT = Path("standards", "bees", "units", "K2.yaml")


@pytest.mark.usefixtures("bees")
@pytest.mark.parametrize("path", [[], ["."], ["standards"], ["bees"], [str(UNIT.parent.parent)]])
def test_nothing_found(run: Run, path: list[str]) -> None:
    assert run(*path) == (0, "5 files checked: nothing found\n", "")


@pytest.mark.usefixtures("bees")
def test_each_finding_is_a_line_and_a_summary_comes_last(run: Run) -> None:
    line = change(UNIT, "code: K2b", "code: F2b")
    change(UNIT, "title: Keep the bees of apiary K2", "title: Keep the bees of apiary K1")
    code, out, err = run()
    assert (code, err) == (1, "")
    title = "unit K2 has the title of K1, “Keep the bees of apiary K1”"
    assert out.splitlines() == [
        f"{UNIT}:4 warning repeated-title: {title}",
        f"{UNIT}:{line} warning odd-code: F2b is not made like the other codes of K2, as K2a",
        "5 files checked: 2 warnings",
    ]


def test_errors_and_notes_are_counted_too(run: Run, bees: Path) -> None:
    UNIT.write_text("title: [", encoding="utf-8")
    change(bees / "qualification.yaml", 'version: "2026"', "number: A1")
    code, out, _ = run(str(bees))
    assert (code, out.splitlines()[-1]) == (1, "5 files checked: 1 error, 1 note")


def test_notes_alone_are_no_failure(run: Run, bees: Path) -> None:
    change(bees / "qualification.yaml", 'version: "2026"', "number: A1")
    code, out, _ = run("--json")
    (finding,) = json.loads(out)["findings"]
    assert code == 0
    assert (finding["kind"], finding["severity"]) == ("missing-version", "note")


@pytest.mark.usefixtures("bees")
def test_json(run: Run) -> None:
    line = change(UNIT, "code: K2.1.2", "code: K2.1.1")
    code, out, err = run("--json")
    assert (code, err) == (1, "")
    assert json.loads(out) == {
        "findings": [
            {
                "file": str(UNIT),
                "line": line,
                "kind": "repeated-code",
                "severity": "error",
                "message": "K2.1.1 stands in line 11 already",
                "code": "K2.1.1",
                "hint": "Correct one of the two from the source document.",
            }
        ],
        "files": 5,
    }


@pytest.mark.usefixtures("bees")
def test_one_file_can_be_checked(run: Run) -> None:
    assert run(str(UNIT)) == (0, "1 file checked: nothing found\n", "")


@pytest.mark.usefixtures("workspace")
def test_without_standards_here_it_asks_what_to_check(run: Run) -> None:
    code, out, err = run()
    assert (code, out) == (2, "")
    assert "There is no standards folder here. Say what to check" in err


@pytest.mark.usefixtures("bees")
def test_a_path_that_cannot_be_used(run: Run) -> None:
    code, out, err = run("standards/wasps", "bees")
    assert (code, out) == (3, "")
    assert f"formgen: {Path('standards', 'wasps')}: is neither here nor in the catalogue" in err


@pytest.mark.usefixtures("workspace")
def test_a_built_in_qualification_is_checked_by_its_name(run: Run) -> None:
    code, out, _ = run("svq3-customer-service")
    assert (code, out.splitlines()[-1]) == (0, "26 files checked: 1 note")
