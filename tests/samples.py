"""Small standards of our own invention, made by functions rather than kept as files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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


def unit(
    code: str = "K1",
    *,
    criteria: int = 4,
    knowledge: int = 3,
    code_length: int = 0,
    title: str = "Keep bees through the year",
    number: str = "BEE1 04",
) -> Unit:
    """Return a unit with so many criteria in two elements and so many knowledge items."""
    codes = [f"{code}.{1 + at * 2 // max(criteria, 1)}.{at + 1}" for at in range(criteria)]
    if code_length:
        codes = [each[:code_length].ljust(code_length, "8") for each in unique_codes(criteria)]
    split = (criteria + 1) // 2
    return Unit(
        code=code,
        number=number,
        title=title,
        elements=tuple(
            Element(
                code=f"{code}.{at}",
                title=f"Look after colony number {at}",
                criteria=tuple(Criterion(code=each, label=f"Check frame {each}") for each in part),
            )
            for at, part in enumerate((codes[:split], codes[split:]), 1)
            if part
        ),
        knowledge=tuple(
            Criterion(code=f"{code}{letters(at)}", label=f"Why smoke calms bees {letters(at)}")
            for at in range(knowledge)
        ),
    )


def unique_codes(count: int) -> list[str]:
    """Return so many different codes that all begin with their number."""
    return [f"{at:03d}." for at in range(count)]


def letters(number: int) -> str:
    """Return a, b, ..., z, aa, ab, ... for 0, 1, ..."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        text = chr(ord("a") + rest) + text
    return text


def qualification(units: Iterable[Unit]) -> Qualification:
    """Return a qualification with these units in one group, of which one must be taken."""
    codes = tuple(each.code for each in units)
    return Qualification(
        title="Certificate in Beekeeping at SCQF level 5",
        framework="SCQF",
        level="5",
        awarding_body="BKA",
        version="2026",
        groups=(Group(name="Core", units=codes),),
        rules=(Rule(groups=("Core",), min=1),),
    )


def make_standards(folder: Path, units: Sequence[Unit]) -> Path:
    """Write a qualification of these units into a folder and return the folder."""
    for path, text in changed_files(folder, qualification(units), units).items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder
