"""Makes packs for cohorts of growing size: time should grow with them, memory hardly.

    python benchmarks/cohort.py

Every Word and Excel form of the five units of the example qualification for each candidate: made,
asked for again, again with one candidate's number changed, and with the qualification's title
changed, which all forms show. Each of these is a process of its own, without workers.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SIZES = (25, 50, 100, 200)
TITLE = "title: "


def main() -> None:
    """Print one row for each size of cohort."""
    again = ("nothing to do", "one changed", "all changed")
    cells = "".join(f"  {each:>16}" for each in ("made", *again))
    sys.stdout.write(f"candidates  documents  ms each{cells}\n")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            home = Path(folder)
            _write(home, size)
            made = _run(home)
            runs = [made, _run(home)]
            _write(home, size, first="N-changed")
            runs.append(_run(home))
            path = home / "standards" / "qualification.yaml"
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(TITLE, f"{TITLE}Another ", 1), encoding="utf-8")
            runs.append(_run(home))
        documents, seconds, _ = made
        cells = "".join(f"{taken:7.1f} s, {peak:3.0f} MB" for _, taken, peak in runs)
        sys.stdout.write(f"{size:10}  {documents:9}  {1000 * seconds / documents:7.2f}  {cells}\n")


def _write(home: Path, size: int, first: str = "N00000") -> None:
    """Write the standards and a list of so many candidates."""
    from formgen.resources import example  # noqa: PLC0415 - not counted with the work

    if not (home / "standards").exists():
        shutil.copytree(example() / "standards" / "beekeeping", home / "standards")
    rows = [f"Person {at},{first if at == 0 else f'N{at:05d}'}" for at in range(size)]
    (home / "cohort.csv").write_text("\n".join(["Name,Number", *rows]), encoding="utf-8")


def _run(home: Path) -> tuple[int, float, float]:
    """Build in a process of its own; return documents, seconds of its time, and its peak in MB."""
    command = [sys.executable, __file__, str(home)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    documents, seconds, peak = json.loads(told)
    return documents, seconds, peak


def make(home: Path) -> None:
    """Make the packs of a cohort and print what it took as JSON."""
    import resource  # noqa: PLC0415 - there is none on Windows

    from formgen.packs import Request, make_packs  # noqa: PLC0415 - counted with the work

    os.chdir(home)
    request = Request("./standards", Path(), "sqa", candidates=Path("cohort.csv"))
    started = time.process_time()
    (pack,) = make_packs([request], Path("out"))
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps([pack.documents, seconds, peak]))


if __name__ == "__main__":
    make(Path(sys.argv[1])) if len(sys.argv) > 1 else main()
