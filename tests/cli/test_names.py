"""What shells complete, what formgen says of itself, and how it is called."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from formgen.cli.main import COMMANDS, formgen
from formgen.standards import files
from formgen.yamlfiles import models

Run = Callable[..., tuple[int, str, str]]
BASH = shutil.which("bash")


def completions(*words: str) -> list[str]:
    """Return what the last word, as far as it is typed, completes to."""
    completer = ShellComplete(formgen, {}, "formgen", "_FORMGEN_COMPLETE")
    *before, incomplete = words
    return [each.value for each in completer.get_completions(list(before), incomplete)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["bui"], ["build"]),
        (["build", "bee"], ["beekeeping"]),
        (["show", "beekeeping", "bk1"], ["BK1"]),
        (["choose", "beekeeping", "--unit", "BK5"], ["BK5"]),
        (["build", "beekeeping", "--unit", ""], ["BK1", "BK2", "BK3", "BK4", "BK5"]),
        (["build", "beekeeping", "--form", "achievement-g"], ["achievement-grid"]),
        (["build", "beekeeping", "--formset", "ou"], ["ours"]),
        (["build", "beekeeping", "--formset", "ours", "--form", ""], ["talk"]),
        (["templates", "context", "--formset", "ours", ""], ["talk"]),
        (["templates", "copy", "ou"], ["ours"]),
        (["lint", "bee"], ["beekeeping"]),
        (["diff", "bee"], ["beekeeping"]),
        (["diff", "beekeeping", "beekeeping", "--unit", "BK5"], ["BK5"]),
        (["diff", "beekeeping", "new.docx", "--old-unit", "BK5"], ["BK5"]),
        (["diff", "beekeeping", "beekeeping", "--formset", "ou"], ["ours"]),
        (["verify", "forms", "--standards", "bee"], ["beekeeping"]),
        (["import", "new.docx", "--into", "bee"], ["beekeeping"]),
        (["build", "nowhere", "--unit", ""], []),
        (["build", "beekeeping", "--formset", "nowhere", "--form", ""], []),
        (["build", "svq1-customer-service", "--form", "skill"], ["skill-scan"]),
    ],
)
def test_names_are_completed(
    run: Run, workspace: Path, words: list[str], expected: list[str]
) -> None:
    run("init")
    own = workspace / "forms" / "templates" / "ours"
    own.mkdir()
    (own / "formset.yaml").write_text(
        "title: Ours\nforms:\n  - {name: talk, title: Talk, templates: [t.docx]}\n",
        encoding="utf-8",
    )
    assert completions(*words) == expected


def test_completing_reads_no_units(
    run: Run, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init")

    def refuse(*_: object) -> None:
        pytest.fail("a unit was read")

    monkeypatch.setattr(files, "read_model", refuse)
    monkeypatch.setattr(models, "read_text", refuse)
    assert completions("build", "beekeeping", "--unit", "BK2") == ["BK2"]


def test_files_with_mistakes_complete_to_nothing(run: Run, workspace: Path) -> None:
    run("init")
    listed = workspace / "standards" / "beekeeping" / "qualification.yaml"
    for text in ("title: [", "groups: none", "groups: [none, {units: K1}]"):
        listed.write_text(text, encoding="utf-8")
        assert completions("build", "beekeeping", "--unit", "") in ([], ["K", "1"])


def test_the_shell_gets_its_script_and_its_answers(workspace: Path) -> None:
    def ask(**variables: str) -> str:
        environment = {**os.environ, **variables}
        command = "from formgen.cli.main import main; main()"
        return subprocess.run(
            [sys.executable, "-c", command], env=environment, capture_output=True, text=True,
            check=False,
        ).stdout  # fmt: skip

    assert "complete" in ask(_FORMGEN_COMPLETE="zsh_source")
    typed = {"COMP_WORDS": "formgen show svq3", "COMP_CWORD": "2"}
    assert ask(_FORMGEN_COMPLETE="bash_complete", **typed) == "plain,svq3-customer-service\n"


@pytest.mark.skipif(os.name == "nt" or not BASH, reason="there is no bash to ask")
@pytest.mark.parametrize("typed", ["CS", r"CS\ 2", "'CS 2"])
def test_bash_quotes_a_code_with_a_space(workspace: Path, tmp_path: Path, typed: str) -> None:
    program = tmp_path / "formgen"
    program.write_text(f"#!{sys.executable}\nfrom formgen.cli.main import main\nmain()\n")
    program.chmod(0o755)
    script = f"""
        compopt() {{ options="$1 $2"; }}
        eval "$(_FORMGEN_COMPLETE=bash_source {program})"
        COMP_WORDS=(formgen build rqf-customer-service --unit {shlex.quote(typed)})
        COMP_CWORD=4
        _formgen_completion {program}
        printf '%s\\n' "$options" "${{COMPREPLY[0]}}"
    """
    done = subprocess.run([str(BASH), "-c", script], capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["-o filenames", "CS 27"]


def test_formgen_alone_says_what_can_be_built_and_what_to_type(run: Run, workspace: Path) -> None:
    run("init")
    code, out, _ = run()
    assert code == 0
    lines = out.splitlines()
    assert lines[0].startswith("Make recording packs for vocational qualifications")
    at = lines.index("What can be built here:")
    name, *title = lines[at + 1].split()
    assert name == "beekeeping"
    assert " ".join(title) == "Certificate in Beekeeping at SCQF level 5 (in this folder)"
    assert any("svq3-customer-service" in line and "(built in)" in line for line in lines)
    assert f"The forms go to {Path('forms/output/beekeeping')}" in out
    commands = [" ".join(line.split()) for line in lines]
    assert "formgen build beekeeping make all its forms, in Word and Excel" in commands


def test_an_example_of_what_to_build_is_a_qualification_no_library(
    run: Run, workspace: Path
) -> None:
    out = run()[1]
    assert "formgen build svq1-customer-service" in out
    assert "formgen init my-forms" in out


def test_build_alone_says_the_same_as_an_answer_to_a_mistake(run: Run, workspace: Path) -> None:
    code, out, err = run("build")
    assert (code, out) == (2, "")
    assert err.startswith("Say which qualification to build, or --all.\n")
    assert "What can be built here:" in err
    assert "index.html there lists them" in err


def test_a_qualification_with_mistakes_is_listed_all_the_same(run: Run, workspace: Path) -> None:
    run("init")
    listed = workspace / "standards" / "beekeeping" / "qualification.yaml"
    listed.write_text("title: [", encoding="utf-8")
    assert "beekeeping" in run()[1]
    assert "cannot be read; build says why" in run()[1]


def test_formgen_as_a_module_is_told_to_be_typed_again(workspace: Path) -> None:
    def run_module(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "formgen", *arguments]
        return subprocess.run(
            command, capture_output=True, text=True, encoding="utf-8", check=False
        )

    assert run_module("--help").stdout.startswith("Usage: python -m formgen ")
    assert "python -m formgen build svq1-customer-service" in run_module().stdout
    assert run_module("--version").stdout.startswith("formgen ")
    assert run_module("bild").returncode == 2


def test_every_command_is_in_the_help(run: Run) -> None:
    out = run("--help")[1]
    assert [name for name in COMMANDS if f"\n  {name} " not in out] == []
