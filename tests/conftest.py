"""What tests of every room share: the source documents, LibreOffice, and a small workspace."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from formgen.cli.main import main
from formgen.standards import Unit
from samples import make_standards

pytest_plugins = ["excel_form_fixtures", "import_fixtures", "office_fixtures"]

TAGGED_PDF = "pdf:writer_pdf_Export:" + json.dumps(
    {
        option: {"type": "boolean", "value": "true"}
        for option in ("UseTaggedPDF", "PDFUACompliance", "ExportBookmarks")
    }
)
"""LibreOffice's filter for an accessible PDF of a Word document, with its options."""

REPOSITORY = Path(__file__).resolve().parents[1]


def pytest_configure(config: pytest.Config) -> None:
    """Keep what is kept of templates apart from the user's own: for one run, in all processes."""
    if "FORMGEN_CACHE" not in os.environ:
        os.environ["FORMGEN_CACHE"] = folder = tempfile.mkdtemp(prefix="formgen-cache-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


settings.register_profile(
    "formgen",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),  # the same examples each time; elsewhere it explores
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
settings.load_profile("formgen")


def _missing(reason: str) -> None:
    """Skip a test for what is not here; in continuous integration it must be here."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def repository() -> Path:
    return REPOSITORY


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder of the real source documents, which are not part of the repository."""
    folder = REPOSITORY.parent / "shared" / "sources"
    if not folder.is_dir():
        _missing("the source documents are not here (../shared/sources)")
    return folder


@pytest.fixture(scope="session")
def to_pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Sequence[Path]], list[Path]]:
    """Return a function that converts documents with LibreOffice and gives back the PDFs."""
    soffice = shutil.which("soffice")
    if soffice is None:
        _missing("LibreOffice (soffice) is not installed")
    profile = f"-env:UserInstallation={tmp_path_factory.mktemp('profile').as_uri()}"

    def convert(documents: Sequence[Path]) -> list[Path]:
        out = tmp_path_factory.mktemp("pdf")
        kind = TAGGED_PDF if documents[0].suffix == ".docx" else "pdf"
        command = [str(soffice), profile, "--headless", "--convert-to", kind, "--outdir", str(out)]
        subprocess.run([*command, *map(str, documents)], check=True, capture_output=True)
        return [out / f"{document.stem}.pdf" for document in documents]

    return convert


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that is the current one."""
    folder = tmp_path / "workspace"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def standards_of(workspace: Path) -> Callable[..., Path]:
    """Return a function that writes units as a qualification into the workspace."""

    def write(*units: Unit, name: str = "sample") -> Path:
        return make_standards(workspace / "standards" / name, units)

    return write


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Return a function that runs the command line and gives exit code, output and messages."""

    def run_command(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main(list(arguments))
        captured = capsys.readouterr()
        return int(left.value.code or 0), captured.out, captured.err

    return run_command
