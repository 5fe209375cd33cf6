"""``formgen doctor``: what is here, what is missing, what that means and what to do."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from formgen.cli.main import main
from formgen.packs import doctor
from formgen.render.pdf import SETTING


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as left:
        main(["doctor", *arguments])
    return int(left.value.code or 0), capsys.readouterr().out


@pytest.fixture
def all_is_well(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.setattr(doctor, "find_office", lambda: Path("/opt/soffice"))
    monkeypatch.setattr(doctor, "office_version", lambda _: "7.4.7.2")
    monkeypatch.setattr(doctor, "find_font", lambda _: ("Arial", Path("/fonts/arial.ttf")))
    return workspace


def test_nothing_is_missing(all_is_well: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out = run(capsys)
    assert code == 0
    assert out.endswith("Nothing is missing.\n")
    assert "7.4.7.2" in out
    assert "templates can be read" in out
    assert list(all_is_well.iterdir()) == []


@pytest.mark.parametrize(
    ("function", "name"), [("find_office", "LibreOffice"), ("find_font", "Font")]
)
def test_what_is_missing_is_told_with_what_to_do(
    all_is_well: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    function: str,
    name: str,
) -> None:
    monkeypatch.setattr(doctor, function, lambda *_: None)
    code, out = run(capsys, "--json")
    report = json.loads(out)
    (missing,) = [each for each in report["checks"] if not each["ok"]]
    assert (code, report["ok"], missing["name"]) == (1, False, name)
    assert "PDFs" in missing["meaning"]
    assert missing["hint"]


def test_a_libreoffice_that_is_too_old_is_told(
    all_is_well: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "office_version", lambda _: "6.4.10.2")
    code, out = run(capsys)
    assert code == 1
    assert "6.4.10.2 (/opt/soffice) is older than 7.4" in out


def test_a_wrong_setting_is_told(
    all_is_well: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.chdir(all_is_well)
    monkeypatch.setenv(SETTING, "/not/there")
    code, out = run(capsys)
    assert code == 1
    assert re.search(rf"MISSING  LibreOffice +{SETTING}=/not/there: is not there", out)


def test_faults_of_standards_and_templates_are_told(
    all_is_well: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    faulty = all_is_well / "standards" / "beekeeping"
    faulty.mkdir(parents=True)
    (faulty / "qualification.yaml").write_text("titel: Beekeeping\n")
    forms = all_is_well / "forms" / "templates" / "bees"
    forms.mkdir(parents=True)
    (forms / "formset.yaml").write_text(
        "title: Bees\nforms:\n  - {name: a, title: A, templates: [a.docx]}\n"
    )
    (forms / "a.docx").write_text("no document")
    code, out = run(capsys, "--json")
    missing = [each["name"] for each in json.loads(out)["checks"] if not each["ok"]]
    assert (code, missing) == (1, ["Standards beekeeping", "Form set bees"])


def test_a_folder_that_cannot_be_written_is_told(
    all_is_well: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (all_is_well / "file").touch()
    code, out = run(capsys, "--out", str(all_is_well / "file" / "packs"))
    assert code == 1
    assert "MISSING  Output folder" in out
