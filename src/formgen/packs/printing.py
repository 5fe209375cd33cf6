"""PDFs of a pack, made again only where the document they are made from has changed.

LibreOffice takes about a fifth of a second for a form, a hundred times as long as the Word
document takes: the manifest keeps from which bytes each PDF was made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from os import environ
from pathlib import Path
from typing import Literal

from formgen.errors import FormgenError, Problem
from formgen.packs.manifest import Made, digest
from formgen.render.pdf import Source, convert

State = Literal["due", "unchanged", "kept"]


@dataclass(frozen=True)
class ToPrint:
    """A PDF to make: where it goes, and the document it is made from."""

    path: str
    """Under the output folder, with forward slashes."""
    document: bytes
    format: str
    """That of the document: ``docx`` or ``xlsx``."""

    @property
    def digest(self) -> str:
        """The digest of the document, which the manifest keeps as ``made_from``."""
        return digest(self.document)


def pdf_state(path: Path, to_print: ToPrint, before: Made | None, *, force: bool) -> State:
    """Return whether a PDF is to be made, is right as it is, or was changed by someone and stays.

    ``before`` is what the manifest says of it.
    """
    if force or not path.is_file():
        return "due"
    if before is None or digest(path.read_bytes()) != before.sha256:
        return "kept"
    return "unchanged" if before.made_from == to_print.digest else "due"


def make_pdfs(
    office: Path, prints: Sequence[ToPrint], *, processes: int = 2
) -> Iterator[tuple[ToPrint, bytes | Problem]]:
    """Yield each PDF as soon as it is made, or what kept LibreOffice from making it.

    They say that they were made when the documents were, or at SOURCE_DATE_EPOCH.
    """
    by_path = {each.path: each for each in prints}
    sources = [Source(each.path, each.document, each.format) for each in prints]
    for source, result in convert(office, sources, build_date(), processes=processes):
        yield by_path[source.name], result


def build_date() -> datetime | None:
    """Return the date that SOURCE_DATE_EPOCH gives, None where it is not set.

    Raises FormgenError where it is no number of seconds.
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not epoch:
        return None
    try:
        return datetime.fromtimestamp(int(epoch), UTC)
    except (ValueError, OverflowError, OSError):
        hint = "Set it to the seconds since 1970, or remove it."
        message = "is no date"
        raise FormgenError(Problem(message, f"SOURCE_DATE_EPOCH={epoch}", hint)) from None
