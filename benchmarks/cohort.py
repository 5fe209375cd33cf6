"""Makes packs for cohorts of growing size: time should grow with them, memory hardly.

    python benchmarks/cohort.py

Each cohort is made by a process of its own, without workers: every Word and Excel
form of the five units of the example qualification for each candidate.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (25, 50, 100, 200)


def main() -> None:
    """Print one row for each size of cohort."""
    sys.stdout.write("candidates  documents  seconds of CPU  ms per document  peak MB\n")
    for size in SIZES:
        command = [sys.executable, __file__, str(size)]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
        documents, seconds, peak = json.loads(told)
        each = 1000 * seconds / documents
        sys.stdout.write(f"{size:10}  {documents:9}  {seconds:14.1f}  {each:15.2f}  {peak:7.0f}\n")


def make(size: int) -> None:
    """Make the packs of a cohort and print what it took as JSON."""
    import resource  # noqa: PLC0415 - there is none on Windows

    from formgen.packs import Request, make_packs  # noqa: PLC0415 - counted with the work
    from formgen.resources import example  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        rows = [f"Person {at},N{at:05d}" for at in range(size)]
        Path("cohort.csv").write_text("\n".join(["Name,Number", *rows]), encoding="utf-8")
        qualification = str(example() / "standards" / "beekeeping")
        request = Request(qualification, Path(), "sqa", candidates=Path("cohort.csv"))
        started = time.process_time()
        (pack,) = make_packs([request], Path("out"))
        seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps([len(pack.built.written), seconds, peak]))


if __name__ == "__main__":
    make(int(sys.argv[1])) if len(sys.argv) > 1 else main()
