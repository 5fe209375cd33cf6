"""One LibreOffice process that converts the files of a folder, watched until it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_FILTERS = {"docx": "writer_pdf_Export", "xlsx": "calc_pdf_Export"}
_OPTIONS = {
    "UseTaggedPDF": "true",
    "PDFUACompliance": "true",
    "ExportBookmarks": "true",
    "DisplayPDFDocumentTitle": "true",
    "ExportFormFields": "false",
}
_POLL = 0.1  # seconds
_START = 120.0  # seconds that a first start with a new profile may take on a slow disk
_ENDING = 60.0
_END_OF_PDF = b"%%EOF"


@dataclass(frozen=True)
class Workplace:
    """A folder of its own for a LibreOffice process: its files, its results, its profile."""

    folder: Path

    @property
    def results(self) -> Path:
        """The folder the PDFs appear in."""
        return self.folder / "pdf"

    def result(self, name: str) -> Path:
        """Return where the PDF of a file appears."""
        return self.results / Path(name).with_suffix(".pdf").name


def run_office(
    office: Path,
    workplace: Workplace,
    files: Mapping[str, float],
    stop: threading.Event,
) -> Iterator[str]:
    """Convert files of a workplace, all of one format, in order; yield each name once it is done.

    ``files`` says for each how many seconds it may take. A file that LibreOffice cannot read is
    passed over by it. Returns early where the process dies, stands still longer than the file at
    hand may take, or is to stop; it has ended by then in any case.
    """
    names = list(files)
    for leftover in workplace.results.glob("*"):
        leftover.unlink()
    process = _start(office, workplace, names)
    try:
        patience = _START + files[names[0]]
        seen, since = 0, time.monotonic()
        while process.poll() is None and not stop.wait(_POLL):
            begun = _begun(workplace, names)
            if begun != seen:
                # What stands before the newest file is whole; the newest may still be written.
                yield from _whole(workplace, names[max(0, seen - 1) : begun - 1])
                seen, since = begun, time.monotonic()
                patience = sum(files[name] for name in names[begun - 1 : begun + 1]) + _ENDING
            elif time.monotonic() - since > patience:
                break
    finally:
        _end(process)
    yield from _whole(workplace, names[max(0, seen - 1) :])


def _begun(workplace: Workplace, names: Sequence[str]) -> int:
    """Return how many files stand before the end of the last one whose PDF is there."""
    there = {path.name for path in workplace.results.glob("*.pdf")}
    return max(
        (at + 1 for at, name in enumerate(names) if workplace.result(name).name in there), default=0
    )


def _whole(workplace: Workplace, names: Sequence[str]) -> Iterator[str]:
    for name in names:
        with suppress(OSError), workplace.result(name).open("rb") as stream:
            size = stream.seek(0, os.SEEK_END)
            stream.seek(max(0, size - 64))
            if _END_OF_PDF in stream.read():
                yield name


def _start(office: Path, workplace: Workplace, names: Sequence[str]) -> subprocess.Popen[bytes]:
    options = {key: {"type": "boolean", "value": value} for key, value in _OPTIONS.items()}
    kind = _FILTERS[Path(names[0]).suffix.removeprefix(".")]
    profile = (workplace.folder / "profile").resolve().as_uri()
    command = [
        str(office),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--convert-to",
        f"pdf:{kind}:{json.dumps(options, separators=(',', ':'))}",
        "--outdir",
        str(workplace.results.resolve()),
        *names,
    ]
    # Dates are written in local time, at a length that depends on the zone.
    environment = {**os.environ, "TZ": "UTC"}
    # What it leaves behind when it is killed goes with the workplace.
    environment |= dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(workplace.folder.resolve()))
    flags = getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0)  # only Windows has it
    return subprocess.Popen(  # noqa: S603 - the office that was found, files that we named
        command,
        cwd=workplace.folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        creationflags=flags,
        start_new_session=sys.platform != "win32",
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process with those it started, where it is still there."""
    if process.poll() is None:
        if sys.platform == "win32":
            taskkill = Path(os.environ["SYSTEMROOT"], "System32", "taskkill.exe")
            subprocess.run(  # noqa: S603 - a program of Windows
                [str(taskkill), "/F", "/T", "/PID", str(process.pid)],
                capture_output=True,
                check=False,
            )
        else:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
    process.wait()
