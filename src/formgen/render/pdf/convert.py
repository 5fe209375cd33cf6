"""Word and Excel documents to PDF through LibreOffice, many with one process.

LibreOffice works in a temporary folder, on files with short names, with a profile of its own: an
office that is open does not get in the way, and neither do long paths or unusual names.
"""

from __future__ import annotations

import queue
import tempfile
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from formgen.errors import FormgenError, Problem
from formgen.render.pdf.dates import document_date, with_date
from formgen.render.pdf.process import Workplace, run_office

_AT_ONCE = 200  # files given to one process: bounds the command line and what LibreOffice hoards
_WORTH_A_PROCESS = 12  # documents; below, a second start costs more than it gains
_SECONDS = 60.0  # that any document may take
_SECONDS_PER_KB = 2.0  # a page of a form is 1 to 3 KB of Word and takes about 0.1 s
_FRUITLESS = 4  # starts of LibreOffice that made nothing, after which no more are tried


@dataclass(frozen=True)
class Source:
    """A document to make a PDF of."""

    name: str
    """What it is called in messages: the path of the PDF to be."""
    data: bytes
    format: str
    """``docx`` or ``xlsx``."""


def convert(
    office: Path, sources: Sequence[Source], *, processes: int = 2
) -> Iterator[tuple[Source, bytes | Problem]]:
    """Yield each document with its PDF as soon as it is made, in no certain order.

    The PDFs are tagged, carry bookmarks, title and the date that the document itself carries: the
    same document gives the same bytes. A document that LibreOffice fails on comes with a problem
    instead, and the rest goes on. At most ``processes`` run at a time. Raises FormgenError where
    LibreOffice cannot be started or the temporary folder cannot be written.
    """
    shares = _shares(sources, processes)
    found: queue.SimpleQueue[tuple[Source, bytes | Problem]] = queue.SimpleQueue()
    stop = threading.Event()

    def work(share: Sequence[Source]) -> None:
        try:
            # LibreOffice may hold files of its profile for a moment after it has ended.
            with tempfile.TemporaryDirectory(
                prefix="formgen-", ignore_cleanup_errors=True
            ) as folder:
                for source, pdf in _convert_share(office, Workplace(Path(folder)), share, stop):
                    found.put((source, pdf))
        except OSError as error:
            message = f"PDFs cannot be made: {error.strerror or error}"
            hint = "Make room on the disk of the temporary folder, or see formgen doctor."
            raise FormgenError(Problem(message, str(error.filename or ""), hint)) from None

    with ThreadPoolExecutor(max(1, len(shares))) as pool:
        running = [pool.submit(work, share) for share in shares]
        try:
            while not (over := all(each.done() for each in running)) or not found.empty():
                with suppress(queue.Empty):
                    source, pdf = found.get(timeout=0 if over else 0.1)
                    if isinstance(pdf, bytes):
                        yield source, with_date(pdf, document_date(source.data))
                    else:
                        yield source, pdf
        finally:
            stop.set()
        for each in running:
            each.result()


def _shares(sources: Sequence[Source], processes: int) -> list[list[Source]]:
    """Share the documents among processes: the largest first, each format together."""
    wanted = max(1, min(processes, len(sources) // _WORTH_A_PROCESS))
    ordered = sorted(sources, key=lambda source: (source.format, -len(source.data), source.name))
    return [share for at in range(wanted) if (share := ordered[at::wanted])]


def _convert_share(
    office: Path, workplace: Workplace, sources: Sequence[Source], stop: threading.Event
) -> Iterator[tuple[Source, bytes | Problem]]:
    for _, same_format in groupby(sources, key=lambda source: source.format):
        together = list(same_format)
        for at in range(0, len(together), _AT_ONCE):
            yield from _convert_batch(office, workplace, together[at : at + _AT_ONCE], stop)


def _convert_batch(
    office: Path, workplace: Workplace, sources: Sequence[Source], stop: threading.Event
) -> Iterator[tuple[Source, bytes | Problem]]:
    """Convert documents of one format with one process; start anew behind one that it dies of."""
    waiting = {f"{at:04}.{source.format}": source for at, source in enumerate(sources)}
    for name, source in waiting.items():
        (workplace.folder / name).write_bytes(source.data)
    alone = False
    fruitless = 0
    while waiting and not stop.is_set():
        tried = list(waiting)[:1] if alone else list(waiting)
        seconds = {name: _seconds(waiting[name]) for name in tried}
        over = 1 if alone else 0
        fruitless += 1
        for name in run_office(office, workplace, seconds, stop):
            yield waiting.pop(name), workplace.result(name).read_bytes()
            workplace.result(name).unlink()
            over = tried.index(name) + 1
            fruitless = 0
        given_up = list(waiting) if fruitless == _FRUITLESS else tried[:over]
        for name in given_up:
            if name in waiting:
                yield (source := waiting.pop(name)), _failed(source)
        alone = not alone


def _seconds(source: Source) -> float:
    return _SECONDS + _SECONDS_PER_KB * len(source.data) / 1024


def _failed(source: Source) -> Problem:
    kind = {"docx": "Word", "xlsx": "Excel"}[source.format]
    return Problem(
        f"LibreOffice could not make this PDF from the {kind} document",
        source.name,
        f"Make the form with --format {source.format} and open it in LibreOffice to see what it "
        "says, or build again: the other PDFs are there.",
    )
