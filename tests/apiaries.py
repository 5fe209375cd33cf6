"""Well-formed standards of our own invention for lint, and slips made in their files."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from formgen.standards import (
    Criterion,
    Element,
    Group,
    Qualification,
    Rule,
    Unit,
    changed_files,
)
from formgen.standards.lint import Finding, lint


def bee_unit(code: str) -> Unit:
    """Return a unit of two elements and four knowledge items, with nothing to find fault with."""
    return Unit(
        code=code,
        number=f"BEE{code[1:]} 04",
        title=f"Keep the bees of apiary {code}",
        level="5",
        credits=4,
        elements=tuple(
            Element(
                code=f"{code}.{at}",
                title=f"Look after colony {at}",
                criteria=tuple(item(f"{code}.{at}.{number}") for number in (1, 2, 3)),
            )
            for at in (1, 2)
        ),
        knowledge=tuple(item(f"{code}{letter}") for letter in "abcd"),
    )


def item(code: str) -> Criterion:
    return Criterion(
        code=code, label=f"Check frame {code}", text=f"Check the brood on frame {code} by noon."
    )


QUALIFICATION = Qualification(
    title="Certificate in Beekeeping at SCQF level 5",
    framework="SCQF",
    level="5",
    awarding_body="BKA",
    version="2026",
    groups=(Group(name="Core", units=("K1", "K2")), Group(name="Hives", units=("K3", "K4"))),
    rules=(
        Rule(groups=("Core",), min=2, max=2),
        Rule(groups=("Hives",), min=1),
    ),
)


def write(folder: Path, qualification: Qualification, units: Iterable[Unit]) -> Path:
    for path, text in changed_files(folder, qualification, units).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


def write_bees(folder: Path) -> Path:
    """Write the well-formed qualification of four units into a folder and return the folder."""
    return write(folder, QUALIFICATION, map(bee_unit, ("K1", "K2", "K3", "K4")))


def checked(*paths: Path) -> tuple[Finding, ...]:
    return lint(paths, Path()).findings


def findings_of(*paths: Path) -> list[tuple[str, int, str]]:
    """Return file name, line and kind of what lint finds."""
    return [(Path(each.file).name, each.line, each.kind) for each in checked(*paths)]


def messages_of(*paths: Path) -> list[str]:
    return [each.message for each in checked(*paths)]


def change(path: Path, old: str, new: str) -> int:
    """Replace the first match of a pattern in a file; return the line it begins on."""
    text = path.read_text(encoding="utf-8")
    match = re.search(old, text, re.DOTALL)
    assert match, f"{old} is not in {path}"
    changed = text[: match.start()] + match.expand(new) + text[match.end() :]
    path.write_text(changed, encoding="utf-8", newline="\n")
    return text.count("\n", 0, match.start()) + 1
