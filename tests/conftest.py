"""What tests of every room share: the source documents, LibreOffice, and a small workspace."""

from __future__ import annotations

import gc
import hashlib
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

_TAGGED = json.dumps(
    {
        option: {"type": "boolean", "value": "true"}
        for option in ("UseTaggedPDF", "PDFUACompliance", "ExportBookmarks")
    }
)
"""LibreOffice's options for an accessible PDF of a Word document."""

REPOSITORY = Path(__file__).resolve().parents[1]


_OF_THE_RUN = "FORMGEN_TEST_RUN"
_MEMORY = Path("/dev/shm")  # noqa: S108 - only where to make a folder of our own
_ROOM = 2 * 2**30


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Give all processes of a run one folder for temporary files; --basetemp keeps those of tests.

    What is kept of templates goes there, and PDFs that more than one test looks at.
    """
    if _OF_THE_RUN not in os.environ:
        folder = tempfile.mkdtemp(prefix="formgen-tests-", dir=_in_memory())
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))
        os.environ |= {_OF_THE_RUN: folder, "TMPDIR": folder, "FORMGEN_CACHE": f"{folder}/cache"}
        # Hundreds of processes run formgen: each would compile it anew.
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        tempfile.tempdir = folder
        config.option.basetemp = config.option.basetemp or Path(folder, "pytest")


def _in_memory() -> Path | None:
    """Return a folder in memory, where there is one: a disk makes tests wait for each flush."""
    if not _MEMORY.is_dir() or shutil.disk_usage(_MEMORY).free < _ROOM:
        return None
    return None if os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC else _MEMORY


def pytest_collection_finish(session: pytest.Session) -> None:
    """Have the thousands of collected tests passed over whenever Python looks for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


settings.register_profile(
    "formgen",
    max_examples=40,  # of each property, so that all tests together take two minutes
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


class ToPdf:
    """Converts documents with LibreOffice; one that a test of this run had converted, once."""

    def __init__(self, soffice: str, folder: Path) -> None:
        self._command = [soffice, f"-env:UserInstallation={(folder / 'profile').as_uri()}"]
        self._folder = folder
        self._made = Path(os.environ[_OF_THE_RUN])

    def __call__(self, documents: Sequence[Path], *, tagged: bool = False) -> list[Path]:
        """Return the PDFs of documents of one kind, in their order."""
        suffix = documents[0].suffix
        kind = f"pdf:writer_pdf_Export:{_TAGGED}" if tagged else "pdf"
        made = {each: self._made / self._name(each, kind) for each in documents}
        new = {path.stem: each for each, path in made.items() if not path.is_file()}
        if new:
            sources, out = self._folder / "documents", self._folder / "pdfs"
            sources.mkdir(exist_ok=True)
            names = [shutil.copy(each, sources / f"{stem}{suffix}") for stem, each in new.items()]
            command = [*self._command, "--headless", "--convert-to", kind, "--outdir", str(out)]
            subprocess.run([*command, *names], check=True, capture_output=True)
            for stem in new:
                (out / f"{stem}.pdf").replace(self._made / f"{stem}.pdf")
        return list(made.values())

    def _name(self, document: Path, kind: str) -> str:
        found = hashlib.sha256(f"{kind} {document.suffix} ".encode() + document.read_bytes())
        return f"{found.hexdigest()[:32]}.pdf"


@pytest.fixture(scope="session")
def to_pdf(tmp_path_factory: pytest.TempPathFactory) -> ToPdf:
    """What converts documents with LibreOffice and gives back the PDFs."""
    soffice = shutil.which("soffice")
    if soffice is None:
        _missing("LibreOffice (soffice) is not installed")
    return ToPdf(str(soffice), tmp_path_factory.mktemp("office"))


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
