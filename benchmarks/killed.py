"""Kills builds at random moments, and checks after each that nothing is half and nothing is lost.

    python benchmarks/killed.py --times 1000

A build is killed just before one of its operations on files (a file opened to write, renamed,
deleted, a folder made), each as likely as the others. Every file that is there then must be whole,
and the build that is let through afterwards must give what a build in an empty folder gives.
Works where processes can be forked: Linux and macOS.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from formgen.packs import Request, make_packs
from formgen.standards import Criterion, Element, Group, Qualification, Unit, changed_files

_UNITS = 3
_OPERATIONS = ("os.open", "open", "os.rename", "os.remove", "os.mkdir")  # as audit events


def main() -> None:
    """Kill as many builds as asked for and say how it went."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--times", type=int, default=1000)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        _write_standards()
        operations = _build_in_child("counted", kill_at=None)
        moments = random.Random(1)  # noqa: S311 - moments, not secrets
        for at in range(times):
            _retitle(f"Keep bees in year {at}")
            _build_in_child("out", kill_at=moments.randrange(operations))
            _check_whole(Path("out"))
            if at % 20 == 19 or at == times - 1:
                _check_finished()
    sys.stdout.write(
        f"{times} builds killed before one of {operations} operations: no file half, none lost\n"
    )


def _write_standards() -> None:
    units = [
        Unit(
            code=f"K{at}",
            title="Keep bees",
            elements=(Element(title="Look", criteria=(Criterion(code="1", label="Check"),)),),
        )
        for at in range(_UNITS)
    ]
    group = Group(name="All", units=tuple(unit.code for unit in units))
    qualification = Qualification(title="Certificate in Beekeeping", groups=(group,))
    for path, text in changed_files(Path("standards/sample"), qualification, units).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _retitle(title: str) -> None:
    """Change every unit, so that the next build has to make every document again."""
    for path in Path("standards/sample/units").iterdir():
        text = re.sub("^title: .*", f"title: {title}", path.read_text("utf-8"), flags=re.MULTILINE)
        path.write_text(text, encoding="utf-8")


def _build(out: str) -> list[str]:
    request = Request("sample", Path(), "sqa", forms=("witness-testimony",))
    (pack,) = make_packs([request], Path(out))
    return pack.built.kept


def _build_in_child(out: str, kill_at: int | None) -> int:
    """Build in a process of its own that may be killed; return how many operations it got to."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        with _counted_operations(kill_at) as count:
            _build(out)
        os.write(writing, str(count()).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        text = told.read()
    os.waitpid(child, 0)
    return int(text or 0)


@contextmanager
def _counted_operations(kill_at: int | None) -> Iterator[Callable[[], int]]:
    """Count operations that change files, and end the process like a kill before one of them."""
    count = 0

    def note(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        if event not in _OPERATIONS or (event == "open" and not _writes(arguments)):
            return
        if count == kill_at:
            os._exit(9)
        count += 1

    sys.addaudithook(note)
    yield lambda: count


def _writes(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    return bool(flags & (os.O_WRONLY | os.O_RDWR)) if isinstance(flags, int) else mode != "r"


def _check_whole(folder: Path) -> None:
    for path in folder.rglob("*.docx"):
        with zipfile.ZipFile(path) as package:
            if package.testzip() is not None:
                raise SystemExit(f"{path} is half a file")


def _check_finished() -> None:
    """Let a build through; it must give what a build in an empty folder gives."""
    shutil.rmtree("new", ignore_errors=True)
    if kept := _build("out"):
        raise SystemExit(f"taken for edited: {kept}")
    _build("new")
    if _contents("out") != _contents("new"):
        raise SystemExit("the finished pack is not what an undisturbed build gives")


def _contents(folder: str) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in Path(folder).rglob("*")
        if path.is_file() and ".formgen" not in path.parts
    }


if __name__ == "__main__":
    main()
