"""What importing costs: time and memory for the real documents and for ever longer drafts.

Run with ``python benchmarks/import_cost.py``; benchmarks/README.md says how to read the table.
"""

from __future__ import annotations

import os
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from rich.console import Console
from rich.table import Table

from formgen.importers import import_documents

REPOSITORY = Path(__file__).resolve().parents[1]
SOURCES = REPOSITORY.parent / "shared" / "sources"
ROUNDS = 3
UNITS = 360
"""Units of the draft that the others are multiples of: about as long as the real draft."""
TIMES = (1, 2, 4, 8)
PDF_UNITS = (30, 60, 120)
"""Units of the drafts that are printed as PDF; these take far longer to read."""

sys.path.insert(0, str(REPOSITORY / "tests"))
from document_writers import write_pdf  # noqa: E402
from drafts import BOATS, draft  # noqa: E402 - the invented units of the tests


def synthetic(units: int) -> str:
    """Return a draft of so many units, the invented ones again and again with other codes."""
    text: str = draft([replace(BOATS[at % len(BOATS)], code=f"S{at + 1}") for at in range(units)])
    return text


def documents(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield each document to measure with its name in the table."""
    for path in sorted(SOURCES.glob("*.txt")):
        yield path.name, path
    for times in TIMES:
        path = folder / f"draft-{times}.txt"
        path.write_text(synthetic(UNITS * times), encoding="utf-8")
        yield f"synthetic draft, {times}x", path
    for units in PDF_UNITS:
        path = folder / f"draft-{units}.pdf"
        yield f"draft as PDF, {units} units", write_pdf(path, synthetic(units).split("\n"))


def seconds(path: Path) -> float:
    """Return the shortest of a few imports, in seconds of processor time, child processes' too."""

    def once() -> float:
        start = sum(os.times()[:4])
        import_documents([path])
        return sum(os.times()[:4]) - start

    return min(once() for _ in range(ROUNDS))


def peak(path: Path) -> float:
    """Return the peak of the memory that one import takes, in MB; measuring slows it down."""
    tracemalloc.start()
    try:
        import_documents([path])
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def main() -> None:
    """Measure and print the table."""
    table = Table("document", "family", title="Cost of importing")
    for heading in ("kB", "units", "seconds", "ms per kB", "peak MB"):
        table.add_column(heading, justify="right")
    with tempfile.TemporaryDirectory() as folder:
        for name, path in documents(Path(folder)):
            size = path.stat().st_size / 1e3
            imported = import_documents([path])
            taken = seconds(path)
            table.add_row(
                name,
                imported.family,
                f"{size:.0f}",
                str(len(imported.units)),
                f"{taken:.3f}",
                f"{taken * 1e3 / size:.2f}",
                f"{peak(path):.1f}",
            )
    Console(width=110).print(table)


if __name__ == "__main__":
    main()
