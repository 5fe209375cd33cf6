"""What a run imports: only what it needs, because imports take most of a short run."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from samples import make_standards, unit

_HEAVY = {"docx", "docxtpl", "lxml", "openpyxl", "pdfplumber"}
_PROGRAM = """
import sys
from formgen.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit:
    print("imported:", *sorted(name for name in sys.modules if "." not in name))
"""


def imported(folder: Path, *arguments: str) -> set[str]:
    """Return the modules that a command has imported when it ends; it knows no template before."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments],
        cwd=folder,
        env={**os.environ, "FORMGEN_CACHE": str(folder / "cache")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stdout.rpartition("imported:")[2].split())


def test_help_imports_neither_templates_nor_models(tmp_path: Path) -> None:
    assert not imported(tmp_path, "--help") & {*_HEAVY, "pydantic", "jinja2"}


def test_a_build_with_nothing_to_do_opens_no_template(tmp_path: Path) -> None:
    make_standards(tmp_path / "standards" / "sample", [unit()])
    build = ("build", "sample", "--form", "witness-testimony")
    assert imported(tmp_path, *build) >= {"docx", "docxtpl"}
    assert not imported(tmp_path, *build) & _HEAVY


def test_a_template_that_was_compiled_before_is_not_preprocessed_again(tmp_path: Path) -> None:
    make_standards(tmp_path / "standards" / "sample", [unit()])
    build = ("build", "sample", "--form", "witness-testimony", "--out")
    assert "docxtpl" in imported(tmp_path, *build, "first")
    assert "docxtpl" not in imported(tmp_path, *build, "second")


def test_a_build_imports_nothing_for_other_commands_and_terminals(tmp_path: Path) -> None:
    make_standards(tmp_path / "standards" / "sample", [unit()])
    unneeded = {"PIL", "concurrent", "docxtpl_lint", "rich", "ruamel"}
    assert not imported(tmp_path, "build", "sample", "--format", "docx") & unneeded


def test_word_forms_need_no_reader_of_workbooks(tmp_path: Path) -> None:
    make_standards(tmp_path / "standards" / "sample", [unit()])
    assert "openpyxl" not in imported(tmp_path, "build", "sample", "--format", "docx")
